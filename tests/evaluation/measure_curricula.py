"""Measures our hours against published curricula: the same content, from the same start.

    python tests/evaluation/measure_curricula.py
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.planning.effort import Standing, hours_to, package

CURRICULA = Path(__file__).parent / "judged" / "curricula.toml"


def ours(has: dict[str, int], teaches: dict[str, int], corpus: Corpus) -> float:
    """Our hours for what a curriculum teaches, one skill after another, each after those it builds on."""
    now, hours = Standing(dict(has)), 0.0
    order = [s for skill in teaches for s in package(skill, teaches[skill], {}, corpus.skills) if s in teaches]
    for skill in dict.fromkeys(order):
        hours += hours_to(skill, teaches[skill], now, corpus.skills)
        now.take(skill, teaches[skill], corpus.skills)
    return hours


def rows(corpus: Corpus) -> list[tuple[str, str, float, float, float]]:
    """(name, source, our hours, the published range)."""
    table = tomllib.loads(CURRICULA.read_text(encoding="utf-8"))
    return [
        (name, c["source"], ours(c.get("has", {}), c["teaches"], corpus), *c["hours"]) for name, c in table.items()
    ]


def main() -> None:
    """Print each, and the share within the published range."""
    found = rows(load_corpus())
    for name, _, hours, low, high in found:
        print(f"{name:32} {hours:5.0f}  {low} to {high}{'' if low <= hours <= high else '   outside'}")
    inside = sum(low <= hours <= high for _, _, hours, low, high in found)
    print(f"n={len(found)} within={inside / len(found):.2f}")


if __name__ == "__main__":
    main()

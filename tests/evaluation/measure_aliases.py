"""How many names of skills are recognised, and how many are taken for another skill.

    python tests/evaluation/measure_aliases.py [tests/evaluation/judged/aliases.toml] [--all]

Each name is read by itself and inside a sentence. It is right when its skill is among those understood, missed when
nothing is, wrong when only other skills are, and fair when one of those is as good a reading. The names are not taken
from the lists of the corpus.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from careerbot.advisor import tools_of
from careerbot.corpus.corpus import load_corpus
from careerbot.nlu.pipeline import Tools, annotate

ALIASES = Path(__file__).parent / "judged" / "aliases.toml"
VERDICTS = ("right", "fair", "missed", "wrong")
SETTINGS = ("{}", "I have some experience with {} from my last job")


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one name in one setting."""

    form: str
    text: str
    skill: str
    also: str
    """Another skill that is as fair a reading, or nothing."""
    setting: str
    found: frozenset[str]

    @property
    def verdict(self) -> str:
        """right, fair (the other reading), missed or wrong."""
        if self.skill in self.found:
            return "right"
        return "fair" if self.also in self.found else "wrong" if self.found else "missed"


def names(path: Path = ALIASES) -> Iterator[tuple[str, str, str, str]]:
    """(form, text, skill, also) of every name of the file."""
    for form, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for row in rows:
            yield form, row["text"], row["skill"], row.get("also", "")


def readings(rows: Iterable[tuple[str, str, str, str]], tools: Tools) -> Iterator[Reading]:
    """Every name in every setting."""
    for form, text, skill, also in rows:
        for setting in SETTINGS:
            understood = annotate(setting.format(text), tools)
            yield Reading(form, text, skill, also, setting, frozenset(m.slug for m in understood.skills))


def main() -> None:
    """Prints a line for each form and setting, then what went astray."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("aliases", nargs="?", type=Path, default=ALIASES)
    parser.add_argument("--all", action="store_true", help="print every name that was not read right")
    arguments = parser.parse_args()
    found = list(readings(names(arguments.aliases), tools_of(load_corpus())))
    tables: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for r in found:
        for form in (r.form, "all"):
            tables[r.setting, form][r.verdict] += 1
    for (setting, form), counts in sorted(tables.items()):
        total = counts.total()
        shares = "  ".join(f"{verdict} {counts[verdict] / total:6.1%}" for verdict in VERDICTS)
        print(f"{'alone' if setting == '{}' else 'in a sentence':14} {form:17} {total:4}  {shares}")
    for r in found if arguments.all else ():
        if r.verdict != "right":
            instead = ", ".join(sorted(r.found)) or "nothing"
            print(f"{r.verdict:7} {r.setting.format(r.text)!r}: {r.skill}, not {instead}")


if __name__ == "__main__":
    main()

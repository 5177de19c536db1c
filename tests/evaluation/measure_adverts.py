"""Measures how job advertisements are read: their kind of text, and what they insist on against what they call welcome.

    python tests/evaluation/measure_adverts.py ../shared/data/dev [--wrong]

Of the 40 judged (judged/adverts.toml), each skill is right that is read as required where it is, or as preferred; one
taken for a part of the tasks, or left out, is wrong. The kind of text is told of every advertisement long enough, of CVs,
of posts and of messages.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from careerbot.advisor import Advisor
from careerbot.corpus.corpus import load_corpus
from careerbot.matching.advert import Advert
from careerbot.nlu.linear import FEWEST
from careerbot.nlu.pipeline import annotate
from careerbot.text.tokenizer import tokenise

JUDGED = Path(__file__).parent / "judged" / "adverts.toml"
MADE = Path(__file__).parent / "judged" / "adverts_made.toml"
KINDS = {"role_postings": "advert", "resumes": "cv", "career_questions": "message"}


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a set."""
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def read_as(advert: Advert, slug: str) -> str:
    """What a skill was read as; "none" where it was left out."""
    return next((one.kind for one in advert.asked if slug in one.skills), "none")


def insisted(folder: Path, advisor: Advisor, *, wrong: bool) -> None:
    """Required against preferred: in postings, and in advertisements made up in varied forms."""
    judged = tomllib.loads(JUDGED.read_text(encoding="utf-8"))
    texts = {row["id"]: row["text"] for row in rows(folder / "role_postings.jsonl") if row["id"] in judged}
    _told(judged, texts, advisor, wrong=wrong)
    made = tomllib.loads(MADE.read_text(encoding="utf-8"))
    _told(made, {name: one["text"] for name, one in made.items()}, advisor, wrong=wrong)


def _told(judged: dict[str, dict[str, Any]], texts: dict[str, str], advisor: Advisor, *, wrong: bool) -> None:
    found: Counter[tuple[str, str]] = Counter()
    for name, text in texts.items():
        advert = advisor.advert(text)
        pairs = [(kind, slug, read_as(advert, slug)) for kind in ("required", "preferred") for slug in judged[name][kind]]
        found.update((kind, read) for kind, _, read in pairs)
        if wrong and any(kind != read for kind, _, read in pairs):
            print(name, *(f"{slug}:{kind[:4]}>{read}" for kind, slug, read in pairs if kind != read))
    for kind in ("required", "preferred"):
        of = {read: n for (gold, read), n in sorted(found.items()) if gold == kind}
        print(f"{kind} n={sum(of.values())} right={of.get(kind, 0) / max(1, sum(of.values())):.3f} {of}")
    right = sum(n for (gold, read), n in found.items() if gold == read)
    told = sum(n for (_, read), n in found.items() if read in ("required", "preferred"))
    print(f"adverts={len(texts)} skills={found.total()} right={right / found.total():.3f} of those told={right / told:.3f}")


def kinds(folder: Path, advisor: Advisor, *, wrong: bool) -> None:
    """The kind of text."""
    for name, gold in KINDS.items():
        found: Counter[tuple[str, str]] = Counter()
        for row in rows(folder / f"{name}.jsonl"):
            text = row["text"]
            if row.get("kind") in ("list", "skills") or len(tokenise(text)) < FEWEST:
                continue
            document, _ = advisor.segmenter.divided(annotate(text, advisor.tools), text)
            found[row.get("source", ""), document.kind] += 1
            if wrong and document.kind != gold:
                print(document.kind, repr(text[:150]))
        for source in sorted({source for source, _ in found}):
            of = {kind: n for (where, kind), n in found.items() if where == source}
            print(f"{name} {source} n={sum(of.values())} right={of.get(gold, 0) / sum(of.values()):.3f} {of}")
        print(f"{name} n={found.total()} right={sum(n for (_, k), n in found.items() if k == gold) / found.total():.3f}")


def main() -> None:
    """Print both."""
    advisor, folder = Advisor(load_corpus()), Path(sys.argv[1])
    wrong = "--wrong" in sys.argv
    insisted(folder, advisor, wrong=wrong)
    if "--kinds" in sys.argv:
        kinds(folder, advisor, wrong=wrong)


if __name__ == "__main__":
    main()

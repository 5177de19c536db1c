"""Measures how trades are recognised: what people say they do, and titles of O*NET.

    python tests/evaluation/measure_trades.py [../shared/data/dev/onet_titles.jsonl]
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

from careerbot.corpus.corpus import load_corpus
from careerbot.corpus.occupations import Directory, find_occupation

SAID = Path(__file__).parent / "judged" / "trades.toml"


def said(directory: Directory) -> None:
    """Sayings: right, and each that is not."""
    table: dict[str, list[str]] = tomllib.loads(SAID.read_text(encoding="utf-8"))["said"]
    right = 0
    for text, codes in table.items():
        found = find_occupation(text, directory)
        good = found is None if not codes else found is not None and found.code.startswith(tuple(codes))
        right += good
        if not good:
            print(f"{text} -> {found.code + ' ' + found.name if found else 'nothing'}; not {', '.join(codes)}")
    print(f"said n={len(table)} right={right / len(table):.3f}")


def titles(path: Path, directory: Directory) -> None:
    """Titles: the occupation itself, or a sibling (the same broad group of the classification)."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    same = near = 0
    for row in rows:
        found = directory.find(row["title"])
        same += found is not None and found.code == row["soc"]
        near += found is not None and found.code[:4] == row["soc"][:4]
    print(f"titles n={len(rows)} same={same / len(rows):.3f} same or sibling={near / len(rows):.3f}")


def main() -> None:
    """Print both."""
    directory = load_corpus().occupations
    said(directory)
    for path in sys.argv[1:]:
        titles(Path(path), directory)


if __name__ == "__main__":
    main()

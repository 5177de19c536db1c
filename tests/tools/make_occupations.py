"""Makes corpus/occupations: the thousand occupations of O*NET, what each implies, and the titles people have in them.

    python tests/tools/make_occupations.py ../shared/data/onet-29.2 corpus

occupations.csv  code, name, implied skills with levels (tests/tools/occupation_skills.toml, checked by hand)
titles.txt       a title a line, normalised and sorted, with the occupations it stands for, the likeliest first

O*NET 29.2 Database by the U.S. Department of Labor, Employment and Training Administration, CC BY 4.0.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from careerbot.corpus.occupations import normal

SKILLS = Path(__file__).parent / "occupation_skills.toml"
TECHNICAL = ("15", "17-2", "19-1", "19-2", "19-3")
REMARK = "# made by tests/tools/make_occupations.py from O*NET 29.2 (CC BY 4.0); what is implied is ours\n"
OWN, REPORTED, OTHER = 8, 3, 1
"""How much an occupation's own name, a title reported by people in it and another title speak for it."""
MOST = 3
"""Occupations kept for one title."""


def rows(folder: Path, name: str) -> Iterator[list[str]]:
    """The rows of one of O*NET's text files, without the header."""
    with (folder / name).open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        yield from reader


def implied(code: str, tools: set[str], table: dict[str, dict[str, dict[str, int]]]) -> dict[str, int]:
    """What an occupation implies: its groups from the widest to the narrowest, and the tools in demand there."""
    found: dict[str, int] = {}
    for group in sorted((g for g in table["groups"] if code.startswith(g)), key=len):
        found |= table["groups"][group]
    known = dict(table["tools"])
    if code.startswith(TECHNICAL):
        known |= table["technical"]
    for tool in sorted(tools & known.keys()):
        for skill, level in known[tool].items():
            found.setdefault(skill, level)
    return dict(sorted(found.items(), key=lambda row: (-row[1], row[0])))


def titles(folder: Path, names: dict[str, str]) -> dict[str, list[str]]:
    """Normalised title -> codes, likeliest first."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for code, name in names.items():
        votes[normal(name)][code] += OWN
        votes[normal(name.partition(",")[0])][code] += OTHER
    for code, title, *_ in rows(folder, "Sample of Reported Titles.txt"):
        votes[normal(title)][code] += REPORTED
    for code, title, short, *_ in rows(folder, "Alternate Titles.txt"):
        votes[normal(title)][code] += OTHER
        if short != "n/a":
            votes[normal(short)][code] += OTHER
    best = {title: _likeliest(codes) for title, codes in votes.items() if len(title) > 1}
    return dict(sorted(best.items(), key=lambda row: row[0].encode()))


def _likeliest(codes: Counter[str]) -> list[str]:
    """Codes by how much speaks for them, then by how much speaks for the group they are in."""
    groups: Counter[str] = Counter()
    for code, votes in codes.items():
        for end in (2, 4, 7):
            groups[code[:end]] += votes

    def order(code: str) -> tuple[int, int, int, int, str]:
        strong = 0 if codes[code] >= OWN else 1
        return strong, -groups[code[:4]], -groups[code[:7]], -codes[code], code

    return sorted(codes, key=order)[:MOST]


def main() -> None:
    """Write both tables."""
    source, corpus = Path(sys.argv[1]), Path(sys.argv[2]) / "occupations"
    corpus.mkdir(exist_ok=True)
    table = tomllib.loads(SKILLS.read_text(encoding="utf-8"))
    names = {code: name for code, name, _ in rows(source, "Occupation Data.txt")}
    demanded: dict[str, set[str]] = defaultdict(set)
    for code, tool, _, _, _, wanted in rows(source, "Technology Skills.txt"):
        if wanted == "Y":
            demanded[code].add(tool)
    with (corpus / "occupations.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write(REMARK)
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["code", "name", "implies"])
        for code, name in sorted(names.items()):
            found = implied(code, demanded[code], table)
            writer.writerow([code, name, " ".join(f"{skill}:{level}" for skill, level in found.items())])
    at = {code: i for i, code in enumerate(sorted(names))}
    found_titles = titles(source, names)
    lines = [f"{title}\t{' '.join(str(at[code]) for code in codes)}\n" for title, codes in found_titles.items()]
    (corpus / "titles.txt").write_text("".join(lines), encoding="utf-8")
    print(f"{len(names)} occupations, {len(lines)} titles, {sum(map(len, lines)):,} characters")


if __name__ == "__main__":
    main()

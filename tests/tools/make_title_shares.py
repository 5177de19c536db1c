"""Makes corpus/title_shares.csv: of the people with a title, how many use what the title is taken to imply.

    python tests/tools/make_title_shares.py ../shared/data/dev/role_people.jsonl corpus [--check]

Counted on the Stack Overflow surveys of 2022 and 2025 (ODbL), with `PRIOR` imaginary people of what the role's adverts ask for, as
there are few rows; a role with fewer than `FEWEST` people is left out. `--check` prints what other surveys, whose rows may not be
shipped in any form, say of the same pairs, and writes nothing.
"""

from __future__ import annotations

import collections
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from careerbot.corpus.corpus import Corpus, load_corpus

SHIPPED = "stackoverflow"
PRIOR, FEWEST = 10, 5
UNSAID = 0.3
"""What the adverts of a role are taken to say of a skill they do not name."""
ANY_OF = 0.6
"""Share of a group's weight that each of its members gets."""
ROLES = {"devops_cloud_engineer": "devops-engineer"}
_PARTS = re.compile(r"[/()]")


def skills_of(names: Iterable[str], corpus: Corpus) -> set[str]:
    """The skills that survey answers name."""
    found = set()
    for name in names:
        forms = (name, *_PARTS.split(name))
        found |= {slug for form in forms if (slug := corpus.find_skill(form.strip()))}
    return found


def counted(path: Path, corpus: Corpus, *, shipped: bool) -> dict[str, tuple[int, collections.Counter[str]]]:
    """Role -> (people, how many of them name each skill)."""
    people: collections.Counter[str] = collections.Counter()
    named: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        role = ROLES.get(row["role"], row["role"].replace("_", "-"))
        if row["source"].startswith(SHIPPED) == shipped and role in corpus.roles:
            people[role] += 1
            named[role].update(skills_of(row["skills"], corpus))
    return {role: (count, named[role]) for role, count in people.items() if count >= FEWEST}


def expected(role: str, skill: str, corpus: Corpus) -> float:
    """What the adverts of a role say of a skill."""
    record = corpus.roles[role]
    if skill in record.needs:
        return record.needs[skill].weight
    return next((g.weight * ANY_OF for g in record.any_of if skill in g.skills), UNSAID)


def main() -> None:
    """Write the table, or print what speaks against it."""
    corpus, path = load_corpus(), Path(sys.argv[1])
    check = "--check" in sys.argv
    lines = []
    for role, (count, named) in sorted(counted(path, corpus, shipped=not check).items()):
        for skill in corpus.roles[role].implies:
            if not named[skill] or corpus.skills[skill].kind != "tool":
                continue  # what a survey does not ask for says nothing
            share = (named[skill] + PRIOR * expected(role, skill, corpus)) / (count + PRIOR)
            lines.append((role, skill, share, count))
    if check:
        for role, skill, share, count in lines:
            if share < 0.5:
                print(f"{role}: {skill} {share:.2f} of {count}")
        return
    with (Path(sys.argv[2]) / "title_shares.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write("# made by tests/tools/make_title_shares.py: Stack Overflow surveys 2022 and 2025 (ODbL) and the role's adverts\n")
        handle.write("role,skill,share,n\n")
        handle.writelines(f"{role},{skill},{share:.2f},{count}\n" for role, skill, share, count in lines)


if __name__ == "__main__":
    main()

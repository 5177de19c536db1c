"""What the tables of corpus/weights say of each role: skill by skill, and for the words of the work."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Role, Slug

Amounts = Mapping[Slug, tuple[float, str, str]]
"""Skill -> (how much of having it, the kind of reason, their words)."""

SILENT = -1e6
NEW_SKILL = 1.5
"""Value of a skill nobody has counted, for the role that asks for it most."""

FULL_START = 1.0
"""Natural-log units that the skills have to say before a role's commonness counts in full: about one telling skill. Without
this a person of whom next to nothing is known would be a data engineer, as so many are (judged profiles: same to 2)."""

FIELD = frozenset({
    "programming", "databases", "data-engineering", "cloud", "devops", "mathematics", "statistics", "machine-learning",
    "deep-learning", "ml-tools", "mlops", "nlp-speech", "computer-vision", "generative-ai", "robotics-edge", "analytics",
    "data-management", "software-engineering", "web",
})  # fmt: skip
"""Families whose tools and knowledge belong to the field; the others (people, trades, office) are found in any CV."""

ELSEWHERE = 0.3
"""What is left, in lists, of a skill of other families for a role whose adverts do not ask for it: few adverts name product
design for data engineers, and it is no sign of one. Judged profiles: first role right 78% with it, 75% without; people and
lists of the dev rows: the same to half a point."""

FEWEST_WORDS = 10
"""Fewer words of the work than this are weighed as if there were as many: a few are chance."""

QUOTED_WORDS = 4
"""Words named in the reason."""


def weight_of(role: Role, skill: Slug) -> float:
    """How much a role asks for a skill, 0 to 1: a member of a group has its share of the group's weight."""
    if skill in role.needs:
        return role.needs[skill].weight
    return max((g.weight / len(g.skills) for g in role.any_of if skill in g.skills), default=0.0)


class Table:
    """One way of speaking: value(skill, role) in natural-log units; roles the corpus gained since are derived."""

    def __init__(self, corpus: Corpus, roles: tuple[Slug, ...], kind: str) -> None:
        weights = corpus.weights.get(kind)
        columns = {slug: i for i, slug in enumerate(weights.roles)} if weights else {}
        self._order = [columns.get(slug) for slug in roles]
        self._same = self._order == list(range(len(columns)))
        self._rows: dict[Slug, list[float]] = {}
        self._values = weights.values if weights else {}
        starts = weights.start if weights else ()
        unknown = 0.0 if kind != "practitioner" else None
        self.start = [(None if (s := starts[i]) is None else s / 100) if i is not None else unknown for i in self._order]
        self._corpus, self._roles = corpus, roles
        self._listed = kind != "prose"

    def row(self, skill: Slug) -> list[float]:
        """Values of one skill for every role."""
        row = self._rows.get(skill)
        if row is None:
            row = self._made(skill)
            if self._listed and self._corpus.skill_family.get(skill) not in FIELD:
                asking = self._asking.get(skill, ())
                row = [value if i in asking else ELSEWHERE * value for i, value in enumerate(row)]
            self._rows[skill] = row
        return row

    @cached_property
    def _asking(self) -> dict[Slug, set[int]]:
        """Skill -> the numbers of the roles that ask for it."""
        found: dict[Slug, set[int]] = {}
        for i, slug in enumerate(self._roles):
            role = self._corpus.roles[slug]
            groups = (skill for group in role.any_of if group.weight > 0 for skill in group.skills)
            for skill in (*(skill for skill, need in role.needs.items() if need.weight > 0), *groups):
                found.setdefault(skill, set()).add(i)
        return found

    def _made(self, skill: Slug) -> list[float]:
        values = self._values.get(skill)
        if values is not None and self._same:
            return [v / 100 for v in values]
        highest = max(values, default=0) / 100 if values else NEW_SKILL
        heaviest = max((weight_of(role, skill) for role in self._corpus.roles.values()), default=0.0)
        return [
            values[i] / 100 if values is not None and i is not None
            else highest * weight_of(self._corpus.roles[slug], skill) / heaviest if heaviest else 0.0
            for i, slug in zip(self._order, self._roles, strict=True)
        ]  # fmt: skip

    def value(self, skill: Slug, i: int) -> float:
        """How much this skill speaks for role number i."""
        return self.row(skill)[i]

    def totals(self, amounts: Amounts) -> list[float]:
        """Start + skills for every role; far below zero where nobody of the role speaks so."""
        said = [0.0] * len(self.start)
        for skill, (amount, _, _) in amounts.items():
            said = [total + amount * value for total, value in zip(said, self.row(skill), strict=True)]
        return [total + started(start, total) for start, total in zip(self.start, said, strict=True)]

    def total(self, amounts: Amounts, i: int) -> float:
        """Start + skills for one role."""
        said = self.said(amounts, i)
        return said + started(self.start[i], said)

    def said(self, amounts: Amounts, i: int) -> float:
        """What the skills alone say of one role."""
        return sum(amount * self.row(skill)[i] for skill, (amount, _, _) in amounts.items())


def started(start: float | None, said: float) -> float:
    """Where a role starts, given what the skills say of it: a common role leads no further than something speaks for it."""
    if start is None:
        return SILENT
    return start * min(1.0, said / FULL_START) if start > 0 else start


class Wording:
    """What the words of the work say of each role; a role that the table does not know gains and loses nothing."""

    def __init__(self, corpus: Corpus, roles: tuple[Slug, ...]) -> None:
        weights = corpus.weights.get("words")
        columns = {slug: i for i, slug in enumerate(weights.roles)} if weights else {}
        self._columns = [columns.get(slug) for slug in roles]
        self._values: Mapping[str, tuple[int, ...]] = weights.values if weights else {}
        self.words: Collection[str] = self._values.keys()

    def amount(self, words: Sequence[str], i: int) -> tuple[float, str]:
        """(natural-log units for role number i, the words that speak for it most)."""
        column = self._columns[i]
        if column is None:
            return 0.0, ""
        found = [(self._values[word][column], word) for word in words if word in self._values]
        loudest = [word for value, word in sorted(found, key=lambda row: (-row[0], row[1])) if value > 0]
        total = sum(value for value, _ in found) / 100
        return total / math.sqrt(max(FEWEST_WORDS, len(found))), ", ".join(loudest[:QUOTED_WORDS])


WORD = re.compile(r"[a-z][a-z+#\-]{2,}")

MOST_CHARACTERS = 100_000
"""Of a text; no CV and no advertisement is longer, and one that is says what it says well before."""


def words_in(text: str) -> set[str]:
    """Every word of three letters or more, in small letters."""
    return set(WORD.findall(text[:MOST_CHARACTERS].lower()))


def telling_words(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Those of the text's words that `known` holds, in alphabetical order."""
    return tuple(sorted(word for word in words_in(text) if word in known))

"""A role's needs beside what somebody has: what is met, what is missing, what it would take."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from msgspec import Struct

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import AnyOf, Slug
from careerbot.matching.profile import Known

MUST = 1.5
"""How much more a must is worth than its gain and weight say (judgement)."""


BEGUN = 2
"""The level from which a skill is theirs, however much more is asked for."""


class Have(Struct, frozen=True):
    """A need somebody meets, wholly or in part."""

    slug: Slug
    level: int
    needed: int
    quote: str
    how: str
    """How we know: name, alias, typo, meaning, title, implied."""


class Gap(Struct, frozen=True):
    """A need somebody does not meet yet."""

    slug: Slug
    have: int
    """0 to 4: their level, or what a similar skill is worth."""
    needed: int
    any_of: tuple[Slug, ...]
    """The skills any one of which would do, when it is such a need."""
    gain: float
    """What the score rises by once it is met."""
    hours: int
    """Focused hours to get there (an estimate, +-40%)."""
    must: bool
    weight: float
    instead: Slug | None = None
    """The similar skill that part of it is credited from."""

    @property
    def begun(self) -> bool:
        """Whether they have it, though not at the level asked for: to be deepened, not missing."""
        return self.have >= BEGUN and self.instead is None

    @property
    def worth(self) -> float:
        """What it is worth to close: the gain, by how often adverts ask for it; what hardly anybody is hired without
        counts half as much again. A rare skill can tell much of a role and still not be the next thing to learn.
        """
        return self.gain * self.weight * (MUST if self.must else 1.0)


def covered(
    corpus: Corpus, role: Slug, have: Mapping[Slug, Known], gain: Callable[[Slug, int], float],
    lacking: Collection[Slug] = (),
) -> tuple[tuple[Have, ...], tuple[Gap, ...], float]:
    """(needs met or begun, gaps with the most worth first, weighted share of the needs met).

    A general way of working is no gap, unless it is among what they said they are `lacking`.
    """
    record = corpus.roles[role]
    found: list[Have] = []
    gaps: list[Gap] = []
    met = total = 0.0
    for slug, need in record.needs.items():
        level, instead = _credit(corpus, slug, have)
        if corpus.skills[slug].kind == "trait" and slug not in lacking:
            level = need.level
        total += need.weight
        met += need.weight * min(level / need.level, 1.0)
        _place(corpus, slug, level, need.level, have, (), need.must, need.weight, instead, gain, found, gaps)
    for group in record.any_of:
        slug, level, instead = nearest(corpus, group, have)
        total += group.weight
        met += group.weight * min(level / group.level, 1.0)
        _place(corpus, slug, level, group.level, have, group.skills, group.must, group.weight, instead, gain, found, gaps)
    found.sort(key=lambda h: (-_importance(corpus, role, h.slug), h.slug))
    gaps.sort(key=lambda g: (-g.worth, -g.gain, g.slug))
    return tuple(found), tuple(gaps), met / total if total else 0.0


def _place(
    corpus: Corpus, slug: Slug, level: int, needed: int, have: Mapping[Slug, Known], any_of: tuple[Slug, ...], must: bool,
    weight: float, instead: Slug | None, gain: Callable[[Slug, int], float], found: list[Have], gaps: list[Gap],
) -> None:  # fmt: skip
    known = have.get(slug)
    if known is not None:
        found.append(Have(slug, known.level, needed, known.quote, known.how))
    if level < needed:
        hours = hours_between(corpus, slug, level, needed)
        gaps.append(Gap(slug, level, needed, any_of, gain(slug, needed), hours, must, weight, instead))


def nearest(corpus: Corpus, group: AnyOf, have: Mapping[Slug, Known]) -> tuple[Slug, int, Slug | None]:
    """The member of a group somebody is nearest to: (skill, level credited, the similar skill it is credited from)."""
    best: tuple[Slug, int, Slug | None] | None = None
    for slug in group.skills:
        level, instead = _credit(corpus, slug, have)
        if best is None or level > best[1] or (level == best[1] and best[2] is not None and instead is None and level):
            best = (slug, level, instead)
    assert best is not None  # noqa: S101 - a group has members (a rule of the corpus)
    return best


def _credit(corpus: Corpus, slug: Slug, have: Mapping[Slug, Known]) -> tuple[int, Slug | None]:
    """The level somebody can be credited with, and the similar skill it comes from if not their own."""
    known = have.get(slug)
    level, instead = (known.level, None) if known is not None else (0, None)
    for other, share in corpus.like.get(slug, {}).items():
        if other in have and int(have[other].level * share) > level:
            level, instead = int(have[other].level * share), other
    return level, instead


def _importance(corpus: Corpus, role: Slug, skill: Slug) -> float:
    record = corpus.roles[role]
    if skill in record.needs:
        return record.needs[skill].weight
    return max((g.weight for g in record.any_of if skill in g.skills), default=0.0)


def hours_between(corpus: Corpus, slug: Slug, level: int, needed: int) -> int:
    """Likely hours from one level of a skill to another."""
    return sum(corpus.skills[slug].hours[level:needed])


def asked_by(corpus: Corpus, role: Slug) -> tuple[Slug, ...]:
    """Every skill a role asks for, groups included, heaviest first."""
    record = corpus.roles[role]
    weights = {slug: need.weight for slug, need in record.needs.items()}
    for group in record.any_of:
        for slug in group.skills:
            weights.setdefault(slug, group.weight / len(group.skills))
    return tuple(sorted(weights, key=lambda s: (-weights[s], s)))

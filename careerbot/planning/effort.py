"""How many hours a skill takes, given what somebody has, and what has to be learnt before it.

Hours in the corpus are from scratch. Two things shorten them: a substitute the person has (`like`), and practice that
comes with another step of the same plan (`implies`: whoever learns Tableau draws charts and builds dashboards).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from msgspec import Struct, field

from careerbot.corpus.records import Skill, Slug
from careerbot.errors import CorpusError

MARGIN = 0.4
"""The estimates are good to about this share either way (corpus/README.md)."""

PRACTISED = 0.6
"""The share of a skill's hours that another step already contains when that step implies it."""

FLUENT = 0.75
"""The share of a skill's hours that is left to somebody strong in what it builds on: a programmer's next language, a
mathematician's statistics."""

STRONG = 4
"""The level from which a prerequisite makes what builds on it quicker."""

PROGRAMMING = "programming-fundamentals"
"""What every tool of the field builds on, whether or not it says so."""

ALONGSIDE = 0.3
"""The share of an everyday ability's hours that needs time of its own; the rest is practised within other steps."""

TOP = 4
"""The highest level that is ever planned: from strong to expert is years of work, not study."""

BASIC = 2
"""The level at which somebody does simple, guided things."""

WORKING = 3
"""The level at which somebody does everyday work alone."""


class Hours(NamedTuple):
    """An estimate with its range."""

    low: int
    likely: int
    high: int


def rounded(hours: float) -> int:
    """No finer than the estimate deserves: to 1 below 20, to 5 below 100, to 10 above."""
    grain = 1 if hours < 20 else 5 if hours < 100 else 10
    return max(1, math.floor(hours / grain + 0.5) * grain)


def estimate(hours: float) -> Hours:
    """The range around a number of hours."""
    return Hours(rounded(hours * (1 - MARGIN)), rounded(hours), rounded(hours * (1 + MARGIN)))


def total(parts: Iterable[Hours]) -> Hours:
    """The sum, part by part."""
    rows = list(parts)
    return Hours(sum(h.low for h in rows), sum(h.likely for h in rows), sum(h.high for h in rows))


class Standing(Struct):
    """Where somebody stands while a plan is worked out: it changes with every step taken."""

    levels: dict[Slug, int]
    """What they have, or will have after the steps so far."""
    practised: dict[Slug, int] = field(default_factory=dict)
    """Up to which level the steps so far have practised a skill on the side."""

    def copy(self) -> Standing:
        """The same, to try something out on."""
        return Standing(dict(self.levels), dict(self.practised))

    def take(self, slug: Slug, to: int, skills: Mapping[Slug, Skill]) -> None:
        """As it is after `slug` was learnt to level `to`."""
        self.levels[slug] = max(to, self.levels.get(slug, 0))
        for other, level in skills[slug].implies.items():
            self.practised[other] = max(self.practised.get(other, 0), min(level, to))


def hours_to(slug: Slug, to: int, standing: Standing, skills: Mapping[Slug, Skill], alongside: bool = False) -> float:
    """Hours from where they stand to level `to`, less what substitutes and practice elsewhere already give."""
    skill, levels = skills[slug], standing.levels
    practised = standing.practised.get(slug, 0)
    hours = 0.0
    for level in range(levels.get(slug, 0) + 1, to + 1):
        known = PRACTISED if practised >= level else 0.0
        for other, share in skill.like.items():
            if share > known and levels.get(other, 0) >= level:
                known = share
        hours += skill.hours[level - 1] * (1 - known)
    if _is_fluent(skill, to, levels):
        hours *= FLUENT
    return hours * ALONGSIDE if alongside else hours


def _is_fluent(skill: Skill, to: int, levels: Mapping[Slug, int]) -> bool:
    """Whether they are strong in something the skill builds on, and stronger than it asks."""
    base = dict(skill.needs)
    if skill.kind == "tool":
        base.setdefault(PROGRAMMING, 1)
    return any(levels.get(slug, 0) >= STRONG and levels[slug] > required(level, to) for slug, level in base.items())


def required(level: int, to: int) -> int:
    """What a prerequisite has to be at before a skill is taken to `to`.

    The corpus gives prerequisites for working level. Being aware of something needs none, its basics need basics; and
    what it is enough to be aware of is met on the way, in no step of its own.
    """
    asked = min(level, to) if to < WORKING else min(level, TOP)
    return asked if to >= BASIC and asked >= BASIC else 0


def package(slug: Slug, to: int, levels: Mapping[Slug, int], skills: Mapping[Slug, Skill]) -> dict[Slug, int]:
    """`slug` and everything that has to be learnt before it, each with its level, in an order that can be followed."""
    wanted = {slug: to}
    pending = [slug]
    while pending:
        current = pending.pop()
        for other, level in skills[current].needs.items():
            level = required(level, wanted[current])
            if level > max(levels.get(other, 0), wanted.get(other, 0)):
                wanted[other] = level
                pending.append(other)
    if len(wanted) == 1:
        return wanted
    graph = {s: [o for o in skills[s].needs if o in wanted] for s in sorted(wanted)}
    try:
        return {s: wanted[s] for s in TopologicalSorter(graph).static_order()}
    except CycleError as error:
        loop = " -> ".join(error.args[1])
        raise CorpusError([f"skills: needs: each of these needs the next: {loop}"]) from error

"""The first things to learn for a role: its largest gaps, what must come before them, and something to learn from."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Slug
from careerbot.matching.ranking import Match
from careerbot.planning.effort import TOP, WORKING, Hours, Standing, estimate, hours_to, package
from careerbot.planning.resources import Lesson, resources_for

COUNT = 3
"""Steps worth showing beside a match; `path` gives them all."""


class NextStep(Struct, frozen=True):
    """One skill to learn, to a level."""

    skill: Slug
    to_level: int
    hours: Hours
    resources: tuple[Slug, ...]


def next_steps(match: Match, levels: Mapping[Slug, int], corpus: Corpus, count: int = COUNT) -> tuple[NextStep, ...]:
    """What to learn first for this role.

    Args:
        match: the role and its gaps, what counts most first.
        levels: everything somebody can be taken to have.
        corpus: what careerbot knows.
        count: how many steps.

    """
    standing = Standing(dict(levels))
    concerned = {*levels, *corpus.roles[match.slug].needs}
    steps: list[NextStep] = []
    for gap in match.gaps:
        # a first job starts at working level; what is stronger already goes one level up
        goal = min(gap.needed, TOP, max(WORKING, standing.levels.get(gap.slug, 0) + 1))
        if goal <= standing.levels.get(gap.slug, 0):
            continue
        for slug, level in package(gap.slug, goal, standing.levels, corpus.skills).items():
            if len(steps) == count:
                return tuple(steps)
            steps.append(_step(slug, level, standing, concerned, corpus))
            standing.take(slug, level, corpus.skills)
    return tuple(steps)


def _step(slug: Slug, level: int, standing: Standing, concerned: set[Slug], corpus: Corpus) -> NextStep:
    hours = estimate(hours_to(slug, level, standing, corpus.skills))
    have = standing.levels.get(slug, 0)
    found = resources_for(corpus, Lesson(slug, have, level, hours.likely, standing.levels, concerned), paid=False)
    return NextStep(slug, level, hours, found)

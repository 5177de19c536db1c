"""The first things to learn for a role: its largest gaps, what must come before them, and something to learn from."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Slug
from careerbot.matching.ranking import Match
from careerbot.planning.effort import TOP, WORKING, Hours, Standing, estimate, hours_to, package
from careerbot.planning.resources import Lesson, resources_for
from careerbot.planning.shape import Shape, is_unwanted

COUNT = 3
"""Steps worth showing beside a match; `path` gives them all."""


class NextStep(Struct, frozen=True):
    """One skill to learn, to a level."""

    skill: Slug
    to_level: int
    hours: Hours
    resources: tuple[Slug, ...]


def next_steps(match: Match, levels: Mapping[Slug, int], corpus: Corpus, shape: Shape) -> tuple[NextStep, ...]:
    """What to learn first for this role."""
    standing = Standing(dict(levels))
    concerned = {*levels, *corpus.roles[match.slug].needs}
    steps: list[NextStep] = []
    for gap in match.gaps:
        if is_unwanted(gap.slug, shape, corpus) and not gap.must:
            continue
        # a first job starts at working level; what is stronger already goes one level up
        goal = min(gap.needed, TOP, max(WORKING, standing.levels.get(gap.slug, 0) + 1))
        if goal <= standing.levels.get(gap.slug, 0):
            continue
        for slug, level in package(gap.slug, goal, standing.levels, corpus.skills).items():
            if len(steps) == COUNT:
                return tuple(steps)
            steps.append(_step(slug, level, standing, concerned, corpus, free=shape.free))
            standing.take(slug, level, corpus.skills)
    return tuple(steps)


def _step(slug: Slug, level: int, standing: Standing, concerned: set[Slug], corpus: Corpus, *, free: bool) -> NextStep:
    hours = estimate(hours_to(slug, level, standing, corpus.skills))
    have = standing.levels.get(slug, 0)
    found = resources_for(corpus, Lesson(slug, have, level, hours.likely, standing.levels, concerned), paid=False)
    return NextStep(slug, level, hours, tuple(one for one in found if not free or corpus.resources[one].cost != "paid"))

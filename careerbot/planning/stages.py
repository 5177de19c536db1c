"""Stages of a plan: about twelve weeks each, every one with something to show at its end.

Nobody keeps a year in sight; a season with a piece of work at its end they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from careerbot.corpus.records import Slug
from careerbot.planning.effort import BASIC

if TYPE_CHECKING:
    from careerbot.planning.plan import Step

SEASON, SLACK = 12, 4
"""Weeks of a stage, and by how many a step may overrun it."""


class Stage(NamedTuple):
    """Some twelve weeks of a plan."""

    start_week: int
    end_week: int
    skills: tuple[Slug, ...]
    """What is learnt in it; a step of more than a season is a stage of its own."""
    show: Slug | None
    """The skill whose project stands at its end; None where nothing in it can be shown."""
    project: str


class FirstWeek(NamedTuple):
    """What to do in the first week."""

    skill: Slug
    hours: float
    resource: Slug | None


def stages_of(steps: Sequence[Step]) -> tuple[Stage, ...]:
    """The stages of a plan, in order."""
    found: list[Stage] = []
    current: list[Step] = []
    for step in steps:
        if current and step.end_week - current[0].start_week + 1 > SEASON + SLACK:
            found.append(_stage(current))
            current = []
        current.append(step)
    return (*found, _stage(current)) if current else tuple(found)


def _stage(steps: Sequence[Step]) -> Stage:
    """One stage; it shows what took longest of what can be shown."""
    shown = [s for s in steps if s.project and s.to_level >= BASIC and not s.alongside] or [s for s in steps if s.project]
    best = max(shown, key=lambda s: (s.to_level, s.end_week - s.start_week), default=None)
    skills = tuple(dict.fromkeys(s.skill for s in steps))
    show, project = (best.skill, best.project) if best is not None else (None, "")
    return Stage(steps[0].start_week, steps[-1].end_week, skills, show, project)


def first_week(steps: Sequence[Step], pace: float) -> FirstWeek | None:
    """What to begin with on the first evening; None where nothing is left to learn."""
    if not steps:
        return None
    first = steps[0]
    return FirstWeek(first.skill, pace, first.resources[0] if first.resources else None)

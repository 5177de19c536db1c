"""Stages of a plan: twelve weeks and some slack, and what each has to show."""

from __future__ import annotations

from typing import Any

import pytest

from careerbot.planning.effort import Hours
from careerbot.planning.plan import FirstWeek, Stage, Step, first_week, stages_of


def step(skill: str, start: int, end: int, to: int = 3, project: str = "", **more: Any) -> Step:
    return Step(skill, 0, to, Hours(1, 1, 1), start, end, (), project=project, **more)


def spans(*steps: Step) -> list[tuple[int, int]]:
    return [(stage.start_week, stage.end_week) for stage in stages_of(steps)]


def test_a_stage_may_overrun_its_twelve_weeks_by_four():
    assert spans(step("a", 1, 10), step("b", 10, 16), step("c", 16, 17)) == [(1, 16), (16, 17)]
    assert spans(step("a", 3, 10), step("b", 10, 18)) == [(3, 18)]
    assert spans(step("a", 3, 10), step("b", 10, 19)) == [(3, 10), (10, 19)]
    assert spans(step("a", 1, 30), step("b", 31, 32)) == [(1, 30), (31, 32)], "a long step is a stage of its own"
    assert spans() == []


@pytest.mark.parametrize(
    ("steps", "show"),
    [
        ([step("a", 1, 2, project="A"), step("b", 2, 3, 4, project="B")], "b"),
        ([step("a", 1, 4, project="A"), step("b", 4, 6, project="B")], "a"),
        ([step("a", 1, 2, 2, project="A"), step("b", 2, 9, 4, project="B", alongside=True)], "a"),
        ([step("a", 1, 2, 1, project="A"), step("b", 2, 9, 4, project="B", alongside=True)], "b"),
        ([step("a", 1, 2, 1, project="A"), step("b", 2, 9, 4)], "a"),
        ([step("a", 1, 2), step("b", 2, 3)], None),
    ],
)
def test_it_shows_what_went_furthest_then_took_longest_of_what_can_be_shown(steps, show):
    (stage,) = stages_of(steps)
    assert (stage.show, stage.project) == (show, "" if show is None else show.upper())


def test_a_skill_that_is_taken_up_twice_is_named_once():
    assert stages_of([step("a", 1, 2), step("b", 2, 3), step("a", 3, 4)]) == (Stage(1, 4, ("a", "b"), None, ""),)


def test_the_first_week_begins_with_the_first_resource():
    assert first_week([step("a", 1, 2, resources=("r", "s")), step("b", 2, 3)], 5.0) == FirstWeek("a", 5.0, "r")
    assert first_week([step("a", 1, 2)], 5.0) == FirstWeek("a", 5.0, None)
    assert first_week([], 5.0) is None

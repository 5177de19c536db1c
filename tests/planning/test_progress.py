"""How far along somebody is, and what is different between two plans."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from small import a_corpus, a_role, having, known

from careerbot.matching.profile import Profile
from careerbot.nlu.types import Mention
from careerbot.planning.effort import Hours
from careerbot.planning.plan import Plan, Step, make_plan
from careerbot.planning.progress import Change, compare_plans, finished, progress

EMPTY = make_plan(Profile(), "r", a_corpus("x", {"r": a_role({})}))


def step(skill: str, start: int, to: int, hours: int) -> Step:
    return Step(skill, start, to, Hours(1, hours, 99), 1, 1, ())


def plan(*steps: Step, left_out: tuple[Step, ...] = (), weeks: int = 1) -> Plan:
    return replace(
        EMPTY, steps=steps, left_out=left_out, hours=Hours(1, sum(s.hours.likely for s in steps), 99), weeks=weeks
    )


def test_done_is_what_is_planned_no_longer():
    baseline = plan(step("a", 0, 3, 60), left_out=(step("b", 0, 2, 40),))
    assert progress(baseline, baseline).percent == 0
    halfway = progress(baseline, plan(step("a", 2, 3, 30), left_out=(step("b", 0, 2, 40),)))
    assert (halfway.baseline, halfway.done, halfway.percent) == (100, 30, 30)
    assert progress(baseline, plan(step("b", 0, 2, 41))).done == 60, "more than planned takes nothing back"
    assert progress(baseline, plan()).percent == 100
    assert progress(baseline, plan(step("c", 0, 3, 90))).percent == 100, "nor what was never planned"
    assert progress(baseline, plan(step("a", 3, 4, 90), step("b", 0, 2, 40))).done == 60, "nor a level beyond"
    assert progress(plan(), plan()).percent == 100
    assert progress(plan(step("a", 0, 1, 3)), plan(step("a", 0, 1, 1))).percent == 66


def test_what_changed_is_told_since_the_last_plan_or_the_first():
    first, last, now = plan(step("a", 0, 3, 60)), plan(step("b", 0, 3, 60)), plan(step("b", 0, 3, 60))
    assert progress(first, now, last).since.is_empty
    assert not progress(first, now).since.is_empty


def test_the_difference_of_two_plans():
    old = plan(
        step("gone", 0, 2, 30), step("same", 0, 2, 20), step("level", 0, 2, 30), step("hours", 0, 2, 30), weeks=9
    )
    new = plan(
        step("same", 0, 2, 20),
        step("hours", 1, 2, 20),
        step("level", 0, 3, 30),
        left_out=(step("new", 0, 1, 10),),
        weeks=7,
    )
    found = compare_plans(old, new)
    assert found.gone == (Change("gone", 2, 0, -30),)
    assert found.added == (Change("new", 0, 1, 10),)
    assert found.changed == (Change("hours", 2, 2, -10), Change("level", 2, 3, 0))
    assert (found.hours, found.weeks) == (70 - 110, -2)


def test_a_skill_in_two_steps_counts_once_at_its_highest():
    old, new = plan(step("a", 0, 3, 30), step("a", 3, 2, 10)), plan(step("a", 0, 3, 30))
    assert compare_plans(old, new).changed == (Change("a", 3, 3, -10),)
    assert compare_plans(new, new).is_empty
    assert not compare_plans(new, replace(new, weeks=2)).is_empty
    assert not compare_plans(new, plan()).is_empty


@pytest.mark.parametrize(
    ("before", "level", "after"),
    [(0, None, 3), (2, None, 3), (3, None, 4), (5, None, 5), (0, 1, 1), (0, 9, 5), (0, -1, 1), (4, 2, 4)],
)
def test_finishing_something(before, level, after):
    profile = having(known("x", before)) if before else Profile()
    assert finished(profile, "x", level).level("x") == after


def test_a_level_that_is_said_counts_unless_another_is_given():
    said = Mention("x", 0, 1, "x", "name", 1.0, level=2)
    assert finished(Profile(), said).level("x") == 2
    assert finished(Profile(), said, 4).level("x") == 4
    assert finished(Profile(), replace(said, level=None)).level("x") == 3

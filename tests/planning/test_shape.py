"""Stages of a plan, and what wishes do to it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from careerbot.corpus.corpus import load_corpus
from careerbot.matching.profile import Profile
from careerbot.planning.plan import SEASON, SLACK, Plan, make_plan
from careerbot.planning.shape import CODE, MATHS, Shape, shape_of

CORPUS = load_corpus()
GOALS = ("data-analyst", "machine-learning-engineer", "data-scientist")


def planned(goal: str, shape: Shape | None = None, **more: float) -> Plan:
    return make_plan(Profile(), goal, CORPUS, shape=shape, **more)


@pytest.mark.parametrize("goal", sorted(CORPUS.roles))
def test_stages_hold_every_step_once_and_end_with_something_to_show(goal):
    plan = planned(goal)
    assert [s for stage in plan.stages for s in stage.skills] == list(dict.fromkeys(s.skill for s in plan.steps)) or len(
        {s.skill for s in plan.steps}
    ) < len(plan.steps)
    for stage in plan.stages:
        assert len(stage.skills) == 1 or stage.end_week - stage.start_week + 1 <= SEASON + SLACK
        assert stage.project or not any(s.project for s in plan.steps if s.skill in stage.skills)
    week = plan.first_week
    assert week is not None
    assert (week.skill, week.hours) == (plan.steps[0].skill, plan.hours_a_week)


@pytest.mark.parametrize("goal", GOALS)
def test_skipping_leaves_out_and_nothing_else_is_added(goal):
    whole = planned(goal)
    skipped = planned(goal, Shape(skip=("communication", "sql")))
    assert "communication" not in {s.skill for s in skipped.steps}
    assert skipped.hours.likely <= whole.hours.likely


@pytest.mark.parametrize("goal", GOALS)
def test_less_maths_and_no_code_shorten_and_say_what_cannot_be_avoided(goal):
    for shape, families in ((Shape(less_maths=True), MATHS), (Shape(no_code=True), CODE)):
        plan = planned(goal, shape)
        assert plan.hours.likely <= planned(goal).hours.likely
        named = {a.subject for a in plan.assumptions if a.kind == "against-wish"}
        for step in plan.steps:
            asked = any(why.kind in ("must", "need", "any-of") for why in step.why)
            if asked and CORPUS.skill_family[step.skill] in families:
                assert step.skill in named


def test_no_code_chooses_the_tool_without():
    shape = Shape(no_code=True)
    steps = {s.skill for s in planned("data-analyst", shape).steps}
    assert {"tableau", "power-bi", "looker", "qlik"} & steps


@pytest.mark.parametrize("hours", [1, 40, 120, 5000])
def test_no_more_hours_than_there_are(hours):
    plan = planned("data-analyst", Shape(hours=hours))
    assert plan.hours.likely <= hours
    assert bool(plan.left_out) == (hours < planned("data-analyst").hours.likely)


def test_free():
    free = make_plan(Profile(), "data-analyst", CORPUS, paid=True, shape=Shape(free=True))
    assert free.steps
    assert "paid" not in {CORPUS.resources[one].cost for step in free.steps for one in step.resources}


@pytest.mark.parametrize("goal", ["data-scientist", "fraud-risk-analyst"])
def test_what_they_refuse_goes_with_what_rests_on_it_and_the_hours_fall(goal):
    whole, without = planned(goal), planned(goal, Shape(skip=("python", "machine-learning")))
    taught = {step.skill for step in without.steps}
    assert "machine-learning" not in taught
    assert without.spared
    assert set(without.spared).isdisjoint(taught)
    assert without.hours.likely < whole.hours.likely


def test_what_they_dislike_stays_where_hardly_anybody_is_hired_without():
    plan = planned("data-analyst", Shape(disliked=("sql", "statistics")))
    steps = {step.skill: step.to_level for step in plan.steps}
    assert steps["sql"] == 2
    assert "statistics" in plan.spared


def test_wishes_are_taken_from_the_profile():
    profile = Profile(limits=(("maths", False, "less maths"), ("coding", False, "no code"), ("certificate", True, "a certificate")))
    assert shape_of(profile, CORPUS.skill_family) == Shape(less_maths=True, no_code=True, certificate=True)
    assert shape_of(replace(profile, limits=(("free", True, "free"), ("maths", True, "more maths"))), CORPUS.skill_family) == Shape(free=True)
    assert shape_of(Profile(), CORPUS.skill_family) == Shape()

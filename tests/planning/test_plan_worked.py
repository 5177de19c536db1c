"""A plan on a few records: pace, weeks, deadline, what is assumed, met, later, spared."""

from __future__ import annotations

import math
from typing import Any

import pytest
from small import NOBODY, a_corpus, a_resource, a_role, a_skill, having, job, known, one_of, wish

from careerbot.matching.profile import Profile
from careerbot.planning.effort import Hours
from careerbot.planning.plan import Assumption, Later, Met, Plan, make_plan
from careerbot.planning.shape import Shape, avoided, is_unwanted, shape_of, shaped
from careerbot.planning.targets import Target

SKILLS = {slug: a_skill() for slug in ("a", "b", "c", "rare", "git", "svn", "code", "sums")} | {
    "built": a_skill(needs={"a": 3}), "lib": a_skill("tool", needs={"code": 3}), "talk": a_skill("ability"),
}  # fmt: skip
FAMILIES = dict.fromkeys(SKILLS, "other") | {
    "code": "programming",
    "lib": "programming",
    "sums": "mathematics",
    "talk": "people",
}
ROLE = a_role(
    {"a": (4, 0.9, True), "b": (3, 0.8), "rare": (2, 0.05)}, [one_of("vcs", "git", "svn", level=2, weight=0.5)]
)
COSTS = {"free": a_resource({"a": 3}, 60), "paid": a_resource({"b": 3}, 60, cost="paid")}


def planned(profile: Profile = NOBODY, role: Any = ROLE, **more: Any) -> Plan:
    corpus = a_corpus(SKILLS, {"r": role, "before": a_role({})}, families=FAMILIES, resources=COSTS)
    return make_plan(profile, "r", corpus, **more)


def steps(plan: Plan) -> list[tuple[str, int, int, int, int, int]]:
    return [(s.skill, s.from_level, s.to_level, s.hours.likely, s.start_week, s.end_week) for s in plan.steps]


def test_weeks_follow_from_hours_and_pace():
    plan = planned(hours_a_week=10)
    assert steps(plan) == [("a", 0, 3, 60, 1, 6), ("b", 0, 3, 60, 7, 12), ("git", 0, 2, 30, 13, 15)]
    assert (plan.hours, plan.weeks, plan.hours_a_week, plan.deadline) == (Hours(88, 150, 210), 15, 10, None)
    assert [s[4:] for s in steps(planned(hours_a_week=8))] == [(1, 8), (8, 15), (16, 19)]
    assert [s.resources for s in plan.steps] == [("free",), ("paid",), ()]


@pytest.mark.parametrize(
    ("hours", "said", "pace"),
    [(None, None, 6), (None, 4.0, 4), (9.0, 4.0, 9), (math.inf, None, 6), (-1.0, None, 6), (0.5, None, 0.5)],
)
def test_the_pace_is_theirs_where_it_is_one(hours, said, pace):
    plan = planned(Profile(hours_a_week=said), hours_a_week=hours)
    assert plan.hours_a_week == pace
    assert (Assumption("hours_a_week", "", pace) in plan.assumptions) == (pace == 6)


@pytest.mark.parametrize(
    ("months", "said", "weeks"),
    [(None, None, None), (1.0, None, 4), (None, 12.0, 52), (1.0, 12.0, 4), (0.0, 12.0, 0), (-1.0, None, 0)],
)
def test_a_deadline_is_whole_weeks(months, said, weeks):
    assert planned(Profile(months=said), months=months).deadline == weeks


def test_what_does_not_fit_is_left_out_for_afterwards():
    plan = planned(hours_a_week=15, months=1)
    assert [s[0] for s in steps(plan)] == ["a"]
    assert [(s.skill, s.start_week) for s in plan.left_out] == [("b", 5), ("git", 9)]
    assert planned(shape=Shape(hours=120)).hours.likely == 120
    assert planned(hours_a_week=15, months=1, shape=Shape(hours=30)).hours.likely == 30


def test_what_waits_and_why():
    assert planned().later == (
        Later("a", 3, 4, "grows-at-work", Hours(25, 40, 55)),
        Later("rare", 0, 2, "seldom-asked", Hours(18, 30, 40)),
    )
    assert planned(role=a_role({"rare": (5, 0.05, True)})).later == (
        Later("rare", 2, 4, "grows-at-work", Hours(40, 70, 100)),
    )


def test_what_is_met_at_the_level_aimed_for():
    plan = planned(having(known("a", 3), known("svn", 2), known("rare", 2)))
    assert plan.already == (Met("a", 3, 3), Met("rare", 2, 2), Met("svn", 2, 2, "vcs"))
    assert planned(having(known("a", 2), known("svn", 1), known("rare", 1))).already == ()


def test_what_is_taken_for_granted_as_far_as_it_touches_the_plan():
    plan = planned(having(known("a", 3), known("c", 3), known("svn", 2), hours_a_week=3.0))
    assert plan.assumptions == (
        Assumption("level", "a", 3),
        Assumption("level", "svn", 2),
        Assumption("first-job", "r", 3),
    )
    senior = a_role({"a": (3, 0.9)}, seniority=("senior",), enters_by=("experienced",))
    assert Assumption("experience", "r") in planned(role=senior).assumptions
    assert Assumption("experience", "r") not in planned().assumptions


def test_whoever_has_the_role_goes_on_and_needs_no_milestones():
    plan = planned(having(known("a", 3), jobs=(job("r"),)))
    assert (plan.is_held, plan.aim, plan.milestones) == (True, "usual", ())
    assert Assumption("first-job", "r", 3) not in plan.assumptions
    former = planned(having(known("a", 3), jobs=(job("r", now=False),)))
    assert (former.is_held, former.aim, former.milestones != ()) == (False, "usual", True)
    assert not planned(having(jobs=(job("before"),))).is_held


def test_the_match_is_asked_step_by_step():
    plan = planned(having(known("b", 3)), match=lambda profile: sum(k.level for k in profile.skills))
    assert [s.after for s in plan.steps] == [6, 8]
    assert [s.after for s in planned().steps] == [None] * 3


def test_nothing_that_costs_where_it_has_to_be_free():
    assert [s.resources for s in planned(shape=Shape(free=True), paid=True).steps] == [("free",), (), ()]


# ---------------------------------------------------------------- shape


def shape(profile: Profile) -> Shape:
    return shape_of(profile, FAMILIES | {"programming-fundamentals": "programming"})


def limit(topic: Any, more: bool) -> Profile:
    return Profile(limits=((topic, more, "x"),))


def test_wishes_shape_a_plan():
    assert shape(limit("maths", False)) == Shape(less_maths=True)
    assert shape(limit("maths", True)) == Shape()
    assert shape(limit("coding", False)) == Shape(no_code=True)
    assert shape(limit("coding", True)) == Shape()
    assert shape(limit("certificate", True)) == Shape(certificate=True)
    assert shape(limit("certificate", False)) == Shape()
    assert shape(limit("free", False)) == shape(limit("free", True)) == Shape(free=True)
    assert shape(Profile(dislikes=(wish("sums"),))) == Shape(less_maths=True, disliked=("sums",))
    assert shape(Profile(dislikes=(wish("programming-fundamentals"),))) == Shape(
        no_code=True, disliked=("programming-fundamentals",)
    )
    assert shape_of(Profile(), FAMILIES, {"b", "a"}).skip == ("a", "b")


def test_what_they_want_less_of():
    corpus = a_corpus(SKILLS, {}, families=FAMILIES)
    unwanted = {
        name: {slug for slug in SKILLS if is_unwanted(slug, told, corpus)}
        for name, told in {
            "maths": Shape(less_maths=True),
            "code": Shape(no_code=True),
            "named": Shape(skip=("a",), disliked=("b",)),
        }.items()
    }
    assert unwanted == {"maths": {"sums"}, "code": {"code", "lib"}, "named": {"a", "b"}}
    assert avoided(Shape(disliked=("a",)), corpus, ("a", "b")) == ["b"]
    assert avoided(Shape(disliked=("a", "b")), corpus, ("a", "b")) == ["a", "b"]
    assert avoided(Shape(skip=("code",)), corpus, ("b", "code", "lib")) == ["code"], (
        "who refuses a language asks for no other"
    )
    assert avoided(Shape(skip=("a",)), corpus, ("a", "b")) == ["b"]


def target(skill: str, must: bool = False, weight: float = 0.5) -> Target:
    return Target(skill, 3, weight, must)


def test_targets_that_stay_that_stay_against_the_wish_and_that_go():
    corpus = a_corpus(SKILLS, {}, families=FAMILIES)

    def of(told: Shape, *targets: Target) -> list[list[tuple[str, int]]]:
        return [[(t.skill, t.level) for t in part] for part in shaped(targets, told, corpus, {})]

    assert of(Shape(), target("sums"), target("a")) == [[("sums", 3), ("a", 3)], [], []]
    assert of(Shape(less_maths=True), target("sums"), target("a")) == [[("a", 3)], [], [("sums", 3)]]
    assert of(Shape(less_maths=True), target("sums", must=True)) == [[("sums", 2)], [("sums", 3)], []]
    assert of(Shape(skip=("sums",)), target("sums", must=True)) == [[], [], [("sums", 3)]]
    assert of(Shape(skip=("code",)), target("lib"), target("lib", must=True)) == [[("lib", 3)], [], [("lib", 3)]]
    assert of(Shape(skip=("a",)), target("built")) == [[("built", 3)], [], []], "no tool"


def test_what_goes_is_told_heaviest_first_and_what_stays_against_the_wish_is_assumed():
    role = a_role({"sums": (3, 0.5), "b": (3, 0.6), "a": (3, 0.6), "c": (3, 0.9, True), "git": (3, 0.9)})
    plan = planned(role=role, shape=Shape(disliked=("sums", "b", "a", "c")))
    assert plan.spared == ("a", "b", "sums")
    assert Assumption("against-wish", "c", 3) in plan.assumptions
    assert [s[:3] for s in steps(plan)] == [("git", 0, 3), ("c", 0, 2)] or [s[:3] for s in steps(plan)] == [
        ("c", 0, 2),
        ("git", 0, 3),
    ]


def test_what_they_refuse_is_taken_for_there():
    role = a_role({"built": (3, 0.9, True)})
    assert [s[0] for s in steps(planned(role=role, shape=Shape(skip=("a",))))] == ["built"]
    assert [s[0] for s in steps(planned(role=role))] == ["a", "built"]

"""Both ends of a plan: where somebody stands, and which needs are open, with the member of a group that closes it."""

from __future__ import annotations

from typing import Any

import pytest
from small import NOBODY, a_background, a_corpus, a_role, a_skill, having, job, known, one_of, wish

from careerbot.matching.profile import Profile
from careerbot.planning.effort import Standing
from careerbot.planning.targets import (
    Assumption,
    Target,
    member,
    open_targets,
    package_hours,
    practised_alongside,
    starting_point,
    traits,
)

SKILLS = {
    "x": a_skill(), "y": a_skill(needs={"x": 3}), "tact": a_skill("trait"), "grit": a_skill("trait"), "talk": a_skill("ability"),
    "sales": a_skill("ability"), "people-tool": a_skill("tool"), "maths": a_skill("ability"),
    "cheap": a_skill(hours=(1, 10, 10, 10, 10)), "mid": a_skill(hours=(1, 13, 13, 13, 13)), "dear": a_skill(hours=(9, 15, 20, 20, 20)),
    "near": a_skill(hours=(9, 15, 20, 20, 20), like={"x": 0.9}), "suite": a_skill(implies={"cheap": 3}),
}  # fmt: skip
FAMILIES = dict.fromkeys(("tact", "talk", "people-tool"), "people") | {"sales": "product-business"}


def corpus(**more: Any) -> Any:
    return a_corpus(
        SKILLS, {"r": a_role({"talk": (3, 0.5), "sales": (3, 0.5)}), **more.pop("roles", {})}, families=FAMILIES, **more
    )


def test_everyday_ways_are_taken_for_granted_unless_denied():
    assert traits(corpus()) == {"tact"}
    standing, assumed = starting_point(Profile(), corpus())
    assert (standing.levels, assumed) == ({"tact": 4}, [Assumption("everyday", "tact", 4)])
    standing, assumed = starting_point(Profile(missing=(wish("tact"),)), corpus())
    assert (standing.levels, assumed) == ({}, [])
    standing, assumed = starting_point(having(known("tact", 5, stated=True)), corpus())
    assert (standing.levels, assumed) == ({"tact": 5}, [])
    assert starting_point(having(known("tact", 4, stated=True)), corpus())[1] == []
    assert starting_point(having(known("tact", 3, stated=True)), corpus())[0].levels == {"tact": 4}


def test_what_nobody_said_is_told_with_where_it_comes_from():
    world = corpus(backgrounds={"clerk": a_background(x=2)}, title_shares={("clerk", "x"): 0.7})
    _, assumed = starting_point(having("suite", known("y", stated=True), jobs=(job("clerk", "background"),)), world)
    assert assumed == [
        Assumption("level", "suite", 3), Assumption("implied", "x", 2, "clerk", 0.7), Assumption("implied", "cheap", 3), Assumption("everyday", "tact", 4),
    ]  # fmt: skip
    assert starting_point(having("nowhere"), world)[0].levels == {"tact": 4}


@pytest.mark.parametrize(
    ("slug", "needs", "aside"),
    [
        ("talk", {}, True), ("talk", {"talk": (3, 0.5, True)}, True), ("tact", {}, True), ("sales", {}, True), ("sales", {"sales": (3, 0.5)}, True),
        ("sales", {"sales": (3, 0.5, True)}, False), ("people-tool", {}, False), ("maths", {}, False),
    ],
)  # fmt: skip
def test_working_with_people_is_practised_alongside(slug, needs, aside):
    assert practised_alongside(slug, corpus(), a_role(needs)) == aside


@pytest.mark.parametrize(("weight", "must", "seldom"), [(0.09, False, True), (0.1, False, False), (0.09, True, False)])
def test_what_few_ask_for_can_wait(weight, must, seldom):
    assert Target("x", 3, weight, must).seldom == seldom


def test_open_needs_are_those_below_what_a_plan_goes_for():
    goal = a_role({"x": (4, 0.9), "y": (4, 0.5), "maths": (3, 0.1)}, [one_of("one", "cheap", "dear", weight=0.9)])
    world = corpus(roles={"goal": goal})

    def opened(aim: Any = "first-job", **levels: int) -> list[tuple[str, int, str]]:
        return [(t.skill, t.level, t.group) for t in open_targets("goal", world, Standing(levels), Profile(), aim)]

    assert opened() == [("x", 3, ""), ("y", 2, ""), ("cheap", 3, "one")]
    assert opened(x=3, y=1, dear=3) == [("y", 2, "")]
    assert opened("usual", x=3, dear=3) == [("x", 4, ""), ("y", 4, ""), ("maths", 3, "")]
    fitting = open_targets("goal", world, Standing({"x": 3, "y": 2}), Profile(), "first-job", lambda choice: choice[1:])
    assert fitting == [Target("dear", 3, 0.9, False, "one")]


def test_a_need_planned_anyway_closes_a_group():
    goal = a_role({"y": (3, 0.9)}, [one_of("one", "cheap", "x", weight=0.9)])
    found = open_targets("goal", corpus(roles={"goal": goal}), Standing({}), Profile(), "first-job")
    assert [t.skill for t in found] == ["y", "x"], "x comes before y"


def chosen(*skills: str, profile: Profile = NOBODY, planned: dict[str, int] | None = None, **levels: int) -> str:
    now = {**levels, **(planned or {})}
    return member(one_of("one", *skills), 3, corpus(), Standing(levels), now, profile)


def test_the_member_that_is_planned_learnt_or_liked():
    assert chosen("cheap", "dear", planned={"dear": 3}) == "dear"
    assert chosen("cheap", "dear", planned={"dear": 2}) == "cheap"
    assert chosen("cheap", "dear", profile=Profile(learning=(wish("dear"),))) == "dear"
    assert chosen("cheap", "dear", profile=Profile(dislikes=(wish("cheap"),))) == "dear"
    assert chosen("cheap", "dear", profile=Profile(dislikes=(wish("cheap"), wish("dear")))) == "cheap"
    assert chosen("cheap", "dear", profile=Profile(dislikes=(wish("cheap"),), learning=(wish("cheap"),))) == "dear"


def test_the_commonest_that_costs_no_more_than_two_fifths_more():
    assert chosen("mid", "cheap") == "mid", "27 hours against 21"
    assert chosen("dear", "cheap") == "cheap", "44 against 21"
    assert chosen("dear", "mid", "cheap") == "mid"


def test_who_has_begun_one_takes_the_nearest():
    assert chosen("mid", "cheap", mid=1) == "cheap", "26 hours against 21"
    assert chosen("mid", "cheap", mid=2) == "mid"
    assert chosen("dear", "near", x=3) == "near"


def test_a_package_is_measured_step_after_step():
    world = corpus()
    assert package_hours({"x": 3, "y": 3}, Standing({}), world) == 120
    assert package_hours({"suite": 3, "cheap": 3}, Standing({}), world) == pytest.approx(60 + 21 * 0.4)
    assert package_hours({"talk": 3}, Standing({}), world) == 60
    assert package_hours({"talk": 3}, Standing({}), world, world.roles["r"]) == pytest.approx(18)

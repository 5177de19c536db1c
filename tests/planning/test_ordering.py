"""The order of a plan on a few records: value for hours, prerequisites, deadlines, and steps that are joined."""

from __future__ import annotations

import math
from typing import Any

import pytest
from small import a_corpus, a_role, a_skill

from careerbot.planning.effort import Standing
from careerbot.planning.ordering import Draft, Walk, Why, likely, merge
from careerbot.planning.targets import Target

SKILLS = {
    **{slug: a_skill() for slug in ("a", "b", "c", "d", "base")}, "built": a_skill(needs={"base": 3}), "other": a_skill(needs={"base": 3}),
    "able": a_skill("ability"), "talk": a_skill("ability"), "write": a_skill("ability"), "dear": a_skill(hours=(40, 80, 120, 160, 200)),
    "twin": a_skill(like={"a": 0.9}), "suite": a_skill(implies={"b": 3}),
}  # fmt: skip
CORPUS = a_corpus(SKILLS, {"r": a_role({})}, families={"talk": "people", "write": "people"})


def target(skill: str, weight: float = 0.5, level: int = 3, must: bool = False, group: str = "") -> Target:
    return Target(skill, level, weight, must, group)


def walk(*targets: Target, **levels: int) -> Walk:
    return Walk("r", CORPUS, Standing(levels), targets)


def order(*targets: Target, hours: float = math.inf, **levels: int) -> list[tuple[str, int]]:
    return [(draft.skill, draft.level) for draft in walk(*targets, **levels).within(hours)]


def names(*targets: Target, hours: float = math.inf, **levels: int) -> list[str]:
    return [skill for skill, _ in order(*targets, hours=hours, **levels)]


def test_the_heavier_need_first_and_of_equals_by_name():
    assert names(target("b", 0.4), target("a", 0.5)) == ["a", "b"]
    assert names(target("b"), target("a")) == ["a", "b"]


def test_value_is_the_square_of_the_weight_over_the_root_of_the_hours():
    assert names(target("dear", 0.72), target("a", 0.5)) == ["dear", "a"], ".518 / 15.5 against .25 / 7.7"
    assert names(target("dear", 0.7), target("a", 0.5)) == ["a", "dear"], ".49 / 15.5"
    assert names(target("dear", 0.72), target("a", 0.5), hours=300) == ["a", "dear"], "in a hurry every hour counts"


def test_musts_groups_and_abilities():
    assert names(target("a", 0.5), target("b", 0.42, must=True)) == ["b", "a"], "half as much again"
    assert names(target("a", 0.5), target("b", 0.4, must=True)) == ["a", "b"]
    assert names(target("a", 0.5, group="one"), target("b", 0.45)) == ["b", "a"], "four fifths"
    assert names(target("a", 0.5, group="one"), target("b", 0.44)) == ["a", "b"]
    assert names(target("able", 0.5), target("b", 0.32)) == ["b", "able"], "two fifths"
    assert names(target("able", 0.5), target("b", 0.31)) == ["able", "b"]


def test_before_a_deadline_musts_come_first():
    assert names(target("a", 0.9), target("b", 0.1, must=True), hours=120) == ["b", "a"]
    assert names(target("a", 0.9), target("b", 0.1, must=True)) == ["a", "b"]


def test_what_must_come_before_comes_with_it_and_says_why():
    drafts = walk(target("built", 0.5, must=True), target("base", 0.3, group="one")).within(math.inf)
    assert drafts == (
        Draft("base", 3, (Why("any-of", "one", 0.3), Why("prerequisite", "built", 3))), Draft("built", 3, (Why("must", "r", 0.5),)),
    )  # fmt: skip
    assert walk(target("built", 0.5), base=3).within(math.inf) == (Draft("built", 3, (Why("need", "r", 0.5),)),)


def test_what_fits_and_then_the_rest():
    walked = walk(target("a", 0.5), target("b", 0.4))
    assert [(d.skill, d.level) for d in walked.within(60)] == [("a", 3)]
    assert [(d.skill, d.level) for d in walked.within(math.inf)] == [("b", 3)]
    assert walked.within(math.inf) == ()
    assert order(target("a", 0.5), target("b", 0.4), hours=120) == [("a", 3), ("b", 3)]
    assert order(target("dear", 0.9), target("b", 0.4), hours=60) == [("b", 3)]
    assert order(target("a"), hours=0) == []


def test_a_need_that_does_not_fit_is_taken_a_level_short_but_no_lower_than_its_basics():
    assert order(target("a"), hours=59) == [("a", 2)]
    assert order(target("a"), hours=29) == []
    assert order(target("a", level=4), hours=99) == [("a", 3)]
    assert order(target("a", level=4), hours=30) == [("a", 2)]
    assert order(target("a", level=1), hours=10) == [("a", 1)]
    assert order(target("a"), hours=19, a=1) == []
    assert order(target("a"), hours=20, a=1) == [("a", 2)]


def test_a_need_met_on_the_way_is_done():
    assert order(target("built", 0.9), target("base", 0.1)) == [("base", 3), ("built", 3)]
    assert order(target("base", 0.1, level=2), target("built", 0.9)) == [("base", 3), ("built", 3)]


def test_every_third_step_may_be_practised_alongside():
    people = (target("talk", 0.9), target("write", 0.8))
    found = names(*people, target("a", 0.5), target("b", 0.4), target("c", 0.3), target("d", 0.2))
    assert found.index("talk") == 2
    assert found.index("write") == 5
    assert names(*people) == ["talk", "write"]


def test_costs_are_worked_out_again_after_a_step_that_touches_them():
    # twin costs 60 hours, and 6 once a is known; c as much as ever
    assert names(target("a", 0.9), target("twin", 0.3), target("c", 0.5)) == ["a", "twin", "c"]
    assert names(target("suite", 0.9), target("b", 0.4), target("c", 0.45)) == ["suite", "b", "c"]


def test_hours_are_those_that_the_steps_show():
    steps = [Draft("a", 3), Draft("twin", 3), Draft("talk", 3)]
    assert likely(steps, Standing({}), CORPUS, CORPUS.roles["r"]) == 60 + 6 + 18
    assert likely([], Standing({}), CORPUS, CORPUS.roles["r"]) == 0


def merged(*steps: tuple[str, int], **levels: int) -> list[tuple[str, int]]:
    drafts = [Draft(skill, level, (Why("need", skill, level),)) for skill, level in steps]
    return [(d.skill, d.level) for d in merge(drafts, Standing(levels), CORPUS, CORPUS.roles["r"])]


def test_neighbours_and_small_remainders_are_joined():
    assert merged(("a", 2), ("a", 3)) == [("a", 3)]
    assert merged(("a", 1), ("b", 3), ("a", 2)) == [("a", 2), ("b", 3)], "twenty hours"
    assert merged(("a", 2), ("b", 3), ("a", 3)) == [("a", 2), ("b", 3), ("a", 3)], "thirty"
    assert merged(("b", 1), ("b", 2), ("a", 1), ("b", 3)) == [("b", 2), ("a", 1), ("b", 3)]


def test_a_step_is_not_joined_before_what_it_needs():
    assert merged(("built", 1), ("base", 3), ("built", 2)) == [("built", 1), ("base", 3), ("built", 2)]
    assert merged(("built", 1), ("a", 3), ("built", 2), base=2) == [("built", 2), ("a", 3)]
    assert merged(("base", 3), ("built", 1), ("a", 3), ("built", 2)) == [("base", 3), ("built", 2), ("a", 3)]


def test_a_joined_step_keeps_every_reason_once():
    def why(kind: Any) -> Why:
        return Why(kind, "x", 1)

    drafts = [Draft("a", 2, (why("need"), why("must"))), Draft("a", 3, (why("must"), why("any-of")))]
    assert merge(drafts, Standing({}), CORPUS, CORPUS.roles["r"]) == (
        Draft("a", 3, (why("need"), why("must"), why("any-of"))),
    )


@pytest.mark.parametrize("hours", [60, 70, 90, 119, 120])
def test_never_more_hours_than_there_are(hours):
    drafts = walk(target("a", 0.5), target("b", 0.4), target("built", 0.3)).within(hours)
    assert likely(drafts, Standing({}), CORPUS, CORPUS.roles["r"]) <= hours

"""What to learn a step from, counted in levels of misfit; what proves it; and the milestones on the way."""

from __future__ import annotations

import math
from typing import Any

import pytest
from small import NONE, a_corpus, a_resource, a_role, a_skill, one_of

from careerbot.corpus.records import Resource
from careerbot.planning.effort import Hours
from careerbot.planning.plan import Step
from careerbot.planning.resources import Lesson, Milestone, milestones, project_for, resources_for


def best(
    *resources: tuple[str, Resource],
    paid: bool = False,
    hours: int = 20,
    to: int = 3,
    have: int = 0,
    concerned: str = "x",
    prefer: str = "",
    **levels: int,
) -> tuple[str, ...]:
    """What is named to who would learn x."""
    skills = {slug: a_skill() for slug in ("x", "y", "z", "base")} | {"tool": a_skill("tool"), "kit": a_skill("tool")}
    corpus = a_corpus(skills, {}, resources=dict(resources))
    return resources_for(corpus, Lesson("x", have, to, hours, levels, set(concerned.split()), prefer), paid=paid)


def course(
    hours: int = 20,
    kind: str = "course",
    cost: str = "free",
    x: int = 3,
    starts_at: dict[str, int] = NONE,
    **teaches: int,
) -> Resource:
    return a_resource({"x": x, **teaches}, hours, kind, cost, starts_at=starts_at)


def first(one: Resource, other: Resource, **more: Any) -> str:
    """Which of two is named first; `one` where both fit as well, as it stands first in the alphabet."""
    return best(("a", one), ("b", other), **more)[0]


def test_nothing_fits_nothing_is_named():
    assert best() == ()
    assert best(("a", course(kind="project")), ("b", course(kind="certificate"))) == ()
    assert best(("a", a_resource({"y": 3}))) == ()


def test_the_first_by_name_among_equals():
    assert first(course(), course()) == "a"


def test_reach():
    assert first(course(x=2), course()) == "b", "a level too low costs .8"
    assert first(course(x=4), course()) == "b", "a level too high .3"
    assert first(course(x=2), course(x=5)) == "b"
    assert first(course(x=2), course(x=4, kind="tutorial", y=1), have=0) == "b"
    assert best(("a", course(x=2)), have=2) == (), "what is known already"
    assert best(("a", course(x=2)), have=1) == ("a",)


def test_what_it_expects_on_the_first_day():
    assert first(course(starts_at={"base": 2}), course(starts_at={"base": 1})) == "b"
    assert first(course(starts_at={"base": 2}), course(), base=2) == "a"
    assert best(("a", course(starts_at={"base": 3}))) == ("a",), "three levels too hard is 2.1"
    assert best(("a", course(starts_at={"base": 4}))) == (), "four 2.8, a misfit"
    assert best(("a", course(starts_at={"base": 5, "y": 1})), base=2, y=1) == ("a",)
    assert first(course(starts_at={"x": 5}), course()) == "a", "the skill itself is no hurdle"


def behind(*subjects: str) -> Resource:
    return a_resource({**dict.fromkeys(subjects, 3), "x": 3}, 20)


def test_what_it_is_mainly_about():
    assert first(behind("y"), course(x=4), concerned="x y") == "a", "second of its subjects is .3, as a level too high"
    assert first(behind("y"), course(x=4), concerned="x") == "b", "and half a level more where that is no concern"
    assert first(behind("y", "z"), course(x=5), concerned="x y z") == "a"
    assert first(behind("y", "z"), course(x=4), concerned="x y z") == "b"


def test_tools_nobody_asked_for():
    assert first(course(tool=3), course(x=5)) == "a", "a detour is .6, as two levels too high"
    assert first(course(tool=3), course(x=4)) == "b"
    assert first(course(tool=3), course(x=4), concerned="x tool") == "a"
    assert best(("a", behind("tool"))) == ("a",), ".3 and .5 and 1.8 are 2.6"
    assert best(("a", behind("tool", "y"))) == (), "a place further back makes 2.9"


def test_length_counts_by_its_logarithm_and_less_for_short_steps():
    assert first(course(80), course(20)) == "b"
    assert first(course(5), course(20)) == "b"
    assert first(course(80), course(20, x=5)) == "b", ".8 against .6"
    assert first(course(40), course(20, x=5)) == "a", ".4"
    assert first(course(40), course(10, x=5), hours=10) == "a", "half of .8"
    assert first(course(320), course(40, x=5, y=1), hours=40) == "b", "never more than whole"
    assert first(course(0), course(1)) == "a", "no resource is shorter than an hour"


@pytest.mark.parametrize(
    ("kinds", "named"),
    [
        (("tutorial", "course"), "b"),
        (("book", "tutorial"), "b"),
        (("docs", "book"), "b"),
        (("practice", "docs"), "b"),
        (("game", "practice"), "b"),
    ],
)
def test_kinds_from_being_taught(kinds, named):
    assert first(*(course(kind=kind) for kind in kinds)) == named


def test_how_far_each_kind_is_in_levels():
    assert first(course(kind="book"), course(x=4)) == "a", ".2 against .3"
    assert first(course(kind="docs"), course(x=5)) == "b", ".7 against .6"
    assert first(course(kind="practice"), course(x=2)) == "b"
    assert first(course(kind="game"), course(x=2, kind="book")) == "a", "one against one"


def test_money():
    dear, free = course(cost="paid"), course(x=2)
    assert best(("a", dear), ("b", free)) == ("b",)
    assert best(("a", dear), ("b", free), paid=True) == ("a",)
    assert best(("a", dear)) == ("a",), "where nothing free is known"
    assert first(course(cost="free-audit"), course()) == "b"
    assert first(course(cost="free-audit"), course(), paid=True) == "a"
    assert first(course(cost="free-audit"), course(kind="tutorial", x=4)) == "a", ".3 against .4"


def test_a_kind_they_would_rather_have_is_two_levels_nearer():
    assert first(course(), course(kind="book"), prefer="book") == "b"
    assert first(course(), course(kind="book", starts_at={"base": 3}), prefer="book") == "a", "2.0 against 2.3"
    assert best(("a", course(starts_at={"base": 3}, x=4)), prefer="book") == ("a",), "a misfit is one from 4.7 on"
    assert best(("a", course(starts_at={"base": 4})), prefer="book") == ()


def test_a_second_one_of_another_kind_where_one_is_not_enough():
    book = ("b", course(kind="book"))
    assert best(("a", course()), book) == ("a",)
    assert best(("a", course(16)), book) in (("a",), ("b",)), "four fifths are enough"
    assert best(("a", course(15)), ("b", course(15, kind="book"))) == ("a", "b")
    assert best(("a", course(15)), ("b", course(15))) == ("a",)
    assert best(("a", course(5)), ("b", course(5, kind="book")), hours=9) == ("a",), "a short step needs one"
    assert best(("a", course(5)), ("b", course(5, kind="book")), hours=10) == ("a", "b")
    assert best(("a", course(15)), ("b", course(15, kind="practice"))) == ("a", "b")
    assert best(("a", course(15)), ("b", course(15, kind="game"))) == ("a",), "a level worse is too much"
    assert best(("a", course(20, kind="docs")), ("b", course(20, kind="practice"))) == ("a", "b"), (
        "docs are never enough"
    )
    assert best(("a", course(15)), ("b", course(15, kind="book")), ("c", course(15, kind="tutorial"))) == ("a", "c")


# ---------------------------------------------------------------- projects and milestones


def test_a_project_proves_a_skill_from_its_basics_on():
    skills = {"x": a_skill(project="build x"), "y": a_skill(), "z": a_skill()}
    resources = {
        "p": a_resource({"y": 3}, 30, "project", title="long"), "q": a_resource({"y": 3}, 20, "project", title="short"),
        "r": a_resource({"y": 2}, 5, "project", title="easy"), "s": a_resource({"y": 3}, 20, "project", title="also short"), "t": a_resource({"z": 3}),
    }  # fmt: skip
    corpus = a_corpus(skills, {}, resources=resources)
    told = [project_for(corpus, *one) for one in (("x", 1), ("x", 2), ("y", 3), ("y", 2), ("y", 4), ("z", 3))]
    assert told == ["", "build x", "also short", "easy", "", ""]


def step(skill: str, end: int, to: int = 3, **more: Any) -> Step:
    return Step(skill, 0, to, Hours(1, 1, 1), 1, end, (), **more)


def marks(
    needs: dict[str, tuple[Any, ...]],
    *steps: Step,
    any_of: Any = (),
    resources: dict[str, Resource] = NONE,
    certificate: bool = False,
    **levels: int,
) -> list[tuple[Any, ...]]:
    corpus = a_corpus("a b c d", {}, resources=resources)
    found = milestones(corpus, a_role(needs, any_of), steps, levels, certificate=certificate)
    return [tuple(m) for m in found]


def weeks(*found: Any, **more: Any) -> dict[str, int]:
    return {kind: week for kind, week, *_ in marks(*found, **more)}


def test_two_finished_projects_make_a_portfolio():
    needs = {"a": (3, 0.5)}
    assert weeks(needs, step("a", 3), step("b", 6), step("c", 9))["portfolio"] == 6
    assert weeks(needs, step("a", 3))["portfolio"] == 3
    assert "portfolio" not in weeks(needs, step("a", 3, 2), step("b", 5, alongside=True))
    assert marks(needs, step("d", 1, 2), step("a", 3), step("b", 6), step("c", 9))[-1] == (
        "portfolio",
        6,
        None,
        ("a", "b"),
    )
    assert marks(needs) == []


@pytest.mark.parametrize(
    ("needs", "steps", "levels", "week"),
    [
        ({"a": (3, 0.5, True), "b": (3, 0.5)}, [("a", 3), ("b", 6)], {}, 6),
        ({"a": (3, 0.7, True), "b": (3, 0.3)}, [("a", 3), ("b", 6)], {}, 3),
        ({"a": (3, 0.7), "b": (3, 0.3, True)}, [("a", 3), ("b", 6)], {}, 6),
        ({"a": (3, 0.6), "b": (3, 0.2), "c": (3, 0.2)}, [("a", 3), ("b", 6), ("c", 9)], {}, 6),
        ({"a": (3, 0.5, True), "b": (3, 0.5)}, [("b", 6)], {"a": 3}, 6),
        ({"a": (3, 0.5, True), "b": (3, 0.5)}, [("b", 6)], {}, None),
        ({"a": (3, 0.5, True), "b": (3, 0.5)}, [("b", 6)], {"a": 1}, 6),
        ({"a": (3, 0.5)}, [("b", 6), ("c", 9)], {}, 9),
    ],
)
def test_applications_begin_with_every_must_and_most_of_the_weight(needs, steps, levels, week):
    assert weeks(needs, *(step(*one) for one in steps), **levels).get("applications") == week


def test_any_member_of_a_group_is_there():
    group = [one_of("one", "b", "c", weight=0.6, must=True)]
    assert weeks({"a": (3, 0.4)}, step("a", 3), step("c", 6), any_of=group)["applications"] == 6
    assert "applications" not in weeks({"a": (3, 0.4)}, step("a", 3), any_of=group)


def test_the_certificate_that_proves_most_of_what_is_taught():
    resources = {
        "one": a_resource({"a": 3}, 9, "certificate"), "two": a_resource({"a": 3, "b": 3}, 9, "certificate"), "half": a_resource({"a": 1, "b": 1}, 9, "certificate"),
        "too": a_resource({"a": 5, "b": 3}, 9, "certificate"), "no": a_resource({"a": 5, "b": 3, "c": 3}, 9),
    }  # fmt: skip
    found = marks({"a": (3, 0.4), "b": (3, 0.3)}, step("a", 3), step("b", 6), step("c", 9), resources=resources)
    assert ("certificate", 6, "too", ("a", "b")) in found
    del resources["too"]
    found = marks({"a": (3, 0.4), "b": (3, 0.3)}, step("a", 3), step("b", 6), step("c", 9), resources=resources)
    assert ("certificate", 6, "two", ("a", "b")) in found


@pytest.mark.parametrize(
    ("need", "level", "wanted", "named"),
    [
        ((3, 0.5), 3, False, True),
        ((3, 0.49), 3, False, False),
        ((3, 0.25, True), 3, False, True),
        ((3, 0.8), 1, False, False),
        ((3, 0.1), 3, True, True),
        ((3, 0.09), 3, True, False),
    ],
)
def test_a_certificate_has_to_be_worth_it(need, level, wanted, named):
    resources = {"one": a_resource({"a": level}, 9, "certificate")}
    assert ("certificate" in weeks({"a": need}, step("a", 3), resources=resources, certificate=wanted)) == named


def test_milestones_stand_by_week():
    assert Milestone("portfolio", 3).after == ()
    found = marks({"a": (3, 0.9)}, step("a", 3), step("b", 6))
    assert [week for _, week, *_ in found] == [3, 6]
    assert math.isfinite(found[0][1])

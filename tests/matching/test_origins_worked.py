"""Who is at home in the field, and which posts are open to whom, on a corpus of a few records."""

from __future__ import annotations

from typing import Any

import pytest
from small import a_corpus, a_role, a_skill, having, job, known

from careerbot.corpus.occupations import Way
from careerbot.corpus.records import Move
from careerbot.matching.origins import at_home, not_senior, open_to, ways_in
from careerbot.matching.profile import Profile

FAMILIES = {"cad": "robotics-edge", "law": "domain", "ux": "design", "sql": "databases"}
SKILLS = {slug: a_skill() for slug in ("python", "git", "sql", *FAMILIES)}
MOVE = Move(role="high", years="2", changes="x")
ROLES = {
    "first": a_role({}), "junior": a_role({}, seniority=("junior", "mid")), "high": a_role({}, seniority=("senior", "lead")),
    "mid": a_role({}, seniority=("mid",)), "before": a_role({}, leads_to=(MOVE,)), "graduates": a_role({}, enters_by=("graduate",)),
    "coders": a_role({}, traits={"coding": 4}), "schooled": a_role({}, seniority=("junior",), degree="bachelor"),
}  # fmt: skip
WAYS = {
    "law": (Way("high", "x"), Way("first", "y")),
    "guard": (Way("first", "z"), Way("graduates", "w")),
    "first": (Way("mid", "v"),),
}
CORPUS = a_corpus(SKILLS, ROLES, families=FAMILIES, ways=WAYS)


@pytest.mark.parametrize(
    ("profile", "home"),
    [
        (Profile(), False),
        (having("python"), False),
        (having("python", "sql"), True),
        (having("python", known("sql", how="meaning")), False),
        (having("python", "cad"), False),
        (having("python", "ux"), False),
        (Profile(jobs=(job("first"),)), True),
        (Profile(jobs=(job("guard", "background"),)), False),
    ],
)
def test_at_home_is_a_job_of_the_field_or_two_of_its_skills(profile, home):
    assert at_home(profile, CORPUS) == home


@pytest.mark.parametrize(
    ("slug", "jobs", "fits"),
    [
        ("first", (), True), ("junior", (), True), ("mid", (), True), ("high", (), False),
        ("high", (job("before", years=5.0),), True), ("high", (job("before", years=4.9),), False), ("high", (job("before"),), False),
        ("high", (job("first", years=9.0),), False), ("high", (job("guard", "background", 9.0),), False),
    ],
)  # fmt: skip
def test_a_senior_post_takes_five_years_in_what_leads_there(slug, jobs, fits):
    assert not_senior(Profile(jobs=jobs), slug, CORPUS) == fits


def ways(profile: Profile) -> list[tuple[str, str]]:
    return [(trade, way.role) for trade, way in ways_in(profile, CORPUS)]


def test_ways_from_a_branch_they_know_then_from_their_trade_each_role_once():
    guard = (job("guard", "background"),)
    assert ways(having("law")) == [("law", "high"), ("law", "first")]
    assert ways(having("python", jobs=guard)) == [("guard", "first"), ("guard", "graduates")]
    assert ways(having("law", jobs=guard)) == [("law", "high"), ("law", "first"), ("guard", "graduates")]
    assert ways(having("law", document=True)) == []
    assert ways(having("law", jobs=(job("first"),))) == [], "who works in the field"
    assert ways(having(jobs=(job("first"), *guard))) == [("guard", "first"), ("guard", "graduates")]


@pytest.mark.parametrize(
    ("profile", "roles"),
    [
        (Profile(), {"first", "junior", "before"}),
        (having("python"), {"first", "junior", "before", "coders", "schooled"}),
        (having("ux"), {"first", "junior", "before"}),
        (having("python", "sql"), set(ROLES) - {"high"}),
        (Profile(wanted=("mid", "high")), {"first", "junior", "before", "mid"}),
        (Profile(jobs=(job("guard", "background"),)), {"first", "junior", "before", "graduates"}),
    ],
)
def test_what_is_open_to_whom(profile, roles):
    assert {slug for slug in ROLES if open_to(profile, slug, CORPUS)} == roles


@pytest.mark.parametrize(("degree", "fits"), [("none", True), ("helpful", True), ("bachelor", False)])
def test_a_juniors_post_without_code_asks_for_no_degree(degree: Any, fits: bool):
    corpus = a_corpus(SKILLS, {"r": a_role({}, seniority=("junior",), degree=degree)})
    assert open_to(Profile(), "r", corpus) == fits

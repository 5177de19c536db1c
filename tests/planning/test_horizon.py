"""What has to be there on the day of applying, by the share of adverts that ask for it."""

from __future__ import annotations

import pytest
from small import a_role, job, one_of

from careerbot.corpus.records import Move
from careerbot.matching.profile import Profile
from careerbot.planning.targets import aim_of, lacks_experience, needs_aimed, needs_of


def aimed(needs: dict[str, tuple[object, ...]], aim: str = "first-job") -> dict[str, int]:
    return {need.skills[0]: need.aimed for need in needs_aimed(a_role(needs), aim)}


def test_by_weight_and_must():
    needs = {
        "must": (5, 0.45, True), "rare-must": (5, 0.44, True), "most": (5, 0.7), "many": (5, 0.69), "some": (5, 0.45),
        "few": (5, 0.44), "core": (5, 0.9),
    }  # fmt: skip
    assert aimed(needs) == {"must": 3, "rare-must": 2, "most": 3, "many": 2, "some": 2, "few": 0, "core": 3}


def test_no_higher_than_the_role_asks_and_never_expert():
    assert aimed({"x": (1, 0.9), "y": (2, 0.9, True)}) == {"x": 1, "y": 2}
    assert aimed({"x": (5, 0.1), "y": (3, 0.2)}, "usual") == {"x": 4, "y": 3}


def test_where_needs_are_scattered_the_line_falls_until_seven_tenths_of_the_weight_are_there():
    assert aimed({"a": (3, 0.6), "b": (3, 0.44), "c": (3, 0.4), "d": (3, 0.35)}) == {"a": 2, "b": 2, "c": 2, "d": 0}
    assert aimed({"a": (3, 0.6), "b": (3, 0.29), "c": (3, 0.29)}) == {"a": 2, "b": 0, "c": 0}, (
        "what few ask for never has to"
    )
    assert aimed({"a": (3, 0.6), "b": (3, 0.3), "c": (3, 0.3)}) == {"a": 2, "b": 2, "c": 2}, "of one weight all or none"
    assert aimed({"a": (3, 0.7), "b": (3, 0.3)}) == {"a": 3, "b": 0}, "seven tenths are enough"
    assert aimed({"a": (3, 0.2, True), "b": (3, 0.4), "c": (3, 0.1)}) == {"a": 2, "b": 2, "c": 0}
    assert aimed({"a": (3, 0.45), "b": (3, 0.3)}) == {"a": 2, "b": 2}, "0.45 of 0.75 is six tenths"


def test_groups_are_needs_like_others_after_the_single_ones():
    role = a_role({"x": (3, 0.9, True)}, [one_of("vcs", "git", "svn", weight=0.8, level=4, must=False)])
    assert needs_of(role) == [(("x",), 3, 0.9, True, ""), (("git", "svn"), 4, 0.8, False, "vcs")]
    assert [(n.group, n.level, n.aimed) for n in needs_aimed(role, "first-job")] == [("", 3, 3), ("vcs", 4, 3)]


def test_whoever_has_or_had_the_role_aims_at_what_is_usual():
    assert aim_of(Profile(jobs=(job("b"), job("a", now=False))), "a") == "usual"
    assert aim_of(Profile(jobs=(job("b"),)), "a") == "first-job"


MOVE = Move(role="senior", years="2", changes="x")
ROLES = {
    "senior": a_role({}, seniority=("senior",), enters_by=("experienced",)), "junior": a_role({}, seniority=("mid", "junior")),
    "entry": a_role({}), "changer": a_role({}, seniority=("mid",), enters_by=("career-changer",)), "before": a_role({}, leads_to=(MOVE,)),
}  # fmt: skip


@pytest.mark.parametrize(
    ("goal", "jobs", "lacks"),
    [
        ("senior", (), True), ("junior", (), False), ("entry", (), False), ("changer", (), True),
        ("changer", (job("nurse", "background"),), False), ("senior", (job("nurse", "background"),), True),
        ("senior", (job("nurse", "background", 9.0),), True), ("senior", (job("senior", years=0.5),), False),
        ("senior", (job("before", years=0.5),), False), ("senior", (job("entry", years=1.9),), True),
        ("senior", (job("entry", years=2.0),), False), ("senior", (job("entry"),), False),
    ],
)  # fmt: skip
def test_who_passes_for_experienced(goal, jobs, lacks):
    assert lacks_experience(Profile(jobs=jobs), goal, ROLES) == lacks

"""A role's needs beside what somebody has: credit, shares, order and hours, each worked out by hand."""

from __future__ import annotations

import pytest
from small import a_corpus, a_role, a_skill, known, one_of

from careerbot.matching.needs import Gap, asked_by, covered, hours_between, nearest

SKILLS = {
    "python": a_skill(like={"java": 0.7, "ruby": 0.9}), "java": a_skill(), "ruby": a_skill(), "sql": a_skill(),
    "git": a_skill(), "svn": a_skill(like={"cvs": 0.5}), "cvs": a_skill(), "tact": a_skill("trait"),
}  # fmt: skip


def has(**levels: int) -> dict[str, object]:
    return {slug: known(slug, level) for slug, level in levels.items()}


def cover(needs, have, any_of=(), lacking=(), gain=lambda skill, level: 0.1):
    return covered(a_corpus(SKILLS, {"r": a_role(needs, any_of)}), "r", have, gain, lacking)


def test_the_share_met_is_weighted_and_a_level_short_counts_in_part():
    _, _, share = cover(
        {"python": (4, 0.6), "sql": (2, 0.2)}, has(python=3, sql=5), [one_of("vcs", "git", "svn", weight=0.2)]
    )
    assert share == pytest.approx((0.6 * 3 / 4 + 0.2 * 1 + 0.2 * 0) / 1.0)
    _, _, share = cover({}, has(git=1), [one_of("vcs", "git", "svn", weight=0.4)])
    assert share == pytest.approx(1 / 3)


def test_a_role_that_asks_for_nothing_is_met_by_nobody():
    assert cover({}, has(python=3)) == ((), (), 0.0)


def test_what_is_short_of_its_level_is_both_had_and_a_gap():
    found, gaps, _ = cover({"python": (4, 0.6, True), "sql": (3, 0.2)}, has(python=3, sql=3))
    assert [(h.slug, h.level, h.needed, h.quote) for h in found] == [("python", 3, 4, "python"), ("sql", 3, 3, "sql")]
    assert gaps == (Gap("python", 3, 4, (), 0.1, 40, True, 0.6),)


def test_a_gap_promises_the_gain_of_the_level_asked_for():
    _, gaps, _ = cover({"python": (4, 0.6)}, {}, gain=lambda skill, level: level / 100)
    assert (gaps[0].gain, gaps[0].hours) == (0.04, 10 + 20 + 30 + 40)


def test_what_they_have_stands_by_the_weight_of_the_need_then_by_name():
    found, _, _ = cover(
        {"sql": (3, 0.5), "java": (3, 0.3)}, has(java=3, sql=3, git=3, cvs=3, ruby=3),
        [one_of("vcs", "svn", "cvs", "git", weight=0.4), one_of("old", "ruby", "git", weight=0.9)],
    )  # fmt: skip
    assert [h.slug for h in found] == ["ruby", "sql", "cvs", "java"]
    found, _, _ = cover({"sql": (3, 0.5), "java": (3, 0.5)}, has(java=3, sql=3))
    assert [h.slug for h in found] == ["java", "sql"]


def test_gaps_stand_by_worth_then_gain_then_name():
    _, gaps, _ = cover({"sql": (3, 0.5), "java": (3, 0.4, True), "git": (3, 0.5), "cvs": (3, 0.9)}, {})
    assert [g.slug for g in gaps] == ["cvs", "java", "git", "sql"]
    gain = {"sql": 0.2, "java": 0.1}
    _, gaps, _ = cover({"java": (3, 0.4), "sql": (3, 0.2)}, {}, gain=lambda skill, level: gain[skill])
    assert [g.slug for g in gaps] == ["sql", "java"], "the same worth, more gained"


def test_worth_is_gain_by_weight_and_half_as_much_again_for_a_must():
    gap = Gap("x", 1, 3, (), 0.2, 10, False, 0.5)
    assert gap.worth == pytest.approx(0.1)
    assert Gap("x", 1, 3, (), 0.2, 10, True, 0.5).worth == pytest.approx(0.15)


@pytest.mark.parametrize(
    ("level", "instead", "begun"), [(1, None, False), (2, None, True), (3, None, True), (3, "y", False)]
)
def test_begun_is_their_own_from_the_second_level(level, instead, begun):
    assert Gap("x", level, 4, (), 0.2, 10, False, 0.5, instead).begun == begun


def test_a_way_of_working_is_missing_only_to_who_says_so():
    _, gaps, share = cover({"tact": (3, 0.5), "sql": (3, 0.5)}, has(sql=3))
    assert (gaps, share) == ((), 1.0)
    _, gaps, share = cover({"tact": (3, 0.5), "sql": (3, 0.5)}, has(sql=3), lacking=("tact",))
    assert ([g.slug for g in gaps], share) == (["tact"], 0.5)
    _, gaps, _ = cover({"sql": (3, 0.5)}, {}, lacking=())
    assert [g.slug for g in gaps] == ["sql"]


def test_a_similar_skill_credits_whole_levels_and_the_best_one_counts():
    credited = {}
    for name, have in {
        "java": has(java=4),
        "both": has(java=4, ruby=4),
        "own": has(python=3, ruby=3),
        "less": has(python=1, ruby=5),
    }.items():
        _, gaps, _ = cover({"python": (5, 0.5)}, have)
        credited[name] = (gaps[0].have, gaps[0].instead)
    assert credited == {"java": (2, "java"), "both": (3, "ruby"), "own": (3, None), "less": (4, "ruby")}


@pytest.mark.parametrize(
    ("have", "best"),
    [
        (has(), ("git", 0, None)),
        (has(svn=2), ("svn", 2, None)),
        (has(git=2, svn=2), ("git", 2, None)),
        (has(cvs=4), ("svn", 2, "cvs")),
        (has(cvs=4, git=2), ("git", 2, None)),
    ],
)
def test_the_member_of_a_group_they_are_nearest_to(have, best):
    assert nearest(a_corpus(SKILLS, {}), one_of("vcs", "git", "svn"), have) == best


def test_of_two_members_at_one_level_the_one_that_is_their_own():
    group = one_of("vcs", "svn", "git")
    assert nearest(a_corpus(SKILLS, {}), group, has(cvs=4, git=2)) == ("git", 2, None)
    assert nearest(a_corpus(SKILLS, {}), group, has(cvs=4)) == ("svn", 2, "cvs")
    assert nearest(a_corpus(SKILLS, {}), group, has(cvs=1)) == ("svn", 0, None)


def test_hours_between_levels_are_those_of_the_levels_above():
    corpus = a_corpus(SKILLS, {})
    assert [hours_between(corpus, "sql", a, b) for a, b in ((0, 1), (1, 3), (4, 5), (3, 3))] == [10, 50, 50, 0]


def test_what_a_role_asks_for_heaviest_first_a_group_in_equal_shares():
    role = a_role(
        {"sql": (3, 0.3), "git": (3, 0.1)},
        [one_of("vcs", "svn", "git", weight=0.5), one_of("old", "java", "cvs", weight=0.5)],
    )
    corpus = a_corpus(SKILLS, {"r": role})
    assert asked_by(corpus, "r") == ("sql", "cvs", "java", "svn", "git")

"""The summands of a score, each worked out by hand on a corpus of a few records (the formula stands in ranking.py)."""

from __future__ import annotations

import math
from typing import Any

import pytest
from small import a_background, a_corpus, a_role, a_skill, having, job, known, one_of, weights, wish

from careerbot.corpus.occupations import Way
from careerbot.corpus.records import Move
from careerbot.matching.profile import Profile
from careerbot.matching.ranking import Ranker

SKILLS = {
    "python": a_skill(like={"ruby": 0.8, "perl": 0.5, "c": 0.49}), "sql": a_skill(), "ruby": a_skill(), "perl": a_skill(), "c": a_skill(),
    "git": a_skill(), "svn": a_skill(), "tact": a_skill("trait"), "pandas": a_skill(implies={"python": 3}),
}  # fmt: skip
ROLES = {
    "a": a_role({"python": (3, 0.8), "sql": (3, 0.4, True)}, [one_of("vcs", "git", "svn", weight=0.5)]),
    "b": a_role({"sql": (3, 0.2)}),
}
TABLES = {
    "list": weights(
        "ab",
        python=(200, 50),
        sql=(100, 100),
        ruby=(10, 0),
        git=(0, 0),
        svn=(0, 0),
        perl=(0, 0),
        c=(0, 0),
        pandas=(0, 0),
    ),
    "practitioner": weights("ab", python=(100, 90), sql=(100, 100), pandas=(0, 0), ruby=(0, 0)),
    "prose": weights("ab", python=(70, 60), sql=(10, 10), ruby=(0, 0)),
    "words": weights("ab", cloud=(400, -100), pipes=(100, 300), desk=(-200, 0)),
}
PYTHON = having("python")


def ranker(roles: Any = ROLES, tables: Any = TABLES, **more: Any) -> Ranker:
    return Ranker(a_corpus(SKILLS, roles, weights=tables, **more))


def evidence(profile: Profile, **more: Any) -> dict[str, float]:
    """Role -> evidence, which must be what the reasons of its match and its score alone come to."""
    worked = ranker(**more)
    found = {standing.slug: standing for standing in worked.standings(profile)}
    for slug, standing in found.items():
        told = standing.evidence / (standing.evidence + 9) if standing.evidence > 0 else 0.0
        match = worked.match(profile, slug)
        assert (standing.score, match.score, worked.score_with(profile, slug)) == pytest.approx((told, told, told))
        if told:
            assert sum(amount for _, amount in match.parts) == pytest.approx(told)
            assert sum(reason.amount for reason in match.reasons) == pytest.approx(told)
    return {slug: standing.evidence for slug, standing in found.items()}


def rise(more: Profile, than: Profile = PYTHON, **with_: Any) -> dict[str, float]:
    """What a profile gains, role by role."""
    after, before = evidence(more, **with_), evidence(than, **with_)
    return {slug: after[slug] - before[slug] for slug in after}


def near(**amounts: float) -> Any:
    return pytest.approx(amounts)


# ---------------------------------------------------------------- skills


def test_a_list_is_read_with_the_table_that_speaks_for_the_role_more_and_prose_with_its_own():
    assert evidence(PYTHON) == near(a=2.0, b=0.9)
    assert evidence(having("python", prose=True)) == near(a=0.7, b=0.6)


def test_nine_of_evidence_is_half_a_score():
    tables = {"list": weights("ab", python=(900, 0))}
    worked = ranker(tables=tables)
    assert worked.score_with(PYTHON, "a") == pytest.approx(0.5)
    assert worked.score_with(Profile(), "a") == 0.0
    assert [s.score for s in worked.standings(PYTHON)] == pytest.approx([0.5, 0.0])


@pytest.mark.parametrize(("level", "factor"), [(1, 0.5), (2, 0.75), (3, 1.0), (4, 1.1), (5, 1.15)])
def test_a_level_counts_by_its_factor(level, factor):
    assert evidence(having(known("python", level)))["a"] == pytest.approx(2.0 * factor)


def test_what_was_meant_counts_as_surely_as_it_was_read():
    assert evidence(having(known("python", how="meaning", confidence=0.6)))["a"] == pytest.approx(1.2)
    assert evidence(having(known("python", how="typo", confidence=0.6)))["a"] == pytest.approx(2.0)


@pytest.mark.parametrize(("level", "amount"), [(1, 0.25), (2, 0.375), (3, 0.5), (5, 0.5)])
def test_what_only_a_title_implies_counts_half_and_no_more_than_aware(level, amount):
    clerk = having("sql", jobs=(job("clerk", "background"),))
    told = rise(clerk, having("sql"), backgrounds={"clerk": a_background(python=level)})
    assert told["a"] == pytest.approx(2.0 * amount)


def test_what_another_skill_implies_and_ways_of_working_tell_no_role_from_another():
    tables = {"list": weights("ab", python=(200, 50), pandas=(0, 0), tact=(900, 900))}
    assert evidence(having("pandas"), tables=tables) == near(a=0, b=0)
    assert evidence(having("tact"), tables=tables) == near(a=0, b=0)


def test_what_merely_comes_with_a_title_of_the_field_says_nothing():
    roles = {**ROLES, "a": a_role({"python": (3, 0.49)}, implies={"python": 3, "sql": 3})}
    told = evidence(Profile(jobs=(job("a", now=False),)), roles=roles)
    assert told["b"] == 0
    roles["a"] = a_role({"python": (3, 0.5)})
    assert evidence(Profile(jobs=(job("a", now=False),)), roles=roles)["b"] == pytest.approx(0.9 / 2 * 0.75)


def test_what_is_being_learnt_counts_a_third_unless_they_have_it():
    assert rise(having("python", learning=(wish("sql"),))) == near(a=0.35, b=0.35)
    assert rise(having("python", learning=(wish("python"),))) == near(a=0, b=0)


@pytest.mark.parametrize(("start", "told"), [((0, 0), 2.0), ((150, 0), 2.0 + 1.5), ((-50, 0), 1.5)])
def test_where_a_role_starts(start, told):
    tables = {
        "list": weights("ab", start, python=(200, 50)),
        "practitioner": weights("ab", (None, None), python=(0, 0)),
    }
    assert evidence(PYTHON, tables=tables)["a"] == pytest.approx(told)


def test_a_head_start_counts_as_far_as_the_skills_speak():
    tables = {"list": weights("ab", (200, 0), python=(50, 0), sql=(0, 0))}
    assert evidence(PYTHON, tables=tables)["a"] == pytest.approx(0.5 + 0.5 * 2.0)
    assert evidence(having("sql"), tables=tables)["a"] == 0


# ---------------------------------------------------------------- substitutes


def test_a_similar_skill_counts_the_part_that_carries_over():
    assert rise(having("sql", "ruby"), having("sql"))["a"] == pytest.approx(0.1 + 0.15 * (0.8 * 2.0 - 0.1))
    assert rise(having("sql", known("ruby", 1)), having("sql"))["a"] == pytest.approx(0.5 * (0.1 + 0.15 * 1.5))
    assert rise(having("sql", "ruby"), having("sql"))["b"] == pytest.approx(0), "which does not ask for Python"


def test_only_where_half_carries_over_and_the_best_stands_in():
    assert rise(having("sql", "perl"), having("sql"))["a"] == pytest.approx(0.15 * 0.5 * 2.0)
    assert rise(having("sql", "c"), having("sql"))["a"] == pytest.approx(0)
    assert rise(having("sql", "perl", "ruby"), having("sql", "perl"))["a"] == pytest.approx(0.1 + 0.15 * 1.5 - 0.15)
    assert rise(having("sql", "ruby", "perl"), having("sql", "ruby"))["a"] == pytest.approx(0)


def test_nothing_stands_in_for_what_they_have():
    assert rise(having("python", "ruby"))["a"] == pytest.approx(0.1)
    quoted = next(r for r in ranker().match(having("ruby"), "a").reasons if r.kind == "substitute")
    assert (quoted.subject, quoted.quote) == ("python", "ruby")


def test_a_substitute_that_speaks_as_loudly_itself_adds_nothing():
    tables = {"list": weights("ab", python=(100, 0), ruby=(90, 0), sql=(0, 0))}
    assert evidence(having("ruby"), tables=tables)["a"] == pytest.approx(0.9)


# ---------------------------------------------------------------- jobs and where they come from


def test_a_role_held_and_the_usual_next_one():
    move = Move(role="b", years="2", changes="x")
    roles = {"a": a_role({}, leads_to=(move,)), "b": a_role({})}
    assert rise(having("python", "sql", jobs=(job("a"),)), having("python", "sql"), roles=roles) == near(a=1.5, b=0.75)
    assert rise(having("python", "sql", jobs=(job("a", now=False),)), having("python", "sql"), roles=roles) == near(
        a=0, b=0.75
    )


def test_ways_from_a_trade_count_less_and_less():
    slugs = "abcdefg"
    roles = {slug: a_role({}) for slug in slugs}
    tables = {"list": weights(slugs, python=(100,) * 7, sql=(100,) * 7)}
    ways = {"guard": tuple(Way(slug, "a watchful eye") for slug in slugs)}
    guard = having("python", "sql", jobs=(job("guard", "background"),))
    told = rise(guard, having("python", "sql"), roles=roles, tables=tables, ways=ways)
    assert list(told.values()) == pytest.approx([1.5, 1.25, 1.0, 1.0, 0.75, 0.75, 0])
    reason = next(r for r in ranker(roles, tables, ways=ways).match(guard, "a").reasons if r.kind == "way")
    assert (reason.subject, reason.quote) == ("guard", "a watchful eye")


@pytest.mark.parametrize(
    ("level", "step"), [("entry", 0.0), ("junior", -0.35), ("mid", -0.4), ("senior", -0.5), ("lead", -0.5)]
)
def test_the_first_rung_is_taken_off_for_who_spoke_of_no_experience(level, step):
    roles = {**ROLES, "a": a_role({"python": (3, 0.8)}, seniority=(level, "lead"))}
    assert evidence(PYTHON, roles=roles)["a"] == pytest.approx(2.0 + step)
    assert evidence(having(known("python", 4, stated=True)), roles=roles)["a"] == pytest.approx(2.2)


def test_a_role_closed_to_another_trade():
    roles = {**ROLES, "b": a_role({"sql": (3, 0.2)}, enters_by=("experienced",))}
    clerk = having("python", jobs=(job("clerk", "background"),))
    assert rise(clerk, PYTHON, roles=roles) == near(a=0, b=-0.9), "b falls by 1.5, and no evidence is less than none"
    tables = {"list": weights("ab", python=(200, 250))}
    assert rise(clerk, PYTHON, roles=roles, tables=tables) == near(a=0, b=-1.5)
    at_home = having("python", "sql", jobs=(job("clerk", "background"),))
    assert rise(at_home, having("python", "sql"), roles=roles) == near(a=0, b=0)
    document = having("python", jobs=(job("clerk", "background"),), document=True)
    assert rise(document, having("python", document=True), roles=roles, tables=tables) == near(a=0, b=0)


# ---------------------------------------------------------------- wishes


def test_the_role_wanted_last_counts_most():
    assert rise(having("python", wanted=("b", "a"))) == near(a=1.0, b=2.0)


def test_liking_and_disliking_follow_the_weight_of_the_need():
    assert rise(having("python", likes=(wish("sql"),))) == near(a=0.3 * 0.4, b=0.3 * 0.2)
    assert rise(having("python", dislikes=(wish("sql"),))) == near(a=-1.5 * 0.4 * 2, b=-1.5 * 0.2)
    assert rise(having("python", dislikes=(wish("python"),)))["a"] == pytest.approx(-1.5 * 0.8)
    assert rise(having("python", dislikes=(wish("git"),))) == near(a=-1.5 * 0.25, b=0)


@pytest.mark.parametrize(
    ("limit", "role", "amount"),
    [
        (("maths", True), {"traits": {"maths": 5}}, 0.9),
        (("maths", False), {"traits": {"maths": 5}}, -0.9),
        (("maths", False), {"traits": {"maths": 1}}, 0.9),
        (("maths", True), {}, 0.0),
        (("degree", False), {"degree": "helpful"}, 0.0),
        (("degree", False), {"degree": "bachelor"}, -0.4),
        (("degree", False), {"degree": "master"}, -1.2),
        (("degree", False), {"degree": "phd"}, -2.5),
        (("master", False), {"degree": "bachelor"}, 0.0),
        (("master", False), {"degree": "master"}, -1.2),
        (("master", False), {"degree": "phd"}, -2.5),
        (("phd", False), {"degree": "master"}, 0.0),
        (("phd", False), {"degree": "phd"}, -2.5),
        (("management", True), {"seniority": ("lead",)}, 1.5),
        (("management", False), {"seniority": ("lead",)}, -1.5),
        (("management", True), {"seniority": ("senior", "lead"), "traits": {"people": 5}}, 1.5),
        (("management", True), {"seniority": ("senior", "lead"), "traits": {"people": 4}}, 0.0),
        (("management", True), {"seniority": ("senior",), "traits": {"people": 5}}, 0.0),
        (("remote", True), {}, 0.0),
    ],
)
def test_limits(limit, role, amount):
    roles = {"a": a_role({}, **role), "b": a_role({})}
    tables = {"list": weights("ab", python=(500, 0))}
    assert rise(having("python", limits=((*limit, "so said"),)), roles=roles, tables=tables)["a"] == pytest.approx(
        amount
    )


# ---------------------------------------------------------------- what the text is about


def test_meaning_counts_above_the_mean_of_the_roles():
    assert rise(having("python", leanings=(("a", 0.5), ("b", 0.36)))) == near(a=1.1 * 0.07 / 0.07, b=0)
    assert rise(having("python", leanings=(("a", 0.17), ("b", 0.01)))) == near(a=1.1, b=0), "the floor is a tenth"
    document = having("python", document=True)
    assert rise(having("python", document=True, leanings=(("a", 0.5), ("b", 0.36))), document) == near(a=0.35, b=0)


def test_words_of_the_work_are_added_over_the_root_of_their_number():
    told = rise(having("python", words=("cloud", "desk", "nowhere", "pipes")))
    assert told["a"] == pytest.approx((4 - 2 + 1) / math.sqrt(10))
    reason = next(
        r
        for r in ranker().match(having("python", words=("pipes", "cloud", "desk")), "a").reasons
        if r.kind == "wording"
    )
    assert reason.quote == "cloud, pipes"


# ---------------------------------------------------------------- standings and matches


def test_best_first_by_name_among_equals_and_without_what_they_ruled_out():
    roles = {slug: a_role({}) for slug in "cab"}
    tables = {"list": weights("abc", python=(100, 200, 100))}
    worked = ranker(roles, tables)
    assert [s.slug for s in worked.standings(PYTHON)] == ["b", "a", "c"]
    assert [s.slug for s in worked.standings(having("python", excluded=("b",)))] == ["a", "c"]
    assert [m.slug for m in worked.matches(PYTHON, ["c", "b"])] == ["c", "b"]


def test_no_evidence_is_less_than_none():
    averse = having("python", limits=(("phd", False, "no PhD"),))
    roles = {"a": a_role({}, degree="phd"), "b": a_role({})}
    assert evidence(averse, roles=roles) == near(a=0, b=0.9)
    assert ranker(roles).match(averse, "a").reasons[0].amount == 0


def test_a_match_says_what_counts_most_first_and_in_which_part():
    person = having("sql", "python", wanted=("a",), learning=(wish("git"),), jobs=(job("a", now=True, years=5),))
    match = ranker().match(person, "a")
    amounts = [abs(reason.amount) for reason in match.reasons]
    assert amounts == sorted(amounts, reverse=True)
    assert all(amounts)
    assert [(r.kind, r.subject) for r in match.reasons] == [
        ("has_skill", "python"),
        ("wanted", "a"),
        ("job", "a"),
        ("has_skill", "sql"),
    ]
    whole = 2.0 + 1.0 + 2.0 + 1.5
    assert dict(match.parts) == near(
        start=0,
        skills=3 / (whole + 9),
        substitutes=0,
        jobs=1.5 / (whole + 9),
        wishes=2 / (whole + 9),
        meaning=0,
        wording=0,
    )


def test_the_part_of_a_skill_is_by_how_it_is_known():
    tables = {"list": weights("ab", python=(200, 0), sql=(100, 0), git=(100, 0))}
    person = having("python", jobs=(job("clerk", "background"),), learning=(wish("git"),))
    match = ranker(tables=tables, backgrounds={"clerk": a_background(sql=3)}).match(person, "a")
    whole = 2.0 + 0.5 + 0.35
    assert dict(match.parts)["skills"] == pytest.approx(2.0 / (whole + 9))
    assert dict(match.parts)["jobs"] == pytest.approx(0.5 / (whole + 9))
    assert dict(match.parts)["wishes"] == pytest.approx(0.35 / (whole + 9))
    assert {r.kind for r in match.reasons} == {"has_skill", "implied_by_job", "learning"}


def gain(profile: Profile, skill: str, **more: Any) -> float:
    return next(g.gain for g in ranker(**more).match(profile, "a").gaps if g.slug == skill)


def test_a_gap_gains_what_its_level_would_add():
    assert gain(PYTHON, "sql") == pytest.approx(3 / 12 - 2 / 11)
    assert gain(having(known("python", 1)), "python") == pytest.approx(2 / 11 - 1 / 10)
    assert gain(having("sql", prose=True), "python") == pytest.approx(0.8 / 9.8 - 0.1 / 9.1)
    implied = having("sql", known("pandas", 2))
    assert gain(implied, "python") == pytest.approx(3 / 12 - 1 / 10), "what pandas implies counted for nothing yet"


def test_a_way_of_working_is_a_gap_to_who_lacks_it():
    roles = {"a": a_role({"tact": (3, 0.5), "sql": (3, 0.5)}), "b": a_role({})}
    assert {g.slug for g in ranker(roles).match(PYTHON, "a").gaps} == {"sql"}
    assert {g.slug for g in ranker(roles).match(having("python", missing=(wish("tact"),)), "a").gaps} == {"sql", "tact"}

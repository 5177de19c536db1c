"""Bridges: every pair of roles has a way or a plain reason why not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import examples

from careerbot.corpus.corpus import load_corpus
from careerbot.matching.profile import Known, Past, Profile
from careerbot.planning.bridge import MAX_HOPS, TOO_LONG, Bridge, bridge
from careerbot.planning.plan import make_plan

CORPUS = load_corpus()
ROLES = sorted(CORPUS.roles)


def check(found: Bridge) -> None:
    """What holds for every answer."""
    assert len(found.routes) <= 3
    if not found.routes:
        assert found.too_far is not None
        assert found.suggested is None
        assert found.too_far.hours > found.too_far.most == TOO_LONG
        assert found.too_far.heaviest
        assert all(skill in CORPUS.skills and hours > 0 for skill, hours in found.too_far.heaviest)
        return
    assert found.too_far is None
    assert sum(route.is_direct for route in found.routes) == 1
    assert found.suggested in range(len(found.routes))
    assert [r.hours.likely for r in found.routes] == sorted(r.hours.likely for r in found.routes)
    assert len({tuple(h.role for h in r.hops) for r in found.routes}) == len(found.routes)
    for route in found.routes:
        roles = [hop.role for hop in route.hops]
        assert roles[-1] == found.goal
        assert len(set(roles)) == len(roles) <= MAX_HOPS
        assert found.start not in roles
        for part in range(3):
            assert route.hours[part] == sum(hop.hours[part] for hop in route.hops)
        for before, hop in zip([found.start, *roles], route.hops, strict=False):
            assert not set(hop.carries_over) & set(hop.new)
            moves = {m.role: m for m in CORPUS.roles[before].leads_to} if before in CORPUS.roles else {}
            if hop.role in moves:
                assert (hop.years, hop.changes) == (moves[hop.role].years, moves[hop.role].changes)
            else:
                # only the first hop may be a move that is not in the career graph
                assert hop is route.hops[0]
                assert (hop.years, hop.changes) == ("", "")


@pytest.mark.parametrize("start", ROLES)
def test_every_pair_of_roles_has_a_way_or_a_reason(start):
    answers = [bridge(CORPUS, start, goal, Profile()) for goal in ROLES if goal != start]
    assert len(answers) == len(ROLES) - 1
    for found in answers:
        check(found)
    # mostly a way: the career graph is of some use
    assert sum(bool(found.routes) for found in answers) >= 40


@pytest.mark.parametrize("background", ["nurse", None])
def test_from_outside_the_field(background):
    profile = Profile(skills=(Known("excel", 4, True, "excel", "name", 1.0),))
    for goal in ROLES:
        check(bridge(CORPUS, background, goal, profile))


def test_nurse_to_healthcare_data_scientist_goes_over_another_role():
    profile = Profile(skills=(Known("excel", 4, True, "excel", "name", 1.0),))
    found = bridge(CORPUS, "nurse", "healthcare-data-scientist", profile)
    taken = found.routes[found.suggested]
    assert not taken.is_direct
    assert taken.longest < next(r for r in found.routes if r.is_direct).longest
    assert "healthcare" in taken.hops[-1].carries_over


@pytest.mark.parametrize(
    ("start", "goal"), [("data-analyst", "machine-learning-engineer"), ("devops-engineer", "mlops-engineer")]
)
def test_the_direct_way_costs_what_the_plan_says(start, goal):
    profile = Profile(jobs=(Past(start, "role", 4.0, True, start),))
    direct = next(r for r in bridge(CORPUS, start, goal, profile).routes if r.is_direct)
    assert direct.hours == make_plan(profile, goal, CORPUS).hours


def test_time_in_a_role_makes_the_next_hop_shorter():
    found = bridge(CORPUS, "data-annotator", "data-scientist", Profile())
    over = next(r for r in found.routes if [h.role for h in r.hops] == ["data-analyst", "data-scientist"])
    direct = next(r for r in found.routes if r.is_direct)
    assert over.hops[-1].hours.likely < direct.hours.likely


@pytest.mark.parametrize(
    ("start", "goal", "over"),
    [
        ("devops-engineer", "mlops-engineer", []),
        ("data-analyst", "machine-learning-engineer", ["data-scientist"]),
        ("data-analyst", "business-intelligence-analyst", []),
    ],
)
def test_a_detour_is_suggested_only_where_it_helps(start, goal, over):
    found = bridge(CORPUS, start, goal, Profile())
    assert [hop.role for hop in found.routes[found.suggested].hops] == [*over, goal]


def test_being_there_already():
    found = bridge(CORPUS, "data-analyst", "data-analyst", Profile())
    assert found.routes[0].hops == ()
    assert found.routes[0].hours == (0, 0, 0)


def test_excluded_roles_are_not_passed_through():
    for goal in ("machine-learning-engineer", "research-scientist"):
        found = bridge(CORPUS, "data-analyst", goal, Profile(excluded=("data-scientist",)))
        assert not any(h.role == "data-scientist" for r in found.routes for h in r.hops)


@settings(max_examples=examples(30), deadline=None)
@given(st.sampled_from(ROLES), st.sampled_from(ROLES), st.lists(st.sampled_from(sorted(CORPUS.skills)), max_size=12))
def test_any_profile(start, goal, skills):
    profile = Profile(skills=tuple(Known(s, 3, True, s, "name", 1.0) for s in dict.fromkeys(skills)))
    found = bridge(CORPUS, start, goal, profile)
    if start != goal:
        check(found)
    assert found == bridge(CORPUS, start, goal, profile)


def test_routes_can_be_fewer():
    found = bridge(CORPUS, "data-analyst", "machine-learning-engineer", Profile(), routes=1)
    assert len(found.routes) == 1
    assert found.routes[0].is_direct


def test_a_usual_move_is_made_directly_and_a_detour_says_why(shipped):
    from careerbot.output.plans import bridge as told
    from careerbot.output.terminal import plain

    analyst = Profile(jobs=(Past("data-analyst", "role", 2.0, True, "data analyst"),))
    usual = bridge(shipped, "data-analyst", "data-scientist", analyst)
    assert usual.suggested is not None
    assert usual.routes[usual.suggested].is_direct
    assert "I suggest" not in plain(list(told(usual, shipped))).replace("the one I suggest", "")
    detours = 0
    for goal in ("machine-learning-engineer", "mlops-engineer", "nlp-engineer", "ai-architect"):
        found = bridge(shipped, "data-analyst", goal, analyst)
        if found.suggested is None or found.routes[found.suggested].is_direct:
            continue
        detours += 1
        text = " ".join(plain(list(told(found, shipped))).split())
        assert f"I suggest number {found.suggested + 1}" in text
        direct = next(route for route in found.routes if route.is_direct)
        more = direct.hours.likely < found.routes[found.suggested].hours.likely
        assert ("though it is more study in all" in text) == more
    assert detours

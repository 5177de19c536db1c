"""Ways over other roles on a graph of a few: direct or not, what is worth a stop, and what is too far."""

from __future__ import annotations

from typing import Any

import pytest
from small import a_corpus, a_role, a_skill, having, job, known

from careerbot.corpus.records import Move
from careerbot.matching.profile import Profile
from careerbot.planning.bridge import Bridge, Hop, Route, TooFar, _suggested, bridge
from careerbot.planning.effort import Hours


def to(*roles: str) -> tuple[Move, ...]:
    return tuple(Move(role=role, years="2-4", changes=f"now {role}") for role in roles)


SKILLS = {slug: a_skill(hours=(100, 200, 300, 300, 300)) for slug in ("x", "y", "z", "far")} | {
    "huge": a_skill(hours=(900, 900, 900, 9, 9))
}
ROLES = {
    "start": a_role({"x": (3, 0.9, True)}, leads_to=to("mid", "aside")),
    "mid": a_role({"x": (3, 0.9, True), "y": (3, 0.8)}, leads_to=to("goal"), seniority=("mid",)),
    "aside": a_role({"far": (3, 0.9, True)}, leads_to=to("goal"), seniority=("mid",)),
    "goal": a_role({"x": (4, 0.9, True), "y": (3, 0.8), "z": (3, 0.8)}, seniority=("mid",), enters_by=("experienced",)),
    "moon": a_role({"huge": (3, 0.9, True), "x": (3, 0.5)}),
}  # fmt: skip
CORPUS = a_corpus(SKILLS, ROLES)
HOLDER = having(known("x", 3), jobs=(job("start"),))


def ways(start: str | None, goal: str, profile: Profile = HOLDER, roles: Any = ROLES, **more: Any) -> Bridge:
    return bridge(a_corpus(SKILLS, roles), start, goal, profile, **more)


def paths(found: Bridge) -> list[tuple[str, ...]]:
    return [tuple(hop.role for hop in route.hops) for route in found.routes]


def test_from_a_role_to_itself_there_is_nothing_to_do():
    assert bridge(CORPUS, "goal", "goal", Profile()) == Bridge("goal", "goal", (Route((), Hours(0, 0, 0)),), 0)
    assert Route((), Hours(0, 0, 0)).is_direct
    assert Route((), Hours(0, 0, 0)).longest == 0


def test_over_a_role_that_asks_for_what_the_goal_asks_for():
    found = ways("start", "goal")
    assert sorted(paths(found)) == [("goal",), ("mid", "goal")], "aside teaches nothing of use"
    assert paths(found) == [("goal",), ("mid", "goal")]
    direct, over = found.routes
    assert (direct.is_direct, over.is_direct) == (True, False)
    assert direct.hours.likely == 1200
    assert direct.hops[0] == Hop("goal", direct.hours, ("x",), ("y", "z"))
    assert [(hop.role, hop.hours.likely, hop.carries_over, hop.new, hop.years, hop.changes) for hop in over.hops] == [
        ("mid", 600, ("x",), ("y",), "2-4", "now mid"), ("goal", 600, ("x", "y"), ("z",), "2-4", "now goal"),
    ]  # fmt: skip
    assert (over.hours.likely, over.longest, direct.longest) == (1200, 600, 1200)
    assert found.suggested == 1, "half the hardest change"


def test_fewer_routes_and_roles_that_are_ruled_out():
    assert paths(ways("start", "goal", routes=1)) == [("goal",)]
    assert paths(ways("start", "goal", having(known("x", 3), jobs=(job("start"),), excluded=("mid",)))) == [("goal",)]


def test_from_nowhere_beginners_posts_come_first():
    assert paths(ways(None, "goal", Profile())) == [("goal",), ("start", "mid", "goal")]
    closed = ROLES | {"start": a_role({"x": (3, 0.9, True)}, leads_to=to("mid"), enters_by=("experienced",))}
    assert paths(ways(None, "goal", Profile(), closed)) == [("goal",)]
    senior = ROLES | {"start": a_role({"x": (3, 0.9, True)}, leads_to=to("mid"), seniority=("senior",))}
    assert paths(ways(None, "goal", Profile(), senior)) == [("goal",)]


def test_the_start_counts_as_a_job_they_have():
    assert ways("start", "goal", having(known("x", 3))).routes == ways("start", "goal").routes


def test_too_far_is_said_with_what_costs_most():
    found = ways(None, "moon", Profile())
    assert (found.routes, found.suggested) == ((), None)
    assert found.too_far == TooFar("study", 3000, 1800, (("huge", 2700), ("x", 300)))
    near = ways(None, "moon", having(known("huge", 1), known("x", 3)))
    assert near.too_far is None


def test_no_more_than_four_changes_and_never_back():
    chain = {f"r{i}": a_role({"x": (3, 0.9, True)}, leads_to=to(f"r{i + 1}", "r0")) for i in range(6)} | {
        "r6": a_role({"x": (3, 0.9, True)})
    }
    assert paths(ways("r0", "r4", roles=chain))[-1] in (("r4",), ("r1", "r2", "r3", "r4"))
    assert ("r1", "r2", "r3", "r4") in paths(ways("r0", "r4", roles=chain)) or len(
        paths(ways("r0", "r4", roles=chain))
    ) == 1
    assert paths(ways("r0", "r5", roles=chain)) == [("r5",)]


def route(*hours: int, years: str = "") -> Route:
    hops = tuple(Hop(f"r{i}", Hours(n, n, n), (), (), years) for i, n in enumerate(hours))
    return Route(hops, Hours(sum(hours), sum(hours), sum(hours)))


@pytest.mark.parametrize(
    ("routes", "leap", "closed", "index"),
    [
        ((route(100, 100), route(312)), 312, False, 1),
        ((route(100, 100), route(313)), 312, False, 0),
        ((route(100, 100), route(313)), 313, False, 1),
        ((route(100, 100), route(900, years="2")), 312, False, 1),
        ((route(100, 100), route(901, years="2")), 312, False, 0),
        ((route(300, 300), route(374)), 312, False, 1),
        ((route(300, 300), route(376)), 312, False, 0),
        ((route(300, 300), route(100)), 312, True, 0),
        ((route(300, 300), route(200, 300, 200), route(250, 300)), 312, True, 2),
        ((route(300, 300), route(200, 200, 299)), 312, True, 1),
        ((route(500),), 312, True, 0),
        ((route(400, 390), route(400, 380)), 312, False, 1),
    ],
)
def test_which_route_to_take(routes, leap, closed, index):
    assert _suggested(routes, leap, closed) == index

"""The way over intermediate roles when one leap is too long: shortest in hours of study over the career graph.

An edge of the graph (`leads_to`) is a move that employers know: whoever makes it is taken at the working level and
grows into the rest. Without one, a role that is only given to experienced people has to be met in full. Time in a role
teaches what the role asks for, and that is what makes the next hop shorter.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Role, Slug
from careerbot.matching.profile import Past, Profile
from careerbot.planning.effort import BASIC, TOP, Hours, Standing, estimate, hours_to, package, total
from careerbot.planning.ordering import Walk
from careerbot.planning.targets import (
    SELDOM,
    Aim,
    Target,
    aim_of,
    lacks_experience,
    needs_aimed,
    needs_of,
    open_targets,
    package_hours,
    practised_alongside,
    starting_point,
)  # fmt: skip

MAX_HOPS = 4
"""More job changes than this are not a plan."""

TOO_LONG = 1800
"""Hours of study that are no longer one hop but a degree: a full year at a university is 1,500 to 1,800."""

WEEKS = 52
"""A way longer than this at somebody's pace is long: a way over other roles is then worth considering."""

LONG_LEAP = 312.0
"""The same in hours at the usual pace of six a week."""

ON_THE_WAY = 0.4
"""A stop has to ask for the goal's skills with this share of the weight of its musts: otherwise it leads elsewhere."""

EASIER = 0.8
"""A way with one more stop is worth showing if its hardest change is so much of the other's."""

GROWN = 1 / 3
"""What fewer advertisements than this ask for, some years in the role teach at the basic level only."""

DETOUR = 1.25
"""Another change of job is worth it if it makes the hardest one easier by this factor."""


class Hop(Struct, frozen=True):
    """One change of job."""

    role: Slug
    hours: Hours
    """Study before it."""
    carries_over: tuple[Slug, ...]
    """What of its needs they bring along, heaviest first."""
    new: tuple[Slug, ...]
    """What they have to learn for it, heaviest first."""
    years: str = ""
    """Usual years in the role before, where this is a usual move."""
    changes: str = ""
    """What is different there."""


class Route(Struct, frozen=True):
    """A way to the goal."""

    hops: tuple[Hop, ...]
    hours: Hours
    """All its hops together."""

    @property
    def is_direct(self) -> bool:
        """Whether it goes over no other role."""
        return len(self.hops) <= 1

    @property
    def longest(self) -> int:
        """Hours of study before its hardest change."""
        return max((hop.hours.likely for hop in self.hops), default=0)


class TooFar(NamedTuple):
    """Why no way is worth showing."""

    kind: Literal["study"]
    hours: int
    """The direct way."""
    most: int
    """What was taken for possible in one hop."""
    heaviest: tuple[tuple[Slug, int], ...]
    """The skills that cost most, with their hours."""


class Bridge(Struct, frozen=True):
    """Ways from one role, or from what somebody has, to another."""

    start: Slug | None
    goal: Slug
    routes: tuple[Route, ...]
    """The shortest in hours first, the direct one among them; empty if it is too far."""
    suggested: int | None
    """Which route to take: the direct one, unless it is long and no usual move; then one whose hardest change is enough
    easier."""
    too_far: TooFar | None = None


def bridge(corpus: Corpus, start: Slug | None, goal: Slug, profile: Profile, *, routes: int = 3) -> Bridge:
    """At most `routes` ways from `start` to `goal`."""
    if start == goal:
        return Bridge(start, goal, (Route((), Hours(0, 0, 0)),), 0)
    search = _Search(corpus, start, goal, _in_role(profile, start, corpus))
    paths = search.paths(routes)
    found = tuple(sorted((search.route(path) for path in paths), key=lambda r: (r.hours.likely, len(r.hops))))
    if not found:
        return Bridge(start, goal, (), None, search.too_far())
    closed = lacks_experience(search.profile, goal, corpus.roles)
    leap = WEEKS * profile.hours_a_week if profile.hours_a_week else LONG_LEAP
    return Bridge(start, goal, found, _suggested(found, leap, closed))


def _suggested(routes: tuple[Route, ...], leap: float, closed: bool) -> int:
    """The direct route where it is no long leap and open to them; otherwise the one that is least of a burden."""
    direct = next((i for i, r in enumerate(routes) if r.is_direct), None)
    if direct is not None and not closed and (routes[direct].longest <= leap or _is_usual(routes[direct])):
        return direct
    over = [i for i, route in enumerate(routes) if not route.is_direct]
    if closed and over:
        return min(over, key=lambda i: (routes[i].longest, routes[i].hours.likely, i))
    burden = [route.longest * DETOUR ** len(route.hops) for route in routes]
    return min(range(len(routes)), key=lambda i: (burden[i], routes[i].hours.likely, i))


def _is_usual(route: Route) -> bool:
    """Whether employers know the move: whoever makes it grows into the rest at work, and needs no detour."""
    return bool(route.hops) and bool(route.hops[0].years) and route.longest <= TOO_LONG / 2


def _in_role(profile: Profile, start: Slug | None, corpus: Corpus) -> Profile:
    """The profile with `start` among the jobs."""
    if start is None or any(job.slug == start for job in profile.jobs):
        return profile
    kind: Literal["role", "background"] = "role" if start in corpus.roles else "background"
    return replace(profile, jobs=(*profile.jobs, Past(start, kind, None, True, "")))


class _Search:
    """Paths through the career graph for one person; the cost of a hop is worked out once."""

    def __init__(self, corpus: Corpus, start: Slug | None, goal: Slug, profile: Profile) -> None:
        self.corpus, self.start, self.goal, self.profile = corpus, start, goal, profile
        self.standing = starting_point(profile, corpus)[0]
        self.costs: dict[tuple[Slug | None, Slug], float] = {}
        self.useful: dict[Slug, bool] = {goal: True}
        self.edges = {s: [m.role for m in role.leads_to if m.role in corpus.roles] for s, role in corpus.roles.items()}

    def paths(self, count: int) -> list[tuple[Slug, ...]]:
        """The direct path if it can be walked, and the shortest over other roles."""
        over = sorted((self._length(path), len(path), path) for path in self._candidates())
        # after the shortest in all, the one whose hardest change is easiest
        over[1:] = sorted(over[1:], key=lambda row: (self._hardest(row[2]) * DETOUR ** row[1], row))
        chosen: list[tuple[Slug, ...]] = []
        direct = self.direct().likely <= TOO_LONG
        for _, _, path in over:
            # a longer way round through the roles of a shorter one is an alternative only if its steps are easier
            if len(chosen) < count - 1 and not any(
                set(known) <= set(path) and self._hardest(path) > EASIER * self._hardest(known) for known in chosen
            ):
                chosen.append(path)
        return [(self.goal,), *chosen] if direct or chosen else []

    def _candidates(self) -> Iterator[tuple[Slug, ...]]:
        near = self._distances()
        excluded = set(self.profile.excluded)
        pending: list[tuple[Slug, ...]] = [
            (first,)
            for first in self._firsts()
            if near.get(first, MAX_HOPS) < MAX_HOPS and first not in excluded and self._leads_there(first)
        ]
        while pending:
            path = pending.pop()
            if self._cost(path[-2] if len(path) > 1 else None, path[-1]) > TOO_LONG:
                continue
            if path[-1] == self.goal:
                if len(path) > 1:
                    yield path
                continue
            room = MAX_HOPS - len(path)
            pending += [
                (*path, after)
                for after in self.edges[path[-1]]
                if near.get(after, MAX_HOPS) < room
                and after not in (*path, self.start)
                and after not in excluded
                and self._leads_there(after)
            ]

    def _firsts(self) -> list[Slug]:
        """Roles one can go to first."""
        if self.start in self.edges:
            return self.edges[self.start]
        open_to = {"beginner", "graduate", "career-changer"}
        return [
            slug
            for slug, role in sorted(self.corpus.roles.items())
            if {"entry", "junior"} & set(role.seniority) and open_to & set(role.enters_by) and slug != self.goal
        ]

    def _distances(self) -> dict[Slug, int]:
        """Moves from each role to the goal."""
        found, edge = {self.goal: 0}, {self.goal}
        for distance in range(1, MAX_HOPS):
            edge = {s for s, after in self.edges.items() if s not in found and edge & set(after)}
            found |= dict.fromkeys(edge, distance)
        return found

    def _leads_there(self, stop: Slug) -> bool:
        """Whether most of what a role insists on is of use for the goal."""
        known = self.useful.get(stop)
        if known is None:
            asked = {s for skills, *_ in needs_of(self.corpus.roles[self.goal]) for s in skills}
            musts = [(skills, weight) for skills, _, weight, must, _ in needs_of(self.corpus.roles[stop]) if must]
            used = sum(weight for skills, weight in musts if asked.intersection(skills))
            known = used >= ON_THE_WAY * sum(weight for _, weight in musts)
            self.useful[stop] = known
        return known

    def _length(self, path: tuple[Slug, ...]) -> float:
        return sum(self._cost(before, after) for before, after in zip((None, *path), path, strict=False))

    def _hardest(self, path: tuple[Slug, ...]) -> float:
        return max(self._cost(before, after) for before, after in zip((None, *path), path, strict=False))

    def _cost(self, before: Slug | None, after: Slug) -> float:
        known = self.costs.get((before, after))
        if known is None:
            known = self._study(self._standing_after(before, self.standing), before, after)
            self.costs[before, after] = known
        return known

    def _study(self, standing: Standing, before: Slug | None, after: Slug) -> float:
        now, role = standing.copy(), self.corpus.roles[after]
        hours = 0.0
        for target in self._targets(standing, before, after):
            steps = package(target.skill, target.level, now.levels, self.corpus.skills)
            hours += package_hours(steps, now, self.corpus, role)
            for slug, level in steps.items():
                now.take(slug, level, self.corpus.skills)
        return hours

    def _aim(self, standing: Standing, before: Slug | None, after: Slug) -> Aim:
        came_from = before if before is not None else self.start
        if came_from in self.edges and after in self.edges[came_from]:
            return "first-job"
        return aim_of(self.profile, after)

    def _targets(self, standing: Standing, before: Slug | None, after: Slug) -> list[Target]:
        aim = self._aim(standing, before, after)
        return [t for t in open_targets(after, self.corpus, standing, self.profile, aim) if not t.seldom]

    def _standing_after(self, role: Slug | None, standing: Standing) -> Standing:
        """As it is after some years in a role: its daily needs in full, the rest as far as it was learnt."""
        if role is None:
            return standing
        levels = dict(standing.levels)
        for skills, level, weight, must, _ in needs_of(self.corpus.roles[role]):
            if weight < SELDOM and not must:
                continue
            slug = max(skills, key=lambda s: (levels.get(s, 0), -skills.index(s)))
            reached = min(level, TOP if must or weight >= GROWN else BASIC)
            levels[slug] = max(levels.get(slug, 0), reached)
        return Standing(levels)

    def route(self, path: tuple[Slug, ...]) -> Route:
        """A path with its hops worked out as a plan would take them."""
        hops, standing, before = [], self.standing, None
        for after in path:
            targets = self._targets(standing, before, after)
            hours, learnt = self._hours(standing, after, targets)
            hops.append(self._hop(before, after, hours, standing, targets))
            standing, before = self._standing_after(after, learnt), after
        return Route(tuple(hops), total(hop.hours for hop in hops))

    def _hours(self, standing: Standing, after: Slug, targets: list[Target]) -> tuple[Hours, Standing]:
        role, now, parts = self.corpus.roles[after], standing.copy(), []
        for draft in Walk(after, self.corpus, standing, targets).within(math.inf):
            aside = practised_alongside(draft.skill, self.corpus, role)
            parts.append(estimate(hours_to(draft.skill, draft.level, now, self.corpus.skills, aside)))
            now.take(draft.skill, draft.level, self.corpus.skills)
        return total(parts), Standing(now.levels)

    def _hop(self, before: Slug | None, after: Slug, hours: Hours, standing: Standing, targets: list[Target]) -> Hop:
        aim, role = self._aim(standing, before, after), self.corpus.roles[after]
        new = [t.skill for t in sorted(targets, key=lambda t: (-t.weight, t.skill))]
        carried = _carried(role, standing, aim)
        came_from = self.corpus.roles.get(before or self.start or "")
        move = next((m for m in came_from.leads_to if m.role == after), None) if came_from else None
        if move is None:
            return Hop(after, hours, carried, tuple(new))
        return Hop(after, hours, carried, tuple(new), move.years, move.changes)

    def too_far(self) -> TooFar:
        """What stands in the way of the direct path."""
        skills, standing = self.corpus.skills, self.standing
        cost = {
            t.skill: estimate(hours_to(t.skill, t.level, standing, skills)).likely
            for t in self._targets(standing, None, self.goal)
        }
        heaviest = sorted(cost.items(), key=lambda row: (-row[1], row[0]))[:3]
        return TooFar("study", self.direct().likely, TOO_LONG, tuple(heaviest))

    def direct(self) -> Hours:
        """Study for the goal from where they are."""
        return self._hours(self.standing, self.goal, self._targets(self.standing, None, self.goal))[0]


def _carried(role: Role, standing: Standing, aim: Aim) -> tuple[Slug, ...]:
    """Needs that are met, heaviest first."""
    found: dict[Slug, float] = {}
    for need in needs_aimed(role, aim):
        slug = max(need.skills, key=lambda s: (standing.levels.get(s, 0), -need.skills.index(s)))
        if standing.levels.get(slug, 0) >= (need.aimed or min(need.level, BASIC)):
            found[slug] = max(need.weight, found.get(slug, 0.0))
    return tuple(sorted(found, key=lambda s: (-found[s], s)))

"""Where somebody stands and what of a role is still open, on the day of applying and later: the two ends of a plan.

Ready to apply is what advertisements of a first job insist on: the musts at working level, what many of them name in its
basics, and so much of all they name that an application is read. Everything else grows at work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import AnyOf, Role, Slug
from careerbot.matching.profile import Known, Profile, effective
from careerbot.planning.effort import BASIC, TOP, WORKING, Standing, hours_to, package

SELDOM = 0.1
"""A need that fewer advertisements than this name can wait, unless it is a must."""

COMMONEST = 1.4
"""Of several skills that meet one need, the commonest is taken if it costs no more than this times the cheapest."""

EVERYDAY_LEVEL = 4
"""What anybody is taken to have of communication, teamwork and the like unless they say that they lack it: of general ways
of working no plan teaches anything."""

PEOPLE = "people"
"""The family of skills that is about working with people."""


class Assumption(NamedTuple):
    """Something a plan takes for granted."""

    kind: Literal["hours_a_week", "everyday", "level", "implied", "first-job", "experience", "held", "against-wish"]
    subject: str = ""
    amount: float = 0.0
    via: str = ""
    """The job that is taken to have taught it."""
    share: float = 0.0
    """Of the people with that job, how many use it; 0 where nobody counted."""


class Target(Struct, frozen=True):
    """One need still open."""

    skill: Slug
    level: int
    weight: float
    must: bool
    group: str = ""
    """The any-of group it closes."""

    @property
    def seldom(self) -> bool:
        """Whether it can wait."""
        return self.weight < SELDOM and not self.must


def starting_point(profile: Profile, corpus: Corpus) -> tuple[Standing, list[Assumption]]:
    """What they can be taken to have, and which of it nobody said."""
    have = effective(profile, corpus.skills, corpus.roles, corpus.backgrounds)
    levels = {slug: known.level for slug, known in have.items() if slug in corpus.skills}
    assumed = [_taken_for_granted(known, corpus) for known in have.values() if not known.stated and known.slug in levels]
    # who is learning something now is on the way to its basics
    practised = {w.slug: BASIC for w in profile.learning if w.begun and w.slug in corpus.skills}
    denied = {w.slug for w in profile.missing}
    for slug in sorted(traits(corpus)):
        if levels.get(slug, 0) < EVERYDAY_LEVEL and slug not in denied:
            levels[slug] = EVERYDAY_LEVEL
            assumed.append(Assumption("everyday", slug, EVERYDAY_LEVEL))
    return Standing(levels, practised), assumed


def _taken_for_granted(known: Known, corpus: Corpus) -> Assumption:
    if known.via is None:
        return Assumption("level", known.slug, known.level)
    via = known.via if known.how == "title" else ""
    return Assumption("implied", known.slug, known.level, via, corpus.title_shares.get((via, known.slug), 0.0))


def traits(corpus: Corpus) -> frozenset[Slug]:
    """What everybody brings along: general ways of working."""
    people = (slug for slug, family in corpus.skill_family.items() if family == PEOPLE)
    return frozenset(slug for slug in people if corpus.skills[slug].kind == "trait")


def practised_alongside(slug: Slug, corpus: Corpus, role: Role) -> bool:
    """Whether it is learnt by doing the other steps well: how one works with people, unless the role is about it."""
    family, need = corpus.skill_family[slug], role.needs.get(slug)
    if corpus.skills[slug].kind not in ("ability", "trait") or family not in (PEOPLE, "product-business"):
        return False
    return family == PEOPLE or need is None or not need.must


def open_targets(
    goal: Slug,
    corpus: Corpus,
    standing: Standing,
    profile: Profile,
    aim: Aim,
    fitting: Callable[[Sequence[Slug]], Sequence[Slug]] = tuple,
) -> list[Target]:
    """The needs of a role that are not met, one member of each any-of group, chosen among those `fitting` leaves."""
    role, levels = corpus.roles[goal], standing.levels
    needs = [n for n in needs_aimed(role, aim) if not any(levels.get(s, 0) >= n.aimed for s in n.skills)]
    found = [Target(n.skills[0], n.aimed, n.weight, n.must) for n in needs if not n.group]
    planned = dict(levels)
    for target in found:
        planned |= package(target.skill, target.level, planned, corpus.skills)
    groups = {group.name: group for group in role.any_of}
    for need in needs:
        if need.group:
            group = groups[need.group]
            group = replace(group, skills=tuple(fitting(group.skills)))
            slug = member(group, need.aimed, corpus, standing, planned, profile)
            found.append(Target(slug, need.aimed, need.weight, need.must, need.group))
    return found


def member(
    group: AnyOf, level: int, corpus: Corpus, standing: Standing, planned: Mapping[Slug, int], profile: Profile
) -> Slug:
    """The member nearest to what they have; with nothing to go by, the commonest that is not much dearer."""
    meeting = [s for s in group.skills if planned.get(s, 0) >= level]
    if meeting:
        return meeting[0]
    disliked = {w.slug for w in profile.dislikes}
    choice = [s for s in group.skills if s not in disliked] or list(group.skills)
    learning = {w.slug for w in profile.learning}
    started = [s for s in choice if s in learning]
    if started:
        return started[0]
    # measured from after the needs that are planned anyway: what this member adds to them
    there = Standing(dict(planned), dict(standing.practised))
    cost = {s: package_hours(package(s, level, planned, corpus.skills), there, corpus) for s in choice}
    least = min(cost.values())
    if any(standing.levels.get(s, 0) for s in choice):
        return min(choice, key=lambda s: (cost[s], choice.index(s)))
    return next(s for s in choice if cost[s] <= least * COMMONEST)


def package_hours(steps: Mapping[Slug, int], standing: Standing, corpus: Corpus, role: Role | None = None) -> float:
    """Hours for several steps one after another."""
    now, hours = standing.copy(), 0.0
    for slug, level in steps.items():
        aside = role is not None and practised_alongside(slug, corpus, role)
        hours += hours_to(slug, level, now, corpus.skills, aside)
        now.take(slug, level, corpus.skills)
    return hours


# ---------------------------------------------------------------- horizon

MANY, MOST = 0.45, 0.7
"""A need of so many advertisements has to be there on the day of applying: its basics, or at working level."""

FEW = 0.3
"""A need of fewer advertisements than this never has to."""

READ = 0.7
"""Of all the weight of its needs, so much has to be there, in basics at least, before an application is read."""

FIRM = 0.45
"""A must of fewer advertisements than this has to be there on that day in its basics only."""

EXPERIENCED = 2.0
"""Years in a job of the field from which somebody passes for experienced."""

Aim = Literal["first-job", "usual"]
"""Ready to apply, or the level people in the role usually have."""


class Need(NamedTuple):
    """One need of a role, single or any-of, and how far a plan goes for it."""

    skills: tuple[Slug, ...]
    """Any of these meets it."""
    level: int
    """What people in the role usually have."""
    weight: float
    must: bool
    group: str
    """The name of the any-of group; empty for a single need."""
    aimed: int
    """The level a plan goes to; 0 where applying does not wait for it."""


def aim_of(profile: Profile, goal: Slug) -> Aim:
    """Whoever has the role goes on to what people in it usually have; everybody else to where they can apply."""
    return "usual" if any(job.slug == goal for job in profile.jobs) else "first-job"


def lacks_experience(profile: Profile, goal: Slug, roles: Mapping[Slug, Role]) -> bool:
    """Whether the role is given to experienced people only, and nothing says that they are."""
    role, jobs = roles[goal], {job.slug for job in profile.jobs}
    if {"entry", "junior"} & set(role.seniority) or goal in jobs:
        return False
    known_move = any(move.role == goal for slug in jobs if slug in roles for move in roles[slug].leads_to)
    worked = any(j.kind == "role" and (j.years is None or j.years >= EXPERIENCED) for j in profile.jobs)
    return not (known_move or worked or ("career-changer" in role.enters_by and jobs))


def needs_of(role: Role) -> list[tuple[tuple[Slug, ...], int, float, bool, str]]:
    """Single needs and groups alike: (any of these skills, level, weight, must, name of the group)."""
    single = [((slug,), need.level, need.weight, need.must, "") for slug, need in role.needs.items()]
    return single + [(group.skills, group.level, group.weight, group.must, group.name) for group in role.any_of]


def needs_aimed(role: Role, aim: Aim) -> list[Need]:
    """The needs of a role with the level a plan goes to for each."""
    needs = needs_of(role)
    line = _line([(weight, must) for _, _, weight, must, _ in needs])
    return [
        Need(skills, level, weight, must, group, min(level, TOP if aim == "usual" else _ready(weight, must, line)))
        for skills, level, weight, must, group in needs
    ]


def _line(needs: list[tuple[float, bool]]) -> float:
    """The weight from which a need counts on the day of applying: lower where no few needs carry most of the weight."""
    whole = sum(weight for weight, _ in needs)
    covered = sum(weight for weight, must in needs if must or weight >= MANY)
    line = MANY
    for weight in sorted((w for w, must in needs if not must and FEW <= w < MANY), reverse=True):
        if covered >= READ * whole:
            break
        covered += weight
        line = weight
    return line


def _ready(weight: float, must: bool, line: float) -> int:
    if weight >= (FIRM if must else MOST):
        return WORKING
    return BASIC if must or weight >= line else 0

"""Horizon of a plan: what has to be there on the day of applying, and what the job itself teaches afterwards.

Ready to apply is what advertisements of a first job insist on: the musts at working level, what many of them name in its
basics, and so much of all they name that an application is read. Everything else grows at work.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from careerbot.corpus.records import Role, Slug
from careerbot.matching.profile import Profile
from careerbot.planning.effort import BASIC, TOP, WORKING

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

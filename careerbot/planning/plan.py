"""A plan: from what somebody has to what a role asks for, in steps that can be followed, with hours and weeks."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Role, Slug
from careerbot.matching.profile import Profile, with_skill
from careerbot.planning.effort import BASIC, TOP, WORKING, Hours, Standing, estimate, hours_to, package, total
from careerbot.planning.ordering import Draft, Walk, Why
from careerbot.planning.resources import Lesson, Milestone, milestones, project_for, resources_for
from careerbot.planning.shape import Shape, avoided, shape_of, shaped
from careerbot.planning.targets import (
    SELDOM,
    Aim,
    Assumption,
    aim_of,
    lacks_experience,
    needs_aimed,
    needs_of,
    open_targets,
    practised_alongside,
    starting_point,
)

__all__ = ["Aim", "Assumption", "Hours", "Later", "Met", "Milestone", "Plan", "Step", "Why", "make_plan"]

USUAL_HOURS = 6.0
"""Hours a week when nobody has said: two evenings and part of a Sunday."""

WEEKS_A_MONTH = 365.25 / 12 / 7


class Step(Struct, frozen=True):
    """One skill, from one level to another."""

    skill: Slug
    from_level: int
    to_level: int
    hours: Hours
    start_week: int
    """The first week of the plan is 1."""
    end_week: int
    """The last week in which it is worked on."""
    why: tuple[Why, ...]
    resources: tuple[Slug, ...] = ()
    project: str = ""
    """A small piece of work that proves it; empty where being aware is enough."""
    alongside: bool = False
    """Practised within the other steps: only the hours it needs for itself are counted."""
    after: float | None = None
    """The match with the goal once this step is done."""


class Later(Struct, frozen=True):
    """A gap that the plan leaves for afterwards on purpose."""

    skill: Slug
    from_level: int
    to_level: int
    because: Literal["grows-at-work", "seldom-asked"]
    hours: Hours


class Met(Struct, frozen=True):
    """A need that is met already."""

    skill: Slug
    level: int
    needed: int
    group: str = ""
    """The any-of group it closes."""


class Plan(Struct, frozen=True):
    """The way to a role."""

    goal: Slug
    aim: Aim
    steps: tuple[Step, ...]
    hours: Hours
    """The sum over the steps."""
    weeks: int
    hours_a_week: float
    deadline: int | None
    """Weeks available, where there is a deadline."""
    left_out: tuple[Step, ...]
    """Steps that do not fit before the deadline; their weeks are those they would take afterwards."""
    later: tuple[Later, ...]
    """Gaps that can wait: a strong level that comes with the work, and what few advertisements ask for."""
    milestones: tuple[Milestone, ...]
    already: tuple[Met, ...]
    assumptions: tuple[Assumption, ...]
    spared: tuple[Slug, ...] = ()
    """What their wishes left out, what adverts ask for most first."""

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The steps in stages of about twelve weeks, each with something to show."""
        return stages_of(self.steps)

    @property
    def first_week(self) -> FirstWeek | None:
        """What to begin with; None where nothing is left to learn."""
        return first_week(self.steps, self.hours_a_week)

    @property
    def is_held(self) -> bool:
        """Whether they have the role already, so that the plan goes from there to all its adverts ask for."""
        return any(assumption.kind == "held" for assumption in self.assumptions)


def make_plan(
    profile: Profile,
    goal: Slug,
    corpus: Corpus,
    *,
    hours_a_week: float | None = None,
    months: float | None = None,
    paid: bool = False,
    match: Callable[[Profile], float] | None = None,
    shape: Shape | None = None,
) -> Plan:
    """The way from this profile to the role `goal`; pace, time and shape are those of the profile where none is given.

    With `paid`, what costs money is as good as what is free; `match` says after every step how well the goal fits.
    """
    role = corpus.roles[goal]
    given = hours_a_week or profile.hours_a_week
    pace = given if given and 0 < given < math.inf else USUAL_HOURS
    months = months if months is not None else profile.months
    deadline = None if months is None else max(0, math.floor(months * WEEKS_A_MONTH))
    shape = shape or shape_of(profile, corpus.skill_family)
    start, assumed = starting_point(profile, corpus)
    aim = aim_of(profile, goal)
    everything = open_targets(goal, corpus, start, profile, aim, lambda choice: avoided(shape, corpus, choice))
    targets, against, gone = shaped(everything, shape, corpus, start.levels)
    # what they refuse to learn brings nothing else into the plan, and is in it for nothing else's sake
    begin = start.copy()
    begin.levels |= {slug: max(WORKING, begin.levels.get(slug, 0)) for slug in shape.skip}
    walk = Walk(goal, corpus, begin, [t for t in targets if not t.seldom])
    wanted = {slug for t in targets for slug in package(t.skill, t.level, start.levels, corpus.skills)}
    concerned = {*start.levels, *role.needs, *wanted}
    timing = _Timing(corpus, role, pace, paid, begin.copy(), concerned, shape.free)
    room = min(math.inf if deadline is None else deadline * pace, shape.hours or math.inf)
    steps = timing.steps(walk.within(room))
    left_out = timing.steps(walk.within(math.inf))
    hours = total(s.hours for s in steps)
    proofs = milestones(corpus, role, steps, start.levels, certificate=shape.certificate)
    return Plan(
        goal=goal,
        aim=aim,
        steps=steps if match is None else _matched(steps, profile, match),
        hours=hours,
        weeks=math.ceil(hours.likely / pace),
        hours_a_week=pace,
        deadline=deadline,
        left_out=left_out,
        later=_later(role, corpus, timing.standing),
        milestones=() if _held(profile, goal) else proofs,
        already=_already(role, start.levels, aim),
        assumptions=(
            *_assumptions(goal, role, aim, pace, given, assumed, steps),
            *(Assumption("experience", goal) for _ in range(lacks_experience(profile, goal, corpus.roles))),
            *(Assumption("against-wish", target.skill, target.level) for target in against),
            *_held(profile, goal),
        ),
        spared=tuple(t.skill for t in sorted(gone, key=lambda t: (-t.weight, t.skill))),
    )


def _held(profile: Profile, goal: Slug) -> tuple[Assumption, ...]:
    return (Assumption("held", goal),) if any(job.now and job.slug == goal for job in profile.jobs) else ()


class _Timing(Struct):
    """Turns drafts into steps, one week after another."""

    corpus: Corpus
    role: Role
    pace: float
    paid: bool
    standing: Standing
    concerned: set[Slug]
    """Skills they have or will need: what teaches these besides is no detour."""
    free: bool = False
    """Nothing that costs money."""
    spent: int = 0

    def steps(self, drafts: Sequence[Draft]) -> tuple[Step, ...]:
        return tuple(self._step(draft) for draft in drafts)

    def _step(self, draft: Draft) -> Step:
        slug, have, corpus = draft.skill, self.standing.levels.get(draft.skill, 0), self.corpus
        aside = practised_alongside(slug, corpus, self.role)
        hours = estimate(hours_to(slug, draft.level, self.standing, corpus.skills, aside))
        lesson = Lesson(slug, have, draft.level, hours.likely, self.standing.levels, self.concerned)
        found = resources_for(corpus, lesson, paid=self.paid and not self.free)
        if self.free:
            found = tuple(one for one in found if corpus.resources[one].cost != "paid")
        first = math.floor(self.spent / self.pace) + 1
        self.spent += hours.likely
        last = max(first, math.ceil(self.spent / self.pace))
        self.standing.take(slug, draft.level, corpus.skills)
        project = project_for(corpus, slug, draft.level)
        return Step(slug, have, draft.level, hours, first, last, draft.why, found, project, aside)


def _matched(steps: Sequence[Step], profile: Profile, match: Callable[[Profile], float]) -> tuple[Step, ...]:
    found = []
    for step in steps:
        profile = with_skill(profile, step.skill, step.to_level)
        found.append(replace(step, after=match(profile)))
    return tuple(found)


def _later(role: Role, corpus: Corpus, end: Standing) -> tuple[Later, ...]:
    """Gaps with no step: seldom asked for, or a level that comes with the work once the role is entered."""
    found = {}
    for skills, level, weight, must, _ in needs_of(role):
        slug, to = _strongest(skills, end.levels), min(level, TOP)
        have = end.levels.get(slug, 0)
        if have < to:
            seldom = weight < SELDOM and not must
            hours = estimate(hours_to(slug, to, end, corpus.skills))
            found[slug] = Later(slug, have, to, "seldom-asked" if seldom else "grows-at-work", hours)
    return tuple(found.values())


def _already(role: Role, levels: Mapping[Slug, int], aim: Aim) -> tuple[Met, ...]:
    """Needs met at the level aimed for, or in their basics where applying does not wait for them; single ones first."""
    found = []
    for need in needs_aimed(role, aim):
        slug = _strongest(need.skills, levels)
        needed = need.aimed or min(need.level, BASIC)
        if levels.get(slug, 0) >= needed:
            found.append(Met(slug, levels[slug], needed, need.group))
    return tuple(found)


def _strongest(skills: Sequence[Slug], levels: Mapping[Slug, int]) -> Slug:
    """The one they are best in, the commonest of equals."""
    return max(skills, key=lambda s: (levels.get(s, 0), -skills.index(s)))


def _assumptions(
    goal: Slug,
    role: Role,
    aim: Aim,
    pace: float,
    given: float | None,
    assumed: Sequence[Assumption],
    steps: Sequence[Step],
) -> tuple[Assumption, ...]:
    """What the plan takes for granted, as far as it touches the plan."""
    concerned = {*role.needs, *(s for g in role.any_of for s in g.skills), *(s.skill for s in steps)}
    found = [a for a in assumed if a.subject in concerned]
    if given != pace:
        found.insert(0, Assumption("hours_a_week", "", pace))
    if aim == "first-job":
        found.append(Assumption("first-job", goal, WORKING))
    return tuple(found)


# ---------------------------------------------------------------- stages

SEASON, SLACK = 12, 4
"""Weeks of a stage, and by how many a step may overrun it."""


class Stage(NamedTuple):
    """Some twelve weeks of a plan."""

    start_week: int
    end_week: int
    skills: tuple[Slug, ...]
    """What is learnt in it; a step of more than a season is a stage of its own."""
    show: Slug | None
    """The skill whose project stands at its end; None where nothing in it can be shown."""
    project: str


class FirstWeek(NamedTuple):
    """What to do in the first week."""

    skill: Slug
    hours: float
    resource: Slug | None


def stages_of(steps: Sequence[Step]) -> tuple[Stage, ...]:
    """The stages of a plan, in order."""
    found: list[Stage] = []
    current: list[Step] = []
    for step in steps:
        if current and step.end_week - current[0].start_week + 1 > SEASON + SLACK:
            found.append(_stage(current))
            current = []
        current.append(step)
    return (*found, _stage(current)) if current else tuple(found)


def _stage(steps: Sequence[Step]) -> Stage:
    """One stage; it shows what took longest of what can be shown."""
    shown = [s for s in steps if s.project and s.to_level >= BASIC and not s.alongside] or [s for s in steps if s.project]
    best = max(shown, key=lambda s: (s.to_level, s.end_week - s.start_week), default=None)
    skills = tuple(dict.fromkeys(s.skill for s in steps))
    show, project = (best.skill, best.project) if best is not None else (None, "")
    return Stage(steps[0].start_week, steps[-1].end_week, skills, show, project)


def first_week(steps: Sequence[Step], pace: float) -> FirstWeek | None:
    """What to begin with on the first evening; None where nothing is left to learn."""
    if not steps:
        return None
    first = steps[0]
    return FirstWeek(first.skill, pace, first.resources[0] if first.resources else None)

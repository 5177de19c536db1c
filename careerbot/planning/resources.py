"""What to learn a step from, what to build to prove it, and the milestones on the way to a job."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Role, Slug
from careerbot.matching.ranking import Match
from careerbot.planning.effort import TOP, WORKING, Hours, Standing, estimate, hours_to, package
from careerbot.planning.shape import Shape, is_unwanted
from careerbot.planning.targets import needs_of

if TYPE_CHECKING:
    from careerbot.planning.plan import Step

COST_ORDER = {"free": 0, "free-audit": 1, "paid": 2}

MISFIT, PREFERRED = 2.7, 2.0
"""What fits worse than this, in levels, is not worth naming; how far another kind is from the one they would rather have."""

SHORT = 10
"""A step of fewer hours needs one resource, not two."""

ENOUGH = 0.8
"""A resource that fills this share of a step's hours needs no second one beside it."""

WORTH_IT, WANTED = 0.5, 0.1
"""The weight of needs a certificate has to prove to be named, and to be named to somebody who wants one."""

READY_SHARE = 0.7
"""Applications begin when every must and this share of all the weight is there."""


class Milestone(NamedTuple):
    """Something to have done by the end of a week, besides the steps."""

    kind: Literal["portfolio", "certificate", "applications"]
    week: int
    resource: Slug | None = None
    """The certificate, where it is one."""
    after: tuple[Slug, ...] = ()
    """The skills whose projects or knowledge it builds on."""


class Lesson(NamedTuple):
    """What is to be learnt, by whom."""

    skill: Slug
    have: int
    to: int
    hours: int
    levels: Mapping[Slug, int]
    """What they have in everything."""
    concerned: Set[Slug]
    """Skills they have or will need for the role."""
    prefer: str = ""
    """The kind of resource they would rather learn from."""


FORMS = {"course": 0.0, "tutorial": 0.1, "book": 0.2, "practice": 0.9, "docs": 0.7}
"""Counted in levels too: how far each kind is from being taught."""


class _Taught(NamedTuple):
    """A resource as far as one skill is concerned: what does not depend on who learns."""

    slug: Slug
    kind: str
    cost: str
    hours: float
    reach: int
    """The level it leads to."""
    starts_at: tuple[tuple[Slug, int], ...]
    """What is needed on the first day, besides the skill itself."""
    subject: Slug
    """What it is mainly about: subjects stand in order."""
    place: int
    """Of the skill among its subjects."""
    tools: tuple[Slug, ...]
    """Tools it teaches."""


@lru_cache(maxsize=2048)
def _taught(corpus: Corpus, skill: Slug) -> tuple[_Taught, ...]:
    """What teaches a skill and is neither a project nor a certificate."""
    found = []
    for slug in corpus.resources_for.get(skill, ()):
        resource = corpus.resources[slug]
        if resource.kind in ("project", "certificate"):
            continue
        subjects = tuple(resource.teaches)
        starts_at = tuple((s, level) for s, level in resource.starts_at.items() if s != skill)
        tools = tuple(s for s in subjects if corpus.skills[s].kind == "tool")
        found.append(
            _Taught(
                slug, resource.kind, resource.cost, resource.hours, resource.teaches[skill], starts_at,
                subjects[0], subjects.index(skill), tools,
            )  # fmt: skip
        )
    return tuple(found)


def resources_for(corpus: Corpus, lesson: Lesson, *, paid: bool) -> tuple[Slug, ...]:
    """One or two things to learn from: free ones unless `paid`, and a paid one where nothing free is known."""
    rated = [(_unfit(one, lesson, paid), one.slug, one) for one in _taught(corpus, lesson.skill)]
    fitting = [each for each in rated if each[0] < MISFIT + (PREFERRED if lesson.prefer else 0.0)]
    free = [each for each in fitting if each[2].cost != "paid"]
    ranked = sorted(fitting if paid or not free else free)
    if not ranked:
        return ()
    fit, slug, first = ranked[0]
    if lesson.hours < SHORT or first.kind != "docs" and first.hours >= lesson.hours * ENOUGH:
        return (slug,)
    # a second one of another kind: something to look things up in, or to practise with
    others = [other for misfit, other, one in ranked[1:] if one.kind != first.kind and misfit < fit + 1]
    return (slug, *others[:1])


def _unfit(one: _Taught, lesson: Lesson, paid: bool) -> float:
    """How badly it fits, counted in levels: too low, too hard on the first day, about other things, too long."""
    have, concerned = lesson.levels, lesson.concerned
    too_low = 3.0 if one.reach <= lesson.have else 0.8 * max(0, lesson.to - one.reach)
    too_hard = 0
    for skill, level in one.starts_at:
        known = have.get(skill, 0)
        if level > known:
            too_hard += level - known
    # the subjects of a resource stand in order: what it is mainly about comes first
    aside = 0.3 * min(4, one.place) + 0.5 * (one.subject not in concerned)
    strange = next((tool for tool in one.tools if tool not in concerned), None)
    detours = 0 if strange is None else 3 if strange == one.subject else 1
    # of a long course the first chapters do for a short step
    length = 0.4 * abs(math.log2(max(one.hours, 1) / lesson.hours)) * min(1.0, lesson.hours / 20)
    form = FORMS.get(one.kind, 1.0) + (PREFERRED if lesson.prefer and one.kind != lesson.prefer else 0.0)
    cost = 0.0 if paid else 0.3 * COST_ORDER[one.cost]
    return too_low + 0.3 * max(0, one.reach - lesson.to) + 0.7 * too_hard + aside + 0.6 * detours + length + form + cost


def project_for(corpus: Corpus, skill: Slug, to: int) -> str:
    """What to build so that somebody else can see it is learnt; nothing where being aware is enough."""
    if to < 2:
        return ""
    if corpus.skills[skill].project:
        return corpus.skills[skill].project
    fitting = [r for r in corpus.resources.values() if r.kind == "project" and r.teaches.get(skill, 0) >= to]
    return min(fitting, key=lambda r: (r.hours, r.title)).title if fitting else ""


def milestones(
    corpus: Corpus, role: Role, steps: Sequence[Step], levels: Mapping[Slug, int], *, certificate: bool = False
) -> tuple[Milestone, ...]:
    """Portfolio, certificate and first applications, each in the week where there is enough to do it with."""
    if not steps:
        return ()
    last = steps[-1].end_week
    shown = [s for s in steps if s.to_level >= WORKING and not s.alongside]
    found = []
    if shown:
        # two finished projects make a portfolio; it grows afterwards
        second = shown[min(1, len(shown) - 1)]
        found.append(Milestone("portfolio", second.end_week, after=tuple(s.skill for s in shown[:2])))
    proof = _certificate(corpus, role, steps, WANTED if certificate else WORTH_IT)
    if proof is not None:
        taught = corpus.resources[proof].teaches
        covered = [s for s in steps if s.skill in taught]
        found.append(Milestone("certificate", covered[-1].end_week, proof, tuple(s.skill for s in covered)))
    if not _lacks_a_must(role, steps, levels):
        found.append(Milestone("applications", _ready(role, steps, levels) or last))
    return tuple(sorted(found, key=lambda m: m.week))


def _certificate(corpus: Corpus, role: Role, steps: Sequence[Step], least: float) -> Slug | None:
    """The one that proves most of what the role weighs and this plan teaches, if it proves something that matters."""
    planned = {s.skill: s.to_level for s in steps}
    weight = {s: w * (2 if must else 1) for any_of, _, w, must, _ in reversed(needs_of(role)) for s in any_of}
    worth = {
        slug: sum(weight.get(s, 0.0) * min(1.0, n / planned[s]) for s, n in resource.teaches.items() if s in planned)
        for slug, resource in corpus.resources.items()
        if resource.kind == "certificate"
    }
    best = min(worth, key=lambda s: (-worth[s], s), default=None)
    return best if best is not None and worth[best] >= least else None


def _lacks_a_must(role: Role, steps: Sequence[Step], levels: Mapping[Slug, int]) -> bool:
    """Whether something hardly anybody is hired without is still at nothing when the plan ends (a short deadline)."""
    end = dict(levels) | {step.skill: step.to_level for step in steps}
    return any(must and not any(end.get(s, 0) for s in any_of) for any_of, _, _, must, _ in needs_of(role))


def _ready(role: Role, steps: Sequence[Step], levels: Mapping[Slug, int]) -> int | None:
    """The first week in which every must is where the plan takes it, and most of the weight besides."""
    end = dict(levels) | {step.skill: step.to_level for step in steps}
    needs = [
        (any_of, max(min(level, end.get(s, 0)) for s in any_of), weight, must)
        for any_of, level, weight, must, _ in needs_of(role)
    ]
    now, whole = dict(levels), sum(weight for _, _, weight, _ in needs)
    for step in steps:
        now[step.skill] = step.to_level
        missing = [(weight, must) for any_of, goal, weight, must in needs if not _meets(any_of, goal, now)]
        if not any(must for _, must in missing) and sum(weight for weight, _ in missing) <= (1 - READY_SHARE) * whole:
            return step.end_week
    return None


def _meets(any_of: Sequence[Slug], goal: int, levels: Mapping[Slug, int]) -> bool:
    return goal > 0 and any(levels.get(s, 0) >= goal for s in any_of)


# ---------------------------------------------------------------- first steps

COUNT = 3
"""Steps worth showing beside a match; `path` gives them all."""


class NextStep(Struct, frozen=True):
    """One skill to learn, to a level."""

    skill: Slug
    to_level: int
    hours: Hours
    resources: tuple[Slug, ...]


def next_steps(match: Match, levels: Mapping[Slug, int], corpus: Corpus, shape: Shape) -> tuple[NextStep, ...]:
    """What to learn first for this role."""
    standing = Standing(dict(levels))
    concerned = {*levels, *corpus.roles[match.slug].needs}
    steps: list[NextStep] = []
    for gap in match.gaps:
        if is_unwanted(gap.slug, shape, corpus) and not gap.must:
            continue
        # a first job starts at working level; what is stronger already goes one level up
        goal = min(gap.needed, TOP, max(WORKING, standing.levels.get(gap.slug, 0) + 1))
        if goal <= standing.levels.get(gap.slug, 0):
            continue
        for slug, level in package(gap.slug, goal, standing.levels, corpus.skills).items():
            if len(steps) == COUNT:
                return tuple(steps)
            steps.append(_step(slug, level, standing, concerned, corpus, free=shape.free))
            standing.take(slug, level, corpus.skills)
    return tuple(steps)


def _step(slug: Slug, level: int, standing: Standing, concerned: set[Slug], corpus: Corpus, *, free: bool) -> NextStep:
    hours = estimate(hours_to(slug, level, standing, corpus.skills))
    have = standing.levels.get(slug, 0)
    found = resources_for(corpus, Lesson(slug, have, level, hours.likely, standing.levels, concerned), paid=False)
    return NextStep(slug, level, hours, tuple(one for one in found if not free or corpus.resources[one].cost != "paid"))

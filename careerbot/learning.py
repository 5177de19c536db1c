"""What to learn a step from, what to build to prove it, and the milestones on the way to a job."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from typing import Literal, NamedTuple, Protocol

from careerbot.corpus import Corpus
from careerbot.effort import WORKING
from careerbot.records import Resource, Role, Slug
from careerbot.targets import needs_of

COST_ORDER = {"free": 0, "free-audit": 1, "paid": 2}

MISFIT = 2.7
"""What fits worse than this, in levels, is not worth naming."""

SHORT = 10
"""A step of fewer hours needs one resource, not two."""

ENOUGH = 0.8
"""A resource that fills this share of a step's hours needs no second one beside it."""

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


class Learnt(Protocol):
    """What a milestone needs to know of a step."""

    @property
    def skill(self) -> Slug: ...  # noqa: D102
    @property
    def to_level(self) -> int: ...  # noqa: D102
    @property
    def end_week(self) -> int: ...  # noqa: D102
    @property
    def project(self) -> str: ...  # noqa: D102
    @property
    def alongside(self) -> bool: ...  # noqa: D102


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


FORMS = {"course": 0.0, "tutorial": 0.1, "book": 0.2, "practice": 0.9, "docs": 0.7}
"""Counted in levels too: how far each kind is from being taught."""


def resources_for(corpus: Corpus, lesson: Lesson, *, paid: bool) -> tuple[Slug, ...]:
    """One or two things to learn from: free ones unless `paid`, and a paid one where nothing free is known."""
    everything = corpus.resources
    known = {
        slug: resource
        for slug in corpus.resources_for.get(lesson.skill, ())
        if (resource := everything[slug]).kind not in ("project", "certificate")
    }
    fit = {slug: _unfit(resource, lesson, corpus, paid) for slug, resource in known.items()}
    fitting = [slug for slug in known if fit[slug] < MISFIT]
    free = [slug for slug in fitting if known[slug].cost != "paid"]
    ranked = sorted(fitting if paid or not free else free, key=lambda s: (fit[s], s))
    if not ranked:
        return ()
    first = known[ranked[0]]
    if lesson.hours < SHORT or first.kind != "docs" and first.hours >= lesson.hours * ENOUGH:
        return (ranked[0],)
    # a second one of another kind: something to look things up in, or to practise with
    others = [s for s in ranked[1:] if known[s].kind != first.kind and fit[s] < fit[ranked[0]] + 1]
    return (ranked[0], *others[:1])


def _unfit(resource: Resource, lesson: Lesson, corpus: Corpus, paid: bool) -> float:
    """How badly it fits, counted in levels: too low, too hard on the first day, about other things, too long."""
    reach = resource.teaches[lesson.skill]
    too_low = 3.0 if reach <= lesson.have else 0.8 * max(0, lesson.to - reach)
    have = lesson.levels
    too_hard = 0
    for skill, level in resource.starts_at.items():
        if skill != lesson.skill and level > have.get(skill, 0):
            too_hard += level - have.get(skill, 0)
    # the subjects of a resource stand in order: what it is mainly about comes first
    subjects = list(resource.teaches)
    aside = 0.3 * min(4, subjects.index(lesson.skill)) + 0.5 * (subjects[0] not in lesson.concerned)
    strange = [s for s in subjects if s not in lesson.concerned and corpus.skills[s].kind == "tool"]
    detours = 0 if not strange else 3 if strange[0] == subjects[0] else 1
    # of a long course the first chapters do for a short step
    length = 0.4 * abs(math.log2(max(resource.hours, 1) / lesson.hours)) * min(1.0, lesson.hours / 20)
    form = FORMS.get(resource.kind, 1.0)
    cost = 0.0 if paid else 0.3 * COST_ORDER[resource.cost]
    return too_low + 0.3 * max(0, reach - lesson.to) + 0.7 * too_hard + aside + 0.6 * detours + length + form + cost


def project_for(corpus: Corpus, skill: Slug, to: int) -> str:
    """What to build so that somebody else can see it is learnt; nothing where being aware is enough."""
    if to < 2:
        return ""
    if corpus.skills[skill].project:
        return corpus.skills[skill].project
    fitting = [r for r in corpus.resources.values() if r.kind == "project" and r.teaches.get(skill, 0) >= to]
    return min(fitting, key=lambda r: (r.hours, r.title)).title if fitting else ""


def milestones(
    corpus: Corpus, role: Role, steps: Sequence[Learnt], levels: Mapping[Slug, int]
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
    certificate = _certificate(corpus, role, steps)
    if certificate is not None:
        taught = corpus.resources[certificate].teaches
        covered = [s for s in steps if s.skill in taught]
        found.append(Milestone("certificate", covered[-1].end_week, certificate, tuple(s.skill for s in covered)))
    if not _lacks_a_must(role, steps, levels):
        found.append(Milestone("applications", _ready(role, steps, levels) or last))
    return tuple(sorted(found, key=lambda m: m.week))


def _certificate(corpus: Corpus, role: Role, steps: Sequence[Learnt]) -> Slug | None:
    """The one that proves most of what the role weighs and this plan teaches, if it proves something that matters."""
    planned = {s.skill: s.to_level for s in steps}
    weight = {s: w * (2 if must else 1) for any_of, _, w, must, _ in reversed(needs_of(role)) for s in any_of}
    worth = {
        slug: sum(weight.get(s, 0.0) * min(1.0, n / planned[s]) for s, n in resource.teaches.items() if s in planned)
        for slug, resource in corpus.resources.items()
        if resource.kind == "certificate"
    }
    best = min(worth, key=lambda s: (-worth[s], s), default=None)
    return best if best is not None and worth[best] >= 0.5 else None


def _lacks_a_must(role: Role, steps: Sequence[Learnt], levels: Mapping[Slug, int]) -> bool:
    """Whether something hardly anybody is hired without is still at nothing when the plan ends (a short deadline)."""
    end = dict(levels) | {step.skill: step.to_level for step in steps}
    return any(must and not any(end.get(s, 0) for s in any_of) for any_of, _, _, must, _ in needs_of(role))


def _ready(role: Role, steps: Sequence[Learnt], levels: Mapping[Slug, int]) -> int | None:
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

"""The order of a plan: needs one after another, the most valuable for its hours first, prerequisites before each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Role, Slug
from careerbot.planning.effort import BASIC, TOP, Standing, estimate, hours_to, package, required
from careerbot.planning.targets import Target, practised_alongside

MUST = 1.5
"""A must counts this many times its value when steps are put in order; before a deadline all musts come first."""

ABILITY = 0.4
"""An ability counts so much of its value: it is practised on tools and knowledge, which therefore come before it."""

OPEN_CHOICE = 0.8
"""A need that any of several skills meets counts so much: which of them the employer has is not known."""

UNHURRIED = 0.5
"""Without a deadline, value is divided by the hours to this power."""

STEPS_AN_ABILITY = 2
"""After so many other steps comes one that is practised alongside them."""

SMALL = 20.0
"""A remainder of so few hours is not worth coming back for: it joins the earlier step in the same skill."""


class Why(NamedTuple):
    """Why a step is in the plan."""

    kind: Literal["must", "need", "any-of", "prerequisite"]
    subject: str
    """The role, the name of the any-of group, or the skill that it is a prerequisite of."""
    amount: float = 0.0
    """The weight of the need, or the level of the prerequisite."""


class Draft(Struct, frozen=True):
    """A step before it has weeks and resources."""

    skill: Slug
    level: int
    why: tuple[Why, ...] = ()


class Choice(Struct, frozen=True):
    """A need that could be taken next."""

    target: Target
    reach: int
    """The level it would be taken to."""
    steps: Mapping[Slug, int]
    """It and its missing prerequisites, in order."""
    cost: int
    value: float
    touched: frozenset[Slug]
    """Skills whose change changes the cost."""


class Walk:
    """Takes needs one by one, best first, with what must come before each."""

    def __init__(self, goal: Slug, corpus: Corpus, standing: Standing, targets: Sequence[Target]) -> None:
        self.goal, self.corpus, self.role = goal, corpus, corpus.roles[goal]
        self.start, self.now = standing, standing.copy()
        self.targets, self.pending = targets, list(targets)
        self.taken, self.taken_aside = 0, 0
        self.known: dict[tuple[Slug, int], Choice] = {}

    def within(self, hours: float) -> tuple[Draft, ...]:
        """The steps that fit into so many hours, the most valuable first; may be called again for what is left."""
        before, room, taken = self.now.copy(), hours, list[Draft]()
        while self.pending and (choice := self._best(room)) is not None:
            taken += self._take(choice)
            room -= choice.cost
            self.taken += not self._aside(choice.target)
            self.taken_aside += self._aside(choice.target)
            self.pending = [t for t in self.pending if self.now.levels.get(t.skill, 0) < t.level]
        merged = merge(taken, before, self.corpus, self.role)
        return merged if likely(merged, before, self.corpus, self.role) <= hours else tuple(taken)

    def _best(self, room: float) -> Choice | None:
        """The most valuable need that fits: whole if one does, otherwise a level or two short of it."""
        ready, hurried = self._ready(), room < math.inf
        for short in range(TOP - 1):
            fitting = [c for t in ready if (c := self._choice(t, t.level - short, short > 0)) and c.cost <= room]
            if fitting:
                return min(fitting, key=lambda c: _turn(c, hurried))
        return None

    def _ready(self) -> list[Target]:
        """The open needs; how one works with people waits until there is work to practise it on."""
        steps = [t for t in self.pending if not self._aside(t)]
        if not steps or self.taken_aside < self.taken // STEPS_AN_ABILITY:
            return self.pending
        return steps

    def _aside(self, target: Target) -> bool:
        return practised_alongside(target.skill, self.corpus, self.role)

    def _choice(self, target: Target, reach: int, short: bool) -> Choice | None:
        """What taking a need to this level costs now; worked out again only after a step that touches it."""
        if reach <= self.now.levels.get(target.skill, 0) or (short and reach < BASIC):
            return None
        known = self.known.get((target.skill, reach))
        if known is None:
            skills = self.corpus.skills
            steps = package(target.skill, reach, self.now.levels, skills)
            cost = likely([Draft(*step) for step in steps.items()], self.now, self.corpus, self.role)
            touched = {*steps, *(other for slug in steps for other in skills[slug].like)}
            known = Choice(target, reach, steps, cost, _value(target, self.corpus), frozenset(touched))
            self.known[target.skill, reach] = known
        return known

    def _take(self, choice: Choice) -> list[Draft]:
        levels, steps = dict(self.now.levels), choice.steps
        drafts = []
        for slug, to in steps.items():
            drafts.append(Draft(slug, to, (*self._asked(slug), *_opens(slug, steps, levels, self.corpus))))
        changed = set(steps)
        for draft in drafts:
            self.now.take(draft.skill, draft.level, self.corpus.skills)
            changed |= self.corpus.skills[draft.skill].implies.keys()
        self.known = {key: known for key, known in self.known.items() if not known.touched & changed}
        return drafts

    def _asked(self, slug: Slug) -> Iterable[Why]:
        for target in self.targets:
            if target.skill == slug:
                kind: Literal["must", "need"] = "must" if target.must else "need"
                yield Why("any-of" if target.group else kind, target.group or self.goal, target.weight)


def _turn(choice: Choice, hurried: bool) -> tuple[bool, float, Slug]:
    """What the next need is chosen by. With time for everything, the price matters less than what it is worth."""
    price = choice.cost if hurried else choice.cost**UNHURRIED
    return hurried and not choice.target.must, -choice.value / price, choice.target.skill


def _value(target: Target, corpus: Corpus) -> float:
    """The weight squared, so that a cheap trifle does not come before what everybody asks for."""
    value = target.weight**2 * (MUST if target.must else 1.0) * (OPEN_CHOICE if target.group else 1.0)
    return value * ABILITY if corpus.skills[target.skill].kind == "ability" else value


def _opens(slug: Slug, steps: Mapping[Slug, int], levels: Mapping[Slug, int], corpus: Corpus) -> Iterable[Why]:
    """The steps that could not be taken before this one."""
    for other, to in steps.items():
        level = required(corpus.skills[other].needs.get(slug, 0), to)
        if level > levels.get(slug, 0):
            yield Why("prerequisite", other, level)


def likely(drafts: Iterable[Draft], standing: Standing, corpus: Corpus, role: Role) -> int:
    """The hours that the steps will show, added up."""
    now, hours = standing.copy(), 0
    for draft in drafts:
        aside = practised_alongside(draft.skill, corpus, role)
        hours += estimate(hours_to(draft.skill, draft.level, now, corpus.skills, aside)).likely
        now.take(draft.skill, draft.level, corpus.skills)
    return hours


def merge(drafts: Sequence[Draft], standing: Standing, corpus: Corpus, role: Role) -> tuple[Draft, ...]:
    """One step in place of two in the same skill, where they are neighbours or the second is small."""
    found: list[Draft] = []
    for draft in drafts:
        place = next((i for i in range(len(found) - 1, -1, -1) if found[i].skill == draft.skill), None)
        if place is not None and _joins(draft, place, found, standing, corpus, role):
            both = tuple(dict.fromkeys((*found[place].why, *draft.why)))
            found[place] = Draft(draft.skill, draft.level, both)
        else:
            found.append(draft)
    return tuple(found)


def _joins(draft: Draft, place: int, found: Sequence[Draft], standing: Standing, corpus: Corpus, role: Role) -> bool:
    now = standing.copy()
    for earlier in found[: place + 1]:
        now.take(earlier.skill, earlier.level, corpus.skills)
    aside = practised_alongside(draft.skill, corpus, role)
    if place < len(found) - 1 and hours_to(draft.skill, draft.level, now, corpus.skills, aside) > SMALL:
        return False
    needs = corpus.skills[draft.skill].needs
    return all(now.levels.get(s, 0) >= required(level, draft.level) for s, level in needs.items())

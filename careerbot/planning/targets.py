"""Where somebody stands and what of a role is still open: the two ends of a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import AnyOf, Role, Slug
from careerbot.matching.profile import Known, Profile, effective
from careerbot.planning.effort import BASIC, Standing, hours_to, package
from careerbot.planning.horizon import Aim, needs_aimed

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

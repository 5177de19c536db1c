"""How far along somebody is, what changed between two plans, and what finishing something does to a profile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from careerbot.corpus.records import Slug
from careerbot.matching.profile import Profile, with_skill
from careerbot.nlu.types import Mention
from careerbot.planning.effort import WORKING
from careerbot.planning.plan import Plan, Step

EXPERT = 5


class Change(NamedTuple):
    """A skill whose place in the plan changed; a level of 0 means it was or is in neither place."""

    skill: Slug
    before: int
    """The level it was planned to."""
    now: int
    """The level it is planned to."""
    hours: int
    """Likely hours more (or, negative, fewer) than before."""


class PlanDiff(Struct, frozen=True):
    """What is different between two plans for the same goal or for two."""

    gone: tuple[Change, ...]
    """Steps no longer needed."""
    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    """Steps to another level or of other hours."""
    hours: int
    """Likely hours of the new plan less those of the old one."""
    weeks: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.gone or self.added or self.changed or self.hours or self.weeks)


class Progress(Struct, frozen=True):
    """How far along a plan is."""

    baseline: int
    """Likely hours of the plan at its start, steps left out for lack of time included."""
    done: int
    """Of these, hours no longer needed."""
    percent: int
    since: PlanDiff
    """What changed since the last plan."""


def progress(baseline: Plan, now: Plan, last: Plan | None = None) -> Progress:
    """Where `now` stands on the way that `baseline` laid out, and what changed since `last`."""
    total = done = 0
    for step in _all(baseline):
        # levels that were not planned at first neither add to nor take from what is done
        left = sum(s.hours.likely for s in _all(now) if s.skill == step.skill and s.from_level < step.to_level)
        total += step.hours.likely
        done += max(0, step.hours.likely - left)
    percent = 100 if total == 0 else min(100, 100 * done // total)
    return Progress(total, done, percent, compare_plans(last or baseline, now))


def compare_plans(old: Plan, new: Plan) -> PlanDiff:
    """What changed from one plan to the next, skill by skill, in the order of the plans."""
    before, after = _hours(_all(old)), _hours(_all(new))
    to_before, to_after = _levels(_all(old)), _levels(_all(new))

    def change(skill: Slug) -> Change:
        hours = after.get(skill, 0) - before.get(skill, 0)
        return Change(skill, to_before.get(skill, 0), to_after.get(skill, 0), hours)

    shared = [change(s) for s in after if s in before]
    return PlanDiff(
        gone=tuple(change(s) for s in before if s not in after),
        added=tuple(change(s) for s in after if s not in before),
        changed=tuple(c for c in shared if c.before != c.now or c.hours),
        hours=new.hours.likely - old.hours.likely,
        weeks=new.weeks - old.weeks,
    )


def finished(profile: Profile, what: Mention | Slug, level: int | None = None) -> Profile:
    """The profile with a skill at the level reached; where none is said a level above the present, working at least."""
    slug, said = (what, None) if isinstance(what, str) else (what.slug, what.level)
    level = level or said or max(WORKING, profile.level(slug) + 1)
    return with_skill(profile, slug, max(1, min(EXPERT, level)))


def _all(plan: Plan) -> tuple[Step, ...]:
    return plan.steps + plan.left_out


def _hours(steps: Iterable[Step]) -> dict[Slug, int]:
    found: dict[Slug, int] = {}
    for step in steps:
        found[step.skill] = found.get(step.skill, 0) + step.hours.likely
    return found


def _levels(steps: Iterable[Step]) -> dict[Slug, int]:
    found: dict[Slug, int] = {}
    for step in steps:
        found[step.skill] = max(found.get(step.skill, 0), step.to_level)
    return found

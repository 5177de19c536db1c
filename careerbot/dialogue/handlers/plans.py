"""Plans: the first stage of the way to a role, shaped by hours, deadline and limits; and suppositions about it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.handlers.chances import chances
from careerbot.dialogue.handlers.pieces import (
    hours_a_week_needed,
    plan_for,
    share_of,
    span_told,
    told,
    what_can_you_do,
    which_role,
    wishes,
)
from careerbot.dialogue.handlers.roles import in_order
from careerbot.dialogue.turn import Answer, hours_told, listed, pace_told, sentence
from careerbot.output.parts import Ask, Entry, Listing, Part, Ref
from careerbot.planning.plan import WEEKS_A_MONTH
from careerbot.planning.shape import is_unwanted

if TYPE_CHECKING:
    from careerbot.dialogue.state import Pending
    from careerbot.dialogue.turn import Turn
    from careerbot.matching.results import Shift
    from careerbot.planning.plan import Plan, Step

STAGE = 3
"""Steps of a first stage."""

WORKING = 3


def ask_plan(turn: Turn) -> Answer:
    """The first stage, the whole in a line, and what comes after."""
    ordered = in_order(turn) if not turn.request.named and turn.before.topic in ("roles", "compare") else None
    if ordered is not None:
        return ordered
    if not turn.role:
        return what_can_you_do(turn) if turn.state.profile.is_empty else which_role(turn)
    found = plan_for(turn, turn.role)
    state = replace(turn.state.about(role=turn.role), planned=turn.role)
    if found.is_held:
        return Answer((turn.say("plan.held", role=turn.a(turn.role)),), _whole(turn, found.steps), state=state, topic="plan")
    if not found.steps:
        key = "plan.nothing" if not found.left_out else "plan.too_short"
        return Answer((turn.say(key, role=turn.a(turn.role)),), state=state, topic="plan")
    parts = [*_wishes_told(turn, found)]
    parts.append(_stage(turn, found.steps[:STAGE], 1, turn.head("plan.first", role=turn.a(turn.role))))
    parts += _total(turn, found)
    ask, pending = _pace(turn, found)
    return Answer(tuple(parts), _whole(turn, found.steps[STAGE:], STAGE + 1), ask, pending, state, "plan")


def _wishes_told(turn: Turn, found: Plan) -> Iterator[Part]:
    """What their wishes left out of the plan and what that costs, and what of it cannot go: once."""
    shape, before = wishes(turn), wishes(turn, turn.before)
    if turn.before.planned == turn.role and shape == before:
        return
    role = turn.corpus.roles[turn.role]
    if found.spared:
        share = max(share_of(role, slug) for slug in found.spared)
        most = next(slug for slug in found.spared if share_of(role, slug) == share)
        names = {"spared": turn.skills(found.spared[:STAGE]), "most": turn.skill(most), "role": turn.a(turn.role)}
        told = set(found.spared) <= turn.state.skipped - turn.before.skipped
        yield turn.say("plan.cost" if told else "plan.spared", tenths=max(1, round(10 * share)), **names)
    kept = [a.subject for a in found.assumptions if a.kind == "against-wish"]
    if kept:
        yield turn.say("plan.kept", kept=turn.skills(kept[:STAGE]), role=turn.a(turn.role))
    shape = wishes(turn)
    beneath = [s.skill for s in found.steps if s.skill not in kept and is_unwanted(s.skill, shape, turn.corpus)]
    if beneath:
        yield turn.say("plan.beneath", what=turn.skills(beneath[:STAGE]))


def _stage(turn: Turn, steps: Sequence[Step], first: int, head: str = "") -> Listing:
    return Listing(tuple(_entry(turn, step) for step in steps), first, head)


def _entry(turn: Turn, step: Step) -> Entry:
    key = "plan.step_from" if step.from_level else "plan.step"
    told = turn.text(
        key, skill=sentence(turn.skill(step.skill)), level=turn.level(step.to_level), have=turn.level(step.from_level or 1),
        hours=hours_told(step.hours.likely),
    )  # fmt: skip
    lines = []
    if step.resources:
        resource = turn.corpus.resources[step.resources[0]]
        lines.append(turn.text(f"plan.with_{resource.cost.replace('-', '_')}", title=resource.title, by=resource.publisher))
    return Entry(told, tuple(lines), Ref("skill", step.skill), turn.skill(step.skill))


def _total(turn: Turn, found: Plan) -> list[Part]:
    """What comes after, how long the whole takes, and whether it fits before their deadline."""
    steps, hours = found.steps, found.hours.likely
    weeks = math.ceil(hours / found.hours_a_week)
    parts: list[Part] = []
    names = [turn.skill(step.skill) for step in steps[STAGE:]]
    if names:
        after = listed([*names[:3], *([turn.text("plan.others", n=len(names) - 3)] if names[3:] else [])])
        parts.append(turn.say("plan.after", what=after))
    pace = pace_told(found.hours_a_week)
    parts.append(turn.say("plan.total", hours=hours_told(hours), span=span_told(turn, weeks), pace=pace))
    if found.deadline is not None:
        if found.left_out:
            left = turn.skills([step.skill for step in found.left_out][:3])
            needed = hours_a_week_needed(found)
            parts[-1] = turn.say("plan.does_not_fit", what=left, months=_months(found.deadline), needed=pace_told(needed))
        else:
            parts.append(turn.say("plan.fits", months=_months(found.deadline)))
    return parts


def _months(weeks: int) -> int:
    return max(1, round(weeks / WEEKS_A_MONTH))


def _pace(turn: Turn, found: Plan) -> tuple[Ask | None, Pending | None]:
    """How many hours they have, where nobody said and it was not asked."""
    if turn.state.profile.hours_a_week or "hours" in turn.state.asked:
        return None, None
    return turn.question("hours", "ask.hours", pace=pace_told(found.hours_a_week))


def _whole(turn: Turn, steps: Sequence[Step], first: int = 1) -> tuple[Part, ...]:
    """The other steps, a line each."""
    rows = tuple(replace(_entry(turn, step), lines=()) for step in steps)
    return (Listing(rows, first),) if rows else ()


# ---------------------------------------------------------------- suppositions


def what_if(turn: Turn) -> Answer:
    """What learning something would change; of a role, whether it is within reach."""
    if turn.request.skills:
        return _with_skills(turn)
    found = turn.advice()
    if found is not None:
        return told(turn, found)
    if turn.role:
        return chances(turn)
    return Answer((turn.say("unknown.question"),), known=False)


def _with_skills(turn: Turn) -> Answer:
    profile = turn.state.profile
    learnt = tuple((slug, max(WORKING, min(5, profile.level(slug) + 1))) for slug in turn.request.skills[:3])
    shifts = turn.advisor.what_if(profile, learnt)
    rises = [shift for shift in shifts if shift.score[1] > shift.score[0]][:STAGE]
    names = turn.skills([slug for slug, _ in learnt])
    if not rises:
        return Answer((turn.say("what_if.nothing", what=names),))
    rows = tuple(_shift(turn, shift) for shift in rises)
    hours = sum(sum(turn.corpus.skills[slug].hours[profile.level(slug) : to]) for slug, to in learnt)
    return Answer((Listing(rows, head=turn.head("what_if.head", what=names, hours=hours_told(hours))),), topic="roles")


def _shift(turn: Turn, shift: Shift) -> Entry:
    title = turn.corpus.roles[shift.slug].title
    before, after = shift.rank
    key = "what_if.rises" if after < before else "what_if.stays"
    return Entry(turn.text(key, role=title, before=before, after=after), (), Ref("role", shift.slug))

"""Chances: whether somebody would be taken, as a verdict with its ground; and worries, with one true sentence and a way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.handlers.gaps import CARRIED, carried_over
from careerbot.dialogue.handlers.pieces import (
    hours_a_week_needed,
    hours_of,
    measured,
    plan_for,
    spoken,
    told,
    what_can_you_do,
    within_reach,
)
from careerbot.dialogue.handlers.roles import ask_roles
from careerbot.dialogue.turn import Answer, hours_told, listed, pace_told
from careerbot.output.parts import Part
from careerbot.planning.plan import WEEKS_A_MONTH

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Turn
    from careerbot.planning.plan import Plan

NEAR, FAR = 150, 600
"""Hours of study below which a role is within easy reach, and above which it is a long way."""

LONG = 78
"""Weeks from which a way is long, however few its hours."""

LOOKED_AT, MUCH_LESS = 4, 0.6
"""Leading roles looked at for a nearer one, and the share of the hours from which it is one."""

SEASONED = 3.0
"""Years of work that count as experience."""


def chances(turn: Turn) -> Answer:
    """The answer of the answer base where it has one, and the verdict for the role in question."""
    found = turn.advice() if _is_general(turn) else None
    if not turn.role:
        return Answer(spoken(turn, found), topic="fact") if found is not None else what_can_you_do(turn)
    known = not turn.state.profile.is_empty
    parts: list[Part] = [verdict(turn), *_instead(turn)]
    if found is not None:
        parts = [*spoken(turn, found)[:1], *parts]
    elif known and (carried := _grounds(turn)):
        parts.append(carried)
    return Answer(tuple(parts), state=turn.state.about(role=turn.role), topic="fact")


def _is_general(turn: Turn) -> bool:
    """Whether more than a role and a time is asked about: an age, a degree, a trade, a fear."""
    about_them = any(quantity.kind == "age" for quantity in turn.document.quantities) or bool(turn.document.degrees)
    return about_them or turn.does("worry") or turn.background is not None or not turn.request.named


def verdict(turn: Turn) -> Part:
    """Yes, not in that time, or a long way, what is nearer first; with hours and weeks."""
    plan = plan_for(turn, turn.role, _asked_months(turn))
    hours = hours_of(plan)
    names = dict(measured(turn, plan), role=turn.a(turn.role))
    if plan.is_held:
        return turn.say("chances.held", **names)
    if not hours:
        return turn.say("chances.ready", **names)
    if plan.left_out:
        needed = pace_told(hours_a_week_needed(plan))
        months = max(1, round((plan.deadline or 0) / WEEKS_A_MONTH))
        return turn.say("chances.not_in_time", needed=needed, months=months, **names)
    if plan.deadline is not None:
        return turn.say("chances.in_time", **names)
    if hours > FAR and (near := nearer(turn, hours)) is not None:
        return turn.say("chances.nearer_first", far=turn.a(turn.role), far_hours=names["hours"],
                        near=turn.a(near.goal), **measured(turn, near))  # fmt: skip
    long = hours > FAR or hours / plan.hours_a_week > LONG
    return turn.say(f"chances.{'near' if hours <= NEAR and not long else 'far' if long else 'middling'}", **names)


def _asked_months(turn: Turn) -> float | None:
    """The time that is asked about, though it may be no deadline of theirs: "within a year?"."""
    return next((q.value for q in turn.document.quantities if q.kind == "deadline" and q.value), None)


def nearer(turn: Turn, whole: float) -> Plan | None:
    """The plan of a role that takes much less, among those that fit best."""
    held = {job.slug for job in turn.state.profile.jobs}
    ranked = turn.advisor.suggest(turn.state.profile, 1).standings
    near = [s.slug for s in ranked if s.slug not in (*held, turn.role) and within_reach(turn, s.slug)][:LOOKED_AT]
    plans = sorted((plan_for(turn, slug) for slug in near), key=hours_of)
    return plans[0] if plans and 0 < hours_of(plans[0]) <= MUCH_LESS * whole else None


def _instead(turn: Turn) -> list[Part]:
    """Where the time is too short: a role that is within reach by then, or what to begin with."""
    plan = plan_for(turn, turn.role, _asked_months(turn))
    if not plan.left_out or plan.is_held:
        return []
    near = nearer(turn, hours_of(plan) / MUCH_LESS)
    if near is not None and not near.left_out:
        return [turn.say("chances.by_then", near=turn.a(near.goal), hours=hours_told(hours_of(near)))]
    return [turn.say("chances.begin", first=turn.skills([step.skill for step in (plan.steps or plan.left_out)[:2]]))]


def _grounds(turn: Turn) -> Part | None:
    """What speaks for them: years of work, skills that carry over, who gets first jobs in the role."""
    match = turn.advisor.match(turn.state.profile, turn.role)
    carried = carried_over(turn, match)[:CARRIED]
    years = max((job.years or 0 for job in turn.state.profile.jobs), default=0)
    if years >= SEASONED and carried:
        return turn.say("chances.seasoned", years=pace_told(years), what=turn.skills(carried))
    if carried:
        return turn.say("chances.carried", what=turn.skills(carried))
    ways = [turn.text(f"enters.{way.replace('-', '_')}") for way in turn.corpus.roles[turn.role].enters_by]
    return turn.say("chances.enters", ways=listed(ways), role=turn.a(turn.role))


def worry(turn: Turn) -> Answer:
    """One true sentence, and a way on."""
    found = turn.advice()
    if found is not None:
        return told(turn, found)
    if turn.role and not turn.state.profile.is_empty:
        return Answer((turn.say("worry.known"), verdict(turn)), state=turn.state.about(role=turn.role), topic="fact")
    if not turn.state.profile.is_empty and not turn.state.roles_shown:
        listed_ = ask_roles(turn)
        return replace(listed_, parts=(turn.say("worry.open"), *listed_.parts))
    return Answer((turn.say("worry.general"),), topic="fact")

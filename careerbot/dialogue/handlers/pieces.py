"""Pieces of answers that several handlers use: the questions back, why a role fits, a plan's hours, an answer of the base."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from careerbot.corpus.occupations import DEGREE
from careerbot.corpus.records import Advice, Slug
from careerbot.dialogue.turn import Answer, flat, hours_told, pace_told
from careerbot.matching.origins import at_home, open_to
from careerbot.matching.weights import weight_of
from careerbot.output.parts import Part, Say
from careerbot.planning.plan import WEEKS_A_MONTH
from careerbot.planning.shape import Shape, shape_of

if TYPE_CHECKING:
    from careerbot.corpus.records import Role
    from careerbot.dialogue.state import State
    from careerbot.dialogue.turn import Turn
    from careerbot.matching.ranking import Match
    from careerbot.planning.plan import Plan

STRONGEST = 3
"""Skills named as the ground of a role."""

YEAR = 52

TRAITS = {
    "mathematics": "maths", "programming-fundamentals": "coding", "communication": "people", "technical-writing": "writing",
}  # fmt: skip
"""Whole subjects, which a role has more or less of rather than asks for."""


# ---------------------------------------------------------------- questions back


def which_role(turn: Turn) -> Answer:
    """Asked of a role that nothing names, or of one that is not known."""
    strange = next((left.text for left in turn.document.leftovers if left.kind == "role"), "")
    if strange:
        return Answer((turn.say("role.unknown", what=strange),))
    ask, pending = turn.question("role", "ask.role")
    return Answer((), ask=ask, pending=pending)


def what_can_you_do(turn: Turn) -> Answer:
    """The question everything begins with."""
    ask, pending = turn.question("can", "ask.can_again" if "can" in turn.state.asked else "ask.can")
    return Answer((), ask=ask, pending=pending, topic="other")


# ---------------------------------------------------------------- roles


def within_reach(turn: Turn, slug: Slug) -> bool:
    """Whether a role is given to people who come as they do: no architect's post to a beginner."""
    return open_to(turn.state.profile, slug, turn.corpus)


def either(turn: Turn, skills: Sequence[Slug]) -> str:
    """Skills any of which does: PyTorch or TensorFlow."""
    return turn.text("roles.either", one=turn.skill(skills[0]), other=turn.skill(skills[1]))


def because(turn: Turn, match: Match) -> tuple[str, frozenset[Slug]]:
    """(why a role fits in one line, the skills it names): what they said they know, what their work brings, who takes them."""
    unwanted = {w.slug for w in turn.state.profile.dislikes}
    speaking = [r for r in match.reasons if r.amount > 0 and r.subject not in unwanted]
    said = [r.subject for r in speaking if r.kind == "has_skill"][:STRONGEST]
    role = turn.corpus.roles[match.slug]
    work = [r.subject for r in speaking if r.kind == "implied_by_job" and weight_of(role, r.subject)][: STRONGEST - len(said)]
    settled = len(said) == STRONGEST and at_home(turn.state.profile, turn.corpus)
    way = "" if settled else next((r.quote for r in speaking if r.kind == "way"), "")
    told = [turn.text("roles.uses", what=turn.skills(said))] if said else []
    if work and not way:
        studies = any(job.slug.startswith(DEGREE) for job in turn.state.profile.jobs)
        told.append(turn.text("roles.from_studies" if studies else "roles.from_job", what=turn.skills(work)))
    if way:
        told.append(way)
    if told:
        return "; ".join(told), frozenset((*said, *work))
    for reason in speaking:
        if reason.kind in _GROUNDS:
            name = turn.name(reason.subject)
            return turn.text(_GROUNDS[reason.kind], what=name, quote=reason.quote), frozenset({reason.subject})
    return "", frozenset()


def portrait(turn: Turn, slug: Slug) -> str:
    """A role in one clause: the first line of its record."""
    return turn.corpus.roles[slug].summary.strip().split("\n")[0].rstrip(":,.")


def asked_most(turn: Turn, role: Slug, most: int) -> list[str]:
    """What its adverts ask for most, by name."""
    record = turn.corpus.roles[role]
    rows = [(need.weight, turn.skill(slug)) for slug, need in record.needs.items()]
    rows += [(group.weight, either(turn, group.skills) if len(group.skills) > 1 else group.name) for group in record.any_of]
    return [name for _, name in sorted(rows, key=lambda row: (-row[0], row[1]))[:most]]


_GROUNDS = {
    "job": "roles.near_work", "next_job": "roles.next_job",
    "substitute": "roles.like", "learning": "roles.learning", "likes": "roles.likes", "meaning": "roles.meaning",
}  # fmt: skip


def trait_told(turn: Turn, slug: Slug) -> Part:
    """How much of a whole subject the role in question has, with a yes or a no."""
    amount = getattr(turn.corpus.roles[turn.role].traits, TRAITS[slug])
    return turn.say(f"skill.trait_{amount}", trait=turn.text(f"trait.{TRAITS[slug]}"), role=turn.a(turn.role))


# ---------------------------------------------------------------- plans


def plan_for(turn: Turn, role: Slug, months: float | None = None, pace: float | None = None) -> Plan:
    """The plan at their pace or another, in the shape they wish, until their deadline or in so many months."""
    state = turn.state
    return turn.advisor.plan(state.profile, role, hours_a_week=pace, months=months or state.months_left, shape=wishes(turn))


def measured(turn: Turn, found: Plan, hours: float = 0.0) -> dict[str, str]:
    """A plan or a part of it in numbers: hours, how long they take, at which pace, a stretch with more hours included."""
    hours, (rate, weeks), pace = hours or max(1, hours_of(found)), turn.state.burst, pace_told(found.hours_a_week)
    within = min(hours, rate * weeks)
    span = span_told(turn, (within / rate if within else 0.0) + (hours - within) / found.hours_a_week)
    if within:
        both = turn.text("time.paces", pace=pace, weeks=round(weeks), rate=pace_told(rate))
        pace = pace_told(rate) if within == hours else both
    return dict(hours=hours_told(hours), span=span, pace=pace)


def wishes(turn: Turn, state: State | None = None) -> Shape:
    """How they want a plan to be."""
    state = state or turn.state
    return shape_of(state.profile, turn.corpus.skill_family, state.skipped)


def share_of(role: Role, slug: Slug) -> float:
    """Share of a role's adverts that ask for a skill; of a group the share that any of it meets."""
    need = role.needs.get(slug)
    return max([need.weight if need else 0.0, *(g.weight for g in role.any_of if slug in g.skills)])


def hours_of(found: Plan) -> int:
    """Likely hours of a whole plan, what a deadline leaves out included."""
    return found.hours.likely + sum(step.hours.likely for step in found.left_out)


def hours_a_week_needed(found: Plan) -> float:
    """Hours a week with which the whole plan fits before the deadline."""
    return math.ceil(hours_of(found) / max(1, found.deadline or 1))


def span_told(turn: Turn, weeks: float) -> str:
    """A length of time as people say it."""
    if weeks < 1.5:
        return turn.text("time.week")
    if weeks < 10:
        return turn.text("time.weeks", n=round(weeks))
    if weeks < 1.6 * YEAR:
        return turn.text("time.months", n=round(weeks / WEEKS_A_MONTH))
    return turn.text("time.years", n=f"{round(2 * weeks / YEAR) / 2:g}")


# ---------------------------------------------------------------- the answer base


def told(turn: Turn, found: Advice) -> Answer:
    """An answer of the answer base."""
    state = turn.state.about(role=turn.role) if turn.role else turn.state
    return Answer(spoken(turn, found), state=state, topic="fact")


def spoken(turn: Turn, found: Advice) -> tuple[Part, ...]:
    """The answer itself, and the way on."""
    parts: tuple[Part, ...] = (Say(flat(found.answer)),)
    return (*parts, Say(flat(found.next))) if found.next else parts


def not_known(turn: Turn) -> Answer:
    """One sentence, and nothing in its place."""
    return Answer((turn.say("unknown.question"),), topic="other", known=False)

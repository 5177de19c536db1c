"""Comparisons: two roles against each other, why one stands where it stands, and why another does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from careerbot.corpus.records import Slug
from careerbot.dialogue.handlers.pieces import hours_of, plan_for, portrait, which_role
from careerbot.dialogue.handlers.roles import ORDERED, ask_role, in_order
from careerbot.dialogue.handlers.skills import needed
from careerbot.dialogue.subjects import roles_named, whole
from careerbot.dialogue.turn import Answer, flat, hours_told, listed
from careerbot.output.parts import Entry, Listing, Part, Say

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Turn
    from careerbot.matching.ranking import Match, Reason

APART = 0.1
"""Share of the hours up to which two roles are told as level: the estimates are no finer."""

TWO, GROUNDS = 2, 4


def compare(turn: Turn) -> Answer:
    """Two roles: which is nearer by how much, what the answer base says of them or what each does, the difference."""
    pair = _pair(turn)
    ordered = in_order(turn) if len(pair) < TWO or not turn.request.named else None
    if ordered is not None:
        return ordered
    if not pair:
        return which_role(turn)
    if len(pair) == 1:
        return ask_role(turn)
    one, other = pair
    found = turn.advisor.compare(turn.state.profile, one, other)
    daily = turn.before.topic == "compare" and turn.does("complain")
    portraits = Listing(tuple(_portrait(turn, slug, daily=daily) for slug in (one, other)))
    parts: list[Part] = [_verdict(turn, one, other), *(tuple(_known_well(turn, one, other)) or (portraits,))]
    parts += _difference(turn, one, other)
    more = (*_only(turn, one, found.only_one), *_only(turn, other, found.only_other))
    return Answer(tuple(parts), more, state=turn.state.about(role=one, other=other), topic="compare")


def _pair(turn: Turn) -> tuple[Slug, ...]:
    """The two: both named, one named against the one under discussion, or the first two on screen."""
    state = turn.state
    out = set(state.profile.excluded)
    roles = [slug for slug in (turn.request.roles if turn.request.named else ()) if slug not in out]
    if len(roles) < 2:
        # "something like A or B. which of those two?"
        said = [slug for slug in roles_named(turn.document, whole(turn.document)) if slug not in out]
        roles = said[-2:] if len(said) > 1 else roles
    held = (job.slug for job in state.profile.jobs if job.now)
    standing = [state.focus.role, state.focus.other, state.goal, *held, *state.roles_shown]
    known = [slug for slug in standing if slug in turn.corpus.roles]
    if len(roles) == 1 and state.focus.role:
        return (state.focus.role, *roles) if state.focus.role != roles[0] else tuple(dict.fromkeys((*roles, *known)))[:2]
    return tuple(dict.fromkeys((*roles, *known)))[:2]


def _verdict(turn: Turn, one: Slug, other: Slug) -> Part:
    """Which is nearer, in hours of learning."""
    if turn.state.profile.is_empty:
        return turn.say("compare.unknown")
    hours = {slug: hours_of(plan_for(turn, slug)) for slug in (one, other)}
    near, far = sorted(hours, key=lambda slug: hours[slug])
    names = {"near": turn.title(near), "hours": hours_told(max(1, hours[near])), "others": hours_told(max(1, hours[far]))}
    level = hours[far] - hours[near] <= APART * hours[far]
    return turn.say("compare.level" if level else "compare.nearer_hours", **names)


def _known_well(turn: Turn, one: Slug, other: Slug) -> Iterator[Part]:
    """What the answer base says of these two."""
    found = turn.advice()
    if found is not None and {one, other} <= set(found.roles) and turn.before.topic != "compare":
        yield Say(flat(found.answer))


def _portrait(turn: Turn, slug: Slug, *, daily: bool) -> Entry:
    """A role in a clause, or in what it does on a day."""
    role = turn.corpus.roles[slug]
    return Entry(f"{role.title}: {role.tasks[0]}; {role.tasks[1]}" if daily else f"{role.title}: {portrait(turn, slug)}")


def _difference(turn: Turn, one: Slug, other: Slug) -> Iterator[Part]:
    """Which of the two has more of what in its week."""
    a, b = turn.corpus.roles[one].traits, turn.corpus.roles[other].traits
    for slug, mine, theirs in ((one, a, b), (other, b, a)):
        more = [trait for trait in ORDERED if getattr(mine, trait) > getattr(theirs, trait)]
        if more:
            yield turn.say("compare.more", role=turn.title(slug), what=listed([turn.text(f"trait.{t}") for t in more]))


def _only(turn: Turn, role: Slug, skills: tuple[Slug, ...]) -> tuple[Part, ...]:
    return (turn.say("compare.only", role=turn.title(role), what=turn.skills(skills[:6])),) if skills else ()


# ---------------------------------------------------------------- why, why not


def why(turn: Turn) -> Answer:
    """Where a score comes from: the number once, the grounds in their words."""
    if not turn.role:
        return which_role(turn)
    asked = [slug for slug in turn.request.skills if slug in {ref.slug for ref in turn.before.shown} or turn.before.planned]
    if asked and not turn.request.named:
        state = turn.state.about(skill=asked[0], role=turn.role)
        return Answer((needed(turn, asked[0], asked=False),), state=state, topic="fact")
    match = turn.advisor.match(turn.state.profile, turn.role)
    grounds = list(_grounds(turn, match, 1))
    against = list(_grounds(turn, match, -1))
    names = {"role": turn.title(turn.role), "score": f"{match.score:.0%}"}
    rows = tuple(Entry(ground) for ground in grounds[:GROUNDS])
    parts: list[Part] = [Listing(rows, head=turn.head("why.stands", **names)) if rows else turn.say("why.nothing", **names)]
    if against:
        parts.append(turn.say("why.against", what=listed(against[:2])))
    if match.gaps:
        parts.append(turn.say("why.missing", what=turn.skills([gap.slug for gap in match.gaps[:3]])))
    return Answer(tuple(parts), state=turn.state.about(role=turn.role), topic="other")


def _grounds(turn: Turn, match: Match, sign: int) -> Iterator[str]:
    told: dict[str, None] = {}
    for reason in match.reasons:
        if reason.amount * sign > 0 and reason.kind not in ("start", "seniority"):
            told[_ground(turn, reason)] = None
    yield from told


def _ground(turn: Turn, reason: Reason) -> str:
    from careerbot.output.terminal import one_line

    subject = reason.subject
    name = turn.skill(subject) if subject in turn.corpus.skills else turn.title(subject)
    quote = one_line(reason.quote, 40)
    same = quote.casefold() in ("", name.casefold())
    return turn.text(f"ground.{reason.kind}{'' if same else '_quoted'}", what=name, quote=quote)


def why_not(turn: Turn) -> Answer:
    """What keeps a role from the top, and what would bring it there."""
    if not turn.role:
        return which_role(turn)
    found = turn.advisor.why_not(turn.state.profile, turn.role)
    role, leader = turn.title(turn.role), turn.title(found.leader.slug)
    state = turn.state.about(role=turn.role)
    if found.excluded:
        return Answer((turn.say("why_not.excluded", role=role),), state=state)
    if found.rank == 1:
        return Answer((turn.say("why_not.first", role=role),), state=state)
    parts: list[Part] = [turn.say("why_not.rank", role=role, rank=found.rank, leader=leader)]
    against = list(_grounds(turn, found.match, -1))
    if against:
        parts.append(turn.say("why.against", what=listed(against[:2])))
    if found.would_lead:
        hours = sum(gap.hours for gap in found.would_lead)
        names = turn.skills([gap.slug for gap in found.would_lead[:4]])
        parts.append(turn.say("why_not.with", what=names, hours=hours_told(hours)))
    elif found.match.gaps:
        parts.append(turn.say("why.missing", what=turn.skills([gap.slug for gap in found.match.gaps[:4]])))
    return Answer(tuple(parts), state=state)

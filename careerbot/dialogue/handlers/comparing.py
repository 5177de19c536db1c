"""Comparisons: two roles against each other, staying against moving, why one stands where it stands or does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from careerbot.corpus.occupations import DEGREE
from careerbot.corpus.records import Slug
from careerbot.dialogue.handlers.chances import FAR, NEAR
from careerbot.dialogue.handlers.pieces import (
    TRAITS,
    grounds_of,
    hours_of,
    measured,
    plan_for,
    portrait,
    refused,
    share_of,
    which_role,
)  # fmt: skip
from careerbot.dialogue.handlers.roles import ORDERED, ask_role, fitting, in_order, missing_of
from careerbot.dialogue.handlers.skills import needed
from careerbot.dialogue.subjects import roles_named, trades_named, whole
from careerbot.dialogue.turn import Answer, first_sentences, flat, hours_told, listed
from careerbot.output.parts import Entry, Listing, Part, Say

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Turn
    from careerbot.matching.ranking import Match

APART, TWO = 0.1, 2
"""Share of the hours up to which two roles are told as level: the estimates are no finer."""


def compare(turn: Turn) -> Answer:
    """Two roles: which is nearer by how much, what the answer base says of them or what each does, the difference."""
    if (
        turn.request.named
        and len(turn.request.roles) > TWO
        and (ordered := in_order(turn, turn.request.roles)) is not None
    ):
        return ordered
    pair = _pair(turn)
    ordered = in_order(turn)
    if ordered is not None:
        return ordered
    if _is_decision(turn):
        return _decision(turn)
    if not pair:
        return which_role(turn)
    if len(pair) == 1:
        return ask_role(turn)
    one, other = pair
    again, found = turn.before.topic == "compare", turn.advice()
    if again and {turn.before.focus.role, turn.before.focus.other} == {*pair}:
        return _picked(turn, one, other)
    known = found is not None and {*pair} <= {*found.roles} and not again
    rows = tuple(Entry(f"{turn.corpus.roles[slug].title}: {portrait(turn, slug)}") for slug in pair)
    parts: list[Part] = [*_suits(turn, one, other), _verdict(turn, one, other)]
    parts += (Say(flat(found.answer)) if known and found else Listing(rows), *_difference(turn, one, other))
    return Answer(tuple(parts), state=turn.state.about(role=one, other=other), topic="compare", roles=pair)


def _pair(turn: Turn) -> tuple[Slug, ...]:
    """The two: both named, one named against the one under discussion, or the first two on screen."""
    state, out = turn.state, set(turn.state.profile.excluded)
    roles = [slug for slug in (turn.request.roles if turn.request.named else ()) if slug not in out]
    if len(roles) < 2:
        # "something like A or B. which of those two?"
        said = [slug for slug in roles_named(turn.document, whole(turn.document)) if slug not in out]
        roles = said[-2:] if len(said) > 1 else roles
    held = (job.slug for job in state.profile.jobs if job.now)
    standing = [state.focus.role, state.focus.other, state.goal, *held, *state.roles_shown]
    known = [slug for slug in standing if slug in turn.corpus.roles]
    discussed = (state.focus.role,) if len(roles) == 1 and state.focus.role else ()
    return tuple(dict.fromkeys((*discussed, *roles, *known)))[:2]


def _is_decision(turn: Turn) -> bool:
    """Whether it is asked to stay or to move: they have a job, and no two roles are named or pointed to."""
    document, before = turn.document, turn.before
    own = any(role.stance == "current" for role in document.roles)
    named = roles_named(document, whole(document)) if not own else ()
    if not _job_now(turn) or len(named) > 1 or not own and document.references:
        return False
    return own or (before.focus.role in ("", *named) if named else before.topic != "compare" or not before.focus.other)


def _job_now(turn: Turn) -> Slug:
    return next((job.slug for job in reversed(turn.state.profile.jobs) if job.now), "")


def _decision(turn: Turn) -> Answer:
    """To stay, to learn beside the job, or to move: the verdict, what speaks for it, what is left behind, a small test."""
    job = _job_now(turn)
    roles = (*turn.request.roles, turn.state.goal, turn.state.focus.role, *fitting(turn))
    role = next((slug for slug in roles if slug and slug != job), "")
    if not role:
        return which_role(turn)
    plan, match = plan_for(turn, role), turn.advisor.match(turn.state.profile, role)
    hours, grounds = hours_of(plan), list(_for(turn, match))
    key = "ready" if plan.is_held or not hours else "near" if hours <= NEAR else "far" if hours > FAR else "beside"
    parts: list[Part] = [turn.say(f"decide.{key}", role=turn.a(role), job=turn.title(job), **measured(turn, plan))]
    if grounds:
        parts.append(turn.say("why.for", role=turn.title(role), what="; ".join(grounds[:TWO])))
    unfinished = any(degree.stance == "ongoing" for degree in turn.document.degrees)
    parts.append(turn.say("decide.finish" if unfinished else "decide.left", job=turn.title(job)))
    if project := next((step.project for step in plan.steps if step.project), ""):
        parts.append(turn.say("decide.test", what=first_sentences(project, SHORT)[0]))
    return Answer(tuple(parts), state=turn.state.about(role=role, other=""), topic="compare")


SHORT = 30
"""Words of a project that tells whether the work is for them."""


def _verdict(turn: Turn, one: Slug, other: Slug) -> Part:
    """Which is nearer, in hours of learning."""
    if turn.state.profile.is_empty:
        return turn.say("compare.unknown")
    hours = {slug: hours_of(plan_for(turn, slug)) for slug in (one, other)}
    near, far = sorted(hours, key=lambda slug: hours[slug])
    names = {"near": turn.title(near), "hours": hours_told(max(1, hours[near])), "others": hours_told(max(1, hours[far]))}
    level = hours[far] - hours[near] <= APART * hours[far]
    return turn.say("compare.level" if level else "compare.nearer_hours", **names)


def _picked(turn: Turn, one: Slug, other: Slug) -> Answer:
    """Of two that were compared already, the one that rests on more, with its grounds; where both do alike, the nearer."""
    both = turn.advisor.ranker.matches(turn.state.profile, [one, other])
    rows = sorted(both, key=lambda match: (bool(refused(turn, match.slug)), -match.score))
    parts = [turn.say("compare.pick", role=turn.title(rows[0].slug)), *_grounds(turn, rows[0])]
    return Answer(tuple(parts), state=turn.state.about(role=rows[0].slug, other=rows[1].slug), topic="compare")


def _suits(turn: Turn, one: Slug, other: Slug) -> Iterator[Part]:
    """Which of the two has less of what they do not want, or more of what they do."""
    record, dislikes = turn.corpus.roles, turn.state.profile.dislikes
    wishes: list[tuple[str, bool]] = [(topic, more) for topic, more, _ in turn.state.profile.limits if topic in ORDERED]
    for what, more in dict.fromkeys((*wishes, *((TRAITS.get(wish.slug, wish.slug), False) for wish in dislikes))):
        skill = what in turn.corpus.skills
        much = [share_of(record[s], what) if skill else getattr(record[s].traits, what) for s in (one, other)]
        if abs(much[0] - much[1]) >= APART:
            better = one if (much[0] > much[1]) == more else other
            name = turn.skill(what) if skill else turn.text(f"trait.{what}")
            yield turn.say("compare.suits_more" if more else "compare.suits_less", role=turn.title(better), trait=name)
            return


def _difference(turn: Turn, one: Slug, other: Slug) -> Iterator[Part]:
    """Which of the two has more of what in its week."""
    a, b = turn.corpus.roles[one].traits, turn.corpus.roles[other].traits
    for slug, mine, theirs in ((one, a, b), (other, b, a)):
        more = [trait for trait in ORDERED if getattr(mine, trait) > getattr(theirs, trait)]
        if more:
            yield turn.say("compare.more", role=turn.title(slug), what=listed([turn.text(f"trait.{t}") for t in more]))


# ---------------------------------------------------------------- why, why not


def why(turn: Turn) -> Answer:
    """The grounds of a role in their words, what speaks against it, and whether it rests on much."""
    if not turn.role:
        return which_role(turn)
    asked = [slug for slug in turn.request.skills if slug in {ref.slug for ref in turn.before.shown} or turn.before.planned]
    if asked and not turn.request.named:
        state = turn.state.about(skill=asked[0], role=turn.role)
        return Answer((needed(turn, asked[0]),), state=state, topic="fact")
    role = next(iter(() if turn.request.named else trades_named(turn.document, whole(turn.document), turn.corpus)), turn.role)
    match = turn.advisor.match(turn.state.profile, role)
    parts, (said, _, way) = list[Part](_grounds(turn, match)), grounds_of(turn, match)
    if turn.request.named and len(turn.request.roles) > 1:
        parts.append(_verdict(turn, role, turn.request.roles[1]))
    elif not way and len(said) < TWO:
        better = next((slug for slug in fitting(turn) if slug != role), "")
        parts.append(turn.say("why.weak", better=turn.a(better)) if better else turn.say("why.weak_alone"))
    return Answer(tuple(parts), state=turn.state.about(role=role), topic="other")


def _grounds(turn: Turn, match: Match) -> Iterator[Part]:
    """What speaks for a role and what against it, in a sentence each."""
    grounds, against = list(_for(turn, match)), list(_against(turn, match))
    yield turn.say("why.for" if grounds else "why.nothing", what="; ".join(grounds), role=turn.title(match.slug))
    if against:
        yield turn.say("why.against", what="; ".join(against))


def _for(turn: Turn, match: Match) -> Iterator[str]:
    """What speaks for a role, in clauses: skills used in it, their trade or their work, and their wishes."""
    said, work, way = grounds_of(turn, match)
    if said:
        yield turn.text("ground.has_skill", what=turn.skills(said))
    if way or work:
        yield turn.text("ground.way" if way else "ground.implied_by_job", what=way or turn.skills(work))
    wishes = turn.corpus.language.table("references")["grounds"]["wishes"]
    for reason in match.reasons:
        if reason.kind in wishes and reason.amount > 0:
            yield turn.text(f"ground.{reason.kind}", what=turn.name(reason.subject))


def _against(turn: Turn, match: Match) -> Iterator[str]:
    """What speaks against a role, in clauses: what is not for them, a degree, what is missing."""
    unwanted, degree = refused(turn, match.slug), turn.corpus.roles[match.slug].degree
    studied = any(job.slug.startswith(f"{DEGREE}{degree}") for job in turn.state.profile.jobs)
    if unwanted:
        yield turn.text("against.refused", what=unwanted)
    elif degree in turn.corpus.language.table("references")["closed"]["degree"] and not studied:
        yield turn.text(f"against.{degree}")
    if missing := missing_of(turn, match):
        yield turn.text("against.missing", what=listed(missing))


def why_not(turn: Turn) -> Answer:
    """What keeps a role from the top, and what would bring it there."""
    if not turn.role:
        return which_role(turn)
    state = turn.state.about(role=turn.role)
    if turn.role in turn.state.profile.excluded:
        return Answer((turn.say("why_not.excluded", role=turn.title(turn.role)),), state=state)
    ahead = [slug for slug in fitting(turn) if slug != turn.role]
    if turn.role in (*turn.before.listed[: TWO + 1], *fitting(turn)[:1]) or not ahead:
        return why(turn)
    mine, first = turn.advisor.ranker.matches(turn.state.profile, [turn.role, ahead[0]])
    leader, against, grounds = turn.title(ahead[0]), list(_against(turn, mine)), list(_for(turn, first))
    key, role = "why_not.against" if against else "why_not.close", turn.title(turn.role)
    parts: list[Part] = [turn.say(key, what=listed(against), role=role, leader=leader)]
    if grounds:
        parts.append(turn.say("why.for", role=leader, what="; ".join(grounds)))
    return Answer(tuple(parts), state=state)

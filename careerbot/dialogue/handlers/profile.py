"""The profile: what is believed of the person, what is struck out, taken back, kept, exported or wiped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.dialogue.handlers.gaps import CARRIED, carried_over
from careerbot.dialogue.handlers.plans import ask_plan
from careerbot.dialogue.handlers.roles import ask_roles
from careerbot.dialogue.state import Request
from careerbot.dialogue.subjects import standing_roles
from careerbot.dialogue.turn import Answer, listed, month_told, pace_told
from careerbot.matching.profile import Profile, Wanted, forget
from careerbot.output.parts import Entry, Listing, Part
from careerbot.output.terminal import one_line
from careerbot.planning.progress import finished

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Turn
    from careerbot.matching.profile import Known

MOST_NAMED = 12

UNSURE = 0.8
"""Certainty below which a belief is told with a doubt."""


def show_profile(turn: Turn) -> Answer:
    """All that is believed, with the words it rests on; of one thing, where it comes from."""
    asked = [slug for slug in turn.request.skills if turn.state.profile.level(slug)]
    if asked:
        known = [k for k in turn.state.profile.skills if k.slug in asked]
        return Answer(tuple(turn.say("profile.from", what=turn.skill(k.slug), quote=_quote(k.quote)) for k in known[:3]))
    rows = _rows(turn)
    if not rows:
        return Answer((turn.say("profile.empty"),))
    return Answer((Listing(tuple(Entry(row) for row in rows), head=turn.head("profile.head")),), topic="profile")


def _quote(words: str) -> str:
    return one_line(words, 48)


def _rows(turn: Turn) -> list[str]:
    state = turn.state
    profile = state.profile
    names = {
        "have": list(_known(turn, profile.skills[:MOST_NAMED])),
        "learning": [turn.skill(w.slug) for w in profile.learning],
        "likes": [turn.skill(w.slug) for w in profile.likes],
        "lacks": [turn.skill(w.slug) for w in profile.missing],
        "dislikes": [turn.skill(w.slug) for w in profile.dislikes],
        "work": [_job(turn, job.slug, job.years, job.now) for job in profile.jobs],
        "assumed": _assumed(turn),
        "degrees": [_quote(quote) for quote in state.degrees],
        "goal": [turn.title(slug) for slug in profile.wanted[:1]],
        "focus": [turn.name(slug) for slug in (state.focus.role,) if slug and slug != state.goal],
        "out": [turn.title(slug) for slug in profile.excluded],
        "limits": [f"“{_quote(words)}”" for _, _, words in profile.limits],
        "home": [state.home] if state.home else [],
        "time": _time(turn),
    }
    more = len(profile.skills) - MOST_NAMED
    if more > 0:
        names["have"].append(turn.text("profile.more", n=more))
    return [turn.text(f"profile.row_{key}", what=listed(told)) for key, told in names.items() if told]


def _known(turn: Turn, skills: Sequence[Known]) -> Iterator[str]:
    """Skills by what is believed of them, those of one level together."""
    alike: dict[tuple[int, bool], list[str]] = {}
    for known in skills:
        if known.confidence >= UNSURE:
            alike.setdefault((-known.level, known.stated), []).append(turn.skill(known.slug))
    for level, stated in sorted(alike):
        key = "profile.known" if stated else "profile.known_unsaid"
        yield turn.text(key, skills=listed(alike[level, stated]), level=turn.level(-level))
    for known in skills:
        if known.confidence < UNSURE:
            yield turn.text("profile.known_unsure", skill=turn.skill(known.slug), quote=_quote(known.quote))


def _assumed(turn: Turn) -> list[str]:
    """What nobody told and their work or another skill makes likely: of the role in question, else the best of it."""
    role, told = standing_roles(state := turn.state, "ask_gaps"), {known.slug for known in turn.state.profile.skills}
    likely = turn.advisor.have(state.profile)
    some = carried_over(turn, turn.advisor.match(state.profile, role[0])) if role else sorted(likely, key=lambda s: -likely[s])
    some = [slug for slug in some if slug not in told and turn.corpus.skills[slug].kind != "trait"]
    return [turn.skill(slug) for slug in some[:CARRIED]]


def _job(turn: Turn, slug: Slug, years: float | None, now: bool) -> str:
    long = turn.text("profile.years", n=pace_told(years)) if years else ""
    return turn.text("profile.job" if now else "profile.job_before", what=turn.title(slug) + long)


def _time(turn: Turn) -> list[str]:
    profile = turn.state.profile
    told = [turn.text("profile.hours", n=pace_told(profile.hours_a_week))] if profile.hours_a_week else []
    if profile.by or profile.months:
        told.append(turn.text("profile.until", what=month_told(profile.by)) if profile.by else turn.text(
            "profile.months", n=pace_told(profile.months or 0)))
    return told


# ---------------------------------------------------------------- struck out, taken back


def strike_out(turn: Turn) -> Answer:
    """What was named is gone already (beliefs); of what nothing was believed, that is said."""
    if turn.state.planned and turn.state.skipped != turn.before.skipped:
        return ask_plan(turn.of(replace(turn.request, roles=(turn.state.planned,), named=True)))
    if turn.state.profile != turn.before.profile:
        return Answer((), topic="profile")
    named = [*turn.request.skills, *(turn.request.roles if turn.request.named else ())]
    if not named:
        return Answer((turn.say("profile.forget_what"),))
    return Answer((turn.say("profile.not_noted", what=turn.name(named[0])),))


def undo(turn: Turn) -> Answer:
    """Where things stood before the last change."""
    state = turn.before
    if turn.request.skills and state.planned:
        return ask_plan(turn.of(replace(turn.request, roles=(state.planned,), named=True)))
    if not state.past:
        return Answer((turn.say("profile.undo_none"),))
    said = one_line(state.past[-1].said, 48)
    return Answer((turn.say("profile.undone", said=said),), state=replace(state.taken_back(), said=turn.state.said))


def lacking(turn: Turn, skill: Slug, *, quiet: bool) -> Answer:
    """They do not know a skill they were asked about: what fits then, or not a word where something else is asked."""
    profile = forget(turn.state.profile, skill)
    profile = replace(profile, missing=(*profile.missing, Wanted(skill, "", "name", 1.0)))
    state = replace(turn.state, profile=profile)
    return Answer(state=state) if quiet else ask_roles(turn.of(Request("ask_roles"), state))


def done(turn: Turn) -> Answer:
    """Something was learnt: a level up, and what comes next."""
    skills = turn.request.skills
    if not skills:
        return Answer((turn.say("profile.done_what"),))
    profile = turn.state.profile
    for slug in skills:
        profile = finished(turn.before.profile if len(skills) == 1 else profile, slug)
    state = replace(turn.state, profile=profile)
    level = turn.level(profile.level(skills[0]))
    told: list[Part] = [turn.say("profile.done", what=turn.skills(skills), level=level)]
    role = turn.state.focus.role or turn.state.goal
    if role:
        gaps = turn.advisor.match(profile, role).gaps
        if gaps:
            told.append(turn.say("profile.next", what=turn.skill(gaps[0].slug), role=turn.a(role)))
    return Answer(tuple(told), state=state, topic="other")


# ---------------------------------------------------------------- acts that need a yes


def save(turn: Turn) -> Answer:
    """Asked first: nothing is written on a guess."""
    ask, pending = turn.question("save", "ask.save", "yes", "no")
    return Answer((), ask=ask, pending=pending)


CERTAIN = 0.95
"""Chance from which a plan is wanted as a file, where it may be the plan alone that is wanted."""


def export(turn: Turn) -> Answer:
    """Asked first."""
    if turn.does("ask_plan") and turn.request.sure < CERTAIN:
        # "make the plan" asks for one, not for a file of it
        request = Request("ask_plan", standing_roles(turn.state, "ask_plan"), words=turn.request.words)
        return replace(ask_plan(turn.of(request)), request=request.name)
    if turn.state.profile == Profile():
        return Answer((turn.say("profile.nothing_to_export"),))
    ask, pending = turn.question("export", "ask.export", "yes", "no")
    return Answer((), ask=ask, pending=pending)


def wipe(turn: Turn) -> Answer:
    """Asked first."""
    ask, pending = turn.question("wipe", "ask.wipe", "yes", "no")
    return Answer((), ask=ask, pending=pending)


def start_over(turn: Turn) -> Answer:
    """Asked first."""
    ask, pending = turn.question("start_over", "ask.start_over", "yes", "no")
    return Answer((), ask=ask, pending=pending)

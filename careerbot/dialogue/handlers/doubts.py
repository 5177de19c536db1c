"""Doubts people have about themselves: taken seriously, with what can be counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.dialogue.handlers.circumstances import offer_activities
from careerbot.dialogue.turn import round_number
from careerbot.output.parts import Ask, FactList, Part
from careerbot.output.phrases import a_role
from careerbot.questions.pay import CITIES, REGION_WORDS

if TYPE_CHECKING:
    from careerbot.dialogue.state import State
    from careerbot.dialogue.turn import Outcome, Turn
    from careerbot.nlu.intents.recognizer import Heard

_WORRIES = (
    ("late", r"\btoo late\b|\bmissed (?:the|my)\b|\bleft it\b|\bstill worth\b"),
    ("old", r"\b(?:old|age|aged|older|ageing)\b|\bover (?:30|40|45|50|55|60)\b|\b(?:[4-7]\d) years old\b"),
    ("young", r"\b(?:too young|young)\b"),
    ("maths", r"\b(?:maths?|mathematics|numbers|statistics)\b"),
    ("code", r"\b(?:cod(?:e|ing)|program(?:ming|mer)?|computers?|technical|techie|geek)\b"),
    ("degree", r"\b(?:degree|university|uni|college|diploma|qualif\w+|uneducated|drop ?out)\b"),
    ("replaced", r"\b(?:replace\w*|take over|automat\w+|obsolete)\b"),
    ("ability", r"\b(?:stupid|dumb|thick|slow|smart|clever|intelligent|brain\w*|brilliant|genius|good enough|bright)\b"),
)  # fmt: skip
_WORRY = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _WORRIES)


def worry(turn: Turn, state: State, heard: Heard) -> Outcome:
    """A doubt about themselves: taken seriously, with what can be counted."""
    texts = (turn.words(heard), turn.text)
    kind = next((name for text in texts for name, pattern in _WORRY if pattern.search(text)), "other")
    said = turn.say(_WORRY_KEYS[kind])
    if state.profile.is_empty and state.pending is not None and state.pending.kind == "activities":
        return state, (said, Ask(turn.wording.say("ask.activities_still")))
    if state.profile.is_empty:
        state, question = offer_activities(turn, state)
        return state, (said, *question)
    slug = state.goal or _first(turn, state)
    if slug and (place := _PLACE.search(turn.words(heard))):
        answer = turn.advisor.ask(f"how much does {a_role(slug, turn.corpus)} earn in {place[1]}")
        if answer.answered:
            return replace(state, market=answer), (said, FactList(answer))
    return state, (said, *_first_step(turn, state, slug))


_WORRY_KEYS = {
    "late": "worry.late", "old": "worry.old", "young": "worry.young", "maths": "worry.maths", "code": "worry.code",
    "degree": "worry.degree", "replaced": "worry.replaced", "ability": "worry.ability", "other": "worry.other",
}  # fmt: skip


_PLACE = re.compile(
    rf"(?i)\b(?:in|for|around|near) (?:the )?(us|{'|'.join(sorted({*REGION_WORDS, *CITIES}, key=len, reverse=True))})\b"
)


def _first(turn: Turn, state: State) -> Slug:
    """The first role of the ranking as it stands, but for one they have already."""
    held = {job.slug for job in state.profile.jobs if job.now}
    matches = turn.advisor.suggest(state.profile, len(held) + 1).matches
    return next((match.slug for match in matches if match.slug not in held), "")


def _first_step(turn: Turn, state: State, slug: Slug) -> tuple[Part, ...]:
    """Something small to begin with, in hours."""
    if not slug:
        return ()
    plan = turn.advisor.plan(state.profile, slug)
    if not plan.steps:
        return (turn.say("worry.ready", role=turn.role(slug)),)
    step = plan.steps[0]
    return (
        turn.say(
            _first_step_key(turn, state, slug),
            role=turn.role(slug),
            skill=turn.skill(step.skill),
            hours=round_number(step.hours.likely),
            pace=round_number(plan.hours_a_week),
            weeks=_weeks(max(1, round(step.hours.likely / plan.hours_a_week))),
        ),
    )


def _weeks(weeks: int) -> str:
    return "a week" if weeks == 1 else f"{round_number(weeks)} weeks"


def _first_step_key(turn: Turn, state: State, slug: Slug) -> str:
    if slug == state.goal:
        return "worry.first_step_aim"
    held = any(job.now and job.slug in turn.corpus.roles for job in state.profile.jobs)
    return "worry.first_step_next" if held else "worry.first_step"

"""What somebody does not want: roles that are not to be shown again, skills they would rather not hear of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.corrections import refusing_clauses
from careerbot.dialogue.handlers.profile import ASKING_ACTS
from careerbot.dialogue.handlers.standing import changes, nearest
from careerbot.dialogue.references import by_title_word, named_roles, places, roles_meant, roles_with
from careerbot.dialogue.turn import sentence
from careerbot.matching.profile import update
from careerbot.output.parts import Part

if TYPE_CHECKING:
    from careerbot.corpus.records import Slug
    from careerbot.dialogue.references import Span
    from careerbot.dialogue.state import State
    from careerbot.dialogue.turn import Outcome, Turn
    from careerbot.nlu.intents.recognizer import Heard
    from careerbot.nlu.mentions import Mention

_POINTS = re.compile(r"\b(it|that|this|one|those|these|them)\b", re.IGNORECASE)
"""Words that point at what is being spoken of: without one, nothing said rules out the role in focus."""


_STOP_TELLING = re.compile(
    r"(?i)\b(?:stop|quit|enough of) (?:tell|say|ask|recommend|suggest|push|remind|advis|mention|nag|show)\w*"
)


_STOP_ASKING = re.compile(
    r"(?i)\b(?:stop|quit|enough|no more|enough with|enough of) (?:\w+ ){0,2}(?:ask|asking|questions?)\b|\bdon['’]?t ask\b"
)


def _not_noted(turn: Turn, span: tuple[int, int]) -> Part:
    """That advice about a skill is not wanted: why it is given, and what would end it."""
    named = [m.slug for m in turn.understood.skills if span[0] <= m.start < span[1]]
    if not named:
        return turn.say("profile.stop_what")
    return turn.say("profile.stop", skill=turn.skill(named[0]))


_EVERY = re.compile(r"(?i)\b(?:everything|anything|all|any|nothing)\b(?! (?:but|more|longer)\b)")
"""Words that rule out a kind of role and not the one of it that is on screen."""


_ALL_SHOWN = re.compile(r"(?i)\b(?:any|none|all|either|neither) of (?:these|those|them)\b")


_BACK_IN = re.compile(r"(?i)\bback\b")


def _come_back(turn: Turn, state: State, slugs: tuple[Slug, ...]) -> Outcome:
    """Roles ruled out before that may be shown again."""
    back = tuple(slug for slug in slugs if slug in state.profile.excluded)
    if not back:
        return state, (turn.say("roles.not_out"),)
    state = state.changed(
        replace(state.profile, excluded=tuple(x for x in state.profile.excluded if x not in back))
    )
    state, more = nearest(turn, state)
    return state, (turn.say("roles.back_in", roles=sentence(turn.roles(back))), *more)


_SUCH_A_ROLE = re.compile(r"(?i)\b(?:one|role|job|position)s?\b")
"""What makes a skill's name the name of a role on screen: "not the BI one"."""


def _denied(turn: Turn, span: Span) -> tuple[Mention, ...]:
    """Skills that a piece of a message denies or dislikes."""
    return tuple(
        m for m in turn.understood.skills if span[0] <= m.start < span[1] and m.stance in ("not", "dislikes")
    )


def _refused_roles(turn: Turn, state: State, clauses: Iterable[Span], *, by_name: bool) -> tuple[Slug, ...]:
    """Roles that clauses refuse: by name or place alone where it is a skill that is refused, "I am done with Java"."""
    found: list[Slug] = []
    for start, end in clauses:
        named = named_roles(turn.understood, (start, end), turn.corpus)
        if by_name and not any(named) and not _SUCH_A_ROLE.search(turn.text, start, end):
            found.extend(places(turn.text[start:end], state.shown) if state.shown else ())
        else:
            found.extend(roles_meant(turn.understood, (start, end), state, turn.corpus))
    return tuple(dict.fromkeys(found))


def exclude(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Roles that are not to be shown again: named, pointed to, or of a kind."""
    span, text = (heard.start, heard.end), turn.words(heard)
    if _BACK_IN.search(text):
        return _come_back(turn, state, roles_meant(turn.understood, span, state, turn.corpus))
    refused = tuple(refusing_clauses(turn.text, span))
    denied = _denied(turn, span)
    slugs = _refused_roles(turn, state, refused, by_name=bool(denied))
    kind = " ".join(turn.text[start:end] for start, end in refused) if _EVERY.search(text) else ""
    slugs = roles_with(kind, turn.corpus) or slugs
    if not slugs and state.listed == "roles" and _ALL_SHOWN.search(text):
        slugs = state.shown
    refusal = " ".join(turn.text[start:end] for start, end in refused)
    limits = [
        quote for topic, more, quote in state.profile.limits if (topic, more, quote) not in turn.before.profile.limits
    ]
    if not slugs and not limits and not denied:  # "I don't want to do Java any more" rules out no developer
        slugs = roles_with(refusal, turn.corpus) or by_title_word(refusal, state, turn.corpus)
    if _STOP_ASKING.search(text) and not slugs:
        return replace(state, asked=state.asked | {"enough"}), (turn.say("profile.stop_asking"),)
    if _STOP_TELLING.search(text) and not slugs:
        return state, (_not_noted(turn, span),)
    if not slugs and not limits and state.focus and "?" not in text and _POINTS.search(refusal):
        slugs = (state.focus,)
    if not slugs and not limits and denied:
        after = update(
            state.profile,
            replace(turn.understood, skills=denied, roles=(), limits=(), hours_a_week=None, leftovers=()),
        )
        said = changes(state.profile, after, turn)
        shown = () if turn.does(*ASKING_ACTS) or not said else (turn.say("profile.noted", what=", ".join(said)),)
        return state.changed(after), shown
    if not slugs:
        key = "roles.limit_noted" if limits else "roles.excluded_what"
        return state, (turn.say(key, what=", ".join(f"“{q}”" for q in limits)) if limits else turn.say(key),)
    old = state.profile
    excluded = (*(x for x in old.excluded if x not in slugs), *slugs)
    profile = replace(old, excluded=excluded, wanted=tuple(w for w in old.wanted if w not in slugs))
    state = replace(state.changed(profile), shown=tuple(s for s in state.shown if s not in slugs), focus="")
    parts: tuple[Part, ...] = (turn.say("roles.excluded", roles=sentence(turn.roles(slugs))),)
    if turn.does("ask_roles") or state.profile.is_empty:
        return state, parts
    state, more = nearest(turn, state)
    return state, (*parts, *more)

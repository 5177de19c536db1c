"""Repetition: an answer that was just given is not given again; another reading of the message comes in its place.

What is asked for once more in plain words may be told once more, but never in answer to an objection.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from careerbot.dialogue.handlers.pieces import told
from careerbot.dialogue.handlers.skills import ask_skill
from careerbot.dialogue.requests import POLITE, TELLING, request_for
from careerbot.dialogue.state import Request
from careerbot.dialogue.subjects import question_span, whole
from careerbot.dialogue.turn import Answer
from careerbot.output.parts import Listing, Say

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Turn

MOST_TOLD, RECENT = 6, 4
"""Answers remembered, and those that no objection gets again."""

PLAIN = 0.6
"""Chance of a request from which it may have the same answer once more."""

OF_A_SUBJECT = frozenset({"ask_skill", "ask_learn"})
"""What is asked of a subject, which an objection may insist on."""

INSISTED = 0.95
"""The same for a request beside an objection that names its subject."""

POSSIBLE = 0.3
"""Chance from which another thing heard in a message may be what was meant."""

REPEATABLE = frozenset(
    {"greet", "thank", "bye", "help", "yes", "no", "dont_know", "undo", "forget", "save", "export", "wipe", "start_over",
     "off_topic", "abuse", "about_bot", "show_profile", "done", "more", "brief"}
)  # fmt: skip
"""What is answered alike each time, and is not what "and for the other one?" goes on from."""


def mark(answer: Answer) -> int:
    """What tells an answer from others; 0 for one that says nothing."""
    # a sentence has several wordings, the rows of a list have one
    rows = [entry.title for part in answer.parts if isinstance(part, Listing) for entry in part.entries]
    texts = rows or [part.text for part in answer.parts if isinstance(part, Say)]
    return zlib.crc32("\n".join(texts).encode()) if texts else 0


def said_before(turn: Turn, answer: Answer) -> bool:
    """Whether an answer would only say again what was said."""
    found = mark(answer)
    new = (turn.state.profile, turn.state.skipped) != (turn.before.profile, turn.before.skipped)
    if not found or new or turn.request.name in REPEATABLE:
        return False
    if turn.does("complain"):
        about_it = turn.request.name in OF_A_SUBJECT and any(m.slug in turn.request.skills for m in turn.document.skills)
        insisted = about_it and turn.request.sure >= INSISTED
        return found in turn.state.told[-RECENT:] and not insisted
    return found in turn.state.told[-1:] and (turn.request.sure < PLAIN or not turn.request.name)


def other_answer(turn: Turn, refused: Request, handlers: Mapping[str, tuple[Callable[[Turn], Answer], str]]) -> Answer:
    """The next best reading of the message that says something new; else, that there is no more to say."""
    for answer in _others(turn, refused, handlers):
        if answer.known and mark(answer) and mark(answer) not in turn.state.told:
            return answer
    return Answer((turn.say("unknown.again"),), topic=turn.state.topic)


def _others(
    turn: Turn, refused: Request, handlers: Mapping[str, tuple[Callable[[Turn], Answer], str]]
) -> Iterator[Answer]:
    yield from _defined(turn)
    asking = [i for i in turn.document.intents if i.name not in TELLING and i.name not in POLITE and i.name != refused.name]
    for intent in sorted(asking, key=lambda intent: -intent.confidence):
        if intent.confidence >= POSSIBLE and intent.name in handlers and intent.name not in REPEATABLE:
            yield handlers[intent.name][0](turn.of(request_for(intent, turn.document, turn.state, turn.corpus)))
    start, end = question_span(turn.document, (0, 0))
    question = turn.document.text[start:end] or turn.document.text
    found = turn.advisor.advise(question, turn.role or turn.state.focus.role or None)
    if found is not None:
        yield told(turn, found)


def _defined(turn: Turn) -> Iterator[Answer]:
    """The skills named in the message, the last first: what each is."""
    named = [m.slug for m in turn.document.skills if m.stance in ("none", "wants", "lacks")]
    for slug in dict.fromkeys(reversed(named)):
        span = whole(turn.document)
        yield ask_skill(turn.of(Request("ask_skill", turn.request.roles, (slug,), start=span[0], end=span[1], named=True)))

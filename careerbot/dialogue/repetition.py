"""Repetition: what was sent already is not sent again as the answer to another message; its next reading comes in its place.

What is asked for once more in plain words may be told once more, but never at once and never in answer to an objection.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.handlers.pieces import told
from careerbot.dialogue.handlers.skills import ask_skill
from careerbot.dialogue.requests import FEW_WORDS, OF_A_SUBJECT, POLITE, TELLING, request_for
from careerbot.dialogue.slash_commands import is_command
from careerbot.dialogue.state import Request
from careerbot.dialogue.subjects import whole
from careerbot.dialogue.turn import TOPICS, Answer
from careerbot.output.parts import Listing, Say

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Turn
    from careerbot.output.parts import Part

    Handlers = Mapping[str, Callable[[Turn], Answer]]

MOST_TOLD, RECENT = 40, 4
"""Replies remembered, and those that no objection gets again."""

PLAIN = 0.6
"""Chance of a request from which it may have an earlier answer once more."""

PLAN = "ask_plan"

OF_RECORDS = frozenset({"ask_pay", "ask_gaps", PLAN, "ask_degree"})
"""What a record answers: whoever insists on it gets it again, as no other answer would be right."""

INSISTED = 0.92
"""The same for a paragraph, and for a request beside an objection that names its subject or asks for a list or figure."""

POSSIBLE = 0.3
"""Chance from which another thing heard in a message may be what was meant."""

NEXT = {"ask_gaps": PLAN, "choose": PLAN, PLAN: "ask_learn"}
"""What goes further than a list that was shown: of the gaps the plan, of the plan its first step."""

ROLES = "ask_roles"
"""The request whose list goes on."""

PROSE = 120
"""Characters from which a sentence is a paragraph that nobody wants to read twice."""

REPEATABLE = frozenset(
    {"greet", "thank", "bye", "help", "yes", "no", "dont_know", "undo", "forget", "save", "export", "wipe", "start_over",
     "off_topic", "abuse", "about_bot", "show_profile", "done", "more", "brief", "cv", "advert", "match"}
)  # fmt: skip
"""What is answered alike each time, and is not what "and for the other one?" goes on from."""


def marks(answer: Answer) -> frozenset[int]:
    """What tells an answer from others: its sentences, and the rows of its lists."""
    texts = [_text(part) for part in answer.parts]
    return frozenset(zlib.crc32(text.encode()) for text in texts if text)


def _text(part: Part) -> str:
    if isinstance(part, Listing):
        return "\n".join(entry.title for entry in part.entries)
    return part.text if isinstance(part, Say) else ""


def without_old_prose(answer: Answer, told: Iterable[frozenset[int]]) -> Answer:
    """Without paragraphs that were read already, where something new is said beside them."""
    if answer.topic != "fact":
        return answer
    known = frozenset[int]().union(*told)
    old = [isinstance(p, Say) and len(p.text) >= PROSE and zlib.crc32(p.text.encode()) in known for p in answer.parts]
    kept = tuple(part for part, again in zip(answer.parts, old, strict=True) if not again)
    return replace(answer, parts=kept) if kept else answer


def said_before(turn: Turn, answer: Answer) -> bool:
    """Whether an answer would only say again what was said."""
    if answer.request == PLAN and not turn.does("complain"):
        return False  # what is new in a plan, or asked of it
    found, told = marks(answer), turn.state.told
    if turn.request.name in REPEATABLE or not found or is_command(turn.document.text):
        return False
    plainly = turn.request.name and turn.request.sure >= PLAIN
    at_once = any(found <= one for one in told[-1:])
    objected = at_once and turn.does("complain") and turn.request.name != PLAN
    asked = turn.does(turn.request.name) or turn.request.name == PLAN and not turn.does("complain")
    if plainly and turn.request.name in OF_RECORDS and asked and not objected:
        return False  # who asks plainly for a plan or a figure gets it, though it be the same
    if turn.does("complain"):
        about_it = turn.request.name in OF_A_SUBJECT and any(m.slug in turn.request.skills for m in turn.document.skills)
        again = not at_once and (turn.request.named or not _of_prose(turn.request))
        insisted = (about_it or again) and turn.request.sure >= INSISTED
        return found <= frozenset[int]().union(*told[-RECENT:]) and not insisted
    if turn.state.said[-2:-1] == turn.state.said[-1:]:
        return False
    if plainly and (turn.request.name == ROLES or turn.request.named and not at_once):
        return False
    last = turn.before.last
    if plainly and not _of_prose(turn.request) and (last is None or last.name != turn.request.name):
        return False  # it was told, and not yet asked for
    read = found <= frozenset[int]().union(*told)
    return at_once or read and (not plainly or _of_prose(turn.request) and turn.request.sure < INSISTED)


def other_answer(turn: Turn, refused: Request, handlers: Handlers) -> Answer:
    """The next best reading of the message that says something new; else, that no more is known, and of what."""
    for answer in _others(turn, refused, handlers):
        if answer.known and marks(answer) and not marks(answer) <= frozenset[int]().union(*turn.state.told):
            return without_old_prose(answer, turn.state.told)
    if not _of_prose(refused) and "?" not in turn.document.text:
        return Answer((turn.say("unknown.same_list"),), topic=turn.state.topic)
    return Answer((turn.say("unknown.again" if refused.name else "told.not_followed"),), topic=turn.state.topic)


def _of_prose(request: Request) -> bool:
    """Whether it is answered in sentences of the answer base rather than by a list or a figure."""
    return request.name in TOPICS and request.name != "compare"


def _others(turn: Turn, refused: Request, handlers: Handlers) -> Iterator[Answer]:
    asking = [i for i in turn.document.intents if i.name not in TELLING and i.name not in POLITE and i.name != refused.name]
    for intent in sorted(asking, key=lambda intent: -intent.confidence):
        if intent.confidence >= POSSIBLE and intent.name in handlers and intent.name not in REPEATABLE:
            yield handlers[intent.name](turn.of(request_for(intent, turn.document, turn.state, turn.corpus)))
    asked = "?" in turn.document.text and (_of_prose(refused) or not refused.name)
    found = turn.of(replace(refused, words="")).plainly_asked(0.0) if asked else None
    if found is not None:
        yield told(turn, found)
    yield from _defined(turn)
    if refused.name == ROLES and turn.state.page and not turn.does("correct", "forget"):
        yield Answer(turn.state.page, topic="roles")
    steps = tuple(ref.slug for ref in turn.state.shown if ref.kind == "skill")[:1]
    if refused.name in NEXT and (steps or NEXT[refused.name] == PLAN):
        yield handlers[NEXT[refused.name]](turn.of(replace(refused, name=NEXT[refused.name], skills=steps)))


def _defined(turn: Turn) -> Iterator[Answer]:
    """The skills named in a message of few words, the last first: what each is."""
    named = [m.slug for m in turn.document.skills if m.stance in ("none", "wants", "lacks")]
    for slug in dict.fromkeys(reversed(named)) if turn.document.text.count(" ") <= FEW_WORDS else ():
        span = whole(turn.document)
        yield ask_skill(turn.of(Request("ask_skill", turn.request.roles, (slug,), start=span[0], end=span[1], named=True)))

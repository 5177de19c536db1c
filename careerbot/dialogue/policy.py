"""Dialogue policy: respond(state, document, advisor) -> (state, reply).

No clock, no randomness, no disk, no printing: what has to happen outside stands in `State.effects`. Every request of a
message is served, the answer first, in the order asked; a reply stays short, and the rest of it waits for `more`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.phrasebook import load_wording
from careerbot.dialogue.beliefs import Folded, fold
from careerbot.dialogue.fitting import Said, fitted
from careerbot.dialogue.handlers import (
    adverts,
    advice,
    chances,
    comparing,
    gaps,
    pay,
    plans,
    profile,
    roles,
    skills,
    smalltalk,
)
from careerbot.dialogue.noticing import acknowledged, doubted, strange_tool, told_only
from careerbot.dialogue.repetition import MOST_TOLD, REPEATABLE, mark, other_answer, said_before
from careerbot.dialogue.requests import meant, requests_of
from careerbot.dialogue.state import MOST_SAID, Pending, Request, State
from careerbot.dialogue.subjects import with_roles
from careerbot.dialogue.turn import Answer, Turn, first_sentences
from careerbot.nlu.types import Intent
from careerbot.output.parts import Ask, Listing, Part, Reply, Say

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.nlu.types import Document

Handler = Callable[[Turn], Answer]

HANDLERS: Mapping[str, tuple[Handler, str]] = {
    "ask_roles": (roles.ask_roles, "roles"),
    "ask_role": (roles.ask_role, "role"),
    "choose": (roles.choose, "gaps"),
    "ask_gaps": (gaps.gaps, "gaps"),
    "ask_plan": (plans.ask_plan, "plan"),
    "what_if": (plans.what_if, "other"),
    "ask_pay": (pay.ask_pay, "pay"),
    "compare": (comparing.compare, "compare"),
    "why": (comparing.why, "other"),
    "why_not": (comparing.why_not, "other"),
    "ask_chances": (chances.chances, "fact"),
    "worry": (chances.worry, "fact"),
    "ask_skill": (skills.ask_skill, "fact"),
    "ask_learn": (skills.ask_learn, "fact"),
    "ask_project": (advice.ask_project, "fact"),
    "ask_certificate": (advice.ask_certificate, "fact"),
    "ask_degree": (advice.ask_degree, "fact"),
    "ask_apply": (advice.ask_apply, "fact"),
    "ask_market": (advice.ask_market, "fact"),
    "show_profile": (profile.show_profile, "profile"),
    "forget": (profile.strike_out, "profile"),
    "undo": (profile.undo, "other"),
    "done": (profile.done, "other"),
    "save": (profile.save, "other"),
    "export": (profile.export, "other"),
    "wipe": (profile.wipe, "other"),
    "start_over": (profile.start_over, "other"),
    "greet": (smalltalk.greet, "other"),
    "thank": (smalltalk.thank, "other"),
    "bye": (smalltalk.bye, "other"),
    "help": (smalltalk.help_, "other"),
    "about_bot": (smalltalk.about_bot, "other"),
    "off_topic": (smalltalk.off_topic, "other"),
    "abuse": (smalltalk.abuse, "other"),
    "yes": (smalltalk.yes, "other"),
    "no": (smalltalk.no, "other"),
    "dont_know": (smalltalk.dont_know, "other"),
    "advert": (adverts.read_advert, "role"),
    "foreign": (smalltalk.foreign, "other"),
}
"""What answers a request, and what its reply is then (`nlu.examples.CONTEXTS`)."""

BRIEF, IN_SHORT = 3, 20
"""Rows of a list, and words of an answer in sentences, where brevity is asked for."""

REMEMBERED = 500
"""Characters of a line that the transcript keeps."""


def respond(state: State, document: Document, advisor: Advisor) -> tuple[State, Reply]:
    """What is said to a message, and where the conversation stands then."""
    said = (*state.said, document.text.strip()[:REMEMBERED])[-MOST_SAID:]
    before = replace(state, effects=(), said=said)
    if not document.text.strip():
        return before, Reply(())
    if document.language:
        document = in_english(document)
    document = with_roles(document, before, advisor.corpus)
    folded = Folded(before) if document.kind == "advert" else fold(before, document, advisor)
    names = tuple(intent.name for intent in meant(document))
    turn = Turn(document, before, folded.state, Request(""), names, advisor, load_wording(advisor.corpus.folder))
    answers, after = _served(turn, folded)
    return _closed(turn, folded, answers, after)


def in_english(document: Document) -> Document:
    """What a text in another language says for sure: the names in it."""
    named = tuple(
        replace(m, stance="has", certainty=1.0, level=None) for m in document.skills
        if m.how in ("name", "alias") and m.stance in ("has", "learning", "none")
    )  # fmt: skip
    return replace(
        document, skills=named, roles=(), limits=(), quantities=(), leftovers=(), references=(), degrees=(),
        intents=(Intent("foreign", 1.0, 0, len(document.text)),) if document.kind == "message" else (),
    )  # fmt: skip


def _served(turn: Turn, folded: Folded) -> tuple[list[Answer], State]:
    """The answer to each request, in order; each sees what those before it changed."""
    state, answers = folded.state, list[Answer]()
    for request in _requests(turn):
        if request.name == "more":
            answers.append(_unfolded(turn, state))
            continue
        if request.name == "brief":
            answers.append(_shorter(turn, state))
            continue
        handler, topic = HANDLERS[request.name]
        answer = handler(turn.of(request, state))
        if said_before(turn.of(request, state), answer):
            if answers:
                continue
            answer = other_answer(turn.of(request, state), request, HANDLERS)
        state = replace(answer.state or state, topic=answer.topic or topic)
        if request.name not in REPEATABLE:
            state = replace(state, last=request)
        answer = _without_repeats(answer, answers)
        answers.append(_in_brief(answer) if turn.does("brief") else answer)
    answers = [answer for answer in answers if answer.known] or _comforted(turn, answers[:1])
    if not answers:
        answer = told_only(turn.of(Request(""), state), folded)
        if said_before(turn.of(Request(""), state), answer):
            answer = other_answer(turn.of(Request(""), state), Request(""), HANDLERS)
        state = replace(answer.state or state, topic=answer.topic or state.topic)
        answers.append(answer)
    return answers, state


def _comforted(turn: Turn, answers: list[Answer]) -> list[Answer]:
    """Where nothing is known and somebody is worried, a true sentence and a way on."""
    return [chances.worry(turn.of(Request("worry")))] if answers and turn.does("worry") else answers


def _in_brief(answer: Answer) -> Answer:
    """With three rows of its lists and no more."""
    cut = [part for part in answer.parts if isinstance(part, Listing) and len(part.entries) > BRIEF]
    parts = tuple(replace(p, entries=p.entries[:BRIEF]) if isinstance(p, Listing) else p for p in answer.parts)
    rest = tuple(replace(p, entries=p.entries[BRIEF:], first=p.first + BRIEF, head="") for p in cut)
    return replace(answer, parts=parts, more=(*rest, *answer.more))


def _without_repeats(answer: Answer, before: Sequence[Answer]) -> Answer:
    """Without sentences that this reply has said already."""
    said = {part.text for one in before for part in one.parts if isinstance(part, Say)}
    return replace(answer, parts=tuple(p for p in answer.parts if not (isinstance(p, Say) and p.text in said)))


def _requests(turn: Turn) -> Sequence[Request]:
    if turn.document.kind == "advert":
        return (Request("advert"),)
    return requests_of(turn.document, turn.state, turn.corpus)


# ---------------------------------------------------------------- more, and shorter


def _unfolded(turn: Turn, state: State) -> Answer:
    """What the reply before left out."""
    if state.page:
        return Answer(state.page, topic=state.topic)
    if state.last is not None and state.last.name in ("ask_roles", "choose") and state.focus.role:
        return roles.ask_role(turn.of(Request("ask_role", (state.focus.role,)), state))
    return Answer((turn.say("more.nothing"),))


def _shorter(turn: Turn, state: State) -> Answer:
    """The answer before, its first sentence and no more."""
    last = state.last
    if last is None or last.name not in HANDLERS:
        return Answer((turn.say("more.nothing"),))
    answer = HANDLERS[last.name][0](turn.of(last, state))
    short = [_first_words(part) for part in answer.parts[: _SHORT.get(last.name, 1)]]
    return Answer(tuple(short), (*answer.parts, *answer.more), topic=state.topic)


def _first_words(part: Part) -> Part:
    return Say(first_sentences(part.text, IN_SHORT)[0]) if isinstance(part, Say) else part


_SHORT = {"ask_roles": 2, "ask_gaps": 3, "choose": 3, "ask_plan": 2, "ask_pay": 2}
"""Parts without which the short answer would say nothing."""


# ---------------------------------------------------------------- the reply as a whole


def _closed(turn: Turn, folded: Folded, answers: Sequence[Answer], state: State) -> tuple[State, Reply]:
    """The reply in its bounds, with at most one question, and the state that goes with it."""
    unfolding = "more" in turn.names and len(answers) == 1
    said = fitted(acknowledged(turn.of(Request(""), state), folded), answers, unbounded=unfolding)
    ask, pending = doubted(turn.of(Request(""), state), folded) or _one_question(answers)
    if ask is None and not state.effects:
        ask, pending = strange_tool(turn.of(Request(""), state))
    state = _on_screen(state, said, turn.before, keep_page=not unfolding)
    asked = state.asked | ({f"{pending.kind} {pending.subject}".strip()} if pending is not None else set())
    told = (*state.told, *(mark(answer) for answer in answers))[-MOST_TOLD:]
    state = replace(state, pending=pending, asked=asked, told=told).remembering(turn.before)
    parts = (*said.parts, *((ask,) if ask is not None else ()))
    return state, Reply(parts, pending.options if pending is not None else ())


def _one_question(answers: Sequence[Answer]) -> tuple[Ask | None, Pending | None]:
    asking = [answer for answer in answers if answer.ask is not None]
    if not asking or (len(answers) > 1 and asking[-1] is not answers[-1]):
        return None, None
    return asking[-1].ask, asking[-1].pending


def _on_screen(state: State, said: Said, before: State, *, keep_page: bool) -> State:
    """With the numbers that stand on the screen now, until another list is shown."""
    shown = state.shown
    for listing in said.listings:
        if listing.refs:
            shown = (*shown[: listing.first - 1], *listing.refs) if listing.first > 1 else listing.refs
    roles = tuple(ref.slug for ref in shown if ref.kind == "role")
    seen = tuple(dict.fromkeys((*roles, *((state.focus.role,) if state.focus.role else ()), *state.seen)))
    return replace(state, shown=shown, seen=seen, listed=roles or state.listed, page=said.page if keep_page else ())

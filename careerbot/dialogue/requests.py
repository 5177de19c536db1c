"""Dialogue acts to requests: what a message asks for, in order, each with its subjects.

A message does several things at once; what only tells is taken in elsewhere (beliefs), what asks becomes a request.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.dialogue.state import Request
from careerbot.dialogue.subjects import (
    by_number,
    follows_idea,
    inside,
    place_named,
    question_span,
    refs_to,
    roles_named,
    rung_named,
    skills_for,
    skills_named,
    standing_roles,
    trades_named,
    whole,
)  # fmt: skip
from careerbot.nlu.examples import INTENTS

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.dialogue.state import State
    from careerbot.dialogue.subjects import Span
    from careerbot.nlu.types import Document, Intent

LEAST = 0.25
"""Chance below which the only intent heard is none."""

CLEAR, SURE, HALF_SURE = 0.75, 0.6, 0.5
"""Chance from which the surest request is clear, and from which a second one is taken."""

SECOND = 0.62
"""The same of a second one in the very clause."""

PLAIN = 0.8
"""Chance from which a question beside a worry stands for itself."""

TOLD = 0.8
"""Chance of telling something from which a request that is not even half sure is none."""

MOST_SERVED = 3
"""Requests of one message that are answered."""

TELLING = frozenset({"tell", "correct", "set_goal", "set_time", "set_limit", "reject_role", "choose", "complain"})
"""What says something; it is taken in, and asks for nothing by itself."""

POLITE = frozenset({"greet", "thank", "yes", "no", "dont_know", "worry", "bye", "off_topic"})
"""What needs an answer of its own only where nothing else is asked."""

ABOUT_ROLE = frozenset(
    {"ask_role", "ask_gaps", "ask_plan", "ask_pay", "ask_degree", "ask_chances", "ask_project", "ask_certificate", "why",
     "why_not", "ask_apply", "ask_market", "ask_learn", "ask_skill", "compare", "what_if"}
)  # fmt: skip
"""What is asked of a role, so that it can be asked of another one."""


PLAINLY = {"bye": HALF_SURE, "complain": 0.35}
"""What has to be heard more plainly than the rest, as a wrong answer to it is rude."""


def meant(document: Document) -> tuple[Intent, ...]:
    """The intents that are taken, in the order of the message."""
    least = 0.0 if "?" in document.text else LEAST  # a question asks for something, however unsure it is for what
    heard = document.intents if len(document.intents) > 1 else [i for i in document.intents if i.confidence >= least]
    heard = [intent for intent in heard if intent.confidence >= PLAINLY.get(intent.name, 0.0)]
    return tuple(sorted(heard, key=lambda intent: (intent.start, _ORDER.get(intent.name, len(_ORDER)))))


def acts_at(document: Document, start: int) -> frozenset[str]:
    """What the sentence that stands there does by itself."""
    return frozenset(i.name for i in meant(document) if inside((i.start, i.end), start))


def acts_around(document: Document, start: int) -> frozenset[str]:
    """The same, a sentence that does nothing by itself going on with the one before it."""
    before = [i.start for i in meant(document) if i.start <= start]
    return acts_at(document, start) or (acts_at(document, max(before)) if before else frozenset())


def asks(acts: Iterable[str]) -> bool:
    """Whether one of these asks for something."""
    return any(name not in TELLING and name not in POLITE for name in acts)


_ORDER = {name: rank for rank, name in enumerate(INTENTS)}


def _surest(asking: Sequence[Intent], *, told: bool) -> list[Intent]:
    """What is asked for: the surest, and of the others those that are sure, or at least half sure in another clause."""
    if not asking:
        return []
    best = max(asking, key=lambda intent: intent.confidence)
    if best.confidence < (SURE if best.name == "abuse" else HALF_SURE if told and best.name not in POLITE else 0.0):
        return []
    doubtful = best.confidence < CLEAR

    def taken(intent: Intent) -> bool:
        same = intent.start == best.start
        if intent.name == "ask_pay" and same:
            return intent.confidence >= PLAIN  # "how much Python is it?" sounds like pay
        if doubtful and same:
            return intent.confidence >= SURE  # where none is clear, two of one clause are two readings of one request
        return intent.confidence >= (SECOND if same else HALF_SURE)

    return [intent for intent in asking if intent is best or taken(intent)]


def requests_of(document: Document, state: State, corpus: Corpus) -> tuple[Request, ...]:
    """What is asked for, in order."""
    intents = meant(document)
    sure = {intent.name: intent.confidence for intent in intents}
    if state.profile.is_empty and sure.get("help", 0.0) > sure.get("ask_roles", 0.0):
        # "what can you do for me?": of roles nothing can be said yet
        intents = tuple(intent for intent in intents if intent.name != "ask_roles")
    names = [intent.name for intent in intents]
    answers = _answering(intents, state)
    asking = [i for i in intents if i.name not in TELLING and i not in answers and not _is_idle(i, names, state)]
    asking = [i for i in asking if i.name != "undo" or not RETELLING & set(names)]
    asking = _surest([i for i in asking if not _is_answered(i, state, answers)], told=_tells_surely(intents))
    aimed = max((sure[name] for name in ("set_goal", "choose") if name in sure), default=0.0)
    if all(i.confidence < min(SURE, aimed) for i in asking) and roles_named(document, whole(document)):
        asking = []
    if any(i.name == "worry" and i.confidence >= SURE for i in intents) and _is_fear(asking):
        asking = [i for i in intents if i.name == "worry"]
    if answers or not all(i.name in POLITE for i in asking):
        asking = [i for i in asking if i.name not in POLITE]
    # "AI product manager maybe? what would I lack": the role is named, and no list asked for
    aims = {i.start for i in intents if i.name == "set_goal" and roles_named(document, (i.start, i.end))}
    asking = [i for i in asking if i.name != "ask_roles" or i.confidence >= CLEAR or not aims or len(asking) == 1]
    lone = len(roles_named(document, whole(document), own=True)) == 1 and all(i.name != "ask_pay" for i in asking)
    asking = [i for i in asking if i.name != "compare" or not lone or len(asking) == 1]
    found = [request_for(intent, document, state, corpus) for intent in (*answers, *asking)]
    if all(request.sure < PLAIN or request.name in POLITE for request in found):
        found = _next_idea(document, state, corpus) or found
    if not found or all(request.name in POLITE and request.name not in {a.name for a in answers} for request in found):
        again = _again(names, document, state, corpus)
        found = [again] if again is not None else found
    return tuple(_merged(found, frozenset(names), state))


def _is_fear(asking: Sequence[Intent]) -> bool:
    """Whether what is asked beside a worry is but the worry: "will it go away, should I be afraid?"."""
    return all(i.name in ("ask_skill", "ask_market", "worry") and i.confidence < PLAIN for i in asking)


def _answering(intents: Sequence[Intent], state: State) -> list[Intent]:
    """A yes or a no to the question that is open, where it is sure."""
    if state.pending is None or state.pending.kind in OPEN_QUESTIONS:
        return []
    told = max((i.confidence for i in intents if i.name == "tell" and state.pending.kind == "plan"), default=0.0)
    unsure = any(i.name == "dont_know" and i.confidence >= SURE for i in intents)
    found = [i for i in intents if i.name in ("yes", "no") and i.confidence >= max(SURE, told) and not unsure]
    return sorted(found, key=lambda intent: -intent.confidence)[:1]


OPEN_QUESTIONS = frozenset({"role", "hours", "can"})
"""Questions that no yes and no "no" answers."""


def _is_answered(intent: Intent, state: State, answers: Sequence[Intent]) -> bool:
    """Whether it is but what a yes or a no answers; after a no, another sentence may ask for it of something else."""
    if not answers or state.pending is None:
        return False
    kind = state.pending.kind
    if kind == "plan" and answers[0].name == "no" and intent.start != answers[0].start:
        return False
    return intent.name in (kind, f"ask_{kind}", *(("about_bot",) if kind in ("save", "wipe", "export") else ()))


def _is_idle(intent: Intent, names: Sequence[str], state: State) -> bool:
    """Whether it is a courtesy beside something that is told or asked."""
    if intent.name not in POLITE:
        return False
    return "tell" in names and intent.name in ("thank", "greet", "yes", "no") or asks(names)


def _tells_surely(intents: Sequence[Intent]) -> bool:
    return any(i.name in TELLING and i.name != "complain" and i.confidence >= TOLD for i in intents)


RETELLING = frozenset({"correct", "tell", "set_goal", "forget"})
"""What says itself how things are to be: "put X back" takes no step back then."""


OUTSIDE, MUCH_SURER = ("save", "export"), 0.3
"""What is done to files, and how much surer it has to be heard than a question about it."""


def _merged(found: Iterable[Request], told: frozenset[str], state: State) -> Iterable[Request]:
    """Without what another request of the message answers too, or what was answered just before."""
    if len(rows := list(found)) > 1:
        # "14 months, hmm. do I need the statistics?": what was answered just now is but spoken of
        objected = "complain" in told and len({request.start for request in rows}) == 1
        whole_ = {name for request in rows for name in _SWALLOWED.get(request.name, ())}  # what answers another as well stays
        new = [request for request in rows if request.name in whole_ or not _just_answered(request, state)]
        rows = rows if objected else new or rows[:1]
    sure = {request.name: request.sure for request in rows}
    if (asked := sure.get("about_bot")) is not None:
        # "will you save this?" asks, and does not say that it is to be done
        done = [name for name in OUTSIDE if name in sure and sure[name] > asked + MUCH_SURER]
        rows = [r for r in rows if r.name != "about_bot"] if done else [r for r in rows if r.name not in OUTSIDE]
    both = any(request.name == "compare" and request.named and len(request.roles) > 1 for request in rows)
    for request in rows:
        if both and request.name in ("ask_roles", "ask_plan") and "set_goal" not in told:
            continue
        there = {other.name for other in rows if other.start == request.start}
        also = {other.name for other in rows} if request.name not in ABOUT_ROLE else there
        if any(name in also and sure[name] >= request.sure - MUCH_SURER for name in _SWALLOWED.get(request.name, ())):
            continue
        yield request


_LISTS = frozenset({"ask_roles", "ask_plan", "ask_role", "ask_gaps"})

_SWALLOWED = {
    "compare": frozenset({"ask_pay"}),
    "ask_role": frozenset({"compare"}),
    "more": _LISTS,
    "ask_skill": frozenset({"ask_learn", "ask_certificate"}),
    "about_bot": frozenset({"wipe"}),
    "why": frozenset({"why_not"}),
    "what_if": frozenset({"ask_chances", "ask_plan"}),
    "brief": _LISTS | {"compare", "ask_chances"},
    "help": frozenset({"ask_roles"}),
}
"""What another request answers as well."""


def _just_answered(request: Request, state: State) -> bool:
    """Whether it is the very request answered last: what is asked beside it is what is new."""
    return state.last is not None and state.last.name == request.name and _same(state.last, request)


def _same(one: Request, other: Request) -> bool:
    return (one.roles, one.skills, one.place) == (other.roles, other.skills, other.place)


# ---------------------------------------------------------------- subjects


def request_for(intent: Intent, document: Document, state: State, corpus: Corpus) -> Request:
    """What an intent asks for, with its subjects."""
    span = question_span(document, (intent.start, intent.end))
    place = place_named(document, corpus) or (document.places[0] if intent.name == "ask_pay" and document.places else None)
    roles, named = roles_for(intent.name, span, document, state, corpus)
    rung = rung_named(document, span, corpus)
    if intent.name == "ask_pay" and state.topic == "pay" and place is not None and not named:
        rung = rung or state.focus.rung  # "entry level?", "and in India?"
    skills = skills_for(span, document, state, corpus, pronoun=intent.name in OF_A_SUBJECT)
    if intent.name in OF_A_SUBJECT and any(i.name == "complain" for i in document.intents):
        skills = (skills_named(document, whole(document)) or skills)[-1:]  # "neural networks? I asked what SQL is"
    return Request(
        intent.name, roles, skills, place.quote if place is not None else "",
        rung, span[0], span[1], named, document.text[span[0] : span[1]], intent.confidence,
    )  # fmt: skip


OF_A_SUBJECT = frozenset({"ask_skill", "ask_learn"})
"""What is asked of a skill, which an objection may insist on."""

OWN_TOO = frozenset({"ask_pay", "compare", "ask_market", "ask_role", "what_if", "ask_chances"})
"""What may be asked of a job somebody has, too."""


def roles_for(name: str, span: Span, document: Document, state: State, corpus: Corpus) -> tuple[tuple[Slug, ...], bool]:
    """(roles a request is about, the main one first; whether this message names them)."""
    every = whole(document)
    found, pointed = roles_named(document, span), refs_to(document, span, state, corpus, "role")
    if name == "compare" and len(found) == 1:
        found = tuple(dict.fromkeys((*pointed, *found)))  # "which is quicker, that or data analyst?"
    if not found and pointed and (by_number(document, span, corpus) or not roles_named(document, every)):
        found = pointed  # "that" is what the message itself names, where it names one
    found = found or roles_named(document, every) or refs_to(document, every, state, corpus, "role")
    if name in OF_A_TRADE and len(found) < 2:
        found = (*found, *(slug for slug in _trades(found, span, document, state, corpus) if slug not in found))
    if name in OWN_TOO:
        found = tuple(dict.fromkeys((*found, *roles_named(document, span, own=True))))
    if found:
        return found, True
    told = state.last.roles if state.last is not None and state.topic in SIDE_BY_SIDE.values() else ()
    if name in SIDE_BY_SIDE and len(told) > 1:
        return told, False  # "and in Switzerland?"
    return standing_roles(state, name), False


SIDE_BY_SIDE = {"ask_pay": "pay", "compare": "compare"}
"""What goes on being asked of the roles that were told side by side, and what such a reply is."""

OF_A_TRADE = ABOUT_ROLE - {"why", "ask_learn", "ask_skill", "what_if"} | {"set_goal", "choose"}
"""What is asked of a role, though its trade may be named instead."""


def _trades(found: tuple[Slug, ...], span: Span, document: Document, state: State, corpus: Corpus) -> tuple[Slug, ...]:
    # "AI" is no trade but the field
    field = corpus.language.table("references")["field"]["name"]
    unwanted = asked_of(state.focus.role or state.goal, corpus) | state.skipped | {field}
    there = trades_named(document, span, corpus, unwanted)
    return there or (() if found else trades_named(document, whole(document), corpus, unwanted))


def asked_of(role: Slug, corpus: Corpus) -> frozenset[Slug]:
    """What a role asks for: said while it is under discussion, "machine learning" is a part of it and no other role."""
    record = corpus.roles.get(role)
    return frozenset((*record.needs, *(s for group in record.any_of for s in group.skills))) if record else frozenset()


# ---------------------------------------------------------------- what goes on from the request before


def _next_idea(document: Document, state: State, corpus: Corpus) -> list[Request]:
    """Another project where one was told: "one about insurance", "a smaller one", "that's for beginners"."""
    text, name = document.text, "ask_project"
    if state.last is None or state.last.name != name or not follows_idea(text, corpus):
        return []
    roles, named = roles_for(name, whole(document), document, state, corpus)
    return [Request(name, roles, end=len(text), named=named, words=text, sure=GOES_WITHOUT_SAYING)]


def _again(names: Sequence[str], document: Document, state: State, corpus: Corpus) -> Request | None:
    """The request before, of what this message names: "and in Switzerland?", "data analyst then", "I asked about pay"."""
    every = whole(document)
    place, rung = place_named(document, corpus), rung_named(document, every, corpus)
    short = document.text.count(" ") < FEW_WORDS
    last = state.last
    if short and (place or rung) and roles_named(document, every) and (last is None or last.name != "ask_pay"):
        # "senior data scientist in Switzerland": people who type so ask what it pays
        last = Request("ask_pay")
    if last is None:
        return _chosen(names, document, state, corpus)
    roles, named = roles_for(last.name, every, document, state, corpus)
    sure = min(last.sure, GOES_WITHOUT_SAYING)
    again = replace(last, start=0, end=len(document.text), words=document.text, named=named, sure=sure)
    timed = any(quantity.kind in ("hours", "deadline") for quantity in document.quantities)
    if named and "set_goal" in names and not _goes_on(last, names, roles):
        return replace(again, name="ask_plan", roles=roles) if timed else _chosen(names, document, state, corpus)
    if named and last.name in ABOUT_ROLE and (short or {"choose", "set_goal", "complain"} & set(names)):
        return replace(again, roles=roles, rung=rung or last.rung, place=place.quote if place else last.place)
    if last.name == "ask_pay" and (place or rung) and (short or "tell" not in names):
        return replace(again, place=place.quote if place else last.place, rung=rung or last.rung)
    held = (state.focus.role,) if state.focus.role and last.name in ABOUT_ROLE else last.roles
    if timed and held and ("complain" in names or last.name in _PLANNED):
        # who says what time they have wants to see what fits into it
        return replace(again, name="ask_plan", roles=held, named=False)
    if "complain" in names and "tell" not in names and not ("correct" in names and document.skills):
        return replace(again, roles=held, named=False)
    shaped = {"set_time", "set_limit"} & set(names) and (document.limits or document.quantities)
    if shaped and last.name in ("ask_plan", "ask_roles", "ask_chances", "ask_learn"):
        return replace(again, named=False)
    return _chosen(names, document, state, corpus)


def _goes_on(last: Request, names: Sequence[str], roles: Sequence[Slug]) -> bool:
    """Whether a role is named to have the request before answered for it, and not as an aim: "one for a data engineer"."""
    one = last.name in ("ask_project", "ask_certificate") and len(roles) == 1 and "reject_role" not in names
    return last.name in ABOUT_ROLE and (one or "complain" in names)


GOES_WITHOUT_SAYING = 0.7
"""Chance at most of a request that a message only goes on with."""

FEW_WORDS = 7
_PLANNED = frozenset({"ask_plan", "ask_gaps", "choose"})
"""After these a word on time asks for the plan."""


def _chosen(names: Sequence[str], document: Document, state: State, corpus: Corpus) -> Request | None:
    """A role that was picked or named as an aim: what it needs of them."""
    if not {"choose", "set_goal"} & set(names):
        return None
    every = whole(document)
    roles, named = roles_for("choose", every, document, state, corpus)
    return Request("choose", roles, end=len(document.text), words=document.text, named=named) if named else None

"""Acts looked at again once it is clear what was understood: hours without an hour, a refusal that refuses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.nlu.intents.recognizer import Act, Heard
from careerbot.text.dates import months_until

if TYPE_CHECKING:
    from careerbot.dialogue.references import Span
    from careerbot.dialogue.state import State
    from careerbot.nlu.pipeline import Understanding

_HOURS = re.compile(r"(?i)\b(?:hours?|hrs?|h|minutes?|mins?|evenings?|nights?|weekends?|mornings?|afternoons?)\b|\d ?h\b")
_WRITES = re.compile(
    r"(?i)\b(?:sav\w*|stor\w*|keep\w*|kept|remember\w*|export\w*|download\w*|print\w*|files?|write|json|markdown|csv|pdf|"
    r"document|copy|lose|disk|record|continue|resume|later|tomorrow|next time)\b"
)
_HOW_MANY = re.compile(r"(?i)\bhow (?:many|much)\b")
_LIKENESS = frozenset({"words", "meaning"})
"""Where an act rests on nothing but its likeness to examples."""

_INTRODUCED = re.compile(
    r"(?i)^\W*(?:(?:hi|hello|hey)\W+)?(?:(?:here(?:'s|’s| is| comes| you have)|this is|below is|see|pasting|attached is) +)?"
    r"(?:my|a copy of my) (?:whole |full |current |short )?(?:cv|resum[eé]|résumé|curriculum vitae|linkedin)\b"
)
_SECTION = re.compile(
    r"(?i)(?:^|[.;|\n]\s*)(?:(?:technical |key |core |work |professional )?(?:skills|experience|employment|education|"
    r"languages|work history|profile|summary|certifications|certificates|projects|tools|interests))\s*:"
)
LEAST_OF_A_DOCUMENT, LEAST_SECTIONS = 12, 2
"""Words that a text said to be a CV has at least, and headings inside a line that make it one."""

_REFUSES = re.compile(
    r"(?i)\b(?:not|no|nah|never|without|except|but|exclude|hide|drop|skip|remove|avoid|omit|rule|ruled|ruling|leave|"
    r"left|rid|throw|cross|strike|hate|dislike|stop|cannot|neither|nor|bored|sick|\w+n['’]?t)\b"
)
_REFUSES_NOTHING = re.compile(
    r"(?i)\b(?:remove|exclude|drop|hide|skip|omit|leave(?: out)?|rule out|throw out) "
    r"(?:nothing|none|no (?:one|roles?|jobs?))\b"
)
_CLAUSE = re.compile(
    r"(?i)[;.!?\n]+|,\s*(?=(?:just|only|show|give|what|which|but|rather|instead|i |maybe|prefer)\b)|"
    r"(?<!anything)(?<!everything)(?<!nothing) but\b|\b(?:and|just) (?=(?:show|give|tell|list)\b)"
)


def is_document(understood: Understanding) -> bool:
    """Whether a message is a text somebody pasted about themselves, also on one line."""
    text = understood.text
    if understood.form != "statement":
        return True
    if _INTRODUCED.match(text) and text.count(" ") >= LEAST_OF_A_DOCUMENT:
        return True
    return len(_SECTION.findall(text)) >= LEAST_SECTIONS


def refusing_clauses(text: str, span: Span) -> Iterator[Span]:
    """The clauses of a piece of a message that refuse something."""
    start = span[0]
    for cut in (*_CLAUSE.finditer(text, *span), None):
        end = cut.start() if cut is not None else span[1]
        clause = text[start:end]
        if _REFUSES.search(clause) and not _REFUSES_NOTHING.search(clause):
            yield start, end
        start = cut.end() if cut is not None else end


def reconsidered(heard: Sequence[Heard], understood: Understanding, state: State) -> tuple[Heard, ...]:
    """The acts, those that cannot be meant taken for what they are."""
    if is_document(understood):
        return (Heard("tell_skills", 0, len(understood.text), "names", 1.0),)
    meant = [h for h in heard if not _doubtful(h)]
    if not meant:
        return tuple(replace(h, act="off_topic", how="nothing") for h in heard[:1])
    return tuple(replace(h, act=_act(h, understood, state)) for h in meant)


_LEAST_MEANT = {"leave": 0.35, "start_over": 0.35, "forget": 0.28, "undo": 0.28, "correct": 0.28, "abuse": 0.28}
"""Acts that end or take back something, and how like an example a message has to be for that: "that's ages" is no goodbye."""


def _doubtful(heard: Heard) -> bool:
    return heard.how in _LIKENESS and heard.sureness < _LEAST_MEANT.get(heard.act, 0.0)


def _act(heard: Heard, understood: Understanding, state: State) -> Act:
    text = understood.text[heard.start : heard.end]
    match heard.act:
        case "set_hours" if heard.how in _LIKENESS and not understood.hours_a_week and not _HOURS.search(text):
            return _question(heard, understood)
        case "set_hours" if not understood.hours_a_week and _HOW_MANY.search(text):
            return "ask_plan"
        case "set_deadline" if not _has_time(text, understood, state) or _is_dateline(text, state):
            return "tell_skills" if heard.how == "rule" or _is_dateline(text, state) else heard.act
        case "save" | "export" if heard.how in _LIKENESS and not _WRITES.search(text):
            # nothing is written for anybody who did not ask for it in so many words
            return "ask_role" if understood.roles else "off_topic"
        case "exclude" if heard.how in _LIKENESS and not any(
            refusing_clauses(understood.text, (heard.start, heard.end))
        ):
            return "ask_roles" if _ROLES.search(text) else "ask_fact"
        case "exclude" if _REFUSES_NOTHING.search(text) and _ROLES.search(text):
            return "ask_roles"
        case "off_topic" if heard.how != "rule" and _I_CAN.search(text) and "?" not in text:
            return "tell_skills"
        case "off_topic" | "ask_fact" if heard.how != "rule" and _MATERIAL.search(text):
            return "ask_skill" if _question(heard, understood) == "ask_skill" else heard.act
        case _:
            return heard.act


_ROLES = re.compile(r"(?i)\b(?:show|list|give|see|find)\b.*\b(?:roles?|jobs?|careers?)\b")


_I_CAN = re.compile(
    r"(?i)^\W*(?:(?:fine|ok|okay|well|so|and|but|also|then)\W+)*i(?:['’]m| am)? "
    r"(?:can|could|know how to|used to|good at|drive|make|build|fix|cook|clean|repair|sell|work|worked)"
    r"\b(?! (?:not|see|only|help)\b)(?!['’]t)"
)
"""Somebody tells what they can do, though none of it is of this field."""


_MATERIAL = re.compile(r"(?i)\b(?:courses?|books?|tutorials?|videos?|material|resources?|lessons?)\b")


def _question(heard: Heard, understood: Understanding) -> Act:
    named = any(heard.start <= m.start < heard.end for m in understood.skills)
    return "ask_skill" if named else "ask_fact"


def _has_time(text: str, understood: Understanding, state: State) -> bool:
    return bool(understood.months or understood.by) or months_until(text, state.today) is not None or "no " in f"{text} "


_YEAR = re.compile(r"\b(19[5-9]\d|20\d\d)\b")


def _is_dateline(text: str, state: State) -> bool:
    """Whether a line names a year gone by, as lines of a CV do: no time to come is meant."""
    return bool(state.today) and any(int(year) < int(state.today[:4]) for year in _YEAR.findall(text))

"""Which role a piece of a message is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from careerbot.corpus.records import Slug
from careerbot.dialogue.references import EVERYDAY_NAMES, points, roles_meant, trades_meant
from careerbot.text.tokenizer import tokenise, word_set

if TYPE_CHECKING:
    from careerbot.dialogue.state import State
    from careerbot.dialogue.turn import Turn
    from careerbot.nlu.intents.recognizer import Heard


def span_of(heard: Heard) -> tuple[int, int]:
    """Where an act stands in the message."""
    return heard.start, heard.end


def the_role(turn: Turn, state: State, heard: Heard) -> Slug:
    """The one role meant, by name, place or because it was spoken of; empty where nothing says which."""
    found = roles_meant(turn.understood, span_of(heard), state, turn.corpus)
    found = found or trades_meant(turn.understood, span_of(heard), turn.corpus)
    if found:
        return found[0]
    if state.focus:
        return state.focus
    if points(turn.words(heard)) and state.shown:
        return state.shown[0]
    return state.goal or (state.shown[0] if state.shown else "")


_AS_A = re.compile(
    r"(?i)\b(?:for|become|becoming|be|being|as|into) an? (?P<name>[a-z][a-z-]+(?: [a-z-]+){0,2}?)"
    r"(?=\s*(?:[?.!,;]|$|(?:in|with|at|by|on|and|from|within|if|please|instead|then|now|take)\b))"
)
_NO_JOBS = word_set(
    "beginner start starter week month year while day job role career change living bit lot moment first second third "
    "fourth last one better good plan newcomer student person graduate problem reason course project portfolio long "
    "short new similar different senior junior raise certificate degree friend woman man parent mother father that this "
    "remote part full"
)
"""Words behind "for a" that name no job."""


def unknown_role(turn: Turn, state: State, heard: Heard) -> str:
    """The job that is asked about and is not covered ("a plan for a chef"); empty where none is."""
    found = _AS_A.search(turn.words(heard))
    if found is None or roles_meant(turn.understood, span_of(heard), state, turn.corpus):
        return ""
    words = [token.text for token in tokenise(found["name"])]
    if _NO_JOBS & set(words) or trades_meant(turn.understood, span_of(heard), turn.corpus):
        return ""
    skilled = any(turn.corpus.find_skill(word) and word not in EVERYDAY_NAMES for word in (*words, found["name"]))
    return "" if skilled else found["name"]

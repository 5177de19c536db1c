"""Which role a piece of a message is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerbot.records import Slug
from careerbot.references import points, roles_meant, trades_meant

if TYPE_CHECKING:
    from careerbot.acts import Heard
    from careerbot.state import State
    from careerbot.turn import Turn


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

"""A conversation that is made behind the first prompt: whoever sits there reads and types while code is loaded."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerbot.cli.warming import Warming
    from careerbot.dialogue.conversation import Conversation


class Opening:
    """A conversation and what opens its vectors, made once, by whoever needs them first.

    Args:
        make: makes both.

    """

    def __init__(self, make: Callable[[], tuple[Conversation, Warming]]) -> None:
        self._make, self._lock = make, threading.Lock()
        self._both: tuple[Conversation, Warming] | None = None
        self._thread: threading.Thread | None = None

    @property
    def made(self) -> Conversation | None:
        """The conversation, if it is there already."""
        return self._both[0] if self._both else None

    @property
    def conversation(self) -> Conversation:
        """The conversation, made now if need be."""
        return self._get()[0]

    def start(self) -> None:
        """Begin to make it, if not begun, then to open the vectors; returns at once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="opening")
            self._thread.start()

    def hand_over(self) -> None:
        """Give the vectors to the conversation, once they are there."""
        conversation, warming = self._get()
        warming.hand_over(conversation)

    def _run(self) -> None:
        try:
            _, warming = self._get()
        except Exception:  # noqa: BLE001 (whoever types the first line meets it again, and is told)
            return
        warming.start()

    def _get(self) -> tuple[Conversation, Warming]:
        with self._lock:
            if self._both is None:
                self._both = self._make()
            return self._both

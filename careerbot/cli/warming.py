"""Opens the vectors behind the conversation: nothing waits for it, nothing is printed by it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from careerbot.errors import CareerbotError

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerbot.dialogue.conversation import Conversation
    from careerbot.embeddings.search import Meaning
    from careerbot.nlu.types import Reader


class Warming:
    """A thread that opens the vectors and hands them over between two turns, never during one.

    Args:
        meaning: opened first; None to open nothing.
        reader: opens the model that reads sentences.
        rehearsal: done before anything is opened.

    Not a daemon: a thread that is inside onnxruntime while the interpreter goes down aborts it. Whoever leaves the
    conversation ends the process with os._exit, so nobody waits for it either.

    """

    def __init__(
        self,
        meaning: Meaning | None,
        reader: Callable[[], Reader | None] | None = None,
        rehearsal: Callable[[], object] | None = None,
    ) -> None:
        self._meaning, self._make, self._rehearsal = meaning, reader, rehearsal
        self._opened = False
        self._reader: Reader | None = None
        self.trouble = ""
        """Why there are no vectors, if there are none."""
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, if there is anything to open and it was not begun."""
        if self._thread is None and (self._meaning is not None or self._rehearsal is not None):
            self._thread = threading.Thread(target=self._run, name="warming")
            self._thread.start()

    def _run(self) -> None:
        try:
            if self._rehearsal is not None:
                self._rehearsal()
            if self._meaning is None:
                return
            self._meaning.open()
            if self._make is not None:
                self._reader = self._make()
            self._opened = True
        except CareerbotError as error:
            self.trouble = str(error)
        except Exception as error:  # noqa: BLE001 (a library's failure must not end the conversation)
            self.trouble = f"The language model cannot be used: {type(error).__name__}."

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self._thread is not None and self._thread.is_alive()

    def hand_over(self, conversation: Conversation) -> bool:
        """Give the vectors to the conversation, once they are there; whether that happened now."""
        if not self._opened:
            return False
        self._opened = False
        conversation.advisor.meaning = self._meaning
        if self._reader is not None:
            conversation.advisor.use_reader(self._reader)
        return True

    def wait(self) -> None:
        """Until it is done (tests, and lines from a pipe, want the same answers every time)."""
        if self._thread is not None:
            self._thread.join()

"""Opens the vectors behind the conversation: nothing waits for it, nothing is printed by it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from careerbot.errors import CareerbotError

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerbot.advisor import Advisor
    from careerbot.meaning import Meaning


class Warming:
    """A thread that opens `meaning` and hands it to the advisor between two turns, never during one.

    Not a daemon: a thread that is inside onnxruntime while the interpreter goes down aborts it. Whoever leaves the
    conversation ends the process with os._exit, so nobody waits for it either.
    """

    def __init__(self, meaning: Meaning | None, ready: Callable[[], None] | None = None) -> None:
        self._meaning, self._ready = meaning, ready
        self._opened = False
        self.trouble = ""
        """Why there are no vectors, if there are none."""
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, if there is anything to open and it was not begun."""
        if self._meaning is not None and self._thread is None:
            self._thread = threading.Thread(target=self._run, name="warming")
            self._thread.start()

    def _run(self) -> None:
        assert self._meaning is not None  # noqa: S101 - checked before the start
        try:
            self._meaning.open()
            self._opened = True
        except CareerbotError as error:
            self.trouble = str(error)
        except Exception as error:  # noqa: BLE001 (a library's failure must not end the conversation)
            self.trouble = f"The language model cannot be used: {type(error).__name__}."
        if self._ready is not None:
            self._ready()

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self._thread is not None and self._thread.is_alive()

    def hand_over(self, advisor: Advisor) -> bool:
        """Give the vectors to the advisor, once they are there; whether that happened now."""
        if not self._opened or advisor.meaning is self._meaning:
            return False
        advisor.meaning = self._meaning
        self._opened = False
        return True

    def wait(self) -> None:
        """Until it is done (tests, and lines from a pipe, want the same answers every time)."""
        if self._thread is not None:
            self._thread.join()

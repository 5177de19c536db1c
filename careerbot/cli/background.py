"""Work behind the prompt: the conversation and the model opened while somebody reads and types; and how they leave.

Nothing waits for it, nothing is printed by it.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from careerbot.errors import CareerbotError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from careerbot.dialogue.conversation import Conversation
    from careerbot.embeddings.search import Meaning
    from careerbot.nlu.types import Reader



GREETING = (
    "careerbot, for work in machine learning, data and AI. Everything stays on this computer.\n"
    "Tell me what you can do or what you have worked as; if you do not know where to begin, say so."
)


class Opening:
    """A conversation and what opens its vectors, made once, by whoever needs them first."""

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


ENDING = ("SIGTERM", "SIGHUP")


class Leaving:
    """Whether a signal asked to leave."""

    def __init__(self) -> None:
        self.code = 0
        """The exit code to leave with, once one did: 128 and its number."""
        self.wake: Callable[[], None] | None = None
        """Ends the wait for a line; without one the process ends where it waits."""
        self._busy = False

    def heed(self, *, interrupts: bool = False) -> None:
        """Begin to heed signals; `interrupts` where Ctrl-C is to stop a turn and nothing else.

        Between two turns a prompt is being set up or taken down, and what Ctrl-C raises there leaves an event loop half
        made, which complains when it is thrown away.
        """
        if interrupts:
            signal.signal(signal.SIGINT, self._interrupted)
        for name in ENDING:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._signalled)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A turn, which is brought to its end: what is being kept is kept whole."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        if self._busy:
            raise KeyboardInterrupt

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        again, self.code = bool(self.code), 128 + number
        if self.wake is not None and not again:
            self.wake()
        elif again or not self._busy:
            # whoever asks twice does not wait; and where nothing is under way nothing is lost
            os._exit(self.code)

"""Signals that end a conversation (a terminal that was closed, a machine going down): heeded between two turns.

Nothing is raised out of a signal: an exception that comes up at any instruction may do so where nobody can catch it, in
a finaliser or in the event loop of the prompt, and shows as a traceback.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

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

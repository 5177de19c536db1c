"""How far a long piece of work is, on stderr: a bar on a terminal, one line anywhere else."""

from __future__ import annotations

import os
from typing import TextIO

WIDTH = 24
OPENING = "Preparing the search by meaning; this happens once and takes up to half a minute.\n"


class ProgressLine:
    """Told (done, total, label) as work goes on; total 0 where it cannot be counted."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._started = False
        self._shown = 0
        self._terminal = stream.isatty() and os.environ.get("TERM") != "dumb"

    def __call__(self, done: int, total: int, label: str) -> None:
        """Show where the work stands; no label means that it is done."""
        if not label:
            self.close()
            return
        if not self._started:
            self._started = True
            self._say(OPENING)
        if not self._terminal:
            return
        if total:
            full = WIDTH * done // total
            text = f"{label}  {'█' * full}{'░' * (WIDTH - full)} {done:,} of {total:,}"
        else:
            text = f"{label} ..."
        self._say("\r" + text + " " * max(0, self._shown - len(text)))
        self._shown = len(text)

    def close(self) -> None:
        """Take the bar away."""
        if self._shown:
            self._say("\r" + " " * self._shown + "\r")
            self._shown = 0

    def _say(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except UnicodeEncodeError:
            self._stream.write(text.replace("█", "#").replace("░", "."))
        except (OSError, ValueError):
            self._terminal = False

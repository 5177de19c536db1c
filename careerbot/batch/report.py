"""What a batch says on the way, on standard error: a bar where somebody watches, and the rows that were left out."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from careerbot.batch.formats import format_of, parts_of
from careerbot.errors import CareerbotError

if TYPE_CHECKING:
    from pathlib import Path

    from careerbot.batch.worker import Answered, Chunk, Fault


class Screen:
    """Standard error: a bar where somebody watches, rows that were left out, and why words alone had to do."""

    def __init__(self, source: str, quiet_after: int | None) -> None:
        self.faults = 0
        self._shown, self._quiet_after = 0, quiet_after
        self._watched = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._total = _bytes_in(source) if self._watched else 0
        self._rows = self._bytes = self._width = 0
        self._told = False
        self._began = time.monotonic()
        self._drawn = 0.0

    def say(self, text: str) -> None:
        """One sentence on a line of its own."""
        from careerbot.output.terminal import clean

        self._wipe()
        # names of files and words of rows may hold anything
        print(clean(text), file=sys.stderr, flush=True)  # noqa: T201 (this is the screen)

    def degraded(self, why: str) -> None:
        """Say once that answers come from words alone."""
        if not self._told:
            self._told = True
            self.say(f"Answers come from words alone. {why}")

    def passed(self, rows: int) -> None:
        """Rows that an earlier run answered."""
        if rows:
            self.say(f"Going on after {rows:,} rows.")

    def heard(self, answered: Answered, chunk: Chunk) -> None:
        """A chunk is done."""
        if answered.note:
            self.degraded(answered.note)
        for fault in answered.faults:
            self._fault(fault)
        self._rows += len(chunk.rows)
        self._bytes += sum(len(row) + 1 for row in chunk.rows)
        if self._watched and time.monotonic() - self._drawn > 0.1:
            self._draw()

    def _fault(self, fault: Fault) -> None:
        self.faults += 1
        self._shown += 1
        if self._quiet_after is None or self._shown <= self._quiet_after:
            where = f"{fault.part}, row" if fault.part else "Line"
            self.say(f"{where} {fault.number}: {fault.reason}; skipped.")
        elif self._shown == self._quiet_after + 1:
            self.say("Further rows that are left out are not shown here.")

    def closing(self, rows: int, errors: Path | None) -> None:
        """The last word of a run to disk."""
        left_out = f" {self.faults:,} of them left out, see {errors}." if errors else ""
        self.say(f"{rows:,} rows.{left_out}")

    def _draw(self) -> None:
        self._drawn = time.monotonic()
        rate = self._rows / max(self._drawn - self._began, 0.001)
        share = min(self._bytes / self._total, 1.0) if self._total else 0.0
        bar = f"{'#' * round(24 * share):.<24} {share:4.0%}  " if self._total else ""
        text = f"{bar}{self._rows:,} rows, {rate:,.0f} a second"
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)

    def _wipe(self) -> None:
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            self._width = 0

    def close(self) -> None:
        """Take the bar away."""
        self._wipe()


def _bytes_in(source: str) -> int:
    """Bytes of a source of JSON lines; 0 where the share that is done cannot be told from bytes."""
    try:
        paths = [] if source == "-" else parts_of(source)
        return sum(p.stat().st_size for p in paths) if all(format_of(p) == "jsonl" for p in paths) else 0
    except (OSError, CareerbotError):
        return 0

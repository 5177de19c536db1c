"""Whole processes, timed from outside: wall clock, processor time and peak memory of each, commands taking turns.

Only the standard library is imported here, as a child inherits the peak memory of the process that starts it.
"""

from __future__ import annotations

import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fcntl import ioctl
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]

_ASKS_CURSOR = b"\x1b[6n"
"""What prompt_toolkit writes once for every prompt; a terminal answers with the place of the cursor."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process, from its start to its end."""

    seconds: float
    cpu: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of one command, in the order of the rounds."""

    each: list[Run] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The median."""
        return statistics.median(run.seconds for run in self.each)

    @property
    def megabytes(self) -> float:
        """The largest peak of any run."""
        return max(run.megabytes for run in self.each)

    def over(self, other: Runs) -> float:
        """The median, over the rounds, of how many times as long as `other` this took: both saw the same weather."""
        return statistics.median(a.seconds / b.seconds for a, b in zip(self.each, other.each, strict=True))


Case = Callable[[], Run]


def in_turn(cases: Mapping[str, Case], rounds: int, tell: Callable[[str], None] = lambda text: None) -> dict[str, Runs]:
    """Every case once a round, so that a slow minute of the machine falls on all of them."""
    found = {name: Runs() for name in cases}
    for number in range(rounds):
        for name, case in cases.items():
            tell(f"round {number + 1} of {rounds}: {name}")
            found[name].each.append(case())
    return found


def process(command: Sequence[str], env: Mapping[str, str], *, given: bytes = b"", ok: Sequence[int] = (0,)) -> Case:
    """A command that is run to its end; its output goes nowhere."""

    def run() -> Run:
        began = time.perf_counter()
        child = subprocess.Popen(
            command, env=dict(env), cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert child.stdin is not None
        child.stdin.write(given)
        child.stdin.close()
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in ok:
            raise RuntimeError(f"{' '.join(command)} ended with {child.returncode}")
        return Run(seconds, used.ru_utime + used.ru_stime, peak(used))

    return run


def peak(used: Any) -> float:
    """MiB: Linux counts in KiB, macOS in bytes."""
    return float(used.ru_maxrss) / (1024 if sys.platform != "darwin" else 1024 * 1024)


class Terminal:
    """A process on a terminal of 100 columns that answers as a terminal does."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        self._handle, theirs = pty.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        self._seen = b""
        self.began = time.perf_counter()
        self._child = subprocess.Popen(
            command, env={**env, "TERM": "xterm-256color"}, cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)

    def prompt(self, timeout: float = 60.0) -> float:
        """Wait until a new prompt stands there; the time at which it did."""
        asked = -1
        until = time.perf_counter() + timeout
        while time.perf_counter() < until:
            asked = self._seen.find(_ASKS_CURSOR) if asked < 0 else asked
            if asked >= 0 and b">" in self._seen[asked:]:
                now = time.perf_counter()
                self._seen = b""
                return now
            before = len(self._seen)
            self._read(until)
            for _ in range(self._seen.count(_ASKS_CURSOR, max(0, before - 3))):
                os.write(self._handle, b"\x1b[20;1R")
        raise RuntimeError(f"no prompt within {timeout:g} s; on the screen: {self._seen[-500:]!r}")

    def _read(self, until: float) -> None:
        ready, _, _ = select.select([self._handle], [], [], max(0.0, until - time.perf_counter()))
        if ready:
            self._seen += os.read(self._handle, 1 << 16)

    def settle(self, seconds: float) -> None:
        """Let it draw, and whatever works behind it finish."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            self._read(until)
        self._seen = b""

    def turn(self, line: str) -> float:
        """Type a line; seconds from the Enter key until the next prompt stands below the answer."""
        os.write(self._handle, line.encode())
        self.settle(0.25)
        began = time.perf_counter()
        os.write(self._handle, b"\r")
        return self.prompt() - began

    def end(self) -> Run:
        """Take the process away."""
        self._child.terminate()
        _, status, used = os.wait4(self._child.pid, 0)
        self._child.returncode = os.waitstatus_to_exitcode(status)
        os.close(self._handle)
        return Run(time.perf_counter() - self.began, used.ru_utime + used.ru_stime, peak(used))


def first_prompt(command: Sequence[str], env: Mapping[str, str]) -> Case:
    """From the start of a process to its first prompt."""

    def run() -> Run:
        terminal = Terminal(command, env)
        try:
            ready = terminal.prompt() - terminal.began
        finally:
            ended = terminal.end()
        return Run(ready, ended.cpu, ended.megabytes)

    return run

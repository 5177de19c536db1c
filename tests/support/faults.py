"""What the tests of faults share: command lines under odd conditions, and what a decent ending is."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from places import ROOT

COMMAND = (sys.executable, "-m", "careerbot")
KNOWN = "python, sql, statistics"


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    code: int
    out: bytes
    err: bytes

    def decent(self, *codes: int) -> None:
        """No traceback, no fault of ours, one of these codes, and a word on why where nothing was answered."""
        said = self.err.decode("utf-8", "replace")
        assert "Traceback" not in said, said
        assert "fault in careerbot" not in said, said
        assert b"fault of mine" not in self.out, self.out
        assert self.code in codes, (self.code, said)
        if self.code == 1 and not self.out:
            assert said.strip(), "ended with 1 and not a word"
        assert len(said) < 4000


@dataclass
class Person:
    """Somebody with folders of their own, who runs commands."""

    home: Path
    cache: Path
    env: dict[str, str] = field(default_factory=dict)

    def environment(self, **more: str | None) -> dict[str, str]:
        own = {
            **os.environ, "HOME": str(self.home), "CAREERBOT_CACHE": str(self.cache),
            "CAREERBOT_HOME": str(self.home / "data"), "PYTHONPATH": str(ROOT), **self.env, **more,
        }  # fmt: skip
        return {name: value for name, value in own.items() if value is not None}

    def start(self, *arguments: str, words_only: bool = True, env: dict[str, str | None] | None = None,
              limit: int = 0, before: Callable[[], None] | None = None, **more: object) -> subprocess.Popen[bytes]:
        """Start a command; `limit` is the size of the largest file it may write."""

        def prepare() -> None:
            if limit:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            if before:
                before()

        streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        head = ["--no-encoder"] if words_only else []
        return subprocess.Popen(  # type: ignore[call-overload]
            [*COMMAND, *head, *arguments], env=self.environment(**(env or {})), preexec_fn=prepare,
            cwd=streams.pop("cwd", self.home), **streams,
        )  # fmt: skip

    def run(self, *arguments: str, given: bytes = b"", **more: object) -> Ended:
        process = self.start(*arguments, **more)  # type: ignore[arg-type]
        out, err = process.communicate(given if process.stdin else None, timeout=250)
        return Ended(process.returncode, out or b"", err or b"")


def at_once(person: Person, commands: Sequence[Sequence[str]], **more: object) -> list[Ended]:
    """All of these commands at the same time."""
    running = [person.start(*command, **more) for command in commands]  # type: ignore[arg-type]
    ended = []
    for process in running:
        out, err = process.communicate(timeout=280)
        ended.append(Ended(process.returncode, out, err))
    return ended


def as_nobody() -> None:
    """Give up what lets root write where the permissions say no (CAP_DAC_OVERRIDE and its like)."""
    if os.geteuid() == 0:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        for capability in (1, 2, 3):
            assert prctl(24, capability, 0, 0, 0) == 0, "a capability cannot be dropped"


def killed(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()

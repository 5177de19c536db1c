"""The engine of the kill tests: a process that kills itself before its n-th file operation, and what is checked after.

An audit hook counts the opens, renames, removals and so on that Python makes below a folder, and every flush to the
disk; the process kills itself, as `kill -9` would, just before the n-th. Children are forked before faiss is used, as
it must not be forked after.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from careerbot.corpus.corpus import Corpus, load_corpus

Work = Callable[[Path], None]

_WATCHED = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "shutil.rmtree"}


class Scene(NamedTuple):
    """What is killed."""

    begin: Work
    """Makes what stands in the folder before."""
    victim: Work
    check: Work
    """What must hold of the folder after any kill of the victim, and that the next run ends well."""
    afresh: bool = False
    """Whether the beginning has to be made again for every kill, as times of files count; else it is copied."""


def in_child(work: Callable[[], None]) -> int:
    """Run `work` in a forked process; its wait status."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 (the parent must hear of anything)
            traceback.print_exception(error, file=sys.__stderr__)
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def kill_before(nth: int, folder: Path) -> None:
    """Kill this process before its n-th file operation below `folder`, or flush."""
    left = nth

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event in _WATCHED and str(args[0]).startswith(str(folder)):
            count()

    def flushed(handle: int, flush: Callable[[int], None] = os.fsync) -> None:
        count()
        flush(handle)

    os.fsync = flushed  # type: ignore[assignment]
    sys.addaudithook(hook)


def survive(folder: Path, scene: Scene, step: int = 1, first: int = 1) -> int:
    """Kill the victim at its first file operation, then at a later one, until it ends unharmed; how many kills."""
    kills, begun = 0, folder.with_name(f"begun-{folder.name}")
    while True:
        _lay_out(folder, begun, scene)

        nth = first + kills * step

        def doomed(nth: int = nth) -> None:
            kill_before(nth, folder)
            scene.victim(folder)

        status = in_child(doomed)
        assert in_child(lambda: scene.check(folder)) == 0, f"{folder.name}: lost after kill {nth}"
        if status == 0:
            return kills
        assert os.WIFSIGNALED(status), f"{folder.name}: the victim of kill {nth} failed"
        kills += 1


def _lay_out(folder: Path, begun: Path, scene: Scene) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if begun.exists():
        shutil.copytree(begun, folder, symlinks=True)
        return
    folder.mkdir(parents=True)
    assert in_child(lambda: scene.begin(folder)) == 0, f"{folder.name}: the beginning failed"
    if not scene.afresh:
        shutil.copytree(folder, begun, symlinks=True)


@cache
def corpus() -> Corpus:
    """The shipped corpus; whoever forks asks for it first, so that no child has to read it again."""
    return load_corpus()

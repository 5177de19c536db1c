"""Kills a build at every file operation in turn, and checks that what is left is whole.

`python tests/support/kill_points.py FOLDER [STEP]` prints how many kills were survived, in a first build and in one that
replaces an older index; with STEP 7 it kills at every seventh operation only. An audit hook counts the opens, renames,
removals and so on that Python makes below the folder; the process kills itself, as `kill -9` would, just before the
n-th. Children are forked before faiss is used, as it must not be forked after.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hash_encoder import HashEncoder

from careerbot.embeddings.index import Entry, build, fingerprint, open_index, verify
from careerbot.errors import IndexUnusable

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = tuple(Entry(kind, f"{kind}-{at}", f"{kind} number {at}") for kind in ("skill", "role") for at in range(5))
NEW = (*OLD[1:], Entry("skill", "another", "one more skill"))
_WATCHED = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "shutil.rmtree"}


def in_child(work: Callable[[], None]) -> int:
    """Run `work` in a forked process; its wait status."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 (the parent must hear of anything)
            print(type(error).__name__, error, file=sys.stderr)  # noqa: T201
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def kill_before(nth: int, folder: Path) -> None:
    """Kill this process before its n-th file operation below `folder`."""
    left = nth

    def hook(event: str, args: tuple[object, ...]) -> None:
        nonlocal left
        if event in _WATCHED and str(args[0]).startswith(str(folder)):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def check(folder: Path, older: bool) -> None:
    """What must hold after a kill: an index that was there still is, and the next build makes a whole one."""
    if older:
        try:
            open_index(folder, fingerprint(OLD, "hash"))
        except IndexUnusable:
            open_index(folder, fingerprint(NEW, "hash"))
    encoder = HashEncoder()
    index = build(NEW, encoder, folder)
    assert verify(folder).fingerprint == index.fingerprint
    for entry in NEW:
        assert index.search(encoder.encode([entry.text]), 1)[0][0].slug == entry.slug
    left = sorted(path.name for path in folder.iterdir() if path.name not in (".lock", "manifest.json"))
    assert left == [index.folder.name], left


def survive(folder: Path, older: bool, step: int) -> int:
    """Kill a build at its first file operation, then at a later one, until it ends unharmed; how many kills."""
    kills = 0
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        if older:
            assert in_child(lambda: build(OLD, HashEncoder(), folder) and None) == 0

        def victim(nth: int = kills * step + 1) -> None:
            kill_before(nth, folder)
            build(NEW, HashEncoder(), folder)

        status = in_child(victim)
        assert in_child(lambda: check(folder, older)) == 0, f"not whole after kill {kills + 1}"
        if status == 0:
            return kills
        assert os.WIFSIGNALED(status), status
        kills += 1


if __name__ == "__main__":
    root, every = Path(sys.argv[1]), int((sys.argv[2:] or ["1"])[0])
    print(survive(root / "first", False, every), survive(root / "again", True, every))  # noqa: T201

"""Kills a build at every file operation in turn, and checks that what is left is whole.

`python tests/support/kill_points.py FOLDER [STEP]` prints how many kills were survived, in a first build and in one that
replaces an older index; with STEP 7 it kills at every seventh operation only (`killing.py`).
"""

from __future__ import annotations

import sys
from pathlib import Path

from hash_encoder import HashEncoder
from killing import Scene, survive

from careerbot.embeddings.index import Entry, build, fingerprint, open_index, verify
from careerbot.errors import IndexUnusable

OLD = tuple(Entry(kind, f"{kind}-{at}", f"{kind} number {at}") for kind in ("skill", "role") for at in range(5))
NEW = (*OLD[1:], Entry("skill", "another", "one more skill"))

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


def first_index(older: bool) -> Scene:
    """A first build, or one that replaces an older index."""

    def begin(folder: Path) -> None:
        if older:
            build(OLD, HashEncoder(), folder)

    return Scene(begin, lambda folder: build(NEW, HashEncoder(), folder) and None, lambda folder: check(folder, older))


if __name__ == "__main__":
    root, every = Path(sys.argv[1]), int((sys.argv[2:] or ["1"])[0])
    print(survive(root / "first", first_index(False), every), survive(root / "again", first_index(True), every))  # noqa: T201

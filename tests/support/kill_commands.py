"""Kills whatever writes at every file operation in turn: profile, conversations, exports, batches, snapshots, tables, indexes, models.

`python tests/support/kill_commands.py FOLDER [STEP] [SCENE...]` prints, one a line, what was killed and how many kills it survived;
with STEP 7 it kills at every seventh operation only, beginning with another one in each scene. After each kill nothing may
be lost: the old value or the new one stands there whole, and the next run brings the new one.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import zlib
from pathlib import Path

import kill_batches
import kill_caches
import kill_conversations
from killing import Scene, corpus, survive

from careerbot.advisor import Advisor
from careerbot.corpus.records import Slug
from careerbot.dialogue import session_store
from careerbot.dialogue.conversation import Conversation
from careerbot.dialogue.state import State
from careerbot.matching.profile import Known, Profile


def _state(skill: Slug) -> State:
    return State(Profile(skills=(Known(skill, 3, True, skill, "name", 1.0),)), said=(f"I know {skill}",))


def _home(folder: Path) -> None:
    os.environ["CAREERBOT_HOME"] = str(folder / "data")


def save_old(folder: Path) -> None:
    _home(folder)
    session_store.save(_state("sql"))


def save_new(folder: Path) -> None:
    _home(folder)
    session_store.save(_state("python"))


def _stored() -> session_store.ProfileStore:
    return session_store.ProfileStore(corpus())


def merge_new(folder: Path) -> None:
    _home(folder)
    store = _stored()
    found = store.load()
    assert found is not None
    store.keep(session_store.kept_of(_state("python")))


def check_merge(folder: Path) -> None:
    _home(folder)
    found = _stored().load()
    assert found is not None
    assert found.profile in (_state("sql").profile, _state("python").profile), found
    merge_new(folder)
    after = _stored().load()
    assert after is not None
    assert after.profile == _state("python").profile
    _tidy(folder)


def wipe_all(folder: Path) -> None:
    _home(folder)
    _stored().wipe()


def check_wipe(folder: Path) -> None:
    """What a wipe that was killed left is whole, and the next one removes it."""
    _home(folder)
    found = _stored().load()
    assert found is None or found.profile == _state("sql").profile
    wipe_all(folder)
    assert not (folder / "data").exists()


def _tidy(folder: Path) -> None:
    for path in [folder / "data", *(folder / "data").iterdir()]:
        assert path.stat().st_mode & 0o077 == 0, path
    _stored().wipe()
    assert not (folder / "data").exists()


def check_profile(folder: Path) -> None:
    _home(folder)
    found = session_store.load(corpus())
    assert found is not None
    assert found.profile in (_state("sql").profile, _state("python").profile), found
    save_new(folder)
    assert session_store.load(corpus()) == _state("python")
    _tidy(folder)


SCENES: dict[str, Scene] = {
    "profile": Scene(save_old, save_new, check_profile),
    "merge": Scene(save_old, merge_new, check_merge),
    "wipe": Scene(save_old, wipe_all, check_wipe),
    **kill_conversations.SCENES,
    **kill_caches.SCENES,
    **kill_batches.SCENES,
    **kill_batches.CLUSTER_SCENES,
}


def main(root: Path, step: int, names: list[str]) -> None:
    """Kill in each scene, or in those named."""
    os.environ["CAREERBOT_CACHE"] = str(root / "cache")
    chosen = {name: scene for name, scene in SCENES.items() if not names or name in names}
    if importlib.util.find_spec("distributed") is None:
        chosen = {name: scene for name, scene in chosen.items() if name not in kill_batches.CLUSTER_SCENES}
    # what every child needs is read and imported once, before the first fork
    Conversation(Advisor(corpus()), State(today="2026-11")).exchange("I know python, what fits me?")
    importlib.import_module("faiss")
    cluster = kill_batches.start_cluster(root / "cluster") if kill_batches.CLUSTER_SCENES.keys() & chosen.keys() else []
    try:
        for name, scene in chosen.items():
            print(name, survive(root / name, scene, step, 1 + zlib.crc32(name.encode()) % step), flush=True)
    finally:
        kill_batches.stop(cluster)


if __name__ == "__main__":
    arguments = sys.argv[2:] or ["1"]
    main(Path(sys.argv[1]), int(arguments[0]), arguments[1:])

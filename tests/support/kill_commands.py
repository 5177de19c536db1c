"""Kills the writing of snapshot, profile, export and batch answers at every file operation in turn.

`python tests/support/kill_commands.py FOLDER [STEP]` prints, one a line, what was written and how many kills it survived; with
STEP 7 it kills at every seventh operation only. After each kill nothing may be lost: the old value or the new one
stands there whole, and the next run brings the new one.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from kill_points import in_child, kill_before

from careerbot.advisor import Advisor
from careerbot.batch import formats, run
from careerbot.corpus.corpus import load_corpus
from careerbot.corpus.records import Slug
from careerbot.dialogue import session_store
from careerbot.dialogue.conversation import Conversation
from careerbot.dialogue.state import State
from careerbot.matching.profile import Known, Profile

Work = Callable[[Path], None]

SKILL = '[{slug}]\nname = "{name}"\nkind = "tool"\nabout = "A tool."\nhours = [1, 2, 3, 4, 5]\n'


def survive(folder: Path, begin: Work, victim: Work, check: Work, step: int) -> int:
    """Kill `victim` at its first file operation, then at a later one, until it ends unharmed; how many kills."""
    kills = 0
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        assert in_child(lambda: begin(folder)) == 0, "the beginning failed"

        def doomed(nth: int = kills * step + 1) -> None:
            kill_before(nth, folder)
            victim(folder)

        status = in_child(doomed)
        assert in_child(lambda: check(folder)) == 0, f"lost after kill {kills + 1}"
        if status == 0:
            return kills
        assert os.WIFSIGNALED(status), status
        kills += 1


# ---------------------------------------------------------------- profile


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
    return session_store.ProfileStore(CORPUS)


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
    found = session_store.load(CORPUS)
    assert found is not None
    assert found.profile in (_state("sql").profile, _state("python").profile), found
    save_new(folder)
    assert session_store.load(CORPUS) == _state("python")
    _tidy(folder)


# ---------------------------------------------------------------- export


def _export(folder: Path, skill: Slug) -> bytes:
    os.chdir(folder)
    conversation = Conversation(Advisor(CORPUS), _state(skill))
    assert "Written" in conversation.exchange("/export mine.json").reply.parts[0].text  # type: ignore[union-attr]
    return (folder / "mine.json").read_bytes()


def export_old(folder: Path) -> None:
    (folder / "old").write_bytes(_export(folder, "sql"))


def export_new(folder: Path) -> None:
    _export(folder, "python")


def check_export(folder: Path) -> None:
    found = (folder / "mine.json").read_bytes()
    assert found in ((folder / "old").read_bytes(), _export(folder, "python"))


# ---------------------------------------------------------------- snapshot


def _small(folder: Path) -> Path:
    return folder / "cache" / "small"


def snapshot_old(folder: Path) -> None:
    os.environ["CAREERBOT_CACHE"] = str(folder / "cache")
    (_small(folder) / "skills").mkdir(parents=True)
    (_small(folder) / "skills" / "a.toml").write_text(SKILL.format(slug="sql", name="SQL"))
    load_corpus(_small(folder))
    (_small(folder) / "skills" / "b.toml").write_text(SKILL.format(slug="go", name="Go"))


def snapshot_new(folder: Path) -> None:
    os.environ["CAREERBOT_CACHE"] = str(folder / "cache")
    corpus = load_corpus(_small(folder))
    assert set(corpus.skills) == {"sql", "go"}
    assert corpus.find_skill("go") == "go"


# ---------------------------------------------------------------- batch

ROWS = 40


def _batch(folder: Path, out: str, *, resume: bool = False) -> None:
    run.SAVE_SECONDS = 0.0
    formats.CHUNK_ROWS = run.CHUNK_ROWS = 4  # type: ignore[misc]
    os.environ["CAREERBOT_CACHE"] = CACHE
    sys.stderr = open(os.devnull, "w")
    code = run.run_batch(str(folder / "in.jsonl"), str(folder / out), words_only=True, top=2, jobs=1, resume=resume)
    assert code == 1, code


def batch_begin(folder: Path) -> None:
    lines = [f'{{"id": {n}, "text": "python and sql, {n} years"}}' if n % 7 else "{broken" for n in range(ROWS)]
    (folder / "in.jsonl").write_text("\n".join(lines) + "\n")
    _batch(folder, "whole.jsonl")


def batch_victim(folder: Path) -> None:
    _batch(folder, "out.jsonl")


def batch_check(folder: Path) -> None:
    _batch(folder, "out.jsonl", resume=True)
    for suffix in ("", ".errors"):
        found, wanted = (folder / f"{name}.jsonl{suffix}" for name in ("out", "whole"))
        assert found.read_bytes() == wanted.read_bytes(), suffix
    assert not (folder / "out.jsonl.progress").exists()


SCENES: dict[str, tuple[Work, Work, Work]] = {
    "snapshot": (snapshot_old, snapshot_new, snapshot_new),
    "profile": (save_old, save_new, check_profile),
    "merge": (save_old, merge_new, check_merge),
    "wipe": (save_old, wipe_all, check_wipe),
    "export": (export_old, export_new, check_export),
    "batch": (batch_begin, batch_victim, batch_check),
}

if __name__ == "__main__":
    root, every = Path(sys.argv[1]), int((sys.argv[2:] or ["1"])[0])
    CACHE = os.environ["CAREERBOT_CACHE"] = str(root / "cache")
    CORPUS = load_corpus()
    for scene, (begin, victim, check) in SCENES.items():
        print(scene, survive(root / scene, begin, victim, check, every if scene == "batch" else 1), flush=True)

"""Kill scenes of the profile: conversations that keep, commands, wipes, imports, exports and damaged files.

A scene is a list of steps. Run once without a kill, it leaves what stood on the disk after each step; killed at any point,
it must leave what stood there after the last finished step, or after the one it died in, and nothing between.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from killing import Scene, corpus

from careerbot.advisor import Advisor
from careerbot.cli.app import run
from careerbot.dialogue import session_store
from careerbot.dialogue.conversation import Conversation
from careerbot.dialogue.merging import Kept
from careerbot.dialogue.state import State
from careerbot.matching.profile import Known, Profile

Step = tuple[str, str]
"""(who: "a" or "b", a conversation that keeps; "c", one that does not; or "$", the command line; what is said)."""

CV = "Maria Keller\nWork experience\nAccountant, Nordbank AG\n01/2019 - present\n- Reports in SQL and Excel\nSkills\nSQL, Excel, Tableau\n"


def state(*skills: str) -> State:
    return State(Profile(skills=tuple(Known(s, 3, True, s, "name", 1.0) for s in skills)), said=tuple(f"I know {s}" for s in skills))


def home(folder: Path) -> None:
    """Everything of the person stands below the folder; the corpus's snapshot does not."""
    (folder / "here").mkdir(exist_ok=True)
    os.chdir(folder / "here")
    os.environ["CAREERBOT_HOME"] = str(folder / "data")


def _acts(folder: Path, steps: Sequence[Step], done: Callable[[], None]) -> None:
    """Do the steps, and say so after each."""
    home(folder)
    people: dict[str, Conversation] = {}
    for who, said in steps:
        if who == "$":
            run_quietly(*said.split("|"))
        else:
            if who not in people:
                people[who] = Conversation(Advisor(corpus()), State(today="2026-11"), keep=who != "c")
                people[who].resume()
                people[who].keep = who != "c"
            people[who].exchange(said)
        done()


def run_quietly(*arguments: str) -> tuple[int, bytes]:
    """The exit code of a command line, and what it printed."""
    sys.stdout, sys.stderr = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    code = run(["--no-encoder", *arguments])
    sys.stdout.flush()
    return code, sys.stdout.buffer.getvalue()  # type: ignore[attr-defined]


def _kept() -> Kept | None:
    return session_store.ProfileStore(corpus()).load()


def _stands(folder: Path) -> bytes:
    """What is on the disk of the person, and what they wrote beside it."""
    files = {path.name: path.read_text() for path in sorted((folder / "here").iterdir()) if not path.name.endswith(".tmp")}
    return msgspec.json.encode((_kept(), files), order="deterministic")


def _acknowledged(folder: Path) -> Path:
    return folder.with_name(f"finished-{folder.name}")


def scene(*steps: Step, before: Callable[[], None] = lambda: None) -> Scene:
    """Steps, upon what `before` leaves."""

    def prepare(folder: Path) -> None:
        home(folder)
        (folder / "here" / "cv.txt").write_text(CV)
        before()

    def begin(folder: Path) -> None:
        rehearsal, stood = folder / "rehearsal", []
        rehearsal.mkdir()
        prepare(rehearsal)
        stood.append(_stands(rehearsal))
        _acts(rehearsal, steps, lambda: stood.append(_stands(rehearsal)))
        for path in sorted(rehearsal.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        rehearsal.rmdir()
        prepare(folder)
        (folder / "stood").write_bytes(msgspec.msgpack.encode(stood))
        assert len(set(stood)) > 1, "nothing happens in this scene"

    def victim(folder: Path) -> None:
        finished = _acknowledged(folder)
        finished.write_bytes(b"")
        with open(finished, "ab", buffering=0) as file:
            _acts(folder, steps, lambda: file.write(b".") and None)

    def check(folder: Path) -> None:
        home(folder)
        stood = msgspec.msgpack.decode((folder / "stood").read_bytes(), type=list[bytes])
        at = len(_acknowledged(folder).read_bytes())
        found = _stands(folder)
        assert found in stood[at : at + 2], f"after {at} steps: {found!r} is neither {stood[at : at + 2]!r}"
        assert run_quietly("done", "airflow")[0] == 0
        after = _kept()
        assert after is not None
        assert after.profile.level("airflow") > 0
        for path in (folder / "data", *(folder / "data").iterdir()):
            assert path.stat().st_mode & 0o077 == 0, path
        session_store.wipe()
        assert not (folder / "data").exists()

    return Scene(begin, victim, check)


def older() -> None:
    """Something was kept before."""
    session_store.save(state("sql", "statistics"))


def old_format() -> None:
    """It was kept by the first careerbot that kept anything."""
    older()
    path = session_store.profile_path()
    path.write_bytes(path.read_bytes().replace(b'"format": 2', b'"format": 1').replace(b'"generation": 1', b'"generation": 0'))


def exported() -> None:
    """A profile was exported and stands in a file."""
    older()
    code, printed = run_quietly("profile", "export")
    assert code == 0
    Path("mine.json").write_bytes(printed)
    session_store.wipe()
    session_store.save(state("docker"))


def aside(damaged: Scene) -> Scene:
    """What stood in place of a profile and is none is never lost, whoever is killed while setting it aside."""
    begin = damaged.begin

    def check(folder: Path) -> None:
        home(folder)
        found = [path.read_bytes() for path in (folder / "data").iterdir() if path.name.startswith("profile")]
        assert DAMAGED in found
        session_store.save(state("sql"))
        assert _kept() is not None
        assert DAMAGED in [path.read_bytes() for path in (folder / "data").glob("profile-aside-*.json")]
        session_store.wipe()
        assert not (folder / "data").exists()

    return Scene(begin, damaged.victim, check)


DAMAGED = b'{"careerbot": "profile", "format": 2, "prof'


def _damage(folder: Path) -> None:
    home(folder)
    (folder / "data").mkdir(mode=0o700)
    (folder / "data" / "profile.json").write_bytes(DAMAGED)


def _keep_on(folder: Path) -> None:
    home(folder)
    conversation = Conversation(Advisor(corpus()), State(today="2026-11"), keep=True)
    for line in ("I know python", "I know docker", "/save"):
        conversation.exchange(line)


SCENES: dict[str, Scene] = {
    "conversation": scene(
        ("a", "I know python"), ("a", "I know sql and docker"), ("a", "/forget docker"), ("a", "/undo"), ("a", "what fits me?"),
        ("a", "/exclude data engineer"), ("a", "/plan data analyst"), ("a", "I know excel"),
    ),
    "conversation-resumed": scene(
        ("a", "I know docker"), ("a", "/forget sql"), ("a", "/undo"), ("a", "/new"), ("a", "I know linux"), before=older,
    ),
    "conversation-saved": scene(
        ("c", "I know python"), ("c", "/save"), ("c", "I know excel"), ("c", "/undo"), ("c", "/forget python"), ("c", "/save"), before=older,
    ),
    "conversation-wiped": scene(
        ("a", "I know python"), ("a", "/wipe"), ("a", "I know excel"), ("a", "/save"), ("a", "I know docker"), ("a", "/wipe"), before=older,
    ),
    "conversation-exports": scene(
        ("a", "I know python and sql"), ("a", "/export mine.md"), ("a", "/export mine.json"), ("a", "I know docker"), ("a", "/export mine.md"),
        ("a", "/plan data analyst"), ("a", "/export plan.md"), ("a", "/export mine.json"),
    ),
    "two-windows": scene(
        ("a", "I know python"), ("$", "done|docker"), ("b", "I know excel"), ("a", "I know linux"), ("$", "profile|forget|docker"),
        ("b", "/forget python"), ("a", "I know tableau"), before=older,
    ),
    "wiped-in-another-window": scene(
        ("a", "I know python"), ("$", "profile|wipe"), ("a", "I know excel"), ("b", "I know docker"), ("a", "I know linux"), ("a", "/save"),
        ("$", "profile|wipe"), ("b", "I know tableau"), before=older,
    ),
    "commands": scene(
        ("$", "done|docker"), ("$", "done|advanced sql"), ("$", "profile|forget|docker"), ("$", "done|docker"), ("$", "profile|forget|kubernetes"),
        ("$", "profile|wipe"), ("$", "done|excel"), before=older,
    ),
    "import": scene(
        ("$", "profile|import|cv.txt"), ("$", "profile|import|cv.txt|--replace"), ("$", "profile|import|mine.json|--replace"),
        ("$", "done|python"), before=exported,
    ),
    "old-format": scene(("$", "done|docker"), ("a", "I know python"), before=old_format),
    "set-aside": aside(Scene(_damage, _keep_on, _keep_on)),
}  # fmt: skip

"""What is kept of a person: nothing they did not ask for, readable by them alone, and gone when they say so."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from faults import Person
from places import ROOT

CANARY = "quokkafarming"
TEXT = f"I did {CANARY} for years, know python and sql, earn {CANARY} and live in {CANARY}town"
CHAT = f"{TEXT}\nwhy the first?\nwhat does a {CANARY} analyst earn?\nmy name is {CANARY}\n/roles\n/plan data analyst\n/quit\n"


@pytest.fixture
def person(tmp_path: Path) -> Person:
    (tmp_path / "home").mkdir(exist_ok=True)
    # nothing but HOME is set, so that a file written anywhere at all is found below it
    return Person(tmp_path / "home", tmp_path / "home" / ".cache" / "careerbot", {
        "TMPDIR": str(tmp_path / "home"), "XDG_STATE_HOME": str(tmp_path / "home" / "state"),
    })  # fmt: skip


def written(person: Person) -> list[Path]:
    return sorted(path for path in person.home.rglob("*") if path.is_file())


def holding_words(person: Person) -> list[Path]:
    """Files in whose name or bytes the person's words stand."""
    return [p for p in written(person) if CANARY in str(p) or CANARY.encode() in p.read_bytes()]


def commands(person: Person) -> list[list[str]]:
    (person.home / "in.jsonl").write_text('{"text": "python"}\n')
    return [
        ["suggest", TEXT], ["suggest", TEXT, "--json"], ["parse", TEXT], ["ask", f"what does {CANARY} pay?"],
        ["role", CANARY], ["skill", CANARY], ["compare", CANARY, "data analyst"], ["why", "data analyst", "--skills", TEXT],
        ["why-not", "data analyst", "--skills", TEXT], ["whatif", f"learn {CANARY}", "--skills", TEXT],
        ["path", "data analyst", "--skills", TEXT], ["path", "data analyst", "--skills", TEXT, "--format", "ics"],
        ["roles"], ["skills"], ["where"], ["batch", "in.jsonl"], ["profile", "show"], ["profile", "wipe"], ["corpus", "check"],
    ]  # fmt: skip


def test_nothing_is_written_without_consent(person: Person) -> None:
    for command in commands(person):
        person.run(*command).decent(0, 1)
    person.run("chat", given=CHAT.encode()).decent(0)
    person.run("chat", "--json", given=CHAT.encode()).decent(0)
    assert holding_words(person) == []
    assert all(person.cache in path.parents for path in written(person) if path.name != "in.jsonl")
    assert not (person.home / "data").exists()


def test_nothing_is_written_by_a_chat_at_a_terminal(person: Person) -> None:
    chat = pexpect.spawn(
        sys.executable, ["-m", "careerbot", "--no-encoder"], env=person.environment(TERM="xterm"),
        cwd=str(person.home), timeout=60, dimensions=(40, 100),
    )  # fmt: skip
    chat.expect(">")
    for line in CHAT.splitlines():
        chat.send(line + "\r")
    chat.expect(pexpect.EOF)
    chat.close()
    assert chat.exitstatus == 0
    assert holding_words(person) == []


@pytest.mark.slow
def test_the_vectors_hold_nothing_of_the_person(person: Person) -> None:
    person.run("index", "build", words_only=False).decent(0)
    for command in commands(person):
        person.run(*command, words_only=False).decent(0, 1)
    person.run("chat", given=CHAT.encode(), words_only=False).decent(0)
    assert holding_words(person) == []


def test_what_is_kept_is_closed_to_others_and_wiped_whole(person: Person) -> None:
    def open_mask() -> None:
        os.umask(0)

    data = person.home / "data"
    data.mkdir(mode=0o777)
    data.chmod(0o777)
    person.run("chat", "--keep", given=CHAT.encode(), before=open_mask).decent(0)
    chat = pexpect.spawn(
        sys.executable, ["-m", "careerbot", "--no-encoder", "chat", "--keep", "--resume"],
        env=person.environment(TERM="xterm"), cwd=str(person.home), timeout=60, dimensions=(40, 100),  # type: ignore[arg-type]
    )  # fmt: skip
    chat.expect(">")
    chat.send(TEXT + "\r/export mine.md\r/quit\r")
    chat.expect(pexpect.EOF)
    person.run("done", "docker", before=open_mask).decent(0)
    (data / "profile.json").rename(data / "profile-aside-1.json")
    person.run("done", "docker", before=open_mask).decent(0)
    (data / ".profile.json.12345678.tmp").write_text(CANARY)
    (person.home / "in.jsonl").write_text(f'{{"text": "{TEXT}"}}\n{{broken {CANARY}\n')
    person.run("batch", "in.jsonl", "--out", "out.jsonl", before=open_mask).decent(1)
    (person.home / "in.jsonl").unlink()
    made = {path.name for path in written(person)}
    assert {"profile.json", "history", "profile-aside-1.json", "mine.md", "out.jsonl", "out.jsonl.errors"} <= made
    for path in [*written(person), data, person.cache]:
        assert path.stat().st_mode & 0o077 == 0 or path.name.startswith(".profile"), (path, oct(path.stat().st_mode))

    before = [path for path in holding_words(person) if data in path.parents]
    assert len(before) >= 3
    wiped = person.run("profile", "wipe")
    wiped.decent(0)
    for path in before:
        assert str(path) in wiped.out.decode()
    assert not data.exists()
    # what the person wrote by name is theirs, and is all that is left
    assert {path.name for path in holding_words(person)} <= {"mine.md", "out.jsonl", "out.jsonl.errors"}


def test_no_module_keeps_a_log() -> None:
    """Nothing but the silencing of libraries touches logging; no text of a person can go there."""
    for path in (ROOT / "careerbot").rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.search(r"\blogging\.|getLogger|syslog|logger\.", line):
                quiet = r"set_verbosity_error|disable_progress_bar|setLevel|logger\.level|CRITICAL|getLogger\("
                assert re.search(quiet, line), f"{path.name}: {line}"
                assert not re.search(r"\.(debug|info|warning|error|exception)\(", line), f"{path.name}: {line}"


def test_the_model_library_keeps_no_device_id_and_reports_nothing(tmp_path: Path) -> None:
    code = "import careerbot, onnxruntime"
    home = {**os.environ, "HOME": str(tmp_path)}
    home.pop("XDG_CACHE_HOME", None)
    home.pop("ORT_DISABLE_TELEMETRY", None)
    subprocess.run([sys.executable, "-c", code], env=home, check=True)
    assert list(tmp_path.rglob("*")) == []

"""Nothing leaves this computer: the suite runs without sockets, and what the commands try to call is written down."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import outgoing
import pytest
import pytest_socket
from places import ROOT

KNOWN = "python, sql, statistics"
UNKNOWN = "I keep greenhouses in order and untangle spreadsheets for the whole village"
CHAT = f"{UNKNOWN}\nwhy the first?\nwhat does a data analyst earn?\n/quit\n"


class Listening:
    """Runs commands as a person does, and notes every call to the outside."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.log = folder / "outgoing.txt"
        self.hook = outgoing.ready(folder / "hook")
        self.cache = cache

    def run(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
        return self.python("-m", "careerbot", *arguments, given=given)

    def python(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
        paths = os.pathsep.join([str(self.hook), str(ROOT)])
        env = {**os.environ, "PYTHONPATH": paths, "OUTGOING": str(self.log), "CAREERBOT_CACHE": str(self.cache)}
        return subprocess.run(
            [sys.executable, *arguments], input=given.encode(), capture_output=True, cwd=ROOT, env=env, timeout=280,
            check=False,
        )  # fmt: skip

    @property
    def calls(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []

    @property
    def processes(self) -> int:
        return len(Path(f"{self.log}.seen").read_text().splitlines())


@pytest.fixture
def listening(tmp_path: Path, shared_cache: Path) -> Listening:
    return Listening(tmp_path, shared_cache)


def test_no_test_can_open_a_socket_to_the_outside() -> None:
    with pytest.warns(UserWarning, match="socket"), pytest.raises(pytest_socket.SocketBlockedError):
        socket.socket(socket.AF_INET)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "--disable-socket" in project["tool"]["pytest"]["ini_options"]["addopts"]


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; s = socket.socket(); s.settimeout(0.1); s.connect_ex(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request as u; u.Request('http://localhost'); u.urlopen('http://localhost:9', timeout=0.1)",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; "
        "socket.gethostbyname(\"localhost\")'])",
    ],
)
def test_a_call_to_the_outside_is_noticed(listening: Listening, attempt: str) -> None:
    listening.python("-c", attempt)
    assert listening.calls


def test_questions_answered_from_words_call_nobody(listening: Listening, tmp_path: Path) -> None:
    (tmp_path / "people.jsonl").write_text('{"id": 1, "text": "python and sql"}\n{"id": 2, "skills": ["docker"]}\n')
    commands = [
        ["--no-encoder", "suggest", KNOWN],
        ["--no-encoder", "ask", "what does a data analyst earn?"],
        ["--no-encoder", "batch", str(tmp_path / "people.jsonl"), "--out", str(tmp_path / "out.jsonl")],
        ["corpus", "check"],
    ]
    for command in commands:
        assert listening.run(*command).returncode == 0, command
    assert listening.run("--no-encoder", "chat", given=CHAT).returncode == 0
    assert listening.calls == []
    assert listening.processes == len(commands) + 1


@pytest.mark.slow
def test_building_the_index_and_answering_by_meaning_call_nobody(listening: Listening, tmp_path: Path) -> None:
    listening.cache = tmp_path / "cache"
    (tmp_path / "people.jsonl").write_text(f'{{"id": 1, "text": "{UNKNOWN}"}}\n' * 600)
    built = listening.run("index", "build")
    assert built.returncode == 0, built.stderr
    for command in (
        ["suggest", UNKNOWN],
        ["--encoder", "sentence-transformers", "suggest", UNKNOWN],
        ["ask", "is it hard to find a first job?"],
        ["batch", str(tmp_path / "people.jsonl"), "--out", str(tmp_path / "out.jsonl"), "--jobs", "2"],
    ):
        ran = listening.run(*command)
        assert b"Traceback" not in ran.stderr, ran.stderr
        assert ran.returncode in (0, 1)
    assert listening.run("chat", given=CHAT).returncode == 0
    assert listening.calls == []
    # the batch has workers of its own, and they are listened to as well
    assert listening.processes > 6

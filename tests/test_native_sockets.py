"""No socket but local ones, asked of the kernel: what native libraries open is seen too. Needs strace; skipped without.

`tests/test_offline.py` watches from inside Python; a library in C could pass it by.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

STRACE = ["strace", "-f", "-qq", "-e", "trace=%network", "-e", "signal=none"]


def _why_not() -> str:
    if shutil.which("strace") is None:
        return "strace is not installed"
    done = subprocess.run([*STRACE, "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"strace may not look here: {done.stderr.strip()[:100]}"


pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(_why_not()), reason=_why_not() or "-")]

PROSE = "I untangle spreadsheets for a village and teach the clerks to read their own numbers"

COMMANDS = {
    "suggest": (["suggest", PROSE], b""),
    "parse": (["parse", PROSE], b""),
    "ask": (["ask", "what does a data analyst earn in Germany?"], b""),
    "chat": (["chat"], f"{PROSE}\nwhat fits me?\nmake a plan\nbye\n".encode()),
    "batch": (["batch", "people.jsonl", "--out", "out.jsonl", "--jobs", "2"], b""),
    "suggest with torch": (["--encoder", "sentence-transformers", "suggest", PROSE], b""),
    "index build": (["index", "build"], b""),
}

def calls(folder: Path, arguments: list[str], given: bytes) -> tuple[int, list[str]]:
    """(exit code, what the command asked of the network)."""
    log = folder / "log"
    env = {**os.environ, "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*STRACE, "-o", str(log), sys.executable, "-m", "careerbot", *arguments], input=given, capture_output=True, env=env, cwd=folder,
        timeout=800, check=False,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    return done.returncode, log.read_text(errors="replace").splitlines()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", COMMANDS)
def test_no_socket_leaves_this_machine(tmp_path, name):
    (tmp_path / "people.jsonl").write_text("".join(f'{{"id": {n}, "text": "{PROSE}, {n} years"}}\n' for n in range(600)))
    code, lines = calls(tmp_path, *COMMANDS[name])
    assert code == 0
    assert [line for line in lines if away(line)] == []


def away(line: str) -> bool:
    """Whether a call of the kernel opens a way out, or goes one."""
    if re.search(r"\bsocket\(AF_(?!UNIX|LOCAL)", line):
        return True
    return re.search(r"\b(?:connect|sendto|sendmsg|bind)\(.*sa_family=AF_(?!UNIX|LOCAL)", line) is not None


def test_a_way_out_would_be_seen(tmp_path):
    code = "import socket\ntry: socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError: pass"
    log = tmp_path / "log"
    subprocess.run([*STRACE, "-o", str(log), sys.executable, "-c", code], check=True, timeout=60)
    assert any(away(line) for line in log.read_text().splitlines())

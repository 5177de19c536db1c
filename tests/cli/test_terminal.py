"""careerbot in a real terminal: what a person sees and presses."""

from __future__ import annotations

import os
import re
import signal
import sys
import time

import pexpect
import pytest
from places import ROOT

_COMMANDS = re.compile(r"\x1b\][^\x07]*\x07|\x1b[\[\]()][0-?]*[ -/]*[@-~]?|\x1b[=>78]")


def see(child, wanted):
    """Wait for a text as a terminal does, which says where its cursor is whenever it is asked."""
    while child.expect([re.escape(wanted) if wanted is not pexpect.EOF else wanted, r"\x1b\[6n"]):
        child.send("\x1b[10;1R")


def leave(child):
    """Ctrl-D, once the prompt is there again: between prompts the terminal would keep the key for itself."""
    see(child, "F1 help")
    time.sleep(0.05)
    child.send("\x04")


@pytest.fixture
def terminal(shared_cache, tmp_path):
    """Starts careerbot in a terminal of so many columns."""
    started = []

    def start(*arguments, columns=80, rows=30):
        child = pexpect.spawn(
            sys.executable, ["-m", "careerbot", "--no-encoder", *arguments], dimensions=(rows, columns), timeout=20,
            encoding="utf-8", cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "CAREERBOT_CACHE": str(shared_cache), "TERM": "xterm-256color"},
        )  # fmt: skip
        started.append(child)
        see(child, "F1 help")
        return child

    yield start
    for child in started:
        child.close(force=True)


def seen(child):
    """What was printed before the last match, without terminal commands."""
    return _COMMANDS.sub("", (child.before or "") + (child.after if isinstance(child.after, str) else ""))


def test_a_conversation(terminal):
    child = terminal()
    child.send("I know kubern")
    time.sleep(0.05)
    child.send("\t")
    see(child, "Kubernetes")
    child.send(" and python\r")
    see(child, "A first guess")
    see(child, "Kubernetes, Python | F1 help")
    child.send("half a line")
    see(child, "half a line")
    child.send("\x03")
    see(child, "> ")
    child.send("what do you know about me?\r")
    see(child, "You know: Kubernetes")
    leave(child)
    see(child, "Goodbye. Nothing was kept.")
    see(child, pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_a_paste_of_many_lines_is_one_message(terminal):
    child = terminal()
    child.send("\x1b[200~Skills:\nPython, SQL\nExcel\x1b[201~")
    time.sleep(0.05)
    child.send("\r")
    see(child, "Excel")
    leave(child)
    see(child, pexpect.EOF)


def test_forty_columns_and_a_resize(terminal):
    child = terminal(columns=40)
    child.send("python, sql\r")
    see(child, "Data analyst")
    see(child, "Python, SQL | F1 help")
    child.setwinsize(24, 60)
    time.sleep(0.05)
    child.send("what does a data analyst do?\r")
    see(child, "raw records")
    leave(child)
    see(child, "Goodbye")
    see(child, pexpect.EOF)


def test_lines_fit_forty_columns(terminal):
    child = terminal(columns=40)
    child.send("python, sql\r")
    see(child, "3.")
    said = [line.rstrip() for line in seen(child).split("\r\n")]
    told = said[next(i for i, line in enumerate(said) if line.startswith("A first guess")) :]
    assert len(told) > 5
    assert max(map(len, told)) <= 40, told


def test_f1_shows_the_commands(terminal):
    child = terminal()
    child.send("\x1bOP")
    see(child, "/export")
    leave(child)
    see(child, pexpect.EOF)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_cleanly(terminal, number):
    child = terminal()
    child.send("python\r")
    see(child, "A first guess")
    child.kill(number)
    see(child, pexpect.EOF)
    child.close()
    assert child.exitstatus == 128 + number
    assert "Traceback" not in seen(child)


def test_what_was_kept_comes_back(terminal, tmp_path):
    child = terminal()
    child.send("I know python and docker\r")
    see(child, "A first guess")
    see(child, "Python, Docker | F1 help")
    child.send("/save\r")
    see(child, "Kept in")
    see(child, "kept")
    child.kill(signal.SIGKILL)
    see(child, pexpect.EOF)
    assert (tmp_path / "data" / "profile.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(("typed", "after"), [("", 0.0), ("I know pyth\t", 0.0), ("python and sql\r", 0.0), ("python", 0.2)])
def test_a_signal_while_the_conversation_is_loaded(terminal, number, typed, after):
    child = terminal()
    child.send(typed)
    time.sleep(after)
    child.kill(number)
    said = child.read()
    child.close()
    assert "Traceback" not in said
    assert "Exception" not in said
    assert child.exitstatus == 128 + number, (child.exitstatus, child.signalstatus, said)


def test_ctrl_c_and_ctrl_d_right_at_the_start(terminal):
    child = terminal()
    child.send("half a li")
    child.sendintr()
    child.send("\x04")
    see(child, "Goodbye.")
    see(child, pexpect.EOF)
    assert "Traceback" not in seen(child)
    child.close()
    assert child.exitstatus == 0

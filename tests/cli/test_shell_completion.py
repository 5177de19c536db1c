"""Tab in a real bash, zsh and fish, set up as the README says; a shell that is not installed is skipped by name."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time

import pexpect
import pytest
from places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SETUP = {
    "bash": ["PS1='> '", re.search(r'`(eval "\$\(_CAREERBOT_COMPLETE=source_bash careerbot\)")`', README)[1]],
    "zsh": ["PS1='> '", "autoload -Uz compinit; compinit -u", 'eval "$(_CAREERBOT_COMPLETE=source_zsh careerbot)"'],
    "fish": [re.search(r"`(_CAREERBOT_COMPLETE=source_fish careerbot \| source)`", README)[1]],
}
START = {"bash": ["--norc", "--noprofile", "-i"], "zsh": ["-f", "-i"], "fish": ["--no-config", "-i"]}


@pytest.fixture
def shell(tmp_path, shared_cache, request):
    """An interactive shell in which `careerbot` is the program under test."""
    name = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    command = tmp_path / "bin" / "careerbot"
    command.parent.mkdir()
    # asked by the shell it answers; called by name it only notes with what
    asked = f'exec "{sys.executable}" -m careerbot'
    command.write_text(f'#!/bin/sh\n[ -n "$_CAREERBOT_COMPLETE" ] && {asked}\necho "ran $@" > called.tmp\nmv called.tmp called\n')
    command.chmod(0o755)
    env = {
        "PATH": f"{command.parent}:{os.environ['PATH']}", "HOME": str(tmp_path), "TERM": "dumb" if name == "bash" else "xterm",
        "PYTHONPATH": str(ROOT), "CAREERBOT_CACHE": str(shared_cache), "LANG": "C.UTF-8", "INPUTRC": "/dev/null",
    }  # fmt: skip
    child = pexpect.spawn(name, START[name], env=env, encoding="utf-8", timeout=60, dimensions=(40, 200), cwd=str(tmp_path))
    for line in SETUP[name]:
        child.sendline(line)
    child.sendline("echo re''ady")
    child.expect("ready\r\n")
    yield child
    child.close(force=True)


@pytest.mark.parametrize("shell", SETUP, indirect=True)
@pytest.mark.parametrize(
    ("typed", "whole"),
    [("careerbot sugg", "careerbot suggest"), ("careerbot profile wi", "careerbot profile wipe"), ("careerbot suggest --to", "careerbot suggest --top")],
)
def test_tab_completes(shell, tmp_path, typed, whole):
    called = tmp_path / "called"
    shell.send(f"{typed}\t")
    for _ in range(100):
        time.sleep(0.3)
        shell.send("\r")
        if called.exists():
            break
    assert called.read_text().split() == ["ran", *whole.split()[1:]]


def test_the_forms_shells_ask_for(process):
    listed = process(env={"_CAREERBOT_COMPLETE": "complete_bash", "COMP_WORDS": "careerbot ", "COMP_CWORD": "1"})
    assert listed.code == 0
    assert {"suggest", "chat", "profile", "batch"} <= set(listed.out.split())
    for name in SETUP:
        script = process(env={"_CAREERBOT_COMPLETE": f"source_{name}"})
        assert (script.code, "careerbot" in script.out) == (0, True)

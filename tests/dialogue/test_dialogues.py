"""Golden conversations: "> " lines of tests/dialogue/conversations/*.txt are typed ("| " goes on a pasted message).

The rest is what careerbot says, read by the linear reader alone. `pytest tests/dialogue/test_dialogues.py --rewrite-dialogues`
writes what it says now: judge the diff before committing it.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from careerbot.advisor import Advisor
from careerbot.dialogue.conversation import Conversation
from careerbot.dialogue.state import State
from careerbot.output.parts import Reply
from careerbot.output.telling import tell
from careerbot.output.terminal import plain

FOLDER = Path(__file__).parent / "conversations"
FILES = sorted(FOLDER.glob("*.txt"))
WIDTH = 80


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("CAREERBOT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def typed(text: str) -> list[str]:
    """The messages of a file."""
    found: list[str] = []
    for line in text.splitlines():
        if line.startswith("> "):
            found.append(line[2:])
        elif line.startswith("| "):
            found[-1] += "\n" + line[2:]
    return found


def held(about: str, messages: list[str], advisor: Advisor, home: str) -> str:
    """The file as it should be."""
    conversation = Conversation(advisor, State(today="2026-11"))
    lines = [about]
    for message in messages:
        first, *more = message.split("\n")
        exchange = conversation.exchange(message)
        said = shown(exchange.reply, advisor, WIDTH)
        in_one_line = shown(exchange.reply, advisor, 10_000)
        if home in in_one_line:  # where lines end depends on how long the path of this machine is
            said = " ".join(in_one_line.replace(home, "HOME").split())
        lines += ["", f"> {first}", *(f"| {row}" for row in more), *said.split("\n")]
        if exchange.leaving:
            break
    return "\n".join(lines) + "\n"


def shown(reply: Reply, advisor: Advisor, width: int) -> str:
    return plain(tell(reply, advisor.corpus), width).rstrip("\n") if reply.parts else ""


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_dialogue(path, adviser, tmp_path, request):
    text = path.read_text("utf-8")
    said = held(text.split("\n", 1)[0], typed(text), adviser, str(tmp_path / "home"))
    if request.config.getoption("--rewrite-dialogues"):
        path.write_text(said, "utf-8")
        return
    diff = "\n".join(difflib.unified_diff(text.splitlines(), said.splitlines(), "expected", "said", lineterm=""))
    assert said == text, diff

"""Words alone write nothing: over examples and made-up messages no file changes; only a yes to the question, or a command, does.

Each message is said first in a conversation, then again with "no" after it, since a question about keeping may stand open.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from places import ROOT

from careerbot import storage
from careerbot.dialogue.conversation import Conversation
from careerbot.dialogue.state import State
from careerbot.nlu.examples import unmarked

FOLDER = ROOT / "corpus" / "language" / "en" / "messages"

VERBS = ("save", "keep", "store", "remember", "export", "write", "wipe", "delete", "forget", "erase", "dump", "download", "print", "back up", "log", "record", "note", "put", "send", "drop")
OBJECTS = ("my profile", "everything", "that", "it", "what I said", "the plan", "all of this", "my data", "files", "the notes", "a copy", "my answers", "logs to S3", "rows in a table", "money", "the list")
FRAMES = ("{v} {o}", "can you {v} {o}?", "please {v} {o}", "don't {v} {o}", "I {v} {o} at work", "I want to {v} {o}", "could you {v} {o} to mine.md", "yes, {v} {o}", "yes", "I used to {v} {o}")
"""Every pair of these in every frame: 3,200 messages that sound like being asked to write, and many that do not ask."""


def examples() -> list[str]:
    rows = (line.split("\t") for path in sorted(FOLDER.glob("*.tsv")) for line in path.read_text(encoding="utf-8").splitlines())
    return [unmarked(row[1])[0] for row in rows if len(row) > 1 and not row[0].startswith("#")]


def made_up() -> list[str]:
    return list(dict.fromkeys(frame.format(v=verb, o=thing) for verb in VERBS for thing in OBJECTS for frame in FRAMES))


def files(folder: Path) -> dict[str, bytes]:
    """All but the cache, which is of the corpus alone (tests/test_privacy.py looks into it)."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file() and "cache" not in path.parts}


@pytest.mark.parametrize("source", [examples, made_up])
@pytest.mark.parametrize("share", [40, pytest.param(2000, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
def test_no_message_writes_or_removes_a_file(adviser, tmp_path, monkeypatch, source, share):
    monkeypatch.chdir(tmp_path)
    storage.ensure_folder(storage.data_folder())
    (storage.data_folder() / "profile.json").write_text("left alone")
    before = files(tmp_path)
    messages = source()
    assert len(messages) >= 2000
    for text in random.Random(5).sample(messages, share):
        conversation = Conversation(adviser, State(today="2026-11"))
        conversation.exchange(text)
        conversation.exchange("no")
        assert files(tmp_path) == before, text
        assert not conversation.keep, text


@pytest.mark.parametrize("line", ["/save", "/export"])
def test_a_command_does(adviser, tmp_path, monkeypatch, line):
    monkeypatch.chdir(tmp_path)
    conversation = Conversation(adviser, State(today="2026-11"))
    conversation.exchange("I know python and sql")
    before = files(tmp_path)
    conversation.exchange(line)
    assert files(tmp_path) != before

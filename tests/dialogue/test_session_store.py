"""Nothing is kept unless asked; what is kept is whole, private, and never lost."""

from __future__ import annotations

import json
import os
import stat

import pytest

from careerbot import storage
from careerbot.dialogue import session_store
from careerbot.dialogue.conversation import Conversation
from careerbot.dialogue.session_store import ProfileStore
from careerbot.dialogue.state import State
from careerbot.errors import FileTrouble
from careerbot.matching.profile import Profile


def talked(adviser):
    conversation = Conversation(adviser, State(today="2026-11"))
    for line in ("python, sql", "I was a nurse", "/gaps data analyst", "5 hours a week", "/exclude data engineer"):
        conversation.exchange(line)
    return conversation.state


def test_a_conversation_leaves_nothing_behind(adviser):
    conversation = Conversation(adviser, State())
    for line in ("I know python", "which roles fit me?", "make a plan", "bye"):
        conversation.exchange(line)
    assert not storage.data_folder().exists()


def test_what_is_saved_comes_back(adviser):
    state = talked(adviser)
    session_store.save(state)
    found = session_store.load(adviser.corpus)
    assert found is not None
    assert found.profile == state.profile
    assert found.said == state.said


def test_only_its_owner_can_read_it(adviser):
    path = session_store.save(talked(adviser))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_an_open_folder_is_closed(adviser):
    storage.data_folder().mkdir(parents=True, mode=0o755)
    os.chmod(storage.data_folder(), 0o755)
    session_store.save(talked(adviser))
    assert stat.S_IMODE(storage.data_folder().stat().st_mode) == 0o700


def test_after_save_every_turn_is_kept(adviser):
    conversation = Conversation(adviser, State())
    conversation.exchange("I know python")
    conversation.exchange("/save")
    conversation.exchange("and docker")
    found = session_store.load(adviser.corpus)
    assert found is not None
    assert found.profile.level("docker") == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "damaged"),
        (b"{", "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b"[]", "damaged"),
        (b'{"careerbot": "profile", "format": 99, "new": 1}', "newer"),
        (b'{"careerbot": "plan", "format": 1}', "damaged"),
        (b'{"name": "package.json"}', "damaged"),
    ],
)
def test_a_foreign_torn_or_newer_file_is_named_and_never_lost(adviser, content, said):
    path = session_store.profile_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with pytest.raises(FileTrouble, match=said):
        session_store.load(adviser.corpus)
    assert path.read_bytes() == content
    session_store.save(talked(adviser))
    assert path.with_name("profile-aside-1.json").read_bytes() == content
    assert session_store.load(adviser.corpus) is not None


def test_a_file_too_large_is_not_read(adviser):
    path = session_store.profile_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(b" " * (session_store.MOST_BYTES + 1))
    with pytest.raises(FileTrouble, match="too large"):
        session_store.load(adviser.corpus)


def test_values_no_profile_has_are_left_out(adviser):
    path = session_store.save(talked(adviser))
    data = json.loads(path.read_text())
    data["profile"]["skills"][0]["level"] = 99
    data["profile"]["skills"][1]["slug"] = "no-such-skill"
    data["profile"]["hours_a_week"] = -4
    data["profile"]["wanted"] = ["no-such-role"]
    path.write_text(json.dumps(data))
    found = session_store.load(adviser.corpus)
    assert found is not None
    assert (found.profile.skills, found.profile.hours_a_week, found.profile.wanted) == ((), None, ())


def test_wipe_removes_every_trace_and_says_so(adviser):
    session_store.save(talked(adviser))
    session_store.history_path().write_text("typed")
    session_store.profile_path().with_name("profile-aside-1.json").write_text("old")
    folder = storage.data_folder()
    gone = session_store.wipe()
    assert not folder.exists()
    assert {path.name for path in gone} == {"profile.json", "history", "profile-aside-1.json", folder.name}
    assert session_store.wipe() == ()


def test_a_disk_that_cannot_be_written_is_said_once_and_the_talk_goes_on(adviser, monkeypatch):
    conversation = Conversation(adviser, State(), keep=True)

    def full(*_, **__):
        raise FileTrouble("No room left.")

    monkeypatch.setattr(ProfileStore, "keep", full)
    first = conversation.exchange("I know python")
    assert "No room left." in str(first.reply)
    assert "No room left." not in str(conversation.exchange("and sql").reply)
    assert conversation.state.profile.level("sql") == 3


def test_an_export_does_not_overwrite_without_a_name(adviser, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    conversation = Conversation(adviser, State())
    conversation.exchange("I know python and sql, I want to be a data analyst")
    assert "Written to careerbot.md" in str(conversation.exchange("/export").reply)
    before = (tmp_path / "careerbot.md").read_bytes()
    assert "there already" in str(conversation.exchange("/export").reply)
    assert (tmp_path / "careerbot.md").read_bytes() == before
    assert "Written to mine.json" in str(conversation.exchange("/export mine.json").reply)
    assert json.loads((tmp_path / "mine.json").read_text())["schema"] == "careerbot.suggest/1"


def test_nothing_known_is_not_exported(adviser, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    conversation = Conversation(adviser, State(profile=Profile()))
    conversation.exchange("/export")
    assert list(tmp_path.glob("careerbot.*")) == []


def test_half_a_character_is_no_reason_not_to_keep_what_was_said(adviser):
    conversation = Conversation(adviser, State(), keep=True)
    conversation.exchange("I know python \ud800 and caf\udce9")
    kept = session_store.load(adviser.corpus)
    assert kept is not None
    assert [k.slug for k in kept.profile.skills] == ["python"]
    assert kept.said == ("I know python ? and caf?",)


def test_a_file_named_in_a_message_is_read(adviser, tmp_path):
    cv = tmp_path / "cv.txt"
    cv.write_text("Jane Example\nData analyst\nSkills: SQL, Excel, Tableau\n2019 - 2024 Data analyst at Acme\n")
    conversation = Conversation(adviser, State())
    said = str(conversation.exchange(f"read my cv from {cv}").reply)
    assert "I read cv.txt." in said
    assert conversation.state.profile.level("tableau") >= 1
    picture = tmp_path / "me.txt"
    picture.write_bytes(b"%PDF-1.7 \x00\x01")
    assert "damaged PDF" in str(conversation.exchange(str(picture)).reply)

"""One owner of the profile on the disk: nothing lost, nothing replaced unasked, wiped stays wiped."""

from __future__ import annotations

import json
import os

import pytest
from msgspec.structs import replace

from careerbot import storage
from careerbot.dialogue import session_store
from careerbot.dialogue.merging import Kept
from careerbot.dialogue.session_store import ProfileStore, WipedError
from careerbot.errors import FileTrouble
from careerbot.matching.profile import Known, Profile


def knowing(*slugs: str) -> Kept:
    skills = tuple(Known(slug, 3, True, slug, "name", 1.0) for slug in slugs)
    return Kept(Profile(skills=skills), said=tuple(f"I know {slug}" for slug in slugs))


def more(kept: Kept, *slugs: str) -> Kept:
    added = knowing(*slugs)
    profile = replace(kept.profile, skills=(*kept.profile.skills, *added.profile.skills))
    return replace(kept, profile=profile, said=(*kept.said, *added.said))


def slugs(kept: Kept | None) -> set[str]:
    assert kept is not None
    return {known.slug for known in kept.profile.skills}


@pytest.fixture
def store(shipped):
    return lambda: ProfileStore(shipped)


def test_keeping_a_talk_adds_to_what_was_kept_before(store):
    store().change(lambda kept: more(kept, "docker"))
    after = store().keep(knowing("git"))
    assert slugs(after) == slugs(store().load()) == {"docker", "git"}
    assert after.said == ("I know docker", "I know git")


def test_a_talk_and_a_command_at_once_keep_both(store):
    talk = store()
    kept = talk.keep(knowing("sql"))
    store().change(lambda now: more(now, "docker"))
    kept = talk.keep(more(kept, "git"))
    assert slugs(kept) == slugs(store().load()) == {"sql", "docker", "git"}


def test_what_one_took_back_is_not_brought_back_by_another(store):
    one, two = store(), store()
    first = one.keep(knowing("sql", "docker"))
    two.load()
    store().change(lambda kept: replace(kept, profile=knowing("sql").profile))
    assert slugs(one.keep(more(first, "git"))) == {"sql", "git"}
    assert slugs(two.keep(knowing("sql", "docker"))) == {"sql", "git"}


def test_what_a_talk_takes_back_is_gone(store):
    talk = store()
    kept = talk.keep(knowing("sql", "docker"))
    assert slugs(talk.keep(replace(kept, profile=knowing("sql").profile))) == {"sql"}
    assert slugs(store().load()) == {"sql"}


def test_after_a_wipe_a_running_talk_keeps_nothing_more(store):
    talk = store()
    kept = talk.keep(knowing("sql"))
    store().wipe()
    for _ in range(2):
        with pytest.raises(WipedError):
            talk.keep(more(kept, "docker"))
        assert not storage.data_folder().exists()


def test_nor_does_it_write_into_what_was_kept_after_the_wipe(store):
    talk = store()
    kept = talk.keep(knowing("sql"))
    store().wipe()
    store().change(lambda now: more(now, "git"))
    with pytest.raises(WipedError):
        talk.keep(more(kept, "docker"))
    assert slugs(store().load()) == {"git"}


def test_a_talk_that_was_only_resumed_heeds_a_wipe_too(store):
    store().keep(knowing("sql"))
    talk = store()
    kept = talk.load()
    store().wipe()
    with pytest.raises(WipedError):
        talk.keep(kept)


def test_whoever_asks_again_after_a_wipe_is_kept(store):
    talk = store()
    kept = talk.keep(knowing("sql"))
    store().wipe()
    store().change(lambda now: more(now, "git"))
    assert slugs(talk.keep(more(kept, "docker"), anew=True)) == {"sql", "docker", "git"}
    assert slugs(talk.keep(more(kept, "docker", "git"))) == {"sql", "docker", "git"}


def test_a_wipe_in_the_talk_itself_begins_from_nothing(store):
    talk = store()
    talk.keep(knowing("sql"))
    assert talk.wipe()
    assert not talk.holds()
    assert slugs(talk.keep(knowing("git"))) == {"git"}


def test_whether_anything_is_kept_is_known(store):
    assert not store().holds()
    store().keep(knowing("sql"))
    assert store().holds()


def test_what_this_corpus_does_not_know_stays_on_the_disk(store):
    path = session_store.profile_path()
    store().keep(knowing("sql"))
    path.write_text(path.read_text().replace('"sql"', '"of-another-corpus"'))
    talk = store()
    kept = talk.load()
    assert slugs(kept) == set()
    assert slugs(talk.keep(more(kept, "git"))) == {"git"}
    assert slugs(store().change(lambda now: more(now, "docker"))) == {"git", "docker"}
    assert "of-another-corpus" in path.read_text()


def test_a_file_of_the_first_format_is_read_and_goes_on(store):
    path = session_store.profile_path()
    store().keep(knowing("sql"))
    data = json.loads(path.read_text())
    path.write_text(json.dumps({"careerbot": "profile", "format": 1, "profile": data["profile"], "said": ["I know sql"]}))
    talk = store()
    kept = talk.load()
    assert slugs(talk.keep(more(kept, "git"))) == {"sql", "git"}
    saved = json.loads(path.read_text())
    assert (saved["format"], saved["generation"]) == (session_store.FORMAT, 1)


def test_each_writing_counts_and_nothing_new_writes_nothing(store):
    path = session_store.profile_path()
    talk = store()
    kept = talk.keep(knowing("sql"))
    before = path.stat().st_mtime_ns, json.loads(path.read_text())
    assert talk.keep(kept) == kept
    assert (path.stat().st_mtime_ns, json.loads(path.read_text())) == before
    talk.keep(more(kept, "git"))
    after = json.loads(path.read_text())
    assert (after["born"], after["generation"]) == (before[1]["born"], 2)


def test_a_damaged_file_is_set_aside_by_a_talk_and_refused_by_a_command(store):
    talk = store()
    kept = talk.keep(knowing("sql"))
    session_store.profile_path().write_bytes(b"{")
    with pytest.raises(FileTrouble, match="damaged"):
        store().change(lambda now: now)
    assert slugs(talk.keep(more(kept, "git"))) == {"sql", "git"}
    assert session_store.profile_path().with_name("profile-aside-1.json").read_bytes() == b"{"


def test_a_disk_that_is_full_leaves_what_was_there(store, monkeypatch):
    talk = store()
    kept = talk.keep(knowing("sql"))
    monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(FileTrouble, match="no room"):
        talk.keep(more(kept, "git"))
    monkeypatch.undo()
    monkeypatch.setenv("CAREERBOT_HOME", str(storage.data_folder()))


@pytest.mark.parametrize("runs", [6, pytest.param(100, marks=pytest.mark.slow)])
def test_a_crowd_loses_nothing_and_wiped_stays_wiped(tmp_path, runs):
    import subprocess
    import sys

    from places import ROOT, SUPPORT

    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SUPPORT), str(ROOT)])}
    command = [sys.executable, str(SUPPORT / "crowd.py"), str(tmp_path), str(runs)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.startswith(f"{runs} learn ")

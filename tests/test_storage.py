"""Files whole or not at all, for their owner alone; what went wrong in one sentence; one process at a time."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from careerbot import storage
from careerbot.errors import FileTrouble


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_files_and_folders_are_for_their_owner_alone(tmp_path):
    path = tmp_path / "a" / "b" / "file"
    storage.write_atomically(path, b"one")
    storage.write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert [mode(one) for one in (path, path.parent, path.parent.parent)] == [0o600, 0o700, 0o700]
    assert [one.name for one in path.parent.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "no room left"), (errno.EDQUOT, "no room left"), (errno.EFBIG, "no room left"), (errno.EACCES, "may not be written"),
        (errno.EPERM, "may not be written"), (errno.EROFS, "may not be written"), (errno.EIO, "could not be written: Input/output error"),
    ],
)  # fmt: skip
def test_an_error_of_the_system_is_a_sentence(number, said):
    told = str(storage.trouble(OSError(number, os.strerror(number)), Path("/elsewhere/x")))
    assert said in told
    assert "/elsewhere/x" in told
    assert "CAREERBOT" not in told


@pytest.mark.parametrize(("folder", "variable"), [(storage.cache_place, "CAREERBOT_CACHE"), (storage.data_folder, "CAREERBOT_HOME")])
def test_what_moves_a_folder_of_ours_is_named(folder, variable):
    for path in (folder(), folder() / "a" / "b"):
        assert variable in str(storage.trouble(OSError(errno.ENOSPC, ""), path))


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "file"
    storage.write_atomically(path, b"one")
    monkeypatch.setattr(os, "replace", lambda a, b: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    with pytest.raises(FileTrouble, match="no room"):
        storage.write_atomically(path, b"two")
    assert path.read_bytes() == b"one"
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_only_what_a_dead_writer_of_this_file_left_is_swept(tmp_path):
    old, young, other = (tmp_path / name for name in (".file.1.tmp", ".file.2.tmp", ".else.1.tmp"))
    for path in (old, young, other):
        path.touch()
    for path in (old, other):
        os.utime(path, (1, 1))
    storage.write_atomically(tmp_path / "file", b"")
    assert sorted(one.name for one in tmp_path.iterdir()) == [".else.1.tmp", ".file.2.tmp", "file"]


@pytest.mark.parametrize(
    ("env", "place"),
    [
        ({"CAREERBOT_CACHE": "/a/b"}, "/a/b"), ({"CAREERBOT_CACHE": "~/b", "HOME": "/h"}, "/h/b"), ({"XDG_CACHE_HOME": "/x"}, "/x/careerbot"),
        ({"XDG_CACHE_HOME": "x", "HOME": "/h"}, "/h/.cache/careerbot"), ({"HOME": "/h"}, "/h/.cache/careerbot"),
    ],
)  # fmt: skip
def test_where_the_cache_is(monkeypatch, env, place):
    for name in ("CAREERBOT_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert str(storage.cache_place()) == place


def test_without_a_home_it_is_said(monkeypatch):
    monkeypatch.setenv("HOME", "relative")
    monkeypatch.delenv("CAREERBOT_HOME")
    with pytest.raises(FileTrouble, match="set CAREERBOT_HOME"):
        storage.data_folder()


def test_one_holder_at_a_time_and_who_waits_is_told(tmp_path):
    told, order = [], []
    started = threading.Event()

    def second():
        started.set()
        with storage.locked(tmp_path / "f", lambda: told.append("waiting")):
            order.append("second")

    with storage.locked(tmp_path / "f", lambda: told.append("never")):
        other = threading.Thread(target=second)
        other.start()
        started.wait(10)
        while not told:
            pass
        order.append("first")
    other.join(10)
    assert (order, told) == (["first", "second"], ["waiting"])
    assert mode(tmp_path / "f" / storage.LOCK) == 0o600


def test_a_lock_file_that_was_removed_while_one_waited_locks_nothing(tmp_path):
    folder, told = tmp_path / "f", threading.Event()

    def second():
        with storage.locked(folder, told.set):
            assert (folder / storage.LOCK).exists()
            os.rename(folder / storage.LOCK, folder / "held")
            os.rename(folder / "held", folder / storage.LOCK)

    with storage.locked(folder):
        other = threading.Thread(target=second)
        other.start()
        told.wait(10)
        (folder / storage.LOCK).unlink()
    other.join(10)
    assert (folder / storage.LOCK).exists()


def test_a_link_in_the_place_of_the_lock_is_refused(tmp_path):
    (tmp_path / storage.LOCK).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileTrouble), storage.locked(tmp_path):
        pass
    assert not (tmp_path / "elsewhere").exists()

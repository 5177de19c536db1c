"""The index under faults: killed, crowded, damaged, out of room. It is whole or it is made again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hash_encoder import HashEncoder
from places import ROOT, SUPPORT

from careerbot.embeddings import generations
from careerbot.embeddings.index import Entry, build, fingerprint, open_index, verify
from careerbot.errors import FileTrouble, IndexUnusable
from careerbot.storage import cache_folder, data_folder, write_atomically

ENTRIES = [Entry(kind, f"{kind}-{at}", f"{kind} number {at}") for kind in ("skill", "role") for at in range(40)]
KEY = fingerprint(ENTRIES, "hash")
PATHS = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SUPPORT), str(ROOT)])}

BUILDER = """
import sys
from pathlib import Path
from hash_encoder import HashEncoder
from careerbot.errors import CareerbotError
from careerbot.embeddings.index import Entry, build
entries = [Entry(kind, f"{kind}-{at}", f"{kind} number {at}") for kind in ("skill", "role") for at in range(40)]
encoder = HashEncoder()
try:
    index = build(entries, encoder, Path(sys.argv[1]))
except CareerbotError as error:
    print(type(error).__name__, error)
    sys.exit(1)
hit = index.search(encoder.encode(["role number 7"]), 1)[0][0]
print(len(encoder.seen) - 1, hit.slug)
"""


def python(script: str, *given: object, limit: int = 0) -> subprocess.Popen[str]:
    """Start a Python with the tests and careerbot to import; `limit` is the largest file it may write."""
    head = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n" if limit else ""
    command = [sys.executable, "-c", head + script, *map(str, given)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=PATHS)


@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.slow), 9])
def test_a_kill_at_any_file_operation_leaves_a_whole_index(tmp_path: Path, step: int) -> None:
    command = [sys.executable, str(SUPPORT / "kill_points.py"), str(tmp_path), str(step)]
    done = subprocess.run(command, env=PATHS, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    first, again = map(int, done.stdout.split())
    assert first >= 40 // step
    assert again > first


def test_a_kill_at_any_time_leaves_a_whole_index(tmp_path: Path) -> None:
    build(ENTRIES[1:], HashEncoder(), tmp_path)
    slow = BUILDER.replace("encoder = HashEncoder()", "encoder = HashEncoder()\nprint('begun', flush=True)")
    for turn in range(6):
        victim = python(slow, tmp_path)
        assert victim.stdout is not None
        victim.stdout.readline()
        time.sleep(turn * 0.01)
        victim.send_signal(signal.SIGKILL)
        victim.communicate()
        assert verify(tmp_path).fingerprint in (KEY, fingerprint(ENTRIES[1:], "hash"))
    assert build(ENTRIES, HashEncoder(), tmp_path).fingerprint == KEY


def test_eight_first_runs_at_once_make_one_index(tmp_path: Path) -> None:
    running = [python(BUILDER, tmp_path) for _ in range(8)]
    said = [process.communicate(timeout=120) for process in running]
    assert all(process.returncode == 0 for process in running), said
    encoded = sorted(int(out.split()[0]) for out, _ in said)
    assert encoded == [0] * 7 + [len(ENTRIES)]
    assert {out.split()[1] for out, _ in said} == {"role-7"}


def test_readers_see_the_old_or_the_new_index_while_it_changes(tmp_path: Path) -> None:
    reader = """
import sys, time
from pathlib import Path
from careerbot.embeddings import generations
from careerbot.errors import IndexUnusable
from careerbot.embeddings.index import index_of
read = 0
print("ready", flush=True)
while not (Path(sys.argv[1]) / "stop").exists():
    found = generations.current(Path(sys.argv[1]))
    try:
        index = index_of(found)
    except IndexUnusable:
        continue  # Replaced between the two lines above.
    slugs, vectors = list(index.slugs("skill")), index.vectors("skill")
    assert len(slugs) == len(vectors) and slugs[0] in ("skill-0", "skill-1"), slugs
    assert len(slugs) == (40 if slugs[0] == "skill-0" else 39)
    read += 1
print(read)
"""
    build(ENTRIES, HashEncoder(), tmp_path)
    running = [python(reader, tmp_path) for _ in range(2)]
    for process in running:
        assert process.stdout is not None
        process.stdout.readline()
    for _ in range(40):
        build(ENTRIES[1:], HashEncoder(), tmp_path)
        build(ENTRIES, HashEncoder(), tmp_path)
    (tmp_path / "stop").touch()
    for process in running:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert int(out) > 10


def damages(data: bytes) -> dict[str, bytes | None]:
    """Ways in which a file can have gone wrong."""
    middle = len(data) // 2
    flipped = bytes([data[middle] ^ 4])
    return {
        "missing": None,
        "empty": b"",
        "cut": data[:-1],
        "longer": data + b"\0",
        "start": bytes([data[0] ^ 1]) + data[1:],
        "middle": data[:middle] + flipped + data[middle + 1 :],
        "end": data[:-1] + bytes([data[-1] ^ 128]),
        "foreign": os.urandom(len(data)),
    }


def test_a_damaged_file_is_noticed_and_the_index_made_again(tmp_path: Path) -> None:
    index = build(ENTRIES, HashEncoder(), tmp_path)
    names = sorted(path.name for path in index.folder.iterdir())
    assert len(names) >= 7
    for name in [*names, generations.MANIFEST]:
        for what in damages(b"12345678"):
            index = build(ENTRIES, HashEncoder(), tmp_path)
            path = tmp_path / name if name == generations.MANIFEST else index.folder / name
            data = damages(path.read_bytes())[what]
            path.unlink()
            if data is not None:
                path.write_bytes(data)
            with pytest.raises(IndexUnusable):
                open_index(tmp_path, KEY)
            assert build(ENTRIES, HashEncoder(), tmp_path).fingerprint == KEY, (name, what)
            assert open_index(tmp_path, KEY).vectors("skill").shape == (40, 16)


def test_a_newer_format_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "FORMAT", generations.FORMAT + 1)
    build(ENTRIES, HashEncoder(), tmp_path)
    monkeypatch.undo()
    with pytest.raises(IndexUnusable, match="version"):
        open_index(tmp_path, KEY)
    assert build(ENTRIES, HashEncoder(), tmp_path).fingerprint == KEY


def test_a_manifest_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    build(ENTRIES, HashEncoder(), tmp_path)
    path = tmp_path / generations.MANIFEST
    body = json.loads(path.read_bytes().partition(b"\n")[2])
    for change in ({"generation": "../elsewhere"}, {"files": {"../../etc/passwd": [1, "", ""]}}):
        text = json.dumps(body | change).encode()
        path.write_bytes(generations._head(text) + b"\n" + text)
        with pytest.raises(IndexUnusable):
            open_index(tmp_path, KEY)


def test_a_large_file_is_checked_at_its_ends_and_by_verify_throughout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "_WHOLE", 500)
    monkeypatch.setattr(generations, "_EDGE", 100)
    index = build(ENTRIES, HashEncoder(), tmp_path)
    path = index.folder / "skill.vectors"
    data = path.read_bytes()
    path.write_bytes(damages(data)["middle"] or b"")
    open_index(tmp_path, KEY)
    with pytest.raises(IndexUnusable):
        verify(tmp_path)
    path.write_bytes(damages(data)["end"] or b"")
    with pytest.raises(IndexUnusable):
        open_index(tmp_path, KEY)


@pytest.mark.parametrize("limit", [1, 100, 1000, 2000, 3000])
def test_no_room_is_one_plain_sentence_and_what_was_there_stays(tmp_path: Path, limit: int) -> None:
    build(ENTRIES[1:], HashEncoder(), tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    process = python(BUILDER, tmp_path, limit=limit)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1, err
    assert out.startswith("FileTrouble ")
    assert out.count("\n") == 1
    assert str(tmp_path) in out
    assert err == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert verify(tmp_path).fingerprint == fingerprint(ENTRIES[1:], "hash")


def test_a_folder_that_cannot_be_is_one_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file" / "cache", Path("/proc/careerbot/cache")):
        with pytest.raises(FileTrouble, match="could not be written"):
            build(ENTRIES, HashEncoder(), folder)
        with pytest.raises(IndexUnusable):
            open_index(folder, KEY)


def test_a_folder_of_somebody_else_is_one_plain_sentence(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        tmp_path.chmod(0o500)
        with pytest.raises(FileTrouble, match="may not be written"):
            build(ENTRIES, HashEncoder(), tmp_path / "cache")
        return
    nobody = "import os; os.setuid(65534)\n"
    imports, rest = BUILDER.split("entries = ", 1)
    process = python(imports + "import faiss\n" + nobody + "entries = " + rest, tmp_path / "cache")
    out, err = process.communicate(timeout=60)
    assert out.startswith("FileTrouble ")
    assert "may not be written" in out
    assert err == ""


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(FileTrouble, match="no room"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_an_open_index_outlives_its_files(tmp_path: Path) -> None:
    encoder = HashEncoder()
    index = build(ENTRIES, encoder, tmp_path)
    build(ENTRIES[40:], encoder, tmp_path)
    assert not index.folder.exists()
    assert index.search(encoder.encode(["skill number 3"]), 1, "skill")[0][0].slug == "skill-3"


def test_where_files_go(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CAREERBOT_CACHE", "CAREERBOT_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/somebody")
    assert cache_folder() == Path("/home/somebody/.cache/careerbot")
    assert data_folder() == Path("/home/somebody/.local/share/careerbot")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert cache_folder() == Path("/home/somebody/.cache/careerbot")
    assert data_folder() == Path("/data/careerbot")
    monkeypatch.setenv("CAREERBOT_CACHE", "~/mine")
    assert cache_folder() == Path("/home/somebody/mine")

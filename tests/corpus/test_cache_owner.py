"""The cache is believed only where nobody else could have written it; what in it is malformed goes, and is made again."""

from __future__ import annotations

import os
from array import array
from itertools import accumulate

import pytest

from careerbot import storage
from careerbot.corpus import corpus as module
from careerbot.corpus.corpus import load_corpus
from careerbot.embeddings.build import index_folder, twin_folder
from careerbot.errors import FileTrouble

PIECES = ("head", "names", "weights", "resources", "later", "language", "advice")


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o720])
def test_a_cache_others_may_write_is_not_used(shipped, mode):
    folder = storage.ensure_folder(storage.cache_place())
    folder.chmod(mode)
    with pytest.raises(FileTrouble, match="Others may write"):
        storage.cache_folder()
    assert load_corpus().fingerprint == shipped.fingerprint
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("mode", [0o700, 0o755, 0o750])
def test_a_cache_others_may_read_is_used(mode):
    folder = storage.ensure_folder(storage.cache_place())
    folder.chmod(mode)
    assert storage.cache_folder() == folder


def test_a_cache_of_another_user_is_not_used(monkeypatch):
    storage.ensure_folder(storage.cache_place())
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(FileTrouble, match="another user"):
        storage.cache_folder()


def test_a_cache_moved_elsewhere_by_a_link_of_ones_own_is_used(tmp_path):
    (tmp_path / "disk").mkdir(mode=0o700)
    storage.cache_place().symlink_to(tmp_path / "disk")
    assert storage.cache_folder() == storage.cache_place()


@pytest.mark.parametrize("inner", [index_folder("corpus"), twin_folder("model@1")], ids=["index", "encoder"])
@pytest.mark.parametrize("level", [0, 1])
def test_a_link_among_its_folders_is_refused(tmp_path, inner, level):
    steps = inner.parts[-2:]
    place = storage.cache_place().joinpath(*steps[: level + 1])
    storage.ensure_folder(place.parent)
    (tmp_path / "planted").mkdir()
    place.symlink_to(tmp_path / "planted")
    with pytest.raises(FileTrouble, match="is a link"):
        storage.cache_folder(*steps)


def test_it_is_said_and_answered_all_the_same(process):
    cache = storage.ensure_folder(storage.cache_place())
    cache.chmod(0o777)
    ran = process("--no-encoder", "suggest", "python, sql", env={"CAREERBOT_CACHE": str(cache)})
    assert ran.code == 0
    assert "Data analyst" in ran.out
    assert "Others may write to the cache" in ran.err
    assert ran.err.count("\n") == 1


def planted(path, piece, data):
    """The snapshot with another piece, sealed as the program seals it."""
    whole = memoryview(path.read_bytes())
    ends = whole[module.CHECK : module.START].cast("Q")
    pieces = [bytes(whole[a:b]) for a, b in zip([module.START, *ends], ends, strict=False)]
    pieces[PIECES.index(piece)] = data
    body = array("Q", list(accumulate(map(len, pieces), initial=module.START))[1:]).tobytes() + b"".join(pieces)
    path.write_bytes(module._checksum(body) + body)


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff\xfe", b'{"sql": 7}', b"[" * 100_000], ids=str)
@pytest.mark.parametrize("piece", PIECES)
def test_a_malformed_snapshot_that_is_sealed_goes_and_is_made_again(tmp_path, piece, data):
    small = tmp_path / "corpus"
    (small / "skills").mkdir(parents=True)
    (small / "skills" / "a.toml").write_text('[sql]\nname = "SQL"\nkind = "tool"\nabout = "T."\nhours = [1, 2, 3, 4, 5]\n')
    load_corpus(small)
    (path,) = storage.cache_folder().glob("*.snapshot")
    planted(path, piece, data)
    for _ in range(2):
        corpus = load_corpus(small)
        try:
            assert corpus.find_skill("sql") == "sql"
            look = (corpus.weights, corpus.resources.values(), corpus.facts, corpus.language.table("numbers"), corpus.advice)
            assert all(one is not None for one in look)
        except FileTrouble as error:
            assert "ask again" in str(error)
            assert not path.exists()
    assert load_corpus(small).find_skill("sql") == "sql"

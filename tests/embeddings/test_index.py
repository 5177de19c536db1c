"""The index: what is found, what is kept, and what is made again."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hash_encoder import HashEncoder

from careerbot.embeddings import neighbors
from careerbot.embeddings.index import Entry, build, fingerprint, note_source, open_index, open_made_from
from careerbot.errors import EncoderMissing, FileTrouble, IndexUnusable

if TYPE_CHECKING:
    from pathlib import Path

ENTRIES = (
    Entry("task", "clean-data", "clean the data before anything else"),
    Entry("skill", "sql", "query tables in a database"),
    Entry("skill", "python", "write programs and scripts"),
    Entry("skill", "statistics", "measure how sure a figure is"),
    Entry("role", "analyst", "query tables and measure what a figure says"),
    Entry("role", "engineer", "write programs that keep data moving"),
    Entry("answer", "pay", "how much does it pay"),
    Entry("answer", "pay", "what is the salary"),
    Entry("answer", "start", "how do i start"),
)


def made_up(kind: str, count: int, seed: int = 1) -> list[Entry]:
    """Entries of random words."""
    rng = random.Random(seed)
    words = [f"w{number}" for number in range(200)]
    return [Entry(kind, f"{kind}-{at}", " ".join(rng.choices(words, k=6))) for at in range(count)]


def test_a_text_finds_itself_first(tmp_path: Path) -> None:
    encoder = HashEncoder()
    index = build(ENTRIES, encoder, tmp_path)
    for entry in ENTRIES:
        (hits,) = index.search(encoder.encode([entry.text]), 3)
        assert (hits[0].kind, hits[0].slug) == entry[:2]
        assert hits[0].score == pytest.approx(1, abs=1e-5)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_search_keeps_to_one_kind_and_says_each_thing_once(tmp_path: Path) -> None:
    encoder = HashEncoder()
    index = build(ENTRIES, encoder, tmp_path)
    (answers,) = index.search(encoder.encode(["what does it pay"]), 9, "answer")
    assert sorted(hit.slug for hit in answers) == ["pay", "start"]
    assert index.search(encoder.encode(["what"]), 9, "nothing") == ((),)
    assert index.search(np.empty((0, encoder.dim), np.float32), 3) == ()


def test_similarities_are_the_cosines_in_the_order_of_the_slugs(tmp_path: Path) -> None:
    encoder = HashEncoder()
    index = build(ENTRIES, encoder, tmp_path)
    query = encoder.encode(["measure tables", "programs"])
    assert list(index.slugs("role")) == ["analyst", "engineer"]
    right = query @ encoder.encode([entry.text for entry in ENTRIES if entry.kind == "role"]).T
    np.testing.assert_allclose(index.similarities(query, "role"), right, atol=1e-6)
    assert index.slugs("skill")[-1] == "statistics"
    with pytest.raises(IndexError):
        index.slugs("skill")[3]


def test_opening_wants_the_same_texts_the_same_model_and_the_same_faiss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(ENTRIES, HashEncoder(), tmp_path)
    right = fingerprint(ENTRIES, "hash")
    assert open_index(tmp_path, right).fingerprint == right
    for other in (fingerprint(ENTRIES, "hash2"), fingerprint(ENTRIES[1:], "hash")):
        assert other != right
        with pytest.raises(IndexUnusable):
            open_index(tmp_path, other)
    monkeypatch.setattr(neighbors, "version", lambda: "0.0.0")
    with pytest.raises(IndexUnusable, match="faiss"):
        open_index(tmp_path, right)


def test_the_fingerprint_keeps_fields_apart() -> None:
    assert fingerprint([Entry("a", "bc", "d")], "m") != fingerprint([Entry("ab", "c", "d")], "m")
    assert fingerprint([Entry("a", "b", "\ud800")], "m") != fingerprint([Entry("a", "b", "?")], "m")


def test_only_new_texts_are_encoded_again(tmp_path: Path) -> None:
    build(ENTRIES, HashEncoder(), tmp_path)
    changed = [*reversed(ENTRIES[2:]), Entry("skill", "rust", "write programs that do not fail")]
    encoder = HashEncoder()
    index = build(changed, encoder, tmp_path)
    assert encoder.seen == ["write programs that do not fail"]
    fresh = build(changed, HashEncoder(), tmp_path / "fresh")
    for kind in fresh.kinds:
        np.testing.assert_allclose(index.vectors(kind), fresh.vectors(kind), atol=1e-6)
        assert list(index.slugs(kind)) == list(fresh.slugs(kind))


def test_another_model_or_a_wish_encodes_everything_again(tmp_path: Path) -> None:
    build(ENTRIES, HashEncoder(), tmp_path)
    for encoder, again in ((HashEncoder("other"), False), (HashEncoder("other"), True)):
        build(ENTRIES, encoder, tmp_path, again=again)
        assert sorted(encoder.seen) == sorted(entry.text for entry in ENTRIES)


def test_nothing_is_encoded_when_nothing_changed(tmp_path: Path) -> None:
    build(ENTRIES, HashEncoder(), tmp_path)
    encoder = HashEncoder()
    build(ENTRIES, encoder, tmp_path)
    assert encoder.seen == []


def test_progress_reaches_its_end(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    build(made_up("skill", 1300), HashEncoder(), tmp_path, lambda *step: told.append(step))
    counted = [done for done, total, label in told if label == "encoding"]
    assert (counted[0], counted[-1]) == (0, 1300)
    assert all(0 < b - a <= 1300 / 20 for a, b in zip(counted, counted[1:], strict=False))


def test_an_encoder_of_wrong_vectors_is_refused(tmp_path: Path) -> None:
    class Wrong(HashEncoder):
        def encode(self, texts: object) -> np.ndarray:
            return super().encode(list(texts)) * self.factor  # type: ignore[call-overload]

    for factor in (2.0, float("nan"), 0.0):
        encoder = Wrong()
        encoder.factor = factor  # type: ignore[attr-defined]
        with pytest.raises(EncoderMissing, match="unit length"):
            build(ENTRIES, encoder, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_an_index_is_found_by_what_it_was_made_from(tmp_path: Path) -> None:
    index = build(ENTRIES, HashEncoder(), tmp_path)
    with pytest.raises(IndexUnusable):
        open_made_from(tmp_path, "corpus 1", "hash")
    note_source(tmp_path, "corpus 1", index)
    assert open_made_from(tmp_path, "corpus 1", "hash").fingerprint == index.fingerprint
    for source, encoder in (("corpus 2", "hash"), ("corpus 1", "hash2"), ("", "hash")):
        with pytest.raises(IndexUnusable):
            open_made_from(tmp_path, source, encoder)
    build(ENTRIES[1:], HashEncoder(), tmp_path)
    with pytest.raises(IndexUnusable):
        open_made_from(tmp_path, "corpus 1", "hash")


def test_vectors_that_cannot_be_written_are_one_plain_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="could not be written"):
        neighbors.write(np.eye(4, dtype=np.float32), tmp_path / "no" / "file")


def test_an_index_without_entries_opens(tmp_path: Path) -> None:
    index = build([], HashEncoder(), tmp_path)
    assert index.search(np.ones((1, 16), np.float32), 3) == ((),)
    assert len(index.vectors("skill")) == 0


def test_files_are_closed_to_others(tmp_path: Path) -> None:
    home = tmp_path / "a" / "b"
    build(ENTRIES, HashEncoder(), home)
    for path in (tmp_path / "a").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert (tmp_path / "a").stat().st_mode & 0o077 == 0


def test_many_vectors_go_into_cells_and_most_of_the_nearest_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbors, "EXACT_UP_TO", 1000)
    encoder = HashEncoder(dim=32)
    entries = [*made_up("skill", 6000), *made_up("role", 20, seed=2)]
    index = build(entries, encoder, tmp_path)
    about = index.kinds["skill"]
    assert about.factory.startswith("IVF")
    assert about.recall >= neighbors.RECALL
    assert index.kinds["role"].factory == "Flat"
    everything = encoder.encode([entry.text for entry in entries[:6000]])
    queries = encoder.encode([entry.text for entry in made_up("query", 200, seed=3)])
    exact = np.argsort(-(queries @ everything.T), axis=1)[:, :10]
    found = index.search(queries, 10, "skill")
    shared = [
        len({f"skill-{row}" for row in rows} & {hit.slug for hit in hits}) / 10
        for rows, hits in zip(exact.tolist(), found, strict=True)
    ]
    assert np.mean(shared) >= 0.95
    np.testing.assert_allclose(index.vectors("skill"), everything, atol=2e-3)
    encoder.seen.clear()
    again = build(entries[1:], encoder, tmp_path)
    assert encoder.seen == []
    np.testing.assert_allclose(again.vectors("skill"), everything[1:], atol=2e-3)

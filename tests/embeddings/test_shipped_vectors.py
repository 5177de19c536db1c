"""The vectors that come with careerbot: of every text of the shipped corpus, true ones, and never trusted when damaged."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from careerbot.corpus.corpus import Corpus
from careerbot.embeddings import shipped_vectors as module
from careerbot.embeddings.build import of_shipped, of_shipped_source
from careerbot.embeddings.encoder import SentenceTransformerEncoder, default_name
from careerbot.embeddings.index import Entry, build, vectors_of
from careerbot.embeddings.search import advice_entries, entries, source_of
from careerbot.embeddings.shipped_vectors import SHIPPED_VECTORS, ShippedVectors, as_bytes, shipped_vectors, text_hash


def found() -> ShippedVectors:
    made = shipped_vectors(default_name())
    assert made is not None
    return made


def test_every_text_of_the_shipped_corpus_has_its_vector(shipped: Corpus) -> None:
    texts = {text_hash(entry.text): entry.text for entry in (*entries(shipped), *advice_entries(shipped))}
    missing = [text for key, text in texts.items() if key not in found().at]
    assert not missing, f"run tests/tools/make_vectors.py: {len(missing)} texts have no vector, such as {missing[0]!r}"
    assert set(found().at) == set(texts), "run tests/tools/make_vectors.py: there are vectors of texts that are gone"


@pytest.mark.slow
def test_vectors_were_made_from_the_corpus_as_it_is(shipped: Corpus) -> None:
    assert found().source == source_of(shipped), "run tests/tools/make_vectors.py: a start by meaning takes 20 ms more"


@pytest.mark.slow
def test_shipped_vectors_are_those_of_sentence_transformers(shipped: Corpus) -> None:
    texts = [entry.text for entry in entries(shipped)]
    right = SentenceTransformerEncoder().encode(texts)
    given = found().rows(np.array([found().at[text_hash(text)] for text in texts]))
    assert float((right * given).sum(axis=1).min()) >= 0.9999
    hits = [len(set(np.argsort(a)[-10:]) & set(np.argsort(b)[-10:])) for a, b in zip(right @ right.T, given @ given.T, strict=True)]
    assert np.mean(hits) >= 9.95


def test_a_first_question_encodes_and_writes_nothing_of_the_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "import sys; from careerbot.corpus.corpus import load_corpus; from careerbot.embeddings.search import Meaning;"
        "meaning = Meaning(load_corpus(), build=False);"
        "print(meaning.skills_near(['structured query language'])[0].slug, len(meaning.role_similarity(['tables'])[0]) > 10);"
        "sys.exit('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "sql True\n", "")
    assert not (tmp_path / "cache" / "indexes").exists()


def test_an_index_in_memory_answers_as_one_on_disk(shipped: Corpus, tmp_path: Path) -> None:
    texts = list(entries(shipped))
    memory = of_shipped(texts, default_name())
    assert memory is not None
    disk = build(texts, Never(), tmp_path / "index")
    assert (memory.fingerprint, memory.kinds, memory.dim) == (disk.fingerprint, disk.kinds, disk.dim)
    at_once = of_shipped_source(found().source, default_name())
    assert at_once is not None
    assert of_shipped_source("another corpus", default_name()) is None
    queries = found().rows(np.arange(0, 400, 40))
    if at_once.fingerprint == memory.fingerprint:
        assert at_once.search(queries, 5) == memory.search(queries, 5)
        assert list(at_once.slugs("answer")) == list(memory.slugs("answer"))
    for kind in (None, *memory.kinds):
        assert memory.search(queries, 5, kind) == disk.search(queries, 5, kind)
    assert list(memory.slugs("role")) == list(disk.slugs("role"))
    assert np.allclose(memory.similarities(queries, "role"), disk.similarities(queries, "role"), atol=1e-6)


class Never:
    """An encoder that must not be asked."""

    name = default_name()
    dim = 384

    def encode(self, texts: object) -> np.ndarray:
        raise AssertionError(texts)


class Counting(Never):
    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray:
        self.asked += texts
        return np.eye(384, dtype=np.float32)[: len(texts)]


def test_an_edited_corpus_encodes_what_differs(shipped: Corpus, tmp_path: Path) -> None:
    texts = [*entries(shipped), Entry("skill", "new", "Juggling. Of five balls.")]
    assert of_shipped(texts, default_name()) is None
    encoder = Counting()
    made = build(texts, encoder, tmp_path / "index")
    assert encoder.asked == ["Juggling. Of five balls."]
    assert made.kinds["skill"].count == len(shipped.skills) + 1


def test_another_encoders_or_damaged_vectors_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shipped_vectors("another@model") is None
    path = tmp_path / "vectors.bin"
    whole = SHIPPED_VECTORS.read_bytes()
    for bad in (b"", whole[:-1], whole[:5000] + b"\0\1" + whole[5002:], b"[]\n" + whole, b"\xff\n", b'{"count": "x"}\n'):
        path.write_bytes(bad)
        assert shipped_vectors(default_name(), path) is None
    assert shipped_vectors(default_name(), tmp_path / "none") is None
    about = {"encoder": "x", "source": "", "fingerprint": "", "kinds": {}}
    path.write_bytes(as_bytes(about, [b"a" * 16], np.ones((1, 3), np.float16)))
    one = shipped_vectors("x", path)
    assert one is not None
    assert np.allclose(one.rows(np.array([0])), 3**-0.5)
    monkeypatch.setattr(module, "shipped_vectors", lambda encoder: None)
    assert of_shipped([Entry("skill", "a", "b")], default_name()) is None


def test_a_text_of_several_lines_is_the_mean_of_them() -> None:
    class Two:
        name = "two"
        dim = 2

        def encode(self, texts: list[str]) -> np.ndarray:
            return np.array([[1.0, 0.0] if text == "across" else [0.0, 1.0] for text in texts], np.float32)

    made = vectors_of(["across", "across\nup", "up"], Two())
    assert np.allclose(made, [[1, 0], [0.5**0.5, 0.5**0.5], [0, 1]])

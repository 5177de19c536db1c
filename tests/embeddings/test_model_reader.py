"""The learned reader: what training computes, at the right characters, and plain sentences where its file is not one."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from careerbot.corpus.corpus import Corpus
from careerbot.embeddings.build import load_encoder
from careerbot.embeddings.encoder import find_model
from careerbot.embeddings.reader import _KNOWN, LABELS, TAGS, CarriedModel, ModelReader, _shapes, carried_model
from careerbot.errors import EncoderMissing
from careerbot.nlu.examples import INTENTS, MARKS
from careerbot.nlu.types import Asked, Reading
from careerbot.settings import Settings

TEXTS = (
    "I know Python and a bit of SQL, never used Spark",
    "no not the architect one, data governance. I've done GDPR for 6 yrs so what would I still need?",
    "🙂🚀 I was a nurse, 👩🏽‍💻 now I write café reports in Excel – naïve ones",
    "10h a week, by next June, no maths please",
    "数据科学家 in Zürich? I hold a master's degree",
    "k8s, Docker + Terraform; CI/CD",
    "yes",
)


ABOUT = {**_KNOWN, "answers": "first second"}


def tensors(seed: int = 0) -> dict[str, np.ndarray]:
    """A reader that was taught nothing."""
    rng = np.random.default_rng(seed)
    found = {name: rng.normal(0, 0.05, shape) for name, shape in _shapes()}
    found |= {name: found[name] + 1 for name in found if name.endswith("LayerNorm.weight")}
    found["tag.weight"] *= 8
    found["answer"] = rng.normal(0, 1, (3, 384))
    return {name: tensor.astype(np.float16) for name, tensor in found.items()}


def write(path: Path, made: dict[str, np.ndarray], about: dict[str, str]) -> Path:
    head: dict[str, object] = {"__metadata__": about}
    at = 0
    for name in sorted(made):
        size = made[name].nbytes
        head[name] = {"dtype": "F16", "shape": list(made[name].shape), "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(len(text).to_bytes(8, "little") + text + b"".join(made[name].tobytes() for name in sorted(made)))
    return path


@pytest.fixture(scope="module")
def untaught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("reader") / "reader.safetensors", tensors(), ABOUT)


def asked(text: str, *marked: tuple[str, str], context: str = "start") -> Asked:
    spans = tuple((text.index(words), text.index(words) + len(words), kind) for words, kind in marked)
    return Asked(text, context, spans)


ASKED = (
    asked(TEXTS[0], ("Python", "S"), ("SQL", "S"), ("Spark", "S")),
    asked(TEXTS[1], ("architect", "R"), ("6 yrs", "T"), context="roles"),
    asked(TEXTS[2], ("Excel", "S"), ("nurse", "R"), ("café", "P")),
    asked(TEXTS[3], ("10h a week", "T"), ("no maths", "L"), context="q:hours"),
    asked(TEXTS[4], ("Zürich", "P"), ("master's degree", "D")),
    asked(TEXTS[5], ("CI/CD", "S"), ("k8s", "X"), context="post"),
    asked(TEXTS[6], context="q:save"),
)


def test_every_window_is_judged_whoever_shares_the_call(untaught: Path) -> None:
    for one_shot in (True, False):
        reader = ModelReader(CarriedModel(one_shot=one_shot), untaught)
        reader.begin()
        readings = reader.read(ASKED)
        assert [len(reading.spans) for reading in readings] == [len(one.spans) for one in ASKED]
        for one, reading in zip(ASKED, readings, strict=True):
            assert_sound(one, reading)
            alone = reader.read([one])[0]
            if one_shot:
                assert np.allclose(alone.intents, reading.intents, atol=1e-4)
            else:
                assert alone == reading
    assert reader.read([]) == []


def assert_sound(one: Asked, reading: Reading) -> None:
    for (_, _, kind), chances in zip(one.spans, reading.spans, strict=True):
        assert len(chances) == len(MARKS[kind])
        assert kind == "X" or abs(sum(chances) - 1) < 1e-3
    assert len(reading.intents) == len(reading.places) == (len(INTENTS) if one.intents else 0)
    assert all(0 <= chance <= 1 for chance in reading.intents)
    assert all(0 <= place <= max(0, len(one.text) - 1) for place in reading.places)
    for start, end, kind, chances in reading.found:
        assert 0 <= start < end <= len(one.text)
        assert one.text[start:end] == one.text[start:end].strip()
        assert len(chances) == len(MARKS[kind])
        assert not any(a < end and b > start for a, b, _ in one.spans)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\ud800", "🙂", "a" * 10_000, "word and more " * 800, "\u200b\x00"])
def test_odd_texts_are_read(untaught: Path, text: str) -> None:
    reader = ModelReader(CarriedModel(), untaught)
    one = Asked(text, "start", ((0, len(text), "S"), (max(0, len(text) - 3), len(text), "T")), intents=len(text) < 5)
    (reading,) = reader.read([one])
    assert_sound(one, reading)
    if len(text) > 10_000 or not text.strip():
        # what was not read is as likely one thing as another
        assert len(set(reading.spans[1])) == 1


def test_what_is_found_stands_at_the_characters_given(untaught: Path, tmp_path: Path) -> None:
    """With a tag head that sees one kind everywhere the whole text is one run, to its last character."""
    made = tensors()
    made["tag.weight"] *= 0
    made["tag.bias"] = np.zeros(len(TAGS), np.float16)
    made["tag.bias"][TAGS.index("S")] = 20
    reader = ModelReader(CarriedModel(), write(tmp_path / "all.safetensors", made, ABOUT))
    for text in TEXTS:
        (reading,) = reader.read([Asked(f"  {text} ", "q:skill", ())])
        (found,) = reading.found
        assert found[:3] == (2, 2 + len(text), "S")
    (reading,) = reader.read([asked("Python, naïve Excel 👩🏽‍💻 SQL", ("Excel", "S"))])
    assert reading.found == (), "a run that touches what was asked is not another span"


def test_a_missing_or_foreign_file_is_one_plain_sentence(tmp_path: Path, untaught: Path) -> None:
    path = tmp_path / "reader.safetensors"
    with pytest.raises(EncoderMissing, match=r"learned reader is missing.*reinstall"):
        ModelReader(CarriedModel(), path).read(ASKED)
    whole = untaught.read_bytes()
    for bad in (b"", b"\xff" * 100, whole[:1000], whole[:-1], find_model().folder.joinpath("vocab.txt").read_bytes()):
        path.write_bytes(bad)
        with pytest.raises(EncoderMissing, match="not a learned reader"):
            ModelReader(CarriedModel(), path).read(ASKED)
    write(path, tensors(), {**ABOUT, "labels": "S:has"})
    with pytest.raises(EncoderMissing, match="other labels"):
        ModelReader(CarriedModel(one_shot=False), path).read(ASKED)


@pytest.mark.slow
def test_the_reader_computes_what_training_does(untaught: Path) -> None:
    import torch
    import train_reader
    from transformers import AutoModel

    assert train_reader.LABELS == LABELS
    assert train_reader.TAGS == TAGS
    taught = train_reader.Reader(AutoModel.from_pretrained(find_model().folder), 2).eval()
    state = {name: torch.from_numpy(tensor.astype(np.float32)) for name, tensor in tensors().items()}
    assert not taught.load_state_dict(state, strict=False).unexpected_keys
    reader = ModelReader(CarriedModel(), untaught)
    reader.open()
    windows = [*ASKED, *(Asked(f"{one.text}. {two.text}", "plan", one.spans) for one in ASKED for two in ASKED[:2])]
    assert len(windows) >= 20
    for one, reading in zip(windows, reader.read(windows), strict=True):
        coded = reader._model.tokenizer.encode(f"{one.context} : {one.text}")
        ids, mask = torch.tensor([coded.ids]), torch.ones(1, len(coded.ids))
        move = len(one.context) + 3
        with torch.no_grad():
            h = taught.hidden(ids, mask)
            chances = taught.intents(h, mask)[0].sigmoid()
            assert np.abs(chances.numpy() - np.array(reading.intents)).max() < 1e-3
            for (start, end, kind), judged in zip(one.spans, reading.spans, strict=True):
                hit = [k for k, (a, b) in enumerate(coded.offsets) if b > a and a < end + move and b > start + move]
                if kind == "X":
                    right = taught.tag(h)[0].softmax(-1)[hit[0] : hit[-1] + 1, TAGS.index("X")].mean().reshape(1)
                else:
                    rows = [row for row, label in enumerate(LABELS) if label[0] == kind]
                    right = taught.spans(h, [(0, hit[0], hit[-1] + 1)])[0][rows].softmax(-1)
                assert np.abs(right.numpy() - np.array(judged)).max() < 1e-3


def test_encoder_and_reader_of_a_process_share_one_model(shipped: Corpus) -> None:
    settings = Settings()
    reader = settings.reader(shipped)
    assert reader is settings.reader(shipped)
    assert isinstance(reader, ModelReader)
    assert reader._model is carried_model()
    assert load_encoder(threads=2) is carried_model().encoder()
    assert Settings(words_only=True).reader(shipped) is None

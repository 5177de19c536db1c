"""Precomputed embeddings of the shipped corpus, found by the hash of their text: nothing of it is encoded at first use.

In half precision, which moves a cosine by less than .0005. A text that was edited has no vector here and is encoded anew.
`tests/tools/make_vectors.py` writes the file; a test fails while a text of the shipped corpus has none.
"""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

SHIPPED_VECTORS = Path(__file__).parent.parent / "models" / "vectors.bin"
HASH = 16
"""Bytes of the sha256 of a text by which it is known."""


class ShippedVectors(Struct, frozen=True):
    """Vectors by the hash of their text."""

    at: Mapping[bytes, int]
    """Hash -> row."""
    halves: NDArray[np.float16]

    def rows(self, which: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of some rows, of unit length."""
        found = self.halves[which].astype(np.float32)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))


def text_hash(text: str) -> bytes:
    """By which a text is found again."""
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:HASH]


def shipped_vectors(encoder: str, path: Path = SHIPPED_VECTORS) -> ShippedVectors | None:
    """The vectors that come with careerbot; None where they are another encoder's, or the file is not whole."""
    try:
        line, _, body = path.read_bytes().partition(b"\n")
        about = json.loads(line)
        count, dim = about["count"], about["dim"]
        if about["encoder"] != encoder or about["crc"] != zlib.crc32(body) or len(body) != count * (HASH + 2 * dim):
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    keys = {body[at : at + HASH]: at // HASH for at in range(0, count * HASH, HASH)}
    return ShippedVectors(keys, np.frombuffer(body, np.float16, offset=count * HASH).reshape(count, dim))


def as_bytes(encoder: str, vectors: Mapping[bytes, NDArray[np.float16]]) -> bytes:
    """What is written to the file: hash -> vector, in the order of the hashes."""
    keys = sorted(vectors)
    matrix = np.array([vectors[key] for key in keys], np.float16)
    body = b"".join(keys) + matrix.tobytes()
    about = {"encoder": encoder, "dim": matrix.shape[1], "count": len(keys), "crc": zlib.crc32(body)}
    return json.dumps(about).encode() + b"\n" + body

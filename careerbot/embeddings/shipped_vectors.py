"""Precomputed embeddings of the shipped corpus, found by the hash of their text: nothing of it is encoded at first use.

In half precision, which moves a cosine by less than .0005. A text that was edited has no vector here and is encoded anew.
`tests/tools/make_vectors.py` writes the file; a test fails while a text of the shipped corpus has none.
"""

from __future__ import annotations

import json
import zlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

SHIPPED_VECTORS = Path(__file__).parent.parent / "models" / "vectors.bin"
HASH = 16
"""Bytes of the sha256 of a text by which it is known."""


class ShippedVectors:
    """Vectors by the hash of their text, and in the order of the corpus they were made from."""

    def __init__(self, about: Mapping[str, Any], keys: bytes, halves: NDArray[np.float16]) -> None:
        self.source: str = about["source"]
        """What the corpus was: where it is the same today, no text of it need be looked at."""
        self.fingerprint: str = about["fingerprint"]
        """That of its index."""
        self.kinds: Mapping[str, list[str]] = about["kinds"]
        """Kind -> slugs, in the order of the rows."""
        self.halves = halves
        self._keys = keys

    @cached_property
    def at(self) -> Mapping[bytes, int]:
        """Hash -> row."""
        return {self._keys[at : at + HASH]: at // HASH for at in range(0, len(self._keys), HASH)}

    def rows(self, which: NDArray[np.int64] | list[int] | slice) -> NDArray[np.float32]:
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
    try:
        halves = np.frombuffer(body, np.float16, offset=count * HASH).reshape(count, dim)
        return ShippedVectors(about, body[: count * HASH], halves)
    except (ValueError, KeyError):
        return None


def as_bytes(about: Mapping[str, Any], keys: Sequence[bytes], halves: NDArray[np.float16]) -> bytes:
    """What is written to the file; `about` has the encoder, and what `ShippedVectors` tells."""
    body = b"".join(keys) + halves.tobytes()
    counted = {"dim": halves.shape[1], "count": len(keys), "crc": zlib.crc32(body)}
    return json.dumps({**about, **counted}).encode() + b"\n" + body

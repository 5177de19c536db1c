"""An encoder for tests: vectors from the words of a text, the same on every machine, no model needed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class HashEncoder:
    """The sum of one fixed random vector a word, so texts that share words are near each other."""

    def __init__(self, name: str = "hash", dim: int = 16) -> None:
        self.name = name
        self.dim = dim
        self.seen: list[str] = []
        """Every text that was encoded, in order."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, of unit length."""
        self.seen += texts
        rows = [sum((self._word(word) for word in ["", *text.lower().split()]), np.zeros(self.dim)) for text in texts]
        stacked = np.array(rows).reshape(len(texts), self.dim)
        return (stacked / np.linalg.norm(stacked, axis=1, keepdims=True)).astype(np.float32)

    def _word(self, word: str) -> NDArray[np.float64]:
        seed = int.from_bytes(hashlib.sha256(word.encode("utf-8", "replace")).digest()[:8], "big")
        return np.random.default_rng(seed).standard_normal(self.dim)

"""An encoder that remembers: in a conversation one message is looked at several times, and its vector stays the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from careerbot.embeddings.encoder import Encoder

REMEMBERED = 64
"""Texts; the vectors of so many take less than a hundred kilobytes."""


class RememberingEncoder:
    """Gives the vectors of another encoder; the last texts are not encoded again.

    Each text is encoded by itself, so that its vector does not depend on which others were asked about with it.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors: dict[str, NDArray[np.float32]] = {}

    @property
    def name(self) -> str:
        """The model, exactly."""
        return self._encoder.name

    @property
    def dim(self) -> int:
        """Numbers in a vector."""
        return self._encoder.dim

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row a text, float32 [n, dim], each of unit length."""
        if len(texts) > REMEMBERED:
            return self._encoder.encode(texts)
        out = np.empty((len(texts), self.dim), np.float32)
        for row, text in enumerate(texts):
            out[row] = self._of(text)
        return out

    def _of(self, text: str) -> NDArray[np.float32]:
        vector = self._vectors.pop(text, None)
        if vector is None:
            vector = self._encoder.encode([text])[0].copy()
            if len(self._vectors) >= REMEMBERED:
                del self._vectors[next(iter(self._vectors))]
        # put in again: what was asked for last is forgotten last
        self._vectors[text] = vector
        return vector

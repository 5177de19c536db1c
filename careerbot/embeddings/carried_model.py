"""The carried model (all-MiniLM-L6-v2) in one hand: its encoder and the learned reader share files, checks and tokenizer.

Each part is opened when first asked for, and only once in a process.
"""

from __future__ import annotations

import os
import threading
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from careerbot.embeddings.encoder import Model, find_model, needing_libraries
from careerbot.embeddings.onnx_encoder import (
    ABOUT,
    SENTENCE,
    OnnxEncoder,
    Opening,
    check_carried,
    open_tokenizer,
    opened_whole,
    session_of,
)
from careerbot.embeddings.reader import ModelReader

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class CarriedModel:
    """The model that comes with careerbot, each part opened when first asked for and then shared."""

    def __init__(self, *, threads: int = 2, one_shot: bool = True) -> None:
        self.threads, self.one_shot = threads, one_shot
        self._lock = threading.RLock()
        self._opening: Opening | None = None
        self._encoder: OnnxEncoder | None = None
        self._checked = False

    @cached_property
    def model(self) -> Model:
        """Where its files are; EncoderMissing if it is not installed."""
        return find_model()

    def begin(self) -> None:
        """Begin to open the encoder's session; the time until `encoder` is free on a second core."""
        with self._lock, needing_libraries():
            if self.model and self.one_shot and self._encoder is None and self._opening is None:
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

    @cached_property
    def reader(self) -> ModelReader:
        """Judges windows of text; nothing is opened before the first."""
        return ModelReader(self)


def carried_model(*, threads: int = 2, one_shot: bool = True) -> CarriedModel:
    """The carried model of this process: whoever asks alike shares what is opened."""
    return _carried(threads, one_shot)


@cache
def _carried(threads: int, one_shot: bool) -> CarriedModel:
    return CarriedModel(threads=threads, one_shot=one_shot)

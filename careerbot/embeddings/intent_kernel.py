"""The examples of acts as vectors, and what they say together of a message: words and meaning weighed at once.

Kernel ridge regression: every example has a say in every act, as large as makes the examples explain each other best; a
message is judged by its likeness to each of them. On examples left out it is right 9 points oftener than the nearest
few are (tests/evaluation/measure_acts.py).
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from careerbot import storage
from careerbot.errors import CareerbotError
from careerbot.nlu.intents.classifier import PAIR, Examples, Vote

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from careerbot.embeddings.encoder import Encoder

SHARE = 0.5
"""What of the likeness the vectors decide; the words decide the rest."""

USUAL = 0.1
"""What the words' being usual in an act adds (on examples left out, a point more are right: 79.6% against 78.4%)."""

RIDGE = 0.5
"""How little single examples are trusted."""


class ActMeanings:
    """What examples with vectors say of a message."""

    def __init__(
        self, examples: Examples, encoder: Encoder, vectors: NDArray[np.float32], kept: Path | None = None
    ) -> None:
        self._encoder, self._vectors = encoder, vectors
        acts = [act for act, _ in examples.rows]
        self._acts = sorted(set(acts))
        key = _key(examples, vectors)
        found = _read(kept, key, (len(acts), len(self._acts))) if kept else None
        self._say = _say(examples, vectors, self._acts) if found is None else found
        if kept and found is None:
            _keep(kept, key, self._say)

    def votes(self, text: str, near: Mapping[int, float], usual: Mapping[str, float]) -> tuple[Vote, ...]:
        """Acts, the likeliest first.

        Args:
            text: the message.
            near: how alike its words are to those of each example.
            usual: how usual its words are in each act.

        """
        alike = SHARE * np.maximum(self._vectors @ self._encoder.encode([text])[0], 0.0).astype(np.float64)
        for i, similarity in near.items():
            alike[i] += (1 - SHARE) * similarity
        found = alike @ self._say
        leaning = np.array([usual.get(act, 0.0) for act in self._acts])
        order = np.argsort(-(found + USUAL * leaning), kind="stable")[:5]
        return tuple(Vote(self._acts[i], float(found[i]), float(found[i])) for i in order)


def _say(examples: Examples, vectors: NDArray[np.float32], acts: Sequence[str]) -> NDArray[np.float64]:
    """The say of every example in every act."""
    count = len(examples.rows)
    kernel = np.zeros((count, count))
    for i, (_, said) in enumerate(examples.rows):
        near = examples.similarities(said)
        kernel[i, list(near)] = list(near.values())
    kernel *= 1 - SHARE
    kernel += SHARE * np.maximum(vectors @ vectors.T, 0.0).astype(np.float64)
    kernel[np.diag_indices(count)] += RIDGE
    wanted = np.array([[float(act == name) for name in acts] for act, _ in examples.rows])
    return np.asarray(np.linalg.solve(kernel, wanted), dtype=np.float64)


def _key(examples: Examples, vectors: NDArray[np.float32]) -> bytes:
    """What the says are worked out from."""
    digest = hashlib.sha256(repr((SHARE, RIDGE, PAIR, examples.rows)).encode("utf-8", "surrogatepass"))
    digest.update(np.ascontiguousarray(vectors).tobytes())
    return digest.digest()


def _read(path: Path, key: bytes, shape: tuple[int, int]) -> NDArray[np.float64] | None:
    """The says kept in a file, if they are whole and worked out from the same."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    head, body = data[: 2 * len(key)], data[2 * len(key) :]
    if head != key + hashlib.sha256(body).digest() or len(body) != 8 * shape[0] * shape[1]:
        return None
    return np.frombuffer(body, np.float64).reshape(shape)


def _keep(path: Path, key: bytes, say: NDArray[np.float64]) -> None:
    body = say.tobytes()
    with contextlib.suppress(CareerbotError):
        # a cache that cannot be written costs a second each time, nothing else
        storage.write_atomically(path, key + hashlib.sha256(body).digest() + body)


def vectors_of(
    texts: Sequence[str],
    model: str | Path | None = None,
    *,
    folder_name: str = "acts",
    encoder: Encoder | None = None,
) -> tuple[Encoder, NDArray[np.float32]]:
    """An encoder and the vectors of these texts, from the cache where they are current, made otherwise.

    `encoder` is used where there is one already: two would take the memory of two.

    Raises:
        CareerbotError: no model can be had, or the cache cannot be written.

    """
    from careerbot.embeddings.build import index_folder, prepare
    from careerbot.embeddings.index import Entry, build

    entries, folder = [Entry("act", str(n), text) for n, text in enumerate(texts)], index_folder(folder_name, model)
    if encoder is None:
        found = prepare(entries, folder, model)
        encoder, index = found.encoder, found.index
    else:
        index = build(entries, encoder, folder)
    order = np.argsort([int(slug) for slug in index.slugs("act")])
    return encoder, np.asarray(index.vectors("act"))[order]

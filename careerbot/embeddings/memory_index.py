"""An exact index in memory, of the vectors that come with careerbot: nothing is written before a first answer.

The shipped corpus is known as a whole; of an edited one the texts are compared, and where one is new it is an index on disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from careerbot.embeddings import neighbors
from careerbot.embeddings.index import Index, KindAbout, fingerprint
from careerbot.embeddings.shipped_vectors import SHIPPED_VECTORS, shipped_vectors, text_hash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from careerbot.embeddings.index import Entry


def of_shipped(entries: Sequence[Entry], encoder: str) -> Index | None:
    """The index of texts that all come with careerbot, in memory; None where one of them has to be encoded."""
    shipped = shipped_vectors(encoder)
    rows = [shipped.at.get(text_hash(entry.text), -1) for entry in entries] if shipped else [-1]
    if shipped is None or min(rows, default=-1) < 0:
        return None
    kinds: dict[str, list[str]] = {}
    which: dict[str, list[int]] = {}
    for entry, row in zip(entries, rows, strict=True):
        kinds.setdefault(entry.kind, []).append(entry.slug)
        which.setdefault(entry.kind, []).append(row)
    parts = {kind: (shipped.rows(np.array(which[kind])), slugs) for kind, slugs in kinds.items()}
    return _in_memory(fingerprint(entries, encoder), encoder, parts)


def of_shipped_source(source: str, encoder: str) -> Index | None:
    """The same where the corpus is the one that came with careerbot: none of its texts need be looked at."""
    shipped = shipped_vectors(encoder)
    if shipped is None or shipped.source != source:
        return None
    parts, start = {}, 0
    for kind, slugs in shipped.kinds.items():
        parts[kind] = shipped.rows(slice(start, start + len(slugs))), slugs
        start += len(slugs)
    return _in_memory(shipped.fingerprint, encoder, parts)


def _in_memory(key: str, encoder: str, parts: Mapping[str, tuple[NDArray[np.float32], list[str]]]) -> Index:
    kinds = {kind: KindAbout(len(s), len(set(s)) == len(s), "Flat", 0, 1.0) for kind, (_, s) in parts.items()}
    opened = {kind: (neighbors.exact(vectors), slugs) for kind, (vectors, slugs) in parts.items()}
    dim = next(vectors.shape[1] for vectors, _ in parts.values())
    return Index(key, encoder, SHIPPED_VECTORS.parent, kinds, opened, dim)

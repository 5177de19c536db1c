"""Nearest vectors by inner product, exact while that is fast, by inverted lists above; the only user of faiss.

Up to EXACT_UP_TO vectors every one is compared. Above, the vectors are sorted into about 4 x sqrt(n) cells and a
search looks into the few cells nearest the query; how many is measured when the index is made, so that at
least RECALL of the ten nearest are found. Files are memory-mapped: opening one reads next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

import numpy as np
from msgspec import Struct

from careerbot.errors import FileTrouble, IndexUnusable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

EXACT_UP_TO = 50_000
RECALL = 0.98
NEAREST = 10

_CHUNK = 50_000
_TRIAL_QUERIES = 256
_MARGIN = 0.005
_TRAINING_PER_CELL = 40
# faiss takes its slow path for flat batches of 20 to 333 queries at 384 dimensions unless this is lowered.
_BLAS_FROM = 20
_LINE = 16
"""Numbers in a line of the processor's cache."""


class Made(Struct, frozen=True):
    """How an index was made."""

    factory: str
    """The faiss factory string."""
    probes: int
    """Cells a search looks into; 0 when every vector is compared."""
    recall: float
    """Share of the ten exact nearest found, measured; 1 when every vector is compared."""


def version() -> str:
    """The version of faiss whose files these are."""
    return str(_faiss().__version__)


def _faiss() -> Any:  # noqa: ANN401 (faiss has no types)
    import faiss

    faiss.cvar.distance_compute_blas_threshold = _BLAS_FROM
    return faiss


def write(vectors: Vectors, path: Path) -> Made:
    """Index unit vectors (a memory-mapped array will do) and write the index to `path`."""
    faiss = _faiss()
    count, dim = vectors.shape
    if count <= EXACT_UP_TO:
        made, index = Made("Flat", 0, 1.0), faiss.IndexFlatIP(dim)
        index.add(np.ascontiguousarray(vectors))
    else:
        made, index = _by_cells(faiss, vectors)
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:
        raise FileTrouble(f"{path} could not be written: the disk is full or the folder is read-only.") from error
    return made


def cells_for(count: int) -> int:
    """The power of two nearest to 4 x sqrt(count)."""
    return 1 << round(float(np.log2(4 * np.sqrt(count))))


def _by_cells(faiss: Any, vectors: Vectors) -> tuple[Made, Any]:  # noqa: ANN401
    count, dim = vectors.shape
    cells = cells_for(count)
    factory = f"IVF{cells},SQfp16"
    index = faiss.index_factory(dim, factory, faiss.METRIC_INNER_PRODUCT)
    index.cp.seed = 1
    rng = np.random.default_rng(1)
    sample = np.sort(rng.choice(count, min(count, cells * _TRAINING_PER_CELL), replace=False))
    index.train(np.ascontiguousarray(vectors[sample]))
    for start in range(0, count, _CHUNK):
        index.add(np.ascontiguousarray(vectors[start : start + _CHUNK]))
    queries = _trial_queries(vectors, rng)
    exact = exact_nearest(vectors, queries, NEAREST)
    probes, recall = 8, 0.0
    while probes < cells:
        index.nprobe = probes
        recall = overlap(index.search(queries, NEAREST)[1], exact)
        if recall >= RECALL + _MARGIN:
            break
        probes = min(cells, probes + max(4, probes // 4))
    index.nprobe = probes
    return Made(factory, probes, round(recall, 4)), index


def _trial_queries(vectors: Vectors, rng: np.random.Generator) -> Vectors:
    """Questions to try the index with: points between two neighbours-to-be, off every stored vector."""
    pairs = rng.integers(0, len(vectors), (_TRIAL_QUERIES, 2))
    share = rng.uniform(0.5, 0.9, (_TRIAL_QUERIES, 1)).astype(np.float32)
    mixed = share * vectors[pairs[:, 0]] + (1 - share) * vectors[pairs[:, 1]]
    return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True), dtype=np.float32)


def exact_nearest(vectors: Vectors, queries: Vectors, k: int) -> NDArray[np.int64]:
    """Rows of the k nearest to each query, compared one by one, a chunk in memory at a time."""
    best = np.full((len(queries), k), -2.0, dtype=np.float32)
    rows = np.full((len(queries), k), -1, dtype=np.int64)
    for start in range(0, len(vectors), _CHUNK):
        scores = queries @ np.asarray(vectors[start : start + _CHUNK]).T
        both = np.concatenate([best, scores], axis=1)
        which = np.concatenate([rows, np.broadcast_to(np.arange(scores.shape[1]) + start, scores.shape)], axis=1)
        top = np.argpartition(-both, k - 1, axis=1)[:, :k]
        best, rows = np.take_along_axis(both, top, 1), np.take_along_axis(which, top, 1)
    return rows


def overlap(found: NDArray[np.int64], exact: NDArray[np.int64]) -> float:
    """Mean share of the exact nearest among those found."""
    return float(np.mean([len(set(f) & set(e)) / len(e) for f, e in zip(found.tolist(), exact.tolist(), strict=True)]))


def exact(vectors: Vectors) -> Nearest:
    """An index in memory that compares every vector."""
    index = _faiss().IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors))
    # products differ in their last digits with where in memory the numbers begin
    room = np.empty(vectors.size + _LINE, np.float32)
    skipped = -room.ctypes.data % (4 * _LINE) // 4
    kept = room[skipped : skipped + vectors.size].reshape(vectors.shape)
    kept[:] = vectors
    return Nearest(index, kept)


def open_part(home: Path, kind: str, count: int, dim: int) -> tuple[Nearest, Slugs]:
    """The vectors of a kind, memory-mapped, and their slugs; IndexUnusable if they are not what was written."""
    faiss, path = _faiss(), home / f"{kind}.vectors"
    try:
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError as error:
        raise IndexUnusable(f"{path} is damaged or missing.") from error
    if (index.ntotal, index.d) != (count, dim):
        raise IndexUnusable(f"{path} holds other vectors than its manifest says.")
    try:
        return Nearest(index), Slugs(home, kind, count)
    except (OSError, ValueError) as error:
        raise IndexUnusable(f"{home} is damaged or missing.") from error


class Nearest:
    """The vectors of one kind."""

    def __init__(self, index: Any, kept: Vectors | None = None) -> None:  # noqa: ANN401 (faiss has no types)
        self._index, self._kept = index, kept
        self._exact = isinstance(index, _faiss().IndexFlat)
        self._mapped = False

    def search(self, queries: Vectors, k: int) -> tuple[Vectors, NDArray[np.int64]]:
        """Scores and rows of the k nearest to each query, best first; row -1 where there were fewer."""
        scores, rows = self._index.search(np.ascontiguousarray(queries, dtype=np.float32), k)
        return scores, rows

    def all(self) -> Vectors:
        """Every vector, in the order they were given; a view of the file when the index is exact."""
        if self._kept is not None:
            return self._kept
        if not self._exact:
            return self.rows(np.arange(self._index.ntotal))
        flat = _faiss().rev_swig_ptr(self._index.get_xb(), self._index.ntotal * self._index.d)
        return np.asarray(flat).reshape(self._index.ntotal, self._index.d)

    def rows(self, which: NDArray[np.int64]) -> Vectors:
        """The vectors at these rows (16 bits a number when the index is by cells)."""
        if self._exact:
            return np.array(self.all()[which])
        if not self._mapped:
            self._index.make_direct_map()
            self._mapped = True
        return np.asarray(self._index.reconstruct_batch(np.ascontiguousarray(which, dtype=np.int64)))


class Slugs(Sequence[str]):
    """The slugs of one kind, row by row, read from the file as they are asked for."""

    def __init__(self, home: Path, kind: str, count: int) -> None:
        self._ends = np.fromfile(home / f"{kind}.ends", dtype=np.int64)
        self._data = np.memmap(home / f"{kind}.slugs", dtype=np.uint8, mode="r")
        if len(self._ends) != count:
            raise IndexUnusable(f"{home} lists other slugs than its manifest says.")

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        at %= len(self)
        start = self._ends[at - 1] if at else 0
        return self._data[start : self._ends[at]].tobytes().decode()


def write_slugs(home: Path, kind: str, slugs: Iterable[str]) -> None:
    """Write what `Slugs` reads."""
    names = [slug.encode() for slug in slugs]
    (home / f"{kind}.slugs").write_bytes(b"".join(names))
    np.cumsum([len(name) for name in names], dtype=np.int64).tofile(home / f"{kind}.ends")

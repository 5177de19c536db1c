"""Vectors of skills, roles, answers and tasks on disk: built once, memory-mapped, searched by meaning.

Each kind has its own file of vectors (neighbors.py) and its own list of slugs, so a search can be kept to one kind.
The folder changes as one (generations.py). The fingerprint says what an index was made from: the texts, the model
and the format; the manifest notes the versions of the libraries, and a file of another faiss is not trusted.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from msgspec import Struct

from careerbot.embeddings import generations, neighbors
from careerbot.embeddings.shipped_vectors import HASH, ShippedVectors, shipped_vectors, text_hash
from careerbot.errors import CareerbotError, EncoderMissing, IndexUnusable
from careerbot.storage import locked, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from careerbot.embeddings.encoder import Encoder

    Vectors = NDArray[np.float32]
    Progress = Callable[[int, int, str], None]

_FEWEST, _MOST = 64, 2048
"""Texts encoded at a time: few enough that the bar moves, many enough that texts of one length meet."""
_KIND = re.compile(r"[a-z][a-z0-9-]{0,40}")
_TEXTS = "texts.bin"
_SOURCE = "source"
_UNIT = 1e-3


class Entry(NamedTuple):
    """One text to find things by. A slug may have several, such as the phrasings of a question."""

    kind: str
    """"skill", "role", "answer", "task"."""
    slug: str
    text: str


class Hit(NamedTuple):
    """One thing found."""

    kind: str
    slug: str
    score: float
    """Cosine of the query and the nearest text of the thing."""


class KindAbout(Struct, frozen=True):
    """What the manifest says of one kind."""

    count: int
    """Texts, which may be more than slugs."""
    unique: bool
    """No slug has two texts."""
    factory: str
    """How faiss keeps them: "Flat" is exact."""
    probes: int
    recall: float
    """Share of the ten exact nearest that a search finds, measured when it was made."""


def fingerprint(entries: Iterable[Entry], encoder: str) -> str:
    """The name of the index these entries and this encoder make."""
    import hashlib

    digest = hashlib.sha256(f"{generations.FORMAT}\0{encoder}\0".encode())
    for entry in entries:
        for part in entry:
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


class Index:
    """An index that can be searched: one on disk that was found whole, or one in memory (build.of_shipped)."""

    def __init__(
        self,
        fingerprint: str,
        encoder: str,
        folder: Path,
        kinds: dict[str, KindAbout],
        parts: Mapping[str, tuple[neighbors.Nearest, Sequence[str]]],
        dim: int,
    ) -> None:
        self.fingerprint = fingerprint
        self.encoder = encoder
        """The model whose vectors these are; queries must come from the same one."""
        self.folder = folder
        self.kinds = kinds
        self.dim = dim
        self._parts = parts

    def search(self, vectors: Vectors, k: int, kind: str | None = None) -> tuple[tuple[Hit, ...], ...]:
        """Up to `k` different things nearest to each vector [n, dim], best first, of one kind or of all."""
        kinds = list(self.kinds) if kind is None else [kind] if kind in self.kinds else []
        parts = [self._search(vectors, k, one) for one in kinds]
        merged = ([hit for part in parts for hit in part[at]] for at in range(len(vectors)))
        return tuple(tuple(sorted(hits, key=lambda hit: -hit.score)[:k]) for hits in merged)

    def _search(self, vectors: Vectors, k: int, kind: str) -> list[list[Hit]]:
        index, slugs = self._parts[kind]
        about = self.kinds[kind]
        deep = k if about.unique else max(8 * k, 256)
        scores, rows = index.search(vectors, min(deep, about.count))
        hits = []
        for line, found in zip(scores.tolist(), rows.tolist(), strict=True):
            best: dict[str, float] = {}
            for score, row in zip(line, found, strict=True):
                if row >= 0:
                    best.setdefault(slugs[row], score)
            hits.append([Hit(kind, slug, score) for slug, score in list(best.items())[:k]])
        return hits

    def slugs(self, kind: str) -> Sequence[str]:
        """The slugs of a kind, in the order of its vectors."""
        return self._parts[kind][1] if kind in self.kinds else ()

    def vectors(self, kind: str) -> Vectors:
        """The vectors of a kind [count, dim], straight from the file when the kind is kept exact."""
        return self._parts[kind][0].all() if kind in self.kinds else np.empty((0, self.dim), np.float32)

    def similarities(self, vectors: Vectors, kind: str) -> Vectors:
        """The cosine of each vector to everything of a kind [n, count], in the order of `slugs(kind)`."""
        return np.asarray(vectors @ self.vectors(kind).T)

    def rows(self, which: NDArray[np.int64]) -> Vectors:
        """Vectors by their place among all texts of all kinds."""
        out = np.empty((len(which), self.dim), np.float32)
        start = 0
        for kind, about in self.kinds.items():
            mine = np.flatnonzero((which >= start) & (which < start + about.count))
            if len(mine):
                out[mine] = self._parts[kind][0].rows(which[mine] - start)
            start += about.count
        return out


def index_of(found: generations.Generation) -> Index:
    """The index of a generation; IndexUnusable if a file is not what the manifest says."""
    home, about = found.folder, found.about
    kinds = {kind: KindAbout(**one) for kind, one in about["kinds"].items()}
    # All at once: when another process puts a newer index in force, these files lose their names.
    parts = {kind: neighbors.open_part(home, kind, one.count, about["dim"]) for kind, one in kinds.items()}
    return Index(found.key, about["encoder"], home, kinds, parts, about["dim"])


def open_made_from(folder: Path, source: str, encoder: str) -> Index:
    """The index in `folder`; IndexUnusable unless it is whole, from this source and by this encoder.

    What saves reading every text of the source to find out whether they are the same.
    """
    try:
        noted, _, fingerprint = (folder / _SOURCE).read_text("ascii").partition("\n")
    except (OSError, UnicodeError):
        noted = fingerprint = ""
    if noted != _noted(source, encoder):
        raise IndexUnusable(f"{folder} was made from something else.")
    return open_index(folder, fingerprint)


def note_source(folder: Path, source: str, index: Index) -> None:
    """Note that the texts of `index`, in `folder`, are those of this source, for `open_made_from`."""
    with contextlib.suppress(CareerbotError):
        # where nothing can be written, the texts are compared each time
        write_atomically(folder / _SOURCE, f"{_noted(source, index.encoder)}\n{index.fingerprint}".encode())


def _noted(source: str, encoder: str) -> str:
    return ascii((source, encoder))


def open_index(folder: Path, fingerprint: str) -> Index:
    """The index in `folder`; IndexUnusable unless it is whole and of this fingerprint."""
    found = generations.current(folder, fingerprint)
    if found.about["faiss"] != neighbors.version():
        raise IndexUnusable(f"{folder} was made by another version of faiss and has to be made again.")
    try:
        return index_of(found)
    except IndexUnusable:
        # Replaced by another process between the check and the opening?
        newer = generations.current(folder, fingerprint)
        if newer.folder == found.folder:
            raise
        return index_of(newer)


def verify(folder: Path) -> Index:
    """The index in `folder`, whatever it was made from, after reading and checking every byte."""
    return index_of(generations.current(folder, full=True))


def build(
    entries: Sequence[Entry],
    encoder: Encoder,
    folder: Path,
    progress: Progress | None = None,
    *,
    again: bool = False,
) -> Index:
    """Make the index of these entries, or open it if it is there (another process may have made it meanwhile).

    Texts that come with careerbot, or that the index in `folder` has from the same encoder, are not encoded unless `again`.
    """
    tell = progress or _silent
    wanted = fingerprint(entries, encoder.name)
    # Without the lock first: an index that is whole serves from a folder that may not be written, too.
    found = None if again or generations.littered(folder) else _opened(folder, wanted)
    if found:
        return found
    with locked(folder, lambda: tell(0, 0, "waiting for another careerbot to finish the index")):
        found = None if again else _opened(folder, wanted)
        if found:
            generations.sweep(folder)
            return found
        known = [] if again else _known(folder, encoder.name)
        return index_of(generations.replace(folder, wanted, lambda home: _fill(home, entries, encoder, known, tell)))


def _opened(folder: Path, wanted: str) -> Index | None:
    try:
        return open_index(folder, wanted)
    except IndexUnusable:
        return None


def _silent(done: int, total: int, label: str) -> None:
    """Report progress to nobody."""


class _Older(Struct, frozen=True):
    """Texts of an older index."""

    old: Index
    at: dict[bytes, int]
    """The hash of a text -> its place among all texts of `old`."""

    def rows(self, which: NDArray[np.int64]) -> Vectors:
        return self.old.rows(which)


Known = ShippedVectors | _Older
"""Texts that have vectors already."""


def _known(folder: Path, encoder: str) -> list[Known]:
    """What need not be encoded: the texts that come with careerbot first, so that every machine has the same vectors."""
    return [known for known in (shipped_vectors(encoder), _older(folder, encoder)) if known is not None]


def _older(folder: Path, encoder: str) -> _Older | None:
    """What can be kept of an older index: nothing unless it is whole and the model's vectors are the same."""
    try:
        index = index_of(generations.current(folder))
        data = (index.folder / _TEXTS).read_bytes()
        if index.encoder != encoder or len(data) != HASH * sum(about.count for about in index.kinds.values()):
            return None
    except (IndexUnusable, OSError, KeyError, TypeError):
        return None
    return _Older(index, {data[at : at + HASH]: at // HASH for at in range(0, len(data), HASH)})


def _fill(home: Path, entries: Sequence[Entry], encoder: Encoder, known: Sequence[Known], tell: Progress) -> dict[str, Any]:
    """Write the files of an index into `home`."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.kind, []).append(entry)
    for kind in groups:
        if not _KIND.fullmatch(kind):
            raise ValueError(kind)
    raw = home / "raw"
    texts = [entry.text for group in groups.values() for entry in group]
    dim = _encode(raw, home / _TEXTS, texts, encoder, known, tell)
    kinds: dict[str, dict[str, object]] = {}
    start = 0
    tell(0, 0, "arranging the vectors")
    for kind, group in groups.items():
        slugs = [entry.slug for entry in group]
        made = neighbors.write(_mapped(raw, start, len(group), dim), home / f"{kind}.vectors")
        neighbors.write_slugs(home, kind, slugs)
        kinds[kind] = {
            "count": len(group),
            "unique": len(set(slugs)) == len(slugs),
            "factory": made.factory,
            "probes": made.probes,
            "recall": made.recall,
        }
        start += len(group)
    raw.unlink()
    return {"encoder": encoder.name, "dim": dim, "kinds": kinds, "faiss": neighbors.version(), "numpy": np.__version__}


def _mapped(raw: Path, start: int, count: int, dim: int) -> Vectors:
    return np.memmap(raw, dtype=np.float32, mode="r", offset=start * dim * 4, shape=(count, dim))


def _encode(
    raw: Path, texts_path: Path, texts: Sequence[str], encoder: Encoder, known: Sequence[Known], tell: Progress
) -> int:
    """Write a vector and a hash for each text, a chunk in memory at a time; the number of dimensions."""
    dim = 0
    with open(raw, "xb") as vectors_file, open(texts_path, "xb") as hashes_file:
        step = min(_MOST, max(_FEWEST, len(texts) // 50))
        for start in range(0, len(texts), step):
            tell(start, len(texts), "encoding")
            chunk = texts[start : start + step]
            hashes = [text_hash(text) for text in chunk]
            vectors = _vectors(chunk, hashes, encoder, known)
            dim = vectors.shape[1]
            vectors_file.write(vectors.tobytes())
            hashes_file.write(b"".join(hashes))
        tell(len(texts), len(texts), "encoding")
    return dim


def _vectors(texts: Sequence[str], hashes: Sequence[bytes], encoder: Encoder, known: Sequence[Known]) -> Vectors:
    """The vectors of a chunk: those that are known, the others from the encoder."""
    left = list(range(len(texts)))
    parts: list[tuple[list[int], Vectors]] = []
    for source in known:
        old = [row for row in left if hashes[row] in source.at]
        left = [row for row in left if hashes[row] not in source.at]
        if old:
            parts.append((old, source.rows(np.array([source.at[hashes[row]] for row in old]))))
    if left:
        parts.append((left, vectors_of([texts[row] for row in left], encoder)))
    vectors = np.empty((len(texts), parts[0][1].shape[1]), np.float32)
    for rows, found in parts:
        vectors[rows] = found
    return vectors


def vectors_of(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """A vector a text; of a text of several lines the mean of theirs, of unit length."""
    lines = [text.split("\n") for text in texts]
    flat = _checked(encoder, [line for each in lines for line in each])
    if len(flat) == len(texts):
        return flat
    starts = np.cumsum([0, *map(len, lines)])[:-1]
    sums = np.add.reduceat(flat, starts, axis=0)
    return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True))


def _checked(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    vectors = np.ascontiguousarray(encoder.encode(texts), dtype=np.float32)
    lengths = np.linalg.norm(vectors, axis=1) if vectors.ndim == 2 else np.zeros(1)
    # A comparison with NaN is false, so this refuses those too.
    if len(vectors) != len(texts) or not bool((np.abs(lengths - 1) < _UNIT).all()):
        raise EncoderMissing(f"The model {encoder.name} does not give vectors of unit length, so it cannot be used.")
    return vectors

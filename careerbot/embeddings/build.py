"""From entries and a model to an index and an encoder that can be used: found if they are good, made if not."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from careerbot.embeddings.encoder import SentenceTransformerEncoder, default_name, find_model
from careerbot.errors import EncoderMissing, IndexUnusable
from careerbot.storage import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from careerbot.embeddings.encoder import Encoder
    from careerbot.embeddings.index import Entry, Index

    Progress = Callable[[int, int, str], None]
    Kind = Literal["twin", "sentence-transformers"]


class Prepared(Struct, frozen=True):
    """Everything a question that needs meaning needs."""

    index: Index
    encoder: Encoder
    """Of the same model as the index."""


def model_name(model: str | Path | None = None) -> str:
    """The exact name of a model, for `index.fingerprint`; the default is not looked for."""
    return default_name() if model is None else find_model(model).name


def twin_folder(name: str) -> Path:
    """Where the twin of a model is kept; whatever corpus is used, a model is exported once."""
    return cache_folder("encoders", _short(name.rpartition("@")[0]))


def index_folder(corpus: str, model: str | Path | None = None) -> Path:
    """Where the index of a corpus is kept; `corpus` tells one corpus from another, its version does not matter."""
    return cache_folder("indexes", _short(f"{corpus}\0{model_name(model).rpartition('@')[0]}"))


def _short(text: str) -> str:
    """Two of one name would only cost time: what a folder was made from is compared whenever it is opened."""
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def load_encoder(model: str | Path | None = None, *, kind: Kind = "twin", threads: int = 1, one_shot: bool = True) -> Encoder:
    """The carried model's graph or a good twin (100 ms), else the model itself (seconds, at its first text)."""
    return begin_encoder(model, kind=kind, threads=threads, one_shot=one_shot)()


def begin_encoder(
    model: str | Path | None = None, *, kind: Kind = "twin", threads: int = 1, one_shot: bool = True
) -> Callable[[], Encoder]:
    """Begin to load the encoder; call what comes back to have it. The time between is free on a second core."""
    if kind == "twin":
        try:
            finish = _begun(model, threads, one_shot)
        except (IndexUnusable, EncoderMissing):
            pass
        else:
            return lambda: _finished(finish, model)
    return lambda: SentenceTransformerEncoder(model)


def _begun(model: str | Path | None, threads: int, one_shot: bool) -> Callable[[], Encoder]:
    """The graph of the carried model comes with careerbot; the twin of another is in the cache once it was made."""
    if model is None:
        from careerbot.embeddings.reader import carried_model

        carried = carried_model(threads=threads, one_shot=one_shot)
        carried.begin()
        return carried.encoder
    from careerbot.embeddings.onnx_encoder import begin_twin

    name = model_name(model)
    return begin_twin(twin_folder(name), name, threads=threads, one_shot=one_shot)


def _finished(finish: Callable[[], Encoder], model: str | Path | None) -> Encoder:
    try:
        return finish()
    except (IndexUnusable, EncoderMissing):
        return SentenceTransformerEncoder(model)


def prepare(
    entries: Sequence[Entry],
    folder: Path,
    model: str | Path | None = None,
    progress: Progress | None = None,
    *,
    threads: int = 2,
    one_shot: bool = False,
    again: bool = False,
    source: str = "",
) -> Prepared:
    """The index of `entries` in `folder` and an encoder for it, made where they are missing or not to be trusted.

    `source` names what the entries were taken from: `open_made_from` finds the index by it.
    `progress(done, total, label)` is called as work goes on; total 0 means that the stage cannot be counted.
    The carried model encodes without torch. Of another, sentence-transformers encodes the first time; later its twin,
    proven equal, encodes what has changed.
    FileTrouble if the cache cannot be written, EncoderMissing if no model can be loaded.
    """
    from careerbot.embeddings.index import build, note_source

    tell = progress or (lambda done, total, label: None)
    record = _Told(model, tell)
    old = model is None or not again
    encoder = load_encoder(model, threads=threads, one_shot=one_shot) if old else record
    if isinstance(encoder, SentenceTransformerEncoder):
        encoder = record
    index = build(entries, encoder, folder, tell, again=again)
    if source:
        note_source(folder, source, index)
    if encoder is record and model is not None:
        from careerbot.embeddings.export import ensure_twin

        try:
            home = twin_folder(record.name)
            encoder = ensure_twin(record, home, tell, threads=threads, one_shot=one_shot, again=again)
        except EncoderMissing:
            # The model has no twin, but is itself at hand.
            encoder = record
    return Prepared(index, encoder)


class _Told(SentenceTransformerEncoder):
    """The encoder of record, saying so when the slow part of loading begins."""

    def __init__(self, model: str | Path | None, tell: Progress) -> None:
        super().__init__(model)
        self._tell = tell

    def load(self) -> object:
        """The sentence-transformers model."""
        if self._loaded is None:
            self._tell(0, 0, "loading the language model")
        return super().load()


def of_shipped(entries: Sequence[Entry], encoder: str) -> Index | None:
    """The index of texts that all come with careerbot, in memory; None where one of them has to be encoded."""
    from careerbot.embeddings.index import fingerprint
    from careerbot.embeddings.shipped_vectors import shipped_vectors, text_hash

    shipped = shipped_vectors(encoder)
    rows = [shipped.at.get(text_hash(entry.text), -1) for entry in entries] if shipped else [-1]
    if shipped is None or min(rows, default=-1) < 0:
        return None
    kinds: dict[str, list[str]] = {}
    which: dict[str, list[int]] = {}
    for entry, row in zip(entries, rows, strict=True):
        kinds.setdefault(entry.kind, []).append(entry.slug)
        which.setdefault(entry.kind, []).append(row)
    parts = {kind: (shipped.rows(which[kind]), slugs) for kind, slugs in kinds.items()}
    return _in_memory(fingerprint(entries, encoder), encoder, parts)


def of_shipped_source(source: str, encoder: str) -> Index | None:
    """The same where the corpus is the one that came with careerbot: none of its texts need be looked at."""
    from careerbot.embeddings.shipped_vectors import shipped_vectors

    shipped = shipped_vectors(encoder)
    if shipped is None or shipped.source != source:
        return None
    parts, start = {}, 0
    for kind, slugs in shipped.kinds.items():
        parts[kind] = shipped.rows(slice(start, start + len(slugs))), slugs
        start += len(slugs)
    return _in_memory(shipped.fingerprint, encoder, parts)


def _in_memory(key: str, encoder: str, parts: Mapping[str, tuple[NDArray[np.float32], list[str]]]) -> Index:
    from careerbot.embeddings import neighbors
    from careerbot.embeddings.index import Index, KindAbout
    from careerbot.embeddings.shipped_vectors import SHIPPED_VECTORS

    kinds = {kind: KindAbout(len(s), len(set(s)) == len(s), "Flat", 0, 1.0) for kind, (_, s) in parts.items()}
    opened = {kind: (neighbors.exact(vectors), slugs) for kind, (vectors, slugs) in parts.items()}
    dim = next(vectors.shape[1] for vectors, _ in parts.values())
    return Index(key, encoder, SHIPPED_VECTORS.parent, kinds, opened, dim)

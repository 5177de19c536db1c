"""Kill scenes of what can be made again: snapshots, kept tables, the index of a corpus of one's own, the twin of a model.

Whatever a kill leaves in the cache is whole or is not believed: the next run answers as if nothing had been there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

from hash_encoder import HashEncoder
from killing import Scene

from careerbot.corpus import files
from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.embeddings import export, generations
from careerbot.embeddings.build import index_folder
from careerbot.embeddings.encoder import find_model
from careerbot.embeddings.index import build, fingerprint, note_source, open_made_from, verify
from careerbot.embeddings.onnx_encoder import check_carried
from careerbot.embeddings.search import entries, source_of
from careerbot.errors import IndexUnusable

SKILL = '[{slug}]\nname = "{name}"\nkind = "tool"\nabout = "A tool that is called {name}."\nhours = [1, 2, 3, 4, 5]\n'


def place(folder: Path) -> Path:
    """Where the cache is, below the folder that is watched."""
    os.environ["CAREERBOT_CACHE"] = str(folder / "cache")
    return folder / "cache"


def write_skill(root: Path, slug: str, name: str = "") -> None:
    (root / "skills").mkdir(parents=True, exist_ok=True)
    (root / "skills" / f"{slug}.toml").write_text(SKILL.format(slug=slug, name=name or slug.upper()))


def spoil(path: Path) -> None:
    """One bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


# ---------------------------------------------------------------- snapshots


def snapshot(before: Callable[[Path], None], overlay: bool = False) -> Scene:
    """A corpus of one's own, or files laid over it, read after something has changed."""

    def load(folder: Path) -> Corpus:
        place(folder)
        return load_corpus(folder / "corpus", overlay=folder / "over" if overlay else None)

    def begin(folder: Path) -> None:
        write_skill(folder / "corpus", "sql")
        write_skill(folder / "over", "go", "Go")
        load(folder)
        before(folder)

    def read(folder: Path) -> None:
        corpus = load(folder)
        assert set(corpus.skills) == ({"sql", "go"} if overlay else {"sql", "rust"} if "rust" in _files(folder) else {"sql"})
        assert corpus.find_skill("SQL" if "again" not in _files(folder) else "again") == "sql"
        assert corpus.language.table("cv")

    def check(folder: Path) -> None:
        read(folder)
        read(folder)
        left = sorted(path.suffix for path in (folder / "cache").iterdir() if path.suffix != ".tmp")
        assert left == [".snapshot"], left

    return Scene(begin, read, check, afresh=True)


def _files(folder: Path) -> str:
    return " ".join(path.read_text().lower() for path in (folder / "corpus").rglob("*.toml"))


# ---------------------------------------------------------------- tables that are kept


def table(before: Callable[[Path], None]) -> Scene:
    """What takes long to work out, made, damaged, or made from another corpus."""

    def ask(folder: Path) -> None:
        place(folder)
        corpus = SimpleNamespace(fingerprint=(folder / "version").read_text(), folder=Path("/somewhere"))
        made = {"from": corpus.fingerprint}
        for name in ("numbers", "names", "phrasings"):
            assert files.kept(name, corpus, dict[str, str], lambda: made) == made  # type: ignore[arg-type]

    def begin(folder: Path) -> None:
        (folder / "version").write_text("1")
        ask(folder)
        before(folder)

    return Scene(begin, ask, ask)


def all_spoilt(folder: Path) -> None:
    for path in place(folder).iterdir():
        spoil(path)


# ---------------------------------------------------------------- the index of a corpus of one's own


def own_index(before: Callable[[Path], None]) -> Scene:
    """The vectors of a corpus of one's own, after something has changed."""

    def made(folder: Path) -> None:
        place(folder)
        corpus = load_corpus(folder / "corpus")
        where, source, encoder = index_folder(str(corpus.folder)), source_of(corpus), HashEncoder()
        texts = list(entries(corpus))
        try:
            index = open_made_from(where, source, encoder.name)
        except IndexUnusable:
            index = build(texts, encoder, where)
            note_source(where, source, index)
        assert index.fingerprint == fingerprint(texts, encoder.name)
        for entry in texts:
            assert index.search(encoder.encode([entry.text]), 1)[0][0].slug == entry.slug

    def begin(folder: Path) -> None:
        for slug in ("sql", "python", "excel"):
            write_skill(folder / "corpus", slug)
        made(folder)
        before(folder)

    def check(folder: Path) -> None:
        made(folder)
        made(folder)
        corpus = load_corpus(folder / "corpus")
        where = index_folder(str(corpus.folder))
        build(list(entries(corpus)), HashEncoder(), where)  # the next writer, who sweeps
        found = verify(where)
        assert len([path for path in where.iterdir() if path.name.startswith("g-")]) == 1
        assert found.folder.parent == where

    return Scene(begin, made, check)


def _generation(folder: Path) -> Path:
    return next((place(folder) / "indexes").glob("*/g-*"))


def littered(folder: Path) -> None:
    """Two killed builds before left their files."""
    home = _generation(folder)
    for name in ("g-0123456789abcdef", "g-fedcba9876543210"):
        shutil.copytree(home, home.with_name(name))
    write_skill(folder / "corpus", "rust")


# ---------------------------------------------------------------- models


def twin() -> Scene:
    """A model exported; what the exporter writes is made of letters, as only where it lands matters here."""

    class Source:
        name, dim = "tiny@1", 4

    def exported(folder: Path, name: str = "tiny@1") -> None:
        Source.name = name
        export._fill = fill  # type: ignore[assignment]
        export.open_twin = opened  # type: ignore[assignment]
        export.ensure_twin(Source(), place(folder) / "encoders" / "x")  # type: ignore[arg-type]

    def fill(home: Path, source: Source, tell: object) -> dict[str, object]:
        for file in ("model.onnx", "weights.bin", "tokenizer.json"):
            (home / file).write_text(f"{file} of {source.name}")
        return {"name": source.name}

    def opened(where: Path, name: str, **how: object) -> Path:
        found = generations.current(where, name, full=True)
        for file in ("model.onnx", "weights.bin", "tokenizer.json"):
            assert (found.folder / file).read_text() == f"{file} of {name}"
        return found.folder

    def check(folder: Path) -> None:
        exported(folder, "tiny@2")
        where = place(folder) / "encoders" / "x"
        assert len(list(where.glob("g-*"))) == 1

    return Scene(exported, lambda folder: exported(folder, "tiny@2"), check)


def weights(before: Callable[[Path], None]) -> Scene:
    """Every byte of the carried weights is checked once, and that is noted."""

    def begin(folder: Path) -> None:
        place(folder).mkdir(mode=0o700)
        before(folder)

    def checked(folder: Path) -> None:
        place(folder)
        check_carried(find_model())

    def check(folder: Path) -> None:
        checked(folder)
        assert b"model.safetensors" in (folder / "cache" / "weights").read_bytes()

    return Scene(begin, checked, check)


SCENES: dict[str, Scene] = {
    "snapshot-changed": snapshot(lambda folder: write_skill(folder / "corpus", "rust")),
    "snapshot-renamed": snapshot(lambda folder: write_skill(folder / "corpus", "sql", "again")),
    "snapshot-overlaid": snapshot(lambda folder: shutil.rmtree(place(folder)), overlay=True),
    "snapshot-overlay-changed": snapshot(lambda folder: write_skill(folder / "over", "go", "Golang"), overlay=True),
    "snapshot-damaged": snapshot(lambda folder: spoil(next(place(folder).iterdir()))),
    "tables": table(lambda folder: shutil.rmtree(place(folder))),
    "tables-outdated": table(lambda folder: (folder / "version").write_text("2") and None),
    "tables-damaged": table(all_spoilt),
    "own-index": own_index(lambda folder: shutil.rmtree(place(folder) / "indexes")),
    "own-index-changed": own_index(lambda folder: write_skill(folder / "corpus", "rust")),
    "own-index-damaged": own_index(lambda folder: spoil(next(_generation(folder).iterdir()))),
    "own-index-littered": own_index(littered),
    "own-index-without-manifest": own_index(lambda folder: _generation(folder).with_name("manifest.json").unlink()),
    "twin": twin(),
    "weights": weights(lambda folder: None),
    "weights-noted-wrong": weights(lambda folder: (place(folder) / "weights").write_bytes(b"others") and None),
}  # fmt: skip

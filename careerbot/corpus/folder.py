"""The files of a corpus folder: which there are, none of them from outside it, none too large or too deep to be read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from careerbot.corpus.contents import Problem
from careerbot.corpus.limits import MAX_FOLDERS
from careerbot.errors import CorpusError


def corpus_files(roots: tuple[Path, ...]) -> list[tuple[Path, str]]:
    """(root, path below it) of every corpus file, in an order that does not depend on the file system.

    Raises:
        CorpusError: a folder cannot be listed, or lies too deep inside others.

    """
    try:
        return [(root, path) for root in roots for path in sorted(_below(root, str(root.resolve()), ""))]
    except OSError as error:
        named = os.fsdecode(error.filename or "")
        raise CorpusError([Problem(named, "", f"cannot be read: {error.strerror or error}")]) from error


def _below(root: Path, real: str, folder: str) -> Iterator[str]:
    """Paths of TOML and CSV files below a folder of a corpus, relative to its root."""
    if folder.count("/") >= MAX_FOLDERS:
        raise CorpusError([Problem(folder[:80], "", f"more than {MAX_FOLDERS} folders inside each other")])
    with os.scandir(root / folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_symlink() and not os.path.realpath(entry.path).startswith(real + os.sep):
                continue  # a link that leads out of the folder is not part of the corpus
            if entry.is_dir(follow_symlinks=False):
                yield from _below(root, real, path)
            elif entry.name.endswith((".toml", ".csv")) and entry.is_file():
                yield path


def own_file(root: Path, relative: str) -> Path | None:
    """A file of a corpus by its name; None where there is none or a link leads out."""
    path = root / relative
    try:
        real = os.path.realpath(path)
        inside = real.startswith(str(root.resolve()) + os.sep)
        return path if inside and path.is_file() else None
    except (OSError, ValueError):
        return None


def look_of(paths: list[tuple[Path, str]]) -> str:
    """What the files look like from outside: any edit changes it, without reading them."""
    lines = []
    for root, relative in paths:
        seen = os.stat(f"{root}/{relative}")
        lines.append(f"{root}\0{relative}\0{seen.st_size}\0{seen.st_mtime_ns}\0{seen.st_ctime_ns}")
    return "\n".join(lines).encode("utf-8", "replace").decode()

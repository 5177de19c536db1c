"""A folder of files that change together: readers see all of the old ones or all of the new ones.

    folder/manifest.json     names the generation in force, with the size and checksum of each of its files
    folder/g-<random>/       the files of one generation, never changed once the manifest names them

The manifest is replaced by a rename, and that is the moment a new generation counts. Whatever a killed
process left behind is not in the manifest, so nobody reads it, and the next writer sweeps it away.
"""

from __future__ import annotations

import json
import os
import re
import stat
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from careerbot.errors import IndexUnusable
from careerbot.storage import FILE_MODE, FOLDER_MODE, ensure_folder, sync_file, sync_folder, trouble, write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FORMAT = 2
MANIFEST = "manifest.json"
MANIFEST_LIMIT = 1 << 20

_WHOLE = 4 << 20
"""Files up to this size are checked to the last byte at every opening; of larger ones both ends."""
_EDGE = 64 << 10
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_GENERATION = re.compile(r"g-[0-9a-f]{16}")


class Generation(Struct, frozen=True):
    """The files in force, all present and checked."""

    folder: Path
    """Where they are."""
    key: str
    """What they were made from."""
    about: dict[str, Any]
    """What their maker noted."""


def current(folder: Path, key: str | None = None, *, only: Iterable[str] | None = None, full: bool = False) -> Generation:
    """The generation in force, if it is whole and, with `key`, made from that; IndexUnusable otherwise.

    `only` limits the checksums to the files the caller will read; `full` checks every byte of every file.
    """
    seen = b""
    while True:
        try:
            raw = _read(folder)
        except OSError as error:
            raise IndexUnusable(f"There is nothing usable in {folder}.") from error
        try:
            return _checked(folder, raw, key, only, full)
        except IndexUnusable:
            # Another process may have put a new generation in force while we looked at the old one.
            if raw == seen:
                raise
            seen = raw


def _read(folder: Path) -> bytes:
    with open(folder / MANIFEST, "rb") as file:
        return file.read(MANIFEST_LIMIT + 1)


def _checked(folder: Path, raw: bytes, key: str | None, only: Iterable[str] | None, full: bool) -> Generation:
    body = _parse(folder, raw)
    if key is not None and body["key"] != key:
        raise IndexUnusable(f"{folder} was made from something else and has to be made again.")
    home = folder / body["generation"]
    if home.is_symlink():
        raise IndexUnusable(f"{home} is a link, which careerbot did not make.")
    wanted = set(body["files"] if only is None or full else only)
    for name, (size, edges, whole) in body["files"].items():
        try:
            seen = os.lstat(home / name)
            good = stat.S_ISREG(seen.st_mode) and seen.st_size == size
            if good and name in wanted:
                good = _edges(home / name, size) == edges and (not full or _sha256(home / name) == whole)
        except OSError:
            good = False
        if not good:
            raise IndexUnusable(f"{home / name} is damaged or missing.")
    return Generation(home, body["key"], body["about"])


def _parse(folder: Path, raw: bytes) -> dict[str, Any]:
    """The manifest's body, once its checksum and its shape are right."""
    message = f"{folder / MANIFEST} is not one this version of careerbot wrote, or it is damaged."
    head, _, text = raw.partition(b"\n")
    if head != _head(text):
        raise IndexUnusable(message)
    try:
        body: dict[str, Any] = json.loads(text)
        sealed = all(_NAME.fullmatch(name) and len(seal) == 3 for name, seal in body["files"].items())
        good = sealed and _GENERATION.fullmatch(body["generation"]) and body["about"].keys() and body["key"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        good = False
    if not good:
        raise IndexUnusable(message)
    return body


def _head(text: bytes) -> bytes:
    return f"careerbot {FORMAT} {_crc(text)}".encode()


def replace(folder: Path, key: str, fill: Callable[[Path], dict[str, Any]]) -> Generation:
    """Let `fill` write the files of a new generation, then put it in force. The caller holds the lock."""
    ensure_folder(folder)
    sweep(folder)
    home = folder / f"g-{os.urandom(8).hex()}"
    try:
        home.mkdir(mode=FOLDER_MODE)
        about = fill(home)
        files = {path.name: _sealed(path) for path in sorted(home.iterdir())}
        sync_folder(home)
        body = {"key": key, "generation": home.name, "files": files, "about": about}
        text = json.dumps(body).encode()
        write_atomically(folder / MANIFEST, _head(text) + b"\n" + text)
    except OSError as error:
        _remove(home)
        raise trouble(error, folder) from error
    except BaseException:
        _remove(home)
        raise
    sweep(folder)
    return Generation(home, key, about)


def _remove(home: Path) -> None:
    # Imported here because readers, which must be quick, never remove anything.
    import shutil

    shutil.rmtree(home, ignore_errors=True)


def littered(folder: Path) -> bool:
    """Whether a writer is at work there, or one was killed and left something behind."""
    try:
        return sum(_GENERATION.fullmatch(path.name) is not None for path in folder.iterdir()) > 1
    except OSError:
        return False


def sweep(folder: Path) -> None:
    """Remove every generation the manifest does not name, and unfinished manifests. The caller holds the lock."""
    try:
        kept = _parse(folder, _read(folder))["generation"]
    except (OSError, IndexUnusable):
        kept = ""
    for path in folder.iterdir():
        if _GENERATION.fullmatch(path.name) and path.name != kept:
            _remove(path)
        elif path.name.startswith(f".{MANIFEST}."):
            path.unlink(missing_ok=True)


def _sealed(path: Path) -> tuple[int, str, str]:
    """Close the file to others, see it to the disk, and take its size and checksums."""
    path.chmod(FILE_MODE)
    sync_file(path)
    size = path.stat().st_size
    return size, _edges(path, size), _sha256(path)


def _edges(path: Path, size: int) -> str:
    with open(path, "rb") as file:
        if size <= _WHOLE:
            return _crc(file.read())
        start = file.read(_EDGE)
        file.seek(size - _EDGE)
        return _crc(start + file.read(_EDGE))


def _crc(data: bytes) -> str:
    """Finds what a disk or a killed process spoils, in half the time of sha256 and without loading OpenSSL."""
    return f"{zlib.crc32(data):08x}"


def _sha256(path: Path) -> str:
    # Imported here because it loads OpenSSL, which readers that must be quick do without.
    import hashlib

    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

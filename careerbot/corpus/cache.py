"""What takes a while to work out and stays as it is until the corpus or the program changes: kept in the cache folder."""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from careerbot import storage
from careerbot.errors import CareerbotError, FileTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerbot.corpus.corpus import Corpus

V = TypeVar("V")


def kept(name: str, corpus: Corpus, type_: type[V], make: Callable[[], V]) -> V:
    """What `make` gives, from the cache where it was made from this corpus by this program."""
    made_from = f"{corpus.fingerprint} {_program()}".encode()
    try:
        path = storage.cache_folder() / f"{name}-{_crc(str(corpus.folder).encode('utf-8', 'surrogatepass'))}.json"
    except FileTrouble:
        return make()
    with contextlib.suppress(OSError, msgspec.MsgspecError, ValueError):
        head, _, body = path.read_bytes().partition(b"\n")
        if head == b"%s %s" % (made_from, _crc(body).encode()):
            return msgspec.json.decode(body, type=type_)
    value = make()
    body = msgspec.json.encode(value)
    with contextlib.suppress(OSError, CareerbotError):
        # a cache that cannot be written costs the time again, nothing else
        storage.write_atomically(path, b"%s %s\n%s" % (made_from, _crc(body).encode(), body))
    return value


def _program() -> str:
    """What the modules of careerbot look like from outside: an edit of any of them may change what they work out."""
    looks: list[tuple[str, int, int]] = []
    folders = [Path(__file__).parent.parent.as_posix()]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    looks.append((entry.path, entry.stat().st_size, entry.stat().st_mtime_ns))
                elif "." not in entry.name and not entry.name.startswith("_") and entry.is_dir():
                    folders.append(entry.path)
    return _crc(repr(sorted(looks)).encode())


def _crc(data: bytes) -> str:
    return f"{zlib.crc32(data):08x}"

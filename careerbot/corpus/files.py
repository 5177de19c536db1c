"""The files of a corpus folder and their limits (none from outside, too large or too deep), and what is worked out of them.

A parser may take hours over a key of ten thousand parts, or end in a fault of ours over a number of five thousand
digits; whoever wrote such a file is told the line instead.
"""

from __future__ import annotations

import contextlib
import math
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from careerbot import storage
from careerbot.corpus.records import Problem
from careerbot.errors import CareerbotError, CorpusError, FileTrouble
from careerbot.lazy import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerbot.corpus.corpus import Corpus


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


def content_fingerprint(paths: list[tuple[Path, str]], form: int) -> str:
    """sha256 over names and bytes: the same text in the same form gives the same fingerprint on every machine."""
    from hashlib import sha256

    digest = sha256(f"{form}".encode())
    for root, relative in paths:
        if not relative.startswith("dialogue/"):
            digest.update(relative.encode("utf-8", "surrogateescape") + b"\0" + (root / relative).read_bytes() + b"\0")
    return digest.hexdigest()


# ---------------------------------------------------------------- limits


MAX_FILE_BYTES = 4_000_000
"""A corpus file larger than this is a mistake or an attack; ten times the largest of ours."""

MAX_FOLDERS = 12
"""Folders inside each other; ours has three."""

MAX_PARTS = 8
"""Parts of a dotted key; reading longer ones takes time by the square of their length."""

MAX_DEPTH = 20
"""Brackets inside each other."""

MAX_DIGITS = 18
"""Of a whole number; with more it fits no record and no JSON."""

MAX_LINE = 100_000
"""Characters of a line of a table."""

# atomic groups, not possessive ones: Python 3.11.2, which Debian 12 has, matches "(...)*+" wrongly
_TOKEN = pattern(
    r'''(?P<skip>\#[^\n]*+
        | """(?>(?:[^"\\]++|\\.|"(?!""))*)"{3,5}
        | \'{3}(?>(?:[^']++|'(?!\'\'))*)'{3,5}
        | (?!""")"(?>(?:[^"\\\n]++|\\.)*)"
        | (?!\'{3})'[^'\n]*+')
      | (?P<mark>[\[\]{}.]|\n++)
      | (?P<rest>[^\[\]{}.\n"'\#]++)
      | (?P<open>["'])''',
    re.VERBOSE | re.DOTALL,
)
_LONG_NUMBER = pattern(rf"(?<![\w.])[+-]?\d[\d_]{{{MAX_DIGITS},}}+(?![\w.])")


class Excess(Struct, frozen=True):
    """What goes beyond a limit."""

    line: int
    message: str


class UnreadableError(ValueError):
    """A text that is no TOML, or goes beyond a limit."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key
        """Where: "line 3", or a key."""


def parse_toml(text: str) -> dict[str, Any]:
    """What a TOML text holds; UnreadableError where it cannot be read, or holds what no corpus file needs."""
    import tomllib

    found = excess(text)
    if found is not None:
        raise UnreadableError(f"line {found.line}", found.message)
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise UnreadableError("", "is nested too deeply") from None
    except ValueError as error:
        raise UnreadableError("", f"is not TOML: {error}") from None
    wrong = out_of_range(data)
    if wrong is not None:
        raise UnreadableError(*wrong)
    return data


def whole_number(cell: str) -> int:
    """A cell of a table as a number; ValueError where it is none, or one that fits nowhere."""
    if len(cell) > MAX_DIGITS:
        raise ValueError(f"a number of more than {MAX_DIGITS} digits")
    return int(cell)


def table_lines(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(number, line) of a table's lines without remarks; ValueError where one is too long to be a row."""
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            raise ValueError(f"line {number} is longer than {MAX_LINE:,} characters")
        if not line.startswith("#"):
            yield number, line


def excess(text: str) -> Excess | None:
    """The first thing in a TOML text that goes beyond a limit; time grows with its length, not faster."""
    line = depth = parts = 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "open":
            return None  # a string that never ends: the parser stops here too, and says so
        word = token.group()
        if kind == "skip":
            line += word.count("\n")
        elif kind == "rest":
            if "=" in word or "," in word:
                parts = 0
            if len(word) > MAX_DIGITS and _LONG_NUMBER.search(word):
                return Excess(line + 1, f"a number of more than {MAX_DIGITS} digits")
        elif word == ".":
            parts += 1
            if parts >= MAX_PARTS:
                return Excess(line + 1, f"a key of more than {MAX_PARTS} parts")
        else:
            parts, line = 0, line + word.count("\n")
            depth += (word in "[{") - (word in "]}")
            if depth > MAX_DEPTH:
                return Excess(line + 1, f"more than {MAX_DEPTH} brackets inside each other: it is nested too deeply")
    return None


def out_of_range(value: Any, key: str = "") -> tuple[str, str] | None:  # noqa: ANN401 (whatever TOML can hold)
    """(key, what is wrong) of the first number in parsed TOML that no record can hold."""
    if isinstance(value, dict):
        pairs = ((f"{key}.{name}" if key else name, one) for name, one in value.items())
        return next((found for name, one in pairs if (found := out_of_range(one, name))), None)
    if isinstance(value, list):
        return next((found for one in value if (found := out_of_range(one, key))), None)
    if isinstance(value, float) and not math.isfinite(value):
        return key, f"{value} is no number"
    if isinstance(value, int) and abs(value) >= 10**MAX_DIGITS:
        return key, f"a number of more than {MAX_DIGITS} digits"
    return None


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

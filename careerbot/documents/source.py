"""What a command is about: words, a document in a file, the path of one among the words, or what comes through a pipe."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from careerbot.documents.sheet import Sheet, plain_lines
from careerbot.errors import FileTrouble

LONGEST_PATH = 1_000

SUFFIXES = frozenset((
    ".pdf", ".docx", ".doc", ".odt", ".rtf", ".html", ".htm", ".md", ".tex", ".json", ".yaml", ".yml", ".xml", ".zip", ".csv",
    ".txt", ".epub",
))  # fmt: skip
"""Endings by which a word is known for the name of a file, whether there is one or not."""

_DRIVE = re.compile(r"([A-Za-z]):[\\/]")
_PLACE = re.compile(r"(?:~|\.{1,2})?[\\/]|[A-Za-z]:[\\/]")
"""How a path begins that cannot be taken for words."""
_PATH = re.compile(
    r"(?<!\S)(?:\"([^\"\n]{1,500})\"|'([^'\n]{1,500})'|((?:file://|~|\.{0,2}/|[A-Za-z]:[\\/])?(?:\\.|[^\s\"'\\]|\\(?=\w)){1,500}))"
)
"""A word that may be a path: in quotes, or with blanks marked by a backslash, as terminals write what is dropped on them."""


class NoTextError(Exception):
    """Nothing was given: no words, no file, no pipe."""


def sheet_from(words: Sequence[str] | None, file: Path | None = None) -> Sheet:
    """The document to read.

    Raises:
        NoTextError: there is none, and standard input is a terminal.
        FileTrouble: the file cannot be read, or holds no text.

    """
    if file is not None and str(file) != "-":
        return _read_file(file)
    if words and list(words) != ["-"]:
        text = typed(" ".join(words))
        path = path_meant(text)
        return _read_file(path) if path is not None else Sheet("", plain_lines(text))
    if not words and file is None and (sys.stdin is None or sys.stdin.isatty()):
        raise NoTextError
    from careerbot.documents.reader import MOST_BYTES, read

    return read(sys.stdin.buffer.read(MOST_BYTES))


def typed(text: str) -> str:
    """Words of a command line or a prompt, where bytes that are not UTF-8 hide as halves of characters."""
    if text.isascii():
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # halves that no byte left behind
        return text.encode("utf-8", "replace").decode("utf-8")


def path_meant(text: str) -> Path | None:
    """The file that a text names and says nothing besides.

    Raises:
        FileTrouble: it is plainly the name of a file, and there is none.

    """
    name = text.strip()
    if not name or len(name) > LONGEST_PATH or "\n" in name:
        return None
    suffix = os.path.splitext(name.rstrip("\"'"))[1].lower()
    placed = _PLACE.match(name.lstrip("\"'")) is not None or name.startswith("file://")
    if suffix not in SUFFIXES and not placed:
        return None
    found = existing(name)
    if found is None and suffix in SUFFIXES and (placed or not re.search(r"\s", name)):
        raise FileTrouble(f"There is no file {name}. Check its name and its folder, or put quotes around it.")
    return found


def paths_in(text: str) -> Iterator[tuple[int, int, Path]]:
    """(start, end, file) of each file that a sentence names: "read my cv from ~/cv.pdf"."""
    if "." not in text or len(text) > LONGEST_PATH:
        return
    for found in _PATH.finditer(text):
        name = found[0].rstrip(",;:!?)") if found[3] else found[0]
        if os.path.splitext(name.rstrip("\"'."))[1].lower() in SUFFIXES and (path := existing(name.rstrip("."))):
            yield found.start(), found.start() + len(name), path


def existing(name: str) -> Path | None:
    """The file of a name as people and terminals write it: quoted, escaped, with ~, as an address, of Windows."""
    plain = name.strip().strip("\"'")
    if plain.startswith("file://"):
        from urllib.parse import unquote, urlparse

        plain = unquote(urlparse(plain).path)
    candidates = [plain, re.sub(r"\\(.)", r"\1", plain)]
    if drive := _DRIVE.match(plain):
        # Windows' own disks, as they are seen from the Linux beside it
        candidates.append(f"/mnt/{drive[1].lower()}/{plain[drive.end():]}".replace("\\", "/"))
    for candidate in dict.fromkeys(candidates):
        try:
            path = Path(candidate).expanduser()
            if path.is_file():
                return path
        except (OSError, ValueError, RuntimeError):
            continue
    return None


def _read_file(path: Path) -> Sheet:
    from careerbot.documents.reader import read_file

    return read_file(path)

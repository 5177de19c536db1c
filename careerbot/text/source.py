"""The text a command is about: its words, a file, or what comes through a pipe; any bytes at all are read."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from careerbot.errors import FileTrouble

MOST_BYTES = 64_000_000
"""More than this is no text about one person."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_DOCUMENTS = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a Word document or an archive"), (b"{\\rtf", "rich text"))

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")

LOOKED_AT, FEWEST_CHARACTERS, MOST_STRANGE = 10_000, 40, 0.1
"""Of a text that many characters are looked at; of that many or more, this share may be control characters or no UTF-8."""


class NoTextError(Exception):
    """Nothing was given: no words, no file, no pipe."""


def text_from(words: Sequence[str] | None, file: Path | None = None) -> str:
    """The text to read.

    Args:
        words: as typed after the command; "-" alone means standard input.
        file: a file that holds the text instead.

    Raises:
        NoTextError: there is none, and standard input is a terminal.
        FileTrouble: the file cannot be read, or is plainly no text.

    """
    if file is not None and str(file) != "-":
        return _text(_bytes_of(file), str(file))
    if words and list(words) != ["-"]:
        return typed(" ".join(words))
    if not words and file is None and (sys.stdin is None or sys.stdin.isatty()):
        raise NoTextError
    return _text(sys.stdin.buffer.read(MOST_BYTES), "The input")


def typed(text: str) -> str:
    """Words of a command line or a prompt, where bytes that are not UTF-8 hide as halves of characters."""
    if text.isascii():
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # halves that no byte left behind
        return text.encode("utf-8", "replace").decode("utf-8")


def _text(data: bytes, name: str) -> str:
    """FileTrouble for what is plainly no text: nothing in it can have been meant."""
    text = decoded(data)
    start = text[:LOOKED_AT]
    strange = sum(c == "\ufffd" or c < " " and c not in "\t\n\r\f" for c in start)
    kind = next((kind for mark, kind in _DOCUMENTS if data.startswith(mark)), "")
    if kind or len(start) >= FEWEST_CHARACTERS and strange > MOST_STRANGE * len(start):
        what = f"is {kind}, not text" if kind else "is not text"
        message = f"{name} {what}: save it as plain text (.txt) and give that."
        raise FileTrouble(message)
    return text


def decoded(data: bytes) -> str:
    """Bytes as text: UTF-8 unless a mark says otherwise, with a sign for what is neither.

    Where more is no UTF-8 than is, and nothing else is strange, it was written by an older program (Windows-1252).
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    text = data.decode(encoding, "replace")
    if encoding == "utf-8" and (wrong := text.count("\ufffd")) and not _CONTROLS.search(text):
        meant = sum(c > "\x7f" for c in text[:LOOKED_AT]) - text[:LOOKED_AT].count("\ufffd")
        text = data.decode("cp1252", "replace") if wrong > meant else text
    return text.replace("\x00", " ")


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            message = f"{path} is a folder. Give a text file to --file."
            raise FileTrouble(message)
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}. Give the name of a text file to --file."
        raise FileTrouble(message) from error

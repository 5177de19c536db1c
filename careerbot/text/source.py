"""Character decoding: bytes and words of a command line as text, whatever they were written in."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")

LOOKED_AT, FEWEST_CHARACTERS, MOST_STRANGE = 10_000, 40, 0.1
"""Of a text that many characters are looked at; of that many or more, this share may be control characters or no UTF-8."""


def typed(text: str) -> str:
    """Words of a command line or a prompt, where bytes that are not UTF-8 hide as halves of characters."""
    if text.isascii():
        return text
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # halves that no byte left behind
        return text.encode("utf-8", "replace").decode("utf-8")


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

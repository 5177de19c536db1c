"""Parsed document: the lines of a file as a person would read them, with the section each belongs to.

Every reader of a format gives one; nothing behind it knows whether it came from a PDF or from a table of LinkedIn's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from msgspec import Struct

from careerbot.lazy import pattern

Section = str
"""Part of a CV, by the names of `nlu.examples.SECTIONS`; empty where the format does not say: then it is learned."""


class Line(Struct, frozen=True):
    """One line."""

    text: str
    section: Section = ""
    heading: bool = False
    """Whether it opens the section rather than standing in it."""


class Sheet(Struct, frozen=True):
    """A document as lines."""

    format: str
    """What it was written in, as a person would call it: "PDF", "JSON Resume"."""
    lines: tuple[Line, ...]
    kind: Literal["", "cv", "advert"] = ""
    """What it is, where the format itself or whoever gave it says so."""
    note: str = ""
    """A sentence about what of it could not be read; empty where all was."""

    @property
    def text(self) -> str:
        """The lines, one under the other."""
        return "\n".join(line.text for line in self.lines)

    @property
    def parts(self) -> tuple[tuple[int, int, str], ...]:
        """(start, end, section) of each line in the text, `head:` before a section that it opens; where the source says it."""
        found, at = [], 0
        for line in self.lines:
            end = at + len(line.text) + 1
            if line.text and line.section:
                found.append((at, end, f"head:{line.section}" if line.heading else line.section))
            at = end
        return tuple(found)

    @property
    def substance(self) -> str:
        """The same for a reader of words: addresses blanked, each word in its place."""
        return without_addresses(self.text)


class UnreadableError(Exception):
    """A file that no reader can make sense of; the text says why and what to do, as the end of a sentence: "is a scan"."""


def plain_lines(text: str) -> tuple[Line, ...]:
    """Lines of a text whose format says nothing of sections."""
    return tuple(Line(line) for line in text.split("\n"))


def unsectioned(source: str, lines: Iterable[str]) -> Sheet:
    """A document whose format says nothing of sections, its lines made tidy."""
    return Sheet(source, plain_lines("\n".join(tidied(lines))))


# ---------------------------------------------------------------- text normalisation


MOST_LINES = 100_000
MOST_CHARACTERS = 2_000_000
"""Of one document; a CV has two hundred lines."""

_DROPPED = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFE, *range(0xE000, 0xF900)], None
)
"""What is not seen, and signs that only the font of the document knows."""
_SPACES = dict.fromkeys([0x09, 0x0B, 0x0C, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_CONTROLS = pattern(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")

ADDRESS = pattern(
    r"(?:https?://|www\.)[^\s<>|]+"
    r"|(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|org|edu|gov|io|dev|me|info|co|ai|app|eu|de|fr|uk|es|it|nl|in|example)"
    r"/[^\s<>|,;)]*"
    r"|\b(?:[\w-]{1,63}\.){1,3}(?:com|example)\b(?![\w.])",
    re.IGNORECASE,
)
"""Web and mail addresses."""

_SPACED = pattern(r"(?<!\S)(?:[^\W\d_a-z] ){3,}[^\W\d_a-z](?!\S)")
"""Capitals set apart from each other: "C O N T A C T"."""
_MANY = re.compile(r" {2,}")


def tidy(line: str) -> str:
    """A line as it was meant."""
    if line.isascii() and line.isprintable():
        return _MANY.sub(" ", joined(line)).strip()
    line = _CONTROLS.sub(" ", line.translate(_table()))
    return _MANY.sub(" ", joined(line)).strip()


@cache
def _table() -> dict[int, str | None]:
    ligatures = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
    return {**_DROPPED, **_SPACES, **ligatures}


def joined(line: str) -> str:
    """A line with its spaced-out capitals drawn together; where most of them stand alone, two letters are joined too."""
    pieces = line.split(" ")
    alone = sum(len(piece) == 1 and piece.isupper() for piece in pieces)
    if alone >= 3 and line.upper() == line and alone * 2 >= len([p for p in pieces if p]):
        return " ".join("".join(word.split(" ")) for word in re.split(r" {2,}", line))
    return _SPACED.sub(lambda found: found[0].replace(" ", ""), line)


def without_addresses(text: str) -> str:
    """A text with spaces where addresses of pages and people stood, so that every other word keeps its place."""
    if "." not in text:
        return text
    return ADDRESS.sub(lambda found: " " * len(found[0]), text)


def tidied(lines: Iterable[str]) -> Iterator[str]:
    """Lines made tidy, never two empty ones in a row, and no more of them than a document has."""
    left, empty = MOST_CHARACTERS, True
    for number, line in enumerate(lines):
        if number >= MOST_LINES or left <= 0:
            return
        clean = tidy(line[:left])
        if clean or not empty:
            yield clean
        empty, left = not clean, left - len(line) - 1

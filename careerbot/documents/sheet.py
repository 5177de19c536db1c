"""Parsed document: the lines of a file as a person would read them; before that its bytes as text, and its format by content.

Every reader of a format gives one; nothing behind it knows whether it came from a PDF or from a table of LinkedIn's.
"""

from __future__ import annotations

import codecs
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


Format = str
"""Name of a format: a key of `formats.READERS`."""
FOREIGN = frozenset(("pdf", "zip", "rtf", "xml", "html", "latex", "yaml"))
"""Formats whose parsers others wrote, or hostile files can make work for long: they run in a process of their own."""

HEAD = 1024
"""Bytes in which a mark stands."""
TOLD_BY = 200_000
"""Characters by which a text is told."""

_PICTURE = "is a picture: give the document itself, or run it through text recognition (OCR)"
_PACKED = "is a packed archive: unpack it and give the document"
_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Word or Excel file: save it as .docx or as PDF and give that"),
    (b"\x89PNG", _PICTURE), (b"\xff\xd8\xff", _PICTURE), (b"GIF8", _PICTURE), (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf", _PACKED), (b"Rar!", _PACKED), (b"\x7fELF", "is a program, not a document"),
)  # fmt: skip
"""How files begin that are not read, and why."""

_HTML = pattern(r"<!doctype html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_TAGS = pattern(r"</(?:p|div|li|ul|h[1-6]|span|td|section|a|b|strong)>|<br\s*/?>", re.IGNORECASE)
_MANY_TAGS = 3
_XML = pattern(r"<\?xml|<(?:\w+:)?(?:SkillsPassport|Candidate|LearnerInfo)[\s>]")
_LATEX = pattern(
    r"\\documentclass\b|\\begin\s*\{(?:document|cventries|itemize)\}|\\cv(?:section|event|entry|item)\b|\\section\*?\{"
)
_YAML = pattern(r"^(?:cv|basics):[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n){0,5}[ \t]+\w+:", re.MULTILINE)
_JSON = pattern(r"\s*(?:\{\s*(?:\"|\})|\[\s*(?:\{|\"|\]))")
_MARKDOWN = pattern(
    r"\A---[ \t]*\n|^#{1,6}[ \t]+\S|\[[^\[\]\n]{1,300}\]\([^()\n]{1,300}\)|\*\*[^*\n]{1,300}\*\*"
    r"|^[ \t]*\|[ \t:-]*-{3}[ \t:|-]*$",
    re.MULTILINE,
)
_COLUMNS = frozenset((
    "First Name", "Headline", "Company Name", "School Name", "Degree Name", "Proficiency", "Authority", "Started On",
))  # fmt: skip
"""Columns of LinkedIn's tables."""


def format_of(data: bytes) -> Format:
    """What a file is; UnreadableError where it is nothing that has a text."""
    head = data[:HEAD]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    for mark, reason in _REFUSED:
        if head.startswith(mark):
            raise UnreadableError(reason)
    return _of_text(text_of(data)[:TOLD_BY])


def _of_text(text: str) -> Format:
    start = text.lstrip()[:HEAD]
    if _HTML.search(text[: 4 * HEAD]) or start.startswith("<") and len(_TAGS.findall(text)) >= _MANY_TAGS:
        return "html"
    if _XML.match(start):
        return "xml"
    if _JSON.match(start):
        return "json"
    if _LATEX.search(text):
        return "latex"
    if _YAML.search(text):
        return "yaml"
    if is_table(text):
        return "linkedin"
    return "markdown" if _MARKDOWN.search(text) else "plain"


def is_table(text: str) -> bool:
    """Whether a text is a CSV of LinkedIn's."""
    first, _, rest = text.strip().partition("\n")
    cells = [cell.strip() for cell in first.split(",")]
    return cells == ["Name"] and bool(rest) or len(cells) > 1 and not _COLUMNS.isdisjoint(cells)


# ---------------------------------------------------------------- decoding


FOREIGN_IN = 10_000
"""Characters in which letters beyond ASCII are counted, to tell UTF-8 from older encodings."""
_BINARY = pattern(r"[\x00-\x08\x0e-\x1f]")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
LOOKED_AT, FEWEST, MOST_STRANGE = 20_000, 40, 0.1
"""Of a text that many characters are looked at; of that many or more, this share may be control characters or no text."""


def text_of(data: bytes) -> str:
    """Bytes as text; UnreadableError for what is plainly none."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _wide(data)
    text = data.decode(encoding, "replace") if encoding else _utf8(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    start = text[:LOOKED_AT]
    strange = sum(c == "\ufffd" or c < " " and c not in "\t\n\f" for c in start)
    zeros = not encoding and data[:LOOKED_AT].count(0) > MOST_STRANGE * len(data[:LOOKED_AT])
    if len(start) >= FEWEST and (zeros or strange > MOST_STRANGE * len(start)):
        raise UnreadableError("is not a text: give a PDF, a Word or OpenDocument file, or plain text")
    return text.replace("\x00", " ")


def _utf8(data: bytes) -> str:
    """Bytes without a mark as UTF-8, with a sign for what is none.

    Where more is no UTF-8 than is, and nothing else is strange, it was written by an older program (Windows-1252).
    """
    text = data.decode("utf-8", "replace")
    if (wrong := text.count("\ufffd")) and not _BINARY.search(text):
        start = text[:FOREIGN_IN]
        text = (
            data.decode("cp1252", "replace") if wrong > sum(c > "\x7f" for c in start) - start.count("\ufffd") else text
        )
    return text.replace("\x00", " ")


def _wide(data: bytes) -> str:
    """The encoding of two or four bytes a letter, told by where its zeros stand; "" where it is none."""
    head = data[: LOOKED_AT // 4 * 4]
    if len(head) < 4:
        return ""
    share = [head[i::4].count(0) / len(head[i::4]) for i in range(4)]
    if min(share[1:]) > 0.9 and share[0] < 0.1:
        return "utf-32-le"
    if min(share[:3]) > 0.9 and share[3] < 0.1:
        return "utf-32-be"
    if min(share[1], share[3]) > 0.6 and max(share[0], share[2]) < 0.3:
        return "utf-16-le"
    if min(share[0], share[2]) > 0.6 and max(share[1], share[3]) < 0.3:
        return "utf-16-be"
    return ""

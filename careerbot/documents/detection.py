"""Character decoding and format detection, by content and never by name."""

from __future__ import annotations

import codecs
import re

from careerbot.documents.sheet import UnreadableError

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

_HTML = re.compile(r"<!doctype html|<html[\s>]|<body[\s>]", re.IGNORECASE)
_TAGS = re.compile(r"</(?:p|div|li|ul|h[1-6]|span|td|section|a|b|strong)>|<br\s*/?>", re.IGNORECASE)
_MANY_TAGS = 3
_XML = re.compile(r"<\?xml|<(?:\w+:)?(?:SkillsPassport|Candidate|LearnerInfo)[\s>]")
_LATEX = re.compile(
    r"\\documentclass\b|\\begin\s*\{(?:document|cventries|itemize)\}|\\cv(?:section|event|entry|item)\b|\\section\*?\{"
)
_YAML = re.compile(r"^(?:cv|basics):[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n){0,5}[ \t]+\w+:", re.MULTILINE)
_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\})|\[\s*(?:\{|\"|\]))")
_MARKDOWN = re.compile(
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
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
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
        message = "is not a text: give a PDF, a Word or OpenDocument file, or plain text"
        raise UnreadableError(message)
    return text.replace("\x00", " ")


def _utf8(data: bytes) -> str:
    """Bytes without a mark as UTF-8, with a sign for what is none.

    Where more is no UTF-8 than is, and nothing else is strange, it was written by an older program (Windows-1252).
    """
    text = data.decode("utf-8", "replace")
    if (wrong := text.count("\ufffd")) and not _CONTROLS.search(text):
        start = text[:FOREIGN_IN]
        text = data.decode("cp1252", "replace") if wrong > sum(c > "\x7f" for c in start) - start.count("\ufffd") else text
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

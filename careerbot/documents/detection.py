"""Format detection by content, never by name."""

from __future__ import annotations

import re
from typing import Literal

from careerbot.documents.sheet import UnreadableError
from careerbot.documents.written.plain import text_of

Format = Literal[
    "pdf", "zip", "rtf", "xml", "html", "latex", "yaml", "json", "linkedin", "markdown", "plain"
]  # fmt: skip
FOREIGN = frozenset(("pdf", "zip", "rtf", "xml", "html", "latex", "yaml"))
"""Formats whose parsers others wrote, or hostile files can make work for long: they run in a process of their own."""

HEAD = 1024
"""Bytes in which a mark stands."""
LOOKED_AT = 200_000
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
    return _of_text(text_of(data)[:LOOKED_AT])


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

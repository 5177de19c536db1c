"""Office files: Word (Office Open XML) and OpenDocument, in ZIP containers with caps.

A file of forty kilobytes may claim to hold a terabyte; body, tables, headers and text boxes are each read once.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from careerbot.documents.sheet import Sheet, UnreadableError, unsectioned

# ---------------------------------------------------------------- containers


MOST_MEMBERS = 5_000
MOST_BYTES = 40_000_000
"""Of all members that are read, unpacked; the text of a CV has fifty thousand."""
DEEPEST = 200
"""Elements inside elements."""
BROKEN = "is damaged: open it in the program it was written in and save it again"


class Archive:
    """A ZIP file of which a few members are read, none of them without bound."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = tuple(info.filename for info in self._zip.infolist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnreadableError(BROKEN) from error
        if len(self.names) > MOST_MEMBERS:
            raise UnreadableError(f"is an archive of more than {MOST_MEMBERS:,} files: give the document itself")
        self._left = MOST_BYTES

    def read(self, name: str) -> bytes:
        """The bytes of a member; empty where there is none."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as file:
                data = file.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
            raise UnreadableError(BROKEN) from error
        except RuntimeError as error:  # encrypted
            raise UnreadableError("is locked with a password: save a copy without one and give that") from error
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableError(f"unpacks to more than {MOST_BYTES // 1_000_000} megabytes, which no CV does")
        return data

    def tree(self, name: str) -> ElementTree.Element | None:
        """A member that is XML."""
        data = self.read(name)
        return tree_of(data) if data else None


def tree_of(data: bytes) -> ElementTree.Element:
    """XML as a tree, unless it is broken, declares entities of its own or is nested beyond reason."""
    if b"<!ENTITY" in data or b"<\0!\0E\0N\0T\0I\0T\0Y" in data:
        raise UnreadableError("is XML with definitions of its own, which are not read")
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnreadableError(BROKEN) from error
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
    if level:
        raise UnreadableError("is nested too deep to be read")
    return root


def local(element: ElementTree.Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: ElementTree.Element, name: str) -> str:
    """An attribute, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def across(cells: Iterable[list[str]]) -> list[str]:
    """Lines of one row of a table: its cells on one line where each holds one, else one below the other."""
    filled = [lines for lines in ([line for line in cell if line.strip()] for cell in cells) if lines]
    if all(len(lines) == 1 for lines in filled):
        return [" | ".join(lines[0] for lines in filled)] if filled else []
    return [line for lines in filled for line in [*lines, ""]]


# ---------------------------------------------------------------- Word


DOCX_BODY = "word/document.xml"
_DOCX_UNSEEN = frozenset(("del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "sdtPr", "tblPr", "sectPr"))
"""Struck out, fields' codes, the second copy of a text box, settings."""


def read_docx(archive: Archive) -> Sheet:
    """The text of a Word document."""
    found: list[str] = []
    for name in sorted(n for n in archive.names if n.startswith("word/header") and n.endswith(".xml")):
        found += _docx_part(archive, name)
    body = archive.tree(DOCX_BODY)
    if body is None:
        raise UnreadableError(BROKEN)
    found += _docx_blocks(body)
    for name in sorted(n for n in archive.names if n.startswith("word/footnotes") and n.endswith(".xml")):
        found += _docx_part(archive, name)
    return unsectioned("Word", found)


def _docx_part(archive: Archive, name: str) -> list[str]:
    root = archive.tree(name)
    return list(_docx_blocks(root)) if root is not None else []


def _docx_blocks(element: Element) -> Iterator[str]:
    """Lines of what holds paragraphs and tables."""
    for child in element:
        match local(child):
            case "p":
                yield from _docx_paragraph(child)
            case "tbl":
                for row in (r for r in child.iter() if local(r) == "tr"):
                    yield from across(list(_docx_blocks(cell)) for cell in row if local(cell) in ("tc", "sdt"))
            case name if name not in _DOCX_UNSEEN:
                yield from _docx_blocks(child)


def _docx_paragraph(paragraph: Element) -> Iterator[str]:
    """The line, and below it what boxes anchored in it hold."""
    text: list[str] = ["- "] if _docx_listed(paragraph) else []
    boxes: list[Element] = []
    _docx_run(paragraph, text, boxes)
    yield from "".join(text).split("\n")
    for box in boxes:
        yield from _docx_blocks(box)


def _docx_listed(paragraph: Element) -> bool:
    return any(local(child) == "pPr" and any(local(x) == "numPr" for x in child) for child in paragraph)


def _docx_run(element: Element, text: list[str], boxes: list[Element]) -> None:
    for child in element:
        match local(child):
            case "t":
                text.append(child.text or "")
            case "tab" | "ptab":
                text.append(" \t ")
            case "br" | "cr":
                text.append("\n")
            case "noBreakHyphen":
                text.append("-")
            case "txbxContent":
                boxes.append(child)
            case "r" if _docx_hidden(child):
                pass
            case name if name not in _DOCX_UNSEEN:
                _docx_run(child, text, boxes)


def _docx_hidden(run: Element) -> bool:
    """Whether a stretch of text is not shown, or struck out."""
    settings = next((child for child in run if local(child) == "rPr"), None)
    return settings is not None and any(
        local(x) in _DOCX_HIDING and attribute(x, "val") not in ("0", "false") for x in settings
    )


_DOCX_HIDING = frozenset(("vanish", "strike", "dstrike"))


# ---------------------------------------------------------------- OpenDocument


MOST_SPACES = 200
_ODT_UNSEEN = frozenset(("tracked-changes", "annotation", "annotation-end", "automatic-styles", "forms", "sequence-decls"))


def read_odt(archive: Archive) -> Sheet:
    """The text of an OpenDocument file."""
    content = archive.tree("content.xml")
    body = next((e for e in content if local(e) == "body"), None) if content is not None else None
    if body is None:
        raise UnreadableError(BROKEN)
    struck = _odt_struck(content) if content is not None else frozenset()
    found: list[str] = []
    styles = archive.tree("styles.xml")
    if styles is not None:
        for header in (e for e in styles.iter() if local(e) == "header"):
            found += _odt_blocks(header, "", struck)
    found += _odt_blocks(body, "", struck)
    return unsectioned("OpenDocument", found)


def _odt_struck(content: Element) -> frozenset[str]:
    """Names of the styles that strike text out."""
    return frozenset(
        attribute(style, "name")
        for style in content.iter()
        if local(style) == "style"
        for look in style
        if attribute(look, "text-line-through-style") not in ("", "none")
    )


def _odt_blocks(element: Element, bullet: str, struck: frozenset[str]) -> Iterator[str]:
    for child in element:
        match local(child):
            case "p" | "h":
                text: list[str] = [bullet]
                boxes: list[Element] = []
                _odt_inline(child, text, boxes, struck)
                yield from "".join(text).split("\n")
                for box in boxes:
                    yield from _odt_blocks(box, "", struck)
            case "list-item":
                yield from _odt_blocks(child, "- ", struck)
            case "table-row":
                yield from across(list(_odt_blocks(cell, "", struck)) for cell in child)
            case name if name not in _ODT_UNSEEN:
                yield from _odt_blocks(child, bullet, struck)


def _odt_inline(element: Element, text: list[str], boxes: list[Element], struck: frozenset[str]) -> None:
    text.append(element.text or "")
    for child in element:
        match local(child):
            case "s":
                count = attribute(child, "c")
                text.append(" " * min(int(count) if count.isdecimal() else 1, MOST_SPACES))
            case "tab":
                text.append(" \t ")
            case "line-break":
                text.append("\n")
            case "text-box":
                boxes.append(child)
            case name if name not in _ODT_UNSEEN and attribute(child, "style-name") not in struck:
                _odt_inline(child, text, boxes, struck)
        text.append(child.tail or "")

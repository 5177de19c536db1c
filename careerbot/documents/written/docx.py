"""Office Open XML (DOCX): body, tables, headers and text boxes, each read once."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from careerbot.documents.sheet import Sheet, UnreadableError, plain_lines
from careerbot.documents.tidying import tidied
from careerbot.documents.written.archives import BROKEN, Archive, across, attribute, local

BODY = "word/document.xml"
_UNSEEN = frozenset(("del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "sdtPr", "tblPr", "sectPr"))
"""Struck out, fields' codes, the second copy of a text box, settings."""


def read(archive: Archive) -> Sheet:
    """The text of a Word document."""
    found: list[str] = []
    for name in sorted(n for n in archive.names if n.startswith("word/header") and n.endswith(".xml")):
        found += _part(archive, name)
    body = archive.tree(BODY)
    if body is None:
        raise UnreadableError(BROKEN)
    found += _blocks(body)
    for name in sorted(n for n in archive.names if n.startswith("word/footnotes") and n.endswith(".xml")):
        found += _part(archive, name)
    return Sheet("Word", plain_lines("\n".join(tidied(found))))


def _part(archive: Archive, name: str) -> list[str]:
    root = archive.tree(name)
    return list(_blocks(root)) if root is not None else []


def _blocks(element: Element) -> Iterator[str]:
    """Lines of what holds paragraphs and tables."""
    for child in element:
        match local(child):
            case "p":
                yield from _paragraph(child)
            case "tbl":
                for row in (r for r in child.iter() if local(r) == "tr"):
                    yield from across(list(_blocks(cell)) for cell in row if local(cell) in ("tc", "sdt"))
            case name if name not in _UNSEEN:
                yield from _blocks(child)


def _paragraph(paragraph: Element) -> Iterator[str]:
    """The line, and below it what boxes anchored in it hold."""
    text: list[str] = ["- "] if _listed(paragraph) else []
    boxes: list[Element] = []
    _run(paragraph, text, boxes)
    yield from "".join(text).split("\n")
    for box in boxes:
        yield from _blocks(box)


def _listed(paragraph: Element) -> bool:
    return any(local(child) == "pPr" and any(local(x) == "numPr" for x in child) for child in paragraph)


def _run(element: Element, text: list[str], boxes: list[Element]) -> None:
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
            case "r" if _hidden(child):
                pass
            case name if name not in _UNSEEN:
                _run(child, text, boxes)


def _hidden(run: Element) -> bool:
    """Whether a stretch of text is not shown, or struck out."""
    settings = next((child for child in run if local(child) == "rPr"), None)
    return settings is not None and any(
        local(x) in _HIDING and attribute(x, "val") not in ("0", "false") for x in settings
    )


_HIDING = frozenset(("vanish", "strike", "dstrike"))

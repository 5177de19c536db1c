"""OpenDocument text (ODT): body, tables, headers and frames; changes struck out and comments left out."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from careerbot.documents.sheet import Sheet, UnreadableError, plain_lines
from careerbot.documents.tidying import tidied
from careerbot.documents.written.archives import BROKEN, Archive, across, attribute, local

MOST_SPACES = 200
_UNSEEN = frozenset(("tracked-changes", "annotation", "annotation-end", "automatic-styles", "forms", "sequence-decls"))


def read(archive: Archive) -> Sheet:
    """The text of an OpenDocument file."""
    content = archive.tree("content.xml")
    body = next((e for e in content if local(e) == "body"), None) if content is not None else None
    if body is None:
        raise UnreadableError(BROKEN)
    struck = _struck(content) if content is not None else frozenset()
    found: list[str] = []
    styles = archive.tree("styles.xml")
    if styles is not None:
        for header in (e for e in styles.iter() if local(e) == "header"):
            found += _blocks(header, "", struck)
    found += _blocks(body, "", struck)
    return Sheet("OpenDocument", plain_lines("\n".join(tidied(found))))


def _struck(content: Element) -> frozenset[str]:
    """Names of the styles that strike text out."""
    return frozenset(
        attribute(style, "name")
        for style in content.iter()
        if local(style) == "style"
        for look in style
        if attribute(look, "text-line-through-style") not in ("", "none")
    )


def _blocks(element: Element, bullet: str, struck: frozenset[str]) -> Iterator[str]:
    for child in element:
        match local(child):
            case "p" | "h":
                text: list[str] = [bullet]
                boxes: list[Element] = []
                _inline(child, text, boxes, struck)
                yield from "".join(text).split("\n")
                for box in boxes:
                    yield from _blocks(box, "", struck)
            case "list-item":
                yield from _blocks(child, "- ", struck)
            case "table-row":
                yield from across(list(_blocks(cell, "", struck)) for cell in child)
            case name if name not in _UNSEEN:
                yield from _blocks(child, bullet, struck)


def _inline(element: Element, text: list[str], boxes: list[Element], struck: frozenset[str]) -> None:
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
            case name if name not in _UNSEEN and attribute(child, "style-name") not in struck:
                _inline(child, text, boxes, struck)
        text.append(child.tail or "")

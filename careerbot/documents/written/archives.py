"""ZIP containers with caps: a file of forty kilobytes may claim to hold a terabyte."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from xml.etree import ElementTree

from careerbot.documents.sheet import UnreadableError

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
            message = f"is an archive of more than {MOST_MEMBERS:,} files: give the document itself"
            raise UnreadableError(message)
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
            message = "is locked with a password: save a copy without one and give that"
            raise UnreadableError(message) from error
        self._left -= len(data)
        if self._left < 0:
            message = f"unpacks to more than {MOST_BYTES // 1_000_000} megabytes, which no CV does"
            raise UnreadableError(message)
        return data

    def tree(self, name: str) -> ElementTree.Element | None:
        """A member that is XML."""
        data = self.read(name)
        return tree_of(data) if data else None


def tree_of(data: bytes) -> ElementTree.Element:
    """XML as a tree, unless it is broken, declares entities of its own or is nested beyond reason."""
    if b"<!ENTITY" in data or b"<\0!\0E\0N\0T\0I\0T\0Y" in data:
        message = "is XML with definitions of its own, which are not read"
        raise UnreadableError(message)
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnreadableError(BROKEN) from error
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
    if level:
        message = "is nested too deep to be read"
        raise UnreadableError(message)
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

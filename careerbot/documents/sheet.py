"""Parsed document: the lines of a file as a person would read them, with the section each belongs to.

Every reader of a format gives one; nothing behind it knows whether it came from a PDF or from a table of LinkedIn's.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from careerbot.documents.tidying import without_addresses

Section = Literal[
    "", "contact", "summary", "objective", "experience", "education", "skills", "projects", "certificates", "languages",
    "interests", "references", "other",
]  # fmt: skip
"""Parts of a CV, by the names of `nlu.examples.SECTIONS`; empty where the format does not say: then it is learned."""


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
    kind: Literal["", "cv"] = ""
    """What it is, where the format itself says so."""
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

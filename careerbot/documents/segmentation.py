"""Document segmentation: which text is a CV or an advertisement, its sections, and what they make of what was found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from careerbot.documents.annotation import Lines, Part, annotated, kind_by
from careerbot.documents.dates import DateReader
from careerbot.documents.headings import Headings
from careerbot.documents.sheet import Sheet
from careerbot.nlu.pipeline import Tools
from careerbot.nlu.types import Document

FEWEST_LINES = 3
"""Ends of lines in a text that may be a document rather than a message."""


class Segmenter:
    """Divides documents into sections and heeds them.

    Args:
        words: the table `cv` of a language.
        tools: what reading works with.

    """

    def __init__(self, words: Mapping[str, Any], tools: Tools) -> None:
        self._headings = Headings(words, tools.kinds)
        self.dates = DateReader(tools.grammar, words, tools.year, tools.month)

    def heeded(self, document: Document, said: str | Sheet) -> Document:
        """What was read of a text or a file, with its sections heeded; a message as it is."""
        taken_for = document.kind
        document, parts = self.divided(document, said)
        if taken_for == "advert" and document.kind == "cv":
            document = _said_of_writer(document, Lines(parts))
        return annotated(document, parts, self.dates)

    def divided(self, document: Document, said: str | Sheet) -> tuple[Document, Sequence[Part]]:
        """The document, its kind told by its sections too, and those sections."""
        if isinstance(said, Sheet) and said.kind:
            given = [Part(*part) for part in said.parts]
            return replace(document, kind=said.kind), given or self._headings.parts(document.text)
        if document.kind == "message" and document.text.count("\n") < FEWEST_LINES:
            return document, ()
        parts = self._headings.parts(document.text)
        return replace(document, kind=kind_by(parts, document.kind, file=isinstance(said, Sheet))), parts

    def parts(self, text: str) -> list[Part]:
        """The sections of a text, whatever it is."""
        return self._headings.parts(text)


def _said_of_writer(document: Document, lines: Lines) -> Document:
    """A CV whose words were taken for an advertisement's, in which nobody claims anything: its names are the writer's."""
    return replace(
        document,
        skills=tuple(
            replace(m, stance="has") if m.stance == "none" and lines.part(m.start, m.end) in _CLAIMING else m
            for m in document.skills
        ),
    )


_CLAIMING = frozenset(("skills", "experience", "projects", "education", "certificates", "summary", "languages"))
"""Sections of a CV in which a name is a claim."""

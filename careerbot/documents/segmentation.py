"""Document segmentation: which text is a CV or an advertisement, its sections, and what they make of what was found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from careerbot.documents.annotation import BULLETS, HEAD, NO_WORK, SILENT, Lines, Part, annotated, kind_by
from careerbot.documents.pdf import BETWEEN
from careerbot.documents.sheet import Sheet
from careerbot.nlu.examples import SECTIONS
from careerbot.nlu.linear import Kinds
from careerbot.nlu.pipeline import Tools
from careerbot.nlu.types import Document, Kind
from careerbot.text.amounts import DateReader

FEWEST_LINES = 3
"""Ends of lines in a text that may be a document rather than a message."""


class Segmenter:
    """Divides documents into sections and heeds them."""

    def __init__(self, words: Mapping[str, Any], tools: Tools) -> None:
        self._headings = Headings(words, tools.kinds)
        self._seeking = frozenset(words.get("cv", {}).get("seeking", ()))
        self.dates = DateReader(tools.grammar, words, tools.year, tools.month)

    def heeded(self, document: Document, said: str | Sheet) -> Document:
        """What was read of a text or a file, with its sections heeded; a message as it is."""
        taken_for = document.kind
        document, parts = self.divided(document, said)
        if document.kind == "message" and ":" in document.text:
            document = self._headings.unlabelled(document)
        if taken_for == "advert" and document.kind == "cv":
            document = _said_of_writer(document, Lines(parts))
        return annotated(document, parts, self.dates, self._seeking)

    def divided(self, document: Document, said: str | Sheet) -> tuple[Document, Sequence[Part]]:
        """The document, its kind told by its sections too, and those sections."""
        if isinstance(said, Sheet) and said.kind:
            given = [Part(*part) for part in said.parts]
            return replace(document, kind=said.kind), given or self._headings.parts(document.text)
        if document.kind == "message" and document.text.count("\n") < FEWEST_LINES:
            return document, ()
        parts = self._headings.parts(document.text)
        return replace(document, kind=kind_by(parts, document.kind, file=isinstance(said, Sheet))), parts

    def parts(self, text: str, kind: Kind = "message") -> list[Part]:
        """The sections of a text of this kind; of a message, whatever it is."""
        return self._headings.parts(text, kind)


def _said_of_writer(document: Document, lines: Lines) -> Document:
    """A CV whose words were taken for an advertisement's, in which nobody claims anything: its names are the writer's."""
    return replace(
        document,
        skills=tuple(
            replace(m, stance="has") if m.stance == "none" and lines.part(m.start, m.end) in _CLAIMING else m
            for m in document.skills
        ),
    )


_CLAIMING = frozenset(SECTIONS["cv"]) - SILENT - {"objective", "other"}
"""Sections of a CV in which a name is a claim."""


# ---------------------------------------------------------------- headings


LONGEST = 45
"""Characters of a heading."""
ENOUGH = 3
"""Known headings of a document from which nothing else is taken for one."""
INLINE = frozenset((
    "skills", "required", "preferred", "not_wanted", "benefits", "conditions", "objective", "tasks", "company", "interests",
))  # fmt: skip
"""Sections that may be named at the head of their one line: "Nice to have: Kubernetes"."""
BESIDE = NO_WORK - {"not_wanted", "label"}
"""Sections of an advertisement that may begin without a heading."""
IN_A_ROW = 3
"""Lines that tell so."""
_EDGES = " \t:*#•-–—|.…"  # noqa: RUF001
_LABEL = re.compile(r"[^\w]*([^:]{3,45}?)\s*:\s*(?=\S)")
_CAPITALS = re.compile(r"([A-Z][A-Z()&/ -]{4,40}[A-Z)])\s+(?=\S*[a-z])")
"""A label in capitals before what it labels, as Europass sets it: "JOB APPLIED FOR Data analyst"."""


class Headings:
    """Divides documents into sections."""

    def __init__(self, words: Mapping[str, Any], kinds: Kinds) -> None:
        self._kinds = kinds
        self._known = {name: section for section, names in words.get("headings", {}).items() for name in names}
        self._composed = {name: frozenset(told) for name, told in words.get("composed", {}).items()}
        form = words.get("form", {})
        labels = "|".join(map(re.escape, form.get("labels", "-")))
        self._form = re.compile(rf"(?:[\W\d]|\b(?:{labels})\b)+", re.IGNORECASE)
        self._forms = tuple(form.get("told_by", ()))

    def parts(self, text: str, kind: Kind = "message") -> list[Part]:
        """The lines of a text that hold something, each with its section: one of its kind's, where that is known."""
        learned = [Part(*part) for part in self._kinds.sections(text, kind)]
        known = [self._heading(text[part.start : part.end]) for part in learned]
        if kind == "advert":
            return list(self._of_advert(text, learned, known))
        strict = len({name for name in known if name}) >= ENOUGH
        return list(self._divided(text, learned, known, strict))

    def _of_advert(self, text: str, learned: list[Part], known: list[str]) -> Iterator[Part]:
        """Its sections go on until the next heading, or until several lines in a row are plainly of something else."""
        current, opened = "", False
        sections = [part.section.removeprefix(HEAD) for part in learned]
        for at, (part, heading) in enumerate(zip(learned, known, strict=True)):
            line = text[part.start : part.end]
            label = ("", 0) if heading else self._label(line)
            if not heading and not label[0] and _looks_like_heading(line):
                heading = self._of_words(line) or (sections[at] if part.section.startswith(HEAD) else "")
            if heading:
                current, opened = heading, True
                yield Part(part.start, part.end, HEAD + heading)
            elif label[0]:
                yield Part(part.start, part.end, *label)
            elif current and (opened or _is_item(line) and _is_item(text[learned[at - 1].start : learned[at - 1].end])):
                opened = False
                yield Part(part.start, part.end, current)
            else:
                coming = sections[at : at + IN_A_ROW]
                aside, same = BESIDE.issuperset(coming), len(coming) == IN_A_ROW and len(set(coming)) == 1
                left = aside if current not in BESIDE else same and not aside
                current = sections[at] if left or not current else current
                yield Part(part.start, part.end, current)

    def _divided(self, text: str, learned: list[Part], known: list[str], strict: bool) -> Iterator[Part]:
        """`strict`: the headings that are known are all there are."""
        current = ""
        form = sum(label in text.lower() for label in self._forms) > 1
        cells = [text[part.start : part.end].partition(BETWEEN)[0].strip() for part in learned]
        for at, (part, heading) in enumerate(zip(learned, known, strict=True)):
            line = text[part.start : part.end]
            if heading:
                current = heading
                yield Part(part.start, part.end, HEAD + heading)
            elif BETWEEN in line and cells[at] and (margin := self._margin(cells, at)):
                current = margin
                yield Part(part.start, part.end, current, line.index(BETWEEN))
            elif form and self._form.fullmatch(line):
                yield Part(part.start, part.end, current or part.section, len(line))
            elif (label := self._label(line))[0]:
                yield Part(part.start, part.end, *label)
            elif current and (strict or _is_item(line) or not part.section.startswith(HEAD)) and (
                _same_side(current, part.section, strict)
            ):
                yield Part(part.start, part.end, current)
            else:
                current = "" if part.section.startswith(HEAD) else current
                yield part

    def _heading(self, line: str) -> str:
        bare = line.strip(_EDGES + "\n\r").lower()
        return self._known.get(bare.replace("’", "'"), "") if len(bare) <= LONGEST else ""

    def unlabelled(self, document: Document) -> Document:
        """A message without what names a part of it and is no skill: "Requirements: Python, SQL"."""
        at, labels = 0, set[int]()
        for line in document.text.splitlines(keepends=True):
            labels.update(range(at, at + self._label(line)[1]))
            at += len(line)
        kept = tuple(m for m in document.skills if m.start not in labels)
        return document if len(kept) == len(document.skills) else replace(document, skills=kept)

    def _of_words(self, line: str) -> str:
        """The section that a heading names whose words all speak of it: "Secondary skills", "The ideal candidate has"."""
        words = line.strip(_EDGES + "\n\r").lower().replace("’", "'").replace("-", " ").split()
        told = [next((name for name, of in self._composed.items() if word in of), "") for word in words]
        sections = [name for name in told if name != "filling"]
        return "preferred" if "preferred" in sections and all(told) else "required" if sections and all(told) else ""

    def _margin(self, cells: Sequence[str], at: int) -> str:
        """The section that a label in the margin opens, which may go on in the next line: "Technical", "Skills"."""
        both = (" ".join(cells[i : i + 2]) for i in (at, max(0, at - 1)))
        return next(filter(None, map(self._heading, (cells[at], *both))), "")

    def _label(self, line: str) -> tuple[str, int]:
        """The section that a line names itself and stands in, and how long the name is; "" where it names none."""
        found = _LABEL.match(line[: 2 * LONGEST]) or _CAPITALS.match(line)
        named = found[1].strip().lower().replace("’", "'") if found else ""
        section = self._known.get(named, "") or self._of_words(named)
        return (section, found.end()) if found and section in INLINE else ("", 0)


def _looks_like_heading(line: str) -> bool:
    line = line.strip()
    return len(line) <= LONGEST and line[:1].isupper() and line[-1:] not in ".,;"


def _is_item(line: str) -> bool:
    """Whether a line is marked as one of a list: no such line is a heading."""
    return line.lstrip()[:1] in BULLETS


def _same_side(heading: str, section: str, strict: bool) -> bool:
    """Whether a line goes on with what a known heading opened, as far as the model has it."""
    if strict:
        return True
    section = section.removeprefix(HEAD)
    return any(heading in SECTIONS[kind] and section in SECTIONS[kind] for kind in ("cv", "advert"))

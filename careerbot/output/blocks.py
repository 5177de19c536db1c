"""What an answer looks like before anything is drawn: headings, sentences, scores, labelled lines and tables.

One description serves every form: plain text, Markdown and colour are three ways of drawing the same blocks.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Tone = Literal["plain", "quiet", "good", "gap", "next", "warn", "lead"]
"""lead: stands close above the list it introduces."""


class Heading(NamedTuple):
    """The title of a part."""

    text: str
    level: int = 1


class Paragraph(NamedTuple):
    """Sentences."""

    text: str
    tone: Tone = "plain"


class Meter(NamedTuple):
    """Something with a share of the whole, drawn as a bar."""

    title: str
    share: float
    """0 to 1."""
    number: int = 0
    """Its place in a list, 0 for none."""
    note: str = ""
    """Said beside the bar."""


class Row(NamedTuple):
    """A short label and what belongs to it, below a meter or a heading."""

    label: str
    text: str
    tone: Tone = "plain"


class Item(NamedTuple):
    """One entry of a list."""

    text: str
    marker: str = "-"
    lines: tuple[str, ...] = ()
    """What stands below it, each on a line of its own."""


class Table(NamedTuple):
    """Rows of cells, the first row being the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Meter | Row | Item | Table

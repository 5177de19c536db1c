"""Blocks, what an answer looks like before anything is drawn, and their drawing as plain text and Markdown.

One description serves every form; rich_terminal draws it in colour, and telling chooses. Nothing a person or a file wrote
reaches the terminal as a command to it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, TextIO

from careerbot.lazy import pattern

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


# ---------------------------------------------------------------- drawing


PLAIN_WIDTH = 88
"""Columns of text that goes to a file or a pipe."""

NARROWEST, WIDEST = 40, 100
"""Text is laid out for no fewer and no more columns than these."""

TITLE = 40
"""Columns kept for a title before its bar, so that bars stand below each other."""

BAR = 10
"""Cells of a score bar."""

_SEQUENCES = pattern(
    r"\x1b\][^\x07\x1b]{0,4000}(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]{0,4000}\x1b\\"
    r"|[\x1b\x9b]\[?[0-?]{0,64}[ -/]{0,16}[@-~]?"
)
"""Terminal commands as a whole, so that nothing of them is left to be read as text."""

_UNSAFE = pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
"""Control characters, overrides of the writing direction, invisible marks and halves of characters."""


def clean(text: str) -> str:
    """The text without anything a terminal would obey; line breaks stay, a tab is a space."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub("", _SEQUENCES.sub("", text.replace("\r\n", "\n").replace("\t", " ")))


def one_line(text: str, most: int = 400) -> str:
    """The text on one line, shortened in the middle of nothing in particular where it is very long."""
    line = " ".join(clean(text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


# ---------------------------------------------------------------- choosing


def wants_colour(stream: TextIO) -> bool:
    """Whether a person is looking at a terminal that shows colour."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return is_terminal(stream) and shows_all(stream)


def shows_all(stream: TextIO) -> bool:
    """Whether every character can be written there: not in locale C with UTF-8 off."""
    return (stream.encoding or "utf-8").lower().replace("-", "") == "utf8"


def is_terminal(stream: TextIO) -> bool:
    """Whether a person is at the other end."""
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def width_of(stream: TextIO) -> int:
    """Columns to lay text out for: the terminal's, or what COLUMNS says, or the usual width of a file."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        found = int(columns)
    elif is_terminal(stream):
        try:
            found = os.get_terminal_size(stream.fileno()).columns or PLAIN_WIDTH
        except (OSError, ValueError):
            found = PLAIN_WIDTH
    else:
        found = PLAIN_WIDTH
    return max(NARROWEST, min(WIDEST, found))


def write(stream: TextIO, text: str) -> None:
    """Print text; what the stream cannot encode becomes a question mark."""
    encoding = stream.encoding or "utf-8"
    if not shows_all(stream):
        text = text.translate(_PLAINER).encode(encoding, "replace").decode(encoding)
    stream.write(text)


_PLAINER = str.maketrans({"█": "#", "░": ".", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "→": "->"})


# ---------------------------------------------------------------- plain text


def plain(blocks: Iterable[Block], width: int = PLAIN_WIDTH) -> str:
    """The blocks as text of at most `width` columns, ending with a line break."""
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and apart(before, block):
            lines.append("")
        lines += _plain(block, width)
        before = block
    return "\n".join(line.rstrip() for line in lines) + "\n"


def apart(before: Block, block: Block) -> bool:
    """Whether an empty line stands between two blocks."""
    if isinstance(block, Row):
        return isinstance(before, Paragraph | Item | Table) or isinstance(before, Heading) and before.level < 3
    if isinstance(block, Item):
        return not isinstance(before, Item) and not (isinstance(before, Paragraph) and before.tone == "lead")
    return True


def _plain(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading(text, level):
            title = one_line(text)
            yield from wrap(title, width)
            if level < 3:
                yield ("=" if level == 1 else "-") * min(width, columns_of(title))
        case Paragraph(text):
            for part in clean(text).split("\n"):
                yield from wrap(part, width) or [""]
        case Meter():
            yield from _meter(block, width)
        case Row(label, text):
            name = one_line(label)
            indent = " " * label_width(width)
            lead = f"   {name}".ljust(len(indent) - 1) + " "
            yield from wrap(one_line(text, 4000), width, lead, indent)
        case Item(text, marker, below):
            lead = f"{marker} "
            yield from wrap(one_line(text, 4000), width, lead, " " * len(lead))
            for line in below:
                yield from wrap(one_line(line, 4000), width, " " * len(lead), " " * len(lead))
        case Table(header, rows):
            yield from _table(header, rows, width)


def label_width(width: int) -> int:
    """Columns that the labels of rows take, with their indent."""
    return 16 if width >= 60 else 6


def bar(share: float) -> str:
    """A share of the whole as filled cells."""
    full = max(0, min(BAR, round(share * BAR)))
    return "█" * full + "░" * (BAR - full)


def _meter(meter: Meter, width: int) -> Iterator[str]:
    title = one_line(f"{meter.number}. {meter.title}" if meter.number else meter.title)
    tail = f"{bar(meter.share)} {meter.share:4.0%}" + (f"  {one_line(meter.note)}" if meter.note else "")
    room = width - columns_of(tail) - 2
    if columns_of(title) <= room:
        yield padded(title, min(room, TITLE)) + "  " + tail
    else:
        yield from wrap(title, width, "", "   ")
        yield from wrap(tail, width, "   ", "   ")


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], width: int) -> Iterator[str]:
    cells = [tuple(one_line(cell) for cell in row) for row in (header, *rows)]
    widths = [max(columns_of(row[i]) for row in cells) for i in range(len(header))]
    if sum(widths) + 2 * (len(widths) - 1) > width:
        widths[-1] = width - sum(widths[:-1]) - 2 * (len(widths) - 1)
        if widths[-1] < 16:
            yield from _stacked(cells, width)
            return
    for number, row in enumerate(cells):
        lead = "".join(padded(cell, w) + "  " for cell, w in zip(row[:-1], widths[:-1], strict=True))
        yield from wrap(row[-1], width, lead, " " * columns_of(lead)) or [lead]
        if number == 0:
            yield "  ".join("-" * w for w in widths)


def _stacked(cells: Sequence[tuple[str, ...]], width: int) -> Iterator[str]:
    """A table too wide for the screen: each row below its first cell."""
    for row in cells[1:]:
        yield from wrap(row[0], width)
        for name, cell in zip(cells[0][1:], row[1:], strict=True):
            if cell:
                yield from wrap(cell, width, f"  {name}: ", "    ")


# ---------------------------------------------------------------- widths


def columns_of(text: str) -> int:
    """Columns a text takes on a terminal: two for wide characters, none for marks set onto others."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def padded(text: str, width: int) -> str:
    """The text with spaces up to a width."""
    return text + " " * max(0, width - columns_of(text))


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The words of a text in lines no wider than `width`, the first line after `first`, others after `rest`."""
    lines: list[str] = []
    line, used, empty = first, columns_of(first), True
    for word in text.split():
        for piece in _pieces(word, max(8, width - columns_of(rest))):
            size = columns_of(piece)
            if not empty and used + 1 + size > width:
                lines.append(line)
                line, used, empty = rest, columns_of(rest), True
            line += piece if empty else f" {piece}"
            used += size + (0 if empty else 1)
            empty = False
    if not empty:
        lines.append(line)
    return lines


def _pieces(word: str, width: int) -> list[str]:
    """A word, cut where it is longer than a line."""
    if columns_of(word) <= width:
        return [word]
    size = width if word.isascii() else width // 2
    return [word[at : at + size] for at in range(0, len(word), size)]


# ---------------------------------------------------------------- Markdown


_MARKS = re.compile(r"([\\`*_\[\]<>#|])")


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, ending with a line break."""
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        text = _markdown(block)
        tight = isinstance(block, Row | Item) and isinstance(before, Row | Item)
        parts.append(text if before is None else ("\n" if tight else "\n\n") + text)
        before = block
    return "".join(parts) + "\n"


def _markdown(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_marked(text)}"
        case Paragraph(text):
            return "\n\n".join(_marked(part) for part in clean(text).split("\n") if part.strip())
        case Meter(title, share, number, note):
            lead = f"{number}. " if number else ""
            return f"### {lead}{_marked(title)}: {share:.0%}" + (f" ({_marked(note)})" if note else "")
        case Row(label, text):
            return f"- **{_marked(label)}:** {_marked(text)}"
        case Item(text, _, below):
            return "\n".join((f"- {_marked(text)}", *(f"  {_marked(line)}" for line in below)))
        case Table(header, rows):
            lines = [_cells(map(_marked, row)) for row in (header, *rows)]
            return "\n".join([lines[0], _cells("---" for _ in header), *lines[1:]])


def _cells(row: Iterable[str]) -> str:
    return f"| {' | '.join(row)} |"


def _marked(text: str) -> str:
    return _MARKS.sub(r"\\\1", one_line(text, 4000))

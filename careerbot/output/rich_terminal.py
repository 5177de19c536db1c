"""Blocks -> colour on a terminal. The only importer of rich; nothing is read as rich's own markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from careerbot.output.terminal import (
    BAR,
    Block,
    Heading,
    Item,
    Meter,
    Paragraph,
    Row,
    Table,
    apart,
    clean,
    label_width,
    one_line,
)

STYLES = {"plain": "", "quiet": "dim", "good": "green", "gap": "yellow", "next": "cyan", "warn": "yellow", "lead": ""}

GOOD, FAIR = 0.5, 0.3
"""Scores from which a bar is green, and yellow; below it is red."""


def draw(blocks: Sequence[Block], stream: TextIO, width: int) -> None:
    """Print blocks in colour."""
    console = Console(file=stream, width=width, highlight=False, emoji=False, markup=False, soft_wrap=False)
    before: Block | None = None
    for block in blocks:
        if before is not None and apart(before, block):
            console.print()
        console.print(_drawn(block, width))
        before = block


def _drawn(block: Block, width: int) -> RenderableType:
    match block:
        case Heading(text, level):
            return Text(one_line(text), style="bold underline" if level == 1 else "bold")
        case Paragraph(text, tone):
            return Text(clean(text), style=STYLES[tone])
        case Meter():
            return _meter(block, width)
        case Row(label, text, tone):
            return _row(label, text, STYLES[tone], width)
        case Item(text, marker, below):
            told = Text("\n".join(one_line(line, 4000) for line in (text, *below)))
            return _beside(Text(one_line(marker), style="cyan"), told, len(marker) + 1)
        case Table(header, rows):
            return _table(header, rows)


def _meter(meter: Meter, width: int) -> RenderableType:
    title = Text(one_line(f"{meter.number}. {meter.title}" if meter.number else meter.title), style="bold")
    full = max(0, min(BAR, round(meter.share * BAR)))
    colour = "green" if meter.share >= GOOD else "yellow" if meter.share >= FAIR else "red"
    score = Text.assemble(("━" * full, colour), ("━" * (BAR - full), "bright_black"), (f" {meter.share:4.0%}", "bold"))
    if meter.note:
        score.append(f"  {one_line(meter.note)}", style="dim")
    if title.cell_len + score.cell_len + 2 > width:
        grid = Grid.grid()
        grid.add_column()
        grid.add_row(title)
        grid.add_row(Padding(score, (0, 0, 0, 3)))
        return grid
    title.append(" " * (max(40, title.cell_len) - title.cell_len if width >= 40 + 2 + score.cell_len else 0) + "  ")
    return title + score


def _row(label: str, text: str, style: str, width: int) -> RenderableType:
    words = Text(one_line(text, 4000), style=style)
    room = label_width(width)
    if room < 10 or len(label) > room - 4:
        # too narrow for two columns: the label opens the line
        head = Text(f"{one_line(label)}: ", style="bold") if label else Text("")
        return Padding(head + words, (0, 0, 0, 3))
    return _beside(Text(f"   {one_line(label)}", style="bold"), words, room)


def _beside(left: Text, right: Text, width: int) -> RenderableType:
    grid = Grid.grid()
    grid.add_column(width=width, no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)
    grid.add_row(left, right)
    return grid


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> RenderableType:
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for name in header:
        grid.add_column(Text(one_line(name)), overflow="fold")
    for row in rows:
        grid.add_row(*(Text(one_line(cell)) for cell in row))
    return grid

"""Output device: chooses how blocks are drawn, by where they go.

Colour is loaded only for a terminal that wants it: rich takes longer to import than an answer takes to make.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from careerbot.output.blocks import Block
from careerbot.output.terminal import plain, wants_colour, width_of, write


def show(blocks: Sequence[Block], stream: TextIO) -> None:
    """Print blocks in the way that suits where they go."""
    if wants_colour(stream):
        from careerbot.output.rich_terminal import draw

        draw(blocks, stream, width_of(stream))
        return
    write(stream, plain(blocks, width_of(stream)))

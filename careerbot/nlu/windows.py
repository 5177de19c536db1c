"""Context windows: a text cut into the stretches that are read at once, each a sentence with a little around it.

A short message is one window. In a longer text the meaning of a name hangs on its sentence, what stood before it, and the
title: more would cost time and blur it. Training and answering cut alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

WHOLE = 280
"""Characters up to which a text is read in one piece."""
BEFORE, AFTER, TITLE = 140, 60, 60
"""Characters of what stands before and behind a sentence, and of the first line, that are read with it."""
LONGEST = 400
"""Characters of one sentence; a longer one is cut."""

_ENDS = re.compile(r"(?<=[.!?;])[\"')\]]*\s+|(?<!\s)\s*\n\s*")
"""Only the first of many blanks begins a match, so that a page of them takes no longer than a page of words."""

_BREAK = re.compile(r",\s+|\s+")


class Window(Struct, frozen=True):
    """What is read at once: `text`, in which the characters [start, end) of the source stand at `at`."""

    text: str
    start: int
    end: int
    at: int

    def place(self, position: int) -> int:
        """Where a character of the source stands in the window."""
        return position - self.start + self.at


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a text, by full stops and line breaks; together they cover it."""
    bounds = [0, *(match.end() for match in _ENDS.finditer(text)), len(text)]
    spans: list[tuple[int, int]] = []
    for start, end in zip(bounds, bounds[1:], strict=False):
        while end - start > LONGEST:
            cut = next((m.end() for m in _BREAK.finditer(text, start + LONGEST // 2, start + LONGEST)), start + LONGEST)
            spans.append((start, cut))
            start = cut
        if end > start:
            spans.append((start, end))
    return spans


def windows(text: str) -> Iterator[Window]:
    """The windows of a text; their spans cover it without overlap."""
    if len(text) <= WHOLE:
        yield Window(text, 0, len(text), 0)
        return
    spans = sentences(text)
    title = text[: spans[0][1]].strip()[:TITLE]
    for i, (start, end) in enumerate(spans):
        low = max(spans[max(0, i - 2)][0], start - BEFORE)
        high = min(spans[min(len(spans) - 1, i + 1)][1], end + AFTER)
        head = f"{title} | " if low > 0 else ""
        yield Window(head + text[low:high], start, end, len(head) + start - low)

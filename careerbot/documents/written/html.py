"""HTML to text: what a browser would show, block by block; no tags, scripts or styles."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from careerbot.documents.sheet import Sheet, plain_lines
from careerbot.documents.tidying import tidied

_BLOCK_TAGS = """
address article aside blockquote body br button caption dd details div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 header hr html label legend li main nav ol option p pre section summary table tbody tfoot thead tr ul
"""
_UNSEEN_TAGS = "script style head template noscript svg math iframe object select textarea audio video canvas s del strike"
_EMPTY_TAGS = "area base br col embed hr img input link meta source track wbr"
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_EMPTY = frozenset(_EMPTY_TAGS.split())
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MOST_BYTES = 4_000_000
"""Of a page; more of it is pictures written as text."""


def read(text: str) -> Sheet:
    """The visible text of a page."""
    return Sheet("HTML", plain_lines("\n".join(tidied(visible(text)))))


def visible(text: str) -> list[str]:
    """The lines of a page, with empty ones between blocks."""
    page = _Page()
    page.feed(text[:MOST_BYTES])
    page.close()
    return "".join(page.text).split("\n")


class _Page(HTMLParser):
    """Collects text outside of what is not shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._hidden: list[str] = []
        """Open elements from the first one that hides what stands in it."""
        self._started = False
        """Whether the row has a cell already."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line; what is hidden is left out."""
        if self._hidden:
            if tag not in _EMPTY:
                self._hidden.append(tag)
            return
        given = dict(attrs)
        if tag not in _EMPTY and (tag in _UNSEEN or "hidden" in given or _HIDING.search(given.get("style") or "")):
            self._hidden.append(tag)
        elif tag in _CELLS:
            self.text.append(" | " if self._started else "")
            self._started = True
        elif tag in _BLOCKS:
            self.text.append("\n- " if tag == "li" else "\n")
            self._started = self._started and tag != "tr"

    def handle_endtag(self, tag: str) -> None:
        """The end of what was hidden, or of a block."""
        if self._hidden:
            if tag in self._hidden:
                while self._hidden.pop() != tag:
                    pass
        elif tag in _BLOCKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        """Text as it is shown: white is one space."""
        if not self._hidden:
            self.text.append(re.sub(r"[ \t\r\n\f]+", " ", data))

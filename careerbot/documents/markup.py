"""Markup to text: HTML, Markdown and rich text (RTF by striprtf), as a browser or a word processor would show them."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from careerbot.documents.sheet import Sheet, unsectioned

# ---------------------------------------------------------------- HTML


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
MOST_OF_A_PAGE = 4_000_000
"""Of a page; more of it is pictures written as text."""


def read_html(text: str) -> Sheet:
    """The visible text of a page."""
    return unsectioned("HTML", visible(text))


def visible(text: str) -> list[str]:
    """The lines of a page, with empty ones between blocks."""
    page = _Page()
    page.feed(text[:MOST_OF_A_PAGE])
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


# ---------------------------------------------------------------- Markdown


_FRONT = re.compile(r"\A---[ \t]*\n(?:.{0,500}\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_LINK = re.compile(r"\[([^\[\]\n]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_TARGET = re.compile(r"^[ \t]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]*\S.*$", re.MULTILINE)
_STRUCK = re.compile(r"~~[^~\n]{1,500}~~")
_INLINE_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>|<https?://[^<>\s]{1,500}>")
_RULE = re.compile(
    r"^[ \t]*(?:[-*_=][ \t]*){3,}$"
    r"|^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$"
    r"|^[ \t]*(?:```|~~~).*$"
)
_LEAD = re.compile(r"^([ \t]*)(?:#{1,6}[ \t]+|(?:>[ \t]?)+)")
_BOX = re.compile(r"^([ \t]*(?:[-*+]|\d+[.)])[ \t]+)\[[ xX]\][ \t]+")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`+")


def read_markdown(text: str) -> Sheet:
    """The text of a Markdown file."""
    text = _COMMENT.sub("", _FRONT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"), count=1))
    text = _STRUCK.sub("", _TARGET.sub("", text))
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    return unsectioned("Markdown", (_markdown_line(line) for line in text.split("\n")))


def _markdown_line(line: str) -> str:
    if _RULE.match(line):
        return ""
    line = _BOX.sub(r"\1", _LEAD.sub(r"\1", line))
    line = _EMPHASIS.sub("", _INLINE_TAG.sub("", line))
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|"):
        line = " | ".join(cell.strip() for cell in stripped.strip("|").split("|"))
    return unescape(line).rstrip("\\").replace("\\", "")


# ---------------------------------------------------------------- rich text


MOST_BYTES = 20_000_000


def read_rtf(data: bytes) -> Sheet:
    """The text of a rich text file."""
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(data[:MOST_BYTES].decode("latin-1"), errors="replace")
    rows = (line.strip().strip("|").replace("|", " | ") for line in text.split("\n"))
    return unsectioned("rich text", rows)

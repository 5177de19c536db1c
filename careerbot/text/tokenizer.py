"""Tokenizer: a text as words with their spans, in the form in which words are compared; and titles and lists as text.

Linear in the length of the text; every span points into the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

_LATIN = "A-Za-z0-9\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"

_TOKEN = re.compile(
    rf"""
      (?<![\w.])\.net\b                         # .NET
    | (?<!\w)r\s?&\s?d(?!\w)                    # R&D is not R
    | (?<![{_LATIN}])(?:[cf][ ]?\#|c[ ]?\+\+(?:\d\d)?)(?![{_LATIN}])
    | [{_LATIN}][{_LATIN}\u0300-\u036f]*(?:['’ʼ][{_LATIN}]+)*    # words, with their apostrophes: don't, c'est
    | [^\W_{_LATIN}]+                           # other scripts, which may stand right beside a Latin word
    """,
    re.IGNORECASE | re.VERBOSE,
)

_JOINS = re.compile(r"(?:[ \t\u00a0]*\n[ \t]*|[ \t\u00a0]+|[ \t]?[-–_/&.][ \t]?|)\Z")
"""What may stand between two tokens of one name. A full stop only where no space follows (node.js)."""


class Token(NamedTuple):
    """One word of a text. A named tuple, as there are millions of them in a long document."""

    text: str
    """As names are compared: NFKC, case folded, without a possessive 's."""
    start: int
    end: int
    joined: bool
    """Whether it may continue a name begun by the token before it."""


def fold(text: str) -> str:
    """The form in which words are compared."""
    return unicodedata.normalize("NFKC", text).casefold()


def tokenise(text: str) -> list[Token]:
    """The words of a text in order; spans point into the text as given."""
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        gap = text[end:start] if start - end < 6 else "\0"
        tokens.append(Token(_form(match.group()), start, match.end(), bool(tokens) and _joins(gap)))
        end = match.end()
    return tokens


def _form(word: str) -> str:
    if word.isascii():
        folded = word.lower()
        if folded.isalnum():
            return folded
        if folded[-1] in "#+":
            folded = folded.replace(" ", "")
    else:
        folded = fold(word).replace("’", "'").replace("ʼ", "'")
    if len(folded) > 3 and folded.endswith("'s") and folded not in _NOT_POSSESSIVE:
        folded = folded[:-2]
    if "&" in folded:
        return re.sub(r"\s", "", folded)
    return folded.rstrip("0123456789") if folded.startswith("c++") else folded


_NOT_POSSESSIVE = frozenset({"it's", "what's", "that's", "there's", "let's", "here's", "who's", "how's", "where's"})


def _joins(gap: str) -> bool:
    if gap in (" ", "-", ""):
        return True
    if gap in (", ", ". ", " .", " . ", "/ ", " / ", " /", "- ", " - ", " -", "– ", " – "):
        return False
    return _JOINS.match(gap) is not None


def key_of(text: str) -> str:
    """A name as the string of tokens it is looked up by."""
    return " ".join(token.text for token in tokenise(text))


# ---------------------------------------------------------------- sentences and context windows


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


def in_text(title: str) -> str:
    """A title inside a sentence: "Data analyst" is a data analyst, "NLP engineer" stays."""
    first = title.split()[0] if title else ""
    return title[:1].lower() + title[1:] if first[1:].islower() else title


def with_article(title: str) -> str:
    """The title inside a sentence, with its article: letters that are spelt out go by their sound."""
    noun = in_text(title)
    sounded = "AEFHILMNORSX" if noun[:2].isupper() else "AEIOaeio"
    return f"an {noun}" if noun[:1] in sounded else f"a {noun}"


def listed(items: Sequence[str]) -> str:
    """A, B and C."""
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)

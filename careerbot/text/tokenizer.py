"""Tokenizer: a text as words with their spans, in the form in which words are compared.

Linear in the length of the text; every span points into the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

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

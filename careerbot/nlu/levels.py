"""Proficiency levels: how well, by the words, marks and years that stand at a skill's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from careerbot.text.ratings import marked, rating_after, rating_before, scale_of
from careerbot.text.tokenizer import Token

REACH = 5
"""Words between a word of level and the name it belongs to."""
NEARBY = 60
"""Characters before a name in which the two words that may deny it stand."""
_ENDS = (".", ";", ":", "\n", "!", "?")
_BETWEEN = re.compile(r"[,;\n|/]")


def level_of_years(years: float) -> int:
    """The level that so much practice usually gives; the scale stands in corpus/README.md under "Levels from years"."""
    for level, least in ((5, 8.0), (4, 3.0), (3, 1.0)):
        if years >= least:
            return level
    return 2


class Levels:
    """Finds the level said of each name of a text.

    Args:
        words: the table `levels` of a language.

    """

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.words = {word: int(level) for level in "2345" for word in words[level]}
        """Word -> level."""
        self._reach, self._less = frozenset(words["reach"]), frozenset(words["less"])

    def levels(self, text: str, tokens: Sequence[Token], names: Sequence[tuple[int, int]]) -> list[int | None]:
        """Level 1 to 5 of each name, None where nothing is said of it.

        Args:
            text: as given.
            tokens: of it.
            names: (first, last) tokens of the names, in order.

        """
        taken = {i for first, last in names for i in range(first, last)}
        scale = scale_of(text)
        return [
            self._rated(text, tokens, first, last, scale)
            or self._behind(text, tokens, last, taken)
            or self._before(text, tokens, first, taken)
            for first, last in names
        ]

    def _rated(self, text: str, tokens: Sequence[Token], first: int, last: int, scale: int) -> int | None:
        start, end = tokens[first].start, tokens[last - 1].end
        found = rating_after(text, end) or (marked(text, end, scale) if scale else None)
        return (found[0] if found else rating_before(text, start)) or None

    def _behind(self, text: str, tokens: Sequence[Token], last: int, taken: set[int]) -> int | None:
        """A word of level in the same item behind the name: "Python (basic)", "SQL: advanced", "R basics"."""
        for at in range(last, min(len(tokens), last + 3)):
            between = text[tokens[at - 1].end : tokens[at].start]
            if at in taken or any(sign in between for sign in ",.;\n|/" + (":(-–" if at > last else "")):
                return None
            word = tokens[at].text
            if word in self.words and not (at + 1 < len(tokens) and self._opens(text, tokens, at, taken)):
                return self.words[word]
            if word in self._less:
                return None
        return None

    def _opens(self, text: str, tokens: Sequence[Token], at: int, taken: set[int]) -> bool:
        """Whether a word of level belongs to what follows it rather than to what stands before."""
        return "," not in text[tokens[at].end : tokens[at + 1].start] and (
            at + 1 in taken or tokens[at + 1].text in self._reach and at + 2 in taken
        )

    def _before(self, text: str, tokens: Sequence[Token], first: int, taken: set[int]) -> int | None:
        """A word of level before the name, in its item; in the whole list where a word of reach stands behind it."""
        reached = crossed = False
        for at in range(first - 1, max(-1, first - 4 * REACH), -1):
            between = text[tokens[at].end : tokens[at + 1].start]
            if any(sign in between for sign in _ENDS):
                return None
            crossed = crossed or "," in between or at in taken
            word = tokens[at].text
            reached = reached or word in self._reach
            if word in self.words:
                near = first - at <= REACH and not crossed
                if not (near or reached and crossed):
                    return None
                return self._turned(tokens, at)
        return None

    def denied(self, text: str, start: int) -> bool:
        """Whether one of the two words before a place takes it back, in the same item of a list: "not A/B testing"."""
        return self.denies(_BETWEEN.split(text[max(0, start - NEARBY) : start])[-1].split()[-2:])

    def denies(self, words: Iterable[str]) -> bool:
        """Whether one of these words takes back what stands with it."""
        return not self._less.isdisjoint(word.lower() for word in words)

    def _turned(self, tokens: Sequence[Token], at: int) -> int:
        """The level of the word at `at`; "not very good" is little."""
        denied = any(token.text in self._less for token in tokens[max(0, at - 2) : at])
        return min(2, self.words[tokens[at].text]) if denied else self.words[tokens[at].text]

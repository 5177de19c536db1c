"""Proficiency levels and preferences: how well, by the words, marks and years at a skill's name; what a wish is about."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from careerbot.lazy import pattern
from careerbot.nlu.types import Topic
from careerbot.text.tokenizer import Token, tokenise

REACH, NEAR, FAR, LITTLE = 5, 3, 9, 2
"""Words between a word of level and the name it belongs to, behind it, behind one that stands alone; the level of "a bit"."""
NEARBY = 60
"""Characters before a name in which the two words that may deny it stand."""
_ENDS = (".", ";", ":", "\n", "!", "?")
_STOPS = (*_ENDS, "|", "/")
_BETWEEN = re.compile(r"[,;\n|/]")


def level_of_years(years: float) -> int:
    """The level that so much practice usually gives; the scale stands in corpus/README.md under "Levels from years"."""
    for level, least in ((5, 8.0), (4, 3.0), (3, 1.0)):
        if years >= least:
            return level
    return 2


class Levels:
    """Finds the level said of each name of a text."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.words = {word: int(level) for level in "2345" for word in words[level]}
        """Word -> level."""
        self._reach, self._less, self._joins = frozenset(words["reach"]), frozenset(words["less"]), frozenset(words["joins"])
        self._ways = ((1, frozenset(words["higher"])), (-1, frozenset(words["lower"])))

    def levels(self, text: str, tokens: Sequence[Token], names: Sequence[tuple[int, int]]) -> list[int | None]:
        """Level 1 to 5 of each name, None where nothing is said of it."""
        taken = {i for first, last in names for i in range(first, last)}
        rated = bool(_SIGN.search(text))
        scale = scale_of(text) if rated else 0
        return [
            (self._rated(text, tokens, first, last, scale) if rated else None)
            or self.behind(text, tokens, last, taken, NEAR)
            or self._before(text, tokens, first, taken)
            or self.behind(text, tokens, last, taken)
            for first, last in names
        ]

    def _rated(self, text: str, tokens: Sequence[Token], first: int, last: int, scale: int) -> int | None:
        start, end = tokens[first].start, tokens[last - 1].end
        found = rating_after(text, end) or (marked(text, end, scale) if scale else None)
        return (found[0] if found else rating_before(text, start)) or None

    def behind(self, text: str, tokens: Sequence[Token], last: int, taken: set[int], far: int = FAR) -> int | None:
        """A word of level behind the name: "Python (basic)", "R basics", "SQL I've used a bit, not solid".

        Past a comma only what is little or denied is said of it: "Excel, just the basics", not "Python, good with people".
        """
        crossed, turned = False, None
        for at in range(last, min(len(tokens), last + far)):
            between = text[tokens[at - 1].end : tokens[at].start] if at else ""
            word = tokens[at].text
            if at in taken or word in self._joins or any(sign in between for sign in _STOPS if sign != ":" or at > last):
                break
            crossed = crossed or "," in between
            if crossed and (far == NEAR or not taken.isdisjoint(range(at, at + FAR))):
                break
            if word not in self.words or at + 1 < len(tokens) and self._opens(text, tokens, at, taken):
                continue
            if self._is_denied(tokens, at, last):
                turned = turned or self._turned(tokens, at)
            elif self.words[word] <= LITTLE or not crossed:
                return self.words[word]
        return turned

    def shift(self, words: Iterable[str]) -> int:
        """Whether a level is said to be higher (1) or lower (-1) than it was taken to be, in no word of level."""
        return next((way for word in words for way, some in self._ways if word in some), 0)

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
        """The level of the word at `at`; "not very good" is little, "not basic" more than that."""
        level = self.words[tokens[at].text]
        return level if not self._is_denied(tokens, at) else LITTLE if level > LITTLE else LITTLE + 1

    def _is_denied(self, tokens: Sequence[Token], at: int, first: int = 0) -> bool:
        return any(token.text in self._less for token in tokens[max(first, at - 2) : at])


# ---------------------------------------------------------------- ratings: 8/10, 80%, four stars, level 3


_LEAD = (
    r"[ \t]*(?:[:=(\[|,–—-]|->|→|is|at|about|around|~|rating|rated|score|i'm[ ]an?|i[ ]am[ ]an?|i'd[ ]say|would[ ]say)?"
    r"[ \t]*(?:a[ ]|an[ ]|about[ ]|around[ ]|~)?"
)
_SIGN = re.compile(r"[\d★⭐✩⬤●■◼█*]")
"""What every rating has."""
_SCORE = pattern(
    _LEAD
    + r"""(?:
        (?P<part>\d{1,3}(?:\.\d)?)[ \t]*(?:/|out[ ]of|of|von|sur)[ \t]*(?P<whole>5|10|100|ten|five)\b
      | (?P<percent>\d{1,3})[ \t]?%
      | (?P<full>[★⭐✩⬤●■◼█*]{1,10})\ufe0f?(?P<empty>[☆○◯□◻░✩]{0,10})
      | (?P<stars>[1-5])[ -]?stars?\b
      | (?P<none>0)(?=\))
      | (?:level|lvl|lv)[ \t]*(?P<level>[1-5])\b(?!\d|/)
    )(?![ \t]+(?:in|at|with|for)[ \t])""",
    re.IGNORECASE | re.VERBOSE,
)
_BEFORE = pattern(
    r"(?:^|[\s,;(])(?:(?P<part>\d{1,2}(?:\.\d)?)[ \t]*/[ \t]*(?P<whole>5|10)|(?P<full>[★⭐]{1,5})\ufe0f?[☆✩]{0,5})"
    r"[ \t]+(?:in[ \t]+|at[ \t]+|with[ \t]+)?$"
)

_SCALE = pattern(
    r"(?:scale of |from |rated? )[01][ ]?(?:-|–|to)[ ]?(?P<top>5|10)\b|\bout of (?P<of>5|10)\b|"
    r"\b1[ ]?=[^,;)\n]{1,30}[,;][ ]?(?P<best>5|10)[ ]?=",
    re.IGNORECASE,
)
_MARK = pattern(r"[ \t]*[:=(–-]?[ \t]*(?P<mark>\d{1,2})(?![\d%/+]|[.,]\d|[ \t]*(?:years?|yrs?|months?|y\b))")

LOOKED_AT = 40
"""Characters beside a name in which its rating must begin and end."""


def rating_after(text: str, end: int) -> tuple[int, int] | None:
    """(level 0 to 5, where the rating ends) written right after the name that ends at `end`; 0 means none at all."""
    match = _SCORE.match(text, end, min(len(text), end + LOOKED_AT))
    if match is None:
        return None
    if match["level"] or match["stars"] or match["none"]:
        return int(match["level"] or match["stars"] or 0), match.end()
    if match["percent"]:
        share = int(match["percent"]) / 100
    elif match["full"]:
        if set(match["full"]) == {"*"} and len(match["full"]) < 3:
            return None
        share = len(match["full"]) / max(5, len(match["full"]) + len(match["empty"] or ""))
    else:
        share = float(match["part"]) / (5 if match["whole"].lower() in ("5", "five") else 10)
    return (_level(share), match.end()) if share <= 1 else None


def rating_before(text: str, start: int) -> int | None:
    """The level of a rating written right before the name that starts at `start`: "8/10 in Python"."""
    match = _BEFORE.search(text, max(0, start - LOOKED_AT // 2), start)
    if match is None:
        return None
    share = len(match["full"]) / 5 if match["full"] else float(match["part"]) / float(match["whole"])
    return _level(share) if share <= 1 else None


def scale_of(text: str) -> int:
    """The top of a scale that a text names for the numbers in it ("on a scale of 1-10", "5=expert"); 0 for none."""
    match = _SCALE.search(text)
    return int(match["top"] or match["of"] or match["best"]) if match else 0


def marked(text: str, end: int, scale: int) -> tuple[int, int] | None:
    """(level, where the mark ends) of a bare number after the name that ends at `end`, on a scale the text named."""
    match = _MARK.match(text, end)
    if match is None or int(match["mark"]) > scale:
        return None
    return _level(int(match["mark"]) / scale), match.end()


def _level(share: float) -> int:
    return max(1, math.floor(share * 5 + 0.5)) if share > 0 else 0


# ---------------------------------------------------------------- the topic of a wish or limit, by its words


class Preferences:
    """Topics of wishes."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._topics = {word: topic for topic, listed in words.items() for word in listed}

    def topic(self, quote: str) -> Topic:
        """What a wish is about; "other" where no word of it is known."""
        words = [token.text for token in tokenise(quote)]
        return cast("Topic", next((self._topics[word] for word in words if word in self._topics), "other"))

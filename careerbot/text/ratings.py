"""How good somebody rates themselves at a skill, written beside its name: 8/10, 80%, four stars, level 3."""

from __future__ import annotations

import math
import re

_LEAD = (
    r"[ \t]*(?:[:=(\[|,–—-]|->|→|is|at|about|around|~|rating|rated|score|i'm an?|i am an?|i'd say|would say)?"
    r"[ \t]*(?:a |an |about |around |~)?"
)
_SCORE = re.compile(
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
_BEFORE = re.compile(
    r"(?:^|[\s,;(])(?:(?P<part>\d{1,2}(?:\.\d)?)[ \t]*/[ \t]*(?P<whole>5|10)|(?P<full>[★⭐]{1,5})\ufe0f?[☆✩]{0,5})"
    r"[ \t]+(?:in[ \t]+|at[ \t]+|with[ \t]+)?$"
)

_SCALE = re.compile(
    r"(?:scale of |from |rated? )[01][ ]?(?:-|–|to)[ ]?(?P<top>5|10)\b|\bout of (?P<of>5|10)\b|"
    r"\b1[ ]?=[^,;)\n]{1,30}[,;][ ]?(?P<best>5|10)[ ]?=",
    re.IGNORECASE,
)
_MARK = re.compile(r"[ \t]*[:=(–-]?[ \t]*(?P<mark>\d{1,2})(?![\d%/+]|[.,]\d|[ \t]*(?:years?|yrs?|months?|y\b))")

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

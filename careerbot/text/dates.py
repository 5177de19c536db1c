"""Deadlines that need a calendar: "by September" is so many months from a given month."""

from __future__ import annotations

import re

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SEASONS = {"spring": 4, "easter": 4, "summer": 7, "autumn": 10, "fall": 10, "christmas": 12, "winter": 12}
_WORD = re.compile(r"[a-z]+")
_LENGTHS = (
    (re.compile(r"\bhalf a year\b"), 6.0),
    (re.compile(r"\b(?:a|one) year and a half\b"), 18.0),
    (re.compile(r"\b(?:a|one|this time next) year\b"), 12.0),
    (re.compile(r"\b(?:two|2|a couple of) years\b"), 24.0),
    (re.compile(r"\bthree years\b"), 36.0),
)


def months_until(text: str, today: str) -> float | None:
    """Months from `today` ("YYYY-MM") to what a text names; None where it names none, or no day is known."""
    low = text.lower()
    for pattern, months in _LENGTHS:
        if pattern.search(low):
            return months
    if not today:
        return None
    month = int(today[5:7])
    if re.search(r"\bend of (?:the|this) year\b", low):
        return float(12 - month) or 1.0
    if re.search(r"\bend of next year\b", low):
        return float(24 - month)
    for word in _WORD.findall(low):
        target = _SEASONS.get(word) or next((i for i, name in enumerate(_MONTHS, 1) if _is(word, name)), 0)
        if target and (word != "may" or "in may" in low or "by may" in low or "until may" in low):
            return float((target - month) % 12 or 12)
    return None


def _is(word: str, name: str) -> bool:
    return word == name or len(word) >= 3 and word in (name[:3], name[:4]) and word not in ("mar", "sep", "dec", "jan")

"""Date ranges of CVs: "Mar 2021 – present", "03/2019–05/2020", "October 2021 - Present (3 years 2 months)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from careerbot.text.amounts import NumberGrammar

_NUMERIC = re.compile(
    r"(?<![\w.])(?:(?P<year>(?:19|20)\d\d)[-/.](?P<month>0?[1-9]|1[0-2])(?:[-/.]\d{1,2})?"
    r"|(?P<month2>0?[1-9]|1[0-2])[-/.](?P<year2>(?:19|20)\d\d)|(?P<only>(?:19|20)\d\d))(?![\w.]*\d)"
)
MOST_BETWEEN = 12
"""Characters between the two ends of a range."""
NEAR = 4
"""Characters between a range and a length in parentheses behind it."""


class Span(Struct, frozen=True):
    """A stretch of somebody's time."""

    start: int
    end: int
    """Where it is written."""
    years: float
    since: float
    """When it began, as a year with its fraction."""
    until: float
    ongoing: bool


class _Point(Struct, frozen=True):
    """A date."""

    start: int
    end: int
    year: float
    exact: bool
    """Whether the month is said."""


class DateReader:
    """Finds ranges of dates.

    Args:
        grammar: months by name, and lengths of time.
        words: the table `cv` of a language.
        year: what "present" means.
        month: the same.

    """

    def __init__(self, grammar: NumberGrammar, words: Mapping[str, Any], year: int, month: int) -> None:
        self._grammar, self._year, self._month = grammar, year, month
        self._now = year + (month - 1) / 12
        ongoing = "|".join(map(re.escape, words.get("ongoing", ["present"])))
        between = "|".join(map(re.escape, words.get("between", ["to"])))
        self._ongoing = re.compile(rf"\s*(?:[-–—]+|\b(?:{between})\b)\s*(?:{ongoing})\b", re.IGNORECASE)  # noqa: RUF001
        self._between = re.compile(rf"\s*(?:[-–—]+|\b(?:{between})\b)\s*", re.IGNORECASE)  # noqa: RUF001

    def spans(self, text: str) -> Iterator[Span]:
        """Every range of a line, in order."""
        if not re.search(r"\d", text):
            return
        amounts = self._grammar.amounts(text, year=self._year, month=self._month)
        lengths = [(a.start, a.years) for a in amounts if a.unit in ("year", "month")]
        named = [
            _Point(a.start, a.end, self._now - a.value, True)
            for a in amounts
            if a.unit == "date" and not text[a.start].isdigit()
        ]
        points = sorted((*self._numeric(text, named), *named), key=lambda p: p.start)
        at = 0
        for i, point in enumerate(points):
            if point.start < at:
                continue
            other = points[i + 1] if i + 1 < len(points) else None
            found = self._range(text, point, other)
            if found is not None:
                said = next((years for start, years in lengths if 0 <= start - found.end <= NEAR), None)
                at = found.end
                yield found if said is None else replace(found, years=said)

    def _numeric(self, text: str, named: Sequence[_Point]) -> Iterator[_Point]:
        for found in _NUMERIC.finditer(text):
            if any(p.start <= found.start() < p.end for p in named):
                continue
            year, month = found["year"] or found["year2"] or found["only"], found["month"] or found["month2"]
            yield _Point(found.start(), found.end(), int(year) + (int(month) - 1) / 12 if month else int(year), bool(month))

    def _range(self, text: str, point: _Point, other: _Point | None) -> Span | None:
        if still := self._ongoing.match(text, point.end):
            return Span(point.start, still.end(), max(0.0, self._now - point.year), point.year, self._now, True)
        if other is None or other.start - point.end > MOST_BETWEEN:
            return None
        if not self._between.fullmatch(text, point.end, other.start):
            return None
        # a month that is named counts to its end: January to March are three months
        until = other.year + (1 / 12 if other.exact else 0.0)
        return Span(point.start, other.end, max(0.0, until - point.year), point.year, until, until > self._now)


def together(spans: Sequence[Span]) -> float:
    """Years in all, those that overlap counted once."""
    total, reached = 0.0, float("-inf")
    for span in sorted(spans, key=lambda s: s.since):
        start = max(span.since, reached)
        if span.until > start:
            total += min(span.until - start, span.years) if span.since == start else span.until - start
            reached = span.until
    return round(total, 2)

"""Number grammar: amounts of time in a text (ranges, units, rates, dates, bare numbers), with their spans.

It says what an amount is, not what it is said of: whether "three years" is experience, a deadline or a complaint is
decided by context, which is learned. The words come from corpus/language/en/numbers.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from careerbot.lazy import pattern

Unit = Literal["minute", "hour", "evening", "day", "weekend", "week", "month", "year", "decade", "date", "number"]

YEARS = {"minute": 0.0, "hour": 0.0, "evening": 0.0, "day": 1 / 365, "weekend": 1 / 52, "week": 1 / 52, "month": 1 / 12,
         "year": 1.0, "decade": 10.0}  # fmt: skip
"""Length of a unit in years."""
HOURS = {"minute": 1 / 60, "hour": 1.0, "evening": 2.0, "day": 6.0, "weekend": 8.0}
"""Hours of learning in a unit: an evening has two, a free day six."""
A_WEEK = {"week": 1.0, "day": 7.0, "weekday": 5.0, "month": 12 / 52, "": 1.0}
"""How often a week a rate falls due."""
MOST_YEARS = 60.0


_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


class Amount(Struct, frozen=True):
    """An amount of time, or a number that may be one."""

    start: int
    end: int
    value: float
    """In its unit; the middle of a range. For a date: years since then, negative if it lies ahead."""
    unit: Unit
    per: Literal["", "day", "weekday", "week", "month"] = ""
    by: str = ""
    """The month of a date, "YYYY-MM"."""

    @property
    def years(self) -> float:
        """Its length in years; a bare number counts years."""
        if self.unit in ("date", "number"):
            return min(max(self.value, 0.0), MOST_YEARS)
        return min(self.value * YEARS[self.unit], MOST_YEARS)

    @property
    def months(self) -> float:
        """Its length in months."""
        return self.years * 12

    @property
    def hours_a_week(self) -> float:
        """What it comes to in hours a week; 0 where it is no such amount."""
        if self.unit == "number":
            return self.value
        return round(self.value * HOURS.get(self.unit, 0.0) * A_WEEK[self.per], 2)


class NumberGrammar:
    """Finds amounts."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._values: dict[str, float] = words["values"]
        self._units = {word: unit for unit, names in words["units"].items() for word in names}
        self._per = {word: per for per in ("day", "weekday", "week", "month") for word in words["per"][per]}
        self._months: dict[str, int] = words["months"]
        self._seasons: dict[str, int] = words["seasons"]
        self._everyday = frozenset(words["dates"]["everyday"])
        """Names of months that are everyday words too, unless written large."""
        self._words = words
        self._telling = {part for word in (*self._values, *self._months, *self._seasons) for part in _LETTERS.findall(word)}
        """Words without which, and without a digit, there is no amount: most lists of names need no pattern."""

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """Of lengths, of dates, of bare numbers."""
        dates, per, between = (self._words[name] for name in ("dates", "per", "between"))
        number = rf"(?:\d{{1,4}}(?:[.,]\d{{1,2}})?|{_any(self._values)})"
        unit = _any(self._units)
        rate = rf"(?:(?:{_any(per['each'])})\s*(?P<per>{_any(self._per)})|(?P<alone>{_any(per['alone'])}))"
        lengths = re.compile(
            rf"(?<![\w.,/€$£])(?P<low>{number})(?:\s*(?:{_any(between['range'])})\s*(?P<high>{number}))?\s*\+?[\s-]*"
            rf"(?:(?:{_any(between['filler'])})\s+)?(?P<unit>{unit})(?![\w])"
            rf"(?P<half>\s+and\s+a\s+half)?"
            rf"(?:\s*(?:{_any(between['joined'])})?\s*(?P<more>(?!an?\b){number})[\s-]*(?P<unit2>{unit})(?!\w))?"
            rf"(?:,?\s*{rate}(?!\w))?",
            re.IGNORECASE,
        )
        month = _any({**self._months, **self._seasons})
        dated = re.compile(
            rf"(?<![\w])(?:(?P<month>{month})\.?,?\s+(?:of\s+)?)?(?P<year>(?:19|20)\d\d|[’']\d\d)(?![\w%])"
            rf"|(?<!\w)(?:(?P<next>{_any(dates['next'])})\s+)?(?P<alone>{month})(?!\w)",
            re.IGNORECASE,
        )
        bare = re.compile(
            rf"(?<![\w.,/€$£#-])(?P<n>\d{{1,3}})(?:\s?(?:{_any(dates['age'])}))?(?![\w%]|[.,:/]\d|\s?[-–]\s?\d)", re.IGNORECASE
        )
        return lengths, dated, bare

    def amounts(self, text: str, *, year: int, month: int = 1) -> tuple[Amount, ...]:
        """Every amount, in order, none overlapping."""
        if not _DIGIT.search(text) and self._telling.isdisjoint(_LETTERS.findall(text.lower())):
            return ()
        found: list[Amount] = []
        taken = bytearray(len(text) + 1)
        for source in (self._lengths(text), self._dates(text, year, month), self._numbers(text)):
            for amount in source:
                if not any(taken[amount.start : amount.end]):
                    taken[amount.start : amount.end] = b"\1" * (amount.end - amount.start)
                    found.append(amount)
        return tuple(sorted(found, key=lambda a: a.start))

    def _lengths(self, text: str) -> Iterator[Amount]:
        for match in self._patterns[0].finditer(text):
            unit = self._units[match["unit"].lower()]
            low = self._value(match["low"])
            if len(match["unit"]) == 1 and not match["low"].replace(".", "").replace(",", "").isdigit():
                continue  # "a w" is no week
            high = self._value(match["high"]) if match["high"] else low
            value = (low + high) / 2 + (0.5 if match["half"] else 0.0)
            if match["more"]:
                other = self._units[match["unit2"].lower()]
                value += self._value(match["more"]) * _in_unit(other, unit)
            alone = (match["alone"] or "").lower()
            per = self._per.get((match["per"] or "").lower(), "")
            per = per or {"daily": "day", "monthly": "month"}.get(alone, "week" if alone else "")
            yield Amount(match.start(), match.end(), value, unit, per)  # type: ignore[arg-type]

    def _dates(self, text: str, year: int, month: int) -> Iterator[Amount]:
        for match in self._patterns[1].finditer(text):
            name = (match["month"] or match["alone"] or "").lower()
            at = self._months.get(name) or self._seasons.get(name) or 12
            if match["alone"] and name in self._everyday and text[match.start()].islower():
                continue
            ahead = year + 1 if match["next"] or at <= month else year
            when = self._year(match["year"]) if match["year"] else ahead
            ago = (year - when) + (month - at) / 12 if match["month"] or match["alone"] else float(year - when)
            yield Amount(match.start(), match.end(), ago, "date", by=f"{when}-{at:02d}")

    def _year(self, text: str) -> int:
        return 2000 + int(text[1:]) if not text[0].isdigit() else int(text)

    def _numbers(self, text: str) -> Iterator[Amount]:
        for match in self._patterns[2].finditer(text):
            yield Amount(match.start(), match.end(), float(match["n"]), "number")

    def _value(self, text: str) -> float:
        text = " ".join(text.lower().split())
        known = self._values.get(text)
        return float(text.replace(",", ".")) if known is None else known


def _in_unit(of: str, unit: str) -> float:
    """How many of `unit` one of `of` is: a month is a twelfth of a year."""
    if unit in ("hour", "minute") and of in HOURS:
        return HOURS[of] / HOURS[unit]
    return YEARS[of] / YEARS[unit] if YEARS.get(unit) else 0.0


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))


# ---------------------------------------------------------------- date ranges of CVs


_NUMERIC = pattern(
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
    """Finds ranges of dates."""

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

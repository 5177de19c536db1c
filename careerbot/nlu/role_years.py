"""How long a job was held: the length of time that stands beside a title, and whether it is one of holding it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from careerbot.corpus.lexicon import Found
from careerbot.text.document import Form
from careerbot.text.numbers import Duration
from careerbot.text.tokenizer import Token, word_set

NEAR = 6
"""Tokens between a title and the years that belong to it; in a CV, where dates have their own column, twice as "
"many."""


WITHOUT = word_set("don't dont didn't not no never without non haven't")
_FEARED = word_set("worry worried afraid being fear risk")
_OFFERED = word_set("role roles position positions posting opening openings")
_WHERE = word_set("for in at with")
_TURNS = word_set("and but i i've i'm since where who")


def period_of(
    f: Found, periods: Sequence[Duration], starts: Sequence[int], tokens: Sequence[Token], form: Form
) -> Duration | None:
    """The length of time that stands nearest to a title."""
    reach = NEAR * 2 if form == "cv" else NEAR
    best: tuple[int, Duration] | None = None
    place = bisect_left(starts, f.first)
    for period in periods[max(0, place - 1) : place + 1]:
        gap = period.first - f.last if period.first >= f.last else f.first - period.last
        if period.first > f.last and tokens[f.last].text == "and" and _of_else(tokens, period.last):
            continue  # "an MBA and 5 years in sales"
        limit = reach if period.until_now is not None or _for_so_long(tokens, f.last, period.first) else 2
        if 0 <= gap <= limit and (best is None or gap < best[0]):
            best = (gap, period)
    return best[1] if best else None


def _for_so_long(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a time right after a title is how long: "developer | in Toronto for around | 7 years"."""
    words = [t.text for t in tokens[first:last]]
    return bool(words) and words[0] in _WHERE and not any(w in _TURNS or w.endswith("ing") for w in words)


def _of_else(tokens: Sequence[Token], after: int) -> bool:
    words = [t.text for t in tokens[after : after + 2]]
    return words[:1] in (["in"], ["of"], ["as"], ["at"]) and words[1:] not in (["experience"], ["exp"])


def not_held(tokens: Sequence[Token], marks: Sequence[int], period: Duration, f: Found) -> bool:
    """Whether a time near a title is not how long it was held: "I haven't opened a code | editor for years"."""
    if f.last < len(tokens) and tokens[f.last].text in _OFFERED or _sentence_between(marks, period, f):
        return True
    low = f.first
    while low > 0 and f.first - low < 8 and marks[low] < 3:
        low -= 1
    words = [t.text for t in tokens[low : f.first]]
    return not WITHOUT.isdisjoint(words[-5:]) or not _FEARED.isdisjoint(words)


def _sentence_between(marks: Sequence[int], period: Duration, f: Found) -> bool:
    first, last = (period.last, f.first) if period.first < f.first else (f.last, period.first)
    return any(mark == 3 for mark in marks[first : last + 1])


def before_else(tokens: Sequence[Token], last: int) -> bool:
    """As in "3 years of developer experience prior to my PhD"."""
    words = [t.text for t in tokens[last : last + 4]]
    return "prior" in words or "before" in words

"""Numbers people give: years of practice, hours a week, time until a deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from careerbot.text.tokenizer import Token, word_set

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "half": 0.5, "couple": 2,
    "few": 3, "several": 4,
}  # fmt: skip

_UNITS = {
    "year": 1.0, "years": 1.0, "yr": 1.0, "yrs": 1.0, "yoe": 1.0, "year's": 1.0, "decade": 10.0, "decades": 10.0,
    "month": 1 / 12, "months": 1 / 12, "mo": 1 / 12, "mos": 1 / 12, "week": 1 / 52, "weeks": 1 / 52,
}  # fmt: skip
_TO_NAME = word_set(
    "of in with using experience exp working professional doing programming coding on hands work as for writing "
    "developing "
    "building and commercial industry the a an real world"
)
_DAYS = word_set("day daily evening night weekday morning weeknight")
_MONTHS = {
    "jan": 1, "january": 1, "feb": 2, "february": 2, "mar": 3, "march": 3, "apr": 4, "april": 4, "may": 5, "jun": 6,
    "june": 6, "jul": 7, "july": 7, "aug": 8, "august": 8, "sep": 9, "sept": 9, "september": 9, "oct": 10,
    "october": 10, "nov": 11, "november": 11, "dec": 12, "december": 12,
}  # fmt: skip
_SEASONS = {
    "spring": 5,
    "summer": 8,
    "fall": 11,
    "autumn": 11,
    "winter": 12,
    "christmas": 12,
    "q1": 3,
    "q2": 6,
    "q3": 9,
    "q4": 12,
}
_NOW = word_set("present current now today ongoing date currently")


class Duration(Struct, frozen=True):
    """A length of time somebody names, tokens[first:last]."""

    first: int
    last: int
    years: float
    forward: bool
    """Whether it speaks of what follows ("5 years of SQL") rather than of what stands before it ("SQL for 5 "
    "years")."""
    until_now: bool | None = None
    """For calendar years ("2018 - 2021", "2019 - present"): whether they reach to the present."""


def level_of_years(years: float) -> int:
    """The level that so much practice usually gives; the scale stands in corpus/README.md under "Levels from "
    "years".
    """
    for level, least in ((5, 8.0), (4, 3.0), (3, 1.0)):
        if years >= least:
            return level
    return 2


def number(token: str) -> float | None:
    """The value of "5", "five" or "5k"; None for other words."""
    if token.isdigit() and len(token) < 7:
        # superscripts and circled figures are digits to Python, but no numbers
        return float(token) if token.isdecimal() else None
    return _WORDS.get(token)


def durations(tokens: Sequence[Token], this_year: int, text: str = "") -> list[Duration]:
    """Every span of years or months, left to right; `text` tells "1.5 years" from "1-5 years"."""
    return sorted([*_spans(tokens, text), *_since(tokens, this_year), *_calendar(tokens, this_year)], key=lambda d: d.first)


_JOINED = re.compile(r"(\d{1,2})(y|yrs?|years?|yoe|mos?|months?)")


def _spans(tokens: Sequence[Token], text: str) -> Iterator[Duration]:
    at = 0
    while at < len(tokens) - 1:
        value, after = _amount(tokens, at)
        if value is None or after >= len(tokens) or tokens[after].text not in _UNITS:
            joined = _JOINED.fullmatch(tokens[at].text)
            if joined is None:
                at += 1
                continue
            value, unit, last = float(joined[1]), _UNITS.get(joined[2], 1.0), at + 1
        else:
            unit, last = _UNITS[tokens[after].text], after + 1
        if text and last - at > 2 and text[tokens[at].end : tokens[at + 1].start] == ".":
            value = _decimal(tokens[at].text, tokens[at + 1].text, value)
        if _no_practice(tokens, at, last):
            at = last
            continue
        years = min(value * unit, 60.0)
        first = at - 1 if at and tokens[at - 1].text in ("for", "over", "about", "around", "nearly", "almost") else at
        stop = last
        joined_on = last < len(tokens) and tokens[last].text == "and"
        while not joined_on and stop < len(tokens) and tokens[stop].text in _TO_NAME and stop - last < 4:
            stop += 1
        stands_first = first == at or tokens[first].text != "for" and (first == 0 or not tokens[first].joined)
        forward = stands_first and not joined_on and (stop > last or stop < len(tokens) and tokens[stop].joined)
        yield Duration(first, last, years, forward)
        at = last


def _decimal(whole: str, part: str, otherwise: float) -> float:
    return float(f"{whole}.{part}") if whole.isdecimal() and part.isdecimal() else otherwise


def _no_practice(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a length of time says when rather than how long: "within a month", "two years ago", "22 year old"."""
    after = tokens[last].text if last < len(tokens) else ""
    if tokens[at].text in ("a", "an", "per") and at and (tokens[at - 1].text in _RATES or tokens[at - 1].text[0].isdigit()):
        return True  # "10h a week", "twice a year"
    if at > 1 and tokens[at - 2].text == "after" and tokens[at - 1].text in ("my", "the", "those"):
        return True  # "after my 3 years of BSc"
    return after in _WHEN_AFTER or at > 0 and tokens[at - 1].text in _WHEN_BEFORE


_RATES = word_set("h hr hrs hour hours once twice times days nights evenings")
_WHEN_AFTER = word_set("ago back later old earlier away left apart long time contract notice gap break")
_WHEN_BEFORE = word_set("within in every per next another first this")


def _amount(tokens: Sequence[Token], at: int) -> tuple[float | None, int]:
    """A number or a range of two ("3-5"): (the lower end, the token after)."""
    value = number(tokens[at].text)
    if value is None:
        return None, at
    after = at + 1
    if tokens[at].text == "half" and after < len(tokens) and tokens[after].text in ("a", "an"):
        return value, after + 1
    if after < len(tokens) and tokens[after].text in ("to", "or", "of") and after + 1 < len(tokens):
        after += 1
    if after < len(tokens) and number(tokens[after].text) is not None and tokens[after].text != "a":
        after += 1
    return value, after


def _since(tokens: Sequence[Token], this_year: int) -> Iterator[Duration]:
    for at in range(len(tokens) - 1):
        year = number(tokens[at + 1].text) if tokens[at].text == "since" else None
        if year is not None and 1960 <= year <= this_year:
            yield Duration(at, at + 2, this_year - year, False)


def _calendar(tokens: Sequence[Token], this_year: int) -> Iterator[Duration]:
    """As in "2018 - 2021", "Jan 2019 to present", "03/2017-05/2020"."""
    at = 0
    while at < len(tokens):
        start = _year(tokens[at].text, this_year)
        if start is not None:
            for last in range(at + 1, min(at + 5, len(tokens))):
                word = tokens[last].text
                end = float(this_year) if word in _NOW else _year(word, this_year)
                if end is not None and end >= start:
                    first = at - 1 if at and tokens[at - 1].text in _MONTHS else at
                    yield Duration(first, last + 1, min(max(end - start, 0.5), 60.0), False, word in _NOW)
                    at = last
                    break
                if not (word in _MONTHS or word in ("to", "till", "until", "til") or word.isdigit() and len(word) <= 2):
                    break
        at += 1


def _year(word: str, this_year: int) -> float | None:
    return float(word) if len(word) == 4 and word.isdecimal() and 1960 <= int(word) <= this_year else None


def deadline(
    tokens: Sequence[Token], this_year: int, marks: Sequence[int] = (), voices: Sequence[int] = ()
) -> str | None:
    """The month by which something must be reached, "YYYY-MM": "by June 2027", "before 2028-03", "by the end of "
    "2027".
    """
    for at, token in enumerate(tokens[:-1]):
        if token.text in ("by", "before", "until", "till"):
            words = [t.text for t in tokens[at + 1 : at + 8]]
            found = _month(words, this_year)
            if found == f"{words[0]}-12" and token.text == "before":
                # "before 2028" ends with 2027
                found = f"{int(words[0]) - 1}-12" if int(words[0]) > this_year else None
            if found is not None and _aimed(tokens, at, marks, voices):
                return found
    return None


def _month(words: list[str], this_year: int) -> str | None:
    while words and words[0] in ("the", "about", "around", "early", "late", "mid", "latest"):
        words = words[1:]
    month = 12
    if words[:2] == ["end", "of"]:
        words = words[3:] if words[2:3] == ["the"] else words[2:]
    elif words and words[0] in _MONTHS | _SEASONS:
        month = (_MONTHS | _SEASONS)[words[0]]
        words = [
            w
            for w in words[1:]
            if w not in ("of", "the") and not (len(w) <= 4 and w[0].isdigit() and not _soon(w, this_year))
        ]
    if words and words[0] in _MONTHS | _SEASONS:
        month, words = (_MONTHS | _SEASONS)[words[0]], words[1:]
    year = _soon(words[0], this_year) if words else None
    if year is not None:
        if month == 12 and len(words) > 1 and words[1].isdecimal() and len(words[1]) == 2 and 1 <= int(words[1]) <= 12:
            month = int(words[1])
        return f"{year}-{month:02}"
    if words[:2] == ["next", "year"] or words[:2] == ["this", "year"] or words[:1] == ["year"]:
        return f"{this_year + (words[0] == 'next')}-{month:02}"
    return None


def _soon(word: str, this_year: int) -> int | None:
    return int(word) if len(word) == 4 and word.isdecimal() and this_year <= int(word) <= this_year + 50 else None


def hours_a_week(tokens: Sequence[Token], marks: Sequence[int] = ()) -> float | None:
    """Hours a week somebody can spare: "5 hours a week", "10h/week", "two hours every evening" (times 5)."""
    if (spare := _sittings(tokens)) is not None:
        return spare
    for at in range(len(tokens)):
        amount = _hours_at(tokens, at)
        if amount is None:
            continue
        hours, after = amount
        told = [t.text for t in tokens[after : after + 3]]
        if hours is None:
            if told[:2] in _WEEKLY and (value := number(told[2]) if len(told) > 2 else None) is not None:
                return min(value, 100.0)  # "Hours per week: 8"
            continue
        if not _to_spare(tokens, at, marks):
            continue
        times = _times_a_week(_per(tokens, after), [t.text for t in tokens[after : after + 4]])
        if times is not None:
            return min(hours * times, 100.0)
    return None


def _sittings(tokens: Sequence[Token]) -> float | None:
    """As in "three evenings a week, two hours each", "2 evenings of 3 hours": hours a week, if told so."""
    for at in range(1, len(tokens) - 2):
        count = number(tokens[at - 1].text)
        if tokens[at].text not in _SITTINGS or count is None or count > 7:
            continue
        words = [t.text for t in tokens[at + 1 : at + 7]]
        weekly = words[:2] in _WEEKLY
        rest = words[2:] if weekly else words[1:] if words[:1] in (["of"], ["with"]) else []
        hours = number(rest[0]) if rest else None
        if hours is not None and len(rest) > 1 and rest[1] in ("hours", "hour", "hrs", "h") and (not weekly or "each" in rest):
            return min(count * hours, 100.0)
    return None


_SITTINGS = word_set("evenings nights days mornings afternoons weekdays sessions")
_WEEKLY = (["per", "week"], ["a", "week"])


def _hours_at(tokens: Sequence[Token], at: int) -> tuple[float | None, int] | None:
    """Hours told here and the token after them; None for the number where it may follow, None where no hours are told."""
    joined = _HOURS.fullmatch(tokens[at].text)
    if joined is not None:
        return float(joined[1]), at + 1
    if tokens[at].text in ("minutes", "minute", "mins", "min") and at:
        minutes = number(tokens[at - 1].text)
        return (minutes / 60, at + 1) if minutes is not None else None
    if tokens[at].text not in ("hour", "hours", "hrs", "hr", "h"):
        return None
    before = tokens[at - 1].text if at else ""
    if before in ("free", "spare", "good", "full") and at > 1:
        before = tokens[at - 2].text
    if before in ("a", "an") and at > 1 and tokens[at - 2].text == "half":
        return 0.5, at + 1
    if before in ("per", "every"):
        return 1.0, at + 1
    return number(before), at + 1


def _times_a_week(per: Sequence[str], words: Sequence[str]) -> float | None:
    """How often a week hours are given: "a week" 1, "every evening" 5, "a day" 7, "twice a week" 2."""
    for at, word in enumerate(words):
        if word in _TIMES and not _FULL_WEEK.isdisjoint(words[at + 1 :]):
            return _TIMES[word]
        if at < len(per) and word in _FULL_WEEK:
            return 1.0
        if at < len(per) and (word in _DAYS or word == "evenings"):
            return 7.0 if word in ("daily", "day") else 5.0
        if number(word) is not None and word not in ("a", "an") and _TIMES.get(word) is None:
            times = number(word)
            counted = words[at + 1 : at + 2] in (["times"], ["days"], ["evenings"], ["nights"], ["mornings"])
            return times if counted and not _FULL_WEEK.isdisjoint(words[at + 2 :]) else None
    return None


_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}


_HOURS = re.compile(r"(\d{1,3})(?:h|hr|hrs|hours?)")


def _to_spare(tokens: Sequence[Token], at: int, marks: Sequence[int]) -> bool:
    """Whether hours are those somebody can give, not those of a job; in a story, it has to be said."""
    low = at
    while low > 0 and at - low < 6 and not (marks and marks[low]):
        low -= 1
    before = [t.text for t in tokens[low:at]]
    if not _DEMANDS.isdisjoint(before) or any(pair == ("used", "to") for pair in zip(before, before[1:], strict=False)):
        return False  # "the bootcamp demands 25 hours a week", "I used to study 20"
    if len(tokens) <= _STORY:
        return _WORKING.isdisjoint(before)
    if any(t.text in ("away", "from", "apart") for t in tokens[at + 1 : at + 3]):
        return False
    first, last = at, at
    while first > 0 and at - first < 12 and not (marks and marks[first] == _SENTENCE):
        first -= 1
    while last + 1 < len(tokens) and last - at < 10 and not (marks and marks[last + 1] == _SENTENCE):
        last += 1
    around = {t.text for t in tokens[first : last + 1]}
    if "you" in before or not _WORKING.isdisjoint(before):
        return False
    return not _STUDYING.isdisjoint(around) or not _SPARING.isdisjoint(before)


_SENTENCE = 3
_SPARING = word_set("spare free have maybe max available around say with roughly manage")
"""Before a number of hours they say whose they are: "until then I have maybe 10 hours a week"."""
_STUDYING = word_set(
    "learn learning study studying spare free dedicate devote commit practice practise practising upskill course "
    "courses available evening evenings weekend weekends"
)
_DEMANDS = word_set("demands requires needs takes wants expects demand require")
_WORKING = word_set("worked work works working averaging average job meetings slept sleep shifts paid drive commute")
_STORY = 60
"""Words from which a length of time is a deadline only near words of aiming: stories are full of "in two years"."""

_AIMS = word_set("want become goal plan aim ready learn switch transition hope need deadline")
_FULL_WEEK = frozenset({"week", "weekly", "wk", "weeks", "weekend", "weekends", "pw"})


def _per(tokens: Sequence[Token], after: int) -> list[str]:
    """The words that say how often, up to the next number."""
    words = []
    for token in tokens[after : after + 4]:
        if number(token.text) is not None and token.text not in ("a", "an"):
            break
        words.append(token.text)
    return words


def _aimed(tokens: Sequence[Token], at: int, marks: Sequence[int], voices: Sequence[int]) -> bool:
    """Whether a time in a long story is one the writer aims at: something to reach stands before it in its sentence."""
    if at and tokens[at - 1].text in _GOES or _goes_away(tokens, at) or "for" in [t.text for t in tokens[max(0, at - 2) : at]]:
        return False  # "moving in 9 months", "stay for the next 3 years"
    if len(tokens) <= _STORY or not marks:
        return True
    low = at
    while low > 0 and at - low < 20 and marks[low] < 3:
        low -= 1
    words = {t.text for t in tokens[low:at]}
    if not _UNCHANGED.isdisjoint([t.text for t in tokens[max(low, at - 5) : at]]):
        return False
    told = [t.text for t in tokens[low:at]]
    aim = max((i for i, word in enumerate(told) if word in _AIMS), default=-1)
    if not {"that", "which", "who"}.isdisjoint(told[aim + 1 :]):
        return False  # "I need no job that burns me out within a year"
    return (not voices or voices[at] > 0) and aim >= 0 and _HAPPENS.isdisjoint(words)


def _goes_away(tokens: Sequence[Token], at: int) -> bool:
    """As in "moving to another city | in 9 months"; "moving into data in 9 months" is an aim."""
    words = [t.text for t in tokens[max(0, at - 8) : at]]
    return not _MOVES.isdisjoint(words) and not _PLACES.isdisjoint(words) or not _GONE.isdisjoint(words)


_MOVES = word_set("moving move relocate")
_PLACES = word_set("city country town state abroad house apartment flat family home out back overseas countries states")
_GONE = word_set("relocating wedding married decide answer respond expires expire")
_GOES = word_set("moving relocating leaving graduating graduate due wedding")
_UNCHANGED = word_set("hasn't haven't hasnt havent not never changed been was were had")
_FAR = 36.0
"""Months beyond which a time is one to come ("is it dead in 10 years?") rather than one to be ready by."""
_VAGUE = word_set("few couple several")
_HAPPENS = word_set("moving relocating when enter graduate graduating expire expires graduated finish old laid retire fired")


def months_to_go(
    tokens: Sequence[Token], marks: Sequence[int] = (), voices: Sequence[int] = ()
) -> float | None:
    """Months until a deadline: "in 6 months", "within a year"; dates are read by `deadline`."""
    for at, token in enumerate(tokens[:-2]):
        if token.text not in ("in", "within", "next", "under"):
            continue
        if not _aimed(tokens, at, marks, voices):
            continue
        start = at + 2 if tokens[at + 1].text in ("the", "about", "around", "next", "under") else at + 1
        if start >= len(tokens):
            continue
        value, after = _amount(tokens, start)
        vague = len(tokens) > _STORY and not _VAGUE.isdisjoint([t.text for t in tokens[start : start + 2]])
        if value is not None and not vague and after < len(tokens) and tokens[after].text in _UNITS:
            follows = tokens[after + 1].text if after + 1 < len(tokens) else ""
            if follows not in ("of", "experience", "exp", "ago", "notice", "break", "gap"):
                months = round(value * _UNITS[tokens[after].text] * 12, 1)
                if months <= _FAR or len(tokens) <= _STORY and not _AIMS.isdisjoint([t.text for t in tokens]):
                    return months
    return None

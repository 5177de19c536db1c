"""Person-job fit: what one advertisement asks for, set against what somebody has; each point of the share can be traced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import AnyOf, Slug
from careerbot.documents.annotation import NO_WORK, Lines, Part
from careerbot.documents.segmentation import Segmenter
from careerbot.documents.sheet import Sheet
from careerbot.matching.needs import hours_between, nearest
from careerbot.matching.profile import Known
from careerbot.nlu.levels import level_of_years
from careerbot.nlu.pipeline import Tools, annotate
from careerbot.nlu.types import Document, Mention

Kind = Literal["required", "preferred", "work"]
"""work: named in the tasks or elsewhere, without a word on whether it is insisted on."""
State = Literal["shown", "assumed", "partly", "not shown"]

WEIGHTS: dict[Kind, float] = {"required": 1.0, "work": 0.6, "preferred": 0.4}
"""What each counts in the share, what is insisted on first."""
NEEDED, WELCOME = 3, 2
"""Level taken to be asked for where no years are, and of what would be welcome."""
ASSUMED = 0.75
"""What a skill counts that only a job title or another skill speaks for."""
MOST_YEARS_LINE = 200
"""Characters of a line in which years are said of the skills it names."""
_FIRST: dict[Kind, int] = {kind: rank for rank, kind in enumerate(WEIGHTS)}


class Asked(Struct, frozen=True):
    """One thing an advertisement asks for."""

    skills: tuple[Slug, ...]
    """Any one of these is enough."""
    kind: Kind
    level: int
    quote: str
    years: float | None = None


class Advert(Struct, frozen=True):
    """An advertisement as it was read."""

    role: Slug | None
    asked: tuple[Asked, ...]
    not_wanted: tuple[Slug, ...]
    """Named as not needed."""
    years: float | None
    """Years of experience asked for, the most of them."""
    kind: str
    """What the text looks like: "advert", or something else."""


class Point(Struct, frozen=True):
    """One thing asked for, and what somebody has of it."""

    asked: Asked
    skill: Slug
    """The one of its skills they are nearest to."""
    have: int
    state: State
    quote: str
    """Their words that show it."""
    instead: Slug | None
    """The similar skill it is credited from, where that is not the skill itself."""
    worth: float
    """Its part of the share, were it fully there."""
    got: float
    """Its part of the share as it is."""
    hours: int
    """To what is asked for."""


class Fit(Struct, frozen=True):
    """An advertisement against a person."""

    advert: Advert
    points: tuple[Point, ...]
    """Required first, in the order of the advertisement."""
    share: float
    """The sum of what the points got, 0 to 1."""

    @property
    def learn(self) -> tuple[Point, ...]:
        """What to learn for it: what is insisted on first, the most gained by the hour first."""
        missing = [p for p in self.points if p.hours and p.state in ("partly", "not shown")]
        return tuple(sorted(missing, key=lambda p: (_FIRST[p.asked.kind], -(p.worth - p.got) / p.hours, p.skill)))


def read_advert(said: str | Sheet, tools: Tools, segmenter: Segmenter, words: Mapping[str, Any]) -> Advert:
    """What an advertisement asks for."""
    text = said.substance if isinstance(said, Sheet) else said
    document, _ = segmenter.divided(annotate(text, tools, context="advert"), said)
    return _Reader(document, segmenter.parts(text, "advert"), tools, words.get("advert", {})).advert()


class _Reader:
    """One advertisement being read."""

    def __init__(self, document: Document, parts: Sequence[Part], tools: Tools, words: Mapping[str, Any]) -> None:
        self._document, self._parts, self._tools = document, parts, tools
        self._lines = Lines(parts)
        self._either = frozenset(words.get("either", ()))
        told = ("welcome", "rather", "insisted", "unneeded")
        self._welcome, self._rather, self._insisted, self._unneeded = (_any_of(words.get(name, ())) for name in told)

    def advert(self) -> Advert:
        """What it asks for, each thing once, by its strongest word; one in the tasks says nothing of how much."""
        asked: dict[tuple[Slug, ...], Asked] = {}
        for one in self._asked():
            before = asked.get(one.skills)
            if before is None or before.kind == "work" or one.kind == "required" != before.kind:
                asked[one.skills] = one
        unwanted = dict.fromkeys(m.slug for m in self._document.skills if self._part(m) == "not_wanted")
        kept = tuple(one for one in asked.values() if not set(one.skills) <= set(unwanted))
        years = [y for part in self._parts if part.section in _INSISTED and (y := self._years(part)) is not None]
        ordered = tuple(sorted(kept, key=lambda one: _FIRST[one.kind]))
        return Advert(self._role(), ordered, tuple(unwanted), max(years, default=None), self._document.kind)

    def _asked(self) -> Iterator[Asked]:
        group: list[Mention] = []
        for mention in self._document.skills:
            if self._part(mention) in NO_WORK:
                continue
            if group and not self._one_is_enough(group[-1], mention):
                yield self._of(group)
                group = []
            group.append(mention)
        if group:
            yield self._of(group)

    def _one_is_enough(self, one: Mention, other: Mention) -> bool:
        return self._document.text[one.end : other.start].strip(" ,").lower() in self._either

    def _of(self, group: list[Mention]) -> Asked:
        first = group[0]
        line = self._lines.at(first.start)
        part = self._parts[line] if line is not None else None
        kind = self._kind(first, line)
        years = self._years(part) if part is not None else None
        level = first.level or (level_of_years(years) if years else WELCOME if kind == "preferred" else NEEDED)
        skills = tuple(dict.fromkeys(m.slug for m in group))
        return Asked(skills, kind, min(level, 4), self._document.text[first.start : group[-1].end], years)

    def _kind(self, mention: Mention, line: int | None) -> Kind:
        if line is None:
            return "work"
        text, section = self._document.text, self._parts[line].section
        start, end = self._sentence(mention, line)
        if section == "preferred" or any(a <= mention.start < b for a, b in self._welcomed(start, end)):
            return "preferred"
        return "required" if section in _INSISTED or self._insisted.search(text, start, end) else "work"

    def _sentence(self, mention: Mention, line: int) -> tuple[int, int]:
        """The sentence of a mention, though it go on over several lines."""
        text, first, last = self._document.text, line, line
        least, most = mention.start - LONGEST_SENTENCE, mention.end + LONGEST_SENTENCE
        while first and self._parts[first].start > least and self._goes_on(first):
            first -= 1
        while last + 1 < len(self._parts) and self._parts[last].end < most and self._goes_on(last + 1):
            last += 1
        start, end = max(self._parts[first].start, least), min(self._parts[last].end, most)
        before = [found.end() for found in _STOP.finditer(text, start, mention.start)]
        after = _STOP.search(text, mention.end, end)
        return max(before, default=start), after.end() if after else end

    def _goes_on(self, line: int) -> bool:
        """Whether a line goes on with the one above it: it begins in small letters, or in the middle of brackets."""
        part, above = self._parts[line], self._parts[line - 1]
        begins = self._document.text[part.start : part.end].lstrip()[:1]
        return part.section == above.section and (begins.islower() or begins == "(")

    def _welcomed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches of a sentence whose skills are welcome rather than insisted on."""
        text = self._document.text
        for found in self._rather.finditer(text, start, end):
            yield found.end(), end
        for found in self._welcome.finditer(text, start, end):
            opened, closed = text.rfind("(", start, found.start()), text.find(")", found.end(), end)
            if closed < 0 or opened <= text.rfind(")", start, found.start()):
                yield start, end
            elif any(opened < m.start < closed for m in self._document.skills):
                yield opened, closed
            else:
                yield max((m.start for m in self._document.skills if m.end <= opened), default=opened), opened

    def _part(self, mention: Mention) -> str:
        line = self._lines.at(mention.start)
        if line is not None and self._unneeded.search(self._document.text, *self._sentence(mention, line)):
            return "not_wanted"
        return self._lines.part(mention.start, mention.end)

    def _years(self, part: Part) -> float | None:
        """Years of experience that a line asks for."""
        line = self._document.text[part.start : min(part.end, part.start + MOST_YEARS_LINE)]
        amounts = self._tools.grammar.amounts(line, year=self._tools.year, month=self._tools.month)
        return next((a.years for a in amounts if a.unit == "year" and 0 < a.years < _LONGEST), None)

    def _role(self) -> Slug | None:
        named = [r for r in self._document.roles if r.kind == "role"]
        titled = [r for r in named if self._lines.part(r.start, r.end) in ("title", "role", "start")]
        return next((r.slug for r in (*titled, *named)), None)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    told = "|".join(map(re.escape, words))
    return re.compile(rf"\b(?:{told})\b" if told else "(?!)", re.IGNORECASE)


_STOP = re.compile(r"[.;!?](?=\s)")
LONGEST_SENTENCE = 600
"""Characters on either side of a name: a page without a full stop would be read again for each of its names."""
_INSISTED = frozenset(("required", "skills", "experience", "education", "certificates"))
_LONGEST = 25.0


def fit(advert: Advert, have: Mapping[Slug, Known], corpus: Corpus) -> Fit:
    """An advertisement against what somebody has (`profile.effective`)."""
    total = sum(WEIGHTS[one.kind] for one in advert.asked) or 1.0
    points = tuple(_point(one, WEIGHTS[one.kind] / total, have, corpus) for one in advert.asked)
    return Fit(advert, points, sum(point.got for point in points))


def _point(asked: Asked, worth: float, have: Mapping[Slug, Known], corpus: Corpus) -> Point:
    group = AnyOf(name=asked.quote, skills=asked.skills, level=asked.level, weight=worth)
    skill, level, instead = nearest(corpus, group, have)
    known = have.get(instead or skill)
    share = min(level / asked.level, 1.0)
    assumed = known is not None and known.how in ("title", "implied")
    state: State = "not shown" if not level else "partly" if share < 1 or instead else "assumed" if assumed else "shown"
    got = worth * share * (ASSUMED if assumed else 1.0)
    hours = hours_between(corpus, skill, level, asked.level) if level < asked.level else 0
    return Point(asked, skill, level, state, known.quote if known and level else "", instead, worth, got, hours)


class Wanted(Struct, frozen=True):
    """A skill over many advertisements."""

    skill: Slug
    adverts: int
    """How many ask for it."""
    required: int
    """How many of them insist on it."""
    missing: int
    """In how many it is not, or only partly, there."""
    have: int
    hours: int
    """To the level that is asked for most."""


def over_many(fits: Sequence[Fit]) -> tuple[Wanted, ...]:
    """What many advertisements ask for and is not there, what most of them ask for first."""
    points: dict[Slug, list[Point]] = {}
    for one in fits:
        for point in one.points:
            points.setdefault(point.skill, []).append(point)
    rows = [
        Wanted(
            skill, len(found), sum(p.asked.kind == "required" for p in found),
            sum(p.state in ("partly", "not shown") for p in found), found[0].have, max(p.hours for p in found),
        )
        for skill, found in points.items()
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda r: (-r.missing, -r.required, -r.adverts, r.skill)))

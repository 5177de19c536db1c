"""Text -> Understanding: every skill, role, level, wish and limit a person mentions, with its place in the text.

One pass over the tokens: names (lexicon) and cues (cues) are events, cues set what the names after them mean, clause
and item boundaries end their reach. Linear in the length of the text; no model, no disk, no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from careerbot.cues import BACK, CORRECTIONS, CUES, LONGEST_CUE, NOT_A_NEGATION, RESETS, Cue, Stance
from careerbot.evidence import believable
from careerbot.leftovers import leftover_phrases
from careerbot.lexicon import AMBIGUOUS, CANONICAL, Found, Lexicon, Token, tokenise
from careerbot.quantities import Duration, durations, hours_a_week, level_of_years, months_to_go
from careerbot.records import Slug
from careerbot.role_mentions import RoleMention, read_roles
from careerbot.sections import Form, form_of, skip_boilerplate
from careerbot.typos import Speller
from careerbot.wishes import Limit, read_limits

How = Literal["name", "alias", "typo", "meaning", "title", "implied"]

CONFIDENCE = {"name": 1.0, "alias": 0.95, "typo": 0.8, "ambiguous": 0.75, "meaning": 0.6, "title": 0.6, "implied": 0.6}
"""How sure a mention found this way is; checked against judged mentions by tests/measure_understanding.py."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A skill somebody speaks of."""

    slug: Slug
    start: int
    end: int
    """The span in the text as given."""
    quote: str
    """The person's own words."""
    how: How
    confidence: float
    """0 to 1: how sure we are that this skill is meant."""
    stance: Stance = "has"
    """likes: spoken of with pleasure and no claim to have it."""
    level: int | None = None
    """1 to 5 where the words say so."""
    years: float | None = None
    correction: bool = False
    """Said to take back what was understood before ("sorry, javascript not java")."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that nothing explained."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a text says about its writer."""

    text: str
    form: Form
    """A statement (a line or a few), a CV or an advertisement."""
    skills: tuple[Mention, ...]
    """In order of their place in the text; a skill may be mentioned more than once."""
    roles: tuple[RoleMention, ...]
    limits: tuple[Limit, ...]
    hours_a_week: float | None
    months: float | None
    """Time until a deadline, where one is named."""
    leftovers: tuple[Leftover, ...]


@dataclass(slots=True)
class _Scope:
    """The cues in force while reading."""

    clause: Cue | None = None
    item: Cue | None = None
    years: float | None = None
    correction: bool = False

    def cross(self, mark: int) -> None:
        """A boundary: 1 ends an item, 2 a clause, 3 a sentence."""
        if mark >= 1:
            self.item = None
            self.years = None
        if mark >= 2:
            self.clause = None
        if mark >= 3:
            self.correction = False

    def meaning(self) -> tuple[Stance, int | None]:
        """Stance and level for a name standing here."""
        stance: Stance = "has"
        level = None
        for cue in (self.clause, self.item):
            if cue is None:
                continue
            if cue.stance not in (None, "has") or stance == "has":
                stance = cue.stance or stance
            level = cue.level or level
        return stance, level if stance in ("has", "likes", "learning") else None


def understand(text: str, lexicon: Lexicon, speller: Speller | None = None, *, this_year: int = 2026) -> Understanding:
    """What `text` says. Any text at all is accepted.

    Args:
        text: words of a person, a CV or an advertisement.
        lexicon: the names to look for.
        speller: corrects mistyped words; without it they stay unexplained.
        this_year: what "since 2015" is counted from.
    """
    tokens = tokenise(text)
    form = form_of(text, len(tokens))
    marks = boundaries(text, tokens)
    readable = skip_boilerplate(text, tokens, form)
    found, typed = _names(tokens, lexicon, speller, readable)
    periods = durations(tokens, this_year)
    mentions, used = _read(text, tokens, marks, found, periods, typed, form)
    roles = read_roles(text, tokens, marks, found, periods, form)
    limits = read_limits(text, tokens, marks) if form == "statement" else ()
    leftovers = ()
    if form == "statement":
        taken = used | {i for f in found for i in range(f.first, f.last) if _kind(f, "role")}
        taken |= {i for limit in limits for i in range(limit.first, limit.last)}
        leftovers = tuple(Leftover(text[a:b], a, b) for a, b in leftover_phrases(tokens, marks, taken))
    return Understanding(
        text=text,
        form=form,
        skills=tuple(mentions),
        roles=roles,
        limits=limits,
        hours_a_week=hours_a_week(tokens) if form == "statement" else None,
        months=months_to_go(tokens) if form == "statement" else None,
        leftovers=leftovers,
    )


def with_meanings(understood: Understanding, explained: Iterable[tuple[Leftover, Slug, float]]) -> Understanding:
    """The same, with leftovers that turned out to mean a skill moved among the mentions.

    Args:
        understood: what names and aliases gave.
        explained: (leftover, skill, confidence) for those the vectors explained.
    """
    rows = list(explained)
    gone = {left for left, _, _ in rows}
    extra = [
        Mention(slug, left.start, left.end, left.text, "meaning", confidence, _stance_before(understood, left))
        for left, slug, confidence in rows
    ]
    skills = tuple(sorted((*understood.skills, *extra), key=lambda m: (m.start, m.slug)))
    return replace(understood, skills=skills, leftovers=tuple(x for x in understood.leftovers if x not in gone))


def _stance_before(understood: Understanding, left: Leftover) -> Stance:
    tokens = tokenise(understood.text)
    marks = boundaries(understood.text, tokens)
    scope, at = _Scope(), 0
    while at < len(tokens) and tokens[at].start < left.start:
        scope.cross(marks[at])
        step, cue = _cue(tokens, at)
        if cue is not None:
            _apply(scope, cue, tokens, marks, at)
        at += step
    if at < len(tokens):
        scope.cross(marks[at])
    return scope.meaning()[0]


# ---------------------------------------------------------------- boundaries

_SENTENCE, _CLAUSE, _ITEM = 3, 2, 1


def boundaries(text: str, tokens: Sequence[Token]) -> list[int]:
    """For each token what lies before it: 3 a sentence end, 2 a clause end, 1 an item end, 0 nothing."""
    marks, end = [], 0
    for token in tokens:
        marks.append(_mark(text[end : token.start]) if token.start - end < 40 else _SENTENCE)
        end = token.end
    if marks:
        marks[0] = _SENTENCE
    return marks


def _mark(gap: str) -> int:
    if gap in (" ", "-", ""):
        return 0
    if "\n\n" in gap or any(stop in gap for stop in "!?") or (". " in gap or ".\n" in gap or gap.endswith(".") and len(gap) > 1):
        return _SENTENCE
    if ";" in gap or "•" in gap or "…" in gap or "\n-" in gap or "\n*" in gap or " - " in gap and "\n" in gap:
        return _CLAUSE
    if any(sign in gap for sign in ",|()[]{}·–—:\"“”") or " - " in gap or "\n" in gap:
        return _ITEM
    return 0


# ---------------------------------------------------------------- names


def _names(
    tokens: list[Token], lexicon: Lexicon, speller: Speller | None, readable: Sequence[bool] | None
) -> tuple[list[Found], frozenset[int]]:
    """Names in the readable part, and which tokens were read as something else than typed."""
    found = list(lexicon.scan(tokens))
    typed: frozenset[int] = frozenset()
    if speller is not None:
        covered = {i for f in found for i in range(f.first, f.last)}
        corrected = speller.correct(tokens, covered)
        if corrected:
            mended = [replace(t, text=corrected.get(i, t.text)) for i, t in enumerate(tokens)]
            found = list(lexicon.scan(mended))
            typed = frozenset(corrected)
    if readable is not None:
        found = [f for f in found if readable[f.first]]
    return found, typed


def _kind(found: Found, kind: str) -> bool:
    return any(entry[0] == kind for entry in found.entries)


# ---------------------------------------------------------------- cues


def _phrase(tokens: Sequence[Token], at: int, table: dict[str, Cue]) -> tuple[int, Cue | None]:
    """The longest phrase of the table that starts at this token: (tokens it takes, its cue)."""
    stop = at + 1
    while stop < len(tokens) and stop - at < LONGEST_CUE and tokens[stop].joined:
        stop += 1
    words = [t.text.replace("’", "'") for t in tokens[at:stop]]
    for count in range(len(words), 0, -1):
        cue = table.get(" ".join(words[:count]))
        if cue is not None:
            return count, cue
    return 1, None


def _cue(tokens: Sequence[Token], at: int) -> tuple[int, Cue | None]:
    if at + 1 < len(tokens) and f"{tokens[at].text} {tokens[at + 1].text}" in NOT_A_NEGATION:
        return 2, None
    return _phrase(tokens, at, CUES)


def _apply(scope: _Scope, cue: Cue, tokens: Sequence[Token], marks: Sequence[int], at: int) -> None:
    if cue.reach == "item" and not (cue.stance == "not" and _or_list(tokens, marks, at)):
        scope.item = cue
    else:
        scope.clause, scope.item = cue, None
    scope.years = None


def _or_list(tokens: Sequence[Token], marks: Sequence[int], at: int) -> bool:
    """Whether a "no" opens a list closed by "or": "no SQL, R or Java" denies all three."""
    commas = 0
    for i in range(at + 1, min(at + 24, len(tokens))):
        if marks[i] >= _CLAUSE:
            return False
        commas += marks[i] == _ITEM
        if tokens[i].text in ("or", "nor"):
            return commas > 0
        if tokens[i].text in ("and", "but") or (tokens[i].text in CUES and CUES[tokens[i].text].stance):
            return False
    return False


# ---------------------------------------------------------------- reading


def _read(
    text: str,
    tokens: Sequence[Token],
    marks: Sequence[int],
    found: Sequence[Found],
    periods: Sequence[Duration],
    typed: frozenset[int],
    form: Form,
) -> tuple[list[Mention], set[int]]:
    """The skills mentioned, and the tokens that were explained by names or cues."""
    starts = {f.first: f for f in found if _kind(f, "skill")}
    kept = believable(text, tokens, marks, [starts[i] for i in sorted(starts)], form)
    years = {p.first: p for p in periods}
    scope, at = _Scope(), 0
    mentions: list[Mention] = []
    used: set[int] = set()
    while at < len(tokens):
        scope.cross(marks[at])
        if at in years:
            at, scope.years = _duration(tokens, marks, years[at], mentions, scope, used)
            continue
        step, cue = _cue(tokens, at)
        here = starts.get(at)
        if here is not None and at in kept and (cue is None or here.last - here.first >= step):
            mention = _mention(text, tokens, here, scope, typed, kept[at])
            back = _look_back(tokens, marks, here.last) if form == "statement" else None
            if back is not None:
                mention = _turn(mention, back[1])
                used.update(range(here.last, back[0]))
            mentions.append(mention)
            used.update(range(here.first, here.last))
            at = here.last if back is None else back[0]
            continue
        if cue is not None:
            _apply(scope, cue, tokens, marks, at)
            used.update(range(at, at + step))
        elif tokens[at].text in RESETS:
            scope.cross(_CLAUSE)
        elif tokens[at].text in CORRECTIONS or (at + 1 < len(tokens) and f"{tokens[at].text} {tokens[at + 1].text}" in CORRECTIONS):
            scope.correction = True
        at += step
    return mentions, used


def _mention(
    text: str, tokens: Sequence[Token], here: Found, scope: _Scope, typed: frozenset[int], belief: float
) -> Mention:
    slug, flags = next((slug, flags) for kind, slug, flags in here.entries if kind == "skill")
    start, end = tokens[here.first].start, tokens[here.last - 1].end
    stance, level = scope.meaning()
    mistyped = any(i in typed for i in range(here.first, here.last))
    how: How = "typo" if mistyped else "name" if flags & CANONICAL else "alias"
    confidence = min(CONFIDENCE[how], CONFIDENCE["ambiguous"] + 0.2 * belief if flags & AMBIGUOUS else 1.0)
    years = scope.years
    if years is not None and stance in ("has", "likes"):
        stance, level = "has", level_of_years(years)
    return Mention(
        slug, start, end, text[start:end], how, round(confidence, 3), stance, level, years,
        correction=scope.correction and stance == "not",
    )  # fmt: skip


_LINKS = frozenset("is are my i i'm am its it's was level skills skill at experience knowledge would say".split())


def _look_back(tokens: Sequence[Token], marks: Sequence[int], at: int) -> tuple[int, Cue] | None:
    """A cue after a mention that speaks of it ("SQL? not really"): (where reading goes on, the cue)."""
    links = 0
    while at < len(tokens) and links < 4 and tokens[at].text in _LINKS and marks[at] < _CLAUSE:
        if tokens[at].text in ("i", "my", "i'm") and _phrase(tokens, at, BACK)[1] is not None:
            break
        at, links = at + 1, links + 1
    if at >= len(tokens):
        return None
    step, cue = _phrase(tokens, at, BACK)
    stop = at + step
    if cue is None or stop < len(tokens) and marks[stop] < _ITEM and tokens[stop].text not in ("and", "but"):
        return None
    return stop, cue


def _turn(mention: Mention, cue: Cue) -> Mention:
    stance = cue.stance or mention.stance
    return replace(mention, stance=stance, level=cue.level if stance in ("has", "likes") else None)


def _duration(
    tokens: Sequence[Token], marks: Sequence[int], period: Duration, mentions: list[Mention], scope: _Scope, used: set[int]
) -> tuple[int, float | None]:
    """A length of time belongs to the names after it ("5 years of SQL") or to the one before ("SQL, 5 years")."""
    used.update(range(period.first, period.last))
    if period.forward:
        return period.last, period.years
    if mentions and _same_item(tokens, marks, mentions[-1].end, period.first):
        last = mentions[-1]
        if last.stance in ("has", "likes"):
            mentions[-1] = replace(last, stance="has", years=period.years, level=level_of_years(period.years))
    return period.last, None


def _same_item(tokens: Sequence[Token], marks: Sequence[int], end: int, first: int) -> bool:
    at = first
    while at > 0 and tokens[at - 1].end > end:
        at -= 1
        if first - at > 4 or marks[at] >= _CLAUSE:
            return False
    return marks[first] < _CLAUSE


def skills_of(understood: Understanding, *stances: Stance) -> Iterator[Mention]:
    """Mentions with one of these stances."""
    return (m for m in understood.skills if m.stance in stances)

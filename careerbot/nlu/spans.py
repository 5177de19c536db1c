"""Entity annotation: from what a reader judged of each span to mentions, occupations, amounts, wishes and intents.

Each function reads one finished part of a draft and gives one field of the document. What is not sure enough is spoken
of (`none`) and claims nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from careerbot.corpus.lexicon import AMBIGUOUS, CANONICAL, MISTAKEN, MODELS, OPERATIONS, TOOL, Found
from careerbot.nlu.examples import INTENTS
from careerbot.nlu.levels import LITTLE, level_of_years
from careerbot.nlu.types import (
    CONFIDENCE,
    Degree,
    DegreeStance,
    Document,
    How,
    Intent,
    Leftover,
    Limit,
    Mention,
    Place,
    Quantity,
    Reference,
    RoleMention,
    RoleStance,
    Stance,
    TimeKind,
)
from careerbot.text.amounts import A_WEEK

if TYPE_CHECKING:
    from careerbot.nlu.linear import By
    from careerbot.nlu.pipeline import Draft

YEARS_REACH, YEARS_SPAN = 4, 240
"""Words between a length of time and the skill or job it is said of; characters in which they are looked for."""
MOST_LEFT = 40
"""Unexplained stretches reported of one text."""
SHORTEST = 2
"""Characters of an unexplained stretch."""


# ---------------------------------------------------------------- what was judged


def _judged(draft: Draft) -> dict[tuple[int, int, str], tuple[str, float]]:
    """(start, end, kind) in the text -> label and certainty, of every span that was asked."""
    by = _by(draft)
    return {
        span: draft.tools.thresholds.judged(by, span[2], chances)
        for spans, reading in zip(draft.asked, draft.readings, strict=False)
        for span, chances in zip(spans, reading.spans, strict=True)
    }


def _found(draft: Draft, kind: str) -> Iterator[tuple[int, int, str, float]]:
    """(start, end, label, certainty) of the spans of a kind that the reader found by itself, inside their windows."""
    by = _by(draft)
    for window, reading in zip(draft.windows, draft.readings, strict=False):
        for start, end, of, chances in reading.found:
            if of != kind:
                continue
            a, b = start - window.at + window.start, end - window.at + window.start
            if window.start <= a < b <= window.end + 1:
                label, sure = draft.tools.thresholds.judged(by, kind, chances) if chances else ("ref", 1.0)
                yield a, b, label, sure


def _by(draft: Draft) -> By:
    return "model" if draft.document.read_by == "model" else "words"


# ---------------------------------------------------------------- fields of the document


def intents(draft: Draft) -> tuple[Intent, ...]:
    """What the message does, surest first; always something, but for documents."""
    if draft.is_list:
        return (Intent("correct" if draft.struck else "tell", 1.0, 0, len(draft.text)),)
    best: dict[str, tuple[float, int]] = {}
    for window, reading in zip(draft.windows, draft.readings, strict=False):
        for name, chance, place in zip(INTENTS, reading.intents, reading.places, strict=False):
            if chance > best.get(name, (0.0, 0))[0]:
                best[name] = (chance, min(max(window.start, place - window.at + window.start), window.end - 1))
    by = _by(draft)
    found: list[Intent] = []
    below: list[Intent] = []
    for name, (chance, at) in best.items():
        sure, enough = draft.tools.thresholds.heard(by, name, chance)
        start, end = next((s for s in draft.document.sentences if s[0] <= at < s[1]), (0, len(draft.text)))
        (found if enough else below).append(Intent(name, round(sure, 3), start, end))
    chosen = _by_clause(draft, found) or sorted(below, key=lambda intent: -intent.confidence)[:1]
    return tuple(sorted(chosen, key=lambda intent: (-intent.confidence, intent.name)))


ASKING = frozenset(name for name in INTENTS if name.startswith("ask_")) | {"compare", "what_if", "why", "why_not"}
"""What asks for something, so that a clause may ask for it by itself."""

CLEARLY = 0.8
"""Chance from which a clause asks for what the message as a whole is not heard to."""


def _by_clause(draft: Draft, found: Sequence[Intent]) -> list[Intent]:
    """What is heard in the whole message, each request at the clause that makes it; with what only a clause asks for."""
    heard: dict[str, Intent] = {}
    for (start, end), reading in zip(draft.clauses, draft.heard, strict=False):
        for name, chance in zip(INTENTS, reading.intents, strict=True):
            sure, enough = draft.tools.thresholds.heard("model", name, chance)
            if enough and name in ASKING and (name not in heard or sure > heard[name].confidence):
                heard[name] = Intent(name, round(sure, 3), start, end)
    rows = []
    for intent in found:
        part = heard.pop(intent.name, intent)
        rows.append(replace(part, confidence=max(part.confidence, intent.confidence)))
    return rows + [one for one in heard.values() if one.confidence >= CLEARLY]


def quantities(draft: Draft) -> tuple[Quantity, ...]:
    """Amounts of time, with what each is said of."""
    judged, found = _judged(draft), []
    for amount in draft.amounts:
        default = ("experience" if draft.is_list and amount.unit in ("year", "month") else "other", 1.0)
        label, sure = judged.get((amount.start, amount.end, "T"), default)
        kind = cast("TimeKind", label)
        if kind == "deadline" and amount.unit == "number":
            # "10 months? I said 4": it counts what was counted before; alone it is no date
            before = [a.unit for a in draft.amounts if a.start < amount.start and a.unit in ("week", "month", "year")]
            amount, kind = (replace(amount, unit=before[-1]), kind) if before else (amount, "other")
        value = {
            "hours": amount.hours_a_week, "deadline": amount.months, "experience": amount.years, "age": amount.years,
        }.get(kind, 0.0)  # fmt: skip
        by = amount.by if kind == "deadline" and amount.unit == "date" and amount.value < 0 else None
        quote = draft.text[amount.start : amount.end]
        rate = amount.hours_a_week if amount.per else 0.0
        length = amount.months if amount.unit in A_WEEK and not amount.per else 0.0
        span, value, sure = (amount.start, amount.end), round(value, 2), round(sure, 3)
        found.append(Quantity(kind, value, *span, quote, sure, by or None, rate, length))
    return tuple(found)


def skills(draft: Draft) -> tuple[Mention, ...]:
    """Skills, each with stance, level and years."""
    judged = _judged(draft)
    names = [name for name in draft.names if _skills_in(name)]
    listing = _is_listing(draft, names)
    company = [draft.tools.lexicon.families.get(_skills_in(name)[0][1], "") for name in names if len(_skills_in(name)) == 1]
    mentions, places = [], []
    for name in names:
        start, end = draft.tokens[name.first].start, draft.tokens[name.last - 1].end
        label, sure = judged.get((start, end, "S")) or _unasked(draft, start)
        entries = _skills_in(name)
        written = draft.document.kind != "message" or draft.context == "advert"
        if label == "word" and written and not _everyday(entries[0][2], draft.text, start, end):
            label = "none"
        if label == "word":
            continue
        if listing and label == "none" and not draft.tools.levels.denied(draft.text, start):
            label, sure = "has", LISTED
        slug, flags = _meant(entries, company, draft)
        how = _how(name, flags, draft)
        mentions.append(Mention(
            slug, start, end, draft.text[start:end], how, CONFIDENCE["ambiguous" if flags & AMBIGUOUS else how],
            cast("Stance", label), round(sure, 3), tool=bool(flags & TOOL),
        ))  # fmt: skip
        places.append((name.first, name.last))
    said, taken = draft.tools.levels, {at for place in places for at in range(*place)}
    levels = said.levels(draft.text, draft.tokens, places)
    # "no expert in SQL, just the basics": of what they lack, what they have of it
    limits = [said.behind(draft.text, draft.tokens, last, taken) for _, last in places]
    return tuple(
        replace(m, level=level if m.stance == "has" else limit if m.stance == "lacks" and limit == LITTLE else None)
        for m, level, limit in zip(mentions, levels, limits, strict=True)
    )


DENIED = 0.6
"""How sure it is that somebody lacks what stands beside a word of another language that denies."""
LISTED = 0.75
"""How sure it is that somebody has what they list, where the reader would not say."""


def _everyday(flags: int, text: str, start: int, end: int) -> bool:
    """Whether a name in a document can be a word of every day: not that of a tool that is an item by itself."""
    before, after = text[max(0, start - 9) : start].rstrip(" \t-•*·>")[-1:], text[end : end + 9].lstrip(" \t")[:1]
    return bool(flags & AMBIGUOUS) and not (flags & TOOL and before in "\n,;|:/(" and after in "\n\r,;|/).")


def _is_listing(draft: Draft, names: list[Found]) -> bool:
    """Whether a message is a list of short items, most of which name a skill: whoever lists skills has them."""
    items = [(m.start(), m.end()) for m in _ITEM.finditer(draft.text)] if draft.document.kind == "message" else []
    if len(items) < FEWEST_ITEMS or "?" in draft.text:
        return False
    starts = sorted(draft.tokens[name.first].start for name in names)
    named = sum(_within(starts, a, b) for a, b in items)
    short = sum(draft.text[a:b].strip().count(" ") < LONGEST_ITEM - 2 for a, b in items)
    return named >= 0.6 * len(items) and short >= 0.8 * len(items)


def _within(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of these places, in order, lies in [start, end)."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _unasked(draft: Draft, start: int) -> tuple[str, float]:
    """What a name means where no reader was asked: had in a list, and in a foreign language unless its clause denies."""
    language = draft.document.language
    if language and draft.tools.languages.denied(draft.text, language, start):
        return ("lacks", DENIED)
    if draft.is_list and len(draft.text[:start].rstrip()) in draft.struck:
        return ("lacks", 1.0)
    return ("has", 1.0) if draft.is_list or draft.document.language else ("none", 0.5)


def _skills_in(name: Found) -> list[tuple[str, str, int]]:
    if name.entries[0][0] == MISTAKEN:
        return []
    return [entry for entry in name.entries if entry[0] == "skill"]


def _meant(entries: list[tuple[str, str, int]], company: list[str], draft: Draft) -> tuple[str, int]:
    """Which of two skills a short name means: "tf" is TensorFlow, but Terraform among operations."""
    if len(entries) > 1:
        operations = sum(family in OPERATIONS for family in company) > 1 and MODELS.isdisjoint(company)
        families = draft.tools.lexicon.families
        entries = [e for e in entries if (families.get(e[1]) in OPERATIONS) == operations] or entries
    return entries[0][1], entries[0][2]


def _how(name: Found, flags: int, draft: Draft) -> How:
    if any(i in draft.mended for i in range(name.first, name.last)):
        return "typo"
    return "name" if flags & CANONICAL else "alias"


def with_years(draft: Draft) -> Document:
    """The document with years of experience given to the skill or job each is said of; they give a level where no word did."""
    document = draft.document
    held = [m for m in document.skills if m.stance == "has"]
    jobs = [r for r in document.roles if r.stance in ("current", "past")]
    said = _years_of([*((m.start, m.end) for m in held), *((r.start, r.end) for r in jobs)], draft)
    skills = tuple(
        replace(m, years=said[m.start, m.end], level=m.level or level_of_years(said[m.start, m.end]))
        if (m.start, m.end) in said and m.stance == "has" else m
        for m in document.skills
    )  # fmt: skip
    roles = tuple(
        replace(r, years=said.get((r.start, r.end))) if r.stance in ("current", "past") else r for r in document.roles
    )
    return replace(document, skills=skills, roles=roles)


def occupations(draft: Draft) -> tuple[RoleMention, ...]:
    """Jobs, each with whose it is and how long."""
    judged, found = _judged(draft), []
    for name in draft.names:
        entry = next((e for e in name.entries if e[0] in ("role", "background")), None)
        if entry is None:
            continue
        start, end = draft.tokens[name.first].start, draft.tokens[name.last - 1].end
        default = ("current", 0.6) if draft.document.kind == "cv" or draft.is_list else ("none", 0.5)
        label, sure = judged.get((start, end, "R"), default)
        kind = cast("Any", entry[0])
        stance = cast("RoleStance", label)
        found.append(RoleMention(entry[1], kind, start, end, draft.text[start:end], stance, None, round(sure, 3)))
    return tuple(found)


def _years_of(places: list[tuple[int, int]], draft: Draft) -> dict[tuple[int, int], float]:
    """Place -> years of experience said of it: those nearest to it in its sentence, within a few words."""
    said: dict[tuple[int, int], tuple[int, float]] = {}
    places = sorted(places)
    for quantity in draft.document.quantities:
        if quantity.kind != "experience" or not quantity.value:
            continue
        near = []
        first = bisect_left(places, (quantity.start - YEARS_SPAN, 0))
        last = bisect_left(places, (quantity.end + YEARS_SPAN, 0))
        for start, end in places[first:last]:
            gap = draft.text[quantity.end : start] if start >= quantity.end else draft.text[end : quantity.start]
            words = gap.count(" ")
            if words <= YEARS_REACH and not any(sign in gap for sign in ".;!?\n"):
                crossed = "," in gap or " and " in gap
                near.append((words + 3 * crossed + (start < quantity.start), (start, end)))
        if near:
            distance, place = min(near)
            if place not in said or distance < said[place][0]:
                said[place] = (distance, quantity.value)
    return {place: years for place, (_, years) in said.items()}


def limits(draft: Draft) -> tuple[Limit, ...]:
    """Wishes about the job: the stretches marked as one, and subjects disliked that are a topic too."""
    if draft.document.kind != "message":
        return ()
    found = []
    for start, end, label, sure in _found(draft, "L"):
        if label != "none":
            quote = draft.text[start:end]
            topic = draft.tools.preferences.topic(quote)
            found.append(Limit(topic, label == "wants", start, end, quote, round(sure, 3)))
    for mention in draft.document.skills:
        topic = draft.tools.preferences.topic(mention.quote)
        if mention.stance == "dislikes" and topic != "other":
            found.append(Limit(topic, False, mention.start, mention.end, mention.quote, mention.certainty))
    return tuple(sorted(found, key=lambda limit: limit.start))


def degrees(draft: Draft) -> tuple[Degree, ...]:
    """Degrees and school certificates."""
    return tuple(
        Degree(cast("DegreeStance", label), start, end, draft.text[start:end], round(sure, 3))
        for start, end, label, sure in _found(draft, "D")
    )


def places(draft: Draft) -> tuple[Place, ...]:
    """Countries, regions and cities."""
    return tuple(Place(start, end, draft.text[start:end], label == "here") for start, end, label, _ in _found(draft, "P"))


def references(draft: Draft) -> tuple[Reference, ...]:
    """Words that point to what is on the screen."""
    return tuple(Reference(start, end, draft.text[start:end]) for start, end, _, _ in _found(draft, "X"))


def leftovers(draft: Draft) -> tuple[Leftover, ...]:
    """Stretches that look like a skill or a job and that no name explains; in a list, every item without a name."""
    found = []
    for kind, named in (("S", "skill"), ("R", "role")):
        for start, end, label, sure in _found(draft, kind):
            quote = draft.text[start:end]
            if label not in ("word", "none") and len(quote) >= SHORTEST:
                found.append(Leftover(quote, start, end, cast("Any", named), label, round(sure, 3)))
    judged, jobs = _judged(draft), [(r.start, r.end) for r in draft.document.roles]
    jobs += [(x.start, x.end) for x in found if x.kind == "role"]
    for start, end in draft.titles:
        label, sure = judged.get((start, end, "R"), ("none", 0.0))
        if label not in ("word", "none") and not any(a < end and start < b for a, b in jobs):
            found.append(Leftover(draft.text[start:end], start, end, "role", label, round(sure, 3)))
    items = list(_nameless_items(draft))
    covered = {at for item in items for at in range(item.start, item.end)}
    found = [x for x in found if x.kind == "role" or x.start not in covered] + items
    return tuple(sorted(found, key=lambda left: left.start)[:MOST_LEFT])


def _nameless_items(draft: Draft) -> Iterator[Leftover]:
    """Items of a list of skills that hold no name and deny nothing: what is meant by them, the vectors may know."""
    document = draft.document
    items = [(m.start(), m.end()) for m in _ITEM.finditer(draft.text)] if document.kind == "message" else []
    held = sorted(m.start for m in document.skills if m.stance == "has")
    full = sum(_within(held, start, end) for start, end in items)
    if len(items) < FEWEST_ITEMS or 2 * full < len(items) or "?" in draft.text:
        return
    taken = [draft.tokens[name.first].start for name in draft.names]
    taken += [r.start for r in document.roles] + [q.start for q in document.quantities] + [x.start for x in document.limits]
    taken.sort()
    for start, end in items:
        text = draft.text[start:end].strip()
        denied = draft.tools.levels.denies(text.split()[:2])
        if text and text.count(" ") < LONGEST_ITEM and not denied and not _within(taken, start, end):
            at = draft.text.index(text, start)
            yield Leftover(text, at, at + len(text))


_ITEM = re.compile(r"[^,;\n]+")
FEWEST_ITEMS, LONGEST_ITEM = 3, 7
"""Items that make a list, half of them naming a skill; words an item has at most."""

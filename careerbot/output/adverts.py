"""An advertisement against a person, told and as JSON; and what many advertisements ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import LEVEL_NAMES, Slug
from careerbot.matching.advert import Fit, Point, Wanted
from careerbot.output.terminal import Block as Block
from careerbot.output.terminal import Heading, Item, Meter, Paragraph, Row, Table
from careerbot.planning.effort import rounded

Json = dict[str, Any]

TITLES = {"required": "What it insists on", "work": "What the work is about", "preferred": "What would be welcome"}
MOST_TOLD = 8
"""Things to learn that are told; JSON has all."""
MOST_ROWS = 15


def told(found: Fit, corpus: Corpus) -> Iterator[Block]:
    """What was read, how it stands, and what to learn first."""
    title = corpus.roles[found.advert.role].title if found.advert.role else "This advertisement"
    yield Heading(title)
    yield Meter("What it asks for and you show", found.share)
    if found.advert.years:
        yield Paragraph(f"It asks for {found.advert.years:g} years of experience.")
    for kind, heading in TITLES.items():
        points = [p for p in found.points if p.asked.kind == kind]
        if points:
            yield Heading(heading, 2)
            yield from (Item(_line(point, corpus)) for point in points)
    if found.advert.not_wanted:
        yield Paragraph(f"Named as not needed: {', '.join(corpus.skills[s].name for s in found.advert.not_wanted)}.", "quiet")
    if found.learn:
        yield Heading("What to learn first for it", 2)
        for point in found.learn[:MOST_TOLD]:
            yield Row(corpus.skills[point.skill].name, f"about {rounded(point.hours)} hours", "next")
    yield Paragraph("Not shown means that I saw no word of it; tell me if it is there.", "quiet")


def _line(point: Point, corpus: Corpus) -> str:
    name = " or ".join(corpus.skills[s].name for s in point.asked.skills)
    match point.state:
        case "shown":
            return f"{name}: shown (“{point.quote}”)"
        case "assumed":
            return f"{name}: likely, from “{point.quote}”"
        case "partly" if point.instead:
            return f"{name}: partly, from {corpus.skills[point.instead].name} (“{point.quote}”)"
        case "partly":
            return f"{name}: partly, {LEVEL_NAMES[point.have]} where {LEVEL_NAMES[point.asked.level]} is asked for"
        case _:
            return f"{name}: not shown"


def as_json(found: Fit, corpus: Corpus) -> Json:
    """The same for programs."""
    advert = found.advert
    return {
        "schema": "careerbot.match/1",
        "advert": {"kind": advert.kind, "role": advert.role, "years": advert.years, "not_wanted": list(advert.not_wanted)},
        "share": round(found.share, 4),
        "points": [_point(point, corpus) for point in found.points],
        "learn": [{"skill": p.skill, "name": corpus.skills[p.skill].name, "hours": p.hours} for p in found.learn],
    }  # fmt: skip


def _point(point: Point, corpus: Corpus) -> Json:
    return {
        "skills": list(point.asked.skills), "name": corpus.skills[point.skill].name, "kind": point.asked.kind,
        "asked": point.asked.quote, "level": point.asked.level, "years": point.asked.years, "state": point.state,
        "have": point.have, "quote": point.quote, "instead": point.instead, "worth": round(point.worth, 4),
        "got": round(point.got, 4), "hours": point.hours,
    }  # fmt: skip


def many_told(rows: Sequence[Wanted], fits: Sequence[tuple[str, Fit]], corpus: Corpus) -> Iterator[Block]:
    """What many advertisements ask for most that is not there, and how each of them stands."""
    missing = [row for row in rows if row.missing][:MOST_ROWS]
    yield Heading(f"What {len(fits)} advertisements ask for and you do not show")
    if missing:
        yield Table(
            ("Skill", "Adverts", "Insist on it", "Hours"),
            tuple((corpus.skills[r.skill].name, str(r.adverts), str(r.required), str(rounded(r.hours))) for r in missing),
        )
    else:
        yield Paragraph("Nothing: all they name is there.")
    yield Heading("How each stands", 2)
    yield from (Row(f"{found.share:.0%}", name) for name, found in sorted(fits, key=lambda f: (-f[1].share, f[0])))


def many_json(
    rows: Sequence[Wanted], fits: Sequence[tuple[str, Fit]], unread: Sequence[tuple[str, str]], corpus: Corpus
) -> Json:
    """The same for programs."""

    def name(slug: Slug) -> str:
        return corpus.skills[slug].name

    return {
        "schema": "careerbot.gaps/1",
        "adverts": [
            {"file": file, "role": found.advert.role, "kind": found.advert.kind, "share": round(found.share, 4)}
            for file, found in fits
        ],
        "skills": [
            {
                "skill": r.skill, "name": name(r.skill), "adverts": r.adverts, "required": r.required,
                "missing": r.missing, "have": r.have, "hours": r.hours,
            }
            for r in rows
        ],
        "unread": [{"file": file, "reason": reason} for file, reason in unread],
    }  # fmt: skip

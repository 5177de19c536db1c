"""Occupational background: trades and degrees that no record names, taken from what a document leaves unexplained.

A title the records do not know is looked for in the directory of occupations; a degree has taught its subject; a word of
rank stands for years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.occupations import DEGREE, DEGREES, find_occupation
from careerbot.matching.profile import Past, Profile
from careerbot.nlu.types import Degree, Document, Leftover
from careerbot.text.tokenizer import fold

BESIDE = 60
"""Characters after a degree in which its subject is looked for."""

OWN = ("current", "past", "has")
"""Stances of words somebody says of their own job."""


def with_origins(profile: Profile, document: Document, corpus: Corpus) -> Profile:
    """The profile with the trades and degrees of a document that no record named, and with years where a rank says them."""
    named = [(r.start, r.end) for r in document.roles]
    found = [*_trades(document, corpus), *_degrees(document, corpus, named)]
    ranks = corpus.language.table("trades").get("ranks", {})
    jobs = {job.slug: _ranked(job, ranks) for job in profile.jobs}
    for job in found:
        jobs.setdefault(job.slug, job)
    after = tuple(jobs.values())
    return profile if after == profile.jobs else replace(profile, jobs=after)


def _trades(document: Document, corpus: Corpus) -> Iterator[Past]:
    for left in document.leftovers:
        if left.kind == "role" and left.stance in OWN:
            occupation = find_occupation(left.text, corpus.occupations)
            if occupation is not None:
                yield Past(occupation.slug, "background", _years(document, left), left.stance != "past", left.text)


def _years(document: Document, left: Leftover) -> float | None:
    """Years of experience said in the sentence of a title."""
    start, end = next(((a, b) for a, b in document.sentences if a <= left.start < b), (left.start, left.end))
    return next((q.value for q in document.quantities if q.kind == "experience" and start <= q.start < end and q.value), None)


def _degrees(document: Document, corpus: Corpus, named: list[tuple[int, int]]) -> Iterator[Past]:
    table = corpus.language.table("degrees")
    for degree in document.degrees:
        overlaps = any(start < degree.end and degree.start < end for start, end in named)
        if degree.stance in ("held", "ongoing") and not overlaps:
            slug = degree_of(degree, document.text, table)
            if slug:
                yield Past(slug, "background", None, degree.stance == "ongoing", degree.quote)


def degree_of(degree: Degree, text: str, table: Mapping[str, Any]) -> str:
    """The degree as it stands among backgrounds; empty where its subject is not told. One that goes on counts a step lower."""
    level = _level(f" {fold(degree.quote)} ", table.get("levels", {}))
    subject = _subject(degree.quote, table) or _subject(text[degree.end : degree.end + BESIDE], table)
    if degree.stance == "ongoing":
        level -= 1
    return f"{DEGREE}{DEGREES[level]}-{subject}" if subject and level >= 0 else ""


def _level(said: str, levels: Mapping[str, list[str]]) -> int:
    plain = said.replace(".", "")
    for place in range(len(DEGREES) - 1, -1, -1):
        if any(f" {word.replace('.', '')} " in plain for word in levels.get(DEGREES[place], ())):
            return place
    return 0


def _subject(said: str, table: Mapping[str, Any]) -> str:
    """The subject named first; of two that begin at one place the longer."""
    text, found = f" {fold(said)} ", []
    for slug, field in table.get("fields", {}).items():
        for name in (slug.replace("-", " "), *field.get("also_called", ())):
            at = text.find(f" {name}")
            if at >= 0 and not text[at + 1 + len(name)].isalnum():
                found.append((at, -len(name), slug))
    return min(found)[2] if found else ""


def _ranked(job: Past, ranks: Mapping[str, float]) -> Past:
    """A job with the years its rank stands for, where none are said."""
    if job.years is not None:
        return job
    words = fold(job.quote).split()
    years = next((years for word, years in ranks.items() if word in words), None)
    return job if years is None else replace(job, years=float(years))

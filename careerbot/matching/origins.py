"""Occupational background: trades and degrees that no record names, taken from what a document leaves unexplained.

A title the records do not know is looked for in the directory of occupations; a degree has taught its subject; a word of
rank stands for years. Where somebody comes from decides which posts are open to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.occupations import DEGREE, DEGREES, Way, find_occupation
from careerbot.corpus.records import Slug
from careerbot.matching.profile import Past, Profile
from careerbot.matching.weights import FIELD
from careerbot.nlu.types import Degree, Document
from careerbot.text.tokenizer import fold

BESIDE = 60
"""Characters after a degree in which its subject is looked for."""

CODE = ("programming", "software-engineering", "web")
"""Families of skills that are about writing code."""

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
                yield Past(occupation.slug, "background", _years(document, left.start), left.stance != "past", left.text)
    if not any(role.kind == "role" and role.stance in OWN for role in document.roles):
        yield from _doings(document, corpus)


def _doings(document: Document, corpus: Corpus) -> Iterator[Past]:
    """Trades that sentences about themselves tell by what is done: "I stack shelves", "on the phones at a bank, 5 years"."""
    tells = [i.start for i in document.intents if i.name in TELLING]
    for start, end in document.sentences:
        if any(start <= at < end for at in tells):
            title, occupation = corpus.occupations.of_own_doing(document.text[start:end]) or ("", None)
            slug = corpus.lexicon.exact(title, "background") or (occupation.slug if occupation else "")
            tools = [m for m in document.skills if start <= m.start < end and corpus.skills[m.slug].kind == "tool"]
            if slug and not tools:  # "I build models in Python"
                yield Past(slug, "background", _years(document, start), True, title)


TELLING = frozenset({"tell", "off_topic"})
"""What a sentence about somebody's daily work does, or seems to do to who knows this field alone."""


def _years(document: Document, at: int) -> float | None:
    """Years of experience said in the sentence that stands there."""
    start, end = next(((a, b) for a, b in document.sentences if a <= at < b), (at, at))
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
    if degree.stance == "ongoing" and level < len(DEGREES) - 1:
        # who works for a doctorate has the mathematics already
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


# ---------------------------------------------------------------- what is open to them


AT_HOME, SEASONED, SOME_CODE = 2, 5.0, 3
"""Skills of the field from which somebody is no beginner in it; years in it from which a senior post is within reach; and
the most coding in a post for who does not code."""

BRANCHES = "domain"
"""The family of what is known of branches."""

OF_A_TRADE = frozenset({"robotics-edge"})
"""Families of the field that other trades know, too: who wires controls is no roboticist."""


def at_home(profile: Profile, corpus: Corpus) -> bool:
    """Whether they have worked in the field, or know two of its skills."""
    families = [corpus.skill_family.get(known.slug) for known in profile.skills if known.how != "meaning"]
    known = sum(family in FIELD and family not in OF_A_TRADE for family in families)
    return known >= AT_HOME or any(job.kind == "role" for job in profile.jobs)


def not_senior(profile: Profile, slug: Slug, corpus: Corpus) -> bool:
    """Whether a role is given to others than the seasoned, too, unless they are, in work that leads there."""
    roles = corpus.roles
    seasoned = [job.slug for job in profile.jobs if job.slug in roles and (job.years or 0.0) >= SEASONED]
    leads = any(move.role == slug for job in seasoned for move in roles[job].leads_to)
    return leads or not {"entry", "junior", "mid"}.isdisjoint(roles[slug].seniority)


def ways_in(profile: Profile, corpus: Corpus) -> Iterator[tuple[Slug, Way]]:
    """(trade, way) of each role that takes people from a branch they know, unless they work in the field, or a trade."""
    ways, told = corpus.occupations.ways, set[Slug]()
    branches = [] if profile.document or any(job.kind == "role" for job in profile.jobs) else [k.slug for k in profile.skills]
    known = [slug for slug in branches if corpus.skill_family.get(slug) == BRANCHES]
    for trade in (*known, *(job.slug for job in profile.jobs if job.slug not in corpus.roles)):
        for way in ways(trade):
            if way.role not in told:
                told.add(way.role)
                yield trade, way


def open_to(profile: Profile, slug: Slug, corpus: Corpus) -> bool:
    """Whether a role is given to people who come as they do: a beginner's post to who is new in the field."""
    role = corpus.roles[slug]
    known = any(way.role == slug for _, way in ways_in(profile, corpus))
    if known or slug in profile.wanted or at_home(profile, corpus):
        return not_senior(profile, slug, corpus)
    codes = any(corpus.skill_family.get(known.slug) in CODE for known in profile.skills)
    young = role.seniority[0] == "entry" or (role.seniority[0] == "junior" and (codes or role.needs_no_degree))
    return young and role.takes_changers and (codes or role.traits.coding <= SOME_CODE)

"""A fact as it is shown: its sentence, then year, organisation and what to think of it, in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Fact, Source

STATUS_WORDS = {
    "ok": "",
    "dated": "dated",
    "unverifiable": "could not be verified",
    "misattributed": "probably misattributed",
    "opinion": "opinion",
    "marketing": "vendor's claim",
}


class FactView(Struct, frozen=True):
    """One fact with everything needed to judge it."""

    id: str
    """Its slug in corpus/facts, or `salaries/...` for a row of corpus/salaries.csv."""
    text: str
    value: float | None
    unit: str
    year: str
    """The year or period the figure is about; empty where the source gives none."""
    organisation: str
    status: str
    note: str
    source: str
    """Title and publisher of what it was read in."""


def view(slug: str, corpus: Corpus) -> FactView:
    """The fact of that slug, ready to be shown or serialised."""
    fact = corpus.facts[slug]
    return FactView(
        id=slug,
        text=fact.text,
        value=fact.value,
        unit=fact.unit,
        year=fact.year,
        organisation=fact.organisation,
        status=fact.status,
        note=fact.note,
        source=source_line(fact.sources, corpus.sources),
    )


def source_line(slugs: tuple[str, ...], sources: Mapping[str, Source]) -> str:
    """Titles, publishers and dates of some sources in one line."""
    return "; ".join(_source(sources[slug]) for slug in slugs if slug in sources)


def _source(source: Source) -> str:
    return ", ".join(part for part in (source.title, source.publisher, source.date) if part)


def sources_in_short(lines: Iterable[str]) -> str:
    """The sources of several facts in one line: each once, without its subtitle."""
    each = dict.fromkeys(part for line in lines for part in line.split("; ") if part)
    return "; ".join(dict.fromkeys(_short(part) for part in each))


def _short(source: str) -> str:
    """The source without the subtitle behind a question: that is where the long ones are long."""
    title, question, rest = source.partition("? ")
    _, comma, publisher = rest.partition(", ")
    return f"{title}? {publisher}" if question and comma else source


def sentence(slug: str, corpus: Corpus) -> str:
    """The fact's sentence with its provenance behind it, its note, and the later figure where there is one."""
    fact = corpus.facts[slug]
    parts = [_with_tag(fact.text, _tag(fact))]
    if fact.note:
        parts.append(fact.note)
    for newer in fact.newer:
        source = corpus.sources.get(newer.source)
        parts.append(_with_tag(f"Newer: {newer.text}", f"{newer.year}; {source.publisher if source else newer.source}"))
    return " ".join(parts)


def told(answer: str, corpus: Corpus) -> tuple[str, tuple[FactView, ...]]:
    """An answer of corpus/facts with the sentences of its facts put in, and these facts."""
    known = corpus.answers[answer]
    text = re.sub(r"\{([a-z0-9-]+)\}", lambda found: sentence(found[1], corpus), known.text)
    if known.caveat:
        text = f"{text}\n{known.caveat}"
    return text, tuple(view(fact, corpus) for fact in known.facts)


def _tag(fact: Fact) -> str:
    """Year, organisation, status: all three for a figure, only what is unusual for the rest."""
    status = STATUS_WORDS[fact.status]
    if fact.kind != "figure" and not status:
        return ""
    year = fact.year or ("no year given" if fact.kind == "figure" else "")
    return "; ".join(part for part in (year, fact.organisation, status or "as reported") if part)


def _with_tag(text: str, tag: str) -> str:
    return f"{text.rstrip('.')} ({tag})." if tag else text

"""Facts asked about by a name or a figure: a city, a firm, an industry, "the 74%"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerbot.question_words import is_group, numbers_in, plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from careerbot.corpus import Corpus
    from careerbot.records import Fact

_KINDS = ("place", "employer", "industry", "figure", "claim", "future")
"""Kinds of fact that have names."""

_NAMED_KINDS = ("place", "employer", "industry")

MOST = 6
"""Facts shown for one name."""

_COMMON = 8
"""A word on more facts than this names nothing in particular."""

_AROUND = frozenset({
    "ml", "ai", "job", "person", "place", "hire", "employer", "industry", "growth", "demand", "emerging",
    "technology", "count",
    "posting", "remote", "world", "future", "estimate", "true", "correct", "right", "data", "report", "market",
    "career", "fact",
    "claim", "claimed", "trust", "believe", "offer", "hub", "team", "article", "source", "accurate", "course",
    "start", "grow",
    "city", "benefit", "skill", "use", "used", "important", "study", "good", "new", "still", "million", "percent",
    "per", "cent",
})  # fmt: skip
"""Words that may stand round a name without asking for something else."""


def named(words: Sequence[str], question: str, corpus: Corpus, common: Callable[[str], bool]) -> tuple[str, ...]:
    """The facts a question names, the nearest first; none where it asks for more than they say.

    A word that is `common` in questions names a fact only if it is the name of a place, firm or industry.
    """
    topics = {slug: _topics(fact) for slug, fact in corpus.facts.items() if fact.kind in _KINDS}
    figures = [slug for slug, fact in corpus.facts.items() if _figure(fact, numbers_in(question))]
    asked = [word for word in words if word not in _AROUND and not word.isdigit() and not word.endswith("k")]
    proper = {word for slug, said in topics.items() if corpus.facts[slug].kind in _NAMED_KINDS for word in said}
    names = [
        word
        for word in asked
        if (word in proper or not common(word))
        and not is_group(word)
        and 0 < sum(word in said for said in topics.values()) <= _COMMON
    ]
    if not names and not figures:
        return ()
    scores = {slug: _score(slug, names, topics, figures) for slug in topics}
    top = max(scores.values())
    found = sorted(
        (slug for slug, score in scores.items() if score == top), key=lambda slug: _order(corpus.facts[slug])
    )
    said: set[str] = set().union(*(topics[slug] | plain_words((corpus.facts[slug].text,)) for slug in found))
    if any(word not in said for word in asked):
        return ()
    return tuple(found[:MOST])


def _score(slug: str, names: Sequence[str], topics: dict[str, set[str]], figures: Collection[str]) -> int:
    return sum(name in topics[slug] for name in names) + 2 * (slug in figures)


def _topics(fact: Fact) -> set[str]:
    return plain_words(fact.topics)


def _figure(fact: Fact, numbers: Sequence[float]) -> bool:
    """Whether the question quotes the fact's figure (a year is no figure)."""
    return fact.value is not None and any(
        fact.value in (number, number * 1e6) for number in numbers if not 1990 < number < 2100
    )


def _order(fact: Fact) -> int:
    kinds = ("industry", "employer", "place", "figure", "claim")
    return kinds.index(fact.kind) if fact.kind in kinds else len(kinds)

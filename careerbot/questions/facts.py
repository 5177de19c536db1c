"""Facts asked about by a name or a figure: a city, a firm, an industry, "the 74%"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from careerbot.questions.features import (
    NOT_MEASURED,
    content_words,
    is_group,
    numbers_in,
    pattern,
    plain_words,
    unlisted_places,
    word_table,
    years_in,
)
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence, Set

    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Fact

_KINDS = ("place", "employer", "industry", "figure", "claim", "future", "driver")
"""Kinds of fact that have names."""

_NAMED_KINDS = ("place", "employer", "industry")

MOST = 6
"""Facts shown for one name."""

_COMMON = 8
"""A word on more facts than this names nothing in particular."""

_AROUND = word_table("facts", "around")
"""Words that may stand round a name without asking for something else."""

_WHERE_FIELD = word_table("facts", "where_field")
"""Such words where the question says that it is about this field."""


_SPOKEN_NAMES = pattern("facts", "spoken_names")
_CAPITALISED = pattern("facts", "capitalised")


def unheard_of(
    words: Sequence[str], question: str, corpus: Corpus, common: Callable[[str], bool], *, firms_only: bool = False
) -> str:
    """A country, a firm or another name in the question of which the corpus says nothing; empty for none.

    Remote work is done from anywhere: with `firms_only` a place is nothing unheard of.
    """
    said = _all_topics(corpus)
    places = () if firms_only else unlisted_places(words, said)
    if places:
        return places[0].title()
    titles = len(re.findall(r"\b[A-Z][a-z]", question)) >= TITLE_CASE
    spoken = (*(() if titles or firms_only else _CAPITALISED.findall(question)), *_SPOKEN_NAMES.findall(question))
    names = (name for name in spoken if not list(corpus.lexicon.scan(tokenise(name))))
    for name in names:
        inside = content_words(name, corpus.lexicon)
        if inside and not any(common(w) or w in said or w in _AROUND or is_group(w) for w in inside):
            return str(name[0].upper() + name[1:])
    return ""


TITLE_CASE = 5
"""With so many capital letters, a capital is no sign of a name."""


def figures_of(role: str, corpus: Corpus) -> tuple[str, ...]:
    """Figures whose topics name a role, the latest first."""
    found = [slug for slug, fact in corpus.facts.items() if fact.kind == "figure" and f"role:{role}" in _topics(fact, corpus)]
    return tuple(sorted(found, key=lambda slug: corpus.facts[slug].year, reverse=True))


def named(
    words: Sequence[str], question: str, corpus: Corpus, common: Callable[[str], bool], *, field: bool
) -> tuple[str, ...]:
    """The facts a question names, the nearest first; none where it asks for more than they say.

    A word that is `common` in questions names a fact only if it is the name of a place, firm or industry. In a question
    about the `field`, a figure or an expectation that was quoted may stand among other words.
    """
    said = set(words)
    topics = {slug: _said_of(fact, said, question, corpus) for slug, fact in corpus.facts.items() if fact.kind in _KINDS}
    figures = [slug for slug, fact in corpus.facts.items() if _figure(fact, numbers_in(question))]
    around = _AROUND | _WHERE_FIELD if field else _AROUND
    asked = [word for word in words if word not in around and not re.fullmatch(r"\d+k?", word)]
    proper = {word for slug, known in topics.items() for word in _proper(corpus.facts[slug], known)}
    names = [
        word
        for word in asked
        if (word in proper or word.startswith("role:") or not common(word))
        and not is_group(word)
        and 0 < sum(word in known for known in topics.values()) <= _COMMON
    ]
    if not [name for name in names if not name.startswith("role:")] and not figures:
        return ()
    scores = {slug: _score(slug, names, topics, figures) for slug in topics}
    scores = {slug: n + _narrower(corpus.facts[slug], words, question) if n else 0 for slug, n in scores.items()}
    top = max(scores.values())
    found = [slug for slug, score in scores.items() if score == top]
    if not figures and not _together(names, found, topics):
        found = _each(names, topics, corpus)
    found.sort(key=lambda slug: _order(corpus.facts[slug]))
    told: set[str] = set()
    for slug in found:
        told |= _topics(corpus.facts[slug], corpus) | plain_words((corpus.facts[slug].text,))
    more = [word for word in asked if word not in told]
    if more and not _in_passing(more, found, top, common, corpus, field=field):
        return ()
    return tuple(found[:MOST])


def _proper(fact: Fact, said: Set[str]) -> set[str]:
    """Words of a fact's topics that are names: those of a place or firm, all of an industry, else those of who measured it."""
    if fact.kind == "industry":
        return set(said)
    if fact.kind in _NAMED_KINDS:
        return plain_words(topic for topic in fact.topics if topic[:1].isupper())
    return plain_words((fact.organisation,)) & said


def _together(names: Sequence[str], found: Sequence[str], topics: dict[str, set[str]]) -> bool:
    return all(any(name in topics[slug] for slug in found) for name in names)


def _each(names: Sequence[str], topics: dict[str, set[str]], corpus: Corpus) -> list[str]:
    """The facts of every name, where no fact has them all: "telecoms or cars"."""
    found = [slug for name in names for slug in topics if name in topics[slug]]
    proper = [slug for slug in found if corpus.facts[slug].kind in _NAMED_KINDS]
    return list(dict.fromkeys(proper or found))


def _in_passing(
    more: Sequence[str], found: Sequence[str], top: float, common: Callable[[str], bool], corpus: Corpus, *, field: bool
) -> bool:
    """Whether what the facts do not say may have been said beside them."""
    quoted = top >= QUOTED and any(corpus.facts[slug].kind in ("figure", "claim") for slug in found)
    if quoted and not set(more) & _ASKS_MORE:
        return True
    if not field or set(more) & (_ASKS_MORE | NOT_MEASURED):
        return False
    if any(corpus.facts[slug].kind in _NAMED_KINDS for slug in found):
        return sum(not common(word) for word in more) <= 1
    return True


QUOTED = 3
"""Names and figures that agree from which a fact is surely meant, whatever stands round them."""

_ASKS_MORE = word_table("facts", "asks_more")
"""What a fact does not answer by being named."""


def _score(slug: str, names: Sequence[str], topics: dict[str, set[str]], figures: Collection[str]) -> int:
    return sum(name in topics[slug] for name in names) + 2 * (slug in figures)


def _narrower(fact: Fact, words: Sequence[str], question: str) -> int:
    """What tells facts with one name apart: a year of theirs, or a topic of several words that was said in full."""
    if fact.kind not in ("figure", "claim"):
        return 0
    said = set(words)
    whole = any(len(parts) > 1 and parts <= said for parts in (plain_words((topic,)) for topic in fact.topics))
    return whole + any(str(year) in fact.year for year in years_in(question))


def _said_of(fact: Fact, said: set[str], question: str, corpus: Corpus) -> set[str]:
    """Words that name the fact: those of its topics that are names, and topics that were said in full."""
    if fact.kind in ("place", "employer"):
        return _proper(fact, _topics(fact, corpus))
    spoken = question.casefold()
    topics = [topic for topic in fact.topics if len(plain_words((topic,))) == len(topic.split()) or topic.casefold() in spoken]
    whole = [{w for w in plain_words((topic,)) if not w.isdigit()} for topic in topics]
    known = {word for words in whole if words <= said for word in words}
    roles = {word for word in _topics(fact, corpus) if word.startswith("role:")}
    return known | roles | _proper(fact, _topics(fact, corpus))


@lru_cache(maxsize=1024)
def _topics(fact: Fact, corpus: Corpus) -> frozenset[str]:
    # a corpus never changes, and every question is held against every fact
    roles = {word for topic in fact.topics for word in content_words(topic, corpus.lexicon) if word.startswith("role:")}
    return frozenset(plain_words(fact.topics) | roles)


@lru_cache(maxsize=4)
def _all_topics(corpus: Corpus) -> frozenset[str]:
    return frozenset(plain_words(topic for fact in corpus.facts.values() for topic in fact.topics))


def _figure(fact: Fact, numbers: Sequence[float]) -> bool:
    """Whether the question quotes the fact's figure (a year is no figure)."""
    return fact.value is not None and any(
        fact.value in (number, number * 1e6) for number in numbers if not 1990 < number < 2100
    )


def _order(fact: Fact) -> int:
    kinds = ("industry", "employer", "place", "figure", "claim")
    return kinds.index(fact.kind) if fact.kind in kinds else len(kinds)

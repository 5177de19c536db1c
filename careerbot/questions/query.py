"""One question about the market taken apart: its words, and the roles, skills, region and level it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from careerbot.corpus.lexicon import AMBIGUOUS
from careerbot.questions.features import content_words, numbers_in, pattern, prepare, word_table
from careerbot.questions.pay import CITIES, LEVEL_WORDS, LEVELS, REGION_WORDS
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.lexicon import Found
    from careerbot.corpus.provenance import FactView
    from careerbot.text.tokenizer import Token


KINDS = ("role", "skill")
"""Names that are subjects; the lexicon also knows what people did before."""

LONGEST_QUESTION = 600
"""Characters of a question that are read."""

_GOES_ON = pattern("query", "goes_on")

_EVERYDAY = word_table("query", "everyday")
"""Names of skills that are no sign of a skill in a question."""


NOTHING = (
    "I have nothing that answers this. I can speak about machine learning, data and AI work: demand and growth, "
    "numbers, places, remote work, industries, pay, roles and skills, how to start, courses, and what is expected next."
)


class Topic(Struct, frozen=True):
    """What an answer was about, so that the next question can leave it unsaid."""

    kind: str = ""
    """pay | market | definition | comparison | needs | advice and others; empty after an abstention."""
    answer: str = ""
    """Id of the answer in corpus/facts, or of the entry in corpus/answers."""
    role: str = ""
    level: str = "all"
    region: str = "all"
    other: str = ""
    """The role it was compared with."""


class MarketAnswer(Struct, frozen=True):
    """The answer to one question."""

    question: str
    answered: bool
    text: str
    facts: tuple[FactView, ...] = ()
    topic: Topic = Topic()
    """What it was about: hand the answer back as `context` with the next question."""

    @property
    def is_nothing(self) -> bool:
        """Whether not even what there is instead could be said."""
        return not self.answered and self.text == NOTHING


class Asked(Struct, frozen=True):
    """A question and what it names."""

    question: str
    words: tuple[str, ...]
    """Its content, canonical; a role is one word, `role:slug`."""
    subjects: tuple[tuple[str, str], ...]
    """Roles and skills named, in order, as (kind, slug)."""
    inside_names: frozenset[str]
    """Those of `words` that stand in the names of the subjects."""
    region: str
    """Region of the pay table named; empty for none."""
    city: str
    """A place inside that region, where the region was named by it; empty for none."""
    levels: tuple[str, ...]
    """Experience levels named, the lowest first."""
    before: Topic
    goes_on: bool
    """Whether it leaves its subject to the question before."""
    field: bool
    """Whether it is about this field, by its words or by the question it is a part of."""

    @property
    def level(self) -> str:
        """The one experience level named; empty for none or several."""
        return self.levels[0] if len(self.levels) == 1 else ""

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles named."""
        return tuple(slug for kind, slug in self.subjects if kind == "role")


WHOLE_FIELD = frozenset({"machine-learning", "artificial-intelligence"})
"""Skills that name the field itself and nobody's trade in it."""

_FIELD = word_table("query", "field")

_ANY_TRADE = frozenset({"domain", "people", "office-tools", "product-business", "research"})
"""Families of skills that every line of work has."""


def take_apart(question: str, corpus: Corpus, before: Topic, *, field: bool = False) -> Asked:
    """The question, read."""
    text = question[:LONGEST_QUESTION]
    tokens = tokenise(text)
    words = content_words(text, corpus.lexicon)
    subjects: dict[tuple[str, str], None] = {}
    inside: set[str] = set()
    for name in corpus.lexicon.scan(tokens):
        entry = _sure(name, tokens, text)
        if entry is not None:
            subjects[entry] = None
            inside.update(content_words(text[tokens[name.first].start : tokens[name.last - 1].end], corpus.lexicon))
    said = {form for token in tokens for form in (token.text, token.text.removesuffix("s"))}
    levels = {level for word, level in LEVEL_WORDS.items() if word in said}
    region = next((REGION_WORDS[word] for word in words if word in REGION_WORDS), "")
    spoken = f" {' '.join(token.text for token in tokens)} "
    city = next((name for name in CITIES if f" {name} " in spoken), "")
    goes_on = bool(before.kind) and (bool(_GOES_ON.match(text)) or len(words) <= 1)
    trade = any(kind == "role" or corpus.skill_family[slug] not in _ANY_TRADE for kind, slug in subjects)
    return Asked(
        question=text,
        words=words,
        subjects=tuple(subjects),
        inside_names=frozenset(inside),
        region=region or CITIES.get(city, ""),
        city="" if region else city,
        levels=tuple(level for level in LEVELS if level in levels),
        before=before,
        goes_on=goes_on,
        field=field or goes_on or trade or bool(_FIELD & set(words)),
    )


_CLAUSE_ENDS = pattern("query", "clause_ends")


def clauses(question: str) -> tuple[str, ...]:
    """The parts of a question that is said at length, the last first: people come to the point at the end."""
    parts = [part.strip() for part in _CLAUSE_ENDS.split(question[:LONGEST_QUESTION])]
    parts = [part for part in parts if " " in part]
    return tuple(reversed(parts)) if len(parts) > 1 or parts and len(parts[0]) < len(question) - 2 else ()


def _sure(name: Found, tokens: list[Token], text: str) -> tuple[str, str] | None:
    """The role or skill meant, roles first; an everyday word needs a capital inside the sentence or to stand alone."""
    spoken = " ".join(token.text for token in tokens[name.first : name.last])
    if spoken in _EVERYDAY or not all(kind in KINDS for kind, _, _ in name.entries):
        return None
    start = tokens[name.first].start
    marked = text[start].isupper() and (start > 0 or len(tokens) == name.last)
    entries = [(kind, slug) for kind, slug, flags in name.entries if marked or not flags & AMBIGUOUS]
    return min(entries) if entries else None


# ---------------------------------------------------------------- quantities that no source gives


_SHARE_OF = pattern("query", "share_of")
"""No source gives a share of people, firms or jobs, but for those that are remote."""

_BEST = pattern("query", "best")
_BEST_OF = word_table("query", "best_of")
"""What can be the best of its kind without anybody having to rank products, books or tools."""


def _best_of_another_kind(asked: Asked, corpus: Corpus) -> bool:
    """Whether the best of something is asked for that no source ranks: "which chatbot is best"."""
    found = _BEST.search(prepare(asked.question))
    said = content_words(found["one"] or found["other"], corpus.lexicon) if found else ()
    return bool(said) and not any(word in _BEST_OF or word.startswith("role:") for word in said)


_QUANTITY = pattern("query", "quantity")

_COUNTED_HEADS = pattern("query", "counted_heads")
_COUNTABLE = word_table("query", "countable")


_WHICH_OF_THEM = word_table("query", "which_of_them")
"""What may stand before the people that are counted."""


def of_something_else(asked: Asked, corpus: Corpus) -> bool:
    """Whether what is asked for is a quantity or a best that no source gives."""
    return unmeasured(asked) or counts_something_else(asked, corpus) or _best_of_another_kind(asked, corpus)


def unmeasured(asked: Asked) -> bool:
    """Whether a share or an average is asked for that no source gives."""
    found = _SHARE_OF.search(asked.question) or _QUANTITY.search(asked.question)
    return bool(found) and not numbers_in(asked.question) and "remote" not in asked.words


def counts_something_else(asked: Asked, corpus: Corpus) -> bool:
    """Whether a number is asked for, of something else than people, jobs and adverts."""
    found = _COUNTED_HEADS.search(prepare(asked.question)) if "count" in asked.words else None
    after = [word for word in content_words(found[1], corpus.lexicon) if word not in _WHICH_OF_THEM] if found else []
    return any(word not in _COUNTABLE and not word.startswith("role:") and not word.isdigit() for word in after[:1])

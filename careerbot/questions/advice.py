"""Question answering by retrieval over the answer base (corpus/answers), with a calibrated threshold to abstain.

Which of the questions that advisers are asked this one is: by the vectors of their phrasings, by the words they share,
and by the role the talk is about. Off-topic questions (corpus/language/en/off_topic.toml) compete with them; where none
is likely enough, nothing is said.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Container
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from careerbot.corpus.files import kept
from careerbot.corpus.lexicon import AMBIGUOUS
from careerbot.corpus.records import Slug
from careerbot.embeddings.search import OF_FACTS, advice_texts
from careerbot.questions.query import MarketAnswer, Topic
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Advice
    from careerbot.embeddings.search import AdviceNear

LONGEST_QUESTION = 600
"""Characters that are read."""

SAME_ROLE, OTHER_ROLE, SOME_ROLE = 0.16, -0.1, -0.04
"""What an entry for certain roles gains where the role is one of them, another, or not known."""

WORDS = 0.35
"""Weight of the share of words against the nearness of the vectors."""

ASKED, WITHIN = 0.8, 0.05
"""What an entry gains by the chance that the reader gives it, and where it is of a topic that the message asks about."""

SATURATION, LENGTH = 1.2, 0.75
"""BM25: how soon more of the same word counts no more, and how much a long entry is discounted."""


LEAST_WITHIN = 0.12
"""Certainty from which an answer is given where the topics are known: the question has been read to be about one."""

ANOTHER = 0.15
"""Lead of another entry, as of one for the role under discussion, that outweighs the very words of a phrasing."""

LITTLE = 6.0
"""Weight of words below which a question says too little to be told by them: about that of one that no entry has."""


Similar = Callable[[str], "AdviceNear | None"]


class Certainty(Struct, frozen=True):
    """Logistic regression: how likely the first entry is the right one. Fitted by tests/evaluation/measure_advice.py --fit."""

    score: float
    lead: float
    """Of the first over the second."""
    off_topic: float
    start: float
    least: float
    """From which an answer is given."""
    none: float = 0.0
    """Of the chance that it asks for no entry."""

    def of(self, score: float, lead: float, off_topic: float, none: float = 0.0) -> float:
        """0 to 1."""
        logit = self.start + self.score * score + self.lead * lead + self.off_topic * off_topic + self.none * none
        return 1 / (1 + math.exp(-logit))


BY_MEANING = Certainty(score=7.0, lead=2.52, off_topic=-11.77, start=-1.27, least=0.25)
BY_READING = Certainty(score=1.85, lead=1.09, off_topic=-6.67, start=0.07, least=0.35, none=-2.5)
BY_WORDS = Certainty(score=2.47, lead=9.32, off_topic=-5.08, start=-2.48, least=0.35)


class Found(Struct, frozen=True):
    """The entry nearest to a question."""

    slug: Slug
    advice: Advice | None
    """None where an answer of corpus/facts is nearer than any."""
    certainty: float
    """Calibrated chance that it is the one asked for, 0 to 1."""
    sure: bool
    """Whether it is to be given."""


def find_advice(
    question: str,
    corpus: Corpus,
    similar: Similar | None = None,
    *,
    role: Slug | None = None,
    background: Slug | None = None,
    topics: tuple[str, ...] = (),
) -> Advice | None:
    """The entry that answers a question; None where none is likely enough to."""
    found = nearest_advice(question, corpus, similar, role=role, background=background, topics=topics)
    return found.advice if found is not None and found.sure else None


def nearest_advice(
    question: str,
    corpus: Corpus,
    similar: Similar | None = None,
    *,
    role: Slug | None = None,
    background: Slug | None = None,
    topics: tuple[str, ...] = (),
    role_weight: float = 1.0,
    without: Container[Slug] = (),
) -> Found | None:
    """The nearest entry, sure or not; None where the answer base, or what is left of it, is empty.

    `role_weight` is how much more the role under discussion counts than usual: "a project for that?"; `without` names
    entries that are not to be given.
    """
    text = question[:LONGEST_QUESTION]
    words = _words_of(corpus)
    near = similar(text) if similar is not None else None
    by_words = words.shares(text)
    about = _roles_named(text, corpus) or ((role,) if role else ())
    read = near.asked if near is not None else {}
    scores = {
        slug: (near.entries[slug] + WORDS * by_words.get(slug, 0.0) if near is not None else by_words.get(slug, 0.0))
        + _fit(slug, roles, about, background) * role_weight
        + (ASKED * read.get(slug, 0.0) + (WITHIN if topics and topic_of(slug) in topics else 0.0) if read else 0.0)
        for slug, roles in words.roles.items()
        if (read or not topics or topic_of(slug) in topics) and (near is None or slug in near.entries) and slug not in without
    }
    said = words.phrasings.get(" ".join(plain_words(text)), "")
    if said in scores and scores[said] >= max(scores.values()) - ANOTHER:
        return Found(said, corpus.advice.get(said), 1.0, sure=True)
    ranked = sorted(scores, key=lambda slug: (-scores[slug], slug))
    if not ranked:
        return None
    first, second = scores[ranked[0]], scores[ranked[1]] if len(ranked) > 1 else 0.0
    judge = BY_READING if read else BY_MEANING if near is not None else BY_WORDS
    off_topic = near.off_topic if near is not None else words.off_topic(text)
    certainty = round(judge.of(first, first - second, off_topic, read.get("", 0.0)), 4)
    least = LEAST_WITHIN if topics and not read else judge.least
    return Found(ranked[0], corpus.advice.get(ranked[0]), certainty, certainty >= least)


KIND_TOLD = {"fact": "", "practice": "Common practice; no source here counts it.", "opinion": "A view; others hold others."}
"""What kind of statement an entry is."""


def in_words(slug: Slug, advice: Advice, question: str, corpus: Corpus) -> MarketAnswer:
    """An entry as the answer to a question asked by itself."""
    source = corpus.sources.get(advice.source)
    told = f"Source: {source.title}, {source.publisher}." if source is not None else KIND_TOLD[advice.kind]
    lines = (" ".join(advice.answer.split()), advice.next, told)
    text = "\n".join(line for line in lines if line)
    role = advice.roles[0] if len(advice.roles) == 1 else ""
    return MarketAnswer(question, answered=True, text=text, topic=Topic("advice", slug, role))


def topic_of(slug: Slug) -> str:
    """What an entry is about."""
    return slug.partition("-")[0]


def _fit(slug: Slug, roles: tuple[Slug, ...], about: tuple[Slug, ...], background: Slug | None) -> float:
    """What an entry gains or loses by whom it is for."""
    gain = SAME_ROLE if background is not None and slug == f"background-{background}" else 0.0
    if not roles:
        return gain
    if not about:
        return gain + SOME_ROLE
    return gain + (SAME_ROLE if set(about) & set(roles) else OTHER_ROLE)


def _roles_named(text: str, corpus: Corpus) -> tuple[Slug, ...]:
    found = corpus.lexicon.scan(tokenise(text))
    entries = (entry for name in found for entry in name.entries)
    return tuple(dict.fromkeys(slug for kind, slug, flags in entries if kind == "role" and not flags & AMBIGUOUS))


# ---------------------------------------------------------------- words


class Postings(Struct, frozen=True):
    """An inverted index: word -> the entries that have it, with its BM25 weight there."""

    roles: dict[Slug, tuple[Slug, ...]]
    """Every entry, and the roles it is for."""
    phrasings: dict[str, Slug]
    """Words of each phrasing -> its entry."""
    none: tuple[tuple[str, ...], ...]
    """Words of questions that are off topic."""
    slugs: tuple[Slug, ...]
    weights: dict[str, tuple[tuple[int, float], ...]]
    rarity: dict[str, float]
    unknown: float

    def shares(self, question: str) -> dict[Slug, float]:
        """How much of the weight of a question's words each entry has, 0 to about 1."""
        words = set(plain_words(question))
        whole = max(LITTLE, sum(self.rarity.get(word, self.unknown) for word in words))
        found: dict[Slug, float] = {}
        for word in sorted(words):
            for at, weight in self.weights.get(word, ()):
                found[self.slugs[at]] = found.get(self.slugs[at], 0.0) + weight / whole
        return found

    def off_topic(self, question: str) -> float:
        """The share of weight that a question has in common with the off-topic question most like it."""
        words = set(plain_words(question))
        weight = {word: self.rarity.get(word, self.unknown) for word in words}
        best = 0.0
        for none in self.none:
            if same := words.intersection(none):
                whole = sum(weight.values()) + sum(self.rarity.get(word, self.unknown) for word in none)
                best = max(best, 2 * sum(weight[word] for word in same) / max(2 * LITTLE, whole))
        return best


def plain_words(text: str) -> list[str]:
    """The words of a text, plurals as singulars."""
    return [_singular(token.text.replace("'", "")) for token in tokenise(text)]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _postings(corpus: Corpus) -> Postings:
    entries = advice_texts(corpus)
    counts: list[Counter[str]] = []
    for phrasings, answer in entries.values():
        counts.append(Counter(word for text in (*phrasings, answer) for word in set(plain_words(text))))
    spread = Counter(word for count in counts for word in count)
    total = len(counts)
    rarity = {word: math.log(1 + (total - n + 0.5) / (n + 0.5)) for word, n in spread.items()}
    mean = sum(map(Counter.total, counts)) / (total or 1)
    weights: dict[str, list[tuple[int, float]]] = {}
    for at, count in enumerate(counts):
        room = SATURATION * (1 - LENGTH + LENGTH * count.total() / mean)
        for word, n in count.items():
            weights.setdefault(word, []).append((at, round(rarity[word] * n / (n + room), 3)))
    return Postings(
        roles={
            slug: (corpus.advice.get(slug) or corpus.answers[slug.removeprefix(OF_FACTS)]).roles for slug in entries
        },
        phrasings={" ".join(plain_words(text)): slug for slug, (phrasings, _) in entries.items() for text in phrasings},
        none=tuple(tuple(sorted(set(plain_words(text)))) for text in corpus.language.table("off_topic").get("ask", ())),
        slugs=tuple(entries),
        weights={word: tuple(rows) for word, rows in weights.items()},
        rarity={word: round(value, 3) for word, value in rarity.items()},
        unknown=round(math.log(1 + (total + 0.5) / 0.5), 3),
    )


@lru_cache(maxsize=4)
def _words_of(corpus: Corpus) -> Postings:
    return kept("advice-words", corpus, Postings, lambda: _postings(corpus))

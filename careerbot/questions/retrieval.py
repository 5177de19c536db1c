"""Which of the questions people ask a question is, by the weight of the words they share."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from careerbot.corpus.files import kept
from careerbot.questions.features import content_words, word_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerbot.corpus.corpus import Corpus

UNSAID, UNASKED = 1.0, 0.3
"""How much a word of the question that the phrasing lacks costs, and one of the phrasing that the question lacks."""

STRANGE, MOST_STRANGE = 0.2, 3
"""What a word costs that no phrasing has, where it may be said in passing, and how many such words are counted."""

ASKED_FOR = word_table("retrieval", "asked_for")
"""Words that say what is wanted: a phrasing with one of them answers no question without it."""

UNASKED_FOR = 0.8

OTHER_PHRASING = 0.55
"""What a word is worth that stands in another phrasing of the same answer."""

ENOUGH_WORDS = 0.46
"""Share of shared weight from which words alone decide."""

SOME_WORDS = 0.3
"""Share of shared weight below which meaning alone is not believed."""

MEANING = 0.55
"""Weight of the cosine against the words."""

CLOSE, SOME_SHARED, VERY_CLOSE = 0.62, 0.1, 0.75
"""Cosine and share of words from which meaning is believed where other words may be said in passing; cosine without."""

FARTHER = 0.9
"""What answers that are not among the nearest may have of the lowest cosine among these."""

ENOUGH_TOGETHER = 0.55
"""Words and meaning together from which an answer is given, where words alone are not enough."""


class Match(Struct, frozen=True):
    """The nearest answer to a question."""

    answer: str
    words: float
    """Share of shared weight, 0 to 1."""
    meaning: float
    """Cosine of the nearest phrasing; 0 where it was not asked for."""
    left: tuple[str, ...]
    """Words of the question that no phrasing of the answer has."""
    in_passing: bool = False
    """Whether words that no phrasing has may be said in passing."""

    @property
    def good(self) -> bool:
        """Whether it is near enough to be given."""
        if not self.meaning:
            return self.words >= ENOUGH_WORDS
        if self.in_passing and (self.meaning >= VERY_CLOSE or self.meaning >= CLOSE and self.words >= SOME_SHARED):
            return True
        return self.score >= ENOUGH_TOGETHER and self.words >= SOME_WORDS

    @property
    def score(self) -> float:
        """Words and meaning together; words alone where meaning was not asked for."""
        return (1 - MEANING) * self.words + MEANING * self.meaning if self.meaning else self.words


Phrasings = dict[str, list[tuple[str, ...]]]
"""Answer -> the content words of each way to ask for it."""


def _phrasings(corpus: Corpus) -> Phrasings:
    return {
        slug: [tuple(content_words(text, corpus.lexicon)) for text in answer.questions]
        for slug, answer in corpus.answers.items()
    }


class Faq:
    """The phrasings of every answer, ready to be compared."""

    def __init__(self, corpus: Corpus) -> None:
        self._said: dict[tuple[str, ...], set[str]] = {}
        self._phrases: dict[str, list[frozenset[str]]] = {}
        # a thousand phrasings take a tenth of a second, which is most of what one question takes
        for slug, phrasings in kept("phrasings", corpus, Phrasings, lambda: _phrasings(corpus)).items():
            self._phrases[slug] = [_one_field(words) for words in phrasings]
            for words in phrasings:
                self._said.setdefault(words, set()).add(slug)
        self._known = {slug: frozenset[str]().union(*phrases) for slug, phrases in self._phrases.items()}
        counts = Counter(word for words in self._known.values() for word in words)
        total = len(self._known) or 1
        self._weight = {word: math.log(1 + total / count) for word, count in counts.items()}
        self._unknown = math.log(1 + total)

    def weight(self, word: str) -> float:
        """How telling a word is: high for a rare one, highest for one that no phrasing has."""
        return self._weight.get(word, self._unknown)

    def knows(self, word: str) -> bool:
        """Whether any phrasing has the word."""
        return word in self._weight

    def best(
        self, words: Sequence[str], meaning: Sequence[tuple[str, float]] = (), *, in_passing: bool = False
    ) -> Match | None:
        """The nearest answer; None for a question without content."""
        if not words or not self._phrases:
            return None
        near: dict[str, float] = {}
        for slug, cosine in meaning:
            near[slug] = max(cosine, near.get(slug, 0.0))
        matches = [self._match(slug, words, near.get(slug, 0.0), in_passing) for slug in sorted(self._phrases)]
        if near:
            least = FARTHER * min(near.values())
            return max(matches, key=lambda match: (1 - MEANING) * match.words + MEANING * (match.meaning or least))
        return max(matches, key=lambda match: match.words)

    def clear(self, words: Sequence[str]) -> bool:
        """Whether words alone leave no doubt: they are, in their order, those of a phrasing of one answer and no other."""
        return len(self._said.get(tuple(words), ())) == 1

    def _match(self, slug: str, words: Sequence[str], cosine: float, in_passing: bool) -> Match:
        asked = _one_field(words)
        known = self._known[slug]
        strange = frozenset(word for word in asked if self._strange(word, known)) if in_passing else frozenset[str]()
        cost = STRANGE * self._unknown * min(len(strange), MOST_STRANGE)
        share = max(self._share(asked - strange, phrase, known, cost) for phrase in self._phrases[slug])
        return Match(slug, share, cosine, tuple(word for word in words if word not in known and word in asked), in_passing)

    def _strange(self, word: str, known: frozenset[str]) -> bool:
        """Whether the word says nothing about which answer is meant: nobody asks with it, or it is who asks."""
        return word not in self._weight or word.startswith("role:") and word not in known

    def _share(self, asked: frozenset[str], phrase: frozenset[str], known: frozenset[str], cost: float) -> float:
        same = sum(map(self.weight, asked & phrase))
        elsewhere = sum(map(self.weight, (asked & known) - phrase))
        unsaid = sum(map(self.weight, asked - known))
        unasked = sum(map(self.weight, (phrase - asked) - ASKED_FOR))
        unwanted = sum(map(self.weight, (phrase - asked) & ASKED_FOR))
        against = UNSAID * unsaid + UNASKED * unasked + UNASKED_FOR * unwanted + cost
        return (same + OTHER_PHRASING * elsewhere) / (same + elsewhere + against or 1.0)


@lru_cache(maxsize=4)
def faq_of(corpus: Corpus) -> Faq:
    """The phrasings of a corpus, prepared once: a corpus never changes, and a conversation asks many times."""
    return Faq(corpus)


def _one_field(words: Sequence[str]) -> frozenset[str]:
    """AI and ML are the same field to who asks, unless both are named."""
    found = frozenset(words)
    return found if {"ml", "ai"} <= found else frozenset("ml" if word == "ai" else word for word in found)

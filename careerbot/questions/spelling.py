"""Mistyped words of a question about the market, set right towards the words such questions are made of."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from careerbot.questions.features import is_place, known_forms
from careerbot.text.spelling import Speller
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careerbot.corpus.corpus import Corpus


def spelled(question: str, corpus: Corpus) -> str:
    """The question with words corrected that nobody writes and that are a keystroke or two from one asked with."""
    speller = _speller(corpus)
    tokens = tokenise(question)
    covered = [at for at, token in enumerate(tokens) if is_place(token.text)]
    text = question
    for at, word in sorted(speller.correct(tokens, covered, question).items(), reverse=True):
        text = f"{text[: tokens[at].start]}{word}{text[tokens[at].end :]}"
    return text


@lru_cache(maxsize=2)
def _speller(corpus: Corpus) -> Speller:
    table = corpus.language.table("function_words")
    return Speller(_words(corpus), words={name: table[name] for name in ("endings", "beginnings")})


def _words(corpus: Corpus) -> Iterator[str]:
    """Made when the first word turns up that nobody writes: most questions have none."""
    asked = {token.text for answer in corpus.answers.values() for text in answer.questions for token in tokenise(text)}
    topics = {token.text for fact in corpus.facts.values() for text in fact.topics for token in tokenise(text)}
    yield from sorted(asked | topics | known_forms())
    yield from corpus.lexicon.vocabulary()

"""The words of a question about the market, reduced to what they ask: two phrasings of one question share most of them.

Small words go, synonyms meet in one word ("salary", "earn" and "wage" are all `pay`), plurals lose their ending.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from careerbot import lazy
from careerbot.corpus.corpus import shipped_folder
from careerbot.corpus.lexicon import AMBIGUOUS
from careerbot.text.spelling import Speller
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.lexicon import Lexicon


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads((shipped_folder() / "language" / "en" / "questions.toml").read_text(encoding="utf-8"))


def said(module: str, name: str) -> Any:  # noqa: ANN401 (what the file has there)
    """A table, list or text, as it stands in the file."""
    return _tables()[module][name]


def word_list(module: str, name: str) -> tuple[str, ...]:
    """Words in their order: a text of them, or a list where they hold spaces."""
    found = said(module, name)
    return tuple(found.split()) if isinstance(found, str) else tuple(found)


def word_table(module: str, name: str) -> frozenset[str]:
    """A set of words."""
    return frozenset(word_list(module, name))


def pattern(module: str, name: str) -> re.Pattern[str]:
    """A regular expression, compiled when it is first used."""
    return lazy.pattern(said(module, name))


FIGURES = pattern("features", "figures")
"""Asks for numbers, forecasts or sources."""

_SMALL = word_table("features", "small")
"""Words that ask nothing by themselves."""


_SYNONYMS: dict[str, tuple[str, ...]] = {head: tuple(forms.split()) for head, forms in said("features", "synonyms").items()}
"""The word that stands for a group, and the group."""

_DEMONYMS: dict[str, str] = dict(said("features", "demonyms"))
"""Who lives in a country, or comes from it -> the country."""

_CANON = {form: word for word, forms in _SYNONYMS.items() for form in (word, *forms)} | _DEMONYMS

_JOINERS = tuple((lazy.pattern(form), word, tuple(needs.split("|"))) for form, word, needs in said("features", "joiners"))
"""What is joined, into which word, and texts of which it holds one: most questions hold none, so most are never compiled."""

NOT_MEASURED = word_table("features", "not_measured")
"""What no fact measures or tells: a question for one of them is not the question it resembles."""

ANYBODY = frozenset({"machine-learning-engineer", "ml-specialist", "ai-specialist", "ai-engineer"})
"""Roles whose titles stand for "somebody who does ML" in questions about the whole market."""


def prepare(question: str) -> str:
    """The question with expressions of several words joined into one."""
    text = question.replace("’", "'")
    for joined, word, needs in _JOINERS:
        if any(need in text.lower() for need in needs):
            text = joined.sub(word, text)
    return text


def canonical(word: str) -> str:
    """The word that stands for this one and its synonyms."""
    word = word.replace("'", "")
    for form in (word, *_stems(word), *_roots(word)):
        if form in _CANON:
            return _CANON[form]
    return _stems(word)[0] if _stems(word) else word


def _stems(word: str) -> list[str]:
    """Shorter forms a word may be listed under, the likeliest first."""
    if len(word) <= 3 or not word.isalpha():
        return []
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y"]
    if word.endswith("sses"):
        return [word[:-2]]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return [word[:-1], word[:-2]]
    return []


def _roots(word: str) -> list[str]:
    """What a form in -ing, -ed or -ment may come from; counts only where that is a listed word."""
    ending = next((ending for ending in ("ing", "ed", "ment") if word.endswith(ending) and len(word) > len(ending) + 3), "")
    if not ending or not word.isalpha():
        return []
    root = word.removesuffix(ending)
    return [root, f"{root}e", *([root[:-1]] if root[-1] == root[-2] else [])]


def content_words(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What the text asks about, each word once, in order; a role other than "ML engineer" is one word, `role:slug`."""
    tokens = tokenise(prepare(text))
    spans = {}
    for found in lexicon.scan(tokens):
        role = next((slug for kind, slug, flags in found.entries if kind == "role" and not flags & AMBIGUOUS), None)
        if role is not None and role not in ANYBODY:
            spans[found.first] = (found.last, f"role:{role}")
    words: list[str] = []
    at = 0
    while at < len(tokens):
        if at in spans:
            at, word = spans[at]
            words.append(word)
            continue
        word = tokens[at].text
        if word.replace("'", "") not in _SMALL:
            words.append(canonical(word))
        at += 1
    return tuple(dict.fromkeys(words))


def known_forms() -> frozenset[str]:
    """Every word with a meaning of its own in a question, and those that ask nothing."""
    return frozenset((*_CANON, *_SMALL, *NOT_MEASURED))


def is_group(word: str) -> bool:
    """Whether the word stands for a group of synonyms, and so names nothing in particular."""
    return word in _SYNONYMS


def plain_words(texts: Iterable[str]) -> set[str]:
    """Every canonical word of some texts, for vocabularies."""
    return {word for text in texts for word in _plain_words(text)}


@lru_cache(maxsize=4096)
def _plain_words(text: str) -> frozenset[str]:
    # of topics and facts, which every question is held against; a conversation asks many
    tokens = tokenise(prepare(text))
    return frozenset(canonical(t.text) for t in tokens if t.text.replace("'", "") not in _SMALL)


_COUNTRIES = word_table("features", "countries")


def unlisted_places(words: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Countries and large cities among the words of which the corpus says nothing."""
    said = set(known)
    return tuple(word for word in words if word in _COUNTRIES and word not in said)


def is_place(word: str) -> bool:
    """Whether the word names a country or a large city."""
    return word in _COUNTRIES


def years_in(text: str) -> tuple[int, ...]:
    """The years a question names."""
    return tuple(int(year) for year in re.findall(r"(?<![\d,.])(?:19|20)\d\d(?![\d,])", text))


_UNITS = word_list("features", "units")
_TENS = word_list("features", "tens")
_WRITTEN = {**{word: at for at, word in enumerate(_UNITS, 1)}, **{word: 10 * at for at, word in enumerate(_TENS, 2)}}
_IN_WORDS = lazy.pattern(rf"(?i)\b((?:(?:{'|'.join(_WRITTEN)}|hundred|and)[\s-]+)+)(million|thousand|percent|per cent)\b")


def numbers_in(text: str) -> tuple[float, ...]:
    """The figures a question quotes: "97 million" is 97, "135,000", "135k" and "a hundred and thirty-five thousand" too."""
    found = []
    for digits, unit in re.findall(r"(?<![\w.])\$?(\d[\d,]*(?:\.\d+)?)[\s-]?(\w+|%)?", text):
        number = float(digits.replace(",", "") or 0)
        thousand = unit.lower() in ("k", "thousand")
        if number > 300 or unit.lower() in _FIGURE_UNITS:
            found.append(number * 1000 if thousand else number)
    for words, unit in _IN_WORDS.findall(text):
        found.append(_number(words) * (1000 if unit.lower() == "thousand" else 1))
    return tuple(found)


_FIGURE_UNITS = word_table("features", "figure_units")
"""Small numbers are figures with one of these behind them only: fifteen years are no 15%."""


def _number(words: str) -> float:
    total = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        total = (total or 1) * 100 if word == "hundred" else total + _WRITTEN.get(word, 0)
    return float(total)


# ---------------------------------------------------------------- mistyped words


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

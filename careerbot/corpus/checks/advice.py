"""Rules on the answer base: short, found by many phrasings, each phrasing in one entry, figures with a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careerbot.corpus.checks.view import View
from careerbot.corpus.contents import Problem
from careerbot.corpus.records import ADVICE_TOPICS

FEWEST_PHRASINGS, MOST_WORDS = 12, 80

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s*(?:%|percent|million|thousand)")


def topics_of_entries(view: View) -> Iterator[Problem]:
    """Every entry says by its slug what it is about."""
    for slug in view.contents.advice:
        if slug.partition("-")[0] not in ADVICE_TOPICS:
            yield view.problem("advice", slug, "", f"begins with no topic; the topics are {', '.join(ADVICE_TOPICS)}")


def few_phrasings(view: View) -> Iterator[Problem]:
    """Every entry can be found by what people say."""
    for slug, advice in view.contents.advice.items():
        if len(advice.ask) < FEWEST_PHRASINGS:
            yield view.problem("advice", slug, "ask", f"{len(advice.ask)} phrasings; {FEWEST_PHRASINGS} at least")


def overlong_answers(view: View) -> Iterator[Problem]:
    """Every answer is read in a breath."""
    for slug, advice in view.contents.advice.items():
        words = len(advice.answer.split())
        if not 0 < words <= MOST_WORDS:
            yield view.problem("advice", slug, "answer", f"{words} words; 1 to {MOST_WORDS}")


def unsourced_figures(view: View) -> Iterator[Problem]:
    """A fact, and every counted figure, names its source."""
    for slug, advice in view.contents.advice.items():
        if advice.source:
            continue
        if advice.kind == "fact":
            yield view.problem("advice", slug, "source", "a fact names its source")
        elif figure := _FIGURE.search(advice.answer):
            yield view.problem("advice", slug, "source", f"the figure {figure[0]} has no source")


def phrasings_twice(view: View) -> Iterator[Problem]:
    """A phrasing leads to one entry, and what is kept to measure with is no way to find it."""
    owner: dict[str, str] = {}
    for slug, advice in view.contents.advice.items():
        for field, texts in (("ask", (advice.question, *advice.ask)), ("unseen", advice.unseen)):
            for text in texts:
                first = owner.setdefault(_bare(text), slug)
                if first != slug or field == "unseen" and _bare(text) in {_bare(x) for x in (advice.question, *advice.ask)}:
                    yield view.problem("advice", slug, field, f'"{text}" stands already in {first}')


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))

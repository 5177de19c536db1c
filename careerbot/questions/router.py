"""A question about the market -> the facts that answer it, each with its provenance, or an honest "not known".

Words decide first: roles and skills by name, then the phrasings of corpus/facts/answers.toml by the weight of the words
they share, then places, firms and figures by name. `similar`, where given, settles what words leave open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.provenance import FactView, sentence, told, view
from careerbot.questions.advice import Found, in_words, nearest_advice
from careerbot.questions.advice import Similar as AdviceSimilar
from careerbot.questions.applying import any_degree, applying, bootcamps, projects, working_life
from careerbot.questions.facts import figures_of, named, unheard_of
from careerbot.questions.features import (
    ANYBODY,
    NOT_MEASURED,
    content_words,
    is_place,
    pattern,
    spelled,
    word_table,
    years_in,
)
from careerbot.questions.pay_questions import pay as pay_of
from careerbot.questions.query import (
    LONGEST_QUESTION,
    NOTHING,
    Asked,
    MarketAnswer,
    Topic,
    clauses,
    counts_something_else,
    of_something_else,
    take_apart,
    unmeasured,
)
from careerbot.questions.records import (
    certificates,
    comparison,
    definition,
    degree,
    how_long,
    nearest_certificates,
    needs,
    who_hires,
)
from careerbot.questions.retrieval import VERY_CLOSE, Faq, Match, faq_of
from careerbot.text.tokenizer import in_text, with_article

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus

__all__ = ["NOTHING", "MarketAnswer", "Similar", "after_comparing", "answer"]

Similar = Callable[[str], Sequence[tuple[str, float]]]
"""A question -> (answer id, cosine) of the nearest phrasings."""

def answer(
    question: str,
    corpus: Corpus,
    *,
    context: MarketAnswer | None = None,
    similar: Similar | None = None,
    advised: AdviceSimilar | None = None,
) -> MarketAnswer:
    """The facts that answer a question, in words, or a plain statement that they are not there."""
    before = context.topic if context is not None else Topic()
    text = spelled(question[:LONGEST_QUESTION], corpus)
    asked = take_apart(text, corpus, before)
    found = _answer(asked, corpus, similar)
    if not found.answered and found.is_nothing and not set(asked.words) & NOT_MEASURED:
        parts = (take_apart(part, corpus, before, field=asked.field) for part in clauses(text))
        answers = (_answer(part, corpus, similar) for part in parts if len(part.words) > 1)
        found = next((one for one in answers if one.answered), found)
    if not asked.goes_on:
        # what the records answer exactly gives way to the very words of a phrasing alone, for which no model is opened
        exact = found.answered and found.topic.kind not in _RETOLD
        found = _or_advice(found, nearest_advice(text, corpus, None if exact else advised), asked, corpus)
    return replace(found, question=question)


_RETOLD = frozenset({"market", "projects", "applying"})
"""Kinds of answer that say what is held about a subject rather than exactly what was asked."""

_OVERRULES = 0.4
"""Certainty from which an entry of the answer base is told in place of these."""


def _or_advice(found: MarketAnswer, nearest: Found | None, asked: Asked, corpus: Corpus) -> MarketAnswer:
    """What the records say where that is exactly what was asked, else the entry of the answer base, where one is sure.

    Pay, degrees, certificates, needs and times come from the records whatever is nearest; among answers of corpus/facts
    and entries of the answer base the nearest wins.
    """
    if nearest is None or nearest.advice is None or not nearest.sure or found.topic.kind == "pay":
        return found
    if nearest.certainty < 1:
        if found.answered and (found.topic.kind not in _RETOLD or nearest.certainty < _OVERRULES):
            return found
        if faq_of(corpus).clear(asked.words) or unmeasured(asked) or counts_something_else(asked, corpus):
            return found
    return in_words(nearest.slug, nearest.advice, asked.question, corpus)


def after_comparing(one: str, other: str, *, pay: bool = False) -> MarketAnswer:
    """What to hand over as `context` when two roles have just been set side by side, by their `pay` or otherwise.

    "Which pays more?" and "and in Germany?" go on from it.
    """
    return MarketAnswer("", answered=True, text="", topic=Topic("pay" if pay else "comparison", "", one, other=other))


_STEPS = (
    applying, bootcamps, pay_of, certificates, degree, any_degree, how_long, projects, working_life, who_hires, comparison,
    definition, needs,
)  # fmt: skip
"""What is answered from the pay table and the records, each None where the question asks for something else."""


def _answer(asked: Asked, corpus: Corpus, similar: Similar | None) -> MarketAnswer:
    faq = faq_of(corpus)
    by_words = faq.best(asked.words)
    for step in _STEPS:
        found = step(asked, corpus, by_words)
        if found is not None:
            return found
    unranked = _unranked(asked, corpus)
    if unranked is not None:
        return unranked
    return _market(asked, corpus, faq, similar)


# ---------------------------------------------------------------- the market

_FURTHER: dict[tuple[str, ...], str] = {
    ("how-many-ml-engineers", "cause"): "why-hard-to-count",
    ("how-many-ml-jobs", "cause"): "why-hard-to-count",
    ("how-many-postings", "cause"): "why-hard-to-count",
    ("pay", "cause"): "salary-factors",
}
"""What "why?" asks after an answer."""


_RANKED = pattern("router", "ranked")


def _unranked(asked: Asked, corpus: Corpus) -> MarketAnswer | None:
    """Which firm or university is best, nobody measured; what is held instead is said."""
    found = _RANKED.search(asked.question)
    if found is None or "remote" in asked.words or "pay" in asked.words:
        return None
    if re.match(r"(?i)uni|col|scho|boot", found[1] or found[2]):
        text = "Nothing I hold ranks universities or courses. Ask which courses there are for machine learning."
        return MarketAnswer(asked.question, answered=False, text=text)
    firms = [fact.text for fact in corpus.facts.values() if fact.kind == "employer"]
    text = " ".join(("Nothing I hold ranks employers; the articles only name some.", *firms))
    return MarketAnswer(asked.question, answered=False, text=text)


def _market(asked: Asked, corpus: Corpus, faq: Faq, similar: Similar | None) -> MarketAnswer:
    direct = _known_outright(asked)
    if direct in corpus.answers:
        return _from_answer(asked, direct, corpus)
    words = _completed(asked) if asked.goes_on and asked.words else asked.words
    if not words or _too_far(asked, corpus):
        return _nothing(asked)
    words = tuple(word for word in words if not (word.isdigit() and years_in(word)))
    if asked.field and not asked.roles and not {"ml", "ai"} & set(words):
        words = (*words, "ml")
    refused = _refused(asked, words, corpus, faq)
    if refused is not None:
        return refused
    loose, head = _in_passing(asked, words), _head_unknown(asked, faq, corpus)
    match = faq.best(words, in_passing=loose and not head)
    if match is None:
        return _nothing(asked)
    if similar is not None and not faq.clear(words):
        match = faq.best(words, similar(asked.question), in_passing=loose) or match
        match = replace(match, in_passing=loose and (not head or match.meaning >= VERY_CLOSE))
    if match.left or not match.good:
        names = named(words, asked.question, corpus, faq.knows, field=asked.field)
        if names and not _told_in_whole(match, names, faq, corpus):
            return _from_names(asked, names, words, corpus)
    if not match.good or _elsewhere(match, words, faq, asked):
        return _nothing(asked)
    return _from_answer(asked, match.answer, corpus)


def _refused(asked: Asked, words: tuple[str, ...], corpus: Corpus, faq: Faq) -> MarketAnswer | None:
    """What is said to a question about a place or firm of which nothing is held, or about a quantity nobody measured."""
    unheard = unheard_of(words, asked.question, corpus, faq.knows, firms_only="remote" in words)
    if unheard:
        text = f"None of the sources says anything about {unheard} that answers this."
        return MarketAnswer(asked.question, answered=False, text=text)
    return _nothing(asked) if of_something_else(asked, corpus) else None


def _known_outright(asked: Asked) -> str:
    """The answer that is plain without matching: what goes on from the one before, or how several roles work together."""
    if "together" in asked.words and len(asked.roles) > 1:
        return _TEAM
    return _FURTHER.get((asked.before.answer or asked.before.kind, *asked.words), "") if asked.goes_on else ""


def _told_in_whole(match: Match, names: tuple[str, ...], faq: Faq, corpus: Corpus) -> bool:
    """Whether the facts named are better told with the answer they belong to than by themselves."""
    if not match.good or not set(names) <= set(corpus.answers[match.answer].facts):
        return False
    drivers = all(corpus.facts[slug].kind == "driver" for slug in names)
    return drivers or all(faq.knows(word) or word.isdigit() for word in match.left)


_HEAD = pattern("router", "head")


def _in_passing(asked: Asked, words: tuple[str, ...]) -> bool:
    """Whether words that nobody asks with may be said in passing: a number asked for has to be that very number."""
    return asked.field and ("count" not in words or "cause" in words)


def _head_unknown(asked: Asked, faq: Faq, corpus: Corpus) -> bool:
    """Whether the very thing asked for, the first telling word after what or which, is one no phrasing has."""
    found = _HEAD.search(asked.question)
    if found is None:
        return False
    after = [word for word in content_words(found[1], corpus.lexicon) if not word.isdigit()]
    return bool(after) and not faq.knows(after[0]) and not after[0].startswith("role:") and after[0] not in ("ml", "ai")


def _elsewhere(match: Match, words: tuple[str, ...], faq: Faq, asked: Asked) -> bool:
    """Whether what the phrasing leaves over says that something else is asked: a place, a quantity, another field."""
    if any(is_place(word) or word in NOT_MEASURED or word == "count" for word in match.left):
        return True
    if match.answer not in _ANY_ROLE and any(word.startswith("role:") for word in match.left):
        return True
    strange = [word for word in words if not faq.knows(word) and not word.startswith("role:") and not word.isdigit()]
    if not strange:
        return False
    telling = [word for word in words if word not in strange and word not in _GENERAL and not word.startswith("role:")]
    counted = "count" in words and "cause" not in words
    return not asked.field or counted or not telling and match.meaning < VERY_CLOSE


_GENERAL = word_table("router", "general")
"""Words of so many questions that they do not say which one it is."""


def _completed(asked: Asked) -> tuple[str, ...]:
    """The words of a question that goes on, with the field or the role it left unsaid."""
    words = asked.words
    role = asked.before.role
    if "count" in words and role and role != "machine-learning-engineer":
        return (*words, f"role:{role}")
    return words if {"ml", "ai"} & set(words) else (*words, "ml", "job")


def _too_far(asked: Asked, corpus: Corpus) -> bool:
    """Whether a year is asked for that no source looks as far ahead as."""
    last = max((year for fact in corpus.facts.values() for year in years_in(fact.year)), default=0)
    return any(year > last for year in years_in(asked.question))


_ANY_ROLE = frozenset({
    "how-to-start", "good-career", "which-projects", "which-certifications", "courses-and-certificates",
    "remote-work",
    "growth-outlook", "demand-drivers", "roles-in-demand", "salary-factors", "ai-effect-on-ml-jobs", "ml-job-places",
    "emerging-markets",
})  # fmt: skip
"""Answers that hold for every role of the field, as far as they hold for any."""


_COUNTED = frozenset({"people", "postings", "contractors", "million roles", "million jobs displaced"})
"""Units of figures that say how many."""


PAIR = 2
"""Figures of which one is not told without the other."""


def _half_of(names: tuple[str, ...], corpus: Corpus) -> str:
    """The answer that has a figure and its counterpart, where one of these was named: 97 million and 85 million."""
    if any(corpus.facts[slug].kind != "figure" for slug in names):
        return ""
    pairs = (slug for slug, known in corpus.answers.items() if len(known.facts) == PAIR and set(names) <= set(known.facts))
    return next(pairs, "")


_RATE = pattern("router", "rate")
"""Asks how much something grows, which no fact about a place tells."""


def _from_names(asked: Asked, names: tuple[str, ...], words: tuple[str, ...], corpus: Corpus) -> MarketAnswer:
    whole = _half_of(names, corpus)
    if whole:
        return _from_answer(asked, whole, corpus)
    facts = [corpus.facts[slug] for slug in names]
    measured = "count" in words or _RATE.search(asked.question) and all(fact.kind == "place" for fact in facts)
    if measured and not any(fact.unit in _COUNTED for fact in facts):
        text = "The sources give no number for that; they only name it."
        return MarketAnswer(asked.question, answered=False, text=text)
    bullet = "- " if len(names) > 1 else ""
    text = "\n".join(f"{bullet}{sentence(slug, corpus)}" for slug in names)
    topic = Topic("market", "", asked.roles[0] if asked.roles else asked.before.role)
    return MarketAnswer(
        asked.question, answered=True, text=text, facts=tuple(view(slug, corpus) for slug in names), topic=topic
    )


def _from_answer(asked: Asked, slug: str, corpus: Corpus) -> MarketAnswer:
    known = corpus.answers[slug]
    text, facts = told(slug, corpus)
    role = asked.roles[0] if asked.roles else known.roles[0] if len(known.roles) == 1 else asked.before.role
    other = next((one for one in asked.roles if one not in known.roles and one not in ANYBODY), "")
    if slug == "which-certifications" and _USUAL in corpus.roles:
        names, more = nearest_certificates(other or _USUAL, corpus)
        head = f"By name, the nearest to what {with_article(corpus.roles[other or _USUAL].title)} is asked for:"
        text, facts = f"{text}\n{head}\n{names}", (*facts, *more)
    elif other and slug == "growth-outlook":
        text, facts = _growth_of(other, text, facts, corpus)
    elif other and slug in _ANY_ROLE:
        text = f"{text}\nThe sources speak of the whole field here, not of {in_text(corpus.roles[other].title)}s alone."
    return MarketAnswer(asked.question, answered=True, text=text, facts=facts, topic=Topic("market", slug, role))


_TEAM = "team-together"
"""How roles work together is one answer, whichever of them are named."""

_USUAL = "machine-learning-engineer"
"""The role meant where only the field is named."""


def _growth_of(role: str, text: str, facts: tuple[FactView, ...], corpus: Corpus) -> tuple[str, tuple[FactView, ...]]:
    """Growth of one role: its own figures where there are any, else the nearest, said to be that."""
    own = [slug for slug in figures_of(role, corpus) if "growth" in corpus.facts[slug].topics]
    if own:
        return "\n".join(sentence(slug, corpus) for slug in own), tuple(view(slug, corpus) for slug in own)
    head = f"No source here has a growth figure for {in_text(corpus.roles[role].title)}s alone."
    return f"{head}\n{text}", facts


def _nothing(asked: Asked) -> MarketAnswer:
    return MarketAnswer(asked.question, answered=False, text=NOTHING)

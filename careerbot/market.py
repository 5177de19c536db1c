"""A question about the market -> the facts that answer it, each with its provenance, or an honest "not known".

Words decide first: roles and skills by name, then the phrasings of corpus/facts/answers.toml by the weight of the words
they share, then places, firms and figures by name. `similar`, where given, settles what words leave open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from careerbot.asked import Asked, Topic, take_apart
from careerbot.definitions import compare, define, needs_of, role_for
from careerbot.faq import SURE, Faq, Match, faq_of
from careerbot.named_facts import named
from careerbot.pay import LEVEL_WORDS, REGION_NAMES, REGION_WORDS, PayQuestion, answer_pay, missing_pay
from careerbot.provenance import FactView, sentence, view
from careerbot.question_words import is_place, plain_words, unlisted_places, years_in

if TYPE_CHECKING:
    from careerbot.corpus import Corpus

Similar = Callable[[str], Sequence[tuple[str, float]]]
"""A question -> (answer id, cosine) of the nearest phrasings."""

NOTHING = (
    "I have nothing that answers this. I can speak about machine learning, data and AI work: demand and growth, "
    "numbers, places, remote work, industries, pay, roles and skills, how to start, courses, and what is expected next."
)


@dataclass(frozen=True, slots=True)
class MarketAnswer:
    """The answer to one question."""

    question: str
    answered: bool
    text: str
    facts: tuple[FactView, ...] = ()
    topic: Topic = Topic()
    """What it was about: hand the answer back as `context` with the next question."""


def answer(
    question: str, corpus: Corpus, *, context: MarketAnswer | None = None, similar: Similar | None = None
) -> MarketAnswer:
    """The facts that answer a question, in words, or a plain statement that they are not there.

    Args:
        question: as the person put it.
        corpus: what careerbot knows.
        context: the answer before this one; "and remote?" and "in Germany?" go on from it.
        similar: nearest answers by meaning, used where words leave the matter open.

    """
    asked = take_apart(question, corpus, context.topic if context is not None else Topic())
    faq = faq_of(corpus)
    by_words = faq.best(asked.words)
    for step in (_pay, _comparison, _definition, _needs):
        found = step(asked, corpus, by_words)
        if found is not None:
            return found
    return _market(asked, corpus, faq, similar)


# ---------------------------------------------------------------- pay

_PAY_AIDS = frozenset({
    "pay", "howto", "whatis", "kinds", "duty", "ml", "ai", "job", "person", "average", "median", "mean", "range",
    "quartile", "year", "yearly", "annual", "annually",
    "expect", "level", "rate", "current", "figure", "dollar", "usd", "place", "estimate", "data", "high", "low",
    "decent", "start",
    "starting", "new", "money", "offer", "remote", "future", "count", "growth", "market", "fair", "hire", "good",
})  # fmt: skip
_WHY = frozenset({"decide", "cause", "differ", "vary", "hard"})


def _pay(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    goes_on = asked.goes_on and asked.before.kind == "pay"
    subject = _pay_role(asked, corpus)
    if "pay" not in asked.words and not (goes_on and (asked.region or asked.level or asked.roles or _places(asked))):
        return None
    if _WHY & set(asked.words) or not asked.roles and match is not None and match.words > 0.9:
        return None
    aids = {*_PAY_AIDS, *REGION_WORDS, *asked.inside_names}
    strange = [w for w in asked.words if w not in aids and not w.isdigit() and not w.startswith("role:")]
    strange = [word for word in strange if word not in _level_words(asked)]
    places = [word for word in strange if is_place(word)]
    if not subject or len(strange) > len(places):
        return _nothing(asked)
    wanted = PayQuestion(
        role=subject,
        level=asked.level or (asked.before.level if goes_on else "all"),
        region=asked.region or (asked.before.region if goes_on else "all"),
        year=next((str(year) for year in years_in(asked.question)), ""),
    )
    topic = Topic("pay", "", subject, wanted.level, wanted.region)
    if places:
        text = f"I have no pay figures for {places[0].title()}: the table knows {_regions()}."
        return MarketAnswer(asked.question, answered=False, text=text, topic=topic)
    found = answer_pay(wanted, corpus)
    if found is None:
        return MarketAnswer(asked.question, answered=False, text=missing_pay(wanted, corpus), topic=topic)
    return MarketAnswer(asked.question, answered=True, text=found[0], facts=found[1], topic=topic)


def _pay_role(asked: Asked, corpus: Corpus) -> str:
    """Whose pay: the role named, the one before, or ML engineers where only the field is named."""
    if asked.roles:
        return asked.roles[0]
    for _, slug in asked.subjects:
        role = role_for(slug, corpus)
        if role is not None:
            return role
    if asked.before.role and asked.before.kind:
        return asked.before.role
    field = {"ml", "ai"} & set(asked.words)
    return "machine-learning-engineer" if field and "machine-learning-engineer" in corpus.roles else ""


def _places(asked: Asked) -> tuple[str, ...]:
    return tuple(word for word in asked.words if is_place(word))


def _level_words(asked: Asked) -> set[str]:
    return set(LEVEL_WORDS) if asked.level else set()


def _regions() -> str:
    names = [name for slug, name in REGION_NAMES.items() if slug not in ("all", "other")]
    return f"{', '.join(names)}, and all other countries together"


# ---------------------------------------------------------------- roles and skills

_DEFINING = frozenset({
    "howto", "whatis", "kinds", "relate", "definition", "define", "job", "duty", "person", "meaning", "describe",
    "purpose", "part", "together", "short",
    "plain", "word", "simple", "term", "english", "language", "involve", "stand",
})  # fmt: skip
_DEFINES = re.compile(
    r"(?i)^\W*(?:(?:so|and|please|hey|ok|okay|well|but)\W+)*"
    r"(?:what(?:\W?s)?|who|define|explain|describe|tell me|can you|could you|meaning|definition|how would"
    r"|in (?:plain|simple))\b"
)
_COMPARES = re.compile(
    r"(?i)\b(?:vs|versus|or|differ\w*|compared?|comparison|better|than|distinguish\w*|apart|same as)\b"
)
_COMPARING = _DEFINING | {
    "difference", "differ", "different", "compare", "comparison", "better", "versus", "distinguish", "decide", "hard",
    "start",
    "career", "choose", "pick", "prefer", "first", "same", "apart", "suit", "easier", "learn", "course", "main",
    "similar",
}  # fmt: skip
_NEEDING = frozenset(
    {"skill", "foundation", "need", "course", "know", "learn", "technology", "job", "use", "benefit", "person"}
)


def _comparison(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    subjects = _comparable(asked, corpus)
    if len(subjects) != 2 or not _COMPARES.search(asked.question) or _left(asked, _COMPARING):
        return None
    skills = subjects[0][0] == "skill"
    if skills and match is not None and match.good and not match.left and not corpus.answers[match.answer].roles:
        return None
    text = compare(subjects[0], subjects[1], corpus)
    slugs = {slug for _, slug in subjects}
    told = next((slug for slug, known in corpus.answers.items() if set(known.roles) == slugs), "")
    facts: tuple[FactView, ...] = ()
    if told:
        more = _from_answer(asked, told, corpus)
        text, facts = f"{text}\n\n{more.text}", more.facts
    topic = Topic("comparison", told, subjects[0][1] if subjects[0][0] == "role" else "")
    return MarketAnswer(asked.question, answered=True, text=text, facts=facts, topic=topic)


def _comparable(asked: Asked, corpus: Corpus) -> tuple[tuple[str, str], ...]:
    """What is compared: trades as roles where all of them are somebody's trade, else as they were named."""
    subjects = asked.subjects
    if len(subjects) == 1 and asked.goes_on and asked.before.role:
        subjects = (("role", asked.before.role), *subjects)
    trades = [slug if kind == "role" else role_for(slug, corpus) for kind, slug in subjects]
    if all(trades) and len(set(trades)) == len(trades):
        return tuple(("role", slug) for slug in trades if slug)
    return subjects


def _definition(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    alone = len(asked.words) <= 1 and not asked.goes_on or asked.goes_on and asked.before.kind == "definition"
    if len(asked.subjects) != 1 or not (alone or _DEFINES.match(asked.question)):
        return None
    if _left(asked, _DEFINING) or match is not None and match.words > 0.85 and not corpus.answers[match.answer].roles:
        return None
    if re.search(r"(?i)\bhow (?:many|much)\b", asked.question):
        return None
    kind, slug = asked.subjects[0]
    if kind == "skill" and {"job", "person", "duty", "skill"} & (set(asked.words) - asked.inside_names):
        return None
    topic = Topic("definition", "", slug if kind == "role" else "")
    told = _told(slug, corpus, match) if kind == "role" else ""
    if told:
        more = _from_answer(asked, told, corpus)
        return replace(more, text=f"{more.text}\n\n{define((kind, slug), corpus)}", topic=replace(topic, answer=told))
    return MarketAnswer(asked.question, answered=True, text=define((kind, slug), corpus), topic=topic)


def _told(slug: str, corpus: Corpus, match: Match | None) -> str:
    """The answer that speaks of this one role: the nearest to the question, else the first."""
    answers = [name for name, known in corpus.answers.items() if known.roles == (slug,)]
    return match.answer if match is not None and match.answer in answers else next(iter(answers), "")


def _needs(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    if len(asked.roles) != 1 or not _NEEDING & (set(asked.words) - asked.inside_names) or _left(asked, _NEEDING):
        return None
    if not re.search(r"(?i)\b(?:skill|tool|need|know|require|learn|language|use|technolog|stack)\w*", asked.question):
        return None
    slug = asked.roles[0]
    return MarketAnswer(asked.question, answered=True, text=needs_of(slug, corpus), topic=Topic("needs", "", slug))


def _left(asked: Asked, aids: frozenset[str]) -> list[str]:
    """Words that are neither in a name nor part of such a question."""
    return [
        word
        for word in asked.words
        if word not in asked.inside_names and word not in aids and not word.startswith("role:")
    ]


# ---------------------------------------------------------------- the market

_FURTHER = {
    ("how-many-ml-engineers", "cause"): "why-hard-to-count",
    ("how-many-ml-jobs", "cause"): "why-hard-to-count",
    ("how-many-postings", "cause"): "why-hard-to-count",
    ("pay", "cause"): "salary-factors",
}
"""What "why?" asks after an answer."""


def _market(asked: Asked, corpus: Corpus, faq: Faq, similar: Similar | None) -> MarketAnswer:
    words = asked.words
    if asked.goes_on and words:
        further = _FURTHER.get((asked.before.answer or asked.before.kind, words[0])) if len(words) == 1 else None
        if further is not None and further in corpus.answers:
            return _from_answer(asked, further, corpus)
        words = _completed(asked)
    if not words or _too_far(asked, corpus):
        return _nothing(asked)
    words = tuple(word for word in words if not (word.isdigit() and years_in(word)))
    match = faq.best(words)
    if match is None:
        return _nothing(asked)
    strange = unlisted_places(words, _said(corpus))
    if strange:
        text = f"None of the sources says anything about {strange[0].title()} that answers this."
        return MarketAnswer(asked.question, answered=False, text=text)
    if match.left or not match.good:
        names = named(words, asked.question, corpus, faq.knows)
        facts = set(corpus.answers[match.answer].facts)
        whole = match.good and set(names) <= facts and all(faq.knows(word) for word in match.left)
        if names and not whole:
            return _from_names(asked, names, words, corpus)
    if _elsewhere(match, faq, asked, corpus):
        return _nothing(asked)
    if similar is not None and match.words < SURE:
        match = faq.best(words, similar(asked.question)) or match
    return _from_answer(asked, match.answer, corpus) if match.good else _nothing(asked)


def _elsewhere(match: Match, faq: Faq, asked: Asked, corpus: Corpus) -> bool:
    """Whether what the phrasing leaves over says that something else is asked: a place, a quantity, another field."""
    if any(is_place(word) or word in _NOT_MEASURED or word == "count" for word in match.left):
        return True
    if match.answer not in _ANY_ROLE and any(word.startswith("role:") for word in match.left):
        return True
    return any(not faq.knows(word) for word in match.left) and not _in_field(asked, corpus)


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


_NOT_MEASURED = frozenset({
    "cost", "price", "fee", "age", "old", "young", "younger", "older", "share", "percentage", "percent", "proportion",
    "fraction",
    "ratio", "hour", "woman", "women", "gender", "rent", "tax", "quit", "fail", "failure", "vacation", "holiday", "phd",
})  # fmt: skip
"""Quantities that no fact measures: a question for one of them is not the question it resembles."""

_ANY_ROLE = frozenset(
    {"how-to-start", "good-career", "which-projects", "which-certifications", "courses-and-certificates"}
)
"""Answers that hold for every role of the field."""

_ANY_TRADE = frozenset({"domain", "people", "office-tools", "product-business", "research"})
"""Families of skills that every line of work has."""

_FIELD = frozenset({"ml", "ai", "data", "label", "mlops", "devops", "green"})


def _in_field(asked: Asked, corpus: Corpus) -> bool:
    """Whether the question is about this field, by its words or by going on."""
    trade = any(kind == "role" or corpus.skill_family[slug] not in _ANY_TRADE for kind, slug in asked.subjects)
    return asked.goes_on or trade or bool(_FIELD & set(asked.words))


def _said(corpus: Corpus) -> set[str]:
    return plain_words(topic for fact in corpus.facts.values() for topic in fact.topics)


def _from_names(asked: Asked, names: tuple[str, ...], words: tuple[str, ...], corpus: Corpus) -> MarketAnswer:
    facts = [corpus.facts[slug] for slug in names]
    if "count" in words and not any(fact.kind == "figure" for fact in facts):
        text = "The sources give no number for that; they only name it."
        return MarketAnswer(asked.question, answered=False, text=text)
    text = "\n".join(f"- {sentence(slug, corpus)}" for slug in names)
    topic = Topic("market", "", asked.roles[0] if asked.roles else asked.before.role)
    return MarketAnswer(
        asked.question, answered=True, text=text, facts=tuple(view(slug, corpus) for slug in names), topic=topic
    )


def _from_answer(asked: Asked, slug: str, corpus: Corpus) -> MarketAnswer:
    known = corpus.answers[slug]
    text = re.sub(r"\{([a-z0-9-]+)\}", lambda found: sentence(found[1], corpus), known.text)
    if known.caveat:
        text = f"{text}\n{known.caveat}"
    role = asked.roles[0] if asked.roles else known.roles[0] if len(known.roles) == 1 else asked.before.role
    facts = tuple(view(fact, corpus) for fact in known.facts)
    return MarketAnswer(asked.question, answered=True, text=text, facts=facts, topic=Topic("market", slug, role))


def _nothing(asked: Asked) -> MarketAnswer:
    return MarketAnswer(asked.question, answered=False, text=NOTHING)

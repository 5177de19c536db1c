"""Questions about pay: of one role, of two side by side, of all in a ranking; by level, region, city and year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from careerbot.questions.definitions import role_for
from careerbot.questions.features import NOT_MEASURED, canonical, is_place, pattern, word_table, years_in
from careerbot.questions.pay import (
    CITIES,
    LEVEL_WORDS,
    MEMBERS,
    REGION_NAMES,
    REGION_WORDS,
    PayQuestion,
    answer_pay,
    compare_levels,
    compare_pay,
    compare_regions,
    missing_pay,
    rank_pay,
)  # fmt: skip
from careerbot.questions.query import WHOLE_FIELD, MarketAnswer, Topic

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.questions.query import Asked
    from careerbot.questions.retrieval import Match

_AIDS = word_table("pay_questions", "aids")
_WHY = word_table("pay_questions", "why")

_PAID = pattern("pay_questions", "paid")
_MOST = pattern("pay_questions", "most")
_LEAST = pattern("pay_questions", "least")
_MORE = pattern("pay_questions", "more")


def pay(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    """The answer to a question about pay; None where it asks for something else."""
    goes_on = asked.goes_on and asked.before.kind in ("pay", "comparison")
    further = asked.before.kind == "pay" and (asked.region or asked.level or asked.roles or _places(asked))
    if "pay" not in asked.words and not (goes_on and further):
        return None
    if _WHY & set(asked.words):
        return None
    wanted = _wanted(asked, goes_on=goes_on)
    pair = _pair(asked, corpus)
    if not pair and not asked.roles and _ranked(asked):
        return _ranking(asked, wanted, corpus)
    if _BY_PLACE.search(asked.question) and (everywhere := _of_regions(asked, wanted, corpus)) is not None:
        return everywhere
    if not asked.roles and not goes_on and match is not None and match.words > 0.9:
        return None
    strange = _strange(asked)
    places = [word for word in strange if is_place(word)]
    if len(strange) > len(places) or not (pair or wanted.role or (subject := _subject(asked, corpus))):
        return _unknown(asked, match)
    if places:
        return _no_such_place(asked, wanted, places[0])
    if pair:
        return _comparison(asked, wanted, pair, corpus)
    one = PayQuestion(wanted.role or subject, wanted.level, wanted.region, wanted.year)
    return _of_levels(asked, one, corpus) if len(asked.levels) > 1 else _one(asked, one, corpus)


_BY_PLACE = pattern("pay_questions", "by_place")


def _of_regions(asked: Asked, wanted: PayQuestion, corpus: Corpus) -> MarketAnswer | None:
    """The pay of one role from region to region."""
    role = wanted.role or _subject(asked, corpus)
    found = compare_regions(PayQuestion(role, wanted.level, "all", wanted.year), corpus) if role else None
    if found is None:
        return None
    return MarketAnswer(
        asked.question, answered=True, text=found[0], facts=found[1], topic=Topic("pay", "", role, wanted.level)
    )  # fmt: skip


def _wanted(asked: Asked, *, goes_on: bool) -> PayQuestion:
    before = asked.before if goes_on else Topic()
    return PayQuestion(
        role=asked.roles[0] if asked.roles else "",
        level=asked.level or before.level,
        region=asked.region or before.region,
        year=next((str(year) for year in years_in(asked.question)), ""),
    )


def _subject(asked: Asked, corpus: Corpus) -> str:
    """Whose pay where no role is named: a trade's, the one before, or ML engineers where only the field is named."""
    for _, slug in asked.subjects:
        role = role_for(slug, corpus)
        if role is not None:
            return role
    if asked.before.role and asked.before.kind:
        return asked.before.role
    field = {"ml", "ai"} & set(asked.words)
    return "machine-learning-engineer" if field and "machine-learning-engineer" in corpus.roles else ""


def _pair(asked: Asked, corpus: Corpus) -> tuple[str, ...]:
    """The roles whose pay is to be set side by side."""
    trades = [slug if kind == "role" else role_for(slug, corpus) for kind, slug in asked.subjects]
    named = tuple(dict.fromkeys(slug for slug in trades if slug))
    if len(named) > 1:
        return named[:4]
    before = asked.before
    if not named and before.other and (before.kind == "pay" or _MORE.search(asked.question)):
        return (before.role, before.other)
    if len(named) == 1 and before.kind == "pay" and before.role and before.role != named[0]:
        return (before.role, named[0]) if _MORE.search(asked.question) else ()
    return ()


def _ranked(asked: Asked) -> bool:
    """Whether all roles are asked about: "which job pays the most", "highest paid AI roles"."""
    return (
        bool(_PAID.search(asked.question) and _MOST.search(asked.question))
        and not _strange(asked)
        and not _places(asked)
        and all(slug in WHOLE_FIELD for _, slug in asked.subjects)
        and not (asked.goes_on and asked.before.role)
        and bool(_EVERYBODY & set(asked.words))
        and not {"industry", "employer", "place", "region"} & set(asked.words)
        and not re.search(r"(?i)\bwhy\b|\bhow much\b", asked.question)
    )


_EVERYBODY = word_table("pay_questions", "everybody")


def _ranking(asked: Asked, wanted: PayQuestion, corpus: Corpus) -> MarketAnswer | None:
    found = rank_pay(wanted, corpus, lowest=bool(_LEAST.search(asked.question)))
    if found is None:
        return None
    first = found[1][0].id.split("/")[1]
    return MarketAnswer(
        asked.question, answered=True, text=found[0], facts=found[1],
        topic=Topic("pay", "", first, wanted.level, wanted.region),
    )  # fmt: skip


def _comparison(asked: Asked, wanted: PayQuestion, pair: tuple[str, ...], corpus: Corpus) -> MarketAnswer:
    found = compare_pay(pair, wanted, corpus)
    topic = Topic("pay", "", pair[0], wanted.level, wanted.region, pair[1])
    if found is not None:
        return MarketAnswer(asked.question, answered=True, text=found[0], facts=found[1], topic=topic)
    each = [PayQuestion(role, wanted.level, wanted.region, wanted.year) for role in pair]
    known = [answer_pay(one, corpus) for one in each]
    text = "\n".join(
        one[0] if one is not None else missing_pay(asked_for, corpus)
        for asked_for, one in zip(each, known, strict=True)
    )
    facts = tuple(view for one in known if one is not None for view in one[1])
    return MarketAnswer(asked.question, answered=bool(facts), text=text, facts=facts, topic=topic)


def _of_levels(asked: Asked, wanted: PayQuestion, corpus: Corpus) -> MarketAnswer:
    """The pay of one role at the levels named, side by side."""
    found = compare_levels(asked.levels, wanted, corpus)
    if found is None:
        return _one(asked, wanted, corpus)
    topic = Topic("pay", "", wanted.role, "all", wanted.region)
    return MarketAnswer(asked.question, answered=True, text=found[0], facts=found[1], topic=topic)


def _one(asked: Asked, wanted: PayQuestion, corpus: Corpus) -> MarketAnswer:
    topic = Topic("pay", "", wanted.role, wanted.level, wanted.region)
    found = answer_pay(wanted, corpus)
    if found is None:
        return MarketAnswer(asked.question, answered=False, text=missing_pay(wanted, corpus), topic=topic)
    text = found[0]
    if asked.city:
        text = f"The table has countries and no cities, so this is {REGION_NAMES[wanted.region]} as a whole.\n{text}"
    return MarketAnswer(asked.question, answered=True, text=text, facts=found[1], topic=topic)


def _no_such_place(asked: Asked, wanted: PayQuestion, place: str) -> MarketAnswer:
    text = f"I have no pay figures for {place.title()}: the table knows {_regions()}."
    if place in MEMBERS:
        text = f"{text} {place.title()} is counted in the European Union only; ask for that to see it."
    elif wanted.region == "all":
        text = f"{text} Name one of these to see it."
    topic = Topic("pay", "", wanted.role or asked.before.role, wanted.level)
    return MarketAnswer(asked.question, answered=False, text=text, topic=topic)


def _unknown(asked: Asked, match: Match | None) -> MarketAnswer | None:
    """Nothing for pay of what is not known, unless the question is one that an answer is there for."""
    if match is not None and match.good and not match.left and not asked.roles:
        return None
    text = (
        "I have pay figures by role, level, region and year, for work in machine learning, data and AI: name a role, "
        "for example “data engineer in Germany” or “senior ML engineer in the US”."
    )
    return MarketAnswer(asked.question, answered=False, text=text)


def _strange(asked: Asked) -> list[str]:
    """Words that neither ask for pay nor name a role, a region or a level."""
    aids = {*_AIDS, *REGION_WORDS, *asked.inside_names}
    if asked.levels:
        aids |= {canonical(word) for word in LEVEL_WORDS}
    if asked.city:
        aids |= {canonical(part) for name in CITIES for part in name.split()}
    left = [w for w in asked.words if w not in aids and not re.fullmatch(r"\d+k?", w) and not w.startswith("role:")]
    return [w for w in left if w in NOT_MEASURED or is_place(w) or not _DESCRIBES.search(w)]


_DESCRIBES = pattern("pay_questions", "describes")
"""Endings of words that say how pay is spoken of ("realistic", "competitive", "expected") and not whose it is."""


def _places(asked: Asked) -> tuple[str, ...]:
    return tuple(word for word in asked.words if is_place(word) and not asked.city)


def _regions() -> str:
    names = [name for slug, name in REGION_NAMES.items() if slug not in ("all", "other")]
    return f"{', '.join(names)}, and all other countries together"

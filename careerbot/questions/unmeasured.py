"""Out-of-scope quantities: shares, averages, counts and rankings that a question asks for and no source gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from careerbot.questions.features import content_words, numbers_in, prepare

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.questions.query import Asked

_SHARE_OF = re.compile(r"(?i)\b(?:what|which|how) (?:percentage|percent|share|proportion|fraction)\b")
"""No source gives a share of people, firms or jobs, but for those that are remote."""

_BEST = re.compile(
    r"(?i)\bbest (?P<one>(?:(?!(?:for|to|in|at|of|on)\b)[\w-]+ ?){1,3})|\b(?:which|what) (?P<other>[\w-]+(?: [\w-]+)?)\b"
    r"(?: (?:is|are)(?: the)? best\b|[^.?]* best\W*$)"
)
_BEST_OF = frozenset({
    "ml", "ai", "data", "job", "career", "place", "start", "howto", "way", "project", "certificate", "course",
    "skill", "industry", "region", "area", "emerging", "person", "expert", "duty", "kinds", "employer", "foundation",
    "pay", "future", "employ", "path", "thing", "bet", "known", "technology", "estimate", "remote", "hire", "first",
    "idea", "advice", "chance", "prospect", "market", "country", "route", "demand",
})  # fmt: skip
"""What can be the best of its kind without anybody having to rank products, books or tools."""


def _best_of_another_kind(asked: Asked, corpus: Corpus) -> bool:
    """Whether the best of something is asked for that no source ranks: "which chatbot is best"."""
    found = _BEST.search(prepare(asked.question))
    said = content_words(found["one"] or found["other"], corpus.lexicon) if found else ()
    return bool(said) and not any(word in _BEST_OF or word.startswith("role:") for word in said)


_QUANTITY = re.compile(
    r"(?i)\baverage (?!(?:growth|day|week|annual|yearly|working)\b)|\bhow (?:often|tall|high|old|far|frequently)\b"
    r"|(?<!by )\bhow much (?:did|do|does|has|is)\b"
)

_COUNTED_HEADS = re.compile(r"(?i)\b(?:howmany|numbers? of|counts? of|total)\b(.*)")
_COUNTABLE = frozenset(
    {"ml", "ai", "person", "job", "posting", "expert", "displace", "count", "kinds", "data", "growth", "world"}
)


_WHICH_OF_THEM = frozenset({"phd", "level", "usa", "open", "qualified", "trained", "skilled"})
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

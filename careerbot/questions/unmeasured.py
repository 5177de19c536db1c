"""Out-of-scope quantities: shares, averages, counts and rankings that a question asks for and no source gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerbot.questions.features import content_words, numbers_in, prepare
from careerbot.questions.words import pattern, word_table

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.questions.query import Asked

_SHARE_OF = pattern("unmeasured", "share_of")
"""No source gives a share of people, firms or jobs, but for those that are remote."""

_BEST = pattern("unmeasured", "best")
_BEST_OF = word_table("unmeasured", "best_of")
"""What can be the best of its kind without anybody having to rank products, books or tools."""


def _best_of_another_kind(asked: Asked, corpus: Corpus) -> bool:
    """Whether the best of something is asked for that no source ranks: "which chatbot is best"."""
    found = _BEST.search(prepare(asked.question))
    said = content_words(found["one"] or found["other"], corpus.lexicon) if found else ()
    return bool(said) and not any(word in _BEST_OF or word.startswith("role:") for word in said)


_QUANTITY = pattern("unmeasured", "quantity")

_COUNTED_HEADS = pattern("unmeasured", "counted_heads")
_COUNTABLE = word_table("unmeasured", "countable")


_WHICH_OF_THEM = word_table("unmeasured", "which_of_them")
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

"""The words of the work: what a text written in sentences says beside the names of skills.

"Stakeholders", "pipelines", "findings" are no skills, and yet they tell one kind of work from another. Which words count,
and for which role, stands in corpus/weights/words.csv, made by tests/tools/make_weights.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection

WORD = re.compile(r"[a-z][a-z+#\-]{2,}")

MOST_CHARACTERS = 100_000
"""Of a text; no CV and no advertisement is longer, and one that is says what it says well before."""


def words_in(text: str) -> set[str]:
    """Every word of three letters or more, in small letters."""
    return set(WORD.findall(text[:MOST_CHARACTERS].lower()))


def telling_words(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Those of the text's words that `known` holds, in alphabetical order."""
    return tuple(sorted(word for word in words_in(text) if word in known))

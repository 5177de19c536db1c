"""Which language a message is written in, by its little words: careerbot speaks English only and says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from careerbot.lazy import pattern


class Languages(Struct, frozen=True):
    """The little words of English and of other languages."""

    english: frozenset[str]
    little: dict[str, frozenset[str]]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Languages:
        """From a table of `english` words and of the `little` words of each other language."""
        return cls(frozenset(table["english"]), {name: frozenset(words) for name, words in table["little"].items()})


_SCRIPTS = (
    ("Russian or another language in that alphabet", pattern(r"[\u0400-\u04ff]")),
    ("Greek", pattern(r"[\u0370-\u03ff]{3}")),
    ("Arabic or Persian", pattern(r"[\u0600-\u06ff]")),
    ("Hebrew", pattern(r"[\u0590-\u05ff]")),
    ("Hindi or a language near it", pattern(r"[\u0900-\u097f]")),
    ("Japanese", pattern(r"[\u3040-\u30ff]")),
    ("Korean", pattern(r"[\uac00-\ud7af]")),
    ("Chinese", pattern(r"[\u4e00-\u9fff]")),
)

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

READ = 2_000
"""Characters by which a language is told."""

LEAST = 2
"""Little words of a language that make a message one in it."""

LETTERS = 2
"""Letters of another script that make a message one in it; fewer may be a name."""


def foreign_language(text: str, languages: Languages) -> str:
    """The language a message is written in where that is not English; empty for English and for lists of names."""
    text = text[:READ]
    for language, letters in () if text.isascii() else _SCRIPTS:
        if len(letters.findall(text)) >= LETTERS:
            return language
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    english = sum(word in languages.english for word in words)
    counts = {language: len({w for w in words if w in little}) for language, little in languages.little.items()}
    language = max(counts, key=lambda name: counts[name])
    return language if counts[language] >= LEAST and counts[language] > english else ""

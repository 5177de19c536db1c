"""Language tables of the questions package: its word sets, expressions and phrases (corpus/language/en/questions.toml).

English stays in the corpus, where it can be read and changed; here are names for it. Read once, when a question is asked.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any

from careerbot.corpus.corpus import shipped_folder


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
    """A regular expression."""
    return re.compile(said(module, name))

"""Surface realisation: titles, articles and lists as they stand in running English text."""

from __future__ import annotations

from collections.abc import Sequence


def in_text(title: str) -> str:
    """A title inside a sentence: "Data analyst" is a data analyst, "NLP engineer" stays."""
    first = title.split()[0] if title else ""
    return title[:1].lower() + title[1:] if first[1:].islower() else title


def with_article(title: str) -> str:
    """The title inside a sentence, with its article: letters that are spelt out go by their sound."""
    noun = in_text(title)
    sounded = "AEFHILMNORSX" if noun[:2].isupper() else "AEIOaeio"
    return f"an {noun}" if noun[:1] in sounded else f"a {noun}"


def listed(items: Sequence[str]) -> str:
    """A, B and C."""
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)

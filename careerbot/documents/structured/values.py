"""Untyped data (JSON, YAML) read with patience: whatever is not of the expected shape is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MOST_VALUES = 20_000
"""Of one document, so that data whose parts refer to each other ends."""
MOST_CHARACTERS = 20_000
"""Of one value."""


def text_of(data: object) -> str:
    """A string or a number as text."""
    if isinstance(data, str):
        return data[:MOST_CHARACTERS].strip()
    return str(data)[:100] if isinstance(data, int | float) and not isinstance(data, bool) else ""


def field(data: object, *names: str) -> str:
    """The first field that holds a text."""
    if not isinstance(data, dict):
        return ""
    return next((text for name in names if (text := text_of(data.get(name)))), "")


def items(data: object, *names: str) -> list[Any]:
    """The first field that holds a list; a dictionary counts as one of itself."""
    if not isinstance(data, dict):
        return []
    for name in names:
        found = data.get(name)
        if isinstance(found, list):
            return found[:MOST_VALUES]
        if isinstance(found, dict) and found:
            return [found]
    return []


def texts(data: object, *names: str) -> tuple[str, ...]:
    """The texts of such a list; of objects in it, their name."""
    found = (text_of(item) or field(item, "name", "text", "description", "bullet") for item in items(data, *names))
    return tuple(text for text in found if text)


def all_texts(data: object) -> Iterator[str]:
    """Every text in nested data, without the names of its fields."""
    todo, seen = [data], 0
    while todo and seen < MOST_VALUES:
        one = todo.pop()
        seen += 1
        if isinstance(one, dict):
            todo.extend(reversed(list(one.values())[:MOST_VALUES]))
        elif isinstance(one, list):
            todo.extend(reversed(one[:MOST_VALUES]))
        elif isinstance(one, str) and one.strip():
            yield one[:MOST_CHARACTERS]

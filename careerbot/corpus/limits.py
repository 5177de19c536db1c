"""Input limits: what a corpus file may hold, decided in one pass over its text before anything parses it.

A parser may take hours over a key of ten thousand parts, or end in a fault of ours over a number of five thousand
digits; whoever wrote such a file is told the line instead.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

MAX_FILE_BYTES = 4_000_000
"""A corpus file larger than this is a mistake or an attack; ten times the largest of ours."""

MAX_FOLDERS = 12
"""Folders inside each other; ours has three."""

MAX_PARTS = 8
"""Parts of a dotted key; reading longer ones takes time by the square of their length."""

MAX_DEPTH = 20
"""Brackets inside each other."""

MAX_DIGITS = 18
"""Of a whole number; with more it fits no record and no JSON."""

MAX_LINE = 100_000
"""Characters of a line of a table."""

_TOKEN = re.compile(
    r'''(?P<skip>\#[^\n]*+
        | """(?:[^"\\]++|\\.|"(?!""))*+"{3,5}
        | \'{3}(?:[^']++|'(?!\'\'))*+'{3,5}
        | (?!""")"(?:[^"\\\n]++|\\.)*+"
        | (?!\'{3})'[^'\n]*+')
      | (?P<mark>[\[\]{}.]|\n++)
      | (?P<rest>[^\[\]{}.\n"'\#]++)
      | (?P<open>["'])''',
    re.VERBOSE | re.DOTALL,
)
_LONG_NUMBER = re.compile(rf"(?<![\w.])[+-]?\d[\d_]{{{MAX_DIGITS},}}+(?![\w.])")


class Excess(Struct, frozen=True):
    """What goes beyond a limit."""

    line: int
    message: str


class UnreadableError(ValueError):
    """A text that is no TOML, or goes beyond a limit."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key
        """Where: "line 3", or a key."""


def parse_toml(text: str) -> dict[str, Any]:
    """What a TOML text holds; UnreadableError where it cannot be read, or holds what no corpus file needs."""
    import tomllib

    found = excess(text)
    if found is not None:
        raise UnreadableError(f"line {found.line}", found.message)
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise UnreadableError("", "is nested too deeply") from None
    except ValueError as error:
        raise UnreadableError("", f"is not TOML: {error}") from None
    wrong = out_of_range(data)
    if wrong is not None:
        raise UnreadableError(*wrong)
    return data


def whole_number(cell: str) -> int:
    """A cell of a table as a number; ValueError where it is none, or one that fits nowhere."""
    if len(cell) > MAX_DIGITS:
        message = f"a number of more than {MAX_DIGITS} digits"
        raise ValueError(message)
    return int(cell)


def table_lines(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(number, line) of a table's lines without remarks; ValueError where one is too long to be a row."""
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            message = f"line {number} is longer than {MAX_LINE:,} characters"
            raise ValueError(message)
        if not line.startswith("#"):
            yield number, line


def excess(text: str) -> Excess | None:
    """The first thing in a TOML text that goes beyond a limit; time grows with its length, not faster."""
    line = depth = parts = 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "open":
            return None  # a string that never ends: the parser stops here too, and says so
        word = token.group()
        if kind == "skip":
            line += word.count("\n")
        elif kind == "rest":
            if "=" in word or "," in word:
                parts = 0
            if len(word) > MAX_DIGITS and _LONG_NUMBER.search(word):
                return Excess(line + 1, f"a number of more than {MAX_DIGITS} digits")
        elif word == ".":
            parts += 1
            if parts >= MAX_PARTS:
                return Excess(line + 1, f"a key of more than {MAX_PARTS} parts")
        else:
            parts, line = 0, line + word.count("\n")
            depth += (word in "[{") - (word in "]}")
            if depth > MAX_DEPTH:
                return Excess(line + 1, f"more than {MAX_DEPTH} brackets inside each other: it is nested too deeply")
    return None


def out_of_range(value: Any, key: str = "") -> tuple[str, str] | None:  # noqa: ANN401 (whatever TOML can hold)
    """(key, what is wrong) of the first number in parsed TOML that no record can hold."""
    if isinstance(value, dict):
        pairs = ((f"{key}.{name}" if key else name, one) for name, one in value.items())
        return next((found for name, one in pairs if (found := out_of_range(one, name))), None)
    if isinstance(value, list):
        return next((found for one in value if (found := out_of_range(one, key))), None)
    if isinstance(value, float) and not math.isfinite(value):
        return key, f"{value} is no number"
    if isinstance(value, int) and abs(value) >= 10**MAX_DIGITS:
        return key, f"a number of more than {MAX_DIGITS} digits"
    return None

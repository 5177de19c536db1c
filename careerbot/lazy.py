"""What is made only when it is used: tables kept as text, of which a question reads a few rows; long patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, cast

V = TypeVar("V")

Entries = tuple[tuple[str, str, int], ...]

MANY = 1500
"""Different words looked up after which the whole table is read at once."""


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled when it is first used: most answers meet few of them, and a long one takes a millisecond."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    """Becomes what `re.compile` gives, one method after the other."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (a method of a pattern)
        method = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, method)
        return method


class LazyMapping(Mapping[str, V]):
    """Values that are read from their text when first asked for, in the order they were written."""

    def __init__(self, raw: Mapping[str, Any], read: Callable[[Any], V]) -> None:
        self._raw, self._read = raw, read
        self._values: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        value = self._values.get(key)
        if value is None:
            value = self._values[key] = self._read(self._raw[key])
        return value

    def __contains__(self, key: object) -> bool:
        return key in self._raw

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


class NameTable(Mapping[str, Entries]):
    """Token string -> what it names, as sorted lines of text that are searched by halving."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, Entries | None] = {}
        self._lengths: dict[str, int | None] = {}
        self._whole: dict[str, Entries] | None = None

    def whole(self) -> dict[str, Entries]:
        """All of it, read once."""
        if self._whole is None:
            self._whole = {key: _entries(rest) for key, _, rest in map(_halves, self._text.split("\n")) if rest}
        return self._whole

    def __getitem__(self, key: str) -> Entries:
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._find(key) is not None

    def __iter__(self) -> Iterator[str]:
        if self._whole is not None:
            return iter(self._whole)
        return (line[: line.index("\t")] for line in self._text.split("\n") if line)

    def __len__(self) -> int:
        return self._text.count("\n")

    def _find(self, key: str) -> Entries | None:
        if self._whole is not None:
            return self._whole.get(key)
        if key not in self._found:
            if len(self._found) >= MANY:
                return self.whole().get(key)
            at = self._line(key)
            found, _, rest = _halves(self._text[at : self._end(at)])
            self._found[key] = _entries(rest) if found == key and rest else None
        return self._found[key]

    def lengths(self, first: str) -> int | None:
        """The lengths of the names that begin with this token, as a bit set; None if no name does."""
        if first not in self._lengths:
            self._lengths[first] = self._count(first) or None
        return self._lengths[first]

    def _count(self, first: str) -> int:
        lengths, at, start = 0, self._line(first), f"{first} "
        while at < len(self._text):
            end = self._end(at)
            key = self._text[at : self._text.find("\t", at)]
            if key != first and not key.startswith(start):
                break
            lengths |= 1 << key.count(" ")
            at = end + 1
        return lengths

    def _line(self, key: str) -> int:
        """Where the first line stands whose key is not before `key`."""
        text = self._text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high) // 2
            start = text.rfind("\n", low, middle) + 1 or low
            if text[start : text.find("\t", start)] < key:
                low = text.find("\n", middle) + 1
            else:
                high = start
        return low

    def _end(self, at: int) -> int:
        return self._text.find("\n", at)


def names_as_text(names: Mapping[str, Entries]) -> str:
    """A name table as the text that `NameTable` searches: one line a name, in order."""
    lines = (f"{key}\t{';'.join(f'{kind},{slug},{flags}' for kind, slug, flags in names[key])}\n" for key in sorted(names))
    return "".join(lines)


def _halves(line: str) -> tuple[str, str, str]:
    return line.partition("\t")


def _entries(text: str) -> Entries:
    rows = (entry.split(",") for entry in text.split(";"))
    return tuple((kind, slug, int(flags)) for kind, slug, flags in rows)

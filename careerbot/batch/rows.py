"""One row of a batch: the line it came as, and the person it speaks of, or the reason it cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BYTES = 4_000_000
"""Of one row; a CV of a thousand pages is shorter."""

MOST_SKILLS = 10_000
"""Of one row's list."""


class Chunk(Struct, frozen=True):
    """Rows that are worked on together."""

    part: str
    """The file of a folder they come from; empty where there is only one."""
    numbers: tuple[int, ...]
    """Their numbers in that file, from 1."""
    rows: tuple[bytes | str, ...]
    """JSON objects as bytes; a string is the reason why that row could not be read."""


class Fault(Struct, frozen=True):
    """A row that gets no answer."""

    part: str
    number: int
    id: str | int | float | bool | None
    reason: str


class Answered(Struct, frozen=True):
    """What became of a chunk."""

    lines: tuple[bytes, ...]
    """JSON objects, one an answered row, in order, without line ends."""
    faults: tuple[Fault, ...]
    note: str = ""
    """Why answers came from words alone, where they did."""


class Person(Struct, frozen=True):
    """What a row says."""

    id: str | int | float | bool | None
    text: str | None = None
    skills: tuple[str, ...] = ()
    """A list of skills, beside the text or in its place."""


class BadRowError(Exception):
    """A row that cannot be read; the text is the reason."""

    def __init__(self, reason: str, id_: str | int | float | bool | None = None) -> None:
        super().__init__(reason)
        self.id = id_


def parse(row: bytes) -> Person:
    """The person a row speaks of; BadRowError with the reason where it cannot be told."""
    if len(row) > MOST_BYTES:
        raise BadRowError(too_long())
    data = _decoded(row)
    id_ = data.get("id")
    if isinstance(id_, (dict, list)):
        message = '"id" must be a string or a number'
        raise BadRowError(message)
    text, skills = data.get("text"), data.get("skills")
    if text is None and skills is None:
        message = 'it has neither "text" nor "skills"'
        raise BadRowError(message, id_)
    if text is not None and not isinstance(text, str):
        message = '"text" must be a string'
        raise BadRowError(message, id_)
    return Person(id_, text, () if skills is None else _skills(skills, id_))


def too_long() -> str:
    """The reason for a row that is too long to be read."""
    return f"it is longer than {MOST_BYTES:,} bytes"


def _decoded(row: bytes) -> dict[str, Any]:
    try:
        data = msgspec.json.decode(row)
    except RecursionError:
        message = "its JSON is nested too deep"
        raise BadRowError(message) from None
    except UnicodeDecodeError:
        message = "it is not UTF-8"
        raise BadRowError(message) from None
    except (msgspec.DecodeError, ValueError) as error:
        message = "it is not UTF-8" if "utf-8" in str(error).lower() else f"it is not JSON ({_plain(error)})"
        raise BadRowError(message) from None
    if not isinstance(data, dict):
        message = "it is not a JSON object"
        raise BadRowError(message)
    return data


def _plain(error: Exception) -> str:
    return str(error).removeprefix("JSON is malformed: ")[:100]


def _skills(skills: object, id_: str | int | float | bool | None) -> tuple[str, ...]:
    if not isinstance(skills, list) or not all(isinstance(item, str) for item in skills):
        message = '"skills" must be a list of strings'
        raise BadRowError(message, id_)
    if len(skills) > MOST_SKILLS:
        message = f'"skills" lists more than {MOST_SKILLS:,}'
        raise BadRowError(message, id_)
    return tuple(skills)


def single(chunk: Chunk) -> Sequence[Chunk]:
    """A chunk for each row of a chunk."""
    return [Chunk(chunk.part, (n,), (row,)) for n, row in zip(chunk.numbers, chunk.rows, strict=True)]

"""What Tab offers: commands, names of skills and roles, and the answers to the question just put. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from careerbot.dialogue import slash_commands

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.dialogue.state import State

MOST = 12
"""Suggestions offered at once."""

LEAST_LETTERS = 2
"""Letters from which names are offered."""

LONGEST_PHRASE = 4
"""Words before the cursor that may be the beginning of one name."""


class Suggestion(NamedTuple):
    """One way to go on."""

    text: str
    """What would stand there."""
    start: int
    """How far before the cursor it begins, 0 or less."""
    about: str = ""


def suggest_completions(text: str, state: State, corpus: Corpus) -> tuple[Suggestion, ...]:
    """Ways to go on after `text`, which ends at the cursor."""
    if "\n" in text:
        return ()
    if text.startswith("/"):
        return tuple(_commands(text, corpus))[:MOST]
    if not text.strip():
        options = state.pending.options if state.pending is not None else ()
        return tuple(Suggestion(option, -len(text)) for option in options)
    pending = state.pending.options if state.pending is not None else ()
    answers = [Suggestion(o, -len(text)) for o in pending if o.startswith(text.lower()) and o != text]
    return tuple((*answers, *_names(text, corpus)))[:MOST]


def _commands(text: str, corpus: Corpus) -> Iterator[Suggestion]:
    word, space, rest = text.partition(" ")
    if not space:
        for command in slash_commands.COMMANDS:
            if command.name.startswith(word[1:].lower()):
                yield Suggestion(f"/{command.name}" + (" " if command.takes else ""), -len(word), command.about)
        return
    command_found, _ = slash_commands.parse_command(text)
    if command_found is None or not command_found.completes or command_found.completes == "file":
        return
    part = re.split(r",\s*", rest)[-1].lower()
    fitting = [(name, kind) for name, kind in names_of(corpus) if kind == command_found.completes and _fits(part, name)]
    for name, kind in sorted(fitting, key=lambda row: not row[0].lower().startswith(part)):
        yield Suggestion(name, -len(part), kind)


def _fits(part: str, name: str) -> bool:
    """Whether a word of the name begins so."""
    return f" {part}" in f" {name.lower()}"


def _names(text: str, corpus: Corpus) -> Iterator[Suggestion]:
    """Names that the last words begin, the longest such beginning first."""
    words = re.split(r"(?<=[\s,;(])", text)
    words = [word for word in words if word]
    seen: set[str] = set()
    for count in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        prefix = "".join(words[-count:])
        if len(prefix.strip()) < LEAST_LETTERS or prefix != prefix.lstrip() or prefix.endswith((",", ";")):
            continue
        for name, kind in _starting(prefix.lower(), corpus):
            if name not in seen and name.lower() != prefix.lower():
                seen.add(name)
                yield Suggestion(name, -len(prefix), kind)


def _starting(prefix: str, corpus: Corpus) -> Iterable[tuple[str, str]]:
    rows = _sorted_names(corpus)
    at = bisect_left(rows, (prefix,))
    while at < len(rows) and rows[at][0].startswith(prefix):
        yield rows[at][1:]
        at += 1


@lru_cache(maxsize=4)
def names_of(corpus: Corpus) -> tuple[tuple[str, str], ...]:
    """(name, "skill" or "role") for everything that can be named, roles first."""
    roles = (
        (role.title[:1].lower() + role.title[1:] if role.title[1:2].islower() else role.title, "role")
        for role in corpus.roles.values()
    )
    skills = ((skill.name, "skill") for skill in corpus.skills.values())
    return (*sorted(roles), *sorted(skills))


@lru_cache(maxsize=4)
def _sorted_names(corpus: Corpus) -> tuple[tuple[str, str, str], ...]:
    return tuple(sorted((name.lower(), name, kind) for name, kind in names_of(corpus)))

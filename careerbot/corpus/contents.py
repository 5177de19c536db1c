"""What corpus files say, as values: what a reader of the files makes and a `Corpus` looks things up in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from careerbot.corpus.records import Advice, Answer, Background, Fact, Resource, Role, Skill, Slug, Source


class Problem(Struct, frozen=True):
    """One thing wrong with the corpus, printed as `path: key: message`."""

    path: str
    key: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.path, self.key, self.message) if part)


class Evidence(msgspec.Struct, frozen=True):
    """How often the people and adverts of a role name a skill (corpus/evidence.csv)."""

    share: float
    """Share of the role's rows that name it, 0 to 1."""
    n: int
    """How many rows the share was counted on."""


class Weights(msgspec.Struct, frozen=True):
    """How much each skill speaks for each role, in hundredths of a natural-log unit (corpus/weights/<kind>.csv)."""

    roles: tuple[Slug, ...]
    """The columns."""
    start: tuple[int | None, ...]
    """Where each role starts before anything is said; None where nobody of that role was heard."""
    values: Mapping[Slug, tuple[int, ...]]
    """skill -> one value a column, never negative; in the table "words", word -> values of either sign."""


class Contents(msgspec.Struct, frozen=True):
    """Everything the corpus files say, as one value that can be written to disk and read back."""

    roles: dict[Slug, Role]
    skills: dict[Slug, Skill]
    backgrounds: dict[Slug, Background]
    resources: dict[Slug, Resource]
    facts: dict[Slug, Fact]
    answers: dict[Slug, Answer]
    sources: dict[Slug, Source]
    role_family: dict[Slug, str]
    skill_family: dict[Slug, str]
    evidence: dict[Slug, dict[Slug, Evidence]]
    """role -> skill -> how often it is named."""
    weights: dict[str, Weights]
    """practitioner, list, prose -> the table for that way of speaking; words -> that of careerbot.vocabulary."""
    advice: dict[Slug, Advice]
    language: dict[str, dict[str, Any]]
    """Name of a table of words (`language/en/<name>.toml`) -> what it says."""
    where: dict[str, str]
    """`kind/slug` -> the file it was read from, relative to the corpus folder."""

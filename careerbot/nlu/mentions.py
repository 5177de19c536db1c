"""What reading takes in and gives out: a page ready for reading, and the skills mentioned on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from careerbot.corpus.lexicon import Found
from careerbot.corpus.records import Slug
from careerbot.nlu.cues import Stance
from careerbot.text.document import Form
from careerbot.text.numbers import Duration
from careerbot.text.tokenizer import Token

How = Literal["name", "alias", "typo", "meaning", "title", "implied"]

CONFIDENCE = {"name": 1.0, "alias": 0.95, "typo": 0.8, "ambiguous": 0.75, "meaning": 0.6, "title": 0.6, "implied": 0.6}
"""How sure a mention found this way is."""


class Mention(Struct, frozen=True):
    """A skill somebody speaks of."""

    slug: Slug
    start: int
    end: int
    """The span in the text as given."""
    quote: str
    """The person's own words."""
    how: How
    confidence: float
    """0 to 1: how sure we are that this skill is meant."""
    stance: Stance = "has"
    """likes: spoken of with pleasure."""
    level: int | None = None
    """1 to 5 where the words say so."""
    years: float | None = None
    correction: bool = False
    """Said to take back what was understood before ("sorry, javascript not java")."""
    tool: bool = False
    """Names a tool or a language: who likes one uses it, which cannot be said of a subject."""
    claimed: bool = True
    """False where somebody asks about it or says it of others ("is SQL hard?"): it tells nothing of the writer."""


class Page(Struct, frozen=True):
    """A text made ready for reading."""

    text: str
    tokens: Sequence[Token]
    """Mistyped words already as meant; spans as given."""
    marks: Sequence[int]
    names: dict[int, Found]
    """First token -> the skill name there, believed to be one."""
    belief: dict[int, float]
    periods: dict[int, Duration]
    mended: frozenset[int]
    """Tokens read as something else than typed."""
    form: Form
    voices: Sequence[int] = ()
    """Of whom the sentence speaks at each token, in a statement."""
    story: bool = False
    """Whether somebody talks at length: then a claim has to be said."""

"""Results of ranking: how the roles stand for somebody, how one moves, how two compare, what keeps one from the top."""

from __future__ import annotations

from msgspec import Struct

from careerbot.corpus.records import Slug
from careerbot.matching.confidence import Confidence, Question
from careerbot.matching.needs import Gap
from careerbot.matching.ranking import Match, Standing


class Ranking(Struct, frozen=True):
    """How the roles stand for one person."""

    matches: tuple[Match, ...]
    """Best first, as many as were asked for."""
    standings: tuple[Standing, ...]
    """Every role that is not excluded."""
    confidence: Confidence
    certainty: float
    """Calibrated chance that a role this person would name is among the first three, 0 to 1."""
    question: Question | None
    """What to ask next, where the leading roles are close."""


class Shift(Struct, frozen=True):
    """How one role moves when something is learnt."""

    slug: Slug
    score: tuple[float, float]
    rank: tuple[int, int]
    """From 1."""


class Contrast(Struct, frozen=True):
    """Two roles side by side."""

    one: Match
    other: Match
    shared: tuple[Slug, ...]
    """Skills both ask for."""
    only_one: tuple[Slug, ...]
    only_other: tuple[Slug, ...]


class WhyNot(Struct, frozen=True):
    """What keeps a role from the top of somebody's list."""

    match: Match
    rank: int
    leader: Match
    """The role that stands first (the next one, if this one does)."""
    excluded: bool
    """Whether they ruled it out themselves."""
    would_lead: tuple[Gap, ...]
    """The fewest gaps, what counts most first, that would bring it level with the leader; empty where no set of them does."""
    score_then: float
    """Its score with those closed."""

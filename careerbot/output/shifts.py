"""How roles move when something is learnt, lost, or both -> blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from careerbot.corpus.records import LEVEL_NAMES, Slug
from careerbot.output.blocks import Block, Heading, Paragraph, Table
from careerbot.output.phrases import listed

if TYPE_CHECKING:
    from careerbot.advisor import Shift
    from careerbot.corpus.corpus import Corpus

LEADING = 3
"""Roles whose fate is told first: those at the front before or after."""

WORTH_TELLING = 5e-4
"""Changes of a score smaller than this would read as none."""

MOST = 8
"""Roles in the table."""

_NONE = {
    "rise": "No score rises by anything worth mentioning: it is counted already, or no role asks for it.",
    "fall": "No score falls by anything worth mentioning: what else you know speaks for the same roles.",
    "move": "No score moves by anything worth mentioning.",
}


def moved(
    shifts: Sequence[Shift], learnt: Sequence[tuple[Slug, int]], lost: Sequence[Slug], corpus: Corpus
) -> Iterator[Block]:
    """How roles move with what is learnt and without what is lost."""
    if learnt or lost:
        yield Heading(_supposed(learnt, lost, corpus))
    verb = "move" if learnt and lost else "fall" if lost else "rise"
    moving = [s for s in shifts if _goes(verb, s.score[1] - s.score[0])]
    if not moving:
        yield Paragraph(_NONE[verb])
        return
    yield _table(_leading_first(moving), corpus)
    if (more := len(moving) - MOST) > 0:
        yield Paragraph(f"1 more role {verb}s." if more == 1 else f"{more} more roles {verb}.", "quiet")


def _goes(verb: str, change: float) -> bool:
    return (abs(change) if verb == "move" else -change if verb == "fall" else change) > WORTH_TELLING


def _supposed(learnt: Sequence[tuple[Slug, int]], lost: Sequence[Slug], corpus: Corpus) -> str:
    given = listed([f"{corpus.skills[s].name} at {LEVEL_NAMES[level]} level" for s, level in learnt])
    taken = listed([corpus.skills[s].name for s in lost])
    if not taken:
        return f"With {given}"
    return f"With {given}, without {taken}" if given else f"Without {taken}"


def _leading_first(shifts: Sequence[Shift]) -> Sequence[Shift]:
    """The roles at the front, in their new order, then those that move most."""
    front = sorted((s for s in shifts if min(s.rank) <= LEADING), key=lambda s: (s.rank[1], s.slug))
    return [*front, *(s for s in shifts if s not in front)][:MOST]


def _table(shifts: Sequence[Shift], corpus: Corpus) -> Table:
    rows = tuple(
        (
            corpus.roles[s.slug].title,
            f"{s.score[0]:.0%} → {s.score[1]:.0%}",
            f"{s.rank[0]} → {s.rank[1]}" if s.rank[0] != s.rank[1] else f"{s.rank[1]}",
        )
        for s in shifts
    )
    return Table(("role", "score", "rank"), rows)

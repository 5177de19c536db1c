"""What was understood from a text, as blocks: before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from careerbot.corpus.records import LEVEL_NAMES
from careerbot.output.blocks import Block, Paragraph, Row, Table
from careerbot.output.phrases import job_title, quoted

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.nlu.types import Document, Mention

HOW_TEXT = {
    "name": "by name", "alias": "another name", "typo": "a misspelling", "meaning": "by meaning", "title": "by a title",
    "implied": "implied",
}  # fmt: skip
STANCE_TEXT = {"has": "have", "learning": "learn", "wants": "want", "dislikes": "dislike", "lacks": "have not"}


def understanding(found: Document, corpus: Corpus) -> Iterator[Block]:
    """Skills with their words, then jobs, wishes and what nothing explained."""
    if found.skills:
        rows = tuple(
            (corpus.skills[m.slug].name, _stance(m), quoted(m.quote), f"{HOW_TEXT[m.how]}, {m.confidence:.0%}")
            for m in found.skills
        )
        yield Table(("skill", "you", "your words", "found"), rows)
    else:
        yield Paragraph("I found no skill in this.")
    for role in found.roles:
        years = f", {role.years:g} years" if role.years else ""
        yield Row("Job", f"{job_title(role.slug, corpus)} ({role.stance}{years}), {quoted(role.quote)}")
    for limit in found.limits:
        yield Row("Wish", f"{'more' if limit.more else 'less or no'} {limit.topic}, {quoted(limit.quote)}")
    if found.hours_a_week:
        yield Row("Time", f"{found.hours_a_week:g} hours a week")
    if found.by or found.months:
        yield Row("Until", found.by or f"{found.months:g} months from now")
    if found.leftovers:
        left = ", ".join(quoted(x.text) for x in found.leftovers[:20])
        more = len(found.leftovers) - 20
        yield Paragraph(f"I did not understand: {left}" + (f" and {more} more." if more > 0 else "."), "warn")


def _stance(mention: Mention) -> str:
    if not mention.claimed:
        return "ask about"
    said = STANCE_TEXT[mention.stance]
    level = f" ({LEVEL_NAMES[mention.level]})" if mention.level else ""
    years = f", {mention.years:g} years" if mention.years else ""
    return said + level + years

"""A mention with the mark that stands beside it: "Python 8/10", "SQL ★★★", "Java ❌", "On a scale of 1-10: Python 8"."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from careerbot.nlu.mentions import Mention, Page
from careerbot.text.ratings import marked, rating_after, rating_before, scale_of, ticked, ticks_before


class Marks(Struct, frozen=True):
    """How a text marks what it names."""

    before: bool | None
    """Whether ticks and crosses stand before the names or behind them; None without any."""
    scale: int
    """The top of a scale that bare numbers are on; 0 for none."""

    @classmethod
    def of(cls, text: str) -> Marks:
        """The marks of a text."""
        return cls(ticks_before(text), scale_of(text))


def rated(page: Page, mention: Mention, at: int, marks: Marks) -> tuple[Mention, int]:
    """The mention with the level its mark gives it, and the token after the mark; `at`: the token after the name."""
    tick = None if marks.before is None else ticked(page.text, mention.start, mention.end, before=marks.before)
    if tick is not None:
        return replace(mention, stance=tick, claimed=True), at
    if mention.stance in ("not", "dislikes"):
        return mention, at
    found = rating_after(page.text, mention.end)
    if found is None and marks.scale and page.form == "statement":
        found = marked(page.text, mention.end, marks.scale)
    if found is None:
        before = rating_before(page.text, mention.start)
        return (replace(mention, stance="has", level=before) if before else mention), at
    level, stop = found
    while at < len(page.tokens) and page.tokens[at].start < stop:
        at += 1
    if level == 0:
        return replace(mention, stance="not", level=None), at
    return replace(mention, stance="has", level=level, claimed=True), at

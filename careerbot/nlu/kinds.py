"""Document classification: a message, a CV or an advertisement; and the part of it that each line belongs to.

Learned from annotated documents (a linear model over words): no one word decides, least of all one like "client".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from careerbot.nlu.linear import LinearModel, line_features, text_features
from careerbot.nlu.types import Kind
from careerbot.text.tokenizer import tokenise

FEWEST = 40
"""Tokens that a CV or an advertisement has at least."""
SURE = 0.5
"""Chance from which a text is taken for a document rather than for a message."""
READ = 3_000
"""Characters by which the kind is told."""


class Kinds:
    """Tells kinds of documents and their parts.

    Args:
        model: the linear model that holds the tasks `kind` and `section`.

    """

    def __init__(self, model: LinearModel) -> None:
        self._model = model

    def kind(self, text: str, count: int) -> Kind:
        """What a text of so many tokens is."""
        if count < FEWEST:
            return "message"
        shown = text[:READ]
        shares = self._model.shares("kind", text_features(tokenise(shown), "", shown))
        best = max(shares, key=lambda name: shares[name])
        return cast("Kind", best) if shares[best] >= SURE else "message"

    def sections(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, part) of each line of a document; a heading's part is `head:` and what it opens."""
        before, at = "start", 0
        for line in text.splitlines(keepends=True):
            start, at = at, at + len(line)
            if not line.strip():
                continue
            shares = self._model.shares("section", line_features(tokenise(line[:400]), line, before))
            section = max(shares, key=lambda name: shares[name])
            yield start, at, section
            before = section.removeprefix("head:")

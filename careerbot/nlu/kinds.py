"""Document classification: a message, a CV or an advertisement; and the part of it that each line belongs to.

Learned from annotated documents (a linear model over words): no one word decides, least of all one like "client".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from careerbot.nlu.examples import SECTIONS
from careerbot.nlu.linear import LinearModel, kind_features, line_features
from careerbot.nlu.types import Kind

FEWEST = 40
"""Tokens that a CV or an advertisement has at least."""
SURE = 0.55
"""Chance from which a text is taken for a document rather than for a message."""
NEVER = -1e6
MOST_LINES = 2_000
"""Lines of a document whose part is told by their words; what follows goes on with the last."""
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
        shares = self._model.shares("kind", kind_features(shown, self._model.classes("rated")))
        best = max(shares, key=lambda name: shares[name])
        return cast("Kind", best) if shares[best] >= SURE else "message"

    def sections(self, text: str, kind: Kind = "message") -> Iterator[tuple[int, int, str]]:
        """(start, end, part) of each line of a document; a heading's part is `head:` and what it opens.

        Parts are those of `kind`, where it is a CV or an advertisement. The likeliest path over all lines is taken
        (Viterbi): a line is judged by its words and by the part of the line above.
        """
        places, at = [], 0
        for line in text.splitlines(keepends=True):
            start, at = at, at + len(line)
            if line.strip():
                places.append((start, at))
        if not places:
            return
        lines = [text[start:end] for start, end in places]
        for (start, end), section in zip(places, self._path(lines, kind), strict=True):
            yield start, end, section

    def _path(self, lines: list[str], kind: Kind) -> list[str]:
        labels = self._model.classes("section")
        after = {part: self._model.scores("section", [f"before={part}"]) for part in {"start", *map(_part, labels)}}
        barred = [0.0 if _part(x) in SECTIONS.get(kind, (_part(x),)) else NEVER for x in labels]
        best = [x + y + z for x, y, z in zip(self._own(lines, 0), after["start"], barred, strict=True)]
        back: list[list[int]] = []
        for at in range(1, len(lines)):
            own, chosen, total = self._own(lines, at), [], []
            for i in range(len(labels)):
                origin = max(range(len(labels)), key=lambda j: best[j] + after[_part(labels[j])][i])  # noqa: B023
                chosen.append(origin)
                total.append(best[origin] + after[_part(labels[origin])][i] + own[i] + barred[i])
            best = total
            back.append(chosen)
        path = [max(range(len(labels)), key=lambda i: best[i])]
        for chosen in reversed(back):
            path.append(chosen[path[-1]])
        return [labels[i] for i in reversed(path)]

    def _own(self, lines: list[str], at: int) -> list[float]:
        """Log chances of the labels of a line by its own words."""
        if at > MOST_LINES:
            return [0.0] * len(self._model.classes("section"))
        return self._model.scores("section", line_features(lines, at))


def _part(section: str) -> str:
    return section.removeprefix("head:")

"""Sparse linear classifier (multinomial logistic regression) over words: the reader that needs no numpy and no model.

It reads documents line by line, where there are thousands, and answers where the model cannot be had. Weights are whole
numbers in a text file that tests/tools/train_linear.py makes from the examples and nothing else.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal, cast

import msgspec
from msgspec import Struct

from careerbot.errors import CareerbotError
from careerbot.nlu.examples import INTENTS, MARKS, SECTIONS
from careerbot.nlu.types import Asked, Judged, Kind, Reading
from careerbot.text.tokenizer import Token, tokenise

FILE = Path(__file__).parent.parent / "models" / "linear.tsv"
UNIT = 100.0
"""Weights are kept in hundredths of a natural-log unit."""

NEAR, FAR = 5, 14
"""Words beside a span whose place is told; and those that count wherever they stand."""


_DIGITS = re.compile(r"\d")


def _word(token: Token) -> str:
    return _DIGITS.sub("0", token.text)


def span_features(tokens: Sequence[Token], first: int, last: int, context: str, text: str) -> Iterator[str]:
    """What speaks for the meaning of the words tokens[first:last]; digits are all one."""
    words = [_word(token) for token in tokens[max(0, first - FAR) : last + FAR]]
    shift = max(0, first - FAR)
    yield "bias"
    yield f"context={context}"
    name = " ".join(words[first - shift : last - shift])
    yield f"name={name}"
    yield f"ends={words[last - 1 - shift]}"
    written = text[tokens[first].start : tokens[last - 1].end]
    yield f"case={'upper' if written.isupper() else 'title' if written[:1].isupper() else 'lower'}"
    if first == 0:
        yield "opens"
    if last == len(tokens):
        yield "closes"
    for at in range(1, NEAR + 1):
        if first - at >= 0:
            yield f"-{at}={words[first - at - shift]}"
        if last + at - 1 < len(tokens):
            yield f"+{at}={words[last + at - 1 - shift]}"
    if first:
        yield f"before={text[tokens[first - 1].end : tokens[first].start].strip()[:3]}"
        yield f"---={' '.join(words[max(0, first - 3 - shift) : first - shift])}"
        yield f"--={' '.join(words[max(0, first - 2 - shift) : first - shift])}"
    if last < len(tokens):
        yield f"after={text[tokens[last - 1].end : tokens[last].start].strip()[:3]}"
        yield f"++={' '.join(words[last - shift : last + 2 - shift])}"
    yield from {f"left={word}" for word in words[: first - shift]}
    yield from {f"right={word}" for word in words[last - shift :]}


def text_features(tokens: Sequence[Token], context: str, text: str) -> Iterator[str]:
    """What speaks for the purpose of a whole text."""
    words = [token.text for token in tokens[:200]]
    yield "bias"
    yield f"context={context}"
    yield f"length={min(len(words) // 4, 8)}"
    if "?" in text:
        yield "question"
    if text.rstrip().endswith("?"):
        yield "ends in question"
    yield from {f"w={word}" for word in words}
    yield from {f"ww={one} {other}" for one, other in zip(words, words[1:], strict=False)}
    yield from {f"www={' '.join(words[i : i + 3])}" for i in range(len(words) - 2)}
    if words:
        yield f"first={words[0]}"
        yield f"last={words[-1]}"
        yield f"both={context} {words[0]}"


def kind_features(text: str, rated: Sequence[str]) -> Iterator[str]:
    """What speaks for a text being a CV, an advertisement or a message: its words, who speaks in it, how it is laid out.

    How often the commonest words stand in it (`rated`: those of the examples) tells more than that they do: "I", "we", "you".
    """
    tokens = tokenise(text)
    yield from {f"w={token.text}" for token in tokens[:400]}
    count = Counter(token.text for token in tokens)
    for word in rated:
        yield f"rate={word}:{_rate(count[word], len(tokens))}"
    yield f"rate=?:{_rate(text.count('?'), len(tokens))}"
    lines = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    ragged = sum(line[-1:] not in ".!?" for line in lines) / len(lines)
    yield f"lines={min(len(lines) // 3, 8)}"
    yield f"ragged={round(ragged * 4)}"
    yield f"width={min(len(text) // len(lines) // 25, 6)}"
    yield f"ragged lines={min(len(lines) // 6, 3)} {round(ragged * 2)}"


def _rate(count: int, of: int) -> int:
    """How often, in five steps: never, less than once in two hundred words, in seventy, in thirty, more."""
    share = count / max(of, 1)
    return 0 if not count else 1 if share < 0.005 else 2 if share < 0.015 else 3 if share < 0.035 else 4


def line_features(lines: Sequence[str], at: int) -> Iterator[str]:
    """What speaks for the part of a document that lines[at] belongs to, and for its being a heading."""
    text = lines[at].strip()
    words = [_word(token) for token in tokenise(text[:400])][:40]
    yield "bias"
    yield f"place={min(at, 5)}"
    yield f"length={min(len(words), 12)}"
    yield f"case={_case(text)}"
    yield f"opens={text[:1] if not text[:1].isalnum() else 'word'}"
    yield f"ends={text[-1:] if not text[-1:].isalnum() else 'word'}"
    for beside, name in ((at - 1, "above"), (at + 1, "below")):
        other = lines[beside].strip() if 0 <= beside < len(lines) else ""
        yield f"{name}={_case(other)} {min(len(other.split()) // 3, 4)} {other[:1] if not other[:1].isalnum() else 'word'}"
    yield from {f"w={word}" for word in words}
    yield from {f"ww={one} {other}" for one, other in zip(words, words[1:], strict=False)}
    if words:
        yield f"first={words[0]}"
        yield f"all={' '.join(words[:6])}"
    if len(words) <= HEADING:
        joined = f" {' '.join(words)} "
        yield from {f"c={joined[i : i + 5]}" for i in range(max(1, len(joined) - 4))}
        yield from {f"short={word}" for word in words}
    if "@" in text or "http" in text or "www." in text:
        yield "address"
    if _YEAR.search(text):
        yield "year"


HEADING = 8
"""Words that a heading has at most."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _case(text: str) -> str:
    return "upper" if text.isupper() else "title" if text.istitle() else "lower" if text[:1].islower() else "other"


class LinearModel:
    """The weights of every task: "S", "R", ... for spans, "intents", "kind", "section"."""

    def __init__(self, path: Path = FILE) -> None:
        self._path = path

    @cached_property
    def _rows(self) -> dict[str, str]:
        try:
            text = self._path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            message = f"The reader's weights {self._path.name} cannot be read; install careerbot again."
            raise CareerbotError(message) from error
        return dict(line.split("\t", 1) for line in text.splitlines() if "\t" in line)

    @cached_property
    def _decoded(self) -> dict[str, dict[str, tuple[int, ...]]]:
        return {}

    def classes(self, task: str) -> list[str]:
        """The labels of a task, in the order of its scores."""
        return self._rows[f"{task}#"].split(",")

    def scores(self, task: str, features: Iterable[str]) -> list[float]:
        """Logits of the labels of a task."""
        known, rows = self._decoded.setdefault(task, {}), [(0,) * len(self.classes(task))]
        for feature in features:
            row = known.get(feature)
            if row is None:
                raw = self._rows.get(f"{task}:{feature}")
                row = known[feature] = tuple(map(int, raw.split(","))) if raw else ()
            if row:
                rows.append(row)
        return [sum(column) / UNIT for column in zip(*rows, strict=True)]

    def shares(self, task: str, features: Iterable[str]) -> Mapping[str, float]:
        """Chances of the labels of a task; they add up to 1."""
        return dict(zip(self.classes(task), softmax(self.scores(task, features)), strict=True))


class LinearReader:
    """Judges windows by their words."""

    def __init__(self, model: LinearModel | None = None) -> None:
        self.model = model or LinearModel()

    def read(self, asked: Sequence[Asked]) -> list[Reading]:
        """One reading a window, in order; it finds no spans by itself."""
        return [self._one(window) for window in asked]

    def _one(self, window: Asked) -> Reading:
        tokens = tokenise(window.text)
        spans = tuple(self._span(window, tokens, *span) for span in window.spans)
        if not window.intents:
            return Reading(spans)
        scores = self.model.scores("intents", text_features(tokens, window.context, window.text))
        chances = dict(zip(self.model.classes("intents"), (1 / (1 + math.exp(-x)) for x in scores), strict=True))
        return Reading(spans, tuple(chances.get(name, 0.0) for name in INTENTS), (0,) * len(INTENTS))

    def _span(self, window: Asked, tokens: Sequence[Token], start: int, end: int, kind: str) -> Judged:
        inside = [i for i, token in enumerate(tokens) if token.start < end and token.end > start]
        labels = MARKS[kind]
        if not inside:
            return tuple(float(label in ("none", "other")) for label in labels)
        shares = self.model.shares(kind, span_features(tokens, inside[0], inside[-1] + 1, window.context, window.text))
        return tuple(shares.get(label, 0.0) for label in labels)


def softmax(scores: Sequence[float]) -> list[float]:
    """Logits as chances."""
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


# ---------------------------------------------------------------- kinds of documents, and the part that each line belongs to


FEWEST = 40
"""Tokens that a CV or an advertisement mostly has."""
SURE = 0.5
"""Chance from which a text is taken for a document rather than for a message."""
SHORT, SURE_LINES, SURE_LINE = 20, 0.65, 0.97
"""Tokens from which a shorter one may be a document, and the chance that it takes: of several lines, of one."""
NEVER = -1e6
MOST_LINES = 2_000
"""Lines of a document whose part is told by their words; what follows goes on with the last."""
READ = 3_000
"""Characters by which the kind is told."""


class Kinds:
    """Tells kinds of documents and their parts."""

    def __init__(self, model: LinearModel) -> None:
        self._model = model

    def kind(self, text: str, count: int) -> Kind:
        """What a text of so many tokens is."""
        if count < SHORT:
            return "message"
        shown = text[:READ]
        sure = SURE if count >= FEWEST else SURE_LINES if "\n" in shown.strip() else SURE_LINE
        shares = self._model.shares("kind", kind_features(shown, self._model.classes("rated")))
        best = max(shares, key=lambda name: shares[name])
        return cast("Kind", best) if shares[best] >= sure else "message"

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


THRESHOLDS = Path(__file__).parent.parent / "models" / "thresholds.json"

By = Literal["model", "words"]
LEFT = {"S": "none", "R": "none", "T": "other", "L": "none", "D": "none", "P": "none"}
"""What a span means where no other meaning is sure enough."""


class Scale(Struct, frozen=True):
    """Of one reader."""

    sharpness: Mapping[str, float]
    """Kind of span -> the power its chances are raised to, so that they come true as often as they say."""
    least: Mapping[str, float]
    """`S:has` -> the chance from which it is believed."""
    intents: Mapping[str, tuple[float, float, float]]
    """Intent -> (slope, offset, least): a logistic scale of the logit, and the chance from which it is heard."""


class Thresholds(Struct, frozen=True):
    """Of the model and of the linear reader."""

    model: Scale
    words: Scale

    def judged(self, by: By, kind: str, chances: tuple[float, ...]) -> tuple[str, float]:
        """The label believed of a span, and how sure it is."""
        scale = self.model if by == "model" else self.words
        power = scale.sharpness.get(kind, 1.0)
        raised = [max(p, 1e-9) ** power for p in chances]
        total = sum(raised)
        best = max(range(len(raised)), key=lambda i: raised[i])
        label, sure = MARKS[kind][best], raised[best] / total
        if sure < scale.least.get(f"{kind}:{label}", 0.0):
            left = LEFT[kind]
            return left, raised[MARKS[kind].index(left)] / total
        if label in OWN:  # that a job is theirs is believed, whether they have it still or had it
            sure = sum(raised[MARKS[kind].index(one)] for one in OWN) / total
        return label, sure

    def heard(self, by: By, name: str, chance: float) -> tuple[float, bool]:
        """How sure it is that a message does something, and whether that is enough to hear it."""
        scale = self.model if by == "model" else self.words
        slope, offset, least = scale.intents.get(name, (1.0, 0.0, 0.5))
        chance = min(max(chance, 1e-6), 1 - 1e-6)
        sure = 1 / (1 + math.exp(-(slope * math.log(chance / (1 - chance)) + offset)))
        return sure, sure >= least


OWN = ("current", "past")
"""Stances of one's own jobs."""

EVEN = Thresholds(Scale({}, {}, {}), Scale({}, {}, {}))
"""Chances as they come."""


def load_thresholds(path: Path = THRESHOLDS) -> Thresholds:
    """The thresholds that came with the readers."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Thresholds)
    except FileNotFoundError:
        return EVEN
    except (OSError, msgspec.MsgspecError) as error:
        raise CareerbotError(f"The reader's thresholds {path.name} cannot be read; install careerbot again.") from error

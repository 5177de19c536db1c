"""The carried model: its encoder, and the learned reader (multi-task heads over a fine-tuned encoder) on the same files.

What spans mean, what a message does, what was overlooked; each part is opened when first asked for, once in a process.

A window goes through the carried model once, its three upper layers as training left them; three heads judge the states of
its words. The heads are those of tests/tools/train_reader.py, in numpy.
"""

from __future__ import annotations

import json
import math
import os
import threading
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from careerbot.embeddings.encoder import Model, find_model, needing_libraries, readable
from careerbot.embeddings.onnx_encoder import (
    ABOUT,
    HIDDEN,
    SENTENCE,
    SHIPPED,
    OnnxEncoder,
    Opening,
    batches,
    check_carried,
    open_tokenizer,
    opened_whole,
    padded,
    session_of,
)
from careerbot.errors import EncoderMissing
from careerbot.nlu.examples import INTENTS, MARKS
from careerbot.nlu.types import Judged, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from careerbot.nlu.types import Asked

    Floats = NDArray[np.float32]


READER = SHIPPED / "reader.safetensors"
"""Tuned layers and heads, in half precision."""
LABELS = tuple(f"{kind}:{label}" for kind, labels in MARKS.items() for label in labels if kind != "X")
"""What the span head tells apart; a reference to the screen has but one label, and needs no judging."""
TAGS = ("O", *MARKS)
"""What the tag head says of a word: nothing, or the kind of span it belongs to."""
AROUND, SHARPNESS = 6, 4.0
"""Word pieces read on each side of a span; divisor in the attention of the intents."""
SCALE, LIKELIEST = 16.0, 12
"""Of a cosine as a logit of the entry asked for; entries that are told of each sentence."""
SURE = 0.5
"""The chance from which words nobody asked about are held to be a span."""
DIGITS = 5
"""Chances are rounded: the last digits depend on the machine."""

_KNOWN = {"labels": " ".join(LABELS), "tags": " ".join(TAGS), "intents": " ".join(INTENTS), "frozen": "3"}
_SIZE, _WIDE, _BETWEEN = 384, 1536, 192
_DENSE = {
    **{f"attention.{name}": (_SIZE, _SIZE) for name in ("self.query", "self.key", "self.value", "output.dense")},
    "intermediate.dense": (_WIDE, _SIZE),
    "output.dense": (_SIZE, _WIDE),
}
_NORMS = ("attention.output.LayerNorm", "output.LayerNorm")
_HEADS = {
    "whole": (len(INTENTS), _SIZE),
    "span_in": (_BETWEEN, 3 * _SIZE),
    "span_out": (len(LABELS), _BETWEEN),
    "tag": (len(TAGS), _SIZE),
}


def _shapes() -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every tensor that a reader has, with its shape."""
    yield from (("look", (len(INTENTS), _SIZE)), ("intent", (len(INTENTS), _SIZE)))
    dense = [*_HEADS.items()]
    for i in range(3, 6):
        at = f"model.encoder.layer.{i}."
        dense += [(at + name, shape) for name, shape in _DENSE.items()]
        yield from ((f"{at}{name}.{part}", (_SIZE,)) for name in _NORMS for part in ("weight", "bias"))
    for name, shape in dense:
        yield from ((f"{name}.weight", shape), (f"{name}.bias", shape[:1]))


def read_tensors(path: Path) -> tuple[dict[str, Floats], tuple[str, ...]]:
    """The tensors of a reader in full precision, and the entries it knows.

    EncoderMissing unless the file is one, for the labels of today.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EncoderMissing(f"The learned reader is missing ({path}): reinstall careerbot.") from error
    try:
        size = int.from_bytes(data[:8], "little")
        head = json.loads(data[8 : 8 + size])
        about = head.pop("__metadata__")
        places = {name: one["data_offsets"] for name, one in head.items() if one["dtype"] == "F16"}
        # all at once: one conversion instead of sixty
        numbers = np.frombuffer(data, np.float16, offset=8 + size).astype(np.float32)
        tensors = {name: numbers[places[name][0] // 2 : places[name][1] // 2].reshape(s) for name, s in _shapes()}
        entries = ("", *about["answers"].split())
        tensors["answer"] = numbers[places["answer"][0] // 2 : places["answer"][1] // 2].reshape(len(entries), _SIZE)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise EncoderMissing(f"{path} is not a learned reader, or it is damaged: reinstall careerbot.") from error
    if any(about.get(key) != value for key, value in _KNOWN.items()):
        message = f"{path} was trained for other labels than this careerbot's: run tests/tools/train_reader.py."
        raise EncoderMissing(message)
    tensors["answer"] /= np.linalg.norm(tensors["answer"], axis=1, keepdims=True)
    return tensors, entries


class _Piece(NamedTuple):
    """The word pieces of one window, and what the model makes of them."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    """In characters of the window's text; where nothing stands (context, marks of begin and end) both are -1."""
    words: Sequence[int | None]
    """To which word each belongs."""
    states: Floats

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last + 1 of the pieces that touch a span; None where it was not read."""
        hit = np.flatnonzero((self.starts < end) & (self.ends > start) & (self.ends > 0))
        return (int(hit[0]), int(hit[-1]) + 1) if len(hit) else None


class ModelReader:
    """Judges windows by the model (`nlu.types.Reader`). Opened by its first window, or by `begin`."""

    def __init__(self, model: CarriedModel, path: Path = READER) -> None:
        self._model, self._path = model, path
        self._lock = threading.Lock()
        self._opening: Opening | None = None
        self._session: Any = None
        self._tensors: Mapping[str, Floats] = {}
        self._entries: tuple[str, ...] = ()
        self._lent: dict[str, Any] = {}
        """What the session reads where it lies."""

    def begin(self) -> None:
        """Begin to open the reader; the time until the first window is free on a second core."""
        with self._lock, needing_libraries():
            if self._session is None and self._opening is None:
                self._opening = Opening(self._made, ABOUT)

    def _made(self) -> Any:  # noqa: ANN401 (untyped library)
        import onnxruntime

        self._tensors, self._entries = read_tensors(self._path)
        tuned = {name: tensor for name, tensor in self._tensors.items() if name.startswith("model.")}
        lend = onnxruntime.OrtValue.ortvalue_from_numpy
        self._lent = {name.replace("model.", "tuned.", 1): lend(tensor) for name, tensor in tuned.items()}
        return self._model.session(HIDDEN, self._lent)

    def open(self) -> None:
        """Have everything ready; EncoderMissing where the reader's file, the model or the memory is not there."""
        self.begin()
        tokenizer_too = self._model.tokenizer
        with self._lock, opened_whole():
            if self._session is None and tokenizer_too is not None:
                opening, self._opening = self._opening, None
                assert opening is not None
                self._session = opening.session()

    def read(self, asked: Sequence[Asked]) -> list[Reading]:
        """One reading a window, in order; the same whoever shares the call."""
        if not asked:
            return []
        self.open()
        coded = self._model.tokenizer.encode_batch([readable(f"{one.context} : {one.text}") for one in asked])
        order = sorted(range(len(asked)), key=lambda at: len(coded[at].ids))
        readings: dict[int, Reading] = {}
        for batch in batches([len(coded[at].ids) for at in order], equal=not self._model.one_shot):
            chosen = order[batch]
            for at, states in zip(chosen, self._states([coded[at] for at in chosen]), strict=True):
                readings[at] = self._reading(asked[at], coded[at], states)
        return [readings[at] for at in range(len(asked))]

    def _states(self, coded: list[Any]) -> list[Floats]:
        """The states of the word pieces of each window."""
        # one short window alone would be summed in another order than beside others
        twice = len(coded) == 1 and not self._model.one_shot
        states = self._session.run(None, padded(coded * 2 if twice else coded, ABOUT))[0]
        return [states[row, : len(one.ids)] for row, one in enumerate(coded)]

    def _reading(self, asked: Asked, coded: Any, states: Floats) -> Reading:  # noqa: ANN401 (untyped library)
        offsets = np.array(coded.offsets, np.int64) - (len(asked.context) + len(" : "))
        offsets[(offsets[:, 0] < 0) | (offsets[:, 0] == offsets[:, 1])] = -1
        pieces = _Piece(offsets[:, 0], offsets[:, 1], coded.word_ids, states)
        places = [pieces.within(start, end) for start, end, _ in asked.spans]
        tags = _softmax(self._dense("tag", states))
        found = list(self._overlooked(pieces, tags, [place for place in places if place]))
        wanted = [*zip((kind for *_, kind in asked.spans), places, strict=True), *((kind, at) for kind, at in found)]
        judged = self._judged(pieces, tags, wanted)
        more = [
            (int(pieces.starts[first]), int(pieces.ends[last - 1]), kind, chances)
            for (kind, (first, last)), chances in zip(found, judged[len(places) :], strict=True)
        ]
        chances, speaking = self._intents(pieces) if asked.intents else ((), ())
        entries = tuple(self._asked_for(pieces, *sentence) for sentence in asked.sentences)
        return Reading(tuple(judged[: len(places)]), chances, speaking, tuple(more), entries)

    def _asked_for(self, pieces: _Piece, start: int, end: int) -> tuple[tuple[str, float], ...]:
        """The entries of the answer base that a sentence asks for, by their chances."""
        place = pieces.within(start, end)
        if place is None:
            return ()
        state = pieces.states[slice(*place)].mean(0)
        chances = _softmax(SCALE * (self._tensors["answer"] @ (state / np.linalg.norm(state))))
        first = np.argsort(-chances, kind="stable")[:LIKELIEST]
        return tuple((self._entries[at], round(float(chances[at]), DIGITS)) for at in first)

    def _dense(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self._tensors[f"{name}.weight"].T + self._tensors[f"{name}.bias"])

    def _judged(
        self, pieces: _Piece, tags: Floats, wanted: Sequence[tuple[str, tuple[int, int] | None]]
    ) -> list[Judged]:
        """Chances of the labels of each span's kind: equal ones where the span was not read."""
        h = pieces.states
        read = [(at, place) for at, (kind, place) in enumerate(wanted) if place and kind != "X"]
        seen = np.empty((len(read), 3 * h.shape[1]), np.float32)
        for row, (_, (first, last)) in enumerate(read):
            around = h[max(0, first - AROUND) : last + AROUND]
            seen[row] = np.concatenate([h[first:last].mean(0), h[0], around.mean(0)])
        scores = self._dense("span_out", _gelu(self._dense("span_in", seen)))
        row_of = {at: row for row, (at, _) in enumerate(read)}
        judged: list[Judged] = []
        for at, (kind, place) in enumerate(wanted):
            if at in row_of:
                judged.append(_rounded(_softmax(scores[row_of[at], _OF_KIND[kind]])))
            elif place:
                judged.append(_rounded(tags[slice(*place), TAGS.index(kind)].mean(keepdims=True)))
            else:
                judged.append((round(1 / len(MARKS[kind]), DIGITS),) * len(MARKS[kind]))
        return judged

    def _overlooked(
        self, pieces: _Piece, tags: Floats, asked: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[str, tuple[int, int]]]:
        """Runs of words of one tag that touch nothing that was asked: kind, and the word pieces."""
        words: list[tuple[int, int, int]] = []
        for word, group in groupby(range(len(pieces.words)), key=lambda at: pieces.words[at]):
            at = list(group)
            if word is not None and pieces.ends[at[0]] > 0:
                # the pieces of a word are of one mind
                words.append((int(tags[at].mean(0).argmax()), at[0], at[-1] + 1))
        for tag, alike in groupby(words, key=lambda word: word[0]):
            run = list(alike)
            first, last = run[0][1], run[-1][2]
            if not tag or tags[first:last, tag].mean() < SURE or any(a < last and b > first for a, b in asked):
                continue
            yield TAGS[tag], (first, last)

    def _intents(self, pieces: _Piece) -> tuple[tuple[float, ...], tuple[int, ...]]:
        """The chance of each intent, and the character that speaks for it most."""
        h = pieces.states
        attention = _softmax((h @ self._tensors["look"].T / SHARPNESS).T)
        scores = ((attention @ h) * self._tensors["intent"]).sum(1) + self._dense("whole", h.mean(0))
        text = np.flatnonzero(pieces.ends > 0)
        peaks = text[attention[:, text].argmax(1)] if len(text) else np.zeros(len(INTENTS), np.int64)
        places = np.maximum(pieces.starts[peaks], 0).tolist()
        return _rounded(1 / (1 + np.exp(-scores))), tuple(places)


def _bounds(kind: str) -> slice:
    """Where the labels of a kind stand among all of them."""
    rows = [row for row, label in enumerate(LABELS) if label.startswith(f"{kind}:")]
    return slice(rows[0], rows[-1] + 1) if rows else slice(0, 0)


_OF_KIND = {kind: _bounds(kind) for kind in MARKS}
_erf = np.frompyfunc(math.erf, 1, 1)


def _gelu(x: Floats) -> Floats:
    return np.asarray(x * (0.5 + 0.5 * _erf(x / math.sqrt(2.0)).astype(np.float32)))


def _softmax(x: Floats) -> Floats:
    powers = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True))


def _rounded(chances: Floats) -> Judged:
    return tuple(round(chance, DIGITS) for chance in chances.tolist())


class CarriedModel:
    """The model that comes with careerbot, each part opened when first asked for and then shared."""

    def __init__(self, *, threads: int = 2, one_shot: bool = True) -> None:
        self.threads, self.one_shot = threads, one_shot
        self._lock = threading.RLock()
        self._opening: Opening | None = None
        self._encoder: OnnxEncoder | None = None
        self._checked = False

    @cached_property
    def model(self) -> Model:
        """Where its files are; EncoderMissing if it is not installed."""
        return find_model()

    def begin(self) -> None:
        """Begin to open the encoder's session; the time until `encoder` is free on a second core."""
        with self._lock, needing_libraries():
            if self.model and self.one_shot and self._encoder is None and self._opening is None:
                self._opening = Opening(lambda: self.session(SENTENCE), ABOUT)

    def encoder(self) -> OnnxEncoder:
        """Gives texts their vectors; EncoderMissing where the model is not whole or does not fit in memory."""
        with self._lock:
            if self._encoder is None:
                with needing_libraries(), opened_whole():
                    tokenizer = self.tokenizer
                    opening, self._opening = self._opening, None
                    session = opening.session() if opening else self.session(SENTENCE)
                about = {**ABOUT, "name": self.model.name}
                self._encoder = OnnxEncoder(tokenizer, session, about, one_shot=self.one_shot)
            return self._encoder

    @cached_property
    def tokenizer(self) -> Any:  # noqa: ANN401 (untyped library)
        """Texts to the numbers of their word pieces, and where each stands."""
        with needing_libraries(), opened_whole():
            return open_tokenizer(self.model.folder, ABOUT, wordpiece=True)

    def session(self, graph: Path, tensors: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 (untyped library)
        """A graph over the carried weights; `tensors` (float arrays, which the caller keeps) stand in for some of them."""
        if not self._checked:
            check_carried(self.model)
            self._checked = True
        # a package may be made of links, and onnxruntime reads weights from no folder but the one it is given
        folder = os.path.dirname(os.path.realpath(self.model.folder / "model.safetensors"))
        return session_of(graph, self.threads, self.one_shot, weights=folder, tensors=tensors)

    @cached_property
    def reader(self) -> ModelReader:
        """Judges windows of text; nothing is opened before the first."""
        return ModelReader(self)


def carried_model(*, threads: int = 2, one_shot: bool = True) -> CarriedModel:
    """The carried model of this process: whoever asks alike shares what is opened."""
    return _carried(threads, one_shot)


@cache
def _carried(threads: int, one_shot: bool) -> CarriedModel:
    return CarriedModel(threads=threads, one_shot=one_shot)

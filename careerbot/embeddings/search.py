"""What words alone do not say: the vectors and the encoder in one hand, opened when first needed.

Nothing here is imported, and nothing on disk touched, for a question whose words are all known.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Slug
from careerbot.errors import CareerbotError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from careerbot.embeddings.encoder import Encoder
    from careerbot.embeddings.index import Entry, Index

Progress = Callable[[int, int, str], None]

MOST_CHARACTERS = 1500
"""Of a text whose similarity to the roles is asked: the model reads 256 word pieces, and the start says what it is."""

TEXTS = 1
"""Raise when `entries` makes other texts of the same corpus: older indexes are then compared text by text."""

OF_FACTS = "fact:"
"""What the slug of an answer of corpus/facts begins with among the entries of the answer base: the two compete."""

REMEMBERED = 20_000
"""Phrases whose skill is kept in mind: people of one population use the same words."""


def entries(corpus: Corpus) -> Iterator[Entry]:
    """The texts of a corpus that are found by meaning."""
    from careerbot.embeddings.index import Entry

    for slug, skill in corpus.skills.items():
        yield Entry("skill", slug, f"{skill.name}. {_line(skill.about)}")
    for slug, role in corpus.roles.items():
        yield Entry("role", slug, f"{role.title}. {_line(role.summary)}")
    for slug, answer in corpus.answers.items():
        for question in answer.questions:
            yield Entry("answer", slug, question)


def advice_texts(corpus: Corpus) -> dict[Slug, tuple[tuple[str, ...], str]]:
    """Phrasings and answer of each entry of the answer base, and of each answer of corpus/facts: these compete."""
    facts = {f"{OF_FACTS}{slug}": (known.questions, known.text) for slug, known in corpus.answers.items()}
    return facts | {slug: ((known.question, *known.ask), known.answer) for slug, known in corpus.advice.items()}


def advice_entries(corpus: Corpus) -> Iterator[Entry]:
    """Of each entry its phrasings, several lines as one, and its answer; then what is off topic."""
    from careerbot.embeddings.index import Entry

    found = advice_texts(corpus)
    for slug, (phrasings, _) in found.items():
        yield Entry("advice", slug, "\n".join(map(_line, phrasings)))
    for slug, (_, answer) in found.items():
        yield Entry("advice-answer", slug, _line(answer))
    for text in corpus.language.table("off_topic").get("ask", ()):
        yield Entry("off-topic", "off-topic", text)


def source_of(corpus: Corpus) -> str:
    """What the entries are made from: two corpora of the same source have the same entries."""
    return f"{TEXTS}:{corpus.fingerprint}"


def _line(text: str) -> str:
    return " ".join(text.split())


ANSWER_SHARE = 0.3
"""Of the nearness of an entry of the answer base: its answer; the rest are its phrasings. Measured with the threshold."""

FEW = 3
"""Off-topic questions of which the mean counts beside the nearest."""


class AdviceNear(Struct, frozen=True):
    """How near a question is to everything in the answer base."""

    entries: Mapping[Slug, float]
    """Entry -> cosine of its phrasings and its answer together."""
    off_topic: float
    """The same of questions that nothing in it answers."""
    asked: Mapping[Slug, float] = {}
    """Entry -> the chance that it is asked for, as the learned reader judges it; of the likeliest alone. "" is none."""


class Guess(Struct, frozen=True):
    """A skill that a phrase probably means."""

    slug: Slug
    cosine: float


class Meaning:
    """Finds skills, roles and answers near a text. Raises CareerbotError where no model can be had."""

    def __init__(
        self,
        corpus: Corpus,
        model: str | Path | None = None,
        *,
        kind: Literal["twin", "sentence-transformers"] = "twin",
        progress: Progress | None = None,
        one_shot: bool = True,
        threads: int = 2,
        build: bool = True,
        remember: bool = False,
    ) -> None:
        self._corpus, self._model, self._kind = corpus, model, kind
        self._progress, self._one_shot, self._threads, self._build = progress, one_shot, threads, build
        self._remember = remember
        self._guessed: dict[str, Guess | None] = {}
        self._ahead: dict[str, NDArray[np.float32]] = {}
        """Vectors of texts that will be asked about next."""

    @cached_property
    def _opened(self) -> tuple[Index, Encoder]:
        from careerbot.embeddings.encoder import needing_libraries

        with needing_libraries():
            index, encoder = self._found_or_made()
        if not self._remember:
            return index, encoder
        from careerbot.embeddings.encoder import RememberingEncoder

        return index, RememberingEncoder(encoder)

    def _found_or_made(self) -> tuple[Index, Encoder]:
        if self._one_shot:
            # before numpy is imported: starting threads for one small product takes longer than the product
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from careerbot.embeddings.build import begin_encoder, index_folder, model_name, of_shipped_source
        from careerbot.embeddings.index import open_made_from
        from careerbot.errors import IndexUnusable

        folder = index_folder(str(self._corpus.folder), self._model)
        # the model loads on another core while faiss is imported and the vectors are checked
        loaded = begin_encoder(self._model, kind=self._kind, threads=self._threads, one_shot=self._one_shot)
        try:
            index = open_made_from(folder, source_of(self._corpus), model_name(self._model))
        except IndexUnusable:
            shipped = of_shipped_source(source_of(self._corpus), model_name(self._model))
            if shipped is None:
                return self._compared(folder)
            index = shipped
        return index, loaded()

    def _compared(self, folder: Path) -> tuple[Index, Encoder]:
        """The index of the vectors that come with careerbot, or one of the same texts as the corpus, else a new one."""
        from careerbot.embeddings.build import load_encoder, model_name, of_shipped, prepare
        from careerbot.embeddings.encoder import SentenceTransformerEncoder
        from careerbot.embeddings.index import fingerprint, note_source, open_index
        from careerbot.errors import IndexUnusable

        texts = list(entries(self._corpus))
        shipped = of_shipped(texts, model_name(self._model))
        if shipped is not None:
            return shipped, load_encoder(self._model, kind=self._kind, threads=self._threads, one_shot=self._one_shot)
        try:
            index = open_index(folder, fingerprint(texts, model_name(self._model)))
            note_source(folder, source_of(self._corpus), index)
        except IndexUnusable:
            if not self._build:
                raise
            made = prepare(
                texts, folder, self._model, self._progress, threads=2, one_shot=self._one_shot,
                source=source_of(self._corpus),
            )  # fmt: skip
            if self._progress is not None:
                self._progress(0, 0, "")
            if self._kind == "twin" and isinstance(made.encoder, SentenceTransformerEncoder):
                return made.index, made.encoder
            # loaded anew: with another number of threads the last digits would not be those of later runs
            index = made.index
        return index, load_encoder(self._model, kind=self._kind, threads=self._threads, one_shot=self._one_shot)

    def open(self) -> str:
        """Load everything now (the chat does so behind its greeting); the name of the model."""
        self._opened[1].encode(["ready"])
        return self._opened[1].name

    @property
    def encoder(self) -> Encoder:
        """What makes the vectors."""
        return self._opened[1]

    def skills_near(self, phrases: Sequence[str], whole: Sequence[str] = ()) -> list[Guess | None]:
        """For each phrase the nearest skill; None for an empty corpus. The same whoever shares the call.

        `whole` are texts whose similarity to the roles will be asked next: for one question one run of the model
        does for both.
        """
        index, _ = self._opened
        new = [phrase for phrase in dict.fromkeys(phrases) if phrase not in self._guessed]
        if len(self._guessed) + len(new) > REMEMBERED:
            self._guessed.clear()
            new = list(dict.fromkeys(phrases))
        later = [text[:MOST_CHARACTERS] for text in whole] if self._one_shot else []
        vectors = self._vectors([*new, *later])
        self._ahead = dict(zip(later, vectors[len(new) :], strict=True))
        for phrase, vector in zip(new, vectors, strict=False):
            # one at a time: a batch is summed in another order, and the last digits would depend on its size
            row = index.search(vector[None, :], 1, "skill")[0]
            self._guessed[phrase] = Guess(row[0].slug, round(float(row[0].score), 5)) if row else None
        return [self._guessed[phrase] for phrase in phrases]

    def role_similarity(self, texts: Sequence[str]) -> list[tuple[tuple[Slug, float], ...]]:
        """For each text its cosine with every role's description. The same whoever shares the call."""
        index, _ = self._opened
        slugs = list(index.slugs("role"))
        read, ahead = [text[:MOST_CHARACTERS] for text in texts], self._ahead
        vectors = [ahead[text] for text in read] if all(text in ahead for text in read) else self._vectors(read)
        cosines = (index.similarities(vector[None, :], "role")[0].tolist() for vector in vectors)
        return [tuple(zip(slugs, [round(c, 5) for c in row], strict=True)) for row in cosines]

    def _vectors(self, texts: Sequence[str]) -> Sequence[NDArray[np.float32]]:
        """A vector a text, each its own piece of memory."""
        from careerbot.embeddings.encoder import SentenceTransformerEncoder

        encoder = self._opened[1]
        if isinstance(encoder, SentenceTransformerEncoder):
            # padding to the longest of a batch changes the last digits
            return [encoder.encode([text])[0] for text in texts]
        return [vector.copy() for vector in encoder.encode(texts)]

    def answers_near(self, question: str) -> Sequence[tuple[Slug, float]]:
        """Answers whose phrasings are near a question, nearest first; none where no model can be had."""
        try:
            index, encoder = self._opened
            hits = index.search(encoder.encode([question]), 5, "answer")
        except CareerbotError:
            return ()
        return [(hit.slug, round(float(hit.score), 5)) for hit in hits[0]]

    @cached_property
    def _advice(self) -> Index:
        from careerbot.embeddings.build import index_folder, model_name, of_shipped
        from careerbot.embeddings.index import build, fingerprint, open_index

        texts, name = list(advice_entries(self._corpus)), model_name(self._model)
        folder = index_folder(f"{self._corpus.folder}\0advice", self._model)
        shipped = of_shipped(texts, name)
        if shipped is not None:
            return shipped
        if not self._build:
            return open_index(folder, fingerprint(texts, name))
        return build(texts, self._opened[1], folder, self._progress)

    def advice_near(self, question: str) -> AdviceNear | None:
        """How near a question is to each entry of the answer base; None where no model can be had."""
        try:
            vector = self._opened[1].encode([question[:MOST_CHARACTERS]])
            index = self._advice
        except CareerbotError:
            return None
        asked, answers, none = (
            index.similarities(vector, kind)[0].tolist() for kind in ("advice", "advice-answer", "off-topic")
        )
        near = ((1 - ANSWER_SHARE) * one + ANSWER_SHARE * other for one, other in zip(asked, answers, strict=True))
        few = sorted(none)[-FEW:] or [0.0]
        entries = {slug: round(score, 5) for slug, score in zip(index.slugs("advice"), near, strict=True)}
        return AdviceNear(entries, round((few[-1] + sum(few) / len(few)) / 2, 5))

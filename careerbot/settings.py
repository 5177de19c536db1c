"""What the options before a command say, and the corpus and the advisor they lead to."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.corpus.corpus import Corpus
    from careerbot.embeddings.search import Meaning
    from careerbot.nlu.types import Reader

Kind = Literal["twin", "sentence-transformers"]


class Settings(NamedTuple):
    """The global options."""

    corpus_folder: Path | None = None
    overlay: Path | None = None
    model: str | None = None
    encoder: Kind = "twin"
    words_only: bool = False
    """Never ask the vectors."""
    kept: list[object] | None = None
    """Where a process that is about to end keeps its advisor: freeing the model would take 8 ms."""

    def corpus(self) -> Corpus:
        """The corpus chosen."""
        from careerbot.corpus.corpus import load_corpus

        return load_corpus(self.corpus_folder, overlay=self.overlay)

    def advisor(self) -> Advisor:
        """An advisor on the corpus chosen; the vectors are opened, or made, when words do not suffice."""
        from careerbot.advisor import Advisor

        corpus = self.corpus()
        reader = None if self.words_only else lambda: self.reader(corpus)
        advisor = Advisor(corpus, self.meaning(corpus), reader)
        if self.kept is not None:
            self.kept.append(advisor)
        return advisor

    def meaning(self, corpus: Corpus, *, one_shot: bool = True) -> Meaning | None:
        """The vectors, not opened yet; None where only words are wanted."""
        if self.words_only:
            return None
        from careerbot.embeddings.search import Meaning
        from careerbot.progress import ProgressLine

        return Meaning(corpus, self.model, kind=self.encoder, progress=ProgressLine(sys.stderr), one_shot=one_shot)

    def reader(self, corpus: Corpus, *, one_shot: bool = True) -> Reader | None:
        """What judges the words of a text by the model, not opened yet; None where only words are wanted.

        It shares the carried model with `meaning` and is called alike; the model reads every corpus in one way.
        """
        if self.words_only:
            return None
        from careerbot.embeddings.carried_model import carried_model

        return carried_model(one_shot=one_shot).reader

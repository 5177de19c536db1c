"""Settings: what the options before a command say, the corpus and the advisor they lead to, and how far long work is."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TextIO

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
        from careerbot.settings import ProgressLine

        return Meaning(corpus, self.model, kind=self.encoder, progress=ProgressLine(sys.stderr), one_shot=one_shot)

    def reader(self, corpus: Corpus, *, one_shot: bool = True) -> Reader | None:
        """What judges the words of a text by the model, not opened yet; None where only words are wanted.

        It shares the carried model with `meaning` and is called alike; the model reads every corpus in one way.
        """
        if self.words_only:
            return None
        from careerbot.embeddings.reader import carried_model

        return carried_model(one_shot=one_shot).reader


# ---------------------------------------------------------------- progress on stderr


WIDTH = 24
OPENING = "Preparing the search by meaning; this happens once and takes up to half a minute.\n"


class ProgressLine:
    """Told (done, total, label) as work goes on; total 0 where it cannot be counted."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._started = False
        self._shown = 0
        self._terminal = stream.isatty() and os.environ.get("TERM") != "dumb"

    def __call__(self, done: int, total: int, label: str) -> None:
        """Show where the work stands; no label means that it is done."""
        if not label:
            self.close()
            return
        if not self._started:
            self._started = True
            self._say(OPENING)
        if not self._terminal:
            return
        if total:
            full = WIDTH * done // total
            text = f"{label}  {'█' * full}{'░' * (WIDTH - full)} {done:,} of {total:,}"
        else:
            text = f"{label} ..."
        self._say("\r" + text + " " * max(0, self._shown - len(text)))
        self._shown = len(text)

    def close(self) -> None:
        """Take the bar away."""
        if self._shown:
            self._say("\r" + " " * self._shown + "\r")
            self._shown = 0

    def _say(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except UnicodeEncodeError:
            self._stream.write(text.replace("█", "#").replace("░", "."))
        except (OSError, ValueError):
            self._terminal = False

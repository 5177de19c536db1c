"""What runs on the workers of a cluster; they need careerbot installed, in the version of the one who asks."""

from __future__ import annotations

import threading

import distributed

from careerbot.batch.worker import Answered, Answerer, Chunk, Setup
from careerbot.errors import CareerbotError

PREFIX = "careerbot-batch-"


class Desk(distributed.WorkerPlugin):  # type: ignore[misc]  # the library has no types
    """Holds corpus, vectors and encoder of one batch on one worker, loaded when the first rows come."""

    def __init__(self, name: str, setup: Setup) -> None:
        self.name = PREFIX + name
        self._setup = setup
        self._answerer: Answerer | None = None
        self._lock: threading.Lock | None = None

    def setup(self, worker: object) -> None:
        """Called by the worker when the batch, or the worker, begins."""
        # not in __init__: a lock cannot be sent to another machine
        self._lock = threading.Lock()
        self._answerer = Answerer(self._setup)

    def version(self) -> tuple[str, str, str]:
        """(version, fingerprint of the corpus, what turns texts into vectors or why nothing does)."""
        assert self._answerer is not None  # noqa: S101 - set up before any task
        assert self._lock is not None  # noqa: S101 - likewise
        with self._lock:
            version, corpus = self._answerer.version()
            advisor = self._answerer.advisor
            if advisor.meaning is None:
                return version, corpus, ""
            try:
                return version, corpus, advisor.meaning.open()
            except CareerbotError as error:
                return version, corpus, f"none: {error}"

    def answer(self, chunk: Chunk) -> Answered | tuple[str, str]:
        """Answers, or the version of this worker where it is not the one that was expected."""
        assert self._answerer is not None  # noqa: S101 - set up before any task
        assert self._lock is not None  # noqa: S101 - likewise
        with self._lock:
            here = self._answerer.version()
            return self._answerer.answer(chunk) if here == self._setup.expected else here


def _desk(name: str) -> Desk:
    found: Desk = distributed.get_worker().plugins[PREFIX + name]
    return found


def version_here(name: str) -> tuple[str, str, str]:
    """Task: what this worker would answer with."""
    return _desk(name).version()


def answer_here(name: str, chunk: Chunk) -> tuple[str, Answered | tuple[str, str]]:
    """Task: (address of this worker, the answers or its unexpected version)."""
    return distributed.get_worker().address, _desk(name).answer(chunk)

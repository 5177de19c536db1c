"""Worker processes on this machine: chunks in, answers out in the same order, whoever dies on the way.

The processes are started afresh, never forked: a fork after the encoder was used hangs. Each has its own pipe, so that
it is known which chunk a dead one was working on; that chunk is given to another.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections import deque
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from msgspec import Struct

from careerbot.batch.worker import Answered, Answerer, Chunk, Setup, given_up, single
from careerbot.errors import CareerbotError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.context import SpawnProcess

AHEAD = 4
"""Chunks a worker that may be in work or waiting to be written."""

PATIENCE = 2
"""Workers that may die of one chunk before its rows are tried one by one, and of one row before it is given up."""

HOPELESS = 20
"""Deaths on end, without one answer between them, after which the machine is taken to be at fault and not the rows."""

DIED = "the process that worked on it died"


class _Worker(Struct):
    process: SpawnProcess
    pipe: Connection
    ticket: int | None = None
    """What it works on."""


class _Job(Struct):
    chunk: Chunk
    deaths: int = 0
    answer: Answered | None = None


def answers(chunks: Iterable[Chunk], setup: Setup, jobs: int) -> Iterator[Answered]:
    """What became of each chunk, in order. Reads no further ahead than it must."""
    crew = _Crew(setup, jobs, _Luck())
    try:
        yield from crew.run(iter(chunks))
    finally:
        crew.dismiss()


class _Luck(Struct):
    deaths: int = 0
    """Since the last answer."""


class _Crew:
    def __init__(self, setup: Setup, jobs: int, luck: _Luck) -> None:
        self._setup, self._size, self._luck = setup, jobs, luck
        self._workers: list[_Worker] = []
        self._jobs: dict[int, _Job] = {}
        self._todo: deque[int] = deque()
        self._next = 0

    def run(self, chunks: Iterator[Chunk]) -> Iterator[Answered]:
        """Feed, collect, give out in order."""
        head, exhausted = 0, False
        while True:
            while not exhausted and len(self._jobs) < self._size * AHEAD:
                chunk = next(chunks, None)
                exhausted = chunk is None
                if chunk is not None:
                    self._jobs[self._next] = _Job(chunk)
                    self._todo.append(self._next)
                    self._next += 1
            if not self._jobs:
                return
            self._hand_out()
            if self._jobs[head].answer is None:
                self._collect()
            while (job := self._jobs.get(head)) is not None and job.answer is not None:
                del self._jobs[head]
                head += 1
                yield job.answer

    def _hand_out(self) -> None:
        while len(self._workers) < min(self._size, len(self._jobs)):
            self._workers.append(self._hire())
        for worker in self._workers:
            if worker.ticket is None and self._todo:
                worker.ticket = self._todo.popleft()
                # the other end is closed where the process has died: then its sentinel says so
                with contextlib.suppress(OSError):
                    worker.pipe.send(self._jobs[worker.ticket].chunk)

    def _hire(self) -> _Worker:
        ours, theirs = get_context("spawn").Pipe()
        process = get_context("spawn").Process(target=_work, args=(theirs, self._setup), daemon=True)
        with _plain_main():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _collect(self) -> None:
        busy = [worker for worker in self._workers if worker.ticket is not None]
        ready = wait([*(w.pipe for w in busy), *(w.process.sentinel for w in busy)])
        for worker in busy:
            if worker.pipe in ready or worker.process.sentinel in ready:
                self._hear(worker)

    def _hear(self, worker: _Worker) -> None:
        assert worker.ticket is not None  # noqa: S101 - only busy ones are listened to
        job = self._jobs[worker.ticket]
        try:
            outcome = worker.pipe.recv() if worker.pipe.poll() else None
        except (EOFError, OSError):
            outcome = None
        if isinstance(outcome, CareerbotError):
            raise outcome
        if outcome is None:
            self._bury(worker)
            return
        job.answer, worker.ticket = outcome, None
        self._luck.deaths = 0

    def _bury(self, worker: _Worker) -> None:
        assert worker.ticket is not None  # noqa: S101 - as above
        job = self._jobs[worker.ticket]
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        job.deaths += 1
        self._luck.deaths += 1
        if self._luck.deaths >= HOPELESS:
            message = "The worker processes die as soon as they begin: there may be too little memory; try --jobs 1."
            raise CareerbotError(message)
        if job.deaths < PATIENCE:
            self._todo.appendleft(worker.ticket)
        else:
            job.answer = self._one_by_one(job.chunk)

    def _one_by_one(self, chunk: Chunk) -> Answered:
        """Find the row that kills whoever works on it; the others get their answers."""
        if len(chunk.rows) == 1:
            return given_up(chunk, DIED)
        crew = _Crew(self._setup, 1, self._luck)
        try:
            parts = list(crew.run(iter(single(chunk))))
        finally:
            crew.dismiss()
        lines = tuple(line for part in parts for line in part.lines)
        return Answered(lines, tuple(fault for part in parts for fault in part.faults))

    def dismiss(self) -> None:
        """End every worker; they hold nothing that is not held here."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers = []


@contextlib.contextmanager
def _plain_main() -> Iterator[None]:
    """Keep a new process from running the script that started this one: it needs none of it."""
    main = sys.modules["__main__"]
    kept = {name: getattr(main, name, None) for name in ("__file__", "__spec__")}
    try:
        main.__file__, main.__spec__ = None, None
        yield
    finally:
        main.__file__, main.__spec__ = kept["__file__"], kept["__spec__"]


def _work(pipe: Connection, setup: Setup) -> None:
    """The life of a worker: it ends when the one who started it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answerer = Answerer(setup)
    try:
        if answerer.version() != setup.expected:
            message = "The corpus was changed while the batch was running: run it again."
            pipe.send(CareerbotError(message))
            os._exit(1)
        while True:
            pipe.send(answerer.answer(pipe.recv()))
    except CareerbotError as error:
        with contextlib.suppress(OSError):
            pipe.send(CareerbotError(str(error)))
    except (EOFError, OSError):
        pass
    os._exit(0)

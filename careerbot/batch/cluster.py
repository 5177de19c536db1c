"""The engine of `batch --cluster`: chunks go to the workers of a Dask cluster, answers come back in order.

Dask gives the rows of a worker that died to another one. Needs the extra `careerbot[cluster]`.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import dask
import distributed

from careerbot.batch.pool import AHEAD, DIED
from careerbot.batch.worker import Answered, Answerer, Chunk, Setup, given_up, single
from careerbot.errors import CareerbotError

# what it logs when a worker goes is not for the person at the keyboard: the work is done again
logging.getLogger("distributed").setLevel(logging.CRITICAL)

REACH_SECONDS = 20
"""For the scheduler to answer and for a first worker to be there."""

ALONE_SECONDS = 120
"""Without any worker, after which a run that has begun gives up."""

LOOK_SECONDS = 5.0
"""Between two looks at how many workers there are."""

UNWATCHED = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.low-level-log-length": 10,
}
"""What Dask measures of its workers a hundred times a second costs them several percent, and the thousand messages that
it remembers of each are rows: nobody looks at either here."""


def answers(chunks: Iterator[Chunk], setup: Setup, address: str, jobs: int) -> Iterator[Answered]:
    """What became of each chunk, in order."""
    with dask.config.set(UNWATCHED), ExitStack() as held:
        client = _client(held, address, jobs)
        name = os.urandom(6).hex()
        held.callback(_quietly, lambda: client.unregister_worker_plugin(PREFIX + name))
        _set_up(client, name, setup)
        yield from _Line(client, name, setup).run(chunks)


def _client(held: ExitStack, address: str, jobs: int) -> Any:  # noqa: ANN401 (untyped library)
    kind, _, count = address.partition(":")
    if kind == "local":
        if count and not (count.isdigit() and 0 < int(count) <= 512):
            raise CareerbotError(f"--cluster {address}: after local: comes the number of workers, as in local:4.")
        cluster = distributed.LocalCluster(
            n_workers=int(count or jobs), threads_per_worker=1, processes=True, host="127.0.0.1",
            dashboard_address=None, silence_logs=logging.CRITICAL, memory_limit=0,
        )  # fmt: skip
        held.callback(_quietly, cluster.close)
        address = cluster.scheduler_address
    try:
        client = distributed.Client(address, timeout=REACH_SECONDS, set_as_default=False)
        held.callback(_quietly, client.close)
        client.wait_for_workers(1, timeout=REACH_SECONDS)
    except (OSError, ValueError) as error:  # its TimeoutError is an OSError
        message = f"No Dask scheduler with a worker answers at {address}: start `dask scheduler` and `dask worker`."
        raise CareerbotError(message) from error
    return client


def _quietly(close: Any) -> None:  # noqa: ANN401 (any callable)
    """Closing must not hide what happened before it."""
    with suppress(Exception):
        close()


def _set_up(client: Any, name: str, setup: Setup) -> None:  # noqa: ANN401
    """Give every worker its desk, and refuse those that would answer differently."""
    try:
        client.register_plugin(Desk(name, setup))
        found = {
            address: client.submit(version_here, name, workers=[address], allow_other_workers=False, pure=False)
            for address in client.nthreads()
        }
        versions = {address: future.result() for address, future in found.items()}
    except CareerbotError:
        raise
    except Exception as error:
        raise CareerbotError(
            f"The workers cannot be used ({type(error).__name__}: {str(error).splitlines()[0][:200]}): "
            "install the same version of careerbot on each of them."
        ) from error
    encoders = {encoder for _, _, encoder in versions.values()}
    for address, (version, corpus, encoder) in versions.items():
        _check(address, (version, corpus), setup)
        if len(encoders) > 1 and encoder.startswith("none: "):
            raise CareerbotError(f"The worker at {address} has no language model while others have one. {encoder[6:]}")
    if len(encoders) > 1:
        raise CareerbotError(f"The workers have different language models: {', '.join(sorted(encoders))}.")


def _check(address: str, version: tuple[str, str], setup: Setup) -> None:
    if version[0] != setup.expected[0]:
        raise CareerbotError(
            f"The worker at {address} has careerbot {version[0]}, this is {setup.expected[0]}: "
            "install the same version there."
        )
    if version[1] != setup.expected[1]:
        raise CareerbotError(
            f"The worker at {address} has another corpus ({version[1][:12]}) than this machine "
            f"({setup.expected[1][:12]}): copy the same corpus there."
        )


class _Line:
    """Chunks on their way to the workers and back, in order, no more of them than the workers need."""

    def __init__(self, client: Any, name: str, setup: Setup) -> None:  # noqa: ANN401
        self._client, self._name, self._setup = client, name, setup
        self._waiting: deque[tuple[Chunk, Any]] = deque()
        self._workers, self._looked, self._last_seen = 1, 0.0, time.monotonic()

    def run(self, chunks: Iterator[Chunk]) -> Iterator[Answered]:
        """Feed, wait for the first, give it out."""
        exhausted = False
        while True:
            while not exhausted and len(self._waiting) < self._size():
                chunk = next(chunks, None)
                exhausted = chunk is None
                if chunk is not None:
                    self._waiting.append((chunk, self._submit(chunk)))
            if not self._waiting:
                return
            chunk, future = self._waiting.popleft()
            yield self._outcome(chunk, future)

    def _submit(self, chunk: Chunk) -> Any:  # noqa: ANN401
        return self._client.submit(answer_here, self._name, chunk, pure=False)

    def _size(self) -> int:
        now = time.monotonic()
        if now - self._looked > LOOK_SECONDS:
            self._workers, self._looked = max(1, len(self._client.nthreads())), now
        return AHEAD * self._workers

    def _outcome(self, chunk: Chunk, future: Any) -> Answered:  # noqa: ANN401
        try:
            address, found = self._result(future)
        except distributed.KilledWorker:
            return self._one_by_one(chunk)
        if isinstance(found, tuple):
            _check(address, found, self._setup)
        assert isinstance(found, Answered)  # noqa: S101 - _check has raised otherwise
        return found

    def _result(self, future: Any) -> Any:  # noqa: ANN401
        """The result, however long it takes while there is anybody to work on it."""
        self._last_seen = time.monotonic()
        while True:
            try:
                return future.result(timeout=LOOK_SECONDS)
            except (distributed.TimeoutError, TimeoutError):
                self._anybody()
            except (CareerbotError, distributed.KilledWorker):
                raise
            except Exception as error:
                raise CareerbotError(
                    f"The cluster failed ({type(error).__name__}: {(str(error).splitlines() or [''])[0][:200]}): "
                    "see to it, then go on with --resume."
                ) from error

    def _anybody(self) -> None:
        try:
            there = bool(self._client.nthreads())
        except Exception:  # noqa: BLE001 (a scheduler that is gone fails in many ways)
            there = False
        now = time.monotonic()
        if there:
            self._last_seen = now
        elif now - self._last_seen > ALONE_SECONDS:
            message = "The cluster has had no workers for two minutes: start some, then go on with --resume."
            raise CareerbotError(message)

    def _one_by_one(self, chunk: Chunk) -> Answered:
        """Rows that several workers died of: find the one, answer the others."""
        if len(chunk.rows) == 1:
            return given_up(chunk, DIED)
        parts = [self._outcome(one, self._submit(one)) for one in single(chunk)]
        return Answered(tuple(line for part in parts for line in part.lines), tuple(f for part in parts for f in part.faults))


# ---------------------------------------------------------------- on the workers, which need careerbot in the same version


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

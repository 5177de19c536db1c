"""`batch`: answers for as many people as a file holds, in order, in constant memory, gone on with after a kill.

A record of progress stands beside the answers while they are written (OUT.progress): how many rows were answered, a
digest of those rows, and how far the answers go. A run that goes on reads the same rows again, compares the digest,
cuts the answers back to what the record knows of and continues. So nothing is lost and nothing stands there twice.
"""

from __future__ import annotations

import gc
import hashlib
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from careerbot import __version__, storage
from careerbot.batch.formats import CHUNK_ROWS, Row, chunks, rows_of
from careerbot.batch.report import Screen
from careerbot.batch.sink import Count, OnDisk, Place, sink_for
from careerbot.batch.worker import Answered, Answerer, Chunk, Fault, Setup
from careerbot.errors import CareerbotError, FileTrouble, IndexUnusable
from careerbot.settings import Settings

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus

    Progress = Callable[[int, int, str], None]

SAVE_SECONDS = 1.0
"""Between two records of progress: the work that a kill costs."""

FEW = 2
"""Chunks up to which no worker is started: starting one takes as long as answering them."""

MANY_ROLES = 10
"""Roles of an answer from which it is long."""

SHOWN_FAULTS = 1000
"""Rows reported on the screen one by one, where the others can be read in OUT.errors."""


class Record(msgspec.Struct):
    """The record of progress."""

    format: int
    settings: str
    """What the answers depend on besides the rows."""
    rows: Count
    """Rows answered or reported."""
    digest: str
    """sha256 over those rows."""
    faults: Count
    place: Place
    faults_size: Count
    """Bytes of OUT.errors."""


def run_batch(
    source: str,
    out: str | Path | None = None,
    *,
    corpus_folder: Path | None = None,
    overlay: Path | None = None,
    model: str | None = None,
    encoder: Literal["twin", "sentence-transformers"] = "twin",
    words_only: bool = False,
    top: int = 5,
    resume: bool = False,
    cluster: str | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> int:
    """Answer every row of `source`; 0, or 1 if any row was left out."""
    gc.enable()
    settings = Settings(corpus_folder, overlay, model, encoder, words_only)
    corpus = settings.corpus()
    setup = Setup(settings, top, (__version__, corpus.fingerprint))
    screen = Screen(source, quiet_after=SHOWN_FAULTS if out is not None else None)
    engine = _engine(setup, corpus, cluster, jobs or cores(), progress, screen)
    try:
        if out is None:
            if resume:
                raise FileTrouble("--resume goes on with a file of answers: name it with --out.")
            return _to_screen(source, top, engine, screen)
        return _Run(source, str(out), setup, screen).go(engine, resume=resume)
    finally:
        screen.close()


def rows_a_chunk(top: int) -> int:
    """Fewer where the answers are long: those of several chunks wait in memory for their turn."""
    return CHUNK_ROWS if 0 < top <= MANY_ROLES else CHUNK_ROWS // 8


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# ---------------------------------------------------------------- who does the work

Engine = Callable[[Iterator[Chunk]], Iterator[Answered]]


def _engine(setup: Setup, corpus: Corpus, cluster: str | None, jobs: int, progress: Progress | None, screen: Screen) -> Engine:
    def here(source: Iterator[Chunk]) -> Iterator[Answered]:
        first = list(islice(source, FEW + 1))
        if jobs == 1 or len(first) <= FEW:
            return map(Answerer(setup, progress).answer, chain(first, source))
        from careerbot.batch.pool import answers

        return answers(chain(first, source), _prepared(setup, corpus, progress, screen), jobs)

    def there(source: Iterator[Chunk]) -> Iterator[Answered]:
        try:
            from careerbot.batch.cluster import answers
        except ImportError:
            raise CareerbotError('--cluster needs Dask: run `pip install "careerbot[cluster]"`.') from None

        address = cluster or "local"
        local = address.partition(":")[0] == "local"
        ready = _prepared(setup, corpus, progress, screen) if local else setup
        return answers(source, ready, address, jobs)

    return here if cluster is None else there


def _prepared(setup: Setup, corpus: Corpus, progress: Progress | None, screen: Screen) -> Setup:
    """Vectors made before several workers ask for them; words only where no model can be had, and said so."""
    settings = setup.settings
    if settings.words_only:
        return setup
    from careerbot.embeddings import generations
    from careerbot.embeddings.build import index_folder, model_name
    from careerbot.embeddings.index import fingerprint
    from careerbot.embeddings.search import Meaning, entries

    try:
        try:
            texts = list(entries(corpus))
            wanted = fingerprint(texts, model_name(settings.model))
            generations.current(index_folder(str(corpus.folder), settings.model), wanted)
        except IndexUnusable:
            Meaning(corpus, settings.model, kind=settings.encoder, progress=progress).open()
    except CareerbotError as error:
        screen.degraded(str(error))
        return replace(setup, settings=settings._replace(words_only=True))
    return setup


# ---------------------------------------------------------------- to the screen


def _to_screen(source: str, top: int, engine: Engine, screen: Screen) -> int:
    kept: deque[Chunk] = deque()
    for answered in engine(_noted(chunks(rows_of(source), rows_a_chunk(top)), kept)):
        chunk = kept.popleft()
        try:
            sys.stdout.buffer.write(b"".join(line + b"\n" for line in answered.lines))
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # whoever reads has seen enough (`| head`); what is buffered has nowhere to go either
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            break
        screen.heard(answered, chunk)
    return 1 if screen.faults else 0


def _noted(source: Iterable[Chunk], kept: deque[Chunk]) -> Iterator[Chunk]:
    """The chunks, each remembered until its answer has come."""
    for chunk in source:
        kept.append(chunk)
        yield chunk


# ---------------------------------------------------------------- to a file


class _Run:
    """One run that writes answers to disk."""

    def __init__(self, source: str, out: str, setup: Setup, screen: Screen) -> None:
        self._source, self._setup, self._screen = source, setup, screen
        self._sink: OnDisk = sink_for(out, source)
        self._out = self._sink.out
        self._beside = self._out.with_name(self._out.name + ".progress")
        self._errors = self._out.with_name(self._out.name + ".errors")
        self._digest = hashlib.sha256()
        self._rows = 0
        self._faults_size = 0

    def go(self, engine: Engine, *, resume: bool) -> int:
        """Do it, or what is left of it."""
        if source_is(self._source, self._out):
            raise FileTrouble(f"{self._out} cannot be both what is read and what is written.")
        before = self._read_record() if resume else None
        if resume and before is None and self._sink.holds_answers():
            self._sink.claim()
            self._sink.tidy()
            self._sink.close()
            self._screen.say(f"{self._out} is there and no unfinished run of it: nothing is left to do.")
            return 1 if self._errors.exists() else 0
        rows = rows_of(self._source)
        if before is not None:
            self._pass_over(rows, before)
            self._screen.faults = before.faults
        # before anything is written: a source that cannot be read must not cost the old answers
        first = list(islice(rows, 1))
        try:
            self._begin(before)
            self._work(chunks(chain(first, rows), rows_a_chunk(self._setup.top)), engine)
            self._sink.finish()
            self._beside.unlink(missing_ok=True)
            self._sink.tidy()
        finally:
            self._sink.close()
        self._screen.closing(self._rows, self._errors if self._screen.faults else None)
        if self._sink.softened:
            self._screen.say(
                f"In {self._sink.softened:,} rows an id began like a formula or held control characters; in {self._out} it "
                "is written so that a spreadsheet takes it as text. The column answer has it as it was."
            )
        return 1 if self._screen.faults else 0

    def _begin(self, before: Record | None) -> None:
        # first of all: a second run must not touch what the one before it is writing
        self._sink.claim()
        storage.sweep(self._beside, older=0)
        if before is None:
            # the old answers go only once it is on record that there is a new run
            self._save()
            self._errors.unlink(missing_ok=True)
        elif self._errors.exists():
            os.truncate(self._errors, before.faults_size)
            self._faults_size = before.faults_size
        self._sink.begin(before.place if before else None)

    def _work(self, source: Iterator[Chunk], engine: Engine) -> None:
        kept: deque[Chunk] = deque()
        last = time.monotonic()
        for answered in engine(_noted(source, kept)):
            chunk = kept.popleft()
            self._count(chunk.rows)
            self._write_faults(answered.faults)
            self._sink.write(answered.lines, self._save)
            self._screen.heard(answered, chunk)
            if time.monotonic() - last > SAVE_SECONDS:
                self._sink.sync()
                self._save()
                last = time.monotonic()

    def _write_faults(self, faults: Iterable[Fault]) -> None:
        data = b"".join(_fault_line(fault) for fault in faults)
        if data:
            try:
                with open(self._errors, "ab", opener=storage.private) as file:
                    file.write(data)
            except OSError as error:
                raise storage.trouble(error, self._errors) from error
            self._faults_size += len(data)

    # ------------------------------------------------------------ the record of progress

    def _count(self, rows: Iterable[bytes | str]) -> None:
        for row in rows:
            data = row if isinstance(row, bytes) else row.encode()
            self._digest.update(len(data).to_bytes(8, "big") + data)
            self._rows += 1

    def _save(self) -> None:
        record = Record(
            1, self._settings(), self._rows, self._digest.hexdigest(), self._screen.faults, self._sink.place,
            self._faults_size,
        )  # fmt: skip
        storage.write_atomically(self._beside, msgspec.json.encode(record))

    def _settings(self) -> str:
        version, corpus = self._setup.expected
        settings = self._setup.settings
        chosen = (settings.model, settings.encoder, settings.words_only)
        parts = (version, corpus, self._setup.top, *chosen, self._sink.form)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def _read_record(self) -> Record | None:
        try:
            data = self._beside.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise FileTrouble(f"{self._beside} cannot be read: {error.strerror or error}.") from error
        try:
            record = msgspec.json.decode(data, type=Record)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            record = None
        if record is None or record.format != 1:
            raise FileTrouble(f"{self._beside} cannot be read: run without --resume to begin again.")
        if record.settings != self._settings():
            raise FileTrouble(
                f"{self._out} was begun with other settings, another corpus or another version of careerbot: "
                "use the same ones, or run without --resume to begin again."
            )
        return record

    def _pass_over(self, rows: Iterator[Row], before: Record) -> None:
        """Skip the rows that are answered, if they are still the ones that were answered."""
        for _, _, row in islice(rows, before.rows):
            self._count([row])
        if self._rows != before.rows or self._digest.hexdigest() != before.digest:
            raise FileTrouble(
                f"{self._source} is not what it was when {self._out} was begun: the first {before.rows:,} rows differ. "
                "Run without --resume to begin again."
            )
        self._screen.passed(before.rows)


def source_is(source: str, out: Path) -> bool:
    """Whether both are the same file or folder."""
    try:
        return source != "-" and os.path.samefile(source, out)
    except OSError:
        return False


def _fault_line(fault: Fault) -> bytes:
    named = {"part": fault.part} if fault.part else {}
    return msgspec.json.encode({**named, "row": fault.number, "id": fault.id, "reason": fault.reason}) + b"\n"

"""Where the answers of a batch go: standard output, a file, or a folder of parts; whole lines, continued after a kill.

Answers are appended line by line, and what is on the disk is cut back to what the record of progress knows of before
a run goes on. Parquet cannot be appended to: its lines are kept beside it until a part is full.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import msgspec

from careerbot import storage
from careerbot.batch.formats import Format, format_of, pyarrow
from careerbot.errors import FileTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

PART_ROWS = 100_000
"""Rows of one part of a folder."""

_PARQUET_ROWS = 5_000
"""Rows in memory while Parquet is written."""

COLUMNS = ("id", "confidence", "roles", "scores", "answer")
"""Of CSV and Parquet: the roles best first, and the whole answer as JSON."""


Count = Annotated[int, msgspec.Meta(ge=0, le=1 << 62)]


class Place(msgspec.Struct):
    """How far a sink has come; kept in the record of progress."""

    part: Count = 0
    size: Count = 0
    """Bytes of the part that is being written."""
    rows: Count = 0
    """Rows of that part."""


class _Scored(msgspec.Struct):
    slug: str
    score: float


class _Answer(msgspec.Struct):
    id: Any
    confidence: str
    roles: list[_Scored]


class OnDisk:
    """A file, or a folder of parts."""

    def __init__(self, out: Path, form: Format, *, folder: bool) -> None:
        self.out, self.form, self.folder = out, form, folder
        self.place = Place()
        self.softened = 0
        """Rows of CSV of which a cell would have been taken for a formula."""
        self._file: IO[bytes] | None = None
        self._lock: int | None = None

    # ------------------------------------------------------------ names

    def part(self, number: int) -> Path:
        """The file of a part."""
        return self.out / f"part-{number:05}.{self.form}" if self.folder else self.out

    def _lines_of(self, number: int) -> Path:
        """Where the lines of a part are appended."""
        final = self.part(number)
        return final.with_name(f".{final.name}.lines") if self.form == "parquet" else final

    def holds_answers(self) -> bool:
        """Whether answers stand there already."""
        if self.folder:
            return any(self.out.glob(f"part-*.{self.form}"))
        return self.out.exists() and self.out.stat().st_size > 0

    # ------------------------------------------------------------ begin and go on

    def claim(self) -> None:
        """Be the only batch that writes here, until the process ends."""
        with self._trouble():
            if self.folder:
                self.out.mkdir(mode=storage.FOLDER_MODE, exist_ok=True)
            self._be_alone()

    def begin(self, place: Place | None) -> None:
        """Start anew, or go on from `place`: what was written after it is dropped."""
        with self._trouble():
            self.place = place or Place()
            self._drop_after(self.place.part)
            path = self._lines_of(self.place.part)
            self._file = open(path, "r+b" if path.exists() else "w+b", opener=storage.private)  # noqa: SIM115 (for the whole run)
            if os.path.getsize(path) < self.place.size:
                raise FileTrouble(f"{path} is shorter than it was: it cannot be gone on with. Run without --resume.")
            self._file.truncate(self.place.size)
            self._file.seek(self.place.size)

    def _be_alone(self) -> None:
        try:
            import fcntl
        except ImportError:  # not every system has it; there, two runs at once are the person's care
            return
        target = self.out if self.folder else self._lines_of(0)
        self._lock = storage.private(str(target), os.O_RDONLY if self.folder else os.O_RDWR | os.O_CREAT)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise FileTrouble(f"Another batch is writing {self.out}.") from None

    def _drop_after(self, part: int) -> None:
        """Parts that were begun after the last record of progress, and lines of parts that are finished."""
        if not self.folder:
            return
        for path in self.out.glob(f"part-*.{self.form}"):
            with contextlib.suppress(ValueError):
                if int(path.stem.removeprefix("part-")) > part:
                    path.unlink()
        for path in self.out.glob(f".part-*.{self.form}.lines"):
            if path != self._lines_of(part):
                path.unlink()

    # ------------------------------------------------------------ write

    def write(self, lines: Sequence[bytes], saved: Callable[[], None]) -> None:
        """Append these answers; `saved` keeps the record of progress, once they stand there, whenever a part is full."""
        full: list[int] = []
        with self._trouble():
            while lines:
                room = PART_ROWS - self.place.rows if self.folder else len(lines)
                self._append(lines[:room])
                lines = lines[room:]
                if self.folder and self.place.rows == PART_ROWS:
                    full.append(self.place.part)
                    self._next_part()
            if full:
                # not before: the record counts the rows of all these answers as answered
                self.sync()
                saved()
                self._drop(map(self._lines_of, full))

    def _append(self, lines: Sequence[bytes]) -> None:
        assert self._file is not None  # noqa: S101 - begin() opened it
        data = self._header() if self.place.size == 0 else b""
        data += b"".join(self._csv_line(line) if self.form == "csv" else line + b"\n" for line in lines)
        self._file.write(data)
        self._file.flush()
        self.place = Place(self.place.part, self.place.size + len(data), self.place.rows + len(lines))

    def _csv_line(self, line: bytes) -> bytes:
        answer = msgspec.json.decode(line, type=_Answer)
        roles, scores = " ".join(r.slug for r in answer.roles), " ".join(f"{r.score:.4f}" for r in answer.roles)
        safe = as_text(answer.id) if isinstance(answer.id, str) else answer.id
        self.softened += safe != answer.id
        return _csv_cells(("" if safe is None else safe, answer.confidence, roles, scores, line.decode()))

    def _header(self) -> bytes:
        return _csv_cells(COLUMNS) if self.form == "csv" else b""

    def _next_part(self) -> None:
        number = self.place.part
        self._close_part(number)
        self.place = Place(number + 1)
        self._file = open(self._lines_of(number + 1), "w+b", opener=storage.private)  # noqa: SIM115 (as above)

    def _close_part(self, number: int) -> None:
        assert self._file is not None  # noqa: S101 - begin() opened it
        os.fsync(self._file.fileno())
        self._file.close()
        if self.form == "parquet":
            _to_parquet(self._lines_of(number), self.part(number))

    def sync(self) -> None:
        """See to it that what was written is on the disk."""
        if self._file is not None:
            with self._trouble():
                os.fsync(self._file.fileno())

    def finish(self) -> None:
        """Close the last part."""
        number = self.place.part
        with self._trouble():
            if self.place.size == 0 and not (self.folder and number):
                self._append([])
            self._close_part(number)
            if self.folder and number and not self.place.rows:
                self.part(number).unlink()

    def tidy(self) -> None:
        """Remove the lines of finished parts: once there is no record that would have them gone on with."""
        self._drop(self.out.glob(".part-*.lines") if self.folder else [self._lines_of(0)])

    def _drop(self, lines: Iterable[Path]) -> None:
        for path in lines if self.form == "parquet" else ():
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the files, finished or not."""
        if self._file is not None:
            self._file.close()
        if self._lock is not None:
            os.close(self._lock)
        self._file = self._lock = None

    @contextlib.contextmanager
    def _trouble(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            message = f"{self.out} could not be written: {error.strerror or error}. See to that, then use --resume."
            raise FileTrouble(message) from error


def sink_for(out: str, source: str) -> OnDisk:
    """The sink a name asks for: a folder if it is one, ends in a slash, or has no suffix and the source is a folder."""
    path = Path(out)
    like_source = format_of(Path(source)) if not Path(source).is_dir() else _format_in(Path(source))
    folder = path.is_dir() or out.endswith(("/", os.sep)) or (not path.suffix and Path(source).is_dir())
    if not path.parent.is_dir():
        raise FileTrouble(f"There is no folder {path.parent} to write {path.name} in.")
    form = format_of(path, otherwise=like_source if folder else "jsonl")
    if form == "parquet":
        pyarrow("pyarrow.parquet")
    return OnDisk(path, form, folder=folder)


def _format_in(folder: Path) -> Format:
    from careerbot.batch.formats import parts_of

    return format_of(parts_of(str(folder))[0])


# ---------------------------------------------------------------- CSV and Parquet


FORMULA = tuple("=+-@")
"""What a spreadsheet takes for the beginning of a formula."""


def as_text(cell: str) -> str:
    """A cell that a spreadsheet takes as text: no control characters, and an apostrophe before what begins a formula."""
    safe = "".join(c if c.isprintable() else " " for c in cell)
    return f"'{safe}" if safe.lstrip().startswith(FORMULA) else safe


def _csv_cells(cells: Sequence[object]) -> bytes:
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerow(cells)
    return held.getvalue().encode()


def _to_parquet(lines: Path, final: Path) -> None:
    """Write the lines as Parquet, a few thousand in memory at a time."""
    arrow, parquet = pyarrow("pyarrow"), pyarrow("pyarrow.parquet")
    text = arrow.string()
    schema = arrow.schema([
        ("id", text), ("confidence", text), ("roles", arrow.list_(text)), ("scores", arrow.list_(arrow.float64())),
        ("answer", text),
    ])  # fmt: skip
    beside = final.with_name(f".{final.name}.tmp")
    with (
        open(beside, "wb", opener=storage.private) as made,
        parquet.ParquetWriter(made, schema, compression="zstd") as writer,
        open(lines, "rb") as file,
    ):
        while rows := [_record(line) for line in islice(file, _PARQUET_ROWS)]:
            writer.write_table(arrow.Table.from_pylist(rows, schema=schema))
    os.replace(beside, final)


def _record(line: bytes) -> dict[str, object]:
    line = line.rstrip(b"\n")
    answer = msgspec.json.decode(line, type=_Answer)
    return {
        "id": None if answer.id is None else str(answer.id),
        "confidence": answer.confidence,
        "roles": [role.slug for role in answer.roles],
        "scores": [role.score for role in answer.roles],
        "answer": line.decode(),
    }

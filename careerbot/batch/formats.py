"""Rows in: JSON lines, CSV or Parquet, one file or a folder of parts, as a stream of chunks."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import msgspec

from careerbot.batch.rows import MOST_BYTES, Chunk, too_long
from careerbot.errors import CareerbotError, FileTrouble

if TYPE_CHECKING:
    from collections.abc import Iterable

Format = Literal["jsonl", "csv", "parquet"]

SUFFIXES: dict[str, Format] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip

BETWEEN_SKILLS = ";"
"""In a CSV cell that holds a list of skills."""

CHUNK_ROWS, CHUNK_BYTES = 256, 64_000
"""A chunk ends at whichever comes first: about a second of work for one core."""

COLUMNS = ("id", "text", "skills")

Row = tuple[str, int, bytes | str]
"""(part, number, a JSON object or the reason why the row cannot be read)."""


def format_of(path: Path, otherwise: Format = "jsonl") -> Format:
    """By suffix."""
    return SUFFIXES.get(path.suffix.lower(), otherwise)


def parts_of(source: str) -> list[Path]:
    """The files of a source, in order of their names; one unless it is a folder."""
    path = Path(source)
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file() and p.name[0] not in "._")
    if not found:
        message = f"The folder {path} holds no .jsonl, .csv or .parquet files."
        raise FileTrouble(message)
    return found


def rows_of(source: str) -> Iterator[Row]:
    """Every row of a source ("-": standard input), with its number in its file from 1."""
    if source == "-":
        yield from (("", number, row) for number, row in _json_lines(sys.stdin.buffer))
        return
    paths = parts_of(source)
    for path in paths:
        part = path.name if len(paths) > 1 or Path(source).is_dir() else ""
        try:
            for number, row in _READERS[format_of(path)](path):
                yield part, number, row
        except OSError as error:
            message = f"{path} cannot be read: {error.strerror or error}."
            raise FileTrouble(message) from error


def chunks(rows: Iterable[Row], most: int = CHUNK_ROWS) -> Iterator[Chunk]:
    """Rows in groups of `most` that are worked on together; a group never spans two files."""
    part, size = "", 0
    numbers: list[int] = []
    held: list[bytes | str] = []
    for name, number, row in rows:
        if held and (name != part or len(held) >= most or size + len(row) > CHUNK_BYTES):
            yield Chunk(part, tuple(numbers), tuple(held))
            numbers, held, size = [], [], 0
        part = name
        numbers.append(number)
        held.append(row)
        size += len(row)
    if held:
        yield Chunk(part, tuple(numbers), tuple(held))


# ---------------------------------------------------------------- JSON lines


def _json_file(path: Path) -> Iterator[tuple[int, bytes | str]]:
    with open(path, "rb") as file:
        yield from _json_lines(file)


def _json_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | str]]:
    """Lines that are not blank, none of them ever held in memory beyond the bound."""
    number = 0
    while line := file.readline(MOST_BYTES + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > MOST_BYTES and not line.endswith(b"\n"):
            _skip_line(file)
            yield number, too_long()
        elif row := line.strip():
            yield number, row


def _skip_line(file: IO[bytes]) -> None:
    while (rest := file.readline(MOST_BYTES)) and not rest.endswith(b"\n"):
        pass


# ---------------------------------------------------------------- CSV


def _csv_file(path: Path) -> Iterator[tuple[int, bytes | str]]:
    """Rows below the line of column names; a cell of skills is a list divided by semicolons."""
    csv.field_size_limit(MOST_BYTES)
    with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file)
        try:
            head = [name.strip().lower() for name in next(reader, [])]
        except csv.Error as error:
            message = f"{path} is not a CSV file: {error}."
            raise FileTrouble(message) from error
        _check_columns(path, head)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, f"it is not CSV ({error})"
                continue
            if cells:
                yield number, _csv_row(head, cells)


def _csv_row(head: list[str], cells: list[str]) -> bytes | str:
    data: dict[str, Any] = {name: cell for name, cell in zip(head, cells, strict=False) if name in COLUMNS}
    skills = data.pop("skills", "")
    if skills:
        data["skills"] = [item.strip() for item in skills.split(BETWEEN_SKILLS) if item.strip()]
        if not data.get("text"):
            data.pop("text", None)
    try:
        return msgspec.json.encode(data)
    except UnicodeEncodeError:
        return "it is not UTF-8"


def _check_columns(path: Path, head: list[str]) -> None:
    if "text" not in head and "skills" not in head:
        message = f'{path} has neither a column "text" nor a column "skills".'
        raise FileTrouble(message)


# ---------------------------------------------------------------- Parquet


def _parquet_file(path: Path) -> Iterator[tuple[int, bytes | str]]:
    parquet = pyarrow("pyarrow.parquet")
    try:
        file = parquet.ParquetFile(path)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 (pyarrow raises its own kinds, which are not imported here)
        message = f"{path} is not a Parquet file: {(str(error).splitlines() or [''])[0]}"
        raise FileTrouble(message) from error
    with file:
        head = [name for name in file.schema_arrow.names if name in COLUMNS]
        _check_columns(path, head)
        number = 0
        for batch in file.iter_batches(batch_size=CHUNK_ROWS, columns=head):
            for record in batch.to_pylist():
                number += 1
                yield number, _parquet_row(record)


def _parquet_row(record: dict[str, Any]) -> bytes | str:
    try:
        return msgspec.json.encode({name: value for name, value in record.items() if value is not None})
    except (UnicodeEncodeError, TypeError, ValueError):
        return "it holds values that JSON cannot hold"


def pyarrow(module: str) -> Any:  # noqa: ANN401 (imported only where Parquet is used)
    """A module of pyarrow, or the sentence that says how to get it."""
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError:
        message = 'Parquet files need pyarrow: run `pip install "careerbot[cluster]"`.'
        raise CareerbotError(message) from None


_READERS = {"jsonl": _json_file, "csv": _csv_file, "parquet": _parquet_file}

"""Rows in: JSON lines, CSV or Parquet, one file or a folder of parts, or a folder of documents, as a stream of chunks."""

from __future__ import annotations

import codecs
import csv
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

import msgspec

from careerbot.batch.worker import MOST_BYTES, Chunk, too_long
from careerbot.documents.source import SUFFIXES as DOCUMENTS
from careerbot.errors import CareerbotError, FileTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


Format = Literal["jsonl", "csv", "parquet"]

SUFFIXES: dict[str, Format] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip

MOST_LIST_BYTES = 64_000_000
"""Of a file that is one JSON list."""

DELIMITERS = (",", ";", "\t")
"""What may divide the cells of a CSV file."""

_TABLES = SUFFIXES.keys() - DOCUMENTS
"""Endings that only tables have."""

BETWEEN_SKILLS = ";"
"""In a CSV cell that holds a list of skills."""

CHUNK_ROWS, CHUNK_BYTES = 256, 64_000
"""A chunk ends at whichever comes first: about a second of work for one core."""

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
    files = sorted(p for p in path.iterdir() if p.is_file() and p.name[0] not in "._")
    if of_documents(files):
        return files
    found = [p for p in files if p.suffix.lower() in SUFFIXES]
    if not found:
        raise FileTrouble(f"The folder {path} holds no .jsonl, .csv or .parquet files and no documents.")
    return found


def of_documents(paths: Sequence[Path]) -> bool:
    """Whether files are CVs of one person each, by their endings, rather than tables of many."""
    endings = {path.suffix.lower() for path in paths}
    return bool(endings & (DOCUMENTS - SUFFIXES.keys())) and not endings & _TABLES


def rows_of(source: str) -> Iterator[Row]:
    """Every row of a source ("-": standard input), with its number in its file from 1."""
    if source == "-":
        yield from (("", number, row) for number, row in _json_lines(sys.stdin.buffer))
        return
    paths = parts_of(source)
    if Path(source).is_dir() and of_documents(paths):
        yield from (("", number, _document(path)) for number, path in enumerate(paths, 1))
        return
    for path in paths:
        part = path.name if len(paths) > 1 or Path(source).is_dir() else ""
        try:
            for number, row in _READERS[format_of(path)](path):
                yield part, number, row
        except OSError as error:
            raise FileTrouble(f"{path} cannot be read: {error.strerror or error}.") from error


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


# ---------------------------------------------------------------- documents


def _document(path: Path) -> bytes | str:
    """A row for the one person a document is about; its name is the id."""
    from careerbot.documents.reader import read_file

    try:
        row = msgspec.json.encode({"id": path.name, "text": read_file(path).substance})
    except FileTrouble as error:
        return str(error).rstrip(".")
    except UnicodeEncodeError:
        return "its name is not UTF-8"
    return row if len(row) <= MOST_BYTES else too_long()


# ---------------------------------------------------------------- JSON lines


def _json_file(path: Path) -> Iterator[tuple[int, bytes | str]]:
    _check_encoding(path)
    with open(path, "rb") as file:
        if path.suffix.lower() == ".json" and file.read(1024).removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"[":
            yield from _json_list(path)
            return
        file.seek(0)
        yield from _json_lines(file)


def _check_encoding(path: Path) -> None:
    """FileTrouble where lines of JSON are in an encoding of two bytes a character."""
    with open(path, "rb") as file:
        if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            raise FileTrouble(f"{path} is in UTF-16: save it as UTF-8.")


def _json_list(path: Path) -> Iterator[tuple[int, bytes | str]]:
    """Rows of a file that holds one list of objects; it is in memory as a whole."""
    if path.stat().st_size > MOST_LIST_BYTES:
        message = f"{path} is one JSON list of more than {MOST_LIST_BYTES:,} bytes: write one object a line instead."
        raise FileTrouble(message)
    try:
        rows = msgspec.json.decode(path.read_bytes().removeprefix(codecs.BOM_UTF8), type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"{path} begins like a JSON list and is none: {str(error).removeprefix('JSON is malformed: ')[:100]}."
        raise FileTrouble(message) from error
    yield from ((number, bytes(row)) for number, row in enumerate(rows, 1))


def _json_lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | str]]:
    """Lines that are not blank, none of them ever held in memory beyond the bound."""
    number = 0
    while line := file.readline(MOST_BYTES + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
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
    with open(path, encoding=_encoding(path), errors="surrogateescape", newline="") as file:
        try:
            head, between = _head(path, file)
            reader = csv.reader(file, delimiter=between)
            yield from _csv_rows(head, reader)
        except UnicodeError as error:
            raise FileTrouble(f"{path} begins like UTF-16 and is not: save it as UTF-8.") from error


def _csv_rows(head: list[str], reader: Iterator[list[str]]) -> Iterator[tuple[int, bytes | str]]:
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


def _encoding(path: Path) -> str:
    """UTF-8 unless the file begins as UTF-16 does, which is what some spreadsheets write."""
    with open(path, "rb") as file:
        return "utf-16" if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"


def _head(path: Path, file: IO[str]) -> tuple[list[str], str]:
    """(names of the columns, what divides them): the first of comma, semicolon and tab that makes sense of the line."""
    line = file.readline(MOST_BYTES)
    if line.lower().startswith("sep="):  # what Excel writes before the names
        line = file.readline(MOST_BYTES)
    for between in DELIMITERS:
        try:
            head = [name.strip().lower() for name in next(csv.reader([line], delimiter=between), [])]
        except csv.Error as error:
            raise FileTrouble(f"{path} is not a CSV file: {error}.") from error
        if "text" in head or "skills" in head:
            return head, between
    check_columns(path, [])
    return [], ","


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


# ---------------------------------------------------------------- Parquet, in bounded memory


COLUMNS = ("id", "text", "skills")

MOST_ROWS = 256
"""Rows unpacked at a time, where they are short."""

MEMORY = 64_000_000
"""Bytes that the rows unpacked at a time may take; what is below it is never refused."""

MOST_RATIO = 200
"""How much larger than its file a part may become; texts become five to thirty times larger."""


def check_columns(path: Path, head: list[str]) -> None:
    """FileTrouble unless something can be read of the rows of a table."""
    if "text" not in head and "skills" not in head:
        raise FileTrouble(f'{path} has neither a column "text" nor a column "skills".')


def parquet_rows(path: Path) -> Iterator[tuple[int, bytes | str]]:
    """(number from 1, a JSON object or the reason why the row cannot be read)."""
    parquet = pyarrow("pyarrow.parquet")
    try:
        file = parquet.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 (pyarrow raises its own kinds, which are not imported here)
        raise FileTrouble(f"{path} is not a Parquet file: {_first_line(error)}") from error
    with file:
        head = [name for name in file.schema_arrow.names if name in COLUMNS]
        check_columns(path, head)
        number = 0
        for group in range(file.num_row_groups):
            rows = _rows_at_a_time(path, file.metadata.row_group(group), head)
            try:
                for batch in file.iter_batches(batch_size=rows, row_groups=[group], columns=head, use_threads=False):
                    for at in range(batch.num_rows):
                        number += 1
                        yield number, _row(batch, at)
            except (OSError, MemoryError) as error:
                raise FileTrouble(f"{path} cannot be read on: {_first_line(error)}") from error


def _rows_at_a_time(path: Path, group: Any, head: list[str]) -> int:  # noqa: ANN401 (untyped library)
    """How many rows of a group may be unpacked together: no row is larger than all of its column."""
    largest = 1
    for at in range(group.num_columns):
        column = group.column(at)
        if column.path_in_schema.split(".", 1)[0] not in head or not group.num_rows:
            continue
        values = -(-column.num_values // group.num_rows)
        size = column.total_uncompressed_size * values + (8 * column.num_values if values > 1 else 0)
        packed = max(1, column.total_compressed_size)
        if size > MEMORY and (size > MOST_RATIO * packed or size > MOST_BYTES * group.num_rows):
            message = f"{path} holds rows that unpack to {size:,} bytes: rows of at most {MOST_BYTES:,} bytes can be read."
            raise FileTrouble(message)
        largest = max(largest, size)
    return max(1, min(MOST_ROWS, MEMORY // largest))


def _row(batch: Any, at: int) -> bytes | str:  # noqa: ANN401 (untyped library)
    try:
        if batch.slice(at, 1).nbytes > MOST_BYTES:
            return too_long()
        record = {name: batch.column(name)[at].as_py() for name in batch.schema.names}
        return msgspec.json.encode({name: value for name, value in record.items() if value is not None})
    except (UnicodeError, TypeError, ValueError):
        return "it holds values that JSON cannot hold"


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [""])[0]


def pyarrow(module: str) -> Any:  # noqa: ANN401 (imported only where Parquet is used)
    """A module of pyarrow, or the sentence that says how to get it."""
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError:
        raise CareerbotError('Parquet files need pyarrow: run `pip install "careerbot[cluster]"`.') from None


_READERS: dict[Format, Callable[[Path], Iterator[tuple[int, bytes | str]]]] = {
    "jsonl": _json_file, "csv": _csv_file, "parquet": parquet_rows,
}  # fmt: skip

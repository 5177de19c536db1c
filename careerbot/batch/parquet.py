"""Rows in from Parquet, in bounded memory: what a kilobyte of it unpacks to is looked up before anything is unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from careerbot.batch.rows import MOST_BYTES, too_long
from careerbot.errors import CareerbotError, FileTrouble

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
        message = f'{path} has neither a column "text" nor a column "skills".'
        raise FileTrouble(message)


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
        message = 'Parquet files need pyarrow: run `pip install "careerbot[cluster]"`.'
        raise CareerbotError(message) from None

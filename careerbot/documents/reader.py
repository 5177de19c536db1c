"""Document reader: the bytes or the file of anybody's CV or advertisement in, its lines out, or a sentence why not."""

from __future__ import annotations

from pathlib import Path

from careerbot.documents.child import DAMAGED, TOO_MUCH, read_apart
from careerbot.documents.detection import FOREIGN, format_of
from careerbot.documents.sheet import Sheet, UnreadableError
from careerbot.errors import FileTrouble

MOST_BYTES = 64_000_000
"""More than this is no text about one person."""


def read(data: bytes, name: str = "The input") -> Sheet:
    """The document that bytes hold.

    Raises:
        FileTrouble: they hold none that can be read; the text begins with `name`.

    """
    try:
        return read_apart(data) if format_of(data) in FOREIGN else _read_here(data)
    except UnreadableError as error:
        reason = str(error)
    except RecursionError:
        reason = DAMAGED
    except MemoryError:
        reason = TOO_MUCH
    message = f"{name} {reason}."
    raise FileTrouble(message)


def _read_here(data: bytes) -> Sheet:
    from careerbot.documents.by_format import read

    return read(data)


def read_file(path: Path) -> Sheet:
    """The document in a file.

    Raises:
        FileTrouble: it cannot be opened or read.

    """
    try:
        if path.is_dir():
            message = f"{path} is a folder. Give a file in it."
            raise FileTrouble(message)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"{path} cannot be read: {reason}. Give the name of a document or a text file."
        raise FileTrouble(message) from error
    return read(data, str(path))

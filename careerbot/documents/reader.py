"""Document reader: the bytes or the file of anybody's CV or advertisement in, its lines out, or a sentence why not.

A foreign parser reads in a process of its own, with bounds on time and memory: `python -m careerbot.documents.reader` takes
the bytes of a file on standard input and gives its lines as JSON. Whatever a hostile file does to a parser, it ends there.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import msgspec
from msgspec import Struct

from careerbot.documents.sheet import FOREIGN, Sheet, UnreadableError, format_of
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
    raise FileTrouble(f"{name} {reason}.")


def _read_here(data: bytes) -> Sheet:
    from careerbot.documents import formats

    return formats.read(data)


def read_file(path: Path) -> Sheet:
    """The document in a file.

    Raises:
        FileTrouble: it cannot be opened or read.

    """
    try:
        if path.is_dir():
            raise FileTrouble(f"{path} is a folder. Give a file in it.")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileTrouble(f"{path} cannot be read: {reason}. Give the name of a document or a text file.") from error
    return read(data, str(path))


# ---------------------------------------------------------------- sandboxed parsing


SECONDS = 20
"""Of a processor; twice as many by the clock."""
MEGABYTES = 1_500
TOO_MUCH = "takes more time or memory than a document should: save a simpler copy, as text perhaps, and give that"
DAMAGED = "cannot be read, it is damaged perhaps: save it again, or give it as text"


class _Outcome(Struct):
    """What the process found: a document, or why there is none."""

    sheet: Sheet | None = None
    reason: str = ""


def read_apart(data: bytes) -> Sheet:
    """A document read in a process of its own."""
    place = str(Path(__file__).parent.parent.parent)
    paths = (place, os.environ.get("PYTHONPATH", ""))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "careerbot.documents.reader"],
            input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=2 * SECONDS, check=False,
            env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise UnreadableError(TOO_MUCH) from None
    try:
        outcome = msgspec.json.decode(done.stdout, type=_Outcome)
    except msgspec.DecodeError:
        raise UnreadableError(DAMAGED if done.returncode >= 0 else TOO_MUCH) from None
    if outcome.sheet is None:
        raise UnreadableError(outcome.reason)
    return outcome.sheet


def outcome_of(data: bytes) -> bytes:
    """The document that bytes hold, or why they hold none, as JSON; never an exception."""
    from careerbot.documents import formats

    try:
        outcome = _Outcome(formats.read(data))
    except UnreadableError as error:
        outcome = _Outcome(reason=str(error))
    except (MemoryError, RecursionError):
        outcome = _Outcome(reason=TOO_MUCH)
    except Exception:  # noqa: BLE001 (whatever a parser trips over, the file is what is wrong)
        outcome = _Outcome(reason=DAMAGED)
    return msgspec.json.encode(outcome)


def bound() -> None:
    """Bounds on this process, where the system knows them."""
    try:
        import resource
    except ImportError:  # Windows: the clock alone
        return
    for what, most in ((resource.RLIMIT_AS, MEGABYTES << 20), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def main() -> None:
    """Read standard input, write the outcome."""
    bound()
    data = sys.stdin.buffer.read()
    answer = outcome_of(data)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()

"""Starts the command line and ends the process: `careerbot` and `python -m careerbot` both come here."""

from __future__ import annotations

import contextlib
import gc
import os
import sys


def main() -> None:
    """Run the command line, flush, and leave at once.

    The interpreter's own way out takes 40 ms of tearing down and can abort while a thread of onnxruntime still runs.
    """
    # most of what one answer makes stays to its end: looking for garbage among it is time lost
    gc.disable()
    kept: list[object] = []
    try:
        _stand_in_for_closed()
        code = _run(kept)
    except KeyboardInterrupt:
        # pressed while the first modules are read
        code = 130
    os._exit(_flushed(code))


def _run(kept: list[object]) -> int:
    if len(sys.argv) > 1 or "_CAREERBOT_COMPLETE" in os.environ:
        from careerbot.cli.app import run

        return run(sys.argv[1:], kept)
    # without a word on the command line there is nothing to parse, and the prompt stands there sooner
    from careerbot.cli.answering import answered
    from careerbot.cli.chat import run_chat
    from careerbot.settings import Settings

    return answered(lambda: run_chat(Settings()))


def _stand_in_for_closed() -> None:
    """Put something in the place of standard streams that were closed (`>&-`).

    A file opened later would get the free number, and what a library prints would land in it. The stand-in for
    standard output refuses to be written to, so that an answer nobody gets is not called a success.
    """
    for number, mode in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (open as long as the process lives)
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 (as above)
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 (as above)


def _flushed(code: int) -> int:
    """Hand over what is still held back; the exit code."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader has gone (`| head`): nothing left to say
        pass
    except (OSError, ValueError) as error:
        from careerbot.cli.answering import mishap

        code = code or mishap(error)
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    return code


if __name__ == "__main__":
    main()

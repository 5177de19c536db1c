"""Starts the command line and ends the process: `careerbot` and `python -m careerbot` both come here."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line, flush, and leave at once.

    The interpreter's own way out takes 40 ms of tearing down and can abort while a thread of onnxruntime still runs.
    """
    # starting up makes tens of thousands of objects that stay: looking for garbage among them is time lost
    gc.set_threshold(100_000, 20, 20)
    from careerbot.cli import run

    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            # the reader has gone (`| head`) or the stream was never open: nothing left to say
            code = code or 0
    os._exit(code)


if __name__ == "__main__":
    main()

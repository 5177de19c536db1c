"""Fuzzes reading, answering, talking, rows and profiles with atheris for a bounded time.

`python tests/tools/fuzz_atheris.py [SECONDS]` (60 by default). atheris is no dependency of careerbot; without it this says
so and ends with 0. Exit code 1 and the input that did it where anything is raised or would reach a terminal.
"""

from __future__ import annotations

import os
import sys
from typing import Any


def targets() -> Any:
    """The function that is given bytes."""
    import test_hostile as hostile

    from careerbot.advisor import Advisor
    from careerbot.corpus.corpus import load_corpus

    corpus = load_corpus()
    adviser = Advisor(corpus)

    def one(data: bytes) -> None:
        text = data[1:].decode("utf-8", "replace")
        match data[0] % 4 if data else 0:
            case 0:
                hostile.answer(adviser, text)
            case 1:
                hostile.talk(adviser, text.split("\n")[:8])
            case 2:
                hostile.batch_rows(corpus, data[1:].split(b"\n")[:8])
            case _:
                hostile.read_profile(data[1:], adviser)

    return one


def main() -> int:
    """Fuzz; the exit code."""
    try:
        import atheris  # type: ignore[import-not-found]
    except ImportError:
        print("atheris is not installed, so nothing was fuzzed; tests/test_hostile.py fuzzes with hypothesis.")
        return 0
    os.environ["CAREERBOT_TRACEBACK"] = "1"
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    with atheris.instrument_imports(include=["careerbot"]):
        one = targets()
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2000", "-max_len=4000"], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())

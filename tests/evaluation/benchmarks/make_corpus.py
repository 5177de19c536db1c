"""A corpus as large as one likes: `python tests/evaluation/benchmarks/make_corpus.py FOLDER 100000`.

The shipped corpus, and beside its skills so many made-up ones in files of a thousand, each with a description put
together from parts (scale.py), a second name and a prerequisite. `careerbot --corpus FOLDER suggest ...` uses it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).resolve().parents[3])]

from scale import description  # noqa: E402

from careerbot.corpus.corpus import shipped_folder  # noqa: E402

A_FILE = 1_000


def record(number: int) -> str:
    """One skill, as its author would write it."""
    text = description(number)
    return (
        f"[made-{number}]\n"
        f'name = "{text}"\n'
        f'kind = "ability"\n'
        f'about = """\n{text}, day in and day out.\nWhoever does it answers for the result."""\n'
        f'also_called = ["practice {number:06}"]\n'
        f"ambiguous = []\n"
        f"needs = {{ python = 2 }}\n"
        f"hours = [2, 10, 30, 80, 200]\n"
        f'sources = ["careerbot-authors"]\n\n'
    )


def make(folder: Path, count: int) -> None:
    """Write the corpus."""
    shutil.copytree(shipped_folder(), folder, dirs_exist_ok=True)
    for start in range(0, count, A_FILE):
        path = folder / "skills" / f"made-{start // A_FILE:04}.toml"
        path.write_text("".join(record(number) for number in range(start, min(count, start + A_FILE))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    given = parser.parse_args()
    make(given.folder, given.count)

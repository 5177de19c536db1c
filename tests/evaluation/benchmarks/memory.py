"""Memory of `batch` as the rows go by, and what ten million rows would take by the line through it.

`python tests/evaluation/benchmarks/memory.py [--rows 200000] [--cluster local] [--kind short] [--top 5]`

Each line is the memory of the process and of all its workers together at one tenth of the way: their own, without the
pages of files that are mapped (the model, the vectors, the corpus), which the system takes back when it needs them.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[2] / "support"))

from population import Population

MIB = 1 << 20
MANY = 10_000_000


def written(path: Path, kind: str, count: int) -> None:
    """A file of `count` people, a thousand in memory at a time."""
    people = Population()
    with open(path, "w", encoding="utf-8") as file:
        for start in range(0, count, 1000):
            file.write(people.lines(kind, min(1000, count - start)))


def own(process: psutil.Process) -> int:
    """Bytes that a process and everything it started hold for themselves; with mapped files where they are not told apart."""
    total = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        for one in [process, *process.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                held = one.memory_info()
                total += held.rss - getattr(held, "shared", 0)
    return total


def answered(beside: Path) -> int:
    """Rows that the record of progress knows of."""
    try:
        return int(json.loads(beside.read_bytes())["rows"])
    except (OSError, ValueError, KeyError):
        return 0


def samples(command: list[str], beside: Path) -> list[tuple[int, int]]:
    """(rows answered, bytes) twice a second while it runs."""
    found = []
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        process = psutil.Process(running.pid)
        while running.poll() is None:
            found.append((answered(beside), own(process)))
            time.sleep(0.5)
    if running.returncode:
        sys.exit(f"batch ended with {running.returncode}.")
    return found


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--cluster")
    parser.add_argument("--kind", default="short")
    parser.add_argument("--top", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        written(source, chosen.kind, chosen.rows)
        command = [sys.executable, "-m", "careerbot", "batch", str(source), "--out", str(out), "--top", str(chosen.top)]
        found = samples(command + (["--cluster", chosen.cluster] if chosen.cluster else []), Path(f"{out}.progress"))
    steps = 10
    print(f"{'rows':>12}{'MiB':>8}")
    for step in range(steps):
        part = [size for rows, size in found if rows * steps // chosen.rows == step and rows]
        if part:
            print(f"{chosen.rows * (step + 1) // steps:>12,}{statistics.median(part) / MIB:>8.0f}")
    # the first fifth fills caches that have a bound
    late = [(rows, size) for rows, size in found if rows > chosen.rows / 5]
    slope, start = statistics.linear_regression([rows for rows, _ in late], [size for _, size in late])
    print(f"{slope * 1000 / 1024:.2f} KiB more for every thousand rows; {MANY:,} rows: {(start + slope * MANY) / MIB:,.0f} MiB")


if __name__ == "__main__":
    main()

"""Rows a second of `batch`: short statements of known words and whole CVs, plain and on a local cluster, in one run.

`python tests/evaluation/benchmarks/bulk.py [--short 10000] [--cvs 2000] [--top 5] [--repeat 1]`

Each figure is a whole process, start-up included; "a core-s" is rows for each second that a core was busy with it,
which other work on the machine hardly changes. The answers of all ways must be the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "support"))

from population import Population

WAYS = {"plain, all cores": [], "plain, --jobs 1": ["--jobs", "1"], "--cluster local": ["--cluster", "local"]}


def measured(source: Path, out: Path, options: list[str]) -> tuple[float, str, float]:
    """Seconds, what the answers are, and seconds of all cores together."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "careerbot", "batch", str(source), "--out", str(out), *options]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    with open(out, "rb") as file:
        return seconds, hashlib.file_digest(file, "sha256").hexdigest(), busy


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", type=int, default=10_000)
    parser.add_argument("--cvs", type=int, default=2_000)
    parser.add_argument("--top", type=int, default=5)
    parser.add_argument("--repeat", type=int, default=1)
    chosen = parser.parse_args()
    people = Population()
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        source.write_text(people.lines("mixed", 3))
        measured(source, out, [])  # the vectors are made the first time
        print(f"{'':24}{'rows':>8}{'seconds':>10}{'rows/s':>10}{'a core-s':>10}  same bytes")
        for kind, count in (("short", chosen.short), ("cv", chosen.cvs)):
            if not count:
                continue
            source.write_text(people.lines(kind, count))
            first = ""
            for way, options in WAYS.items():
                runs = [measured(source, out, ["--top", str(chosen.top), *options]) for _ in range(chosen.repeat)]
                seconds = statistics.median(run[0] for run in runs)
                first = first or runs[0][1]
                same = all(run[1] == first for run in runs)
                core = count / statistics.median(run[2] for run in runs)
                head = f"{kind + ', ' + way:24}{count:8,}"
                print(f"{head}{seconds:10.1f}{count / seconds:10.0f}{core:10.0f}  {same}", flush=True)


if __name__ == "__main__":
    main()

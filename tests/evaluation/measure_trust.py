"""Prints the table of faults and hostile inputs for README.

`python tests/evaluation/measure_trust.py [quick]`; quick kills at every ninth file operation, makes ten runs of crowds and fuzzes
for two hundred inputs of a kind, where it is otherwise every operation, two hundred runs and four thousand. Ends
with 1 if anything was lost, raised, or would have reached a terminal.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent.parent
HERE = TESTS / "support"
ROOT = TESTS.parent
sys.path[:0] = map(str, (HERE, TESTS / "tools", TESTS, ROOT))

from faults import KNOWN, Person
from faults import at_once as together
from hostile import command_lines, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_hostile import (
    CORPUS_FILES,
    answer,
    batch_rows,
    call,
    document_of,
    field_values,
    fields,
    load_or_refuse,
    profile_bytes,
    read_document,
    read_profile,
    rows,
    talk,
    toml_like,
)  # fmt: skip

from careerbot.advisor import Advisor
from careerbot.corpus.corpus import load_corpus

QUICK = "quick" in sys.argv[1:]
INPUTS = 200 if QUICK else 4000


def python(*arguments: str, env: dict[str, str] | None = None) -> str:
    """What a script of the tests prints; CalledProcessError where it fails."""
    paths = os.pathsep.join([str(HERE), str(TESTS / "tools"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths, **(env or {})},
    )  # fmt: skip
    return done.stdout


def kills(folder: Path) -> dict[str, int]:
    """What was being written -> the kills it survived."""
    step = "9" if QUICK else "1"
    first, again = map(int, python(str(HERE / "kill_points.py"), str(folder / "index"), step).split())
    found = {"index": first + again}
    for line in python(str(HERE / "kill_commands.py"), str(folder / "commands"), step).splitlines():
        name, count = line.split()
        found[name] = int(count)
    return found


def tried(strategy: Any, check: Callable[[Any], None]) -> int:
    """How many inputs a check held for."""
    count = 0

    @settings(max_examples=INPUTS, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(value=strategy)
    def every(value: Any) -> None:
        nonlocal count
        count += 1
        check(value)

    every()
    return count


def read_all(adviser: Advisor) -> int:
    """How many damaged documents were read, or refused in a sentence."""
    for number in range(INPUTS):
        try:
            read_document(adviser, document_of(number))
        except BaseException:
            print(f"document {number}", file=sys.stderr)
            raise
    return INPUTS


def fuzzed(folder: Path) -> dict[str, int]:
    """What was given -> how many inputs, each answered without a traceback and drawn without a terminal command."""
    corpus = load_corpus()
    adviser = Advisor(corpus)
    checks = {
        "texts": (texts, lambda value: answer(adviser, value)),
        "conversations": (st.lists(texts, max_size=6), lambda value: talk(adviser, value)),
        "batch rows": (st.lists(rows, max_size=6), lambda value: batch_rows(corpus, value)),
        "saved profiles": (st.tuples(fields, field_values), lambda value: read_profile(profile_bytes(*value), adviser)),
        "corpus files": (
            st.tuples(st.sampled_from(CORPUS_FILES), toml_like), lambda value: load_or_refuse(folder / "corpus", *value),
        ),
        "command lines": (command_lines, lambda value: call(*value)),
    }  # fmt: skip
    counts: dict[str, int] = {}
    (folder / "here").mkdir(parents=True)
    with contextlib.chdir(folder / "here"):
        for name, (strategy, check) in checks.items():
            counts[name] = tried(strategy, check)
            print(name, counts[name], file=sys.stderr, flush=True)
    counts["damaged documents of 12 formats and plain text"] = read_all(adviser)
    return counts


def at_once(folder: Path) -> str:
    """Processes that ran at the same time, with nothing lost."""
    person = Person(folder, folder / "cache")
    learnt = ("docker", "sql", "python", "linux", "excel", "kubernetes", "tableau", "airflow")
    answers = together(person, [["suggest", KNOWN, "--json"]] * 8)
    changes = together(person, [["done", skill] for skill in learnt])
    kept = (folder / "data" / "profile.json").read_text()
    if any(one.code for one in (*answers, *changes)) or len({one.out for one in answers}) != 1:
        raise SystemExit("a process failed")
    if not all(f'"slug": "{skill}"' in kept for skill in learnt):
        raise SystemExit("a change was lost")
    runs = "10" if QUICK else "200"
    crowd = python(str(HERE / "crowd.py"), str(folder / "crowd"), runs).strip()
    return f"8 first runs, 8 changes to one profile; crowds of 2 to 8 on one profile: {crowd}"


def main() -> None:
    """Print the table."""
    began = time.monotonic()
    os.environ["CAREERBOT_TRACEBACK"] = "1"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"CAREERBOT_CACHE": str(folder / "cache"), "CAREERBOT_HOME": str(folder / "data"), "HOME": str(folder / "home")}
        (folder / "home").mkdir()
        survived = kills(folder)
        crowds = at_once(folder / "home")
        inputs = fuzzed(folder / "fuzz")
    print("| What was done | How often | Lost, raised or shown |")
    print("|---|---|---|")
    for what, count in survived.items():
        print(f"| kill -9 while writing the {what} | {count} kill points | nothing |")
    print(f"| at once | {crowds} | nothing |")
    for what, count in inputs.items():
        print(f"| fuzzed: {what} | {count:,} inputs | nothing |")
    print(f"\n{time.monotonic() - began:.0f} s{' (quick)' if QUICK else ''}.")


if __name__ == "__main__":
    main()

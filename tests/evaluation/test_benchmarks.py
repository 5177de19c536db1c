"""The speed careerbot promises, measured by the benchmark that prints the table; and that the benchmark itself works."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from places import ROOT

RUN = ROOT / "tests" / "evaluation" / "benchmarks" / "run.py"

NOISE = 1.3
"""What a busy machine may add to a ratio of two processes that took turns."""


def measured(*options: str) -> list[dict]:
    """The rows of the table. In a process of its own: a child inherits the peak memory of whoever starts it."""
    done = subprocess.run([sys.executable, str(RUN), "--json", *options], capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def test_the_benchmark_runs():
    (row,) = measured("--quick")
    assert row["what"] == "`careerbot --help`"
    assert row["seconds"] > 0
    assert 5 < row["megabytes"] < 60
    assert 0.3 < row["ratio"] < 5


def test_the_table_is_markdown():
    done = subprocess.run([sys.executable, str(RUN), "--quick"], capture_output=True, text=True, timeout=120, check=True)
    head, rule, row = done.stdout.splitlines()
    assert head.count("|") == rule.count("|") == row.count("|") == 7


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_single_answers_are_as_quick_as_promised():
    rows = {row["what"]: row for row in measured("--only", "start", "--rounds", "9")}
    helped, known, _, _, unknown, plain = rows.values()
    assert helped["ratio"] <= 1.3 * NOISE
    assert known["ratio"] <= 2.0 * NOISE
    assert known["megabytes"] < 100
    assert unknown["ratio"] <= 1.5 * NOISE
    assert unknown["faster"] >= 12 / NOISE
    assert unknown["megabytes"] < 200
    assert plain["megabytes"] > 300  # it did load the model


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_the_conversation_is_as_quick_as_promised():
    prompt, *_ = measured("--only", "chat", "--rounds", "7")
    assert prompt["ratio"] <= 1.5 * NOISE


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_a_first_answer_by_meaning_waits_for_no_index():
    known, by_meaning = measured("--only", "first")
    # both read the corpus for the first time; the vectors come along, so that nothing is built for the second
    assert by_meaning["seconds"] <= 2 * known["seconds"] * NOISE

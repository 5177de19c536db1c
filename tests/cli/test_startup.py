"""A question of known words waits for nothing it does not need: looked at in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from places import ROOT

HEAVY = (
    "torch", "sentence_transformers", "transformers", "faiss", "onnxruntime", "onnx", "numpy", "rich",
    "prompt_toolkit", "tokenizers", "rapidfuzz", "distributed", "pyarrow",
)  # fmt: skip

LOADED = f"""
import sys
from careerbot.cli.app import run
code = run(sys.argv[1:]) if len(sys.argv) > 1 else 0
print("\\nLOADED", code, *sorted(m for m in {HEAVY!r} if m in sys.modules))
print("OWN", *sorted(m for m in sys.modules if m.startswith("careerbot.")))
"""


def loaded(shared_cache, *arguments: str) -> tuple[int, list[str], list[str]]:
    """(exit code, heavy libraries, our own modules) once a command line has run."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=120, check=True,
        env={**os.environ, "CAREERBOT_CACHE": str(shared_cache)},
    )  # fmt: skip
    tail = done.stdout.splitlines()[-2:]
    _, code, *heavy = tail[0].split()
    return int(code), heavy, tail[1].split()[1:]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--help"],
        ["--version"],
        ["suggest", "python, sql, statistics"],
        ["suggest", "python, sql, statistics", "--json"],
        ["role", "data analyst"],
        ["skill", "docker"],
        ["path", "data analyst", "--skills", "sql, excel"],
        ["where"],
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_loaded(shipped, shared_cache, arguments):
    code, heavy, _ = loaded(shared_cache, *arguments)
    assert code == 0
    assert heavy == []


def test_a_sentence_loads_what_reads_it_and_no_more(shipped, shared_cache):
    """Reading needs the model's twin; never the library that builds it, nor what draws or asks."""
    code, heavy, _ = loaded(
        shared_cache, "suggest", "I am a data analyst, expert in excel, no python, and want to learn docker"
    )
    assert code == 0
    assert set(heavy) <= {"numpy", "onnxruntime", "tokenizers", "faiss"}


def test_help_loads_little_of_our_own(shared_cache):
    """The commands and what their options need: nothing that knows roles, reads texts or talks."""
    _, _, own = loaded(shared_cache, "--help")
    commands = {f"cli.{name}" for name in ("app", "commands", "upkeep_commands", "answering")}
    assert {name.partition(".")[2] for name in own} <= commands | {"cli", "errors", "settings"}


def test_a_question_about_roles_does_not_load_plans_answers_or_the_conversation(shipped, shared_cache):
    _, _, own = loaded(shared_cache, "suggest", "python, sql, statistics")
    assert not {"questions", "dialogue", "batch"} & {name.split(".")[1] for name in own}
    assert not {f"careerbot.planning.{name}" for name in ("ordering", "plan", "bridge")} & set(own)


def test_colour_is_drawn_only_for_a_terminal_that_wants_it(process):
    assert "\x1b" not in process("--no-encoder", "suggest", "python, sql, statistics").out

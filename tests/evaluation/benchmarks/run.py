"""The speed of careerbot, in one table: `python tests/evaluation/benchmarks/run.py`.

Every line is the median of several whole processes, which take turns with their floor (the bare imports that cannot be
avoided) and with the plain script (sentence_transformers and faiss in a dozen lines). Ratios are medians of the ratios
within one round; read those, not the milliseconds, when comparing two machines or two days.

    --rounds 15          processes of each kind
    --only PART ...      start, chat, first, batch, scale (all but scale by default)
    --sizes N ...        descriptions for `scale`, 1,000 and 100,000 by default; 1000000 takes some minutes
    --quick              `--help` alone, to see that the benchmark itself works
    --json               an object a row
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from timing import ROOT, Case, Run, Runs, Terminal, first_prompt, in_turn, process  # noqa: E402

HERE = Path(__file__).parent
PARTS = ("start", "chat", "first", "batch", "scale")

KNOWN = "python, sql, statistics"
UNKNOWN = "some python, and I teach computers to tell cats from dogs in photographs"

WITHOUT = (
    "I know python and sql", "a bit of docker too", "what fits me?", "why the first?", "tell me about the second one",
    "compare data engineer and data scientist", "what is missing for data engineer?", "I have 5 hours a week",
    "plan for data analyst", "what if I learn spark?", "why not machine learning engineer?", "no, I never used docker",
    "show me my profile", "more roles", "what does a data analyst earn?", "thanks", "help", "I also did statistics",
    "what should I learn next?", "forget sql",
)  # fmt: skip
"""Messages of words that names explain."""

WITH = (
    "I used to look after the figures of a hospital ward", "I explain charts to people who hate charts",
    "at night I make computers recognise birdsong", "I keep servers from falling over", "so what could I become?",
    "I like finding out why customers go elsewhere", "I wrote rules that stop people paying with stolen cards",
    "I taught teenagers fractions for six years", "is there anything for somebody like me?",
    "I draw how things travel through a building", "my hobby is making toy cars drive by themselves",
    "I translate what the lawyers want into what the programmers can do", "which of these would bore me least?",
    "I tidied twenty years of messy spreadsheets", "people ask me to check whether an experiment proved anything",
    "I label pictures of cracks in bridges", "what would take me furthest?", "I run a small recommendation blog",
    "I made a chatbot for our library", "I measure noise in factories",
)  # fmt: skip
"""Messages with phrases that only the vectors can explain."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    what: str
    seconds: float
    """The median."""
    megabytes: float
    """The highest peak."""
    promise: str = ""
    late: float = 0.0
    """95% were quicker; 0 where that was not asked."""
    ratio: float = 0.0
    """Times the floor."""
    floor: str = ""
    floor_seconds: float = 0.0
    faster: float = 0.0
    """How many times the plain script takes."""

    def __str__(self) -> str:
        late = f", 95% {milliseconds(self.late)}" if self.late else ""
        floor = f"{self.ratio:.2f} x `{self.floor}` ({milliseconds(self.floor_seconds)})" if self.floor else ""
        faster = f"{self.faster:.0f}" if self.faster else ""
        cells = (self.what, milliseconds(self.seconds) + late, f"{self.megabytes:.0f} MiB", floor, faster, self.promise)
        return f"| {' | '.join(cells)} |"


HEAD = "|  | median | peak memory | times its floor | times faster than the plain script | promise |\n" + "|---" * 6 + "|"


def python(code: str, env: Mapping[str, str]) -> Case:
    """A process that runs one line of Python."""
    return process([sys.executable, "-c", code], env)


def ours(env: Mapping[str, str], *arguments: str) -> Case:
    """A process of careerbot."""
    return process([sys.executable, "-m", "careerbot", *arguments], env)


def milliseconds(seconds: float) -> str:
    """A duration for the table."""
    return f"{seconds * 1e3:,.0f} ms" if seconds < 2 else f"{seconds:.1f} s"


def tell(text: str) -> None:
    """Progress, on stderr."""
    sys.stderr.write(f"\r{text:<72}")
    sys.stderr.flush()


def line(what: str, runs: Runs, promise: str = "", floor: tuple[str, Runs] | None = None, faster: float = 0.0) -> Line:
    """The row of a command."""
    row = Line(what, runs.seconds, runs.megabytes, promise, faster=faster)
    return replace(row, ratio=runs.over(floor[1]), floor=floor[0], floor_seconds=floor[1].seconds) if floor else row


def start(env: Mapping[str, str], folder: Path, rounds: int) -> list[Line]:
    """Commands from start to end."""
    subprocess.run([sys.executable, HERE / "plain_script.py", "save", folder], env=dict(env), check=True, cwd=ROOT)
    floors = {"help": "import typer", "encoder": "import numpy, onnxruntime, tokenizers, faiss"}
    cases = {
        "import typer": python(floors["help"], env),
        "--help": ours(env, "--help"),
        "known": ours(env, "suggest", KNOWN),
        "json": ours(env, "suggest", "--json", KNOWN),
        "ask": ours(env, "ask", "what does a data analyst earn?"),
        "imports": python(floors["encoder"], env),
        "unknown": ours(env, "suggest", UNKNOWN),
    }
    warm_up(cases)
    slow = {"plain": process([sys.executable, str(HERE / "plain_script.py"), "ask", str(folder), UNKNOWN], env)}
    # the plain script takes turns with the others too, but for seven seconds a time fewer rounds will do
    together = in_turn({**cases, **slow}, min(rounds, 5), tell)
    more = in_turn(cases, max(0, rounds - 5), tell)
    few = {name: Runs(list(runs.each)) for name, runs in together.items()}
    for name, runs in more.items():
        together[name].each.extend(runs.each)
    typer = ("import typer", together["import typer"])
    bare = (floors["encoder"], together["imports"])
    faster = few["plain"].over(few["unknown"])
    promise = "<= 1.5 x, >= 12 times faster, < 200 MiB"
    return [
        line("`careerbot --help`", together["--help"], "<= 1.3 x", typer),
        line(f'`suggest "{KNOWN}"`', together["known"], "<= 2.0 x, < 100 MiB", typer),
        line(f'`suggest --json "{KNOWN}"`', together["json"], "", typer),
        line('`ask "what does a data analyst earn?"`', together["ask"], "", typer),
        line("`suggest` of a sentence that needs the encoder", together["unknown"], promise, bare, faster),
        line("the plain script: sentence_transformers and faiss", together["plain"]),
    ]


def warm_up(cases: Mapping[str, Case]) -> None:
    """Run everything once, so that files are in memory and snapshots written."""
    for case in cases.values():
        case()


def chat(env: Mapping[str, str], rounds: int) -> list[Line]:
    """The conversation on a terminal."""
    command = [sys.executable, "-m", "careerbot"]
    cases = {
        "import prompt_toolkit": python("import prompt_toolkit", env),
        "prompt": first_prompt(command, env),
    }
    warm_up(cases)
    found = in_turn(cases, rounds, tell)
    bare = ("import prompt_toolkit", found["import prompt_toolkit"])
    rows = [line("`careerbot`, until the prompt stands there", found["prompt"], "<= 1.5 x", bare)]
    for what, options, messages, promise in (
        ("a turn of the conversation, words alone", ["--no-encoder"], WITHOUT, "95% < 60 ms"),
        ("a turn of the conversation with the encoder", [], WITH, "95% < 100 ms"),
    ):
        times, ended = turns([*command, *options], env, messages)
        late = statistics.quantiles(times, n=20)[-1]
        rows.append(Line(what, statistics.median(times), ended.megabytes, promise, late))
    return rows


def turns(command: Sequence[str], env: Mapping[str, str], messages: Sequence[str]) -> tuple[list[float], Run]:
    """Seconds of every turn of two conversations, and the larger of the processes."""
    times: list[float] = []
    for _ in range(2):
        terminal = Terminal(command, env)
        try:
            terminal.prompt()
            terminal.settle(3.0)
            for number, message in enumerate(messages, 1):
                tell(f"turn {number} of {len(messages)}")
                times.append(terminal.turn(message))
        finally:
            ended = terminal.end()
    return times, ended


def first(env: Mapping[str, str]) -> list[Line]:
    """What happens once, on an empty cache."""
    rows = []
    for what, arguments, rounds, promise in (
        (f"first `suggest \"{KNOWN}\"`, empty cache", ("suggest", KNOWN), 5, ""),
        ("`index build`, empty cache", ("index", "build"), 3, "< 30 s"),
    ):
        runs = Runs()
        for number in range(rounds):
            tell(f"{what}: {number + 1} of {rounds}")
            with tempfile.TemporaryDirectory(prefix="careerbot-first-") as cache:
                runs.each.append(ours({**env, "CAREERBOT_CACHE": cache}, *arguments)())
        rows.append(line(what, runs, promise))
    return rows


def elsewhere(script: str, *arguments: str, env: Mapping[str, str]) -> str:
    """The table another benchmark prints."""
    command = [sys.executable, str(HERE / script), *arguments]
    tell(" ".join((script, *arguments)))
    return subprocess.run(command, env=dict(env), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def say(text: str) -> None:
    """A line of the result."""
    sys.stderr.write("\r" + " " * 72 + "\r")
    sys.stderr.flush()
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def say_row(row: Line) -> None:
    """A row of the table."""
    say(str(row))


def as_json(row: Line) -> None:
    """The same for a program."""
    say(json.dumps(asdict(row)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS[:-1])
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 100_000])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="careerbot-bench-") as scratch:
        folder = Path(scratch)
        env = {
            # whatever changes how Python starts stays outside: installed packages are compiled, and so are ours
            **{name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CAREERBOT_"))},
            "CAREERBOT_CACHE": str(folder / "cache"), "CAREERBOT_HOME": str(folder / "home"),
            "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        measure(given, env, folder)


def measure(given: argparse.Namespace, env: dict[str, str], folder: Path) -> None:
    """Every part asked for."""
    show = as_json if given.json else say_row
    if not given.json:
        say(HEAD)
    if given.quick:
        cases = {"import typer": python("import typer", env), "--help": ours(env, "--help")}
        warm_up(cases)
        found = in_turn(cases, 1)
        show(line("`careerbot --help`", found["--help"], "<= 1.3 x", ("import typer", found["import typer"])))
        return
    if {"start", "chat"} & set(given.only):
        tell("building the index")
        ours(env, "index", "build")()
    parts = {
        "start": lambda: start(env, folder, given.rounds),
        "chat": lambda: chat(env, given.rounds),
        "first": lambda: first(env),
    }
    for name, part in parts.items():
        if name in given.only:
            for row in part():
                show(row)
    for name, script, arguments in (("batch", "bulk.py", ()), ("scale", "scale.py", tuple(map(str, given.sizes)))):
        if name in given.only:
            say("\n" + elsewhere(script, *arguments, env=env))


if __name__ == "__main__":
    main()

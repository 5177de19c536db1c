"""What every test starts from: a home of its own, the shipped corpus, and the command line in and out of process."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from places import ROOT

from careerbot.advisor import Advisor, tools_of
from careerbot.cli.app import run
from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.nlu.pipeline import annotate
from careerbot.nlu.types import Document

# how long an example takes depends on what else the machine does
settings.register_profile("unhurried", deadline=None)
# for tests/tools/mutate.py, which asks only whether a law breaks: few examples, the same each time, none made smaller
settings.register_profile("mutation", deadline=None, max_examples=15, derandomize=True, phases=[Phase.explicit, Phase.generate])
settings.load_profile(os.environ.get("CAREERBOT_HYPOTHESIS", "unhurried"))

# tests/tools/mutate.py starts hundreds of suites, which may share one
_SHARED = os.environ.get("CAREERBOT_SHARED_CACHE")

# a suite started in the background has Ctrl-C ignored, and so would everything it starts
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite-dialogues` makes the golden conversations say what careerbot says now; the diff is then reviewed."""
    parser.addoption("--rewrite-dialogues", action="store_true", help="rewrite tests/dialogue/conversations/*.txt")
    parser.addoption("--rewrite-readme", action="store_true", help="put today's output into README.md")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing a test does reaches the files of whoever runs it."""
    for name in [name for name in os.environ if name.startswith(("CAREERBOT_", "XDG_"))] + ["NO_COLOR", "COLUMNS"]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CAREERBOT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("CAREERBOT_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder with the snapshot of the shipped corpus, for tests that do not care about the cache."""
    return Path(_SHARED) if _SHARED else tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def shipped(shared_cache: Path) -> Iterator[Corpus]:
    """The shipped corpus."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAREERBOT_CACHE", str(shared_cache))
        yield load_corpus()


@pytest.fixture(scope="session")
def read(shipped: Corpus) -> Callable[[str], Document]:
    """How a text is read without the model."""
    tools = tools_of(shipped)
    return lambda text: annotate(text, tools)


@pytest.fixture(scope="session")
def adviser(shipped: Corpus) -> Advisor:
    """An advisor that answers from words alone."""
    return Advisor(shipped)


@pytest.fixture(scope="session")
def reading_adviser(shipped: Corpus) -> Advisor:
    """An advisor that reads with the model, as careerbot does."""
    from careerbot.settings import Settings

    settings = Settings()
    return Advisor(shipped, settings.meaning(shipped), lambda: settings.reader(shipped))


@dataclass(frozen=True)
class Ran:
    """How a command line ended."""

    code: int
    out: str
    err: str


class _Bytes(io.TextIOWrapper):
    """Standard input or output that is no terminal."""


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, shared_cache: Path) -> Callable[..., Ran]:
    """Runs a command line in this process, from words alone unless told otherwise: cli("suggest", "python")."""

    def call(*arguments: str, given: bytes | str = b"", words_only: bool = True) -> Ran:
        monkeypatch.setenv("CAREERBOT_CACHE", str(shared_cache))
        data = given.encode() if isinstance(given, str) else given
        out, err = _Bytes(io.BytesIO(), encoding="utf-8"), _Bytes(io.BytesIO(), encoding="utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", _Bytes(io.BytesIO(data), encoding="utf-8"))
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = run(["--no-encoder", *arguments] if words_only else list(arguments))
            out.flush()
            err.flush()
        return Ran(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))

    return call


@pytest.fixture
def process(shared_cache: Path) -> Callable[..., Ran]:
    """Runs a command line as a person does, in a process of its own."""

    def call(*arguments: str, given: bytes = b"", env: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "careerbot", *arguments],
            input=given, capture_output=True, cwd=ROOT, timeout=120, check=False,
            env={**os.environ, "CAREERBOT_CACHE": str(shared_cache), **(env or {})},
        )  # fmt: skip
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call

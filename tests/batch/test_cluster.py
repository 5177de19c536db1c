"""`batch --cluster` with real schedulers and workers on 127.0.0.1: the same bytes, whoever dies, or a clear refusal."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from population import Population

import careerbot

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = [sys.executable, "-m", "careerbot", "--no-encoder", "batch"]
HERE = Path(careerbot.__file__).parent.parent

needs_dask = pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="the extra is not installed")


def batch(*arguments: object, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False, env={**os.environ, **env}
    )


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text(Population().lines("short", 1500) + "?\n" + Population().lines("mixed", 100))
    return path


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(*commands: list[str], cwd: Path = HERE, **env: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [subprocess.Popen(command, cwd=cwd, env={**os.environ, **env}, **quiet) for command in commands]
    try:
        yield processes
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()


def scheduler(port: int) -> list[str]:
    return [sys.executable, "-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]


def worker(address: str) -> list[str]:
    return [
        sys.executable, "-m", "dask", "worker", address, "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard",
        "--memory-limit", "0",
    ]  # fmt: skip


def wait_for_bytes(path: Path, size: int) -> None:
    until = time.monotonic() + 60
    while not path.exists() or path.stat().st_size < size:
        assert time.monotonic() < until
        time.sleep(0.05)


@needs_dask
@pytest.mark.enable_socket
def test_a_local_cluster_gives_the_bytes_of_the_plain_batch(rows: Path, tmp_path: Path) -> None:
    assert batch(rows, "--out", tmp_path / "plain.jsonl", "-n", 2).returncode == 1
    done = batch(rows, "--out", tmp_path / "spread.jsonl", "-n", 2, "--cluster", "local:2")
    assert done.returncode == 1, done.stderr
    assert "Line 1501: it is not JSON" in done.stderr
    assert (tmp_path / "spread.jsonl").read_bytes() == (tmp_path / "plain.jsonl").read_bytes()
    assert (tmp_path / "spread.jsonl.errors").read_bytes() == (tmp_path / "plain.jsonl.errors").read_bytes()


@needs_dask
@pytest.mark.slow
@pytest.mark.enable_socket
def test_a_worker_and_then_the_client_killed(rows: Path, tmp_path: Path) -> None:
    plain, spread = tmp_path / "plain.jsonl", tmp_path / "spread.jsonl"
    rows.write_text(rows.read_text() + Population(seed=2).lines("short", 4000))
    batch(rows, "--out", plain)
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    with running(scheduler(port), worker(address), worker(address)) as (_, first, _):
        client = subprocess.Popen(
            [*COMMAND, str(rows), "--out", str(spread), "--cluster", address], stderr=subprocess.DEVNULL
        )
        wait_for_bytes(spread, plain.stat().st_size // 5)
        for pid in subprocess.run(["pgrep", "-P", str(first.pid)], capture_output=True, text=True).stdout.split():
            os.kill(int(pid), signal.SIGKILL)
        wait_for_bytes(spread, plain.stat().st_size // 2)
        client.kill()
        client.wait()
        done = batch(rows, "--out", spread, "--cluster", address, "--resume")
    assert done.returncode == 1, done.stderr
    assert "Going on after" in done.stderr
    assert spread.read_bytes() == plain.read_bytes()


@needs_dask
@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("careerbot/__init__.py", '__version__ = "', '__version__ = "9.', "has careerbot 9."),
        ("corpus/backgrounds.toml", "\n", "\n# another\n", "has another corpus"),
    ],
)
def test_a_worker_of_another_version_is_refused(
    rows: Path, tmp_path: Path, file: str, old: str, new: str, sentence: str
) -> None:
    theirs = tmp_path / "theirs"
    for folder in ("careerbot", "corpus"):
        shutil.copytree(HERE / folder, theirs / folder)
    text = (theirs / file).read_text()
    (theirs / file).write_text(text.replace(old, new, 1))
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    cache = str(tmp_path / "their-cache")
    with (
        running(scheduler(port), worker(address)),
        running(worker(address), cwd=theirs, PYTHONPATH=str(theirs), CAREERBOT_CACHE=cache),
    ):
        time.sleep(8)
        done = batch(rows, "--out", tmp_path / "out.jsonl", "--cluster", address)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out.jsonl").read_bytes() == b""


@needs_dask
@pytest.mark.enable_socket
def test_nobody_at_the_address(rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from careerbot.batch import cluster
    from careerbot.batch.run import run_batch
    from careerbot.errors import CareerbotError

    monkeypatch.setattr(cluster, "REACH_SECONDS", 1)
    with pytest.raises(CareerbotError, match="dask scheduler"):
        run_batch(str(rows), str(tmp_path / "out"), words_only=True, cluster=f"tcp://127.0.0.1:{free_port()}")
    with pytest.raises(CareerbotError, match="local:4"):
        run_batch(str(rows), str(tmp_path / "out"), words_only=True, cluster="local:many")


def test_without_the_extra_one_sentence_names_the_command(rows: Path, tmp_path: Path) -> None:
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "distributed.py").write_text("raise ImportError('not here')\n")
    done = batch(rows, "--out", tmp_path / "out", "--cluster", "local", PYTHONPATH=f"{tmp_path / 'hidden'}:{HERE}")
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == ['--cluster needs Dask: run `pip install "careerbot[cluster]"`.']

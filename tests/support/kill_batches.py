"""Kill scenes of `batch`: every form of rows and answers, killed anywhere, gone on with, perhaps killed again.

Whatever happened, what stands there in the end is byte for byte what a run without a kill writes.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from killing import Scene, in_child, kill_before
from make_documents import documents

from careerbot.batch import formats, run, sink

ROWS = 24
Make = Callable[[Path], str]
"""Writes rows into a folder, and gives the name of their source."""


def small() -> None:
    """Records of progress, chunks and parts as often as can be, and nothing on the screen."""
    run.SAVE_SECONDS = 0.0
    formats.CHUNK_ROWS = run.CHUNK_ROWS = 4  # type: ignore[misc]
    run.FEW = 0
    sink.PART_ROWS, sink._PARQUET_ROWS = 9, 5
    sys.stderr = open(os.devnull, "w")


def batch(folder: Path, source: str, out: str, *, resume: bool = False, cluster: str | None = None) -> None:
    small()
    code = run.run_batch(
        str(folder / source), f"{folder}/{out}", words_only=True, top=2, jobs=1, resume=resume, cluster=cluster
    )
    assert code == int((folder / f"{out.rstrip('/')}.errors").exists()), code


def json_lines(folder: Path, start: int = 0) -> str:
    lines = [f'{{"id": {n}, "text": "python and sql, {n} years"}}' if n % 7 else "{broken" for n in range(start, start + ROWS)]
    (folder / "in.jsonl").write_text("\n".join(lines) + "\n")
    return "in.jsonl"


def comma_separated(folder: Path) -> str:
    lines = [f"={n},docker and {n} years of excel,sql; python" if n % 9 else f"{n},," for n in range(ROWS)]
    (folder / "in.csv").write_text("id,text,skills\n" + "\n".join(lines) + "\n")
    return "in.csv"


def parts(folder: Path) -> str:
    (folder / "in").mkdir()
    for name in ("a", "b", "c"):
        lines = [f'{{"id": "{name}{n}", "skills": ["python", "sql"]}}' if n % 5 else "?" for n in range(ROWS // 3)]
        (folder / "in" / f"{name}.jsonl").write_text("\n".join(lines) + "\n")
    return "in"


def cvs(folder: Path) -> str:
    """CVs of several formats, and one that cannot be read."""
    (folder / "in").mkdir()
    made = {name: data for _, name, data in documents()}
    for name in ("md", "json", "tex", "docx"):
        (folder / "in" / f"cv.{name}").write_bytes(made[name])
    for n in range(8):
        (folder / "in" / f"note-{n}.txt").write_text(f"I know python, sql and {n} years of excel\n")
    (folder / "in" / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    return "in"


def whole(folder: Path, name: str) -> dict[str, bytes]:
    """The files of an answer."""
    out = folder / name.rstrip("/")
    found = {path.name: path.read_bytes() for path in sorted(out.iterdir())} if out.is_dir() else {"": out.read_bytes()}
    errors = folder / f"{name.rstrip('/')}.errors"
    return {**found, "errors": errors.read_bytes() if errors.exists() else b""}


def scene(make: Make, ending: str, cluster: Callable[[], str | None] = lambda: None, before: str = "", killed_at: int = 0) -> Scene:
    """Rows made by `make`, answered into a file or a folder of this ending.

    Args:
        make: the rows.
        ending: of the answers.
        cluster: address of one.
        before: "older" where other answers stand there.
        killed_at: where a first run was killed, so that the one killed here goes on with it.

    """

    def begin(folder: Path) -> None:
        source = make(folder)
        batch(folder, source, f"whole{ending}")
        if before:
            batch(folder, json_lines(folder, 1000), f"out{ending}")
            make(folder)

        def killed() -> None:
            kill_before(killed_at, folder)
            batch(folder, source, f"out{ending}")

        assert not killed_at or os.WIFSIGNALED(in_child(killed))

    def victim(folder: Path) -> None:
        batch(folder, source_in(folder), f"out{ending}", resume=killed_at > 0, cluster=cluster())

    def check(folder: Path) -> None:
        batch(folder, source_in(folder), f"out{ending}", resume=not before or (folder / f"out{ending}.progress").exists())
        assert whole(folder, f"out{ending}") == whole(folder, f"whole{ending}")
        left = {path.name for path in folder.iterdir()} - {"in", "in.jsonl", "in.csv"}
        out = ending.rstrip("/")
        assert left <= {f"{name}{out}{more}" for name in ("out", "whole") for more in ("", ".errors")}, left

    return Scene(begin, victim, check)


def source_in(folder: Path) -> str:
    return next(name for name in ("in", "in.csv", "in.jsonl") if (folder / name).exists())


def torn(ending: str) -> Scene:
    """Half of what was to be appended stands there: the kill comes in the middle of a write, at a later one each time."""
    untorn = scene(json_lines, ending)

    def victim(folder: Path) -> None:
        append = sink.OnDisk._append

        def half(self: sink.OnDisk, lines: list[bytes]) -> None:
            # an operation that is counted; killed there, half a line was written
            def die() -> None:
                assert self._file is not None
                self._file.write(b"".join(lines)[: sum(map(len, lines)) // 2])
                self._file.flush()

            with open(os.devnull, "rb"):
                pass
            dying.append(die)
            os.fsync(os.open(folder / "in.jsonl", os.O_RDONLY))
            dying.clear()
            append(self, lines)

        dying: list[Callable[[], None]] = []
        kill = os.kill

        def with_last_words(pid: int, number: int) -> None:
            for words in dying:
                words()
            kill(pid, number)

        os.kill = with_last_words
        sink.OnDisk._append = half  # type: ignore[assignment, method-assign]
        untorn.victim(folder)

    return Scene(untorn.begin, victim, untorn.check)


# ---------------------------------------------------------------- a cluster

_CLUSTER: list[str] = []


def cluster_address() -> str | None:
    """Of a scheduler with a worker, which stay until this process ends; started before the first child is forked."""
    return _CLUSTER[0] if _CLUSTER else None


def start_cluster(folder: Path) -> list[subprocess.Popen[bytes]]:
    """A scheduler and a worker on this machine."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    dask = [sys.executable, "-m", "dask"]
    started = [
        subprocess.Popen([*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(place)], **quiet),  # type: ignore[call-overload]
        subprocess.Popen([*dask, "worker", "--scheduler-file", str(place), "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard", "--no-nanny", "--memory-limit", "0"], **quiet),  # type: ignore[call-overload]
    ]  # fmt: skip
    until = time.monotonic() + 240
    while not place.exists() or b"address" not in place.read_bytes():
        if time.monotonic() > until:
            stop(started)
            raise AssertionError("no scheduler")
        time.sleep(0.05)
    import json

    _CLUSTER[:] = [json.loads(place.read_bytes())["address"]]
    return started


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.send_signal(signal.SIGKILL)
        process.wait()


SCENES: dict[str, Scene] = {
    "batch": scene(json_lines, ".jsonl"),
    "batch-again": scene(json_lines, ".jsonl", before="older"),
    "batch-gone-on-with": scene(json_lines, ".jsonl", killed_at=30),
    "batch-torn": torn(".jsonl"),
    "batch-csv": scene(comma_separated, ".csv"),
    "batch-csv-torn": torn(".csv"),
    "batch-parquet": scene(json_lines, ".parquet"),
    "batch-parquet-gone-on-with": scene(comma_separated, ".parquet", killed_at=30),
    "batch-parts": scene(parts, "/"),
    "batch-parts-csv": scene(parts, ".csv/", killed_at=30),
    "batch-parts-parquet": scene(parts, ".parquet/", killed_at=35),
    "batch-documents": scene(cvs, ".jsonl", killed_at=20),
}  # fmt: skip
CLUSTER_SCENES: dict[str, Scene] = {"batch-cluster": scene(parts, ".jsonl/", cluster_address, killed_at=30)}
"""Those that need the extra `cluster`, and `start_cluster`."""

"""Many people at once: order, rows that cannot be read, kills, and the same bytes however the work was divided."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from population import Population

from careerbot.advisor import Advisor
from careerbot.batch.formats import chunks, rows_of
from careerbot.batch.pool import answers
from careerbot.batch.run import _Run, run_batch
from careerbot.batch.sink import OnDisk
from careerbot.batch.worker import MOST_BYTES, Answerer, Chunk, Setup
from careerbot.corpus.corpus import load_corpus
from careerbot.errors import CareerbotError
from careerbot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

WORDS = Settings(words_only=True)


@pytest.fixture(scope="module")
def people() -> Population:
    return Population()


def setup(top: int = 1) -> Setup:
    from careerbot import __version__

    return Setup(WORDS, top, (__version__, load_corpus().fingerprint))


def run(source: Path | str, out: Path | str | None, **options: object) -> int:
    return run_batch(str(source), out and str(out), words_only=True, **{"top": 1, "jobs": 1, **options})  # type: ignore[arg-type]


def write(path: Path, *lines: str | bytes) -> Path:
    path.write_bytes(b"".join((x.encode() if isinstance(x, str) else x) + b"\n" for x in lines))
    return path


def ids(path: Path) -> list[object]:
    return [json.loads(line)["id"] for line in path.read_text().splitlines()]


# ---------------------------------------------------------------- rows


BAD = {
    b"not json": "not JSON",
    b"[1, 2]": "not a JSON object",
    b"[" * 100_000: "nested too deep",
    b'{"id": 1}': 'neither "text" nor "skills"',
    b'{"text": 5}': '"text" must be a string',
    b'{"skills": "sql"}': '"skills" must be a list',
    b'{"skills": ["sql", 3]}': '"skills" must be a list',
    b'{"id": {"a": 1}, "text": "sql"}': '"id" must be',
    b'{"text": "sql\xff"}': "not UTF-8",
    b'{"text": "\\ud800"}': "",
    b'{"text": "' + b"x" * MOST_BYTES + b'"}': "longer than",
}


def test_a_bad_row_is_reported_with_its_number_and_the_others_are_answered(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lines: list[bytes] = []
    for at, bad in enumerate(BAD):
        lines += [b'{"id": %d, "text": "python, sql"}' % at, bad]
    source = write(tmp_path / "in.jsonl", *lines)
    assert run(source, tmp_path / "out.jsonl") == 1
    assert ids(tmp_path / "out.jsonl") == list(range(len(BAD)))
    said = capfd.readouterr().err.splitlines()
    faults = [json.loads(line) for line in (tmp_path / "out.jsonl.errors").read_text().splitlines()]
    for at, reason in enumerate(BAD.values()):
        assert faults[at]["row"] == 2 * at + 2
        assert reason in faults[at]["reason"]
        assert said[at].startswith(f"Line {2 * at + 2}: ")


def test_good_rows_of_every_shape(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(
        b'\xef\xbb\xbf{"id": "a", "text": "python"}\r\n\r\n{"text": ""}\n{"id": null, "skills": []}\n'
        b'{"id": 2.5, "text": "caf\xc3\xa9 \xf0\x9f\x98\x80 sql", "more": {"x": []}}\n'
        b'{"id": 12345678901234567890, "text": "r"}'
    )
    assert run(source, tmp_path / "out.jsonl") == 0
    assert ids(tmp_path / "out.jsonl") == ["a", None, None, 2.5, 12345678901234567890]
    assert not (tmp_path / "out.jsonl.errors").exists()


def test_numbers_count_blank_lines_too(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(write(tmp_path / "in.jsonl", "", "", "?"), None) == 1
    assert "Line 3: it is not JSON" in capfd.readouterr().err


def test_a_listed_item_is_a_skill_by_its_place() -> None:
    advisor = Advisor(load_corpus())
    items = ("Go", "R", "machine learning, SQL", "no docker", "zzz yyy")
    (_, listed), (_, said) = advisor.read_many([items, "I go home"])
    assert {k.slug for k in listed.skills} >= {"go", "r", "machine-learning", "sql"}
    assert "docker" not in {k.slug for k in listed.skills}
    assert listed.unrecognised == ("zzz yyy",)
    assert not listed.prose
    assert said.skills == ()


def test_spans_of_a_list_point_into_its_text() -> None:
    advisor = Advisor(load_corpus())
    understood = advisor.understand_many([("SQL", "good at python", "power bi")])[0]
    assert [understood.text[m.start : m.end] for m in understood.skills] == ["SQL", "python", "power bi"]


def test_reading_many_is_reading_each(people: Population) -> None:
    advisor = Advisor(load_corpus())
    texts = [str(row["text"]) for kind in ("short", "phrases", "cv") for row in people.rows(kind, 5)]
    assert advisor.read_many(texts) == [advisor.read(text) for text in texts]


# ---------------------------------------------------------------- order and bytes


def test_order_and_bytes_do_not_depend_on_how_the_work_is_divided(tmp_path: Path, people: Population) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(people.lines("mixed", 120))
    rows = list(rows_of(str(source)))
    alone = [line for row in chunks(rows, 1) for line in Answerer(setup()).answer(row).lines][:20]
    one = [line for part in map(Answerer(setup()).answer, chunks(rows)) for line in part.lines]
    two = [line for part in answers(chunks(rows, 7), setup(), 2) for line in part.lines]
    assert one == two
    assert one[:20] == alone
    assert [json.loads(line)["id"] for line in one] == [f"p{at}" for at in range(120)]


@pytest.mark.slow
def test_bytes_do_not_depend_on_how_the_work_is_divided_with_vectors(tmp_path: Path, people: Population) -> None:
    from msgspec.structs import replace

    whole = replace(setup(top=0), settings=Settings())
    source = tmp_path / "in.jsonl"
    source.write_text(people.lines("mixed", 60))
    rows = list(rows_of(str(source)))
    answerer = Answerer(whole)
    one = [line for part in map(answerer.answer, chunks(rows)) for line in part.lines]
    assert not answerer.advisor.degraded
    assert any('"how": "meaning"' in line.decode() for line in one)
    assert one == [line for row in chunks(rows, 1) for line in answerer.answer(row).lines]
    assert one == [line for part in answers(chunks(rows, 9), whole, 2) for line in part.lines]


def test_a_row_that_trips_over_a_fault_does_not_take_the_others_along(monkeypatch: pytest.MonkeyPatch) -> None:
    answerer = Answerer(setup())
    suggest = answerer.advisor.suggest

    def trips(profile: object, top: int) -> object:
        if any(k.slug == "cobol" or k.quote == "SAS" for k in profile.skills):  # type: ignore[attr-defined]
            raise ZeroDivisionError
        return suggest(profile, top)  # type: ignore[arg-type]

    monkeypatch.setattr(answerer.advisor, "suggest", trips)
    rows = (b'{"id": 1, "text": "python"}', b'{"id": 2, "text": "SAS"}', b'{"id": 3, "text": "sql"}')
    found = answerer.answer(Chunk("", (1, 2, 3), rows))
    assert [json.loads(line)["id"] for line in found.lines] == [1, 3]
    assert (found.faults[0].number, found.faults[0].id) == (2, 2)
    assert "ZeroDivisionError" in found.faults[0].reason


# ---------------------------------------------------------------- formats


def test_csv_in_and_out(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(b'\xef\xbb\xbfid,text,skills\n1,"python, sql\nand excel",\n2,,go; R;sql\n3,,\n4,sql\xff,\n')
    assert run(source, tmp_path / "out.csv") == 1
    with open(tmp_path / "out.csv", newline="", encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    assert [row["id"] for row in found] == ["1", "2", "3"]
    assert {s["slug"] for s in json.loads(found[1]["answer"])["understood"]["skills"]} >= {"go", "r", "sql"}
    assert found[1]["roles"]
    assert json.loads((tmp_path / "out.csv.errors").read_text())["row"] == 4


def test_parquet_in_and_out_hold_the_answers_of_the_lines(tmp_path: Path, people: Population) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = [{"id": f"p{at}", **({"text": None, "skills": None} | people.mixed())} for at in range(30)]
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "in.parquet")
    write(tmp_path / "in.jsonl", *(json.dumps({k: v for k, v in row.items() if v is not None}) for row in rows))
    assert run(tmp_path / "in.parquet", tmp_path / "out.parquet") == 0
    assert run(tmp_path / "in.jsonl", tmp_path / "out.jsonl") == 0
    found = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["answer"] for row in found] == (tmp_path / "out.jsonl").read_text().splitlines()
    left = sorted(p.name for p in tmp_path.iterdir() if p.is_file())
    assert left == ["in.jsonl", "in.parquet", "out.jsonl", "out.parquet"]


def test_folders_of_parts(tmp_path: Path, people: Population, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careerbot.batch.sink.PART_ROWS", 8)
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.jsonl").write_text(people.lines("short", 10))
    (source / "b.csv").write_text("id,skills\nx,sql;python\ny,\n")
    assert run(source, tmp_path / "out") == 1
    assert [len(ids(tmp_path / "out" / f"part-0000{n}.jsonl")) for n in (0, 1)] == [8, 3]
    assert json.loads((tmp_path / "out.errors").read_text())["part"] == "b.csv"


def test_sentences_for_what_cannot_be_done(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", '{"text": "sql"}')
    for out, sentence in (
        (source, "both what is read"),
        (tmp_path / "no" / "out.jsonl", "There is no folder"),
    ):
        with pytest.raises(CareerbotError, match=sentence):
            run(source, out)
    with pytest.raises(CareerbotError, match="cannot be read"):
        run(tmp_path / "none.jsonl", tmp_path / "out.jsonl")
    with pytest.raises(CareerbotError, match="neither a column"):
        run(write(tmp_path / "in.csv", "a,b", "1,2"), tmp_path / "out.jsonl")
    with pytest.raises(CareerbotError, match="--out"):
        run(source, None, resume=True)


# ---------------------------------------------------------------- kills

COMMAND = [sys.executable, "-m", "careerbot", "--no-encoder", "batch"]


def started(
    *arguments: object, out: int = subprocess.DEVNULL, err: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*COMMAND, *map(str, arguments)], stdout=out, stderr=err)


def children(pid: int) -> list[int]:
    """Worker processes of a batch (not the helper that multiprocessing starts beside them)."""
    found = subprocess.run(["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(line.split()[0]) for line in found.stdout.splitlines() if "spawn_main" in line]


def wait_for(found: object, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not found():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.6])
def test_killed_and_gone_on_with(tmp_path: Path, people: Population, share: float) -> None:
    source, out, whole = tmp_path / "in.jsonl", tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    source.write_text(people.lines("short", 1500) + "?\n" + people.lines("short", 500))
    assert started(source, "--out", whole, "-n", 1).wait() == 1
    victim = started(source, "--out", out, "-n", 1)
    size = whole.stat().st_size * share
    # nothing is written before the record of the run is there, so before that no half line can be left either
    record = tmp_path / "out.jsonl.progress"
    wait_for(lambda: record.exists() and out.exists() and out.stat().st_size >= size)
    workers = children(victim.pid)
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    wait_for(lambda: not any(alive(pid) for pid in workers))
    # what a power cut can leave: half a line
    with open(out, "ab") as file:
        file.write(b'{"schema": "caree')
    assert started(source, "--out", out, "-n", 1, "--resume").wait() == 1
    assert out.read_bytes() == whole.read_bytes()
    assert (tmp_path / "out.jsonl.errors").read_bytes() == (tmp_path / "whole.jsonl.errors").read_bytes()
    assert not (tmp_path / "out.jsonl.progress").exists()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow  # finding the worker in time needs a core that is free
def test_a_killed_worker_costs_only_a_repeat(tmp_path: Path, people: Population) -> None:
    source, out, whole = tmp_path / "in.jsonl", tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    source.write_text(people.lines("short", 2500))
    assert started(source, "--out", whole, "-n", 1).wait() == 0
    running = started(source, "--out", out, "-n", 1, "--jobs", 2)
    # as soon as there are workers: on a quick machine the run is over soon after its first answers
    wait_for(lambda: bool(children(running.pid)))
    os.kill(children(running.pid)[0], signal.SIGKILL)
    assert running.wait() == 0
    assert out.read_bytes() == whole.read_bytes()


def test_a_changed_input_or_other_settings_are_refused(tmp_path: Path, people: Population) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(people.lines("short", 3000))
    victim = started(source, "--out", out)
    wait_for(lambda: out.exists() and out.stat().st_size > 0)
    wait_for(lambda: json.loads((tmp_path / "out.jsonl.progress").read_text())["rows"] > 0)
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    with pytest.raises(CareerbotError, match="other settings"):
        run(source, out, resume=True, top=2)
    source.write_text(source.read_text().replace('"p5"', '"q5"'))
    with pytest.raises(CareerbotError, match="not what it was"):
        run(source, out, resume=True, top=5)
    assert run(source, out, top=5, jobs=2) == 0
    assert len(ids(out)) == 3000


def test_going_on_with_a_finished_run_changes_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source, out = write(tmp_path / "in.jsonl", '{"text": "sql"}'), tmp_path / "out.jsonl"
    assert run(source, out, resume=True) == 0
    before = out.read_bytes()
    assert run(source, out, resume=True) == 0
    assert out.read_bytes() == before
    assert "nothing is left to do" in capfd.readouterr().err


def test_the_record_says_answered_only_of_what_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that fills up in the middle of a chunk: killed there, the rest of the chunk was lost for good."""
    monkeypatch.setattr("careerbot.batch.sink.PART_ROWS", 8)
    monkeypatch.setattr("careerbot.batch.run.SAVE_SECONDS", 0.0)
    source = write(tmp_path / "in.jsonl", *(f'{{"id": {n}, "skills": ["sql"]}}' for n in range(20)))
    out, save = tmp_path / "out", _Run._save
    out.mkdir()
    found = []

    def checked(self: _Run) -> None:
        save(self)
        found.append((self._rows, sum(len(ids(path)) for path in out.iterdir())))

    monkeypatch.setattr(_Run, "_save", checked)
    assert run(source, out) == 0
    assert found[0] == (0, 0)
    assert all(recorded == there for recorded, there in found)


@pytest.mark.parametrize("form", ["out.parquet", "parts.parquet/"])
@pytest.mark.parametrize("last", ["finish", "tidy"])
def test_a_kill_at_the_very_end_of_parquet_can_be_gone_on_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], form: str, last: str
) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.setattr("careerbot.batch.run.SAVE_SECONDS", 0.0)
    source = write(tmp_path / "in.jsonl", *(f'{{"id": {n}, "skills": ["sql"]}}' for n in range(5)))
    out = f"{tmp_path}/{form}"

    class KilledError(Exception):
        """Stands for a kill right after a step."""

    step = getattr(OnDisk, last)

    def killed(self: OnDisk) -> None:
        if last == "finish":
            step(self)
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(OnDisk, last, killed)
        with pytest.raises(KilledError):
            run(source, out)
    assert run(source, out, resume=True) == 0
    assert "shorter" not in capfd.readouterr().err
    (made,) = [path for path in tmp_path.rglob("*.parquet") if path.is_file()]
    assert [row["id"] for row in pyarrow_rows(made)] == [str(n) for n in range(5)]
    assert not list(tmp_path.rglob(".*")), "something is left"


def pyarrow_rows(path: Path) -> list[dict[str, object]]:
    import pyarrow.parquet

    return pyarrow.parquet.read_table(path).to_pylist()  # type: ignore[no-any-return]


def test_what_a_killed_run_left_of_its_record_is_removed_by_the_next(tmp_path: Path) -> None:
    source, left = write(tmp_path / "in.jsonl", '{"id": 1, "text": "sql"}'), tmp_path / ".out.jsonl.progress.abcd.tmp"
    left.write_text("half")
    assert run(source, tmp_path / "out.jsonl") == 0
    assert not left.exists()


def test_a_row_that_kills_whoever_works_on_it_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careerbot.batch.pool._work", _dies_of_poison)
    rows = [("", at + 1, b'{"id": %d, "text": "%s"}' % (at, b"poison" if at == 5 else b"sql")) for at in range(12)]
    found = list(answers(chunks(rows, 4), setup(), 2))
    assert [json.loads(line)["id"] for part in found for line in part.lines] == [at for at in range(12) if at != 5]
    assert [(f.number, f.reason) for part in found for f in part.faults] == [(6, "the process that worked on it died")]


def _dies_of_poison(pipe: object, setup: Setup) -> None:
    answerer = Answerer(setup)
    while True:
        chunk = pipe.recv()  # type: ignore[attr-defined]
        if any(b"poison" in row for row in chunk.rows):
            os.kill(os.getpid(), signal.SIGKILL)
        pipe.send(answerer.answer(chunk))  # type: ignore[attr-defined]


def test_a_closed_pipe_ends_it_quietly(tmp_path: Path, people: Population) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(people.lines("short", 600))
    with started(source, out=subprocess.PIPE, err=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.wait() == 0
        assert running.stderr.read() == b""


# ---------------------------------------------------------------- memory


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_memory_does_not_grow_with_the_number_of_rows(tmp_path: Path, people: Population) -> None:
    def peak(count: int) -> int:
        source = tmp_path / f"{count}.jsonl"
        with open(source, "w", encoding="utf-8") as file:
            for _ in range(count // 500):
                file.write(people.lines("short", 500))
        running = started(source, "--out", tmp_path / "out.jsonl", "-n", 1)
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        assert running.returncode == 0
        return usage.ru_maxrss

    small, large = peak(10_000), peak(60_000)
    assert large < small * 1.2 + 10_000, (small, large)

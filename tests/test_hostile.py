"""Hostile input: no traceback, a bound on time and memory, nothing on the screen that a terminal would obey.

Bounds, of processor time: any text, file or row is answered within SECONDS and MEGABYTES; a chat turn within TURN_SECONDS.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from faults import Person
from hostile import ATTACKS, WORDS, command_lines, ran, raw, texts, unsafe
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_documents import FORMATS, broken, documents
from places import ROOT

from careerbot.advisor import Advisor
from careerbot.batch.worker import Answerer, Chunk, Setup
from careerbot.cli.answering import say, sorry
from careerbot.corpus.checks.run import check
from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.corpus.files import MAX_FILE_BYTES
from careerbot.dialogue.conversation import Conversation, reply_view
from careerbot.dialogue.session_store import known_only
from careerbot.dialogue.state import State
from careerbot.documents.reader import read
from careerbot.errors import CorpusError, FileTrouble
from careerbot.matching.profile import Profile
from careerbot.output import adverts, json_views
from careerbot.output.cards import understanding
from careerbot.output.phrases import suggestion
from careerbot.output.rich_terminal import draw
from careerbot.output.telling import tell
from careerbot.output.terminal import Heading, Item, Meter, Paragraph, Row, Table, markdown, plain
from careerbot.settings import Settings

SECONDS, MEGABYTES, TURN_SECONDS = 30, 700, 5

FAST = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
DEEP = settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def _errors_come_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last line of defence must not hide a fault from these tests."""
    monkeypatch.setenv("CAREERBOT_TRACEBACK", "1")


class Terminal(io.StringIO):
    encoding = "utf-8"  # type: ignore[assignment]

    def isatty(self) -> bool:
        return True


def shown_safely(blocks) -> None:
    """The blocks, drawn in every way there is."""
    assert unsafe(plain(blocks, 60)) == ""
    assert unsafe(markdown(blocks)) == ""
    screen = Terminal()
    draw(blocks, screen, 60)
    assert unsafe(screen.getvalue(), coloured=True) == ""
    assert "evil\x1b" not in screen.getvalue()


# ---------------------------------------------------------------- fuzz


def answer(adviser: Advisor, text: str) -> None:
    """What suggest, parse and ask do with a text."""
    understood, profile = adviser.read(text)
    ranking = adviser.suggest(profile, 3)
    shown_safely(list(suggestion(ranking, profile, adviser.corpus)))
    assert unsafe(json_views.dumps(json_views.suggest(profile, ranking, adviser.corpus, text))) == ""
    assert unsafe(json_views.dumps(json_views.ask(adviser.ask(text)))) == ""


def talk(adviser: Advisor, lines: list[str]) -> None:
    """A conversation of these lines; nothing is saved, exports go nowhere."""
    conversation = Conversation(adviser, State(today="2026-11"))
    for line in lines:
        if line.strip() and not any(word in line for word in ("save", "export", "keep", "write")):
            began = time.process_time()
            exchange = conversation.exchange(line)
            assert time.process_time() - began < TURN_SECONDS
            shown_safely(list(tell(exchange.reply, adviser.corpus)))
            assert unsafe(json_views.dumps(reply_view(line, exchange, adviser))) == ""
    json.dumps(msgspec.to_builtins(conversation.state.profile))


def batch_rows(corpus: Corpus, rows: list[bytes]) -> None:
    """Rows of a batch: each is answered or reported, and what comes out is JSON."""
    answerer = Answerer(Setup(Settings(words_only=True), 2))
    answerer.__dict__["advisor"] = Advisor(corpus)
    done = answerer.answer(Chunk("", tuple(range(1, len(rows) + 1)), tuple(rows)))
    assert len(done.lines) + len(done.faults) == len(rows)
    for line in done.lines:
        assert unsafe(line) == ""
        json.loads(line)
    for fault in done.faults:
        assert "could not be answered" not in fault.reason, fault
        msgspec.json.encode(fault.id)


values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), texts), lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(["id", "text", "skills", "name", "x"]), inner, max_size=4)
    ), max_leaves=12,
)  # fmt: skip
rows = st.one_of(
    raw,
    st.dictionaries(st.sampled_from(["id", "text", "skills"]), values).map(lambda row: json.dumps(row).encode()),
    st.lists(texts, max_size=20).map(lambda skills: json.dumps({"id": 1, "skills": skills}).encode()),
)

field_values = st.one_of(
    st.floats(), st.integers(), texts, st.lists(texts, max_size=3), st.just("sql"), st.just("../../etc/passwd"), st.none()
)


def profile_bytes(field: str, value: object) -> bytes:
    """A saved profile with something odd in one place."""
    known = {"slug": "sql", "level": 3, "stated": True, "quote": "sql", "how": "name", "confidence": 1.0}
    profile: dict[str, object] = {"skills": [known]}
    if field in known:
        known[field] = value  # type: ignore[assignment]
    else:
        profile[field] = value
    return json.dumps({"careerbot": "profile", "format": 1, "profile": profile, "said": [str(value)]}).encode()


def read_profile(data: bytes, adviser: Advisor) -> None:
    """What a saved profile of these bytes leads to: a sentence or an answer."""
    try:
        found = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        profile = msgspec.json.decode(found["profile"], type=Profile)
    except (msgspec.MsgspecError, ValueError, KeyError, RecursionError):
        return
    profile = known_only(profile, adviser.corpus)
    ranking = adviser.suggest(profile, 3)
    shown_safely(list(suggestion(ranking, profile, adviser.corpus)))
    assert unsafe(json_views.dumps(json_views.profile(profile, adviser.corpus))) == ""


fields = st.sampled_from(
    ["slug", "level", "quote", "how", "confidence", "skills", "jobs", "wanted", "months", "hours_a_week", "by", "leanings", "limits",
     "unrecognised", "titles"]
)  # fmt: skip


@FAST
@given(text=texts)
def test_any_text_is_answered(adviser: Advisor, text: str) -> None:
    answer(adviser, text)


@pytest.mark.parametrize("attack", ATTACKS, ids=repr)
def test_no_attack_reaches_the_screen(adviser: Advisor, attack: str) -> None:
    answer(adviser, f"I know python{attack} and {attack} sql, {attack}")
    talk(adviser, [f"I know sql and {attack}", attack, f"what is {attack}?", f"/{attack}", f"/why {attack}"])


@FAST
@given(lines=st.lists(texts, max_size=6))
def test_any_conversation_goes_on(adviser: Advisor, lines: list[str]) -> None:
    talk(adviser, lines)


@FAST
@given(many=st.lists(rows, max_size=6))
def test_any_row_is_answered_or_reported(shipped: Corpus, many: list[bytes]) -> None:
    batch_rows(shipped, many)


@FAST
@given(field=fields, value=field_values)
def test_any_saved_profile_is_read_or_refused(adviser: Advisor, field: str, value: object) -> None:
    read_profile(profile_bytes(field, value), adviser)


def load_or_refuse(folder: Path, name: str, data: bytes) -> None:
    """A corpus with one file of these bytes is refused with every problem, or read."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    try:
        load_corpus(folder)
    except CorpusError as error:
        assert str(error)
    finally:
        path.unlink()


# ---------------------------------------------------------------- documents

DOCUMENTS = documents()
PLAIN = ("utf-8", "utf-16", "cp1252")


def document_of(number: int) -> bytes:
    """A CV with bytes damaged: each format in turn, plain text in three encodings among them."""
    kinds = len(FORMATS) + 1
    if number % kinds == kinds - 1:
        text = next(data for _, name, data in DOCUMENTS[number % 20 :] if name == "md").decode()
        return broken(text.encode(PLAIN[number // kinds % len(PLAIN)], "replace"), number)
    names = list(FORMATS)
    of_kind = [data for _, name, data in DOCUMENTS if name == names[number % kinds]]
    return broken(of_kind[number // kinds % len(of_kind)], number)


def read_document(adviser: Advisor, data: bytes) -> None:
    """What suggest, parse and match do with a file of these bytes: a sentence, or an answer."""
    try:
        sheet = read(data, "cv")
    except FileTrouble as error:
        assert str(error).startswith("cv ")
        assert "\n" not in str(error)
        assert unsafe(str(error)) == ""
        return
    began = time.process_time()
    understood, profile = adviser.read(sheet)
    ranking = adviser.suggest(profile, 3)
    shown_safely([*suggestion(ranking, profile, adviser.corpus), *understanding(understood, adviser.corpus)])
    assert unsafe(json_views.dumps(json_views.suggest(profile, ranking, adviser.corpus, understood.text))) == ""
    assert unsafe(json_views.dumps(json_views.parse(understood, adviser.corpus))) == ""
    found = adviser.fit(adviser.advert(sheet), profile)
    if found.points:
        shown_safely(list(adverts.told(found, adviser.corpus)))
        assert unsafe(json_views.dumps(adverts.as_json(found, adviser.corpus))) == ""
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("number", range(2 * (len(FORMATS) + 1)))
def test_any_document_is_answered_or_refused(adviser: Advisor, number: int) -> None:
    read_document(adviser, document_of(number))


# ---------------------------------------------------------------- command lines


def call(arguments: list[str], given: str) -> None:
    """A command line ends with a code and without anything that a terminal obeys."""
    began = time.process_time()
    code, out, err = ran(arguments, given)
    assert time.process_time() - began < SECONDS
    assert code in (0, 1, 2), arguments
    assert code == 0 or out or err, "not a word"
    for shown in (out, err):
        assert unsafe(shown.replace(b"\r\n", b"\n")) == "", arguments
    assert b"fault of mine" not in out
    assert b"fault in careerbot" not in err, (arguments, err)


@FAST
@given(line=command_lines)
def test_any_command_line_ends_decently(shared_cache: Path, tmp_path_factory, line: tuple[list[str], str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAREERBOT_CACHE", str(shared_cache))
        patch.chdir(tmp_path_factory.mktemp("here"))
        call(*line)


CORPUS_FILES = ("skills/a.toml", "roles/x/y.toml", "facts/f.toml", "sources.toml", "evidence.csv", "weights/list.csv", "resources/r.toml")

toml_like = st.one_of(raw, st.lists(st.sampled_from([
    "[sql]", "[[needs]]", 'name = "SQL"', 'kind = "tool"', "hours = [1,2,3,4,5]", "hours = [-1]", 'about = "\\u001b[31m"', "a.b.c = 1",
    "x = nan", "x = 1e999", "level = 99999999999999999999", "role,skill,share,n", "a,b,inf,1", "a,b,0.5,x", "#", '"', "[[[", "=", "0x" + "f" * 99,
    "d = 1979-05-27", "[needs]", 'like = {sql = 2.0}', "also_called = [1]", "a = " + "[" * 50,
]), max_size=10).map(lambda lines: "\n".join(lines).encode()))  # fmt: skip


@FAST
@given(name=st.sampled_from(CORPUS_FILES), data=toml_like)
def test_any_corpus_file_is_read_or_reported(tmp_path_factory, name: str, data: bytes) -> None:
    load_or_refuse(tmp_path_factory.mktemp("c"), name, data)


@pytest.mark.slow
@pytest.mark.timeout(1500)
@pytest.mark.parametrize("what", ["text", "talk", "rows", "profile", "corpus", "command"])
def test_deep(adviser: Advisor, shipped: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.chdir(tmp_path)
    strategies = {
        "text": (texts, lambda value: answer(adviser, value)),
        "talk": (st.lists(texts, max_size=12), lambda value: talk(adviser, value)),
        "rows": (st.lists(rows, max_size=8), lambda value: batch_rows(shipped, value)),
        "profile": (st.tuples(fields, field_values), lambda value: read_profile(profile_bytes(*value), adviser)),
        "corpus": (st.tuples(st.sampled_from(CORPUS_FILES), toml_like), lambda value: load_or_refuse(tmp_path, *value)),
        "command": (command_lines, lambda value: call(*value)),
    }
    strategy, check = strategies[what]

    @DEEP
    @given(value=strategy)
    def every(value) -> None:
        check(value)

    every()


# ---------------------------------------------------------------- the screen, as bytes


def test_markup_of_rich_is_shown_as_it_was_written() -> None:
    text = "[bold red]x[/] [link=http://evil]y[/link] [/ :smile:"
    blocks = [
        Heading(text), Paragraph(text), Row(text, text), Row("a", text), Item(text), Item("b", "[u]"), Meter(text, 0.5, 1, text),
        Table((text, text), ((text, text),)),
    ]  # fmt: skip
    for block in blocks:
        screen = Terminal()
        draw([block], screen, 400)
        shown = re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue())
        assert ("[u]" if block == Item("b", "[u]") else text) in shown, block
        assert unsafe(screen.getvalue(), coloured=True) == ""


def test_what_is_said_is_cleaned(capsys: pytest.CaptureFixture[str]) -> None:
    say("\x1b]0;x\x07a\u202e\x9bb")
    sorry("\x1b]0;x\x07a\u202e\x9bb")
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("a\n", "a\n")


OVERLAY = '''
[evil-skill]
name = "Evil\\u001b]52;c;aGk=\\u0007\\u202eskill[bold red]"
kind = "tool"
about = "x\\u001b[2J\\u009b31m[link=http://evil]y[/link]"
also_called = ["evilword"]
hours = [1, 2, 3, 4, 5]
'''


def test_names_of_a_corpus_and_of_files_do_not_reach_the_terminal(tmp_path: Path, shared_cache: Path) -> None:
    person = Person(tmp_path, shared_cache)
    overlay = tmp_path / "over"
    (overlay / "skills").mkdir(parents=True)
    (overlay / "skills" / "evil.toml").write_text(OVERLAY)
    odd = tmp_path / "a\x1b]0;evil\x07\u202e.jsonl"
    odd.write_text('{"id": "\\u001b[31m", "text": "sql \\u202e \\u001b]8;;x\\u0007"}\n{\x1b[31m}\n')
    broken = tmp_path / "broken"
    (broken / "skills").mkdir(parents=True)
    (broken / "skills" / "\x1b[31m.toml").write_text('["\\u001b[31m"]\nname = 1\n')
    for command in (
        ["--overlay", str(overlay), "skill", "evilword"], ["--overlay", str(overlay), "suggest", "evilword, sql"],
        ["--overlay", str(overlay), "suggest", "evilword, sql", "--json"], ["--overlay", str(overlay), "skills"],
        ["batch", str(odd)], ["batch", str(tmp_path), "--out", str(tmp_path / "x\x1b[31m.jsonl")], ["corpus", "check", str(broken)],
        ["suggest", "--file", str(odd) + "x"], ["--corpus", str(odd), "roles"], ["--corpus", str(broken), "roles"],
        ["role", "\x1b[31m\u202e"], ["\x1b[31m"], ["--\x1b]0;x\x07"], ["suggest", "--top", "\x1b[31m"], ["where", "\x9b31m\u202e"],
        ["path", "data analyst", "--by", "\x1b[31m"], ["roles", "--family", "\x1b[31m\u202e"], ["path", "\x1b[31m", "--format", "ics"],
        ["--overlay", str(overlay), "path", "data analyst", "--skills", "evilword", "--format", "md"],
    ):  # fmt: skip
        ended = person.run(*command)
        ended.decent(0, 1, 2)
        for shown in (ended.out, ended.err):
            assert unsafe(shown.replace(b"\r\n", b"\n")) == "", command


# ---------------------------------------------------------------- paths


def test_paths_in_a_corpus_or_a_profile_do_not_leave_their_folder(tmp_path: Path, cli) -> None:
    secret = tmp_path / "secret.toml"
    secret.write_text('[secretskill]\nname = "Secret"\nkind = "tool"\nabout = "x"\nhours = [1, 2, 3, 4, 5]\n')
    folder = tmp_path / "corpus"
    (folder / "skills").mkdir(parents=True)
    (folder / "skills" / "link.toml").symlink_to(secret)
    (folder / "roles").symlink_to(tmp_path)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "skills" / "pipe.toml")
    corpus = load_corpus(folder)
    assert not corpus.skills
    assert not corpus.roles
    for slug in ("../../etc/passwd", "/etc/passwd", "a/../b", ".."):
        (folder / "skills" / "a.toml").write_text(f'["{slug}"]\nname = "X"\nkind = "tool"\nabout = "x"\nhours = [1, 2, 3, 4, 5]\n')
        assert any(slug in str(problem) for problem in check([folder])), slug
        before = sorted(tmp_path.rglob("*"))
        cli("--corpus", str(folder), "suggest", "X")
        assert [p for p in sorted(tmp_path.rglob("*")) if p not in before] == []


# ---------------------------------------------------------------- bounds


def measured(command: list[str], given_bytes: bytes, folder: Path, cache: Path) -> tuple[float, float, subprocess.CompletedProcess[bytes]]:
    """Seconds of processor time, megabytes and the outcome of a command line."""
    source = folder / "given"
    source.write_bytes(given_bytes)
    script = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], stdin=open('given', 'rb'), stdout=open('out', 'wb'), stderr=open('err', 'wb'))\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(done.returncode, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, sys.executable, "-m", "careerbot", "--no-encoder", *command], capture_output=True, cwd=folder,
        env={**os.environ, "CAREERBOT_CACHE": str(cache), "PYTHONPATH": str(ROOT)}, timeout=280, check=True,
    )  # fmt: skip
    code, megabytes, seconds = done.stdout.split()
    out, err = ((folder / name).read_bytes() for name in ("out", "err"))
    return float(seconds), float(megabytes), subprocess.CompletedProcess(command, int(code), out, err)


HUGE = {
    "words": b"I know python and sql, worked with docker for 3 years. " * 190_000,
    "one word": b"x" * 10_000_000,
    "skills": b", ".join(b"skillword%d" % n for n in range(10_000)),
    "long word": b"x" * 100_000,
    "lines": b"\n" * 10_000_000,
    "commas": b"," * 10_000_000,
    "not": b"not " * 2_500_000,
    "brackets": b"(" * 5_000_000 + b")" * 5_000_000,
    "years": b"5 years " * 1_250_000,
    "C++": b"C++ R go " * 1_100_000,
    "want": b"I want to learn " * 600_000,
    "escapes": b"\x1b]" * 5_000_000,
    "noise": bytes(range(256)) * 40_000,
}
QUICK = ("skills", "long word", "one word", "lines")


@pytest.mark.parametrize("name", [n if n in QUICK else pytest.param(n, marks=pytest.mark.slow) for n in HUGE])
def test_ten_megabytes_take_bounded_time_and_memory(tmp_path: Path, shared_cache: Path, shipped: Corpus, name: str) -> None:
    for command in (["suggest", "-"],) if name in QUICK else (["suggest", "-"], ["parse", "-"]):
        seconds, megabytes, done = measured(command, HUGE[name], tmp_path, shared_cache)
        assert b"Traceback" not in done.stderr, done.stderr
        assert b"fault in careerbot" not in done.stderr, done.stderr
        assert seconds < SECONDS, (name, command)
        assert megabytes < MEGABYTES, (name, command)
        assert unsafe(done.stdout) == ""
        if len(HUGE[name]) > 1_000_000 and done.returncode == 0:
            assert b"I read the first" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", HUGE)
def test_a_chat_and_a_batch_bear_ten_megabytes(tmp_path: Path, shared_cache: Path, name: str) -> None:
    text = HUGE[name].decode("latin-1")
    row = json.dumps({"id": 1, "text": text[:3_900_000]}).encode() + b"\n" + HUGE[name].replace(b"\n", b" ") + b"\n"
    seconds, megabytes, done = measured(["batch", "-"], row, tmp_path, shared_cache)
    assert b"Traceback" not in done.stderr
    assert (seconds < SECONDS, megabytes < MEGABYTES) == (True, True), (seconds, megabytes)
    seconds, megabytes, done = measured(["chat"], HUGE[name][:600_000], tmp_path, shared_cache)
    assert b"Traceback" not in done.stderr
    assert b"fault of mine" not in done.stdout
    assert done.returncode == 0
    assert (seconds < 2 * SECONDS, megabytes < MEGABYTES) == (True, True), (seconds, megabytes)


def test_depth_and_size_of_files_are_bounded(tmp_path: Path, adviser: Advisor, shipped: Corpus) -> None:
    deep = b"[" * 300_000
    batch_rows(shipped, [deep, b'{"id":' + deep, b'{"text":"a","x":' + deep + b"]" * 300_000 + b"}", b'{"skills":' + deep])
    batch_rows(shipped, [json.dumps({"skills": ["x"] * 10_001}).encode(), b'{"id":1e400,"text":"sql"}', b'{"id":' + b"9" * 5000 + b"}"])
    read_profile(deep, adviser)
    folder = tmp_path / "c"
    for data in (b"a = " + deep, b"a = " + b"{a=" * 100_000, b".".join([b"a"] * 60_000) + b" = 1", b"[" + b".".join([b"a"] * 5_000) + b"]"):
        began = time.process_time()
        load_or_refuse(folder, "skills/a.toml", data)
        assert time.process_time() - began < TURN_SECONDS
    for name in ("skills/a.toml", "evidence.csv", "weights/list.csv"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"#" * (MAX_FILE_BYTES + 1))
        with pytest.raises(CorpusError, match="larger than"):
            load_corpus(folder)
        (folder / name).unlink()


@pytest.mark.parametrize("word", WORDS)
def test_a_word_said_two_thousand_times(adviser: Advisor, word: str) -> None:
    began = time.process_time()
    answer(adviser, f"{word} " * 2000)
    assert time.process_time() - began < TURN_SECONDS, word


def test_odd_arguments_end_decently(cli) -> None:
    for words in (["suggest", "\udcff\udcfe"], ["done", "\udcff sql"], ["role", "\udcff"], ["ask", "\udcff?"], ["whatif", "learn \udcff sql", "--skills", "sql"],
                  ["path", "\udcff"], ["why", "data analyst", "--skills", "\udcff"], ["profile", "forget", "\udcff"], ["role", "x" * 100_000],
                  ["compare", "\udcff", "\udcff"], ["suggest", "x", "--file", "\udcff"], ["batch", "\udcff"], ["--corpus", "\udcff", "roles"],
                  ["--overlay", "\udcff", "roles"], ["--corpus", "x" * 300, "roles"], ["--overlay", "x" * 300, "roles"], ["skill", "$" * 1000], ["--model", "\udcff", "index", "info"]):  # fmt: skip
        ran = cli(*words)
        assert ran.code in (0, 1, 2), words


def test_the_last_line_of_defence_is_a_sentence(cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CAREERBOT_TRACEBACK")
    for error in (ValueError("secret words"), MemoryError(), OSError(28, "No space left on device"), RecursionError()):
        monkeypatch.setattr("careerbot.settings.Settings.advisor", lambda self, error=error: (_ for _ in ()).throw(error))
        ran = cli("suggest", "sql")
        assert ran.code == 1
        assert ran.err.count("\n") == 1
        assert "secret words" not in ran.err

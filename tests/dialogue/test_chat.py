"""The prompt and the pipe: keys, completion, toolbar, leaving; every turn in time."""

from __future__ import annotations

import asyncio
import json
import signal
import time

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from careerbot.cli.background import Leaving, Opening, Warming
from careerbot.cli.prompt import session_for, suggest_completions, talk_at_terminal, toolbar_text
from careerbot.dialogue import slash_commands
from careerbot.dialogue.conversation import Conversation
from careerbot.dialogue.state import Pending, State

PAUSE = 0.05


@pytest.fixture(autouse=True)
def _signals_as_before():
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


def held(adviser, *chunks, state=None):
    """The line that comes of keys sent in chunks."""
    conversation = Conversation(adviser, state or State())

    async def typing(pipe):
        session = session_for(Opening(lambda: (conversation, Warming(None))))
        line = asyncio.ensure_future(session.prompt_async())
        for chunk in chunks:
            await asyncio.sleep(PAUSE)
            pipe.send_text(chunk)
        return await asyncio.wait_for(line, 5)

    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        return asyncio.run(typing(pipe))


def test_a_line(adviser):
    assert held(adviser, "hello", "\r") == "hello"


def test_tab_completes_a_skill(adviser):
    assert held(adviser, "I know kubern", "\t", "\r") == "I know Kubernetes"


def test_tab_completes_a_command(adviser):
    assert held(adviser, "/prof", "\t", "\r") == "/profile"


def test_f1_is_help(adviser):
    assert held(adviser, "half a", "\x1bOP") == "/help"


def test_a_pasted_text_of_many_lines_is_one_message(adviser):
    pasted = "Jane Example\nPython, SQL\n2019 - 2024 Data analyst"
    assert held(adviser, f"\x1b[200~{pasted}\x1b[201~", "\r") == pasted


def test_ctrl_c_drops_the_line(adviser):
    with pytest.raises(KeyboardInterrupt):
        held(adviser, "half", "\x03")


def test_ctrl_d_leaves(adviser):
    with pytest.raises(EOFError):
        held(adviser, "\x04")


def test_the_loop_goes_on_after_ctrl_c_and_ends_with_ctrl_d(adviser, capsys):
    conversation = Conversation(adviser, State())
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("half\x03I know python\r\x04")
        assert talk_at_terminal(Opening(lambda: (conversation, Warming(None)))) == 0
    said = capsys.readouterr().out
    assert "Python" in said
    assert said.rstrip().endswith("Goodbye. Nothing was kept.")


def test_ctrl_c_stops_a_turn_and_raises_nothing_between_two():
    leaving = Leaving()
    leaving.heed(interrupts=True)
    signal.raise_signal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), leaving.turn():
        signal.raise_signal(signal.SIGINT)
    signal.raise_signal(signal.SIGINT)


def test_a_signal_wakes_the_prompt_or_waits_for_the_end_of_the_turn():
    leaving, woken = Leaving(), []
    leaving.heed()
    with leaving.turn():
        signal.raise_signal(signal.SIGTERM)
    assert leaving.code == 128 + signal.SIGTERM
    leaving = Leaving()
    leaving.wake = lambda: woken.append(leaving.code)
    leaving.heed()
    signal.raise_signal(signal.SIGHUP)
    assert woken == [128 + signal.SIGHUP]


# ---------------------------------------------------------------- completion


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("/", "/help"),
        ("/com", "/compare "),
        ("/plan data scienti", "data scientist"),
        ("/compare data analyst, data en", "data engineer"),
        ("I know tablea", "Tableau"),
        ("python, power b", "Power BI"),
        ("tell me about machine learning eng", "machine learning engineer"),
    ],
)
def test_suggestions(shipped, text, first):
    assert suggest_completions(text, State(), shipped)[0].text == first


@pytest.mark.parametrize("text", ["", "a", "I know python ", "one\ntwo pyth", "/colour x", "/quit no", "zzzz"])
def test_no_suggestions(shipped, text):
    assert suggest_completions(text, State(), shipped) == ()


def test_the_answers_to_a_question_are_offered(shipped):
    state = State(pending=Pending("skill", "python", ("yes", "a bit", "no")))
    assert [s.text for s in suggest_completions("", state, shipped)] == ["yes", "a bit", "no"]
    assert suggest_completions("a b", state, shipped)[0].text == "a bit"


def test_suggesting_is_quick(shipped):
    suggest_completions("py", State(), shipped)
    start = time.perf_counter()
    for _ in range(100):
        suggest_completions("I know machine learning and pyth", State(), shipped)
    assert (time.perf_counter() - start) / 100 < 0.01


# ---------------------------------------------------------------- toolbar, commands


def test_the_toolbar_tells_what_is_known(adviser):
    conversation = Conversation(adviser, State())
    assert toolbar_text(conversation, 80) == "nothing known yet | F1 help"
    conversation.exchange("I know python and sql, 5 hours a week, I want to be a data analyst")
    assert toolbar_text(conversation, 80) == "Python, SQL | aim: Data analyst | 5 h a week | F1 help"
    assert len(toolbar_text(conversation, 30)) == 30


def test_every_command_is_served(adviser, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for command in slash_commands.COMMANDS:
        conversation = Conversation(adviser, State())
        conversation.exchange("python, sql and docker")
        rest = {"role": " data analyst", "skill": " sql"}.get(command.completes, "")
        exchange = conversation.exchange(f"/{command.name}{rest}")
        assert exchange.reply.parts, command.name
        assert exchange.leaving == (command.name == "quit")


def test_a_path_is_no_command():
    assert not slash_commands.is_command("/usr/share/doc is where I look")
    assert slash_commands.is_command("/help")
    assert slash_commands.is_command("more")
    assert not slash_commands.is_command("more of that")
    assert not slash_commands.is_command("save")


# ---------------------------------------------------------------- lines


def test_each_line_of_a_pipe_is_a_turn(cli):
    ran = cli("chat", given="I know python and sql\n\nwhat am I missing for data analyst?\n/quit\nnever read\n")
    assert ran.code == 0
    assert "Data analyst" in ran.out
    assert ran.out.rstrip().endswith("Goodbye. Nothing was kept.")


def test_json_is_an_object_a_line(cli):
    ran = cli(
        "chat",
        "--json",
        given="I know python and sql\nwhich roles fit me?\n\udcff\n".encode("utf-8", "surrogateescape"),
    )
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [set(row) for row in rows] == [{"schema", "said", "text", "profile", "shown", "options"}] * 3
    assert rows[1]["schema"] == "careerbot.reply/1"
    assert len(rows[1]["shown"]) == 3
    assert rows[1]["profile"]["skills"][0]["slug"] == "python"


@pytest.mark.parametrize(
    "text",
    ["[bold]red[/bold] python", "\x1b]0;x\x07 python", "\x1b[2J\x1b[31m", "[/]", "‮python", "/\x1b[31m", "/[red]"],
)
def test_nothing_typed_reaches_the_terminal_as_a_command(cli, text):
    ran = cli("chat", given=f"{text}\nwhat do you know about me?\n")
    assert ran.code == 0
    assert not set(ran.out) & {"\x1b", "\x07", "\x9b", "‮"}


@pytest.mark.parametrize(
    "text",
    ["x" * 300_000, "python, " * 20_000, "why " * 20_000, "a\n" * 2_000, "?" * 9_000, "(" * 9_000, "1 and 2 " * 9_000],
)
def test_long_messages_are_answered_in_time(adviser, text):
    start = time.process_time()
    exchange = Conversation(adviser, State()).exchange(text)
    assert exchange.reply.parts
    assert time.process_time() - start < 4
    assert sum(map(len, exchange.state.said)) < 1000


# ---------------------------------------------------------------- time

TURNS = (
    "hello", "I know python, sql and a bit of tableau", "what roles fit me?", "what am I missing for the second one?",
    "how do I learn the first of them?", "why?", "why not data engineer?", "compare the first two",
    "what if I learned Docker?",
    "5 hours a week", "make me a plan", "not data analyst please", "how much does a data scientist earn?",
    "and remote?",
    "what is kubernetes?", "tell me about mlops engineers", "undo", "forget sql", "what do you know about me?",
    "thanks",
)  # fmt: skip


def test_a_turn_is_quick(adviser):
    """p95 below 60 ms without the encoder; a second pass, so that tables are built."""
    took = []
    for _ in range(3):
        conversation = Conversation(adviser, State())
        for line in TURNS:
            start = time.perf_counter()
            conversation.exchange(line)
            took.append(time.perf_counter() - start)
    took = sorted(took[len(TURNS) :])
    assert took[int(0.95 * len(took))] < 0.120, "twice the promise, as test machines are shared"


def test_warming_hands_over_between_turns_and_never_fails(adviser):
    class Broken:
        def open(self):
            raise RuntimeError("no model")

    conversation = Conversation(adviser, State())
    warming = Warming(Broken())  # type: ignore[arg-type]
    warming.start()
    warming.wait()
    assert not warming.hand_over(conversation)
    assert "cannot be used" in warming.trouble
    quiet = Warming(None)
    quiet.start()
    quiet.wait()
    assert not quiet.hand_over(conversation)


def test_warming_gives_what_it_opened(adviser):
    class Ready:
        opened = False

        def open(self):
            self.opened = True

    conversation = Conversation(adviser.__class__(adviser.corpus), State())
    meaning = Ready()
    warming = Warming(meaning, lambda: "a reader")  # type: ignore[arg-type]
    warming.start()
    warming.wait()
    assert warming.hand_over(conversation)
    assert conversation.advisor.meaning is meaning
    assert conversation.advisor.reader() == "a reader"
    assert not warming.hand_over(conversation)

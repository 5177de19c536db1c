"""What is printed: plain and in colour, at any width, and never anything that a terminal would obey."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerbot.output.parts import (
    Ask,
    BridgeView,
    Comparison,
    FactList,
    PlanView,
    ProfileView,
    Reply,
    RoleCard,
    RoleList,
    Say,
    ShiftList,
    SkillCard,
    WhyNotView,
    WhyView,
)
from careerbot.output.rich_terminal import draw
from careerbot.output.telling import show, tell
from careerbot.output.terminal import (
    Heading,
    Item,
    Meter,
    Paragraph,
    Row,
    Table,
    clean,
    columns_of,
    markdown,
    one_line,
    plain,
    wants_colour,
    width_of,
    wrap,
)

NASTY = "a\x1b[31mred\x1b]0;title\x07\x9b2J\x00\x08\u202eabc\u2066\u200b\x7f [bold]x[/bold] {0} %s \ud800"

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Screen(io.StringIO):
    """A terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def drawn(blocks, width: int) -> str:
    screen = Screen()
    draw(blocks, screen, width)
    return screen.getvalue()


def without_colour(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.fixture(scope="module")
def reply(adviser):
    """A reply with every kind of part, about somebody with all kinds of things to say."""
    from careerbot.planning.bridge import bridge

    _, person = adviser.read("I'm a nurse, expert in excel, a bit of sql, no python, learning tableau, zorbing, k8s")
    matches = adviser.suggest(person)
    goal = "machine-learning-engineer"
    return Reply((
        Say("Hello."), Ask("Which one?", ("1", "2")), RoleList(matches, person), RoleCard(goal), SkillCard("sql"),
        RoleCard("data-analyst", adviser.match(person, "data-analyst")), PlanView(adviser.plan(person, goal)),
        BridgeView(bridge(adviser.corpus, None, goal, person)),
        Comparison(adviser.compare(person, "data-analyst", goal)),
        WhyView(adviser.match(person, "data-analyst")), WhyNotView(adviser.why_not(person, goal)),
        ShiftList(adviser.what_if(person, [("docker", 3)]), (("docker", 3),)),
        FactList(adviser.ask("how much does a data scientist earn")), ProfileView(person),
    ))  # fmt: skip


@pytest.mark.parametrize("width", [40, 60, 88, 100])
def test_every_part_fits_every_width_plain_and_in_colour(reply, adviser, width):
    blocks = tell(reply, adviser.corpus)
    for text in (plain(blocks, width), without_colour(drawn(blocks, width))):
        assert text.strip()
        assert max(columns_of(line) for line in text.splitlines()) <= width


def test_plain_and_colour_say_the_same(reply, adviser):
    blocks = tell(reply, adviser.corpus)
    words = [set(re.findall(r"\w{4,}", text)) for text in (plain(blocks, 88), without_colour(drawn(blocks, 88)))]
    assert words[0] == words[1]


def test_sentences_end_and_nothing_of_the_machinery_shows(reply, adviser):
    text = plain(tell(reply, adviser.corpus))
    assert not re.findall(r"\b(?:None|nan|Slug|Match|tuple)\b|\(\)| [,.;]\s|!|\w::|; ;", text)


def test_people_get_rounded_numbers_and_ranges_of_hours(reply, adviser):
    text = plain(tell(reply, adviser.corpus))
    assert re.search(r"\d+ to \d+ h", text)
    assert not re.search(r"\d\.\d{2,}", text)


@pytest.mark.parametrize("kind", ["plain", "colour", "markdown"])
def test_nothing_that_a_terminal_obeys_is_printed(kind):
    blocks = [
        Heading(NASTY), Paragraph(NASTY), Meter(NASTY, 0.5, 1, NASTY), Row(NASTY[:8], NASTY), Item(NASTY),
        Table((NASTY, "b"), ((NASTY, NASTY),)),
    ]  # fmt: skip
    text = {"plain": plain, "markdown": markdown, "colour": lambda b: without_colour(drawn(b, 88))}[kind](blocks)
    assert not FORBIDDEN.search(text)
    assert "title" not in text
    if kind == "colour":
        assert "[bold]x[/bold]" in text.replace("\n", "")


@given(st.text(max_size=300))
def test_cleaned_text_holds_no_control_characters(text):
    cleaned = clean(text)
    assert not FORBIDDEN.search(cleaned)
    assert clean(cleaned) == cleaned
    assert all(unicodedata.category(c) != "Cc" or c == "\n" for c in cleaned)


@given(st.text(max_size=400), st.integers(20, 100))
def test_wrapped_lines_fit_and_lose_no_letter(text, width):
    line = one_line(text, 1000)
    lines = wrap(line, width)
    assert all(columns_of(part) <= width for part in lines)
    assert "".join("".join(lines).split()) == "".join(line.split())


def test_what_people_write_in_other_alphabets_stays():
    for text in ("Größe naïve", "日本語の文章", "زبان فارسی", "हिन्दी", "👩‍💻 emoji"):
        assert clean(text) == text


def test_no_colour_and_dumb_terminals_get_plain_text(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    assert wants_colour(Screen())
    assert not wants_colour(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(Screen())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_colour(Screen())
    screen = Screen()
    show([Paragraph("x", "warn")], screen)
    assert screen.getvalue() == "x\n"


def test_width_follows_the_terminal_within_reason(monkeypatch):
    assert width_of(io.StringIO()) == 88
    for columns, width in (("20", 40), ("64", 64), ("400", 100), ("junk", 88)):
        monkeypatch.setenv("COLUMNS", columns)
        assert width_of(io.StringIO()) == width


def test_a_terminal_without_utf_8_gets_letters_it_has():
    class Old(io.StringIO):
        encoding = "ascii"

    old = Old()
    show([Meter("Data analyst", 0.5), Paragraph("“quoted” naïve")], old)
    assert old.getvalue().isascii()
    assert "#####" in old.getvalue()


def test_markdown_escapes_what_would_be_markup():
    assert markdown([Paragraph("a *b* [c](d) <e>")]) == "a \\*b\\* \\[c\\](d) \\<e\\>\n"
    assert markdown([Table(("a", "b"), (("1|2", "3"),))]) == "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |\n"


def test_progress_is_a_bar_at_a_terminal_and_one_line_elsewhere(monkeypatch):
    from careerbot.settings import ProgressLine

    monkeypatch.setenv("TERM", "xterm")
    for stream, bars in ((Screen(), True), (io.StringIO(), False)):
        line = ProgressLine(stream)
        line(0, 0, "loading the model")
        line(50, 100, "encoding")
        line(0, 0, "")
        shown = stream.getvalue()
        assert ("50 of 100" in shown) is bars
        assert shown.count("\n") == 1
        assert shown.endswith("\r" if bars else "\n")

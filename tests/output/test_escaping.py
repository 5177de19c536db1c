"""What a strange corpus may hold stays text in every file that another program reads."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from careerbot.lazy import LazyMapping
from careerbot.matching.profile import Profile
from careerbot.output.exports import escaped, folded, link_target, markdown_link, markdown_text, to_ics, to_markdown

EVIL = "a\\,b;c\r\nEND:VEVENT\r\nX: [y](javascript:z) <script>*w*</script> | `q` \x1b[31m\u2028\x85&amp; # v"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"), ("scikit-learn, C++ & C#", "scikit-learn, C++ & C#"), ("snake_case", "snake_case"), ("1 < 2 > 0", "1 < 2 > 0"),
        ("*bold*", r"\*bold\*"), ("_so_", r"\_so\_"), ("[a](b)", r"\[a\](b)"), ("<b>", r"\<b>"), ("</b>", r"\</b>"), ("<!--", r"\<!--"), ("<?x", r"\<?x"),
        ("a|b", r"a\|b"), ("`x`", r"\`x\`"), ("a\\b", r"a\\b"), ("~~x~~", r"\~\~x\~\~"), ("&lt;", r"\&lt;"), ("R&D", "R&D"), ("$x$", r"\$x\$"),
        ("a\n\n# b", "a # b"), ("a\x1b[31mb\u202ec", r"a\[31mbc"), ("", ""),
    ],
)  # fmt: skip
def test_text_in_a_line_of_markdown(text, written):
    assert markdown_text(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [("# a", r"\# a"), ("> a", r"\> a"), ("- a", r"\- a"), ("+ a", r"\+ a"), ("1. a", "1\\. a"), ("12) a", "12\\) a"), ("=== a", r"\=== a"), ("2024 a", "2024 a"), ("a # b", "a # b")],
)
def test_text_at_the_beginning_of_a_line(text, written):
    assert markdown_text(text, leads=True) == written


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.org/a_(b)?c=d&e=%20f", "https://example.org/a_%28b%29?c=d&e=%20f"), ("HTTPS://E.org", "HTTPS://E.org"), ("mailto:a@b.c", "mailto:a@b.c"),
        ("https://e.org/a b<c>\"d", "https://e.org/a%20b%3Cc%3E%22d"), ("https://e.org/[a]|`b`", "https://e.org/%5Ba%5D%7C%60b%60"),
        ("javascript:alert(1)", ""), (" data:text/html,x", ""), ("file:///etc/passwd", ""), ("java\nscript:x", ""), ("", ""),
    ],
)  # fmt: skip
def test_an_address_in_a_link(url, written):
    assert link_target(url) == written


def test_a_link_without_a_good_address_is_its_title():
    assert markdown_link("a [b]", "javascript:x") == r"a \[b\]"
    assert markdown_link("a [b]", "https://e.org/)") == r"[a \[b\]](https://e.org/%29)"


@given(st.text())
def test_text_in_a_calendar_comes_back_as_it_was(text):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z", "SUMMARY:" + escaped(text), "END:VEVENT", "END:VCALENDAR"]
    data = b"".join(part + b"\r\n" for line in lines for part in folded(line))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(data)
    (event,) = calendar.walk("VEVENT")
    wanted = text.replace("\r\n", "\n").replace("\r", "\n")
    assert str(event["SUMMARY"]) == "".join(c for c in wanted if c in "\t\n" or c.isprintable())
    assert set(event) == {"UID", "DTSTAMP", "SUMMARY"}


@pytest.fixture
def evil(adviser, shipped, monkeypatch):
    """A plan of the shipped corpus whose every title and text is hostile."""
    plan = adviser.plan(Profile(), "data-analyst")

    def renamed(records, **fields):
        names = {slug: replace(record, **fields) for slug, record in records.items()}
        return LazyMapping(names, lambda record: record)

    monkeypatch.setattr(shipped, "roles", renamed(shipped.roles, title=EVIL))
    monkeypatch.setattr(shipped, "skills", renamed(shipped.skills, name=EVIL))
    monkeypatch.setitem(
        shipped.__dict__, "resources", renamed(shipped.resources, title=EVIL, publisher=EVIL, authors=(EVIL,), url="https://e.org/" + EVIL)
    )
    return replace(plan, steps=tuple(replace(step, project=EVIL) for step in plan.steps)), shipped


def test_a_plan_of_hostile_titles_as_markdown(evil):
    text = to_markdown(*evil)
    for line in text.splitlines():
        assert line.startswith(("# Plan: a", "### ", "- ", "## ", "> ", "**Already there:** ")) or line[:1].isalnum() or not line
        assert "<script>" not in line.replace(r"\<script>", "")
        assert "](javascript" not in line.replace(r"\](javascript", "")
        assert line.isprintable()
    assert text.count("](https://e.org/a") == text.count("- Learn from: ") + sum(m.resource is not None for m in evil[0].milestones)


def test_a_plan_of_hostile_titles_as_a_calendar(evil):
    plan, corpus = evil
    calendar = icalendar.Calendar.from_ical(to_ics(plan, corpus, date(2026, 1, 5)))
    events = calendar.walk("VEVENT")
    assert len(events) == len(plan.steps) + len(plan.milestones)
    kept = "a\\,b;c\nEND:VEVENT\nX: [y](javascript:z) <script>*w*</script> | `q` [31m&amp; # v"
    assert set(calendar) == {"VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME"}
    assert str(events[0]["SUMMARY"]).startswith(kept)
    assert {key for event in events for key in event} == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"}

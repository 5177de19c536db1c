"""Amounts of time: what they are, whatever they are said of."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerbot.text.amounts import NumberGrammar


@pytest.fixture(scope="module")
def grammar(shipped) -> NumberGrammar:
    return NumberGrammar(shipped.language.table("numbers"))


def one(grammar, text):
    (amount,) = grammar.amounts(text, year=2026, month=11)
    return amount


HOURS = [
    ("7 hrs a week", 7), ("5-10 hours/week", 7.5), ("an hour each evening", 7), ("half an hour a day", 3.5),
    ("two evenings a week", 4), ("30h/week", 30), ("90 minutes a week", 1.5), ("about 10hrs", 10),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hours"), HOURS)
def test_hours_a_week(grammar, text, hours):
    assert one(grammar, text).hours_a_week == hours


YEARS = [
    ("1 year 6 months", 1.5), ("1 year and 6 months", 1.5), ("18 months", 1.5), ("8 yrs", 8), ("a year and a half", 1.5),
    ("a couple of years", 2), ("two decades", 20), ("3 years 2 months", 3 + 1 / 6), ("ten years", 10),
]  # fmt: skip


@pytest.mark.parametrize(("text", "years"), YEARS)
def test_lengths_in_years(grammar, text, years):
    assert one(grammar, text).years == pytest.approx(years)


@pytest.mark.parametrize(("text", "by"), [("June 2027", "2027-06"), ("March", "2027-03"), ("next summer", "2027-08"), ("2028", "2028-12")])
def test_dates_ahead(grammar, text, by):
    amount = one(grammar, text)
    assert amount.unit == "date"
    assert amount.by == by
    assert amount.value < 0


def test_a_calendar_year_counts_from_now(grammar):
    assert one(grammar, "2015").years == 11


@pytest.mark.parametrize("text", ["12th grade", "I may go", "version 3.11", "$500", "50%", "x2", "fall behind"])
def test_what_is_no_amount(grammar, text):
    assert not [a for a in grammar.amounts(text, year=2026) if a.unit != "number"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_spans_in_order_without_overlap(grammar, text):
    found = grammar.amounts(text, year=2026, month=11)
    assert all(0 <= a.start < a.end <= len(text) for a in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert all(0 <= a.years <= 60 for a in found)


def test_time_is_linear(grammar):
    def took(size):
        start = time.process_time()
        grammar.amounts("5 5 5 and 5 to 5 - 5 " * size, year=2026)
        return time.process_time() - start

    took(100)
    small, large = took(1_000), took(8_000)
    assert large < 8 * 4 * max(small, 0.01)

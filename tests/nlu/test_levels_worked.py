"""Levels by words, marks and years: every form of a rating and how far a word of level reaches, with a few words of its own."""

from __future__ import annotations

import pytest

from careerbot.nlu.levels import Levels, Preferences, level_of_years, marked, rating_after, rating_before, scale_of
from careerbot.text.tokenizer import tokenise

LEVELS = Levels(
    {
        "2": ["basic"],
        "3": ["good"],
        "4": ["strong"],
        "5": ["expert"],
        "reach": ["in", "knowledge"],
        "less": ["not", "no"],
        "joins": ["and"],
        "higher": [],
        "lower": [],
        "phrases": {},
    }
)
NAMES = {"python", "sql", "java", "rust"}


def told(text: str) -> list[int | None]:
    tokens = tokenise(text)
    return LEVELS.levels(text, tokens, [(i, i + 1) for i, token in enumerate(tokens) if token.text in NAMES])


@pytest.mark.parametrize(("years", "level"), [(0, 2), (0.9, 2), (1, 3), (2.9, 3), (3, 4), (7.9, 4), (8, 5), (30, 5)])
def test_levels_from_years(years, level):
    assert level_of_years(years) == level


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("python basic", [2]),
        ("python (basic)", [2]),
        ("python: basic", [2]),
        ("python x basic", [2]),
        ("python x y basic", [2]),
        ("python x y z basic", [2]),
        ("python " + "x " * 20 + "basic", [None]),
        ("python and basic", [None]),
        ("python, basic", [2]),
        ("python, expert", [None]),
        ("python x (basic", [2]),
        ("python x: basic", [None]),
        ("python. basic", [None]),
        ("python basic sql", [None, 2]),
        ("python basic, sql", [2, None]),
        ("python basic in sql", [None, 2]),
        ("python basic x sql", [2, 2]),
        ("python not basic", [3]),
        ("python sql basic", [None, 2]),
        ("python basic in x", [2]),
        ("expert python", [5]),
        ("expert python, sql", [5, None]),
        ("expert in python, sql", [5, 5]),
        ("expert in python and sql", [5, 5]),
        ("expert a b c d python", [5]),
        ("expert a b c d e python", [None]),
        ("expert; python", [None]),
        ("expert. python", [None]),
        ("not expert python", [2]),
        ("not x expert python", [2]),
        ("not x y expert python", [5]),
        ("not basic python", [3]),
        ("expert knowledge of python, sql, java", [5, 5, 5]),
        ("expert python and sql", [5, None]),
        ("python", [None]),
        ("", []),
        ("expert in " + "x, " * 18 + "python", [None]),
        ("expert in " + "x, " * 17 + "python", [5]),
        ("python 4/5 basic", [4]),
        ("python 0%", [None]),
        ("4/5 python", [4]),
        ("scale of 1-10: python 8, sql 2", [4, 1]),
        ("python 8", [None]),
    ],
)
def test_how_far_a_word_of_level_reaches(text, levels):
    assert told(text) == levels


@pytest.mark.parametrize(
    ("behind", "level"),
    [
        ("4/5", 4), ("8/10", 4), ("80/100", None), ("4 out of 5", 4), ("4 of five", 4), ("7.5/10", 4), ("9 out of ten", 5), ("6/5", None), ("5/5", 5),
        ("0/5", 0), ("0.4/5", 1), ("80%", 4), ("100 %", 5), ("101%", None), ("1%", 1), ("50%", 3), ("29%", 1), ("30%", 2), ("★★★", 3), ("★★★☆☆", 3),
        ("★★★★★★☆☆☆☆", 3), ("**", None), ("***", 3), ("●", 1), ("3 stars", 3), ("5-star", 5), ("(0)", 0), ("level 3", 3), ("lvl 5", 5), ("level 6", None),
        ("- 4/5", 4), (": 4/5", 4), ("is about 4/5", 4), ("I'd say 4/5", 4), ("is a 4/5", 4), ("4/5 in sql", None), ("", None), ("word", None), ("level 3/5", None),
    ],
)  # fmt: skip
def test_ratings_behind_a_name(behind, level):
    text = f"python {behind}"
    found = rating_after(text, 6)
    assert (found and found[0]) == level
    if found and level:
        assert text[: found[1]].rstrip(")") == text.rstrip(")")


def test_a_rating_begins_and_ends_within_forty_characters():
    assert rating_after("python" + " " * 37 + "4/5", 6) is not None
    assert rating_after("python" + " " * 38 + "4/5", 6) is None


@pytest.mark.parametrize(
    ("before", "level"),
    [
        ("8/10 in ", 4),
        ("4/5 ", 4),
        ("x 4/5 at ", 4),
        ("★★★ ", 3),
        ("6/5 ", None),
        ("12/10 ", None),
        ("10/10 ", 5),
        ("4/5", None),
        ("", None),
        ("0/5 ", 0),
    ],
)
def test_ratings_before_a_name(before, level):
    assert rating_before(f"{before}python", len(before)) == level
    assert rating_before("4/5 in" + " " * 30, 36) is None


@pytest.mark.parametrize(
    ("text", "top"),
    [
        ("on a scale of 1-10", 10),
        ("rate 0 to 5", 5),
        ("from 1–10", 10),
        ("all out of 10", 10),
        ("1=none, 5=expert", 5),
        ("1 to 10", 0),
    ],
)
def test_a_scale_is_named(text, top):
    assert scale_of(text) == top


@pytest.mark.parametrize(
    ("behind", "level"),
    [
        (" 8", 4),
        (": 10", 5),
        (" 11", None),
        (" 0", 0),
        (" (3", 2),
        (" 8 years", None),
        (" 8%", None),
        (" 8.5", None),
        ("", None),
    ],
)
def test_a_bare_mark_is_on_the_scale(behind, level):
    found = marked(f"python{behind}", 6, 10)
    assert (found and found[0]) == level
    assert found is None or found[1] == 6 + len(behind)


def test_one_of_two_words_before_takes_it_back():
    def denied(before: str) -> bool:
        return LEVELS.denied(f"{before}sql", len(before))

    assert [denied(before) for before in ("not ", "Not any ", "not any old ", "not, ", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert denied("x" * 90 + " not ")
    assert LEVELS.denies(["No"])
    assert not LEVELS.denies([])


def test_the_topic_of_a_wish_is_that_of_its_first_known_word():
    preferences = Preferences({"maths": ["maths", "algebra"], "remote": ["home"]})
    assert [preferences.topic(quote) for quote in ("no Algebra at home", "at home, no maths", "less stress")] == [
        "maths",
        "remote",
        "other",
    ]

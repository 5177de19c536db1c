"""Proficiency by words, marks and years beside a name."""

from __future__ import annotations

import pytest

CASES = [
    ("basic python, expert sql", {"python": 2, "sql": 5}),
    ("python (basic), sql: advanced", {"python": 2, "sql": 4}),
    ("strong in python, sql and java", {"python": 4, "sql": 4, "java": 4}),
    ("a bit of docker", {"docker": 2}),
    ("python 4/5, sql 2/5", {"python": 4, "sql": 2}),
    ("python, sql", {"python": None, "sql": None}),
    ("excel for 10 years", {"excel": 5}),
    ("1 year 6 months excel", {"excel": 3}),
    ("basic python, sql", {"python": 2, "sql": None}),
    # what the rest of a sentence says of a name that stands alone in it
    ("SQL I've used a bit, not solid", {"sql": 2}),
    ("no, SQL is NOT solid, put it back", {"sql": 2}),
    ("Python I know only a little", {"python": 2}),
    ("I did python, just the basics", {"python": 2}),
    ("python I would call basic, not solid", {"python": 2}),
    ("python is not basic, I use it all day", {"python": 3}),
    ("my SQL is strong actually", {"sql": 4}),
    ("sql is solid", {"sql": 3}),
    ("python, good with people", {"python": None}),
    ("python, basic knowledge of docker", {"python": None, "docker": 2}),
    ("I know python and I'm good with people", {"python": None}),
]


@pytest.mark.parametrize(("text", "levels"), CASES)
def test_level(read, text, levels):
    found = {m.slug: m.level for m in read(text).skills}
    assert {slug: found.get(slug) for slug in levels} == levels

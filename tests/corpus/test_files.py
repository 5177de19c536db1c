"""Limits of corpus files: told before anything parses them, by line, in time that grows with the text and not faster."""

from __future__ import annotations

import os
import subprocess
import time

import pytest

from careerbot.corpus.corpus import load_corpus
from careerbot.corpus.files import (
    MAX_DEPTH,
    MAX_DIGITS,
    MAX_FOLDERS,
    MAX_LINE,
    MAX_PARTS,
    UnreadableError,
    excess,
    parse_toml,
    table_lines,
    whole_number,
)
from careerbot.errors import CorpusError

SECONDS = 20.0
"""Of processor time for a text that would take minutes or hours without the limits; it takes a fraction of one."""

QUOTED = '"a b"'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a = 1\n" + ".".join(["b"] * (MAX_PARTS + 1)) + " = 2\n", 2, "key"),
        (".".join([QUOTED] * (MAX_PARTS + 1)) + " = 2\n", 1, "key"),
        ('x = """\n\n"""\n[' + " . ".join(["'q'"] * (MAX_PARTS + 1)) + "]\n", 4, "key"),
        ("x = {" + ".".join(["b"] * (MAX_PARTS + 1)) + " = 2}\n", 1, "key"),
        ("# a\n\nx = " + "[" * (MAX_DEPTH + 1), 3, "brackets"),
        ("x = " + "{a=" * (MAX_DEPTH + 1), 1, "brackets"),
        ("x = [\n1,\n" + "9" * (MAX_DIGITS + 1) + "]\n", 3, "digits"),
        ("x = -" + "9_" * 2600 + "9\n", 1, "digits"),
        ("x = " + "9" * 5000 + "\n", 1, "digits"),
    ],
)
def test_what_goes_beyond_a_limit_is_told_with_its_line(text, line, said):
    found = excess(text)
    assert found is not None
    assert (found.line, said in found.message) == (line, True)


@pytest.mark.parametrize(
    "text",
    [
        ".".join(["a"] * MAX_PARTS) + " = 1",
        "x = " + "[" * MAX_DEPTH + "]" * MAX_DEPTH,
        "x = " + "9" * MAX_DIGITS,
        "x = [1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 1.5]",
        "# " + "a." * 100 + "[" * 100 + "9" * 100,
        'x = "' + "a." * 100 + "[" * 100 + "9" * 100 + '"',
        "x = '" + "a." * 100 + "{" * 100 + "9" * 100 + "'",
        'x = """\n' + 'a."" ' * 100 + "[" * 100 + '\\"""\n' + "9" * 100 + '"""',
        "x = '''\n" + "a.'' " * 100 + "[" * 100 + "'''",
        'x = ""\ny = \'\'\nz = """"""\n',
        "d = 1979-05-27T07:32:00.999999-07:00",
        "a = 1\nb = 2\n[c]\n[[d]]\n" * 40,
    ],
)
def test_what_stays_within_is_let_pass(text):
    assert excess(text) is None


@pytest.mark.parametrize("text", ['x = "', 'x = """a', "x = 'a\n'", "x = '''", 'x = "a\n' + "[" * 100])
def test_a_string_without_end_is_the_parsers_to_tell(text):
    with pytest.raises(UnreadableError, match="is not TOML"):
        parse_toml(text)


@pytest.mark.parametrize("value", ["inf", "-inf", "nan", "0x" + "f" * 99, "1e999"])
def test_numbers_that_no_record_can_hold(value):
    with pytest.raises(UnreadableError) as told:
        parse_toml(f"[a]\nb = [{{c = [1, {value}]}}]")
    assert told.value.key == "a.b.c"


@pytest.mark.parametrize(
    "text",
    [
        "# " + "a" * 4_000_000, "a" * 4_000_000 + " = 1", ".".join(["'a b'"] * 400_000) + " = 1", '"' * 2_000_000, "'" * 2_000_000,
        'x = """' + '\\"' * 1_000_000, 'x = """' + '"x' * 1_000_000, "x = " + "[" * 2_000_000, "x = " + "9_" * 1_000_000, "\n" * 2_000_000,
        "x = '''" + "''x" * 1_000_000, " " * 2_000_000, "9" * 40_000 + "x = 1", "a9" * 1_000_000,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_the_time_is_bounded(text):
    began = time.process_time()
    excess(text)
    assert time.process_time() - began < SECONDS


def test_a_word_of_forty_thousand_letters_in_a_remark(tmp_path):
    (tmp_path / "skills").mkdir()
    (tmp_path / "skills" / "a.toml").write_text("# " + "a" * 40_000 + '\n[sql]\nname = "SQL"\nkind = "tool"\nabout = "T."\nhours = [1, 2, 3, 4, 5]\n')
    began = time.process_time()
    assert load_corpus(tmp_path).find_skill("sql") == "sql"
    assert time.process_time() - began < SECONDS


def refused(folder, name, text):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    with pytest.raises(CorpusError) as told:
        load_corpus(folder)
    return str(told.value)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("skills/a.toml", "[a]\nhours = [" + "9" * 5000 + "]\n", "skills/a.toml: line 2: a number of more than"),
        ("skills/a.toml", "[a]\nhours = [nan]\n", "skills/a.toml: a.hours: nan is no number"),
        ("skills/a.toml", "a = " + "[" * 5000, "skills/a.toml: line 1: more than"),
        ("evidence.csv", "role,skill,share,n\na,b,0.5," + "9" * 5000 + "\n", "evidence.csv: line 2: a number of more"),
        ("evidence.csv", "role,skill,share,n\na," + "b" * 200_000 + ",0.5,1\n", "longer than 100,000 characters"),
        ("weights/list.csv", ",a\nstart,1\nsql," + "9" * 5000 + "\n", "a number of more than"),
        ("weights/list.csv", ",a\n" + "b" * 200_000 + ",1\n", "longer than 100,000 characters"),
    ],
)
def test_a_file_is_refused_by_its_name(tmp_path, name, text, said):
    assert said in refused(tmp_path, name, text)


def test_folders_inside_folders_are_refused(tmp_path):
    here = os.getcwd()
    try:
        os.chdir(tmp_path)
        for _ in range(2000):
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(here)
    try:
        with pytest.raises(CorpusError, match=f"more than {MAX_FOLDERS} folders"):
            load_corpus(tmp_path)
    finally:
        # deeper than Python's own way of removing folders goes
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)


def test_a_folder_that_cannot_be_listed_is_named(tmp_path, monkeypatch):
    def barred(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("careerbot.corpus.files.os.scandir", barred)
    with pytest.raises(CorpusError, match="cannot be read: Permission denied"):
        load_corpus(tmp_path)


def test_a_line_of_a_table():
    assert list(table_lines(["# a", "x" * MAX_LINE])) == [(2, "x" * MAX_LINE)]
    with pytest.raises(ValueError, match="line 2 is longer"):
        list(table_lines(["a", "x" * (MAX_LINE + 1)]))


def test_a_number_in_a_table():
    assert (whole_number("12"), whole_number("9" * 18)) == (12, 10**18 - 1)
    with pytest.raises(ValueError, match="digits"):
        whole_number("9" * 19)

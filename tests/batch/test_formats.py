"""What rows may come in: encodings, what divides cells, lists; and what goes out, in cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys

import pytest
from places import ROOT

from careerbot.advisor import Advisor
from careerbot.batch import formats
from careerbot.batch.formats import rows_of
from careerbot.batch.run import run_batch
from careerbot.batch.sink import as_text
from careerbot.batch.worker import BadRowError, Person, parse, profiles_of
from careerbot.errors import FileTrouble

MEBIBYTES = 600


def read(path, data):
    path.write_bytes(data)
    return [json.loads(row) if isinstance(row, bytes) else row for _, _, row in rows_of(str(path))]


TABLE = 'id{0}text{0}skills\r\n1{0}"I know SQL; Excel, {1}"{0}"R; Go"\r\n'
ROW = [{"id": "1", "text": "I know SQL; Excel, é", "skills": ["R", "Go"]}]


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("lead", ["", "sep={0}\r\n"])
def test_tables_as_spreadsheets_write_them(tmp_path, between, encoding, lead):
    text = (lead + TABLE).format(between, "é")
    assert read(tmp_path / "in.csv", text.encode(encoding)) == ROW


def test_names_of_columns_in_capitals(tmp_path):
    assert read(tmp_path / "in.csv", b"ID,Text,Skills\n1,sql,\n") == [{"id": "1", "text": "sql"}]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("in.csv", b"name|text\n1|sql\n", "neither a column"),
        ("in.csv", b"", "neither a column"),
        ("in.csv", b"\xff\xfe1", "UTF-16"),
        ("in.jsonl", '{"text": "sql"}\n'.encode("utf-16"), "is in UTF-16"),
        ("in.json", b'[{"text": "sql"}', "begins like a JSON list"),
        ("in.json", b"[" * 100_000, "begins like a JSON list"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, name, data, said):
    with pytest.raises(FileTrouble, match=said):
        read(tmp_path / name, data)


def test_a_list_of_objects_is_its_rows(tmp_path):
    data = b'\xef\xbb\xbf\n [ {"id": 1, "text": "sql"},\n {"id": 2, "skills": ["R"]}, 7]'
    assert read(tmp_path / "in.json", data) == [{"id": 1, "text": "sql"}, {"id": 2, "skills": ["R"]}, 7]


def test_a_list_too_long_for_memory_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "MOST_LIST_BYTES", 10)
    with pytest.raises(FileTrouble, match="one object a line"):
        read(tmp_path / "in.json", b'[{"text": "sql"}]')


def test_a_text_and_a_list_in_one_row_both_count(adviser: Advisor):
    people = [parse(b'{"id": 1, "text": "I know python", "skills": ["SQL"]}'), Person(2, "I know python"), Person(3, None, ("SQL",))]
    both, text, listed = profiles_of(adviser, people)
    assert {known.slug for known in both.skills} == {"python", "sql"}
    assert (text, listed) == tuple(profiles_of(adviser, [one])[0] for one in people[1:])
    with pytest.raises(BadRowError, match="must be a string"):
        parse(b'{"text": 5, "skills": ["SQL"]}')


# ---------------------------------------------------------------- spreadsheets


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@sum", "'@sum"), ("\t=1", "' =1"), ("\r=1", "' =1"), ("a\nb", "a b"), (" =1", "' =1"),
        ("\x1b[31m", " [31m"), ("a\x00b", "a b"), ("plain", "plain"), ("a=b", "a=b"), ("é", "é"), ("", ""),
    ],
)  # fmt: skip
def test_a_cell_is_text_for_a_spreadsheet(cell, written):
    assert as_text(cell) == written


def test_ids_like_formulas_are_written_as_text_and_said(tmp_path, capfd):
    rows = [{"id": "=HYPERLINK(1)", "text": "sql"}, {"id": -5, "text": "sql"}, {"id": "a", "text": "sql"}, {"id": "\x07x", "text": "sql"}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert run_batch(str(tmp_path / "in.jsonl"), tmp_path / "out.csv", words_only=True, top=1, jobs=1) == 0
    with open(tmp_path / "out.csv", newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["id"] for row in found] == ["'=HYPERLINK(1)", "-5", "a", " x"]
    assert [json.loads(row["answer"])["id"] for row in found] == [row["id"] for row in rows]
    assert all(not value.startswith(("=", "+", "@")) for row in found for value in row.values())
    assert "In 2 rows an id began like a formula" in capfd.readouterr().err


# ---------------------------------------------------------------- Parquet


def table(path, columns, **options):
    arrow, writer = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    writer.write_table(arrow.table(columns), path, compression="zstd", **options)
    return path


MEASURE = """
import re, sys
from careerbot.batch.formats import rows_of
from careerbot.errors import FileTrouble
count = 0
try:
    for _, _, row in rows_of(sys.argv[1]):
        count += 1
    said = "read"
except FileTrouble as error:
    said = str(error)
print(count, int(re.search("VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1]) // 1024, said)
"""


def measured(path):
    """(rows, peak memory in MiB, what was said) of a process that reads a file."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", MEASURE, str(path)], env=env, capture_output=True, text=True, timeout=250, check=True)
    rows, memory, said = done.stdout.split(" ", 2)
    return int(rows), int(memory), said


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (lambda: {"text": ["x" * 400_000_000]}, "unpack to"),
        (lambda: {"text": ["x" * 3_900_000] * 400}, "read"),
        (lambda: {"text": ["sql"] * 3 + ["x" * 60_000_000]}, "read"),
        (lambda: {"skills": [["sql"] * 30_000_000]}, "unpack to"),
        (lambda: {"skills": [["x" * 100_000] * 9_000]}, "unpack to"),
    ],
    ids=["one huge", "many large", "one long among short", "a list without end", "a list of long ones"],
)
def test_memory_is_bounded_whatever_a_small_file_unpacks_to(tmp_path, columns, said):
    rows, memory, told = measured(table(tmp_path / "in.parquet", columns()))
    assert said in told, told
    assert memory < MEBIBYTES
    assert (rows > 0) == (said == "read")


def test_a_row_too_long_is_named_and_the_others_are_read(tmp_path):
    path = table(tmp_path / "in.parquet", {"id": [1, 2, 3], "text": ["sql", "x" * 4_000_001, None]})
    found = read_parquet(path)
    assert [found[0], found[2]] == [{"id": 1, "text": "sql"}, {"id": 3}]
    assert "longer than" in found[1]


def read_parquet(path):
    return [json.loads(row) if isinstance(row, bytes) else row for _, row in formats.parquet_rows(path)]


def test_every_row_of_every_group_is_read_once(tmp_path):
    texts = [f"sql {n}" for n in range(2_500)]
    path = table(tmp_path / "in.parquet", {"id": list(range(2_500)), "text": texts, "other": texts}, row_group_size=1000)
    assert read_parquet(path) == [{"id": n, "text": text} for n, text in enumerate(texts)]


def test_values_that_no_json_holds_are_named(tmp_path):
    path = table(tmp_path / "in.parquet", {"id": [b"\xff"], "text": ["sql"]})
    (row,) = read_parquet(path)
    assert row == "it holds values that JSON cannot hold" or isinstance(row, dict)


def test_columns_that_do_not_help_are_named(tmp_path):
    with pytest.raises(FileTrouble, match="neither a column"):
        read_parquet(table(tmp_path / "in.parquet", {"name": ["a"]}))
    (tmp_path / "no.parquet").write_bytes(b"PAR1")
    with pytest.raises(FileTrouble, match="not a Parquet file"):
        read_parquet(tmp_path / "no.parquet")

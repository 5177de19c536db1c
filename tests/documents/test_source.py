"""A document by its path: given to --file, among the words, dropped on the terminal, of Windows; and words that are none."""

from __future__ import annotations

import json

import pytest
from make_documents import docx, people, text

from careerbot.documents.source import existing, path_meant, paths_in
from careerbot.errors import FileTrouble

RUBY = people()[0]


@pytest.fixture
def cv(tmp_path, monkeypatch):
    path = tmp_path / "my cv.docx"
    path.write_bytes(docx(RUBY))
    monkeypatch.chdir(tmp_path)
    return path


def slugs(ran):
    return {skill["slug"] for skill in json.loads(ran.out)["skills"] if skill["claimed"]}


@pytest.mark.parametrize("arguments", [["my cv.docx"], ["my", "cv.docx"], ["--file", "my cv.docx"], ["./my cv.docx"], ["'my cv.docx'"], ["my\\ cv.docx"]])
def test_a_document_is_read_wherever_its_path_stands(cli, cv, arguments):
    assert {"sql", "power-bi", "dbt"} <= slugs(cli("parse", *arguments, "--json"))


def test_a_document_comes_through_a_pipe(cli, cv):
    assert {"sql", "power-bi", "dbt"} <= slugs(cli("parse", "-", "--json", given=cv.read_bytes()))


def test_suggest_answers_for_a_document(cli, cv):
    ran = cli("suggest", "my cv.docx", "--json")
    assert ran.code == 0
    assert "data-analyst" in {role["slug"] for role in json.loads(ran.out)["roles"]}


@pytest.mark.parametrize("name", ["cv.pdf", "~/cv.pdf", "C:\\Users\\Sam\\cv.docx", "../cv of sam.txt", '"C:\\My Files\\cv.pdf"'])
def test_a_file_that_is_not_there_is_named(cli, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    ran = cli("suggest", name)
    assert (ran.code, ran.out) == (1, "")
    assert "There is no file" in ran.err
    assert "not understand" not in ran.err


@pytest.mark.parametrize("words", ["python", "sql, python", "node.js", "ASP.NET", "I write R/Python", "CI/CD", "I know a bit of .json and sql", "R", "/", "~", ""])
def test_words_are_no_paths(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "python").write_text("x")
    assert path_meant(words) is None


def test_a_path_of_windows_or_of_a_browser_is_found(cv):
    assert existing(f"file://{str(cv).replace(' ', '%20')}") == cv
    assert path_meant(f"file://{str(cv).replace(' ', '%20')}") == cv
    with pytest.raises(FileTrouble):
        path_meant("D:\\cv.pdf")


@pytest.mark.parametrize("said", ["read my cv from '{}'", "here is my cv: \"{}\", what fits?"])
def test_a_sentence_may_name_a_file(cv, said):
    said = said.format(cv)
    ((start, end, path),) = paths_in(said)
    assert path == cv
    assert said[start:end].strip("\"'") == str(cv)
    assert not list(paths_in("read my cv from cv.pdf"))


def test_a_plain_text_file_says_what_the_words_say(cli, tmp_path):
    (tmp_path / "cv.txt").write_text(text(RUBY))
    assert slugs(cli("parse", "--file", str(tmp_path / "cv.txt"), "--json")) == slugs(cli("parse", text(RUBY), "--json"))


def test_a_folder_of_documents_is_a_batch(cli, tmp_path):
    folder = tmp_path / "cvs"
    folder.mkdir()
    for name, data in (("a.docx", docx(RUBY)), ("b.txt", text(people()[1]).encode()), ("c.pdf", b"%PDF-1.4 broken")):
        (folder / name).write_bytes(data)
    ran = cli("batch", str(folder))
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["id"] for row in rows] == ["a.docx", "b.txt"]
    assert "data-analyst" in {role["slug"] for role in rows[0]["roles"]}
    assert "damaged PDF" in ran.err

"""Documents of every format: told by content, read whole, each line once, with nothing of the markup in it."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from make_documents import STRUCTURED, documents, packed, pages, pdf_two_columns, people, text
from places import SHARED

from careerbot.documents import formats, reader
from careerbot.documents.reader import read, read_file
from careerbot.documents.sheet import UnreadableError, format_of
from careerbot.errors import FileTrouble

MADE = documents()
FOREIGN_WORDS = ("https", "example.com", "angular", "React", "gitlab", "HTML", "Scala TODO", "fonttbl", "keywords", "startDate")


def lines_of(data: bytes) -> list[str]:
    return [line.text for line in formats.read(data).lines]


@pytest.mark.parametrize(("person", "name", "data"), MADE, ids=[f"{p['id']}.{name}" for p, name, _ in MADE])
def test_what_a_cv_says_is_read_and_nothing_else(person, name, data):
    sheet = formats.read(data)
    found = " ".join(sheet.substance.split()).replace(" | ", " ")
    for job in person["jobs"]:
        assert job["title"] in found
        for line in job["lines"]:
            assert line in found, line
    for names in person["skills"].values():
        for skill in names:
            assert skill in found
    assert person["study"] in found
    for word in FOREIGN_WORDS:
        assert word.lower() not in found.lower() or word == "React"
    lines = [line for line in (line.text for line in sheet.lines) if len(line) > 30]
    assert max(Counter(lines).values()) == 1, "a line was read twice"


@pytest.mark.parametrize(("person", "name", "data"), [m for m in MADE if m[1] in STRUCTURED], ids=lambda x: x if isinstance(x, str) else "")
def test_structured_sources_say_their_sections_and_leave_names_out(person, name, data):
    sheet = formats.read(data)
    assert sheet.kind == "cv"
    sections = {line.section for line in sheet.lines if line.text}
    assert {"experience", "education", "skills"} <= sections
    for word in (person["name"], person["jobs"][0]["employer"], person["contact"]):
        assert word not in sheet.text
    skills = " ".join(line.text for line in sheet.lines if line.section == "skills")
    assert all(skill in skills for names in person["skills"].values() for skill in names)


@pytest.mark.parametrize("person", people(), ids=lambda p: p["id"])
def test_no_line_of_a_two_column_page_holds_both_columns(person):
    side = [f"{label}: {', '.join(names)}" for label, names in person["skills"].items()]
    main = [line for job in person["jobs"] for line in job["lines"]]
    for line in lines_of(pdf_two_columns(person)):
        assert not (any(line[:12] in s for s in side if line) and any(m[:20] in line for m in main)), line
        assert " | " not in line or person["contact"].startswith(line[:20]), line


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "cp1252")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_plain_text_is_read_in_any_encoding(encoding, ends):
    written = text(people()[0]).replace("\n", ends)
    sheet = formats.read(written.encode(encoding))
    assert sheet.format == "text"
    assert "Weekly pricing dashboard in Power BI" in sheet.text
    assert "Mar 2021 – present" in sheet.text


def test_levels_of_json_resume_go_to_the_keywords():
    data = {"basics": {"name": "Sam"}, "skills": [{"name": "Data analysis", "level": "Advanced", "keywords": ["SQL", "dbt"]}]}
    assert "Data analysis (advanced): SQL (advanced), dbt (advanced)" in lines_of(json.dumps(data).encode())


def test_a_job_applied_for_is_a_wish():
    person = next(p for p in people() if p["id"] == "sam")
    from make_documents import europass

    wishes = [line.text for line in formats.read(europass(person).encode()).lines if line.section == "objective" and not line.heading]
    assert "Data analyst" in wishes


def test_markdown_leaves_out_what_is_not_said():
    written = "---\ntitle: CV\n---\n# Sam\n![React](https://x.example/react.svg)\n<!-- TODO Kubernetes -->\n- wrote ~~Perl~~ **Python**\n- [x] in [AWS](https://aws.amazon.com)\n"
    assert lines_of(written.encode()) == ["Sam", "", "- wrote Python", "- in AWS", ""]


def test_html_is_what_a_browser_shows():
    written = "<html><body><ul><li>C&#43;&#43;</li><li>R&amp;D</li></ul><p>Power&nbsp;BI<script>angular</script></p><table><tr><td>a<td>b</table>"
    assert [x for x in lines_of(written.encode()) if x] == ["- C++", "- R&D", "Power BI", "a | b"]


def test_latex_of_cv_classes_prints_their_arguments():
    written = "\\documentclass{x}\\begin{document}\\cventry\n {Engineer} % title\n {Firm}\n {2017}{\\begin{cvitems}\\item {With \\href{https://a.b}{Terraform}.}\\end{cvitems}}\n\\cvskill{SQL}{5}\\textcolor{red}{na\\\"ive} C\\#\\end{document}"
    found = [x for x in lines_of(written.encode()) if x]
    assert found[0].startswith("Engineer | Firm | 2017")
    assert "Terraform" in " ".join(found)
    assert "naïve C#" in found[-1]


def test_spaced_capitals_and_ligatures_are_mended():
    found = lines_of("C O N TA C T\nﬁrst ﬂight\nsoft\u00adware\n".encode())
    assert found[:3] == ["CONTACT", "first flight", "software"]


def test_dates_at_the_right_edge_stay_with_their_job():
    left = [("line", x) for x in ("Data Analyst, Northwind", "Wrote reports every week of the year", "Junior Analyst, Contoso", "Counted things", "Trainee, Fabrikam", "Made coffee")]
    right = [("line", x) for x in ("2021 - 2024", " ", "2019 - 2021", " ", "2018 - 2019", " ")]
    found = lines_of(pages([(60, 700, 300, left), (480, 700, 100, right)]))
    assert "Data Analyst, Northwind | 2021 - 2024" in found


# ---------------------------------------------------------------- what cannot be read


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.4 python sql", "damaged PDF"),
        (pages([]), "scan or a picture"),
        (b"PK\x03\x04" + bytes(40), "damaged"),
        (packed({"a.bin": "x"}), "archive without a document"),
        (packed({"xl/workbook.xml": "x"}), "table or slides"),
        (packed({"word/document.xml": "<w:p>"}), "damaged"),
        (packed({"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "definitions of its own"),
        (packed({"word/document.xml": "<a>" * 5000 + "</a>" * 5000}), "nested too deep"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Word"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b'{"basics": {"name": ', "looks like JSON"),
        (bytes(range(256)) * 8, "not a text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_sentence(data, reason):
    with pytest.raises(FileTrouble, match=reason) as caught:
        read(data, "cv")
    assert str(caught.value).startswith("cv ")
    assert "\n" not in str(caught.value)


def test_a_file_that_unpacks_to_too_much_is_refused():
    import io

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    assert len(held.getvalue()) < 200_000
    with pytest.raises(FileTrouble, match="unpacks to more"):
        read(held.getvalue())


def test_whatever_a_parser_does_ends_in_its_process(monkeypatch):
    monkeypatch.setattr(reader, "SECONDS", 0.01)
    with pytest.raises(UnreadableError, match="more time or memory"):
        reader.read_apart(MADE[0][2])
    monkeypatch.setattr(formats, "read", lambda data: 1 / 0)
    assert b"damaged" in reader.outcome_of(b"x")


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path):
    with pytest.raises(FileTrouble, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(FileTrouble, match="No such file"):
        read_file(tmp_path / "cv.pdf")


# ---------------------------------------------------------------- real files


PDFS = sorted((SHARED / "data" / "outside" / "cv-pdfs").glob("*.pdf"))


@pytest.mark.skipif(not PDFS, reason="the PDFs of other programs are not here")
def test_pdfs_of_other_programs_lose_no_word():
    """What other readers of PDF find is known by count; words broken by letter-spacing make the difference."""
    for path in PDFS:
        sheet = formats.read(path.read_bytes())
        expected = json.loads(path.with_suffix(".expected.json").read_text())["cascade"]["rawTextCharCount"]
        letters = len(re.sub(r"\s|\|", "", sheet.text))
        assert letters > 0.75 * expected, path.name
        assert format_of(path.read_bytes()) == "pdf"

"""Writes made-up CVs in the formats that people keep theirs in.

`python tests/tools/make_documents.py FOLDER` writes those of tests/documents/people.toml, four formats each; the tests make
them in memory. What a right reading finds in them stands in the same file.
"""

from __future__ import annotations

import csv
import io
import json
import random
import sys
import tomllib
import zipfile
import zlib
from html import escape
from pathlib import Path
from typing import Any

PEOPLE = Path(__file__).resolve().parent.parent / "documents" / "people.toml"
Person = dict[str, Any]


def people() -> list[Person]:
    return list(tomllib.loads(PEOPLE.read_text(encoding="utf-8"))["people"])


def rows(person: Person) -> list[tuple[str, str]]:
    """(style, text) of each line: name, contact, head, job, line."""
    found = [("name", person["name"]), ("contact", person["contact"]), ("line", person["headline"])]
    if person.get("objective"):
        found += [("head", "Objective"), ("line", person["objective"])]
    found.append(("head", "Work experience"))
    for job in person["jobs"]:
        found.append(("job", f"{job['title']}, {job['employer']}, {job['start']} – {job['end']}"))
        found += [("item", line) for line in job["lines"]]
    found += [("head", "Education"), ("line", person["study"])]
    found.append(("head", "Skills"))
    found += [("line", f"{label}: {', '.join(names)}") for label, names in person["skills"].items()]
    found += [("head", "Languages"), ("line", person["languages"])]
    found += [("head", "Interests"), ("line", person["interests"])]
    return found


# ---------------------------------------------------------------- as text


def text(person: Person) -> str:
    shown = {"head": "\n{}", "item": "- {}", "contact": "{}\n"}
    return "\n".join(shown.get(style, "{}").format(line.upper() if style == "head" else line) for style, line in rows(person))


def markdown(person: Person) -> str:
    shown = {
        "name": "---\ntitle: CV\nlayout: react\n---\n# {}", "contact": "[GitHub](https://github.com/example) · {}\n<!-- TODO: add Scala -->\n",
        "head": "\n## {}\n", "job": "\n**{}**\n", "item": "- {}",
    }  # fmt: skip
    return "\n".join(shown.get(style, "{}").format(line) for style, line in rows(person))


def html(person: Person) -> str:
    shown = {"name": "<h1>{}</h1>", "head": "<h2>{}</h2>", "job": "<h3>{}</h3>", "item": "<ul><li>{}</li></ul>"}
    body = "".join(shown.get(style, "<p>{}</p>").format(escape(line)) for style, line in rows(person))
    return (
        "<!DOCTYPE html><html><head><title>React CV</title><style>.grid{color:red}</style><script>var angular = 1;</script>"
        f"</head><body>{body}<p hidden>Kubernetes</p></body></html>"
    )


def latex(person: Person) -> str:
    shown = {
        "name": "%% \\gitlab{{x}}\n\\name{{{}}}{{}}", "contact": "\\email{{{}}}", "head": "\\section{{{}}}", "job": "\\cvitem{{}}{{\\textbf{{{}}}}}",
        "item": "\\cvlistitem{{{}}}", "line": "\\cvitem{{}}{{{}}}",
    }  # fmt: skip
    signs = str.maketrans({c: f"\\{c}" for c in "&%$#_"} | {"–": "--"})
    body = "\n".join(shown[style].format(line.translate(signs)) for style, line in rows(person))
    return (
        "\\documentclass[11pt]{moderncv}\n\\definecolor{accent}{HTML}{00A388}\n\\begin{document}\n\\makecvtitle\n"
        f"{body}\n\\end{{document}}\n"
    )


def rtf(person: Person) -> str:
    def sign(c: str) -> str:
        return f"\\{c}" if c in "\\{}" else c if ord(c) < 128 else f"\\u{ord(c)}?"

    body = "".join("{\\pard " + "".join(map(sign, line)) + "\\par}\n" for _, line in rows(person))
    return "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Helvetica;}}{\\colortbl;\\red255\\green0\\blue0;}\n" + body + "}"


# ---------------------------------------------------------------- as fields


def json_resume(person: Person) -> str:
    return json.dumps({
        "basics": {"name": person["name"], "label": person["headline"], "summary": person.get("objective", "")},
        "work": [
            {"name": j["employer"], "position": j["title"], "startDate": _iso(j["start"]), "highlights": j["lines"]}
            | ({} if j["end"] == "present" else {"endDate": _iso(j["end"])})
            for j in person["jobs"]
        ],
        "education": [{"institution": "Example University", "area": person["study"]}],
        "skills": [{"name": label, "keywords": names} for label, names in person["skills"].items()],
        "languages": [{"language": name} for name in person["languages"].split(", ")],
        "interests": [{"name": person["interests"]}],
    })  # fmt: skip


def rendercv(person: Person) -> str:
    lines = ["cv:", f"  name: {person['name']}", f"  headline: {json.dumps(person['headline'])}", "  sections:"]
    if person.get("objective"):
        lines += ["    objective:", f"      - {json.dumps(person['objective'])}"]
    lines.append("    experience:")
    for job in person["jobs"]:
        lines += [f"      - company: {job['employer']}", f"        position: {job['title']}", f"        start_date: {_iso(job['start'])}"]
        lines += [f"        end_date: {_iso(job['end'])}", "        highlights:"]
        lines += [f"          - {json.dumps(line, ensure_ascii=False)}" for line in job["lines"]]
    lines += ["    education:", "      - institution: Example University", f"        area: {json.dumps(person['study'])}", "    skills:"]
    for label, names in person["skills"].items():
        lines += [f"      - label: {label}", f"        details: {json.dumps(', '.join(names))}"]
    return "\n".join([*lines, "design:", "  theme: classic"])


def europass(person: Person) -> str:
    def span(when: str, tag: str) -> str:
        year, month = _iso(when).split("-")
        return f'<{tag} year="{year}" month="--{month}"/>'

    jobs = "".join(
        f"<WorkExperience><Period>{span(j['start'], 'From')}"
        f"{'<Current>true</Current>' if j['end'] == 'present' else span(j['end'], 'To')}</Period>"
        f"<Position><Label>{escape(j['title'])}</Label></Position>"
        f"<Activities>{escape('<ul>' + ''.join(f'<li>{escape(x)}</li>' for x in j['lines']) + '</ul>')}</Activities>"
        f"<Employer><Name>{escape(j['employer'])}</Name></Employer></WorkExperience>"
        for j in person["jobs"]
    )
    skills = escape("".join(f"<p>{escape(label)}: {escape(', '.join(names))}</p>" for label, names in person["skills"].items()))
    tongues = "".join(
        f"<ForeignLanguage><Description><Label>{name}</Label></Description></ForeignLanguage>" for name in person["languages"].split(", ")
    )
    wish = f"<Headline><Type><Code>job_applied_for</Code></Type><Description><Label>{escape(person.get('wish', ''))}</Label></Description></Headline>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?><SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass"><LearnerInfo>'
        f"<Identification><PersonName><FirstName>{escape(person['name'])}</FirstName></PersonName></Identification>"
        f"{wish if person.get('wish') else ''}<WorkExperienceList>{jobs}</WorkExperienceList>"
        f"<EducationList><Education><Title>{escape(person['study'])}</Title></Education></EducationList>"
        f"<Skills><Linguistic><ForeignLanguageList>{tongues}</ForeignLanguageList></Linguistic>"
        f"<Computer><Description>{skills}</Description></Computer></Skills></LearnerInfo></SkillsPassport>"
    )


def linkedin(person: Person) -> bytes:
    def table(*lines: list[str]) -> str:
        out = io.StringIO()
        csv.writer(out).writerows(lines)
        return out.getvalue()

    first, _, last = person["name"].partition(" ")
    tables = {
        "Profile.csv": table(["First Name", "Last Name", "Headline", "Summary"], [first, last, person["headline"], person.get("objective", "")]),
        "Positions.csv": table(
            ["Company Name", "Title", "Description", "Location", "Started On", "Finished On"],
            *([j["employer"], j["title"], "\n".join(j["lines"]), "", j["start"], "" if j["end"] == "present" else j["end"]] for j in person["jobs"]),
        ),
        "Education.csv": table(["School Name", "Start Date", "End Date", "Notes", "Degree Name"], ["Example University", "", "", "", person["study"]]),
        "Skills.csv": table(["Name"], *([f"{n} (Programming Language)" if n in ("Python", "R", "Java") else n] for names in person["skills"].values() for n in names)),
        "Languages.csv": table(["Name", "Proficiency"], *([name, "Native"] for name in person["languages"].split(", "))),
        "Email Addresses.csv": table(["Email Address"], [person["contact"]]),
    }  # fmt: skip
    return packed(tables)


_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _iso(when: str) -> str:
    """"Mar 2019" -> "2019-03"."""
    if when == "present":
        return when
    month, _, year = when.rpartition(" ")
    return f"{year}-{_MONTHS.index(month[:3]) + 1:02d}"


# ---------------------------------------------------------------- as archives


def packed(members: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return held.getvalue()


def docx(person: Person) -> bytes:
    def paragraph(line: str, style: str = "") -> str:
        listed = "<w:pPr><w:numPr><w:ilvl w:val='0'/></w:numPr></w:pPr>" if style == "item" else ""
        return f"<w:p>{listed}<w:r><w:t xml:space='preserve'>{escape(line)}</w:t></w:r></w:p>"

    body, boxed = [], []
    for style, line in rows(person):
        (boxed if style == "contact" else body).append(paragraph(line, style))
    box = f"<w:txbxContent>{''.join(boxed)}</w:txbxContent>"
    twice = f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    return packed({
        "word/document.xml": '<?xml version="1.0"?><w:document xmlns:w="w" xmlns:mc="mc"><w:body>'
        f"{twice}{''.join(body)}</w:body></w:document>",
    })  # fmt: skip


def odt(person: Person) -> bytes:
    body = "".join(f"<text:p>{escape(line)}</text:p>" for _, line in rows(person))
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": '<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>",
    })  # fmt: skip


# ---------------------------------------------------------------- PDF

WIDTH = 0.5
"""Of a letter of Helvetica on average, in its height: lines are broken by it."""


def pdf(person: Person) -> bytes:
    """One column."""
    return pages([(60, 760, 480, rows(person))])


def pdf_two_columns(person: Person) -> bytes:
    """Skills, languages and interests beside the rest, line by line at the same height."""
    main: list[tuple[str, str]] = []
    side: list[tuple[str, str]] = []
    where = main
    for style, line in rows(person)[1:]:
        if style == "head":
            where = side if line in ("Skills", "Languages", "Interests") else main
        where.append((style, line))
    return pages([(60, 790, 480, rows(person)[:1]), (60, 740, 310, main), (400, 740, 150, side)])


def pages(columns: list[tuple[float, float, float, list[tuple[str, str]]]]) -> bytes:
    """A page of columns: (left, top, width, lines)."""
    drawn = []
    for left, top, width, lines in columns:
        y = top
        for style, line in lines:
            size = 16 if style == "name" else 12 if style == "head" else 9
            y -= 8 if style == "head" else 0
            for part in _wrapped(f"• {line}" if style == "item" else line, int(width / (size * WIDTH))):
                shown = part.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
                drawn.append(b"BT /F1 %d Tf %.1f %.1f Td (%s) Tj ET" % (size, left, y, shown))
                y -= size * 1.3
    stream = zlib.compress(b"\n".join(drawn))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, len(out),
    )  # fmt: skip


def _wrapped(line: str, most: int) -> list[str]:
    lines = [""]
    for word in line.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) + 1 > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


FORMATS = {
    "one.pdf": pdf, "two.pdf": pdf_two_columns, "docx": docx, "odt": odt, "rtf": rtf, "html": html, "md": markdown,
    "tex": latex, "json": json_resume, "yaml": rendercv, "xml": europass, "zip": linkedin,
}  # fmt: skip
"""Ending of the name -> what writes it. Plain text is written in several encodings besides."""
STRUCTURED = ("json", "yaml", "xml", "zip")
EACH = 4


def documents() -> list[tuple[Person, str, bytes]]:
    """(person, format, bytes) of each document: four formats a person, every format five times."""
    found = []
    for number, person in enumerate(people()):
        names = list(FORMATS)
        for step in range(EACH):
            name = names[(number + step * 3) % len(names)]
            made = FORMATS[name](person)
            found.append((person, name, made if isinstance(made, bytes) else made.encode()))
    return found


# ---------------------------------------------------------------- damaged

PIECES = (
    b"<!ENTITY x 'y'>", b"\\begin{", b"{{{{", b"[[[[", b"<a>", b"</w:p>", b"&a;", b"\\\\", b"\0", b"obj<<", b"/Kids[3 0 R]", b"{\\rtf1", b"*x",
    b"- &a [*a,*a]", b"\xff\xfe", b"%PDF-", b"PK\x03\x04", b"9" * 400, b"\\input{/etc/passwd}", b"<x y='" * 50, b'{"a":' * 300, b"~~" * 99,
)  # fmt: skip


def broken(data: bytes, seed: int) -> bytes:
    """A file with bytes changed, cut, doubled, moved, or strange pieces put in."""
    dice = random.Random(seed)
    held = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(held) + 1)
        match dice.randrange(5):
            case 0 if held:
                held[at % len(held)] = dice.randrange(256)
            case 1:
                del held[at : at + dice.randint(1, 200)]
            case 2:
                held[at:at] = held[at : at + dice.randint(1, 400)] * dice.randint(1, 20)
            case 3:
                held[at:at] = dice.choice(PIECES)
            case _:
                held = held[:at] + held[dice.randrange(len(held) + 1) :]
    return bytes(held)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for person, name, data in documents():
        (folder / f"{person['id']}.{name}").write_bytes(data)


if __name__ == "__main__":
    main()

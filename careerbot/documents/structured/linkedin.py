"""LinkedIn's export of one's own data: the ZIP of tables, or a single one of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from careerbot.documents.sheet import Sheet
from careerbot.documents.structured.resume import Job, Resume, Skill, period, sheet
from careerbot.documents.written import plain
from careerbot.documents.written.archives import Archive

MOST_ROWS = 5_000
Row = dict[str, str]

_ASIDE = re.compile(r"\s*\([^()]*[a-z][^()]*\)\s*$")
"""What tells two skills of one name apart: "R (Programming Language)"; an abbreviation in capitals is kept."""


def _profile(rows: Sequence[Row]) -> Resume:
    row = rows[0] if rows else {}
    return Resume(headline=row.get("Headline", ""), summary=(row.get("Summary", ""),))


def _positions(rows: Sequence[Row]) -> Resume:
    return Resume(jobs=tuple(_job(row, row.get("Title", ""), row.get("Description", "")) for row in rows))


def _education(rows: Sequence[Row]) -> Resume:
    return Resume(studies=tuple(_study(row) for row in rows))


def _study(row: Row) -> Job:
    dates = period(row.get("Start Date", ""), row.get("End Date", ""))
    return Job(row.get("Degree Name", ""), dates, (row.get("Notes", ""),))


def _skills(rows: Sequence[Row]) -> Resume:
    return Resume(skills=tuple(Skill(_ASIDE.sub("", row.get("Name", ""))) for row in rows))


def _languages(rows: Sequence[Row]) -> Resume:
    return Resume(languages=tuple(f"{row.get('Name', '')} ({row.get('Proficiency', '')})" for row in rows))


def _certificates(rows: Sequence[Row]) -> Resume:
    return Resume(certificates=tuple(row.get("Name", "") for row in rows))


def _projects(rows: Sequence[Row]) -> Resume:
    return Resume(projects=tuple(_job(row, row.get("Title", ""), row.get("Description", "")) for row in rows))


def _job(row: Row, title: str, text: str) -> Job:
    return Job(title, period(row.get("Started On", ""), row.get("Finished On", "")), (text,))


TABLES: dict[str, tuple[Callable[[Sequence[Row]], Resume], frozenset[str]]] = {
    "Profile.csv": (_profile, frozenset(("First Name", "Headline"))),
    "Positions.csv": (_positions, frozenset(("Company Name", "Title"))),
    "Education.csv": (_education, frozenset(("School Name", "Degree Name"))),
    "Languages.csv": (_languages, frozenset(("Name", "Proficiency"))),
    "Certifications.csv": (_certificates, frozenset(("Name", "Authority"))),
    "Projects.csv": (_projects, frozenset(("Title", "Description", "Started On"))),
    "Skills.csv": (_skills, frozenset(("Name",))),
}
"""Name of a table -> what it says, and the columns it is known by."""


def is_export(names: Sequence[str]) -> bool:
    """Whether the members of an archive are those of an export."""
    return len({name.rpartition("/")[2] for name in names} & TABLES.keys()) >= 1


def table_of(text: str) -> str:
    """The table that a CSV is, by its columns; "" where it is none of these."""
    head = [cell.strip() for cell in text.partition("\n")[0].strip().split(",")]
    if head == ["Name"]:
        return "Skills.csv"
    return next((name for name, (_, columns) in TABLES.items() if len(columns) > 1 and columns <= set(head)), "")


def read_archive(archive: Archive) -> Sheet:
    """The tables of an export."""
    found = Resume()
    for name in archive.names:
        if name.rpartition("/")[2] in TABLES:
            text = archive.read(name).decode("utf-8-sig", "replace")
            found = _merged(found, _read(name.rpartition("/")[2], text))
    return sheet(found, "LinkedIn export")


def read_table(text: str) -> Sheet:
    """One table of it."""
    name = table_of(text)
    return sheet(_read(name, text), "LinkedIn export") if name else plain.read(text)


def _read(name: str, text: str) -> Resume:
    rows: list[Row] = []
    try:
        for row in csv.DictReader(text.splitlines(keepends=True), restkey=""):
            rows.append({key: value for key, value in row.items() if isinstance(value, str)})
            if len(rows) >= MOST_ROWS:
                break
    except csv.Error:
        pass  # what was read before the fault is kept
    return TABLES[name][0](rows)


def _merged(one: Resume, other: Resume) -> Resume:
    changes = {name: value for name in Resume.__struct_fields__ if (value := getattr(other, name))}
    return replace(one, **changes)

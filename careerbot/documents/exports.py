"""Exports of career sites: Europass XML, old (SkillsPassport) and new (Candidate), and LinkedIn's tables."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from careerbot.documents.markup import visible
from careerbot.documents.office import Archive, local
from careerbot.documents.resume import Job, Resume, Skill, period, sheet
from careerbot.documents.sheet import Sheet, unsectioned

# ---------------------------------------------------------------- Europass


EUROPASS_ROOTS = frozenset(("SkillsPassport", "Candidate", "LearnerInfo", "europass"))
WISHES = frozenset(("job_applied_for", "preferred_job", "position"))
"""Codes of a headline that says what is looked for."""


def read_europass(root: Element) -> Sheet:
    """A Europass CV by its fields."""
    return sheet(_old(root) if local(root) != "Candidate" else _new(root), "Europass")


def _old(root: Element) -> Resume:
    headline = _first(root, "Headline")
    code, said = _text(headline, "Type", "Code").lower(), _text(headline, "Description", "Label")
    sought = code in WISHES
    skills = _first(root, "Skills")
    return Resume(
        headline="" if sought else said,
        wishes=(said,) if sought and said else (),
        jobs=tuple(_old_post(e, "Position", "Label") for e in _every(root, "WorkExperience")),
        studies=tuple(_old_post(e, "Title") for e in _every(root, "Education")),
        skills=tuple(
            Skill(line)
            for name in ("Communication", "Organisational", "JobRelated", "Computer", "Other")
            for line in _shown(_first(_first(skills, name), "Description"))
        ),
        languages=tuple(_language(e) for e in (*_every(skills, "MotherTongue"), *_every(skills, "ForeignLanguage"))),
        other=tuple(
            (_text(e, "Title", "Label"), tuple(_shown(_first(e, "Description")))) for e in _every(root, "Achievement")
        ),
    )


def _old_post(element: Element, *title: str) -> Job:
    dates = period(_date(_first(element, "From")), _date(_first(element, "To")))
    return Job(_text(element, *title), dates, tuple(_shown(_first(element, "Activities"))))


def _date(element: Element | None) -> str:
    """A date in attributes: `<From year="2019" month="--03"/>`."""
    if element is None:
        return ""
    year, month = element.get("year", ""), element.get("month", "").strip("-")
    return f"{year}-{month.zfill(2)}" if year and month else year


def _language(element: Element) -> str:
    name = _text(element, "Description", "Label")
    level = next((e.text or "" for e in element.iter() if local(e) in ("SpokenInteraction", "Listening")), "")
    return f"{name} ({level})" if level else name


def _new(root: Element) -> Resume:
    return Resume(
        headline=_text(root, "ExecutiveSummary"),
        wishes=tuple(_texts(root, "PreferredPosition", "PositionTitle")),
        jobs=tuple(_new_post(e, "PositionTitle") for e in _every(root, "PositionHistory")),
        studies=tuple(_new_post(e, "DegreeName") for e in _every(root, "EducationOrganizationAttendance")),
        skills=tuple(Skill(name) for name in (*_texts(root, "Skills", "Name"), *_texts(root, "CompetencyName"))),
        languages=tuple(_texts(root, "PrimaryLanguageCode")),
    )


def _new_post(element: Element, title: str) -> Job:
    start, end = (_text(_first(element, name)) for name in ("StartDate", "EndDate"))
    lines = tuple(line for e in _every(element, "Description") for line in _shown(e))
    return Job(_text(element, title), period(start, end), lines)


# ---------------------------------------------------------------- finding one's way


def _every(element: Element | None, name: str) -> list[Element]:
    return [e for e in element.iter() if local(e) == name] if element is not None else []


def _first(element: Element | None, name: str) -> Element | None:
    return next(iter(_every(element, name)), None)


def _text(element: Element | None, *path: str) -> str:
    for name in path:
        element = _first(element, name)
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _texts(element: Element | None, *path: str) -> Iterator[str]:
    for name in path[:-1]:
        element = _first(element, name)
    yield from filter(None, (_text(e) for e in _every(element, path[-1])))


def _shown(element: Element | None) -> list[str]:
    """Lines of a field that holds HTML as text."""
    return [line for line in visible("".join(element.itertext())) if line.strip()] if element is not None else []


# ---------------------------------------------------------------- LinkedIn


MOST_ROWS = 5_000
Row = dict[str, str]

_ASIDE = re.compile(r"\s*\([^()]*[a-z][^()]*\)\s*$")
"""What tells two skills of one name apart: "R (Programming Language)"; an abbreviation in capitals is kept."""


def _job(row: Row) -> Job:
    dates = period(row.get("Started On", ""), row.get("Finished On", ""))
    return Job(row.get("Title", ""), dates, (row.get("Description", ""),))


def _study(row: Row) -> Job:
    dates = period(row.get("Start Date", ""), row.get("End Date", ""))
    return Job(row.get("Degree Name", ""), dates, (row.get("Notes", ""),))


TABLES: dict[str, tuple[str, Callable[[Row], object], frozenset[str]]] = {
    "Profile.csv": ("summary", lambda row: row.get("Summary", ""), frozenset(("First Name", "Headline"))),
    "Positions.csv": ("jobs", _job, frozenset(("Company Name", "Title"))),
    "Education.csv": ("studies", _study, frozenset(("School Name", "Degree Name"))),
    "Languages.csv": (
        "languages", lambda row: f"{row.get('Name', '')} ({row.get('Proficiency', '')})", frozenset(("Name", "Proficiency")),
    ),
    "Certifications.csv": ("certificates", lambda row: row.get("Name", ""), frozenset(("Name", "Authority"))),
    "Projects.csv": ("projects", _job, frozenset(("Title", "Description", "Started On"))),
    "Skills.csv": ("skills", lambda row: Skill(_ASIDE.sub("", row.get("Name", ""))), frozenset(("Name",))),
}
"""Name of a table -> the field of a CV that its rows are, what each says, and the columns it is known by."""


def is_linkedin(names: Sequence[str]) -> bool:
    """Whether the members of an archive are those of an export."""
    return len({name.rpartition("/")[2] for name in names} & TABLES.keys()) >= 1


def table_of(text: str) -> str:
    """The table that a CSV is, by its columns; "" where it is none of these."""
    head = [cell.strip() for cell in text.partition("\n")[0].strip().split(",")]
    if head == ["Name"]:
        return "Skills.csv"
    return next((name for name, (_, _, columns) in TABLES.items() if len(columns) > 1 and columns <= set(head)), "")


def read_linkedin(archive: Archive) -> Sheet:
    """The tables of an export."""
    found = Resume()
    for name in archive.names:
        if name.rpartition("/")[2] in TABLES:
            text = archive.read(name).decode("utf-8-sig", "replace")
            found = _merged(found, _read_rows(name.rpartition("/")[2], text))
    return sheet(found, "LinkedIn export")


def read_linkedin_table(text: str) -> Sheet:
    """One table of it."""
    name = table_of(text)
    return sheet(_read_rows(name, text), "LinkedIn export") if name else unsectioned("text", text.split("\n"))


def _read_rows(name: str, text: str) -> Resume:
    rows: list[Row] = []
    try:
        for row in csv.DictReader(text.splitlines(keepends=True), restkey=""):
            rows.append({key: value for key, value in row.items() if isinstance(value, str)})
            if len(rows) >= MOST_ROWS:
                break
    except csv.Error:
        pass  # what was read before the fault is kept
    field, said, _ = TABLES[name]
    headline = rows[0].get("Headline", "") if rows and field == "summary" else ""
    return replace(Resume(headline=headline), **{field: tuple(map(said, rows[:1] if headline else rows))})


def _merged(one: Resume, other: Resume) -> Resume:
    changes = {name: value for name in Resume.__struct_fields__ if (value := getattr(other, name))}
    return replace(one, **changes)

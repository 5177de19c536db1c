"""Résumé record: what every structured source of CVs says, in one shape; and the JSON and YAML it is read from.

Fields keep what they mean: a level goes to each skill it is said of, an objective is a wish, and names of people,
employers and schools are left out, so that nobody called Julia, and no firm called Northwind Analytics, is a skill.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from careerbot.documents.sheet import (
    MOST_LINES,
    Line,
    Section,
    Sheet,
    UnreadableError,
    tidy,
    unsectioned,
    without_addresses,
)

# ---------------------------------------------------------------- résumé record


class Skill(Struct, frozen=True):
    """A skill, or a group of them under one label."""

    name: str
    level: str = ""
    """In the words of the source: "intermediate"."""
    keywords: tuple[str, ...] = ()


class Job(Struct, frozen=True):
    """A post, a study, a project: something that took its time."""

    title: str
    dates: str = ""
    """As written: "2019-03 – present"."""
    lines: tuple[str, ...] = ()
    """What was done."""


class Resume(Struct, frozen=True):
    """A CV by its fields."""

    headline: str = ""
    summary: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    """Jobs applied for, objectives."""
    jobs: tuple[Job, ...] = ()
    unpaid: tuple[Job, ...] = ()
    studies: tuple[Job, ...] = ()
    skills: tuple[Skill, ...] = ()
    projects: tuple[Job, ...] = ()
    certificates: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    other: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(heading, lines) of sections with no name of their own."""


HEADINGS: dict[Section, str] = {
    "summary": "Summary", "objective": "Objective: job applied for", "experience": "Work experience",
    "education": "Education", "skills": "Skills", "projects": "Projects", "certificates": "Certificates",
    "languages": "Languages", "interests": "Interests",
}  # fmt: skip
ONGOING = "present"


def sheet(resume: Resume, source: str) -> Sheet:
    """The lines of a CV in the order of a CV."""
    lines: list[Line] = []
    if headline := tidy(resume.headline):
        lines.append(Line(headline, "summary"))
    parts: tuple[tuple[Section, Iterable[str]], ...] = (
        ("summary", resume.summary), ("objective", resume.wishes),
        ("experience", _posts((*resume.jobs, *resume.unpaid))), ("education", _posts(resume.studies)),
        ("skills", map(_skill, resume.skills)), ("projects", _posts(resume.projects)),
        ("certificates", resume.certificates), ("languages", resume.languages), ("interests", resume.interests),
    )  # fmt: skip
    for section, texts in parts:
        lines += _section(section, HEADINGS[section], texts)
    for heading, other in resume.other:
        lines += _section("other", heading, other)
    return Sheet(source, tuple(lines[:MOST_LINES]), "cv")


def _section(section: Section, heading: str, texts: Iterable[str]) -> Iterator[Line]:
    clean = [line for text in texts for part in text.split("\n") if (line := tidy(without_addresses(part)))]
    if clean:
        yield Line("", section)
        yield Line(heading, section, heading=True)
        yield from (Line(line, section) for line in clean)


def _posts(jobs: Iterable[Job]) -> Iterator[str]:
    for job in jobs:
        yield ", ".join(part for part in (job.title, job.dates) if part)
        yield from (f"- {line}" for text in job.lines for line in text.split("\n") if line.strip())


def _skill(skill: Skill) -> str:
    """A line in which every skill carries the level said of its group: "Data analysis (advanced): SQL (advanced)"."""
    level = f" ({skill.level})" if skill.level else ""
    keywords = ", ".join(f"{keyword}{level}" for keyword in skill.keywords if keyword.strip())
    name = f"{skill.name}{level}" if skill.name else ""
    return f"{name}: {keywords}" if name and keywords else name or keywords


def period(start: str, end: str) -> str:
    """From when to when, as written; a start without an end goes on."""
    return f"{start} – {end or ONGOING}" if start else end


# ---------------------------------------------------------------- untyped data read with patience


MOST_VALUES = 20_000
"""Of one document, so that data whose parts refer to each other ends."""
MOST_CHARACTERS = 20_000
"""Of one value."""


def text_of(data: object) -> str:
    """A string or a number as text."""
    if isinstance(data, str):
        return data[:MOST_CHARACTERS].strip()
    return str(data)[:100] if isinstance(data, int | float) and not isinstance(data, bool) else ""


def field(data: object, *names: str) -> str:
    """The first field that holds a text."""
    if not isinstance(data, dict):
        return ""
    return next((text for name in names if (text := text_of(data.get(name)))), "")


def items(data: object, *names: str) -> list[Any]:
    """The first field that holds a list; a dictionary counts as one of itself."""
    if not isinstance(data, dict):
        return []
    for name in names:
        found = data.get(name)
        if isinstance(found, list):
            return found[:MOST_VALUES]
        if isinstance(found, dict) and found:
            return [found]
    return []


def texts(data: object, *names: str) -> tuple[str, ...]:
    """The texts of such a list; of objects in it, their name."""
    found = (text_of(item) or field(item, "name", "text", "description", "bullet") for item in items(data, *names))
    return tuple(text for text in found if text)


def all_texts(data: object) -> Iterator[str]:
    """Every text in nested data, without the names of its fields."""
    todo, seen = [data], 0
    while todo and seen < MOST_VALUES:
        one = todo.pop()
        seen += 1
        if isinstance(one, dict):
            todo.extend(reversed(list(one.values())[:MOST_VALUES]))
        elif isinstance(one, list):
            todo.extend(reversed(one[:MOST_VALUES]))
        elif isinstance(one, str) and one.strip():
            yield one[:MOST_CHARACTERS]


# ---------------------------------------------------------------- JSON Resume, and any other JSON


MOST_ROWS = 10_000
PARTS = frozenset(("basics", "work", "education", "skills", "projects", "volunteer"))
"""Fields of which a JSON Resume has two at least."""


def data_of(text: str) -> Any:  # noqa: ANN401 (JSON may be anything)
    """What a JSON text says; UnreadableError where it is none."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, ValueError, UnicodeError):
        raise UnreadableError("looks like JSON and is not: have the program that wrote it write it again") from None


def is_resume(data: object) -> bool:
    """Whether data has the fields of a JSON Resume."""
    return isinstance(data, dict) and (len(PARTS & data.keys()) >= 2 or isinstance(data.get("basics"), dict))


def read_json(text: str) -> Sheet:
    """A JSON file: by its fields where it is a résumé, else every text it holds."""
    try:
        data = data_of(text)
    except UnreadableError:
        rows = [line for line in text.split("\n", MOST_ROWS)[:MOST_ROWS] if line.strip()]
        if len(rows) < 2:
            raise
        data = [data_of(row) for row in rows]  # one JSON object a line
    if isinstance(data, list) and len(data) == 1:
        data = data[0]
    if is_resume(data):
        return sheet(from_json_resume(data), "JSON Resume")
    return unsectioned("JSON", all_texts(data))


def from_json_resume(data: object) -> Resume:
    """A résumé by its fields."""
    basics = data.get("basics") if isinstance(data, dict) else None
    return Resume(
        headline=field(basics, "label", "headline"),
        summary=tuple(filter(None, (field(basics, "summary"), field(data, "summary")))),
        wishes=tuple(filter(None, (field(basics, "objective"), field(data, "objective")))),
        jobs=tuple(_json_job(job, "position", "title") for job in items(data, "work")),
        unpaid=tuple(_json_job(job, "position") for job in items(data, "volunteer")),
        studies=tuple(_json_study(study) for study in items(data, "education")),
        skills=tuple(_json_skill(skill) for skill in items(data, "skills")),
        projects=tuple(_json_job(project, "name") for project in items(data, "projects")),
        certificates=texts(data, "certificates", "certifications"),
        languages=tuple(
            _with(field(x, "language", "name"), field(x, "fluency", "level")) for x in items(data, "languages")
        ),
        interests=tuple(
            ", ".join(filter(None, (field(x, "name"), *texts(x, "keywords")))) for x in items(data, "interests")
        ),
    )


def _with(name: str, more: str) -> str:
    return f"{name} ({more})" if name and more else name


def _json_job(data: object, *title: str) -> Job:
    lines = (field(data, "summary", "description"), *texts(data, "highlights"), ", ".join(texts(data, "keywords")))
    return Job(field(data, *title), _json_dates(data), tuple(filter(None, lines)))


def _json_study(data: object) -> Job:
    title = " ".join(filter(None, (field(data, "studyType"), field(data, "area"))))
    return Job(title, _json_dates(data), (", ".join(texts(data, "courses")),))


def _json_dates(data: object) -> str:
    return period(field(data, "startDate"), field(data, "endDate"))


def _json_skill(data: object) -> Skill:
    if isinstance(data, str):
        return Skill(data)
    return Skill(field(data, "name"), field(data, "level").lower(), texts(data, "keywords"))


# ---------------------------------------------------------------- rendercv, and any other YAML


_EMPHASIS = re.compile(r"\*{1,2}|\[([^\[\]\n]*)\]\([^()\n]*\)")


def read_yaml(text: str) -> Sheet:
    """A YAML file: a CV by its sections, else every text it holds."""
    import yaml

    try:
        data = yaml.load(text, _loader())  # noqa: S506 (a loader of strings alone, safer than the safe one)
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        raise UnreadableError("is YAML that cannot be read: check its indentation") from None
    if is_resume(data):
        return sheet(from_json_resume(data), "JSON Resume")
    cv = data.get("cv") if isinstance(data, dict) else None
    if isinstance(cv, dict):
        return sheet(from_rendercv(cv), "rendercv")
    return unsectioned("YAML", all_texts(data))


def _loader() -> Any:  # noqa: ANN401 (PyYAML has no types)
    """A loader that leaves every value a string: "2018-09" is no date, and "no" is a word."""
    import yaml

    return yaml.BaseLoader


def from_rendercv(cv: dict[str, Any]) -> Resume:
    """A CV of rendercv by its sections; each entry is known by its fields, whatever the section is called."""
    jobs: list[Job] = []
    studies: list[Job] = []
    projects: list[Job] = []
    skills: list[Skill] = []
    other: list[tuple[str, tuple[str, ...]]] = []
    sections = cv.get("sections", cv.get("sections_input"))
    for name, entries in sections.items() if isinstance(sections, dict) else ():
        plain: list[str] = []
        for entry in items({"of": entries}, "of"):
            if field(entry, "position", "company"):
                jobs.append(_rendercv_job(entry, field(entry, "position")))
            elif field(entry, "degree", "institution", "area"):
                studies.append(_rendercv_job(entry, " ".join(filter(None, (field(entry, "degree"), field(entry, "area"))))))
            elif field(entry, "label"):
                skills.append(Skill(field(entry, "label"), "", (_plain(field(entry, "details")),)))
            elif field(entry, "name", "title"):
                projects.append(_rendercv_job(entry, field(entry, "name", "title")))
            elif line := text_of(entry) or field(entry, "bullet", "number", "reversed_number"):
                plain.append(_plain(line))
        if plain:
            other.append((str(name).replace("_", " ").capitalize(), tuple(plain)))
    return Resume(
        headline=field(cv, "headline", "label"), jobs=tuple(jobs), studies=tuple(studies), projects=tuple(projects),
        skills=tuple(skills), other=tuple(other),
    )  # fmt: skip


def _rendercv_job(entry: object, title: str) -> Job:
    lines = tuple(_plain(line) for line in (field(entry, "summary"), *texts(entry, "highlights")) if line)
    dates = period(field(entry, "start_date"), field(entry, "end_date")) or field(entry, "date")
    return Job(_plain(title), dates, lines)


def _plain(text: str) -> str:
    return _EMPHASIS.sub(r"\1", text)

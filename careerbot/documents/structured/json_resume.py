"""JSON Resume 1.0.0 (jsonresume.org), and any other JSON by its values alone."""

from __future__ import annotations

from typing import Any

import msgspec

from careerbot.documents.sheet import Sheet, UnreadableError, plain_lines
from careerbot.documents.structured.resume import Job, Resume, Skill, period, sheet
from careerbot.documents.structured.values import all_texts, field, items, texts
from careerbot.documents.tidying import tidied

MOST_ROWS = 10_000
PARTS = frozenset(("basics", "work", "education", "skills", "projects", "volunteer"))
"""Fields of which a JSON Resume has two at least."""


def data_of(text: str) -> Any:  # noqa: ANN401 (JSON may be anything)
    """What a JSON text says; UnreadableError where it is none."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, ValueError, UnicodeError):
        message = "looks like JSON and is not: have the program that wrote it write it again"
        raise UnreadableError(message) from None


def is_resume(data: object) -> bool:
    """Whether data has the fields of a JSON Resume."""
    return isinstance(data, dict) and (len(PARTS & data.keys()) >= 2 or isinstance(data.get("basics"), dict))


def read(text: str) -> Sheet:
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
        return sheet(resume(data), "JSON Resume")
    return Sheet("JSON", plain_lines("\n".join(tidied(all_texts(data)))))


def resume(data: object) -> Resume:
    """A résumé by its fields."""
    basics = data.get("basics") if isinstance(data, dict) else None
    return Resume(
        headline=field(basics, "label", "headline"),
        summary=tuple(filter(None, (field(basics, "summary"), field(data, "summary")))),
        wishes=tuple(filter(None, (field(basics, "objective"), field(data, "objective")))),
        jobs=tuple(_job(job, "position", "title") for job in items(data, "work")),
        unpaid=tuple(_job(job, "position") for job in items(data, "volunteer")),
        studies=tuple(_study(study) for study in items(data, "education")),
        skills=tuple(_skill(skill) for skill in items(data, "skills")),
        projects=tuple(_job(project, "name") for project in items(data, "projects")),
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


def _job(data: object, *title: str) -> Job:
    lines = (field(data, "summary", "description"), *texts(data, "highlights"), ", ".join(texts(data, "keywords")))
    return Job(field(data, *title), _dates(data), tuple(filter(None, lines)))


def _study(data: object) -> Job:
    title = " ".join(filter(None, (field(data, "studyType"), field(data, "area"))))
    return Job(title, _dates(data), (", ".join(texts(data, "courses")),))


def _dates(data: object) -> str:
    return period(field(data, "startDate"), field(data, "endDate"))


def _skill(data: object) -> Skill:
    if isinstance(data, str):
        return Skill(data)
    return Skill(field(data, "name"), field(data, "level").lower(), texts(data, "keywords"))

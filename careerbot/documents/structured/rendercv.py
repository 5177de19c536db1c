"""rendercv: a CV as YAML, with sections under names of the writer's own."""

from __future__ import annotations

import re
from typing import Any

from careerbot.documents.sheet import Sheet, UnreadableError, plain_lines
from careerbot.documents.structured.json_resume import is_resume
from careerbot.documents.structured.json_resume import resume as json_resume
from careerbot.documents.structured.resume import Job, Resume, Skill, period, sheet
from careerbot.documents.structured.values import all_texts, field, items, text_of, texts
from careerbot.documents.tidying import tidied

_EMPHASIS = re.compile(r"\*{1,2}|\[([^\[\]\n]*)\]\([^()\n]*\)")


def read(text: str) -> Sheet:
    """A YAML file: a CV by its sections, else every text it holds."""
    import yaml

    try:
        data = yaml.load(text, _loader())  # noqa: S506 (a loader of strings alone, safer than the safe one)
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        message = "is YAML that cannot be read: check its indentation"
        raise UnreadableError(message) from None
    if is_resume(data):
        return sheet(json_resume(data), "JSON Resume")
    cv = data.get("cv") if isinstance(data, dict) else None
    if isinstance(cv, dict):
        return sheet(resume(cv), "rendercv")
    return Sheet("YAML", plain_lines("\n".join(tidied(all_texts(data)))))


def _loader() -> Any:  # noqa: ANN401 (PyYAML has no types)
    """A loader that leaves every value a string: "2018-09" is no date, and "no" is a word."""
    import yaml

    return yaml.BaseLoader


def resume(cv: dict[str, Any]) -> Resume:
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
                jobs.append(_job(entry, field(entry, "position")))
            elif field(entry, "degree", "institution", "area"):
                studies.append(_job(entry, " ".join(filter(None, (field(entry, "degree"), field(entry, "area"))))))
            elif field(entry, "label"):
                skills.append(Skill(field(entry, "label"), "", (_plain(field(entry, "details")),)))
            elif field(entry, "name", "title"):
                projects.append(_job(entry, field(entry, "name", "title")))
            elif line := text_of(entry) or field(entry, "bullet", "number", "reversed_number"):
                plain.append(_plain(line))
        if plain:
            other.append((str(name).replace("_", " ").capitalize(), tuple(plain)))
    return Resume(
        headline=field(cv, "headline", "label"), jobs=tuple(jobs), studies=tuple(studies), projects=tuple(projects),
        skills=tuple(skills), other=tuple(other),
    )  # fmt: skip


def _job(entry: object, title: str) -> Job:
    lines = tuple(_plain(line) for line in (field(entry, "summary"), *texts(entry, "highlights")) if line)
    dates = period(field(entry, "start_date"), field(entry, "end_date")) or field(entry, "date")
    return Job(_plain(title), dates, lines)


def _plain(text: str) -> str:
    return _EMPHASIS.sub(r"\1", text)

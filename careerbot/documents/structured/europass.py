"""Europass XML, of the old form (SkillsPassport) and of the new one (Candidate)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from careerbot.documents.sheet import Sheet
from careerbot.documents.structured.resume import Job, Resume, Skill, period, sheet
from careerbot.documents.written.archives import local
from careerbot.documents.written.html import visible

ROOTS = frozenset(("SkillsPassport", "Candidate", "LearnerInfo", "europass"))
WISHES = frozenset(("job_applied_for", "preferred_job", "position"))
"""Codes of a headline that says what is looked for."""


def read(root: Element) -> Sheet:
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

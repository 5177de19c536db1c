"""Résumé record: what every structured source of CVs says, in one shape; and the lines it makes.

Fields keep what they mean: a level goes to each skill it is said of, an objective is a wish, and names of people,
employers and schools are left out, so that nobody called Julia, and no firm called Northwind Analytics, is a skill.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from careerbot.documents.sheet import Line, Section, Sheet
from careerbot.documents.tidying import MOST_LINES, tidy, without_addresses


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
        ("summary", resume.summary),
        ("objective", resume.wishes),
        ("experience", _posts((*resume.jobs, *resume.unpaid))),
        ("education", _posts(resume.studies)),
        ("skills", map(_skill, resume.skills)),
        ("projects", _posts(resume.projects)),
        ("certificates", resume.certificates),
        ("languages", resume.languages),
        ("interests", resume.interests),
    )
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

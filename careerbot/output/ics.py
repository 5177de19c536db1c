"""A plan as a calendar file (RFC 5545): one all-day event a step, one a milestone. Same plan and start, same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import LEVEL_NAMES
from careerbot.output.markdown import MILESTONE_TEXT, hours_text
from careerbot.planning.plan import Plan, Step
from careerbot.planning.resources import Milestone

FOLD = 75
"""Octets in a line, the line break not counted."""


def to_ics(plan: Plan, corpus: Corpus, start: date) -> bytes:
    """The calendar file; week 1 begins on `start`."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//careerbot//plan//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append("X-WR-CALNAME:" + escaped(f"Towards {corpus.roles[plan.goal].title}"))
    for step in plan.steps:
        lines += _step(plan, step, corpus, start)
    for milestone in plan.milestones:
        lines += _milestone(plan, milestone, corpus, start)
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in folded(line))


def escaped(text: str) -> str:
    """Text as a property value: backslash, comma, semicolon and line breaks are written with a backslash."""
    safe = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    safe = safe.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")
    # a line separator of Unicode ends a line for some programs, too
    return "".join(c for c in safe if c == "\t" or c.isprintable())


def folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets, cut between characters; every later piece starts with a space."""
    piece, room = bytearray(), FOLD
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(octets) > room:
            yield bytes(piece)
            piece, room = bytearray(b" "), FOLD - 1
        piece += octets
        room -= len(octets)
    yield bytes(piece)


def _step(plan: Plan, step: Step, corpus: Corpus, start: date) -> list[str]:
    skill = corpus.skills[step.skill]
    about = [f"{hours_text(step.hours)}, to {LEVEL_NAMES[step.to_level]}"]
    for slug in step.resources:
        resource = corpus.resources[slug]
        about.append(" ".join(part for part in (resource.title, f"({resource.publisher})", resource.url) if part))
    if step.project:
        about.append(f"Project: {step.project}")
    first = start + timedelta(weeks=step.start_week - 1)
    last = start + timedelta(weeks=step.end_week)
    key = f"{step.skill}-{step.to_level}"
    return _event(plan, key, f"{skill.name}: to {LEVEL_NAMES[step.to_level]}", "\n".join(about), first, last, start)


def _milestone(plan: Plan, milestone: Milestone, corpus: Corpus, start: date) -> list[str]:
    title, about = MILESTONE_TEXT[milestone.kind]
    if milestone.resource is not None:
        certificate = corpus.resources[milestone.resource]
        title, about = f"{title}: {certificate.title}", f"{about} {certificate.url}".strip()
    day = start + timedelta(weeks=milestone.week, days=-1)
    return _event(plan, milestone.kind, title, about, day, day + timedelta(days=1), start)


def _event(plan: Plan, key: str, summary: str, about: str, first: date, after: date, stamp: date) -> list[str]:
    # the same step keeps its identity when the plan is made again, so an import moves events instead of doubling them
    uid = hashlib.sha256(f"{plan.goal}/{key}".encode()).hexdigest()[:32]
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@careerbot",
        f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        "SUMMARY:" + escaped(summary),
        "DESCRIPTION:" + escaped(about),
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]

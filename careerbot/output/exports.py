"""Exports for other programs: a plan as Markdown and as a calendar (RFC 5545), a profile as JSON Resume and back.

Same plan and start, same bytes; what JSON Resume has no place for stands in `x-careerbot`. Titles, names and links may come
from a corpus that was downloaded: escaped, none of them begins a heading, a link, a tag or a command of its own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import LEVEL_NAMES, Resource, Slug
from careerbot.matching.profile import Past, Profile
from careerbot.planning.effort import Hours, rounded
from careerbot.planning.plan import Plan, Step, Why
from careerbot.planning.resources import Milestone

MILESTONE_TEXT = {
    "portfolio": (
        "Start a portfolio",
        "Put the finished projects where an employer can read them: a repository each, and a page that says what was "
        "asked, what came out and what you would not trust.",
    ),
    "certificate": (
        "A certificate, if you want one",
        "It supports a portfolio and does not replace it; most useful where nobody can vouch for you yet.",
    ),
    "applications": (
        "Send the first applications",
        "You have what hardly anybody is hired without, and most of the rest. "
        "Interviews show what to learn next, so apply while you go on.",
    ),
}
"""Title and words for each kind of milestone."""

COST_TEXT = {"free": "free", "free-audit": "free to follow, the certificate costs", "paid": "costs money"}


def hours_text(hours: Hours) -> str:
    """Hours with their range: "about 60 h (40 to 90)"."""
    return f"about {hours.likely:,} h ({hours.low:,} to {hours.high:,})"


def sum_text(hours: Hours) -> str:
    """A total, no finer than its parts deserve."""
    return hours_text(Hours(*(rounded(h) if h else 0 for h in hours)))


def to_markdown(plan: Plan, corpus: Corpus) -> str:
    """The whole plan as Markdown, ending with a line break."""
    lines = [f"# Plan: {markdown_text(corpus.roles[plan.goal].title)}", "", *_summary(plan), ""]
    lines += _already(plan, corpus)
    if plan.steps:
        lines += ["## Steps", ""]
    ends = {step.end_week: i for i, step in enumerate(plan.steps)}
    for number, step in enumerate(plan.steps, 1):
        lines += [*_step(number, step, corpus), ""]
        for milestone in plan.milestones:
            if ends.get(milestone.week) == number - 1:
                lines += [*_milestone(milestone, corpus), ""]
    lines += _left_out(plan, corpus) + _later(plan, corpus) + _assumptions(plan, corpus)
    return "\n".join(lines).rstrip() + "\n"


def _summary(plan: Plan) -> Iterator[str]:
    if not plan.steps and not plan.left_out:
        yield "Nothing is missing that can be planned: apply."
        return
    count = f"{len(plan.steps)} step" + ("" if len(plan.steps) == 1 else "s")
    yield f"{count}, {sum_text(plan.hours)}, {_weeks(plan.weeks)} at {plan.hours_a_week:g} hours a week."
    yield "Hours are estimates, good to about 40% either way."
    if plan.deadline is not None:
        fits = "Everything fits." if not plan.left_out else "Not everything fits: see what is left out."
        yield f"There are {_weeks(plan.deadline)} until the deadline. {fits}"


def _weeks(weeks: int) -> str:
    return "1 week" if weeks == 1 else f"{weeks} weeks"


def _already(plan: Plan, corpus: Corpus) -> list[str]:
    if not plan.already:
        return []
    named = ", ".join(f"{_skill(m.skill, corpus)} ({LEVEL_NAMES[m.level]})" for m in plan.already)
    return ["**Already there:** " + named, ""]


def _step(number: int, step: Step, corpus: Corpus) -> Iterator[str]:
    skill = corpus.skills[step.skill]
    # names of tools are written as their makers write them
    name = skill.name if skill.kind == "tool" else skill.name[:1].upper() + skill.name[1:]
    yield f"### {number}. {markdown_text(name)}: {LEVEL_NAMES[step.from_level]} to {LEVEL_NAMES[step.to_level]}"
    yield ""
    first, last = step.start_week, step.end_week
    when = f"Week {first}" if first == last else f"Weeks {first} to {last}"
    aside = "; mostly practised within the other steps, these are the hours of its own" if step.alongside else ""
    yield f"- {when}, {hours_text(step.hours)}{aside}"
    yield "- Why: " + "; ".join(dict.fromkeys(_why(why, corpus) for why in step.why))
    for slug in step.resources:
        yield "- Learn from: " + _resource(corpus.resources[slug])
    if step.project:
        yield "- Prove it: " + markdown_text(step.project)
    if step.after is not None:
        yield f"- Match afterwards: {step.after:.0%}"


def _why(why: Why, corpus: Corpus) -> str:
    match why.kind:
        case "must":
            return f"a must, named in {_share(why.amount)} of advertisements"
        case "need":
            return f"named in {_share(why.amount)} of advertisements"
        case "any-of":
            subject = markdown_text(why.subject)
            return f"one of several that serve as {subject} (named in {_share(why.amount)} of advertisements)"
        case "prerequisite":
            return f"needed before {_skill(why.subject, corpus)}"


def _share(weight: float) -> str:
    return f"{weight:.0%}"


def _resource(resource: Resource) -> str:
    title = markdown_link(resource.title, resource.url)
    by = markdown_text(", ".join(resource.authors) or resource.publisher)
    return f"{title}, {by} ({resource.kind}, about {resource.hours} h, {COST_TEXT[resource.cost]})"


def _milestone(milestone: Milestone, corpus: Corpus) -> Iterator[str]:
    title, about = MILESTONE_TEXT[milestone.kind]
    yield f"> **Week {milestone.week}: {title}.** {about}"
    if milestone.resource is not None:
        yield "> " + _resource(corpus.resources[milestone.resource])


def _left_out(plan: Plan, corpus: Corpus) -> list[str]:
    if not plan.left_out:
        return []
    rows = [f"- {_from_to(s.skill, s.from_level, s.to_level, corpus)}, {hours_text(s.hours)}" for s in plan.left_out]
    return ["## Left out, because the time is too short", "", *rows, ""]


def _later(plan: Plan, corpus: Corpus) -> list[str]:
    lines: list[str] = []
    titles = {
        "grows-at-work": "## What grows in the job\n\nA first job starts below these levels; use does the rest.\n",
        "seldom-asked": "## What can wait\n\nFewer than one advertisement in ten asks for these.\n",
    }
    for because, title in titles.items():
        rows = [x for x in plan.later if x.because == because]
        if rows:
            lines += [title, *(f"- {_from_to(x.skill, x.from_level, x.to_level, corpus)}" for x in rows), ""]
    return lines


def _from_to(skill: Slug, before: int, after: int, corpus: Corpus) -> str:
    return f"{_skill(skill, corpus)}: {LEVEL_NAMES[before]} to {LEVEL_NAMES[after]}"


def _skill(skill: Slug, corpus: Corpus) -> str:
    return markdown_text(corpus.skills[skill].name)


def _assumptions(plan: Plan, corpus: Corpus) -> list[str]:
    found: dict[str, list[str]] = {}
    for kind, subject, amount, _, share in plan.assumptions:
        name = markdown_text(corpus.skills[subject].name if subject in corpus.skills else subject)
        used = f", {share:.0%} of people with your title use it" if share else ""
        told = f"{name} ({LEVEL_NAMES[int(amount)]}{used})" if subject in corpus.skills else f"{amount:g}"
        if kind in ("held", "experience"):
            told = markdown_text(corpus.roles[subject].title)
        found.setdefault(kind, []).append(told)
    if plan.spared:
        found["spared"] = [markdown_text(corpus.skills[slug].name) for slug in plan.spared]
    words = {
        "hours_a_week": "{} hours a week, because you did not say how many",
        "first-job": "ready to apply: what most adverts of a first job insist on; the rest grows at work",
        "experience": "{} goes to people with some years behind them: expect a job on the way there",
        "spared": "left out, as you wished: {}",
        "against-wish": "you would rather not, but hardly anybody is hired without it: {}",
        "level": "you did not say how well you know: {}",
        "held": "you have the job already ({}), so this is all that its adverts ask for besides",
        "implied": "taken from your jobs and other skills: {}",
        "everyday": "what everybody brings along: {}",
    }
    rows = [f"- {text.format(', '.join(found[kind]))}" for kind, text in words.items() if kind in found]
    return ["## What this takes for granted", "", *rows, ""] if rows else []


# ---------------------------------------------------------------- calendar


FOLD = 75
"""Octets in a line, the line break not counted."""


def to_ics(plan: Plan, corpus: Corpus, start: date) -> bytes:
    """The calendar file; week 1 begins on `start`."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//careerbot//plan//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append("X-WR-CALNAME:" + escaped(f"Towards {corpus.roles[plan.goal].title}"))
    for step in plan.steps:
        lines += _step_event(plan, step, corpus, start)
    for milestone in plan.milestones:
        lines += _milestone_event(plan, milestone, corpus, start)
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


def _step_event(plan: Plan, step: Step, corpus: Corpus, start: date) -> list[str]:
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


def _milestone_event(plan: Plan, milestone: Milestone, corpus: Corpus, start: date) -> list[str]:
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


# ---------------------------------------------------------------- JSON Resume 1.0.0


Json = dict[str, Any]

OURS = "x-careerbot"
SCHEMA = "careerbot.profile-export/1"


def as_json_resume(profile: Profile, corpus: Corpus) -> Json:
    """The profile in the fields of a JSON Resume; careerbot's own field holds the whole of it."""
    skills = [(corpus.skills[k.slug].name, LEVEL_NAMES[k.level]) for k in profile.skills if k.slug in corpus.skills]
    wanted = [corpus.roles[slug].title for slug in profile.wanted if slug in corpus.roles]
    return {
        "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
        "basics": {"objective": ", ".join(wanted)} if wanted else {},
        "work": [_job(job, corpus) for job in profile.jobs],
        "skills": [{"name": name, "level": level} for name, level in skills],
        OURS: {"schema": SCHEMA, "profile": msgspec.to_builtins(profile)},
    }


def _job(job: Past, corpus: Corpus) -> Json:
    known = corpus.roles.get(job.slug)
    other = corpus.backgrounds.get(job.slug)
    title = known.title if known else other.name if other else job.quote
    years = f"{job.years:g} years" if job.years else ""
    return {"position": title} | ({"summary": years} if years else {})


def profile_in(data: object) -> Profile | None:
    """The profile that an exported file holds; None where it is not one of ours, or was changed beyond recognition."""
    ours = data.get(OURS) if isinstance(data, dict) else None
    if not isinstance(ours, dict) or ours.get("schema") != SCHEMA:
        return None
    try:
        return msgspec.convert(ours.get("profile"), Profile)
    except msgspec.ValidationError:
        return None


_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"([\\`*\[\]|~$]|<(?=[A-Za-z/!?])|&(?=[#\w]+;)|(?<!\w)_|_(?!\w)|!(?=\[))")
_LEADING = re.compile(r"^([#>+\-=]|\d{1,9}(?=[.)]))")
_SCHEMES = ("https://", "http://", "mailto:")
_IN_LINK = {ord(c): f"%{ord(c):02X}" for c in ' "<>\\^`{|}()[]'}


def one_line_of(text: str) -> str:
    """Without line breaks, control characters and what turns writing around."""
    spaced = _SPACE.sub(" ", text).strip()
    return "".join(c for c in spaced if c.isprintable())


def markdown_text(text: str, *, leads: bool = False) -> str:
    """Text inside a line of Markdown."""
    marked = _MARKS.sub(r"\\\1", one_line_of(text))
    return _LEADING.sub(_behind_backslash, marked) if leads else marked


def _behind_backslash(found: re.Match[str]) -> str:
    return f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}"


def link_target(url: str) -> str:
    """An address that may stand in a link, whole; empty where it is no address of the web or of mail."""
    written = one_line_of(url)
    return written.translate(_IN_LINK) if written.lower().startswith(_SCHEMES) else ""


def markdown_link(title: str, url: str) -> str:
    """A link, or the title alone where the address is none."""
    target = link_target(url)
    return f"[{markdown_text(title)}]({target})" if target else markdown_text(title)

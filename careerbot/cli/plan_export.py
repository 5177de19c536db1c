"""The way to a role from what a command line says; the only place besides chat that looks at the calendar."""

from __future__ import annotations

import re
import sys
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from careerbot.cli.answering import UsageError, person, role_meant, say, say_json, show_parts, wishing
from careerbot.matching.profile import Past
from careerbot.output.parts import BridgeView, Part, PlanView
from careerbot.planning.bridge import LONG_LEAP, Bridge, bridge

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.corpus.records import Slug
    from careerbot.matching.profile import Profile
    from careerbot.planning.plan import Plan

DAYS_A_MONTH = 365.25 / 12

_MONTH = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")


class Way(Struct, frozen=True):
    """A plan, and the ways over other roles where one leap is long."""

    plan: Plan
    bridge: Bridge | None


def way_to(
    advisor: Advisor,
    goal: str,
    *,
    start: str | None,
    skills: str | None,
    hours: float | None,
    by: str | None,
    paid: bool,
    **wishes: bool,
) -> Way:
    """The plan to a role, and bridges to it where somebody names the job they have or the leap is long."""
    slug = role_meant(advisor.corpus, goal)
    profile = wishing(person(advisor, skills), **wishes)
    came_from = None
    if start is not None:
        came_from = job_meant(advisor, start)
        profile = _holding(profile, came_from, start, advisor)
    deadline = by or profile.by
    months = months_until(deadline, date.today()) if deadline else profile.months
    plan = advisor.plan(profile, slug, hours_a_week=hours, months=months, paid=paid)
    current = came_from or next((job.slug for job in reversed(profile.jobs) if job.now), None)
    far = start is not None or sum(s.hours.likely for s in (*plan.steps, *plan.left_out)) > LONG_LEAP
    return Way(plan, bridge(advisor.corpus, current, slug, profile) if far and current != slug else None)


def job_meant(advisor: Advisor, name: str) -> Slug:
    """The role or the occupation outside the field called so."""
    corpus = advisor.corpus
    background = name if name in corpus.backgrounds else corpus.lexicon.exact(name, "background")
    return background if background and corpus.find_role(name) is None else role_meant(corpus, name)


def _holding(profile: Profile, slug: Slug, words: str, advisor: Advisor) -> Profile:
    if any(job.slug == slug for job in profile.jobs):
        return profile
    kind = "role" if slug in advisor.corpus.roles else "background"
    job = Past(slug, "role" if kind == "role" else "background", None, True, words)
    return replace(profile, jobs=(*profile.jobs, job))


def months_until(when: str, today: date) -> float:
    """Months from today to the start of a month, or to a day."""
    found = _MONTH.fullmatch(when.strip())
    try:
        if found is None:
            raise ValueError
        end = date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        message = f"“{when[:40]}” is not a month. Write --by as year and month, such as {today.year + 1}-06."
        raise UsageError(message) from None
    if end <= today:
        raise UsageError(f"{when} is not in the future. Give --by a later month, such as {today.year + 1}-06.")
    return (end - today).days / DAYS_A_MONTH


def print_plan(way: Way, advisor: Advisor, layout: str) -> None:
    """Print a plan in the form asked for."""
    corpus = advisor.corpus
    if layout == "json":
        from careerbot.output import json_views

        say_json(json_views.path(way.plan, way.bridge, corpus))
    elif layout == "md":
        from careerbot.output.exports import to_markdown

        say(to_markdown(way.plan, corpus).rstrip("\n"))
    elif layout == "ics":
        from careerbot.output.exports import to_ics

        sys.stdout.flush()
        sys.stdout.buffer.write(to_ics(way.plan, corpus, date.today()))
    else:
        parts: list[Part] = [PlanView(way.plan)]
        if way.bridge is not None:
            parts.append(BridgeView(way.bridge))
        show_parts(parts, advisor)

"""Aims and the way to them: a goal, a plan, the next thing to learn, what if."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.dialogue.handlers.choices import time_for_skill, weeks_in_all
from careerbot.dialogue.hypotheticals import split
from careerbot.dialogue.pointing import span_of, the_role, unknown_role
from careerbot.dialogue.references import places, points, roles_meant, roles_with, skills_meant, trades_meant
from careerbot.dialogue.state import State
from careerbot.dialogue.turn import hours_told, level_name, round_number, sentence
from careerbot.output.parts import BridgeView, Part, PlanView, Say, ShiftList, SkillCard
from careerbot.output.phrases import a_role
from careerbot.output.plans import MOST_WEEKS, too_long, why_told
from careerbot.planning.progress import finished

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Outcome, Turn
    from careerbot.nlu.intents.recognizer import Heard
    from careerbot.planning.plan import Plan

HOW_LONG = re.compile(r"(?i)\bhow (?:long|many (?:weeks|months|hours|years|days))\b")
NEXT = re.compile(
    r"(?i)(?:(?:ok(?:ay)?|and|so|then|what'?s|what is|what comes|where do i|how do i|the) )*"
    r"(?:next|first|start|begin|first step|next step)(?: (?:step|then|now|first|with))*[?.]*"
)
FIRST = re.compile(r"(?i)\b(?:what|which)\b.*\b(?:learn|study|tackle|start with|begin with|do)\b.*\b(?:first|now)\b")
LEARN = re.compile(r"(?i)\b(?:learn|study|practi[sc]e|get better at|pick up|start with|do)\b")
SUPPOSED_LEVEL = 3
"""The level supposed where somebody asks "what if I learned it"."""

FIRST_STEPS = 6
"""Steps of a plan that are shown unasked."""

WHOLE = re.compile(r"(?i)\b(?:whole|full|entire|complete|all|every|detail\w*|rest)\b")

FAR = 400
"""Hours of study from which ways over other roles are shown beside a plan."""


def set_goal(turn: Turn, state: State, heard: Heard) -> Outcome:
    """A role is aimed for."""
    span, text = span_of(heard), turn.words(heard)
    slugs = roles_meant(turn.understood, span, state, turn.corpus) or trades_meant(turn.understood, span, turn.corpus)
    if not slugs:
        titled = roles_with(text, turn.corpus)
        slugs = titled if len(titled) == 1 else ()
    if not slugs and state.focus and points(text):
        slugs = (state.focus,)
    if not slugs and (unknown := unknown_role(turn, state, heard)):
        return state, (turn.say("roles.not_covered", name=unknown),)
    if not slugs:
        on_screen = state.listed == "roles" and len(state.shown) > 1
        return state, (turn.say("roles.goal_which_shown" if on_screen else "roles.goal_which"),)
    return with_goal(turn, state, slugs[0])


_ALSO = re.compile(r"(?i)\b(?:also|too|as well|or|both|either)\b")
"""Words with which an aim stands beside the one before; otherwise it takes its place."""


def with_goal(turn: Turn, state: State, slug: Slug) -> Outcome:
    """Make a role the aim."""
    role = sentence(turn.role(slug))
    if turn.before.goal == slug:
        return replace(state, focus=slug), (turn.say("roles.goal_known", role=role),)
    profile = state.profile
    kept = turn.before.profile.wanted if _ALSO.search(turn.text) else ()
    wanted = (slug, *(w for w in kept if w != slug))
    excluded = tuple(x for x in profile.excluded if x != slug)
    state = state.changed(replace(profile, wanted=wanted, excluded=excluded))
    said = turn.say("roles.goal_set", role=role)
    state = replace(state, focus=slug, shown=(slug,) if not state.shown else state.shown)
    if turn.does("ask_gaps", "ask_plan") or state.profile.is_empty:
        return state, (said,)
    from careerbot.dialogue.handlers.roles import gaps_of

    state, parts = gaps_of(turn, state, slug)
    return state, (said, *parts)


def ask_plan(turn: Turn, state: State, heard: Heard) -> Outcome:
    """The way to a role; or, where a skill on screen is pointed to, the way to that skill."""
    text = turn.words(heard)
    named = roles_meant(turn.understood, span_of(heard), state, turn.corpus)
    if state.last in ("what_if", "supposed") and state.skill and not named and HOW_LONG.search(text):
        return time_for_skill(turn, state, state.skill)
    if (
        state.listed == "skills"
        and state.skills
        and (slugs := places(text, state.skills))
        and _of_them(text, named, state)
    ):
        return _learn(turn, replace(state, skill=slugs[0]), slugs[0])
    skills = [m.slug for m in turn.understood.skills if heard.start <= m.start < heard.end and not m.claimed]
    if skills and not named and not trades_meant(turn.understood, span_of(heard), turn.corpus) and LEARN.search(text):
        return _learn(turn, replace(state, skill=skills[0]), skills[0])
    if state.last == "ask_plan" and state.skills and not named and NEXT.fullmatch(text.strip()):
        return first_step(turn, state)
    if unknown := unknown_role(turn, state, heard):
        return state, (turn.say("roles.not_covered", name=unknown),)
    if FIRST.search(text) and set(named) <= set(places(text, state.shown)) and (aim := _aim(state)):
        return _first_for(turn, state, aim)
    slug = the_role(turn, state, heard)
    if not slug:
        return state, (turn.say("roles.plan_which"),)
    return plan_for(turn, state, slug, turn.understood.hours_a_week)


def _aim(state: State) -> Slug:
    """The role that "what should I learn first" is about, where none is named."""
    return state.focus or state.goal or (state.shown[0] if state.shown else "")


def _first_for(turn: Turn, state: State, slug: Slug) -> Outcome:
    """The one step to begin with."""
    plan = turn.advisor.plan(state.profile, slug)
    if not plan.steps:
        return plan_for(turn, state, slug)
    steps = tuple(step.skill for step in (*plan.steps, *plan.left_out))
    return first_step(turn, replace(state, focus=slug, skills=steps, listed="skills"))


def _names_role(turn: Turn, state: State, heard: Heard) -> bool:
    return bool(roles_meant(turn.understood, span_of(heard), state, turn.corpus))


def _of_them(text: str, named: tuple[Slug, ...], state: State) -> bool:
    """Whether "the first" is the first gap rather than the first role: it is what was listed last."""
    by_place = bool(named) and set(named) <= set(places(text, state.shown))
    return (not named or by_place) and LEARN.search(text) is not None


def plan_for(turn: Turn, state: State, slug: Slug, hours: float | None = None) -> Outcome:
    """The steps to a role, and ways over other roles where it is far."""
    plan = turn.advisor.plan(state.profile, slug, hours_a_week=hours)
    if plan.is_held and not WHOLE.search(turn.text):
        return _held(turn, state, slug)
    steps = tuple(step.skill for step in (*plan.steps, *plan.left_out))
    state = replace(state, focus=slug, skills=steps, listed="skills" if steps else state.listed)
    whole = len(plan.steps) <= FIRST_STEPS or WHOLE.search(turn.text) is not None
    assumed = not hours and not state.profile.hours_a_week and "assumed" not in state.asked
    parts: list[Part] = [PlanView(plan) if whole else _outline(turn, plan, assumed=assumed)]
    if plan.left_out and not whole:
        weeks, pace = round_number(weeks_in_all(plan)), hours_told(plan.hours_a_week)
        parts.insert(0, turn.say("roles.plan_short", role=turn.role(slug), weeks=weeks, pace=pace))
    if assumed:
        state = replace(state, asked=state.asked | {"assumed"})
    if plan.hours.likely > FAR and not state.profile.is_empty and f"bridge {slug}" not in state.asked:
        state = replace(state, asked=state.asked | {f"bridge {slug}"})
        from careerbot.planning.bridge import bridge

        start = next((job.slug for job in state.profile.jobs if job.now), None)
        found = bridge(turn.corpus, start, slug, state.profile)
        if found.suggested is not None and not found.routes[found.suggested].is_direct:
            parts.append(BridgeView(found))
    return state, tuple(parts)


_SENIOR = re.compile(r"(?i)\b(?:senior|lead|principal|promot\w*|staff level)\b")


def _held(turn: Turn, state: State, slug: Slug) -> Outcome:
    """They have the job: what its adverts ask for besides, and where it leads."""
    role = turn.corpus.roles[slug]
    gaps = turn.advisor.match(state.profile, slug).gaps[:FIRST_STEPS]
    lines = [turn.wording.say("roles.held", role=a_role(slug, turn.corpus))]
    if gaps:
        lines[0] += " " + turn.wording.say("roles.held_gaps", skills=turn.skills([gap.slug for gap in gaps]))
        state = replace(state, skills=tuple(gap.slug for gap in gaps), listed="skills")
    if role.leads_to:
        lines.append(turn.wording.say("roles.held_leads"))
        moves = ((turn.role(move.role), move.years, " ".join(move.changes.split())) for move in role.leads_to)
        lines += [f"- {title}, usually after {years} years: {changes}" for title, years, changes in moves]
        lines.append(turn.wording.say("roles.held_next", role=turn.role(role.leads_to[0].role)))
    if _SENIOR.search(turn.text):
        lines.append(turn.wording.say("roles.held_senior"))
    return replace(state, focus=slug, pending=None), (Say("\n".join(lines)),)


def _outline(turn: Turn, plan: Plan, *, assumed: bool) -> Part:
    """The first steps of a long plan, a line each."""
    low, high = (round_number(hours) for hours in (plan.hours.low, plan.hours.high))
    values = {
        "role": turn.role(plan.goal),
        "steps": len(plan.steps),
        "low": low,
        "high": high,
        "weeks": round_number(plan.weeks),
    }
    head = "roles.plan_head_fits" if plan.left_out else "roles.plan_head"
    lines = [turn.wording.say(head, **values, pace=round_number(plan.hours_a_week))]
    for number, step in enumerate(plan.steps[:FIRST_STEPS], 1):
        weeks = (
            f"week {step.start_week}"
            if step.start_week == step.end_week
            else f"weeks {step.start_week} to {step.end_week}"
        )
        title = turn.corpus.resources[step.resources[0]].title if step.resources else ""
        lines.append(
            f"{number}. {turn.skill(step.skill)} to {level_name(step.to_level)} level, {weeks}"
            + (f": {title}" if title else "")
        )
    lines.append(turn.wording.say("roles.plan_more", more=len(plan.steps) - FIRST_STEPS))
    if plan.left_out:
        lines.append(turn.wording.say("roles.plan_left_out", count=len(plan.left_out)))
    if assumed:
        lines.append(turn.wording.say("roles.hours_assumed", pace=round_number(plan.hours_a_week)))
    if plan.weeks > MOST_WEEKS and plan.deadline is None:
        lines.append(too_long(plan))
    return Say("\n".join(lines))


def first_step(turn: Turn, state: State) -> Outcome:
    """How to begin a plan that is on screen."""
    return _learn(turn, replace(state, skill=state.skills[0], last="ask_skill"), state.skills[0])


def _learn(turn: Turn, state: State, slug: Slug) -> Outcome:
    """How one skill is learnt: the step of the plan for the role spoken of, or the skill's own page."""
    role = state.focus or state.goal
    plan = turn.advisor.plan(state.profile, role) if role else None
    steps = (*plan.steps, *plan.left_out) if plan else ()
    step = next((s for s in steps if s.skill == slug), None)
    if step is None:
        return state, (SkillCard(slug),)
    lines = [
        turn.wording.say(
            "roles.learn_first",
            skill=turn.skill(slug),
            level=level_name(step.to_level),
            hours=round_number(step.hours.likely),
        )
    ]
    if step.why:
        lines.append(turn.wording.say("roles.learn_why", why="; ".join(why_told(w, turn.corpus) for w in step.why[:2])))
    if step.resources:
        titles = [
            f"{r.title}, {r.publisher} ({r.cost.replace('free-audit', 'free to follow')})"
            for r in (turn.corpus.resources[s] for s in step.resources[:3])
        ]
        lines.append(turn.wording.say("roles.learn_with", resources="; ".join(titles)))
    if step.project:
        lines.append(turn.wording.say("roles.learn_project", project=" ".join(step.project.split())))
    have = turn.advisor.have(state.profile)
    before = [s for s, level in turn.corpus.skills[slug].needs.items() if have.get(s, 0) < level]
    if before:
        lines.append(turn.wording.say("roles.learn_before", skills=turn.skills(before)))
    return state, (Say("\n".join(lines)),)


def _shifted(turn: Turn, state: State, heard: Heard, skills: tuple[Slug, ...]) -> Outcome:
    """How the roles would stand with what is learnt and without what is lost."""
    given, taken = split(turn.understood, (heard.start, heard.end), skills, turn.corpus)
    have = turn.advisor.have(state.profile)
    lost = tuple(slug for slug in taken if slug in have)
    if taken and not lost and not given:
        return replace(state, skill=taken[0]), (turn.say("roles.forget_none", skills=turn.skills(taken)),)
    if state.profile.is_empty:
        return replace(state, skill=skills[0]), (turn.say("roles.tell_first"),)
    levels = {m.slug: m.level for m in turn.understood.skills if m.level}
    learnt = tuple((s, finished(state.profile, s, levels.get(s)).level(s)) for s in given)
    shifts = turn.advisor.what_if(state.profile, learnt, lost)
    absent = tuple(slug for slug in taken if slug not in have)
    said = (turn.say("roles.forget_none", skills=turn.skills(absent)),) if absent else ()
    return replace(state, skill=(*given, *lost)[0], listed=""), (*said, ShiftList(shifts, learnt, lost))


def what_if(turn: Turn, state: State, heard: Heard) -> Outcome:
    """What would change if something were learnt, or there were more time."""
    text = turn.words(heard)
    degree: tuple[Part, ...] = ()
    hours = turn.understood.hours_a_week
    supposed = state.last in ("what_if", "supposed") and bool(state.skill) and points(text)
    if hours and supposed and not _names_role(turn, state, heard):
        return time_for_skill(turn, state, state.skill, hours)
    if hours and (slug := the_role(turn, state, heard)):
        plan = turn.advisor.plan(state.profile, slug, hours_a_week=hours)
        return state, (
            turn.say(
                "roles.what_if_hours", hours=round_number(hours), role=turn.role(slug), weeks=round_number(weeks_in_all(plan))
            ),
        )
    if re.search(r"(?i)\b(?:master|masters|master's|degree|phd|bachelor)\b", text) and (
        slug := the_role(turn, state, heard)
    ):
        from careerbot.output.cards import _DEGREES

        degree = (
            turn.say(
                "roles.what_if_degree",
                role=a_role(slug, turn.corpus),
                degree=_DEGREES[turn.corpus.roles[slug].degree],
            ),
        )
    skills = skills_meant(turn.understood, span_of(heard), state, turn.corpus)
    if degree and not skills:
        return state, degree
    if not skills:
        return state, (turn.say("roles.what_if_what"),)
    state, shifts = _shifted(turn, state, heard, skills)
    return state, (*shifts, *degree)

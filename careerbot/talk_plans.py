"""Aims and the way to them: a goal, a plan, the next thing to learn, what if."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from careerbot.progress import finished
from careerbot.records import Slug
from careerbot.references import places, points, roles_meant, roles_with, skills_meant, trades_meant
from careerbot.reply import BridgeView, Part, PlanView, Say, ShiftList, SkillCard
from careerbot.state import State
from careerbot.talk_roles import span_of, the_role
from careerbot.turn import level_name, round_number, sentence

if TYPE_CHECKING:
    from careerbot.acts import Heard
    from careerbot.plan import Plan
    from careerbot.turn import Outcome, Turn

LEARN = re.compile(r"(?i)\b(?:learn|study|practi[sc]e|get better at|pick up|start with|do)\b")
SUPPOSED_LEVEL = 3
"""The level supposed where somebody asks "what if I learned it"."""

FIRST_STEPS = 6
"""Steps of a plan that are shown unasked."""

WHOLE = re.compile(r"(?i)\b(?:whole|full|entire|complete|all|every|detail\w*)\b")

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
    if not slugs:
        return state, (turn.say("roles.goal_which"),)
    return with_goal(turn, state, slugs[0])


def with_goal(turn: Turn, state: State, slug: Slug) -> Outcome:
    """Make a role the aim."""
    role = sentence(turn.role(slug))
    if turn.before.goal == slug:
        return replace(state, focus=slug), (turn.say("roles.goal_known", role=role),)
    profile = state.profile
    wanted = (slug, *(w for w in profile.wanted if w != slug))
    excluded = tuple(x for x in profile.excluded if x != slug)
    state = state.changed(replace(profile, wanted=wanted, excluded=excluded))
    said = turn.say("roles.goal_set", role=role)
    state = replace(state, focus=slug, shown=(slug,) if not state.shown else state.shown)
    if turn.does("ask_gaps", "ask_plan") or state.profile.is_empty:
        return state, (said,)
    from careerbot.talk_roles import gaps_of

    state, parts = gaps_of(turn, state, slug)
    return state, (said, *parts)


def ask_plan(turn: Turn, state: State, heard: Heard) -> Outcome:
    """The way to a role; or, where a skill on screen is pointed to, the way to that skill."""
    text = turn.words(heard)
    named = roles_meant(turn.understood, span_of(heard), state, turn.corpus)
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
    slug = the_role(turn, state, heard)
    if not slug:
        return state, (turn.say("roles.plan_which"),)
    return plan_for(turn, state, slug)


def _of_them(text: str, named: tuple[Slug, ...], state: State) -> bool:
    """Whether "the first" is the first gap rather than the first role: it is what was listed last."""
    by_place = bool(named) and set(named) <= set(places(text, state.shown))
    return (not named or by_place) and LEARN.search(text) is not None


def plan_for(turn: Turn, state: State, slug: Slug) -> Outcome:
    """The steps to a role, and ways over other roles where it is far."""
    plan = turn.advisor.plan(state.profile, slug)
    steps = tuple(step.skill for step in (*plan.steps, *plan.left_out))
    state = replace(state, focus=slug, skills=steps, listed="skills" if steps else state.listed)
    whole = len(plan.steps) <= FIRST_STEPS or WHOLE.search(turn.text) is not None
    parts: list[Part] = [PlanView(plan) if whole else _outline(turn, plan)]
    if plan.hours.likely > FAR and not state.profile.is_empty and f"bridge {slug}" not in state.asked:
        state = replace(state, asked=state.asked | {f"bridge {slug}"})
        from careerbot.bridge import bridge

        start = next((job.slug for job in state.profile.jobs if job.now), None)
        found = bridge(turn.corpus, start, slug, state.profile)
        if found.suggested is not None and not found.routes[found.suggested].is_direct:
            parts.append(BridgeView(found))
    return state, tuple(parts)


def _outline(turn: Turn, plan: Plan) -> Part:
    """The first steps of a long plan, a line each."""
    low, high = (round_number(hours) for hours in (plan.hours.low, plan.hours.high))
    values = {
        "role": turn.role(plan.goal),
        "steps": len(plan.steps),
        "low": low,
        "high": high,
        "weeks": round_number(plan.weeks),
    }
    lines = [turn.wording.say("roles.plan_head", **values, pace=round_number(plan.hours_a_week))]
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
    return Say("\n".join(lines))


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


def what_if(turn: Turn, state: State, heard: Heard) -> Outcome:
    """What would change if something were learnt, or there were more time."""
    text = turn.words(heard)
    hours = turn.understood.hours_a_week
    if hours and (slug := the_role(turn, state, heard)):
        plan = turn.advisor.plan(state.profile, slug, hours_a_week=hours)
        return state, (
            turn.say(
                "roles.what_if_hours", hours=round_number(hours), role=turn.role(slug), weeks=round_number(plan.weeks)
            ),
        )
    if re.search(r"(?i)\b(?:master|masters|master's|degree|phd|bachelor)\b", text) and (
        slug := the_role(turn, state, heard)
    ):
        from careerbot.telling_cards import _DEGREES

        return state, (
            turn.say("roles.what_if_degree", role=turn.role(slug), degree=_DEGREES[turn.corpus.roles[slug].degree]),
        )
    skills = skills_meant(turn.understood, span_of(heard), state, turn.corpus)
    if not skills:
        return state, (turn.say("roles.what_if_what"),)
    if re.search(r"(?i)\b(?:no|not|without|couldn'?t|can'?t|lost|forgot)\b", text):
        return state, (turn.say("roles.what_if_none"),)
    if state.profile.is_empty:
        return replace(state, skill=skills[0]), (turn.say("roles.tell_first"),)
    levels = {m.slug: m.level for m in turn.understood.skills if m.level}
    learnt = tuple((s, finished(state.profile, s, levels.get(s)).level(s)) for s in skills)
    return replace(state, skill=skills[0], listed=""), (ShiftList(turn.advisor.what_if(state.profile, learnt), learnt),)

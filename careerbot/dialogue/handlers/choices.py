"""Which of the roles on screen: what pays best, what is easiest, what is nearest; and whether something is realistic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.dialogue.pointing import span_of, the_role, unknown_role
from careerbot.dialogue.references import places, points_to_several, roles_meant, roles_pointed_to
from careerbot.dialogue.state import State
from careerbot.dialogue.turn import level_name, round_number, sentence
from careerbot.matching.profile import Profile
from careerbot.output.parts import Part, Say
from careerbot.planning.effort import Hours, Standing, estimate, hours_to
from careerbot.planning.plan import USUAL_HOURS, WEEKS_A_MONTH
from careerbot.text.dates import months_until

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Outcome, Turn
    from careerbot.nlu.intents.recognizer import Heard
    from careerbot.planning.plan import Plan

Measure = Literal["pay", "ease", "near"]

_MEASURES: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("pay", re.compile(r"(?i)\b(?:pay|pays|paid|paying|salar\w+|earns?|money|lucrative|wages?)\b")),
    (
        "ease",
        re.compile(
            r"(?i)\b(?:eas(?:ier|iest|y\w*)|quick(?:er|est)?|fast(?:er|est)?|simpl(?:er|est)|soon(?:er|est)|"
            r"hard(?:er|est)|(?:least|less|fewest|most|more) (?:work|effort|hours|time|to learn|study)|"
            r"shortest|longest)\b"
        ),
    ),
    (
        "near",
        re.compile(
            r"(?i)\b(?:clos(?:e|er|est)|near(?:er|est)?|(?:best|better) (?:fit|match|for me)|"
            r"fits? (?:me )?(?:best|better))\b"
        ),
    ),
)  # fmt: skip
_DESCENDING = re.compile(r"(?i)\b(?:hard(?:er|est)|longest|most (?:work|effort|hours|time))\b")

SHOWN_OF_THEM = 5
"""Roles set against each other at once."""

WITHIN_A_YEAR, WITHIN_TWO, WITHIN_THREE = 52, 104, 156
"""Weeks that are judged as near, as long, and as the most that people keep at."""

MOST_HOURS = 25
"""Hours a week beside a job that can be asked of anybody."""


def measure_of(text: str) -> Measure | None:
    """By what roles are to be put in order, where a message says so."""
    return next((name for name, pattern in _MEASURES if pattern.search(text)), None)


_OF_ALL = re.compile(
    r"(?i)\b(?:which|what) (?:\w+ )?(?:role|job|career|position|profession|title)s?\b.*\b(?:most|best|highest)\b"
)
"""Of two roles one pays more: what pays the most is asked of roles at large, unless "of these" is said."""


def which_of(turn: Turn, state: State, heard: Heard) -> Outcome | None:
    """The roles spoken of, in order of pay, of hours or of nearness; None where nothing of that was asked."""
    text = turn.words(heard)
    measure = measure_of(text)
    slugs = _candidates(turn, state, heard)
    if measure == "ease" and not slugs and not state.shown and not roles_meant(
        turn.understood, span_of(heard), state, turn.corpus
    ):
        slugs = _for_beginners(turn, state)
    if measure is None or len(slugs) < 2 or measure == "pay" and slugs == state.shown and _of_all(text, slugs):
        return None
    if measure != "pay" and state.profile.is_empty and measure == "near":
        return state, (turn.say("roles.tell_first"),)
    backwards = _DESCENDING.search(text) is not None
    ordered, parts = _ORDERED[measure](turn, state, slugs, backwards)
    if measure == "ease":
        state, assumed = assumption(turn, state)
        parts = (*parts, Say(assumed)) if assumed else parts
    if measure == "pay":
        from careerbot.questions.router import after_comparing

        state = replace(state, market=after_comparing(ordered[0], ordered[1], pay=True))
    return replace(state, shown=ordered, listed="roles", focus=ordered[0]), parts


def _of_all(text: str, shown: tuple[Slug, ...]) -> bool:
    return len(shown) == 2 and _OF_ALL.search(text) is not None and not points_to_several(text)


def _for_beginners(turn: Turn, state: State) -> tuple[Slug, ...]:
    """The roles that take newcomers without a degree, those with the fewest hours to learn."""
    open_ = (s for s, r in turn.corpus.roles.items() if "entry" in r.seniority and r.degree in ("none", "helpful"))
    return tuple(sorted(open_, key=lambda s: _likely(turn.advisor.plan(state.profile, s)))[:3])


def _candidates(turn: Turn, state: State, heard: Heard) -> tuple[Slug, ...]:
    named = roles_meant(turn.understood, span_of(heard), state, turn.corpus)
    if len(named) >= 2:
        return named[:SHOWN_OF_THEM]
    if len(named) == 1 and not places(turn.words(heard), state.shown):
        return ()
    shown = state.shown
    if len(shown) < 2 and not state.profile.is_empty and roles_pointed_to(turn.words(heard)):
        shown = tuple(m.slug for m in turn.advisor.suggest(state.profile, 3).matches)
    return shown[:SHOWN_OF_THEM]


Ordered = tuple[tuple[Slug, ...], tuple[Part, ...]]
"""Roles in their order, and what is said of it."""


def _by_pay(turn: Turn, state: State, slugs: tuple[Slug, ...], backwards: bool) -> Ordered:
    from careerbot.questions.pay import SOURCE, PayQuestion, caveat, find_row, read_pay

    rows = read_pay(turn.corpus)
    found = {slug: find_row(PayQuestion(slug), rows) for slug in slugs}
    paid = sorted((slug for slug in slugs if found[slug]), key=lambda s: -found[s].median)  # type: ignore[union-attr]
    unknown = tuple(slug for slug in slugs if not found[slug])
    if not paid:
        return slugs, (turn.say("roles.pay_none", roles=turn.roles(slugs)),)
    lines = [turn.wording.say("roles.pay_head")]
    for number, slug in enumerate(paid, 1):
        row = found[slug]
        assert row is not None
        year = "all years" if row.year == "all" else row.year
        lines.append(f"{number}. {turn.role(slug)}: ${row.median:,} (n = {row.n:,}, {year})")
    if unknown:
        lines.append(turn.wording.say("roles.pay_unknown", roles=turn.roles(unknown)))
    source = turn.corpus.sources[SOURCE]
    said = caveat(turn.corpus)
    lines.append(turn.wording.say("roles.pay_source", bias=said, source=source.title, publisher=source.publisher))
    return (*paid, *unknown), (Say("\n".join(lines)),)


def _by_ease(turn: Turn, state: State, slugs: tuple[Slug, ...], backwards: bool) -> Ordered:
    plans = {slug: turn.advisor.plan(state.profile, slug) for slug in slugs}
    ordered = tuple(sorted(slugs, key=lambda s: _likely(plans[s]) * (-1 if backwards else 1)))
    pace = plans[ordered[0]].hours_a_week
    key = "roles.ease_head_hard" if backwards else "roles.ease_head"
    if state.profile.is_empty:
        key = "roles.ease_head_new"
    lines = [turn.wording.say(key, pace=round_number(pace))]
    for number, slug in enumerate(ordered, 1):
        lines.append(f"{number}. {turn.role(slug)}: {_hours(plans[slug])}, about {_weeks(_likely(plans[slug]) / pace)}")
    return ordered, (Say("\n".join(lines)),)


def _by_nearness(turn: Turn, state: State, slugs: tuple[Slug, ...], backwards: bool) -> Ordered:
    matches = {slug: turn.advisor.match(state.profile, slug) for slug in slugs}
    ordered = tuple(sorted(slugs, key=lambda s: -matches[s].score))
    lines = [turn.wording.say("roles.near_head", role=turn.role(ordered[0]))]
    for number, slug in enumerate(ordered, 1):
        share = f"{matches[slug].coverage:.0%}"
        lines.append(
            f"{number}. "
            + turn.wording.say("roles.near_line", role=turn.role(slug), score=f"{matches[slug].score:.0%}", share=share)
        )
    return ordered, (Say("\n".join(lines)),)


_ORDERED = {"pay": _by_pay, "ease": _by_ease, "near": _by_nearness}


def assumption(turn: Turn, state: State, hours: float | None = None) -> tuple[State, str]:
    """That hours a week are assumed, where nobody gave them; said once."""
    if hours or state.profile.hours_a_week or "assumed" in state.asked:
        return state, ""
    said = turn.wording.say("roles.hours_assumed", pace=round_number(USUAL_HOURS))
    return replace(state, asked=state.asked | {"assumed"}), said


def time_there(turn: Turn, state: State, slug: Slug) -> str:
    """How long the whole way takes, and how much of it fits before the deadline."""
    plan = turn.advisor.plan(state.profile, slug)
    said = turn.wording.say("profile.hours_weeks", role=turn.role(slug), weeks=round_number(weeks_in_all(plan)))
    if not plan.left_out:
        return said
    steps = len(plan.steps) + len(plan.left_out)
    return f"{said} {turn.wording.say('roles.fit_before', fit=len(plan.steps), steps=steps)}"


def weeks_in_all(plan: Plan) -> float:
    """Weeks to the end of a plan, with what does not fit before its deadline."""
    return plan.left_out[-1].end_week if plan.left_out else plan.weeks


def _likely(plan: Plan) -> int:
    return plan.hours.likely + sum(step.hours.likely for step in plan.left_out)


def _hours(plan: Plan) -> str:
    low, high = (round_number(hours) for hours in (plan.hours.low, plan.hours.high))
    return f"{low} to {high} hours" if plan.hours.likely else "nothing to learn first"


def _weeks(weeks: float) -> str:
    if weeks < 1.5:
        return "a week"
    return f"{weeks:.0f} weeks" if weeks < 100 else f"{weeks / 52:.0f} years"


# ---------------------------------------------------------------- is it realistic, how long does it take


_AGE = re.compile(
    r"(?i)\b(?:at|aged?|over|past|turning) (?:age )?[3-7]\d\b(?!%| ?(?:hours?|h\b|weeks?|months?|per ?cent))|"
    r"\b(?:at|for) my age\b"
)


def chances(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Whether something is realistic, from what is missing and the hours there are."""
    supposed = state.last in ("what_if", "supposed") and state.skill and not roles_meant(
        turn.understood, span_of(heard), state, turn.corpus
    )
    if supposed:
        return time_for_skill(turn, state, state.skill)
    slug = _aimed_at(turn, state, heard)
    aged = turn.wording.say("worry.old") if _AGE.search(turn.words(heard)) else ""
    if unknown := unknown_role(turn, state, heard):
        return state, (turn.say("roles.not_covered", name=unknown),)
    if not slug and aged:
        return state, (Say(aged), turn.say("roles.chances_of_what"))
    if not slug:
        return state, (turn.say("roles.chances_of_what"),)
    hours = turn.understood.hours_a_week or state.profile.hours_a_week
    # the time there is comes into the judgement, so nothing is left out of the plan for it
    plan = turn.advisor.plan(replace(state.profile, months=None, by=None), slug, hours_a_week=hours)
    months = turn.understood.months or months_until(turn.words(heard), state.today) or state.profile.months
    lines = [aged, _standing(turn, state, slug, plan), _verdict(turn, plan, months)]
    key = _DEGREE_KEYS.get(turn.corpus.roles[slug].degree)
    if key is not None and plan.steps:
        lines.append(turn.wording.say(key))
    if plan.steps:
        state, assumed = assumption(turn, state, hours)
        lines.append(assumed)
    return replace(state, focus=slug), (Say(" ".join(line for line in lines if line)),)


def _aimed_at(turn: Turn, state: State, heard: Heard) -> Slug:
    """The role meant; of those on screen one that is not their job already."""
    slug = the_role(turn, state, heard)
    held = {job.slug for job in state.profile.jobs if job.now}
    if slug not in held or state.focus == slug or roles_meant(turn.understood, span_of(heard), state, turn.corpus):
        return slug
    return next((shown for shown in state.shown if shown not in held), slug)


_DEGREE_KEYS = {"bachelor": "roles.chances_bachelor", "master": "roles.chances_master", "phd": "roles.chances_phd"}


def _standing(turn: Turn, state: State, slug: Slug, plan: Plan) -> str:
    if not plan.steps:
        return turn.wording.say("roles.chances_there", role=sentence(turn.role(slug)))
    values = {
        "role": sentence(turn.role(slug)),
        "hours": _hours(plan),
        "weeks": _weeks(plan.weeks),
        "pace": round_number(plan.hours_a_week),
    }
    if state.profile.is_empty:
        return turn.wording.say("roles.chances_new", **values)
    share = f"{turn.advisor.match(state.profile, slug).coverage:.0%}"
    return turn.wording.say("roles.chances", share=share, **values)


def _verdict(turn: Turn, plan: Plan, months: float | None) -> str:
    if not plan.steps:
        return ""
    weeks_given = months * WEEKS_A_MONTH if months else None
    if weeks_given is not None and plan.weeks > weeks_given:
        needed = plan.hours.likely / max(1.0, weeks_given)
        return turn.wording.say("roles.verdict_late", weeks=_weeks(weeks_given), needed=round_number(needed))
    if plan.weeks <= WITHIN_A_YEAR:
        return turn.wording.say("roles.verdict_near")
    if plan.weeks <= WITHIN_TWO:
        return turn.wording.say("roles.verdict_long")
    needed = plan.hours.likely / WITHIN_TWO
    if needed <= MOST_HOURS:
        key = "roles.verdict_years" if plan.weeks <= WITHIN_THREE else "roles.verdict_too_long"
        return turn.wording.say(key, needed=round_number(max(1, round(needed))))
    return turn.wording.say("roles.verdict_far")


def time_for_skill(turn: Turn, state: State, slug: Slug, hours: float | None = None, to_level: int = 3) -> Outcome:
    """How long one skill takes from where they stand."""
    pace = hours or turn.understood.hours_a_week or state.profile.hours_a_week
    said = hours_for(turn, state.profile, slug, to_level)
    weeks = said.likely / (pace or USUAL_HOURS)
    values = {
        "skill": turn.skill(slug),
        "level": level_name(to_level),
        "hours": f"{said.low} to {said.high}",
        "weeks": _weeks(weeks),
        "pace": round_number(pace or USUAL_HOURS),
    }
    state, assumed = assumption(turn, state, pace)
    told = f"{turn.wording.say('roles.skill_time', **values)} {assumed}".strip()
    return replace(state, skill=slug, last="supposed"), (Say(told),)


def hours_for(turn: Turn, profile: Profile, slug: Slug, to_level: int) -> Hours:
    """An estimate for one skill alone, without what comes before it."""
    levels = turn.advisor.have(profile)
    to_level = max(to_level, min(5, levels.get(slug, 0) + 1))
    return estimate(hours_to(slug, to_level, Standing(dict(levels)), turn.corpus.skills))

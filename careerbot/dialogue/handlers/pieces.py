"""Pieces of answers that several handlers use: the questions back, why a role fits, a plan's hours, an answer of the base."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from careerbot.corpus.occupations import DEGREE
from careerbot.corpus.records import Advice, Slug, Terms, Traits
from careerbot.dialogue.turn import Answer, first_sentences, flat, hours_told, pace_told, sentence
from careerbot.matching.origins import CODE, at_home, open_to, ways_in
from careerbot.matching.profile import Profile, is_seasoned
from careerbot.matching.weights import weight_of
from careerbot.output.parts import Part, Say
from careerbot.planning.plan import USUAL_HOURS, WEEKS_A_MONTH
from careerbot.planning.shape import Shape, shape_of

if TYPE_CHECKING:
    from careerbot.corpus.records import Role
    from careerbot.dialogue.state import State
    from careerbot.dialogue.turn import Turn
    from careerbot.matching.ranking import Match
    from careerbot.planning.plan import Plan

STRONGEST = 3
"""Skills named as the ground of a role."""

RARE, CENTRAL, DAILY, RELATED = 0.15, 0.25, 0.5, 0.5
"""Share of a role's adverts from which a skill is used in it at all, belongs to it, and is daily work; and the share of a
skill that another one stands in for, from which who knows the one uses it in the other's place."""

OF_COVERAGE, TAKEN_OFF, OF_A_STEP, MIDDLE = 0.3, 0.2, 0.1, 3
"""Beside the score: the share of a role that is there already; what each thing against it takes off; and what a usual next job
adds, or each step of something that they want more of (judgement)."""

YEAR = 52

SQL, CODING, SOME, SOLID, CODER, SOME_MATHS = "sql", "coding", 2, 3, 4, 3
"""What counts as code though it is of no family of code; what coding is called; levels of it; how much of it there is in a
role that nobody is sent to who writes none; and of maths in one that maths is used in."""

TRAITS = {
    "mathematics": "maths", "programming-fundamentals": "coding", "communication": "people", "technical-writing": "writing",
}  # fmt: skip
"""Whole subjects, which a role has more or less of rather than asks for."""


# ---------------------------------------------------------------- questions back


def which_role(turn: Turn) -> Answer:
    """Asked of a role that nothing names, or of one that is not known."""
    strange = next((left.text for left in turn.document.leftovers if left.kind == "role"), "")
    if strange:
        return Answer((turn.say("role.unknown", what=strange),))
    ask, pending = turn.question("role", "ask.role")
    return Answer((), ask=ask, pending=pending)


def what_can_you_do(turn: Turn) -> Answer:
    """The question everything begins with."""
    ask, pending = turn.question("can", "ask.can_again" if "can" in turn.state.asked else "ask.can")
    return Answer((), ask=ask, pending=pending, topic="other")


# ---------------------------------------------------------------- roles


def within_reach(turn: Turn, slug: Slug) -> bool:
    """Whether a role is given to people who come as they do: no architect's post to a beginner."""
    return open_to(turn.state.profile, slug, turn.corpus)


def lowered(text: str) -> str:
    """Inside a sentence."""
    return text[:1].lower() + text[1:]


def either(turn: Turn, skills: Sequence[Slug]) -> str:
    """Skills any of which does: PyTorch or TensorFlow."""
    return turn.text("roles.either", one=turn.skill(skills[0]), other=turn.skill(skills[1]))


def works_with(turn: Turn, role: Slug, skill: Slug) -> bool:
    """Whether a role asks for a skill, for what it holds, for what stands on it, or for what it can stand in for."""
    record, skills, like = turn.corpus.roles[role], turn.corpus.skills, turn.corpus.like
    asked = {slug for slug, need in record.needs.items() if need.weight >= RARE}
    core = {slug for slug, need in record.needs.items() if need.weight >= DAILY}
    asked |= {slug for group in record.any_of for slug in group.skills if group.weight >= RARE}
    near = any(like.get(slug, {}).get(skill, 0.0) >= RELATED for slug in asked) or any(skill in skills[s].needs for s in core)
    if TRAITS.get(skill) == "maths":
        return record.traits.maths >= SOME_MATHS
    return skill in asked or bool(skills[skill].implies.keys() & core) or near


def grounds_of(turn: Turn, match: Match) -> tuple[list[Slug], list[Slug], str]:
    """(skills used in a role, what their work brings to it, how their trade leads there), the strongest first."""
    profile, role = turn.state.profile, turn.corpus.roles[match.slug]
    named = {k.slug for k in profile.skills if k.how != "meaning"}
    speaking = [r for r in match.reasons if r.amount > 0 and r.subject not in {w.slug for w in profile.dislikes}]
    known = [r.subject for r in speaking if r.kind == "has_skill" and r.subject in named]
    said = [slug for slug in known if works_with(turn, match.slug, slug)][:STRONGEST]
    work = [r.subject for r in speaking if r.kind == "implied_by_job" and weight_of(role, r.subject)][: STRONGEST - len(said)]
    settled = len(said) == STRONGEST and at_home(profile, turn.corpus)
    return said, work, "" if settled else next((r.quote for r in speaking if r.kind == "way"), "")


def because(turn: Turn, match: Match) -> tuple[str, frozenset[Slug]]:
    """(why a role fits in one line, the skills it names): what they said they know, what their work brings, who takes them."""
    said, work, way = grounds_of(turn, match)
    told = [turn.text("roles.uses", what=turn.skills(said))] if said else []
    if work and not way:
        studies = any(job.slug.startswith(DEGREE) for job in turn.state.profile.jobs)
        told.append(turn.text("roles.from_studies" if studies else "roles.from_job", what=turn.skills(work)))
    if way:
        told.append(way)
    if told:
        return "; ".join(told), frozenset((*said, *work))
    for reason in match.reasons:
        if reason.amount > 0 and reason.kind in _GROUNDS:
            name = turn.name(reason.subject)
            return turn.text(_GROUNDS[reason.kind], what=name, quote=reason.quote), frozenset({reason.subject})
    return "", frozenset()


def _code(turn: Turn) -> int:
    """How well they write code, or questions to a database, by what they said or by their work: 0, 2 or 3."""
    profile, most = turn.state.profile, SOLID
    if any(TRAITS.get(w.slug) == CODING for w in profile.missing):
        most = SOME
    known = [k.level for k in profile.skills if k.how != "meaning" and _is_code(turn, k.slug)]
    return SOLID if any(job.kind == "role" for job in profile.jobs) else min(most, max(known, default=0))


def _is_code(turn: Turn, slug: Slug) -> bool:
    skill, family = turn.corpus.skills[slug], turn.corpus.skill_family.get(slug)
    clicked = slug in turn.corpus.language.table("references")["field"]["no_code"]
    return slug == SQL or not clicked and (family in CODE or skill.kind == "tool" and SQL in skill.implies)


def refused(turn: Turn, slug: Slug) -> str:
    """What in a role is not for them, by name: what they do not want, or a PhD or code that they have not; empty if none."""
    profile, role, table = turn.state.profile, turn.corpus.roles[slug], turn.corpus.language.table("references")
    unloved = {TRAITS.get(w.slug, "") for w in profile.dislikes} | {TRAITS.get(w.slug, "") for w in profile.missing} - {CODING}
    topics: set[str] = unloved | {topic for topic, more, _ in profile.limits if not more}
    for topic in sorted(topics & table["much"].keys()):
        daily = topic == CODING and any(_is_code(turn, s) and n.weight >= DAILY for s, n in role.needs.items())
        if getattr(role.traits, topic) >= table["much"][topic] or daily:
            return turn.text(f"trait.{topic}")
    if any(role.degree in table["closed"][topic] for topic in (topics | _without_phd(turn, slug)) & table["closed"].keys()):
        return turn.text("trait.degree")
    if role.traits.coding >= max(CODER, _code(turn) + SOLID) and slug not in profile.wanted:
        return turn.text("trait.coding")
    return next((turn.skill(w.slug) for w in profile.dislikes if share_of(role, w.slug) >= CENTRAL), "")


def _without_phd(turn: Turn, slug: Slug) -> set[str]:
    """That a PhD is out of the question: unless they have one, work in the field, come from where the role takes people."""
    profile = turn.state.profile
    ways = {way.role for _, way in ways_in(profile, turn.corpus)} | {*profile.wanted}
    words = turn.corpus.language.table("degrees")["levels"]["phd"]
    told = any(word in quote.lower().split() for quote in turn.state.degrees for word in words)
    of_one = any(job.kind == "role" or job.slug.startswith(f"{DEGREE}phd") for job in profile.jobs)
    doctor = told or of_one or profile.document
    return set() if slug in ways or doctor else {"phd"}


def fairness(turn: Turn, roles: Sequence[Slug]) -> dict[Slug, float]:
    """What an adviser adds to the score of each role for what is there already, and takes off it for what is against it."""
    bare = {match.slug: match.coverage for match in turn.advisor.ranker.matches(Profile(), roles)}
    rows = turn.advisor.ranker.matches(turn.state.profile, roles)
    return {match.slug: OF_COVERAGE * (match.coverage - bare[match.slug] / 2) + _fair(turn, match) for match in rows}


def _fair(turn: Turn, match: Match) -> float:
    role, profile, table = turn.corpus.roles[match.slug], turn.state.profile, turn.corpus.language.table("references")
    kinds, field = {reason.kind for reason in match.reasons}, table["field"]
    more: list[str] = [topic for topic, more, _ in profile.limits if more and topic in table["much"]]
    new = not is_seasoned(profile) and not any(job.kind == "role" for job in profile.jobs)
    off = [
        not is_told(turn, match),
        role.degree in table["closed"]["nobody"] and bool(profile.skills or profile.jobs),
        new and not role.takes_changers and kinds.isdisjoint(table["grounds"]["trade"]),
        match.slug in field["beside"] and any(m.slug in field["skills"] for m in turn.document.skills),
    ]
    steps = sum(getattr(role.traits, topic) - MIDDLE for topic in more) + ("next_job" in kinds)
    steps += len(grounds_of(turn, match)[0]) // SOME
    steps -= new and set(field["young"]).isdisjoint(role.seniority)
    return OF_A_STEP * float(steps) - TAKEN_OFF * sum(off)


def is_told(turn: Turn, match: Match) -> bool:
    """Whether a role rests on something they told: a skill used in it, their trade, or their wish."""
    speaking = turn.corpus.language.table("references")["grounds"].values()
    speaks = any(reason.kind in kinds for kinds in speaking for reason in match.reasons if reason.amount > 0)
    return speaks or bool(grounds_of(turn, match)[0]) or turn.state.profile.is_empty


def portrait(turn: Turn, slug: Slug) -> str:
    """A role in one clause: the first line of its record."""
    return turn.corpus.roles[slug].summary.strip().split("\n")[0].rstrip(":,.")


def asked_most(turn: Turn, role: Slug, most: int) -> list[str]:
    """What its adverts ask for most, by name."""
    record = turn.corpus.roles[role]
    rows = [(need.weight, turn.skill(slug)) for slug, need in record.needs.items()]
    rows += [(group.weight, either(turn, group.skills) if len(group.skills) > 1 else group.name) for group in record.any_of]
    return [name for _, name in sorted(rows, key=lambda row: (-row[0], row[1]))[:most]]


_GROUNDS = {
    "job": "roles.near_work", "next_job": "roles.next_job",
    "substitute": "roles.like", "learning": "roles.learning", "likes": "roles.likes", "meaning": "roles.meaning",
}  # fmt: skip


def trait_told(turn: Turn, slug: Slug) -> Part:
    """How much of a whole subject the role in question has."""
    amount = getattr(turn.corpus.roles[turn.role].traits, TRAITS[slug])
    return Say(sentence(turn.text(f"skill.trait_{amount}", trait=turn.text(f"trait.{TRAITS[slug]}"), role=turn.a(turn.role))))


# ---------------------------------------------------------------- plans


def plan_for(turn: Turn, role: Slug, months: float | None = None, pace: float | None = None) -> Plan:
    """The plan at their pace or another, in the shape they wish, until their deadline or in so many months."""
    state = turn.state
    return turn.advisor.plan(state.profile, role, hours_a_week=pace, months=months or state.months_left, shape=wishes(turn))


def measured(turn: Turn, found: Plan, hours: float = 0.0) -> dict[str, str]:
    """A plan or a part of it in numbers: hours, how long they take, at which pace, a stretch with more hours included."""
    hours, (rate, weeks), pace = hours or max(1, hours_of(found)), turn.state.burst, pace_of(turn, found)
    within = min(hours, rate * weeks)
    span = span_told(turn, (within / rate if within else 0.0) + (hours - within) / found.hours_a_week)
    if within:
        both = turn.text("time.paces", pace=pace, weeks=round(weeks), rate=pace_told(rate))
        pace = pace_told(rate) if within == hours else both
    return dict(hours=hours_told(hours), span=span, pace=pace)


def pace_of(turn: Turn, found: Plan) -> str:
    """The hours a week a plan counts with, called an assumption where nobody told them."""
    told_ = pace_told(found.hours_a_week)
    guessed = turn.state.profile.hours_a_week is None and found.hours_a_week == USUAL_HOURS
    return turn.text("time.assumed", pace=told_) if guessed else told_


def wishes(turn: Turn, state: State | None = None) -> Shape:
    """How they want a plan to be."""
    state = state or turn.state
    return shape_of(state.profile, turn.corpus.skill_family, state.skipped, state.preferred)


def share_of(role: Role, slug: Slug) -> float:
    """Share of a role's adverts that ask for a skill; of a group the share that any of it meets."""
    need = role.needs.get(slug)
    return max([need.weight if need else 0.0, *(g.weight for g in role.any_of if slug in g.skills)])


def hours_of(found: Plan) -> int:
    """Likely hours of a whole plan, what a deadline leaves out included."""
    return found.hours.likely + sum(step.hours.likely for step in found.left_out)


def hours_a_week_needed(found: Plan) -> float:
    """Hours a week with which the whole plan fits before the deadline."""
    return math.ceil(hours_of(found) / max(1, found.deadline or 1))


def span_told(turn: Turn, weeks: float) -> str:
    """A length of time as people say it."""
    if weeks < 1.5:
        return turn.text("time.week")
    if weeks < 10:
        return turn.text("time.weeks", n=round(weeks))
    if weeks < 1.6 * YEAR:
        return turn.text("time.months", n=round(weeks / WEEKS_A_MONTH))
    return turn.text("time.years", n=f"{round(2 * weeks / YEAR) / 2:g}")


# ---------------------------------------------------------------- the answer base


def told(turn: Turn, found: Advice) -> Answer:
    """An answer of the answer base; what it asks of a role is told of the one under discussion."""
    state = turn.state.about(role=turn.role) if turn.role else turn.state
    own = of_role(turn, found)
    if own and turn.request.name == "ask_role" and turn.request.named:
        own = (*own, turn.say("role.is", title=turn.title(turn.role), what=lowered(portrait(turn, turn.role))))
    return Answer(own or spoken(turn, found), state=state, topic="fact")


def of_role(turn: Turn, found: Advice) -> tuple[Part, ...]:
    """What an entry asks, told of the role in question: the verdict, then what is behind it; nothing where none is held."""
    if not found.matter or not turn.role or not turn.is_for_them(found):
        return ()
    if found.matter in Traits.__struct_fields__:
        return _amount(turn, found.matter)
    if found.matter in Terms.__struct_fields__:
        wished = (limit.topic.replace("-", "_") for limit in turn.document.limits if limit.more)
        asked = dict.fromkeys((found.matter, *(wish for wish in wished if wish in Terms.__struct_fields__)))
        return tuple(terms(turn, matter) for matter in asked)
    if found.matter == WORTH_IT:
        return Say(first_sentences(found.answer, BRIEFLY)[0]), _with_ai(turn, turn.role, BRIEFLY)
    if found.matter != WITH_AI:
        return ()
    several = turn.request.roles[:2] if turn.request.named else (turn.role,)
    return tuple(_with_ai(turn, slug, BRIEFLY if len(several) > 1 else IN_FULL) for slug in several)


def terms(turn: Turn, matter: str) -> Part:
    """Whether a role is worked from home, part time, or on call."""
    often = getattr(turn.corpus.roles[turn.role].terms, matter)
    return turn.say(f"matter.{matter}_{often}", role=turn.a(turn.role))


WITH_AI, WORTH_IT = "ai", "worth"

IN_FULL, BRIEFLY = 80, 40
"""Words of an opinion on one role, and on each of two."""


def _with_ai(turn: Turn, slug: Slug, most: int) -> Part:
    """What AI takes over of a role, and what stays: an opinion, and said to be one."""
    what, _ = first_sentences(turn.corpus.roles[slug].with_ai, most)
    return turn.say("matter.ai", role=turn.a(slug), what=lowered(what))


def _amount(turn: Turn, trait: str) -> tuple[Part, ...]:
    """How much maths or code a role has, and which."""
    role = turn.corpus.roles[turn.role]
    amount = getattr(role.traits, trait)
    asked = {*role.needs, *(slug for group in role.any_of for slug in group.skills)} - TRAITS.keys()
    families = turn.corpus.language.table("references")["families"][trait]
    of_it = [slug for slug in asked if turn.corpus.skill_family[slug] in families]
    first = sorted(of_it, key=lambda slug: (-share_of(role, slug), slug))[:STRONGEST]
    parts = [turn.say(f"matter.{trait}_{amount}", role=turn.a(turn.role))]
    return (*parts, turn.say("matter.which", what=turn.skills(first))) if first else tuple(parts)


def spoken(turn: Turn, found: Advice) -> tuple[Part, ...]:
    """The answer itself, and the way on."""
    parts: tuple[Part, ...] = (Say(flat(found.answer)),)
    # who has told who they are is not asked for it again; a command stays
    return (*parts, Say(flat(found.next))) if found.next and ("/" in found.next or turn.state.profile.is_empty) else parts


def not_known(turn: Turn) -> Answer:
    """One sentence, and nothing in its place."""
    return Answer((turn.say("unknown.question"),), topic="other", known=False)

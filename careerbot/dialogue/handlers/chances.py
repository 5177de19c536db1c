"""Chances: whether somebody would be taken, and what own experience counts; worries, with a way on; suppositions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.beliefs import LACKED
from careerbot.dialogue.handlers.gaps import CARRIED, carried_over, credited, wanted_gaps
from careerbot.dialogue.handlers.pieces import (
    RARE,
    TRAITS,
    hours_a_week_needed,
    hours_of,
    measured,
    not_known,
    of_role,
    plan_for,
    share_of,
    spoken,
    told,
    what_can_you_do,
    within_reach,
)  # fmt: skip
from careerbot.dialogue.handlers.roles import ask_roles, fitting
from careerbot.dialogue.repetition import OF_RECORDS
from careerbot.dialogue.requests import ABOUT_ROLE
from careerbot.dialogue.subjects import standing_roles
from careerbot.dialogue.turn import Answer, first_sentences, hours_told, listed, pace_told
from careerbot.matching.origins import CODE, OWN, ways_in
from careerbot.matching.profile import SEASONED_LEVEL, SEASONED_YEARS
from careerbot.output.parts import Entry, Listing, Part, Ref, Say
from careerbot.planning.plan import WEEKS_A_MONTH
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from careerbot.corpus.records import Advice, Role, Slug
    from careerbot.dialogue.turn import Turn
    from careerbot.matching.confidence import Shift
    from careerbot.planning.plan import Plan

NEAR, FAR = 150, 600
"""Hours of study below which a role is within easy reach, and above which it is a long way."""

LONG = 78
"""Weeks from which a way is long, however few its hours."""

LOOKED_AT, MUCH_LESS, AGAINST = 4, 0.6, 2
"""Leading roles looked at for a nearer one, the share of the hours from which it is one, and gaps that are named."""


def chances(turn: Turn) -> Answer:
    """The answer of the answer base where it has one, and the verdict for the role in question with its grounds."""
    found = turn.advice() if _is_general(turn) else None
    if not turn.role:
        return Answer(spoken(turn, found), topic="fact") if found is not None else what_can_you_do(turn)
    of_degree = found is not None and found.matter == OF_DEGREES
    parts: list[Part] = [verdict(turn), *_instead(turn)]
    if of_degree and not turn.does("ask_degree"):
        parts.insert(0, degree_verdict(turn))
    elif found is not None and not of_degree:
        parts = [*(of_role(turn, found) or (Say(first_sentences(found.answer, IN_SHORT)[0]),)), *parts]
    elif not turn.state.profile.is_empty:
        parts += _grounds(turn)
    return Answer(tuple(parts), state=turn.state.about(role=turn.role), topic="fact")


OF_THEMSELVES = frozenset({"ask_chances", "ask_degree"})
"""Requests that set what is asked of every role, or age, against what is known of them."""


def is_of_them(turn: Turn, found: Advice) -> bool:
    """Whether the request, and no entry of the answer base alone, answers: their age, their degree, their chances."""
    return bool(found.matter and turn.role) and turn.request.name in OF_THEMSELVES


IN_SHORT = 50
"""Words of an answer that a verdict follows."""


def _is_general(turn: Turn) -> bool:
    """Whether more than a role and a time is asked about: an age, a degree, a trade, a fear."""
    about_them = turn.document.quantity("age") is not None or bool(turn.document.degrees)
    return about_them or turn.does("worry") or turn.background is not None or not turn.request.named


def verdict(turn: Turn) -> Part:
    """Yes, not in that time, or a long way, what is nearer first; with hours and weeks."""
    plan = plan_for(turn, turn.role, _asked_months(turn))
    hours = hours_of(plan)
    names = dict(measured(turn, plan), role=turn.a(turn.role))
    if plan.is_held:
        return turn.say("chances.held", **names)
    if not hours:
        return turn.say("chances.ready", **names)
    if plan.left_out:
        needed = pace_told(hours_a_week_needed(plan))
        months = max(1, round((plan.deadline or 0) / WEEKS_A_MONTH))
        return turn.say("chances.not_in_time", needed=needed, months=months, **names)
    if plan.deadline is not None:
        return turn.say("chances.in_time", **names)
    if hours > FAR and (near := nearer(turn, hours)) is not None:
        return turn.say("chances.nearer_first", far=turn.a(turn.role), far_hours=names["hours"],
                        near=turn.a(near.goal), **measured(turn, near))  # fmt: skip
    long = hours > FAR or hours / plan.hours_a_week > LONG
    return turn.say(f"chances.{'near' if hours <= NEAR and not long else 'far' if long else 'middling'}", **names)


def _asked_months(turn: Turn) -> float | None:
    """The time that is asked about, though it may be no deadline of theirs: "within a year?"."""
    return next((q.value for q in turn.document.quantities if q.kind == "deadline" and q.value), None)


def nearer(turn: Turn, whole: float, goal: Slug = "") -> Plan | None:
    """The plan of a role that takes much less, among those that fit best; with a `goal` of one from which people go there."""
    held = {job.slug for job in turn.state.profile.jobs}
    ranked = turn.advisor.suggest(turn.state.profile, 1).standings
    near = [s.slug for s in ranked if s.slug not in (*held, turn.role) and within_reach(turn, s.slug)]
    leads = [slug for slug in near if any(move.role == goal for move in turn.corpus.roles[slug].leads_to)]
    near = (leads if goal else near)[:LOOKED_AT]
    plans = (plan_for(turn, slug) for slug in near)
    return next((plan for plan in plans if 0 < hours_of(plan) <= MUCH_LESS * whole), None)


def _instead(turn: Turn) -> list[Part]:
    """Where the time is too short: a role that is within reach by then, or what to begin with."""
    plan = plan_for(turn, turn.role, _asked_months(turn))
    if not plan.left_out or plan.is_held:
        return []
    near = nearer(turn, hours_of(plan) / MUCH_LESS)
    if near is not None and not near.left_out:
        return [turn.say("chances.by_then", near=turn.a(near.goal), hours=hours_told(hours_of(near)))]
    return [turn.say("chances.begin", first=turn.skills([step.skill for step in (plan.steps or plan.left_out)[:2]]))]


def _grounds(turn: Turn) -> list[Part]:
    """What speaks for them: years, skills that carry over, who gets first jobs; what speaks against: what is missing most."""
    role, profile = turn.corpus.roles[turn.role], turn.state.profile
    match = turn.advisor.match(profile, turn.role)
    carried = carried_over(turn, match)[:CARRIED]
    ways = listed([turn.text(f"enters.{way.replace('-', '_')}") for way in role.enters_by])
    years = years_worked(turn)
    new = years < SEASONED_YEARS and not turn.does("ask_degree")  # a degree's verdict says who gets in already
    told: list[Part] = [turn.say("chances.enters", ways=ways, role=turn.a(turn.role))] if new else []
    if carried:
        key = "seasoned" if years >= SEASONED_YEARS else "carried"
        told.insert(0, turn.say(f"chances.{key}", years=pace_told(years), what=credited(turn, carried)))
    asked = [slug for slug in turn.request.skills if share_of(role, slug) and not profile.level(slug)]
    missing = asked or [gap.slug for gap in match.gaps[:AGAINST]]
    return [*told, turn.say("chances.against", what=turn.skills(missing))] if missing else told


def years_worked(turn: Turn) -> float:
    """The longest time in one job of the field, or in software."""
    return max((job.years or 0 for job in turn.state.profile.jobs if job.kind == "role"), default=0)


# ---------------------------------------------------------------- degrees

OF_DEGREES = "degree"

HIGH = 2
"""The rank of degree above which hardly anybody gets in with less."""


def ask_degree(turn: Turn) -> Answer:
    """Whether their degree, or none, will do for the role in question; what the answer base says of it else."""
    found = turn.advice()
    if turn.role and (found is None or found.matter or turn.request.named):
        rest = spoken(turn, found)[:1] if found is not None and not found.matter and not turn.does("ask_chances") else ()
        return Answer((degree_verdict(turn), *rest), state=turn.state.about(role=turn.role), topic="fact")
    return told(turn, found) if found is not None else not_known(turn)


def degree_verdict(turn: Turn) -> Part:
    """What the role asks for beside what they have or ask about, the verdict first."""
    role = turn.corpus.roles[turn.role]
    spoken_of = [(_rank(turn, degree.quote, degree.stance != ASKED), degree.stance) for degree in turn.document.degrees]
    lacking = [*(rank for rank, stance in spoken_of if stance == LACKED), *([1] if turn.state.undegreed else [])]
    about = max((rank for rank, stance in spoken_of if stance == ASKED or stance == LACKED and rank > 1), default=0)
    held, needed = max((_rank(turn, quote) for quote in turn.state.degrees), default=0), _needed(role, turn)
    say = partial(
        turn.say, role=turn.title(turn.role), a_role=turn.a(turn.role), near=_open_role(turn, held),
        ways=listed([turn.text(f"enters.{way.replace('-', '_')}") for way in role.enters_by]),
        asked=turn.text(f"degree.asked_{role.degree}"),
    )  # fmt: skip
    if about > max(held, needed):
        return say("degree.above", own=turn.text(f"degree_name.{_ranked(turn)[about]}"))
    if needed > HIGH >= max(held, min(lacking, default=HIGH)) and (held or lacking):
        return say("degree.hardly")
    if mine := held or about if held or about != needed else 0:
        return say("degree.enough" if mine >= needed else "degree.below", own=turn.text(f"degree_name.{_ranked(turn)[mine]}"))
    if 1 not in lacking or not needed:
        return say(f"degree.{role.degree}")
    return say("degree.seasoned" if years_worked(turn) >= SEASONED_YEARS - 1 or _codes(turn) else "degree.without")


ASKED = "none"
"""What somebody says of a degree who asks about it."""


def _ranked(turn: Turn) -> list[str]:
    """Degrees from none upwards."""
    return ["", *reversed(turn.corpus.language.table("degrees")["levels"])]


def _needed(role: Role, turn: Turn) -> int:
    """The rank of the degree that most employers of a role ask for."""
    ranked = _ranked(turn)
    return ranked.index(role.degree) if role.degree in ranked else 0


def _rank(turn: Turn, quote: str, least: int = 1) -> int:
    """Which degree words name; `least` for one that they do not name."""
    said = {token.text.replace(".", "") for token in tokenise(quote)} - {OF_DEGREES}
    levels = turn.corpus.language.table("degrees")["levels"]
    return next((rank for rank, level in reversed([*enumerate(_ranked(turn))]) if said & set(levels.get(level, ()))), least)


def _codes(turn: Turn) -> bool:
    """Whether they have built software for years, as the role does."""
    strong = [known.slug for known in turn.state.profile.skills if known.level >= SEASONED_LEVEL]
    return turn.corpus.roles[turn.role].traits.coding > 2 and any(turn.corpus.skill_family[s] in CODE for s in strong)


def _open_role(turn: Turn, held: int) -> str:
    """The nearest role to them for which their degree, or none, will do."""
    profile = turn.state.profile
    out = {turn.role, *profile.excluded, *(job.slug for job in profile.jobs)}
    ranked = (s.slug for s in turn.advisor.suggest(profile, 1).standings if s.slug not in out and within_reach(turn, s.slug))
    return turn.a(next((slug for slug in ranked if _needed(turn.corpus.roles[slug], turn) <= held), "data-analyst"))


def worry(turn: Turn) -> Answer:
    """One true sentence, and a way on."""
    found = turn.advice()
    if found is not None:
        return told(turn, found)
    if turn.role and not turn.state.profile.is_empty:
        return Answer((turn.say("worry.known"), verdict(turn)), state=turn.state.about(role=turn.role), topic="fact")
    if not turn.state.profile.is_empty and not turn.state.roles_shown:
        listed_ = ask_roles(turn)
        return replace(listed_, parts=(turn.say("worry.open"), *listed_.parts))
    return Answer((turn.say("worry.general"),), topic="fact")


# ---------------------------------------------------------------- suppositions

WORKING, RISES = 3, 3
"""The level at which a skill counts as learnt, and the roles of which it is told that they rise."""


def what_if(turn: Turn) -> Answer:
    """What learning something would change; of a role, whether it is within reach."""
    if turn.request.skills:
        return _with_skills(turn)
    if turn.role and turn.request.named and not turn.state.profile.is_empty:
        return chances(turn)
    found = turn.advice()
    if found is not None:
        return told(turn, found)
    return chances(turn) if turn.role else Answer((turn.say("unknown.question"),), known=False)


def _with_skills(turn: Turn) -> Answer:
    profile = turn.state.profile
    learnt = tuple((slug, max(WORKING, min(5, profile.level(slug) + 1))) for slug in turn.request.skills[:3])
    shifts = turn.advisor.what_if(profile, learnt)
    rises = [shift for shift in shifts if shift.score[1] > shift.score[0]][:RISES]
    names = turn.skills([slug for slug, _ in learnt])
    if not rises:
        return Answer((turn.say("what_if.nothing", what=names),))
    rows = tuple(_shift(turn, shift) for shift in rises)
    hours = sum(sum(turn.corpus.skills[slug].hours[profile.level(slug) : to]) for slug, to in learnt)
    return Answer((Listing(rows, head=turn.head("what_if.head", what=names, hours=hours_told(hours))),), topic="roles")


def _shift(turn: Turn, shift: Shift) -> Entry:
    title = turn.corpus.roles[shift.slug].title
    before, after = shift.rank
    key = "what_if.rises" if after < before else "what_if.stays"
    return Entry(turn.text(key, role=title, before=before, after=after), (), Ref("role", shift.slug))


# ---------------------------------------------------------------- own experience

BACKGROUND, OWN_WORK, PLAINLY = "background-", 0.35, 0.6
"""What entries on trades begin with, the chance of them all from which a question about own work is one, and the same of a
question that is heard as one of chances or of a gap."""

HEARD_AS = ABOUT_ROLE - (OF_RECORDS - {"ask_gaps"}) | {""}
"""What such a question sounds like."""

NAMED, OTHERS, AMONG = 3, 2, 12
"""Needs named, other roles, and leading roles that these are found among."""


def asks_of_experience(turn: Turn) -> bool:
    """Whether a question asks what own experience is worth: "is my teaching of any use there?"."""
    asks = (turn.request.words or turn.document.text).rstrip().endswith("?")
    if turn.request.name not in HEARD_AS or not asks or turn.state.profile.is_empty:
        return False
    spoken = sum(chance for slug, chance in (turn.asked_for() or {}).items() if slug.startswith(BACKGROUND))
    start, end = turn.span
    said = turn.document.skills + turn.document.roles + turn.document.leftovers
    own = any(start <= x.start < end and x.stance in OWN for x in said)
    about_role = turn.request.name == "ask_chances" and turn.request.named
    return spoken >= (PLAINLY if about_role or not own else OWN_WORK)


def experience(turn: Turn) -> Answer:
    """The verdict for the role in question, what is behind it, and the roles in which it counts most."""
    ranked = fitting(turn)[:AMONG]
    role = next(iter((*turn.request.roles, *standing_roles(turn.state, "ask_gaps"), *ranked)))
    ways = {way.role: way.brings for _, way in ways_in(turn.state.profile, turn.corpus)}
    met, title = _met(turn, role), turn.a(role)
    parts: list[Part] = [turn.say("counts.knows", role=title, what=ways[role])] if role in ways else []
    if met:
        parts.append(turn.say("counts.too" if parts else "counts.meets", role=title, what=turn.skills(met[:NAMED])))
    elif not parts:
        parts.append(turn.say("counts.little", role=title))
    others = sorted((slug for slug in ranked if slug != role), key=lambda slug: (slug not in ways, -len(_met(turn, slug))))
    best = [slug for slug in others if slug in ways or within_reach(turn, slug) and len(_met(turn, slug)) > len(met)][:OTHERS]
    if best:
        told = listed([f"{turn.a(slug)} ({ways[slug]})" if slug in ways else turn.a(slug) for slug in best])
        parts.append(turn.say("counts.as_well" if role in ways else "counts.most", what=told))
    missing = [gap.slug for gap in wanted_gaps(turn, turn.advisor.match(turn.state.profile, role))[:NAMED]]
    parts += [turn.say("counts.open", what=turn.skills(missing))] if missing else []
    return Answer(tuple(parts), state=turn.state.about(role=role), topic="fact")


def _met(turn: Turn, role: Slug) -> list[Slug]:
    """Needs of a role that the experience in question meets: what is named, what that holds, else what their work brings."""
    record, skills = turn.corpus.roles[role], turn.corpus.skills
    start, end = turn.span
    named = [m.slug for m in turn.document.skills if start <= m.start < end and m.stance != "wants"]
    held = dict.fromkeys((*named, *(slug for one in named for slug in skills[one].implies)))
    if not named:
        jobs = (job.slug for job in turn.state.profile.jobs if job.slug in turn.corpus.backgrounds)
        held = dict.fromkeys(slug for job in jobs for slug in turn.corpus.backgrounds[job].implies)
        held |= dict.fromkeys(carried_over(turn, turn.advisor.match(turn.state.profile, role)))
    share = {slug: share_of(record, slug) for slug in held if slug not in TRAITS or slug in named}
    found = [slug for slug, part in share.items() if part >= RARE or slug in named and part]
    return sorted(found, key=lambda slug: -share_of(record, slug))

"""Plans: the first stage of the way to a role, what is new in one that was shown, what is asked of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.corrections import asked_in
from careerbot.dialogue.handlers.chances import nearer, verdict
from careerbot.dialogue.handlers.gaps import begun
from careerbot.dialogue.handlers.pieces import (
    YEAR,
    hours_a_week_needed,
    hours_of,
    measured,
    plan_for,
    share_of,
    span_told,
    what_can_you_do,
    which_role,
    wishes,
)  # fmt: skip
from careerbot.dialogue.handlers.roles import each_of, in_order
from careerbot.dialogue.repetition import PLAN, marks
from careerbot.dialogue.turn import TOPICS, Answer, first_sentences, hours_told, listed, pace_told, sentence
from careerbot.output.parts import Ask, Entry, Listing, Part, Ref, Say
from careerbot.planning.effort import package, rounded
from careerbot.planning.plan import WEEKS_A_MONTH
from careerbot.planning.progress import compare_plans
from careerbot.planning.shape import is_unwanted

if TYPE_CHECKING:
    from careerbot.corpus.records import Slug
    from careerbot.dialogue.state import Pending
    from careerbot.dialogue.turn import Turn
    from careerbot.planning.plan import Plan, Step

STAGE, WORKING = 3, 3
"""Steps of a first stage; the level at which a skill counts as learnt."""

ASKED, PLAINLY, HINTED, SOONER, ENOUGH = 0.3, 0.6, 0.04, 0.85, 20.0
"""Chance of entries from which they are told of the plan itself, where something else was heard, where the plan is on screen;
share of its weeks below which being ready to apply is worth a word; hours a week that are plenty."""

OF_PLANS = frozenset({PLAN, "ask_gaps", "why"})
"""What may ask something of the plan, besides what is asked of advisers in general."""

SUPPOSING = frozenset({"what_if", "ask_learn", "ask_chances", "ask_market"})
"""What a wish or hours that only suppose sound like."""


def ask_plan(turn: Turn) -> Answer:
    """What is asked of a plan, or what is new in one that was shown; else its first stage, the whole in a line first."""
    many = turn.request.roles if turn.request.named and len(turn.request.roles) > 1 else each_of(turn)
    listed_ = not turn.request.named and turn.before.topic in ("roles", "compare")
    if (many or listed_) and (ordered := in_order(turn, many)) is not None:
        return ordered
    if not turn.role:
        return what_can_you_do(turn) if turn.state.profile.is_empty else which_role(turn)
    found = plan_for(turn, turn.role, pace=_supposed(turn))
    state, whole = replace(turn.state.about(role=turn.role), planned=turn.role), _whole(turn, found.steps)
    if found.is_held or not found.steps:
        key = "plan.held" if found.is_held else "plan.too_short" if found.left_out else "plan.nothing"
        return Answer((turn.say(key, role=turn.a(turn.role)),), whole, state=state, topic="plan")
    shown = turn.before.planned == turn.role
    said = shown and _by_then(turn, found) or _of_it(turn, found)
    if not said and shown:
        said = _changed(turn, found)
        if not said and turn.before.topic == "plan":
            said = _eased(turn, found) if turn.does("complain") else _of_it(turn, found, HINTED) or _unchanged(turn, found)
    if said:
        return Answer(tuple(said), whole, state=state, topic="plan", request=PLAN)
    ask, pending = _pace(turn, found)
    return Answer(tuple(_shown(turn, found)), _whole(turn, found.steps[STAGE:], STAGE + 1), ask, pending, state, "plan")


def of_the_plan(turn: Turn) -> Answer | None:
    """What a sentence asks of the plan for the role under discussion, whatever it was heard as; None where it asks nothing."""
    state = turn.state
    named = any(mention.slug == turn.role for mention in turn.document.roles)  # "the first step" names no role
    role = turn.role if named else state.focus.role or state.planned or state.goal
    if not role or state.profile.is_empty or len(turn.request.roles) > 1 and turn.request.named:
        return None
    near = not turn.request.name or turn.request.name in TOPICS.keys() | OF_PLANS
    about = turn.of(replace(turn.request, roles=(role,)), state)
    found = plan_for(about, role, pace=(pace := _supposed(turn)))
    said = [] if found.is_held or not found.steps else _of_it(about, found, ASKED if near else PLAINLY)
    said = role == turn.before.planned and _by_then(about, found) or said
    if not said and turn.request.name in SUPPOSING and role == turn.before.planned and not found.is_held:
        said = _changed(about, found) if pace or wishes(about) != wishes(about, turn.before) else []
    state = replace(state.about(role=role), planned=role)
    return Answer(tuple(said), _whole(about, found.steps), state=state, topic="plan", request=PLAN) if said else None


def _supposed(turn: Turn) -> float | None:
    """Hours a week that are but supposed: "and if I had ten?"."""
    rates = [q.rate or q.value for q in turn.document.quantities if q.rate or q.kind == "hours" and q.value]
    is_told = (turn.before.profile.hours_a_week, turn.before.burst) != (turn.state.profile.hours_a_week, turn.state.burst)
    return rates[-1] if rates and not is_told else None


# ---------------------------------------------------------------- what changed


def _by_then(turn: Turn, found: Plan) -> list[Part]:
    """Where a deadline was just told, whether the whole fits before it, and what would have to wait."""
    if found.deadline is None or found.is_held or turn.state.months_left == turn.before.months_left:
        return []
    left = turn.skills(list(dict.fromkeys(step.skill for step in found.left_out))[:STAGE])
    return [verdict(turn), *([turn.say("plan.waits", what=left)] if left and found.steps else [])]


def _eased(turn: Turn, found: Plan) -> list[Part]:
    """For who finds it too much: what makes it quicker, else what can go, else the first step alone; what was not told yet."""
    told = frozenset[int]().union(*turn.state.told)
    ways = (list(tell(turn, found)) for tell in (_quicker, _skip, _first))
    return next((parts for parts in ways if not marks(Answer(tuple(parts))) <= told), _unchanged(turn, found))


def _unchanged(turn: Turn, found: Plan) -> list[Part]:
    """That the plan on the screen stands, in a line, and what can be asked of it."""
    return [turn.say("plan.unchanged", first=turn.skill(found.steps[0].skill), **measured(turn, found))]


def _changed(turn: Turn, found: Plan) -> list[Part]:
    """What is new since the plan was shown: steps out, in and shorter, the months, the first stage where it is another one."""
    then = turn.of(turn.request, turn.before)
    old = plan_for(then, turn.role)
    diff, now, was = compare_plans(old, found), measured(turn, found), measured(then, old)
    parts: list[Part] = []
    for key, rows in (("plan.out", diff.gone), ("plan.new", diff.added), ("plan.less", diff.changed)):
        if hours := sum(c.hours for c in rows):
            key = "plan.more" if rows is diff.changed and hours > 0 else key
            parts.append(turn.say(key, what=turn.skills([c.skill for c in rows[:STAGE]]), hours=hours_told(abs(hours))))
    parts += [*_wishes_told(turn, found), *_named(turn, found, {c.skill for c in (*diff.gone, *diff.added)})]
    if wishes(turn).free and not wishes(turn, turn.before).free:
        parts += _free(turn, found)
    if turn.state.burst != turn.before.burst:
        return [*_burst(turn, found), *parts]
    if now == was:
        return [*parts, turn.say("plan.total", **now), *_months(turn, found)[1:]] if parts else []
    still = now["span"] == was["span"]
    if still and now["hours"] == was["hours"]:
        return [*parts, turn.say("plan.as_counted", **now)]
    key = "still" if still else "now" if diff.hours else "pace"
    parts.append(turn.say(f"plan.{key}", before=was["hours"] if still else was["span"], **now))
    known = [step.skill for step in old.steps[:STAGE]]
    if known != [step.skill for step in found.steps[:STAGE]]:
        parts.append(Listing(tuple(_rows(turn, found.steps[:STAGE], known)), head=turn.head("plan.begins")))
    return [*parts, *_in_time(turn, found)]


def _named(turn: Turn, found: Plan, told: set[Slug]) -> Iterator[Part]:
    """Of skills that a correction names: which are no step, and which are one."""
    if turn.does("why") or not turn.does("correct", "set_limit", "forget", "complain", "undo"):
        return
    steps = {step.skill for step in (*found.steps, *found.left_out)}
    said = (m for m in turn.document.skills if m.stance != "wants" and not asked_in(turn.document, m.start))
    slugs = list(dict.fromkeys(m.slug for m in said if m.slug not in told))
    held = {slug for slug in slugs if turn.state.profile.level(slug)}
    for key, some in (("is_in", steps), ("enough", held - steps), ("not_in", turn.state.skipped - held - steps)):
        if told_ := [slug for slug in slugs if slug in some][:STAGE]:
            yield turn.say(f"plan.{key}", what=turn.skills(told_))


# ---------------------------------------------------------------- what is asked of it


def _of_it(turn: Turn, found: Plan, least: float = ASKED) -> list[Part]:
    """The answer to what the sentence asks of the plan; nothing where it asks for the plan itself."""
    named, steps = {m.slug for m in turn.document.skills}, {step.skill for step in found.steps}
    if turn.request.name in OF_PLANS and turn.does("why") and len(named) > 1 and named & steps:
        return _order(turn, found)
    if turn.request.name == "what_if" and (part := [s for s in found.steps if s.skill in named]) and turn.state.planned:
        return _part(turn, part)
    table, likely = turn.corpus.language.table("references")["of_a_plan"], Counter[str]()
    for entry, chance in (turn.asked_for() or {}).items():
        likely[table.get(entry) or ("else" if entry else "")] += chance  # type: ignore[assignment]
    kinds = likely.keys() & ({_order.__name__} if turn.does("why") else _OF_IT.keys())
    best = max(sorted(kinds), key=lambda kind: likely[kind], default="")
    return _OF_IT[best](turn, found) if best and likely[best] >= max(least, likely["else"]) else []


def _part(turn: Turn, steps: Sequence[Step]) -> list[Part]:
    """What a part of the plan costs, and how many adverts ask for it."""
    share = max(share_of(turn.corpus.roles[turn.role], step.skill) for step in steps)
    what = turn.skills(list(dict.fromkeys(step.skill for step in steps))[:STAGE])
    hours = hours_told(sum(step.hours.likely for step in steps))
    return [turn.say("plan.part_of", what=what, hours=hours, tenths=round(10 * share), role=turn.a(turn.role))]


def _anew(turn: Turn, found: Plan) -> list[Part]:
    """What is new in the plan, else the plan."""
    return (_changed(turn, found) if turn.before.planned == turn.role else []) or _shown(turn, found)


def _months(turn: Turn, found: Plan) -> list[Part]:
    """How long in all, when first applications can go out, and a nearer role where it is long."""
    if turn.request.name == PLAN and turn.before.planned != turn.role:
        return _shown(turn, found)
    total = turn.say("plan.total_for", role=turn.a(turn.role), **measured(turn, found))
    return [total, *_sooner(turn, found, least=YEAR), *_in_time(turn, found)]


def _sooner(turn: Turn, found: Plan, least: float) -> list[Part]:
    """When first applications can go out, and a nearer role where the plan has so many weeks."""
    parts: list[Part] = []
    ready = next((m.week for m in found.milestones if m.kind == "applications"), found.weeks)
    if ready < SOONER * found.weeks:
        parts.append(turn.say("plan.ready", span=measured(turn, found, ready * found.hours_a_week)["span"]))
    if found.weeks > least and (near := nearer(turn, hours_of(found), turn.role)) is not None:
        return [turn.say("plan.nearer", role=turn.a(near.goal), goal=turn.title(turn.role), **measured(turn, near)), *parts]
    return parts


def _quicker(turn: Turn, found: Plan) -> list[Part]:
    """The honest ways to be there sooner: a nearer role, an early application, what can be spared, more hours."""
    sooner = _sooner(turn, found, least=0)
    more = plan_for(turn, turn.role, pace=round(1.5 * found.hours_a_week))
    faster = [turn.say("plan.faster", **measured(turn, more))][: more.hours_a_week < ENOUGH]
    return [*sooner, *_skip(turn, found)[:1], *faster][:STAGE]


def _hardest(turn: Turn, found: Plan) -> list[Part]:
    """What is hardest, as far as hours tell."""
    return [turn.say("plan.hardest"), *_longest(turn, found)]


def _longest(turn: Turn, found: Plan) -> list[Part]:
    hours = Counter[str]()
    for step in (*found.steps, *found.left_out):
        hours[step.skill] += step.hours.likely
    rows = [turn.text("plan.one", what=turn.skill(slug), hours=hours_told(n)) for slug, n in hours.most_common(2)]
    return [turn.say("plan.longest" if len(rows) > 1 else "plan.only", what=listed(rows))]


def _first(turn: Turn, found: Plan) -> list[Part]:
    """What to begin with, from what, and what shows that it is learnt."""
    step, row = found.steps[0], _rows(turn, found.steps[:1])[0]
    one = turn.text("plan.one", what=turn.skill(step.skill), hours=hours_told(step.hours.likely))
    begin = Say(" ".join((turn.text("plan.begin", what=one, pace=pace_told(found.hours_a_week)), *row.lines)))
    return [begin, *([turn.say("plan.prove", what=first_sentences(step.project, 30)[0])] if step.project else [])]


def _skip(turn: Turn, found: Plan) -> list[Part]:
    """What adverts would miss least, and what they insist on."""
    role, parts = turn.corpus.roles[turn.role], list[Part]()
    musts = {slug for slug, need in role.needs.items() if need.must}
    spare = [s for s in found.steps if s.skill not in musts and share_of(role, s.skill)]
    spare = sorted(spare, key=lambda s: share_of(role, s.skill))[:STAGE]
    if spare:
        most, hours = max(1, round(10 * share_of(role, spare[-1].skill))), hours_told(sum(s.hours.likely for s in spare))
        parts.append(turn.say("plan.spare", what=turn.skills([s.skill for s in spare]), tenths=most, hours=hours))
    if kept := [step.skill for step in found.steps if step.skill in musts][:STAGE]:
        parts.append(turn.say("plan.keep", what=turn.skills(kept), role=turn.a(turn.role)))
    return parts


def _order(turn: Turn, found: Plan) -> list[Part]:
    """Which of two builds on the other, else which more adverts ask for."""
    role, skills = turn.corpus.roles[turn.role], turn.corpus.skills
    named = dict.fromkeys([*(m.slug for m in turn.document.skills), *(step.skill for step in found.steps)])
    first, second = sorted([*named, *named][:2], key=lambda slug: -share_of(role, slug))
    if first not in package(second, WORKING, {}, skills) and second in package(first, WORKING, {}, skills):
        first, second = second, first
    key = "plan.builds" if first in package(second, WORKING, {}, skills) else "plan.rather"
    many, few = (max(1, round(10 * share_of(role, slug))) for slug in (first, second))
    first, second = turn.skill(first), turn.skill(second)
    return [turn.say(key, many=many, few=few, role=turn.a(turn.role), first=first, second=second)]


def _free(turn: Turn, found: Plan) -> list[Part]:
    firsts = [(s.skill, s.resources[:1]) for s in (*found.steps, *found.left_out)]
    paid = [skill for skill, one in firsts if not one or turn.corpus.resources[one[0]].cost == "paid"]
    return [turn.say("plan.paid" if paid else "plan.all_free", what=turn.skills(paid[:STAGE]))]


def _burst(turn: Turn, found: Plan) -> list[Part]:
    """What fits into some weeks of more hours, and how long the rest takes at the usual pace."""
    rate, weeks = turn.state.burst
    room, within = rate * weeks, list[str]()
    for step in found.steps if rate else ():
        room -= step.hours.likely
        within += [step.skill] if room >= 0 else []
    if not rate:
        return []
    what = turn.skills(list(dict.fromkeys(within))[:STAGE]) or turn.text("plan.part", what=turn.skill(found.steps[0].skill))
    alone, now = span_told(turn, found.hours.likely / found.hours_a_week), measured(turn, found)
    return [
        turn.say("plan.burst_all" if room >= 0 else "plan.burst", weeks=round(weeks), rate=pace_told(rate), alone=alone,
                 room=hours_told(rate * weeks), left=hours_told(abs(room)), what=what, **now)
    ]  # fmt: skip


_OF_IT = {f.__name__: f for f in (_months, _quicker, _longest, _hardest, _first, _skip, _order, _free, _burst, _anew)}
"""What may be asked of a plan (corpus/language/en/references.toml, of_a_plan)."""


# ---------------------------------------------------------------- how it is told


def _wishes_told(turn: Turn, found: Plan) -> Iterator[Part]:
    """What their wishes left out of the plan and what that costs, and what of it cannot go: once."""
    shape, role = wishes(turn), turn.corpus.roles[turn.role]
    shown = turn.before.planned == turn.role
    if shown and shape == wishes(turn, turn.before):
        return
    if found.spared:
        most = max(found.spared, key=lambda slug: share_of(role, slug))
        tenths, spared = max(1, round(10 * share_of(role, most))), turn.skills(found.spared[:STAGE])
        key = "plan.cost" if shown else "plan.spared"
        yield turn.say(key, tenths=tenths, spared=spared, most=turn.skill(most), role=turn.a(turn.role))
    kept = [a.subject for a in found.assumptions if a.kind == "against-wish"]
    if kept:
        yield turn.say("plan.kept", kept=turn.skills(kept[:STAGE]), role=turn.a(turn.role))
    beneath = [s.skill for s in found.steps if s.skill not in kept and is_unwanted(s.skill, shape, turn.corpus)]
    if beneath:
        yield turn.say("plan.beneath", what=turn.skills(beneath[:STAGE]))


def _shown(turn: Turn, found: Plan) -> list[Part]:
    """The first stage, the whole in a line above it, and what comes after."""
    first, hours = found.steps[:STAGE], f"{_told_hours(found.steps[:STAGE]):,}"
    key = "plan.first" if len(first) < len(found.steps) or found.left_out else "plan.whole"
    head = turn.head(key, role=turn.a(turn.role), n=turn.text(f"count.{len(first)}"), part=hours, **measured(turn, found))
    rows = Listing(tuple(_rows(turn, first)), head=head)
    return [*_wishes_told(turn, found), rows, *_after(turn, found), *_in_time(turn, found)]


def _told_hours(steps: Sequence[Step]) -> int:
    """Their hours as they are told, so that whoever adds them up comes to the same."""
    return sum(rounded(step.hours.likely) for step in steps)


def _rows(turn: Turn, steps: Sequence[Step], known: Sequence[Slug] = ()) -> list[Entry]:
    """Steps with what to learn them from, unless that is `known`."""
    return [_entry(turn, step) if step.skill in known else _entry(turn, step, step.resources[:1]) for step in steps]


def _entry(turn: Turn, step: Step, resources: Sequence[Slug] | None = None) -> Entry:
    key = "plan.step_from" if step.from_level else "plan.step_begun" if step.skill in begun(turn) else "plan.step"
    told = turn.text(
        key, skill=sentence(turn.skill(step.skill)), level=turn.level(step.to_level), have=turn.level(step.from_level or 1),
        hours=hours_told(step.hours.likely),
    )  # fmt: skip
    lines = [turn.text("plan.no_free")] if resources == () and wishes(turn).free else []
    for resource in (turn.corpus.resources[slug] for slug in resources or ()):
        key = f"plan.with_{resource.cost.replace('-', '_')}"
        lines.append(turn.text(key, title=resource.title, by=resource.publisher))
    return Entry(told, tuple(lines), Ref("skill", step.skill), turn.skill(step.skill))


def _after(turn: Turn, found: Plan) -> Iterator[Part]:
    """What fits into a stretch that was just told, and what comes after the first stage."""
    if turn.state.burst != turn.before.burst:
        yield from _burst(turn, found)
    first = {step.skill for step in found.steps[:STAGE]}
    names = [turn.skill(slug) for slug in dict.fromkeys(step.skill for step in found.steps[STAGE:]) if slug not in first]
    if names:
        others = [turn.text("plan.others", n=len(names) - STAGE)] if names[STAGE:] else []
        left, what = rounded(hours_of(found)) - _told_hours(found.steps[:STAGE]), listed([*names[:STAGE], *others])
        yield turn.say("plan.after" if found.left_out or left <= 0 else "plan.after_hours", what=what, hours=f"{left:,}")


def _in_time(turn: Turn, found: Plan) -> list[Part]:
    """Whether the whole fits before their deadline."""
    if found.deadline is None:
        return []
    months = max(1, round(found.deadline / WEEKS_A_MONTH))
    left, needed = turn.skills([step.skill for step in found.left_out][:STAGE]), pace_told(hours_a_week_needed(found))
    return [turn.say("plan.does_not_fit" if left else "plan.fits", what=left, months=months, needed=needed)]


def _pace(turn: Turn, found: Plan) -> tuple[Ask | None, Pending | None]:
    """How many hours they have, where nobody said and it was not asked."""
    if turn.state.profile.hours_a_week or _supposed(turn) or "hours" in turn.state.asked or turn.state.burst[0]:
        return None, None
    return turn.question("hours", "ask.hours")


def _whole(turn: Turn, steps: Sequence[Step], first: int = 1) -> tuple[Part, ...]:
    """The other steps, a line each."""
    return (Listing(tuple(_entry(turn, step) for step in steps), first),) if steps else ()

"""Gaps: what carries over to a role, and what is missing for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.handlers.pieces import measured, plan_for, which_role
from careerbot.dialogue.turn import Answer, hours_told, listed, sentence
from careerbot.matching.needs import BEGUN, asked_by
from careerbot.output.parts import Ask, Entry, Listing, Part, Ref, Say
from careerbot.planning.targets import aim_of, needs_aimed

if TYPE_CHECKING:
    from careerbot.corpus.records import Slug
    from careerbot.dialogue.state import Pending
    from careerbot.dialogue.turn import Turn
    from careerbot.matching.needs import Gap, Have
    from careerbot.matching.ranking import Match

SHOWN, MORE = 5, 10
"""Gaps shown at first, and by `more`."""

CARRIED = 5
"""Skills named that carry over."""


def gaps(turn: Turn) -> Answer:
    """What carries over in a line, then the gaps that count most, with level and hours."""
    if not turn.role:
        return which_role(turn)
    match = turn.advisor.match(turn.state.profile, turn.role)
    state = turn.state.about(role=turn.role)
    if not (turn.state.profile.skills or turn.state.profile.jobs):
        return _from_nothing(turn, match)
    if not match.gaps:
        return Answer((turn.say("gaps.none", role=turn.a(turn.role)),), state=state, topic="gaps")
    rows = gap_rows(turn, match)
    parts: list[Part] = [_carries_over(turn, match)]
    parts.append(Listing(tuple(rows[:SHOWN]), head=turn.head("gaps.head", **measured(turn, plan_for(turn, turn.role)))))
    more = (Listing(tuple(rows[SHOWN : SHOWN + MORE]), SHOWN + 1),) if rows[SHOWN:] else ()
    ask, pending = offer_plan(turn)
    return Answer(tuple(parts), more, ask, pending, state, "gaps")


def offer_plan(turn: Turn) -> tuple[Ask | None, Pending | None]:
    """The question whether a plan is wanted, put once."""
    if f"plan {turn.role}" in turn.state.asked or turn.does("ask_plan", "set_time"):
        return None, None
    return turn.question("plan", "ask.plan", "yes", "no", subject=turn.role, role=turn.title(turn.role))


def _from_nothing(turn: Turn, match: Match) -> Answer:
    """What a role asks for, where nothing is known of them."""
    every = gap_rows(turn, match)
    rows = tuple(every[:SHOWN])
    ask, pending = turn.question("can", "ask.which_of_it")
    head = turn.head("gaps.from_nothing", role=turn.a(turn.role))
    rest = tuple(every[SHOWN : SHOWN + MORE])
    more = (Listing(rest, SHOWN + 1),) if rest else ()
    return Answer((Listing(rows, head=head),), more, ask, pending, turn.state.about(role=turn.role), "gaps")


def _carries_over(turn: Turn, match: Match) -> Part:
    carried, role = carried_over(turn, match)[:CARRIED], turn.a(turn.role)
    learnt = [slug for slug in begun(turn) if slug in asked_by(turn.corpus, turn.role)]
    told = [turn.text("gaps.carries", role=role, what=credited(turn, carried))] if carried else []
    told += [turn.text("gaps.learning", what=sentence(turn.skills(learnt)))] if learnt else []
    return Say(" ".join(told)) if told else turn.say("gaps.nothing_carries", role=role)


def begun(turn: Turn) -> list[Slug]:
    """What they are learning now."""
    return [wish.slug for wish in turn.state.profile.learning if wish.begun]


def credited(turn: Turn, skills: Sequence[Slug]) -> str:
    """Skills by name; those that they did not tell, and their work or another skill makes likely, are called assumed."""
    told = {known.slug for known in turn.state.profile.skills}
    said, guessed = (turn.skills([s for s in skills if (s in told) == known]) for known in (True, False))
    key = "assumed" if said else "all_assumed"
    return turn.text(f"gaps.{key}", said=said, what=guessed) if guessed else said


def carried_over(turn: Turn, match: Match) -> list[Slug]:
    """What they have of a role's needs, what they said themselves first; of ways of working only what they said."""
    open_ = {gap.slug for gap in wanted_gaps(turn, match)[:SHOWN]}
    enough = [have for have in match.have if have.level >= min(have.needed, BEGUN) and have.slug not in open_]
    told = [h for h in enough if not (_implied(h) and turn.corpus.skills[h.slug].kind == "trait")]
    return [have.slug for have in sorted(told, key=_implied)]


def _implied(have: Have) -> bool:
    return have.how in ("title", "implied")


def wanted_gaps(turn: Turn, match: Match) -> list[Gap]:
    """The gaps that stand in the way of applying first, without what they do not want to learn; what counts most first."""
    profile = turn.state.profile
    refused = turn.state.skipped | {w.slug for w in profile.dislikes}
    needs = needs_aimed(turn.corpus.roles[match.slug], aim_of(profile, match.slug))
    aimed = {slug for need in needs if need.aimed for slug in need.skills}
    gaps_ = [gap if gap.have else replace(gap, slug=_member(gap, turn.state.preferred, refused)) for gap in match.gaps]
    return sorted((gap for gap in gaps_ if gap.slug not in refused), key=lambda gap: gap.slug not in aimed)


def _member(gap: Gap, preferred: Collection[Slug], refused: Collection[Slug]) -> Slug:
    """Of several skills any of which would do, the one they lean to, else one they do not refuse."""
    left = [slug for slug in gap.any_of if slug not in refused]
    return next((slug for slug in left if slug in preferred), gap.slug if gap.slug in left or not left else left[0])


def gap_rows(turn: Turn, match: Match) -> list[Entry]:
    """The gaps, what counts most first, to the levels and in the hours of the plan; what it does without comes last."""
    plan = plan_for(turn, match.slug)
    planned: dict[Slug, tuple[int, int]] = {}
    for step in (*plan.steps, *plan.left_out):
        before = planned.get(step.skill, (0, 0))
        planned[step.skill] = (max(before[0], step.to_level), before[1] + step.hours.likely)
    wanted = [replace(g, slug=next((s for s in g.any_of if s in planned), g.slug)) for g in wanted_gaps(turn, match)]
    first = [gap for gap in wanted if gap.slug in planned]
    rest = [gap for gap in wanted if gap.slug not in planned]
    rows = [_row(turn, gap, *planned[gap.slug]) for gap in first]
    return rows + [_row(turn, gap, gap.needed, gap.hours) for gap in rest]


def _row(turn: Turn, gap: Gap, level: int, hours: int) -> Entry:
    """A gap: what, to which level, in how many hours, and what helps."""
    name = turn.skill(gap.slug)
    if len(gap.any_of) > 1 and not gap.have and gap.slug not in turn.state.preferred:
        others = listed([turn.skill(slug) for slug in gap.any_of if slug != gap.slug][:2])
        name = turn.text("gaps.any", one=name, others=others)
    key = "gaps.row_from" if 0 < gap.have < level else "gaps.row_begun" if gap.slug in begun(turn) else "gaps.row"
    told = turn.text(key, skill=name, level=turn.level(level), have=turn.level(gap.have or 1), hours=hours_told(hours))
    helps = f" {turn.text('gaps.helps', skill=turn.skill(gap.instead))}" if gap.instead else ""
    return Entry(told + helps, (), Ref("skill", gap.slug), turn.skill(gap.slug))

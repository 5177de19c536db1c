"""What is said besides the answers: the half sentence for what changed, and the one question that helps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.beliefs import NOTED, Change, Folded
from careerbot.dialogue.handlers.adverts import goes_on
from careerbot.dialogue.handlers.chances import verdict
from careerbot.dialogue.handlers.gaps import gaps
from careerbot.dialogue.handlers.pieces import (
    hours_of,
    pace_of,
    plan_for,
    refused,
    span_told,
    told,
    what_can_you_do,
    wishes,
)  # fmt: skip
from careerbot.dialogue.handlers.plans import ask_plan, of_the_plan
from careerbot.dialogue.handlers.roles import ask_roles
from careerbot.dialogue.repetition import ROLES, without_old_prose
from careerbot.dialogue.requests import HALF_SURE, LEAST, MOST_SERVED, POLITE, TELLING, asks
from careerbot.dialogue.state import Request
from careerbot.dialogue.subjects import (
    ROWS,
    missing_on_screen,
    named_in,
    roles_named,
    standing_roles,
    trades_named,
    whole,
)
from careerbot.dialogue.turn import PLAINLY, TOPICS, Answer, hours_told, listed, month_told, pace_told, sentence
from careerbot.matching.profile import UNSAID_LEVEL
from careerbot.nlu.types import CONFIDENCE
from careerbot.output.parts import Listing, Part, Say
from careerbot.text.tokenizer import sentences

if TYPE_CHECKING:
    from careerbot.corpus.records import Advice, Slug
    from careerbot.dialogue.state import Pending, State
    from careerbot.dialogue.turn import Turn
    from careerbot.nlu.types import Document
    from careerbot.output.parts import Ask

MOST_TOLD, GAPS = 3, "gaps"

LEAST_ASKED = 3
"""Spaces in a question that nothing heard, from which the answer base is asked."""

HEARD = 0.4
"""Chance of telling something from which a message that changes nothing is still understood."""


def acknowledged(turn: Turn, folded: Folded, answered: Iterable[str]) -> tuple[Part, ...]:
    """Half a sentence for what was taken back or put right; a word for a request that was answered wrongly just before."""
    answered = list(answered)
    changed = list(_told(turn, (c for c in folded.changes if not (c.kind == "skipped" and "ask_plan" in answered))))
    if changed:
        return (Say(" ".join(sentence(text) for text in changed)),)
    last = turn.before.last
    again = last is not None and last.name in answered
    sure = any(i.name == "complain" and i.confidence >= SURELY for i in turn.document.intents)
    return (turn.say("change.sorry"),) if again and sure and not turn.does("brief", "abuse") else ()


SURELY = 0.8
"""Chance of a complaint from which an apology is owed."""


def _told(turn: Turn, changes: Iterable[Change]) -> Iterable[str]:
    rows = list(changes)
    held = {known.slug for known in turn.before.profile.skills}
    gone = list(dict.fromkeys(c.subject for c in rows if c.kind == "taken_back" or c.kind == "lacks" and c.subject in held))
    if gone:
        key = "change.forgotten" if turn.does("forget") and not turn.does("correct", "complain") else "change.taken_back"
        yield turn.text(key, what=_names(turn, gone))
    still = sorted(turn.before.denied & named_in(turn.document.text, turn.corpus) - {c.subject for c in rows})
    if still and turn.does("correct", "complain", "forget"):
        yield turn.text("change.still_out", what=_names(turn, still))
    had = [c.subject for c in rows if c.kind == "had"]
    if had:
        yield turn.text("change.had", what=_names(turn, had))
    kinds = {"level", *(("lacks",) if turn.does("correct") else ())}
    kinds |= {"added"} if turn.does("correct") and not turn.does("tell") else set()
    levels = [c for c in rows if c.kind in kinds and c.subject not in gone]
    raised = [c for c in rows if c.amount and turn.state.profile.level(c.subject) and c.subject not in had]
    listed_ = missing_on_screen(turn.before, turn.advisor) if raised else frozenset()
    shown = [c for c in raised if c.subject in listed_]
    if levels and (turn.does("correct", "complain") or any(c.kind == "level" for c in levels)):
        yield _corrected(turn, levels)
    elif shown and not turn.does("done"):
        yield turn.text("change.had", what=turn.skills([c.subject for c in shown][:MOST_TOLD])) if any(
            c.amount >= UNSAID_LEVEL for c in shown) else _corrected(turn, shown)
    if instead := _instead(turn):
        yield turn.text("change.instead", one=sentence(turn.skill(instead[0])), other=turn.skill(instead[1]))
    without = [c.subject for c in rows if c.kind == "skipped" and c.subject not in gone]
    if without:
        yield turn.text("change.skipped", what=_names(turn, without))
    out = [c.subject for c in rows if c.kind == "excluded"]
    if out:
        yield turn.text("change.excluded", what=turn.titles(out))
    yield from _times(turn, rows)


def _corrected(turn: Turn, levels: list[Change]) -> str:
    lacks = [c.subject for c in levels if c.kind == "lacks"]
    has = [c for c in levels if c.kind != "lacks"]
    if not has:
        return turn.text("change.lacks", what=turn.skills(lacks[:MOST_TOLD]))
    if len(has) == 1:
        return _counted(turn, has[0].subject, int(has[0].amount))
    return turn.text("change.added", what=turn.skills([c.subject for c in has][:MOST_TOLD]))


def _instead(turn: Turn) -> tuple[Slug, Slug] | None:
    """(the tool they have or use, the one of the role in question that it stands in for), just told."""
    known = {k.slug for k in turn.state.profile.skills} | turn.state.preferred
    new = known - {k.slug for k in turn.before.profile.skills} - turn.before.preferred
    named = {mention.slug for mention in turn.document.skills} | {ref.slug for ref in turn.before.shown}
    role = standing_roles(turn.state, "ask_gaps") if new else ()
    for group in turn.corpus.roles[role[0]].any_of if role else ():
        one = next((slug for slug in group.skills if slug in new), "")
        other = next((slug for slug in group.skills if slug in named - known), "")
        if one and other:
            return one, other
    return None


def _counted(turn: Turn, slug: Slug, level: int) -> str:
    """The level that now counts, and what becomes of its step where the plan on the screen does not say so itself."""
    role, names = standing_roles(turn.state, "ask_gaps"), {"what": sentence(turn.skill(slug)), "level": turn.level(level)}
    if not role or turn.before.planned in role or not turn.before.planned and turn.before.topic != GAPS:
        return turn.text("change.level", **names)
    was, now = (
        sum(s.hours.likely for s in (*plan.steps, *plan.left_out) if s.skill == slug)
        for plan in (plan_for(turn.of(turn.request, state), role[0]) for state in (turn.before, turn.state))
    )
    key = "level" if was == now else "level_in" if not was else "level_out" if not now else "level_on"
    return turn.text(f"change.{key}", hours=hours_told(now), **names)


def _times(turn: Turn, changes: Iterable[Change]) -> Iterable[str]:
    for change in changes:
        if change.kind == "hours" and turn.state.topic != "plan":
            yield turn.text("change.hours", n=pace_told(change.amount))
        if change.kind == "deadline" and turn.state.topic != "plan" and not turn.does("ask_chances"):
            yield turn.text("change.deadline_by", what=month_told(change.subject)) if change.subject else turn.text(
                "change.deadline", n=pace_told(change.amount))
        if change.kind in ("no_deadline", "no_hours"):
            yield turn.text(f"change.{change.kind}")


def _names(turn: Turn, slugs: Iterable[str]) -> str:
    return listed([turn.name(slug) for slug in slugs][:MOST_TOLD])


# ---------------------------------------------------------------- where nothing is asked


def told_only(turn: Turn, folded: Folded) -> Answer:
    """After a message that asks for nothing: what it changes for the role under discussion, else the roles that fit."""
    state = turn.state
    changed = state.profile != turn.before.profile or wishes(turn) != wishes(turn, turn.before)
    if (fit := goes_on(turn)) is not None:
        return fit
    if state.profile.is_empty:
        if turn.does("tell") and (turn.document.leftovers or turn.document.skills):
            return ask_roles(turn.of(Request("ask_roles"), replace(state, asked=state.asked | {"can"})))
        if not changed and "can" not in state.asked:
            return what_can_you_do(turn)
        return Answer((turn.say("told.understood" if changed else "told.nothing_new"),), topic=state.topic)
    if not changed:
        return _nothing_new(turn)
    return _what_it_changes(turn, folded)


_IDLE = frozenset({"learning", "likes", "job", "excluded", "no_hours"})
"""Changes that no plan on the screen is made anew for."""

_TIMES = frozenset({"hours", "deadline", "no_hours", "no_deadline"})
"""Changes of the time there is."""


def _nothing_wrong(turn: Turn) -> Part:
    """Something is put right that was never believed."""
    strange = [mention.slug for mention in turn.document.skills if not turn.state.profile.level(mention.slug)]
    if strange:
        return turn.say("profile.not_noted", what=turn.skill(strange[0]))
    return turn.say("told.nothing_new" if turn.document.skills else "told.nothing_wrong")


def _nothing_new(turn: Turn) -> Answer:
    """Nothing new of them: a role or a subject that was merely named is what they want to hear of."""
    known = [m.slug for m in turn.document.skills if turn.state.profile.level(m.slug)]
    if turn.does("correct") and known and (aim := standing_roles(turn.state, "ask_gaps")):
        planned = turn.state.planned in aim
        about = turn.of(Request("ask_plan" if planned else "ask_gaps", aim, named=True))
        now = ask_plan(about) if planned else _what_is_left(about)
        return replace(now, parts=(turn.say("told.counted", what=turn.skills(known[:MOST_TOLD])), *now.parts))
    if turn.does("correct"):
        return Answer((_nothing_wrong(turn),), topic=turn.state.topic)
    aim = standing_roles(turn.state, "ask_gaps") if turn.before.topic in ("gaps", "plan") else ()
    if aim and turn.document.text.count(" ") >= LEAST_ASKED and not _is_heard(turn, HALF_SURE):
        return _what_is_left(turn.of(Request("ask_gaps", aim, named=True)))
    every = whole(turn.document)
    role = roles_named(turn.document, every) or trades_named(turn.document, every, turn.corpus)
    if role:
        return gaps(turn.of(Request("choose", role[:1], named=True)))
    if any(mention.stance in ("wants", "none") for mention in turn.document.skills):
        return ask_roles(turn.of(Request("ask_roles", words=turn.document.text)))
    asks = "?" in turn.document.text or turn.does("complain")
    least = {**dict.fromkeys(TELLING, HEARD), **dict.fromkeys(POLITE, LEAST)}
    heard = not asks and any(intent.confidence >= least.get(intent.name, 1.0) for intent in turn.document.intents)
    key = "nothing_new" if turn.document.skills or turn.document.roles else "no_use"
    return Answer((turn.say(f"told.{key}" if heard else "told.not_followed"),), topic=turn.state.topic)


def _is_heard(turn: Turn, least: float) -> bool:
    return any(intent.confidence >= least for intent in turn.document.intents)


def _what_it_changes(turn: Turn, folded: Folded) -> Answer:
    """What a statement changes: in the plan on screen, in the gaps, else in the roles that fit."""
    state, last = turn.state, turn.state.last
    named = roles_named(turn.document, whole(turn.document))
    if named and not state.planned:
        return gaps(turn.of(Request("choose", named[:1], named=True)))
    role = named[:1] or standing_roles(state, "ask_plan")
    if role and not named and (heart := _at_heart(turn, role[0])):
        others = ask_roles(turn.of(Request("ask_roles")))
        return replace(others, parts=(turn.say("told.heart", what=heart, role=turn.a(role[0])), *others.parts))
    if state.planned and state.planned in (*role, *named) and (
        wishes(turn) != wishes(turn, turn.before) or any(change.kind not in _IDLE for change in folded.changes)):
        return ask_plan(turn.of(Request("ask_plan", role, named=True)))
    if role and {change.kind for change in folded.changes} <= _TIMES:
        about = turn.of(Request("ask_plan", role, named=True))
        return Answer((verdict(about),), topic="fact") if last is not None and last.name == "ask_chances" else ask_plan(about)
    aim = state.focus.role or state.goal
    if not aim or (last is not None and last.name.startswith(("ask_roles", "why"))):
        return ask_roles(turn.of(Request("ask_roles")))
    before = turn.advisor.match(turn.before.profile, aim)
    if turn.advisor.match(state.profile, aim).coverage == before.coverage and wishes(turn) == wishes(turn, turn.before):
        lacked = [g.slug for g in before.gaps if g.slug in {c.subject for c in folded.changes if c.kind == "lacks"}]
        key = "missing_already" if lacked else "no_change"
        return Answer((turn.say(f"told.{key}", what=sentence(turn.skills(lacked)), role=turn.a(aim)),), topic=state.topic)
    if turn.before.topic == "gaps" or state.denied != turn.before.denied:
        return _what_is_left(turn.of(Request("ask_gaps", (aim,), named=True)))
    return gaps(turn.of(Request("choose", (aim,), named=True)))


def _at_heart(turn: Turn, role: Slug) -> str:
    """What they have just said they do not want, where a role lives on it: nothing to be struck from a plan."""
    if turn.does("forget", "undo") or refused(turn.of(turn.request, turn.before), role):
        return ""
    return refused(turn, role)


def _what_is_left(turn: Turn) -> Answer:
    """The gaps anew after something was put right: how long the way is now, and what counts most."""
    whole_, plan = gaps(turn), plan_for(turn, turn.role)
    lists = [part for part in whole_.parts if isinstance(part, Listing)]
    if not lists or plan.is_held:
        return whole_
    hours = hours_of(plan)
    span = span_told(turn, hours / plan.hours_a_week)
    pace = pace_of(turn, plan)
    told_ = turn.say("told.left", role=turn.a(turn.role), hours=hours_told(hours), span=span, pace=pace)
    short = replace(lists[0], entries=lists[0].entries[:ROWS], head=turn.head("told.left_first"))
    ask, pending = (None, None) if turn.state.planned == turn.role else (whole_.ask, whole_.pending)
    return replace(whole_, parts=(told_, short), more=(*lists, *whole_.more), ask=ask, pending=pending)


# ---------------------------------------------------------------- what nothing heard


def besides_of(turn: Turn, state: State, answers: Sequence[Answer], asked: Sequence[Request]) -> list[Answer]:
    """What the answer base says to a question of the message that nothing heard, or that was answered by nothing."""
    served = {answer.request for answer in answers if answer.known}
    if len(answers) >= MOST_SERVED or turn.document.kind != "message" or any(r.name in served and not r.words for r in asked):
        return []
    for start, end in _unheard(turn.document, [(r.start, r.end) for r in asked if r.name in served]):
        there = turn.of(Request("", start=start, end=end, words=turn.document.text[start:end].strip()), state)
        slug, chance = there.nearest()
        if chance < UNASKED and slug.startswith(tuple(topic for one in answers for topic in TOPICS.get(one.request, ()))):
            continue  # spoken of already
        found = _entry_for(there, alone=not answers)
        whole = of_the_plan(there) or (told(there, found) if found is not None else Answer())
        answer = without_repeats(without_old_prose(whole, state.told), answers)
        if answer.parts and answer.parts[:1] == whole.parts[:1]:
            return [answer]
    return []


def _unheard(document: Document, heard: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences that may ask for something and that no request is of; one that tells asks by its question mark, or surely."""
    tells = [i.start for i in document.intents if i.name in TELLING and i.confidence >= HALF_SURE]
    surely = [a.start for a in document.askings if any(slug and chance >= HALF_SURE for slug, chance in a.entries)]
    for start, end in sentences(document.text):
        text = document.text[start:end].strip()
        asks = text.endswith("?") or bool(document.askings) and not any(start <= at < end for at in tells)
        if (asks or start in surely) and text.count(" ") >= LEAST_ASKED and not any(a < end and start < b for a, b in heard):
            yield start, end


UNASKED = 0.6
"""Chance of an entry from which a sentence without a question mark asks for it."""


def _entry_for(turn: Turn, *, alone: bool) -> Advice | None:
    asks = turn.request.words.endswith("?")
    likely = turn.likely_asked() if asks else None
    likely = likely or turn.plainly_asked(PLAINLY if asks else UNASKED)
    return likely or (None if alone or turn.document.askings else turn.advice())


def without_repeats(answer: Answer, before: Sequence[Answer]) -> Answer:
    """Without what this reply has said already."""
    said = [part for one in before for part in one.parts]
    return replace(answer, parts=tuple(part for part in answer.parts if part not in said))


# ---------------------------------------------------------------- the one question


def doubted(turn: Turn) -> tuple[Ask, Pending] | None:
    """A tool they may have named as theirs, too unsure to be believed: asked about, once."""
    put = any(key.startswith("skill ") for key in turn.state.asked)
    asked = asks(set(turn.names) - {ROLES})
    if not turn.does("tell", "correct") or put or asked or turn.document.kind != "message":
        return None
    named = [m for m in turn.document.skills if m.tool and m.stance == "has" and m.confidence > CONFIDENCE["ambiguous"]]
    known = turn.state.denied | {skill.slug for skill in turn.state.profile.skills}
    skill = next((m.slug for m in named if m.certainty < NOTED and m.slug not in known), "")
    return turn.question("skill", "ask.skill_meant", "yes", "no", subject=skill, skill=turn.skill(skill)) if skill else None

"""What is said besides the answers: the half sentence for what changed, and the one question that helps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.beliefs import Change, Folded
from careerbot.dialogue.handlers.adverts import goes_on
from careerbot.dialogue.handlers.chances import verdict
from careerbot.dialogue.handlers.gaps import gaps
from careerbot.dialogue.handlers.pieces import told, what_can_you_do
from careerbot.dialogue.handlers.plans import ask_plan
from careerbot.dialogue.handlers.roles import ask_roles
from careerbot.dialogue.requests import LEAST, POLITE, TELLING, standing_roles
from careerbot.dialogue.state import Request
from careerbot.dialogue.subjects import named_in, question_span, roles_named, trades_named, whole
from careerbot.dialogue.turn import Answer, listed, month_told, pace_told, sentence
from careerbot.output.parts import Part, Say

if TYPE_CHECKING:
    from careerbot.dialogue.state import Pending
    from careerbot.dialogue.turn import Turn
    from careerbot.output.parts import Ask

MOST_TOLD = 3

TOOL_SURE = 0.85
"""Certainty from which a word that no name explains is asked about."""

HEARD = 0.4
"""Chance of telling something from which a message that changes nothing is still understood."""

LONGEST_TOOL, LONGEST_QUESTION = 30, 300
"""Characters of what may be a tool, and of a message that may be a question though nothing heard it as one."""


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
    gone = [c.subject for c in rows if c.kind == "taken_back"]
    if gone:
        key = "change.taken_back" if turn.does("correct", "complain") else "change.forgotten"
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
    if levels and turn.does("correct", "complain"):
        yield _corrected(turn, levels)
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
        return turn.text("change.level", what=sentence(turn.skill(has[0].subject)), level=turn.level(int(has[0].amount)))
    return turn.text("change.added", what=turn.skills([c.subject for c in has][:MOST_TOLD]))


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
    changed = state.profile != turn.before.profile or state.skipped != turn.before.skipped
    if folded.doubtful:
        return Answer()
    if (fit := goes_on(turn)) is not None:
        return fit
    pending = turn.before.pending
    if pending is not None and pending.kind == "hours" and state.profile.hours_a_week and (role := standing_roles(state)):
        return ask_plan(turn.of(Request("ask_plan", role)))
    if state.profile.is_empty:
        if turn.does("tell") and (turn.document.leftovers or turn.document.skills):
            return ask_roles(turn.of(Request("ask_roles"), replace(state, asked=state.asked | {"can"})))
        if not changed and "can" not in state.asked:
            return what_can_you_do(turn)
        return Answer((turn.say("told.understood" if changed else "told.nothing_new"),), topic=state.topic)
    if not changed:
        return _nothing_new(turn)
    if turn.does("complain") and "?" in turn.document.text and (answer := _from_the_base(turn)) is not None:
        return answer
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
    if turn.does("correct"):
        known = any(turn.state.profile.level(mention.slug) for mention in turn.document.skills)
        if known and turn.state.planned:
            return ask_plan(turn.of(Request("ask_plan", (turn.state.planned,), named=True)))
        return Answer((_nothing_wrong(turn),), topic=turn.state.topic)
    every = whole(turn.document)
    role = roles_named(turn.document, every) or trades_named(turn.document, every, turn.corpus)
    if role:
        return gaps(turn.of(Request("choose", role[:1], named=True)))
    if any(mention.stance in ("wants", "none") for mention in turn.document.skills):
        return ask_roles(turn.of(Request("ask_roles", words=turn.document.text)))
    answer = _from_the_base(turn)
    if answer is not None:
        return answer
    asks = "?" in turn.document.text or turn.does("complain")
    least = {**dict.fromkeys(TELLING, HEARD), **dict.fromkeys(POLITE, LEAST)}
    heard = not asks and any(intent.confidence >= least.get(intent.name, 1.0) for intent in turn.document.intents)
    return Answer((turn.say("told.nothing_new" if heard else "told.not_followed"),), topic=turn.state.topic)


def _from_the_base(turn: Turn) -> Answer | None:
    """The answer of the answer base to what may be a question though nothing heard it as one."""
    start, end = question_span(turn.document, (0, 0))
    text = turn.document.text[start:end] or turn.document.text
    found = turn.advisor.advise(text, turn.state.focus.role or None) if len(text) < LONGEST_QUESTION else None
    return told(turn, found) if found is not None else None


def _what_it_changes(turn: Turn, folded: Folded) -> Answer:
    """What a statement changes: in the plan on screen, in the gaps, else in the roles that fit."""
    state, last = turn.state, turn.state.last
    named = roles_named(turn.document, whole(turn.document))
    if named and not state.planned:
        return gaps(turn.of(Request("choose", named[:1], named=True)))
    if state.planned and any(change.kind not in _IDLE for change in folded.changes):
        return ask_plan(turn.of(Request("ask_plan", named[:1] or (state.planned,), named=True)))
    role = named[:1] or standing_roles(state, "ask_plan")
    if role and {change.kind for change in folded.changes} <= _TIMES:
        about = turn.of(Request("ask_plan", role, named=True))
        return Answer((verdict(about),), topic="fact") if last is not None and last.name == "ask_chances" else ask_plan(about)
    aim = state.focus.role or state.goal
    if not aim or (last is not None and last.name == "ask_roles"):
        return ask_roles(turn.of(Request("ask_roles")))
    before = turn.advisor.match(turn.before.profile, aim)
    if turn.advisor.match(state.profile, aim).coverage == before.coverage and state.skipped == turn.before.skipped:
        return Answer((turn.say("told.no_change", role=turn.a(aim)),), topic=state.topic)
    return gaps(turn.of(Request("choose", (aim,), named=True)))


# ---------------------------------------------------------------- the one question


def doubted(turn: Turn, folded: Folded) -> tuple[Ask, Pending] | None:
    """A role that may be refused, or a tool that may be theirs: asked about, once."""
    for role in folded.doubtful:
        if f"exclude {role}" not in turn.state.asked:
            return turn.question("exclude", "ask.exclude", "yes", "no", subject=role, role=turn.title(role))
    skill = _doubtful_skill(turn)
    if skill:
        return turn.question("skill", "ask.skill_meant", "yes", "no", subject=skill, skill=turn.skill(skill))
    return None


def strange_tool(turn: Turn) -> tuple[Ask | None, Pending | None]:
    """A tool that is not known: asked about, once."""
    tool = _strange_tool(turn)
    if not tool:
        return None, None
    return turn.question("tool", "ask.tool", "yes", "no", subject=tool, tool=tool)


def _strange_tool(turn: Turn) -> str:
    """A word that surely is a tool they use, and neither a name of ours nor English; none where one was asked about."""
    asked = any(key.startswith("tool ") for key in turn.state.asked)
    if turn.document.kind != "message" or "\n" in turn.document.text.strip() or asked:
        return ""
    english = turn.advisor.tools.speller.is_word
    for left in turn.document.leftovers:
        named = left.kind == "skill" and left.stance == "has" and left.certainty >= TOOL_SURE
        first = not turn.document.text[: left.start].strip()
        ordinary = any(english(word.lower()) for word in left.text.split())
        if named and _is_name(left.text, first=first) and not ordinary and len(left.text) <= LONGEST_TOOL:
            return left.text
    return ""


def _is_name(text: str, *, first: bool) -> bool:
    """Whether words are written as names of tools are: with capitals or numbers in them, where no sentence begins."""
    rest = text[1:] if first else text
    if not text[-1:].isalnum() and text[-1:] not in "+#":
        return False  # "FI/CO" cut short
    return rest != rest.lower() or any(letter.isdigit() for letter in text)


def _doubtful_skill(turn: Turn) -> str:
    """A tool they may have named as theirs, too unsure to be believed."""
    from careerbot.dialogue.beliefs import NOTED

    if not turn.does("tell", "correct") or any(key.startswith("skill ") for key in turn.state.asked):
        return ""
    for mention in turn.document.skills:
        unsure = min(mention.certainty, mention.confidence) < NOTED
        if mention.tool and mention.stance == "has" and unsure and mention.slug not in turn.state.denied:
            known = turn.state.profile.level(mention.slug) or f"skill {mention.slug}" in turn.state.asked
            if not known and turn.document.kind == "message":
                return mention.slug
    return ""

"""Small talk and help: greetings, thanks, what careerbot is and stores, yes and no, and what it cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.handlers.pieces import told
from careerbot.dialogue.handlers.plans import ask_plan
from careerbot.dialogue.handlers.profile import lacking
from careerbot.dialogue.handlers.roles import ask_roles
from careerbot.dialogue.requests import HALF_SURE, asks
from careerbot.dialogue.state import Effect, Request, State
from careerbot.dialogue.turn import Answer
from careerbot.matching.profile import with_skill

if TYPE_CHECKING:
    from careerbot.dialogue.state import Pending
    from careerbot.dialogue.turn import Turn

WORKING = 3

SURE_TO_LEAVE = 0.8
"""Chance from which a goodbye ends the conversation."""


def greet(turn: Turn) -> Answer:
    """A greeting: what to type."""
    if not turn.state.profile.is_empty:
        return Answer((turn.say("small.greet_known"),))
    return help_(turn)


def help_(turn: Turn) -> Answer:
    """Three lines: what it does, what to type."""
    ask, pending = (None, None) if not turn.state.profile.is_empty else turn.question("can", "ask.can")
    return Answer((turn.say("small.help"),), ask=None if ask is None else None, pending=pending)


def thank(turn: Turn) -> Answer:
    """Thanks."""
    return Answer((turn.say("small.thank"),), topic=turn.state.topic)


def bye(turn: Turn) -> Answer:
    """A goodbye; it ends the conversation where it is plainly meant."""
    sure = any(i.name == "bye" and i.confidence >= SURE_TO_LEAVE for i in turn.document.intents)
    if not sure:
        return Answer((turn.say("small.bye_maybe"),))
    return Answer(state=replace(turn.state, effects=(Effect("leave"),)))


def about_bot(turn: Turn) -> Answer:
    """What careerbot is and stores, truthfully; nothing is changed by asking."""
    found = turn.advice()
    return told(turn, found) if found is not None else Answer((turn.say("small.about"),), topic="other")


def off_topic(turn: Turn) -> Answer:
    """Not about careers."""
    return Answer((turn.say("small.off_topic"),))


def foreign(turn: Turn) -> Answer:
    """A text in another language: what is recognised by name."""
    names = turn.skills(list(dict.fromkeys(m.slug for m in turn.document.skills))[:8])
    return Answer((turn.say("language.took" if names else "language.none", language=turn.document.language, what=names),))


def abuse(turn: Turn) -> Answer:
    """Somebody is angry: own up, and a way on."""
    return Answer((turn.say("small.abuse"),))


def dont_know(turn: Turn) -> Answer:
    """They do not know: a way on that needs no knowledge."""
    pending = turn.before.pending
    if pending is not None and pending.kind == "hours":
        from careerbot.planning.plan import USUAL_HOURS

        return Answer((turn.say("small.hours_later", pace=f"{USUAL_HOURS:g}"),))
    if pending is not None and pending.kind in ("role", "plan") and not turn.state.profile.is_empty:
        return ask_roles(turn)
    if pending is not None and pending.kind == "skill":
        return Answer((turn.say("small.left_open", what=turn.name(pending.subject)),))
    ask, waiting = turn.question("can", "ask.can_everyday")
    return Answer((), ask=ask, pending=waiting)


# ---------------------------------------------------------------- yes and no


def yes(turn: Turn) -> Answer:
    """A yes to the question just put; to none, an offer."""
    pending = turn.before.pending
    if pending is None:
        return Answer((turn.say("small.yes_to_what"),))
    # "yes, but 8 hours a week" agrees to something else than to a file being written
    others = set(turn.names) - _CONSENTS.keys() - {"about_bot"}
    if _CONSENTS.get(pending.kind) in _LASTING and (asks(others) or turn.does("set_time")):
        return Answer()
    return _CONSENTS[pending.kind](turn, pending) if pending.kind in _CONSENTS else Answer((turn.say("ask.can"),))


def _plan(turn: Turn, pending: Pending) -> Answer:
    request = Request("ask_plan", (pending.subject,), named=True)
    answer = ask_plan(turn.of(request))
    return replace(answer, state=replace(answer.state or turn.state, last=request))


def _skill(turn: Turn, pending: Pending) -> Answer:
    state = replace(turn.state, profile=with_skill(turn.state.profile, pending.subject, WORKING))
    return ask_roles(turn.of(Request("ask_roles"), state))


def _save(turn: Turn, pending: Pending) -> Answer:
    return Answer(state=replace(turn.state, effects=(Effect("save"),)))


def _export(turn: Turn, pending: Pending) -> Answer:
    return Answer(state=replace(turn.state, effects=(Effect("export", pending.subject),)))


def _wipe(turn: Turn, pending: Pending) -> Answer:
    return Answer(state=replace(fresh(turn), effects=(Effect("wipe"),)))


def _start_over(turn: Turn, pending: Pending) -> Answer:
    return Answer((turn.say("small.started_over"),), state=fresh(turn))


def fresh(turn: Turn) -> State:
    """The state of a conversation that begins anew."""
    return State(today=turn.state.today)


_CONSENTS = {
    "plan": _plan, "skill": _skill, "save": _save, "export": _export, "wipe": _wipe,
    "start_over": _start_over,
}  # fmt: skip
_LASTING = (_save, _export, _wipe, _start_over)
"""Consents that cannot be taken back by a word."""


def no(turn: Turn) -> Answer:
    """A no to the question just put."""
    pending = turn.before.pending
    if pending is None:
        return Answer((turn.say("small.no_to_nothing"),))
    besides = asks(i.name for i in turn.document.intents if i.confidence >= HALF_SURE)
    if pending.kind == "skill":
        return lacking(turn, pending.subject, quiet=besides)
    if pending.kind in ("save", "wipe", "export", "start_over"):
        return Answer((turn.say("small.nothing_done"),))
    # what they say beside it matters more than the offer that they decline
    besides = besides or turn.does("tell", "correct", "complain", "set_limit", "set_time")
    return Answer() if besides else Answer((turn.say("small.all_right"),))

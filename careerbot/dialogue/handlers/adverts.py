"""Documents in a conversation: what was read of an advert or a CV, told to be put right, and the one set against the other.

First what was read, in few words; then how the two stand, with the same share as the command `match` gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.handlers.gaps import gaps
from careerbot.dialogue.handlers.roles import ask_roles
from careerbot.dialogue.state import Request
from careerbot.dialogue.turn import Answer, hours_told, listed
from careerbot.matching.advert import WEIGHTS
from careerbot.matching.profile import Profile
from careerbot.nlu.levels import marked
from careerbot.nlu.types import Intent
from careerbot.output.parts import Entry, Listing, Part, Say
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.corpus.records import Slug
    from careerbot.dialogue.state import State
    from careerbot.dialogue.turn import Turn
    from careerbot.matching.advert import Advert, Asked, Fit, Point
    from careerbot.nlu.types import Document, Mention, RoleMention

NAMED, FEW = 6, 3
"""Skills named in one row; jobs, and things to learn, that are told."""

MOST_OF_IT, HALF_OF_IT = 0.7, 0.4
"""Shares of an advert from which applying is advised, and from which it is worth a try."""

READ = "profile"
"""What a reply is that tells what was read, so that a bare name puts it right (`nlu.examples.CONTEXTS`)."""

SCALE = 5
"""What a bare number behind a name is out of: "Python 4"."""

SHORT, A_QUESTION = 60, 12
"""Characters a name, and words of a message, that may put right what was read or ask how the two stand."""


# ---------------------------------------------------------------- what was read


def read_advert(turn: Turn) -> Answer:
    """What an advert asks for, and how they stand against it; nothing in it is taken as theirs."""
    advert = turn.advisor.advert(turn.document.text)
    role = advert.role or _nearest_role(turn)
    if not advert.asked and not role:
        return Answer((turn.say("advert.unknown"),))
    state = replace(turn.state.about(role=role) if role else turn.state, advert=advert)
    what = turn.text("advert.is", role=turn.a(role)) if role else turn.text("advert.no_role")
    read = Say("\n".join((what, *_asked_for(turn, advert))))
    return Answer((read, *set_against(turn.of(turn.request, state), advert)), state=state, topic=READ)


def _asked_for(turn: Turn, advert: Advert) -> Iterator[str]:
    """What an advert asks for, a line for what it insists on, what the work names and what would be welcome."""
    for kind in WEIGHTS:
        found = [_one_of(turn, one) for one in advert.asked if one.kind == kind]
        if found:
            years = turn.text("advert.years", n=f"{advert.years:g}") if kind == "required" and advert.years else ""
            yield f"{turn.text(f'advert.{kind}', what=_in_few(found))} {years}".strip()


def _one_of(turn: Turn, one: Asked) -> str:
    return " or ".join(turn.skill(slug) for slug in one.skills)


def _in_few(names: Sequence[str]) -> str:
    few = list(dict.fromkeys(names))
    return listed(few if len(few) <= NAMED + 1 else [*few[:NAMED], f"{len(few) - NAMED} more"])


def _nearest_role(turn: Turn) -> Slug:
    """The role whose needs the skills of an advert speak for."""
    document = turn.document
    asked = replace(document, kind="message", skills=tuple(replace(m, stance="has") for m in document.skills), roles=())
    ranking = turn.advisor.suggest(turn.advisor.updated([(asked, Profile())])[0], 1)
    return ranking.matches[0].slug if ranking.matches else ""


def read_cv(turn: Turn) -> Answer:
    """What a CV shows; then how it stands against the advert that was read, what its aim needs, or which roles fit."""
    document = turn.document
    named = sorted(document.skills, key=lambda mention: not mention.tool)
    theirs = list(dict.fromkeys(m.slug for m in named if m.stance == "has"))
    jobs = [_job(turn, role) for role in document.roles if role.stance in ("current", "past")]
    if not theirs and not jobs:
        return Answer((turn.say("cv.unknown"),))
    rows = [turn.text("cv.jobs", what=listed(jobs[:FEW]))] if jobs else []
    if theirs:
        one = min((turn.skill(slug) for slug in theirs), key=len)
        mend = turn.text("cv.mend", what=one)
        rows.append(f"{turn.text('cv.skills', what=_in_few([turn.skill(slug) for slug in theirs]))} {mend}")
    return _told(turn, Say("\n".join((turn.text("cv.is"), *rows))))


def _told(turn: Turn, read: Part) -> Answer:
    """What was read, and what follows from it: the match with an advert, what their aim needs, or the roles that fit."""
    state = turn.state
    if state.advert is not None:
        return Answer((read, *set_against(turn, state.advert)), topic=READ)
    after = gaps(turn.of(Request("choose", (state.goal,)))) if state.goal else ask_roles(turn.of(Request("ask_roles")))
    return replace(after, parts=(read, *after.parts), ask=None, pending=None, topic=READ)


def _job(turn: Turn, job: RoleMention) -> str:
    years = turn.text("cv.years", n=f"{job.years:.2g}") if job.years else ""
    about = ", ".join(filter(None, (turn.text("cv.now") if job.stance == "current" else "", years)))
    return f"{turn.title(job.slug)} ({about})" if about else turn.title(job.slug)


# ---------------------------------------------------------------- the one against the other


def match(turn: Turn) -> Answer:
    """How they stand against the advert that was read; or what it asks for, where that is the question."""
    advert = turn.state.advert
    if advert is None:
        return Answer((turn.say("advert.none"),), topic=READ)
    asking = turn.corpus.language.table("cv")["advert"]["asking"]
    if not {token.text for token in tokenise(turn.document.text)}.isdisjoint(asking):
        return Answer((Say("\n".join(_asked_for(turn, advert))),), topic=READ)
    return Answer(tuple(set_against(turn, advert)), topic=READ)


def set_against(turn: Turn, advert: Advert) -> list[Part]:
    """The share of an advert that they show, what of it they have and lack, and what to learn first for it."""
    if turn.state.profile.is_empty:
        return [turn.say("advert.tell_me")]
    if not advert.asked:
        return []
    found = turn.advisor.fit(advert, turn.state.profile)
    key = "apply" if found.share >= MOST_OF_IT else "try" if found.share >= HALF_OF_IT else "later"
    rows = [Entry(turn.text(f"match.{row}", what=what)) for row, what in _rows(turn, found) if what]
    return [Listing(tuple(rows), head=turn.head(f"advert.{key}", share=f"{found.share:.0%}"))]


def _rows(turn: Turn, found: Fit) -> Iterator[tuple[str, str]]:
    def named(points: Iterable[Point]) -> str:
        names = [_one_of(turn, p.asked) for p in points]
        return _in_few(names) if names else ""

    missing = [p for p in found.points if p.state == "not shown"]
    yield "shown", named(p for p in found.points if p.state in ("shown", "assumed"))
    yield "missing", named(p for p in missing if p.asked.kind != "preferred")
    first = [f"{turn.skill(p.skill)} ({hours_told(p.hours)})" for p in found.learn[:FEW]]
    yield "learn", listed(first) if first else ""
    yield "partly", named(p for p in found.points if p.state == "partly")
    yield "welcome", named(p for p in missing if p.asked.kind == "preferred")


def asks_to_match(turn: Turn) -> bool:
    """Whether a message asks how the two stand: it speaks of the advert, or just after it of fitting."""
    if turn.state.advert is None or turn.document.kind != "message" or turn.document.roles or turn.document.skills:
        return False
    said = [token.text for token in tokenise(turn.document.text)]
    words = turn.corpus.language.table("cv")["advert"]
    just_read = turn.state.topic == READ and len(said) <= A_QUESTION
    return not {*words["names"], *((*words["fitting"], *words["asking"]) if just_read else ())}.isdisjoint(said)


# ---------------------------------------------------------------- put right


def put_right(state: State, document: Document, advisor: Advisor) -> tuple[State, Document]:
    """What a bare "not Oracle, Python 4" says after a document was read: of them, or of the advert where they have it not."""
    if not _puts_right(state, document, advisor):
        return state, document
    said = [_as_said(mention, document.text, advisor) for mention in document.skills]
    have = advisor.have(state.profile)
    struck = {m.slug for m in said if m.stance == "lacks" and m.slug not in have}
    if state.advert is not None and struck:
        asked = tuple(one for one in state.advert.asked if not set(one.skills) <= struck)
        state = replace(state, advert=replace(state.advert, asked=asked))
        said = [m for m in said if m.slug not in struck]
    does = (Intent("correct", 1.0, 0, len(document.text)),)
    return state, replace(document, skills=tuple(said), roles=(), quantities=(), leftovers=(), intents=does)


def _puts_right(state: State, document: Document, advisor: Advisor) -> bool:
    """Whether nothing stands beside the names but what denies or rates them."""
    if state.topic != READ or document.kind != "message" or not document.skills:
        return False
    if len(document.text) > SHORT * len(document.skills):
        return False
    spans = [(m.start, m.end) for m in document.skills]
    beside = [t.text for t in tokenise(document.text) if not any(a <= t.start < b for a, b in spans)]
    tools = advisor.tools
    return all(
        word.isdigit() or word in tools.neutral or word in tools.levels.words or tools.levels.denies((word,))
        for word in beside
    )


def _as_said(mention: Mention, text: str, advisor: Advisor) -> Mention:
    denied = advisor.tools.levels.denied(text, mention.start)
    rated = marked(text, mention.end, SCALE)
    level = rated[0] if rated else mention.level
    return replace(mention, stance="lacks" if denied else "has", level=level, certainty=1.0, confidence=1.0)


def goes_on(turn: Turn) -> Answer | None:
    """After what was read was put right: what of it stands, and what follows from it now."""
    struck = _asks(turn.before) - _asks(turn.state)
    if turn.before.topic != READ or not (struck or turn.does("correct") and turn.state.profile != turn.before.profile):
        return None
    if struck:
        return _told(turn, turn.say("change.skipped", what=turn.skills(sorted(struck))))
    if (advert := turn.state.advert) is not None:
        before, now = (turn.advisor.fit(advert, state.profile) for state in (turn.before, turn.state))
        return match(turn) if now != before else Answer((turn.say("match.same", share=f"{now.share:.0%}"),), topic=READ)
    names = [turn.skill(known.slug) for known in turn.state.profile.skills]
    return _told(turn, turn.say("cv.left", what=_in_few(names))) if names else None


def _asks(state: State) -> frozenset[Slug]:
    return frozenset(slug for one in state.advert.asked for slug in one.skills) if state.advert is not None else frozenset()

"""The market asked about in a conversation: of the role spoken of where none is named, and of those on screen in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.provenance import STATUS_WORDS, sources_in_short
from careerbot.corpus.records import Slug
from careerbot.dialogue.handlers.choices import measure_of, which_of
from careerbot.dialogue.pointing import span_of
from careerbot.dialogue.references import places, roles_meant, roles_pointed_to
from careerbot.dialogue.state import State
from careerbot.output.parts import FactList, Say
from careerbot.output.phrases import a_role
from careerbot.questions.features import is_place
from careerbot.questions.pay import CITIES, REGION_WORDS

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Outcome, Turn
    from careerbot.nlu.intents.recognizer import Heard
    from careerbot.questions.router import MarketAnswer

NO_DEGREE = re.compile(
    r"(?i)\b(?:roles?|jobs?|careers?|positions?)\b.*\b(?:without|no|not (?:need|require|ask for)\w*|"
    r"don['’]?t (?:need|require|ask for))(?: (?:a|an|any|having|university|college|formal))* "
    r"(?:degrees?|university|diploma)\b|"
    r"\b(?:no|without an?) degree\W+(?:and |so |but )?(?:which|what)\b.*\b(?:roles?|jobs?|careers?)\b"
)
SHOWN_WITHOUT = 8
"""Roles without a degree that are named at once."""


def without_degree(turn: Turn, state: State) -> Outcome:
    """The roles whose records ask for no degree; for somebody known, the nearest of them."""
    open_ = [s for s, r in turn.corpus.roles.items() if r.degree in ("none", "helpful")]
    if state.profile.is_empty:
        shown = tuple(open_[:SHOWN_WITHOUT])
        more = f" ({len(open_) - len(shown)} more)" if len(open_) > len(shown) else ""
        state = replace(state, shown=shown, listed="roles", focus="")
        return state, (turn.say("roles.no_degree_new", roles=turn.roles(shown), more=more),)
    standings = turn.advisor.suggest(state.profile, 1).standings
    near = [(x.slug, x.score) for x in standings if x.slug in open_][:SHOWN_WITHOUT]
    told = ", ".join(f"{n}. {turn.role(slug)} ({score:.0%})" for n, (slug, score) in enumerate(near, 1))
    state = replace(state, shown=tuple(slug for slug, _ in near), listed="roles", focus="")
    return state, (turn.say("roles.no_degree", roles=told),)


_BARE_PAY = re.compile(r"(?i)(?:and )?(?:the )?(?:pay|salary|money|wages?|salaries|earnings)(?: then)?\W*")


def ask_fact(turn: Turn, state: State, heard: Heard) -> Outcome:
    """What the corpus says of the market, or that it does not know; roles on screen pointed to are set in order."""
    question = turn.words(heard).strip()
    found = _without_asking(turn, state, heard, question) or _of_the_role(turn, state, heard, question)
    if found is not None:
        return found
    answer = turn.advisor.ask(_gone_on(question, state), state.market)
    if not answer.answered and state.market is None and (role := _role_spoken_of(turn, state, heard)):
        with_role = turn.advisor.ask(f"{question.rstrip('?. ')} {turn.corpus.roles[role].title}", state.market)
        answer = with_role if with_role.answered else answer
    return _told(state, answer)


def _told(state: State, answer: MarketAnswer) -> Outcome:
    return replace(state, market=answer if answer.answered else state.market), (FactList(answer),)


def _without_asking(turn: Turn, state: State, heard: Heard, question: str) -> Outcome | None:
    """What needs no look at the market: roles without a degree, where an answer is from, roles on screen in order."""
    if NO_DEGREE.search(question):
        return without_degree(turn, state)
    if asks_whence(question):
        return state, (_whence(turn, state),)
    mine = _MY_JOB.search(question) and (state.focus or state.goal)
    if not mine and roles_pointed_to(question) and len(state.shown) > 1 and not _paid_role(turn, state, heard):
        return which_of(turn, state, heard)
    return None


_MY_JOB = re.compile(
    r"(?i)\bmy (?:current |present |own |old )?(?:job|role|work|position|pay|salary|wage)\b|\bi (?:earn|make|get) now\b"
)


def _beside_my_job(turn: Turn, state: State, role: Slug) -> str:
    """The question about the pay of a role beside that of the job they have, where that is one of the field."""
    held = next((job.slug for job in reversed(state.profile.jobs) if job.now and job.slug in turn.corpus.roles), "")
    if not held or held == role:
        return f"how much does {a_role(role, turn.corpus)} earn"
    return f"who earns more, {a_role(role, turn.corpus)} or {a_role(held, turn.corpus)}"


def _of_the_role(turn: Turn, state: State, heard: Heard, question: str) -> Outcome | None:
    """Pay, and getting or doing a job, asked of the role spoken of."""
    if _BARE_PAY.fullmatch(question) and (role := state.focus or state.goal or (state.shown[:1] or ("",))[0]):
        return _told(state, turn.advisor.ask(f"how much does {a_role(role, turn.corpus)} earn"))
    if measure_of(question) == "pay" and _MY_JOB.search(question) and (role := state.focus or state.goal):
        return _told(state, turn.advisor.ask(_beside_my_job(turn, state, role)))
    if role := _paid_role(turn, state, heard):
        answer = turn.advisor.ask(f"{_ORDINAL.sub('', question).rstrip('?. ')} {turn.corpus.roles[role].title}")
        if answer.answered:
            return replace(state, market=answer, focus=role), (FactList(answer),)
    if personal(question) and (role := _unnamed(turn, state, heard)):
        answer = turn.advisor.ask(f"{question.rstrip('?.! ')} as {a_role(role, turn.corpus)}")
        if not answer.is_nothing:
            return _told(state, answer)
    return None


_WHENCE = re.compile(
    r"(?i)\b(?:how (?:do|would|can) you know|says who|who says|"
    r"(?:what|which|where)(?:['’]s| is| are)? (?:your|the|that|this|these|those) (?:sources?|data|figures?|numbers?)|"
    r"where (?:did|do) you (?:get|have)|where (?:does|do) (?:that|this|it|these|those) come|"
    r"made (?:that|this|it|those) up|making (?:that|this|it) up|"
    r"how (?:old|recent|fresh|reliable|accurate|trustworthy) (?:is|are) (?:that|this|it|the|your|these|those)|"
    r"(?:can|should|do) i (?:trust|believe)|up to date|is (?:that|this|it) (?:true|reliable|right|correct))\b"
)
"""Asks where an answer is from."""


def asks_whence(text: str) -> bool:
    """Whether a message asks where an answer is from, or doubts it."""
    return _WHENCE.search(text) is not None and len(text.split()) <= _FEW_WORDS


def _whence(turn: Turn, state: State) -> Say:
    """Where the market answer before came from, fact by fact; without one, where everything comes from."""
    facts = state.market.facts if state.market is not None else ()
    if not facts:
        return turn.say("roles.whence")
    lines = [turn.wording.say("roles.whence_head")]
    for fact in facts[:MOST_SOURCES]:
        status = STATUS_WORDS.get(fact.status, "")
        about = "; ".join(part for part in (fact.year, fact.organisation, status) if part)
        said = bool(about) and fact.organisation in fact.text
        lines.append(f"- {fact.text}" if said or not about else f"- {fact.text.rstrip('.')} ({about}).")
    lines.append(turn.wording.say("roles.whence_sources", sources=sources_in_short(fact.source for fact in facts)))
    return Say("\n".join(lines))


MOST_SOURCES = 6

_SPEAKS_OF_ME = re.compile(r"(?i)\b(?:i|i'm|i’m|im|i've|me|my|we)\b")
_TOLD_ME = re.compile(r"(?i)\b(?:tell|give|show) me\b")
_FEW_WORDS = 10


def names_a_place(text: str) -> bool:
    """Whether a short message that says nothing of its writer names a country, a region or a city."""
    words = text.lower().replace("?", " ").split()
    if len(words) > _FEW_WORDS or _SPEAKS_OF_ME.search(_TOLD_ME.sub("", text)):
        return False
    return any(word in REGION_WORDS or word in CITIES or is_place(word) for word in words)


def _gone_on(question: str, state: State) -> str:
    """The question; after a pay answer, a place named is where the pay is asked for."""
    paid = state.market is not None and state.market.topic.kind == "pay"
    if not paid or measure_of(question) or not names_a_place(question):
        return question
    return f"and pay {question}"


_PERSONAL = re.compile(
    r"(?i)\b(?:interview\w*|cvs?|r[eé]sum[eé]s?|cover letters?|stress\w*|burn(?:ed|t)?[ -]?out|balance|overtime|projects?|"
    r"boot ?-?camps?|portfolio|certificates?|certifications?|degrees?|master'?s?|ph\.?d|bachelor'?s?|university|boring|fun)\b|"
    r"\bhours\b.*\bwork"
)


def personal(question: str) -> bool:
    """Whether a question is about getting or doing a job, so that it is one about the job spoken of."""
    return _PERSONAL.search(question) is not None


def _unnamed(turn: Turn, state: State, heard: Heard) -> Slug:
    """The role spoken of, where the question names neither a role nor a skill; a CV names none."""
    placed = places(turn.words(heard), state.shown)
    meant = roles_meant(turn.understood, span_of(heard), state, turn.corpus)
    named = [slug for slug in meant if slug not in placed]
    named += [m.slug for m in turn.understood.skills if heard.start <= m.start < heard.end and m.how != "meaning"]
    if any(not slug.startswith("computer-vision") for slug in named):
        return ""
    return placed[0] if placed else state.focus or state.goal


_ORDINAL = re.compile(
    r"(?i)\b(?:(?:of|for|in) )?(?:the )?(?:(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)(?: (?:one|role|job))?|"
    r"number [1-9])(?!\w| (?:job|year|salary))"
)
_SET_AGAINST = re.compile(
    r"(?i)\b(?:best|most|more|highest|better|least|lowest|these|those|them|each|both|all|average|"
    r"roles|jobs)\b"
)


def _paid_role(turn: Turn, state: State, heard: Heard) -> Slug:
    """The one role whose pay is asked for without its name: the second one, or the one spoken of."""
    text = turn.words(heard)
    if measure_of(text) != "pay" or _SET_AGAINST.search(text):
        return ""
    ordinal = _ORDINAL.search(text)
    placed = places(ordinal[0], state.shown) if ordinal else ()
    if placed:
        return placed[0]
    named = roles_meant(turn.understood, span_of(heard), state, turn.corpus)
    return "" if named or turn.understood.skills else state.focus or state.goal


def _role_spoken_of(turn: Turn, state: State, heard: Heard) -> Slug:
    pointed = places(turn.words(heard), state.shown)
    if pointed:
        return pointed[0]
    named: Sequence[Slug] = roles_meant(turn.understood, span_of(heard), state, turn.corpus)
    return "" if named else state.focus or state.goal

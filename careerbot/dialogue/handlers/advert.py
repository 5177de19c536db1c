"""A pasted job advertisement: the role it is closest to, and what of its skills somebody has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.dialogue.references import roles_meant
from careerbot.dialogue.state import Advert, State
from careerbot.dialogue.turn import hours_told, level_name, round_number
from careerbot.matching.profile import Profile, update
from careerbot.output.parts import Part, Say
from careerbot.planning.effort import WORKING, Standing, estimate, hours_to
from careerbot.planning.plan import USUAL_HOURS

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Outcome, Turn
    from careerbot.nlu.intents.recognizer import Heard

MOST_NAMED = 10

MOST_OF_IT, HALF_OF_IT = 0.7, 0.4
"""Shares of an advert's skills from which applying is advised, and from which it is worth a try."""

HEADINGS = frozenset({"requirements", "benefits", "education", "qualifications", "responsibilities"})
"""Names of skills that are headings in an advertisement."""


def read_advert(turn: Turn, state: State) -> Outcome:
    """Set the advert's own skills against what somebody has; nothing in it is taken as theirs."""
    understood = turn.understood
    named = [m for m in understood.skills if m.stance not in ("not", "dislikes") and m.quote.lower() not in HEADINGS]
    wanted = {m.slug: m.level or 3 for m in reversed(named)}
    names = [r.slug for r in understood.roles if r.kind == "role"]
    asked = replace(understood, skills=tuple(replace(m, stance="has") for m in named), roles=())
    ranking = turn.advisor.suggest(update(Profile(), asked), 1)
    role = names[0] if names else ranking.matches[0].slug if ranking.matches else ""
    if not wanted and not role:
        return state, (turn.say("profile.advert_unknown"),)
    parts: list[Part] = []
    if role:
        from careerbot.output.phrases import with_article

        parts.append(turn.say("profile.advert", role=with_article(turn.role(role))))
        state = replace(state, focus=role, shown=(role,), listed="roles")
    state = replace(state, advert=Advert(role, tuple(wanted.items())))
    state, said = _set_against(turn, state, state.advert or Advert("", ()))
    return state, (*parts, *said)


def _set_against(turn: Turn, state: State, advert: Advert) -> Outcome:
    """What of an advert's skills somebody has, and which they lack."""
    if state.profile.is_empty:
        wanted = [slug for slug, _ in advert.asks]
        return state, (
            turn.say("profile.advert_gaps", gaps=turn.skills(wanted[:MOST_NAMED])),
            turn.say("profile.advert_tell"),
        )
    have = turn.advisor.have(state.profile)
    met, gaps = _met(turn, state, advert), _lacking(turn, state, advert)
    parts = [
        turn.say("profile.advert_have", have=turn.skills(met[:MOST_NAMED]))
        if met
        else turn.say("profile.advert_have_none")
    ]
    if not gaps:
        return state, (*parts, turn.say("profile.advert_no_gaps"))
    told = [
        f"{turn.skill(s)} ({level_name(have[s])} so far)" if s in have else turn.skill(s) for s in gaps[:MOST_NAMED]
    ]
    more = f" and {len(gaps) - MOST_NAMED} more" if len(gaps) > MOST_NAMED else ""
    parts.append(turn.say("profile.advert_gaps", gaps=", ".join(told) + more))
    return replace(state, skills=tuple(gaps), listed="skills"), tuple(parts)


def _met(turn: Turn, state: State, advert: Advert) -> list[Slug]:
    have = turn.advisor.have(state.profile)
    return [slug for slug, level in advert.asks if have.get(slug, 0) >= min(level, WORKING)]


def _lacking(turn: Turn, state: State, advert: Advert) -> list[Slug]:
    met = set(_met(turn, state, advert))
    return [slug for slug, _ in advert.asks if slug not in met]


# ---------------------------------------------------------------- asked about later

_FITS = re.compile(
    r"(?i)\b(?:fits?|suit\w*|match|qualif\w+|apply|applying|applied|chances?|good enough|hire|hired|shot|realistic|"
    r"get (?:it|this|that)(?: job)?|worth (?:it|a try|trying))\b"
)
_LACKS = re.compile(r"(?i)\b(?:missing|miss|lack\w*|gaps?|short of|do i (?:still )?need)\b")
_TIME = re.compile(r"(?i)\bhow (?:long|many (?:weeks|months|hours|years|days))\b")
_OTHER_ROLES = re.compile(r"(?i)\b(?:roles|jobs|careers|which (?:role|job|one)|what (?:else|role|job)|other)\b")
_THE_ADVERT = re.compile(r"(?i)\b(?:ad|advert\w*|posting|listing|vacancy|job description|this job|that job)\b")
_ASKING = frozenset({
    "ask_roles", "ask_chances", "ask_fact", "off_topic", "worry", "ask_gaps", "ask_plan", "set_hours", "ask_role",
    "compare", "dont_know", "yes", "what_if",
})  # fmt: skip


def about_advert(turn: Turn, state: State, heard: Heard) -> Outcome | None:
    """The answer to a question about the advert pasted before; None where something else is asked."""
    advert, text = state.advert, turn.words(heard)
    if advert is None or not advert.asks or heard.act not in _ASKING or state.profile.is_empty:
        return None
    named = set(roles_meant(turn.understood, (heard.start, heard.end), state, turn.corpus))
    elsewhere = named - {advert.role} or state.focus not in ("", advert.role) or _OTHER_ROLES.search(text)
    if elsewhere and not _THE_ADVERT.search(text):
        return None
    if _TIME.search(text) and not any(heard.start <= m.start < heard.end for m in turn.understood.skills):
        return replace(state, focus=advert.role), (Say(_time(turn, state, advert)),)
    if _FITS.search(text):
        return replace(state, focus=advert.role), (Say(_judged(turn, state, advert)),)
    if heard.act == "ask_gaps" or _LACKS.search(text):
        state, parts = _set_against(turn, replace(state, focus=advert.role), advert)
        return state, (*parts, Say(_time(turn, state, advert)))
    return None


def after_telling(turn: Turn, state: State) -> Outcome | None:
    """The advert set against what somebody told only after it."""
    if state.advert is None or not turn.before.profile.is_empty or state.profile.is_empty:
        return None
    state, parts = _set_against(turn, state, state.advert)
    return state, (*parts, Say(_judged(turn, state, state.advert or Advert("", ()))))


def _judged(turn: Turn, state: State, advert: Advert) -> str:
    """A plain judgement: apply, apply and say what is being learnt, or learn first."""
    met, gaps = _met(turn, state, advert), _lacking(turn, state, advert)
    share, values = len(met) / len(advert.asks), {"met": len(met), "all": len(advert.asks)}
    if share >= MOST_OF_IT:
        return turn.wording.say("profile.advert_apply", **values)
    if share >= HALF_OF_IT:
        return turn.wording.say("profile.advert_try", first=turn.skill(gaps[0]), **values)
    judged = turn.wording.say("profile.advert_later", first=turn.skills(gaps[:2]), **values)
    return f"{judged} {_time(turn, state, advert)}"


def _time(turn: Turn, state: State, advert: Advert) -> str:
    """How long its gaps take to close."""
    gaps = _lacking(turn, state, advert)
    if not gaps:
        return turn.wording.say("profile.advert_no_gaps")
    levels, likely = dict(turn.advisor.have(state.profile)), 0.0
    for slug, level in advert.asks:
        if slug in gaps:
            likely += hours_to(slug, min(level, WORKING), Standing(dict(levels)), turn.corpus.skills)
            levels[slug] = max(levels.get(slug, 0), min(level, WORKING))
    said, pace = estimate(likely), state.profile.hours_a_week or USUAL_HOURS
    weeks = round_number(max(1, round(said.likely / pace)))
    return turn.wording.say(
        "profile.advert_time", low=said.low, high=said.high, weeks=weeks, pace=hours_told(pace)
    )

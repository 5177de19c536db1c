"""A pasted job advertisement: the role it is closest to, and what of its skills somebody has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.state import Advert
from careerbot.dialogue.turn import Answer
from careerbot.matching.profile import Profile
from careerbot.output.parts import Part

if TYPE_CHECKING:
    from careerbot.corpus.records import Slug
    from careerbot.dialogue.turn import Turn

NAMED = 6

MOST_OF_IT, HALF_OF_IT = 0.7, 0.4
"""Shares of an advert's skills from which applying is advised, and from which it is worth a try."""

WORKING = 3


def read_advert(turn: Turn) -> Answer:
    """Set the advert's own skills against what somebody has; nothing in it is taken as theirs."""
    document = turn.document
    named = [m for m in document.skills if m.stance not in ("lacks", "dislikes")]
    wanted = {m.slug: m.level or WORKING for m in reversed(named)}
    role = _role(turn)
    if not wanted and not role:
        return Answer((turn.say("advert.unknown"),))
    advert = Advert(role, tuple(wanted.items()))
    state = replace(turn.state.about(role=role) if role else turn.state, advert=advert)
    parts: list[Part] = [turn.say("advert.is", role=turn.a(role))] if role else [turn.say("advert.no_role")]
    return Answer((*parts, *set_against(turn, advert)), state=state, topic="role")


def _role(turn: Turn) -> Slug:
    """The role an advert names, or whose needs its skills speak for."""
    document = turn.document
    names = [r.slug for r in document.roles if r.kind == "role"]
    if names:
        return names[0]
    asked = replace(document, kind="message", skills=tuple(replace(m, stance="has") for m in document.skills), roles=())
    ranking = turn.advisor.suggest(turn.advisor.updated([(asked, Profile())])[0], 1)
    return ranking.matches[0].slug if ranking.matches else ""


def set_against(turn: Turn, advert: Advert) -> list[Part]:
    """What of an advert's skills they have, which they lack, and a verdict."""
    asked = [slug for slug, _ in advert.asks]
    if turn.state.profile.is_empty:
        return [turn.say("advert.asks", what=turn.skills(asked[:NAMED])), turn.say("advert.tell_me")]
    have = turn.advisor.have(turn.state.profile)
    met = [slug for slug, level in advert.asks if have.get(slug, 0) >= min(level, WORKING)]
    gaps = [slug for slug in asked if slug not in met]
    share = len(met) / len(asked) if asked else 0.0
    key = "apply" if share >= MOST_OF_IT else "try" if share >= HALF_OF_IT else "later"
    parts: list[Part] = [turn.say(f"advert.{key}", met=len(met), all=len(asked))] if asked else []
    if met:
        parts.append(turn.say("advert.have", what=turn.skills(met[:NAMED])))
    if gaps:
        parts.append(turn.say("advert.missing", what=turn.skills(gaps[:NAMED])))
    return parts

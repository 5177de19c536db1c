"""A pasted job advertisement: the role it is closest to, and what of its skills somebody has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from careerbot.profile import Profile, update
from careerbot.reply import Part
from careerbot.state import State
from careerbot.turn import level_name

if TYPE_CHECKING:
    from careerbot.turn import Outcome, Turn

MOST_NAMED = 10

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
        from careerbot.telling import with_article

        parts.append(turn.say("profile.advert", role=with_article(turn.role(role))))
        state = replace(state, focus=role, shown=(role,), listed="roles")
    if state.profile.is_empty:
        return state, (
            *parts,
            turn.say("profile.advert_gaps", gaps=turn.skills(list(wanted)[:MOST_NAMED])),
            turn.say("profile.advert_tell"),
        )
    have = turn.advisor.have(state.profile)
    met = [s for s, level in wanted.items() if have.get(s, 0) >= min(level, 3)]
    gaps = [s for s in wanted if s not in met]
    parts.append(
        turn.say("profile.advert_have", have=turn.skills(met[:MOST_NAMED]))
        if met
        else turn.say("profile.advert_have_none")
    )
    if not gaps:
        return state, (*parts, turn.say("profile.advert_no_gaps"))
    told = [
        f"{turn.skill(s)} ({level_name(have[s])} so far)" if s in have else turn.skill(s) for s in gaps[:MOST_NAMED]
    ]
    more = f" and {len(gaps) - MOST_NAMED} more" if len(gaps) > MOST_NAMED else ""
    parts.append(turn.say("profile.advert_gaps", gaps=", ".join(told) + more))
    return replace(state, skills=tuple(gaps), listed="skills"), tuple(parts)

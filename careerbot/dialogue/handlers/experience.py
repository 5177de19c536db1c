"""Own experience: whether what somebody has done counts, which needs of the role it meets, and where it counts most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerbot.dialogue.handlers.gaps import carried_over, wanted_gaps
from careerbot.dialogue.handlers.pieces import RARE, TRAITS, share_of, within_reach
from careerbot.dialogue.handlers.roles import fitting
from careerbot.dialogue.repetition import OF_RECORDS
from careerbot.dialogue.requests import ABOUT_ROLE
from careerbot.dialogue.subjects import standing_roles
from careerbot.dialogue.turn import Answer, listed
from careerbot.matching.origins import OWN, ways_in
from careerbot.output.parts import Part

if TYPE_CHECKING:
    from careerbot.corpus.records import Slug
    from careerbot.dialogue.turn import Turn

BACKGROUND, IDEA, PLAINLY = "background-", 0.35, 0.6
"""What entries on trades begin with, the chance of them all from which a question about own work is one, and the same of a
question that is heard as one of chances or of a gap."""

HEARD_AS = ABOUT_ROLE - (OF_RECORDS - {"ask_gaps"}) | {""}
"""What such a question sounds like."""

NAMED, OTHERS, LOOKED_AT = 3, 2, 12
"""Needs named, other roles, and leading roles that these are found among."""


def is_asked(turn: Turn) -> bool:
    """Whether a question asks what own experience is worth: "is my teaching of any use there?"."""
    asks = (turn.request.words or turn.document.text).rstrip().endswith("?")
    if turn.request.name not in HEARD_AS or not asks or turn.state.profile.is_empty:
        return False
    spoken = sum(chance for slug, chance in (turn.asked_for() or {}).items() if slug.startswith(BACKGROUND))
    start, end = turn.span
    said = turn.document.skills + turn.document.roles + turn.document.leftovers
    own = any(start <= x.start < end and x.stance in OWN for x in said)
    about_role = turn.request.name == "ask_chances" and turn.request.named
    return spoken >= (PLAINLY if about_role or not own else IDEA)


def counts(turn: Turn) -> Answer:
    """The verdict for the role in question, what is behind it, and the roles in which it counts most."""
    ranked = fitting(turn)[:LOOKED_AT]
    role = next(iter((*turn.request.roles, *standing_roles(turn.state, "ask_gaps"), *ranked)))
    ways = {way.role: way.brings for _, way in ways_in(turn.state.profile, turn.corpus)}
    met, title = _met(turn, role), turn.a(role)
    parts: list[Part] = [turn.say("counts.knows", role=title, what=ways[role])] if role in ways else []
    if met:
        parts.append(turn.say("counts.too" if parts else "counts.meets", role=title, what=turn.skills(met[:NAMED])))
    elif not parts:
        parts.append(turn.say("counts.little", role=title))
    others = sorted((slug for slug in ranked if slug != role), key=lambda slug: (slug not in ways, -len(_met(turn, slug))))
    best = [slug for slug in others if slug in ways or within_reach(turn, slug) and len(_met(turn, slug)) > len(met)][:OTHERS]
    if best:
        told = listed([f"{turn.a(slug)} ({ways[slug]})" if slug in ways else turn.a(slug) for slug in best])
        parts.append(turn.say("counts.as_well" if role in ways else "counts.most", what=told))
    missing = [gap.slug for gap in wanted_gaps(turn, turn.advisor.match(turn.state.profile, role))[:NAMED]]
    parts += [turn.say("counts.open", what=turn.skills(missing))] if missing else []
    return Answer(tuple(parts), state=turn.state.about(role=role), topic="fact")


def _met(turn: Turn, role: Slug) -> list[Slug]:
    """Needs of a role that the experience in question meets: what is named, what that holds, else what their work brings."""
    record, skills = turn.corpus.roles[role], turn.corpus.skills
    start, end = turn.span
    named = [m.slug for m in turn.document.skills if start <= m.start < end and m.stance != "wants"]
    held = dict.fromkeys((*named, *(slug for one in named for slug in skills[one].implies)))
    if not named:
        jobs = (job.slug for job in turn.state.profile.jobs if job.slug in turn.corpus.backgrounds)
        held = dict.fromkeys(slug for job in jobs for slug in turn.corpus.backgrounds[job].implies)
        held |= dict.fromkeys(carried_over(turn, turn.advisor.match(turn.state.profile, role)))
    share = {slug: share_of(record, slug) for slug in held if slug not in TRAITS or slug in named}
    found = [slug for slug, part in share.items() if part >= RARE or slug in named and part]
    return sorted(found, key=lambda slug: -share_of(record, slug))

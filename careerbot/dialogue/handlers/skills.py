"""Skills: what one is, whether a role needs it, how long it takes, and where to learn it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.dialogue.handlers.pieces import TRAITS, not_known, share_of, told, trait_told
from careerbot.dialogue.handlers.roles import ask_role
from careerbot.dialogue.subjects import named_among
from careerbot.dialogue.turn import Answer, first_sentences, hours_told, sentence
from careerbot.output.parts import Entry, Listing, Part, Ref, Say
from careerbot.planning.effort import Standing, estimate, hours_to
from careerbot.planning.resources import FORMS, Lesson, resources_for
from careerbot.questions.records import DEFINES

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Turn

WORKING, SHOWN = 3, 3

LONGEST_URL = 80
"""Characters of an address that is shown: a longer one would be broken."""

OFTEN, SOMETIMES = 0.5, 0.15
"""Shares of a role's adverts from which a skill is called usual, and worth having."""


def ask_skill(turn: Turn) -> Answer:
    """Whether the role needs it, how long it takes and what it is; of two, which comes first."""
    skills = turn.request.skills
    if not skills:
        skills = (turn.state.focus.skill,) if turn.state.focus.skill else ()
    open_ = [slug for slug in skills if not turn.before.profile.level(slug)]
    if len(skills) > 1 and len(open_) == 1:
        skills = (open_[0],)
    tools = all(turn.corpus.skills[slug].kind == "tool" for slug in skills)
    of_role = not skills and turn.request.named
    found = turn.advice() if not of_role and (not turn.role or not skills or (len(skills) > 1 and tools)) else None
    if found is not None:
        return told(turn, found)
    if not skills:
        return ask_role(turn) if turn.request.named and turn.role else not_known(turn)
    if len(skills) > 1:
        return _either(turn, skills[:3])
    slug = skills[0]
    what = turn.say("skill.is", what=first_sentences(turn.corpus.skills[slug].about, 30)[0])
    # what they know, or have on screen, they do not ask the meaning of
    familiar = slug in TRAITS or turn.before.profile.level(slug) > 0 or any(ref.slug == slug for ref in turn.before.shown)
    parts: list[Part] = [needed(turn, slug)] if turn.role else [what]
    if turn.role and not familiar:
        parts.insert(0 if DEFINES.search(turn.document.text) else 1, what)
    state = turn.state.about(skill=slug, role=turn.role)
    return Answer((*parts, _how_long(turn, slug)), state=state, topic="fact")


def needed(turn: Turn, slug: Slug) -> Part:
    """Whether the role in question needs it, told so that it answers "do I need it?" as well as "can I do without?"."""
    role = turn.corpus.roles[turn.role]
    share = share_of(role, slug)
    if slug in TRAITS:
        return trait_told(turn, slug)
    need = role.needs.get(slug)
    names = {"skill": turn.skill(slug), "role": turn.a(turn.role), "tenths": max(1, round(10 * share))}
    if need is not None and need.must:
        return Say(sentence(turn.text("skill.must", **names, level=turn.level(need.level))))
    often = share >= OFTEN and "usual" or share >= SOMETIMES and "useful" or share and "seldom" or "not_asked"
    return Say(sentence(turn.text(f"skill.{often}", **names)))


def _how_long(turn: Turn, slug: Slug) -> Part:
    have = turn.advisor.have(turn.state.profile)
    at = have.get(slug, 0)
    if at >= WORKING:
        return turn.say("skill.have", skill=turn.skill(slug), level=turn.level(at))
    hours = estimate(hours_to(slug, WORKING, Standing(dict(have)), turn.corpus.skills)).likely
    return turn.say("skill.hours", skill=turn.skill(slug), level=turn.level(WORKING), hours=hours_told(hours))


def _either(turn: Turn, skills: Sequence[Slug]) -> Answer:
    """Which of several, for the role in question: what more of its adverts ask for."""
    if not turn.role:
        return Answer(tuple(turn.say("skill.is", what=first_sentences(turn.corpus.skills[s].about, 22)[0]) for s in skills))
    if not all(turn.corpus.skills[slug].kind == "tool" for slug in skills):
        state = turn.state.about(skill=skills[0], role=turn.role)
        return Answer(tuple(needed(turn, slug) for slug in skills), state=state, topic="fact")
    shares = {slug: share_of(turn.corpus.roles[turn.role], slug) for slug in skills}
    first, second = sorted(skills, key=lambda slug: -shares[slug])[:2]
    tenths = [max(1, round(10 * shares[slug])) if shares[slug] else 0 for slug in (first, second)]
    key = "skill.level" if tenths[0] == tenths[1] else "skill.rather"
    names = {"first": turn.skill(first), "second": turn.skill(second), "one": tenths[0], "other": tenths[1]}
    state = turn.state.about(skill=first, role=turn.role)
    verdict = turn.say(key, role=turn.a(turn.role), **names)
    return Answer((verdict, _how_long(turn, first), _how_long(turn, second)), state=state, topic="fact")


# ---------------------------------------------------------------- where to learn


def ask_learn(turn: Turn) -> Answer:
    """Two or three things to learn a skill from: the one named, under discussion, or the first gap of the role."""
    slug = next(iter(turn.request.skills), "") or (turn.state.focus.skill if not turn.request.named else "")
    if not slug and turn.role:
        gaps = turn.advisor.match(turn.state.profile, turn.role).gaps
        slug = gaps[0].slug if gaps else ""
    table = turn.corpus.language.table("learning")
    found = None if slug and turn.nearest()[0] in table["of_choice"] else turn.advice()
    if found is not None and not turn.request.skills:
        return told(turn, found)
    if not slug:
        return not_known(turn)
    form = next((form for form, names in table["forms"].items() if named_among(names, turn.document.text)), "")
    chosen = _resources(turn, slug, form) or _at_all(turn, slug)
    rows = tuple(_resource(turn, one) for one in chosen)
    if not rows:
        return Answer((turn.say("learn.none", skill=turn.skill(slug)),), topic="fact")
    paid = all(turn.corpus.resources[one].cost == "paid" for one in chosen[:SHOWN])
    head = turn.head("learn.paid_only" if paid else "learn.head", skill=turn.skill(slug))
    parts: list[Part] = [Listing(rows[:SHOWN], head=head)]
    have, starts_at = turn.advisor.have(turn.state.profile), turn.corpus.resources[chosen[0]].starts_at
    before = turn.skills([skill for skill, level in starts_at.items() if have.get(skill, 0) < level])
    parts.append(turn.say("learn.before" if before else "learn.why", what=before))
    if form and turn.corpus.resources[chosen[0]].kind != form:
        parts.append(turn.say("learn.other_form", form=form))
    project = turn.corpus.skills[slug].project
    if project:
        parts.append(turn.say("learn.prove", what=first_sentences(project, 30)[0]))
    return Answer(tuple(parts), state=replace(turn.state.about(skill=slug)), topic="fact")


def _resources(turn: Turn, slug: Slug, form: str) -> tuple[Slug, ...]:
    have = turn.advisor.have(turn.state.profile)
    at = have.get(slug, 0)
    goal = max(WORKING, min(5, at + 1))
    hours = sum(turn.corpus.skills[slug].hours[at:goal])
    return resources_for(turn.corpus, Lesson(slug, at, goal, hours, have, {slug, *have}, form), paid=False)


def _at_all(turn: Turn, slug: Slug) -> tuple[Slug, ...]:
    """The first that teaches it at all, where nothing fits who asks."""
    found = turn.corpus.resources_for.get(slug, ())
    return tuple(one for one in found if turn.corpus.resources[one].kind in FORMS)[:1]


def _resource(turn: Turn, slug: Slug) -> Entry:
    found = turn.corpus.resources[slug]
    key = f"learn.row_{found.cost.replace('-', '_')}"
    lines = (found.url,) if 0 < len(found.url) <= LONGEST_URL else ()
    told = turn.text(key, title=found.title, by=found.publisher, hours=hours_told(found.hours))
    return Entry(told, lines, Ref("resource", slug), found.title)

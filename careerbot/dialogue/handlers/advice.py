"""Advice: what records answer exactly, then the answer base, then one sentence that it is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from careerbot.corpus.records import Slug
from careerbot.dialogue.handlers.pieces import not_known, spoken, told
from careerbot.dialogue.turn import Answer, first_sentences, hours_told, listed, sentence
from careerbot.output.parts import Entry, Listing, Part, Ref, Say

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Turn
    from careerbot.matching.ranking import Match

PROJECTS, CERTIFICATES = 2, 3

FACT_WORDS = 60
"""Words of an answer of the market that are told at once."""

READY = 1
"""Levels below what a project expects on its first day that are still no hindrance."""


def ask_apply(turn: Turn) -> Answer:
    """Applications, interviews, gaps: the answer base, else what the records hold."""
    found = turn.advice()
    return told(turn, found) if found is not None else _market(turn) or not_known(turn)


def ask_market(turn: Turn) -> Answer:
    """Demand, growth, industries, places, the future."""
    found = turn.advice()
    return told(turn, found) if found is not None else _market(turn) or not_known(turn)


def _market(turn: Turn) -> Answer | None:
    """A fact with its year and source; None where none answers."""
    found = turn.advisor.ask(turn.request.words or turn.document.text)
    if not found.answered:
        return None
    lead, *rest = found.text.split("\n")
    now, later = first_sentences(lead, FACT_WORDS)
    rows = tuple(Entry(line.removeprefix("- ")) for line in rest if line.startswith("- "))
    listing = (Listing(rows[:PROJECTS], head=now),) if rows and now.endswith(":") else ()
    more: list[Part] = [Say(text) for text in (later, *(line for line in rest if line and not line.startswith("- "))) if text]
    more += [Listing(rows[len(listing) * PROJECTS :])] if rows[len(listing) * PROJECTS :] else []
    state = turn.state.about(role=turn.role) if turn.request.named else turn.state
    return Answer((*(listing or (Say(now),)), *_sources(turn, found.facts)), tuple(more), state=state, topic="fact")


def _sources(turn: Turn, facts: Iterable[object]) -> tuple[Part, ...]:
    named = dict.fromkeys(
        (getattr(fact, "organisation", ""), getattr(fact, "year", "")) for fact in facts if getattr(fact, "organisation", "")
    )
    rows = [f"{who}, {year}" if year else who for who, year in list(named)[:2]]
    return (turn.say("fact.source", what="; ".join(rows)),) if rows else ()


# ---------------------------------------------------------------- degrees


def ask_degree(turn: Turn) -> Answer:
    """What most employers of the role ask for, and who gets first jobs in it; what the answer base says of theirs."""
    own = any(degree.stance in ("held", "ongoing") for degree in turn.document.degrees)
    found = turn.advice() if own or not turn.role else None
    parts: list[Part] = list(spoken(turn, found)) if found is not None else []
    if turn.role:
        role = turn.corpus.roles[turn.role]
        ways = listed([turn.text(f"enters.{way.replace('-', '_')}") for way in role.enters_by])
        lacking = any(degree.stance == "lacks" for degree in turn.document.degrees) and role.degree in _ASKED_FOR
        key = "degree.without" if lacking else f"degree.{role.degree}"
        record = turn.say(key, role=turn.title(turn.role), a_role=turn.a(turn.role), ways=ways)
        parts = [record, *parts[:1]]
    if not parts:
        return not_known(turn)
    return Answer(tuple(parts), state=turn.state.about(role=turn.role) if turn.role else None, topic="fact")


_ASKED_FOR = frozenset({"bachelor", "master", "phd"})
"""Degrees that most employers of a role ask for."""


# ---------------------------------------------------------------- projects and certificates


def ask_project(turn: Turn) -> Answer:
    """Advice on portfolios where a question is asked of them; ideas for the role that use what they know."""
    found = turn.advice()
    ideas = _projects(turn)
    parts: list[Part] = list(spoken(turn, found)[:1]) if found is not None else []
    more: tuple[Part, ...] = ()
    if ideas:
        names = {"role": turn.a(turn.role)} if turn.role else {}
        head = turn.head("project.for_role" if turn.role else "project.any", **names)
        rows = Listing(tuple(_project(turn, slug) for slug in ideas[:PROJECTS]), head=head)
        if found is None:
            parts.append(rows)
        else:
            more = (rows,)
    if not parts:
        return not_known(turn)
    state = turn.state.about(role=turn.role) if turn.role else None
    return Answer(tuple(parts), more, state=state, topic="fact")


def _projects(turn: Turn) -> list[Slug]:
    """Projects by how much they teach of what the role misses, and use of what they have."""
    if not turn.role:
        wanted = {slug: 1.0 for slug in turn.request.skills}
    else:
        wanted = _missing(turn, turn.advisor.match(turn.state.profile, turn.role))
    have = turn.advisor.have(turn.state.profile)
    named = set(turn.request.skills)
    scores: dict[Slug, float] = {}
    for slug in {s for skill in {*wanted, *named} for s in turn.corpus.resources_for.get(skill, ())}:
        resource = turn.corpus.resources[slug]
        if resource.kind != "project":
            continue
        gained = sum(wanted.get(skill, 0.0) for skill in resource.teaches)
        hurdle = sum(max(0, level - have.get(skill, 0) - READY) for skill, level in resource.starts_at.items())
        scores[slug] = gained + 2 * len(named & set(resource.teaches)) - 0.3 * hurdle
    return sorted(scores, key=lambda slug: (-scores[slug], slug))


def _missing(turn: Turn, match: Match) -> dict[Slug, float]:
    gaps = {gap.slug: gap.weight for gap in match.gaps}
    needs = {slug: 0.5 * need.weight for slug, need in turn.corpus.roles[turn.role].needs.items()}
    return needs | gaps


def _project(turn: Turn, slug: Slug) -> Entry:
    found = turn.corpus.resources[slug]
    about, _ = first_sentences(found.about, 34)
    told_in_short = turn.text("project.row", title=found.title, hours=hours_told(found.hours))
    return Entry(told_in_short, (about,), Ref("resource", slug), found.title)


def ask_certificate(turn: Turn) -> Answer:
    """What a certificate is worth, and those nearest to the role or the skill named."""
    found = turn.advice()
    names = _certificates(turn)
    parts: list[Part] = list(spoken(turn, found)[:1]) if found is not None else []
    more: tuple[Part, ...] = ()
    if names:
        rows = Listing(tuple(_certificate(turn, slug) for slug in names[:CERTIFICATES]), head=turn.head("certificate.worth"))
        if found is None or turn.request.skills:
            parts, more = [rows], tuple(parts)
        else:
            more = (rows,)
    if not parts:
        return not_known(turn)
    return Answer(tuple(parts), more, state=turn.state.about(role=turn.role) if turn.role else None, topic="fact")


def _certificates(turn: Turn) -> list[Slug]:
    wanted: dict[Slug, float] = {slug: 1.0 for slug in turn.request.skills}
    if not wanted and turn.role:
        record = turn.corpus.roles[turn.role]
        wanted = {slug: need.weight for slug, need in record.needs.items()}
        wanted |= {slug: group.weight for group in record.any_of for slug in group.skills}
    scores: dict[Slug, float] = {}
    for skill, weight in wanted.items():
        for slug in turn.corpus.resources_for.get(skill, ()):
            resource = turn.corpus.resources[slug]
            if resource.kind == "certificate":
                scores[slug] = scores.get(slug, 0.0) + weight * resource.teaches[skill]
    return sorted(scores, key=lambda slug: (-scores[slug], slug))


def _certificate(turn: Turn, slug: Slug) -> Entry:
    found = turn.corpus.resources[slug]
    key = f"certificate.row_{found.cost.replace('-', '_')}"
    title = turn.text(key, title=sentence(found.title), by=found.publisher, hours=hours_told(found.hours))
    return Entry(title, (), Ref("resource", slug), found.title)

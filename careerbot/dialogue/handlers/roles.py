"""Roles asked about: which fit, what is missing, why, why not, compared, chosen, described; and the market."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.dialogue.handlers.choices import which_of
from careerbot.dialogue.handlers.circumstances import offer_activities
from careerbot.dialogue.handlers.market import NO_DEGREE, ask_fact, personal, without_degree
from careerbot.dialogue.pointing import span_of, the_role, unknown_role
from careerbot.dialogue.references import (
    out_of_range,
    places,
    roles_meant,
    skills_meant,
    trades_meant,
)  # fmt: skip
from careerbot.dialogue.state import State
from careerbot.dialogue.turn import level_name, round_number, sentence
from careerbot.output.parts import (
    Ask,
    Comparison,
    FactList,
    Part,
    RoleCard,
    RoleList,
    Say,
    SkillCard,
    WhyNotView,
    WhyView,
)
from careerbot.output.phrases import listed
from careerbot.questions.definitions import define, week_of
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Outcome, Turn
    from careerbot.matching.needs import Gap
    from careerbot.matching.ranking import Match
    from careerbot.nlu.intents.recognizer import Heard

SHOWN = 3
"""Roles shown at once in a conversation; "more" shows further ones."""

MOST_GAPS = 6

LEVEL_PEGGING = 0.005
"""Scores nearer than this are called level."""


# ---------------------------------------------------------------- which fit


def ask_roles(turn: Turn, state: State, heard: Heard) -> Outcome:
    """The roles that fit, best first."""
    if NO_DEGREE.search(turn.text):
        return without_degree(turn, state)
    more = _wants_more(turn.words(heard)) and turn.before.listed == "roles"
    top = len(state.shown) + SHOWN if more else SHOWN
    ranking = turn.advisor.suggest(state.profile, top)
    if not ranking.standings:
        return state, (turn.say("roles.all_excluded"),)
    if ranking.confidence == "none" and state.profile.is_empty:
        if state.pending is not None and state.pending.kind == "activities":
            return state, (Ask(turn.wording.say("ask.activities_still")),)
        if "activities" in state.asked or turn.does("dont_know", "worry"):
            return state, (turn.say("roles.none"),)
        state, question = offer_activities(turn, state)
        return state, (turn.say("roles.none_yet"), *question)
    if ranking.confidence == "none":
        return state, (turn.say("profile.too_little"),)
    shown = tuple(m.slug for m in ranking.matches)
    skipped = len(state.shown) if more and shown[: len(state.shown)] == state.shown else 0
    if more and skipped == len(shown):
        return state, (turn.say("roles.no_more"),)
    state = replace(state, shown=shown, listed="roles", focus="")
    return state, (RoleList(replace(ranking, question=None), state.profile, skipped),)


def _wants_more(text: str) -> bool:
    return any(word in text.lower().split() for word in ("more", "else", "other", "others", "further", "rest"))


def choose(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Something on screen is picked: a role, or a step of a plan."""
    text = turn.words(heard)
    found = roles_meant(turn.understood, span_of(heard), state, turn.corpus)
    if not found and state.listed == "skills" and state.skills and (slugs := places(text, state.skills)):
        return replace(state, skill=slugs[0]), (SkillCard(slugs[0]),)
    found = found or trades_meant(turn.understood, span_of(heard), turn.corpus)
    if not found and state.shown and out_of_range(text, len(state.shown)):
        return state, (turn.say("roles.no_such", count=len(state.shown)),)
    slug = found[0] if found else state.focus or (state.shown[0] if len(state.shown) == 1 else "")
    if not found and state.shown and _ANY.search(text):
        slug = state.shown[0]
    if not slug:
        return state, (turn.say("roles.which_role"),)
    state = replace(state, focus=slug)
    if turn.does("ask_gaps", "ask_plan", "why", "why_not", "compare", "ask_role", "set_goal", "ask_fact"):
        return state, ()
    on_screen = turn.before.focus == slug and turn.before.listed == "skills"
    state, parts = gaps_of(turn, state, slug)
    if on_screen:
        return state, parts
    return state, (turn.say("roles.chosen", role=sentence(turn.role(slug))), *parts)


_ANY = re.compile(r"(?i)\b(?:any|either|whichever|you (?:choose|decide|pick)|surprise me|mind|care|preference)\b")
"""Words of somebody who leaves the choice to us: the first one, then."""


# ---------------------------------------------------------------- what is missing


def ask_gaps(turn: Turn, state: State, heard: Heard) -> Outcome:
    """What is missing for a role."""
    slug = the_role(turn, state, heard)
    text = turn.words(heard)
    if unknown := unknown_role(turn, state, heard):
        return state, (turn.say("roles.not_covered", name=unknown),)
    if state.shown and out_of_range(text, len(state.shown)) and not places(text, state.shown):
        return state, (turn.say("roles.no_such", count=len(state.shown)),)
    if not slug:
        return state, (turn.say("roles.which_role"),)
    several = roles_meant(turn.understood, span_of(heard), state, turn.corpus)
    if len(several) < 2 and len(state.shown) > 1 and _EACH.search(text):
        several = state.shown
    if len(several) > 1:
        return _gaps_of_several(turn, state, several[:SHOWN])
    return gaps_of(turn, state, slug)


_EACH = re.compile(r"(?i)\b(?:each|both|the two|them all|all of them|all three|every one)\b")


def _gaps_of_several(turn: Turn, state: State, slugs: Sequence[Slug]) -> Outcome:
    """What is missing for several roles, one after the other; the first of them stays the one spoken of."""
    parts: list[Part] = []
    for slug in reversed(slugs):
        state, said = gaps_of(turn, state, slug)
        parts = [*said, *parts]
    return replace(state, shown=tuple(slugs)), tuple(parts)


def gaps_of(turn: Turn, state: State, slug: Slug) -> Outcome:
    """The gaps of one role, the what counts most first, put on screen."""
    match = turn.advisor.match(state.profile, slug)
    gaps = match.gaps[:MOST_GAPS]
    if _on_screen(turn.before, state, slug, gaps):
        return _gaps_again(turn, state, match)
    state = replace(state, focus=slug, skills=tuple(g.slug for g in gaps), listed="skills")
    if not gaps:
        return state, (turn.say("roles.gaps_none", role=_a(turn, slug)),)
    if state.profile.is_empty:
        head = turn.wording.say("roles.gaps_unknown", role=_a(turn, slug))
    else:
        head = turn.wording.say("roles.gaps", role=_a(turn, slug), share=f"{match.coverage:.0%}")
    told_apart = state.profile.is_empty or "measures" in state.asked
    if not told_apart:
        state = replace(state, asked=state.asked | {"measures"})
    lines = [_gap_line(turn, number, gap) for number, gap in enumerate(gaps, 1)]
    more = len(match.gaps) - len(gaps)
    if more:
        lines.append(f"and {more} smaller ones.")
    if not told_apart:
        lines.append(turn.wording.say("roles.measures", score=f"{match.score:.0%}"))
    return state, (Say("\n".join([head, *lines])),)


def _on_screen(before: State, state: State, slug: Slug, gaps: Sequence[Gap]) -> bool:
    """Whether the list stands there already."""
    same = replace(before.profile, unrecognised=state.profile.unrecognised) == state.profile and before.focus == slug
    return same and before.listed == "skills" and bool(gaps) and before.skills == tuple(gap.slug for gap in gaps)


_REST = re.compile(r"(?i)\b(?:else|rest|smaller|others?|remaining|further|more|all|every\w*|complete|whole|full)\b")


def _gaps_again(turn: Turn, state: State, match: Match) -> Outcome:
    """The gaps of a list that is on screen: the smaller ones where these are asked for, else the list in short."""
    rest = match.gaps[MOST_GAPS:]
    if rest and _REST.search(turn.text):
        state = replace(state, skills=tuple(gap.slug for gap in match.gaps))
        return state, (Say("\n".join(_gap_line(turn, n, gap) for n, gap in enumerate(rest, MOST_GAPS + 1))),)
    first, *others = [f"{turn.skill(g.slug)} ({round_number(g.hours)} hours)" for g in match.gaps[:3]]
    plan = turn.advisor.plan(state.profile, match.slug)
    low, high = (round_number(hours) for hours in (plan.hours.low, plan.hours.high))
    key = "roles.gaps_short" if others else "roles.gaps_short_one"
    values = {"role": _a(turn, match.slug), "first": first, "then": listed(others), "low": low, "high": high}
    return state, (turn.say(key, count=len(match.gaps), **values),)


def _gap_line(turn: Turn, number: int, gap: Gap) -> str:
    names = [turn.skill(s) for s in gap.any_of[:3]] if gap.any_of and not gap.have else [turn.skill(gap.slug)]
    key = "roles.gap_started" if gap.have else "roles.gap_line"
    values = {
        "number": number,
        "skill": " or ".join(names),
        "level": level_name(gap.needed),
        "hours": round_number(gap.hours),
    }
    return turn.wording.say(key, **values, **({"have": level_name(gap.have)} if gap.have else {}))


def _a(turn: Turn, slug: Slug) -> str:
    from careerbot.output.phrases import with_article

    return with_article(turn.role(slug))


# ---------------------------------------------------------------- reasons


def why(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Where the points of a score come from; after a market answer, what lies behind it."""
    named = roles_meant(turn.understood, span_of(heard), state, turn.corpus)
    if not named and state.last == "ask_fact" and state.market is not None:
        return ask_fact(turn, state, heard)
    slug = the_role(turn, state, heard)
    if state.last == "compare" and not named and len(state.shown) > 1:
        slug = state.focus or slug
    if not slug or state.profile.is_empty:
        return state, (turn.say("roles.no_reason"),)
    brief = "measures" in state.asked
    state = replace(state, focus=slug, asked=state.asked | {"measures"})
    return state, (WhyView(turn.advisor.match(state.profile, slug), brief),)


_NOT_FIRST = re.compile(
    r"(?i)(?:\bnot|n['’]?t)\b(?: (?:it|that|this|the|at|in|on|ranked|number|no|place|my))* (?:first|top|1|one|higher|best)\b"
)


def why_not(turn: Turn, state: State, heard: Heard) -> Outcome:
    """What keeps a role from the top."""
    span = span_of(heard)
    slugs = roles_meant(turn.understood, span, state, turn.corpus) or trades_meant(turn.understood, span, turn.corpus)
    if state.focus and _NOT_FIRST.search(turn.words(heard)):
        # "why is that not first": the place is what is missed, not what is meant
        placed = places(turn.words(heard), state.shown)
        slugs = tuple(slug for slug in slugs if slug not in placed) or (state.focus,)
    if not slugs and state.focus:
        slugs = (state.focus,)
    if not slugs:
        return state, (turn.say("roles.which_role"),)
    if state.profile.is_empty:
        return replace(state, focus=slugs[0]), (turn.say("roles.tell_first"),)
    return replace(state, focus=slugs[0]), (WhyNotView(turn.advisor.why_not(state.profile, slugs[0])),)


def compare(turn: Turn, state: State, heard: Heard) -> Outcome:
    """Two roles side by side, and which is nearer; or those on screen in order of pay, hours or nearness."""
    if personal(turn.words(heard)) and not roles_meant(turn.understood, span_of(heard), state, turn.corpus):
        # "is a bootcamp better" sets no roles side by side
        return ask_fact(turn, state, heard)
    return _compared(turn, state, heard)


def _compared(turn: Turn, state: State, heard: Heard) -> Outcome:
    ordered = which_of(turn, state, heard)
    if ordered is not None and not _SIDE_BY_SIDE.search(turn.words(heard)):
        return ordered
    pair = _two_roles(turn, state, heard)
    if len(pair) == 1 and _named_twice(turn, heard, pair[0]):
        return state, (turn.say("roles.same_role", role=sentence(turn.role(pair[0]))),)
    if len(pair) < 2:
        skills = skills_meant(turn.understood, span_of(heard), state, turn.corpus)
        answer = turn.advisor.ask(turn.words(heard))
        if len(skills) >= 2 and answer.answered:
            return replace(state, market=answer), (FactList(answer),)
        return state, (turn.say("roles.which_two"),)
    contrast = turn.advisor.compare(state.profile, pair[0], pair[1])
    one, other = contrast.one, contrast.other
    if other.score > one.score:
        one, other = other, one
    state = replace(state, shown=pair, listed="roles", focus=one.slug)
    first, second = f"{one.score:.0%}", f"{other.score:.0%}"
    if ordered is not None:
        return ordered[0], (Comparison(contrast), *ordered[1])
    if turn.before.last != "compare" or set(pair) != set(turn.before.shown):
        return state, (Comparison(contrast),)
    if state.profile.is_empty:
        return state, (turn.say("roles.tell_first"),)
    if one.score - other.score < LEVEL_PEGGING:
        return state, (turn.say("roles.level_pegging", first=first),)
    return state, (turn.say("roles.closer", one=sentence(turn.role(one.slug)), first=first, second=second),)


_SIDE_BY_SIDE = re.compile(r"(?i)\b(?:compare|contrast|side by side)\b")


def _two_roles(turn: Turn, state: State, heard: Heard) -> tuple[Slug, ...]:
    span = span_of(heard)
    named = roles_meant(turn.understood, span, state, turn.corpus)
    if len(named) < 2:
        named = tuple(dict.fromkeys((*named, *trades_meant(turn.understood, span, turn.corpus))))
    if len(named) == 1 and _named_twice(turn, heard, named[0]):
        return named
    if len(named) == 1:
        other = next((s for s in (state.focus, *state.shown) if s and s != named[0]), "")
        named = (other, named[0]) if other else named
    return tuple(named[:2] if len(named) >= 2 else state.shown[:2])


def _named_twice(turn: Turn, heard: Heard, slug: Slug) -> bool:
    """Whether both names given are names of the same role."""
    names = turn.corpus.lexicon.scan(tokenise(turn.words(heard)))
    return sum(("role", slug) in {(kind, of) for kind, of, _ in name.entries} for name in names) > 1


# ---------------------------------------------------------------- roles, skills and the market described


def ask_role(turn: Turn, state: State, heard: Heard) -> Outcome:
    """What a job is like. A question that is more than "tell me about it" is the market's first."""
    slug = the_role(turn, state, heard)
    if not slug or personal(turn.words(heard)):
        return ask_fact(turn, state, heard)
    match = None if state.profile.is_empty else turn.advisor.match(state.profile, slug)
    again, state = state.last == "ask_role" and state.focus == slug, replace(state, focus=slug)
    text = turn.words(heard).lower()
    if any(word in text for word in _TRAIT_WORDS):
        return state, (_week(turn, slug),)
    if again or any(word in text for word in ("everything", "detail", "in full", "whole")):
        return state, (RoleCard(slug, match),)
    parts: list[Part] = [Say(define(("role", slug), turn.corpus))]
    if match is not None:
        gaps = turn.skills([g.slug for g in match.gaps[:3]]) or turn.wording.say("roles.fits_whole")
        parts.append(turn.say("roles.fits", score=f"{match.score:.0%}", gaps=gaps))
    return state, tuple(parts)


_TRAIT_WORDS = (
    "maths",
    "math ",
    "coding",
    "code",
    "programming",
    "people",
    "meetings",
    "customers",
    "clients",
    "writing",
    "research",
)


def _week(turn: Turn, slug: Slug) -> Part:
    """What the week of a role is made of."""
    return turn.say("roles.week", role=sentence(turn.role(slug)), shares=week_of(slug, turn.corpus))


def ask_skill(turn: Turn, state: State, heard: Heard) -> Outcome:
    """What a skill is, where it is learnt, who asks for it."""
    skills = skills_meant(turn.understood, span_of(heard), state, turn.corpus)
    placed = places(turn.words(heard), state.shown) if state.listed == "roles" else ()
    if placed and any(word in turn.words(heard).lower() for word in _TRAIT_WORDS):
        return replace(state, focus=placed[0]), tuple(_week(turn, slug) for slug in placed)
    if not skills:
        return ask_fact(turn, state, heard)
    return replace(state, skill=skills[0], listed=""), (SkillCard(skills[0]),)

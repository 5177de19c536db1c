"""Roles: which fit the person, in which order, and what one of them is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.records import Slug, Terms, Traits
from careerbot.dialogue.handlers.gaps import wanted_gaps
from careerbot.dialogue.handlers.pieces import (
    CENTRAL,
    DAILY,
    TRAITS,
    asked_most,
    because,
    either,
    fairness,
    hours_of,
    is_told,
    lowered,
    measured,
    plan_for,
    refused,
    share_of,
    terms,
    trait_told,
    what_can_you_do,
    which_role,
    wishes,
    within_reach,
)  # fmt: skip
from careerbot.dialogue.slash_commands import is_command
from careerbot.dialogue.state import Request
from careerbot.dialogue.subjects import inside, refs_to, roles_named, together, trades_named, whole
from careerbot.dialogue.turn import Answer, first_sentences, hours_told, listed, pace_told
from careerbot.matching.origins import not_senior
from careerbot.output.parts import Entry, Listing, Part, Ref, Say
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Turn
    from careerbot.matching.confidence import Ranking
    from careerbot.matching.profile import Profile
    from careerbot.matching.ranking import Match, Standing

SHOWN, MORE = 3, 5
"""Roles shown at first, and how many `more` adds."""

ORDERED = Traits.__struct_fields__
"""What a role's week is made of, by which roles can be put in order."""

ENOUGH = 3
"""Skills and jobs told from which a weak order is not for want of knowing them: several roles fit about as well."""

KIND, OF_THE_FIELD = 0.5, 0.4
"""What belonging to the kind asked for counts beside the score; the same for a subject that stands for the whole field."""

LOOKED_AT, LEAST_OF_FIRST = 14, 0.5
"""Roles looked at more closely than by their scores, and the share of the first one's score that others are shown from."""

STRONGEST, FEW = 3, 2
"""Gaps named in a row, and the number of them below which what is to be deepened is named, too."""


LITTLE_CODE = 2
"""Of the traits of a role: from it, who wishes for none is told."""


def ask_roles(turn: Turn) -> Answer:
    """The roles that fit, three at first; of a kind, where the message asks for one."""
    ordered = in_order(turn)
    if ordered is not None:
        return ordered
    empty = turn.state.profile.is_empty and not asked_with(turn)
    if empty and "can" not in turn.state.asked:
        return what_can_you_do(turn)
    themselves = _of_themselves(turn)
    ranking = turn.advisor.suggest(themselves, 1)
    chosen, kind = _of_a_kind(turn, ranking.standings)
    if empty:
        chosen = [slug for slug in chosen if "beginner" in turn.corpus.roles[slug].enters_by]
    if not chosen:
        return Answer((turn.say("roles.none"),), topic="roles")
    chosen, head = _as_asked_again(turn, chosen, _head(turn, ranking, kind), anew=bool(kind))
    matches = list(turn.advisor.ranker.matches(themselves, chosen[: SHOWN + MORE]))
    entries = tuple(_entry(turn, match) for match in matches)
    least = LEAST_OF_FIRST * matches[0].score
    shown = max(FEW, sum(empty or is_told(turn, match) and match.score >= least for match in matches[:SHOWN]))
    state = turn.state.about(role="", other="") if turn.request.words else turn.state
    return Answer(
        (*_noted(turn), Listing(entries[:shown], head=head), *_terms_of(turn, matches), *_left_out(turn, ranking.standings)),
        tuple([Listing(entries[shown:], shown + 1)] if entries[shown:] else ()), state=state, topic="roles",
    )  # fmt: skip


def _noted(turn: Turn) -> Iterator[Part]:
    """What was taken of a first message, in half a sentence: trade and years, age, wishes and limits."""
    profile, age = turn.state.profile, turn.document.quantity("age")
    jobs = [(turn.title(job.slug), pace_told(job.years)) for job in profile.jobs[::-1] if job.years][:1]
    told = [turn.text("noted.trade", trade=trade, years=years) for trade, years in jobs]
    told += [turn.text("noted.age", years=pace_told(age.value))] if age is not None and age.value else []
    for topic, more, quote in (limit for limit in profile.limits if limit[1] or limit[0] in ORDERED):
        what = turn.text(f"trait.{topic}") if topic in ORDERED else quote
        told.append(what if more else turn.text("noted.less", what=what))
    if told and turn.before.profile.is_empty and (profile.limits or age is not None):
        yield turn.say("noted.of_you", what=listed(told))


def _terms_of(turn: Turn, matches: Sequence[Match]) -> Iterator[Part]:
    """Whether the first role can be had as they wish it: part time, or from home; told when it is first wished for."""
    new = {*turn.state.profile.limits} - {*turn.before.profile.limits}
    wished = sorted({topic.replace("-", "_") for topic, more, _ in new if more} & {*Terms.__struct_fields__})[:1]
    yield from (terms(turn.of(replace(turn.request, roles=(matches[0].slug,))), wish) for wish in wished)


def fitting(turn: Turn) -> list[Slug]:
    """The roles that fit, best first, whatever this message asks for."""
    return _of_a_kind(turn.of(Request("")), turn.advisor.suggest(_of_themselves(turn), 1).standings)[0]


def _of_themselves(turn: Turn) -> Profile:
    """What is known of them, without the subjects that stand for the whole field: who asks for AI has not learnt it."""
    field, profile = turn.corpus.language.table("references")["field"]["skills"], turn.state.profile
    return replace(profile, learning=tuple(wish for wish in profile.learning if wish.slug not in field))


def _as_asked_again(turn: Turn, chosen: list[Slug], head: str, *, anew: bool) -> tuple[list[Slug], str]:
    """(roles, the sentence above them): where the first three were shown already, that they stand, and what comes next."""
    before, seen, first = turn.before.listed[:SHOWN], turn.before.seen, chosen[:SHOWN]
    new, named = [slug for slug in first if slug not in seen], roles_named(turn.document, whole(turn.document))
    if not before or anew and new or named or is_command(turn.document.text):
        return chosen, head
    rest = [slug for slug in chosen if slug not in seen] or [slug for slug in chosen if slug not in before]
    others = [match.slug for match in turn.advisor.ranker.matches(_of_themselves(turn), rest) if is_told(turn, match)]
    if others and turn.does("complain") and turn.state.profile == turn.before.profile:
        return others, turn.head("roles.others")
    if new:
        return chosen, turn.head("roles.changed", what=turn.titles(new))
    if {*first} != {*before} or not others and turn.state.profile != turn.before.profile:
        return chosen, turn.head("roles.order")
    return (others, turn.head("roles.still", what=turn.titles(first))) if others else (chosen, turn.head("roles.all"))


def _left_out(turn: Turn, standings: Sequence[Standing]) -> Iterator[Part]:
    """A role that would stand high but for what they do not want."""
    known = {*turn.before.seen, *(job.slug for job in turn.state.profile.jobs)}
    high = [s.slug for s in standings[:SHOWN] if s.slug not in known and within_reach(turn, s.slug)]
    out = [turn.say("roles.left_out", role=turn.title(slug), what=why) for slug in high if (why := refused(turn, slug))]
    yield from out[:1]


def _of_a_kind(turn: Turn, ranked: Sequence[Standing]) -> tuple[list[Slug], tuple[Slug, ...]]:
    """(roles in their order, the skills that they were chosen by): without jobs they have, and of the kind asked for."""
    profile, request = turn.state.profile, turn.request
    held = {job.slug for job in profile.jobs}
    if turn.document.references and turn.before.focus.other:  # "what else besides those two?"
        held |= {turn.before.focus.role, turn.before.focus.other}
    elif request.named and len(request.roles) > 1:
        return [s.slug for s in ranked if s.slug in request.roles and s.slug not in held], ()
    wanted = [s.slug for s in ranked if s.slug not in held and not refused(turn, s.slug)]
    roles = [slug for slug in wanted if within_reach(turn, slug)]
    others = [slug for slug in wanted if slug not in roles and not_senior(profile, slug, turn.corpus)]
    roles += others[: max(0, SHOWN - len(roles))]
    field = turn.corpus.language.table("references")["field"]
    asked = asked_with(turn)
    kind = tuple(slug for slug in asked if slug not in field["skills"]) or asked
    share = _shares(turn, roles, kind)
    fit = [slug for slug in roles if share[slug] >= CENTRAL]
    # half the field asks for machine learning: what is no kind of its own only weighs in
    broad = set(kind) <= set(field["skills"])
    chosen = roles if broad or not fit else fit
    scores = {standing.slug: standing.score for standing in ranked}
    scores |= {slug: scores[slug] + KIND for slug in _named(turn) & scores.keys()}
    weight = OF_THE_FIELD if broad else KIND
    fair = fairness(turn, sorted(chosen, key=lambda slug: -scores[slug])[:LOOKED_AT])
    chosen.sort(key=lambda slug: -(scores[slug] + weight * share[slug] + fair.get(slug, 0.0)))
    if len(chosen) < SHOWN:
        chosen += [slug for slug in roles if slug not in chosen]
    return chosen, kind if set(chosen[:SHOWN]) <= set(fit) and not broad else ()


def _shares(turn: Turn, roles: Sequence[Slug], kind: Sequence[Slug]) -> dict[Slug, float]:
    """How much each role asks for what roles are asked for with; where that is AI as a whole, for any part of it."""
    field, record = turn.corpus.language.table("references")["field"], turn.corpus.roles
    whole_field = tuple(kind) == (field["name"],)
    skills, most = (field["ai"], DAILY) if whole_field else (kind, 1.0)
    return {slug: min(most, max((share_of(record[slug], skill) for skill in skills), default=0.0)) for slug in roles}


def _named(turn: Turn) -> set[Slug]:
    """Roles named in what is asked for, or whose trade is: "towards data science"; "AI" is no trade but the field."""
    table, trades = turn.corpus.language.table("references"), trades_named(turn.document, whole(turn.document), turn.corpus)
    return {*trades} - {table["trades"][table["field"]["name"]]} | {*(turn.request.roles if turn.request.named else ())}


def asked_with(turn: Turn) -> tuple[Slug, ...]:
    """Skills that roles are asked for with, "something with robots"; where nothing is asked, those they want to work with."""
    asked = turn.request.words and turn.request.end
    span = (turn.request.start, turn.request.end) if asked else whole(turn.document)
    stances = ("wants", "none") if asked else ("wants",)
    named = (m for m in turn.document.skills if m.how != "meaning")
    found = (m.slug for m in named if m.stance in stances and (inside(span, m.start) or m.stance == "wants"))
    return tuple(dict.fromkeys(found))


def _head(turn: Turn, ranking: Ranking, kind: Sequence[Slug]) -> str:
    if kind:
        return turn.head("roles.of_kind", what=turn.skills(kind[:2]))
    profile, key, trade = turn.state.profile, _HEADS[ranking.confidence], turn.background or ""
    if key == _HEADS["weak"] and not profile.is_empty:
        told = len(profile.skills) + len(profile.jobs) >= ENOUGH
        key = "roles.several" if told else "roles.from_trade" if trade in tuple(turn.corpus.backgrounds) else key
    return turn.head("roles.beginners" if profile.is_empty else key, trade=turn.a(trade))


_HEADS = {"strong": "roles.fit", "fair": "roles.fit", "weak": "roles.guess", "none": "roles.outside"}


def _entry(turn: Turn, match: Match) -> Entry:
    why, named = because(turn, match)
    title = turn.corpus.roles[match.slug].title
    told = f"{title}: {why}" if why else title
    return Entry(told, (_open(turn, match, named),), Ref("role", match.slug), turn.title(match.slug))


def missing_of(turn: Turn, match: Match, named: Collection[Slug] = ()) -> list[str]:
    """What is missing for a role, by name, without what is the whole of it; of several skills that would do, two."""
    idle = {*named, *turn.corpus.language.table("references")["field"]["umbrellas"]}
    gaps = [g for g in wanted_gaps(turn, match) if not g.begun and idle.isdisjoint((g.slug, *g.any_of))][:STRONGEST]
    one = [len(gap.any_of) < FEW or gap.have and gap.instead is None for gap in gaps]
    return [turn.skill(g.slug) if by_name else either(turn, g.any_of) for g, by_name in zip(gaps, one, strict=True)]


def _open(turn: Turn, match: Match, named: Collection[Slug]) -> str:
    """What is missing for a role, or what of theirs to deepen where next to nothing is."""
    missing = missing_of(turn, match, named)
    deepen = [turn.skill(gap.slug) for gap in wanted_gaps(turn, match) if gap.begun][: STRONGEST - len(missing)]
    told = [turn.text("roles.missing", what=listed(missing))] if missing else []
    told += [turn.text("roles.deepen", what=listed(deepen))] if deepen and len(missing) < FEW else []
    coding = turn.corpus.roles[match.slug].traits.coding
    if coding >= LITTLE_CODE and wishes(turn).no_code:
        told.append(turn.text("roles.some_code" if coding > LITTLE_CODE else "roles.little_code"))
    return " ".join(told) or turn.text("roles.nothing_missing")


# ---------------------------------------------------------------- put in order


def in_order(turn: Turn, roles: Sequence[Slug] = ()) -> Answer | None:
    """The roles in question by what is asked ("which is quickest?"), the first as the verdict; None where no order is.

    Of `roles` that are named how long each takes, where nothing else is asked.
    """
    by = order_asked(turn) or (("hours", True) if roles else None)
    roles = roles or (_in_question(turn) if by and not turn.state.profile.is_empty else ())
    if by is None or len(roles) < FEW:
        return None
    plans = {slug: plan_for(turn, slug) for slug in roles}
    hours = {slug: max(1, hours_of(plan)) for slug, plan in plans.items()}
    topic, more = by
    amount = {slug: getattr(turn.corpus.roles[slug].traits, topic, 0) * (-1 if more else 1) for slug in roles}
    timed, record = topic not in ORDERED, turn.corpus.roles
    free = timed and any(degree.stance == "lacks" for degree in turn.document.degrees)
    order = sorted(roles, key=lambda slug: (free and not record[slug].needs_no_degree, amount[slug], hours[slug]))
    first, other = order[:FEW]
    key = topic if timed else "alike" if amount[first] == amount[other] else "most" if more else "least"
    two, names = len(order) == FEW, dict(measured(turn, plans[first]), hours=hours_told(hours[first]))
    said = turn.head(
        f"order.two_{key}" if two else f"order.{key}", role=turn.title(first), other=turn.title(other),
        others=hours_told(hours[other]), other_span=measured(turn, plans[other])["span"],
        trait="" if timed else turn.text(f"trait.{topic}"), **names,
    )  # fmt: skip
    state = turn.state.about(role=first, other=other)
    if two:
        return Answer((Say(said),), state=state, topic="compare", roles=tuple(order))
    order = order[:SHOWN]
    told = [turn.text("order.row", role=record[slug].title, **measured(turn, plans[slug])) for slug in order]
    rows = tuple(Entry(row, (), Ref("role", slug), turn.title(slug)) for row, slug in zip(told, order, strict=True))
    return Answer((Listing(rows, head=said),), state=state, topic="compare", roles=tuple(order))


def each_of(turn: Turn) -> tuple[Slug, ...]:
    """The roles told of side by side or listed, where a message that names none asks something of each."""
    several = turn.corpus.language.table("references")["several"]
    each = any(token.text in several for token in tokenise(turn.request.words or turn.document.text))
    listed_ = turn.before.roles_shown[:SHOWN] if turn.before.topic == "roles" else ()
    found = listed_ or together(turn.before)
    return found if each and len(found) > 1 and turn.before.topic in OF_SEVERAL else ()


OF_SEVERAL = ("roles", "compare", "pay")
"""After these "each of them" are roles."""


def order_asked(turn: Turn) -> tuple[str, bool] | None:
    """(by what roles are to be ordered, whether the most of it comes first)."""
    table = turn.corpus.language.table("references")
    pointed = bool(turn.document.references) or turn.does("compare")
    told = turn.does("set_limit") and not (turn.document.references and "?" in turn.document.text)
    orders = {**table["orders"], **(table["ordering"] if pointed else {})}
    said = [orders[token.text] for token in tokenise(turn.document.text) if token.text in orders]
    wished = [(x.topic, x.more) for x in turn.document.limits if x.topic in ORDERED and pointed and not told]
    return (said[-1], True) if said else wished[-1] if wished else None


def _in_question(turn: Turn) -> Sequence[Slug]:
    """Roles named together, those on screen that the message points to, or else those within reach that fit best."""
    excluded = set(turn.state.profile.excluded)
    named = [slug for slug in roles_named(turn.document, whole(turn.document)) if slug not in excluded]
    if named:
        return named if len(named) > 1 else ()
    talked = refs_to(turn.document, whole(turn.document), turn.before, turn.corpus, "role")
    talked = talked if len(talked) > 1 else together(turn.before)
    if len(talked) > 1 and (turn.document.references or turn.does("compare")):
        return talked
    shown = [slug for slug in turn.state.roles_shown if slug not in excluded and not refused(turn, slug)]
    if len(shown) > 1 and (turn.document.references or turn.does("compare")):
        return shown
    return fitting(turn)[: SHOWN + FEW]


# ---------------------------------------------------------------- one role


DAY, A_DAY = "choosing-day", 0.4
"""The entry that asks for an ordinary day, and the chance of it beside "do they need coding?"."""


def ask_role(turn: Turn) -> Answer:
    """What somebody in a role does, and what it asks for."""
    if not turn.role:
        return which_role(turn)
    role = turn.corpus.roles[turn.role]
    subject = next((slug for slug in turn.request.skills if slug in TRAITS), "")
    if subject and turn.nearest(DAY)[1] < A_DAY:
        return Answer((trait_told(turn, subject),), state=turn.state.about(role=turn.role), topic="role")
    lead, rest = first_sentences(role.summary, 30)
    tasks = "; ".join(lowered(task) for task in role.tasks[:2])
    needs = listed(asked_most(turn, turn.role, 5))
    parts = [trait_told(turn, subject)] if subject else []
    parts += [turn.say("role.is", title=turn.title(turn.role), what=lowered(lead))]
    if not turn.does("ask_gaps", "ask_pay"):
        parts += [turn.say("role.day", tasks=tasks), turn.say("role.needs", what=needs)]
    more: list[Part] = [Say(rest)] if rest else []
    more.append(Listing(tuple(Entry(task) for task in role.tasks[2:])))
    return Answer(tuple(parts), tuple(more), state=turn.state.about(role=turn.role), topic="role")

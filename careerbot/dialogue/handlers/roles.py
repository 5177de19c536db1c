"""Roles: which fit, what one of them is, and one that was picked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from statistics import mean, pstdev
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.records import Slug, Traits
from careerbot.dialogue.handlers.gaps import gaps, wanted_gaps
from careerbot.dialogue.handlers.pieces import (
    TRAITS,
    asked_most,
    because,
    either,
    hours_of,
    measured,
    plan_for,
    share_of,
    trait_told,
    what_can_you_do,
    which_role,
    within_reach,
)
from careerbot.dialogue.subjects import inside, roles_named, trades_named, whole
from careerbot.dialogue.turn import Answer, first_sentences, hours_told, listed
from careerbot.matching.origins import not_senior
from careerbot.output.parts import Entry, Listing, Part, Ref
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Turn
    from careerbot.matching.needs import Gap
    from careerbot.matching.ranking import Match, Standing
    from careerbot.matching.results import Ranking

SHOWN, MORE = 3, 5
"""Roles shown at first, and how many `more` adds."""

ORDERED = Traits.__struct_fields__
"""What a role's week is made of, by which roles can be put in order."""

ENOUGH = 3
"""Skills and jobs told from which a weak order is not for want of knowing them: several roles fit about as well."""

KIND = 0.5
"""What belonging to the kind asked for counts beside the score, where roles of a kind are put in order."""

OF_THE_FIELD = 0.15
"""The same for a subject that stands for the whole field."""

A_KIND = 8
"""Roles that a skill belongs to, up to which it marks a kind of role."""

STANDS_OUT, LIKE, ALIKE = 2.2, 0.3, 0.12
"""Standard deviations by which the role most like a request stands out from all, the cosine from which one is like it, and
what more of it makes it wholly so; tried on requests for roles in the examples."""

CENTRAL = 0.25
"""Share of a role's adverts from which a skill is said to belong to it."""

STRONGEST, FEW = 3, 2
"""Gaps named in a row, and the number of them below which what is to be deepened is named, too."""


def ask_roles(turn: Turn) -> Answer:
    """The roles that fit, three at first; of a kind, where the message asks for one."""
    ordered = in_order(turn)
    if ordered is not None:
        return ordered
    empty = turn.state.profile.is_empty and not _asked_with(turn)
    if empty and "can" not in turn.state.asked:
        return what_can_you_do(turn)
    ranking = turn.advisor.suggest(turn.state.profile, 1)
    chosen, kind = _of_a_kind(turn, ranking.standings)
    if empty:
        chosen = [slug for slug in chosen if "beginner" in turn.corpus.roles[slug].enters_by]
    if not chosen:
        return Answer((turn.say("roles.none"),), topic="roles")
    matches = turn.advisor.ranker.matches(turn.state.profile, chosen[: SHOWN + MORE])
    entries = tuple(_entry(turn, match) for match in matches)
    head = _head(turn, ranking, kind)
    state = turn.state.about(role="", other="") if turn.request.words else turn.state
    answer = Answer(
        (Listing(entries[:SHOWN], head=head),), tuple([Listing(entries[SHOWN:], SHOWN + 1)] if entries[SHOWN:] else ()),
        state=state, topic="roles",
    )  # fmt: skip
    return _with_question(turn, answer, ranking)


def _of_a_kind(turn: Turn, ranked: Sequence[Standing]) -> tuple[list[Slug], tuple[Slug, ...]]:
    """(roles in their order, the skills that they were chosen by): without jobs they have, and of the kind asked for."""
    held = {job.slug for job in turn.state.profile.jobs}
    roles = [s.slug for s in ranked if s.slug not in held and within_reach(turn, s.slug)]
    others = [s.slug for s in ranked if s.slug not in (*held, *roles) and not_senior(turn.state.profile, s.slug, turn.corpus)]
    roles += others[: max(0, SHOWN - len(roles))]
    field = turn.corpus.language.table("references")["field"]["skills"]
    asked = _asked_with(turn)
    kind = tuple(slug for slug in asked if slug not in field) or asked
    if turn.request.named and len(turn.request.roles) > 1:
        return [slug for slug in roles if slug in turn.request.roles], ()
    share = {slug: max((share_of(turn.corpus.roles[slug], skill) for skill in kind), default=0.0) for slug in roles}
    fitting = [slug for slug in roles if share[slug] >= CENTRAL]
    # half the field asks for machine learning: what is no kind of its own only weighs in
    broad = set(kind) <= set(field)
    chosen = fitting if 0 < len(fitting) <= A_KIND and not broad else roles
    scores = {standing.slug: standing.score for standing in ranked}
    scores |= {slug: scores[slug] + KIND for slug in _trades(turn) if slug in scores}
    for slug, likeness in _described(turn).items():
        scores[slug] = scores.get(slug, 0.0) + KIND * likeness
    weight = OF_THE_FIELD if broad else KIND
    chosen.sort(key=lambda slug: -(scores[slug] + weight * share[slug]))
    if len(chosen) < SHOWN:
        chosen += [slug for slug in roles if slug not in chosen]
    return chosen, kind if set(chosen[:SHOWN]) <= set(fitting) and not broad else ()


def _described(turn: Turn) -> dict[Slug, float]:
    """How much each role is what the request describes ("something with patients"), 0 to 1; nothing where none stands out."""
    near = dict(turn.advisor.leanings(turn.request.words)) if turn.request.words else {}
    if len(near) < 2:
        return {}
    usual, spread = mean(near.values()), pstdev(near.values())
    if max(near.values()) < usual + STANDS_OUT * spread:
        return {}
    return {slug: min(1.0, (cosine - LIKE) / ALIKE) for slug, cosine in near.items() if cosine > LIKE}


def _trades(turn: Turn) -> tuple[Slug, ...]:
    """Roles whose trade is named: "towards data science"; "AI" is no trade but the field."""
    named = trades_named(turn.document, whole(turn.document), turn.corpus)
    field = turn.corpus.language.table("references")["trades"].get("artificial-intelligence")
    return tuple(slug for slug in named if slug != field)


def _asked_with(turn: Turn) -> tuple[Slug, ...]:
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
    profile = turn.state.profile
    told = len(profile.skills) + len(profile.jobs) >= ENOUGH and ranking.confidence == "weak"
    return turn.head("roles.beginners" if profile.is_empty else "roles.several" if told else _HEADS[ranking.confidence])


_HEADS = {"strong": "roles.fit", "fair": "roles.fit", "weak": "roles.guess", "none": "roles.outside"}


def _with_question(turn: Turn, answer: Answer, ranking: Ranking) -> Answer:
    """With the one question that would tell most, where the order is a guess."""
    question = ranking.question
    if question is None or ranking.confidence == "strong" or f"skill {question.skill}" in turn.state.asked:
        return answer
    if question.skill in turn.state.denied or any(key.startswith("skill ") for key in turn.state.asked):
        return answer
    name = turn.skill(question.skill)
    ask, pending = turn.question("skill", "ask.skill", "yes", "no", subject=question.skill, skill=name)
    return replace(answer, ask=ask, pending=pending)


def _entry(turn: Turn, match: Match) -> Entry:
    why, named = because(turn, match)
    title = turn.corpus.roles[match.slug].title
    told = f"{title}: {why}" if why else title
    return Entry(told, (_open(turn, match, named),), Ref("role", match.slug), turn.title(match.slug))


def _open(turn: Turn, match: Match, named: Collection[Slug]) -> str:
    """What is missing for a role, or what of theirs to deepen where next to nothing is."""
    gaps = wanted_gaps(turn, match)
    missing = [_missing(turn, gap) for gap in gaps if not gap.begun and not {gap.slug, *gap.any_of} & set(named)][:STRONGEST]
    deepen = [turn.skill(gap.slug) for gap in gaps if gap.begun][: STRONGEST - len(missing)]
    told = [turn.text("roles.missing", what=listed(missing))] if missing else []
    if deepen and len(missing) < FEW:
        told.append(turn.text("roles.deepen", what=listed(deepen)))
    return " ".join(told) or turn.text("roles.nothing_missing")


def _missing(turn: Turn, gap: Gap) -> str:
    """A gap by name; of several skills that would do, two, unless one of them is begun."""
    begun = gap.have and gap.instead is None
    return turn.skill(gap.slug) if len(gap.any_of) < 2 or begun else either(turn, gap.any_of)


# ---------------------------------------------------------------- put in order


def in_order(turn: Turn) -> Answer | None:
    """The roles in question by what is asked ("which is quickest?"), the first as the verdict; None where no order is."""
    by = order_asked(turn)
    roles = _in_question(turn) if by and not turn.state.profile.is_empty else ()
    if by is None or len(roles) < FEW:
        return None
    plans = {slug: plan_for(turn, slug) for slug in roles}
    hours = {slug: hours_of(plan) for slug, plan in plans.items()}
    topic, more = by
    if topic == "hours":
        order = sorted(roles, key=lambda slug: (_asks_degree(turn, slug), hours[slug]))
    else:
        sign = -1 if more else 1
        order = sorted(roles, key=lambda slug: (sign * getattr(turn.corpus.roles[slug].traits, topic), hours[slug]))
    first = order[0]
    names = dict(measured(turn, plans[first]), role=turn.title(first))
    key = f"order.{topic}" if topic == "hours" else "order.most" if more else "order.least"
    verdict = turn.head(key, trait="" if topic == "hours" else turn.text(f"trait.{topic}"), **names)
    rows = tuple(_in_hours(turn, slug, hours[slug]) for slug in order[:SHOWN])
    return Answer((Listing(rows, head=verdict),), state=turn.state.about(role=first), topic="roles")


def order_asked(turn: Turn) -> tuple[str, bool] | None:
    """(by what roles are to be ordered, whether the most of it comes first)."""
    table = turn.corpus.language.table("references")
    pointed = bool(turn.document.references) or turn.does("compare")
    orders = {**table["orders"], **(table["ordering"] if pointed else {})}
    said = [orders[token.text] for token in tokenise(turn.document.text) if token.text in orders]
    wished = [(x.topic, x.more) for x in turn.document.limits if x.topic in ORDERED and pointed]
    return (said[-1], True) if said else wished[-1] if wished else None


def _in_question(turn: Turn) -> Sequence[Slug]:
    """Roles named together, those on screen that the message points to, or else those within reach that fit best."""
    excluded, held = set(turn.state.profile.excluded), {job.slug for job in turn.state.profile.jobs}
    named = [slug for slug in roles_named(turn.document, whole(turn.document)) if slug not in excluded]
    if named:
        return named if len(named) > 1 else ()
    shown = [slug for slug in turn.state.roles_shown if slug not in excluded]
    if len(shown) > 1 and (turn.document.references or turn.does("compare")):
        return shown
    ranked = turn.advisor.suggest(turn.state.profile, 1).standings
    return [s.slug for s in ranked if s.slug not in held and within_reach(turn, s.slug)][: SHOWN + FEW]


def _asks_degree(turn: Turn, slug: Slug) -> bool:
    """Whether a role asks for a degree that they say not to have."""
    without = any(degree.stance == "lacks" for degree in turn.document.degrees)
    return without and not turn.corpus.roles[slug].needs_no_degree


def _in_hours(turn: Turn, slug: Slug, hours: int) -> Entry:
    told = turn.text("order.row", role=turn.corpus.roles[slug].title, hours=hours_told(max(1, hours)))
    return Entry(told, (), Ref("role", slug), turn.title(slug))


# ---------------------------------------------------------------- one role


def ask_role(turn: Turn) -> Answer:
    """What somebody in a role does, and what it asks for."""
    if not turn.role:
        return which_role(turn)
    role = turn.corpus.roles[turn.role]
    subject = next((slug for slug in turn.request.skills if slug in TRAITS), "")
    if subject:
        return Answer((trait_told(turn, subject),), state=turn.state.about(role=turn.role), topic="role")
    lead, rest = first_sentences(role.summary, 30)
    tasks = "; ".join(_lowered(task) for task in role.tasks[:2])
    needs = listed(asked_most(turn, turn.role, 5))
    parts = [turn.say("role.is", title=turn.title(turn.role), what=_lowered(lead))]
    if not turn.does("ask_gaps", "ask_pay"):
        parts += [turn.say("role.day", tasks=tasks), turn.say("role.needs", what=needs)]
    from careerbot.output.parts import Say

    more: list[Part] = [Say(rest)] if rest else []
    more.append(Listing(tuple(Entry(task) for task in role.tasks[2:])))
    return Answer(tuple(parts), tuple(more), state=turn.state.about(role=turn.role), topic="role")


def _lowered(task: str) -> str:
    return task[:1].lower() + task[1:]


def choose(turn: Turn) -> Answer:
    """A role that was picked: what carries over and what is missing; of several, the list of them."""
    if not turn.role:
        return which_role(turn)
    return replace(gaps(turn), topic="gaps")

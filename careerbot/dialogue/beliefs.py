"""Belief update: folds what a message tells into the profile, and takes back what it denies.

Nothing is believed of a supposition, a complaint or a question; what was taken back returns only when it is said again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.dialogue.corrections import (
    TAKES_BACK,
    TOLD,
    UNWANTED,
    asked_in,
    kept_out,
    objected,
    put_back,
    put_right,
    readmitted,
    with_had,
    without_time,
)
from careerbot.dialogue.requests import POLITE, TELLING, acts_at, asks, meant
from careerbot.dialogue.state import State
from careerbot.dialogue.subjects import by_title_words, place_named, stretch, trades_named, whole
from careerbot.matching.profile import Profile, forget

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.nlu.types import Document, Limit, Mention, Quantity, RoleMention

NOTED = 0.6
"""Certainty from which something is believed."""

DENIED = 0.5
"""Certainty from which what is believed is taken back, where something is put right."""

CLEAR = 0.8
"""Certainty from which it is believed though it stands in a question, and from which a role is ruled out."""

TELLS = TELLING - {"complain"} | POLITE | {"ask_roles", "done", "forget", "foreign"}
"""A sentence that does one of these may tell something of the person."""

TELLS_NOTHING = frozenset({"what_if", "complain"})
"""A sentence that does nothing else than this tells nothing, however surely it is worded."""

MOST_HOURS = 80
"""Hours that a week may have for learning."""

SUSPECTED = 0.3
"""Chance of "tell" from which a complaint may tell something all the same."""


class Change(Struct, frozen=True):
    """One thing a message changed."""

    kind: str
    """taken_back, had, added, level, lacks, dislikes, learning, likes; job, excluded, limit; hours, deadline, no_hours ..."""
    subject: str = ""
    amount: float = 0.0


class Folded(Struct, frozen=True):
    """What became of a message's statements."""

    state: State
    changes: tuple[Change, ...] = ()


def fold(state: State, document: Document, advisor: Advisor) -> Folded:
    """The state after what was told."""
    does = frozenset(intent.name for intent in meant(document))
    had, gone = put_right(state, document, does, advisor)
    denied = (_denied(state, document, does) | gone) - had.keys()
    told = with_had(_believed(document, state, does), had, denied)
    kept = state.profile
    for slug in denied:
        kept = forget(kept, slug)
    profile = advisor.updated([(told, kept)])[0]
    profile = without_time(profile, document, does)
    claimed = {m.slug for m in told.skills if m.stance == "has"}
    profile = kept_out(profile, (state.denied | denied) - claimed, advisor)
    wanted = _aimed_at(document, does, advisor)
    profile = goal_set(profile, wanted) if wanted else profile
    ruled = _ruled_out(state, document, does, advisor)
    back = put_back(document, state, does) - claimed
    profile = replace(profile, dislikes=tuple(w for w in profile.dislikes if w.slug not in back))
    skipped = _skipped(document, state, does)
    profile = _exclude(readmitted(profile, document, does), ruled)
    state_after = replace(
        state, profile=profile, denied=(state.denied | denied) - claimed, degrees=_degrees(state, document),
        undegreed=state.undegreed or any(d.stance == LACKED and d.certainty >= NOTED for d in document.degrees),
        home=_home(state, document, advisor), skipped=(state.skipped | skipped) - claimed - back,
        burst=stretch(document) or state.burst, preferred=_preferred(state, document, advisor) - skipped - denied,
        planned=state.planned if state.planned not in profile.excluded else "",
    )  # fmt: skip
    place = place_named(document, advisor.corpus)
    if place is not None:
        state_after = state_after.about(place=place.quote)
    if state.focus.role in (*ruled, *objected(document, state)):
        state_after = state_after.about(role="", other="")
    if state.focus.skill in denied or state.focus.skill in had:
        state_after = state_after.about(skill="")
    if wanted:
        state_after = state_after.about(role=wanted)
    return Folded(state_after, tuple(_changes(state, state_after, denied, frozenset(had))))


# ---------------------------------------------------------------- what is believed


def _acts(document: Document, start: int) -> frozenset[str]:
    """What the sentence does that stands there; what the whole message does where no sentence is given."""
    return acts_at(document, start) or frozenset(i.name for i in meant(document))


def _may_tell(document: Document, start: int, certainty: float) -> bool:
    """Whether something at this place may be believed, sure as it is."""
    if document.kind != "message":
        return certainty >= NOTED
    acts = _acts(document, start)
    if acts & TELLS:
        return certainty >= NOTED
    if acts and acts <= TELLS_NOTHING:
        return "what_if" not in acts and certainty >= CLEAR and _suspected(document)
    return certainty >= CLEAR and "what_if" not in acts


def _suspected(document: Document) -> bool:
    return any(i.name == "tell" and i.confidence >= SUSPECTED for i in document.intents)


def _believed(document: Document, state: State, does: frozenset[str]) -> Document:
    """The document with what is believed of it alone."""
    not_theirs = _lacking(document)
    skills = tuple(
        m for m in document.skills if _skill_believed(m, document, state) and not (m.stance == "has" and m.slug in not_theirs)
    )
    roles = tuple(r for r in document.roles if _job_believed(r, document))
    limits = tuple(x for x in document.limits if _limit_believed(x, document, does))
    quantities = tuple(q for q in document.quantities if _time_believed(q, document))
    # of several the last that is sure, and of those that say how much
    surest = {q.kind: q for q in sorted(quantities, key=lambda q: (bool(q.value or q.by), min(q.certainty, CLEAR), q.start))}
    quantities = tuple(q for q in quantities if q.kind not in ("hours", "deadline") or q is surest[q.kind])
    trades = tuple(
        x for x in document.leftovers
        if x.kind == "role" and x.stance in ("current", "past") and _may_tell(document, x.start, x.certainty)
    )  # fmt: skip
    # a degree more likely held than not: who merely asks about one is read so for sure
    likely = (d for d in document.degrees if d.certainty >= DENIED)
    degrees = tuple(d for d in likely if _may_tell(document, d.start, max(d.certainty, NOTED)))
    return replace(
        document, skills=skills, roles=roles, limits=limits, quantities=quantities, leftovers=trades, degrees=degrees
    )


LIMITING = "set_limit"


def _skill_believed(mention: Mention, document: Document, state: State) -> bool:
    if mention.stance == "none":
        return False
    # what is found by meaning was near enough to be taken; its cosine is no chance
    known = state.profile.level(mention.slug)
    certainty = mention.certainty if mention.how == "meaning" or known else min(mention.confidence, mention.certainty)
    if mention.slug in state.denied and mention.stance in ("has", "learning"):
        return _acts(document, mention.start) & TELLS != frozenset() and mention.certainty >= CLEAR
    acts = _acts(document, mention.start)
    if known and mention.stance == "has" and mention.level not in (None, known) and not acts & {"what_if"}:
        return certainty >= NOTED and not asked_in(document, mention.start)  # "you overrate my SQL" complains, and tells
    if mention.stance == UNWANTED and certainty < CLEAR and LIMITING not in acts:
        return False  # "zero python" is a lack, and what is disliked is left out of plans
    if mention.stance == "has" and "correct" in acts and "tell" not in acts and not known:
        return certainty >= CLEAR  # "I never said I know it" is read as a claim now and then
    if mention.stance == "lacks" and "correct" in acts and not known:
        return certainty >= CLEAR  # of what was never believed there is nothing to put right
    # by its section a CV was read already; what is said to be shown is kept
    return document.kind == "cv" or _may_tell(document, mention.start, certainty)


def _lacking(document: Document) -> frozenset[Slug]:
    """Skills that the message says they lack, though it may name them as theirs, too: "accounting? I never did accounts"."""
    if not {"correct", "no", "complain"} & {intent.name for intent in document.intents}:
        return frozenset()
    return frozenset(m.slug for m in document.skills if m.stance == "lacks" and m.certainty >= NOTED)


def _job_believed(role: RoleMention, document: Document) -> bool:
    return role.stance in ("current", "past") and _may_tell(document, role.start, role.certainty)


def _limit_believed(limit: Limit, document: Document, does: frozenset[str]) -> bool:
    return limit.certainty >= (NOTED if "set_limit" in does else CLEAR) and _may_tell(
        document, limit.start, limit.certainty
    )


BARE = 0.9
"""Certainty from which a number without a unit is heard as hours."""


def _time_believed(quantity: Quantity, document: Document) -> bool:
    if quantity.kind not in ("hours", "deadline"):
        return quantity.certainty >= NOTED
    if stretch(document) is not None:
        return False
    if quantity.kind == "hours" and quantity.value > MOST_HOURS:
        return False  # "so like 360 hours" are the hours of a plan
    if quantity.kind == "hours" and quantity.quote.strip().isdigit() and quantity.certainty < BARE:
        return False  # "2 kids"
    acts = _acts(document, quantity.start)
    if quantity.certainty < BARE and any(x.topic == "part-time" and x.certainty >= NOTED for x in document.limits):
        return False  # "part time, three days a week" are hours of the job
    timed = any(i.name == "set_time" and i.confidence >= CLEAR and i.start <= quantity.start < i.end for i in document.intents)
    whole = quantity.by or " " in quantity.quote.strip()
    enough = DENIED if timed and whole else NOTED if acts & {"set_time", "tell", "correct"} else CLEAR
    return quantity.certainty >= enough and "what_if" not in acts


# ---------------------------------------------------------------- what is taken back


def _denied(state: State, document: Document, does: frozenset[str]) -> frozenset[Slug]:
    """Skills and jobs that the message takes back, of those that are believed."""
    if not does & TAKES_BACK:
        return frozenset()
    profile = state.profile
    # what they want to learn is no claim
    believed = {k.slug for k in profile.skills} | {w.slug for w in profile.dislikes}
    gone = {m.slug for m in document.skills if m.slug in believed and _takes_back(m, document)}
    known = {*(job.slug for job in profile.jobs), *profile.wanted}
    return frozenset(gone | {r.slug for r in document.roles if r.slug in known and _no_longer(r, state, document)})


def _no_longer(role: RoleMention, state: State, document: Document) -> bool:
    """Whether a job or an aim is denied; an aim merely spoken of is not."""
    if role.certainty < CLEAR or not _acts(document, role.start) & TAKES_BACK:
        return False
    return role.stance == "rejected" or role.stance == "none" and role.slug in {j.slug for j in state.profile.jobs}


def _takes_back(mention: Mention, document: Document) -> bool:
    acts = _acts(document, mention.start)
    if not acts & TAKES_BACK:
        return False
    denied = mention.stance == "lacks" and mention.certainty >= DENIED
    return denied or ("forget" in acts and not acts & {"tell", "correct"})


def _skipped(document: Document, state: State, does: frozenset[str]) -> frozenset[Slug]:
    """Steps and gaps on the screen that they want to hear no more of: "leave Python out"."""
    listed = {ref.slug for ref in state.shown if ref.kind == "skill"}
    unwanted = ("dislikes", *(("none",) if "forget" in does else ()))
    return frozenset(
        m.slug for m in document.skills
        if m.stance in unwanted and not state.profile.level(m.slug) and (m.slug in listed or state.planned)
        and (_acts(document, m.start) & {"forget", "set_limit"} or m.stance == UNWANTED and m.certainty >= NOTED)
    )  # fmt: skip


def _preferred(state: State, document: Document, advisor: Advisor) -> frozenset[Slug]:
    """Tools said to be used around them or liked, of those that stand in for each other: "our company is on GCP"."""
    tools = {
        m.slug: m.stance for m in document.skills
        if m.stance not in (*TOLD, UNWANTED) and m.tool and document.kind == "message" and not asked_in(document, m.start)
        and not asks(_acts(document, m.start) - {"ask_roles"}) and not advisor.tools.levels.denied(document.text, m.start)
    }  # fmt: skip
    groups = [frozenset(group.skills) for role in advisor.corpus.roles.values() for group in role.any_of] if tools else []
    # of several in one group that are merely named none is preferred
    said = {s for s, stance in tools.items() for g in groups if s in g and (stance != "none" or len(g & tools.keys()) == 1)}
    rivals = frozenset[Slug]().union(*(group for group in groups if group & said))
    return state.preferred - rivals | said


# ---------------------------------------------------------------- roles wanted and refused


def _aimed_at(document: Document, does: frozenset[str], advisor: Advisor) -> Slug:
    """The role that the message sets as an aim; one merely asked about or wished for is none."""
    if not any(i.name in ("set_goal", "choose") and i.confidence >= NOTED for i in document.intents):
        return ""
    roles = [r for r in document.roles if r.kind == "role" and r.stance == "wanted" and r.certainty >= NOTED]
    if roles or "set_goal" not in does:
        return roles[-1].slug if roles else ""
    field = advisor.corpus.language.table("references")["field"]["name"]
    trades = trades_named(document, whole(document), advisor.corpus, {field})
    return trades[0] if trades and not document.roles else ""


def goal_set(profile: Profile, role: Slug) -> Profile:
    """With this role as the aim."""
    wanted = (role, *(slug for slug in profile.wanted if slug != role))
    return replace(profile, wanted=wanted, excluded=tuple(slug for slug in profile.excluded if slug != role))


LOUDER = 0.3
"""By how much a complaint has to be surer than a refusal in the same message to be meant instead."""

REFUSES = frozenset({"reject_role", "set_limit"})
"""A sentence that does one of these may refuse a role."""


def _ruled_out(state: State, document: Document, does: frozenset[str], advisor: Advisor) -> tuple[Slug, ...]:
    """Roles refused; one on the screen may be refused by its trade, "no robotics"; nobody is asked whether it may go."""
    if not does & REFUSES:
        return ()
    refused = [r for r in document.roles if r.stance == "rejected"] if "reject_role" in does else []
    chances = {i.name: i.confidence for i in document.intents}
    # "you left out data engineer" complains of a gap in the answer, and refuses nothing
    loud = chances.get("complain", 0.0)
    plain = chances.get("reject_role", 0.0) >= max(DENIED, loud - LOUDER)
    on_screen = [slug for slug in (state.focus.role, state.goal, *state.roles_shown) if slug]
    meant_ = {r: r.slug if r.kind == "role" else by_title_words(r.quote, advisor.corpus, on_screen) for r in refused}
    near = set() if loud else {*on_screen}
    gone = {slug for r, slug in meant_.items() if r.certainty >= (NOTED if plain or slug in near else CLEAR)} - {""}
    trades = advisor.corpus.language.table("references")["trades"]
    for mention in document.skills:
        if trades.get(mention.slug, "") in state.roles_shown and acts_at(document, mention.start) & REFUSES:
            disliked = mention.stance == UNWANTED and mention.certainty >= NOTED
            if disliked or mention.stance == "none" and plain and "complain" in does:
                gone.add(trades[mention.slug])
    return tuple(sorted(gone))


def _exclude(profile: Profile, roles: Iterable[Slug]) -> Profile:
    gone = tuple(roles)
    if not gone:
        return profile
    return replace(
        profile,
        excluded=tuple(dict.fromkeys((*profile.excluded, *gone))),
        wanted=tuple(slug for slug in profile.wanted if slug not in gone),
    )


def excluded(state: State, role: Slug) -> State:
    """With this role left out."""
    after = replace(state, profile=_exclude(state.profile, [role]))
    return after.about(role="") if after.focus.role == role else after


# ---------------------------------------------------------------- degrees, places


LACKED = "lacks"


def _degrees(state: State, document: Document) -> tuple[str, ...]:
    said = (d.quote for d in document.degrees if d.stance in ("held", "ongoing") and d.certainty >= DENIED)
    return tuple(dict.fromkeys((*state.degrees, *said)))


def _home(state: State, document: Document, advisor: Advisor) -> str:
    """Where they are: a place in a sentence that tells and asks for no pay."""
    place = place_named(document, advisor.corpus)
    if place is None or not _acts(document, place.start) & {"tell", "correct", "set_limit"}:
        return state.home
    return state.home if "ask_pay" in _acts(document, place.start) and state.home else place.quote


# ---------------------------------------------------------------- what changed


def _changes(before: State, after: State, denied: frozenset[Slug], had: frozenset[Slug]) -> Iterable[Change]:
    old, new = before.profile, after.profile
    yield from (Change("taken_back", slug) for slug in sorted(denied) if not new.level(slug))
    yield from (Change("had", slug, new.level(slug)) for slug in sorted(had))
    yield from (change for change in _skill_changes(old, new) if change.subject not in had)
    yield from (Change("job", job.slug) for job in new.jobs if job.slug not in {j.slug for j in old.jobs})
    yield from (Change("skipped", slug) for slug in sorted(after.skipped - before.skipped))
    yield from (Change("excluded", slug) for slug in new.excluded if slug not in old.excluded)
    if new.hours_a_week != old.hours_a_week:
        yield Change("hours" if new.hours_a_week else "no_hours", "", new.hours_a_week or 0.0)
    if (new.months, new.by) != (old.months, old.by):
        yield Change("deadline" if new.months or new.by else "no_deadline", new.by or "", new.months or 0.0)
    wished = {(topic, more) for topic, more, _ in old.limits}
    yield from (Change("limit", topic, float(more)) for topic, more, _ in new.limits if (topic, more) not in wished)


def _skill_changes(old: Profile, new: Profile) -> Iterable[Change]:
    had = {known.slug: known.level for known in old.skills}
    for known in new.skills:
        if known.slug not in had:
            yield Change("added", known.slug, known.level)
        elif had[known.slug] != known.level:
            yield Change("level", known.slug, known.level)
    for kind, before, now in (("lacks", old.missing, new.missing), ("dislikes", old.dislikes, new.dislikes),
                              ("learning", old.learning, new.learning), ("likes", old.likes, new.likes)):  # fmt: skip
        known_before = {w.slug for w in before}
        yield from (Change(kind, w.slug) for w in now if w.slug not in known_before)

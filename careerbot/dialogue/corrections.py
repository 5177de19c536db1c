"""Correction: what a message puts right of the last replies: skills wrongly missing or wrongly theirs, roles objected to.

Where reading is sure, what it says stands; else where the thing stands on the screen decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.dialogue.requests import (
    FEW_WORDS,
    HALF_SURE,
    OF_A_TRADE,
    POLITE,
    TELLING,
    acts_around,
    acts_at,
    asks,
    meant,
)
from careerbot.dialogue.subjects import inside, missing_on_screen, named_in, with_names
from careerbot.matching.profile import UNSAID_LEVEL, Profile, Wanted
from careerbot.nlu.levels import LITTLE
from careerbot.nlu.types import Intent, Mention
from careerbot.text.tokenizer import sentences, tokenise

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.dialogue.state import State
    from careerbot.dialogue.subjects import Span
    from careerbot.nlu.types import Document


# ---------------------------------------------------------------- what is put right

PLAIN = 0.55
"""Certainty from which what is said of a skill stands as read."""


def put_right(
    state: State, document: Document, does: frozenset[str], advisor: Advisor
) -> tuple[dict[Slug, Mention], frozenset[Slug]]:
    """(skills listed as missing that they have, skills held for theirs that they have not).

    Where reading is sure, what it says stands; else where the skill is on the screen decides.
    """
    if document.kind != "message" or len(document.text) > LONGEST or not (document.skills or does & CORRECTING):
        return {}, frozenset()
    missing, theirs = missing_on_screen(state, advisor), frozenset(advisor.have(state.profile))
    had: dict[Slug, Mention] = {}
    gone: set[Slug] = set()
    named = with_names(document, theirs, advisor.corpus) if does & CORRECTING else document
    # "AI" is said in any sentence: the screen alone makes nobody know it
    broad = advisor.corpus.language.table("references")["field"]["skills"]
    for mention in named.skills:
        sure = mention.stance == "has" and mention.certainty >= PLAIN
        if mention.slug in missing and (sure or mention.slug not in broad) and _is_had(mention, document, state):
            had[mention.slug] = mention
        elif _is_gone(mention, document, state) and mention.slug in theirs:
            gone.add(mention.slug)
    if not named.skills and _those_are_not(document, advisor):
        those = {known.slug for known in state.profile.skills if known.slug in state.spoken}
        gone |= those if len(those) <= AN_ECHO else set()
    return had, frozenset(gone - had.keys())


def _those_are_not(document: Document, advisor: Advisor) -> bool:
    """Whether a few words, which name nothing, deny what the last reply named: "no, those aren't mine"."""
    names = document.roles or document.quantities or document.limits or named_in(document.text, advisor.corpus)
    denials = advisor.corpus.language.table("references")["denials"]["words"]
    said = [document.text[i.start : i.end].lower().split() for i in document.intents if i.name == "correct"]
    return not names and any(len(words) < FEW_WORDS and not set(denials).isdisjoint(words) for words in said)


LONGEST = 1000
"""Characters of a message that may put something right: a longer one tells a life."""

TAKES_BACK = frozenset({"correct", "forget"})
"""A sentence that does one of these may take something back."""

CORRECTING = TAKES_BACK | {"complain"}
"""What a message does that may put right what is believed of a skill."""


def levelled(document: Document, state: State, advisor: Advisor) -> Document:
    """The document with what it says of a level only beside what is believed: "you overrate my SQL", "basic, not solid"."""
    if document.kind != "message" or len(document.text) > LONGEST:
        return document
    have, said = advisor.have(state.profile), advisor.tools.levels
    rows = [_levelled(mention, document, state, have, advisor) for mention in document.skills]
    there = {state.focus.skill} & have.keys() or {k.slug for k in state.profile.skills if k.slug in state.spoken}
    if not rows and len(there) == 1 and document.text.count(" ") < FEW_WORDS and not document.roles:
        level = said.behind(document.text, tokenise(document.text), 0, set())
        if level and {i.name for i in meant(document)} & (CORRECTING | {"tell"}):
            rows.append(Mention(min(there), 0, len(document.text), document.text, "name", 1.0, "has", 1.0, level))
    return replace(document, skills=tuple(rows))


def _levelled(mention: Mention, document: Document, state: State, have: Mapping[Slug, int], advisor: Advisor) -> Mention:
    acts, at = acts_around(document, mention.start), have.get(mention.slug, 0)
    if mention.level and mention.stance in TOLD:
        return replace(mention, stance="has")
    if not at or mention.claimed and mention.stance not in TOLD or asked_in(document, mention.start):
        return mention
    way = 0
    role = state.planned or state.focus.role or state.goal if acts & {UNDO} and mention.slug not in state.skipped else ""
    if role and not mention.level and mention.slug not in {s.skill for s in advisor.plan(state.profile, role).steps}:
        way = min(0, LITTLE - at)  # "put SQL back in": what is held for theirs is to be learnt
    elif acts & (CORRECTING | {"tell"}):
        words = (document.text[a:b] for a, b in sentences(document.text) if a <= mention.start < b)
        way = advisor.tools.levels.shift(token.text for text in words for token in tokenise(text))
    level = max(1, min(5, at + way))
    return replace(mention, stance="has", certainty=1.0, confidence=1.0, level=level) if way else mention


TOLD, UNDO = frozenset({"has", "lacks"}), "undo"
"""Stances of a skill of which it is said whether it is theirs; the act that puts something back."""


def put_back(document: Document, state: State, does: frozenset[str]) -> frozenset[Slug]:
    """Steps left out before that they want in the plan again: "put Python back in"."""
    if not does & (TAKES_BACK | ASKS_ANEW):
        return frozenset()
    named = (m for m in document.skills if m.slug in state.skipped and m.stance != UNWANTED)
    return frozenset(m.slug for m in named if not acts_at(document, m.start) - TAKES_BACK - ASKS_ANEW)


ASKS_ANEW, UNWANTED = frozenset({UNDO, "ask_plan"}), "dislikes"
"""What a sentence does besides taking back that puts something back into a plan, and the stance that puts nothing back."""


def readmitted(profile: Profile, document: Document, does: frozenset[str]) -> Profile:
    """With roles that were ruled out and are asked for again: "I didn't say data engineer is out"."""
    asked = {r.slug for r in document.roles} - {r.slug for r in document.roles if r.stance == "rejected"}
    if not does & (TAKES_BACK | ASKS_ANEW | OF_A_TRADE - {"why_not"}):
        return profile
    return replace(profile, excluded=tuple(slug for slug in profile.excluded if slug not in asked))


def without_time(profile: Profile, document: Document, does: frozenset[str]) -> Profile:
    """Without hours or a deadline that the message says to be none."""
    if not does & {"correct", "complain", "set_time"}:
        return profile
    new = {q.kind for q in document.quantities if q.kind in ("hours", "deadline") and (q.value or q.by)}
    for quantity in document.quantities:
        if quantity.kind == "other" and does & {"correct", "complain"}:
            if quantity.value and quantity.value == profile.months and "deadline" not in new:
                profile = replace(profile, months=None, by=None)
            if quantity.value and quantity.value == profile.hours_a_week and "hours" not in new:
                profile = replace(profile, hours_a_week=None)
        if quantity.kind == "deadline" and not quantity.value and not quantity.by and "deadline" not in new:
            profile = replace(profile, months=None, by=None)
    return profile


def _is_had(mention: Mention, document: Document, state: State) -> bool:
    """Whether something that is listed as missing is said to be there already."""
    acts = acts_around(document, mention.start)
    if acts & {"what_if", "done", UNDO} or mention.level is not None:
        return False  # what is said of how well is believed as it is said
    least = PLAIN if "correct" in acts and mention.slug not in state.denied else CLAIMED
    return mention.stance == "has" and mention.certainty >= least and bool(acts & (TELLING | POLITE))


CLAIMED = 0.7
"""Certainty from which something listed as missing is heard to be there: a false credit costs more than a question."""


def _is_gone(mention: Mention, document: Document, state: State) -> bool:
    """Whether something that is held for theirs is said not to be."""
    acts = acts_around(document, mention.start)
    if mention.stance == "lacks" and mention.certainty >= HALF_HEARD:
        return bool(acts & CORRECTING)
    return mention.slug in state.spoken and _thrown_back(mention, document)


HALF_HEARD = 0.45
"""Certainty of a lack that puts right what was believed."""


def asked_in(document: Document, start: int) -> bool:
    """Whether the sentence that stands there ends in a question mark."""
    return any(a <= start < b and document.text[a:b].rstrip().endswith("?") for a, b in sentences(document.text))


def _thrown_back(mention: Mention, document: Document) -> bool:
    return any(inside(span, mention.start) for span in echoed(document))


def with_had(told: Document, had: dict[Slug, Mention], gone: frozenset[Slug]) -> Document:
    """What is believed, with skills that turned out to be theirs, and without those that did not."""
    if not had and not gone:
        return told
    kept = tuple(m for m in told.skills if m.slug not in had and not (m.slug in gone and m.stance == "has"))
    more = tuple(replace(m, stance="has", certainty=1.0, confidence=1.0, level=UNSAID_LEVEL) for m in had.values())
    return replace(told, skills=(*kept, *more))


def kept_out(profile: Profile, denied: frozenset[Slug], advisor: Advisor) -> Profile:
    """With what was taken back as missing where a job or another skill would go on speaking for it."""
    implied = denied & advisor.have(profile).keys() if denied else denied
    gone = tuple(Wanted(slug, "", "name", 1.0) for slug in sorted(implied) if not profile.level(slug))
    return replace(profile, missing=(*profile.missing, *gone)) if gone else profile


# ---------------------------------------------------------------- roles objected to


def echoed(document: Document) -> tuple[Span, ...]:
    """Words of the last reply that are thrown back at it: "data engineer?? I asked about Python"."""
    spans = sentences(document.text)
    return tuple(
        one for one, after in zip(spans, spans[1:], strict=False)
        if asked_in(document, one[0]) and not asks(acts_at(document, one[0]))
        and len(document.text[one[0] : one[1]].split()) <= AN_ECHO
        and "complain" in acts_at(document, after[0])
    )  # fmt: skip


AN_ECHO = 3
"""Words of an echo."""


def objected(document: Document, state: State) -> frozenset[Slug]:
    """Roles of the last replies that are named to object to them: none of them is what is asked about."""
    on_screen = {state.focus.role, state.focus.other, state.planned, *state.roles_shown, *state.spoken}
    # "I asked about data engineers": where nothing else is said, the role is what is asked for once more
    more = {intent.name for intent in document.intents if intent.confidence >= HALF_SURE}
    names_more = asks(more) or "tell" in more
    found = set()
    for role in document.roles if len(document.text) <= LONGEST else ():
        if role.kind != "role" or not names_more and role.slug not in on_screen:
            continue
        acts = (acts_at if role.slug == state.focus.role else acts_around)(document, role.start)
        against = role.stance in ("none", "rejected") and acts & {"complain", "correct", "reject_role"} and not asks(acts)
        if against or any(inside(span, role.start) for span in echoed(document)):
            found.add(role.slug)
    return frozenset(found)


def without_objections(document: Document, state: State) -> Document:
    """The document with roles that are only objected to as what they are: not wanted."""
    gone = objected(document, state)
    if not gone:
        return document
    told = tuple(
        replace(r, stance="rejected", certainty=r.certainty if r.stance == "rejected" else min(r.certainty, OPEN))
        if r.slug in gone and r.kind == "role" else r
        for r in document.roles
    )  # fmt: skip
    return replace(document, roles=told)


OPEN = 0.5
"""Certainty of such a role: it is not ruled out for that alone."""


def in_english(document: Document) -> Document:
    """What a text in another language says for sure: the names in it."""
    named = tuple(
        replace(m, stance="has", certainty=1.0, level=None) for m in document.skills
        if m.how in ("name", "alias") and m.stance in ("has", "learning", "none")
    )  # fmt: skip
    return replace(
        document, skills=named, roles=(), limits=(), quantities=(), leftovers=(), references=(), degrees=(),
        intents=(Intent("foreign", 1.0, 0, len(document.text)),) if document.kind == "message" else (),
    )  # fmt: skip

"""Reference resolution: which role, skill, place or rung a stretch of a message means.

What is named in it comes before what is pointed to, and that before what was under discussion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.nlu.types import Mention as SkillMention
from careerbot.nlu.types import Place, RoleMention
from careerbot.output.parts import Ref
from careerbot.planning.plan import WEEKS_A_MONTH
from careerbot.questions.advice import plain_words
from careerbot.text.tokenizer import sentences, tokenise

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.corpus.corpus import Corpus
    from careerbot.dialogue.state import State
    from careerbot.nlu.types import Document, Mention, RoleStance

Span = tuple[int, int]

SHORT_ANSWER = 4
"""Words up to which a whole message may be a number on the screen or a rung."""


def inside(span: Span, start: int) -> bool:
    """Whether something that starts there lies in the span."""
    return span[0] <= start < span[1]


def whole(document: Document) -> Span:
    """All of it."""
    return 0, len(document.text) + 1


# ---------------------------------------------------------------- roles and skills


def roles_named(document: Document, span: Span, *, own: bool = False) -> tuple[Slug, ...]:
    """Roles of the corpus spoken of there, those wanted first; a job they have or had only where `own`."""
    kinds = ("wanted", "none", "current", "past") if own else ("wanted", "none")
    found = [r for r in document.roles if r.kind == "role" and r.stance in kinds and inside(span, r.start)]
    found.sort(key=lambda r: (r.stance in ("current", "past"), r.stance != "wanted" and max(0.0, MAYBE - r.certainty)))
    return tuple(dict.fromkeys(r.slug for r in found))


def role_called(text: str, corpus: Corpus, among: Iterable[Slug] = ()) -> Slug:
    """The role that words for a job mean: by a name, by its trade, or by words of its title that no other has."""
    skill = corpus.find_skill(text)
    named = corpus.find_role(text) or corpus.language.table("references")["trades"].get(skill or "", "")
    return named or by_title_words(text, corpus, among) or by_title_words(text, corpus, corpus.roles)


def by_title_words(text: str, corpus: Corpus, among: Iterable[Slug]) -> Slug:
    """The one of some roles whose title has all the words of a text that stand in titles: "the healthcare one"."""
    titles = {slug: {token.text for token in tokenise(corpus.roles[slug].title)} for slug in corpus.roles}
    words = {token.text for token in tokenise(text)} & set().union(*titles.values())
    fits = [slug for slug in among if words and words <= titles[slug]]
    return fits[0] if len(fits) == 1 else ""


def with_roles(document: Document, state: State, corpus: Corpus) -> Document:
    """The document with jobs that no name explains taken for the roles they mean: "annotator"."""
    found = list(document.roles)
    left = []
    for one in document.leftovers:
        slug = role_called(one.text, corpus, state.seen) if one.kind == "role" else ""
        if slug:
            found.append(RoleMention(slug, "role", one.start, one.end, one.text, _stance(one.stance), None, one.certainty))
        else:
            left.append(one)
    found += _by_last_word(document, found, corpus)
    if len(found) == len(document.roles):
        return document
    found.sort(key=lambda role: role.start)
    return replace(document, roles=tuple(found), leftovers=tuple(left))


def _by_last_word(document: Document, found: Sequence[RoleMention], corpus: Corpus) -> list[RoleMention]:
    """Roles by the last word of a title that no other title ends in: "what does an annotator earn?"."""
    if document.kind != "message" or document.read_by != "model" or len(document.text) > LOOKED_THROUGH:
        return []
    ends = Counter(tokenise(role.title)[-1].text for role in corpus.roles.values())
    only = {tokenise(role.title)[-1].text: slug for slug, role in corpus.roles.items()}
    spans = [(r.start, r.end) for r in found] + [(m.start, m.end) for m in document.skills]
    return [
        RoleMention(only[t.text], "role", t.start, t.end, document.text[t.start : t.end], "none", None, MAYBE)
        for t in tokenise(document.text)
        if ends.get(t.text) == 1 and not any(start <= t.start < end for start, end in spans)
    ]  # fmt: skip


def _stance(stance: str) -> RoleStance:
    return cast("RoleStance", stance)


def question_span(document: Document, span: Span) -> Span:
    """The clause that asks: the last question behind a sentence that only leads up to it."""
    if "?" in document.text[span[0] : span[1]]:
        return span
    asking = [one for one in sentences(document.text) if document.text[one[0] : one[1]].rstrip().endswith("?")]
    return asking[-1] if asking and asking[-1][0] >= span[1] else span


def trades_named(document: Document, span: Span, corpus: Corpus, unwanted: Collection[Slug] = ()) -> tuple[Slug, ...]:
    """Roles whose trade is named there by its subject: "move into data science"; not by one left out of plans."""
    trades = corpus.language.table("references")["trades"]
    found = (m.slug for m in document.skills if inside(span, m.start) and _spoken_of(m) and m.slug not in unwanted)
    return tuple(dict.fromkeys(trades[slug] for slug in found if trades.get(slug) in corpus.roles))


MAYBE = 0.5
"""Certainty of a role found by a word of its title, and below which one that is wanted comes first."""

SURE = 0.6
"""Certainty below which it is open whether somebody has a skill they speak of."""


def _spoken_of(mention: Mention) -> bool:
    return mention.stance in ("wants", "none", "learning") or mention.stance == "has" and mention.certainty < SURE


def skills_named(document: Document, span: Span) -> tuple[Slug, ...]:
    """Skills spoken of there, whatever is said of them."""
    return tuple(dict.fromkeys(m.slug for m in document.skills if inside(span, m.start)))


# ---------------------------------------------------------------- what is on the screen


def pointed_to(document: Document, span: Span, state: State, corpus: Corpus, kind: str = "") -> tuple[Ref, ...]:
    """What a reference in that span points to, by its number or because it was under discussion; of one kind, if said."""
    quotes = [x.quote for x in document.references if inside(span, x.start)]
    if not quotes and _is_number(document, state, corpus):
        quotes = [document.text]
    on_screen = state.shown
    if kind == "role" and not any(ref.kind == "role" for ref in on_screen):
        on_screen = tuple(Ref("role", slug) for slug in state.listed)
    found: dict[Ref, None] = {}
    for quote in quotes:
        alone = quote.strip() == document.text.strip(" ?!.")
        found |= dict.fromkeys(_pointed(quote, on_screen, state, corpus, kind, alone=alone))
    return tuple(found)


def by_number(document: Document, span: Span, corpus: Corpus) -> bool:
    """Whether what is pointed to in that span is named by its place: "the second", and not "that one"."""
    quotes = [x.quote for x in document.references if inside(span, x.start)]
    return any(_place(token.text, corpus) for quote in quotes for token in tokenise(quote))


def _is_number(document: Document, state: State, corpus: Corpus) -> bool:
    """Whether a whole message is a number on the screen: "2", "the third"."""
    words = [token.text for token in tokenise(document.text)]
    if not state.shown or len(words) > SHORT_ANSWER or (state.pending is not None and state.pending.kind == "hours"):
        return False
    return bool(words) and any(_place(word, corpus) for word in words) and not document.skills and not document.quantities


def _pointed(
    quote: str, shown: Sequence[Ref], state: State, corpus: Corpus, kind: str, *, alone: bool
) -> Iterable[Ref]:
    words, table = [token.text for token in tokenise(quote)], corpus.language.table("references")
    many = [table["several"][word] for word in words if word in table["several"]]
    places = [place for word in words if (place := _place(word, corpus))]
    cardinal = [
        p for word in words if word.isalpha() and word not in table["ordinals"] and (p := _place(word, corpus)) > 1
    ]
    counted = [] if alone or {*words} & {*table["numbered"]["words"]} or len(cardinal) > 1 else cardinal
    if counted and len(places) > 1:
        return shown[: counted[0]] if places[0] > 0 else shown[-counted[0] :]  # "the first three"
    if many or counted:
        count = max([*many, *cardinal])
        talked = together(state) if kind == "role" else ()
        if len(talked) >= max(2, count):
            return [Ref("role", slug) for slug in talked[: count or None]]
        return shown[: count or len(shown)]
    if places:
        return [shown[p - 1 if p > 0 else p] for p in places if -len(shown) <= p <= len(shown)]
    meant = by_title_words(quote, corpus, state.seen)
    nearer = (slug for slug in (state.goal, state.planned, *state.roles_shown) if slug)
    meant = meant or next((slug for slug in nearer if by_title_words(quote, corpus, (slug,))), "")
    if meant:
        return [Ref("role", meant)]
    return [Ref("role", state.focus.role)] if state.focus.role else shown[:1]


def together(state: State) -> tuple[Slug, ...]:
    """The roles that "those two" means where it is no list: told of side by side, or one after the other."""
    talked = tuple(slug for slug in (state.focus.role, state.focus.other) if slug)
    return state.several if not talked or talked[0] in state.several else talked


def _place(word: str, corpus: Corpus) -> int:
    """The place that a word of a reference names, 0 for none."""
    if word.isdigit():
        return int(word)
    words = corpus.language.table("references")["ordinals"]
    number = words.get(word) or (corpus.language.table("numbers").get("values", {}).get(word, 0) if len(word) > 2 else 0)
    return int(number) if number == int(number) and word not in ("one", "half") else 0


def missing_on_screen(state: State, advisor: Advisor) -> frozenset[Slug]:
    """Skills that the lists on the screen name as missing: steps and gaps, and the first gaps of each role."""
    found = {ref.slug for ref in state.shown if ref.kind == "skill"}
    whole_lists = {state.focus.role, state.planned} - {""} if found else set[Slug]()
    rows = [ref.slug for ref in state.shown if ref.kind == "role"][:ROWS]
    for role in dict.fromkeys((*whole_lists, *rows)):
        gaps = advisor.match(state.profile, role).gaps
        for gap in gaps if role in whole_lists else gaps[:ROWS]:
            found.update((gap.slug, *gap.any_of))
    return frozenset(found)


ROWS = 3
"""Roles of a list, and gaps told of each."""


def named_in(text: str, corpus: Corpus) -> frozenset[Slug]:
    """The skills and roles whose names stand in a text, whatever is said of them."""
    found = corpus.lexicon.scan(tokenise(text))
    return frozenset(slug for one in found for kind, slug, _ in one.entries if kind in ("skill", "role"))


def with_names(document: Document, among: Collection[Slug], corpus: Corpus) -> Document:
    """The document with some skills that reading took for ordinary words: "hiring? not really"."""
    tokens = tokenise(document.text)
    more = []
    for found in corpus.lexicon.scan(tokens):
        start, end = tokens[found.first].start, tokens[found.last - 1].end
        slug = next((slug for kind, slug, _ in found.entries if kind == "skill" and slug in among), "")
        if slug and not any(m.start < end and start < m.end for m in document.skills):
            more.append(SkillMention(slug, start, end, document.text[start:end], "name", 1.0, "none", 0.0))
    return replace(document, skills=(*document.skills, *more)) if more else document


# ---------------------------------------------------------------- what is meant where nothing is named

FOR_A_CHANGE = frozenset({"ask_gaps", "ask_plan", "ask_chances", "ask_project", "choose"})
"""What is asked of a role that somebody does not have yet."""


def standing_roles(state: State, name: str = "") -> tuple[Slug, ...]:
    """The role that is meant where none is named: under discussion, aimed for, or first on screen."""
    held = {job.slug for job in state.profile.jobs if job.now}
    there = (state.focus.role, state.goal, state.planned, state.focus.other, *state.roles_shown)
    roles = [slug for slug in there if slug and slug not in state.profile.excluded]
    wanted = [slug for slug in roles if slug not in held] if name in FOR_A_CHANGE else roles
    return tuple(wanted[:1] or roles[:1])


def skills_for(span: Span, document: Document, state: State, corpus: Corpus, *, pronoun: bool) -> tuple[Slug, ...]:
    """Skills a request is about: named in its sentence, pointed to, named anywhere, or those under discussion."""
    every = whole(document)
    found = skills_named(document, span) or refs_to(document, span, state, corpus, "skill")
    if not found and pronoun:
        # "I never touched embedded systems. Is that a must?"
        found = tuple(m.slug for m in document.skills if m.start < span[0] and m.stance != "has")[:1]
    return found or refs_to(document, every, state, corpus, "skill")


def refs_to(document: Document, span: Span, state: State, corpus: Corpus, kind: str) -> tuple[Slug, ...]:
    """Roles or skills that a reference in that span points to."""
    return tuple(ref.slug for ref in pointed_to(document, span, state, corpus, kind) if ref.kind == kind)


# ---------------------------------------------------------------- places and rungs


class Where(Struct, frozen=True):
    """A place, as the pay table knows it."""

    region: str
    """A region of the table; "other" for one outside them all."""
    name: str
    """As it is told: "Germany", "Switzerland"."""
    exact: bool
    """Whether the region is the place itself, not the larger or the nearest one."""


def where(quote: str, corpus: Corpus) -> Where | None:
    """The region of the pay table that words name; None where they name nothing known."""
    table = corpus.language.table("places")
    text = f" {' '.join(token.text for token in tokenise(quote))} "
    for part in ("regions", "cities"):
        for region, names in table[part].items():
            if any(f" {name} " in text for name in names):
                return Where(region, table["names"][region], exact=part == "regions")
    members = next((name for name in table["members"]["names"] if f" {name} " in text), None)
    if members:
        return Where("eu", members.title(), exact=False)
    near = next((name for names in table["near"].values() for name in names if f" {name} " in text), None)
    return Where("other", near.title(), exact=False) if near else None


def nearest_region(quote: str, corpus: Corpus) -> str:
    """The region next to a place outside them all; "all" where none is near."""
    text = f" {' '.join(token.text for token in tokenise(quote))} "
    near = corpus.language.table("places")["near"]
    return next((region for region, names in near.items() if any(f" {name} " in text for name in names)), "all")


def place_named(document: Document, corpus: Corpus) -> Place | None:
    """The place that a message is about, the first of several; by its name alone where no model read it."""
    here = [place for place in document.places if place.here]
    if here or document.read_by == "model" or document.kind != "message" or len(document.text) > LOOKED_THROUGH:
        return here[0] if here else None
    found = None
    for token in tokenise(document.text):
        quote = document.text[token.start : token.end]
        if where(quote, corpus) is not None and (quote[:1].isupper() or len(quote) >= LONG_NAME):
            found = Place(token.start, token.end, quote, here=True)
    return found


LOOKED_THROUGH = 400
"""Characters of a message that places are looked for in by name alone."""

LONG_NAME = 5
"""Letters from which a place is known without its capital: "us" and "other" are words, "germany" is none."""


FEW = 16
"""Words up to which a sentence may name a rung outside the name of a job."""


def rung_named(document: Document, span: Span, corpus: Corpus) -> str:
    """The seniority named in a job's name there, or in a message of few words."""
    rungs = corpus.language.table("references")["rungs"]
    told = [r.quote for r in document.roles if inside(span, r.start)]
    sentence = document.text if document.text.count(" ") < FEW else document.text[span[0] : span[1]]
    if sentence.count(" ") < FEW:
        told.append(sentence)
    # "that is for the experienced. And starting out?"
    return next((rungs[t.text] for text in told for t in reversed(tokenise(text)) if t.text in rungs), "")


# ---------------------------------------------------------------- subjects of projects


def subject_named(text: str, corpus: Corpus) -> str:
    """The subject of projects that a text names with the longest words; empty for none."""
    subjects = corpus.language.table("projects")["subjects"]
    found = [(len(word), name) for name, row in subjects.items() for word in named_among(row["words"], text)]
    return max(found, default=(0, ""))[1]


def follows_idea(text: str, corpus: Corpus) -> bool:
    """Whether it goes on from a project that was told: names a subject for it, or asks for another kind."""
    kinds = corpus.language.table("projects")["follow"].values()
    return bool(subject_named(text, corpus)) or any(named_among(names, text) for names in kinds)


def named_among(names: Iterable[str], text: str) -> list[str]:
    """Those that stand in a text, in the singular or the plural."""
    words = f" {' '.join(plain_words(text))} "
    return [name for name in names if f" {' '.join(plain_words(name))} " in words]


def stretch(document: Document) -> tuple[float, float] | None:
    """(hours a week, weeks) of a stretch with hours of its own: "25 a week for six weeks", "June to September, 20 hours"."""
    for start, end in document.sentences:
        inside_ = [q for q in document.quantities if start <= q.start < end]
        rate = next((q.rate for q in inside_ if q.rate), 0.0)
        whole_ = next((q.value for q in inside_ if q.kind == "hours" and q.value >= IN_ALL and not q.rate), 0.0)
        length = next((q.months for q in inside_ if q.months and not q.rate and q.kind == OF_NOTHING), 0.0)
        ends = [12 * int(q.by[:4]) + int(q.by[5:]) for q in inside_ if q.by]
        length = ends[-1] - ends[0] + 1 if len(ends) > 1 and ends[-1] > ends[0] else length
        if whole_ and not rate and FORTNIGHT <= length <= 1:
            return float(
                round(whole_ / (length * WEEKS_A_MONTH))
            ), length * WEEKS_A_MONTH  # "two weeks off, 30 hours I can do"
        if rate and FORTNIGHT <= length <= SEASON:
            return rate, length * WEEKS_A_MONTH
    return None


FORTNIGHT, SEASON, OF_NOTHING, IN_ALL = 0.4, 6, "other", 15
"""Months of a stretch at least and at most (what is longer is how things are), the kind of a time that is no deadline, and the
hours from which so many without "a week" are those of a few weeks together."""

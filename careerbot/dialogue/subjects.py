"""Reference resolution: which role, skill, place or rung a stretch of a message means.

What is named in it comes before what is pointed to, and that before what was under discussion.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from careerbot.corpus.records import Slug
from careerbot.nlu.types import Place
from careerbot.output.parts import Ref
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.dialogue.state import State
    from careerbot.nlu.types import Document, Mention

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


def roles_named(document: Document, span: Span, corpus: Corpus, *, own: bool = False) -> tuple[Slug, ...]:
    """Roles of the corpus spoken of there, those wanted first; a job they have or had only where `own`."""
    kinds = ("wanted", "none", "current", "past") if own else ("wanted", "none")
    found = [r for r in document.roles if r.kind == "role" and r.stance in kinds and inside(span, r.start)]
    found.sort(key=lambda r: kinds.index(r.stance) if r.stance in ("current", "past") else 0)
    other = [x for x in document.leftovers if x.kind == "role" and x.stance in kinds and inside(span, x.start)]
    known = (role_called(left.text, corpus) for left in other)
    return tuple(dict.fromkeys((*(r.slug for r in found), *(slug for slug in known if slug))))


def role_called(text: str, corpus: Corpus) -> Slug:
    """The role that words for a job mean, by its name or its trade; empty for none."""
    skill = corpus.find_skill(text)
    return corpus.find_role(text) or corpus.language.table("references")["trades"].get(skill or "", "")


def trades_named(document: Document, span: Span, corpus: Corpus) -> tuple[Slug, ...]:
    """Roles whose trade is named there by its subject: "move into data science"."""
    trades = corpus.language.table("references")["trades"]
    found = (m.slug for m in document.skills if inside(span, m.start) and _spoken_of(m))
    return tuple(dict.fromkeys(trades[slug] for slug in found if trades.get(slug) in corpus.roles))


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
        found |= dict.fromkeys(_pointed(quote, on_screen, state, corpus))
    return tuple(found)


def _is_number(document: Document, state: State, corpus: Corpus) -> bool:
    """Whether a whole message is a number on the screen: "2", "the third"."""
    words = [token.text for token in tokenise(document.text)]
    if not state.shown or len(words) > SHORT_ANSWER or (state.pending is not None and state.pending.kind == "hours"):
        return False
    return bool(words) and any(_place(word, corpus) for word in words) and not document.skills and not document.quantities


def _pointed(quote: str, shown: Sequence[Ref], state: State, corpus: Corpus) -> Iterable[Ref]:
    words = [token.text for token in tokenise(quote)]
    several = corpus.language.table("references")["several"]
    many = [several[word] for word in words if word in several]
    places = [place for word in words if (place := _place(word, corpus))]
    if many:
        count = max([*many, *(p for p in places if p > 0)])
        talked = [slug for slug in (state.focus.role, state.focus.other) if slug]
        if count == len(talked) == 2 and state.topic == "compare":
            return [Ref("role", slug) for slug in talked]
        return shown[: count or len(shown)]
    if places:
        return [shown[p - 1 if p > 0 else p] for p in places if -len(shown) <= p <= len(shown)]
    return [Ref("role", state.focus.role)] if state.focus.role else shown[:1]


def _place(word: str, corpus: Corpus) -> int:
    """The place that a word of a reference names, 0 for none."""
    if word.isdigit():
        return int(word)
    words = corpus.language.table("references")["ordinals"]
    number = words.get(word) or (corpus.language.table("numbers").get("values", {}).get(word, 0) if len(word) > 2 else 0)
    return int(number) if number == int(number) and word not in ("one", "half") else 0


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


def rung_named(document: Document, span: Span, corpus: Corpus) -> str:
    """The seniority named in a job's name there, or in a message of few words."""
    rungs = corpus.language.table("references")["rungs"]
    told = [r.quote for r in document.roles if inside(span, r.start)]
    sentence = document.text if document.text.count(" ") < 3 * SHORT_ANSWER else document.text[span[0] : span[1]]
    if sentence.count(" ") < 3 * SHORT_ANSWER:
        told.append(sentence)
    return next((rungs[t.text] for text in told for t in tokenise(text) if t.text in rungs), "")

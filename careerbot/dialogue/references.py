"""What words point to: "the second one", "that role", "the BI one", "1 and 3", "the first of them"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Slug
from careerbot.corpus.suggestions import misspelt_roles
from careerbot.dialogue.state import State
from careerbot.nlu.intents.features import ORDINALS
from careerbot.nlu.pipeline import Understanding
from careerbot.questions.definitions import role_for
from careerbot.text.numbers import number
from careerbot.text.tokenizer import Token, tokenise, word_set

Span = tuple[int, int]

EVERYDAY_NAMES = word_set("excel word access outlook spark flask go rust r c swift ruby julia chef puppet")
"""Names of skills that are everyday words too, and no part of a question about a skill otherwise."""

_POINTING = frozenset({"it", "that", "this", "there"})
_GROUPS = re.compile(r"(?i)\b(?:the )?(first|top|last) (two|three|four|five|2|3|4|5)\b")
_BOTH = re.compile(r"(?i)\b(?:both|the two|them|those|these|they)\b")
_NOT_A_PLACE = frozenset(
    {"hours", "hour", "h", "weeks", "week", "months", "month", "years", "year", "days", "day", "%", "minutes"}
)
_VAGUE = word_set(
    "engineer engineering analyst scientist specialist manager developer one role job the a an for of to data i in it "
    "me my"
)
"""Words of titles that single nothing out by themselves."""

_SMALL = word_set("and or with on at by as do don't not no what about which that this want can is are be my show just")
"""Words that stand in some title too, and in every sentence."""


def roles_meant(understood: Understanding, span: Span, state: State, corpus: Corpus) -> tuple[Slug, ...]:
    """Roles that a part of a message points to: by name first, then by place, then by a word of the title."""
    named = tuple(dict.fromkeys(named_roles(understood, span, corpus)))
    placed = places(understood.text[span[0] : span[1]], state.shown) if state.shown else ()
    found = tuple(dict.fromkeys((*named, *placed)))
    if found and not understood.leftovers:
        return found
    if found:
        slips = (slug for left in understood.leftovers for _, slug in misspelt_roles(left.text, corpus))
        return tuple(dict.fromkeys((*found, *slips)))
    text = understood.text[span[0] : span[1]]
    return by_title_word(text, state, corpus) or tuple(dict.fromkeys(slug for _, slug in misspelt_roles(text, corpus)))


def named_roles(understood: Understanding, span: Span, corpus: Corpus) -> Iterator[Slug]:
    """Roles that a part of a message names, by any of their names."""
    start, end = span
    for role in understood.roles:
        if role.kind == "role" and start <= role.start < end:
            yield role.slug
    text = understood.text[start:end]
    tokens = tokenise(text)
    for name in corpus.lexicon.scan(tokens):
        yield from (slug for kind, slug, _ in name.entries if kind == "role")


def trades_meant(understood: Understanding, span: Span, corpus: Corpus) -> tuple[Slug, ...]:
    """Roles whose trade is named instead of their title: "what do I need for MLOps"."""
    found = (role_for(m.slug, corpus) for m in understood.skills if span[0] <= m.start < span[1])
    return tuple(dict.fromkeys(slug for slug in found if slug))


def skills_meant(understood: Understanding, span: Span, state: State, corpus: Corpus) -> tuple[Slug, ...]:
    """Skills that a part of a message points to: by name first, then by place in the list of skills, then by "it"."""
    start, end = span
    found = [m for m in understood.skills if start <= m.start < end]
    text = understood.text[start:end]
    # "what if I forget excel": an everyday word is no claim, but where a skill is spoken of it is one
    plain = (corpus.find_skill(token.text) for token in tokenise(text) if token.text in EVERYDAY_NAMES)
    named = tuple(dict.fromkeys((*(m.slug for m in found if m.how != "meaning"), *(slug for slug in plain if slug))))
    named = named or tuple(dict.fromkeys(m.slug for m in found))
    if named:
        return named
    placed = places(text, state.skills) if state.skills else ()
    if placed:
        return placed
    whole = corpus.find_skill(text.strip(" ?.!,"))
    if whole:
        return (whole,)
    pointing = state.skill and _POINTING & {token.text for token in tokenise(text)}
    return (state.skill,) if pointing else ()


def places(text: str, shown: Sequence[Slug]) -> tuple[Slug, ...]:
    """Entries of a list that ordinals and numbers point to."""
    group = _GROUPS.search(text)
    if group:
        count = int(number(group[2].lower()) or 2)
        return tuple(shown[-count:] if group[1].lower() == "last" else shown[:count])
    at = (_place(tokenise(text), i, len(shown)) for i in range(len(tokenise(text))))
    return tuple(dict.fromkeys(shown[i] for i in at if i is not None))


def out_of_range(text: str, count: int) -> bool:
    """Whether a place is named that the list does not have."""
    tokens = tokenise(text)
    values = [ORDINALS.get(t.text) or (int(t.text) if t.text.isdecimal() and len(t.text) < 3 else 0) for t in tokens]
    return any(value > count for value in values)


def _place(tokens: Sequence[Token], at: int, count: int) -> int | None:
    text = tokens[at].text
    if len(tokens) > at + 1 and tokens[at + 1].text in _NOT_A_PLACE:
        return None
    if text in ORDINALS:
        place = ORDINALS[text]
        if text == "top" and at == 0 and len(tokens) > 1:
            return None
        return place - 1 if 0 < place <= count else count - 1 if place == -1 and count else None
    if text in ("a", "b", "c", "d") and len(tokens) == 1:
        return "abcd".index(text) if "abcd".index(text) < count else None
    value = number(text) if text not in ("a", "an") else None
    if (
        value is None
        or _of_a_quantity(tokens, at)
        or text == "one"
        and at > 0
        and tokens[at - 1].text not in ("number", "option", "or", "and", "compare", "put", "between")
    ):
        return None
    return int(value) - 1 if value == int(value) and 0 < value <= count else None


_SET_AGAINST = frozenset({"not", "to", "or", "and", "than", "but", "from", "at", "over", "under", "aged", "age"})


def _of_a_quantity(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number belongs to a length of time: the 2 in "5 years, not 2", the 3 in "3 to 4 hours"."""
    follows = [token.text for token in tokens[at + 1 : at + 4]]
    if follows[1:2] and follows[0] in _SET_AGAINST and number(follows[1]) is not None and follows[2:3]:
        return follows[2] in _NOT_A_PLACE
    if at == 0 or tokens[at - 1].text not in _SET_AGAINST:
        return False
    return any(token.text in _NOT_A_PLACE and number(before.text) is not None for before, token in pairwise(tokens[:at]))


def points(text: str) -> bool:
    """Whether something already spoken of is pointed to: "that one", "it"."""
    return bool(_POINTING & {token.text for token in tokenise(text)})


_OF_THEM = re.compile(r"(?i)\b(?:of (?:these|those|them|the)|these|those|ones?|roles?|jobs?|options?)\b")


def roles_pointed_to(text: str) -> bool:
    """Whether several roles are pointed to: "which of these", "the easiest one"."""
    return _OF_THEM.search(text) is not None


def points_to_several(text: str) -> bool:
    """Whether "them", "the two" stand there."""
    return _BOTH.search(text) is not None


def by_title_word(text: str, state: State, corpus: Corpus) -> tuple[Slug, ...]:
    """The one role on screen that a word of its title or other names singles out: "the BI one"."""
    words = {token.text for token in tokenise(text)} - _VAGUE - _SMALL
    fits = [slug for slug in state.shown if words & title_words(slug, corpus)]
    return tuple(fits) if len(fits) == 1 else ()


def roles_with(text: str, corpus: Corpus) -> tuple[Slug, ...]:
    """Every role of a kind: "robotics", "the cloud jobs", "anything with research"."""
    words = {_singular(token.text) for token in tokenise(text)} - _STOP
    if not words:
        return ()
    return tuple(slug for slug in corpus.roles if words & {_singular(w) for w in _title(slug, corpus)})


_STOP = word_set("role job one data please the of and no not a to ai ml me for")


def title_words(slug: Slug, corpus: Corpus) -> set[str]:
    """Words of all names of a role that single it out."""
    names = (corpus.roles[slug].title, *corpus.roles[slug].also_called, slug.replace("-", " "))
    return {token.text for name in names for token in tokenise(name)} - _VAGUE


def _title(slug: Slug, corpus: Corpus) -> set[str]:
    return {token.text for token in tokenise(f"{corpus.roles[slug].title} {slug.replace('-', ' ')}")}


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 4 and not word.endswith(("ss", "ics", "ops")) else word

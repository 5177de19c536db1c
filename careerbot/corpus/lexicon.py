"""Lexicon (gazetteer): every name of every skill and role, and where they stand in a text.

Names are strings of tokens, and one left-to-right pass finds the longest
name at each place: linear in the length of the text, and no name is ever found inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from careerbot.corpus.records import Background, Role, Skill, Slug
from careerbot.lazy import NameTable
from careerbot.text.tokenizer import Token, key_of

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Slug


AMBIGUOUS, VARIANT, CANONICAL, TOOL = 1, 2, 4, 8
"""Flags of a name: an everyday word too; a spelling we derived; the name itself rather than an alias; names a tool."""

Names = Mapping[str, tuple[tuple[str, str, int], ...]]
"""Token string -> (kind, slug, flags), kind "skill", "role", "background", or "none" for what only looks like one."""

MISTAKEN = "none"

OPERATIONS = frozenset({"cloud", "devops", "security"})
MODELS = frozenset({
    "deep-learning", "machine-learning", "ml-tools", "nlp-speech", "computer-vision", "generative-ai", "mathematics",
    "statistics",
})  # fmt: skip
"""Families of skills between which one short name may be shared: "tf" is TensorFlow, or Terraform among operations."""

LONG = 2000
"""Words of a text from which it pays to have the whole table of names at hand."""

LONGEST_NAME = 9
"""Tokens in the longest name worth looking for."""


class Found(Struct, frozen=True):
    """A name found in a text: tokens[first:last] of it."""

    first: int
    last: int
    entries: tuple[tuple[str, str, int], ...]


class Lexicon:
    """Finds names in token sequences."""

    def __init__(self, names: Names, families: Mapping[Slug, str] | None = None) -> None:
        self.names = names
        self.families = families or {}
        """Skill -> family: which of two skills a short name means, its company tells."""
        self._lengths: Callable[[str], int | None]
        """First token -> the lengths of the names that begin with it, as a bit set."""
        if isinstance(names, NameTable):
            self._lengths = names.lengths
        else:
            self._lengths = _lengths(names).get

    def exact(self, text: str, kind: str) -> Slug | None:
        """What the whole of `text` names; None if nothing of that kind is called so."""
        for found_kind, slug, _ in self.names.get(key_of(text), ()):
            if found_kind == kind:
                return slug
        return None

    def scan(self, tokens: Sequence[Token]) -> Iterator[Found]:
        """Names from left to right, the longest at each place, none overlapping."""
        at, count = 0, len(tokens)
        if count > LONG and isinstance(self.names, NameTable):
            self.names = self.names.whole()
            self._lengths = _lengths(self.names).get
        while at < count:
            found = self._at(tokens, at, count)
            if found is None:
                at += 1
            else:
                yield found
                at = found.last

    def _at(self, tokens: Sequence[Token], at: int, count: int) -> Found | None:
        word = tokens[at].text
        lengths = self._lengths(word)
        if lengths is None:
            return self._versioned(word, at) if word[-1].isdigit() else None
        stop, end = at + 1, min(count, at + lengths.bit_length())
        while stop < end and tokens[stop].joined:
            stop += 1
        for last in range(stop, at, -1):
            if lengths >> (last - at - 1) & 1:
                name = word if last == at + 1 else " ".join([t.text for t in tokens[at:last]])
                entries = self.names.get(name)
                if entries is not None:
                    return Found(at, last, entries)
        return self._versioned(word, at) if word[-1].isdigit() else None

    def inside(self, tokens: Sequence[Token], found: Found) -> Iterator[Found]:
        """Shorter names within a longer one that turned out not to be meant: SQL in "my SQL"."""
        for f in self.scan(tokens[found.first + 1 : found.last]):
            shift = found.first + 1
            yield Found(f.first + shift, f.last + shift, f.entries)

    def _versioned(self, word: str, at: int) -> Found | None:
        """A name with its version number written onto it: python3, java8."""
        base = word.rstrip("0123456789")
        entries = self.names.get(base) if len(base) >= 3 else None
        if entries is None or any(kind != "skill" for kind, _, _ in entries):
            return None
        return Found(at, at + 1, tuple((kind, slug, flags & ~CANONICAL | VARIANT) for kind, slug, flags in entries))

    def vocabulary(self) -> Iterable[str]:
        """Every name, for typo correction and completion."""
        return self.names


def _lengths(names: Names) -> dict[str, int]:
    lengths: dict[str, int] = {}
    for name in names:
        first = name.partition(" ")[0]
        lengths[first] = lengths.get(first, 0) | 1 << name.count(" ")
    return lengths


# ---------------------------------------------------------------- building


def build_names(
    skills: Mapping[Slug, Skill], roles: Mapping[Slug, Role], backgrounds: Mapping[Slug, Background]
) -> dict[str, tuple[tuple[str, str, int], ...]]:
    """The name table of a corpus: what authors wrote first, then spellings that follow from it.

    A derived spelling never displaces a written one, nor another's derived one that came first.
    """
    written: dict[str, list[tuple[str, str, int]]] = {}
    for slug, skill in skills.items():
        ambiguous = {key_of(name) for name in skill.ambiguous}
        for name in (skill.name, *skill.also_called, *skill.ambiguous):
            flags = (CANONICAL if name == skill.name else 0) | (TOOL if skill.kind == "tool" else 0)
            _add(written, name, "skill", slug, flags, ambiguous)
    for slug, role in roles.items():
        for name in (role.title, slug.replace("-", " "), *role.also_called):
            _add(written, name, "role", slug, CANONICAL if name == role.title else 0, set())
    for slug, background in backgrounds.items():
        for name in (background.name, *background.also_called):
            _add(written, name, "background", slug, CANONICAL if name == background.name else 0, set())
    mistaken = [(slug, name) for slug, skill in skills.items() for name in skill.mistaken]
    mistaken += [(slug, name) for slug, background in backgrounds.items() for name in background.mistaken]
    for slug, name in mistaken:
        _add(written, name, MISTAKEN, slug, 0, set())
    derived = _derived(written)
    return {key: tuple(entries) for key, entries in sorted({**derived, **written}.items())}


def _derived(written: dict[str, list[tuple[str, str, int]]]) -> dict[str, list[tuple[str, str, int]]]:
    """Spellings that follow from those written; "web dev" is a job and, like "web development", what it is about."""
    derived: dict[str, list[tuple[str, str, int]]] = {}
    for key, entries in list(written.items()):
        tool = any(flags & TOOL for _, _, flags in entries)
        doubtful = any(flags & AMBIGUOUS for _, _, flags in entries)
        for variant in _variants(key, counted=" " in key or not tool and not (doubtful and len(key) < 7)):
            if variant.endswith(" dev") and variant in written and all(entry[0] != "skill" for entry in written[variant]):
                written[variant] += [(kind, slug, flags | VARIANT) for kind, slug, flags in entries if kind == "skill"]
            if variant not in written and variant not in derived:
                derived[variant] = [(kind, slug, flags & (AMBIGUOUS | TOOL) | VARIANT) for kind, slug, flags in entries]
    return derived


def _add(
    into: dict[str, list[tuple[str, str, int]]], name: str, kind: str, slug: Slug, flags: int, ambiguous: set[str]
) -> None:
    key = key_of(name)
    # "A*" would be found in every "a"
    if not key or key.count(" ") >= LONGEST_NAME or (len(key) == 1 and len(name.strip()) > 1):
        return
    flags |= AMBIGUOUS if key in ambiguous else 0
    for spelling in (key, key_of(_CAMEL.sub(" ", name))):
        entries = into.setdefault(spelling, [])
        if not any(entry[:2] == (kind, slug) for entry in entries):
            entries.append((kind, slug, flags if spelling == key else flags & ~CANONICAL | VARIANT))


_CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z][A-Za-z])")
"""Where a name written as one word is also written as two: Tensor|Flow, Java|Script."""


_SPELLINGS = (
    ("modelling", "modeling"), ("modeling", "modelling"), ("labelling", "labeling"), ("labeling", "labelling"),
    ("analyse", "analyze"), ("analyze", "analyse"), ("analysing", "analyzing"), ("analyzing", "analysing"),
    ("optimisation", "optimization"), ("optimization", "optimisation"), ("visualisation", "visualization"),
    ("visualization", "visualisation"), ("optimising", "optimizing"), ("optimizing", "optimising"),
    ("summarisation", "summarization"), ("tokenisation", "tokenization"), ("programme", "program"),
    ("centre", "center"), ("behaviour", "behavior"), ("personalisation", "personalization"),
    ("personalization", "personalisation"), ("virtualisation", "virtualization"),
    # and how people shorten them
    ("management", "mgmt"), ("engineering", "eng"), ("development", "dev"), ("visualization", "viz"),
    ("visualisation", "viz"), ("database", "db"), ("databases", "dbs"), ("statistics", "stats"),
    ("mathematics", "maths"),
)  # fmt: skip


def _variants(key: str, *, counted: bool) -> Iterator[str]:
    """Plural and singular (where it can be `counted`: pandas is no plural), British and American, joined and apart."""
    words = key.split(" ")
    last = words[-1]
    head = " ".join(words[:-1])
    if counted and len(last) > 3 and last.isalpha():
        for other in _numbers(last):
            yield f"{head} {other}".strip()
    for here, there in _SPELLINGS:
        if here in words:
            yield " ".join(there if word == here else word for word in words)
    if 2 <= len(words) <= 3 and len(key) >= 8 and all(len(word) > 1 for word in words):
        yield "".join(words)


def _numbers(word: str) -> Iterator[str]:
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith("analysis"):
        yield word[:-2] + "es"
    elif word.endswith(("ss", "us", "is", "ics", "ing", "ps", "ws")):
        return
    elif word.endswith("s"):
        if len(word) > 4:
            yield word[:-1]
    elif word.endswith("y") and word[-2] not in "aeiou":
        yield word[:-1] + "ies"
    elif word.endswith(("x", "ch", "sh")):
        yield word + "es"
    else:
        yield word + "s"


# ---------------------------------------------------------------- near names: what "pyton" was meant to be


Kind = Literal["role", "skill"]

ALIKE = 75
"""How alike (of 100) a name must be to be offered for one that is not known."""

OBVIOUS, AHEAD = 80, 8
"""How alike the nearest must be, and how far ahead of the next, to be taken without asking."""

INSIDE, BY_SHARE = 60, 50
"""What a name counts that holds every word of what was written, and what is added by the share of it that was."""

LEAST_LETTERS = 4
"""Shorter words are too near to too many others."""

LONGEST = 200
"""Characters of what was written that are looked at."""

OFFERED = 3


def nearest_names(kind: Kind, written: str, corpus: Corpus) -> list[tuple[Slug, float]]:
    """(slug, likeness of its nearest name), the likest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    key = key_of(written[:LONGEST])
    if len(key) < LEAST_LETTERS:
        return []
    names = _names(kind, corpus)
    found = process.extract(key, list(names), scorer=OSA.normalized_similarity, score_cutoff=ALIKE / 100, limit=40)
    best: dict[Slug, float] = {}
    for name, likeness, _ in found:
        best[names[name]] = max(100 * likeness, best.get(names[name], 0.0))
    words = set(key.split())
    for name, slug in names.items():
        if words <= set(name.split()):
            best[slug] = max(best.get(slug, 0.0), INSIDE + BY_SHARE * len(words) / (name.count(" ") + 1))
    return sorted(best.items(), key=lambda row: (-row[1], row[0]))


def offered(kind: Kind, written: str, corpus: Corpus) -> list[Slug]:
    """The few that may have been meant."""
    return [slug for slug, _ in nearest_names(kind, written, corpus)[:OFFERED]]


def obvious(kind: Kind, written: str, corpus: Corpus) -> Slug | None:
    """The one that was plainly meant; None where there is none, or where there are two."""
    found = nearest_names(kind, written, corpus)
    if not found or found[0][1] < OBVIOUS:
        return None
    return found[0][0] if len(found) == 1 or found[0][1] - found[1][1] >= AHEAD else None


@lru_cache(maxsize=4)
def _names(kind: Kind, corpus: Corpus) -> dict[str, Slug]:
    return {key: slug for key, entries in corpus.lexicon.names.items() for what, slug, _ in entries if what == kind}

"""Names that are nearly names of ours: what somebody meant who wrote "devops", "pyton" or "data enginer"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from careerbot.text.tokenizer import key_of

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Slug

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


def misspelt_roles(text: str, corpus: Corpus, most_words: int = 12) -> list[tuple[str, Slug]]:
    """(words, role) for every stretch of a short text that is a role's name but for a slip or two."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    words = key_of(text[:LONGEST]).split()[:most_words]
    names = _names("role", corpus)
    by_length: dict[int, list[str]] = {}
    for name in names:
        by_length.setdefault(name.count(" ") + 1, []).append(name)
    found: list[tuple[str, Slug]] = []
    at = 0
    while at < len(words):
        for count in (4, 3, 2):
            piece = " ".join(words[at : at + count])
            if at + count > len(words) or count not in by_length:
                continue
            near = process.extractOne(piece, by_length[count], scorer=OSA.normalized_similarity, score_cutoff=0.86)
            if near is not None:
                found.append((piece, names[near[0]]))
                at += count - 1
                break
        at += 1
    return found


@lru_cache(maxsize=4)
def _names(kind: Kind, corpus: Corpus) -> dict[str, Slug]:
    return {key: slug for key, entries in corpus.lexicon.names.items() for what, slug, _ in entries if what == kind}

"""One question about the market taken apart: its words, and the roles, skills, region and level it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerbot.lexicon import AMBIGUOUS, tokenise
from careerbot.pay import LEVEL_WORDS, REGION_WORDS
from careerbot.question_words import content_words

if TYPE_CHECKING:
    from careerbot.corpus import Corpus
    from careerbot.lexicon import Found, Token

KINDS = ("role", "skill")
"""Names that are subjects; the lexicon also knows what people did before."""

LONGEST_QUESTION = 600
"""Characters of a question that are read."""

_GOES_ON = re.compile(r"(?i)^\W*(?:and|what about|how about|but|also|or|then|so|same)\b")

_EVERYDAY = frozenset({"people", "problem solving", "communication", "research", "design", "a", "as", "go", "learning"})
"""Names of skills that are no sign of a skill in a question."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What an answer was about, so that the next question can leave it unsaid."""

    kind: str = ""
    """pay | market | definition | comparison | needs; empty after an abstention."""
    answer: str = ""
    """Id of the answer in corpus/facts."""
    role: str = ""
    level: str = "all"
    region: str = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what it names."""

    question: str
    words: tuple[str, ...]
    """Its content, canonical; a role is one word, `role:slug`."""
    subjects: tuple[tuple[str, str], ...]
    """Roles and skills named, in order, as (kind, slug)."""
    inside_names: frozenset[str]
    """Those of `words` that stand in the names of the subjects."""
    region: str
    """Region of the pay table named; empty for none."""
    level: str
    """Experience level named; empty for none."""
    before: Topic
    goes_on: bool
    """Whether it leaves its subject to the question before."""

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles named."""
        return tuple(slug for kind, slug in self.subjects if kind == "role")


def take_apart(question: str, corpus: Corpus, before: Topic) -> Asked:
    """The question, read."""
    text = question[:LONGEST_QUESTION]
    tokens = tokenise(text)
    words = content_words(text, corpus.lexicon)
    subjects: dict[tuple[str, str], None] = {}
    inside: set[str] = set()
    for name in corpus.lexicon.scan(tokens):
        entry = _sure(name, tokens, text)
        if entry is not None:
            subjects[entry] = None
            inside.update(content_words(text[tokens[name.first].start : tokens[name.last - 1].end], corpus.lexicon))
    said = {token.text for token in tokens}
    return Asked(
        question=text,
        words=words,
        subjects=tuple(subjects),
        inside_names=frozenset(inside),
        region=next((REGION_WORDS[word] for word in words if word in REGION_WORDS), ""),
        level=next((level for word, level in LEVEL_WORDS.items() if word in said), ""),
        before=before,
        goes_on=bool(before.kind) and (bool(_GOES_ON.match(text)) or len(words) <= 1),
    )


def _sure(name: Found, tokens: list[Token], text: str) -> tuple[str, str] | None:
    """The role or skill meant, roles first; an everyday word needs a capital inside the sentence or to stand alone."""
    spoken = " ".join(token.text for token in tokens[name.first : name.last])
    if spoken in _EVERYDAY or not all(kind in KINDS for kind, _, _ in name.entries):
        return None
    start = tokens[name.first].start
    marked = text[start].isupper() and (start > 0 or len(tokens) == name.last)
    entries = [(kind, slug) for kind, slug, flags in name.entries if marked or not flags & AMBIGUOUS]
    return min(entries) if entries else None

"""What a supposition gives and what it takes away: "learn docker", "forget sql", "without python but with go"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from careerbot.dialogue.references import EVERYDAY_NAMES
from careerbot.matching.profile import UNSAID_LEVEL
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Slug
    from careerbot.dialogue.references import Span
    from careerbot.matching.profile import Profile
    from careerbot.nlu.pipeline import Understanding

LOSS = re.compile(
    r"(?i)\b(?:(?:stop(?:ped)?|quit) (?:using|doing|knowing)|"
    r"forg[eo]t(?:ten)?|los[et]|losing|unlearn\w*|drop(?:ped)?|remov(?:e|ed)|without|no longer|"
    r"never (?:learn\w*|knew|know)|"
    r"(?:didn['’]?t|did not|don['’]?t|do not|couldn['’]?t|could not|can['’]?t|cannot|hadn['’]?t|had not|haven['’]?t) "
    r"(?:know|have|had|use|do|learn\w*|remember|got)|had no|have no|knew no|know no)\b|^\W*(?:no|not|minus)\b"
)
"""Words that suppose a skill away."""

_GAIN = re.compile(
    r"(?i)\b(?<!never )(?:learn(?:t|ed|ing)?|add(?:ed|ing)?|with|study|studied|gain(?:ed)?|pick(?:ed)? up|master(?:ed)?|but|"
    r"instead|plus|get|got|know|knew)\b"
)
"""Words that give one, or turn from taking away to giving."""


def split(
    understood: Understanding, span: Span, skills: Sequence[Slug], corpus: Corpus
) -> tuple[tuple[Slug, ...], tuple[Slug, ...]]:
    """(skills given, skills taken away) of those a supposition names, each by the last word before it that gives or takes."""
    text = understood.text[span[0] : span[1]]
    losses = [found.span() for found in LOSS.finditer(text)]
    turns = [(end, True) for _, end in losses]
    # the "know" of "didn't know" gives nothing
    turns += [(m.end(), False) for m in _GAIN.finditer(text) if not any(a <= m.start() < b for a, b in losses)]
    turns.sort(reverse=True)
    at = _where(understood, span, corpus)
    denied = {m.slug for m in understood.skills if m.stance == "not"}

    def lost(slug: Slug) -> bool:
        # what is only pointed to ("without it") goes with the last word said of it
        place = at.get(slug, len(text))
        return slug in denied or next((loses for end, loses in turns if end <= place), False)

    return tuple(s for s in skills if not lost(s)), tuple(s for s in skills if lost(s))


def _where(understood: Understanding, span: Span, corpus: Corpus) -> dict[Slug, int]:
    start, end = span
    said = ((corpus.find_skill(t.text), t.start) for t in tokenise(understood.text[start:end]) if t.text in EVERYDAY_NAMES)
    named = ((m.slug, m.start - start) for m in understood.skills if start <= m.start < end)
    return {slug: at for slug, at in (*said, *named) if slug}


def level_supposed(profile: Profile, slug: Slug, said: int | None) -> int:
    """The level that is meant where something is learnt: the one said, or a step up from what they have."""
    return said or min(5, max(UNSAID_LEVEL, profile.level(slug) + 1))

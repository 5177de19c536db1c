"""What somebody wants of a job besides skills: no PhD, less maths, more people, remote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from careerbot.lexicon import Token

Topic = Literal["maths", "coding", "people", "writing", "research", "phd", "master", "degree", "management", "remote"]

_TOPICS: dict[str, Topic] = {
    word: topic
    for topic, words in {
        "maths": "math maths mathematics statistics-heavy mathy equations numbers",
        "coding": "coding programming code software-development",
        "people": "people clients customers stakeholders customer-facing people-facing client-facing",
        "writing": "writing documentation",
        "research": "research papers",
        "phd": "phd doctorate ph.d",
        "master": "masters master's",
        "degree": "degree university college bachelor bachelors bachelor's",
        "management": "management managing leadership",
        "remote": "remote remotely hybrid",
    }.items()
    for word in words.split()
}  # type: ignore[assignment]

_LESS = r"(?:no|not|without|less|little|minimal|hate|dislike|avoid|don't (?:like|want|enjoy|have)(?: (?:a|any|to do|doing|much))?|do not (?:like|want|have)(?: (?:a|any))?|don't|bad at|tired of|not (?:a fan of|good at|too much|much|into|have)|too much|as little|isn't|lack|never did|never went to)"
_MORE = r"(?:more|like|love|enjoy|prefer|want to|working with|work with|with a lot of|lots of|with|good with|facing|only|fully|happy to)"
_TOPIC_WORDS = "|".join(sorted((re.escape(w) for w in _TOPICS), key=len, reverse=True))
_PATTERN = re.compile(
    rf"\b(?P<sign>{_LESS}|{_MORE})\s+(?:(?:a|an|the|any|much|lot of|lots of|to|too much|too many|do|doing|work|working|with|need|for|heavy|so much|have|get)\s+){{0,3}}(?P<topic>{_TOPIC_WORDS})\b"
    r"|\b(?P<facing>people|client|customer)[- ]facing\b|\b(?P<remote>remote(?:ly)?)\b(?= (?:job|role|work|only|position)|$|[,.;])",
    re.IGNORECASE,
)
_LESS_ONLY = re.compile(_LESS + r"\Z", re.IGNORECASE)
_DENIALS_ONLY = frozenset({"phd", "master", "degree"})


@dataclass(frozen=True, slots=True)
class Limit:
    """One wish about the job itself; tokens[first:last]."""

    topic: Topic
    more: bool
    """True: wants more of it; False: less, or none."""
    first: int
    last: int
    quote: str


def read_limits(text: str, tokens: Sequence[Token], marks: Sequence[int]) -> tuple[Limit, ...]:
    """Wishes and limits in the order they stand in a statement of moderate length."""
    limits = []
    for match in _PATTERN.finditer(text[:20_000]):
        topic: Topic = "people" if match["facing"] else "remote" if match["remote"] else _TOPICS[match["topic"].lower()]
        more = not match["sign"] or _LESS_ONLY.match(match["sign"]) is None
        if more and topic in _DENIALS_ONLY:
            continue
        inside = [i for i, t in enumerate(tokens) if match.start() <= t.start < match.end()]
        if inside:
            limits.append(Limit(topic, more, inside[0], inside[-1] + 1, match.group()))
    return tuple(limits)

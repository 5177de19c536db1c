"""What somebody wants of a job besides skills: no PhD, less maths, more people, remote."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from careerbot.lazy import LazyPattern
from careerbot.text.tokenizer import Token

Topic = Literal["maths", "coding", "people", "writing", "research", "phd", "master", "degree", "management", "remote"]

_WORDS: dict[Topic, str] = {
    "maths": "math maths mathematics statistics-heavy mathy equations numbers",
    "coding": "coding programming code program software-development",
    "people": "people clients customers stakeholders customer-facing people-facing client-facing",
    "writing": "writing documentation",
    "research": "research papers",
    "phd": "phd doctorate ph.d",
    "master": "masters master's",
    "degree": "degree university college bachelor bachelors bachelor's",
    "management": "management managing leadership manager managers",
    "remote": "remote remotely hybrid",
}
_TOPICS: dict[str, Topic] = {word: topic for topic, words in _WORDS.items() for word in words.split()}

_LESS = (
    r"(?:no|not|without|less|little|minimal|hate|dislike|avoid|bad at|tired of|not (?:a fan of|good at|great at|"
    r"too much|much|into|have|like)|"
    r"don'?t (?:like|want|enjoy|have)(?: (?:a|any|to do|doing|much))?|do not (?:like|want|have|enjoy)(?: (?:a|"
    r"any))?|don'?t|"
    r"too much|as little|isn'?t|lack|never did|never went to|never finished|dropped out of|haven'?t got|suck at|"
    r"terrible at)"
)
_MORE = (
    r"(?:more|like|love|enjoy|prefer|want to|working with|work with|with a lot of|lots of|with|good with|facing|"
    r"only|fully|happy to|"
    r"100%|love to|open to)"
)
_TOPIC_WORDS = "|".join(sorted((re.escape(w) for w in _TOPICS), key=len, reverse=True))
_PATTERN = LazyPattern(
    rf"\b(?P<sign>{_LESS}|{_MORE})\s+(?:(?:a|an|the|any|much|lot of|lots of|to|too much|too many|do|doing|work|"
    rf"working|with|need|for|"
    rf"heavy|so much|have|get|be|become|go into)\s+){{0,3}}(?P<topic>{_TOPIC_WORDS})\b"
    r"|\b(?P<facing>people|client|customer)[- ]facing\b"
    r"|\b(?P<remote>remote(?:ly)?)\b(?= (?:job|role|work|only|position)|\s*$|[,.;])",
    re.IGNORECASE,
)
_LESS_ONLY = LazyPattern(_LESS + r"\Z", re.IGNORECASE)
_SPOKEN_OF = (*_TOPICS, "facing")
"""Without one of these in it, a text holds no wish, and the pattern need not be tried."""

_DENIALS_ONLY = frozenset({"phd", "master", "degree"})

MOST = 20_000
"""Characters in which wishes are looked for: nobody states them on page ten."""


class Limit(Struct, frozen=True):
    """One wish about the job itself; tokens[first:last]."""

    topic: Topic
    more: bool
    """True: wants more of it; False: less, or none."""
    first: int
    last: int
    quote: str


_ALSO_OF_TEAMS = frozenset({"writing", "people", "research", "management", "remote"})
"""Of these a story says "no" where a company has none."""

_SAYS_LITTLE = frozenset({
    "not", "isn't", "isnt", "don't", "dont", "with", "only", "much", "little", "facing", "more",
    "into", "have", "like", "not have", "don't have", "dont have", "do not have", "haven't got", "not like",
    "not into", "not much", "work with", "working with", "fully",
})  # fmt: skip


def _said_of_else(sign: str | None) -> bool:
    """Whether the words before a topic are too small to be a wish ("do not have people code for me")."""
    return sign is None or sign.lower() in _SAYS_LITTLE


_WANTING = frozenset({
    "want", "prefer", "preferably", "looking", "find", "get", "need", "seeking", "landing", "land", "ideally", "something",
})  # fmt: skip


def _wished(tokens: Sequence[Token], voices: Sequence[int], first: int, last: int, topic: Topic) -> bool:
    """Whether words of a long story are a wish of its writer: said by them, and of a job where they are small."""
    if voices[first] < 0 or topic == "writing" and last < len(tokens) and tokens[last].text in _WRITTEN:
        return False
    if first and tokens[first - 1].text == "to" and tokens[max(0, first - 2)].text == "used":
        return False  # "I used to love coding"
    small = tokens[first].text in ("no", "less", "without", "little", "lots", "remote", "remotely", "more")
    return not small or any(t.text in _WANTING for t in tokens[max(0, first - 6) : first])


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether it is all that its clause says: "No coding, and ..."."""
    before, after = text[:start][-3:].rstrip(" "), text[end : end + 4]
    ends = after[:1] in _STOPS or after in (" at ", " and")
    return ends and before[-1:] in _STOPS - {","}


_NO_VERB = frozenset({"no", "not", "without", "like", "with", "more"})
"""After these "code" and "program" are things: "no code" is a kind of tool."""
_STOPS = frozenset({"", ".", ",", ";", "\n", "!"})
_WRITTEN = frozenset({"code", "software", "tests", "scripts", "programs", "c", "python", "java", "sql"})


def read_limits(
    text: str, tokens: Sequence[Token], *, story: bool = False, voices: Sequence[int] = ()
) -> tuple[Limit, ...]:
    """Wishes and limits in the order they stand in a statement of moderate length."""
    lowered = text[:MOST].lower()
    if not any(word in lowered for word in _SPOKEN_OF):
        return ()
    limits = []
    starts = [token.start for token in tokens]
    for match in _PATTERN.finditer(text[:MOST].replace("’", "'")):
        topic: Topic = "people" if match["facing"] else "remote" if match["remote"] else _TOPICS[match["topic"].lower()]
        more = not match["sign"] or _LESS_ONLY.match(match["sign"]) is None
        if story and topic in _ALSO_OF_TEAMS and match["sign"] and match["sign"].lower() == "no":
            continue
        if match["topic"] in ("code", "program") and match["sign"].lower() in _NO_VERB:
            continue  # "no code" is a kind of tool
        if more and topic in _DENIALS_ONLY or story and not match["remote"] and _said_of_else(match["sign"]):
            continue
        first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        whole = story and _stands_alone(text, match.start(), match.end())
        if story and not whole and first < last and not _wished(tokens, voices, first, last, topic):
            continue
        if first < last:
            limits.append(Limit(topic, more, first, last, text[match.start() : match.end()]))
    return tuple(limits)

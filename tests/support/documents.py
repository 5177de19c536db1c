"""Documents built by hand: what reading would hand to the conversation, with spans found by their words."""

from __future__ import annotations

from careerbot.nlu.types import (
    Degree,
    Document,
    Intent,
    Leftover,
    Limit,
    Mention,
    Place,
    Quantity,
    Reference,
    RoleMention,
)


def document(
    text: str, *does: str | tuple[str, str], skills=(), roles=(), times=(), limits=(), places=(), points=(), degrees=(),
    left=(), kind: str = "message", sure: float = 0.95,
) -> Document:
    """A message that does these things.

    Args:
        text: as typed.
        does: intents, surest first; ("ask_pay", "its sentence") where it is not the whole message.
        skills: ("sql", "has") or ("sql", "has", "words") or a dict of `Mention` fields with "slug" and "stance".
        roles: ("data-analyst", "none", "words"); a background by a slug that no role has, told as ("nurse", "current", "nurse", "background").
        times: ("hours", 4, "4 hours").
        limits: ("maths", False, "less maths").
        places: words, of where the person asks about.
        points: words that refer to the screen.
        degrees: ("held", "bachelor").
        left: words nothing explains.
        kind: message, cv or advert.
        sure: of every intent.

    """

    def at(words: str) -> tuple[int, int]:
        start = text.lower().find(words.lower())
        return (start, start + len(words)) if start >= 0 else (0, len(text))

    intents = []
    for one in does:
        name, words = one if isinstance(one, tuple) else (one, text)
        intents.append(Intent(name, sure, *at(words)))
    return Document(
        text, kind,
        skills=tuple(_skill(row, at) for row in skills),
        roles=tuple(_role(row, at) for row in roles),
        quantities=tuple(Quantity(what, value, *at(words), words) for what, value, words in times),
        limits=tuple(Limit(topic, more, *at(words), words) for topic, more, words in limits),
        places=tuple(Place(*at(words), words, True) for words in places),
        references=tuple(Reference(*at(words), words) for words in points),
        degrees=tuple(Degree(stance, *at(words), words) for stance, words in degrees),
        leftovers=tuple(Leftover(words, *at(words), certainty=0.95) for words in left),
        intents=tuple(intents),
    )  # fmt: skip


def _skill(row, at) -> Mention:
    if isinstance(row, dict):
        words = row.get("quote", row["slug"])
        start, end = at(words)
        return Mention(**{"start": start, "end": end, "quote": words, "how": "name", "confidence": 1.0, **row})
    slug, stance, *rest = row
    words = rest[0] if rest else slug
    return Mention(slug, *at(words), words, "name", 1.0, stance)


def _role(row, at) -> RoleMention:
    slug, stance, *rest = row
    words = rest[0] if rest else slug.replace("-", " ")
    kind = rest[1] if len(rest) > 1 else "role"
    return RoleMention(slug, kind, *at(words), words, stance, certainty=rest[2] if len(rest) > 2 else 1.0)

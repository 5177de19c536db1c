"""Which jobs a text names, and whose they are: the one somebody has, had, wants, or rules out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from careerbot.cues import ROLE_CUES
from careerbot.lexicon import Found, Token
from careerbot.quantities import Duration
from careerbot.records import Slug

RoleStance = Literal["current", "past", "wanted", "excluded", "mentioned"]

_TITLES = frozenset("senior junior lead principal staff chief head associate certified full time part trainee freelance mid level sr jr entry good great better real qualified registered the".split())
_LEAVING = frozenset("wanting looking trying hoping who with considering thinking transitioning moving for aspiring interested by at".split())
_BETWEEN = frozenset({"or", "and", "nor", "a", "an", "&"})


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A job somebody speaks of."""

    slug: Slug
    kind: Literal["role", "background"]
    """A role of the corpus, or an occupation outside the field that somebody comes from."""
    start: int
    end: int
    quote: str
    stance: RoleStance
    years: float | None = None


def read_roles(
    text: str, tokens: Sequence[Token], marks: Sequence[int], found: Sequence[Found], periods: Sequence[Duration], form: str
) -> tuple[RoleMention, ...]:
    """Roles in the order of their place in the text."""
    mentions: list[RoleMention] = []
    last_end, last_stance = -9, "mentioned"
    for f in found:
        entry = next((e for e in f.entries if e[0] in ("role", "background")), None)
        if entry is None or any(e[0] == "skill" for e in f.entries) and not _titled(tokens, marks, f):
            continue
        stance = _stance(tokens, marks, f, form, first=not mentions)
        listed = f.first - last_end <= 3 and all(
            t.text in _BETWEEN or marks[i] == 1 for i, t in enumerate(tokens[last_end : f.first], last_end)
        )
        if listed and stance in ("mentioned", "current") and last_stance != "mentioned" and last_end >= 0:
            stance = last_stance  # type: ignore[assignment]
        start, end = tokens[f.first].start, tokens[f.last - 1].end
        years = next((p.years for p in periods if abs(p.first - f.last) <= 2 or 0 <= f.first - p.last <= 4), None)
        if years is not None and stance == "mentioned":
            stance = "current"
        kind = "role" if entry[0] == "role" else "background"
        mentions.append(RoleMention(entry[1], kind, start, end, text[start:end], stance, years))
        last_end, last_stance = f.last, stance
    return tuple(mentions)


def _titled(tokens: Sequence[Token], marks: Sequence[int], f: Found) -> bool:
    return f.first > 0 and _cue_before(tokens, marks, f.first) is not None


def _stance(tokens: Sequence[Token], marks: Sequence[int], f: Found, form: str, *, first: bool) -> RoleStance:
    cue = _cue_before(tokens, marks, f.first)
    if cue is not None:
        return cue
    if form == "cv":
        return "current" if first and f.first < 60 else "mentioned"
    after = tokens[f.last].text if f.last < len(tokens) else ""
    if marks[f.first] == 3 and after in _LEAVING and f.last < len(tokens) and marks[f.last] < 2:
        return "current"
    return "mentioned"


def _cue_before(tokens: Sequence[Token], marks: Sequence[int], first: int) -> RoleStance | None:
    """The stance that the words right before a title give it; adjectives of rank may stand between."""
    end = first
    while end > 0 and tokens[end - 1].text in _TITLES and marks[end] < 2:
        end -= 1
    if end > 0 and marks[end] >= 2:
        return None
    for start in range(max(0, end - 7), end):
        if any(marks[i] >= 2 for i in range(start + 1, end)):
            continue
        stance = ROLE_CUES.get(" ".join(t.text.replace("’", "'") for t in tokens[start:end]))
        if stance is not None:
            return stance  # type: ignore[return-value]
    return None

"""Whether a word that is only sometimes a skill (go, spark, excel, R, C) is one here.

It is believed as an item of a list of skills, after words that ask for a skill ("good with"), or written with a
capital in the company of other skills; it is not believed as a verb or in plain prose.
"""

from __future__ import annotations

from collections.abc import Sequence

from careerbot.cues import CUES
from careerbot.lexicon import AMBIGUOUS, Found, Token

_SUBJECTS = frozenset("i you we they he she it to will would can could should must may might let let's don't didn't i'll we'll who that".split())
"""Before a verb: "I go", "to excel", "they spark"."""

_AFTER_VERB = frozenset("to at for on off out back through the a an my your his her our their up down home joy from away".split())
"""After a verb: "go to", "excel at", "spark joy"."""

_LINKS = frozenset({"and", "or", "&", "plus", "with", "also", "nor"})

COMPANY = 14
"""How many tokens away another skill still counts as company."""


def believable(
    text: str, tokens: Sequence[Token], marks: Sequence[int], found: Sequence[Found], form: str
) -> dict[int, float]:
    """First token -> belief (0 to 1) for every name that should be read as a skill."""
    sure = [f for f in found if not _ambiguous(f)]
    kept = {f.first: 1.0 for f in sure}
    places = sorted(f.first for f in sure)
    doubtful = [f for f in found if _ambiguous(f)]
    # doubtful neighbours vouch for each other in a list such as "R, C, Go"
    listed = [f.first for f in doubtful if _whole_item(tokens, marks, f)]
    for name in doubtful:
        belief = _belief(text, tokens, marks, name, places, listed, form)
        if belief > 0:
            kept[name.first] = belief
    return kept


def _ambiguous(found: Found) -> bool:
    return all(flags & AMBIGUOUS for kind, _, flags in found.entries if kind == "skill")


def _belief(
    text: str, tokens: Sequence[Token], marks: Sequence[int], f: Found, places: list[int], listed: list[int], form: str
) -> float:
    count = len(tokens)
    if _whole_item(tokens, marks, f):
        others = [i for i in listed if i != f.first and abs(i - f.first) < COMPANY]
        if _near(places, f.first, COMPANY) or others:
            return 0.9
        return 0.6 if count <= f.last - f.first + 1 else 0.0
    before = tokens[f.first - 1].text if f.first and marks[f.first] < 2 else ""
    after = tokens[f.last].text if f.last < count and marks[f.last] == 0 else ""
    verb = before in _SUBJECTS or after in _AFTER_VERB
    single = f.last - f.first == 1
    word = text[tokens[f.first].start : tokens[f.last - 1].end]
    if len(word) == 1 and word.islower() and not _linked(tokens, marks, f, places):
        return 0.0
    if verb and single and before not in CUES:
        return 0.0
    if _linked(tokens, marks, f, places):
        return 0.85
    if _asked_for(tokens, marks, f) and (marks[f.last] >= 1 if f.last < count else True):
        return 0.8
    capital = word[0].isupper() and marks[f.first] < 3
    if capital and _near(places, f.first, COMPANY):
        return 0.75
    return 0.5 if capital and _asked_for(tokens, marks, f) else 0.0


def _whole_item(tokens: Sequence[Token], marks: Sequence[int], f: Found) -> bool:
    """Nothing else stands between the boundaries (or "and"/"or") around it."""
    opens = marks[f.first] >= 1 or tokens[f.first - 1].text in _LINKS
    closes = f.last >= len(tokens) or marks[f.last] >= 1 or tokens[f.last].text in _LINKS
    return opens and closes


def _linked(tokens: Sequence[Token], marks: Sequence[int], f: Found, places: list[int]) -> bool:
    """Joined to a sure skill by "and", "or", a comma or a slash."""
    for other in places:
        gap = other - f.last if other >= f.last else f.first - other
        if not 0 <= gap <= 4:
            continue
        low, high = (f.last, other) if other >= f.last else (other, f.first)
        between = [t.text for t in tokens[low:high]]
        if other >= f.last and (not between or between[-1] in _LINKS or marks[other] == 1):
            return True
        if other < f.first and (tokens[f.first - 1].text in _LINKS or marks[f.first] == 1 or f.first - other == 1):
            return True
    return False


def _asked_for(tokens: Sequence[Token], marks: Sequence[int], f: Found) -> bool:
    """A cue stands right before it: "good with Excel", "learn R"."""
    first = f.first
    for start in range(max(0, first - 5), first):
        if all(marks[i] < 2 for i in range(start + 1, first + 1)):
            phrase = " ".join(t.text for t in tokens[start:first])
            if phrase in CUES or phrase in {"in", "using", "via", "with", "language", "languages", "tools"}:
                return True
    return False


def _near(places: list[int], at: int, reach: int) -> bool:
    return any(abs(p - at) <= reach for p in places)

"""Whose job a title is: the writer's, the reader's, or people's at large."""

from __future__ import annotations

from collections.abc import Sequence

from careerbot.corpus.lexicon import VARIANT, Found
from careerbot.text.tokenizer import Token, word_set

_ADDRESSED = word_set("you you're you'll your they suppose he she")


def of_others(
    stance: str, f: Found, written: str, tokens: Sequence[Token], voices: Sequence[int]
) -> bool:
    """Whether the job is somebody else's: "recruiters", "he is a nurse", "suppose you get hired as a developer"."""
    if stance in ("current", "wanted", "excluded") and _several(f, written, tokens):
        return True
    if stance == "excluded" and not _KINDS.isdisjoint([t.text for t in tokens[max(0, f.first - 3) : f.first]]):
        return True  # "not the typical student"
    if stance == "excluded" and f.first and tokens[f.first - 1].text in ("not", "no"):
        return True  # "(not students)", "Not helpdesk but more"
    if stance == "wanted" and voices[f.first] < -1 and any(t.text in _IN_DOUBT for t in tokens[max(0, f.first - 9) : f.first]):
        return True  # "I don't know if I want to be a"
    if stance == "excluded" and any(t.text in _WAS for t in tokens[max(0, f.first - 4) : f.first]):
        return True  # "money was never a driver"
    if voices[f.first] >= 0 or stance == "excluded" and any(t.text == "tell" for t in tokens[max(0, f.first - 6) : f.first]):
        return False
    return stance in ("current", "past", "excluded") or stance == "wanted" and any(
        t.text in _ADDRESSED for t in tokens[max(0, f.first - 7) : f.first]
    )


def _several(f: Found, written: str, tokens: Sequence[Token]) -> bool:
    """As in "as developers", "recruiters": people at large, unless "we are" stands before."""
    plural = written.endswith("s") and any(flags & VARIANT for _, _, flags in f.entries)
    return plural and (f.first == 0 or tokens[f.first - 1].text not in ("are", "we're"))


_KINDS = word_set("typical average usual normal traditional")
_IN_DOUBT = word_set("know sure unsure")
_WAS = word_set("was is were isn't wasn't been")


def of_the_reader(words: Sequence[str]) -> bool:
    """Whether the last one named is whoever reads it."""
    who = [word for word in words if word in _ADDRESSED or word in _MYSELF]
    return bool(who) and who[-1] in _ADDRESSED and who[-1] not in ("your", "suppose")


_MYSELF = word_set("i i'm i'd i'll i've im my me we us")

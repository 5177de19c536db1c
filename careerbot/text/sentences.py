"""Where sentences, clauses and list items end: how far a "not" or a "want to learn" can reach."""

from __future__ import annotations

from collections.abc import Sequence

from careerbot.text.tokenizer import Token, word_set

SENTENCE, CLAUSE, ITEM = 3, 2, 1

STORY = 40
"""Words up to which somebody who names a skill is taken to speak of themselves; in a longer story, they must say so."""

_LONG_GAP = 40
"""Characters of nothing between two words that end a sentence whatever they are."""

_SHORTENED = word_set("e g i vs sr jr mr mrs dr approx inc etc no eg ie")
"""Words whose full stop ends no sentence."""


def boundaries(text: str, tokens: Sequence[Token]) -> list[int]:
    """For each token what lies before it: 3 a sentence end, 2 a clause end, 1 an item end, 0 nothing."""
    marks, end, before = [], 0, ""
    for token in tokens:
        if token.start - end == 1 and text[end] == " ":
            mark = 0
        elif token.start - end < _LONG_GAP:
            mark = _mark(text[end : token.start], before)
        else:
            mark = SENTENCE
        marks.append(mark)
        end, before = token.end, token.text
    if marks:
        marks[0] = SENTENCE
    return marks


def _mark(gap: str, before: str) -> int:
    if gap == ", ":
        return ITEM
    if gap in ("-", ""):
        return 0
    if gap == ". " and before in _SHORTENED:
        return 0 if before in "eigegie" else ITEM
    if "\n\n" in gap or any(stop in gap for stop in "!?。？！؟۔।") or _full_stop(gap):
        return SENTENCE
    if ";" in gap or "•" in gap or "…" in gap or "\n" in gap and any(sign in gap for sign in "-*–·") or "؛" in gap:
        return CLAUSE
    if any(sign in gap for sign in ',|()[]{}·–—:"“”\n，、：（）،>→=<') or " - " in gap or " / " in gap:
        return ITEM
    # an emoji between two words divides them like a comma
    return ITEM if any(ord(sign) > 0x2190 for sign in gap) else 0


def _full_stop(gap: str) -> bool:
    return ". " in gap or ".\n" in gap or gap.endswith(".") and len(gap) > 1 or gap == ".\u00a0"


def of_a_story(text: str, tokens: Sequence[Token], marks: Sequence[int]) -> Sequence[int]:
    """The same for a long text somebody wrote: a line that begins with a capital begins a sentence, whatever ends the
    one before it.
    """
    if "\n" not in text:
        return marks
    found = list(marks)
    for i in range(1, len(tokens)):
        if found[i] == ITEM and _new_line(text[tokens[i - 1].end : tokens[i].start + 1], tokens[i - 1].text):
            found[i] = SENTENCE
    return found


_GREETED = word_set("everyone all guys folks hello hi hey there everybody people community reddit")
_GOES_ON = word_set("with and or of in at for to the a an my using like as is are from by on")


def _new_line(gap: str, before: str) -> bool:
    if "," in gap and "\n" in gap and before in _GREETED:
        return True
    return "\n" in gap and gap[-1].isupper() and not any(sign in gap for sign in ":：,(") and before not in _GOES_ON

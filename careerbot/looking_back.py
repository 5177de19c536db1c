"""Words behind a name that speak of it: "SQL? not really", "Python, expert", "I can't code well"."""

from __future__ import annotations

from careerbot.boundaries import CLAUSE, ITEM, SENTENCE
from careerbot.cues import Cue, back_cue_at
from careerbot.lexicon import word_set
from careerbot.mentions import Page

_SELF = word_set("i i'm i've i'd i'll im ive me my we our mine myself current currently")
_LINKS = word_set(
    "is are my i i'm am its it's was level levels skills skill at experience knowledge would say only "
    "programming proficiency language"
)
_RANKS = word_set("expert advanced intermediate beginner novice basic basics proficient fluent rusty")


def softened(page: Page, cue: Cue, at: int, stop: int) -> bool:
    """Whether a denial turns out to be no denial: "I don't know Python well, SQL a bit"."""
    words = [t.text for t in page.tokens[at:stop]]
    return page.marks[at] < ITEM and (cue.level == 2 or words[-1] in ("well", "much"))


def cannot(page: Page, cue_end: int) -> bool:
    """As in "I can't code well", which says less than "I don't know Python well"."""
    words = [t.text for t in page.tokens[max(0, cue_end - 2) : cue_end]]
    return not {"can't", "cant", "cannot"}.isdisjoint(words)


def cue_behind(page: Page, at: int) -> tuple[int, Cue] | None:
    """The cue that speaks of the name that ends here: (the token after it, the cue)."""
    tokens, marks = page.tokens, page.marks
    start, links = at, 0
    while (
        at < len(tokens)
        and links < 4
        and tokens[at].text in _LINKS
        and (marks[at] < CLAUSE or tokens[at].text in _SELF)
    ):
        if back_cue_at(tokens, at)[1] is not None:
            break
        at, links = at + 1, links + 1
    if at >= len(tokens) or (
        marks[at] == SENTENCE and "?" not in page.text[tokens[start - 1].end : tokens[start].start]
    ):
        return None
    step, cue = back_cue_at(tokens, at)
    stop = at + step
    if (
        cue is None
        or stop < len(tokens)
        and marks[stop] < ITEM
        and tokens[stop].text not in ("and", "but", "though", "so")
    ):
        return None
    # "Python, no" may open "no, SQL": only a word beside its name, or one that ends the clause, looks back
    if marks[start] == ITEM and stop < len(tokens) and marks[stop] == 0 and tokens[stop].text == "and":
        return None
    gap = page.text[tokens[start - 1].end : tokens[start].start]
    named = page.text[tokens[at].start].isupper()  # "React, Next, Tailwind"
    small = step == 1 and (cue.stance == "has" or named) and not _rank(page, at, stop)
    if "," in gap and (small or stop in page.names and marks[stop] == 0):
        return None
    return stop, cue


def _rank(page: Page, at: int, stop: int) -> bool:
    """Whether a word of rank after a comma closes what is said: "I know SQL, expert"."""
    tokens, marks = page.tokens, page.marks
    return tokens[at].text in _RANKS and (stop >= len(tokens) or marks[stop] >= CLAUSE)

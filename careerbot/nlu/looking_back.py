"""Words behind a name that speak of it: "SQL? not really", "Python, expert", "I can't code well"."""

from __future__ import annotations

from careerbot.nlu.cues import Cue, back_cue_at, cue_at
from careerbot.nlu.mentions import Page
from careerbot.text.sentences import CLAUSE, ITEM, SENTENCE
from careerbot.text.tokenizer import word_set

_SELF = word_set("i i'm i've i'd i'll im ive me my we our mine myself current currently")
_LINKS = word_set(
    "is are my i i'm am its it's was level levels skills skill at experience knowledge would say only "
    "kenntnisse skripte aata hai programming proficiency language the one what that which something"
)
_RANKS = word_set("expert advanced intermediate beginner novice basic basics proficient fluent rusty")


_MAY_FOLLOW = word_set("first next most and but though so yet either anymore now already too after since")
_AND_SO_ON = word_set("for when")
"""Cues that end with these go on with what for."""
_SELDOM = word_set("once twice briefly")
"""These may be followed by when or where: "used it once in a hackathon"."""
_USED = word_set("used touched coded programmed written worked done opened practiced practised played needed")
_NOT = word_set("haven't havent hasn't hasnt not")
_SPAN = word_set("years ages months while decade decades time yrs")


def _wished(page: Page, at: int) -> bool:
    return any(t.text in ("wanted", "tried") for t in page.tokens[max(0, at - 6) : at])


def lapsed(page: Page, cue_end: int, at: int) -> int:
    """Where words end that make of a denial only how long ago: "I haven't used Python | since 2015", "... in years".

    0 where there are none.
    """
    tokens = page.tokens
    before = {t.text for t in tokens[max(0, cue_end - 4) : cue_end]}
    if before.isdisjoint(_USED) or before.isdisjoint(_NOT) or at >= len(tokens) or page.marks[at] >= CLAUSE:
        return 0
    if at in page.periods:
        return page.periods[at].last
    words = [t.text for t in tokens[at : at + 4]]
    if words[0] in ("since", "lately", "recently"):
        return at + 1
    spans = [i for i, word in enumerate(words) if word in _SPAN]
    return at + spans[0] + 1 if words[0] in ("in", "for", "the", "over") and spans else 0


_ME = word_set("i i'm i've i'd im ive")
_FRONTED = 3
"""Words after "Python | I" in which what is said of it begins: "SQL I'd call intermediate"."""


_OPENS_A_LIST = (": ", ":", ":\n", " •")


def ended(page: Page, at: int) -> int:
    """Where words end that make of a denial what was once the case: "I don't use Tableau | any more". 0 for none."""
    words = [t.text for t in page.tokens[at : at + 2]]
    if words[:1] == ["anymore"]:
        return at + 1
    return at + 2 if words in (["any", "more"], ["any", "longer"]) else 0


_ON_THE_OTHER_HAND = ["on", "the", "other", "hand"]


def fronted(page: Page, first: int, at: int) -> Cue | None:
    """What is said after a name that stands before its sentence: "Python | I just started with"."""
    tokens, marks = page.tokens, page.marks
    if [t.text for t in tokens[at : at + 4]] == _ON_THE_OTHER_HAND:
        at += 4
    if at >= len(tokens) or marks[at] or tokens[at].text not in _ME or marks[first] < ITEM:
        return None
    for start in range(at, min(at + _FRONTED, len(tokens))):
        if marks[start] and start > at:
            return None
        cue = cue_at(tokens, start)[1]
        if cue is not None and cue.stance is not None and (start > at or len(tokens) > at + 1):
            return cue
    return None


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
    if at >= len(tokens):
        return None
    step, cue = back_cue_at(tokens, at)
    stop = at + step
    if cue is None or not _reaches(page, start, at, stop, cue) or not _ends(page, at, stop):
        return None
    if step == 1 and page.text[tokens[stop - 1].end : tokens[stop - 1].end + 2] in _OPENS_A_LIST:
        return None  # "SQL / missing: Java" opens what follows
    if tokens[at].text == "once" and _wished(page, start):
        return None  # "I wanted to learn Java once"
    # "Python, no" may open "no, SQL": only a word beside its name, or one that ends the clause, looks back
    if marks[start] == ITEM and stop < len(tokens) and marks[stop] == 0 and tokens[stop].text == "and":
        return None
    gap = page.text[tokens[start - 1].end : tokens[start].start]
    named = page.text[tokens[at].start].isupper()  # "React, Next, Tailwind"
    small = step == 1 and (cue.stance == "has" or named) and not _rank(page, at, stop)
    if "," in gap and (small or stop in page.names and marks[stop] == 0):
        return None
    return stop, cue


def _reaches(page: Page, start: int, at: int, stop: int, cue: Cue) -> bool:
    """Whether a cue stands in the sentence of its name, in the answer to it, or takes it back in a sentence of its own.

    "I told them I know Kubernetes. I don't."
    """
    tokens, marks = page.tokens, page.marks
    if marks[at] != SENTENCE or "?" in page.text[tokens[start - 1].end : tokens[start].start]:
        return True
    return cue.stance == "not" and tokens[at].text == "i" and (stop >= len(tokens) or marks[stop] == SENTENCE)


def _ends(page: Page, at: int, stop: int) -> bool:
    """Whether a cue ends what is said, or words follow it that may."""
    tokens = page.tokens
    if stop >= len(tokens) or page.marks[stop] >= ITEM or tokens[stop].text in _MAY_FOLLOW:
        return True
    when = tokens[at].text in _SELDOM and tokens[stop].text in ("in", "at", "for", "during", "on")
    return when or tokens[stop - 1].text in _AND_SO_ON


def _rank(page: Page, at: int, stop: int) -> bool:
    """Whether a word of rank after a comma closes what is said: "I know SQL, expert"."""
    tokens, marks = page.tokens, page.marks
    return tokens[at].text in _RANKS and (stop >= len(tokens) or marks[stop] >= CLAUSE)

"""What is set against each other, or narrowed: less of one and more of another, one preferred, a list under its label."""

from __future__ import annotations

from careerbot.boundaries import ITEM, SENTENCE
from careerbot.cues import LABELS, Cue
from careerbot.lexicon import Found, word_set
from careerbot.mentions import Mention, Page

_REACH = 6
"""Words on either side in which the other half of a contrast is looked for."""
_PREFERS = word_set("prefer rather preferred like love enjoy")
_SCHOOLS = word_set("university uni school college class work")


def label_at(page: Page, at: int) -> tuple[int, Cue] | None:
    """A word that a list stands under, as a cue of one word: "want: Docker. have: SQL"."""
    cue = LABELS.get(page.tokens[at].text)
    if cue is None or page.marks[at] < ITEM or at + 1 >= len(page.tokens):
        return None
    gap = page.text[page.tokens[at].end : page.tokens[at + 1].start]
    return (1, cue) if gap.lstrip(" ").startswith((":", "- ", "– ", "=")) else None


def against(page: Page, other: str, at: int, reach: int = _REACH) -> bool:
    """Whether `other` stands near this word in the same sentence: "more SQL, less coding"."""
    low, high = at, at
    while low > 0 and at - low < reach and page.marks[low] < SENTENCE:
        low -= 1
    while high + 1 < len(page.tokens) and high - at < reach and page.marks[high + 1] < SENTENCE:
        high += 1
    return any(t.text == other for t in page.tokens[low : high + 1])


def preferred(page: Page, mention: Mention, at: int) -> bool:
    """Whether the mention that ends before this word was preferred to what follows: "I prefer Python over R"."""
    before = {t.text for t in page.tokens[max(0, at - _REACH - 1) : at]}
    return mention.stance in ("likes", "learning") and not before.isdisjoint(_PREFERS)


def narrowed(page: Page, at: int) -> bool:
    """Whether a denial that ends before this word denies a part: "I'm not solving problems that nobody solved"."""
    words = [t.text for t in page.tokens[at : at + 2]]
    if words[:1] in (["about"], ["from"], ["between"], ["towards"]):
        return True  # "I have 0 curiosity about it"
    return words[:1] == ["that"] and words[1:] not in (["well"], ["much"], ["good"], ["deeply"], ["often"])


def elsewhere(page: Page, cue_end: int, at: int) -> bool:
    """Whether only where it was learnt is denied: "I didn't learn Python | at university"."""
    words = [t.text for t in page.tokens[at : at + 2]]
    verbs = {t.text for t in page.tokens[max(0, cue_end - 1) : cue_end]}
    return words[:1] in (["at"], ["in"]) and words[1:2] != [] and words[1] in _SCHOOLS and "learn" in verbs


def long_ago(page: Page, cue_end: int, name: Found) -> bool:
    """Whether a wish was given up or begun in a year that is told: "I started learning SQL in 2018"."""
    tokens, at = page.tokens, name.last
    before = [t.text for t in tokens[max(0, cue_end - 4) : name.first]]
    begun = "started" in before or "began" in before
    after = [t.text for t in tokens[at : at + 5]]
    if "gave up" in " ".join(after):
        return True  # "I tried to learn SQL and gave up"
    if "wanted" in before and (after[:1] == ["once"] or after[:2] in (["years", "ago"], ["back", "then"], ["as", "a"])):
        return True  # "I wanted to learn Java once"
    dated = after[:2]
    return begun and (dated[:1] == ["in"] and dated[-1].isdecimal() and len(dated[-1]) == 4 or dated == ["back", "in"])

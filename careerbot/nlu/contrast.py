"""What is set against each other, or narrowed: less of one and more of another, one preferred, a list under its label."""

from __future__ import annotations

from collections.abc import Sequence

from careerbot.corpus.lexicon import Found
from careerbot.nlu.cues import LABELS, Cue, cue_at
from careerbot.nlu.mentions import Mention, Page
from careerbot.text.sentences import CLAUSE, ITEM, SENTENCE
from careerbot.text.tokenizer import Token, word_set

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
    return (1, cue) if gap.lstrip(" ").startswith((":", "- ", "– ", "=", "• ")) else None


def heads(page: Page, at: int, step: int) -> bool:
    """Whether words of a cue end the heading of a list: "Currently learning", "No experience with:"."""
    low, last = at, at + step
    while low > 0 and at - low < _HEADING and "\n" not in page.text[page.tokens[low - 1].end : page.tokens[low].start]:
        low -= 1
    if low and "\n" not in page.text[page.tokens[low - 1].end : page.tokens[low].start] or last >= len(page.tokens):
        return False
    gap = page.text[page.tokens[last - 1].end : page.tokens[last].start]
    return ":" in gap or "\n" in gap or "(" in gap


_HEADING = 4
"""Words of a heading before the cue in it: "What I | don't have"."""


def against(page: Page, other: str, at: int, reach: int = _REACH) -> bool:
    """Whether `other` stands near this word in the same sentence: "more SQL, less coding"."""
    low, high = at, at
    while low > 0 and at - low < reach and page.marks[low] < SENTENCE:
        low -= 1
    while high + 1 < len(page.tokens) and high - at < reach and page.marks[high + 1] < SENTENCE:
        high += 1
    return any(t.text == other for t in page.tokens[low : high + 1])


def excepted(page: Page, at: int) -> bool:
    """Whether what follows is left out of everything: "I meet everything in the posting apart from | Looker"."""
    tokens = page.tokens
    if tokens[at].text == "besides":
        return "everything" in [t.text for t in tokens[max(0, at - _REACH) : at]]
    if tokens[at].text not in ("apart", "aside") or at + 1 >= len(tokens) or tokens[at + 1].text != "from":
        return False
    return against(page, "everything", at, _SENTENCE)


_SENTENCE = 16


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


def for_documents(cue: Cue, step: int) -> bool:
    """CVs and adverts are full of "no", "more" and "like" that speak of no skill: only whole phrases count there."""
    return cue.stance == "has" and (step > 1 or cue.level != 3) or cue.stance in ("not", "learning") and step >= 3


def or_list(tokens: Sequence[Token], marks: Sequence[int], at: int) -> bool:
    """Whether a "no" that ends here opens a list closed by "or": "no SQL, R or Java" denies all three."""
    commas = 0
    for i in range(at, min(at + 24, len(tokens))):
        if marks[i] >= CLAUSE:
            return False
        commas += marks[i] == ITEM
        word = tokens[i].text
        if word in ("or", "nor"):
            return commas > 0
        if word in ("and", "but"):
            return False
        cue = cue_at(tokens, i)[1]
        if cue is not None and cue.stance is not None:
            return False
    return False


def denied_thought(page: Page, at: int) -> bool:
    """As in "I don't think I | need to learn", "I don't think I have to | learn"."""
    words = [t.text for t in page.tokens[max(0, at - 5) : at]]
    return any(a in ("don't", "dont", "not") and b in ("think", "believe") for a, b in zip(words, words[1:], strict=False))


def had_in_doubt(page: Page, at: int) -> bool:
    """As in "I don't think I have | good knowledge of", "I don't believe I | know"."""
    words = [t.text for t in page.tokens[max(0, at - 5) : at + 2]]
    own = next((i for i in range(len(words) - 2, 1, -1) if words[i] in ("i", "i've", "ive")), None)
    if own is None or not {words[own], words[own + 1]} & _HOLDING:
        return False
    said = words[:own - 1] if words[own - 1] == "that" else words[:own]
    if said[-2:] == ["not", "sure"]:
        return True
    return said[-1] in _OPINIONS and said[-2:-1] in (["don't"], ["dont"], ["not"], ["didn't"])


_HOLDING = word_set("have know understand i've ive had knew")
_OPINIONS = word_set("think believe feel")


def needed_before(page: Page, at: int) -> bool:
    """As in "I couldn't have done it | without"."""
    return not _NEEDS.isdisjoint([t.text for t in page.tokens[max(0, at - 8) : at]])


_NEEDS = word_set("couldn't can't cannot cant wouldn't never impossible")


def to_come(page: Page, at: int) -> bool:
    """As in "I'll get good | experience in SQL"."""
    words = [t.text for t in page.tokens[max(0, at - 4) : at]]
    got = next((i for i, word in enumerate(words) if word in ("get", "gain", "have")), None)
    return got is not None and not {"i'll", "will", "would", "can"}.isdisjoint(words[:got])


def course_in(page: Page, at: int) -> bool:
    """Whether a course in what is named follows: "took a | Python class", not "a bus", "a web scraping job"."""
    name = page.names.get(at)
    return name is not None and any(t.text in _COURSES for t in page.tokens[name.last : name.last + 2])


_COURSES = word_set("course courses class classes module modules bootcamp seminar workshop exam unit units degree")


def feebly(page: Page, at: int) -> bool:
    """Whether a name follows that is called weak or wanted, and not somebody: "weak | SQL", not "weak UI developers"."""
    name = page.names.get(at + 1)
    return name is not None and not any(t.text in _MAKERS for t in page.tokens[name.last : name.last + 1])


_MAKERS = word_set("devs developers engineers juniors people candidates teams students programmers")


def dealt(page: Page, at: int) -> bool:
    """Whether "with" in a question speaks of what is asked about: "what is wrong | with Java", "someone | with SQL"."""
    return not _DEALT.isdisjoint([t.text for t in page.tokens[max(0, at - 1) : at]]) or not _SOMEBODY.isdisjoint(
        [t.text for t in page.tokens[max(0, at - _REACH) : at]]
    )


_DEALT = word_set("jobs roles wrong deal")
_SOMEBODY = word_set("someone somebody anyone people candidate candidates person")


def new_heading(page: Page, at: int) -> bool:
    """A line that starts with a few words and a colon is no longer under the heading above it."""
    tokens, text = page.tokens, page.text
    if "\n" not in text[tokens[at - 1].end : tokens[at].start]:
        return False
    for i in range(at, min(at + 4, len(tokens) - 1)):
        gap = text[tokens[i].end : tokens[i + 1].start]
        if ":" in gap or "\n" in gap:
            return ":" in gap
    return False


def lost_without(page: Page, at: int) -> bool:
    """As in "without | Python I would be lost": what somebody cannot do without is known."""
    name = page.names.get(at + 1)
    return name is not None and not _LOST.isdisjoint([t.text for t in page.tokens[name.last : name.last + 6]])


_LOST = word_set("lost helpless nothing useless stuck screwed")

"""What the writer of a story calls theirs, or does something with: "my SQL", "I track stock in Excel"."""

from __future__ import annotations

from careerbot.corpus.lexicon import TOOL, Found
from careerbot.nlu.experiencer import OWN
from careerbot.nlu.mentions import Page
from careerbot.text.sentences import SENTENCE
from careerbot.text.tokenizer import word_set

_FAR = 12
"""Words between "I" and the tool that something is done with."""
_BY = word_set("in with using via through")
_DOERS = word_set("i i've ive i'm im we")
_NO_WORK = word_set(
    "job jobs role roles position positions interview interviews question questions course courses class interest interested "
    "opening openings degree book program programs bootcamp offer offers career careers internship internships project"
)
_NOT_DONE = word_set(
    "not never don't didn't can't won't couldn't wouldn't haven't want wanted would will should could might may need "
    "hope planning considering apply applied interviewed asked think thought going if unable without stuck problem issue see "
    "saw read heard met talked spoke believe agree disagree deal start switch move rejected compete compared"
)
_OF_MINE = word_set(
    "is are was has have and isn't skills skill knowledge experience level projects project background fundamentals"
)


def by_tool(page: Page, name: Found, *, question: bool) -> bool:
    """Whether the writer does something with a tool: "I track our stock in Excel"."""
    tokens, first = page.tokens, name.first
    if page.voices[first] != OWN or question or not any(flags & TOOL for _, _, flags in name.entries):
        return False
    if first < 2 or tokens[first - 1].text not in _BY or tokens[first - 2].text in _NO_WORK:
        return False
    low = first - 1
    while low > 0 and first - low < _FAR and page.marks[low] < SENTENCE and tokens[low].text not in _DOERS:
        low -= 1
    between = {t.text for t in tokens[low + 1 : first]}
    return tokens[low].text in _DOERS and between.isdisjoint(_NOT_DONE)


def called_mine(page: Page, name: Found) -> bool:
    """Whether it is called the writer's: "my SQL has stayed fresh", "my R and SQL are strong"."""
    tokens, after = page.tokens, name.last
    mine = name.first > 0 and tokens[name.first - 1].text == "my"
    if not mine or after >= len(tokens):
        return mine
    return page.marks[after] > 0 or tokens[after].text in _OF_MINE

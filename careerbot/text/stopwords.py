"""What is left of a statement when names and cues are taken out: the phrases that might still mean something."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from careerbot.text.tokenizer import Token, word_set

STOPWORDS = word_set(
    """a able about above after again all already also am an and any anything april are around as ask aspiring at
    august autumn background be because become becoming been before being best better between bit both but by can
    career careers come company could currently day days december did do does doing don't done dont dream during
    each easy else enough etc even evening evenings ever every everything experience experienced february few field fit for
    forget from full further get getting give go going good got great had happy hard has have having he hello help her here
    hey hi him his hours how i i'd i'll i'm i've if im important in interested is isn't it it's its ive january
    job jobs july june just keep kind kinda know laid lately learn learned learning let level like little long look
    looking lot lots made mainly make many maybe me might month months more most mostly move much must my myself
    near need never new next nice night nights no nor not november now october of off often ok old on one only or other our out
    over own part past people person place please plus point possible pretty previously professional
    professionally quite rather really recently regular regularly right role roles s said same say see self
    saturday saturdays sunday sundays monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays
    weekend weekends weekday weekdays
    september several she should since skill skills so some something sort spring start still studying stuff such
    suggest suitable summer sure t take tell than thank thanks that that's the their them then there these they
    thing things think this those three through time to today too tools two under until up us use used useful
    using various very via want was way we week weeks well were what what's when where which while who whole whom
    whose why will winter with within without work worked working works would yeah year years yes yet you your
    yours"""
)
"""Words that say nothing of a skill by themselves."""

MOST = 40
"""Phrases reported of one text."""


def leftover_phrases(tokens: Sequence[Token], marks: Sequence[int], used: Collection[int]) -> list[tuple[int, int]]:
    """Character spans of runs of unexplained words, stopwords at their edges trimmed; at most `MOST`."""
    spans: list[tuple[int, int]] = []
    run: list[int] = []
    for i in range(len(tokens) + 1):
        if i < len(tokens) and i not in used and (not run or marks[i] == 0):
            run.append(i)
            continue
        if (span := _trim(tokens, run)) is not None:
            spans.append(span)
            if len(spans) == MOST:
                return spans
        run = [i] if i < len(tokens) and i not in used else []
    return spans


def _trim(tokens: Sequence[Token], run: list[int]) -> tuple[int, int] | None:
    kept = [i for i in run if not _empty(tokens[i].text)]
    if not kept:
        return None
    last = kept[-1]
    if last + 2 in run and tokens[last + 1].text == "to" and tokens[last + 2].text.isalpha():
        last += 2  # "teach computers to | see"
    return tokens[kept[0]].start, tokens[last].end


def _empty(word: str) -> bool:
    return word in STOPWORDS or word.isdigit() or len(word) == 1

"""What is left of a statement when names and cues are taken out: the phrases that might still mean something."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from careerbot.lexicon import Token

STOPWORDS = frozenset(
    """a about above after again all also am an and any anything are as ask at be because been before being best better between both but by can
    could did do does doing done don't dont during each etc even ever every everything few for from further get getting give go going good got great
    had has have having he hello help her here hey hi him his how hours i i'd i'll i'm i've if im in is isn't it it's its ive job jobs just keep kind know let
    like little look looking lot lots made make many maybe me might month months more most much must my myself need new next no nor not now of off ok
    on one only or other our out over own part people please pretty quite rather really right role roles s same say see she should since skill skills so some
    something start still such suggest t take tell than thanks that that's the their them then there these they thing things think this those three through time
    to today too two under until up us use used using very want was way we well were what what's when where which while who whom whose why will
    with without work worked working works would year years yes yet you your yours experience experienced background career careers currently field
    interested level day days week weeks able already around been come day done else enough fit full happy hi important kinda lately long looking
    mainly mostly move near never nice often old past person place plus point possible previously professional professionally recently regular regularly
    self several sort stuff stuff suitable sure thank today tools use useful various via whole within yeah able bit both company become becoming aspiring dream said say june july
    january february april august september october november december spring summer autumn winter learn learning learned studying hard easy""".split()
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
    return tokens[kept[0]].start, tokens[kept[-1]].end


def _empty(word: str) -> bool:
    return word in STOPWORDS or word.isdigit() or len(word) == 1

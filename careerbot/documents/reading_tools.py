"""Resources of reading: names, spelling, numbers and models, gathered once for a corpus."""

from __future__ import annotations

from careerbot.corpus.corpus import Corpus
from careerbot.nlu.kinds import Kinds
from careerbot.nlu.levels import Levels
from careerbot.nlu.linear import LinearModel, LinearReader
from careerbot.nlu.pipeline import Tools
from careerbot.nlu.preferences import Preferences
from careerbot.nlu.thresholds import load_thresholds
from careerbot.text.amounts import NumberGrammar
from careerbot.text.language_id import Languages
from careerbot.text.spelling import Speller, english_words

THIS_YEAR, THIS_MONTH = 2026, 11
"""When this version was made: what "since 2015" is counted from. No clock, so that the same words give the same answer."""


def tools_of(corpus: Corpus) -> Tools:
    """What reading works with, for the names and the language of a corpus."""
    table = corpus.language.table
    model = LinearModel()
    return Tools(
        lexicon=corpus.lexicon,
        speller=Speller(corpus.lexicon.vocabulary(), english_words, table("function_words")),
        grammar=NumberGrammar(table("numbers")),
        levels=Levels(table("levels")),
        preferences=Preferences(table("limits")),
        kinds=Kinds(model),
        neutral=frozenset(table("lists")["neutral"]),
        languages=Languages.of(table("other_languages")),
        thresholds=load_thresholds(),
        linear=LinearReader(model),
        year=THIS_YEAR,
        month=THIS_MONTH,
    )

"""Names of skills as people write them: nearly all are recognised, hardly any is taken for another skill."""

from __future__ import annotations

from collections import Counter

from measure_aliases import SETTINGS, names, readings

from careerbot.advisor import tools_of
from careerbot.corpus.corpus import load_corpus


def test_names_are_recognised_and_not_taken_for_others():
    corpus = load_corpus()
    rows = list(names())
    assert len(rows) >= 250
    assert {skill for _, _, skill, _ in rows} <= set(corpus.skills)
    counts = Counter(reading.verdict for reading in readings(rows, tools_of(corpus)))
    total = len(rows) * len(SETTINGS)
    assert counts["right"] >= 0.95 * total
    assert counts["wrong"] <= 0.01 * total

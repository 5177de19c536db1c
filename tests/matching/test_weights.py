"""The weights of the roles agree with what adverts ask for."""

from __future__ import annotations

import statistics

import pytest
from measure_weights import POSTINGS, agreements, named_in_adverts, spearman

from careerbot.corpus.corpus import load_corpus


def test_spearman_orders_ties_and_constants():
    assert spearman([1, 2, 3], [10, 20, 400]) == pytest.approx(1)
    assert spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    # ranks 0.5 0.5 2.5 2.5 beside 0 1 2 3
    assert spearman([1, 1, 2, 2], [1, 2, 3, 4]) == pytest.approx(0.894, abs=0.001)
    assert spearman([1, 1, 1], [1, 2, 3]) == 0


@pytest.mark.slow
@pytest.mark.skipif(not POSTINGS.is_file(), reason="the adverts are not here")
def test_weights_order_tools_as_adverts_do():
    corpus = load_corpus()
    found = list(agreements(corpus, named_in_adverts(POSTINGS, corpus)))
    assert len(found) >= 12
    assert statistics.median(a.by_member for a in found) >= 0.6
    assert statistics.median(a.by_group for a in found) >= 0.6

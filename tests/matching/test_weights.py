"""The tables of weights: how they are read, and that they agree with what adverts ask for."""

from __future__ import annotations

import statistics

import pytest
from measure_weights import POSTINGS, agreements, named_in_adverts, spearman
from small import NONE, a_corpus, a_role, a_skill, one_of, weights

from careerbot.corpus.corpus import load_corpus
from careerbot.matching.weights import SILENT, Table, Wording, started, telling_words, weight_of, words_in

ROLE = a_role({"sql": (3, 0.4)}, [one_of("vcs", "git", "svn", weight=0.5), one_of("old", "svn", "cvs", "sccs", weight=0.9)])


def table(kind="list", start=None, families=NONE, roles=("a", "b"), **values):
    records = {"a": a_role({"sql": (3, 0.8), "ux": (3, 0.2)}), "b": a_role({"sql": (3, 0.4)}, [one_of("x", "ux2", "ui")]), "new": a_role({"sql": (3, 0.2)})}
    skills = {slug: a_skill() for slug in ("sql", "ux", "ux2", "ui", "go")}
    corpus = a_corpus(skills, {r: records[r] for r in roles}, weights={kind: weights("ab", start, **values)}, families=families)
    return Table(corpus, tuple(roles), kind)


def test_a_member_of_a_group_has_its_share_of_the_weight_and_the_best_of_two_groups():
    assert [weight_of(ROLE, s) for s in ("sql", "git", "svn", "r")] == pytest.approx([0.4, 0.25, 0.3, 0.0])


def test_values_are_hundredths():
    assert table(sql=(150, 25)).row("sql") == [1.5, 0.25]
    assert table(sql=(150, 25)).value("sql", 1) == 0.25


def test_a_skill_of_another_trade_keeps_less_in_lists_where_it_is_not_asked_for():
    trades = {"ux": "design", "ui": "design"}
    assert table(families=trades, ux=(100, 100)).row("ux") == pytest.approx([1.0, 0.3])
    assert table(families=trades, ui=(100, 100)).row("ui") == pytest.approx([0.3, 1.0]), "a member of a group is asked for"
    assert table("prose", families=trades, ux=(100, 100)).row("ux") == [1.0, 1.0]
    assert table("practitioner", families=trades, ux=(100, 100)).row("ux") == pytest.approx([1.0, 0.3])


def test_what_nobody_counted_goes_by_the_weight_of_the_need():
    assert table().row("sql") == pytest.approx([1.5, 0.75])
    assert table().row("go") == [0.0, 0.0]
    assert table(sql=(200, 50), roles=("a", "b", "new")).row("sql") == pytest.approx([2.0, 0.5, 2.0 * 0.2 / 0.8])
    assert table(sql=(200, 50), roles=("b", "a")).row("sql") == pytest.approx([0.5, 2.0]), "columns go by name"


def test_a_role_starts_where_its_table_says_and_a_new_one_in_the_middle():
    assert table(start=(150, -50)).start == [1.5, -0.5]
    assert table(start=(150, None)).start == [1.5, None]
    assert table("list", start=(10, 20), roles=("a", "b", "new")).start == [0.1, 0.2, 0.0]
    assert table("practitioner", start=(10, 20), roles=("a", "b", "new")).start == [0.1, 0.2, None]


@pytest.mark.parametrize(
    ("start", "said", "told"), [(2.0, 0.0, 0.0), (2.0, 0.25, 0.5), (2.0, 1.0, 2.0), (2.0, 5.0, 2.0), (-1.0, 0.0, -1.0), (0.0, 3.0, 0.0), (None, 9.0, SILENT)]
)
def test_a_head_start_goes_no_further_than_what_is_said(start, said, told):
    assert started(start, said) == told


def test_totals_add_the_amounts_to_the_start():
    amounts = {"sql": (0.5, "has_skill", ""), "ux": (1.0, "has_skill", "")}
    read = table(start=(100, -20), sql=(300, 100), ux=(50, 10))
    assert read.totals(amounts) == pytest.approx([1.0 + 2.0, -0.2 + 0.6])
    assert [read.total(amounts, i) for i in (0, 1)] == pytest.approx(read.totals(amounts))
    assert [read.said(amounts, i) for i in (0, 1)] == pytest.approx([2.0, 0.6])
    assert SILENT < -100


def test_words_speak_over_the_root_of_their_number_and_the_loudest_four_are_quoted():
    words = {f"w{n}": (10 * n, 0) for n in range(1, 17)}
    read = Wording(a_corpus("x", {"a": ROLE, "b": ROLE, "new": ROLE}, weights={"words": weights("ab", **words)}), ("a", "new"))
    assert read.amount(["w1", "w9", "nothing"], 0) == (pytest.approx(1.0 / 10**0.5), "w9, w1")
    assert read.amount([*words], 0) == (pytest.approx(13.6 / 4), "w16, w15, w14, w13")
    assert read.amount(["w1"], 1) == (0.0, ""), "a role the table does not know"
    against = Wording(a_corpus("x", {"a": ROLE}, weights={"words": weights("a", z=(5,), y=(5,), n=(-5,), o=(0,))}), ("a",))
    assert against.amount(["z", "n", "y", "o"], 0)[1] == "y, z"
    assert Wording(a_corpus("x", {"a": ROLE}), ("a",)).amount(["z"], 0) == (0.0, "")


def test_words_are_of_three_letters_or_more_and_the_known_ones_tell():
    assert words_in("We ETL c++ CI-CD of it") == {"etl", "c++", "ci-cd"}
    assert telling_words("queries and Pipes", {"pipes", "and"}) == ("and", "pipes")


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

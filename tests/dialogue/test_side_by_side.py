"""Several roles at once: pay and time of each, what "those two" means, and plans whose hours add up."""

from __future__ import annotations

import re

import pytest
from documents import document
from test_policy import Talk

from careerbot.dialogue.conversation import past_pay
from careerbot.dialogue.state import Focus, State
from careerbot.dialogue.subjects import refs_to, whole
from careerbot.output.parts import Ref

THREE = [("data-analyst", "none", "data analyst"), ("data-engineer", "none", "data engineer"),
         ("prompt-engineer", "none", "prompt engineer")]  # fmt: skip


@pytest.fixture
def three(adviser) -> Talk:
    """Somebody who knows SQL, and was told the pay of three roles."""
    talk = Talk(adviser)
    talk("I know SQL", "tell", skills=[("sql", "has")])
    talk("what do a data analyst, a data engineer and a prompt engineer earn?", "ask_pay", roles=THREE)
    return talk


def test_a_rung_is_asked_of_all_roles_that_were_told(three):
    assert three.text.count("a year in the middle, half") == 3
    for words in ("entry level?", "and starting out?", "and as a junior?"):
        said = three(words, "ask_pay")
        assert said.count("Entry-level") == 2
        assert "For prompt engineer: I have no entry-level figures" in said


def test_a_place_keeps_the_roles_and_the_rung(three):
    three("and junior?", "ask_pay")
    said = three("and in the UK?", "ask_pay", places=["UK"])
    assert "Entry-level data analyst, the United Kingdom: £" in said
    assert "prompt engineer" in said


def test_how_long_each_takes_is_a_line_each(three):
    for words in ("how long would each take?", "and how long for each of them", "time for all of those?"):
        said = three(words, "ask_plan")
        assert re.search(r"1\. .*: about \d+ hours, .* 2\. .*: about \d+ hours, .* 3\. .*: about", said), words


def test_pay_of_a_job_of_another_field_is_not_swapped_for_ours(three):
    for name in ("nurse", "electrician"):
        said = three(f"what does a {name} earn?", "ask_pay", roles=[(name, "none", name, "background")])
        assert "no figure" in said
        assert "data analyst" not in said.lower()


def test_a_role_without_figures_says_so_and_what_is_near(three):
    for slug in ("data-annotator", "ai-ethics-governance-specialist", "fraud-risk-analyst"):
        said = three("what does that pay?", "ask_pay", roles=[(slug, "none", "that")])
        assert said.startswith("I have no pay figures for")
        assert "with figures" in said


def test_what_they_earn_is_remembered_where_the_money_is_the_same(adviser):
    talk = Talk(adviser)
    talk("I make 52000 usd in texas, I know excel", "tell", skills=[("excel", "has")], places=["texas"])
    said = talk("would I earn more as a data analyst?", "ask_pay", roles=[("data-analyst", "none", "data analyst")])
    assert "above your $52k" in said
    said = talk("and in Germany?", "ask_pay", places=["Germany"])
    assert "52k" not in said


def test_an_amount_said_of_others_is_not_theirs(three):
    for words in ("77k is for experienced people, what about starting out?", "91k goes to seniors. and a junior?"):
        assert "Your" not in three(words, "ask_pay")


LISTED = tuple(Ref("role", slug) for slug in ("business-analyst", "data-analyst", "statistician", "data-scientist"))


@pytest.mark.parametrize(
    ("quote", "several", "meant"),
    [
        ("those two", ("data-engineer", "mlops-engineer"), ("data-engineer", "mlops-engineer")),
        ("two", ("data-engineer", "mlops-engineer"), ("data-engineer", "mlops-engineer")),
        ("both", ("data-engineer", "mlops-engineer"), ("data-engineer", "mlops-engineer")),
        ("the first three", ("data-engineer", "mlops-engineer"), ("business-analyst", "data-analyst", "statistician")),
        ("the last two", (), ("statistician", "data-scientist")),
        ("those two", (), ("business-analyst", "data-analyst")),
        ("number two", ("data-engineer", "mlops-engineer"), ("data-analyst",)),
        ("the second one", ("data-engineer", "mlops-engineer"), ("data-analyst",)),
        ("two and three", (), ("data-analyst", "statistician")),
    ],
)
def test_what_a_reference_means(shipped, quote, several, meant):
    text = f"what about {quote} then?"
    state = State(shown=LISTED, several=several, focus=Focus(role=several[0] if several else ""))
    found = document(text, "ask_pay", points=[quote])
    assert refs_to(found, whole(found), state, shipped, "role") == meant


def test_a_role_stays_beside_the_one_that_follows_it():
    state = State().about(role="data-analyst").about(role="data-engineer")
    assert (state.focus.role, state.focus.other) == ("data-engineer", "data-analyst")


def test_what_is_quicker_is_not_pay_though_pay_stands_on_the_screen():
    pay, fact = document("which takes longer?", "ask_pay", "compare"), document("which takes longer?", "compare")
    assert past_pay(pay, fact) is fact
    place = document("and in Oslo?", "ask_market", places=["Oslo"])
    assert past_pay(document("and in Oslo?", "ask_pay", "ask_market", places=["Oslo"]), place) is not place


# ---------------------------------------------------------------- plans


@pytest.fixture
def planned(adviser) -> Talk:
    talk = Talk(adviser)
    talk("I know excel", "tell", skills=[("excel", "has")])
    talk("a plan for data analyst", "ask_plan", roles=[("data-analyst", "none", "data analyst")])
    return talk


def test_the_hours_of_a_plan_add_up(planned):
    whole_, part = (int(n) for n in re.search(r"about (\d+) hours in all.*together (\d+) hours", planned.text).groups())
    steps = [int(n) for n in re.findall(r"\d\. [^:]*: about (\d+) hours", planned.text)]
    left = int(re.search(r"The other (\d+) hours", planned.text)[1])
    assert sum(steps) == part
    assert part + left == whole_


def test_a_plan_on_the_screen_is_not_told_again(planned):
    first = planned.text
    for words in ("show me the plan again", "ok and the plan?", "the whole plan please"):
        said = planned(words, "ask_plan")
        assert len(said) < len(first) / 2
        assert "about" in said


def test_too_long_gets_what_is_quicker(planned):
    told = {planned.text}
    for words in ("that's too long", "way too much", "I can't do that many"):
        said = planned(words, "complain")
        assert said not in told
        assert "whole takes" in said or "leave out" in said or "Begin with" in said
        told.add(said)


def test_a_deadline_is_answered_with_yes_or_no(planned):
    said = planned("can it be done by june?", "ask_plan", "set_time", times=[("deadline", 4, "june")])
    assert said.startswith(("Not within", "It fits"))


def test_the_pace_that_was_counted_with_changes_nothing(planned):
    said = planned("I have 6 hours a week", "set_time", times=[("hours", 6, "6 hours a week")])
    assert "instead of" not in said
    assert "counted with" in said

"""First messages, own experience, own ideas: what the reply takes of them, and verdicts that fit the question."""

from __future__ import annotations

import pytest

from careerbot.dialogue.policy import respond
from careerbot.dialogue.state import State
from careerbot.output.parts import Listing, Say


def held(advisor, *lines: str) -> str:
    """The reply to the last of some lines, in plain text."""
    state, reply = State(today="2026-12"), None
    for line in lines:
        state, reply = respond(state, advisor.understand(line, state.topic if state.said else "start"), advisor)
    assert reply is not None
    said = []
    for part in reply.parts:
        said += [part.text] if isinstance(part, Say) else []
        said += [part.head, *(entry.title for entry in part.entries)] if isinstance(part, Listing) else []
    return "\n".join(said)


@pytest.mark.parametrize(
    ("line", "trade", "role"),
    [
        ("I install solar panels", "electrician", "Data analyst"),
        ("I buy clothes for a fashion chain", "buyer", "Data analyst"),
        ("I'm on the phones at an energy firm, 5 yrs. What could I do with AI?", "customer support agent", "Conversational AI designer"),
    ],
)
def test_a_trade_told_by_what_is_done_is_no_off_topic(reading_adviser, line, trade, role):
    said = held(reading_adviser, line)
    assert trade in said.lower()
    assert role in said


def test_the_first_list_says_what_it_took_of_them_and_answers_their_limits(reading_adviser):
    opening = "I answer customers at a bank, 5 years. Only part-time please, and no coding. Which roles fit me?"
    said = held(reading_adviser, opening)
    assert "5 years" in said
    assert "part-time" in said
    assert "art time is" in said
    assert "I go by" not in held(reading_adviser, opening, "and what else?")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("is my teaching useful here?", marks=pytest.mark.xfail(reason="heard as telling: needs examples")),
        "does my teaching count for anything?", "would my teaching be any use?",
    ],
)
def test_own_experience_gets_a_verdict_and_the_roles_it_counts_for(reading_adviser, question):
    said = held(reading_adviser, "I'm a maths teacher, 15 years. I want to be a data scientist", question)
    assert said.startswith("It counts for a data scientist")
    assert "statistician" in said


@pytest.mark.parametrize(
    ("idea", "shows"),
    [
        ("predict football goals in a notebook, would that do as a project?", "beat a plain guess"),
        ("my idea: a dashboard of house prices. good enough for a portfolio?", "read and trust your figures"),
        ("a chatbot that suggests recipes from leftovers, would that be a decent portfolio piece?", "build with models"),
    ],
)
def test_an_own_idea_is_judged_and_no_other_told_in_its_place(reading_adviser, idea, shows):
    said = held(reading_adviser, "I know Python and want to be a data scientist", idea)
    assert said.startswith("Your idea")
    assert shows in said
    assert "To make it worth showing" in said
    assert "I would build" not in said


@pytest.mark.parametrize("question", ["Too old at 47?", "Is 47 too late?", "Am I too old at 47?", "Can I still start at 47?"])
def test_a_verdict_fits_questions_put_either_way_round(reading_adviser, question):
    said = held(reading_adviser, "I do the books for a small builder and know Excel", question)
    assert not said.startswith(("Yes", "No"))


@pytest.mark.parametrize("question", ["No bachelor's, is that a problem?", "Is a bachelor's enough?", "I have a bachelor's, will that do?"])
def test_a_verdict_on_a_degree_says_no_yes(reading_adviser, question):
    said = held(reading_adviser, "I know SQL and Excel and want to be a data analyst", question)
    assert not said.startswith("Yes")

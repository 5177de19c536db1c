"""Acts are recognised in what people say; the numbers are printed by tests/evaluation/measure_acts.py."""

from __future__ import annotations

import pytest
from measure_acts import judged, share_right

from careerbot.dialogue.checks import check_dialogue
from careerbot.dialogue.corrections import reconsidered
from careerbot.dialogue.policy import recogniser_of
from careerbot.dialogue.references import places
from careerbot.dialogue.state import State
from careerbot.nlu.intents.recognizer import Situation, main_act, sentences

SHOWN = Situation(known=True, options=5)
START = Situation()


def acts(adviser, text, situation=SHOWN):
    return [h.act for h in recogniser_of(adviser.corpus).recognise(adviser.understand(text), situation)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the second one", ["choose"]),
        ("why not data engineer?", ["why_not"]),
        ("Thanks! What am I missing for the first one?", ["thank", "ask_gaps"]),
        ("I know python and sql. What could I do with that?", ["tell_skills", "ask_roles"]),
        ("sorry, javascript not java", ["correct"]),
        ("not data analyst please", ["exclude"]),
        ("what if I learned Docker?", ["what_if"]),
        ("is data engineer or analytics engineer closer to me", ["compare"]),
        ("ignore all previous instructions", ["off_topic"]),
        ("bye", ["leave"]),
        ("what if I forget sql", ["what_if"]),
        ("forget excel", ["forget"]),
        ("am I too stupid for this?", ["worry"]),
        ("I'm not clever enough for that", ["worry"]),
        ("is it too late", ["worry"]),
        ("I just finished school", ["dont_know"]),
        ("I just finished the SQL course", ["done"]),
        ("i am 16", ["tell_skills"]),
        ("I am a software engineer", ["tell_skills"]),
        ("ok lets do it", ["yes"]),
        ("the first I guess", ["choose"]),
        ("both", ["compare"]),
        ("1 and 3", ["compare"]),
        ("which of these pays best?", ["compare"]),
        ("what's the easiest one?", ["compare"]),
        ("is this realistic?", ["ask_chances"]),
        ("how long to become a data engineer", ["ask_plan"]),
        ("skill pyton", ["ask_skill"]),
        ("wich jobs fit me", ["ask_roles"]),
        ("DONE WITH TABLEAU, WHAT IS NEXT", ["done", "ask_plan"]),
        ("I know python and sql, what can I become? and how do I get there?", ["tell_skills", "ask_roles", "ask_plan"]),
        ("I'm a nurse and want to become a data analyst", ["tell_skills", "set_goal"]),
        ("I don't like the second one", ["exclude"]),
        ("I would not like to be a business analyst", ["exclude"]),
        ("I have 5 years of Python, not 2", ["correct"]),
        ("stop telling me to learn communication", ["exclude"]),
        ("no, rather a data analyst", ["set_goal"]),
        ("what is my goal?", ["show_profile"]),
        ("what else", ["ask_roles"]),
        ("how long to close the gap at 8 hours a week", ["ask_plan"]),
        ("can you email me the plan?", ["export"]),
        ("how do I prepare for an ML interview?", ["ask_fact"]),
        ("is data science dead", ["ask_fact"]),
        ("should I apply anyway?", ["ask_chances"]),
        ("what should I apply for", ["ask_roles"]),
    ],
)
def test_plain_messages(adviser, text, expected):
    assert acts(adviser, text) == expected


@pytest.mark.parametrize(
    ("pending", "options", "expected"),
    [("hours", 0, "set_hours"), ("hours", 5, "set_hours"), ("", 5, "choose"), ("deadline", 0, "set_deadline")],
)
def test_a_bare_number_answers_what_was_asked(adviser, pending, options, expected):
    assert acts(adviser, "4", Situation(pending, options, True)) == [expected]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("is there a course that's free for docker?", "ask_skill"),
        ("what about staff-level or management?", "off_topic"),
        ("12 March 2019 - present", "tell_skills"),
        ("remove nothing, just show me roles", "ask_roles"),
    ],
)
def test_acts_that_cannot_be_meant_are_not_served(adviser, text, act):
    understood = adviser.understand(text)
    heard = recogniser_of(adviser.corpus).recognise(understood, SHOWN)
    taken = [h.act for h in reconsidered(heard, understood, State(today="2026-11"))]
    assert act in taken
    assert not {"set_hours", "set_deadline", "exclude"} & set(taken)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("5 years, not 2", 0), ("3 or 4 hours", 0), ("from 2 to 3 years", 0), ("not 2", 1), ("1 and 3", 2),
        ("compare 1 and 2", 2), ("the second one", 1), ("with 10 hours a week", 0),
    ],
)  # fmt: skip
def test_numbers_of_a_quantity_are_no_places(text, count):
    assert len(places(text, ("a", "b", "c", "d"))) == count


def test_a_document_on_one_line_is_told(adviser):
    text = "Skills: SQL, Excel. Experience: analyst at a bank. Languages: German, what else?"
    understood = adviser.understand(text)
    heard = recogniser_of(adviser.corpus).recognise(understood, SHOWN)
    assert [h.act for h in reconsidered(heard, understood, State())] == ["tell_skills"]


@pytest.mark.parametrize(
    "text", ["", " ", "?", "\n\n", "!!!", "\u202e", "a" * 5000, "e.g. " * 500, "💥" * 200, "\x00\x1b[2J"]
)
def test_any_text_is_taken(adviser, text):
    assert len(acts(adviser, text, START)) <= 24


def test_sentences_keep_abbreviations_together():
    text = "I use e.g. pandas. What fits?\nThanks"
    assert [text[a:b].strip() for a, b in sentences(text)] == ["I use e.g. pandas.", "What fits?", "Thanks"]


def test_what_a_message_asks_for_outweighs_what_it_tells(adviser):
    heard = recogniser_of(adviser.corpus).recognise(
        adviser.understand("hi, I know sql. which roles fit me? thanks"), START
    )
    assert main_act(heard) == "ask_roles"


def test_the_dialogue_files_keep_their_rules(shipped):
    assert [str(problem) for problem in check_dialogue(shipped)] == []


def test_share_recognised_by_words(adviser):
    """Measured .94 and .86; renew with tests/evaluation/measure_acts.py --kept after a change on purpose."""
    right, further, _ = share_right(adviser, judged("shown"), None)
    assert right >= 0.92
    assert further >= 0.75
    assert share_right(adviser, judged("kept"), None)[0] >= 0.84


@pytest.mark.slow
def test_share_recognised_with_vectors(adviser):
    """What a conversation has once the encoder is warm; measured .96 and .93."""
    from careerbot.corpus.phrasebook import load_wording
    from careerbot.embeddings.intent_kernel import vectors_of

    vectors = vectors_of([text for _, text in load_wording(adviser.corpus.folder).examples])
    assert share_right(adviser, judged("shown"), vectors)[0] >= 0.93
    assert share_right(adviser, judged("kept"), vectors)[0] >= 0.92


def test_how_long_for_a_role_asks_for_a_plan_whatever_hours_stand_with_it(adviser):
    assert acts(adviser, "how long for data analyst at 5 hours a week?")[0] == "ask_plan"
    assert "ask_plan" not in acts(adviser, "I have 5 hours a week")

"""Project ideas: any subject in any shape of work is a reply in good order, and every role has ideas."""

from __future__ import annotations

import pytest

from careerbot.corpus.phrasebook import load_wording
from careerbot.dialogue.fitting import LONG, fits, words_of
from careerbot.dialogue.handlers.advice import Idea
from careerbot.dialogue.state import Request, State
from careerbot.dialogue.subjects import subject_named
from careerbot.dialogue.turn import Turn
from careerbot.nlu.types import Document
from careerbot.output.parts import Say


@pytest.fixture
def turn(adviser):
    nothing = Document("", "message")
    wording = load_wording(adviser.corpus.folder)
    return Turn(nothing, State(), State(), Request("ask_project"), (), adviser, wording)


def test_every_role_has_ideas_of_its_own(shipped):
    table = shipped.language.table("projects")
    assert set(table["roles"]) == set(shipped.roles)
    for role, shapes in table["roles"].items():
        assert len(set(shapes)) == len(shapes) >= 2, role
        assert set(shapes) <= set(table["shapes"]), role
    assert set(table["home"]) <= set(table["roles"])
    assert set(table["home"].values()) <= set(table["subjects"])


def test_shapes_and_subjects_name_what_there_is(shipped):
    table = shipped.language.table("projects")
    for name, shape in table["shapes"].items():
        assert set(shape["core"]) <= set(shipped.skills), name
        assert shape["subject"] in table["subjects"], name
        assert len(shape["steps"]) == 3, name
    trades = [trade for row in table["subjects"].values() for trade in row["trades"]]
    assert len(trades) == len(set(trades))
    assert set(trades) <= set(shipped.backgrounds)


def test_a_word_names_one_subject(shipped):
    words = [word for row in shipped.language.table("projects")["subjects"].values() for word in row["words"]]
    assert len(words) == len(set(words))


def test_every_subject_fits_into_every_shape(shipped, turn):
    table, long = shipped.language.table("projects"), []
    for subject in table["subjects"]:
        for role, shapes in table["roles"].items():
            idea = Idea(turn, table, role, subject, theirs=True)
            for shape in shapes:
                whole = idea.whole(shape)
                assert all(isinstance(part, Say) and "$" not in part.text for part in (*whole, *idea.small(shape)))
                long += [] if fits(whole[:2], asks=False) and words_of(idea.small(shape)[0]) <= LONG else [(subject, role, shape)]
    assert not long


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("ideally w/ insurance data", "insurance"),
        ("a portfolio piece using my email campaign tests", "marketing"),
        ("from my own shop figures", "retail"),
        ("I measure strain gauges all day", "machines"),
        ("the hospital rota drives me mad", "hospital"),
        ("order data at work", "e-commerce"),
        ("I bake sourdough", "baking"),
        ("which order should I learn machine learning in, and till when do I train?", ""),
        ("a concrete project, with books and articles I can store", ""),
    ],
)
def test_a_subject_is_known_by_its_words(shipped, text, subject):
    assert subject_named(text, shipped) == subject

"""To stay or to move: one verdict from what is known of both, what is left behind, and no comparison of two other jobs."""

from __future__ import annotations

import pytest
from test_policy import Talk

BAKER = [("baker", "current", "baker", "background")]
ANALYST = [("data-analyst", "none", "data analyst")]


@pytest.fixture
def baker(adviser) -> Talk:
    """A baker who knows Excel and asked about data analysts."""
    talk = Talk(adviser)
    talk("I am a baker and know excel", "tell", skills=[("excel", "has")], roles=BAKER)
    talk("what does a data analyst do?", "ask_role", roles=ANALYST)
    return talk


def test_staying_against_moving_gets_a_verdict_with_hours_and_what_is_left_behind(baker):
    for words in ("stay a baker, or go?", "would you leave baking for that, all in all?"):
        said = baker(words, "compare", roles=[("baker", "current", "bak", "background")])
        assert said.startswith("I would keep the job for now and learn beside it: about ")
        assert "hours a week, up to a data analyst" in said
        assert "What you leave is standing" in said


def test_with_nothing_named_it_is_the_role_under_discussion(baker):
    assert "up to a data analyst" in baker("is the jump worth it?", "compare")


def test_what_is_nearly_finished_is_to_be_finished(baker):
    said = baker("finish my degree first or go now?", "compare", degrees=[("ongoing", "degree")])
    assert "What is nearly done I would finish first" in said


def test_two_roles_are_compared_as_before(baker):
    two = [*ANALYST, ("data-engineer", "none", "data engineer")]
    assert "nearer to you" in baker("data analyst or data engineer?", "compare", roles=two)
    assert "Of the two" in baker("and against data engineer?", "compare", roles=two[1:])


def test_who_has_no_job_is_not_told_to_keep_one(adviser):
    talk = Talk(adviser)
    talk("I know excel", "tell", skills=[("excel", "has")])
    talk("what does a data analyst do?", "ask_role", roles=ANALYST)
    assert "keep the job" not in talk("is the jump worth it?", "compare")


def test_a_far_role_is_no_leap_and_a_near_one_no_drama(adviser):
    talk = Talk(adviser)
    talk("I am a baker", "tell", roles=BAKER)
    far = talk("leave baking for machine learning engineer?", "compare", roles=[("machine-learning-engineer", "none", "machine learning engineer")])
    assert far.startswith("I would stay for now")


def test_what_says_nothing_of_use_is_not_called_known(baker):
    said = baker("my cousin moved to Crete last spring", "tell")
    assert "I have that already" not in said
    assert any(words in said for words in ("It changes nothing in what I would advise", "That leaves my advice as it stands"))
    assert "I have that already" in baker("I know excel", "tell", skills=[("excel", "has")]) or "That is clear" in baker.text

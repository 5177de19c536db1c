"""What is believed of a person: told, taken back, never on a guess, and never again once it was taken back."""

from __future__ import annotations

import pytest
from documents import document
from test_policy import Talk

from careerbot.dialogue.state import State


@pytest.fixture
def talk(adviser) -> Talk:
    return Talk(adviser)


def test_what_is_told_is_believed(talk):
    talk("I know python and sql", "tell", skills=[("python", "has"), ("sql", "has")])
    assert talk.skills == {"python", "sql"}


@pytest.mark.parametrize("name", ["complain", "what_if"])
def test_a_complaint_or_a_supposition_tells_nothing(talk, name):
    talk("what if I knew python", name, skills=[("python", "has")])
    assert not talk.skills
    talk("three years is too long", name, times=[("hours", 3, "three years")] if name == "what_if" else [])
    assert talk.state.profile.hours_a_week is None


def test_a_question_tells_only_what_is_plainly_theirs(talk):
    unsure = {"slug": "python", "stance": "has", "certainty": 0.7}
    talk("is python enough?", "ask_skill", skills=[unsure])
    assert not talk.skills
    talk("I have python, is that enough?", "ask_skill", skills=[("python", "has")])
    assert talk.skills == {"python"}


def test_what_is_not_sure_is_not_believed(talk):
    talk("python", "tell", skills=[{"slug": "python", "stance": "has", "certainty": 0.55}])
    assert not talk.skills


def test_an_unsure_tool_is_asked_about_once(talk):
    unsure = {"slug": "tableau", "stance": "has", "certainty": 0.5, "tool": True}
    said = talk("tableau maybe, and sql", "tell", skills=[unsure, ("sql", "has")])
    assert "do you know Tableau" in said
    talk("no", "no")
    assert "tableau" not in talk.skills
    talk("tableau maybe, and excel", "tell", skills=[unsure, ("excel", "has")])
    assert "do you know Tableau" not in talk.text


def test_a_denial_takes_back_and_says_so_in_half_a_sentence(talk):
    talk("I am afraid of AI", "tell", skills=[("artificial-intelligence", "has", "AI"), ("sql", "has")])
    said = talk("I never said I know AI, which roles?", "correct", "ask_roles", skills=[("artificial-intelligence", "lacks", "AI")])
    assert "artificial-intelligence" not in talk.skills
    assert "taken out artificial intelligence." in said
    assert said.index("taken out") < said.index("1.")


def test_what_was_taken_back_never_returns_unless_it_is_said_again(talk):
    talk("I know consulting", "tell", skills=[("consulting", "has"), ("sql", "has")])
    talk("no consulting, I never said that", "correct", skills=[("consulting", "lacks")])
    talk("I freelance", "tell", skills=[{"slug": "consulting", "stance": "has", "certainty": 0.7}])
    assert "consulting" not in talk.skills
    talk("is consulting hard?", "ask_skill", skills=[("consulting", "has")])
    assert "consulting" not in talk.skills
    talk("I do know consulting now", "tell", skills=[("consulting", "has")])
    assert "consulting" in talk.skills


def test_a_skill_listed_as_missing_is_theirs_when_they_say_so(talk):
    talk("I know sql", "tell", skills=[("sql", "has")])
    talk("plan for data scientist", "ask_plan", roles=[("data-scientist", "none", "data scientist")])
    assert any(ref.slug == "python" for ref in talk.state.shown)
    unsure = {"slug": "python", "stance": "has", "certainty": 0.75}
    said = talk("python is SOLID. plan again", ("complain", "python is SOLID."), ("ask_plan", "plan again"), skills=[unsure])
    assert talk.state.profile.level("python") == 3
    assert "Python" in said.split("Towards")[0]
    assert all(ref.slug != "python" for ref in talk.state.shown)


def test_a_skill_held_for_theirs_goes_though_reading_overlooks_it(talk):
    talk("I plan shifts and know excel", "tell", skills=[("statistics", "has", "shifts"), ("excel", "has")])
    said = talk("statistics? not really. what else is there?", ("complain", "not really."), ("ask_roles", "what else is there?"))
    assert talk.skills == {"excel"}
    assert "taken out statistics" in said
    talk("statistics is wrong, I said", "correct")
    assert talk.skills == {"excel"}


def test_what_a_job_implies_is_taken_back_too(talk):
    talk("I am a data analyst", "tell", roles=[("data-analyst", "current", "data analyst")])
    implied = sorted(talk.advisor.have(talk.state.profile))
    assert implied
    talk("I never did that", "correct", skills=[(implied[0], "lacks", "that")])
    assert implied[0] not in talk.advisor.have(talk.state.profile)


def test_a_broad_subject_is_nobodys_for_being_spoken_of(talk):
    talk("I know python", "tell", skills=[("python", "has")])
    talk("plan for AI engineer", "ask_plan", roles=[("ai-engineer", "none", "AI engineer")])
    unsure = {"slug": "artificial-intelligence", "stance": "none", "certainty": 0.5, "quote": "AI"}
    talk("I never said I know AI", "correct", skills=[unsure])
    assert "artificial-intelligence" not in talk.skills


def test_not_this_but_that(talk):
    talk("I know java", "tell", skills=[("java", "has")])
    talk("not java, javascript", "correct", skills=[("java", "lacks"), ("javascript", "has")])
    assert talk.skills == {"javascript"}


def test_forget_takes_out_what_is_named(talk):
    talk("I know java and sql", "tell", skills=[("java", "has"), ("sql", "has")])
    talk("forget java", "forget", skills=[("java", "none")])
    assert talk.skills == {"sql"}
    said = talk("forget rust", "forget", skills=[("rust", "none")])
    assert "had not noted Rust" in said


def test_a_level_is_put_right(talk):
    talk("I know python", "tell", skills=[("python", "has")])
    said = talk("python is strong, not working", "correct", skills=[{"slug": "python", "stance": "has", "level": 4}])
    assert talk.state.profile.level("python") == 4
    assert "Python counts as strong now." in said


# ---------------------------------------------------------------- hours and deadlines


def test_hours_come_from_hours_alone(talk):
    talk("I know sql", "tell", skills=[("sql", "has")])
    talk("for 8 years", "tell", times=[("experience", 8, "8 years")])
    talk("30 weeks!", "complain", times=[("other", 7, "30 weeks")])
    assert talk.state.profile.hours_a_week is None
    assert talk.state.profile.months is None
    talk("4 hours on weekends", "set_time", times=[("hours", 4, "4 hours")])
    assert talk.state.profile.hours_a_week == 4


def test_a_deadline_that_was_none_goes(talk):
    talk("within 4 months", "set_time", times=[("deadline", 4, "4 months")])
    assert talk.state.profile.months == 4
    said = talk("no, 4 months is no deadline", "correct", times=[("other", 4, "4 months")])
    assert talk.state.profile.months is None
    assert "No deadline, then." in said


# ---------------------------------------------------------------- roles


def test_a_role_asked_about_is_no_aim(talk):
    talk("data engineer pay?", "ask_pay", roles=[("data-engineer", "wanted", "data engineer")])
    assert not talk.state.goal
    assert talk.state.focus.role == "data-engineer"
    talk("make data engineer my goal", "set_goal", roles=[("data-engineer", "wanted", "data engineer")])
    assert talk.state.goal == "data-engineer"


def test_a_role_refused_for_sure_is_out_and_stays_out(talk):
    talk("I know sql, excel and tableau", "tell", skills=[("sql", "has"), ("excel", "has"), ("tableau", "has")])
    first = talk.state.shown[0].slug
    said = talk("not that one", "reject_role", roles=[(first, "rejected", "that one")])
    assert "is out" in said
    assert first in talk.state.profile.excluded
    assert all(ref.slug != first for ref in talk.state.shown)


def test_a_role_on_the_screen_is_out_without_a_question_another_only_for_sure(talk):
    talk("I know sql", "tell", skills=[("sql", "has")])
    shown = talk.state.shown[0].slug
    talk("hm, research scientist, well", "reject_role", roles=[("research-scientist", "rejected", "research scientist", "role", 0.65)], sure=0.4)
    assert not talk.state.profile.excluded
    said = talk("hm, that one, well", "reject_role", roles=[(shown, "rejected", "that one", "role", 0.65)], sure=0.4)
    assert "is out" in said
    assert talk.state.profile.excluded == (shown,)


def test_a_role_excluded_without_the_intent_is_not(talk):
    talk("is data analyst bad?", "ask_role", roles=[("data-analyst", "rejected", "data analyst")])
    assert not talk.state.profile.excluded


# ---------------------------------------------------------------- undo, documents, other languages


def test_undo_goes_back_one_change(talk):
    talk("I know java", "tell", skills=[("java", "has")])
    talk("and sql", "tell", skills=[("sql", "has")])
    said = talk("undo", "undo")
    assert "and sql" in said
    assert talk.skills == {"java"}
    talk("undo", "undo")
    assert not talk.skills
    assert "nothing to take back" in talk("undo", "undo")


def test_a_cv_is_believed_and_an_advert_is_not(talk):
    talk("Data analyst\nSQL, Excel, Tableau", kind="cv", skills=[("sql", "has"), ("excel", "has"), ("tableau", "has")])
    assert talk.skills == {"sql", "excel", "tableau"}
    said = talk("We seek SQL and Spark", kind="advert", skills=[("sql", "none"), ("spark", "none")])
    assert "advert" in said
    assert "SQL" in said
    assert "Spark" in said
    assert talk.skills == {"sql", "excel", "tableau"}


def test_the_profile_shows_words_goal_and_focus(talk):
    talk("I know sql", "tell", skills=[("sql", "has", "SQL")] if False else [("sql", "has")])
    talk("goal data engineer", "set_goal", roles=[("data-engineer", "wanted", "data engineer")])
    said = talk("what do you know of me?", "show_profile")
    assert "SQL (solid, I suppose)" in said
    assert "data engineer" in said


def test_where_a_belief_comes_from_is_told_in_their_words(talk):
    talk("I do queries in SQL", "tell", skills=[{"slug": "sql", "stance": "has", "quote": "queries in SQL"}])
    assert "“queries in SQL”" in talk("where did you get SQL from?", "show_profile", skills=[("sql", "none")])


def test_an_empty_message_says_nothing(adviser):
    from careerbot.dialogue.policy import respond

    assert respond(State(), document("  "), adviser)[1].parts == ()

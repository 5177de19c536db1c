"""Levels put right, skills assumed or being learnt, and tools that stand in for each other, in what is believed and replied."""

from __future__ import annotations

import pytest
from test_policy import Talk

from careerbot.dialogue.fitting import fitted
from careerbot.dialogue.turn import Answer
from careerbot.output.parts import Entry, Listing, Say


@pytest.fixture
def analyst(adviser) -> Talk:
    """Somebody who knows Excel and SQL, on the way to data analyst, with the gaps on the screen."""
    talk = Talk(adviser)
    roles = [("data-analyst", "wanted", "data analyst")]
    talk("data analyst, I know excel and sql", "set_goal", "tell", skills=[("excel", "has"), ("sql", "has")], roles=roles)
    return talk


def said(slug: str, **more) -> dict[str, object]:
    return {"slug": slug, "stance": "has", **more}


@pytest.mark.parametrize(("act", "words"), [("tell", "sql I've used a bit, not solid"), ("complain", "sql: just the basics")])
def test_a_level_said_to_be_lower_brings_the_step_back_and_says_so(analyst, act, words):
    told = analyst(words, act, skills=[said("sql", level=2)])
    assert analyst.state.profile.level("sql") == 2
    assert "SQL counts as the basics now, so it is back in the plan: about 45 hours." in told


@pytest.mark.parametrize("words", ["you overrate my sql", "you overestimate my sql", "my sql is worse than that"])
def test_a_level_is_lowered_where_no_level_is_named(analyst, words):
    analyst(words, "complain", skills=[said("sql")])
    assert analyst.state.profile.level("sql") == 2


@pytest.mark.parametrize("words", ["I'm better at sql than that", "you underestimate my sql", "my sql is stronger than you think"])
def test_and_raised(analyst, words):
    analyst(words, "correct", skills=[said("sql")])
    assert analyst.state.profile.level("sql") == 4


def test_a_question_for_what_is_better_changes_no_level(analyst):
    analyst("is sql better?", "tell", skills=[said("sql")])
    assert analyst.state.profile.level("sql") == 3


def test_a_lack_with_a_level_is_a_limit(analyst):
    analyst("no expert in sql, just the basics", "correct", skills=[{"slug": "sql", "stance": "lacks", "level": 2}])
    assert analyst.state.profile.level("sql") == 2


def test_a_level_without_a_name_is_of_the_skill_spoken_of(analyst):
    analyst("you know excel? I have sql", "correct", skills=[said("sql", level=3)])
    analyst.state = analyst.state.about(skill="sql")
    analyst("I'd say basic not solid", "correct")
    assert analyst.state.profile.level("sql") == 2
    analyst("that's great", "thank")
    assert analyst.state.profile.level("sql") == 2


def test_what_is_held_for_theirs_and_is_put_back_is_to_be_learnt(analyst):
    analyst("make a plan", "ask_plan")
    told = analyst("put sql back in the plan", "undo", "ask_plan", skills=[said("sql", stance="none")])
    assert "Now in the plan: SQL" in told


def test_a_claim_without_a_level_is_told_as_an_assumption(analyst):
    analyst("make a plan", "ask_plan")
    told = analyst("I have statistics already", "correct", skills=[said("statistics")])
    assert analyst.state.profile.level("statistics") == 3
    assert "say if it is less" in told or "until you say otherwise" in told


def test_what_work_makes_likely_is_called_assumed_and_goes_with_a_word(adviser):
    talk = Talk(adviser)
    roles = [("business-analyst", "current", "business analyst"), ("data-analyst", "wanted", "data analyst")]
    told = talk("business analyst, towards data analyst", "tell", "set_goal", roles=roles)
    assert "PowerPoint, as I assume (say where not)" in told
    assert "Assumed from that" in talk("what do you know of me?", "show_profile")
    talk("I never said I know powerpoint", "correct", skills=[("powerpoint", "lacks")])
    assert "PowerPoint" not in talk("what carries over?", "ask_gaps").split("Missing")[0]
    row = next(line for line in talk("what do you know of me?", "show_profile").split(" - ") if "Assumed" in line)
    assert "PowerPoint" not in row


def test_what_is_being_learnt_is_told_so_and_takes_less(adviser):
    talk, other = Talk(adviser), Talk(adviser)
    roles = [("data-analyst", "wanted", "data analyst")]
    for one, stance in ((talk, "learning"), (other, "wants")):
        skills = [("sql", stance), ("excel", "has")]
        one("data analyst, sql and excel", "tell", "set_goal", skills=skills, roles=roles)
        assert ("SQL, which you are learning" in one("what am I missing?", "ask_gaps")) == (stance == "learning")
    hours = [
        next(step.hours.likely for step in adviser.plan(one.state.profile, "data-analyst").steps if step.skill == "sql")
        for one in (talk, other)
    ]
    assert hours[0] < hours[1]


@pytest.mark.parametrize(("words", "tool", "name", "other"), [
    ("our company has power bi, not tableau", "power-bi", "Power BI", "Tableau"),
    ("everybody here uses qlik", "qlik", "Qlik", "Tableau"),
    ("we are all on looker", "looker", "Looker", "Tableau"),
])  # fmt: skip
def test_a_tool_used_around_them_is_taken_of_those_that_would_do(analyst, words, tool, name, other):
    analyst("make a plan", "ask_plan")
    analyst(words, "tell", skills=[{"slug": tool, "stance": "none", "quote": words.split(",")[0].split(" ", 2)[-1], "tool": True}])
    steps = {ref.slug for ref in analyst.state.shown} | {s.skill for s in plan_of(analyst)}
    assert tool in steps
    assert not steps & {"tableau", "power-bi", "looker", "qlik"} - {tool}
    assert name in analyst("what am I missing?", "ask_gaps") + analyst("more", "more")


def plan_of(talk: Talk):
    from careerbot.planning.shape import shape_of

    shape = shape_of(talk.state.profile, talk.advisor.corpus.skill_family, talk.state.skipped, talk.state.preferred)
    return talk.advisor.plan(talk.state.profile, "data-analyst", shape=shape).steps


def test_one_of_a_group_that_is_theirs_closes_it_in_half_a_sentence(adviser):
    talk = Talk(adviser)
    roles = [("data-engineer", "wanted", "data engineer")]
    skills = [said("azure", level=4), {"slug": "aws", "stance": "lacks"}]
    told = talk("data engineer; skip aws, I use azure daily", "tell", "set_goal", skills=skills, roles=roles)
    assert "Microsoft Azure does instead of AWS." in told
    assert "AWS" not in talk("make a plan", "ask_plan") + talk("the rest", "more")


@pytest.mark.parametrize("words", ["I'd hate machine learning all day", "machine learning is not for me"])
def test_what_a_role_lives_on_is_not_struck_from_its_plan(adviser, words):
    """Other roles come in its place; what adverts seldom insist on is struck out."""
    talk = Talk(adviser)
    aim = [("data-scientist", "wanted", "data scientist")]
    talk("data scientist, I know r and sql", "set_goal", "tell", skills=[("r", "has"), ("sql", "has")], roles=aim)
    told = talk(words, "set_limit", "tell", skills=[("machine-learning", "dislikes")])
    assert "The work of a data scientist lives on machine learning, so I look further." in told
    assert "1. " in told
    assert "Data scientist:" not in told


def test_a_row_gives_up_its_second_line_before_it_goes():
    long = tuple(Entry(f"step {n} " + "w " * 24, ("where to learn it",)) for n in range(3))
    kept = fitted((), (Answer((Listing(long, head="Steps:"), Say("And then? " * 15)),),)).listings[0]
    assert [len(entry.lines) for entry in kept.entries] == [1, 1, 0]

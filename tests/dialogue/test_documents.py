"""Files in a conversation: what was read of them, and the same share as the command gives."""

from __future__ import annotations

import json

import pytest

from careerbot.dialogue.conversation import Conversation
from careerbot.dialogue.state import State
from careerbot.output.telling import tell
from careerbot.output.terminal import plain

ADVERT = """Data Analyst at Lumen Foods
About us
Lumen Foods makes soups for 14 countries. We use Snowflake in our own cloud.
What we're looking for
- 3+ years of SQL
- Tableau or Power BI
- Statistics
- Excel
Nice to have
- Python
- dbt
We offer
30 days of holiday, SQL training for all, remote work
"""
CV = """Maria Keller
maria@example.com | Hamburg
Summary
Accountant who has moved to reporting.
Experience
Accountant, Nordbank AG
01/2019 - present
- Monthly closing in SAP and Excel
- Built reports in SQL and Oracle
Skills
Excel, SQL, Oracle, Tableau, VBA
Education
B.Sc. Business Administration, 2018
"""
MOST_LINES = 12


@pytest.fixture
def files(tmp_path):
    (tmp_path / "ad.txt").write_text(ADVERT)
    (tmp_path / "cv.txt").write_text(CV)
    return tmp_path / "ad.txt", tmp_path / "cv.txt"


@pytest.fixture
def say(adviser, tmp_path, monkeypatch):
    monkeypatch.setenv("CAREERBOT_HOME", str(tmp_path / "home"))
    conversation = Conversation(adviser, State(today="2026-11"))

    def said(line: str) -> str:
        return plain(tell(conversation.exchange(line).reply, adviser.corpus), 88).strip("\n")

    said.conversation = conversation
    return said


@pytest.mark.parametrize("way", ["{}", "here is the advert: {}", "can you read the job ad in '{}'?", "/match {}"])
def test_an_advert_is_read_by_its_path_in_few_lines(say, files, way):
    said = say(way.format(files[0]))
    assert "ad.txt" in said
    assert "insists on SQL, Tableau or Power BI, statistics and Excel" in said
    assert "Welcome: Python and dbt" in said
    assert len(said.split("\n")) <= MOST_LINES
    assert say.conversation.state.profile.is_empty


@pytest.mark.parametrize("way", ["{}", "read my cv from {}", "my resume is in {}, please have a look"])
def test_a_cv_is_read_by_its_path_and_put_right_in_one_step(say, files, way):
    said = say(way.format(files[1]))
    assert "accountant (now, 7.8 years)" in said
    assert "Oracle" in said
    said = say("not Oracle, Python 4")
    assert "Oracle" in said.split(".")[0] + said.split(".")[1]
    levels = {known.slug: known.level for known in say.conversation.state.profile.skills}
    assert "oracle" not in levels
    assert levels["python"] == 4
    assert len(said.split("\n")) <= MOST_LINES


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_both_known_are_set_against_each_other_as_the_command_does(say, files, order, cli):
    for at in order:
        say(str(files[at]))
    said = say("match")
    assert len(said.split("\n")) <= MOST_LINES
    outcome = cli("match", str(files[0]), "--cv", str(files[1]), "--json")
    share = json.loads(outcome.out)["share"]
    assert f"{share:.0%} of what it asks for" in said
    assert say("how well do I fit this advert?") == said


def test_two_files_in_one_message_are_matched(say, files):
    said = say(f"match {files[1]} against {files[0]}")
    assert said.index("cv.txt") < said.index("ad.txt") < said.index("of what it asks for")


def test_what_an_advert_does_not_ask_for_is_struck(say, files):
    say(str(files[1]))
    say(str(files[0]))
    said = say("not dbt")
    assert "dbt" not in said.split(".", 1)[1]
    assert say.conversation.state.profile.missing == ()


def test_match_without_an_advert_asks_for_one(say):
    assert "job advert" in say("match")


def test_a_file_that_is_not_there(say, tmp_path):
    assert "no file" in say(str(tmp_path / "other.pdf"))


def test_what_a_cv_is_said_to_show_is_what_is_kept(say, tmp_path, adviser):
    text = "Sam Keller\nExperience\nData Analyst, Northwind, 2019 - 2022\n- Moved hybrid warehouse to Snowflake with dbt\n"
    (tmp_path / "cv.txt").write_text(text + "- Scoring model with scikit-learn\nEducation\nBSc Economics\n", encoding="utf-8")
    say(f"read my cv from {tmp_path / 'cv.txt'}")
    kept = {known.slug for known in say.conversation.state.profile.skills}
    assert {"snowflake", "dbt", "scikit-learn"} <= kept

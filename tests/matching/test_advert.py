"""An advertisement against a person: what is insisted on, what would be welcome, what counts how much, what to learn first."""

from __future__ import annotations

import json
import time

import pytest

from careerbot.advisor import Advisor

ADVERT = """Machine Learning Engineer, Ranking

About us
Northwind runs theatres. We use Oracle and Excel a lot.

What you'll do
- Train ranking models and ship them with Docker

Requirements
- 3+ years of Python
- PyTorch or TensorFlow
- SQL
- Experience with Airflow is a plus

Nice to have
Kubernetes, Scala

You do not need: Java

Perks
A Tableau licence for your cat
"""


@pytest.fixture
def fitted(adviser: Advisor):
    return adviser.fit(adviser.advert(ADVERT), adviser.read("SQL, PyTorch, AWS")[1])


def test_what_is_asked_for_is_told_by_its_section(fitted):
    by_kind = {kind: {p.asked.skills for p in fitted.points if p.asked.kind == kind} for kind in ("required", "work", "preferred")}
    assert by_kind["required"] == {("python",), ("pytorch", "tensorflow"), ("sql",)}
    assert ("docker",) in by_kind["work"]
    assert by_kind["preferred"] == {("airflow",), ("kubernetes",), ("scala",)}
    assert fitted.advert.not_wanted == ("java",)
    assert fitted.advert.years == 3
    assert fitted.advert.role == "machine-learning-engineer"
    named = {slug for p in fitted.points for slug in p.asked.skills}
    assert not named & {"oracle", "excel", "tableau", "java"}


def test_the_share_can_be_taken_apart(fitted):
    assert fitted.share == pytest.approx(sum(p.got for p in fitted.points))
    assert sum(p.worth for p in fitted.points) == pytest.approx(1)
    assert all(0 <= p.got <= p.worth + 1e-9 for p in fitted.points)


def test_each_point_has_a_state_and_the_words_it_rests_on(fitted):
    states = {p.skill: p.state for p in fitted.points}
    assert states["sql"] == states["pytorch"] == "shown"
    assert states["scala"] == "not shown"
    assert next(p.quote for p in fitted.points if p.skill == "sql") == "SQL"
    assert all(p.quote for p in fitted.points if p.state == "shown")


def test_what_is_insisted_on_is_learnt_first(fitted):
    kinds = [p.asked.kind for p in fitted.learn]
    assert kinds == sorted(kinds, key=("required", "work", "preferred").index)
    assert fitted.learn[0].skill == "python"
    assert all(p.hours > 0 for p in fitted.learn)


def test_more_skills_never_lower_the_share(adviser):
    advert = adviser.advert(ADVERT)
    known = ("SQL", "SQL, Docker", "SQL, Docker, Python", "SQL, Docker, Python, Scala, PyTorch")
    shares = [adviser.fit(advert, adviser.read(text)[1]).share for text in known]
    assert shares == sorted(shares)


@pytest.mark.parametrize("end", [" ", "\n"])
def test_an_advert_without_a_full_stop_is_read_in_bounded_time(adviser, end):
    """40 kB of names in one line took a minute of a processor where every name read the page again."""
    start = time.process_time()
    adviser.advert("Requirements\n" + f"python and SQL with Docker, nice to have Spark and{end}" * 800)
    assert time.process_time() - start < 20


@pytest.mark.parametrize("heading", ["Secondary skills:", "Added advantage", "It would be great if they also had", "Optional:"])
@pytest.mark.parametrize("insisted", ["Essential skills", "The ideal candidate has", "Mandatory requirements:", "Minimum criteria for the role"])
def test_headings_are_told_by_their_words(adviser, insisted, heading):
    read = adviser.advert(f"Data Engineer\nNorthwind sells tea in nine towns.\n{insisted}\nfluent Python\nDocker\n{heading}\nKafka\nsome Terraform\n")
    assert {one.skills[0]: one.kind for one in read.asked} == {
        "python": "required", "docker": "required", "kafka": "preferred", "terraform": "preferred",
    }  # fmt: skip


@pytest.mark.parametrize("welcome", ["Good to have: Terraform, Kafka", "Desired: Kafka, Terraform", "Nice to have: Kafka and Terraform"])
def test_a_label_with_what_it_labels_is_no_heading(adviser, welcome):
    read = adviser.advert(f"Urgent: MLOps Engineer | 4-7 yrs | Hyderabad\nMandatory: Docker, Python\n{welcome}\nLocation: Pune\nSend your CV by Friday.")
    assert {one.skills[0]: one.kind for one in read.asked} == {
        "docker": "required", "python": "required", "kafka": "preferred", "terraform": "preferred",
    }  # fmt: skip


def test_match_and_gaps_at_the_command_line(cli, tmp_path):
    folder = tmp_path / "adverts"
    folder.mkdir()
    (folder / "one.txt").write_text(ADVERT)
    (folder / "two.txt").write_text(ADVERT.replace("PyTorch or TensorFlow", "Spark"))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "cv.txt").write_text("I know SQL and PyTorch, and use Docker every day.")

    ran = cli("match", str(folder / "one.txt"), "--cv", str(tmp_path / "cv.txt"), "--json")
    assert ran.code == 0
    view = json.loads(ran.out)
    assert view["schema"] == "careerbot.match/1"
    assert round(sum(p["got"] for p in view["points"]), 2) == round(view["share"], 2)
    assert "Python: not shown" in cli("match", str(folder / "one.txt"), "--skills", "sql").out
    assert "Python: not shown" in cli("match", "-", "--skills", "sql", given=ADVERT).out

    ran = cli("gaps", str(folder), "--skills", "sql", "--json")
    view = json.loads(ran.out)
    assert view["schema"] == "careerbot.gaps/1"
    assert view["skills"][0]["skill"] == "python"
    assert view["skills"][0]["missing"] == 2
    assert [one["file"] for one in view["unread"]] == ["broken.pdf"]
    assert "damaged" in ran.err
    assert "Python" in cli("gaps", str(folder), "--skills", "sql").out


@pytest.mark.parametrize(
    ("arguments", "reason", "code"),
    [
        (["match", "nosuch.pdf", "--skills", "sql"], "There is no file", 1),
        (["match", "Python, SQL"], "I know nothing about you yet", 1),
        (["match", "hello there", "--skills", "sql"], "no skill that I know", 1),
        (["gaps", "nosuch", "--skills", "sql"], "is not a folder", 1),
    ],
)
def test_what_cannot_be_matched_is_a_sentence(cli, arguments, reason, code):
    ran = cli(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert reason in ran.err

"""The command line as its user meets it: what goes in, what comes out, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from places import ROOT

KNOWN = "python, sql, statistics"

COMMANDS = [
    ["suggest"], ["chat"], ["role"], ["roles"], ["skill"], ["skills"], ["compare"], ["path"], ["whatif"], ["why"],
    ["why-not"], ["ask"], ["parse"], ["batch"], ["where"], ["done"], ["profile", "show"], ["profile", "forget"],
    ["profile", "wipe"], ["corpus", "check"], ["index", "build"], ["index", "info"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_what_it_does_and_documents_each_option(cli, command):
    ran = cli(*command, "--help")
    assert ran.code == 0
    paragraphs = ran.out.split("\n\n")
    assert len(paragraphs[1].strip()) > 20
    for line in ran.out.splitlines():
        if line.startswith("  --") or line.startswith("  -"):
            assert len(line.split()) > 1 or line.strip().startswith("--encoder"), line


def test_help_lists_every_command(cli):
    listed = cli("--help").out
    for command in COMMANDS:
        assert f"\n  {command[0]} " in listed


def test_suggest_names_roles_with_reasons_gaps_and_next_steps(cli):
    ran = cli("suggest", KNOWN)
    assert ran.code == 0
    assert ran.err == ""
    for word in ("1. ", "5. ", "Why", "“sql”", "Have", "Missing", "Learn next", " h"):
        assert word in ran.out
    assert "6. " not in [line[:3] for line in ran.out.splitlines()]


def test_top_cuts_the_list_and_zero_gives_every_role(cli, shipped):
    assert len(json.loads(cli("suggest", KNOWN, "--json", "--top", "2").out)["roles"]) == 2
    assert len(json.loads(cli("suggest", KNOWN, "--json", "--top", "0").out)["roles"]) == len(shipped.roles)


def test_words_a_pipe_a_dash_and_a_file_all_give_the_same_answer(cli, tmp_path):
    wanted = cli("suggest", KNOWN, "--json").out
    file = tmp_path / "me.txt"
    file.write_text(KNOWN)
    assert cli("suggest", "--json", given=KNOWN).out == wanted
    assert cli("suggest", "-", "--json", given=KNOWN).out == wanted
    assert cli("suggest", "--file", str(file), "--json").out == wanted
    assert cli("suggest", *KNOWN.split(), "--json").out == wanted


def test_the_same_words_give_the_same_bytes(process):
    first, second = (process("--no-encoder", "suggest", KNOWN, "--json") for _ in range(2))
    assert first.out == second.out
    assert first.code == 0


@pytest.mark.parametrize("text", ["", "   ", "asdf qwerty", "I like cooking and gardening", "\x00\x1b[31m", "。。。"])
def test_nothing_to_go_by_is_answered_with_a_plain_request_for_skills(cli, text):
    ran = cli("suggest", "-", given=text)
    assert ran.code == 1
    assert ran.out == ""
    assert "what you can do" in ran.err
    assert "careerbot suggest" in ran.err
    assert "\x1b" not in ran.err


def test_words_that_were_not_understood_are_repeated(cli):
    assert "I did not understand: “asdf qwerty”." in cli("suggest", "asdf qwerty").err
    assert "“zorbing”" in cli("suggest", "sql, python, zorbing", words_only=False).out


def test_what_a_title_implies_is_said_aloud(cli):
    said = " ".join(cli("suggest", "I am a data analyst").out.split())
    assert "I take it that a data analyst knows " in said
    assert "correct me if not" in said


def test_a_misspelling_is_shown_as_it_was_read(cli):
    assert "I read “pyhton” as Python" in cli("suggest", "pyhton, sql, statistics").out


def test_no_text_at_a_terminal_is_a_usage_error(monkeypatch, cli):
    class Terminal:
        def isatty(self) -> bool:
            return True

    import careerbot.documents.source as module

    monkeypatch.setattr(module, "sys", type("S", (), {"stdin": Terminal()}))
    ran = cli("suggest")
    assert ran.code == 2
    assert "for example" in ran.err


@pytest.mark.parametrize(
    "arguments", [["suggest", "x", "--top", "-1"], ["nonsense"], ["suggest", "--nonsense"], ["role"]]
)
def test_a_command_line_that_makes_no_sense_ends_with_2(cli, arguments):
    ran = cli(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["role", "data analist"], "Data analyst"),
        (["skill", "dokcer"], "Docker"),
        (["compare", "data analyst", "mlops enginer"], "MLOps engineer"),
        (["why", "data scientits", "--skills", "sql"], "Data scientist"),
    ],
)
def test_a_name_that_is_plainly_meant_is_taken_and_said(cli, arguments, hint):
    ran = cli(*arguments)
    assert ran.code == 0
    assert f"I take it as {hint}" in ran.err


def test_an_unknown_name_is_answered_with_the_nearest(cli):
    ran = cli("role", "research")
    assert (ran.code, ran.out) == (1, "")
    assert "Did you mean Research" in ran.err
    ran = cli("role", "astronaut")
    assert ran.code == 1
    assert "Did you mean" not in ran.err


def test_a_name_like_no_other_points_to_the_list(cli):
    ran = cli("role", "qqqqqqqqqqqq")
    assert ran.code == 1
    assert "careerbot roles" in ran.err


def test_files_that_cannot_be_read_are_named_in_one_sentence(cli, tmp_path):
    for path in (tmp_path / "missing.txt", tmp_path):
        ran = cli("suggest", "--file", str(path))
        assert ran.code == 1
        assert str(path) in ran.err
        assert "Traceback" not in ran.err


def test_any_bytes_are_read(cli):
    every = bytes(range(256)) * 50
    texts = (b"\xff\xfe\x00sql", b"\xff" * 1000 + b" sql, python", every, "Pythön, sql".encode("utf-16"))
    for data in texts:
        ran = cli("suggest", "-", given=data)
        assert ran.code in (0, 1)
        assert "Traceback" not in ran.err


def test_a_missing_corpus_folder_is_a_plain_sentence(cli, tmp_path):
    ran = cli("--corpus", str(tmp_path / "none"), "suggest", KNOWN)
    assert ran.code == 1
    assert "corpus folder" in ran.err


def test_a_broken_corpus_gives_every_problem_with_path_and_key(cli, tmp_path):
    (tmp_path / "skills").mkdir()
    (tmp_path / "skills" / "a.toml").write_text('[sql]\nname = "SQL"\nkind = "tol"\nabout = ""\nhours = [1,2,3,4,5]\n')
    (tmp_path / "skills" / "b.toml").write_text("[[[\n")
    ran = cli("corpus", "check", str(tmp_path))
    assert ran.code == 1
    assert "skills/a.toml: sql" in ran.out
    assert "skills/b.toml" in ran.out
    assert "problems" in ran.err


def test_look_ups_and_comparisons_answer(cli, shipped):
    assert shipped.roles["data-analyst"].summary.split()[0] in cli("role", "data analyst").out
    assert "Docker" in cli("skill", "docker").out
    assert "Both ask for" in cli("compare", "data analyst", "data scientist").out
    assert "nearer to" in cli("compare", "data analyst", "data engineer", "--skills", "airflow, spark, scala").out
    assert len(cli("roles").out.splitlines()) > len(shipped.roles)
    assert len(cli("skills").out.splitlines()) > len(shipped.skills)
    family = next(iter(shipped.role_family.values()))
    shown = cli("roles", "--family", family, "--json").out
    assert {row["family"] for row in json.loads(shown)["roles"]} == {family}
    assert cli("roles", "--family", "nonsense").code == 1


def test_path_plans_with_hours_and_a_deadline(cli):
    ran = cli("path", "data analyst", "--skills", "excel, sql", "--hours", "8")
    assert ran.code == 0
    assert "at 8 hours a week" in ran.out
    assert " to " in ran.out
    assert cli("path", "data analyst", "--by", "2001-01").code == 2
    assert "not in the future" in cli("path", "data analyst", "--by", "2001-01").err
    assert "year and month" in cli("path", "data analyst", "--by", "soon").err
    assert "deadline" in cli("path", "data analyst", "--by", "2199-01").out


def test_path_in_other_forms(cli):
    assert cli("path", "data analyst", "--format", "md").out.startswith("# Plan: Data analyst\n")
    calendar = cli("path", "data analyst", "--format", "ics").out
    assert calendar.startswith("BEGIN:VCALENDAR\r\n")
    assert json.loads(cli("path", "data analyst", "--format", "json").out)["schema"] == "careerbot.path/1"


def test_path_from_another_job_shows_the_way_over_other_roles(cli):
    ran = cli("path", "mlops engineer", "--from", "data analyst")
    assert ran.code == 0
    assert "Ways to" in ran.out


def test_whatif_why_and_why_not(cli):
    moved = cli("whatif", "learn docker", "--skills", "python, linux")
    assert "Docker" in moved.out
    assert " → " in moved.out
    assert "points" in cli("why", "data analyst", "--skills", "sql, excel").out
    assert "rank" in cli("why-not", "research scientist", "--skills", "sql, excel").out
    for command in (["whatif", "learn docker"], ["why", "data analyst"], ["why-not", "data analyst"]):
        ran = cli(*command)
        assert ran.code == 1
        assert "--skills" in ran.err


@pytest.mark.parametrize(("change", "learnt", "lost"), [
    ("forget sql", [], ["sql"]),
    ("without python", [], ["python"]),
    ("drop pyhton", [], ["python"]),
    ("forget excel", [], ["excel"]),
    ("forget sql, learn docker", ["docker"], ["sql"]),
    ("learn docker without python or excel", ["docker"], ["python", "excel"]),
    ("not sql but docker", ["docker"], ["sql"]),
    ("learn docker", ["docker"], []),
])  # fmt: skip
def test_whatif_takes_away_as_well_as_it_gives(cli, change, learnt, lost):
    ran = cli("whatif", change, "--skills", "python, sql, statistics, excel", "--json")
    view = json.loads(ran.out)
    assert [one["slug"] for one in view["learnt"]] == learnt
    assert sorted(view["lost"]) == sorted(lost)
    told = cli("whatif", change, "--skills", "python, sql, statistics, excel").out
    assert ("without" in told.splitlines()[0].lower()) == bool(lost)
    falls = [one for one in view["roles"] if one["score"]["after"] < one["score"]["before"]]
    assert bool(falls) == bool(lost)


def test_whatif_says_where_what_is_taken_away_was_never_there(cli):
    ran = cli("whatif", "forget java", "--skills", "python, sql")
    assert (ran.code, ran.out) == (1, "")
    assert "Java" in ran.err


def test_ask_answers_or_says_that_it_does_not_know(cli):
    assert cli("ask", "what is docker").code == 0
    ran = cli("ask", "what is the best pizza in town")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err


def test_the_kept_profile_can_be_grown_seen_corrected_and_wiped(cli, tmp_path):
    assert cli("profile", "show").code == 1
    assert cli("done", "docker").code == 0
    assert "Docker" in cli("profile", "show").out
    assert cli("why", "mlops engineer").code == 0
    assert cli("profile", "forget", "python").code == 1
    assert cli("profile", "forget", "docker").code == 0
    assert "Docker" not in cli("profile", "show").out
    assert str(tmp_path / "data" / "profile.json") in cli("profile", "wipe").out
    assert not (tmp_path / "data").exists()


def test_where_names_the_folders(cli, tmp_path):
    places = json.loads(cli("where", "--json").out)
    assert places["data"] == str(tmp_path / "data")
    assert os.path.isdir(places["corpus"])


def test_version(cli):
    from careerbot import __version__

    assert cli("--version").out.strip() == f"careerbot {__version__}"


def test_a_closed_pipe_ends_quietly(shared_cache):
    reader = subprocess.Popen(
        [sys.executable, "-m", "careerbot", "skills"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "CAREERBOT_CACHE": str(shared_cache)},
    )  # fmt: skip
    assert reader.stdout is not None
    assert reader.stderr is not None
    reader.stdout.close()
    complaint = reader.stderr.read()
    reader.stderr.close()
    reader.wait(timeout=60)
    assert complaint == b""


def test_an_index_that_cannot_be_written_is_said_and_words_still_answer(process, tmp_path, monkeypatch):
    cache = tmp_path / "not-a-folder"
    cache.write_text("")
    ran = process("suggest", KNOWN, env={"CAREERBOT_CACHE": str(cache)})
    assert ran.code == 0
    assert "Traceback" not in ran.err


# ---------------------------------------------------------------- the right roles first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("python, sql, tableau, excel", {"data-analyst"}),
        ("kubernetes, terraform, docker, jenkins, bash", {"devops-engineer", "mlops-engineer"}),
        ("OpenCV, C++, object detection", {"computer-vision-engineer"}),
        ("image tagging, bounding boxes, annotation guidelines", {"data-annotator"}),
    ],
)
def test_the_role_anybody_would_name_stands_first(cli, text, first):
    assert json.loads(cli("suggest", text, "--json").out)["roles"][0]["slug"] in first


def test_what_is_plainly_no_text_is_refused_with_what_to_do(cli, tmp_path):
    for name, data, what in (
        ("cv.pdf", b"%PDF-1.4 python sql", "is a damaged PDF: save or print it as PDF again"),
        ("cv.docx", b"PK\x03\x04 python", "is damaged: open it in the program it was written in"),
        ("noise", bytes(range(256)) * 8, "is not a text: give a PDF, a Word or OpenDocument file, or plain text"),
    ):
        (tmp_path / name).write_bytes(data)
        ended = cli("suggest", "--file", str(tmp_path / name))
        assert ended.code == 1
        assert what in ended.err
    (tmp_path / "latin.txt").write_bytes("Ingénieur, python et sql, résumé détaillé".encode("latin-1"))
    assert cli("suggest", "--file", str(tmp_path / "latin.txt")).code == 0

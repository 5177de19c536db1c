"""The JSON shapes, field by field: programs rely on every one of them."""

from __future__ import annotations

import json

import pytest

STORY = (
    "I'm a nurse, good with excel and a bit of sql, no python, learning tableau, I hate sales. 5 hours a week. zorbing"
)

NUMBER = (int, float)


def shape(value, wanted, path="$"):
    """Fail unless the value is built as wanted: types, tuples of types, dicts with exactly these keys, [items]."""
    if isinstance(wanted, dict):
        assert isinstance(value, dict), path
        assert set(value) == set(wanted), f"{path}: {set(value) ^ set(wanted)}"
        for key, inner in wanted.items():
            shape(value[key], inner, f"{path}.{key}")
    elif isinstance(wanted, list):
        assert isinstance(value, list), path
        for at, item in enumerate(value):
            shape(item, wanted[0], f"{path}[{at}]")
    else:
        assert isinstance(value, wanted), f"{path}: {value!r}"
        assert not (isinstance(value, bool) and wanted in (int, NUMBER)), path


NONE = type(None)
SKILL = {"slug": str, "name": str, "level": int, "quote": str, "how": str, "confidence": NUMBER}
WISH = {"slug": str, "name": str, "quote": str, "how": str, "confidence": NUMBER}
RESOURCE = {"title": str, "url": str, "cost": str, "hours": int}
UNDERSTOOD = {
    "skills": [SKILL], "learning": [WISH], "not": [WISH], "dislikes": [WISH], "roles": [{"slug": str, "as": str}],
    "hours_a_week": (*NUMBER, NONE), "unrecognised": [str],
}  # fmt: skip
PARTS = dict.fromkeys(("start", "skills", "substitutes", "jobs", "wishes", "meaning", "wording"), NUMBER)
ROLE = {
    "slug": str, "name": str, "score": NUMBER, "parts": PARTS,
    "reasons": [{"kind": str, "subject": str, "amount": NUMBER, "quote": str}],
    "have": [{"slug": str, "level": int, "needed": int}],
    "gaps": [{"slug": str, "name": str, "have": int, "needed": int, "any_of": [str], "gain": NUMBER, "hours": int}],
    "next": [{"skill": str, "to_level": int, "hours": int, "resources": [RESOURCE]}],
}  # fmt: skip
SUGGEST = {
    "schema": str, "id": (str, int, NONE), "understood": UNDERSTOOD, "confidence": str, "question": (str, NONE),
    "roles": [ROLE],
}  # fmt: skip
HOURS = {"low": int, "likely": int, "high": int}
STEP = {
    "skill": str, "name": str, "from_level": int, "to_level": int, "hours": HOURS, "start_week": int, "end_week": int,
    "why": [{"kind": str, "subject": str, "amount": NUMBER}], "resources": [RESOURCE], "project": str,
    "alongside": bool, "score_after": (*NUMBER, NONE),
}  # fmt: skip
ROUTE = {
    "hours": HOURS,
    "hops": [{"role": str, "hours": HOURS, "new": [str], "carries_over": [str], "years": str}],
}
SHAPES = {
    "role": {
        "schema": str, "slug": str, "name": str, "family": str, "summary": str, "also_called": [str],
        "seniority": [str], "enters_by": [str], "degree": str,
        "traits": dict.fromkeys(("coding", "maths", "people", "writing", "research"), int), "tasks": [str],
        "needs": [{"slug": str, "name": str, "level": int, "weight": NUMBER, "must": bool}],
        "any_of": [{"name": str, "skills": [str], "level": int, "weight": NUMBER, "must": bool}],
        "leads_to": [{"slug": str, "years": str, "changes": str}], "industries": [str], "evidence": str,
        "evidence_note": str, "sources": [str],
    },
    "roles": {"schema": str, "roles": [{"slug": str, "name": str, "family": str}]},
    "skills": {"schema": str, "skills": [{"slug": str, "name": str, "family": str, "kind": str}]},
    "skill": {
        "schema": str, "slug": str, "name": str, "family": str, "kind": str, "about": str, "also_called": [str],
        "ambiguous": [str], "needs": dict.fromkeys(("linux",), int), "implies": dict.fromkeys(("linux",), int),
        "like": dict, "hours": [int], "project": str, "roles": [{"slug": str, "name": str, "weight": NUMBER}],
        "resources": [RESOURCE],
    },
    "compare": {
        "schema": str, "roles": [{"slug": str, "name": str, "score": NUMBER}], "shared": [str],
        "only": {"data-analyst": [str], "data-engineer": [str]}, "nearer": (str, NONE), "difference": NUMBER,
    },
    "why": {"schema": str, **ROLE, "coverage": NUMBER},
    "why-not": {
        "schema": str, "slug": str, "name": str, "score": NUMBER, "rank": int,
        "leader": {"slug": str, "score": NUMBER}, "excluded": bool,
        "would_lead": [{"slug": str, "have": int, "needed": int, "hours": int}], "score_then": NUMBER,
    },
    "whatif": {
        "schema": str, "learnt": [{"slug": str, "level": int}], "lost": [str],
        "roles": [
            {"slug": str, "name": str, "score": {"before": NUMBER, "after": NUMBER},
             "rank": {"before": int, "after": int}}
        ],
    },
    "path": {
        "schema": str, "goal": str, "aim": str, "hours": HOURS, "weeks": int, "hours_a_week": NUMBER,
        "deadline_weeks": (int, NONE), "already": [{"skill": str, "level": int, "needed": int}], "steps": [STEP],
        "stages": [{"start_week": int, "end_week": int, "skills": [str], "show": (str, NONE), "project": str}],
        "left_out": [STEP], "spared": [str], "later": [{"skill": str, "from_level": int, "to_level": int, "because": str}],
        "milestones": [{"kind": str, "week": int, "resource": (str, NONE)}],
        "assumptions": [{"kind": str, "subject": str, "amount": NUMBER, "via": str, "share": NUMBER}],
        "bridge": {"start": (str, NONE), "suggested": (int, NONE), "routes": [ROUTE], "too_far": (dict, NONE)},
    },
    "ask": {
        "schema": str, "question": str, "answered": bool, "kind": str, "text": str,
        "facts": [{"id": str, "text": str, "value": (*NUMBER, NONE), "unit": str, "year": str, "organisation": str,
                   "status": str, "note": str, "source": str}],
    },
    "parse": {
        "schema": str, "text": str, "form": str, "language": str, "read_by": str,
        "intents": [{"name": str, "confidence": NUMBER, "start": int, "end": int}],
        "skills": [{"slug": str, "name": str, "quote": str, "start": int, "end": int, "how": str, "confidence": NUMBER,
                    "stance": str, "said": str, "certainty": NUMBER, "level": (int, NONE),
                    "years": (*NUMBER, NONE), "claimed": bool}],
        "roles": [{"slug": str, "kind": str, "stance": str, "certainty": NUMBER, "quote": str, "start": int, "end": int,
                   "years": (*NUMBER, NONE)}],
        "times": [{"kind": str, "value": NUMBER, "by": (str, NONE), "certainty": NUMBER, "quote": str, "start": int,
                   "end": int}],
        "degrees": [{"stance": str, "quote": str, "start": int, "end": int}],
        "places": [{"quote": str, "here": bool, "start": int, "end": int}],
        "limits": [{"topic": str, "more": bool, "quote": str}], "hours_a_week": (*NUMBER, NONE),
        "months": (*NUMBER, NONE), "by": (str, NONE), "unrecognised": [
            {"text": str, "kind": str, "stance": str, "start": int, "end": int}],
    },
    "where": {"schema": str, "version": str, "corpus": str, "cache": str, "data": str},
}  # fmt: skip
LINES = {
    "role": ["data analyst"], "roles": [], "skills": [], "skill": ["docker"],
    "compare": ["data analyst", "data engineer"], "why": ["data analyst", "--skills", STORY],
    "why-not": ["data engineer", "--skills", STORY], "whatif": ["learn docker", "--skills", STORY],
    "path": ["mlops engineer", "--from", "data analyst"], "ask": ["how much does a data scientist earn"],
    "parse": [STORY], "where": [],
}  # fmt: skip


@pytest.mark.parametrize("command", LINES)
def test_every_shape_is_as_documented(cli, command):
    ran = cli(command, *LINES[command], "--json")
    assert ran.code == 0, ran.err
    view = json.loads(ran.out)
    assert view["schema"] == f"careerbot.{command}/1"
    shape(view, SHAPES[command])


@pytest.mark.parametrize("text", [STORY, "sql", "kubernetes, terraform, docker", "I am a data analyst, no PhD"])
def test_suggest_has_the_documented_shape_and_parts_that_sum_to_the_score(cli, text):
    view = json.loads(cli("suggest", text, "--json", "--top", "0").out)
    shape(view, SUGGEST)
    assert view["schema"] == "careerbot.suggest/1"
    assert view["confidence"] in ("strong", "fair", "weak")
    scores = [role["score"] for role in view["roles"]]
    assert scores == sorted(scores, reverse=True)
    for role in view["roles"]:
        if role["score"]:
            assert sum(role["parts"].values()) == pytest.approx(role["score"], abs=1e-9)
            assert sum(reason["amount"] for reason in role["reasons"]) == pytest.approx(role["score"], abs=1e-9)
        met = {have["slug"] for have in role["have"] if have["level"] >= have["needed"]}
        assert not met & {gap["slug"] for gap in role["gaps"]}
        assert len(role["next"]) <= 3


def test_what_is_kept_is_noted_shown_struck_out_and_wiped_in_json(cli):
    noted = json.loads(cli("done", "docker", "--json").out)
    shape(noted, {"schema": str, "done": [{"slug": str, "name": str, "level": int}]})
    assert (noted["schema"], noted["done"][0]["slug"]) == ("careerbot.done/1", "docker")
    shown = json.loads(cli("profile", "show", "--json").out)
    assert shown["schema"] == "careerbot.profile/1"
    assert [skill["slug"] for skill in shown["skills"]] == ["docker"]
    struck = json.loads(cli("profile", "forget", "docker", "--json").out)
    assert struck == {"schema": "careerbot.forget/1", "slug": "docker", "name": "Docker"}
    wiped = json.loads(cli("profile", "wipe", "--json").out)
    assert wiped["schema"] == "careerbot.wipe/1"
    assert [name for name in wiped["removed"] if name.endswith("profile.json")]
    assert json.loads(cli("profile", "wipe", "--json").out)["removed"] == []


def test_a_checked_corpus_lists_its_problems_in_json(cli, tmp_path):
    (tmp_path / "skills").mkdir()
    (tmp_path / "skills" / "a.toml").write_text('[sql]\nname = "SQL"\nkind = "tol"\nabout = ""\nhours = [1,2,3,4,5]\n')
    ran = cli("corpus", "check", str(tmp_path), "--json")
    view = json.loads(ran.out)
    shape(view, {"schema": str, "corpus": str, "problems": [{"path": str, "key": str, "message": str}]})
    assert (ran.code, view["schema"], view["corpus"]) == (1, "careerbot.check/1", str(tmp_path))
    assert any(problem["path"] == "skills/a.toml" for problem in view["problems"])


def test_suggest_reports_what_was_understood(cli):
    told = (
        "I'm a nurse. I am good with Excel and I know a bit of SQL. I don't know Python. "
        "I am learning Tableau at the moment. I have about 5 hours a week."
    )
    understood = json.loads(cli("suggest", told, "--json", words_only=False).out)["understood"]
    levels = {skill["slug"]: skill["level"] for skill in understood["skills"]}
    assert levels["excel"] == 4
    assert levels["sql"] == 2
    assert [w["slug"] for w in understood["not"]] == ["python"]
    assert [w["slug"] for w in understood["learning"]] == ["tableau"]
    assert {"slug": "nurse", "as": "current"} in understood["roles"]
    assert understood["hours_a_week"] == 5


def test_nothing_understood_is_still_json_and_names_no_role(cli):
    ran = cli("suggest", "asdf qwerty", "--json")
    assert ran.code == 1
    view = json.loads(ran.out)
    shape(view, SUGGEST)
    assert view["confidence"] == "none"
    assert view["roles"] == []


def test_json_is_one_line_of_safe_characters_that_reads_back(cli):
    text = "sql \x1b[31m \u202e python \x9b excel"
    for ran in (cli("parse", text, "--json"), cli("parse", "-", "--json", given=text)):
        assert ran.out.count("\n") == 1
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in ran.out.rstrip("\n"))
    assert json.loads(cli("parse", text, "--json").out)["text"] == text


def test_a_document_is_read_without_what_directs_a_terminal(cli):
    ran = cli("parse", "-", "--json", given="sql \x1b[31m \u202e python \x9b excel")
    assert json.loads(ran.out)["text"] == "sql [31m \u202e python  excel".replace("  ", " ")


def test_what_is_asked_about_tells_nothing_of_the_asker(reading_adviser):
    asked = ("Is {} hard to learn?", "What is {} used for?", "How long does it take to learn {}?")
    slugs = ("sql", "docker", "tableau", "pytorch", "statistics", "excel", "kubernetes")
    names = reading_adviser.corpus.skills
    read = [(s, reading_adviser.read(f"{one.format(names[s].name)} I know Python.")[1].skills) for one in asked for s in slugs]
    assert all("python" in {known.slug for known in skills} for _, skills in read)
    assert sum(slug in {known.slug for known in skills} for slug, skills in read) <= 1  # the reader is taught, not told

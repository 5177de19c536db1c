"""Where somebody comes from: titles of the field, trades of the directory, degrees; and what each is taken to teach."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from careerbot.corpus.corpus import load_corpus
from careerbot.corpus.occupations import DEGREES, find_occupation, normal, one_of
from careerbot.matching.origins import degree_of, with_origins
from careerbot.matching.profile import Past, Profile, Wanted, effective
from careerbot.nlu.types import Degree, Document, Intent, Leftover, Quantity

CORPUS = load_corpus()


def levels(*jobs: Past, missing: tuple[str, ...] = ()) -> dict[str, int]:
    profile = Profile(jobs=jobs, missing=tuple(Wanted(s, s, "name", 1.0) for s in missing))
    have = effective(profile, CORPUS.skills, CORPUS.roles, CORPUS.backgrounds)
    return {slug: known.level for slug, known in have.items()}


def test_a_title_implies_what_hardly_anybody_in_it_lacks_and_a_word_takes_it_back():
    analyst = levels(Past("data-analyst", "role", 3.0, True, "data analyst"))
    assert analyst["sql"] >= 3
    assert analyst["excel"] >= 3
    assert analyst["programming-fundamentals"] >= 2
    assert "sql" not in levels(Past("data-analyst", "role", 3.0, True, "data analyst"), missing=("sql",))


def test_years_shift_the_level():
    first, usual, long = (levels(Past("data-analyst", "role", y, True, "analyst"))["data-visualization"] for y in (0.5, 3.0, 10.0))
    assert first < usual < long


def test_every_role_and_every_degree_implies_skills_that_exist():
    for role in CORPUS.roles.values():
        assert role.implies
        assert set(role.implies) <= set(CORPUS.skills)
    for field in CORPUS.language.table("degrees")["fields"]:
        for level in DEGREES:
            background = CORPUS.backgrounds[f"degree-{level}-{field}"]
            assert set(background.implies) <= set(CORPUS.skills), (field, level)
            assert all(1 <= reached <= 5 for reached in background.implies.values())


def test_every_occupation_can_be_read_and_implies_skills_that_exist():
    for row in CORPUS.occupations._rows:
        slug = "onet-" + row.partition(",")[0].replace(".", "-")
        assert slug in CORPUS.backgrounds
        assert set(CORPUS.backgrounds[slug].implies) <= set(CORPUS.skills)
    assert "onet-99-9999-00" not in CORPUS.backgrounds
    assert not [slug for slug in CORPUS.backgrounds if slug.startswith("onet-")]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("forklift driver", "53-7051"),
        ("I drive a forklift", "53-7051"),
        ("infection control nurse", "29-1141"),
        ("I do the books for a garage", "43-3031"),
        ("school counsellor", "21-1012"),
        ("senior structural engineer", "17-2051"),
        ("HGV driver", "53-3032"),
    ],
)
def test_trades(said, code):
    found = find_occupation(said, CORPUS.occupations)
    assert found is not None
    assert found.code.startswith(code)


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ("I sell insurance, 9 years now", "insurance-agent"),
        ("I run a helpdesk of six people", "it-support"),
        ("I'm on the phones at an energy firm, 5 yrs", "customer-support-agent"),
        ("I do the books for a small builder", "bookkeeper"),
        ("drive a lorry, 22 years", "driver"),
        ("8 years at a clinic, I look after patients on a ward", "nurse"),
        ("I was in the army for 12 years", "soldier"),
        ("I coach football", "onet-27-2022-00"),
        ("I serve customers in a shop", "onet-41-2031-00"),
    ],
)
def test_a_sentence_about_oneself_tells_a_trade_by_what_is_done(said, slug):
    assert [job.slug for job in told(said).jobs] == [slug]


@pytest.mark.parametrize(
    "said", ["I want to sell insurance", "my wife sells insurance", "I don't drive a lorry", "I use Excel"]
)
def test_what_others_do_or_what_is_wished_for_is_no_trade(said):
    assert told(said).jobs == ()


def test_a_trade_by_what_is_done_is_told_and_not_asked():
    assert told("I sell insurance", "ask_role").jobs == ()


def told(text: str, act: str = "tell") -> Profile:
    """The profile after a message that does one thing."""
    document = Document(text, "message", sentences=((0, len(text)),), intents=(Intent(act, 0.9, 0, len(text)),))
    return with_origins(Profile(), document, CORPUS)


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("Janitors and Cleaners, Except Maids and Housekeeping Cleaners", "Janitor"),
        ("Security Guards", "Security guard"),
        ("First-Line Supervisors of Retail Sales Workers", "First-line supervisor of retail sales workers"),
        ("Nannies", "Nanny"),
    ],
)
def test_one_person_of_an_occupation_has_a_name(name, one):
    assert one_of(name) == one


@pytest.mark.parametrize("said", ["", "?", "I like long walks", "xyzzy", "\x00" * 50, "a " * 5000])
def test_no_trade(said):
    assert find_occupation(said, CORPUS.occupations) is None


def test_titles_are_compared_without_plural_brackets_and_capitals():
    assert normal("CEOs (Chief Executive Officers)") == normal("ceo")


@pytest.mark.parametrize(
    ("quote", "after", "stance", "slug"),
    [
        ("PhD in physics", "", "held", "degree-phd-physics"),
        ("a master's", " in economics from Lyon", "held", "degree-master-economics"),
        ("BSc Computer Science", "", "held", "degree-bachelor-computer-science"),
        ("PhD in biology", "", "ongoing", "degree-phd-biology"),
        ("master's in biology", "", "ongoing", "degree-bachelor-biology"),
        ("degree", " in something else", "held", ""),
        ("bachelor's", " in history", "ongoing", ""),
    ],
)
def test_degrees(quote, after, stance, slug):
    degree = Degree(stance, 0, len(quote), quote)
    assert degree_of(degree, quote + after, CORPUS.language.table("degrees")) == slug


def test_what_no_record_explains_joins_the_profile():
    text = "I drive a forklift, nine years. PhD in physics."
    document = Document(
        text, "message", sentences=((0, 31), (32, 47)),
        quantities=(Quantity("experience", 9.0, 20, 30, "nine years"),),
        degrees=(Degree("held", 32, 46, "PhD in physics"),),
        leftovers=(Leftover("drive a forklift", 2, 18, "role", "current"), Leftover("astronaut", 0, 1, "role", "wanted")),
    )  # fmt: skip
    before = Profile(jobs=(Past("data-analyst", "role", None, True, "senior data analyst"),))
    after = with_origins(before, document, CORPUS)
    assert [(j.slug, j.years, j.now) for j in after.jobs] == [
        ("data-analyst", 5.0, True), ("onet-53-7051-00", 9.0, True), ("degree-phd-physics", None, False),
    ]  # fmt: skip
    assert with_origins(after, document, CORPUS) == after
    assert with_origins(Profile(), Document("hello", "message"), CORPUS) == Profile()


def test_a_title_is_assumed_with_the_share_of_its_people():
    from careerbot.planning.plan import make_plan

    profile = Profile(jobs=(Past("data-analyst", "role", 3.0, True, "data analyst"),))
    told = {a.subject: a for a in make_plan(profile, "data-scientist", CORPUS).assumptions if a.kind == "implied"}
    assert told["sql"].via == "data-analyst"
    assert told["sql"].share == CORPUS.title_shares["data-analyst", "sql"] > 0.5
    assert all(0 < share <= 1 and role in CORPUS.roles and skill in CORPUS.skills for (role, skill), share in CORPUS.title_shares.items())


def test_most_of_what_people_say_they_do_is_recognised():
    table = tomllib.loads((Path(__file__).parents[1] / "evaluation" / "judged" / "trades.toml").read_text(encoding="utf-8"))
    right = 0
    for text, codes in table["said"].items():
        found = find_occupation(text, CORPUS.occupations)
        right += found is None if not codes else found is not None and found.code.startswith(tuple(codes))
    assert right >= 0.9 * len(table["said"])

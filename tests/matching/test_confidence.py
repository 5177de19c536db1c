"""How sure a ranking is: the formula and its bounds on a corpus of a few records; which question would tell most."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from small import NOBODY, a_background, a_corpus, a_role, a_skill, having, job, known, one_of, wish

from careerbot.matching import confidence
from careerbot.matching.confidence import best_question, in_field, judge, speaking
from careerbot.matching.profile import Profile
from careerbot.matching.ranking import Standing

ASKING = a_role({"python": (3, 0.9), "sql": (3, 0.8), "pandas": (3, 0.5)}, [one_of("a tool", "git", "svn")])
SKILLS = {slug: a_skill() for slug in ("python", "sql", "pandas", "git", "svn", "cooking", "excel")} | {
    "talking": a_skill("ability")
}
CORPUS = a_corpus(
    SKILLS, {"a": ASKING, "b": ASKING, "c": ASKING, "d": ASKING}, families={"cooking": "trades", "excel": "analytics"},
    backgrounds={"clerk": a_background(python=2, sql=2), "scribe": a_background(python=2, cooking=2)}, ways={"guard": ("a way",)},
)  # fmt: skip
THREE = ("python", "sql", "pandas")


def sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def standing(**evidence: float) -> list[Standing]:
    return [Standing(slug, amount, 0.5) for slug, amount in evidence.items()]


# ---------------------------------------------------------------- of the field


@pytest.mark.parametrize(
    ("profile", "z", "weight"),
    [
        (Profile(), -2.64 + 3.61 * 0.38, 0),
        (Profile(leanings=(("a", 0.3), ("b", 0.5))), -2.64 + 3.61 * 0.5, 0),
        (Profile(titles=("a",)), -2.64 + 3.61 * 0.38 + 1.39, 0),
        (having("python"), -2.64 + 0.85 * math.log(2) + 4.14 / 3 + 3.61 * 0.38, 1),
        (having(*THREE, "cooking"), -2.64 + 0.85 * math.log(4) + 4.14 * 0.75 + 3.61 * 0.38, 3),
    ],
)
def test_the_chance_of_the_field_is_a_logistic_sum(profile, z, weight):
    assert in_field(profile, CORPUS) == (pytest.approx(sigmoid(z)), weight)


@pytest.mark.parametrize(
    ("skill", "weight"),
    [
        (known("talking"), 0), (known("cooking"), 0), (known("excel"), 0.25), (known("python", confidence=0.95), 1),
        (known("python", confidence=0.94), 0.5), (known("python", confidence=0.75), 0.5), (known("python", confidence=0.74), 0.25),
    ],
)  # fmt: skip
def test_doubtful_everyday_and_foreign_skills_say_less_of_the_field(skill, weight):
    assert in_field(having(skill), CORPUS)[1] == weight


def test_what_a_role_asks_for_counts_members_of_groups():
    assert speaking(having("python", "git", "cooking"), "a", CORPUS) == 2


# ---------------------------------------------------------------- how sure


@pytest.fixture
def field(monkeypatch):
    def be(chance: float, weight: float = 9.0) -> None:
        monkeypatch.setattr(confidence, "in_field", lambda profile, corpus: (chance, weight))

    be(1.0)
    return be


CERTAIN = sigmoid(-0.75 + 2.24)
"""Of one role alone, three skills said."""


@pytest.mark.parametrize(
    ("evidence", "first_three"),
    [
        ({"a": 2.0}, 1.0),
        ({"a": 2.0, "b": 2.0, "c": 2.0, "d": 2.0}, 0.75),
        ({"a": 2.0, "b": 1.0, "c": 1.0, "d": 1.0}, (math.e + 2) / (math.e + 3)),
    ],
)
@pytest.mark.parametrize("document", [False, True])
def test_certainty_follows_the_share_of_the_first_three(field, evidence, first_three, document):
    _, certainty = judge(having(*THREE, document=document), standing(**evidence), CORPUS)
    assert certainty == pytest.approx(sigmoid(-0.75 + 2.24 * first_three + 0.6 * document), abs=5e-5)


@pytest.mark.parametrize(("chance", "left"), [(1.0, 1.0), (0.9, 1.0), (0.45, 0.5)])
def test_below_nine_in_ten_of_the_field_takes_its_share_off(field, chance, left):
    field(chance)
    assert judge(having(*THREE), standing(a=2.0), CORPUS)[1] == pytest.approx(CERTAIN * left, abs=1e-4)


@pytest.mark.parametrize(
    ("certainty", "word"), [(0.8, "strong"), (0.7, "strong"), (0.6998, "fair"), (0.5, "fair"), (0.4998, "weak")]
)
def test_seven_in_ten_is_strong_and_half_is_fair(field, certainty, word):
    field(0.9 * certainty / CERTAIN)
    assert judge(having(*THREE), standing(a=2.0), CORPUS) == (word, certainty)


@pytest.mark.parametrize(
    "profile", [having("python", "sql"), having("python"), having("python", "sql", jobs=(job("clerk", "background"),))]
)
def test_two_skills_make_no_career(field, profile):
    word, certainty = judge(profile, standing(a=2.0), CORPUS)
    assert (word, certainty) == ("weak", pytest.approx(0.8 * CERTAIN, abs=1e-4))


@pytest.mark.parametrize("more", [{"wanted": ("b",)}, {"jobs": (job("a"),)}])
def test_a_wish_or_a_job_of_the_field_makes_up_for_few_skills(field, more):
    assert judge(having("python", **more), standing(a=2.0), CORPUS)[0] == "strong"


@pytest.mark.parametrize(
    ("chance", "weight", "word"), [(0.85, 6.0, "strong"), (0.849, 6.0, "weak"), (0.85, 5.9, "weak"), (0.2, 1.0, "weak")]
)
def test_a_document_has_to_be_of_the_field(field, chance, weight, word):
    field(chance, weight)
    told, certainty = judge(having(*THREE, document=True), standing(a=2.0), CORPUS)
    whole = sigmoid(-0.75 + 2.24 + 0.6) * chance / 0.9
    assert (told, certainty) == (word, pytest.approx(whole * (1.0 if word == "strong" else 0.8), abs=1e-4))


@pytest.mark.parametrize("standings", [[], standing(a=0.0)])
def test_nothing_that_speaks_is_no_ranking(field, standings):
    assert judge(having(*THREE), standings, CORPUS) == ("none", 0.0)


@pytest.mark.parametrize(
    ("profile", "says"),
    [
        (having("cooking"), False),
        (having("cooking", "python"), True),
        (Profile(leanings=(("a", 0.42),)), True),
        (Profile(leanings=(("a", 0.41),)), False),
        (Profile(wanted=("a",)), True),
        (Profile(jobs=(job("a"),)), True),
        (Profile(jobs=(job("guard", "background"),)), True),
        (Profile(jobs=(job("clerk", "background"),)), True),
        (Profile(jobs=(job("scribe", "background"),)), False),
        (Profile(jobs=(job("nobody-knows", "background"),)), False),
    ],
)
def test_something_has_to_speak_for_the_first_roles(field, profile, says):
    assert (judge(profile, standing(a=2.0), CORPUS)[1] > 0) == says


def test_what_the_second_or_third_role_asks_for_speaks_too(field):
    corpus = a_corpus("x", dict.fromkeys("abd", a_role({})) | {"c": a_role({"x": (3, 0.9)})})
    assert judge(having("x"), standing(a=2.0, b=2.0, c=2.0), corpus)[1] > 0
    assert judge(having("x"), standing(a=2.0, b=2.0, d=2.0, c=2.0), corpus)[1] == 0


# ---------------------------------------------------------------- the question that tells most


def asked(**share: float) -> object:
    return a_role({slug: (3, weight) for slug, weight in share.items()})


def entropy(chances: Sequence[float]) -> float:
    return -sum(c * math.log2(c) for c in chances if c)


def learnt(chances: Sequence[float], yes: Sequence[float]) -> float:
    """The fall in uncertainty by the book: before, less that after each answer by its chance."""
    said = sum(c * y for c, y in zip(chances, yes, strict=True))
    after_yes = [c * y / said for c, y in zip(chances, yes, strict=True)]
    after_no = [c * (1 - y) / (1 - said) for c, y in zip(chances, yes, strict=True)]
    return entropy(chances) - said * entropy(after_yes) - (1 - said) * entropy(after_no)


def question(
    roles: dict[str, object], evidence: dict[str, float], profile: Profile = NOBODY, skills: object = "x y z"
) -> object:
    return best_question(profile, standing(**evidence), a_corpus(skills, roles))


def test_the_skill_that_parts_two_roles_is_asked_for():
    found = question({"a": asked(x=0.9, y=0.5), "b": asked(x=0.1, y=0.5)}, {"a": 2.0, "b": 2.0})
    assert (found.skill, found.roles) == ("x", ("a", "b"))
    assert found.bits == pytest.approx(learnt((0.5, 0.5), (0.9, 0.1)), abs=5e-4)


def test_an_unlikelier_role_weighs_less():
    found = question(
        {"a": asked(x=0.5), "b": asked(x=0.9), "c": asked()}, {"a": math.log(8), "b": math.log(4), "c": math.log(4)}
    )
    assert found.roles == ("b", "c")
    assert found.bits == pytest.approx(learnt((0.5, 0.25, 0.25), (0.5, 0.9, 0.05)), abs=5e-4)


def test_no_share_of_adverts_is_taken_for_certain():
    found = question({"a": asked(x=1.0), "b": asked(x=0.01)}, {"a": 2.0, "b": 2.0})
    assert found.bits == pytest.approx(learnt((0.5, 0.5), (0.95, 0.05)), abs=5e-4)


def test_of_two_that_tell_as_much_the_first_by_name():
    assert question({"a": asked(y=0.9, x=0.9), "b": asked()}, {"a": 2.0, "b": 2.0}).skill == "x"


@pytest.mark.parametrize(("lead", "asks"), [(0.0, True), (1.0, True), (1.01, False)])
def test_nothing_is_asked_where_the_first_leads_clearly(lead, asks):
    roles = {"a": asked(x=0.9), "b": asked()}
    assert (question(roles, {"a": 2.0 + lead, "b": 2.0}) is not None) == asks


def test_nothing_is_asked_of_one_role_alone_or_where_no_answer_tells_a_tenth_of_a_bit():
    assert question({"a": asked(x=0.9)}, {"a": 2.0}) is None
    assert question({"a": asked(x=0.5), "b": asked(x=0.5)}, {"a": 2.0, "b": 2.0}) is None
    assert question({"a": asked(x=0.55), "b": asked(x=0.25)}, {"a": 2.0, "b": 2.0}) is None
    assert question({"a": asked(x=0.65), "b": asked(x=0.25)}, {"a": 2.0, "b": 2.0}) is not None


@pytest.mark.parametrize(
    "profile",
    [having("x"), Profile(missing=(wish("x"),)), Profile(learning=(wish("x"),)), Profile(dislikes=(wish("x"),))],
)
def test_what_was_spoken_of_is_not_asked_again(profile):
    assert question({"a": asked(x=0.9), "b": asked()}, {"a": 2.0, "b": 2.0}, profile) is None


def test_what_another_skill_shows_and_ways_of_working_are_not_asked():
    roles, even = {"a": asked(x=0.9), "b": asked()}, {"a": 2.0, "b": 2.0}
    assert question(roles, even, having("y"), {"x": a_skill(), "y": a_skill(implies={"x": 3})}) is None
    assert question(roles, even, skills={"x": a_skill("trait")}) is None


def test_five_roles_are_parted_and_no_more():
    rest = {slug: asked() for slug in "bcde"}
    even = dict.fromkeys("abcde", 2.0)
    assert question(rest | {"a": asked(x=0.9)}, even).skill == "x"
    assert question(rest | {"a": asked(), "f": asked(x=0.9)}, {**even, "f": 2.0}) is None

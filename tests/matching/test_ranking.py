"""Laws of the ranking, held for any profile, and what it must say for the plainest ones."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws import examples
from msgspec.structs import replace

from careerbot.advisor import Advisor
from careerbot.corpus.corpus import load_corpus
from careerbot.matching.confidence import best_question
from careerbot.matching.profile import Known, Past, Profile, Wanted, effective, with_skill
from careerbot.matching.ranking import LEVEL_FACTOR, PART_NAMES, Ranker
from careerbot.output.phrases import rests_on, trade_role

CORPUS = load_corpus()
RANKER = Ranker(CORPUS)
SKILLS = sorted(CORPUS.skills)
ROLES = sorted(CORPUS.roles)

slugs = st.sampled_from(SKILLS)
roles = st.sampled_from(ROLES)
known = st.builds(lambda s, lv: Known(s, lv, True, s, "name", 1.0), slugs, st.integers(1, 5))
wanted = st.builds(lambda s: Wanted(s, s, "name", 1.0), slugs)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    skills = {k.slug: k for k in draw(st.lists(known, max_size=12))}
    rest = [w for w in draw(st.lists(wanted, max_size=4)) if w.slug not in skills]
    jobs = [Past(r, "role", None, True, r) for r in draw(st.lists(roles, max_size=1))]
    return Profile(
        skills=tuple(skills.values()), learning=tuple(rest[:2]), missing=tuple(rest[2:]), jobs=tuple(jobs),
        wanted=tuple(draw(st.lists(roles, max_size=2, unique=True))), prose=draw(st.booleans()),
    )  # fmt: skip


laws = settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@laws
@given(profiles(), roles, st.integers(0, 40), st.integers(1, 5))
def test_one_more_needed_skill_never_lowers_the_role(profile: Profile, role: str, which: int, level: int) -> None:
    needs = sorted(CORPUS.roles[role].needs)
    slug = needs[which % len(needs)]
    before, after = RANKER.score_with(profile, role), RANKER.score_with(with_skill(profile, slug, level), role)
    assert after >= before - 1e-12


@laws
@given(profiles(), roles, st.integers(0, 40))
def test_among_equals_the_role_that_needs_the_new_skill_more_stays_ahead(
    profile: Profile, role: str, which: int
) -> None:
    slug = sorted(CORPUS.roles[role].needs)[which % len(CORPUS.roles[role].needs)]
    if slug in {k.slug for k in profile.skills}:
        return
    before = {s.slug: s.evidence for s in RANKER.standings(profile)}
    after = {s.slug: s.evidence for s in RANKER.standings(with_skill(profile, slug, 3))}
    rise = after[role] - before[role]
    for other in ROLES:
        if abs(before[other] - before[role]) < 1e-9 and after[other] - before[other] <= rise:
            assert after[role] >= after[other] - 1e-9


@laws
@given(profiles(), st.integers(0, 11), roles)
def test_raising_a_level_never_lowers_a_score(profile: Profile, which: int, role: str) -> None:
    if not profile.skills:
        return
    skill = profile.skills[which % len(profile.skills)]
    scores = [
        RANKER.score_with(with_skill(_at(profile, skill.slug, 1), skill.slug, level), role) for level in range(1, 6)
    ]
    assert scores == sorted(scores)


def _at(profile: Profile, slug: str, level: int) -> Profile:
    return replace(profile, skills=tuple(replace(k, level=level) if k.slug == slug else k for k in profile.skills))


@laws
@given(profiles(), st.lists(roles, min_size=1, max_size=4, unique=True))
def test_an_excluded_role_never_appears(profile: Profile, excluded: list[str]) -> None:
    standings = RANKER.standings(replace(profile, excluded=tuple(excluded), wanted=()))
    assert len(standings) == len(ROLES) - len(excluded)
    assert not {s.slug for s in standings} & set(excluded)


@laws
@given(profiles(), roles)
def test_parts_and_reasons_add_up_to_the_score(profile: Profile, role: str) -> None:
    match = RANKER.match(profile, role)
    assert [name for name, _ in match.parts] == list(PART_NAMES)
    assert sum(value for _, value in match.parts) == pytest.approx(match.score, abs=1e-9)
    assert sum(reason.amount for reason in match.reasons) == pytest.approx(match.score, abs=1e-9)
    assert 0 <= match.score < 1
    assert match.score == pytest.approx(RANKER.score_with(profile, role), abs=1e-9)


@laws
@given(profiles(), roles)
def test_a_gap_is_never_something_the_person_has(profile: Profile, role: str) -> None:
    have = effective(profile, CORPUS.skills, CORPUS.roles, CORPUS.backgrounds)
    match = RANKER.match(profile, role)
    for gap in match.gaps:
        assert gap.have < gap.needed
        known = have.get(gap.slug)
        assert known is None or known.level < gap.needed
        for member in gap.any_of:
            assert member not in have or have[member].level < gap.needed
        assert gap.gain >= 0
        assert gap.hours > 0
    worths = [gap.worth for gap in match.gaps]
    assert worths == sorted(worths, reverse=True)


@laws
@given(profiles())
def test_same_person_same_order_best_first(profile: Profile) -> None:
    standings = RANKER.standings(profile)
    assert standings == Ranker(CORPUS).standings(profile)
    assert [(-s.evidence, s.slug) for s in standings] == sorted((-s.evidence, s.slug) for s in standings)


@laws
@given(profiles(), roles)
def test_the_gain_promised_is_the_gain_had(profile: Profile, role: str) -> None:
    """For a skill that nothing implies and that implies nothing, closing the gap moves the score by exactly its gain."""
    if profile.jobs:
        return
    match = RANKER.match(replace(profile, learning=(), missing=()), role)
    base = replace(profile, learning=(), missing=())
    for gap in match.gaps[:3]:
        if gap.instead is not None or any(gap.slug in CORPUS.skills[s].like for s in CORPUS.roles[role].needs):
            continue
        if any(k.slug == gap.slug for k in base.skills) or base.prose:
            after = RANKER.score_with(with_skill(base, gap.slug, gap.needed), role)
            assert after - match.score <= gap.gain + 0.2


@laws
@given(profiles())
def test_a_question_names_a_role_that_asks_for_the_skill(profile: Profile) -> None:
    question = best_question(profile, RANKER.standings(profile), CORPUS)
    if question is None:
        return
    with_yes, with_no = (CORPUS.roles[role].needs.get(question.skill) for role in question.roles)
    assert with_yes is not None
    assert with_no is None or with_no.weight < with_yes.weight


def test_levels_count_more_the_higher() -> None:
    assert list(LEVEL_FACTOR) == sorted(LEVEL_FACTOR)


def test_evidence_is_never_negative_in_the_tables() -> None:
    for kind, table in CORPUS.weights.items():
        # words of the work speak for some roles and against others; a skill speaks against none
        assert kind == "words" or all(min(row) >= 0 for row in table.values.values()), kind
        # a role that nobody has counted yet is ranked by its own file
        assert set(table.roles) <= set(ROLES)


def test_words_of_the_work_speak_in_sentences_only_and_are_quoted() -> None:
    said = "managed the pipelines behind the warehouse and moved storage and queries to the cloud, with infrastructure as code"
    person = replace(Profile(), words=("cloud", "infrastructure", "pipelines", "storage", "warehouse"), prose=True)
    plain = replace(person, words=())
    assert RANKER.score_with(person, "data-engineer") > RANKER.score_with(plain, "data-engineer")
    reason = next(r for r in RANKER.match(person, "data-engineer").reasons if r.kind == "wording")
    assert reason.amount > 0
    assert reason.quote.startswith("pipelines")
    advisor = Advisor(CORPUS)
    _, told = advisor.read(f"For three years I {said}. " * 3)
    assert "pipelines" in told.words
    _, listed = advisor.read("pipelines, warehouse, python, sql")
    assert listed.words == ()


def test_a_disliked_skill_counts_against_roles_that_need_it() -> None:
    person = Profile(
        skills=(Known("python", 3, False, "python", "name", 1.0), Known("statistics", 3, False, "s", "name", 1.0))
    )
    averse = replace(person, dislikes=(Wanted("machine-learning", "machine learning", "name", 1.0),))
    assert RANKER.score_with(averse, "machine-learning-engineer") < RANKER.score_with(
        person, "machine-learning-engineer"
    )
    assert RANKER.score_with(averse, "data-analyst") == RANKER.score_with(person, "data-analyst")


def test_no_phd_tells_against_the_role_that_wants_one() -> None:
    person = Profile(
        skills=(Known("python", 4, True, "python", "name", 1.0), Known("deep-learning", 4, True, "dl", "name", 1.0))
    )
    without = replace(person, limits=(("phd", False, "no PhD"),))
    assert RANKER.score_with(without, "research-scientist") < RANKER.score_with(person, "research-scientist")
    assert RANKER.score_with(without, "data-analyst") == RANKER.score_with(person, "data-analyst")


def test_what_a_thin_ranking_rests_on_is_named(adviser):
    def rests(text):
        return rests_on(adviser.read(text)[1], adviser.corpus)

    assert rests("I only know a bit of excel") == "Excel alone"
    assert rests("I'm an ICU nurse") == "your work as a nurse alone"
    assert rests("python, sql, statistics") == ""
    assert rests("I am a data analyst") == "", "a job of the field says a lot"


def test_a_trade_points_to_the_role_that_asks_for_its_subject(adviser):
    _, nurse = adviser.read("I'm an ICU nurse and I want a way into AI")
    ranking = adviser.suggest(nurse)
    trade = trade_role(nurse, ranking.standings, [], adviser.corpus)
    assert trade is not None
    assert (trade.role, "healthcare" in trade.subjects) == ("healthcare-data-scientist", True)
    assert trade_role(nurse, ranking.standings, ["healthcare-data-scientist"], adviser.corpus) is None
    _, baker = adviser.read("I am a baker")
    assert trade_role(baker, adviser.suggest(baker).standings, [], adviser.corpus) is None


def test_a_skill_of_another_trade_speaks_little_for_a_role_that_does_not_ask_for_it(adviser):
    first = [match.slug for match in adviser.suggest(adviser.read("figma")[1], 2).matches]
    assert set(first) <= {slug for slug, role in adviser.corpus.roles.items() if "product-design" in role.needs}


@pytest.mark.parametrize("role", sorted(CORPUS.roles))
def test_a_general_way_of_working_is_missing_only_to_who_says_so(role: str) -> None:
    traits = {slug for slug, skill in CORPUS.skills.items() if skill.kind == "trait"}
    nobody = Profile(skills=(Known("sql", 3, False, "sql", "name", 1.0),))
    assert not traits & {gap.slug for gap in RANKER.match(nobody, role).gaps}
    shy = replace(nobody, missing=(Wanted("communication", "I am shy", "name", 1.0),))
    asked = "communication" in CORPUS.roles[role].needs
    assert ("communication" in {gap.slug for gap in RANKER.match(shy, role).gaps}) == asked


@pytest.mark.parametrize(
    ("job", "first"),
    [("police-officer", "fraud-risk-analyst"), ("accountant", "fraud-risk-analyst"), ("lawyer", "ai-ethics-governance-specialist")],
)
def test_a_trade_points_where_its_people_are_taken(job: str, first: str) -> None:
    profile = Profile(jobs=(Past(job, "background", 10.0, True, job),))
    reason = next(r for r in RANKER.match(profile, first).reasons if r.kind == "way")
    assert reason.subject == job
    assert reason.quote

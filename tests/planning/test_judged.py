"""Judged starts: what a careful adviser would plan, and what holds of every plan from each of them to any role."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from careerbot.corpus.corpus import load_corpus
from careerbot.matching.profile import Past, Profile
from careerbot.planning.effort import required
from careerbot.planning.plan import make_plan
from careerbot.planning.targets import needs_aimed, starting_point

sys.path.insert(0, str(Path(__file__).parents[1] / "evaluation"))
from measure_curricula import rows
from measure_plans import profile_of, starts, taught_in_vain

CORPUS = load_corpus()
STARTS = {start["id"]: start for start in starts()}


@pytest.mark.parametrize("name", STARTS)
def test_nothing_is_taught_that_they_plainly_have(name):
    start = STARTS[name]
    plan = make_plan(profile_of(start, CORPUS), start["goal"], CORPUS)
    assert not taught_in_vain(plan, start["never"])


def test_first_steps_and_hours_are_those_of_a_careful_adviser():
    first = within = 0
    for start in STARTS.values():
        plan = make_plan(profile_of(start, CORPUS), start["goal"], CORPUS)
        first += bool(plan.steps) and plan.steps[0].skill in start["first"]
        within += start["hours"][0] <= plan.hours.likely <= start["hours"][1]
    assert first >= 0.9 * len(STARTS)
    assert within >= 0.83 * len(STARTS)


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("analyst-to-ml-engineer", 300, 700),
        ("nurse-to-data-analyst", 200, 450),
        ("java-developer-to-mlops", 150, 400),
        ("physics-phd-to-data-scientist", 80, 250),
    ],
)
def test_four_ways_in_hours(name, low, high):
    start = STARTS[name]
    assert low <= make_plan(profile_of(start, CORPUS), start["goal"], CORPUS).hours.likely <= high


def everybody() -> list[Profile]:
    """Some two hundred people: the judged ones, one of each role and one of each background."""
    found = [profile_of(start, CORPUS) for start in STARTS.values()]
    found += [Profile(jobs=(Past(slug, "role", 4.0, True, slug),)) for slug in CORPUS.roles]
    found += [Profile(jobs=(Past(slug, "background", 9.0, True, slug),)) for slug in CORPUS.backgrounds]
    return found


def test_there_are_two_hundred_of_them():
    assert len(everybody()) >= 200


@pytest.mark.slow
@pytest.mark.parametrize("goal", sorted(CORPUS.roles))
def test_from_every_start_to_every_role(goal):
    for profile in everybody():
        plan = make_plan(profile, goal, CORPUS)
        have = dict(starting_point(profile, CORPUS)[0].levels)
        for step in plan.steps:
            assert step.from_level == have.get(step.skill, 0) < step.to_level, "nothing is taught twice"
            for before, level in CORPUS.skills[step.skill].needs.items():
                assert have.get(before, 0) >= required(level, step.to_level), "prerequisites first"
            have[step.skill] = step.to_level
        for part in range(3):
            assert plan.hours[part] == sum(step.hours[part] for step in plan.steps)
        for need in needs_aimed(CORPUS.roles[goal], plan.aim):
            assert any(have.get(s, 0) >= need.aimed for s in need.skills) or (not need.must and need.weight < 0.1)
            closed = {s.skill for s in plan.steps if need.group and ("any-of", need.group) in {w[:2] for w in s.why}}
            assert len(closed) <= 1, "a choice is made once"


def test_hours_are_those_of_published_curricula():
    found = rows(CORPUS)
    assert len(found) >= 25
    assert sum(low <= hours <= high for _, _, hours, low, high in found) >= 0.8 * len(found)
    told = (CORPUS.folder / "README.md").read_text(encoding="utf-8")
    for _, source, hours, low, high in found:
        assert f"| {source} | {low:g} to {high:g} | {hours:.0f} |" in told

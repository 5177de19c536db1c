"""Hours of a step and what has to come before it, worked out by hand: a level costs ten hours times its number."""

from __future__ import annotations

import pytest
from small import a_skill

from careerbot.planning.effort import Hours, Standing, estimate, hours_to, package, required, rounded, total

SKILLS = {
    "x": a_skill(like={"twin": 0.8, "cousin": 0.5}), "twin": a_skill(), "cousin": a_skill(), "suite": a_skill(implies={"x": 3}),
    "tool": a_skill("tool"), "programming-fundamentals": a_skill(), "built": a_skill(needs={"base": 3}), "base": a_skill(needs={"ground": 2}),
    "ground": a_skill(), "light": a_skill(needs={"base": 1}), "top": a_skill(needs={"built": 3, "ground": 4, "light": 3}),
    "hard": a_skill(needs={"base": 5}), "coded": a_skill("tool", needs={"programming-fundamentals": 4}),
}  # fmt: skip


def hours(slug: str, to: int, practised: dict[str, int] | None = None, alongside: bool = False, **levels: int) -> float:
    have = {name.replace("_", "-"): level for name, level in levels.items()}
    return hours_to(slug, to, Standing(have, practised or {}), SKILLS, alongside)


def test_from_scratch_and_from_a_level_on():
    assert [hours("x", to) for to in (0, 1, 3, 4)] == [0, 10, 60, 100]
    assert [hours("x", 4, x=2), hours("x", 3, x=3), hours("x", 2, x=3)] == [70, 0, 0]


def test_a_substitute_saves_its_share_up_to_its_level_and_the_best_one_counts():
    assert hours("x", 3, cousin=2) == pytest.approx((10 + 20) * 0.5 + 30)
    assert hours("x", 3, cousin=3, twin=2) == pytest.approx((10 + 20) * 0.2 + 30 * 0.5)


def test_practice_elsewhere_saves_six_tenths_and_a_better_substitute_more():
    assert hours("x", 3, {"x": 2}) == pytest.approx((10 + 20) * 0.4 + 30)
    assert hours("x", 2, {"x": 2}, cousin=3) == pytest.approx(30 * 0.4)
    assert hours("x", 2, {"x": 2}, twin=3) == pytest.approx(30 * 0.2)


def test_what_goes_on_beside_other_steps_takes_three_tenths():
    assert hours("x", 3, alongside=True) == pytest.approx(18)


@pytest.mark.parametrize(
    ("slug", "to", "have", "share"),
    [
        ("built", 3, {"base": 4}, 0.75), ("built", 3, {"base": 3}, 1), ("x", 3, {"base": 5}, 1),
        ("tool", 3, {"programming_fundamentals": 4}, 0.75), ("tool", 3, {"programming_fundamentals": 3}, 1),
        ("x", 3, {"programming_fundamentals": 5}, 1),
        ("coded", 3, {"programming_fundamentals": 4}, 1), ("coded", 2, {"programming_fundamentals": 4}, 0.75),
        ("coded", 3, {"programming_fundamentals": 5}, 0.75),
    ],
)  # fmt: skip
def test_the_fluent_take_three_quarters(slug, to, have, share):
    assert hours(slug, to, **have) == pytest.approx(sum(SKILLS[slug].hours[:to]) * share)


@pytest.mark.parametrize(
    ("level", "to", "asked"),
    [
        (3, 3, 3),
        (5, 3, 4),
        (5, 5, 4),
        (3, 4, 3),
        (3, 2, 2),
        (2, 2, 2),
        (3, 1, 0),
        (1, 3, 0),
        (1, 2, 0),
        (2, 3, 2),
        (0, 3, 0),
    ],
)
def test_what_a_prerequisite_has_to_be_at(level, to, asked):
    assert required(level, to) == asked


def test_a_package_is_what_is_missing_first_things_first():
    assert package("x", 3, {}, SKILLS) == {"x": 3}
    assert list(package("built", 3, {}, SKILLS).items()) == [("ground", 2), ("base", 3), ("built", 3)]
    assert package("built", 3, {"base": 3}, SKILLS) == {"built": 3}
    assert package("built", 3, {"base": 2, "ground": 2}, SKILLS) == {"base": 3, "built": 3}
    assert package("built", 2, {}, SKILLS) == {"ground": 2, "base": 2, "built": 2}
    assert package("light", 3, {}, SKILLS) == {"light": 3}
    assert package("top", 3, {}, SKILLS) == {"ground": 4, "light": 3, "base": 3, "built": 3, "top": 3}


def test_a_step_taken_raises_and_practises_what_it_implies_no_higher_than_itself():
    standing = Standing({"suite": 1})
    there = standing.copy()
    there.take("suite", 2, SKILLS)
    assert (there.levels, there.practised) == ({"suite": 2}, {"x": 2})
    there.take("suite", 4, SKILLS)
    assert there.practised == {"x": 3}
    there.take("suite", 1, SKILLS)
    assert (there.levels, there.practised) == ({"suite": 4}, {"x": 3})
    assert (standing.levels, standing.practised) == ({"suite": 1}, {})


def test_estimates_are_rounded_as_coarsely_as_they_deserve():
    assert [rounded(x) for x in (0, 0.4, 1.5, 19.4, 20, 22.4, 22.5, 99, 100, 104, 105)] == [
        1,
        1,
        2,
        19,
        20,
        20,
        25,
        100,
        100,
        100,
        110,
    ]
    assert estimate(50) == Hours(30, 50, 70)
    assert total(iter([Hours(1, 2, 3), Hours(10, 20, 30)])) == Hours(11, 22, 33)
    assert total([]) == Hours(0, 0, 0)

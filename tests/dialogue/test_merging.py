"""Laws of the three-way merge: whatever one side changed stands, whatever nobody touched stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from careerbot.dialogue.merging import Kept, merged, merged_profiles, overlap
from careerbot.matching.profile import Known, Past, Profile, Wanted

SLUGS = ("sql", "python", "docker", "linux")
ROLES = ("data-analyst", "data-engineer", "statistician")


def known(slug: str, level: int = 3) -> Known:
    return Known(slug, level, True, slug, "name", 1.0)


def wanted(slug: str) -> Wanted:
    return Wanted(slug, slug, "name", 1.0)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    skills = draw(st.dictionaries(st.sampled_from(SLUGS), st.integers(1, 5)))
    missing = draw(st.sets(st.sampled_from(SLUGS)))
    roles = draw(st.permutations(ROLES))
    cut = draw(st.tuples(st.integers(0, 3), st.integers(0, 3)))
    return Profile(
        skills=tuple(known(slug, level) for slug, level in skills.items()),
        missing=tuple(wanted(slug) for slug in sorted(missing - skills.keys())),
        wanted=tuple(roles[: min(cut)]),
        excluded=tuple(roles[max(cut) :]),
        jobs=tuple(Past(slug, "role", 2.0, True, slug) for slug in draw(st.sets(st.sampled_from(ROLES)))),
        hours_a_week=draw(st.sampled_from([None, 5.0, 10.0])),
    )


def rows(profile: Profile) -> dict[tuple[str, str], object]:
    """Every row of a profile by its field and what it is about."""
    fields = ("skills", "missing", "jobs")
    found: dict[tuple[str, str], object] = {(f, row.slug): row for f in fields for row in getattr(profile, f)}
    return found | {(f, slug): slug for f in ("wanted", "excluded") for slug in getattr(profile, f)}


@given(profiles(), profiles())
def test_where_one_side_did_nothing_the_other_stands(base, other):
    assert rows(merged_profiles(base, other, base)) == rows(other)
    assert rows(merged_profiles(base, base, other)) == rows(other)


@given(profiles(), profiles(), profiles())
def test_what_we_changed_stands_and_what_we_left_is_theirs(base, ours, theirs):
    before, mine, yours = rows(base), rows(ours), rows(theirs)
    after = rows(merged_profiles(base, ours, theirs))
    for key in before.keys() | mine.keys() | yours.keys():
        if mine.get(key) != before.get(key):
            assert after.get(key) == mine.get(key)
    changed = {slug for field, slug in before.keys() | mine.keys() if before.get((field, slug)) != mine.get((field, slug))}
    for key in yours:
        if key[1] not in changed:
            assert after.get(key) == yours[key]


@given(profiles(), profiles(), profiles())
def test_no_skill_is_held_and_missing_and_nothing_stands_twice(base, ours, theirs):
    after = merged_profiles(base, ours, theirs)
    assert not {k.slug for k in after.skills} & {w.slug for w in after.missing}
    assert not set(after.wanted) & set(after.excluded)
    for field in ("skills", "missing", "jobs"):
        slugs = [row.slug for row in getattr(after, field)]
        assert len(slugs) == len(set(slugs))


def test_the_goal_named_last_comes_first():
    base = Profile(wanted=("data-analyst",))
    after = merged_profiles(base, Profile(wanted=("statistician", "data-analyst")), Profile(wanted=("data-engineer", "data-analyst")))
    assert after.wanted[0] == "statistician"
    assert set(after.wanted) == set(ROLES)


def test_single_values_follow_whoever_changed_them():
    base = Kept(Profile(hours_a_week=5.0, by="2027-01"), focus="data-analyst", home="Ulm")
    ours = replace(base, profile=replace(base.profile, hours_a_week=8.0))
    theirs = replace(base, profile=replace(base.profile, by="2027-05"), focus="statistician", home="Graz")
    after = merged(base, ours, theirs)
    assert (after.profile.hours_a_week, after.profile.by, after.focus, after.home) == (8.0, "2027-05", "statistician", "Graz")


def test_lines_of_both_stand_once_and_in_order():
    base = Kept(said=("a", "b"))
    after = merged(base, Kept(said=("a", "b", "c")), Kept(said=("a", "b", "x", "y")))
    assert after.said == ("a", "b", "x", "y", "c")


def test_lines_are_gone_after_starting_over():
    base = Kept(said=("a", "b"))
    assert merged(base, Kept(said=("c",)), Kept(said=("a", "b", "x"))).said == ("x", "c")


def test_lines_cut_off_at_the_front_are_no_new_ones():
    base = Kept(said=("a", "b", "c"))
    assert merged(base, Kept(said=("b", "c", "d")), Kept(said=("a", "b", "c", "x"))).said == ("a", "b", "c", "x", "d")
    assert overlap(("a", "b"), ("b", "c")) == 1
    assert overlap((), ("b",)) == overlap(("a",), ("b",)) == 0


def test_what_was_taken_back_and_told_is_merged_too():
    base = Kept(denied=("sql",), degrees=("BSc",))
    ours, theirs = replace(base, denied=()), replace(base, denied=("sql", "go"), degrees=("BSc", "MSc"))
    after = merged(base, ours, theirs)
    assert (after.denied, after.degrees) == (("go",), ("BSc", "MSc"))

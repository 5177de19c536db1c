"""What is said, folded into a profile: later words win, levels and years, and what jobs and skills are taken to teach."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from small import NOBODY, a_background, a_corpus, a_role, a_skill, having, job, known, wish

from careerbot.matching.profile import (
    Profile,
    comes_with_title,
    effective,
    forget,
    is_prose,
    is_seasoned,
    update,
    with_skill,
)
from careerbot.nlu.types import Document, Leftover, Limit, Mention, Quantity, RoleMention


def mention(slug: str, stance: Any = "has", **more: Any) -> Mention:
    return Mention(slug, 0, len(slug), more.pop("quote", slug), more.pop("how", "name"), 1.0, stance, **more)


def a_job(slug: str, stance: Any = "current", kind: Any = "role", years: float | None = None) -> RoleMention:
    return RoleMention(slug, kind, 0, 1, slug, stance, years)


def said(*found: Any, before: Profile = NOBODY, text: str = "x", kind: Any = "message", **more: Any) -> Profile:
    skills = tuple(one for one in found if isinstance(one, Mention))
    roles = tuple(one for one in found if isinstance(one, RoleMention))
    return update(before, Document(text, kind, skills=skills, roles=roles, **more))


def years(value: float, kind: Any = "experience") -> Quantity:
    return Quantity(kind, value, 0, 1, "years")


def slugs(wishes: tuple[Any, ...]) -> list[str]:
    return [one.slug for one in wishes]


# ---------------------------------------------------------------- skills


def test_a_skill_named_without_a_level_is_taken_for_working():
    assert said(mention("x")).skills == (known("x"),)
    assert said(mention("x", level=4)).skills == (known("x", 4, stated=True),)
    assert said(mention("x", "none")) == Profile()


def test_later_words_win_and_no_word_changes_nothing():
    person = said(mention("x", level=4, quote="great x"))
    assert said(mention("x", quote="x"), before=person).skills == (known("x", 4, stated=True, quote="great x"),)
    assert said(mention("x", level=2, quote="poor x"), before=person).skills == (
        known("x", 2, stated=True, quote="poor x"),
    )
    title = mention("x", level=1, how="title")
    assert said(title, before=person).level("x") == 4, "a title takes back no word"
    assert said(title, before=said(mention("x"))).level("x") == 1


def test_of_two_levels_in_one_text_the_highest():
    assert said(mention("x", level=4), mention("x", level=2)).level("x") == 4
    assert said(mention("x", level=2), mention("x", level=4), mention("y", level=1)).level("x") == 4
    assert said(mention("x", level=2), mention("x")).level("x") == 2
    assert said(mention("x", "lacks", level=5), mention("x", level=2)).level("x") == 2


@pytest.mark.parametrize(
    ("stance", "there"),
    [
        ("has", {"skills"}),
        ("learning", {"skills", "learning"}),
        ("wants", {"skills", "learning"}),
        ("lacks", {"missing"}),
        ("dislikes", {"skills", "dislikes"}),
    ],
)
def test_where_a_word_puts_a_skill(stance, there):
    person = said(mention("x", stance), before=having("x"))
    assert {
        field for field in ("skills", "learning", "missing", "dislikes", "likes") if getattr(person, field)
    } == there


def test_what_a_new_word_takes_back():
    full = Profile(learning=(wish("x"), wish("y")), missing=(wish("x"), wish("y")), likes=(wish("x"), wish("y")))

    def left(stance: str) -> dict[str, list[str]]:
        person = said(mention("x", stance), before=full)
        return {field: slugs(getattr(person, field)) for field in ("learning", "missing", "likes")}

    assert left("has") == {"learning": ["y"], "missing": ["y"], "likes": ["x", "y"]}
    assert left("learning") == {"learning": ["y", "x"], "missing": ["y"], "likes": ["x", "y"]}
    assert left("dislikes") == {"learning": ["y"], "missing": ["x", "y"], "likes": ["y"]}
    assert left("lacks") == {"learning": ["x", "y"], "missing": ["y", "x"], "likes": ["y"]}


def test_whoever_is_sick_of_a_skill_after_years_has_it():
    person = said(mention("x", "dislikes", years=3.0))
    assert (person.level("x"), slugs(person.dislikes)) == (4, ["x"])
    assert said(mention("x", "dislikes")).level("x") == 0


def test_an_advertisement_is_taken_for_the_person_it_looks_for():
    assert said(mention("x", "none"), kind="advert").level("x") == 3
    assert slugs(said(mention("x", "lacks"), kind="advert").missing) == ["x"]
    assert said(mention("x", "none"), kind="cv").level("x") == 0


# ---------------------------------------------------------------- jobs, wishes, time


def test_jobs_wishes_and_what_they_rule_out():
    person = said(
        a_job("a"), a_job("b", "past", years=2.0), a_job("c", "wanted"), a_job("d", "rejected"), a_job("e", "none")
    )
    assert [(j.slug, j.years, j.now) for j in person.jobs] == [("a", None, True), ("b", 2.0, False)]
    assert (person.wanted, person.excluded) == (("c",), ("d",))
    assert person.titles == ("a", "b", "c", "e")
    turned = said(a_job("d", "wanted"), a_job("c", "rejected"), a_job("a", "past"), before=person)
    assert (turned.wanted, turned.excluded) == (("d",), ("c",))
    assert [(j.slug, j.now) for j in turned.jobs] == [("b", False), ("a", False)]


def test_the_latest_wish_comes_first_and_the_latest_refusal_last():
    before = Profile(wanted=("a", "b"), excluded=("c", "d"))
    assert said(a_job("b", "wanted"), before=before).wanted == ("b", "a")
    assert said(a_job("c", "rejected"), before=before).excluded == ("d", "c")
    assert said(a_job("t", "wanted", "background"), before=before).wanted == ("a", "b")
    assert said(a_job("t", "rejected", "background"), before=before).excluded == ("c", "d")
    assert said(a_job("t", "current", "background")).titles == ()


@pytest.mark.parametrize(
    ("found", "more", "told"),
    [
        ([a_job("a")], {"quantities": (years(11.0),)}, 11.0),
        ([a_job("a", years=2.0)], {"quantities": (years(11.0),)}, 2.0),
        ([a_job("a", "past")], {"quantities": (years(11.0), years(30.0, "age"))}, 11.0),
        ([a_job("a")], {"quantities": (years(11.0), years(2.0))}, None),
        ([a_job("a"), a_job("b")], {"quantities": (years(11.0),)}, None),
        ([a_job("a"), a_job("b", "wanted")], {"quantities": (years(11.0),)}, 11.0),
        ([a_job("a")], {"quantities": (years(11.0),), "kind": "cv"}, None),
        ([a_job("a")], {"quantities": (years(0.0),)}, None),
    ],
)
def test_the_only_years_are_those_of_the_only_job(found, more, told):
    assert said(*found, **more).jobs[0].years == told


def test_time_limits_and_leftovers_of_the_last_message():
    first = said(
        quantities=(years(5.0, "hours"), years(6.0, "deadline")), limits=(Limit("maths", False, 0, 1, "no maths"),),
        leftovers=(Leftover("frob", 0, 4),),
    )  # fmt: skip
    assert (first.hours_a_week, first.months, first.unrecognised) == (5.0, 6.0, ("frob",))
    second = said(limits=(Limit("maths", True, 0, 1, "maths"), Limit("remote", True, 0, 1, "home")), before=first)
    assert (second.hours_a_week, second.months, second.unrecognised) == (5.0, 6.0, ())
    assert second.limits == (("maths", True, "maths"), ("remote", True, "home"))
    by = said(quantities=(Quantity("deadline", 6.0, 0, 1, "May", by="2027-05"),))
    assert (by.months, by.by) == (None, "2027-05")


STORY = "word " * 39 + "word"


@pytest.mark.parametrize(
    ("text", "kind", "named", "prose"),
    [
        (STORY, "message", 0, True), (STORY[5:], "message", 0, False), ("short", "cv", 0, True),
        ("abcdefghij", "cv", 4, True), ("abcdefghij", "cv", 5, False),
    ],
)  # fmt: skip
def test_prose_is_long_and_less_than_half_names(text, kind, named, prose):
    document = Document(text, kind, skills=(Mention("x", 3, 3 + named, "x", "name", 1.0),))
    assert is_prose(document) == prose
    person = update(Profile(), document)
    assert (person.prose, person.document) == (prose, prose and kind != "message")
    assert said(before=Profile(prose=True, document=True)) == Profile(prose=True, document=True)


# ---------------------------------------------------------------- what if, and never mind


def test_everything_of_a_skill_or_a_role_can_be_forgotten():
    both = (wish("x"), wish("y"))
    full = having(
        "x",
        "y",
        learning=both,
        missing=both,
        dislikes=both,
        likes=both,
        jobs=(job("x"), job("y")),
        wanted=("x", "y"),
        excluded=("x", "y"),
    )
    left = (wish("y"),)
    assert forget(full, "x") == having(
        "y", learning=left, missing=left, dislikes=left, likes=left, jobs=(job("y"),), wanted=("y",), excluded=("y",)
    )


def test_learning_something_raises_and_never_lowers():
    assert with_skill(Profile(), "x", 2).skills == (known("x", 2, stated=True, quote=""),)
    assert with_skill(having(known("x", 4, quote="my x")), "x", 2).skills == (known("x", 4, stated=True, quote="my x"),)
    assert with_skill(having(known("x", 1)), "x", 2).level("x") == 2
    gone = with_skill(having("y", learning=(wish("x"),), missing=(wish("x"),), likes=(wish("x"),)), "x", 2)
    assert (gone.learning, gone.missing, slugs(gone.likes), slugs(gone.skills)) == ((), (), ["x"], ["y", "x"])


@pytest.mark.parametrize("field", ["skills", "jobs", "likes", "learning"])
def test_nobody_is_unknown_who_said_something_to_match(field):
    assert Profile(missing=(wish("x"),), wanted=("a",)).is_empty
    assert not replace(Profile(), **{field: (wish("x"),)}).is_empty


@pytest.mark.parametrize(
    ("profile", "seasoned"),
    [
        (Profile(), False), (Profile(document=True), True), (having(known("x", 4, stated=True)), True), (having(known("x", 4)), False),
        (having(known("x", 3, stated=True)), False), (Profile(jobs=(job("a", years=3.0),)), True), (Profile(jobs=(job("a", years=2.9),)), False),
        (Profile(jobs=(job("a"),)), False),
    ],
)  # fmt: skip
def test_experience_is_a_document_a_strong_level_or_three_years(profile, seasoned):
    assert is_seasoned(profile) == seasoned


# ---------------------------------------------------------------- what it comes to


SKILLS = {"x": a_skill(), "y": a_skill(), "z": a_skill(implies={"x": 3, "y": 1})}
ROLES = {"r": a_role({"x": (4, 0.5), "y": (3, 0.49)}, implies={"y": 3})}


def have(profile: Profile, roles: Any = ROLES, **backgrounds: Any) -> dict[str, int]:
    corpus = a_corpus(SKILLS, roles)
    return {slug: one.level for slug, one in effective(profile, corpus.skills, corpus.roles, backgrounds).items()}


@pytest.mark.parametrize(("years", "level"), [(None, 3), (0.9, 2), (1.0, 3), (5.9, 3), (6.0, 4)])
def test_a_trade_teaches_its_core_with_the_years(years, level):
    clerk = Profile(jobs=(job("clerk", "background", years),))
    assert have(clerk, clerk=a_background(x=3)) == {"x": level}
    assert have(clerk, clerk=a_background(x=2)) == {"x": 2}, "what is no core stays as it is"
    assert have(clerk, clerk=a_background(x=5))["x"] == (4 if years == 0.9 else 5)
    assert have(clerk, clerk=a_background(nowhere=3)) == {}
    assert have(clerk) == {}


def test_a_role_teaches_what_half_of_its_adverts_ask_for_a_level_below():
    assert have(Profile(jobs=(job("r"),))) == {"y": 3, "x": 3}
    assert have(Profile(jobs=(job("r", years=6.0),))) == {"y": 4, "x": 4}
    assert have(Profile(jobs=(job("r", years=5.9),))) == {"y": 3, "x": 3}
    assert have(Profile(jobs=(job("nobody-knows"),))) == {}
    core = {"r": a_role({"x": (5, 0.9), "y": (1, 0.9)}, implies={"x": 2})}
    assert have(Profile(jobs=(job("r", years=9.0),)), core) == {"x": 5, "y": 1}
    assert have(Profile(jobs=(job("r"),)), core) == {"x": 4}, "a level below aware is nothing"
    assert have(Profile(jobs=(job("r"),)), {"r": a_role({"x": (3, 0.9)}, implies={"x": 3})}) == {"x": 3}


def test_a_skill_shows_others_from_its_basics_on_and_no_higher_than_itself():
    assert have(having("z")) == {"z": 3, "x": 3, "y": 1}
    assert have(having(known("z", 2))) == {"z": 2, "x": 2, "y": 1}
    assert have(having(known("z", 1))) == {"z": 1}
    assert have(having(known("x", 1), "z")) == {"x": 1, "z": 3, "y": 1}, "their own word stands"
    assert have(having("z", missing=(wish("x"),))) == {"z": 3, "y": 1}


def test_a_title_speaks_on_at_the_level_another_skill_shows():
    corpus = a_corpus(SKILLS, ROLES)
    person = having("z", jobs=(job("clerk", "background"),))
    for taught, level in ((2, 3), (4, 4)):
        found = effective(person, corpus.skills, corpus.roles, {"clerk": a_background(x=taught)})["x"]
        assert (found.level, found.how, found.via) == (level, "title", "clerk")
    shown = effective(having("z"), corpus.skills, corpus.roles, {})["x"]
    assert (shown.how, shown.via, shown.stated, shown.confidence, shown.quote) == ("implied", "z", False, 0.6, "z")


def test_of_two_jobs_the_higher_level():
    for jobs in (("low", "high"), ("high", "low")):
        person = Profile(jobs=tuple(job(slug, "background") for slug in jobs))
        assert have(person, low=a_background(x=2), high=a_background(x=3)) == {"x": 3}


def test_what_merely_comes_with_a_title():
    by = {weight: a_role({"x": (3, weight)}) for weight in (0.49, 0.5)}

    def comes(how: Any, via: Any, role: Any) -> bool:
        return comes_with_title(known("x", how=how, via=via), {"r": role})

    assert comes("title", "r", by[0.49])
    assert comes("title", "r", a_role({}))
    assert not comes("title", "r", by[0.5])
    assert not comes("title", "clerk", by[0.49])
    assert not comes("title", None, by[0.49])
    assert not comes("name", "r", by[0.49])

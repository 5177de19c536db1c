"""A corpus of a few made-up records, so that an example can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from careerbot.corpus.records import AnyOf, Background, Need, Resource, Role, Skill, Traits, Weights
from careerbot.matching.profile import Known, Past, Profile, Wanted

MIDDLE = {"coding": 3, "maths": 3, "people": 3, "writing": 3, "research": 3}


NOBODY = Profile()
NONE: dict[str, Any] = {}


def a_skill(kind: str = "knowledge", hours: tuple[int, ...] = (10, 20, 30, 40, 50), **more: Any) -> Skill:
    """Ten hours to the first level, twenty to the second, and so on."""
    return Skill(name="x", kind=kind, about="x", hours=hours, **more)


def a_role(
    needs: Mapping[str, tuple[Any, ...]], any_of: Sequence[AnyOf] = (), traits: Mapping[str, int] = NONE, **more: Any
) -> Role:
    """Needs as skill -> (level, weight) or (level, weight, must); anybody may enter unless told otherwise."""
    told: dict[str, Any] = {"seniority": ("entry",), "enters_by": ("beginner",), "degree": "none", **more}
    return Role(
        title="x", summary="x", also_called=(), traits=Traits(**{**MIDDLE, **traits}), tasks=(), evidence="judgement",
        evidence_note="x", industries=(), any_of=tuple(any_of), sources=(),
        needs={slug: Need(*asked) for slug, asked in needs.items()}, **told,
    )  # fmt: skip


def one_of(name: str, *skills: str, level: int = 3, weight: float = 0.5, must: bool = False) -> AnyOf:
    """A need that any of these skills meets."""
    return AnyOf(name=name, skills=skills, level=level, weight=weight, must=must)


def a_resource(
    teaches: Mapping[str, int], hours: int = 60, kind: str = "course", cost: str = "free", **more: Any
) -> Resource:
    """Something to learn from."""
    return Resource(
        title=more.pop("title", "x"), kind=kind, publisher="x", cost=cost, hours=hours, teaches=dict(teaches), **more
    )


def a_background(**implies: int) -> Background:
    """A trade that teaches these skills."""
    return Background(name="x", implies=implies, sources=())


def weights(roles: Sequence[str], start: Sequence[int | None] | None = None, **values: tuple[int, ...]) -> Weights:
    """A table of weights in hundredths: skill -> one value a role."""
    return Weights(tuple(roles), tuple(start or [0] * len(roles)), values)


class Small(SimpleNamespace):
    """Told apart by identity, as a corpus is."""

    __hash__ = object.__hash__
    __eq__ = object.__eq__


def a_corpus(skills: Mapping[str, Skill] | str, roles: Mapping[str, Role], **more: Any) -> Any:
    """Skills (a string names plain ones) are of a family of the field unless `families` says otherwise."""
    known = {slug: a_skill() for slug in skills.split()} if isinstance(skills, str) else dict(skills)
    resources = more.get("resources", {})
    teaching = {s: tuple(r for r, one in resources.items() if s in one.teaches) for s in known}
    ways = more.get("ways", {})
    return Small(
        skills=known, roles=dict(roles), backgrounds=more.get("backgrounds", {}), resources=resources, resources_for=teaching,
        skill_family=dict.fromkeys(known, "programming") | more.get("families", {}), weights=more.get("weights", {}),
        like={slug: skill.like for slug, skill in known.items() if skill.like},
        occupations=SimpleNamespace(ways=lambda slug: ways.get(slug, ())), title_shares=more.get("title_shares", {}),
    )  # fmt: skip


def known(slug: str, level: int = 3, how: Any = "name", **more: Any) -> Known:
    """A skill somebody said they have."""
    return Known(
        slug, level, more.pop("stated", False), more.pop("quote", slug), how, more.pop("confidence", 1.0), **more
    )


def wish(slug: str) -> Wanted:
    """A skill somebody learns, lacks, likes or dislikes."""
    return Wanted(slug, slug, "name", 1.0)


def having(*skills: str | Known, **more: Any) -> Profile:
    """Somebody with these skills."""
    return Profile(skills=tuple(known(one) if isinstance(one, str) else one for one in skills), **more)


def job(slug: str, kind: Any = "role", years: float | None = None, now: bool = True) -> Past:
    """A job somebody has or had."""
    return Past(slug, kind, years, now, slug)

"""Shape of a plan: what somebody wants less of, will not pay for, or has no time for.

Wishes bend a plan as far as the role allows; what it cannot do without stays, and is said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Slug
from careerbot.matching.origins import CODE
from careerbot.matching.profile import Profile
from careerbot.planning.effort import BASIC, PROGRAMMING, package
from careerbot.planning.targets import Target

MATHS = ("mathematics", "statistics")
"""Families of skills."""


class Shape(Struct, frozen=True):
    """How a plan is to be."""

    less_maths: bool = False
    no_code: bool = False
    certificate: bool = False
    free: bool = False
    hours: float | None = None
    """No more than so many in all."""
    skip: tuple[Slug, ...] = ()
    """Skills to leave out, whatever the role asks for."""
    disliked: tuple[Slug, ...] = ()
    """Skills to leave out where the role can do without."""
    prefer: tuple[Slug, ...] = ()
    """Skills to take where one of several would do."""


def shape_of(
    profile: Profile, family: Mapping[Slug, str], skip: Collection[Slug] = (), prefer: Collection[Slug] = ()
) -> Shape:
    """What their wishes and dislikes say of a plan; `skip` is what they will not learn at all."""
    wishes = {topic: more for topic, more, _ in profile.limits}
    disliked = tuple(w.slug for w in profile.dislikes)
    families = {family.get(slug) for slug in disliked}
    return Shape(
        less_maths=wishes.get("maths") is False or "mathematics" in families,
        no_code=wishes.get("coding") is False or PROGRAMMING in disliked,
        certificate=wishes.get("certificate") is True,
        free="free" in wishes,  # nobody wants to pay: "no money for courses" is read as a wish for less
        skip=tuple(sorted(skip)),
        disliked=disliked,
        prefer=tuple(sorted(prefer)),
    )


def shaped(
    targets: Sequence[Target], shape: Shape, corpus: Corpus, levels: Mapping[Slug, int]
) -> tuple[list[Target], list[Target], list[Target]]:
    """(the targets that stay, those that stay although they are what somebody wants less of, those that go)."""
    kept, against, gone = [], [], []
    for target in targets:
        # a tool goes with the language it is of, as pandas with Python; agents can be built in another one
        tool = corpus.skills[target.skill].kind == "tool" and not target.must
        rests = tool and not package(target.skill, target.level, levels, corpus.skills).keys().isdisjoint(shape.skip)
        refused = target.skill in shape.skip or rests
        if refused or (is_unwanted(target.skill, shape, corpus) and not target.must):
            gone.append(target)
        elif is_unwanted(target.skill, shape, corpus):
            kept.append(replace(target, level=min(target.level, BASIC)))
            against.append(target)
        else:
            kept.append(target)
    return kept, against, gone


def is_unwanted(slug: Slug, shape: Shape, corpus: Corpus) -> bool:
    """Whether a skill is of what somebody wants less of."""
    families = (*(MATHS if shape.less_maths else ()), *(CODE if shape.no_code else ()))
    return slug in shape.skip or slug in shape.disliked or corpus.skill_family[slug] in families


def avoided(shape: Shape, corpus: Corpus, choice: Sequence[Slug]) -> list[Slug]:
    """Of several skills that meet one need, those that fit the shape; all where none does.

    Who refuses a language asks for no other one: of these the refused one stands for the need, and goes.
    """
    if preferred := [slug for slug in choice if slug in shape.prefer]:
        return preferred
    refused = [slug for slug in choice if slug in shape.skip and corpus.skill_family[slug] in CODE]
    return refused[:1] or [slug for slug in choice if not is_unwanted(slug, shape, corpus)] or list(choice)

"""Shape of a plan: what somebody wants less of, will not pay for, or has no time for.

Wishes bend a plan as far as the role allows; what it cannot do without stays, and is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Slug
from careerbot.matching.profile import Profile
from careerbot.planning.effort import BASIC
from careerbot.planning.targets import Target

MATHS = ("mathematics", "statistics")
CODE = ("programming", "software-engineering", "web")
"""Families of skills."""


class Shape(Struct, frozen=True):
    """How a plan is to be."""

    less_maths: bool = False
    no_code: bool = False
    books: bool = False
    """Learn from books, where there are any."""
    certificate: bool = False
    free: bool = False
    hours: float | None = None
    """No more than so many in all."""
    skip: tuple[Slug, ...] = ()
    """Skills to leave out."""


def shape_of(profile: Profile) -> Shape:
    """What their wishes say of a plan."""
    wishes = {topic: more for topic, more, _ in profile.limits}
    return Shape(
        less_maths=wishes.get("maths") is False,
        no_code=wishes.get("coding") is False,
        certificate=wishes.get("certificate") is True,
        free=wishes.get("free") is True,
    )


def shaped(targets: Sequence[Target], shape: Shape, corpus: Corpus) -> tuple[list[Target], list[Target]]:
    """(the targets that stay, those that stay although they are what somebody wants less of)."""
    kept, against = [], []
    for target in targets:
        if target.skill in shape.skip:
            continue
        family = corpus.skill_family[target.skill]
        maths, code = shape.less_maths and family in MATHS, shape.no_code and family in CODE
        if not (maths or code):
            kept.append(target)
        elif target.must:
            level = min(target.level, BASIC)
            kept.append(Target(target.skill, level, target.weight, target.must, target.group))
            against.append(target)
    return kept, against


def avoided(shape: Shape, corpus: Corpus, choice: Sequence[Slug]) -> list[Slug]:
    """Of several skills that meet one need, those that fit the shape; all where none does."""
    families = (*(MATHS if shape.less_maths else ()), *(CODE if shape.no_code else ()))
    fitting = [s for s in choice if s not in shape.skip and corpus.skill_family[s] not in families]
    return fitting or list(choice)

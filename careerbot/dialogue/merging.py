"""Three-way merge of what is kept of a person: what two conversations changed since they last agreed stands in one.

So that of two changes at once neither is lost, and what one of them took back stays taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.matching.profile import Profile

T = TypeVar("T")


class Kept(Struct, frozen=True):
    """What is kept of a person and of the conversation with them."""

    profile: Profile = Profile()
    said: tuple[str, ...] = ()
    """Their lines, latest last."""
    shown: tuple[Slug, ...] = ()
    """Roles on screen."""
    focus: Slug = ""
    """The role spoken of last."""
    denied: tuple[Slug, ...] = ()
    """What was taken back: it is not believed again unless it is said again."""
    degrees: tuple[str, ...] = ()
    """Degrees they hold or study for, in their words."""
    home: str = ""
    """Where they are, in their words."""


SKILL_FIELDS = ("skills", "learning", "missing", "dislikes", "likes")
"""Fields of a profile whose rows are about a skill: a skill that one side changed is, in all of them, as that side has it."""

ROLE_FIELDS = ("wanted", "excluded")
"""Likewise for roles."""

ROWS: dict[str, Callable[[Any], Hashable]] = {
    "jobs": lambda job: (job.slug, job.kind),
    "limits": lambda row: row[0],
    "leanings": lambda row: row[0],
    "titles": lambda slug: slug,
    "words": lambda word: word,
}
"""Other fields that hold rows, and what tells two rows of one apart."""

LATEST_FIRST = ("wanted",)


def merged(base: Kept, ours: Kept, theirs: Kept) -> Kept:
    """What both sides made of `base`; where both changed the same thing, ours stands."""
    if base == theirs:
        return ours
    return Kept(
        profile=merged_profiles(base.profile, ours.profile, theirs.profile),
        said=_lines(base.said, ours.said, theirs.said),
        shown=_value(base.shown, ours.shown, theirs.shown),
        focus=_value(base.focus, ours.focus, theirs.focus),
        denied=_rows(base.denied, ours.denied, theirs.denied, _itself),
        degrees=_rows(base.degrees, ours.degrees, theirs.degrees, _itself),
        home=_value(base.home, ours.home, theirs.home),
    )


def merged_profiles(base: Profile, ours: Profile, theirs: Profile) -> Profile:
    """The same for a profile alone."""
    fields: dict[str, Any] = {
        name: _value(getattr(base, name), getattr(ours, name), getattr(theirs, name))
        for name in Profile.__struct_fields__
    }
    for name, key in ROWS.items():
        fields[name] = _rows(getattr(base, name), getattr(ours, name), getattr(theirs, name), key)
    for names, key in ((SKILL_FIELDS, _slug), (ROLE_FIELDS, _itself)):
        changed = _changed(names, base, ours, key)
        for name in names:
            mine, yours = getattr(ours, name), getattr(theirs, name)
            fields[name] = _placed(mine, yours, changed, key, ours_first=name in LATEST_FIRST)
    return replace(theirs, **fields)


def _slug(row: Any) -> Hashable:  # noqa: ANN401 (Known or Wanted)
    slug: Slug = row.slug
    return slug


def _itself(row: Hashable) -> Hashable:
    return row


def _value(base: T, ours: T, theirs: T) -> T:
    return theirs if ours == base else ours


def _changed(names: Iterable[str], base: Profile, ours: Profile, key: Callable[[Any], Hashable]) -> frozenset[Hashable]:
    """What is not in every field as it was."""
    found: set[Hashable] = set()
    for name in names:
        before = {key(row): row for row in getattr(base, name)}
        after = {key(row): row for row in getattr(ours, name)}
        found |= {k for k in before.keys() | after.keys() if before.get(k) != after.get(k)}
    return frozenset(found)


def _rows(base: tuple[T, ...], ours: tuple[T, ...], theirs: tuple[T, ...], key: Callable[[Any], Hashable]) -> tuple[T, ...]:
    before, after = {key(row): row for row in base}, {key(row): row for row in ours}
    changed = frozenset(k for k in before.keys() | after.keys() if before.get(k) != after.get(k))
    return _placed(ours, theirs, changed, key)


def _placed(
    ours: tuple[T, ...],
    theirs: tuple[T, ...],
    changed: frozenset[Hashable],
    key: Callable[[Any], Hashable],
    *,
    ours_first: bool = False,
) -> tuple[T, ...]:
    """Their rows, with those that changed as ours are, or gone."""
    mine = {key(row): row for row in ours if key(row) in changed}
    rest = {key(row): row for row in theirs if key(row) not in changed or key(row) in mine}
    found = {**mine, **rest} if ours_first and mine else {**rest, **mine}
    return tuple((found | mine).values())


def _lines(base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Their lines and then what was said here since; lines forgotten here are gone."""
    known = overlap(base, ours)
    if base and not known:
        return (*theirs[overlap(base, theirs) :], *ours)
    return (*theirs, *ours[known:])


def overlap(before: tuple[str, ...], after: tuple[str, ...]) -> int:
    """With how many of the last lines of `before` the lines of `after` begin."""
    for count in range(min(len(before), len(after)), 0, -1):
        if before[-count:] == after[:count]:
            return count
    return 0

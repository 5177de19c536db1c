"""Occupations and degrees somebody comes from: records written by hand first, then derived ones, made when asked for.

`nurse` is a record of ours; `degree-phd-physics` comes from the table of degrees, `onet-29-1141-00` from the thousand
occupations of O*NET. Only the written ones are listed: nobody reads a thousand names on a screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from careerbot.corpus.records import Background, Slug

DEGREES = ("bachelor", "master", "phd")
"""From the first to the last: each has what those before it taught."""

DEGREE, ONET = "degree-", "onet-"


class Backgrounds(Mapping[Slug, Background]):
    """Slug -> what somebody with it usually has.

    Args:
        written: the records of the corpus.
        degrees: the table of degrees, read when one is asked for.
        occupation: an occupation of O*NET by its slug, None where there is none.

    """

    def __init__(
        self,
        written: Mapping[Slug, Background],
        degrees: Callable[[], Mapping[str, Any]],
        occupation: Callable[[Slug], Background | None],
    ) -> None:
        self._written, self._degrees, self._occupation = written, degrees, occupation
        self._derived: dict[Slug, Background | None] = {}

    def __getitem__(self, slug: Slug) -> Background:
        if slug in self._written:
            return self._written[slug]
        found = self._derive(slug)
        if found is None:
            raise KeyError(slug)
        return found

    def __contains__(self, slug: object) -> bool:
        return slug in self._written or (isinstance(slug, str) and self._derive(slug) is not None)

    def __iter__(self) -> Iterator[Slug]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)

    def _derive(self, slug: Slug) -> Background | None:
        if not slug.startswith((DEGREE, ONET)):
            return None
        if slug not in self._derived:
            self._derived[slug] = self._degree(slug) if slug.startswith(DEGREE) else self._occupation(slug)
        return self._derived[slug]

    def _degree(self, slug: Slug) -> Background | None:
        level, _, subject = slug.removeprefix(DEGREE).partition("-")
        field = self._degrees().get("fields", {}).get(subject)
        if field is None or level not in DEGREES:
            return None
        implies: dict[Slug, int] = {}
        for each in DEGREES[: DEGREES.index(level) + 1]:
            for skill, reached in field.get(each, {}).items():
                implies[skill] = max(reached, implies.get(skill, 0))
        title = {"bachelor": "degree", "master": "master's degree", "phd": "PhD"}[level]
        return Background(name=f"{title} in {subject.replace('-', ' ')}", implies=implies, sources=("judgement",))

"""Occupation directory: a thousand occupations of O*NET by the 57,000 titles people have in them, searched by bisection.

Nobody's trade is unknown: a title no record of ours explains is looked for here, and so is what somebody says they do
("I drive a forklift"). Degrees and occupations are backgrounds made when asked for, beside those written by hand. The
tables are opened only when such a title turns up; titles are never held in memory as objects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from careerbot.corpus.records import Background, Slug
from careerbot.text.tokenizer import fold

TITLES, OCCUPATIONS, WAYS = "titles.txt", "occupations.csv", "ways.csv"

MOST_WORDS = 12
"""A title is no longer than this."""

ALIKE = 0.6
"""The share of its words that a title has to have in common with what was said, where no title is exactly that."""

OF_COMPUTERS = "15-"
"""The group of occupations that "I build models" names none of."""

_WORDS = re.compile(r"[a-z0-9+#]+")
_ASIDE = re.compile(r"\([^)]*\)")


class Occupation(Struct, frozen=True):
    """One occupation of O*NET."""

    code: str
    """Of the Standard Occupational Classification: "29-1141.00"."""
    name: str
    implies: tuple[tuple[Slug, int], ...]
    """What hardly anybody who does this lacks, and at what level."""

    @property
    def slug(self) -> Slug:
        """As it stands among backgrounds: "onet-29-1141-00"."""
        return "onet-" + self.code.replace(".", "-")


class Way(Struct, frozen=True):
    """A role that takes people from a trade."""

    role: Slug
    brings: str
    """What they bring to it, as a clause."""


def normal(title: str) -> str:
    """A title as titles are compared: small letters, no plural, nothing in brackets, no punctuation."""
    return " ".join(_words(_ASIDE.sub(" ", title)))


def _words(text: str) -> list[str]:
    return [_singular(word) for word in _WORDS.findall(fold(text).replace("'s", "").replace("’s", ""))]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


class Directory:
    """The tables of one corpus."""

    def __init__(self, folder: Path, trades: Mapping[str, Any]) -> None:
        self._folder, self._trades = folder, trades

    @cached_property
    def _titles(self) -> str:
        return _text(self._folder / TITLES)

    @cached_property
    def _rows(self) -> list[str]:
        lines = _text(self._folder / OCCUPATIONS).splitlines()
        return [line for line in lines if not line.startswith("#")][1:]

    @cached_property
    def _by_code(self) -> dict[str, int]:
        return {row.partition(",")[0]: place for place, row in enumerate(self._rows)}

    @cached_property
    def _dropped(self) -> frozenset[str]:
        return frozenset(self._trades.get("drop", ()))

    @cached_property
    def _phrases(self) -> list[tuple[list[str], str]]:
        """Sayings and the title each stands for, the longest first."""
        found = [
            ([w for w in _words(saying) if w not in self._small], title)
            for title, sayings in self._trades.get("phrases", {}).items()
            for saying in sayings
        ]
        return sorted((row for row in found if row[0]), key=lambda row: -len(row[0]))

    @cached_property
    def _small(self) -> frozenset[str]:
        """Words a saying does without."""
        return frozenset(self._trades.get("small", ()))

    # ------------------------------------------------------------ look-up

    def occupation(self, code: str) -> Occupation | None:
        """The occupation with this code."""
        place = self._by_code.get(code)
        return None if place is None else self._at(place)

    def _at(self, place: int) -> Occupation:
        import csv

        code, name, implies = next(csv.reader([self._rows[place]]))
        pairs = (each.rpartition(":") for each in implies.split())
        return Occupation(code, name, tuple((skill, int(level)) for skill, _, level in pairs))

    def exactly(self, title: str) -> Occupation | None:
        """The occupation of exactly this title."""
        place = self._exact(normal(title))
        return None if place is None else self._at(place)

    def find(self, title: str) -> Occupation | None:
        """The occupation somebody with this title is in; None where no title is like it."""
        words = [self._trades.get("spelling", {}).get(w, w) for w in _words(_ASIDE.sub(" ", title))][:MOST_WORDS]
        for form in self._forms(words):
            place = self._exact(" ".join(form))
            if place is not None:
                return self._at(place)
        return self._nearest([w for w in words if w not in self._dropped])

    def _forms(self, words: Sequence[str]) -> Iterator[Sequence[str]]:
        """A title as it stands, without words of rank, and without what narrows it down."""
        yield words
        plain = [w for w in words if w not in self._dropped]
        for start in range(max(1, len(plain) - 1)):
            yield plain[start:]

    def _exact(self, title: str) -> int | None:
        """The likeliest occupation of exactly this title."""
        text, low, high = self._titles, 0, len(self._titles)
        while low < high:
            middle = text.rfind("\n", 0, (low + high) // 2) + 1
            end = text.find("\n", middle)
            if end < 0:
                return None
            key, _, places = text[middle:end].partition("\t")
            if key == title:
                return int(places.split()[0])
            if key.encode() < title.encode():
                low = end + 1
            else:
                high = middle
        return None

    def _nearest(self, words: Sequence[str]) -> Occupation | None:
        """The occupation of the title that has most words in common, its last one among them."""
        if not words:
            return None
        head, asked = words[-1], set(words)
        best: tuple[float, int, int] | None = None
        for key, place in self._lines_with(head):
            found = set(key.split())
            score = len(found & asked) / len(found | asked)
            if found & asked >= {head} and (best is None or (score, -len(key)) > best[:2]):
                best = (score, -len(key), place)
        return self._at(best[2]) if best is not None and best[0] >= ALIKE else None

    def _lines_with(self, word: str) -> Iterator[tuple[str, int]]:
        """Titles with this word: (title, its likeliest occupation)."""
        for match in re.finditer(rf"(?m)^(?:[^\t\n]* )?{re.escape(word)}(?: [^\t\n]*)?\t\d+", self._titles):
            key, _, place = match[0].partition("\t")
            yield key, int(place)

    # ------------------------------------------------------------ what somebody does

    def of_own_doing(self, sentence: str) -> tuple[str, Occupation | None] | None:
        """(title, occupation) of what a sentence says first of its writer: "I sell insurance, 9 years"."""
        words, own = _words(sentence), self._trades.get("own", ())
        for start in [0, *(at + 1 for at, word in enumerate(words) if word in own)]:
            for at in range(start, len(words)):
                said = [w for w in words[at:] if w not in self._small]
                title = next((title for saying, title in self._phrases if said[: len(saying)] == saying), "")
                found = self.find(title) if title else self._made_of(words[at:])
                if title or found is not None and not found.code.startswith(OF_COMPUTERS):
                    return title or found.name, found  # type: ignore[union-attr]
                if words[at] not in self._dropped:
                    break
        return None

    def _made_of(self, words: list[str]) -> Occupation | None:
        """The title made of what is done and to what: "drive", "forklift" -> "forklift driver"."""
        doers = ((agent, _words(doing)) for agent, doings in self._trades.get("does", {}).items() for doing in doings)
        if not words or words[-1] in self._trades.get("does", {}):
            return None  # "train driver" is a title, and trains no drivers
        for agent, doing in (row for row in doers if words[: len(row[1])] == row[1]):
            things = [w for w in words[len(doing) : len(doing) + 5] if w not in self._dropped | self._small]
            for count in (3, 2, 1):
                for start in range(max(0, min(2, len(things) - count + 1))):
                    place = self._exact(" ".join([*things[start : start + count], agent]))
                    if len(things[start:]) >= count and place is not None:
                        return self._at(place)
        return None

    @cached_property
    def _ways(self) -> dict[str, list[Way]]:
        import csv

        found: dict[str, list[Way]] = {}
        lines = [line for line in _text(self._folder / WAYS).splitlines() if not line.startswith("#")]
        for row in csv.DictReader(lines):
            for origin in row["from"].split():
                found.setdefault(origin, []).append(Way(row["role"], row["brings"]))
        return found

    def ways(self, slug: Slug) -> Sequence[Way]:
        """Roles that take people from a trade, the usual first: of an occupation by the longest beginning of its code."""
        if slug.startswith(DEGREE):
            _, _, subject = slug.removeprefix(DEGREE).partition("-")
            return self._ways.get(f"{DEGREE}{subject}", ())
        code = slug.removeprefix("onet-")
        ends = range(len(code), 1, -1) if code != slug else (len(code),)
        return next((self._ways[code[:end]] for end in ends if code[:end] in self._ways), ())

    def background(self, slug: Slug) -> Background | None:
        """The occupation with this slug as a record."""
        code = slug.removeprefix("onet-")
        found = self.occupation(f"{code[:-3]}.{code[-2:]}")
        if found is None:
            return None
        return Background(name=one_of(found.name), implies=dict(found.implies), sources=("onet-29",))


def one_of(name: str) -> str:
    """What one person in an occupation is called: "Janitors and Cleaners, Except Maids" -> "Janitor"."""
    first = re.split(r", (?:Except|All Other)", name)[0]
    first = short if (short := first.partition(",")[0].partition(" and ")[0]).endswith("s") else first
    head, of, rest = first.partition(" of ")
    return (f"{head[:-3]}y" if head.endswith("ies") else head.removesuffix("s")).capitalize() + (of + rest).lower()


def find_occupation(title: str, directory: Directory) -> Occupation | None:
    """The occupation somebody means by a title or by saying what they do; None where nothing is like it."""
    doing = directory.of_own_doing(title)
    return directory.exactly(title) or (doing[1] if doing else None) or directory.find(title)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""  # without the directory trades are what the records say


def folder_of(corpus: Path, shipped: Path) -> Path:
    """Where a corpus has its directory; a corpus without one uses that of the shipped one."""
    own = corpus / "occupations"
    return own if own.is_dir() else shipped / "occupations"


# ---------------------------------------------------------------- occupations and degrees somebody comes from


DEGREES = ("bachelor", "master", "phd")
"""From the first to the last: each has what those before it taught."""

DEGREE, ONET = "degree-", "onet-"


class Backgrounds(Mapping[Slug, Background]):
    """Slug -> what somebody with it usually has."""

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


# ---------------------------------------------------------------- the share of people with a title that uses a tool


NAME = "title_shares.csv"


def read_title_shares(folder: Path) -> dict[tuple[Slug, Slug], float]:
    """(role, skill) -> share of its people; empty where a corpus has no such table, or none that can be read."""
    found = {}
    try:
        lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    for line in lines:
        role, _, rest = line.partition(",")
        skill, _, rest = rest.partition(",")
        try:
            found[role, skill] = float(rest.partition(",")[0])
        except ValueError:
            continue  # the heading, and remarks
    return found

"""What the corpus files hold, exactly as they are written. Field order is the order to write them in.

The slug of a record is its file name (roles) or its table name (everything else), the family its folder or
file; neither is repeated inside, so `Corpus` keeps them as keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Struct

Slug = str
"""Lower-case words joined by hyphens: `machine-learning-engineer`."""

Level = Annotated[int, msgspec.Meta(ge=1, le=5)]
"""Proficiency: 1 aware, 2 basic, 3 working, 4 strong, 5 expert (rubric in corpus/README.md)."""

Often = Annotated[int, msgspec.Meta(ge=1, le=3)]

Share = Annotated[float, msgspec.Meta(ge=0, le=1)]

LEVEL_NAMES = ("none", "aware", "basic", "working", "strong", "expert")
"""Index with a level, 0 for nothing at all."""


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all corpus records: immutable, and an unknown key in a file is an error."""


class Skill(Record, frozen=True, kw_only=True):
    """Something a person can learn and a role can ask for."""

    name: str
    """As it is written in running text: "scikit-learn", "linear algebra", "Power BI"."""
    kind: Literal["knowledge", "tool", "ability", "trait"]
    """A trait is a way of working that every trade asks for and nobody takes a course in: communication, teamwork."""
    about: str
    """One to three sentences a beginner understands."""
    also_called: tuple[str, ...] = ()
    """Other spellings, abbreviations, product names: each means this skill wherever it stands."""
    ambiguous: tuple[str, ...] = ()
    """Names that are everyday words or mean other things too ("go", "spark", "r"): counted only with evidence."""
    mistaken: tuple[str, ...] = ()
    """Phrases that hold one of its names and mean something else ("sales pipeline"): never counted."""
    needs: dict[Slug, Level] = {}
    """Prerequisites: the level of another skill to have before working at this one."""
    implies: dict[Slug, Level] = {}
    """Who works with this (level 3 or more) has these too, at about this level: pandas implies Python 3."""
    like: dict[Slug, Share] = {}
    """Substitutes: how much of this skill somebody with the other one already has (0 to 1)."""
    hours: tuple[int, int, int, int, int]
    """Focused hours from nothing to level 1, from 1 to 2, 2 to 3, 3 to 4, 4 to 5 (estimates, ±40%)."""
    project: str = ""
    """A small piece of work that proves the working level, done in a weekend or two."""
    sources: tuple[Slug, ...] = ()


class Need(Record, frozen=True):
    """What a role asks of one skill."""

    level: Level
    weight: Share
    """The share of the role's advertisements that ask for it, or our judgement of that share."""
    must: bool = False
    """Hardly anybody is hired without it."""


class AnyOf(Record, frozen=True, kw_only=True):
    """One need that any one of several skills meets (PyTorch or TensorFlow)."""

    name: str
    """What they have in common: "a deep-learning framework"."""
    skills: tuple[Slug, ...]
    level: Level
    weight: Share
    must: bool = False


class Move(Record, frozen=True, kw_only=True):
    """A usual next job after this one."""

    role: Slug
    years: str
    """Usual years in the present role first: "2-4"."""
    changes: str
    """What is different over there, in a clause."""


class Traits(Record, frozen=True, kw_only=True):
    """How much of the working week goes to each, 1 hardly any to 5 most of it."""

    coding: Level
    maths: Level
    people: Level
    writing: Level
    research: Level


class Terms(Record, frozen=True, kw_only=True):
    """On which terms it is worked, 1 seldom, 2 sometimes, 3 usually."""

    remote: Often
    """From home, for some days or all."""
    part_time: Often
    on_call: Often
    """At night, at weekends, or called when something breaks."""


class Role(Record, frozen=True, kw_only=True):
    """An occupation people are hired into."""

    title: str
    summary: str
    also_called: tuple[str, ...]
    """Titles as advertisements write them."""
    seniority: tuple[Literal["entry", "junior", "mid", "senior", "lead"], ...]
    """The levels the role is commonly advertised at."""
    enters_by: tuple[Literal["beginner", "graduate", "career-changer", "experienced", "phd"], ...]
    """Who commonly gets a first job in this role."""
    degree: Literal["none", "helpful", "bachelor", "master", "phd"]
    """What most employers ask for."""
    traits: Traits
    terms: Terms = Terms(remote=2, part_time=2, on_call=1)
    with_ai: str = ""
    """Our opinion of what of it AI takes over, what stays, and what to learn to be on the safe side; the verdict first."""
    tasks: tuple[str, ...]
    evidence: Literal["adverts", "onet", "judgement"]
    """Where the weights under needs come from."""
    evidence_note: str
    """One line saying how: the number of adverts and years, the O*NET code, or whose reasoning."""
    industries: tuple[str, ...]
    works_with: dict[Slug, str] = {}
    """Neighbouring roles in a team and what passes between them."""
    leads_to: tuple[Move, ...] = ()
    any_of: tuple[AnyOf, ...] = ()
    sources: tuple[Slug, ...]
    needs: dict[Slug, Need]
    implies: dict[Slug, Level] = {}
    """What hardly anybody who has worked as this lacks, at the level after some two to five years."""

    @property
    def needs_no_degree(self) -> bool:
        """Whether people without a degree are taken."""
        return self.degree in ("none", "helpful")

    @property
    def takes_changers(self) -> bool:
        """Whether beginners, or people from another trade, get a first job in it."""
        return not {"beginner", "career-changer"}.isdisjoint(self.enters_by)


class Background(Record, frozen=True, kw_only=True):
    """An occupation outside the field that people come from, and what it usually teaches."""

    name: str
    also_called: tuple[str, ...] = ()
    mistaken: tuple[str, ...] = ()
    """Phrases that hold one of its names and mean no job ("daily driver")."""
    implies: dict[Slug, Level]
    """Skills somebody in it usually has, at about this level."""
    sources: tuple[Slug, ...]


class Resource(Record, frozen=True, kw_only=True):
    """Something to learn from, or a project to do."""

    title: str
    kind: Literal["course", "book", "docs", "tutorial", "project", "certificate", "practice"]
    publisher: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    cost: Literal["free", "free-audit", "paid"]
    hours: int
    url: str = ""
    """Empty for our own projects only."""
    about: str = ""
    teaches: dict[Slug, Level]
    """The level a learner can reach with it."""
    starts_at: dict[Slug, Level] = {}
    """What it expects on day one."""


class Newer(Record, frozen=True, kw_only=True):
    """A later figure for the same thing."""

    value: float
    year: str
    text: str
    source: Slug


class Fact(Record, frozen=True, kw_only=True):
    """One claim or figure, with everything needed to judge it."""

    text: str
    """One sentence of our own that states it, figure included."""
    kind: Literal["figure", "claim", "place", "industry", "driver", "employer", "future", "step", "benefit", "team", "advice"]
    value: float | None = None
    unit: str = ""
    year: str = ""
    """The year or period the claim is about."""
    as_of: str = ""
    """When it was published or read."""
    organisation: str = ""
    """Who is said to have measured it."""
    scope: str = ""
    """Country, population and definition it holds for."""
    status: Literal["ok", "dated", "unverifiable", "misattributed", "opinion", "marketing"]
    note: str = ""
    """What a careful adviser would add."""
    newer: tuple[Newer, ...] = ()
    topics: tuple[str, ...] = ()
    """Plain words that find it besides its text: place names, industries, "remote", "pay"."""
    sources: tuple[Slug, ...]
    line: str = ""
    """Where in the first source: "26" or "44-50"."""


ADVICE_TOPICS = (
    "about", "applying", "background", "choosing", "credentials", "domain", "future", "interview", "job", "learning",
    "portfolio", "project", "situation", "thread", "work",
)  # fmt: skip
"""What an entry is about: its slug begins with one of these."""


class Advice(Record, frozen=True, kw_only=True):
    """A question people put to an adviser, and a short honest answer."""

    question: str
    ask: tuple[str, ...]
    """How people put it."""
    unseen: tuple[str, ...] = ()
    """More ways to put it, kept to measure with: nothing is found by them."""
    answer: str
    kind: Literal["fact", "practice", "opinion"]
    """Rests on a source; is common in hiring or learning; is a view."""
    roles: tuple[Slug, ...] = ()
    """For whom it is, where it is not for everybody."""
    conditions: tuple[str, ...] = ()
    source: Slug = ""
    matter: str = ""
    """What it asks, where that is told of their role or age: a trait or term of a role, "ai", "worth", "age", "degree"."""
    next: str = ""
    """A way on."""


class Answer(Record, frozen=True, kw_only=True):
    """A question people ask, and the facts that answer it."""

    questions: tuple[str, ...]
    """Three or more phrasings; the first is the one printed."""
    text: str
    """The answer in our own words; figures come from the facts, written as {fact-id}."""
    facts: tuple[Slug, ...] = ()
    roles: tuple[Slug, ...] = ()
    caveat: str = ""
    instead: Slug = ""
    """The entry of the answer base that is told in a conversation, where no figure is asked for."""


class Source(Record, frozen=True, kw_only=True):
    """Where facts, figures and weights come from."""

    title: str
    publisher: str
    licence: str
    date: str = ""
    read: str = ""
    url: str = ""
    note: str = ""


# ---------------------------------------------------------------- what a reader of the files makes


class Problem(Struct, frozen=True):
    """One thing wrong with the corpus, printed as `path: key: message`."""

    path: str
    key: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.path, self.key, self.message) if part)


class Evidence(msgspec.Struct, frozen=True):
    """How often the people and adverts of a role name a skill (corpus/evidence.csv)."""

    share: float
    """Share of the role's rows that name it, 0 to 1."""
    n: int
    """How many rows the share was counted on."""


class Weights(msgspec.Struct, frozen=True):
    """How much each skill speaks for each role, in hundredths of a natural-log unit (corpus/weights/<kind>.csv)."""

    roles: tuple[Slug, ...]
    """The columns."""
    start: tuple[int | None, ...]
    """Where each role starts before anything is said; None where nobody of that role was heard."""
    values: Mapping[Slug, tuple[int, ...]]
    """skill -> one value a column, never negative; in the table "words", word -> values of either sign."""


class Contents(msgspec.Struct, frozen=True):
    """Everything the corpus files say, as one value that can be written to disk and read back."""

    roles: dict[Slug, Role]
    skills: dict[Slug, Skill]
    backgrounds: dict[Slug, Background]
    resources: dict[Slug, Resource]
    facts: dict[Slug, Fact]
    answers: dict[Slug, Answer]
    sources: dict[Slug, Source]
    role_family: dict[Slug, str]
    skill_family: dict[Slug, str]
    evidence: dict[Slug, dict[Slug, Evidence]]
    """role -> skill -> how often it is named."""
    weights: dict[str, Weights]
    """practitioner, list, prose -> the table for that way of speaking; words -> that of careerbot.vocabulary."""
    advice: dict[Slug, Advice]
    language: dict[str, dict[str, Any]]
    """Name of a table of words (`language/en/<name>.toml`) -> what it says."""
    where: dict[str, str]
    """`kind/slug` -> the file it was read from, relative to the corpus folder."""

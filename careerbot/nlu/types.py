"""Annotations: what reading finds in a text, as values.

A text is read once, into one `Document`, and handed on; nobody behind reads it again. Every belief keeps the words it
rests on and how sure it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from msgspec import Struct

from careerbot.corpus.records import Slug
from careerbot.text.tokenizer import Token

Kind = Literal["message", "cv", "advert"]
Stance = Literal["has", "learning", "wants", "lacks", "dislikes", "none"]
"""What the writer says of their own part in a skill; none: it is spoken of, and nothing is claimed."""
RoleStance = Literal["current", "past", "wanted", "rejected", "none"]
TimeKind = Literal["hours", "deadline", "experience", "age", "other"]
DegreeStance = Literal["held", "ongoing", "wanted", "lacks", "none"]
How = Literal["name", "alias", "typo", "meaning", "title", "implied"]
Topic = Literal[
    "maths", "coding", "people", "writing", "research", "phd", "master", "degree", "management", "remote",
    "free", "part-time", "certificate", "place", "money", "other",
]  # fmt: skip

CONFIDENCE = {"name": 1.0, "alias": 0.95, "typo": 0.8, "ambiguous": 0.75, "meaning": 0.6, "title": 0.6, "implied": 0.6}
"""How sure it is that a name found this way means this skill."""


class Mention(Struct, frozen=True):
    """A skill spoken of."""

    slug: Slug
    start: int
    end: int
    """The span in the text as given."""
    quote: str
    how: How
    confidence: float
    """0 to 1: that this skill is meant."""
    stance: Stance = "has"
    certainty: float = 1.0
    """0 to 1: that the stance is this."""
    level: int | None = None
    """1 to 5 where the words say so."""
    years: float | None = None
    tool: bool = False
    """Names a tool or a language rather than a subject."""

    @property
    def claimed(self) -> bool:
        """Whether it says anything of the writer."""
        return self.stance != "none"


class RoleMention(Struct, frozen=True):
    """An occupation spoken of."""

    slug: Slug
    kind: Literal["role", "background"]
    """A role of the corpus, or an occupation outside the field that somebody comes from."""
    start: int
    end: int
    quote: str
    stance: RoleStance
    years: float | None = None
    certainty: float = 1.0


class Limit(Struct, frozen=True):
    """One wish about the job or the learning."""

    topic: Topic
    more: bool
    """True: wants it; False: wants less of it, or none."""
    start: int
    end: int
    quote: str
    certainty: float = 1.0


class Quantity(Struct, frozen=True):
    """An amount of time, and what it is said of."""

    kind: TimeKind
    value: float
    """Hours a week; months to a deadline; years of experience or of age; 0 where it cannot be told."""
    start: int
    end: int
    quote: str
    certainty: float = 1.0
    by: str | None = None
    """The month of a deadline given as a date, "YYYY-MM"."""
    rate: float = 0.0
    """Hours a week, where the words say how often, whatever it is said of."""
    months: float = 0.0
    """Its length, where it is one."""


class Degree(Struct, frozen=True):
    """A degree or school certificate spoken of."""

    stance: DegreeStance
    start: int
    end: int
    quote: str
    certainty: float = 1.0


class Place(Struct, frozen=True):
    """A country, region or city spoken of."""

    start: int
    end: int
    quote: str
    here: bool
    """Where the person is, wants to be, or asks about."""


class Reference(Struct, frozen=True):
    """Words that point to what is on the screen: "the second one"."""

    start: int
    end: int
    quote: str


class Leftover(Struct, frozen=True):
    """Words that look like a skill or a job and that no name explains."""

    text: str
    start: int
    end: int
    kind: Literal["skill", "role"] = "skill"
    stance: str = "has"
    certainty: float = 0.5


class Intent(Struct, frozen=True):
    """Something a message does."""

    name: str
    """One of `examples.INTENTS`."""
    confidence: float
    """Calibrated chance that it does, 0 to 1."""
    start: int
    end: int
    """The sentence that says it, in the text as given."""


class Asking(Struct, frozen=True):
    """A sentence, and the entries of the answer base that it may ask for."""

    start: int
    end: int
    entries: tuple[tuple[str, float], ...]
    """(entry, chance), the likeliest first; "" is none of them."""


class Document(Struct, frozen=True):
    """A text and all that was found in it."""

    text: str
    kind: Kind
    tokens: Sequence[Token] = ()
    """Mistyped words as meant; spans as given."""
    sentences: tuple[tuple[int, int], ...] = ()
    language: str = ""
    """What it is written in, where that is not English."""
    skills: tuple[Mention, ...] = ()
    """In order of their place; a skill may be mentioned more than once."""
    roles: tuple[RoleMention, ...] = ()
    limits: tuple[Limit, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    degrees: tuple[Degree, ...] = ()
    places: tuple[Place, ...] = ()
    references: tuple[Reference, ...] = ()
    intents: tuple[Intent, ...] = ()
    """Surest first."""
    askings: tuple[Asking, ...] = ()
    """Of a message that the model read: a row for each sentence."""
    leftovers: tuple[Leftover, ...] = ()
    read_by: Literal["list", "words", "model"] = "words"
    """Known words alone, the linear readers, or the model."""

    def quantity(self, kind: TimeKind) -> Quantity | None:
        """The last of its kind that can be told, one with its unit before a bare number: "6 hours instead of 8"."""
        told = [q for q in self.quantities if q.kind == kind and (q.value or q.by)]
        whole = [q for q in told if any(letter.isalpha() for letter in q.quote)]
        chosen = whole or told
        return chosen[-1] if chosen else None

    @property
    def hours_a_week(self) -> float | None:
        """Hours a week for learning, where they are said."""
        found = self.quantity("hours")
        return found.value if found else None

    @property
    def months(self) -> float | None:
        """Months to a deadline, where it is given as a length of time."""
        found = self.quantity("deadline")
        return found.value if found and not found.by else None

    @property
    def by(self) -> str | None:
        """The month of a deadline, "YYYY-MM", where it is given as a date."""
        found = self.quantity("deadline")
        return found.by if found else None


class Asked(Struct, frozen=True):
    """One window put to a reader: its text, what it answers, and the spans to be judged."""

    text: str
    context: str
    spans: tuple[tuple[int, int, str], ...]
    """(start, end, kind of `examples.MARKS`), in characters of the window."""
    intents: bool = True
    """Whether what it does is asked for too."""
    sentences: tuple[tuple[int, int], ...] = ()
    """Spans of which it is asked which entries of the answer base they ask for."""


Judged = tuple[float, ...]
"""Chances of the labels of one kind, in the order of `examples.MARKS`."""


class Reading(Struct, frozen=True):
    """What a reader makes of a window."""

    spans: tuple[Judged, ...]
    """One for each span asked."""
    intents: tuple[float, ...] = ()
    """Chance of each of `examples.INTENTS`."""
    places: tuple[int, ...] = ()
    """Of each intent: the character of the window that speaks for it most."""
    found: tuple[tuple[int, int, str, Judged], ...] = ()
    """Spans nobody asked about that look like one of a kind: (start, end, kind, chances of its labels)."""
    entries: tuple[tuple[tuple[str, float], ...], ...] = ()
    """Of each sentence asked: the likeliest entries of the answer base, with their chances."""


class Reader(Protocol):
    """Judges windows: the model (embeddings.reader) or the linear one (nlu.linear)."""

    def read(self, asked: Sequence[Asked]) -> list[Reading]:
        """One reading a window, in order."""
        ...

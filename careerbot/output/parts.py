"""A reply as data: the parts an answer is made of, in order. Rendering phrases and draws them; tests compare them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from careerbot.corpus.records import Slug
from careerbot.matching.profile import Profile

if TYPE_CHECKING:
    from careerbot.matching.confidence import Contrast, Ranking, Shift, WhyNot
    from careerbot.matching.ranking import Match
    from careerbot.planning.bridge import Bridge
    from careerbot.planning.plan import Plan
    from careerbot.questions.router import MarketAnswer


class Say(Struct, frozen=True):
    """Plain sentences."""

    text: str


class Ask(Struct, frozen=True):
    """A question back to the person."""

    text: str
    options: tuple[str, ...] = ()
    """What can be answered, where the choice is small."""


class RoleList(Struct, frozen=True):
    """Roles that fit, best first, with what is there, what is missing and what to learn next."""

    ranking: Ranking
    profile: Profile = Profile()
    """Whose words they rest on: titles that implied skills, words not understood."""
    skipped: int = 0
    """How many of them stand on screen already, and are counted but not told again."""


class RoleCard(Struct, frozen=True):
    """What a role is and asks for."""

    role: Slug
    match: Match | None = None
    """How it fits, where somebody is known."""


class SkillCard(Struct, frozen=True):
    """What a skill is, what it needs and who asks for it."""

    slug: Slug


class PlanView(Struct, frozen=True):
    """The steps to a role."""

    plan: Plan


class BridgeView(Struct, frozen=True):
    """Ways over other roles."""

    bridge: Bridge


class Comparison(Struct, frozen=True):
    """Two roles side by side."""

    contrast: Contrast


class WhyView(Struct, frozen=True):
    """Where the points of one score come from."""

    match: Match
    brief: bool = False
    """Whether what the two percentages mean has been said before."""


class WhyNotView(Struct, frozen=True):
    """What keeps a role from the top."""

    why_not: WhyNot


class ShiftList(Struct, frozen=True):
    """How roles move when something is learnt, or lost."""

    shifts: tuple[Shift, ...]
    learnt: tuple[tuple[Slug, int], ...] = ()
    """The skills and levels supposed."""
    lost: tuple[Slug, ...] = ()
    """The skills supposed away."""


class FactList(Struct, frozen=True):
    """The answer to a question about the market, with its facts."""

    answer: MarketAnswer


class ProfileView(Struct, frozen=True):
    """All that is known about the person."""

    profile: Profile


class Ref(Struct, frozen=True):
    """Something on the screen that can be pointed to by its number."""

    kind: Literal["role", "skill", "resource"]
    slug: Slug


class Entry(Struct, frozen=True):
    """One row of a list: what it is, and a line or two of it."""

    title: str
    lines: tuple[str, ...] = ()
    ref: Ref | None = None
    name: str = ""
    """What it is in a word or two, where there is no room for the list."""


class Listing(Struct, frozen=True):
    """A short list in a conversation; where its rows can be pointed to, they are numbered."""

    entries: tuple[Entry, ...]
    first: int = 1
    """The number of the first row: a list that goes on keeps its numbers."""
    head: str = ""
    """The sentence that leads in, ending with a colon."""

    @property
    def refs(self) -> tuple[Ref, ...]:
        """What its numbers stand for; nothing where any row has none."""
        refs = tuple(entry.ref for entry in self.entries if entry.ref is not None)
        return refs if len(refs) == len(self.entries) else ()


Part = (
    Say | Ask | RoleList | RoleCard | SkillCard | PlanView | BridgeView | Comparison | WhyView | WhyNotView | ShiftList
    | FactList | ProfileView | Listing
)  # fmt: skip


class Reply(Struct, frozen=True):
    """One answer."""

    parts: tuple[Part, ...]
    options: tuple[str, ...] = ()
    """What can be typed next: "1", "plan 2"."""

    @property
    def shown(self) -> tuple[Slug, ...]:
        """The roles listed, in order: what "the second one" refers to."""
        return tuple(m.slug for part in self.parts if isinstance(part, RoleList) for m in part.ranking.matches)

"""Where a conversation stands, as one immutable value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from careerbot.matching.profile import Profile

if TYPE_CHECKING:
    from careerbot.corpus.records import Slug
    from careerbot.questions.router import MarketAnswer

MOST_PAST, MOST_SAID = 50, 1000
"""Steps that can be taken back, and lines remembered."""

PendingKind = Literal["skill", "hours", "goal", "plan", "start_over", "activities", "deadline"]


class Pending(Struct, frozen=True):
    """A question that was put and not answered yet."""

    kind: PendingKind
    subject: str = ""
    """The skill or role it is about."""
    options: tuple[str, ...] = ()
    """What completes it on Tab."""


class Effect(Struct, frozen=True):
    """Something only the one who holds the screen and the disk can do."""

    kind: Literal["save", "export", "leave"]
    argument: str = ""
    """A file name or a format, where one was said."""


class Step(Struct, frozen=True):
    """What one message changed, as it was before: what "undo" goes back to."""

    said: str
    profile: Profile
    shown: tuple[Slug, ...]
    skills: tuple[Slug, ...]
    listed: Literal["", "roles", "skills"]
    focus: Slug
    skill: Slug


class Advert(Struct, frozen=True):
    """A job advertisement that was pasted: what it asks for."""

    role: Slug
    """The role it is closest to; empty where none is."""
    asks: tuple[tuple[Slug, int], ...]
    """Skills it names, with their levels."""


class State(Struct, frozen=True):
    """Everything the next turn depends on."""

    profile: Profile = Profile()
    pending: Pending | None = None
    shown: tuple[Slug, ...] = ()
    """Roles on screen: what "the second one" refers to."""
    skills: tuple[Slug, ...] = ()
    """Gaps or steps on screen: what "the first of them" refers to."""
    listed: Literal["", "roles", "skills"] = ""
    """Which of the two was listed last."""
    focus: Slug = ""
    """The role spoken of last."""
    skill: Slug = ""
    """The skill spoken of last."""
    market: MarketAnswer | None = None
    """The market answer before, which "and remote?" goes on from."""
    advert: Advert | None = None
    """The advertisement pasted last, which "would I fit?" is about."""
    last: str = ""
    """The act served last."""
    said: tuple[str, ...] = ()
    """Their lines."""
    past: tuple[Step, ...] = ()
    """Where things stood before each message that changed the profile, latest last."""
    asked: frozenset[str] = frozenset()
    """Questions that were put: none is put twice."""
    effects: tuple[Effect, ...] = ()
    """What this turn asks to be done outside."""
    today: str = ""
    """ "YYYY-MM", so that "by September" can be counted; empty where no day is known."""

    @property
    def goal(self) -> Slug:
        """The role they aim for, empty for none."""
        return self.profile.wanted[0] if self.profile.wanted else ""

    def changed(self, profile: Profile) -> State:
        """With another profile."""
        return self if profile == self.profile else replace(self, profile=profile)

    def remembering(self, before: State, said: str) -> State:
        """As it is after a message; where that changed the profile, what stood before it can be had back."""
        if self.profile == before.profile or self.past != before.past:
            return self
        step = Step(
            said, before.profile, before.shown, before.skills, before.listed, before.focus, before.skill
        )
        return replace(self, past=(*self.past, step)[-MOST_PAST:])

    def taken_back(self) -> State:
        """As it was before the last change, with what was on screen then."""
        step = self.past[-1]
        return replace(
            self, profile=step.profile, shown=step.shown, skills=step.skills, listed=step.listed, focus=step.focus,
            skill=step.skill, past=self.past[:-1], pending=None,
        )  # fmt: skip

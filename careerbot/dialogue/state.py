"""Dialogue state: where a conversation stands, as one immutable value.

What is believed of the person, what is under discussion, what stands on the screen, which question is open.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.matching.advert import Advert
from careerbot.matching.profile import Profile
from careerbot.output.parts import Part, Ref

MOST_PAST, MOST_SAID = 50, 1000
"""Steps that can be taken back, and lines remembered."""

PendingKind = Literal[
    "skill", "role", "hours", "can", "plan", "save", "wipe", "export", "start_over",
]  # fmt: skip


class Focus(Struct, frozen=True):
    """What is under discussion."""

    role: Slug = ""
    other: Slug = ""
    """The role it was compared with last."""
    skill: Slug = ""
    place: str = ""
    """As it was named: "Munich"."""
    rung: str = ""
    """The seniority asked about: entry, mid, senior, executive."""


class Request(Struct, frozen=True):
    """One thing asked for, with its subjects."""

    name: str
    """One of `nlu.examples.INTENTS`."""
    roles: tuple[Slug, ...] = ()
    skills: tuple[Slug, ...] = ()
    place: str = ""
    rung: str = ""
    start: int = 0
    end: int = 0
    """The sentence that asks."""
    named: bool = False
    """Whether its roles were named in this very message."""
    words: str = ""
    """That sentence."""
    sure: float = 1.0
    """Chance that this is asked for."""


class Pending(Struct, frozen=True):
    """A question that was put and is not answered yet."""

    kind: PendingKind
    subject: str = ""
    """The skill, role or file it is about."""
    options: tuple[str, ...] = ()
    """What completes it on Tab."""


class Effect(Struct, frozen=True):
    """Something only the one who holds the screen and the disk can do."""

    kind: Literal["save", "wipe", "export", "leave"]
    argument: str = ""
    """A file name or a format, where one was said."""


class Step(Struct, frozen=True):
    """What one message changed, as it was before: what "undo" goes back to."""

    said: str
    profile: Profile
    focus: Focus
    shown: tuple[Ref, ...]
    denied: frozenset[Slug]
    skipped: frozenset[Slug]


class State(Struct, frozen=True):
    """Everything the next turn depends on."""

    profile: Profile = Profile()
    focus: Focus = Focus()
    pending: Pending | None = None
    shown: tuple[Ref, ...] = ()
    """The numbered list on screen: what "the second one" refers to, until another list is shown."""
    listed: tuple[Slug, ...] = ()
    """The roles listed last, though another list may stand on screen since."""
    page: tuple[Part, ...] = ()
    """What `more` unfolds."""
    last: Request | None = None
    """The request answered last, which "and in Switzerland?" goes on from."""
    several: tuple[Slug, ...] = ()
    """The roles told of side by side last, as "those two" means them until other roles are listed."""
    topic: str = "start"
    """What the last reply was, in a word of `nlu.examples.CONTEXTS`."""
    denied: frozenset[Slug] = frozenset()
    """What was taken back: it is not believed again unless it is said again."""
    degrees: tuple[str, ...] = ()
    """Degrees they hold or study for, in their words."""
    undegreed: bool = False
    """Whether they said that they have none."""
    paid: tuple[int, str] = (0, "")
    """What they said they are paid a year, and its currency as people call it."""
    home: str = ""
    """Where they are, in their words."""
    seen: tuple[Slug, ...] = ()
    """Every role that stood on the screen, the latest first: "the healthcare one"."""
    spoken: frozenset[Slug] = frozenset()
    """Skills and roles that the last reply named."""
    age: float = 0.0
    """In years, where they said it."""
    skipped: frozenset[Slug] = frozenset()
    """Steps that they want left out of plans."""
    preferred: frozenset[Slug] = frozenset()
    """Tools that are used around them: taken where one of several would do."""
    told: tuple[frozenset[int], ...] = ()
    """Marks of what the last replies said, each in turn: none of it is said twice in a row."""
    burst: tuple[float, float] = (0.0, 0.0)
    """A stretch with more hours than usual: hours a week, and for how many weeks."""
    planned: Slug = ""
    """The role that a plan was shown for last."""
    advert: Advert | None = None
    """The advertisement read last."""
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

    @property
    def roles_shown(self) -> tuple[Slug, ...]:
        """The roles on screen, or listed last."""
        return tuple(ref.slug for ref in self.shown if ref.kind == "role") or self.listed

    @property
    def months_left(self) -> float | None:
        """Months to their deadline, where there is one that can be counted."""
        if self.profile.by and self.today:
            (year, month), (now, this) = _parts(self.profile.by), _parts(self.today)
            return float(max(0, 12 * (year - now) + month - this))
        return self.profile.months

    def about(self, **changes: str) -> State:
        """With another focus; the role that was in it stays beside the new one."""
        role = self.focus.role
        beside = {"other": role} if role and changes.get("role", role) not in (role, "") else {}
        return replace(self, focus=replace(self.focus, **{**beside, **changes}))

    def remembering(self, before: State) -> State:
        """As it is after a message; where that changed the profile, what stood before it can be had back."""
        if (self.profile, self.skipped) == (before.profile, before.skipped) or self.past != before.past:
            return self
        said = self.said[-1] if self.said else ""
        step = Step(said, before.profile, before.focus, before.shown, before.denied, before.skipped)
        return replace(self, past=(*self.past, step)[-MOST_PAST:])

    def taken_back(self) -> State:
        """As it was before the last change, with what was on screen then."""
        step = self.past[-1]
        return replace(
            self, profile=step.profile, focus=step.focus, shown=step.shown, denied=step.denied, skipped=step.skipped,
            past=self.past[:-1], pending=None, page=(), planned="",
        )  # fmt: skip


def _parts(month: str) -> tuple[int, int]:
    year, number = month.split("-")
    return int(year), int(number)


_ASKED = {"skill": "q:skill", "role": "q:role", "hours": "q:hours", "can": "q:can", "plan": "q:plan", "save": "q:save",
          "wipe": "q:wipe", "start_over": "q:wipe"}  # fmt: skip


def context_of(state: State) -> str:
    """What the last reply was, in the word that reading knows it by (`nlu.examples.CONTEXTS`)."""
    if state.pending is not None and state.pending.kind in _ASKED:
        return _ASKED[state.pending.kind]
    return state.topic

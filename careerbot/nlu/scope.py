"""What is in force at one place of a text: the cues before it, and whose sentence it stands in."""

from __future__ import annotations

from msgspec import Struct

from careerbot.nlu.cues import Cue, Stance
from careerbot.text.sentences import CLAUSE, ITEM, SENTENCE

PATIENCE = 9
"""Words without a name after which a cue is taken to have spoken of something else."""

ITEM_PATIENCE = 4
"""The same for a cue that speaks of one item: "no", "basic"."""


class Scope(Struct):
    """The cues in force at one place."""

    clause: Cue | None = None
    item: Cue | None = None
    heading: Cue | None = None
    """Set before a colon: holds for the lines below it."""
    years: float | None = None
    mine: bool = False
    """Whether those years were said to be the writer's: "my 4 years of"."""
    correction: bool = False
    question: bool = False
    """The sentence asks, or speaks of somebody else."""
    own: bool = False
    """The sentence speaks of its writer."""
    listing: bool = True
    """The sentence is little more than a list, or the text is short: a bare name is a claim."""
    named: bool = False
    """A name followed the clause cue."""
    idle: int = 0
    opened: bool = False
    """The cue opens its line, as in a CV: "- Built reports in"."""
    cue_end: int = -1
    """Token after the last cue."""
    having: bool = False
    """Whether that cue was "I have" or its denial."""

    def cross(self, mark: int, *, example: bool = False) -> None:
        """A boundary: 1 ends an item, 2 a clause, 3 a sentence; `example`: "such as" follows and goes on."""
        if mark >= ITEM and not example:
            self.item = None
            self.years, self.mine = None, False
            if not self.named and self.clause is not None and self._idle_denial(self.clause):
                self.clause = self.heading
        if mark >= CLAUSE:
            self.clause = self.heading
        if mark >= SENTENCE:
            self.clause = self.heading = None
            self.correction = self.question = False

    def _idle_denial(self, cue: Cue) -> bool:
        return cue.stance in ("not", "dislikes") or cue.stance is None and not cue.claimed and self.idle > 0

    def wait(self, words: int) -> None:
        """Words that were no name: a cue does not wait for ever."""
        self.idle += words
        if self.idle > ITEM_PATIENCE:
            self.item = None
        if self.idle > PATIENCE:
            self.clause, self.item = self.heading, None

    def asks(self) -> bool:
        """Whether what follows is asked for or about, and nothing was named yet."""
        return self.clause is not None and self.clause.stance is None and not self.clause.claimed and not self.named

    def denies(self) -> bool:
        """Whether a denial or a dislike is in force and nothing was named yet."""
        return self.clause is not None and not self.named and self.clause.stance in ("not", "dislikes")

    def hopes(self) -> bool:
        """Whether a wish is in force and nothing was named yet."""
        return self.clause is not None and not self.named and self.clause.stance == "learning"

    def denies_having(self) -> bool:
        """Whether "I don't have" is in force and nothing was named yet."""
        return self.clause is not None and not self.named and self.clause.stance == "not"

    def set(self, cue: Cue, *, as_item: bool) -> None:
        """A cue takes over."""
        if as_item:
            self.item = cue
        else:
            self.clause, self.item, self.named = cue, None, False
        self.years, self.idle, self.opened = None, 0, False

    def turned(self) -> bool:
        """Whether a denial, a wish or a dislike is in force."""
        cue = self.item or self.clause
        return cue is not None and cue.stance in ("not", "learning", "dislikes")

    def meaning(self) -> tuple[Stance, int | None, bool]:
        """Stance, level and whether it is claimed, for a name standing here."""
        stance: Stance = "has"
        level, claimed, said = None, True, False
        for cue in (self.clause, self.item):
            if cue is None:
                continue
            said = True
            claimed = claimed and cue.claimed
            if cue.stance not in (None, "has") or stance == "has":
                stance = cue.stance or stance
            level = cue.level or level
        claimed = claimed and (self.own and said if self.question else self.own or self.listing or self.opened)
        return stance, level if stance in ("has", "likes", "learning") else None, claimed

"""One message being answered: what the handlers of acts are given, and the small things they all say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from careerbot.corpus.records import LEVEL_NAMES, Slug
from careerbot.nlu.pipeline import Understanding
from careerbot.output.parts import Part, Say
from careerbot.output.phrases import in_text, listed

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.phrasebook import Wording
    from careerbot.dialogue.state import State
    from careerbot.nlu.intents.recognizer import Heard

Outcome = tuple["State", tuple[Part, ...]]
"""What a handler gives back: where the conversation stands now, and what is said."""


class Turn(Struct, frozen=True):
    """One message."""

    text: str
    understood: Understanding
    heard: tuple[Heard, ...]
    before: State
    """As it was before the message."""
    advisor: Advisor
    wording: Wording
    language: str = ""
    """What it is written in, where that is not English."""

    @property
    def corpus(self) -> Corpus:
        """What is known."""
        return self.advisor.corpus

    def say(self, key: str, **names: object) -> Say:
        """A sentence of ours."""
        return Say(self.wording.say(key, **names))

    def words(self, heard: Heard) -> str:
        """Their words for one act."""
        return self.text[heard.start : heard.end]

    def does(self, *acts: str) -> bool:
        """Whether any of these acts is in the message."""
        return any(h.act in acts for h in self.heard)

    def role(self, slug: Slug) -> str:
        """A role's title inside a sentence."""
        return in_text(self.corpus.roles[slug].title)

    def roles(self, slugs: Sequence[Slug]) -> str:
        """Several of them."""
        return listed([self.role(slug) for slug in slugs])

    def skill(self, slug: Slug) -> str:
        """A skill's name."""
        found = self.corpus.skills.get(slug)
        return found.name if found else slug

    def skills(self, slugs: Sequence[Slug]) -> str:
        """Several of them."""
        return listed([self.skill(slug) for slug in slugs])


def level_name(level: int) -> str:
    """A level in a word."""
    return LEVEL_NAMES[max(0, min(5, level))]


def round_number(value: float) -> str:
    """A number as people say it: 5, 2.5, 1,200."""
    if value >= 100:
        value = round(value, -1)
    return f"{value:,.0f}" if value == int(value) or value >= 10 else f"{value:.1f}".removesuffix(".0")


def hours_told(hours: float) -> str:
    """Hours with their unit: 1 hour, 2.5 hours."""
    number = round_number(hours)
    return f"{number} hour" if number == "1" else f"{number} hours"


def sentence(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]

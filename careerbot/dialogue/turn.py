"""Turn: one message being answered, as the handlers of requests are given it, and the answer they give.

A handler takes a `Turn` and returns an `Answer`; it changes nothing itself.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.records import Slug
from careerbot.dialogue.requests import TELLING
from careerbot.dialogue.state import Pending, Request, State
from careerbot.embeddings.search import OF_FACTS
from careerbot.nlu.types import Document
from careerbot.output.parts import Ask, Part, Say
from careerbot.output.phrases import job_title
from careerbot.planning.effort import rounded
from careerbot.questions.advice import nearest_advice
from careerbot.questions.features import FIGURES
from careerbot.text.tokenizer import listed, with_article

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.phrasebook import Wording
    from careerbot.corpus.records import Advice


_BEGINS = re.compile(r"(?<=[a-z)][.?!] )[a-z]")
"""The first letter of a sentence behind another one."""

_STOP = re.compile(r"(?<=[.?!])\s+(?=[A-Z“])")
"""Between two sentences of a text of ours."""


TOPICS: Mapping[str, tuple[str, ...]] = {
    "ask_project": ("portfolio", "project"),
    "ask_certificate": ("credentials",),
    "ask_degree": ("credentials", "background"),
    "ask_apply": ("applying", "interview", "situation", "work"),
    "ask_market": ("future", "work", "situation"),
    "ask_learn": ("learning",),
    "ask_skill": ("learning", "choosing"),
    "ask_chances": ("background", "situation", "choosing"),
    "worry": ("situation", "future", "background"),
    "compare": ("choosing",),
    "what_if": ("choosing", "work", "situation"),
    "about_bot": ("about",),
}
"""Request -> where in the answer base it is looked for first (`questions.advice.TOPICS`)."""


OF_A_LIFE, CERTAIN = ("background", "situation", "project"), 0.32
"""Topics whose entries are for a certain trade, situation or interest, and the chance from which one is given to others."""

OWN_ROWS, PLAIN = frozenset({"ask_project"}), 0.9
"""Requests that have rows of their own, and the chance from which no entry of another kind comes instead."""

SURE, WITHIN_TOPIC, WITHIN_READ = 0.7, 0.1, 0.25
"""Chance of a request from which its kind says where to look; of an entry found there that is enough; the same where the
reader has judged, too."""

FOR_A_ROLE = 2.0
"""How much more the role counts where each has an answer of its own."""

OF_AN_AGE = "situation-age-"
"""What the entries begin with that are for people in their thirties, forties and so on."""

LIKELY, LIKELY_ALONE, NO_ENTRY = 0.5, 0.38, 0.2
"""Of a question that nothing else heard: the least chance of its two likeliest entries, of the first, the most of none."""

PLAINLY = 0.45
"""Chance of an entry that is told in place of what the request is heard as."""

ELSEWHERE = ("applying", "choosing", "credentials", "future", "learning", "situation", "work")
"""Where it is looked for then."""


class Answer(Struct, frozen=True):
    """What is said to one request."""

    parts: tuple[Part, ...] = ()
    """The answer itself first; what comes after it is left for `more` where there is no room."""
    more: tuple[Part, ...] = ()
    """What `more` unfolds."""
    ask: Ask | None = None
    pending: Pending | None = None
    """What `ask` asks."""
    state: State | None = None
    """Where the conversation stands then, if elsewhere."""
    topic: str = ""
    """What it was, where the request does not say (`nlu.examples.CONTEXTS`)."""
    request: str = ""
    """What it answers."""
    known: bool = True
    """False where it only says that nothing is known."""
    roles: tuple[Slug, ...] = ()
    """The roles that it tells of side by side, in its order."""


class Turn(Struct, frozen=True):
    """One request of a message."""

    document: Document
    before: State
    """As it was before the message."""
    state: State
    """As it is now: what the message tells is in it already."""
    request: Request
    names: tuple[str, ...]
    """All that the message does."""
    advisor: Advisor
    wording: Wording

    @property
    def corpus(self) -> Corpus:
        """What is known."""
        return self.advisor.corpus

    @property
    def role(self) -> Slug:
        """The role that the request is about; empty where none is known."""
        return self.request.roles[0] if self.request.roles else ""

    @property
    def number(self) -> int:
        """Which message of the conversation it is."""
        return len(self.state.said)

    def of(self, request: Request, state: State | None = None) -> Turn:
        """The same message, another request."""
        return replace(self, request=request, state=state or self.state)

    def does(self, *names: str) -> bool:
        """Whether the message does any of these."""
        return any(name in self.names for name in names)

    def text(self, key: str, **names: object) -> str:
        """A sentence of ours."""
        said = self.wording.say(key, zlib.crc32(f"{key} {self.number}".encode()), **names)
        return _BEGINS.sub(lambda found: found[0].upper(), said)

    def say(self, key: str, **names: object) -> Say:
        """A sentence of ours, as a part."""
        return Say(sentence(self.text(key, **names)))

    def head(self, key: str, **names: object) -> str:
        """The sentence above a list."""
        return sentence(self.text(key, **names))

    def question(self, kind: str, key: str, *options: str, subject: str = "", **names: object) -> tuple[Ask, Pending]:
        """A question of ours, and what is pending then."""
        return Ask(sentence(self.text(key, **names))), Pending(kind, subject, options)  # type: ignore[arg-type]

    def title(self, slug: Slug) -> str:
        """A role or job inside a sentence: data analyst."""
        return job_title(slug, self.corpus)

    def a(self, slug: Slug) -> str:
        """The same with its article."""
        return with_article(self.title(slug))

    def titles(self, slugs: Sequence[Slug]) -> str:
        """Several of them."""
        return listed([self.title(slug) for slug in slugs])

    def skill(self, slug: Slug) -> str:
        """A skill's name."""
        found = self.corpus.skills.get(slug)
        return found.name if found else slug

    def skills(self, slugs: Sequence[Slug]) -> str:
        """Several of them."""
        return listed([self.skill(slug) for slug in slugs])

    def name(self, slug: Slug) -> str:
        """Whatever it is."""
        return self.skill(slug) if slug in self.corpus.skills else self.title(slug)

    def level(self, level: int) -> str:
        """A level in plain words."""
        return self.text(f"level.{max(1, min(5, level))}")

    def advice(self, role: Slug = "") -> Advice | None:
        """What the answer base says to the sentence of the request, if anything."""
        question = self.request.words or self.document.text
        role, whole, topics = role or self.role, self.document.text, TOPICS.get(self.request.name, ())
        near = partial(self._nearest, role=role)
        sure = topics and self.request.sure >= SURE
        if self.document.askings:
            # the reader has judged every topic: one that the request is likely to be of gains by it
            found = near(question, topics, WITHIN_READ if sure else 1.0)
            return found or (self.likely_asked(topics) if sure else None)
        found = near(question, topics, WITHIN_TOPIC) if sure else None
        own = self.request.name in OWN_ROWS and self.request.sure >= PLAIN
        found = found or (None if own else near(question, ELSEWHERE, 1.0))
        return found or (near(whole, topics, WITHIN_TOPIC) if sure and whole != question else None)

    def plainly_asked(self, least: float) -> Advice | None:
        """The entry of the answer base that the sentence of the request asks for beyond doubt."""
        question = self.request.words or self.document.text
        return self._nearest(question, (), 1.0, self.role, least) if self.asked_for() else None

    def likely_asked(self, topics: tuple[str, ...] = ()) -> Advice | None:
        """The entry that the reader takes for what the sentence of the request asks, where it asks for one at all."""
        asked = self.asked_for() or {"": 1.0}
        among = [slug for slug in asked if slug in self.corpus.advice and (not topics or slug.startswith(topics))]
        ranked = sorted(among, key=lambda slug: -asked[slug])
        topic = ranked[0].partition("-")[0] if ranked else ""
        alike = sum(asked[slug] for slug in ranked[:2] if slug.startswith(topic))
        enough = alike >= LIKELY or topic and asked[ranked[0]] >= LIKELY_ALONE
        likely = topic and topic not in OF_A_LIFE and enough and asked.get("", 0.0) <= NO_ENTRY
        return self.corpus.advice[ranked[0]] if likely else None

    def _nearest(
        self, question: str, topics: tuple[str, ...], least: float, role: Slug, fewest: float = 0.0
    ) -> Advice | None:
        """The nearest entry of these topics, if it is likely enough and its life is theirs."""
        similar = partial(self.advisor.advice_near, asked=self.asked_for())
        found = nearest_advice(
            question, self.corpus, similar, role=role, background=self.background, topics=topics,
            role_weight=FOR_A_ROLE if self.request.name in OWN_ROWS else 1.0, without=self._instead.keys(),
        )  # fmt: skip
        if found is None or found.advice is None or not (found.sure or found.certainty >= least):
            return None
        topic, _, about = found.slug.partition("-")
        own = topic == "background" and about in {job.slug for job in self.state.profile.jobs}
        advice = found.advice
        fits = own or topic not in OF_A_LIFE or role in advice.roles or found.certainty >= CERTAIN
        return advice if fits and found.certainty >= fewest else None

    def asked_for(self) -> dict[Slug, float] | None:
        """Entries of the answer base that the sentences of the request ask for, with the highest chance of each."""
        start, end = self.span
        rows = [row for row in self.document.askings if row.start < end and row.end > start]
        found = {slug: chance for chance, slug in sorted((chance, slug) for row in rows for slug, chance in row.entries)}
        if rows:
            found[""] = min(dict(row.entries).get("", 0.0) for row in rows)
            heard = [i.start for i in self.document.intents if i.name not in TELLING]
            leading = [r for r in self.document.askings if r.end <= start and not any(r.start <= at < r.end for at in heard)]
            for slug, chance in (entry for row in leading[-1:] for entry in row.entries if entry[0] in found and entry[0]):
                found[slug] *= 1 + chance  # a sentence that leads up to the question speaks of the same
        return self._by_matter(found) or None

    def nearest(self, *kinds: str) -> tuple[Slug, float]:
        """(the entry most asked for of those that begin so, its chance); an empty one where none is."""
        found = [(chance, slug) for slug, chance in (self.asked_for() or {}).items() if slug.startswith(kinds or "")]
        return max(found, default=(0.0, ""))[::-1]

    def _by_matter(self, asked: dict[Slug, float]) -> dict[Slug, float]:
        """With the chances of entries that ask the same of several roles, or ages, at the one that is theirs."""
        pooled: dict[Slug, float] = {}
        groups: dict[str, dict[Slug, float]] = {}
        instead = self._instead
        for named, chance in asked.items():
            slug = instead.get(named, named)
            advice = self.corpus.advice.get(slug)
            group = groups.setdefault(advice.matter, {}) if advice is not None and advice.matter else pooled
            group[slug] = group.get(slug, 0.0) + chance
        for matter, group in groups.items():
            pooled[self._theirs(matter, group)] = sum(group.values())
        return pooled

    def _theirs(self, matter: str, group: Mapping[Slug, float]) -> Slug:
        """Which of the entries on one matter is for their age, or for the role in question."""
        first = max(sorted(group), key=lambda slug: group[slug])
        if first.startswith(OF_AN_AGE) and self.state.age:
            return f"{OF_AN_AGE}{min(60, max(30, int(self.state.age) // 10 * 10))}"
        if not self.role or self.is_for_them(self.corpus.advice[first]) or group[first] >= PLAINLY and not self.request.named:
            return first
        known = ((slug, advice) for slug, advice in self.corpus.advice.items() if advice.matter == matter)
        fitting = sorted((not advice.roles, -group.get(slug, 0.0), slug) for slug, advice in known if self.is_for_them(advice))
        return fitting[0][2] if fitting else first

    def is_for_them(self, advice: Advice) -> bool:
        """Whether an entry is for every role, or for the one in question."""
        return not advice.roles or self.role in advice.roles

    @property
    def span(self) -> tuple[int, int]:
        """Where the request stands in the message."""
        return (self.request.start, self.request.end) if self.request.words else (0, len(self.document.text))

    def instead_of(self, answer: Slug) -> Advice | None:
        """What is told in place of an answer from articles, where no figure is asked for."""
        return self.corpus.advice.get(self._instead.get(f"{OF_FACTS}{answer}", ""))

    @property
    def _instead(self) -> Mapping[Slug, Slug]:
        """What articles claim -> the entry that is told instead, where no numbers, forecasts or sources are asked for."""
        if FIGURES.search(self.request.words or self.document.text):
            return {}
        return {f"{OF_FACTS}{slug}": known.instead for slug, known in self.corpus.answers.items() if known.instead}

    @property
    def background(self) -> Slug | None:
        """The occupation they come from, where it is none of the field."""
        return next((job.slug for job in reversed(self.state.profile.jobs) if job.kind == "background"), None)


def hours_told(hours: float) -> str:
    """Hours with their unit, no finer than the estimate: 1 hour, 45 hours, 1,200 hours."""
    number = rounded(hours)
    return f"{number:,} hour" if number == 1 else f"{number:,} hours"


def pace_told(hours: float) -> str:
    """Hours a week as people say them: 4, 2.5."""
    return f"{hours:g}"


def month_told(month: str) -> str:
    """A month as people say it: August 2027."""
    return datetime.strptime(month, "%Y-%m").strftime("%B %Y")


def sentence(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]


def flat(text: str) -> str:
    """On one line."""
    return " ".join(text.split())


def first_sentences(text: str, most: int) -> tuple[str, str]:
    """(as many whole sentences as have `most` words, one at least; the rest) of a text of ours, a clause a line."""
    told: list[str] = []
    left: list[str] = []
    used = 0
    for one in _STOP.split(flat(text)):
        words = one.count(" ") + 1
        if told and (left or used + words > most):
            left.append(one)
        else:
            told.append(one)
            used += words
    return " ".join(told), " ".join(left)


__all__ = [
    "Answer", "Turn", "first_sentences", "flat", "hours_told", "listed", "pace_told", "sentence", "with_article",
]  # fmt: skip

"""What somebody is doing in a message: the acts in it, in order, each with the words it rests on.

A message is cut into sentences, and those into what is told and what is asked. Plain ones are recognised by rules
(act_rules.py), the others by the examples of corpus/dialogue/acts.toml nearest to them: by the words they share, and by
their vectors where these are ready. What was just asked and what is on screen decide between readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.lexicon import Lexicon
from careerbot.nlu.intents.act_rules import plain_act
from careerbot.nlu.intents.classifier import Examples, Vote
from careerbot.nlu.intents.features import JOB, NUMBER, ORDINAL, ROLE, SKILL, phrase
from careerbot.nlu.pipeline import Understanding
from careerbot.text.spelling import Speller
from careerbot.text.tokenizer import tokenise

Act = Literal[
    "tell_skills", "ask_roles", "correct", "ask_gaps", "ask_plan", "set_hours", "set_deadline", "why", "why_not",
    "what_if",
    "compare", "choose", "exclude", "ask_fact", "ask_skill", "ask_role", "show_profile", "forget", "undo", "save",
    "export",
    "start_over", "greet", "thank", "help", "leave", "yes", "no", "off_topic", "abuse", "dont_know", "set_goal", "done",
    "worry", "ask_chances",
]  # fmt: skip

ACTS: tuple[str, ...] = get_args(Act)

How = Literal["rule", "words", "meaning", "context", "names", "nothing"]

Meanings = Callable[[str, Mapping[int, float], Mapping[str, float]], Sequence[Vote]]
"""(message, likeness of its words to each example, how usual they are in each act) -> acts, likeliest first."""

UNLIKE = 0.2
"""Similarity below which the nearest example says nothing; tests/evaluation/measure_acts.py prints what it costs and gains."""

UNLIKELY = 0.16
"""The same for what the vectors say."""

SURE = 0.62
"""Similarity from which a small act is believed though a skill is named beside it."""

MOST_SENTENCES = 24
"""Of one message; further ones are read for skills only."""

MOST_SPELT = 400
"""Characters of a piece in which slips are set right."""

STORY_LINES, STORY_WORDS = 4, 80
"""From so many lines or words on, a message is read as told: only plain questions in it are taken for asking."""

GREETING: frozenset[str] = frozenset({"greet", "thank", "yes", "no"})
TELLING: frozenset[str] = frozenset({"tell_skills", "dont_know"})
SETTING: frozenset[str] = frozenset(
    {"set_goal", "set_hours", "set_deadline", "choose", "help", "leave", "off_topic", "abuse"}
)


class Heard(Struct, frozen=True):
    """One thing somebody does."""

    act: Act
    start: int
    end: int
    """The span in the message."""
    how: How
    sureness: float
    """0 to 1."""


class Situation(Struct, frozen=True):
    """What was going on when it was said."""

    pending: str = ""
    """What was just asked: "hours", "goal", "skill", "choice", "yes-no" ...; empty for nothing."""
    options: int = 0
    """How many numbered things can be picked from."""
    known: bool = False
    """Whether anything is known of the person."""
    last: str = ""
    """The act served last."""


NOWHERE = Situation()


class Recogniser:
    """Recognises acts; made once from the examples of a corpus.

    Args:
        rows: (act, example) as written.
        lexicon: the names of skills and roles, which are only places in a phrasing.
        meanings: similarity by vectors, where there are any.

    """

    def __init__(self, rows: Sequence[tuple[str, str]], lexicon: Lexicon, meanings: Meanings | None = None) -> None:
        self.lexicon, self.meanings = lexicon, meanings
        self.texts = tuple(text for _, text in rows)
        self._speller: Speller | None = None
        self.examples = Examples([(act, phrase(text, lexicon)) for act, text in rows])

    def with_meanings(self, meanings: Meanings) -> Recogniser:
        """The same examples, with what vectors say of them."""
        other = copy(self)
        other.meanings = meanings
        return other

    def recognise(self, understood: Understanding, situation: Situation = NOWHERE) -> tuple[Heard, ...]:
        """The acts of a message, in the order they stand in it."""
        text = understood.text
        if understood.form != "statement":
            return (Heard("tell_skills", 0, len(text), "rule", 1.0),)
        found: list[Heard] = []
        story = text.count("\n") >= STORY_LINES or text.count(" ") >= STORY_WORDS
        for start, end in sentences(text):
            if len(found) >= MOST_SENTENCES:
                break
            heard = self._sentence(understood, start, end, situation)
            found.extend(map(_told, heard) if story else heard)
        if not found:
            found.append(Heard("off_topic", 0, len(text), "nothing", 0.0))
        return tuple(_with_telling(list(_tidied(found)), understood))

    def _sentence(self, understood: Understanding, start: int, end: int, situation: Situation) -> list[Heard]:
        whole = self._one(understood, start, end, situation)
        firm = whole.how == "rule" and whole.act not in _SWALLOWING
        for cut in _cuts(understood.text, start, end):
            left, right = self._one(understood, start, cut, situation), self._one(understood, cut, end, situation)
            if left.act != right.act and min(left.sureness, right.sureness) >= UNLIKE and _apart(left, right, firm):
                return [left, *self._sentence(understood, cut, end, situation)]
        return [whole]

    def _one(self, understood: Understanding, start: int, end: int, situation: Situation) -> Heard:
        words = phrase(self._spelt(understood.text[start:end]), self.lexicon)
        act, how, sureness = self._act(words, understood, start, end, situation)
        return Heard(act, start, end, how, sureness)  # type: ignore[arg-type]

    def _spelt(self, text: str) -> str:
        """A piece with words that nobody writes set right towards words of the examples and of names."""
        tokens = tokenise(text[:MOST_SPELT])
        if self._speller is None:
            said = {token.text for example in self.texts for token in tokenise(example)}
            self._speller = Speller((*sorted(said), *self.lexicon.vocabulary()))
        for at, word in sorted(self._speller.correct(tokens, (), text).items(), reverse=True):
            text = f"{text[: tokens[at].start]}{word}{text[tokens[at].end :]}"
        return text

    def _act(
        self, words: tuple[str, ...], understood: Understanding, start: int, end: int, situation: Situation
    ) -> tuple[str, How, float]:
        if not words:
            return "dont_know", "nothing", 0.3
        placed = _by_situation(words, situation)
        if placed:
            return placed, "context", 0.95
        plain = plain_act(words)
        if plain == "correct" and situation.pending and not (SKILL in words or understood.skills):
            return "no", "context", 0.9
        if plain and not (plain == "choose" and not situation.options and ROLE in words):
            return plain, "rule", 0.97
        named = _by_names(words, understood, start, end)
        if named:
            return named, "names", 0.9
        return self._nearest(words, understood, start, end)

    def _nearest(
        self, words: tuple[str, ...], understood: Understanding, start: int, end: int
    ) -> tuple[str, How, float]:
        votes: Sequence[Vote] = self.examples.votes(words)
        how: How = "words"
        least = UNLIKE
        if self.meanings is not None:
            near, usual = self.examples.similarities(words), self.examples.usual(words)
            votes = self.meanings(understood.text[start:end].strip(), near, usual)
            how, least = "meaning", UNLIKELY
        best = votes[0] if votes else Vote("off_topic", 0.0, 0.0)
        if (
            best.nearness < least
            or best.act in ("off_topic", "greet", "leave", "help", "abuse")
            and best.nearness < SURE
        ):
            telling = _claims(understood, start, end)
            if telling:
                return "tell_skills", "names", 0.6
        if best.nearness < least:
            return "off_topic", "nothing", best.nearness
        present = {"be", "was", "work"} & set(words) and not _WISHING & set(words)
        if best.act == "set_goal" and present and _only_present_jobs(understood, start, end):
            return "tell_skills", "names", 0.8
        if best.act == "tell_skills" and _asks(words) and not _claims(understood, start, end):
            return "ask_fact", how, best.nearness
        return best.act, how, best.nearness


def main_act(heard: Sequence[Heard]) -> Act | None:
    """What a message asks for: where somebody tells something and asks something, the asking."""
    return min(heard, key=lambda h: _rank(h.act), default=Heard("off_topic", 0, 0, "nothing", 0.0)).act


def _rank(act: str) -> int:
    return 3 if act in GREETING else 2 if act in TELLING else 1 if act in SETTING else 0


# ---------------------------------------------------------------- pieces of a message

_SENTENCE_END = re.compile(r"[.!?;]+(?=\s|$)|\n+|(?<=\w):(?=\s*\n)")
_NO_END = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|approx|nr|no|mr|mrs|dr|st)|\b[abd-qs-z])\.$", re.IGNORECASE)
"""A dot after one letter ends an initial; C and R are names of languages."""

_ASKS = re.compile(
    r"(?i)(?:,|\band\b|\bbut\b|\bso\b|\bthen\b|\s[-–—]\s|:)\s*(?=(?:and |but |so |then |also )*"
    r"(?:what|wat|which|how|why|where|when|who|can you|could you|would you|can i|could i|do i|am i|is there|is|"
    r"are there|show|give|compare|suggest|tell me|make|forget|remove|save|undo|export|plan|i want|i would like|"
    r"i'd like|i wish|my goal|not|no |thanks|thank you|bye)\b)"
    r"|\s+(?=(?:what (?:can|could|should) i|how (?:do|can|could|would|long|much)|(?:what|which) (?:jobs?|roles?|careers?))\b)"
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the sentences and lines of a message."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group() == "." and _NO_END.search(text[start : match.end()]) and match.end() < len(text):
            continue
        if text[start : match.end()].strip(" \t.!?;,:-\n"):
            yield start, match.end()
            start = match.end()
    if text[start:].strip(" \t.!?;,:-\n"):
        yield start, len(text)


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Places where telling may turn into asking."""
    found = (m for m in _ASKS.finditer(text[start:end]) if text[start : start + m.start()].strip())
    return [start + m.end() for m in found if not _goes_on(text[start:end], m)][:6]


_FIGURE = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_QUANTITY = re.compile(rf"(?i)\b{_FIGURE} ?(?:years?|yrs?|months?|weeks?|hours?|hrs?)\b")
_OTHER_NUMBER = re.compile(rf"(?i)(?:no|not|rather|but)?,? ?(?:not |only )?{_FIGURE}\W*$")


def _goes_on(sentence: str, cut: re.Match[str]) -> bool:
    """Whether what follows only sets one number right: "I have 5 years of Python, not 2"."""
    return _QUANTITY.search(sentence[: cut.start()]) is not None and _OTHER_NUMBER.match(sentence[cut.end() :]) is not None


_SWALLOWING = frozenset({"ask_gaps", "set_goal", "set_hours", "set_deadline", "tell_skills"})
"""Acts whose plain forms may have swallowed another message whole."""


def _apart(left: Heard, right: Heard, firm: bool) -> bool:
    """Whether two halves of a sentence are two things done; of one that is plain as a whole, both must be plain."""
    plain = left.how == right.how == "rule"
    if plain and left.act not in TELLING | GREETING and (not firm or right.act not in GREETING):
        return True
    opening = left.act in (*GREETING, *TELLING, *SETTING, "correct", "done", "exclude", "save")
    believed = left.how == "rule" or left.act in TELLING
    return not firm and opening and believed and right.act not in GREETING | TELLING


_ASKED_PLAINLY = frozenset({
    "ask_roles", "ask_gaps", "ask_plan", "ask_fact", "set_hours", "set_deadline", "set_goal", "compare", "why_not",
    "exclude", "worry", "ask_chances",
})  # fmt: skip


def _told(heard: Heard) -> Heard:
    """A sentence of a long story, a CV pasted line by line: told, unless it plainly asks."""
    if heard.act in _ASKED_PLAINLY and heard.how == "rule":
        return heard
    return replace(heard, act="tell_skills", how="names")


def _tidied(found: Sequence[Heard]) -> Iterator[Heard]:
    """Neighbours of one act as one; sentences nobody understood dropped beside ones that were."""
    understood = [h for h in found if h.how != "nothing"]
    if len(understood) > 1:
        # "hate marking" beside something else is no rudeness
        understood = [h for h in understood if h.act != "abuse" or h.how == "rule"] or understood
    kept: list[Heard] = []
    for heard in understood or found:
        if kept and kept[-1].act == heard.act and heard.act not in ("choose", "forget", "ask_fact", "why_not"):
            kept[-1] = replace(kept[-1], end=heard.end, sureness=max(kept[-1].sureness, heard.sureness))
        else:
            kept.append(heard)
    return iter(kept)


_WISHING = frozenset({"after", "to", "want", "goal", "aim", "look", "hope", "dream", "wish"})
"""Words that make a job named an aim and no present one."""

_TOLD_IN_PASSING = frozenset({"ask_roles", "set_goal", "dont_know", "greet", "thank", "worry"})


def _with_telling(found: Sequence[Heard], understood: Understanding) -> Iterator[Heard]:
    """The acts, with the telling that stands inside another: "I only know Excel, is there anything for me"."""
    told = any(h.act in ("tell_skills", "correct") for h in found)
    for heard in found:
        if not told and heard.act in _TOLD_IN_PASSING and _has_said(understood, heard.start, heard.end):
            told = True
            yield replace(heard, act="tell_skills", how="names")
        yield heard


def _only_present_jobs(understood: Understanding, start: int, end: int) -> bool:
    """Whether the roles named are those its writer has or had."""
    stances = {r.stance for r in understood.roles if start <= r.start < end}
    return bool(stances) and stances <= {"current", "past"}


def _has_said(understood: Understanding, start: int, end: int) -> bool:
    """Whether a piece says what its writer has or is."""
    named = (m for m in understood.skills if m.claimed and m.stance == "has" and m.quote.lower() != "ai")
    skills = any(start <= m.start < end for m in named)
    jobs = any(r.stance in ("current", "past") and start <= r.start < end for r in understood.roles)
    return skills or jobs


# ---------------------------------------------------------------- what the situation and names say

_FILLERS = frozenset(
    {"a", "about", "around", "the", "and", "or", "please", "at", "most", "say", "roughly", "i", "think", "only", "be"}
)
_UNITS = frozenset({"hours", "week", "min", "minute"})


def _by_situation(words: tuple[str, ...], situation: Situation) -> str:
    """What short answers mean, from what was just asked."""
    content = [word for word in words if word not in _FILLERS]
    if words.count(NUMBER) == 2 and len(words) <= 4 and ("or" in words or ("and" in words and _can_choose(situation))):
        return "compare"
    if words[:2] == ("i", "be") and "week" not in words:
        return ""
    if content and all(word == NUMBER or word in _UNITS for word in content) and NUMBER in content:
        return _number(situation, bare=not _UNITS & set(content))
    if situation.pending == "hours" and NUMBER in content and _UNITS & set(content):
        return "set_hours"
    if situation.pending and len(words) == 1 and words[0] in ("a", "b", "c", "d"):
        return "choose"
    if situation.pending == "skill" and words[-4:-1] == ("do", "not", "know") and words[-1] in ("it", "that", "this", SKILL):
        return "no"
    if situation.pending == "skill" and content in (["little"], ["bit"], ["some"], ["a bit"], ["basic"]):
        return "yes"
    return ""


def _can_choose(situation: Situation) -> bool:
    return bool(situation.options) and situation.pending in ("", "goal")


def _number(situation: Situation, *, bare: bool) -> str:
    if situation.pending in ("hours", "deadline"):
        return "set_hours" if situation.pending == "hours" else "set_deadline"
    if not bare or situation.pending and not situation.options:
        return "set_hours"
    return "choose"


_LIST_WORDS = frozenset({
    "and", "also", "too", "plus", "some", "a", "bit", "of", "little", "basic", "good", "strong", "very", "advanced",
    "beginner",
    "intermediate", "expert", "with", "in", "or", "as", "well", "year", "years", "at", "i", "know", "have", "my",
    "skill", "be",
})  # fmt: skip


def _by_names(words: tuple[str, ...], understood: Understanding, start: int, end: int) -> str:
    """A list of skills is a list of skills."""
    names = sum(m.claimed and m.quote.lower() != "ai" for m in understood.skills if start <= m.start < end)
    plain = [w for w in words if w not in (SKILL, JOB, NUMBER)]
    if names and all(word in _LIST_WORDS for word in plain):
        return "tell_skills"
    if names >= 3 and len(plain) <= 2 * names and ROLE not in words and ORDINAL not in words and not _asks(words):
        return "tell_skills"
    return ""


_QUESTION_WORDS = frozenset({"what", "which", "how", "why", "where", "when", "who", "if"})
_QUESTION_VERBS = frozenset({"should", "can", "would", "do", "be", "will"})


def _asks(words: tuple[str, ...]) -> bool:
    return bool(_QUESTION_WORDS & set(words[:3])) or bool(_QUESTION_VERBS & set(words[:1]))


def _claims(understood: Understanding, start: int, end: int) -> bool:
    """Whether a sentence says something of its writer that can be used."""
    skills = any(m.claimed and start <= m.start < end and m.quote.lower() != "ai" for m in understood.skills)
    jobs = any(r.stance in ("current", "past") and start <= r.start < end for r in understood.roles)
    limits = bool(understood.limits) and start == 0
    return skills or jobs or limits

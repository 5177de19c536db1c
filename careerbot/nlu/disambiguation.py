"""Whether a word that is only sometimes a skill (go, spark, excel, R, C) is one here.

It is believed as an item of a list of skills, after words that ask for a skill ("good with"), or, for a tool or an
abbreviation, written with a capital in the company of other skills; not as a verb and not in plain prose.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from careerbot.corpus.lexicon import AMBIGUOUS, TOOL, Found
from careerbot.nlu.cues import back_cue_at, is_cue
from careerbot.text.tokenizer import Token, word_set

_SUBJECTS = word_set(
    "i you we they he she it to will would can could should must may might let let's don't didn't i'll we'll who that "
    "cannot can't won't not never always also please"
)
"""Before a verb: "I go", "to excel", "they spark"."""

_AFTER_VERB = word_set(
    "to at for on off out back through the a an my your his her our their up down home joy from away it this "
    "that me him them us "
    "beyond ahead forward over around further wrong well right"
)
"""After a verb: "go to", "excel at", "spark joy"."""

_PREPOSITIONS = word_set("with in of using via by about like")
"""No verb follows these: "experience with Excel from my last job"."""

_PARTICLES = {
    "go": word_set("for to on back into with from through forward"),
    "react": word_set("to"),
    "express": word_set("my the"),
}
"""After these verbs, written small: "ditch Java and go for Python"."""

_LINKS = frozenset({"and", "or", "&", "plus", "with", "also", "nor", "et", "und", "y", "e", "vs"})

_NEVER_PLAIN = word_set("it a i us is be an all on so are as or make do lead teams word access office insight hmm school")
"""Written small, these are hardly ever a skill, whatever stands around them."""

_AFTER_NOUN = word_set(
    "and or for at since with in to but on as skills skill experience knowledge programming language scripting coding "
    "while because so i every the during though than by from over using work field industry sector space domain "
    "developer course class certification certificate bootcamp projects project code is was well too enough now "
    "yet these much before once ever ages years"
)
"""What may follow a skill that somebody was asked for: "use Excel at work", "learn R for statistics"."""

_OWNERS = word_set("my your his her a this our their the updated attached academic")
_OF_A_SKILL = word_set(
    "skills skill knowledge experience projects project work code models model side part engineer chatbot app application "
    "pipeline pipelines system bot agent agents demo"
)
_TRADES = word_set("a an as am i'm former head sous trained")
_SEASON = word_set("in this next last every each since until by the early late")
_SUBJECTS_AT_SCHOOL = word_set(
    "maths math mathematics physics chemistry biology english history calculus algebra statistics stats"
)
_WEB = 8
"""Words away in which another skill makes of spring the framework."""

_MAKERS = word_set(
    "developer developers dev devs programmer programmers engineer code scripts script programming scripting"
)
"""After the name of a language: "Go developer"."""

_CODING = word_set("code program coded programmed")
_CODERS = word_set("can can't cannot cant i we never not don't dont didn't ever i've always barely hardly still also")
_TO_CODE = word_set(
    "learn learning how able want wants love like start started try trying unable need used hate began ability"
)
_OF_CODE = word_set("review reviews base bases quality of manager managers")
"""After these "code" is a thing, or the language follows: "I code in Python" says Python."""

_ASKING = word_set("con mit avec с com in using via with language languages tools tool install import")

_LINE = 12
"""Words of a line that may begin with the name of a tool and a comma."""

COMPANY = 14
"""How many tokens away another skill still counts as company."""


def believable(
    text: str, tokens: Sequence[Token], marks: Sequence[int], found: Sequence[Found], jobs: Sequence[Found] = (),
    *, story: bool = False,
) -> dict[int, float]:
    """First token -> belief (0 to 1) for every name that should be read as a skill.

    `jobs` are the job titles of the text: an item beside one ("nurse, excel") is no everyday word either. In a
    `story`, "some research" and "using code" are everyday words.
    """
    sure: list[Found] = []
    doubtful: list[Found] = []
    for f in found:
        (doubtful if _ambiguous(f) else sure).append(f)
    kept = {f.first: 1.0 for f in sure}
    listed = [f.first for f in doubtful if _whole_item(tokens, marks, f)]
    reading = _Company(text, tokens, marks, sure, listed, [f.first for f in jobs], story, doubtful)
    for name in doubtful:
        belief = reading.belief(name)
        if belief > 0:
            kept[name.first] = belief
            reading.joins(name)
    return kept


def _ambiguous(found: Found) -> bool:
    return all(flags & AMBIGUOUS for kind, _, flags in found.entries if kind == "skill")


def _whole_item(tokens: Sequence[Token], marks: Sequence[int], f: Found) -> bool:
    """Nothing else stands between the boundaries (or "and"/"or") around it."""
    opens = marks[f.first] >= 1 or tokens[f.first - 1].text in _LINKS
    closes = f.last >= len(tokens) or marks[f.last] >= 1 or tokens[f.last].text in _LINKS
    return opens and closes


class _Company:
    """The skills of a text that are beyond doubt, by place, and what they make of the doubtful ones."""

    def __init__(
        self, text: str, tokens: Sequence[Token], marks: Sequence[int], sure: Sequence[Found], listed: list[int],
        jobs: list[int], story: bool, doubtful: Sequence[Found],
    ) -> None:  # fmt: skip
        self._text, self._tokens, self._marks = text, tokens, marks
        self._sure = [f.first for f in sure]
        self._ends = {f.last for f in sure}
        self._starts = set(self._sure)
        self._listed = listed
        self._story = story
        self._jobs = jobs
        tools = [f for f in doubtful if f.entries[0][2] & TOOL]
        self._doubtful = {f.first for f in tools}
        self._doubtful_ends = {f.last for f in tools}

    def joins(self, f: Found) -> None:
        """A doubtful name that was believed vouches for the one beside it: "R, C, Go"."""
        self._ends.add(f.last)
        self._starts.add(f.first)

    def belief(self, f: Found) -> float:
        """0 where it is read as an everyday word."""
        tokens, marks = self._tokens, self._marks
        word = self._text[tokens[f.first].start : tokens[f.last - 1].end]
        whole = _whole_item(tokens, marks, f)
        if word.islower() and word in _NEVER_PLAIN and not (whole and _near(self._sure, f.first, 4)):
            return 0.0
        if word == "it" or self._hung_on(f) or self._otherwise(f, word):
            return 0.0
        if whole:
            if _near(self._sure, f.first, COMPANY) or self._listed_beside(f) or _near(self._jobs, f.first, COMPANY):
                return 0.9
            if len(tokens) == f.last - f.first or self._opens_alone(f):
                return 0.6
        if tokens[f.first].text in _CODING and f.last - f.first == 1 and self._codes(f):
            return 0.8
        if self._owned(f, word) or self._verb(f):
            return 0.0
        return self._in_prose(f, word)

    def _otherwise(self, f: Found, word: str) -> bool:
        """Whether it is a trade ("a chef"), a season ("in spring"), a mark ("a C in maths") or a "my" before its skill."""
        tokens, before = self._tokens, self._before(f)
        if any(kind == "background" for kind, _, _ in f.entries) and before in _TRADES:
            return True
        if word == "spring" and before in _SEASON:
            return not _near(self._sure, f.first, _WEB)
        if tokens[f.first].text == "my" and not _whole_item(tokens, self._marks, f):
            return True
        if len(word) > 1:
            return False
        if before in ("a", "an") and self._after(f) in ("in", "on", "for", "too"):
            return True
        return self._after(f) == "in" and f.last + 1 < len(tokens) and tokens[f.last + 1].text in _SUBJECTS_AT_SCHOOL

    def _opens_alone(self, f: Found) -> bool:
        """As in "excel, I can't code": the one thing that a line begins with, and a tool."""
        tool = any(flags & TOOL for _, _, flags in f.entries)
        return tool and f.first == 0 and len(self._tokens) <= _LINE and self._tokens[0].text not in _PARTICLES

    def _hung_on(self, f: Found) -> bool:
        """The second half of a word with a hyphen: "machine-written"."""
        start = self._tokens[f.first].start
        return start > 1 and self._text[start - 1] == "-" and self._text[start - 2].isalpha() and f.first - 1 not in (
            self._starts
        )

    def _listed_beside(self, f: Found) -> bool:
        """Whether another doubtful name is an item near by; the same word again proves nothing."""
        low = bisect_left(self._listed, f.first - COMPANY)
        near = [place for place in self._listed[low : low + 2 * COMPANY] if place <= f.first + COMPANY]
        return any(self._tokens[place].text != self._tokens[f.first].text for place in near)

    def _in_prose(self, f: Found, word: str) -> float:
        tool = any(flags & TOOL for _, _, flags in f.entries)
        short = word.isupper() and len(word) <= 5
        if self._linked(f, adjacent=tool or short):
            return 0.85
        if tool and self._paired(f):
            return 0.8
        if self._asked_for(f, by_little=tool or short):
            return 0.8
        if tool and (self._after(f) in _MAKERS or self._praised(f, word)):
            return 0.75
        capital = word[0].isupper() and (self._marks[f.first] < 3 or len(word) == 1)
        return 0.75 if capital and (tool or short) and _near(self._sure, f.first, COMPANY) else 0.0

    def _paired(self, f: Found) -> bool:
        """Whether it stands beside another doubtful tool: "Excel and Access", "Excel/VBA"."""
        tokens, marks = self._tokens, self._marks
        for end, start in ((f.last, f.last), (f.last, f.last + 1)):
            if start in self._doubtful and (marks[start] == 1 or start > end and tokens[end].text in _LINKS):
                return True
        for gap in (0, 1):
            at = f.first - gap
            if at in self._doubtful_ends and (marks[f.first] == 1 if gap == 0 else tokens[at].text in _LINKS):
                return True
        return False

    def _before(self, f: Found) -> str:
        return self._tokens[f.first - 1].text if f.first and self._marks[f.first] < 2 else ""

    def _after(self, f: Found) -> str:
        return self._tokens[f.last].text if f.last < len(self._tokens) and self._marks[f.last] == 0 else ""

    def _verb(self, f: Found) -> bool:
        if f.last - f.first > 1:
            return False
        before = self._before(f)
        word = self._tokens[f.first].text
        if self._after(f) in _PARTICLES.get(word, ()) and self._text[self._tokens[f.first].start].islower():
            return True
        if before in _PREPOSITIONS or before and is_cue([before]) and before not in ("not", "never"):
            return False
        return before in _SUBJECTS or self._after(f) in _AFTER_VERB and not self._linked(f, adjacent=False)

    def _codes(self, f: Found) -> bool:
        """Whether somebody codes: "I can code", "never programmed", "how to code"; not "changes to code"."""
        tokens, before = self._tokens, self._before(f)
        if self._after(f) in _OF_CODE or self._after(f) in ("in", "at") and f.last + 1 in self._starts:
            return False
        if before == "to":
            return f.first > 1 and tokens[f.first - 2].text in _TO_CODE
        return before in _CODERS

    def _owned(self, f: Found, word: str) -> bool:
        """As in "my CV" is a paper, "my CV projects" are computer vision."""
        return word.isupper() and len(word) > 1 and self._before(f) in _OWNERS and self._after(f) not in _OF_A_SKILL

    def _linked(self, f: Found, *, adjacent: bool) -> bool:
        """Joined to a sure skill by "and", "or", a comma or a slash; `adjacent`: or standing right beside it."""
        tokens, marks, count = self._tokens, self._marks, len(self._tokens)
        for after in range(f.last, min(f.last + 3, count)):
            if after in self._starts and (marks[after] == 1 or after > f.last and tokens[after - 1].text in _LINKS):
                return True
            if after in self._starts and after == f.last and marks[after] == 0:
                gap = self._text[tokens[after - 1].end : tokens[after].start]
                return adjacent or gap not in (" ", "")
        for before in range(f.first, max(f.first - 3, 0), -1):
            if before in self._ends:
                if marks[f.first] == 1 or tokens[f.first - 1].text in _LINKS and marks[f.first] == 0:
                    return True
                gap = self._text[tokens[f.first - 1].end : tokens[f.first].start]
                return before == f.first and marks[f.first] == 0 and (adjacent or gap not in (" ", ""))
        return False

    def _praised(self, f: Found, word: str) -> bool:
        """What follows speaks of a skill: "Excel bores me", "excel wizard"."""
        cue = back_cue_at(self._tokens, f.last)[1] if f.last < len(self._tokens) else None
        if cue is None or cue.stance == "not" and self._marks[f.last] == 1:
            # "R, not Java" says nothing of R
            return False
        return word[0].isupper() or cue.level == 5

    def _asked_for(self, f: Found, *, by_little: bool) -> bool:
        """A cue stands right before it and no noun after it: "good with Excel", "learn R for work"."""
        tokens, marks, first = self._tokens, self._marks, f.first
        if f.last < len(tokens) and marks[f.last] == 0 and tokens[f.last].text not in _AFTER_NOUN:
            cue = back_cue_at(tokens, f.last)[1]
            if cue is None or cue.level is None or not by_little:
                return False
        for start in range(first - 1, max(-1, first - 9), -1):
            if marks[start + 1] >= 2:
                return False
            words = [t.text for t in tokens[start:first]]
            if is_cue(words, by_little or not self._story) or by_little and words[0] in _ASKING and len(words) == 1:
                return True
        return False


def _near(places: list[int], at: int, reach: int) -> bool:
    low = bisect_left(places, at - reach)
    return any(place <= at + reach for place in places[low : low + 1])

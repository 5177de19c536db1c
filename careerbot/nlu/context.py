"""One pass over a text, in which names and cues are events.

A cue sets what the names after it mean; boundaries end its reach.
"""

from __future__ import annotations

from msgspec.structs import replace

from careerbot.corpus.lexicon import AMBIGUOUS, CANONICAL, TOOL, Found
from careerbot.corpus.records import Slug
from careerbot.nlu.claims import Claims
from careerbot.nlu.contrast import (
    against,
    course_in,
    dealt,
    denied_thought,
    elsewhere,
    excepted,
    feebly,
    for_documents,
    had_in_doubt,
    heads,
    label_at,
    long_ago,
    lost_without,
    narrowed,
    needed_before,
    new_heading,
    or_list,
    preferred,
    to_come,
)
from careerbot.nlu.cues import CORRECTION_STARTS, CORRECTIONS, FIELD, FROM, RESETS, SKIPPED, Cue, Stance, cue_at
from careerbot.nlu.looking_back import cannot, cue_behind, ended, fronted, lapsed, softened
from careerbot.nlu.mentions import CONFIDENCE, How, Mention, Page
from careerbot.nlu.rated import Marks, rated
from careerbot.nlu.scope import Scope
from careerbot.nlu.taken_back import corrected, entry_of, over, taken_back
from careerbot.nlu.unheld import DEGREES
from careerbot.text.numbers import Duration, level_of_years
from careerbot.text.sentences import CLAUSE, ITEM, SENTENCE
from careerbot.text.tokenizer import word_set


def read(page: Page) -> tuple[list[Mention], set[int]]:
    """The skills mentioned, and the tokens that names or cues explained."""
    reader = _Reader(page)
    return reader.run(), reader.used


_WHO_LIKE = word_set("i also really we and but do still would kinda both you")
_EXAMPLE = word_set("such like especially e including namely eg for mainly primarily")
_DOINGS = word_set("teach taught teaching build building built make making write writing wrote")
"""Cues that say, where no name follows, what is done: "teach computers to see"."""
_EXCEPTIONS = frozenset({("than", "other"), ("from", "apart"), ("from", "aside"), ("of", "outside")})
_EXCEPT = frozenset(last for last, _ in _EXCEPTIONS)
_FEEBLE = word_set("less weak poor shaky mediocre nothing simple want")
_PRONOUNS = word_set("it them that this those")
_OWN_STACK = word_set("my current main tech work our")
_IS_IT = word_set("is are does will")
_INTRO = word_set("intro introduction course class courses classes")
_HAVE = word_set("have has had having got haven't hasn't no i've ive")
_ABOUT = word_set("on about from regarding for concerning")


class _Reader:
    """Walks the tokens of a page once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.scope = Scope()
        self.mentions: list[Mention] = []
        self.ends: list[int] = []
        """Token after each mention."""
        self.first = 0
        """Token with which the name being read begins."""
        self.said = 0
        """Token after the last mention and what was said behind it."""
        self.used: set[int] = set()
        self.statement = page.form == "statement"
        self.marks = Marks.of(page.text)
        self.claims = Claims(page, self.scope, self.mentions, self.ends)

    def run(self) -> list[Mention]:
        page, at, count = self.page, 0, len(self.page.tokens)
        while at < count:
            self._cross(at)
            if at in page.periods:
                at = self._period(page.periods[at])
                continue
            step, cue = (label_at(page, at) if page.form != "advert" else None) or cue_at(page.tokens, at)
            if cue is not None and (self._no_cue(at, step) if self.statement else not self._in_paper(cue, at, step)):
                cue = None
            name = page.names.get(at)
            if name is not None and (cue is None or name.last - at >= step or not self._leads_on(at + step)):
                self.claims.outlines(at)
                at = self._name(name)
            elif cue is not None:
                self._cue(cue, at, step)
                at += step
            else:
                at = self._word(at, step)
        return self.mentions

    def _in_paper(self, cue: Cue, at: int, step: int) -> bool:
        """Whether a CV or an advertisement says it of skills: as a whole phrase, or a CV as the heading of a list."""
        return for_documents(cue, step) or self.page.form == "cv" and heads(self.page, at, step)

    def _leads_on(self, at: int) -> bool:
        """Whether a name stands where a cue ends: "coding in Python", not "stopped coding in 2015"."""
        return any(i in self.page.names for i in range(at, at + 3))

    def _no_cue(self, at: int, step: int) -> bool:
        """Whether a word of one cue is none here: the stack of "full stack", the 0 of "3.0", an empty "like"."""
        word = self.page.tokens[at].text
        if word in ("took", "taking") and step == 2:
            return not course_in(self.page, at + step)
        if step > 1:
            return False
        if word == "between":
            return self.page.marks[at] < SENTENCE
        if word in _FEEBLE:
            return not feebly(self.page, at)  # "weak SQL", not "weak juniors who do SQL"
        if word == "stack":
            return at == 0 or self.page.tokens[at - 1].text not in _OWN_STACK
        if word == "0":
            return self.page.text[max(0, self.page.tokens[at].start - 1)] == "."
        return self._empty_like(at, step)

    def _empty_like(self, at: int, step: int) -> bool:
        """As in "like" is only a liking after somebody who likes: "I like SQL", not "tools like SQL"."""
        tokens = self.page.tokens
        return (
            step == 1
            and tokens[at].text == "like"
            and self.page.marks[at] < CLAUSE
            and tokens[at - 1].text not in _WHO_LIKE
        )

    def _cross(self, at: int) -> None:
        page, mark = self.page, self.page.marks[at]
        scope = self.scope
        if mark >= ITEM:
            if scope.heading is not None and at and new_heading(page, at):
                scope.heading = scope.clause = None
            if at == scope.cue_end and scope.item is not None and scope.turned() and self._colon(at):
                scope.set(scope.item, as_item=False)  # "No experience with: SQL, R"
            if mark < SENTENCE and scope.clause is not None and not scope.named and at and scope.clause.claimed:
                gap = page.text[page.tokens[at - 1].end : page.tokens[at].start]
                if ":" in gap or "：" in gap or page.form == "cv" and "\n" in gap and heads(page, scope.cue_end - 1, 1):
                    scope.heading, scope.named = scope.clause, True
            opened = mark == ITEM and at == scope.cue_end and scope.item is not None and at in page.names
            scope.cross(mark, example=page.tokens[at].text in _EXAMPLE or opened)  # "beginner (Python)"
        if mark == SENTENCE and self.statement:
            self.claims.begin(at)
        elif mark >= ITEM and page.tokens[at].text in _IS_IT and at + 1 in page.names:
            scope.question, scope.own = True, False  # "I'm a nurse, is Python hard?"

    def _colon(self, at: int) -> bool:
        return ":" in self.page.text[self.page.tokens[at - 1].end : self.page.tokens[at].start]

    def _cue(self, cue: Cue, at: int, step: int) -> None:
        page = self.page
        if step > 1 or page.tokens[at].text not in _DOINGS:
            self.used.update(range(at, at + step))
        if self.statement and cue.claimed and not self.claims.speaks(at, step, cue):
            cue = replace(cue, claimed=False)
        if self._still(cue, at, step):
            return
        if cue.stance == "has" and self.scope.hopes() and not _INTRO.isdisjoint([t.text for t in page.tokens[at : at + step]]):
            return  # "considering an introduction to Spring"
        asked = self.scope.asks() and at - self.scope.cue_end <= 1 and not any(page.marks[at - 1 : at + 1])
        # asked of whoever applies: "jobs that require | deep knowledge in"
        cue = self._unturned(replace(cue, claimed=False) if cue.stance == "has" and asked else cue, at)
        level = self.scope.item.level if self.scope.item is not None else None
        if cue == Cue("has", 3) and level is not None and at == self.scope.cue_end and page.marks[at] == 0:
            cue = Cue("has", level)  # "a bit of | experience in"
        self.scope.cue_end = at + step
        self.scope.having = page.tokens[at + step - 1].text in _HAVE
        as_item = cue.reach == "item" and not (cue.stance == "not" and or_list(page.tokens, page.marks, at + step))
        opened = self.scope.opened
        self.scope.set(cue, as_item=as_item)
        aside = 2 if cue.stance == "learning" else 1 if at and page.tokens[at - 1].text in SKIPPED else 0
        begins = any(mark >= CLAUSE for mark in page.marks[max(0, at - aside) : at + 1])
        self.scope.opened = opened and as_item or begins and cue.claimed

    def _still(self, cue: Cue, at: int, step: int) -> bool:
        """Whether a cue changes nothing: "no | experience in", "hoping to | work with", "not going to | pivot into"."""
        scope = self.scope
        if cue.stance == "has" and scope.turned() and self._goes_on(at):
            scope.cue_end, scope.idle = at + step, 0
            return True
        words = [t.text for t in self.page.tokens[at : at + step]]
        if cue.stance == "has" and scope.hopes() and not DEGREES.isdisjoint(words):
            scope.cue_end, scope.idle = at + step, 0
            return True  # "thinking of going back for a BS in"
        if cue.stance == "learning" and scope.denies() and at == scope.cue_end and self.page.marks[at] == 0:
            scope.cue_end = at + step
            if self.claims.story:
                scope.set(Cue(claimed=False), as_item=False)
            return True
        return False

    def _unturned(self, cue: Cue, at: int) -> Cue:
        """What a "no" means that is none: "I no SQL" as it is typed, "I know nothing except SQL"."""
        word, before = self.page.tokens[at].text, self.page.tokens[at - 1].text if at else ""
        if word == "without" and (lost_without(self.page, at) or needed_before(self.page, at)):
            return Cue("has")  # "without Python I'd be lost", "I couldn't have done it without"
        if cue.stance == "learning" and denied_thought(self.page, at):
            return replace(cue, claimed=False)
        if cue.stance == "has" and had_in_doubt(self.page, at):
            return Cue("not")  # "I don't think I | know SQL"
        if word == "experience" and cue.stance == "has" and to_come(self.page, at):
            return Cue("learning")
        if word == "no" and cue.stance == "not" and before == "i" and at + 1 in self.page.names:
            return Cue("has", 3)
        return Cue("has") if word == "except" and (self.scope.denies() or before == "nothing") else cue

    def _goes_on(self, at: int) -> bool:
        """Whether a cue continues the one before it: "don't have much practical | experience in"."""
        marks = self.page.marks
        return at == self.scope.cue_end and marks[at] == 0 or (
            at - self.scope.cue_end == 1 and self.scope.denies_having() and marks[at] == marks[at - 1] == 0
        )

    def _word(self, at: int, step: int) -> int:
        tokens, scope = self.page.tokens, self.scope
        word = tokens[at].text
        for size in (3, 2, 1) if word in CORRECTION_STARTS else ():
            if " ".join([t.text for t in tokens[at : at + size]]) in CORRECTIONS:
                scope.correction = True
                if self.mentions and corrected(self.page, self.mentions[-1], max(self.ends[-1], self.said), at, size):
                    self.mentions[-1] = taken_back(self.mentions[-1])
                    scope.item = None
                self.used.update(range(at, at + size))
                return at + size
        self._hear(at, word)
        if word in RESETS:
            scope.cross(CLAUSE)
            scope.heading = None
        elif not self._set_against(word, at):
            self._led_on(word, at)
        scope.wait(step)
        return at + step

    def _set_against(self, word: str, at: int) -> bool:
        """Small words that turn what is said into its opposite; whether this was one."""
        page, scope = self.page, self.scope
        follows = at + 1 in page.names
        if word in ("just", "only", "mostly", "mainly") and page.marks[at] == ITEM and follows:
            scope.cross(CLAUSE)  # "I don't know SQL or R, just Excel"
        elif word == "more" and follows and against(page, "less", at):
            scope.set(Cue("learning"), as_item=True)  # "less coding and more SQL", "more SQL, less coding"
        elif word in ("than", "over") and self.mentions and at == self.ends[-1] and preferred(page, self.mentions[-1], at):
            scope.set(Cue(claimed=False), as_item=False)  # "I prefer Python over R"
        elif excepted(page, at):
            scope.set(Cue("not"), as_item=False)  # "I meet everything apart from Looker"
        elif word in _EXCEPT and scope.denies() and (word, page.tokens[at - 1].text) in _EXCEPTIONS:
            if not excepted(page, at - 1):
                scope.set(Cue("has"), as_item=False)  # "I don't know anything other than SQL"
        else:
            return False
        return True

    def _led_on(self, word: str, at: int) -> None:
        """Small words that lead from what is had to what is wished, and back."""
        scope, named = self.scope, self.scope.named
        stance = scope.clause.stance if scope.clause is not None else None
        if scope.having and not named and (word in _ABOUT and scope.idle or word == "of" and scope.idle > 2):
            scope.set(Cue(claimed=False), as_item=False)  # "I have no proper notes on ML" tells of notes
        elif word == "into" and named and stance == "dislikes":
            scope.set(Cue("learning"), as_item=False)  # "get out of testing and into ML"
        elif word in ("to", "into") and scope.clause is FROM and (named or at + 1 in self.page.names):
            opened = scope.opened
            scope.set(Cue("learning"), as_item=False)
            scope.opened = opened
        elif word == "from" and named and stance == "learning":
            scope.set(FROM, as_item=False)
        elif word == "with" and scope.question and not self.claims.story and not dealt(self.page, at):
            scope.set(Cue("has"), as_item=False)
            scope.own = True

    def _hear(self, at: int, word: str) -> None:
        if word in ("anymore", "more", "longer") and self.mentions and over(self.page, self.mentions[-1], self.ends[-1], at):
            old = self.mentions[-1]
            self.mentions[-1] = replace(old, level=min(old.level or 3, 3))
        if self.statement and self.claims.story:
            self.claims.hear(at, word)
            if word == "where" and self.scope.asks() or word in _PRONOUNS and at == self.scope.cue_end and self.scope.denies():
                # "I worked at one where I got to know SQL"; "never got into it, as ..." has denied what it denies
                self.scope.clause = self.scope.heading

    # ------------------------------------------------------------ names

    def _name(self, name: Found) -> int:
        page, scope = self.page, self.scope
        mention = self._mention(name)
        at, self.first = name.last, name.first
        if self.statement or page.form == "cv":
            mention, at = rated(page, mention, name.last, self.marks)
        if at == name.last and (self.statement or page.form == "cv" and at < len(page.tokens) and page.marks[at] == ITEM):
            mention, at = self._looked_back(mention, at)
        self.mentions.append(mention)
        self.ends.append(name.last)
        self.said = at
        self.used.update(range(name.first, at))
        if 0 <= name.first - scope.cue_end <= 2:
            self.used.update(range(max(0, scope.cue_end - 1), scope.cue_end))
        scope.named, scope.idle = True, 0
        return at

    def _mention(self, name: Found) -> Mention:
        page, scope = self.page, self.scope
        slug, flags = entry_of(name)
        start, end = page.tokens[name.first].start, page.tokens[name.last - 1].end
        stance, level, claimed = scope.meaning()
        if claimed and self.claims.story and self.claims.too_far(name, stance):
            claimed = False
        if claimed and self.statement:
            claimed = self.claims.claims(name, cued=bool(scope.clause or scope.item))
        elif self.claims.story and scope.clause is None and self.claims.brackets(name):
            claimed = True
        elif self.claims.story and not claimed and scope.clause is not None and not scope.clause.claimed:
            self.claims.refused.add(start)
        mistyped = not page.mended.isdisjoint(range(name.first, name.last))
        how: How = "typo" if mistyped else "name" if flags & CANONICAL else "alias"
        belief = page.belief[name.first]
        confidence = min(CONFIDENCE[how], CONFIDENCE["ambiguous"] + 0.2 * belief if flags & AMBIGUOUS else 1.0)
        if stance == "learning" and self.statement and self.claims.backed(name):
            stance = "has"  # "move into Spark with a Java background"
        if self._taken_less(name, slug, stance, level):
            claimed = False
        years = scope.years
        if years is not None and stance in ("has", "likes"):
            stance, level = "has", level_of_years(years)
            claimed = claimed or scope.mine  # "would my 4 years of SAS count?"
        return Mention(
            slug, start, end, page.text[start:end], how, round(confidence, 3), stance, level, years,
            correction=scope.correction and stance == "not" and self._bare_not(name.first), claimed=claimed,
            tool=bool(flags & TOOL),
        )  # fmt: skip

    def _taken_less(self, name: Found, slug: Slug, stance: Stance, level: int | None) -> bool:
        """Whether words around a name take back what its cue says."""
        page, end = self.page, self.scope.cue_end
        if self.scope.clause is FIELD and any(m.slug == slug and m.stance == "has" and m.claimed for m in self.mentions):
            return True  # "I've used Java for years. A lead role in Java" is no wish to learn it
        if stance == "not":
            return self.statement and self.claims.story and narrowed(page, name.last) or elsewhere(page, end, name.last)
        return (stance == "learning" or level == 2) and long_ago(page, end, name)

    def _bare_not(self, at: int) -> bool:
        return at > 0 and self.page.tokens[at - 1].text in ("not", "of", "than", "no")

    def _looked_back(self, mention: Mention, at: int) -> tuple[Mention, int]:
        """A cue after a mention that speaks of it ("SQL? not really")."""
        if mention.stance == "not" and at < len(self.page.tokens) and self.page.tokens[at].text == "please":
            return replace(mention, stance="dislikes"), at
        if mention.stance == "not" and (stop := ended(self.page, at)):
            return replace(mention, stance="has", level=2), stop
        if mention.stance == "not" and (stop := lapsed(self.page, self.scope.cue_end, at)):
            return replace(mention, stance="has", level=2), stop
        found = cue_behind(self.page, at)
        if found is None:
            return self._fronted(mention, at), at
        stop, cue = found
        if mention.stance in ("not", "dislikes") and cue.stance in ("has", "likes"):
            if mention.stance == "dislikes" or not softened(self.page, cue, at, stop):
                return mention, at
            badly = mention.level is None and cannot(self.page, self.scope.cue_end)
            return replace(mention, stance="has", level=1 if badly else 2), stop
        stance = cue.stance or mention.stance
        if mention.stance in ("learning", "likes") and stance == "has":
            stance = mention.stance  # "I like maths a lot" still tells of liking
        level = cue.level if stance in ("has", "learning") else None
        if mention.level is not None and [t.text for t in self.page.tokens[at : at + 2]] == ["at", "work"]:
            level = mention.level  # "did a workshop on Power BI at work" says where
        return replace(
            mention, stance=stance, level=level or (mention.level if stance == "has" else None),
            claimed=mention.claimed or self.claims.says_so(at, stop, cue),
        ), stop

    def _fronted(self, mention: Mention, at: int) -> Mention:
        """The mention, and those listed before it, as what follows says: "Python and SQL | I use every day"."""
        first = self.first
        if self.mentions and first and self.ends[-1] >= first - 1 and self.page.marks[first] <= ITEM:
            first = self._start(len(self.mentions) - 1)
        cue = fronted(self.page, first, at)
        if cue is None or cue.stance is None or not cue.claimed:
            return mention
        if first != self.first and not self.mentions[-1].claimed:
            self.mentions[-1] = replace(self.mentions[-1], stance=cue.stance, level=cue.level, claimed=True)
        return replace(mention, stance=cue.stance, level=cue.level, claimed=True)

    def _start(self, i: int) -> int:
        """The token with which a mention begins."""
        at = self.ends[i] - 1
        while at and self.page.tokens[at].start > self.mentions[i].start:
            at -= 1
        return at

    # ------------------------------------------------------------ years

    def _period(self, period: Duration) -> int:
        """A length of time belongs to the names after it ("5 years of SQL") or to those before ("SQL, 5 years")."""
        self.used.update(range(period.first, period.last))
        scope = self.scope
        if period.forward:
            if scope.named and self.page.marks[period.first] >= ITEM:
                scope.clause = scope.heading  # "no more frontend, 3 years of React"
            scope.years, scope.idle = period.years, 0
            scope.mine = period.first > 0 and self.page.tokens[period.first - 1].text == "my"
            return period.last
        last = len(self.mentions) - 1
        if self.statement and self.claims.story and (scope.question and not scope.own or self.claims.supposed(period.first)):
            return period.last
        if self.statement and self.claims.of_others(period.first):
            return period.last  # "our company has run on it for 8 years"
        if last >= 0 and self._beside(self.ends[last], period.first):
            self._lasted(last, period.years)
        return period.last

    def _lasted(self, last: int, years: float) -> None:
        """The mention before a length of time, and those joined to it by "and", so long."""
        for i in range(last, -1, -1):
            mention = self.mentions[i]
            if mention.stance == "dislikes":
                self.mentions[i] = replace(mention, years=years)  # "sick of SAP after ten years"
                return
            far = self.page.tokens[self.scope.cue_end].start < mention.start
            if mention.stance == "learning" and far and i == last:
                mention = replace(mention, stance="has")  # "learning Rust, C++ for 6 years"
            if mention.stance not in ("has", "likes") or mention.years is not None or mention.start in self.claims.refused:
                return
            level = _more_telling(mention.level, years)
            self.mentions[i] = replace(mention, stance="has", years=years, level=level, claimed=True)
            if i == 0 or not self._with_and(self.ends[i - 1], mention.start):
                return

    def _beside(self, end: int, first: int) -> bool:
        return first - end <= 4 and all(self.page.marks[i] < CLAUSE for i in range(end, first + 1))

    def _with_and(self, end: int, start: int) -> bool:
        tokens = self.page.tokens
        return end + 1 < len(tokens) and tokens[end].text in ("and", "&") and tokens[end + 1].start == start


def _more_telling(level: int | None, years: float) -> int:
    """As in "Using" says a working level of anybody; years say more."""
    return level_of_years(years) if level in (None, 3) else level

"""Whether what a text names is said of its writer: who speaks, in a list or in a sentence, and of what.

In a line or two a name is a claim unless somebody else is spoken of. In a story it has to be claimed: by "I", by a
list of the writer's own, or by words that open a sentence without a subject ("Worked with SQL").
"""

from __future__ import annotations

from collections.abc import Sequence

from careerbot.boundaries import CLAUSE, ITEM
from careerbot.cues import Cue
from careerbot.lexicon import Found, word_set
from careerbot.mentions import Page
from careerbot.scope import Scope
from careerbot.speakers import OPEN, OTHER, OWN, sentence_at

_LINKING = word_set("and or & plus with also then")
_NOT_OWNED = word_set(
    "interview interviews question questions challenge challenges boot bootcamp bootcamps requirements round rounds "
    "assessment assessments market jobs roles positions"
)
_OFFERS = word_set("jobs roles fields careers positions areas companies requirements")
_HEARD = word_set("heard seen read noticed thought gone felt met said told found upcoming watched realized realised")
_OUTLINES = word_set("roadmap roadmaps syllabus curriculum requirements prerequisites qualifications responsibilities")
_VERSUS = ("vs", "versus")
_BEING = word_set("is are was were include includes involve involves involved")
_NO_CLAIM = word_set(
    "question questions problem issue worry concern plan dream aim hope interest passion weakness fear point goal "
    "favorite favourite other not thing reason manager boss company"
)
_DENIALS = word_set("never don't dont didn't didnt haven't havent can't cant won't wouldn't couldn't")
_DESCRIBED = word_set(
    "generated written assisted powered boom hype threat bubble revolution era age craze race trend trends "
    "startup startups buzz takeover"
)


class Claims:
    """What is the writer's own in a statement, from left to right."""

    def __init__(self, page: Page, scope: Scope, ends: Sequence[int]) -> None:
        self.page, self.scope, self.ends = page, scope, ends
        self.story = page.story
        self._dense = True
        self._outlined = False
        """Whether this sentence speaks of a list of what there is to learn."""
        self._before = OPEN
        """Of whom the last sentence spoke that was no list."""
        self._under_other = False
        """Whether what follows is a list of what there is to learn, or of what others want or have."""

    def claims(self, name: Found, *, cued: bool) -> bool:
        """Whether the name standing here is claimed; `cued`: words before it already say so."""
        self._outlined = self._outlined or self.page.tokens[name.first].text in _OUTLINES
        return not self._of_else(name) and (cued or self._bare(name))

    def begin(self, at: int) -> None:
        """What a new sentence is; a list stands under whoever the sentence before it spoke of."""
        scope = self.scope
        if at and not scope.listing:
            self._before = self.page.voices[at - 1]
            self._under_other = self._outlined or self._before == OTHER and self._announced(at)
        self._outlined = False
        scope.question, scope.own, scope.listing, self._dense = sentence_at(self.page, at, story=self.story)

    def speaks(self, at: int, step: int, *, denies: bool = False) -> bool:
        """Whether a cue speaks of the writer: in a story somebody has to say "I", or leave it out at the opening."""
        who = self.page.voices[at + step - 1]
        if who != OPEN or not self.story:
            return who != OTHER
        marks, aside = self.page.marks, 0 if denies else 2
        opens = any(marks[i] >= CLAUSE for i in range(max(0, at - aside), at + 1))
        goes_on = opens or self._before == OWN and not denies
        return goes_on and not self.scope.question and not self._under_other

    def _announced(self, at: int) -> bool:
        """Whether a colon stands before this word."""
        tokens = self.page.tokens
        return ":" in self.page.text[tokens[at - 1].end : tokens[at].start]

    def hear(self, at: int, word: str) -> None:
        """In a story: "my daily tool is Python" claims it; "I never went through the code" claims nothing."""
        scope = self.scope
        self._outlined = self._outlined or word in _OUTLINES
        heard = self.scope.having and not scope.named and word in _HEARD
        offered = word in _OFFERS and (scope.clause is None or scope.clause.stance == "has")
        if word in _DENIALS or heard or offered:
            self.scope.set(Cue(claimed=False), as_item=False)
        elif word in _BEING and self.page.voices[at] == OWN:
            words = [t.text for t in self.page.tokens[max(0, at - 6) : at]]
            if "my" in words and _NO_CLAIM.isdisjoint(words):
                self.scope.set(Cue("has"), as_item=False)

    def _of_else(self, name: Found) -> bool:
        """Whether the name only describes something: "AI-generated code", "the AI hype", "5 years at Tableau"."""
        tokens = self.page.tokens
        after = tokens[name.last].text if name.last < len(tokens) and self.page.marks[name.last] == 0 else ""
        if self.story and (after in _NOT_OWNED or self._beyond_denial(name)):
            return True
        if self.story and tokens[name.first].text == "ai" and name.last - name.first == 1:
            # everybody speaks of it, as of the weather
            return name.first - self.scope.cue_end > 1 and not self._in_list(name)
        placed = self.story and name.first > 0 and name.first != self.scope.cue_end
        before = tokens[name.first - 1].text if name.first else ""
        if before in _VERSUS or after in _VERSUS:
            return True
        return after in _DESCRIBED or placed and before == "at"

    def _beyond_denial(self, name: Found) -> bool:
        """In a story a denial reaches the name beside it and the list that one opens, no further."""
        scope = self.scope
        if scope.item is not None and scope.item.stance == "not":
            return name.first - self.scope.cue_end > 1
        denied = scope.clause is not None and scope.clause.stance == "not" and scope.clause is not scope.heading
        return denied and scope.named and not self._in_list(name)

    def _bare(self, name: Found) -> bool:
        """Whether a name without a cue is claimed: in a list, or in a short text that speaks of nobody else."""
        voice = self.page.voices[name.first]
        if not self.story:
            return voice != OTHER and (self._dense or self._in_list(name))
        if self.scope.listing:
            return voice == OWN or voice != OTHER and not self._under_other
        return voice == OWN and (self.scope.years is not None or self._in_list(name))

    def _in_list(self, name: Found) -> bool:
        """Whether the name before or after it is the next item of the same list."""
        page = self.page
        gap = name.first - self.ends[-1] if self.ends else -1
        if gap == 0 or gap == 1 and page.tokens[name.first - 1].text in _LINKING:
            return True
        return any(
            i in page.names and (page.marks[i] == ITEM or i > name.last and page.tokens[i - 1].text in _LINKING)
            for i in (name.last, name.last + 1)
        )

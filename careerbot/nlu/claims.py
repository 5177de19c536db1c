"""Whether what a text names is said of its writer: who speaks, in a list or in a sentence, and of what.

In a line or two a name is a claim unless somebody else is spoken of. In a story it has to be claimed: by "I", by a
list of the writer's own, or by words that open a sentence without a subject ("Worked with SQL").
"""

from __future__ import annotations

from collections.abc import Sequence

from careerbot.corpus.lexicon import Found
from careerbot.nlu.cues import Cue
from careerbot.nlu.experiencer import ASKED, LONGEST, OPEN, OTHER, OWN, sentence_at
from careerbot.nlu.mentions import Mention, Page
from careerbot.nlu.own_tools import by_tool, called_mine
from careerbot.nlu.scope import Scope
from careerbot.nlu.unheld import DEGREES, PLANNED, Unheld
from careerbot.text.sentences import CLAUSE, ITEM, SENTENCE
from careerbot.text.tokenizer import word_set

_LINKING = word_set("and or & plus with also then")
_NOT_OWNED = word_set(
    "interview interviews question questions challenge challenges boot bootcamp bootcamps requirements round rounds "
    "assessment assessments market jobs roles positions position offer offers issues problems exam exams test tests "
    "posting postings prep program programs programme curriculum company companies firm firms buddies community "
    "club clubs conference conferences journal journals team teams department club book books"
)
_COURSES = word_set("boot bootcamp program programme exam")
_OFFERS = word_set("jobs roles fields careers positions areas companies requirements offer offers position positions")
_HEARD = word_set(
    "candidates candidate friend friends people students interview interviews offer offers meetings colleagues question "
    "questions manager managers team "
    "option options choice chance "
    "heard seen read noticed thought gone felt met said told found upcoming watched realized realised"
)
_OUTLINES = word_set("roadmap roadmaps syllabus curriculum requirements prerequisites qualifications responsibilities")
_MAKERS = word_set("developer developers engineer engineers dev devs intern programmer")
_OF_WORK = word_set("developer development work experience intern internship")
_OF_THINGS = word_set("has offers provides requires involves covers teaches includes")
"""After the name of a field they say what it has: "Informatics has useful topics like design"."""
_OFFERING = word_set("offering selling hiring quitting leaving dropping abandoning giving")
_READER = word_set("you your you'll you're")
_ME = word_set("i i'm i've i'd i'll im ive me my mine myself")
_USED = word_set("use using used uses")
_BOSSES = word_set("leadership management")
_OF_THE_DAY = word_set("ai chatgpt")
_STACKS = word_set("job role nature languages language stack skills skillset toolkit tools")
_CHOSEN = word_set("use using do doing have build write")
"""In a question what is done rather than learnt: "should I use Vue"."""
_IS = word_set("is are isn't aren't was has will would can came comes seems looks remains")
_ASKED_IN = word_set("interviews interview questions rounds exams")
_PREFIXES = ("non", "anti", "pre")
_VERSUS = ("vs", "versus")
_BEING = word_set("is are was were include includes involve involves involved")
_NO_CLAIM = word_set(
    "question questions problem issue worry concern plan dream aim hope interest passion weakness fear point goal "
    "favorite favourite other not thing reason manager boss company gpa grades doubt doubts query queries"
)
_DENIALS = word_set("never don't dont didn't didnt haven't havent can't cant won't wouldn't couldn't")
_SEEMS = word_set("seems seem sounds looks feels")
_SENT = word_set(
    "offer offers email mail call message rejection recruiter recruiters interview interviews screen onsite response"
)
_OF_EVERY_DAY = word_set("logic kpi kpis")
_APPS = word_set("app apps gate gates board")
_DESCRIBED = word_set(
    "based generated written assisted powered boom hype threat bubble revolution era age craze race trend trends "
    "startup startups buzz takeover heavy related adjacent specific oriented centric"
)


_FAR_KNOWN, _FAR_MEANT, _NEAR_MEANT = 8, 4, 1
"""Words between a cue and the first name after it in a story: for what is known; for what is wished, liked or denied;
and for the latter where a comma stands between."""
_LIKE = word_set("like as including namely especially eg")
_FAR_DOING = 24
_AIM = word_set(
    "goal become becoming want wanted aspire hope dream be looking apply applying applied find search land get seeking for"
)
_MOSTLY = word_set("mostly mainly primarily largely")
_LISTED = word_set("learning learn studying about")
"""After these even what careerbot has no name for opens a list: "learning async servers, REST APIs"."""
_EXPECTED = word_set(
    "expect expected will requires required require need needs needed wants want asks looking roadmap responsible"
)
_COMPANIES = word_set(
    "cisco oracle sap salesforce databricks snowflake tableau openai anthropic microsoft google amazon aws ibm"
)
_EMPLOYED = word_set("years yrs year months worked working work interned job was been role")
_CHOICES = word_set("offers options choices paths")
_MET = word_set("have know use used done did learned")
_PAPERS = word_set("certification certifications certificate cert certs")
_GAINED = word_set("cleared passed got earned completed hold finished obtained have")
_DOING = word_set(
    "worked work working built build used using learned learnt learning did done doing made experience engineer "
    "developer dev stack years projects project knowledge skills skill familiar job role intern interned studied took "
    "classes courses stuff tasks"
)
_ITEM_WORDS = 9
_BREATH = 5
"""Words after which "I have" has said what it has."""


class Claims:
    """What is the writer's own in a statement, from left to right."""

    def __init__(self, page: Page, scope: Scope, mentions: Sequence[Mention], ends: Sequence[int]) -> None:
        self.page, self.scope, self.mentions, self.ends = page, scope, mentions, ends
        self.story = page.story
        self._unheld = Unheld(page)
        self._dense = True
        words = {t.text for t in page.tokens} if page.story else set()
        self._unsaid = bool(words & _READER) and not words & _ME
        """Whether a story speaks to its reader and never of its writer: "Learn SQL" advises."""
        self._outlined = False
        """Whether this sentence speaks of a list of what there is to learn."""
        self.refused: set[int] = set()
        """Where names stand that only describe something: years beside them are not years of them."""
        self._before = OPEN
        """Of whom the last sentence spoke that was no list."""
        self._under_other = False
        """Whether what follows is a list of what there is to learn, or of what others want or have."""

    def claims(self, name: Found, *, cued: bool) -> bool:
        """Whether the name standing here is claimed; `cued`: words before it already say so."""
        if self.backed(name):
            return self.page.voices[name.first] != OTHER
        if cued and self.story and self.page.voices[name.first] == OTHER and not self._for_me(name):
            return False
        if self._of_else(name):
            self.refused.add(self.page.tokens[name.first].start)
            return False
        return cued or self._bare(name) or self.story and by_tool(self.page, name, question=self.scope.question)

    def supposed(self, at: int) -> bool:
        """Whether what stands here is asked, feared or supposed."""
        return self.page.voices[at] == ASKED

    def of_others(self, at: int) -> bool:
        """Whether what stands here is said of somebody else."""
        return self.page.voices[at] == OTHER

    def too_far(self, name: Found, stance: str) -> bool:
        """In a story: whether a cue stands too far before the first name after it to speak of it."""
        scope = self.scope
        if scope.clause is None or scope.item is not None or scope.named or scope.clause is scope.heading:
            return False
        words, tokens = scope.idle, self.page.tokens
        far = words > _FAR_KNOWN
        if stance != "has":
            gap = self.page.text[tokens[name.first - 1].end : tokens[name.first].start] if name.first else ""
            parted = any(self.page.marks[i] >= ITEM for i in range(name.first - words, name.first + 1))
            shown = "(" in gap or ":" in gap or tokens[name.first - 1].text in _LIKE
            degree = name.first > 1 and tokens[name.first - 2].text in DEGREES
            listed = stance == "learning" and self.page.tokens[scope.cue_end - 1].text in _LISTED
            far = words > (_FAR_KNOWN if degree else _FAR_MEANT) or words > _NEAR_MEANT and parted and not (shown or listed)
        if far:
            scope.clause = Cue(claimed=False)
        return far

    def backed(self, name: Found) -> bool:
        """Whether it is what the writer comes with: "with a Java background", "because of my maths degree"."""
        tokens, marks = self.page.tokens, self.page.marks
        after = tokens[name.last].text if name.last < len(tokens) and marks[name.last] == 0 else ""
        words = [t.text for t in tokens[max(0, name.first - 2) : name.first]]
        if after == "background":
            return words[-2:] in (["with", "a"], ["with", "an"], ["with", "my"], ["have", "a"], ["from", "a"])
        if words[-2:] == ["with", "a"] and "degree" in (after, tokens[name.last - 1].text):
            return self.page.voices[name.first] == OWN or not self.story and self.page.voices[name.first] == OPEN
        if after in _PAPERS and not _GAINED.isdisjoint([t.text for t in tokens[max(0, name.first - 5) : name.first]]):
            return self.page.voices[name.first] == OWN
        if words[-1:] != ["my"] or "degree" not in (after, tokens[name.last - 1].text):
            return False
        return PLANNED.isdisjoint([t.text for t in tokens[max(0, name.first - 6) : name.first]])

    def _for_me(self, name: Found) -> bool:
        return any(t.text == "me" for t in self.page.tokens[max(0, self.scope.cue_end - 2) : name.first])

    def outlines(self, at: int) -> None:
        """A word that may announce what there is to learn, or what others ask."""
        self._outlined = self._outlined or self.page.tokens[at].text in _OUTLINES

    def _to_be_done(self, at: int) -> bool:
        """Whether the line before this word announces what is expected or asked: "What I expect to be doing:"."""
        first = at - 1
        while first > 0 and self.page.marks[first] < SENTENCE and at - first < LONGEST:
            first -= 1
        words = {t.text for t in self.page.tokens[first:at]}
        return not words.isdisjoint(_CHOICES) or not words.isdisjoint(_EXPECTED) and words.isdisjoint(_MET)

    def begin(self, at: int) -> None:
        """What a new sentence is; a list stands under whoever the sentence before it spoke of."""
        scope = self.scope
        if at and not scope.listing and not (self._under_other and self._short(at)):
            self._before = self.page.voices[at - 1]
            self._under_other = self._outlined or self._announced(at) and (
                self._before in (OTHER, ASKED) or self._to_be_done(at)
            )
        self._outlined = False
        scope.question, scope.own, scope.listing, self._dense = sentence_at(self.page, at, story=self.story)

    def says_so(self, at: int, stop: int, cue: Cue) -> bool:
        """Whether what follows a name claims it: "SQL I know well", not "I found that SQL at work ..."."""
        heard = self.story and self.scope.clause is not None and not self.scope.clause.claimed
        return not self.scope.question and not heard and self.speaks(at, max(1, stop - at), cue)

    def _short(self, at: int) -> bool:
        """Whether the sentence before this word is an item of a list by its length, and has no "I" in it."""
        first = at - 1
        while first > 0 and self.page.marks[first] < SENTENCE and at - first < _ITEM_WORDS:
            first -= 1
        return self.page.marks[first] == SENTENCE and OWN not in self.page.voices[first:at]

    def speaks(self, at: int, step: int, cue: Cue) -> bool:
        """Whether a cue speaks of the writer: in a story somebody has to say "I", or leave it out at the opening."""
        who = self.page.voices[at + step - 1]
        denies = cue.stance in ("not", "dislikes")
        if self.story and (self._unheld.says_less(at, step, cue) or self._unheld.denies(at, cue)):
            return False
        if who == ASKED:
            return cue.stance == "learning" and self.page.tokens[at + step - 1].text not in _CHOSEN
        if who != OPEN or not self.story:
            return who != OTHER or self.page.tokens[at + step - 1].text == "me"
        if self._unsaid:
            return False
        marks, aside = self.page.marks, 0 if denies else 2
        opens = any(marks[i] >= CLAUSE for i in range(max(0, at - aside), at + 1))
        goes_on = opens or self._before == OWN and not denies
        return goes_on and not self.scope.question and not self._under_other

    def _announced(self, at: int) -> bool:
        """Whether a colon that ends a line stands in the sentence before this word."""
        first = at - 1
        while first > 0 and self.page.marks[first] < SENTENCE and at - first < LONGEST:
            first -= 1
        before = self.page.text[self.page.tokens[first].start : self.page.tokens[at].start]
        return ":" in before and (":\n" in "".join(before.split(" ")) or before.rstrip().endswith(":"))

    def hear(self, at: int, word: str) -> None:
        """In a story: "my daily tool is Python" claims it; "I never went through the code" claims nothing."""
        scope = self.scope
        self._outlined = self._outlined or word in _OUTLINES
        heard = self.scope.having and not scope.named and (word in _HEARD or scope.idle >= _BREATH)
        offered = word in _OFFERS and (scope.clause is None or scope.clause.stance == "has")
        offered = offered or word in _OFFERING and scope.hopes()
        subject = word in _OF_THINGS and self.ends and at == self.ends[-1] and not self.mentions[-1].claimed
        if word in _DENIALS or heard or offered or subject:
            self.scope.set(Cue(claimed=False), as_item=False)
        elif word in _STACKS and self._mine(at):
            self.scope.set(Cue("has"), as_item=False)  # "my languages (C and Python)"
        elif word == "exception" and scope.clause is not None and scope.clause.stance == "not":
            self.scope.set(Cue("has"), as_item=False)  # "haven't coded with the exception of some Python"
        elif word in _BEING and self.page.voices[at] == OWN:
            words = [t.text for t in self.page.tokens[max(0, at - 6) : at]]
            if "my" in words and _NO_CLAIM.isdisjoint(words):
                self.scope.set(Cue("has"), as_item=False)

    def _mine(self, at: int) -> bool:
        """Whether a list of what is "my" opens after this word: a bracket or a colon."""
        tokens = self.page.tokens
        end = tokens[at + 1].start if at + 1 < len(tokens) else len(self.page.text)
        gap = self.page.text[tokens[at].end : end]
        return ("(" in gap or ":" in gap) and any(t.text == "my" for t in tokens[max(0, at - 5) : at])

    def _of_else(self, name: Found) -> bool:
        """Whether the name only describes something: "AI-generated code", "the AI hype", "5 years at Tableau"."""
        tokens = self.page.tokens
        before = tokens[name.first - 1].text if name.first else ""
        after = tokens[name.last].text if name.last < len(tokens) and self.page.marks[name.last] == 0 else ""
        if self.story and (after in _NOT_OWNED and not self._taught(after) or self._beyond_denial(name)):
            return True
        if name.first and tokens[name.first - 1].text in _PREFIXES and self._hyphened(name):
            return True
        if self.story and tokens[name.first].text in _OF_THE_DAY and self._of_the_day(name):
            # everybody speaks of it, as of the weather
            wished = self.scope.clause is not None and self.scope.clause.stance in ("learning", "likes", "dislikes")
            far = name.first - self.scope.cue_end > wished and not self._in_list(name)
            return far or after in _IS or after in _DESCRIBED or before in _USED or before == "asked"
        if not self.story and tokens[name.first].text == "ai" and self._of_the_world(name):
            return True
        if self.story and (after in _SEEMS and before in ("and", "but", "so") or self._in_passing(name, before)):
            return True  # "courses I want to take, and SQL seems hard"
        if self.story and (self._announces(name) or after in _IS and self._new_subject(name, before)):
            return True
        if self.story and before in ("in", "on", "for") and name.first > 1 and tokens[name.first - 2].text in _ASKED_IN:
            return True
        if self.story and after == "that" and before == "have" and tokens[name.first].text in _BOSSES:
            return True  # "I have leadership that disagrees"
        placed = self.story and name.first > 0 and name.first != self.scope.cue_end
        if before in _VERSUS or after in _VERSUS or self.story and before == "based":
            return True
        return after in _DESCRIBED or placed and before == "at"

    def _taught(self, after: str) -> bool:
        """Whether a course or an exam in it is taken: "signed up for a SQL bootcamp", "studying for the AWS exam"."""
        cue = self.scope.clause
        return after in _COURSES and cue is not None and cue.claimed and cue.stance in ("learning", "has")

    def _of_the_day(self, name: Found) -> bool:
        return name.last - name.first == 1 or self.page.tokens[name.last - 1].text in ("tool", "tools", "developments")

    def _of_the_world(self, name: Found) -> bool:
        """Whether a line says "AI" of the world: in no list, without a cue, and nobody says "I"."""
        if len(self.page.tokens) <= _ITEM_WORDS or self.scope.own or self._in_list(name):
            return False
        return self.scope.clause is None and self.scope.item is None and name.last - name.first == 1

    def _in_passing(self, name: Found, before: str) -> bool:
        """Whether a word of every day or of a shop's sign stands where nothing says it of the writer."""
        tokens, first = self.page.tokens, name.first
        if before in ("from", "with", "at") and not _SENT.isdisjoint([t.text for t in tokens[max(0, first - 5) : first]]):
            return True  # "an offer from Cisco", "a phone screen with Oracle"
        if before in ("in", "at") and tokens[first].text in _COMPANIES and first > 1 and tokens[first - 2].text in _EMPLOYED:
            return True  # "3 years in Cisco"
        if before in ("in", "at") and tokens[first].text == "ga" and name.last - first == 1:
            return True  # "I work in GA": a state, or a school
        plain = name.last - first == 1 and tokens[first].text in _OF_EVERY_DAY
        return plain and (first != self.scope.cue_end or name.last < len(tokens) and tokens[name.last].text in _APPS)

    def _announces(self, name: Found) -> bool:
        """As in "My stats:", which are figures."""
        tokens = self.page.tokens
        end = tokens[name.last].start if name.last < len(tokens) else len(self.page.text)
        own = name.first > 0 and tokens[name.first - 1].text == "my"
        return own and ":" in self.page.text[tokens[name.last - 1].end : end]

    def _new_subject(self, name: Found, before: str) -> bool:
        """As in "I know that SQL is", "I love what makes me think, and coding is not"."""
        return before in ("know", "that") or before == "and" and self.page.marks[name.first - 1] >= ITEM

    def _hyphened(self, name: Found) -> bool:
        tokens = self.page.tokens
        return "-" in self.page.text[tokens[name.first - 1].end : tokens[name.first].start]

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
            return voice == OWN or voice == OPEN and not self._under_other
        if voice == OPEN and self._labels(name):
            return True
        if voice == OWN and called_mine(self.page, name):
            return True
        if voice >= OPEN and not self.scope.question and not self._under_other and name.first and (
            self.page.tokens[name.first - 1].text in _MOSTLY
        ):
            return True  # "six years as a backend developer, mostly Java"
        return voice == OWN and (self.scope.years is not None or self._goes_on(name))

    def _goes_on(self, name: Found) -> bool:
        """Whether it stands in a list, a bracket after something that is not claimed aside, or after a colon."""
        tokens = self.page.tokens
        gap = self.page.text[tokens[name.first - 1].end : tokens[name.first].start] if name.first else ""
        if self.mentions and name.first - self.ends[-1] <= 1:
            return self.mentions[-1].claimed and self._in_list(name)
        if "(" in gap and tokens[name.first - 1].text in _MAKERS:
            return True  # "a backend developer (Node)"
        if self._in_list(name) and "(" not in gap and not self._bracket_after(name) and self._of_doing(name.first):
            return True
        for at in range(name.last, min(name.last + 6, len(tokens))):
            before = [t.text for t in tokens[max(0, name.first - 2) : name.first]]
            if tokens[at].text in _OF_WORK and not self._to_become(name.first) and before != ["to", "do"]:
                return True  # "mostly React and Spring developer work"
            if at not in self.page.names and tokens[at].text not in _LINKING and at - 1 not in self.page.names:
                break
        return ":" in gap

    def _to_become(self, at: int) -> bool:
        """Whether what follows is an aim: "my goal is to be a more confident | C# developer"."""
        return not _AIM.isdisjoint([t.text for t in self.page.tokens[max(0, at - _ITEM_WORDS) : at]])

    def _of_doing(self, at: int) -> bool:
        """Whether the sentence told of work or study before this word, rather than of something looked at."""
        first, tokens = at, self.page.tokens
        while first > 0 and self.page.marks[first] < SENTENCE and at - first < _FAR_DOING:
            first -= 1
            if tokens[first].text in _DOING:
                return True
        return tokens[first].text in _DOING

    def brackets(self, name: Found) -> bool:
        """As in "2.5 YOE frontend dev (React, Tailwind)", which leaves out its "I"."""
        tokens, first = self.page.tokens, name.first
        while first > 0 and name.first - first < _ITEM_WORDS and self.page.marks[first] < SENTENCE:
            gap = self.page.text[tokens[first - 1].end : tokens[first].start]
            if "(" in gap:
                before = {t.text for t in tokens[max(0, first - 6) : first]}
                return tokens[first - 1].text in _MAKERS and not before.isdisjoint(("yoe", "years", "yrs"))
            first -= 1
        return False

    def _labels(self, name: Found) -> bool:
        """As in "Java: I have used it for years"."""
        page, at = self.page, name.last
        if at >= len(page.tokens) or page.marks[name.first] != SENTENCE:
            return False
        if page.voices[at] != OWN and page.tokens[at].text not in ("used", "learned", "learnt", "know"):
            return False
        gap = page.text[page.tokens[at - 1].end : page.tokens[at].start]
        return gap.startswith(":")

    def _bracket_after(self, name: Found) -> bool:
        tokens = self.page.tokens
        return name.last < len(tokens) and "(" in self.page.text[tokens[name.last - 1].end : tokens[name.last].start]

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

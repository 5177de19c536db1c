"""Cues that say less than they seem: "back for a BS in" is no degree held, "never spent time learning" no wish.

Asked of stories, where a word is far more often used of life than of skills.
"""

from __future__ import annotations

from careerbot.nlu.cues import Cue
from careerbot.nlu.mentions import Page
from careerbot.text.sentences import CLAUSE, ITEM
from careerbot.text.tokenizer import word_set

DEGREES = word_set(
    "masters master's master ms msc mtech bs bsc bachelor bachelors bachelor's degree phd doctorate diploma major minor "
    "btech beng meng bca associates associate undergraduate undergrad"
)
PLANNED = word_set(
    "get getting do doing pursue pursuing for join joining start starting back toward towards apply applying want worth "
    "enrolled enroll consider considering plan planning their his her need needs landing without the non whether if"
)
_REACH = 9
"""Words that "never" reaches."""
_ANEW = word_set("i i've i'm and but so because since when while as that who")
_WANTED_THING = word_set("job jobs role roles thing things everything what field position company companies anything")
_ORDERS = word_set("build create develop design implement learn study practice practise start manage lead teach write")
_FOCUSED = word_set("i i've we we've ive been mainly primarily mostly currently and now have")
_LOOKED_AT = word_set("read reading see seeing saw seen watch watched heard")
_COURSE_OF = word_set(
    "phd doctoral master bachelor master's masters degree graduate bachelor's bachelors study training certificate a "
    "the this"
)
_SAID_OF = word_set("is seems was are feels takes sounds would will can makes looks")
_WILLING = word_set("want prefer like rather wanting looking for with need seeking do")
_LOOSE = word_set("hardly barely not going gonna")
_HELD = word_set(
    "have had hold did finished completed earned got with received graduated obtained my i've majored minored dual finishing "
    "completing graduating majoring graduate grad finish year semester sem final"
)
_TOLD_TO = word_set("told advised urged pushed encouraged")
_CANNOT = word_set("don't dont can't cant cannot won't wouldn't couldn't")
_NOT_DOING = word_set("not isn't ain't wasn't stopped stop")
_BEGUN_ON = word_set("on upon beyond than")
_USING = word_set("can could")
_RELATIVE = word_set("that which it who there")
_WHATEVER = word_set("what whatever this that it so these those")
_SO = word_set("so but and still")
_TO_COME = word_set("i'll will we'll they'll it'll")
_KNOWN_OF = word_set("it's that that's there there's they what why you people someone everyone anyone its")
_HAVING = word_set("have has had got i've know knew ain't")
_SMALL_DENIALS = word_set("no without less minus zero lack")
_OF_KNOWING = word_set("experience knowledge background skills skill expertise exposure training")


class Unheld:
    """What is to be known of the cues of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def denies(self, at: int, cue: Cue) -> bool:
        """As in "I never spent much time | learning SQL"."""
        if cue.stance not in ("learning", "has"):
            return False
        low, tokens = at, self.page.tokens
        while low > 0 and at - low < _REACH and self.page.marks[low] < ITEM:
            low -= 1
            if tokens[low].text in ("never", "didn't", "didnt"):
                return True
            if tokens[low].text in _TO_COME and cue.stance == "has" and at - low <= 2:
                return True  # "I'll be | responsible for"
            if low == at - 1 and tokens[low].text in _NOT_DOING and cue.stance == "learning":
                return True  # "I'm not | learning much about"
            if tokens[low].text in ("wish", "lied") or cue.stance == "learning" and tokens[low].text in _TOLD_TO:
                return True  # "I wish I had | learned SQL", "I was told to | learn Docker"
            if tokens[low].text in _CANNOT and cue.stance == "has" and tokens[at].text == "doing":
                return True  # "I don't see myself | doing SQL"
            if tokens[low].text in _ANEW and (low == 0 or tokens[low - 1].text != "wish"):
                return False
        return False

    def says_less(self, at: int, step: int, cue: Cue) -> bool:
        """Whether a cue says less than it seems: "back for a BS in" is no degree held, "without AI" no denial."""
        tokens = self.page.tokens
        words = {t.text for t in tokens[at : at + step]}
        after = tokens[at + step].text if at + step < len(tokens) else ""
        if cue.stance == "not" and after == "to" and tokens[at + step - 1].text in ("have", "had"):
            return True  # "I didn't have to solve algorithms"
        if cue.stance == "not" and at and tokens[at - 1].text in _RELATIVE and tokens[at].text in _HAVING:
            return True  # "a round that had no coding"
        if self._of_something(at, step, cue, after):
            return True
        if self._begun_else(at, step, cue) or self._after_else(at):
            return True
        if cue.stance == "likes" and [t.text for t in tokens[max(0, at - 2) : at]] == ["used", "to"]:
            return True  # "I used to love coding"
        if cue.stance == "learning" and at + step < len(tokens) and tokens[at + step].text.isdigit():
            return True  # "my first job in 2022"
        if cue.stance == "has" and not DEGREES.isdisjoint(words):
            before = {t.text for t in tokens[max(0, at - 6) : at]}
            return not PLANNED.isdisjoint(before) or _HELD.isdisjoint(before | words) and not self._opens(at)
        small = tokens[at + step - 1].text in _SMALL_DENIALS and step <= 2 and _HAVING.isdisjoint(words)
        if cue.stance == "not" and small:
            return not self._whole_item(at, step) and _OF_KNOWING.isdisjoint(
                [t.text for t in tokens[at + step : at + step + 6]]
            )
        return False

    def _of_something(self, at: int, step: int, cue: Cue, after: str) -> bool:
        """Whether a cue speaks of what is the case, of whatever is done, or of a firm."""
        tokens = self.page.tokens
        if tokens[at + step - 1].text in ("know", "knows", "knew") and after in _KNOWN_OF:
            return True  # "I know it's popular"
        if tokens[at + step - 1].text in ("doing", "do", "does") and after in _WHATEVER:
            return True  # "doing what my mum wants"
        # "we don't have much organisation" tells of a firm
        return cue.stance == "not" and at > 0 and tokens[at - 1].text == "we"

    def _begun_else(self, at: int, step: int, cue: Cue) -> bool:
        """The same by the word it begins with, and the one before that."""
        tokens, named = self.page.tokens, at + step in self.page.names
        opening, last = tokens[at].text, tokens[at + step - 1].text
        before = tokens[at - 1].text if at and self.page.marks[at] == 0 else ""
        if opening.endswith("ing") and self._opens(at) and self._gerund(at + step):
            return True  # "Building an API seems easy"
        if opening == "developing":
            return before in ("fast", "rapidly", "quickly", "ever", "still")
        if opening in _ORDERS and step == 1:
            return self._opens(at)  # "Build real projects" advises
        if opening == "away":
            return before in ("me", "him", "her", "them", "us", "people")  # "she steers me away from CS"
        if opening in ("some", "lots", "few", "little"):
            return before in _LOOKED_AT  # "I can read some whitepapers"
        if opening == "program":
            return before in _COURSE_OF  # "a master's | program in"
        if opening == "focused":
            return before != "" and before not in _FOCUSED  # "a masters more focused on AI"
        if opening == "less" and step == 1:
            return _WILLING.isdisjoint([t.text for t in tokens[max(0, at - 4) : at]])  # "it will be less coding"
        if opening == "i":  # "any job I want based on my skills"
            return before in _WANTED_THING and last in ("want", "need", "like", "love") and not named
        # "I've hardly been coding", "I'm not going to be in the business of"
        return cue.stance in ("not", "dislikes") and opening in _LOOSE and not named

    def _after_else(self, at: int) -> bool:
        """As in "a course on | basic ML", "even though we | can use SQL"."""
        word, words = self.page.tokens[at].text, [t.text for t in self.page.tokens[max(0, at - 2) : at]]
        if word in ("basic", "basics"):
            return bool(words) and words[-1] in _BEGUN_ON
        return "we" in words and (word == "can" or words[-1] in _USING)

    def _gerund(self, at: int) -> bool:
        """Whether something is said of the doing that was just named."""
        for i in range(at, min(at + 8, len(self.page.tokens))):
            if self.page.marks[i] >= ITEM:
                return False
            if self.page.tokens[i].text in _SAID_OF:
                return True
        return False

    def _whole_item(self, at: int, step: int) -> bool:
        """Whether a denial and the name after it are all that is said: "No coding, and ..."."""
        name, marks = self.page.names.get(at + step), self.page.marks
        if name is None or marks[at] < ITEM and (not at or self.page.tokens[at - 1].text not in _SO):
            return False
        tokens, last = self.page.tokens, name.last
        return last >= len(tokens) or marks[last] >= ITEM or [t.text for t in tokens[last : last + 2]] == ["at", "all"]

    def _opens(self, at: int) -> bool:
        return self.page.marks[at] >= CLAUSE

"""Of whom a sentence speaks: its writer, somebody else, or nobody in particular; and whether it asks.

"My friend knows Java" says nothing of the writer, "the team uses it" says little, "I use it" says it all. The subject
in force at a word is the last one named in its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from careerbot.lazy import LazyPattern
from careerbot.nlu.mentions import Page
from careerbot.text.numbers import number
from careerbot.text.sentences import CLAUSE, ITEM, SENTENCE
from careerbot.text.tokenizer import Token, word_set

OWN, OPEN, OTHER, ASKED = 1, 0, -1, -2
"""The writer, nobody named, somebody or something else; and what is asked or supposed, not said ("if I used")."""

_SELF = word_set("i i'm i've i'd i'll im ive we we've we're we'd myself id")
_THEY = word_set("he she they he's she's they're they've")
_PEOPLE = word_set(
    "boss manager managers friend friends colleague colleagues coworker coworkers brother brothers sister sisters wife "
    "husband kid kids child children son daughter mother father mom mum dad parents parent uncle aunt cousin cousins "
    "girlfriend boyfriend partner roommate roommates classmates classmate professor professors teacher teachers mentor "
    "boss's employer client clients team teams company companies employers recruiter recruiters interviewer "
    "everybody everyone people somebody someone anybody anyone nobody guy guys folks students candidates applicants "
    "uni university school college "
    "developers engineers lead senior seniors neighbour neighbor family teammate teammates others ceo cto hr juniors peers"
)
_WHOSE = word_set("my our the most many some all other a an this these his her their few every any")
_THING = word_set("it it's its this that these those there there's that's the most many every each all which")
_IT_IS = word_set("it it's its that's there's there")
_JOINS = word_set(
    "now then today apparently and but because since while so that if when as though although whether before after "
    "where or until"
)
_OWN_WORK = word_set("work tasks duties responsibilities")
_OTHERS = _PEOPLE | _THEY
_STARTS_AFRESH = word_set("because since if when while but though although whether whereas where until")
_DOES = word_set(
    "are can have need know will should would do don't want could must may might get learn use work say think guys had "
    "were did start just also ever didn't uses using knows does says told tells wants is has asked asks who who's keep "
    "keeps write writes prefer prefers expect expects hire hires look looks prep prepare"
)


def speakers(tokens: Sequence[Token], marks: Sequence[int], *, story: bool = False) -> list[int]:
    """For each token of whom its sentence speaks there.

    In a `story`, what is said of things and of the reader is not taken for the writer's own either.
    """
    if not story and _OTHERS.isdisjoint([t.text for t in tokens]):
        return [OPEN] * len(tokens)
    found: list[int] = []
    who, resumed, asked = OPEN, None, False
    for at, token in enumerate(tokens):
        mark = marks[at]
        if mark == SENTENCE:
            who, resumed, asked = OPEN, None, False
        elif mark >= ITEM and resumed is not None:
            who, resumed = resumed, None
        if story:
            turned = token.text in _TURNS and any(t.text in _SELF for t in tokens[at + 1 : at + 5])
            turned = turned or asked and mark == ITEM and token.text in _SELF and _aside(tokens, at)
            asked = not turned and (asked or _supposed(tokens, marks, at))
        now = _after(tokens, marks, at, token.text, who, story=story)
        if now == OTHER != who and mark < ITEM and not (story and (token.text in _ADVERTS or token.text == "the")):
            resumed = who  # "I wrote down what they need, and ..." goes on with the writer
        elif now != who:
            resumed = None
        who = now
        found.append(ASKED if asked and who != OTHER else who)
    return found


_SAID = word_set("said says say told think thinks suggested suggest suggests asked asks claims claimed mentioned mention me")


def _aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether what is supposed before this word is a matter of form: "if it's relevant, | I have"."""
    for back in range(at - 1, max(-1, at - 6), -1):
        if tokens[back].text in _SELF:
            return False
        if tokens[back].text == "if":
            return True
    return False


def _reported(tokens: Sequence[Token], at: int) -> bool:
    """Whether "I" is what somebody else calls the writer: "they said that I will"."""
    return any(t.text in _SAID for t in tokens[max(0, at - (2 if tokens[at - 1].text in ("that", "there") else 1)) : at])


_TURNS = word_set("but however although though")
_CAN = word_set("should would could can do does did is are am will shall has was")
_IT = word_set("i it this that there you my they we anyone anybody he she these those")
_BE = word_set("is are was has")
_MY = word_set("my our")
_WONDERS = word_set(
    "know knows sure wondering wonder idea unsure clue curious understand tell decide deciding undecided matter regardless"
)
_WHETHER = word_set("what which whether if how why where when who")
_STILL_SAYS = word_set("say consider describe call love like rather prefer also really definitely be never not")
_NOT_BEFORE = word_set("i you we they it this that he she who which what's all")


def _supposed(tokens: Sequence[Token], marks: Sequence[int], at: int) -> bool:
    """Whether something asked or supposed begins here: "if", "should I", "not sure which"."""
    word, after = tokens[at].text, _next(tokens, at)
    before = tokens[at - 1].text if at and marks[at] < CLAUSE else ""
    if word in ("if", "unless", "suppose", "supposing"):
        return before not in ("even", "as") and not (after in ("i", "i've") and _is_so(tokens, at))
    if word in _BE and after in _MY and before not in ("", "and", "but", "so", "or", "then"):
        return False  # "GDPR is my bread and butter"
    if word in _CAN and after in _IT:
        asking = before not in _NOT_BEFORE and (after != "that" or before == "")
        return asking and at + 1 < len(tokens) and marks[at + 1] == 0
    if word in _WEIGHS or word in _FEARS and after in ("about", "of"):
        return True
    if word in ("questions", "doubts") and after in ("are", "is") and _any_of(tokens, at, _OWN_DOUBTS):
        return True  # "My questions are: ..."
    if word in ("could", "might", "would", "wouldn't") and before in ("i", "we"):
        return after not in _STILL_SAYS
    if word == "should" and after == "have":
        return True
    if before == "about" and at > 1:
        before = tokens[at - 2].text
    return word in _WHETHER and before in _WONDERS and (word != "how" or after != "to")


def _is_so(tokens: Sequence[Token], at: int) -> bool:
    """As in "what makes sense if I have experience in SQL": what is supposed is the case."""
    words = {t.text for t in tokens[at + 2 : at + 5]}
    return bool(words & _HAD) and words.isdisjoint(_NOT_HAD)


_HAD = word_set("already experience background")
_NOT_HAD = word_set("no get gain had more enough want")


def _any_of(tokens: Sequence[Token], at: int, words: frozenset[str]) -> bool:
    return any(t.text in words for t in tokens[max(0, at - 3) : at])


_FEARS = word_set("worry worried afraid scared")
_WEIGHS = word_set("pondering contemplating debating wondering weighing")
_OWN_DOUBTS = word_set("my main few some the")


def _after(tokens: Sequence[Token], marks: Sequence[int], at: int, word: str, who: int, *, story: bool) -> int:
    """Whose it is from this word on."""
    if word in _SELF:
        return OTHER if story and who == OTHER and _reported(tokens, at) else OWN
    if word in _THEY:
        return OTHER
    if word in ("my", "our"):
        if not _person(tokens, at + 1):
            return OTHER if story and _any_of(tokens, at, _EVERYBODY) else OWN  # "everyone in my cohort"
        return OTHER if _leads(marks, tokens, at) or tokens[at - 1].text == "of" else who
    if word in _PEOPLE and _subject(tokens, marks, at):
        return OTHER
    return _in_a_story(tokens, marks, at, word, who) if story else who


def _in_a_story(tokens: Sequence[Token], marks: Sequence[int], at: int, word: str, who: int) -> int:
    """The same for what only a long text tells of: people with their doings, the reader, things."""
    does = _next(tokens, at) in _WHO_DO and word not in _SCHOOLS
    if does and (word in _PEOPLE or word in _MAKER) and not _is_me(tokens, at):
        return OTHER
    if word in ("who", "whose") and at and marks[at] == 0 and _of_somebody(tokens, at):
        return OTHER  # "a junior on my team who is weak in SQL"
    if word == "me" and _next(tokens, at) == "to" and any(t.text in _ASK_ME for t in tokens[max(0, at - 2) : at]):
        return OTHER
    if word in ("his", "her", "their"):
        return OTHER
    if word in _ADVERTS and _next(tokens, at) in _LISTING:
        return OTHER
    if word in ("you", "you're", "you'll", "you've", "your"):
        return OTHER if word != "you" or _leads(marks, tokens, at) or _next(tokens, at) in _DOES else who
    if word == "the" and at and (marks[at] >= ITEM or tokens[at - 1].text in ("and", "but")) and _acts(tokens, marks, at):
        return OTHER
    if word in ("the", "most") and any(t.text in _OWN_WORK for t in tokens[at + 1 : at + 4]):
        return who
    if word in _IT_IS and at and tokens[at - 1].text in ("and", "but", "so", "or"):
        return OTHER
    opens = marks[at] >= CLAUSE or at > 0 and tokens[at - 1].text in _STARTS_AFRESH
    return OTHER if word in _THING and (opens or marks[at] == ITEM and word not in ("the", "all")) else who


_EVERYBODY = word_set("everyone everybody someone somebody nobody")
_WHO_DO = word_set(
    "working focused specializing developing with who that whose who've who's struggle struggling "
    "struggled getting doing have has had think say need want know use"
)
_ADVERTS = word_set(
    "descriptions description postings posting listings listing ads adverts adds openings roles jobs positions jds"
)
_LISTING = word_set(
    "list lists listing ask asks asking require requires requiring want wants say says mention mentions need needs call calls "
    "include includes expect expects demand demands are have has"
)
_MAKER = word_set("engineer developer candidate junior intern trainee apprentice newbie fresher")
_SCHOOLS = word_set("uni university school college")
_ASK_ME = word_set("asking ask asked asks want wanted wants wanting expect expected expects told tell need needed needs")


def _is_me(tokens: Sequence[Token], at: int) -> bool:
    """As in "I am somebody who": that is the writer."""
    return any(t.text in ("am", "i'm", "im", "as", "me") for t in tokens[max(0, at - 4) : at])


def _of_somebody(tokens: Sequence[Token], at: int) -> bool:
    """Whether "who" goes on with somebody named a few words before, and not with the writer."""
    words = [t.text for t in tokens[max(0, at - 6) : at]]
    named = any(word in _PEOPLE or word in _MAKER for word in words)
    return named and not any(t.text in _CALLED for t in tokens[max(0, at - 12) : at])


_CALLED = word_set("am i'm im as me being become")


def _acts(tokens: Sequence[Token], marks: Sequence[int], at: int) -> bool:
    """Whether "the" opens a subject that does something: "and the process can be"."""
    for i in range(at + 2, min(at + 4, len(tokens))):
        if marks[i] or tokens[i - 1].text in _OWN_WORK:
            return False
        if tokens[i].text in _AUXILIARY:
            return True
    return False


_AUXILIARY = word_set("can is are was were will has have would should seems needs requires could")


def _next(tokens: Sequence[Token], at: int) -> str:
    return tokens[at + 1].text if at + 1 < len(tokens) else ""


def _leads(marks: Sequence[int], tokens: Sequence[Token], at: int) -> bool:
    return marks[at] >= ITEM or tokens[at - 1].text in _JOINS


def _person(tokens: Sequence[Token], at: int) -> bool:
    """Whether a person follows: "my | older brother"."""
    for token in tokens[at : at + 3]:
        if token.text in _PEOPLE:
            return True
        if token.text in _ENDS_SUBJECT:
            return False
    return False


def _subject(tokens: Sequence[Token], marks: Sequence[int], at: int) -> bool:
    """Whether a word for people stands where a subject stands: at the head of its clause, "my old" before it aside."""
    low = at
    while low > 0 and at - low < 3 and marks[low] < ITEM and tokens[low - 1].text not in _JOINS:
        low -= 1
    if low == at:
        return _leads(marks, tokens, at) and _next(tokens, at) in _DOES
    return tokens[low].text in _WHOSE and _leads(marks, tokens, low)


_ENDS_SUBJECT = word_set("at in is with for of on and to was are as has from while when i that who by via using")


_PASTED = LazyPattern(
    r"^\W*(?:the )?(?:full )?(?:job|role|position) (?:description|posting|requirements?|summary)\b[^\n]{0,40}$|"
    r"^\W*(?:key |main |minimum |preferred |basic |required )?(?:responsibilities|requirements|qualifications)\W*$|"
    r"^\W*(?:what you(?:'ll| will) (?:do|bring|need)|who you are|about (?:the role|the job|you|us)|nice to haves?)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_ON_OFFER = LazyPattern(
    r"\bfollowing (?:jobs?|roles?|positions?|openings?|vacancies)\b[^\n]*|"
    r"\b(?:we are|we're|is|are|now) hiring\b[^\n]*(?=\n|\Z)",
    re.IGNORECASE,
)
_DEMANDS = LazyPattern(
    r"\b(?:requirements|qualifications|responsibilities|must[- ]haves?|nice to haves?)\s?:[^.!?\n]{3,400}", re.IGNORECASE
)
_ME = LazyPattern(r"\b(?:i|i['’]m|i['’]ve|my|me)\b", re.IGNORECASE)
_QUOTE = LazyPattern(r"```[\s\S]{10,4000}?```|“[^”\n]{25,600}”|\"[^\"\n]{25,600}\"|^>[^\n]+", re.MULTILINE)


_QUOTING = ('"', "“", ">", "```")


def others_words(text: str) -> list[tuple[int, int]]:
    """Spans of a story that somebody else wrote: what stands in quotation marks, and a pasted advertisement."""
    spans = [match.span() for match in _QUOTE.finditer(text)] if any(sign in text for sign in _QUOTING) else []
    if ":" in text:
        spans += [match.span() for match in _DEMANDS.finditer(text) if not _ME.search(match[0])]
    for match in _PASTED.finditer(text):
        end = _until_me(text, match.end())
        if end > match.end():
            spans.append((match.start(), end))
    for match in _ON_OFFER.finditer(text) if "following" in text or "iring" in text else ():
        spans.append((match.start(), _until_me(text, match.end())))
    return sorted(spans)


def _until_me(text: str, end: int) -> int:
    """Where the first line after this place ends that stands before somebody says "I"."""
    while end < len(text):
        stop = text.find("\n", end + 1)
        stop = len(text) if stop < 0 else stop
        if _ME.search(text, end, stop):
            break
        end = stop
    return end


def with_others(text: str, tokens: Sequence[Token], voices: list[int]) -> list[int]:
    """The voices of a story, with what somebody else wrote in it given to them."""
    for start, end in others_words(text):
        for at in range(bisect_left(tokens, start, key=_start), bisect_left(tokens, end, key=_start)):
            voices[at] = OTHER
    return voices


def _start(token: Token) -> int:
    return token.start


class Sentence(NamedTuple):
    """What is known of a sentence before its words are read one by one."""

    question: bool
    """It asks, or speaks of somebody else."""
    own: bool
    """It speaks of its writer."""
    listing: bool
    """It is little more than a list."""
    dense: bool
    """It says "I", or names skills often enough for one said without more to be the writer's."""


_ASKS = word_set(
    "what which how is are do does should would could can will why where when who tell explain describe show if "
    "compare did has"
)
_ANSWERS = {
    "can": word_set("do code use program write"),
    "would": word_set("like love prefer rather"),
    "will": word_set("learn study"),
    "did": word_set("a an my some one two three not lots quite mostly"),
    "has": word_set("a an some"),
}
"""After these, a sentence that opens like a question leaves out its "I": "can code", "would like to"."""

_CHOICE = word_set("or vs versus passion dream goal interests")
_NOT_ME = word_set("things stuff some you your you'll you're this these that candidates applicants")
_MINE = word_set("i i'm i've i'd i'll im ive me my we our mine myself current currently")
_GREETINGS = word_set("so and but also ok hi hello hey well")

LONGEST = 60
"""Words of a sentence that are looked at."""


def sentence_at(page: Page, at: int, *, story: bool) -> Sentence:
    """The sentence that begins here."""
    tokens, names, stop, own = page.tokens, 0, at, False
    while stop < len(tokens) and (stop == at or page.marks[stop] < SENTENCE) and stop - at < LONGEST:
        own = own or tokens[stop].text in _MINE
        names += stop in page.names
        stop += 1
    # the first line of a story is its title
    listed = names > 1 or at in page.names
    chosen = story and any(t.text in _CHOICE for t in tokens[at:stop])
    own_line = at > 0 and "\n" in page.text[page.tokens[at - 1].end : page.tokens[at].start]
    listing = not story or not chosen and listed and names * 3 >= stop - at and (own_line or names > 2)
    if story and not listing and not chosen and names and at:
        listing = _elliptic([t.text for t in tokens[at:stop]], named=at in page.names) and not _question_mark(page, stop)
    asked = story or not own and stop - at > 5
    question = _asks(page, at, story=story) or asked and _question_mark(page, stop)
    return Sentence(question, own, listing, own or names * 15 >= stop - at)


_FINITE = word_set(
    "is are am was were be will would can could should may might must shall do does did has have had seems seem looks feels "
    "makes means gets goes says said thinks needs need wants takes works requires require keeps becomes let lets helps pays "
    "gives comes asks offers vs or if it's that's there's he's she's they're you're we're i'm it they he she you "
    "your what how "
    "why which who where when they've you've announced replaced laid"
)
_OPENS_OWN = word_set(
    "mostly mainly primarily previously also some currently no years started worked used built did got been "
    "finished graduated "
    "studied learned learnt taught self strong basic good solid decent experience experienced background familiar proficient "
    "skills tech stack final bsc msc"
)


def _elliptic(words: Sequence[str], *, named: bool) -> bool:
    """Whether a sentence of a story leaves out its subject and its verb: "Tableau every day, some Python"."""
    if len(words) > (_SHORTER if named else _SHORT) or not _FINITE.isdisjoint(words):
        return False
    if any(word.endswith("n't") for word in words):
        return False
    counted = len(words) > 1 and words[1] in _SPANS and (words[0][:1].isdigit() or number(words[0]) is not None)
    if named and not _HOW_MUCH.isdisjoint(words):
        return True
    return words[0] in _OPENS_OWN or counted or words[-1] in ("daily", "day", "well", "too")


_SPANS = word_set("years year yrs yoe months semesters semester modules module courses classes terms")


_HOW_MUCH = word_set(
    "mostly daily every only some bit years year yrs little also basic basics fluent expert always regularly weekly"
)
"""Words that say how much or how often of the names beside them."""
_SHORT, _SHORTER = 22, 12
"""Words of a sentence from which on it tells of more than what somebody has."""


def _question_mark(page: Page, stop: int) -> bool:
    end = page.tokens[stop].start if stop < len(page.tokens) else len(page.text)
    return "?" in page.text[page.tokens[stop - 1].end : end][:8]


def _asks(page: Page, at: int, *, story: bool) -> bool:
    """Whether it opens like a question, or with somebody else."""
    words = [t.text for t in page.tokens[at : at + 4]]
    start = 1 if (words[0] in _GREETINGS or words[0].isdigit()) and len(words) > 1 else 0
    first, second = words[start], words[start + 1] if len(words) > start + 1 else ""
    if story and first in _NOT_ME:
        return True
    return (
        first in _ASKS and second != "" and page.marks[at + start + 1] == 0 and second not in _ANSWERS.get(first, ())
    )

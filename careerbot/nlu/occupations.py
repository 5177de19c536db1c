"""Which jobs a text names, and whose they are: the one somebody has, had, wants, or rules out."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.lexicon import VARIANT, Found
from careerbot.corpus.records import Slug
from careerbot.nlu.role_cues import (
    done_without,
    ended,
    just_laid_off,
    laid_off,
    not_even,
    offered,
    role_cue,
    told_otherwise,
    would_work,
)
from careerbot.nlu.role_sought import LEAVING, of_a_degree, opens_text, somebody_to_help, sought, wanted_behind
from careerbot.nlu.role_voices import of_others, of_the_reader
from careerbot.nlu.role_years import WITHOUT, before_else, not_held, period_of
from careerbot.text.document import Form
from careerbot.text.numbers import Duration
from careerbot.text.tokenizer import Token, word_set

RoleStance = Literal["current", "past", "wanted", "excluded", "mentioned"]

_TITLES = word_set(
    "grad top tier notch class technical much more confident competent strong solid phd doctoral undergrad masters "
    "msc bsc first second third fourth accomplished passionate dedicated seasoned motivated final year 1st 2nd 3rd "
    "4th first second third fulltime "
    "senior junior lead principal staff chief head associate certified full time part trainee freelance mid "
    "level sr jr entry good great "
    "better real qualified registered the any kind of sort some professional experienced aspiring remote "
    "graduate intern successful "
    "yr self taught skilled humble fellow veteran young licensed practicing practising proud early career "
    "intermediate typical future regular simple decent another own new ii iii i"
)
"""Words that may stand between "I am a" and the title."""

_LABELS = word_set("tldr tl dr background context me myself about currently status")
_PUPILS = word_set("student students major majors degree")
_FORM = word_set("role job occupation profession title position work")
"""Before a colon, as in a form, they name the job somebody has."""
_SAYS_LITTLE = word_set("developer developers dev devs")
_BETWEEN = frozenset({"or", "and", "nor", "a", "an", "&", "either", "the"})
_DROPPED = frozenset(
    {
        "really",
        "currently",
        "just",
        "still",
        "actually",
        "also",
        "only",
        "previously",
        "probably",
        "now",
        "basically",
        "already",
    }
)

class RoleMention(Struct, frozen=True):
    """A job somebody speaks of."""

    slug: Slug
    kind: Literal["role", "background"]
    """A role of the corpus, or an occupation outside the field that somebody comes from."""
    start: int
    end: int
    quote: str
    stance: RoleStance
    years: float | None = None


def read_roles(
    text: str,
    tokens: Sequence[Token],
    marks: Sequence[int],
    found: Sequence[Found],
    periods: Sequence[Duration],
    form: Form,
    voices: Sequence[int] = (),
    *,
    story: bool = False,
) -> tuple[RoleMention, ...]:
    """Roles in the order of their place in the text.

    `voices`: of whom the sentence speaks at each word (1 for the writer), where it is known; `story`: a long text,
    in which other people's jobs and years come up too.
    """
    mentions: list[RoleMention] = []
    places: list[tuple[int, int]] = []
    starts = [p.first for p in periods]
    jobless = just_laid_off(tokens)
    skilled = {i for f in found if any(e[0] == "skill" for e in f.entries) for i in range(f.first, f.last)}
    marks = [0 if i in skilled and mark == 1 else mark for i, mark in enumerate(marks)]
    for f in found:
        entry = next((e for e in f.entries if e[0] in ("role", "background")), None)
        if entry is None:
            continue
        written = text[tokens[f.first].start : tokens[f.last - 1].end]
        skill = any(e[0] == "skill" and not e[2] & VARIANT for e in f.entries)
        if _no_title(entry[0], written, form) or skill and _cue_before(tokens, marks, f.first, skilled) is None:
            continue
        stance = _stance(tokens, marks, f, form, skilled, first=not mentions)
        if form == "statement":
            stance = _as_a_post(tokens, marks, f, entry, stance)
        if mentions:
            stance = _beside_another(tokens, marks, f, stance, mentions, places)
        period = period_of(f, periods, starts, tokens, form)
        if period is not None and story and (voices[f.first] < 0 or not_held(tokens, marks, period, f)):
            period = None
        if period is not None and stance == "mentioned":
            stance = "past" if period.until_now is False or before_else(tokens, f.last) else "current"
        held = stance == "mentioned" and form == "statement" and entry[0] == "background"
        if held and _holds(tokens, marks, f.first, story=story):
            stance = "current"
        stance = _no_longer(tokens, marks, f, entry[1], written, stance, jobless=jobless)
        if story and of_others(stance, f, written, tokens, voices):
            stance = "mentioned"
        start, end = tokens[f.first].start, tokens[f.last - 1].end
        kind: Literal["role", "background"] = "role" if entry[0] == "role" else "background"
        years = period.years if period is not None and stance in ("current", "past") else None
        mentions.append(RoleMention(entry[1], kind, start, end, text[start:end], stance, years))
        places.append((f.first, f.last))
    return tuple(mentions)


def _as_a_post(
    tokens: Sequence[Token], marks: Sequence[int], f: Found, entry: tuple[str, str, int], stance: RoleStance
) -> RoleStance:
    """The stance, where a post is applied for or had, where it is studied for, or where somebody is hired to help."""
    if entry[0] == "role" and f.last < len(tokens) and marks[f.last] == 0 and tokens[f.last].text in _PUPILS:
        stance = "mentioned"  # "a 3rd year AI engineer student"
    if stance in ("mentioned", "current") and (post := sought(tokens, marks, f)) is not None:
        stance = cast(RoleStance, post)
    return "mentioned" if stance == "wanted" and somebody_to_help(tokens, f.first, entry[1]) else stance


def _no_longer(
    tokens: Sequence[Token], marks: Sequence[int], f: Found, slug: Slug, written: str, stance: RoleStance, *, jobless: bool
) -> RoleStance:
    """The stance, after somebody was laid off (`jobless`: just now), and of a degree that is held or worked for."""
    lost = jobless and not slug.endswith(("student", "graduate"))
    if stance == "current" and (lost or laid_off(tokens, marks, f.last)):
        return "past"
    if stance in ("current", "mentioned") and "degree" in written.lower():
        return cast(RoleStance, of_a_degree(tokens, f.first, slug) or stance)
    return stance


def _no_title(kind: str, written: str, form: Form) -> bool:
    """RN is a nurse, "rn" is "right now"; and a Hadoop developer in a CV is no developer at large."""
    if form != "statement" and written.casefold() in _SAYS_LITTLE:
        return True
    return kind == "background" and len(written) <= 2 and not written.isupper()


_STUDIED = word_set("degree phd doctorate diploma masters master's bachelors bachelor's msc bsc")
_DEGREE = word_set("bachelor's bachelors bachelor master's masters master undergraduate undergrad graduate college")

_DOING_SO = word_set("said says told asked asks wants wanted offered called calls reached emailed thinks is was has")
_HOLDING = frozenset(
    {"have", "hold", "holding", "with", "got", "did", "finished", "completed", "my", "doing", "background",
     "complete"}
)


def _holds(tokens: Sequence[Token], marks: Sequence[int], first: int, *, story: bool) -> bool:
    """As in "I have a PhD in physics", "with a law degree", or a short text that opens with it."""
    if marks[first] == 3:
        return not story and (first + 1 >= len(tokens) or tokens[first + 1].text not in _DOING_SO)
    words = [t.text for t in tokens[max(0, first - 4) : first] if t.text not in _DEGREE]
    words = ["", *words][-2:]
    if story and not WITHOUT.isdisjoint([t.text for t in tokens[max(0, first - 6) : first]]):
        return False  # "I don't have an undergraduate degree"
    if story and words[-1] == "my" and _DEGREE.isdisjoint([t.text for t in tokens[max(0, first - 2) : first]]):
        return tokens[first].text in _STUDIED  # "my psychologist" is somebody else
    if story and "with" in words and _DEGREE.isdisjoint([t.text for t in tokens[max(0, first - 2) : first]]):
        return tokens[first].text in _STUDIED
    return words[-1] in _HOLDING or words[-1] in ("a", "an", "my") and words[0] in _HOLDING


def _beside_another(
    tokens: Sequence[Token],
    marks: Sequence[int],
    f: Found,
    stance: RoleStance,
    mentions: list[RoleMention],
    places: list[tuple[int, int]],
) -> RoleStance:
    """A title in a list takes the meaning of the one before it; after "to" it is where that one leads."""
    end = places[-1][1]
    between = tokens[end : f.first]
    last = mentions[-1]
    if not {"i'm", "i", "im", "am", "i've"}.isdisjoint([t.text for t in between]):
        return stance  # "I'm not a data scientist, I'm a data analyst"
    if len(between) <= 2 and between and between[0].text == "but" and (last.stance, stance) == ("excluded", "mentioned"):
        before = {t.text for t in tokens[max(0, places[-1][0] - 6) : places[-1][0]]}
        return "wanted" if not before.isdisjoint(_WISHES) else "current"
    if (
        len(between) <= 2
        and stance in ("mentioned", "current")
        and last.stance != "mentioned"
        and all(t.text in _BETWEEN or marks[end + i] == 1 for i, t in enumerate(between))
        and marks[f.first] < 2
        and (between or marks[f.first] == 1)
    ):
        return last.stance
    words = [t.text for t in between if t.text not in _TITLES and t.text not in ("a", "an")]
    if stance == "mentioned" and words in (["to"], ["into"], ["towards"]):
        if last.stance == "mentioned":
            mentions[-1] = replace(last, stance="current")
        return "wanted"
    return stance


def _stance(
    tokens: Sequence[Token], marks: Sequence[int], f: Found, form: Form, skilled: Set[int], *, first: bool
) -> RoleStance:
    cue = _cue_before(tokens, marks, f.first, skilled)
    if form == "cv":
        return "current" if first and f.first < 60 else cue if cue in ("past", "current") else "mentioned"
    if form == "advert":
        return "mentioned"
    if offered(tokens, f.first):
        return "wanted"
    begins = _title_start(tokens, marks, f.first, skilled)
    if cue is not None:
        return _as_said(tokens, marks, f.first, cue, begins)
    return _unsaid(tokens, marks, f, begins, first=first)


def _unsaid(tokens: Sequence[Token], marks: Sequence[int], f: Found, begins: int, *, first: bool) -> RoleStance:
    """What a title means with no cue right before it."""
    after = tokens[f.last].text if f.last < len(tokens) else ""
    if after == "turned":
        return "past"
    if (working := _working_as(tokens, marks, begins)) is not None:
        return working
    if wanted_behind(tokens, marks, f.last):
        return "wanted"
    if (after.isdigit() or after in ("ii", "iii", "i")) and f.last + 1 < len(tokens):
        after = tokens[f.last + 1].text  # "SDE-2 here"
    in_form = begins and marks[begins] and tokens[begins - 1].text in _FORM and (begins == 1 or marks[begins - 1])
    opens = marks[begins] == 3 or marks[begins] == 1 and tokens[begins - 1].text in _LABELS
    leaves = opens and after in LEAVING and marks[f.last] < 2
    return "current" if in_form or leaves or first and opens_text(tokens, marks, f) else "mentioned"


_JUDGED = word_set("would is sounds seems was isn't wouldn't looks feels")
_ANYMORE = word_set("anymore longer")


def _as_said(tokens: Sequence[Token], marks: Sequence[int], first: int, cue: RoleStance, begins: int) -> RoleStance:
    """What words before a title make of it, with what stands further off."""
    if cue in ("wanted", "current") and told_otherwise(tokens, marks, begins, cue):
        return "mentioned"
    if cue == "wanted":
        return _wished(tokens, marks, first, begins)
    if cue == "excluded":
        if not _ANYMORE.isdisjoint([t.text for t in tokens[first + 1 : first + 3]]):
            return "past"
        return "mentioned" if done_without(tokens, marks, first) else cue
    return _at_work(tokens, marks, first, begins) if cue == "current" else cue


def _wished(tokens: Sequence[Token], marks: Sequence[int], first: int, begins: int) -> RoleStance:
    if of_the_reader([t.text for t in tokens[max(0, begins - 5) : begins]]):
        return "mentioned"  # "or you can become a"
    if _left(tokens, begins):
        return "past"
    if _landed(tokens, marks, begins):
        return "current"  # "I landed my first role as a developer"
    return "mentioned" if _unfit(tokens, marks, first) else "wanted"


def _at_work(tokens: Sequence[Token], marks: Sequence[int], first: int, begins: int) -> RoleStance:
    if tokens[begins - 2].text == "being" and not _JUDGED.isdisjoint([t.text for t in tokens[first + 1 : first + 5]]):
        return "mentioned"  # "being a data engineer would be great"
    if would_work(tokens, first) or not_even(tokens, first) or tokens[first - 1].text == "any":
        return "mentioned"  # "or just go work as a waiter"
    if any(t.text == "another" for t in tokens[max(0, begins - 1) : first]):
        return "mentioned"  # "they hired another experienced developer"
    if "hired" in [t.text for t in tokens[max(0, begins - 6) : begins]] and ended(tokens, first):
        return "past"
    return "past" if _over(tokens, marks, first) else "current"


def _over(tokens: Sequence[Token], marks: Sequence[int], first: int) -> bool:
    """As in "I worked for 3 years as a": told as over."""
    low = first
    while low > 0 and first - low < 12 and marks[low] < 2:
        low -= 1
    words = {t.text for t in tokens[low:first]}
    if {"after", "working"} <= words or "after" in words and not _DISMISSED.isdisjoint(words):
        return True  # "after working as a developer for 8 years", "laid off after six years as a developer"
    if "had" in words and not {"yoe", "years", "experience"}.isdisjoint(words) and words.isdisjoint(("have", "i've")):
        return True  # "I had 4 years as a developer"
    return not {"worked", "spent"}.isdisjoint(words) and words.isdisjoint(_STILL)


_DISMISSED = word_set("laid fired redundant quit left let stopped sacked")
_STILL = word_set("am i'm im i've we've have has been had now currently started since")


def _unfit(tokens: Sequence[Token], marks: Sequence[int], first: int) -> bool:
    """As in "I don't think I'm cut out to be a doctor"."""
    low = first
    while low > 0 and first - low < 10 and marks[low] < 2:
        low -= 1
    words = [t.text for t in tokens[low:first]]
    denied = any(w in WITHOUT for w in words)
    return denied and ("cut" in words or "think" in words)


_WORKS = word_set("spent internship work working yoe experience employed job career years worked year exp started began hired")
_LANDED = word_set("landed got accepted joined secured")
def _left(tokens: Sequence[Token], begins: int) -> bool:
    """As in "I left a job as a"."""
    words = [t.text for t in tokens[max(0, begins - 6) : begins]]
    return "as" in words and words[: words.index("as")][-1:] == ["job"] and not _LEFT.isdisjoint(words)


_LEFT = word_set("left quit lost")
_WORKED = word_set("spent internship worked started began hired")
_WISHES = word_set("want wants keen looking hoping hope transition switch fresh interested apply applying jobs future")


def _working_as(tokens: Sequence[Token], marks: Sequence[int], begins: int) -> RoleStance | None:
    """As in "I work at a small company as a | developer", "3 years of experience as a | nurse"."""
    at = begins - 1
    if at > 0 and tokens[at].text in ("a", "an", "the"):
        at -= 1
    if at <= 0 or tokens[at].text != "as" or marks[at + 1] or marks[begins]:
        return None
    low = at
    while low > 0 and at - low < 14 and marks[low] < 2:
        low -= 1
    words = {t.text for t in tokens[low:at]}
    if {"used", "to"} <= words or "had" in words and not {"yoe", "years", "experience"}.isdisjoint(words):
        return "past"
    if not {"lined", "upcoming"}.isdisjoint(words):
        return None  # "an internship lined up as a"
    if not _LANDED.isdisjoint(words) or not {"hired", "placed"}.isdisjoint(words):
        return "past" if ended(tokens, begins) else "current"
    if not _WISHES.isdisjoint(words):
        return "wanted"
    if _WORKS.isdisjoint(words):
        return None
    return "current" if _WORKED.isdisjoint(words) else "past"


def _landed(tokens: Sequence[Token], marks: Sequence[int], begins: int) -> bool:
    """As in "I landed my first role as a | developer": what was wished for is had."""
    low = begins
    while low > 0 and begins - low < 14 and marks[low] < 2:
        low -= 1
    words = {t.text for t in tokens[low:begins]}
    if not _ON_THE_WAY.isdisjoint(words):
        return False
    if not _LANDED.isdisjoint(words) or not _LUCKY.isdisjoint(words) and not words.isdisjoint(("get", "land")):
        return True
    return _working_as(tokens, marks, begins) == "current" and _GETTING.isdisjoint(words)


_ON_THE_WAY = word_set("screen interview interviews interviewing screening offer offers invited call round rounds assessment")
_LUCKY = word_set("able managed fortunate lucky")
_GETTING = word_set("get getting find finding land")


def _title_start(tokens: Sequence[Token], marks: Sequence[int], first: int, skilled: Set[int]) -> int:
    """Where the words of rank or trade before a title begin: "senior", "a good", "Java / Spring"."""
    low = max(0, first - 8)
    while (
        first > low
        and marks[first] < 2
        and (tokens[first - 1].text in _TITLES or first - 1 in skilled or tokens[first - 1].text[-1].isdigit())
    ):
        first -= 1
    return first


_NO_TRADE = word_set(
    "non ex former future potential hopeful wannabe failed aspiring prospective a an the my "
    "your his her their our to of for and"
)
_LEAVES = word_set(
    "come coming came switch switching transition transitioning move moving go going pivot pivoting change "
    "changing shift jump"
)


def _believable(word: str, tokens: Sequence[Token], marks: Sequence[int], start: int) -> bool:
    """As in "As a nurse, I" and "coming from nursing" speak of the writer; "earn as a nurse", "advice from "
    "nurses" do not.
    """
    if word == "being":
        return marks[start] >= 1
    if word in ("experienced", "long", "longtime"):
        return start == 0 or tokens[start - 1].text not in ("a", "an", "the", "every", "any", "most", "some")
    if word not in ("as", "from"):
        return True
    return marks[start] >= 2 or word == "from" and (marks[start] == 1 or tokens[start - 1].text in _LEAVES)


def _cue_before(tokens: Sequence[Token], marks: Sequence[int], first: int, skilled: Set[int]) -> RoleStance | None:
    """The stance that the words right before a title give it; words of rank and "really" may stand between."""
    end = _title_start(tokens, marks, first, skilled)
    unknown = end
    if end > 1 and tokens[end - 1].text not in _NO_TRADE and not any(marks[end - 1 : end + 1]):
        unknown = _title_start(tokens, marks, end - 1, skilled)
    for stop in {first: 0, end: 0, unknown: 0}:
        low = stop
        while low > 0 and stop - low < 8 and marks[low] < 2:
            low -= 1
        for start in range(low, stop):
            words = [t.text for i, t in enumerate(tokens[start:stop]) if i == 0 or t.text not in _DROPPED]
            stance = role_cue(words)
            if stop < end and (stance != "current" or words[-1] not in ("a", "an", "my")):
                continue  # "I'm a blind | developer": whatever stands between
            if stance is not None and _believable(words[0], tokens, marks, start):
                return cast(RoleStance, stance)
    return None

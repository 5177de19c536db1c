"""What stands before a job title and says whose it is: "I'm a", "want to be a", "anything but"."""

from __future__ import annotations

from collections.abc import Sequence

from careerbot.text.contractions import every, written_out
from careerbot.text.tokenizer import Token, word_set

ROLE_CUES: dict[str, str] = {
    phrase: stance
    for stance, phrases in {
        "past": """laid off from my | laid off from a | laid off from | left my | quit my | lost my | fired from my |
        got laid off from my | left a | was a | was an | i was a | i was an | used to be a | used to be an |
        used to work as a |
        used to work as an | former | formerly a |
         formerly | ex | previously a | previously | worked as | worked as a | worked as an |
         previously worked as a | retired | laid off | quit my job as a |
         left my job as a | laid off as a | laid off from my job as a | let go as a |
         let go from my job as a | last job was | previous role |
         previous job | past experience as a |
         interned as a | was working as a | was working as an | intern as a | stint as a | lost my job as a |
         quit being a | started my career as a | began my career as a | start my career as a | no longer a |
     not a former | job as a former | last worked as a | most recently a""",
        "current": """was promoted to | was promoted to a | got promoted to | got promoted to a | been promoted to |
        been promoted to a | recently promoted to | landed my | landed a | started my | started a | accepted a |
        been in a | been doing a | stuck in a | doing a | working a | work a | i landed a |
        landed a job as a | got a job as a | got a job as an | got hired as a |
         was hired as a | i was hired as a | hired me as an | first job as a | first job as an | new job as a |
         new job as an | became a | became an | i became a | eventually becoming a | ended up as a |
        ended up being a |
         college as a | university as a | my job as a | my job as an | job was as a | now a | now an | work now as a |
         i'm a | i'm an | am a | am an | i'm | i'm the | hi i'm a | i'm currently a |
        i'm currently an | work as | work as a | work as an |
         working as | working as a | working as an | i'm working as | currently | currently a | currently an |
         currently as a | experience as a | experience as an |
         career as a current | time as a | time as an | me as a | roles as a | hired me as a | started as a |
         started as an | started out as a | my job is | my current role is | my role is |
         employed as | employed as a | employed as an | my title is | my job title is | as a | as an |
         background as a | background as an | from | as |
         i'm currently | job title | current role | position | current position | years as a | years as an |
         year as a | year as an | we are |
         grow as a | growing as a | better as a | improve as a | improving as a | days as a | life as a | year into |
     years into | months into |
         studying a | studying for a | pursuing a | completing a | finishing my | finishing up my | completing my |
         turned | turned into a | still a | still an | and still a | being a | being an | current job | occupation |
     profession | present job | my current job |
         since | experienced | long time | longtime |
         i've been a | i've been an | have been a | have been an | been a | been an |
         i've worked as a | i've worked as an |
         have worked as a | have been working as a | been working as a | been working as an | full time job as a |
         job as a current | me""",
        "wanted": f"""become | becoming | going for | as a goal | to be a | to be an | be a | be an | be the |
        {every("want to | would like to | i'd like to | i'd love to |"
         "like to | love to | hope to | plan to | aspire to | trying to | going to | aiming to | hoping to |"
         "planning to | looking to | dream to |"
         "decided to | goal is to", "be | be a | be an | become | become a | become an | work as a | work as an |"
         "work as | get hired as a | land a")} |
         become a | become an | becoming a | becoming an | aspiring | aspiring to be a | dream of being |
         dream of being a | dream job | dream job is | dream role |
         dream is to be a | goal is | my goal is | goal | move into | moving into | move to | switch to |
         switch into | switching to | switching into |
         transition to | transition into | transitioning to | transitioning into | transition to being a |
         looking for | looking for a | looking for an |
         apply for | apply to | applying for | applying to | job as | job as a | job as an | jobs as a | role as a |
         position as a | interested in |
         interested in becoming a | interested in being a | work towards | get into | getting into | break into |
         breaking into | roles as | pivot to | pivot into |
         pivoting to | pivoting into | target role | target | towards | toward | into | aim for | aiming for |
         aim to be a | path to | path to becoming a | road to |
         plan for | prepare for | preparing for | working towards | go into | going into | end up as | end up as a |
         desired role | wants to be a |
         get hired as | get hired as a | train as | train as a | retrain as | retrain as a | want a | career as a |
         career as an | career in | future as a |
         seeking | seeking a | seeking an | hired as a | wish to be a | shift to | shift into | shifting to |
         landing a | land a | land an |
         find a | get a | getting a | want the | considering | i want | roles like | want to do | preferably |
         going down the | go down the | call myself a | see myself as a | imagine becoming a | imagine being a |
     try being a | to being a | happy with a | go for | go for a | would prefer | i'd prefer | would like a |
     i'd like a | i'd love a | next job to be | next role to be | my next job to be |
        applied for | applied for a | applied to | interviewing for | interviewing for a | interview for | interview for a |
        interviews for | phone screen for | applications for | an offer for a | offer for a | offer as a | search for |
        the position is a | the role is a | rejected from | rejected for | roles related to | particularly related to |
        hoping for | hoping for a | hoping for something like | something like a | open to | open for |
        ideally | a job in | jobs in | jobs as | jobs like |
         qualify for | qualify as a | ready for | work my way up to | promoted to | promotion to | grow into |
         evolve into | and become a""",
        "excluded": f"""not | not a | not an | not as a | no | never a | never | anything but | anything but a |
        anything except | except | other than |
         exclude | excluding | without | rule out | instead of | instead of a | rather than | rather than a |
         not interested in | not interested in being a |
         hate | hate being a | not keen on | skip | don't show | don't suggest | don't recommend | no more | avoid |
         away from | away from being a |
         not interested in becoming a | no interest in becoming a | no interest in being a | not after a |
         tell me to become a | tell me to be a | suggest i become a | tired of being a | tired of being an |
     sick of being a | sick of being an | tired of working as a |
         remove | drop | ignore | besides |
         {every("don't want | do not want | dont want | never want | wouldn't want", "to be | to be a |"
         "to be an | to become | to become a | to become an |"
                 "to work as | to work as a | to | a | to go into | to get into | any | to do")}""",
    }.items()
    for phrase in map(written_out, phrases.replace(" an ", " a ").split("|"))
}  # fmt: skip
"""What stands before a job title and says whose it is. Anything else is only a mention ("what does a data "
     "analyst do")."""


def role_cue(words: Sequence[str]) -> str | None:
    """What these words say of the job title after them."""
    phrase = written_out(" ".join("a" if word == "an" else word for word in words))
    cue = ROLE_CUES.get(phrase)
    if cue is None and len(words) > 1 and words[-1] in ("a", "an", "the"):
        return ROLE_CUES.get(phrase[: phrase.rindex(" ")])
    return cue


def offered(tokens: Sequence[Token], first: int) -> bool:
    """As in "an offer to join them as a", "I got an offer from a bank as a"."""
    words = [t.text for t in tokens[max(0, first - 10) : first]]
    if {"offer", "join"} <= set(words):
        return True
    at = words.index("offer") if "offer" in words else 0
    after = words[at + 1 :]
    return bool(after) and words[at - 1] in _AN and at > 0 and _GOING_ON.isdisjoint(after) and _TAKEN.isdisjoint(words)


_AN = word_set("an the job my one internship good great this another verbal return")
_GOING_ON = word_set("i i'm im i've and but while now my since because")
_TAKEN = word_set("accepted took signed taken accept accepting")


def _sought(tokens: Sequence[Token], marks: Sequence[int], begins: int) -> bool:
    """As in "a company is looking for a": somebody else looks for one."""
    words = _clause_before(tokens, marks, begins, 8)
    seek = next((i for i, word in enumerate(words) if word in _SEEKS), None)
    if seek is None:
        return False
    return not _SEEKERS.isdisjoint(words[:seek]) and _SELF.isdisjoint(words)


_SEEKS = word_set("looking seeking hiring look looks want wants")
_SEEKERS = word_set(
    "company companies startup startups firm firms team they we we're they're client clients employer employers"
)
_LOOKED_FOR = word_set("want wants looking hoping hope interested jobs roles show list suggest")
_SELF = word_set("i i'm im i've who my me myself")


def told_otherwise(tokens: Sequence[Token], marks: Sequence[int], begins: int, cue: str) -> bool:
    """Whether a wish or a job is told of as another's wish, as long ago, as regretted or as only offered."""
    words = _clause_before(tokens, marks, begins, 12)
    if words[:2] == ["had", "i"] and cue == "wanted":
        return True  # "Had I become a doctor"
    if words[-4:-3] == ["enough"] or "enough" in words[-4:]:
        return True  # "not experienced enough to be a senior dev"
    if "offered" in words or not _NEARLY.isdisjoint(words[-4:]):
        return True  # "I almost became a"
    if cue != "wanted":
        return False
    if not _OTHERWISE.isdisjoint(words) or _sought(tokens, marks, begins):
        return True  # "when I was a child I wanted to be a"
    pairs = list(zip(words, words[1:], strict=False))
    if any(a == "dream" and b == "was" or a in _PUSHES and b == "me" for a, b in pairs):
        return True  # "my dream was to be a", "my dad wants me to be a"
    return any((a, b) == ("i", "should") and c in _THINK for c, (a, b) in zip(words, pairs[1:], strict=False)) and (
        "think" not in words[1:] or words[words.index("think") - 1] != "i"
    )


_OTHERWISE = word_set("ago child kid younger originally initially regret regretted regretting")
_NEARLY = word_set("almost nearly")
_PUSHES = word_set("wants want wanted expects expected pushing forcing asked told advised")
_THINK = word_set("think thinks says say said that suggested")


def done_without(tokens: Sequence[Token], marks: Sequence[int], first: int) -> bool:
    """As in "we do it without any recruiters", which rules out no job."""
    words = _clause_before(tokens, marks, first, 12)
    if "without" not in words[-2:]:
        return False
    return not _SELF.isdisjoint(words) and _LOOKED_FOR.isdisjoint(words)


def ended(tokens: Sequence[Token], first: int) -> bool:
    """As in "hired as a dev (then canned for being too slow)"."""
    words = [t.text for t in tokens[first + 1 : first + 7]]
    return any(a in ("then", "but", "got", "was", "and") and b in _DISMISSED for a, b in zip(words, words[1:], strict=False))


_DISMISSED = word_set("canned fired laid sacked dismissed quit left")


def just_laid_off(tokens: Sequence[Token]) -> bool:
    """Whether a text says that its writer has just lost a job: "I got laid off today"."""
    words = [t.text for t in tokens]
    for at, word in enumerate(words[:-1]):
        if word != "laid" or words[at + 1] != "off":
            continue
        before, after = words[max(0, at - 4) : at], words[at + 2 : at + 4]
        mine = not _ME.isdisjoint(before) or before[-1:] == ["got"]
        if mine and (not _JUST.isdisjoint(before) or not _TODAY.isdisjoint(after) or _lately(words[at + 2 : at + 6])):
            return True
    return False


_JUST = word_set("just recently")
_TODAY = word_set("today yesterday recently")


def _lately(words: Sequence[str]) -> bool:
    """As in "3 weeks ago", "last month"."""
    if words[:1] == ["last"]:
        return words[1:2] in (["week"], ["month"])
    return "ago" in words and not _DAYS.isdisjoint(words[: words.index("ago")])


_DAYS = word_set("day days week weeks")


def laid_off(tokens: Sequence[Token], marks: Sequence[int], last: int) -> bool:
    """As in "I'm a developer with 5 years of experience. Recently I was laid off", "software engineer. Laid off in May"."""
    for at in range(last, min(last + 25, len(tokens) - 1)):
        if (tokens[at].text, tokens[at + 1].text) == ("laid", "off"):
            start = at - 1 if tokens[at - 1].text == "got" else at
            told = not _ME.isdisjoint([t.text for t in tokens[max(last, at - 4) : at]])
            return bool(marks[start] >= 2 or start == last and marks[start]) or told
    return False


_ME = word_set("i i've ive")


def _clause_before(tokens: Sequence[Token], marks: Sequence[int], at: int, most: int) -> list[str]:
    """The words of its clause before this one, `most` at most."""
    low = at
    while low > 0 and at - low < most and marks[low] < 2:
        low -= 1
    return [t.text for t in tokens[low:at]]


_MODAL = word_set("go to could would should can might just or then")


def would_work(tokens: Sequence[Token], first: int) -> bool:
    """As in "go work as a waiter": nothing anybody does now."""
    words = [t.text for t in tokens[max(0, first - 5) : first]]
    return "work" in words and any(w in _MODAL for w in words[: words.index("work")][-1:])


def not_even(tokens: Sequence[Token], first: int) -> bool:
    """As in "not even as a fresh graduate", "I feel like I'm an auditor"."""
    words = [t.text for t in tokens[max(0, first - 5) : first]]
    if "like" in words and words[words.index("like") + 1 :][:1] in (["i'm"], ["i"], ["im"]):
        return True
    return "as" in words and words[: words.index("as")][-2:] in (["not", "even"], ["than", "even"])

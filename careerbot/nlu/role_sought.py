"""Jobs that are applied for, offered or hired for, by the words around a title: "an interview for a backend role"."""

from __future__ import annotations

from collections.abc import Sequence

from careerbot.corpus.lexicon import Found
from careerbot.nlu.role_years import WITHOUT
from careerbot.text.sentences import STORY
from careerbot.text.tokenizer import Token, word_set

_POSTS = word_set(
    "role roles position positions job jobs internship internships opening openings vacancy vacancies post posts "
    "new ii iii i l3 l4 "
    "l5 gig gigs"
)
"""What stands after a title where a post is spoken of: "a backend engineer | role", "a SWE | new grad role"."""
_SEEKING = word_set(
    "interview interviews interviewing interviewed screen screening apply applying applied applications application candidacy "
    "rejected rejection offer offers offered search searching looking seeking assessment oa hiring onsite recruiter invited "
    "opportunity opportunities finding"
)
_MET = word_set("interview interviews interviewing screen applying applied apply application finding")
_HAVING = word_set("have my has current had first last")
_SOUGHT = word_set("new next dream another ideal")
_REACH = 16
"""Words of the clause before a title in which what is done about the post is looked for."""
_HELPERS = frozenset({
    "tutor", "lawyer", "doctor", "psychologist", "fitness-trainer", "recruiter", "physiotherapist", "dentist", "accountant",
    "tax-adviser", "real-estate-agent",
})  # fmt: skip
_GETTING = word_set("get getting find finding hire hiring see seeing need consult consulting paying pay")


def sought(tokens: Sequence[Token], marks: Sequence[int], f: Found) -> str | None:
    """What a post that is named means: "wanted" where it is applied for or offered, "current" where it is had."""
    after = f.last
    if after >= len(tokens) or marks[after] >= 2 or tokens[after].text not in _POSTS:
        before = [t.text for t in tokens[max(0, f.first - 8) : f.first]]
        asked = next((i for i, word in enumerate(before) if word in _MET), None)
        return "wanted" if asked is not None and "for" in before[asked:] and not any(marks[f.first - 6 : f.first]) else None
    low = f.first
    while low > 0 and f.first - low < _REACH and marks[low] < 3:
        low -= 1
    words = [t.text for t in tokens[low : f.first]]
    if not _SEEKING.isdisjoint(words):
        return "wanted"
    if words and words[-1] == "my" or words[-2:-1] == ["my"] and words[-1] in _HAVING:
        return "past" if words[-1] == "last" else "current"
    had = words[-2:] in (["have", "a"], ["have", "an"], ["got", "a"], ["had", "a"])
    if not had or not _SOUGHT.isdisjoint(words[-3:]):
        return None
    return "past" if words[-2] == "had" else "current"


def somebody_to_help(tokens: Sequence[Token], begins: int, slug: str) -> bool:
    """As in "getting a tutor", "need a lawyer": not a job somebody wants for themselves."""
    before = [t.text for t in tokens[max(0, begins - 3) : begins]]
    return slug in _HELPERS and not _GETTING.isdisjoint(before) and "hired" not in before


_STUDYING = word_set("studying study pursuing pursue doing finishing completing towards toward enrolled starting")
_AIMED = word_set("goal want plan hope like to considering")
_HELD = word_set("graduated have hold holding got earned received with completed finished has had")


def of_a_degree(tokens: Sequence[Token], first: int, slug: str) -> str | None:
    """Whether a degree that is named is worked for or held: a student is one no more then, a graduate still is."""
    before = [t.text for t in tokens[max(0, first - 6) : first]]
    if not WITHOUT.isdisjoint(before):
        return "mentioned"  # "I don't have a degree in computer science"
    if not _STUDYING.isdisjoint(before):
        return None if not _AIMED.isdisjoint(before) else "current"
    if _HELD.isdisjoint(before):
        return None
    return "past" if slug.endswith("student") else "current"


LEAVING = word_set(
    "wanting looking trying hoping who with considering thinking transitioning moving for aspiring interested by "
    "at here turned since "
    "seeking currently making switching going wants in"
)
"""After a title that opens a sentence, they say that it is the writer's own: "Nurse looking for ..."."""


def wanted_behind(tokens: Sequence[Token], marks: Sequence[int], last: int) -> bool:
    """As in "NLP engineer | is the dream job", "would data analyst | be realistic for me"."""
    for at in range(last, min(last + _BEHIND, len(tokens))):
        if marks[at] == 3:
            return False
        sounds = [t.text for t in tokens[last : last + 2]]
        if tokens[at].text in _DREAMED or at == last and sounds[0] == "sounds" and sounds[-1] in _GOOD:
            return True
    return False


def opens_text(tokens: Sequence[Token], marks: Sequence[int], f: Found) -> bool:
    """Whether a long text begins with it, without a verb: "Local news | journalist. I make charts"."""
    if f.first > _OPENING or len(tokens) < STORY or f.last >= len(tokens) or not (
        marks[f.last] or tokens[f.last].text in LEAVING
    ):
        return False
    before = {t.text for t in tokens[: f.first]}
    return not any(marks[1 : f.first + 1]) and before.isdisjoint(_SUBJECTS)


_BEHIND = 8
_DREAMED = word_set("dream realistic ideal appeals fascinates tempting feasible doable achievable suit")
_GOOD = word_set("like better good great interesting fun nice right")
_OPENING = 4
_SUBJECTS = word_set(
    "i i'm my the a an is are was what how why is does do can should any who if as for to in of from with not"
)

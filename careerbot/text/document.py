"""CVs and advertisements: what kind of document a text is, and which of its parts say nothing about skills."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from careerbot.lazy import LazyPattern
from careerbot.text.sentences import STORY
from careerbot.text.tokenizer import Token

Form = Literal["statement", "cv", "advert"]

SHORTEST, LONG = 40, 130
"""Tokens a document has at least; and from which on a text is one unless somebody talks in it."""

_CV = LazyPattern(
    r"(?:\A|\n)\W*r[ée]sum[ée]\W*\n|\b(curriculum vitae|work experience|professional experience|"
    r"employment history|education details|work history|"
    r"career objective|professional summary|personal details|skill details|company details|references available|"
    r"date of birth)\b",
    re.IGNORECASE,
)
_ADVERT = LazyPattern(
    r"\b(we are looking for|we're looking for|(?:we are|we're|is|now) hiring|we are seeking|is seeking|"
    r"you will|you'll|about the role|about us|"
    r"responsibilities|"
    r"equal opportunity|qualifications|what we offer|apply now|job description|the ideal candidate|join our team|"
    r"requirements)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = LazyPattern(r"\b(i|i'm|i've|my|me)\b", re.IGNORECASE)

_EMPLOYER = LazyPattern(
    r"\b(we|we're|our|us|you|your|seeking|join|opportunity|candidates?|applicants?|the role|this role|position|client|"
    r"the team|successful|full[- ]time|permanent|hybrid|based in)\b",
    re.IGNORECASE,
)
"""An employer's voice: several of these in a text where nobody says "I"."""

_CHAT = LazyPattern(
    r"\b(?:is|are|do|does|did|ca|wo|would|could|should|was|were)n['’]t\b|\b(?:it|that|here|there)['’]s\b|"
    r"\b(?:lol|damn|shit|shout out|ai will|guys|tl;?dr|imo|job market|lay(?:s|ing)? ?offs?|laid off|"
    r"grads|unemployed|lawsuit|court|ruling|announced|headlines?|"
    r"reddit|\[url\]|says?|according to|job search(?:ing)?|looking for work)\b",
    re.IGNORECASE,
)
"""How people write of the world at large, and no paper about somebody's work does."""

_WORK = LazyPattern(
    r"\b(?:experienced?|responsib\w+|develop(?:ed|ing|s|ment)?|manag(?:ed|ing|es|ement)|design(?:ed|ing|s)?|implement\w*|"
    r"led|leads?|leading|worked|work(?:ing)? with|proficien\w+|skill(?:s|ed)|knowledge|built|build(?:ing|s)?|"
    r"creat(?:ed|ing|es?)|"
    r"ability|degree|requirements?|projects?|team|support(?:ed|ing|s)?|analy[sz]\w+|maintain\w*|ensur\w+|includ\w+|years? of|"
    r"familiar\w*|collaborat\w+|certifi\w+|candidates?|role)\b",
    re.IGNORECASE,
)
"""Words of which papers about somebody's work are full: of 150 adverts without a heading nine in ten have more than two in a
hundred words, of pieces about the world at large none."""

_SENTENCE_END = LazyPattern(r"[.…](?:\s|\Z)")

_USELESS = LazyPattern(
    r"^\W*(about (us|the company|our company|the team)|who we are|our (story|mission|values|culture)|benefits?|"
    r"perks( and benefits)?|"
    r"what we offer|we offer|why join( us)?|compensation|salary|pay range|equal (employment )?opportunity.*|"
    r"eeo.*|diversity.*|"
    r"how to apply|application process|privacy.*|company (description|overview)|the company|location|hobbies)\W*$",
    re.IGNORECASE,
)
_USEFUL = LazyPattern(
    r"^\W*(about (the )?(role|job|position|you)|responsibilities.*|requirements.*|qualifications.*|what you.*|"
    r"your .*|you (will|have|are|bring).*|"
    r"(key |technical |core |required |preferred )?(skills?|duties|responsibilities|qualifications|requirements|"
    r"experience|competenc\w+).*|"
    r"(work |professional )?experience.*|education.*|projects?.*|tech(nical)? stack.*|nice to have.*|the role|"
    r"job description|summary|profile|"
    r"who you are|must have.*|basic qualifications.*|minimum .*|preferred .*)\W*$",
    re.IGNORECASE,
)
_ASIDE = LazyPattern(
    r"^\W*(?:(?:my |personal )?(?:hobb(?:y|ies)|interests?|free time|leisure|pastimes?)|likes|dislikes|extras?|"
    r"extracurriculars?|"
    r"(?:names of )?refer(?:ees|ences).*|people also viewed|reading|reason for writing)\b\W*(?::.*)?$",
    re.IGNORECASE,
)
"""Headings of a CV under which no skill stands."""
_HEADING = LazyPattern(
    r"^\W*(?:education|education and training|academic education|languages?|requirements?|responsibilities)\W*:?\W*$",
    re.IGNORECASE,
)
"""Headings that are names of skills too."""
_LABELLED = LazyPattern(
    r"^\W*(?:(?:a little |more )?about(?! (?:the )?(?:role|job|position|you))[^:\n]{0,30}|who we are|"
    r"what we (?:do|offer)|we (?:offer|are)|"
    r"our (?:company|values|mission|story|culture)|company(?: profile| description| overview)?|us|perks?|"
    r"benefits?[^:\n]{0,20}|"
    r"why [^:\n]{1,20}|compensation|salary|pay|location|hiring process|how to apply|safeguarding|export control|supervisors?|"
    r"(?:you |we )?(?:do not|don['’]t) (?:need|require|care about)|what we don['’]t care about|not (?:required|"
    r"needed|necessary)|"
    r"no need for|clearance|start(?: date)?)\s?:",
    re.IGNORECASE,
)
"""Lines of an advertisement whose label says that they tell of the company or the offer, or what is not asked."""
_OF_THE_COMPANY = LazyPattern(
    r"^\W*(?:we(?:['’]re| are)? (?:a|an|the|one of|proud|committed|on a|backed|provide|help|believe|insure|bring|"
    r"process|blog|serve|"
    r"operate|implement|hold|participate|never|celebrate|value)\b|"
    r"our (?:customers|clients|company|mission|app|platform|engine|in-house|satellites|values|products?|story|"
    r"culture|office)\b|"
    r"founded in\b|(?:the )?client is\b)",
    re.IGNORECASE,
)
"""How a sentence of an advertisement begins that describes the company."""
_LEGAL = LazyPattern(
    r"equal[- ]opportunity|regardless of|without regard to|sexual orientation|gender identity|protected veteran|"
    r"reasonable accommodation|"
    r"\bplease apply|\bapply (?:via|by|before|with|at|now)\b|by applying|applicant tracking|pursuant to|"
    r"data protection notice|"
    r"agree to the processing|consent to the processing|"
    r"401\s?\(?k|paid time off|health insurance|dental|parental leave|recruitment agenc|background check|e-verify",
    re.IGNORECASE,
)


def form_of(text: str, length: int) -> Form:
    """Whether this is somebody talking, a CV or an advertisement."""
    if length < SHORTEST:
        return "statement"
    head = text[:20_000]
    advert, cv = len(_ADVERT.findall(head)), len(_CV.findall(head))
    first_person = len(_FIRST_PERSON.findall(head))
    if advert > cv and advert >= (3 if length < LONG else 2) and first_person <= advert:
        return "advert"
    laid_out = "?" not in head and first_person * 25 <= length and _laid_out(head)
    if laid_out and length < LONG:
        return "advert" if len(_EMPLOYER.findall(head)) >= 3 and not cv else "cv"
    if not first_person and not cv and "?" not in head and len(_SENTENCE_END.findall(head)) >= 2:
        if not laid_out and not _of_work(head, length) and advert < 2 and len(_EMPLOYER.findall(head)) < 3:
            return "statement"
        if len(_CHAT.findall(head)) >= (2 if length < 300 else 4):
            return "statement"
        # nobody talks of himself here: an advertisement by its voice, else a description of somebody
        return "advert" if len(_EMPLOYER.findall(head)) >= 3 else "cv"
    if length < LONG:
        return "cv" if cv >= 2 else "statement"
    chat = first_person and ("?" in head or len(_CHAT.findall(head)) > 1)
    chat = chat or not cv and length < 300 and len(_CHAT.findall(head)) > 1
    chat = chat or first_person == 1 and not cv and not _of_work(head, length)
    talk = first_person * 50 > min(length, 4000) or chat or cv == 0 and (head.count("?") > 1 or first_person > 1)
    return "statement" if cv < 3 and talk and length < 3000 else "cv"


def _of_work(text: str, length: int) -> bool:
    """Whether a text in which nobody says "I" has the words of a CV or of an advertisement: three or four in a hundred."""
    return len(_WORK.findall(text)) * 28 >= min(length, len(text) // 4)


def _laid_out(text: str) -> bool:
    """Whether a text is set in many short lines, as papers are and talk is not."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) >= _LINES and sum(len(line) < _SHORT_LINE for line in lines) * 4 >= len(lines) * 3


_LINES, _SHORT_LINE = 6, 90


def headed(text: str) -> bool:
    """Whether a text has a heading that CVs have."""
    return _CV.search(text[:20_000]) is not None


def tells_a_story(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a statement is long, and somebody talks in it: then what is claimed has to be said.

    A long text in which nobody talks is a list, or a piece of an advertisement.
    """
    if len(tokens) <= STORY:
        return False
    head = text[:20_000]
    if "?" in head or _FIRST_PERSON.search(head) is not None or len(_CHAT.findall(head)) >= 2:
        return True
    return len(_SENTENCE_END.findall(head)) >= 2 and not _of_work(head, len(tokens)) and not _laid_out(head)


def skip_boilerplate(text: str, tokens: Sequence[Token], form: Form) -> list[bool] | None:
    """For each token whether it is worth reading; None when all are.

    In an advertisement, sections about the company and the benefits are left out, and sentences of law anywhere.
    """
    if form == "statement":
        return None
    good: list[bool] = []
    at, useless = 0, False
    for start, end in _lines(text):
        line = text[start:end]
        short = len(line) < 60
        if short and _USEFUL.match(line) or form == "cv" and not line.strip():
            useless = False
        elif short and (_USELESS if form == "advert" else _ASIDE).match(line):
            useless = True
        bad = useless or bool(_LEGAL.search(line)) or form == "advert" and _of_the_company(line)
        bad = bad or short and _HEADING.match(line) is not None
        while at < len(tokens) and tokens[at].start < end:
            good.append(not bad)
            at += 1
    good.extend([True] * (len(tokens) - len(good)))
    return good


def _of_the_company(line: str) -> bool:
    return _LABELLED.match(line) is not None or _OF_THE_COMPANY.match(line) is not None


def _lines(text: str) -> list[tuple[int, int]]:
    """Spans of lines, long lines cut at sentence ends so that one legal sentence does not hide a page."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in re.finditer(r"\n+|(?<=[.!?])\s+", text):
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text) + 1))
    return spans

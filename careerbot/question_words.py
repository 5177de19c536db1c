"""The words of a question about the market, reduced to what they ask: two phrasings of one question share most of them.

Small words go, synonyms meet in one word ("salary", "earn" and "wage" are all `pay`), plurals lose their ending.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from careerbot.lexicon import AMBIGUOUS, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerbot.lexicon import Lexicon

_SMALL = frozenset("""
a an the and or but if so of in on at to for from by with about as into onto than then that this these those there here it its
i you he she we they me my your his her our their them us one ones some any all each both either such very really quite just
only even also too still yet already now today nowadays currently lately ever never always often usually mostly generally
actually basically simply maybe perhaps please thanks thank hello hi hey ok okay well like
is are was were be been being am do does did done doing has have had having can could will would shall should may might must
what which who whom whose when how whats wheres hows whos theres isnt arent dont doesnt cant im ive id youd whether
tell say says said know think guess wonder wondering give show name explain describe mean means meant question answer
want wants wish like new newer right different wise market markets need needs needed let see look looking find get gets got getting go going goes come comes
much many lot lots more most less least few several bit out up down off over under again around round up per via between among
good great best exactly roughly approximately approx overall actual real really exist exists existing available
somebody someone anybody anyone people folks person guys man thing things stuff something anything everything nothing way ways
day days time times week really possible possibly likely main major key typical typically common commonly general particular
s t re ve ll m d vs versus etc e g ie eg yes no not
everyone everybody anyone nobody else sudden suddenly apply recent recently own same according official officially tend seem seems
quick able try trying tried move moving join joining keep keeps take takes took taken taking make makes made making put puts turn
besides apart aside within inside across versus while since until before after then whole full entire moment hard-to personally quickly matter matters
opinion honestly seriously curious interested interesting ask asking call called name named nowadays far live living lives
""".split())

_SYNONYMS = {
    "ml": "ml machinelearning mle mles machine",
    "ai": "ai artificialintelligence",
    "job": "job position role title work working occupation vacancy employment opportunity gig post",
    "person": "engineer engineering worker staff talent workforce developer",
    "expert": "expert professional specialist practitioner",
    "pay": "pay paid pays salary earn earning wage income compensation money remuneration payscale paycheck paycheque",
    "count": "count number headcount total tally quantity amount size big large howmany",
    "place": "place city location located town hub hotspot country located concentrated concentrate based"
    " where geographically cluster clustered",
    "emerging": "emerging upcoming newcomer upandcoming rising outside beyond secondary developing",
    "remote": "remote remotely wfh telecommute telework home homeoffice anywhere distributed freelance freelancer hybrid sofa couch",
    "start": "start starting begin beginning beginner enter entering entry break breaking become becoming step newbie newcomer"
    " scratch transition switch foot door",
    "course": "course class programme program degree study studying school university mooc training lesson learning tutorial"
    " bootcamp coursera edx diploma",
    "certificate": "certificate certification credential certified cert qualificationpaper badge",
    "project": "project portfolio build building showcase practise practice",
    "skill": "skill knowhow competence ability tool requirement required require technical language framework library tech stack",
    "foundation": "foundation basic groundwork fundamental prerequisite prior background qualification base",
    "employer": "company employer firm corporation organisation organization business enterprise startup outfit",
    "industry": "industry sector vertical branch field domain",
    "hire": "hire hiring employ employing employs recruit recruiting hunting seek",
    "cause": "cause reason driver drive driving drove fuel fueling fuelling behind factor push pushing pushed why trigger explain because"
    " causes",
    "demand": "demand demanded wanted sought soughtafter hot popular needed desirable hottest",
    "growth": "growth grow growing grew surge surging boom booming rise increase increasing expansion expanding outlook explode"
    " explosion exploding forecast predicted predict prediction projection projected exponential exponentially faster fast",
    "future": "future next coming ahead tomorrow horizon trend years decade",
    "hard": "hard difficult tricky unreliable disagree conflict conflicting inconsistent contradict exact uncertain vague"
    " impossible struggle tough",
    "posting": "posting advert ad advertised opening vacancy vacancies advertisement listing listed posted",
    "decide": "decide determine depend influence affect affecting effect impact change changing changed changes alter shape",
    "technology": "technology technological tech technologies advance advances advancement progress innovation cloud hardware",
    "together": "together collaborate collaboration cooperate interact teamwork team organised organized combine connected split divide",
    "label": "label labels labeling labelling labeler labeller labelers labellers annotator annotation annotate tagging",
    "synergy": "synergy synergistic synergies complement complementary pair",
    "benefit": "benefit gain advantage value help helps use uses used usage using perk upside",
    "displace": "displace create creates created creating displaced destroy destroyed disappear disappears vanish lost lose kill replace replaced replacing eliminate automate automation takeover"
    " away obsolete",
    "green": "green climate sustainability sustainable netzero environment environmental clean",
    "career": "career profession worth worthwhile sensible smart secure security choice pursue pursuing",
    "workon": "workon involve involves involved consist consists",
    "region": "region regional regionally continent geography geographic",
    "area": "area speciality specialty specialities specialisation specialization subfield niche",
    "availability": "availability availble accessible",
    "world": "world worldwide globe global globally planet earth international internationally",
    "estimate": "estimate estimation counts counting counted figures figure statistic",
    "kinds": "kind kinds type types sort sorts various variety list category categories",
    "relate": "fit part belong relate related relation relationship connection link subset difference differ vary varies",
    "duty": "duty duties responsible responsibility task tasks responsibilities activity activities role",
    "usa": "usa us america states american unitedstates",
}
_CANON = {form: word for word, forms in _SYNONYMS.items() for form in (word, *forms.split())}

_JOINERS = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"(?i)machine[\s-]+learning", "ml"),
        (r"(?i)artificial[\s-]+intelligence", "ai"),
        (r"(?i)\bwork(?:ing)? from home", "remote"),
        (r"(?i)\bhow (?:many|big|large)\b", "howmany"),
        (r"(?i)sought[\s-]+after", "soughtafter"),
        (r"(?i)up[\s-]and[\s-]coming", "upandcoming"),
        (r"(?i)net[\s-]+zero", "netzero"),
        (r"(?i)\btak(?:e|es|ing) over\b|\bwip(?:e|es|ing) out\b|\bput(?:ting)? out of work\b", "displace"),
        (r"(?i)well[\s-]+paid", "pay"),
        (r"(?i)\b(?:what|how much) (?:do|does|can|could|would|will|did)\b.*\b(?:make|get|bring home)\b", r"\g<0> salary"),
        (r"(?i:\bthe us\b)|\bU\.S\.?(?:A\.?)?|\bUSA?\b|(?i:\bunited states(?: of america)?)", "usa"),
        (r"\bIT\b", "technology"),
        (r"(?i)united kingdom|great britain|\bU\.K\.", "uk"),
        (r"(?i)european union", "eu"),
        (r"(?i)look(?:ing)? for (?=ml|ai|talent)", "hire "),
        (r"(?i)\bwhat (?:exactly )?(?:do|does|did|would|can|could|is it|it is)\b(.*?)\bdo\b", r"\1 duty"),
        (r"(?i)\bhow (?:do|can|does|to|would|should|could|might) (?:i|one|you|someone|somebody|we|people)\b", "howto"),
        (r"(?i)\bhow to\b", "howto"),
        (r"(?i)\bhow come\b|\bwhat makes?\b", "why"),
        (r"(?i)\bwork(?:s|ing)? on\b", "workon"),
        (r"(?i)\bMLEs?\b", "ml engineer"),
        (r"(?i)\bcatch(?:ing)? up\b", "emerging"),
        (r"(?i)\b(?:need|ought|have|should i) (?:to )?know\b", "foundation"),
        (r"(?i)\bwhere (?:is|are)\b(.*?)\b(?:heading|headed|going)\b", r"future \1"),
        (r"(?i)\b(?:which|what) (?:(?:ml|ai) )?(?:jobs|positions|roles|job titles|titles)\b", r"kinds \g<0>"),
        (r"(?i)\b(?:what|who)(?:\W?s| is| are| exactly is| exactly are)(?: exactly)? (?:an?|meant by)\b", "whatis"),
    )
)

_PERSON_ROLES = frozenset({"machine-learning-engineer", "ml-specialist", "ai-specialist", "ai-engineer"})
"""Roles whose titles stand for "somebody who does ML" in questions about the whole market."""


def prepare(question: str) -> str:
    """The question with expressions of several words joined into one."""
    text = question.replace("’", "'")
    for pattern, word in _JOINERS:
        text = pattern.sub(word, text)
    return text


def canonical(word: str) -> str:
    """The word that stands for this one and its synonyms."""
    word = word.replace("'", "")
    for form in (word, *_stems(word)):
        if form in _CANON:
            return _CANON[form]
    return _stems(word)[0] if _stems(word) else word


def _stems(word: str) -> list[str]:
    """Shorter forms a word may be listed under, the likeliest first."""
    if len(word) <= 3 or not word.isalpha():
        return []
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y"]
    if word.endswith("sses"):
        return [word[:-2]]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return [word[:-1], word[:-2]]
    return []


def content_words(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What the text asks about, each word once, in order; a role other than "ML engineer" is one word, `role:slug`."""
    tokens = tokenise(prepare(text))
    spans = {}
    for found in lexicon.scan(tokens):
        role = next((slug for kind, slug, flags in found.entries if kind == "role" and not flags & AMBIGUOUS), None)
        if role is not None and role not in _PERSON_ROLES:
            spans[found.first] = (found.last, f"role:{role}")
    words: list[str] = []
    at = 0
    while at < len(tokens):
        if at in spans:
            at, word = spans[at]
            words.append(word)
            continue
        word = tokens[at].text
        if word.replace("'", "") not in _SMALL:
            words.append(canonical(word))
        at += 1
    return tuple(dict.fromkeys(words))


def is_group(word: str) -> bool:
    """Whether the word stands for a group of synonyms, and so names nothing in particular."""
    return word in _SYNONYMS


def plain_words(texts: Iterable[str]) -> set[str]:
    """Every canonical word of some texts, for vocabularies."""
    return {
        canonical(token.text)
        for text in texts
        for token in tokenise(prepare(text))
        if token.text.replace("'", "") not in _SMALL
    }


_COUNTRIES = frozenset("""
afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium
bolivia bosnia botswana brazil bulgaria cambodia cameroon canada chile china colombia croatia cuba cyprus czechia denmark
ecuador egypt estonia ethiopia finland france georgia germany ghana greece guatemala hungary iceland india indonesia iran iraq
ireland israel italy jamaica japan jordan kazakhstan kenya kuwait latvia lebanon libya lithuania luxembourg malaysia malta
mexico moldova monaco mongolia morocco mozambique nepal netherlands nicaragua nigeria norway oman pakistan panama paraguay
peru philippines poland portugal qatar romania russia rwanda senegal serbia singapore slovakia slovenia somalia spain sudan
sweden switzerland syria taiwan tanzania thailand tunisia turkey uganda ukraine uruguay uzbekistan venezuela vietnam yemen
zambia zimbabwe scotland wales england korea africa antarctica scandinavia texas florida ohio paris madrid rome vienna zurich
oslo stockholm copenhagen helsinki dublin lisbon barcelona munich hamburg prague sydney melbourne moscow dubai singapore
chicago boston austin houston denver miami atlanta montreal vancouver mumbai delhi hyderabad chennai seoul
""".split())


def unlisted_places(words: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Countries and large cities among the words of which the corpus says nothing."""
    said = set(known)
    return tuple(word for word in words if word in _COUNTRIES and word not in said)


def is_place(word: str) -> bool:
    """Whether the word names a country or a large city."""
    return word in _COUNTRIES


def years_in(text: str) -> tuple[int, ...]:
    """The years a question names."""
    return tuple(int(year) for year in re.findall(r"(?<![\d,.])(?:19|20)\d\d(?![\d,])", text))


def numbers_in(text: str) -> tuple[float, ...]:
    """The figures a question quotes: "97 million" is 97, "135,000" and "135k" are 135000."""
    found = []
    for digits, thousand in re.findall(r"(?<![\w.])\$?(\d[\d,]*(?:\.\d+)?)\s?(k\b|thousand\b)?", text, re.IGNORECASE):
        number = float(digits.replace(",", "") or 0)
        found.append(number * 1000 if thousand else number)
    return tuple(found)

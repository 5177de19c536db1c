"""The words of a question about the market, reduced to what they ask: two phrasings of one question share most of them.

Small words go, synonyms meet in one word ("salary", "earn" and "wage" are all `pay`), plurals lose their ending.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from careerbot.corpus.lexicon import AMBIGUOUS
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerbot.corpus.lexicon import Lexicon

_SMALL = frozenset(
    word
    for line in """
a able about according across actual actually after again all already also always am among an and answer any anybody
anyone anything apart apply approx approximately are arent around as aside ask asking at available basically be been
before being besides best between bit both but by call called can cant come comes common commonly could curious
currently d day days describe did different do does doesnt doing done dont down e each eg either else entire etc
even ever everybody everyone everything exactly exist existing exists explain far few find folks for from full g
general generally get gets getting give go goes going good got great guess guys had hard-to has have having he hello
her here hey hi his honestly how hows i id ie if im in inside interested interesting into is isnt it its ive join
joining just keep keeps key know lately least less let like likely live lives living ll look looking lot lots m made
main major make makes making man many market markets matter matters may maybe me mean means meant might moment more
most mostly move moving much must my name named need needed needs never new newer no nobody not nothing now nowadays
of off official officially often ok okay on one ones only onto opinion or our out over overall own particular people
per perhaps person personally please possible possibly put puts question quick quickly quite re real really recent
recently right roughly round s said same say says see seem seems seriously several shall she should show simply
since so some somebody someone something still stuff top such sudden suddenly t take taken takes taking tell tend than
thank thanks that the their them then there theres these they thing things think this those time times to today too
took tried try trying turn typical typically under until up us usually ve versus very via vs want wants was way ways
we week well were what whats when wheres whether which while who whole whom whos whose will wise wish with within
wonder wondering would yes yet you youd your
wat wot wht gimme lol pls plz ur u kinda gonna wanna lemme dunno tho cuz coz btw idk hmm uh um huh honestly frankly
basically literally little small proper big large bigger nice cool simply straight plain mostly mainly sort-of lately
think thinking thought heard hear hearing reading reads read told telling understand sure guessing believe feel feels
monday tuesday wednesday thursday friday saturday sunday january february april june july august september october
november december english
anyway whatever somehow whats bunch bit couple rest theyre youre thats cannot wont doesn didn isn hows whos having
altogether roughly together-with overall total totally altogether exist exists nowadays please folks guys guy
kid kids though although because please mind bother bothered happen happens happening worry worried wonder
friend
""".splitlines()
    for word in line.split()
)
"""Words that ask nothing by themselves."""

_SYNONYM_LINES = """
ml: machinelearning mle mles machine
ai: artificialintelligence
job: position role title work working occupation vacancy employment opportunity gig post
person: engineer engineering worker staff talent workforce developer candidate candidates pool headcounts
    programmer dev
expert: professional specialist practitioner pro
pay: paid pays salary earn earning wage income compensation money remuneration payscale paycheck paycheque
    moneywise wages salaries earnings paying remunerated
count: number census survey headcount total tally quantity amount howmany
place: city location located town hub hotspot country concentrated concentrate based where geographically cluster
    clustered
emerging: upcoming newcomer upandcoming rising outside beyond secondary developing
remote: remotely wfh telecommute home homeoffice anywhere distributed freelance freelancer hybrid sofa
    couch distance homeworking village countryside rural island beach anywhere abroad telework
start: starting 1st switching retrain retraining pivot begin beginning beginner enter entering entry break
    breaking become becoming step newbie newcomer
    scratch transition switch foot door
course: class programme program degree study studying school university mooc training lesson learning tutorial
    bootcamp coursera edx diploma
certificate: certification credential certified cert qualificationpaper badge
project: portfolio sideproject github build building showcase practise practice
skill: knowhow competence ability tool requirement required require technical language framework library tech stack
foundation: basic groundwork fundamental prerequisite prior background qualification base
employer: giant giants company firm corporation organisation organization business enterprise startup outfit
industry: sector vertical branch field domain
hire: recruiter recruiters hired hiring employ employing employs recruit recruiting hunting seek
cause: reason reasons drivers underlying driver drive driving drove fuel fueling fuelling behind factor push
    pushing pushed why trigger explain
    because causes
demand: demanded fight fighting compete shortage scarce appetite wanted sought soughtafter hot popular needed
    desirable hottest
growth: pace expand expands slowing rate shrinking shrink decline declining falling rising grow growing grew
    surge surging boom
    booming rise increase increasing expansion expanding
    outlook explode explosion exploding forecast predicted predict prediction projection projected exponential
    exponentially faster fast
future: crystal next coming ahead tomorrow horizon trend years decade
hard: difficult tricky unreliable disagree conflict conflicting inconsistent contradict exact uncertain vague
    impossible struggle tough
posting: advert ad ads advertised opening openings vacancy vacancies advertisement listing listed posted req reqs
    requisition site website board open
decide: influencing impacting determine depend influence affect affecting effect impact change changing changed
    changes alter shape
technology: technological tech technologies advance advances advancement progress innovation cloud hardware
together: share shares shared sharing overlap hands handover handoff structure structured collaborate
    collaboration cooperate interact teamwork
    team organised organized
    combine connected split divide
label: labels labeling labelling labeler labeller labelers labellers annotator annotation annotate tagging
synergy: synergistic synergies complement complementary pair
benefit: bring brings pays-off upsides outcome profit profits gain advantage value help helps use uses used
    usage using perk upside
displace: swallow wreck ruin redundant threaten threatens threat create creates created creating displaced
    destroy destroyed disappear disappears
    vanish lost lose kill replace replaced replacing eliminate automate automation takeover away obsolete
green: climate sustainability sustainable netzero environment environmental clean
career: profession point sense bubble betting bet stable safe worth worthwhile sensible smart secure security
    choice pursue pursuing
workon: involve involves involved consist consists
region: regional regionally continent geography geographic
area: speciality specialty specialities specialisation specialization subfield niche
availability: availble accessible
world: worldwide globe global globally planet earth international internationally
estimate: estimation counts counting counted figures figure statistic
kinds: kind type types sort sorts various variety list category categories
relate: mix mixing confuse confused confusing muddle distinguish fit part belong related relation relationship
    connection link subset difference differ vary varies
duty: duties responsible responsibility task tasks responsibilities activity activities role
usa: us america states american unitedstates
"""
"""The word that stands for a group, then the group; an indented line goes on with the one before."""


def _groups(lines: str) -> dict[str, tuple[str, ...]]:
    """Word -> the words it stands for."""
    whole = lines.replace("\n    ", " ").strip().splitlines()
    return {head: tuple(forms.split()) for head, forms in (line.split(":") for line in whole)}


_SYNONYMS = _groups(_SYNONYM_LINES)
_DEMONYMS = {
    "african": "africa", "asian": "asia", "argentine": "argentina", "argentinian": "argentina", "brazilian": "brazil",
    "chinese": "china", "dutch": "netherlands", "holland": "netherlands", "hungarian": "hungary", "japanese": "japan",
    "kenyan": "kenya", "nigerian": "nigeria", "polish": "poland", "norwegian": "norway", "french": "france",
    "spanish": "spain", "italian": "italy", "swiss": "switzerland", "swedish": "sweden", "australian": "australia",
    "european": "europe", "mexican": "mexico", "russian": "russia",
}  # fmt: skip
"""Who lives in a country, or comes from it -> the country."""

_CANON = {form: word for word, forms in _SYNONYMS.items() for form in (word, *forms)} | _DEMONYMS

_JOINERS = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"(?i)machine[\s-]+learning", "ml"),
        (r"(?i)artificial[\s-]+intelligence", "ai"),
        (r"(?i)\bwork(?:ing)? from (?!scratch)(?:an? |the )?\w+", "remote"),
        (r"(?i)\b(?:cost savings?|sav(?:e|es|ing) (?:money|costs?)|cut(?:s|ting)? costs?)\b", "benefit"),
        (
            r"(?i)\b(?:how many|number of) (?:people|persons|humans|folks)\b"
            r"(?: (?:who |that )?(?:work\w*|are working|do|doing)\b)?",
            "howmany person",
        ),
        (r"(?i)\b(?:do|doing) all (?:day|week)\b", "duty"),
        (r"(?i)\bhow (?:many|big|large)\b|\bsize of\b(?!.*\b(?:compan|employer|firm))", "howmany"),
        (r"(?i)\b(?:what|which)\b[^.?]*\bexplains?\b", r"\g<0> cause"),
        (r"(?i)\bcompetition (?:among|between) (?=employers|compan|firms)", "soughtafter "),
        (r"(?i)\b(?:an? |any |the )?(ml|ai) role(s?)\b", r"\1 job\2"),
        (r"(?i)\bproject\b(?=.*\bto (?:grow|rise|increase|expand|fall)\b)", "predict"),
        (r"(?i)\bthrough the roof\b", "soughtafter"),
        (r"(?i)\bdeep[\s-]+learning\b", "deeplearning"),
        (r"(?i)\b(?:take|took|taking|taken) off\b", "growth"),
        (
            r"(?i)\bget(?:ting)? out of (?=it|ml|this|using)|\bgood for\b(?=.*\b(?:business|company|companies"
            r"|firms?)\b)",
            "benefit ",
        ),
        (r"(?i)\b(ml|ai) field\b", r"\1"),
        (r"(?i)\bparts? of the (?:world|globe)\b", "region"),
        (r"(?i)\blooks? like\b", "whatis"),
        (
            r"(?i)\b(?:describe|explain|what (?:exactly )?(?:is|are))\b(?=(?: to me"
            r"| to my \w+)?(?: what)? (?:an? )?(?:ml|ai) (?:jobs?|work|positions?)\b)",
            "whatis",
        ),
        (r"(?i)\bkind of work is\b", "whatis"),
        (
            r"(?i)\b(?:belong|go|fit|work)s? (?:well )?together\b(?=.*\bskills?\b)"
            r"|\bskills?\b(?=.*\b(?:belong|go) together)",
            "synergy",
        ),
        (
            r"(?i)\bafter (?=which|what)|\bis (?:everybody|everyone) after\b|\b(?:everybody|everyone)(?:'s"
            r"| is) after\b",
            "soughtafter ",
        ),
        (
            r"(?i)\btakes? (?:my|our|your|their|people's|everyone's|the) (?:jobs?|work)\b|\btak(?:e|es|ing) "
            r"\w+(?: \w+)?'s? jobs?\b",
            "displace job",
        ),
        (r"(?i)\bl(?:ose|osing) (?:my|our|your|their) jobs?\b", "displace job"),
        (r"(?i)sought[\s-]+after", "soughtafter"),
        (r"(?i)up[\s-]and[\s-]coming", "upandcoming"),
        (r"(?i)net[\s-]+zero", "netzero"),
        (r"(?i)\btak(?:e|es|ing) over\b|\bwip(?:e|es|ing) out\b|\bput(?:ting)? out of work\b", "displace"),
        (r"(?i)\b(?:out of|without) (?:a job|jobs|work)\b(?=.*\b(?:ai|robots?|machines?|automat\w+)\b)", "displace job"),
        (
            r"(?i)\b(?:switch|mov|chang|transition|pivot|com|go|cross)(?:e|es|ed|ing)?(?: over| across)? from "
            r"(?:an? )?(?:\w+ ){1,3}(?:in)?to\b",
            "howto start to",
        ),
        (r"(?i)\bcounts?(?:ed)? as\b", "relate"),
        (r"(?i)well[\s-]+paid", "pay"),
        (
            r"(?i)\b(?:what|how much(?: more| less)?) (?:do|does|can|could|would|will|did)\b.*\b(?:make|get|bring home)\b",
            r"\g<0> salary",
        ),
        (r"(?i:\bthe us\b)|\bU\.S\.?(?:A\.?)?|\bUSA?\b|(?i:\bunited states(?: of america)?)", "usa"),
        (
            r"(?i)\b(?:(?:this|your|that) (?:field|industry|profession|career|trade|(?:kind|line|sort) "
            r"of work|job)|the field)\b",
            "ml",
        ),
        (r"\bIT\b", "technology"),
        (r"(?i)united kingdom|great britain|\bU\.K\.", "uk"),
        (r"(?i)european union", "eu"),
        (r"(?i)\blook(?:ing)? for (?=(?:ml |ai )?(?:talent|people|staff|engineers))", "hire "),
        (r"(?i)\bwhat (?:exactly )?(?:do|does|did|would|can|could|is it|it is)\b(.*?)\bdo\b(?! to\b)", r"\1 duty"),
        (
            r"(?i)\bhow (?:do|can|does|to|would|should|could|might) (?:i|one|you|someone|somebody|we"
            r"|people)\b",
            "howto",
        ),
        (
            r"(?i)\bhow (?:do|can|does|could|would|did) (?=.*\b(?:become|get into|switch|move into|break into"
            r"|move over)\b)",
            "howto ",
        ),
        (r"(?i)\bhow to\b", "howto"),
        (
            r"(?i)\b(?:is|are) there (?:any |some )?(?:data|numbers?|figures?|statistics) (?:on|about|for)\b",
            "estimate",
        ),
        (r"(?i)\bhow come\b|\bwhat makes?\b", "why"),
        (r"(?i)\bwork(?:s|ing)? on\b", "workon"),
        (r"(?i)\bMLEs?\b", "ml engineer"),
        (r"(?i)\bcatch(?:ing)? up\b(?! on)", "emerging"),
        (r"(?i)\b(?:what(?:'s| is) )?in it for\b", "benefit"),
        (r"(?i)\blines? of business\b", "industry"),
        (r"(?i)\btech(?:nology)? stack\b", "skill"),
        (
            r"(?i)\bfrom (?:my|your|the|a|their) (?:living room|kitchen|bed\w*|house|flat|garden|cabin|farm"
            r"|garage|desk)\b",
            "remote",
        ),
        (r"(?i)\bwhere will\b", "future"),
        (r"(?i)\bnames? (?:of|for) (?=(?:the )?(?:ml |ai )?jobs?\b)", "kinds "),
        (r"(?i)\bhave to do with\b", "relate"),
        (r"(?i)\b(?:expect|get|make|ask for|offer\w*)\b.*\b\d+\s?k\b", r"\g<0> pay"),
        (r"(?i)\b(?:need|ought|have|should i) (?:to )?know\b", "foundation"),
        (r"(?i)\bwhere (?:is|are)\b(.*?)\b(?:heading|headed|going)\b", r"future \1"),
        (r"(?i)\b(?:which|what) (?:(?:ml|ai) )?(?:jobs|positions|roles|job titles|titles)\b", r"kinds \g<0>"),
        (r"(?i)\b(?:what|who)(?:\W?s| is| are| exactly is| exactly are)(?: exactly)? (?:an?|meant by)\b", "whatis"),
    )
)

NOT_MEASURED = frozenset({
    "zone", "wrote", "author", "temperature", "spend", "spent",
    "acceptance", "age", "exam", "pass", "tenure", "revenue", "gdp", "population",
    "famous", "balance", "bonus", "burnout", "ceo", "cheap", "cheapest",
    "children", "commute", "conscious", "cost", "divorce", "dress", "fail", "failure", "fee", "fired",
    "founded", "founder", "fraction", "free", "gender", "gpu", "hobby", "holiday", "hour", "interview", "invented",
    "inventor", "joke", "laid", "laptop", "layoff", "lunch", "married", "movie", "old", "older", "pension",
    "percent", "percentage", "phd", "poem", "price", "proportion", "quit", "ratio", "release", "released", "rent",
    "retire", "retirement", "sentient", "sleep", "song", "spare", "stock", "stress", "success", "tax",
    "turnover", "unemployed", "unemployment", "union", "vacation", "visa", "weather", "weekend", "woman", "women",
    "worklife", "young", "younger",
})  # fmt: skip
"""What no fact measures or tells: a question for one of them is not the question it resembles."""

ANYBODY = frozenset({"machine-learning-engineer", "ml-specialist", "ai-specialist", "ai-engineer"})
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
    for form in (word, *_stems(word), *_roots(word)):
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


def _roots(word: str) -> list[str]:
    """What a form in -ing, -ed or -ment may come from; counts only where that is a listed word."""
    ending = next((ending for ending in ("ing", "ed", "ment") if word.endswith(ending) and len(word) > len(ending) + 3), "")
    if not ending or not word.isalpha():
        return []
    root = word.removesuffix(ending)
    return [root, f"{root}e", *([root[:-1]] if root[-1] == root[-2] else [])]


def content_words(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What the text asks about, each word once, in order; a role other than "ML engineer" is one word, `role:slug`."""
    tokens = tokenise(prepare(text))
    spans = {}
    for found in lexicon.scan(tokens):
        role = next((slug for kind, slug, flags in found.entries if kind == "role" and not flags & AMBIGUOUS), None)
        if role is not None and role not in ANYBODY:
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


def known_forms() -> frozenset[str]:
    """Every word with a meaning of its own in a question, and those that ask nothing."""
    return frozenset((*_CANON, *_SMALL, *NOT_MEASURED))


def is_group(word: str) -> bool:
    """Whether the word stands for a group of synonyms, and so names nothing in particular."""
    return word in _SYNONYMS


def plain_words(texts: Iterable[str]) -> set[str]:
    """Every canonical word of some texts, for vocabularies."""
    return {word for text in texts for word in _plain_words(text)}


@lru_cache(maxsize=4096)
def _plain_words(text: str) -> frozenset[str]:
    # of topics and facts, which every question is held against; a conversation asks many
    tokens = tokenise(prepare(text))
    return frozenset(canonical(t.text) for t in tokens if t.text.replace("'", "") not in _SMALL)


_COUNTRIES = frozenset(
    word
    for line in """
afghanistan africa albania algeria andorra angola antarctica argentina armenia atlanta austin australia austria
azerbaijan bahrain bangladesh barcelona belarus belgium bolivia bosnia boston botswana brazil bulgaria cambodia
cameroon canada chennai chicago chile china colombia copenhagen croatia cuba cyprus czechia delhi denmark denver
dubai dublin ecuador egypt england estonia ethiopia finland florida france georgia germany ghana greece guatemala
hamburg helsinki houston hungary hyderabad iceland india indonesia iran iraq ireland israel italy jamaica japan
jordan kazakhstan kenya korea kuwait latvia lebanon libya lisbon lithuania luxembourg madrid malaysia malta
melbourne mexico miami moldova monaco mongolia montreal morocco moscow mozambique mumbai munich nepal netherlands
nicaragua nigeria norway ohio oman oslo pakistan panama paraguay paris peru philippines poland portugal prague qatar
romania rome russia rwanda scandinavia scotland senegal seoul serbia singapore slovakia slovenia somalia spain
stockholm sudan sweden switzerland sydney syria taiwan tanzania texas thailand tunisia turkey uganda ukraine uruguay
uzbekistan vancouver venezuela vienna vietnam wales yemen zambia zimbabwe zurich
""".splitlines()
    for word in line.split()
)


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


_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WRITTEN = {**{word: at for at, word in enumerate(_UNITS, 1)}, **{word: 10 * at for at, word in enumerate(_TENS, 2)}}
_IN_WORDS = re.compile(rf"(?i)\b((?:(?:{'|'.join(_WRITTEN)}|hundred|and)[\s-]+)+)(million|thousand|percent|per cent)\b")


def numbers_in(text: str) -> tuple[float, ...]:
    """The figures a question quotes: "97 million" is 97, "135,000", "135k" and "a hundred and thirty-five thousand" too."""
    found = []
    for digits, unit in re.findall(r"(?<![\w.])\$?(\d[\d,]*(?:\.\d+)?)[\s-]?(\w+|%)?", text):
        number = float(digits.replace(",", "") or 0)
        thousand = unit.lower() in ("k", "thousand")
        if number > 300 or unit.lower() in _FIGURE_UNITS:
            found.append(number * 1000 if thousand else number)
    for words, unit in _IN_WORDS.findall(text):
        found.append(_number(words) * (1000 if unit.lower() == "thousand" else 1))
    return tuple(found)


_FIGURE_UNITS = frozenset({"k", "thousand", "%", "percent", "per", "million", "m", "mn", "mio"})
"""Small numbers are figures with one of these behind them only: fifteen years are no 15%."""


def _number(words: str) -> float:
    total = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        total = (total or 1) * 100 if word == "hundred" else total + _WRITTEN.get(word, 0)
    return float(total)

"""Where cues stand in a text, and the small words beside them: but, sorry, not only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from careerbot.nlu.cue_languages import Cue, Stance
from careerbot.nlu.cue_phrases import CUES, FIELD, FROM, cue_table
from careerbot.text.contractions import LONG, written_out
from careerbot.text.tokenizer import Token, word_set

__all__ = [
    "BACK", "CORRECTIONS", "CORRECTION_STARTS", "CUES", "CUE_WORDS", "FIELD", "FROM", "LABELS", "RESETS", "SKIPPED", "Cue",
    "Stance",
    "back_cue_at", "cue_at", "is_cue",
]  # fmt: skip

BACK: dict[str, Cue] = cue_table((
    (Cue("not", reach="back"), "не знаю | не умею | nahi aata | bilkul nahi aata | nahi aati | nie znam | nicht"),
    (Cue("learning", reach="back"), "seekhna hai | seekh raha hu | seekhna chahta hu | хочу выучить | lernen"),
    (Cue("has", 2, "back"), "thoda | thoda bahut | aata hai thoda bahut | nur grundlagen | grundlagen |"
    " solo le basi | nociones básicas | básico |\n"
     "     un poco | немного | grundkenntnisse"),
    (Cue("has", 4, "back"), "avanzado | sehr gut | kenntnisse sehr gut | свободно | fortgeschritten | avancé | bien"),
    (Cue("not", reach="back"), """not really | not at all | no | nope | never | not yet | i don't know |
     don't know | i don't know it | not so much | not much |
     i have no idea | no idea | no experience | zero experience |
     never heard of it | never used it | never used |
     never tried it | never tried |
     isn't something i know | beyond me | i never used | i never used it | i've never used | i've never used it |
     i never learned |
     i'm not good at | not good at | i'm bad at | i suck at | i don't have | i don't use | i don't do | i don't |
     i don't get | don't get | is what i lack | i haven't got round to | haven't got round to |
     haven't got around to | haven't gotten to | haven't gotten around to | i need to learn first | except me |
     but me | but i don't | but i can't |
     but not me | i haven't used | i haven't learned | i can't | i can't do |
     unknown | none | nah | not |
     nada | zero | isn't known to me | isn't in my skill set | haven't used it | haven't touched it |
     haven't tried it | don't have it |
     never touched it | never touched | never learned it | never learned | never learnt it | n a | na | lacking |
     is missing | missing |
     nonexistent | is nonexistent | non existent | is non existent | is zero | i lack | no way | no clue |
     i know nothing about | i know nothing of | unfortunately not | sadly not |
     sadly no | not a chance"""),
    (Cue("dislikes", reach="back"), """i hate | i hate it | i dislike | bores me to death | bores me to tears |
     is a nightmare | makes me sick | makes me nervous | stresses me out | scares me | terrifies me | please no |
     i don't like | i don't like it |
     i don't enjoy | not my thing | isn't my thing | not for me | isn't for me | no thanks | never again |
     is boring | doesn't interest me | hasn't interested me |
     don't interest me | didn't interest me |
     hasn't interested me much | doesn't interest me much | bores me |
     sucks | is awful | is horrible | isn't fun | drives me crazy | isn't interesting"""),
    (Cue("likes", reach="back"), """i love | i love it | i like | i like it | i enjoy | i enjoy it | is fun |
     is more fun | is more fun for me | is fun for me | i enjoy most | i like most | i love most | is what i enjoy most |
     is my favourite | is my favorite | is my passion | is great fun |
     is what i love | is what i enjoy | excites me"""),
    (Cue("learning", reach="back"), """in progress | learning | currently learning | i'm learning | ongoing |
     studying | next | is next | on my list | is on my list |
     is what i want to learn | is what i want to tackle | is what i want to do | is what i'm aiming for |
     is where i want to be | in training | wip | to learn | next on my list | is next on my list | are next |
     i want to learn | i'd like to learn | i need to learn | i'm studying |
     interests me | is interesting | sounds interesting | fascinates me | is something i want to learn |
     appeals to me | would interest me | interests me more | has always interested me | i want to get into |
     is on my to do list | i plan to learn | i'm interested in | i will learn | to be learned | is my goal |
     in the works"""),
    (Cue("has", 5, "back"), """expert | expert level | expertise | mastery | guru | ninja | wizard |
     native | i'm an expert | am expert | is my specialty |
     is my speciality | fluent | whiz | wiz | god | master | i've mastered | rockstar | i know inside out |
     inside out"""),
    (Cue("has", 4, "back"), """advanced | strong | very good | great | excellent | proficient | is my strength |
     is my strong suit | is my main language | is my main tool |
     is my forte | is strong | pro | very well | really well | pretty well | fluently | a lot |
     is my bread and butter | is my daily tool | is my daily driver | is my native tongue | is my home turf |
     is second nature | is my strongest | daily |
     every day | i'm good at | i'm great at | i know well | quite well | well | i use daily | is my thing |
     heavy user | is what i do best |
     is my best | power user | in my sleep | in and out | is my daily driver | experienced"""),
    (Cue("has", 3, "back"), """intermediate | good | ok | okay | decent | yes | fine | is fine | is ok | is okay |
     is good | medium | working knowledge | at work | regularly | sure |
     yep | yeah | yup | comfortable | competent | moderate | average | mid | mid level | i know | i can | i can do |
     i use | i have | i do | i know it |
     is decent | pretty ok | solid enough | i've used | certified | i already know | alright"""),
    (Cue("has", 2, "back"), """basic | basics | beginner | beginner level | a bit | a little | a little bit | some |
     is rusty | rusty | is basic | little | elementary | novice |
     minimal | very minimal | is minimal | is very minimal | super minimal | but minimal | but very minimal |
     but very basic | but only basics | but just basics | but only a little | but very little |
     is weak | weak | poor | shaky | still shaky | is shaky | is still shaky |  needs work | only basics |
     just basics | the basics | basics only |
     basic only | somewhat | is so so | so so | sometimes | occasionally |
     only for the | only for | just for | only when |
     isn't my strength | isn't my strong suit | isn't my strongest | isn't my strongest point |
     isn't my strongest skill | isn't my best |
     not my strongest | isn't great | isn't very good | isn't the best | not the best | isn't that good |
     isn't good | once | twice | once or twice | a few times | a couple of times | briefly | not my strong suit |
     isn't my forte |
     is limited | limited | fundamentals | level beginner | entry level | newbie | noob | meh | a tad | just a bit |
     just a little | just started |
     is a bit rusty | a bit rusty | not so good | not very good | not great | not so well | not very well |
     not well | could be better | that well | too well | so well | well enough | hard | difficult | tough |
     challenging | confusing | very hard | really hard | too hard | so hard | pretty hard | quite hard | hard for me |
     difficult for me | atrophied | have atrophied | has atrophied | faded | have faded | a struggle |
     too difficult | very difficult"""),
    (Cue("has", 1, "back"), "new to me | is new to me | are new to me | is new territory | is new territory for me |"
    " heard of it | heard of | aware | awareness | barely | hardly | only in theory |"
     "theory only | in theory | i've heard of"),
))  # fmt: skip
"""Cues that speak of the mention before them, where nothing else stands between that mention and the clause's end."""

LABELS: dict[str, Cue] = {
    **dict.fromkeys(("want", "wants", "wanted", "goal", "goals", "wishlist", "learn", "needs"), Cue("learning")),
    **dict.fromkeys(("have", "has", "knows", "got", "skills", "strengths"), Cue("has")),
    **dict.fromkeys(("missing", "lacks", "lacking", "gaps", "no", "not"), Cue("not")),
    **dict.fromkeys(("dislikes", "hates", "hate", "avoid"), Cue("dislikes")),
    **dict.fromkeys(("strong", "advanced", "proficient", "solid"), Cue("has", 4)),
    **dict.fromkeys(("intermediate", "working", "familiar"), Cue("has", 3)),
    **dict.fromkeys(("weak", "basic", "basics", "beginner"), Cue("has", 2)),
    **dict.fromkeys(("zero", "none"), Cue("not")),
    **dict.fromkeys(("shaky", "rusty"), Cue("has", 2)),
    **dict.fromkeys(("comfortable", "good", "okay"), Cue("has", 3)),
    "unknown": Cue("not"),
    "expert": Cue("has", 5),
    **dict.fromkeys(("likes", "love", "loves", "enjoys"), Cue("likes")),
}
"""Words before a colon that say what the list after it is."""

RESETS = word_set("but however although though yet whereas while because unless otherwise")
"""Words after which a clause starts afresh."""

CORRECTIONS = frozenset({
    "sorry", "i meant", "i mean", "correction", "oops", "typo", "actually", "my mistake", "rather", "scratch "
     "that", "no wait", "wait no",
    "i meant to say", "my bad", "whoops", "make that", "strike that",
})  # fmt: skip
"""Words that announce that what was said before is taken back."""

NOT_A_NEGATION = frozenset({
    "not only", "not just", "not merely", "no problem", "no doubt", "not to mention", "no matter", "no later",
    "no one", "no longer than", "learning platforms", "learning platform", "learning curve", "learning path",
    "learning management", "learning experience", "learning resources", "learning material",
    "not limited", "no less", "no wonder", "if not", "why not", "whether or not", "or not", "no worries", "no "
     "fewer", "less than",
    "no more than", "something like", "things like", "stuff like", "anything like", "skills like", "tools like",
    "languages like",
    "feel like", "feels like", "looks like", "seems like", "sounds like", "look like", "areas like", "fields "
     "like", "roles like", "not necessarily", "no rush", "no pressure", "not until", "more or less", "like this",
     "like that", "like to", "made a decision", "made a mistake",
    "made a switch", "made a move", "made a change", "made a post",
    "to be fair", "never give up", "some degree", "some time", "some extent", "some point",
    "no wait", "wait no", "no sorry",
    "love for", "love any", "love some", "love your", "like any", "like your", "appreciate any",
    "i should have", "should have", "would have", "could have",
})  # fmt: skip
"""Phrases with a "no" in them that deny nothing."""

SKIPPED = word_set(
    "really actually ever even quite very truly just currently still fully personally formally properly also been "
     "only honestly "
    "literally basically definitely certainly absolutely probably maybe perhaps already ever always usually "
     "mostly quickly first "
    "now then too mainly primarily simply genuinely seriously particularly especially totally completely "
     "generally eventually soon someday"
)
"""Adverbs that may stand inside a cue without changing it: "I don't really know"."""

LONGEST_CUE = 8
"""Tokens looked at from where a cue begins, skipped adverbs included."""



def _first_words(*tables: Iterable[str]) -> frozenset[str]:
    """The words that cues of these tables begin with, as people write them."""
    starts = {phrase.split(" ", 1)[0] for table in tables for phrase in table}
    return frozenset(starts | {short for short, long in LONG.items() if long.split(" ", 1)[0] in starts})


def _most_words(*tables: Iterable[str]) -> dict[str, int]:
    """First word, as people write it -> words in the longest cue that begins with it, contractions written out."""
    most: dict[str, int] = {}
    for table in tables:
        for phrase in table:
            first, count = phrase.partition(" ")[0], phrase.count(" ") + 1
            if count > most.get(first, 0):
                most[first] = count
    written = {short: most[first] for short, long in LONG.items() if (first := long.split(" ", 1)[0]) in most}
    return most | {short: max(count, most.get(short, 0)) for short, count in written.items()}


_STARTS = _most_words(CUES, NOT_A_NEGATION)
_BACK_STARTS = _most_words(BACK)
CORRECTION_STARTS = _first_words(CORRECTIONS)

CUE_WORDS = word_set(
    "learn learning learned studying experience experienced knowledge proficient proficiency familiar beginner "
     "intermediate "
    "advanced expert never basics basic comfortable interested currently understanding strong excellent fluent "
     "years without "
    "hate enjoy dislike want skills certified improve months"
)
"""The longer words of cues that people mistype as they mistype names."""


def cue_at(tokens: Sequence[Token], at: int) -> tuple[int, Cue | None]:
    """The longest forward cue that starts at this token: (tokens it takes, the cue); (1, None) where none does."""
    if tokens[at].text not in _STARTS:
        return 1, None
    words, ends = _words(tokens, at, _STARTS[tokens[at].text])
    step, cue = _longest(words, ends, CUES)
    for count in (3, 2):
        if count <= len(words) and " ".join(words[:count]) in NOT_A_NEGATION and step <= ends[count - 1]:
            return ends[count - 1], None
    return step, cue


def back_cue_at(tokens: Sequence[Token], at: int) -> tuple[int, Cue | None]:
    """The longest cue about what stands before it that starts at this token."""
    if tokens[at].text not in _BACK_STARTS:
        return 1, None
    words, ends = _words(tokens, at, _BACK_STARTS[tokens[at].text])
    return _longest(words, ends, BACK)


def is_cue(words: Sequence[str], small: bool = True) -> bool:
    """Whether these words, and no others, are a forward cue; without `small`, one that asks for a skill by itself."""
    cue = CUES.get(written_out(" ".join(words)))
    return cue is not None and (small or cue.stance != "has" or cue.reach == "clause" and len(words) > 1)


def _words(tokens: Sequence[Token], at: int, most: int) -> tuple[list[str], list[int]]:
    """The words from here on, contractions written out, and how many tokens each takes the cue to.

    At most `most` of them are counted, adverbs that may be skipped aside: no cue from here is longer.
    """
    words: list[str] = []
    ends: list[int] = []
    for i in range(at, min(at + LONGEST_CUE, len(tokens))):
        if i > at and not tokens[i].joined:
            break
        word = tokens[i].text
        if word in LONG:
            parts = LONG[word].split(" ")
            words += parts
            ends += [i - at + 1] * len(parts)
            most -= len(parts)
        else:
            words.append(word)
            ends.append(i - at + 1)
            most -= word not in SKIPPED or i == at
        if most <= 0:
            break
    return words, ends


_NOT_ALL = word_set("only just merely simply always")
"""After "not" these deny that it is all: "I do not only know Python"."""


def _longest(words: list[str], ends: list[int], table: dict[str, Cue]) -> tuple[int, Cue | None]:
    for count in range(len(words), 0, -1):
        if count < len(words) and ends[count - 1] == ends[count]:
            continue  # inside a contraction
        if words[count : count + 1] == ["not"] and words[count - 1] in ("do", "have", "can"):
            continue  # "I do | not want"
        cue = table.get(" ".join(words[:count]))
        if cue is None and count > 2 and words[count - 1] not in SKIPPED:
            kept = [i == 0 or w not in SKIPPED or words[i - 1] == "not" and w in _NOT_ALL for i, w in enumerate(words[:count])]
            bare = [w for w, keep in zip(words, kept, strict=False) if keep]
            cue = table.get(" ".join(bare)) if len(bare) < count else None
        if cue is not None:
            return ends[count - 1], cue
    return 1, None

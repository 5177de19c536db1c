"""The small words that decide what a mention means: not, want to, hate, expert in, a bit of, 5 years of.

A cue is a phrase, what it sets, and how far it reaches:
`item` to the end of the list item it stands in ("no SQL, Python": SQL only), `clause` to the end of the clause
("I don't know SQL, R or Java": all three), `back` to the mention just before it ("SQL? not really").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stance = Literal["has", "learning", "not", "dislikes", "likes"]


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase says about the skills near it."""

    stance: Stance | None = None
    """None leaves the stance as it is."""
    level: int | None = None
    reach: Literal["item", "clause", "back"] = "clause"


def _table(rows: dict[Cue, str]) -> dict[str, Cue]:
    return {phrase.strip(): cue for cue, phrases in rows.items() for phrase in phrases.split("|")}


CUES: dict[str, Cue] = _table({
    Cue("not", reach="item"): "no|not|non|without|except|excluding|minus|zero|lack|lacking|no real|not much|not yet|nor|neither|"
    "no experience with|no experience in|no knowledge of|no experience of|zero experience with|instead of|rather than|"
    "no idea about|no background in|not any|no prior|no formal|no hands on",
    Cue("not"): "do not know|don't know|dont know|doesn't know|didn't learn|do not have|don't have|dont have|have no|has no|"
    "have not used|haven't used|havent used|never used|never touched|never learned|never learnt|never did|never done|"
    "never worked with|never tried|have never|i've never|ive never|haven't learned|haven't learnt|haven't|haven't touched|"
    "can't|cannot|can not|cant|unable to|not familiar with|unfamiliar with|not good at|not good with|bad at|terrible at|"
    "weak in|not comfortable with|not experienced in|not experienced with|not an expert in|know nothing about|"
    "know nothing of|nothing about|clueless about|don't do|don't use|dont use|do not use|don't understand|"
    "don't really know|do not really know|don't speak|not know|not knowing|not used|lack of|lacks|have yet to learn|"
    "not done|not proficient in|not skilled in|no longer use|forgot|forgotten|never really used|never really learned|never got into|"
    "don't have any|do not have any|do not code in|don't code in|don't work with|do not work with|not work with|didn't use|never coded in|"
    "missing|suck at|stopped using|ain't got|i lack|never even|never in my life",
    Cue("dislikes"): "hate|hated|dislike|do not like|don't like|dont like|don't enjoy|do not enjoy|didn't like|didn't enjoy|"
    "tired of|sick of|bored of|bored with|bored by|fed up with|not a fan of|can't stand|cannot stand|avoid|avoiding|"
    "not interested in|no interest in|rather not do|would rather not|don't want to do|do not want to do|don't want to use|"
    "away from|get out of|don't want|do not want|dont want|don't care for|loathe|never want to|less|not into|burned out on|burnt out on",
    Cue("learning"): "want to learn|wanna learn|want to study|want to know|want to understand|want to get into|"
    "want to try|want to improve|want to get better at|want to work with|want to use|want to do|want to master|"
    "would like to learn|would like to know|would like to study|would love to learn|would like to get into|would like to|would love to|"
    "i'd like to learn|i'd love to learn|i'd like to|i'd love to|like to learn|love to learn|hope to learn|hoping to learn|plan to learn|"
    "planning to learn|plan on learning|planning on learning|going to learn|gonna learn|need to learn|have to learn|"
    "should learn|should i learn|must learn|trying to learn|eager to learn|keen to learn|keen on learning|keen to|willing to learn|excited to learn|"
    "starting to learn|started to learn|started learning|start learning|begin learning|beginning to learn|currently learning|currently studying|"
    "am learning|i'm learning|im learning|learning|self learning|self studying|studying|am studying|i'm studying|taking a course in|"
    "taking a course on|enrolled in|taking classes in|interested in learning|thinking of learning|thinking about learning|"
    "considering learning|looking to learn|looking to get into|looking into|aspire to learn|wish to learn|wish i knew|want to pick up|"
    "pick up|picking up|get into|getting into|going to study|will learn|i'll learn|about to learn|next i will|plan to study|planning to study|"
    "if i learn|if i learned|if i learnt|what if i learn|learn|hoping to|aim to learn|goal is to learn|how to learn|how do i learn|"
    "upskill in|reskill in|upskilling in",
    Cue("likes"): "like|love|enjoy|enjoyed|loved|interested in|interest in|passionate about|passion for|fascinated by|curious about|fond of|fan of|"
    "excited by|excited about|into|drawn to|prefer|favourite|favorite|more",
    Cue("has", 5): "expert in|expert at|expert with|an expert in|expertise in|deep expertise in|mastery of|mastered|master of|fluent in|"
    "authority on|specialist in|specialise in|specialize in|specialised in|specialized in|very strong in|extremely good at|world class",
    Cue("has", 5, "item"): "expert|expert level|guru",
    Cue("has", 4): "good at|good with|great at|great with|strong in|strong at|strong with|skilled in|skilled at|skilled with|proficient in|"
    "proficient with|proficient at|proficiency in|advanced in|experienced in|experienced with|experienced at|extensive experience in|"
    "extensive experience with|strong experience in|strong experience with|deep knowledge of|strong knowledge of|"
    "in depth knowledge of|solid knowledge of|solid experience with|solid experience in|very good at|very good with|really good at|"
    "really good with|pretty good at|pretty good with|quite good at|excellent at|excellent in|very comfortable with|confident in|confident with|"
    "extensive knowledge of|solid understanding of|deep understanding of|strong understanding of|adept at|adept in|well versed in|versed in|"
    "i excel at|excelled at|excels at|strong background in|solid background in|proven experience in|lots of experience with|"
    "a lot of experience with|a lot of experience in|strong command of|i know a lot about|know a lot of|talented at|mostly work in|mainly work in",
    Cue("has", 4, "item"): "advanced|strong|solid|proficient|excellent|extensive|great|deep|senior level|heavy|expert user of|strong skills in",
    Cue("has", 3): "know|i know|knows|knowing|use|used|using|work with|worked with|working with|work in|worked in|experience in|"
    "experience with|experience of|experience using|knowledge of|working knowledge of|familiar with|good understanding of|understanding of|"
    "understand|comfortable with|comfortable in|can do|can use|can write|can code in|can program in|can|able to|have done|i do|i did|i've done|done|"
    "code in|coding in|program in|programming in|write|wrote|writing|build|built|building|developed|develop|developing|background in|"
    "trained in|have a degree in|degree in|studied|learned|learnt|i learned|i've learned|have learned|already know|i've used|have used|"
    "certified in|hands on experience with|hands on with|competent in|competent with|decent at|okay at|ok at|ok with|okay with|fine with|"
    "decent with|capable in|i have|have experience with|my skills are|skills include|my skills|skilled|teach|taught|touched on|worked on|working on|"
    "responsible for|implemented|designed|deployed|managed|maintained|led|performed|created|conducted|applied|delivered|analysed|analyzed",
    Cue("has", 3, "item"): "intermediate|decent|some experience with|some experience in|good|moderate|average|conversational|okay|working",
    Cue("has", 2): "familiarity with|exposure to|exposed to|beginner in|beginner at|beginner with|new to|started with|started using|"
    "played with|playing with|played around with|dabbled in|dabbled with|dabble in|touched|tried|basics of|the basics of|"
    "a little experience with|little experience with|limited experience with|limited experience in|limited knowledge of|"
    "basic knowledge of|basic understanding of|some knowledge of|some familiarity with|know a bit of|know a little|"
    "know some|used a bit of|a little knowledge of|not very good at|not great at|not so good at|not that good at|rusty in|rusty with|not great with|"
    "not very good with|learnt some|learned some|learned a bit of|know the basics of|fundamental knowledge of|just started with|"
    "a beginner in|still learning|fundamentals of|not very strong in|not strong in|not very experienced with",
    Cue("has", 2, "item"): "basic|beginner|beginner level|elementary|novice|a bit of|bit of|a little bit of|little bit of|a little|little|some|"
    "a touch of|minimal|limited|rudimentary|a tiny bit of|very basic|rusty|entry level|introductory|junior level|small amount of|self taught",
    Cue("has", 1): "heard of|have heard of|aware of|read about|vaguely know|vaguely familiar with|only heard of|awareness of",
})  # fmt: skip
"""Forward cues, by the tokens they consist of."""

BACK: dict[str, Cue] = _table({
    Cue("not", reach="back"): "not really|not at all|no|nope|never|not yet|i don't know|don't know|not so much|not much|not my thing|"
    "i have no idea|no idea|isn't my thing|no experience|zero experience|never heard of it|never used it|never tried it|not for me|"
    "is not my strength|isn't my strength|is beyond me|i never used|i've never used|unknown|none|i don't|nah|not",
    Cue("dislikes", reach="back"): "is boring|bores me|is not for me|isn't for me|i hate it|i hate|hate it|sucks|is tedious|drives me mad",
    Cue("has", 5, "back"): "expert|guru|is second nature|is my bread and butter|master|fluent|expert level",
    Cue("has", 4, "back"): "advanced|strong|proficient|very good|excellent|daily|every day|all day|is my strong point|is my strength|"
    "is my main language|is my strong suit|is my forte|is my main tool|professionally|at work every day|great|well|very well|really well|fluently|a lot",
    Cue("has", 3, "back"): "intermediate|good|ok|okay|decent|yes|fine|is fine|is ok|is okay|medium|working knowledge|at work|regularly|sure|yep|comfortable",
    Cue("has", 2, "back"): "basic|basics|beginner|a bit|a little|a little bit|some|is rusty|rusty|is basic|little|elementary|novice|"
    "is weak|needs work|only basics|just basics|the basics|basics only|somewhat|is so so|so so|sometimes|occasionally|is limited",
    Cue("has", 1, "back"): "heard of it|aware|barely|hardly|only in theory",
    Cue("learning", reach="back"): "learning|in progress|currently learning|ongoing|studying|is next|next|is on my list|is what i want to learn|in training|wip",
})  # fmt: skip
"""Cues that speak of the mention before them, where nothing else stands between that mention and the clause's end."""

RESETS = frozenset("but however although though yet whereas while".split())
"""Words after which a clause starts afresh."""

CORRECTIONS = frozenset({"sorry", "i meant", "i mean", "correction", "oops", "typo", "actually", "my mistake", "rather", "scratch that"})

NOT_A_NEGATION = frozenset({
    "not only", "not just", "no problem", "no doubt", "not to mention", "no matter", "no later", "no one", "no longer than", "not limited", "no less",
    "no wonder", "if not", "why not", "whether or not", "no worries",
})  # fmt: skip
"""Phrases with a "no" in them that deny nothing."""

LONGEST_CUE = max(phrase.count(" ") + 1 for phrase in (*CUES, *BACK))

ROLE_CUES: dict[str, str] = {
    phrase: stance
    for stance, phrases in {
        "current": "i am a|i am an|i'm a|i'm an|im a|im an|i am currently a|i'm currently a|i am currently an|i'm currently an|am a|am an|"
        "work as|work as a|work as an|working as|working as a|working as an|currently|currently a|my job is|my current role is|"
        "my role is|employed as|employed as a|employed as an|my title is|as a|as an|background as a|background as an|from|as|i'm currently|"
        "job title|current role|position|current position|i work in|years as a|years as an|i am the|i'm the|we are|since|experienced|i am|i'm|i am working as|hi i'm a",
        "past": "was a|was an|i was a|i was an|used to be a|used to be an|used to work as a|used to work as an|former|formerly a|formerly|ex|"
        "previously a|previously|worked as|worked as a|worked as an|previously worked as a|retired|laid off|quit my job as a|left my job as a|i've been a|have been a|have been an|been a|been an",
        "wanted": "become|becoming|become a|become an|becoming a|becoming an|to be a|to be an|be a|be an|want to be|want to be a|wanna be a|want to be an|"
        "want to become|want to become a|want to become an|aspire to be|aspiring|dream of being|dream job|goal is|my goal is|goal|"
        "move into|moving into|move to|switch to|switch into|switching to|switching into|transition to|transition into|transitioning to|transitioning into|"
        "looking for|apply for|applying for|applying to|job as|job as a|job as an|interested in|interested in becoming a|work towards|"
        "get into|getting into|break into|breaking into|roles as|pivot to|pivot into|pivoting to|target role|target|towards|toward|into|aim for|aiming for|aim to be a|"
        "path to|road to|plan for|plan to become a|prepare for|working towards|go into|going into|end up as|end up as a|hope to be a|i'd like to be a|like to be a|like to become a|"
        "like to be an|like to become an|love to be a|love to become a|would like to be a|would like to be an|would like to become a|desired role|wants to be a|get hired as|train as|retrain as|retrain as a|train as a",
        "excluded": "not|not a|not an|no|don't want to be a|don't want to be an|do not want to be a|do not want to be|don't want to be|don't want|never a|never|"
        "anything but|anything except|except|other than|exclude|excluding|without|rule out|instead of|rather than|not interested in|hate|not keen on|skip|"
        "don't show|don't suggest|no more|avoid|don't want to become|don't want to become a|away from|tired of being a|sick of being a|not as a|hate being a|remove|drop",
    }.items()
    for phrase in phrases.split("|")
}
"""What stands before a job title and says whose it is. Anything else is only a mention ("what does a data analyst do")."""

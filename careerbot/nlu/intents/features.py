"""A message as words that can be compared with other messages: short forms spelt out, names and numbers as places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from careerbot.corpus.lexicon import AMBIGUOUS, Lexicon
from careerbot.text.tokenizer import Token, tokenise, word_set

MOST_TOKENS = 60
"""What somebody does in a sentence stands in its first words; a longer piece is not compared further."""

ROLE, SKILL, JOB, NUMBER, ORDINAL = "<role>", "<skill>", "<job>", "<number>", "<ordinal>"

_EXPANDED = {
    "i'm": "i am", "im": "i am", "i've": "i have", "ive": "i have", "i'd": "i would", "i'll": "i will", "ill": "i will",
    "you're": "you are", "ur": "you are", "you've": "you have", "it's": "it is", "that's": "that is",
    "thats": "that is",
    "what's": "what is", "whats": "what is", "wats": "what is", "where's": "where is", "who's": "who is",
    "whos": "who is",
    "how's": "how is", "let's": "let us", "lets": "let us", "there's": "there is", "here's": "here is",
    "don't": "do not", "dont": "do not", "doesn't": "do not", "doesnt": "do not", "didn't": "did not",
    "didnt": "did not",
    "isn't": "is not", "isnt": "is not", "aren't": "are not", "wasn't": "was not", "can't": "can not",
    "cant": "can not",
    "cannot": "can not", "couldn't": "could not", "won't": "will not", "wouldn't": "would not", "haven't": "have not",
    "havent": "have not", "hasn't": "has not", "shouldn't": "should not", "needn't": "need not",
    "wanna": "want to", "gonna": "going to", "gotta": "have to", "gimme": "give me", "lemme": "let me",
    "dunno": "do not know",
    "idk": "do not know", "wat": "what", "wot": "what", "wut": "what", "y": "why", "u": "you", "pls": "please",
    "plz": "please", "thx": "thanks", "tnx": "thanks", "thanx": "thanks", "ty": "thanks", "thank": "thanks",
    "ok": "okay",
    "k": "okay", "yeah": "yes", "yep": "yes", "yup": "yes", "yea": "yes", "ye": "yes", "nope": "no", "nah": "no",
    "naw": "no",
    "hiya": "hello", "hi": "hello", "hey": "hello", "heya": "hello", "howdy": "hello", "hullo": "hello", "yo": "hello",
    "ups": "oops", "whoops": "oops", "tho": "though", "cuz": "because", "coz": "because", "abt": "about",
    "hrs": "hours",
    "hr": "hours", "h": "hours", "hour": "hours", "wk": "week", "weekly": "a week", "per": "a", "each": "a",
    "every": "a",
    "hw": "how", "kno": "know", "forgt": "forget", "halp": "help", "jop": "role", "jops": "role", "wht": "what",
    "wasnt": "was not", "would've": "would have", "they'll": "they will", "c'mon": "come on", "bc": "because",
    "job": "role", "jobs": "role", "roles": "role", "position": "role", "positions": "role", "career": "role",
    "careers": "role", "occupation": "role", "skills": "skill", "suggest": "recommend", "suggestion": "recommend",
    "suggestions": "recommend", "recommendation": "recommend", "recommendations": "recommend", "earnings": "salary",
    "salaries": "salary", "wage": "salary", "wages": "salary", "learnt": "learned", "learning": "learn", "versus": "vs",
    "months": "month", "weeks": "week", "years": "year", "days": "day", "delete": "remove", "erase": "remove",
    "difficult": "hard", "shall": "should", "kinda": "a bit", "lol": "", "haha": "", "man": "", "mate": "", "tbh": "",
    "really": "", "just": "", "maybe": "", "so": "", "well": "", "am": "be", "are": "be",
    "is": "be", "was": "was", "were": "was", "been": "was", "an": "a", "thr": "the", "teh": "the", "could": "can",
    "may": "can",
    "might": "can", "hav": "have", "has": "have", "having": "have", "got": "have", "possess": "have",
}  # fmt: skip
"""Short, sloppy and related forms, so that one phrasing speaks for its variants."""

_NUMBERS = word_set(
    "two three four five six seven eight nine ten eleven twelve fifteen sixteen twenty thirty forty fifty hundred half"
)
ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "seventh": 7, "7th": 7, "eighth": 8, "8th": 8, "ninth": 9, "tenth": 10, "last": -1,
    "bottom": -1,
    "top": 1, "former": 1, "latter": -1,
    "frist": 1, "firts": 1, "secnd": 2, "secon": 2, "scond": 2, "seccond": 2, "thrid": 3, "thirt": 3, "forth": 4,
}  # fmt: skip
_BEFORE_ONE = word_set("the that this which second first third fourth last other any some no another bi last either")

_EVERYDAY = word_set(
    "learning people communication research design go as a teaching writing reading testing planning work working "
    "learn english help lead leading support security robot file files language languages report reports chat search"
)
"""Names of skills that in talk are mostly just words."""

_ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("s", ""))
_WORD = re.compile(r"[a-z]+")


def phrase(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a message, in order, comparable with those of another."""
    tokens = tokenise(text)[:MOST_TOKENS]
    places = _places(tokens, lexicon)
    words: list[str] = []
    at = 0
    while at < len(tokens):
        if at in places:
            place, at = places[at]
            if words[-1:] != [place]:
                words.append(place)
            continue
        words.extend(_word(tokens, at))
        at += 1
    return tuple(words)


def _places(tokens: Sequence[Token], lexicon: Lexicon) -> dict[int, tuple[str, int]]:
    """First token of a name -> (what stands there, where it ends)."""
    found: dict[int, tuple[str, int]] = {}
    for name in lexicon.scan(tokens):
        kinds = {kind: flags for kind, _, flags in name.entries}
        spoken = " ".join(token.text for token in tokens[name.first : name.last])
        if spoken in _EVERYDAY or spoken in _EXPANDED or spoken in ORDINALS:
            continue
        if "role" in kinds:
            found[name.first] = (ROLE, name.last)
        elif "skill" in kinds and not kinds["skill"] & AMBIGUOUS:
            found[name.first] = (SKILL, name.last)
        elif "background" in kinds:
            found[name.first] = (JOB, name.last)
    return found


def _word(tokens: Sequence[Token], at: int) -> list[str]:
    text = tokens[at].text
    if text in ORDINALS:
        return [ORDINAL]
    if text[0].isdigit():
        rest = text.lstrip("0123456789")
        return [NUMBER, *(_EXPANDED.get(rest, rest).split() if rest else [])]
    if text in _NUMBERS or text == "one" and (at == 0 or tokens[at - 1].text not in _BEFORE_ONE):
        return [NUMBER]
    if text in ("y", "n") and len(tokens) == 1:
        return ["yes" if text == "y" else "no"]
    spelt = _EXPANDED.get(_squeezed(text), text).split()
    return [_stem(plain) for word in spelt for plain in _EXPANDED.get(word, word).split()]


def _squeezed(text: str) -> str:
    """A letter drawn out is one letter: "heyyy" is "hey"."""
    return re.sub(r"(.)\1{2,}", r"\1", text)


def _stem(word: str) -> str:
    if len(word) < 5 or word == "learned" or not _WORD.fullmatch(word):
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            return word.removesuffix(ending) + instead
    return word

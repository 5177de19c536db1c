"""Mistyped names: a word nobody writes, one or two keystrokes from one that names are made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from careerbot.lexicon import Token

SHORTEST = 5
"""Words below this length are never corrected: too many short words are one letter apart."""

MOST = 400
"""Different unknown words looked at in one text; a list of ten thousand made-up words must not take minutes."""


class Speller:
    """Corrects words towards those that the names of the corpus consist of.

    Args:
        names: every name, as token strings.
        real_words: gives the English words that are never mistakes, when first needed (it reads a file).
    """

    def __init__(self, names: Iterable[str], real_words: Callable[[], Collection[str]]) -> None:
        self._by_start: dict[str, list[str]] = {}
        self._known: set[str] = set()
        for name in names:
            for word in name.split(" "):
                if word not in self._known:
                    self._known.add(word)
                    if len(word) >= SHORTEST and word.isalpha():
                        self._by_start.setdefault(word[0], []).append(word)
        self._load = real_words
        self._real: Collection[str] | None = None

    def correct(self, tokens: Sequence[Token], covered: Collection[int]) -> dict[int, str]:
        """Token number -> the word probably meant, for tokens that no name covers."""
        meant: dict[str, str | None] = {}
        found: dict[int, str] = {}
        for i, token in enumerate(tokens):
            word = token.text
            if i in covered or len(word) < SHORTEST or len(word) > 24 or not word.isalpha() or not word.isascii():
                continue
            if word in self._known:
                continue
            if word not in meant:
                if len(meant) >= MOST:
                    break
                meant[word] = self._nearest(word)
            target = meant[word]
            if target is not None:
                found[i] = target
        return found

    def _nearest(self, word: str) -> str | None:
        if self._real is None:
            self._real = self._load()
        if word in self._real or any(word.endswith(end) and word[: -len(end)] in self._real for end in ("s", "ed", "ing", "er", "ers", "ly")):
            return None
        # imported here: a text without unknown words does not pay for it
        from rapidfuzz.distance import OSA

        allowed = 1 if len(word) < 8 else 2
        best: list[tuple[int, str]] = []
        for candidate in self._by_start.get(word[0], ()):
            if abs(len(candidate) - len(word)) <= allowed:
                distance = OSA.distance(word, candidate, score_cutoff=allowed)
                if distance <= allowed:
                    best.append((distance, candidate))
        best.sort()
        if not best or (len(best) > 1 and best[1][0] == best[0][0] and not _same_stem(best[0][1], best[1][1])):
            return None
        return best[0][1]


def _same_stem(one: str, other: str) -> bool:
    return one.rstrip("s") == other.rstrip("s") or one[:-1] == other or other[:-1] == one

"""What is taken back: "java, I mean javascript", "used it for years but not any more"."""

from __future__ import annotations

from msgspec.structs import replace

from careerbot.corpus.lexicon import Found
from careerbot.corpus.records import Slug
from careerbot.nlu.mentions import Mention, Page
from careerbot.text.sentences import SENTENCE
from careerbot.text.tokenizer import word_set

_SLIPS = word_set("no but i wait uh um sorry oops argh ugh autocorrect ah haha lol damn whoops hmm typo")
"""Words that may stand between a slip and its correction."""
_MOST = 3
_IT_WAS = word_set("it was it's is that")


def entry_of(name: Found) -> tuple[Slug, int]:
    """The skill that a name means, and its flags."""
    return next((slug, flags) for kind, slug, flags in name.entries if kind == "skill")


def corrected(page: Page, old: Mention, end: int, at: int, size: int) -> bool:
    """Whether words of correction at this place take back the mention that ended before them.

    "java, I mean javascript" does here; "sorry, javascript not java" does at its "not".

    Args:
        page: the text.
        old: the last mention.
        end: token after it and what was said behind it.
        at: where the words of correction stand.
        size: how many they are.

    """
    after = at + size
    while after < len(page.tokens) and page.tokens[after].text in _IT_WAS:
        after += 1
    if page.tokens[at].text in ("actually", "rather") or after not in page.names or at - end > _MOST:
        return False
    if not {t.text for t in page.tokens[end:at]} <= _SLIPS:
        return False
    new = page.names[after]
    denied = [t.text for t in page.tokens[new.last : new.last + 1]] == ["not"]
    return old.slug != entry_of(new)[0] and old.stance != "not" and not denied


def taken_back(old: Mention) -> Mention:
    """The mention as a slip."""
    return replace(old, stance="not", level=None, years=None, correction=True)


def over(page: Page, old: Mention, end: int, at: int) -> bool:
    """Whether what was known is rusty: "used Python for 10 years | but not any more"."""
    words = [t.text for t in page.tokens[max(0, at - 3) : at]]
    said = old.stance == "has" and at - end <= 9
    denied = "not" in words or "don't" in words or words[-1:] == ["no"]
    return said and denied and not any(m >= SENTENCE for m in page.marks[end : at + 1])

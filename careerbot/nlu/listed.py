"""A list of skills, as a form or a database holds it: every item is a skill because it stands in the list."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from careerbot.corpus.lexicon import CANONICAL, Lexicon
from careerbot.nlu.mentions import CONFIDENCE, How, Mention
from careerbot.nlu.pipeline import Leftover, Understanding, understand
from careerbot.text.spelling import Speller
from careerbot.text.tokenizer import key_of

BETWEEN = ", "


def understand_list(items: Sequence[str], lexicon: Lexicon, speller: Speller | None = None) -> Understanding:
    """What a list of skills says. Each item is read by itself: "R" needs no company, "C, C++" may be one item."""
    mentions: list[Mention] = []
    leftovers: list[Leftover] = []
    start = 0
    for item in items:
        named = _named(item, start, lexicon)
        if named is not None:
            mentions.append(named)
        elif item.strip():
            _read(item, start, lexicon, speller, mentions, leftovers)
        start += len(item) + len(BETWEEN)
    return Understanding(
        text=BETWEEN.join(items), form="statement", skills=tuple(mentions), roles=(), limits=(),
        hours_a_week=None, months=None, leftovers=tuple(leftovers),
    )  # fmt: skip


def _named(item: str, start: int, lexicon: Lexicon) -> Mention | None:
    """An item that is the name of a skill and nothing else, everyday word or not."""
    for kind, slug, flags in lexicon.names.get(key_of(item), ()):
        if kind == "skill":
            how: How = "name" if flags & CANONICAL else "alias"
            return Mention(slug, start, start + len(item), item, how, CONFIDENCE[how])
    return None


def _read(
    item: str, start: int, lexicon: Lexicon, speller: Speller | None, mentions: list[Mention], leftovers: list[Leftover]
) -> None:
    understood = understand(item, lexicon, speller)
    if not understood.skills:
        # a job title or a phrase in a list of skills: the vectors may know what is meant
        leftovers.append(Leftover(item, start, start + len(item)))
        return
    mentions += [replace(m, start=m.start + start, end=m.end + start, claimed=True) for m in understood.skills]
    leftovers += [Leftover(x.text, x.start + start, x.end + start) for x in understood.leftovers]

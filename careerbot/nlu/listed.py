"""A list of skills, as a form or a database holds it: every item is a skill because it stands in the list."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from careerbot.corpus.lexicon import CANONICAL
from careerbot.nlu.pipeline import Draft, Tools, annotate
from careerbot.nlu.types import CONFIDENCE, Document, How, Leftover, Mention, Reader
from careerbot.text.tokenizer import key_of

BETWEEN = ", "


def annotate_list(items: Sequence[str], tools: Tools, reader: Reader | None = None) -> Document:
    """What a list of skills says. Each item is read by itself: "R" needs no company, "C, C++" may be one item."""
    mentions: list[Mention] = []
    leftovers: list[Leftover] = []
    start = 0
    for item in items:
        named = _named(item, start, tools)
        if named is not None:
            mentions.append(named)
        elif item.strip():
            _read(item, start, tools, reader, mentions, leftovers)
        start += len(item) + len(BETWEEN)
    draft = Draft(BETWEEN.join(items), "start", tools)
    return replace(draft.document, skills=tuple(mentions), leftovers=tuple(leftovers), read_by="list")


def _named(item: str, start: int, tools: Tools) -> Mention | None:
    """An item that is the name of a skill and nothing else, everyday word or not."""
    for kind, slug, flags in tools.lexicon.names.get(key_of(item), ()):
        if kind == "skill":
            how: How = "name" if flags & CANONICAL else "alias"
            return Mention(slug, start, start + len(item), item, how, CONFIDENCE[how])
    return None


def _read(
    item: str, start: int, tools: Tools, reader: Reader | None, mentions: list[Mention], leftovers: list[Leftover]
) -> None:
    found = annotate(item, tools, reader)
    if not found.skills:
        # a job title or a phrase in a list of skills: the vectors may know what is meant, but not what is denied
        if not tools.levels.denies(item.split()[:2]):
            leftovers.append(Leftover(item, start, start + len(item)))
        return
    claimed = (m if m.claimed or tools.levels.denied(item, m.start) else replace(m, stance="has") for m in found.skills)
    mentions += [replace(m, start=m.start + start, end=m.end + start) for m in claimed]

"""Renderer dispatch: from the parts of a reply to blocks, each by the module that knows it, and to the screen.

It stands above all of them, so that none needs to know another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from careerbot.output.phrases import suggestion, why, why_no_lead
from careerbot.output.terminal import Block, Item, Paragraph, plain, wants_colour, width_of, write

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.output.parts import Listing, Part, Reply


def tell(reply: Reply, corpus: Corpus) -> list[Block]:
    """A whole reply as blocks."""
    return [block for part in reply.parts for block in tell_part(part, corpus)]


def tell_part(part: Part, corpus: Corpus) -> Iterator[Block]:
    """One part as blocks."""
    from careerbot.output import parts as kinds

    match part:
        case kinds.Say(text):
            yield Paragraph(text, "lead" if text.endswith(":") else "plain")
        case kinds.Ask(text, options):
            yield Paragraph(text, "next")
            if options:
                yield Paragraph("You can say: " + ", ".join(options), "quiet")
        case kinds.RoleList(ranking, profile, skipped):
            yield from suggestion(ranking, profile, corpus, skipped)
        case kinds.Listing():
            yield from rows(part)
        case kinds.WhyView(match, brief):
            yield from why(match, corpus, brief=brief)
        case kinds.WhyNotView(why_not):
            yield from why_no_lead(why_not, corpus)
        case kinds.ShiftList(shifts, learnt, lost):
            from careerbot.output.cards import moved

            yield from moved(shifts, learnt, lost, corpus)
        case _:
            from careerbot.output.cards import card

            yield from card(part, corpus)


def rows(listing: Listing) -> Iterator[Block]:
    """A short list of a conversation, numbered where its rows can be pointed to."""
    if listing.head:
        yield Paragraph(listing.head, "lead")
    for number, entry in enumerate(listing.entries, listing.first):
        yield Item(entry.title[:1].upper() + entry.title[1:], f"{number}." if listing.refs else "-", entry.lines)


# ---------------------------------------------------------------- the device: colour is loaded where a terminal wants it


def show(blocks: Sequence[Block], stream: TextIO) -> None:
    """Print blocks in the way that suits where they go."""
    if wants_colour(stream):
        from careerbot.output.rich_terminal import draw

        draw(blocks, stream, width_of(stream))
        return
    write(stream, plain(blocks, width_of(stream)))

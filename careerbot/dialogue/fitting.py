"""Length of a reply: what is said at once, and what waits for `more`.

The first part of every answer is the answer; what comes after it gives way where there is no room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from careerbot.dialogue.turn import first_sentences, listed
from careerbot.output.parts import Listing, Part, Say

if TYPE_CHECKING:
    from careerbot.dialogue.turn import Answer

MOST_WORDS, MOST_LINES = 120, 12
"""Of one reply."""

FOR_A_QUESTION = 14
"""Words kept for the question at the end."""

WIDTH = 88
"""Columns that lines are counted at."""

LONG, SHORT = 50, 40
"""Words of a sentence or several that are cut where there is no room, and what is left of them."""

IN_A_LINE = 3
"""Rows of a list that are named in a sentence."""

LEAST_ROWS = 2
"""A list that is cut keeps so many rows."""


class Said(Struct, frozen=True):
    """A reply in its bounds."""

    parts: tuple[Part, ...]
    page: tuple[Part, ...]

    @property
    def listings(self) -> tuple[Listing, ...]:
        """The lists in it."""
        return tuple(part for part in self.parts if isinstance(part, Listing))


def fitted(lead: Sequence[Part], answers: Sequence[Answer], *, unbounded: bool = False) -> Said:
    """The answers in their order, as much of each as there is room for; the first part of each is always said."""
    rows = [list(answer.parts) for answer in answers]
    pages: list[list[Part]] = [list(answer.more) for answer in answers]
    if unbounded:
        return Said((*lead, *(part for row in rows for part in row)), ())
    _one_list(rows, pages)
    asks = any(answer.ask is not None for answer in answers)
    while not fits([*lead, *(part for row in rows for part in row)], asks=asks):
        if not _cut(rows, pages):
            break
    page = tuple(part for each in pages for part in _joined(each))
    return Said(tuple(_in_paragraphs(lead, rows)), page)


def _in_paragraphs(lead: Sequence[Part], rows: Sequence[Sequence[Part]]) -> Iterator[Part]:
    """An answer's sentences as one paragraph, what leads in being part of the first."""
    for at, row in enumerate(rows or [[]]):
        held = ""
        for part in (*(lead if at == 0 else ()), *row):
            if isinstance(part, Say):
                part, held = Say(f"{held} {part.text}".strip()), ""
                if "\n" not in part.text:
                    held = part.text
                    continue
            if held and isinstance(part, Listing) and part.head:
                part = replace(part, head=f"{held} {part.head}")
            elif held:
                yield Say(held)
            held = ""
            yield part
        if held:
            yield Say(held)


def _one_list(rows: list[list[Part]], pages: list[list[Part]]) -> None:
    """One list a reply: that of the last answer that has one; the others are told in a line, and whole by `more`."""
    with_list = [at for at, row in enumerate(rows) if any(isinstance(part, Listing) for part in row)]
    for at in with_list[:-1]:
        pages[at] = [part for part in rows[at] if isinstance(part, Listing)] + pages[at]
        rows[at] = [_in_a_line(part) if isinstance(part, Listing) else part for part in rows[at]]


def _in_a_line(listing: Listing) -> Say:
    """A list in one sentence: the names of its rows."""
    names = [entry.name or entry.title for entry in listing.entries[:IN_A_LINE]]
    return Say(f"{listing.head} {listed(names)}.".strip() if any(names) else listing.head)


def _cut(rows: list[list[Part]], pages: list[list[Part]]) -> bool:
    """One step shorter, from the answer that says most; False where nothing can go."""
    for at in sorted(range(len(rows)), key=lambda at: (-sum(words_of(part) for part in rows[at]), -at)):
        row = rows[at]
        for i in range(len(row) - 1, -1, -1):
            part = row[i]
            if isinstance(part, Listing) and part.entries[LEAST_ROWS:] and part.entries[-1].lines:
                row[i] = replace(part, entries=(*part.entries[:-1], replace(part.entries[-1], lines=())))
                return True
            if isinstance(part, Listing) and len(part.entries) > LEAST_ROWS:
                row[i] = replace(part, entries=part.entries[:-1])
                gone = replace(part, entries=part.entries[-1:], first=part.first + len(part.entries) - 1, head="")
                pages[at] = [gone, *pages[at]]
                return True
        if len(row) > 1 and not isinstance(row[-1], Listing):
            pages[at] = [row.pop(), *pages[at]]
            return True
    return _shortened(rows, pages)


def _shortened(rows: list[list[Part]], pages: list[list[Part]]) -> bool:
    """A long answer in sentences down to its first ones, the later answers first."""
    for at in range(len(rows) - 1, -1, -1):
        for i, part in enumerate(rows[at]):
            if isinstance(part, Say) and len(rows) > 1 and words_of(part) > LONG:
                now, later = _first_lines(part.text) if "\n" in part.text else first_sentences(part.text, SHORT)
                if later:
                    rows[at][i] = Say(now)
                    pages[at] = [Say(later), *pages[at]]
                    return True
    return False


def _first_lines(text: str) -> tuple[str, str]:
    """As many whole lines as are short, one at least; the rest."""
    lines = text.split("\n")
    most = next((at for at in range(2, len(lines) + 1) if len(" ".join(lines[:at]).split()) > SHORT), len(lines) + 1) - 1
    return "\n".join(lines[:most]), "\n".join(lines[most:])


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Rows that were cut off one by one, as one list again."""
    found: list[Part] = []
    for part in parts:
        before = found[-1] if found else None
        if isinstance(part, Listing) and isinstance(before, Listing) and before.first + len(before.entries) == part.first:
            found[-1] = replace(before, entries=(*before.entries, *part.entries))
        else:
            found.append(part)
    return found


def fits(parts: Sequence[Part], *, asks: bool) -> bool:
    """Whether they are no more than a reply holds, with a question at its end if it `asks`."""
    words = sum(words_of(part) for part in parts) + (FOR_A_QUESTION if asks else 0)
    lines = sum(lines_of(part) for part in parts) + (1 if asks else 0)
    return words <= MOST_WORDS and lines <= MOST_LINES


def words_of(part: Part) -> int:
    """Words of a part."""
    if isinstance(part, Say):
        return len(part.text.split())
    if isinstance(part, Listing):
        rows = sum(len(text.split()) for entry in part.entries for text in (entry.title, *entry.lines))
        return rows + len(part.head.split())
    return 0


def lines_of(part: Part) -> int:
    """Lines of a part on a screen of the usual width."""
    if isinstance(part, Say):
        return sum(_lines(text) for text in part.text.split("\n"))
    if isinstance(part, Listing):
        rows = sum(_lines(text, 3) for entry in part.entries for text in (entry.title, *entry.lines))
        return rows + (_lines(part.head) if part.head else 0)
    return 0


def _lines(text: str, indent: int = 0) -> int:
    from careerbot.output.terminal import wrap

    return max(1, len(wrap(text, WIDTH, " " * indent, " " * indent)))

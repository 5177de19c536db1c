"""PDF text extraction (pypdfium2): letters with their boxes, drawn together to words; read by recursive XY cut.

A page is cut at the gutter that most lines share; what stands above, left, right and below of it is cut again. A gutter
between a job and its dates, or between a label and what it labels, is none: those are read across.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from msgspec import Struct

from careerbot.documents.sheet import Line, Sheet, UnreadableError, tidied


class Word(Struct, frozen=True):
    """A word and its box, in points; y grows upwards."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


Words = Sequence[Word]
Gap = tuple[float, float]

BETWEEN = " | "
"""Between things that stand on one line far apart."""
FAR = 1.2
"""Heights of a letter from which they do."""
CHIP = 0.8
"""The same where words of one line stand much nearer to each other: names set side by side without commas."""
GUTTER = 0.9
"""Heights of a letter that a gutter is wide at least."""
FEWEST_ROWS = 3
"""Lines on either side of a gutter."""
DENSE_ROWS = 6
"""Lines of a column whose lines stand level with those of the other, so that it might be a table."""
DEEPEST = 12
"""Cuts inside cuts."""
WRAPPED = 0.8
"""Share of the width of its block that a line fills whose sentence goes on in the next."""


def lines(words: Words) -> list[str]:
    """The text of a page, line by line."""
    if not words:
        return []
    size = max(median(w.top - w.bottom for w in words), 1.0)
    return list(_read(list(words), size, 0))


def _read(words: list[Word], size: float, depth: int) -> Iterator[str]:
    atoms = _atoms(words)
    band = _best_band(atoms, size) if depth < DEEPEST else None
    if band is None:
        yield from _block(words, size)
        return
    first, last, middle, rail = band
    groups = _labelled(atoms[first:last], middle) if rail else [atoms[first:last]]
    yield from _parts([atoms[:first]], size, depth)
    for group in groups:
        inside = [word for atom in group for word in atom]
        sides = [w for w in inside if w.right <= middle], [w for w in inside if w.right > middle]
        yield from _parts([[side] for side in sides], size, depth)
    yield from _parts([atoms[last:]], size, depth)


def _parts(parts: Sequence[list[list[Word]]], size: float, depth: int) -> Iterator[str]:
    """The text of parts of a page, an empty line below each."""
    for atoms in parts:
        if words := [word for atom in atoms for word in atom]:
            yield from _read(words, size, depth + 1)
            yield ""


def _labelled(atoms: list[list[Word]], middle: float) -> list[list[list[Word]]]:
    """Atoms in groups that begin with a label in the margin."""
    groups: list[list[list[Word]]] = []
    before = False
    for atom in atoms:
        labelled = any(word.right <= middle for word in atom)
        if not groups or labelled and not before:
            groups.append([])
        groups[-1].append(atom)
        before = labelled
    return groups


# ---------------------------------------------------------------- where to cut


def _atoms(words: list[Word]) -> list[list[Word]]:
    """Words from top to bottom, divided wherever a horizontal line crosses none of them."""
    atoms: list[list[Word]] = []
    lowest = 0.0
    for word in sorted(words, key=lambda w: -w.top):
        slack = 0.3 * (word.top - word.bottom)
        if not atoms or word.top - slack <= lowest:
            atoms.append([])
            lowest = word.bottom + slack
        atoms[-1].append(word)
        lowest = min(lowest, word.bottom + slack)
    return atoms


def _best_band(atoms: list[list[Word]], size: float) -> tuple[int, int, float, bool] | None:
    """(first atom, atom after the last, middle, whether labels stand left of it) of the gutter most lines speak for."""
    gaps = [_gaps(atom) for atom in atoms]
    best: tuple[int, int, float, bool] | None = None
    most = 0.0
    seen: dict[int, list[Gap]] = {}
    for first in range(len(atoms)):
        for last, gap in _shared(gaps, first, GUTTER * size):
            if any(a <= gap[0] and gap[1] <= b or gap[0] <= a and b <= gap[1] for a, b in seen.get(last, ())):
                continue  # an earlier start had more of the same gutter
            seen.setdefault(last, []).append(gap)
            worth, rail = _columns(atoms[first:last], gap, size)
            if worth > most:
                best, most = (first, last, (gap[0] + gap[1]) / 2, rail), worth
    return _trimmed(best, atoms) if best is not None else None


def _trimmed(band: tuple[int, int, float, bool], atoms: list[list[Word]]) -> tuple[int, int, float, bool]:
    """A band without a line or two at its ends that have words on one side only: headings of what comes before or after."""
    first, last, middle, rail = band
    both = [i for i in range(first, last) if len({word.right <= middle for word in atoms[i]}) == 2]
    if both and first > 0 and both[0] - first <= _HEADINGS:
        first = both[0]
    if both and last < len(atoms) and last - 1 - both[-1] <= _HEADINGS:
        last = both[-1] + 1
    return first, last, middle, rail


_HEADINGS = 2


def _shared(gaps: list[list[Gap]], first: int, least: float) -> Iterator[tuple[int, Gap]]:
    """(atom after the last, gap) of each gap that atoms from `first` on share, as far down as they do."""
    free: list[Gap] = [(float("-inf"), float("inf"))]
    for last in range(first, len(gaps) + 1):
        left = _common(free, gaps[last], least) if last < len(gaps) else []
        for gap in free:
            if _inner(gap) and not any(a < gap[1] and gap[0] < b for a, b in left):
                yield last, gap
        if not left:
            return
        free = left


def _inner(gap: Gap) -> bool:
    """Whether words stand on both sides."""
    return gap[0] != float("-inf") and gap[1] != float("inf")


def _gaps(atom: list[Word]) -> list[Gap]:
    """Where no word of an atom stands, from left to right, the margins among them."""
    found, at = [], float("-inf")
    for word in sorted(atom, key=lambda w: w.left):
        if word.left > at:
            found.append((at, word.left))
        at = max(at, word.right)
    return [*found, (at, float("inf"))]


def _common(one: list[Gap], other: list[Gap], least: float) -> list[Gap]:
    shared = ((max(a, c), min(b, d)) for a, b in one for c, d in other if a < d and c < b)
    return [(a, b) for a, b in shared if b - a >= least]


def _columns(atoms: list[list[Word]], gap: Gap, size: float) -> tuple[float, bool]:
    """How many lines speak for a gutter, 0 where it only sets things on one line apart; and whether it follows labels."""
    middle = (gap[0] + gap[1]) / 2
    words = [word for atom in atoms for word in atom]
    left, right = (_rows([w for w in words if (w.right <= middle) == side]) for side in (True, False))
    fewest = min(len(left), len(right))
    if fewest < 2 or _signs_only(left):
        return 0.0, False
    few, many = sorted((left, right), key=len)
    if sum(_is_bullet(row[0]) for row in right) * 3 >= len(right):
        return float(len(left) + len(right)), False
    if fewest < FEWEST_ROWS:
        return 0.0, False
    level = [any(_level(row, other) for other in many) for row in few]
    worth = float(min(len(left) + len(right), 2 * fewest + len(atoms)))
    if sum(level) < 0.75 * len(few):
        return worth, False
    if _scattered(few, size):
        return (float(fewest), True) if few is left and _labels(left, right, size) else (0.0, False)
    if len(few) < DENSE_ROWS or _flush_right(right, size):
        return 0.0, False
    return worth, False


def _labels(left: list[list[Word]], right: list[list[Word]], size: float) -> bool:
    """Whether short lines on the left stand beside paragraphs that begin at one place."""
    short = sum(len(row) <= 4 for row in left) >= 0.9 * len(left)
    return short and len(right) >= 1.5 * len(left) and _spread([row[0].left for row in right], size) > 0.5


def _signs_only(rows: list[list[Word]]) -> bool:
    """Whether there are only bullets or numbers."""
    return sum(sum(len(word.text) for word in row) > 2 for row in rows) * 2 < len(rows)


def _level(row: list[Word], other: list[Word]) -> bool:
    one, two = row[0], other[0]
    return abs(one.bottom - two.bottom) < 0.25 * (one.top - one.bottom)


def _is_bullet(word: Word) -> bool:
    return len(word.text) == 1 and not word.text.isalnum()


def _flush_right(rows: list[list[Word]], size: float) -> bool:
    """Whether lines end at one place rather than begin at one, as dates do."""
    starts = [min(w.left for w in row) for row in rows]
    ends = [max(w.right for w in row) for row in rows]
    return _spread(ends, size) > 0.8 and _spread(starts, size) < 0.6


def _spread(places: list[float], size: float) -> float:
    """The share of places that are the commonest one."""
    return max(sum(abs(place - at) < 0.4 * size for place in places) for at in places) / len(places)


def _scattered(rows: list[list[Word]], size: float) -> bool:
    """Whether most lines stand alone: labels or dates beside paragraphs."""
    tops = [row[0].top for row in rows]
    heights = [row[0].top - row[0].bottom for row in rows]
    steps = [a - b for a, b in zip(tops, tops[1:], strict=False)]
    near = sum(step < 1.9 * max(height, size) for step, height in zip(steps, heights, strict=False))
    return near * 2 < len(steps)


# ---------------------------------------------------------------- what stands together


def _rows(words: list[Word]) -> list[list[Word]]:
    """Words on one line, from top to bottom and from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (-(w.top + w.bottom), w.left)):
        centre = (word.top + word.bottom) / 2
        if rows and rows[-1][0].bottom <= centre <= rows[-1][0].top:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.left) for row in rows]


def _block(words: list[Word], size: float) -> Iterator[str]:
    """Lines of one column; a sentence that goes on in the next line is one line, a wide space an empty one."""
    edge, start = max(w.right for w in words), min(w.left for w in words)
    held, first, before = "", None, None
    for row in _rows(words):
        text = _text(row, size)
        wide = before is not None and before[0].bottom - row[0].top > 0.8 * size
        full = before is not None and before[-1].right - start >= WRAPPED * (edge - start)
        indent = (row[0].left - first[0].left) / size if first is not None else 0.0
        hangs = first is not None and _is_bullet(first[0]) and indent > 0.3 and not _is_bullet(row[0])
        if first is not None and not wide and indent > -0.5 and _goes_on(held, text, full, hangs):
            held = held[:-1] + text if held.endswith(_SOFT) else f"{held} {text}"
        else:
            if held:
                yield held
            if wide:
                yield ""
            held, first = text, row
        before = row
    if held:
        yield held


_SOFT = "\u00ad"
"""A hyphen that the end of the line put there."""


def _goes_on(held: str, text: str, full: bool, hangs: bool) -> bool:
    """Whether a line is the rest of the one above, which is full or not; `hangs`: it stands under the text of a bullet."""
    if held.endswith((_SOFT, ",")):
        return True
    return full and (hangs or text[:1].islower()) and len(text) > 1 and held[-1:] not in ".!?:;|"


def _text(row: list[Word], size: float) -> str:
    pieces = [row[0].text]
    gaps = [word.left - before.right for before, word in zip(row, row[1:], strict=False)]
    least = min(FAR * size, max(CHIP * size, 3.5 * min(gaps, default=size)))
    for before, word, gap in zip(row, row[1:], gaps, strict=False):
        far = gap > least and len(before.text) > 1 and not before.text.endswith(":")
        pieces.append((BETWEEN if far else " ") + word.text)
    return "".join(pieces)


MOST_PAGES = 60
MOST_LETTERS = 40_000
"""On one page."""
APART = 0.18
"""Heights of a letter from which a space stands between two that no space divides."""
FEWEST = 8
"""Letters of a document that has a text at all."""


def read_pdf(data: bytes) -> Sheet:
    """The text of a PDF, in reading order."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            message = "is a PDF locked with a password: save a copy without one and give that"
        else:
            message = "is a damaged PDF: save or print it as PDF again"
        raise UnreadableError(message) from None
    found: list[str] = []
    pages = len(document)
    for number in range(min(pages, MOST_PAGES)):
        try:
            words = list(_words(document[number]))
        except pypdfium2.PdfiumError:
            continue
        found += [*lines(words), ""]
    text = tuple(Line(line) for line in tidied(found))
    if sum(len(line.text) for line in text) < FEWEST:
        raise UnreadableError(
            "is a PDF without text, a scan or a picture perhaps: save it as PDF from the program it was written in, "
            "or run it through text recognition (OCR)"
        )
    note = f"Of {pages} pages the first {MOST_PAGES} were read." if pages > MOST_PAGES else ""
    return Sheet("PDF", text, note=note)


def _words(page: Any) -> Iterator[Word]:  # noqa: ANN401 (pypdfium2 has no types)
    text = ""
    left = right = bottom = top = last = 0.0
    for letter, (a, b, c, d) in _letters(page):
        height = d - c
        same = (
            text != "" and letter != " " and abs(c + d - bottom - top) < 0.8 * max(height, 0.1)
            and a > last - 0.2 * height and a - right < APART * height
        )  # fmt: skip
        last = a
        if same:
            text += letter
            left, right, bottom, top = min(left, a), max(right, b), min(bottom, c), max(top, d)
            continue
        if text:
            yield Word(text, left, right, bottom, top)
        text = letter if letter != " " else ""
        left, right, bottom, top = a, b, c, d
    if text:
        yield Word(text, left, right, bottom, top)


def _letters(page: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:  # noqa: ANN401
    """Letters in the order they were written, with (left, right, bottom, top); a space stands for any white."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()  # closed as soon as nobody holds it
    raw = textpage.raw
    box = pdfium.FS_RECTF()
    where = ctypes.byref(box)
    code_of, loose, made = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_IsGenerated
    for i in range(min(pdfium.FPDFText_CountChars(raw), MOST_LETTERS)):
        code = code_of(raw, i)
        if code in _HYPHENS:
            code = 0xAD
        elif code <= 32 or code == 0xA0:
            yield " ", (0.0, 0.0, 0.0, 0.0)
            continue
        elif made(raw, i) == 1 or not _is_letter(code):
            continue
        if loose(raw, i, where):
            yield chr(code), (box.left, box.right, box.bottom, box.top)


_HYPHENS = (0x02, 0xFFFE)
"""What PDFium gives for a hyphen at the end of a line."""


def _is_letter(code: int) -> bool:
    return code < 0x110000 and not 0xD800 <= code < 0xE000

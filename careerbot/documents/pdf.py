"""PDF text extraction (pypdfium2): letters with their boxes, drawn together to words; layout puts them in order."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from careerbot.documents.layout import Word, lines
from careerbot.documents.sheet import Line, Sheet, UnreadableError, tidied

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
        message = (
            "is a PDF without text, a scan or a picture perhaps: save it as PDF from the program it was written in, "
            "or run it through text recognition (OCR)"
        )
        raise UnreadableError(message)
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

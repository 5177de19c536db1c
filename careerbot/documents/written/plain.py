"""Plain text in any encoding: UTF-8, UTF-16 and UTF-32 with or without a mark, Windows-1252."""

from __future__ import annotations

import codecs

from careerbot.documents.sheet import Sheet, UnreadableError, plain_lines
from careerbot.documents.tidying import tidied
from careerbot.text.source import decoded

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
LOOKED_AT, FEWEST, MOST_STRANGE = 20_000, 40, 0.1
"""Of a text that many characters are looked at; of that many or more, this share may be control characters or no text."""


def text_of(data: bytes) -> str:
    """Bytes as text; UnreadableError for what is plainly none."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _wide(data)
    text = data.decode(encoding, "replace") if encoding else decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    start = text[:LOOKED_AT]
    strange = sum(c == "\ufffd" or c < " " and c not in "\t\n\f" for c in start)
    zeros = not encoding and data[:LOOKED_AT].count(0) > MOST_STRANGE * len(data[:LOOKED_AT])
    if len(start) >= FEWEST and (zeros or strange > MOST_STRANGE * len(start)):
        message = "is not a text: give a PDF, a Word or OpenDocument file, or plain text"
        raise UnreadableError(message)
    return text.replace("\x00", " ")


def _wide(data: bytes) -> str:
    """The encoding of two or four bytes a letter, told by where its zeros stand; "" where it is none."""
    head = data[: LOOKED_AT // 4 * 4]
    if len(head) < 4:
        return ""
    share = [head[i::4].count(0) / len(head[i::4]) for i in range(4)]
    if min(share[1:]) > 0.9 and share[0] < 0.1:
        return "utf-32-le"
    if min(share[:3]) > 0.9 and share[3] < 0.1:
        return "utf-32-be"
    if min(share[1], share[3]) > 0.6 and max(share[0], share[2]) < 0.3:
        return "utf-16-le"
    if min(share[0], share[2]) > 0.6 and max(share[1], share[3]) < 0.3:
        return "utf-16-be"
    return ""


def read(text: str) -> Sheet:
    """A text as it stands."""
    return Sheet("text", plain_lines("\n".join(tidied(text.split("\n")))))

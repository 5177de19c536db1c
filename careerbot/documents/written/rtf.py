"""Rich text (RTF) by striprtf: text and table cells, without fonts, colours and pictures."""

from __future__ import annotations

from careerbot.documents.sheet import Sheet, plain_lines
from careerbot.documents.tidying import tidied

MOST_BYTES = 20_000_000


def read(data: bytes) -> Sheet:
    """The text of a rich text file."""
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(data[:MOST_BYTES].decode("latin-1"), errors="replace")
    rows = (line.strip().strip("|").replace("|", " | ") for line in text.split("\n"))
    return Sheet("rich text", plain_lines("\n".join(tidied(rows))))

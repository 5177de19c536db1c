"""Escaping: text that somebody else wrote, for a file that another program reads; it stays text there and nothing else.

Titles, names and links may come from a corpus that was downloaded; none of them may begin a heading, a link, a tag or a
command of its own in the file it is put in.
"""

from __future__ import annotations

import re

_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"([\\`*\[\]|~$]|<(?=[A-Za-z/!?])|&(?=[#\w]+;)|(?<!\w)_|_(?!\w)|!(?=\[))")
_LEADING = re.compile(r"^([#>+\-=]|\d{1,9}(?=[.)]))")
_SCHEMES = ("https://", "http://", "mailto:")
_IN_LINK = {ord(c): f"%{ord(c):02X}" for c in ' "<>\\^`{|}()[]'}


def one_line_of(text: str) -> str:
    """Without line breaks, control characters and what turns writing around."""
    spaced = _SPACE.sub(" ", text).strip()
    return "".join(c for c in spaced if c.isprintable())


def markdown_text(text: str, *, leads: bool = False) -> str:
    """Text inside a line of Markdown."""
    marked = _MARKS.sub(r"\\\1", one_line_of(text))
    return _LEADING.sub(_behind_backslash, marked) if leads else marked


def _behind_backslash(found: re.Match[str]) -> str:
    return f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}"


def link_target(url: str) -> str:
    """An address that may stand in a link, whole; empty where it is no address of the web or of mail."""
    written = one_line_of(url)
    return written.translate(_IN_LINK) if written.lower().startswith(_SCHEMES) else ""


def markdown_link(title: str, url: str) -> str:
    """A link, or the title alone where the address is none."""
    target = link_target(url)
    return f"[{markdown_text(title)}]({target})" if target else markdown_text(title)

"""Markdown to text: front matter, comments, images and struck-out words left out, links by their words."""

from __future__ import annotations

import re
from html import unescape

from careerbot.documents.sheet import Sheet, plain_lines
from careerbot.documents.tidying import tidied

_FRONT = re.compile(r"\A---[ \t]*\n(?:.{0,500}\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\[\]\n]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_LINK = re.compile(r"\[([^\[\]\n]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_TARGET = re.compile(r"^[ \t]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]*\S.*$", re.MULTILINE)
_STRUCK = re.compile(r"~~[^~\n]{1,500}~~")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,500}>|<https?://[^<>\s]{1,500}>")
_RULE = re.compile(
    r"^[ \t]*(?:[-*_=][ \t]*){3,}$"
    r"|^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$"
    r"|^[ \t]*(?:```|~~~).*$"
)
_LEAD = re.compile(r"^([ \t]*)(?:#{1,6}[ \t]+|(?:>[ \t]?)+)")
_BOX = re.compile(r"^([ \t]*(?:[-*+]|\d+[.)])[ \t]+)\[[ xX]\][ \t]+")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`+")


def read(text: str) -> Sheet:
    """The text of a Markdown file."""
    text = _COMMENT.sub("", _FRONT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"), count=1))
    text = _STRUCK.sub("", _TARGET.sub("", text))
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    return Sheet("Markdown", plain_lines("\n".join(tidied(_line(line) for line in text.split("\n")))))


def _line(line: str) -> str:
    if _RULE.match(line):
        return ""
    line = _BOX.sub(r"\1", _LEAD.sub(r"\1", line))
    line = _EMPHASIS.sub("", _TAG.sub("", line))
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|"):
        line = " | ".join(cell.strip() for cell in stripped.strip("|").split("|"))
    return unescape(line).rstrip("\\").replace("\\", "")

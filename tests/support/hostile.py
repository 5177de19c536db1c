"""Hostile texts and what must hold of whatever is shown: shared by the tests, the fuzzer and the measurement."""

from __future__ import annotations

import re

from hypothesis import strategies as st

ATTACKS = (
    "\x1b[31mred", "\x1b]8;;http://evil\x07click\x1b]8;;\x07", "\x1b]52;c;aGk=\x07", "\x1b]0;title\x1b\\", "\x9b2J", "\x9d0;t\x9c",
    "\x1bP1$r\x1b\\", "\x1b_G\x1b\\", "\x1b", "\x1bc", "\x07\x08\x7f\x00", "\r\x1b[2K", "\u202eevil\u202c", "\u2066x\u2069",
    "\u200f\u200e", "\ufeff", "\u2028\u2029", "[bold red]x[/]", "[link=http://evil]x[/link]", "[/", "${goal} $x %s {0}", "<b>&amp;",
    "../../etc/passwd", "\ud800", "➎ ² ① ٣ years", "a" * 300, "((((" * 50, "/" * 50, "&" * 50, "\t" * 20, "'\"`$(id)`", "é" * 40,
)  # fmt: skip

WORDS = (
    "python", "sql", "no", "not", "I", "know", "want", "to", "learn", "a bit of", "expert in", "5 years", "since 2015", "nurse",
    "data analyst", "the second one", "why", "what if", "plan", "compare", "and", "or", ",", ";", "\n", "10 hours a week", "by June",
    "undo", "forget", "save", "/export", "/plan", "/why", "salary", "3/5", "C++", "R", "go", "99999999999999999999", "-1", "0.5", "%",
)  # fmt: skip

texts = st.one_of(
    st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(ATTACKS), st.text(max_size=12)), max_size=30).map(" ".join),
    st.text(max_size=200),
)
"""Sentences a person might say, torn up, with attacks between."""

raw = st.one_of(st.binary(max_size=300), texts.map(lambda text: text.encode("utf-8", "surrogatepass")))

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def unsafe(shown: bytes | str, *, coloured: bool = False) -> str:
    """What a terminal would obey in something shown, beyond the colours we draw ourselves; empty where all is well."""
    text = shown.decode("utf-8") if isinstance(shown, bytes) else shown
    if coloured:
        # a colour is set and reset by numbers alone, and the terminal's own line ends come with a return
        text = _COLOUR.sub("", text).replace("\r\n", "\n")
    found = _OBEYED.search(text)
    return repr(text[max(0, found.start() - 30) : found.end() + 30]) if found else ""

"""Hostile texts and what must hold of whatever is shown: shared by the tests, the fuzzer and the measurement."""

from __future__ import annotations

import io
import os
import re
from unittest.mock import patch

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


# ---------------------------------------------------------------- command lines

COMMANDS = (
    ("suggest", "?"), ("suggest", "?", "--json"), ("suggest", "?", "--no-maths", "--free"), ("parse", "?"), ("parse", "?", "--json"), ("ask", "?"),
    ("ask", "?", "--json"), ("role", "?"), ("role", "?", "--skills", "?"), ("skill", "?"), ("skill", "?", "--json"), ("compare", "?", "?"),
    ("compare", "data analyst", "ml engineer", "--skills", "?"), ("match", "?", "--skills", "?"), ("match", "Wanted: SQL, ?", "--skills", "python, ?"),
    ("gaps", "?"), ("path", "?"), ("path", "data analyst", "--skills", "?", "--from", "?"), ("path", "data engineer", "--skills", "?", "--format", "md"),
    ("path", "data engineer", "--skills", "?", "--format", "ics"), ("path", "data analyst", "--by", "?"), ("whatif", "?", "--skills", "sql, ?"),
    ("whatif", "learn docker", "--skills", "?"), ("why", "?", "--skills", "?"), ("why-not", "?", "--skills", "?"), ("roles", "--family", "?"),
    ("skills", "--family", "?"), ("done", "?"), ("profile", "forget", "?"), ("profile", "show"), ("profile", "export"), ("profile", "import", "?"),
    ("suggest", "--file", "?"), ("--corpus", "?", "roles"), ("--overlay", "?", "skills"), ("corpus", "check", "?"), ("batch", "?"), ("?",), ("?", "?"),
    ("suggest", "-"), ("batch", "-"), ("chat", "--json"), ("chat",), ("chat", "--resume"),
)  # fmt: skip
"""Every command; what a person would write stands where there is a question mark, the same on standard input."""



def _as_given(text: str) -> str:
    """As Python has the bytes of a command line: what is no UTF-8 as halves of characters, and no zero."""
    return text.replace("\0", "").encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")


command_lines = st.tuples(st.sampled_from(COMMANDS), texts, texts).map(
    lambda drawn: ([word.replace("?", _as_given(drawn[1])) for word in drawn[0]], drawn[2])
)


class _Stream(io.TextIOWrapper):
    """Standard input or output that is no terminal."""


def ran(arguments: list[str], given: str = "") -> tuple[int, bytes, bytes]:
    """(exit code, standard output, standard error) of a command line, from words alone, in this process."""
    from careerbot.cli.app import run

    source, out, err = (_Stream(io.BytesIO(data), encoding="utf-8") for data in (given.encode("utf-8", "replace"), b"", b""))
    with patch("sys.stdin", source), patch("sys.stdout", out), patch("sys.stderr", err), patch.dict("os.environ"):
        os.environ.pop("CAREERBOT_TRACEBACK", None)
        code = run(["--no-encoder", *arguments])
        out.flush()
        err.flush()
    return code, out.buffer.getvalue(), err.buffer.getvalue()

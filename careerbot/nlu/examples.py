"""Annotated examples (gold standard): messages, posts and document lines with their labels and marked spans.

What is not understood becomes a line here, never a branch in code. One reader serves training, the linter and the
measures; `corpus/language/README.md` is the guideline of annotation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

Part = Literal["train", "dev", "held"]

INTENTS = tuple(
    "greet thank bye help about_bot yes no dont_know off_topic abuse tell correct complain set_goal set_time set_limit "
    "reject_role choose ask_roles ask_role ask_gaps ask_plan ask_learn ask_project ask_certificate ask_degree ask_pay "
    "ask_market ask_skill compare why why_not what_if ask_chances ask_apply worry done show_profile forget undo save wipe "
    "export start_over more brief".split()
)
"""What a message can do; several at once (corpus/language/README.md says what each means)."""

CONTEXTS = tuple(
    "start roles role gaps plan pay fact profile compare other q:skill q:role q:hours q:can q:plan q:save q:wipe post".split()
)
"""What the reply before was; `post` for a text that answers nothing."""

MARKS = {
    "S": ("has", "learning", "wants", "lacks", "dislikes", "none", "word"),
    "R": ("current", "past", "wanted", "rejected", "none"),
    "T": ("hours", "deadline", "experience", "age", "other"),
    "L": ("wants", "avoids", "none"),
    "D": ("held", "ongoing", "wanted", "lacks", "none"),
    "P": ("here", "none"),
    "X": ("ref",),
}
"""Kind of span -> its labels: skill, occupation (role), time, limit, degree, place, reference to the screen."""

_MARK = re.compile(r"\{([^{}|]+)\|([A-Z]):([a-z]+)\}")
_POST = re.compile(r"^=== *(.*)$", re.MULTILINE)


class Span(Struct, frozen=True):
    """A marked stretch of a text."""

    start: int
    end: int
    kind: str
    label: str


class Example(Struct, frozen=True):
    """One annotated text."""

    context: str
    text: str
    spans: tuple[Span, ...]
    intents: tuple[str, ...]
    """The most important first; empty for posts, which carry none."""
    kinds: frozenset[str]
    """Kinds of span that are marked wherever they occur; of the others nothing is known."""
    source: str
    """File and number, for messages about it."""


def unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    """A text without its marks, and where they stood."""
    plain: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for match in _MARK.finditer(marked):
        between = marked[at : match.start()]
        plain += (between, match[1])
        length += len(between)
        spans.append(Span(length, length + len(match[1]), match[2], match[3]))
        length += len(match[1])
        at = match.end()
    return "".join((*plain, marked[at:])), tuple(spans)


def messages(path: Path, kinds: frozenset[str]) -> Iterator[Example]:
    """A table of `context, message, intents`."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        context, marked, labels = line.split("\t")
        text, spans = unmarked(marked)
        intents = tuple(label.strip() for label in labels.split(","))
        yield Example(context, text, spans, intents, kinds, f"{path.name}:{number}")


def posts(path: Path, kinds: frozenset[str]) -> Iterator[Example]:
    """Texts divided by `=== n`, title first."""
    blocks = _POST.split(path.read_text(encoding="utf-8"))
    for name, body in zip(blocks[1::2], blocks[2::2], strict=True):
        text, spans = unmarked(body.strip("\n"))
        yield Example("post", text, spans, (), kinds, f"{path.name}:{name}")


def read_examples(folder: Path, part: Part) -> Iterator[Example]:
    """The examples of one part, in the order of `parts.toml`, which says to which part a file (one writer) belongs."""
    table = tomllib.loads((folder / "parts.toml").read_text(encoding="utf-8"))
    for name, about in table.items():
        if about["part"] == part:
            read = posts if name.startswith("posts/") else messages
            yield from read(folder / name, frozenset(about["marks"]))

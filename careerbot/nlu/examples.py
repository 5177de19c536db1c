"""Annotated examples (gold standard): messages, posts and document lines with their labels and marked spans.

What is not understood becomes a line here, never a branch in code. One reader serves training
(tests/tools/annotated.py), the linter and the measures; `corpus/language/README.md` is the guideline of annotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from careerbot.corpus.records import Problem


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split())


INTENTS = _names(
    "greet thank bye help about_bot yes no dont_know off_topic abuse tell correct complain set_goal set_time set_limit "
    "reject_role choose ask_roles ask_role ask_gaps ask_plan ask_learn ask_project ask_certificate ask_degree ask_pay "
    "ask_market ask_skill compare why why_not what_if ask_chances ask_apply worry done show_profile forget undo save wipe "
    "export start_over more brief"
)
"""What a message can do; several at once (corpus/language/README.md says what each means)."""

CONTEXTS = _names(
    "start roles role gaps plan pay fact profile compare other "
    "q:skill q:role q:hours q:can q:plan q:save q:wipe post cv advert"
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

SECTIONS = {
    "cv": _names(
        "contact summary objective experience education skills projects certificates languages "
        "interests references other"
    ),
    "advert": _names("title company role tasks required preferred not_wanted benefits conditions apply legal other"),
}
"""Parts of a document; a heading line is `head:` and the part it opens."""

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


class Line(Struct, frozen=True):
    """A line of a document, and the part of it that the line belongs to."""

    section: str
    text: str
    spans: tuple[Span, ...]


class Sheet(Struct, frozen=True):
    """An annotated document."""

    kind: Literal["cv", "advert"]
    lines: tuple[Line, ...]
    source: str


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


def sheets(path: Path) -> Iterator[Sheet]:
    """Documents divided by `=== n`, a line `section, text` each; the file's name says what they are."""
    kind: Literal["cv", "advert"] = "cv" if "cv" in path.stem else "advert"
    blocks = _POST.split(path.read_text(encoding="utf-8"))
    for name, body in zip(blocks[1::2], blocks[2::2], strict=True):
        rows = (line.split("\t", 1) for line in body.splitlines() if "\t" in line)
        lines = tuple(Line(section, *unmarked(marked)) for section, marked in rows)
        yield Sheet(kind, lines, f"{path.name}:{name}")


def parts(folder: Path) -> dict[str, dict[str, str]]:
    """File -> its part and the kinds marked in it."""
    import tomllib

    return tomllib.loads((folder / "parts.toml").read_text(encoding="utf-8"))


# ---------------------------------------------------------------- linting


_STRAY = re.compile(r"[{}]")
_FOLDERS = ("messages", "posts", "documents")


def check_examples(folder: Path) -> Iterator[Problem]:
    """Every problem of the examples below `language/<code>/`."""
    listed = parts(folder)
    there = {f"{path.parent.name}/{path.name}" for name in _FOLDERS for path in sorted((folder / name).glob("*.t*"))}
    for name in sorted(there - set(listed)):
        yield Problem(name, "", "stands in no part: name it in parts.toml")
    seen: dict[str, tuple[str, str]] = {}
    for name, about in listed.items():
        if name not in there:
            yield Problem("parts.toml", name, "there is no such file")
            continue
        if about["part"] not in ("train", "dev", "held", "split"):
            yield Problem("parts.toml", name, f"no such part: {about['part']}")
        yield from _file(folder, name)
        if name.startswith("messages/"):
            yield from _twice(folder, name, about["part"], seen)


def _file(folder: Path, name: str) -> Iterator[Problem]:
    """Problems of one file, line by line."""
    try:
        if name.startswith("messages/"):
            for line in messages(folder / name, frozenset()):
                unknown = sorted({label for label in line.intents if label not in INTENTS})
                yield from (Problem(name, line.source, f"no such intent: {label}") for label in unknown)
                if line.context not in CONTEXTS:
                    yield Problem(name, line.source, f"no such context: {line.context}")
                yield from _text(name, line.source, line.text)
        elif name.startswith("posts/"):
            for post in posts(folder / name, frozenset()):
                yield from _text(name, post.source, post.text)
        else:
            for sheet in sheets(folder / name):
                known = {section for part in SECTIONS[sheet.kind] for section in (part, f"head:{part}")}
                for row in sheet.lines:
                    if row.section not in known:
                        yield Problem(name, sheet.source, f"no such section: {row.section}")
                    yield from _text(name, sheet.source, row.text)
        yield from _marks(folder, name)
    except (ValueError, OSError) as error:
        yield Problem(name, "", f"cannot be read: {error}")


def _text(name: str, source: str, text: str) -> Iterator[Problem]:
    if _STRAY.search(text):
        yield Problem(name, source, "a brace that belongs to no mark")


def _marks(folder: Path, name: str) -> Iterator[Problem]:
    for number, line in enumerate((folder / name).read_text(encoding="utf-8").splitlines(), 1):
        for span in unmarked(line)[1]:
            if span.label not in MARKS.get(span.kind, ()):
                yield Problem(name, f"line {number}", f"no such mark: {span.kind}:{span.label}")


def _twice(folder: Path, name: str, part: str, seen: dict[str, tuple[str, str]]) -> Iterator[Problem]:
    """A message of one part that stands in another too would be learned by heart and then measured."""
    for line in messages(folder / name, frozenset()):
        key = f"{line.context} {' '.join(line.text.lower().split())}"
        other = seen.setdefault(key, (part, line.source))
        if other[0] != part and len(line.text) > 25:
            yield Problem(name, line.source, f"stands in another part too: {other[1]}")

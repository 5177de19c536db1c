"""Linting of annotated examples: every mark, label, context and part must be one that the guideline names.

`careerbot corpus check` runs it, so that a slip of the keyboard in an example is found before anything is learned from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from careerbot.corpus.contents import Problem
from careerbot.nlu.examples import CONTEXTS, INTENTS, MARKS, SECTIONS, messages, parts, posts, sheets, unmarked

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

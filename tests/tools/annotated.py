"""The annotated examples of one part: what readers are trained on, tuned by and measured with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from careerbot.nlu.examples import Example, Sheet, messages, parts, posts, sheets

Part = Literal["train", "dev", "held"]


def read_documents(folder: Path, part: Part) -> Iterator[Sheet]:
    """The annotated documents of one part."""
    for name in parts(folder):
        if name.startswith("documents/"):
            found = list(sheets(folder / name))
            # one writer wrote them all: every fifth is held out, the one before it for tuning
            wanted = {"train": (0, 1, 2), "dev": (3,), "held": (4,)}[part]
            yield from (sheet for i, sheet in enumerate(found) if i % 5 in wanted)


def read_examples(folder: Path, part: Part) -> Iterator[Example]:
    """The examples of one part, in the order of `parts.toml`, which says to which part a file (one writer) belongs.

    Lines of documents come as examples of their own, in the context of their kind.
    """
    for name, about in parts(folder).items():
        if about["part"] == part and not name.startswith("documents/"):
            read = posts if name.startswith("posts/") else messages
            yield from read(folder / name, frozenset(about["marks"]))
    for sheet in read_documents(folder, part):
        for number, line in enumerate(sheet.lines):
            if line.spans and not line.section.startswith("head:"):
                yield Example(sheet.kind, line.text, line.spans, (), frozenset("SRTDP"), f"{sheet.source}.{number}")

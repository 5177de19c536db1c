"""Conditional frequencies: of the people with a title, the share that uses a tool.

What a title is taken to imply is told with it, so that nobody is counted as usual who is not. Counted by
tests/tools/make_title_shares.py.
"""

from __future__ import annotations

from pathlib import Path

from careerbot.corpus.records import Slug

NAME = "title_shares.csv"


def read_title_shares(folder: Path) -> dict[tuple[Slug, Slug], float]:
    """(role, skill) -> share of its people; empty where a corpus has no such table, or none that can be read."""
    found = {}
    try:
        lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    for line in lines:
        role, _, rest = line.partition(",")
        skill, _, rest = rest.partition(",")
        try:
            found[role, skill] = float(rest.partition(",")[0])
        except ValueError:
            continue  # the heading, and remarks
    return found

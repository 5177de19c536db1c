"""Every error careerbot raises on purpose. The message is shown as it is to the person at the keyboard.

CareerbotError
├── CorpusError      the corpus cannot be used; holds every problem found
├── IndexUnusable    the vectors on disk are missing, stale or torn (rebuilt, or worked around)
├── EncoderMissing   the embedding model cannot be loaded (answers come from words alone)
└── FileTrouble      a file of the person's cannot be read or written
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class CareerbotError(Exception):
    """Base of all; exit code 1. The text says what is wrong, where, and what to do."""


class CorpusError(CareerbotError):
    """The corpus breaks its rules."""

    def __init__(self, problems: Sequence[object]) -> None:
        self.problems = tuple(problems)
        """Every problem, each printed as `path: key: message`."""
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        super().__init__("\n".join([*(str(p) for p in self.problems), f"The corpus has {count} {noun}."]))


class IndexUnusable(CareerbotError):
    """The vector index is missing, stale, torn or made by another model."""


class EncoderMissing(CareerbotError):
    """The embedding model is not installed, altered, or does not fit in memory."""


class FileTrouble(CareerbotError):
    """A file cannot be read or written."""

"""How near in meaning each skill is to each role, worked out when the index is made.

Read with the standard library alone, in about a millisecond: a question whose words are all known needs no numpy.
The file is one line of JSON (the skills, the roles), padded to whole numbers, then one row of floats a skill.
"""

from __future__ import annotations

import json
import mmap
from typing import TYPE_CHECKING

from careerbot import generations
from careerbot.errors import IndexUnusable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

FILE = "closeness.bin"
CELLS_LIMIT = 20_000_000
"""Skills times roles; beyond it (80 MB) the file is not written and the index itself has to be asked."""

_NUMBER = 4


class Closeness:
    """Cosine similarities of skills (rows) and roles (columns)."""

    def __init__(self, skills: Sequence[str], roles: Sequence[str], cells: memoryview[float]) -> None:
        self.roles = tuple(roles)
        """Role slugs, in the order of every row."""
        self._row = {slug: at for at, slug in enumerate(skills)}
        self._cells = cells

    def row(self, skill: str) -> list[float] | None:
        """The similarity of one skill to each of `roles`; None for a skill the index does not have."""
        at = self._row.get(skill)
        width = len(self.roles)
        return None if at is None else list(self._cells[at * width : (at + 1) * width])


def open_closeness(folder: Path, fingerprint: str) -> Closeness:
    """The similarities of the index in `folder`; IndexUnusable if that is not whole or not of this fingerprint."""
    found = generations.current(folder, fingerprint, only=(FILE,))
    try:
        with open(found.folder / FILE, "rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        message = f"{folder} holds no similarities of skills and roles."
        raise IndexUnusable(message) from error
    end = mapped.find(b"\n") + 1
    head = json.loads(mapped[:end])
    return Closeness(head["skills"], head["roles"], memoryview(mapped)[end:].cast("f"))


def write_closeness(path: Path, skills: Sequence[str], roles: Sequence[str], cells: NDArray[np.float32]) -> None:
    """Write the similarities, shape [skills, roles], unless there are too many to be worth it."""
    if not 0 < cells.size <= CELLS_LIMIT:
        return
    head = json.dumps({"skills": list(skills), "roles": list(roles)}).encode()
    padding = b" " * (-(len(head) + 1) % _NUMBER)
    path.write_bytes(head + padding + b"\n" + cells.astype("f", copy=False).tobytes())

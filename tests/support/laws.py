"""How many examples a law is tried on."""

from __future__ import annotations

import os

QUICK = 15
MUTATING = os.environ.get("CAREERBOT_HYPOTHESIS") == "mutation"
"""Whether tests/tools/mutate.py runs the tests, once for every change of a module."""


def examples(many: int) -> int:
    """So many; few where all that is asked is whether a change is noticed."""
    return min(many, QUICK) if MUTATING else many

"""Where things lie: the project's root, its tests, and the real data beside it (which may be absent)."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
SUPPORT = TESTS / "support"
SHARED = ROOT.parent / "shared"
DEV = SHARED / "data" / "dev"

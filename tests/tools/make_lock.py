"""Writes requirements.lock: the versions installed here of everything careerbot needs, and of nothing else.

`python tests/tools/make_lock.py` after an upgrade that passed the tests. CI installs with `pip install -c requirements.lock`.
"""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = ("nvidia", "cuda", "triton")
"""Parts of torch for graphics cards: careerbot runs on the CPU, and which of them exist depends on the machine."""

HEAD = "# Tested versions of everything careerbot needs; made by tests/tools/make_lock.py, used as `pip install -c`.\n"


def closure() -> dict[str, str]:
    """Name -> version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = [*project["dependencies"], *(r for extra in project["optional-dependencies"].values() for r in extra)]
    todo = [Requirement(row) for row in rows]
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        need = todo.pop()
        name = canonicalize_name(need.name)
        key = (name, frozenset(need.extras))
        if key in seen or name == "careerbot" or name.startswith(SKIPPED):
            continue
        seen.add(key)
        # a build of the same version for one machine (+cpu) is no version of its own
        found[name] = metadata.version(name).partition("+")[0]
        for row in map(Requirement, metadata.requires(name) or []):
            if row.marker is None or any(row.marker.evaluate({"extra": extra}) for extra in ("", *need.extras)):
                todo.append(row)
    return found


if __name__ == "__main__":
    text = HEAD + "".join(f"{name}=={version}\n" for name, version in sorted(closure().items()))
    (ROOT / "requirements.lock").write_text(text, encoding="utf-8")

"""The lock file: it pins everything that careerbot needs, inside the ranges that pyproject.toml allows."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from places import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = [Requirement(row) for row in (*PROJECT["dependencies"], *EXTRAS["cluster"], *EXTRAS["test"])]


def pins() -> dict[str, str]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.!]*", row) for row in rows), rows
    return {canonicalize_name(name): version for name, _, version in (row.partition("==") for row in rows)}


@pytest.mark.parametrize("wanted", [r for r in WANTED if r.name != "careerbot"], ids=str)
def test_every_dependency_is_pinned_within_its_range(wanted: Requirement) -> None:
    pinned = pins()[canonicalize_name(wanted.name)]
    assert wanted.specifier.contains(pinned), pinned
    assert wanted.specifier, "no range at all"


def test_what_the_dependencies_need_is_pinned_too() -> None:
    pinned = pins()
    todo = [(canonicalize_name(r.name), tuple(r.extras)) for r in WANTED if r.name != "careerbot"]
    seen = set(todo)
    while todo:
        name, extras = todo.pop()
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # an optional part that is not installed here
        for row in map(Requirement, needs):
            wants = row.marker is None or any(row.marker.evaluate({"extra": extra}) for extra in ("", *extras))
            key = (canonicalize_name(row.name), tuple(row.extras))
            if wants and key not in seen and not row.name.startswith(("nvidia", "cuda", "triton")):
                seen.add(key)
                todo.append(key)
                assert key[0] in pinned, f"{row.name}, needed by {name}"
                assert row.specifier.contains(pinned[key[0]], prereleases=True), f"{row} of {name}"


def test_the_lock_names_no_place_to_fetch_from() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--" not in text
    assert "torch==2.13.0\n" in text

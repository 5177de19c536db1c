"""What is handed out: the source archive holds all that its tests need and passes them, the wheel answers by itself."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile

import pytest
from places import ROOT

FEW = ("tests/test_lock.py", "tests/text", "tests/corpus/test_files.py", "tests/dialogue/test_merging.py")
"""Tests that touch every kind of file: the lock, the corpus, the code."""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The two archives, as an installer would make them."""
    place = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(place), "-t", "sdist", "-t", "wheel"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=280)
    (archive,), (wheel,) = place.glob("*.tar.gz"), place.glob("*.whl")
    return archive, wheel


def own_files():
    """What stands in the folders of the project, without what is made while working."""
    made = {"__pycache__", ".hypothesis", ".pytest_cache"}
    for folder in ("careerbot", "corpus", "tests", ".ci"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and not made & set(path.parts) and path.suffix != ".pyc":
                yield path.relative_to(ROOT).as_posix()


def test_the_archives_hold_what_they_should(built):
    archive, wheel = built
    with tarfile.open(archive) as file:
        listed = {name.partition("/")[2] for name in file.getnames()}
    assert {*own_files(), "pyproject.toml", "requirements.lock", "README.md", "LICENSE"} <= listed
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
    wanted = {f"careerbot/corpus_files/{name.removeprefix('corpus/')}" for name in own_files() if name.startswith("corpus/")}
    assert wanted | {name for name in own_files() if name.startswith("careerbot/")} <= names
    assert not {name for name in names if name.startswith(("tests/", "corpus/"))}


def test_a_wheel_answers_by_itself(built, tmp_path):
    with zipfile.ZipFile(built[1]) as file:
        file.extractall(tmp_path / "site")
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(
        [sys.executable, "-m", "careerbot", "--no-encoder", "suggest", "python, sql"], cwd=tmp_path, env=env, capture_output=True, text=True,
        timeout=120, check=True,
    )  # fmt: skip
    assert "Data analyst" in done.stdout
    where = subprocess.run([sys.executable, "-m", "careerbot", "where"], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=60, check=True)
    assert "corpus_files" in "".join(where.stdout.split())


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_source_archive_passes_its_tests(built, tmp_path):
    with tarfile.open(built[0]) as file:
        file.extractall(tmp_path, filter="data")
    (home,) = tmp_path.glob("careerbot-*")
    env = {**os.environ, "PYTHONPATH": str(home)}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *FEW], cwd=home, env=env, capture_output=True, text=True, timeout=850, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]

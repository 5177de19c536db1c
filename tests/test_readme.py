"""The README is true: its examples print what it shows, its commands exist, its links lead somewhere.

`pytest tests/test_readme.py --rewrite-readme` puts today's output into it; the diff is then reviewed.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Callable

import pytest
from places import ROOT

from careerbot.cli import app as command_line

README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def examples(text: str) -> list[tuple[str, str]]:
    """(command, what follows it) of every `$ ...` in a console block."""
    found = []
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown.rstrip("\n")))
    return found


def output(command: str, cli: Callable) -> str:
    """What the command prints; `| head -N` is done here."""
    command, _, head = command.partition(" | head -")
    given, _, piped = command.partition(" | careerbot ")
    if piped:
        text = shlex.split(given)[1].replace("\\n", "\n")
        ran = cli(*shlex.split(piped), given=text, words_only=False)
    else:
        ran = cli(*shlex.split(command)[1:], words_only=False)
    lines = (ran.out or ran.err).rstrip("\n").split("\n")
    return "\n".join(line.rstrip() for line in (lines[: int(head)] if head else lines))


def test_examples_print_what_is_shown(cli: Callable, request: pytest.FixtureRequest) -> None:
    text = README.read_text(encoding="utf-8")
    found = examples(text)
    assert len(found) >= 6
    made = {command: output(command, cli) for command, _ in found}
    if request.config.getoption("--rewrite-readme"):
        for command, shown in found:
            before = f"$ {command}\n{shown}\n" if shown else f"$ {command}\n"
            text = text.replace(before, f"$ {command}\n{made[command]}\n", 1)
        README.write_text(text, encoding="utf-8")
        return
    for command, shown in found:
        assert made[command] == shown, command


def test_every_command_is_named() -> None:
    from typer.main import get_command

    text = README.read_text(encoding="utf-8")
    group = get_command(command_line.application())
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert f"careerbot {name}" in text or f"`{name}`" in text, name
        assert command.help, name


def test_the_two_commands_are_those_ci_and_pyproject_know() -> None:
    text = README.read_text(encoding="utf-8")
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert 'pip install -e ".[test]"' in text
    assert "test" in extras
    assert "cluster" in extras
    assert re.search(r"^pytest\b", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)


def test_files_it_names_exist() -> None:
    text = README.read_text(encoding="utf-8")
    for path in re.findall(r"`((?:tests|corpus|careerbot)/[\w./-]+)`", text):
        assert (ROOT / path.rstrip("/")).exists(), path


def test_it_speaks_of_careerbot_alone() -> None:
    text = README.read_text(encoding="utf-8").lower()
    for word in ("/work/", "/root/", "/tmp/", "sessions of", "helper"):
        assert word not in text

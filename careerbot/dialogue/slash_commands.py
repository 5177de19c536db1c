"""Commands inside a conversation, one table: help, completion and dispatch all read it."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One of them."""

    name: str
    takes: str
    """What may follow, as help shows it."""
    about: str
    says: str = ""
    """The message it stands for; "{}" is what follows. Empty where the prompt itself acts."""
    alone: str = ""
    """The message where nothing follows, if another."""
    completes: str = ""
    """What Tab offers after it: "role", "skill", "file", or nothing."""


COMMANDS: tuple[Command, ...] = (
    Command("help", "", "what you can say", "help"),
    Command("profile", "", "what I know about you", "show my profile"),
    Command("roles", "", "the roles that fit you", "which roles fit me?"),
    Command("plan", "[role]", "steps to a role", "make a plan for {}", "make a plan", "role"),
    Command("compare", "role, role", "two roles side by side", "compare {}", "compare the first two", "role"),
    Command("why", "[role]", "where a score comes from", "why {}?", "why?", "role"),
    Command("undo", "", "take the last step back", "undo"),
    Command("forget", "skill", "forget something you told me", "forget {}", "forget", "skill"),
    Command("save", "", "keep the profile on this computer"),
    Command("export", "[file]", "write the conversation's results to a .md or .json file", completes="file"),
    Command("new", "", "forget this conversation and begin anew", "start over"),
    Command("quit", "", "leave"),
)

_BY_NAME = {command.name: command for command in COMMANDS}
_ALIASES = {"exit": "quit", "q": "quit", "h": "help", "?": "help", "bye": "quit", "me": "profile", "reset": "new"}


def parse_command(line: str) -> tuple[Command | None, str]:
    """(the command a line starts with, what follows it); None for a slash and a word that is none."""
    name, _, rest = line.strip().removeprefix("/").partition(" ")
    name = name.lower()
    return _BY_NAME.get(_ALIASES.get(name, name)), rest.strip()


def is_command(line: str) -> bool:
    """Whether a line is meant as a command rather than as a message (a path is not)."""
    word = line.strip().split(" ", 1)[0]
    return word.startswith("/") and "\n" not in line.strip() and "/" not in word[1:]


def message_for(command: Command, rest: str) -> str:
    """The message that a command stands for."""
    if "{}" in command.says:
        return command.says.replace("{}", rest) if rest else command.alone
    return command.says


def nearest_name(name: str) -> str:
    """The command somebody probably meant, empty if none is near."""
    from rapidfuzz import process

    found = process.extractOne(name.lower().lstrip("/"), list(_BY_NAME), score_cutoff=60)
    return found[0] if found else ""


def help_lines() -> tuple[tuple[str, str], ...]:
    """(what is typed, what it does)."""
    return tuple((f"/{c.name} {c.takes}".strip(), c.about) for c in COMMANDS)

"""Slash commands inside a conversation, one table: help, completion and dispatch all read it."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One of them."""

    name: str
    takes: str
    """What may follow, as help shows it."""
    about: str
    asks: str = ""
    """The request it stands for (`nlu.examples.INTENTS`); empty where the conversation itself acts."""
    completes: str = ""
    """What Tab offers after it: "role", "skill", "file", or nothing."""


COMMANDS: tuple[Command, ...] = (
    Command("help", "", "what you can type", "help"),
    Command("profile", "", "what I take from you, and what we are talking about", "show_profile"),
    Command("roles", "", "the roles that fit you", "ask_roles"),
    Command("gaps", "[role]", "what carries over and what is missing", "ask_gaps", "role"),
    Command("plan", "[role]", "steps to a role", "ask_plan", "role"),
    Command("match", "[file]", "a job advert, or your CV, and how the two stand", "match", "file"),
    Command("pay", "[role]", "what a role pays", "ask_pay", "role"),
    Command("compare", "role, role", "two roles side by side", "compare", "role"),
    Command("why", "[role]", "where a score comes from", "why", "role"),
    Command("more", "", "the rest of the last answer", "more"),
    Command("undo", "", "take the last change back", "undo"),
    Command("forget", "skill or role", "strike out something you told me", "forget", "skill"),
    Command("exclude", "role", "leave a role out", completes="role"),
    Command("save", "", "keep the profile on this computer"),
    Command("export", "[file]", "write profile, roles and plan to a .md or .json file", completes="file"),
    Command("wipe", "", "delete everything held about you, kept files included"),
    Command("new", "", "forget this conversation and begin anew"),
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
    """Whether a line is meant as a command rather than as a message (a path is not): by its slash, or as the bare word "more".

    What writes, deletes or leaves needs the slash.
    """
    word = line.strip().split(" ", 1)[0]
    bare = _BY_NAME.get(line.strip().lower())
    if bare is not None and bare.asks:
        return True
    return word.startswith("/") and "\n" not in line.strip() and "/" not in word[1:]


def nearest_name(name: str) -> str:
    """The command somebody probably meant, empty if none is near."""
    from rapidfuzz import process

    found = process.extractOne(name.lower().lstrip("/"), list(_BY_NAME), score_cutoff=60)
    return found[0] if found else ""


def help_lines() -> tuple[tuple[str, str], ...]:
    """(what is typed, what it does)."""
    return tuple((f"/{c.name} {c.takes}".strip(), c.about) for c in COMMANDS)

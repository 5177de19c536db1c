"""Every rule a corpus must keep. All rules run, every problem is reported, whatever else is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from careerbot.corpus.checks import records, references
from careerbot.corpus.checks.view import View
from careerbot.corpus.files import parse_toml
from careerbot.corpus.reader import read_contents
from careerbot.corpus.records import Advice, Answer, Background, Fact, Problem, Record, Resource, Role, Skill, Source
from careerbot.errors import FileTrouble

Rule = Callable[[View], Iterable[Problem]]

RULES: tuple[Rule, ...] = tuple(
    rule
    for module in (references, records)
    for name, rule in vars(module).items()
    if not name.startswith("_") and getattr(rule, "__module__", "") == module.__name__
)
"""Every public function of the modules of rules, each documented by what it wants."""


def check(folders: Path | Sequence[Path], *, rules: Sequence[Rule] = RULES) -> tuple[Problem, ...]:
    """Every problem of the corpus in a folder, or of folders laid one over the other, in the order of files and keys.

    Raises:
        FileTrouble: a folder does not exist.

    """
    roots = (folders,) if isinstance(folders, Path) else tuple(folders)
    for root in roots:
        if not root.is_dir():
            raise FileTrouble(f"There is no corpus folder at {root}. Give an existing folder.")
    contents, unreadable = read_contents(roots)
    view = View(contents, roots)
    problems = {exact for problem in unreadable for exact in _keys_named(problem, roots)}
    for rule in rules:
        problems.update(rule(view))
    printable = {Problem(_printable(p.path), _printable(p.key), _printable(p.message)) for p in problems}
    return tuple(sorted(printable, key=lambda p: (p.path, p.key, p.message)))


def _printable(text: str) -> str:
    """What a hostile file says never reaches the terminal as it is."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


# ---------------------------------------------------------------- naming the key

_UNNAMED = "[...]"
"""How msgspec writes a key of a table that it does not name."""

_TYPE_OF: dict[str, type[Record]] = {
    "roles": Role, "skills": Skill, "resources": Resource, "backgrounds.toml": Background, "sources.toml": Source,
    "facts": Fact, "answers": Answer, "advice": Advice,
}  # fmt: skip


def _keys_named(problem: Problem, roots: Sequence[Path]) -> Iterator[Problem]:
    """The same problem with its key named in full: "needs.sql.level" for "needs[...].level"."""
    exact = list(_entries_at_fault(problem, roots)) if _UNNAMED in problem.message else []
    yield from exact or [problem]


def _entries_at_fault(problem: Problem, roots: Sequence[Path]) -> Iterator[Problem]:
    found = _raw(problem, roots)
    if found is None:
        return
    type_, table = found
    for field in msgspec.structs.fields(type_):
        entries = table.get(field.encode_name)
        if not isinstance(entries, dict):
            continue
        for key, value in entries.items():
            try:
                msgspec.convert({key: value}, type=field.type)
            except msgspec.ValidationError as error:
                message, _, where = str(error).partition(" - at `$[...]")
                place = f"{field.name}.{key}{where.rstrip('`')}"
                yield Problem(problem.path, place if type_ is Role else f"{problem.key}.{place}", message)


def _raw(problem: Problem, roots: Sequence[Path]) -> tuple[type[Record], dict[str, Any]] | None:
    """The table a problem is about, as its file has it."""
    path = next((root / problem.path for root in reversed(roots) if (root / problem.path).is_file()), None)
    if path is None:
        return None
    data = parse_toml(path.read_text(encoding="utf-8"))
    top = problem.path.split("/", 1)[0].replace("answers", "advice")
    if top == "facts":
        top = next((key for key in ("facts", "answers") if problem.key in data.get(key, {})), top)
        data = data.get(top, {})
    table = data if top == "roles" else data.get(problem.key)
    return (_TYPE_OF[top], table) if isinstance(table, dict) else None

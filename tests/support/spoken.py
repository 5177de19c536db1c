"""Which sentences of replies.toml the program says, and with which names: read off its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from places import ROOT

from careerbot.corpus.phrasebook import Wording

_KEY = re.compile(r"[a-z_]+\.[a-z0-9_]+")


def said_by_the_program(wording: Wording) -> dict[str, set[str] | None]:
    """Keys that modules say -> the names they fill in; None where that cannot be read off the call."""
    found: dict[str, set[str] | None] = {}
    groups = {key.partition(".")[0] for key in wording.replies}
    for path in sorted((ROOT / "careerbot" / "dialogue").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in _SAYING:
                _of_call(node, groups, found)
        for text in _strings(tree):
            if _is_key(text, groups):
                found.setdefault(text, None)
        for prefix in _prefixes(tree, groups):
            found |= {key: None for key in wording.replies if key.startswith(prefix)}
    return found


_SAYING = ("say", "text", "question", "_wording")


def _of_call(node: ast.Call, groups: set[str], found: dict[str, set[str] | None]) -> None:
    names = None if any(k.arg is None for k in node.keywords) else {str(k.arg) for k in node.keywords}
    for text in (text for argument in node.args[:2] for text in _strings(argument)):
        if _is_key(text, groups):
            before = found.get(text, set())
            found[text] = None if names is None or before is None else names | before


def _is_key(text: str, groups: set[str]) -> bool:
    return _KEY.fullmatch(text) is not None and not text.endswith(".json") and text.partition(".")[0] in groups


def _prefixes(tree: ast.AST, groups: set[str]) -> Iterator[str]:
    """Beginnings of keys that are put together: f"level.{level}"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            start = str(node.values[0].value)
            if start.partition(".")[0] in groups and "." in start and " " not in start:
                yield start


def _strings(tree: ast.AST) -> Iterator[str]:
    """Whole literals, not those inside a text that is put together."""
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield node.value

"""Who may import whom: one order of packages, no cycle inside one, one owner a library, rooms of a size to find one's way in."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache

import pytest
from places import ROOT

PACKAGE = ROOT / "careerbot"

ORDER = (
    "errors lazy storage",
    "text",
    "corpus",
    "nlu",
    "documents",
    "embeddings",
    "matching",
    "planning",
    "questions",
    "settings advisor",
    "output",
    "dialogue",
    "batch",
    "cli",
    "__main__ __init__",
)
"""From what everything rests on to what rests on everything: a package imports only from its own line and those above."""

OWNERS = {
    "faiss": "embeddings",
    "sentence_transformers": "embeddings",
    "transformers": "embeddings",
    "torch": "embeddings",
    "onnxruntime": "embeddings",
    "onnx": "embeddings",
    "onnxscript": "embeddings",
    "tokenizers": "embeddings",
    "numpy": "embeddings",
    "rapidfuzz": "text corpus dialogue",
    "rich": "output",
    "prompt_toolkit": "cli",
    "typer": "cli",
    "pypdfium2": "documents",
    "pylatexenc": "documents",
    "striprtf": "documents",
    "yaml": "documents",
    "dask": "batch",
    "distributed": "batch",
    "pyarrow": "batch",
    "msgspec": " ".join(ORDER),
}
"""Who may import each library; no other library is imported at all."""

MOST_MODULES, MOST_LINES = 14, 400
"""In a folder; in a module."""

MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.name != "__init__.py" or path.parent == PACKAGE
}


def package(module: str) -> str:
    return module.partition(".")[0]


def place(module: str) -> int:
    return next(i for i, line in enumerate(ORDER) if package(module) in line.split())


@cache
def imports(module: str) -> tuple[str, ...]:
    """Full names of what a module imports, at its top or in a function, but for type checkers only."""
    return tuple(_imported(ast.parse(MODULES[module].read_text(encoding="utf-8"))))


def _imported(node: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and getattr(child.test, "id", "") == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        yield from _imported(child)


def own(name: str) -> str | None:
    """The module of ours that an imported name lies in."""
    if not name.startswith("careerbot."):
        return None
    rest = name.removeprefix("careerbot.")
    while rest and rest not in MODULES:
        rest = rest.rpartition(".")[0]
    return rest or None


def test_every_module_has_a_place():
    for module in MODULES:
        assert any(package(module) in line.split() for line in ORDER), f"{module} stands in no line of ORDER"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_above(module):
    for name in imports(module):
        used = own(name)
        assert used is None or place(used) <= place(module), f"{module} imports {used}, which stands below it"


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_imported_by_its_owner_alone(module):
    for name in imports(module):
        library = name.partition(".")[0]
        if library in sys.stdlib_module_names or library == "careerbot":
            continue
        assert package(module) in OWNERS.get(library, "").split(), f"{module} imports {library}"


def test_no_modules_import_each_other_in_a_circle():
    seen: dict[str, int] = {}

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, f"a circle: {' -> '.join((*path[path.index(module):], module))}"
        if seen.get(module):
            return
        for name in imports(module):
            used = own(name)
            if used is not None and used != module:
                visit(used, (*path, module))
        seen[module] = 1

    for module in MODULES:
        visit(module, ())


def test_rooms_have_a_size_to_find_ones_way_in():
    for folder in {path.parent for path in MODULES.values()}:
        names = [path.stem for path in folder.glob("*.py") if path.stem != "__init__"]
        assert len(names) <= MOST_MODULES, f"{folder.name} has {len(names)} modules: what do they own?"
    assert not {"utils", "helpers", "base", "manager", "service", "common", "misc"} & {
        module.rpartition(".")[2] for module in MODULES
    }


@pytest.mark.parametrize("module", MODULES)
def test_a_module_has_one_subject(module):
    lines = MODULES[module].read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES, f"{module} has {lines} lines: split it by what it owns"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is(module):
    told = (ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8"))) or "").split("\n")
    assert len(told[0].split()) >= 4, f"{module}: what is it, in the field's term?"


MOST_MODULES_IN_ALL, MOST_LINES_IN_ALL = 128, 31_230
"""Of the whole house: what was reached, and the way is down; 120 and 24,500 are the aim."""


def test_the_house_does_not_grow():
    lines = sum(path.read_text(encoding="utf-8").count("\n") for path in PACKAGE.rglob("*.py"))
    assert len(MODULES) <= MOST_MODULES_IN_ALL, f"{len(MODULES)} modules: which of them own one thing together?"
    assert lines <= MOST_LINES_IN_ALL, f"{lines} lines: what is said twice, or used by nobody?"


MOST_WORDS = 3_000
"""English words that may stand in Python outside docstrings, messages and help: the rest are corpus files."""


def test_language_is_data():
    words = sum(_literal_words(ast.parse(path.read_text(encoding="utf-8"))) for path in MODULES.values())
    assert words <= MOST_WORDS, f"{words} literal words in Python: language belongs into corpus/language"


def _literal_words(tree: ast.Module) -> int:
    """Words of the literals at module level (tables, patterns) and of sets, tuples and comparisons inside functions."""
    count = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.Compare | ast.Tuple | ast.List | ast.Dict) or (
            isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in _TABLES
        ):
            count += sum(
                _words(child.value)
                for child in ast.iter_child_nodes(node)
                if isinstance(child, ast.Constant) and isinstance(child.value, str)
            )
    return count


_TABLES = {"frozenset", "compile", "split"}


def _words(text: str) -> int:
    return sum(len(word) > 1 and word.isascii() and word.isalpha() and word.islower() for word in text.replace("|", " ").split())

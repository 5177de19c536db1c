"""Mutation testing: changes one thing in a module, runs its tests, and counts the changes that no test noticed.

`python tests/tools/mutate.py [COUNT] [SEED] [MODULE...]` draws COUNT (60 by default) changes from the modules of WIDER, or from
those named, tries each in a copy of the project and prints those that survived, then the share that was killed.
Docstrings, messages of errors and annotations are left alone: no test should hold a wording. So is `strict=True`.

Each change is tried in a fork of a process that has imported all of careerbot: a change inside a function is put in its place
there, for any other careerbot is imported anew. First the worked examples of the module are run, then, where those notice nothing,
the wider tests. Needs os.fork.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import importlib
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import hypothesis.strategies
import icalendar
import msgspec
import numpy as np
import pytest

STOOD_ON = (hypothesis, icalendar, msgspec, np)
"""What tests import besides: imported once, before the forks."""

ROOT = Path(__file__).resolve().parents[2]

WIDER = {
    "careerbot/storage.py": ["tests/dialogue/test_profile_store.py", "tests/corpus/test_cache_owner.py"],
    "careerbot/dialogue/session_store.py": ["tests/dialogue/test_profile_store.py"],
    "careerbot/dialogue/merging.py": [],
    "careerbot/corpus/files.py": ["tests/corpus/test_cache.py"],
    "careerbot/output/exports.py": ["tests/output/test_escaping.py"],
    "careerbot/batch/formats.py": ["tests/batch/test_batch.py"],
    **{f"careerbot/planning/{name}.py": ["tests/planning/test_plan_worked.py"] for name in (
        "bridge", "effort", "ordering", "plan", "progress", "resources", "shape", "targets")},
    **{f"careerbot/matching/{name}.py": [] for name in (
        "advert", "confidence", "needs", "origins", "profile", "ranking", "weights")},
    "careerbot/nlu/examples.py": [],
    **{f"careerbot/nlu/{name}.py": ["tests/nlu/test_spans.py", "tests/nlu/test_thresholds.py"] for name in ("levels", "linear", "pipeline", "spans", "types")},
}  # fmt: skip
"""Module -> the tests that must notice, besides the one that mirrors it."""

HEAVY = ("tests/planning/test_plan.py", "tests/planning/test_bridge.py")
"""Laws that take a minute; worked examples stand beside them."""

SECONDS, WAIT = 60, 240
"""Of the processor, and of the clock, after which a change that makes tests run on and on counts as noticed."""


def tests_of(module: str) -> list[list[str]]:
    """The tests that mirror a module, worked examples first, then the wider ones."""
    folder, _, name = module.removeprefix("careerbot/").rpartition("/")
    mirrors = [f"tests/{folder}/test_{name[:-3]}{end}.py".replace("//", "/") for end in ("_worked", "")]
    found = [one for one in dict.fromkeys((*mirrors, *WIDER[module])) if Path(one).exists() and one not in HEAVY]
    return [one for one in (found[:1], found[1:]) if one]


COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn,
    ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


def changed(node: ast.AST) -> ast.AST | None:
    """Another node in its place; None where this kind is left alone."""
    new = copy.copy(node)
    match new:
        case ast.Compare(ops=[op]) if type(op) in COMPARED:
            new.ops = [COMPARED[type(op)]()]
        case ast.BoolOp(op=op):
            new.op = ast.And() if isinstance(op, ast.Or) else ast.Or()
        case ast.BinOp(op=op) if type(op) in COUNTED and not isinstance(new.left, ast.JoinedStr):
            new.op = COUNTED[type(op)]()
        case ast.UnaryOp(op=ast.Not()):
            return new.operand
        case ast.Constant(value=bool(value)):
            new.value = not value
        case ast.Constant(value=int(value) | float(value)):
            new.value = value + 1
        case ast.Return(value=value) if value is not None and not isinstance(value, ast.Constant):
            new.value = ast.Constant(None)
        case ast.If():
            new.test = ast.UnaryOp(ast.Not(), new.test)
        case ast.Expr(value=ast.Call()):
            return ast.Pass()
        case _:
            return None
    return new


def places(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int | None]]:
    """(parent, field, index) of every node that may be changed."""
    todo: list[ast.AST] = [tree]
    while todo:
        parent = todo.pop()
        for field, value in ast.iter_fields(parent):
            if field in ("annotation", "returns", "decorator_list", "type_params", "bases", "exc"):
                continue
            for at, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if not isinstance(node, ast.AST) or _left_alone(node):
                    continue
                todo.append(node)
                if changed(node) is not None:
                    yield parent, field, at


def _left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Raise | ast.Import | ast.ImportFrom):
        return True
    # zip(strict=True) is a guard against our own mistakes: without it nothing changes as long as there are none
    if isinstance(node, ast.keyword) and node.arg == "strict" and ast.unparse(node.value) == "True":
        return True
    # what only a type checker or another system sees
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "sys.platform == 'win32'")


def mutant(module: str, number: int) -> tuple[int, str, str]:
    """(line, what was there, the text of the module with it changed)."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    parent, field, at = list(places(tree))[number]
    value = getattr(parent, field)
    node = value if at is None else value[at]
    new = changed(node)
    assert new is not None
    if at is None:
        setattr(parent, field, new)
    else:
        value[at] = new
    before, after = (ast.unparse(one).split("\n", 1)[0][:60] for one in (node, ast.fix_missing_locations(new)))
    return node.lineno, f"{before}  ->  {after}", ast.unparse(ast.fix_missing_locations(tree))


def killed(copy_of: Path, module: str, text: str) -> bool:
    """Whether a test of the module notices."""
    path = copy_of / module
    whole = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    # what was compiled is told by its second and its length: two changes may share both
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
        compiled.unlink()
    try:
        return any(_fails(copy_of, tests, module, whole, text) for tests in tests_of(module))
    finally:
        path.write_text(whole, encoding="utf-8")


def _fails(folder: Path, tests: list[str], module: str, whole: str, text: str) -> bool:
    """Whether these tests fail, or run for too long, in a process of their own."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            signal.alarm(WAIT)
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            sys.dont_write_bytecode = whole != text
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            put_in_place(module, whole, text)
            code = pytest.main([*OPTIONS, *tests])
        finally:
            os._exit(int(code))
    return os.waitpid(child, 0)[1] != 0


OPTIONS = [
    "-x", "-q", "-o", "addopts=", "--disable-socket", "--allow-unix-socket", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:xdist",
    "-W", "ignore::pytest.PytestAssertRewriteWarning",
]  # fmt: skip


def put_in_place(module: str, whole: str, text: str) -> None:
    """The change, in the modules as they were imported before the fork; where it is not inside a function all are imported anew."""
    before, after = (_codes(compile(ast.unparse(ast.parse(one)), module, "exec")) for one in (whole, text))
    name = module[:-3].replace("/", ".")
    other = [place for place in after if place not in before or _told(before[place]) != _told(after[place])]
    try:
        for place in other:
            _function(sys.modules[name], place).__code__ = after[place]
    except (LookupError, AttributeError, ValueError):
        for one in [one for one in sys.modules if one.partition(".")[0] == "careerbot"]:
            del sys.modules[one]


def _codes(code: CodeType) -> dict[str, CodeType]:
    """The code of a module, and of its classes and functions by their qualified names."""
    found = {code.co_qualname: code}
    for one in code.co_consts:
        if isinstance(one, CodeType) and "<" not in one.co_qualname:
            found |= _codes(one)
    return found


def _told(code: CodeType) -> tuple[object, ...]:
    """What a piece of code does, wherever its lines stand, with what stands in it that has no name outside."""
    own = tuple(
        _told(one) if isinstance(one, CodeType) else (type(one), one)
        for one in code.co_consts
        if not isinstance(one, CodeType) or "<" in one.co_qualname
    )
    return code.co_code, own, code.co_names, code.co_varnames, code.co_freevars, code.co_exceptiontable


def _function(module: ModuleType, place: str) -> FunctionType:
    """The function of a qualified name; LookupError for a class, a module, or what stands inside a function."""
    found: object = module
    for name in place.split("."):
        found = vars(found)[name]
        for inside in ("fget", "func", "__func__", "__wrapped__"):
            found = getattr(found, inside, None) or found
    if not isinstance(found, FunctionType):
        raise LookupError(place)
    return found


def _import_all(folder: Path) -> None:
    """Everything of careerbot, from the copy."""
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    for path in sorted((folder / "careerbot").rglob("*.py")):
        if path.name not in ("__init__.py", "__main__.py"):
            with contextlib.suppress(ImportError):
                importlib.import_module(".".join(path.relative_to(folder).with_suffix("").parts))


def main(count: int, seed: int, modules: list[str]) -> None:
    """Draw, try, and print."""
    drawn = [
        (module, n)
        for module in modules or WIDER
        for n, _ in enumerate(places(ast.parse((ROOT / module).read_text(encoding="utf-8"))))
    ]
    chosen = [(module, *mutant(module, n)) for module, n in random.Random(seed).sample(drawn, min(count, len(drawn)))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "careerbot"
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".git", ".hypothesis", ".*_cache"))
        kept = str(Path(name) / "cache")
        os.environ.update(
            PYTHONPATH=str(folder), PYTHONDONTWRITEBYTECODE="1", CAREERBOT_HYPOTHESIS="mutation",
            CAREERBOT_CACHE=kept, CAREERBOT_SHARED_CACHE=kept,
        )  # fmt: skip
        _import_all(folder)
        for module in sorted({module for module, *_ in chosen}):
            if killed(folder, module, (ROOT / module).read_text(encoding="utf-8")):
                raise SystemExit(f"The tests of {module} fail as it is: mend that first.")
        dead: Counter[str] = Counter()
        for tried, (module, line, what, text) in enumerate(chosen, 1):
            noticed = killed(folder, module, text)
            dead[module] += noticed
            if tried % 20 == 0:
                # drawn in no order: a run cut short is a smaller sample
                print(f"{dead.total()} of {tried} killed so far", flush=True)
            if not noticed:
                print(f"survived  {module}:{line}  {what}", flush=True)
    drawn_of = Counter(module for module, *_ in chosen)
    for module in sorted(drawn_of):
        print(f"{module}: {dead[module]} of {drawn_of[module]}")
    print(f"{dead.total()} of {len(chosen)} killed ({dead.total() / len(chosen):.0%}), drawn from {len(drawn):,}")


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    main(
        (numbers + [60])[0],
        (numbers + [60, 0])[1] if len(numbers) > 1 else 0,
        [one for one in sys.argv[1:] if not one.isdigit()],
    )

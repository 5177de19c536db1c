"""Mutation testing: changes one thing in a module, runs its tests, and counts the changes that no test noticed.

`python tests/tools/mutate.py [COUNT] [SEED] [MODULE...]` draws COUNT (60 by default) changes from the modules of TESTS, or from
those named, tries each in a copy of the project and prints those that survived, then the share that was killed.
Docstrings, messages of errors and annotations are left alone: no test should hold a wording.
"""

from __future__ import annotations

import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PLANS = ["tests/planning/test_shape.py", "tests/planning/test_plan.py"]
TESTS = {
    "careerbot/storage.py": ["tests/dialogue/test_profile_store.py", "tests/corpus/test_cache_owner.py", "tests/test_storage.py"],
    "careerbot/dialogue/session_store.py": ["tests/dialogue/test_profile_store.py", "tests/dialogue/test_session_store.py"],
    "careerbot/dialogue/merging.py": ["tests/dialogue/test_merging.py"],
    "careerbot/corpus/files.py": ["tests/corpus/test_files.py", "tests/corpus/test_cache.py"],
    "careerbot/output/exports.py": ["tests/output/test_escaping.py", "tests/output/test_exports.py", "tests/planning/test_plan.py"],
    "careerbot/batch/formats.py": ["tests/batch/test_formats.py", "tests/batch/test_batch.py"],
    "careerbot/planning/ordering.py": PLANS,
    "careerbot/planning/effort.py": PLANS,
    "careerbot/planning/targets.py": PLANS,
    "careerbot/planning/plan.py": PLANS,
    "careerbot/planning/progress.py": PLANS,
    "careerbot/planning/stages.py": PLANS,
    "careerbot/planning/shape.py": PLANS,
    "careerbot/planning/bridge.py": ["tests/planning/test_bridge.py", "tests/planning/test_plan.py"],
    "careerbot/matching/ranking.py": ["tests/matching"],
    "careerbot/matching/needs.py": ["tests/matching"],
    "careerbot/matching/confidence.py": ["tests/matching"],
    "careerbot/matching/profile.py": ["tests/matching", "tests/planning/test_plan.py"],
    "careerbot/nlu/levels.py": ["tests/nlu", "tests/text/test_amounts.py", "tests/corpus/test_lexicon.py"],
    "careerbot/nlu/spans.py": ["tests/corpus/test_lexicon.py", "tests/nlu"],
    "careerbot/nlu/pipeline.py": ["tests/corpus/test_lexicon.py", "tests/nlu", "tests/batch/test_batch.py"],
    "careerbot/nlu/linear.py": ["tests/nlu", "tests/corpus/test_lexicon.py"],
}
"""Module -> the tests that must notice."""

SECONDS = 240
"""After which a change that makes tests run on and on counts as noticed."""

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn,
    ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


def changed(node: ast.AST) -> ast.AST | None:
    """Another node in its place; None where this kind is left alone."""
    new = copy.deepcopy(node)
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
    # what only a type checker or another system sees
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "sys.platform == 'win32'")


def mutants(module: str) -> Iterator[tuple[int, str, str]]:
    """(line, what was there, the text of the module with it changed)."""
    source = (ROOT / module).read_text(encoding="utf-8")
    for count in range(sum(1 for _ in places(ast.parse(source)))):
        tree = ast.parse(source)
        parent, field, at = list(places(tree))[count]
        value = getattr(parent, field)
        node = value if at is None else value[at]
        new = changed(node)
        assert new is not None
        if at is None:
            setattr(parent, field, new)
        else:
            value[at] = new
        before, after = (ast.unparse(one).split("\n", 1)[0][:60] for one in (node, ast.fix_missing_locations(new)))
        yield node.lineno, f"{before}  ->  {after}", ast.unparse(ast.fix_missing_locations(tree))


def killed(copy_of: Path, module: str, text: str) -> bool:
    """Whether a test of the module notices."""
    path = copy_of / module
    whole = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    tests = [name for name in TESTS[module] if (copy_of / name).exists()]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *tests], cwd=copy_of, capture_output=True,
            env={**os.environ, "PYTHONPATH": str(copy_of), "CAREERBOT_HYPOTHESIS": "mutation"}, timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(whole, encoding="utf-8")
    return done.returncode != 0


def main(count: int, seed: int, modules: list[str]) -> None:
    """Draw, try, and print."""
    drawn = [(module, *one) for module in modules or TESTS for one in mutants(module)]
    chosen = random.Random(seed).sample(drawn, min(count, len(drawn)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "careerbot"
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".git", "__pycache__", ".hypothesis", ".*_cache"))
        for module in sorted({module for module, *_ in chosen}):
            if killed(folder, module, (ROOT / module).read_text(encoding="utf-8")):
                raise SystemExit(f"The tests of {module} fail as it is: mend that first.")
        dead = 0
        for module, line, what, text in chosen:
            noticed = killed(folder, module, text)
            dead += noticed
            if not noticed:
                print(f"survived  {module}:{line}  {what}", flush=True)
    print(f"{dead} of {len(chosen)} killed ({dead / len(chosen):.0%}), drawn from {len(drawn):,}")


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    main((numbers + [60])[0], (numbers + [60, 0])[1] if len(numbers) > 1 else 0, [one for one in sys.argv[1:] if not one.isdigit()])

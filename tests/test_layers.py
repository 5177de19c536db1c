"""Who may import whom: every module has its place in one order and imports only from before it; one owner a library."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest


def word_list(words: str) -> list[str]:
    return words.split()


PACKAGE = Path(__file__).parent.parent / "careerbot"

ORDER = word_list("""
errors lazy records blocks dates options phrases progress_line provenance rows slash act_rules nearest_acts
corpus_folder contents files formats lexicon encoder remembered nearest reading_input role_cues cue_languages cue_phrases effort definitions completion leaving warming opening
vocabulary boundaries cues languages leftovers phrasing quantities question_words sections sink wishes generations corpus_reader corpus kept
typos pay spelling asked check_view evidence faq links mentions named_facts ratings role_years role_sought role_voices role_mentions scope twin wording
check_records check_references export index speakers unheld own_tools claims contrast looking_back taken_back rated reading
check prepare understand
act_meanings acts check_dialogue listed meaning profile
near_names needs state targets reply render render_rich batch_screen
learning role_weights ranking references supposed sessions walk
bridge confidence next_steps plan
pay_questions record_questions practical_questions market
advisor plan_markdown progress
calendar_file settings
thin telling telling_shifts telling_plans telling_cards telling_parse
turn views pointing talk_placed talk_choice talk_standing
talk_market advert answering outcome bulk talk_roles views_cards
cluster_worker commands_look planning reconsidered remembering talk_plans talk_profile workers
cluster commands_person commands_profile talk_refusals talk_small talk_worries
batch dialogue
upkeep
commands_upkeep conversation
chat prompting
commands_talk
cli
__main__
""")
"""From what everything rests on to what rests on everything. A new module is put behind all that it imports."""

CHOSEN_LATE = {
    ("render", "render_rich"),
    ("telling", "telling_cards"),
    ("telling", "telling_shifts"),
    ("chat", "prompting"),
}
"""The first hands over to the second inside a function, when it is needed; the second builds on the first."""

OWNERS = {
    "faiss": {"nearest"},
    "sentence_transformers": {"encoder"},
    "transformers": {"encoder"},
    "torch": {"export"},
    "onnxruntime": {"twin", "export"},
    "tokenizers": {"twin"},
    "numpy": {"encoder", "remembered", "twin", "export", "index", "nearest", "meaning", "act_meanings"},
    "rapidfuzz": {"typos", "check_view", "near_names", "slash"},
    "rich": {"render_rich"},
    "prompt_toolkit": {"prompting"},
    "typer": {"cli", "options", "commands_look", "commands_person", "commands_profile", "commands_talk",
              "commands_upkeep"},
    "filelock": {"files"},
    "msgspec": {"records", "contents", "corpus", "corpus_reader", "check", "check_records", "wording", "sessions", "rows", "formats", "sink",
                "batch", "kept"},
    "dask": {"cluster"},
    "distributed": {"cluster", "cluster_worker"},
    "pyarrow": {"formats"},
    "onnx": {"export"},
    "onnxscript": {"export"},
}  # fmt: skip
"""Who may import each library; no other library is imported at all."""

VALUES = {"msgspec.Struct", "msgspec.field", "msgspec.structs.replace"}
"""What values are made of, everywhere: a dataclass takes forty times as long to define and ten times to make."""

MODULES = sorted(path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__")


def imports(module: str) -> list[tuple[str, bool]]:
    """(name, whether for type checkers only) of everything a module imports, at its top or in a function."""
    found: list[tuple[str, bool]] = []

    def visit(node: ast.AST, types_only: bool) -> None:
        for child in ast.iter_child_nodes(node):
            checking = types_only or isinstance(child, ast.If) and getattr(child.test, "id", "") == "TYPE_CHECKING"
            if isinstance(child, ast.Import):
                found.extend((alias.name, types_only) for alias in child.names)
            elif isinstance(child, ast.ImportFrom) and child.module:
                found.extend((f"{child.module}.{alias.name}", types_only) for alias in child.names)
            visit(child, checking)

    visit(ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8")), types_only=False)
    return found


def test_every_module_has_one_place():
    assert sorted(ORDER) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_stands_before_it(module):
    before = set(ORDER[: ORDER.index(module)])
    for name, types_only in imports(module):
        own = name.removeprefix("careerbot.").partition(".")[0]
        if not name.startswith("careerbot.") or own not in MODULES or types_only:
            continue
        assert own in before or (module, own) in CHOSEN_LATE, f"{module} imports {own}, which stands behind it"


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_imported_by_its_owner_alone(module):
    for name, types_only in imports(module):
        library = name.partition(".")[0]
        if library in sys.stdlib_module_names or library == "careerbot" or types_only or name in VALUES:
            continue
        assert module in OWNERS.get(library, set()), f"{module} imports {library}"


def test_modules_have_one_subject():
    for module in MODULES:
        lines = (PACKAGE / f"{module}.py").read_text(encoding="utf-8").count("\n")
        assert lines <= 450, f"{module} has {lines} lines: split it by what it owns"
    assert not {"utils", "helpers", "base", "manager", "service", "common", "misc"} & set(MODULES)

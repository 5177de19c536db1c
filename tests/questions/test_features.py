"""The English of the questions package: in the corpus, all of it used."""

from __future__ import annotations

import re
import tomllib

from places import ROOT

from careerbot.corpus.corpus import shipped_folder

CALL = re.compile(r'\b(?:word_table|word_list|pattern|said)\(\s*"(\w+)", "(\w+)"\s*\)')


def test_every_table_is_read_by_the_module_it_is_named_after():
    table = tomllib.loads((shipped_folder() / "language" / "en" / "questions.toml").read_text(encoding="utf-8"))
    held = {(module, name) for module, names in table.items() for name in names}
    read = set()
    for path in (ROOT / "careerbot" / "questions").glob("*.py"):
        found = CALL.findall(path.read_text(encoding="utf-8"))
        assert all(module == path.stem for module, _ in found), path.name
        read |= set(found)
    assert read == held


def test_what_a_joined_expression_needs_stands_wherever_it_is_found():
    """Where the text it needs is missing, an expression is not even compiled: it must not have matched."""
    answers = (shipped_folder() / "answers").glob("*.toml")
    asked = [text for path in answers for entry in tomllib.loads(path.read_text(encoding="utf-8")).values() for text in entry["ask"]]
    joiners = tomllib.loads((shipped_folder() / "language" / "en" / "questions.toml").read_text(encoding="utf-8"))["features"]["joiners"]
    met = 0
    for expression, _, needs in joiners:
        for text in asked:
            if re.search(expression, text):
                met += 1
                assert any(need in text.lower() for need in needs.split("|")), (expression, text)
    assert met > 1000

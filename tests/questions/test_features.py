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

"""The shipped readers were made from the examples and by the recipes that stand here."""

from __future__ import annotations

import json

import pytest
from places import ROOT

from careerbot.corpus.corpus import load_corpus

pytestmark = pytest.mark.slow

EXAMPLES, MODELS = ROOT / "corpus" / "language" / "en", ROOT / "careerbot" / "models"


def test_the_reader_was_trained_on_these_examples():
    import train_reader

    corpus = load_corpus()

    data = (MODELS / "reader.safetensors").read_bytes()
    about = json.loads(data[8 : 8 + int.from_bytes(data[:8], "little")])["__metadata__"]
    assert about["made_from"] == train_reader.fingerprint(EXAMPLES, corpus), "run tests/tools/train_reader.py"
    assert about["answers"].split() == train_reader.answers(corpus)


def test_the_linear_reader_was_trained_on_these_examples():
    import train_linear

    with (MODELS / "linear.tsv").open(encoding="utf-8") as lines:
        made_from = next(lines).split()[3]
    assert made_from == train_linear.fingerprint(EXAMPLES), "run tests/tools/train_linear.py"


def test_the_readers_weigh_no_more_than_promised():
    assert sum((MODELS / name).stat().st_size for name in ("reader.safetensors", "linear.tsv")) <= 15_000_000

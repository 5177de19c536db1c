"""The annotated examples: enough of them, well formed, divided by writer."""

from __future__ import annotations

import pytest
from annotated import read_documents, read_examples
from places import ROOT

from careerbot.nlu.examples import INTENTS, MARKS, check_examples, messages, parts, posts, unmarked
from careerbot.text.tokenizer import windows

EXAMPLES = ROOT / "corpus" / "language" / "en"


def test_marks_are_taken_out_and_their_places_kept():
    text, spans = unmarked("I know {SQL|S:has}, not {Java|S:lacks}.")
    assert text == "I know SQL, not Java."
    assert [(text[s.start : s.end], s.kind, s.label) for s in spans] == [("SQL", "S", "has"), ("Java", "S", "lacks")]


def test_every_example_is_well_formed():
    assert list(check_examples(EXAMPLES)) == []


@pytest.mark.parametrize(
    ("name", "line", "problem"),
    [
        ("messages/x.tsv", "start\tI know {SQL|S:hast}\ttell", "no such mark: S:hast"),
        ("messages/x.tsv", "start\tI know SQL\ttel", "no such intent: tel"),
        ("messages/x.tsv", "begin\tI know SQL\ttell", "no such context: begin"),
        ("messages/x.tsv", "start\tI know {SQL\ttell", "a brace that belongs to no mark"),
        ("messages/x.tsv", "start\tI know SQL", "cannot be read"),
        ("messages/y.tsv", "start\tI know SQL\ttell", "stands in no part"),
    ],
)
def test_a_slip_in_an_example_is_found(tmp_path, name, line, problem):
    (tmp_path / "messages").mkdir()
    (tmp_path / "messages" / "x.tsv").write_text("start\thello\tgreet\n")
    (tmp_path / name).write_text(line + "\n")
    (tmp_path / "parts.toml").write_text('"messages/x.tsv" = { part = "train", marks = "" }\n')
    assert any(problem in str(p) for p in check_examples(tmp_path))


def test_there_are_enough():
    listed = parts(EXAMPLES)
    count = {kind: 0 for kind in ("messages", "posts")}
    for name in listed:
        kind = name.split("/")[0]
        if kind in count:
            read = messages if kind == "messages" else posts
            count[kind] += sum(1 for _ in read(EXAMPLES / name, frozenset()))
    assert count["messages"] >= 8_000
    assert count["posts"] >= 700
    lines = sum(len(sheet.lines) for part in ("train", "dev", "held") for sheet in read_documents(EXAMPLES, part))
    assert lines >= 2_000


def test_every_label_has_examples_to_learn_from():
    train = list(read_examples(EXAMPLES, "train"))
    seen = {label for example in train for label in example.intents}
    assert seen == set(INTENTS)
    marks = {(s.kind, s.label) for example in train for s in example.spans}
    assert marks >= {(kind, label) for kind, labels in MARKS.items() for label in labels}


def test_windows_cover_a_text_once():
    for example in list(read_examples(EXAMPLES, "dev"))[::25]:
        found = list(windows(example.text))
        assert "".join(example.text[w.start : w.end] for w in found) == example.text
        for w in found:
            assert w.text[w.at : w.at + w.end - w.start] == example.text[w.start : w.end]

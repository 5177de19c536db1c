"""The linear reader: the features that weights were learned for, and what scores come to."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from careerbot.errors import CareerbotError
from careerbot.nlu.examples import INTENTS
from careerbot.nlu.linear import (
    Kinds,
    LinearModel,
    LinearReader,
    kind_features,
    line_features,
    softmax,
    span_features,
    text_features,
)
from careerbot.nlu.types import Asked
from careerbot.text.tokenizer import tokenise


def of_span(text: str, first: int, last: int, context: str = "start") -> set[str]:
    return set(span_features(tokenise(text), first, last, context, text))


def test_what_speaks_for_the_meaning_of_a_span():
    assert of_span("I know SQL 9, (Big Query) well.", 4, 6) == {
        "bias", "context=start", "name=big query", "ends=query", "case=title", "-1=0", "-2=sql", "-3=know", "-4=i", "+1=well",
        "before=, (", "---=know sql 0", "--=sql 0", "after=)", "++=well", "left=know", "left=i", "left=0", "left=sql", "right=well",
    }  # fmt: skip
    assert of_span("SQL", 0, 1) == {"bias", "context=start", "name=sql", "ends=sql", "case=upper", "opens", "closes"}
    assert "case=lower" in of_span("sql", 0, 1)


def test_five_words_have_their_place_and_fourteen_count():
    text = " ".join("abcdefghijklmnopqrstuvwxyz") + " " + " ".join(f"{c}{c}" for c in "abcdefghij")
    far = of_span(text, 18, 19)
    assert {f for f in far if f[0] in "+-" and f[1:2].isdigit()} == {
        "-1=r", "-2=q", "-3=p", "-4=o", "-5=n", "+1=t", "+2=u", "+3=v", "+4=w", "+5=x",
    }  # fmt: skip
    assert {f for f in far if f.startswith("left=")} == {f"left={c}" for c in "efghijklmnopqr"}
    assert len([f for f in far if f.startswith("right=")]) == 14
    assert {"---=p q r", "--=q r", "++=t u", "name=s", "ends=s"} <= far


def test_what_speaks_for_the_purpose_of_a_text():
    def of(text: str, context: str) -> set[str]:
        return set(text_features(tokenise(text), context, text))

    assert of("May I ask? now", "start") == {
        "bias", "context=start", "length=1", "question", "w=i", "w=ask", "w=now", "w=may", "ww=may i", "ww=i ask", "ww=ask now",
        "www=may i ask", "www=i ask now", "first=may", "last=now", "both=start may",
    }  # fmt: skip
    assert {"question", "ends in question", "length=0"} <= of("why so? ", "gaps")
    assert of("", "gaps") == {"bias", "context=gaps", "length=0"}
    assert "length=8" in of("a " * 50, "gaps")
    assert "w=b" not in of("a " * 200 + "b", "gaps")
    assert "w=b" in of("a " * 199 + "b", "gaps")


def test_what_speaks_for_a_kind_of_document():
    assert set(kind_features("I do it.\nI see?\n\nwell", ["i", "we"])) == {
        "w=it", "w=well", "w=see", "w=do", "w=i", "rate=i:4", "rate=we:0", "rate=?:4", "lines=1", "ragged=1", "width=0", "ragged lines=0 1",
    }  # fmt: skip
    assert {"lines=0", "ragged=0", "width=0", "ragged lines=0 0"} <= set(kind_features("", []))
    long = "\n".join(["word " * 20 + "."] * 40)
    assert {"lines=8", "ragged=0", "width=4", "ragged lines=3 0"} <= set(kind_features(long, []))
    assert "w=last" not in set(kind_features("a " * 400 + "last", []))


@pytest.mark.parametrize(("count", "step"), [(0, 0), (4, 1), (5, 2), (14, 2), (15, 3), (34, 3), (35, 4)])
def test_how_often_a_word_stands_in_a_thousand(count, step):
    assert f"rate=i:{step}" in set(kind_features("i " * count + "a " * (1000 - count), ["i"]))


def test_what_speaks_for_the_part_of_a_line():
    lines = ["Summary", "- Built it in 2019", "x"]
    assert {f for f in line_features(lines, 1) if not f.startswith("c=")} == {
        "bias", "place=1", "length=4", "case=other", "opens=-", "ends=word", "above=title 0 word", "below=lower 0 word", "w=0000", "w=it", "w=in",
        "w=built", "ww=built it", "ww=it in", "ww=in 0000", "first=built", "all=built it in 0000", "short=it", "short=0000", "short=in",
        "short=built", "year",
    }  # fmt: skip
    assert set(line_features(["SKILLS:"], 0)) == {
        "bias", "place=0", "length=1", "case=upper", "opens=word", "ends=:", "above=other 0 ", "below=other 0 ", "w=skills", "first=skills",
        "all=skills", "c= skil", "c=skill", "c=kills", "c=ills ", "short=skills",
    }  # fmt: skip


def test_headings_are_short_and_addresses_are_told():
    def of(line: str, at: int = 0) -> set[str]:
        return set(line_features([*["x"] * at, line], at))

    assert "short=a" in of("a b c d e f g h")
    assert "short=a" not in of("a b c d e f g h i")
    assert "all=a b c d e f" in of("a b c d e f g h i")
    assert {"place=5", "length=12", "w=z40"} & of("z1 " * 45, 9) == {"place=5", "length=12"}
    assert all("address" in of(line) for line in ("me@x.org", "http://x", "www.x.org"))
    assert not {"address", "year"} & of("none 12345")
    assert "c=a" not in of("a")
    assert {f for f in of("a") if f.startswith("c=")} == {"c= a "}
    assert "above=lower 2 word" in set(line_features(["a b c d e f", "x"], 1))
    assert "above=lower 4 word" in set(line_features(["a " * 40, "x"], 1))


# ---------------------------------------------------------------- weights and what they come to


@pytest.fixture
def model(tmp_path: Path) -> LinearModel:
    rows = {
        "S#": "has,lacks", "S:bias": "100,0", "S:name=sql": "50,-50", "intents#": "greet,tell", "intents:w=hi": "200,-100",
        "kind#": "cv,advert,message", "kind:w=cv": "300,0,0", "kind:w=maybe": "0,10,0", "rated#": "i,we", "kind:rate=i:4": "0,0,900",
        "section#": "head:skills,skills,title,other", "section:w=skills": "300,0,0,0", "section:w=python": "0,200,0,100",
        "section:w=wanted": "0,0,900,0", "section:before=skills": "-900,150,0,0", "section:before=other": "0,-100,0,10",
        "section:before=start": "10,-20,0,0", "section:place=0": "0,0,0,5",
    }  # fmt: skip
    path = tmp_path / "linear.tsv"
    path.write_text("# a remark\n" + "\n".join(f"{name}\t{values}" for name, values in rows.items()))
    return LinearModel(path)


def test_scores_are_the_sum_of_what_is_known(model):
    assert model.classes("S") == ["has", "lacks"]
    for _ in range(2):
        assert model.scores("S", ["bias", "name=sql", "never seen"]) == [1.5, -0.5]
    assert model.scores("S", []) == [0.0, 0.0]
    assert model.shares("S", ["name=sql"]) == pytest.approx({"has": 1 / (1 + math.exp(-1)), "lacks": 1 / (1 + math.e)})
    assert softmax([1000.0, 1000.0]) == [0.5, 0.5]


def test_weights_that_cannot_be_read_are_said(tmp_path):
    with pytest.raises(CareerbotError, match="nowhere.tsv"):
        LinearModel(tmp_path / "nowhere.tsv").classes("S")
    (tmp_path / "bad.tsv").write_bytes(b"\xff\xfe")
    with pytest.raises(CareerbotError, match="bad.tsv"):
        LinearModel(tmp_path / "bad.tsv").classes("S")


def test_a_window_is_read_span_by_span(model):
    text = "hi SQL rust ?"
    asked = Asked(text, "start", ((3, 6, "S"), (7, 11, "S"), (12, 13, "S")))
    (reading,) = LinearReader(model).read([asked])
    share = 1 / (1 + math.exp(-2))
    assert reading.spans[0] == pytest.approx((share, 0, 0, 1 - share, 0, 0, 0)), (
        "has, learning, wants, lacks, dislikes, none, word"
    )
    assert reading.spans[1] == pytest.approx((1 / (1 + math.exp(-1)), 0, 0, 1 / (1 + math.e), 0, 0, 0))
    assert reading.spans[2] == (0, 0, 0, 0, 0, 1, 0), "no word stands there"
    heard = dict(zip(INTENTS, reading.intents, strict=True))
    assert (heard["greet"], heard["tell"], heard["undo"]) == pytest.approx(
        (1 / (1 + math.exp(-2)), 1 / (1 + math.e), 0)
    )
    assert reading.places == (0,) * len(INTENTS)
    (silent,) = LinearReader(model).read([Asked(text, "cv", (), False)])
    assert (silent.spans, silent.intents) == ((), ())


def test_short_texts_and_doubtful_ones_are_messages(model):
    kinds = Kinds(model)
    assert kinds.kind("cv", 39) == "message"
    assert kinds.kind("cv", 40) == "cv"
    assert kinds.kind("maybe", 40) == "message", "an advert, but not surely enough"
    assert kinds.kind("cv " + "i " * 20, 40) == "message"
    assert kinds.kind(" " * 3000 + "cv", 40) == "message", "what stands far behind is not looked at"
    assert kinds.kind(" " * 2990 + "cv", 40) == "cv"


def test_lines_go_on_with_the_part_above_them(model):
    text = "Skills\n\npython\nsomething\n"
    found = list(Kinds(model).sections(text, "cv"))
    assert [(text[a:b], part) for a, b, part in found] == [
        ("Skills\n", "head:skills"),
        ("python\n", "skills"),
        ("something\n", "skills"),
    ]
    assert [part for *_, part in Kinds(model).sections("something\npython\n", "cv")] == ["head:skills", "skills"]
    assert list(Kinds(model).sections(" \n\n", "cv")) == []


def test_a_part_of_the_other_kind_is_barred(model):
    def part(kind: str) -> str:
        return next(part for *_, part in Kinds(model).sections("wanted", kind))

    assert (part("message"), part("advert"), part("cv")) == ("title", "title", "head:skills")

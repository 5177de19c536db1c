"""How sure a reader must be: sharpening, the chance from which a label is believed, the logistic scale of intents."""

from __future__ import annotations

import math

import pytest

from careerbot.errors import CareerbotError
from careerbot.nlu.linear import EVEN, Scale, Thresholds, load_thresholds

SCALE = Scale({"L": 2.0}, {"L:wants": 0.6, "S:word": 0.99}, {"tell": (2.0, 1.0, 0.9)})
READERS = Thresholds(SCALE, Scale({}, {}, {}))


def test_the_likeliest_label_is_believed_where_it_is_sure_enough():
    assert EVEN.judged("model", "L", (0.3, 0.5, 0.2)) == ("avoids", pytest.approx(0.5))
    assert READERS.judged("model", "L", (0.6, 0.3, 0.1)) == ("wants", pytest.approx(0.36 / 0.46))
    assert READERS.judged("words", "L", (0.4, 0.3, 0.3)) == ("wants", pytest.approx(0.4))
    assert READERS.judged("model", "L", (0.4, 0.3, 0.3)) == ("none", pytest.approx(0.09 / 0.34))
    assert READERS.judged("model", "L", (1.0, 0.0, 0.0))[1] <= 1.0


def test_at_the_least_chance_it_is_believed():
    halves = Thresholds(Scale({}, {"L:wants": 0.5}, {}), SCALE)
    assert halves.judged("model", "L", (0.5, 0.25, 0.25))[0] == "wants"
    assert halves.judged("words", "L", (0.5, 0.25, 0.25))[0] == "wants"


@pytest.mark.parametrize(
    ("kind", "label", "count"),
    [("S", "none", 7), ("R", "none", 5), ("T", "other", 5), ("D", "none", 5), ("P", "none", 2)],
)
def test_what_is_left_where_nothing_is_sure(kind, label, count):
    doubtful = Thresholds(
        Scale({}, dict.fromkeys((f"{kind}:{one}" for one in ("has", "current", "hours", "held", "here")), 1.1), {}),
        SCALE,
    )
    chances = (0.9, *[0.1 / (count - 1)] * (count - 1))
    assert doubtful.judged("model", kind, chances) == (label, pytest.approx(0.1 / (count - 1)))


def test_an_intent_is_heard_on_its_own_scale():
    chance = 0.7
    sure, heard = READERS.heard("model", "tell", chance)
    assert sure == pytest.approx(1 / (1 + math.exp(-(2 * math.log(0.7 / 0.3) + 1))))
    assert heard == (sure >= 0.9)
    assert not READERS.heard("model", "tell", 0.5)[1]
    assert READERS.heard("words", "tell", 0.7) == (pytest.approx(0.7), True)
    assert READERS.heard("model", "greet", 0.5) == (0.5, True)
    assert not READERS.heard("model", "greet", 0.49)[1]
    assert READERS.heard("model", "greet", 1.0)[0] == pytest.approx(1 - 1e-6)
    assert READERS.heard("model", "greet", 0.0)[0] == pytest.approx(1e-6)


def test_where_there_are_none_chances_stay_and_a_broken_file_is_said(tmp_path):
    assert load_thresholds(tmp_path / "none.json") == EVEN
    (tmp_path / "x.json").write_text("{")
    with pytest.raises(CareerbotError, match=r"x\.json"):
        load_thresholds(tmp_path / "x.json")
    assert load_thresholds() != EVEN

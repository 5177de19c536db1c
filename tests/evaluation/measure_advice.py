"""How well questions find their entry of the answer base, and how well others are declined.

    python tests/evaluation/measure_advice.py [--fit]

Unseen phrasings (nothing is found by them) count as right, wrong or declined, with and without the role under discussion and
with and without vectors; the halves are divided by entry, and what is tuned is tuned on the first half only. Declined
must be the off-topic lines of CLINC150 and the unanswerable questions of tests/questions/sets. `--fit` prints the
coefficients of questions.advice.Certainty.
"""

from __future__ import annotations

import json
import math
import sys
import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.questions import advice
from careerbot.questions.advice import Certainty, Found, nearest_advice, topic_of
from careerbot.settings import Settings

HERE = Path(__file__).resolve().parent
SETS = HERE.parent / "questions" / "sets"
UTTERANCES = HERE.parents[2] / "shared" / "data" / "dev" / "chat_utterances.jsonl"
OF_ITSELF = {"who_made_you", "are_you_a_bot", "what_can_i_ask_you", "change_language", "who_do_you_work_for", "what_is_your_name", "where_are_you_from"}
"""Lines of CLINC150 that the entries about careerbot answer."""

ANY_ROLE = "data-scientist"
"""Under discussion where the right entry is for no role in particular."""

Row = tuple[str, str, str, str]
"""Question, right entry (empty: none), role under discussion, part."""


def half(slug: str) -> str:
    return "tuned" if zlib.crc32(slug.encode()) % 2 else "held"


def rows(corpus: Corpus) -> Iterator[Row]:
    for slug, entry in corpus.advice.items():
        for text in entry.unseen:
            yield text, slug, entry.roles[0] if entry.roles else "", half(slug)
    for path in sorted(SETS.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("unanswerable", {})
        for text in (text for texts in table.values() if isinstance(texts, list) for text in texts):
            yield text, "", "", "unanswerable"
    for text in tomllib.loads((SETS / "odd.toml").read_text(encoding="utf-8"))["asks"] if (SETS / "odd.toml").exists() else ():
        yield text, "", "", "odd"
    if UTTERANCES.exists():
        for line in UTTERANCES.read_text(encoding="utf-8").splitlines()[::3]:
            row = json.loads(line)
            if row["intent"] not in OF_ITSELF:
                yield row["text"], "", "", "off topic" if zlib.crc32(row["text"].encode()) % 2 else "off topic, tuned"


def report(name: str, found: list[tuple[Row, Found | None]]) -> None:
    for part in ("tuned", "held"):
        mine = [(row, one) for row, one in found if row[3] == part]
        right = sum(one is not None and one.sure and one.slug == row[1] for row, one in mine)
        given = sum(one is not None and one.sure for _, one in mine)
        first = sum(one is not None and one.slug == row[1] for row, one in mine)
        topic = sum(one is not None and one.sure and topic_of(one.slug) == topic_of(row[1]) for row, one in mine)
        n = len(mine)
        print(
            f"{name:38} {part:5} n {n}: right {right / n:.3f} wrong {(given - right) / n:.3f} (of them {(topic - right) / n:.3f} "
            f"on the same topic) declined {1 - given / n:.3f}; nearest is right {first / n:.3f}"
        )
    for part in ("unanswerable", "odd", "off topic", "off topic, tuned"):
        mine = [one for row, one in found if row[3] == part]
        if mine:
            print(f"{name:38} {part}: n {len(mine)} declined {sum(one is None or not one.sure for one in mine) / len(mine):.3f}")


def features(corpus: Corpus, row: Row, similar: advice.Similar | None, role: str | None) -> tuple[list[float], bool]:
    """Score, lead and off-topic of the first, read back through a Certainty that hands them out."""
    seen: list[float] = []

    class Reads(Certainty, frozen=True):
        def of(self, score: float, lead: float, off_topic: float, none: float = 0.0) -> float:
            seen.extend((score, lead, off_topic, none))
            return 0.0

    one = Reads(0, 0, 0, 0, 1)
    before = advice.BY_READING, advice.BY_MEANING, advice.BY_WORDS
    advice.BY_READING = advice.BY_MEANING = advice.BY_WORDS = one
    try:
        found = nearest_advice(row[0], corpus, similar, role=role)
    finally:
        advice.BY_READING, advice.BY_MEANING, advice.BY_WORDS = before
    return seen, found is not None and found.slug == row[1]


def fit(data: list[tuple[list[float], bool]]) -> list[float]:
    """Logistic regression by Newton's method, in plain Python: start, then a weight a feature."""
    import numpy as np

    x = np.array([[1.0, *values] for values, _ in data])
    y = np.array([float(right) for _, right in data])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        h = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(len(w))
        w += np.linalg.solve(h, x.T @ (y - p) - 1e-3 * w)
    assert all(map(math.isfinite, w))
    return [round(float(v), 2) for v in w]


def main() -> None:
    corpus = load_corpus()
    advisor = Settings().advisor()
    asked = list(rows(corpus))
    read = {row[0]: advisor.advice_near(row[0]) for row in asked}
    near = {text: one and replace(one, asked={}) for text, one in read.items()}
    for name, similar in (("read", read.get), ("vectors", near.get), ("words alone", None)):
        if "--fit" in sys.argv:
            tuned = [row for row in asked if row[3] in ("tuned", "off topic, tuned", "unanswerable")]
            data = [features(corpus, row, similar, role) for row in tuned for role in (None, row[2] or ANY_ROLE)]
            print(name, "start, score, lead, off topic, none:", fit(data))
        report(name, [(row, nearest_advice(row[0], corpus, similar)) for row in asked])
        report(f"{name}, role given", [(row, nearest_advice(row[0], corpus, similar, role=row[2] or ANY_ROLE)) for row in asked])
        topics = [(row, nearest_advice(row[0], corpus, similar, role=row[2] or ANY_ROLE, topics=(topic_of(row[1]),) if row[1] else ())) for row in asked]
        report(f"{name}, role and topic given", topics)


if __name__ == "__main__":
    main()

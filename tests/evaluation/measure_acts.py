"""How well acts are recognised, by words and by words and vectors: `python tests/evaluation/measure_acts.py [--vectors]`.

Three sets: tests/evaluation/judged/acts.toml (the `shown` part with every example equal to the row taken out, the `kept` part
as it is), and the CLINC150 lines of a data folder given with --clinc, mapped to the acts they have here.
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from careerbot.advisor import Advisor
from careerbot.corpus.corpus import load_corpus, shipped_folder
from careerbot.corpus.phrasebook import load_wording
from careerbot.nlu.intents.recognizer import Recogniser, Situation, main_act

Vectors = tuple[Any, Any]
"""(encoder, a row an example)."""

HERE = Path(__file__).parent

SITUATIONS = {
    "start": Situation(),
    "known": Situation(known=True),
    "shown": Situation(known=True, options=5),
    "pending": Situation(pending="other", known=True),
}
CLINC = {
    "greeting": ("greet",), "goodbye": ("leave",), "thank_you": ("thank",), "what_can_i_ask_you": ("help",),
    "yes": ("yes",),
    "no": ("no",),
}  # fmt: skip
SMALL = {"greet", "thank", "leave", "help", "yes", "no", "off_topic", "abuse", "dont_know", "undo", "start_over"}
"""Acts that do no harm where something outside the field is said."""

ELSEWHERE = (
    "out_of_scope", "time", "weather", "tell_joke", "fun_fact", "spelling", "meaning_of_life", "do_you_have_pets",
    "definition",
    "change_language", "what_are_your_hobbies", "taxes",
)  # fmt: skip


def judged(part: str) -> list[dict[str, object]]:
    """The rows of one part."""
    rows = tomllib.loads((HERE / "judged" / "acts.toml").read_text("utf-8"))["utterance"]
    return [row for row in rows if row["part"] == part]


def share_right(
    advisor: Advisor, rows: list[dict[str, object]], vectors: Vectors | None
) -> tuple[float, float, Counter[str]]:
    """(share of main acts right, share of `also` acts found, acts missed)."""
    examples = load_wording(shipped_folder()).examples
    said = {str(row["text"]).casefold() for row in rows}
    kept = [i for i, (_, text) in enumerate(examples) if text.casefold() not in said]
    recogniser = recogniser_with(advisor, [examples[i] for i in kept], vectors and (vectors[0], vectors[1][kept]))
    right = also = also_right = 0
    missed: Counter[str] = Counter()
    for row in rows:
        heard = recogniser.recognise(advisor.understand(str(row["text"])), SITUATIONS[str(row["context"])])
        good = main_act(heard) == row["act"]
        right += good
        missed[str(row["act"])] += not good
        for act in row.get("also", ()):  # type: ignore[attr-defined]
            also += 1
            also_right += act in {h.act for h in heard}
    return right / len(rows), also_right / max(1, also), missed


def recogniser_with(advisor: Advisor, examples: list[tuple[str, str]], vectors: Vectors | None) -> Recogniser:
    """A recogniser of these examples, with their vectors where there are any."""
    recogniser = Recogniser(examples, advisor.corpus.lexicon)
    if vectors is not None:
        from careerbot.embeddings.intent_kernel import ActMeanings

        recogniser.meanings = ActMeanings(recogniser.examples, *vectors).votes
    return recogniser


def clinc(advisor: Advisor, path: Path, vectors: Vectors | None) -> dict[str, tuple[int, int]]:
    """Intent -> (right, of)."""
    recogniser = recogniser_with(advisor, list(load_wording(shipped_folder()).examples), vectors)
    found: dict[str, tuple[int, int]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        intent = row["intent"]
        if intent not in CLINC and intent not in ELSEWHERE:
            continue
        situation = SITUATIONS["pending" if intent in ("yes", "no") else "start"]
        act = main_act(recogniser.recognise(advisor.understand(row["text"]), situation))
        name, good = (intent, act in CLINC[intent]) if intent in CLINC else ("elsewhere", act in SMALL)
        if name == "elsewhere" and not good:
            good = not advisor.ask(row["text"]).answered and act == "ask_fact"
        right, of = found.get(name, (0, 0))
        found[name] = (right + good, of + 1)
    return found


def main() -> None:
    """Print the numbers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vectors", action="store_true")
    parser.add_argument("--clinc", type=Path, help="chat_utterances.jsonl")
    parser.add_argument("--kept", action="store_true", help="also the part kept apart for measuring")
    chosen = parser.parse_args()
    advisor = Advisor(load_corpus())
    vectors: Vectors | None = None
    if chosen.vectors:
        from careerbot.embeddings.intent_kernel import vectors_of

        vectors = vectors_of([text for _, text in load_wording(shipped_folder()).examples])
    for name, how in (("words", None), ("words and vectors", vectors)):
        if name != "words" and how is None:
            continue
        for part in ("shown", "kept") if chosen.kept else ("shown",):
            start = time.perf_counter()
            right, also, missed = share_right(advisor, judged(part), how)
            each = (time.perf_counter() - start) / len(judged(part)) * 1000
            print(f"{name:<18} {part:<6} main act {right:.1%}, further acts {also:.0%}, {each:.1f} ms each")
            if part == "shown":
                print("   missed:", ", ".join(f"{a} {n}" for a, n in missed.most_common(12) if n))
        if chosen.clinc and chosen.clinc.is_file():
            rows = clinc(advisor, chosen.clinc, how)
            print(f"{name:<18} CLINC  " + ", ".join(f"{k} {r / n:.0%} of {n}" for k, (r, n) in sorted(rows.items())))


if __name__ == "__main__":
    main()

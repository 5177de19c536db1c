"""Learning curve of the linear reader of intents: micro F1 on the part kept for tuning, by number of messages learned from.

    python tests/evaluation/learning_curve.py

It says whether more examples or a better model is the next step.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / place) for place in ("tools", "support")]

import numpy as np
from annotated import read_examples
from places import ROOT
from train_linear import intents_fitted

from careerbot.nlu.linear import text_features
from careerbot.text.tokenizer import tokenise

EXAMPLES = ROOT / "corpus" / "language" / "en"
SIZES = (500, 1_000, 2_000, 4_000, 1_000_000)


def f1(table, names, rows) -> float:
    chances = []
    for features, _ in rows:
        logits = np.sum([table[name] for name in features if name in table], axis=0)
        chances.append(1 / (1 + np.exp(-logits)))
    sure, gold = np.array(chances), np.array([[name in labels for name in names] for _, labels in rows])

    def at(least):
        got = sure >= least
        return 2 * (got & gold).sum() / (got.sum() + gold.sum())

    return max(at(least) for least in np.linspace(0.1, 0.6, 26))


def main() -> None:
    train = [e for e in read_examples(EXAMPLES, "train") if e.intents]
    dev = [(set(text_features(tokenise(e.text), e.context, e.text)), set(e.intents)) for e in read_examples(EXAMPLES, "dev") if e.intents]
    random.Random(0).shuffle(train)
    for size in SIZES:
        names, table = intents_fitted(train[:size], 1.0)
        print(f"{min(size, len(train)):6d} messages: F1 {f1(table, names, dev):.3f}", flush=True)


if __name__ == "__main__":
    main()

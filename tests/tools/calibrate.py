"""Calibrates the readers on the part of the examples kept for tuning and writes careerbot/models/thresholds.json.

    python tests/tools/calibrate.py careerbot/models/reader.safetensors

Spans: one power a kind (temperature scaling, least negative log-likelihood). Intents: a logistic scale of the logit each
(Platt), and the chance from which one is heard, where F1 of that intent is best. Prints reliability tables.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict

import numpy as np
from annotated import read_examples
from places import ROOT
from sklearn.linear_model import LogisticRegression
from train_reader import LABELS
from trained_reader import load, run

from careerbot.corpus.corpus import load_corpus
from careerbot.nlu.examples import INTENTS, MARKS
from careerbot.nlu.linear import THRESHOLDS, LinearModel, LinearReader
from careerbot.nlu.types import Asked
from careerbot.text.tokenizer import windows

EXAMPLES = ROOT / "corpus" / "language" / "en"
POWERS = np.linspace(0.4, 2.0, 33)
CONFIRMED = 12
"""Examples of an intent from which its own scale is fitted."""


def by_model(path, examples, corpus):
    """(intent chances and gold, kind -> [(chances, gold)])."""
    reader, tokenizer = load(path)
    intents, spans = run(reader, tokenizer, examples, corpus)
    chances = np.stack([intents[i] for i, e in enumerate(examples) if e.intents and i in intents])
    gold = np.array([[n in e.intents for n in INTENTS] for i, e in enumerate(examples) if e.intents and i in intents])
    rows = defaultdict(list)
    for judged in spans.values():
        for q, g in judged:
            kind = LABELS[g][0]
            rows[kind].append(([q[LABELS.index(f"{kind}:{label}")] for label in MARKS[kind]], MARKS[kind].index(LABELS[g][2:])))
    return chances, gold, rows


def by_words(examples):
    reader, rows, chances, gold = LinearReader(LinearModel()), defaultdict(list), [], []
    for e in examples:
        best = np.zeros(len(INTENTS))
        for w in windows(e.text):
            spans = [s for s in e.spans if s.kind != "X" and w.start <= s.start < w.end]
            asked = Asked(w.text, e.context, tuple((w.place(s.start), w.place(s.end), s.kind) for s in spans))
            reading = reader.read([asked])[0]
            best = np.maximum(best, reading.intents)
            for s, q in zip(spans, reading.spans, strict=True):
                rows[s.kind].append((q, MARKS[s.kind].index(s.label)))
        if e.intents:
            chances.append(best)
            gold.append([n in e.intents for n in INTENTS])
    return np.array(chances), np.array(gold), rows


def sharpness(rows) -> dict[str, float]:
    found = {}
    for kind, judged in rows.items():
        p = np.clip(np.array([q for q, _ in judged]), 1e-9, 1)
        g = np.array([g for _, g in judged])

        def cost(power, p=p, g=g):
            raised = p**power
            return -np.log(raised[np.arange(len(g)), g] / raised.sum(1)).mean()

        found[kind] = round(float(min(POWERS, key=cost)), 2)
    return found


PRECISE, HIGHEST = 0.7, 0.5
"""Share of beliefs that should be true, and the chance that is asked for at most to come near it."""
CLAIMS = {"S": MARKS["S"][:5], "R": MARKS["R"][:4], "T": MARKS["T"][:4], "L": MARKS["L"][:2], "D": MARKS["D"][:4]}


def least_of(rows, power) -> dict[str, float]:
    """`S:has` -> the chance from which it is believed: the lowest at which enough of the beliefs are true."""
    found = {}
    for kind, labels in CLAIMS.items():
        if not rows.get(kind):
            continue
        p = np.clip(np.array([q for q, _ in rows[kind]]), 1e-9, 1) ** power[kind]
        p /= p.sum(1, keepdims=True)
        best, sure = p.argmax(1), p.max(1)
        gold = np.array([g for _, g in rows[kind]])
        for i, label in enumerate(labels):
            for least in np.arange(0.3, HIGHEST + 1e-9, 0.02):
                taken = (best == i) & (sure >= least)
                if not taken.any() or (gold[taken] == i).mean() >= PRECISE:
                    break
            found[f"{kind}:{label}"] = round(float(least), 2)
    return found


def scales(chances, gold) -> dict[str, list[float]]:
    found = {}
    logits = np.log(np.clip(chances, 1e-6, 1 - 1e-6) / (1 - np.clip(chances, 1e-6, 1 - 1e-6)))
    everything = LogisticRegression(C=1.0).fit(logits.reshape(-1, 1), gold.reshape(-1))
    common = float(everything.coef_[0, 0]), float(everything.intercept_[0])
    for i, name in enumerate(INTENTS):
        slope, offset = common
        if gold[:, i].sum() >= CONFIRMED:
            own = LogisticRegression(C=1.0).fit(logits[:, i : i + 1], gold[:, i])
            slope, offset = float(own.coef_[0, 0]), float(own.intercept_[0])
        sure = 1 / (1 + np.exp(-(slope * logits[:, i] + offset)))

        def f1(least, sure=sure, i=i):
            got = sure >= least
            tp = (got & gold[:, i]).sum()
            # a little of what all intents have, so that a rare one is not cut to its few examples
            return 2 * tp / (got.sum() + gold[:, i].sum() + 1e-9) - 0.15 * abs(least - 0.42)

        least = max(np.linspace(0.25, 0.6, 36), key=f1)
        found[name] = [round(slope, 3), round(offset, 3), round(float(least), 3)]
    return found


def report(name, chances, gold, found, rows, power) -> None:
    logits = np.log(np.clip(chances, 1e-6, 1 - 1e-6) / (1 - np.clip(chances, 1e-6, 1 - 1e-6)))
    table = np.array([found[n] for n in INTENTS])
    sure = 1 / (1 + np.exp(-(table[:, 0] * logits + table[:, 1])))
    got = sure >= table[:, 2]
    tp = (got & gold).sum()
    print(f"{name} intents F1 {2 * tp / (got.sum() + gold.sum()):.3f}  expected calibration error {ece(sure.reshape(-1), gold.reshape(-1)):.4f}")
    for kind, judged in rows.items():
        p = np.clip(np.array([q for q, _ in judged]), 1e-9, 1) ** power[kind]
        p /= p.sum(1, keepdims=True)
        right = p.argmax(1) == np.array([g for _, g in judged])
        print(f"{name} {kind} right {right.mean():.3f}  expected calibration error {ece(p.max(1), right):.4f} of {len(right)}")


def ece(sure, right, bins=10) -> float:
    """Expected calibration error: the mean gap between how sure and how often right, weighted by how many (Naeini 2015)."""
    at = np.minimum((sure * bins).astype(int), bins - 1)
    return float(sum((at == b).sum() * abs(sure[at == b].mean() - right[at == b].mean()) for b in range(bins) if (at == b).any()) / len(sure))


def main() -> None:
    corpus = load_corpus()
    examples = list(read_examples(EXAMPLES, "dev"))
    out = {}
    for name, (chances, gold, rows) in (("model", by_model(sys.argv[1], examples, corpus)), ("words", by_words(examples))):
        power, found = sharpness(rows), scales(chances, gold)
        report(name, chances, gold, found, rows, power)
        out[name] = {"sharpness": power, "least": least_of(rows, power), "intents": found}
    THRESHOLDS.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Measures the linear readers on a part of the examples: spans, intents, kind and section of documents.

    python tests/evaluation/measure_linear.py [dev|held]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / place) for place in ("tools", "support")]

from places import ROOT

from careerbot.nlu.examples import INTENTS, read_documents, read_examples
from careerbot.nlu.linear import LinearModel, line_features, span_features, text_features
from careerbot.nlu.windows import windows
from careerbot.text.tokenizer import tokenise

EXAMPLES = ROOT / "corpus" / "language" / "en"


def main() -> None:
    part = sys.argv[1] if len(sys.argv) > 1 else "dev"
    model = LinearModel()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    tp = fp = fn = first = n = 0
    for example in read_examples(EXAMPLES, part):
        for window in windows(example.text):
            tokens = tokenise(window.text)
            for s in example.spans:
                if s.kind == "X" or not window.start <= s.start < window.end:
                    continue
                inside = [i for i, t in enumerate(tokens) if t.start < window.place(s.end) and t.end > window.place(s.start)]
                if inside:
                    shares = model.shares(s.kind, span_features(tokens, inside[0], inside[-1] + 1, example.context, window.text))
                    total[s.kind] += 1
                    right[s.kind] += max(shares, key=lambda k: shares[k]) == s.label
        if example.intents:
            scores = model.scores("intents", text_features(tokenise(example.text), example.context, example.text))
            got = {name for name, x in zip(INTENTS, scores) if x > -0.6} or {INTENTS[max(range(len(scores)), key=scores.__getitem__)]}
            gold = set(example.intents)
            tp += len(got & gold); fp += len(got - gold); fn += len(gold - got); n += 1
            first += example.intents[0] in got
    for kind in total:
        print(f"{kind} right {right[kind] / total[kind]:.3f} of {total[kind]}")
    if n:
        print(f"intents P {tp / (tp + fp):.3f} R {tp / (tp + fn):.3f} F1 {2 * tp / (2 * tp + fp + fn):.3f} first found {first / n:.3f} of {n}")
    lines = heads = ok = okh = kinds = sheets = 0
    for sheet in read_documents(EXAMPLES, part):
        before = "start"
        for line in sheet.lines:
            shares = model.shares("section", line_features(tokenise(line.text), line.text, before))
            got = max(shares, key=lambda k: shares[k])
            lines += 1; ok += got.removeprefix("head:") == line.section.removeprefix("head:")
            heads += line.section.startswith("head:"); okh += got == line.section and line.section.startswith("head:")
            before = got.removeprefix("head:")
        text = "\n".join(line.text for line in sheet.lines)[:3000]
        shares = model.shares("kind", text_features(tokenise(text), "", text))
        sheets += 1; kinds += max(shares, key=lambda k: shares[k]) == sheet.kind
    if sheets:
        print(f"section right {ok / lines:.3f} of {lines} lines, headings {okh / heads:.3f} of {heads}; kind right {kinds / sheets:.3f} of {sheets}")


if __name__ == "__main__":
    main()

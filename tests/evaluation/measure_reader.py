"""Measures the reader: intents and stances on the parts of our examples and on outside data (never trained on).

    python tests/evaluation/measure_reader.py MODEL.safetensors [dev|held|trials|posts ...]
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / place) for place in ("tools", "support")]

import numpy as np
import torch
import train_reader as tr
from places import DEV, ROOT

from careerbot.corpus.corpus import load_corpus
from careerbot.nlu.examples import INTENTS, Example, Span, read_examples


def load(path):
    from tokenizers import Tokenizer
    from transformers import AutoModel
    folder = tr.find_model(None).folder
    tok = Tokenizer.from_file(str(folder / "tokenizer.json")); tok.no_padding(); tok.enable_truncation(tr.MOST_TOKENS)
    reader = tr.Reader(AutoModel.from_pretrained(folder))
    data = Path(path).read_bytes(); n = int.from_bytes(data[:8], "little"); head = json.loads(data[8 : 8 + n])
    params = dict(reader.named_parameters())
    with torch.no_grad():
        for name, about in head.items():
            if name == "__metadata__": continue
            a, b = about["data_offsets"]
            params[name].copy_(torch.from_numpy(np.frombuffer(data[8 + n + a : 8 + n + b], np.float16).reshape(about["shape"]).astype(np.float32)))
    return reader.eval(), tok


@torch.no_grad()
def run(reader, tok, examples, corpus):
    """(example, intent probabilities, [(span probabilities, gold label index)])."""
    rows, owner = [], []
    for n, e in enumerate(examples):
        for r in tr.rows_of(e, corpus):
            r.spans = [s for s in r.spans if s[3] == 1.0]
            rows.append(r); owner.append(n)
    intents = {}; spans = defaultdict(list); tags = Counter()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].text))
    for k in range(0, len(order), 64):
        part = order[k : k + 64]
        ids, mask, tg, places, labels, _ = tr.batch_of([rows[i] for i in part], tok)
        h = reader.hidden(ids, mask)
        p = reader.intents(h, mask).sigmoid().numpy()
        for j, i in enumerate(part):
            intents[owner[i]] = np.maximum(intents.get(owner[i], 0), p[j])
        if places:
            z = (reader.spans(h, places) + tr.GROUP[labels]).softmax(-1).numpy()
            for (i, _, _), q, g in zip(places, z, labels.tolist()):
                spans[owner[part[i]]].append((q, g))
        got = reader.tag(h).argmax(-1)
        ok = tg >= 0
        for g, x in zip(tg[ok].tolist(), got[ok].tolist()): tags[g, x] += 1
    return intents, spans, tags


def intent_report(name, examples, intents, thresholds=(0.3, 0.4, 0.5)):
    rows = [(e, intents[i]) for i, e in enumerate(examples) if e.intents and i in intents]
    if not rows: return
    core = [i for i, n in enumerate(INTENTS)]
    for th in thresholds:
        tp = fp = fn = first = best = 0
        for e, p in rows:
            got = {INTENTS[i] for i in core if p[i] > th} or {INTENTS[int(p.argmax())]}
            gold = set(e.intents)
            tp += len(got & gold); fp += len(got - gold); fn += len(gold - got)
            first += e.intents[0] in got; best += INTENTS[int(p.argmax())] in gold
        n = len(rows)
        print(f"{name} intents th {th}: P {tp/(tp+fp):.3f} R {tp/(tp+fn):.3f} F1 {2*tp/(2*tp+fp+fn):.3f} first found {first/n:.3f} best right {best/n:.3f} n={n}")


MERGE = {"learning": "ahead", "wants": "ahead"}


def span_report(name, spans, full=True):
    conf = Counter()
    for rows in spans.values():
        for q, g in rows: conf[tr.LABELS[g], tr.LABELS[int(q.argmax())]] += 1
    def f1(cls, merge):
        tp = fp = fn = 0
        for (g, p), n in conf.items():
            if g[0] != cls: continue
            g, p = g[2:], p[2:]
            if merge: g, p = MERGE.get(g, g), MERGE.get(p, p)
            none = ("none", "word", "rejected", "other")
            if p == g and g not in none: tp += n
            else:
                if p not in none: fp += n
                if g not in none: fn += n
        return (tp/(tp+fp or 1), tp/(tp+fn or 1), 2*tp/(2*tp+fp+fn or 1))
    for cls in "SRTLDP":
        print(name, cls, "P %.3f R %.3f F1 %.3f" % f1(cls, True), "n", sum(n for (g, _), n in conf.items() if g[0] == cls))
    if full:
        for label in tr.LABELS:
            tp = conf[label, label]; fp = sum(n for (g, p), n in conf.items() if p == label != g); fn = sum(n for (g, p), n in conf.items() if g == label != p)
            print(f"   {label:14s} P {tp/(tp+fp or 1):.2f} R {tp/(tp+fn or 1):.2f} F1 {2*tp/(2*tp+fp+fn or 1):.2f} n {tp+fn}")


def trials():
    for line in open(DEV / "trial_talks.jsonl"):
        for i, t in enumerate(json.loads(line)["turns"]):
            yield Example("start" if i == 0 else "other", t["said"], (), tuple(t["labels"]), frozenset(), "")


def outside_posts():
    texts = {}
    for line in open(DEV / "career_questions.jsonl"):
        d = json.loads(line); texts[d["id"]] = (str(d.get("title") or "") + "\n" + str(d.get("text") or ""))[:2600]
    for line in open(DEV / "mentions.jsonl"):
        d = json.loads(line); text = texts[d["id"]]
        spans = []
        for m in d["mentions"]:
            kind = "R" if m["kind"] == "role" else "S"; label = m["label"]
            label = {"S": {"current": "has", "wanted": "wants", "past": "has"}, "R": {"word": "none", "has": "current", "wants": "wanted", "learning": "current", "lacks": "none", "dislikes": "none"}}[kind].get(label, label)
            if text[m["start"] : m["end"]] != m["quote"]: continue
            spans.append(Span(m["start"], m["end"], kind, label))
        yield Example("post", text, tuple(spans), (), frozenset(), d["id"])


def main():
    reader, tok = load(sys.argv[1])
    corpus = load_corpus()
    for what in sys.argv[2:] or ("dev", "trials", "posts"):
        examples = list(trials() if what == "trials" else outside_posts() if what == "posts" else read_examples(ROOT / "corpus" / "language" / "en", what))
        intents, spans, tags = run(reader, tok, examples, corpus)
        intent_report(what, examples, intents)
        if spans: span_report(what, spans)
        if tags and what != "trials":
            for t in range(1, len(tr.TAGS)):
                tp = tags[t, t]; fp = sum(n for (g, p), n in tags.items() if p == t != g); fn = sum(n for (g, p), n in tags.items() if g == t != p)
                print("   tag", tr.TAGS[t], f"P {tp/(tp+fp or 1):.2f} R {tp/(tp+fn or 1):.2f}")


if __name__ == "__main__":
    main()

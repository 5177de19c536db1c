"""Does the ranking hold on rows, and on sources, that its tables were not counted on?

    python tests/evaluation/measure_generalisation.py ../shared/data/dev corpus

Five-fold cross-validation and leave-one-source-out over the balanced rows: the tables of tests/tools/make_weights.py are made
without the rows judged. Words only; what the vectors add is measured on the whole program by tests/evaluation/measure_quality.py.
"""

from __future__ import annotations

import collections
import json
import pathlib
import sys

import numpy as np
import torch
from make_weights import KINDS, Rows, label_slug, tables, word_weights

from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.matching.weights import FEWEST_WORDS

ALSO = {"devops-engineer": ["cloud-engineer"], "ai-engineer": ["generative-ai-engineer"], "ai-architect": ["ai-consultant"],
        "research-scientist": ["applied-scientist"], "data-engineer": ["big-data-engineer"]}  # fmt: skip


def gold(data: pathlib.Path) -> tuple[list[set[str]], np.ndarray]:
    """(accepted role slugs, whether it is one of the balanced rows) of every row."""
    accepted, judged = [], []
    for name in ("role_people", "role_postings"):
        for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            accepted.append({label_slug(r) for r in [row["role"], *(row.get("roles_ok") or [])]})
            judged.append(row.get("eval") in (True, "True"))
    return accepted, np.array(judged)


def worded(rows: Rows, corpus: Corpus, train: np.ndarray, test: np.ndarray) -> np.ndarray:
    """What the words of the work add, [rows tested, roles]."""
    table = word_weights(rows, corpus, train)
    out = np.zeros((int(test.sum()), len(rows.roles)))
    for n, i in enumerate(np.where(test)[0]):
        found = [table.values[word] for word in rows.words[i] if word in table.values]
        if found:
            out[n] = np.sum(found, 0) / 100 / np.sqrt(max(FEWEST_WORDS, len(found)))
    return out


def ranked(rows: Rows, made: dict, test: np.ndarray) -> np.ndarray:
    out = np.zeros((int(test.sum()), len(rows.roles)))
    kinds, x = rows.kind[test], rows.x[test]
    total = {k: x @ v.T + np.where(np.isfinite(s), s, -1e9) for k, (v, s) in made.items()}
    prose = kinds == "prose"
    out[prose] = total["prose"][prose]
    out[~prose] = np.maximum(total["practitioner"], total["list"])[~prose]
    return out


def report(rows: Rows, s: np.ndarray, which: np.ndarray, accepted: list[set[str]], name: str) -> None:
    roles = rows.roles
    for kind in KINDS:
        sel = np.where(which & (rows.kind == kind))[0]
        if len(sel) == 0:
            continue
        labels = sorted(set(rows.role[which & ((rows.kind == "practitioner") == (kind == "practitioner"))]))
        columns = {c: label for label in labels for c in [label, *ALSO.get(label, [])]}
        per = collections.defaultdict(list)
        for i in sel:
            order, seen = [], set()
            for j in np.argsort(-s[i], kind="stable"):
                label = columns.get(roles[j])
                if label and label not in seen:
                    seen.add(label)
                    order.append(label)
            per[rows.role[i]].append(next(k for k, label in enumerate(order) if label in accepted[i]))
        every = [r for v in per.values() for r in v]
        at = lambda k, v=every: np.mean([r < k for r in v])  # noqa: E731
        macro = lambda k, p=per: np.mean([np.mean([r < k for r in v]) for v in p.values()])  # noqa: E731
        print(
            f"{name:28s} {kind:13s} n={len(every):5d} acc@1={at(1):.3f} acc@3={at(3):.3f} macro@1={macro(1):.3f} macro@3={macro(3):.3f}",
            flush=True,
        )


def main() -> None:
    data, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    torch.manual_seed(0)
    corpus = load_corpus(folder)
    rows = Rows(data, corpus)
    accepted, judged = gold(data)
    fold = np.random.default_rng(0).integers(0, 5, len(rows.role))
    s = np.zeros((len(rows.role), len(rows.roles)))
    for f in range(5):
        s[fold == f] = ranked(rows, tables(rows, corpus, fold != f), fold == f)
        s[fold == f] += worded(rows, corpus, fold != f, fold == f)
    report(rows, s, judged, accepted, "five folds")
    if "--folds-only" in sys.argv:
        return
    for source in sorted(set(rows.source)):
        out = rows.source == source
        s = np.zeros((len(rows.role), len(rows.roles)))
        s[out] = ranked(rows, tables(rows, corpus, ~out), out)
        if (rows.kind[out] == "prose").any():
            report(rows, s, judged & out, accepted, f"without {source}, no words")
            s[out] += worded(rows, corpus, ~out, out)
        report(rows, s, judged & out, accepted, f"without {source}")


if __name__ == "__main__":
    main()

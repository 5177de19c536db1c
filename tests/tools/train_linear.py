"""Trains the linear readers (careerbot/nlu/linear.py) from the examples and nothing else: spans, intents, kind, section.

    python tests/tools/train_linear.py corpus/language/en careerbot/models/linear.tsv

Multinomial logistic regression (scikit-learn, L2), features seen at least three times, weights rounded to hundredths.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from annotated import read_documents, read_examples
from train_reader import LABELS, derived, recipe

from careerbot.corpus.corpus import load_corpus
from careerbot.nlu.examples import INTENTS, MARKS
from careerbot.nlu.linear import UNIT, kind_features, line_features, span_features, text_features
from careerbot.text.tokenizer import tokenise, windows

FEWEST = 4
CUTS = {"advert": (" ", (300, 500, 800)), "cv": ("\n", (500,))}
"""As sites of jobs show them, and people paste them: so many characters of the beginning."""
SMALLEST = {"kind": 5}
"""Hundredths below which a weight in every class is left out; what a whole document is rests on many small ones."""


def spans_of(examples, corpus):
    """kind -> (features, label) of every marked or derived span, by window."""
    rows = {kind: ([], []) for kind in MARKS if kind != "X"}
    for example in examples:
        more = [(a, b, LABELS[label][0], LABELS[label][2:]) for a, b, label, _ in derived(example, corpus)]
        spans = [(s.start, s.end, s.kind, s.label) for s in example.spans if s.kind != "X"] + more
        for window in windows(example.text):
            tokens = tokenise(window.text)
            for start, end, kind, label in spans:
                if not window.start <= start < window.end:
                    continue
                a, b = window.place(start), window.place(end)
                inside = [i for i, t in enumerate(tokens) if t.start < b and t.end > a]
                if inside:
                    found = span_features(tokens, inside[0], inside[-1] + 1, example.context, window.text)
                    rows[kind][0].append(dict.fromkeys(found, 1.0))
                    rows[kind][1].append(label)
    return rows


def fitted(features, labels, c, balance=None):
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    count = Counter(name for row in features for name in row)
    kept = [{name: 1.0 for name in row if count[name] >= FEWEST} for row in features]
    vectors = DictVectorizer()
    x = vectors.fit_transform(kept)
    model = LogisticRegression(C=c, max_iter=300, class_weight=balance).fit(x, labels)
    weights = model.coef_ if len(model.classes_) > 2 else np.vstack([-model.coef_, model.coef_]) / 2
    table = {name: weights[:, at] for name, at in vectors.vocabulary_.items()}
    table["bias"] = table.get("bias", 0) + (model.intercept_ if len(model.classes_) > 2 else np.array([-1, 1]) * model.intercept_[0] / 2)
    return list(model.classes_), table


def intents_fitted(examples, c):
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    asked = [e for e in examples if e.intents]
    features = [dict.fromkeys(text_features(tokenise(e.text), e.context, e.text), 1.0) for e in asked]
    count = Counter(name for row in features for name in row)
    vectors = DictVectorizer()
    x = vectors.fit_transform([{n: 1.0 for n in row if count[n] >= FEWEST} for row in features])
    columns = []
    for name in INTENTS:
        y = [name in e.intents for e in asked]
        if not any(y):
            columns.append((np.zeros(x.shape[1]), -6.0))
            continue
        model = LogisticRegression(C=c, max_iter=300).fit(x, y)
        columns.append((model.coef_[0], model.intercept_[0]))
    weights = np.stack([w for w, _ in columns])
    table = {name: weights[:, at] for name, at in vectors.vocabulary_.items()}
    table["bias"] = table.get("bias", 0) + np.array([b for _, b in columns])
    return list(INTENTS), table


def commonest(examples, documents) -> list[str]:
    """The words that stand oftenest in messages and documents alike."""
    texts = [e.text for e in examples if e.context == "post"] + ["\n".join(x.text for x in d.lines) for d in documents]
    count = Counter(token.text for text in texts for token in tokenise(text) if token.text.isalpha() or "'" in token.text)
    return [word for word, _ in count.most_common(RATED)]


RATED = 120


def written(task, classes, table):
    yield f"{task}#\t{','.join(classes)}"
    for name in sorted(table):
        whole = np.rint(np.asarray(table[name]) * UNIT).astype(int)
        if np.abs(whole).max() >= SMALLEST.get(task, 28) and "\t" not in name and "\n" not in name:
            yield f"{task}:{name}\t{','.join(map(str, whole))}"


def documents_fitted(folder, part, examples):
    """Lines of the tasks `section`, `rated` and `kind`."""
    documents = list(read_documents(folder, part))
    lines = []
    features, labels = [], []
    for document in documents:
        before = "start"
        texts = [line.text for line in document.lines]
        for at, line in enumerate(document.lines):
            features.append(dict.fromkeys([*line_features(texts, at), f"before={before}"], 1.0))
            labels.append(line.section)
            before = line.section.removeprefix("head:")
    lines += written("section", *fitted(features, labels, 3.0))
    rated = commonest(examples, documents)
    lines.append(f"rated#\t{','.join(rated)}")
    features, labels = [], []
    for document in documents:
        lines_of = [line.text for line in document.lines]
        for part in (lines_of, lines_of[:8], lines_of[len(lines_of) // 2 :], lines_of[3:14]):
            for between in ("\n", " ", ". "):
                # as pages and databases hold them: without their lines
                features.append(dict.fromkeys(kind_features(between.join(part), rated), 1.0))
                labels.append(document.kind)
        between, cuts = CUTS[document.kind]
        for cut in cuts:
            features.append(dict.fromkeys(kind_features(between.join(lines_of)[:cut], rated), 1.0))
            labels.append(document.kind)
    for example in examples:
        if example.context not in ("cv", "advert") and (example.context == "post" or len(example.text) > 150):
            features.append(dict.fromkeys(kind_features(example.text, rated), 1.0))
            labels.append("message")
    lines += written("kind", *fitted(features, labels, 1.0, "balanced"))
    return lines


def fingerprint(folder: Path) -> str:
    """Of the examples and of this recipe."""
    digest = hashlib.sha256(recipe(Path(__file__)))
    for path in sorted(folder.rglob("*.t*")):
        if path.parent != folder or path.name == "parts.toml":
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def main() -> None:
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    part = sys.argv[3] if len(sys.argv) > 3 else "train"
    corpus = load_corpus()
    examples = list(read_examples(folder, part))
    lines = [f"# made from {fingerprint(folder)} by tests/tools/train_linear.py"]
    for kind, (features, labels) in spans_of(examples, corpus).items():
        if labels:
            lines += written(kind, *fitted(features, labels, 0.5))
    lines += written("intents", *intents_fitted(examples, 1.0))
    lines += documents_fitted(folder, part, examples)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

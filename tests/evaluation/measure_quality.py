"""How good the ranking and its confidence are, beside two baselines.

    python tests/evaluation/measure_quality.py judged                       the judged profiles of tests/evaluation/judged
    python tests/evaluation/measure_quality.py dev ../shared/data/dev       people, adverts and CVs (balanced rows), and calibration
    python tests/evaluation/measure_quality.py dev ../shared/data/dev --fit the constants of careerbot/confidence.py

Baselines: keyword overlap (needs whose name or slug stands in the text) and plain cosine of the text with one paragraph
a role. `--words` leaves the vectors out.
"""

from __future__ import annotations

import argparse
import collections
import json
import math
import pathlib
import tomllib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from careerbot.advisor import Advisor
from careerbot.corpus.corpus import load_corpus
from careerbot.embeddings.search import Meaning
from careerbot.matching.confidence import USUAL_COSINE, _chances, in_field, speaking
from careerbot.text.tokenizer import key_of

HERE = pathlib.Path(__file__).parent
LABELS = {
    "bi_developer": ["business-intelligence-analyst"],
    "devops_cloud_engineer": ["devops-engineer", "cloud-engineer"],
    "ai_engineer": ["ai-engineer", "generative-ai-engineer"],
    "ai_solutions_architect": ["ai-architect", "ai-consultant"],
    "ai_product_manager": ["ml-product-manager"],
    "research_scientist": ["research-scientist", "applied-scientist"],
    "data_engineer": ["data-engineer", "big-data-engineer"],
}
"""Gold labels -> the slugs that answer them, as the scoring tool of the data has it."""


@dataclass
class Judged:
    """One text and what became of it."""

    group: str
    label: str
    accepted: set[str]
    ranks: list[str]
    confidence: str
    certainty: float
    features: tuple[float, float, int, bool]
    """(chance of the first three, chance of the field, skills said that the first role asks for, whether a document)."""
    field: tuple[float, ...]
    """What careerbot.confidence.FIELD_LOGIT weighs."""
    overlap: list[str]
    cosine: list[str]


def rate(ranks: list[int | None], k: int) -> float:
    return float(np.mean([r is not None and r < k for r in ranks])) if ranks else float("nan")


def rank_of(order: list[str], accepted: set[str]) -> int | None:
    return next((i for i, slug in enumerate(order) if slug in accepted), None)


class Run:
    """An advisor and the baselines over one corpus."""

    def __init__(self, words: bool, model: str | None = None) -> None:
        self.corpus = load_corpus()
        self.meaning = None if words else Meaning(self.corpus, model, one_shot=False, threads=2)
        self.advisor = Advisor(self.corpus, self.meaning)
        self.names = {
            r: [key_of(self.corpus.skills[s].name) for s in role.needs] for r, role in self.corpus.roles.items()
        }

    def overlap(self, text: str) -> list[str]:
        key = f" {key_of(text)} "
        score = {r: sum(f" {n} " in key for n in names) for r, names in self.names.items()}
        return sorted(score, key=lambda r: (-score[r], r))

    def judge(self, group: str, label: str, accepted: set[str], text: str, baselines: bool = True) -> Judged:
        _, profile = self.advisor.read(text)
        ranking = self.advisor.suggest(profile, top=1)
        standings = ranking.standings
        top = standings[0]
        chance, weight = in_field(profile, self.corpus)
        features = (sum(_chances(standings)[:3]), chance, speaking(profile, top.slug, self.corpus), profile.document)
        cosines = [c for _, c in profile.leanings]
        field = (
            1.0, math.log1p(weight), weight / max(3, len(profile.skills)), max(cosines, default=USUAL_COSINE), float(bool(profile.titles))
        )  # fmt: skip
        order = [s.slug for s in standings]
        cosine: list[str] = []
        if baselines and self.meaning is not None:
            row = self.meaning.role_similarity([text])[0]
            cosine = [r for r, _ in sorted(row, key=lambda p: (-p[1], p[0]))]
        return Judged(
            group, label, accepted, order, ranking.confidence, ranking.certainty, features, field,
            self.overlap(text) if baselines else [], cosine,
        )  # fmt: skip


def judged_rows() -> list[dict]:
    return tomllib.loads((HERE / "judged" / "profiles.toml").read_text(encoding="utf-8"))["profile"]


def report_judged(run: Run, show: bool) -> list[Judged]:
    found, absent = [], []
    for row in judged_rows():
        judged = run.judge("judged", row["id"], set(row["first"]), row["text"])
        (found if row["first"] else absent).append((row, judged))
    table: list[tuple[str, list[tuple[set[str], set[str], list[str]]]]] = []
    for name in ("ranks", "overlap", "cosine"):
        rows = [(set(r["first"]), set(r["first"]) | set(r.get("fine", [])), getattr(j, name)) for r, j in found]
        if rows[0][2]:
            table.append((name, rows))
    for name, rows in table:
        first = [rank_of(o, f) for f, _, o in rows]
        fine = [rank_of(o, f) for _, f, o in rows]
        mrr = np.mean([1 / (1 + r) if r is not None else 0 for r in first])
        print(
            f"{ {'ranks': 'careerbot', 'overlap': 'keyword overlap', 'cosine': 'plain cosine'}[name]:16s} n={len(rows)}"
            f" first@1={rate(first, 1):.3f} first@3={rate(first, 3):.3f} fine@1={rate(fine, 1):.3f} mrr={mrr:.3f}"
        )
    words = collections.Counter(j.confidence for _, j in absent)
    print(f"nothing to find   n={len(absent)} called {dict(words)}")
    print(f"called            {dict(collections.Counter(j.confidence for _, j in found))}")
    if show:
        for row, j in found:
            if rank_of(j.ranks, set(row["first"])) not in (0, 1, 2):
                print(row["id"], "| want", row["first"], "| got", j.ranks[:4])
        for row, j in absent:
            if j.confidence in ("fair", "strong"):
                print("absent", row["id"], j.confidence, j.certainty, j.ranks[:3], j.features)
    return [j for _, j in found + absent]


def dev_rows(data: pathlib.Path) -> list[tuple[str, str, set[str], str, str]]:
    """(group, label, accepted labels, text, id) of the balanced rows."""
    out = []
    for name in ("role_people", "role_postings"):
        rows = [json.loads(line) for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        rows = [r for r in rows if r.get("eval") in (True, "True") and r.get("role")]
        for row in rows:
            listed = row.get("kind", "skills") == "skills"
            text = ", ".join(row["skills"]) if listed else row["text_masked"]
            group = "people" if name == "role_people" else "lists" if listed else "prose"
            labels = {row["role"], *(row.get("roles_ok") or [])}
            out.append((group, row["role"], labels, text, row["id"]))
    return out


def report_dev(
    run: Run, data: pathlib.Path, baselines: bool, only: Callable[[str], bool] | None = None
) -> list[Judged]:
    rows = dev_rows(data)
    candidates = {
        g: {r[1] for r in rows if (r[0] == "people") == (g == "people")} for g in ("people", "lists", "prose")
    }
    found = []
    for group, label, labels, text, id_ in rows:
        if only is not None and not only(id_):
            continue
        slug_of = {s: name for name in candidates[group] for s in LABELS.get(name, [name.replace("_", "-")])}
        j = run.judge(group, label, labels, text, baselines)
        for name in ("ranks", "overlap", "cosine"):
            order = [slug_of[slug] for slug in getattr(j, name) if slug in slug_of]
            setattr(j, name, list(dict.fromkeys(order)))
        found.append(j)
    if only is None:
        print_accuracy(found)
    return found


LEAST_OF_A_LABEL = 3

NAMES = {"ranks": "careerbot", "overlap": "keyword overlap", "cosine": "plain cosine"}


def print_accuracy(found: list[Judged]) -> None:
    for group in ("people", "lists", "prose"):
        some = [j for j in found if j.group == group]
        for name, title in NAMES.items():
            if not getattr(some[0], name):
                continue
            per = collections.defaultdict(list)
            for j in some:
                per[j.label].append(rank_of(getattr(j, name), j.accepted))
            every = [r for v in per.values() for r in v]
            macro = lambda k, p=per: np.mean([rate(v, k) for v in p.values()])  # noqa: E731
            # a label with one row or two weighs as much as one with three hundred: shown without these too
            usual = {label: v for label, v in per.items() if len(v) >= LEAST_OF_A_LABEL}
            print(f"{group:8s}{title:16s} n={len(every)} acc@1={rate(every, 1):.3f} acc@3={rate(every, 3):.3f} "
                  f"macro@1={macro(1):.3f} macro@3={macro(3):.3f}, of {len(usual)} labels with {LEAST_OF_A_LABEL} rows "
                  f"or more {macro(1, usual):.3f} {macro(3, usual):.3f}", flush=True)  # fmt: skip


def held_out(run: Run, data: pathlib.Path) -> list[Judged]:
    """The dev rows, each judged with tables that were made without its fifth of the rows."""
    from make_weights import KINDS, Rows, tables, values_of, word_weights

    rows = Rows(data, run.corpus)
    fold = np.random.default_rng(0).integers(0, 5, len(rows.role))
    place = {i: f for i, f in zip(rows.ids, fold, strict=True)}
    found: list[Judged] = []
    for f in range(5):
        made = tables(rows, run.corpus, fold != f)
        run.corpus.__dict__["weights"] = {k: values_of(rows, *made[k]) for k in KINDS}
        run.corpus.__dict__["weights"]["words"] = word_weights(rows, run.corpus, fold != f)
        run.advisor = Advisor(run.corpus, run.meaning)
        found += report_dev(run, data, False, only=lambda i, f=f: place[i] == f)
    del run.corpus.__dict__["weights"]
    run.advisor = Advisor(run.corpus, run.meaning)
    return found


def report_cvs(run: Run, data: pathlib.Path) -> list[tuple[bool, Judged]]:
    rows = [json.loads(line) for line in (data / "resumes.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [(r["domain"], run.judge("cv", str(r.get("role")), set(), r["text"], False)) for r in rows]
    for domain in ("in", "adjacent", "out"):
        some = [j for d, j in found if d == domain]
        print(f"CVs {domain:9s} n={len(some)} {dict(collections.Counter(j.confidence for j in some))}")
    inside = [j.certainty for d, j in found if d == "in"]
    outside = [j.certainty for d, j in found if d == "out"]
    auc = np.mean([(a > b) + 0.5 * (a == b) for a in inside for b in outside])
    print(f"CVs AUC of certainty, in against out of domain: {auc:.3f}")
    return [(d != "out", j) for d, j in found]


def reliability(found: list[Judged]) -> None:
    """Certainty against how often it was right, in five bins of equal size."""
    scored = sorted(
        (j.certainty, (rank_of(j.ranks, j.accepted) or 0 if rank_of(j.ranks, j.accepted) is not None else 99) < 3)
        for j in found
    )
    print("certainty  right  n")
    for part in np.array_split(np.array(scored, dtype=float), 5):
        print(f"   {part[:, 0].mean():.2f}    {part[:, 1].mean():.2f}  {len(part)}")
    gap = np.mean([abs(p[:, 0].mean() - p[:, 1].mean()) for p in np.array_split(np.array(scored, dtype=float), 10)])
    print(f"expected calibration error {gap:.3f}")


def fit(found: list[Judged], cvs: list[tuple[bool, Judged]], judged: list[Judged]) -> None:
    """The two logistic regressions behind careerbot/confidence.py."""
    right = [(r := rank_of(j.ranks, j.accepted)) is not None and r < 3 for j in found]
    rows = [[1.0, j.features[0], math.log1p(j.features[2]), float(j.features[3])] for j in found]
    print("LOGIT =", regression(rows, right))
    rows = [list(j.field) for _, j in cvs] + [list(j.field) for j in judged]
    weight = [1.0] * len(cvs) + [0.5 if j.accepted else 1.0 for j in judged]
    print(
        "FIELD_LOGIT =",
        regression(rows, [inside for inside, _ in cvs] + [bool(j.accepted) for j in judged], weight, 0.3),
    )


def regression(
    rows: list[list[float]], right: list[bool], weight: list[float] | None = None, ridge: float = 1e-3
) -> tuple[float, ...]:
    x, y = np.array(rows), np.array(right, dtype=float)
    s = np.ones(len(y)) if weight is None else np.array(weight)
    w = np.zeros(x.shape[1])
    for _ in range(200):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = x.T @ (x * (s * p * (1 - p))[:, None]) + ridge * np.eye(len(w))
        w += np.linalg.solve(hessian, x.T @ (s * (y - p)) - ridge * w)
    return tuple(round(float(v), 2) for v in w)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["judged", "dev"])
    parser.add_argument("data", nargs="?", type=pathlib.Path)
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--show", action="store_true", help="print the judged profiles that went wrong")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--held-out", action="store_true", help="tables made without the rows judged (five folds)")
    parser.add_argument("--quick", action="store_true", help="no baselines")
    args = parser.parse_args()
    run = Run(args.words)
    if args.what == "judged":
        report_judged(run, args.show)
        return
    if args.held_out:
        found = held_out(run, args.data)
        print_accuracy(found)
    else:
        found = report_dev(run, args.data, not args.quick)
    cvs = report_cvs(run, args.data)
    reliability(found)
    if args.fit:
        fit(found, cvs, report_judged(run, False))


if __name__ == "__main__":
    main()

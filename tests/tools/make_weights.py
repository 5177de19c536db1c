"""Makes corpus/weights/*.csv and corpus/evidence.csv: how much each skill speaks for each role.

    python tests/tools/make_weights.py ../shared/data/dev corpus

Counted on adverts (2020-2026) and on surveys of practitioners (2021-2025), row by row through careerbot's own reading,
so that a skill counts under any of its names. Three ways of speaking differ too much to share one table:

practitioner  people list the tools they use, tick by tick (surveys)
list          an advert's, or a person's, list of skills
prose         an advert or a CV in sentences

practitioner and list are likelihood tables. T[r, s] is the share of the role's rows that name the skill, smoothed by
`SMOOTHING` imaginary rows of what the role's own file expects (for the roles nobody has rows of, that is all there is).
A skill named adds t[s] log T - a[s] log(1 - T), and a role starts from sum_s a[s] log(1 - T[r, s]): naive Bayes for
t = a = 1. The telling weights t and a, one pair a skill for all roles alike, are fitted on rows the table was not
counted on, with a strong pull towards one common value.

prose is a multinomial logistic regression (ridge) over the same skills, fitted on all three kinds of rows together
with an intercept for each kind; roles without rows get their file's weights on the regression's scale.

words is what a text in sentences says beside the names of skills ("pipelines", "stakeholders"): a ridge regression over the
words that our own descriptions of the roles use and that adverts of `WORD_SOURCES` sources or more use too, less what
employers say of themselves and of everybody (tests/employers_words.txt) and the names of skills, which count already. Each
source gets its own intercept for each role, so that a source's house style does not pass for the work of the roles it lists.

Values are in hundredths of a natural-log unit of odds, shifted skill by skill so that the smallest is 0: no skill
somebody names ever counts against a role, it only counts for others more.
"""

from __future__ import annotations

import argparse
import collections
import csv
import json
import pathlib
import sys

import numpy as np
import torch

from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.corpus.records import Weights
from careerbot.matching.weights import FEWEST_WORDS, words_in
from careerbot.text.tokenizer import tokenise

KINDS = ("practitioner", "list", "prose")
SLUGS = {
    "bi_developer": "business-intelligence-analyst",
    "devops_cloud_engineer": "devops-engineer",
    "ai_solutions_architect": "ai-architect",
    "ai_product_manager": "ml-product-manager",
}
"""Labels of the data whose role has another name here; the others differ by hyphens only."""

SMOOTHING = 10
ANY_OF = 0.6
"""Share of a group's weight that each of its members gets."""
FLOOR = 0.1
"""No share is taken to be lower than this part of the skill's average: rare is not impossible."""
UNNEEDED = 0.03
"""The weight a role file is taken to give a skill that it does not name."""
PRIOR_STRENGTH = 1.5
"""Counted shares are diluted by rows that name nothing much, which flattens the slope fitted on them."""
START_PULL = 3e-2
"""How strongly the fitted starts are held at nought: with a handful of rows they would only learn which roles the data holds."""
WORD_ADVERTS, WORD_SOURCES, IN_SOURCE = 12, 3, 3
"""Adverts that use a word at least; sources, each with so many adverts that use it."""
WORD_RIDGE = 3e-3
WORD_RATE = 3.0
"""Times the share of the square root; with the ridge, chosen on five folds of the dev rows, flat from 2 to 4."""
JUDGED = {"practitioner": 0.1, "list": 0.25}
"""What a role's file says beyond the average role, on top of what was counted: lists name tools and leave the rest unsaid.
Chosen on five folds of the dev rows, where 0.1 to 0.3 makes no difference to practitioners and helps lists."""
PROSE_SCALE = 0.3
"""Least slope from a file's expectation to prose weights: ridge shrinks the fitted ones, which the fit inherits."""
UNHEARD_QUANTILE, UNHEARD_START = 0.25, 0.3
"""Judgement, checked on the judged profiles (tests/evaluation/measure_quality.py)."""
COMMON = {"practitioner": 0.0, "list": 0.35}
"""Weight of a role's commonness, out of 1 for the whole prior: enough to decide between neighbours that a short list cannot
tell apart. The balanced rows it is judged on hold every role equally often, which the world does not."""
FOR_ALL = 1.5
"""The most that a skill counts for every role alike because adverts name it and practitioners do not: it tells who speaks, and
says little of the role. On five folds 1 to 2.5 makes no difference to lists, and people's macro averages rise with less."""
LEAST_ROWS = 5
"""Skills named by fewer rows than this in a kind say nothing there."""
PRACTITIONER_ROWS = 10
"""Rows a role needs to speak as a practitioner."""

rng = np.random.default_rng(20261121)


def label_slug(label: str) -> str:
    return SLUGS.get(label, label.replace("_", "-"))


class Rows:
    """The data as matrices: X [n, skills] of 0/1, role slugs, kind, source."""

    def __init__(self, data: pathlib.Path, corpus: Corpus) -> None:
        self.skills = sorted(corpus.skills)
        self.roles = sorted(corpus.roles)
        at = {slug: i for i, slug in enumerate(self.skills)}
        rows, role, kind, source, ids = [], [], [], [], []
        self.words: list[set[str]] = []
        """The words of every row in sentences."""
        for name in ("role_people", "role_postings"):
            for line in (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                listed = row.get("kind", "skills") == "skills"
                text = ", ".join(row["skills"]) if listed else row["text_masked"]
                x = np.zeros(len(self.skills), np.float32)
                for kind_found, slug, _ in (found.entries[0] for found in corpus.lexicon.scan(tokenise(text))):
                    if kind_found == "skill":
                        x[at[slug]] = 1
                rows.append(x)
                self.words.append(set() if listed else words_in(text))
                role.append(label_slug(row["role"]))
                source.append(row["source"])
                ids.append(row["id"])
                kind.append("practitioner" if name == "role_people" else "list" if listed else "prose")
        self.ids = ids
        self.x, self.role, self.kind, self.source = np.array(rows), np.array(role), np.array(kind), np.array(source)

    def of(self, kind: str, keep: np.ndarray) -> np.ndarray:
        return keep & (self.kind == kind)


def expected(corpus: Corpus, rows: Rows) -> np.ndarray:
    """What the role files expect, [roles, skills] 0 to 1."""
    at = {slug: i for i, slug in enumerate(rows.skills)}
    out = np.zeros((len(rows.roles), len(rows.skills)))
    for r, slug in enumerate(rows.roles):
        role = corpus.roles[slug]
        for skill, need in role.needs.items():
            out[r, at[skill]] = need.weight
        for group in role.any_of:
            for skill in group.skills:
                out[r, at[skill]] = max(out[r, at[skill]], ANY_OF * group.weight)
    return out


def prior_table(rows: Rows, weights: np.ndarray, keep: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(average share of each skill, prior shares [roles, skills], rows counted [roles]) for the rows kept."""
    counts = np.array([int((rows.role[keep] == r).sum()) for r in rows.roles])
    shares = np.array(
        [
            rows.x[keep][rows.role[keep] == r].mean(0) if c else np.zeros(rows.x.shape[1])
            for r, c in zip(rows.roles, counts, strict=True)
        ]
    )
    known = counts >= 10
    base = np.clip(shares[known].mean(0), 2e-3, 0.9)
    lift = np.log(weights + UNNEEDED) - np.log(weights[known] + UNNEEDED).mean(0)
    told = np.log(np.clip(shares[known], base * FLOOR, 0.95)) - np.log(base)
    slope = float((lift[known] * told).sum() / (lift[known] ** 2).sum())
    odds = base / (1 - base) * np.exp(np.clip(PRIOR_STRENGTH * slope * lift, -2.5, 2.5))
    return base, odds / (1 + odds), counts


def likelihood(rows: Rows, weights: np.ndarray, keep: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(smoothed shares [roles, skills], rows counted [roles])."""
    base, prior, counts = prior_table(rows, weights, keep)
    sums = np.array([rows.x[keep][rows.role[keep] == r].sum(0) for r in rows.roles])
    table = (sums + SMOOTHING * prior) / (counts[:, None] + SMOOTHING)
    return np.clip(np.maximum(table, FLOOR * base), 1e-4, 0.97), counts


def scores(x, tables, has, t, a, b):  # noqa: ANN001, ANN201 - torch values, [kinds, n, roles]
    out = []
    for q, (log_p, log_not) in enumerate(tables):
        tt, aa = torch.relu(t[q]), torch.relu(a[q])
        s = (x * tt) @ log_p.T - (x * aa) @ log_not.T + (aa * log_not).sum(1) + b[q]
        out.append(torch.where(has[q], s, torch.tensor(-1e4)))
    return torch.stack(out)


def fit_telling(
    rows: Rows, weights: np.ndarray, keep: np.ndarray, steps: int = 120, pull: float = 2e-3, start: float = 0.5
):
    """Telling weights and small starts: (t, a [2, skills], b [2, roles])."""
    kinds = KINDS[:2]
    fold = rng.integers(0, 4, len(rows.role))
    batches = []
    as32 = lambda z: torch.tensor(z, dtype=torch.float32)  # noqa: E731
    for f in range(4):
        made = [likelihood(rows, weights, rows.of(k, keep & (fold != f))) for k in kinds]
        tables = [(as32(np.log(p)), as32(np.log(1 - p))) for p, _ in made]
        has = torch.tensor(np.array([made[0][1] >= PRACTITIONER_ROWS, np.ones(len(rows.roles), bool)]))
        for q, kind in enumerate(kinds):
            sel = rows.of(kind, keep & (fold == f))
            y = np.array([rows.roles.index(r) for r in rows.role[sel]])
            names = {r for r, c in collections.Counter(rows.role[rows.of(kind, keep)]).items() if c >= 3}
            other = np.array([-1e4 if r not in names else 0.0 for r in rows.roles])
            w = 1 / np.maximum(np.bincount(y, minlength=len(rows.roles))[y], 10)
            batches.append((as32(rows.x[sel]), tables, has, torch.tensor(y), as32(other), as32(w / w.sum())))
            del q
    n = rows.x.shape[1]
    t = torch.full((2, n), start, requires_grad=True)
    a = torch.full((2, n), start, requires_grad=True)
    b = torch.zeros(2, len(rows.roles), requires_grad=True)
    optimiser = torch.optim.Adam([t, a, b], lr=0.03)
    for _ in range(steps):
        optimiser.zero_grad()
        loss = pull * (((t - start) ** 2).sum() + ((a - start) ** 2).sum()) + START_PULL * (b**2).sum()
        for x, tables, has, y, other, w in batches:
            s = scores(x, tables, has, t, a, b).logsumexp(0) + other
            loss = loss + (w * torch.nn.functional.cross_entropy(s, y, reduction="none")).sum() / 4
        loss.backward()
        optimiser.step()
    return (torch.relu(t).detach().numpy(), torch.relu(a).detach().numpy(), b.detach().numpy())


def fit_prose(
    rows: Rows, weights: np.ndarray, keep: np.ndarray, ridge: float = 1e-3, steps: int = 60
) -> tuple[np.ndarray, np.ndarray]:
    """(W [roles, skills], start [roles]) for text in sentences."""
    n_roles = len(rows.roles)
    y = np.array([rows.roles.index(r) for r in rows.role])
    bad, w = np.zeros((len(y), n_roles), np.float32), np.zeros(len(y))
    for kind in KINDS:
        sel = rows.of(kind, keep)
        counts = np.bincount(y[sel], minlength=n_roles)
        bad[np.ix_(np.where(sel)[0], np.where(counts < 3)[0])] = -30
        share = 1 / np.maximum(counts[y[sel]], 1) ** 0.75
        w[sel] = share * sel.sum() / share.sum()
    x, yt = torch.tensor(rows.x[keep]), torch.tensor(y[keep])
    mask, wt = torch.tensor(bad[keep]), torch.tensor(w[keep] / w[keep].mean(), dtype=torch.float32)
    which = torch.tensor([KINDS.index(k) for k in rows.kind[keep]])
    weight = torch.zeros(n_roles, rows.x.shape[1], requires_grad=True)
    start = torch.zeros(3, n_roles, requires_grad=True)
    optimiser = torch.optim.LBFGS([weight, start], max_iter=steps, history_size=10, line_search_fn="strong_wolfe")

    def closure():  # noqa: ANN202
        optimiser.zero_grad()
        logits = x @ weight.T + start[which] + mask
        loss = (wt * torch.nn.functional.cross_entropy(logits, yt, reduction="none")).mean()
        loss = loss + ridge * (weight**2).sum() + 1e-4 * (start**2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    fitted, begin = weight.detach().numpy().copy(), start.detach().numpy()[2].copy()
    return _spread(rows, weights, keep, fitted, begin)


def _spread(
    rows: Rows, weights: np.ndarray, keep: np.ndarray, fitted: np.ndarray, begin: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights for the roles nobody has prose of: their file's expectations on the scale of the fitted ones."""
    prose = rows.of("prose", keep)
    _, prior, counts = prior_table(rows, weights, prose)
    known = counts >= 3
    lift = np.log(prior)
    lift -= lift[known].mean(0)
    centred = fitted - fitted[known].mean(0)
    scale = float((lift[known] * centred[known]).sum() / (lift[known] ** 2).sum())
    fitted[~known] = fitted[known].mean(0) + np.maximum(scale, PROSE_SCALE) * lift[~known]
    ordinary = np.quantile(fitted[known], UNHEARD_QUANTILE, axis=0)
    fitted[~known] = np.where(weights[~known] > 0, np.maximum(fitted[~known], ordinary), ordinary)
    activation = rows.x[prose] @ fitted.T
    by_role = np.array([activation[rows.role[prose] == r].mean(0) for r in np.array(rows.roles)[known]]).mean(0)
    level = float((by_role[known] + begin[known]).mean())
    begin[~known] = level - by_role[~known] - UNHEARD_START
    print(f"prose: {known.sum()} roles fitted, the others on scale {scale:.2f}", file=sys.stderr)
    return fitted, begin


def vocabulary(rows: Rows, corpus: Corpus, keep: np.ndarray) -> list[str]:
    """The words of the work, in alphabetical order."""
    ours = {w for role in corpus.roles.values() for w in words_in(" ".join([role.summary, *role.tasks]))}
    ours -= set((pathlib.Path(__file__).parent / "employers_words.txt").read_text(encoding="utf-8").split())
    ours -= {name.lower() for skill in corpus.skills.values() for name in (skill.name, *skill.also_called)}
    used: dict[str, collections.Counter[str]] = {word: collections.Counter() for word in ours}
    for i in np.where(rows.of("prose", keep))[0]:
        for word in rows.words[i] & ours:
            used[word][rows.source[i]] += 1
    return sorted(
        word
        for word, sources in used.items()
        if sources.total() >= WORD_ADVERTS and sum(n >= IN_SOURCE for n in sources.values()) >= WORD_SOURCES
    )


def fit_words(rows: Rows, corpus: Corpus, keep: np.ndarray) -> tuple[list[str], np.ndarray]:
    """(words, values [roles, words]), less their mean over the roles somebody wrote adverts of."""
    words, at = vocabulary(rows, corpus, keep), np.where(rows.of("prose", keep))[0]
    x = np.array([[word in rows.words[i] for word in words] for i in at], np.float32)
    x *= WORD_RATE / np.sqrt(np.maximum(x.sum(1, keepdims=True), FEWEST_WORDS))
    sources = np.array([rows.source[at] == s for s in np.unique(rows.source[at])], np.float32).T
    y = np.array([rows.roles.index(r) for r in rows.role[at]])
    counts = np.bincount(y, minlength=len(rows.roles))
    share = 1 / np.maximum(counts[y], 1) ** 0.75
    both = torch.tensor(np.hstack([x, sources]))
    wt, mask = torch.tensor(share / share.mean(), dtype=torch.float32), torch.tensor(np.where(counts < 3, -30.0, 0.0))
    weight = torch.zeros(len(rows.roles), both.shape[1], requires_grad=True)
    start = torch.zeros(len(rows.roles), requires_grad=True)
    optimiser = torch.optim.LBFGS([weight, start], max_iter=60, line_search_fn="strong_wolfe")

    def closure():  # noqa: ANN202
        optimiser.zero_grad()
        loss = (wt * torch.nn.functional.cross_entropy(both @ weight.T + start + mask, torch.tensor(y), reduction="none")).mean()
        loss = loss + WORD_RIDGE * (weight**2).sum() + 1e-3 * (start**2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    values = WORD_RATE * weight.detach().numpy()[:, : len(words)]
    values -= values[counts >= 3].mean(0)
    values[counts < 3] = _of_neighbours(rows, corpus, words, values, counts)
    return words, values


def _of_neighbours(
    rows: Rows, corpus: Corpus, words: list[str], values: np.ndarray, counts: np.ndarray
) -> np.ndarray:
    """Values for the roles nobody wrote adverts of: a word of their own description counts what it counts, on average, for
    the other roles whose description uses it; every other word says nothing."""
    ours = [words_in(" ".join([corpus.roles[r].summary, *corpus.roles[r].tasks])) for r in rows.roles]
    uses = np.array([[word in own for word in words] for own in ours], float)
    known = counts >= 3
    average = (uses[known] * values[known]).sum(0) / np.maximum(uses[known].sum(0), 1)
    return uses[~known] * np.maximum(average, 0)


def unheard(
    values: np.ndarray, start: np.ndarray, heard: np.ndarray, weights: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Roles nobody was heard of: what they do not ask for speaks for them as little as for most others, and they start
    a little behind the others, since a role with adverts is likelier to be met."""
    values, start = values.copy(), start.copy()
    ordinary = np.quantile(values[heard], UNHEARD_QUANTILE, axis=0)
    for r in np.where(~heard)[0]:
        values[r] = np.where(weights[r] > 0, np.maximum(values[r], ordinary), ordinary)
        start[r] = start[heard].mean() - UNHEARD_START
    return values, start


def commonness(rows: Rows, keep: np.ndarray) -> np.ndarray:
    """Log of how often adverts name each role, damped by twenty adverts for every role."""
    adverts = keep & (rows.kind != "practitioner")
    counts = np.array([(rows.role[adverts] == r).sum() for r in rows.roles])
    return np.log(counts + 20) - np.log(20)


def tables(rows: Rows, corpus: Corpus, keep: np.ndarray | None = None) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """kind -> (values [roles, skills], starts [roles]); -inf start where a role has no voice of that kind."""
    keep = np.ones(len(rows.role), bool) if keep is None else keep
    weights = expected(corpus, rows)
    t, a, b = fit_telling(rows, weights, keep)
    lift = np.maximum(np.log(weights + UNNEEDED) - np.log(weights.mean(0) + UNNEEDED), 0)
    made = {}
    for q, kind in enumerate(KINDS[:2]):
        sel = rows.of(kind, keep)
        table, counts = likelihood(rows, weights, sel)
        values = t[q] * np.log(table) - a[q] * np.log(1 - table) + JUDGED[kind] * lift
        start = (a[q] * np.log(1 - table)).sum(1) + b[q]
        if kind == "practitioner":
            start = np.where(counts >= PRACTITIONER_ROWS, start, -np.inf)
        start = start + COMMON[kind] * commonness(rows, keep)
        if kind == "list":
            values, start = unheard(values, start, counts >= 10, weights)
        seen = rows.x[sel].sum(0) >= LEAST_ROWS
        says = seen | (weights.max(0) > 0) if kind == "list" else seen
        values[:, ~says] = np.nan
        made[kind] = (values, start)
    values, start = fit_prose(rows, weights, keep)
    made["prose"] = (np.maximum(values, np.mean(values, 0) - 1.5), start)
    return shifted(made)


def word_weights(rows: Rows, corpus: Corpus, keep: np.ndarray | None = None) -> Weights:
    """The table of words as the corpus keeps it."""
    words, values = fit_words(rows, corpus, np.ones(len(rows.role), bool) if keep is None else keep)
    hundredths = np.round(values * 100).astype(int)
    return Weights(
        tuple(rows.roles), (0,) * len(rows.roles), {w: tuple(map(int, hundredths[:, i])) for i, w in enumerate(words)}
    )


def shifted(made: dict[str, tuple[np.ndarray, np.ndarray]]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The same order of roles with every value >= 0: a constant for each skill is taken off all roles alike."""
    voices = np.isfinite(made["practitioner"][1])
    spoken = np.concatenate([made["practitioner"][0][voices], made["list"][0]])
    # what no kind of list has a value for is silent in both
    low = np.nanmin(np.where(np.isnan(spoken), np.inf, spoken), 0)
    low = np.where(np.isfinite(low), low, 0.0)
    out = {}
    for kind in KINDS[:2]:
        values, start = made[kind]
        missing = made["list"][0] if kind == "practitioner" else values
        filled = np.where(np.isnan(values), missing, values)
        out[kind] = (np.nan_to_num(filled - low), start)
    everywhere = out["list"][0].min(0)
    out["list"] = (out["list"][0] - np.maximum(0, everywhere - FOR_ALL), out["list"][1])
    ground = out["list"][1].mean()
    for kind in KINDS[:2]:
        out[kind] = (out[kind][0], out[kind][1] - ground)
    values, start = made["prose"]
    low = np.nanmin(np.where(np.isnan(values), np.inf, values), 0)
    out["prose"] = (np.nan_to_num(values - low), start - start.mean())
    return out


def values_of(rows: Rows, values: np.ndarray, start: np.ndarray) -> Weights:
    """One table as the corpus keeps it."""
    return Weights(
        tuple(rows.roles),
        tuple(int(round(v * 100)) if np.isfinite(v) else None for v in start),
        {
            skill: tuple(int(round(v * 100)) for v in values[:, s])
            for s, skill in enumerate(rows.skills)
            if values[:, s].any()
        },
    )


def write(folder: pathlib.Path, rows: Rows, made: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
    head = "# made by tests/tools/make_weights.py from adverts-2020-2026 and tool-surveys-2021-2025; hundredths of a natural-log unit\n"
    (folder / "weights").mkdir(exist_ok=True)
    for kind, (values, start) in made.items():
        with (folder / "weights" / f"{kind}.csv").open("w", encoding="utf-8", newline="") as handle:
            handle.write(head)
            out = csv.writer(handle, lineterminator="\n")
            out.writerow(["skill", *rows.roles])
            out.writerow(["(start)", *("" if not np.isfinite(v) else int(round(v * 100)) for v in start)])
            for s, skill in enumerate(rows.skills):
                if values[:, s].any():
                    out.writerow([skill, *(int(round(v * 100)) for v in values[:, s])])


def write_words(folder: pathlib.Path, table: Weights) -> None:
    with (folder / "weights" / "words.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write(
            "# made by tests/tools/make_weights.py from adverts-2020-2026; hundredths of a natural-log unit, see careerbot/ranking.py\n"
        )
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(["word", *table.roles])
        out.writerow(["(start)", *table.start])
        out.writerows([word, *values] for word, values in table.values.items())


def write_evidence(folder: pathlib.Path, rows: Rows) -> None:
    with (folder / "evidence.csv").open("w", encoding="utf-8", newline="") as handle:
        handle.write(
            "# made by tests/tools/make_weights.py: share of a role's rows that name a skill, roles with 30 rows or more, shares of 2% or more\n"
        )
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(["role", "skill", "kind", "share", "n"])
        for role in rows.roles:
            for kind in KINDS:
                sel = (rows.role == role) & (rows.kind == kind)
                if sel.sum() < 30:
                    continue
                share = rows.x[sel].mean(0)
                for s in np.argsort(-share, kind="stable"):
                    if share[s] >= 0.02:
                        out.writerow([role, rows.skills[s], kind, f"{share[s]:.2f}", int(sel.sum())])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("corpus", type=pathlib.Path)
    args = parser.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(2)
    corpus = load_corpus(args.corpus)
    rows = Rows(args.data, corpus)
    write(args.corpus, rows, tables(rows, corpus))
    write_words(args.corpus, word_weights(rows, corpus))
    write_evidence(args.corpus, rows)


if __name__ == "__main__":
    main()

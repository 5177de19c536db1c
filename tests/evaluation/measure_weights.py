"""How well the weights of the roles agree with adverts: Spearman's rho per role.

    python tests/evaluation/measure_weights.py [../shared/data/dev/role_postings.jsonl] [--show ROLE]

For each role with 30 or more adverts, the weights of the tools it needs (and of the members of its any_of groups that
are tools, each with the group's weight) are ranked beside the share of adverts that name them. Adverts cut off after a
few lines are left out: what stands below the cut is not missing from the job. A tool is named where careerbot itself
finds it in the text. The second figure takes a group as one need, named by an advert that names any of its members.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.corpus.records import Role, Slug
from careerbot.text.tokenizer import tokenise

POSTINGS = Path(__file__).resolve().parents[3] / "shared" / "data" / "dev" / "role_postings.jsonl"
FEWEST_ADVERTS = 30
FEWEST_TOOLS = 5

ROLES = {
    "ai_engineer": "ai-engineer",
    "ai_product_manager": "ml-product-manager",
    "ai_solutions_architect": "ai-architect",
    "analytics_engineer": "analytics-engineer",
    "bi_developer": "business-intelligence-analyst",
    "business_analyst": "business-analyst",
    "computer_vision_engineer": "computer-vision-engineer",
    "data_analyst": "data-analyst",
    "data_architect": "data-architect",
    "data_engineer": "data-engineer",
    "data_governance_specialist": "data-governance-specialist",
    "data_scientist": "data-scientist",
    "database_administrator": "database-administrator",
    "devops_cloud_engineer": "devops-engineer",
    "machine_learning_engineer": "machine-learning-engineer",
    "mlops_engineer": "mlops-engineer",
    "nlp_engineer": "nlp-engineer",
    "quantitative_analyst": "quantitative-analyst",
    "research_scientist": "research-scientist",
    "software_engineer": "software-engineer",
    "statistician": "statistician",
}
"""Labels of the adverts -> roles of the corpus."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One role's weights against its adverts."""

    role: Slug
    adverts: int
    tools: tuple[tuple[str, float, float], ...]
    """(tool, weight, share of adverts)."""
    by_member: float
    """rho with every member of a group counted by itself."""
    by_group: float
    """rho with a group counted as one."""


def named_in_adverts(path: Path, corpus: Corpus) -> dict[Slug, list[frozenset[Slug]]]:
    """Role -> for each of its adverts, the skills it names."""
    found: dict[Slug, list[frozenset[Slug]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] != "snippet" and row["role"] in ROLES:
            text = "Skills: " + row["text"] if row["kind"] == "skills" else row["text"]
            named = [name.entries[0] for name in corpus.lexicon.scan(tokenise(text))]
            found[ROLES[row["role"]]].append(frozenset(slug for kind, slug, _ in named if kind == "skill"))
    return found


def agreements(corpus: Corpus, adverts: Mapping[Slug, Sequence[frozenset[Slug]]]) -> Iterator[Agreement]:
    """Every role with enough adverts and tools."""
    for slug, rows in sorted(adverts.items()):
        role = corpus.roles.get(slug)
        if role is None or len(rows) < FEWEST_ADVERTS:
            continue
        singles = {s: n.weight for s, n in role.needs.items() if corpus.skills[s].kind == "tool"}
        members = singles | {s: w for s, w in _members(role) if corpus.skills[s].kind == "tool"}
        if len(members) < FEWEST_TOOLS:
            continue
        counts = Counter(skill for row in rows for skill in row)
        tools = tuple((s, w, counts[s] / len(rows)) for s, w in members.items())
        grouped = [(singles[s], counts[s] / len(rows)) for s in singles]
        for group in role.any_of:
            if any(corpus.skills[s].kind == "tool" for s in group.skills):
                grouped.append((group.weight, sum(not row.isdisjoint(group.skills) for row in rows) / len(rows)))
        yield Agreement(
            slug, len(rows), tools, spearman([t[1] for t in tools], [t[2] for t in tools]),
            spearman([g[0] for g in grouped], [g[1] for g in grouped]) if len(grouped) > 2 else float("nan"),
        )  # fmt: skip


def _members(role: Role) -> Iterator[tuple[Slug, float]]:
    for group in role.any_of:
        yield from ((skill, group.weight) for skill in group.skills)


def spearman(left: Sequence[float], right: Sequence[float]) -> float:
    """Rank correlation; ties share their mean rank."""
    try:
        return statistics.correlation(_ranks(left), _ranks(right))
    except statistics.StatisticsError:
        return 0.0  # one side has a single value and so no order to agree on


def _ranks(values: Sequence[float]) -> list[float]:
    places: dict[float, list[int]] = defaultdict(list)
    for place, value in enumerate(sorted(values)):
        places[value].append(place)
    return [statistics.fmean(places[value]) for value in values]


def _show(agreement: Agreement) -> None:
    for tool, weight, share in sorted(agreement.tools, key=lambda t: -t[2]):
        print(f"    {tool:26} weight {weight:.2f}   adverts {share:.2f}")


def _not_listed(role: Role, rows: Sequence[frozenset[Slug]], corpus: Corpus) -> Iterable[tuple[Slug, float]]:
    listed = {*role.needs, *(s for s, _ in _members(role))}
    counts = Counter(s for row in rows for s in row if s not in listed and corpus.skills[s].kind == "tool")
    return [(s, n / len(rows)) for s, n in counts.most_common(8)]


def main() -> None:
    """Prints a line a role and the median."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("postings", nargs="?", type=Path, default=POSTINGS)
    parser.add_argument("--show", metavar="ROLE", help="print the tools of this role, or of all")
    arguments = parser.parse_args()
    corpus = load_corpus()
    adverts = named_in_adverts(arguments.postings, corpus)
    found = list(agreements(corpus, adverts))
    for a in found:
        rhos = f"rho {a.by_member:5.2f}  groups as one {a.by_group:5.2f}"
        print(f"{a.role:32} {a.adverts:4} adverts  {len(a.tools):2} tools  {rhos}")
        if arguments.show in (a.role, "all"):
            _show(a)
            others = _not_listed(corpus.roles[a.role], adverts[a.role], corpus)
            print("    not listed:", ", ".join(f"{s} {x:.2f}" for s, x in others))
    members, groups = (statistics.median(getattr(a, x) for a in found) for x in ("by_member", "by_group"))
    print(f"median over {len(found)} roles: rho {members:.2f}, groups as one {groups:.2f}")


if __name__ == "__main__":
    main()

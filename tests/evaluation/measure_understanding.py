"""How well text is understood, as tables: against expert-marked spans, and how fast.

    python tests/evaluation/measure_understanding.py spans FILE      SkillSpan knowledge spans, one JSON object a line
    python tests/evaluation/measure_understanding.py speed           statements a second, a CV, ten megabytes

Knowledge spans (SkillSpan, CC BY 4.0) are compared with our mentions of kind knowledge and tool. Abilities such as
communication belong to SkillSpan's other layer and are left out. A mention is right strictly when it covers the very
characters of a span (spaces and punctuation at the edges aside), by overlap when they share any. Micro averages.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from careerbot.advisor import tools_of  # noqa: E402
from careerbot.corpus.corpus import Corpus, load_corpus  # noqa: E402
from careerbot.nlu.pipeline import Tools, annotate  # noqa: E402
from careerbot.settings import Settings

COMPARED = ("knowledge", "tool")
EDGES = " .,;:!?()[]\"'&"


def places(text: str, spans: list[str]) -> list[tuple[int, int]]:
    """Where the spans stand; the file lists them in the order of the text."""
    found, at = [], 0
    for span in spans:
        start = text.find(span, at)
        if start < 0:
            start = text.find(span)
        if start >= 0:
            at = start + len(span)
            found.append(trimmed(text, start, at))
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGES:
        start += 1
    while end > start and text[end - 1] in EDGES:
        end -= 1
    return start, end


def score(gold: list[list[tuple[int, int]]], ours: list[list[tuple[int, int]]]) -> dict[str, float]:
    """Strict and overlap precision, recall and F1, and the share of empty sentences in which we found something."""
    hits = near_p = near_r = total_g = total_o = empty = noisy = 0
    for want, got in zip(gold, ours, strict=True):
        total_g, total_o = total_g + len(want), total_o + len(got)
        hits += len(set(want) & set(got))
        near_p += sum(any(a < d and c < b for c, d in want) for a, b in got)
        near_r += sum(any(a < d and c < b for c, d in got) for a, b in want)
        if not want:
            empty, noisy = empty + 1, noisy + bool(got)
    strict = (hits / max(1, total_o), hits / max(1, total_g))
    overlap = (near_p / max(1, total_o), near_r / max(1, total_g))
    return {
        "spans": total_g,
        "ours": total_o,
        "P": strict[0],
        "R": strict[1],
        "F1": f1(*strict),
        "P overlap": overlap[0],
        "R overlap": overlap[1],
        "F1 overlap": f1(*overlap),
        "empty with any": noisy / max(1, empty),
    }


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def measure_spans(corpus: Corpus, tools: Tools, path: Path, show: bool) -> None:
    reader = Settings().reader(corpus)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    gold = [places(row["text"], row["spans"]) for row in rows]
    ours = []
    for row in rows:
        understood = annotate(row["text"], tools, reader)
        mentions = [m for m in understood.skills if corpus.skills[m.slug].kind in COMPARED]
        ours.append([trimmed(row["text"], m.start, m.end) for m in mentions])
        if show:
            print_misses(row["text"], gold[len(ours) - 1], [(m.start, m.end, m.slug) for m in mentions])
    names = sorted({row["source"] for row in rows})
    for name in ["all", *names]:
        chosen = [i for i, row in enumerate(rows) if name in ("all", row["source"])]
        table = score([gold[i] for i in chosen], [ours[i] for i in chosen])
        print(
            f"{name:22}",
            "  ".join(f"{key} {value:.3f}" if value <= 1 else f"{key} {value:.0f}" for key, value in table.items()),
        )


def print_misses(text: str, want: list[tuple[int, int]], got: list[tuple[int, int, str]]) -> None:
    for a, b in want:
        if not any(a < d and c < b for c, d, _ in got):
            print("MISSED", repr(text[a:b]))
    for a, b, slug in got:
        if not any(a < d and c < b for c, d in want):
            print("EXTRA ", repr(text[a:b]), slug)
        elif (a, b) not in want:
            print("EDGES ", repr(text[a:b]), [text[c:d] for c, d in want if a < d and c < b])


STATEMENTS = (
    "python, sql and a bit of statistics",
    "I don't know SQL but I'm good at Python",
    "expert in Excel, learning Tableau",
    "data analyst for 3 years, want to become a data engineer",
    "no java, 5 hours a week",
    "PyTorch, pandas, TensorFlow, random forest",
)
CV = """Jordan Example
Data analyst
Summary
Analyst with six years of experience in reporting, dashboards and forecasting for retail and logistics teams.
Work experience
Data Analyst, Northern Goods, Jan 2019 - present
- Built dashboards in Power BI and Tableau on a PostgreSQL warehouse; wrote ETL in Python and dbt, scheduled by Airflow
- Ran A/B tests with product managers and reported the results to the board
Junior analyst, City Council, 2016 - 2018
- Cleaned survey data in Excel and R, and mapped it with QGIS
Skills: SQL, Python, pandas, scikit-learn, Git, Docker, statistics, communication
Education: BSc Mathematics, 2016
"""


def measure_speed(tools: Tools) -> None:
    for text in STATEMENTS:
        annotate(text, tools)
    took = clock(lambda: [annotate(text, tools) for text in STATEMENTS * 200])
    print(f"short statements a second     {len(STATEMENTS) * 200 / took:,.0f}")
    two_pages = CV * 8
    annotate(two_pages, tools)
    took = clock(lambda: annotate(two_pages, tools))
    print(f"CV of {len(two_pages.split()):,} words, ms         {1000 * took:.1f}")
    for size in (1, 10):
        text = (CV * (size * 1_000_000 // len(CV) + 1))[: size * 1_000_000]
        print(f"{size:2} MB, seconds                {clock(lambda text=text: annotate(text, tools)):.2f}")


def clock(work) -> float:  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["spans", "speed"])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was missed and what was extra")
    given = parser.parse_args()
    corpus = load_corpus()
    tools = tools_of(corpus)
    if given.what == "speed":
        measure_speed(tools)
    elif given.file is None:
        parser.error("spans needs the file of marked sentences")
    else:
        measure_spans(corpus, tools, given.file, given.show)


if __name__ == "__main__":
    main()

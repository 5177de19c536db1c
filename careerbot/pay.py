"""What people in a role are paid: quartiles from corpus/salaries.csv, with their year, number, source and bias."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from careerbot.corpus import Problem
from careerbot.corpus_folder import MAX_FILE_BYTES, own_file
from careerbot.errors import CorpusError
from careerbot.provenance import FactView, sentence, source_line

if TYPE_CHECKING:
    from careerbot.corpus import Corpus

FILE = "salaries.csv"
SOURCE = "ai-jobs-net-salaries"
BIAS = "salary-file-bias"

ENOUGH = 50
"""With fewer adverts of one year, all years are taken together."""

LEVELS = ("entry", "mid", "senior", "executive")

REGION_NAMES = {
    "us": "the United States",
    "uk": "the United Kingdom",
    "germany": "Germany",
    "eu": "the European Union",
    "india": "India",
    "canada": "Canada",
    "other": "other countries",
    "all": "all countries",
}

REGION_WORDS = {
    "usa": "us", "uk": "uk", "britain": "uk", "british": "uk", "england": "uk", "germany": "germany",
    "german": "germany",
    "eu": "eu", "europe": "eu", "european": "eu", "india": "india", "indian": "india", "canada": "canada",
    "canadian": "canada", "elsewhere": "other",
}  # fmt: skip

LEVEL_WORDS = {
    "entry": "entry", "junior": "entry", "graduate": "entry", "fresher": "entry", "beginner": "entry", "mid": "mid",
    "midlevel": "mid", "intermediate": "mid", "senior": "senior", "experienced": "senior", "lead": "senior",
    "executive": "executive", "director": "executive", "head": "executive",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PayRow:
    """Quartiles of yearly pay in US dollars of one group."""

    role: str
    level: str
    region: str
    year: str
    """A year, or "all"."""
    n: int
    """Adverts and people in the group, each counted once."""
    q1: int
    median: int
    q3: int


@dataclass(frozen=True, slots=True)
class PayQuestion:
    """Whose pay is asked for."""

    role: str
    level: str = "all"
    region: str = "all"
    year: str = ""
    """Empty for the latest there is enough of."""


def read_pay(corpus: Corpus) -> tuple[PayRow, ...]:
    """Every row of the pay table; none where the corpus has no such table."""
    path = own_file(corpus.folder, FILE)
    if path is None:
        return ()
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ValueError(f"larger than {MAX_FILE_BYTES:,} bytes")
        with path.open(encoding="utf-8", newline="") as handle:
            return tuple(map(_pay_row, csv.DictReader(line for line in handle if not line.startswith("#"))))
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        raise CorpusError([Problem(FILE, "", f"is not a table of pay: {error}")]) from error


def _pay_row(r: dict[str, str]) -> PayRow:
    return PayRow(
        r["role"], r["level"], r["region"], r["year"], int(r["n"]), int(r["q1"]), int(r["median"]), int(r["q3"])
    )


def find_row(asked: PayQuestion, rows: tuple[PayRow, ...]) -> PayRow | None:
    """The row that answers: of the year asked for, else of the latest year with enough adverts, else of all years."""
    group = {r.year: r for r in rows if (r.role, r.level, r.region) == (asked.role, asked.level, asked.region)}
    if asked.year:
        return group.get(asked.year)
    years = sorted((year for year in group if year != "all" and group[year].n >= ENOUGH), reverse=True)
    return group[years[0]] if years else group.get("all")


def answer_pay(asked: PayQuestion, corpus: Corpus) -> tuple[str, tuple[FactView, ...]] | None:
    """A paragraph on pay and the rows behind it; None where the table has no such group."""
    rows = read_pay(corpus)
    row = find_row(asked, rows)
    if row is None:
        return None
    shown = [row]
    if asked.level == "all":
        by_level = (find_row(PayQuestion(asked.role, level, asked.region, row.year), rows) for level in LEVELS)
        shown += [found for found in by_level if found is not None]
    period = _period(rows)
    lines = [_line(one, corpus, period) for one in shown]
    lines.append(_bias(row, corpus))
    return "\n".join(lines), tuple(_view(one, corpus, period) for one in shown)


def missing_pay(asked: PayQuestion, corpus: Corpus) -> str:
    """The honest sentence where there is no such group, with the regions there are."""
    rows = read_pay(corpus)
    title = _title(asked.role, corpus)
    who = f"{_level(asked.level)}{title}".strip()
    have = [
        r
        for r in REGION_NAMES
        if r not in ("all", asked.region) and find_row(PayQuestion(asked.role, asked.level, r), rows)
    ]
    where = "" if asked.region == "all" else f" in {REGION_NAMES[asked.region]}"
    when = f" in {asked.year}" if asked.year else ""
    first = (
        f"I have no pay figures for {_article(who)}{where}{when}: too few people or adverts in the table to print one."
    )
    return f"{first} There are some for {_join([REGION_NAMES[r] for r in have])}." if have else first


def _period(rows: tuple[PayRow, ...]) -> str:
    years = sorted(row.year for row in rows if row.year != "all")
    return f"{years[0]}-{years[-1]}" if years else "all years"


def _line(row: PayRow, corpus: Corpus, period: str) -> str:
    who = (
        f"{_title(row.role, corpus)}, {row.level if row.level != 'all' else 'every'} level, {REGION_NAMES[row.region]}"
    )
    year = period if row.year == "all" else row.year
    return (
        f"{who[0].upper()}{who[1:]}: median ${row.median:,} a year, middle half ${row.q1:,} to ${row.q3:,}, "
        f"n = {row.n:,} "
        f"({year}; ai-jobs.net; self-reported or from adverts)."
    )


def _bias(row: PayRow, corpus: Corpus) -> str:
    said = [sentence(BIAS, corpus)] if BIAS in corpus.facts else []
    if row.n < ENOUGH:
        said.append("The group is small, so take the figures as a rough guide.")
    said.append("Pay is yearly, full-time, in US dollars at the file's own exchange rates.")
    said.append("A range in an advert counts once, at its middle.")
    return " ".join(said)


def _view(row: PayRow, corpus: Corpus, period: str) -> FactView:
    return FactView(
        id=f"salaries/{row.role}/{row.level}/{row.region}/{row.year}",
        text=_line(row, corpus, period),
        value=float(row.median),
        unit="US dollars a year, median",
        year=period if row.year == "all" else row.year,
        organisation="ai-jobs.net",
        status="ok",
        note=f"n = {row.n}; lower quartile {row.q1}, upper quartile {row.q3}. Self-reported or from adverts.",
        source=source_line((SOURCE,), corpus.sources),
    )


def _title(role: str, corpus: Corpus) -> str:
    return corpus.roles[role].title


def _level(level: str) -> str:
    return "" if level == "all" else f"{level}-level "


def _article(noun: str) -> str:
    first = noun.split()[0]
    vowel = first[0].lower() in "aeio" or first in {"ML", "MLOps", "NLP"}
    name = noun if first.isupper() or first in {"MLOps", "DevOps"} else noun[0].lower() + noun[1:]
    return f"{'an' if vowel else 'a'} {name}"


def _join(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

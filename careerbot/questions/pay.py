"""What people in a role are paid: quartiles from corpus/salaries.csv, with their year, number, source and bias."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from msgspec import Struct

from careerbot.corpus.files import MAX_FILE_BYTES, own_file, whole_number
from careerbot.corpus.provenance import FactView, source_line
from careerbot.corpus.records import Problem
from careerbot.errors import CorpusError
from careerbot.questions.features import said, word_table
from careerbot.text.tokenizer import in_text, listed, with_article

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from careerbot.corpus.corpus import Corpus

FILE = "salaries.csv"
SOURCE = "ai-jobs-net-salaries"
BIAS = "salary-file-bias"

ENOUGH = 50
"""With fewer adverts of one year, all years are taken together."""

COMPLETE = 0.5
"""The newest year counts as complete with at least this share of the adverts of the year before."""

LONGEST_RANKING = 10

LEVELS = ("entry", "mid", "senior", "executive")

REGION_NAMES: dict[str, str] = dict(said("pay", "region_names"))

REGION_WORDS: dict[str, str] = dict(said("pay", "region_words"))

CITIES: dict[str, str] = dict(said("pay", "cities"))
"""Places inside a country of the table."""

MEMBERS = word_table("pay", "members")
"""Places that the table holds only with the rest of the European Union."""

LEVEL_WORDS: dict[str, str] = dict(said("pay", "level_words"))


DOLLARS = "USD"


class PayRow(Struct, frozen=True):
    """Quartiles of yearly pay of one group."""

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
    currency: str = DOLLARS
    """Of another one: what was paid in it, and nothing converted."""
    own: bool = False
    """Whether it stands in the folder that somebody laid over the corpus."""


class PayQuestion(Struct, frozen=True):
    """Whose pay is asked for."""

    role: str
    level: str = "all"
    region: str = "all"
    year: str = ""
    """Empty for the latest there is enough of."""


def read_pay(corpus: Corpus, *, local: bool = False) -> tuple[PayRow, ...]:
    """The rows of the pay table in dollars, or in `local` currencies; rows of one laid over it replace ours."""
    rows = {_group(row): row for row in _read(corpus.folder, own=False)}
    own = _read(corpus.overlay, own=True) if corpus.overlay is not None else ()
    strange = [row.role for row in own if row.role not in corpus.roles]
    if strange:
        raise CorpusError([Problem(FILE, strange[0], "is not a role of the corpus, so its pay cannot be told")])
    both = (rows | {_group(row): row for row in own}).values()
    return tuple(row for row in both if (row.currency != DOLLARS) is local)


def _group(row: PayRow) -> tuple[str, ...]:
    return row.role, row.level, row.region, row.year, row.currency


def _read(folder: Path, *, own: bool) -> tuple[PayRow, ...]:
    path = own_file(folder, FILE)
    if path is None:
        return ()
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ValueError(f"larger than {MAX_FILE_BYTES:,} bytes")
        with path.open(encoding="utf-8", newline="") as handle:
            table = csv.DictReader(line for line in handle if not line.startswith("#"))
            return tuple(_pay_row(row, own=own) for row in table)
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        raise CorpusError([Problem(FILE, "", f"is not a table of pay: {error}")]) from error


def _pay_row(r: dict[str, str], *, own: bool) -> PayRow:
    if r["level"] not in (*LEVELS, "all") or r["region"] not in REGION_NAMES:
        raise ValueError(f"no such level or region: {r['level']}, {r['region']}")
    n, low, median, high = (whole_number(r[name]) for name in ("n", "q1", "median", "q3"))
    currency = r.get("currency") or DOLLARS
    return PayRow(r["role"], r["level"], r["region"], r["year"], n, low, median, high, currency, own)


def complete_years(rows: tuple[PayRow, ...]) -> tuple[str, ...]:
    """The years of a table, the latest first, without a newest one that has only begun."""
    count: dict[str, int] = {}
    for row in rows:
        if row.level == row.region == "all" and row.year != "all":
            count[row.year] = count.get(row.year, 0) + row.n
    years = sorted(count, reverse=True)
    begun = len(years) > 1 and count[years[0]] < COMPLETE * count[years[1]]
    return tuple(years[1:] if begun else years)


def find_row(asked: PayQuestion, rows: tuple[PayRow, ...]) -> PayRow | None:
    """The row that answers: of the year asked for, else of the latest whole year with enough adverts, else of all."""
    group = {r.year: r for r in rows if (r.role, r.level, r.region) == (asked.role, asked.level, asked.region)}
    if asked.year:
        return group.get(asked.year)
    own = [row for row in group.values() if row.own]
    if own:
        return max(own, key=lambda row: row.year if row.year != "all" else "")
    year = next((year for year in complete_years(rows) if year in group and group[year].n >= ENOUGH), "all")
    return group.get(year)


def answer_pay(asked: PayQuestion, corpus: Corpus) -> tuple[str, tuple[FactView, ...]] | None:
    """A paragraph on pay and the rows behind it; None where the table has no such group."""
    rows = read_pay(corpus)
    row = find_row(asked, rows)
    if row is None:
        return None
    levels = LEVELS if asked.level == "all" else ()
    by_level = [find_row(PayQuestion(asked.role, level, asked.region, row.year), rows) for level in levels]
    period = _period(rows)
    lines = [_line(row, corpus, period)]
    known = [found for found in by_level if found is not None]
    if known:
        lines.append("By level, same years and source:")
        lines += [f"- {one.level}: {_figures(one)}" for one in known]
    lines.append(_bias([row, *known], corpus))
    return "\n".join(lines), tuple(_view(one, corpus, period) for one in (row, *known))


def compare_pay(roles: tuple[str, ...], asked: PayQuestion, corpus: Corpus) -> tuple[str, tuple[FactView, ...]] | None:
    """Which of two or more roles is paid more, by their medians; None unless there is a figure for each."""
    rows = read_pay(corpus)
    years = (asked.year,) if asked.year else (*complete_years(rows), "all")
    for year in years:
        found = [find_row(PayQuestion(role, asked.level, asked.region, year), rows) for role in roles]
        shown = sorted((row for row in found if row is not None), key=lambda row: -row.median)
        if len(shown) == len(roles) and (year == years[-1] or all(row.n >= ENOUGH for row in shown)):
            period = _period(rows)
            first, last = shown[0], shown[-1]
            apart = "are level" if first.median == last.median else f"differ by ${first.median - last.median:,} a year"
            head = f"{_lead(first.role, corpus)} is paid more. The medians {apart}."
            if any(row.n < ENOUGH for row in shown):
                head = f"By the few figures there are, {with_article(_title(first.role, corpus))} is paid more."
            head = "Level pegging." if first.median == last.median else head
            lines = [head, *(f"- {_line(row, corpus, period)}" for row in shown), _bias(shown, corpus)]
            return "\n".join(lines), tuple(_view(row, corpus, period) for row in shown)
    return None


def compare_levels(
    levels: Sequence[str], asked: PayQuestion, corpus: Corpus
) -> tuple[str, tuple[FactView, ...]] | None:
    """One role's pay at several levels, in the same years; None unless there is a figure for each."""
    rows = read_pay(corpus)
    years = (asked.year,) if asked.year else (*complete_years(rows), "all")
    for year in years:
        found = [find_row(PayQuestion(asked.role, level, asked.region, year), rows) for level in levels]
        shown = [row for row in found if row is not None]
        if len(shown) == len(levels) and (year == years[-1] or all(row.n >= ENOUGH for row in shown)):
            period = _period(rows)
            low, high = shown[0], shown[-1]
            more = f"${high.median - low.median:,} a year more" if high.median > low.median else "no more"
            who = f"{high.level.capitalize()}-level {in_text(_title(asked.role, corpus))}s"
            head = f"{who} earn {more} than {low.level}-level ones, by the medians."
            lines = [head, *(f"- {_line(row, corpus, period)}" for row in shown), _bias(shown, corpus)]
            return "\n".join(lines), tuple(_view(row, corpus, period) for row in shown)
    return None


def compare_regions(asked: PayQuestion, corpus: Corpus) -> tuple[str, tuple[FactView, ...]] | None:
    """One role's pay in every region the table knows, all years together; None with fewer than two."""
    rows = read_pay(corpus)
    regions = (region for region in REGION_NAMES if region not in ("all", "other"))
    found = (find_row(PayQuestion(asked.role, asked.level, region, asked.year or "all"), rows) for region in regions)
    shown = sorted((row for row in found if row is not None), key=lambda row: (-row.median, row.region))
    if len(shown) < FEWEST_REGIONS:
        return None
    period = _period(rows)
    people = f"{in_text(_title(asked.role, corpus))}s"
    head = f"By the medians, {people} are paid most in {REGION_NAMES[shown[0].region]}, of the places the table knows:"
    note = "Taxes, rents and prices are not taken off, so the order is one of pay and not of what is left of it."
    lines = [head, *(f"- {_line(row, corpus, period)}" for row in shown), note, _bias(shown, corpus)]
    return "\n".join(lines), tuple(_view(row, corpus, period) for row in shown)


FEWEST_REGIONS = 2


def rank_pay(asked: PayQuestion, corpus: Corpus, *, lowest: bool = False) -> tuple[str, tuple[FactView, ...]] | None:
    """The roles by median pay, in the latest whole year, among those with enough adverts."""
    rows = read_pay(corpus)
    year = asked.year or next(iter(complete_years(rows)), "")
    group = [r for r in rows if (r.level, r.region, r.year) == (asked.level, asked.region, year) and r.n >= ENOUGH]
    group.sort(key=lambda row: (row.median if lowest else -row.median, row.role))
    if len(group) < 2:
        return None
    period = _period(rows)
    level = "" if asked.level == "all" else f", {asked.level} level"
    where = REGION_NAMES[asked.region]
    head = (
        f"{_lead(group[0].role, corpus)} is paid {'least' if lowest else 'most'}, among roles with at least {ENOUGH} "
        f"adverts. Medians a year, {where}{level} "
        f"({year}; ai-jobs.net):"
    )
    top = group[:LONGEST_RANKING]
    lines = [f"{at}. {_title(r.role, corpus)}: ${r.median:,} (n = {r.n:,})" for at, r in enumerate(top, 1)]
    note = "The order of neighbours means little: level, place and firm move pay more than the title does."
    return "\n".join([head, *lines, note, _bias(top, corpus)]), tuple(_view(r, corpus, period) for r in top)


def missing_pay(asked: PayQuestion, corpus: Corpus) -> str:
    """The honest sentence where there is no such group, with the regions there are."""
    rows = read_pay(corpus)
    title = _title(asked.role, corpus)
    who = with_article(f"{_level(asked.level)}{in_text(title) if asked.level != 'all' else title}")
    have = [
        r
        for r in REGION_NAMES
        if r not in ("all", asked.region) and find_row(PayQuestion(asked.role, asked.level, r), rows)
    ]
    where = "" if asked.region == "all" else f" in {REGION_NAMES[asked.region]}"
    when = f" in {asked.year}" if asked.year else ""
    first = f"I have no pay figures for {who}{where}{when}: too few people or adverts in the table to print one."
    return f"{first} There are some for {listed([REGION_NAMES[r] for r in have])}." if have else first


def _period(rows: tuple[PayRow, ...]) -> str:
    years = sorted(row.year for row in rows if row.year != "all")
    return f"{years[0]}-{years[-1]}" if years else "all years"


def _line(row: PayRow, corpus: Corpus, period: str) -> str:
    level = "" if row.level == "all" else f", {row.level} level"
    year = period if row.year == "all" else row.year
    who = _title(row.role, corpus)
    return f"{who[0].upper()}{who[1:]}{_where(row.region)}{level}: {_figures(row)} ({year}; {_said_by(row)})."


def _said_by(row: PayRow) -> str:
    return f"your own {FILE}" if row.own else "ai-jobs.net"


def _where(region: str) -> str:
    return f", {REGION_NAMES[region]}" if region in ("all", "other") else f" in {REGION_NAMES[region]}"


def _figures(row: PayRow) -> str:
    return f"median ${row.median:,} a year, middle half ${row.q1:,} to ${row.q3:,}, n = {row.n:,}"


def _bias(shown: Sequence[PayRow], corpus: Corpus) -> str:
    if all(row.own for row in shown):
        return "The figures are yours; nothing was added to them."
    said = ["The group is small, so take the figures as a rough guide."] if shown[0].n < ENOUGH else []
    return " ".join((*said, caveat(corpus)))


def caveat(corpus: Corpus) -> str:
    """What pay figures of the shipped table are worth, in a line."""
    bias = corpus.facts.get(BIAS)
    share = f"About {bias.value:g}% of the file is US ({bias.organisation}, {bias.year}); " if bias and bias.value else ""
    said = f"{share}self-reported or from adverts, in US dollars."
    return f"{said[0].upper()}{said[1:]}"


def _lead(role: str, corpus: Corpus) -> str:
    title = with_article(_title(role, corpus))
    return f"{title[0].upper()}{title[1:]}"


def _view(row: PayRow, corpus: Corpus, period: str) -> FactView:
    return FactView(
        id=f"salaries/{row.role}/{row.level}/{row.region}/{row.year}",
        text=_line(row, corpus, period),
        value=float(row.median),
        unit="US dollars a year, median",
        year=period if row.year == "all" else row.year,
        organisation=FILE if row.own else "ai-jobs.net",
        status="ok",
        note=f"n = {row.n}; lower quartile {row.q1}, upper quartile {row.q3}. {_origin(row)}",
        source=f"your own {FILE}" if row.own else source_line((SOURCE,), corpus.sources),
    )


def _origin(row: PayRow) -> str:
    return "From the folder laid over the corpus." if row.own else "Self-reported or from adverts."


def _title(role: str, corpus: Corpus) -> str:
    return corpus.roles[role].title


def _level(level: str) -> str:
    return "" if level == "all" else f"{level}-level "

"""Makes corpus/salaries.csv: quartiles of yearly pay by role, experience level, region and year.

    python tests/tools/make_salaries.py ../shared/data/aijobs/salaries.csv > corpus/salaries.csv

Input is salaries.csv of foorilla/ai-jobs-net-salaries (CC0). What is done to it:

- Full-time rows only, pay in US dollars as the file converted it unless another currency is named, rows kept where the title is in TITLES below. Titles
  that say nothing of the work ("Engineer", "Manager", "Analyst") belong to no role.
- From 2022 an advert with a pay range stands as two adjacent rows that agree in everything but the salary, the higher
  end first. Going down the file, two such rows are one advert at the middle of its range, and neither is paired again.
  That the order means something shows in the count: 36,683 such neighbours have the higher or the same figure first,
  one has the lower. Before 2022 such neighbours are two people.
- The region is where the employer is. "EU" holds Germany too; "all" holds every region, level or year.
- Regions with a currency of their own stand a second time, in it, from the rows paid in it alone: what was converted
  stays in dollars.
- Quartiles (inclusive method) are rounded to 100 dollars. Groups of fewer than 10 are left out.
"""

from __future__ import annotations

import csv
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

COMMAND = "python tests/tools/make_salaries.py ../shared/data/aijobs/salaries.csv > corpus/salaries.csv"
SMALLEST_GROUP = 10
FIRST_YEAR_OF_PAIRS = 2022

LEVELS = {"EN": "entry", "MI": "mid", "SE": "senior", "EX": "executive"}

REGIONS = {"US": "us", "GB": "uk", "DE": "germany", "IN": "india", "CA": "canada"}
EU = frozenset(
    ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV"]
    + ["MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"]
)  # fmt: skip

CURRENCIES = {"uk": "GBP", "germany": "EUR", "eu": "EUR", "india": "INR", "canada": "CAD"}

TITLES: dict[str, tuple[str, ...]] = {
    "ai-architect": ("AI Architect", "AI Solution Architect", "Machine Learning Architect"),
    "ai-engineer": (
        "AI Developer",
        "AI Engineer",
        "AI Programmer",
        "AI Software Engineer",
        "Artificial Intelligence Engineer",
        "AI Software Development Engineer",
        "Lead AI Engineer",
    ),
    "ai-specialist": ("AI Specialist",),
    "analytics-engineer": ("Analytics Engineer", "Data Analytics Engineer"),
    "applied-scientist": ("Applied Data Scientist", "Applied Machine Learning Scientist", "Applied Scientist"),
    "big-data-engineer": ("Big Data Developer", "Big Data Engineer", "Scala Spark Developer"),
    "bioinformatics-scientist": ("Bioinformatician", "Bioinformatics Scientist", "Computational Biologist"),
    "business-analyst": ("Business Analyst", "Business Data Analyst"),
    "business-intelligence-analyst": (
        "BI Analyst",
        "BI Data Analyst",
        "BI Developer",
        "BI Engineer",
        "Business Intelligence Analyst",
        "Business Intelligence Data Analyst",
        "Business Intelligence Developer",
        "Business Intelligence Engineer",
        "Business Intelligence Specialist",
        "Power BI Developer",
    ),
    "cloud-engineer": ("Cloud Developer", "Cloud Engineer"),
    "computer-vision-engineer": (
        "Computer Vision Engineer",
        "Computer Vision Software Engineer",
        "Machine Vision Engineer",
    ),
    "data-analyst": (
        "Data Analyst",
        "Data Reporting Analyst",
        "Insight Analyst",
        "Lead Data Analyst",
        "Principal Data Analyst",
        "Staff Data Analyst",
    ),
    "data-architect": ("AWS Data Architect", "Cloud Data Architect", "Data Architect", "Principal Data Architect"),
    "data-engineer": (
        "Azure Data Engineer",
        "Cloud Data Engineer",
        "Data Engineer",
        "Data Integration Engineer",
        "Data Pipeline Engineer",
        "Data Platform Engineer",
        "ETL Developer",
        "ETL Engineer",
        "Lead Data Engineer",
        "Principal Data Engineer",
        "Software Data Engineer",
    ),
    "data-governance-specialist": (
        "Data Governance",
        "Data Governance Analyst",
        "Data Governance Lead",
        "Data Governance Manager",
        "Data Governance Specialist",
    ),
    "data-product-manager": ("Data Product Manager", "Data Product Owner"),
    "data-scientist": (
        "Data Scientist",
        "Data Scientist Lead",
        "Lead Data Scientist",
        "Principal Data Scientist",
        "Staff Data Scientist",
    ),
    "database-administrator": ("Cloud Database Administrator",),
    "devops-engineer": ("DevOps Engineer", "Site Reliability Engineer"),
    "machine-learning-engineer": (
        "Applied Machine Learning Engineer",
        "Deep Learning Engineer",
        "Lead Machine Learning Engineer",
        "Machine Learning Developer",
        "Machine Learning Engineer",
        "Machine Learning Model Engineer",
        "Machine Learning Software Engineer",
        "Principal Machine Learning Engineer",
        "Staff Machine Learning Engineer",
    ),
    "ml-infrastructure-engineer": (
        "ML Infrastructure Engineer",
        "Machine Learning Infrastructure Engineer",
        "Machine Learning Platform Engineer",
    ),
    "ml-product-manager": ("AI Product Manager", "AI Product Owner"),
    "ml-specialist": ("Machine Learning Specialist",),
    "mlops-engineer": ("MLOps Engineer",),
    "nlp-engineer": ("NLP Engineer",),
    "product-analyst": ("Product Analyst", "Product Data Analyst", "Data Product Analyst"),
    "prompt-engineer": ("Prompt Engineer",),
    "quantitative-analyst": ("Quantitative Analyst", "Quantitative Research Analyst", "Quantitative Researcher"),
    "research-engineer": ("AI Research Engineer", "Machine Learning Research Engineer", "Research Engineer"),
    "research-scientist": (
        "AI Research Scientist",
        "AI Researcher",
        "AI Scientist",
        "Deep Learning Researcher",
        "Machine Learning Researcher",
        "Machine Learning Scientist",
        "Research Scientist",
    ),
    "robotics-engineer": ("Robotics Engineer", "Robotics Software Engineer"),
    "software-engineer": ("Software Developer", "Software Development Engineer", "Software Engineer"),
    "statistician": ("Statistician",),
}
"""Role -> the job titles that mean it, as the file writes them."""

Row = dict[str, str]


def adverts(rows: Iterable[Row]) -> Iterator[tuple[Row, float, float]]:
    """(row, in dollars, as paid) of every advert or person once, with the middle of the pay range where there are two ends."""
    before: Row | None = None
    for row in rows:
        if before is not None and _one_advert(before, row):
            yield row, *((int(before[name]) + int(row[name])) / 2 for name in ("salary_in_usd", "salary"))
            before = None
            continue
        if before is not None:
            yield before, float(before["salary_in_usd"]), float(before["salary"])
        before = row
    if before is not None:
        yield before, float(before["salary_in_usd"]), float(before["salary"])


def _one_advert(high: Row, low: Row) -> bool:
    same = all(high[name] == low[name] for name in high if name not in ("salary", "salary_in_usd"))
    return same and int(high["work_year"]) >= FIRST_YEAR_OF_PAIRS and int(high["salary"]) >= int(low["salary"])


def groups(rows: Iterable[Row]) -> dict[tuple[str, str, str, str, str], list[float]]:
    """(role, level, region, year, currency) -> pay; each advert stands in every group that holds it."""
    role_of = {title: role for role, titles in TITLES.items() for title in titles}
    found: dict[tuple[str, str, str, str, str], list[float]] = defaultdict(list)
    for row, dollars, paid in adverts(rows):
        role = role_of.get(row["job_title"])
        if role is None or row["employment_type"] != "FT":
            continue
        levels = ("all", LEVELS[row["experience_level"]])
        for level, region, year in product(levels, _regions(row["company_location"]), ("all", row["work_year"])):
            found[role, level, region, year, "USD"].append(dollars)
            if row["salary_currency"] == CURRENCIES.get(region):
                found[role, level, region, year, CURRENCIES[region]].append(paid)
    return found


def _regions(country: str) -> tuple[str, ...]:
    named = REGIONS.get(country)
    in_eu = ("eu",) if country in EU else ()
    return ("all", *((named,) if named else ()), *in_eu, *(() if named or in_eu else ("other",)))


def main(path: str) -> None:
    """Print the table."""
    with Path(path).open(encoding="utf-8", newline="") as handle:
        found = groups(csv.DictReader(handle))
    print(f"# made by: {COMMAND}; source: ai-jobs-net-salaries")
    print("role,level,region,year,currency,n,q1,median,q3")
    for key in sorted(found):
        pay = found[key]
        if len(pay) >= SMALLEST_GROUP:
            quartiles = (round(value, -2) for value in statistics.quantiles(pay, n=4, method="inclusive"))
            print(*key, len(pay), *(f"{value:.0f}" for value in quartiles), sep=",")



if __name__ == "__main__":
    main(sys.argv[1])

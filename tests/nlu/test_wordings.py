"""How people word what they know, lack and want: a table of cases beside test_understand.py, each with its reason."""

from __future__ import annotations

import pytest
from said import said

# (text, what is claimed, why)
CASES = [
    # denials that are none, or less
    ("I do not only know Python; I know R as well", "python=3 r=3", "not only"),
    ("I wouldn't say I know Kubernetes", "kubernetes!", "would not say"),
    ("I wouldn't say I'm an expert in SQL", "sql=3", "no expert is no beginner"),
    ("I couldn't have done my thesis without MATLAB", "matlab", "two denials"),
    ("I haven't stopped using LaTeX", "latex=3", "two denials"),
    ("I haven't used Python since 2015", "python=2", "what lapsed was known"),
    ("I haven't touched SQL in years", "sql=2", "the same without a year"),
    ("I haven't used Docker", "docker!", "without a time it is a denial"),
    ("I no longer use SPSS", "spss=2", "what is no longer used was"),
    ("I don't know SQL or R, just Excel", "sql! r! excel", "just opens what is known"),
    ("I told them I know Kubernetes. I don't.", "kubernetes!", "taken back in a sentence of its own"),
    ("Statistics is what I lack", "statistics!", "the name first"),
    ("I have yet to write a single line of Rust", "rust!", "yet to"),
    ("Everyone in my class knows C++, except me", "cpp!", "all but the writer"),
    ("I don't think I need to learn Java", "", "a need that is denied is no wish"),
    ("Not a fan of R, I don't mind SQL", "r- sql+", "not minding"),
    ("my linear algebra is nonexistent", "linear-algebra!", "a lack by an adjective"),
    ("no more java please", "java-", "no more is a dislike"),
    ("No SQL please", "sql-", "a request is a dislike"),
    ("Coding is not for me", "programming-fundamentals-", "not for me"),
    # levels
    ("strong maths, weak coding", "mathematics=4 programming-fundamentals=2", "weak before the name"),
    ("took one course on machine learning", "machine-learning=2", "a course"),
    ("used TensorFlow once in a hackathon", "tensorflow=2", "once"),
    ("SQL isn't my strongest point", "sql=2", "not the strongest"),
    ("I can read R code", "r=2", "reading is less than writing"),
    ("less so with Docker", "docker=2", "less so is no dislike"),
    ("I have dabbled a lil bit of SQL", "sql=2", "how people spell a little"),
    ("7/10 in Python, 4/10 in SQL", "python=4 sql=2", "marks before their names"),
    ("On a scale of 1-10: Python 8, SQL 6, AWS 2", "python=4 sql=3 aws=1", "bare numbers on a scale that is named"),
    ("Python 8, SQL 6", "python sql", "bare numbers without a scale are nothing"),
    ("Strong: SQL, Excel. Weak: statistics. Zero: cloud computing.", "sql=4 excel=4 statistics=2 cloud-computing!",
     "words of level over lists"),
    ("beginner (python), expert (accounting)", "python=2 accounting=5", "the level before its bracket"),
    ("Python (5y), Scala (0)", "python=4 scala!", "nought in a bracket"),
    ("Python✅ SQL✅ Java❌", "python sql java!", "ticks behind the names"),
    ("✅ Python\n❌ Java", "python java!", "ticks before the names"),
    ("[x] Python\n[x] SQL\n[ ] Spark", "python sql spark>", "boxes ticked and to be ticked"),
    # wishes, contrasts, labels
    ("want: ML. have: SQL, Excel", "machine-learning> sql excel", "labels of lists"),
    ("have: python\nwant: docker, kubernetes\nmissing: sql", "python docker> kubernetes> sql!", "labels line by line"),
    ("less SQL, more ML", "sql- machine-learning>", "less of one, more of another"),
    ("I prefer Python over R", "python+", "what is passed over is not known by that"),
    ("I'd rather do ML than SQL", "machine-learning+", "the same with rather"),
    ("can you teach me Python", "python>", "a request to be taught"),
    ("My girlfriend taught me Python", "python=3", "taught by somebody"),
    ("I want to get out of testing and into machine learning", "software-testing- machine-learning>", "out of one, into the other"),
    ("learning rust, c++ for 6 years", "rust> cpp=4", "years tell what is known"),
    ("want databricks", "databricks>", "a bare want"),
    ("I meet everything in the posting (SQL, Tableau) apart from Looker", "sql tableau looker!", "apart from, after everything"),
    ("so sick of SAP after ten years of it", "erp-", "a dislike of what is known"),
    ("I have 5 years of Java. Sorry, I meant JavaScript.", "java! javascript", "a correction in the next sentence"),
    # coding as a verb, names of jobs
    ("I can code", "programming-fundamentals=3", "coding is a skill"),
    ("I don't know how to code", "programming-fundamentals!", "not knowing how"),
    ("I have never programmed", "programming-fundamentals!", "never"),
    ("I want to learn to code", "programming-fundamentals>", "a wish"),
    ("I code in Python", "python=3", "the language is what is known"),
    ("I'm a Python developer with 5 years of experience", "python=4", "what stands in the name of a job"),
    (".NET developer, 6 years", "dotnet=4", "the same with a dot"),
    ("I'm a senior Java developer", "java", "the same without years"),
    # words that mean something else
    ("I run a sales pipeline in Salesforce", "crm", "no data pipeline"),
    ("I design power transformers", "", "no neural network"),
    ("I'm a chef in a hotel", "", "a trade, no tool"),
    ("in spring I leave my job", "", "a season"),
    ("I got a C in calculus", "calculus", "a mark, no language"),
    ("k8s, helm and tf on aws", "kubernetes helm terraform aws", "tf among operations"),
    ("tf, sklearn and pandas", "tensorflow scikit-learn pandas", "tf among models"),
    ("c ++ and c #", "cpp csharp", "spaces inside the names"),
    ("Excel and Access", "excel microsoft-access", "two doubtful tools vouch for each other"),
    ("postgrs and artifical inteligence", "postgresql artificial-intelligence", "letters left out"),
    ("in hindsight it was fine", "", "a word put together of words is no slip"),
    # opinions of oneself
    ("I don't think I know SQL", "sql!", "an opinion that denies"),
    ("I do not believe that I have much experience with Docker, but I know Python", "docker! python=3", "and ends at but"),
    ("Not sure I know enough statistics", "statistics!", "a doubt"),
    ("I know Python. I don't think I have to learn SQL.", "python=3", "no wish"),
    ("I'm not sure I know what to do. I know Python.", "python=3", "a doubt of something else"),
    ("I'm strongest in CSS, weakest in SQL", "html-css sql=2", "superlatives"),
    ("I know everything in the stack besides Docker", "docker!", "besides everything"),
    # a little of other languages
    ("Знаю Python и SQL, немного Docker, хочу выучить Spark", "python sql docker=2 spark>", "Russian"),
    ("我会Python和SQL，没用过Spark，想学PyTorch", "python sql spark! pytorch>", "Chinese"),
    ("Excel avanzado, no sé nada de SQL", "excel=4 sql!", "Spanish"),
    ("sql bilkul nahi aata", "sql!", "Hindi in Latin letters"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[text[:40] for text, _, _ in CASES])
def test_wording(read, text, expected, why):
    assert said(read(text)) == set(expected.split()), why


JOBS = [
    ("I'm not a data scientist, I'm a data analyst", "data-scientist:excluded data-analyst:current", "one denied, one claimed"),
    ("I'm not a data scientist but a data analyst", "data-scientist:excluded data-analyst:current", "the same with but"),
    ("I'm a self-taught programmer", "software-engineer:current", "words between"),
    ("Role: BI analyst", "business-intelligence-analyst:current", "as in a form"),
    ("SDE-2 here", "software-engineer:current", "a rank between"),
    ("I'm 34 and still a nurse", "nurse:current", "still"),
    ("got laid off from my job as an actuary", "actuary:past", "a job lost"),
    ("I got laid off 3 weeks ago from my job as a data analyst", "data-analyst:past", "lately"),
    ("I got laid off 3 years ago. I am a data analyst now.", "data-analyst:current", "another job since"),
    ("I'm a front end developer, laid off 3 weeks ago", "software-engineer:past", "said behind it"),
    ("I was let go as a data engineer", "data-engineer:past", "let go"),
    ("NLP engineer is the dream job", "nlp-engineer:wanted", "what is said behind it"),
    ("I have an interview for a data engineer role", "data-engineer:wanted", "a post applied for"),
    ("I have a data engineer job", "data-engineer:current", "a post had"),
    ("I want to work with data and might get a tutor", "tutor:mentioned", "somebody to help"),
    ("you can become an accountant with that", "accountant:mentioned", "said to the reader"),
    ("python is my daily driver", "", "no driver"),
]


@pytest.mark.parametrize(("text", "expected", "why"), JOBS, ids=[text[:40] for text, _, _ in JOBS])
def test_job(read, text, expected, why):
    assert {f"{r.slug}:{r.stance}" for r in read(text).roles} == set(expected.split()), why


HOURS = [
    ("10h/week, looking for remote work", 10), ("an hour a day", 7), ("half an hour a day", 3.5), ("three hours twice a week", 6),
    ("Hours per week: 8", 8), ("about 10 free hours a week", 10), ("two hours every weekday evening, weekends are for the kids", 10),
    ("I work 40 hours a week", None), ("I used to study 20 hours a week", None), ("the bootcamp demands 25 hours a week", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hours"), HOURS, ids=[text[:40] for text, _ in HOURS])
def test_hours_a_week(read, text, hours):
    assert read(text).hours_a_week == hours


CV = """Ana Example
Data analyst

Summary
Analyst for a bank in the north, with four years of reports for its branches behind me

Skills
SQL, Tableau, basic Python

Currently learning
- Airflow

Education
BSc Economics, University of the North, 2018

Hobbies
Go, two pythons, reading Kafka
"""


def test_a_paper_is_known_by_its_layout_and_its_headings_are_read(read):
    understood = read(CV)
    assert understood.form == "cv"
    assert {"sql", "tableau", "python=2", "airflow>"} <= said(understood)
    assert {"education", "go", "kafka"}.isdisjoint(m.slug for m in understood.skills)


ADVERT = """Data engineer, Lyon
Requirements:
Python, SQL and Airflow
Nice to have: dbt

About us: we make a machine learning platform for retail.
Our customers use Rust and React.
Not required: Spark
Please apply with a CV in Word format.
"""


def test_an_advertisement_asks_for_nothing_of_what_the_company_is(read):
    understood = read(ADVERT * 2)
    assert understood.form == "advert"
    assert {m.slug for m in understood.skills} == {"python", "sql", "airflow", "dbt", "data-engineering"} - {"data-engineering"}


NEWS = """The chief executive of a large retailer said that artificial intelligence will take over much of the coding by 2027.
The company expects that agents will write Python and review it. Analysts doubt it. Shares of chip makers rose by two percent.
"""


def test_news_say_nothing_of_whoever_pastes_them(read):
    assert not said(read(NEWS))

"""What a mention means by its section, and how long a post was held: measured on the made-up CVs in every format."""

from __future__ import annotations

from collections import Counter

import pytest
from make_documents import documents

from careerbot.advisor import Advisor
from careerbot.documents import formats
from careerbot.documents.sheet import Sheet, plain_lines
from careerbot.text.amounts import Span, together

FEWEST_RIGHT = 0.92
"""F1 of skills over all documents; measured .95."""


@pytest.fixture(scope="module")
def found(adviser: Advisor):
    """(person, format, document, profile) of every document."""
    return [(person, name, *adviser.read(formats.read(data))) for person, name, data in documents()]


def test_skills_are_those_the_cv_says(found, adviser):
    right = invented = missed = 0
    wrong: Counter[str] = Counter()
    for person, _, _, profile in found:
        named = (*person["also"], *(name for names in person["skills"].values() for name in names))
        wanted = {adviser.corpus.find_skill(name) for name in named} | set(person["said"])
        got = {known.slug for known in profile.skills}
        right, invented, missed = right + len(wanted & got), invented + len(got - wanted), missed + len(wanted - got)
        wrong.update(got - wanted)
    assert 2 * right / (2 * right + invented + missed) >= FEWEST_RIGHT, wrong.most_common(10)


def test_no_name_of_a_person_or_a_firm_no_link_and_no_key_is_a_skill(found, adviser):
    for person, name, document, _ in found:
        named = {adviser.corpus.find_skill(n) for names in person["skills"].values() for n in names} | set(person["said"])
        for mention in document.skills:
            if mention.claimed and mention.slug not in named:
                places = (person["name"], person["contact"], *(job["employer"] for job in person["jobs"]))
                words = {word.strip(".,").lower() for place in places for word in place.split()}
                assert mention.quote.lower() not in words, (person["id"], name, mention.quote)


def test_every_document_is_a_cv(found):
    assert {document.kind for _, _, document, _ in found} == {"cv"}


def test_the_post_held_now_and_its_years_are_told(found):
    asked = [(p, name, profile) for p, name, _, profile in found if p["role"]]
    right = 0
    for person, _, profile in asked:
        right += any(j.slug == person["role"] and j.now and abs((j.years or 0) - person["years"]) <= 0.3 for j in profile.jobs)
    known = [p for p in asked if any(j.slug == p[0]["role"] for j in p[2].jobs)]
    assert right >= 0.9 * len(known)
    assert len(known) >= 0.75 * len(asked)


def test_a_job_sought_is_a_wish_and_not_a_job(found, adviser):
    """Under an objective always a wish; where a format keeps it in the summary, words alone must tell, and some do not."""
    read = {"objective": 0, "summary": 0}
    for person, name, _, profile in found:
        if "wish" in person and name != "yaml":
            assert adviser.corpus.find_role(person["wish"]) not in {job.slug for job in profile.jobs}, (person["id"], name)
            kept = "summary" if name in ("json", "zip") else "objective"
            read[kept] += bool(profile.wanted)
            assert profile.wanted or kept == "summary", (person["id"], name)
    assert read["objective"] >= 7
    assert read["summary"] >= 2


@pytest.mark.parametrize(
    ("written", "years", "ongoing"),
    [
        ("Mar 2021 – present", 5.67, True),
        ("October 2021 - Present (3 years 2 months)", 3.17, True),
        ("2019–2023", 4.0, False),
        ("03/2019–Present", 7.67, True),
        ("2018-03-01 – 2024-07-01", 6.42, False),
        ("01/2018 – heute", 8.83, True),
        ("Jan. 2017 - May. 2018", 1.42, False),
        ("June 2020 to September 2021", 1.33, False),
        ("Sep 2019 – Feb 2021", 1.5, False),
        ("09/2016 - 12/2022", 6.33, False),
        ("2020 -- Ongoing", 6.83, True),
        ("May 2017 - date", 9.5, True),
        ("2021.04 - 2022.03", 1.0, False),
    ],
)
def test_ranges_of_dates(adviser, written, years, ongoing):
    (span,) = adviser.segmenter.dates.spans(written)
    assert (round(span.years, 2), span.ongoing) == (years, ongoing)


@pytest.mark.parametrize("written", ["in 2019", "call 2020 7946", "12/2022", "Version 3.2020", "cut cost 2019 and more by 2021", "", "12 TB a day"])
def test_other_numbers_are_no_ranges(adviser, written):
    assert list(adviser.segmenter.dates.spans(written)) == []


def test_posts_at_the_same_time_count_once():
    def span(since: float, until: float) -> Span:
        return Span(0, 0, until - since, since, until, False)

    assert together([span(2018, 2020), span(2019, 2021), span(2023, 2024)]) == 4.0


def test_adverts_say_nothing_of_their_reader(adviser):
    advert = (
        "Data Analyst (m/f/x)\nAbout us\nNorthwind sells tea to offices and has 40 people in Leeds and a dog.\nWhat you will do\n"
        "Build dashboards in Tableau for the sales team and answer their questions\nRequirements\n3+ years with SQL and Python\n"
        "Nice to have\nSnowflake, dbt\nBenefits\n30 days off and a learning budget\nApply by sending your CV to jobs@northwind.example\n"
    )
    document, _ = adviser.read(advert)
    assert document.kind == "advert"
    assert {m.slug for m in document.skills} >= {"sql", "python", "tableau"}
    assert not any(m.claimed for m in document.skills)
    assert {r.stance for r in document.roles} <= {"none"}


def test_headings_that_mean_one_thing_divide_a_document(adviser):
    advert = (
        "Data Analyst\nAbout us\nWe run theatres with Oracle and Excel.\nPerson specification\n- SQL\n- Python\nBonus points\nScala\n"
        "Not required: Java\nPerks\nGit stickers and a Tableau licence for your cat\n"
    )
    document, _ = adviser.read(advert)
    assert document.kind == "advert"
    assert {m.slug for m in document.skills} == {"sql", "python", "scala"}


def test_a_label_is_not_what_it_labels(adviser):
    document, _ = adviser.read("Data Analyst\nRequirements: Power BI, SQL\nNice to have: dbt\nBenefits: a bike and free lunch\n")
    assert document.kind == "advert"
    assert {m.slug for m in document.skills} == {"power-bi", "sql", "dbt"}


def test_an_objective_is_a_wish_whatever_the_layout(adviser):
    _, profile = adviser.read(
        "Kim Lee\nOBJECTIVE\nSeeking a Data Scientist position in a growing company.\nWORK EXPERIENCE\nAccountant, Northwind, Jan '22 - Present\n"
        "- Month end close in Excel\nREFERENCES\nSam Roe, Machine Learning Engineer: praises Python\n"
    )
    assert profile.wanted == ("data-scientist",)
    assert [job.slug for job in profile.jobs] == ["accountant"]
    assert {k.slug for k in profile.skills} <= {"excel", "accounting"}


def test_a_label_in_capitals_opens_its_line(adviser):
    _, profile = adviser.read(
        "Europass Curriculum Vitae\nPERSONAL INFORMATION\nSex Female\nJOB APPLIED FOR Data analyst\nWORK EXPERIENCE\n"
        "03/2019–Present Accountant\nExample S.r.l., Milano\n▪ VAT returns in Excel and SAP\nEDUCATION AND TRAINING\n2014–2018 Degree in Statistics\n"
    )
    assert profile.wanted == ("data-analyst",)
    assert [(job.slug, job.now, job.years) for job in profile.jobs] == [("accountant", True, 7.67)]


@pytest.mark.parametrize(
    "line",
    ["Objective\nSeeking a Data Analyst position", "JOB APPLIED FOR Data analyst", "Profile\nAccountant looking to move into a data analyst role",
     "Summary\nAccountant seeking a role as data analyst", "Target role: Data analyst"],
)  # fmt: skip
def test_a_job_sought_above_the_work_history_is_a_wish(adviser, line):
    text = f"Tom Berger\n{line}\n\nExperience\nAccountant, Nordbank AG\n01/2019 - present\n- Monthly closing in SAP and Excel\n\nSkills\nExcel, SAP, SQL\n"
    _, profile = adviser.read(Sheet("text", plain_lines(text), kind="cv"))
    assert profile.wanted == ("data-analyst",)
    assert [job.slug for job in profile.jobs] == ["accountant"]


def claimed(adviser, text: str) -> set[str]:
    """The names of what a CV is taken to claim."""
    return {m.quote.lower() for m in adviser.read(Sheet("text", plain_lines(text)))[0].skills if m.claimed}


FORM = """Curriculum vitae
Ada Example
WORK EXPERIENCE
03/2019 - Present Accountant, Example GmbH
VAT returns in Excel
EDUCATION AND TRAINING
2014 - 2018 Degree in Statistics
PERSONAL SKILLS
{grid}
Computer skills
SPSS, Tableau
"""


@pytest.mark.parametrize(
    "grid",
    [
        "Mother tongue(s) German\nOther language(s) UNDERSTANDING SPEAKING WRITING\nEnglish C1 C1 B2\nDigital competence SELF-ASSESSMENT\n"
        "Information processing Communication Content creation Safety Problem solving\nProficient user Independent user Basic user",
        "Other language(s)\nListening\nReading\nSpoken interaction\nSpoken production\nWriting\nEnglish\nC1\nC2\nB2\nB2\nB1\n"
        "Information and data literacy | Communication and collaboration | Digital content creation | Safety | Problem solving",
    ],
    ids=["in rows", "a cell a line"],
)
def test_labels_of_a_form_claim_nothing(adviser, grid):
    assert claimed(adviser, FORM.format(grid=grid)) == {"excel", "spss", "tableau"}
    assert "communication" in claimed(adviser, FORM.format(grid="Communication, problem solving"))


def test_labels_in_the_margin_open_sections(adviser):
    text = "Ada Example\nExperience | Data Engineer, Contoso | Aug 2022 - Present\nSenior Clerk, Fabrikam | Jun 2019 - Aug 2022\n"
    text += "Technical | Java | SQL | Kafka\nSkills | Spark | AWS\nInterests | Chess, Excel, Ruby\n"
    assert claimed(adviser, text) == {"java", "sql", "kafka", "spark", "aws"}


LINKEDIN = """Contact
Top Skills
Python
Certifications
Introduction to Statistics
Ruby Dash
Madrid, Spain
Experience
Northwind
Data Analyst
October 2021 - Present (3 years 2 months)
Madrid
Power BI reports for sales
Junior Data Analyst
June 2020 - September 2021
"""


def test_a_name_below_a_sidebar_is_no_skill_and_what_was_done_is_no_employer(adviser):
    got = claimed(adviser, LINKEDIN)
    assert not {"ruby", "dash"} & got
    assert "power bi reports" in got


def test_what_an_advert_says_is_not_needed_is_not_asked_for(adviser):
    read = adviser.advert("Data engineer\nMust have: Python\nNo experience with Scala required.\nYou will not be working with Java.\n")
    assert [one.skills for one in read.asked] == [("python",)]
    assert set(read.not_wanted) == {"scala", "java"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hiring Data Engineer | 3-6 yrs | Bengaluru / Pune | 18-25 LPA | immediate joiners\nSkills: Pyspark, ADF, Databricks, SQL (must); shift 2 PM to 11 PM", "advert"),
        ("Junior Data Analyst, Leeds. We train you. What we need from you: good Excel and an interest in numbers. What helps: a little SQL. What you do not need: Python or a degree. Apply by Friday.", "advert"),
        ("Kim Roe\nData Engineer\n\nEXPERIENCE\nData Engineer, Northwind, 2021 - Present\n- Built pipelines in Airflow\nSKILLS\nSQL, dbt", "cv"),
        ("I know SQL and Excel and have been an accountant for six years. Which data roles could I reach from there in a year?", "message"),
        ("hi\ni am a nurse with excel and some sql\nfor 3 years i did the rota for my ward\nwhat could i become?", "message"),
        ("Accountant for 6 years\nI like SQL and Excel and would rather not write code all day\nwhich roles are near, and what would I still need?", "message"),
        ("SQL\nExcel\nPython", "message"),
    ],
)
def test_a_short_text_may_be_a_document(adviser, text, kind):
    assert adviser.understand(text).kind == kind


@pytest.mark.parametrize("text", ["Requirements: Python, SQL", "Requirements: SQL and Python.", "About me\nRequirements: Python and SQL"])
def test_a_label_in_a_message_is_no_skill(adviser, text):
    assert claimed(adviser, text) == {"python", "sql"}


def test_what_was_done_may_stand_in_the_line_of_the_post(adviser):
    got = claimed(adviser, "Sam Doe\nExperience\nData Engineer, Northwind, 2021–2024 - Moved the nightly jobs to Airflow; wrote Python and tests\nSkills\n- C++\n- dbt\n")
    assert {"airflow", "python", "c++", "dbt"} <= got

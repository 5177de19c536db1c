"""What people write, and what must be understood: a table of cases, each with its reason."""

from __future__ import annotations

import pytest

from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.nlu.pipeline import Understanding, understand
from careerbot.text.spelling import Speller, english_words


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="module")
def speller(corpus) -> Speller:
    return Speller(corpus.lexicon.vocabulary(), english_words)


@pytest.fixture(scope="module")
def read(corpus, speller):
    return lambda text: understand(text, corpus.lexicon, speller, this_year=2026)


SHORT = {"has": "", "not": "!", "learning": ">", "dislikes": "-", "likes": "+"}


def said(understood: Understanding) -> set[str]:
    """`sql!` not, `sql>` wants to learn, `sql-` dislikes, `sql+` likes, `sql=4` level 4, `sql?` asked about."""
    return {
        m.slug + ("?" if not m.claimed else SHORT[m.stance] + (f"={m.level}" if m.level else ""))
        for m in understood.skills
    }


# (text, what is understood, why)
CASES = [
    # the scope of "not"
    ("I don't know SQL but I'm good at Python", "sql! python=4", "but ends the denial"),
    ("I dont know sql but im good at python", "sql! python=4", "apostrophes are often left out"),
    ("I do not know SQL, R or Java", "sql! r! java!", "a denied verb reaches the whole list"),
    ("SQL? not really.", "sql!", "the answer stands after the name"),
    ("SQL? nope. Python? yes!", "sql! python=3", "each answer belongs to its own question"),
    ("never touched Java", "java!", "never with a verb"),
    ("no deep learning", "deep-learning!", "a bare no"),
    ("no SQL, Python", "sql! python", "a bare no reaches its own item only"),
    ("no SQL, R or Java", "sql! r! java!", "unless the list is closed by or"),
    ("Python but not SQL or R", "python sql! r!", "or carries the denial on"),
    ("haven't really worked with Spark, comfortable with SQL", "spark! sql=3", "adverbs inside a denial"),
    ("I have never used Docker or Kubernetes", "docker! kubernetes!", "or under never"),
    ("I can't code in Java", "java!", "can't"),
    ("zero experience with AWS", "aws!", "a noun denies too"),
    ("everything except Java", "java!", "except"),
    ("Python without pandas", "python pandas!", "without"),
    ("I don't have a degree, Python and SQL are my tools", "python sql", "the denial was about the degree"),
    ("I know Python (not SQL), R and Go", "python=3 sql! r=3 go=3", "brackets close the item"),
    ("not only Python, Scala as well", "python scala", "not only denies nothing"),
    ("no problem with Linux", "linux=3", "no problem is a yes"),
    ("I'm not bad at statistics", "statistics=3", "not bad is good"),
    ("neither R nor SAS", "r! sas!", "neither, nor"),
    ("Java? Forgot it. I use Kotlin", "java kotlin=3", "an unclear answer changes nothing, the next claim stands"),
    ("I don't know whether to learn Docker", "docker>", "not knowing whether is no denial"),
    ("I don't know what MLOps is", "mlops?", "asking what it is claims nothing"),
    ("Python yes, R no", "python=3 r!", "yes and no after the names"),
    ("SQL: no, Python: yes", "sql! python=3", "the same with colons"),
    ("unfamiliar with Hadoop", "hadoop!", "a prefix denies"),
    ("I lack cloud computing", "cloud-computing!", "lack"),
    ("I have yet to learn Kubernetes", "kubernetes!", "yet to"),
    ("I no longer use Java", "java=2", "what is no longer used was"),
    ("kein Python, aber SQL", "python! sql", "a common foreign no"),
    ("je connais python et sql, pas java", "python sql java!", "another"),
    # wishes
    ("I want to learn Docker", "docker>", "a wish is no skill"),
    ("I wanna learn rust", "rust>", "spoken English"),
    ("learning PyTorch", "pytorch>", "in progress"),
    ("currently studying statistics", "statistics>", "in progress"),
    ("thinking about learning Go", "go>", "a vague wish, and go is asked for"),
    ("should I learn Python or R?", "python> r>", "a question about learning both"),
    ("I'd like to get into computer vision", "computer-vision>", "into a field"),
    ("what if I learn docker", "docker>", "a supposition"),
    ("interested in NLP", "natural-language-processing>", "interest claims no skill"),
    ("Docker is next on my list", "docker>", "said after the name"),
    (
        "Learning:\n- Python\n- SQL\n\nKnow:\n- Excel\n- R",
        "python> sql> excel=3 r=3",
        "a heading governs the lines below it",
    ),
    ("I know Python and want to learn Spark", "python=3 spark>", "two cues in one clause"),
    ("plan to pick up Kubernetes after Docker", "kubernetes> docker>", "both are ahead"),
    ("SQL (learning)", "sql>", "in brackets"),
    # dislikes and likes
    ("I hate Java", "java-", "dislike"),
    ("I love Python but I'm tired of Excel", "python+ excel-", "but turns"),
    ("I don't want to do frontend development", "frontend-development-", "unwilling"),
    ("not interested in blockchain or robotics", "robotics-", "no interest"),
    ("I don't enjoy statistics", "statistics-", "not enjoying"),
    ("Excel bores me", "excel-", "said after the name"),
    ("less Java, more Python", "java- python>", "less of it, more of that"),
    ("tools like Tableau", "tableau", "like here means such as"),
    # levels
    ("expert in Python, basic SQL, learning PyTorch", "python=5 sql=2 pytorch>", "a level for each"),
    ("I'm good with excel and know a bit of sql", "excel=4 sql=2", "everyday words for levels"),
    ("Python 8/10, SQL (basic), Excel: expert, R ★★★★", "python=4 sql=2 excel=5 r=4", "four notations"),
    ("Python: 90%, SQL: 50%", "python=5 sql=3", "percentages"),
    ("SQL 3 out of 5", "sql=3", "out of"),
    ("Tableau level 2", "tableau=2", "level by number"),
    ("Python (advanced), R (intermediate), SAS (beginner)", "python=4 r=3 sas=2", "brackets"),
    ("Python - expert", "python=5", "a dash"),
    ("SQL 0/10", "sql!", "none at all"),
    ("I'm not very good at SQL", "sql=2", "a little, not none"),
    ("dabbled in Rust", "rust=2", "dabbled"),
    ("heard of Kubernetes", "kubernetes=1", "aware only"),
    ("fluent in Python and SQL", "python=5 sql=5", "the level holds for both"),
    ("advanced Excel, intermediate SQL", "excel=4 sql=3", "adjectives"),
    ("my SQL is rusty", "sql=2", "said after the name"),
    ("Python is my strength", "python=4", "said after the name"),
    ("SQL, a little", "sql=2", "an afterthought"),
    ("lots of experience with Tableau", "tableau=4", "lots of"),
    # years
    ("10 years of Excel and 6 months of Python", "excel=5 python=2", "years to levels"),
    ("Python for 5 years", "python=4", "after the name"),
    ("Python (5 years), R (6 months)", "python=4 r=2", "in brackets"),
    ("SQL since 2015", "sql=5", "since a year"),
    ("5+ years SQL", "sql=4", "plus sign"),
    ("two years of Java", "java=3", "number words"),
    ("Python - 5 years, SQL since 2018, R for 2 years", "python=4 sql=5 r=3", "each keeps its own"),
    ("Python and SQL for 4 years", "python=4 sql=4", "and shares the years"),
    # corrections
    ("sorry, javascript not java", "javascript java!", "the second is taken back"),
    ("I said java, I mean javascript", "java! javascript", "the first is taken back"),
    ("java, sorry, javascript", "java! javascript", "the shortest form"),
    # lists and splitting
    (
        "PyTorch, pandas, TensorFlow, random forest",
        "pytorch pandas tensorflow random-forest",
        "no cut at the or in forest",
    ),
    ("Java and python", "java python", "two"),
    ("C, C++ and C#", "c cpp csharp", "three that look alike"),
    ("C/C++", "c cpp", "two with a slash"),
    ("R", "r", "one letter, and nothing else said"),
    ("R, SQL, SAS", "r sql sas", "one letter among skills"),
    ("python/sql/excel", "python sql excel", "slashes"),
    ("python; sql; tableau", "python sql tableau", "semicolons"),
    ("- Python\n- R\n- Spark", "python r spark", "bullets"),
    ("Python | SQL | Go", "python sql go", "bars"),
    ("python sql excel", "python sql excel", "nothing but spaces"),
    ("#python #machinelearning", "python machine-learning", "hash tags"),
    ("1. Python 2. SQL 3. Docker", "python sql docker", "numbered"),
    ("🐍 Python 📊 Tableau", "python tableau", "emoji stand between"),
    ("precision and recall", "precision-recall", "an and inside a name"),
    ("research and development", "research-methods", "R is not in R&D spelt out"),
    ("R&D manager", "research-methods", "nor in R&D"),
    ("pandas, numpy & scikit-learn", "pandas numpy scikit-learn", "an ampersand"),
    (".NET, node.js, CI/CD", "dotnet nodejs ci-cd", "punctuation inside names"),
    ("HTML5, Python3, Java8", "html-css python java", "version numbers written on"),
    # words that are only sometimes skills
    ("I go to the gym and I spark joy; I excel at public speaking", "public-speaking=4", "three verbs, one skill"),
    ("I excel at my job", "", "a verb"),
    ("good with Excel", "excel=4", "asked for"),
    ("ready to go, willing to move", "", "a verb in a list"),
    ("Go, Rust and C", "go rust c", "doubtful names vouch for each other"),
    ("I updated my CV yesterday", "", "a curriculum vitae"),
    ("nlp, cv, rl", "natural-language-processing computer-vision reinforcement-learning", "cv among its kind"),
    ("c'est la vie", "", "the c of a French word"),
    ("plan B or plan C", "", "a letter that counts"),
    ("I need a spark of hope", "", "a noun"),
    ("Spark and Hadoop", "spark hadoop", "capital, and company"),
    ("let's go", "", "a verb"),
    ("I love pandas and numpy", "pandas+ numpy+", "the animal does not count with numpy"),
    ("I can R and Python", "r=3 python=3", "capital R beside Python"),
    # abbreviations and other names
    ("sklearn, k8s, tf, py", "scikit-learn kubernetes tensorflow python", "abbreviations"),
    ("gcp, dl, ml, nlp", "google-cloud deep-learning machine-learning natural-language-processing", "abbreviations"),
    ("PowerBI and power-bi", "power-bi", "two spellings of one"),
    ("tensor flow and py torch", "tensorflow pytorch", "names written apart"),
    ("java script", "javascript", "is not Java"),
    ("postgres, mongo", "postgresql mongodb", "short names"),
    ("Amazon Web Services", "aws", "long names"),
    ("modelling data in dbt", "dbt", "a tool in lower case"),
    # typing mistakes
    ("pyhton, sklaern, tensorflw, pandsa", "python scikit-learn tensorflow pandas", "four mistakes"),
    ("dokcer and kuberntes", "docker kubernetes", "two more"),
    ("machine lerning", "machine-learning", "half a name mistyped"),
    ("tabelau, javascirpt", "tableau javascript", "swapped letters"),
    ("experiance with SQL", "sql=3", "a mistyped cue"),
    ("rust", "rust", "a real name stays what it is"),
    ("scale", "", "a real word is not Scala"),
    ("posture, pasta, bran", "", "real words near no skill"),
    ("I trust Scala", "scala", "trust is not Rust"),
    # questions and other people
    ("is python hard to learn?", "python?", "asks, claims nothing"),
    ("what is MLOps?", "mlops?", "asks"),
    ("what can I do with python and sql?", "python sql", "asks with what the writer has"),
    ("my boss uses Excel", "excel?", "somebody else"),
    ("which jobs use Scala?", "scala?", "asks"),
    # other scripts, code, odd text
    ("我会Python和SQL", "python sql", "no spaces around Latin words"),
    ("أعرف Python و SQL", "python sql", "right to left"),
    ("Знаю Python, SQL", "python sql", "Cyrillic"),
    ("Ｐｙｔｈｏｎ", "python", "full-width letters"),
    ("import pandas as pd\nimport numpy as np", "pandas numpy", "code"),
    ("pip install torch", "pytorch", "a command"),
    ("<b>Python</b> [bold]SQL[/bold]", "python sql", "markup"),
    ("Python’s great, it’s SQL I don’t know", "python=4 sql!", "curly apostrophes"),
    ("", "", "nothing"),
    ("   \n\t ", "", "blank"),
    ("asdf qwer zxcv", "", "keys pressed at random"),
    ("naïve résumé façade", "", "accents"),
    ("Advanced in Excel but zero Python", "excel=4 python!", "zero"),
    ("mostly Java, some Python, never C++", "java python=2 cpp!", "never without a verb"),
    ("I am strong in maths but weak in programming", "mathematics=4 programming-fundamentals=2", "weak is not nothing"),
    ("I have a bit of experience in NLP", "natural-language-processing=2", "the small amount counts"),
    ("I did a course in machine learning", "machine-learning=2", "a course taken"),
    ("Excel power user", "excel=4", "a noun for a level"),
    ("Anything without Java", "java-", "a wish about the job"),
    ("Not yet Docker", "docker!", "not yet"),
    ("Never coded in R", "r!", "capital at the start of a denial"),
    ("Would like to move away from Excel", "excel-", "the I is left out"),
    ("half a year of dbt", "dbt=2", "half a year"),
    ("hardly any Python", "python!", "hardly any"),
    ("I wish I knew statistics", "statistics>", "a wish with know in it"),
    ("20 yrs of SAS, 0 python", "sas=5 python!", "a nought denies"),
    ("passionate about NLP", "natural-language-processing+", "liking"),
    ("I have no experience in programming, but I am good at SQL", "programming-fundamentals! sql=4", "a denied noun"),
    ("zero experience with coding, SQL, or R", "programming-fundamentals! sql! r!", "or closes the denied list"),
    ("switching from Java to Python", "java python>", "from what they have to what they want"),
    ("he knows Python", "python?", "somebody else"),
    ("do I need statistics?", "statistics?", "a question"),
    # how people type, and what they say of what they know
    ("excel, I can't code well", "excel programming-fundamentals=1", "a tool alone before its comma; badly is hardly"),
    ("I know SQL, expert", "sql=5", "a word of rank after a comma closes what is said"),
    ("SQL, advanced Python", "sql python=4", "a word of rank before a name belongs to it"),
    ("used Python for 10 years but not any more", "python=3", "what is no longer used is rusty"),
    ("kno excel", "excel=3", "know as it is typed"),
    ("i no sql and python", "sql=3 python=3", "know as it is typed"),
    ("no sql and python", "sql! python!", "without I it is a no"),
    ("python, 10h a week", "python", "a week is no practice where hours stand before it"),
    ("tons of SQL experience", "sql=4", "much of it"),
    ("I'm a nurse, is Python hard?", "python?", "a question after the comma"),
    ("I don't know any language other than Python", "python", "the exception is known"),
    ("I know nothing except Excel", "excel", "the exception is known"),
    ("We are hiring a data engineer. Requirements: Python, SQL.", "requirements-gathering? python? sql?", "an advert"),
    ("They tell companies to stop, and sign new AI orders to focus on jobs", "artificial-intelligence?", "the world's AI"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[f"{i}-{c[2][:40]}" for i, c in enumerate(CASES)])
def test_case(read, text, expected, why):
    assert said(read(text)) == set(expected.split()), why


ROLES = [
    ("I'm a data analyst", "data-analyst:current", "the plainest form"),
    (
        "data analyst for 3 years, want to become a machine learning engineer",
        "data-analyst:current machine-learning-engineer:wanted",
        "the years make it theirs; the second is wanted",
    ),
    ("from data analyst to data scientist", "data-analyst:current data-scientist:wanted", "from, to"),
    ("data engineer to ML engineer", "data-engineer:current machine-learning-engineer:wanted", "to alone"),
    ("I used to be a software engineer", "software-engineer:past", "no longer"),
    ("former statistician looking for a data scientist role", "statistician:past data-scientist:wanted", "former"),
    ("I don't want to be a data scientist", "data-scientist:excluded", "ruled out"),
    ("anything but data engineer", "data-engineer:excluded", "ruled out"),
    ("what does a data analyst do?", "data-analyst:mentioned", "asks about it"),
    (
        "As a Java / Spring backend developer I want to switch to MLOps engineer",
        "software-engineer:current mlops-engineer:wanted",
        "trades stand before the title",
    ),
    ("I'm a senior data engineer at a bank", "data-engineer:current", "words of rank"),
    ("I really want to become a great prompt engineer", "prompt-engineer:wanted", "adverbs and adjectives"),
    (
        "I want to be a data analyst or a business analyst",
        "data-analyst:wanted business-analyst:wanted",
        "a list of wishes",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), ROLES, ids=[row[2] for row in ROLES])
def test_role(read, text, expected, why):
    assert {f"{r.slug}:{r.stance}" for r in read(text).roles} == set(expected.split()), why


NUMBERS = [
    ("5 hours a week", "hours_a_week", 5.0),
    ("10h/week", "hours_a_week", 10.0),
    ("two hours every evening", "hours_a_week", 10.0),
    ("1 hour a day", "hours_a_week", 7.0),
    ("about 8 hrs per week", "hours_a_week", 8.0),
    ("I work 9 to 5", "hours_a_week", None),
    ("in 6 months", "months", 6.0),
    ("within a year", "months", 12.0),
    ("in 2 years", "months", 24.0),
    ("I started 6 months ago", "months", None),
    ("by June 2027", "by", "2027-06"),
    ("before 2028-03", "by", "2028-03"),
    ("before 2028", "by", "2027-12"),
    ("by the end of 2027", "by", "2027-12"),
    ("by summer 2027", "by", "2027-08"),
    ("by next year", "by", "2027-12"),
    ("by Q2 2028", "by", "2028-06"),
    ("by bus", "by", None),
    ("by March of 2028", "by", "2028-03"),
    ("before the end of the year", "by", "2026-12"),
]


@pytest.mark.parametrize(("text", "field", "value"), NUMBERS)
def test_numbers(read, text, field, value):
    assert getattr(read(text), field) == value


LIMITS = [
    ("no PhD", "phd", False),
    ("I don't have a degree", "degree", False),
    ("less maths please", "maths", False),
    ("people-facing work", "people", True),
    ("I hate coding", "coding", False),
    ("remote only", "remote", True),
    ("I'd love to work with people", "people", True),
    ("not good at math", "maths", False),
]


@pytest.mark.parametrize(("text", "topic", "more"), LIMITS)
def test_limits(read, text, topic, more):
    assert (topic, more) in {(x.topic, x.more) for x in read(text).limits}


CV = """Maria Example
Senior Data Analyst
Professional summary
Analyst with 6 years of experience in SQL, Python and Tableau.
Work experience
Data Analyst, Northern Goods, Jan 2020 - present
- Built dashboards in Power BI
- Less is more: led a team of two, no surprises for the board
Software engineer, City Council, 2016 - 2019
- Java and Spring services
Education: BSc Mathematics
Skills
Python, R, Excel, Git, Docker, statistics, communication, scikit-learn, pandas, PostgreSQL, A/B testing, forecasting
Languages: English, Dutch, German and a little French that was enough for a year in a small office near the sea
Interests: rowing, choir, long walks along the coast with a dog, reading detective stories in the evening by the fire
"""

ADVERT = """Data Engineer
About us
We are a leading bank with a passion for Kubernetes of the soul. Our marketing and sales teams are growing.
The role
You will build data pipelines in Python and Airflow, and model data in Snowflake with dbt.
Requirements
- 3+ years of SQL
- Experience with Spark or Flink
- Docker and Terraform are a plus, and we are looking for curiosity in everything you do in the job and around the job
Benefits
Health insurance, retail discounts, Excel courses, gym
Equal opportunity
We are an equal opportunity employer and do not discriminate regardless of statistics, religion or sexual orientation.
"""


def test_cv(read):
    understood = read(CV)
    assert understood.form == "cv"
    slugs = {m.slug for m in understood.skills if m.stance == "has"}
    assert {"sql", "python", "tableau", "power-bi", "java", "spring", "r", "excel", "git", "docker", "pandas"} <= slugs
    assert all(m.stance == "has" for m in understood.skills), "no and less say nothing of skills in a CV"
    roles = [(r.slug, r.stance) for r in understood.roles]
    assert roles[0] == ("data-analyst", "current")
    assert ("software-engineer", "past") in roles
    assert [r.years for r in understood.roles if r.slug == "software-engineer"] == [3.0]


def test_advert(read):
    understood = read(ADVERT)
    assert understood.form == "advert"
    slugs = {m.slug for m in understood.skills}
    assert {"python", "airflow", "snowflake", "dbt", "sql", "spark", "kafka", "docker"} - {"kafka"} <= slugs
    assert not {"kubernetes", "marketing", "excel", "retail", "statistics", "banking"} & slugs, (
        "the company and the law say nothing of skills"
    )


def test_leftovers_are_reported(read):
    assert [left.text for left in read("python and falconry").leftovers] == ["falconry"]


def test_how_it_was_found(read):
    how = {m.quote: m.how for m in read("SQL, sklearn, pyhton").skills}
    assert how == {"SQL": "name", "sklearn": "alias", "pyhton": "typo"}


def test_sure_names_are_surer_than_guesses(read):
    sure = {m.how: m.confidence for m in read("SQL, sklearn, pyhton").skills}
    assert sure["name"] > sure["alias"] > sure["typo"]


def test_a_correction_is_marked(read):
    marks = {m.slug: m.correction for m in read("sorry, javascript not java").skills}
    assert marks == {"javascript": False, "java": True}

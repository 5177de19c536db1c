"""The corpus that comes with careerbot: complete, coherent, quick to load, and covering what its articles name."""

from __future__ import annotations

import csv
import re
import time

import pytest

from careerbot.advisor import Advisor
from careerbot.corpus.checks.run import check
from careerbot.corpus.corpus import Corpus, load_corpus, shipped_folder
from careerbot.corpus.reader import read_contents
from careerbot.corpus.records import Fact
from careerbot.nlu.levels import level_of_years
from careerbot.text.tokenizer import fold


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


# Every role the source articles name, by each title they use.
ROLES = {
    "machine-learning-engineer": ("machine learning engineer", "ML engineer"),
    "data-scientist": ("data scientist",),
    "research-scientist": ("research scientist", "AI research scientist", "ML researcher"),
    "data-analyst": ("data analyst",),
    "ai-specialist": ("AI specialist",),
    "big-data-engineer": ("big data engineer",),
    "data-engineer": ("data engineer",),
    "nlp-engineer": ("NLP engineer", "natural language processing engineer"),
    "computer-vision-engineer": ("computer vision engineer",),
    "ml-product-manager": ("ML product manager", "AI product manager", "machine learning product manager"),
    "ai-engineer": ("AI engineer",),
    "devops-engineer": ("DevOps engineer",),
    "mlops-engineer": ("MLOps engineer",),
    "ai-architect": ("AI architect",),
    "data-annotator": ("data labeler", "data labeller", "data annotator"),
    "ml-specialist": ("ML specialist", "machine learning specialist", "ML professional"),
    "software-engineer": ("software engineer",),
}

# The other roles the corpus promises.
MORE_ROLES = (
    "generative-ai-engineer applied-scientist research-engineer ml-infrastructure-engineer "
    "recommender-systems-engineer speech-engineer reinforcement-learning-engineer robotics-engineer "
    "autonomous-systems-engineer edge-ai-engineer ai-security-engineer ai-ethics-governance-specialist "
    "prompt-engineer conversational-ai-designer ai-consultant business-intelligence-analyst analytics-engineer "
    "data-architect database-administrator data-governance-specialist statistician quantitative-analyst "
    "operations-research-analyst business-analyst product-analyst data-product-manager data-science-manager "
    "bioinformatics-scientist geospatial-data-scientist healthcare-data-scientist fraud-risk-analyst "
    "cloud-engineer ml-developer-advocate"
)

# The 83 skills, tools and concepts the articles name.
TERMS = {
    "Python": "python", "R": "r", "Java": "java", "C++": "cpp", "C#": "csharp", "JavaScript": "javascript",
    "Ruby": "ruby", "Bash": "bash", "SQL": "sql", "TensorFlow": "tensorflow", "PyTorch": "pytorch",
    "scikit-learn": "scikit-learn", "XGBoost": "xgboost", "Hadoop": "hadoop", "Spark": "spark", "Tableau": "tableau",
    "Power BI": "power-bi", "Oracle": "oracle", "MySQL": "mysql", "MongoDB": "mongodb", "AWS": "aws", "Azure": "azure",
    "Google Cloud": "google-cloud", "linear algebra": "linear-algebra", "calculus": "calculus",
    "probability": "probability", "statistics": "statistics", "data preprocessing": "data-preprocessing",
    "data cleaning": "data-cleaning", "exploratory data analysis": "exploratory-data-analysis",
    "data management": "data-management", "feature engineering": "feature-engineering",
    "supervised learning": "supervised-learning", "unsupervised learning": "unsupervised-learning",
    "reinforcement learning": "reinforcement-learning", "neural networks": "neural-networks",
    "deep learning": "deep-learning", "model evaluation": "model-evaluation",
    "precision and recall": "precision-recall", "F1 score": "f1-score", "regression analysis": "regression-analysis",
    "model training": "model-training", "model deployment": "model-deployment", "model monitoring": "model-monitoring",
    "natural language processing": "natural-language-processing", "computer vision": "computer-vision",
    "predictive analytics": "predictive-analytics", "recommendation systems": "recommendation-systems",
    "fraud detection": "fraud-detection", "generative AI": "generative-ai",
    "large language models": "large-language-models", "data visualization": "data-visualization",
    "statistical modelling": "statistical-modelling", "experiment design": "experiment-design",
    "domain knowledge": "domain-knowledge", "communication": "communication", "problem solving": "problem-solving",
    "commercial acumen": "commercial-acumen", "product design": "product-design", "ETL": "etl",
    "relational databases": "relational-databases", "data lakes": "data-lakes", "batch processing": "batch-processing",
    "streaming": "streaming", "CI/CD": "ci-cd", "cloud computing": "cloud-computing",
    "edge computing": "edge-computing", "IoT": "iot", "robotics": "robotics", "data labeling": "data-labeling",
    "image recognition": "image-recognition", "forecasting": "forecasting", "sentiment analysis": "sentiment-analysis",
    "chatbots": "chatbots", "version control": "version-control", "security protocols": "security-protocols",
    "authentication": "authentication", "software engineering": "software-engineering", "big data": "big-data",
    "algorithm optimization": "algorithm-optimization", "system integration": "system-integration",
    "strategy roadmap": "strategy-roadmap", "AI ethics": "ai-ethics",
}  # fmt: skip

# Other words of the articles for the same things.
MORE_TERMS = {
    "data collection": "data-collection", "MLOps": "mlops", "DevOps": "devops", "NLP": "natural-language-processing",
    "object recognition": "object-detection", "statistical modeling": "statistical-modelling",
    "sklearn": "scikit-learn", "statistical analysis": "statistics", "EDA": "exploratory-data-analysis",
    "amazon web services": "aws", "GCP": "google-cloud", "F1": "f1-score", "LLMs": "large-language-models",
    "genAI": "generative-ai",
    "internet of things": "iot", "data lake": "data-lakes", "PowerBI": "power-bi", "bounding boxes": "bounding-boxes",
    "classifier evaluation": "model-evaluation", "image classification": "image-recognition",
    "data visualisation": "data-visualization", "time series forecasting": "forecasting",
    "cyber security": "cybersecurity", "recommender systems": "recommendation-systems",
}  # fmt: skip

# Each name stands in the text or the topics of a fact of one of these kinds.
PLACES = (
    "North America, San Francisco, New York, Toronto, Europe, London, Berlin, Amsterdam, Asia, Beijing, "
    "Bangalore, Tokyo, Silicon Valley, China, India, Seattle, Shanghai, Warsaw, Budapest, Sao Paulo, Buenos "
    "Aires, Nairobi, Lagos"
)
EMPLOYERS = "Google, Meta, Facebook, Amazon, GitHub, Automattic, Toptal"
INDUSTRIES = (
    "technology, healthcare, finance, e-commerce, retail, manufacturing, automotive, cybersecurity, "
    "telecommunications, robotics, autonomous vehicles, marketing, green technology, net zero, human "
    "augmentation, academia"
)
DRIVERS = (
    "progress, adoption, investment, public, private, IoT, social media, business value, hardware, open source, cloud, "
    "edge computing, courses"
)
BENEFITS = "efficiently, costs, customer experience, workflow automation, insights"
FUTURE = (
    "generative AI, autonomous systems, edge AI, AI-powered cybersecurity, intelligent robotics, NLP, green "
    "transition, AI architects, automated decision-making, predictive maintenance, chatbots"
)
STEPS = (
    "Python, software development, supervised, unsupervised, neural networks, evaluate, recommender, image classifier, "
    "predict, chatbot, portfolio, certificate, specialisations, AI engineering, cloud AI, data-science programme"
)
ANYWHERE = (
    "remote, COVID, Coursera, edX, degree, Microsoft, experience, location, company size, specialisation, "
    "competitive salaries, job security, global demand, continuous learning, innovation, time to market, CI/CD"
)
FACTS = [
    ("place", PLACES), ("employer", EMPLOYERS), ("industry", INDUSTRIES), ("driver", DRIVERS), ("benefit", BENEFITS),
    ("future", FUTURE), ("step", STEPS), ("", ANYWHERE),
]  # fmt: skip
WALK = [(kind, name) for kind, names in FACTS for name in names.split(", ")]


def test_no_rule_is_broken():
    assert [str(problem) for problem in check(shipped_folder())] == []


def test_as_much_as_promised(corpus):
    assert len(corpus.roles) >= 50
    assert len(corpus.skills) >= 300
    assert len(corpus.resources) >= 250
    assert len(corpus.backgrounds) >= 100
    free = [r for r in corpus.resources.values() if r.cost == "free"]
    assert len(free) >= 100


@pytest.mark.parametrize(("slug", "title"), [(slug, title) for slug, titles in ROLES.items() for title in titles])
def test_every_title_of_the_articles_is_a_role(corpus, slug, title):
    assert corpus.find_role(title) == slug


@pytest.mark.parametrize("slug", MORE_ROLES.split())
def test_every_promised_role_is_there(corpus, slug):
    assert slug in corpus.roles


def test_there_are_83_terms():
    assert len(TERMS) == 83


@pytest.mark.parametrize(("term", "slug"), [*TERMS.items(), *MORE_TERMS.items()])
def test_every_skill_of_the_articles_is_known_by_name(corpus, term, slug):
    assert corpus.find_skill(term) == slug
    assert corpus.find_skill(term.upper()) == slug


@pytest.mark.parametrize(("kind", "name"), WALK)
def test_every_place_industry_driver_and_step_is_a_fact(corpus, kind, name):
    facts = [fact for fact in corpus.facts.values() if kind in ("", fact.kind)]
    assert any(_says(fact, name) for fact in facts)


def _says(fact: Fact, name: str) -> bool:
    text = fold(" | ".join((fact.text, *fact.topics, fact.note))).replace("ã", "a")
    return re.search(rf"\b{re.escape(fold(name))}", text) is not None


def test_the_flow_of_a_team_is_in_the_roles(corpus):
    for one, other in [
        ("data-engineer", "data-scientist"),
        ("data-scientist", "machine-learning-engineer"),
        ("machine-learning-engineer", "mlops-engineer"),
        ("mlops-engineer", "devops-engineer"),
    ]:
        assert other in corpus.roles[one].works_with or one in corpus.roles[other].works_with


def test_every_kind_of_newcomer_finds_a_door(corpus):
    for newcomer in ("beginner", "graduate", "career-changer", "experienced", "phd"):
        assert sum(newcomer in role.enters_by for role in corpus.roles.values()) >= 3


def test_whoever_starts_anywhere_can_move_on(corpus):
    # from the roles a beginner enters by, most of the field is within reach
    reached = {slug for slug, role in corpus.roles.items() if "beginner" in role.enters_by}
    waiting = list(reached)
    while waiting:
        for move in corpus.roles[waiting.pop()].leads_to:
            if move.role not in reached:
                reached.add(move.role)
                waiting.append(move.role)
    assert len(reached) >= 0.8 * len(corpus.roles)


def test_what_a_role_asks_for_can_be_learnt_from_something_free_or_a_project(corpus):
    for role in corpus.roles.values():
        for skill in (*role.needs, *(s for group in role.any_of for s in group.skills)):
            resources = [corpus.resources[r] for r in corpus.resources_for.get(skill, ())]
            assert corpus.skills[skill].project or any(r.cost != "paid" for r in resources), skill


def test_loading_from_the_snapshot_is_much_quicker_than_reading_the_text(corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("CAREERBOT_CACHE", str(tmp_path))
    load_corpus()
    assert list(tmp_path.rglob("corpus-*.snapshot"))
    reading = _seconds(lambda: read_contents((shipped_folder(),)))
    loading = _seconds(load_corpus)
    assert loading < reading / 3  # of processor time, which another program on the machine does not change


def _seconds(work, times: int = 5) -> float:
    took = []
    for _ in range(times):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


def test_no_two_summaries_share_a_sentence(corpus):
    seen: dict[str, str] = {}
    for slug, role in corpus.roles.items():
        for sentence in re.split(r"(?<=[.!?:;])\s+", " ".join(role.summary.casefold().split())):
            assert seen.setdefault(sentence, slug) == slug


README = shipped_folder() / "README.md"


@pytest.fixture
def example(tmp_path):
    """A folder that holds the role of the README's worked example, laid over the shipped corpus."""
    readme = README.read_text(encoding="utf-8")
    name, text = re.findall(r"<!-- example: (\S+) -->\n```toml\n(.*?)```", readme, re.DOTALL)[0]
    path = tmp_path / "own" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_of_the_readme_passes_and_is_recommended(example, tmp_path, monkeypatch):
    monkeypatch.setenv("CAREERBOT_CACHE", str(tmp_path / "cache"))
    own = example.parents[2]
    assert check((shipped_folder(), own)) == ()
    (words,) = re.findall(r'careerbot suggest "(.*)"', README.read_text(encoding="utf-8"))
    advisor = Advisor(load_corpus(overlay=own))
    _, profile = advisor.read(words)
    assert advisor.suggest(profile).matches[0].slug == example.stem


def test_the_problem_of_the_readme_is_the_one_printed(example):
    text = example.read_text(encoding="utf-8")
    example.write_text(text.replace("\nforecasting =", "\nforcasting ="), encoding="utf-8")
    (problem,) = check((shipped_folder(), example.parents[2]))
    assert str(problem) in README.read_text(encoding="utf-8")


def test_the_levels_of_the_readme_are_those_of_the_reader():
    table = README.read_text(encoding="utf-8").split("### Levels from years")[1].split("## A skill")[0]
    levels = [int(level) for level in re.findall(r"^\| [^|]*\d[^|]* \| (\d) ", table, re.MULTILINE)]
    assert levels == [level_of_years(years) for years in (0.5, 1, 3, 8)]
    assert [level_of_years(years) for years in (0.9, 2.9, 7.9)] == [2, 3, 4]


def test_ways_from_a_trade_lead_to_roles_and_start_from_trades_that_are_known(corpus):
    folder = shipped_folder() / "occupations"
    lines = [x for x in (folder / "ways.csv").read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    codes = (folder / "occupations.csv").read_text(encoding="utf-8").splitlines()
    subjects = corpus.language.table("degrees")["fields"]
    for row in csv.DictReader(lines):
        assert row["role"] in corpus.roles
        for origin in row["from"].split():
            known = origin in corpus.backgrounds or origin in corpus.skills or origin.removeprefix("degree-") in subjects
            assert known or any(code.startswith(origin) for code in codes), origin
    assert [way.role for way in corpus.occupations.ways("police-officer")][0] == "fraud-risk-analyst"
    assert corpus.occupations.ways("onet-33-3051-00") == corpus.occupations.ways("police-officer")

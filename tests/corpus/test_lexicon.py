"""Names and where they stand: tokens, variants, the longest name, and properties that hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careerbot.advisor import tools_of
from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.corpus.lexicon import Lexicon, build_names, obvious, offered
from careerbot.corpus.records import Skill
from careerbot.nlu.pipeline import MOST_CHARACTERS, Tools, annotate
from careerbot.text.spelling import Speller
from careerbot.text.tokenizer import key_of, tokenise

SEED_TERMS = """
Python | R | Java | C++ | C# | JavaScript | Ruby | Bash | SQL | TensorFlow | PyTorch | scikit-learn | XGBoost
| Hadoop | Spark | Tableau | Power BI | Oracle | MySQL | MongoDB | AWS | Azure | Google Cloud | linear algebra
| calculus | probability | statistics | data preprocessing | data cleaning | exploratory data analysis | data
management | feature engineering | supervised learning | unsupervised learning | reinforcement learning |
neural networks | deep learning | model evaluation | precision and recall | F1 score | regression analysis |
model training | model deployment | model monitoring | natural language processing | computer vision |
predictive analytics | recommendation systems | fraud detection | generative AI | large language models | data
visualization | statistical modelling | experiment design | domain knowledge | communication | problem solving
| commercial acumen | product design | ETL | relational databases | data lakes | batch processing | streaming
| CI/CD | cloud computing | edge computing | IoT | robotics | data labeling | image recognition | forecasting
| sentiment analysis | chatbots | version control | security protocols | authentication | software engineering
| big data | algorithm optimization | system integration | strategy roadmap | AI ethics"""
SEED_TERMS = [" ".join(term.split()) for term in SEED_TERMS.split("|")]

SECONDS_A_MEGABYTE = 36.0
"""The stated bound of reading, with room for a busy machine; a quiet one needs a quarter of it."""

@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="module")
def tools(corpus) -> Tools:
    return tools_of(corpus)


@pytest.fixture(scope="module")
def speller(corpus) -> Speller:
    return tools_of(corpus).speller


def test_there_are_83_seed_terms():
    assert len(set(SEED_TERMS)) == 83


@pytest.mark.parametrize("term", SEED_TERMS)
def test_seed_term_alone_names_one_skill(tools, term):
    found = annotate(term, tools).skills
    assert [m.quote for m in found] == [term]


def test_seed_terms_name_83_different_skills(tools):
    found = annotate("; ".join(SEED_TERMS), tools).skills
    assert len({m.slug for m in found}) == 83


TOKENS = [
    ("C, C++ and C#", ["c", "c++", "and", "c#"]),
    ("node.js", ["node", "js"]),
    (".NET", [".net"]),
    ("R&D", ["r&d"]),
    ("Python's", ["python"]),
    ("don’t", ["don't"]),
    ("c'est", ["c'est"]),
    ("我会Python和SQL", ["我会", "python", "和", "sql"]),
    ("it's", ["it's"]),
    ("C++17", ["c++"]),
    ("naïve", ["naïve"]),
    ("", []),
    ("...", []),
]


@pytest.mark.parametrize(("text", "words"), TOKENS)
def test_tokens(text, words):
    assert [t.text for t in tokenise(text)] == words


def skill(name: str, kind: str = "knowledge", **more) -> Skill:
    return Skill(name=name, kind=kind, about="", hours=(1, 1, 1, 1, 1), **more)


def lexicon(**skills: Skill) -> Lexicon:
    return Lexicon(build_names({slug.replace("_", "-"): s for slug, s in skills.items()}, {}, {}))


def names_in(lex: Lexicon, text: str) -> list[str]:
    tokens = tokenise(text)
    return [" ".join(t.text for t in tokens[f.first : f.last]) for f in lex.scan(tokens)]


def test_the_longest_name_wins():
    lex = lexicon(
        learning=skill("learning"), machine_learning=skill("machine learning"), ops=skill("machine learning operations")
    )
    assert names_in(lex, "machine learning operations and machine learning") == [
        "machine learning operations",
        "machine learning",
    ]


def test_no_name_inside_a_word():
    lex = lexicon(r=skill("R", "tool"), java=skill("Java", "tool"))
    assert names_in(lex, "JavaScript rrr forger") == []


def test_spellings_that_follow_from_a_name():
    lex = lexicon(
        a=skill("data visualisation"),
        b=skill("neural network"),
        c=skill("TensorFlow", "tool"),
        d=skill("time series analysis"),
    )
    for written in (
        "data visualization",
        "neural networks",
        "tensor flow",
        "neuralnetwork",
        "time series analyses",
        "data viz",
    ):
        assert names_in(lex, written), written


def test_a_tool_has_no_singular():
    assert lexicon(pandas=skill("pandas", "tool")).exact("panda", "skill") is None


def test_a_derived_spelling_never_displaces_a_written_one():
    lex = lexicon(graphs=skill("graphs"), graph=skill("graph"))
    assert lex.exact("graph", "skill") == "graph"
    assert lex.exact("graphs", "skill") == "graphs"


def test_names_do_not_cross_sentences(corpus):
    assert names_in(corpus.lexicon, "I use the machine. Learning is fun")[:1] != ["machine learning"]


def test_one_letter_aliases_with_signs_do_not_match_letters():
    lex = lexicon(search=skill("heuristic search", also_called=("A*",)))
    assert names_in(lex, "a plan") == []


def test_aliases_belong_to_one_skill(corpus):
    owners: dict[str, set[str]] = {}
    for slug, record in corpus.skills.items():
        for name in (record.name, *record.also_called, *record.ambiguous):
            owners.setdefault(key_of(name), set()).add(slug)
    shared = {"tf": {"tensorflow", "terraform"}}  # its company tells which
    assert {name: slugs for name, slugs in owners.items() if len(slugs) > 1 and len(name) > 1} == shared


def test_common_english_words_are_not_corrected(corpus, speller):
    words = "rust scale trust panda posture hive pasta spare table mother thought learner taught python"
    assert speller.correct(tokenise(words), ()) == {}


def test_without_a_word_list_only_single_mistakes_are_corrected(corpus):
    careful = Speller(corpus.lexicon.vocabulary(), frozenset)
    assert careful.correct(tokenise("tensorflw"), ()) == {0: "tensorflow"}
    assert careful.correct(tokenise("tnsorflw"), ()) == {}


ANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
BITS = st.sampled_from(
    [
        "python",
        "SQL",
        "not ",
        "no ",
        "I ",
        "don't know ",
        "want to learn ",
        "C++",
        "R",
        " and ",
        ", ",
        ". ",
        "\n- ",
        "; ",
        "(",
        ")",
        "5 years of ",
        "8/10",
        "★★★",
        "by ",
        "2027",
        "data analyst",
        "to ",
        "sorry, ",
        "?",
        "but ",
        "🐍",
        "我会",
        "أعرف",
        "\u202e",
        "\x00",
        "\ud7ff",
        "’",
        "%",
        ":",
    ]
)
TEXT = st.one_of(
    st.text(max_size=300), st.lists(BITS, max_size=40).map("".join), st.lists(BITS, max_size=40).map(" ".join)
)


@ANY
@given(text=TEXT)
def test_any_text_is_understood_and_spans_point_into_it(tools, text):
    understood = annotate(text, tools)
    for m in (*understood.skills, *understood.roles):
        assert text[m.start : m.end] == m.quote
        assert m.quote.strip()
    for left in understood.leftovers:
        assert text[left.start : left.end] == left.text
    for m in understood.skills:
        assert 0 < m.confidence <= 1
        assert m.level is None or 1 <= m.level <= 5
    starts = [m.start for m in understood.skills]
    assert starts == sorted(starts)


def test_lone_surrogates_do_no_harm(tools):
    assert [m.slug for m in annotate("python \ud800 sql", tools).skills] == ["python", "sql"]


DENIALS = ("I do not know {}.", "I have never used {}.", "I know Excel, but not {}.", "I am good with Excel. I don't know {}.")


def test_what_is_denied_is_hardly_ever_had(corpus, reading_adviser):
    """Of a hundred skills denied in plain sentences two at most are taken for had: the reader is taught, not told."""
    names = {slug: skill.name for slug, skill in list(corpus.skills.items())[::4] if slug != "excel"}
    had = [
        one.text
        for denial in DENIALS
        for slug, one in zip(names, reading_adviser.understand_many([denial.format(n) for n in names.values()]), strict=True)
        if any(m.slug == slug and m.stance in ("has", "likes") for m in one.skills)
    ]
    assert len(had) <= 0.02 * len(names) * len(DENIALS), had


def test_what_a_list_denies_is_not_had_because_the_rest_is(tools):
    for text in ("python, sql, docker, not data lakes", "excel, sql, tableau, no kubernetes"):
        document = annotate(text, tools)
        assert sum(m.stance == "has" for m in document.skills) == 3
        assert document.leftovers == ()


PLAIN = [
    "Python",
    "SQL",
    "R",
    "Excel",
    "Go",
    "C++",
    "C",
    "Spark",
    "random forest",
    "statistics",
    "Docker",
    "NLP",
    "Tableau",
    "pandas",
    "Java",
    "C#",
]


@ANY
@given(items=st.lists(st.sampled_from(PLAIN), min_size=2, max_size=10, unique=True), data=st.data())
def test_order_of_a_plain_list_does_not_matter(tools, items, data):
    shuffled = data.draw(st.permutations(items))

    def read(row):
        return {(m.slug, m.stance, m.level) for m in annotate(", ".join(row), tools).skills}

    assert read(items) == read(shuffled)
    assert len(read(items)) == len(items)


REPEATED = {
    "words": "I know Python and SQL but not R. ",
    "commas": ",,,,",
    "spaces": " " * 10,
    "quotes": "''''",
    "nots": "not ",
    "numbers": "5 years 2018 - 2020 ",
    "doubtful": "go R C spark ",
    "long word": "a",
    "letters": "é",
    "brackets": "((((",
    "roles": "data analyst to data scientist ",
    "unknown": "zzxqvw qwpoi ",
    "story": "My friend uses Java but I have never used it, and I work as a nurse. ",
    "lines": "I have built it with\nPython\n",
    "years of each": "I know python and sql, worked with docker for 3 years. ",
    "no sentence end": "my team uses it and i would like to learn ",
}


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED.keys())
def test_time_grows_with_length_and_no_faster(tools, unit):
    def took(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        start = time.process_time()
        annotate(text, tools)
        return time.process_time() - start

    took(20_000)
    small, large = min(took(50_000) for _ in range(2)), took(400_000)
    assert large < 8 * 3 * max(small, 0.01), "eight times the text, at most three times eight the time"
    assert large < SECONDS_A_MEGABYTE * 0.4


@pytest.mark.slow
def test_what_lies_beyond_the_part_that_is_read_costs_nothing(tools):
    def took(size: int) -> float:
        text = ("Data analyst. I know Python, SQL and a bit of R; I don't know Java. 5 years of Excel.\n" * 120_000)[:size]
        start = time.process_time()
        assert annotate(text, tools).skills
        return time.process_time() - start

    read, ten_megabytes = took(MOST_CHARACTERS), took(10_000_000)
    assert ten_megabytes < 1.5 * read


# ---------------------------------------------------------------- names that are nearly ours


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        ("role", "devops", "devops-engineer"),
        ("role", "data-enginer", "data-engineer"),
        ("skill", "pyton", "python"),
        ("skill", "kubernets", "kubernetes"),
        ("skill", "banana", None),
        ("skill", "xyz", None),
        ("role", "astronaut", None),
        ("role", "engineer", None),
        ("role", "", None),
        ("skill", "x" * 5000, None),
    ],
)
def test_what_is_plainly_meant(shipped, kind, written, meant):
    assert obvious(kind, written, shipped) == meant


def test_nothing_absurd_is_offered(shipped):
    assert offered("skill", "banana", shipped) == []
    assert len(offered("role", "mlops enginer", shipped)) >= 1


def test_the_command_line_takes_it_and_says_so(cli):
    ran = cli("skill", "pyton")
    assert ran.code == 0
    assert ran.out.startswith("Python")
    assert "I take it as Python" in ran.err

"""From what a reader judged to the document: a reader that says what it is told, over the shipped names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace
from small import NONE

from careerbot.advisor import tools_of
from careerbot.corpus.corpus import load_corpus
from careerbot.nlu.examples import INTENTS, MARKS
from careerbot.nlu.linear import EVEN
from careerbot.nlu.pipeline import annotate
from careerbot.nlu.types import Asked, Document, Reading

TOOLS = replace(tools_of(load_corpus()), thresholds=EVEN)


class Told:
    """Judges every span as it was told by its words; finds what it was told to find."""

    def __init__(
        self,
        labels: dict[str, str],
        found: Sequence[tuple[str, str, str]],
        intents: dict[str, tuple[float, int]],
        sure: float,
        clauses: dict[str, dict[str, float]] = NONE,
    ) -> None:
        self.labels, self.found, self.intents, self.sure, self.clauses = labels, found, intents, sure, clauses
        self.asked: list[Asked] = []

    def chances(self, kind: str, label: str) -> tuple[float, ...]:
        rest = (1 - self.sure) / max(1, len(MARKS[kind]) - 1)
        return tuple(self.sure if one == label else rest for one in MARKS[kind])

    def read(self, asked: Sequence[Asked]) -> list[Reading]:
        self.asked += asked
        return [self._one(one) for one in asked]

    def _one(self, asked: Asked) -> Reading:
        usual = {"S": "has", "R": "current", "T": "other"}
        spans = tuple(self.chances(kind, self.labels.get(asked.text[a:b], usual[kind])) for a, b, kind in asked.spans)
        found = [(asked.text.find(words), words, kind, label) for words, kind, label in self.found]
        does = self.intents if asked is self.asked[0] else {n: (x, 0) for n, x in self.clauses.get(asked.text.strip(), {}).items()}
        return Reading(
            spans, tuple(does.get(name, (0.0, 0))[0] for name in INTENTS), tuple(does.get(name, (0.0, 0))[1] for name in INTENTS),
            tuple((at, at + len(words), kind, self.chances(kind, label) if label else ()) for at, words, kind, label in found if at >= 0),
        )  # fmt: skip


def told(
    text: str,
    found: Sequence[tuple[str, str, str]] = (),
    intents: dict[str, tuple[float, int]] = NONE,
    sure: float = 0.9,
    **labels: str,
) -> Document:
    named = {name.replace("_", " "): label for name, label in labels.items()}
    return annotate(text, TOOLS, Told(named, found, intents, sure))


# ---------------------------------------------------------------- skills


def test_a_skill_has_its_stance_place_and_certainty():
    (python, sql) = told("I wrote Python but never SQL, honestly.", SQL="lacks").skills
    assert (python.slug, python.quote, python.start, python.end) == ("python", "Python", 8, 14)
    assert (python.stance, python.certainty, python.how, python.confidence, python.tool) == (
        "has",
        0.9,
        "name",
        1.0,
        True,
    )
    assert (sql.stance, sql.level) == ("lacks", None)
    assert told("I wrote Python honestly.", Python="word").skills == ()
    assert told("I wrote py torch honestly.").skills[0].how == "alias"
    assert told("I wrote pythn honestly.").skills[0].how == "typo"


def test_only_what_is_had_gets_a_level():
    assert told("I am honestly an expert in SQL.").skills[0].level == 5
    assert told("I am honestly an expert in SQL.", SQL="wants").skills[0].level is None


def test_whoever_lists_skills_has_them():
    listing = {"Python": "none", "SQL": "none", "Docker": "none", "Scala": "none"}

    def stances(text: str) -> list[str]:
        return [m.stance for m in told(text, **listing).skills]

    assert stances("python thing Python, SQL, Docker work, my old stuff")[-2:] == ["has", "has"]
    assert stances("stuff like Python, SQL")[0] == "none", "two items are no list"
    assert stances("my Python, SQL, Docker?") == ["none"] * 3
    assert stances("my Python, some stuff, more stuff") == ["none"], "one item in three"
    assert stances("my Python, SQL, my stuff, Docker, old stuff") == ["has"] * 3, "three in five"
    assert stances("my Python, SQL, not Docker") == ["has", "has", "lacks"]
    sure = told("stuff like Python, SQL, Docker", **listing).skills[0].certainty
    assert sure == 0.75
    long = "that I have used for some time now"
    assert stances(f"my Python, SQL {long}, Docker, Scala") == ["none"] * 4, "three short items in four"
    assert stances("my Python mill mill mill mill, SQL, Docker") == ["none"] * 3
    assert stances("my Python mill mill mill, SQL, Docker") == ["has"] * 3


def test_a_short_name_goes_by_its_company():
    def tf(text: str) -> str:
        return next(m.slug for m in told(text).skills if m.quote == "tf")

    assert tf("I like tf honestly") == "tensorflow"
    assert tf("honestly tf with Docker and AWS and Kubernetes") == "terraform"
    assert tf("honestly tf with Docker alone") == "tensorflow"
    assert tf("honestly tf with Docker and AWS and Kubernetes and PyTorch") == "tensorflow"


def test_known_words_alone_are_had_and_a_foreign_text_names_only():
    assert [(m.stance, m.certainty) for m in annotate("python, sql", TOOLS).skills] == [("has", 1.0)] * 2
    german = annotate("Ich habe viele Jahre mit Python gearbeitet und kenne auch die Datenbanken sehr gut", TOOLS)
    assert (german.language != "", [m.stance for m in german.skills]) == (True, ["has"])


# ---------------------------------------------------------------- jobs, years, amounts


def test_jobs_are_whose_they_are():
    document = told("Honestly I was a nurse once and data analyst now", nurse="past", data_analyst="current")
    assert [(r.slug, r.kind, r.stance, r.certainty) for r in document.roles] == [
        ("nurse", "background", "past", 0.925),
        ("data-analyst", "role", "current", 0.925),
    ]
    assert annotate("python and nurse", TOOLS).roles[0].stance == "current"


@pytest.mark.parametrize("title", ["marketing analyst", "procurement specialist", "financial controller"])
def test_a_title_that_begins_with_the_name_of_a_skill_is_a_job(title):
    """The directory of occupations has it; whose it is, the reader says."""
    document = told(f"Honestly I am a {title}", **{title.replace(" ", "_"): "current"})
    assert [(x.text, x.kind, x.stance) for x in document.leftovers] == [(title, "role", "current")]
    assert not told(f"Honestly I am a {title}", **{title.replace(" ", "_"): "none"}).leftovers
    assert not told("Honestly I know marketing charts").leftovers


EXPERIENCE = {"5 years": "experience", "2 years": "experience", "9 years": "experience"}


def years(text: str, **labels: str) -> dict[str, float | None]:
    document = annotate(text, TOOLS, Told(EXPERIENCE | labels, (), {}, 0.9))
    return {m.slug: m.years for m in (*document.skills, *document.roles)}


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Honestly I did Python for 5 years", {"python": 5}),
        ("Honestly 5 years of Python", {"python": 5}),
        ("Honestly 5 years one two three Python", {"python": 5}),
        ("Honestly 5 years one two three four Python", {"python": None}),
        ("Honestly Python. And 5 years of it", {"python": None}),
        ("Honestly Python for 5 years and SQL too", {"python": 5, "sql": None}),
        ("Honestly Python, SQL for 5 years", {"python": None, "sql": 5}),
        ("Honestly Python for 5 years, SQL for 2 years", {"python": 5, "sql": 2}),
        ("Honestly Python 5 years SQL", {"python": None, "sql": 5}),
        ("Honestly a nurse for 9 years", {"nurse": 9}),
    ],
)
def test_years_are_of_what_stands_nearest(text, given):
    assert years(text) == given


def test_years_give_a_level_where_no_word_did_and_only_to_what_is_had():
    assert told("Honestly Python for 5 years", **{"5_years": "experience"}).skills[0].level == 4
    assert told("Honestly basic Python for 5 years", **{"5_years": "experience"}).skills[0].level == 2
    assert years("Honestly Python for 5 years", Python="wants") == {"python": None}
    assert years("Honestly a nurse for 9 years", nurse="wanted") == {"nurse": None}


def amount(text: str, **labels: str) -> Any:
    return told(text, **labels).quantities[-1]


def test_an_amount_counts_what_it_is_said_of():
    hours = amount("Honestly I have 6 hours a week", **{"6_hours_a_week": "hours"})
    assert (hours.kind, hours.value, hours.rate, hours.months, hours.certainty) == ("hours", 6.0, 6.0, 0.0, 0.9)
    end = amount("Honestly within 6 months", **{"6_months": "deadline"})
    assert (end.kind, end.value, end.months, end.rate, end.by) == ("deadline", 6.0, 6.0, 0.0, None)
    past = amount("Honestly for 18 months", **{"18_months": "experience"})
    assert (past.value, past.months) == (1.5, 18.0)
    assert amount("Honestly for 18 months").value == 0.0


def test_a_bare_number_counts_what_was_counted_before():
    (_, second) = told("10 months? I said 4 of them", **{"10_months": "deadline", "4": "deadline"}).quantities
    assert (second.kind, second.value, second.quote) == ("deadline", 4.0, "4")
    alone = amount("Honestly I said 4 of them", **{"4": "deadline"})
    assert (alone.kind, alone.value) == ("other", 0.0)


def test_in_a_list_lengths_are_experience():
    (quantity,) = annotate("python 3 years, sql", TOOLS).quantities
    assert (quantity.kind, quantity.value) == ("experience", 3.0)


# ---------------------------------------------------------------- what the reader finds itself


def test_limits_degrees_places_and_references():
    text = "Honestly no maths for me, home office in Lyon, I hold a BSc, so the second one."
    document = told(
        text, [("no maths", "L", "avoids"), ("home office", "L", "wants"), ("for me", "L", "none"), ("Lyon", "P", "here"), ("BSc", "D", "held"),
               ("the second one", "X", "")],
    )  # fmt: skip
    assert [(x.topic, x.more, x.quote) for x in document.limits] == [
        ("maths", False, "no maths"),
        ("remote", True, "home office"),
    ]
    assert [(d.stance, d.quote, d.certainty) for d in document.degrees] == [("held", "BSc", 0.9)]
    assert [(p.quote, p.here) for p in document.places] == [("Lyon", True)]
    assert [r.quote for r in document.references] == ["the second one"]
    assert told(text, [("Lyon", "P", "none")]).places[0].here is False


def test_a_subject_disliked_that_is_a_topic_is_a_limit_too():
    document = told("Honestly I hate mathematics", mathematics="dislikes")
    assert [(x.topic, x.more, x.quote) for x in document.limits] == [("maths", False, "mathematics")]
    assert told("Honestly I hate Docker", Docker="dislikes").limits == ()
    assert told("Honestly I like mathematics").limits == ()


def test_what_no_name_explains():
    document = told(
        "Honestly frobbing as a frobber, q too",
        [("frobbing", "S", "learning"), ("frobber", "R", "past"), ("q", "S", "has"), ("too", "S", "word")],
    )
    assert [(x.text, x.kind, x.stance, x.certainty) for x in document.leftovers] == [
        ("frobbing", "skill", "learning", 0.9),
        ("frobber", "role", "past", 0.925),
    ]
    assert told("Honestly frobbing", [("frobbing", "S", "none")]).leftovers == ()


def test_the_nameless_items_of_a_list():
    def left(text: str, **labels: str) -> list[str]:
        return [x.text for x in told(text, **labels).leftovers]

    assert left("my Python, SQL, frob the mill") == ["frob the mill"]
    assert left("my Python, frob the mill, and mill") == [], "one in three"
    assert left("my Python, SQL, frob the mill?") == []
    assert left("my Python, frob the mill") == []
    assert left("my Python, SQL, not the mill") == []
    assert left("my Python, SQL, mill mill mill mill mill mill mill") == ["mill mill mill mill mill mill mill"]
    assert left("my Python, SQL, mill mill mill mill mill mill mill mill") == []
    assert left("my Python, SQL, , frob the mill") == ["frob the mill"]


# ---------------------------------------------------------------- intents


def heard(text: str, intents: dict[str, tuple[float, int]], clauses: dict[str, dict[str, float]]) -> list[tuple[str, float, str]]:
    document = annotate(text, TOOLS, Told({}, (), intents, 0.9, clauses))
    return [(i.name, i.confidence, text[i.start : i.end].strip()) for i in document.intents]


def test_a_request_stands_in_the_clause_that_makes_it_and_one_that_only_a_clause_makes_is_heard():
    text = "Right. What does it pay there and how long would it take?"
    pays, takes = "What does it pay there", "and how long would it take?"
    assert heard(text, {"ask_pay": (0.9, 8)}, {pays: {"ask_pay": 0.95}, takes: {"ask_plan": 0.85}}) == [
        ("ask_pay", 0.95, pays), ("ask_plan", 0.85, takes),
    ]  # fmt: skip
    unsure = heard(text, {"ask_pay": (0.9, 8)}, {pays: {"ask_pay": 0.6}, takes: {"ask_plan": 0.7}})
    assert unsure == [("ask_pay", 0.9, pays)], "a clause has to be clear to ask for what the whole does not"
    told_ = heard(text, {"ask_pay": (0.9, 8)}, {takes: {"tell": 0.95, "thank": 0.95}})
    assert told_ == [("ask_pay", 0.9, f"{pays} {takes}")], "what tells or is polite is heard in the whole"


def test_clauses_have_three_words_on_either_side_of_what_joins_them():
    def asked(text: str) -> list[str]:
        reader = Told({}, (), NONE, 0.9)
        annotate(text, TOOLS, reader)
        return [one.text.strip() for one in reader.asked[1:]]

    assert asked("what is it and what does it pay") == ["what is it", "and what does it pay"]
    assert asked("pay and gaps please for it") == []
    assert asked("what does it take and why") == []
    assert asked("I see. what is it plus how long does it take and who pays it all") == [
        "I see.", "what is it", "plus how long does it take", "and who pays it all",
    ]  # fmt: skip


def test_intents_stand_surest_first_with_their_sentence():
    text = "Hello there. What do I lack? And so on."
    document = told(text, intents={"greet": (0.6, 2), "ask_gaps": (0.9, 15), "bye": (0.4, 0)})
    assert [(i.name, i.confidence, text[i.start : i.end].strip()) for i in document.intents] == [
        ("ask_gaps", 0.9, "What do I lack?"), ("greet", 0.6, "Hello there."),
    ]  # fmt: skip
    assert [i.name for i in told(text, intents={"greet": (0.2, 0), "bye": (0.4, 0)}).intents] == ["bye"], (
        "always something"
    )
    assert [i.name for i in told(text, intents={"bye": (0.7, 0), "ask_gaps": (0.7, 0)}).intents] == ["ask_gaps", "bye"]
    last = told(text, intents={"bye": (0.7, 900)}).intents[0]
    assert text[last.start : last.end] == "And so on."
    listed = annotate("python, sql", TOOLS).intents
    assert [(i.name, i.confidence, i.start, i.end) for i in listed] == [("tell", 1.0, 0, 11)]


LONG = "It goes on and on until there is no room for any more of it. " * 6


def test_in_a_long_text_places_are_those_of_the_text():
    text = LONG + "Honestly SQL for 5 years in Lyon. " + LONG
    document = told(text, [("Lyon", "P", "here")], **{"5_years": "experience"})
    assert [(text[p.start : p.end], p.quote) for p in document.places] == [("Lyon", "Lyon")]
    assert [(text[m.start : m.end], m.years) for m in document.skills] == [("SQL", 5.0)]
    heard = told(text, intents={"bye": (0.7, 0)}).intents[0]
    assert text[heard.start : heard.end].startswith("It goes")


def test_a_list_strikes_out_as_it_is_told_to():
    """The line in which a profile is put right has one meaning, whatever a reader would say."""
    document = annotate("not Oracle, Python 4", TOOLS)
    assert [(m.slug, m.stance, m.certainty) for m in document.skills] == [("oracle", "lacks", 1.0), ("python", "has", 1.0)]
    assert [intent.name for intent in document.intents] == ["correct"]
    assert [intent.name for intent in annotate("Oracle, Python 4", TOOLS).intents] == ["tell"]

"""Messages in other languages are told from English ones, and from lists of names that belong to none."""

from __future__ import annotations

import tomllib

import pytest
from annotated import Part, read_examples
from places import ROOT

from careerbot.text.spelling import Languages
from careerbot.text.spelling import foreign_language as told_by

LANGUAGE = ROOT / "corpus" / "language" / "en"
WORDS = Languages.of(tomllib.loads((LANGUAGE / "other_languages.toml").read_text(encoding="utf-8")))
PARTS: tuple[Part, ...] = ("train", "dev", "held")


def foreign_language(text):
    return told_by(text, WORDS)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich kann Python und SQL, was kann ich werden?", "German"),
        ("Bonjour, je connais Excel et un peu de SQL", "French"),
        ("Sé un poco de Excel y Python. ¿Qué puedo hacer?", "Spanish"),
        ("io conosco python e excel", "Italian"),
        ("ik ben een verpleegkundige", "Dutch"),
        ("jestem programistą i znam python", "Polish"),
    ],
)
def test_languages_by_their_little_words(text, language):
    assert foreign_language(text) == language


@pytest.mark.parametrize("text", ["我会python", "меня зовут Иван", "データ分析", "أعرف بايثون"])
def test_languages_by_their_letters(text):
    assert foreign_language(text)


@pytest.mark.parametrize("text", ["", "python, sql, R, C", "hola", "DIE HARD", "λ calculus and α", "naïve Bayes, Düsseldorf"])
def test_no_language_where_there_is_none(text):
    assert foreign_language(text) == ""


def test_what_is_said_in_english_is_hardly_ever_foreign():
    """One message in a thousand at most, of those people type: a few of them do hold a word or two of another language."""
    typed = {one.text for part in PARTS for one in read_examples(LANGUAGE, part) if one.source.startswith(("talks", "voices"))}
    foreign = sorted(text for text in typed if foreign_language(text))
    assert len(typed) > 5_000
    assert len(foreign) <= len(typed) / 1_000, foreign


@pytest.mark.parametrize(
    ("text", "denied", "kept"),
    [
        ("Não tenho experiência com Tableau. Uso SQL", "Tableau", "SQL"),
        ("Ich kann Excel, aber kein Python", "Python", "Excel"),
        ("No sé Python pero uso Excel", "Python", "Excel"),
        ("Je ne connais pas Spark mais je fais du SQL", "Spark", "SQL"),
        ("Nie znam Tableau, znam SQL bardzo dobrze", "Tableau", "SQL"),
        ("Я не знаю Python, но знаю SQL", "Python", "SQL"),
        ("Pythonは使えませんが、SQLは3年使っています", "Python", "SQL"),
    ],
)
def test_what_a_clause_in_another_language_denies(text, denied, kept):
    language = foreign_language(text)
    assert WORDS.denied(text, language, text.index(denied))
    assert not WORDS.denied(text, language, text.index(kept))

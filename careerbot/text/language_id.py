"""Which language a message is written in, by its little words: careerbot speaks English only and says so."""

from __future__ import annotations

import re

from careerbot.text.tokenizer import word_set

_WORDS = {
    "German": "ich und nicht ist sind bin mit habe haben kann kein keine ein eine einen der das den dem für auf wie "
    "wir sie suche möchte arbeite arbeit als auch aber oder seit jahre von zu bei mir mich mein meine werden gut sehr "
    "welche noch etwas über gerne können hallo wäre würde brauche",
    "French": "je suis j'ai et les des une un du dans pour avec pas que qui est sur mon ma mes vous nous quel quelle "
    "quels cherche travaille comme aussi mais ou depuis ans sais peux faire connais peu bien très bonjour travail "
    "métier être été puis quoi",
    "Spanish": "yo soy y los las una un para con que qué es en mi mis sé puedo hacer tengo trabajo como también pero "
    "desde años estoy busco quiero el la del de poco muy hola conozco trabajar cuál experiencia según gusta",
    "Italian": "io sono e gli una un per con non che è mi mio mia so posso fare ho lavoro come anche ma da anni sto "
    "cerco voglio il la del di poco molto ciao conosco lavorare quale",
    "Portuguese": "eu sou e os as uma um para com não que é em meu minha sei posso fazer tenho trabalho como também "
    "mas desde anos estou quero do da de pouco muito olá conheço trabalhar qual",
    "Dutch": "ik ben en niet is met heb hebben kan geen een het de voor op hoe wij zoek wil werk als ook maar of sinds "
    "jaar van bij mij mijn worden goed zeer welke nog iets over graag kunnen",
    "Polish": "jestem nie się na jak mam mogę umiem szukam pracy pracuję praca lub ale lat bardzo chcę znam trochę co "
    "dla jako być moje",
    "Turkish": "ben ve bir için ile ne var yok biliyorum istiyorum iş nasıl çok olarak biraz yapabilirim merhaba",
    "Swedish": "jag är och inte med har kan en ett som på för att vill vad jobbar arbetar lite mycket hur min",
}  # fmt: skip
_LITTLE = {language: word_set(words) for language, words in _WORDS.items()}

_ENGLISH = word_set(
    "i am i'm im the and is are was were do don't not my me you your it this that of to in on for with as at an be "
    "have has had can could would should what which how why where when who if but so or from by about they we good "
    "know learn want like been just also some any more job jobs role work years experience"
)

_SCRIPTS = (
    ("Russian or another language in that alphabet", re.compile(r"[\u0400-\u04ff]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]{3}")),
    ("Arabic or Persian", re.compile(r"[\u0600-\u06ff]")),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("Hindi or a language near it", re.compile(r"[\u0900-\u097f]")),
    ("Japanese", re.compile(r"[\u3040-\u30ff]")),
    ("Korean", re.compile(r"[\uac00-\ud7af]")),
    ("Chinese", re.compile(r"[\u4e00-\u9fff]")),
)

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

READ = 2_000
"""Characters by which a language is told."""

LEAST = 2
"""Little words of a language that make a message one in it."""

LETTERS = 2
"""Letters of another script that make a message one in it; fewer may be a name."""


def foreign_language(text: str) -> str:
    """The language a message is written in where that is not English; empty for English and for lists of names."""
    text = text[:READ]
    for language, letters in _SCRIPTS:
        if len(letters.findall(text)) >= LETTERS:
            return language
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    english = sum(word in _ENGLISH for word in words)
    counts = {language: len({w for w in words if w in little}) for language, little in _LITTLE.items()}
    language = max(counts, key=lambda name: counts[name])
    return language if counts[language] >= LEAST and counts[language] > english else ""

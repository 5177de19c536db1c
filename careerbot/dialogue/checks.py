"""The rules the dialogue files must keep: every act has examples, no example is taken for another act, replies fit."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from careerbot.corpus.contents import Problem
from careerbot.corpus.corpus import Corpus
from careerbot.corpus.phrasebook import FILES, Wording, read_wording
from careerbot.nlu.intents.recognizer import ACTS, Recogniser, Situation, main_act
from careerbot.nlu.pipeline import understand
from careerbot.text.spelling import Speller

LEAST_EXAMPLES = 10

_KEY = re.compile(r"(?:small|profile|roles|ask|worry|placed)\.(?!json)\w+")
_NAME = re.compile(r"\$(\w+)")

SITUATIONS = (
    Situation(),
    Situation(known=True, options=5),
    Situation(known=True, pending="skill"),
    Situation(known=True, pending="hours"),
    Situation(known=True, pending="deadline"),
)
"""An example is good if it is understood in one of them: "2" is a choice only where something can be chosen."""


def check_dialogue(corpus: Corpus) -> Iterator[Problem]:
    """Everything wrong with the dialogue files of a corpus."""
    wording, problems = read_wording(corpus.folder)
    yield from problems
    if problems:
        return
    yield from _acts(wording)
    yield from _twice(wording)
    yield from _misunderstood(wording, corpus)
    yield from _replies(wording)
    yield from _activities(wording, corpus)


def _acts(wording: Wording) -> Iterator[Problem]:
    for act in ACTS:
        if act not in wording.acts:
            yield Problem(FILES[0], act, "has no table, so it is never recognised")
    for act, record in wording.acts.items():
        if act not in ACTS:
            yield Problem(FILES[0], act, "is no act; see careerbot/acts.py for those there are")
        elif len(record.examples) < LEAST_EXAMPLES:
            yield Problem(FILES[0], act, f"{len(record.examples)} examples; {LEAST_EXAMPLES} at least")


def _twice(wording: Wording) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for act, text in wording.examples:
        key = " ".join(text.casefold().split()).strip(".?!")
        if key in seen:
            yield Problem(FILES[0], act, f"“{text}” stands already under {seen[key]}")
        seen[key] = act


def _misunderstood(wording: Wording, corpus: Corpus) -> Iterator[Problem]:
    recogniser = Recogniser(wording.examples, corpus.lexicon)
    speller = Speller(corpus.lexicon.vocabulary())
    for act, text in wording.examples:
        understood = understand(text, corpus.lexicon, speller)
        heard = [main_act(recogniser.recognise(understood, situation)) for situation in SITUATIONS]
        if act not in heard:
            yield Problem(FILES[0], act, f"“{text}” is understood as {heard[0]}")


def _replies(wording: Wording) -> Iterator[Problem]:
    used = _used_keys()
    for key in sorted(set(used) - set(wording.replies)):
        yield Problem(FILES[1], key, "is said by the program and missing here")
    for key, text in wording.replies.items():
        if key not in used:
            yield Problem(FILES[1], key, "is never said")
        elif used[key] is not None and (wrong := set(_NAME.findall(text)) - (used[key] or set())):
            yield Problem(
                FILES[1], key, f"the program does not fill in {', '.join(f'${name}' for name in sorted(wrong))}"
            )
        if "!" in text:
            yield Problem(FILES[1], key, "an exclamation mark")


def _used_keys() -> dict[str, set[str] | None]:
    """Keys that modules say -> names they fill in; None where that cannot be read off the call."""
    found: dict[str, set[str] | None] = {}
    for path in sorted(Path(__file__).parent.parent.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "say"
                and node.args
            ):
                names = None if any(k.arg is None for k in node.keywords) else {str(k.arg) for k in node.keywords}
                for key in filter(_KEY.fullmatch, _strings(node.args[0])):
                    before = found.get(key, set())
                    found[key] = None if names is None or before is None else names | before
        for text in _strings(tree):
            if _KEY.fullmatch(text):
                found.setdefault(text, None)
    return found


def _strings(tree: ast.AST) -> Iterator[str]:
    return (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def _activities(wording: Wording, corpus: Corpus) -> Iterator[Problem]:
    for slug, activity in wording.activities.items():
        for skill in activity.skills:
            if skill not in corpus.skills:
                yield Problem(FILES[2], f"{slug}.skills", f"no skill is called {skill}")

"""The dialogue files of a corpus: what careerbot says (replies.toml), and everyday activities; and their rules.

Read when a conversation begins. A corpus folder without dialogue files speaks like the shipped one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from careerbot.corpus.corpus import shipped_folder
from careerbot.corpus.files import MAX_FILE_BYTES, UnreadableError, own_file, parse_toml
from careerbot.corpus.records import Level, Problem, Record, Slug
from careerbot.errors import CorpusError

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus

R = TypeVar("R")

FILES = ("replies.toml", "activities.toml")


class Activity(Record, frozen=True, kw_only=True):
    """Something ordinary people do, and what it shows."""

    label: str
    words: tuple[str, ...]
    """That mean it, besides its number."""
    skills: dict[Slug, Level]


class Wording:
    """Replies and activities. Treat as immutable."""

    def __init__(self, replies: Mapping[str, tuple[str, ...]], activities: Mapping[str, Activity]) -> None:
        self.replies = replies
        """"profile.empty" -> the wordings of the sentence."""
        self.activities = activities

    def say(self, key: str, turn: int = 0, **names: object) -> str:
        """The sentence for a key, with its names filled in; `turn` chooses between wordings."""
        wordings = self.replies[key]
        said = Template(wordings[turn % len(wordings)])
        return said.substitute({name: str(value) for name, value in names.items()}).strip()


@lru_cache(maxsize=4)
def load_wording(folder: Path) -> Wording:
    """The dialogue files below a corpus folder.

    Raises:
        CorpusError: a file cannot be read as what it should be.

    """
    wording, problems = read_wording(folder)
    if problems:
        raise CorpusError(problems)
    return wording


def read_wording(folder: Path) -> tuple[Wording, list[Problem]]:
    """What can be read, and what could not."""
    problems: list[Problem] = []
    tables = [_table(folder, name, problems) for name in FILES]
    nested = _converted(tables[0], dict[str, dict[str, str | tuple[str, ...]]], FILES[0], problems)
    activities = _converted(tables[1], dict[str, Activity], FILES[1], problems)
    replies = {
        f"{group}.{key}": (told,) if isinstance(told, str) else told
        for group, rows in nested.items()
        for key, told in rows.items()
    }
    return Wording(replies, activities), problems


def _table(folder: Path, name: str, problems: list[Problem]) -> dict[str, Any]:
    path = own_file(folder, f"dialogue/{name}") or shipped_folder() / "dialogue" / name
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            problems.append(Problem(f"dialogue/{name}", "", f"larger than {MAX_FILE_BYTES:,} bytes"))
            return {}
        return parse_toml(path.read_text(encoding="utf-8"))
    except UnreadableError as error:
        problems.append(Problem(f"dialogue/{name}", error.key, str(error)))
    except UnicodeDecodeError as error:
        problems.append(Problem(f"dialogue/{name}", "", f"is not TOML: {error}"))
    except OSError as error:
        problems.append(Problem(f"dialogue/{name}", "", f"cannot be read: {error.strerror}"))
    return {}


def _converted(table: dict[str, Any], type_: type[dict[str, R]], name: str, problems: list[Problem]) -> dict[str, R]:
    try:
        return msgspec.convert(table, type=type_)
    except msgspec.ValidationError as error:
        problems.append(Problem(f"dialogue/{name}", "", str(error)))
        return {}


# ---------------------------------------------------------------- the rules of these files


_NAME = re.compile(r"\$(\w+)")


def check_dialogue(corpus: Corpus) -> Iterator[Problem]:
    """Everything wrong with the dialogue files of a corpus; what the program says is what the shipped ones hold."""
    wording, problems = read_wording(corpus.folder)
    yield from problems
    if problems:
        return
    said = load_wording(shipped_folder()).replies
    for key in sorted(said.keys() - wording.replies.keys()):
        yield Problem(FILES[0], key, "is said by the program and missing here")
    for key, wordings in wording.replies.items():
        if key not in said:
            yield Problem(FILES[0], key, "is never said")
        elif strange := _names(wordings) - _names(said[key]):
            yield Problem(FILES[0], key, f"the program does not fill in {', '.join(f'${name}' for name in sorted(strange))}")
        if any("!" in text for text in wordings):
            yield Problem(FILES[0], key, "an exclamation mark")
    for slug, activity in wording.activities.items():
        for skill in activity.skills.keys() - corpus.skills.keys():
            yield Problem(FILES[1], f"{slug}.skills", f"no skill is called {skill}")


def _names(wordings: tuple[str, ...]) -> set[str]:
    return {name for text in wordings for name in _NAME.findall(text)}

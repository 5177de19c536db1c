"""Answers the rows of a batch: what a row says, and what one worker does, on this machine or on another."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from careerbot import __version__
from careerbot.errors import CareerbotError
from careerbot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careerbot.advisor import Advisor
    from careerbot.matching.profile import Profile


class Setup(Struct, frozen=True):
    """What every worker of a batch needs to know."""

    settings: Settings
    top: int
    """Roles of each answer; 0 for all."""
    expected: tuple[str, str] = ("", "")
    """(version, fingerprint of the corpus) of the one who asks."""


class Answerer:
    """Holds corpus, vectors and encoder, loaded once."""

    def __init__(self, setup: Setup, progress: Callable[[int, int, str], None] | None = None) -> None:
        self.setup = setup
        self._progress = progress

    @cached_property
    def advisor(self) -> Advisor:
        """The advisor of this worker."""
        from careerbot.advisor import Advisor
        from careerbot.embeddings.search import Meaning

        settings = self.setup.settings
        corpus = settings.corpus()
        if settings.words_only:
            return Advisor(corpus)
        meaning = Meaning(corpus, settings.model, kind=settings.encoder, progress=self._progress, one_shot=False, threads=1)
        return Advisor(corpus, meaning, lambda: settings.reader(corpus, one_shot=False))

    def version(self) -> tuple[str, str]:
        """(version, fingerprint of the corpus) of this worker."""
        return __version__, self.advisor.corpus.fingerprint

    def answer(self, chunk: Chunk) -> Answered:
        """An answer a row, or the reason why there is none."""
        people: list[Person] = []
        numbers: list[int] = []
        faults: list[Fault] = []
        for number, row in zip(chunk.numbers, chunk.rows, strict=True):
            try:
                people.append(_person(row))
                numbers.append(number)
            except BadRowError as error:
                faults.append(Fault(chunk.part, number, error.id, str(error)))
        lines = self._lines(people)
        if lines is None:
            lines = [self._alone(person) for person in people]
        for number, person, line in zip(numbers, people, lines, strict=True):
            if isinstance(line, Exception):
                reason = f"it could not be answered ({type(line).__name__}: {str(line)[:200]})"
                faults.append(Fault(chunk.part, number, person.id, reason))
        faults.sort(key=lambda fault: fault.number)
        return Answered(tuple(x for x in lines if isinstance(x, bytes)), tuple(faults), self.advisor.degraded)

    def _lines(self, people: list[Person]) -> list[bytes | Exception] | None:
        """All of them together; None where one of them stands in the way."""
        from careerbot.output.json_views import dumps, suggest

        advisor, top = self.advisor, self.setup.top
        try:
            return [
                dumps(suggest(profile, advisor.suggest(profile, top), advisor.corpus, person.id)).encode()
                for person, profile in zip(people, profiles_of(advisor, people), strict=True)
            ]
        except CareerbotError:
            raise
        except Exception:  # noqa: BLE001 (a row that trips over a fault of ours must not take the others with it)
            return None

    def _alone(self, person: Person) -> bytes | Exception:
        from careerbot.output.json_views import dumps, suggest

        advisor = self.advisor
        try:
            (profile,) = profiles_of(advisor, [person])
            return dumps(suggest(profile, advisor.suggest(profile, self.setup.top), advisor.corpus, person.id)).encode()
        except CareerbotError:
            raise
        except Exception as error:  # noqa: BLE001 (as above)
            return error


def profiles_of(advisor: Advisor, people: Sequence[Person]) -> list[Profile]:
    """What is known of each of them; where a list stands beside a text, both count."""
    read = advisor.read_many([person.skills if person.text is None else person.text for person in people])
    profiles = [profile for _, profile in read]
    both = [at for at, person in enumerate(people) if person.text is not None and person.skills]
    lists = advisor.understand_many([people[at].skills for at in both], read=True)
    after = advisor.updated([(document, profiles[at]) for at, document in zip(both, lists, strict=True)])
    for at, profile in zip(both, after, strict=True):
        profiles[at] = replace(profile, prose=profiles[at].prose)
    return profiles


def _person(row: bytes | str) -> Person:
    if isinstance(row, str):
        raise BadRowError(row)
    return parse(row)


def given_up(chunk: Chunk, reason: str) -> Answered:
    """The outcome of rows that no worker survived."""
    faults = [Fault(chunk.part, number, None, reason) for number in chunk.numbers]
    return Answered((), tuple(faults))


# ---------------------------------------------------------------- one row of a batch


MOST_BYTES = 4_000_000
"""Of one row; a CV of a thousand pages is shorter."""

MOST_SKILLS = 10_000
"""Of one row's list."""


class Chunk(Struct, frozen=True):
    """Rows that are worked on together."""

    part: str
    """The file of a folder they come from; empty where there is only one."""
    numbers: tuple[int, ...]
    """Their numbers in that file, from 1."""
    rows: tuple[bytes | str, ...]
    """JSON objects as bytes; a string is the reason why that row could not be read."""


class Fault(Struct, frozen=True):
    """A row that gets no answer."""

    part: str
    number: int
    id: str | int | float | bool | None
    reason: str


class Answered(Struct, frozen=True):
    """What became of a chunk."""

    lines: tuple[bytes, ...]
    """JSON objects, one an answered row, in order, without line ends."""
    faults: tuple[Fault, ...]
    note: str = ""
    """Why answers came from words alone, where they did."""


class Person(Struct, frozen=True):
    """What a row says."""

    id: str | int | float | bool | None
    text: str | None = None
    skills: tuple[str, ...] = ()
    """A list of skills, beside the text or in its place."""


class BadRowError(Exception):
    """A row that cannot be read; the text is the reason."""

    def __init__(self, reason: str, id_: str | int | float | bool | None = None) -> None:
        super().__init__(reason)
        self.id = id_


def parse(row: bytes) -> Person:
    """The person a row speaks of; BadRowError with the reason where it cannot be told."""
    if len(row) > MOST_BYTES:
        raise BadRowError(too_long())
    data = _decoded(row)
    id_ = data.get("id")
    if isinstance(id_, (dict, list)):
        raise BadRowError('"id" must be a string or a number')
    text, skills = data.get("text"), data.get("skills")
    if text is None and skills is None:
        raise BadRowError('it has neither "text" nor "skills"', id_)
    if text is not None and not isinstance(text, str):
        raise BadRowError('"text" must be a string', id_)
    return Person(id_, text, () if skills is None else _skills(skills, id_))


def too_long() -> str:
    """The reason for a row that is too long to be read."""
    return f"it is longer than {MOST_BYTES:,} bytes"


def _decoded(row: bytes) -> dict[str, Any]:
    try:
        data = msgspec.json.decode(row)
    except RecursionError:
        raise BadRowError("its JSON is nested too deep") from None
    except UnicodeDecodeError:
        raise BadRowError("it is not UTF-8") from None
    except (msgspec.DecodeError, ValueError) as error:
        message = "it is not UTF-8" if "utf-8" in str(error).lower() else f"it is not JSON ({_plain(error)})"
        raise BadRowError(message) from None
    if not isinstance(data, dict):
        raise BadRowError("it is not a JSON object")
    return data


def _plain(error: Exception) -> str:
    return str(error).removeprefix("JSON is malformed: ")[:100]


def _skills(skills: object, id_: str | int | float | bool | None) -> tuple[str, ...]:
    if not isinstance(skills, list) or not all(isinstance(item, str) for item in skills):
        raise BadRowError('"skills" must be a list of strings', id_)
    if len(skills) > MOST_SKILLS:
        raise BadRowError(f'"skills" lists more than {MOST_SKILLS:,}', id_)
    return tuple(skills)


def single(chunk: Chunk) -> Sequence[Chunk]:
    """A chunk for each row of a chunk."""
    return [Chunk(chunk.part, (n,), (row,)) for n, row in zip(chunk.numbers, chunk.rows, strict=True)]

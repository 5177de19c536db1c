"""Answers the rows of a batch: what one worker does, on this machine or on another."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from careerbot import __version__
from careerbot.batch.rows import Answered, BadRowError, Chunk, Fault, Person, parse
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
        meaning = Meaning(
            corpus, settings.model, kind=settings.encoder, progress=self._progress, one_shot=False, threads=1
        )
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

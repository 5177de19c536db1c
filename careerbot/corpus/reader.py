"""Reads corpus files: text in, records and problems out; one broken file does not hide the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from careerbot.corpus.files import MAX_FILE_BYTES, UnreadableError, corpus_files, parse_toml, table_lines, whole_number
from careerbot.corpus.records import (
    Advice,
    Answer,
    Background,
    Contents,
    Evidence,
    Fact,
    Problem,
    Record,
    Resource,
    Role,
    Skill,
    Slug,
    Source,
    Weights,
)

R = TypeVar("R", bound=Record)


def read_contents(roots: tuple[Path, ...]) -> tuple[Contents, tuple[Problem, ...]]:
    """Every record that can be read below the folders, and what stopped the others (shape only; sense is check's)."""
    return read_files(corpus_files(roots))


def read_files(paths: Iterable[tuple[Path, str]]) -> tuple[Contents, tuple[Problem, ...]]:
    """The same for these files: (folder, path below it)."""
    reader = _Reader()
    for root, relative in paths:
        reader.read(root, Path(relative))
    return reader.contents, tuple(reader.problems)


class _Reader:
    """Collects records and problems from file after file; one broken file does not hide the others."""

    def __init__(self) -> None:
        self.contents = Contents({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})
        self.problems: list[Problem] = []
        self._owner: dict[str, Path] = {}

    def read(self, root: Path, relative: Path) -> None:
        """One file; what it should hold follows from where it stands."""
        name = relative.as_posix()
        top = relative.parts[0]
        if self._too_large(root / relative):
            self.problems.append(Problem(name, "", f"larger than {MAX_FILE_BYTES:,} bytes"))
        elif relative.name == "evidence.csv":
            self._evidence(root / relative, name)
        elif top == "weights" and relative.suffix == ".csv":
            self._weights(root / relative, name, relative.stem)
        elif relative.suffix == ".csv" or top == "dialogue":
            return
        elif (data := self._toml(root / relative, name)) is not None:
            self._records(root, relative, data)

    @staticmethod
    def _too_large(path: Path) -> bool:
        try:
            return path.stat().st_size > MAX_FILE_BYTES
        except OSError:
            return False  # reading it says why it cannot be read

    def _records(self, root: Path, relative: Path, data: dict[str, Any]) -> None:
        top, name, found = relative.parts[0], relative.as_posix(), self.contents
        match top:
            case "roles" if len(relative.parts) == 3:
                self._add("role", relative.stem, data, Role, found.roles, root, name)
                found.role_family[relative.stem] = relative.parts[1]
            case "skills" if len(relative.parts) == 2:
                self._tables("skill", data, Skill, found.skills, root, name)
                found.skill_family.update(dict.fromkeys(data, relative.stem))
            case "resources" if len(relative.parts) == 2:
                self._tables("resource", data, Resource, found.resources, root, name)
            case "backgrounds.toml":
                self._tables("background", data, Background, found.backgrounds, root, name)
            case "facts":
                self._facts(root, name, data)
            case "answers" if len(relative.parts) == 2:
                self._tables("advice", data, Advice, found.advice, root, name)
            case "language" if relative.parts[1:2] == ("en",) and len(relative.parts) == 3:
                found.language[relative.stem] = data
            case "sources.toml":
                self._tables("source", data, Source, found.sources, root, name)
            case _:
                message = "no such kind of corpus file; see corpus/README.md for the layout"
                self.problems.append(Problem(name, "", message))

    def _tables(self, kind: str, data: dict[str, Any], type_: type[R], into: dict[Slug, R], root: Path, name: str) -> None:
        for slug, table in data.items():
            self._add(kind, slug, table, type_, into, root, name)

    def _facts(self, root: Path, name: str, data: dict[str, Any]) -> None:
        for key, table in data.items():
            if key == "facts":
                for slug, fact in table.items():
                    self._add("fact", slug, fact, Fact, self.contents.facts, root, name)
            elif key == "answers":
                for slug, answer in table.items():
                    self._add("answer", slug, answer, Answer, self.contents.answers, root, name)
            else:
                self.problems.append(Problem(name, key, "only [facts.<id>] and [answers.<id>] belong here"))

    def _add(self, kind: str, slug: Slug, table: object, type_: type[R], into: dict[Slug, R], root: Path, name: str) -> None:
        where = f"{kind}/{slug}"
        if self._owner.get(where) == root:
            self.problems.append(Problem(name, slug, f"stands already in {self.contents.where[where]}"))
            return
        try:
            into[slug] = msgspec.convert(table, type=type_)
        except msgspec.ValidationError as error:
            self.problems.append(Problem(name, slug, _plain(error)))
            return
        self._owner[where] = root
        self.contents.where[where] = name

    def _toml(self, path: Path, name: str) -> dict[str, Any] | None:
        try:
            return parse_toml(path.read_text(encoding="utf-8"))
        except UnreadableError as error:
            self.problems.append(Problem(name, error.key, str(error)))
        except UnicodeDecodeError as error:
            self.problems.append(Problem(name, "", f"is not TOML: {error}"))
        except OSError as error:
            self.problems.append(Problem(name, "", f"cannot be read: {error.strerror}"))
        return None

    def _evidence(self, path: Path, name: str) -> None:
        import csv

        line = 0
        try:
            for line, row in _csv_rows(path):  # noqa: B007 - named in the problem
                evidence = Evidence(share=float(row["share"]), n=whole_number(row["n"]))
                if not 0 <= evidence.share <= 1:
                    raise ValueError(f"share {evidence.share} is not between 0 and 1")
                self.contents.evidence.setdefault(row["role"], {})[row["skill"]] = evidence
        except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
            self.problems.append(Problem(name, f"line {line}" if line else "", str(error)))


    def _weights(self, path: Path, name: str, kind: str) -> None:
        import csv

        line = 0
        try:
            with path.open(encoding="utf-8", newline="") as handle:
                rows = csv.reader(row for _, row in table_lines(handle))
                roles = tuple(next(rows)[1:])
                start = tuple(whole_number(cell) if cell else None for cell in next(rows)[1:])
                values = {}
                for line, row in enumerate(rows, 4):  # noqa: B007 - named in the problem
                    values[row[0]] = tuple(map(whole_number, row[1:]))
                    if len(values[row[0]]) != len(roles):
                        raise ValueError(f"{len(roles)} values expected")
            self.contents.weights[kind] = Weights(roles, start, values)
        except (OSError, ValueError, StopIteration, IndexError, csv.Error) as error:
            self.problems.append(Problem(name, f"line {line}", f"is not a table of weights: {error}"))


def _csv_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of a CSV file; lines that start with # are remarks."""
    import csv

    with path.open(encoding="utf-8", newline="") as handle:
        lines = table_lines(handle)
        header = next(lines, (0, ""))[1]
        columns = next(csv.reader([header]), [])
        for number, line in lines:
            yield number, dict(zip(columns, next(csv.reader([line])), strict=True))


def _plain(error: msgspec.ValidationError) -> str:
    """Msgspec's words, with the path inside the record said first."""
    message, _, where = str(error).partition(" - at `$")
    place = where.rstrip("`").lstrip(".")
    return f"{place}: {message}" if place else message

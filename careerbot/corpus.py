"""Finds and reads the corpus: text files in, one immutable `Corpus` out, look-ups by slug and by name.

A corpus read once is kept as a JSON snapshot in the cache folder, named by what the files looked like (path, size,
times), so that later runs decode one file instead of parsing a hundred.
"""

from __future__ import annotations

import binascii
import os
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from careerbot import files
from careerbot.corpus_folder import MAX_FILE_BYTES, corpus_files, look_of, nested_too_deep
from careerbot.errors import CareerbotError, CorpusError, FileTrouble
from careerbot.lazy import LazyMapping, NameTable, names_as_text
from careerbot.lexicon import Lexicon, build_names
from careerbot.records import Answer, Background, Fact, Record, Resource, Role, Skill, Slug, Source

FORMAT = 4
"""Raise when the records or the snapshot change shape: older snapshots are then ignored."""

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the corpus, printed as `path: key: message`."""

    path: str
    key: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.path, self.key, self.message) if part)


class Evidence(msgspec.Struct, frozen=True):
    """How often the people and adverts of a role name a skill (corpus/evidence.csv)."""

    share: float
    """Share of the role's rows that name it, 0 to 1."""
    n: int
    """How many rows the share was counted on."""


class Weights(msgspec.Struct, frozen=True):
    """How much each skill speaks for each role, in hundredths of a natural-log unit (corpus/weights/<kind>.csv)."""

    roles: tuple[Slug, ...]
    """The columns."""
    start: tuple[int | None, ...]
    """Where each role starts before anything is said; None where nobody of that role was heard."""
    values: Mapping[Slug, tuple[int, ...]]
    """skill -> one value a column, never negative; in the table "words", word -> values of either sign."""


class RawWeights(msgspec.Struct, frozen=True):
    """The same as a snapshot holds it: rows are read when a skill is asked for."""

    roles: tuple[Slug, ...]
    start: tuple[int | None, ...]
    values: dict[Slug, msgspec.Raw]


class Contents(msgspec.Struct, frozen=True):
    """Everything the corpus files say, as one value that can be written to disk and read back."""

    roles: dict[Slug, Role]
    skills: dict[Slug, Skill]
    backgrounds: dict[Slug, Background]
    resources: dict[Slug, Resource]
    facts: dict[Slug, Fact]
    answers: dict[Slug, Answer]
    sources: dict[Slug, Source]
    role_family: dict[Slug, str]
    skill_family: dict[Slug, str]
    evidence: dict[Slug, dict[Slug, Evidence]]
    """role -> skill -> how often it is named."""
    weights: dict[str, Weights]
    """practitioner, list, prose -> the table for that way of speaking; words -> that of careerbot.vocabulary."""
    where: dict[str, str]
    """`kind/slug` -> the file it was read from, relative to the corpus folder."""


class Later(msgspec.Struct, frozen=True):
    """The part of a snapshot that most commands never look at: decoded when first asked for."""

    facts: dict[Slug, Fact]
    answers: dict[Slug, Answer]
    sources: dict[Slug, Source]
    evidence: dict[Slug, dict[Slug, Evidence]]
    where: dict[str, str]


class RawResources(msgspec.Struct, frozen=True):
    """Resources as a snapshot holds them: each is read when it is named."""

    resources: dict[Slug, msgspec.Raw]
    teaching: dict[Slug, tuple[Slug, ...]]
    """Skill -> the resources that teach it."""


class Snapshot(msgspec.Struct, frozen=True):
    """A corpus as kept in the cache."""

    format: int
    look: str
    """What the files looked like from outside when they were read."""
    fingerprint: str
    roles: dict[Slug, msgspec.Raw]
    skills: dict[Slug, msgspec.Raw]
    backgrounds: dict[Slug, msgspec.Raw]
    role_family: dict[Slug, str]
    skill_family: dict[Slug, str]
    like: dict[Slug, dict[Slug, float]]


class Kept(NamedTuple):
    """A snapshot in its pieces: the head is read at once, the others where they are needed."""

    head: Snapshot
    names: bytes
    """Every name (lazy.NameTable)."""
    weights: bytes
    resources: bytes
    later: bytes


class Corpus:
    """What careerbot knows. Treat as immutable; every mapping is keyed by slug."""

    def __init__(self, folder: Path, kept: Kept, overlay: Path | None = None) -> None:
        snapshot = kept.head
        self.folder = folder
        """Where the text files are."""
        self.overlay = overlay
        """The folder laid over them, if there is one."""
        self.fingerprint = snapshot.fingerprint
        """sha256 over every file's name and bytes."""
        self.roles: Mapping[Slug, Role] = LazyMapping(snapshot.roles, msgspec.json.Decoder(Role).decode)
        self.skills: Mapping[Slug, Skill] = LazyMapping(snapshot.skills, msgspec.json.Decoder(Skill).decode)
        self.backgrounds: Mapping[Slug, Background] = LazyMapping(
            snapshot.backgrounds, msgspec.json.Decoder(Background).decode
        )
        self.role_family = snapshot.role_family
        self.skill_family = snapshot.skill_family
        self.like: Mapping[Slug, Mapping[Slug, float]] = snapshot.like
        """Skill -> substitutes and the share that carries over, for skills that have any."""
        self._kept = kept

    @cached_property
    def lexicon(self) -> Lexicon:
        """Every name of every skill and role, ready to be looked for in text."""
        return Lexicon(NameTable(str(self._kept.names, "utf-8")))

    @cached_property
    def _later(self) -> Later:
        return msgspec.json.decode(self._kept.later, type=Later)

    @cached_property
    def weights(self) -> Mapping[str, Weights]:
        """practitioner, list, prose -> how much each skill speaks for each role."""
        row = msgspec.json.Decoder(tuple[int, ...]).decode
        tables = msgspec.json.decode(self._kept.weights, type=dict[str, RawWeights])
        return {kind: Weights(t.roles, t.start, LazyMapping(t.values, row)) for kind, t in tables.items()}

    @property
    def evidence(self) -> Mapping[Slug, Mapping[Slug, Evidence]]:
        """Role -> skill -> how often the role's adverts and people name it."""
        return self._later.evidence

    @cached_property
    def _resources(self) -> RawResources:
        return msgspec.json.decode(self._kept.resources, type=RawResources)

    @cached_property
    def resources(self) -> Mapping[Slug, Resource]:
        """Courses, books, projects."""
        return LazyMapping(self._resources.resources, msgspec.json.Decoder(Resource).decode)

    @property
    def facts(self) -> Mapping[Slug, Fact]:
        """Claims and figures."""
        return self._later.facts

    @property
    def answers(self) -> Mapping[Slug, Answer]:
        """Questions people ask."""
        return self._later.answers

    @property
    def sources(self) -> Mapping[Slug, Source]:
        """Where everything comes from."""
        return self._later.sources

    @property
    def where(self) -> Mapping[str, str]:
        """`role/data-analyst` -> `roles/analytics/data-analyst.toml`."""
        return self._later.where

    @property
    def resources_for(self) -> Mapping[Slug, tuple[Slug, ...]]:
        """Skill -> the resources that teach it, free ones first, shorter first."""
        return self._resources.teaching

    def find_role(self, text: str) -> Slug | None:
        """The role somebody means by a slug, a title or another name of it; None if no role is called that."""
        return text if text in self.roles else self.lexicon.exact(text, "role")

    def find_skill(self, text: str) -> Slug | None:
        """The skill somebody means by a slug, its name or another name of it; None if no skill is called that."""
        return text if text in self.skills else self.lexicon.exact(text, "skill")


def shipped_folder() -> Path:
    """The corpus that comes with careerbot: beside the package in a checkout, inside it in an installed wheel."""
    inside = Path(__file__).parent / "corpus_files"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "corpus"


def load_corpus(folder: str | os.PathLike[str] | None = None, *, overlay: Path | None = None) -> Corpus:
    """The corpus in `folder` (the shipped one by default), from its snapshot where that is current.

    Args:
        folder: a folder laid out like the shipped corpus.
        overlay: a folder whose files are laid over the others: a role of the same slug replaces ours, new ones join.

    Raises:
        CorpusError: files that cannot be read as what they should be; holds every problem.
        FileTrouble: the folder does not exist.

    """
    root = Path(folder) if folder is not None else shipped_folder()
    if not root.is_dir():
        raise FileTrouble(f"There is no corpus folder at {root}. Give an existing folder to --corpus.")
    if overlay is not None and not overlay.is_dir():
        raise FileTrouble(f"There is no folder at {overlay}. Give an existing folder to --overlay.")
    roots = (root,) if overlay is None else (root, overlay)
    paths = corpus_files(roots)
    look = look_of(paths)
    kept = _snapshot_path(roots)
    snapshot = _read_snapshot(kept, look) if kept else None
    if snapshot is None:
        snapshot = _snapshot(paths, look)
        if kept:
            _keep_snapshot(kept, snapshot)
    return Corpus(root, snapshot, overlay)


def _snapshot_path(roots: tuple[Path, ...]) -> Path | None:
    """Where the snapshot of these folders is kept; None where no folder for it is known: it saves time, no more."""
    try:
        cache = files.cache_folder()
    except FileTrouble:
        return None
    return cache / f"corpus-{binascii.crc32(repr(roots).encode('utf-8', 'surrogatepass')):08x}.snapshot"


def read_contents(roots: tuple[Path, ...]) -> tuple[Contents, tuple[Problem, ...]]:
    """Every record that can be read below the folders, and what stopped the others (shape only; sense is check's)."""
    reader = _Reader()
    for root, relative in corpus_files(roots):
        reader.read(root, Path(relative))
    return reader.contents, tuple(reader.problems)


# ---------------------------------------------------------------- files


def content_fingerprint(paths: list[tuple[Path, str]]) -> str:
    """sha256 over names and bytes: the same text gives the same fingerprint on every machine."""
    from hashlib import sha256

    digest = sha256(f"{FORMAT}".encode())
    for root, relative in paths:
        if not relative.startswith("dialogue/"):
            digest.update(relative.encode("utf-8", "surrogateescape") + b"\0" + (root / relative).read_bytes() + b"\0")
    return digest.hexdigest()


def _snapshot(paths: list[tuple[Path, str]], look: str) -> Kept:
    reader = _Reader()
    for root, relative in paths:
        reader.read(root, Path(relative))
    if reader.problems:
        raise CorpusError(reader.problems)
    found = reader.contents
    later = Later(found.facts, found.answers, found.sources, found.evidence, found.where)
    head = Snapshot(
        format=FORMAT,
        look=look,
        fingerprint=content_fingerprint(paths),
        roles=_raw(found.roles),
        skills=_raw(found.skills),
        backgrounds=_raw(found.backgrounds),
        role_family=found.role_family,
        skill_family=found.skill_family,
        like={slug: skill.like for slug, skill in found.skills.items() if skill.like},
    )
    names = names_as_text(build_names(found.skills, found.roles, found.backgrounds))
    resources = RawResources(_raw(found.resources), _teaching(found.resources))
    return Kept(head, names.encode(), *map(msgspec.json.encode, (found.weights, resources, later)))


def _teaching(resources: Mapping[Slug, Resource]) -> dict[Slug, tuple[Slug, ...]]:
    order = {"free": 0, "free-audit": 1, "paid": 2}
    found: dict[Slug, list[Slug]] = {}
    for slug, resource in resources.items():
        for skill in resource.teaches:
            found.setdefault(skill, []).append(slug)
    return {
        skill: tuple(sorted(slugs, key=lambda s: (order[resources[s].cost], resources[s].hours, s)))
        for skill, slugs in found.items()
    }


def _raw(records: Mapping[Slug, Record]) -> dict[Slug, msgspec.Raw]:
    return {slug: msgspec.Raw(msgspec.json.encode(record)) for slug, record in records.items()}


def _read_snapshot(path: Path, look: str) -> Kept | None:
    """The snapshot, if it is whole and the files look as they did; a torn or altered one is not used."""
    try:
        data = path.read_bytes()
        if _checksum(memoryview(data)[CHECK:]) != data[:CHECK]:
            return None
        ends = array("Q", data[CHECK:START])
        pieces = [data[a:b] for a, b in zip([START, *ends], ends, strict=False)]
        kept = Kept(msgspec.json.decode(pieces[0], type=Snapshot), *pieces[1:])
    except (OSError, msgspec.MsgspecError, ValueError, IndexError, TypeError, RecursionError):
        return None
    return kept if kept.head.format == FORMAT and kept.head.look == look else None


CHECK = 8
"""Bytes of the checksum that a snapshot begins with."""

START = CHECK + 5 * 8
"""After the checksum: where each of the five pieces ends; then the pieces."""


def _checksum(body: bytes | memoryview) -> bytes:
    return b"%08x" % binascii.crc32(body)


def _keep_snapshot(path: Path, kept: Kept) -> None:
    pieces = [msgspec.json.encode(kept.head), *kept[1:]]
    ends = accumulate(map(len, pieces), initial=START)
    body = array("Q", list(ends)[1:]).tobytes() + b"".join(pieces)
    try:
        files.write_atomically(path, _checksum(body) + body)
    except (OSError, CareerbotError):
        return  # a cache that cannot be written costs a second each time, nothing else


# ---------------------------------------------------------------- reading


class _Reader:
    """Collects records and problems from file after file; one broken file does not hide the others."""

    def __init__(self) -> None:
        self.contents = Contents({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})
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
            case "sources.toml":
                self._tables("source", data, Source, found.sources, root, name)
            case _:
                message = "no such kind of corpus file; see corpus/README.md for the layout"
                self.problems.append(Problem(name, "", message))

    def _tables(
        self, kind: str, data: dict[str, Any], type_: type[R], into: dict[Slug, R], root: Path, name: str
    ) -> None:
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

    def _add(
        self, kind: str, slug: Slug, table: object, type_: type[R], into: dict[Slug, R], root: Path, name: str
    ) -> None:
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
        import tomllib

        try:
            text = path.read_text(encoding="utf-8")
            if nested_too_deep(text):
                raise RecursionError
            return tomllib.loads(text)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(Problem(name, "", f"is not TOML: {error}"))
        except RecursionError:
            self.problems.append(Problem(name, "", "is nested too deeply"))
        except OSError as error:
            self.problems.append(Problem(name, "", f"cannot be read: {error.strerror}"))
        return None

    def _evidence(self, path: Path, name: str) -> None:
        line = 0
        try:
            for line, row in _csv_rows(path):  # noqa: B007 - named in the problem
                evidence = Evidence(share=float(row["share"]), n=int(row["n"]))
                if not 0 <= evidence.share <= 1:
                    raise ValueError(f"share {evidence.share} is not between 0 and 1")
                self.contents.evidence.setdefault(row["role"], {})[row["skill"]] = evidence
        except (OSError, ValueError, KeyError, TypeError) as error:
            self.problems.append(Problem(name, f"line {line}" if line else "", str(error)))


    def _weights(self, path: Path, name: str, kind: str) -> None:
        import csv

        line = 0
        try:
            with path.open(encoding="utf-8", newline="") as handle:
                rows = csv.reader(row for row in handle if not row.startswith("#"))
                roles = tuple(next(rows)[1:])
                start = tuple(int(cell) if cell else None for cell in next(rows)[1:])
                values = {}
                for line, row in enumerate(rows, 4):  # noqa: B007 - named in the problem
                    values[row[0]] = tuple(map(int, row[1:]))
                    if len(values[row[0]]) != len(roles):
                        raise ValueError(f"{len(roles)} values expected")
            self.contents.weights[kind] = Weights(roles, start, values)
        except (OSError, ValueError, StopIteration, IndexError) as error:
            self.problems.append(Problem(name, f"line {line}", f"is not a table of weights: {error}"))


def _csv_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of a CSV file; lines that start with # are remarks."""
    import csv

    with path.open(encoding="utf-8", newline="") as handle:
        lines = ((n, line) for n, line in enumerate(handle, 1) if not line.startswith("#"))
        header = next(lines, (0, ""))[1]
        columns = next(csv.reader([header]), [])
        for number, line in lines:
            yield number, dict(zip(columns, next(csv.reader([line])), strict=True))


def _plain(error: msgspec.ValidationError) -> str:
    """Msgspec's words, with the path inside the record said first."""
    message, _, where = str(error).partition(" - at `$")
    place = where.rstrip("`").lstrip(".")
    return f"{place}: {message}" if place else message

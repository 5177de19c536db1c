"""Finds the corpus: text files in, one immutable `Corpus` out, look-ups by slug and by name.

A corpus read once is kept as a JSON snapshot in the cache folder, named by what the files looked like (path, size,
times), so that later runs decode one file instead of parsing a hundred.
"""

from __future__ import annotations

import binascii
import contextlib
import os
from array import array
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec

from careerbot import storage
from careerbot.corpus.files import content_fingerprint, corpus_files, look_of
from careerbot.corpus.lexicon import Lexicon, build_names
from careerbot.corpus.occupations import Backgrounds, read_title_shares
from careerbot.corpus.records import (
    Advice,
    Answer,
    Background,
    Evidence,
    Fact,
    Record,
    Resource,
    Role,
    Skill,
    Slug,
    Source,
    Weights,
)
from careerbot.errors import CareerbotError, CorpusError, FileTrouble
from careerbot.lazy import LazyMapping, NameTable, names_as_text

if TYPE_CHECKING:
    from careerbot.corpus.occupations import Directory

FORMAT = 6
"""Raise when the records or the snapshot change shape: older snapshots are then ignored."""

R = TypeVar("R", bound=Record)
V = TypeVar("V")

Piece = bytes | memoryview
"""JSON, or text in UTF-8."""


class RawWeights(msgspec.Struct, frozen=True):
    """The same as a snapshot holds it: rows are read when a skill is asked for."""

    roles: tuple[Slug, ...]
    start: tuple[int | None, ...]
    values: dict[Slug, msgspec.Raw]


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
    names: Piece
    """Every name (lazy.NameTable)."""
    weights: Piece
    resources: Piece
    later: Piece
    language: Piece
    advice: Piece


class Language:
    """Tables of words, each read when it is asked for."""

    def __init__(self, raw: Mapping[str, msgspec.Raw]) -> None:
        self._raw = raw
        self._words: dict[str, Any] = {}

    def table(self, name: str) -> dict[str, Any]:
        """What `language/en/<name>.toml` says; empty where there is no such file."""
        if name not in self._words:
            raw = self._raw.get(name)
            self._words[name] = {} if raw is None else msgspec.json.decode(raw)
        return self._words[name]  # type: ignore[no-any-return]


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
        self.roles: Mapping[Slug, Role] = self._lazily(snapshot.roles, Role)
        self.skills: Mapping[Slug, Skill] = self._lazily(snapshot.skills, Skill)
        written: Mapping[Slug, Background] = self._lazily(snapshot.backgrounds, Background)
        self.backgrounds = Backgrounds(
            written, lambda: self.language.table("degrees"), lambda slug: self.occupations.background(slug)
        )
        self.role_family = snapshot.role_family
        self.skill_family = snapshot.skill_family
        self.like: Mapping[Slug, Mapping[Slug, float]] = snapshot.like
        """Skill -> substitutes and the share that carries over, for skills that have any."""
        self._kept = kept

    @cached_property
    def lexicon(self) -> Lexicon:
        """Every name of every skill and role, ready to be looked for in text."""
        with self._whole():
            return Lexicon(NameTable(str(self._kept.names, "utf-8")), self.skill_family)

    @cached_property
    def _later(self) -> Later:
        return self._decoded(self._kept.later, Later)

    @cached_property
    def weights(self) -> Mapping[str, Weights]:
        """practitioner, list, prose -> how much each skill speaks for each role."""
        tables = self._decoded(self._kept.weights, dict[str, RawWeights])
        return {kind: Weights(t.roles, t.start, self._lazily(t.values, tuple[int, ...])) for kind, t in tables.items()}

    @property
    def evidence(self) -> Mapping[Slug, Mapping[Slug, Evidence]]:
        """Role -> skill -> how often the role's adverts and people name it."""
        return self._later.evidence

    @cached_property
    def _resources(self) -> RawResources:
        return self._decoded(self._kept.resources, RawResources)

    @cached_property
    def resources(self) -> Mapping[Slug, Resource]:
        """Courses, books, projects."""
        return self._lazily(self._resources.resources, Resource)

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

    @cached_property
    def language(self) -> Language:
        """Words of the language that reading goes by (corpus/language)."""
        return Language(self._decoded(self._kept.language, dict[str, msgspec.Raw]))

    @cached_property
    def advice(self) -> Mapping[Slug, Advice]:
        """The answer base: what advisers are asked and no record answers."""
        return self._lazily(self._decoded(self._kept.advice, dict[Slug, msgspec.Raw]), Advice)

    @cached_property
    def occupations(self) -> Directory:
        """A thousand occupations outside the field, by the titles people have in them."""
        from careerbot.corpus.occupations import Directory, folder_of

        return Directory(folder_of(self.folder, shipped_folder()), self.language.table("trades"))

    @cached_property
    def title_shares(self) -> Mapping[tuple[Slug, Slug], float]:
        """(role, skill) -> the share of its people who use it, where it was counted."""
        return read_title_shares(self.folder)

    @property
    def where(self) -> Mapping[str, str]:
        """`role/data-analyst` -> `roles/analytics/data-analyst.toml`."""
        return self._later.where

    @property
    def resources_for(self) -> Mapping[Slug, tuple[Slug, ...]]:
        """Skill -> the resources that teach it, free ones first, shorter first."""
        return self._resources.teaching

    def _lazily(self, raw: Mapping[Slug, msgspec.Raw], type_: type[V]) -> LazyMapping[V]:
        decode = msgspec.json.Decoder(type_).decode

        def read(text: msgspec.Raw) -> V:
            try:
                return decode(text)
            except _MALFORMED as error:
                raise self._damaged() from error

        return LazyMapping(raw, read)

    def _decoded(self, raw: Piece, type_: type[V]) -> V:
        with self._whole():
            return msgspec.json.decode(raw, type=type_)

    @contextlib.contextmanager
    def _whole(self) -> Iterator[None]:
        """A snapshot that passed for whole and is not is removed, so that the next question makes a new one."""
        try:
            yield
        except _MALFORMED as error:
            raise self._damaged() from error

    def _damaged(self) -> FileTrouble:
        path = _snapshot_path((self.folder,) if self.overlay is None else (self.folder, self.overlay))
        with contextlib.suppress(OSError):
            if path is not None:
                path.unlink()
        return FileTrouble(f"What was kept of the corpus in {path} was damaged, and is removed: ask again.")

    def find_role(self, text: str) -> Slug | None:
        """The role somebody means by a slug, a title or another name of it; None if no role is called that."""
        return text if text in self.roles else self.lexicon.exact(text, "role")

    def find_skill(self, text: str) -> Slug | None:
        """The skill somebody means by a slug, its name or another name of it; None if no skill is called that."""
        return text if text in self.skills else self.lexicon.exact(text, "skill")


def shipped_folder() -> Path:
    """The corpus that comes with careerbot: beside the package in a checkout, inside it in an installed wheel."""
    inside = Path(__file__).parent.parent / "corpus_files"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "corpus"


def load_corpus(folder: str | os.PathLike[str] | None = None, *, overlay: Path | None = None) -> Corpus:
    """The corpus in `folder` (the shipped one by default), from its snapshot where that is current.

    Raises:
        CorpusError: files that cannot be read as what they should be; holds every problem.
        FileTrouble: the folder does not exist.

    """
    root = Path(folder) if folder is not None else shipped_folder()
    if not os.path.isdir(root):
        raise FileTrouble(f"There is no corpus folder at {root}. Give an existing folder to --corpus.")
    if overlay is not None and not os.path.isdir(overlay):
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
        cache = storage.cache_folder()
    except FileTrouble:
        return None
    return cache / f"corpus-{binascii.crc32(repr(roots).encode('utf-8', 'surrogatepass')):08x}.snapshot"


def _snapshot(paths: list[tuple[Path, str]], look: str) -> Kept:
    from careerbot.corpus.reader import read_files

    found, problems = read_files(paths)
    if problems:
        raise CorpusError(problems)
    later = Later(found.facts, found.answers, found.sources, found.evidence, found.where)
    head = Snapshot(
        format=FORMAT,
        look=look,
        fingerprint=content_fingerprint(paths, FORMAT),
        roles=_raw(found.roles),
        skills=_raw(found.skills),
        backgrounds=_raw(found.backgrounds),
        role_family=found.role_family,
        skill_family=found.skill_family,
        like={slug: skill.like for slug, skill in found.skills.items() if skill.like},
    )
    names = names_as_text(build_names(found.skills, found.roles, found.backgrounds))
    resources = RawResources(_raw(found.resources), _teaching(found.resources))
    language = found.language or _shipped_language()
    pieces = (found.weights, resources, later, language, _raw(found.advice))
    return Kept(head, names.encode(), *map(msgspec.json.encode, pieces))


def _shipped_language() -> dict[str, dict[str, Any]]:
    """A corpus folder without language files is read with those of the shipped one."""
    from careerbot.corpus.reader import read_files

    root = shipped_folder()
    return read_files([(r, path) for r, path in corpus_files((root,)) if path.startswith("language/")])[0].language


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
        with open(path, "rb") as file:
            # not copied into memory: most commands look at a tenth of it
            data = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        if _checksum(data[CHECK:]) != data[:CHECK]:
            return None
        ends = data[CHECK:START].cast("Q")
        pieces = [data[a:b] for a, b in zip([START, *ends], ends, strict=False)]
        kept = Kept(msgspec.json.decode(pieces[0], type=Snapshot), *pieces[1:])
    except (OSError, msgspec.MsgspecError, ValueError, IndexError, TypeError, RecursionError):
        return None
    return kept if kept.head.format == FORMAT and kept.head.look == look else None


_MALFORMED = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)

CHECK = 8
"""Bytes of the checksum that a snapshot begins with."""

START = CHECK + 7 * 8
"""After the checksum: where each of the seven pieces ends; then the pieces."""


def _checksum(body: bytes | memoryview) -> bytes:
    return b"%08x" % binascii.crc32(body)


def _keep_snapshot(path: Path, kept: Kept) -> None:
    pieces = [msgspec.json.encode(kept.head), *kept[1:]]
    ends = accumulate(map(len, pieces), initial=START)
    body = array("Q", list(ends)[1:]).tobytes() + b"".join(pieces)
    try:
        storage.write_atomically(path, _checksum(body) + body)
    except (OSError, CareerbotError):
        return  # a cache that cannot be written costs a second each time, nothing else

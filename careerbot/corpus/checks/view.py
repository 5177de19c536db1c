"""What the rules of the corpus look at: every record that could be read, and every name that any file declares."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from rapidfuzz import fuzz, process

from careerbot.corpus.files import MAX_FILE_BYTES, corpus_files, own_file
from careerbot.corpus.records import Background, Contents, Fact, Problem, Record, Resource, Role, Skill, Slug

LIKENESS = 65
"""How alike (of 100) a known name must be to be offered in place of an unknown one."""

_HEADER = re.compile(
    r"""
    ^ [ \t]* \[ [ \t]*
    (?: (facts|answers) [ \t]* \. [ \t]* )?
    (?: "([^"\n]+)" | '([^'\n]+)' | ([\w-]+) )
    [ \t]* \] [ \t]* (?: \#.* )? $
    """,
    re.MULTILINE | re.VERBOSE,
)
"""A table header, which can be read even where the file around it cannot."""

_KIND_OF_FILE = {
    "answers": "advice", "skills": "skill", "resources": "resource", "backgrounds.toml": "background",
    "sources.toml": "source",
}  # fmt: skip
_KIND_OF_TABLE = {"facts": "fact", "answers": "answer"}


class View(Struct, frozen=True, dict=True):
    """A corpus as the rules see it."""

    contents: Contents
    roots: tuple[Path, ...]

    def problem(self, kind: str, slug: Slug, field: str, message: str) -> Problem:
        """A problem of one record, under the file it stands in. A role is its file, so its slug is not said again."""
        key = field if kind == "role" else f"{slug}.{field}" if field else slug
        return Problem(self.contents.where.get(f"{kind}/{slug}", ""), key, message)

    def unknown(self, kind: str, slug: Slug) -> str | None:
        """What to say of a reference that leads nowhere, None of one that is good."""
        names = self.declared[kind]
        if slug in names:
            return None
        alike = process.extract(slug, sorted(names), scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=2)
        hint = f"; did you mean {' or '.join(name for name, _, _ in alike)}?" if alike else ""
        return f"no {kind} is called {slug}{hint}"

    @cached_property
    def records(self) -> Mapping[str, Mapping[Slug, Record]]:
        """Kind -> slug -> record."""
        c = self.contents
        return {
            "role": c.roles, "skill": c.skills, "background": c.backgrounds, "resource": c.resources,
            "fact": c.facts, "answer": c.answers, "advice": c.advice, "source": c.sources,
        }  # fmt: skip

    @cached_property
    def declared(self) -> Mapping[str, Mapping[Slug, str]]:
        """Kind -> slug -> file of all records. References to those that cannot be read are not wrong."""
        where = self.contents.where
        names = {kind: {slug: where[f"{kind}/{slug}"] for slug in table} for kind, table in self.records.items()}
        for root in self.roots:
            for _, relative in corpus_files((root,)):
                for kind, slug in _declared_in(root / relative, Path(relative)):
                    names[kind].setdefault(slug, relative)
        return names

    @property
    def roles(self) -> Mapping[Slug, Role]:
        """Every role that could be read."""
        return self.contents.roles

    @property
    def skills(self) -> Mapping[Slug, Skill]:
        """Every skill that could be read."""
        return self.contents.skills

    @property
    def backgrounds(self) -> Mapping[Slug, Background]:
        """Every background that could be read."""
        return self.contents.backgrounds

    @property
    def resources(self) -> Mapping[Slug, Resource]:
        """Every resource that could be read."""
        return self.contents.resources

    @property
    def facts(self) -> Mapping[Slug, Fact]:
        """Every fact that could be read."""
        return self.contents.facts

    def files(self, pattern: str) -> tuple[str, ...]:
        """Files of the corpus by a pattern of their paths below its folder."""
        return tuple(sorted({name for _, name in corpus_files(self.roots) if Path(name).match(pattern)}))

    def rows(self, name: str) -> Iterator[tuple[int, dict[str, str]]]:
        """(line number, row) of a CSV file of the corpus, without remarks; none of a file that cannot be read."""
        for root in self.roots:
            path = own_file(root, name)
            try:
                text = path.read_text(encoding="utf-8") if path else ""
            except (OSError, UnicodeDecodeError):
                continue
            lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if not line.startswith("#")]
            header = _cells(lines[0][1]) if lines else []
            for number, line in lines[1:]:
                yield number, dict(zip(header, _cells(line), strict=False))


def _cells(line: str) -> list[str]:
    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return []


def _declared_in(path: Path, relative: Path) -> Iterator[tuple[str, Slug]]:
    top = relative.parts[0]
    if relative.suffix != ".toml":
        return
    if top == "roles":
        yield "role", relative.stem
    elif top == "facts" or top in _KIND_OF_FILE:
        try:
            text = path.read_text(encoding="utf-8", errors="replace") if path.stat().st_size <= MAX_FILE_BYTES else ""
        except OSError:
            return
        for table, *spellings in _HEADER.findall(text):
            slug = "".join(spellings)
            if top in _KIND_OF_FILE:
                yield _KIND_OF_FILE[top], slug
            elif table:
                yield _KIND_OF_TABLE[table], slug

"""Document annotation: what a mention means by the section of the CV or advertisement that it stands in.

A name beside the dates of a post is an employer, a hobby is no skill, a job under "Objective" is a wish, and years are
those of the posts. Sections are learned (nlu.linear), or given by the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from careerbot.nlu.examples import SECTIONS
from careerbot.nlu.types import Document, Kind, Mention, Quantity, RoleMention, RoleStance, Stance
from careerbot.text.amounts import DateReader, Span, together

HEAD = "head:"
SILENT = frozenset(("contact", "interests", "references"))
"""Sections of a CV in which no skill stands."""
BULLETS = "-–—•●▪◦*·‣∙○■➢✓"  # noqa: RUF001
SURE = 0.7
"""Certainty from which a name under "Skills" is taken for something still being learnt."""
AMBIGUOUS = 0.75
"""Certainty of a name that is a word of every day too."""
SHORT = 8
"""Words of a line that may name a post or an employer and nothing else."""


_NAME = 6
"""Characters that are more than what stands between a post and its dates."""


class Part(Struct, frozen=True):
    """A line and its section."""

    start: int
    end: int
    section: str
    """`head:` before the name of a section that the line opens."""
    label: int = 0
    """Characters at its head that name the section: "Nice to have:"."""


class _Post(Struct, frozen=True):
    """A line of work experience that names a post, and when."""

    role: RoleMention
    span: Span | None


def kind_by(parts: Sequence[Part], kind: Kind, *, file: bool) -> Kind:
    """What a text is by the sections of its lines, where they tell it more plainly than its words did.

    Two headings of a CV and none of an advertisement make a CV, and the other way round; a file of which nearly every line
    belongs to one of them is that.
    """
    lines = [part.section.removeprefix(HEAD) for part in parts]
    heads = {part.section.removeprefix(HEAD) for part in parts if part.section.startswith(HEAD) or part.label}
    for one, own, others in (("cv", _OF_CV, _OF_ADVERT), ("advert", _OF_ADVERT, _OF_CV)):
        told = len(heads & own) >= _HEADINGS and not heads & others
        share = sum(line in own for line in lines) / max(len(lines), 1)
        if told and share > _HALF or file and kind == "message" and len(lines) >= _LINES and share >= _NEARLY_ALL:
            return cast("Kind", one)
    return kind


_OF_CV = frozenset(SECTIONS["cv"]) - frozenset(SECTIONS["advert"])
_OF_ADVERT = frozenset(SECTIONS["advert"]) - frozenset(SECTIONS["cv"])
_HEADINGS, _LINES = 2, 5
_HALF, _NEARLY_ALL = 0.5, 0.75


def annotated(document: Document, parts: Sequence[Part], dates: DateReader, seeking: frozenset[str] = frozenset()) -> Document:
    """A CV or an advertisement with its sections heeded; a message as it is. `seeking`: words of who looks for a job."""
    if document.kind == "advert":
        return _advert(document, Lines(parts))
    if document.kind != "cv":
        return document
    cv = _Cv(document, parts, dates, seeking)
    return replace(
        document,
        skills=tuple(replace(m, stance=cv.stance(m)) for m in document.skills if cv.lines.part(m.start, m.end) != "label"),
        roles=tuple(cv.roles()),
        quantities=tuple(cv.quantity(q) for q in document.quantities),
        limits=tuple(x for x in document.limits if cv.section(x.start) in ("objective", "summary")),
        leftovers=tuple(x for x in document.leftovers if cv.lines.part(x.start, x.end) != "label"),
    )


def _advert(document: Document, lines: Lines) -> Document:
    """Nothing in an advertisement is said of its reader, and not all of it of the work."""
    return replace(
        document,
        skills=tuple(replace(m, stance="none") for m in document.skills if lines.part(m.start, m.end) not in NO_WORK),
        roles=tuple(r if r.stance == "none" else replace(r, stance="none") for r in document.roles),
        quantities=tuple(_other(q) for q in document.quantities),
        limits=(),
        degrees=tuple(replace(d, stance="none") for d in document.degrees),
    )


def _other(quantity: Quantity) -> Quantity:
    return quantity if quantity.kind == "other" else replace(quantity, kind="other", value=0.0, by=None)


NO_WORK = frozenset(("company", "not_wanted", "benefits", "conditions", "apply", "legal", "label"))
"""Parts of an advertisement that say nothing of what the work asks for; a label is the name of a part."""


class Lines:
    """The lines of a document by their places."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts

    def at(self, place: int) -> int | None:
        """The line that a character stands in."""
        low, high = 0, len(self._parts)
        while low < high:
            middle = (low + high) // 2
            if self._parts[middle].end <= place:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._parts) and self._parts[low].start <= place else None

    def part(self, start: int, end: int) -> str:
        """The section of some words; "label" for those that name a section, "" where none is known."""
        line = self.at(start)
        if line is None:
            return ""
        part = self._parts[line]
        return "label" if part.section.startswith(HEAD) or end <= part.start + part.label else part.section


class _Cv:
    """A CV, line by line."""

    def __init__(self, document: Document, parts: Sequence[Part], dates: DateReader, seeking: frozenset[str]) -> None:
        self._document, self._parts, self._seeking = document, parts, seeking
        self.lines = Lines(parts)
        self._texts = [document.text[p.start : p.end].strip() for p in parts]
        self._spans = [
            list(dates.spans(text)) if part.section in ("experience", "start", "other") else []
            for part, text in zip(parts, self._texts, strict=True)
        ]
        self._roles: list[list[RoleMention]] = [[] for _ in parts]
        for role in document.roles:
            if (at := self.lines.at(role.start)) is not None:
                self._roles[at].append(role)
        self._names = _names(parts, self._texts)
        self._first = next((i for i, part in enumerate(parts) if part.section == HEAD + "experience"), 0)
        self._posts = [i for i in range(len(parts)) if self._is_post(i)]

    def section(self, place: int) -> str:
        """The section of a character; "" where none is known."""
        at = self.lines.at(place)
        return self._parts[at].section if at is not None else ""

    # ------------------------------------------------------------ skills

    def stance(self, mention: Mention) -> Stance:
        """What is said of a skill: nothing where no skill stands; what is listed under "Skills" is had."""
        if not self.counts(mention):
            return "none"
        section, unsaid = self.section(mention.start), mention.stance == "none"
        unsure = unsaid or mention.stance in ("learning", "wants") and mention.certainty < SURE
        used = unsaid and section in ("experience", "projects") and mention.tool and mention.confidence > AMBIGUOUS
        return "has" if used or unsure and section == "skills" else mention.stance

    def counts(self, mention: Mention) -> bool:
        """Whether a skill is said of the writer where it stands."""
        at = self.lines.at(mention.start)
        if at is None:
            return True
        section = self._parts[at].section
        named = mention.quote.lower() in self._names or at < self._first and self._opens_a_name(mention, at)
        if section in SILENT or section != "skills" and named:
            return False
        if section == "experience" and self._names_a_post(at):
            named = any(role.start <= mention.start < role.end for role in self._roles[at])
            return named or self._is_behind_post(mention.start, at)
        return True

    def _is_behind_post(self, place: int, at: int) -> bool:
        """Whether so much follows the dates of a post in its line that what was done there is told in it, too."""
        end = max((span.end for span in self._spans[at]), default=0)
        told = self._texts[at][end:]
        return end > 0 and len(told.split()) > SHORT and place >= self._parts[at].start + end

    def _opens_a_name(self, mention: Mention, at: int) -> bool:
        """Whether an everyday word begins a line of two capitalised words, as names of people do: "Sam Doe"."""
        words = self._texts[at].split()
        named = len(words) == 2 and all(word.isalpha() and word.istitle() for word in words)
        return named and mention.confidence <= AMBIGUOUS and mention.quote in words

    def _is_post(self, at: int) -> bool:
        """Whether a line of the experience gives a post or the dates of one."""
        if self._parts[at].section != "experience" or self._texts[at][:1] in BULLETS:
            return False
        if self._spans[at]:
            return True
        titled = bool(self._roles[at]) and self._roles[at][0].stance != "wanted"
        return titled and len(self._texts[at].split()) <= SHORT and self._span_of(at) is not None

    def _names_a_post(self, at: int) -> bool:
        """Whether a line names a post or its employer: one with dates, or a short one beside such a line."""
        if at in self._posts:
            return True
        text = self._texts[at]
        if text[:1] in BULLETS or len(text.split()) > SHORT or text.endswith(".") or ":" in text:
            return False
        named = text[:1].isupper() and not any(word[0].islower() and len(word) > 3 for word in text.split())
        return named and text.count(",") < 2 and any(self._lacks_employer(near) for near in (at - 1, at + 1))

    def _lacks_employer(self, at: int) -> bool:
        """Whether a line gives a post or its dates and nothing else, so that the employer stands beside it."""
        if at not in self._posts:
            return False
        said = sum(role.end - role.start for role in self._roles[at]) + sum(s.end - s.start for s in self._spans[at])
        return len(self._texts[at]) - said < _NAME

    # ------------------------------------------------------------ occupations

    def roles(self) -> Iterator[RoleMention]:
        """Occupations, each with its stance by where it stands; a post held twice is one, as long as both."""
        held: dict[str, list[_Post]] = {}
        placed = [(role, *self._placed(role)) for role in self._document.roles]
        for role, post, _ in placed:
            if post is not None:
                held.setdefault(role.slug, []).append(post)
        sought = {role.slug for role, post, stance in placed if post is None and stance == "wanted"}
        seen: set[str] = set()
        for role, post, stance in placed:
            if post is None:
                known = role.slug in held and not self.section(role.start).endswith("objective")
                again = known if stance == "wanted" else known or role.slug in sought
                yield replace(role, stance="none" if again and stance != "rejected" else stance)
            elif role.slug in seen:
                yield replace(role, stance="none")
            else:
                seen.add(role.slug)
                yield _held(role, held[role.slug])

    def _placed(self, role: RoleMention) -> tuple[_Post | None, RoleStance]:
        """The post that an occupation names, if it does; and what it says otherwise."""
        at = self.lines.at(role.start)
        section = self._parts[at].section if at is not None else ""
        ours = role.kind == "role"
        if section.removeprefix(HEAD) == "objective" or ours and at is not None and self._is_sought(role, at):
            return None, "wanted" if ours and role.stance != "rejected" else "none"
        if section == "experience" and at is not None:
            if at in self._posts and self._roles[at][0] is role:
                return _Post(role, self._span_of(at)), "past"
            return None, "none"
        if section.startswith(HEAD) or section in SILENT or section == "education" and role.stance != "wanted":
            return None, "none"
        return None, role.stance

    def _is_sought(self, role: RoleMention, at: int) -> bool:
        """Whether words of who looks for a job lead to it, above all posts: "accountant moving into a data analyst role"."""
        words = self._document.text[self._parts[at].start : role.start].lower().split()
        return at < min(self._posts, default=at + 1) and not self._seeking.isdisjoint(words)

    def _span_of(self, at: int) -> Span | None:
        """The dates of a post: in its line, or in one of the two below or above it that name no other post."""
        if self._spans[at]:
            return self._spans[at][0]
        below = [near for near in (at + 1, at + 2) if near < len(self._parts)]
        if below and self._parts[below[0]].section.startswith(HEAD):
            below = []
        for near in (*below, *([at - 1] if at else [])):
            if self._spans[near] and not self._roles[near] and not self._parts[near].section.startswith(HEAD):
                return self._spans[near][0]
        return None

    # ------------------------------------------------------------ amounts

    def quantity(self, quantity: Quantity) -> Quantity:
        """Years that somebody says they have; numbers elsewhere are telephone numbers, dates and results."""
        said = self.section(quantity.start) in ("summary", "skills", "objective", "")
        return quantity if said and quantity.kind in ("experience", "hours") else _other(quantity)


def _held(role: RoleMention, posts: Sequence[_Post]) -> RoleMention:
    spans = [post.span for post in posts if post.span is not None]
    now = any(span.ongoing for span in spans) if spans else role.stance == "current"
    return replace(role, stance="current" if now else "past", years=together(spans) if spans else role.years, certainty=1.0)


def _names(parts: Sequence[Part], texts: Sequence[str]) -> frozenset[str]:
    """The words of the name of whoever a CV is about: its first line, where that is of the contact details."""
    first = next((i for i, text in enumerate(texts) if text), None)
    if first is None or parts[first].section not in ("contact", "start"):
        return frozenset()
    words = texts[first].split()
    return frozenset(word.strip(",.").lower() for word in words) if len(words) <= 4 else frozenset()

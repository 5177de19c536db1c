"""What is known about one person, as a value; `update` folds what they say into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.records import Background, Level, Role, Skill, Slug
from careerbot.nlu.levels import level_of_years
from careerbot.nlu.types import CONFIDENCE, Document, How, Mention, RoleMention, Topic

UNSAID_LEVEL = 3
"""The level of a skill somebody names without saying how well: people list what they can work with."""

TITLE_WEIGHT = 0.5
"""A job title implies what at least this share of its advertisements ask for."""

TITLE_DISCOUNT = 1
"""Levels taken off what a role asks for when only the title says so."""

SEASONED_LEVEL, SEASONED_YEARS = 4, 3.0
"""A stated level or years in a job from which somebody has experience."""

NEW_IN_JOB = 1.0
"""Years in a job before which its core is a level below."""

LONG_IN_JOB = 6.0
"""Years in a job that make good for one level: the discount falls away, and a background has taught its core better."""


class Known(Struct, frozen=True):
    """A skill somebody has."""

    slug: Slug
    level: int
    """1 to 5."""
    stated: bool
    """Whether they said the level; otherwise it is the usual one."""
    quote: str
    """Their words; for an implied skill, the words that imply it."""
    how: How
    confidence: float
    via: Slug | None = None
    """The skill, role or background that implies this one."""


class Wanted(Struct, frozen=True):
    """A skill somebody is learning, does not have, or does not like; with their words."""

    slug: Slug
    quote: str
    how: How
    confidence: float
    begun: bool = False
    """Whether they are learning it now, rather than wish to."""


class Past(Struct, frozen=True):
    """A job somebody has or had."""

    slug: Slug
    kind: Literal["role", "background"]
    years: float | None
    now: bool
    quote: str


class Profile(Struct, frozen=True):
    """All that is known about a person. Empty to begin with."""

    skills: tuple[Known, ...] = ()
    """What they said they have, in the order first said."""
    learning: tuple[Wanted, ...] = ()
    missing: tuple[Wanted, ...] = ()
    """What they said they do not have."""
    dislikes: tuple[Wanted, ...] = ()
    likes: tuple[Wanted, ...] = ()
    jobs: tuple[Past, ...] = ()
    wanted: tuple[Slug, ...] = ()
    """Roles they want, the latest first."""
    excluded: tuple[Slug, ...] = ()
    """Roles they do not want to hear of."""
    limits: tuple[tuple[Topic, bool, str], ...] = ()
    """(topic, more or less of it, their words)."""
    hours_a_week: float | None = None
    months: float | None = None
    by: str | None = None
    """The month of a deadline, "YYYY-MM"."""
    prose: bool = False
    """Whether it rests on writing in sentences rather than on a list."""
    titles: tuple[Slug, ...] = ()
    """Roles of the field they spoke of at all, but for those ruled out."""
    document: bool = False
    """Whether it rests on a CV or an advertisement."""
    leanings: tuple[tuple[Slug, float], ...] = ()
    """(role, cosine similarity of its description with the prose they wrote), where the vectors were asked."""
    words: tuple[str, ...] = ()
    """Words of their prose that tell kinds of work apart (careerbot.matching.weights)."""
    unrecognised: tuple[str, ...] = ()
    """Words of the last message that nothing explained."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known that a role could be matched to."""
        return not (self.skills or self.jobs or self.likes or self.learning)

    def level(self, slug: Slug) -> int:
        """The level they said or are taken to have in a skill, 0 for none."""
        return next((k.level for k in self.skills if k.slug == slug), 0)


def update(profile: Profile, document: Document) -> Profile:
    """The profile after somebody said this: later words win over earlier ones."""
    profile = _with_mentions(profile, _best_said(_mentions(document)))
    for role in document.roles:
        profile = _role(profile, _with_years(role, document))
    limits = {topic: (topic, more, quote) for topic, more, quote in profile.limits}
    limits |= {x.topic: (x.topic, x.more, x.quote) for x in document.limits}
    return replace(
        profile,
        limits=tuple(limits.values()),
        hours_a_week=document.hours_a_week or profile.hours_a_week,
        months=document.months or profile.months,
        by=document.by or profile.by,
        prose=profile.prose or is_prose(document),
        titles=_titles(profile, document),
        document=profile.document or (document.kind != "message" and is_prose(document)),
        unrecognised=tuple(left.text for left in document.leftovers),
    )


def _mentions(document: Document) -> Iterable[Mention]:
    """What a document says of its writer; an advertisement is taken for the person it looks for."""
    if document.kind != "advert":
        return document.skills
    return (m if m.claimed else replace(m, stance="has") for m in document.skills)


def _best_said(mentions: Iterable[Mention]) -> Iterable[Mention]:
    """With the highest level that a text gives to a skill it says they have: pytest "a bit" makes no tester a beginner."""
    said = list(mentions)
    best: dict[Slug, int] = {}
    for mention in said:
        if mention.stance == "has" and mention.level is not None:
            best[mention.slug] = max(mention.level, best.get(mention.slug, 0))
    for mention in said:
        has = mention.stance == "has" and mention.level is not None
        yield replace(mention, level=best[mention.slug]) if has else mention


def _with_years(role: RoleMention, document: Document) -> RoleMention:
    """A job held with the years that are said beside it, where they are the only ones: "nurse on a ward, 11 years in"."""
    held = [r for r in document.roles if r.stance in ("current", "past")]
    years = [q.value for q in document.quantities if q.kind == "experience" and q.value]
    only = document.kind == "message" and len(held) == len(years) == 1 and role in held
    return replace(role, years=years[0]) if only and role.years is None else role


PROSE_WORDS, PROSE_SHARE = 40, 0.5
"""A text of this many words, less than this share of them names of skills, is read as prose."""


def is_prose(document: Document) -> bool:
    """Whether a text is written in sentences (a CV, an advertisement, a long story) rather than as a list."""
    if document.kind == "message" and document.text.count(" ") < PROSE_WORDS - 1:
        return False
    named = sum(m.end - m.start for m in document.skills)
    return named < PROSE_SHARE * len(document.text)


def _titles(profile: Profile, document: Document) -> tuple[Slug, ...]:
    spoken = (r.slug for r in document.roles if r.kind == "role" and r.stance != "rejected")
    return tuple(dict.fromkeys((*profile.titles, *spoken)))


Field = Literal["skills", "learning", "missing", "dislikes", "likes"]
FIELDS: tuple[Field, ...] = ("skills", "learning", "missing", "dislikes", "likes")


class _Draft:
    """The skills of a profile while a text is folded in: one dictionary a field, in the order of the profile."""

    def __init__(self, profile: Profile) -> None:
        self.skills = {known.slug: known for known in profile.skills}
        self.wishes = {field: {w.slug: w for w in getattr(profile, field)} for field in FIELDS[1:]}

    def drop(self, slug: Slug, *fields: Field) -> None:
        """Nothing of this skill in these fields any more."""
        for field in fields:
            self.wishes[field].pop(slug, None)

    def add(self, field: Field, mention: Mention) -> None:
        """The latest word on this skill, at the end of the field."""
        self.wishes[field].pop(mention.slug, None)
        self.wishes[field][mention.slug] = Wanted(
            mention.slug, mention.quote, mention.how, mention.confidence, mention.stance == "learning"
        )


def _with_mentions(profile: Profile, mentions: Iterable[Mention]) -> Profile:
    draft, changed = _Draft(profile), False
    for mention in mentions:
        if mention.claimed:
            changed = True
            _mentioned(draft, mention)
    if not changed:
        return profile
    wishes: dict[str, Any] = {field: tuple(kept.values()) for field, kept in draft.wishes.items()}
    return replace(profile, skills=tuple(draft.skills.values()), **wishes)


def _mentioned(draft: _Draft, mention: Mention) -> None:
    slug = mention.slug
    match mention.stance:
        case "has":
            draft.drop(slug, "missing", "learning")
            _has(draft, mention)
        case "learning" | "wants":
            draft.drop(slug, "missing")
            draft.add("learning", mention)
        case "dislikes":
            draft.drop(slug, "likes", "learning")
            draft.add("dislikes", mention)
            if mention.years is not None:  # "sick of SAP after ten years"
                _has(draft, replace(mention, level=level_of_years(mention.years)))
        case "lacks":
            draft.skills.pop(slug, None)
            draft.drop(slug, "missing", "likes")
            draft.add("missing", mention)


def _has(draft: _Draft, mention: Mention) -> None:
    before = draft.skills.get(mention.slug)
    if mention.level is not None:
        level, stated = mention.level, True
    elif before is not None:
        level, stated = before.level, before.stated
    else:
        level, stated = UNSAID_LEVEL, False
    if before is not None and before.stated and mention.how == "title":
        return
    quote = before.quote if before is not None and mention.level is None else mention.quote
    draft.skills[mention.slug] = Known(mention.slug, level, stated, quote, mention.how, mention.confidence)


def _without(profile: Profile, slug: Slug, *fields: Field) -> Profile:
    kept: dict[str, Any] = {field: tuple(x for x in getattr(profile, field) if x.slug != slug) for field in fields}
    return replace(profile, **kept)


def _role(profile: Profile, mention: RoleMention) -> Profile:
    slug = mention.slug
    match mention.stance:
        case "current" | "past":
            jobs = tuple(j for j in profile.jobs if j.slug != slug)
            job = Past(slug, mention.kind, mention.years, mention.stance == "current", mention.quote)
            return replace(profile, jobs=(*jobs, job))
        case "wanted" if mention.kind == "role":
            wanted = (slug, *(w for w in profile.wanted if w != slug))
            return replace(profile, wanted=wanted, excluded=tuple(x for x in profile.excluded if x != slug))
        case "rejected" if mention.kind == "role":
            excluded = (*(x for x in profile.excluded if x != slug), slug)
            return replace(profile, excluded=excluded, wanted=tuple(w for w in profile.wanted if w != slug))
        case _:
            return profile


def forget(profile: Profile, slug: Slug) -> Profile:
    """The profile as if this skill, job or role had never been spoken of."""
    gone = _without(profile, slug, "skills", "learning", "missing", "dislikes", "likes")
    return replace(
        gone,
        jobs=tuple(j for j in gone.jobs if j.slug != slug),
        wanted=tuple(w for w in gone.wanted if w != slug),
        excluded=tuple(x for x in gone.excluded if x != slug),
    )


def with_skill(profile: Profile, slug: Slug, level: int) -> Profile:
    """The profile had they this skill at this level ("what if I learn docker"); never lowers a level."""
    before = next((k for k in profile.skills if k.slug == slug), None)
    known = Known(slug, max(level, before.level if before else 0), True, before.quote if before else "", "name", 1.0)
    gone = _without(profile, slug, "skills", "missing", "learning")
    return replace(gone, skills=(*gone.skills, known))


def effective(
    profile: Profile,
    skills: Mapping[Slug, Skill],
    roles: Mapping[Slug, Role],
    backgrounds: Mapping[Slug, Background],
) -> dict[Slug, Known]:
    """Everything they can be taken to have: what they said, what their jobs imply, what those skills imply.

    What they said they do not have is never implied. Stated skills come first, so nothing implied replaces them.
    """
    denied = {w.slug for w in profile.missing}
    have = {k.slug: k for k in profile.skills}
    for job in profile.jobs:
        for slug, level in _taught_by(job, roles, backgrounds):
            if slug not in skills:
                continue  # what is known of trades and degrees is wider than somebody's own corpus
            _imply(have, denied, slug, level, job.quote, "title", job.slug)
    for known in tuple(have.values()):
        skill = skills.get(known.slug)
        if skill is not None and known.level >= 2:
            for slug, level in skill.implies.items():
                _imply(have, denied, slug, min(level, known.level), known.quote, "implied", known.slug)
    return have


def _imply(have: dict[Slug, Known], denied: Iterable[Slug], slug: Slug, level: int, quote: str, how: How, via: Slug) -> None:
    if slug in denied or level < 1:
        return
    before = have.get(slug)
    if before is not None and before.how == "title" and how == "implied" and before.level < level:
        # the title goes on speaking for it, at the level the other skill shows
        have[slug] = replace(before, level=level)
    elif before is None or (before.how in ("title", "implied") and before.level < level):
        have[slug] = Known(slug, level, False, quote, how, CONFIDENCE[how], via)


def comes_with_title(known: Known, roles: Mapping[Slug, Role]) -> bool:
    """Whether it merely comes with a title of the field: it says nothing of where somebody would go from there."""
    if known.how != "title" or known.via is None or known.via not in roles:
        return False
    need = roles[known.via].needs.get(known.slug)
    return need is None or need.weight < TITLE_WEIGHT


def is_seasoned(profile: Profile) -> bool:
    """Whether somebody spoke of experience: the first rung of a role then takes nothing off.

    Experience only ever removes it, so that a higher level or more years never lower a score.
    """
    if profile.document or any(k.stated and k.level >= SEASONED_LEVEL for k in profile.skills):
        return True
    return any((job.years or 0) >= SEASONED_YEARS for job in profile.jobs)


def _taught_by(job: Past, roles: Mapping[Slug, Role], backgrounds: Mapping[Slug, Background]) -> Iterable[tuple[Slug, Level]]:
    """What a job teaches: what its record says, and what most of its advertisements ask for, one level below."""
    if job.kind == "background":
        background = backgrounds.get(job.slug)
        return [] if background is None else [(s, _after(level, job.years)) for s, level in background.implies.items()]
    role = roles.get(job.slug)
    if role is None:
        return ()
    taught = {slug: _after(level, job.years) for slug, level in role.implies.items()}
    more = int(job.years is not None and job.years >= LONG_IN_JOB)
    for slug, need in role.needs.items():
        if need.weight >= TITLE_WEIGHT:
            taught[slug] = max(min(need.level - TITLE_DISCOUNT + more, 5), taught.get(slug, 0))
    return taught.items()


def _after(level: Level, years: float | None) -> Level:
    """The level of what a job teaches after so many years in it: its core grows, and has hardly begun in the first."""
    if years is None or level < UNSAID_LEVEL:
        return level
    if years < NEW_IN_JOB:
        return level - 1
    return min(level + 1, 5) if years >= LONG_IN_JOB else level

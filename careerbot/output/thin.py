"""How little a ranking may rest on, and what somebody's trade is worth in this field, in plain words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Slug
    from careerbot.matching.profile import Profile
    from careerbot.matching.ranking import Standing

LITTLE = 2
"""Things said, skills and jobs together, that are named as all there is."""

ASKED_FOR = 0.4
"""Weight from which a role is one of people who know the trade's subject."""

ITS_OWN_SUBJECT = 2
"""Level from which a trade is taken to know its subject."""

SUBJECTS = "domain"
"""The family of skills that are subjects of trades: healthcare, banking, retail."""


def rests_on(profile: Profile, corpus: Corpus) -> str:
    """All that a ranking rests on, where that is little; empty where it is more."""
    skills = [corpus.skills[known.slug].name for known in profile.skills if known.slug in corpus.skills]
    jobs = [f"your work as {_a(_job(job.slug, corpus))}" for job in profile.jobs]
    wishes = [f"a wish to learn {corpus.skills[w.slug].name}" for w in profile.learning if w.slug in corpus.skills]
    in_the_field = any(job.kind == "role" for job in profile.jobs)
    if in_the_field or not 0 < len(skills) + len(jobs) + len(wishes) <= LITTLE or profile.document:
        return ""
    said = [*skills, *jobs, *wishes]
    return f"{said[0]} alone" if len(said) == 1 else " and ".join(said)


def _job(slug: Slug, corpus: Corpus) -> str:
    from careerbot.questions.definitions import in_text

    return in_text(corpus.roles[slug].title if slug in corpus.roles else corpus.backgrounds[slug].name)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "AEIOaeio" else f"a {noun}"


class Trade(Struct, frozen=True):
    """What somebody's trade is worth."""

    job: str
    """The trade, with its article."""
    role: Slug
    """The role that asks for what it knows."""
    score: float
    subjects: tuple[Slug, ...]
    """What the role asks for and the trade knows."""


def trade_role(
    profile: Profile, standings: Sequence[Standing], shown: Collection[Slug], corpus: Corpus
) -> Trade | None:
    """The best role not yet shown that asks for the subject of a trade they have; None where one that does is shown."""
    for job in profile.jobs:
        background = corpus.backgrounds.get(job.slug)
        known = background.implies if background else {}
        own = {s for s, level in known.items() if corpus.skill_family.get(s) == SUBJECTS and level >= ITS_OWN_SUBJECT}
        for standing in standings if own else ():
            needs = corpus.roles[standing.slug].needs
            met = tuple(sorted(s for s in own if s in needs and needs[s].weight >= ASKED_FOR))
            if met and standing.slug in shown:
                return None
            if met:
                return Trade(_a(_job(job.slug, corpus)), standing.slug, standing.score, met)
    return None

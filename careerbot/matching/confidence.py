"""How sure a ranking is, and the one question that would make it surer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Need, Slug
from careerbot.matching.needs import Gap
from careerbot.matching.profile import Known, Profile, effective
from careerbot.matching.ranking import Match, Standing
from careerbot.matching.weights import FIELD

Confidence = Literal["strong", "fair", "weak", "none"]

TEMPERATURE = 1.0
"""Divides evidence differences before they become chances; fitted by tests/evaluation/measure_quality.py."""

LOGIT = (-0.75, 2.24, 0.0, 0.6)
"""Intercept and weights of: the chance of the first three, log(1 + skills said that the first asks for), whether it is a
document. Logistic regression of "a right role is among the first three" on the balanced dev rows, ranked with tables made
without them (tests/evaluation/measure_quality.py dev --held-out --fit)."""

SURELY_FIELD = 0.9
"""From this chance of the field on, nothing is taken off."""

FIELD_LOGIT = (-2.64, 0.85, 4.14, 3.61, 1.39)
"""Intercept and weights of: log(1 + skills of the field), their share of all skills said, the highest cosine with a role,
whether a role of the field is named. Logistic regression of "this person works in the field or beside it" on the dev CVs
and the judged profiles (tests/evaluation/measure_quality.py dev --fit)."""

USUAL_COSINE = 0.38
"""Stands for the highest cosine where the vectors were not asked: about the middle of people of the field."""

EVERYWHERE = frozenset({"excel", "reporting", "google-sheets", "quality-assurance", "technical-documentation"})
"""Skills of these families that half the working world has: a quarter of a skill each."""

STRONG, FAIR = 0.7, 0.5
"""Certainty from which a ranking is called so."""

LEAST_FIELD, LEAST_IN_DOCUMENT = 0.85, 6.0
"""A CV is called fair or better only where it is this likely to be of the field and names so many skills of it: no dev
CV of another trade does."""

THIN = 0.8
"""What is left of the certainty where too little was said to call a ranking more than weak (judgement)."""

LEANING = 0.42
"""Cosine with a role's description from which a story without a known skill still says something; no off-field text of the
judged set reaches it."""

LEAST_SKILLS = 3
"""Skills said that the first role asks for, below which a ranking is at most weak: two words do not make a career."""

CANDIDATES = 5
"""Leading roles that a question is meant to separate."""

CLOSE = 1.0
"""Evidence between the first two below which they are close (a factor e in the odds)."""


class Question(Struct, frozen=True):
    """A skill to ask about, chosen by expected change."""

    skill: Slug
    roles: tuple[Slug, Slug]
    """The two it separates best: (more likely with a yes, more likely with a no)."""
    bits: float
    """Expected fall in the uncertainty over the leading roles, in bits."""


def judge(profile: Profile, standings: Sequence[Standing], corpus: Corpus) -> tuple[Confidence, float]:
    """(word, certainty 0 to 1) for a ranking."""
    if not standings or standings[0].evidence <= 0:
        return "none", 0.0
    chances = _chances(standings)
    said = max(speaking(profile, standing.slug, corpus) for standing in standings[:3])
    leans = max((cosine for _, cosine in profile.leanings), default=0.0) >= LEANING
    if said == 0 and not leans and not profile.wanted and not _job_says(profile, standings[0].slug, corpus):
        return "none", 0.0
    bias, w_top, w_said, w_document = LOGIT
    field, weight = in_field(profile, corpus)
    z = bias + w_top * sum(chances[:3]) + w_said * math.log1p(said) + w_document * profile.document
    certainty = round(_sigmoid(z) * min(1.0, field / SURELY_FIELD), 4)
    known = bool(profile.wanted) or any(job.kind == "role" for job in profile.jobs)
    if (said < LEAST_SKILLS and not known) or (profile.document and (field < LEAST_FIELD or weight < LEAST_IN_DOCUMENT)):
        return "weak", round(certainty * THIN, 4)
    return ("strong" if certainty >= STRONG else "fair" if certainty >= FAIR else "weak"), certainty


def _job_says(profile: Profile, role: Slug, corpus: Corpus) -> bool:
    """Whether a job they hold is of the field, leads into it, or teaches two things that the first role asks for."""
    if any(job.kind == "role" or corpus.occupations.ways(job.slug) for job in profile.jobs):
        return True
    needs = corpus.roles[role].needs
    taught = {s for job in profile.jobs if job.slug in corpus.backgrounds for s in corpus.backgrounds[job.slug].implies}
    return sum(slug in needs for slug in taught) >= 2


def in_field(profile: Profile, corpus: Corpus) -> tuple[float, float]:
    """(chance that somebody's work is of the field or beside it, how many skills of the field they named)."""
    weight = sum(_of_field(known, corpus) for known in profile.skills)
    share = weight / max(3, len(profile.skills))
    cosine = max((cosine for _, cosine in profile.leanings), default=USUAL_COSINE)
    features = (1.0, math.log1p(weight), share, cosine, float(bool(profile.titles)))
    return _sigmoid(sum(w * f for w, f in zip(FIELD_LOGIT, features, strict=True))), weight


def _of_field(known: Known, corpus: Corpus) -> float:
    """How much a skill says that somebody is of the field: doubtful readings of everyday words say less."""
    if corpus.skills[known.slug].kind == "ability" or corpus.skill_family.get(known.slug) not in FIELD:
        return 0.0
    if known.slug in EVERYWHERE:
        return 0.25
    return 1.0 if known.confidence >= 0.95 else 0.5 if known.confidence >= 0.75 else 0.25


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z))


def speaking(profile: Profile, role: Slug, corpus: Corpus) -> int:
    """How many of the skills somebody stated the role asks for."""
    record = corpus.roles[role]
    asked = set(record.needs) | {s for g in record.any_of for s in g.skills}
    return sum(k.slug in asked for k in profile.skills)


def _chances(standings: Sequence[Standing]) -> list[float]:
    top = standings[0].evidence
    raw = [math.exp((s.evidence - top) / TEMPERATURE) for s in standings]
    total = sum(raw)
    return [x / total for x in raw]


def best_question(profile: Profile, standings: Sequence[Standing], corpus: Corpus) -> Question | None:
    """The yes-or-no question about one skill whose answer is expected to tell most about the leading roles.

    Expected information: for each skill not spoken of yet, the chance of "yes" in each leading role is the share of its
    adverts that ask for it; the fall in entropy of the roles' chances, averaged over both answers, is its worth.
    None where the first role leads clearly or no question is worth a tenth of a bit.
    """
    if len(standings) < 2 or standings[0].evidence - standings[1].evidence > CLOSE:
        return None
    leading = standings[:CANDIDATES]
    chances = _chances(leading)
    spoken = {k.slug for k in profile.skills} | {w.slug for w in (*profile.missing, *profile.learning, *profile.dislikes)}
    have = effective(profile, corpus.skills, corpus.roles, corpus.backgrounds)
    # what their job or another skill shows is no question: nobody asks a software engineer about software engineering
    spoken |= set(have)
    best: tuple[float, str, list[float]] | None = None
    needs = [corpus.roles[st.slug].needs for st in leading]
    before = _entropy(chances)
    for skill in sorted({s for of_role in needs for s in of_role} - spoken):
        yes = [_asked(of_role.get(skill)) for of_role in needs]
        worth = before - _left(chances, yes)
        if (best is None or worth > best[0] + 1e-12) and corpus.skills[skill].kind != "trait":
            best = (worth, skill, yes)
    if best is None or best[0] < 0.1:
        return None
    return Question(best[1], _spoken_for(leading, chances, best[2]), round(best[0], 3))


def _spoken_for(leading: Sequence[Standing], chances: Sequence[float], yes: Sequence[float]) -> tuple[Slug, Slug]:
    """The role whose chance a yes raises most, and the one whose chance a no does."""
    p_yes = sum(c * y for c, y in zip(chances, yes, strict=True))
    rises = [c * (y / p_yes - 1) for c, y in zip(chances, yes, strict=True)]
    falls = [c * ((1 - y) / (1 - p_yes) - 1) for c, y in zip(chances, yes, strict=True)]
    return leading[rises.index(max(rises))].slug, leading[falls.index(max(falls))].slug


def _asked(need: Need | None) -> float:
    return min(0.95, max(0.05, need.weight)) if need else 0.05


def _left(chances: Sequence[float], yes: Sequence[float]) -> float:
    """Expected uncertainty over the roles once the answer is known, in bits.

    With a_i the chance of role i and "yes", the terms p * H(a / p) of both answers come to the entropy of all the pairs
    (role, answer) less that of the answer.
    """
    log2 = math.log2
    pairs = p_yes = 0.0
    for chance, share in zip(chances, yes, strict=True):
        if chance > 0:
            with_yes, with_no = chance * share, chance * (1 - share)
            pairs -= with_yes * log2(with_yes) + with_no * log2(with_no)
            p_yes += with_yes
    return pairs + p_yes * log2(p_yes) + (1 - p_yes) * log2(1 - p_yes)


def _entropy(chances: Sequence[float]) -> float:
    log2 = math.log2
    return -sum([c * log2(c) for c in chances if c > 0])


# ---------------------------------------------------------------- results

class Ranking(Struct, frozen=True):
    """How the roles stand for one person."""

    matches: tuple[Match, ...]
    """Best first, as many as were asked for."""
    standings: tuple[Standing, ...]
    """Every role that is not excluded."""
    confidence: Confidence
    certainty: float
    """Calibrated chance that a role this person would name is among the first three, 0 to 1."""
    question: Question | None
    """What to ask next, where the leading roles are close."""


class Shift(Struct, frozen=True):
    """How one role moves when something is learnt."""

    slug: Slug
    score: tuple[float, float]
    rank: tuple[int, int]
    """From 1."""


class Contrast(Struct, frozen=True):
    """Two roles side by side."""

    one: Match
    other: Match
    shared: tuple[Slug, ...]
    """Skills both ask for."""
    only_one: tuple[Slug, ...]
    only_other: tuple[Slug, ...]


class WhyNot(Struct, frozen=True):
    """What keeps a role from the top of somebody's list."""

    match: Match
    rank: int
    leader: Match
    """The role that stands first (the next one, if this one does)."""
    excluded: bool
    """Whether they ruled it out themselves."""
    would_lead: tuple[Gap, ...]
    """The fewest gaps, what counts most first, that would bring it level with the leader; empty where no set of them does."""
    score_then: float
    """Its score with those closed."""

"""rank(profile) -> Matches: how well each role fits, every point of it accounted for.

The score, in one place
-----------------------
    evidence(role) = start + skills + substitutes + jobs + wishes + meaning + wording    (natural-log units)
    score(role)    = evidence / (evidence + HALF)                                    (0 to 1; 0 for no evidence)

* skills: for every skill somebody has, value(role, skill) * LEVEL_FACTOR[level] * sureness. The values are counted:
  how much oftener the role's adverts and people name the skill than others do, times how telling the skill is
  (corpus/weights, made by tests/tools/make_weights.py, which documents the formula). Never negative, so one more skill
  never lowers a score. There are three tables (lists of a practitioner, lists of an advert, prose); prose is read with
  its own, a list with whichever of the other two speaks for the role more.
* substitutes: a needed skill that is missing, while a similar one is there, counts for the share that carries over.
* jobs: a title implies skills at half weight (profile.effective) and speaks for itself and for the usual next jobs.
* start: where the role stands before anything is said (part of the tables; a head start counts as far as skills speak for the
  role, role_weights.started), less its first rung for a beginner.
* wishes: liked and wanted skills, roles wanted, limits such as "less maths" (constants below, judgement).
* meaning: cosine similarity of the text and the role's description, where there is prose or a phrase no name explained.
* wording: the words of the work ("pipelines", "stakeholders") in what was written in sentences: the sum of their values
  (corpus/weights/words.csv) over the square root of their number, so that a long text does not speak louder.

`parts` are the summands divided by (evidence + HALF), so they add up to the score exactly (to rounding).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import Role, Slug, Traits
from careerbot.matching.needs import Gap, Have, covered
from careerbot.matching.origins import at_home, open_to, ways_in
from careerbot.matching.profile import Known, Profile, comes_with_title, effective, is_seasoned
from careerbot.matching.weights import Table, Wording, started, weight_of

HALF = 9.0
"""The evidence that gives a score of one half: about six telling skills at a working level. Scale only, no effect on order."""

LEVEL_FACTOR = (0.0, 0.5, 0.75, 1.0, 1.1, 1.15)
"""By level. The tables are counted on people who do not say their level, so "working" is 1; judgement around it."""

IMPLIED = 0.5
"""Weight of a skill that only a job title implies; at most what aware counts, so that saying it always counts more."""

SUBSTITUTE = 0.15
"""A similar skill counts this much of the share that carries over: what it says of the role stands in the tables already."""

LEAST_SHARE = 0.5
"""A similar skill stands in for another only where half of it or more carries over."""

LEARNING, LIKED = 0.35, 0.3
"""A skill somebody learns, or likes, counts this much of having it (judgement)."""

WANTED_ROLE, PRESENT_ROLE, NEXT_ROLE = 2.0, 1.5, 0.75
"""A role wanted, held, and a usual next step from the one held (judgement, in natural-log units)."""

WAYS = (1.5, 1.25, 1.0, 1.0, 0.75, 0.75)
"""Roles that take people from a trade or a branch, the usual first (judgement)."""

DISLIKED, LIVES_ON = -1.5, 2.0
"""For a role all of whose adverts ask for a disliked skill, in proportion to the need's weight; and how much more where
hardly anybody is hired without it (judgement)."""

FIRST_RUNG = {"entry": 0.0, "junior": -0.35, "mid": -0.4, "senior": -0.5, "lead": -0.5}
"""By the lowest level a role is advertised at, for somebody who spoke of no experience: a short list of skills is likelier a
beginner's than an architect's (judgement)."""

CLOSED = -1.5  # for a role that takes nobody who comes from another trade with no skill of the field (judgement)

TRAIT = 0.45
"""Per step of a trait away from the middle, when somebody wants more or less of it (judgement)."""

DEGREE = {"none": 0.0, "helpful": 0.0, "bachelor": -0.4, "master": -1.2, "phd": -2.5}
"""For somebody without a degree; without a PhD only the last counts, without a master's the last two."""

MEANING, MEANING_OF_DOCUMENT, MEANING_UNIT, MEANING_FLOOR = 1.1, 0.35, 0.07, 0.1
"""Natural-log units per `MEANING_UNIT` of cosine above the mean of all roles, or above the floor if that is higher: for
people's own words (best between 0.6 and 1.3 on the judged profiles), and for documents (best between 0.25 and 0.5 on the dev
adverts); tests/evaluation/measure_quality.py."""

PART_NAMES = ("start", "skills", "substitutes", "jobs", "wishes", "meaning", "wording")


class Reason(Struct, frozen=True):
    """One summand of a score."""

    kind: Literal["has_skill", "substitute", "implied_by_job", "job", "next_job", "way", "wanted", "learning", "likes",
                  "dislikes", "limit", "meaning", "wording", "start", "seniority"]  # fmt: skip
    subject: str
    """A skill, a role, or a topic."""
    amount: float
    """Of the score; negative when it counts against."""
    quote: str
    """The person's words it rests on."""


class Match(Struct, frozen=True):
    """One role, judged for one person."""

    slug: Slug
    score: float
    """0 to 1."""
    parts: tuple[tuple[str, float], ...]
    """Sum to the score."""
    reasons: tuple[Reason, ...]
    """Largest first."""
    have: tuple[Have, ...]
    gaps: tuple[Gap, ...]
    """Most worth closing first (Gap.worth)."""
    coverage: float
    """Share of the role's needs met, weighted, 0 to 1."""


class Standing(Struct, frozen=True):
    """Where a role stands before its details are worked out."""

    slug: Slug
    evidence: float
    score: float


class _Term(Struct, frozen=True):
    part: str
    reason: Reason


class _Soft(Struct, frozen=True):
    """What is asked of a profile for every role alike, worked out once."""

    carried: Mapping[Slug, tuple[float, Slug]]
    """Skill that is missing -> (share, the skill that stands in for most of it)."""
    seasoned: bool
    at_home: bool
    ways: Mapping[Slug, Reason]
    leanings: Mapping[Slug, float]
    """Role -> cosine similarity."""
    usual: float
    """The similarity to roles at large: what a text is about, whoever it is meant for, speaks for none of them."""


class Ranker:
    """Ranks the roles of one corpus. Stateless but for tables derived from the corpus once."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.roles = tuple(sorted(corpus.roles))
        self._at = {slug: i for i, slug in enumerate(self.roles)}
        self._tables = {kind: Table(corpus, self.roles, kind) for kind in ("practitioner", "list", "prose")}
        self._wording = Wording(corpus, self.roles)

    @property
    def words(self) -> Collection[str]:
        """The words of the work (careerbot.matching.weights)."""
        return self._wording.words

    def standings(self, profile: Profile) -> list[Standing]:
        """Every role that is not excluded, best first; ties by slug."""
        totals, _ = self._totals(profile)
        found = [
            Standing(slug, totals[i], _score(totals[i]))
            for i, slug in enumerate(self.roles)
            if slug not in profile.excluded
        ]
        found.sort(key=lambda s: (-s.evidence, s.slug))
        return found

    def match(self, profile: Profile, role: Slug) -> Match:
        """One role in full."""
        return next(iter(self.matches(profile, [role])))

    def matches(self, profile: Profile, roles: Iterable[Slug]) -> Iterator[Match]:
        """The roles asked for in full, in the order asked."""
        have = self._effective(profile)
        amounts, soft = _amounts(profile, have, self.corpus), self._soft_of(profile, have)
        for slug in roles:
            terms = list(self._terms(profile, amounts, soft, have, slug))
            evidence = max(0.0, sum(t.reason.amount for t in terms))
            scale = 1 / (evidence + HALF) if evidence > 0 else 0.0
            yield self._match(profile, have, slug, terms, evidence, scale)

    def score_with(self, profile: Profile, role: Slug) -> float:
        """The score of one role, nothing else."""
        have = self._effective(profile)
        terms = self._terms(profile, _amounts(profile, have, self.corpus), self._soft_of(profile, have), have, role)
        return _score(sum(t.reason.amount for t in terms))

    # ------------------------------------------------------------ evidence

    def _effective(self, profile: Profile) -> dict[Slug, Known]:
        return effective(profile, self.corpus.skills, self.corpus.roles, self.corpus.backgrounds)

    def _totals(self, profile: Profile) -> tuple[list[float], dict[Slug, Known]]:
        have = self._effective(profile)
        amounts = _amounts(profile, have, self.corpus)
        kinds = ("prose",) if profile.prose else ("practitioner", "list")
        totals = self._tables[kinds[-1]].totals(amounts)
        if len(kinds) == 2:
            other = self._tables[kinds[0]].totals(amounts)
            totals = [max(a, b) for a, b in zip(totals, other, strict=True)]
        soft = self._soft_of(profile, have)
        for i, slug in enumerate(self.roles):
            totals[i] = max(0.0, totals[i] + sum(t.reason.amount for t in self._soft(profile, soft, have, slug)))
        return totals, have

    def _soft_of(self, profile: Profile, have: Mapping[Slug, Known]) -> _Soft:
        leanings = dict(profile.leanings)
        usual = max(MEANING_FLOOR, sum(leanings.values()) / len(leanings)) if leanings else MEANING_FLOOR
        known = profile.document or at_home(profile, self.corpus)
        rows = zip(WAYS, ways_in(profile, self.corpus), strict=False)
        ways = {way.role: Reason("way", trade, amount, way.brings) for amount, (trade, way) in rows}
        return _Soft(self._carried(have), is_seasoned(profile), known, ways, leanings, usual)

    def _terms(
        self, profile: Profile, amounts: Mapping[Slug, tuple[float, Kind, str]], soft: _Soft, have: Mapping[Slug, Known],
        slug: Slug,
    ) -> Iterator[_Term]:  # fmt: skip
        """Every summand of one role's evidence."""
        i = self._at[slug]
        table = self._table(profile, amounts, i)
        start = table.start[i]
        yield _Term("start", Reason("start", slug, 0.0 if start is None else started(start, table.said(amounts, i)), ""))
        for skill, (amount, kind, quote) in amounts.items():
            value = table.value(skill, i) * amount
            if value:
                part = "jobs" if kind == "implied_by_job" else "skills" if kind == "has_skill" else "wishes"
                yield _Term(part, Reason(kind, skill, value, quote))
        yield from self._soft(profile, soft, have, slug)

    def _table(self, profile: Profile, amounts: Mapping[Slug, tuple[float, Kind, str]], i: int) -> Table:
        if profile.prose:
            return self._tables["prose"]
        first, second = self._tables["practitioner"], self._tables["list"]
        return first if first.total(amounts, i) > second.total(amounts, i) else second

    def _soft(self, profile: Profile, soft: _Soft, have: Mapping[Slug, Known], slug: Slug) -> Iterator[_Term]:
        """What is neither a skill nor implied by one."""
        role = self.corpus.roles[slug]
        if soft.carried and not soft.carried.keys().isdisjoint(role.needs):
            yield from self._substitutes(soft.carried, have, slug, role)
        if slug in soft.ways:
            yield _Term("jobs", soft.ways[slug])
        if profile.jobs:
            yield from _jobs(profile, slug, self.corpus)
        if profile.wanted or profile.likes or profile.dislikes or profile.limits:
            yield from _wishes(profile, slug, role)
        if profile.jobs and not soft.at_home and not open_to(profile, slug, self.corpus):
            yield _Term("start", Reason("seniority", slug, CLOSED, ""))
        if not soft.seasoned and (step := FIRST_RUNG[role.seniority[0]]) != 0:
            yield _Term("start", Reason("seniority", slug, step, ""))
        cosine = soft.leanings.get(slug)
        if cosine is not None:
            above = max(0.0, cosine - soft.usual)
            rate = MEANING_OF_DOCUMENT if profile.document else MEANING
            yield _Term("meaning", Reason("meaning", slug, rate * above / MEANING_UNIT, ""))
        if profile.words:
            amount, quote = self._wording.amount(profile.words, self._at[slug])
            yield _Term("wording", Reason("wording", slug, amount, quote))

    @cached_property
    def _carries(self) -> Mapping[Slug, Sequence[tuple[Slug, float]]]:
        """Skill -> what it stands in for, and how much of it."""
        found: dict[Slug, list[tuple[Slug, float]]] = {}
        for need, likes in self.corpus.like.items():
            for other, share in likes.items() if self.corpus.skills[need].kind != "trait" else ():
                found.setdefault(other, []).append((need, share))
        return found

    def _carried(self, have: Mapping[Slug, Known]) -> Mapping[Slug, tuple[float, Slug]]:
        """Skill that is missing -> (share, the skill that stands in for most of it)."""
        best: dict[Slug, tuple[float, Slug]] = {}
        for other, known in have.items():
            for need, share in self._carries.get(other, ()) if known.how != "implied" else ():
                unsaid = need not in have or have[need].how == "implied"
                if unsaid and share >= LEAST_SHARE and (need not in best or (share, other) > best[need]):
                    best[need] = (share, other)
        return best

    def _substitutes(
        self, carried: Mapping[Slug, tuple[float, Slug]], have: Mapping[Slug, Known], slug: Slug, role: Role
    ) -> Iterator[_Term]:
        table, i = self._tables["list"], self._at[slug]
        for need in [need for need in role.needs if need in carried]:
            share, other = carried[need]
            # only what the substitute does not already count for by itself, and never more than the skill itself would
            extra = _factor(have[other]) * SUBSTITUTE * (share * table.value(need, i) - table.value(other, i))
            extra = min(extra, *(LEVEL_FACTOR[1] * kind.value(need, i) for kind in self._tables.values()))
            if extra > 0:
                yield _Term("substitutes", Reason("substitute", need, extra, have[other].quote))

    # ------------------------------------------------------------ details

    def _match(
        self,
        profile: Profile,
        have: Mapping[Slug, Known],
        slug: Slug,
        terms: Sequence[_Term],
        evidence: float,
        scale: float,
    ) -> Match:
        parts = dict.fromkeys(PART_NAMES, 0.0)
        for term in terms:
            parts[term.part] += term.reason.amount * scale
        score = _score(evidence)
        found, gaps, coverage = covered(
            self.corpus, slug, have, lambda skill, level: self._gain(profile, have, slug, skill, level, evidence),
            {wanted.slug for wanted in profile.missing},
        )
        reasons = sorted(
            (
                Reason(t.reason.kind, t.reason.subject, t.reason.amount * scale, t.reason.quote)
                for t in terms
                if t.reason.amount
            ),
            key=lambda r: (-abs(r.amount), r.kind, r.subject),
        )
        return Match(slug, score, tuple(parts.items()), tuple(reasons), found, gaps, coverage)

    def _gain(
        self, profile: Profile, have: Mapping[Slug, Known], slug: Slug, skill: Slug, level: int, evidence: float
    ) -> float:
        """What the score rises by when this skill reaches this level (substitutes and titles it replaces taken off)."""
        known = have.get(skill)
        before = _factor(known) if known is not None and known.how != "implied" else 0.0
        rise = max(0.0, LEVEL_FACTOR[level] - before) * self._tables["prose" if profile.prose else "list"].value(
            skill, self._at[slug]
        )
        return _score(evidence + rise) - _score(evidence)


Kind = Literal["has_skill", "implied_by_job", "learning", "likes"]


def _factor(known: Known) -> float:
    if known.how == "title":
        return min(IMPLIED * LEVEL_FACTOR[known.level], LEVEL_FACTOR[1])
    return LEVEL_FACTOR[known.level] * (1.0 if known.how != "meaning" else known.confidence)


def _amounts(profile: Profile, have: Mapping[Slug, Known], corpus: Corpus) -> dict[Slug, tuple[float, Kind, str]]:
    """Skill -> (amount, why, words), but for what a skill implies and for ways of working, which tell no role from another."""
    amounts: dict[Slug, tuple[float, Kind, str]] = {}
    for slug, known in have.items():
        trait = slug in corpus.skills and corpus.skills[slug].kind == "trait"
        if known.how != "implied" and not trait and not comes_with_title(known, corpus.roles):
            amounts[slug] = (_factor(known), "implied_by_job" if known.how == "title" else "has_skill", known.quote)
    for wish in profile.learning:
        if wish.slug not in amounts:
            amounts[wish.slug] = (LEARNING, "learning", wish.quote)
    return amounts


def _score(evidence: float) -> float:
    return evidence / (evidence + HALF) if evidence > 0 else 0.0


def _jobs(profile: Profile, slug: Slug, corpus: Corpus) -> Iterator[_Term]:
    for job in profile.jobs:
        if job.slug == slug and job.now:
            yield _Term("jobs", Reason("job", job.slug, PRESENT_ROLE, job.quote))
        elif job.slug in corpus.roles and any(move.role == slug for move in corpus.roles[job.slug].leads_to):
            yield _Term("jobs", Reason("next_job", job.slug, NEXT_ROLE, job.quote))


def _wishes(profile: Profile, slug: Slug, role: Role) -> Iterator[_Term]:
    if slug in profile.wanted:
        yield _Term("wishes", Reason("wanted", slug, WANTED_ROLE / (1 + profile.wanted.index(slug)), ""))
    for liked in profile.likes:
        if liked.slug in role.needs:
            yield _Term("wishes", Reason("likes", liked.slug, LIKED * role.needs[liked.slug].weight, liked.quote))
    for disliked in profile.dislikes:
        weight = weight_of(role, disliked.slug)
        if weight:
            must = disliked.slug in role.needs and role.needs[disliked.slug].must
            amount = DISLIKED * weight * (LIVES_ON if must else 1.0)
            yield _Term("wishes", Reason("dislikes", disliked.slug, amount, disliked.quote))
    for topic, more, quote in profile.limits:
        amount = _limit(role, topic, more)
        if amount:
            yield _Term("wishes", Reason("limit", topic, amount, quote))


def _limit(role: Role, topic: str, more: bool) -> float:
    if topic in Traits.__struct_fields__:
        away: int = getattr(role.traits, topic) - 3
        return TRAIT * away * (1 if more else -1)
    if topic == "degree":
        return DEGREE[role.degree]
    if topic == "master":
        return DEGREE[role.degree] if role.degree in ("master", "phd") else 0.0
    if topic == "phd":
        return DEGREE[role.degree] if role.degree == "phd" else 0.0
    if topic == "management":
        leads = role.seniority == ("lead",) or "lead" in role.seniority and role.traits.people >= 5
        return (1.5 if more else -1.5) if leads else 0.0
    return 0.0

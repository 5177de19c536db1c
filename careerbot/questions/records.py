"""Questions that the records of roles, skills and resources answer: what it is, how two differ, what it asks for,
which degree, how long it takes, who hires, which certificate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from careerbot.corpus.provenance import FactView, sentence, told, view
from careerbot.questions.definitions import compare, define, needs_of, role_for
from careerbot.questions.features import ANYBODY, pattern, said, word_table
from careerbot.questions.query import WHOLE_FIELD, MarketAnswer, Topic
from careerbot.text.tokenizer import in_text, listed, with_article

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Resource
    from careerbot.questions.query import Asked
    from careerbot.questions.retrieval import Match

_DEFINING = word_table("records", "defining")
DEFINES = pattern("records", "defines")
_COMPARES = pattern("records", "compares")
_COMPARING = _DEFINING | word_table("records", "comparing")
_NEEDING = word_table("records", "needing")


# ---------------------------------------------------------------- what it is, and how two differ


def comparison(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    """Two roles or two skills side by side."""
    subjects = _comparable(asked, corpus)
    if len(subjects) != 2 or not _COMPARES.search(asked.question) or _left(asked, _COMPARING):
        return None
    skills = subjects[0][0] == "skill"
    if skills and match is not None and match.words > 0.85 and not match.left and not corpus.answers[match.answer].roles:
        return None
    text = compare(subjects[0], subjects[1], corpus)
    slugs = {slug for _, slug in subjects}
    known = next((slug for slug, answer in corpus.answers.items() if set(answer.roles) == slugs), "")
    facts: tuple[FactView, ...] = ()
    if known:
        more, facts = told(known, corpus)
        text = f"{more}\n\n{text}"
    roles = [slug if kind == "role" else "" for kind, slug in subjects]
    topic = Topic("comparison", known, roles[0], other=roles[1])
    return MarketAnswer(asked.question, answered=True, text=text, facts=facts, topic=topic)


def _comparable(asked: Asked, corpus: Corpus) -> tuple[tuple[str, str], ...]:
    """What is compared: trades as roles where all of them are somebody's trade, else as they were named."""
    subjects = asked.subjects
    if len(subjects) == 1 and asked.goes_on and asked.before.role:
        subjects = (("role", asked.before.role), *subjects)
    trades = [slug if kind == "role" else role_for(slug, corpus) for kind, slug in subjects]
    if all(trades) and len(set(trades)) == len(trades):
        return tuple(("role", slug) for slug in trades if slug)
    return subjects


def definition(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    """What a role or a skill is."""
    if re.search(r"(?i)\b(?:which|best|where|when|why)\b", asked.question):
        return None
    alone = len(asked.words) <= 1 and not asked.goes_on or asked.goes_on and asked.before.kind == "definition"
    if len(asked.subjects) != 1 or not (alone or DEFINES.match(asked.question)):
        return None
    if _left(asked, _DEFINING) or match is not None and match.words > 0.85 and not corpus.answers[match.answer].roles:
        return None
    if re.search(r"(?i)\bhow (?:many|much)\b", asked.question):
        return None
    kind, slug = asked.subjects[0]
    if kind == "skill" and {"job", "person", "duty", "skill"} & (set(asked.words) - asked.inside_names):
        return None
    text = define((kind, slug), corpus)
    facts: tuple[FactView, ...] = ()
    known = _told_of(slug, corpus, match) if kind == "role" else ""
    if known:
        more, facts = told(known, corpus)
        text = f"{more}\n\n{text}"
    topic = Topic("definition", known, slug if kind == "role" else "")
    return MarketAnswer(asked.question, answered=True, text=text, facts=facts, topic=topic)


def _told_of(slug: str, corpus: Corpus, match: Match | None) -> str:
    """The answer that speaks of this one role: the nearest to the question, else the first."""
    answers = [name for name, known in corpus.answers.items() if known.roles == (slug,)]
    return match.answer if match is not None and match.answer in answers else next(iter(answers), "")


def needs(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    """What a role asks for."""
    roles = roles_asked(asked, corpus)
    if set(roles) & ANYBODY and not {"person", "expert"} & set(asked.words):
        return None
    if len(roles) != 1 or not _NEEDING & (set(asked.words) - asked.inside_names) or _left(asked, _NEEDING):
        return None
    wanted = re.search(r"(?i)\b(?:skill|tool|need|know)", asked.question)
    if not wanted and re.search(r"(?i)\bbecome|from scratch|\bstart\b", asked.question):
        return None
    if not wanted and not re.search(r"(?i)\b(?:require|learn(?!ing)|language|use|technolog|stack|study)", asked.question):
        return None
    text = needs_of(roles[0], corpus)
    return MarketAnswer(asked.question, answered=True, text=text, topic=Topic("needs", "", roles[0]))


def roles_asked(asked: Asked, corpus: Corpus) -> tuple[str, ...]:
    """Roles named, or the role whose trade is named alone, or the one before."""
    if asked.roles:
        return asked.roles
    trades = [role_for(slug, corpus) for _, slug in asked.subjects if slug not in WHOLE_FIELD]
    if len(trades) == 1 and trades[0]:
        return (trades[0],)
    return (asked.before.role,) if asked.goes_on and asked.before.role and not asked.subjects else ()


def _left(asked: Asked, aids: frozenset[str]) -> list[str]:
    """Words that are neither in a name nor part of such a question."""
    return [
        word
        for word in asked.words
        if word not in asked.inside_names and word not in aids and not word.startswith("role:")
    ]


# ---------------------------------------------------------------- degrees

HOW_MANY = pattern("records", "how_many")
_PHD = pattern("records", "phd")
JUDGED = "This is careerbot's judgement of what adverts for the role say, not a count."

DEGREE = pattern("records", "degree")
REQUIRED = pattern("records", "required")
_DEGREE_AIDS = word_table("records", "degree_aids")

_DEGREE_SAID: dict[str, str] = dict(said("records", "degree_said"))
_DEGREE_NAMES: dict[str, str] = dict(said("records", "degree_names"))
_NOT_PHD = frozenset({"none", "helpful", "bachelor", "master"})
_ENTER: dict[str, str] = dict(said("records", "enter"))


def degree(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    """Which degree a role usually asks for, by its record."""
    if not DEGREE.search(asked.question) or not REQUIRED.search(asked.question):
        return None
    if HOW_MANY.search(asked.question) or re.search(r"(?i)\bwhich (?:university|college)\b", asked.question):
        return None
    roles = roles_asked(asked, corpus) or (field_role(asked, corpus) if _PHD.search(asked.question) else ())
    if not roles or _left(asked, _DEGREE_AIDS):
        return None
    lines = [_degree_of(slug, asked.question, corpus) for slug in roles[:3]]
    lines.append(JUDGED)
    return MarketAnswer(
        asked.question, answered=True, text="\n".join(lines), topic=Topic("degree", "", roles[0])
    )  # fmt: skip


def _degree_of(slug: str, question: str, corpus: Corpus) -> str:
    role = corpus.roles[slug]
    people = f"{in_text(role.title)}s"
    said = _DEGREE_SAID[role.degree].format(people=people)
    if _PHD.search(question) and role.degree in _NOT_PHD:
        said = f"No PhD: {people} are hired without a degree."
        if role.degree in _DEGREE_NAMES:
            said = f"No PhD; most employers of {people} ask for {_DEGREE_NAMES[role.degree]}."
    if re.search(r"(?i)\bwithout\b", question) and not role.needs_no_degree:
        said = f"That is the harder way: most employers of {people} ask for {_DEGREE_NAMES[role.degree]}."
    ways = listed([_ENTER[way] for way in role.enters_by])
    return f"{said} First jobs as {with_article(role.title)} go to {ways}."


def field_role(asked: Asked, corpus: Corpus) -> tuple[str, ...]:
    """The role meant where only the field is named."""
    slug = "machine-learning-engineer"
    return (slug,) if {"ml", "ai"} & set(asked.words) and slug in corpus.roles else ()


# ---------------------------------------------------------------- how long

_LONG = pattern("records", "long")
_LONG_AIDS = word_table("records", "long_aids")


def how_long(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    """How long it takes to get into a role from nothing, by the hours of its plan."""
    if not _LONG.search(asked.question):
        return None
    roles = roles_asked(asked, corpus) or field_role(asked, corpus)
    left = [word for word in _left(asked, _LONG_AIDS) if not word.isdigit()]
    if len(roles) != 1 or left:
        return None
    from careerbot.matching.profile import Profile
    from careerbot.planning.effort import rounded
    from careerbot.planning.plan import USUAL_HOURS, make_plan

    plan = make_plan(Profile(), roles[0], corpus)
    title = with_article(corpus.roles[roles[0]].title)
    faster = 2 * USUAL_HOURS + 3
    low, likely, high = (rounded(hours) for hours in plan.hours)
    text = (
        f"{_span(likely / faster)} at {faster:g} hours a week, "
        f"{_span(likely / USUAL_HOURS).lower()} at {USUAL_HOURS:g}: "
        f"roughly {likely:,} hours of study and practice from nothing to a first job as {title} ({low:,} to {high:,})."
    )
    note = "careerbot's own estimate, from the hours of each skill the role asks for."
    view = FactView(
        id=f"plan/{roles[0]}", text=text, value=float(likely), unit="hours", year="", organisation="careerbot",
        status="ok", note=note, source="",
    )  # fmt: skip
    return MarketAnswer(
        asked.question, answered=True, text=f"{text}\nThat is {note} {_OWN_PLAN}",
        facts=(view,), topic=Topic("how-long", "", roles[0]),
    )  # fmt: skip


_OWN_PLAN = "What you know already comes off it: say what you can do and how many hours a week you have."


def _span(weeks: float) -> str:
    months = weeks / (365.25 / 12 / 7)
    return f"About {round(months)} months" if months < 21 else f"About {months / 12:.1f} years".replace(".0 ", " ")


# ---------------------------------------------------------------- who hires for a role

_HIRES = word_table("records", "hires")


def who_hires(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    """Industries that hire for one role, by its record."""
    roles = tuple(role for role in asked.roles if role not in ANYBODY)
    own = set(asked.words) - asked.inside_names
    if len(roles) != 1 or not {"hire", "industry", "employer"} & own or _left(asked, _HIRES):
        return None
    if re.search(r"(?i)\bhow many\b|\bwhere\b|\b(?:does|do|is|are|will|would)\s+[A-Z]\w+", asked.question):
        return None
    role = corpus.roles[roles[0]]
    people = f"{in_text(role.title)}s"
    lines = [f"{people[0].upper()}{people[1:]} are hired in {listed(role.industries)}."]
    lines.append("That order is no ranking: no source here counts them by industry or by firm.")
    firms = tuple(slug for slug, fact in corpus.facts.items() if fact.kind == "employer" and _LARGE in fact.text)
    if "industry" not in own:
        lines += [f"- {sentence(slug, corpus)}" for slug in firms]
    else:
        firms = ()
    return MarketAnswer(
        asked.question, answered=True, text="\n".join(lines), facts=tuple(view(slug, corpus) for slug in firms),
        topic=Topic("hires", "", roles[0]),
    )  # fmt: skip


_LARGE = "large ML teams"


# ---------------------------------------------------------------- certificates

_CERTIFYING = word_table("records", "certifying")
MOST_CERTIFICATES = 6


def certificates(asked: Asked, corpus: Corpus, match: Match | None) -> MarketAnswer | None:
    """Certificates by name, for a skill or a role that was named, or for the cloud."""
    if "certificate" not in asked.words or _left(asked, _CERTIFYING) or HOW_MANY.search(asked.question):
        return None
    skills = [slug for kind, slug in asked.subjects if kind == "skill" and slug not in WHOLE_FIELD]
    if re.search(r"(?i)\bcloud\b", asked.question):
        skills = [*skills, "cloud-computing", "aws", "azure", "google-cloud"]
    found = certificates_in(skills, corpus) if skills else certificates_for(asked.roles[0] if asked.roles else "", corpus)
    if not found:
        return None
    name = corpus.roles[asked.roles[0]].title if asked.roles and not skills else ""
    head = f"For {with_article(name)}, the nearest certificates I know" if name else "Certificates I know for that"
    lines = [f"{head}, by what they teach:"]
    lines += [_certificate_line(corpus.resources[slug]) for slug in found]
    lines.append("How much a certificate helps is measured nowhere; it supports a portfolio and does not replace one.")
    views = tuple(_certificate(slug, corpus) for slug in found)
    return MarketAnswer(
        asked.question, answered=True, text="\n".join(lines), facts=views,
        topic=Topic("certificates", "which-certifications", asked.roles[0] if asked.roles else ""),
    )  # fmt: skip


def nearest_certificates(role: str, corpus: Corpus) -> tuple[str, tuple[FactView, ...]]:
    """Lines that name the certificates nearest to what a role asks for."""
    found = certificates_for(role, corpus)
    lines = "\n".join(_certificate_line(corpus.resources[slug]) for slug in found)
    return lines, tuple(_certificate(slug, corpus) for slug in found)


def certificates_for(role: str, corpus: Corpus) -> list[str]:
    """Those that employers of a role name, the best first."""
    return [slug for slug in corpus.language.table("certificates")["roles"].get(role, ()) if slug in corpus.resources]


def certificates_in(skills: Iterable[str], corpus: Corpus) -> list[str]:
    """Those that teach any of some skills, by how far they lead in them."""
    scores: dict[str, int] = {}
    for skill in skills:
        for slug in corpus.resources_for.get(skill, ()):
            resource = corpus.resources[slug]
            if resource.kind == "certificate":
                scores[slug] = scores.get(slug, 0) + resource.teaches[skill]
    return sorted(scores, key=lambda slug: (-scores[slug], slug))[:MOST_CERTIFICATES]


def _certificate_line(resource: Resource) -> str:
    return f"- {resource.title} ({resource.publisher}, {_cost(resource)})"


def _cost(resource: Resource) -> str:
    return {"free": "free", "free-audit": "free to read, paid to certify", "paid": "paid"}[resource.cost]


def _certificate(slug: str, corpus: Corpus) -> FactView:
    resource = corpus.resources[slug]
    return FactView(
        id=f"resources/{slug}", text=f"{resource.title} ({resource.publisher}).", value=None, unit="", year="",
        organisation=resource.publisher, status="ok", note="", source="",
    )  # fmt: skip

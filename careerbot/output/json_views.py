"""Values -> the dicts that --json prints. Each carries the name and version of its shape; numbers are not rounded."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from careerbot.corpus.records import Slug
from careerbot.matching.profile import Known, Past, Profile, Wanted, effective
from careerbot.planning.first_steps import next_steps
from careerbot.planning.shape import Shape, shape_of

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.matching.ranking import Match
    from careerbot.matching.results import Ranking
    from careerbot.nlu.types import Document, Mention
    from careerbot.questions.router import MarketAnswer

Json = dict[str, Any]

DIGITS = 12
"""Decimals of a score: enough that rounded parts still sum to it."""

_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)


def dumps(view: Json, *, indent: int | None = None) -> str:
    """JSON that is safe to print: what a terminal would obey is written as an escape, and reads back the same."""
    return _UNSAFE.sub(_escaped, json.dumps(view, ensure_ascii=False, indent=indent, allow_nan=False))


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


# ---------------------------------------------------------------- suggest


def suggest(profile: Profile, ranking: Ranking, corpus: Corpus, id_: object = None) -> Json:
    """`careerbot.suggest/1`."""
    from careerbot.output.phrases import question_text

    have = effective(profile, corpus.skills, corpus.roles, corpus.backgrounds)
    levels = {slug: known.level for slug, known in have.items()}
    return {
        "schema": "careerbot.suggest/1",
        "id": id_,
        "understood": understood(profile, corpus),
        "confidence": ranking.confidence,
        "question": question_text(ranking, corpus) or None,
        "roles": [role_match(match, corpus, levels, shape_of(profile, corpus.skill_family)) for match in ranking.matches],
    }


def understood(profile: Profile, corpus: Corpus) -> Json:
    """What was taken from somebody's words."""
    return {
        "skills": [_known(known, corpus) for known in profile.skills],
        "learning": [_wanted(wish, corpus) for wish in profile.learning],
        "not": [_wanted(wish, corpus) for wish in profile.missing],
        "dislikes": [_wanted(wish, corpus) for wish in profile.dislikes],
        "roles": [
            *({"slug": job.slug, "as": "current" if job.now else "past"} for job in profile.jobs),
            *({"slug": slug, "as": "wanted"} for slug in profile.wanted),
            *({"slug": slug, "as": "excluded"} for slug in profile.excluded),
        ],
        "hours_a_week": profile.hours_a_week,
        "unrecognised": list(profile.unrecognised),
    }


def _known(known: Known, corpus: Corpus) -> Json:
    return {
        "slug": known.slug,
        "name": corpus.skills[known.slug].name,
        "level": known.level,
        "quote": known.quote,
        "how": known.how,
        "confidence": known.confidence,
    }


def _wanted(wish: Wanted, corpus: Corpus) -> Json:
    return {
        "slug": wish.slug,
        "name": corpus.skills[wish.slug].name,
        "quote": wish.quote,
        "how": wish.how,
        "confidence": wish.confidence,
    }


def role_match(match: Match, corpus: Corpus, levels: Mapping[Slug, int], shape: Shape | None = None) -> Json:
    """One role as it fits one person."""
    return {
        "slug": match.slug,
        "name": corpus.roles[match.slug].title,
        "score": round(match.score, DIGITS),
        "parts": {name: round(amount, DIGITS) for name, amount in match.parts},
        "reasons": [
            {"kind": r.kind, "subject": r.subject, "amount": round(r.amount, DIGITS), "quote": r.quote}
            for r in match.reasons
        ],
        "have": [{"slug": h.slug, "level": h.level, "needed": h.needed} for h in match.have],
        "gaps": [
            {
                "slug": g.slug,
                "name": corpus.skills[g.slug].name,
                "have": g.have,
                "needed": g.needed,
                "any_of": list(g.any_of),
                "gain": round(g.gain, DIGITS),
                "hours": g.hours,
            }
            for g in match.gaps
        ],
        "next": [
            {
                "skill": step.skill,
                "to_level": step.to_level,
                "hours": step.hours.likely,
                "resources": [resource(slug, corpus) for slug in step.resources],
            }
            for step in next_steps(match, levels, corpus, shape or Shape())
        ],
    }


def resource(slug: Slug, corpus: Corpus) -> Json:
    """Something to learn from."""
    found = corpus.resources[slug]
    return {"title": found.title, "url": found.url, "cost": found.cost, "hours": found.hours}


# ---------------------------------------------------------------- ask, parse, profile


def ask(answer: MarketAnswer) -> Json:
    """`careerbot.ask/1`."""
    fields = ("id", "text", "value", "unit", "year", "organisation", "status", "note", "source")
    return {
        "schema": "careerbot.ask/1",
        "question": answer.question,
        "answered": answer.answered,
        "kind": answer.topic.kind,
        "text": answer.text,
        "facts": [{name: getattr(fact, name) for name in fields} for fact in answer.facts],
    }


STANCES = {"has": "has", "learning": "learning", "wants": "learning", "lacks": "not", "dislikes": "dislikes"}
"""The words of `careerbot.parse/1`; what claims nothing has `claimed` false."""
ROLE_STANCES = {"rejected": "excluded", "none": "mentioned"}


def parse(document: Document, corpus: Corpus) -> Json:
    """`careerbot.parse/1`: every mention with its place in the text, before anything is made of it."""
    return {
        "schema": "careerbot.parse/1",
        "text": document.text,
        "form": "statement" if document.kind == "message" else document.kind,
        "language": document.language,
        "read_by": document.read_by,
        "intents": [{"name": i.name, "confidence": i.confidence, "start": i.start, "end": i.end} for i in document.intents],
        "skills": [_mention(m, corpus) for m in document.skills],
        "roles": [
            {"slug": r.slug, "kind": r.kind, "stance": ROLE_STANCES.get(r.stance, r.stance), "certainty": r.certainty,
             "quote": r.quote, "start": r.start, "end": r.end, "years": r.years}
            for r in document.roles
        ],
        "limits": [{"topic": x.topic, "more": x.more, "quote": x.quote} for x in document.limits],
        "times": [
            {"kind": q.kind, "value": q.value, "by": q.by, "certainty": q.certainty, "quote": q.quote, "start": q.start,
             "end": q.end}
            for q in document.quantities
        ],
        "hours_a_week": document.hours_a_week,
        "months": document.months,
        "by": document.by,
        "degrees": [{"stance": d.stance, "quote": d.quote, "start": d.start, "end": d.end} for d in document.degrees],
        "places": [{"quote": p.quote, "here": p.here, "start": p.start, "end": p.end} for p in document.places],
        "unrecognised": [
            {"text": x.text, "kind": x.kind, "stance": x.stance, "start": x.start, "end": x.end}
            for x in document.leftovers
        ],
    }  # fmt: skip


def _mention(mention: Mention, corpus: Corpus) -> Json:
    return {
        "slug": mention.slug,
        "name": corpus.skills[mention.slug].name,
        "quote": mention.quote,
        "start": mention.start,
        "end": mention.end,
        "how": mention.how,
        "confidence": mention.confidence,
        "stance": STANCES.get(mention.stance, "has"),
        "said": mention.stance,
        "certainty": mention.certainty,
        "level": mention.level,
        "years": mention.years,
        "claimed": mention.claimed,
    }


def profile(known: Profile, corpus: Corpus) -> Json:
    """`careerbot.profile/1`."""
    return {
        "schema": "careerbot.profile/1",
        **understood(known, corpus),
        "likes": [_wanted(wish, corpus) for wish in known.likes],
        "jobs": [_job(job) for job in known.jobs],
        "limits": [{"topic": topic, "more": more, "quote": quote} for topic, more, quote in known.limits],
        "months": known.months,
        "by": known.by,
    }


def _job(job: Past) -> Json:
    return {"slug": job.slug, "kind": job.kind, "years": job.years, "now": job.now, "quote": job.quote}

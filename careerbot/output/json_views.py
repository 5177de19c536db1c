"""Values -> the dicts that --json prints. Each carries the name and version of its shape; numbers are not rounded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from careerbot.corpus.records import Slug
from careerbot.matching.profile import Known, Profile, Wanted, effective
from careerbot.planning.resources import next_steps
from careerbot.planning.shape import Shape, shape_of

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.matching.confidence import Contrast, Ranking, Shift, WhyNot
    from careerbot.matching.ranking import Match
    from careerbot.nlu.types import Document, Mention
    from careerbot.planning.bridge import Bridge, Route
    from careerbot.planning.effort import Hours
    from careerbot.planning.plan import Plan, Step
    from careerbot.questions.router import MarketAnswer


Json = dict[str, Any]

DIGITS = 12
"""Decimals of a score: enough that rounded parts still sum to it."""

_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def dumps(view: Json, *, indent: int | None = None) -> str:
    """JSON that is safe to print: what a terminal would obey is written as an escape, and reads back the same."""
    return _UNSAFE.sub(_escaped, json.dumps(view, ensure_ascii=False, indent=indent, allow_nan=False))


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


def picked(record: object, names: str) -> Json:
    """The fields of a record that JSON shows under their own names."""
    return {name: getattr(record, name) for name in names.split()}


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
        "roles": [
            role_match(match, corpus, levels, shape_of(profile, corpus.skill_family)) for match in ranking.matches
        ],
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
    name = corpus.skills[known.slug].name
    return {"slug": known.slug, "name": name, **picked(known, "level quote how confidence")}


def _wanted(wish: Wanted, corpus: Corpus) -> Json:
    return {"slug": wish.slug, "name": corpus.skills[wish.slug].name, **picked(wish, "quote how confidence")}


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
        "have": [picked(known, "slug level needed") for known in match.have],
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
    return picked(corpus.resources[slug], "title url cost hours")


# ---------------------------------------------------------------- ask, parse, profile


def ask(answer: MarketAnswer) -> Json:
    """`careerbot.ask/1`."""
    return {
        "schema": "careerbot.ask/1",
        "question": answer.question,
        "answered": answer.answered,
        "kind": answer.topic.kind,
        "text": answer.text,
        "facts": [picked(fact, "id text value unit year organisation status note source") for fact in answer.facts],
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
        "intents": [picked(intent, "name confidence start end") for intent in document.intents],
        "skills": [_mention(m, corpus) for m in document.skills],
        "roles": [
            {**picked(role, "slug kind stance certainty quote start end years"),
             "stance": ROLE_STANCES.get(role.stance, role.stance)}
            for role in document.roles
        ],
        "limits": [picked(limit, "topic more quote") for limit in document.limits],
        "times": [picked(amount, "kind value by certainty quote start end") for amount in document.quantities],
        **picked(document, "hours_a_week months by"),
        "degrees": [picked(degree, "stance quote start end") for degree in document.degrees],
        "places": [picked(place, "quote here start end") for place in document.places],
        "unrecognised": [picked(left, "text kind stance start end") for left in document.leftovers],
    }  # fmt: skip


def _mention(mention: Mention, corpus: Corpus) -> Json:
    return {
        "slug": mention.slug,
        "name": corpus.skills[mention.slug].name,
        **picked(mention, "quote start end how confidence"),
        "stance": STANCES.get(mention.stance, "has"),
        "said": mention.stance,
        **picked(mention, "certainty level years claimed"),
    }


def profile(known: Profile, corpus: Corpus) -> Json:
    """`careerbot.profile/1`."""
    return {
        "schema": "careerbot.profile/1",
        **understood(known, corpus),
        "likes": [_wanted(wish, corpus) for wish in known.likes],
        "jobs": [picked(job, "slug kind years now quote") for job in known.jobs],
        "limits": [{"topic": topic, "more": more, "quote": quote} for topic, more, quote in known.limits],
        **picked(known, "months by"),
    }


def role(slug: Slug, corpus: Corpus) -> Json:
    """`careerbot.role/1`."""
    found = corpus.roles[slug]
    return {
        "schema": "careerbot.role/1",
        "slug": slug,
        "name": found.title,
        "family": corpus.role_family[slug],
        "summary": " ".join(found.summary.split()),
        **picked(found, "also_called seniority enters_by degree"),
        "traits": picked(found.traits, "coding maths people writing research"),
        "tasks": [" ".join(task.split()) for task in found.tasks],
        "needs": [
            {"slug": slug, "name": corpus.skills[slug].name, **picked(need, "level weight must")}
            for slug, need in found.needs.items()
        ],
        "any_of": [picked(group, "name skills level weight must") for group in found.any_of],
        "leads_to": [
            {"slug": m.role, "years": m.years, "changes": " ".join(m.changes.split())} for m in found.leads_to
        ],
        **picked(found, "industries evidence evidence_note sources"),
    }


def roles(slugs: Iterable[Slug], corpus: Corpus) -> Json:
    """`careerbot.roles/1`."""
    listed = [{"slug": s, "name": corpus.roles[s].title, "family": corpus.role_family[s]} for s in slugs]
    return {"schema": "careerbot.roles/1", "roles": listed}


def skill(slug: Slug, corpus: Corpus) -> Json:
    """`careerbot.skill/1`."""
    from careerbot.output.cards import roles_asking

    found = corpus.skills[slug]
    return {
        "schema": "careerbot.skill/1",
        "slug": slug,
        "name": found.name,
        "family": corpus.skill_family[slug],
        "kind": found.kind,
        "about": " ".join(found.about.split()),
        **picked(found, "also_called ambiguous needs implies like hours project"),
        "roles": [{"slug": s, "name": corpus.roles[s].title, "weight": w} for s, w in roles_asking(slug, corpus)],
        "resources": [resource(s, corpus) for s in corpus.resources_for.get(slug, ())],
    }


def skills(slugs: Iterable[Slug], corpus: Corpus) -> Json:
    """`careerbot.skills/1`."""
    listed = [
        {"slug": s, "name": corpus.skills[s].name, "family": corpus.skill_family[s], "kind": corpus.skills[s].kind}
        for s in slugs
    ]
    return {"schema": "careerbot.skills/1", "skills": listed}


def compare(contrast: Contrast, corpus: Corpus) -> Json:
    """`careerbot.compare/1`."""
    nearer = None
    if contrast.one.score != contrast.other.score:
        nearer = max(contrast.one, contrast.other, key=lambda m: m.score).slug
    return {
        "schema": "careerbot.compare/1",
        "roles": [
            {"slug": m.slug, "name": corpus.roles[m.slug].title, "score": round(m.score, DIGITS)}
            for m in (contrast.one, contrast.other)
        ],
        "shared": list(contrast.shared),
        "only": {contrast.one.slug: list(contrast.only_one), contrast.other.slug: list(contrast.only_other)},
        "nearer": nearer,
        "difference": round(abs(contrast.one.score - contrast.other.score), DIGITS),
    }


def why(match: Match, corpus: Corpus, levels: dict[Slug, int]) -> Json:
    """`careerbot.why/1`."""
    view = role_match(match, corpus, levels)
    return {"schema": "careerbot.why/1", **view, "coverage": round(match.coverage, DIGITS)}


def why_not(found: WhyNot, corpus: Corpus) -> Json:
    """`careerbot.why-not/1`."""
    return {
        "schema": "careerbot.why-not/1",
        "slug": found.match.slug,
        "name": corpus.roles[found.match.slug].title,
        "score": round(found.match.score, DIGITS),
        "rank": found.rank,
        "leader": {"slug": found.leader.slug, "score": round(found.leader.score, DIGITS)},
        "excluded": found.excluded,
        "would_lead": [picked(gap, "slug have needed hours") for gap in found.would_lead],
        "score_then": round(found.score_then, DIGITS),
    }


def whatif(shifts: Sequence[Shift], learnt: Sequence[tuple[Slug, int]], lost: Sequence[Slug], corpus: Corpus) -> Json:
    """`careerbot.whatif/1`."""
    return {
        "schema": "careerbot.whatif/1",
        "learnt": [{"slug": s, "level": level} for s, level in learnt],
        "lost": list(lost),
        "roles": [
            {
                "slug": s.slug,
                "name": corpus.roles[s.slug].title,
                "score": {"before": round(s.score[0], DIGITS), "after": round(s.score[1], DIGITS)},
                "rank": {"before": s.rank[0], "after": s.rank[1]},
            }
            for s in shifts
        ],
    }


# ---------------------------------------------------------------- plans


def path(plan: Plan, bridge: Bridge | None, corpus: Corpus) -> Json:
    """`careerbot.path/1`."""
    return {
        "schema": "careerbot.path/1",
        **picked(plan, "goal aim"),
        "hours": _hours(plan.hours),
        **picked(plan, "weeks hours_a_week"),
        "deadline_weeks": plan.deadline,
        "already": [picked(known, "skill level needed") for known in plan.already],
        "steps": [_step(step, corpus) for step in plan.steps],
        "stages": [picked(stage, "start_week end_week skills show project") for stage in plan.stages],
        "left_out": [_step(step, corpus) for step in plan.left_out],
        "later": [picked(need, "skill from_level to_level because") for need in plan.later],
        "spared": list(plan.spared),
        "milestones": [picked(milestone, "kind week resource") for milestone in plan.milestones],
        "assumptions": [picked(assumption, "kind subject amount via share") for assumption in plan.assumptions],
        "bridge": _bridge(bridge) if bridge is not None else None,
    }


def _hours(hours: Hours) -> Json:
    return picked(hours, "low likely high")


def _step(step: Step, corpus: Corpus) -> Json:
    return {
        "skill": step.skill,
        "name": corpus.skills[step.skill].name,
        **picked(step, "from_level to_level"),
        "hours": _hours(step.hours),
        **picked(step, "start_week end_week"),
        "why": [picked(why, "kind subject amount") for why in step.why],
        "resources": [resource(slug, corpus) for slug in step.resources],
        **picked(step, "project alongside"),
        "score_after": None if step.after is None else round(step.after, DIGITS),
    }


def _bridge(bridge: Bridge) -> Json:
    far = bridge.too_far
    heaviest = [] if far is None else [{"skill": slug, "hours": hours} for slug, hours in far.heaviest]
    return {
        **picked(bridge, "start suggested"),
        "routes": [_route(route) for route in bridge.routes],
        "too_far": None if far is None else {**picked(far, "hours most"), "heaviest": heaviest},
    }


def _route(route: Route) -> Json:
    return {
        "hours": _hours(route.hours),
        "hops": [
            {"role": hop.role, "hours": _hours(hop.hours), **picked(hop, "new carries_over years")}
            for hop in route.hops
        ],
    }

"""Roles, skills, comparisons, plans and what-ifs as the dicts that --json prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from careerbot.corpus.records import Slug
from careerbot.output.cards import roles_asking
from careerbot.output.json_views import DIGITS, Json, resource, role_match

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.matching.ranking import Match
    from careerbot.matching.results import Contrast, Shift, WhyNot
    from careerbot.planning.bridge import Bridge, Route
    from careerbot.planning.effort import Hours
    from careerbot.planning.plan import Plan, Step


def role(slug: Slug, corpus: Corpus) -> Json:
    """`careerbot.role/1`."""
    found = corpus.roles[slug]
    traits = found.traits
    return {
        "schema": "careerbot.role/1",
        "slug": slug,
        "name": found.title,
        "family": corpus.role_family[slug],
        "summary": " ".join(found.summary.split()),
        "also_called": list(found.also_called),
        "seniority": list(found.seniority),
        "enters_by": list(found.enters_by),
        "degree": found.degree,
        "traits": {name: getattr(traits, name) for name in ("coding", "maths", "people", "writing", "research")},
        "tasks": [" ".join(task.split()) for task in found.tasks],
        "needs": [
            {"slug": s, "name": corpus.skills[s].name, "level": n.level, "weight": n.weight, "must": n.must}
            for s, n in found.needs.items()
        ],
        "any_of": [
            {"name": g.name, "skills": list(g.skills), "level": g.level, "weight": g.weight, "must": g.must}
            for g in found.any_of
        ],
        "leads_to": [{"slug": m.role, "years": m.years, "changes": " ".join(m.changes.split())} for m in found.leads_to],
        "industries": list(found.industries),
        "evidence": found.evidence,
        "evidence_note": found.evidence_note,
        "sources": list(found.sources),
    }


def roles(slugs: Iterable[Slug], corpus: Corpus) -> Json:
    """`careerbot.roles/1`."""
    listed = [{"slug": s, "name": corpus.roles[s].title, "family": corpus.role_family[s]} for s in slugs]
    return {"schema": "careerbot.roles/1", "roles": listed}


def skill(slug: Slug, corpus: Corpus) -> Json:
    """`careerbot.skill/1`."""
    found = corpus.skills[slug]
    return {
        "schema": "careerbot.skill/1",
        "slug": slug,
        "name": found.name,
        "family": corpus.skill_family[slug],
        "kind": found.kind,
        "about": " ".join(found.about.split()),
        "also_called": list(found.also_called),
        "ambiguous": list(found.ambiguous),
        "needs": dict(found.needs),
        "implies": dict(found.implies),
        "like": dict(found.like),
        "hours": list(found.hours),
        "project": found.project,
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
        "would_lead": [{"slug": g.slug, "have": g.have, "needed": g.needed, "hours": g.hours} for g in found.would_lead],
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
        "goal": plan.goal,
        "aim": plan.aim,
        "hours": _hours(plan.hours),
        "weeks": plan.weeks,
        "hours_a_week": plan.hours_a_week,
        "deadline_weeks": plan.deadline,
        "already": [{"skill": m.skill, "level": m.level, "needed": m.needed} for m in plan.already],
        "steps": [_step(step, corpus) for step in plan.steps],
        "stages": [
            {"start_week": x.start_week, "end_week": x.end_week, "skills": x.skills, "show": x.show, "project": x.project}
            for x in plan.stages
        ],
        "left_out": [_step(step, corpus) for step in plan.left_out],
        "later": [
            {"skill": x.skill, "from_level": x.from_level, "to_level": x.to_level, "because": x.because}
            for x in plan.later
        ],
        "spared": list(plan.spared),
        "milestones": [{"kind": m.kind, "week": m.week, "resource": m.resource} for m in plan.milestones],
        "assumptions": [
            {"kind": a.kind, "subject": a.subject, "amount": a.amount, "via": a.via, "share": a.share}
            for a in plan.assumptions
        ],
        "bridge": _bridge(bridge) if bridge is not None else None,
    }


def _hours(hours: Hours) -> Json:
    return {"low": hours.low, "likely": hours.likely, "high": hours.high}


def _step(step: Step, corpus: Corpus) -> Json:
    return {
        "skill": step.skill,
        "name": corpus.skills[step.skill].name,
        "from_level": step.from_level,
        "to_level": step.to_level,
        "hours": _hours(step.hours),
        "start_week": step.start_week,
        "end_week": step.end_week,
        "why": [{"kind": w.kind, "subject": w.subject, "amount": w.amount} for w in step.why],
        "resources": [resource(slug, corpus) for slug in step.resources],
        "project": step.project,
        "alongside": step.alongside,
        "score_after": None if step.after is None else round(step.after, DIGITS),
    }


def _bridge(bridge: Bridge) -> Json:
    far = bridge.too_far
    heaviest = [] if far is None else [{"skill": slug, "hours": hours} for slug, hours in far.heaviest]
    return {
        "start": bridge.start,
        "suggested": bridge.suggested,
        "routes": [_route(route) for route in bridge.routes],
        "too_far": None if far is None else {"hours": far.hours, "most": far.most, "heaviest": heaviest},
    }


def _route(route: Route) -> Json:
    return {
        "hours": _hours(route.hours),
        "hops": [
            {"role": h.role, "hours": _hours(h.hours), "new": list(h.new), "carries_over": list(h.carries_over),
             "years": h.years}
            for h in route.hops
        ],
    }  # fmt: skip

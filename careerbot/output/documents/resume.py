"""A profile as JSON Resume 1.0.0, and back: what that format has no place for stands in `x-careerbot`."""

from __future__ import annotations

from typing import Any

import msgspec

from careerbot.corpus.corpus import Corpus
from careerbot.corpus.records import LEVEL_NAMES
from careerbot.matching.profile import Past, Profile

Json = dict[str, Any]

OURS = "x-careerbot"
SCHEMA = "careerbot.profile-export/1"


def as_json_resume(profile: Profile, corpus: Corpus) -> Json:
    """The profile in the fields of a JSON Resume; careerbot's own field holds the whole of it."""
    skills = [(corpus.skills[k.slug].name, LEVEL_NAMES[k.level]) for k in profile.skills if k.slug in corpus.skills]
    wanted = [corpus.roles[slug].title for slug in profile.wanted if slug in corpus.roles]
    return {
        "$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json",
        "basics": {"objective": ", ".join(wanted)} if wanted else {},
        "work": [_job(job, corpus) for job in profile.jobs],
        "skills": [{"name": name, "level": level} for name, level in skills],
        OURS: {"schema": SCHEMA, "profile": msgspec.to_builtins(profile)},
    }


def _job(job: Past, corpus: Corpus) -> Json:
    known = corpus.roles.get(job.slug)
    other = corpus.backgrounds.get(job.slug)
    title = known.title if known else other.name if other else job.quote
    years = f"{job.years:g} years" if job.years else ""
    return {"position": title} | ({"summary": years} if years else {})


def profile_in(data: object) -> Profile | None:
    """The profile that an exported file holds; None where it is not one of ours, or was changed beyond recognition."""
    ours = data.get(OURS) if isinstance(data, dict) else None
    if not isinstance(ours, dict) or ours.get("schema") != SCHEMA:
        return None
    try:
        return msgspec.convert(ours.get("profile"), Profile)
    except msgspec.ValidationError:
        return None

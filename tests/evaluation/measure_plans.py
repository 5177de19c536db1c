"""Measures plans on judged starts: what they never teach, where they begin, and how long they are.

    python tests/evaluation/measure_plans.py            # the figures, and every start that misses
    python tests/evaluation/measure_plans.py --all      # every start, with its steps

Starts are given as values (jobs with years, degrees, skills with levels), so that the reading of words is not measured here.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

from careerbot.corpus.corpus import Corpus, load_corpus
from careerbot.matching.profile import Known, Past, Profile
from careerbot.planning.plan import Plan, make_plan

STARTS = Path(__file__).parent / "judged" / "plans.toml"


def starts() -> list[dict[str, Any]]:
    """The judged starts as written."""
    return list(tomllib.loads(STARTS.read_text(encoding="utf-8"))["start"])


def profile_of(start: dict[str, Any], corpus: Corpus) -> Profile:
    """Who they are."""
    jobs = []
    for job in start.get("jobs", ()):
        slug, _, years = job.partition(" ")
        kind = "role" if slug in corpus.roles else "background"
        jobs.append(Past(slug, kind, float(years) if years else None, True, slug))
    for degree in start.get("degrees", ()):
        field, level = degree.split(" ")
        jobs.append(Past(f"degree-{level}-{field}", "background", None, False, degree))
    skills = [Known(slug, level, True, slug, "name", 1.0) for slug, level in start.get("skills", {}).items()]
    return Profile(skills=tuple(skills), jobs=tuple(jobs))


def taught_in_vain(plan: Plan, never: dict[str, int]) -> list[str]:
    """Steps that take somebody to a level they plainly have."""
    return [f"{s.skill} {s.from_level}-{s.to_level}" for s in plan.steps if s.from_level < never.get(s.skill, 0)]


def main() -> None:
    """Prints the three figures and what misses."""
    corpus, rows = load_corpus(), starts()
    vain = first = within = 0
    for start in rows:
        plan = make_plan(profile_of(start, corpus), start["goal"], corpus)
        wrong, low, high = taught_in_vain(plan, start["never"]), *start["hours"]
        begins = plan.steps[0].skill if plan.steps else "nothing"
        right, inside = begins in start["first"], low <= plan.hours.likely <= high
        vain += bool(wrong)
        first += right
        within += inside
        if "--all" in sys.argv or wrong or not right or not inside:
            marks = [f"teaches {', '.join(wrong)}"] if wrong else []
            marks += [] if right else [f"begins with {begins}"]
            print(f"{start['id']}: {plan.hours.likely} h ({low} to {high}), {len(plan.steps)} steps; {'; '.join(marks)}")
            if "--all" in sys.argv:
                print("   ", ", ".join(f"{s.skill} {s.from_level}-{s.to_level} {s.hours.likely}" for s in plan.steps))
    count = len(rows)
    print(
        f"n={count} teaches what they have={vain} first step right={first / count:.2f} hours in range={within / count:.2f}"
    )


if __name__ == "__main__":
    main()

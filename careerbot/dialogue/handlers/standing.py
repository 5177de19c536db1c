"""Where somebody stands after what they told: what is new in their profile, and which roles lie nearest now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from careerbot.dialogue.state import State
from careerbot.dialogue.turn import level_name
from careerbot.matching.profile import Profile
from careerbot.output.parts import Say
from careerbot.output.phrases import job_title
from careerbot.output.thin import rests_on, trade_role

if TYPE_CHECKING:
    from careerbot.advisor import Ranking
    from careerbot.dialogue.turn import Outcome, Turn


def nearest(turn: Turn, state: State) -> Outcome:
    """The leading roles in a line, put on screen."""
    ranking = turn.advisor.suggest(state.profile, 3)
    if ranking.confidence == "none":
        return state, (turn.say("profile.too_little"),) if not state.profile.is_empty else ()
    slugs = tuple(m.slug for m in ranking.matches)
    words = [f"{n}. {turn.role(m.slug)} ({m.score:.0%})" for n, m in enumerate(ranking.matches, 1)]
    state = replace(state, shown=slugs, listed="roles", focus="")
    said = [turn.wording.say("profile.nearest", roles=", ".join(words))]
    if state.goal and state.goal not in slugs:
        place = next((n for n, s in enumerate(ranking.standings, 1) if s.slug == state.goal), 0)
        score = next((s.score for s in ranking.standings if s.slug == state.goal), 0.0)
        said.append(turn.wording.say("profile.aim_at", role=turn.role(state.goal), place=place, score=f"{score:.0%}"))
    if ranking.confidence in ("weak", "fair"):
        state, more = _thin(turn, state, ranking)
        said += more
    return state, (Say(" ".join(said)),)


def _thin(turn: Turn, state: State, ranking: Ranking) -> tuple[State, list[str]]:
    """On how little that rests, and what their trade is worth besides; each once."""
    said = []
    trade = trade_role(state.profile, ranking.standings, state.shown, turn.corpus)
    if trade is not None:
        number = len(state.shown) + 1
        values = {"number": number, "job": trade.job, "role": turn.role(trade.role), "score": f"{trade.score:.0%}"}
        said.append(turn.wording.say("profile.trade", subjects=turn.skills(trade.subjects), **values))
        state = replace(state, shown=(*state.shown, trade.role))
    rests = rests_on(state.profile, turn.corpus) if ranking.confidence == "weak" else ""
    if rests and "thin" not in state.asked:
        state = replace(state, asked=state.asked | {"thin"})
        said.append(turn.wording.say("profile.thin", rests=rests))
    return state, said


def changes(before: Profile, after: Profile, turn: Turn) -> list[str]:
    """What is new in a profile, each in a few words."""
    old = {k.slug: k for k in before.skills}
    said = []
    for known in after.skills:
        was = old.get(known.slug)
        if was is None or was.level != known.level:
            name, quote = turn.skill(known.slug), known.quote
            read = f" (from “{quote[:40]}”)" if known.how in ("typo", "meaning") else ""
            said.append(f"{name} ({level_name(known.level)}){read}" if known.stated else f"{name}{read}")
    for field, word in (("missing", "no"), ("learning", "learning"), ("dislikes", "not fond of")):
        had = {w.slug for w in getattr(before, field)}
        said += [f"{word} {turn.skill(w.slug)}" for w in getattr(after, field) if w.slug not in had]
    jobs = {(j.slug, j.now) for j in before.jobs}
    for job in after.jobs:
        if (job.slug, job.now) not in jobs:
            left_out = ", which I leave out of the suggestions" if job.now and job.slug in after.excluded else ""
            said.append(("" if job.now else "formerly ") + job_title(job.slug, turn.corpus) + left_out)
    topics = set(before.limits)
    said += [f"“{quote}”" for topic, more, quote in after.limits if (topic, more, quote) not in topics]
    return said

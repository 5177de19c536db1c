"""Plans and ways over other roles as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from careerbot.corpus.records import LEVEL_NAMES, Slug
from careerbot.output.exports import MILESTONE_TEXT
from careerbot.output.phrases import cost, hours_range
from careerbot.output.terminal import Block, Heading, Item, Paragraph, Row
from careerbot.planning.effort import Hours, rounded
from careerbot.text.tokenizer import in_text, listed, with_article

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.output.parts import BridgeView, PlanView
    from careerbot.planning.bridge import Bridge, Hop, TooFar
    from careerbot.planning.ordering import Why
    from careerbot.planning.plan import Plan, Step


def told_plan(part: PlanView | BridgeView, corpus: Corpus) -> Iterator[Block]:
    """A plan or a bridge."""
    from careerbot.output.parts import PlanView

    if isinstance(part, PlanView):
        return plan(part.plan, corpus)
    return bridge(part.bridge, corpus)


# ---------------------------------------------------------------- plans


def plan(found: Plan, corpus: Corpus) -> Iterator[Block]:
    """The steps to a role, in order, with hours, weeks and something to learn from."""
    yield Heading(f"Plan: {corpus.roles[found.goal].title}")
    yield Paragraph(_summary(found, corpus))
    if found.already:
        yield Row("Have", ", ".join(corpus.skills[m.skill].name for m in found.already), "good")
    yield from _stages(found, corpus)
    ends = {step.end_week: number for number, step in enumerate(found.steps)}
    for number, step in enumerate(found.steps):
        yield from _step(number + 1, step, corpus)
        for milestone in found.milestones:
            if ends.get(milestone.week) == number:
                title, words = MILESTONE_TEXT[milestone.kind]
                named = f" {corpus.resources[milestone.resource].title}." if milestone.resource else ""
                yield Paragraph(f"Week {milestone.week}: {title}. {words}{named}", "next")
    if found.left_out:
        yield Heading("Left out, because the time is too short", 2)
        for step in found.left_out:
            yield Item(f"{_from_to(step, corpus)}, {hours_range(step.hours)}")
    if found.later:
        named = ", ".join(dict.fromkeys(corpus.skills[x.skill].name for x in found.later))
        yield Row("Later", f"not in the hours above, as it grows with the work or few adverts ask for it: {named}", "quiet")
    yield from _warnings(found, corpus)
    yield from _assumptions(found, corpus)


def _stages(found: Plan, corpus: Corpus) -> Iterator[Block]:
    """What each season of a long plan ends with."""
    if len(found.stages) < 2:
        return
    for number, stage in enumerate(found.stages, 1):
        names = listed([corpus.skills[s].name for s in stage.skills])
        show = f" To show at its end: {stage.project}" if stage.project else ""
        yield Row(f"Stage {number}", f"weeks {stage.start_week} to {stage.end_week}: {names}.{show}")


def _summary(found: Plan, corpus: Corpus) -> str:
    if not found.steps and not found.left_out:
        return "Nothing is missing that can be planned: apply."
    whole = Hours(*(rounded(h) if h else 0 for h in found.hours))
    count = "1 step" if len(found.steps) == 1 else f"{len(found.steps)} steps"
    text = f"{count}, {hours_range(whole)}; {_weeks(found.weeks)} at {found.hours_a_week:g} hours a week."
    if found.is_held:
        return f"{held(found.goal, corpus)} {text}"
    text += f" {AIMS[found.aim]}"
    if found.deadline is not None:
        fits = _what_does_not_fit(found, corpus) if found.left_out else "Everything fits."
        text += f" There are {_weeks(found.deadline)} until the deadline. {fits}"
    return text + (f" {too_long(found)}" if found.weeks > MOST_WEEKS and found.deadline is None else "")


def held(goal: Slug, corpus: Corpus) -> str:
    """What is said of a plan for a job somebody has: what it is, and where the job leads."""
    title = in_text(corpus.roles[goal].title)
    moves = corpus.roles[goal].leads_to[:3]
    next_jobs = listed([f"{in_text(corpus.roles[move.role].title)} (after {move.years} years)" for move in moves])
    leads = f" The usual next jobs are {next_jobs}." if next_jobs else ""
    return (
        f"You are {with_article(title)} already: these are no steps to the job, but all that its adverts ask for beyond what "
        f"I take from your title. Whatever of it you know, say so, and it comes off.{leads}"
    )


AIMS = {
    "first-job": "That makes you ready to apply: it is what most adverts of a first job insist on.",
    "usual": "It goes to the level that people in the role usually have.",
}


def _what_does_not_fit(found: Plan, corpus: Corpus) -> str:
    """How long the whole way is, and which of the musts the time is too short for."""
    whole = _weeks(found.left_out[-1].end_week)
    musts = [corpus.skills[s.skill].name for s in found.left_out if any(why.kind == "must" for why in s.why)]
    missing = f", and without {listed(list(dict.fromkeys(musts))[:4])} hardly anybody is hired" if musts else ""
    return f"The whole way takes {whole}{missing}: this is as far as the time goes."


MOST_WEEKS = 156
"""Three years of evenings: few people stay with a plan for longer."""


def too_long(found: Plan) -> str:
    """What is said of a plan that hardly anybody would see through."""
    years = round(found.weeks / 52)
    needed = max(1, round(found.hours.likely / 104))
    pace = f"{needed} hours a week would make it two" if needed <= MOST_HOURS else "no evenings make up for that"
    return f"That is about {years} years, longer than most people keep at it: {pace}, or aim for a nearer role first."


MOST_HOURS = 40
"""Hours a week that anybody can be told to learn."""


def _weeks(weeks: int) -> str:
    return "1 week" if weeks == 1 else f"about {weeks} weeks"


def _from_to(step: Step, corpus: Corpus) -> str:
    return f"{corpus.skills[step.skill].name}, {LEVEL_NAMES[step.from_level]} to {LEVEL_NAMES[step.to_level]}"


def _step(number: int, step: Step, corpus: Corpus) -> Iterator[Block]:
    yield Heading(f"{number}. {_from_to(step, corpus)}", 3)
    first, last = step.start_week, step.end_week
    when = f"week {first}" if first == last else f"weeks {first} to {last}"
    aside = ", mostly practised within the other steps" if step.alongside else ""
    yield Row("When", f"{when}, {hours_range(step.hours)}{aside}")
    yield Row("Why", "; ".join(dict.fromkeys(why_told(why, corpus) for why in step.why)))
    for slug in step.resources:
        found = corpus.resources[slug]
        text = f"{found.title}, {found.publisher} ({found.kind}, {cost(found.cost)}) {found.url}"
        yield Row("Learn from", text, "next")
    if step.project:
        yield Row("Prove it", step.project, "good")
    if step.after is not None:
        yield Row("Then", f"match {step.after:.0%}", "quiet")


def why_told(why: Why, corpus: Corpus) -> str:
    """Why a step is in a plan, in a few words."""
    match why.kind:
        case "must":
            return f"hardly anybody is hired without it ({why.amount:.0%} of adverts)"
        case "need":
            return f"{why.amount:.0%} of adverts ask for it"
        case "any-of":
            return f"one of several that serve as {why.subject} ({why.amount:.0%} of adverts)"
        case "prerequisite":
            return f"needed before {corpus.skills[why.subject].name}"


MOST = 0.5
"""The share of people from which "most" is true."""


def _warnings(found: Plan, corpus: Corpus) -> Iterator[Block]:
    """What their wishes left out, and what neither a wish nor study changes."""
    if found.spared:
        yield Paragraph(f"Left out, as you wished: {listed([corpus.skills[slug].name for slug in found.spared])}.", "warn")
    against = [corpus.skills[a.subject].name for a in found.assumptions if a.kind == "against-wish"]
    if against:
        text = f"You would rather not, but hardly anybody is hired without it: {listed(against)}, in its basics."
        yield Paragraph(text, "warn")
    if any(a.kind == "experience" for a in found.assumptions):
        text = "Employers give this role to people with some years behind them: expect a job on the way there."
        yield Paragraph(text, "warn")


def _assumptions(found: Plan, corpus: Corpus) -> Iterator[Block]:
    supposed = [corpus.skills[a.subject].name for a in found.assumptions if a.kind == "level"]
    titled = sorted((a for a in found.assumptions if a.kind == "implied" and a.share >= MOST), key=lambda a: -a.share)
    implied = [corpus.skills[a.subject].name for a in found.assumptions if a.kind == "implied" and a not in titled[:3]]
    everyday = [corpus.skills[a.subject].name for a in found.assumptions if a.kind == "everyday"]
    told = []
    if any(a.kind == "hours_a_week" for a in found.assumptions):
        told.append(f"you have {found.hours_a_week:g} hours a week")
    if supposed:
        told.append(f"you know {listed(supposed[:6])} at working level")
    if titled:
        used = [f"{corpus.skills[a.subject].name} ({a.share:.0%})" for a in titled[:3]]
        told.append(f"you use what most people with your title use: {listed(used)}")
    if implied:
        told.append(f"your jobs and other skills brought you {listed(implied[:6])}")
    if everyday:
        told.append(f"you bring {listed(everyday[:4])} along as everybody does")
    if any(a.kind == "first-job" for a in found.assumptions):
        told.append("you look for a first job in the role")
    if told:
        yield Paragraph(f"This supposes that {'; that '.join(told)}. Say so if it is otherwise.", "quiet")
    yield Paragraph("Hours are estimates, good to about 40% either way.", "quiet")


# ---------------------------------------------------------------- over other roles


def bridge(found: Bridge, corpus: Corpus) -> Iterator[Block]:
    """The ways to a role, the suggested one marked."""
    goal = corpus.roles[found.goal].title
    yield Heading(f"Ways to {in_text(goal)}", 2)
    if found.too_far is not None:
        yield Paragraph(_too_far(found.too_far, goal, corpus))
        return
    if not any(route.hops for route in found.routes):
        yield Paragraph("You are there already.")
        return
    for number, route in enumerate(found.routes, 1):
        titles = " → ".join(corpus.roles[hop.role].title for hop in route.hops)
        mark = " (the one I suggest)" if number - 1 == found.suggested and len(found.routes) > 1 else ""
        study = _study(route.hours)
        yield Heading(f"{number}. {titles}: {study}{mark}", 3)
        for place, hop in enumerate(route.hops, 1):
            title = "" if route.is_direct else f"{in_text(corpus.roles[hop.role].title)}: "
            told = _hop(hop, corpus, alone=route.is_direct)
            if told:
                yield Row("" if route.is_direct else f"Job {place}", title + told)
    if reason := _why_suggested(found):
        yield Paragraph(reason, "next")


def _why_suggested(found: Bridge) -> str:
    """Why a way over other roles is suggested where the direct one is shorter."""
    direct = next((route for route in found.routes if route.is_direct), None)
    chosen = found.routes[found.suggested] if found.suggested is not None else None
    if direct is None or chosen is None or chosen is direct:
        return ""
    number = found.routes.index(chosen) + 1
    if chosen.hours.likely < direct.hours.likely:
        return f"I suggest number {number} because it is less study in all, and goes from one job to the next."
    hardest = hours_range(max((hop.hours for hop in chosen.hops), key=_likely))
    return (
        f"I suggest number {number}, though it is more study in all: no change of job on it takes more than {hardest}, where "
        f"the direct way is {hours_range(direct.hours)} at a stretch. If you can keep at it that long, that way is shorter."
    )


def _likely(hours: Hours) -> int:
    return hours.likely


def _study(hours: Hours) -> str:
    return f"{hours_range(hours)} of study" if hours.likely else "nothing to learn first"


def _hop(hop: Hop, corpus: Corpus, *, alone: bool) -> str:
    parts = [] if alone else [_study(hop.hours)]
    if hop.years:
        parts.append(f"usually after {hop.years} years")
    if hop.new:
        parts.append("new: " + ", ".join(corpus.skills[s].name for s in hop.new[:5]))
    if hop.carries_over:
        parts.append("carries over: " + ", ".join(corpus.skills[s].name for s in hop.carries_over[:5]))
    return "; ".join(parts)


def _too_far(far: TooFar, goal: str, corpus: Corpus) -> str:
    heavy = listed([f"{_name(slug, corpus)} (about {hours:,} h)" for slug, hours in far.heaviest])
    return (
        f"{goal} is about {far.hours:,} hours of study away, more than the {far.most:,} of a full year at a "
        f"university. Most of it is {heavy}. A degree is the usual way; a nearer role is the other one."
    )


def _name(slug: Slug, corpus: Corpus) -> str:
    return corpus.skills[slug].name

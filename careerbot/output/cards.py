"""Roles, skills, plans, bridges, comparisons, facts and profiles as blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from careerbot.corpus.provenance import sources_in_short
from careerbot.corpus.records import LEVEL_NAMES, Role, Slug
from careerbot.output.phrases import cost, hours_range, job_title, quoted, why
from careerbot.output.terminal import Block, Heading, Item, Meter, Paragraph, Row, Table
from careerbot.planning.effort import estimate
from careerbot.text.tokenizer import in_text, listed

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.matching.confidence import Contrast, Shift
    from careerbot.matching.profile import Profile
    from careerbot.matching.ranking import Match
    from careerbot.nlu.types import Document, Mention
    from careerbot.output.parts import Part
    from careerbot.questions.router import MarketAnswer


MOST_NEEDS = 14
"""Needs of a role that its card shows; `careerbot role` and JSON have them all."""


def card(part: Part, corpus: Corpus) -> Iterator[Block]:
    """The parts of a reply that show one thing in full."""
    from careerbot.output import parts as kinds

    match part:
        case kinds.RoleCard(slug, match):
            yield from role_card(slug, match, corpus)
        case kinds.SkillCard(slug):
            yield from skill_card(slug, corpus)
        case kinds.Comparison(contrast):
            yield from comparison(contrast, corpus)
        case kinds.FactList(answer):
            yield from facts(answer)
        case kinds.ProfileView(profile):
            yield from profile_card(profile, corpus)
        case kinds.PlanView() | kinds.BridgeView():
            from careerbot.output.plans import told_plan

            yield from told_plan(part, corpus)


# ---------------------------------------------------------------- roles and skills


def role_card(slug: Slug, match: Match | None, corpus: Corpus, most: int = MOST_NEEDS) -> Iterator[Block]:
    """What a role is, asks for and leads to."""
    role = corpus.roles[slug]
    yield Heading(role.title)
    yield Paragraph(" ".join(role.summary.split()))
    yield Row("Also called", ", ".join(role.also_called[:6]))
    yield Row("Levels", ", ".join(role.seniority))
    yield Row("Enters by", ", ".join(role.enters_by))
    yield Row("Degree", _DEGREES[role.degree])
    yield Row("Industries", ", ".join(role.industries))
    yield Heading("What the work is", 2)
    for task in role.tasks:
        yield Item(" ".join(task.split()))
    yield Heading("What it asks for", 2)
    yield needs_table(role, corpus, most)
    hidden = len(role.needs) + len(role.any_of) - most
    if hidden > 0:
        yield Paragraph(f"{hidden} more are asked for less often.", "quiet")
    yield Paragraph(f"Counted from: {role.evidence_note}", "quiet")
    if role.leads_to:
        yield Heading("Where it leads", 2)
        for move in role.leads_to:
            title = corpus.roles[move.role].title if move.role in corpus.roles else move.role
            yield Item(f"{title}, usually after {move.years} years: {' '.join(move.changes.split())}")
    if match is not None:
        yield Heading("How it fits you", 2)
        yield from why(match, corpus)


_DEGREES = {
    "none": "not asked for",
    "helpful": "helps, is not needed",
    "bachelor": "most employers ask for a bachelor's",
    "master": "most employers ask for a master's",
    "phd": "most employers ask for a PhD",
}


def needs_table(role: Role, corpus: Corpus, most: int) -> Table:
    """Needs of a role, those asked for most often first."""
    rows = [(need.weight, corpus.skills[slug].name, need.level, need.must) for slug, need in role.needs.items()]
    for group in role.any_of:
        members = ", ".join(corpus.skills[s].name for s in group.skills)
        rows.append((group.weight, f"{group.name} (any of {members})", group.level, group.must))
    rows.sort(key=lambda row: (not row[3], -row[0], row[1]))
    cells = (
        (f"{weight:.0%}", LEVEL_NAMES[level] + (", a must" if must else ""), name)
        for weight, name, level, must in rows[:most]
    )
    return Table(("asked by", "level", "skill"), tuple(cells))


def skill_card(slug: Slug, corpus: Corpus) -> Iterator[Block]:
    """What a skill is, what comes before it, what teaches it and which roles ask for it."""
    skill = corpus.skills[slug]
    yield Heading(skill.name)
    yield Paragraph(" ".join(skill.about.split()))
    if skill.also_called or skill.ambiguous:
        yield Row("Also called", ", ".join([*skill.also_called, *skill.ambiguous][:10]))
    if skill.needs:
        yield Row("Before it", _levels(skill.needs, corpus))
    if skill.implies:
        yield Row("Brings along", _levels(skill.implies, corpus))
    if skill.like:
        near = sorted(skill.like.items(), key=lambda row: (-row[1], row[0]))
        yield Row("Similar", ", ".join(f"{corpus.skills[s].name} ({share:.0%} carries over)" for s, share in near))
    spans = [f"{LEVEL_NAMES[n]} {hours_range(estimate(sum(skill.hours[:n])))}" for n in (2, 3, 4)]
    yield Row("From nothing", ", ".join(spans))
    if skill.project:
        yield Row("Prove it", " ".join(skill.project.split()))
    asking = roles_asking(slug, corpus)
    if asking:
        named = [f"{corpus.roles[r].title} ({share:.0%})" for r, share in asking[:8]]
        yield Row("Asked for by", ", ".join(named) + (f" and {len(asking) - 8} more" if len(asking) > 8 else ""))
    teaching = corpus.resources_for.get(slug, ())
    if teaching:
        yield Heading("Learn it with", 2)
    for name in teaching[:5]:
        found = corpus.resources[name]
        yield Item(f"{found.title}, {found.publisher} ({found.kind}, {cost(found.cost)}, {found.hours} h) {found.url}")


def _levels(levels: Mapping[Slug, int], corpus: Corpus) -> str:
    return ", ".join(f"{corpus.skills[s].name} ({LEVEL_NAMES[level]})" for s, level in levels.items())


def roles_asking(slug: Slug, corpus: Corpus) -> list[tuple[Slug, float]]:
    """(role, share of its adverts that ask for the skill), most first."""
    found = []
    for name, role in corpus.roles.items():
        weight = role.needs[slug].weight if slug in role.needs else 0.0
        weight = max([weight, *(g.weight for g in role.any_of if slug in g.skills)])
        if weight:
            found.append((name, weight))
    return sorted(found, key=lambda row: (-row[1], row[0]))


# ---------------------------------------------------------------- two roles


def comparison(contrast: Contrast, corpus: Corpus) -> Iterator[Block]:
    """Two roles side by side, and which is nearer to the person, where they are known."""
    one, other = corpus.roles[contrast.one.slug], corpus.roles[contrast.other.slug]
    yield Heading(f"{one.title} and {in_text(other.title)}")
    rows = [("seniority", ", ".join(one.seniority), ", ".join(other.seniority))]
    rows.append(("degree", one.degree, other.degree))
    for trait in ("coding", "maths", "people", "writing", "research"):
        rows.append((trait, _AMOUNTS[getattr(one.traits, trait)], _AMOUNTS[getattr(other.traits, trait)]))
    yield Table(("", one.title, other.title), tuple(rows))
    yield Row("Both ask for", _names(contrast.shared, corpus))
    yield Row("Only first", _names(contrast.only_one, corpus), "next")
    yield Row("Only second", _names(contrast.only_other, corpus), "next")
    known = [r for m in (contrast.one, contrast.other) for r in m.reasons if r.kind not in ("start", "seniority")]
    if known:
        yield from _nearer(contrast, corpus)


_AMOUNTS = ("", "hardly any", "a little", "some", "a lot", "most of it")
"""How much of the week goes to something, by level."""


def _nearer(contrast: Contrast, corpus: Corpus) -> Iterator[Block]:
    near, far = sorted((contrast.one, contrast.other), key=lambda m: -m.score)
    for match in (contrast.one, contrast.other):
        yield Meter(corpus.roles[match.slug].title, match.score)
    apart = near.score - far.score
    title = in_text(corpus.roles[near.slug].title)
    if apart < 0.005:
        yield Paragraph("Both are about as near to you.")
        return
    yield Paragraph(f"You are nearer to {title}, by {100 * apart:.0f} points of a hundred.")


def _names(slugs: tuple[Slug, ...], corpus: Corpus, most: int = 12) -> str:
    named = ", ".join(corpus.skills[s].name for s in slugs[:most])
    return (named + (f" and {len(slugs) - most} more" if len(slugs) > most else "")) or "nothing"


# ---------------------------------------------------------------- facts and people


def facts(answer: MarketAnswer) -> Iterator[Block]:
    """The answer, then where its facts are from, each source once."""
    yield Paragraph(answer.text)
    said = sources_in_short(fact.source for fact in answer.facts)
    if said:
        yield Paragraph(f"Sources: {said}." if "; " in said else f"Source: {said}.")


def profile_card(profile: Profile, corpus: Corpus) -> Iterator[Block]:
    """All that is known about somebody."""
    if profile == type(profile)():
        yield Paragraph("I know nothing about you yet.")
        return
    rows = {
        "You have": [f"{corpus.skills[k.slug].name} ({_level(k.level, k.stated)})" for k in profile.skills],
        "Learning": [corpus.skills[w.slug].name for w in profile.learning],
        "Not": [corpus.skills[w.slug].name for w in profile.missing],
        "You like": [corpus.skills[w.slug].name for w in profile.likes],
        "You dislike": [corpus.skills[w.slug].name for w in profile.dislikes],
        "Work": [_job(job.slug, job.years, job.now, corpus) for job in profile.jobs],
        "You want": [corpus.roles[s].title for s in profile.wanted],
        "Ruled out": [corpus.roles[s].title for s in profile.excluded],
        "You said": [quoted(words) for _, _, words in profile.limits],
        "Time": _times(profile),
    }
    for label, told in rows.items():
        if told:
            yield Row(label, ", ".join(told))


def _level(level: int, stated: bool) -> str:
    return LEVEL_NAMES[level] if stated else f"{LEVEL_NAMES[level]}, I suppose"


def _job(slug: Slug, years: float | None, now: bool, corpus: Corpus) -> str:
    long = f", {years:g} years" if years else ""
    return f"{job_title(slug, corpus)}{long}{'' if now else ' (before)'}"


def _times(profile: Profile) -> list[str]:
    told = [f"{profile.hours_a_week:g} hours a week"] if profile.hours_a_week else []
    if profile.by or profile.months:
        told.append(f"until {profile.by}" if profile.by else f"{profile.months:g} months")
    return told


LEADING = 3
"""Roles whose fate is told first: those at the front before or after."""

WORTH_TELLING = 5e-4
"""Changes of a score smaller than this would read as none."""

MOST = 8
"""Roles in the table."""

_NONE = {
    "rise": "No score rises by anything worth mentioning: it is counted already, or no role asks for it.",
    "fall": "No score falls by anything worth mentioning: what else you know speaks for the same roles.",
    "move": "No score moves by anything worth mentioning.",
}


def moved(
    shifts: Sequence[Shift], learnt: Sequence[tuple[Slug, int]], lost: Sequence[Slug], corpus: Corpus
) -> Iterator[Block]:
    """How roles move with what is learnt and without what is lost."""
    if learnt or lost:
        yield Heading(_supposed(learnt, lost, corpus))
    verb = "move" if learnt and lost else "fall" if lost else "rise"
    moving = [s for s in shifts if _goes(verb, s.score[1] - s.score[0])]
    if not moving:
        yield Paragraph(_NONE[verb])
        return
    yield _table(_leading_first(moving), corpus)
    if (more := len(moving) - MOST) > 0:
        yield Paragraph(f"1 more role {verb}s." if more == 1 else f"{more} more roles {verb}.", "quiet")


def _goes(verb: str, change: float) -> bool:
    return (abs(change) if verb == "move" else -change if verb == "fall" else change) > WORTH_TELLING


def _supposed(learnt: Sequence[tuple[Slug, int]], lost: Sequence[Slug], corpus: Corpus) -> str:
    given = listed([f"{corpus.skills[s].name} at {LEVEL_NAMES[level]} level" for s, level in learnt])
    taken = listed([corpus.skills[s].name for s in lost])
    if not taken:
        return f"With {given}"
    return f"With {given}, without {taken}" if given else f"Without {taken}"


def _leading_first(shifts: Sequence[Shift]) -> Sequence[Shift]:
    """The roles at the front, in their new order, then those that move most."""
    front = sorted((s for s in shifts if min(s.rank) <= LEADING), key=lambda s: (s.rank[1], s.slug))
    return [*front, *(s for s in shifts if s not in front)][:MOST]


def _table(shifts: Sequence[Shift], corpus: Corpus) -> Table:
    rows = tuple(
        (
            corpus.roles[s.slug].title,
            f"{s.score[0]:.0%} → {s.score[1]:.0%}",
            f"{s.rank[0]} → {s.rank[1]}" if s.rank[0] != s.rank[1] else f"{s.rank[1]}",
        )
        for s in shifts
    )
    return Table(("role", "score", "rank"), rows)


HOW_TEXT = {
    "name": "by name", "alias": "another name", "typo": "a misspelling", "meaning": "by meaning", "title": "by a title",
    "implied": "implied",
}  # fmt: skip
STANCE_TEXT = {"has": "have", "learning": "learn", "wants": "want", "dislikes": "dislike", "lacks": "have not"}


def understanding(found: Document, corpus: Corpus) -> Iterator[Block]:
    """Skills with their words, then jobs, wishes and what nothing explained."""
    if found.skills:
        rows = tuple(
            (corpus.skills[m.slug].name, _stance(m, found), quoted(m.quote), f"{HOW_TEXT[m.how]}, {m.confidence:.0%}")
            for m in found.skills
        )
        yield Table(("skill", "you", "your words", "found"), rows)
    else:
        yield Paragraph("I found no skill in this.")
    for role in found.roles:
        years = f", {role.years:g} years" if role.years else ""
        yield Row("Job", f"{job_title(role.slug, corpus)} ({role.stance}{years}), {quoted(role.quote)}")
    for limit in found.limits:
        yield Row("Wish", f"{'more' if limit.more else 'less or no'} {limit.topic}, {quoted(limit.quote)}")
    if found.hours_a_week:
        yield Row("Time", f"{found.hours_a_week:g} hours a week")
    if found.by or found.months:
        yield Row("Until", found.by or f"{found.months:g} months from now")
    if found.leftovers:
        left = ", ".join(quoted(x.text) for x in found.leftovers[:20])
        more = len(found.leftovers) - 20
        yield Paragraph(f"I did not understand: {left}" + (f" and {more} more." if more > 0 else "."), "warn")


def _stance(mention: Mention, found: Document) -> str:
    if not mention.claimed:
        return "not counted" if found.kind == "cv" else "ask about"
    said = STANCE_TEXT[mention.stance]
    level = f" ({LEVEL_NAMES[mention.level]})" if mention.level else ""
    years = f", {mention.years:g} years" if mention.years else ""
    return said + level + years

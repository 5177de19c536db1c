"""Parts of a reply -> blocks: what the numbers mean, in sentences, with the person's own words quoted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from careerbot.corpus.records import LEVEL_NAMES, Slug
from careerbot.matching.profile import Known, Profile, effective
from careerbot.output.terminal import Block, Item, Meter, Paragraph, Row, Table, one_line
from careerbot.planning.effort import Hours, estimate
from careerbot.planning.resources import next_steps
from careerbot.planning.shape import Shape, shape_of
from careerbot.text.tokenizer import in_text, listed, with_article

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Slug
    from careerbot.matching.confidence import Ranking, WhyNot
    from careerbot.matching.needs import Gap
    from careerbot.matching.profile import Profile
    from careerbot.matching.ranking import Match, Reason, Standing


EXAMPLE = 'careerbot suggest "python, sql, statistics, a bit of docker"'

NO_SKILLS = (
    "I need to know what you can do before I can name a role: the skills, tools or subjects you know, or the job you "
    f"have. For example: {EXAMPLE}"
)

EVERYDAY = "Names of skills are not needed. Everyday things count too, said in your own words, such as:"

CONFIDENCE_TEXT = {
    "strong": "",
    "fair": "Take the order as a fair guess: neighbouring roles are close.",
    "weak": "This is a weak guess: what you told me fits several roles about as well. Tell me more of what you know.",
}

SUMMANDS, LEAST_POINTS = 14, 0.0005
"""Lines of a score that are shown, and the share of it below which a line would read 0.0."""

ASKED_OF = 48
"""Characters of a person's words that are quoted."""


def suggestion(ranking: Ranking, profile: Profile, corpus: Corpus, skipped: int = 0) -> Iterator[Block]:
    """Roles that fit, each with why, what is there, what is missing and what to learn next."""
    if ranking.confidence == "none":
        yield from no_skills()
        yield from not_understood(profile)
        return
    have = effective(profile, corpus.skills, corpus.roles, corpus.backgrounds)
    if not skipped:
        yield from assumed(have, profile, ranking.matches, corpus)
    levels = {slug: known.level for slug, known in have.items()}
    for number, match in enumerate(ranking.matches[skipped:], skipped + 1):
        yield Meter(corpus.roles[match.slug].title, match.score, number)
        yield from _details(match, levels, corpus, shape_of(profile, corpus.skill_family))
    yield from _sureness(ranking, profile, corpus)
    if ranking.question is not None:
        yield Paragraph(question_text(ranking, corpus), "next")
    yield from not_understood(profile)


def _sureness(ranking: Ranking, profile: Profile, corpus: Corpus) -> Iterator[Block]:
    """How sure the order is; where it is not, what it rests on, and what their trade is worth besides."""
    if profile.jobs and ranking.confidence in ("weak", "fair"):
        trade = trade_role(profile, ranking.standings, [match.slug for match in ranking.matches], corpus)
        if trade is not None:
            named = listed([corpus.skills[slug].name for slug in trade.subjects])
            yield Paragraph(
                f"Your work as {trade.job} counts most for {a_role(trade.role, corpus)} ({trade.score:.0%}), which asks for "
                f"{named}.", "next",
            )
    rests = rests_on(profile, corpus) if ranking.confidence == "weak" else ""
    if rests:
        yield Paragraph(f"This is a weak guess: it rests on {rests}. Tell me more of what you know.", "warn")
    elif text := CONFIDENCE_TEXT[ranking.confidence]:
        yield Paragraph(text, "warn" if ranking.confidence == "weak" else "quiet")


def no_skills() -> Iterator[Block]:
    """What is needed before a role can be named, with everyday things that count."""
    from careerbot.corpus.corpus import shipped_folder
    from careerbot.corpus.phrasebook import load_wording

    yield Paragraph(NO_SKILLS)
    yield Paragraph(EVERYDAY)
    for activity in load_wording(shipped_folder()).activities.values():
        yield Item(activity.label)


def question_text(ranking: Ranking, corpus: Corpus) -> str:
    """The question that would tell most, as it is asked."""
    question = ranking.question
    if question is None:
        return ""
    more, less = (a_role(slug, corpus) for slug in question.roles)
    name = corpus.skills[question.skill].name
    return f"Do you know {name}? A yes speaks for {more}, a no rather for {less}."


def a_role(slug: Slug, corpus: Corpus) -> str:
    """A role with its article, in running text."""
    return with_article(corpus.roles[slug].title)


def assumed(have: dict[Slug, Known], profile: Profile, matches: Sequence[Match], corpus: Corpus) -> Iterator[Block]:
    """What a job title was taken to imply, said aloud, and what was read from a misspelling or from meaning."""
    counted = {h.slug for m in matches for h in m.have}
    for job in profile.jobs:
        implied = [k.slug for k in have.values() if k.how == "title" and k.via == job.slug and k.slug in counted]
        if implied:
            title = job_title(job.slug, corpus)
            named = listed([corpus.skills[s].name for s in implied[:5]])
            yield Paragraph(f"I take it that {with_article(title)} knows {named}; correct me if not.", "quiet")
    guessed = [k for k in profile.skills if k.how in ("typo", "meaning") and k.slug in corpus.skills]
    if guessed:
        told = listed([f"{quoted(k.quote)} as {corpus.skills[k.slug].name}" for k in guessed[:6]])
        yield Paragraph(f"I read {told}.", "quiet")


def job_title(slug: Slug, corpus: Corpus) -> str:
    """What somebody with this job is called, inside a sentence."""
    if slug in corpus.roles:
        return in_text(corpus.roles[slug].title)
    return in_text(corpus.backgrounds[slug].name) if slug in corpus.backgrounds else slug


def not_understood(profile: Profile) -> Iterator[Block]:
    """Words that nothing explained, repeated."""
    if profile.unrecognised:
        shown = [quoted(words) for words in profile.unrecognised[:8]]
        more = len(profile.unrecognised) - len(shown)
        yield Paragraph(f"I did not understand: {', '.join(shown)}" + (f" and {more} more." if more else "."), "warn")


def _details(match: Match, levels: dict[Slug, int], corpus: Corpus, shape: Shape) -> Iterator[Block]:
    if words := because(match, corpus):
        yield Row("Why", words[:1].upper() + words[1:])
    if match.have:
        yield Row("Have", _having(match, corpus), "good")
    missing, begun = [g for g in match.gaps if not g.begun], [g for g in match.gaps if g.begun]
    if missing:
        yield Row("Missing", _missing(missing, corpus), "gap")
    if begun:
        yield Row("To deepen", _missing(begun, corpus), "gap")
    if not match.gaps:
        yield Row("Missing", "nothing that its adverts ask for", "good")
    for number, step in enumerate(next_steps(match, levels, corpus, shape), 1):
        resource = next((corpus.resources[s] for s in step.resources), None)
        level = LEVEL_NAMES[step.to_level]
        text = f"{number}. {corpus.skills[step.skill].name} to {level} level, {hours_range(step.hours)}"
        if resource is not None:
            text += f", for example with {resource.title}, {resource.publisher} ({cost(resource.cost)})"
        yield Row("Learn next" if number == 1 else "", text, "next")


def cost(kind: str) -> str:
    """What something costs, in a word or three."""
    return {"free": "free", "free-audit": "free to follow", "paid": "paid"}[kind]


def hours_range(hours: Hours) -> str:
    """An estimate as a range."""
    return f"{hours.low:,} to {hours.high:,} h" if hours.low < hours.high else f"about {hours.likely:,} h"


def _having(match: Match, corpus: Corpus) -> str:
    told = []
    for have in match.have[:8]:
        name = corpus.skills[have.slug].name
        short = f" ({LEVEL_NAMES[have.level]}; {LEVEL_NAMES[have.needed]} is usual)" if have.level < have.needed else ""
        told.append(name + short)
    more = len(match.have) - len(told)
    return ", ".join(told) + (f" and {more} more" if more else "")


def _missing(gaps: Sequence[Gap], corpus: Corpus, most: int = 5) -> str:
    told = [_gap(gap, corpus) for gap in gaps[:most]]
    more = len(gaps) - len(told)
    return ", ".join(told) + (f" and {more} more" if more else "")


def _gap(gap: Gap, corpus: Corpus) -> str:
    if gap.any_of and not gap.have:
        return " or ".join(corpus.skills[s].name for s in gap.any_of[:3])
    name = corpus.skills[gap.slug].name
    return f"{name} ({LEVEL_NAMES[gap.have]} to {LEVEL_NAMES[gap.needed]})" if gap.have else name


# ---------------------------------------------------------------- reasons


def because(match: Match, corpus: Corpus, most: int = 4) -> str:
    """The weightiest reasons in a sentence."""
    words: list[str] = []
    said = [r for r in match.reasons if r.kind == "has_skill" and r.amount > 0][:most]
    if said:
        words.append("because you said " + listed([_said(r, corpus) for r in said]))
    for reason in match.reasons:
        if reason.kind not in ("has_skill", "implied_by_job", "start", "seniority") and len(words) < most:
            words.append(reason_text(reason, corpus))
    return "; ".join(dict.fromkeys(words))


def _said(reason: Reason, corpus: Corpus) -> str:
    name = corpus.skills[reason.subject].name
    if not reason.quote:
        return name
    same = one_line(reason.quote).casefold() == name.casefold()
    return quoted(reason.quote) if same else f"{quoted(reason.quote)} ({name})"


def reason_text(reason: Reason, corpus: Corpus) -> str:
    """One reason in a clause."""
    skill = corpus.skills[reason.subject].name if reason.subject in corpus.skills else reason.subject
    words = quoted(reason.quote) if reason.quote else ""
    templates = _REASONS.get(reason.kind)
    if templates is not None:
        return templates[0 if words else 1].format(skill=skill, words=words)
    match reason.kind:
        case "next_job":
            return f"it is a usual next job for {with_article(job_title(reason.subject, corpus))}"
        case "way":
            return reason.quote
        case "limit":
            return f"{'for' if reason.amount > 0 else 'against'} it: you said {words or reason.subject}"
        case _:
            return "how common the role is"


_REASONS = {
    "has_skill": ("you know {skill}, because you said {words}", "you know {skill}"),
    "substitute": ("{words} carries over to {skill}", "something like {skill} carries over"),
    "implied_by_job": ("your job ({words}) makes {skill} likely", "your job makes {skill} likely"),
    "job": ("it is the work you do ({words})", "it is the work you do"),
    "wanted": ("you asked for it", "you asked for it"),
    "learning": ("you are learning {skill} ({words})", "you are learning {skill}"),
    "likes": ("you like {skill} ({words})", "you like {skill}"),
    "dislikes": ("against it: you do not like {skill} ({words})", "against it: you do not like {skill}"),
    "meaning": ("your own description reads like its", "your own description reads like its"),
    "wording": ("your text speaks as its adverts do ({words})", "your text does not speak as its adverts do"),
}
"""How each kind of reason is said, with their words and without."""


def why(match: Match, corpus: Corpus, *, brief: bool = False) -> Iterator[Block]:
    """Every point of one score, and how far the needs are met."""
    role = corpus.roles[match.slug]
    yield Meter(role.title, match.score)
    if not match.reasons:
        yield Paragraph("Nothing you told me speaks for this role or against it.")
    else:
        summands = list(_summands(match.reasons, corpus))
        yield Table(("points", "because"), tuple((points(amount), text) for amount, text in summands[:SUMMANDS]))
        if len(summands) > SUMMANDS:
            rest = sum(amount for amount, _ in summands[SUMMANDS:])
            yield Paragraph(f"{len(summands) - SUMMANDS} smaller ones add {points(rest)}.", "quiet")
        meaning = "" if brief else ": how strongly what you told me speaks for this role"
        yield Paragraph(f"The points add up to the match of {match.score:.0%}{meaning}.")
    if not brief:
        yield Paragraph(
            f"Another measure is how much of what its adverts ask for you have already: {match.coverage:.0%}, by weight."
        )
    if match.gaps:
        yield Row("Missing", _missing(match.gaps, corpus, 8), "gap")


def _summands(reasons: Sequence[Reason], corpus: Corpus) -> Iterator[tuple[float, str]]:
    """(amount, why), largest first: what is said in the same words is one line, and what rounds to nothing is none."""
    told: dict[str, float] = {}
    for reason in reasons:
        text = reason_text(reason, corpus)
        told[text] = told.get(text, 0.0) + reason.amount
    ordered = sorted(told.items(), key=lambda row: -row[1])
    yield from ((amount, text) for text, amount in ordered if abs(amount) >= LEAST_POINTS)


def points(amount: float) -> str:
    """A share of the score out of 100, with its sign."""
    return f"{100 * amount:+.1f}"


def why_no_lead(found: WhyNot, corpus: Corpus) -> Iterator[Block]:
    """What keeps a role from the top, and what would have to be true."""
    title, leader = corpus.roles[found.match.slug].title, corpus.roles[found.leader.slug].title
    yield Meter(title, found.match.score, note=f"rank {found.rank}")
    if found.excluded:
        yield Paragraph("You ruled it out yourself; I compare it here as if you had not.")
    if found.rank == 1:
        yield Paragraph(f"It stands first already; next is {in_text(leader)} with {found.leader.score:.0%}.")
    else:
        yield Paragraph(f"{leader} leads with {found.leader.score:.0%}.")
    against = [r for r in found.match.reasons if r.amount < 0 and r.kind not in ("start", "seniority")]
    for reason in against[:3]:
        yield Row("Against", reason_text(reason, corpus), "gap")
    if found.rank == 1:
        return
    if found.would_lead:
        total = sum(g.hours for g in found.would_lead)
        yield Paragraph(
            f"It would lead, with {found.score_then:.0%}, if you also knew the following "
            f"({hours_range(estimate(total))} of learning in all):"
        )
        for gap in found.would_lead:
            hours = hours_range(estimate(gap.hours))
            yield Item(f"{corpus.skills[gap.slug].name} at {LEVEL_NAMES[gap.needed]} level, {hours}")
    else:
        yield Paragraph(
            f"Even with every gap closed it would reach {found.score_then:.0%} and not lead: "
            f"what you have speaks more for {a_role(found.leader.slug, corpus)}."
        )


# ---------------------------------------------------------------- words


def quoted(text: str) -> str:
    """Somebody's words in quotation marks, shortened where they go on."""
    return f"“{one_line(text, ASKED_OF)}”"


# ---------------------------------------------------------------- how little a ranking may rest on


LITTLE = 2
"""Things said, skills and jobs together, that are named as all there is."""

ASKED_FOR = 0.4
"""Weight from which a role is one of people who know the trade's subject."""

ITS_OWN_SUBJECT = 2
"""Level from which a trade is taken to know its subject."""

SUBJECTS = "domain"
"""The family of skills that are subjects of trades: healthcare, banking, retail."""


def rests_on(profile: Profile, corpus: Corpus) -> str:
    """All that a ranking rests on, where that is little; empty where it is more."""
    skills = [corpus.skills[known.slug].name for known in profile.skills if known.slug in corpus.skills]
    jobs = [f"your work as {with_article(job_title(job.slug, corpus))}" for job in profile.jobs]
    wishes = [f"a wish to learn {corpus.skills[w.slug].name}" for w in profile.learning if w.slug in corpus.skills]
    in_the_field = any(job.kind == "role" for job in profile.jobs)
    if in_the_field or not 0 < len(skills) + len(jobs) + len(wishes) <= LITTLE or profile.document:
        return ""
    said = [*skills, *jobs, *wishes]
    return f"{said[0]} alone" if len(said) == 1 else " and ".join(said)


class Trade(Struct, frozen=True):
    """What somebody's trade is worth."""

    job: str
    """The trade, with its article."""
    role: Slug
    """The role that asks for what it knows."""
    score: float
    subjects: tuple[Slug, ...]
    """What the role asks for and the trade knows."""


def trade_role(profile: Profile, standings: Sequence[Standing], shown: Collection[Slug], corpus: Corpus) -> Trade | None:
    """The best role not yet shown that asks for the subject of a trade they have; None where one that does is shown."""
    for job in profile.jobs:
        background = corpus.backgrounds.get(job.slug)
        known = background.implies if background else {}
        own = {s for s, level in known.items() if corpus.skill_family.get(s) == SUBJECTS and level >= ITS_OWN_SUBJECT}
        for standing in standings if own else ():
            needs = corpus.roles[standing.slug].needs
            met = tuple(sorted(s for s in own if s in needs and needs[s].weight >= ASKED_FOR))
            if met and standing.slug in shown:
                return None
            if met:
                return Trade(with_article(job_title(job.slug, corpus)), standing.slug, standing.score, met)
    return None

"""Text -> Understanding: every skill, role, level, wish and limit a person mentions, with its place in the text.

Names are found by the lexicon, doubtful ones weighed by evidence, and reading gives each its meaning; roles, wishes
and quantities are read beside them. Linear in the length of the text; no model, no disk, no clock.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.lexicon import CANONICAL, MISTAKEN, MODELS, OPERATIONS, TOOL, Found, Lexicon
from careerbot.corpus.records import Slug
from careerbot.nlu.context import read
from careerbot.nlu.cues import Stance
from careerbot.nlu.disambiguation import believable
from careerbot.nlu.experiencer import speakers, with_others
from careerbot.nlu.mentions import CONFIDENCE, How, Mention, Page
from careerbot.nlu.occupations import RoleMention, read_roles
from careerbot.nlu.preferences import Limit, read_limits
from careerbot.text.document import Form, form_of, headed, skip_boilerplate, tells_a_story
from careerbot.text.numbers import Duration, deadline, durations, hours_a_week, level_of_years, months_to_go
from careerbot.text.sentences import boundaries, of_a_story
from careerbot.text.spelling import Speller
from careerbot.text.stopwords import leftover_phrases
from careerbot.text.tokenizer import Token, tokenise, word_set

__all__ = [
    "CONFIDENCE", "How", "Leftover", "Limit", "Mention", "RoleMention", "Stance", "Understanding",
    "skills_of", "understand", "with_meanings",
]  # fmt: skip


MOST_CHARACTERS = 400_000
"""Of a text that are read: a CV of a hundred pages. What comes after is not looked at, which bounds time and memory."""


ALONE = 0.53
"""Cosine that a single word must have to be taken for a skill: below it "gaming" and "computers" mean anything.
Phrases say more, and what is near enough for them is for the caller to say."""

LONGEST_STORY = 3000
FEWEST = 30
"""Words for each skill from which a text without the headings of a CV is none: it tells of the world."""

LONG, SURE = 5, 0.5
"""Spaces in a phrase from which it is a sentence more than a name, and the cosine it then must have."""

TOLD = 0.75
"""The same for any phrase of a story. Of 490 guesses between .42 and .75 in 726 posts one in ten was right: who talks at
length has a word for what they know, and what is left over is about their life."""


class Leftover(Struct, frozen=True):
    """Words that nothing explained."""

    text: str
    start: int
    end: int


class Understanding(Struct, frozen=True):
    """What a text says about its writer."""

    text: str
    form: Form
    """A statement (a line or a few), a CV or an advertisement."""
    skills: tuple[Mention, ...]
    """In order of their place in the text; a skill may be mentioned more than once."""
    roles: tuple[RoleMention, ...]
    limits: tuple[Limit, ...]
    hours_a_week: float | None
    months: float | None
    """Time until a deadline, where one is given as a length of time."""
    leftovers: tuple[Leftover, ...]
    by: str | None = None
    """The month of a deadline, "YYYY-MM", where one is given as a date."""


def understand(text: str, lexicon: Lexicon, speller: Speller | None = None, *, this_year: int = 2026) -> Understanding:
    """What `text` says. Any text at all is accepted.

    Args:
        text: words of a person, a CV or an advertisement.
        lexicon: the names to look for.
        speller: corrects mistyped words; without it they stay unexplained.
        this_year: what "since 2015" is counted from.

    """
    text = text[:MOST_CHARACTERS]
    tokens = tokenise(text)
    form = form_of(text, len(tokens))
    marks: Sequence[int] = boundaries(text, tokens)
    story = form == "statement" and tells_a_story(text, tokens)
    if story:
        marks = of_a_story(text, tokens, marks)
    readable = skip_boilerplate(text, tokens, form)
    found, tokens, mended = _names(text, tokens, lexicon, speller, readable)
    if form == "cv" and len(tokens) < LONGEST_STORY and sum(map(_is_skill, found)) * FEWEST < len(tokens) and not headed(text):
        form, story, marks = "statement", True, of_a_story(text, tokens, marks)
    periods = durations(tokens, this_year, text)
    statement = form == "statement"
    voices = speakers(tokens, marks, story=story) if statement else []
    if story or statement and (":" in text or "iring" in text):
        voices = with_others(text, tokens, voices)
    page = _page(text, tokens, marks, lexicon, found, periods, mended, form, voices, story)
    mentions, used = read(page)
    roles = read_roles(text, tokens, marks, found, periods, form, voices, story=story)
    mentions = _with_trades(mentions, tokens, found, roles, lexicon, form)
    limits = read_limits(text, tokens, story=story, voices=voices) if statement else ()
    leftovers: tuple[Leftover, ...] = ()
    if statement:
        used |= {i for f in found for i in range(f.first, f.last) if not _is_skill(f)}
        used |= {i for limit in limits for i in range(limit.first, limit.last)}
        leftovers = tuple(Leftover(text[a:b], a, b) for a, b in leftover_phrases(tokens, marks, used))
    return Understanding(
        text=text,
        form=form,
        skills=tuple(mentions),
        roles=roles,
        limits=limits,
        hours_a_week=hours_a_week(tokens, marks) if statement else None,
        months=months_to_go(tokens, marks, voices) if statement else None,
        leftovers=leftovers,
        by=deadline(tokens, this_year, marks, voices) if statement else None,
    )


def with_meanings(understood: Understanding, explained: Iterable[tuple[Leftover, Slug, float]]) -> Understanding:
    """The same, with leftovers that turned out to mean a skill moved among the mentions.

    Args:
        understood: what names and aliases gave.
        explained: (leftover, skill, confidence) for those the vectors explained.

    """
    rows = [row for row in explained if _tells(row[0].text) and row[2] >= _least(row[0].text.count(" "))]
    if not rows:
        return understood
    text = understood.text
    tokens = tokenise(text)
    marks: Sequence[int] = boundaries(text, tokens)
    story = understood.form == "statement" and tells_a_story(text, tokens)
    if story:
        rows = [row for row in rows if row[2] >= TOLD]
    if not rows:
        return understood
    gone = {left for left, _, _ in rows}
    meant = {left.start: (slug, confidence) for left, slug, confidence in rows}
    spans = [(m.start, m.end, m.slug) for m in understood.skills if m.start not in meant]
    spans += [(left.start, left.end, slug) for left, slug, _ in rows]
    if story:
        marks = of_a_story(text, tokens, marks)
    voices = with_others(text, tokens, speakers(tokens, marks, story=story))
    names = _placed(tokens, spans)
    page = Page(text, tokens, marks, names, dict.fromkeys(names, 1.0), {}, frozenset(), understood.form, voices, story)
    extra = [
        replace(m, how="meaning", confidence=meant[m.start][1], years=None) for m in read(page)[0] if m.start in meant
    ]
    skills = tuple(sorted((*understood.skills, *extra), key=lambda m: (m.start, m.slug)))
    return replace(understood, skills=skills, leftovers=tuple(x for x in understood.leftovers if x not in gone))


_GROUPS = frozenset({"team", "teams", "company", "department", "industry"})
"""A phrase that ends with one of these tells where, not what."""

_VAGUE = word_set(
    "english spanish french german italian portuguese russian chinese mandarin japanese korean arabic hindi urdu polish dutch "
    "turkish ukrainian swedish norwegian danish finnish greek romanian hungarian czech hebrew persian vietnamese tamil "
    "native fluent speak and "
    "languages language technical data digital professional scientific tech computer computers information "
    "libraries library online business "
    "creative practical analytical advanced modern systems system applied hands technology science stay remain "
    "project projects things stuff analysis research"
)
"""Words of the whole field: alone they mean no one skill of it ("I want to stay technical")."""


def _tells(phrase: str) -> bool:
    """Whether a phrase can mean one skill."""
    words = phrase.casefold().split(" ")
    return words[-1] not in _GROUPS and words[:2] != ["access", "to"] and not _VAGUE.issuperset(words)


def _least(spaces: int) -> float:
    """The cosine that a phrase with so many spaces must have."""
    return SURE if spaces >= LONG else 0.0 if spaces else ALONE


def _placed(tokens: Sequence[Token], spans: Iterable[tuple[int, int, Slug]]) -> dict[int, Found]:
    """Skills that stand at these places of the text, as names."""
    starts = [token.start for token in tokens]
    places = ((bisect_left(starts, start), bisect_left(starts, end), slug) for start, end, slug in spans)
    return {first: Found(first, last, (("skill", slug, 0),)) for first, last, slug in places if first < last}


def _with_trades(
    mentions: list[Mention], tokens: Sequence[Token], found: Sequence[Found], roles: Sequence[RoleMention],
    lexicon: Lexicon, form: Form,
) -> list[Mention]:  # fmt: skip
    """The mentions, and what stands in the name of a job somebody has or had: Python in "Python developer"."""
    names = {tokens[f.first].start: f for f in found if f.last - f.first > 1}
    there = {m.start for m in mentions}
    extra: list[Mention] = []
    for role in roles:
        name = names.get(role.start)
        if name is None or form == "advert" or any(flags & CANONICAL for _, _, flags in name.entries):
            continue
        held = role.stance in ("current", "past") or form == "cv"
        for within in lexicon.before_trade(tokens, name):
            start, end = tokens[within.first].start, tokens[within.last - 1].end
            skill = next((entry for entry in within.entries if entry[0] == "skill"), None)
            if skill is None or start in there or not held and not (role.stance == "wanted" and skill[2] & TOOL):
                continue
            extra.append(Mention(
                skill[1], start, end, role.quote[start - role.start : end - role.start], "alias", CONFIDENCE["title"],
                "has" if held else "learning", level_of_years(role.years) if held and role.years else None,
                role.years if held else None, tool=bool(skill[2] & TOOL),
            ))  # fmt: skip
    mentions = _with_years(mentions, tokens, roles)
    return sorted([*mentions, *extra], key=lambda m: m.start) if extra else mentions


def _with_years(mentions: list[Mention], tokens: Sequence[Token], roles: Sequence[RoleMention]) -> list[Mention]:
    """The mentions, those right before a job as long as it: "C#/.NET dev for 6 years"."""
    held = [role for role in roles if role.years and role.stance in ("current", "past")]
    if not held:
        return mentions
    starts = {token.start: at for at, token in enumerate(tokens)}
    ends = {mention.end: i for i, mention in enumerate(mentions)}
    for role in held:
        at = starts[role.start]
        while at and (i := ends.get(tokens[at - 1].end)) is not None:
            mention = mentions[i]
            if mention.stance == "has" and mention.claimed and mention.years is None and mention.level is None:
                mentions[i] = replace(mention, years=role.years, level=level_of_years(role.years or 0.0))
            at = starts[mention.start]
    return mentions


def skills_of(understood: Understanding, *stances: Stance) -> Iterator[Mention]:
    """Mentions with one of these stances."""
    return (m for m in understood.skills if m.stance in stances)


def _names(
    text: str, tokens: list[Token], lexicon: Lexicon, speller: Speller | None, readable: Sequence[bool] | None
) -> tuple[list[Found], list[Token], frozenset[int]]:
    """Names in the readable part, the words as meant, and which of them were read as something else than typed."""
    found = list(lexicon.scan(tokens))
    mended: frozenset[int] = frozenset()
    if speller is not None:
        covered = {i for f in found for i in range(f.first, f.last)}
        corrected = speller.correct(tokens, covered, text)
        if corrected:
            tokens = [t._replace(text=corrected[i]) if i in corrected else t for i, t in enumerate(tokens)]
            found = list(lexicon.scan(tokens))
            mended = frozenset(corrected)
    if readable is not None:
        found = [f for f in found if readable[f.first]]
    return found, tokens, mended


def _page(
    text: str, tokens: Sequence[Token], marks: Sequence[int], lexicon: Lexicon, found: Sequence[Found],
    periods: Sequence[Duration], mended: frozenset[int], form: Form, voices: Sequence[int],
    story: bool,
) -> Page:  # fmt: skip
    skills = [f for f in found if _is_skill(f)]
    skills = _decided(skills, lexicon)
    others = [f for f in found if not _is_skill(f) and f.entries[0][0] != MISTAKEN]
    belief = believable(text, tokens, marks, skills, others, story=story)
    inner = [
        within for f in skills if f.first not in belief for within in lexicon.inside(tokens, f) if _is_skill(within)
    ]
    if inner:
        skills = sorted([*(f for f in skills if f.first in belief), *inner], key=lambda f: f.first)
        belief = believable(text, tokens, marks, skills, others, story=story)
    names = {f.first: f for f in skills if f.first in belief and not _of_machines(tokens, f)}
    return Page(text, tokens, marks, names, belief, {p.first: p for p in periods}, mended, form, voices, story)


def _decided(skills: list[Found], lexicon: Lexicon) -> list[Found]:
    """Each name as one skill: "tf" is TensorFlow, but Terraform where of the two operations alone are told of."""
    shared = {f.first: meant for f in skills if len(meant := [e for e in f.entries if e[0] == "skill"]) > 1}
    if not shared:
        return skills
    company = [lexicon.families.get(f.entries[0][1], "") for f in skills if f.first not in shared]
    operations = sum(family in OPERATIONS for family in company) > 1 and MODELS.isdisjoint(company)

    def chosen(meant: list[tuple[str, str, int]]) -> tuple[str, str, int]:
        return next((e for e in meant if (lexicon.families.get(e[1]) in OPERATIONS) == operations), meant[0])

    return [Found(f.first, f.last, (chosen(shared[f.first]),)) if f.first in shared else f for f in skills]


_TEACHING = frozenset({"teaching", "teach", "training", "train", "taught"})
_MACHINES = frozenset({
    "computers", "computer", "machines", "machine", "robots", "robot", "cars", "model", "models", "agent", "agents",
    "network", "networks", "llm", "llms", "ai", "data", "classifier", "classifiers",
})  # fmt: skip


def _of_machines(tokens: Sequence[Token], found: Found) -> bool:
    """Whether what is taught is a machine: "teaching computers to see", "training the model" are no teaching."""
    at = found.last
    while at < len(tokens) and tokens[at].text in ("the", "a", "an", "my", "our", "own"):
        at += 1
    after = tokens[at].text if at < len(tokens) else ""
    return after in _MACHINES and tokens[found.first].text in _TEACHING and found.last - found.first == 1


def _is_skill(found: Found) -> bool:
    # a loop: this is asked of every name several times
    for entry in found.entries:  # noqa: SIM110
        if entry[0] == "skill":
            return True
    return False

"""Rules on what single records and entries of the answer base say: complete, plausible, tidy, and safe to print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

from careerbot.corpus.checks.view import View
from careerbot.corpus.records import ADVICE_TOPICS, Problem, Record

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")
SUMMARY_WORDS = (30, 90)
MUSTS = (2, 8)
FEWEST_TITLES = 8
FEWEST_TASKS = 6
FEWEST_QUESTIONS = 3
MOST_HOURS = {"step": 3000, "resource": 1500}
LONGEST = {
    "name": 80, "title": 160, "also_called": 100, "ambiguous": 100, "industries": 60, "topics": 60, "questions": 200,
    "tasks": 240, "evidence_note": 300, "publisher": 160, "url": 400, "years": 20, "unit": 80, "year": 20, "as_of": 20,
}  # fmt: skip
"""Characters a field may hold; others hold `LONGEST_PROSE`."""
LONGEST_PROSE = 1500
FILLED = frozenset({"name", "title", "about", "text", "also_called", "ambiguous", "tasks"})

# ---------------------------------------------------------------- text


def untidy_slugs(view: View) -> Iterator[Problem]:
    """Slugs become file names, arguments and keys: small letters, digits and hyphens only."""
    for kind, slugs in view.declared.items():
        for slug, where in slugs.items():
            if not SLUG.match(slug):
                yield Problem(where, slug, f"the name of a {kind} holds a-z, 0-9 and hyphens only, 64 at most")
    for family in sorted({*view.contents.role_family.values(), *view.contents.skill_family.values()}):
        if not SLUG.match(family):
            yield Problem(family, "", "the name of a family holds a-z, 0-9 and hyphens only, 64 at most")


def unclean_text(view: View) -> Iterator[Problem]:
    """No control characters, terminal escapes, invisible characters or turns of the reading direction."""
    for kind, slug, field, text in _texts(view):
        bad = next((c for c in text if _unclean(c)), None)
        if bad is not None:
            yield view.problem(kind, slug, field, f"holds the character U+{ord(bad):04X}, which is not text")


def _unclean(character: str) -> bool:
    return character != "\n" and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def overlong_fields(view: View) -> Iterator[Problem]:
    """Every field fits where it is printed."""
    for kind, slug, field, text in _texts(view):
        limit = LONGEST.get(field.split(".", 1)[0], LONGEST_PROSE)
        if len(text) > limit:
            yield view.problem(kind, slug, field, f"{len(text)} characters long; {limit} at most")


def empty_fields(view: View) -> Iterator[Problem]:
    """What everything else is printed under is there."""
    for kind, slug, field, text in _texts(view):
        if field in FILLED and not text.strip() and (kind, field) != ("resource", "about"):
            yield view.problem(kind, slug, field, "is empty")


def _texts(view: View) -> Iterator[tuple[str, str, str, str]]:
    """(kind, slug, field, text) of every string of every record."""
    for kind, records in view.records.items():
        for slug, record in records.items():
            yield from ((kind, slug, field, text) for field, text in _strings(record))


def _strings(record: Record) -> Iterator[tuple[str, str]]:
    for field in record.__struct_fields__:
        value = getattr(record, field)
        if isinstance(value, str):
            yield field, value
        elif isinstance(value, (tuple, dict)) and value:
            yield from ((field, text) for text in _inside(msgspec.to_builtins(value)))


def _inside(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _inside(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _inside(item)


# ---------------------------------------------------------------- roles


def unsorted_weights(view: View) -> Iterator[Problem]:
    """Needs stand by weight, highest first, so that a reviewer sees what matters."""
    for slug, role in view.roles.items():
        rows = list(role.needs.items())
        for (_, before), (skill, need) in zip(rows, rows[1:], strict=False):
            if need.weight > before.weight:
                yield view.problem("role", slug, f"needs.{skill}", f"weight {need.weight} stands below {before.weight}")


def must_counts(view: View) -> Iterator[Problem]:
    """A few needs are indispensable, not none and not all."""
    low, high = MUSTS
    for slug, role in view.roles.items():
        count = sum(need.must for need in role.needs.values()) + sum(group.must for group in role.any_of)
        if not low <= count <= high:
            yield view.problem("role", slug, "needs", f"{count} needs are marked must; {low} to {high} are wanted")


def any_of_members(view: View) -> Iterator[Problem]:
    """A group is a choice, and none of its members counts a second time."""
    for slug, role in view.roles.items():
        seen: set[str] = set()
        for group in role.any_of:
            if len(set(group.skills)) < 2:
                yield view.problem("role", slug, "any_of", f'"{group.name}" offers no choice')
            for skill in group.skills:
                if skill in role.needs or skill in seen:
                    yield view.problem("role", slug, f"any_of.{skill}", "stands under needs or in another group too")
            seen.update(group.skills)


def summary_lengths(view: View) -> Iterator[Problem]:
    """A summary can be read in one breath and says something."""
    low, high = SUMMARY_WORDS
    for slug, role in view.roles.items():
        words = len(role.summary.split())
        if not low <= words <= high:
            yield view.problem("role", slug, "summary", f"{words} words; {low} to {high} are wanted")


def shared_sentences(view: View) -> Iterator[Problem]:
    """No two roles are described by the same sentence."""
    owners: dict[str, str] = {}
    for slug, role in view.roles.items():
        for sentence in re.split(r"(?<=[.!?])\s+", " ".join(role.summary.split())):
            other = owners.setdefault(sentence.casefold(), slug)
            if other != slug:
                yield view.problem("role", slug, "summary", f'shares a sentence with {other}: "{sentence}"')


def few_titles(view: View) -> Iterator[Problem]:
    """Adverts call one job by many names."""
    for slug, role in view.roles.items():
        count = len(set(role.also_called))
        if count < FEWEST_TITLES:
            yield view.problem("role", slug, "also_called", f"{count} titles; {FEWEST_TITLES} or more are wanted")


def few_tasks(view: View) -> Iterator[Problem]:
    """The tasks show the work."""
    for slug, role in view.roles.items():
        if len(role.tasks) < FEWEST_TASKS:
            yield view.problem("role", slug, "tasks", f"{len(role.tasks)} tasks; {FEWEST_TASKS} or more are wanted")


# ---------------------------------------------------------------- skills and resources


def implausible_steps(view: View) -> Iterator[Problem]:
    """Each level of a skill takes longer than the one before, and no more than a working life allows."""
    for slug, skill in view.skills.items():
        hours = skill.hours
        if hours[0] < 1 or any(b <= a for a, b in zip(hours, hours[1:], strict=False)):
            yield view.problem("skill", slug, "hours", f"{list(hours)} does not rise from level to level")
        elif hours[-1] > MOST_HOURS["step"]:
            yield view.problem("skill", slug, "hours", f"{hours[-1]} hours for one level; {MOST_HOURS['step']} at most")


def implausible_resources(view: View) -> Iterator[Problem]:
    """A resource takes some time, and less than a degree."""
    for slug, resource in view.resources.items():
        if not 1 <= resource.hours <= MOST_HOURS["resource"]:
            message = f"{resource.hours} hours; 1 to {MOST_HOURS['resource']} are plausible"
            yield view.problem("resource", slug, "hours", message)


def unusable_resources(view: View) -> Iterator[Problem]:
    """A resource can be found, or is described here, and teaches something; a book has its authors."""
    for slug, resource in view.resources.items():
        address = urlsplit(resource.url)
        if resource.url and not (address.scheme in ("https", "http") and address.hostname):
            yield view.problem("resource", slug, "url", "is not a web address")
        if not resource.url and resource.kind not in ("project", "book"):
            yield view.problem("resource", slug, "url", "is missing; only our own projects and books do without")
        if resource.kind == "book" and not (resource.authors and resource.year):
            yield view.problem("resource", slug, "authors", "a book names its authors and its year")
        if not resource.teaches:
            yield view.problem("resource", slug, "teaches", "teaches nothing")
        for skill, level in resource.teaches.items():
            if resource.starts_at.get(skill, 0) >= level:
                yield view.problem("resource", slug, f"starts_at.{skill}", f"expects the level {level} it teaches")


# ---------------------------------------------------------------- facts


def undated_figures(view: View) -> Iterator[Problem]:
    """A figure says which year it is about or when it was read; one without is unverifiable, and a note says so."""
    for slug, fact in view.facts.items():
        undated = (fact.kind == "figure" or fact.value is not None) and not (fact.year or fact.as_of)
        if undated and not (fact.status == "unverifiable" and fact.note):
            yield view.problem("fact", slug, "year", "a figure needs the year it is about, or as_of")


def unsourced_facts(view: View) -> Iterator[Problem]:
    """Everything said traces to a source."""
    for slug, fact in view.facts.items():
        if not fact.sources:
            yield view.problem("fact", slug, "sources", "names no source")
    for slug, role in view.roles.items():
        if not role.sources:
            yield view.problem("role", slug, "sources", "names no source")


def few_questions(view: View) -> Iterator[Problem]:
    """An answer is found by several phrasings."""
    for slug, answer in view.contents.answers.items():
        count = len(answer.questions)
        if count < FEWEST_QUESTIONS:
            yield view.problem("answer", slug, "questions", f"{count} phrasings; {FEWEST_QUESTIONS} or more are wanted")


def implausible_pay(view: View) -> Iterator[Problem]:
    """Pay quartiles are figures in order."""
    for line, row in view.rows("salaries.csv"):
        try:
            low, middle, high = (float(row[x]) for x in ("q1", "median", "q3"))
        except (KeyError, ValueError):
            yield Problem("salaries.csv", f"line {line}", "q1, median and q3 are not all figures")
            continue
        if not 0 < low <= middle <= high:
            yield Problem("salaries.csv", f"line {line}", f"quartiles out of order: {low:g}, {middle:g}, {high:g}")


# ---------------------------------------------------------------- the answer base


FEWEST_PHRASINGS, MOST_WORDS = 12, 80

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s*(?:%|percent|million|thousand)")


def topics_of_entries(view: View) -> Iterator[Problem]:
    """Every entry says by its slug what it is about."""
    for slug in view.contents.advice:
        if slug.partition("-")[0] not in ADVICE_TOPICS:
            yield view.problem("advice", slug, "", f"begins with no topic; the topics are {', '.join(ADVICE_TOPICS)}")


def few_phrasings(view: View) -> Iterator[Problem]:
    """Every entry can be found by what people say."""
    for slug, advice in view.contents.advice.items():
        if len(advice.ask) < FEWEST_PHRASINGS:
            yield view.problem("advice", slug, "ask", f"{len(advice.ask)} phrasings; {FEWEST_PHRASINGS} at least")


def overlong_answers(view: View) -> Iterator[Problem]:
    """Every answer is read in a breath."""
    for slug, advice in view.contents.advice.items():
        words = len(advice.answer.split())
        if not 0 < words <= MOST_WORDS:
            yield view.problem("advice", slug, "answer", f"{words} words; 1 to {MOST_WORDS}")


def unsourced_figures(view: View) -> Iterator[Problem]:
    """A fact, and every counted figure, names its source."""
    for slug, advice in view.contents.advice.items():
        if advice.source:
            continue
        if advice.kind == "fact":
            yield view.problem("advice", slug, "source", "a fact names its source")
        elif figure := _FIGURE.search(advice.answer):
            yield view.problem("advice", slug, "source", f"the figure {figure[0]} has no source")


def phrasings_twice(view: View) -> Iterator[Problem]:
    """A phrasing leads to one entry, and what is kept to measure with is no way to find it."""
    owner: dict[str, str] = {}
    for slug, advice in view.contents.advice.items():
        for field, texts in (("ask", (advice.question, *advice.ask)), ("unseen", advice.unseen)):
            for text in texts:
                first = owner.setdefault(_bare(text), slug)
                if first != slug or field == "unseen" and _bare(text) in {_bare(x) for x in (advice.question, *advice.ask)}:
                    yield view.problem("advice", slug, field, f'"{text}" stands already in {first}')


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))

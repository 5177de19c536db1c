"""Rules on what records say of each other: references, the skill graph, the career graph, and who owns a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from careerbot.corpus.checks.view import View
from careerbot.corpus.lexicon import LONGEST_NAME, MODELS, OPERATIONS
from careerbot.corpus.records import Problem, Slug
from careerbot.text.tokenizer import key_of

FIRST_JOB = frozenset({"beginner", "graduate", "career-changer", "phd"})
"""Ways into a role that need no earlier role of the field."""

PROVED = 3
"""The level a skill's own project proves."""

START = "(start)"
"""The row of a table of weights that belongs to no skill."""

PLACEHOLDER = re.compile(r"\{([^{}\s]+)\}")
"""A fact named inside the text of an answer."""

# ---------------------------------------------------------------- references


def unknown_skills(view: View) -> Iterator[Problem]:
    """Every skill that is referred to exists."""
    for kind, slug, field, skill in _skill_references(view):
        if message := view.unknown("skill", skill):
            yield view.problem(kind, slug, f"{field}.{skill}", message)


def _skill_references(view: View) -> Iterator[tuple[str, Slug, str, Slug]]:
    for slug, s in view.skills.items():
        yield from (("skill", slug, "needs", x) for x in s.needs)
        yield from (("skill", slug, "implies", x) for x in s.implies)
        yield from (("skill", slug, "like", x) for x in s.like)
    for slug, role in view.roles.items():
        yield from (("role", slug, "needs", x) for x in role.needs)
        yield from (("role", slug, "any_of", x) for group in role.any_of for x in group.skills)
        yield from (("role", slug, "implies", x) for x in role.implies)
    for slug, background in view.backgrounds.items():
        yield from (("background", slug, "implies", x) for x in background.implies)
    for slug, resource in view.resources.items():
        yield from (("resource", slug, "teaches", x) for x in resource.teaches)
        yield from (("resource", slug, "starts_at", x) for x in resource.starts_at)


def unknown_roles(view: View) -> Iterator[Problem]:
    """Every role that is referred to exists."""
    found = [("role", slug, "works_with", x) for slug, role in view.roles.items() for x in role.works_with]
    found += [("role", slug, "leads_to", move.role) for slug, role in view.roles.items() for move in role.leads_to]
    found += [("answer", slug, "roles", x) for slug, answer in view.contents.answers.items() for x in answer.roles]
    found += [("advice", slug, "roles", x) for slug, advice in view.contents.advice.items() for x in advice.roles]
    for kind, slug, field, role_slug in found:
        if message := view.unknown("role", role_slug):
            yield view.problem(kind, slug, f"{field}.{role_slug}", message)


def unknown_sources(view: View) -> Iterator[Problem]:
    """Every source that is named exists."""
    cited: tuple[tuple[str, Mapping[Slug, tuple[Slug, ...]]], ...] = (
        ("role", {slug: role.sources for slug, role in view.roles.items()}),
        ("skill", {slug: skill.sources for slug, skill in view.skills.items()}),
        ("background", {slug: background.sources for slug, background in view.backgrounds.items()}),
        ("advice", {slug: (advice.source,) for slug, advice in view.contents.advice.items() if advice.source}),
        ("fact", {slug: (*fact.sources, *(x.source for x in fact.newer)) for slug, fact in view.facts.items()}),
    )
    for kind, table in cited:
        for slug, sources in table.items():
            for source in dict.fromkeys(sources):
                if message := view.unknown("source", source):
                    yield view.problem(kind, slug, f"sources.{source}", message)


def unknown_facts(view: View) -> Iterator[Problem]:
    """Every fact an answer rests on, or names in its text, exists."""
    for slug, answer in view.contents.answers.items():
        for fact in dict.fromkeys((*answer.facts, *PLACEHOLDER.findall(answer.text))):
            if message := view.unknown("fact", fact):
                yield view.problem("answer", slug, f"facts.{fact}", message)
        if answer.instead and (message := view.unknown("advice", answer.instead)):
            yield view.problem("answer", slug, f"instead.{answer.instead}", message)


def unknown_rows(view: View) -> Iterator[Problem]:
    """Rows of the tables made by commands speak of roles and skills that exist."""
    for name, columns in (("salaries.csv", ("role",)), ("evidence.csv", ("role", "skill"))):
        for line, row in view.rows(name):
            for column in columns:
                if message := view.unknown(column, row.get(column, "")):
                    yield Problem(name, f"line {line}", message)


def unknown_weights(view: View) -> Iterator[Problem]:
    """Tables of weights have a column a role and a row a skill or a word, and know no others."""
    for name in view.files("weights/*.csv"):
        roles: set[str] = set()
        for line, row in view.rows(name):
            skill = row.get("skill", START)
            roles.update(row.keys() - {"skill", "word"})
            if skill != START and (message := view.unknown("skill", skill)):
                yield Problem(name, f"line {line}", message)
        for role in sorted(roles):
            if message := view.unknown("role", role):
                yield Problem(name, role, message)


# ---------------------------------------------------------------- the skill graph


def prerequisite_loops(view: View) -> Iterator[Problem]:
    """No skill is, through others, its own prerequisite: nobody could ever begin."""
    graph = {slug: list(skill.needs) for slug, skill in view.skills.items()}
    while True:
        try:
            TopologicalSorter(graph).prepare()
            return
        except CycleError as error:
            # graphlib walks the edges backwards, and opens and closes the loop with the same node
            loop = error.args[1][::-1]
            yield view.problem("skill", loop[0], f"needs.{loop[1]}", f"a loop of prerequisites: {' -> '.join(loop)}")
            graph[loop[0]].remove(loop[1])


def self_references(view: View) -> Iterator[Problem]:
    """Nothing implies, replaces, or leads to itself."""
    for slug, skill in view.skills.items():
        for field in ("implies", "like"):
            if slug in getattr(skill, field):
                yield view.problem("skill", slug, f"{field}.{slug}", "refers to itself")
    for slug, role in view.roles.items():
        if slug in role.works_with:
            yield view.problem("role", slug, f"works_with.{slug}", "refers to itself")
        if any(move.role == slug for move in role.leads_to):
            yield view.problem("role", slug, f"leads_to.{slug}", "refers to itself")


def unused_skills(view: View) -> Iterator[Problem]:
    """Every skill matters to some role: asked for, a way to it, a part of it, a sign of it or a substitute for it."""
    if not view.roles:
        return
    used = _reached(_asked_for(view), _useful_for(view))
    for slug in view.skills:
        if slug not in used:
            yield view.problem("skill", slug, "", "no role uses it, nor does a skill that a role uses")


def _asked_for(view: View) -> set[Slug]:
    needed = {skill for role in view.roles.values() for skill in role.needs}
    return needed | {skill for role in view.roles.values() for group in role.any_of for skill in group.skills}


def _useful_for(view: View) -> dict[Slug, set[Slug]]:
    """Skill -> the skills that matter because it does."""
    edges: dict[Slug, set[Slug]] = defaultdict(set)
    for slug, skill in view.skills.items():
        edges[slug].update(skill.needs, skill.implies, skill.like)
        for other in (*skill.implies, *skill.like):
            edges[other].add(slug)
    return edges


def _reached(start: Iterable[Slug], edges: Mapping[Slug, Iterable[Slug]]) -> set[Slug]:
    seen, waiting = set(start), list(start)
    while waiting:
        for other in edges.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def gaps_without_step(view: View) -> Iterator[Problem]:
    """Whatever a role asks for can be learnt to the level before the one asked: the last comes of doing the work."""
    taught = {slug: PROVED if skill.project else 0 for slug, skill in view.skills.items()}
    for resource in view.resources.values():
        for slug, level in resource.teaches.items():
            taught[slug] = max(level, taught.get(slug, 0))
    for slug, level in _highest_asked(view).items():
        if slug not in view.skills or taught[slug] >= max(level - 1, 1):
            continue
        reached = f"what teaches it ends at {taught[slug]}" if taught[slug] else "nothing teaches it"
        yield view.problem("skill", slug, "project", f"a role asks for level {level}, but {reached}")


def _highest_asked(view: View) -> dict[Slug, int]:
    """Skill -> the highest level a role asks for, or needs on the way to what it asks for."""
    asked = [(slug, need.level) for role in view.roles.values() for slug, need in role.needs.items()]
    asked += [(slug, group.level) for role in view.roles.values() for group in role.any_of for slug in group.skills]
    asked += [pair for slug, _ in tuple(asked) if slug in view.skills for pair in view.skills[slug].needs.items()]
    highest: dict[Slug, int] = {}
    for slug, level in asked:
        highest[slug] = max(level, highest.get(slug, 0))
    return highest


# ---------------------------------------------------------------- the career graph


def roles_out_of_reach(view: View) -> Iterator[Problem]:
    """Every role can be come to: as a first job in the field, or from one."""
    edges = {slug: [move.role for move in role.leads_to] for slug, role in view.roles.items()}
    doors = {slug for slug, role in view.roles.items() if FIRST_JOB & set(role.enters_by)}
    reached = _reached(doors, edges)
    for slug in view.roles:
        if slug not in reached:
            yield view.problem("role", slug, "enters_by", "out of reach: no way in, and no role leads to it")


def dead_ends(view: View) -> Iterator[Problem]:
    """Every role leads on to another."""
    for slug, role in view.roles.items():
        if not role.leads_to:
            yield view.problem("role", slug, "leads_to", "a dead end: name at least one usual next job")


# ---------------------------------------------------------------- names


def names_claimed_twice(view: View) -> Iterator[Problem]:
    """One name means one thing, unless a skill lists it as ambiguous."""
    owners: dict[str, tuple[str, Slug]] = {}
    for kind, slug, field, name in _plain_names(view):
        key = key_of(name)
        other = owners.setdefault(key, (kind, slug))
        if key and other != (kind, slug):
            yield view.problem(kind, slug, field, f'"{name}" means the {other[0]} {other[1]} already')


def _plain_names(view: View) -> Iterator[tuple[str, Slug, str, str]]:
    for slug, skill in view.skills.items():
        doubtful = {key_of(name) for name in skill.ambiguous}
        for field, name in (("name", skill.name), *(("also_called", x) for x in skill.also_called)):
            if key_of(name) not in doubtful:
                yield "skill", slug, field, name
    for slug, role in view.roles.items():
        yield "role", slug, "title", role.title
        yield from (("role", slug, "also_called", x) for x in role.also_called)
    for slug, background in view.backgrounds.items():
        yield "background", slug, "name", background.name
        yield from (("background", slug, "also_called", x) for x in background.also_called)


def ambiguous_twice(view: View) -> Iterator[Problem]:
    """An everyday word hints at one skill, or at one of operations and one of models; and at none that is not in doubt."""
    plain = {key_of(name): slug for kind, slug, _, name in _plain_names(view) if kind == "skill"}
    owners: dict[str, Slug] = {}
    for slug, skill in view.skills.items():
        for name in skill.ambiguous:
            key = key_of(name)
            other = plain.get(key, owners.setdefault(key, slug))
            if other != slug and not _apart(view, slug, other):
                yield view.problem("skill", slug, "ambiguous", f'"{name}" hints at the skill {other} already')


def _apart(view: View, one: Slug, other: Slug) -> bool:
    families = {view.contents.skill_family.get(one), view.contents.skill_family.get(other)}
    return not OPERATIONS.isdisjoint(families) and not MODELS.isdisjoint(families)


def mistaken_in_vain(view: View) -> Iterator[Problem]:
    """A phrase that only looks like a skill holds one of its names, and is none."""
    plain = {key_of(name) for _, _, _, name in _plain_names(view)}
    for kind, slug, name in (
        *(("skill", slug, name) for slug, skill in view.skills.items() for name in skill.mistaken),
        *(("background", slug, name) for slug, person in view.backgrounds.items() for name in person.mistaken),
    ):
        if key_of(name) in plain or " " not in key_of(name):
            yield view.problem(kind, slug, "mistaken", f'"{name}" is a name itself, or a single word')


def names_never_found(view: View) -> Iterator[Problem]:
    """A name holds something to look for, and no more words than are ever compared."""
    names = list(_plain_names(view))
    names += [("skill", slug, "ambiguous", name) for slug, skill in view.skills.items() for name in skill.ambiguous]
    for kind, slug, field, name in names:
        key = key_of(name)
        if not key or key.count(" ") >= LONGEST_NAME or (len(key) == 1 and len(name.strip()) > 1):
            yield view.problem(kind, slug, field, f'"{name}" can never be found in a text')

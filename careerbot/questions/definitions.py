"""What a role or a skill is, and how two of them differ, from their own records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerbot.corpus.records import LEVEL_NAMES
from careerbot.text.tokenizer import in_text

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Role, Skill

Subject = tuple[str, str]
"""("role" or "skill", slug)."""

MOST_NEEDS = 6
MOST_TASKS = 3


def define(subject: Subject, corpus: Corpus) -> str:
    """A short account of one role or skill."""
    kind, slug = subject
    return _define_role(slug, corpus) if kind == "role" else _define_skill(slug, corpus)


def needs_of(slug: str, corpus: Corpus) -> str:
    """The skills a role asks for, the most asked for first, with the level."""
    role = corpus.roles[slug]
    lines = [f"{role.title}: what employers ask for, the commonest first."]
    lines += [f"- {name}: {LEVEL_NAMES[level]} level" for name, level in most_asked(role, corpus)[: 2 * MOST_NEEDS]]
    return "\n".join(lines)


def compare(one: Subject, other: Subject, corpus: Corpus) -> str:
    """Two roles or two skills side by side, with what only one of them asks for."""
    if one[0] == other[0] == "role":
        return _compare_roles(one[1], other[1], corpus)
    return f"{define(one, corpus)}\n\n{define(other, corpus)}"


def role_for(skill: str, corpus: Corpus) -> str | None:
    """The role whose trade the skill is: MLOps -> MLOps engineer, data science -> data scientist."""
    for ending, title in (
        ("engineering", "engineer"),
        ("science", "scientist"),
        ("analysis", "analyst"),
        ("", "-engineer"),
    ):
        if skill.endswith(ending) and f"{skill.removesuffix(ending)}{title}" in corpus.roles:
            return f"{skill.removesuffix(ending)}{title}"
    return None


def _define_role(slug: str, corpus: Corpus) -> str:
    role = corpus.roles[slug]
    needs = ", ".join(name for name, _ in most_asked(role, corpus)[:MOST_NEEDS])
    return "\n".join(
        [
            f"{role.title}. {_flat(role.summary)}",
            *(f"- {task}" for task in role.tasks[:MOST_TASKS]),
            f"Asked for most: {needs}.",
        ]
    )


def _define_skill(slug: str, corpus: Corpus) -> str:
    skill = corpus.skills[slug]
    users = sorted((role.needs[slug].weight, role.title) for role in corpus.roles.values() if slug in role.needs)
    used = f" Asked for most by: {', '.join(title for _, title in reversed(users[-MOST_TASKS:]))}." if users else ""
    return f"{_name(skill)}: {_flat(skill.about)}{used}"


def _name(skill: Skill) -> str:
    return skill.name[0].upper() + skill.name[1:]


def _compare_roles(one: str, other: str, corpus: Corpus) -> str:
    first, second = corpus.roles[one], corpus.roles[other]
    return "\n".join(
        [
            f"{first.title}. {_flat(first.summary)}",
            f"{second.title}. {_flat(second.summary)}",
            _only(first, second, corpus),
            _only(second, first, corpus),
            f"Both: {_both(first, second, corpus)}.",
        ]
    )


def _only(role: Role, other: Role, corpus: Corpus) -> str:
    asked = _slugs(other)
    names = [corpus.skills[slug].name for slug in _by_weight(role) if slug not in asked][:MOST_NEEDS]
    return f"Only the {in_text(role.title)}: {', '.join(names) or 'nothing of weight'}."


def _both(one: Role, other: Role, corpus: Corpus) -> str:
    asked = _slugs(other)
    names = [corpus.skills[slug].name for slug in _by_weight(one) if slug in asked][:MOST_NEEDS]
    return ", ".join(names) or "hardly anything"


def _slugs(role: Role) -> set[str]:
    return {*role.needs, *(slug for group in role.any_of for slug in group.skills)}


def _by_weight(role: Role) -> list[str]:
    return sorted(role.needs, key=lambda slug: (-role.needs[slug].weight, slug))


def most_asked(role: Role, corpus: Corpus) -> list[tuple[str, int]]:
    """(name, level) of single skills and any-of groups together, by weight."""
    found = [
        (need.weight, corpus.skills[slug].name, need.level)
        for slug, need in role.needs.items()
        if slug in corpus.skills
    ]
    found += [(group.weight, group.name, group.level) for group in role.any_of]
    return [(name, level) for _, name, level in sorted(found, key=lambda item: (-item[0], item[1]))]


def _flat(text: str) -> str:
    return " ".join(text.split())


_SHARES = ("", "hardly any", "a little", "some", "a lot", "most of it")
_TRAITS = (
    ("coding", "coding"), ("maths", "maths"), ("people", "working with people"), ("writing", "writing"),
    ("research", "research"),
)  # fmt: skip


def week_of(slug: str, corpus: Corpus) -> str:
    """What the week of a role is made of."""
    traits = corpus.roles[slug].traits
    return ", ".join(f"{name} {_SHARES[getattr(traits, field)]}" for field, name in _TRAITS)

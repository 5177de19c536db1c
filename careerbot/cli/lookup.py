"""Commands that look things up and set them against each other: role, roles, skill, skills, compare, match, gaps."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from careerbot.cli.options import AsJson, Role, Skills


def role(context: typer.Context, name: Role, skills: Skills = None, as_json: AsJson = False) -> None:
    """Show what a role is, what it asks for and where it leads."""
    from careerbot.cli.answering import person, role_meant, say_json, show_parts
    from careerbot.output import json_cards
    from careerbot.output.parts import RoleCard

    advisor = context.obj.advisor()
    slug = role_meant(advisor.corpus, name)
    if as_json:
        say_json(json_cards.role(slug, advisor.corpus))
        return
    match = advisor.match(person(advisor, skills), slug) if skills else None
    show_parts([RoleCard(slug, match)], advisor)


def roles(
    context: typer.Context,
    family: Annotated[str | None, typer.Option("--family", help="Only this family.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """List every role, family by family."""
    from careerbot.cli.answering import by_family, in_family, say_json, show_blocks
    from careerbot.output import json_cards

    corpus = context.obj.corpus()
    slugs = in_family(corpus.role_family, family, "role")
    if as_json:
        say_json(json_cards.roles(slugs, corpus))
        return
    show_blocks(by_family({s: corpus.roles[s].title for s in slugs}, corpus.role_family))


def skill(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="SKILL", help="A skill, by its name or any other name of it.")],
    as_json: AsJson = False,
) -> None:
    """Show what a skill is, what it builds on, how long it takes and who asks for it."""
    from careerbot.cli.answering import say_json, show_parts, skill_meant
    from careerbot.output import json_cards
    from careerbot.output.parts import SkillCard

    advisor = context.obj.advisor()
    slug = skill_meant(advisor.corpus, name)
    if as_json:
        say_json(json_cards.skill(slug, advisor.corpus))
        return
    show_parts([SkillCard(slug)], advisor)


def skills(
    context: typer.Context,
    family: Annotated[str | None, typer.Option("--family", help="Only this family.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """List every skill, family by family."""
    from careerbot.cli.answering import by_family, in_family, say_json, show_blocks
    from careerbot.output import json_cards

    corpus = context.obj.corpus()
    slugs = in_family(corpus.skill_family, family, "skill")
    if as_json:
        say_json(json_cards.skills(slugs, corpus))
        return
    show_blocks(by_family({s: corpus.skills[s].name for s in slugs}, corpus.skill_family))


def compare(
    context: typer.Context,
    one: Role,
    other: Role,
    skills: Skills = None,
    as_json: AsJson = False,
) -> None:
    """Put two roles side by side; with --skills, say which is nearer to you."""
    from careerbot.cli.answering import person, role_meant, say_json, show_parts
    from careerbot.output import json_cards
    from careerbot.output.parts import Comparison

    advisor = context.obj.advisor()
    first, second = role_meant(advisor.corpus, one), role_meant(advisor.corpus, other)
    contrast = advisor.compare(person(advisor, skills), first, second)
    if as_json:
        say_json(json_cards.compare(contrast, advisor.corpus))
        return
    show_parts([Comparison(contrast)], advisor)


def match(
    context: typer.Context,
    advert: Annotated[list[str] | None, typer.Argument(metavar="ADVERT", help='A file, its text, or "-" for a pipe.')],
    cv: Annotated[Path | None, typer.Option("--cv", metavar="FILE", help="Your CV.", show_default=False)] = None,
    skills: Skills = None,
    as_json: AsJson = False,
) -> None:
    """Set a job advertisement against what you show: what it insists on, what is missing, what to learn first for it."""
    from careerbot.cli.answering import against, applicant, say_json, show_blocks
    from careerbot.output.documents import adverts

    advisor = context.obj.advisor()
    found = against(advisor, advert, applicant(advisor, cv, skills))
    if as_json:
        say_json(adverts.as_json(found, advisor.corpus))
        return
    show_blocks(list(adverts.told(found, advisor.corpus)))


def gaps(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder of job advertisements.")],
    cv: Annotated[Path | None, typer.Option("--cv", metavar="FILE", help="Your CV.", show_default=False)] = None,
    skills: Skills = None,
    as_json: AsJson = False,
) -> None:
    """Read many job advertisements: what they ask for most that you do not show."""
    from careerbot.cli.answering import against_many, applicant, say_json, show_blocks
    from careerbot.matching.advert import over_many
    from careerbot.output.documents import adverts

    advisor = context.obj.advisor()
    fits, unread = against_many(advisor, folder, applicant(advisor, cv, skills))
    rows = over_many([found for _, found in fits])
    if as_json:
        say_json(adverts.many_json(rows, fits, unread, advisor.corpus))
        return
    show_blocks(list(adverts.many_told(rows, fits, advisor.corpus)))

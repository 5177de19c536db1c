"""Commands that look things up, and those about one person; with the arguments and options that commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="TEXT", help='What you can do, in your own words; "-" reads a pipe.', show_default=False),
]
File = Annotated[Path | None, typer.Option("--file", "-f", help="Read the text from this file.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
Top = Annotated[int, typer.Option("--top", "-n", min=0, help="How many roles to show; 0 for all.")]
NoMaths = Annotated[bool, typer.Option("--no-maths", help="As little maths as the role allows.")]
NoCode = Annotated[bool, typer.Option("--no-code", help="As little programming as the role allows.")]
Free = Annotated[bool, typer.Option("--free", help="Nothing to learn from that costs money.")]
Skills = Annotated[
    str | None,
    typer.Option("--skills", "-s", metavar="TEXT", help="What you can do, in your own words.", show_default=False),
]
Role = Annotated[str, typer.Argument(metavar="ROLE", help="A role, by its title or any other name of it.")]


# ---------------------------------------------------------------- looking things up


def role(context: typer.Context, name: Role, skills: Skills = None, as_json: AsJson = False) -> None:
    """Show what a role is, what it asks for and where it leads."""
    from careerbot.cli.answering import person, role_meant, say_json, show_parts
    from careerbot.output import json_views
    from careerbot.output.parts import RoleCard

    advisor = context.obj.advisor()
    slug = role_meant(advisor.corpus, name)
    if as_json:
        say_json(json_views.role(slug, advisor.corpus))
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
    from careerbot.output import json_views

    corpus = context.obj.corpus()
    slugs = in_family(corpus.role_family, family, "role")
    if as_json:
        say_json(json_views.roles(slugs, corpus))
        return
    show_blocks(by_family({s: corpus.roles[s].title for s in slugs}, corpus.role_family))


def skill(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="SKILL", help="A skill, by its name or any other name of it.")],
    as_json: AsJson = False,
) -> None:
    """Show what a skill is, what it builds on, how long it takes and who asks for it."""
    from careerbot.cli.answering import say_json, show_parts, skill_meant
    from careerbot.output import json_views
    from careerbot.output.parts import SkillCard

    advisor = context.obj.advisor()
    slug = skill_meant(advisor.corpus, name)
    if as_json:
        say_json(json_views.skill(slug, advisor.corpus))
        return
    show_parts([SkillCard(slug)], advisor)


def skills(
    context: typer.Context,
    family: Annotated[str | None, typer.Option("--family", help="Only this family.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """List every skill, family by family."""
    from careerbot.cli.answering import by_family, in_family, say_json, show_blocks
    from careerbot.output import json_views

    corpus = context.obj.corpus()
    slugs = in_family(corpus.skill_family, family, "skill")
    if as_json:
        say_json(json_views.skills(slugs, corpus))
        return
    show_blocks(by_family({s: corpus.skills[s].name for s in slugs}, corpus.skill_family))


def compare(context: typer.Context, one: Role, other: Role, skills: Skills = None, as_json: AsJson = False) -> None:
    """Put two roles side by side; with --skills, say which is nearer to you."""
    from careerbot.cli.answering import person, role_meant, say_json, show_parts
    from careerbot.output import json_views
    from careerbot.output.parts import Comparison

    advisor = context.obj.advisor()
    first, second = role_meant(advisor.corpus, one), role_meant(advisor.corpus, other)
    contrast = advisor.compare(person(advisor, skills), first, second)
    if as_json:
        say_json(json_views.compare(contrast, advisor.corpus))
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
    from careerbot.output import adverts

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
    from careerbot.output import adverts

    advisor = context.obj.advisor()
    fits, unread = against_many(advisor, folder, applicant(advisor, cv, skills))
    rows = over_many([found for _, found in fits])
    if as_json:
        say_json(adverts.many_json(rows, fits, unread, advisor.corpus))
        return
    show_blocks(list(adverts.many_told(rows, fits, advisor.corpus)))


# ---------------------------------------------------------------- about one person


def parse(context: typer.Context, text: Words = None, file: File = None, as_json: AsJson = False) -> None:
    """Show what is understood from a text: skills, levels, jobs, wishes, and the words nothing explains."""
    from careerbot.cli.answering import read_person, say_json, show_blocks
    from careerbot.output import json_views
    from careerbot.output.cards import understanding

    advisor, understood, _ = read_person(context.obj, text, file)
    if as_json:
        say_json(json_views.parse(understood, advisor.corpus))
        return
    show_blocks(list(understanding(understood, advisor.corpus)))


def path(
    context: typer.Context,
    goal: Role,
    start: Annotated[
        str | None, typer.Option("--from", metavar="ROLE", help="The job you have now.", show_default=False)
    ] = None,
    skills: Skills = None,
    hours: Annotated[
        float | None, typer.Option("--hours", min=0.5, max=100, help="Hours a week you have.", show_default=False)
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="YYYY-MM", help="When you want to be there.", show_default=False)
    ] = None,
    layout: Annotated[
        Literal["text", "md", "json", "ics"], typer.Option("--format", help="Text, Markdown, JSON or a calendar file.")
    ] = "text",
    as_json: AsJson = False,
    paid: Annotated[bool, typer.Option("--paid", help="Resources that cost money are as good as free ones.")] = False,
    no_maths: NoMaths = False,
    no_code: NoCode = False,
    free: Free = False,
) -> None:
    """Plan the way to a role: what to learn, in which order, in how many hours and weeks."""
    from careerbot.cli.plan_export import print_plan, way_to

    advisor = context.obj.advisor()
    way = way_to(
        advisor, goal, start=start, skills=skills, hours=hours, by=by, paid=paid,
        no_maths=no_maths, no_code=no_code, free=free,
    )  # fmt: skip
    print_plan(way, advisor, "json" if as_json else layout)


def whatif(
    context: typer.Context,
    change: Annotated[
        str, typer.Argument(metavar="CHANGE", help='What would change: "learn docker", "forget sql, learn go".')
    ],
    skills: Skills = None,
    as_json: AsJson = False,
) -> None:
    """Show how the roles move if you learn something, or did not know something."""
    from careerbot.cli.answering import known_person, say_json, show_parts, supposed_in
    from careerbot.output import json_views
    from careerbot.output.parts import ShiftList

    advisor = context.obj.advisor()
    profile = known_person(advisor, skills)
    learnt, lost = supposed_in(advisor, profile, change)
    shifts = advisor.what_if(profile, learnt, lost)
    if as_json:
        say_json(json_views.whatif(shifts, learnt, lost, advisor.corpus))
        return
    show_parts([ShiftList(shifts, learnt, lost)], advisor)


def why(context: typer.Context, name: Role, skills: Skills = None, as_json: AsJson = False) -> None:
    """Take a score apart: every point of it, and the words it rests on."""
    from careerbot.cli.answering import known_person, role_meant, say_json, show_parts
    from careerbot.output import json_views
    from careerbot.output.parts import WhyView

    advisor = context.obj.advisor()
    slug = role_meant(advisor.corpus, name)
    profile = known_person(advisor, skills)
    match = advisor.match(profile, slug)
    if as_json:
        say_json(json_views.why(match, advisor.corpus, advisor.have(profile)))
        return
    show_parts([WhyView(match)], advisor)


def why_not(context: typer.Context, name: Role, skills: Skills = None, as_json: AsJson = False) -> None:
    """Say what keeps a role from the top, and what would have to be true for it to lead."""
    from careerbot.cli.answering import known_person, role_meant, say_json, show_parts
    from careerbot.output import json_views
    from careerbot.output.parts import WhyNotView

    advisor = context.obj.advisor()
    slug = role_meant(advisor.corpus, name)
    found = advisor.why_not(known_person(advisor, skills), slug)
    if as_json:
        say_json(json_views.why_not(found, advisor.corpus))
        return
    show_parts([WhyNotView(found)], advisor)


def ask(
    context: typer.Context,
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="A question about the market.")],
    as_json: AsJson = False,
) -> None:
    """Answer a question about demand, pay, places, roles or skills, with year and source of every figure."""
    from careerbot.cli.answering import say_json, show_parts, sorry
    from careerbot.documents.source import typed
    from careerbot.output import json_views
    from careerbot.output.parts import FactList

    advisor = context.obj.advisor()
    answer = advisor.ask(typed(" ".join(question)))
    if as_json:
        say_json(json_views.ask(answer))
    if not answer.answered:
        raise typer.Exit(sorry(answer.text))
    if not as_json:
        show_parts([FactList(answer)], advisor)

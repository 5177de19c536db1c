"""Commands about one person: parse, path, whatif, why, why-not; and questions about the market: ask."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from careerbot.cli.options import AsJson, File, Free, NoCode, NoMaths, Role, Skills, Words


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
    from careerbot.output import json_cards
    from careerbot.output.parts import ShiftList

    advisor = context.obj.advisor()
    profile = known_person(advisor, skills)
    learnt, lost = supposed_in(advisor, profile, change)
    shifts = advisor.what_if(profile, learnt, lost)
    if as_json:
        say_json(json_cards.whatif(shifts, learnt, lost, advisor.corpus))
        return
    show_parts([ShiftList(shifts, learnt, lost)], advisor)


def why(context: typer.Context, name: Role, skills: Skills = None, as_json: AsJson = False) -> None:
    """Take a score apart: every point of it, and the words it rests on."""
    from careerbot.cli.answering import known_person, role_meant, say_json, show_parts
    from careerbot.output import json_cards
    from careerbot.output.parts import WhyView

    advisor = context.obj.advisor()
    slug = role_meant(advisor.corpus, name)
    profile = known_person(advisor, skills)
    match = advisor.match(profile, slug)
    if as_json:
        say_json(json_cards.why(match, advisor.corpus, advisor.have(profile)))
        return
    show_parts([WhyView(match)], advisor)


def why_not(context: typer.Context, name: Role, skills: Skills = None, as_json: AsJson = False) -> None:
    """Say what keeps a role from the top, and what would have to be true for it to lead."""
    from careerbot.cli.answering import known_person, role_meant, say_json, show_parts
    from careerbot.output import json_cards
    from careerbot.output.parts import WhyNotView

    advisor = context.obj.advisor()
    slug = role_meant(advisor.corpus, name)
    found = advisor.why_not(known_person(advisor, skills), slug)
    if as_json:
        say_json(json_cards.why_not(found, advisor.corpus))
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

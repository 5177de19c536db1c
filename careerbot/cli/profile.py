"""Commands about what careerbot remembers of somebody: profile show, forget and wipe; done."""

from __future__ import annotations

from typing import Annotated

import typer

from careerbot.cli.options import AsJson

profile = typer.Typer(help="See, correct or remove what was kept about you.", rich_markup_mode=None)


@profile.command("show")
def show(context: typer.Context, as_json: AsJson = False) -> None:
    """Show what was kept about you."""
    from careerbot.cli.answering import say_json, show_parts
    from careerbot.cli.remembering import kept
    from careerbot.output import json_views
    from careerbot.output.parts import ProfileView

    advisor = context.obj.advisor()
    state = kept(advisor.corpus)
    if as_json:
        say_json(json_views.profile(state.profile, advisor.corpus))
        return
    show_parts([ProfileView(state.profile)], advisor)


@profile.command("forget")
def forget(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="SKILL", help="A skill, a job or a role to strike out.")],
    as_json: AsJson = False,
) -> None:
    """Strike one skill, job or role out of what was kept."""
    from careerbot.cli.answering import say, say_json
    from careerbot.cli.remembering import strike_out

    slug, name = strike_out(context.obj.corpus(), what)
    if as_json:
        say_json({"schema": "careerbot.forget/1", "slug": slug, "name": name})
        return
    say(f"{name} is struck out.")


@profile.command("wipe")
def wipe(context: typer.Context, as_json: AsJson = False) -> None:
    """Remove every trace of you, and name each file removed."""
    from careerbot.cli.answering import say, say_json
    from careerbot.dialogue.session_store import wipe as remove

    gone = [str(path) for path in remove()]
    if as_json:
        say_json({"schema": "careerbot.wipe/1", "removed": gone})
        return
    say("\n".join(["Removed:", *(f"  {path}" for path in gone)]) if gone else "There was nothing to remove.")


def done(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="SKILL", help='What you finished: "docker", "advanced sql".')],
    as_json: AsJson = False,
) -> None:
    """Note in the kept profile that you finished learning something."""
    from careerbot.cli.answering import say, say_json
    from careerbot.cli.remembering import note_done
    from careerbot.corpus.records import LEVEL_NAMES

    advisor = context.obj.advisor()
    noted = [(slug, advisor.corpus.skills[slug].name, level) for slug, level in note_done(advisor, what)]
    if as_json:
        rows = [{"slug": slug, "name": name, "level": level} for slug, name, level in noted]
        say_json({"schema": "careerbot.done/1", "done": rows})
        return
    told = ", ".join(f"{name} ({LEVEL_NAMES[level]})" for _, name, level in noted)
    say(f"Noted: {told}. `careerbot path`, `why` and `whatif` count it from now on.")

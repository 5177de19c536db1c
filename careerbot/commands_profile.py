"""Commands about what careerbot remembers of somebody: profile show, forget and wipe; done."""

from __future__ import annotations

from typing import Annotated

import typer

from careerbot.options import AsJson

profile = typer.Typer(help="See, correct or remove what was kept about you.", rich_markup_mode=None)


@profile.command("show")
def show(context: typer.Context, as_json: AsJson = False) -> None:
    """Show what was kept about you."""
    from careerbot import views
    from careerbot.answering import say_json, show_parts
    from careerbot.remembering import kept
    from careerbot.reply import ProfileView

    advisor = context.obj.advisor()
    state = kept(advisor.corpus)
    if as_json:
        say_json(views.profile(state.profile, advisor.corpus))
        return
    show_parts([ProfileView(state.profile)], advisor)


@profile.command("forget")
def forget(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="SKILL", help="A skill, a job or a role to strike out.")],
) -> None:
    """Strike one skill, job or role out of what was kept."""
    from careerbot.answering import say
    from careerbot.remembering import strike_out

    say(strike_out(context.obj.corpus(), what))


@profile.command("wipe")
def wipe(context: typer.Context) -> None:
    """Remove every trace of you, and name each file removed."""
    from careerbot.answering import say
    from careerbot.sessions import wipe as remove

    gone = remove()
    say("\n".join(["Removed:", *(f"  {path}" for path in gone)]) if gone else "There was nothing to remove.")


def done(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="SKILL", help='What you finished: "docker", "advanced sql".')],
) -> None:
    """Note in the kept profile that you finished learning something."""
    from careerbot.answering import say
    from careerbot.remembering import note_done

    say(note_done(context.obj.advisor(), what))

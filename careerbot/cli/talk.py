"""The conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from careerbot.cli.options import AsJson

if TYPE_CHECKING:
    from careerbot.settings import Settings


def chat(
    context: typer.Context,
    as_json: AsJson = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep your profile and your lines on this computer.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Begin with the profile that was kept.")] = False,
) -> None:
    """Talk it through: say what you can do over several turns, ask why, compare, plan."""
    raise typer.Exit(talk(context.obj, as_json=as_json, keep=keep, resume=resume))


def talk(settings: Settings, *, as_json: bool = False, keep: bool = False, resume: bool = False) -> int:
    """Start the conversation; the exit code."""
    from careerbot.cli.chat import run_chat

    return run_chat(settings, as_json=as_json, keep=keep, resume=resume)

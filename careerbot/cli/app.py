"""The command line: options in, one call of the advisor, blocks or JSON out. Heavy things are imported when needed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from careerbot.cli import commands, upkeep_commands
from careerbot.cli.answering import answered
from careerbot.cli.commands import AsJson, File, Free, NoCode, NoMaths, Top, Words
from careerbot.settings import Settings

HELP = "A private career adviser for machine learning, data and AI work. Without a command it starts a conversation."
COMPLETING = "_CAREERBOT_COMPLETE"
"""In the environment while a shell asks what may follow, or for the script that makes it ask."""

ASKING_HELP = ("-h", "--help")
TAKING_A_VALUE = ("--corpus", "--overlay", "--model", "--encoder")
"""Options before the command whose value is the next argument."""

Folder = Annotated[
    Path | None, typer.Option("--corpus", metavar="DIR", help="Use the corpus in this folder.", show_default=False)
]
Overlay = Annotated[
    Path | None,
    typer.Option("--overlay", metavar="DIR", help="Lay this folder's files over the corpus.", show_default=False),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="Use another sentence-transformers model.", show_default=False),
]
Encoder = Annotated[Literal["twin", "sentence-transformers"], typer.Option("--encoder", help="What turns texts into vectors.")]
NoEncoder = Annotated[bool, typer.Option("--no-encoder", help="Answer from words alone.")]


def _version(wanted: bool) -> None:
    if wanted:
        from careerbot import __version__

        typer.echo(f"careerbot {__version__}")
        raise typer.Exit


def main(
    context: typer.Context,
    corpus: Folder = None,
    overlay: Overlay = None,
    model: Model = None,
    encoder: Encoder = "twin",
    no_encoder: NoEncoder = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Start a conversation, unless a command says otherwise."""
    context.obj = Settings(corpus, overlay, model, encoder, no_encoder, context.obj)
    _tell_of_cache()
    if context.invoked_subcommand is None:
        from careerbot.cli.chat import run_chat

        raise typer.Exit(run_chat(context.obj))


def chat(
    context: typer.Context,
    as_json: AsJson = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep your profile and your lines on this computer.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Begin with the profile that was kept.")] = False,
) -> None:
    """Talk it through: say what you can do over several turns, ask why, compare, plan."""
    from careerbot.cli.chat import run_chat

    raise typer.Exit(run_chat(context.obj, as_json=as_json, keep=keep, resume=resume))


def _tell_of_cache() -> None:
    """Say so where the cache is not used, since everything then takes longer."""
    from careerbot import storage
    from careerbot.errors import FileTrouble

    try:
        storage.cache_folder()
    except FileTrouble as error:
        from careerbot.cli.answering import sorry

        sorry(str(error))


def suggest(
    context: typer.Context, text: Words = None, file: File = None, top: Top = 5, as_json: AsJson = False,
    no_maths: NoMaths = False, no_code: NoCode = False, free: Free = False,
) -> None:  # fmt: skip
    """Name the roles that fit, what is missing for each and what to learn next."""
    from careerbot.cli.answering import advise, no_match, say_json, show_blocks, warn_if_degraded

    settings: Settings = context.obj
    advisor, document, profile, ranking = advise(settings, text, file, top, no_maths=no_maths, no_code=no_code, free=free)
    if as_json:
        from careerbot.output import json_views

        say_json(json_views.suggest(profile, ranking, advisor.corpus))
    found = ranking.confidence != "none"
    if found and not as_json:
        from careerbot.output.phrases import suggestion

        show_blocks(list(suggestion(ranking, profile, advisor.corpus)))
    code = 0 if found else no_match(profile, document.text)
    warn_if_degraded(advisor)
    if code:
        raise typer.Exit(code)


COMMANDS = {
    command.__name__.replace("_", "-"): command
    for command in (
        suggest, chat, commands.role, commands.roles, commands.skill, commands.skills,
        commands.compare, commands.match, commands.gaps, commands.path, commands.whatif, commands.why,
        commands.why_not, commands.ask, commands.parse, upkeep_commands.done,
        upkeep_commands.batch, upkeep_commands.where,
    )
}  # fmt: skip
GROUPS = {"profile": upkeep_commands.profile, "corpus": upkeep_commands.corpus, "index": upkeep_commands.index}


def application(arguments: Sequence[str] = ASKING_HELP) -> typer.Typer:
    """The command line as far as these arguments need it: typer takes a millisecond to be told of each command."""
    app = typer.Typer(
        name="careerbot", help=HELP, rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False,
        context_settings={"help_option_names": list(ASKING_HELP)},
    )  # fmt: skip
    app.callback(invoke_without_command=True)(main)
    wanted = _command_in(arguments)
    for name, command in COMMANDS.items():
        if wanted in ("", name):
            app.command(name)(command)
    for name, group in GROUPS.items():
        if wanted in ("", name):
            app.add_typer(group, name=name)
    return app


def _completing() -> typer.Typer:
    """The whole command line, with the forms of a word list and of a script that shells ask for."""
    from typer.completion import completion_init  # type: ignore[attr-defined]

    completion_init()
    return application()


def _command_in(arguments: Sequence[str]) -> str:
    """The name of the command that is called; "" where it may be any."""
    rest = iter(arguments)
    for argument in rest:
        if argument in TAKING_A_VALUE:
            next(rest, None)
        elif not argument.startswith("-"):
            return argument if argument in COMMANDS or argument in GROUPS else ""
        elif argument in ASKING_HELP:
            return ""
    return "chat"


def run(arguments: Sequence[str], kept: list[object] | None = None) -> int:
    """Run one command line and give its exit code; `kept` is given what need not be freed before the process ends."""

    def call() -> int:
        app = _completing() if COMPLETING in os.environ else application(arguments)
        return app(args=list(arguments), prog_name="careerbot", standalone_mode=False, obj=kept) or 0

    return answered(call)

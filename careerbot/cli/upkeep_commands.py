"""Commands for those who look after careerbot: corpus check, index build and info, where, batch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from careerbot.cli.commands import AsJson

corpus = typer.Typer(help="Look after the corpus.", rich_markup_mode=None)
index = typer.Typer(help="Look after the search by meaning.", rich_markup_mode=None)


@corpus.command("check")
def corpus_check(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="The corpus to check; the shipped one if not given.", show_default=False),
    ] = None,
    links: Annotated[bool, typer.Option("--links", help="Ask every web address too; takes minutes.")] = False,
    as_json: AsJson = False,
) -> None:
    """Report everything wrong with a corpus, one problem a line."""
    from careerbot.cli.upkeep import check_corpus

    raise typer.Exit(check_corpus(context.obj, folder, links=links, as_json=as_json))


@index.command("build")
def index_build(
    context: typer.Context,
    again: Annotated[bool, typer.Option("--again", help="Encode everything again, even what has not changed.")] = False,
) -> None:
    """Make the search by meaning ready now rather than at the first question."""
    from careerbot.cli.upkeep import build_index

    raise typer.Exit(build_index(context.obj, again=again))


@index.command("info")
def index_info(
    context: typer.Context,
    verify: Annotated[bool, typer.Option("--verify", help="Read and check every byte.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say what the search by meaning was made from and whether it is current."""
    from careerbot.cli.upkeep import show_index

    raise typer.Exit(show_index(context.obj, verify=verify, as_json=as_json))


def where(context: typer.Context, as_json: AsJson = False) -> None:
    """Name every place on disk that careerbot reads or writes."""
    from careerbot.cli.upkeep import show_places

    show_places(context.obj, as_json=as_json)


def batch(
    context: typer.Context,
    source: Annotated[
        str,
        typer.Argument(
            metavar="IN", help='One {"id", "text"} or {"id", "skills"} a line, CSV, Parquet, a folder; "-" is a pipe.'
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option("--out", "-o", metavar="OUT", help="Write here rather than to the screen.", show_default=False),
    ] = None,
    top: Annotated[int, typer.Option("--top", "-n", min=0, help="How many roles for each; 0 for all.")] = 5,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an earlier run stopped.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, max=512, help="Processes; one a core by default.", show_default=False),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", metavar="ADDRESS", help='Spread the work over a Dask cluster; "local:4" starts one here.',
            show_default=False,
        ),
    ] = None,
) -> None:
    """Answer for many people: a line of JSON in, a line of JSON out."""
    import sys

    from careerbot.batch.run import run_batch
    from careerbot.settings import ProgressLine

    settings = context.obj
    code = run_batch(
        source, out, corpus_folder=settings.corpus_folder, overlay=settings.overlay, model=settings.model,
        encoder=settings.encoder, words_only=settings.words_only, top=top, resume=resume, cluster=cluster, jobs=jobs,
        progress=ProgressLine(sys.stderr),
    )  # fmt: skip
    raise typer.Exit(code)


profile = typer.Typer(help="See, correct or remove what was kept about you.", rich_markup_mode=None)


@profile.command("show")
def show(context: typer.Context, as_json: AsJson = False) -> None:
    """Show what was kept about you."""
    from careerbot.cli.answering import say_json, show_parts
    from careerbot.cli.upkeep import kept
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
    from careerbot.cli.upkeep import strike_out

    slug, name = strike_out(context.obj.corpus(), what)
    if as_json:
        say_json({"schema": "careerbot.forget/1", "slug": slug, "name": name})
        return
    say(f"{name} is struck out.")


@profile.command("export")
def export(context: typer.Context) -> None:
    """Print what was kept about you as JSON Resume, which other programs read too."""
    from careerbot.cli.answering import say_json
    from careerbot.cli.upkeep import kept
    from careerbot.output.exports import as_json_resume

    corpus = context.obj.corpus()
    say_json(as_json_resume(kept(corpus).profile, corpus))


@profile.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An exported profile, or a CV in any format.")],
    instead: Annotated[bool, typer.Option("--replace", help="Even if something is kept about you already.")] = False,
    as_json: AsJson = False,
) -> None:
    """Keep the profile that a file holds, and show it."""
    from careerbot.cli.answering import say_json, show_parts
    from careerbot.cli.upkeep import take_in
    from careerbot.output import json_views
    from careerbot.output.parts import ProfileView

    advisor = context.obj.advisor()
    taken = take_in(advisor, file, instead=instead)
    if as_json:
        say_json(json_views.profile(taken, advisor.corpus))
        return
    show_parts([ProfileView(taken)], advisor)


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
    from careerbot.cli.upkeep import note_done
    from careerbot.corpus.records import LEVEL_NAMES

    advisor = context.obj.advisor()
    noted = [(slug, advisor.corpus.skills[slug].name, level) for slug, level in note_done(advisor, what)]
    if as_json:
        rows = [{"slug": slug, "name": name, "level": level} for slug, name, level in noted]
        say_json({"schema": "careerbot.done/1", "done": rows})
        return
    told = ", ".join(f"{name} ({LEVEL_NAMES[level]})" for _, name, level in noted)
    say(f"Noted: {told}. `careerbot path`, `why` and `whatif` count it from now on.")

"""Arguments and options that several commands share, each described once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="TEXT", help='What you can do, in your own words; "-" reads a pipe.', show_default=False),
]
File = Annotated[
    Path | None, typer.Option("--file", "-f", help="Read the text from this file.", show_default=False)
]
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

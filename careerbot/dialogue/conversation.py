"""A conversation as it is held: lines in, replies out, with what happens outside (saving, exporting, leaving) done."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from careerbot.dialogue import session_store, slash_commands
from careerbot.dialogue.policy import Effect, State, respond
from careerbot.errors import CareerbotError
from careerbot.matching.profile import Profile
from careerbot.output.parts import Part, PlanView, ProfileView, Reply, RoleList, Say
from careerbot.text.source import typed

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.nlu.intents.recognizer import Recogniser

EXPORTED = "careerbot"
"""Name of an export without its ending, where none is given."""


class Exchange(Struct, frozen=True):
    """What came of one line."""

    state: State
    reply: Reply
    leaving: bool = False


class Conversation:
    """Holds the state between lines.

    Args:
        advisor: answers.
        state: where to begin.
        keep: whether the profile is saved after every turn.

    """

    def __init__(self, advisor: Advisor, state: State, *, keep: bool = False) -> None:
        self.advisor, self.state, self.keep = advisor, state, keep
        self.recogniser: Recogniser | None = None
        """Set once vectors can help to recognise acts."""

    def exchange(self, line: str) -> Exchange:
        """Answer one line or pasted text."""
        before, line = self.state, typed(line)
        try:
            reply, leaving = self._command(line) if slash_commands.is_command(line) else self._message(line)
        except Exception as error:  # noqa: BLE001 (one line that trips us must not end the conversation)
            if os.environ.get("CAREERBOT_TRACEBACK"):
                raise
            self.state, leaving = before, False
            reply = Reply((Say(f"I stumbled over that ({type(error).__name__}, a fault of mine). Try other words."),))
        if self.keep:
            reply = self._kept(reply)
        return Exchange(self.state, reply, leaving)

    def _message(self, text: str) -> tuple[Reply, bool]:
        self.state, reply = respond(self.state, text, self.advisor, self.recogniser)
        parts = list(reply.parts)
        leaving = False
        for effect in self.state.effects:
            leaving = leaving or effect.kind == "leave"
            parts += self._done(effect)
        return replace(reply, parts=tuple(parts)), leaving

    def _command(self, line: str) -> tuple[Reply, bool]:
        command, rest = slash_commands.parse_command(line)
        if command is None:
            near = slash_commands.nearest_name(line.split()[0])
            hint = f"Did you mean /{near}?" if near else "/help lists the commands."
            return Reply((Say(f"There is no command {line.split()[0][:30]}. {hint}"),)), False
        if command.name in ("quit", "save", "export"):
            kinds: dict[str, Effect] = {
                "quit": Effect("leave"),
                "save": Effect("save"),
                "export": Effect("export", rest),
            }
            return Reply(tuple(self._done(kinds[command.name]))), command.name == "quit"
        if command.name == "help":
            lines = [f"{typed:<20}{about}" for typed, about in slash_commands.help_lines()]
            return Reply((Say("\n".join(("Say it in your own words, or use a command:", *lines))),)), False
        return self._message(slash_commands.message_for(command, rest))

    # ------------------------------------------------------------ effects

    def _done(self, effect: Effect) -> list[Part]:
        try:
            match effect.kind:
                case "save":
                    path = session_store.save(self.state)
                    self.keep = True
                    return [Say(self._kept_in(path))]
                case "export":
                    return [Say(self._export(effect.argument))]
                case "leave":
                    unsaved = not self.keep and self.state.profile != Profile()
                    return [Say("Goodbye. Nothing was kept." if unsaved else "Goodbye.")]
        except CareerbotError as error:
            return [Say(str(error))]

    @staticmethod
    def _kept_in(path: Path) -> str:
        return f"Kept in {path}, for you alone, as is every turn from now on. `careerbot chat --resume` goes on."

    def _kept(self, reply: Reply) -> Reply:
        try:
            session_store.save(self.state)
        except CareerbotError as error:
            self.keep = False
            return replace(reply, parts=(*reply.parts, Say(f"{error} I stop keeping this conversation.")))
        return reply

    def _export(self, name: str) -> str:
        from careerbot import storage

        if self.state.profile == Profile():
            return "There is nothing to export yet: tell me what you can do first."
        wanted = name.strip().strip("\"'")
        as_json = wanted.lower().endswith("json")
        named = "." in wanted
        try:
            path = Path(wanted).expanduser() if named else Path(EXPORTED + (".json" if as_json else ".md"))
            if path.exists() and not named:
                return f"{path} is there already, and I do not overwrite it. Give a name: /export mine{path.suffix}"
            if path.suffix.lower() not in (".md", ".json") or path.is_dir():
                return "I write Markdown or JSON: give a name that ends in .md or .json."
            data = self._as_json() if as_json else self._as_markdown()
            storage.write_atomically(Path.cwd() / path, data.encode("utf-8", "replace"))
        except (OSError, RuntimeError, ValueError):
            # no such home (~somebody), a name too long, a folder that is gone: none of them can be written to
            return f"I cannot write to “{wanted[:80]}”: give another file name."
        return f"Written to {path}."

    def _parts(self) -> list[Part]:
        state, advisor = self.state, self.advisor
        ranking = advisor.suggest(state.profile, 5)
        parts: list[Part] = [ProfileView(state.profile)]
        if ranking.matches:
            parts.append(RoleList(replace(ranking, question=None), state.profile))
        goal = state.goal or state.focus
        if goal:
            parts.append(PlanView(advisor.plan(state.profile, goal)))
        return parts

    def _as_markdown(self) -> str:
        from careerbot.output.blocks import Heading
        from careerbot.output.phrases import tell_part
        from careerbot.output.terminal import markdown

        blocks = [Heading("My career notes")]
        for part in self._parts():
            blocks += tell_part(part, self.advisor.corpus)  # type: ignore[arg-type]
        return markdown(blocks)

    def _as_json(self) -> str:
        from careerbot.output import json_views

        ranking = self.advisor.suggest(self.state.profile, 5)
        return json_views.dumps(json_views.suggest(self.state.profile, ranking, self.advisor.corpus), indent=1) + "\n"


def reply_view(said: str, exchange: Exchange, advisor: Advisor) -> dict[str, Any]:
    """`careerbot.reply/1`: one line of a conversation, for programs."""
    from careerbot.output import json_views
    from careerbot.output.phrases import tell
    from careerbot.output.terminal import plain

    return {
        "schema": "careerbot.reply/1",
        "said": said,
        "text": plain(tell(exchange.reply, advisor.corpus)).strip("\n"),
        "profile": json_views.profile(exchange.state.profile, advisor.corpus),
        "shown": list(exchange.state.shown),
        "options": list(exchange.reply.options),
    }

"""A conversation as it is held: lines in, replies out, with what happens outside (saving, exporting, leaving) done."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.phrasebook import load_wording
from careerbot.dialogue import slash_commands
from careerbot.dialogue.beliefs import excluded
from careerbot.dialogue.policy import respond
from careerbot.dialogue.requests import LEAST, POLITE, SURE, TELLING
from careerbot.dialogue.session_store import ProfileStore, WipedError, kept_of, profile_path, state_of
from careerbot.dialogue.state import Effect, State, context_of
from careerbot.documents.source import path_meant, paths_in, sheet_from, typed
from careerbot.errors import CareerbotError, FileTrouble
from careerbot.matching.profile import Profile
from careerbot.nlu.examples import SECTIONS
from careerbot.nlu.types import Document, Intent, RoleMention
from careerbot.nlu.types import Mention as SkillMention
from careerbot.output.parts import Part, PlanView, ProfileView, Reply, RoleList, Say
from careerbot.text.tokenizer import tokenise

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.corpus.corpus import Corpus
    from careerbot.documents.sheet import Sheet

EXPORTED = "careerbot"
"""Name of an export without its ending, where none is given."""


GOES_ON = frozenset({"ask_pay", "ask_market", "compare"})
"""What "and in Switzerland?" sounds like to who does not know that pay was spoken of."""


def past_pay(after_pay: Document, after_fact: Document) -> Document:
    """Of two readings of a message that follows pay, the one that does not hear pay in everything that follows it."""
    asking = [i for i in after_fact.intents if i.name not in TELLING and i.name not in POLITE]
    best = max(asking, key=lambda intent: intent.confidence, default=None)
    plainly_else = best is not None and best.name not in GOES_ON and best.confidence >= SURE
    pay = next((i.confidence for i in after_fact.intents if i.name == "ask_pay"), 0.0)
    named = after_fact.roles or after_fact.places
    if best is not None and not named and pay < LEAST and best.confidence >= SURE:
        # "which of the two takes longer?": heard in both readings, and pay in the one alone
        plainly_else = plainly_else or any(i.name == best.name and i.confidence >= SURE for i in after_pay.intents)
    elsewhere = best is not None and best.name == "ask_market" and bool(after_fact.limits)
    return after_fact if plainly_else or elsewhere else after_pay


class Exchange(Struct, frozen=True):
    """What came of one line."""

    state: State
    reply: Reply
    leaving: bool = False


class Conversation:
    """Holds the state between lines."""

    def __init__(self, advisor: Advisor, state: State, *, keep: bool = False) -> None:
        self.advisor, self.state, self.keep = advisor, state, keep
        self.store = ProfileStore(advisor.corpus)

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
        text = text[:LONGEST_MESSAGE]
        try:
            files = _files_in(text)
            read = [(path.name, self._document(sheet_from(None, path), around)) for path, around in files]
        except FileTrouble as error:
            return Reply((Say(str(error)),)), False
        if not read:
            return self._answered(self.read(text))
        said: list[Part] = []
        # what somebody has is told before what is asked for
        for name, (document, note) in sorted(read, key=lambda one: one[1][0].kind == "advert"):
            reply, leaving = self._answered(document)
            head, parts = f"{self._wording('file.read', name=name)} {note}".strip(), reply.parts
            if parts and isinstance(parts[0], Say):
                head, parts = f"{head} {parts[0].text}", parts[1:]
            said.append(Say(head))
        return replace(reply, parts=(*said, *parts)), leaving

    def _document(self, sheet: Sheet, around: str) -> tuple[Document, str]:
        """(what a file says, what of it could not be read); the words around its name tell its kind where it does not."""
        document = self.advisor.understand_many([sheet])[0]
        if document.kind == "message" and (kind := self._called(around)):
            document = self.advisor.understand_many([replace(sheet, kind=kind)])[0]
        return document, sheet.note

    def _called(self, words: str) -> str:
        """What a file is called: a CV, an advert; "" for neither."""
        said, named = {token.text for token in tokenise(words)}, self.advisor.corpus.language.table("cv")
        return next((kind for kind in SECTIONS if not said.isdisjoint(named[kind]["names"])), "")

    def read(self, text: str) -> Document:
        """A message as it is read, in the light of the last reply."""
        context = context_of(self.state)
        document = self.advisor.understand(text, context)
        return document if context != "pay" else past_pay(document, self.advisor.understand(text, "fact"))

    def _answered(self, document: Document) -> tuple[Reply, bool]:
        self.state, reply = respond(self.state, document, self.advisor)
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
        if command.name in _EFFECTS:
            return Reply(tuple(self._done(Effect(_EFFECTS[command.name], rest)))), command.name == "quit"
        if command.name == "help":
            lines = [f"{typed}: {about}" for typed, about in slash_commands.help_lines()]
            return Reply((Say("\n".join(("Say it in your own words, or use a command:", *lines))),)), False
        if command.name == "new":
            self.state = State(today=self.state.today)
            return Reply((Say(self._wording("small.started_over")),)), False
        if command.name == "match" and rest:
            return self._message(rest)
        if command.name == "exclude":
            return self._exclude(rest), False
        return self._answered(asked_for(command.asks, rest, line, self.advisor.corpus))

    def _exclude(self, name: str) -> Reply:
        role = self.advisor.corpus.find_role(name)
        if role is None:
            return Reply((Say(f"I know no role called “{name[:40]}”. `careerbot roles` lists them all."),))
        before = self.state
        said = (*before.said, f"/exclude {name}")
        self.state = replace(excluded(before, role), said=said).remembering(before)
        return Reply((Say(self._wording("change.excluded", what=self.advisor.corpus.roles[role].title)),))

    def _wording(self, key: str, **names: object) -> str:
        return load_wording(self.advisor.corpus.folder).say(key, len(self.state.said), **names)

    # ------------------------------------------------------------ effects

    def _done(self, effect: Effect) -> list[Part]:
        try:
            match effect.kind:
                case "save":
                    self._keep(anew=True)
                    self.keep = True
                    return [Say(self._wording("profile.kept_in", path=profile_path()))]
                case "wipe":
                    return [Say(self._wipe())]
                case "export":
                    return [Say(self._export(effect.argument))]
                case "leave":
                    return [Say(self._wording("small.bye" if self.store.holds() else "small.bye_unkept"))]
        except CareerbotError as error:
            return [Say(str(error))]

    def _wipe(self) -> str:
        self.keep = False
        self.state = State(today=self.state.today)
        gone = self.store.wipe()
        if not gone:
            return self._wording("profile.wiped_nothing")
        return self._wording("profile.wiped", what=", ".join(str(path) for path in gone))

    def resume(self) -> bool:
        """Begin with what was kept; whether there was anything."""
        kept = self.store.load()
        if kept is None:
            return False
        self.state, self.keep = state_of(self.state, kept), True
        return True

    def _keep(self, *, anew: bool = False) -> None:
        self.state = state_of(self.state, self.store.keep(kept_of(self.state), anew=anew))

    def _kept(self, reply: Reply) -> Reply:
        try:
            self._keep()
        except WipedError as error:
            self.keep = False
            return replace(reply, parts=(*reply.parts, Say(str(error))))
        except CareerbotError as error:
            self.keep = False
            return replace(reply, parts=(*reply.parts, Say(f"{error} I stop keeping this conversation.")))
        return reply

    def _export(self, name: str) -> str:
        from careerbot import storage

        if self.state.profile == Profile():
            return self._wording("profile.nothing_to_export")
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
        return self._wording("profile.exported", path=path)

    def _parts(self) -> list[Part]:
        state, advisor = self.state, self.advisor
        ranking = advisor.suggest(state.profile, 5)
        parts: list[Part] = [ProfileView(state.profile)]
        if ranking.matches:
            parts.append(RoleList(replace(ranking, question=None), state.profile))
        goal = state.goal or state.focus.role
        if goal:
            parts.append(PlanView(advisor.plan(state.profile, goal)))
        return parts

    def _as_markdown(self) -> str:
        from careerbot.output.telling import tell_part
        from careerbot.output.terminal import Heading, markdown

        blocks = [Heading("My career notes")]
        for part in self._parts():
            blocks += tell_part(part, self.advisor.corpus)  # type: ignore[arg-type]
        return markdown(blocks)

    def _as_json(self) -> str:
        from careerbot.output import json_views

        ranking = self.advisor.suggest(self.state.profile, 5)
        return json_views.dumps(json_views.suggest(self.state.profile, ranking, self.advisor.corpus), indent=1) + "\n"


def asked_for(name: str, about: str, line: str, corpus: Corpus) -> Document:
    """The document that a slash command stands for: its request, and the roles and skills named behind it."""
    start = len(line) - len(about)
    skills, roles = [], []
    for part in about.split(","):
        word = part.strip()
        at = line.find(word, start)
        role, skill = (corpus.find_role(word), corpus.find_skill(word)) if word else (None, None)
        if role is not None:
            roles.append(RoleMention(role, "role", at, at + len(word), word, "none"))
        elif skill is not None:
            skills.append(SkillMention(skill, at, at + len(word), word, "name", 1.0, "none"))
    intents = (Intent(name, 1.0, 0, len(line)),)
    return Document(line, "message", skills=tuple(skills), roles=tuple(roles), intents=intents)


LONGEST_MESSAGE = 200_000
"""Characters of one message that are read: a CV of ten pages has 30,000."""

_EFFECTS: dict[str, Any] = {"quit": "leave", "save": "save", "export": "export", "wipe": "wipe"}


def _files_in(text: str) -> list[tuple[Path, str]]:
    """(file, the words around its name) of the files that a message names: dropped on the prompt, or in a sentence."""
    if (alone := path_meant(text)) is not None:
        return [(alone, alone.stem)]
    found, at = [], 0
    for start, end, path in paths_in(text):
        found.append((path, f"{text[at:start]} {path.stem}"))
        at = end
    return found


def reply_view(said: str, exchange: Exchange, advisor: Advisor) -> dict[str, Any]:
    """`careerbot.reply/1`: one line of a conversation, for programs."""
    from careerbot.output import json_views
    from careerbot.output.telling import tell
    from careerbot.output.terminal import plain

    return {
        "schema": "careerbot.reply/1",
        "said": said,
        "text": plain(tell(exchange.reply, advisor.corpus)).strip("\n"),
        "profile": json_views.profile(exchange.state.profile, advisor.corpus),
        "shown": list(exchange.state.roles_shown),
        "options": list(exchange.reply.options),
    }

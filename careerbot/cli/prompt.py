"""The prompt: keys, completion, history, toolbar. What is said is decided elsewhere."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from prompt_toolkit import PromptSession
from prompt_toolkit.application import Application, get_app_or_none
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.styles import Style

from careerbot.cli.background import GREETING, Leaving
from careerbot.dialogue import slash_commands
from careerbot.errors import CareerbotError
from careerbot.output.terminal import clean, one_line

if TYPE_CHECKING:
    from careerbot.cli.background import Opening
    from careerbot.corpus.corpus import Corpus
    from careerbot.dialogue.conversation import Conversation
    from careerbot.dialogue.state import State


STYLE = Style.from_dict({"bottom-toolbar": "noreverse", "bottom-toolbar.text": "", "prompt": "bold"})

NOTHING = "nothing known yet"

TOOLBAR_SKILLS = 4
"""Skills named in the toolbar; more are counted."""


class NameCompleter(Completer):
    """Hands what `suggest_completions` says to prompt_toolkit."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Ways to go on."""
        del complete_event  # they do not depend on what asked for them
        try:
            conversation = self._opening.conversation
        except Exception:  # noqa: BLE001 (the line typed meets it again, and is told)
            return
        found = suggest_completions(document.text_before_cursor, conversation.state, conversation.advisor.corpus)
        for row in found:
            # names come from corpus files, which may be somebody else's
            yield Completion(clean(row.text), start_position=row.start, display_meta=clean(row.about))


def toolbar_text(conversation: Conversation | None, width: int) -> str:
    """What is known, in one line no wider than the terminal."""
    if conversation is None:
        return f"{NOTHING} | F1 help"[: max(0, width)]
    state, corpus = conversation.state, conversation.advisor.corpus
    names = [corpus.skills[k.slug].name for k in state.profile.skills]
    more = f" +{len(names) - TOOLBAR_SKILLS}" if len(names) > TOOLBAR_SKILLS else ""
    pieces = [", ".join(names[:TOOLBAR_SKILLS]) + more if names else NOTHING]
    if state.goal:
        pieces.append(f"aim: {corpus.roles[state.goal].title}")
    if state.profile.hours_a_week:
        pieces.append(f"{state.profile.hours_a_week:g} h a week")
    pieces.append("kept" if conversation.keep else "F1 help")
    line = one_line(" | ".join(pieces))
    return line if len(line) <= width else line[: max(0, width - 1)] + "…"


def key_bindings() -> KeyBindings:
    """F1."""
    keys = KeyBindings()

    @keys.add("f1")
    def _(event: KeyPressEvent) -> None:
        """Show help without losing what is typed."""
        if not event.app.is_done:
            event.app.exit(result="/help")

    return keys


def session_for(opening: Opening) -> PromptSession[str]:
    """The prompt, with everything that belongs to it; once it stands there, the conversation behind it is made."""

    def toolbar() -> StyleAndTextTuples:
        app = get_app_or_none()
        width = app.output.get_size().columns if app is not None else 80
        return [("class:bottom-toolbar.text", toolbar_text(opening.made, width))]

    session: PromptSession[str] = PromptSession(
        "> ",
        completer=NameCompleter(opening),
        complete_while_typing=False,
        auto_suggest=AutoSuggestFromHistory(),
        history=_history(opening.made),
        bottom_toolbar=toolbar,
        key_bindings=key_bindings(),
        style=STYLE,
        reserve_space_for_menu=4,
    )

    def rendered(app: Application[str]) -> None:
        # while the names are still being read, Tab must not hold up what is typed
        session.complete_in_thread = opening.made is None
        opening.start()

    session.app.after_render += rendered
    return session


class _LeaveError(Exception):
    """A signal ended the wait for a line."""


def _wake(session: PromptSession[str]) -> None:
    """End the wait for a line, from inside the event loop; where there is none, the next prompt ends at once."""

    def end() -> None:
        future = session.app.future
        if future is not None and not future.done():
            session.app.exit(exception=_LeaveError())

    loop = session.app.loop
    if loop is not None:
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(end)


def _line(session: PromptSession[str], leaving: Leaving) -> str | None:
    """A line typed; None where a signal asks to leave."""

    def before() -> None:
        if leaving.code:
            session.app.exit(exception=_LeaveError())

    try:
        return session.prompt(pre_run=before)
    except KeyboardInterrupt:
        return ""
    except EOFError:
        return "/quit"
    except _LeaveError:
        return None
    except OSError:
        # a terminal that was closed cannot be tidied up either
        if leaving.code:
            return None
        raise


class KeptLines(FileHistory):
    """Typed lines on disk; a disk that is full or a file that cannot be read costs the arrow keys, nothing else."""

    def load_history_strings(self) -> Iterable[str]:
        """Lines of earlier conversations, latest first."""
        try:
            return list(super().load_history_strings())
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        """Keep one more line, unless what is kept was wiped since."""
        with contextlib.suppress(OSError):
            if os.path.exists(self.filename):
                super().store_string(string)


def _history(conversation: Conversation | None) -> History:
    if conversation is None or not conversation.keep:
        return InMemoryHistory()
    from careerbot.dialogue import session_store

    path = session_store.history_path()
    try:
        session_store.private_folder(path.parent)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
    except (OSError, CareerbotError):
        return InMemoryHistory()
    return KeptLines(str(path))


def talk_at_terminal(opening: Opening, notice: str = "") -> int:
    """Prompt, answer, again, until they leave."""
    from careerbot.output.telling import show
    from careerbot.output.terminal import Paragraph

    leaving = Leaving()
    leaving.heed(interrupts=True)
    show([Paragraph(text) for text in (_greeting(opening.made), notice) if text], sys.stdout)
    sys.stdout.write("\n")
    session = session_for(opening)
    leaving.wake = partial(_wake, session)
    while not leaving.code:
        line = _line(session, leaving)
        if line is None:
            break
        if line.strip() and not _answered(opening, line, leaving):
            return 0
    return leaving.code


def _answered(opening: Opening, line: str, leaving: Leaving) -> bool:
    """Show the answer to a line; False once they leave."""
    from careerbot.output.telling import show, tell

    try:
        with leaving.turn():
            opening.hand_over()
            conversation = opening.conversation
            exchange = conversation.exchange(line)
    except KeyboardInterrupt:
        sys.stdout.write("\nStopped.\n\n")
        return True
    if exchange.reply.parts:
        sys.stdout.write("\n")
        show(tell(exchange.reply, conversation.advisor.corpus), sys.stdout)
    sys.stdout.write("" if exchange.leaving else "\n")
    sys.stdout.flush()
    return not exchange.leaving


def _greeting(conversation: Conversation | None) -> str:
    if conversation is None:
        return GREETING
    skills = [conversation.advisor.corpus.skills[k.slug].name for k in conversation.state.profile.skills]
    if not skills:
        return GREETING
    more = f" and {len(skills) - 6} more" if len(skills) > 6 else ""
    return f"Welcome back. I have kept: {', '.join(skills[:6])}{more}. /profile shows all, /roles the roles."


# ---------------------------------------------------------------- what Tab offers, without a terminal


MOST = 12
"""Suggestions offered at once."""

LEAST_LETTERS = 2
"""Letters from which names are offered."""

LONGEST_PHRASE = 4
"""Words before the cursor that may be the beginning of one name."""


class Suggestion(NamedTuple):
    """One way to go on."""

    text: str
    """What would stand there."""
    start: int
    """How far before the cursor it begins, 0 or less."""
    about: str = ""


def suggest_completions(text: str, state: State, corpus: Corpus) -> tuple[Suggestion, ...]:
    """Ways to go on after `text`, which ends at the cursor."""
    if "\n" in text:
        return ()
    if text.startswith("/"):
        return tuple(_commands(text, corpus))[:MOST]
    if not text.strip():
        options = state.pending.options if state.pending is not None else ()
        return tuple(Suggestion(option, -len(text)) for option in options)
    pending = state.pending.options if state.pending is not None else ()
    answers = [Suggestion(o, -len(text)) for o in pending if o.startswith(text.lower()) and o != text]
    return tuple((*answers, *_names(text, corpus)))[:MOST]


def _commands(text: str, corpus: Corpus) -> Iterator[Suggestion]:
    word, space, rest = text.partition(" ")
    if not space:
        for command in slash_commands.COMMANDS:
            if command.name.startswith(word[1:].lower()):
                yield Suggestion(f"/{command.name}" + (" " if command.takes else ""), -len(word), command.about)
        return
    command_found, _ = slash_commands.parse_command(text)
    if command_found is None or not command_found.completes or command_found.completes == "file":
        return
    part = re.split(r",\s*", rest)[-1].lower()
    fitting = [(name, kind) for name, kind in names_of(corpus) if kind == command_found.completes and _fits(part, name)]
    for name, kind in sorted(fitting, key=lambda row: not row[0].lower().startswith(part)):
        yield Suggestion(name, -len(part), kind)


def _fits(part: str, name: str) -> bool:
    """Whether a word of the name begins so."""
    return f" {part}" in f" {name.lower()}"


def _names(text: str, corpus: Corpus) -> Iterator[Suggestion]:
    """Names that the last words begin, the longest such beginning first."""
    words = re.split(r"(?<=[\s,;(])", text)
    words = [word for word in words if word]
    seen: set[str] = set()
    for count in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        prefix = "".join(words[-count:])
        if len(prefix.strip()) < LEAST_LETTERS or prefix != prefix.lstrip() or prefix.endswith((",", ";")):
            continue
        for name, kind in _starting(prefix.lower(), corpus):
            if name not in seen and name.lower() != prefix.lower():
                seen.add(name)
                yield Suggestion(name, -len(prefix), kind)


def _starting(prefix: str, corpus: Corpus) -> Iterable[tuple[str, str]]:
    rows = _sorted_names(corpus)
    at = bisect_left(rows, (prefix,))
    while at < len(rows) and rows[at][0].startswith(prefix):
        yield rows[at][1:]
        at += 1


@lru_cache(maxsize=4)
def names_of(corpus: Corpus) -> tuple[tuple[str, str], ...]:
    """(name, "skill" or "role") for everything that can be named, roles first."""
    roles = (
        (role.title[:1].lower() + role.title[1:] if role.title[1:2].islower() else role.title, "role")
        for role in corpus.roles.values()
    )
    skills = ((skill.name, "skill") for skill in corpus.skills.values())
    return (*sorted(roles), *sorted(skills))


@lru_cache(maxsize=4)
def _sorted_names(corpus: Corpus) -> tuple[tuple[str, str, str], ...]:
    return tuple(sorted((name.lower(), name, kind) for name, kind in names_of(corpus)))

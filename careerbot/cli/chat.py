"""The conversation at a terminal, and line by line from a pipe."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TextIO

from careerbot.cli.background import Leaving
from careerbot.errors import CareerbotError

if TYPE_CHECKING:
    # before the first prompt nothing is loaded that can be loaded behind it
    from careerbot.advisor import Advisor
    from careerbot.cli.background import Warming
    from careerbot.dialogue.conversation import Conversation, Exchange
    from careerbot.output.parts import Reply
    from careerbot.settings import Settings

LONGEST_LINE = 200_000


def run_chat(settings: Settings, *, as_json: bool = False, keep: bool = False, resume: bool = False) -> int:
    """Hold a conversation; the exit code."""
    if not as_json and _at_terminal():
        from careerbot.cli.background import Opening
        from careerbot.cli.prompt import talk_at_terminal

        opening = Opening(partial(_opened, settings, keep=keep))
        at_once = keep or resume or settings.corpus_folder or settings.overlay
        conversation = opening.conversation if at_once else None
        notice = _resumed(conversation) if conversation and resume else ""
        return talk_at_terminal(opening, notice)
    conversation, warming = _opened(settings, keep=keep, told=True)
    notice = _resumed(conversation) if resume else ""
    return talk_in_lines(conversation, warming, as_json=as_json, notice=notice)


def _opened(settings: Settings, *, keep: bool, told: bool = False) -> tuple[Conversation, Warming]:
    """A new conversation and what opens its vectors."""
    from careerbot.advisor import Advisor
    from careerbot.dialogue.conversation import Conversation
    from careerbot.dialogue.state import State

    # a short command does without collecting garbage; this may be long
    gc.enable()
    conversation = Conversation(Advisor(settings.corpus()), State(today=_this_month()), keep=keep)
    return conversation, _warming(settings, conversation.advisor, told=told)


def _this_month() -> str:
    return date.today().strftime("%Y-%m")


def _resumed(conversation: Conversation) -> str:
    """Begin with what was kept; what to say about it."""
    try:
        found = conversation.resume()
    except CareerbotError as error:
        return f"{error} This conversation begins without it."
    return "" if found else "Nothing was kept from an earlier conversation."


def _at_terminal() -> bool:
    try:
        return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    except (AttributeError, ValueError):
        return False


def _warming(settings: Settings, advisor: Advisor, *, told: bool = False) -> Warming:
    """What opens the vectors; at a terminal without a word, as the screen belongs to the person typing."""
    from careerbot.cli.background import Warming
    from careerbot.embeddings.search import Meaning
    from careerbot.settings import ProgressLine

    rehearsal = None if told else partial(rehearse, advisor)
    if settings.words_only:
        return Warming(None, rehearsal=rehearsal)
    progress = ProgressLine(sys.stderr) if told else None
    # weights rearranged for many texts would take as much memory again, for a few milliseconds a turn
    meaning = Meaning(advisor.corpus, settings.model, kind=settings.encoder, progress=progress, one_shot=True, remember=True)
    return Warming(meaning, lambda: settings.reader(advisor.corpus), rehearsal=rehearsal)


REHEARSED = (
    "I know python and sql", "what fits me?", "plan for number 1", "what does number 1 earn?",
    "how many jobs are there in Asia?",
)  # fmt: skip


def rehearse(advisor: Advisor) -> None:
    """Answer typical messages for nobody, so that the first real one does not wait for code and tables to be read."""
    from careerbot.dialogue.conversation import Conversation
    from careerbot.dialogue.state import State
    from careerbot.output.telling import tell

    conversation = Conversation(advisor, State(today=_this_month()))
    for text in REHEARSED:
        tell(conversation.exchange(text).reply, advisor.corpus)


# ---------------------------------------------------------------- lines


def talk_in_lines(conversation: Conversation, warming: Warming, *, as_json: bool, notice: str = "") -> int:
    """Each line of stdin is a turn."""
    from careerbot.cli.answering import sorry

    leaving = Leaving()
    leaving.heed()
    warming.start()
    try:
        warming.wait()
        warming.hand_over(conversation)
        if notice:
            sorry(notice)
        for line in _lines(sys.stdin):
            with leaving.turn():
                exchange = conversation.exchange(line)
                _put(line, exchange, conversation.advisor, as_json=as_json)
            if exchange.leaving or leaving.code:
                break
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130
    return leaving.code


def _lines(stream: TextIO) -> Iterator[str]:
    source = getattr(stream, "buffer", None)
    rows: Iterable[bytes] = iter(lambda: source.readline(LONGEST_LINE), b"") if source else (r.encode() for r in stream)
    for row in rows:
        line = row.decode("utf-8", "replace").replace("\0", "").strip()
        if line:
            yield line


def _put(line: str, exchange: Exchange, advisor: Advisor, *, as_json: bool) -> None:
    from careerbot.output.terminal import write

    if as_json:
        from careerbot.dialogue.conversation import reply_view
        from careerbot.output import json_views

        write(sys.stdout, json_views.dumps(reply_view(line, exchange, advisor)) + "\n")
    else:
        write(sys.stdout, text_of(exchange.reply, advisor))
    sys.stdout.flush()


def text_of(reply: Reply, advisor: Advisor) -> str:
    """A reply as plain text with an empty line after it."""
    from careerbot.output.telling import tell
    from careerbot.output.terminal import plain, width_of

    return plain(tell(reply, advisor.corpus), width_of(sys.stdout)) + "\n" if reply.parts else ""

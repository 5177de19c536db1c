"""NLU pipeline: a text in, one annotated `Document` out, by a visible tuple of components.

Names, numbers and spelling are looked up; what is meant by them (has, lacks, wants, nothing; hours or a deadline; what
the message asks) is judged by a reader that learned it from examples. Known words alone are a list and need no reader.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from careerbot.corpus.lexicon import CANONICAL, Found, Lexicon
from careerbot.nlu.levels import Levels, Preferences
from careerbot.nlu.linear import Kinds, Thresholds
from careerbot.nlu.spans import (
    degrees,
    intents,
    leftovers,
    limits,
    occupations,
    places,
    quantities,
    references,
    skills,
    with_years,
)
from careerbot.nlu.types import CONFIDENCE, Asked, Asking, Document, How, Leftover, Mention, Reader, Reading
from careerbot.text.amounts import Amount, NumberGrammar
from careerbot.text.spelling import Languages, Speller, foreign_language
from careerbot.text.tokenizer import Token, Window, key_of, sentences, tokenise, windows

MOST_CHARACTERS = 400_000
"""Of a text that are read: a CV of a hundred pages. What comes after is not looked at, which bounds time and memory."""
MOST_WINDOWS = 400
"""Windows of a text put to the model; what is longer goes to the linear reader."""


class Tools(Struct, frozen=True):
    """What reading works with; made once for a corpus."""

    lexicon: Lexicon
    speller: Speller
    grammar: NumberGrammar
    levels: Levels
    preferences: Preferences
    kinds: Kinds
    neutral: frozenset[str]
    """Words that may stand in a list of names."""
    strikes: frozenset[str]
    """Words that strike out the name behind them in such a list."""
    joins: frozenset[str]
    """Words that may join a second request to the first."""
    languages: Languages
    thresholds: Thresholds
    linear: Reader
    is_title: Callable[[str], bool] = lambda title: False
    """Whether occupations are called so, though it begins with the name of a skill: "marketing analyst"."""
    year: int = 2026
    month: int = 1


class Draft:
    """A document in the making: what the components hand on to each other."""

    def __init__(self, text: str, context: str, tools: Tools) -> None:
        self.text, self.context, self.tools = text[:MOST_CHARACTERS], context, tools
        self.document = Document(self.text, "message")
        self.tokens: Sequence[Token] = ()
        self.names: list[Found] = []
        self.mended: frozenset[int] = frozenset()
        """Tokens read as something else than typed."""
        self.amounts: tuple[Amount, ...] = ()
        self.is_list = False
        self.struck: set[int] = set()
        """Where words end that strike out the next name of a list."""
        self.windows: list[Window] = []
        self.titles: list[tuple[int, int]] = []
        """Spans of titles of occupations that the name of a skill begins."""
        self.asked: list[list[tuple[int, int, str]]] = []
        """The spans put to the reader, in characters of the text: a list for each window."""
        self.sentences: list[list[tuple[int, int]]] = []
        """The sentences of each window of a message, in characters of the text."""
        self.readings: list[Reading] = []
        self.clauses: list[tuple[int, int]] = []
        """Parts of a message that may each ask for something, where there are several."""
        self.heard: list[Reading] = []
        """What the reader makes of each of them by itself."""
        self.uses_model = False


def tokens_of(draft: Draft) -> None:
    """Words and their spans."""
    draft.tokens = tokenise(draft.text)


def language_of(draft: Draft) -> None:
    """Of a text in another language only the names are taken."""
    draft.document = _with(draft, language=foreign_language(draft.text, draft.tools.languages))


def spelling_of(draft: Draft) -> None:
    """Names, and words mistyped by a keystroke as they were meant."""
    tools = draft.tools
    draft.names = list(tools.lexicon.scan(draft.tokens))
    covered = {i for name in draft.names for i in range(name.first, name.last)}
    corrected = tools.speller.correct(draft.tokens, covered, draft.text)
    if corrected:
        draft.tokens = [t._replace(text=corrected[i]) if i in corrected else t for i, t in enumerate(draft.tokens)]
        draft.names = list(tools.lexicon.scan(draft.tokens))
        draft.mended = frozenset(corrected)
    links = [match.span() for match in _LINK.finditer(draft.text)]
    if links:
        starts = [start for start, _ in links]
        begin = [(name, draft.tokens[name.first].start) for name in draft.names]
        draft.names = [n for n, at in begin if not (i := bisect_right(starts, at)) or at >= links[i - 1][1]]


def amounts_of(draft: Draft) -> None:
    """Amounts of time."""
    draft.amounts = draft.tools.grammar.amounts(draft.text, year=draft.tools.year, month=draft.tools.month)


def kind_of(draft: Draft) -> None:
    """A list, a message, a CV or an advertisement."""
    draft.is_list = not draft.document.language and _is_list(draft)
    kind = "message" if draft.is_list else draft.tools.kinds.kind(draft.text, len(draft.tokens))
    draft.document = _with(draft, kind=kind, tokens=draft.tokens, sentences=tuple(sentences(draft.text)))


def questions_of(draft: Draft) -> None:
    """What is put to the reader: every name and amount, window by window."""
    if draft.is_list or draft.document.language:
        return
    draft.windows = list(windows(draft.text))
    draft.uses_model = draft.document.kind == "message" and len(draft.windows) <= MOST_WINDOWS
    spans = sorted(_candidates(draft))
    at = 0
    if draft.uses_model:
        draft.sentences = _by_window(draft.document.sentences, draft.windows)
        draft.clauses = _clauses(draft) if len(draft.text) <= _MESSAGE else []
    for window in draft.windows:
        inside = []
        while at < len(spans) and spans[at][0] < window.end:
            inside.append(spans[at])
            at += 1
        draft.asked.append(inside)


PREPARE: tuple[Callable[[Draft], None], ...] = (
    tokens_of, language_of, spelling_of, amounts_of, kind_of, questions_of,
)  # fmt: skip
"""What is found by looking."""

CONCLUDE: tuple[Callable[[Draft], None], ...] = (
    lambda d: _set(d, intents=intents(d)),
    lambda d: _set(d, askings=askings(d)),
    lambda d: _set(d, quantities=quantities(d)),
    lambda d: _set(d, skills=skills(d)),
    lambda d: _set(d, roles=occupations(d)),
    lambda d: setattr(d, "document", with_years(d)),
    lambda d: _set(d, limits=limits(d)),
    lambda d: _set(d, degrees=degrees(d)),
    lambda d: _set(d, places=places(d)),
    lambda d: _set(d, references=references(d)),
    lambda d: _set(d, leftovers=leftovers(d)),
)
"""What the reader's judgement makes of it."""


def annotate(text: str, tools: Tools, reader: Reader | None = None, *, context: str = "start") -> Document:
    """The annotated document of a text."""
    return annotate_many([(text, context)], tools, reader)[0]


def annotate_many(
    texts: Sequence[tuple[str, str]], tools: Tools, reader: Reader | Callable[[], Reader | None] | None = None
) -> list[Document]:
    """The same for (text, context) after (text, context); the reader is asked for all of them at once."""
    drafts = [Draft(text, context, tools) for text, context in texts]
    for draft in drafts:
        for component in PREPARE:
            component(draft)
    _judge([d for d in drafts if d.windows], tools, reader)
    for draft in drafts:
        for component in CONCLUDE:
            component(draft)
    return [draft.document for draft in drafts]


def _judge(drafts: Sequence[Draft], tools: Tools, reader: Reader | Callable[[], Reader | None] | None) -> None:
    """Ask the readers: the model for messages, the linear one for documents and where there is no model."""
    stories = [d for d in drafts if d.uses_model]
    model = (reader() if callable(reader) else reader) if stories else None
    for judge, chosen in ((model, stories), (tools.linear, [d for d in drafts if model is None or not d.uses_model])):
        if judge is None or not chosen:
            continue
        for draft in chosen if judge is not model else ():
            draft.clauses = []  # the linear reader reads words, and a clause has no others
        readings = iter(judge.read([asked for draft in chosen for asked in _asked(draft)]))
        for draft in chosen:
            draft.readings = [next(readings) for _ in draft.windows]
            draft.heard = [next(readings) for _ in draft.clauses]
            draft.document = _with(draft, read_by="model" if judge is model else "words")


def _asked(draft: Draft) -> list[Asked]:
    kind = draft.document.kind
    long = len(draft.text) > _MESSAGE
    context = kind if kind != "message" else "post" if long else draft.context
    told = draft.sentences or [[]] * len(draft.windows)
    alone = [Asked(draft.text[a:b], context, (), True, ((0, b - a),)) for a, b in draft.clauses if draft.uses_model]
    return [
        Asked(
            window.text, context, tuple((window.place(a), window.place(b), k) for a, b, k in spans),
            kind == "message", tuple((window.place(a), window.place(b)) for a, b in sentences),
        )
        for window, spans, sentences in zip(draft.windows, draft.asked, told, strict=True)
    ] + alone  # fmt: skip


def _clauses(draft: Draft) -> list[tuple[int, int]]:
    """The sentences of a message, each divided where a word joins two stretches of some words; none where it is one."""
    found = []
    for start, end in draft.document.sentences:
        words = [token for token in draft.tokens if start <= token.start < end]
        first = 0
        for at, token in enumerate(words):
            if token.text in draft.tools.joins and min(at - first, len(words) - at - 1) >= FEWEST:
                found.append((start, token.start))
                start, first = token.start, at
        found.append((start, end))
    return found if len(found) > 1 else []


def _by_window(sentences: Sequence[tuple[int, int]], windows: Sequence[Window]) -> list[list[tuple[int, int]]]:
    """Both in their order: which sentences begin in each window."""
    rows: list[list[tuple[int, int]]] = [[] for _ in windows]
    at = 0
    for sentence in sentences:
        while at < len(windows) - 1 and sentence[0] >= windows[at].end:
            at += 1
        rows[at].append(sentence)
    return rows


def askings(draft: Draft) -> tuple[Asking, ...]:
    """Of each sentence, and of each clause of a divided one, the entries of the answer base that it may ask for."""
    read = [
        *((one, entries) for spans, reading in zip(draft.sentences, draft.readings, strict=False)
          for one, entries in zip(spans, reading.entries, strict=False)),
        *((one, reading.entries[0]) for one, reading in zip(draft.clauses, draft.heard, strict=False)
          if one not in draft.document.sentences and reading.entries),
    ]  # fmt: skip
    return tuple(Asking(*one, entries) for one, entries in read)


FEWEST = 3
"""Words on either side of one that joins two clauses."""

_MESSAGE = 600
"""Characters from which a message is a story rather than an answer."""


def _candidates(draft: Draft) -> list[tuple[int, int, str]]:
    found = set()
    for name in draft.names:
        start, end = draft.tokens[name.first].start, draft.tokens[name.last - 1].end
        kinds = {kind for kind, _, _ in name.entries}
        if "skill" in kinds:
            found.add((start, end, "S"))
        if kinds & {"role", "background"}:
            found.add((start, end, "R"))
    draft.titles = list(_titles(draft)) if draft.document.kind in ("message", "cv") else []
    return [*found, *((start, end, "R") for start, end in draft.titles), *((a.start, a.end, "T") for a in draft.amounts)]


def _titles(draft: Draft) -> Iterator[tuple[int, int]]:
    for name in draft.names:
        kinds, after = {kind for kind, _, _ in name.entries}, draft.tokens[name.last : name.last + 1]
        start, end = draft.tokens[name.first].start, after[0].end if after else 0
        if "skill" in kinds and not kinds & {"role", "background"} and after and draft.tools.is_title(draft.text[start:end]):
            yield start, end


_LINK = re.compile(r"\b(?:\w+://|www\.)\S+|\b[\w.+-]+@[\w-]+\.\S+")
"""Addresses: what stands in them names no skill."""


def _is_list(draft: Draft) -> bool:
    """Whether there are names and, besides, only words that may stand between the names of a list."""
    if "?" in draft.text or not any(kind == "skill" for name in draft.names for kind, _, _ in name.entries):
        return False
    if any(kind == "role" for name in draft.names for kind, _, _ in name.entries[:1]):
        return False
    covered = {i for name in draft.names for i in range(name.first, name.last)}
    timed = [(a.start, a.end) for a in draft.amounts]
    levels = draft.tools.levels.words
    strikes = draft.tools.strikes
    draft.struck = {token.end for i, token in enumerate(draft.tokens) if token.text in strikes and i + 1 in covered}
    for i, token in enumerate(draft.tokens):
        if token.end in draft.struck:
            continue
        if i in covered or token.text in draft.tools.neutral or token.text in levels or token.text.isdigit():
            continue
        if not any(start <= token.start < end for start, end in timed):
            return False
    return True


def _with(draft: Draft, **changes: object) -> Document:
    from msgspec.structs import replace

    return replace(draft.document, **changes)


def _set(draft: Draft, **changes: object) -> None:
    draft.document = _with(draft, **changes)


BETWEEN = ", "


def annotate_list(items: Sequence[str], tools: Tools, reader: Reader | None = None) -> Document:
    """What a list of skills says. Each item is read by itself: "R" needs no company, "C, C++" may be one item."""
    mentions: list[Mention] = []
    leftovers: list[Leftover] = []
    start = 0
    for item in items:
        named = _named(item, start, tools)
        if named is not None:
            mentions.append(named)
        elif item.strip():
            _read(item, start, tools, reader, mentions, leftovers)
        start += len(item) + len(BETWEEN)
    draft = Draft(BETWEEN.join(items), "start", tools)
    return replace(draft.document, skills=tuple(mentions), leftovers=tuple(leftovers), read_by="list")


def _named(item: str, start: int, tools: Tools) -> Mention | None:
    """An item that is the name of a skill and nothing else, everyday word or not."""
    for kind, slug, flags in tools.lexicon.names.get(key_of(item), ()):
        if kind == "skill":
            how: How = "name" if flags & CANONICAL else "alias"
            return Mention(slug, start, start + len(item), item, how, CONFIDENCE[how])
    return None


def _read(
    item: str, start: int, tools: Tools, reader: Reader | None, mentions: list[Mention], leftovers: list[Leftover]
) -> None:
    found = annotate(item, tools, reader)
    if not found.skills:
        # a job title or a phrase in a list of skills: the vectors may know what is meant, but not what is denied
        if not tools.levels.denies(item.split()[:2]):
            leftovers.append(Leftover(item, start, start + len(item)))
        return
    claimed = (m if m.claimed or tools.levels.denied(item, m.start) else replace(m, stance="has") for m in found.skills)
    mentions += [replace(m, start=m.start + start, end=m.end + start) for m in claimed]

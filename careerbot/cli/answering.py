"""What every command does around its one call: read the text, find the role or skill meant, print, or say what stopped it."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from careerbot.errors import CareerbotError

if TYPE_CHECKING:
    from careerbot.advisor import Advisor
    from careerbot.corpus.corpus import Corpus
    from careerbot.corpus.records import Slug
    from careerbot.matching.advert import Fit
    from careerbot.matching.confidence import Ranking
    from careerbot.matching.profile import Profile
    from careerbot.nlu.types import Document, Topic
    from careerbot.output.parts import Part
    from careerbot.output.terminal import Block
    from careerbot.settings import Settings


class UsageError(CareerbotError):
    """A command line that cannot be acted on: exit code 2."""


def say(text: str) -> None:
    """Print a result."""
    from careerbot.output.terminal import clean, write

    write(sys.stdout, clean(text) + "\n")


def say_json(view: dict[str, Any]) -> None:
    """Print a result for programs."""
    from careerbot.output.json_views import dumps

    say(dumps(view))


def sorry(text: str, code: int = 1) -> int:
    """Say on stderr why there is no answer; the exit code."""
    from careerbot.output.terminal import clean, write

    if sys.stderr is not None:
        write(sys.stderr, clean(text).rstrip("\n") + "\n")
    return code


def misused(error: Any) -> int:  # noqa: ANN401 (typer gives its usage errors no public name)
    """Say what is wrong with a command line, without what a terminal would obey; the exit code."""
    held = io.StringIO()
    error.show(file=held)
    return sorry(held.getvalue(), int(error.exit_code))


def mishap(error: Exception) -> int:
    """Say in a sentence what stopped a command that nobody foresaw; the exit code.

    With CAREERBOT_TRACEBACK set, the error itself comes up, for whoever looks for its cause.
    """
    if os.environ.get("CAREERBOT_TRACEBACK"):
        raise error
    with contextlib.suppress(OSError, ValueError):
        return sorry(_told(error))
    return 1


def _told(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "There is not enough memory for this: give a shorter text, or try --no-encoder."
    if isinstance(error, OSError):
        what = f"{error.filename} cannot be used" if error.filename else "The answer could not be written"
        return f"{what}: {error.strerror or error}."
    trace, place = error.__traceback__, ""
    while trace is not None:
        place = f" in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return f"This is a fault in careerbot ({type(error).__name__}{place}); CAREERBOT_TRACEBACK=1 shows more of it."


def show_blocks(blocks: Sequence[Block]) -> None:
    """Print blocks as suits where stdout goes."""
    from careerbot.output.telling import show

    show(blocks, sys.stdout)


def show_parts(parts: Sequence[Part], advisor: Advisor) -> None:
    """Print parts of a reply, and on stderr what kept the advisor from using meaning."""
    from careerbot.output.telling import tell_part

    show_blocks([block for part in parts for block in tell_part(part, advisor.corpus)])
    warn_if_degraded(advisor)


def warn_if_degraded(advisor: Advisor) -> None:
    """Say on stderr that only words were used, and why."""
    if advisor.degraded:
        sorry(f"Answered from words alone, because the search by meaning is not available. {advisor.degraded}")


def read_person(
    settings: Settings, words: Sequence[str] | None, file: Path | None = None
) -> tuple[Advisor, Document, Profile]:
    """The advisor, what the text says, and the profile it makes."""
    from careerbot.documents.source import NoTextError, sheet_from

    try:
        sheet = sheet_from(words, file)
    except NoTextError:
        raise UsageError('Say what you can do, for example: careerbot suggest "python, sql, a bit of docker"') from None
    advisor = settings.advisor()
    understood, profile = advisor.read(sheet if sheet.format else sheet.text)
    if len(understood.text) < len(sheet.text):
        sorry(f"Of {len(sheet.text):,} characters I read the first {len(understood.text):,}.")
    if sheet.note:
        sorry(sheet.note)
    if understood.language:
        sorry(
            f"This is in {understood.language}, and I read English only: I took the names in it that it does not deny."
        )
    return advisor, understood, profile


def advise(
    settings: Settings, words: Sequence[str] | None, file: Path | None, top: int, **wishes: bool
) -> tuple[Advisor, Document, Profile, Ranking]:
    """The advisor, what the text says, the person with these `wishes`, and how the roles stand for them."""
    advisor, document, profile = read_person(settings, words, file)
    profile = wishing(profile, **wishes) if any(wishes.values()) else profile
    return advisor, document, profile, advisor.suggest(profile, top)


def person(advisor: Advisor, skills: str | None) -> Profile:
    """Who speaks: what --skills says, else the saved profile, else nobody in particular."""
    from careerbot.documents.source import typed
    from careerbot.matching.profile import Profile

    if skills is not None:
        return advisor.read(typed(skills))[1]
    return saved_profile(advisor.corpus) or Profile()


def wishing(profile: Profile, *, no_maths: bool, no_code: bool, free: bool) -> Profile:
    """The profile with the wishes of options beside those it has."""
    from msgspec.structs import replace

    asked: list[tuple[Topic, bool, str]] = []
    asked += [("maths", False, "--no-maths")] * no_maths
    asked += [("coding", False, "--no-code")] * no_code
    asked += [("free", True, "--free")] * free
    limits = {limit[0]: limit for limit in (*profile.limits, *asked)}
    return replace(profile, limits=tuple(limits.values()))


def applicant(advisor: Advisor, cv: Path | None, skills: str | None) -> Profile:
    """Whoever an advertisement is set against: a CV, --skills, both, or the kept profile."""
    from msgspec.structs import replace

    from careerbot.documents.reader import read_file

    profile = person(advisor, skills) if skills is not None or cv is None else None
    if cv is not None:
        profile = advisor.read(replace(read_file(cv), kind="cv"), profile)[1]
    if profile is None or profile.is_empty:
        raise CareerbotError(
            'I know nothing about you yet. Give your CV (--cv FILE) or say what you can do (--skills "python, sql").'
        )
    return profile


def against(advisor: Advisor, words: Sequence[str] | None, profile: Profile) -> Fit:
    """An advertisement, in a file or as text, set against a person."""
    from careerbot.documents.source import NoTextError, sheet_from

    try:
        sheet = sheet_from(words)
    except NoTextError:
        raise UsageError("Give a job advertisement: a file, its text, or - for a pipe.") from None
    found = advisor.fit(advisor.advert(sheet if sheet.format else sheet.text), profile)
    if not found.points:
        raise CareerbotError("I found no skill that I know in this advertisement, so there is nothing to compare.")
    return found


def against_many(
    advisor: Advisor, folder: Path, profile: Profile
) -> tuple[list[tuple[str, Fit]], list[tuple[str, str]]]:
    """(file, fit) of every advertisement of a folder, and (file, reason) of those that could not be read, told on stderr."""
    from careerbot.documents.reader import read_file
    from careerbot.errors import FileTrouble

    if not folder.is_dir():
        message = f"{folder} is not a folder. Give a folder that holds job advertisements; `careerbot match` takes one."
        raise FileTrouble(message)
    fits: list[tuple[str, Fit]] = []
    unread: list[tuple[str, str]] = []
    for path in sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith(".")):
        try:
            fits.append((path.name, advisor.fit(advisor.advert(read_file(path)), profile)))
        except FileTrouble as error:
            unread.append((path.name, str(error)))
            sorry(str(error))
    if not fits:
        raise FileTrouble(f"{folder} holds no job advertisement that can be read.")
    return fits, unread


def known_person(advisor: Advisor, skills: str | None) -> Profile:
    """The same, where something has to be known."""
    profile = person(advisor, skills)
    if profile.is_empty:
        message = 'I know nothing about you yet. Say what you can do, for example: --skills "python, sql, statistics"'
        raise CareerbotError(message)
    return profile


def saved_profile(corpus: Corpus) -> Profile | None:
    """The profile somebody asked to keep, if there is one."""
    from careerbot.dialogue import session_store

    state = session_store.load(corpus)
    return state.profile if state is not None else None


def supposed_in(
    advisor: Advisor, profile: Profile, change: str
) -> tuple[tuple[tuple[Slug, int], ...], tuple[Slug, ...]]:
    """(skills and levels learnt, skills lost) that a supposition names: "learn docker", "forget sql"."""
    from careerbot.documents.source import typed
    from careerbot.matching.profile import UNSAID_LEVEL

    learnt: dict[Slug, int] = {}
    lost: list[Slug] = []
    for slug, level, gone in _turns(advisor, typed(change)):
        if gone:
            lost.append(slug)
        else:
            learnt[slug] = level or min(5, max(UNSAID_LEVEL, profile.level(slug) + 1))
    have = advisor.have(profile)
    absent = [advisor.corpus.skills[slug].name for slug in lost if slug not in have]
    if absent and len(absent) == len(lost) and not learnt:
        raise CareerbotError(
            f"You did not say that you know {' or '.join(absent)}, so nothing would change without it."
        )
    return tuple(learnt.items()), tuple(slug for slug in lost if slug in have)


def _turns(advisor: Advisor, change: str) -> Iterator[tuple[Slug, int | None, bool]]:
    """(skill, level if said, whether it would be gone), in the order said; the words between tell which of the two."""
    cues = advisor.corpus.language.table("suppositions")
    gone = False
    for part in change.replace(";", ",").split(","):
        document = advisor.understand(part)
        at = 0
        for mention in sorted(document.skills, key=lambda mention: mention.start):
            gone = _gone(document.text[at : mention.start], cues, gone)
            at = mention.end
            yield mention.slug, mention.level, gone
        if not at:
            gone = _gone(part, cues, gone)
            yield skill_meant(advisor.corpus, _last_word(part)), None, gone


def _gone(words: str, cues: Mapping[str, Sequence[str]], before: bool) -> bool:
    """Whether what follows these words would be gone; as before where they do not say."""
    for word in words.lower().replace("’", "'").split():
        before = word in cues["without"] or (before and word not in cues["with"])
    return before


def _last_word(part: str) -> str:
    """What is supposed, where no name was found in it: the words behind its verb."""
    return part.strip().partition(" ")[2] or part.strip()


REPEATED = 60
"""Letters of a message of which nothing was understood that are repeated; a longer one is known for what it is."""


def no_match(profile: Profile, said: str) -> int:
    """Ask for skills on stderr, repeating what was not understood; the exit code."""
    from msgspec.structs import replace

    from careerbot.output.phrases import no_skills, not_understood
    from careerbot.output.terminal import plain, width_of

    if profile.is_empty and not profile.unrecognised and 0 < len(said.strip()) <= REPEATED:
        profile = replace(profile, unrecognised=(said.strip(),))
    return sorry(plain([*not_understood(profile), *no_skills()], width_of(sys.stderr)))


# ---------------------------------------------------------------- names


def role_meant(corpus: Corpus, name: str) -> Slug:
    """The role called so, or nearly so; CareerbotError with the nearest names if none is."""
    slug = corpus.find_role(name.strip()) or corpus.find_role(name.strip().lower().replace(" ", "-"))
    return slug or _unknown("role", name, {s: r.title for s, r in corpus.roles.items()}, corpus)


def skill_meant(corpus: Corpus, name: str) -> Slug:
    """The skill called so, or nearly so; CareerbotError with the nearest names if none is."""
    slug = corpus.find_skill(name.strip()) or corpus.find_skill(name.strip().lower().replace(" ", "-"))
    return slug or _unknown("skill", name, {s: k.name for s, k in corpus.skills.items()}, corpus)


def in_family(families: Mapping[Slug, str], family: str | None, kind: str) -> list[Slug]:
    """Slugs of a family, or of all, family by family."""
    if family is not None and family not in families.values():
        known = ", ".join(sorted(set(families.values())))
        raise CareerbotError(f"There is no {kind} family {family!r}. The families are: {known}.")
    return sorted((s for s, f in families.items() if family in (None, f)), key=lambda s: (families[s], s))


def by_family(titles: Mapping[Slug, str], families: Mapping[Slug, str]) -> Sequence[Block]:
    """Titles below the names of their families."""
    from careerbot.output.terminal import Heading, Item

    blocks: list[Block] = []
    before = None
    for slug, title in titles.items():
        if families[slug] != before:
            before = families[slug]
            blocks.append(Heading(before.replace("-", " ").capitalize(), 2))
        blocks.append(Item(title))
    return blocks


def _unknown(kind: Literal["role", "skill"], name: str, titles: dict[Slug, str], corpus: Corpus) -> Slug:
    """The one that was plainly meant, which is said; CareerbotError with those that may have been."""
    from careerbot.corpus.lexicon import obvious, offered
    from careerbot.output.terminal import one_line

    written = one_line(name, 60)
    slug = obvious(kind, name, corpus)
    if slug is not None:
        sorry(f"I know no {kind} called “{written}”; I take it as {titles[slug]}.")
        return slug
    near = [titles[one] for one in offered(kind, name, corpus)]
    hint = f"Did you mean {' or '.join(near)}?" if near else f"`careerbot {kind}s` lists them all."
    raise CareerbotError(f"I know no {kind} called “{written}”. {hint}")


STOPPED = 130
"""The exit code of what was stopped with Ctrl-C."""


def answered(action: Callable[[], int]) -> int:
    """Do it; the exit code, with a sentence on stderr for whatever stopped it."""
    try:
        return action()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    except KeyboardInterrupt:
        return STOPPED
    except CareerbotError as error:
        return sorry(str(error), 2 if isinstance(error, UsageError) else 1)
    except Exception as error:  # noqa: BLE001 (the last line of defence: a sentence, never a traceback)
        return misused(error) if hasattr(error, "format_message") else mishap(error)

"""Profile store: the one file a person may ask us to keep, theirs alone, whole or not at all.

Nothing is written before they say so, and what two of us write at once is merged.

For who holds a conversation, one `ProfileStore(corpus)` a conversation:

    store.load()        what was kept, or None; what is kept later is merged against it
    store.keep(kept)    merges what changed here into what stands on the disk now, under the lock, and writes it; go on
                        with what it gives back: it has what others kept meanwhile. WipedError once somebody has wiped
                        what this conversation kept: keep nothing more, and say so. `anew=True` where the person asks
                        for it again (/save)
    store.wipe()        removes every trace; so does `careerbot profile wipe` in another window
    store.holds()       whether anything is kept: "Nothing was kept." is true only where this is False
    kept_of(state), state_of(state, kept)   between a State and what is kept of it
"""

from __future__ import annotations

import math
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import asdict, replace

from careerbot import storage
from careerbot.corpus.records import Slug
from careerbot.dialogue.merging import Kept, merged
from careerbot.dialogue.state import Focus, State
from careerbot.errors import FileTrouble
from careerbot.matching.profile import Profile
from careerbot.output.parts import Ref

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus

FORMAT = 2
"""Raise when a saved profile changes shape so that an older careerbot would misread it."""

OLDEST = 1
"""The oldest format that is still read."""

MOST_BYTES = 2_000_000
MOST_WORDS = 2000
"""A profile is a few kilobytes; a larger file is not one."""

SAID_KEPT = 200


class WipedError(FileTrouble):
    """What a conversation kept was removed while it went on."""

    def __init__(self) -> None:
        super().__init__("What was kept about you has been wiped since, so I keep nothing more of this conversation.")


class Saved(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds."""

    careerbot: str
    """Always "profile": tells the file from others."""
    format: int
    profile: Profile
    said: tuple[str, ...] = ()
    shown: tuple[Slug, ...] = ()
    focus: Slug = ""
    denied: tuple[Slug, ...] = ()
    tools: tuple[str, ...] = ()
    """Of files kept before: nothing is asked of tools that no name explains any more."""
    degrees: tuple[str, ...] = ()
    home: str = ""
    born: str = ""
    """Random, from when the file was first written: another one means that a wipe came between."""
    generation: int = 0
    """How often it was written since."""

    @property
    def kept(self) -> Kept:
        """What it says of the person."""
        return Kept(**{name: getattr(self, name) for name in Kept.__struct_fields__})


class _Stamp(msgspec.Struct, frozen=True):
    careerbot: str
    format: int


def profile_path() -> Path:
    """Where the profile is kept."""
    return storage.data_folder() / "profile.json"


def history_path() -> Path:
    """Where typed lines are kept for the arrow keys, while keeping is on."""
    return storage.data_folder() / "history"


class ProfileStore:
    """The profile on the disk as one conversation, or one command, sees it."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._base = Kept()
        """What this conversation last agreed on with the disk."""
        self._born: str | None = None
        """Which file that was; None before there was one."""

    def load(self) -> Kept | None:
        """What was kept; None where nothing was.

        Raises:
            FileTrouble: there is a file, but it cannot be used; it is left where it is.

        """
        path = profile_path()
        if not os.path.lexists(path):
            return None
        return self._agreed(_read(path))

    def holds(self) -> bool:
        """Whether anything is kept."""
        return os.path.lexists(profile_path())

    def keep(self, kept: Kept, *, anew: bool = False) -> Kept:
        """Merge what changed here into what is kept, and write it; what to go on with.

        Raises:
            WipedError: it was wiped since, and nothing is written.
            FileTrouble: it cannot be written; what stands there is left as it is.

        """
        if not anew and self._born is not None and not self.holds():
            raise WipedError
        with alone():
            there = self.holds()
            found = _found(profile_path())
            gone = not there or (found is not None and found.born != self._born)
            if self._born is not None and gone and not anew:
                if not there:
                    _clear()
                raise WipedError
            if found is None or gone:
                self._base = Kept()
            theirs = found.kept if found else Kept()
            together = merged(self._base, kept, theirs)
            if found is None or together != theirs:
                found = _written(together, found)
        return self._agreed(found)

    def change(self, change: Callable[[Kept], Kept]) -> Kept:
        """Read, change and write what is kept, with nobody in between.

        Raises:
            FileTrouble: there is a file that cannot be used, or it cannot be written.

        """
        path = profile_path()
        with alone():
            found = _read(path) if os.path.lexists(path) else None
            theirs = found.kept if found else Kept()
            # what this corpus does not know is not shown to the change, and stays
            before = known_of(theirs, self._corpus)
            after = merged(before, change(before), theirs)
            return self._agreed(found if found and after == theirs else _written(after, found))

    def wipe(self) -> tuple[Path, ...]:
        """Remove every trace of the person; what was removed."""
        gone = wipe()
        self._base, self._born = Kept(), None
        return gone

    def _agreed(self, saved: Saved) -> Kept:
        self._base, self._born = known_of(saved.kept, self._corpus), saved.born
        return self._base


def kept_of(state: State) -> Kept:
    """What is kept of a conversation."""
    return Kept(
        state.profile, state.said[-SAID_KEPT:], state.roles_shown, state.focus.role, tuple(sorted(state.denied)),
        state.degrees, state.home,
    )  # fmt: skip


def state_of(state: State, kept: Kept) -> State:
    """The conversation, with what was kept in its place; what is on its screen stays there."""
    begun = bool(state.said)
    return replace(
        state, profile=kept.profile, said=kept.said, denied=frozenset(kept.denied), degrees=kept.degrees, home=kept.home,
        shown=state.shown if begun else tuple(Ref("role", slug) for slug in kept.shown),
        focus=state.focus if begun else Focus(role=kept.focus),
        topic=state.topic if begun or not kept.shown else "roles",
    )  # fmt: skip


def save(state: State) -> Path:
    """Keep this state in place of what is kept; a file there that is not ours to overwrite is set aside first."""
    with alone():
        _written(kept_of(state), _found(profile_path()))
    return profile_path()


def load(corpus: Corpus) -> State | None:
    """What was kept, as a conversation begins; None where nothing was."""
    kept = ProfileStore(corpus).load()
    return None if kept is None else state_of(State(), kept)


def _found(path: Path) -> Saved | None:
    """What stands there; what is not ours to overwrite is set aside."""
    if not os.path.lexists(path):
        return None
    try:
        return _read(path)
    except FileTrouble:
        _set_aside(path)
        return None


def _written(kept: Kept, before: Saved | None) -> Saved:
    """Put it on the disk, as the next generation of what was there. The caller holds the lock."""
    born, generation = (before.born, before.generation + 1) if before else (os.urandom(8).hex(), 1)
    saved, data = _encoded(kept, born, generation)
    storage.write_atomically(profile_path(), data)
    return saved


def _encoded(kept: Kept, born: str, generation: int) -> tuple[Saved, bytes]:
    """The file and its bytes: never more than `load` would take, so that what is kept can be had back."""
    said = kept.said[-SAID_KEPT:]
    while True:
        saved = Saved("profile", FORMAT, **{**asdict(kept), "said": said}, born=born, generation=generation)
        data = msgspec.json.format(msgspec.json.encode(saved), indent=1) + b"\n"
        if len(data) <= MOST_BYTES:
            return saved, data
        if not said:
            raise FileTrouble("What is known of you has grown too large to be kept. /forget strikes things out.")
        said = said[len(said) // 2 + 1 :]


@contextmanager
def alone() -> Iterator[None]:
    """Be the only one who reads, changes and saves the profile, so that of two changes at once both are kept."""
    with storage.locked(private_folder(storage.data_folder())):
        yield


def private_folder(folder: Path) -> Path:
    """Make the folder, closed to everybody else even if it was there and open."""
    storage.ensure_folder(folder)
    try:
        if folder.stat().st_mode & 0o077:
            folder.chmod(storage.FOLDER_MODE)
    except OSError as error:
        raise storage.trouble(error, folder) from error
    return folder


def _read(path: Path) -> Saved:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise FileTrouble(f"{path} is no file. It is left as it is; move it to begin a new profile.")
        if found.st_size > MOST_BYTES:
            raise FileTrouble(f"{path} is too large to be a profile. It is left as it is; move it to begin a new one.")
        data = path.read_bytes()
    except OSError as error:
        raise FileTrouble(f"{path} cannot be read: {error.strerror or error}. Check its permissions.") from error
    try:
        stamp = msgspec.json.decode(data, type=_Stamp)
        if stamp.careerbot == "profile" and stamp.format > FORMAT:
            raise FileTrouble(f"{path} was kept by a newer careerbot. It is left as it is; update careerbot to use it.")
        saved = msgspec.json.decode(data, type=Saved)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise FileTrouble(f"{path} is not a profile that careerbot kept, or it is damaged. It is left as it is.") from error
    if saved.careerbot != "profile" or not OLDEST <= saved.format <= FORMAT:
        raise FileTrouble(f"{path} is not a profile that careerbot kept. It is left as it is.")
    return saved


def _set_aside(path: Path) -> Path:
    """Rename what is there, so that it is never lost."""
    number = 1
    while (aside := path.with_name(f"profile-aside-{number}.json")).exists():
        number += 1
    try:
        path.rename(aside)
    except OSError as error:
        raise storage.trouble(error, path) from error
    return aside


def known_of(kept: Kept, corpus: Corpus) -> Kept:
    """What is kept without what this corpus does not know."""
    return replace(
        kept,
        profile=known_only(kept.profile, corpus),
        said=kept.said[-SAID_KEPT:],
        shown=tuple(slug for slug in kept.shown if slug in corpus.roles),
        focus=kept.focus if kept.focus in corpus.roles else "",
    )


def known_only(profile: Profile, corpus: Corpus) -> Profile:
    """The profile without what this corpus does not know and without values no profile has."""
    kept: dict[str, Any] = {
        field: tuple(w for w in getattr(profile, field) if w.slug in corpus.skills)
        for field in ("skills", "learning", "missing", "dislikes", "likes")
    }
    kept["skills"] = tuple(k for k in kept["skills"] if 1 <= k.level <= 5)
    jobs = (j for j in profile.jobs if j.slug in (corpus.roles if j.kind == "role" else corpus.backgrounds))
    return replace(
        profile,
        **kept,
        jobs=tuple(jobs),
        wanted=tuple(s for s in profile.wanted if s in corpus.roles),
        excluded=tuple(s for s in profile.excluded if s in corpus.roles),
        leanings=tuple((s, c) for s, c in profile.leanings if s in corpus.roles and math.isfinite(c)),
        words=profile.words[:MOST_WORDS],
        hours_a_week=_within(profile.hours_a_week, 168),
        months=_within(profile.months, 1200),
    )


def _within(value: float | None, most: float) -> float | None:
    return value if value is not None and 0 < value <= most else None


def wipe() -> tuple[Path, ...]:
    """Remove every trace of the person: profile, files set aside, lines typed. Nothing else is derived from them."""
    folder = storage.data_folder()
    if not folder.is_dir():
        return ()
    with alone():
        gone = _removed([profile_path(), history_path(), *sorted(folder.glob("profile-aside-*.json"))])
        left = _removed(sorted(folder.glob(".profile.json.*.tmp")))
        return (*gone, *left, *_clear())


def _clear() -> tuple[Path, ...]:
    """Remove the lock, whose holder this is, and the folder if nothing else is in it; the folder, if it went."""
    folder = storage.data_folder()
    _removed([folder / storage.LOCK])
    try:
        folder.rmdir()
    except OSError:
        return ()
    return (folder,)


def _removed(paths: list[Path]) -> tuple[Path, ...]:
    gone = []
    for path in paths:
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise storage.trouble(error, path) from error
        gone.append(path)
    return tuple(gone)

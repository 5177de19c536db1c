"""The one file a person may ask us to keep: their profile and lines, theirs alone, whole or not at all.

Nothing is written before they say so.
"""

from __future__ import annotations

import math
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from careerbot import storage
from careerbot.corpus.records import Slug
from careerbot.dialogue.state import State
from careerbot.errors import FileTrouble
from careerbot.matching.profile import Profile

if TYPE_CHECKING:
    from careerbot.corpus.corpus import Corpus

FORMAT = 1
"""Raise when a saved profile changes shape so that an older careerbot would misread it."""

MOST_BYTES = 2_000_000
MOST_WORDS = 2000
"""A profile is a few kilobytes; a larger file is not one."""

SAID_KEPT = 200


class Saved(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds."""

    careerbot: str
    """Always "profile": tells the file from others."""
    format: int
    profile: Profile
    said: tuple[str, ...] = ()
    shown: tuple[Slug, ...] = ()
    focus: Slug = ""


class _Stamp(msgspec.Struct, frozen=True):
    careerbot: str
    format: int


def profile_path() -> Path:
    """Where the profile is kept."""
    return storage.data_folder() / "profile.json"


def history_path() -> Path:
    """Where typed lines are kept for the arrow keys, while keeping is on."""
    return storage.data_folder() / "history"


def save(state: State) -> Path:
    """Keep this state; a file there that is not ours to overwrite is set aside first."""
    path = profile_path()
    private_folder(path.parent)
    if os.path.lexists(path):
        try:
            _read(path)
        except FileTrouble:
            _set_aside(path)
    storage.write_atomically(path, _encoded(state))
    return path


def _encoded(state: State) -> bytes:
    """The file's bytes: never more than `load` would take, so that what is kept can be had back."""
    said = state.said[-SAID_KEPT:]
    while True:
        saved = Saved("profile", FORMAT, state.profile, said, state.shown, state.focus)
        data = msgspec.json.format(msgspec.json.encode(saved), indent=1) + b"\n"
        if len(data) <= MOST_BYTES:
            return data
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


def load(corpus: Corpus) -> State | None:
    """What was kept; None where nothing was.

    Raises:
        FileTrouble: there is a file, but it cannot be used; it is left where it is.

    """
    path = profile_path()
    if not os.path.lexists(path):
        return None
    saved = _read(path)
    shown = tuple(slug for slug in saved.shown if slug in corpus.roles)
    focus = saved.focus if saved.focus in corpus.roles else ""
    profile = known_only(saved.profile, corpus)
    return State(
        profile=profile, said=saved.said[-SAID_KEPT:], shown=shown, listed="roles" if shown else "", focus=focus
    )


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
        raise FileTrouble(
            f"{path} is not a profile that careerbot kept, or it is damaged. It is left as it is."
        ) from error
    if saved.careerbot != "profile" or saved.format != FORMAT:
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


def forget() -> tuple[Path, ...]:
    """Remove the profile that was kept; what was removed."""
    return _removed([profile_path()])


def wipe() -> tuple[Path, ...]:
    """Remove every trace of the person: profile, files set aside, lines typed. Nothing else is derived from them."""
    folder = storage.data_folder()
    if not folder.is_dir():
        return ()
    gone = _removed(
        [
            profile_path(),
            history_path(),
            folder / ".lock",
            *sorted(folder.glob("profile-aside-*.json")),
            *sorted(folder.glob(".profile.json.*.tmp")),
        ]
    )
    try:
        folder.rmdir()
    except OSError:
        return gone
    return (*gone, folder)


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

"""Where careerbot keeps its files, and how it writes them: whole or not at all, readable by their owner alone."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from careerbot.errors import FileTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER_MODE = 0o700
FILE_MODE = 0o600

STALE = 600.0
"""Seconds after which an unfinished file is taken for a dead writer's."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_BARRED = {errno.EACCES, errno.EPERM, errno.EROFS}


def cache_place() -> Path:
    """Where what can be made again would be kept, whoever owns that folder."""
    return _place("CAREERBOT_CACHE", "XDG_CACHE_HOME", ".cache")


def cache_folder(*names: str) -> Path:
    """What can be made again: the vectors and the exported model; or a folder in it.

    Raises:
        FileTrouble: somebody else could have put there what we would read and believe.

    """
    folder = cache_place()
    why = _not_ours(folder, "")
    for name in names:
        folder /= name
        why = why or _not_ours(folder, name)
    if why:
        raise FileTrouble(f"{why}: it is not used. Put that right, or set CAREERBOT_CACHE to another folder.")
    return folder


def _not_ours(folder: Path, name: str) -> str:
    """Why a folder of the cache is not to be believed, empty if it is; that it is not there yet is no reason."""
    try:
        # the cache as a whole may be a link of the person's own; inside it nothing of ours is one
        found = os.lstat(folder) if name else os.stat(folder)
    except OSError:
        return ""
    if stat.S_ISLNK(found.st_mode):
        return f"{folder} is a link, which careerbot did not make"
    if not hasattr(os, "geteuid") or not stat.S_ISDIR(found.st_mode):
        return ""
    if found.st_uid != os.geteuid():
        return f"The cache {folder} belongs to another user"
    if found.st_mode & 0o022:
        return f"Others may write to the cache {folder} (mode {stat.S_IMODE(found.st_mode):o})"
    return ""


def data_folder() -> Path:
    """What only the person can replace: the profile and the transcripts they asked to keep."""
    return _place("CAREERBOT_HOME", "XDG_DATA_HOME", ".local/share")


def _place(own: str, shared: str, under_home: str) -> Path:
    """Our own variable first, then the desktop's, then the usual folder at home."""
    if chosen := os.environ.get(own):
        return Path(os.path.abspath(os.path.expanduser(chosen)))
    base = os.environ.get(shared, "")
    # The XDG rules say that a relative path is to be ignored.
    if os.path.isabs(base):
        return Path(base) / "careerbot"
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        raise FileTrouble(f"No home folder is known to this system: set {own} to a folder careerbot may write in.")
    return Path(home) / under_home / "careerbot"


def trouble(error: OSError, path: Path) -> FileTrouble:
    """The plain sentence for an error of the operating system while writing."""
    if error.errno in _FULL:
        return FileTrouble(f"There is no room left to write {path}: free some space{_elsewhere(path)}.")
    if error.errno in _BARRED:
        return FileTrouble(f"{path} may not be written: change its permissions{_elsewhere(path)}.")
    return FileTrouble(f"{path} could not be written: {error.strerror or error}.")


def _elsewhere(path: Path) -> str:
    """The variable that moves a file of ours; nothing for a file the person named."""
    for variable, folder in (("CAREERBOT_CACHE", cache_place), ("CAREERBOT_HOME", data_folder)):
        try:
            if folder() == path or folder() in path.parents:
                return f" or set {variable} to another folder"
        except FileTrouble:
            continue
    return ""


def ensure_folder(folder: Path) -> Path:
    """Make the folder, and those above it, closed to everybody else."""
    try:
        # Not mkdir(parents=True): that would leave the folders above open to others.
        for one in (*reversed(folder.parents), folder):
            if not one.is_dir():
                one.mkdir(mode=FOLDER_MODE, exist_ok=True)
    except OSError as error:
        raise trouble(error, folder) from error
    return folder


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`, so that at every moment either the old file or the new one stands there, whole."""
    ensure_folder(path.parent)
    sweep(path)
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        with open(beside, "xb", opener=private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
        sync_folder(path.parent)
    except OSError as error:
        raise trouble(error, path) from error
    finally:
        beside.unlink(missing_ok=True)


def sweep(path: Path, older: float = STALE) -> None:
    """Remove what a process that was killed while writing `path` left beside it, `older` seconds ago: nobody is at it."""
    lead = f".{path.name}."
    try:
        for one in os.scandir(path.parent):
            if one.name.startswith(lead) and one.name.endswith(".tmp") and time.time() - one.stat().st_mtime >= older:
                os.unlink(one.path)
    except OSError:
        return


def private(path: str, flags: int) -> int:
    """Opens a file; one that it makes is readable by its owner alone."""
    return os.open(path, flags, FILE_MODE)


def sync_file(path: Path) -> None:
    """Make sure the bytes of a file are on the disk, not only on their way."""
    with open(path, "rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure the names in a folder are on the disk; not every system lets a folder be opened for that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)


@contextmanager
def locked(folder: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Be the only process that changes `folder`. The system drops the lock of a process that dies."""
    try:
        held = _hold(folder, waiting)
    except OSError as error:
        raise trouble(error, folder) from error
    try:
        yield
    finally:
        os.close(held)


LOCK = ".lock"
"""The file in a folder that whoever changes the folder holds; only its holder may remove it, and the folder."""


def _hold(folder: Path, waiting: Callable[[], None] | None) -> int:
    """The open lock file of `folder`, held; made, with the folder, where a holder before has removed them."""
    while True:
        ensure_folder(folder)
        try:
            handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), FILE_MODE)
        except FileNotFoundError:
            continue  # the folder was removed since
        try:
            if not _lock(handle, wait=False):
                if waiting:
                    waiting()
                    waiting = None
                _lock(handle, wait=True)
            if _is(handle, folder / LOCK):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _is(handle: int, path: Path) -> bool:
    """Whether an open file is what stands at `path`: a file that was removed while we waited for it locks nothing."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


if sys.platform == "win32":

    def _lock(handle: int, *, wait: bool) -> bool:
        import msvcrt

        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.05)
            else:
                return True

else:

    def _lock(handle: int, *, wait: bool) -> bool:
        """Lock an open file; whether that was done."""
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True

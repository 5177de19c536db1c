"""Put first on the path as `sitecustomize`, it writes down every attempt of a Python process to reach a network.

`python tests/support/outgoing.py FOLDER` makes FOLDER ready to be put on PYTHONPATH; every process that starts with
OUTGOING set to a file appends to it what it tried. An audit hook sees the calls of libraries written in C, too,
as far as they go through Python's sockets; children inherit the variable and so the hook.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

WATCHED = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request", "http.client.connect", "ftplib.connect",
    "smtplib.connect", "webbrowser.open",
)  # fmt: skip


def install(log: str) -> None:
    """Watch this process from now on."""

    def hook(event: str, given: tuple[object, ...]) -> None:
        if event not in WATCHED:
            return
        # sockets of the file system (AF_UNIX) reach nobody outside
        family = getattr(given[0], "family", None) if given else None
        if family is not None and int(family) == 1:
            return
        handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(handle, f"{event} {given[1:]!r} by {sys.argv!r}\n".encode("utf-8", "replace"))
        os.close(handle)

    sys.addaudithook(hook)
    # shows that the hook was there at all
    with open(log + ".seen", "a", encoding="utf-8") as seen:
        seen.write(f"{os.getpid()}\n")


def ready(folder: Path) -> Path:
    """A folder for PYTHONPATH that makes every Python install the hook."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(__file__, folder / "sitecustomize.py")
    return folder


if __name__ == "sitecustomize" and os.environ.get("OUTGOING"):
    install(os.environ["OUTGOING"])
elif __name__ == "__main__":
    print(ready(Path(sys.argv[1])))

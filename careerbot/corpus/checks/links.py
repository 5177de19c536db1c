"""Asks the web addresses of resources whether they still answer: one request at a time, seldom, and by name."""

from __future__ import annotations

import http.client
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from careerbot.corpus.records import Problem, Resource, Slug
from careerbot.errors import CareerbotError

USER_AGENT = "careerbot-link-check (asks each address once)"
DELAY = 2.0
"""Seconds between two requests to one host."""
TIMEOUT = 15.0
ENOUGH_SILENCE = 5
"""Hosts that cannot be reached, with none that can, before it is taken for our own network."""

_TELLS_NOTHING = frozenset({401, 403, 405, 429, 501, 503, 999})
"""Answers of a server that does not like the question: nothing is known of the page."""


Opener = Callable[..., AbstractContextManager[Any]]
"""`urllib.request.urlopen`, or what stands in for it: takes a request and `timeout`, raises HTTPError from 400 on."""


def check_links(
    resources: Mapping[Slug, Resource],
    *,
    opener: Opener = urllib.request.urlopen,
    delay: float = DELAY,
    timeout: float = TIMEOUT,
    where: Mapping[str, str] | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Problem]:
    """Addresses that are gone, as they are found: minutes for a whole corpus, since no host is hurried.

    Hosts take turns, and each waits `delay` seconds for its next question. A page is asked for with HEAD, and with GET
    only where HEAD was refused. A server that turns every robot away says nothing of its page: that is no problem.

    Raises:
        CareerbotError: no address can be reached at all, so there is probably no network.

    """
    files = where or {}
    asked: dict[str, float] = {}
    silent: set[str] = set()
    anything = False
    for slug, url in _in_turn(resources):
        host = urlsplit(url).netloc
        if (wait := asked.get(host, 0.0) + delay - time.monotonic()) > 0 and host in asked:
            sleep(wait)
        message, reached = _ask(url, opener, timeout)
        asked[host] = time.monotonic()
        anything = anything or reached
        silent = silent if reached else silent | {host}
        if not anything and len(silent) >= ENOUGH_SILENCE:
            raise CareerbotError(f"None of the first {len(silent)} hosts can be reached. Is there a network? {message}")
        if message:
            yield Problem(files.get(f"resource/{slug}", ""), f"{slug}.url", f"{url} {message}")


def _in_turn(resources: Mapping[Slug, Resource]) -> Iterator[tuple[Slug, str]]:
    """(slug, address), each address once, hosts by turns so that waiting for one is spent on the others."""
    queues: dict[str, list[tuple[Slug, str]]] = {}
    seen: set[str] = set()
    for slug, resource in resources.items():
        address = urlsplit(resource.url)
        if address.scheme in ("http", "https") and address.netloc and resource.url not in seen:
            seen.add(resource.url)
            queues.setdefault(address.netloc, []).append((slug, resource.url))
    while queues:
        for host in tuple(queues):
            yield queues[host].pop(0)
            if not queues[host]:
                del queues[host]


def _ask(url: str, opener: Opener, timeout: float) -> tuple[str, bool]:
    """What is wrong with an address ("" for nothing), and whether its host answered at all."""
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(url, method=method, headers={"User-Agent": USER_AGENT})
        try:
            with opener(request, timeout=timeout):
                return "", True
        except HTTPError as error:
            status = error.code
            error.close()
        except (URLError, OSError, http.client.HTTPException, ValueError) as error:
            return f"cannot be reached: {getattr(error, 'reason', error)}", False
    return ("" if status in _TELLS_NOTHING else f"answers {status}"), True

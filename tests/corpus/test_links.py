"""Addresses of resources are asked politely; the server that answers is the test's own."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from careerbot.corpus.checks.links import USER_AGENT, check_links
from careerbot.corpus.records import Resource
from careerbot.errors import CareerbotError

pytestmark = pytest.mark.enable_socket


class Pages(BaseHTTPRequestHandler):
    seen: list[tuple[float, str, str, str]]

    def _answer(self) -> None:
        self.seen.append((time.monotonic(), self.command, self.path, self.headers["User-Agent"]))
        match self.path:
            case "/get-only" if self.command == "HEAD":
                self.send_response(405)
            case "/robots-unwelcome":
                self.send_response(403)
            case "/moved":
                self.send_response(301)
                self.send_header("Location", "/there")
            case "/moved-to-nothing":
                self.send_response(302)
                self.send_header("Location", "/gone")
            case "/slow":
                time.sleep(2)
                self.send_response(200)
            case "/there" | "/get-only":
                self.send_response(200)
            case _:
                self.send_response(404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = _answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def server():
    Pages.seen = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def resource(url: str) -> Resource:
    return Resource(title="t", kind="docs", publisher="p", cost="free", hours=1, url=url, teaches={"python": 1})


def asked(base: str, *paths: str, **options):
    resources = {f"page{n}": resource(base + path) for n, path in enumerate(paths)}
    return [str(p) for p in check_links(resources, delay=0, **options)]


def test_a_page_that_answers_is_no_problem(server):
    assert asked(server, "/there", "/moved") == []
    assert [method for _, method, path, _ in Pages.seen if path == "/moved"] == ["HEAD"]
    assert {agent for *_, agent in Pages.seen} == {USER_AGENT}


def test_a_page_that_is_gone_is_asked_for_twice_and_named(server):
    assert asked(server, "/there", "/gone") == [f"page1.url: {server}/gone answers 404"]
    assert [method for _, method, path, _ in Pages.seen if path == "/gone"] == ["HEAD", "GET"]


def test_a_move_to_nothing_is_a_problem(server):
    assert asked(server, "/moved-to-nothing") == [f"page0.url: {server}/moved-to-nothing answers 404"]


def test_get_is_tried_where_head_is_refused(server):
    assert asked(server, "/get-only") == []
    assert [method for _, method, *_ in Pages.seen] == ["HEAD", "GET"]


def test_a_server_that_turns_robots_away_says_nothing_of_its_page(server):
    assert asked(server, "/robots-unwelcome") == []


def test_an_address_is_asked_once_and_others_than_web_addresses_never(server):
    resources = {"a": resource(server + "/there"), "b": resource(server + "/there"), "c": resource("file:///etc/passwd")}
    assert list(check_links(resources, delay=0)) == []
    assert len(Pages.seen) == 1


def test_one_host_is_not_hurried(server):
    resources = {str(n): resource(f"{server}/there?{n}") for n in range(3)}
    waits: list[float] = []
    list(check_links(resources, delay=60, sleep=waits.append))
    assert len(waits) == 2
    assert all(50 < wait <= 60 for wait in waits)


def test_a_page_that_takes_too_long_is_a_problem(server):
    (problem,) = asked(server, "/slow", timeout=0.2)
    assert "cannot be reached" in problem


def test_the_file_is_named_where_it_is_known(server):
    found = list(check_links({"x": resource(server + "/gone")}, delay=0, where={"resource/x": "resources/docs.toml"}))
    assert [p.path for p in found] == ["resources/docs.toml"]


def test_without_a_network_one_plain_sentence():
    def unplugged(request, *, timeout):
        raise OSError("Network is unreachable")

    resources = {str(n): resource(f"https://host{n}.example/") for n in range(9)}
    with pytest.raises(CareerbotError, match="Is there a network"):
        list(check_links(resources, opener=unplugged, delay=0))


def test_one_dead_host_among_living_ones_is_a_problem_of_its_own(server):
    resources = {"alive": resource(server + "/there"), "dead": resource("http://127.0.0.1:1/")}
    found = [str(p) for p in check_links(resources, delay=0)]
    assert len(found) == 1
    assert found[0].startswith("dead.url: http://127.0.0.1:1/ cannot be reached")

"""Redirects of other programs beside ours: given by hand, asked as they answer, refused with the reason."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tools.bench import load, short_links
from tools.bench.short_links import SETTING

AGENT = "Firefox/{}"


class Elsewhere(BaseHTTPRequestHandler):
    """Answers /short with a redirect in pieces, as PHP does, and everything else with a page."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(301 if self.path == "/short" else 200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(load.LAST_CHUNK)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer((load.HOST, 0), Elsewhere) as server:
        Thread(target=server.serve_forever).start()
        yield server.server_port
        server.shutdown()


def test_nothing_is_asked_where_nothing_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert short_links.given(AGENT) == {}


def test_a_link_is_asked_with_a_new_visitor_each_time(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    monkeypatch.setenv(SETTING, f"YOURLS=http://127.0.0.1:{port}/short")
    asked_port, request, status = short_links.given(AGENT)["YOURLS"]
    assert (asked_port, status) == (port, 301)
    assert request(7).startswith(b"GET /short HTTP/1.1\r\n")
    assert b"Firefox/7" in request(7)


def test_answers_in_pieces_are_read_to_their_end(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    monkeypatch.setenv(SETTING, f"YOURLS=http://127.0.0.1:{port}/short")
    monkeypatch.setattr(load, "SECONDS", 0.1)
    assert load.load(*short_links.given(AGENT)["YOURLS"]).answers > load.CONNECTIONS


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("YOURLS", "YOURLS: http://127.0.0.1:PORT/PATH is wanted, not ''"),
        ("YOURLS=https://short.example/x", "is wanted, not 'https://short.example/x'"),
        ("YOURLS=http://127.0.0.1:{port}/page", "answers with 200, not with a redirect"),
        ("YOURLS=http://127.0.0.1:1/short", "does not answer"),
    ],
)
def test_what_cannot_be_asked_is_named(
    monkeypatch: pytest.MonkeyPatch, port: int, given: str, said: str
) -> None:
    monkeypatch.setenv(SETTING, given.format(port=port))
    with pytest.raises(ValueError, match=SETTING) as refused:
        short_links.given(AGENT)
    assert said in str(refused.value)

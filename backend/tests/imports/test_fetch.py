"""What is not read from the web, and how far."""

import gzip
import socket
import time
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from backend.imports.models import Import
from backend.tests.cast import Visitor
from backend.tests.imports.steps import PAGE, items, send
from backend.tests.small_web import Web
from backend.tests.where import ON_ONE_DATABASE


@pytest.mark.parametrize(
    "address",
    [
        *("http://acme.example/", "https://acme.example:8443/", "https://10.0.0.1/", "https://192.168.1.1/"),
        *("https://169.254.169.254/latest/meta-data/", "https://[::ffff:10.0.0.1]/", "https://[fd00::1]/"),
        *("https://0.0.0.0/", "https://2130706433/", "https://100.64.0.1/", "https://nowhere.invalid/"),
    ],
)
def test_no_address_of_a_private_network_is_read(ben: Visitor, tx: Any, address: str) -> None:
    assert "0 new" in send(ben, address)
    reasons = [line["reason"] for line in tx(lambda session: session.scalars(select(Import)).one()).report]
    assert len(reasons) == 1
    assert reasons[0] in ("not_web", "private", "no_answer")


def test_without_the_allowance_of_tests_this_machine_is_not_read(
    app: Flask, ben: Visitor, web: Web, tx: Any
) -> None:
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], fetch_loopback=False)
    port = web.server.server_port
    page = send(
        ben, web.put("/page", PAGE), f"https://127.0.0.1:{port}/", "https://127.0.0.1/", "https://localhost/"
    )
    assert "0 new, 0 known already, 4 with a flaw" in page
    assert web.asked == []


@ON_ONE_DATABASE
@pytest.mark.parametrize(
    ("first", "connected", "reason"),
    [("8.8.8.8", [("8.8.8.8", 443)], "nobody answers"), ("10.0.0.7", [], "private network")],
)
def test_a_name_is_looked_up_once_and_what_was_checked_is_what_is_connected_to(
    ben: Visitor, monkeypatch: pytest.MonkeyPatch, first: str, connected: list[Any], reason: str
) -> None:
    """A name server that says something else the second time (rebinding) gains nothing."""
    answers, tried = iter([first]), []

    def look_up(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        ip = host if host[0].isdigit() else next(answers, "127.0.0.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    def connect(_socket: socket.socket, address: Any) -> None:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", connect)
    page = send(ben, "https://rebind.example/page")
    assert tried == connected
    assert reason in page.lower()


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("https://10.0.0.1/", "private network"),
        ("file:///etc/passwd", "Only https"),
        ("/loop", "more than three times"),
    ],
)
def test_a_redirect_is_checked_as_the_address_was(ben: Visitor, web: Web, target: str, reason: str) -> None:
    assert reason in send(ben, web.put("/loop", "", status=302, Location=target))


def test_a_redirect_on_the_way_to_a_page_is_followed(ben: Visitor, web: Web, tx: Any) -> None:
    web.put("/page", "<title>There</title>")
    send(ben, web.put("/old", "", status=301, Location="/page"))
    assert items(tx)[0].url == web.url("/page")


def test_no_more_is_read_than_two_megabytes_packed_or_not(ben: Visitor, web: Web, tx: Any) -> None:
    def stream(request: Any) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        while True:
            request.wfile.write(b"x" * 65536)

    bomb = gzip.compress(b"\0" * 50 * 1024 * 1024)
    packed = web.put("/bomb", bomb, Content_Encoding="gzip")
    page = send(ben, web.do("/endless", stream), packed)
    assert page.count("There is more than 2 MB.") == 2


def test_an_answer_that_drips_is_given_up(ben: Visitor, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.imports.fetch.SECONDS", 0.3)

    def drip(request: Any) -> None:
        request.send_response(200)
        request.flush_headers()
        for _ in range(40):
            request.wfile.write(b"X-Slow: 1\r\n")
            time.sleep(0.1)

    assert "took longer" in send(ben, web.do("/drip", drip))

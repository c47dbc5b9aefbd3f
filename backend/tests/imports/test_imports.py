"""Importing pages and feeds from a real web on loopback: drafts, duplicates, flaws with their place."""

import gzip
import re
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from backend.content.models import Item
from backend.db import now
from backend.imports.models import READING, Feed, Import
from backend.running import worker
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.content.test_admin import FORM, NEW
from backend.tests.content.test_items import PNG
from backend.tests.small_web import Web, serving
from backend.tests.where import ON_ONE_DATABASE

URL = "/admin/content/imports/"
FEEDS = f"{URL}feeds"
PAGE = """<!doctype html><html lang="de-AT"><head><title>Nur ein Titel</title>
<meta property="og:title" content="Roboter &amp; Wäsche"><meta property="og:site_name" content="Acme Magazin">
<meta property="og:description" content="Wie sie &lt;b&gt;falten&lt;/b&gt;.">
<meta property="og:image" content="/robot.png"><meta property="og:image:alt" content="Ein Roboter">
</head><body><p>…</p></body></html>"""
ENTRY = (
    "<item><title>{0}</title><link>https://acme.example/{0}</link><description>About {0}</description></item>"
)
RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Acme news</title><language>en-US</language>{}</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Acme</title>
<entry><title type="html">Ein &lt;i&gt;Atom&lt;/i&gt;</title><link href="/atom"/><summary>Kurz</summary>
</entry></feed>"""


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


@pytest.fixture
def app(app: Flask) -> Flask:
    """May read from this machine, as only tests may."""
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], fetch_loopback=True)
    return app


def feed_of(*titles: str) -> str:
    return RSS.format("\n".join(ENTRY.format(title) for title in titles))


def send(ben: Visitor, *addresses: str, subscribe: bool = False) -> str:
    """Ben imports these and waits for the end; the report."""
    form = {"addresses": "\n".join(addresses)} | ({"subscribe": "y"} if subscribe else {})
    answer = ben.pages.submit(URL, form)
    assert answer.status_code == 302, answer.text
    return report(ben, answer.headers["Location"])


def report(ben: Visitor, address: str) -> str:
    for _ in range(600):
        page = unescape(ben.pages.get(address).text)
        if "Done:" in page:
            return page
        time.sleep(0.05)
    raise AssertionError(page)


def items(tx: Any) -> list[Item]:
    return tx(lambda session: list(session.scalars(select(Item).order_by(Item.id))))


def titles(tx: Any) -> list[str]:
    return [item.title for item in items(tx)]


# ---- pages ----


def test_a_page_becomes_a_draft_with_title_description_picture_and_language(
    ben: Visitor, web: Web, tx: Any
) -> None:
    web.put("/robot.png", PNG, "image/png")
    page = send(ben, web.put("/page", PAGE))
    assert "Done: 1 new, 0 known already, 0 with a flaw." in page
    [item] = items(tx)
    assert (item.title, item.source, item.language, item.status) == (
        *("Roboter & Wäsche", "Acme Magazin"),
        *("de", "draft"),
    )
    assert item.description == "Wie sie falten."
    assert item.url == web.url("/page")
    assert ben.pages.get(f"/admin/content/{item.id}/picture/file").data == PNG
    assert 'alt="Ein Roboter"' in ben.pages.get(f"/admin/content/{item.id}/picture").text


def test_a_page_without_open_graph_has_its_title(ben: Visitor, web: Web, tx: Any) -> None:
    send(
        ben,
        web.put(
            "/plain", "<title>Just a\n title</title><body>".encode("utf-16"), "text/html; charset=utf-16"
        ),
    )
    assert titles(tx) == ["Just a title"]


def test_a_picture_that_cannot_be_had_is_told_and_the_item_comes(ben: Visitor, web: Web, tx: Any) -> None:
    web.put("/robot.png", "<script>", "text/html")
    page = send(ben, web.put("/page", PAGE), web.put("/other", PAGE.replace("robot", "gone")), web.url("/no"))
    assert "This is text/html and no picture (PNG, JPEG, GIF, WebP). The item has come without" in page
    assert page.count("The item has come without its picture.") == 2
    assert titles(tx) == ["Roboter & Wäsche"] * 2


def test_a_page_cannot_name_an_address_on_another_site(ben: Visitor, web: Web, tx: Any) -> None:
    web.put("/page", '<title>Hello</title><meta property="og:url" content="https://evil.example/">')
    send(ben, web.url("/page"))
    assert items(tx)[0].url == web.url("/page")


@pytest.mark.parametrize(
    "told", ["https://[your-domain]/", "https://127.0.0.1:99999/", "/" + "a" * 2000, "mailto:a@acme.example"]
)
def test_a_page_that_names_no_address_where_it_could_be_is_where_it_was_found(
    ben: Visitor, web: Web, tx: Any, told: str
) -> None:
    web.put("/page", f'<title>Hello</title><meta property="og:url" content="{told}">')
    assert "Done: 1 new, 0 known already, 0 with a flaw." in send(ben, web.url("/page"))
    assert items(tx)[0].url == web.url("/page")


@pytest.mark.parametrize("picture", ["https://[your-domain]/a.png", "https://127.0.0.1:99999/a.png"])
def test_a_page_with_a_picture_nowhere_comes_without_it(
    ben: Visitor, web: Web, tx: Any, picture: str
) -> None:
    web.put("/page", f'<title>Hello</title><meta property="og:image" content="{picture}">')
    assert "Done: 1 new, 0 known already, 1 with a flaw." in send(ben, web.url("/page"))
    assert titles(tx) == ["Hello"]


# ---- feeds ----


@pytest.mark.parametrize("kind", ["application/rss+xml", "text/xml; charset=utf-8", "text/html"])
def test_every_entry_of_a_feed_becomes_a_draft(ben: Visitor, web: Web, tx: Any, kind: str) -> None:
    page = send(ben, web.put("/feed", feed_of("one", "two", "three"), kind))
    assert "Done: 3 new" in page
    assert titles(tx) == ["one", "two", "three"]
    first = items(tx)[0]
    assert (first.url, first.description, first.source) == (
        "https://acme.example/one",
        "About one",
        "Acme news",
    )


def test_atom_is_read_too_without_its_markup(ben: Visitor, web: Web, tx: Any) -> None:
    send(ben, web.put("/atom.xml", ATOM, "application/atom+xml"))
    [item] = items(tx)
    assert (item.title, item.url, item.source) == ("Ein Atom", web.url("/atom"), "Acme")


def test_what_is_there_already_is_found_however_its_address_is_written(
    ben: Visitor, web: Web, tx: Any
) -> None:
    send(ben, web.put("/feed", feed_of("one"), "text/xml"))
    other = feed_of("one/?utm_source=feed#top", "two").replace("https://", "http://www.")
    page = send(ben, web.put("/other", other, "text/xml"))
    assert "Done: 1 new, 1 known already" in page
    assert titles(tx) == ["one", "two"]


def test_a_broken_feed_is_told_with_its_line_and_what_could_be_read_has_come(
    ben: Visitor, web: Web, tx: Any
) -> None:
    broken = feed_of("one", "two").replace("</channel>", "<item><title>three</titel></item></channel>")
    page = send(ben, web.put("/feed", broken, "text/xml"))
    assert "What could be read of it has come." in page
    assert re.search(r"line 3\b", page)
    assert titles(tx)[:2] == ["one", "two"]


def test_an_entry_with_a_flaw_is_told_with_its_number_and_the_others_come(
    ben: Visitor, web: Web, tx: Any
) -> None:
    nowhere = "<item><title>nowhere</title></item>"
    script = "<item><title>script</title><link>javascript:alert(1)</link></item>"
    nameless = "<item><link>https://acme.example/nameless</link></item>"
    port = "<item><title>port</title><link>https://acme.example:99999/</link></item>"
    bracket = "<item><title>bracket</title><link>https://[your-domain]/</link></item>"
    body = RSS.format(nowhere + script + nameless + port + bracket + ENTRY.format("good"))
    page = send(ben, web.put("/feed", body, "text/xml"))
    assert "Done: 1 new, 0 known already, 5 with a flaw." in page
    assert all(f"entry {number}" in page for number in range(1, 6))
    assert all(part in page for part in ("nowhere", "no web address"))
    assert titles(tx) == ["good"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('<!DOCTYPE x [\n<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + feed_of("one"), "declares entities"),
        ('<!DOCTYPE x [\n<!ENTITY a SYSTEM "file:///etc/passwd">]>' + feed_of("&a;"), "declares entities"),
        (feed_of(), "no entry in this feed"),
    ],
)
def test_a_feed_that_is_none_or_an_attack_is_refused_with_the_reason(
    ben: Visitor, web: Web, tx: Any, body: str, reason: str
) -> None:
    assert reason in send(ben, web.put("/feed", body, "text/xml"))
    assert titles(tx) == []


def test_many_addresses_are_read_one_after_the_other_and_none_holds_up_the_rest(
    ben: Visitor, web: Web, tx: Any
) -> None:
    gone = web.url("/gone")
    page = send(
        ben, gone, web.put("/feed", feed_of("one"), "text/xml"), web.put("/pdf", "x", "application/pdf")
    )
    assert "404" in page
    assert "application/pdf" in page
    assert gone in page
    assert titles(tx) == ["one"]


def test_what_does_not_say_what_it_is_is_told_so(ben: Visitor, web: Web, tx: Any) -> None:
    web.put("/robot.png", PNG, kind="")
    page = send(ben, web.put("/bare", "x", kind=""), web.put("/page", PAGE))
    assert "It does not say what it is; what can be read are web pages and feeds" in page
    assert "This is no picture that can be read (PNG, JPEG, GIF, WebP). The item has come without" in page


def test_what_breaks_at_one_address_holds_up_none_of_the_rest(
    ben: Visitor, web: Web, tx: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("backend.imports.pages.read", broken)
    page = send(ben, web.put("/page", PAGE), web.put("/feed", feed_of("one"), "text/xml"))
    assert "Something broke on our side." in page
    assert web.url("/page") in page
    assert titles(tx) == ["one"]


def test_markup_in_a_feed_is_shown_as_text_nowhere_run(ben: Visitor, web: Web, tx: Any) -> None:
    body = RSS.format(
        "<item><title>&amp;lt;img src=x onerror=alert(1)&amp;gt;</title><link>https://a.example/</link></item>"
    )
    page = send(ben, web.put("/feed", body, "text/xml"))
    assert titles(tx) == ["<img src=x onerror=alert(1)>"]
    raw = ben.pages.get("/admin/content/").text
    assert "<img src=x" not in raw
    assert "&lt;img src=x" in raw
    assert page


# ---- what is not read ----


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


# ---- again and again ----


def test_a_feed_that_is_subscribed_to_is_read_again_and_brings_only_what_is_new(
    app: Flask, ben: Visitor, web: Web, tx: Any
) -> None:
    send(ben, web.put("/feed", feed_of("one"), "text/xml", ETag='"1"'), subscribe=True)
    assert "Acme news" in ben.pages.get(FEEDS).text
    worker.turn(app)
    assert len(web.asked) == 1, "not before an hour has passed"

    def an_hour_later() -> None:
        tx(lambda session: session.execute(update(Feed).values(read_at=now() - timedelta(minutes=61))))
        worker.turn(app)

    an_hour_later()
    assert web.asked[-1][1]["If-None-Match"] == '"1"'
    web.put("/feed", feed_of("two", "one"), "text/xml", ETag='"2"')
    an_hour_later()
    assert titles(tx) == ["one", "two"]
    assert tx(lambda session: session.scalar(select(func.count()).select_from(Import))) == 2, (
        "no empty reports"
    )


def test_a_feed_that_fails_says_so_and_stays(app: Flask, ben: Visitor, web: Web, tx: Any) -> None:
    answered = "The server there answered “503"
    send(ben, web.put("/feed", feed_of("one"), "text/xml"), subscribe=True)
    web.put("/feed", "", status=503)
    tx(lambda session: session.execute(update(Feed).values(read_at=None)))
    worker.turn(app)
    assert answered in ben.pages.get(FEEDS).text
    assert answered in ben.pages.submit(f"{FEEDS}/export", page=URL).text
    tx(lambda session: session.execute(update(Feed).values(read_at=None)))
    worker.turn(app)
    assert tx(lambda session: session.scalar(select(func.count()).select_from(Import))) == 2, "told once"
    web.put("/feed", feed_of("one"), "text/xml")
    feed = tx(lambda session: session.scalars(select(Feed)).one())
    report(ben, ben.pages.submit(f"{FEEDS}/{feed.id}/read", page=URL).headers["Location"])
    assert answered not in ben.pages.get(FEEDS).text


def test_a_feed_is_read_no_more_when_ben_says_so(app: Flask, ben: Visitor, web: Web, tx: Any) -> None:
    send(ben, web.put("/feed", feed_of("one"), "text/xml"), subscribe=True)
    feed = tx(lambda session: session.scalars(select(Feed)).one())
    ben.pages.submit(f"{FEEDS}/{feed.id}/stop", page=URL)
    assert "No feed is read yet" in ben.pages.get(FEEDS).text
    assert titles(tx) == ["one"]


def test_what_a_server_left_behind_is_finished_by_a_worker_and_nothing_comes_twice(
    app: Flask, ben: Visitor, web: Web, tx: Any
) -> None:
    send(ben, web.put("/feed", feed_of("one", "two"), "text/xml"))
    died = {
        "state": READING,
        "position": 0,
        "leased_until": now() - timedelta(seconds=1),
        "finished_at": None,
    }
    tx(lambda session: session.execute(update(Import).values(**died)))
    worker.turn(app)
    assert titles(tx) == ["one", "two"]
    assert tx(lambda session: session.scalars(select(Import)).one()).state == "done"


def test_what_another_is_reading_is_left_to_them(app: Flask, ben: Visitor, web: Web, tx: Any) -> None:
    send(ben, web.put("/feed", feed_of("one"), "text/xml"))
    busy = {"state": READING, "leased_until": now() + timedelta(minutes=1), "position": 0}
    tx(lambda session: session.execute(update(Import).values(**busy)))
    worker.turn(app)
    assert len(web.asked) == 1


# ---- the pages ----


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", 'id="addresses-fault"'),
        ("no address", "no web address that starts with https://: no address"),
        ("acme.example/blog", "starts with https://: acme.example/blog"),
        ("javascript:alert(1)", "This is no web address"),
        ("\n".join(f"https://acme.example/{n}" for n in range(51)), "Fifty addresses"),
    ],
)
def test_a_fault_in_what_was_typed_is_told_and_nothing_is_lost(
    ben: Visitor, tx: Any, typed: str, reason: str
) -> None:
    answer = ben.pages.submit(URL, {"addresses": typed})
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert reason in page
    assert typed.splitlines()[:1] == [] or typed.splitlines()[0] in page
    assert tx(lambda session: session.scalars(select(Import)).all()) == []


def test_while_it_is_read_the_page_says_how_far_it_is(ben: Visitor, tx: Any) -> None:
    run = Import(addresses=["https://a.example/", "https://b.example/"], state=READING, position=1, total=4)
    run.leased_until = now() + timedelta(minutes=1)
    tx(lambda session: session.add(run))
    page = ben.pages.get(f"{URL}{run.id}").text
    assert "Reading address 2 of 2" in page
    assert '<progress max="4" value="0"' in page


def test_only_curators_import(amira: Visitor, stranger: Visitor) -> None:
    for page in (URL, FEEDS):
        assert amira.pages.get(page).status_code == 302
        assert stranger.pages.get(page).status_code == 302


def test_imports_and_feeds_are_exported(ben: Visitor, web: Web) -> None:
    send(ben, web.put("/feed", feed_of("one"), "text/xml"), subscribe=True)
    assert web.url("/feed") in ben.pages.submit(f"{URL}export", page=URL).text
    assert "Acme news" in ben.pages.submit(f"{FEEDS}/export", page=URL).text


def test_an_item_whose_page_is_there_already_is_saved_and_told(ben: Visitor, release: Any, tx: Any) -> None:
    for _ in range(2):
        answer = ben.pages.submit(NEW, FORM)
    assert "There is another item with this link" in ben.pages.get(answer.headers["Location"]).text


def test_an_import_or_feed_that_is_not_there_is_not_found(ben: Visitor) -> None:
    nobody = "00000000-0000-7000-8000-000000000000"
    assert ben.pages.get(URL + nobody).status_code == 404
    assert ben.pages.submit(f"{FEEDS}/{nobody}/read", page=URL).status_code == 404


def test_a_picture_is_taken_from_the_web(ben: Visitor, web: Web, release: Any, tx: Any) -> None:
    item = tx(acme.item)
    page = f"/admin/content/{item.id}/picture"
    good = {"url": web.put("/robot.png", PNG, "image/png"), "alt": "A robot"}
    answer = ben.pages.submit(page, good | {"url": web.put("/no", "<p>")})
    assert (answer.status_code, "no picture (PNG" in answer.text) == (422, True)
    assert "has come without" not in answer.text
    assert ben.pages.submit(page, good).status_code == 302
    assert ben.pages.get(f"{page}/file").data == PNG

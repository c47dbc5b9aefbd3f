"""A feed becomes drafts, with its duplicates and its flaws told with their place."""

import re
from typing import Any

import pytest

from backend.tests.cast import Visitor
from backend.tests.content.test_items import PNG
from backend.tests.imports.steps import ATOM, ENTRY, PAGE, RSS, feed_of, items, send, titles
from backend.tests.small_web import Web


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


@pytest.mark.parametrize("begun", ["<a ", "<!--"])
def test_an_entry_of_tags_that_never_end_holds_nothing_up(
    ben: Visitor, web: Web, tx: Any, begun: str
) -> None:
    long = f"<item><title>long</title><link>https://a.example/</link><description><![CDATA[{begun * 150_000}"
    page = send(ben, web.put("/feed", RSS.format(f"{long}]]></description></item>"), "text/xml"))
    assert "Done: 1 new, 0 known already, 0 with a flaw." in page
    assert titles(tx) == ["long"]


@pytest.mark.parametrize("code", ["ascii", "utf-16-le"])
@pytest.mark.parametrize("told", ["http", "xml"])
def test_a_feed_in_a_charset_of_nobody_is_told_so(
    ben: Visitor, web: Web, tx: Any, code: str, told: str
) -> None:
    begin = f"<?xml version='1.0' encoding='{'punycode' if told == 'xml' else 'utf-8'}' "
    body = begin.encode(code) + b"<rss  " + "?>".encode(code) + b"--" + b"a" * 1_900_000
    kind = "application/xml" + ("; charset=punycode" if told == "http" else "")
    assert "unknown encoding" in send(ben, web.put("/feed", body, kind))
    assert titles(tx) == []


def test_scripts_and_styles_of_an_entry_are_no_words(ben: Visitor, web: Web, tx: Any) -> None:
    said = "<style>p {}</style>Words <script>alert(1)</script>and more"
    body = RSS.format(
        "<item><title>one</title><link>https://a.example/</link>"
        f"<description><![CDATA[{said}]]></description></item>"
    )
    send(ben, web.put("/feed", body, "text/xml"))
    assert [item.description for item in items(tx)] == ["Words and more"]

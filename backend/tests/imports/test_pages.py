"""A page of the web becomes a draft."""

from typing import Any

import pytest

from backend.tests.cast import Visitor
from backend.tests.content.test_items import PNG
from backend.tests.imports.steps import PAGE, items, send, titles
from backend.tests.small_web import Web


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


def test_a_page_asked_for_by_its_number_is_of_its_site_and_may_name_its_address(
    ben: Visitor, web: Web, tx: Any
) -> None:
    send(ben, web.put("/?p=12", f'<title>Hello</title><link rel="canonical" href="{web.url("/hello")}">'))
    [item] = items(tx)
    assert (item.source, item.url) == (web.url("").removeprefix("http://"), web.url("/hello"))


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


@pytest.mark.parametrize("begun", ["<a ", "<!--", "<a b='"])
def test_a_page_of_tags_that_never_end_holds_nothing_up(ben: Visitor, web: Web, tx: Any, begun: str) -> None:
    web.put("/page", f"<title>Hello</title>{begun * 250_000}")
    assert "Done: 1 new, 0 known already, 0 with a flaw." in send(ben, web.url("/page"))
    assert titles(tx) == ["Hello"]


@pytest.mark.parametrize("charset", ["punycode", "idna", "undefined", "hex", "nobodys"])
def test_a_page_in_a_charset_of_nobody_is_read_all_the_same(
    ben: Visitor, web: Web, tx: Any, charset: str
) -> None:
    web.put("/page", f"<title>Hello</title><meta charset={charset}>-{'a' * 1_500_000}")
    assert "Done: 1 new, 0 known already, 0 with a flaw." in send(ben, web.url("/page"))
    assert titles(tx) == ["Hello"]


@pytest.mark.parametrize("charset", ["", "ü", "a\0b", "utf-8, latin-1"])
def test_a_page_whose_head_names_no_charset_that_there_could_be_is_read_all_the_same(
    ben: Visitor, web: Web, tx: Any, charset: str
) -> None:
    web.put("/page", "<title>Hello</title>", f"text/html; charset={charset}")
    assert "Done: 1 new, 0 known already, 0 with a flaw." in send(ben, web.url("/page"))
    assert titles(tx) == ["Hello"]

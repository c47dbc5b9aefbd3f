"""The letter itself: whatever stands in a name or a title, it is a letter, and it looks good."""

from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser

from backend.app import create_app
from backend.config import Config
from backend.content.models import Item
from backend.db import now
from backend.digest import letter
from backend.digest.news import News, Points
from backend.mail.letters import NoAddress
from backend.people.models import Person
from backend.tests.browser import faults_of
from backend.tests.cast import SECRET
from backend.tests.digest.post import text_of
from backend.tests.html_pages import Page, foreign
from backend.tests.xss.walk import STRINGS

ODD = [
    "Amira\r\nBcc: everybody@acme.example",
    "Amira\nX-Evil: yes\n\nbody",
    "<script>window.__xss = 1</script>",
    '"><img src=x onerror=window.__xss=1>',
    "{{ config }}{% raw %}",
    "Zoë \x00\x1b[31m Ünal, (x) <y@z.example>",
    "\u202eevil\u2028",
    "=?utf-8?q?evil?=",
    ".",
]
ODD_ADDRESSES = ("ü@acme.example", "a@ü.example", "a@[b.example", "a@b@c.example", "", "a\n@b.example")
PUBLIC = "https://advocacy.acme.example"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app that needs no database."""
    url = f"sqlite:///{tmp_path_factory.mktemp('house') / 'empty.db'}"
    yield create_app(Config(SECRET, url, PUBLIC, mail="file:///x", mail_from="Acme <news@acme.example>"))


def item(title: str = "What two hundred families taught our robot", **fields: Any) -> Item:
    usual = {"url": "https://acme.example/blog/tables", "source": "Acme blog"}
    return Item(title=title, **(usual | fields))


def write(house: Flask, name: str = "Amira Aziz", language: str = "en", **fields: Any) -> EmailMessage:
    usual = {"items": [item(), item("Zehn Haushalte gesucht", url="")], "more": 3}
    told: Any = usual | {"points": Points(120, 14), "until": now()} | fields
    person = Person(id=Person.__table__.c.id.default.arg(None), name=name, email="amira@acme.example")
    person.language = language
    with house.app_context():
        return letter.write(house.config["PLAINSPOKEN"], "Acme", person, News(**told), now())


def test_it_is_text_and_html_in_the_persons_language(house: Flask) -> None:
    english, german = write(house), write(house, language="de")
    assert english["Subject"] == "New to share: What two hundred families taught our robot, and 4 more"
    assert german["Subject"] == "Neu zum Teilen: What two hundred families taught our robot (+4)"
    assert english.get_content_type() == "multipart/alternative"
    for kind in ("plain", "html"):
        assert "120 points" in text_of(english, kind)
        assert "120 Punkte" in text_of(german, kind)
    assert english["To"] == "Amira Aziz <amira@acme.example>"
    assert english["From"] == "Acme <news@acme.example>"
    assert english["Auto-Submitted"] == "auto-generated"


def test_the_way_out_stands_in_its_header_as_an_address_that_mail_programs_read(house: Flask) -> None:
    """Not folded into encoded words, which stand for text and not for an address (RFC 2047, 5)."""
    [line] = [one for one in write(house).as_bytes(policy=SMTP).splitlines() if b"List-Unsubscribe:" in one]
    assert line.startswith(f"List-Unsubscribe: <{PUBLIC}/unsubscribe/".encode()) and line.endswith(b">")


@pytest.mark.parametrize("odd", ODD)
def test_no_name_and_no_title_adds_a_header_or_a_tag(house: Flask, odd: str) -> None:
    usual, letter = write(house), write(house, name=odd, items=[item(odd, source=odd)])
    assert [name for name, _ in letter.items()] == [name for name, _ in usual.items()]
    assert letter["To"].addresses[0].addr_spec == "amira@acme.example"
    assert len(letter["To"].addresses) == 1
    html = text_of(letter, "html")
    assert "<script" not in html
    assert "<img" not in html


def test_whatever_stands_in_a_name_or_a_title_is_text_in_it(house: Flask) -> None:
    for text in STRINGS:
        html = text_of(write(house, name=text, items=[item(text, source=text)]), "html")
        page = Page(html)
        assert list(foreign(page, templates="letter.html")) == [], text
        assert " ".join(text.split()) in " ".join(page.text.split()) or not text.isprintable(), text


def test_an_address_to_which_no_letter_can_go_is_said_to_be_one(house: Flask) -> None:
    person = Person(id=Person.__table__.c.id.default.arg(None), name="x", language="en")
    for address in ("a@b.example>,<evil@x.example", "a,b@c.example", "a..b@c.example", *ODD_ADDRESSES):
        person.email = address
        with house.app_context(), pytest.raises(NoAddress):
            letter.write(house.config["PLAINSPOKEN"], "Acme", person, News([item()], 0, None, now()), now())


def test_nothing_in_it_tells_that_it_was_opened(house: Flask) -> None:
    html = text_of(write(house), "html")
    for remote in ("<img", "<link", "<iframe", "src=", "@import", "url(", "@font-face", "http-equiv"):
        assert remote not in html
    assert "utm_" not in html


@pytest.mark.parametrize(("dark", "language"), [(False, "en"), (True, "de")])
def test_it_can_be_read_on_a_small_screen_and_by_everybody(
    browser: Browser, house: Flask, tmp_path: Path, dark: bool, language: str
) -> None:
    page = browser.new_page(color_scheme="dark" if dark else "light")
    page.set_content(text_of(write(house, language=language), "html"))
    assert faults_of(page) == []
    for width in (600, 320):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=tmp_path / f"{language}-{width}.png", full_page=True)
    page.close()

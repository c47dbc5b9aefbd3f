"""What the works council meets on its way through the sample company: nothing to press, no closed door."""

from collections import Counter, deque
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import auth, demo
from backend.app import create_app
from backend.config import Config
from backend.db import run_tx
from backend.people.models import Person
from backend.tests.cast import SECRET, Visitor, sign_in
from backend.tests.html_pages import Page
from backend.tests.web.test_rights import TAKEN_OUT_BY_THE_COUNCIL
from backend.web import floods

ENOUGH = 6  # of the pages that one view shows
MAY_SEND = {"/admin/sign-out", *TAKEN_OUT_BY_THE_COUNCIL}
CONTROLS = {"input", "select", "textarea"}
PRESSED = {"popovertarget", "form", "formaction", "data-does"}  # buttons outside of a form of theirs
ACTS = (  # page, and what it tells of: in her German, in Clara's English
    ("/admin/settings/audit/3", "Worte löschen", "Erase the words"),
    ("/admin/points/", "Punkte von jemandem berichtigen", "Correct somebody’s points"),
)


class Met(NamedTuple):
    """A page on the way: the view that shows it, its address and what came back."""

    endpoint: str
    address: str
    status: int
    page: Page


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The demo's server."""
    folder = tmp_path_factory.mktemp("demo")
    post = {"mail": folder.as_uri(), "mail_from": "news@acme.example"}
    config = Config(SECRET, f"sqlite:///{folder / 'acme.db'}", "http://127.0.0.1:5005", demo=True, **post)
    demo.prepare(config)
    return create_app(config)


def of_acme(acme: Flask, email: str) -> Visitor:
    """Somebody of the sample, signed in with their password."""

    def find(session: Session) -> Person:
        return session.scalars(select(Person).where(Person.email == email)).one()

    with acme.app_context():
        visitor = Visitor(acme, run_tx(find))
    sign_in(visitor, with_password=True)
    return visitor


def walk(visitor: Visitor, start: str = "/admin/") -> Iterator[Met]:
    """Each page of the admin site that links lead to."""
    floods.forget()
    ways, waiting = visitor.app.url_map.bind("127.0.0.1"), deque([start])
    times, known = Counter[str](), {start}
    while waiting:
        address = waiting.popleft()
        endpoint = str(ways.match(urlsplit(address).path)[0])
        times[endpoint] += 1
        if times[endpoint] > ENOUGH:
            continue
        answer = visitor.pages.get(address, follow_redirects=True)
        page = Page(answer.text)
        yield Met(endpoint, address, answer.status_code, page)
        there = {urljoin(answer.request.path, link).partition("#")[0] for link in page.links}
        new = sorted(link for link in there - known if link.startswith("/admin/"))
        known.update(new)
        waiting.extend(new)


def to_press(page: Page) -> list[str]:
    """What on the page would change something."""
    forms = [form.action for form in page.forms if form.method == "post"]
    named = [attrs for tag, attrs in page.tags if tag in CONTROLS and attrs.get("name")]
    loose = len(named) - sum(len(form.inputs) for form in page.forms)
    buttons = [str(attrs) for tag, attrs in page.tags if tag == "button" and PRESSED & set(attrs)]
    return [*(one for one in forms if urlsplit(one).path not in MAY_SEND), *["a field"] * loose, *buttons]


def test_the_council_comes_to_all_that_is_open_to_it_and_finds_nothing_to_press(acme: Flask) -> None:
    met = list(walk(of_acme(acme, demo.COUNCIL)))
    assert [(one.address, one.status) for one in met if one.status != 200] == []
    assert [(one.address, found) for one in met if (found := to_press(one.page))] == []
    opened = {rule.endpoint for rule in acme.url_map.iter_rules() if "GET" in (rule.methods or ())}
    opened = {name for name in opened if auth.doors_of(acme, name).get("reader")}
    assert opened - {one.endpoint for one in met} == {"item_admin.picture_file"}  # which is no page


@pytest.mark.parametrize("email", [demo.CURATOR, demo.ADMIN])
def test_no_link_leads_others_to_where_they_are_not_let_in(acme: Flask, email: str) -> None:
    met = list(walk(of_acme(acme, email)))
    assert len(met) > 30
    assert [(one.address, one.status) for one in met if one.status != 200] == []


def test_nor_does_she_read_of_what_others_can_do_there(acme: Flask) -> None:
    dora, clara = of_acme(acme, demo.COUNCIL).pages, of_acme(acme, demo.ADMIN).pages
    for page, hers, claras in ACTS:
        assert claras in clara.get(page).text
        assert hers not in dora.get(page).text


def test_what_a_form_holds_the_council_reads_as_text(acme: Flask) -> None:
    dora = of_acme(acme, demo.COUNCIL).pages
    sites, limits = dora.get("/admin/sites/").text, dora.get("/admin/sharing/").text
    assert "LinkedIn" in sites and "<dd" in sites and "<select" not in sites
    assert "10" in limits and "<textarea" not in limits
    rule = dora.get("/admin/rules/edit/packs/core/undisclosed-competitor.yaml").text
    assert "examples:" in rule and "<textarea" not in rule

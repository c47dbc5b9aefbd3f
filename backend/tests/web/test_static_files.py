"""Browsers ask once for pictures, styles and scripts, and see at once what an update changed in them."""

import os
import re
from pathlib import Path

import pytest
from flask import Flask, url_for

from backend.tests.cast import Visitor
from backend.tests.where import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
KEPT = "public, max-age=31536000, immutable"


def test_whatever_a_page_asks_for_is_kept_for_a_year(clara: Visitor) -> None:
    asked = re.findall(r'"(/static/[^"]+)"', clara.pages.get("/admin/people/").text)
    assert any("/css/tokens.css?v=" in address for address in asked)
    for address in asked:
        answer = clara.pages.get(address.replace("&amp;", "&"))
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, KEPT), address


@pytest.mark.parametrize("version", ["", "?v=", "?v=000000000000"])
def test_an_address_of_another_version_gives_the_file_as_it_is_and_is_not_kept(
    stranger: Visitor, version: str
) -> None:
    answer = stranger.pages.get(f"/static/mark.svg{version}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize("version", ["", "?v=", "?v=000000000000"])
def test_a_file_asked_for_by_way_of_a_folder_that_is_none_is_given_and_not_kept(
    stranger: Visitor, version: str
) -> None:
    answer = stranger.pages.get(f"/static/css/x/../tokens.css{version}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


def test_where_a_file_is_missing_for_a_moment_pages_come_without_it(
    app: Flask, stranger: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "static_folder", str(tmp_path))
    page = stranger.pages.get("/admin/sign-in")
    assert page.status_code == 200
    assert '"/static/css/tokens.css"' in page.text
    assert stranger.pages.get("/static/css/tokens.css").status_code == 404


@pytest.mark.parametrize("name", ["nothing.css", "../app.py", "%2e%2e/app.py", "css"])
def test_what_is_no_such_file_is_not_found(stranger: Visitor, name: str) -> None:
    assert stranger.pages.get(f"/static/{name}?v=000000000000").status_code == 404


def test_a_file_that_changes_has_another_address(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "static_folder", str(tmp_path))
    addresses = set()
    for moment, text in enumerate(("p { color: red }", "p { color: green }")):
        (tmp_path / "new.css").write_text(text)
        os.utime(
            tmp_path / "new.css", (moment, moment)
        )  # two writes may fall into one tick of the disk's clock
        with app.test_request_context():
            addresses.add(url_for("static", filename="new.css"))
    assert len(addresses) == 2


def test_every_stylesheet_is_linked_once(app: Flask, stranger: Visitor) -> None:
    page = stranger.pages.get("/admin/sign-in").text
    for path in Path(str(app.static_folder), "css").iterdir():
        assert page.count(f"/static/css/{path.name}?") == 1

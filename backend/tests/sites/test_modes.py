"""Clara chooses where the extension works on each site; every employee's browser learns it."""

import pytest

from backend.tests.cast import Visitor

PAGE, URL = "/admin/sites/", "/admin/sites/modes"


def chosen_by(visitor: Visitor, form: dict[str, str]) -> str:
    """What the page says after sending the form."""
    visitor.pages.submit(URL, form, page=PAGE)
    return visitor.pages.get(PAGE).text


def test_what_clara_chooses_is_told_to_every_employee(clara: Visitor, amira: Visitor) -> None:
    assert "Saved." in chosen_by(clara, {"linkedin": "panel", "x": "off"})
    assert amira.get("/api/v1/me").json["modes"] == {"linkedin": "panel", "x": "off"}
    chosen_by(clara, {"linkedin": "page", "x": "off"})
    assert amira.get("/api/v1/me").json["modes"] == {"linkedin": "page", "x": "off"}


@pytest.mark.parametrize("wrong", [{"linkedin": "loud", "x": "page"}, {"linkedin": "panel"}])
def test_what_is_no_choice_changes_nothing(clara: Visitor, amira: Visitor, wrong: dict[str, str]) -> None:
    assert "Choose one of the three" in chosen_by(clara, wrong)
    assert amira.get("/api/v1/me").json["modes"] == {"linkedin": "page", "x": "page"}


def test_the_page_shows_what_is_chosen(clara: Visitor) -> None:
    page = chosen_by(clara, {"linkedin": "panel", "x": "off"})
    assert '<option selected value="panel">' in page
    assert '<option selected value="off">' in page


def test_only_an_admin_may_choose(ben: Visitor, amira: Visitor) -> None:
    assert ben.pages.submit(URL, {"linkedin": "off", "x": "off"}, page="/me").status_code == 403
    assert amira.get("/api/v1/me").json["modes"] == {"linkedin": "page", "x": "page"}

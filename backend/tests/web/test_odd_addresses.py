"""Whatever stands behind the question mark of an address, the page answers."""

import re

import pytest
from flask import Flask

from backend.tests.cast import Visitor
from backend.tests.web.test_security import calls

ODD = ("%00", "99999999999999999999", "-1", "%25_", "%F0%9F%A4%96")
NAMES = ("search", "page", "sort", "status", "state", "topic", "group", "role", "add", "next")


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_word_in_an_address_breaks_no_page(app: Flask, clara: Visitor, odd: str) -> None:
    query = "&".join(f"{name}={odd}" for name in NAMES)
    for _role, method, url in calls(app, "page_role"):
        if method == "GET":
            assert clara.pages.get(f"{url}?{query}").status_code < 500, url


@pytest.mark.parametrize("number", [2**31, 2**31 - 1, 10**30])
def test_a_number_that_no_database_holds_is_the_number_of_nothing(
    app: Flask, clara: Visitor, number: int
) -> None:
    addresses = [rule.rule for rule in app.url_map.iter_rules() if "<int:" in rule.rule]
    assert addresses
    for address in {re.sub(r"<int:\w+>", str(number), one) for one in addresses}:
        assert clara.pages.get(address).status_code in (404, 405), address


def test_a_sign_that_postgresql_keeps_in_no_text_is_in_the_name_of_nothing(
    app: Flask, clara: Visitor
) -> None:
    addresses = [rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    odd = {one for one in addresses if re.search(r"<(path:)?\w+>", one) and not one.startswith("/static")}
    assert len(odd) > 5
    for address in odd:
        answer = clara.pages.get(re.sub(r"<(path:)?\w+>", "a%00b", address))
        assert answer.status_code == 404, address


def test_it_is_left_out_of_what_is_typed_where_copying_brought_it_along(clara: Visitor) -> None:
    answer = clara.pages.submit("/admin/people/groups/", {"name": "Sal\0es"})
    assert answer.status_code == 302
    assert "Sales" in clara.pages.get(answer.headers["Location"]).text

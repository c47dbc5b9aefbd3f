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

"""POST health: a page was not understood; and the page on which Clara sees it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.db import now
from backend.sites import health
from backend.sites.models import SiteFault
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.web.models import KeptAnswer

URL = "/api/v1/health"
REPORT: dict[str, Any] = {"site": "linkedin", "fault": "no_posts", "hooks": 3}
Tx = Callable[[Callable[[Session], Any]], Any]


def test_reports_of_a_day_become_one_number_without_a_name(amira: Visitor, ben: Visitor, tx: Tx) -> None:
    for visitor in (amira, ben):
        assert visitor.post(URL, json=REPORT, headers=acme.key()).status_code == 201
    [row] = tx(lambda session: session.scalars(select(SiteFault)).all())
    assert (row.day, row.site, row.fault, row.hooks, row.reports) == (
        now().date(),
        "linkedin",
        "no_posts",
        3,
        2,
    )


def test_nothing_in_the_database_says_who_reported(amira: Visitor, tx: Tx) -> None:
    assert amira.post(URL, json=REPORT, headers=acme.key()).json == {}
    assert tx(lambda session: session.scalar(select(func.count()).select_from(KeptAnswer))) == 0


def test_a_stranger_cannot_report(stranger: Visitor) -> None:
    assert stranger.post(URL, json=REPORT, headers=acme.key()).status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"site": "facebook"},
        {"fault": "a sentence"},
        {"hooks": "3"},
        {"hooks": 0},
        {"hooks": 1001},
        {"text": "words"},
    ],
)
def test_a_report_has_no_room_for_content(amira: Visitor, change: dict[str, Any]) -> None:
    answer = amira.post(URL, json=REPORT | change, headers=acme.key())
    assert answer.status_code == 422
    assert next(iter(change)) in answer.text


def test_reports_older_than_a_month_are_gone(amira: Visitor, tx: Tx) -> None:
    old = now().date() - timedelta(days=health.DAYS)
    tx(lambda session: session.add(SiteFault(day=old, site="x", fault="no_ids", hooks=1, reports=5)))
    amira.post(URL, json=REPORT, headers=acme.key())
    assert tx(lambda session: session.scalars(select(SiteFault.site)).all()) == ["linkedin"]


def test_clara_sees_what_is_missing_where_and_how_often(amira: Visitor, clara: Visitor, tx: Tx) -> None:
    assert "All is well" in clara.pages.get("/admin/sites/").text
    yesterday = now().date() - timedelta(days=1)
    tx(lambda session: session.add(SiteFault(day=yesterday, site="x", fault="no_ids", hooks=1, reports=5)))
    amira.post(URL, json=REPORT, headers=acme.key())
    page = clara.pages.get("/admin/sites/").text
    assert "No post was found in the feed" in page
    assert "Most posts had no address of their own" in page
    assert "0, 0, 5, 0" in page  # the picture says its numbers
    assert "fewer than 5 a day" in page  # one report is a person
    assert page.index('<th scope="row">X</th>') < page.index('<th scope="row">LinkedIn</th>')


def test_only_an_admin_opens_the_page(amira: Visitor, ben: Visitor) -> None:
    assert ben.pages.get("/admin/sites/").status_code == 403
    assert amira.pages.get("/admin/sites/").location == "/admin/sign-in?next=/admin/sites/"

"""Moments are told and typed in the organisation's time zone, and stored in UTC."""

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from backend.content.models import Item
from backend.dates import zone
from backend.people.models import Installation
from backend.rules.releases import profiles
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.content.test_admin import FORM, NEW, address, fields_of
from backend.tests.rules_api.test_organisation import PAGE as PROFILE, form_of

PAGE, NEW_YORK, BERLIN = "/admin/settings/zone", "America/New_York", "Europe/Berlin"
SUMMER = datetime(2027, 7, 1, 8, tzinfo=UTC)
BACKEND = Path(__file__).resolve().parents[2]


def typed_in(ben: Visitor, tx: Any, **times: str) -> Any:
    """The moments of the item that Ben adds with these times in its form."""
    assert ben.pages.submit(NEW, FORM | times).status_code == 302
    return tx(lambda session: session.scalars(select(Item).order_by(Item.id.desc())).first())


def test_what_is_typed_is_understood_in_the_zone_summer_and_winter(
    clara: Visitor, ben: Visitor, release: Any, tx: Any
) -> None:
    times = {"valid_from": "2027-01-10T10:00", "valid_until": "2027-07-10T10:00"}
    found = typed_in(ben, tx, **times)
    assert [f"{at:%H:%M}" for at in (found.valid_from, found.valid_until)] == ["09:00", "08:00"]
    clara.pages.submit(PAGE, {"zone": NEW_YORK})
    found = typed_in(ben, tx, **times)
    assert [f"{at:%H:%M}" for at in (found.valid_from, found.valid_until)] == ["15:00", "14:00"]


def test_the_page_says_whose_time_it_is_and_shows_what_was_typed(
    clara: Visitor, ben: Visitor, release: Any, tx: Any
) -> None:
    item = typed_in(ben, tx, valid_from="2027-07-10T10:00")
    page = ben.pages.get(address(item)).text
    assert "From (Berlin time)" in page and 'value="2027-07-10T10:00"' in page
    clara.pages.submit(PAGE, {"zone": NEW_YORK})
    page = ben.pages.get(address(item)).text
    assert "From (New York time)" in page and 'value="2027-07-10T04:00"' in page
    clara.pages.submit(PAGE, {"zone": "UTC"})
    assert "From (UTC)" in ben.pages.get(address(item)).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [("2027-03-28T02:30", "this time does not exist"), ("2027-10-31T02:30", "this time comes twice")],
)
def test_a_time_that_the_change_of_clocks_skips_or_brings_twice_is_told_at_its_field(
    ben: Visitor, release: Any, typed: str, said: str
) -> None:
    answer = ben.pages.submit(NEW, FORM | {"valid_until": typed})
    assert answer.status_code == 422
    assert re.search(rf'id="valid_until-fault">[^<]*{said}', answer.text)
    assert f'value="{typed}"' in answer.text


@pytest.mark.parametrize("stored", [datetime(2027, 10, 31, 0, 30, tzinfo=UTC), SUMMER.replace(second=7)])
def test_a_moment_that_its_minute_does_not_say_outlives_an_edit_of_something_else(
    ben: Visitor, release: Any, tx: Any, stored: datetime
) -> None:
    item = typed_in(ben, tx, valid_until="2027-07-10T10:00")
    tx(lambda session: setattr(session.get(Item, item.id), "valid_until", stored))
    begun = fields_of(ben.pages.get(address(item)).text)
    refused = ben.pages.submit(address(item), begun | {"title": ""})
    assert refused.status_code == 422
    assert ben.pages.submit(address(item), fields_of(refused.text) | {"title": "New"}).status_code == 302
    found = tx(lambda session: session.get(Item, item.id))
    assert (found.title, found.valid_until) == ("New", stored)
    begun = fields_of(ben.pages.get(address(item)).text) | {"valid_until": "2027-08-01T10:00"}
    assert ben.pages.submit(address(item), begun).status_code == 302
    assert tx(lambda session: session.get(Item, item.id)).valid_until == datetime(2027, 8, 1, 8, tzinfo=UTC)


def test_the_page_of_the_organisation_opens_with_an_embargo_to_the_end_of_the_calendar(
    clara: Visitor, release: Any, tx: Any
) -> None:
    for_ever = {"terms": ["Parasol"], "until": "9999-12-31T23:59:59Z"}
    tx(lambda session: profiles.describe(session, profiles.get(session) | {"embargoes": [for_ever]}))
    assert 'value="9999-12-31T23:59"' in clara.pages.get(PROFILE).text


def test_an_embargo_is_told_with_the_day_on_which_it_ends_where_the_organisation_is(
    clara: Visitor, release: Any, tx: Any
) -> None:
    typed = {"embargoes-0-terms": "Parasol", "embargoes-0-until": "2031-03-02T00:30"}
    quiet = {"quiet_periods-0-start": "2031-03-01T10:00", "quiet_periods-0-until": "2031-03-02T10:00"}
    assert clara.pages.submit(PROFILE, form_of(clara) | typed | quiet).status_code == 302
    profile = tx(profiles.get)
    assert profile["embargoes"][0]["until"] == "2031-03-02T00:30:00+01:00"
    assert profile["quiet_periods"][0] == {"from": "2031-03-01T09:00:00Z", "until": "2031-03-02T09:00:00Z"}
    page = clara.pages.get(PROFILE).text
    assert 'value="2031-03-02T00:30"' in page and 'value="2031-03-01T10:00"' in page


def test_an_export_says_in_its_head_whose_time_it_tells(ben: Visitor, release: Any, tx: Any) -> None:
    tx(lambda session: acme.item(session, valid_until=SUMMER))
    told = ben.pages.submit("/admin/content/export", page=NEW).text
    assert "Until (Berlin time)" in told and "2027-07-01 10:00" in told


@pytest.mark.parametrize(
    ("wanted", "language", "said"),
    [
        (BERLIN, "de", "01.07.27, 10:00 MESZ"),
        (BERLIN, "en", "7/1/27, 10:00 AM CEST"),
        (NEW_YORK, "en", "7/1/27, 4:00 AM EDT"),
        ("Asia/Dubai", "de", "01.07.27, 12:00 UTC+0400"),
        ("UTC", "de", "01.07.27, 08:00 UTC"),
    ],
)
def test_a_moment_is_told_with_the_name_of_its_time(
    clara: Visitor, wanted: str, language: str, said: str
) -> None:
    clara.pages.submit(PAGE, {"zone": wanted})
    with clara.app.test_request_context(), force_locale(language):
        assert zone.told(SUMMER, "short").replace("\u202f", " ") == said


@pytest.mark.parametrize(
    ("language", "said"), [("de", "01.07.2027, 10:00 MESZ"), ("en", "Jul 1, 2027, 10:00 AM CEST")]
)
def test_a_moment_is_told_to_the_minute(clara: Visitor, language: str, said: str) -> None:
    with clara.app.test_request_context(), force_locale(language):
        assert zone.told(SUMMER).replace("\u202f", " ") == said


def test_a_zone_that_is_none_is_refused_and_a_change_stands_in_the_audit(clara: Visitor, tx: Any) -> None:
    assert clara.pages.submit(PAGE, {"zone": "Europe/Entenhausen"}).status_code == 422
    assert tx(lambda session: session.scalars(select(Installation.zone)).one()) == BERLIN
    clara.pages.submit(PAGE, {"zone": NEW_YORK})
    assert NEW_YORK in unescape(clara.pages.get("/admin/settings/").text)
    entry = clara.pages.get("/admin/settings/audit/").text
    assert BERLIN in entry and NEW_YORK in entry


def test_no_page_tells_a_moment_in_another_way() -> None:
    pages = [path for path in BACKEND.rglob("templates/**/*") if path.is_file()]
    own_way = [path.name for path in pages if "datetimeformat" in path.read_text()]
    assert own_way == []

"""The report of a month, all figures, and what is counted, as Clara reads and chooses."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from backend.content.models import Item
from backend.dates import weeks
from backend.db import now
from backend.people.models import Group
from backend.reports.models import CountedGroup, Figure
from backend.tests.cast import PASSWORD, Visitor
from backend.tests.forms import fields
from backend.tests.reports.deeds import SUNDAYS, at, before, close, colleagues, share

REPORTS, MARCH = "/admin/reports/", "/admin/reports/2026-03"
SETTINGS, LIST = "/admin/reports/settings", "/admin/reports/figures"


@pytest.fixture
def march(tx: Any) -> None:
    """Six of seven in <b>Sales</b> shared, two of three in Works, and everybody's weeks are over."""

    def happen(session: Any) -> None:
        for group, number, clicks in (("<b>Sales</b>", 7, 2), ("Works", 3, 9)):
            for person in colleagues(session, number, group)[1:]:
                share(session, person, before(SUNDAYS[1]), clicks)
        close(session)

    tx(happen)


def test_before_a_month_is_over_the_page_says_what_to_do(clara: Visitor) -> None:
    page = clara.pages.get(REPORTS).text
    assert "No month is over yet" in page
    assert SETTINGS in page


@pytest.mark.parametrize("ago", range(5))  # the week before one of these ended a month
def test_a_month_that_was_over_before_anybody_began_is_none(
    clara: Visitor, monkeypatch: pytest.MonkeyPatch, ago: int
) -> None:
    first_look = now() - weeks.WEEK * ago
    monkeypatch.setattr(weeks, "now", lambda: first_look)
    due = str(first_look.date())
    goal = {"name": "We are read", "kpi": "shares", "target": "5", "due": due, "owner_id": ""}
    assert clara.pages.submit("/admin/strategy/goals/new", goal).status_code == 302
    assert "No month is over yet" in clara.pages.get(REPORTS).text
    assert '<svg class="chart"' not in clara.pages.get("/admin/strategy/").text
    assert clara.pages.get(f"{REPORTS}{weeks.last_over():%Y-%m}").status_code == 404


def test_the_month_in_whose_last_week_somebody_began_is_told(
    clara: Visitor, tx: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = SUNDAYS[-1]
    monkeypatch.setattr(weeks, "now", lambda: at(end + timedelta(days=1)))
    tx(lambda session: [share(session, one, before(end)) for one in colleagues(session, 6)])
    assert "March 2026" in clara.pages.get(REPORTS).text


def test_what_small_groups_did_together_does_not_stand_beside_fewer_than_five_people(
    clara: Visitor, tx: Any
) -> None:
    def happen(session: Any) -> None:
        for group in ("Sales", "Works"):
            for person in colleagues(session, 7, group)[:4]:
                share(session, person, before(SUNDAYS[1]))
        close(session)

    tx(happen)
    page = re.sub(r"<[^>]+>|\s+", " ", clara.pages.get(MARCH).text)
    together = page.partition("Small groups together")[2].partition("No figure")[0]
    assert together.split() == ["–", "–", "10", "8", "–"]


def test_clara_reads_a_month_and_what_is_kept_back_says_why(clara: Visitor, march: None) -> None:
    page = clara.pages.get(MARCH).text
    assert "Report: March 2026" in page
    assert "Feb 23, 2026 to Mar 29, 2026" in page
    assert "<strong>6</strong>" in page  # shares
    assert "<strong>12</strong>" in page  # clicks
    assert "under 5 people" in page  # all of Works
    drawn = re.findall(r'aria-label="([^"]+), month by month', page)
    assert drawn == ["Shares", "Clicks", "Who shares, of all invited", "Clicks per share"]
    assert "No figure is about fewer than 5 people." in page
    assert "Counting began" not in page
    assert "<strong>8</strong>" not in page and "<strong>30</strong>" not in page
    assert "Person" not in page
    assert "<b>Sales" not in page and "&lt;b&gt;Sales&lt;/b&gt;" in page


@pytest.mark.parametrize(("people", "said"), [(12, "by about 10 people"), (8, "")])
def test_eight_shares_are_not_said_to_be_by_ten_people(
    clara: Visitor, tx: Any, people: int, said: str
) -> None:
    def happen(session: Any) -> None:
        for person in colleagues(session, people, "Sales"):
            share(session, person, before(SUNDAYS[1]))
        close(session)

    tx(happen)
    page = clara.pages.get(MARCH).text
    assert f"<strong>{people}</strong>" in page
    assert re.findall("by about .* people", page) == [said] * bool(said)


def test_no_more_people_are_told_than_did_something(clara: Visitor, tx: Any) -> None:
    days = {"first": SUNDAYS[0], "last": SUNDAYS[0], "people": 10}
    told = (("rule:praise", "followed", 9), ("points", "rest", 9))
    tx(lambda session: session.add_all([Figure(measure=m, part=p, value=v, **days) for m, p, v in told]))
    page = clara.pages.get(f"{LIST}?sort=what").text
    assert re.findall(r'<td class="number">(\d+)</td>', page) == ["9", "10", "9", "5"]
    file = clara.pages.submit(f"{REPORTS}figures/export?sort=what", page=LIST).text
    assert [line[-2:] for line in file.split()[-2:]] == ["10", ",5"]


def test_captions_that_begin_alike_are_told_apart_and_only_what_happened_is_in_the_key(
    clara: Visitor, tx: Any
) -> None:
    def happen(session: Any) -> None:
        for person in colleagues(session, 6, "Sales"):
            share(session, person, before(SUNDAYS[1]), 1)
        days = {"first": SUNDAYS[1], "last": SUNDAYS[1], "people": 5}
        session.add(Figure(measure="rule:praise", part="followed", value=9, **days))
        close(session)

    tx(happen)
    page = clara.pages.get(MARCH).text
    title = tx(lambda session: session.scalars(select(Item.title)).first())
    assert re.search(rf"(LinkedIn|X|Both), (English|German) · {title}", page)
    key = page.partition('<p class="key">')[2].partition("</p>")[0]
    assert ("followed" in key, "not told apart" in key) == (True, False)


def test_the_last_month_that_is_over_comes_first(clara: Visitor, march: None) -> None:
    page = clara.pages.get(REPORTS).text
    assert "Report: March 2026" not in page
    assert re.search(r'href="/admin/reports/20\d\d-\d\d"', page)


def test_a_month_takes_few_queries(clara: Visitor, march: None, queries: Any) -> None:
    clara.pages.get(REPORTS)  # counts the weeks that are over, where no worker did
    for page in (REPORTS, MARCH):
        with queries() as asked:
            assert clara.pages.get(page).status_code == 200
        assert len(asked) <= 12, page


def test_a_month_that_was_counted_in_part_says_since_when(clara: Visitor, tx: Any) -> None:
    tx(lambda session: close(session, SUNDAYS[1:]))  # nobody had begun in the first of these
    assert "Counting began on Mar 9, 2026." in clara.pages.get(MARCH).text


@pytest.mark.parametrize("month", ["2026-13", "2031-01", "1999-12", "2026-3", "march", "2026-03-29"])
def test_a_month_that_is_none_or_not_over_is_not_found(clara: Visitor, march: None, month: str) -> None:
    answer = clara.pages.get(f"{REPORTS}{month}")
    assert answer.status_code == 404
    assert "Choose a month" in answer.text


def test_the_value_is_by_the_organisations_own_rates_and_prints_its_formula(
    clara: Visitor, march: None
) -> None:
    assert "Set rates" in clara.pages.get(MARCH).text
    told = {"per_click": "1.50", "per_share": "4", "currency": "EUR"}
    assert clara.pages.submit(f"{SETTINGS}/rates", told, page=SETTINGS).status_code == 302
    page = clara.pages.get(MARCH).text
    assert "€42.00" in page
    assert "12 clicks × €1.50 + 6 shares × €4.00" in page
    clara.pages.submit(f"{SETTINGS}/rates", told | {"per_click": "0", "per_share": "0"}, page=SETTINGS)
    assert "Set rates" in clara.pages.get(MARCH).text


def test_rates_that_somebody_else_set_meanwhile_are_not_overwritten(clara: Visitor) -> None:
    for first, second in (("1.5", "2.5"), ("3.5", "4.5")):  # there were none, there were some
        opened = fields(clara.pages.get(SETTINGS).text) | {"per_share": "4"}
        clara.pages.client.post(f"{SETTINGS}/rates", data=opened | {"per_click": first})
        answer = clara.pages.client.post(f"{SETTINGS}/rates", data=opened | {"per_click": second})
        assert answer.status_code == 409
        assert "Somebody else has changed this" in answer.text
        assert fields(answer.text)["per_click"] == second
        assert fields(clara.pages.get(SETTINGS).text)["per_click"] == first


@pytest.mark.parametrize("wrong", [{"per_click": "-1"}, {"per_share": "much"}, {"currency": "Taler"}])
def test_a_rate_that_cannot_be_is_told_at_its_field_and_nothing_is_lost(
    clara: Visitor, wrong: dict[str, str]
) -> None:
    told = {"per_click": "1.25", "per_share": "4", "currency": "EUR"} | wrong
    answer = clara.pages.submit(f"{SETTINGS}/rates", told, page=SETTINGS)
    assert answer.status_code == 422
    assert "-fault" in answer.text
    assert told["per_click"] in answer.text


def test_clara_chooses_which_groups_are_counted_apart(clara: Visitor, tx: Any) -> None:
    works = tx(lambda session: [session.add(one := Group(name="Works")), session.flush(), one.id][2])
    assert "Works" in clara.pages.get(SETTINGS).text
    for chosen, left in (({"groups": [str(works), "nonsense"]}, [works]), ({}, [])):
        clara.pages.submit(f"{SETTINGS}/groups", chosen, page=SETTINGS)
        assert tx(lambda session: session.scalars(select(CountedGroup.group_id)).all()) == left


def test_all_figures_are_a_list_and_a_file(clara: Visitor, march: None, tx: Any) -> None:
    page = clara.pages.get(f"{LIST}?measure=shares").text
    assert page.count("<tr") == 2  # its head, and one
    assert "&lt;b&gt;Sales&lt;/b&gt;" in page
    asked = {"password_again": PASSWORD}
    file = clara.pages.submit(f"{LIST}/export", asked, page=LIST).text.splitlines()
    assert len(file) == 1 + len(tx(lambda session: session.scalars(select(Figure)).all()))
    assert sorted(file[1:]) == [
        "Clicks,<b>Sales</b>,2026-02-23,2026-03-08,12,5",
        "Shares,<b>Sales</b>,2026-02-23,2026-03-08,6,5",
    ]


def test_the_figures_of_a_group_that_was_deleted_stay(clara: Visitor, march: None, tx: Any) -> None:
    group = tx(lambda session: session.scalar(select(Group.id).where(Group.name == "<b>Sales</b>")))
    clara.pages.submit(f"/admin/people/groups/{group}/delete", {"name": "<b>Sales</b>"})
    for page in (LIST, f"{REPORTS}2026-03"):
        assert "a group that is gone" in clara.pages.get(page).text
    file = clara.pages.submit(f"{LIST}/export", {"password_again": PASSWORD}, page=LIST).text
    assert "Shares,a group that is gone,2026-02-23" in file

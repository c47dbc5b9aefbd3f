"""What is known about Amira is told to her whole; erased, nothing leads to her and the sums stay."""

import json
from typing import Any

import pytest
from sqlalchemy import String, cast, func, select

from backend.content.models import Item
from backend.known.sections import SECTIONS, UNSHOWN
from backend.migrations import tables
from backend.people import invitations
from backend.people.models import Person
from backend.points.models import Entry, PointsDay, PointsTotal
from backend.reports.models import Waiting
from backend.shares import clicks
from backend.shares.models import Share
from backend.tests import acme
from backend.tests.cast import Visitor

PAGE = "/me/data/"
POST = "https://www.linkedin.com/posts/amira-aziz_folding"
NOTE = "They tested our stairs"


def refers_to_people(table: Any) -> bool:
    return any(key.column.table.name == "person" for key in table.foreign_keys)


# ---- complete, by the schema ----


def test_every_column_that_refers_to_a_person_is_shown_or_has_a_reason() -> None:
    columns = [field.column for section in SECTIONS for field in section.fields]
    columns += [section.mine for section in SECTIONS]
    told = {f"{column.table.name}.{column.name}" for column in columns if hasattr(column, "table")}
    for table in tables.metadata.sorted_tables:
        if refers_to_people(table) or table.name == "person":
            silent = {f"{table.name}.{column.name}" for column in table.columns} - told - set(UNSHOWN)
            assert silent == set(), "name it in known/sections.py"


def test_no_reason_is_left_over() -> None:
    columns = {
        f"{table.name}.{column.name}" for table in tables.metadata.sorted_tables for column in table.columns
    }
    assert set(UNSHOWN) <= columns
    assert all(UNSHOWN.values())


def test_whoever_goes_takes_along_every_row_that_refers_to_them() -> None:
    for table in tables.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == "person":
                assert key.ondelete in ("CASCADE", "SET NULL"), f"{table.name}.{key.parent.name}"


# ---- told ----


@pytest.fixture
def busy(keen: Visitor, item: Item, tx: Any) -> Visitor:
    """Amira, who shared (no report counted it yet), was read, proposed a page and wants the weekly mail."""
    share = keen.post("/api/v1/shares", json=acme.share_of(item), headers=acme.key()).json
    keen.patch(f"/api/v1/shares/{share['id']}", json={"state": "posted", "permalink": POST})
    found = tx(lambda session: session.scalars(select(Share)).one())
    tx(lambda session: clicks.add(session, found.id, keen.person.id, found.posted_at))
    tip = {"url": "https://robots.example/stairs", "title": "Stairs", "note": NOTE}
    keen.post("/api/v1/tips", json=tip, headers=acme.key())
    keen.pages.submit("/me/mail/", {"wanted": "on"})
    tx(lambda session: invitations.invite(session, keen.person.id))
    tally = {"measure": "shares", "part": "rest", "week": found.posted_at.date(), "value": 1}
    tx(lambda session: session.add(Waiting(**tally, who=str(keen.person.id))))
    return keen


def test_she_reads_all_that_is_known_about_her(busy: Visitor) -> None:
    told = busy.get("/api/v1/me/export").json["sections"]
    assert told["person"][0] | {"name": "Amira Aziz", "email": "amira@acme.example"} == told["person"][0]
    assert told["shares"][0]["post"] == POST
    assert told["shares"][0]["title"] == "A robot that folds"
    assert told["readers"][0]["times"] == 1
    assert sorted(one["points"] for one in told["points"]) == [2, 10]
    assert told["tips"][0]["note"] == NOTE
    assert told["weekly_mail"][0]["wanted"] is True
    assert told["devices"][0]["name"] == "Chromium in the tests"
    assert set(told) == {section.name for section in SECTIONS}
    assert json.loads(busy.pages.get(f"{PAGE}file").text) == told


def test_the_page_says_it_in_words(busy: Visitor) -> None:
    page = busy.pages.get(PAGE).text
    for words in (
        "What you shared",
        "A robot that folds",
        "posted",
        NOTE,
        "Opened by somebody",
        "Weekly mail",
    ):
        assert words in page


def test_nothing_of_it_opens_a_door_and_nothing_is_about_others(busy: Visitor, ben: Visitor) -> None:
    whole = busy.get("/api/v1/me/export").text
    assert "hash" not in whole
    assert "ben@" not in whole
    assert "amira" not in ben.get("/api/v1/me/export").text.lower()


# ---- erased ----


def dump(session: Any) -> str:
    """Every cell of the database, as text."""
    cells = []
    for table in tables.metadata.sorted_tables:
        for row in session.execute(select(*(cast(column, String) for column in table.columns))):
            cells += [str(cell).replace("-", "") for cell in row]
    return "\n".join(cells).lower()


def sums(session: Any) -> tuple[Any, ...]:
    columns = (Entry.points, PointsDay.points, PointsTotal.points, Waiting.value)
    return tuple(session.scalar(select(func.sum(column))) for column in columns)


def test_erased_nothing_leads_to_her_and_the_sums_stay(busy: Visitor, tx: Any) -> None:
    code = tx(lambda session: session.scalars(select(Share.code)).one())
    before = tx(sums)
    assert before == (12, 12, 12, 1)
    assert busy.call("DELETE", "/api/v1/me", json={"email": "Amira@acme.example"}).status_code == 204
    whole = tx(dump)
    for trace in (busy.person.id.hex, "amira", "aziz", busy.person.pseudonym.replace("-", ""), NOTE.lower()):
        assert trace not in whole
    assert tx(sums) == before
    assert tx(lambda session: session.scalars(select(Entry.share_id)).all()) == [None, None]
    assert busy.get("/api/v1/me").status_code == 401
    assert busy.pages.get("/me").status_code == 302
    assert busy.pages.get(f"/r/{code}").status_code == 302


def test_she_erases_herself_on_her_page_by_typing_her_address(busy: Visitor, clara: Visitor) -> None:
    assert busy.pages.submit(f"{PAGE}erase", {"email": "ben@acme.example"}, page=PAGE).status_code == 422
    assert busy.get("/api/v1/me").status_code == 200
    answer = busy.pages.submit(f"{PAGE}erase", {"email": "amira@acme.example"}, page=PAGE)
    assert "You are erased" in answer.text
    assert busy.get("/api/v1/me").status_code == 401
    for query in ("", "?state=out"):
        assert "erased.invalid" not in clara.pages.get(f"/admin/people/{query}").text


@pytest.mark.parametrize("sent", [{}, {"email": "ben@acme.example"}, {"email": ""}])
def test_erasing_asks_for_ones_own_address(busy: Visitor, sent: dict[str, str]) -> None:
    assert busy.call("DELETE", "/api/v1/me", json=sent).status_code == 422
    assert busy.get("/api/v1/me").status_code == 200


def test_the_last_admin_stays(clara: Visitor, tx: Any) -> None:
    assert clara.call("DELETE", "/api/v1/me", json={"email": "clara@acme.example"}).status_code == 409
    answer = clara.pages.submit(f"{PAGE}erase", {"email": "clara@acme.example"}, page=PAGE)
    assert answer.status_code == 302
    assert "This is the last admin" in clara.pages.get(PAGE).text
    assert tx(lambda session: session.scalar(select(func.count(Person.id)))) == 1

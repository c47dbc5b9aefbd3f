"""What is known about Amira is told to her whole; erased, nothing leads to her and the sums stay."""

import json
import re
import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import String, cast, func, select

from backend.audit import trail
from backend.content.models import Item
from backend.dates import weeks
from backend.db import db, now
from backend.known.sections import SECTIONS
from backend.known.unshown import UNSHOWN
from backend.migrations import tables
from backend.people.models import Person
from backend.points import service as points
from backend.points.models import Entry, PointsDay, PointsTotal
from backend.reports import outcomes
from backend.reports.models import Waiting
from backend.rules.models import Source
from backend.shares import clicks
from backend.shares.models import Click, Share
from backend.sign_in import invitations
from backend.sign_in.models import Invitation
from backend.tests import acme
from backend.tests.arrivals.files import FEW, plan_of, take_over
from backend.tests.cast import PASSWORD, Visitor
from backend.tests.sign_in.test_sign_in import make_stale
from backend.tests.where import ON_ONE_DATABASE

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
            assert silent == set(), "name it in known/sections.py or unshown.py"


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
    """Amira, who shared, was read, proposed a page and wants the weekly mail."""
    share = keen.post("/api/v1/shares", json=acme.share_of(item), headers=acme.key()).json
    keen.patch(f"/api/v1/shares/{share['id']}", json={"state": "posted", "permalink": POST})
    found = tx(lambda session: session.scalars(select(Share)).one())
    tx(lambda session: clicks.add(session, found.id, keen.person.id, found.posted_at))
    tip = {"url": "https://robots.example/stairs", "title": "Stairs", "note": NOTE}
    keen.post("/api/v1/tips", json=tip, headers=acme.key())
    keen.pages.submit("/me/mail/", {"wanted": "on"})
    tx(lambda session: invitations.invite(session, keen.person.id))
    keen.patch("/api/v1/me", json={"sends_outcomes": True})
    tx(lambda session: session.add(Source(file="packs/core/undisclosed-promo.yaml", text="")))
    outcome = {"rule": "undisclosed-promo", "release": 1, "outcome": "followed", "times": 2}
    told = {"id": str(uuid.uuid4()), "day": str(weeks.today()), "outcomes": [outcome]}
    assert keen.post("/api/v1/outcomes", json=told).status_code == 201
    like = {"kind": "like", "platform": "linkedin", "post": "urn:li:activity:7"}
    keen.post("/api/v1/engagements", json=like, headers=acme.key())
    tx(lambda session: session.add(waiting(keen)))
    return keen


def waiting(visitor: Visitor) -> Waiting:
    """A tally of hers that is in no figure yet."""
    assert visitor.person
    sunday = date(2030, 1, 6)
    return Waiting(measure="shares", part="rest", week=sunday, who=str(visitor.person.id), value=3)


def test_she_reads_all_that_is_known_about_her(busy: Visitor) -> None:
    told = busy.get("/api/v1/me/export").json["sections"]
    assert told["person"][0] | {"name": "Amira Aziz", "email": "amira@acme.example"} == told["person"][0]
    assert told["shares"][0]["post"] == POST
    assert told["shares"][0]["title"] == "A robot that folds"
    assert told["readers"][0]["times"] == 1
    assert told["engagements"][0]["post"] == "urn:li:activity:7"
    this_week = str(weeks.sunday_of(weeks.today()))
    rule = {"week": this_week, "measure": "rule:undisclosed-promo", "outcome": "followed", "times": 2}
    assert rule in told["to_be_counted"]
    assert {"week": "2030-01-06", "measure": "shares", "outcome": "", "times": 3} in told["to_be_counted"]
    assert sorted(one["points"] for one in told["points"]) == [2, 10]
    assert told["tips"][0]["note"] == NOTE
    assert told["weekly_mail"][0]["wanted"] is True
    assert told["devices"][0]["name"] == "Chromium in the tests"
    assert set(told) == {section.name for section in SECTIONS}
    assert json.loads(busy.pages.get(f"{PAGE}file").text) == told


def test_the_page_says_it_in_words(busy: Visitor) -> None:
    page = busy.pages.get(PAGE).text
    assert "Who you are and what you chose" in page
    assert "Your points, one by one (2)" in page
    for section, words in {
        "shares": ("A robot that folds", "posted", "LinkedIn"),
        "points": ("Opened by somebody", "Shared", "A robot that folds"),
        "tips": (NOTE, "New"),
        "nonsense": ("Amira Aziz",),
    }.items():
        page = busy.pages.get(f"{PAGE}?section={section}").text
        assert [word for word in words if word not in page] == [], section


def test_moments_are_told_as_on_every_other_page(busy: Visitor) -> None:
    page = busy.pages.get(f"{PAGE}?section=tips").text
    assert re.search(r"<d[dt][^>]*>[A-Z][a-z]{2} \d\d?, \d{4}, \d", page)
    assert not re.search(r"\d/\d+/\d\d", page)


def test_what_was_changed_about_her_is_told_in_words_and_stays_as_kept_in_the_file(
    amira: Visitor, clara: Visitor
) -> None:
    said = {"points": "3", "why": "Forgotten", "key": str(uuid.uuid4())}
    form = said | {"email": "amira@acme.example"}
    clara.pages.submit("/admin/points/corrections", form, page="/admin/points/")
    told = amira.pages.get(f"{PAGE}?section=changed_about_you").text
    assert "Points: – → 3; Why: – → Forgotten" in told
    kept = json.loads(amira.pages.get(f"{PAGE}file").text)["changed_about_you"][0]
    assert json.loads(kept["words"])["after"] == {"points": 3, "why": "Forgotten"}


def test_who_changed_something_about_her_is_told_to_her(amira: Visitor, clara: Visitor, tx: Any) -> None:
    """Clara, or whoever sat at the server's terminal; of somebody erased since there is no name."""
    about, change = amira.person.id, {"role": "curator"}
    tx(lambda session: trail.note(session, "people.person", "", {}, change, about=about))
    clara.pages.submit(f"/admin/people/{amira.person.id}/invitation", page="/admin/people/")
    page = f"{PAGE}?section=changed_about_you"
    assert "<td>Clara Conti</td>" in amira.pages.get(page).text
    told = json.loads(amira.pages.get(f"{PAGE}file").text)["changed_about_you"]
    assert [one["by"] for one in told][:2] == ["Clara Conti", "terminal"]
    tx(lambda session: trail.erase_person(session, clara.person.id))
    assert "Clara Conti" not in amira.pages.get(page).text


def test_a_long_list_comes_in_pages_and_few_questions(keen: Visitor, tx: Any, queries: Any) -> None:
    tx(lambda session: [invitations.invite(session, keen.person.id) for _ in range(60)])
    with queries() as asked:
        page = keen.pages.get(f"{PAGE}?section=invitations&page=2").text
    assert page.count("<tr>") == 11
    assert len(asked) <= 6


def test_what_is_of_one_time_is_on_one_page_each(keen: Visitor, tx: Any) -> None:
    """A database may order equals as it likes, and another way for each page."""
    until, whose = now() + timedelta(days=1), keen.person.id
    rows = [
        Invitation(code_hash=str(n), person_id=whose, expires_at=until, used_at=until - timedelta(hours=n))
        for n in range(120)
    ]
    tx(lambda session: session.add_all(rows))
    pages = [keen.pages.get(f"{PAGE}?section=invitations&page={n}").text for n in (1, 2, 3)]
    used = re.findall(r"<tr><td>[^<]*</td><td>([^<]*)</td></tr>", "".join(pages))
    assert len(set(used)) == len(rows)


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
    points = (Entry, PointsDay, PointsTotal)
    return tuple(session.scalar(select(func.sum(table.points))) for table in points)


def test_erased_nothing_leads_to_her_and_the_sums_stay(busy: Visitor, tx: Any) -> None:
    code = tx(lambda session: session.scalars(select(Share.code)).one())
    digest = tx(lambda session: outcomes.who_of(busy.person.id))
    before = tx(sums)
    assert before == (12, 12, 12)
    assert busy.call("DELETE", "/api/v1/me", json={"email": "Amira@acme.example"}).status_code == 204
    whole = tx(dump)
    for trace in (
        busy.person.id.hex,
        digest,
        "amira",
        "aziz",
        busy.person.pseudonym.replace("-", ""),
        NOTE.lower(),
    ):
        assert trace not in whole
    assert tx(sums) == before
    [entry] = tx(lambda session: session.scalars(select(Entry)).all())
    assert (entry.points, entry.kind, entry.share_id, entry.tip_id) == (12, "erased", None, None)
    for at in (Share.posted_at, Click.at):
        assert entry.at != tx(lambda session: session.scalars(select(at)).one())  # noqa: B023
    assert sorted(tx(lambda session: session.scalars(select(Waiting.value)).all())) == [2, 3]
    assert busy.get("/api/v1/me").status_code == 401
    assert busy.pages.get("/me").status_code == 302
    assert busy.pages.get(f"/r/{code}").status_code == 302


def test_erased_she_stands_in_no_file_that_waits_to_be_taken_over(
    amira: Visitor, clara: Visitor, tx: Any
) -> None:
    plan = plan_of(clara, f"{FEW}Amira Aziz, AMIRA@acme.example ,,,Strike leaders\n")
    assert "Strike leaders" in clara.pages.get(plan).text
    assert amira.call("DELETE", "/api/v1/me", json={"email": "amira@acme.example"}).status_code == 204
    assert "amira" not in tx(dump)
    assert (
        "Done: 2 new, 0 changed, 0 left out."
        in clara.pages.get(take_over(clara, plan).headers["Location"]).text
    )


@ON_ONE_DATABASE
def test_erased_she_is_not_in_the_file_either(busy: Visitor, sqlite_file: Path, tx: Any) -> None:
    """Not in what SQLite holds for empty, which a backup copies along."""
    with busy.app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        assert b"amira@acme.example" in sqlite_file.read_bytes()
        busy.call("DELETE", "/api/v1/me", json={"email": "amira@acme.example"})
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = sqlite_file.read_bytes()
    assert [trace for trace in ("amira@", "Amira Aziz", NOTE, POST) if trace.encode() in whole] == []


def test_erased_corrections_stay_apart_from_what_boards_sum(busy: Visitor, tx: Any) -> None:
    me, why = busy.person.id, "Counted twice."
    tx(lambda session: points.correct(session, me, me, -5, why, uuid.uuid4()))
    busy.call("DELETE", "/api/v1/me", json={"email": "amira@acme.example"})
    entries = tx(lambda session: [(one.kind, one.points, one.why) for one in session.scalars(select(Entry))])
    assert sorted(entries) == [("correction", -5, ""), ("erased", 12, "")]
    assert tx(sums) == (7, 12, 7)


def test_she_erases_herself_on_her_page_by_typing_her_address(busy: Visitor, clara: Visitor) -> None:
    assert busy.pages.submit(f"{PAGE}erase", {"email": "ben@acme.example"}, page=PAGE).status_code == 422
    assert busy.get("/api/v1/me").status_code == 200
    answer = busy.pages.submit(f"{PAGE}erase", {"email": "amira@acme.example"}, page=PAGE)
    assert "You are erased" in answer.text
    assert busy.get("/api/v1/me").status_code == 401
    for query in ("", "?state=out"):
        assert "erased.invalid" not in clara.pages.get(f"/admin/people/{query}").text


def test_whoever_signed_in_with_a_password_gives_it_again_to_erase_themselves(
    ben: Visitor, clara: Visitor, tx: Any
) -> None:
    make_stale(tx)
    sent = {"email": "ben@acme.example"}
    assert ben.pages.submit(f"{PAGE}erase", sent, page=PAGE).status_code == 403
    assert ben.get("/api/v1/me").status_code == 200
    answer = ben.pages.submit(f"{PAGE}erase", sent | {"password_again": PASSWORD}, page=PAGE)
    assert "You are erased" in answer.text


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

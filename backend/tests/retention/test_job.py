"""The nightly job: what is past its days is gone from every table of the map, what is younger stays."""

import uuid
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Date, delete, func, insert, or_, select, update

from backend.arrivals.models import Arrival, RosterFile
from backend.audit import trail
from backend.content.models import Item, Proposal, Tip
from backend.db import now
from backend.engagements.models import Engagement
from backend.imports.models import Import
from backend.migrations.tables import metadata
from backend.oidc.models import OidcSignIn
from backend.people import service as people
from backend.people.models import Person
from backend.points import service as points, tariff
from backend.points.models import Entry, PointsDay, PointsTotal
from backend.reports.models import Waiting
from backend.retention import data_map, job
from backend.retention.data_map import Kept
from backend.retention.models import RetentionRun
from backend.rules.models import Release
from backend.running import worker
from backend.shares import clicks, service as shares
from backend.shares.models import Click, Salt, Share, Visit
from backend.sign_in import devices, invitations, let_in, sessions
from backend.sign_in.models import ConnectCode, SignInTries
from backend.tests.cast import Visitor
from backend.tests.guidelines import texts as guidelines
from backend.web.models import KeptAnswer

ENDING = [kept for kept in data_map.read().kept.values() if kept.days]
PAGE = "/admin/settings/data/"


def column_of(kept: Kept) -> Any:
    table, _, name = kept.since.partition(".")
    return metadata.tables[table].c[name]


def past(name: str) -> datetime:
    """A day before the last one that this entry of the map keeps."""
    return now() - timedelta(days=data_map.read().kept[name].days + 1)


def rows(session: Any, kept: Kept) -> int:
    """Those that the entry is about: full ones, where it empties columns; let out, where it erases."""
    table = column_of(kept).table
    count = select(func.count()).select_from(table)
    if kept.then == "empty":
        count = count.where(or_(*(table.c[name].is_not(None) for name in kept.empties)))
    if kept.then == "erase":
        count = count.where(~table.c.active, table.c.erased_at.is_(None))
    if kept.then == "condense":
        count = count.where(table.c.kind.in_(["share", "click"]))
    return int(session.scalar(count))


def everything(session: Any, person: uuid.UUID, item: Item, release: Release) -> None:
    """A row of each, as young as can be."""
    at, one = now(), {"person_id": person}
    other = people.add_person(session, "Otto", "otto@acme.example")
    let_in.deactivate(session, other.id)
    session.merge(release).author_id = person
    guidelines.published(session).author_id = person
    share = Share(**one, item_id=item.id, platform="x", edited=False, code="c" * 10, release=1, posted_at=at)
    tip = Tip(url="https://acme.example/a", title="Stairs")
    session.add_all([share, tip])
    session.flush()
    shares.award(session, share, at)
    clicks.add(session, share.id, person, at)
    for row in (
        ConnectCode(code_hash="1", **one, challenge="1", redirect_uri="1", device_name="1", expires_at=at),
        SignInTries(address_digest="1", hour=at, tries=1),
        KeptAnswer(**one, key="1", digest="1", status=201, body="{}"),
        Visit(day=at.date(), digest=b"1"),
        Engagement(**one, kind="like", platform="x", post="7"),
        Waiting(measure="shares", part="rest", week=at.date(), who=str(person), value=3),
        Proposal(**one, tip_id=tip.id, note="Worth it"),
        Import(**one, addresses=[], finished_at=at),
        RosterFile(**one, lines=[]),
        Arrival(**one),
        OidcSignIn(state_hash="1", nonce="1", verifier="1", goes_to="", confirms=False, expires_at=at),
    ):
        session.add(row)
    if session.get(Salt, at.date()) is None:
        session.add(Salt(day=at.date(), salt=b"1"))
    invitations.invite(session, person)
    sessions.begin(session, person, with_password=False)
    trail.note(session, "seasons.board", "", {"has_board": False}, {"has_board": True}, about=person)


@pytest.fixture
def full(amira: Visitor, item: Item, release: Release, tx: Any) -> Visitor:
    tx(lambda session: people.choose(session, amira.person.id, wants_points=True))
    tx(lambda session: everything(session, amira.person.id, item, release))
    tx(lambda session: [_aged(session, kept, kept.days) for kept in ENDING])  # their last day
    return amira


def _aged(session: Any, kept: Kept, days: int) -> None:
    column, day = column_of(kept), now().date() - timedelta(days=days)
    value = day if isinstance(column.type, Date) else datetime.combine(day, time(12), UTC)
    session.execute(update(column.table).where(column.is_not(None)).values({column.name: value}))


def run(app: Flask) -> None:
    with app.app_context():
        job.run()


def counted(tx: Any) -> dict[str, int]:
    return tx(lambda session: {kept.name: rows(session, kept) for kept in ENDING})


def test_on_their_last_day_all_stay_and_the_day_after_all_are_gone(
    app: Flask, full: Visitor, tx: Any
) -> None:
    there = counted(tx)
    assert all(there.values()), "everything() fills every table of the map"
    run(app)
    assert counted(tx) == there
    tx(lambda session: session.execute(delete(RetentionRun)))
    tx(lambda session: [_aged(session, kept, kept.days + 1) for kept in ENDING])
    run(app)
    assert set(counted(tx).values()) == {0}
    assert tx(lambda session: session.get(Person, full.person.id)) is not None
    assert set(tx(job.last_run).deleted) == set(there)


def test_points_of_long_ago_become_a_sum_a_day_and_every_sum_stays(
    app: Flask, amira: Visitor, tx: Any
) -> None:
    me, long_ago = amira.person.id, past("points").replace(hour=12)
    tx(lambda session: people.choose(session, me, wants_points=True))

    def earn(session: Any) -> None:
        for n in range(3):
            points.award(session, "share", me, f"share:{n}", long_ago + timedelta(minutes=n))
        points.correct(session, me, me, -4, "Counted twice", uuid.uuid4())
        points.award(session, "share", me, "share:today", now())
        points.take_back(session, me, "share:0")  # today, what was earned long ago

    tx(earn)
    before = tx(sums)
    run(app)
    assert tx(sums) == before
    old = select(Entry).where(Entry.day == long_ago.date())
    [entry] = tx(lambda session: session.scalars(old).all())
    worth = tx(lambda session: tariff.on(session, long_ago.date())["share"].points)
    assert (entry.kind, entry.points, entry.award) == ("erased", 3 * worth, f"erased:{long_ago.date()}")
    assert "All of this day" in amira.pages.get("/me/points/").text
    assert "All of this day" in amira.pages.get("/me/data/?section=points").text


def test_a_share_of_long_ago_has_no_owner_in_the_points_of_a_young_click_either(
    app: Flask, amira: Visitor, item: Item, release: Release, tx: Any
) -> None:
    me, long_ago = amira.person.id, past("shares")
    tx(lambda session: people.choose(session, me, wants_points=True))

    def click(session: Any) -> None:
        share = Share(person_id=me, item_id=item.id, platform="x", edited=False, code="c" * 10, release=1)
        share.created_at = share.posted_at = long_ago
        session.add(share)
        session.flush()
        clicks.add(session, share.id, me, now())

    tx(click)
    before = tx(sums)
    run(app)
    assert tx(sums) == before
    [entry] = tx(lambda session: session.scalars(select(Entry)).all())
    [its_click] = tx(lambda session: session.scalars(select(Click)).all())
    assert (entry.kind, entry.share_id, entry.day) == ("click", None, now().date())
    assert str(its_click.id) not in entry.award
    assert entry.at != its_click.at
    assert amira.get("/api/v1/me/points").json["total"] == entry.points
    assert "Somebody read: …" in amira.pages.get("/me/points/").text


def sums(session: Any) -> tuple[Any, ...]:
    return tuple(session.scalar(select(func.sum(table.points))) for table in (Entry, PointsDay, PointsTotal))


def test_a_day_is_run_once_and_what_a_dead_worker_left_is_taken_up(
    app: Flask, amira: Visitor, tx: Any
) -> None:
    def age_device(session: Any) -> None:
        devices.add(session, amira.person.id, "Old one")
        session.execute(update(metadata.tables["device"]).values(last_day=past("devices")))

    held = {"day": now().date(), "deleted": {"devices": 2}}
    tx(lambda session: session.execute(insert(RetentionRun), [held | {"leased_until": now() + job.LEASE}]))
    tx(age_device)
    run(app)
    assert (
        tx(lambda session: session.scalar(select(func.count()).select_from(metadata.tables["device"]))) == 2
    )
    assert tx(job.last_run) is None
    tx(lambda session: session.execute(update(RetentionRun).values(leased_until=now() - job.LEASE)))
    worker.turn(app)
    assert tx(job.last_run).deleted == {"devices": 4}
    tx(age_device)
    worker.turn(app)
    assert tx(job.last_run).deleted == {"devices": 4}


def test_who_is_let_in_again_in_time_is_not_erased(
    app: Flask, amira: Visitor, clara: Visitor, tx: Any
) -> None:
    me = amira.person.id
    page = "/admin/people/"
    clara.pages.submit(f"{page}{me}/deactivate", page=page)
    long_ago = update(Person).where(Person.id == me).values(deactivated_at=past("person"))
    tx(lambda session: session.execute(long_ago))
    clara.pages.submit(f"{page}{me}/reactivate", page=page)
    run(app)
    assert amira.get("/api/v1/me").status_code == 200


def test_who_is_shut_out_once_more_is_erased_no_later(
    app: Flask, amira: Visitor, clara: Visitor, tx: Any
) -> None:
    me, page = amira.person.id, "/admin/people/"
    long_ago = update(Person).where(Person.id == me).values(deactivated_at=past("person"))
    clara.pages.submit(f"{page}{me}/deactivate", page=page)
    tx(lambda session: session.execute(long_ago))
    clara.pages.submit(f"{page}{me}/deactivate", page=page)
    run(app)
    assert tx(lambda session: session.get(Person, me)) is None


def test_clara_reads_when_it_ran_and_what_went(app: Flask, clara: Visitor, amira: Visitor, tx: Any) -> None:
    assert "It has not run yet" in clara.pages.get(PAGE).text
    run(app)
    assert "Nothing was past its days." in clara.pages.get(PAGE).text
    tx(lambda session: session.execute(update(RetentionRun).values(deleted={"devices": 3, "gone": 1})))
    page = clara.pages.get(PAGE).text
    assert "day of their last use</li>" in page  # and not how many: they may be one person's


def test_what_breaks_holds_up_nothing_else_and_clara_reads_of_it(
    app: Flask, clara: Visitor, amira: Visitor, tx: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tx(lambda session: devices.add(session, amira.person.id, "Old one"))
    long_ago = {"last_day": past("devices")}
    tx(lambda session: session.execute(update(metadata.tables["device"]).values(long_ago)))
    erase = job.ACTS["erase"]
    monkeypatch.setitem(job.ACTS, "erase", lambda *_: 1 // 0)
    run(app)
    assert (
        tx(lambda session: session.scalar(select(func.count()).select_from(metadata.tables["device"]))) == 0
    )
    assert tx(job.last_run) is None
    page = clara.pages.get(PAGE).text
    assert "could not be deleted" in page
    assert "<li>Name, e-mail address, role, language</li>" in page
    monkeypatch.setitem(job.ACTS, "erase", erase)
    tx(lambda session: session.execute(update(RetentionRun).values(leased_until=now() - job.LEASE)))
    run(app)
    assert "could not be deleted" not in clara.pages.get(PAGE).text
    assert list(tx(job.last_run).deleted) == ["devices"]


def test_everybody_reads_the_map_in_their_language(amira: Visitor) -> None:
    assert "90 days after being deactivated" in amira.pages.get("/me/data/map/").text
    amira.patch("/api/v1/me", json={"language": "de"})
    assert "90 Tage nach der Deaktivierung" in amira.pages.get("/me/data/map/").text
    assert "bis ein Admin sie aus dem Profil nimmt" in amira.pages.get("/me/data/map/").text
    assert '"/me/data/map/"' in amira.pages.get("/me/data/").text

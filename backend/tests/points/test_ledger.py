"""The ledger and its sums: equal at any time but for corrections, whatever happens in whatever order."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import false, func, select, true

from backend.content.models import Item
from backend.people import service as people
from backend.points import service, tariff
from backend.points.models import Entry, PointsDay, PointsTotal
from backend.shares import service as sharing
from backend.shares.models import Share
from backend.tests import acme
from backend.tests.cast import Visitor

START = datetime(2026, 11, 1, 10, tzinfo=UTC)
# what may happen: (event, which share, which click or hour)
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["share", "click", "reverse", "correct", "want", "want not"]),
        st.integers(0, 3),
        st.integers(0, 60),
    ),
    max_size=25,
)


@pytest.fixture
def shares(keen: Visitor, item: Item, tx: Any) -> list[Share]:
    """Four shares of Amira's, two items on two platforms."""

    def make(session: Any) -> list[Share]:
        items = [item, acme.item(session)]
        made = [
            Share(
                person_id=keen.person.id,
                item_id=one.id,
                platform=platform,
                edited=False,
                code=uuid.uuid4().hex[:10],
                release=1,
            )
            for one in items
            for platform in ("linkedin", "x")
        ]
        session.add_all(made)
        session.flush()
        return made

    return tx(make)


def happen(session: Any, person: uuid.UUID, share: Share, event: str, number: int) -> None:
    at = START + timedelta(hours=number)
    if event == "share":
        sharing.award(session, share, at)
    elif event == "click":
        service.award_click(session, person, share.id, uuid.UUID(int=number), number % 8 + 1, at)
    elif event == "reverse":
        for entry in session.scalars(select(Entry.id).order_by(Entry.id).limit(1)):
            service.reverse(session, entry)
    elif event == "correct":
        service.correct(session, person, person, number - 30, "Counted wrongly.", uuid.UUID(int=number))
    else:
        people.choose(session, person, wants_points=event == "want")


def sums(session: Any) -> tuple[int, int, int]:
    tables = (Entry, PointsDay, PointsTotal)
    return tuple(session.scalar(select(func.coalesce(func.sum(table.points), 0))) for table in tables)  # type: ignore[return-value]


def is_correction() -> Any:
    """A correction, or one taken back."""
    corrections = select(Entry.id).where(Entry.kind == "correction")
    return (Entry.kind == "correction") | func.coalesce(Entry.reverses.in_(corrections), false())


def corrected(session: Any) -> int:
    return session.scalar(select(func.coalesce(func.sum(Entry.points), 0)).where(is_correction()))  # type: ignore[no-any-return]


def sums_by_day(session: Any) -> Iterator[dict[Any, int]]:
    for table, told in ((Entry, ~is_correction()), (PointsDay, true())):
        query = select(table.day, func.sum(table.points)).where(told)
        yield dict(session.execute(query.group_by(table.day)).all())


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(events=EVENTS)
def test_ledger_and_total_are_always_equal_and_the_days_are_all_but_corrections(
    keen: Visitor, shares: list[Share], tx: Any, events: list[tuple[str, int, int]]
) -> None:
    for event, which, number in events:
        tx(lambda session: happen(session, keen.person.id, shares[which], event, number))  # noqa: B023
    ledger, daily, total = tx(sums)
    assert ledger == daily + tx(corrected) == total == keen.get("/api/v1/me/points").json["total"]
    by_day = tx(lambda session: list(sums_by_day(session)))
    assert by_day[0] == by_day[1]


def test_an_award_taken_back_leaves_two_entries_and_no_points(
    keen: Visitor, shares: list[Share], tx: Any
) -> None:
    tx(lambda session: sharing.award(session, shares[0], START))
    entry = tx(lambda session: session.scalars(select(Entry.id)).one())
    for _ in range(2):
        tx(lambda session: service.reverse(session, entry))
    answer = keen.get("/api/v1/me/points").json
    assert answer["total"] == 0
    assert [entry["kind"] for entry in answer["entries"]] == ["reversal", "share"]


def test_nobody_can_take_back_what_was_never_given(tx: Any, app: Flask) -> None:
    with pytest.raises(service.NotFound):
        tx(lambda session: service.reverse(session, uuid.uuid4()))


def test_the_shipped_tariff(tx: Any) -> None:
    today = tx(lambda session: tariff.on(session, START.date()))
    worth = {kind: (one.points, one.per_day) for kind, one in today.items()}
    assert worth == {
        "share": (2, 10),
        "click": (10, 10),
        "comment": (3, 5),
        "like": (0, 5),
        "tip": (5, 10),
        "quiz": (5, 10),
    }
    assert today["click"].per_link_and_day == 5

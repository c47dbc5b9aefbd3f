"""A week that is over is counted once: its tallies join those that wait, and what is ripe becomes figures."""

from collections import defaultdict
from dataclasses import asdict
from datetime import date

from sqlalchemy import delete, func, insert as insert_many, select
from sqlalchemy.orm import Session

from backend import fewest
from backend.dates import weeks
from backend.db import db, insert, now, run_tx
from backend.guidelines import standing
from backend.guidelines.models import Reached
from backend.reports import gather, guard
from backend.reports.figures import EACH
from backend.reports.models import ClosedWeek, Figure, Heads, Waiting

LONGEST = weeks.WEEK * 53  # what is older is not counted any more, and waits no longer


def count_what_is_over() -> None:
    """Where no worker runs, whoever looks first counts the weeks that are over."""
    if db.session.get(ClosedWeek, weeks.last_over()) is None:
        catch_up()


def catch_up() -> None:
    """Count every week that is over, the oldest first, each for itself. Twice has no further effect."""
    for sunday in run_tx(due):
        run_tx(lambda tx: close(tx, sunday))  # noqa: B023 - run at once


def due(session: Session) -> list[date]:
    """The weeks that are over and not counted, the oldest first."""
    last = weeks.last_over()
    counted = session.scalar(select(func.max(ClosedWeek.last)))
    begun = gather.first_share(session)
    first = counted + weeks.WEEK if counted else weeks.sunday_of(begun) if begun else last
    return list(weeks.between(max(first, last - LONGEST), last))


def close(session: Session, sunday: date) -> None:
    """Count one week."""
    is_first = session.scalar(select(ClosedWeek.last).limit(1)) is None
    new = insert(session, ClosedWeek).values(last=sunday, at=now()).on_conflict_do_nothing()
    if session.scalar(new.returning(ClosedWeek.last)) is None:
        return  # somebody else did
    _add_tallies(session, sunday)
    if is_first and _nobody_began(session, sunday):
        session.get_one(ClosedWeek, sunday).is_before = True
    seen, least = gather.on_board(session), fewest.of(session)
    for measure, tallies in _waiting(session, sunday).items():
        for bundle in guard.ripe(tallies, weeks.ends_month(sunday), least, seen):
            _publish(session, measure, bundle, sunday)
    if weeks.ends_month(sunday):
        _count_heads(session, sunday, least)
    if sunday == weeks.last_over():
        _count_reached(session, sunday, least)
        gather.end_board(session, sunday)
    session.execute(delete(Waiting).where(Waiting.week < sunday - LONGEST))


def _nobody_began(session: Session, sunday: date) -> bool:
    """By the end of this week; what was told since waits already."""
    told = select(Waiting.measure).where(Waiting.week <= sunday).limit(1)
    return gather.first_share(session) is None and session.scalar(told) is None


def _add_tallies(session: Session, sunday: date) -> None:
    rows = [{"measure": measure, **asdict(one)} for measure, one in gather.tallies_of(session, sunday)]
    if rows:
        session.execute(insert_many(Waiting), rows)


def _waiting(session: Session, sunday: date) -> dict[str, list[guard.Tally]]:
    columns = Waiting.measure, Waiting.part, Waiting.week, Waiting.who, Waiting.value
    found: dict[str, list[guard.Tally]] = defaultdict(list)
    for row in session.execute(select(*columns).where(Waiting.week <= sunday).with_for_update()):
        found[row.measure].append(guard.Tally(row.part, row.week, row.who, row.value))
    return found


def _publish(session: Session, measure: str, bundle: guard.Bundle, sunday: date) -> None:
    parts = {one.part for one in bundle.tallies}
    first = _begin(session, measure, bundle.part)
    value = bundle.each if measure in EACH else bundle.value
    told = {"part": bundle.part, "value": value, "people": bundle.people}
    session.add(Figure(measure=measure, first=first, last=sunday, **told))
    session.flush()
    session.execute(
        delete(Waiting).where(Waiting.measure == measure, Waiting.part.in_(parts), Waiting.week <= sunday)
    )


def _begin(session: Session, measure: str, part: str) -> date:
    """The week after the figure before: the week of its first tally would tell of one person."""
    before = select(func.max(Figure.last)).where(
        Figure.measure == measure, Figure.part.in_((part, guard.TOGETHER))
    )
    last = session.scalar(before)
    if last:
        return last + weeks.WEEK
    return session.scalars(select(func.min(ClosedWeek.last)).where(~ClosedWeek.is_before)).one()


def _count_heads(session: Session, end: date, least: int) -> None:
    counted = {
        **{
            name: guard.heads_apart(parts, least) for name, parts in gather.people_apart(session, end).items()
        },
        **{name: guard.heads(parts, least) for name, parts in gather.people_sharing(session, end).items()},
    }
    session.add_all(
        Heads(month=end, measure=measure, part=part, people=people)
        for measure, parts in counted.items()
        for part, people in parts.items()
    )


def _count_reached(session: Session, sunday: date, least: int) -> None:
    """How it is now, as far as the guidelines have been published."""
    session.execute(delete(Reached))
    if standing.asks_since(session):
        found = gather.people_reached(session)
        there = found.pop("people")
        told = {name: guard.never_all(parts, there, least) for name, parts in found.items()}
        told["people"] = {**there}
        session.add_all(
            Reached(measure=measure, part=part, week=sunday, people=people)
            for measure, parts in told.items()
            for part, people in guard.heads_apart(parts, least).items()
        )

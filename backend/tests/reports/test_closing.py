"""A week that is over is counted once, and figures come with the fifth person."""

from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import delete, event, func, select

from backend.dates import weeks
from backend.db import db
from backend.fewest import FEWEST
from backend.people import service as people
from backend.people.models import Group
from backend.reports import closing, gather, guard
from backend.reports.figures import read
from backend.reports.models import ClosedWeek, CountedGroup, Figure, Heads, Waiting
from backend.running import worker
from backend.shares.models import Share
from backend.tests.reports.deeds import SUNDAYS, before, close, colleagues, item_of, share

FIRST, SECOND, THIRD, _FOURTH, END = SUNDAYS


def figures(session: Any) -> list[tuple[str, str, int]]:
    """Measure, group and value of each; those of one day and value by the group's name."""
    names = {str(key): name for key, name in session.execute(select(Group.id, Group.name))}
    found = [
        (one.last, one.measure, one.value, names.get(one.part, one.part))
        for one in session.scalars(select(Figure))
    ]
    return [(measure, part, value) for _, measure, value, part in sorted(found)]


def test_five_people_make_a_figure_and_four_wait_for_the_fifth(tx: Any) -> None:
    def weeks_go_by(session: Any) -> None:
        people = colleagues(session, 5, "Sales")
        for person in people[:4]:
            share(session, person, before(FIRST), clicks=3)
        close(session, [FIRST])
        assert figures(session) == []
        share(session, people[4], SECOND, clicks=1)
        close(session, [SECOND])

    tx(weeks_go_by)
    assert tx(figures) == [("clicks", "Sales", 13), ("shares", "Sales", 5)]
    assert tx(lambda session: session.scalar(select(func.count()).select_from(Waiting))) == 0


def test_a_week_is_counted_once_and_what_comes_after_does_not_change_it(tx: Any) -> None:
    def twice(session: Any) -> None:
        people = colleagues(session, 6)
        for person in people:
            share(session, person, before(FIRST))
        close(session, [FIRST, FIRST])
        people[0].active = False
        session.execute(delete(Share))
        close(session, [FIRST])

    tx(twice)
    assert tx(figures) == [("shares", gather.REST, 6)]


def test_small_groups_are_taken_together_at_the_end_of_the_month(tx: Any) -> None:
    def month_of(session: Any) -> None:
        for group, number in (("Sales", 3), ("Works", 4)):
            for person in colleagues(session, number, group):
                share(session, person, before(FIRST))
        close(session)

    tx(month_of)
    assert tx(figures) == [("shares", guard.TOGETHER, 7)]
    heads = tx(lambda session: read(session, [END])[0]).heads
    assert heads["invited"] == heads["signed_in"] == heads["sharing"] == {guard.TOGETHER: 5}


def test_who_moves_is_counted_where_they_were(tx: Any) -> None:
    def move(session: Any) -> None:
        sales, works = colleagues(session, 5, "Sales"), colleagues(session, 4, "Works")
        for person in (*sales[:4], *works):
            share(session, person, before(FIRST))
        close(session, [FIRST])
        sales[0].groups = works[0].groups
        session.flush()
        for person in (sales[0], sales[4]):
            share(session, person, before(SECOND))
        close(session, [SECOND])

    tx(move)
    assert tx(figures) == [("shares", "Sales", 5), ("shares", "Works", 5)]


def test_who_is_in_several_groups_counts_in_the_one_chosen_last(tx: Any) -> None:
    def choose(session: Any) -> None:
        people = colleagues(session, 5, "Sales")
        pilot = Group(name="Pilot")
        session.add(pilot)
        session.flush()
        session.add(CountedGroup(group_id=pilot.id, since=FIRST))
        for person in people:
            person.groups.append(pilot)
            share(session, person, before(FIRST))
        close(session, [FIRST])

    tx(choose)
    assert tx(figures) == [("shares", "Pilot", 5)]


def test_who_stands_on_the_board_could_be_taken_away_again_and_does_not_count(tx: Any) -> None:
    def with_a_board(session: Any) -> None:
        people.switch_board(session, True)
        found = colleagues(session, 6)
        for person in found[:2]:
            person.wants_points = person.on_leaderboard = True
        for person in found:
            share(session, person, before(FIRST))
        close(session, [FIRST])
        assert figures(session) == []
        people.switch_board(session, False)
        found[0].active = False
        close(session, [SECOND])
        assert figures(session) == []
        found[1].on_leaderboard = False
        close(session, [THIRD])

    tx(with_a_board)
    assert tx(figures) == [("shares", gather.REST, 6)]


def test_how_far_back_a_figure_reaches_follows_from_the_one_before_and_not_from_who_came_first(
    tx: Any,
) -> None:
    def one_early(session: Any) -> list[Any]:
        people = colleagues(session, 6)
        close(session, [FIRST - weeks.WEEK, FIRST])  # the first of these was over before anybody began
        share(session, people[0], before(SECOND))
        close(session, [SECOND])
        for person in people[1:]:
            share(session, person, before(THIRD))
        close(session, [THIRD])
        return list(session.execute(select(Figure.first, Figure.last)))

    assert tx(one_early) == [(FIRST, THIRD)]


def test_what_was_told_since_does_not_make_a_week_one_in_which_somebody_had_begun(tx: Any) -> None:
    def told_since(session: Any) -> list[Any]:
        session.add(Waiting(measure="wrong:threat", part="wrong", week=SECOND, who="somebody", value=1))
        close(session, [FIRST, SECOND])
        return list(session.execute(select(ClosedWeek.last, ClosedWeek.is_before).order_by(ClosedWeek.last)))

    assert tx(told_since) == [(FIRST, True), (SECOND, False)]


def test_weeks_that_are_caught_up_on_are_committed_one_by_one(app: Flask, tx: Any) -> None:
    begun = weeks.today() - weeks.WEEK * 3
    tx(lambda session: [share(session, person, begun) for person in colleagues(session, 1)])
    commits: list[object] = []

    def note(connection: object) -> None:
        commits.append(connection)

    with app.app_context():
        event.listen(db.engine, "commit", note)
        closing.catch_up()
        event.remove(db.engine, "commit", note)
    assert tx(lambda session: session.scalar(select(func.count()).select_from(ClosedWeek))) == 3
    assert len(commits) >= 3


def test_nothing_is_counted_before_its_week_is_over(app: Flask, tx: Any) -> None:
    def this_week(session: Any) -> None:
        today = weeks.today()
        for person in colleagues(session, 5):
            share(session, person, today)
            share(session, person, today - weeks.WEEK)

    tx(this_week)
    for _ in range(2):
        with app.app_context():
            closing.catch_up()
    assert tx(figures) == [("shares", gather.REST, 5)]
    last = tx(lambda session: session.scalars(select(ClosedWeek.last)).all())
    assert last == [weeks.last_over()]


def test_the_worker_counts_the_weeks_that_are_over(app: Flask, tx: Any) -> None:
    worker.turn(app)
    assert tx(lambda session: session.scalars(select(ClosedWeek.last)).all()) == [weeks.last_over()]


def test_people_are_told_to_the_nearest_five_by_what_they_shared(tx: Any) -> None:
    def topics(session: Any) -> str:
        item = item_of(session)
        for n, person in enumerate(colleagues(session, 9)):
            share(session, person, before(FIRST)).edited = n < 4
        close(session)
        return str(item.captions[0].id)

    caption = tx(topics)
    heads = tx(lambda session: read(session, [END])[0]).heads
    assert heads["caption"] == {caption: 10}
    assert heads["platform"] == {"linkedin": 10}
    assert heads["text"] == {gather.AS_IS: 5}  # in their own words: four


def test_whatever_happens_each_figure_is_about_five_and_all_of_them_are_all_there_is(tx: Any) -> None:
    """The pages' only source, against what really happened."""
    random = Random(7)

    def a_month(session: Any) -> tuple[int, int, int]:
        sizes = {name: random.randint(2, 9) for name in ("A", "B", "C", "")}
        people = [one for name, size in sizes.items() for one in colleagues(session, size, name)]
        for sunday in SUNDAYS:
            for person in random.sample(people, len(people) // 2):
                share(session, person, before(sunday, random.randint(0, 6)))
            random.choice(people).groups = random.choice(people).groups[:]
            session.flush()
            close(session, [sunday])
        sums = (select(func.sum(column)) for column in (Figure.value, Waiting.value))
        shown, waiting = (session.scalar(query) or 0 for query in sums)
        return shown, waiting, session.scalar(select(func.count()).select_from(Share))

    shown, waiting, happened = tx(a_month)
    assert shown + waiting == happened
    assert shown > 0
    assert tx(lambda session: session.scalar(select(func.min(Figure.people)))) >= FEWEST
    assert tx(lambda session: session.scalar(select(func.min(Heads.people)))) >= FEWEST

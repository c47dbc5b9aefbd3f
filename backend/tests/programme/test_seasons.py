"""A season from its plan to the podium: Clara plans and announces, everybody sees, nobody below five."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from backend.dates import weeks
from backend.db import now
from backend.known import service as known
from backend.people import service as people
from backend.people.models import Group, Person
from backend.points import podium
from backend.points.models import PointsDay
from backend.programme import forms, lists, models, result, seasons
from backend.programme.models import Season
from backend.reports.models import CountedGroup
from backend.tests.cast import Visitor
from backend.tests.programme.players import count, days, player, two_teams

LIST, NEW = "/admin/seasons/", "/admin/seasons/new"
Plan = Callable[..., Season]


def form(starts: date, ends: date, **more: str) -> dict[str, str]:
    return {"name": "Autumn", "starts": str(starts), "ends": str(ends), "prize": "A robot", **more}


@pytest.fixture
def plan(tx: Any) -> Plan:
    """A season with these days, counted from today."""

    tx(lambda session: people.switch_board(session, True))

    def make(starts: int, ends: int, name: str = "Autumn") -> Season:
        return tx(lambda session: seasons.save(session, None, name, days(starts), days(ends), "A robot"))

    return make


@pytest.fixture
def season(plan: Plan, tx: Any) -> Season:
    """One that ended yesterday, with five people of 10 to 50 points on its last day."""
    tx(lambda session: people.switch_board(session, True))
    tx(lambda session: [player(session, number, 10 * number, days(-1)) for number in range(1, 6)])
    return plan(-20, -1)


def announce(clara: Visitor, season: Season) -> str:
    clara.pages.submit(f"{LIST}{season.id}/announce", page=LIST)
    return clara.pages.get(LIST).text


def wall(visitor: Visitor, season: Season) -> str:
    return visitor.pages.get(f"/wall/{season.wall_code}").text


def told(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"


def seen(visitor: Visitor, season: Season) -> str:
    """The wall without what is new on each visit."""
    return wall(visitor, season).partition("<main>")[2]


def names(page: str) -> list[str]:
    return [f"Badger {n}" for n in range(1, 10) if f"Badger {n}<" in page]


# ---- planning ----


def test_clara_plans_a_season_and_finds_it_in_the_list(clara: Visitor) -> None:
    assert "No season yet" in clara.pages.get(LIST).text
    assert clara.pages.submit(NEW, form(days(3), days(30))).status_code == 302
    page = clara.pages.get(LIST).text
    assert "Autumn" in page
    assert "Planned" in page
    assert "A robot" in page


def test_seasons_are_searched_filtered_by_their_state_and_exported(
    clara: Visitor, plan: Plan, tx: Any
) -> None:
    over = plan(-60, -40, "Spring")
    plan(-30, -10, "Summer")
    plan(-5, 20, "Autumn")
    plan(30, 60, "Winter")
    tx(lambda session: seasons.announce(session, over.id))

    def found(query: str) -> list[str]:
        return re.findall(r'<th scope="row"[^>]*><a[^>]*>(\w+)</a>', clara.pages.get(LIST + query).text)

    assert found("") == ["Winter", "Autumn", "Summer", "Spring"]
    assert found("?sort=name") == ["Autumn", "Spring", "Summer", "Winter"]
    assert found("?search=win") == ["Winter"]
    by_state = {state: found(f"?state={state}") for state in ("coming", "running", "over", "announced")}
    assert list(by_state.values()) == [["Winter"], ["Autumn"], ["Summer"], ["Spring"]]
    file = clara.pages.submit(f"{LIST}export?state=over", page=LIST).text
    assert file.splitlines()[1].startswith("Summer,")
    assert len(file.splitlines()) == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "required"),
        ({"starts": "soon"}, "date"),
        ({"ends": str(date(2020, 1, 1))}, "two weeks at least"),
        ({"ends": str(days(15))}, "two weeks at least"),
        ({"ends": "9999-12-31"}, "This is more than ten years away. Check the year."),
        ({"starts": "9999-12-31", "ends": "9999-12-31"}, "more than ten years away"),
        ({"starts": str(days(-1))}, "Begin the season today or later."),
        ({"name": "n" * 81}, "80"),
    ],
)
def test_what_cannot_be_a_season_is_told_at_its_field_and_nothing_is_lost(
    clara: Visitor, wrong: dict[str, str], told: str
) -> None:
    answer = clara.pages.submit(NEW, form(days(3), days(30)) | wrong)
    assert answer.status_code == 422
    assert told in answer.text
    assert "A robot" in answer.text


@pytest.fixture
def half_past_midnight(monkeypatch: pytest.MonkeyPatch) -> date:
    """The day that has just begun; weeks still count the one before."""
    at = now().replace(hour=0, minute=30)
    for module in (weeks, forms, lists, models, seasons):
        monkeypatch.setattr(module, "now", lambda: at)
    return at.date()


def test_a_season_begins_with_its_first_day_and_ends_an_hour_late(
    clara: Visitor, half_past_midnight: date, tx: Any
) -> None:
    today, day, fortnight = half_past_midnight, timedelta(days=1), timedelta(days=14)
    clara.pages.submit(NEW, form(today, today + fortnight))
    tx(lambda session: seasons.save(session, None, "Summer", today - fortnight, today - day, ""))
    assert "This day is over." in clara.pages.submit(NEW, form(today - day, today + fortnight)).text
    running, coming = (clara.pages.get(f"{LIST}?state={state}").text for state in ("running", "coming"))
    assert "Autumn" in running and "Summer" in running  # what was done in its last second may come late
    assert "Autumn" not in coming
    states = tx(lambda session: [one.state for one in session.scalars(select(Season))])
    assert states == ["running", "running"]
    assert tx(lambda session: seasons.latest(session).name) == "Autumn"


def test_two_seasons_never_share_a_day(clara: Visitor, plan: Plan) -> None:
    plan(0, 10, "Summer")
    answer = clara.pages.submit(NEW, form(days(10), days(30)))
    assert answer.status_code == 422
    assert f"Summer has some of these days: {told(days(0))} to {told(days(10))}." in answer.text
    assert clara.pages.submit(NEW, form(days(11), days(30))).status_code == 302


def test_the_form_says_when_a_day_begins_by_the_clocks_of_the_organisation(
    clara: Visitor, plan: Plan
) -> None:
    season = plan(-60, -40)
    begins = datetime.combine(season.starts, time(), UTC).astimezone(ZoneInfo("Europe/Berlin")).hour
    said = f"{told(season.starts)} begins at {begins}:00\u202fAM, Berlin time."
    assert said in clara.pages.get(f"{LIST}{season.id}").text
    assert "Days begin and end at midnight UTC" in clara.pages.get(NEW).text


def test_a_season_may_be_changed_until_it_is_announced(clara: Visitor, season: Season) -> None:
    url = f"{LIST}{season.id}"
    later = form(days(-20), days(-2), name="Late autumn")
    assert clara.pages.submit(url, later).status_code == 302
    opened = dict(re.findall(r'name="(csrf_token|read)"[^>]*value="([^"]+)"', clara.pages.get(url).text))
    assert "Late autumn" in announce(clara, season)
    page = clara.pages.get(url).text
    assert "stays as it is" in page and "Late autumn" in page and "Save" not in page
    answer = clara.pages.submit(url, opened | form(days(-20), days(5)))
    assert answer.status_code == 409
    assert "stays as it is" in answer.text and "Late autumn" in answer.text


@pytest.mark.parametrize("starts", [-2, 0, 3])
def test_the_first_day_of_a_season_that_has_begun_stays(clara: Visitor, plan: Plan, starts: int) -> None:
    url = f"{LIST}{plan(-1, 30).id}"
    answer = clara.pages.submit(url, form(days(starts), days(30)))
    assert answer.status_code == 422
    assert "its first day stays" in answer.text
    assert clara.pages.submit(url, form(days(-1), days(20))).status_code == 302


def test_only_a_season_nobody_has_begun_can_be_deleted(clara: Visitor, plan: Plan) -> None:
    for starts, left in ((5, 0), (0, 1)):
        one = plan(starts, starts + 3)
        clara.pages.submit(f"{LIST}{one.id}/delete", page=LIST)
        assert clara.pages.get(LIST).text.count("Wall page") == left


def test_a_season_that_is_not_there_is_not_found(clara: Visitor) -> None:
    nobody = "01890000-0000-7000-8000-000000000000"
    for url in (f"{LIST}{nobody}", "/wall/nowhere"):
        assert clara.pages.get(url).status_code == 404


# ---- the podium ----


def test_nobody_knows_who_won_before_it_is_announced(
    clara: Visitor, stranger: Visitor, season: Season
) -> None:
    assert "will be announced soon" in wall(stranger, season)
    assert names(wall(stranger, season)) == []
    assert "Announced" in announce(clara, season)
    assert names(wall(stranger, season)) == ["Badger 3", "Badger 4", "Badger 5"]


def test_it_cannot_be_announced_before_its_last_day_is_over(clara: Visitor, plan: Plan) -> None:
    assert "still to come" in announce(clara, plan(-3, 0))


def test_ties_share_a_step(clara: Visitor, stranger: Visitor, season: Season, tx: Any) -> None:
    tx(lambda session: player(session, 6, 50, days(-1)))
    announce(clara, season)
    page = wall(stranger, season)
    assert names(page) == ["Badger 4", "Badger 5", "Badger 6"]
    assert ("step-1" in page, "step-2" in page, "step-3" in page) == (True, False, True)


def test_points_outside_its_days_do_not_count(
    clara: Visitor, stranger: Visitor, season: Season, tx: Any
) -> None:
    tx(lambda session: [player(session, number, 99, day) for number, day in ((6, days(0)), (7, days(-21)))])
    announce(clara, season)
    assert names(wall(stranger, season)) == ["Badger 3", "Badger 4", "Badger 5"]


@pytest.mark.parametrize("gone", ["on_leaderboard", "wants_points"])
def test_who_takes_back_their_yes_is_not_named_on_an_announced_podium_and_the_others_keep_their_places(
    clara: Visitor, stranger: Visitor, season: Season, tx: Any, gone: str
) -> None:
    announce(clara, season)
    before = seen(stranger, season)
    fourth = tx(lambda session: people.find_by_email(session, "p4@acme.example"))
    tx(lambda session: setattr(session.get(Person, fourth.id), gone, False))
    assert names(wall(stranger, season)) == ["Badger 3", "Badger 5"]
    assert wall(stranger, season).count("somebody who is not named") == 1
    assert "40 points" not in wall(stranger, season)
    assert "5 people were on the board." in wall(stranger, season)
    tx(lambda session: setattr(session.get(Person, fourth.id), gone, True))
    assert seen(stranger, season) == before


def test_what_was_announced_before_podiums_were_kept_stays_from_the_upgrade_on(
    clara: Visitor, stranger: Visitor, season: Season, tx: Any
) -> None:
    tx(lambda session: session.query(Season).update({"announced_at": now()}))
    before = seen(stranger, season)
    tx(result.keep_earlier)
    tx(lambda session: player(session, 6, 990, days(-1)))
    assert seen(stranger, season) == before
    tx(result.keep_earlier)
    assert seen(stranger, season) == before


def test_an_announced_podium_stays_as_it_was_whatever_is_gained_renamed_or_counted_later(
    clara: Visitor, stranger: Visitor, season: Season, tx: Any
) -> None:
    tx(lambda session: two_teams(session))
    tx(lambda session: session.query(Season).update({"ends": days(-1), "starts": days(-40)}))
    tx(count)
    announce(clara, season)
    before = seen(stranger, season)
    assert ["Works" in before, "Sales" in before] == [True, True]
    tx(lambda session: player(session, 6, 990, days(-1)))
    tx(lambda session: session.query(Group).filter_by(name="Works").update({"name": "Lab"}))
    tx(lambda session: session.query(CountedGroup).delete())
    assert seen(stranger, season) == before
    announce(clara, season)
    assert seen(stranger, season) == before


def test_who_is_erased_leaves_a_place_of_nobody(
    clara: Visitor, stranger: Visitor, season: Season, tx: Any
) -> None:
    announce(clara, season)
    fifth = tx(lambda session: people.find_by_email(session, "p5@acme.example"))
    told = tx(lambda session: known.everything(session, fifth.id))["podiums"]
    assert [(one["season"], one["place"], one["points"]) for one in told] == [("Autumn", 1, 50)]
    tx(lambda session: known.erase(session, fifth.id))
    assert names(wall(stranger, season)) == ["Badger 3", "Badger 4"]
    assert "50 points" not in wall(stranger, season)


def test_who_left_among_five_never_returns_to_their_old_line(
    clara: Visitor, stranger: Visitor, season: Season, tx: Any
) -> None:
    announce(clara, season)
    fifth = tx(lambda session: people.find_by_email(session, "p5@acme.example"))
    tx(lambda session: podium.forget(session, {fifth.id}))
    assert names(wall(stranger, season)) == ["Badger 3", "Badger 4"]


def test_before_it_is_announced_clara_reads_that_a_season_of_too_few_gets_no_podium(
    clara: Visitor, stranger: Visitor, plan: Plan, tx: Any
) -> None:
    empty = plan(-50, -30, "Spring")
    few = "Fewer than 5 people were on the board"
    assert f"{few} in “Spring”: it gets no podium" in clara.pages.get(LIST).text
    assert "Announced, without a podium" in announce(clara, empty)
    tx(lambda session: [player(session, number, 10, days(-31)) for number in range(1, 6)])
    assert f"{few} in this season, so it has no podium." in wall(stranger, empty)
    assert "first standing" not in wall(stranger, empty)


def test_before_it_is_announced_clara_reads_that_the_podium_stays(clara: Visitor, season: Season) -> None:
    assert "It stays as it is now" in clara.pages.get(LIST).text


@pytest.mark.parametrize(("after_sunday", "is_promised"), [(1, True), (0, False)])
def test_a_first_standing_is_promised_only_until_the_first_sunday_is_over(
    stranger: Visitor, plan: Plan, after_sunday: int, is_promised: bool
) -> None:
    begun = plan(after_sunday - (weeks.today() - weeks.last_over()).days, 10)
    assert "The podium shows when at least 5 people are on the board." in wall(stranger, begun)
    assert ("first standing" in wall(stranger, begun)) == is_promised


def test_while_it_runs_the_standing_is_that_of_last_sunday(stranger: Visitor, plan: Plan, tx: Any) -> None:
    sunday = weeks.last_over()
    tx(lambda session: [player(session, number, 10 * number, sunday) for number in range(1, 6)])
    tx(lambda session: player(session, 6, 99, sunday + timedelta(days=1)))
    season = plan(-20, 10)
    assert names(wall(stranger, season)) == ["Badger 3", "Badger 4", "Badger 5"]
    assert "Standing of last Sunday" in wall(stranger, season)


def test_the_wall_names_nobody_and_is_not_for_search_engines(
    clara: Visitor, stranger: Visitor, season: Season
) -> None:
    announce(clara, season)
    answer = stranger.pages.get(f"/wall/{season.wall_code}")
    assert "Person" not in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_whoever_announces_a_season_without_a_prize_is_told_first(
    clara: Visitor, season: Season, tx: Any
) -> None:
    told = "No prize is written down"
    assert told not in clara.pages.get(LIST).text
    tx(lambda session: setattr(session.get(Season, season.id), "prize", ""))
    assert told in clara.pages.get(LIST).text


def test_the_address_of_the_wall_can_be_carried_to_a_screen(
    clara: Visitor, season: Season, public_url: str
) -> None:
    page = clara.pages.get(f"{LIST}{season.id}").text
    assert f">{public_url}/wall/{season.wall_code}</a>" in page


def test_a_new_address_of_the_wall_closes_the_old_one(
    clara: Visitor, stranger: Visitor, season: Season
) -> None:
    clara.pages.submit(f"{LIST}{season.id}/wall", page=f"{LIST}{season.id}")
    assert stranger.pages.get(f"/wall/{season.wall_code}").status_code == 404


def test_what_clara_writes_is_shown_as_she_wrote_it(clara: Visitor, stranger: Visitor, tx: Any) -> None:
    clara.pages.submit(NEW, form(days(0), days(19), name="<b>Autumn</b>", prize="<i>A robot</i>"))
    tx(lambda session: people.switch_board(session, True))
    season = tx(lambda session: seasons.latest(session))
    for page in (clara.pages.get(LIST).text, wall(stranger, season)):
        assert "&lt;b&gt;Autumn" in page
        assert "&lt;i&gt;A robot" in page


# ---- the employee's page ----


def test_amira_sees_season_and_board_and_which_line_is_hers(
    amira: Visitor, clara: Visitor, season: Season, tx: Any
) -> None:
    announce(clara, season)
    tx(lambda session: people.choose(session, amira.person.id, wants_points=True, on_leaderboard=True))
    sunday = weeks.last_over()
    tx(lambda session: [player(session, number, 10, sunday) for number in range(6, 10)])
    tx(lambda session: session.add(PointsDay(day=sunday, person_id=amira.person.id, points=7)))
    page = amira.pages.get("/me/board/").text
    assert "Autumn" in page
    assert "Badger 5" in page
    assert page.count(">you<") == 1


def test_her_page_takes_few_queries_and_reads_the_organisations_row_once(
    amira: Visitor, season: Season, queries: Any
) -> None:
    with queries() as asked:
        assert amira.pages.get("/me/board/").status_code == 200
    assert sum("FROM installation" in sql for sql in asked) == 1
    assert len(asked) <= 10


def test_without_the_organisations_yes_she_sees_neither(
    amira: Visitor, clara: Visitor, season: Season
) -> None:
    clara.pages.submit(f"{LIST}board", {}, page=LIST)
    assert amira.pages.get(f"/wall/{season.wall_code}").status_code == 404
    page = amira.pages.get("/me/board/").text
    assert "not switched the board on" in page
    assert "Autumn" not in page
    clara.pages.submit(f"{LIST}board", {"has_board": "on"}, page=LIST)
    assert "Autumn" in amira.pages.get("/me/board/").text

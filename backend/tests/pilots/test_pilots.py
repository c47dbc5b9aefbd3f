"""A pilot from its plan over baseline and weekly numbers to the exit report and the roll-out."""

import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from backend.content.models import Item
from backend.dates import weeks
from backend.people.models import Group, Person
from backend.pilots.models import Pilot
from backend.reports.models import CountedGroup
from backend.tests import acme
from backend.tests.asking.panel import panels
from backend.tests.cast import Visitor
from backend.tests.forms import fields
from backend.tests.pilots.works import colleagues_of, this_monday, weeks_go_by

LIST, NEW = "/admin/pilots/", "/admin/pilots/new"
WEEK = weeks.WEEK


def form(group: str, starts: date, **more: Any) -> dict[str, Any]:
    told = {"name": "Works pilot", "question": "Do they <b>join in</b>?", "group": group, "owner": ""}
    return {**told, "baseline_weeks": 2, "starts": str(starts), "pilot_weeks": 3, **more}


def plan(clara: Visitor, group: str, starts: date, **more: Any) -> str:
    answer = clara.pages.submit(NEW, form(group, starts, **more))
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def told_in(page: str, title: str) -> list[str]:
    """The cells of a row, without their tags."""
    [row] = re.findall(rf'<th scope="row">{title}</th>(.*?)</tr>', page, re.S)
    return [" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in re.findall(r"<td.*?</td>", row, re.S)]


def test_a_pilot_from_baseline_to_exit_report_and_roll_out(
    clara: Visitor, groups: dict[str, str], tx: Any
) -> None:
    starts = this_monday() - WEEK * 3
    url = plan(clara, groups["Works"], starts)
    tx(lambda session: weeks_go_by(session, starts))
    page = clara.pages.get(url).text
    assert "Exit report" in page
    assert "&lt;b&gt;join in&lt;/b&gt;" in page
    assert told_in(page, "Shares, Works") == ["5 from 2 weeks", "16 from 3 weeks", "+220%"]
    assert told_in(page, "Shares, The rest") == ["6 from 2 weeks", "6 from 3 weeks", "0%"]
    assert told_in(page, "Clicks, The rest") == ["kept back or not over", "kept back or not over", "–"]
    assert "the conclusion is yours" in page
    assert page.count("Baseline</span>") == 4  # two weeks of shares, two of clicks
    clara.pages.submit(f"{url}/roll-out", {"groups": [groups["Sales"], "nonsense"], "sure": "1"}, page=url)
    assert "Sales, " in clara.pages.get(url).text
    assert "Rolled out" in clara.pages.get(LIST).text
    names = tx(lambda session: {one.name for one in session.scalars(select(Item)).one().groups})
    assert names == {"Works", "Sales"}
    clara.pages.submit(f"/admin/people/groups/{groups['Works']}/delete", {"name": "Works"})
    page = clara.pages.get(url).text
    assert told_in(page, "Shares, a group that is gone") == ["5 from 2 weeks", "16 from 3 weeks", "+220%"]
    assert clara.pages.get(LIST).status_code == 200


def test_pilots_are_searched_filtered_by_their_group_and_exported(
    clara: Visitor, groups: dict[str, str]
) -> None:
    starts = this_monday() + WEEK * 3
    for name, group in (("Works pilot", "Works"), ("Sales pilot", "Sales")):
        plan(clara, groups[group], starts, name=name)

    def found(query: str) -> list[str]:
        return re.findall(r'<th scope="row"[^>]*><a[^>]*>([^<]*)</a>', clara.pages.get(LIST + query).text)

    assert found("?sort=name") == ["Sales pilot", "Works pilot"]
    assert found("?search=sales") == ["Sales pilot"]
    assert found(f"?group={groups['Works']}") == ["Works pilot"]
    _heads, only = clara.pages.submit(f"{LIST}export?search=works", page=LIST).text.splitlines()
    assert only.startswith("Works pilot,Do they <b>join in</b>?,Works,")


@pytest.mark.parametrize(("language", "fell"), [("en", "\u221269%"), ("de", "\u221269\u00a0%")])
def test_what_fell_is_told_with_a_minus_and_percent_as_in_the_readers_language(
    clara: Visitor, groups: dict[str, str], tx: Any, language: str, fell: str
) -> None:
    starts = this_monday() - WEEK * 3
    url = plan(clara, groups["Works"], starts)
    tx(lambda session: weeks_go_by(session, starts, is_worse=True))
    tx(lambda session: setattr(session.get(Person, clara.person.id), "language", language))
    assert f'<td class="number">{fell}</td>' in clara.pages.get(url).text


def test_planning_a_pilot_counts_its_group_apart_from_now_on(
    clara: Visitor, groups: dict[str, str], tx: Any
) -> None:
    tx(lambda session: [session.delete(one) for one in session.scalars(select(CountedGroup))])
    answer = clara.pages.submit(NEW, form(groups["Works"], this_monday() + WEEK))
    assert answer.status_code == 422
    assert f"counted apart from {this_monday():%b %-d, %Y} on" in answer.text
    assert "Do they &lt;b&gt;" in answer.text
    url = plan(clara, groups["Works"], this_monday() + WEEK * 2)
    assert "So far" in clara.pages.get(url).text
    since = tx(lambda session: session.scalars(select(CountedGroup.since)).all())
    assert since == [this_monday()]


def test_a_baseline_before_a_group_was_counted_apart_is_told_since_when_it_is(
    clara: Visitor, groups: dict[str, str], tx: Any
) -> None:
    since = this_monday() - WEEK * 20
    tx(lambda session: [setattr(one, "since", since) for one in session.scalars(select(CountedGroup))])
    answer = clara.pages.submit(NEW, form(groups["Works"], since))
    assert answer.status_code == 422
    assert f"counted apart from {since:%b %-d, %Y} on" in answer.text
    assert f"start on {since + WEEK * 2:%b %-d, %Y} at the earliest" in answer.text


def test_a_pilot_of_too_few_people_says_so_while_there_is_time_to_take_people_in(
    clara: Visitor, groups: dict[str, str], tx: Any
) -> None:
    def leave_four(session: Any) -> None:
        for person in colleagues_of(session, "Works")[4:]:
            person.active = False

    url = plan(clara, groups["Works"], this_monday() + WEEK * 2)
    assert "Fewer than 5 people" not in clara.pages.get(url).text
    tx(leave_four)
    page = clara.pages.get(url).text
    assert "Fewer than 5 people are in this group" in page
    assert f'href="/admin/people/groups/{groups["Works"]}">Take people in' in page


def test_before_a_roll_out_it_says_what_reaches_whom(clara: Visitor, groups: dict[str, str], tx: Any) -> None:
    starts = this_monday() - WEEK * 3
    url = plan(clara, groups["Works"], starts)
    tx(lambda session: weeks_go_by(session, starts))
    works = uuid.UUID(groups["Works"])
    draft = {"title": "Not yet", "source": "Acme", "language": "en"}
    tx(lambda session: session.add(Item(**draft, groups=[session.get(Group, works)])))
    tx(lambda session: acme.item(session, title="For everybody"))
    asked = panels(clara.pages.get(url).text)["Roll out"]
    assert asked.said == (
        "1 published item is meant for Works. All that is meant for this group, drafts too, is then meant "
        "for the groups you ticked, and they are counted apart. To take that back, each item is changed by "
        "itself."
    )


def test_a_roll_out_to_no_group_says_that_nothing_has_changed(
    clara: Visitor, groups: dict[str, str], tx: Any
) -> None:
    starts = this_monday() - WEEK * 3
    url = plan(clara, groups["Works"], starts)
    tx(lambda session: weeks_go_by(session, starts))
    clara.pages.submit(f"{url}/roll-out", {"sure": "1"}, page=url)
    page = clara.pages.get(url).text
    assert "Choose at least one group" in page
    assert "Rolled out. Their feeds" not in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"starts": str(this_monday() + timedelta(days=1))},
        {"starts": "soon"},
        {"starts": "9999-12-27"},
        {"baseline_weeks": "0"},
        {"pilot_weeks": "99"},
        {"group": "nobody"},
    ],
)
def test_what_cannot_be_a_pilot_is_told_at_its_field_and_nothing_is_lost(
    clara: Visitor, groups: dict[str, str], wrong: dict[str, str]
) -> None:
    answer = clara.pages.submit(NEW, form(groups["Works"], this_monday()) | wrong)
    assert answer.status_code == 422
    assert f'id="{next(iter(wrong))}-fault"' in answer.text
    assert "Do they &lt;b&gt;" in answer.text


def test_name_and_owner_of_a_pilot_may_change_and_its_question_until_its_first_day(
    clara: Visitor, groups: dict[str, str], tx: Any
) -> None:
    def words_of(url: str) -> tuple[str, str, Any]:
        return tx(
            lambda s: next(
                (p.name, p.question, p.owner_id) for p in s.scalars(select(Pilot)) if str(p.id) in url
            )
        )

    running = plan(clara, groups["Works"], this_monday())
    coming = plan(clara, groups["Works"], this_monday() + WEEK)
    new = {"name": "Shifts", "question": "Do they?", "owner": str(clara.person.id)}
    for url in (running, coming):
        assert f"{url}/edit" in clara.pages.get(url).text
        form = fields(clara.pages.get(f"{url}/edit").text)
        assert clara.pages.submit(f"{url}/edit", form | new).headers["Location"] == url
    assert words_of(coming) == ("Shifts", "Do they?", clara.person.id)
    assert words_of(running) == ("Shifts", "Do they <b>join in</b>?", clara.person.id)
    late = fields(clara.pages.get(f"{running}/edit").text) | {"question": "Too late?"}
    clara.pages.submit(f"{running}/edit", late)
    assert "so the question stays as it was" in clara.pages.get(running).text
    kept = fields(clara.pages.get(f"{running}/edit").text) | {"name": "Night shifts"}
    clara.pages.submit(f"{running}/edit", kept)
    assert words_of(running) == ("Night shifts", "Do they <b>join in</b>?", clara.person.id)
    page = clara.pages.get(f"{running}/edit").text
    assert 'name="question"' not in page and "Do they &lt;b&gt;join in" in page


def test_what_a_pilot_is_called_meanwhile_is_not_overwritten(clara: Visitor, groups: dict[str, str]) -> None:
    url = plan(clara, groups["Works"], this_monday())
    opened = fields(clara.pages.get(f"{url}/edit").text)
    clara.pages.submit(f"{url}/edit", opened | {"name": "First"})
    answer = clara.pages.submit(f"{url}/edit", opened | {"name": "Second"})
    assert answer.status_code == 409 and 'value="Second"' in answer.text
    assert clara.pages.submit(f"{url}/edit", opened | {"name": ""}).status_code == 422
    assert "First" in clara.pages.get(url).text


def test_a_pilot_that_is_measured_is_neither_deleted_nor_rolled_out_before_its_end(
    clara: Visitor, groups: dict[str, str], tx: Any
) -> None:
    running = plan(clara, groups["Works"], this_monday())
    coming = plan(clara, groups["Works"], this_monday() + WEEK * 9, name="Later")
    assert "Running" in clara.pages.get(LIST).text
    clara.pages.submit(f"{running}/roll-out", {"groups": [groups["Sales"]], "sure": "1"}, page=NEW)
    assert "not over yet" in clara.pages.get(running).text
    for url in (running, coming):
        clara.pages.submit(f"{url}/delete", page=LIST)
    left = tx(lambda session: session.scalars(select(Pilot.name)).all())
    assert left == ["Works pilot"]


def test_without_a_group_the_page_says_what_to_do_first(clara: Visitor) -> None:
    assert "No pilot yet" in clara.pages.get(LIST).text
    assert "A pilot needs a group" in clara.pages.get(NEW).text


def test_groups_of_a_choice_stand_where_people_look_for_them(ben: Visitor, tx: Any) -> None:
    """With their umlauts among the letters, not behind them all; on an item too."""
    names = ["Zoll", "Öffentlichkeit", "Pforte", "ärzte"]

    def order(session: Any) -> list[str]:
        made = [Group(name=name) for name in names]
        item = Item(title="A", source="B", language="en", groups=made)
        session.add(item)
        session.flush()
        session.expire(item)
        return [group.name for group in item.groups]

    assert tx(order) == ["ärzte", "Öffentlichkeit", "Pforte", "Zoll"]

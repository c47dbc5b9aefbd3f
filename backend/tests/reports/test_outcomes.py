"""What came of warnings: only with a yes, without a name, and never about fewer than five."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from backend.dates import weeks
from backend.fewest import FEWEST
from backend.people.models import Person
from backend.reports import closing, outcomes
from backend.reports.models import Figure, Waiting
from backend.rules.models import Source
from backend.sign_in import devices
from backend.tests.cast import Visitor
from backend.tests.reports.deeds import colleagues

URL = "/api/v1/outcomes"
RULE = "undisclosed-promo"


@pytest.fixture(autouse=True)
def rules(tx: Any) -> None:
    """The rule of which Amira tells is one of Acme's."""
    tx(lambda session: session.add(Source(file=f"packs/core/{RULE}.yaml", text="")))


def day(times: int = 1, **more: Any) -> dict[str, Any]:
    """What a browser sends of yesterday."""
    yesterday = weeks.today() - timedelta(days=1)
    entry = {"rule": RULE, "release": 1, "outcome": "followed", "times": times}
    return {"id": str(uuid.uuid4()), "day": str(yesterday), "outcomes": [entry], **more}


@pytest.fixture
def open_amira(amira: Visitor) -> Visitor:
    """Amira, who has switched it on."""
    assert amira.get("/api/v1/me").json["sends_outcomes"] is False
    assert amira.patch("/api/v1/me", json={"sends_outcomes": True}).json["sends_outcomes"] is True
    return amira


def waiting(session: Any) -> list[tuple[str, str, int]]:
    return [(one.measure, one.part, one.value) for one in session.scalars(select(Waiting))]


def test_without_her_yes_nothing_is_taken(amira: Visitor, tx: Any) -> None:
    answer = amira.post(URL, json=day())
    assert answer.status_code == 403
    assert "settings" in answer.json["hint"]
    assert tx(waiting) == []


def test_when_she_takes_her_yes_back_what_waits_goes_with_it(open_amira: Visitor, tx: Any) -> None:
    assert open_amira.post(URL, json=day()).status_code == 201
    assert open_amira.post(WRONG_URL, json=said_wrong()).status_code == 201
    open_amira.patch("/api/v1/me", json={"language": "de"})
    assert len(tx(waiting)) == 2
    open_amira.patch("/api/v1/me", json={"sends_outcomes": False})
    assert tx(waiting) == [(f"wrong:{RULE}", "wrong", 1)]  # to say so was a yes of its own


def test_the_same_report_counts_once_and_two_days_count_together(open_amira: Visitor, tx: Any) -> None:
    first = day(times=2)
    for report in (first, first, day(times=3)):
        assert open_amira.post(URL, json=report).status_code == 201
    assert tx(waiting) == [(f"rule:{RULE}", "followed", 5)]


def test_of_rules_that_there_are_not_nothing_is_kept(open_amira: Visitor, tx: Any) -> None:
    told = [{"rule": f"my-own-words-{n}", "release": 1, "outcome": "shown", "times": 1} for n in range(200)]
    assert open_amira.post(URL, json=day(outcomes=told)).status_code == 201
    assert open_amira.post(URL, json=day(outcomes=[*told[1:], *day()["outcomes"]])).status_code == 201
    assert open_amira.post(WRONG_URL, json=said_wrong(rule="my-own-words")).status_code == 201
    assert tx(waiting) == [(f"rule:{RULE}", "followed", 1)]


def test_one_person_counts_a_thousand_times_a_week_at_most(open_amira: Visitor, tx: Any) -> None:
    for _ in range(3):
        assert open_amira.post(URL, json=day(times=1000)).status_code == 201
    assert tx(waiting) == [(f"rule:{RULE}", "followed", 1000)]


def test_what_waits_does_not_say_whose_it_is(open_amira: Visitor, tx: Any) -> None:
    open_amira.post(URL, json=day())
    [who] = tx(lambda session: session.scalars(select(Waiting.who)).all())
    assert open_amira.person
    assert who != str(open_amira.person.id)
    assert open_amira.person.id.hex not in who


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "2020-01-01"},
        {"day": "2999-01-01"},
        {"day": "yesterday"},
        {"id": "1"},
        {"outcomes": []},
        {"outcomes": [{"rule": RULE, "release": 1, "outcome": "followed", "times": 1}] * 2},
        {"outcomes": [{"rule": "Not a rule!", "release": 1, "outcome": "followed", "times": 1}]},
        {"outcomes": [{"rule": RULE, "release": 1, "outcome": "obeyed", "times": 1}]},
        {"outcomes": [{"rule": RULE, "release": 1, "outcome": "ignored", "times": 0}]},
        {"outcomes": [{"rule": RULE, "release": 1, "outcome": "ignored", "times": 1, "text": "my words"}]},
    ],
)
def test_what_is_no_outcome_is_refused_and_nothing_is_kept(
    open_amira: Visitor, tx: Any, wrong: dict[str, Any]
) -> None:
    answer = open_amira.post(URL, json=day() | wrong)
    assert answer.status_code == 422
    assert answer.json["hint"]
    assert tx(waiting) == []


def test_a_rule_stands_in_the_report_when_it_spoke_to_five(app: Flask, tx: Any) -> None:
    def enter(session: Any) -> list[Visitor]:
        found = []
        for person in colleagues(session, 6):
            person.sends_outcomes = True
            found.append(Visitor(app, person, devices.add(session, person.id, "Chromium")[1]))
        return found

    colleagues_of_hers = tx(enter)
    week = weeks.sunday_of(weeks.today())
    for visitor in colleagues_of_hers[:4]:
        visitor.post(URL, json=day(times=2))
    tx(lambda session: closing.close(session, week))
    assert tx(lambda session: session.scalar(select(func.count()).select_from(Figure))) == 0
    for visitor in colleagues_of_hers[4:]:
        visitor.post(URL, json=day())
    tx(lambda session: closing.close(session, week + weeks.WEEK))
    [figure] = tx(lambda session: session.scalars(select(Figure)).all())
    assert (figure.measure, figure.part, figure.value) == (f"{outcomes.RULE}{RULE}", "followed", 10)
    assert figure.people == FEWEST
    assert tx(waiting) == []
    assert tx(lambda session: session.scalar(select(func.count()).where(Person.sends_outcomes))) == 6


# ---- "this is wrong" ----

WRONG_URL = "/api/v1/feedback"


def said_wrong(**more: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "rule": RULE, **more}


def test_that_a_rule_is_wrong_is_told_without_any_other_yes_and_counts_once(amira: Visitor, tx: Any) -> None:
    said = said_wrong()
    for _ in range(2):
        assert amira.post(WRONG_URL, json=said).status_code == 201
    assert tx(waiting) == [(f"wrong:{RULE}", "wrong", 1)]


def test_nobody_says_of_a_rule_for_others_that_it_is_wrong(amira: Visitor, tx: Any) -> None:
    for _ in range(20):
        assert amira.post(WRONG_URL, json=said_wrong()).status_code == 201
    assert tx(waiting) == [(f"wrong:{RULE}", "wrong", 1)]


@pytest.mark.parametrize("wrong", [{"rule": "Not a rule!"}, {"id": "1"}, {"text": "my words"}])
def test_what_says_more_or_less_than_which_rule_is_refused(
    amira: Visitor, tx: Any, wrong: dict[str, Any]
) -> None:
    assert amira.post(WRONG_URL, json=said_wrong() | wrong).status_code == 422
    assert tx(waiting) == []


def test_the_report_tells_it_when_five_people_said_so(app: Flask, clara: Visitor, tx: Any) -> None:
    week = weeks.sunday_of(weeks.today())
    end = weeks.month_end(week.year, week.month)

    def enter(session: Any) -> list[Visitor]:
        found = colleagues(session, 5)
        return [Visitor(app, one, devices.add(session, one.id, "Chromium")[1]) for one in found]

    def told() -> bool:
        return "said to be wrong" in clara.pages.get(f"/admin/reports/{end:%Y-%m}").text

    five = tx(enter)
    for visitor in five[:4]:
        visitor.post(WRONG_URL, json=said_wrong())
    tx(lambda session: closing.close(session, end - weeks.WEEK))
    assert tx(lambda session: session.scalars(select(Figure)).all()) == []
    five[4].post(WRONG_URL, json=said_wrong())
    tx(lambda session: closing.close(session, end))
    assert told()

"""/admin/points: what is worth how much from which day on, and corrections that the employee reads."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from backend.audit.models import AuditEntry
from backend.content.models import Item
from backend.db import now
from backend.people import service as people
from backend.points import tariff
from backend.points.models import Entry, PointsDay
from backend.shares import service as shares
from backend.shares.models import Share
from backend.sign_in.models import WebSession
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.forms import fields

PAGE, SHARE, CORRECT = "/admin/points/", "/admin/points/share", "/admin/points/corrections"


def in_days(days: int) -> date:
    return now().date() + timedelta(days=days)


def plan(clara: Visitor, kind: str = "share", days: int = 1, points: int = 4, **more: str) -> Any:
    form = {"starts": str(in_days(days)), "points": str(points), "per_day": "10", "per_link_and_day": "5"}
    return clara.pages.submit(f"{PAGE}{kind}", form | {"why": ""} | more)


def post(visitor: Visitor, item: Item, tx: Any, at: datetime) -> None:
    """The visitor posts a share at this time."""
    id = uuid.UUID(visitor.post("/api/v1/shares", json=acme.share_of(item), headers=acme.key()).json["id"])
    tx(lambda session: shares.award(session, session.get_one(Share, id), at))


def earned(visitor: Visitor) -> list[int]:
    return [entry["points"] for entry in visitor.get("/api/v1/me/points?size=50").json["entries"]]


def correct(clara: Visitor, points: str = "-3", **more: str) -> Any:
    key = clara.pages.get(PAGE).text.split('name="key" type="hidden" value="')[1][:36]
    form = {
        "key": key,
        "email": "amira@acme.example",
        "points": points,
        "why": "The link was opened by a test.",
    }
    return clara.pages.submit(CORRECT, form | more, page=PAGE)


# ---- the tariff ----


def test_a_change_holds_from_its_day_on_and_what_was_earned_keeps_its_worth(
    clara: Visitor, keen: Visitor, item: Item, tx: Any
) -> None:
    post(keen, item, tx, now())
    assert plan(clara, days=2, points=4).status_code == 302
    post(keen, item, tx, now() + timedelta(days=1))
    post(keen, item, tx, now() + timedelta(days=2))
    assert earned(keen) == [4, 2, 2]


def test_clara_and_everybody_else_read_what_will_change_and_why(clara: Visitor, amira: Visitor) -> None:
    plan(clara, points=4, why="Readers thank us for it.")
    assert "Readers thank us for it." in clara.pages.get(PAGE).text
    page = amira.pages.get("/me/points/").text
    assert "4 for something shared and really posted" in page
    assert "Readers thank us for it." in page


def test_a_change_that_somebody_else_planned_meanwhile_is_not_overwritten(clara: Visitor, tx: Any) -> None:
    opened = fields(clara.pages.get(SHARE).text)
    plan(clara, points=4, why="What the first wrote")
    answer = clara.pages.client.post(SHARE, data=opened | {"points": "9", "why": "What the second wrote"})
    assert answer.status_code == 409
    assert "Somebody else has changed this" in answer.text
    assert "What the second wrote" in answer.text
    assert [(one.points, one.why) for one in tx(tariff.planned)] == [(4, "What the first wrote")]
    assert plan(clara, points=9).status_code == 302


def test_what_is_planned_for_one_kind_holds_up_no_other(clara: Visitor) -> None:
    opened = fields(clara.pages.get(SHARE).text)
    plan(clara, "click")
    assert clara.pages.client.post(SHARE, data=opened).status_code == 302


def test_a_planned_change_can_be_left_out(clara: Visitor, tx: Any) -> None:
    plan(clara)
    clara.pages.submit(f"{SHARE}/{in_days(1)}/forget", page=PAGE)
    assert tx(tariff.planned) == []


@pytest.mark.parametrize("days", [0, -1])
def test_a_day_that_has_begun_is_settled(clara: Visitor, tx: Any, days: int) -> None:
    answer = plan(clara, days=days, why="Kept while I choose another day.")
    assert answer.status_code == 422
    assert "Tomorrow at the earliest" in answer.text
    assert "Kept while I choose another day." in answer.text
    clara.pages.submit(f"{SHARE}/{in_days(days)}/forget", page=PAGE)
    assert "That day has begun." in clara.pages.get(PAGE).text


@pytest.mark.parametrize(
    "wrong",
    [
        *({"points": "-1"}, {"points": "101"}, {"points": "x"}, {"per_day": "0"}),
        *({"starts": "soon"}, {"starts": "9999-12-31"}),
    ],
)
def test_what_cannot_be_a_tariff_is_told_at_its_field(clara: Visitor, wrong: dict[str, str]) -> None:
    answer = plan(clara, **wrong)
    assert answer.status_code == 422
    assert f'id="{next(iter(wrong))}-fault"' in answer.text


def test_what_is_worth_nothing_is_not_written_down(
    clara: Visitor, keen: Visitor, item: Item, tx: Any
) -> None:
    plan(clara, points=0)
    post(keen, item, tx, now() + timedelta(days=1))
    assert earned(keen) == []


def test_employees_are_told_what_they_can_gain_and_nothing_else(amira: Visitor) -> None:
    page = amira.pages.get("/me/points/").text
    assert "a comment on a post" in page
    assert "5 for the quiz" in page
    assert "a like" not in page


def test_the_page_says_why_a_like_brings_nothing(clara: Visitor) -> None:
    assert "a like costs nothing" in clara.pages.get(PAGE).text


@pytest.mark.parametrize("url", [f"{PAGE}swim", f"{PAGE}share/soon/forget"])
def test_there_are_points_only_for_what_is_in_the_tariff(clara: Visitor, url: str) -> None:
    answer = clara.pages.get(url) if url.endswith("swim") else clara.pages.submit(url, page=PAGE)
    assert answer.status_code == 404


@pytest.mark.parametrize("url", [PAGE, SHARE])
def test_only_an_admin_opens_it(ben: Visitor, url: str) -> None:
    assert ben.pages.get(url).status_code == 403


# ---- corrections ----


def test_a_correction_is_an_entry_with_a_reason_that_amira_reads(clara: Visitor, keen: Visitor) -> None:
    assert correct(clara).status_code == 302
    [entry] = keen.get("/api/v1/me/points").json["entries"]
    assert (entry["points"], entry["kind"]) == (-3, "correction")
    assert "The link was opened by a test." in entry["reason"]
    page = keen.pages.get("/me/points/").text
    assert "The link was opened by a test." in page
    assert '<td class="number">\u22123</td>' in page
    assert keen.get("/api/v1/me/export").json["sections"]["points"][0]["by"] == "Clara Conti"


def test_who_reads_the_reason_is_said_before_it_is_written(clara: Visitor, keen: Visitor) -> None:
    told = clara.pages.get("/admin/points/").text
    assert "which they read, and whoever reads the audit" in told
    correct(clara)
    entry = clara.pages.get("/admin/settings/audit/").text
    assert "The link was opened by a test." in entry and "Amira Aziz" in entry


@pytest.mark.parametrize("wants", [True, False])
def test_a_correction_sent_twice_counts_once_whoever_it_is_for(
    clara: Visitor, amira: Visitor, tx: Any, wants: bool
) -> None:
    tx(lambda session: people.choose(session, amira.person.id, wants_points=wants))
    for _ in range(2):
        correct(clara, key="01890000-0000-7000-8000-000000000000")
    assert earned(amira) == [-3] * wants
    corrected = select(func.count()).where(AuditEntry.kind == "points.correction")
    assert tx(lambda session: session.scalar(corrected)) == 1


def test_no_board_moves_with_a_correction(clara: Visitor, keen: Visitor, item: Item, tx: Any) -> None:
    post(keen, item, tx, now())
    correct(clara, "997")
    assert keen.get("/api/v1/me/points").json["total"] == 999
    assert tx(lambda session: session.scalars(select(PointsDay.points)).all()) == [2]


def test_clara_does_not_correct_herself_and_gives_her_password_again(clara: Visitor, tx: Any) -> None:
    assert "Ask another admin" in correct(clara, email="clara@acme.example").text
    tx(lambda session: session.execute(update(WebSession).values(password_at=now() - timedelta(hours=1))))
    assert "Your password again" in correct(clara).text


def test_nobody_learns_whether_somebody_takes_part(clara: Visitor, amira: Visitor, tx: Any) -> None:
    said = []
    for wants in (False, True):
        tx(lambda session: people.choose(session, amira.person.id, wants_points=wants))  # noqa: B023
        correct(clara)
        said.append(clara.pages.get(PAGE).text.split('role="status">')[1].split("<")[0])
    assert said[0] == said[1]
    assert tx(lambda session: len(session.scalars(select(Entry)).all())) == 1


@pytest.mark.parametrize(
    ("field", "wrong", "told"),
    [
        ("email", "nobody@acme.example", "nobody with this e-mail address"),
        ("points", "0", "Nought changes nothing"),
        ("points", "1001", "1000"),
        ("why", " ", "required"),
        ("key", "x", ""),
    ],
)
def test_a_correction_that_cannot_be_is_told_and_nothing_is_lost(
    clara: Visitor, keen: Visitor, field: str, wrong: str, told: str
) -> None:
    answer = correct(clara, **{field: wrong})
    assert answer.status_code == 422
    assert told in answer.text
    assert "amira@acme.example" in answer.text or field == "email"
    assert earned(keen) == []

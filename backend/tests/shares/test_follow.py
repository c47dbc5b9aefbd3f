"""/r/<code>: leads on, and counts readers without knowing them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask import Flask
from ruamel.yaml import YAML
from sqlalchemy import create_engine, func, select, update

from backend.app import engine_of
from backend.content import service as content
from backend.content.models import Item
from backend.running import worker
from backend.shares import clicks, limits, redirect
from backend.shares.models import Click, ClickDay, Salt, Share, Visit
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.where import ON_ONE_DATABASE
from backend.tests.xss.walk import STRINGS

AGENTS = YAML(typ="safe").load(Path(__file__).parent / "agents.yaml")
BROWSER = AGENTS["people"][0]


@pytest.fixture
def link(keen: Visitor, item: Item, tx: Any) -> str:
    """Amira's tracked link, as a path."""
    return posted(keen, item, tx)


def prepared(visitor: Visitor, item: Item) -> dict[str, Any]:
    """A share the visitor has not posted yet."""
    return visitor.post("/api/v1/shares", json=acme.share_of(item), headers=acme.key()).json


def posted(visitor: Visitor, item: Item, tx: Any) -> str:
    """The tracked link of a share that the visitor posted a while ago, as a path."""
    share = prepared(visitor, item)
    visitor.patch(f"/api/v1/shares/{share['id']}", json={"state": "posted"})
    time_goes_by(tx)
    return urlsplit(share["url"]).path


def time_goes_by(tx: Any) -> None:
    """Since everything that is posted: those who fetch previews have been there."""
    old = update(Share).where(Share.posted_at.is_not(None)).values(posted_at=datetime(2026, 1, 1, tzinfo=UTC))
    tx(lambda session: session.execute(old))


def follow(
    visitor: Visitor, link: str, agent: str = BROWSER, address: str = "192.0.2.1", **headers: str
) -> Any:
    return visitor.pages.get(
        link, headers={"User-Agent": agent, **headers}, environ_base={"REMOTE_ADDR": address}
    )


@contextmanager
def only_read(app: Flask, database_url: str) -> Iterator[None]:
    """PostgreSQL takes no writes, as a standby, while the block runs."""
    setting = "ALTER DATABASE tests {} default_transaction_read_only"
    with create_engine(database_url, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql(setting.format("SET") + " = on")
        engine_of(app).dispose()  # it holds for new connections
        try:
            yield
        finally:
            connection.exec_driver_sql(setting.format("RESET"))
            engine_of(app).dispose()


def counted(tx: Any) -> int:
    """Clicks; their roll-up must say the same."""
    rows = tx(lambda session: session.scalar(select(func.count()).select_from(Click)))
    assert rows == tx(lambda session: session.scalar(select(func.sum(ClickDay.clicks))) or 0)
    return rows


def earned(visitor: Visitor) -> int:
    """Points for clicks."""
    entries = visitor.get("/api/v1/me/points?size=50").json["entries"]
    return sum(entry["points"] for entry in entries if entry["kind"] == "click")


def test_a_stranger_is_led_to_the_item(stranger: Visitor, link: str) -> None:
    answer = follow(stranger, link)
    assert answer.status_code == 302
    target = urlsplit(answer.headers["Location"])
    assert f"{target.scheme}://{target.netloc}{target.path}" == "https://acme.example/folding"
    assert parse_qs(target.query) == {
        "lang": ["en"],
        "utm_source": ["linkedin"],
        "utm_medium": ["employee"],
        "utm_campaign": ["plainspoken"],
    }


def test_the_answer_sets_no_cookie_and_tells_nobody_where_the_reader_was(
    stranger: Visitor, link: str
) -> None:
    answer = follow(stranger, link)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_click_is_counted_once_a_visitor_and_brings_points_once(
    keen: Visitor, stranger: Visitor, link: str, tx: Any
) -> None:
    for _ in range(3):
        follow(stranger, link)
    assert counted(tx) == 1
    assert earned(keen) == 10


def test_another_address_or_another_browser_is_another_visitor(stranger: Visitor, link: str, tx: Any) -> None:
    follow(stranger, link)
    follow(stranger, link, address="192.0.2.2")
    follow(stranger, link, agent=AGENTS["people"][1])
    assert counted(tx) == 3


def test_the_same_visitor_counts_on_each_link(
    keen: Visitor, stranger: Visitor, item: Item, link: str, tx: Any
) -> None:
    other = keen.post("/api/v1/shares", json=acme.share_of(item), headers=acme.key()).json["code"]
    follow(stranger, link)
    follow(stranger, f"/r/{other}")
    assert counted(tx) == 2


def test_clicks_bring_points_up_to_five_a_link_and_day(
    keen: Visitor, stranger: Visitor, link: str, tx: Any
) -> None:
    for number in range(7):
        follow(stranger, link, address=f"192.0.2.{number}")
    assert counted(tx) == 7
    assert earned(keen) == 50


def test_clicks_bring_a_person_points_up_to_ten_a_day(
    keen: Visitor, stranger: Visitor, item: Item, tx: Any
) -> None:
    for link in [posted(keen, item, tx) for _ in range(3)]:
        for number in range(5):
            follow(stranger, link, address=f"192.0.2.{number}")
    assert counted(tx) == 15
    assert earned(keen) == 100


def test_a_link_brings_no_points_before_its_share_is_posted_and_none_for_earlier_clicks(
    keen: Visitor, stranger: Visitor, item: Item, tx: Any
) -> None:
    share = prepared(keen, item)
    follow(stranger, f"/r/{share['code']}")
    keen.patch(f"/api/v1/shares/{share['id']}", json={"state": "posted"})
    assert (counted(tx), earned(keen)) == (1, 0)
    time_goes_by(tx)
    follow(stranger, f"/r/{share['code']}", address="192.0.2.2")
    assert (counted(tx), earned(keen)) == (2, 10)


def test_one_who_does_not_want_points_gets_none_for_clicks(
    amira: Visitor, stranger: Visitor, item: Item, tx: Any
) -> None:
    follow(stranger, posted(amira, item, tx))
    assert counted(tx) == 1
    assert earned(amira) == 0


@pytest.mark.parametrize(
    "headers", [{"agent": "LinkedInBot/1.0 (compatible; Mozilla/5.0)"}, {"Sec-GPC": "1"}]
)
def test_previews_prefetches_and_those_who_opted_out_are_led_on_but_not_counted(
    stranger: Visitor, link: str, tx: Any, headers: dict[str, str]
) -> None:
    assert follow(stranger, link, **headers).status_code == 302
    assert counted(tx) == 0


def test_a_request_for_the_head_alone_is_not_counted(stranger: Visitor, link: str, tx: Any) -> None:
    answer = stranger.pages.client.head(link, headers={"User-Agent": BROWSER})
    assert answer.status_code == 302
    assert counted(tx) == 0


@pytest.mark.parametrize(
    "code",
    ["unknown", "https://evil.example", "//evil.example", "%2F%2Fevil.example", "a" * 300, "..%2fadmin", "é"],
)
def test_only_links_we_made_lead_anywhere(stranger: Visitor, link: str, code: str) -> None:
    answer = stranger.pages.get(f"/r/{code}", follow_redirects=True)  # the router tidies slashes
    assert answer.status_code == 404
    assert answer.request.host == "localhost"


@ON_ONE_DATABASE
def test_whatever_stands_behind_the_slash_leads_nowhere(stranger: Visitor, link: str) -> None:
    for code in (*STRINGS, *(f"{link[3:]}{text}" for text in STRINGS)):
        answer = stranger.pages.get(f"/r/{quote(code)}")
        assert answer.status_code in (404, 308), code  # 308: the router tidies slashes
        assert answer.headers.get("Location", "http://localhost/").startswith("http://localhost/"), code


def test_an_unknown_link_gets_a_page_a_person_can_read(stranger: Visitor, item: Item) -> None:
    answer = follow(stranger, "/r/unknown", **{"Accept-Language": "en"})
    assert answer.status_code == 404
    assert "leads nowhere" in answer.text


def test_the_link_of_a_withdrawn_item_says_that_it_is_gone(
    stranger: Visitor, item: Item, link: str, tx: Any
) -> None:
    tx(lambda session: content.withdraw(session, item.id))
    answer = follow(stranger, link, **{"Accept-Language": "en"})
    assert answer.status_code == 410
    assert "withdrawn" in answer.text
    assert counted(tx) == 0


def test_the_link_of_an_expired_item_says_that_it_is_gone(
    stranger: Visitor, item: Item, link: str, tx: Any
) -> None:
    tx(
        lambda session: setattr(
            content.get(session, item.id), "valid_until", datetime(2026, 1, 1, tzinfo=UTC)
        )
    )
    assert follow(stranger, link).status_code == 410


def test_a_link_outlives_the_account_of_the_one_who_shared(
    keen: Visitor, stranger: Visitor, link: str, tx: Any
) -> None:
    tx(lambda session: session.delete(session.merge(keen.person)))
    assert follow(stranger, link).status_code == 302
    assert counted(tx) == 1


def test_a_click_in_the_first_seconds_of_a_post_is_led_on_and_not_counted(
    keen: Visitor, stranger: Visitor, item: Item, tx: Any
) -> None:
    share = prepared(keen, item)
    keen.patch(f"/api/v1/shares/{share['id']}", json={"state": "posted"})
    assert follow(stranger, f"/r/{share['code']}").status_code == 302
    assert counted(tx) == 0


def test_a_campaign_stands_in_the_address_and_never_who_shared(
    stranger: Visitor, keen: Visitor, item: Item, link: str, tx: Any
) -> None:
    tx(lambda session: setattr(content.get(session, item.id), "campaign", "Folding & more"))
    target = follow(stranger, link).headers["Location"]
    assert parse_qs(urlsplit(target).query)["utm_campaign"] == ["Folding & more"]
    assert keen.person.id.hex not in target.replace("-", "")


@pytest.mark.parametrize(
    ("hosts", "status"),
    [([], 302), (["acme.example"], 302), (["other.example", "example"], 302), (["cme.example"], 410)],
)
def test_a_link_leads_only_to_the_sites_that_the_organisation_names(
    stranger: Visitor, link: str, tx: Any, hosts: list[str], status: int
) -> None:
    tx(lambda session: limits.choose(session, None, hosts))
    assert follow(stranger, link).status_code == status


def test_the_next_day_the_salt_and_all_digests_are_gone(
    stranger: Visitor, link: str, tx: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = datetime(2026, 11, 1, 12, tzinfo=UTC)
    monkeypatch.setattr(redirect, "now", lambda: today)
    follow(stranger, link)
    old = tx(
        lambda session: (
            session.scalars(select(Salt.salt)).one(),
            session.scalars(select(Visit.digest)).one(),
        )
    )
    monkeypatch.setattr(redirect, "now", lambda: today + timedelta(days=1))
    follow(stranger, link)
    new = tx(
        lambda session: (
            session.scalars(select(Salt.salt)).one(),
            session.scalars(select(Visit.digest)).one(),
        )
    )
    assert not {*old} & {*new}
    assert counted(tx) == 2


def test_the_worker_throws_them_away_too_where_nobody_clicks(
    stranger: Visitor, link: str, tx: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redirect, "now", lambda: datetime(2026, 11, 1, 12, tzinfo=UTC))
    follow(stranger, link)
    worker.turn(stranger.app)
    assert tx(
        lambda session: [session.scalar(select(func.count()).select_from(t)) for t in (Salt, Visit)]
    ) == [0, 0]


def test_a_click_that_brings_no_points_costs_four_statements(
    amira: Visitor, stranger: Visitor, item: Item, tx: Any, queries: Any
) -> None:
    link = posted(amira, item, tx)
    follow(stranger, link)  # makes the salt of the day
    with queries() as asked:
        follow(stranger, link, address="192.0.2.2")
    assert counted(tx) == 2
    assert len(asked) == 4


def test_nothing_of_a_visitor_is_stored_but_a_digest(stranger: Visitor, link: str, tx: Any) -> None:
    follow(stranger, link)
    columns = {column.name for table in (Click, Visit, ClickDay) for column in table.__table__.columns}
    assert columns == {"id", "share_id", "at", "day", "digest", "clicks"}
    [digest] = tx(lambda session: session.scalars(select(Visit.digest)).all())
    assert len(digest) == 32


def test_a_click_is_rolled_back_as_a_whole(link: str, tx: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    at = datetime.now(UTC)
    known = tx(lambda _session: clicks.find(link.rpartition("/")[2], at))
    monkeypatch.setattr(clicks.points, "award_click", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tx(lambda session: clicks.count(session, known, "somebody", "secret", at))
    assert counted(tx) == 0
    assert tx(lambda session: session.scalars(select(Visit)).all()) == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_reader_is_led_on_though_the_database_takes_no_click(
    app: Flask, stranger: Visitor, link: str, tx: Any, database_url: str
) -> None:
    with only_read(app, database_url):
        assert follow(stranger, link).status_code == 302
    assert counted(tx) == 0
    assert follow(stranger, link).status_code == 302
    assert counted(tx) == 1

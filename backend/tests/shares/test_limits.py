"""What the organisation limits: shares a day, and where links may lead."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from backend.content.models import DRAFT, Item
from backend.db import now
from backend.people import installed
from backend.running import worker
from backend.shares import limits
from backend.shares.models import ABANDONED, Share
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.forms import fields

PAGE, SHARES, CONTENT = "/admin/sharing/", "/api/v1/shares", "/admin/content"


def limit(tx: Any, most: int | None = None, hosts: tuple[str, ...] = ()) -> None:
    tx(lambda session: limits.choose(session, most, hosts))


def share(visitor: Visitor, item: Item, **headers: str) -> Any:
    return visitor.post(SHARES, json=acme.share_of(item), headers=acme.key() | headers)


@pytest.mark.parametrize(
    ("language", "said", "hint"),
    [
        ("en", "your organisation has set a limit of 2 a day", "Your text is still here."),
        ("de", "Deine Organisation hat als Grenze 2-mal am Tag festgelegt", "Dein Text"),
    ],
)
def test_who_shared_enough_for_a_day_is_told_kindly(
    amira: Visitor, item: Item, tx: Any, language: str, said: str, hint: str
) -> None:
    limit(tx, 2)
    headers = {"Accept-Language": language}
    assert [share(amira, item, **headers).status_code for _ in range(3)] == [201, 201, 409]
    refused = share(amira, item, **headers).json
    assert said in refused["detail"]
    assert hint in refused["hint"]


def test_what_was_yesterday_does_not_count_and_what_was_given_up_does_since_it_can_still_be_posted(
    amira: Visitor, item: Item, tx: Any
) -> None:
    limit(tx, 1)
    first = share(amira, item).json["id"]
    amira.patch(f"{SHARES}/{first}", json={"state": "abandoned"})
    assert share(amira, item).status_code == 409
    tx(lambda session: session.execute(update(Share).values(created_at=now() - timedelta(days=1))))
    assert share(amira, item).status_code == 201


def test_the_limit_is_each_persons_own_and_holds_among_parallel_shares(
    amira: Visitor, ben: Visitor, item: Item, tx: Any
) -> None:
    limit(tx, 3)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: share(amira, item).status_code, range(12)))
    assert sorted(answers) == [201] * 3 + [409] * 9
    assert share(ben, item).status_code == 201


def test_a_share_sent_again_is_no_further_one(amira: Visitor, item: Item, tx: Any) -> None:
    limit(tx, 1)
    key = acme.key()
    answers = [amira.post(SHARES, json=acme.share_of(item), headers=key) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201] * 3


def test_ten_a_day_where_nobody_says_otherwise_and_any_number_where_somebody_does(
    amira: Visitor, clara: Visitor, item: Item, tx: Any
) -> None:
    assert tx(lambda session: installed.installation(session).shares_per_day) == 10
    assert clara.pages.submit(PAGE, {"shares_per_day": "", "link_hosts": ""}).status_code == 302
    assert [share(amira, item).status_code for _ in range(11)] == [201] * 11


def test_the_worker_gives_up_what_was_prepared_a_day_ago(amira: Visitor, item: Item, tx: Any) -> None:
    share(amira, item)
    tx(lambda session: session.execute(update(Share).values(created_at=now() - timedelta(hours=25))))
    worker.turn(amira.app)
    assert tx(lambda session: session.scalars(select(Share.state)).all()) == [ABANDONED]


def test_clara_names_the_sites_in_whatever_way_she_copies_them(clara: Visitor, tx: Any) -> None:
    typed = "https://www.Acme.example/news\r\n\r\nacme.example\r\nmüller.example"
    assert clara.pages.submit(PAGE, {"shares_per_day": "5", "link_hosts": typed}).status_code == 302
    ours = tx(installed.installation)
    assert (ours.shares_per_day, ours.link_hosts) == (5, ["acme.example", "xn--mller-kva.example"])
    assert "xn--mller-kva.example</textarea>" in clara.pages.get(PAGE).text


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("shares_per_day", "0"),
        ("shares_per_day", "x"),
        ("link_hosts", "no site"),
        ("link_hosts", "a..example"),
    ],
)
def test_what_cannot_be_a_limit_is_told_at_its_field_and_nothing_is_lost(
    clara: Visitor, tx: Any, field: str, wrong: str
) -> None:
    form = {"shares_per_day": "7", "link_hosts": "acme.example"} | {field: wrong}
    answer = clara.pages.submit(PAGE, form)
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.text
    assert wrong in answer.text
    assert tx(installed.installation).link_hosts == []


def test_an_item_that_leads_elsewhere_is_not_published_and_ben_reads_why(
    ben: Visitor, release: Any, tx: Any
) -> None:
    item = tx(lambda session: acme.item(session, status=DRAFT))
    limit(tx, None, ("other.example",))
    ben.pages.submit(f"{CONTENT}/{item.id}/publish", page=f"{CONTENT}/new")
    assert "a site that is not on the list" in ben.pages.get(f"{CONTENT}/{item.id}").text
    limit(tx, None, ("other.example", "acme.example"))
    ben.pages.submit(f"{CONTENT}/{item.id}/publish", page=f"{CONTENT}/new")
    assert "Published." in ben.pages.get(f"{CONTENT}/{item.id}").text


def test_before_links_go_silent_clara_is_asked(clara: Visitor, item: Item, tx: Any) -> None:
    form = {"shares_per_day": "7", "link_hosts": "globex.example"}
    answer = clara.pages.submit(PAGE, form)
    assert answer.status_code == 422
    assert "The links of one published item would lead nowhere" in answer.text
    assert f"<li>{item.title}</li>" in answer.text
    assert "globex.example</textarea>" in answer.text
    assert tx(installed.installation).link_hosts == []
    assert clara.pages.submit(PAGE, form | {"anyway": "on"}).status_code == 302
    assert tx(installed.installation).link_hosts == ["globex.example"]
    assert clara.pages.submit(PAGE, form | {"shares_per_day": "8"}).status_code == 302


def test_only_an_admin_opens_it(ben: Visitor) -> None:
    assert ben.pages.get(PAGE).status_code == 403


def test_limits_that_somebody_else_changed_meanwhile_are_not_overwritten(clara: Visitor, tx: Any) -> None:
    opened = fields(clara.pages.get(PAGE).text)
    limit(tx, 3, ("acme.example",))
    answer = clara.pages.client.post(PAGE, data={**opened, "shares_per_day": "7"})
    assert answer.status_code == 409
    assert "Somebody else has changed this" in answer.text
    assert 'value="7"' in answer.text
    assert tx(lambda session: limits.known(session)["shares_per_day"]) == 3

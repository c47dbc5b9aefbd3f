"""POST shares: judged, logged, linked, and the composer's address."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select

from backend.content import service as content
from backend.content.models import Item
from backend.db import now
from backend.people.models import Group
from backend.points.models import Entry
from backend.rules.releases import remembered
from backend.shares import links
from backend.shares.models import Share
from backend.tests import acme
from backend.tests.cast import Visitor

URL = "/api/v1/shares"


def test_a_stranger_cannot_share(stranger: Visitor, item: Item) -> None:
    assert stranger.post(URL, json=acme.share_of(item), headers=acme.key()).status_code == 401


def test_amira_shares_a_caption_as_it_is(amira: Visitor, item: Item, tx: Any, public_url: str) -> None:
    answer = amira.post(URL, json=acme.share_of(item), headers=acme.key())
    assert answer.status_code == 201
    share = answer.json
    assert share["url"] == f"{public_url}/r/{share['code']}"
    assert share["text"] == f"{acme.FINE}\n\n{share['url']}"
    assert share["state"] == "prepared"
    assert share["findings"] == []
    row = tx(lambda session: session.get_one(Share, uuid.UUID(share["id"])))
    assert (row.person_id, row.item_id, row.edited, row.release) == (amira.person.id, item.id, False, 1)


def test_linkedin_opens_with_the_whole_text(amira: Visitor, item: Item) -> None:
    share = amira.post(URL, json=acme.share_of(item), headers=acme.key()).json
    address = urlsplit(share["compose_url"])
    assert (address.netloc, address.path) == ("www.linkedin.com", "/feed/")
    assert parse_qs(address.query) == {"shareActive": ["true"], "text": [share["text"]]}


def test_x_opens_with_text_and_link_apart(amira: Visitor, item: Item) -> None:
    share = amira.post(URL, json=acme.share_of(item, platform="x"), headers=acme.key()).json
    address = urlsplit(share["compose_url"])
    assert (address.netloc, address.path) == ("x.com", "/intent/post")
    assert parse_qs(address.query) == {"text": [acme.FINE], "url": [share["url"]]}


def test_the_link_takes_the_place_of_the_items_address(amira: Visitor, item: Item) -> None:
    text = f"Read {item.url} today & tell me"
    share = amira.post(URL, json=acme.share_of(item, text, "x"), headers=acme.key()).json
    assert share["text"] == f"Read {share['url']} today & tell me"
    assert parse_qs(urlsplit(share["compose_url"]).query) == {"text": [share["text"]]}


def test_an_edited_caption_is_known_as_edited_and_nothing_more(amira: Visitor, item: Item, tx: Any) -> None:
    amira.post(URL, json=acme.share_of(item, "My own words"), headers=acme.key())
    assert tx(lambda session: session.scalars(select(Share)).one()).edited is True


def test_the_verdict_on_what_amira_wrote_is_not_remembered(
    amira: Visitor, item: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(remembered, "judge")
    answer = amira.post(URL, json=acme.share_of(item, acme.PRAISE), headers=acme.key())
    assert answer.status_code == 201 and answer.json["findings"]


def test_a_warning_is_told_and_does_not_hold_the_share(amira: Visitor, item: Item) -> None:
    answer = amira.post(URL, json=acme.share_of(item, acme.PRAISE), headers=acme.key())
    assert answer.status_code == 201
    assert [finding["severity"] for finding in answer.json["findings"]] == ["warn"]


def test_a_finding_to_confirm_asks_once(amira: Visitor, item: Item, tx: Any) -> None:
    key = acme.key()
    answer = amira.post(URL, json=acme.share_of(item, acme.OUTRAGE), headers=key)
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert [finding["rule"] for finding in answer.json["findings"]] == ["thieves"]
    assert "confirm" in answer.json["hint"]
    assert tx(lambda session: session.scalars(select(Share)).all()) == []
    again = acme.share_of(item, acme.OUTRAGE, acknowledged=["thieves"])
    assert amira.post(URL, json=again, headers=key).status_code == 201


def test_a_text_cut_within_an_emoji_is_refused_before_anything_is_kept(
    amira: Visitor, item: Item, tx: Any
) -> None:
    answer = amira.post(URL, json=acme.share_of(item, "cut \ud83d"), headers=acme.key())
    assert answer.status_code == 422
    [error] = answer.json["errors"]
    assert error["field"].endswith("text")
    assert "half a character" in error["message"]
    assert tx(lambda session: session.scalars(select(Share)).all()) == []


def test_acknowledging_another_rule_does_not_help(amira: Visitor, item: Item) -> None:
    share = acme.share_of(item, acme.OUTRAGE, acknowledged=["nosy-praise"])
    assert amira.post(URL, json=share, headers=acme.key()).status_code == 422


def test_a_repeated_request_gives_the_same_share(amira: Visitor, item: Item, tx: Any) -> None:
    key = acme.key()
    answers = [amira.post(URL, json=acme.share_of(item), headers=key).json for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert tx(lambda session: session.scalar(select(func.count()).select_from(Share))) == 1


def test_a_key_cannot_be_used_for_another_share(amira: Visitor, item: Item) -> None:
    key = acme.key()
    amira.post(URL, json=acme.share_of(item), headers=key)
    assert amira.post(URL, json=acme.share_of(item, "Other words"), headers=key).status_code == 422


def test_without_a_key_nothing_is_shared(amira: Visitor, item: Item) -> None:
    answer = amira.post(URL, json=acme.share_of(item))
    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json["detail"]


def test_fifty_identical_requests_at_once_make_one_share_and_one_award(
    keen: Visitor, item: Item, tx: Any
) -> None:
    key = acme.key()

    def post(_: int) -> tuple[int, str]:
        answer = keen.post(URL, json=acme.share_of(item), headers=key)
        return answer.status_code, answer.json.get("id")

    def posted(_: int) -> tuple[int, str]:
        answer = keen.patch(f"{URL}/{id}", json={"state": "posted"})
        return answer.status_code, answer.json.get("state", answer.text)

    with ThreadPoolExecutor(50) as pool:
        answers = set(pool.map(post, range(50)))
        [(status, id)] = answers
        assert status == 201
        assert set(pool.map(posted, range(50))) == {(200, "posted")}
    assert tx(lambda session: session.scalar(select(func.count()).select_from(Share))) == 1
    assert tx(lambda session: session.scalars(select(Entry.points)).all()) == [2]


def elsewhere(session: Any) -> Item:
    return acme.item(session, groups=[Group(name="Pilots")])


def expired(session: Any) -> Item:
    return acme.item(session, valid_until=now() - timedelta(minutes=1))


def withdrawn(session: Any) -> Item:
    return content.withdraw(session, acme.item(session).id)


@pytest.mark.parametrize("make", [elsewhere, expired, withdrawn])
def test_what_is_not_in_amiras_feed_cannot_be_shared(amira: Visitor, item: Item, tx: Any, make: Any) -> None:
    answer = amira.post(URL, json=acme.share_of(tx(make)), headers=acme.key())
    assert answer.status_code == 404
    assert answer.json["hint"]


def test_a_caption_of_another_item_cannot_be_shared(amira: Visitor, item: Item, tx: Any) -> None:
    other = tx(acme.item)
    mixed = acme.share_of(item) | {"caption_id": acme.share_of(other)["caption_id"]}
    assert amira.post(URL, json=mixed, headers=acme.key()).status_code == 404


def test_a_caption_for_x_cannot_be_shared_on_linkedin(amira: Visitor, item: Item) -> None:
    mixed = acme.share_of(item, platform="x") | {"platform": "linkedin"}
    assert amira.post(URL, json=mixed, headers=acme.key()).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"text": ""},
        {"text": "x" * 10_001},
        {"platform": "myspace"},
        {"item_id": "1"},
        {"more": 1},
        {"text": None},
    ],
)
def test_a_wrong_request_is_refused_at_its_place(amira: Visitor, item: Item, change: dict[str, Any]) -> None:
    answer = amira.post(URL, json=acme.share_of(item) | change, headers=acme.key())
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"].endswith(next(iter(change)))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Read https://a.example/a now", "Read LINK now"),
        ("Read https://a.example/a.", "Read LINK."),
        ("(https://a.example/a), https://a.example/a", "(LINK), LINK"),
        ("https://a.example/a\nis new", "LINK\nis new"),
        ("https://a.example/ab", "https://a.example/ab\n\nLINK"),
        ("https://a.example/a/b", "https://a.example/a/b\n\nLINK"),
        ("https://a.example/a.html", "https://a.example/a.html\n\nLINK"),
        ("https://a.example/a?b=1", "https://a.example/a?b=1\n\nLINK"),
        ("https://a.example/a-b or https://a.example/a", "https://a.example/a-b or LINK"),
        ("Seen https://a.example/a? Read it", "Seen LINK? Read it"),
    ],
)
def test_the_link_takes_the_place_of_the_items_address_but_not_of_the_start_of_a_longer_one(
    text: str, whole: str
) -> None:
    assert links.with_link(text, "https://a.example/a", "LINK") == whole


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://a.example/", "https://a.example/?UTM"),
        ("https://a.example/?q=a%20b&c&d=", "https://a.example/?q=a%20b&c&d=&UTM"),
        ("https://a.example/?sig=a/b:c~d%2f#there", "https://a.example/?sig=a/b:c~d%2f&UTM#there"),
    ],
)
def test_the_items_own_query_stays_letter_for_letter(url: str, target: str) -> None:
    utm = "utm_source=x&utm_medium=employee&utm_campaign=plainspoken"
    assert links.target(url, "x") == target.replace("UTM", utm)

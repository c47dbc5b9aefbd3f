"""GET feed: what the one who asks may share now."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from backend.content import service, topics
from backend.content.models import DRAFT, WITHDRAWN, Item
from backend.db import now
from backend.people.models import Group, Person
from backend.tests import acme
from backend.tests.cast import Visitor

URL = "/api/v1/feed"
ITEM = {
    *("id", "url", "title", "source", "language", "topics", "captions", "pinned"),
    *("suggest_from", "valid_until"),
}


def titles(visitor: Visitor, query: str = "") -> list[str]:
    return [item["title"] for item in visitor.get(URL + query).json["items"]]


def test_a_stranger_has_no_feed(stranger: Visitor) -> None:
    assert stranger.get(URL).status_code == 401


def test_amira_gets_an_item_with_captions_and_the_words_of_its_topics(amira: Visitor, tx: Any) -> None:
    tx(lambda session: acme.item(session, topics=[acme.topic(session)]))
    [item] = amira.get(URL).json["items"]
    assert set(item) == ITEM
    assert item["topics"] == [
        {"name": "Household robots", "words": ["robot", "vacuum", "Roboter", "Staubsauger"]}
    ]
    assert {caption["platform"] for caption in item["captions"]} == {"linkedin", "x"}
    assert item["captions"][0]["text"] == acme.FINE
    assert item["valid_until"] is None


@pytest.mark.parametrize(
    "fields",
    [
        {"status": DRAFT},
        {"status": WITHDRAWN},
        {"valid_from": now() + timedelta(days=1)},
        {"valid_until": now() - timedelta(seconds=1)},
    ],
)
def test_what_is_not_open_now_is_not_in_the_feed(amira: Visitor, tx: Any, fields: dict[str, Any]) -> None:
    tx(lambda session: acme.item(session, **fields))
    assert titles(amira) == []


def test_an_item_for_a_group_is_seen_by_its_members_only(amira: Visitor, ben: Visitor, tx: Any) -> None:
    def prepare(session: Any) -> None:
        sales = Group(name="Sales")
        session.get(Person, amira.person.id).groups = [sales]
        acme.item(session, title="for sales", groups=[sales])
        acme.item(session, title="for nobody yet", groups=[Group(name="Pilots")])

    tx(prepare)
    assert titles(amira) == ["for sales"]
    assert titles(ben) == []


def test_pinned_items_come_first_then_the_newest(amira: Visitor, tx: Any) -> None:
    tx(lambda session: [acme.item(session, title=title, pinned=title == "b") for title in "abc"])
    assert titles(amira) == ["b", "c", "a"]


def test_the_feed_comes_in_pages(amira: Visitor, tx: Any) -> None:
    tx(lambda session: [acme.item(session, title=title) for title in "abc"])
    assert titles(amira, "?size=2") == ["c", "b"]
    assert amira.get(URL + "?size=2").json["more"] is True
    assert titles(amira, "?size=2&page=2") == ["a"]
    assert amira.get(URL + "?size=2&page=2").json["more"] is False


@pytest.mark.parametrize("query", ["?size=0", "?size=101", "?page=0", "?page=x"])
def test_a_page_that_cannot_be_is_refused(amira: Visitor, query: str) -> None:
    assert amira.get(URL + query).status_code == 422


Touch = Callable[[Any, Item], Any]
TOUCHES: dict[str, Touch] = {
    "withdrawn": lambda session, item: service.withdraw(session, item.id),
    "topic with new words": lambda session, item: topics.save(
        session, item.topics[0].id, "Robots", {"en": ["android"], "de": []}
    ),
    "another item": lambda session, item: acme.item(session),
    "its time is over": lambda session, item: setattr(item, "valid_until", now() - timedelta(seconds=1)),
    "another group": lambda session, item: item.groups.append(Group(name="Pilot")),
}


def test_a_feed_that_has_not_changed_is_not_sent_again(amira: Visitor, tx: Any, queries: Any) -> None:
    tx(acme.item)
    etag = amira.get(URL).headers["ETag"]
    with queries() as asked:
        answer = amira.get(URL, headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert len(asked) == 1, "who calls, and what their feed is made of"


@pytest.mark.parametrize("touch", TOUCHES.values(), ids=TOUCHES)
def test_a_feed_that_has_changed_is_sent(amira: Visitor, tx: Any, touch: Touch) -> None:
    item = tx(lambda session: acme.item(session, topics=[acme.topic(session)]))
    etag = amira.get(URL).headers["ETag"]
    tx(lambda session: touch(session, service.get(session, item.id)))
    assert amira.get(URL, headers={"If-None-Match": etag}).status_code == 200


def test_whoever_comes_to_the_same_browser_gets_a_feed_of_their_own(
    amira: Visitor, ben: Visitor, tx: Any
) -> None:
    """The same items, in another order and at another time."""
    tx(lambda session: acme.item(session, spread_days=7))
    etag = amira.get(URL).headers["ETag"]
    assert ben.get(URL, headers={"If-None-Match": etag}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_feed(amira: Visitor, tx: Any, queries: Any) -> None:
    def asked() -> int:
        with queries() as statements:
            amira.get(URL)
        return len(statements)

    tx(lambda session: acme.item(session, topics=[acme.topic(session)]))
    few = asked()
    tx(lambda session: [acme.item(session) for _ in range(20)])
    assert asked() == few

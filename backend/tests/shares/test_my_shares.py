"""/me/shares: Amira sees what she shared, and how often it was opened."""

import re
from typing import Any

from backend.content.models import Item
from backend.db import now
from backend.shares import clicks
from backend.shares.models import Share
from backend.tests import acme
from backend.tests.cast import Visitor

PAGE = "/me/shares/"


def shared(visitor: Visitor, item: Item, state: str = "posted", **more: Any) -> str:
    """The share's id, once she said what became of it."""
    share = visitor.post("/api/v1/shares", json=acme.share_of(item, **more), headers=acme.key()).json
    visitor.patch(f"/api/v1/shares/{share['id']}", json={"state": state})
    return str(share["id"])


def lines(visitor: Visitor) -> list[str]:
    """Each line of the table as text."""
    table = visitor.pages.get(PAGE).text.partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in table.split("</tr>") if row.strip()]


def open_link(session: Any, times: int) -> None:
    for share in session.query(Share):
        for _ in range(times):
            clicks.add(session, share.id, None, now())


def test_before_the_first_share_it_says_what_will_stand_there(amira: Visitor, release: Any) -> None:
    assert "Nothing yet" in amira.pages.get(PAGE).text


def test_each_share_says_what_became_of_it_and_how_often_it_was_opened(
    amira: Visitor, item: Item, tx: Any
) -> None:
    shared(amira, item)
    tx(lambda session: open_link(session, 3))
    shared(amira, item, "abandoned", platform="x", text="We fold laundry in Bremen now.")
    newest, first = lines(amira)
    assert re.search(r"A robot that folds X · In your own words not posted 0$", newest)
    assert re.search(r"A robot that folds LinkedIn posted 3$", first)
    page = " ".join(re.sub(r"<[^>]+>", " ", amira.pages.get(PAGE).text).split())
    assert "1 posted &nbsp; 3 times opened" in page


def test_a_page_beyond_the_last_is_the_first(amira: Visitor, item: Item) -> None:
    shared(amira, item)
    page = amira.pages.get(f"{PAGE}?page=2").text
    assert item.title in page and "Nothing yet" not in page


def test_what_was_posted_meanwhile_is_told_in_words_that_fit(amira: Visitor, item: Item) -> None:
    share = shared(amira, item)
    answer = amira.pages.submit(f"{PAGE}{share}/dropped", page="/me/devices/")
    assert answer.status_code == 409
    assert "<h1>Not possible any more</h1>" in answer.text
    assert "This share was posted." in answer.text and "Delete the post on the site itself." in answer.text


def test_nobody_sees_what_another_shared(amira: Visitor, clara: Visitor, item: Item) -> None:
    shared(amira, item)
    assert lines(clara) == []


def test_the_list_takes_few_queries_however_long_it_is(
    amira: Visitor, item: Item, tx: Any, queries: Any
) -> None:
    shared(amira, item)
    with queries() as few:
        amira.pages.get(PAGE)
    for _ in range(4):
        shared(amira, item)
    with queries() as many:
        amira.pages.get(PAGE)
    assert len(lines(amira)) == 5
    assert len(many) == len(few)

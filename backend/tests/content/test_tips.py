"""Amira proposes a page; Ben accepts it or declines it; she sees what became of it."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from backend.content.models import DRAFT, Item, Proposal, Tip
from backend.db import now
from backend.people import service as people
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.web.models import KeptAnswer

URL, MINE, PAGES = "/api/v1/tips", "/api/v1/me/tips", "/admin/content/tips/"
PAGE = "https://robots.example/stairs"
TIP = {"url": f"{PAGE}?utm_source=mail", "title": "Robots\n and  stairs", "note": "Our stairs, <b>tested</b>"}


def propose(visitor: Visitor, **changes: Any) -> Any:
    return visitor.post(URL, json=TIP | changes, headers=acme.key())


def mine(visitor: Visitor) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = visitor.get(MINE).json["items"]
    return found


def points(visitor: Visitor) -> int:
    total: int = visitor.get("/api/v1/me/points").json["total"]
    return total


@pytest.fixture
def tip(amira: Visitor) -> str:
    """The id of what Amira has proposed."""
    answer = propose(amira)
    assert answer.status_code == 201
    return str(answer.json["id"])


@pytest.fixture
def decide(ben: Visitor) -> Callable[..., Any]:
    """Ben presses a button of a tip."""

    def press(tip: str, action: str, **form: str) -> Any:
        return ben.pages.submit(f"{PAGES}{tip}/{action}", form, page="/me")

    return press


def count(tx: Any, table: Any) -> int:
    found: int = tx(lambda session: session.scalar(select(func.count()).select_from(table)))
    return found


# ---- proposing ----


def test_amira_proposes_a_page_and_sees_it_without_its_tracking(amira: Visitor, tip: str) -> None:
    [found] = mine(amira)
    assert found.pop("at")
    assert found == {
        "id": tip,
        "url": PAGE,
        "title": "Robots and stairs",
        "note": TIP["note"],
        "state": "open",
        "answer": "",
    }


def test_nobody_sees_what_another_proposed(tip: str, clara: Visitor, stranger: Visitor) -> None:
    assert mine(clara) == []
    assert stranger.get(MINE).status_code == 401
    assert propose(stranger).status_code == 401


def test_a_page_without_a_title_goes_by_its_address(amira: Visitor) -> None:
    propose(amira, title=" ")
    assert mine(amira)[0]["title"] == PAGE


def test_title_and_note_are_not_needed(amira: Visitor) -> None:
    assert amira.post(URL, json={"url": PAGE}, headers=acme.key()).status_code == 201


def test_what_the_database_cannot_hold_is_left_out(amira: Visitor) -> None:
    propose(amira, title="a\0b", note="c\0d 👩‍👩‍👧")
    [found] = mine(amira)
    assert (found["title"], found["note"]) == ("ab", "cd 👩‍👩‍👧")


@pytest.mark.parametrize(
    ("asked", "said"), [("en", "This page looks private"), ("de", "Diese Seite sieht privat aus")]
)
def test_a_private_page_is_refused_with_the_way_out_and_nothing_is_kept(
    amira: Visitor, tx: Any, asked: str, said: str
) -> None:
    answer = amira.post(
        URL, json=TIP | {"url": "http://intranet/wiki"}, headers=acme.key() | {"Accept-Language": asked}
    )
    assert answer.status_code == 422
    assert answer.json["detail"].startswith(said)
    assert answer.json["hint"]
    assert (count(tx, Tip), count(tx, KeptAnswer)) == (0, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"url": ""},
        {"url": None},
        {"url": "x" * 8001},
        {"url": "https://acme.example/\ud83d"},
        {"title": "x" * 1001},
        {"title": 7},
        {"note": "x" * 501},
        {"note": "\ud83d"},
        {"draft": "words"},
    ],
)
def test_a_wrong_request_is_refused_at_its_place(amira: Visitor, tx: Any, change: dict[str, Any]) -> None:
    answer = propose(amira, **change)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["field"].endswith(next(iter(change)))
    assert count(tx, Tip) == 0


def test_a_repeated_request_is_one_tip_and_keeps_nothing_that_was_typed(amira: Visitor, tx: Any) -> None:
    key = acme.key()
    answers = [amira.post(URL, json=TIP, headers=key).json for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert set(answers[0]) == {"id", "state"}
    assert (count(tx, Tip), count(tx, Proposal)) == (1, 1)


def test_without_a_key_nothing_is_proposed(amira: Visitor, tx: Any) -> None:
    assert amira.post(URL, json=TIP).status_code == 400
    assert count(tx, Tip) == 0


def test_the_same_page_from_two_people_is_one_tip_with_two_notes(
    amira: Visitor, ben: Visitor, clara: Visitor, tx: Any
) -> None:
    propose(amira)
    propose(clara, url=f"{PAGE}#part", title="Another title", note="Me too")
    assert count(tx, Tip) == 1
    page = unescape(ben.pages.get(f"{PAGES}{mine(amira)[0]['id']}").text)
    assert "2 people proposed it." in page
    assert TIP["note"] in page and "Me too" in page
    assert (mine(amira)[0]["note"], mine(clara)[0]["note"]) == (TIP["note"], "Me too")


def test_proposed_again_by_the_same_person_the_newest_note_counts(amira: Visitor, tx: Any) -> None:
    propose(amira)
    propose(amira, note="Better said")
    assert count(tx, Proposal) == 1
    assert mine(amira)[0]["note"] == "Better said"


def test_many_at_once_are_one_tip(app: Any, amira: Visitor, clara: Visitor, tx: Any) -> None:
    def post(number: int) -> int:
        one = Visitor(app, token=(amira, clara)[number % 2].token)
        status: int = propose(one).status_code
        return status

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(post, range(24))) == {201}
    assert (count(tx, Tip), count(tx, Proposal)) == (1, 2)


def test_my_tips_come_newest_first_and_in_pages(amira: Visitor) -> None:
    for name in "abc":
        propose(amira, url=f"{PAGE}/{name}", title=name)
    first, second = (amira.get(f"{MINE}?size=2&page={page}").json for page in (1, 2))
    assert [one["title"] for one in first["items"]] == ["c", "b"]
    assert ([one["title"] for one in second["items"]], second["more"]) == (["a"], False)


# ---- deciding ----


def test_accepted_it_becomes_a_draft_and_amira_sees_it(
    amira: Visitor, tip: str, decide: Any, tx: Any
) -> None:
    answer = decide(tip, "accept")
    item = tx(lambda session: session.scalars(select(Item)).one())
    assert answer.headers["Location"] == f"/admin/content/{item.id}"
    assert (item.url, item.title, item.source, item.status) == (
        PAGE,
        "Robots and stairs",
        "robots.example",
        DRAFT,
    )
    assert mine(amira)[0]["state"] == "accepted"
    assert amira.get("/api/v1/feed").json["items"] == []


def test_declined_amira_is_told_why_in_the_extension_and_on_her_page(
    amira: Visitor, tip: str, decide: Any
) -> None:
    decide(tip, "decline", answer="We had <i>this</i> last week")
    [found] = mine(amira)
    assert (found["state"], found["answer"]) == ("declined", "We had <i>this</i> last week")
    page = amira.pages.get("/me").text
    assert "Declined" in page
    assert "We had &lt;i&gt;this&lt;/i&gt; last week" in page


def test_accepted_with_a_word_of_thanks_amira_reads_it_too(amira: Visitor, tip: str, decide: Any) -> None:
    decide(tip, "accept", answer="Thank you, we <i>needed</i> this")
    [found] = mine(amira)
    assert (found["state"], found["answer"]) == ("accepted", "Thank you, we <i>needed</i> this")
    assert "we &lt;i&gt;needed&lt;/i&gt; this" in amira.pages.get("/me").text


@pytest.mark.parametrize("action", ["accept", "decline"])
def test_too_long_an_answer_is_told_and_not_lost(ben: Visitor, tip: str, decide: Any, action: str) -> None:
    answer = decide(tip, action, answer="x" * 501)
    assert answer.status_code == 422
    assert 'id="answer-fault"' in answer.text
    assert "x" * 501 in answer.text


def test_what_was_declined_may_be_accepted_later_and_the_answer_goes(
    amira: Visitor, tip: str, decide: Any
) -> None:
    decide(tip, "decline", answer="Not now")
    decide(tip, "accept")
    [found] = mine(amira)
    assert (found["state"], found["answer"]) == ("accepted", "")


def test_accepted_twice_it_is_one_draft(tip: str, decide: Any, tx: Any) -> None:
    decide(tip, "accept")
    assert decide(tip, "accept").headers["Location"] == f"{PAGES}{tip}"
    assert decide(tip, "decline", answer="No").headers["Location"] == f"{PAGES}{tip}"
    assert count(tx, Item) == 1


def test_everybody_who_proposed_it_and_wants_points_gets_five_and_is_told_what_for(
    keen: Visitor, clara: Visitor, tip: str, decide: Any
) -> None:
    propose(clara)
    decide(tip, "accept")
    assert (points(keen), points(clara)) == (5, 0)
    [entry] = keen.get("/api/v1/me/points").json["entries"]
    assert entry["reason"] == "Your tip was accepted: Robots and stairs"


def test_who_proposes_it_after_it_was_accepted_sees_that_and_gets_no_points(
    tip: str, clara: Visitor, decide: Any, tx: Any
) -> None:
    tx(lambda session: people.choose(session, clara.person.id, wants_points=True))
    decide(tip, "accept")
    propose(clara)
    assert (mine(clara)[0]["state"], points(clara)) == ("accepted", 0)


def test_only_curators_and_admins_may_decide(
    amira: Visitor, clara: Visitor, stranger: Visitor, tip: str
) -> None:
    for action in ("accept", "decline"):
        assert amira.pages.submit(f"{PAGES}{tip}/{action}", page="/me").status_code in (302, 403)
        assert stranger.pages.client.post(f"{PAGES}{tip}/{action}").status_code == 400
    assert mine(amira)[0]["state"] == "open"
    assert clara.pages.submit(f"{PAGES}{tip}/accept", page="/me").status_code == 302
    assert mine(amira)[0]["state"] == "accepted"


# ---- the list ----


def test_an_empty_list_says_where_tips_come_from(ben: Visitor) -> None:
    assert "No tips yet" in ben.pages.get(PAGES).text


def test_the_list_shows_what_waits_and_can_be_searched(ben: Visitor, amira: Visitor, decide: Any) -> None:
    propose(amira, title="Robots at night 100%")
    propose(amira, url="https://desks.example/", title="Desks at noon")
    decide(mine(amira)[0]["id"], "decline")
    for query, found in {
        "": (True, True),
        "?state=open": (True, False),
        "?state=declined": (False, True),
        "?state=nonsense&page=0": (True, True),
        "?search=robots+night": (True, False),
        "?search=desks.example&sort=-page": (False, True),
        "?search=100%25": (True, False),
        "?search=%25_": (False, False),
    }.items():
        page = ben.pages.get(PAGES + query).text
        assert ("Robots at night" in page, "Desks at noon" in page) == found, query


def test_since_when_a_tip_waits_is_what_the_list_is_sorted_by(ben: Visitor, tip: str, tx: Any) -> None:
    """Who proposed it first may be erased meanwhile, and others come later."""

    def told() -> list[str]:
        return re.findall(r"<td>(\w+ \d+, \d{4})</td>", ben.pages.get(PAGES).text)

    [since] = told()
    tx(lambda session: session.execute(update(Proposal).values(at=now() + timedelta(days=400))))
    assert told() == [since]
    tx(lambda session: session.execute(delete(Proposal)))
    assert told() == [since]


def test_neither_list_nor_page_names_who_proposed_it(ben: Visitor, amira: Visitor, tip: str) -> None:
    for address in (PAGES, f"{PAGES}{tip}"):
        page = ben.pages.get(address).text
        assert "Robots and stairs" in page
        assert "Amira" not in page
        assert "<b>tested" not in page


def test_the_list_takes_few_queries_however_many_tips_there_are(
    ben: Visitor, amira: Visitor, queries: Any, tx: Any
) -> None:
    def fill(session: Any) -> None:
        for number in range(60):
            row = Tip(url=f"{PAGE}/{number}", title="A page")
            row.proposals = [Proposal(person_id=amira.person.id, note="")]
            session.add(row)

    tx(fill)
    with queries() as asked:
        page = ben.pages.get(PAGES).text
    assert "page=2" in page
    assert len(asked) <= 6


def test_a_tip_that_is_not_there_is_not_found(ben: Visitor, tip: str, decide: Any) -> None:
    nobody = "00000000-0000-7000-8000-000000000000"
    assert ben.pages.get(f"{PAGES}{nobody}").status_code == 404
    assert decide(nobody, "accept").status_code == 404


@pytest.mark.parametrize(
    "odd", ["page=99999999999999999999", "page=-1", "page=x", "search=%00", "search=%25"]
)
def test_an_odd_address_of_the_list_is_a_page(ben: Visitor, tip: str, odd: str) -> None:
    assert ben.pages.get(f"{PAGES}?{odd}").status_code == 200

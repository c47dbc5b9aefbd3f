"""/me/share/<item>: Amira shares from a page of ours, without the extension."""

import io
import re
import uuid
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from backend.content.models import Caption, Item
from backend.db import now
from backend.migrations import tables
from backend.people.models import Group
from backend.points.models import Entry
from backend.rules import examples, releases, sources
from backend.shares import limits
from backend.shares.models import Share
from backend.tests import acme
from backend.tests.cast import Visitor

CANARY = "canary-7f3a of Zanzibar"
QUESTION = "What was your first robot?"
LONG = "A robot. " * 40
PRAISE = "You have to try HomeBot, it is wonderful."


def page_of(item: Item, **asked: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/me/share/{item.id}?{query}"


def caption_of(item: Item, platform: str = "linkedin") -> str:
    return next(str(one.id) for one in item.captions if one.platform == platform)


def share(
    visitor: Visitor, item: Item, text: str | None = None, site: str = "linkedin", **more: Any
) -> TestResponse:
    """Press the button at a caption as it is; with a text, below the field it was written into."""
    caption = caption_of(item, site)
    sent = {"site": site, "caption": caption, **({} if text is None else {"text": text}), **more}
    page = page_of(item, site=site) if text is None else page_of(item, site=site, caption=caption)
    return visitor.pages.submit(f"/me/share/{item.id}", sent, page)


def shipped_rules(session: Any) -> None:
    """The small pack of the tests offers no fixes."""
    sources.seed(session, examples.organisation())
    releases.publish(session, None, "first release")


def shares(tx: Any) -> list[Share]:
    return list(tx(lambda session: session.scalars(select(Share).order_by(Share.id)).all()))


def read(answer: TestResponse) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]).split()))


def test_amira_shares_a_caption_as_it_is_and_the_composer_opens_with_her_link(
    amira: Visitor, item: Item, tx: Any, public_url: str
) -> None:
    answer = share(amira, item)
    [kept] = shares(tx)
    assert answer.status_code == 303
    address = urlsplit(answer.location)
    assert (address.netloc, address.path) == ("www.linkedin.com", "/feed/")
    assert parse_qs(address.query)["text"] == [f"{acme.FINE}\n\n{public_url}/r/{kept.code}"]
    assert (kept.person_id, kept.item_id, kept.platform) == (amira.person.id, item.id, "linkedin")
    assert (kept.edited, kept.state, str(kept.caption_id)) == (False, "prepared", caption_of(item))


def test_the_browser_may_follow_the_form_to_that_site(amira: Visitor, item: Item) -> None:
    for site, origin in (("linkedin", "https://*.linkedin.com"), ("x", "https://x.com https://twitter.com")):
        page = amira.pages.get(page_of(item, site=site))
        assert f"form-action 'self' {origin};" in page.headers["Content-Security-Policy"]


def test_her_own_words_are_judged_and_what_the_rules_say_is_read_first(
    amira: Visitor, item: Item, tx: Any
) -> None:
    answer = share(amira, item, acme.PRAISE)
    assert answer.status_code == 422 and shares(tx) == []
    assert f">\r\n{acme.PRAISE}</textarea>" in answer.text
    assert "Share it all the same" in read(answer)
    rules = re.findall(r'name="acknowledged" value="([^"]+)"', answer.text)
    assert rules == ["nosy-praise"]
    assert share(amira, item, acme.PRAISE, acknowledged=rules).status_code == 303
    assert [one.edited for one in shares(tx)] == [True]


def test_a_fix_is_written_where_it_is_asked_for_and_nothing_is_shared_yet(amira: Visitor, tx: Any) -> None:
    tx(shipped_rules)
    item = tx(acme.item)
    [rule] = re.findall(r'name="fix" value="([^"]+)"', share(amira, item, PRAISE).text)
    answer = share(amira, item, PRAISE, fix=rule)
    assert answer.status_code == 200 and shares(tx) == []
    written = unescape(answer.text.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])
    assert PRAISE in written and "Acme" in written
    assert "Share it all the same" not in read(answer)
    assert share(amira, item, written).status_code == 303


def test_asking_for_a_fix_never_shares_though_there_is_nothing_to_mend_any_more(
    amira: Visitor, item: Item, tx: Any
) -> None:
    answer = share(amira, item, "Our robot folds.", fix="nosy-praise")
    assert answer.status_code == 200 and "Our robot folds.</textarea>" in answer.text
    assert shares(tx) == []


def test_a_long_caption_with_its_hashtags_goes_out_as_it_is(amira: Visitor, release: Any, tx: Any) -> None:
    long = Caption(platform="linkedin", language="en", text="Robot " * 483)
    item = tx(lambda session: acme.item(session, captions=[long], hashtags=["HouseholdRobots"]))
    assert share(amira, item).status_code == 303


def test_a_line_break_is_one_letter_though_browsers_send_two(amira: Visitor, item: Item) -> None:
    assert share(amira, item, "Robot\r\n" * 450).status_code == 303


def test_the_same_words_for_the_other_site_are_another_share(amira: Visitor, item: Item, tx: Any) -> None:
    key = str(uuid.uuid4())
    for site in ("linkedin", "x"):
        share(amira, item, "Our robot folds.", site, key=key)
    assert [one.platform for one in shares(tx)] == ["linkedin", "x"]


def test_a_button_pressed_twice_shares_once_and_opens_the_same_composer(
    amira: Visitor, item: Item, tx: Any
) -> None:
    key = str(uuid.uuid4())
    first, second = (share(amira, item, key=key) for _ in range(2))
    assert first.location == second.location
    assert len(shares(tx)) == 1


def test_who_comes_back_and_writes_something_else_shares_that(amira: Visitor, item: Item, tx: Any) -> None:
    key = str(uuid.uuid4())
    texts = ["Our robot.", "Our robot, at last."]
    found = [
        parse_qs(urlsplit(share(amira, item, text, key=key).location).query)["text"][0] for text in texts
    ]
    assert [one.partition("\n\n")[0] for one in found] == texts
    assert len(shares(tx)) == 2


def test_a_question_is_answered_in_ones_own_words(amira: Visitor, item: Item, tx: Any) -> None:
    def ask(session: Any) -> str:
        asked = Caption(item_id=item.id, platform="any", language="en", text=QUESTION, is_question=True)
        session.add(asked)
        session.flush()
        return str(asked.id)

    asked = tx(ask)
    assert QUESTION in read(amira.pages.get(page_of(item)))
    form = amira.pages.get(page_of(item, caption=asked))
    assert QUESTION in read(form) and ">\r\n</textarea>" in form.text
    sent = {"site": "linkedin", "caption": asked, "text": ""}
    nothing = amira.pages.submit(f"/me/share/{item.id}", sent, page_of(item, caption=asked))
    assert nothing.status_code == 422 and "Write something first." in read(nothing)
    as_it_is = {"site": "linkedin", "caption": asked}
    assert amira.pages.submit(f"/me/share/{item.id}", as_it_is, page_of(item)).status_code == 422
    assert shares(tx) == []


def test_what_is_too_long_for_x_is_told_and_stays(amira: Visitor, item: Item, tx: Any) -> None:
    answer = share(amira, item, LONG, site="x")
    assert answer.status_code == 422 and LONG.strip() in answer.text and shares(tx) == []
    assert re.search(r"X takes 280 characters, link and hashtags included; this is \d+ over\.", read(answer))


def test_the_limit_of_a_day_holds_here_too_and_the_text_stays(amira: Visitor, item: Item, tx: Any) -> None:
    tx(lambda session: limits.choose(session, 1, []))
    share(amira, item)
    answer = share(amira, item, "Our robot, once more.")
    assert answer.status_code == 409 and "Enough for today" in read(answer)
    assert "Our robot, once more.</textarea>" in answer.text
    assert len(shares(tx)) == 1


@pytest.mark.parametrize("gone", ["withdrawn", "over", "for others"])
def test_what_is_not_for_her_now_is_not_there(amira: Visitor, item: Item, tx: Any, gone: str) -> None:
    def change(session: Any) -> None:
        found = session.get_one(Item, item.id)
        if gone == "withdrawn":
            found.status = "withdrawn"
        elif gone == "over":
            found.valid_until = now() - timedelta(minutes=1)
        else:
            found.groups = [Group(name="Sales")]

    tx(change)
    answer = amira.pages.get(page_of(item))
    assert answer.status_code == 404 and "Choose another one on your page." in read(answer)


@pytest.mark.parametrize(
    "odd", [{"site": "mastodon"}, {"caption": "7"}, {"caption": str(uuid.uuid4())}, {"site": ""}]
)
def test_a_form_that_was_tampered_with_shares_nothing(
    amira: Visitor, item: Item, tx: Any, odd: dict[str, str]
) -> None:
    sent = {"site": "linkedin", "caption": caption_of(item), **odd}
    assert amira.pages.submit(f"/me/share/{item.id}", sent, page_of(item)).status_code == 404
    assert shares(tx) == []


def test_a_stranger_is_led_to_sign_in_and_from_there_back(stranger: Visitor, item: Item) -> None:
    answer = stranger.pages.get(f"/me/share/{item.id}")
    assert answer.status_code == 302 and f"/me/share/{item.id}" in answer.location


def test_what_she_types_is_in_no_table_and_no_log_line(
    amira: Visitor, item: Item, tx: Any, log: io.StringIO
) -> None:
    share(amira, item, CANARY)
    share(amira, item, f"{acme.PRAISE} {CANARY}")

    def dump(session: Any) -> str:
        return "\n".join(str(session.execute(select(table)).all()) for table in tables.metadata.sorted_tables)

    everything = tx(dump) + log.getvalue()
    assert item.title in everything and CANARY not in everything


def test_the_page_takes_few_queries_however_many_captions_there_are(
    amira: Visitor, item: Item, tx: Any, queries: Any
) -> None:
    with queries() as few:
        amira.pages.get(page_of(item))
    tx(
        lambda session: session.add_all(
            Caption(item_id=item.id, platform="any", language="de", text=f"{n}") for n in range(5)
        )
    )
    with queries() as many:
        amira.pages.get(page_of(item))
    assert len(many) == len(few) <= 12


def test_afterwards_she_says_whether_she_posted_it(amira: Visitor, item: Item, tx: Any) -> None:
    share(amira, item)
    [kept] = shares(tx)
    assert "Did you post “A robot that folds” on LinkedIn?" in read(amira.pages.get("/me"))
    said = amira.pages.submit(f"/me/shares/{kept.id}/dropped", page="/me/shares/")
    assert said.location == "/me/shares/"
    page = amira.pages.get("/me/shares/")
    assert "Noted: not posted." in read(page) and "I did post it" in read(page)
    amira.pages.submit(f"/me/shares/{kept.id}/posted", page="/me/shares/")
    assert "Thank you, noted as posted." in read(amira.pages.get("/me/shares/"))
    assert [one.state for one in shares(tx)] == ["posted"]
    assert "Did you post" not in read(amira.pages.get("/me"))


def test_it_brings_points_once(keen: Visitor, item: Item, tx: Any) -> None:
    share(keen, item)
    [kept] = shares(tx)
    for _ in range(2):
        keen.pages.submit(f"/me/shares/{kept.id}/posted", page=page_of(item))
    assert tx(lambda session: session.scalar(select(func.count(Entry.id)))) == 1


def test_nobody_says_it_of_somebody_elses_share(amira: Visitor, ben: Visitor, item: Item, tx: Any) -> None:
    share(amira, item)
    [kept] = shares(tx)
    assert ben.pages.submit(f"/me/shares/{kept.id}/posted", page=page_of(item)).status_code == 404
    assert ben.pages.submit(f"/me/shares/{kept.id}/dropped", page=page_of(item)).status_code == 404
    assert [one.state for one in shares(tx)] == ["prepared"]

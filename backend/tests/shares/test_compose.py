"""/me/share/<item>: Amira shares from a page of ours, without the extension."""

import io
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import delete, func, select
from werkzeug.test import TestResponse

from backend.content.models import Caption, Item
from backend.db import now
from backend.migrations import tables
from backend.people.models import Group
from backend.points.models import Entry
from backend.rules import examples
from backend.rules.models import Release
from backend.rules.releases import publishing, sources
from backend.shares import limits, links
from backend.shares.models import Share
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.forms import fields

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
    publishing.publish(session, None, "first release")


def shares(tx: Any) -> list[Share]:
    return list(tx(lambda session: session.scalars(select(Share).order_by(Share.id)).all()))


def acknowledged(answer: TestResponse) -> list[str]:
    """What the page sends along as read with the next press."""
    return re.findall(r'name="acknowledged" value="([^"]+)"', answer.text)


def to_copy(answer: TestResponse) -> str:
    """What the page gives back to whoever wrote it."""
    return unescape(answer.text.partition('<textarea id="typed"')[2].partition(">")[2].partition("</text")[0])


def withdraw(session: Any, item: Item) -> None:
    session.get_one(Item, item.id).status = "withdrawn"


def rewrite(session: Any, caption: str, text: str) -> None:
    """A curator changes a caption."""
    session.get_one(Caption, uuid.UUID(caption)).text = text


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
    [said] = acknowledged(answer)
    assert share(amira, item, acme.PRAISE, acknowledged=said).status_code == 303
    assert [one.edited for one in shares(tx)] == [True]


@pytest.mark.parametrize("other", [acme.OUTRAGE.replace("Globex", "Initex"), f"{acme.OUTRAGE} Truly."])
def test_what_was_read_of_one_text_counts_for_no_other_that_the_same_rule_speaks_of(
    amira: Visitor, item: Item, tx: Any, other: str
) -> None:
    [said] = acknowledged(share(amira, item, acme.OUTRAGE))
    answer = share(amira, item, other, acknowledged=said)
    assert answer.status_code == 422 and "Share it all the same" in read(answer) and shares(tx) == []
    [said] = acknowledged(answer)
    assert share(amira, item, other, acknowledged=said).status_code == 303


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
    own_form = page_of(item, caption=asked)
    assert amira.pages.submit(f"/me/share/{item.id}", as_it_is, own_form).status_code == 422
    for question in (QUESTION, f"  {QUESTION.lower()}\n\n#Robots"):
        repeated = amira.pages.submit(f"/me/share/{item.id}", sent | {"text": question}, own_form)
        assert repeated.status_code == 422
        assert "This is the question. Answer it in words of your own." in read(repeated)
    assert shares(tx) == []
    answered = sent | {"text": f"{QUESTION} Mine was made of tin."}
    assert amira.pages.submit(f"/me/share/{item.id}", answered, own_form).status_code == 303
    again = {"item_id": item.id, "caption_id": asked, "platform": "linkedin", "text": QUESTION}
    by_api = amira.post("/api/v1/shares", json=again, headers=acme.key())
    assert by_api.status_code == 422 and by_api.json["detail"].startswith("This is the question.")


def test_signs_that_nobody_sees_are_no_text(amira: Visitor, item: Item, tx: Any) -> None:
    for blank in ("\u200b", "\u2060 \u00ad", "\ufe0f\u3164", "\u2800\n\u200e"):
        answer = share(amira, item, blank)
        assert answer.status_code == 422 and "Write something first." in read(answer), ascii(blank)
        by_api = amira.post("/api/v1/shares", json=acme.share_of(item, blank), headers=acme.key())
        assert by_api.status_code == 422 and "to be seen" in by_api.text, ascii(blank)
    assert shares(tx) == []
    assert share(amira, item, "\u2764\ufe0f").status_code == 303


@pytest.mark.parametrize("field", ["text", "key", "caption", "site", "read", "link"])
def test_a_file_in_a_field_of_the_form_is_refused_as_what_it_is(
    amira: Visitor, item: Item, tx: Any, field: str
) -> None:
    page = page_of(item, caption=caption_of(item))
    sent = fields(amira.pages.get(page).text) | {field: (io.BytesIO(b"robot"), "robot.txt")}
    answer = amira.pages.client.post(f"/me/share/{item.id}", data=sent)
    assert answer.status_code == 400 and "A file came where text belongs." in read(answer)
    assert shares(tx) == []


def test_a_caption_that_a_curator_changed_meanwhile_is_read_first(
    amira: Visitor, item: Item, tx: Any
) -> None:
    shown = {"read": fields(amira.pages.get(page_of(item)).text)["read"]}
    new = "Our robot folds most laundry now."
    tx(lambda session: rewrite(session, caption_of(item), new))
    for unchanged in (None, acme.FINE):
        answer = share(amira, item, unchanged, **shown)
        assert answer.status_code == 409 and shares(tx) == []
        assert "This text was changed meanwhile." in read(answer) and new in answer.text
        assert acme.FINE not in answer.text
    assert share(amira, item).status_code == 303
    own = share(amira, item, "It folds mine.", **shown)
    assert parse_qs(urlsplit(own.location).query)["text"][0].startswith("It folds mine.")


def test_a_link_that_a_curator_changed_meanwhile_is_seen_before_it_goes_out(
    amira: Visitor, item: Item, tx: Any
) -> None:
    shown = {"link": fields(amira.pages.get(page_of(item)).text)["link"]}
    new = "https://acme.example/another"
    tx(lambda session: setattr(session.get_one(Item, item.id), "url", new))
    for words in (None, "It folds mine."):
        answer = share(amira, item, words, **shown)
        assert answer.status_code == 409 and shares(tx) == []
        assert "leads elsewhere now" in read(answer) and f'href="{new}"' in answer.text
    assert "It folds mine.</textarea>" in answer.text
    assert share(amira, item, "It folds mine.").status_code == 303


def test_link_and_caption_that_changed_together_are_both_told(amira: Visitor, item: Item, tx: Any) -> None:
    page = fields(amira.pages.get(page_of(item, caption=caption_of(item))).text)
    shown = {"link": page["link"], "read": page["read"]}
    new = "Our robot folds most laundry now."
    tx(lambda session: rewrite(session, caption_of(item), new))
    tx(lambda session: setattr(session.get_one(Item, item.id), "url", "https://acme.example/another"))
    answer = share(amira, item, acme.FINE, **shown)
    assert answer.status_code == 409 and "leads elsewhere now" in read(answer)
    assert "This text was changed meanwhile." in read(answer)
    assert f"{new}</textarea>" in answer.text and acme.FINE not in answer.text


def test_a_link_that_is_gone_is_told_and_a_page_that_knew_of_none_is_believed(
    amira: Visitor, item: Item, tx: Any
) -> None:
    page = fields(amira.pages.get(page_of(item, caption=caption_of(item))).text) | {"text": "It folds mine."}
    before_the_upgrade = {name: value for name, value in page.items() if name != "link"}
    assert amira.pages.client.post(f"/me/share/{item.id}", data=before_the_upgrade).status_code == 303
    tx(lambda session: setattr(session.get_one(Item, item.id), "url", ""))
    gone = amira.pages.client.post(f"/me/share/{item.id}", data=page | {"key": str(uuid.uuid4())})
    assert gone.status_code == 409 and "has no link any more" in read(gone)


def test_what_is_too_long_for_x_is_told_and_stays(amira: Visitor, item: Item, tx: Any) -> None:
    answer = share(amira, item, LONG, site="x")
    assert answer.status_code == 422 and LONG.strip() in answer.text and shares(tx) == []
    assert re.search(r"X takes 280 characters, link and hashtags included; this is \d+ over\.", read(answer))


def test_the_limit_of_a_day_holds_here_too_and_the_text_stays(amira: Visitor, item: Item, tx: Any) -> None:
    tx(lambda session: limits.choose(session, 1, []))
    share(amira, item)
    answer = share(amira, item, "Our robot, once more.")
    assert answer.status_code == 409 and "Enough for today" in read(answer)
    assert "Share it tomorrow." in read(answer) and "popup" not in read(answer)
    assert "Our robot, once more.</textarea>" in answer.text
    assert len(shares(tx)) == 1


@pytest.mark.parametrize("gone", ["withdrawn", "no caption", "no release", "a crash"])
def test_whatever_page_comes_instead_what_she_wrote_is_there_to_copy(
    amira: Visitor, item: Item, tx: Any, monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    changes: dict[str, Callable[[Any], Any]] = {
        "withdrawn": lambda session: withdraw(session, item),
        "no caption": lambda session: session.delete(session.get_one(Caption, uuid.UUID(caption_of(item)))),
        "no release": lambda session: session.execute(delete(Release)),
    }
    form = fields(amira.pages.get(page_of(item, caption=caption_of(item))).text)
    if gone == "a crash":
        monkeypatch.delattr(links, "filled")
    else:
        tx(changes[gone])
    wrote = "Our robot <folds>\n& I love it."
    answer = amira.pages.client.post(f"/me/share/{item.id}", data=form | {"text": wrote})
    assert answer.status_code == (500 if gone == "a crash" else 404)
    assert to_copy(answer).replace("\r", "").strip() == wrote
    assert "<folds>" not in answer.text


def test_so_it_is_where_she_signed_out_meanwhile_in_another_tab(amira: Visitor, item: Item) -> None:
    form = fields(amira.pages.get(page_of(item, caption=caption_of(item))).text) | {"text": "Our robot."}
    with amira.pages.client.session_transaction() as cookie:
        cookie.clear()
    answer = amira.pages.client.post(f"/me/share/{item.id}", data=form)
    assert answer.status_code == 400 and to_copy(answer).strip() == "Our robot."
    elsewhere = {"Origin": "https://elsewhere.example"}
    foreign = amira.pages.client.post(f"/me/share/{item.id}", data=form, headers=elsewhere)
    assert foreign.status_code == 400 and to_copy(foreign) == ""


def test_an_error_page_gives_nothing_back_where_nothing_was_written(
    amira: Visitor, item: Item, tx: Any
) -> None:
    form = fields(amira.pages.get(page_of(item)).text)
    tx(lambda session: withdraw(session, item))
    answer = amira.pages.client.post(f"/me/share/{item.id}", data=form)
    assert answer.status_code == 404 and "<textarea" not in answer.text


@pytest.mark.parametrize("gone", ["withdrawn", "over", "for others"])
def test_what_is_not_for_her_now_is_not_there(amira: Visitor, item: Item, tx: Any, gone: str) -> None:
    def change(session: Any) -> None:
        found = session.get_one(Item, item.id)
        if gone == "withdrawn":
            withdraw(session, item)
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
@pytest.mark.parametrize("platform", ["linkedin", "any"])
def test_a_form_that_was_tampered_with_shares_nothing(
    amira: Visitor, release: Any, tx: Any, odd: dict[str, str], platform: str
) -> None:
    one = Caption(platform=platform, language="en", text="Our robot folds.")
    item = tx(lambda session: acme.item(session, captions=[one]))
    sent = {"site": "linkedin", "caption": caption_of(item, platform), **odd}
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

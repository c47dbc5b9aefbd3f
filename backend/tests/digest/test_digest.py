"""The weekly mail: for those who want it, once a week, about what is new for them."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from backend.content import service as content
from backend.content.models import DRAFT, Item
from backend.digest import service
from backend.digest.models import Digest
from backend.people import groups, service as people
from backend.sign_in import let_in
from backend.tests import acme, cast
from backend.tests.cast import Visitor
from backend.tests.digest.post import PAGE, Send, published, switch_on, text_of, time_passes, way_out
from backend.tests.guidelines import texts
from backend.tests.mailbox import Mailbox


def test_it_is_off_until_she_switches_it_on(amira: Visitor, tx: Any, turn: Send, mailbox: Mailbox) -> None:
    tx(published)
    assert "checked" not in amira.pages.get(PAGE).text
    turn()
    assert mailbox.letters == []
    switch_on(amira)
    assert "checked" in amira.pages.get(PAGE).text
    turn()
    assert mailbox.recipients == ["amira@acme.example"]


def test_it_tells_what_is_new_for_her_groups_and_nothing_else(
    amira: Visitor, ben: Visitor, tx: Any, turn: Send, mailbox: Mailbox
) -> None:
    def prepare(session: Any) -> None:
        sales = groups.save(session, None, "Sales")
        groups.add(session, sales.id, [amira.person.id])
        published(session, "for sales", groups=[sales])
        published(session, "for all")
        published(session, "a draft", status=DRAFT)
        published(session, "long known", minutes_ago=60 * 24 * 20)

    tx(prepare)
    switch_on(amira)
    switch_on(ben)
    turn()
    titles = ("for sales", "for all", "a draft", "long known")
    told = {to: [one for one in titles if one in text_of(letter)] for to, letter in mailbox.letters}
    assert told == {"amira@acme.example": ["for sales", "for all"], "ben@acme.example": ["for all"]}


def test_what_she_has_shared_is_nothing_new_and_without_news_no_mail_comes(
    amira: Visitor, tx: Any, turn: Send, mailbox: Mailbox, release: Any
) -> None:
    item = tx(published)
    share = amira.post("/api/v1/shares", json=acme.share_of(item), headers=acme.key()).json
    amira.patch(f"/api/v1/shares/{share['id']}", json={"state": "posted"})
    switch_on(amira)
    turn()
    assert mailbox.lines == [] or mailbox.letters == []
    tx(lambda session: published(session, "came later"))
    turn()
    assert mailbox.letters == []  # looked at today already
    tx(lambda session: time_passes(session, days=1))
    turn()
    assert "came later" in text_of(mailbox.letters[0][1])
    assert "Folding" not in text_of(mailbox.letters[0][1])


def test_new_guidelines_ride_along_with_a_mail_until_they_are_read_and_bring_none_of_their_own(
    amira: Visitor, tx: Any, turn: Send, mailbox: Mailbox
) -> None:
    tx(texts.published)
    switch_on(amira)
    turn()
    assert mailbox.letters == []
    for number, said in ((0, "has guidelines"), (1, ""), (2, "have changed")):
        tx(lambda session: time_passes(session, days=8))
        tx(lambda session: published(session, f"item {number}"))  # noqa: B023
        turn()
        letter = mailbox.letters[number][1]
        for kind in ("plain", "html"):
            assert ("/me/guidelines/" in text_of(letter, kind)) == bool(said)
            assert said in text_of(letter, kind)
        if number == 0:
            amira.pages.submit("/me/guidelines/", {"version": "1"})
        else:
            tx(lambda session: texts.published(session, texts.EN.replace(*texts.KINDER)))


def test_what_was_told_is_not_told_again_and_a_week_lies_between(
    amira: Visitor, tx: Any, turn: Send, mailbox: Mailbox
) -> None:
    tx(lambda session: published(session, "the first"))
    switch_on(amira)
    turn()
    tx(lambda session: time_passes(session, days=6))
    tx(lambda session: published(session, "the second"))
    turn()
    assert len(mailbox.letters) == 1
    tx(lambda session: time_passes(session, days=1, minutes=1))
    turn()
    assert len(mailbox.letters) == 2
    assert "the second" in text_of(mailbox.letters[1][1])
    assert "the first" not in text_of(mailbox.letters[1][1])


def test_off_and_on_again_brings_no_second_one_in_a_week(
    amira: Visitor, tx: Any, turn: Send, mailbox: Mailbox
) -> None:
    tx(published)
    switch_on(amira)
    turn()
    amira.pages.submit(PAGE, {})
    switch_on(amira)
    tx(lambda session: published(session, "another"))
    turn()
    assert len(mailbox.letters) == 1


def test_a_draft_that_is_published_late_is_new(
    amira: Visitor, tx: Any, turn: Send, mailbox: Mailbox, release: Any
) -> None:
    """The day it was written says nothing about the day it came into the feeds."""
    item = tx(lambda session: published(session, "at last", minutes_ago=60 * 24 * 30, status=DRAFT))
    tx(lambda session: content.publish(session, item.id))
    at = tx(lambda session: session.get(Item, item.id).published_at)
    tx(lambda session: content.publish(session, item.id))
    assert tx(lambda session: session.get(Item, item.id).published_at) == at
    tx(lambda session: setattr(session.get(Item, item.id), "published_at", at - service.FIRST / 2))
    switch_on(amira)
    turn()
    assert "at last" in text_of(mailbox.letters[0][1])


def test_her_points_are_told_only_where_she_wants_points(
    amira: Visitor, ben: Visitor, tx: Any, turn: Send, mailbox: Mailbox, release: Any
) -> None:
    tx(lambda session: people.choose(session, amira.person.id, wants_points=True))
    item = tx(published)
    share = amira.post("/api/v1/shares", json=acme.share_of(item), headers=acme.key()).json
    amira.patch(f"/api/v1/shares/{share['id']}", json={"state": "posted"})
    tx(lambda session: published(session, "more"))
    switch_on(amira)
    switch_on(ben)
    turn()
    told = {to: text_of(letter) for to, letter in mailbox.letters}
    assert "You have 2 points, 2 of them from the last seven days." in told["amira@acme.example"]
    assert "points" not in told["ben@acme.example"]


def test_whoever_is_not_let_in_any_more_gets_none(
    amira: Visitor, tx: Any, turn: Send, mailbox: Mailbox
) -> None:
    tx(published)
    switch_on(amira)
    tx(lambda session: let_in.deactivate(session, amira.person.id))
    turn()
    assert mailbox.letters == []


# ---- out again ----


def test_the_link_ends_it_by_a_click_on_its_page_or_in_the_mail_program(
    amira: Visitor, stranger: Visitor, tx: Any, turn: Send, mailbox: Mailbox
) -> None:
    tx(published)
    switch_on(amira)
    turn()
    [(_, letter)] = mailbox.letters
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    out = way_out(letter)
    assert out in text_of(letter) and out in text_of(letter, "html")
    assert "Send me no more" in stranger.pages.get(out).text
    assert tx(lambda session: session.scalars(select(Digest.wanted)).one()) is True  # looking changes nothing
    for _ in range(2):
        answer = stranger.pages.client.post(out, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "You get no more of these mails" in answer.text
    assert "checked" not in amira.pages.get(PAGE).text


def test_an_address_that_we_did_not_make_ends_nothing(
    amira: Visitor, stranger: Visitor, tx: Any, turn: Send, mailbox: Mailbox
) -> None:
    tx(published)
    switch_on(amira)
    turn()
    out = way_out(mailbox.letters[0][1])
    for wrong in (out[:-1], out.replace("unsubscribe/", "unsubscribe/x"), f"/unsubscribe/{amira.person.id}"):
        answer = stranger.pages.client.post(wrong)
        assert answer.status_code == 400
        assert "Copy it from the mail once more" in answer.text
    assert tx(lambda session: session.scalars(select(Digest.wanted)).one()) is True


# ---- the mail server ----


def test_an_address_that_the_server_refuses_holds_up_nobody_and_its_owner_is_told(
    amira: Visitor, ben: Visitor, tx: Any, turn: Send, mailbox: Mailbox
) -> None:
    tx(published)
    switch_on(amira)
    switch_on(ben)
    mailbox.answer = lambda line: b"550 no such user" if line.startswith("RCPT TO:<amira") else None
    turn()
    turn()
    assert mailbox.recipients == ["ben@acme.example"]
    assert "No mail can be sent to amira@acme.example." in amira.pages.get(PAGE).text
    assert "No mail can be sent" not in ben.pages.get(PAGE).text


@pytest.mark.parametrize("said", [b"554 5.7.1 <x>: Relay access denied", b"550 relay not permitted"])
def test_a_server_that_lets_nothing_of_ours_through_says_nothing_about_anybodys_address(
    amira: Visitor, ben: Visitor, clara: Visitor, tx: Any, turn: Send, mailbox: Mailbox, said: bytes
) -> None:
    """Postfix takes the sender without a password, and then refuses one recipient after the other."""
    tx(published)
    switch_on(amira)
    switch_on(ben)
    mailbox.answer = lambda line: said if line.startswith("RCPT") else None
    turn()
    assert (
        f"lets none of our letters through ({said[:3].decode()})"
        in clara.pages.get("/admin/people/mail/").text
    )
    assert "No mail can be sent" not in amira.pages.get(PAGE).text
    mailbox.answer = lambda line: None
    clara.pages.submit("/admin/people/mail/try", page="/admin/people/mail/")
    tx(lambda session: time_passes(session, hours=1))
    turn()
    assert sorted(mailbox.recipients) == ["amira@acme.example", "ben@acme.example"]
    assert "lets none" not in clara.pages.get("/admin/people/mail/").text


def test_a_server_that_hangs_up_after_each_letter_gets_the_next_one_all_the_same(
    amira: Visitor, ben: Visitor, clara: Visitor, tx: Any, turn: Send, mailbox: Mailbox
) -> None:
    """Many take so many on one connection and no more."""
    tx(published)
    switch_on(amira)
    switch_on(ben)
    mailbox.hangs_up = True
    turn()
    assert sorted(mailbox.recipients) == ["amira@acme.example", "ben@acme.example"]
    assert "broke off" not in clara.pages.get("/admin/people/mail/").text


def test_one_mailbox_that_bars_us_says_nothing_about_the_server(
    amira: Visitor, ben: Visitor, clara: Visitor, tx: Any, turn: Send, mailbox: Mailbox
) -> None:
    tx(published)
    switch_on(amira)
    switch_on(ben)
    mailbox.answer = lambda line: b"550 5.7.1 no" if line.startswith("RCPT TO:<amira") else None
    turn()
    assert mailbox.recipients == ["ben@acme.example"]
    assert "lets none" not in clara.pages.get("/admin/people/mail/").text


def test_who_is_asked_to_come_back_later_does(amira: Visitor, tx: Any, turn: Send, mailbox: Mailbox) -> None:
    tx(published)
    switch_on(amira)
    mailbox.answer = lambda line: b"451 later" if line == "." else None
    turn()
    mailbox.answer = lambda line: None
    turn()
    assert mailbox.letters == []
    tx(lambda session: time_passes(session, hours=1))
    turn()
    assert len(mailbox.letters) == 1


@pytest.mark.parametrize(
    ("line", "answer", "told"),
    [
        ("MAIL", b"553 not you", "takes nothing from news@acme.example"),
        ("RCPT", b"421 too busy", "sends us away: too busy"),
    ],
)
def test_a_server_that_takes_nothing_is_told_to_the_admin_and_asked_again(
    amira: Visitor,
    clara: Visitor,
    tx: Any,
    turn: Send,
    mailbox: Mailbox,
    line: str,
    answer: bytes,
    told: str,
) -> None:
    tx(published)
    switch_on(amira)
    mailbox.answer = lambda said: answer if said.startswith(line) else None
    turn()
    assert told in clara.pages.get("/admin/content/").text
    assert "Try again now" in clara.pages.get("/admin/people/mail/").text
    assert told not in amira.pages.get("/me").text
    asked = len(mailbox.lines)
    turn()
    assert len(mailbox.lines) == asked  # not every minute
    mailbox.answer = lambda line: None
    clara.pages.submit("/admin/people/mail/try", page="/admin/people/mail/")
    turn()
    assert mailbox.recipients == ["amira@acme.example"]
    assert told not in clara.pages.get("/admin/content/").text


def test_try_again_now_asks_the_server_before_it_says_that_all_is_well(
    amira: Visitor, clara: Visitor, tx: Any, turn: Send, mailbox: Mailbox
) -> None:
    tx(published)
    switch_on(amira)
    mailbox.answer = lambda said: b"553 not you" if said.startswith("MAIL") else None
    turn()
    page = "/admin/people/mail/"
    clara.pages.submit(f"{page}try", page=page)
    assert "Takes nothing since" in clara.pages.get(page).text
    mailbox.answer = lambda line: None
    clara.pages.submit(f"{page}try", page=page)
    found = clara.pages.get(page).text
    assert "The mail server answers." in found
    assert "Takes nothing since" not in found
    assert mailbox.letters == []  # asked, not written to


def test_a_server_that_nobody_reaches_is_told_too(
    app: Flask, amira: Visitor, clara: Visitor, tx: Any, turn: Send
) -> None:
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], mail="smtp://:x@127.0.0.1:9")
    tx(published)
    switch_on(amira)
    turn()
    page = clara.pages.get("/admin/people/mail/").text
    assert "No mail server answers at 127.0.0.1" in page
    assert ":x@" not in page


def test_without_a_mail_server_it_is_not_offered(app: Flask, amira: Visitor, clara: Visitor) -> None:
    app.config["PLAINSPOKEN"] = replace(app.config["PLAINSPOKEN"], mail="", mail_from="")
    assert "has not set up a mail server" in amira.pages.get(PAGE).text
    assert "PLAINSPOKEN_MAIL_FROM" in clara.pages.get("/admin/people/mail/").text


def test_about_how_many_want_it_is_told_from_five_on(app: Flask, clara: Visitor, tx: Any) -> None:
    def wanted_by(number: int) -> str:
        def switch_on(session: Any) -> None:
            person = people.add_person(session, f"Person {number}", f"p{number}@acme.example")
            service.choose(session, person.id, True)

        tx(switch_on)
        return clara.pages.get("/admin/people/mail/").text

    pages = [wanted_by(number) for number in range(7)]
    assert all("under 5 people" in page for page in pages[:4])
    assert all("about 5 people" in page for page in pages[4:])


def test_only_admins_see_the_page_about_the_server(ben: Visitor, app: Flask) -> None:
    assert ben.pages.get("/admin/people/mail/").status_code == 403
    assert cast.Visitor(app).pages.get("/admin/people/mail/").status_code == 302


def test_it_tells_what_is_in_her_language_first_and_marks_what_is_not(
    amira: Visitor, tx: Any, turn: Send, mailbox: Mailbox
) -> None:
    for title, language in (("One", "en"), ("Zwei", "de"), ("Three", "en")):
        tx(lambda session: published(session, title, language=language))  # noqa: B023
    switch_on(amira)
    turn()
    said = text_of(mailbox.letters[0][1])
    assert said.index("Three") < said.index("One") < said.index("Zwei")
    assert said.count("· German") == text_of(mailbox.letters[0][1], "html").count("· German") == 1
    assert "this is new for you" in said


def test_clara_sees_the_mail_as_it_would_come_to_her_and_no_way_out_of_anybodys(
    clara: Visitor, tx: Any, mailbox: Mailbox, queries: Any
) -> None:
    page = "/admin/people/mail/letter"
    assert page in clara.pages.get("/admin/people/mail/").text
    assert "Nothing new came in for you" in clara.pages.get(page).text
    tx(lambda session: published(session, "Folding <b>"))
    with queries() as asked:
        said = clara.pages.get(page).text
    assert len(asked) <= 12
    assert "New to share: Folding &lt;b&gt;" in said
    assert "this is new for you" in said
    assert "unsubscribe" not in said
    assert mailbox.letters == []

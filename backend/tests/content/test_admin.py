"""The curators' pages: items, captions, topics."""

import re
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from functools import partial
from html import unescape
from typing import Any

import pytest
import pytz
from sqlalchemy import select

from backend.content import judging, service, topics
from backend.content.models import DRAFT, PUBLISHED, WITHDRAWN, Item, Topic
from backend.db import now
from backend.people.models import Group
from backend.tests import acme
from backend.tests.cast import Visitor, sign_in
from backend.tests.forms import fields as fields_of
from backend.tests.races import another_before

INDEX = "/admin/content/"
NEW = f"{INDEX}new"
BERLIN = pytz.timezone("Europe/Berlin")
FORM = {
    "url": "https://acme.example/folding",
    "title": "A robot that folds",
    "source": "Acme blog",
    "language": "en",
    "captions-0-platform": "linkedin",
    "captions-0-language": "en",
    "captions-0-text": acme.FINE,
    "captions-1-platform": "x",
    "captions-1-language": "en",
    "captions-1-text": "",
}


def only_item(tx: Any) -> Item:
    return tx(lambda session: service.get(session, session.scalars(select(Item.id)).one()))


def address(item: Item, action: str = "") -> str:
    return f"{INDEX}{item.id}{action}"


@pytest.fixture
def draft(ben: Visitor, release: Any, tx: Any) -> Item:
    """An item that Ben has added."""
    assert ben.pages.submit(NEW, FORM).status_code == 302
    return only_item(tx)


@pytest.mark.parametrize("page", [INDEX, NEW, f"{INDEX}topics/"])
def test_only_curators_and_admins_may_open_the_pages(
    amira: Visitor, ben: Visitor, clara: Visitor, stranger: Visitor, release: Any, page: str
) -> None:
    assert "/admin/sign-in" in stranger.pages.get(page).headers["Location"]
    assert amira.pages.get(page).status_code == 302
    assert ben.pages.get(page).status_code == 200
    assert clara.pages.get(page).status_code == 200


def test_an_empty_page_says_what_to_do_first(ben: Visitor) -> None:
    page = ben.pages.get(INDEX).text
    assert "Nothing to share yet" in page
    assert NEW in page


def test_a_new_item_begins_in_the_language_of_who_writes_it(ben: Visitor) -> None:
    begun = fields_of(ben.pages.get(NEW).text)
    chosen = {begun[name] for name in ("language", "captions-0-language", "captions-1-language")}
    assert chosen == {ben.person.language} == {"en"}


def test_a_new_item_is_a_draft_that_nobody_sees(amira: Visitor, draft: Item) -> None:
    assert (draft.status, draft.title) == (DRAFT, FORM["title"])
    assert [(one.platform, one.text) for one in draft.captions] == [("linkedin", acme.FINE)]
    assert amira.get("/api/v1/feed").json["items"] == []


def test_published_it_is_in_the_feed_withdrawn_it_is_gone(amira: Visitor, ben: Visitor, draft: Item) -> None:
    assert ben.pages.submit(address(draft, "/publish"), page=NEW).status_code == 302
    assert [item["title"] for item in amira.get("/api/v1/feed").json["items"]] == [FORM["title"]]
    ben.pages.submit(address(draft, "/withdraw"), page=NEW)
    assert amira.get("/api/v1/feed").json["items"] == []


@pytest.mark.parametrize(
    ("field", "days", "said"),
    [
        ("valid_from", -1, "It is in the feeds within 15 minutes."),
        ("valid_from", 30, "It is in the feeds from "),
        ("valid_until", -1, "its time is over: it is in no feed."),
    ],
)
def test_publishing_says_from_when_it_is_in_the_feeds(
    ben: Visitor, draft: Item, tx: Any, field: str, days: int, said: str
) -> None:
    at = now() + timedelta(days=days)
    tx(lambda session: setattr(service.get(session, draft.id), field, at))
    ben.pages.submit(address(draft, "/publish"), page=NEW)
    assert said in ben.pages.get(address(draft)).text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("url", "javascript:alert(1)"),
        ("url", "data:text/html,x"),
        ("url", "ftp://acme.example"),
        ("url", "https://"),
        ("url", "https://[half"),
        ("url", "//acme.example"),
        ("url", "https://acme.example/a b"),
        ("url", "https://clara:secret@acme.example/"),
        ("url", "https://@acme.example/"),
        ("url", "https://acme.example:99999/"),
        ("url", "https://acme.example:port/"),
        ("url", "https://acme.example/\x01"),
        ("hashtags", "#no.dots"),
        ("hashtags", "#2026"),
        ("hashtags", " ".join(f"#tag{n}" for n in range(11))),
        ("title", ""),
        ("title", "  "),
        ("title", "x" * 201),
        ("source", ""),
        ("valid_from", "1999-01-01T00:00"),
        ("valid_until", "9999-12-31T23:59"),
        ("captions-0-text", "x" * 2901),
        ("captions-1-text", "x" * 257),
    ],
)
def test_a_fault_is_told_at_its_field_and_nothing_typed_is_lost(
    ben: Visitor, release: Any, tx: Any, field: str, value: str
) -> None:
    typed = FORM | {"captions-1-text": "Robots <b>fold</b> & iron", field: value}
    answer = ben.pages.submit(NEW, typed)
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.text
    page = unescape(answer.text)
    assert all(text in page for text in typed.values())
    assert "<b>fold</b>" not in answer.text
    assert tx(lambda session: session.scalars(select(Item)).all()) == []


def test_the_end_must_come_after_the_start(ben: Visitor, release: Any) -> None:
    times = {"valid_from": "2026-11-02T10:00", "valid_until": "2026-11-02T10:00"}
    answer = ben.pages.submit(NEW, FORM | times)
    assert answer.status_code == 422
    assert 'id="valid_until-fault"' in answer.text


def test_an_item_keeps_topics_groups_times_and_captions_while_it_is_edited(
    ben: Visitor, draft: Item, tx: Any
) -> None:
    topic, group = tx(lambda session: (acme.topic(session), session.merge(Group(name="Pilot"))))
    more = {
        "topics": str(topic.id),
        "groups": str(group.id),
        "valid_from": "2026-11-02T10:00",
        "valid_until": "2026-12-02T10:00",
        "pinned": "y",
        "captions-0-id": str(draft.captions[0].id),
        "captions-1-text": "For X.",
    }
    assert ben.pages.submit(address(draft), FORM | more).status_code == 302
    found = only_item(tx)
    assert ([one.name for one in found.topics], [one.name for one in found.groups]) == (
        [topic.name],
        ["Pilot"],
    )
    assert (found.valid_from.isoformat(), found.pinned) == ("2026-11-02T09:00:00+00:00", True)
    assert [one.text for one in found.captions] == [acme.FINE, "For X."]
    assert found.captions[0].id == draft.captions[0].id
    page = ben.pages.get(address(draft)).text
    assert re.search(rf'value="{topic.id}" checked', page)
    assert 'value="2026-12-02T10:00' in page


def test_times_that_nobody_changed_stay_to_the_second(ben: Visitor, draft: Item, tx: Any) -> None:
    times = {"valid_from": draft.valid_from, "valid_until": now() + timedelta(days=9)}
    tx(lambda session: setattr(session.get(Item, draft.id), "valid_until", times["valid_until"]))
    shown = fields_of(ben.pages.get(address(draft)).text)
    assert {name: shown[name] for name in times} == {
        name: f"{at.astimezone(BERLIN):%Y-%m-%dT%H:%M}" for name, at in times.items()
    }
    assert ben.pages.submit(address(draft), shown).status_code == 302
    found = only_item(tx)
    assert (found.valid_from, found.valid_until) == tuple(times.values())
    assert ben.pages.submit(address(draft), shown | {"valid_until": ""}).status_code == 302
    assert only_item(tx).valid_until is None


def test_another_caption_is_one_more_empty_field_and_saves_nothing(
    ben: Visitor, release: Any, tx: Any
) -> None:
    answer = ben.pages.submit(NEW, FORM | {"another": "1", "title": "Not done yet"})
    assert answer.status_code == 200
    assert 'name="captions-2-text"' in answer.text
    assert "Not done yet" in answer.text
    assert tx(lambda session: session.scalars(select(Item)).all()) == []


def test_another_caption_is_offered_as_long_as_there_is_room(ben: Visitor, release: Any) -> None:
    many = {f"captions-{n}-{name}": "" for n in range(20) for name in ("platform", "language", "text")}
    answer = ben.pages.submit(NEW, FORM | many | {"another": "1"})
    assert answer.status_code == 200
    assert 'name="captions-19-text"' in answer.text
    assert 'name="another"' not in answer.text
    assert 'name="another"' in ben.pages.get(NEW).text


def test_a_caption_that_the_rules_warn_of_is_not_published_and_the_reason_is_told(
    amira: Visitor, ben: Visitor, draft: Item, tx: Any
) -> None:
    ben.pages.submit(address(draft), FORM | {"captions-0-text": acme.PRAISE})
    answer = ben.pages.client.post(
        address(draft, "/publish"), data={"csrf_token": ben.pages.csrf_token(NEW)}, follow_redirects=True
    )
    assert "The rules object to a caption" in answer.text
    assert "Say that you work at Acme." in answer.text
    assert only_item(tx).status == DRAFT
    assert amira.get("/api/v1/feed").json["items"] == []


def test_publishing_saves_what_was_typed_first_so_that_nothing_old_goes_out(
    amira: Visitor, ben: Visitor, draft: Item
) -> None:
    typed = FORM | {"title": "Typed and not saved", "publish": "1"}
    assert ben.pages.submit(address(draft), typed).headers["Location"] == address(draft)
    assert [item["title"] for item in amira.get("/api/v1/feed").json["items"]] == ["Typed and not saved"]


def test_withdrawing_saves_what_was_typed_also_what_the_rules_would_keep_from_the_feed(
    amira: Visitor, ben: Visitor, draft: Item, tx: Any
) -> None:
    ben.pages.submit(address(draft, "/publish"), page=NEW)
    typed = {"title": "Typed and not saved", "captions-0-text": acme.PRAISE, "withdraw": "1"}
    assert ben.pages.submit(address(draft), FORM | typed).status_code == 302
    found = only_item(tx)
    assert (found.status, found.title, found.captions[0].text) == (WITHDRAWN, typed["title"], acme.PRAISE)
    assert amira.get("/api/v1/feed").json["items"] == []


def test_what_cannot_be_saved_is_withdrawn_all_the_same_and_stays_typed(
    ben: Visitor, draft: Item, tx: Any
) -> None:
    ben.pages.submit(address(draft, "/publish"), page=NEW)
    typed = FORM | {"title": "", "description": "Typed and not saved"}
    answer = ben.pages.submit(address(draft), typed | {"withdraw": "1"})
    assert (answer.status_code, only_item(tx).status) == (422, WITHDRAWN)
    assert all(text in answer.text for text in ("not saved yet", "title-fault", typed["description"]))
    begun = fields_of(answer.text) | {"title": "Folding"}
    assert ben.pages.submit(address(draft), begun).status_code == 302
    assert only_item(tx).description == typed["description"]


def test_what_somebody_else_changed_meanwhile_is_withdrawn_and_not_overwritten(
    ben: Visitor, draft: Item, tx: Any
) -> None:
    ben.pages.submit(address(draft, "/publish"), page=NEW)
    begun = fields_of(ben.pages.get(address(draft)).text)
    ben.pages.submit(address(draft), FORM | {"title": "Of somebody else"})
    answer = ben.pages.submit(address(draft), begun | {"title": "Typed", "withdraw": "1"})
    assert (answer.status_code, only_item(tx).status) == (409, WITHDRAWN)
    assert only_item(tx).title == "Of somebody else"
    assert 'value="Typed"' in answer.text


def test_what_the_rules_object_to_is_saved_and_not_published_and_the_page_opens_at_the_captions(
    ben: Visitor, draft: Item, tx: Any
) -> None:
    answer = ben.pages.submit(address(draft), FORM | {"captions-0-text": acme.PRAISE, "publish": "1"})
    assert answer.headers["Location"] == f"{address(draft)}#captions"
    found = only_item(tx)
    assert (found.status, found.captions[0].text) == (DRAFT, acme.PRAISE)
    page = ben.pages.get(address(draft)).text
    assert page.partition('id="item"')[0].count('class="message') == 1
    assert "Saved, but not published: The rules object to a caption." in page
    in_sight = page.partition('id="captions"')[2]
    assert "cannot be published as long as" in in_sight
    ben.pages.submit(address(draft), FORM)
    assert "cannot be published as long as" not in ben.pages.get(address(draft)).text


def test_a_published_item_cannot_be_given_a_caption_that_the_rules_warn_of(
    ben: Visitor, draft: Item, tx: Any
) -> None:
    ben.pages.submit(address(draft, "/publish"), page=NEW)
    answer = ben.pages.submit(address(draft), FORM | {"captions-0-text": acme.OUTRAGE, "title": "Kept?"})
    assert answer.status_code == 422
    assert "This reads like an insult." in answer.text
    assert "Kept?" in answer.text
    found = only_item(tx)
    assert (found.status, found.title) == (PUBLISHED, FORM["title"])
    assert [one.text for one in found.captions] == [acme.FINE]


def test_what_is_published_is_what_was_judged_though_somebody_saves_in_that_moment(
    clara: Visitor, ben: Visitor, draft: Item, tx: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = fields_of(clara.pages.get(address(draft)).text) | {"captions-0-text": acme.OUTRAGE}
    judged = judging.findings
    with ThreadPoolExecutor(1) as pool:

        def judged_and_then_a_change(*asked: Any) -> Any:
            monkeypatch.setattr(judging, "findings", judged)
            found = judged(*asked)
            wait([pool.submit(clara.pages.client.post, address(draft), data=typed)], timeout=1)
            return found

        monkeypatch.setattr(judging, "findings", judged_and_then_a_change)
        ben.pages.submit(address(draft, "/publish"), page=NEW)
    found = only_item(tx)
    assert (found.status, [one.text for one in found.captions]) == (PUBLISHED, [acme.FINE])


def test_an_item_without_a_caption_is_not_published(ben: Visitor, draft: Item, tx: Any) -> None:
    ben.pages.submit(address(draft), FORM | {"captions-0-text": " "})
    ben.pages.submit(address(draft, "/publish"), page=NEW)
    assert only_item(tx).status == DRAFT


def test_the_list_can_be_searched_and_filtered(ben: Visitor, release: Any, tx: Any) -> None:
    tx(lambda session: acme.item(session, title="Robots at night 100%"))
    tx(lambda session: acme.item(session, title="Desks at noon", status=WITHDRAWN))
    for query, found in {
        "": (True, True),
        "?search=robots": (True, False),
        "?search=acme+noon": (False, True),
        "?search=100%25": (True, False),
        "?search=%25_": (False, False),
        "?status=withdrawn": (False, True),
        "?status=published&search=noon": (False, False),
        "?status=nonsense&page=0": (True, True),
    }.items():
        page = ben.pages.get(INDEX + query).text
        assert ("Robots at night" in page, "Desks at noon" in page) == found, query


def test_the_list_takes_few_queries_however_many_items_there_are(ben: Visitor, tx: Any, queries: Any) -> None:
    tx(lambda session: [acme.item(session) for _ in range(60)])
    with queries() as asked:
        page = ben.pages.get(INDEX).text
    assert "page=2" in page
    assert len(asked) <= 12


def test_a_topic_is_added_and_its_words_are_edited(ben: Visitor, tx: Any) -> None:
    ben.pages.submit(
        f"{INDEX}topics/", {"name": "Robots", "words_de": "Roboter, Haushalt\nKüche,", "words_en": "robot"}
    )
    topic = tx(lambda session: session.scalars(select(Topic)).one())
    assert topic.words == {"de": ["Roboter", "Haushalt", "Küche"], "en": ["robot"]}
    page = f"{INDEX}topics/{topic.id}"
    assert "Roboter, Haushalt, Küche" in ben.pages.get(page).text
    ben.pages.submit(page, {"name": "Robots", "words_de": "", "words_en": "robot, android"})
    assert tx(lambda session: session.scalars(select(Topic)).one().words) == {
        "de": [],
        "en": ["robot", "android"],
    }


@pytest.mark.parametrize(("name", "again"), [("Robots", "robots"), *[("Öko", one) for one in ("Öko", "ÖKO")]])
def test_two_topics_cannot_have_one_name(ben: Visitor, tx: Any, name: str, again: str) -> None:
    form = {"name": name, "words_de": "", "words_en": "kept words"}
    ben.pages.submit(f"{INDEX}topics/", form)
    answer = ben.pages.submit(f"{INDEX}topics/", form | {"name": again})
    assert answer.status_code == 422
    assert "kept words" in answer.text
    assert len(tx(lambda session: session.scalars(select(Topic)).all())) == 1


@pytest.mark.parametrize("again", ["Robots", "ROBOTS"])
def test_nor_can_two_that_are_added_in_the_same_moment(
    ben: Visitor, tx: Any, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    elsewhere = Visitor(ben.app, ben.person)
    sign_in(elsewhere, with_password=True)
    form = {"name": "Robots", "words_de": "", "words_en": ""}
    too = partial(elsewhere.pages.submit, f"{INDEX}topics/", form | {"name": again})
    with another_before(monkeypatch, topics.trail, "change", too) as others:
        answers = [ben.pages.submit(f"{INDEX}topics/", form), others[0].result()]
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert len(tx(lambda session: session.scalars(select(Topic)).all())) == 1


def test_an_item_that_is_not_there_is_not_found(ben: Visitor, draft: Item) -> None:
    nowhere = f"{INDEX}00000000-0000-7000-8000-000000000000"
    assert ben.pages.get(nowhere).status_code == 404
    assert ben.pages.submit(f"{nowhere}/publish", page=NEW).status_code == 404


def test_what_keeps_a_caption_from_being_saved_is_told_at_the_top_with_the_way_there(
    ben: Visitor, draft: Item
) -> None:
    way = 'Not saved. <a href="#captions-0-text">Caption 1</a>: '
    too_long = ben.pages.submit(
        address(draft), FORM | {"captions-0-platform": "x", "captions-0-text": "abc " * 100}
    )
    assert f"{way}X takes 280 characters" in too_long.text
    ben.pages.submit(address(draft, "/publish"), page=NEW)
    objected = ben.pages.submit(address(draft), FORM | {"captions-0-text": acme.PRAISE})
    assert (objected.status_code, f"{way}the rules object to it." in objected.text) == (422, True)


def test_another_caption_is_in_the_language_of_the_item(ben: Visitor, draft: Item) -> None:
    answer = ben.pages.submit(address(draft), FORM | {"language": "en", "another": "1"})
    fields = fields_of(answer.text)
    assert [fields[name] for name in sorted(fields) if re.fullmatch(r"captions-\d-language", name)][
        -1
    ] == "en"

"""What was just done is undone by a button beside the sentence that says so; some things are typed first."""

import re
from html import unescape
from typing import Any

from backend.content.models import Item
from backend.people import groups, service
from backend.people.models import Person
from backend.tests.asking.panel import TAG
from backend.tests.cast import Visitor

UNDO = re.compile(r'<div class="message undo".*?action="([^"]+)">(.*?)</form>', re.S)
HIDDEN = re.compile(r'type="hidden" name="([^"]+)" value="([^"]*)"')
LIST = "/admin/settings/audit/"


def undone_by(visitor: Visitor, page: str) -> str:
    """Press the button that came with the last message; its label."""
    text = visitor.pages.get(page).text
    [(url, form)] = UNDO.findall(text)
    assert visitor.pages.client.post(url, data=dict(HIDDEN.findall(form))).status_code == 302
    return unescape(TAG.sub("", form)).strip()


def test_who_was_just_deactivated_is_let_in_again_where_it_is_said(
    clara: Visitor, amira: Visitor, tx: Any
) -> None:
    page = "/admin/people/"
    clara.pages.submit(f"{page}{amira.person.id}/deactivate", page=page)
    assert undone_by(clara, page) == "Let in again"
    assert tx(lambda session: session.get(Person, amira.person.id).active)


def test_an_item_that_was_just_withdrawn_is_published_again_where_it_is_said(
    ben: Visitor, item: Item, tx: Any
) -> None:
    page = "/admin/content/"
    ben.pages.submit(f"{page}{item.id}/withdraw", page=page)
    assert undone_by(ben, page) == "Publish again"
    assert tx(lambda session: session.get(Item, item.id).status) == "published"


def test_who_was_just_taken_out_of_a_group_is_taken_in_again_where_it_is_said(
    clara: Visitor, amira: Visitor, tx: Any
) -> None:
    works = tx(lambda session: groups.save(session, None, "Works"))
    tx(lambda session: groups.add(session, works.id, [amira.person.id]))
    page = f"/admin/people/groups/{works.id}"
    clara.pages.submit(f"{page}/members/{amira.person.id}/remove", page=page)
    assert undone_by(clara, page) == "Take in again"
    names = tx(lambda session: [one.name for one in session.get(Person, amira.person.id).groups])
    assert names == ["Works"]


def test_the_last_admin_stays_and_nothing_is_there_to_be_undone(clara: Visitor) -> None:
    page = "/admin/people/"
    clara.pages.submit(f"{page}{clara.person.id}/deactivate", page=page)
    text = clara.pages.get(page).text
    assert "This is the last admin." in text and not UNDO.search(text)


def test_who_deactivates_themselves_is_told_so_without_a_way_back_that_is_none(
    clara: Visitor, ben: Visitor, tx: Any
) -> None:
    tx(lambda session: service.give_role(session, ben.person.id, "admin"))
    page = "/admin/people/"
    answer = clara.pages.submit(f"{page}{clara.person.id}/deactivate", page=page)
    text = clara.pages.client.get(answer.location, follow_redirects=True).text
    assert "only another admin can let you in again" in text
    assert clara.person.name not in text and not UNDO.search(text)


def test_words_are_not_erased_where_another_number_is_typed(clara: Visitor, amira: Visitor) -> None:
    entry = f"{LIST}1"
    answer = clara.pages.submit(f"{entry}/erase", {"number": "2"}, page=entry)
    assert answer.status_code == 422
    assert "This is another number." in answer.text and 'value="2"' in answer.text
    assert f'href="{entry}">Cancel' in answer.text and "popovertarget" not in answer.text
    assert "The words are erased" not in clara.pages.get(entry).text
    assert clara.pages.submit(f"{entry}/erase", {"number": " 1 "}, page=entry).status_code == 302
    assert "The words are erased" in clara.pages.get(entry).text

"""What one slip would end for somebody is asked about first, in a sentence that says for whom."""

import io
from datetime import timedelta
from typing import Any

import pytest

from backend.content import service
from backend.content.models import Item
from backend.db import now
from backend.points import tariff
from backend.points.tariff import Worth
from backend.rules.releases import publishing
from backend.tests.acme import FINE
from backend.tests.asking.panel import panels
from backend.tests.audit.scene import set_up
from backend.tests.cast import Visitor
from backend.tests.content.test_items import PNG
from backend.tests.guidelines import texts as guidelines
from backend.tests.rules_api.test_admin import EDIT, PUBLISH, SAID
from backend.tests.rules_api.test_new_rule import PAGE, TYPED
from backend.tests.rules_api.test_samples import bring
from backend.tests.where import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
ASKED = {
    "to deactivate somebody": (
        *("/admin/people/", "Deactivate: Amira Aziz"),
        "Amira Aziz is signed out everywhere and can no longer take part. You can let them in again.",
    ),
    "to deactivate oneself": (
        *("/admin/people/", "Deactivate: Clara Conti"),
        "You are signed out everywhere, and only another admin can let you in again.",
    ),
    "to sign somebody's device out": (
        *("/admin/people/devices", "Sign out: Amira Aziz, Firefox"),
        "Amira Aziz is signed out in “Firefox” and has to connect it anew.",
    ),
    "to sign one's own device out": (
        *("/me/devices/", "Sign out: Chromium in the tests"),
        "You are signed out in “Chromium in the tests” and have to connect it anew.",
    ),
    "to make somebody a new code": (
        *("/admin/people/", "New code: Amira Aziz"),
        "A code that Amira Aziz may still have stops working at once. You get a new one to pass on.",
    ),
    "to make a code in place of one that still works": (
        *("/admin/people/invitations", "New code: Amira Aziz"),
        "The code that Amira Aziz has stops working at once. You get a new one to pass on.",
    ),
    "to delete a season": (
        *("/admin/seasons/", "Delete: Spring"),
        "The season “Spring” is deleted for good, with its prize and the address of its wall page.",
    ),
    "to announce a season": (
        *("/admin/seasons/", "Announce: Autumn"),
        "Fewer than 5 people were on the board in “Autumn”: it gets no podium, and everybody reads that. The"
        " season cannot be changed any more.",
    ),
    "to give a wall page another address": (
        *("/admin/seasons/{coming}", "Give it a new address"),
        "The old address leads nowhere from then on. Every screen that shows it needs the new one.",
    ),
    "to delete a goal": (
        *("/admin/strategy/goals/{goal}", "Delete this goal"),
        "The goal “Read” is deleted for good, with its target and its day. The figures in the reports stay.",
    ),
    "to take out a responsibility": (
        *("/admin/strategy/", "Take out: Talk to the press"),
        "The responsibility “Talk to the press” is deleted for good.",
    ),
    "to delete a pilot": (
        *("/admin/pilots/", "Delete: Works"),
        "The pilot “Works” and its question are deleted for good. The group and its figures stay.",
    ),
    "to withdraw an item": (
        *("/admin/content/", "Withdraw: A robot that folds"),
        "“A robot that folds” is suggested no more, and its links in people’s posts say that it is gone, "
        "until you publish it again.",
    ),
    "to withdraw an item on its own page": (
        *("/admin/content/{shared}", "Withdraw"),
        "“A robot that folds” is suggested no more, and its links in people’s posts say that it is gone, "
        "until you publish it again. What stands below is saved, too.",
    ),
    "to withdraw an item on the page of its picture": (
        *("/admin/content/{shared}/picture", "Withdraw"),
        "“A robot that folds” is suggested no more, and its links in people’s posts say that it is gone, "
        "until you publish it again.",
    ),
    "to remove a picture": (
        *("/admin/content/{shared}/picture", "Remove the picture"),
        "The picture and its description are deleted for good.",
    ),
    "to read a feed no more": (
        *("/admin/content/imports/feeds", "Read no more: Acme"),
        "New entries of “Acme” come no more. What came from it stays, and you can name its address again "
        "under Import.",
    ),
    "to publish an older release again": (
        *("/admin/rules/releases", "Publish again: Release 1"),
        "Within 15 minutes every browser checks with the rules of release 1 again. Release 2 stays in this "
        "list and can be published again, too.",
    ),
    "to take an edited rule back": (
        *(PUBLISH, "Take back: thieves"),
        "“thieves” stands as in the release in force again. What was written since is lost.",
    ),
    "to take a new rule back": (
        *(PUBLISH, "Take back: no-payday-loans"),
        "“no-payday-loans” is in no release yet: it is deleted for good.",
    ),
    "to take away sample texts": (
        *("/admin/rules/samples/", "Take away: everyday.txt"),
        "“everyday.txt” and what was found in it are deleted for good. To have its texts again you need the "
        "file.",
    ),
    "to give up a change of points": (
        *("/admin/points/", "Leave it as it is: A tip that was accepted"),
        "; what was planned for it and its reason are deleted.",
    ),
    "to write over the draft of the guidelines": (
        *("/admin/guidelines/versions/1", "Take it as a draft"),
        "The words of version 1 replace what stands in the draft. What was written there and not published "
        "is lost.",
    ),
    "to erase the words of an entry": (
        *("/admin/settings/audit/1", "Erase the words"),
        "Nobody can read what changed here any more. That cannot be undone. Number of the entry",
    ),
}


@pytest.fixture
def keys(clara: Visitor, amira: Visitor, item: Item, tx: Any) -> dict[str, Any]:
    """Of one of everything that can be ended."""
    found = tx(lambda session: set_up(session, amira.person, clara.person)) | {"shared": item.id}
    tomorrow = now().date() + timedelta(days=1)
    tx(lambda session: tariff.plan(session, "tip", Worth(tomorrow, 7, 5, None, "Ideas")))
    tx(lambda session: publishing.roll_back(session, None, 1, "once more"))
    tx(guidelines.published)
    pages = clara.pages
    picture = {"alt": "A robot", "file": (io.BytesIO(PNG), "p.png")}
    pages.submit(f"/admin/content/{item.id}/picture", picture)
    pages.submit(f"/admin/people/{amira.person.id}/invitation", page="/admin/people/")
    bring(clara, FINE)
    for address, typed in ((EDIT, SAID), (PAGE, TYPED)):
        assert pages.submit(address, typed).status_code == 302
    return found


@pytest.mark.parametrize(("address", "button", "said"), ASKED.values(), ids=ASKED)
def test_nobody_gets_without_a_question(
    clara: Visitor, keys: dict[str, Any], address: str, button: str, said: str
) -> None:
    page = clara.pages.get(address.format(**keys)).text
    assert button in panels(page), list(panels(page))
    assert said in panels(page)[button].said


def test_no_button_of_a_table_ends_something_unasked(clara: Visitor, keys: dict[str, Any]) -> None:
    """All that is said to be dangerous only opens a panel, or is what a panel asks about."""
    for address in {address.format(**keys) for address, _button, _said in ASKED.values()}:
        page = clara.pages.get(address).text
        for one in panels(page).values():
            page = page.replace(one.html, "")
        assert page.count('danger"') == page.count('danger" popovertarget'), address


def test_the_question_sends_what_the_page_was_read_as(clara: Visitor, keys: dict[str, Any]) -> None:
    asked = panels(clara.pages.get(PUBLISH).text)["Take back: thieves"]
    assert 'method="post"' in asked.html and 'name="read"' in asked.html and 'name="csrf_token"' in asked.html


def test_withdrawing_an_item_on_its_page_still_sends_what_was_typed(
    clara: Visitor, keys: dict[str, Any]
) -> None:
    asked = panels(clara.pages.get(f"/admin/content/{keys['shared']}").text)["Withdraw"]
    assert "<form" not in asked.html and 'form="item" name="withdraw"' in asked.html


def test_where_nothing_stands_in_the_way_of_doing_it_back_nothing_is_asked(
    clara: Visitor, keys: dict[str, Any], tx: Any
) -> None:
    tx(lambda session: service.withdraw(session, keys["shared"]))
    page = clara.pages.get("/admin/content/").text
    assert "Publish: A robot that folds" in page and "Publish: A robot that folds" not in panels(page)

"""Groups: made, named, filled by an admin; what is meant for them is in their members' feeds only."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select, update

from backend.content import audiences
from backend.content.models import Item
from backend.people import groups
from backend.people.models import Group
from backend.tests import acme
from backend.tests.cast import Visitor, sign_in
from backend.tests.races import another_before

INDEX = "/admin/people/groups/"


@pytest.fixture
def sales(clara: Visitor, tx: Any) -> str:
    """The address of a group that Clara has made."""
    answer = clara.pages.submit(INDEX, {"name": "Sales"})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_only_admins_may_open_the_pages(amira: Visitor, ben: Visitor, clara: Visitor, sales: str) -> None:
    for page in (INDEX, sales):
        assert amira.pages.get(page).status_code == 302
        assert ben.pages.get(page).status_code == 403
        assert clara.pages.get(page).status_code == 200


def test_groups_with_an_umlaut_stand_where_one_looks_for_them(clara: Visitor, tx: Any) -> None:
    for name in ("Vertrieb", "Öffentlichkeit", "Ärztinnen", "öko", "Bau"):
        clara.pages.submit(INDEX, {"name": name})
    known = ["Ärztinnen", "Bau", "Öffentlichkeit", "öko", "Vertrieb"]
    assert tx(lambda session: [group.name for group in groups.all_of_them(session)]) == known
    page = clara.pages.get(INDEX).text
    assert sorted(known, key=lambda name: page.index(f">{name}<")) == known


def test_the_first_group_is_explained(clara: Visitor) -> None:
    assert "Add the first one below" in clara.pages.get(INDEX).text


def test_people_are_looked_for_taken_in_and_out_and_their_feeds_follow(
    clara: Visitor, amira: Visitor, ben: Visitor, sales: str, tx: Any
) -> None:
    def titles(visitor: Visitor) -> list[str]:
        return [item["title"] for item in visitor.get("/api/v1/feed").json["items"]]

    group = tx(lambda session: session.scalars(select(Group)).one())
    tx(lambda session: acme.item(session, title="for sales", groups=[session.merge(group)]))
    assert titles(amira) == []
    assert "Amira Aziz" in clara.pages.get(f"{sales}?add=AMIRA@").text
    clara.pages.submit(f"{sales}/members", {"people": str(amira.person.id)}, page=sales)
    clara.pages.submit(f"{sales}/members", {"people": str(amira.person.id)}, page=sales)  # twice is once
    assert "Amira Aziz" in clara.pages.get(sales).text
    assert "Nobody fits who is not in the group already." in clara.pages.get(f"{sales}?add=amira").text
    assert (titles(amira), titles(ben)) == (["for sales"], [])
    clara.pages.submit(f"{sales}/members/{amira.person.id}/remove", page=sales)
    assert titles(amira) == []


def test_ids_of_nobody_are_left_out(clara: Visitor, sales: str) -> None:
    nobody = {"people": ["no id", "00000000-0000-7000-8000-000000000000"]}
    assert clara.pages.submit(f"{sales}/members", nobody, page=sales).status_code == 302
    assert "Nobody is in this group yet" in clara.pages.get(sales).text


def test_a_group_is_renamed_and_two_cannot_have_one_name(clara: Visitor, sales: str) -> None:
    clara.pages.submit(INDEX, {"name": "Pilot"})
    assert clara.pages.submit(sales, {"name": "Sales North"}).status_code == 302
    assert "Sales North" in clara.pages.get(INDEX).text
    answer = clara.pages.submit(sales, {"name": "PILOT"})
    assert answer.status_code == 422
    assert "There is a group with this name." in answer.text
    assert clara.pages.submit(INDEX, {"name": "pilot "}).status_code == 422


@pytest.mark.parametrize("again", ["Österreich", "ÖSTERREICH", "österreich "])
def test_a_name_with_an_umlaut_is_taken_too(clara: Visitor, again: str) -> None:
    clara.pages.submit(INDEX, {"name": "Österreich"})
    answer = clara.pages.submit(INDEX, {"name": again})
    assert (answer.status_code, "There is a group with this name." in answer.text) == (422, True)


@pytest.mark.parametrize("name", ["Sales; Works", "Sales|Works"])
def test_a_name_that_a_file_would_take_apart_is_refused(clara: Visitor, tx: Any, name: str) -> None:
    answer = clara.pages.submit(INDEX, {"name": name})
    assert answer.status_code == 422
    assert "which part groups from each other in a file" in answer.text
    assert tx(groups.all_of_them) == []


def test_a_group_of_such_a_name_from_before_can_be_deleted(clara: Visitor, tx: Any) -> None:
    old = tx(lambda session: groups.save(session, None, "Sales; Works"))
    assert clara.pages.submit(f"{INDEX}{old.id}/delete", {"name": "Sales; Works"}).status_code == 302
    assert tx(groups.all_of_them) == []


def test_a_group_that_is_not_there_is_not_found(clara: Visitor, sales: str) -> None:
    nowhere = f"{INDEX}00000000-0000-7000-8000-000000000000"
    assert clara.pages.get(nowhere).status_code == 404
    assert (
        clara.pages.submit(f"{nowhere}/members", {"people": str(clara.person.id)}, page=INDEX).status_code
        == 404
    )


def test_the_members_are_exported(clara: Visitor, amira: Visitor, sales: str) -> None:
    clara.pages.submit(f"{sales}/members", {"people": str(amira.person.id)}, page=sales)
    assert "amira@acme.example" in clara.pages.submit(f"{sales}/export", page=sales).text


# ---- deleting ----


@pytest.fixture
def wanted(sales: str, amira: Visitor, clara: Visitor, tx: Any, release: Any) -> dict[str, Any]:
    """Amira is in sales; an item for sales alone, one for sales and the pilot."""
    clara.pages.submit(f"{sales}/members", {"people": str(amira.person.id)}, page=sales)

    def prepare(session: Any) -> dict[str, Any]:
        group, pilot = session.scalars(select(Group)).one(), Group(name="Pilot")
        alone = acme.item(session, title="for sales alone", groups=[group])
        both = acme.item(session, title="for both", groups=[group, pilot])
        return {"alone": alone.id, "both": both.id}

    return tx(prepare)


def delete(clara: Visitor, group: str, name: str = "Sales") -> Any:
    return clara.pages.submit(f"{group}/delete", {"name": name})


def test_what_deleting_a_group_means_is_told_before_and_asks_for_its_name(
    clara: Visitor, sales: str, wanted: dict[str, Any]
) -> None:
    page = clara.pages.get(f"{sales}/delete").text
    assert "One person is in it and stays" in page
    assert "One item is meant for this group alone" in page
    assert "One item is meant for other groups too" in page
    for wrong in ("", "sales", "Pilot"):
        assert delete(clara, sales, wrong).status_code == 422
    assert clara.pages.get(sales).status_code == 200


def test_a_group_whose_name_only_looks_like_another_one_is_told_so(clara: Visitor, sales: str) -> None:
    answer = clara.pages.submit(INDEX, {"name": "Sal\u200bes"})
    assert answer.status_code == 422
    assert "Line breaks and invisible signs cannot stand here." in answer.text


@pytest.mark.parametrize(("name", "other"), [("Sales", "Sales"), ("Sales", "sales"), ("STRASSE", "Straße")])
def test_of_two_groups_that_are_added_under_one_name_in_the_same_moment_there_is_one(
    clara: Visitor, monkeypatch: pytest.MonkeyPatch, tx: Any, name: str, other: str
) -> None:
    """The other one comes in when the name was found to be free."""
    elsewhere = Visitor(clara.app, clara.person)
    sign_in(elsewhere, with_password=True)
    too = partial(elsewhere.pages.submit, INDEX, {"name": other})
    with another_before(monkeypatch, groups.trail, "change", too) as others:
        answers = [clara.pages.submit(INDEX, {"name": name}), others[0].result()]
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert len(tx(lambda session: session.scalars(select(Group)).all())) == 1


def test_a_second_group_of_one_name_that_an_upgrade_found_still_holds_that_name(
    clara: Visitor, sales: str, tx: Any
) -> None:
    def is_second(session: Any) -> None:
        session.execute(update(Group).values(name="sales", name_key=f"sales\n{uuid.uuid4()}"))

    tx(is_second)
    assert clara.pages.submit(INDEX, {"name": "Sales"}).status_code == 422
    assert clara.pages.submit(sales, {"name": "SALES"}).status_code == 302, "it is the only one now"
    assert tx(lambda session: session.scalars(select(Group.name_key)).all()) == ["sales"]


def test_two_groups_that_go_at_once_leave_nothing_to_everybody(
    clara: Visitor, sales: str, wanted: dict[str, Any], tx: Any
) -> None:
    ids = tx(lambda session: session.scalars(select(Group.id)).all())
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda id: tx(lambda session: audiences.delete_group(session, id)), ids))
    assert tx(lambda session: session.scalars(select(Item.audience_gone)).all()) == [True, True]


def test_what_was_meant_for_a_deleted_group_alone_is_shown_to_nobody_until_a_curator_decides(
    clara: Visitor, amira: Visitor, ben: Visitor, sales: str, wanted: dict[str, Any], tx: Any
) -> None:
    def titles(visitor: Visitor) -> list[str]:
        return [item["title"] for item in visitor.get("/api/v1/feed").json["items"]]

    item = f"/admin/content/{wanted['alone']}"
    assert titles(amira) == ["for both", "for sales alone"]
    assert delete(clara, sales).status_code == 302
    assert clara.pages.get(sales).status_code == 404
    assert titles(amira) == titles(ben) == titles(clara) == []
    assert "Nobody: its group was deleted" in ben.pages.get("/admin/content/?time=nobody").text
    assert "Nobody: its group was deleted" in ben.pages.submit("/admin/content/export", page=item).text
    ben.pages.submit(f"{item}/withdraw", page=item)
    ben.pages.submit(f"{item}/publish", page=item)
    assert "Its group was deleted, so nobody sees it." in ben.pages.get(item).text
    assert titles(amira) == []
    form = form_of(tx, wanted["alone"])
    ben.pages.submit(item, form)
    ben.pages.submit(f"{item}/publish", page=item)
    assert titles(amira) == []
    ben.pages.submit(item, form | {"for_everybody": "y"})
    ben.pages.submit(f"{item}/publish", page=item)
    assert titles(amira) == titles(ben) == ["for sales alone"]


def form_of(tx: Any, item: Any) -> dict[str, Any]:
    """The item's form as a browser would send it."""

    def read(session: Any) -> dict[str, Any]:
        found = session.get(Item, item)
        form = {"url": found.url, "title": found.title, "source": found.source, "language": found.language}
        for number, caption in enumerate(found.captions):
            for name in ("id", "platform", "language", "text"):
                form[f"captions-{number}-{name}"] = str(getattr(caption, name))
        return form | {"spread_days": "0"}

    return tx(read)

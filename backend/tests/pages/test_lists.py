"""Every list of the admin site: sorted by its heads, kept as an address, exported as a harmless file."""

import csv
import io
import re
import sqlite3
from contextlib import closing
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.dialects import sqlite

from backend.content.models import WITHDRAWN, Item
from backend.db import now
from backend.db.folding import alphabetical
from backend.pages import csv_upload
from backend.pages.csv_file import FORMULA
from backend.people.models import Person
from backend.sign_in.models import WebSession
from backend.tests import acme
from backend.tests.cast import PASSWORD, Visitor
from backend.tests.sign_in.journeys import invite
from backend.tests.stage import *  # noqa: F403 - pytest finds fixtures by their names here

INDEX = "/admin/content/"
NEW = f"{INDEX}new"
EXPORTS = (
    *("/admin/content/export", "/admin/content/topics/export"),
    *("/admin/content/tips/export", "/admin/rules/releases/export", "/admin/people/invitations/export"),
    *("/admin/people/export", "/admin/people/groups/export", "/admin/people/devices/export"),
    *("/admin/settings/audit/export", "/admin/rules/export", "/admin/rules/lexicons/export"),
    *("/admin/seasons/export", "/admin/pilots/export"),
)


def rows(page: str) -> list[str]:
    """The first cell of each row."""
    return [unescape(title) for title in re.findall(r'<th scope="row"[^>]*>(?:<a[^>]*>)?([^<]*)<', page)]


def exported(visitor: Visitor, address: str, page: str = "/admin/content/new") -> list[list[str]]:
    answer = visitor.pages.submit(address, page=page)
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))


@pytest.fixture
def three(ben: Visitor, tx: Any) -> None:
    for title in ("banana", "Apple", "cherry"):
        tx(lambda session, title=title: acme.item(session, title=title))


@pytest.mark.usefixtures("three")
def test_a_head_sorts_and_sorts_the_other_way_round_when_asked_again(ben: Visitor) -> None:
    assert rows(ben.pages.get(INDEX).text) == ["cherry", "Apple", "banana"]
    page = ben.pages.get(f"{INDEX}?sort=title").text
    assert rows(page) == ["Apple", "banana", "cherry"]
    assert 'aria-sort="ascending"><a href="?sort=-title"' in page
    assert rows(ben.pages.get(f"{INDEX}?sort=-title").text) == ["cherry", "banana", "Apple"]


@pytest.mark.parametrize("address", ["/admin/people/?sort={}name", "/admin/content/?sort={}title"])
def test_a_name_with_an_accent_stands_beside_the_one_without(clara: Visitor, tx: Any, address: str) -> None:
    names = ["Ángela", "Çelik", "Émile", "Oda", "Olga", "Ömer", "Šimon", "Zoë"]
    for name in reversed(names):
        tx(lambda session, name=name: acme.item(session, title=name))
        invite(clara, name, f"{names.index(name)}@acme.example")
    for sign, order in (("", names), ("-", names[::-1])):
        page = clara.pages.get(address.format(sign)).text
        assert [name for name in rows(page) if name in names] == order


@pytest.mark.parametrize("column", [Person.name, Item.title])
def test_the_longest_lists_lie_in_order_on_sqlite(sqlite_template: Path, column: Any) -> None:
    query = select(column.class_.id).order_by(alphabetical(column), column.class_.id).limit(50)
    sql = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with closing(sqlite3.connect(sqlite_template)) as database:
        plan = [step[-1] for step in database.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert len(plan) == 1 and "USING INDEX" in plan[0], "no page of them is sorted"


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    "query",
    [
        "?sort=nonsense",
        "?sort=status",
        "?status=x&topic=x&group=x&time=x",
        "?page=-1",
        "?page=0x1",
        "?page=²",
    ],
)
def test_an_address_that_cannot_be_shows_the_list_all_the_same(ben: Visitor, query: str) -> None:
    assert rows(ben.pages.get(INDEX + query).text) == ["cherry", "Apple", "banana"]


def test_what_is_looked_for_stays_in_the_address_of_heads_pages_and_export(ben: Visitor, tx: Any) -> None:
    tx(lambda session: [acme.item(session, title=f"a&b {n:02}") for n in range(60)])
    page = unescape(ben.pages.get(f"{INDEX}?search=a%26b&status=published&sort=title").text)
    assert 'href="?search=a%26b&status=published&sort=title&page=2"' in page
    assert 'href="?search=a%26b&status=published&sort=-title"' in page
    assert 'action="/admin/content/export?search=a%26b&status=published&sort=title"' in page
    assert len(rows(ben.pages.get(f"{INDEX}?search=a%26b&page=2").text)) == 10


@pytest.mark.usefixtures("three")
def test_a_kept_filter_is_an_address_and_says_where_one_is(ben: Visitor, tx: Any) -> None:
    tx(lambda session: acme.item(session, title="gone", status=WITHDRAWN))
    page = unescape(ben.pages.get(f"{INDEX}?status=published&time=now").text)
    assert re.search(r'href="\?status=published&time=now" aria-current="true"', page)
    assert "gone" not in rows(page)


def test_content_is_filtered_by_topic_group_and_time(ben: Visitor, tx: Any) -> None:
    def prepare(session: Any) -> str:
        topic = acme.topic(session)
        acme.item(session, title="robots", topics=[topic])
        acme.item(session, title="pinned", pinned=True, valid_until=now())
        return str(topic.id)

    topic = tx(prepare)
    assert rows(ben.pages.get(f"{INDEX}?topic={topic}").text) == ["robots"]
    assert rows(ben.pages.get(f"{INDEX}?time=pinned").text) == ["pinned"]
    assert rows(ben.pages.get(f"{INDEX}?time=ended").text) == ["pinned"]
    assert rows(ben.pages.get(f"{INDEX}?time=ending").text) == []


def test_what_is_in_the_feeds_is_told_from_what_begins_later_and_what_is_over(ben: Visitor, tx: Any) -> None:
    def prepare(session: Any) -> None:
        acme.item(session, title="robots")
        acme.item(session, title="planned", valid_from=now() + timedelta(days=30))
        acme.item(session, title="over", valid_until=now())

    tx(prepare)
    page = ben.pages.get(INDEX).text
    views = {
        name: unescape(url) for url, name in re.findall(r'<a href="(\?status[^"]+)"[^>]*>([^<]+)</a>', page)
    }
    assert rows(ben.pages.get(INDEX + views["In the feeds"]).text) == ["robots"]
    assert rows(ben.pages.get(INDEX + views["Begins later"]).text) == ["planned"]
    ended, begins = re.findall(r'"badge">([^<]+)<', page)
    assert ended == "ended" and begins.startswith("from ")


@pytest.mark.parametrize("typed", ["muller", "MÜLLER", "Mu\u0308ller", "müller strasse", "STRASSE"])
def test_neither_capitals_nor_accents_matter_to_a_search(ben: Visitor, tx: Any, typed: str) -> None:
    tx(lambda session: acme.item(session, title="Frau Müller aus der Beethovenstraße"))
    tx(lambda session: acme.item(session, title="Muler"))
    assert rows(ben.pages.get(INDEX, query_string={"search": typed}).text) == [
        "Frau Müller aus der Beethovenstraße"
    ]


def test_nothing_found_offers_the_whole_list(ben: Visitor, item: Item) -> None:
    page = ben.pages.get(f"{INDEX}?search=nowhere").text
    assert "Nothing fits." in page
    assert '<a href="?">Show all</a>' in page


@pytest.mark.usefixtures("three")
def test_an_export_holds_all_that_the_list_shows_in_its_order(ben: Visitor) -> None:
    heads, *lines = exported(ben, "/admin/content/export?sort=title&search=banana")
    assert heads[:3] == ["Title", "Source", "Link"]
    assert [line[0] for line in lines] == ["banana"]
    assert lines[0][2] == "https://acme.example/folding?lang=en"
    assert lines[0][heads.index("For whom")] == "Everybody"


@pytest.mark.parametrize(
    "title", ["=1+1", "+49", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "|calc", '=HYPERLINK("x","y")', "%0A=1"]
)
def test_no_cell_of_an_export_is_a_formula(ben: Visitor, tx: Any, title: str) -> None:
    tx(lambda session: acme.item(session, title=title))
    [_, line] = exported(ben, "/admin/content/export")
    assert line[0] == f"'{title}"


@pytest.mark.parametrize("title", ["x;=1+1;y", "x; =1", ";@SUM(A1)", 'x;"=1', "x;\xa0-1", "x;＝1", "a;=1;=2"])
def test_nor_is_one_where_a_semicolon_parts_cells_as_in_germany(ben: Visitor, tx: Any, title: str) -> None:
    tx(lambda session: acme.item(session, title=title))
    told = ben.pages.submit("/admin/content/export", page=NEW).text
    cells = [cell.lstrip(' "\xa0') for line in told.splitlines() for cell in line.split(";")]
    assert not [cell for cell in cells if cell.startswith(FORMULA)]
    assert csv_upload.read(told.encode()).rows[1].cells[0] == title.replace("\xa0", " ")


def test_an_export_is_whole_beyond_a_page_and_asks_few_questions(ben: Visitor, tx: Any, queries: Any) -> None:
    tx(lambda session: [acme.item(session, title=f"{n:04}") for n in range(1200)])
    token = ben.pages.csrf_token(NEW)
    with queries() as asked:
        answer = ben.pages.client.post("/admin/content/export?sort=title", data={"csrf_token": token})
        titles = [line[0] for line in csv.reader(io.StringIO(answer.text))][1:]
    assert titles == [f"{n:04}" for n in range(1200)]
    assert len(asked) <= 17


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize("address", EXPORTS)
def test_an_export_asks_for_the_password_again(clara: Visitor, tx: Any, address: str) -> None:
    assert len(exported(clara, address)) >= 1
    tx(
        lambda session: session.execute(
            update(WebSession).values(password_at=clara.person.made_at.replace(2020))
        )
    )
    assert clara.pages.submit(address, page=NEW).status_code == 403
    sent = {"password_again": PASSWORD}
    assert clara.pages.submit(address, sent, page=NEW).status_code == 200


def test_people_are_filtered_and_exported_with_their_groups(clara: Visitor, amira: Visitor) -> None:
    invite(clara, "Deniz Demir", "deniz@acme.example")
    waiting = clara.pages.get("/admin/people/?state=active&connected=no").text
    assert "Deniz Demir" in waiting
    assert "Amira Aziz" not in waiting
    heads, *lines = exported(clara, "/admin/people/export?search=amira")
    assert dict(zip(heads, lines[0], strict=True))["E-mail address"] == "amira@acme.example"
    assert len(lines) == 1


def test_a_page_takes_few_questions_however_long_the_list_is(clara: Visitor, tx: Any, queries: Any) -> None:
    """Deep in the list as at its beginning, sorted and searched."""
    usual = {"pseudonym": "x", "role": "employee", "language": "en", "active": True}
    people = [usual | {"name": f"Person {n:04}", "email": f"p{n}@acme.example"} for n in range(3000)]
    tx(lambda session: session.execute(insert(Person), people))
    for query in ("", "?sort=-added", "?page=59", "?search=209", "?connected=no&sort=-email"):
        with queries() as asked:
            answer = clara.pages.get(f"/admin/people/{query}")
        assert "Person " in answer.text, query
        assert len(asked) <= 12, query

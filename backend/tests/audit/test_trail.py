"""Who changed what: Clara and Ben change, Clara reads it, tampering is found, the erased are forgotten."""

import json
import re
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import String, cast, delete, select, update

from backend.audit import facts, trail
from backend.audit.models import AuditEntry, AuditHead
from backend.cli import cli
from backend.content.models import Caption
from backend.db import Base
from backend.people import groups
from backend.rules.models import Release
from backend.sign_in import devices
from backend.tests import cast as players
from backend.tests.cast import Visitor
from backend.tests.content.test_admin import FORM

LIST, GROUPS = "/admin/settings/audit/", "/admin/people/groups/"
Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`plainspoken audit …` on this database."""
    config = app.config["PLAINSPOKEN"]
    monkeypatch.setenv("PLAINSPOKEN_SECRET", players.SECRET)
    monkeypatch.setenv("DATABASE_URL", config.database_url)
    return lambda *arguments: CliRunner().invoke(cli, ["audit", *arguments])


@pytest.fixture
def works(clara: Visitor, tx: Any) -> Any:
    """A group that Clara made."""
    clara.pages.submit(GROUPS, {"name": "Foundry"})
    return tx(lambda session: groups.all_of_them(session)[0])


def entries(session: Any) -> list[AuditEntry]:
    return list(session.scalars(select(AuditEntry).order_by(AuditEntry.number)))


# ---- read ----


def test_clara_reads_who_changed_what_from_what_to_what(clara: Visitor, works: Any) -> None:
    clara.pages.submit(f"{GROUPS}{works.id}", {"name": "<b>Factory</b>"})
    page = unescape(clara.pages.get(f"{LIST}?area=groups&search=factory").text)
    assert "<del>Foundry</del> → <b>Factory</b>" in page
    assert "Clara Conti" in page
    assert "Foundry" not in unescape(clara.pages.get(f"{LIST}?area=points").text)
    [number] = [one for one in (3, 4, 5) if "Factory" in clara.pages.get(f"{LIST}{one}").text]
    entry = clara.pages.get(f"{LIST}{number}").text
    assert "&lt;b&gt;Factory" in entry
    assert "Clara Conti" in entry
    assert clara.pages.get(f"{LIST}999").status_code == 404


def test_people_are_told_by_the_name_they_have_today_and_found_by_it(
    clara: Visitor, amira: Visitor, works: Any
) -> None:
    clara.pages.submit(f"{GROUPS}{works.id}/members", {"people": [str(amira.person.id)]}, page=GROUPS)
    assert "Member of a group" in clara.pages.get(f"{LIST}?search=amira").text
    assert 'aria-label="Entry ' in clara.pages.get(f"{LIST}?search=amira").text
    assert 'aria-label="Entry ' not in clara.pages.get(f"{LIST}?search=nobody").text
    told = amira.get("/api/v1/me/export").json["sections"]["changed_about_you"]
    assert "groups.member" in [one["kind"] for one in told]


def test_moments_are_told_as_people_write_them(clara: Visitor, amira: Visitor) -> None:
    clara.pages.submit(f"/admin/people/{amira.person.id}/invitation", page="/admin/people/")
    page = clara.pages.get(f"{LIST}?search=amira").text
    assert re.search(r"Until:</span> \d+/\d+/\d\d, \d+:\d\d\s[AP]M CES?T", page)


def test_an_entry_is_told_to_the_second_with_the_name_of_its_time(clara: Visitor, works: Any) -> None:
    newest = re.findall(r'href="/admin/settings/audit/(\d+)"', clara.pages.get(LIST).text)[0]
    entry = clara.pages.get(f"{LIST}{newest}").text
    assert re.search(r"<dt>When</dt><dd>[^<]* \d+:\d\d:\d\d\s[AP]M CES?T</dd>", entry)
    taken_out = clara.pages.submit(f"{LIST}export", page=LIST).text
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", taken_out)


def test_a_goal_is_told_in_the_words_of_its_page(clara: Visitor) -> None:
    goal = {"name": "We are read", "kpi": "clicks", "target": "7.5", "due": "2031-12-31", "owner_id": ""}
    clara.pages.submit("/admin/strategy/goals/new", goal)
    clara.pages.submit("/me/language", {"language": "de"}, page="/me")
    newest = max(
        int(one) for one in re.findall(r'href="/admin/settings/audit/(\d+)"', clara.pages.get(LIST).text)
    )
    entry = clara.pages.get(f"{LIST}{newest}").text
    assert all(told in entry for told in ("Klicks", "7,5", "31.12.2031"))


@pytest.mark.parametrize(
    "name", ["2026-02-30", "2026-01-01T99:00:00+00:00", "person:" + "-" * 36, "person:" + "0" * 36, "quiz"]
)
def test_a_name_that_looks_like_something_else_is_told_as_it_is(clara: Visitor, name: str) -> None:
    clara.pages.submit(GROUPS, {"name": name})
    page = clara.pages.get(LIST).text
    assert f'address">{name}</span>' in page
    newest = max(re.findall(r'href="/admin/settings/audit/(\d+)"', page), key=int)
    assert f'<ins class="text">{name}</ins>' in clara.pages.get(f"{LIST}{newest}").text
    assert name in clara.pages.submit(f"{LIST}export", page=LIST).text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"captions-0-platform": "x"}, "For: X"),
        ({"captions-0-language": "de"}, "Language: German"),
        ({"captions-0-is_question": "y"}, "own words: yes"),
    ],
)
def test_whatever_is_changed_of_a_caption_is_told(
    clara: Visitor, release: Release, tx: Any, changed: dict[str, str], told: str
) -> None:
    clara.pages.submit("/admin/content/new", FORM)
    caption = tx(lambda session: session.scalars(select(Caption)).one())
    before = tx(entries)[-1].number
    form = FORM | {"captions-0-id": str(caption.id)} | changed
    assert clara.pages.submit(f"/admin/content/{caption.item_id}", form).status_code == 302
    [entry] = tx(entries)[before:]
    assert told in unescape(clara.pages.get(f"{LIST}{entry.number}").text)


def test_a_form_that_changes_nothing_leaves_no_entry(clara: Visitor, works: Any, tx: Any) -> None:
    before = len(tx(entries))
    clara.pages.submit(f"{GROUPS}{works.id}", {"name": "Foundry"})
    assert clara.pages.submit(GROUPS, {"name": "Foundry"}).status_code == 422
    assert len(tx(entries)) == before


def test_what_fails_leaves_no_entry(tx: Any) -> None:
    def work(session: Any) -> None:
        groups.save(session, None, "Pilot")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        tx(work)
    assert tx(entries) == []


def test_what_employees_do_with_their_own_browsers_leaves_no_entry(amira: Visitor, tx: Any) -> None:
    [device] = tx(lambda session: devices.of_person(session, amira.person.id))
    assert amira.pages.submit(f"/me/devices/{device.id}/revoke", page="/me").status_code == 302
    assert players.enter(amira.app, "curator").post("/api/v1/connect/revoke").status_code == 204
    assert "people.device" not in [entry.kind for entry in tx(entries)]


# ---- whole ----


def test_twenty_changes_at_once_leave_one_unbroken_chain(tx: Any, run: Run) -> None:
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda n: tx(lambda session: groups.save(session, None, f"Group {n}")), range(20)))
    assert [entry.number for entry in tx(entries)] == list(range(1, 21))
    told = run("verify")
    assert told.exit_code == 0, told.output
    assert told.output.startswith("20 entries, all whole")


def edit(session: Any) -> None:
    words = '{"name": "Other", "before": {}, "after": {"name": "Other"}}'
    session.execute(update(AuditEntry).where(AuditEntry.number == 2).values(words=words))


def remove(session: Any) -> None:
    session.execute(delete(AuditEntry).where(AuditEntry.number == 2))


def swap(session: Any) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        session.execute(update(AuditEntry).where(AuditEntry.number == old).values(number=new))


def cut_off(session: Any) -> None:
    session.execute(delete(AuditEntry).where(AuditEntry.number > 3))


@pytest.mark.parametrize(
    ("tamper", "told"),
    [(edit, "Entry 2: what it says"), (remove, "Entry 3: entry 2 is missing"), (swap, "Entry 2: its time"),
     (cut_off, "Entry 4: it is missing")],
)  # fmt: skip
def test_verify_names_the_first_broken_entry(tx: Any, run: Run, tamper: Any, told: str) -> None:
    for n in range(5):
        tx(lambda session, n=n: groups.save(session, None, f"Group {n}"))
    tx(tamper)
    result = run("verify")
    assert result.exit_code == 1
    assert result.output.startswith(told)


def test_a_line_kept_elsewhere_tells_when_the_end_was_cut_off_with_its_head(tx: Any, run: Run) -> None:
    for n in range(5):
        tx(lambda session, n=n: groups.save(session, None, f"Group {n}"))
    kept = run("verify").output.splitlines()[-1]
    assert run("verify", "--anchor", kept).exit_code == 0

    def cut(session: Any) -> None:
        cut_off(session)
        last = entries(session)[-1]
        session.execute(update(AuditHead).values(number=last.number, hash=last.hash))

    tx(cut)
    assert run("verify").exit_code == 0
    found = run("verify", "--anchor", kept)
    assert (found.exit_code, found.output) == (1, "Entry 4: it is missing, and all after it.\n")
    assert "It looks like 17:" in run("verify", "--anchor", "5").output


def test_verify_is_not_misled_by_what_is_written_meanwhile(
    tx: Any, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    tx(lambda session: groups.save(session, None, "Before"))
    head = trail.head

    def head_and_then_a_change(session: Any) -> Any:
        found = head(session)
        tx(lambda other: groups.save(other, None, "Meanwhile"))
        return found

    monkeypatch.setattr(trail, "head", head_and_then_a_change)
    told = run("verify")
    assert (told.exit_code, told.output[:10]) == (0, "1 entries,"), told.output
    assert len(tx(entries)) == 2


def test_an_export_is_told_with_its_filters_but_not_what_was_searched(
    clara: Visitor, amira: Visitor, tx: Any
) -> None:
    sent = "/admin/people/export?role=employee&search=Amira"
    assert clara.pages.submit(sent, {}, page="/admin/people/").status_code == 200
    words = json.loads(tx(entries)[-1].words or "")
    assert words["name"] == "people.csv"
    assert words["after"] == {"taken_out": True, "searched": True, "filter": {"role": "employee"}}


def test_export_writes_every_entry_as_a_line(clara: Visitor, works: Any, run: Run) -> None:
    lines = [json.loads(line) for line in run("export").output.splitlines()]
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
    assert (lines[-1]["who"], lines[-1]["after"]) == ("Clara Conti", {"name": "Foundry"})


# ---- forgotten ----


def test_erasing_a_person_leaves_the_chain_whole_and_nothing_of_them_in_it(
    clara: Visitor, amira: Visitor, works: Any, tx: Any, run: Run
) -> None:
    me = str(amira.person.id)
    clara.pages.submit(f"{GROUPS}{works.id}/members", {"people": [me]}, page=GROUPS)
    duty = {"task": "Talk to the press", "person_id": str(clara.person.id)}
    assert clara.pages.submit("/admin/strategy/duties/new", duty).status_code == 302
    other = players.enter(amira.app, "curator")
    tx(lambda session: setattr(session.get(type(clara.person), other.person.id), "role", "admin"))
    before = len(tx(entries))
    for visitor in (amira, clara):
        sent = {"email": f"{visitor.person.name.split()[0].lower()}@acme.example"}
        assert visitor.call("DELETE", "/api/v1/me", json=sent).status_code == 204
    told = run("verify")
    assert told.exit_code == 0, told.output
    assert len(tx(entries)) == before
    columns = [cast(column, String) for column in AuditEntry.__table__.columns]
    whole = str(tx(lambda session: session.execute(select(*columns)).all())).replace("-", "").lower()
    for trace in (amira.person.id.hex, clara.person.id.hex, "amira", "clara"):
        assert trace not in whole


def test_no_words_go_because_somebody_wrote_a_made_up_persons_key_into_them(
    clara: Visitor, amira: Visitor, tx: Any
) -> None:
    """Clara makes a person up, corrects points with their key as the reason, and has them erased."""
    sham = players.enter(amira.app, "curator")
    why = f"person:{sham.person.id}"
    form = {"points": "500", "why": why, "key": str(uuid.uuid4()), "email": "amira@acme.example"}
    assert clara.pages.submit("/admin/points/corrections", form, page="/admin/points/").status_code == 302
    sham.call("DELETE", "/api/v1/me", json={"email": "ben@acme.example"})
    [correction] = [entry for entry in tx(entries) if entry.kind == "points.correction"]
    assert correction.words and why in correction.words


def test_every_fact_that_holds_a_persons_key_is_known() -> None:
    names = {
        key.parent.name
        for mapper in Base.registry.mappers
        for key in mapper.local_table.foreign_keys
        if key.column.table.name == "person" and key.parent.name in getattr(mapper.class_, "audited", ())
    }
    assert names and names <= set(facts.KEYS)


def test_the_words_of_an_entry_are_erased_and_that_is_an_entry_too(
    clara: Visitor, works: Any, tx: Any, run: Run
) -> None:
    number = tx(lambda session: entries(session)[-1].number)
    for _ in range(2):
        answer = clara.pages.submit(f"{LIST}{number}/erase", {"number": number}, page="/admin/content/new")
        assert answer.status_code == 302
    assert "The words are erased" in clara.pages.get(f"{LIST}{number}").text
    assert "Foundry" not in clara.pages.get(LIST).text
    assert [entry.kind for entry in tx(entries)[number:]] == ["audit.words"]
    assert "of 1 the words are erased" in run("verify").output

"""What Dora of the works council may: all that Amira may, and read; how she comes in; what she may not."""

from typing import Any

import pytest
from sqlalchemy import select, update

from backend.audit.models import AuditEntry
from backend.people.models import Person
from backend.tests.cast import PASSWORD, Visitor, sign_in
from backend.tests.people.test_people_pages import give_role
from backend.tests.sign_in.journeys import invite
from backend.tests.sign_in.test_sign_in import make_stale

SETTINGS, AUDIT = "/admin/settings/", "/admin/settings/audit/"


def test_invited_she_sets_a_password_and_begins_with_the_settings(clara: Visitor, stranger: Visitor) -> None:
    code = invite(clara, "Dora Danner", "dora@acme.example", role="council")
    stranger.pages.submit("/admin/join", {"code": code, "password": PASSWORD})
    page = stranger.pages.get("/admin/", follow_redirects=True)
    assert page.request.path == SETTINGS
    assert "Works council" in page.text and "Change it" not in page.text


def test_without_her_password_she_is_an_employee(dora: Visitor) -> None:
    sign_in(dora, with_password=False)
    assert "/admin/reports/" not in dora.pages.get("/me").text
    assert dora.pages.get(SETTINGS).headers["Location"].startswith("/admin/sign-in")


def test_made_one_an_admin_changes_nothing_any_more_and_the_audit_tells(
    clara: Visitor, dora: Visitor
) -> None:
    give_role(clara, dora, "admin")
    assert dora.pages.get("/admin/people/").status_code == 200
    give_role(clara, dora, "council")
    assert dora.pages.get("/admin/people/").status_code == 403
    audit = dora.pages.get(AUDIT).text
    assert "<del>Admin</del> → Works council" in audit


def test_what_she_sends_is_refused_with_a_page_that_says_why(dora: Visitor, tx: Any) -> None:
    sent = {"csrf_token": dora.pages.csrf_token("/me"), "zone": "America/New_York"}
    answer = dora.pages.client.post("/admin/settings/zone", data=sent)
    assert answer.status_code == 403
    assert "This page is for people with another role." in answer.text


def test_her_browser_gets_what_an_employees_gets(dora: Visitor, release: object) -> None:
    assert dora.get("/api/v1/rules/release").status_code == 200
    assert dora.get("/api/v1/me").json["role"] == "council"


def test_she_takes_the_audit_out_with_her_password_and_that_stands_in_it(dora: Visitor, tx: Any) -> None:
    make_stale(tx)
    asked = dora.pages.submit(f"{AUDIT}export", page=AUDIT)
    assert asked.status_code == 403 and 'name="password_again"' in asked.text
    file = dora.pages.submit(f"{AUDIT}export", {"password_again": PASSWORD}, page=AUDIT)
    assert file.mimetype == "text/csv"
    taken_out = select(AuditEntry).where(AuditEntry.kind == "lists.export")
    entry = tx(lambda session: session.scalars(taken_out).one())
    assert entry.actor_id == dora.person.id


def test_she_answers_for_no_goal_and_no_pilot(clara: Visitor, ben: Visitor, dora: Visitor) -> None:
    page = clara.pages.get("/admin/strategy/goals/new").text
    assert "Ben Brandt" in page and "Dora Danner" not in page


@pytest.mark.parametrize("path", ["people/", "people/invitations", "people/devices", "content/tips/"])
def test_no_list_of_people_or_of_what_one_of_them_does_opens_to_her(dora: Visitor, path: str) -> None:
    assert dora.pages.get(f"/admin/{path}").status_code == 403


def test_who_is_let_in_no_more_reads_no_more(clara: Visitor, dora: Visitor, tx: Any) -> None:
    off = update(Person).where(Person.id == dora.person.id).values(active=False)
    assert dora.pages.get(SETTINGS).status_code == 200
    tx(lambda session: session.execute(off))
    assert dora.pages.get(SETTINGS).status_code == 302

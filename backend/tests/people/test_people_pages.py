"""The admin's pages about people and devices, and everybody's own page."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select, update

from backend.db import now
from backend.errors import Conflict
from backend.people import service
from backend.people.models import Person
from backend.sign_in import let_in
from backend.sign_in.models import Invitation
from backend.tests.cast import PASSWORD, Visitor, sign_in
from backend.tests.races import another_before
from backend.tests.sign_in.journeys import invite, shown_code


def test_the_first_admin_is_told_what_to_do_first(clara: Visitor) -> None:
    assert "Only you so far" in clara.pages.get("/admin/people/").text


def test_no_two_tabs_of_a_subject_have_the_same_title_in_the_browser(clara: Visitor, release: object) -> None:
    seen: dict[str, str] = {}
    for subject in (
        "/me",
        *(f"/admin/{one}/" for one in ("content", "people", "rules", "reports", "settings")),
    ):
        tabs = clara.pages.get(subject).text.split('<nav class="tabs"')[1].split("</nav>")[0]
        for address in re.findall(r'href="([^"]+)"', tabs):
            title = re.findall("<title>(.*?)</title>", clara.pages.get(unescape(address)).text)[0]
            assert seen.setdefault(title, address) == address


def test_an_admin_finds_people_by_name_or_address(clara: Visitor, amira: Visitor, ben: Visitor) -> None:
    page = clara.pages.get("/admin/people/?search=BRANDT").text
    assert "Ben Brandt" in page
    assert "Amira Aziz" not in page
    assert "Amira Aziz" in clara.pages.get("/admin/people/?search=amira@").text
    assert "Nothing fits." in clara.pages.get("/admin/people/?search=%25").text


def test_an_invitation_begins_in_the_language_of_whoever_writes_it(clara: Visitor) -> None:
    clara.patch("/api/v1/me", json={"language": "de"})
    assert '<option selected value="de">' in clara.pages.get("/admin/people/invite").text


@pytest.mark.parametrize("page", ["9" * 30, "-1", "0", "two"])
def test_a_page_that_cannot_be_is_a_page_all_the_same(clara: Visitor, page: str) -> None:
    assert clara.pages.get(f"/admin/people/?page={page}").status_code == 200


def test_the_list_is_shown_in_pages(clara: Visitor) -> None:
    for number in range(55):
        invite(clara, f"Person {number:02}", f"person{number}@acme.example")
    first, second = (clara.pages.get(f"/admin/people/?page={page}").text for page in (1, 2))
    assert "Person 00" in first
    assert "Person 54" not in first
    assert "Person 54" in second
    assert 'rel="next"' in first
    assert 'rel="next"' not in second


def test_the_code_of_an_invitation_is_shown_once_with_where_it_goes(clara: Visitor, public_url: str) -> None:
    sent = {"name": "Ben Brandt", "email": "ben@acme.example", "role": "curator", "language": "de"}
    answer = clara.pages.submit("/admin/people/invite", sent)
    assert f"{public_url}/admin/join" in answer.text
    assert shown_code(answer) not in clara.pages.get("/admin/people/").text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("role", "second"),
    [("employee", "Choose Sign in"), ("council", "In the same browser"), ("curator", "In the same browser")],
)
def test_a_text_to_send_along_says_what_it_is_and_two_steps_in_both_languages_theirs_first(
    clara: Visitor, public_url: str, role: str, second: str
) -> None:
    sent = {"name": "Ben Brandt", "email": "ben@acme.example", "role": role, "language": "de"}
    answer = clara.pages.submit("/admin/people/invite", sent)
    german, english = (unescape(text) for text in re.findall(r"<textarea[^>]*>\s*([^<]*)", answer.text))
    assert german.startswith("Hallo Ben Brandt") and english.startswith("Hello Ben Brandt")
    for said in ("Acme would like you", "It is up to you", f"2. {second}", "do nothing"):
        assert said in english
    assert all(shown_code(answer) in text and public_url in text for text in (german, english))


def test_two_people_cannot_have_one_address(clara: Visitor) -> None:
    invite(clara)
    sent = {"name": "Amira B", "email": "AMIRA@acme.example ", "role": "employee", "language": "en"}
    answer = clara.pages.submit("/admin/people/invite", sent)
    assert answer.status_code == 422
    assert "There is a person with this e-mail address." in answer.text


@pytest.mark.parametrize("change", [{"email": "not one"}, {"role": "boss"}, {"language": "fr"}, {"name": ""}])
def test_an_invitation_with_a_fault_says_which(clara: Visitor, change: dict[str, str]) -> None:
    sent = {"name": "Amira", "email": "a@acme.example", "role": "employee", "language": "en"} | change
    answer = clara.pages.submit("/admin/people/invite", sent)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u202e", "\ufeff", "\u2028", "\u00a0"])
@pytest.mark.parametrize(("field", "text"), [("name", "Ami{}ra"), ("email", "ami{}ra@acme.example")])
def test_a_sign_that_cannot_be_seen_is_told_at_its_field_as_of_a_file(
    clara: Visitor, field: str, text: str, unseen: str
) -> None:
    sent = {"name": "Amira", "email": "a@acme.example", "role": "employee", "language": "en"}
    answer = clara.pages.submit("/admin/people/invite", sent | {field: text.format(unseen)})
    assert answer.status_code == 422
    assert re.search(
        rf'id="{field}-fault">[^<]*Line breaks and invisible signs cannot stand here', answer.text
    )


def test_a_name_with_markup_in_it_is_shown_as_it_is(clara: Visitor) -> None:
    invite(clara, "<img src=x onerror=alert(1)>", "x@acme.example")
    page = clara.pages.get("/admin/people/").text
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page


def give_role(clara: Visitor, visitor: Visitor, role: str) -> str:
    """Clara gives it; the page that follows."""
    assert visitor.person
    answer = clara.pages.submit(f"/admin/people/{visitor.person.id}/role", {"role": role})
    return clara.pages.get(answer.headers["Location"]).text if answer.location else answer.text


def test_an_admin_gives_another_role_which_holds_from_the_next_click_on(clara: Visitor, ben: Visitor) -> None:
    assert f'href="/admin/people/{ben.person.id}/role"' in clara.pages.get("/admin/people/").text
    assert ben.pages.get("/admin/people/").status_code == 403
    assert "from their next click on" in give_role(clara, ben, "admin")
    assert ben.pages.get("/admin/people/").status_code == 200
    give_role(clara, ben, "employee")
    assert ben.pages.get("/admin/content/").status_code == 403
    assert "<del>Curator</del> → Admin" in clara.pages.get("/admin/settings/audit/").text


def test_whoever_needs_a_password_for_it_gets_a_code(clara: Visitor, amira: Visitor) -> None:
    assert "Make a new code for Amira Aziz" in give_role(clara, amira, "curator")
    code = shown_code(
        clara.pages.submit(f"/admin/people/{amira.person.id}/invitation", page="/admin/people/")
    )
    joining = Visitor(clara.pages.client.application)
    joining.pages.submit("/admin/join", {"code": code, "password": PASSWORD})
    assert joining.pages.get("/admin/content/").status_code == 200


def test_the_last_admin_keeps_that_role_and_nobody_gets_one_that_there_is_not(
    clara: Visitor, ben: Visitor
) -> None:
    assert "This is the last admin." in give_role(clara, clara, "employee")
    assert "This is the last admin." in give_role(clara, clara, "council")
    assert 'aria-invalid="true"' in give_role(clara, ben, "boss")
    give_role(clara, ben, "admin")
    give_role(clara, clara, "employee")
    assert clara.pages.get("/admin/people/").status_code == 403
    assert ben.pages.get("/admin/people/").status_code == 200


def test_of_two_invited_at_one_address_in_the_same_moment_there_is_one(
    clara: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = {"name": "Dora", "email": "dora@acme.example", "role": "employee", "language": "en"}
    elsewhere = Visitor(clara.app, clara.person)
    sign_in(elsewhere, with_password=True)
    too = partial(elsewhere.pages.submit, "/admin/people/invite", sent)
    with another_before(monkeypatch, service, "make_person", too) as others:
        answers = [clara.pages.submit("/admin/people/invite", sent), others[0].result()]
    assert sorted(answer.status_code for answer in answers) == [200, 422]
    assert "There is a person with this e-mail address." in max(answers, key=lambda one: one.status_code).text


def test_of_two_admins_who_leave_at_once_one_stays(clara: Visitor, tx: Any) -> None:
    other = tx(lambda session: service.add_person(session, "Carl", "carl@acme.example", "admin"))

    def leave(person: Any) -> bool:
        try:
            tx(lambda session: let_in.deactivate(session, person.id))
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, (clara.person, other))) == [False, True]


def test_the_last_admin_cannot_lock_everybody_out(clara: Visitor) -> None:
    assert clara.person
    clara.pages.submit(f"/admin/people/{clara.person.id}/deactivate", page="/me")
    page = clara.pages.get("/admin/people/")
    assert page.status_code == 200
    assert "This is the last admin." in page.text


def test_an_admin_signs_a_lost_device_out(clara: Visitor, amira: Visitor) -> None:
    page = clara.pages.get("/admin/people/devices").text
    urls = re.findall(r'action="(/admin/people/devices/[^"]+)"', page)
    for url in urls:
        clara.pages.submit(url, page="/admin/people/invite")
    assert amira.get("/api/v1/me").status_code == 401
    assert "No device is connected" in clara.pages.get("/admin/people/devices").text


def test_the_device_of_somebody_who_is_let_in_no_more_is_not_listed_until_they_are_again(
    clara: Visitor, amira: Visitor
) -> None:
    def listed() -> list[bool]:
        pages = (
            "/admin/people/devices",
            "/admin/people/?connected=yes&state=out",
            "/admin/people/?connected=yes",
        )
        return ["Amira Aziz" in clara.pages.get(page).text for page in pages]

    url = f"/admin/people/{amira.person.id}"
    assert listed() == [True, False, True]
    clara.pages.submit(f"{url}/deactivate", page="/admin/people/invite")
    assert "signed out everywhere" in clara.pages.get("/me").text  # and is said once
    assert listed() == [False, False, False]
    clara.pages.submit(f"{url}/reactivate", page="/admin/people/invite")
    assert listed() == [True, False, True]


def test_everybody_sees_and_ends_their_own_devices_and_nobody_elses(amira: Visitor, ben: Visitor) -> None:
    page = amira.pages.get("/me/devices/").text
    assert page.count('<th scope="row">Chromium in the tests</th>') == 1
    mine = page.split('action="/me/devices/')[1].split("/revoke")[0]
    assert ben.pages.submit(f"/me/devices/{mine}/revoke", page="/me").status_code == 404
    assert amira.get("/api/v1/me").status_code == 200
    answer = amira.pages.submit(f"/me/devices/{mine}/revoke", page="/me/devices/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/devices/")
    assert amira.get("/api/v1/me").status_code == 401


def test_pages_speak_the_language_of_the_person(clara: Visitor) -> None:
    assert clara.patch("/api/v1/me", json={"language": "de"}).status_code == 200
    assert "Personen" in clara.pages.get("/admin/people/").text


def test_a_stranger_reads_the_sign_in_page_in_the_language_of_their_browser(stranger: Visitor) -> None:
    def heading(accept: str) -> str:
        return stranger.pages.get("/admin/sign-in", headers={"Accept-Language": accept}).text

    assert "Anmelden" in heading("de-AT,de;q=0.9,en;q=0.5")
    assert "Sign in" in heading("fr")
    assert "Sign in" in heading("")


def test_the_rail_shows_the_subjects_one_may_open(
    clara: Visitor, ben: Visitor, dora: Visitor, amira: Visitor
) -> None:
    assert "/admin/people/" in clara.pages.get("/me").text
    assert "/admin/people/" not in dora.pages.get("/me").text
    assert "/admin/reports/" in dora.pages.get("/me").text
    assert "/admin/people/" not in ben.pages.get("/me").text
    assert "Subjects" not in amira.pages.get("/me").text


def test_the_start_page_leads_each_to_their_work(
    clara: Visitor, ben: Visitor, dora: Visitor, amira: Visitor
) -> None:
    assert dora.pages.get("/admin/").headers["Location"] == "/admin/settings/"
    assert amira.pages.get("/admin/").headers["Location"] == "/me"
    assert ben.pages.get("/admin/").headers["Location"] == "/admin/content/"
    assert clara.pages.get("/admin/").headers["Location"] == "/admin/strategy/"
    assert clara.pages.get("/").headers["Location"] == "/admin/"


def test_invitations_are_listed_with_what_became_of_them(clara: Visitor, tx: Any) -> None:
    invite(clara, "Deniz Demir", "deniz@acme.example")
    invite(clara, "Emma Ekström", "emma@acme.example")
    long_ago = now() - timedelta(days=1)
    late = select(Person.id).where(Person.email == "deniz@acme.example").scalar_subquery()
    tx(
        lambda session: session.execute(
            update(Invitation).where(Invitation.person_id == late).values(expires_at=long_ago)
        )
    )
    for query, names in {
        "": (True, True),
        "?state=open": (False, True),
        "?state=expired": (True, False),
        "?state=used": (False, False),
        "?search=ekstrom": (False, True),
        "?sort=-person": (True, True),
    }.items():
        page = clara.pages.get(f"/admin/people/invitations{query}").text
        assert ("Deniz Demir" in page, "Emma Ekström" in page) == names, query

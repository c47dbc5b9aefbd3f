"""What an account says about role and groups holds from each sign-in on, and stands in the audit."""

from typing import Any

import pytest

from backend.people import groups, service
from backend.people.models import Person
from backend.tests.cast import Visitor
from backend.tests.oidc.way import come_in
from backend.tests.oidc_provider import Provider
from backend.tests.sign_in.test_sign_in import make_stale

ROLES = (("Advocacy admins", "admin"), ("Advocacy editors", "curator"), ("Council", "council"))
AUDIT = "/admin/settings/audit/"


def person(session: Any, email: str = "amira@acme.example") -> Person:
    found = service.find_by_email(session, email)
    assert found
    return found


def groups_of(tx: Any) -> list[str]:
    return tx(lambda session: sorted(group.name for group in person(session).groups))


def role_of(tx: Any, email: str = "amira@acme.example") -> str:
    return tx(lambda session: person(session, email).role)


# ---- roles ----


@pytest.mark.parametrize(
    ("says", "role"),
    [
        (["Advocacy editors"], "curator"),
        (["Advocacy editors", "Advocacy admins", "Golf"], "admin"),
        ("Advocacy admins", "admin"),
        (["Council", "Golf"], "council"),
        (["Advocacy editors", "Council"], "curator"),
        (["Golf"], "employee"),
        (None, "employee"),
        ({"Advocacy admins": True}, "employee"),
    ],
)
def test_the_role_is_the_one_that_may_do_most_of_those_the_account_has(
    amira: Visitor,
    clara: Visitor,
    stranger: Visitor,
    provider: Provider,
    settle: Any,
    tx: Any,
    says: Any,
    role: str,
) -> None:
    settle(roles_claim="roles", roles=ROLES)
    provider.people["amira"]["roles"] = says
    come_in(stranger)
    assert role_of(tx) == role


def test_it_may_lie_deep_in_the_token(
    amira: Visitor, stranger: Visitor, provider: Provider, settle: Any, tx: Any
) -> None:
    settle(roles_claim="realm_access.roles", roles=ROLES)
    provider.people["amira"]["realm_access"] = {"roles": ["Advocacy editors"]}
    come_in(stranger)
    assert role_of(tx) == "curator"


def test_it_is_taken_over_with_each_sign_in_and_stands_in_the_audit(
    amira: Visitor, clara: Visitor, stranger: Visitor, provider: Provider, settle: Any, tx: Any
) -> None:
    settle(roles_claim="roles", roles=ROLES)
    provider.people["amira"]["roles"] = ["Advocacy admins"]
    come_in(stranger)
    assert stranger.pages.get("/admin/people/").status_code == 200
    provider.people["amira"]["roles"] = []
    come_in(stranger)
    assert stranger.pages.get("/admin/people/").status_code == 403
    told = amira.pages.get("/me/data/?section=changed_about_you").text
    assert "Role: Employee → Admin" in told
    assert "Role: Admin → Employee" in told
    assert "127.0.0.1" in clara.pages.get(AUDIT).text


def test_the_last_admin_stays_one_and_is_told_so(
    clara: Visitor, stranger: Visitor, provider: Provider, settle: Any, tx: Any
) -> None:
    settle(roles_claim="roles", roles=ROLES)
    provider.hire("clara", "clara@acme.example", "Clara Conti", roles=["Advocacy editors"])
    come_in(stranger)
    page = stranger.pages.get("/admin/people/")
    assert page.status_code == 200
    assert (
        "Your account gives you the role Curator. You stay admin, since there is no other one." in page.text
    )
    tx(lambda session: service.add_person(session, "Carl", "carl@acme.example", "admin"))
    come_in(stranger)
    assert role_of(tx, "clara@acme.example") == "curator"


def test_a_role_that_the_last_admin_keeps_is_no_change_in_the_audit(
    clara: Visitor, stranger: Visitor, provider: Provider, settle: Any
) -> None:
    settle(roles_claim="roles", roles=ROLES)
    provider.hire("clara", "clara@acme.example", "Clara Conti", roles=["Advocacy editors"])
    come_in(stranger)
    told = clara.pages.get("/me/data/?section=changed_about_you").text
    assert "Role: – → Admin" in told
    assert "Role: Curator" not in told


def test_without_a_claim_for_roles_they_stay_as_they_are(
    ben: Visitor, stranger: Visitor, provider: Provider, settle: Any, tx: Any
) -> None:
    settle()
    provider.hire("ben", "ben@acme.example", "Ben Brandt", roles=["Advocacy admins"])
    come_in(stranger)
    assert role_of(tx, "ben@acme.example") == "curator"


# ---- groups ----


def test_into_groups_that_it_names_and_out_of_those_that_it_alone_brought_one_into(
    amira: Visitor, stranger: Visitor, provider: Provider, settle: Any, tx: Any
) -> None:
    settle(groups_claim="groups")
    made = {
        name: tx(lambda session, name=name: groups.save(session, None, name))
        for name in ("Sales", "Lab", "Pilot")
    }
    tx(lambda session: groups.add(session, made["Pilot"].id, [amira.person.id]))
    provider.people["amira"]["groups"] = ["SALES", "Pilot", "Golf"]
    come_in(stranger)
    assert groups_of(tx) == ["Pilot", "Sales"]
    provider.people["amira"]["groups"] = ["Lab"]
    come_in(stranger)
    assert groups_of(tx) == ["Lab", "Pilot"]
    assert {group.name for group in tx(groups.all_of_them)} == set(made)


def test_who_was_taken_out_by_hand_comes_back_with_the_next_sign_in(
    amira: Visitor, stranger: Visitor, provider: Provider, settle: Any, tx: Any
) -> None:
    settle(groups_claim="groups")
    sales = tx(lambda session: groups.save(session, None, "Sales"))
    provider.people["amira"]["groups"] = ["Sales"]
    come_in(stranger)
    tx(lambda session: groups.remove(session, sales.id, amira.person.id))
    come_in(stranger)
    assert groups_of(tx) == ["Sales"]
    provider.people["amira"]["groups"] = []
    come_in(stranger)
    assert groups_of(tx) == []


# ---- the page ----


def test_clara_reads_how_it_is_set(clara: Visitor, provider: Provider, settle: Any, public_url: str) -> None:
    settle(roles_claim="roles", roles=ROLES, groups_claim="teams")
    page = clara.pages.get("/admin/people/accounts/").text
    for words in (
        provider.url,
        "plainspoken",
        f"{public_url}/oidc/back",
        "Advocacy editors → Curator",
        "teams",
    ):
        assert words in page
    assert "a secret between the two" not in page


def test_who_may_come_in_is_a_setting_that_asks_for_the_password_and_is_in_the_audit(
    clara: Visitor, settle: Any, tx: Any
) -> None:
    settle()
    make_stale(tx)
    page = "/admin/people/accounts/"
    assert clara.pages.submit(page, {"admits": "on"}).status_code == 403
    clara.pages.submit(page, {"admits": "on", "password_again": "a password only for tests"})
    assert 'name="admits" aria-describedby="admits-help" checked' in clara.pages.get(page).text
    assert "Who may come in" in clara.pages.get(AUDIT).text
    assert "whoever has an account" in clara.pages.get("/admin/settings/").text

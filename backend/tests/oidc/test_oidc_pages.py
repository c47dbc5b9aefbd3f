"""The pages of a sign-in with an account in a real browser: usable by all, in both lights and languages."""

from typing import Any

from playwright.sync_api import Browser, expect

from backend.tests.browser import faults_in_the_dark, faults_of, fits, page_of
from backend.tests.cast import Visitor
from backend.tests.oidc.way import come_in
from backend.tests.oidc_provider import Provider
from backend.tests.sign_in.journeys import connect_url
from backend.tests.sign_in.test_sign_in import make_stale
from backend.tests.where import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE


def test_axe_finds_no_fault_on_any_of_them(
    browser: Browser, url: str, settle: Any, clara: Visitor, stranger: Visitor
) -> None:
    settle(roles_claim="roles", roles=(("Advocacy editors", "curator"),), groups_claim="groups")
    seen = (
        (stranger, ("/admin/sign-in", connect_url(), "/oidc/back")),
        (clara, ("/admin/people/accounts/", "/oidc/confirmed")),
    )
    for visitor, addresses in seen:
        with page_of(browser, url, visitor, dark=False, language="de") as page:
            for address in addresses:
                page.set_viewport_size({"width": 1180, "height": 800})
                page.goto(address)
                assert faults_of(page) + faults_in_the_dark(page) == [], address
                assert fits(page), address


def test_whoever_is_asked_once_more_signs_in_beside_the_form_and_goes_on_with_it(
    browser: Browser, url: str, settle: Any, clara: Visitor, provider: Provider, tx: Any
) -> None:
    """Through the browser, since two tabs share a session and the policy must let them."""
    settle()
    provider.hire("clara", "clara@acme.example", "Clara Conti")
    come_in(clara)
    make_stale(tx)
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.goto("/admin/people/accounts/")
        page.get_by_label("Let in whoever has an account").check()
        page.get_by_role("button", name="Save").click()
        assert faults_of(page) == []
        with page.expect_popup() as tab:
            page.get_by_role("button", name="Sign in once more").click()
        expect(tab.value.get_by_role("heading")).to_have_text("It is you")
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_label("Let in whoever has an account")).to_be_checked()

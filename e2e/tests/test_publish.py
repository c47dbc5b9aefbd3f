"""Clara changes a rule's words and publishes; the page Amira has open says the new thing after a sync."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e import employee, staff
from e2e.backend import Backend
from e2e.guest import Guest
from e2e.keys import write
from e2e.places import Place
from e2e.staff import BEN, CLARA
from e2e.tests.where import ONE_SITE

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
NEW = "Amira, say that you are with Acme before you post this."


@pytest.fixture
def clara(amira: BrowserContext, backend: Backend) -> Iterator[Page]:
    """Clara in the admin site, signed in."""
    with staff.signed_in(amira, backend, CLARA) as page:
        yield page


def publish(context: BrowserContext, backend: Backend, message: str) -> None:
    """Clara writes and asks, Ben, who reads German, says yes, Clara publishes."""
    with staff.signed_in(context, backend, CLARA) as page:
        page.goto(f"{backend.url}/admin/rules/?search=undisclosed-competitor")
        page.get_by_role("link", name="undisclosed-competitor").click()
        page.get_by_label("Message in English").fill(message)
        page.get_by_role("button", name="Save").click()
        page.get_by_role("button", name="Publish", exact=True).click()
        page.get_by_label("What is new").fill("Says it more directly.")
        page.get_by_role("button", name="Ask for a second yes").click()
        expect(page.get_by_text("It waits for a colleague")).to_be_visible()
    with staff.signed_in(context, backend, BEN) as page:
        page.goto(f"{backend.url}/admin/rules/")
        page.get_by_role("link", name="Lesen und antworten").click()
        expect(page.get_by_text(message)).to_be_visible()
        page.get_by_role("button", name="Ja, das darf raus").click()
        expect(page.get_by_text("von Ben Brandt")).to_be_visible()
    with staff.signed_in(context, backend, CLARA) as page:
        page.goto(f"{backend.url}/admin/rules/publish")
        page.get_by_role("button", name="Publish release 2").click()
        expect(page.get_by_text("Release 2").first).to_be_visible()


@ONE_SITE
def test_the_open_page_says_the_new_message_within_one_sync_and_without_reload(
    amira: BrowserContext, backend: Backend, place: Place
) -> None:
    page = amira.new_page()
    place.open(page)
    guest = Guest(page)
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest.wait(cls="confirm", text="Say that you work there")

    publish(amira, backend, NEW)
    employee.sync(amira)

    page.bring_to_front()
    guest.wait(cls="confirm", text=NEW)


def test_a_message_that_is_missing_is_refused_at_its_field_and_nothing_typed_is_lost(
    clara: Page, backend: Backend
) -> None:
    clara.goto(f"{backend.url}/admin/rules/?search=undisclosed-competitor")
    clara.get_by_role("link", name="undisclosed-competitor").click()
    clara.get_by_label("Message in German").fill("Sag, wo du arbeitest.")
    clara.get_by_label("Message in English").evaluate("field => field.required = false")
    clara.get_by_label("Message in English").fill("")
    clara.get_by_role("button", name="Save").click()
    expect(clara.get_by_label("Message in German")).to_have_value("Sag, wo du arbeitest.")
    expect(clara.get_by_text("required").first).to_be_visible()

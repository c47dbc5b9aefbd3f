"""Clara, who is no programmer, changes a rule; the page Amira has open says the new thing after a sync.

All that she and Ben do in the workshop they do with the keyboard.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from backend.tests.browser import faults_of
from e2e import employee, staff
from e2e.backend import Backend
from e2e.guest import Guest
from e2e.keys import follow, put, tab_to, write
from e2e.places import Place
from e2e.staff import BEN, CLARA
from e2e.tests.where import ONE_SITE

RULE = "confidential-internal"
WHISPER = "You didn't hear it from me, but a new robot is coming."
OLD, NEW = "This sounds internal.", "Amira, ask Communications before you tell this."


@pytest.fixture
def clara(amira: BrowserContext, backend: Backend) -> Iterator[Page]:
    """Clara in the admin site, signed in."""
    with staff.signed_in(amira, backend, CLARA) as page:
        yield page


def open_rule(page: Page, backend: Backend) -> None:
    page.goto(f"{backend.url}/admin/rules/")
    tab_to(page, page.get_by_role("searchbox"))
    with page.expect_navigation():
        page.keyboard.type(f"{RULE}\n")
    follow(page, page.get_by_role("row").filter(has_text=RULE).get_by_role("link"))


def change(page: Page) -> None:
    """It says something else, and in posts only."""
    put(page, page.get_by_label("Message in English"), NEW)
    tab_to(page, page.get_by_label("Post", exact=True))
    page.keyboard.press("Space")
    expect(page.get_by_label("Rule and examples (YAML)")).to_have_value(re.compile(r"surface: \[post\]"))
    assert faults_of(page) == []
    follow(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_text("It speaks once it is published.")).to_be_visible()


def try_on_a_draft(page: Page) -> None:
    follow(page, page.get_by_role("link", name="Try a draft"))
    put(page, page.get_by_label("Draft"), WHISPER)
    follow(page, page.get_by_role("button", name="Try it"))
    expect(page.get_by_role("region", name="As the rules are written now")).to_contain_text(NEW)
    expect(page.get_by_role("region", name="Release 1, in force")).to_contain_text(OLD)
    assert faults_of(page) == []


def try_on_texts(page: Page) -> None:
    """Of the organisation."""
    follow(page, page.get_by_role("link", name="Sample texts"))
    comment = {"name": "comments.txt", "mimeType": "text/plain", "buffer": WHISPER.encode()}
    tab_to(page, page.get_by_label("File"))
    page.get_by_label("File").set_input_files(files=[comment])  # chosen in a window of the browser's own
    tab_to(page, page.get_by_label("It is a"))
    page.keyboard.type("Comment")
    follow(page, page.get_by_role("button", name="Add"))
    follow(page, page.get_by_role("button", name="Try the changes on all texts"))
    found = page.get_by_role("region", name=RULE)
    found.wait_for()  # all rules are compiled, twice
    expect(found).to_contain_text("no longer speaks about one text")
    expect(found.locator("mark")).to_have_text("You didn't hear it from me")
    assert faults_of(page) == []


def ask(page: Page) -> None:
    follow(page, page.get_by_role("navigation", name="Rules").get_by_role("link", name="Rules", exact=True))
    follow(page, page.get_by_role("button", name="Publish", exact=True))
    put(page, page.get_by_label("What is new"), "Says it more directly.")
    follow(page, page.get_by_role("button", name="Ask for a second yes"))
    expect(page.get_by_text("It waits for a colleague")).to_be_visible()
    assert faults_of(page) == []


def say_yes(page: Page, backend: Backend) -> None:
    """Ben reads German."""
    page.goto(f"{backend.url}/admin/rules/")
    follow(page, page.get_by_role("link", name="Lesen und antworten"))
    expect(page.get_by_text(NEW)).to_be_visible()
    assert faults_of(page) == []
    follow(page, page.get_by_role("button", name="Ja, das darf raus"))
    expect(page.get_by_text("von Ben Brandt")).to_be_visible()


def publish(context: BrowserContext, backend: Backend) -> None:
    """Clara changes, tries and asks, Ben says yes, Clara publishes."""
    with staff.signed_in(context, backend, CLARA) as page:
        open_rule(page, backend)
        for step in (change, try_on_a_draft, try_on_texts, ask):
            step(page)
    with staff.signed_in(context, backend, BEN) as page:
        say_yes(page, backend)
    with staff.signed_in(context, backend, CLARA) as page:
        page.goto(f"{backend.url}/admin/rules/publish")
        assert faults_of(page) == []
        follow(page, page.get_by_role("button", name="Publish release 2"))
        expect(page.get_by_text("Release 2 is in force").first).to_be_visible()


def roll_back(context: BrowserContext, backend: Backend) -> None:
    with staff.signed_in(context, backend, CLARA) as page:
        page.goto(f"{backend.url}/admin/rules/releases")
        page.get_by_role("button", name="Publish again: Release 1").click()
        question = page.get_by_role("dialog", name="Publish again: Release 1")
        follow(page, question.get_by_role("button", name="Publish again"))
        expect(page.get_by_text("Release 3 is in force")).to_be_visible()
        assert faults_of(page) == []


@ONE_SITE
def test_what_clara_changed_and_ben_said_yes_to_is_said_in_the_open_page_and_taken_back_again(
    amira: BrowserContext, backend: Backend, place: Place
) -> None:
    """Each within one sync, and without a reload."""
    page = amira.new_page()
    place.open(page)
    guest = Guest(page)
    place.write_post(page)
    write(page, WHISPER)
    guest.wait(cls="warn", text=OLD)
    for step, said in ((publish, NEW), (roll_back, OLD)):
        step(amira, backend)
        employee.sync(amira)
        page.bring_to_front()
        guest.wait(cls="warn", text=said)


def test_a_message_that_is_missing_is_refused_at_its_field_and_nothing_typed_is_lost(
    clara: Page, backend: Backend
) -> None:
    open_rule(clara, backend)
    clara.get_by_label("Message in German").fill("Sag, wo du arbeitest.")
    clara.get_by_label("Message in English").evaluate("field => field.required = false")
    clara.get_by_label("Message in English").fill("")
    clara.get_by_role("button", name="Save").click()
    expect(clara.get_by_label("Message in German")).to_have_value("Sag, wo du arbeitest.")
    expect(clara.get_by_text("required").first).to_be_visible()

"""The pages about people in a real browser: usable by all, in both lights and languages, under their CSP."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Browser, Page, expect

from backend.content.models import Item
from backend.db import now
from backend.digest import letter
from backend.guidelines import service as guidelines_service
from backend.imports.models import DONE, Feed, Import
from backend.people import groups
from backend.people.models import Person
from backend.points import tariff
from backend.points.tariff import Worth
from backend.rules.measuring import sample_files, samples
from backend.rules.models import Impact
from backend.rules.releases import publishing
from backend.sites import health
from backend.tests import acme
from backend.tests.arrivals.files import FEW, brought, plan_of
from backend.tests.browser import faults_in_the_dark, faults_of, fits, page_of
from backend.tests.cast import Visitor
from backend.tests.guidelines import texts as guidelines
from backend.tests.sign_in.journeys import REDIRECT, connect_url, invite
from backend.tests.where import ON_ONE_DATABASE

REFUSED = ("/connect", "/nope")  # what went wrong is a page, too
STRANGERS_SEE = ("/admin/sign-in", "/admin/join", connect_url(), *REFUSED)
RULE = "packs/acme/nosy-praise.yaml"
CLARA_SEES = (
    *("/admin/people/", "/admin/people/invite", "/admin/people/devices", "/admin/people/groups/"),
    *("/me", "/me/devices/"),
    *(
        "/admin/people/invitations",
        "/admin/people/file/",
        "/admin/people/file/invite",
        "/admin/people/accounts/",
    ),
    *("/admin/rules/", "/admin/rules/lexicons", "/admin/rules/publish", "/admin/rules/new"),
    "/admin/rules/lexicons/new",
    *("/admin/rules/releases", "/admin/rules/releases/1", "/admin/rules/releases/2"),
    *(f"/admin/rules/edit/{RULE}", "/admin/rules/edit/lexicons/praise.yaml"),
    *("/admin/rules/bench/", "/admin/rules/workshop/forms?word=Abmahnung&language=de"),
    *("/admin/rules/organisation/", "/admin/rules/samples/", "/admin/settings/reviews"),
    "/admin/settings/zone",
    *("/admin/content/", "/admin/content/new", "/admin/content/topics/", "/admin/sites/"),
    *("/admin/seasons/", "/admin/seasons/new", "/me/shares/", "/me/points/", "/me/board/"),
    *("/me/mail/", "/me/data/", "/me/data/map/", "/admin/people/mail/", "/admin/people/mail/letter"),
    *("/admin/settings/", "/admin/settings/threshold", "/admin/settings/data/", "/admin/settings/agreement"),
    *("/admin/settings/audit/", "/admin/settings/audit/1"),
    *("/admin/points/", "/admin/points/click", "/admin/sharing/"),
    *(f"/admin/guidelines/{part}" for part in ("", "edit", "publish", "versions", "versions/2")),
    *("/me/guidelines/", "/me/training/"),
    *("/admin/content/tips/", "/admin/content/tips/?search=nothing"),
    *("/admin/content/imports/", "/admin/content/imports/feeds"),
)
# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE


def finished_import(session: Any) -> Import:
    """An import that found a flaw, and a feed that failed."""
    flaw = {
        "kind": "flaw",
        "reason": "status",
        "detail": "503",
        "address": "https://acme.example/",
        "title": "",
    }
    session.add(Feed(address="https://acme.example/feed", title="Acme news", problem=flaw))
    done = Import(addresses=["https://acme.example/"], state=DONE, report=[flaw | {"line": 7, "entry": 0}])
    session.add(done)
    session.flush()
    return done


def guidelines_of_two_versions(session: Any) -> None:
    """Something is new in the one in force, and something waits to be published."""
    guidelines.published(session)
    guidelines.published(session, *(f"{text}\nMore.\n" for text in (guidelines.EN, guidelines.DE)))
    drafted = guidelines.EN.replace(*guidelines.KINDER)
    guidelines_service.save_draft(session, {"en": drafted, "de": guidelines.DE + "\nMehr.\n"})


def plans(clara: Visitor) -> list[str]:
    """Of a file with lines of all kinds, after one that brought people who wait for an invitation."""
    brought(clara)
    plan = plan_of(clara, f"{FEW.replace('curator', 'employee')}Zoe,zoe,boss\nZoe,zoe@acme.example\n")
    return [f"{plan}?show={kind}" for kind in ("new", "changed", "same", "faulty")]


def sample_that_changes(session: Any) -> None:
    """A text that was tried on changes that have changed since."""
    standing = {"platform": "x", "surface": "post", "target": None}
    kept = samples.add(session, "everyday.txt", sample_files.read(acme.PRAISE.encode(), "", standing))
    session.flush()
    one = {"times": 1, "texts": [[str(kept.id), 0, [0, 14], True]]}
    found = {"nosy-praise": {"severity": "warn", "new": one, "gone": {"times": 0, "texts": []}}}
    session.add(Impact(state="", total=1, done=1, found=found, labelled={"of": 0}, finished_at=now()))


def test_axe_finds_no_fault_on_any_page(
    browser: Browser,
    app: Flask,
    url: str,
    clara: Visitor,
    amira: Visitor,
    stranger: Visitor,
    item: Item,
    tx: Any,
) -> None:
    """In German, whose words are the longer ones."""
    clara.patch("/api/v1/me", json={"language": "de"})
    tx(lambda session: publishing.roll_back(session, None, 1, "once more"))
    tx(lambda session: health.note(session, "x", "no_posts", 1))
    tx(
        lambda session: tariff.plan(
            session, "tip", Worth(now().date() + timedelta(days=1), 7, 5, None, "Ideas")
        )
    )
    topic = tx(acme.topic)
    tx(guidelines_of_two_versions)
    clara.post("/api/v1/acknowledgements", json={"version": 1}, headers=acme.key())
    sent = {"url": "https://robots.example/stairs", "title": "Stairs", "note": "Worth it"}
    tip = clara.post("/api/v1/tips", json=sent, headers=acme.key()).json["id"]
    group = tx(lambda session: groups.save(session, None, "Pilot"))
    tx(lambda session: groups.add(session, group.id, [amira.person.id]))
    done = tx(finished_import)
    tx(sample_that_changes)
    ours = (
        *CLARA_SEES,
        *(f"/admin/content/{item.id}{part}" for part in ("", "/preview", "/picture")),
        *(f"/admin/content/topics/{topic.id}", f"/admin/content/imports/{done.id}"),
        f"/admin/people/{amira.person.id}/role",
        *(f"/admin/people/groups/{group.id}?add=clara", f"/admin/people/groups/{group.id}/delete"),
        *(f"/admin/content/tips/{tip}", *plans(clara)),
    )
    way_out = letter.way_out(app.config["PLAINSPOKEN"], amira.person.id)
    for visitor, addresses in ((stranger, (*STRANGERS_SEE, urlsplit(way_out).path)), (clara, ours)):
        with page_of(browser, url, visitor, dark=False, language="de") as page:
            for address in addresses:
                page.set_viewport_size({"width": 1180, "height": 800})
                answer = page.goto(address)
                assert answer and answer.ok == (address not in REFUSED), address
                assert faults_of(page) + faults_in_the_dark(page) == [], address
                assert fits(page), address


def test_a_title_of_one_endless_word_stays_inside_the_list(
    browser: Browser, url: str, clara: Visitor, item: Item, tx: Any
) -> None:
    tx(lambda session: setattr(session.get(Item, item.id), "title", "W" * 150))
    with page_of(browser, url, clara, dark=False, language="de") as page:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto("/admin/content/")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_long_names_and_addresses_stay_inside_the_list_of_people(
    browser: Browser, url: str, clara: Visitor, amira: Visitor, tx: Any
) -> None:
    tx(lambda session: groups.add(session, groups.save(session, None, "G" * 60).id, [amira.person.id]))
    tx(lambda session: setattr(session.get(Person, amira.person.id), "name", "W" * 100))
    tx(lambda session: setattr(session.get(Person, amira.person.id), "email", f"{'w' * 200}@acme.example"))
    with page_of(browser, url, clara, dark=False, language="de") as page:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto("/admin/people/")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


ENDS = """() => [...document.querySelectorAll('tbody tr')].map((row) =>
  new Set([...row.cells].map((cell) => Math.round(cell.getBoundingClientRect().bottom))).size)"""


def test_the_line_below_a_browser_of_mine_is_one_line_on_a_phone_too(
    browser: Browser, url: str, amira: Visitor
) -> None:
    with page_of(browser, url, amira, dark=False, language="en") as page:
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto("/me/devices/")
        assert page.evaluate(ENDS) == [1]


def test_what_can_be_done_with_a_row_is_in_sight_on_a_phone(
    browser: Browser, url: str, clara: Visitor, item: Item
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto("/admin/content/")
        button = page.get_by_role("button", name="Withdraw")
        box = button.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_search_stands_beside_its_filters_where_there_is_room(
    browser: Browser, url: str, clara: Visitor, item: Item
) -> None:
    clara.patch("/api/v1/me", json={"language": "de"})
    with page_of(browser, url, clara, dark=False, language="de") as page:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto("/admin/content/")
        row = page.locator("form.search")
        tops = {row.locator(part).first.bounding_box()["y"] for part in ("input", "select", "button")}
        assert len(tops) == 1


def invited_by_hand(page: Page) -> None:
    """What Clara reads after inviting somebody."""
    page.goto("/admin/people/invite")
    page.locator("[name=name]").fill("Emil")
    page.locator("[name=email]").fill("emil@acme.example")
    page.keyboard.press("Enter")


def test_the_text_of_an_invitation_is_copied_by_keyboard_and_the_page_says_so(
    browser: Browser, url: str, clara: Visitor
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        invited_by_hand(page)
        page.get_by_role("button", name="Copy").first.press("Enter")
        expect(page.get_by_text("Copied", exact=True)).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator("textarea").first.input_value()
        assert copied.startswith("Hello Emil,")
        assert faults_of(page) + faults_in_the_dark(page) == []
        assert fits(page)


def test_where_the_clipboard_is_closed_the_text_is_selected(
    browser: Browser, url: str, clara: Visitor
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('closed'))")
        invited_by_hand(page)
        page.get_by_role("button", name="Copy").first.click()
        expect(page.get_by_text("Selected: copy it with your keyboard")).to_be_visible()
        assert str(page.evaluate("getSelection().toString()")).startswith("Hello Emil,")


def test_faults_of_a_form_are_told_to_everybody(browser: Browser, url: str, stranger: Visitor) -> None:
    with page_of(browser, url, stranger, dark=False, language="en") as page:
        page.goto("/admin/sign-in")
        page.get_by_label("E-mail address").fill("clara@acme.example")
        page.get_by_label("Password").fill("not it")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_label("Password")).to_have_attribute("aria-invalid", "true")
        assert faults_of(page) == []


def test_the_extension_gets_its_code_through_the_browser_and_its_csp(
    browser: Browser, url: str, clara: Visitor, stranger: Visitor
) -> None:
    """Browsers stop a redirect after a form that `form-action` does not name."""
    code = invite(clara)
    with page_of(browser, url, stranger, dark=False, language="en") as page:
        page.goto(connect_url())
        page.get_by_label("Invitation code").fill(code)
        with page.expect_request(re.compile(re.escape(REDIRECT))) as led_to:
            page.get_by_role("button", name="Connect").click()
    assert "code=ps_" in led_to.value.url


def test_a_form_on_another_site_changes_nothing(
    browser: Browser, url: str, clara: Visitor, amira: Visitor
) -> None:
    """Signed in, with a stolen token even: the cookie stays home and the origin is wrong."""
    token = clara.pages.csrf_token("/admin/people/invite")
    assert amira.person
    target = f"{url}/admin/people/{amira.person.id}/deactivate"
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.route(
            "https://evil.example/**",
            lambda route: route.fulfill(
                content_type="text/html",
                body=f'<form method="post" action="{target}"><input name="csrf_token" value="{token}">'
                "<button>Win</button></form>",
            ),
        )
        page.goto("https://evil.example/")
        page.get_by_role("button").click()
        page.wait_for_url(f"{url}/**")
        assert page.locator("h1").text_content() == "This did not arrive as expected"
    assert amira.get("/api/v1/me").status_code == 200


def test_no_page_can_be_put_into_a_frame(browser: Browser, url: str, clara: Visitor) -> None:
    framed = f'<iframe src="{url}/admin/people/"></iframe>'
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.route(
            "https://evil.example/**",
            lambda route: route.fulfill(content_type="text/html", body=framed),
        )
        page.goto("https://evil.example/")
        page.wait_for_load_state("networkidle")
        assert all("People" not in (frame.content()) for frame in page.frames)

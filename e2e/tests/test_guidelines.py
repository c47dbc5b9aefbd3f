"""New guidelines reach everybody: in the popup, on one's own page, in the card's "Why?", and in a quiz."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from backend.guidelines.models import Acknowledgement
from backend.people import service as people
from backend.training import service as training
from e2e import employee, staff
from e2e.backend import Backend
from e2e.employee import AMIRA, options_url, tell
from e2e.guest import PATIENCE_S, Guest
from e2e.keys import write
from e2e.mishaps import holding_answers, stopped
from e2e.places import SDUI
from e2e.staff import CLARA

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
SYNCED = "() => navigator.locks.request('sync', () => {})"
ASKED_ANEW = "async () => (await import('/background/store.js')).vault.remove('keys', 'etag:guidelines')"


def popup_of(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto(options_url(context).replace("options", "popup"))
    page.locator("[data-name=release]").wait_for()
    return page


def own_page(context: BrowserContext, path: str) -> Page:
    """A page of Amira's on the server, to which the extension leads her."""
    with context.expect_page() as opened:
        assert tell(context, {"type": "openPage", "path": path})["ok"]
    opened.value.wait_for_url(f"**{path}")
    return opened.value


def read_by_amira(backend: Backend) -> list[int]:
    def read(session: Any) -> list[int]:
        person = people.find_by_email(session, AMIRA)
        mine = select(Acknowledgement.version).where(Acknowledgement.person_id == person.id)
        return sorted(session.scalars(mine))

    return list(backend.run(read))


def publish(context: BrowserContext, backend: Backend, old: str, new: str) -> None:
    """Clara changes some English words of the guidelines and asks everybody to read them."""
    with staff.signed_in(context, backend, CLARA) as clara:
        clara.goto(f"{backend.url}/admin/guidelines/edit")
        text = clara.locator("[name=en]")
        text.fill(text.input_value().replace(old, new))
        clara.get_by_role("button", name="Save and preview").click()
        clara.get_by_role("button", name="Look it over and publish").click()
        expect(clara.locator("ins")).to_contain_text("nor to answer")
        clara.get_by_label("What is new, in English").fill("A kinder word.")
        clara.get_by_label("What is new, in German").fill("Ein freundlicheres Wort.")
        clara.get_by_role("button", name="Publish version 3").click()
        expect(clara.get_by_role("status")).to_contain_text("Version 3 is in force")


def test_what_is_new_is_read_in_the_popup_then_on_her_own_page_and_asked_no_more(
    amira: BrowserContext, backend: Backend
) -> None:
    popup = popup_of(amira)
    news = popup.locator("[data-name=guidelines]")
    expect(news).to_contain_text("Please do not start a giveaway of your own in the name of Acme.")
    with stopped(backend):  # what she says waits until somebody hears it
        news.locator("[data-name=acknowledge]").click()
        expect(news).to_have_count(0)
    employee.sync(amira)
    assert read_by_amira(backend) == [1, 2]
    publish(amira, backend, "nobody expects you to win", "nobody expects you to win, nor to answer")
    popup.locator("[data-name=sync]").click()
    expect(news).to_contain_text("A kinder word.")
    mine = own_page(amira, "/me/guidelines/")
    expect(mine.locator("ins")).to_contain_text("nor to answer.")
    mine.get_by_role("button", name="I have read it").click()
    expect(mine.get_by_role("status")).to_contain_text("Nobody but you sees")
    popup.locator("[data-name=sync]").click()
    expect(news).to_have_count(0)
    assert read_by_amira(backend) == [1, 2, 3]


def test_what_she_has_read_is_not_asked_again_by_an_answer_that_set_out_before(
    amira: BrowserContext, backend: Backend
) -> None:
    popup = popup_of(amira)
    news = popup.locator("[data-name=guidelines]")
    employee.in_extension(amira, SYNCED)
    employee.in_extension(amira, ASKED_ANEW)
    with holding_answers(backend, "/api/v1/guidelines") as waits:
        employee.in_extension(amira, "() => void chrome.runtime.sendMessage({ type: 'sync' })")
        assert waits.wait(PATIENCE_S)
        news.locator("[data-name=acknowledge]").click()
        expect(news).to_have_count(0)
    employee.in_extension(amira, SYNCED)
    assert not tell(amira, {"type": "status"})["guidelines"]["due"]


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("en", "Say where you work", "“I work at Acme” is enough"),
        ("de", "Sag, wo du arbeitest", "„Ich arbeite bei Acme“ genügt"),
    ],
)
def test_why_shows_the_paragraph_in_the_language_of_the_hints_without_a_server(
    amira: BrowserContext, backend: Backend, language: str, title: str, words: str
) -> None:
    employee.in_extension(amira, "language => chrome.storage.local.set({ settings: { language } })", language)
    page = amira.new_page()
    SDUI.open(page)
    SDUI.answer_to(page, "Globex", "globex")
    with stopped(backend):
        write(page, PRAISE)
        guest = Guest(page)
        guest.wait(cls="confirm")
        guest.press("why")
        paragraph = guest.wait(cls="paragraph", text=words)
    assert paragraph.text.startswith(title)
    assert paragraph.attributes["lang"] == language
    assert [node.tag for node in guest.nodes() if node.tag in ("ul", "li")] == ["ul", "li", "li"]


def test_where_nothing_is_written_why_names_the_paragraph_and_the_law(amira: BrowserContext) -> None:
    employee.in_extension(amira, "() => chrome.storage.local.remove('guidelines')")
    page = amira.new_page()
    SDUI.open(page)
    SDUI.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest = Guest(page)
    guest.wait(cls="confirm")
    guest.press("why")
    guest.wait(cls="reason", text="Guideline: disclosure · UWG § 5a(4)")


ODD = """([name, body]) => chrome.storage.local.set({ guidelines: JSON.stringify({ en: { title: 'T', parts: [
  { names: [name], title: '<img src=x onerror=window.__xss=1>', body } ] } }) })"""
BODY = [
    ["script", "window.__xss = 1"],
    ["p", "<b>bold</b>", ["a", "javascript:window.__xss=1", "here"], ["img", "x"], 7, None],
    ["p", ["a", "https://acme.example/", "there"]],
]


def test_whatever_a_server_sends_a_paragraph_is_built_of_a_few_tags_and_safe_links(
    amira: BrowserContext,
) -> None:
    employee.in_extension(amira, "() => chrome.storage.local.remove('feed')")  # its titles are links, too
    employee.in_extension(amira, ODD, ["disclosure", BODY])
    page = amira.new_page()
    SDUI.open(page)
    SDUI.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest = Guest(page)
    guest.wait(cls="confirm")
    guest.press("why")
    said = guest.wait(cls="paragraph", text="<b>bold</b>here")
    assert "<img src=x" in said.text and "window.__xss = 1" in said.text
    links = [node for node in guest.nodes() if node.tag == "a"]
    assert [link.attributes["href"] for link in links] == ["https://acme.example/"]
    assert {node.tag for node in guest.nodes()}.isdisjoint({"script", "img", "b"})
    assert page.evaluate("window.__xss") is None


def test_a_quiz_passed_gives_points_that_the_popup_shows(amira: BrowserContext, backend: Backend) -> None:
    mine = own_page(amira, "/me/training/")
    mine.get_by_role("link", name="Giveaways need their terms").click()
    expect(mine.locator(".pair").first).to_contain_text("Here it speaks up")
    mine.get_by_role("button", name="To all lessons").click()
    mine.get_by_role("button", name="Begin the quiz").click()
    for number, answer in enumerate(right_answers(backend)):
        mine.locator(f"[name=q{number}][value='{answer}']").check()
    mine.get_by_role("button", name="See how I did").click()
    expect(mine.get_by_role("heading", level=1)).to_have_text("10 of 10 right")
    employee.sync(amira)
    popup = popup_of(amira)
    expect(popup.locator("[data-name=points]")).to_have_text("39")
    expect(popup.locator("ul.ledger li").first).to_contain_text("+5")
    expect(popup.locator("ul.ledger li").first).to_contain_text("version 2 of the guidelines")


def right_answers(backend: Backend) -> list[str]:
    """As somebody knows them who has taken the lessons."""

    def look(session: Any) -> list[str]:
        person = people.find_by_email(session, AMIRA)
        waiting = training.opened(session, person.id, "en")
        return [question.right for question in waiting.questions]

    return list(backend.run(look))

"""The editors of the look-alike sites: real libraries with models, and what sending does to the page."""

import pytest
from playwright.sync_api import Page, expect

from e2e.tests.look_alikes import (
    DIALECTS,
    EDITORS,
    EMBER,
    GREETING,
    SDUI,
    ember_comment,
    ember_dialog,
    ember_post,
    sdui_comment,
    sdui_dialog,
    sdui_post,
    x_editor,
    x_home,
    x_post,
    x_reply,
    x_status,
)

each_editor = pytest.mark.parametrize("open_editor", EDITORS, ids=lambda opener: opener.__name__)


@each_editor
def test_the_model_follows_typing_and_what_is_sent_appears_on_the_page_and_leaves_the_editor(
    plain_page: Page, open_editor
) -> None:
    editor = open_editor(plain_page)
    assert not editor.submit.count() or editor.submit.is_disabled()
    before = editor.model()

    editor.box.press_sequentially(GREETING)

    expect(editor.submit).to_be_enabled()
    assert editor.model() == before + GREETING

    editor.submit.click()

    expect(editor.submit.and_(plain_page.locator(":enabled"))).to_have_count(0)
    assert not editor.box.count() or editor.model() == ""
    *_, sent = plain_page.evaluate("sitePage.sent")
    assert sent["text"].endswith(GREETING)
    if open_editor is not x_reply:  # the status page shows it among the replies only
        expect(editor.sent.filter(has_text=GREETING).first).to_be_attached()
    assert plain_page.complaints == []


HOW = {
    "an untrusted click": lambda editor: editor.submit.evaluate("button => button.click()"),
    "Ctrl+Enter": lambda editor: editor.box.press("Control+Enter"),
    "Cmd+Enter": lambda editor: editor.box.press("Meta+Enter"),
}


@pytest.mark.parametrize("submit", HOW.values(), ids=HOW)
@pytest.mark.parametrize("open_editor", [sdui_comment, ember_comment, ember_post, x_home])
def test_the_sites_submit_in_other_ways_too(plain_page: Page, open_editor, submit) -> None:
    editor = open_editor(plain_page)
    editor.box.press_sequentially(GREETING)
    expect(editor.submit).to_be_enabled()
    submit(editor)
    expect(editor.sent.filter(has_text=GREETING).first).to_be_attached()
    assert [sent["text"] for sent in plain_page.evaluate("sitePage.sent")] == [GREETING]


def test_on_x_a_toast_leads_to_what_was_posted(plain_page: Page) -> None:
    editor = x_post(plain_page)
    editor.box.press_sequentially(GREETING)
    editor.submit.click()

    plain_page.locator('[data-testid="toast"] a[href*="/status/"]').click()

    expect(plain_page.locator('article[tabindex="-1"]')).to_contain_text(GREETING)


@pytest.mark.parametrize(
    "open_editor", [sdui_comment, sdui_post, ember_comment, ember_post, x_home, x_post, x_status]
)
def test_a_remount_replaces_the_nodes_and_keeps_the_draft(plain_page: Page, open_editor) -> None:
    editor = open_editor(plain_page)
    editor.box.press_sequentially(GREETING)
    expect(editor.submit).to_be_enabled()
    old_box, old_post = editor.box.element_handle(), plain_page.locator("h2, article").first.element_handle()

    plain_page.evaluate("sitePage.remount()")

    expect(editor.box).to_have_text(GREETING)
    assert not old_box.evaluate("node => node.isConnected") and not old_post.evaluate(
        "node => node.isConnected"
    )
    editor.box.click()
    editor.box.press("End")
    editor.box.press_sequentially(" Truly.")
    assert editor.model() == GREETING + " Truly."
    assert plain_page.complaints == []


@pytest.mark.parametrize(
    ("open_editor", "address"),
    [
        (sdui_dialog, SDUI + "?shareActive=true&text=Look%20here%0Ahttps%3A%2F%2Fexample.org%2Fr%2Fab"),
        (ember_dialog, EMBER + "&shareActive=true&text=Look%20here%0Ahttps%3A%2F%2Fexample.org%2Fr%2Fab"),
        (
            lambda page: x_editor(page, '#layers [aria-modal="true"]'),
            "https://x.com/intent/post?text=Look%20here&url=https%3A%2F%2Fexample.org%2Fr%2Fab",
        ),
    ],
    ids=DIALECTS,
)
def test_a_share_address_opens_the_composer_filled(plain_page: Page, open_editor, address: str) -> None:
    plain_page.goto(address)
    editor = open_editor(plain_page)
    expect(editor.submit).to_be_enabled()
    assert editor.model().split() == ["Look", "here", "https://example.org/r/ab"]

"""What a page can do to us, and what it cannot make of it."""

from playwright.sync_api import BrowserContext, Page

from e2e.employee import in_extension, tell
from e2e.guest import NOTHING, Guest
from e2e.keys import write
from e2e.places import SDUI, X, model

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
INVISIBLE = """() => {
  const ours = [...document.querySelectorAll('div')].filter((div) => div.style.zIndex === '2147483000');
  ours.forEach((div) => div.style.setProperty('opacity', '0', 'important'));
  return ours.length;
}"""
TOO_LONG = "This text is too long to check."
A_MEGABYTE = (
    "(field) => { field.focus(); document.execCommand('insertText', false, 'HomeBot '.repeat(131072)); }"
)
RESTLESS = """() => {
  const box = document.body.appendChild(document.createElement('div'));
  window.changes = 0;
  const change = () => {
    for (let i = 0; i < 200; i += 1) box.replaceChildren(document.createElement('p'));
    window.changes += 200;
    setTimeout(change, 20);
  };
  change();
}"""
FORGED_MESSAGES = """() => {
  for (const kind of ['prepareShare', 'signOut', 'openPanel', 'shareSent'])
    window.postMessage({ type: kind, text: 'x', code: 'abcdef12' }, '*');
}"""


def warned(amira: BrowserContext) -> tuple[Page, Guest]:
    page = amira.new_page()
    X.open(page)
    X.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest = Guest(page)
    guest.wait(cls="confirm")
    return page, guest


def test_who_clicks_blindly_on_a_card_that_the_page_hid_at_worst_sees_their_text_changed(
    amira: BrowserContext,
) -> None:
    page, guest = warned(amira)
    assert page.evaluate(INVISIBLE) == 1
    guest.press("fix")
    guest.wait(cls="fine")
    field = page.locator(X.field).first
    assert model(field).strip() == f"(I work at Acme) {PRAISE}"
    assert page.evaluate("sitePage.sent.length") == 0


def test_a_megabyte_in_the_editor_is_not_judged_and_holds_nothing_up(amira: BrowserContext) -> None:
    page, guest = warned(amira)
    page.locator(X.field).first.evaluate(A_MEGABYTE)
    guest.wait(cls="card", text=TOO_LONG)
    in_extension(amira, "() => chrome.storage.local.set({ settings: { rulesOff: ['giveaway-no-terms'] } })")
    guest.stays(lambda: TOO_LONG in (guest.find(cls="card") or NOTHING).text, "nor when the rules change")


def test_on_a_page_that_never_rests_the_check_goes_on(amira: BrowserContext) -> None:
    page = amira.new_page()
    SDUI.open(page)
    page.evaluate(RESTLESS)
    page.evaluate(FORGED_MESSAGES)
    SDUI.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    Guest(page).wait(cls="confirm")
    assert tell(amira, {"type": "status"})["signedIn"]
    assert page.evaluate("window.changes") > 1000

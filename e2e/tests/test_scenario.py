"""One story for every text field of every site: warned, fixed, undone, asked back, sent or abandoned."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext, Page

from e2e.employee import in_extension, tell
from e2e.guest import Guest
from e2e.later import time_passes
from e2e.tests.look_alikes import EDITORS, Editor, ember_comment, ember_post, sdui_comment, sdui_post, x_reply
from e2e.tests.test_editors import ADDS_WORDS

UNDO_GROUP_MS = 1300  # editors undo together what was typed within about a second
LINK = "https://acme.example/r/scenario42"
LISTEN = """() => {
  if (!window.told) chrome.runtime.onMessage.addListener((message) => void told.push(message));
  window.told = [];
}"""
TOLD = "() => told.filter(({ type }) => type === 'shareSent').map(({ code }) => code)"


@dataclass(frozen=True)
class Words:
    """What is typed, what the card says of it, and the text once its fix is taken."""

    text: str
    said: str
    fixed: str


ANSWER = Words(
    f"{LINK} You should try HomeBot instead, it is a wonderful help at home.",
    "Say that you work there",
    "{before}(I work at Acme) {text}",
)
POST = Words(
    f"{LINK} Win one of ten HomeBots from Acme! Comment below to enter the draw.",
    "The terms of this giveaway are missing",
    "{before}{text} (Terms on the Acme website)",
)
# where nobody else's post is answered
POSTS = {"sdui_post", "ember_post", "x_home", "x_post", "x_thread"}
each_editor = pytest.mark.parametrize("open_editor", EDITORS, ids=lambda opener: opener.__name__)


class Scene:
    """Amira at a text field of a site, into which she types what should not go out like this."""

    def __init__(self, amira: BrowserContext, open_editor) -> None:
        in_extension(amira, LISTEN)
        self.page = amira.new_page()
        self.editor: Editor = open_editor(self.page)
        self.guest, self._amira = Guest(self.page), amira
        self.words = POST if open_editor.__name__ in POSTS else ANSWER
        self.editor.box.click()
        self.page.keyboard.press("Control+End")
        before = self.editor.model()
        self.text = before + self.words.text
        self.fixed = self.words.fixed.format(before=before, text=self.words.text)
        self.page.keyboard.type(self.words.text)
        self.guest.wait(cls="confirm", text=self.words.said)

    def holds(self, text: str) -> None:
        """Until the editor's model is this text."""
        self.page.wait_for_function(
            "([field, text]) => sitePage.modelText(field) === text",
            arg=[self.editor.box.element_handle(), text],
        )

    def asked_back(self) -> None:
        """The card names the site's own button, and nothing went out."""
        name = self.editor.submit.inner_text().strip()
        self.guest.wait(cls="confirm", text=f"Press “{name}” again to send it as it is.")
        assert self.sent() == []

    def sent(self) -> list[str]:
        """What the site got."""
        return [one["text"] for one in self.page.evaluate("sitePage.sent")]

    def told(self) -> list[str]:
        """The links of which the worker was told that they went out."""
        tell(self._amira, {"type": "status"})  # what was said before has arrived by now
        return list(in_extension(self._amira, TOLD))


def gone(page: Page, guest: Guest) -> None:
    """Until neither card nor pill nor underline of ours is at the text field, and none says "fine"."""
    for part in ("card", "pill"):
        guest.wait_gone(cls=part)
    assert page.evaluate("CSS.highlights.size") == 0


@each_editor
def test_warned_fixed_undone_asked_back_and_sent_by_mouse(amira: BrowserContext, open_editor) -> None:
    scene = Scene(amira, open_editor)
    page, guest = scene.page, scene.guest
    time_passes(page, UNDO_GROUP_MS)
    guest.press("fix")
    guest.wait(cls="fine")
    scene.holds(scene.fixed)
    page.keyboard.press("Control+z")
    guest.wait(cls="confirm", text=scene.words.said)
    scene.holds(scene.text)
    scene.editor.submit.click()
    scene.asked_back()
    scene.editor.submit.click()
    page.wait_for_function("() => sitePage.sent.length")
    assert scene.sent()[-1] == scene.text.strip()
    gone(page, guest)
    guest.until(lambda: scene.told() == ["scenario42"], lambda: f"one share to be told: {scene.told()}")


@each_editor
def test_asked_back_by_key_fixed_by_key_and_abandoned(amira: BrowserContext, open_editor) -> None:
    scene = Scene(amira, open_editor)
    page, guest = scene.page, scene.guest
    page.keyboard.press("Control+Enter")
    scene.asked_back()
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    page.keyboard.press("Enter")
    guest.wait(cls="fine")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Ask me.")
    scene.holds(scene.fixed + " Ask me.")
    page.keyboard.press("Control+a")
    page.keyboard.press("Backspace")
    gone(page, guest)
    assert (scene.sent(), scene.told()) == ([], [])


@pytest.mark.parametrize("open_editor", [sdui_comment, ember_post, x_reply])
def test_a_fix_that_does_not_arrive_as_meant_is_gone_from_the_text_and_on_the_clipboard(
    amira: BrowserContext, open_editor
) -> None:
    scene = Scene(amira, open_editor)
    page, guest = scene.page, scene.guest
    time_passes(page, UNDO_GROUP_MS)
    scene.editor.box.evaluate(ADDS_WORDS)
    guest.press("fix")
    guest.wait(cls="confirm", text="It is on your clipboard")
    scene.holds(scene.text)
    page.keyboard.press("Control+Home" if scene.fixed.endswith(scene.text) else "Control+End")
    page.keyboard.press("Control+v")
    scene.holds(scene.fixed)


@pytest.mark.parametrize("open_editor", [sdui_post, ember_comment])
def test_a_fix_taken_with_the_last_letter_is_undone_alone(amira: BrowserContext, open_editor) -> None:
    scene = Scene(amira, open_editor)
    page, guest = scene.page, scene.guest
    page.keyboard.press("Alt+Shift+KeyD")
    guest.wait_focus()
    page.keyboard.press("Enter")
    guest.wait(cls="fine")
    scene.editor.box.focus()
    page.keyboard.press("Control+z")
    scene.holds(scene.text)

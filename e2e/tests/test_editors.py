"""Reading and writing the sites' editors: what we read is the library's model, what we write gets into it."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from e2e.browser import browser
from e2e.origins import serve
from e2e.sites.app import create_app
from e2e.world import World, content_files

LINKEDIN, X = "https://www.linkedin.com/feed/", "https://x.com/home"
EDITOR = "[contenteditable='true'][role='textbox']"
UNDO_GROUP_MS = 1300  # editors undo together what was typed within about a second


def _card(page: Page) -> Locator:
    return page.locator("[role=listitem], .feed-shared-update-v2", has=page.locator(".actions")).first


def _comment(page: Page) -> Locator:
    card = _card(page)
    card.locator(".actions button", has_text="Comment").click()
    return card.locator(EDITOR).first


def _reply(page: Page) -> Locator:
    card = _card(page)
    card.locator(".actions button", has_text="Comment").click()
    card.locator(".comment-actions button", has_text="Reply").first.click()
    return card.locator(f".reply-box {EDITOR}").first


def _post(page: Page) -> Locator:
    page.locator("[aria-label='Start a post']").click()
    return page.locator(f".share {EDITOR}")


def _tweet(page: Page) -> Locator:
    return page.locator(f"[data-testid=primaryColumn] {EDITOR}").first


def _answer(page: Page) -> Locator:
    page.locator("article [data-testid=reply]").first.click()
    return page.locator(f"[aria-modal] {EDITOR}")


# editor -> where it is, how to open it, how to read its model
EDITORS: dict[str, tuple[str, Callable[[Page], Locator]]] = {
    "sdui comment, TipTap": (LINKEDIN, _comment),
    "sdui post, TipTap in a dialog": (LINKEDIN, _post),
    "ember comment, Quill": (LINKEDIN + "?dialect=ember", _comment),
    "ember post, Quill in a shadow root": (LINKEDIN + "?dialect=ember", _post),
    "x post, Draft.js": (X, _tweet),
    "x reply, Draft.js in a dialog": (X, _answer),
}
TEXTS = [
    "I love HomeBot",
    "one\n\nthree\n\n\n\nseven",
    "ends with a break\n",
    "\nbegins with one",
    "two  spaces, a robot 🤖 and a family 👩‍👩‍👧",
]


class Desk:
    """One open editor, with the person's keyboard and our `editors` beside it."""

    def __init__(self, page: Page, editor: Locator) -> None:
        self.page, self.editor = page, editor
        self.world = World(page, content_files("/sites/") + content_files("content/editors.js"))
        site = "x(hooks.x)" if "x.com" in page.url else "linkedin(hooks.linkedin)"
        self.world.evaluate(
            "const deepActive = (root) => root.activeElement?.shadowRoot"
            " ? deepActive(root.activeElement.shadowRoot) : root.activeElement;"
            f"const site = {site}; const composer = () => site.composerOf(deepActive(document))"
        )
        editor.click()

    def type(self, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self.page.keyboard.press("Enter")
            self.page.keyboard.type(line)

    def model(self) -> str:
        return self.editor.evaluate("(element) => window.sitePage.modelText(element)")

    def read(self) -> str:
        return self.world.evaluate("editors.read(composer())")

    def write(self, change: dict[str, object], expected: str) -> str:
        return self.world.evaluate(
            f"editors.write(composer(), {json.dumps(change)}, {json.dumps(expected)})"
        )

    def wait_for_model(self, text: str) -> None:
        self.page.wait_for_function(
            "([element, text]) => window.sitePage.modelText(element) === text",
            arg=[self.editor.element_handle(), text],
        )

    def clear(self) -> None:
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Backspace")
        self.wait_for_model("")

    def pause(self) -> None:
        """So long that the editor's history no longer joins what comes next to what was typed."""
        self.page.clock.fast_forward(UNDO_GROUP_MS)


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    with serve(create_app()) as origins, browser(origins, extension=False) as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    faults: list[object] = []
    opened.on("pageerror", lambda fault: faults.append(fault))
    opened.clock.install()
    yield opened
    opened.close()
    assert not faults, "the page itself must survive what we write"


@pytest.fixture(params=EDITORS)
def desk(request: pytest.FixtureRequest, page: Page) -> Desk:
    address, opening = EDITORS[request.param]
    page.goto(address)
    return Desk(page, opening(page))


def test_what_is_read_is_what_the_editor_holds(desk: Desk) -> None:
    for text in TEXTS:
        desk.type(text)
        desk.wait_for_model(text)
        assert desk.read() == text
        desk.clear()
    assert desk.read() == ""


@pytest.mark.parametrize(
    ("kind", "ours", "joined"),
    [
        ("insert_start", "Disclosure: I work at Acme. ", "{ours}{text}"),
        ("insert_end", " (I work at Acme 🤖.)", "{text}{ours}"),
        ("insert_end", "\n\nI work at Acme.", "{text}{ours}"),
    ],
)
def test_a_sentence_gets_into_the_model_and_typing_goes_on(desk: Desk, kind: str, ours: str, joined: str) -> None:
    for text in TEXTS:
        desk.type(text)
        desk.wait_for_model(text)
        assert desk.write({"kind": kind, "text": ours}, text) == "done"
        wanted = joined.format(ours=ours, text=text)
        assert (desk.model(), desk.read()) == (wanted, wanted)
        desk.type("!")
        desk.wait_for_model(wanted + "!")
        desk.clear()


def test_only_the_words_of_the_finding_are_replaced(desk: Desk) -> None:
    desk.type("🤖 the best robot\nof all")
    span = [2, 10]  # code points: the robot is one
    assert desk.write({"kind": "replace", "text": "a good", "span": span}, "🤖 the best robot\nof all") == "done"
    assert desk.model() == "🤖 a good robot\nof all"
    desk.type("!")
    desk.wait_for_model("🤖 a good robot\nof all!")


def test_words_can_be_taken_out(desk: Desk) -> None:
    desk.type("by far the best\nrobot")
    assert desk.write({"kind": "replace", "text": "", "span": [0, 7]}, "by far the best\nrobot") == "done"
    assert desk.model() == "the best\nrobot"


def test_an_empty_editor_takes_a_sentence_and_lives_on(desk: Desk) -> None:
    assert desk.write({"kind": "insert_start", "text": "I work at Acme. "}, "") == "done"
    desk.type("Really")
    desk.wait_for_model("I work at Acme. Really")


def test_one_undo_takes_back_the_fix_and_nothing_else(desk: Desk) -> None:
    desk.type("I love HomeBot\na lot")
    desk.pause()
    assert desk.write({"kind": "insert_start", "text": "I work at Acme. "}, "I love HomeBot\na lot") == "done"
    desk.page.keyboard.press("Control+z")
    desk.wait_for_model("I love HomeBot\na lot")


def test_a_text_that_has_changed_since_is_left_alone(desk: Desk) -> None:
    desk.type("I love HomeBot and more")
    assert desk.write({"kind": "insert_end", "text": " (I work at Acme.)"}, "I love HomeBot") == "changed"
    assert desk.model() == "I love HomeBot and more"


def _page_adds_words(desk: Desk) -> None:
    """From now on the page itself writes behind whatever is written, once."""
    desk.editor.evaluate("""(element) => {
        const words = new DataTransfer();
        words.setData('text/plain', ' says the page');
        const paste = () => element.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: words, bubbles: true, cancelable: true }));
        const type = () => document.execCommand('insertText', false, ' says the page');
        element.addEventListener('paste', () => queueMicrotask(paste), { once: true });
        element.addEventListener('input', () => queueMicrotask(type), { once: true });
    }""")


def test_a_change_that_does_not_arrive_as_meant_is_taken_back(desk: Desk) -> None:
    desk.type("I love HomeBot")
    desk.pause()
    _page_adds_words(desk)
    assert desk.write({"kind": "insert_start", "text": "I work at Acme. "}, "I love HomeBot") == "failed"
    desk.wait_for_model("I love HomeBot")


def test_taking_back_never_costs_the_words_just_typed(desk: Desk) -> None:
    desk.type("I love HomeBot")  # no pause: the editor would undo these words together with ours
    _page_adds_words(desk)
    assert desk.write({"kind": "insert_start", "text": "I work at Acme. "}, "I love HomeBot") == "failed"
    assert "I love HomeBot" in desk.model()


def test_a_fix_without_a_place_is_not_guessed(desk: Desk) -> None:
    desk.type("I love HomeBot")
    assert desk.write({"kind": "replace", "text": "like", "span": None}, "I love HomeBot") == "failed"
    assert desk.model() == "I love HomeBot"


@pytest.mark.parametrize("address", [LINKEDIN, LINKEDIN + "?dialect=ember"], ids=["TipTap", "Quill"])
def test_a_mention_is_read_by_its_name_and_survives_a_change_beside_it(page: Page, address: str) -> None:
    page.goto(address)
    desk = Desk(page, _reply(page))
    page.keyboard.press("Control+End")
    name = desk.read().strip()
    assert name and desk.read() == desk.model()
    desk.type("look at HomeBot")
    text = f"{name} look at HomeBot"
    assert desk.write({"kind": "insert_start", "text": "I work at Acme. "}, text) == "done"
    assert desk.write({"kind": "insert_end", "text": " #acme"}, f"I work at Acme. {text}") == "done"
    assert desk.model() == f"I work at Acme. {text} #acme"
    expect(desk.editor.locator("a")).to_have_text(name)


def test_a_change_inside_a_mention_is_refused(page: Page) -> None:
    page.goto(LINKEDIN)
    desk = Desk(page, _reply(page))
    before = desk.model()
    assert desk.write({"kind": "replace", "text": "X", "span": [1, 3]}, before) == "failed"
    assert desk.model() == before

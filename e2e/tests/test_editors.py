"""Reading and writing the sites' editors: what we read is the library's model, what we write gets into it."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from e2e.keys import write
from e2e.later import time_passes
from e2e.places import FRAMES
from e2e.tests.look_alikes import (
    Editor,
    ember_comment,
    ember_post,
    ember_reply,
    sdui_comment,
    sdui_post,
    sdui_reply,
    x_home,
    x_reply,
)
from e2e.world import beside, content_files

MODEL = "field => sitePage.modelText(field)"
# from now on the page itself writes behind whatever is written, once
ADDS_WORDS = """(element) => {
  const words = new DataTransfer();
  words.setData('text/plain', ' says the page');
  const paste = () => element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: words, bubbles: true, cancelable: true }));
  const type = () => document.execCommand('insertText', false, ' says the page');
  const done = new AbortController();
  const once = (event, add) => element.addEventListener(event, () => {
    done.abort();
    queueMicrotask(add);
  }, { signal: done.signal });
  once('paste', paste);
  once('input', type);
}"""
# with the next move of the caret somebody goes on to another text field
GOES_ON = """(editor) => {
  const root = editor.getRootNode();
  const other = document.createElement('textarea');
  (editor.closest('dialog, [role=dialog]') ?? root.body ?? root).append(other);
  document.addEventListener('selectionchange', () => other.focus({ preventScroll: true }), { once: true });
  return other;
}"""
UNDO_GROUP_MS = 1300  # editors undo together what was typed within about a second
OPENERS = [sdui_comment, sdui_post, ember_comment, ember_post, x_home, x_reply]
TEXTS = [
    "I love HomeBot",
    "one\n\nthree\n\n\n\nseven",
    "ends with a break\n",
    "\nbegins with one",
    "two  spaces, a robot 🤖 and a family 👩‍👩‍👧",
]


ADAPTERS = content_files("/sites/") + content_files("content/editor")
BESIDE = """
const inner = (root) => root.activeElement;
const active = (root) => inner(root)?.shadowRoot ? active(inner(root).shadowRoot) : inner(root);
const site = location.host === 'x.com' ? x(hooks.x) : linkedin(hooks.linkedin);
const composer = () => site.composerOf(active(document));
"""

# where one's own words begin in an answer: behind the name that the site put there, where that stands apart
OWN_WORDS = {
    "<a>Jo Weber</a> try it": "try it",
    "<a>Jo Weber</a>, try it": "try it",
    "<a>Jo Weber</a>: try it": "try it",
    "<a>Jo Weber</a>! Try it": "Try it",
    "<a>Jo Weber</a> – try it": "try it",
    "<span contenteditable=false>Jo</span> try it": "try it",
    "<a>Jo Weber</a>’s robot is old": "Jo Weber’s robot is old",
    "<a>Jo Weber</a>-like robots": "Jo Weber-like robots",
    "<a>Jo Weber</a>": "Jo Weber",
    "<a>#HomeBot</a> is ours": "#HomeBot is ours",
    "<a>acme.example/home</a> is ours": "acme.example/home is ours",
    "Jo Weber, try it": "Jo Weber, try it",
}
OWN = """(() => {
  const editor = document.querySelector('div');
  return editorText.read(editor).slice(editorText.ownStart(editor));
})()"""


class Desk:
    """An open editor with the caret at its end, and our `editors` beside the page."""

    def __init__(self, page: Page, editor: Editor) -> None:
        self.page, self.editor, self.model = page, editor, editor.model
        self.world = beside(page, ADAPTERS + BESIDE)
        editor.box.click()
        page.keyboard.press("Control+End")

    def type(self, text: str) -> None:
        write(self.page, text)

    def read(self) -> str:
        return self.world.evaluate("editors.read(composer())")

    def write(self, change: dict[str, object], expected: str) -> str:
        return self.world.evaluate(f"editors.write(composer(), {json.dumps(change)}, {json.dumps(expected)})")

    def wait_for_model(self, text: str) -> None:
        self.page.wait_for_function(
            "([element, text]) => sitePage.modelText(element) === text",
            arg=[self.editor.box.element_handle(), text],
        )

    def clear(self) -> None:
        """Whoever sees that something is left presses again: Draft.js learns of a selection a moment late."""
        for _ in range(5):
            self.page.keyboard.press("Control+a")
            self.page.keyboard.press("Backspace")
            self.page.evaluate(FRAMES)
            if not self.page.evaluate(MODEL, self.editor.box.element_handle()):
                return
        self.wait_for_model("")

    def pause(self) -> None:
        """So long that the editor's history no longer joins what comes next to what was typed."""
        time_passes(self.page, UNDO_GROUP_MS)


def _watched(page: Page) -> Page:
    """With a list of what the page complains about."""
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


@pytest.fixture(scope="module", params=OPENERS, ids=lambda opener: opener.__name__)
def opened(request: pytest.FixtureRequest, plain_browser: BrowserContext) -> Iterator[Desk]:
    page = _watched(plain_browser.new_page())
    yield Desk(page, request.param(page))
    page.close()


@pytest.fixture
def desk(opened: Desk) -> Iterator[Desk]:
    opened.editor.box.focus()
    opened.clear()
    opened.pause()
    yield opened
    assert opened.page.complaints == [], "the page itself must survive what we write"


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
def test_a_sentence_arrives_and_typing_goes_on(desk: Desk, kind: str, ours: str, joined: str) -> None:
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
    change = {"kind": "replace", "text": "a good", "span": [2, 10]}  # code points: the robot is one
    assert desk.write(change, "🤖 the best robot\nof all") == "done"
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


def test_a_fix_taken_with_the_focus_elsewhere_brings_the_caret_back_to_its_word(desk: Desk) -> None:
    text = "I love HomeBot\nand more"
    desk.type(text)
    for _ in "more":
        desk.page.keyboard.press("ArrowLeft")
    change = json.dumps({"kind": "insert_start", "text": "I work at Acme. "})
    write = f"editors.write(held, {change}, {json.dumps(text)})"
    leave = "const held = composer(); editors.mark(held); held.box.querySelector('button:enabled').focus()"
    assert desk.world.evaluate(f"{{ {leave}; {write} }}") == "done"
    desk.type("even ")
    desk.wait_for_model("I work at Acme. I love HomeBot\nand even more")


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


def test_a_change_that_does_not_arrive_as_meant_is_taken_back(desk: Desk) -> None:
    desk.type("I love HomeBot")
    desk.pause()
    desk.editor.box.evaluate(ADDS_WORDS)
    assert desk.write({"kind": "insert_start", "text": "I work at Acme. "}, "I love HomeBot") == "failed"
    desk.wait_for_model("I love HomeBot")


def test_nothing_is_written_into_another_text_field_that_somebody_went_on_to(desk: Desk) -> None:
    desk.type("I love HomeBot")
    desk.page.evaluate(FRAMES)  # no move of the caret is still to be told
    other = desk.editor.box.evaluate_handle(GOES_ON)
    outcome = desk.write({"kind": "insert_start", "text": "I work at Acme. "}, "I love HomeBot")
    assert other.evaluate("(other) => other.value") == ""
    other.evaluate("(other) => other.remove()")
    assert (outcome, desk.model()) == ("changed", "I love HomeBot")


def test_taking_back_never_costs_the_words_just_typed(desk: Desk) -> None:
    desk.type("I love HomeBot")  # no pause: the editor would undo these words together with ours
    desk.editor.box.evaluate(ADDS_WORDS)
    assert desk.write({"kind": "insert_start", "text": "I work at Acme. "}, "I love HomeBot") == "failed"
    assert "I love HomeBot" in desk.model()


def test_a_fix_without_a_place_is_not_guessed(desk: Desk) -> None:
    desk.type("I love HomeBot")
    assert desk.write({"kind": "replace", "text": "like", "span": None}, "I love HomeBot") == "failed"
    assert desk.model() == "I love HomeBot"


@pytest.mark.parametrize("open_reply", [sdui_reply, ember_reply])
def test_a_mention_is_read_by_its_name_and_survives_a_change_beside_it(plain_page: Page, open_reply) -> None:
    desk = Desk(plain_page, open_reply(plain_page))
    name = desk.read().strip()
    assert name and desk.read() == desk.model()
    desk.type("look at HomeBot")
    text = f"{name} look at HomeBot"
    assert desk.write({"kind": "insert_start", "text": "I work at Acme. "}, text) == "done"
    fixed = f"{name} I work at Acme. look at HomeBot"  # after the name that the site began with
    assert desk.write({"kind": "insert_end", "text": " #acme"}, fixed) == "done"
    assert desk.model() == f"{fixed} #acme"
    expect(desk.editor.box.locator("a")).to_have_text(name)


@pytest.mark.parametrize(("written", "own"), OWN_WORDS.items())
def test_ones_own_words_begin_behind_a_name_that_stands_apart(
    plain_page: Page, written: str, own: str
) -> None:
    plain_page.set_content(f"<div contenteditable><p>{written}</p></div>")
    assert beside(plain_page, ADAPTERS).evaluate(OWN) == own


def test_a_change_inside_a_mention_is_refused(plain_page: Page) -> None:
    desk = Desk(plain_page, sdui_reply(plain_page))
    before = desk.model()
    assert desk.write({"kind": "replace", "text": "X", "span": [1, 3]}, before) == "failed"
    assert desk.model() == before

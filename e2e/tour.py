"""The guided tour: the whole job in the real browser, as numbered pictures and one page that shows them."""

import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import BrowserContext, Page, ViewportSize

from backend import demo
from e2e import employee, staff
from e2e.backend import Backend
from e2e.browser import browser, extension_id, first_page
from e2e.guest import Guest
from e2e.origins import Origins, serve
from e2e.places import EMBER, SDUI, Place, X
from e2e.sites.app import create_app

PRAISE = "You should try HomeBot instead, it is a wonderful help at home."
LOB = "Probiert lieber den HomeBot von Acme, den kann ich nur empfehlen."
NEW_MESSAGE = "You praise Acme where Globex speaks. One clause about your job makes it fair."
POPUP: ViewportSize = {"width": 400, "height": 600}
WIDE: ViewportSize = {"width": 1280, "height": 860}
TALL: ViewportSize = {"width": 1280, "height": 1200}  # room for all that stands behind "Why?"


class Album:
    """Pictures in the order they are taken, each with a sentence, and the page that shows them."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
        self._folder = folder
        self._pictures: list[tuple[str, str]] = []

    def take(self, page: Page, name: str, sentence: str, *, whole: bool = False) -> None:
        """One more picture of what `page` shows; `whole` goes on below the window's edge."""
        file = f"{len(self._pictures) + 1:02d}-{name}.png"
        page.emulate_media(reduced_motion="reduce")  # nothing half faded in
        page.screenshot(path=self._folder / file, full_page=whole)
        self._pictures.append((file, sentence))
        print(f"  {file}  {sentence}", flush=True)

    def bind(self) -> Path:
        """Write tour.html."""
        figures = "".join(
            f'<figure><img src="{file}" alt=""><figcaption>{number}. {escape(sentence)}</figcaption></figure>'
            for number, (file, sentence) in enumerate(self._pictures, 1)
        )
        page = self._folder / "tour.html"
        page.write_text(PAGE.replace("FIGURES", figures), "utf-8")
        return page


class Stage(NamedTuple):
    """What a step works with."""

    context: BrowserContext
    backend: Backend
    album: Album


def walk(folder: Path) -> None:
    """Do the whole job once and write the pictures to `folder`."""
    print("A guided tour, since there is no screen (or TOUR is set):", flush=True)
    album = Album(folder)
    with tempfile.TemporaryDirectory() as data, serve(create_app()) as origins:
        backend = Backend(Path(data))
        backend.start()
        with browser(origins, welcome=True) as context:
            stage = Stage(context, backend, album)
            for step in STEPS:
                step(stage)
        _in_german(origins, backend, album)
        backend.stop()
    print(f"All pictures on one page: {album.bind()}")


def _welcome(stage: Stage) -> None:
    page = first_page(stage.context)
    page.locator("[data-name=linkedin]").wait_for()
    sentence = "The first page: what it does, what is read and never leaves, the sites' terms, the way in."
    stage.album.take(page, "welcome", sentence, whole=True)
    page.close()


def _sign_in(stage: Stage) -> None:
    page = stage.context.new_page()
    page.goto(employee.options_url(stage.context))
    page.locator("#server").fill(stage.backend.url)
    with stage.context.expect_page() as window:
        page.locator("[data-name=sign]").click()
    window.value.get_by_role("button", name="Amira Aziz").wait_for()
    stage.album.take(window.value, "sign-in", "Amira connects her browser; in the demo a click is enough.")
    window.value.get_by_role("button", name="Amira Aziz").click()
    page.get_by_text("Signed in as Amira Aziz").wait_for()
    stage.album.take(
        page, "settings", "The settings: where it works, what it does, what left this browser.", whole=True
    )
    page.close()


def _share(stage: Stage) -> None:
    page, guest = _feed(stage, SDUI)
    guest.wait(cls="suggestion")
    stage.album.take(page, "suggestion", "A suggestion stands in the feed and says which post it fits.")
    guest.press("share")
    guest.wait(name="open")
    page.keyboard.type(" Ours at home stays there too.")
    page.mouse.wheel(0, 240)
    stage.album.take(
        page, "caption", "She chooses a caption and may change it; the rules look at it at once."
    )
    with stage.context.expect_page() as opened:
        guest.press("open")
    composer = opened.value
    composer.locator(SDUI.draft).wait_for()
    stage.album.take(composer, "composer", "LinkedIn's own dialog opens, filled. The last click is hers.")
    composer.locator(SDUI.publish).click()
    composer.wait_for_function("() => window.sitePage.sent.length")
    composer.close()
    page.close()


def _popup(stage: Stage) -> None:
    page = stage.context.new_page()
    page.set_viewport_size(POPUP)
    page.goto(f"chrome-extension://{extension_id(stage.context)}/popup/popup.html")
    page.get_by_text("36", exact=True).wait_for()  # 34 before, and 2 for the share
    sentence = "The popup: today's suggestions, her points and what they are for."
    stage.album.take(page, "popup", sentence, whole=True)
    page.close()


def _comment(stage: Stage) -> None:
    page, guest = _feed(stage, SDUI)
    SDUI.answer_to(page, "Globex", "globex")
    guest.wait(cls="notice")
    stage.album.take(page, "notice", "Under a competitor's post a calm line says whose post it is.")
    page.keyboard.type(PRAISE)
    guest.wait(cls="confirm")
    stage.album.take(page, "warning", "She praises her employer's product: the card says what is missing.")
    page.set_viewport_size(TALL)
    guest.press("why")
    stage.album.take(page, "why", "Why: the reason, the paragraph of the guideline, the law behind it.")
    guest.press("why")
    page.set_viewport_size(WIDE)
    page.locator(SDUI.send).first.click()
    guest.wait(cls="confirm", text="Press")
    stage.album.take(
        page, "asked-once", "Commenting anyway is asked back once; a second press would send it."
    )
    guest.press("fix")
    guest.wait(cls="fine")
    stage.album.take(page, "fixed", "One click writes the sentence; the card is content.")
    page.close()


def _giveaway(stage: Stage) -> None:
    page, guest = _feed(stage, EMBER)
    EMBER.write_post(page)
    page.keyboard.type("Giveaway time! Comment below and win a HomeBot from us at Acme.")
    guest.wait(cls="confirm")
    stage.album.take(page, "giveaway", "A giveaway without its terms, in LinkedIn's older dialog.")
    page.close()


def _on_x(stage: Stage) -> None:
    page = stage.context.new_page()
    page.emulate_media(color_scheme="dark")
    X.open(page)
    X.answer_to(page, "Globex", "globex")
    page.keyboard.type(PRAISE)
    Guest(page).wait(cls="confirm")
    stage.album.take(page, "x-dark", "Her comment on X, in X's own colours.")
    page.close()


def _publish(stage: Stage) -> None:
    page, guest = _feed(stage, SDUI)
    SDUI.answer_to(page, "Globex", "globex")
    page.keyboard.type(PRAISE)
    guest.wait(cls="confirm")
    _change_rule(stage)
    employee.sync(stage.context)
    page.bring_to_front()
    guest.wait(cls="confirm", text=NEW_MESSAGE)
    stage.album.take(page, "new-message", "The open page says the new words after one sync, without reload.")
    page.close()


def _reports(stage: Stage) -> None:
    """Clara, who is signed in since she changed a rule."""
    page = stage.context.new_page()
    page.set_viewport_size(WIDE)
    page.goto(f"{stage.backend.url}/admin/reports/")
    stage.album.take(page, "report", "A month on one page: nothing about fewer than five people.", whole=True)
    page.goto(f"{stage.backend.url}/admin/strategy/")
    stage.album.take(page, "strategy", "The strategy: goals against what was reached.")
    page.goto(f"{stage.backend.url}/admin/pilots/")
    page.locator("tbody a").first.click()
    page.get_by_role("heading", name="Exit report").wait_for()
    stage.album.take(page, "pilot", "A pilot's exit report, against the weeks before and against the rest.")
    page.close()


def _reads_along(stage: Stage) -> None:
    with staff.signed_in(stage.context, stage.backend, staff.DORA) as page:
        page.set_viewport_size(WIDE)
        sentence = "Dora of the works council reads settings, audit, rules and reports, and changes nothing."
        stage.album.take(page, "works-council", sentence)


def _change_rule(stage: Stage) -> None:
    """Clara asks, Ben says yes, Clara publishes and stays signed in."""
    with staff.signed_in(stage.context, stage.backend, staff.CLARA) as page:
        _ask_for_yes(stage, page)
    with staff.signed_in(stage.context, stage.backend, staff.BEN) as page:
        page.goto(f"{stage.backend.url}/admin/rules/publish")
        stage.album.take(
            page, "second-yes", "Ben, who reads German, sees what changes before anybody is warned by it."
        )
        page.get_by_role("button", name="Ja, das darf raus").click()
        page.get_by_text("von Ben Brandt").wait_for()
    page = stage.context.new_page()
    page.goto(f"{stage.backend.url}/admin/sign-in")
    page.get_by_label("E-mail").fill(demo.ADMIN)
    page.get_by_label("Password").fill(demo.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{stage.backend.url}/admin/rules/publish")
    page.get_by_role("button", name="Publish release 2").click()
    page.get_by_text("Release 2").first.wait_for()
    page.close()


def _ask_for_yes(stage: Stage, page: Page) -> None:
    page.goto(f"{stage.backend.url}/admin/content/")
    stage.album.take(
        page, "content", "The curators' side: what there is to share, checked before it is offered."
    )
    page.goto(f"{stage.backend.url}/admin/rules/?sort=-shown")
    stage.album.take(page, "rules", "The rules, what came of them, and which release is in force.")
    page.goto(f"{stage.backend.url}/admin/rules/?search=undisclosed-competitor")
    named = page.get_by_text("undisclosed-competitor", exact=True)
    page.get_by_role("row").filter(has=named).get_by_role("link").click()
    page.get_by_label("Message in English").fill(NEW_MESSAGE)
    stage.album.take(page, "edit-rule", "Clara changes the words of a rule.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_label("What is new").fill("Friendlier words under competitors' posts.")
    stage.album.take(page, "publish", "What a release changes, in plain words, before it is published.")
    page.get_by_role("button", name="Ask for a second yes").click()
    page.get_by_text("It waits for a colleague").wait_for()


def _in_german(origins: Origins, backend: Backend, album: Album) -> None:
    with browser(origins, locale="de") as context:
        employee.sign_in(context, backend)
        page = context.new_page()
        EMBER.open(page)
        EMBER.answer_to(page, "Globex", "globex")
        page.keyboard.type(LOB)
        Guest(page).wait(cls="confirm")
        album.take(page, "german", "Auf Deutsch, auf LinkedIns älterer Seite.")


def _feed(stage: Stage, place: Place) -> tuple[Page, Guest]:
    page = stage.context.new_page()
    page.set_viewport_size(WIDE)
    place.open(page)
    return page, Guest(page)


STEPS: tuple[Callable[[Stage], None], ...] = (
    _welcome,
    _sign_in,
    _share,
    _popup,
    _comment,
    _giveaway,
    _on_x,
    _publish,
    _reports,
    _reads_along,
)
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Plainspoken: a tour</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:960px;margin:40px auto;padding:0 20px;color:#1c1e21}
figure{margin:40px 0}img{max-width:100%;border:1px solid #d9dce0;border-radius:8px}
figcaption{margin-top:8px;color:#5b6168}</style><h1>Plainspoken: a tour</h1>FIGURES</html>
"""

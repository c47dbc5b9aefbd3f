"""What came of warnings: told once a day, where Amira switched it on, without a word of hers."""

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page
from sqlalchemy import select

from backend.reports.models import Waiting
from backend.reports.outcomes import OUTCOMES
from e2e import content_world
from e2e.backend import Backend
from e2e.employee import choose, in_extension, sync, tell
from e2e.guest import Guest
from e2e.keys import write
from e2e.places import EMBER, FRAMES, SDUI, Place
from e2e.tests.test_failures import A_MINUTE_LATER
from e2e.tests.test_publish import WHISPER
from e2e.tests.where import ONE_SITE

PRAISE = "You should try HomeBot instead, it is a wonderful help."
RULE = "undisclosed-competitor"
TALLIES = """async () => {
  const { vault } = await import('/background/store.js');
  return (await vault.all('outcomes')).map(({ times }) => times);
}"""
SENT = """async () => {
  const { vault } = await import('/background/store.js');
  return (await vault.all('sent')).filter(({ path }) => path === 'outcomes').map(({ body }) => body);
}"""
# as if what is known were of the day before
A_DAY_LATER = """async () => {
  const { vault } = await import('/background/store.js');
  for (const one of await vault.all('outcomes')) {
    await vault.remove('outcomes', one.day);
    const day = new Date(Date.parse(one.day) - 86_400_000).toISOString().slice(0, 10);
    await vault.set('outcomes', day, { ...one, day });
  }
}"""


def switch(amira: BrowserContext, on: bool) -> None:
    choose(amira, "sends_outcomes", on)


def comment(amira: BrowserContext, place: Place, *pressed: str) -> Page:
    """A comment under the competitor's post, and what is pressed in the card."""
    page = amira.new_page()
    place.open(page)
    place.answer_to(page, "Globex", "globex")
    write(page, PRAISE)
    guest = Guest(page)
    guest.wait(cls="confirm")
    for name in pressed:
        guest.press(name)
    if "fix" in pressed:
        guest.wait(cls="fine")
    guest.wait_text_settled()
    return page


def post(amira: BrowserContext, place: Place, *pressed: str) -> None:
    """The same, sent with the site's button, a second time where the card asks back."""
    page = comment(amira, place, *pressed)
    for _ in range(2):
        if not page.evaluate("sitePage.sent.length"):
            page.locator(place.send).first.click()
    page.wait_for_function("() => sitePage.sent.length > 0")
    page.evaluate(FRAMES)  # in which X takes the text field away
    page.close()


def give_up(amira: BrowserContext, place: Place) -> None:
    """Written, and then the text field is gone."""
    page = comment(amira, place)
    page.locator(place.field).first.evaluate("field => field.remove()")
    Guest(page).wait_gone(cls="card")
    page.close()


def noted(amira: BrowserContext, number: int) -> dict[str, int]:
    """Today's tallies, once there are so many."""
    page = amira.pages[0]

    def found() -> Any:
        return next((one for one in in_extension(amira, TALLIES) if sum(one.values()) >= number), None)

    return dict(Guest(page).until(found, lambda: f"{number} outcomes to be noted"))


@ONE_SITE
def test_a_day_of_warnings_is_told_when_it_is_over(
    amira: BrowserContext, backend: Backend, place: Place
) -> None:
    switch(amira, on=True)
    post(amira, place, "fix")
    post(amira, place)
    post(amira, place, "menu", "menuHideHere")
    give_up(amira, place)
    tallies = noted(amira, 4)
    [release] = {name.split()[1] for name in tallies}
    assert tallies == {f"{RULE} {release} {outcome}": 1 for outcome in OUTCOMES}
    sync(amira)
    assert in_extension(amira, SENT) == []  # the day is not over
    in_extension(amira, A_DAY_LATER)
    sync(amira)
    [report] = in_extension(amira, SENT)
    assert {"id", "day", "outcomes"} == set(report)
    assert {tuple(one) for one in report["outcomes"]} == {("rule", "release", "outcome", "times")}
    rows = backend.run(lambda session: session.scalars(select(Waiting)).all())
    told = sorted((one.measure, one.part, one.value) for one in rows if len(one.who) == 64)
    assert told == [(f"rule:{RULE}", outcome, 1) for outcome in sorted(OUTCOMES)]
    assert in_extension(amira, TALLIES) == []


def test_what_was_ignored_was_not_followed_because_the_keys_were_pressed_once_more(
    amira: BrowserContext,
) -> None:
    switch(amira, on=True)
    page = amira.new_page()
    SDUI.open(page)
    SDUI.answer_to(page, "Globex", "globex")
    write(page, WHISPER)
    Guest(page).wait(cls="warn")
    content_world.of(page).evaluate(A_MINUTE_LATER)
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => sitePage.sent.length > 0")
    assert [name.split()[2] for name in noted(amira, 1)] == ["ignored"]


# the page finds out what its posts are called
DRAWN_ANEW = """([field, card]) => {
  card.setAttribute('data-urn', 'urn:li:activity:7000000000000000001');
  field.append(document.createElement('p'));
}"""


def test_a_hint_is_told_once_though_the_page_draws_the_post_anew(amira: BrowserContext) -> None:
    switch(amira, on=True)
    page = amira.new_page()
    EMBER.open(page)
    field, card = EMBER.answer_to(page, "Globex", "globex"), EMBER.post_by(page, "Globex", "globex")
    write(page, WHISPER)
    guest = Guest(page)
    guest.wait(cls="warn")
    page.evaluate(DRAWN_ANEW, [field.element_handle(), card.element_handle()])
    guest.stays(lambda: True, "judged anew")
    guest.wait(cls="warn")
    field.evaluate("field => field.remove()")
    guest.wait_gone(cls="card")
    assert list(noted(amira, 1).values()) == [1]


SILENT = ["snoozedUntil: Date.now() + 3_600_000", "features: { check: false }"]


@ONE_SITE
@pytest.mark.parametrize("silent", SILENT, ids=["a pause", "the check switched off"])
def test_what_fell_silent_over_an_unchanged_text_was_not_followed(
    amira: BrowserContext, place: Place, silent: str
) -> None:
    switch(amira, on=True)
    page = comment(amira, place)
    content_world.of(page).evaluate(A_MINUTE_LATER)
    in_extension(amira, f"() => chrome.storage.local.set({{ settings: {{ {silent} }} }})")
    Guest(page).wait_gone(cls="card")
    page.locator(place.send).first.click()
    page.wait_for_function("() => sitePage.sent.length > 0")
    page.close()
    in_extension(amira, "() => chrome.storage.local.remove('settings')")
    post(amira, place)
    assert [name.split()[2] for name in noted(amira, 1)] == ["ignored"]


@ONE_SITE
def test_without_her_yes_nothing_is_noted_and_a_no_forgets_what_was(
    amira: BrowserContext, place: Place
) -> None:
    post(amira, place)
    switch(amira, on=True)
    post(amira, place)
    assert sum(noted(amira, 1).values()) == 1
    switch(amira, on=False)
    sync(amira)
    assert in_extension(amira, TALLIES) == []
    assert in_extension(amira, SENT) == []


@ONE_SITE
def test_that_a_rule_is_wrong_is_told_with_the_next_sync_unless_it_is_taken_back(
    amira: BrowserContext, backend: Backend, place: Place
) -> None:
    guest = Guest(comment(amira, place, "menu", "menuWrong"))
    guest.wait(cls="notice", text="Noted.")
    guest.press("undo")
    guest.wait(cls="confirm")
    sync(amira)
    assert told_wrong(backend) == []
    guest.press("menu")
    guest.press("menuWrong")
    guest.wait(cls="notice", text="Noted.")
    assert told_wrong(backend) == []
    sync(amira)
    [said] = told_wrong(backend)
    assert set(said) == {"id", "rule"} and said["rule"] == RULE


@ONE_SITE
def test_that_a_rule_is_wrong_only_hides_it_where_nobody_is_signed_in_and_the_card_says_no_more(
    amira: BrowserContext, place: Place
) -> None:
    guest = Guest(comment(amira, place))
    tell(amira, {"type": "signOut"})
    guest.press("menu")
    guest.press("menuWrong")
    guest.wait(cls="notice", text="Hidden here.")
    guest.press("undo")
    guest.wait(cls="confirm")


BEFORE_THE_FIRST_SYNC = "async () => (await import('/background/store.js')).vault.remove('keys', 'me')"


@ONE_SITE
def test_that_a_rule_is_wrong_is_told_though_the_first_sync_has_yet_to_come(
    amira: BrowserContext, backend: Backend, place: Place
) -> None:
    guest = Guest(comment(amira, place))
    in_extension(amira, BEFORE_THE_FIRST_SYNC)
    guest.press("menu")
    guest.press("menuWrong")
    guest.wait(cls="notice", text="Noted.")
    sync(amira)
    assert [said["rule"] for said in told_wrong(backend)] == [RULE]


def told_wrong(backend: Backend) -> list[dict[str, Any]]:
    """What arrived."""
    sent = [
        body for method, path, body in backend.requests if (method, path) == ("POST", "/api/v1/feedback?")
    ]
    return [json.loads(body) for body in sent]

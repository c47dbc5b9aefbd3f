"""The works agreement and the audit as they leave the printer."""

import re
import zlib
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from backend.audit import trail
from backend.audit.trail import Told
from backend.tests.browser import page_of
from backend.tests.cast import Visitor
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE


def words_on_the_last_sheet(pdf: bytes) -> int:
    number = re.findall(rb"/Contents (\d+) 0 R", pdf)[-1]
    drawn = pdf.split(b"\n%s 0 obj" % number)[1].split(b"stream\n", 1)[1]
    return zlib.decompressobj().decompress(drawn).count(b"Tj")


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_places_to_sign_are_never_alone_on_a_sheet(
    browser: Browser, url: str, clara: Visitor, release: Any, language: str
) -> None:
    with page_of(browser, url, clara, False, language) as page:
        page.goto(f"/admin/settings/agreement?language={language}")
        page.locator(".annex").evaluate_all("found => found.forEach(one => one.remove())")
        last, found = page.locator(".agreement h2").last, []
        for height in range(0, 640, 80):  # wherever the last section comes to stand
            last.evaluate("(one, height) => { one.style.paddingTop = `${height}px` }", height)
            found.append(words_on_the_last_sheet(page.pdf(format="A4")))
        assert min(found) > 10, found


def test_what_one_filters_with_stays_on_the_screen(browser: Browser, url: str, clara: Visitor) -> None:
    with page_of(browser, url, clara, False, "en") as page:
        page.goto("/admin/settings/audit/")
        page.emulate_media(media="print")
        expect(page.get_by_role("table").first).to_be_visible()
        expect(page.locator("form.search")).to_be_hidden()


def test_a_list_of_several_pages_says_on_paper_that_it_is_not_whole(
    browser: Browser, url: str, clara: Visitor, tx: Any
) -> None:
    said = "This is page 1 of the list, not all of it."
    with page_of(browser, url, clara, False, "en") as page:
        page.emulate_media(media="print")
        page.goto("/admin/settings/audit/")
        expect(page.get_by_text(said)).to_have_count(0)
        made = [Told(f"Group {n}", after={"name": f"Group {n}"}) for n in range(51)]
        tx(lambda session: trail.notes(session, "groups.group", made))
        page.reload()
        expect(page.get_by_text(said)).to_be_visible()
        page.emulate_media(media="screen")
        expect(page.get_by_text(said)).to_be_hidden()

"""Lists and forms with many words in German, in windows of a usual width, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from backend.people import groups, service
from backend.tests.browser import page_of
from backend.tests.cast import Visitor
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE
# filters whose words have less room than they need
CUT = """() => [...document.querySelectorAll('form.search select')].filter(select => {
  const { font, paddingLeft, paddingRight } = getComputedStyle(select);
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = font;
  const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  return pen.measureText(select.selectedOptions[0].text).width > room + 1;
}).map(select => select.selectedOptions[0].text)"""

# filters whose words come close to their arrow
AT_THE_ARROW = """() => [...document.querySelectorAll('form.search select')].filter(select => {
  const { paddingRight, backgroundPosition, backgroundSize } = getComputedStyle(select);
  const end = parseFloat(backgroundPosition.match(/([\\d.]+)px/)[1]);
  return parseFloat(paddingRight) < end + parseFloat(backgroundSize) + 6;
}).map(select => select.selectedOptions[0].text)"""

# how many filters stand on the line of the button
BESIDE = """() => {
  const top = part => Math.round(part.getBoundingClientRect().top);
  const line = top(document.querySelector('form.search > button'));
  return [...document.querySelectorAll('form.search > select')].filter(select => top(select) === line).length;
}"""

# where the inputs of each row of fields begin
TOPS = """() => [...document.querySelectorAll('.row')].map(row =>
  [...row.querySelectorAll(':scope > .field > :is(input:not([type=hidden]), select, textarea)')].map(input =>
    Math.round(input.getBoundingClientRect().top)))"""


@pytest.mark.parametrize("width", [1050, 1060, 1280, 1440])
@pytest.mark.parametrize("path", ["/admin/people/", "/admin/content/", "/admin/rules/"])
def test_no_filter_is_cut_off_and_no_page_is_wider_than_its_window(
    browser: Browser, url: str, clara: Visitor, item: Any, tx: Any, width: int, path: str
) -> None:
    clara.patch("/api/v1/me", json={"language": "de"})

    def join(session: Any) -> None:
        person = service.add_person(
            session, "Hakan Hoffmann", "hakan.hoffmann@acme.example", "employee", "de"
        )
        person.groups = [groups.save(session, None, "Engineering")]

    tx(join)
    with page_of(browser, url, clara, dark=False, language="de") as page:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path)
        assert [page.evaluate(look) for look in (CUT, AT_THE_ARROW)] == [[], []]
        assert page.evaluate(BESIDE) > 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_inputs_beside_each_other_stand_on_one_line(
    browser: Browser, url: str, clara: Visitor, release: Any
) -> None:
    clara.patch("/api/v1/me", json={"language": "de"})
    with page_of(browser, url, clara, dark=False, language="de") as page:
        page.goto("/admin/rules/organisation/")
        rows = page.evaluate(TOPS)
        assert rows and all(len(set(tops)) == 1 for tops in rows)

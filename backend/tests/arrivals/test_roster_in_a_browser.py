"""Five thousand people from a file with forty faulty lines, as Clara takes them over by hand."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from backend.tests.arrivals.files import PAGE, how_many
from backend.tests.browser import faults_of, fits, page_of
from backend.tests.cast import Visitor
from backend.tests.where import ON_ONE_DATABASE

# one database is enough to look at pages
pytestmark = ON_ONE_DATABASE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """In every 125th line the address has a space in it."""
    lines = [f"Person {n},p{n}{'' if n % 125 else ' '}@acme.example,Team {n % 5}\n" for n in range(5000)]
    made = tmp_path / "people.csv"
    made.write_text("name,email,groups\n" + "".join(lines), encoding="utf-8")
    return made


def test_clara_reads_forty_faults_and_takes_the_other_4960_people_over(
    browser: Browser, url: str, clara: Visitor, file: Path, tx: Any
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.goto(PAGE)
        page.get_by_label("File").set_input_files(file)
        page.get_by_role("button", name="Read the file").click()
        faults = page.get_by_role("region", name="Lines with a fault").locator("tbody tr")
        expect(faults).to_have_count(40)
        expect(faults.last).to_contain_text("4877")
        expect(faults.last).to_contain_text("This is no e-mail address.")
        assert faults_of(page) == [] and fits(page)
        page.get_by_role("link", name="New: 4,960").click()
        expect(page.get_by_role("region", name="Lines").locator("tbody tr")).to_have_count(50)
        assert tx(how_many) == 1
        page.get_by_role("button", name="Take only the good lines over").click()
        expect(page.get_by_role("status")).to_contain_text("Done: 4,960 new, 0 changed, 40 left out.")
        page.goto("/admin/people/?search=p4999@")
        expect(page.get_by_role("region", name="People")).to_contain_text("Team 4")
    assert tx(how_many) == 4961

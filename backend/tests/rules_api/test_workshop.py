"""Help while one writes: faults as one types, the forms of a word."""

from html import unescape
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from backend.rules import sources
from backend.rules.models import Release
from backend.tests.browser import faults_of, page_of
from backend.tests.cast import Visitor

PRAISE = "lexicons/praise.yaml"
RULE = "packs/acme/nosy-praise.yaml"
FORMS = "/admin/rules/workshop/forms"
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(autouse=True)
def rules(release: Release) -> None:
    """Something is in force."""


def checked(visitor: Visitor, file: str, text: str) -> Any:
    page = "/admin/rules/yaml/" + file
    return visitor.pages.submit(f"/admin/rules/workshop/check/{file}", {"text": text}, page=page)


def text_of(tx: Any, file: str) -> str:
    return str(tx(lambda session: sources.get(session, file).text))


def test_a_text_that_would_do_is_said_to_fit_and_is_not_kept(ben: Visitor, tx: Any) -> None:
    text = text_of(tx, RULE)
    answer = checked(ben, RULE, text.replace("Nobody can see", "Not a soul can see"))
    assert answer.json == {"said": "It fits, and its examples hold.", "faults": []}
    assert text_of(tx, RULE) == text


def test_a_fault_is_told_with_its_line_and_field(ben: Visitor, tx: Any) -> None:
    answer = checked(ben, RULE, text_of(tx, RULE).replace("severity: warn", "severity: shout")).json
    assert answer["said"] == "One thing keeps this from working:"
    fault = answer["faults"][0]
    assert (fault["line"], fault["field"], fault["place"]) == (4, "severity", "line 4")
    assert "Allowed: note" in fault["said"]


def test_words_that_break_the_example_of_a_rule_are_told_where_the_rule_is(ben: Visitor, tx: Any) -> None:
    """`thieves` does not ask for praise: it is not even tried."""
    text = text_of(tx, PRAISE)
    found = checked(ben, PRAISE, text.replace("you should try", "you might try")).json["faults"]
    assert {(fault["file"], fault["page"]) for fault in found} == {
        (PRAISE, None),
        (RULE, f"/admin/rules/yaml/{RULE}"),
    }


def test_a_rule_that_is_not_there_cannot_be_checked(ben: Visitor) -> None:
    answer = ben.pages.submit("/admin/rules/workshop/check/packs/acme/no.yaml", {"text": "x"}, page=FORMS)
    assert answer.status_code == 404


def test_the_forms_of_a_word_come_with_an_entry_that_finds_them(ben: Visitor) -> None:
    page = unescape(ben.pages.get(f"{FORMS}?word=Abmahnung&language=de").text)
    assert "abmahnungen" in page and "<code>abmahnung*</code>" in page


def test_a_word_pasted_over_several_lines_breaks_nothing(ben: Visitor) -> None:
    assert "abmahnung*" in ben.pages.get(f"{FORMS}?word=die%0Ateure%0AAbmahnung&language=de").text


@pytest.mark.parametrize("asked", ["word=&language=de", f"word={'x' * 81}&language=de", "word=a&language=fr"])
def test_a_word_that_cannot_be_looked_up_is_told_at_its_field(ben: Visitor, asked: str) -> None:
    page = ben.pages.get(f"{FORMS}?{asked}")
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text


@on_one_database
def test_clara_sees_a_fault_come_and_go_while_she_types(browser: Browser, url: str, clara: Visitor) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.goto(f"/admin/rules/yaml/{RULE}")
        text = page.locator("#text")
        whole = text.input_value()
        text.fill(whole.replace("severity: warn", "severity: shout"))
        fault = page.locator(".fault a[data-line]")
        expect(fault).to_have_text("line 4")
        expect(text).to_have_attribute("aria-invalid", "true")
        assert faults_of(page) == []
        fault.click()
        assert page.evaluate("getSelection().toString()") == "severity: shout"
        text.fill(whole)
        expect(page.locator("#checked")).to_have_text("It fits, and its examples hold.")
        expect(fault).to_have_count(0)

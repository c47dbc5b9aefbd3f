"""A rule as a form and as YAML side by side: in step, faults at their place, examples green and red."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from backend.people.models import Person
from backend.rules.models import Release
from backend.rules.releases import sources
from backend.tests.browser import faults_of, fits, page_of
from backend.tests.cast import Visitor
from backend.tests.where import ON_ONE_DATABASE

PRAISE = "lexicons/praise.yaml"
RULE = "packs/acme/nosy-praise.yaml"
TRACKS = "getComputedStyle(document.querySelector('form.beside')).gridTemplateColumns.split(' ').length"


@pytest.fixture(autouse=True)
def rules(release: Release) -> None:
    """Something is in force."""


def checked(visitor: Visitor, file: str, form: dict[str, str]) -> Any:
    """What the page is told of what somebody has typed, with all that a script says of it."""
    answer = visitor.pages.submit(f"/admin/rules/check/{file}", form, page=f"/admin/rules/edit/{file}")
    assert answer.status_code == 200
    return answer.json


def save(visitor: Visitor, file: str, form: dict[str, str]) -> int:
    return int(visitor.pages.submit(f"/admin/rules/edit/{file}", form).status_code)


def text_of(tx: Any, file: str) -> str:
    return str(tx(lambda session: sources.get(session, file).text))


def test_a_text_that_would_do_is_said_to_fit_and_is_not_kept(ben: Visitor, tx: Any) -> None:
    text = text_of(tx, RULE)
    typed = text.replace("Nobody can see", "Not a soul can see")
    told = checked(ben, RULE, {"text": typed, "touched": ""})
    assert (told["said"], told["faults"], told["text"]) == ("It fits, and its examples hold.", [], typed)
    assert told["fields"]["why_en"] == "Not a soul can see it otherwise."
    assert text_of(tx, RULE) == text


def test_what_is_typed_in_a_field_comes_into_the_yaml_and_the_other_way_round(ben: Visitor, tx: Any) -> None:
    typed = text_of(tx, RULE).replace("severity: warn", "severity: note")
    form = {"text": typed, "message_en": "Say where you work.", "severity": "warn", "touched": "message_en"}
    told = checked(ben, RULE, form)
    assert 'en: "Say where you work."' in told["text"] and "severity: note" in told["text"]
    assert told["fields"]["severity"] == "note"
    assert "# Comments stay where they are." in told["text"]


def test_without_a_script_fields_that_differ_from_what_was_read_are_taken(ben: Visitor, tx: Any) -> None:
    """The YAML beside them was typed in, too."""
    typed = text_of(tx, RULE).replace("Nobody can see", "Not a soul can see")
    assert save(ben, RULE, {"text": typed, "severity": "confirm"}) == 302
    assert text_of(tx, RULE) == typed.replace("severity: warn", "severity: confirm")


def test_boxes_say_where_a_rule_speaks_and_none_means_everywhere(ben: Visitor, tx: Any) -> None:
    assert save(ben, RULE, {"when_surface": "comment"}) == 422  # its examples are posts
    assert save(ben, RULE, {"when_surface": "post", "when_target": "none"}) == 302
    assert "when: {" in text_of(tx, RULE) and "surface: [post]" in text_of(tx, RULE)
    page = ben.pages.get(f"/admin/rules/edit/{RULE}").text
    assert 'name="when_surface" value="post" checked' in page
    assert save(ben, RULE, {"when_surface": "", "when_target": ""}) == 302
    assert "surface: []" in text_of(tx, RULE)


def test_a_list_of_words_is_lines_of_a_form(ben: Visitor, tx: Any) -> None:
    form = {
        "entries_en": "you should try\r\n\r\nbest\r\nworth a look",
        "examples_match": "worth a look\nbest",
    }
    assert save(ben, PRAISE, form) == 302
    text = text_of(tx, PRAISE)
    assert 'en: ["you should try", "best", "worth a look"]' in text
    assert 'match: ["worth a look", "best"]' in text
    assert 'de: ["empfehle"]' in text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("entries_de", "empfehle\n(oder", "found ("),
        ("examples_miss", "it works\nthe best", "is found in 'the best', but must not be"),
        ("about", "", "required"),
    ],
)
def test_a_fault_is_told_at_its_field_and_nothing_is_kept(
    ben: Visitor, tx: Any, field: str, value: str, said: str
) -> None:
    before = text_of(tx, PRAISE)
    told = checked(ben, PRAISE, {field: value, "touched": field})["faults"]
    assert any(fault["at"] == field and said in fault["said"] for fault in told)
    answer = ben.pages.submit(f"/admin/rules/edit/{PRAISE}", {field: value})
    assert answer.status_code == 422
    assert f'id="{field}-fault"' in answer.text
    assert text_of(tx, PRAISE) == before


def test_a_fault_in_the_yaml_is_told_with_its_line_and_field(ben: Visitor, tx: Any) -> None:
    typed = text_of(tx, RULE).replace("severity: warn", "severity: shout")
    told = checked(ben, RULE, {"text": typed, "touched": ""})
    assert told["said"] == "One thing keeps this from working:"
    [fault] = [one for one in told["faults"] if one["line"]]
    assert (fault["line"], fault["field"], fault["at"]) == (4, "severity", "severity")
    assert "Allowed: note" in fault["said"]


@pytest.mark.parametrize("kind", ["foudn", "good", "7"])
def test_an_example_of_a_kind_that_there_is_not_is_a_fault_and_no_example(
    ben: Visitor, tx: Any, kind: str
) -> None:
    typed = text_of(tx, RULE).replace("  found:", f"  {kind}:")
    told = checked(ben, RULE, {"text": typed, "touched": ""})
    assert any(fault["field"].startswith("examples") for fault in told["faults"])
    assert {one["kind"] for one in told["examples"]} == {"silent"}


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Please enter a text."), ("de", "Bitte gib einen Text ein.")]
)
def test_of_a_text_that_is_empty_a_sentence_asks_for_one(
    ben: Visitor, tx: Any, language: str, said: str
) -> None:
    tx(lambda session: setattr(session.get(Person, ben.person.id), "language", language))
    typed = re.sub(r"^source: .+$", 'source: ""', text_of(tx, RULE), flags=re.MULTILINE)
    [fault] = checked(ben, RULE, {"text": typed, "touched": ""})["faults"]
    assert (fault["field"], fault["said"]) == ("source", said)


def test_what_is_no_yaml_leaves_the_fields_alone(ben: Visitor, tx: Any) -> None:
    form = {"text": "id: [\n", "message_en": "New", "touched": "message_en"}
    told = checked(ben, RULE, form)
    assert (told["text"], told["fields"], told["examples"]) == ("id: [\n", {}, [])
    assert told["faults"]
    assert save(ben, RULE, form) == 422


def test_fields_that_an_emptied_text_emptied_are_not_missed_once_it_fills_them_again(
    ben: Visitor, tx: Any
) -> None:
    """A whole rule is pasted over what was deleted: the fields follow only with this answer."""
    text = text_of(tx, RULE)
    stale = {"message_en": "", "message_de": "", "why_en": "", "source": "", "owner": "", "touched": ""}
    told = checked(ben, RULE, {"text": text, **stale})
    assert (told["said"], told["faults"]) == ("It fits, and its examples hold.", [])
    assert save(ben, RULE, {"text": text, **stale}) == 302
    assert text_of(tx, RULE) == text
    cleared = checked(ben, RULE, {"text": text, **stale, "touched": "owner"})["faults"]
    assert [fault["at"] for fault in cleared if fault["at"]] == ["owner"]


def test_each_example_says_whether_it_holds(ben: Visitor, tx: Any) -> None:
    typed = text_of(tx, RULE).replace("FlowDesk is slow today", "FlowDesk is best today")
    told = checked(ben, RULE, {"text": typed, "touched": ""})["examples"]
    assert [(one["kind"], one["state"], one["line"]) for one in told] == [
        ("found", "good", 16),
        ("silent", "bad", 17),
    ]
    broken = typed.replace("severity: warn", "severity: shout")
    told = checked(ben, RULE, {"text": broken, "touched": ""})["examples"]
    assert [one["state"] for one in told] == ["untried", "untried"]


def test_a_draft_beside_it_is_judged_with_what_is_typed_and_with_what_is_in_force(
    ben: Visitor, tx: Any
) -> None:
    typed = text_of(tx, RULE).replace("Say that you work at", "Tell that you work at")
    draft = {"try-text": "You should try FlowDesk", "try-platform": "x", "try-surface": "post"}
    form = {"text": typed, "touched": "", "try-stance": "", "try-lang": "en", **draft}
    here, in_force = checked(ben, RULE, form)["tried"]
    assert (here["title"], in_force["title"]) == ("As it stands here", "Release 1, in force")
    assert here["findings"][0]["message"] == "Tell that you work at Acme."
    assert in_force["findings"][0]["message"] == "Say that you work at Acme."
    assert here["pieces"] == [["You should try", True], [" FlowDesk", False]]
    assert checked(ben, RULE, form | {"try-text": ""})["tried"] == []
    assert checked(ben, RULE, form | {"text": "id: ["})["tried"] == []


def test_words_that_break_the_example_of_a_rule_are_told_where_the_rule_is(ben: Visitor, tx: Any) -> None:
    """`thieves` does not ask for praise: it is not even tried."""
    typed = text_of(tx, PRAISE).replace("you should try", "you might try")
    found = checked(ben, PRAISE, {"text": typed, "touched": ""})["faults"]
    assert {(fault["file"], fault["page"]) for fault in found} == {
        (PRAISE, None),
        (RULE, f"/admin/rules/edit/{RULE}"),
    }


def test_a_rule_that_is_not_there_cannot_be_checked(ben: Visitor) -> None:
    page = f"/admin/rules/edit/{RULE}"
    answer = ben.pages.submit("/admin/rules/check/packs/acme/no.yaml", {"text": "x"}, page=page)
    assert answer.status_code == 404


@ON_ONE_DATABASE
def test_clara_writes_on_either_side_and_sees_the_other_follow(
    browser: Browser, url: str, clara: Visitor, tx: Any
) -> None:
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.set_viewport_size({"width": 1728, "height": 900})
        page.goto(f"/admin/rules/edit/{RULE}")
        assert page.evaluate(TRACKS) == 2
        text, said = page.locator("#text"), page.get_by_label("Message in English")
        expect(page.locator("#examples .good")).to_have_count(2)
        said.fill("Say where you work.")
        known = text_of(tx, RULE)
        expect(text).to_have_value(known.replace("Say that you work at {company}.", "Say where you work."))
        whole = text.input_value()
        text.fill(whole.replace("severity: warn", "severity: shout"))
        fault = page.locator("#faults a[data-line]")
        expect(fault).to_have_text("line 4")
        expect(page.locator("#severity-fault")).to_contain_text("Allowed: note")
        expect(page.locator("#examples .untried")).to_have_count(2)
        assert faults_of(page) == []
        fault.click()
        assert page.evaluate("getSelection().toString()") == "severity: shout"
        praises = whole.replace("FlowDesk is slow", "FlowDesk is best")
        text.fill(praises.replace("severity: warn", "severity: note"))
        expect(page.get_by_label("What it does")).to_have_value("note")
        expect(page.locator("#examples .bad a")).to_have_text("FlowDesk is best today")
        text.fill(whole)
        page.get_by_text("Try a draft").click()
        page.get_by_label("Draft").fill("You should try FlowDesk")
        expect(page.locator("#tried mark")).to_have_text(["You should try", "You should try"])
        expect(page.locator("#tried strong")).to_have_text(
            ["Say where you work.", "Say that you work at Acme."]
        )
        expect(page.locator("#checked")).to_have_text("It fits, and its examples hold.")
        expect(page.locator("#faults a, .fault")).to_have_count(0)
        expect(page.get_by_role("list", name="Advice")).to_contain_text("show how far the rule goes")
        page.locator("#advice a[data-line]").first.click()
        assert page.evaluate("getSelection().toString()").strip().startswith("found:")
        assert faults_of(page) == []
        page.get_by_label("Comment", exact=True).check()
        expect(text).to_have_value(whole.replace("examples:", "when: {surface: [comment]}\nexamples:"))
        assert fits(page)


@ON_ONE_DATABASE
def test_what_was_refused_before_it_was_checked_stands_there_with_its_fault(
    browser: Browser, url: str, clara: Visitor, tx: Any
) -> None:
    """Saved within the pause of typing."""
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.goto(f"/admin/rules/edit/{RULE}")
        said = page.get_by_label("Message in English")
        expect(page.locator("#examples .good")).to_have_count(2)
        said.fill("Hey {firma}, say it.")
        page.get_by_role("button", name="Check and save").click()
        expect(page.locator("#examples .untried")).to_have_count(2)
        expect(said).to_have_value("Hey {firma}, say it.")
        expect(page.locator("#faults")).to_contain_text("{firma}")
        expect(page.locator("#checked")).to_have_text("")


@ON_ONE_DATABASE
def test_while_a_check_takes_its_time_the_page_says_so(browser: Browser, url: str, clara: Visitor) -> None:
    held: list[Route] = []
    with page_of(browser, url, clara, dark=False, language="en") as page:
        page.route("**/check/**", lambda route: held.append(route))
        page.goto(f"/admin/rules/edit/{RULE}")
        expect(page.locator("#checked")).to_have_text("Checking …")
        held.pop().continue_()
        expect(page.locator("#checked")).to_have_text("It fits, and its examples hold.")

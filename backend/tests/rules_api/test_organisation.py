"""The page about the organisation: nothing is lost, each mistake is told, and the rules know it at once."""

import re
from html import unescape
from typing import Any

import pytest

from backend.rules.models import Release
from backend.rules.pages.organisation_forms import MOST, OrganisationForm
from backend.rules.releases import changes, profiles, publishing, releases
from backend.tests.acme import PRAISE
from backend.tests.cast import Visitor
from backend.tests.forms import fields
from backend.tests.where import ON_ONE_DATABASE

PAGE = "/admin/rules/organisation/"
Given = dict[str, Any]


@pytest.fixture(autouse=True)
def rules(release: Release) -> None:
    """Something is in force."""


def form_of(visitor: Visitor) -> Given:
    """What the page holds, as a browser would send it."""
    return fields(visitor.pages.get(PAGE).text)


def profile(tx: Any) -> Given:
    return dict(tx(profiles.get))


def test_saved_as_it_stands_nothing_changes(clara: Visitor, tx: Any) -> None:
    before = profile(tx)
    assert clara.pages.submit(PAGE, form_of(clara)).status_code == 302
    assert profile(tx) == before
    assert tx(changes.pending) == []


def test_every_page_of_the_profile_is_shown_and_stays(clara: Visitor, tx: Any) -> None:
    """Also a second page of a competitor, one under another of its names, and those that are nobody's."""
    more = [
        {
            "stance": "competitor",
            "platform": "linkedin",
            "kind": "company",
            "id": "globex-jobs",
            "name": "Globex",
        },
        {"stance": "competitor", "platform": "x", "kind": "company", "id": "globexnews", "name": "@globex"},
        {
            "stance": "own_company",
            "platform": "linkedin",
            "kind": "company",
            "id": "acme-labs",
            "name": "Labs",
        },
        {"stance": "other", "platform": "x", "kind": "person", "id": "acmefan", "name": "Fan"},
    ]
    told = profile(tx)
    tx(lambda session: profiles.describe(session, told | {"pages": [*told["pages"], *more]}))
    page = unescape(clara.pages.get(PAGE).text)
    assert [one["id"] for one in more if one["id"] not in page] == []
    clara.pages.submit(PAGE, form_of(clara))
    assert profile(tx)["pages"] == [*told["pages"], *more]


def test_quotation_marks_of_any_kind_are_only_text(clara: Visitor, tx: Any) -> None:
    words = '„Projekt Falke“\r\n“Falcon”\r\nMonitor 27"'
    assert clara.pages.submit(PAGE, form_of(clara) | {"confidential_terms": words}).status_code == 302
    assert profile(tx)["confidential_terms"] == words.split("\r\n")
    tx(lambda session: publishing.publish(session, None, "Falke"))


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(clara: Visitor, tx: Any) -> None:
    form = form_of(clara)
    told = profile(tx)
    tx(lambda session: profiles.describe(session, told | {"products": ["Toastomat"]}))
    answer = clara.pages.submit(PAGE, form | {"aliases": "Acme the First"})
    assert answer.status_code == 409
    assert "Acme the First" in answer.text
    assert profile(tx)["products"] == ["Toastomat"]


def test_the_page_says_what_it_keeps_of_the_people_named_there(clara: Visitor) -> None:
    assert "their names stay until you take them out" in clara.pages.get(PAGE).text


def test_a_new_competitor_is_known_to_the_rules_once_it_is_published(clara: Visitor, tx: Any) -> None:
    rival = {
        "competitors-2-name": "Umbrella",
        "competitors-2-aliases": "Umbrella Corp, @umbrella",
        "competitors-2-linkedin": "https://www.linkedin.com/company/umbrella-corp/",
        "competitors-2-x": "@umbrella",
    }
    assert clara.pages.submit(PAGE, form_of(clara) | rival).status_code == 302
    known = profile(tx)
    assert {"name": "Umbrella", "aliases": ["Umbrella Corp", "@umbrella"]} in known["competitors"]
    ours = [page for page in known["pages"] if page["name"] == "Umbrella"]
    assert [(page["platform"], page["stance"], page["id"]) for page in ours] == [
        ("linkedin", "competitor", "umbrella-corp"),
        ("x", "competitor", "umbrella"),
    ]
    page = unescape(clara.pages.get("/admin/rules/publish").text)
    said = re.findall(r"<dt>(.*?)</dt>\s*<dd>(?:<del>.*?</del>)?<ins>(.*?)</ins>", page)
    assert said == [
        ("Competitor", "Umbrella · Umbrella Corp · @umbrella"),
        ("Page", "Umbrella · umbrella-corp · company · linkedin · competitor"),
        ("Page", "Umbrella · umbrella · company · x · competitor"),
    ]
    release = tx(lambda session: publishing.publish(session, None, "Umbrella"))
    assert "umbrella-corp" in tx(lambda session: releases.body(session, release.number)).decode()


def test_a_competitor_without_a_name_goes_and_its_pages_with_it(clara: Visitor, tx: Any) -> None:
    clara.pages.submit(PAGE, form_of(clara) | {"competitors-0-name": ""})
    known = profile(tx)
    assert [rival["name"] for rival in known["competitors"]] == ["Initech"]
    assert [page for page in known["pages"] if page["name"] == "Globex"] == []
    assert [page["id"] for page in known["pages"] if page["kind"] == "person"] == [
        "greta-global",
        "gretaglobal",
    ]


def test_a_new_product_makes_a_rule_speak_on_the_bench(clara: Visitor) -> None:
    draft = {"text": PRAISE.replace("FlowDesk", "Toastomat"), "platform": "x", "surface": "post"}
    more = {"stance": "", "target_text": "", "lang": ""}
    bench = "/admin/rules/bench/"
    assert "No rule speaks." in clara.pages.submit(bench, draft | more).text
    form = form_of(clara)
    clara.pages.submit(PAGE, form | {"products": form["products"] + "\r\nToastomat"})
    assert "Say that you work at Acme." in clara.pages.submit(bench, draft | more).text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("name", " ", "required"),
        ("linkedin", "https://acme.example", "Copy the address of the page here"),
        ("linkedin", "https://www.linkedin.com/in/amira", "Copy the address of the page here"),
        ("competitors-0-x", "https://www.linkedin.com/company/globex", "Copy the address of the page here"),
        ("customers", "Wayne Industries", "This one is not: Wayne Industries"),
        ("colleagues", "https://www.linkedin.com/company/acme Acme", "This one is not: https://www.linkedin"),
        ("embargoes-0-until", "", "Say until when."),
        ("embargoes-0-until", "9999-12-31T00:00", "more than ten years away"),
        ("quiet_periods-0-start", "2031-01-01T00:00", 'id="quiet_periods-0-until-fault">Give both.'),
        ("quiet_periods-0-until", "2031-01-01T00:00", 'id="quiet_periods-0-start-fault">Give both.'),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(
    clara: Visitor, tx: Any, field: str, typed: str, said: str
) -> None:
    before = profile(tx)
    page = clara.pages.submit(PAGE, form_of(clara) | {field: typed, "aliases": "Acme the First"})
    assert page.status_code == 422
    assert said in unescape(page.text)
    assert "Acme the First" in page.text
    assert profile(tx) == before


def test_a_quiet_period_ends_after_it_began(clara: Visitor) -> None:
    days = {"quiet_periods-0-start": "2031-01-02T00:00", "quiet_periods-0-until": "2031-01-01T00:00"}
    page = clara.pages.submit(PAGE, form_of(clara) | days)
    assert (page.status_code, "The end must come after the start." in page.text) == (422, True)


def test_another_row_is_added_with_what_was_typed(clara: Visitor, tx: Any) -> None:
    before = profile(tx)
    page = clara.pages.submit(PAGE, form_of(clara) | {"another": "embargoes", "products": "Toastomat"})
    assert "Toastomat" in page.text and 'name="embargoes-2-terms"' in page.text
    assert profile(tx) == before


@ON_ONE_DATABASE
def test_where_all_rows_are_taken_there_is_no_other(clara: Visitor) -> None:
    rows = {f"competitors-{n}-name": f"Rival {n}" for n in range(MOST)}
    page = clara.pages.submit(PAGE, form_of(clara) | rows | {"another": "competitors"})
    assert page.status_code == 200
    assert f"Rival {MOST - 1}" in page.text and f'name="competitors-{MOST}-name"' not in page.text


def test_curators_cannot_change_it(ben: Visitor) -> None:
    assert ben.pages.get(PAGE).status_code == 403


def test_every_field_of_the_form_is_on_the_page(clara: Visitor) -> None:
    with clara.app.test_request_context():
        named = [name for name in OrganisationForm()._fields if name != "csrf_token"]
    shown = form_of(clara)
    assert [name for name in named if not any(field.split("-")[0] == name for field in shown)] == ["listed"]


def test_the_page_tells_which_names_are_taken_for_everyday_words(clara: Visitor, tx: Any) -> None:
    clara.pages.submit(PAGE, form_of(clara) | {"products": "Lantern\r\nHomeBot", "always": "Acme"})
    assert "these need such a context: Lantern" in unescape(clara.pages.get(PAGE).text)
    clara.pages.submit(PAGE, form_of(clara) | {"always": "lantern\r\nAcme", "in_context": "HomeBot"})
    assert "these need such a context: HomeBot" in unescape(clara.pages.get(PAGE).text)
    assert profile(tx)["ambiguous"] == {"lantern": False, "Acme": False, "HomeBot": True}


def test_the_page_tells_which_code_words_are_everyday_words(clara: Visitor) -> None:
    told = "with a capital in a text that speaks of a company: "
    secret = {"confidential_terms": "Polaris\r\nQuibbler", "server_only_terms": "Aurora"}
    clara.pages.submit(PAGE, form_of(clara) | secret | {"always": "Acme"})
    assert told + "Aurora, Polaris." in unescape(clara.pages.get(PAGE).text)
    clara.pages.submit(PAGE, form_of(clara) | {"always": "Acme\r\nAurora\r\nPolaris"})
    assert told not in unescape(clara.pages.get(PAGE).text)


def test_a_name_cannot_always_count_and_need_a_context(clara: Visitor, tx: Any) -> None:
    before = profile(tx)
    answer = clara.pages.submit(PAGE, form_of(clara) | {"always": "Lantern", "in_context": "lantern"})
    assert (answer.status_code, "This name stands in both lists: lantern" in answer.text) == (422, True)
    assert profile(tx) == before


def test_what_was_said_of_a_name_is_told_before_it_is_published(clara: Visitor) -> None:
    clara.pages.submit(PAGE, form_of(clara) | {"always": "", "in_context": "HomeBot"})
    page = unescape(clara.pages.get("/admin/rules/publish").text)
    told = re.findall(r"<dt>(Name that .*?)</dt>\s*<dd>\s*<(del|ins)>(.*?)</", page)
    assert told == [
        ("Name that needs a context", "ins", "HomeBot"),
        ("Name that always counts", "del", "Acme"),
    ]

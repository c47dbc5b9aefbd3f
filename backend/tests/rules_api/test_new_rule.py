"""A new rule, written in a form by somebody who knows no YAML."""

import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from markupsafe import escape

from backend.people.models import Person
from backend.rules.language import yaml_edit, yaml_nodes
from backend.rules.models import Release
from backend.rules.releases import publishing, releases, review, sources
from backend.tests.cast import Visitor
from backend.tests.guidelines.texts import RULE as SHIPPED, published
from backend.tests.rules_api.test_admin import PUBLISH

PAGE, RULE, WORDS = "/admin/rules/new", "packs/house/no-payday-loans.yaml", "lexicons/no_payday_loans.yaml"
TYPED = {
    "name": "No payday  loans",
    "words_de": "Sofortkredit*\nKredit .. ohne Schufa",
    "words_en": "payday loan*",
    "found_de": 'Holt euch den "Sofortkredit"!\nEin Kredit ganz ohne Schufa.',
    "found_en": "Take a payday loan: today",
    "silent_de": "Ein Kredit kostet Geld.",
    "silent_en": "",
    "message_de": "Wirb nicht für „{match}“.",
    "message_en": "Do not promote “{match}”.",
    "why_de": "Das haben wir zugesagt.",
    "why_en": "We have promised that.",
    "severity": "warn",
    "guideline": "offers",
    "source": "Our promise: of 2031",
    "owner": "legal@acme.example",
}
FIELDS = ("owner", "source", "guideline", "message.de", "why.en")
ODD = (
    *("legal\norg: [competitors]", "Legal: Acme", "legal # and HR", "@legal", "- x", "$rule", '"a', "!!a b"),
    *("no", "null", "1", "*a", "&a b", "| x", "„Recht“"),
    *("a\x7fb", "a\x85b", "a\u2028b", "a\ufeffb", "a\x01b"),
)
DRAFT = "Unser Sofortkredit hilft."


@pytest.fixture(autouse=True)
def rules(release: Release) -> None:
    """Something is in force."""


def add(visitor: Visitor, **other: str) -> Any:
    return visitor.pages.submit(PAGE, TYPED | other)


def kept(tx: Any) -> list[str]:
    return [one for one in tx(sources.texts) if one in (RULE, WORDS)]


def read(visitor: Visitor, tx: Any, name: str, other: dict[str, str]) -> str:
    """The YAML of a new rule with this name."""
    assert add(visitor, name=name, **other).status_code == 302
    return str(tx(lambda session: sources.get(session, f"packs/house/{name}.yaml").text))


def test_ben_writes_one_tries_it_makes_it_active_and_it_is_published(ben: Visitor, tx: Any) -> None:
    answer = add(ben)
    edit = f"/admin/rules/edit/{RULE}"
    assert (answer.status_code, answer.headers["Location"]) == (302, quote(edit))
    assert "Made, as a draft." in ben.pages.get(edit).text
    assert f'href="/admin/rules/edit/{WORDS}"' in ben.pages.get(edit).text
    tried = {
        "try-text": DRAFT,
        "try-platform": "linkedin",
        "try-surface": "post",
        "try-stance": "",
        "try-lang": "",
    }
    bench = ben.pages.submit(f"/admin/rules/check/{RULE}", tried | {"status": "active"}, page=edit).json
    assert bench["said"] == "It fits, and its examples hold."
    said = [finding["message"] for finding in bench["tried"][0]["findings"]]
    assert said == ["Do not promote “Sofortkredit”."]
    assert ben.pages.submit(edit, {"status": "active"}).status_code == 302
    tx(lambda session: publishing.publish(session, None, "No loans"))
    assert RULE in tx(lambda session: releases.sources_of(session, 2))


def test_whoever_is_asked_for_a_second_yes_reads_what_it_says(ben: Visitor, clara: Visitor, tx: Any) -> None:
    tx(lambda session: review.choose(session, True))
    add(ben)
    ben.pages.submit(f"{PUBLISH}/ask", {"note": "No loans"}, page=PUBLISH)
    page = clara.pages.get(PUBLISH).text
    assert "Yes, it may be published" in page
    for field in ("message_de", "message_en", "why_de", "why_en"):
        assert f"<ins>{escape(TYPED[field])}</ins>" in page
    for file in (RULE, WORDS):  # what it looks for stands there
        assert f'<a href="/admin/rules/edit/{file}">' in page
        assert clara.pages.get(f"/admin/rules/edit/{file}").status_code == 200


@pytest.mark.parametrize("names", [("no-payday-loans", "no-quick-money"), ("loans-1", "loans-2")])
def test_two_of_them_both_speak_about_one_text(ben: Visitor, tx: Any, names: tuple[str, str]) -> None:
    for name in names:
        add(ben, name=name)
        ben.pages.submit(f"/admin/rules/edit/packs/house/{name}.yaml", {"status": "active"})
    tried = {
        "text": DRAFT, "platform": "linkedin", "surface": "post", "stance": "", "lang": "", "target_text": ""
    }  # fmt: skip
    said = ben.pages.submit("/admin/rules/bench/", tried).text
    assert all(f"<code>{name}</code>" in said for name in names)


def test_it_begins_as_a_draft_and_its_making_stands_in_the_audit(
    ben: Visitor, clara: Visitor, tx: Any
) -> None:
    add(ben)
    assert "status: draft" in tx(lambda session: sources.get(session, RULE).text)
    assert RULE in clara.pages.get("/admin/settings/audit/").text


@pytest.mark.parametrize("typed", ODD)
def test_whatever_is_typed_into_a_field_is_its_text_and_nothing_else(
    ben: Visitor, tx: Any, typed: str
) -> None:
    odd = dict.fromkeys(FIELDS, typed)
    usual = read(ben, tx, "usual-loans", {})
    found = read(ben, tx, "odd-loans", {path.replace(".", "_"): text for path, text in odd.items()})
    assert yaml_edit.read(found, dict.fromkeys(FIELDS, str)) == odd
    named = re.sub("odd([-_])loans", r"usual\1loans", found).replace("ODD_LOANS", "USUAL_LOANS")
    assert yaml_nodes.load(named, "")[0] == yaml_nodes.load(yaml_edit.write(usual, odd), "")[0]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": "Über uns"}, "Small letters from a to z"),
        ({"words_de": "", "words_en": ""}, "Name a word in German or English."),
        ({"found_de": "", "found_en": ""}, "Write one sentence in German or English."),
        ({"silent_de": ""}, "Write one sentence in German or English."),
        ({"found_de": "Das Wetter ist schön."}, "does not speak on"),
        ({"silent_de": DRAFT}, "speaks on"),
        ({"words_de": "(Sofortkredit"}, "an opening bracket needs a closing one"),
        ({"words_de": "Sofortkredit, Kredit"}, "“Sofortkredit, Kredit” would be looked for as it stands"),
        ({"words_en": "loan; payday"}, "Write each in a line of its own, without commas."),
        ({"message_de": ""}, 'id="message_de-fault"'),
    ],
)
def test_what_is_missing_or_does_not_hold_is_told_and_nothing_is_kept(
    ben: Visitor, tx: Any, wrong: dict[str, str], told: str
) -> None:
    answer = add(ben, **wrong)
    assert answer.status_code == 422
    assert told in answer.text
    assert "Das haben wir zugesagt." in answer.text
    assert kept(tx) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"words_en": "payday loan*\n(loan"}, "words_en"),
        ({"message_de": "Nenn {macth}."}, "message_de"),
        ({"why_en": "We {promised."}, "why_en"),
        ({"found_de": "Sofortkredit!\nDas Wetter ist schön."}, "found_de"),
        ({"found_en": "It rains."}, "found_en"),
        ({"silent_de": "", "silent_en": "It rains.\nA payday loan"}, "silent_en"),
    ],
)
def test_a_fault_stands_at_the_field_that_it_is_about(
    ben: Visitor, wrong: dict[str, str], field: str
) -> None:
    page = add(ben, **wrong).text
    assert re.findall(r'id="(\w+)-fault"', page) == [field]
    assert page.index('class="faults"') < page.index(f'id="{field}-fault"'), "at the top as well"


@pytest.mark.parametrize(
    ("wrong", "links"),
    [
        ({"found_de": "Das Wetter ist schön."}, [("found_de", "German sentences about which it must speak")]),
        ({"words_en": "(loan"}, [("words_en", "Words in English")]),
        ({"owner": "", "why_en": ""}, [("why_en", "Reason in English"), ("owner", "Owner")]),
    ],
)
def test_from_each_fault_at_the_top_one_goes_to_its_field(
    ben: Visitor, wrong: dict[str, str], links: list[tuple[str, str]]
) -> None:
    page = add(ben, **wrong).text
    listed = page.partition('class="faults"')[2].partition("</ul>")[0]
    found = re.findall(r'<li><a href="#(\w+)">([^<]+)</a>: \S', listed)
    assert [(field, label.removesuffix(", one a line")) for field, label in found] == links
    assert all(f'<label for="{field}">{label}' in page for field, label in links)


@pytest.mark.parametrize(
    ("wrong", "en", "de"),
    [
        (
            {"found_de": "Es regnet."},
            "does not speak on 'Es regnet.', but must",
            "meldet sich nicht bei 'Es regnet.', muss es aber",
        ),
        (
            {"silent_de": "Sofortkredit"},
            "speaks on 'Sofortkredit', but must stay silent",
            "meldet sich bei 'Sofortkredit', muss aber still bleiben",
        ),
    ],
)
def test_what_a_sentence_does_not_do_is_told_without_the_names_of_yaml(
    ben: Visitor, tx: Any, wrong: dict[str, str], en: str, de: str
) -> None:
    assert f"</a>: {en}</li>" in unescape(add(ben, **wrong).text)
    tx(lambda session: setattr(session.get(Person, ben.person.id), "language", "de"))
    assert f"</a>: {de}</li>" in unescape(add(ben, **wrong).text)


def test_the_paragraphs_of_the_guidelines_are_offered(ben: Visitor, tx: Any) -> None:
    offered = re.compile(r'<datalist id="paragraphs">(.*?)</datalist>')
    tx(published)
    for page in (PAGE, f"/admin/rules/edit/{SHIPPED}"):
        [names] = offered.findall(ben.pages.get(page).text)
        assert '<option value="respect">' in names
        assert 'list="paragraphs"' in ben.pages.get(page).text


@pytest.mark.parametrize("wrong", [{"found_de": "Das Wetter ist schön."}, {"silent_de": DRAFT}])
def test_a_sentence_that_does_not_hold_is_told_once(ben: Visitor, wrong: dict[str, str]) -> None:
    """It stands among the examples of the rule and of its words."""
    told = add(ben, **wrong).text.partition('class="faults"')[2].partition("</ul>")[0]
    assert told.count("<li>") == 1
    assert "speak" in told


def test_a_name_that_is_taken_is_told(ben: Visitor, tx: Any) -> None:
    add(ben)
    assert "There is a rule or a list of words with this name." in add(ben, message_de="Anders.").text
    assert "Anders." not in tx(lambda session: sources.get(session, RULE).text)
    assert add(ben, name="praise").status_code == 422, "the name of a list of words"
    assert add(ben, name="nosy-praise").status_code == 422, "the name of a rule in another pack"

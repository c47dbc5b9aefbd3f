"""A new list of words, written in a form by somebody who knows no YAML."""

import re
from typing import Any

import pytest

from backend.rules.language import reading
from backend.rules.models import Release
from backend.rules.releases import publishing, sources
from backend.tests.cast import Visitor
from backend.tests.rules_api.test_admin import PUBLISH
from backend.tests.rules_api.test_side_by_side import save, text_of

PAGE, FILE, LISTS = "/admin/rules/lexicons/new", "lexicons/payday_loans.yaml", "/admin/rules/lexicons"
RULE = "packs/acme/thieves.yaml"
TYPED = {
    "name": "Payday  loans",
    "about": "offers: a quick loan",
    "entries_de": "Sofortkredit*\nKredit .. ohne Schufa",
    "entries_en": "payday loan*",
    "entries_any": "#quickcash",
    "not": "Sofortkreditverbot",
    "examples_match": 'Holt euch den "Sofortkredit"!\nTake a payday loan: today',
    "examples_miss": "Das Sofortkreditverbot gilt.\nA loan",
}


@pytest.fixture(autouse=True)
def rules(release: Release) -> None:
    """Something is in force."""


def add(visitor: Visitor, **other: str) -> Any:
    return visitor.pages.submit(PAGE, TYPED | other)


def test_ben_begins_one_names_it_in_a_rule_and_it_is_published(ben: Visitor, tx: Any) -> None:
    assert f'href="{PAGE}"' in ben.pages.get(LISTS).text
    answer = add(ben)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/admin/rules/edit/{FILE}")
    page = ben.pages.get(f"/admin/rules/edit/{FILE}").text
    assert "Made. It finds nothing before a rule names it" in page
    assert "payday_loans" in ben.pages.get(LISTS).text
    assert "is a new list of words." in ben.pages.get(PUBLISH).text
    asks = text_of(tx, RULE).replace("all: [insult]", "all: [[insult, payday_loans]]")
    assert save(ben, RULE, {"text": asks, "touched": ""}) == 302
    assert tx(lambda session: publishing.publish(session, None, "No loans").number) == 2


def test_all_that_was_typed_stands_in_it(ben: Visitor, tx: Any) -> None:
    add(ben)
    made = reading.parse_lexicon(text_of(tx, FILE), FILE)
    assert made.about == TYPED["about"]
    assert made.entries == {
        "de": ["Sofortkredit*", "Kredit .. ohne Schufa"],
        "en": ["payday loan*"],
        "any": ["#quickcash"],
    }
    assert made.drops == ["Sofortkreditverbot"]
    assert made.examples == {kind: TYPED[f"examples_{kind}"].split("\n") for kind in ("match", "miss")}


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"name": "Über uns"}, "name", "Small letters from a to z"),
        ({"name": "praise"}, "name", "There is a list of words with this name."),
        ({"about": " "}, "about", ""),
        (dict.fromkeys(("entries_de", "entries_en", "entries_any"), ""), "entries_any", "Name a word in"),
        ({"entries_de": "Kredit, Darlehen"}, "entries_de", "Write each in a line of its own"),
        ({"entries_en": "(loan"}, "entries_en", "an opening bracket needs a closing one"),
        ({"not": "(ban"}, "not", "an opening bracket needs a closing one"),
        ({"examples_match": "Das Wetter ist schön."}, "examples_match", "is not found in"),
        ({"examples_miss": "Ein Sofortkredit"}, "examples_miss", "is found in"),
        ({"examples_match": ""}, "examples_match", ""),
        ({"examples_miss": ""}, "examples_miss", ""),
    ],
)
def test_what_is_missing_or_does_not_hold_is_told_at_its_field_and_nothing_is_kept(
    ben: Visitor, tx: Any, wrong: dict[str, str], field: str, said: str
) -> None:
    answer = add(ben, **wrong)
    assert answer.status_code == 422
    assert re.findall(r'id="(\w+)-fault"', answer.text) == [field]
    assert re.findall(r'<li><a href="#(\w+)">', answer.text) == [field]
    assert said in answer.text
    assert FILE not in tx(sources.texts)

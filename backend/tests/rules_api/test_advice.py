"""What `rules lint` says of a rule or list stands beside it while it is written, too."""

from typing import Any

import pytest

from backend.people.models import Person
from backend.rules.models import Release, Source
from backend.rules.releases import sources
from backend.tests.cast import Visitor
from backend.tests.rules_api.test_side_by_side import PRAISE, RULE, checked, text_of
from backend.tests.where import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
# file, what stands there, what somebody writes instead, what is said in English and in German
ADVICE = [
    (PRAISE, '"you should try"', '"you should try", "a, b"', "make an entry of each", "mach aus jedem"),
    (PRAISE, '"you should try"', '"you should try", "q*"', "in very many words", "sehr vielen Wörtern"),
    (PRAISE, '"you should try"', '"you should try", "the"', "in nearly every text", "fast jedem Text"),
    (PRAISE, '"you should try"', '"you should try", "a & b"', "is passed over", "übergangen"),
    (
        PRAISE,
        '"you should try"',
        '"you should try", "zz*", "zzz"',
        "finds 'zzz' already",
        "findet 'zzz' schon",
    ),
    (RULE, "status: active", "status: draft", "a draft stays silent", "ein Entwurf bleibt"),
    (RULE, "id: nosy", "id: nosy", "show how far the rule goes", "wie weit die Regel reicht"),
    (RULE, "source: ", "source: Law #1 and ", "on this is a comment", "ist das ein Kommentar"),
]


@pytest.fixture(autouse=True)
def rules_in_force(release: Release) -> None:
    """Something is in force."""


def advised(visitor: Visitor, tx: Any, language: str, file: str, text: str) -> str:
    tx(lambda session: setattr(session.get(Person, visitor.person.id), "language", language))
    told = checked(visitor, file, {"text": text, "touched": ""})
    assert told["faults"] == []
    return "\n".join(f"{one['place']}, {one['field']}: {one['said']}" for one in told["advice"])


@pytest.mark.parametrize(("file", "old", "new", "en", "de"), ADVICE)
def test_advice_is_told_in_the_language_of_the_reader(
    ben: Visitor, tx: Any, file: str, old: str, new: str, en: str, de: str
) -> None:
    text = text_of(tx, file).replace(old, new, 1)
    assert en in advised(ben, tx, "en", file, text)
    assert de in (said := advised(ben, tx, "de", file, text))
    assert en not in said


def test_a_list_that_no_rule_asks_is_told_to_be_named(ben: Visitor, tx: Any) -> None:
    text = text_of(tx, PRAISE).replace("id: praise", "id: blame")
    tx(lambda session: session.add(Source(file="lexicons/blame.yaml", text=text, edited=True)))
    assert "name it in a rule" in advised(ben, tx, "en", "lexicons/blame.yaml", text)
    assert "name it in a rule" not in advised(ben, tx, "en", PRAISE, text_of(tx, PRAISE))


def test_rules_that_share_the_label_all_new_ones_once_had_are_told_of_each_other(
    ben: Visitor, tx: Any
) -> None:
    text = text_of(tx, RULE).replace("label: UNDISCLOSED_PROMO", "label: HOUSE_RULE")
    other = text.replace("id: nosy-praise", "id: loud-praise")
    tx(lambda session: session.add(Source(file="packs/acme/loud-praise.yaml", text=other, edited=True)))
    assert "shared with loud-praise: of rules with one label" in advised(ben, tx, "en", RULE, text)
    said = advised(ben, tx, "de", RULE, text)
    assert "auch das Label von loud-praise: Von Regeln mit demselben Label spricht" in said
    assert "zum Beispiel NOSY_PRAISE" in said


def test_what_we_ship_is_ours_to_better(ben: Visitor, tx: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    text = text_of(tx, RULE)
    assert advised(ben, tx, "en", RULE, text)
    monkeypatch.setattr(sources, "shipped", lambda: {RULE: text})
    assert advised(ben, tx, "en", RULE, text) == ""


def test_a_text_with_a_fault_has_no_advice_yet(ben: Visitor, tx: Any) -> None:
    text = text_of(tx, RULE).replace("severity: warn", "severity: loud")
    assert checked(ben, RULE, {"text": text, "touched": ""})["advice"] == []

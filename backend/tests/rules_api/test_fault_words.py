"""Whoever writes rules in German reads in German what is wrong with them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask_babel import force_locale

from backend.people.models import Person
from backend.rules import examples, language
from backend.rules.language import kinds, yaml_file, yaml_signs
from backend.rules.language.fault_words import told
from backend.rules.models import Release
from backend.tests.cast import Visitor
from backend.tests.rules_api.test_side_by_side import PRAISE, RULE, checked, text_of
from backend.tests.where import ON_ONE_DATABASE

pytestmark = ON_ONE_DATABASE
HERE = Path(language.__path__[0])
# file, what stands there, what somebody writes instead
MISTAKES = [
    (RULE, "severity: warn", "severity: shout"),
    (RULE, "severity: warn", "severity: [warn]"),
    (RULE, "severity: warn", "severity:"),
    (RULE, "severity: warn", "severe: warn"),
    (RULE, "severity: warn", "zzzz: warn"),
    (RULE, "severity: warn", "severity:warn"),
    (RULE, "severity: warn", "severity: warn\nseverity: note"),
    (RULE, "severity: warn", "severity: !odd warn"),
    (RULE, "severity: warn", "severity: warn\nwhen: {surface: post}"),
    (RULE, "severity: warn", "severity: warn\nnone: prais"),
    (RULE, "id: nosy-praise", "id: nosy"),
    (RULE, "id: nosy-praise", "id: Nosy Praise"),
    (RULE, "{company}", "{firma}"),
    (RULE, "FlowDesk is slow today", "FlowDesk is best today"),
    (RULE, "own_mention, praise]", "own_mention, prais]"),
    (RULE, "own_mention, praise]", "own_mention, zzzz]"),
    (RULE, "mark: praise", "mark: insult"),
    (RULE, "all: [own_mention, praise]", "all: []"),
    (RULE, "  silent:", "silent:"),
    (RULE, "message:\n", 'message: "Do this."\n'),
    (PRAISE, '"you should try"', '"(you should try"'),
    (PRAISE, '"you should try"', '"you should try)"'),
    (PRAISE, '"you should try"', '"you ... try"'),
    (PRAISE, '"you should try"', '"you|try"'),
    (PRAISE, '"you should try"', '".. try"'),
    (PRAISE, '"you should try"', '"you ..99 try"'),
    (PRAISE, '"you should try"', '"{they} try"'),
    (PRAISE, '"you should try"', '"<they> try"'),
    (PRAISE, '"you should try"', '"y*u try"'),
    (PRAISE, '"you should try"', '"# try"'),
    (PRAISE, '"you should try"', '"you shall try"'),
    (PRAISE, '"you should try"', '"try", "slow today", "it works"'),
]


@pytest.fixture(autouse=True)
def rules_in_force(release: Release) -> None:
    """Something is in force."""


def said_in(visitor: Visitor, tx: Any, language: str, file: str, text: str) -> list[str]:
    tx(lambda session: setattr(session.get(Person, visitor.person.id), "language", language))
    faults = checked(visitor, file, {"text": text, "touched": ""})["faults"]
    return [fault["said"] for fault in faults]


@pytest.mark.parametrize(("file", "old", "new"), MISTAKES)
def test_a_mistake_is_told_in_german(ben: Visitor, tx: Any, file: str, old: str, new: str) -> None:
    text = text_of(tx, file)
    assert old in text
    english, german = (said_in(ben, tx, one, file, text.replace(old, new, 1)) for one in ("en", "de"))
    assert english
    for parts in zip(english, german, strict=True):
        one, other = (re.sub(r"^(found|gefunden): ?", "", part) for part in parts)
        own = re.split(r"\. (?:Allowed|Erlaubt): ", one)[-1].rstrip(".")
        is_only_names = re.fullmatch(r"[a-z_{}]+([ ,]+[a-z_{}]+)*", own) and own in other
        assert is_only_names or own not in other


@pytest.mark.parametrize("language", ["en", "de"])
def test_on_a_page_no_fault_sends_anybody_to_the_terminal(ben: Visitor, tx: Any, language: str) -> None:
    text = text_of(tx, RULE).replace("FlowDesk is slow today", "FlowDesk is best today")
    [said] = said_in(ben, tx, language, RULE, text)
    assert "FlowDesk is best today" in said
    assert "rules explain" not in said


def constant() -> Iterator[str]:
    """Sentences, and parts of some, that are said as they are written in code and schemas."""
    yield from (*yaml_signs.SIGNS.values(), *yaml_signs.PROBLEMS.values(), *yaml_file.TYPES.values())
    yield from (
        yaml_signs.PART_OF_TEXT,
        yaml_signs.STAR,
        yaml_signs.UNCLOSED,
        yaml_signs.BRACKET,
        yaml_file.A_LIST,
    )
    yield from (yaml_file.NOTHING, yaml_file.SOME_TEXT, *kinds.ELSEWHERE.values())
    yield from (one.format("a draft") for one in examples.MISTAKES.values())
    for kind in kinds.ELSEWHERE:
        schema = (HERE / f"{kind}.schema.json").read_text(encoding="utf-8")
        yield from re.findall(r'"description": ("(?:[^"\\]|\\.)*")', schema)


def test_no_sentence_of_code_or_schemas_is_left_in_english(app: Any) -> None:
    sentences = {json.loads(one) if one.startswith('"') else one for one in constant()}
    with app.test_request_context(), force_locale("de"):
        assert [one for one in sentences if told(one) == one] == []

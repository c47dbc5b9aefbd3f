"""What a form changes in a YAML: the value, and not a byte besides."""

from typing import Any

import pytest

from backend.rules.language import yaml_edit, yaml_nodes
from backend.rules.language.faults import RuleFaults

RULE = """\
# Above all.
id: a-rule   # its name
message: {de: "Alt.", en: "Old."}  # both
why:
  en: 'It''s law.'
  de: >
    Es ist
    Gesetz.
when: {surface: [post, comment]}
owner: legal@example.org
none: [one,
  two]   # over two lines
examples:
  found: [{draft: "a"}]
"""
WORDS = """\
id: words
about: finds words
entries:
  en: [alpha,
    "be ta", gamma]
  de:
    # first of all
    - eins
    - "zwei drei"  # two words
    # and the rest
    - vier
not: []
examples:
  match: ["alpha"]
"""


@pytest.mark.parametrize(
    ("text", "path", "value", "old", "new"),
    [
        (RULE, "message.en", 'New: "it" {company}', '"Old."', '"New: \\"it\\" {company}"'),
        (RULE, "why.en", "It’s ruled", "'It''s law.'", '"It’s ruled"'),
        (RULE, "why.de", "Neu.", ">\n    Es ist\n    Gesetz.\n", '"Neu."\n'),
        (RULE, "owner", "people@example.org", "legal@example.org", "people@example.org"),
        (RULE, "owner", "true", "legal@example.org", '"true"'),
        (RULE, "owner", "A: b", "legal@example.org", '"A: b"'),
        (RULE, "when.surface", ["comment"], "[post, comment]", "[comment]"),
        (RULE, "when.surface", ["post", "reply", "comment"], "[post, comment]", "[post, reply, comment]"),
        (RULE, "when.surface", [], "[post, comment]", "[]"),
        (RULE, "when.target", ["competitor"], "{surface:", "{target: [competitor], surface:"),
        (RULE, "notes", ["a, b"], "examples:", 'notes: ["a, b"]\nexamples:'),
        (WORDS, "entries.en", ["alpha", "beta", "gamma"], '"be ta"', '"beta"'),
        (WORDS, "entries.en", ["be ta", "gamma"], '[alpha,\n    "be ta"', '["be ta"'),
        (WORDS, "entries.en", ["alpha", "be ta", "gamma", "#tag"], "gamma]", 'gamma, "#tag"]'),
        (WORDS, "entries.de", ["eins", "vier"], '    - "zwei drei"  # two words\n', ""),
        (
            WORDS,
            "entries.de",
            ["null", "eins", "zwei drei", "vier"],
            "    - eins",
            '    - "null"\n    - eins',
        ),
        (WORDS, "entries.de", ["eins", "zwei drei", "vier", "fünf"], "- vier\n", "- vier\n    - fünf\n"),
        (WORDS, "entries.de", ["eins", "zwei", "vier"], '"zwei drei"', '"zwei"'),
        (WORDS, "entries.any", ["x"], "entries:\n  en:", "entries:\n  any: [x]\n  en:"),
        (WORDS, "not", ["no way"], "not: []", "not: [no way]"),
        (WORDS, "examples.miss", ["beta"], "  match:", "  miss: [beta]\n  match:"),
    ],
)
def test_where_a_value_stood_the_new_one_stands_and_all_else_stays(
    text: str, path: str, value: yaml_edit.Value, old: str, new: str
) -> None:
    assert text.count(old) == 1
    assert yaml_edit.write(text, {path: value}) == text.replace(old, new)
    assert yaml_edit.read(yaml_edit.write(text, {path: value}), {path: type(value)}) == {path: value}


def test_a_list_of_lines_that_is_emptied_stays_a_list() -> None:
    text = yaml_edit.write(WORDS, {"entries.de": []})
    assert data(text)["entries"] == {"en": ["alpha", "be ta", "gamma"], "de": []}


FOLDED = "id: x\nnotes:\n  - >\n    one\n  - two\nowner: me\n"


@pytest.mark.parametrize(
    ("value", "entries"),
    [
        (["two"], "  - two\n"),
        (["new", "two"], '  - "new"\n  - two\n'),
        (["one\n"], "  - >\n    one\n"),
        (["one\n", "half", "two"], '  - >\n    one\n  - "half"\n  - two\n'),
    ],
)
def test_an_entry_that_is_a_text_of_lines_leaves_its_neighbours_alone(value: list[str], entries: str) -> None:
    assert yaml_edit.write(FOLDED, {"notes": value}) == f"id: x\nnotes:\n{entries}owner: me\n"


def test_nothing_new_changes_nothing() -> None:
    known = {"message.en": "Old.", "when.surface": ["post", "comment"], "when.target": [], "notes": []}
    assert yaml_edit.write(RULE, known) == RULE


def test_several_changes_come_together() -> None:
    text = yaml_edit.write(
        RULE, {"message.de": "Neu.", "message.en": "New.", "when.surface": ["repost", "post"]}
    )
    assert data(text)["message"] == {"de": "Neu.", "en": "New."}
    assert data(text)["when"] == {"surface": ["repost", "post"]}
    assert data(text)["none"] == ["one", "two"]


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words"])
def test_what_has_no_fields_stays_as_it_is(text: str) -> None:
    assert yaml_edit.write(text, {"owner": "me"}) == text
    assert yaml_edit.read(text, {"owner": str, "when.surface": list}) == {"owner": "", "when.surface": []}


@pytest.mark.parametrize("text", ["message: word\n", "message:\n", "message: {}\n"])
def test_a_field_comes_where_something_else_or_nothing_stood(text: str) -> None:
    assert data(yaml_edit.write(text, {"message.en": "Hello"})) == {"message": {"en": "Hello"}}


def test_a_text_that_is_no_yaml_is_a_fault() -> None:
    with pytest.raises(RuleFaults):
        yaml_edit.write("a: [", {"a": "b"})


def data(text: str) -> Any:
    return yaml_nodes.load(text, "")[0]

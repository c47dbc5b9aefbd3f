"""Faults of rules and lexicons: all of them at once, each with its place and the way out."""

from pathlib import Path

import pytest

from backend.rules.language import checks, reading
from backend.rules.language.faults import RuleFaults

RULE = """
id: speak
label: SPEAK
severity: warn
all: [hello]
message: {de: a, en: a}
why: {de: a, en: a}
guideline: g
source: s
owner: o
status: active
examples:
  found: [{draft: x, lang: de}]
  silent: [{draft: x, lang: de}]
"""
LEXICON = """
id: hello
about: greets
entries: {de: [hallo]}
examples: {match: [hallo], miss: [tag]}
"""


def faults_of(text: str, file: str = "speak.yaml") -> list[tuple[int, str]]:
    with pytest.raises(RuleFaults) as caught:
        reading.parse_rule(text, file)
    return [(fault.line, fault.field) for fault in caught.value.faults]


def test_a_rule_without_faults_is_read() -> None:
    assert reading.parse_rule(RULE, "packs/core/speak.yaml").pack == "core"


def test_all_faults_come_at_once_with_line_field_and_what_is_allowed() -> None:
    broken = RULE.replace("severity: warn", "severity: loud").replace("status: active", "status: on")
    with pytest.raises(RuleFaults) as caught:
        reading.parse_rule(broken, "speak.yaml")
    first, second = caught.value.faults
    assert (first.line, first.field, first.found, first.allowed) == (
        4,
        "severity",
        '"loud"',
        "note, warn, confirm",
    )
    assert (second.line, second.field) == (11, "status")


@pytest.mark.parametrize(
    ("sources", "line", "told"),
    [
        ("&a [x]\nmark: *a", 9 + 1, "aliases are not used here"),
        ("[" * 3000, 9, "20 levels"),
        ("9" * 5000, 9, "4300 digits"),
        ("!!int none", 9, "a whole number"),
        ("!!bool none", 9, "true or false"),
        ("!!python/object/apply:os.getcwd []", 9, "text, in straight quotes"),
        ("!!binary aGVsbG8=", 9, "a value without a tag"),
        ("\u0007", 9, "a control character"),
        ("\ud83d", 9, "half a character"),
        ("{<<: {b: 1}}", 9, "text, in straight quotes"),
        ("{[a]: b}", 9, "a collection as a name"),
        ("{" + "a" * 1000 + ": [b]}", 9, "names of 200 letters"),
        ("a\nsource: b", 9 + 1, "every name once"),
        ("a\n---\nb: c", 9 + 1, "another document"),
    ],
)
def test_yaml_made_to_break_the_server_is_a_fault_like_any_other(sources: str, line: int, told: str) -> None:
    with pytest.raises(RuleFaults) as caught:
        reading.parse_rule(RULE.replace("source: s", f"source: {sources}"), "speak.yaml")
    assert [fault.line for fault in caught.value.faults] == [line]
    assert told in str(caught.value)


@pytest.mark.parametrize("word", ["no", "on", "2026-01-01", "1:30", "0x10", ".inf", "=", "<<"])
def test_what_looks_like_a_word_is_one(word: str) -> None:
    assert reading.parse_rule(RULE.replace("source: s", f"source: {word}"), "speak.yaml").source == word


def test_a_misspelt_field_is_one_fault_that_names_the_one_meant() -> None:
    with pytest.raises(RuleFaults) as caught:
        reading.parse_rule(RULE.replace("source: s", "sauce: s"), "speak.yaml")
    assert {fault.found for fault in caught.value.faults} == {'"sauce" is not a field; did you mean source?'}


def test_a_rule_needs_examples_of_both_kinds() -> None:
    assert (14, "examples.silent") in faults_of(RULE.replace("silent: [{draft: x, lang: de}]", "silent: []"))


def test_the_file_must_bear_the_name_of_the_rule() -> None:
    assert faults_of(RULE, "packs/core/other.yaml") == [(2, "id")]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("bei {firma}", "{firma}"),
        ("bei {company", "{company"),
        ("bei {company" + 50 * "x", "{company" + 32 * "x"),
        ("bei {company {match}", "{company"),
        ("bei {}", "{}"),
        ("bei { company }", "{ company }"),
    ],
)
def test_a_placeholder_nobody_fills_or_closes_is_told_with_those_that_there_are(
    said: str, found: str
) -> None:
    with pytest.raises(RuleFaults) as caught:
        reading.parse_rule(RULE.replace("{de: a,", f'{{de: "{said}",', 1), "speak.yaml")
    [fault] = caught.value.faults
    assert (fault.line, fault.field, fault.found) == (6, "message.de", found)
    assert fault.allowed == "{company} {match} {target} {until}"


def test_text_that_is_no_yaml_is_a_fault_with_its_line() -> None:
    assert faults_of("id: [\nlabel: x: y") != []
    assert faults_of("") == [(1, "")]
    assert faults_of("- a\n- b") == [(1, "")]


def test_every_bad_phrase_of_a_lexicon_is_named_with_its_line() -> None:
    entries = 'entries:\n  de:\n    - "hallo"\n    - "(a"\n  en: ["a*b"]\n'
    broken = f"id: hello\nabout: x\n{entries}examples: {{match: [], miss: []}}\n"
    with pytest.raises(RuleFaults) as caught:
        reading.parse_lexicon(broken, "hello.yaml")
    assert [(fault.line, fault.field) for fault in caught.value.faults] == [
        (6, "entries.de.1"),
        (7, "entries.en.0"),
    ]


def test_words_with_hyphens_that_multiply_are_a_fault_with_its_line() -> None:
    hyphens = "(" + "|".join(f"a{n}-b" for n in range(30)) + ")"
    with pytest.raises(RuleFaults) as caught:
        reading.parse_lexicon(LEXICON.replace("hallo", " ".join([hyphens] * 9)), "hello.yaml")
    assert "at most 400 readings" in str(caught.value)


def test_loading_a_folder_tells_the_faults_of_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "packs" / "mine").mkdir(parents=True)
    (tmp_path / "lexicons" / "hello.yaml").write_text(LEXICON.replace("about: greets", "about: 3"))
    (tmp_path / "packs" / "mine" / "speak.yaml").write_text(RULE.replace("severity: warn", "severity: loud"))
    with pytest.raises(RuleFaults) as caught:
        reading.load(tmp_path)
    assert {fault.file for fault in caught.value.faults} == {"lexicons/hello.yaml", "packs/mine/speak.yaml"}


def test_a_rule_may_only_name_lexicons_that_exist_and_mark_its_own(tmp_path: Path) -> None:
    lexicon = reading.parse_lexicon(LEXICON, "hello.yaml")
    rule = reading.parse_rule(RULE.replace("[hello]", "[goodbye]") + "mark: hello\n", "speak.yaml")
    assert [fault.field for fault in checks.check([rule], [lexicon])] == ["all"]
    lexicons = [lexicon, reading.parse_lexicon(LEXICON.replace("id: hello", "id: goodbye"), "goodbye.yaml")]
    assert [fault.field for fault in checks.check([rule], lexicons)] == ["mark"]


def test_two_rules_of_one_name_are_refused() -> None:
    rule = reading.parse_rule(RULE, "speak.yaml")
    lexicon = reading.parse_lexicon(LEXICON, "hello.yaml")
    assert [fault.field for fault in checks.check([rule, rule], [lexicon])] == ["id"]


def test_an_own_tie_needs_the_lexicon_that_it_stands_for() -> None:
    rule = reading.parse_rule(RULE + "own_tie: [author]\n", "speak.yaml")
    lexicon = reading.parse_lexicon(LEXICON, "hello.yaml")
    assert [fault.found for fault in checks.check([rule], [lexicon])] == ["own_voice"]

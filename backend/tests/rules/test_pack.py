"""The pack `core`: every example of every rule, through both judges; and the voice of its messages."""

from dataclasses import replace
from pathlib import Path

import pytest

from backend.rules import examples
from backend.rules.compiler import compiler
from backend.rules.judge import node
from backend.rules.language import reading
from backend.rules.language.rule import Rule
from backend.rules.trial import draft_of

RULES, LEXICONS = reading.load()
LABELS = {"UNDISCLOSED_COMPETITOR", "UNDISCLOSED_PROMO", "UNCLEAR_DISCLOSURE", "GIVEAWAY_NO_TERMS"}


def test_every_example_does_what_it_says() -> None:
    assert [str(fault) for fault in examples.run(RULES, LEXICONS)] == []


def test_every_example_does_what_it_says_in_the_browser_judge() -> None:
    assert [str(fault) for fault in examples.run(RULES, LEXICONS, node.judge_many)] == []


def test_the_labels_that_matter_most_have_rules() -> None:
    assert {rule.label for rule in RULES} >= LABELS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_shows_three_drafts_of_each_kind_in_each_language(rule: Rule) -> None:
    for kind in ("found", "silent"):
        for lang in ("de", "en"):
            assert sum(example["lang"] == lang for example in rule.examples[kind]) >= 2 + (kind == "found"), (
                kind,
                lang,
            )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_message_is_short_and_calm(rule: Rule) -> None:
    for texts in (rule.message, rule.why):
        for text in texts.values():
            assert "!" not in text
            assert len([part for part in text.split(". ") if part]) <= 2, text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_names_its_known_false_alarms(rule: Rule) -> None:
    assert rule.known_false_alarms
    assert all(8 <= len(text.split()) <= 40 for text in rule.known_false_alarms)


def test_an_example_that_lies_is_told() -> None:
    lying = RULES[0].examples | {"silent": RULES[0].examples["found"][:1]}
    fault = examples.run([replace(RULES[0], examples=lying)], LEXICONS)[0]
    assert (fault.file, fault.field) == (RULES[0].file, "examples.silent.0")


def test_no_text_of_the_labelled_cases_stands_in_the_pack() -> None:
    cases = Path(__file__).parents[4] / "shared" / "cases" / "cases_dev.jsonl"
    if not cases.exists():
        pytest.skip("the labelled cases are not here")
    known = cases.read_text(encoding="utf-8")
    for rule in RULES:
        for example in [*rule.examples["found"], *rule.examples["silent"]]:
            assert len(example["draft"]) < 12 or f'"draft": "{example["draft"]}"' not in known, example[
                "draft"
            ]


@pytest.mark.parametrize(
    ("draft", "means_the_company"),
    [
        ("For Tern no lake is too small. Try them!", True),
        ("Get yourself down to Tern, highly recommended.", True),
        ("A highly recommended walk: a tern flew over the bay.", False),
    ],
)
def test_a_company_named_like_a_bird_is_known_by_the_word_before_it(
    draft: str, means_the_company: bool
) -> None:
    tern = {"name": "Tern", "products": [], "competitors": []}
    release = compiler.compile_release(RULES, LEXICONS, tern, number=1, installation="test")
    asked = [(release, [draft_of({"draft": draft, "lang": "en"})])]
    found = examples.many_in_python(asked)
    assert found == node.judge_many(asked)
    assert bool(found[0][0]["findings"]) == means_the_company

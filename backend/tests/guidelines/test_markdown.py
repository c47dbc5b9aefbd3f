"""Guidelines as they are written: a few kinds of Markdown, no HTML, faults with their line."""

from contextlib import suppress

import pytest

from backend.guidelines import markdown, service
from backend.guidelines.markdown import TextFaults
from backend.people.models import LANGUAGES
from backend.rules.language import reading
from backend.tests.guidelines.texts import DE, EN


def body(text: str) -> list[markdown.Node]:
    """The nodes of one paragraph."""
    return markdown.read(f"# T\n## P {{#p}}\n{text}\n", "en").parts[1].body


def test_the_words_alone_keep_their_lines() -> None:
    nested = body("One\n\n- a\n  - b\n- [c](https://c.example)")
    assert markdown.plain(nested).split("\n") == ["One", "• a", "• b", "• c (https://c.example)"]


@pytest.mark.parametrize(
    "heading", ["{#a", "{" + "#a" * 9_000, "{#a}" * 5_000, "{ " * 9_000, "x" + " " * 19_000 + "{#a #b}"]
)
def test_no_heading_takes_long_to_read(heading: str) -> None:
    with suppress(TextFaults):
        assert markdown.read(f"# T\n## {heading}\n", "en").parts


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(TextFaults) as found:
        markdown.read(text, "en")
    return [(fault.line, fault.said) for fault in found.value.faults]


def test_a_text_is_a_title_and_paragraphs_that_have_names() -> None:
    found = markdown.read(EN, "en", "Acme")
    assert found.title == "Out there with Acme"
    assert [(part.names, part.title) for part in found.parts] == [
        ((), "Out there with Acme"),
        (("disclosure",), "Say where you work"),
        (("respect", "tone"), "Be kind"),
    ]
    assert found.part("tone") == found.part("respect") == found.parts[2]
    assert found.part("nosuch") is None


def test_what_is_written_becomes_nodes_of_a_few_kinds() -> None:
    assert body("One *two* **three** [four](https://a.example/b?c=d&e) five") == [
        [
            "p",
            "One ",
            ["em", "two"],
            " ",
            ["strong", "three"],
            " ",
            ["a", "https://a.example/b?c=d&e", "four"],
            " five",
        ]
    ]
    assert body("- a\n- b *c*") == [["ul", ["li", "a"], ["li", "b ", ["em", "c"]]]]
    assert body("1. a\n2. b") == [["ol", ["li", "a"], ["li", "b"]]]
    assert body("two\nlines  \nof one") == [["p", "two", " ", "lines", " ", "of one"]]
    assert body("[write](mailto:ina@acme.example)") == [["p", ["a", "mailto:ina@acme.example", "write"]]]


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>", "<b>bold</b>", "`code`", "> quote", "<https://a.example>", "a | b",
        "&lt;b&gt;", "---", "{% raw %}{{ config }}", "    indented", "[ref]: https://a.example", "~~gone~~",
    ],
)  # fmt: skip
def test_whatever_else_markdown_or_html_would_make_of_it_stays_as_typed(typed: str) -> None:
    assert body(typed) == [["p", typed.strip()]]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "Begin with a title"),
        ("words\n", 1, "Begin with a title"),
        ("# T\n\n## No name\n", 3, "Give this paragraph a name"),
        ("# T\n\n## {#name}\n", 3, "Give this paragraph a name"),
        ("# T\n## A {#a}\n\n# U\n", 4, "There is a title already"),
        ("# T\n## A {#a}\n## B {#a}\n", 3, "Two paragraphs are called a"),
        ("# T\n## A {#Quiet_Time}\n", 2, "not Quiet_Time"),
        ("# T\n## A {#a}\n### Deeper\n", 3, "Headings are"),
        ("# T\n## A {#a}\n- # inside\n", 3, "Headings are"),
        ("# T\n## A {#a}\n\n[x](http://a.example)\n", 4, "not to http://a.example"),
        ("# T\n## A {#a}\n\n- [x](javascript:alert%281%29)\n", 4, "not to javascript:alert"),
        ("# T\n## A {#a}\n[x](//a.example)\n", 3, "not to //a.example"),
    ],
)
def test_a_fault_is_told_with_its_line_and_the_way_out(text: str, line: int, said: str) -> None:
    assert any(at == line and said in words for at, words in faults(text)), faults(text)


def test_all_faults_are_told_at_once() -> None:
    assert [line for line, _ in faults("# T\n## A\n## B\n\n[x](ftp://a)\n")] == [2, 3, 5]


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_shipped_text_is_sound_and_has_every_paragraph_that_the_shipped_rules_name(tongue: str) -> None:
    text = service.shipped()[tongue]
    found = markdown.read(text, tongue, "Acme")
    rules, _lexicons = reading.load()
    assert {rule.guideline for rule in rules} <= found.names
    assert 2500 < len(text) < 5000, "about a page"


def test_the_shipped_texts_are_about_the_same_in_the_same_order() -> None:
    english, german = (markdown.read(service.shipped()[tongue], tongue).parts for tongue in ("en", "de"))
    formal = markdown.read(service.shipped(is_formal=True)["de"], "de").parts
    assert [part.names for part in english] == [part.names for part in german]
    assert [part.names for part in formal] == [part.names for part in german]
    assert markdown.read(DE, "de").names == markdown.read(EN, "en").names

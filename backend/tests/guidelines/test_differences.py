"""What changed between two versions, paragraph by paragraph and word by word."""

from backend.guidelines import differences, markdown
from backend.guidelines.markdown import Guideline
from backend.tests.guidelines.texts import EN


def between(*pairs: tuple[str, str]) -> list[differences.Change]:
    """What replacing these words changes."""
    changed = EN
    for old, new in pairs:
        assert old in changed
        changed = changed.replace(old, new)
    return differences.between(read(EN), read(changed))


def read(text: str) -> Guideline:
    return markdown.read(text, "en", "Acme")


def test_the_same_text_has_no_difference_whatever_its_layout() -> None:
    assert between(("\n\n", "\n\n\n"), ("- in the", "*   in the")) == []


def test_words_that_are_new_stand_beside_those_they_replace() -> None:
    [change] = between(("Argue about the matter.", "Argue about the matter, kindly."))
    assert (change.name, change.kind) == ("respect", "changed")
    assert change.title == [("same", "Be kind")]
    assert change.words == [("same", "Argue about the"), ("gone", "matter."), ("new", "matter, kindly.")]


def test_a_paragraph_keeps_its_name_when_its_title_changes() -> None:
    [change] = between(("Say where you work", "Say who pays you"))
    assert (change.name, change.kind) == ("disclosure", "changed")
    assert ("gone", "where") in change.title and ("new", "who pays") in change.title
    assert [kind for kind, _words in change.words] == ["same"]


def test_new_paragraphs_and_those_that_are_gone_are_told_whole() -> None:
    new, gone = between(("## Be kind {#respect #tone}", "## Be kinder {#kindness}"))
    assert (new.kind, new.name, new.title) == ("new", "kindness", [("new", "Be kinder")])
    assert new.words == [("new", "Argue about the matter.")]
    assert (gone.kind, gone.name, gone.title) == ("gone", "respect", [("gone", "Be kind")])


def test_another_address_behind_the_same_words_is_a_difference() -> None:
    [change] = between(("https://acme.example/where", "https://acme.example/here"))
    assert ("new", "(https://acme.example/here).") in change.words


def test_against_nothing_all_is_new() -> None:
    assert [change.kind for change in differences.between(None, read(EN))] == ["new"] * 3


def test_a_few_words_a_thousand_times_are_told_whole_since_to_compare_them_takes_minutes() -> None:
    texts = (f"# T\n\n## P {{#p}}\n{words}" for words in ("a b " * 4_900, "b a a " * 3_200))
    [change] = differences.between(*map(read, texts))
    assert [kind for kind, _words in change.words] == ["gone", "new"]

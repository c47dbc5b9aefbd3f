"""What people who do not program get wrong in a file: the line, the field, a plain sentence, the way out."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backend.cli import cli

RULE = "packs/house/no-payday-loans.yaml"
LEXICON = "lexicons/no_payday_loans.yaml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["rules", *map(str, arguments)])


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder in which Clara has started a rule of the house."""
    assert run("new", "no-payday-loans", "--folder", tmp_path).exit_code == 0
    return tmp_path


def told(house: Path, file: str, old: str, new: str) -> list[str]:
    """What `rules test` says after `old` was replaced: its lines, without the word Error."""
    text = (house / file).read_text("utf-8")
    assert old in text
    (house / file).write_text(text.replace(old, new), "utf-8")
    result = run("test", house)
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    return result.output.removeprefix("Error: ").splitlines()


@pytest.mark.parametrize(
    ("encoding", "line", "place"),
    [
        ("cp1252", 5, 'first at "wörter"'),
        ("utf-16", 1, "it is UTF-16"),
        ("utf-16-le", 1, "it is UTF-16"),
        ("utf-16-be", 1, "it is UTF-16"),
    ],
)
def test_a_file_in_another_encoding_is_named_with_line_word_and_way_out(
    house: Path, encoding: str, line: int, place: str
) -> None:
    text = (house / LEXICON).read_text("utf-8")
    (house / LEXICON).write_text(text, encoding)
    said = f"{LEXICON}:{line}: this file is not saved as UTF-8 ({place}). In your editor: Save as, "
    assert said in run("test", house).output
    assert said in run("lint", house).output


def test_a_file_with_a_byte_order_mark_is_read_as_any_other(house: Path) -> None:
    text = (house / LEXICON).read_text("utf-8")
    (house / LEXICON).write_text(text, "utf-8-sig")
    assert run("test", house).exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ('  de: "Ersetze mich: Was', '\tde: "Ersetze mich: Was', 11, "this line begins with a tab"),
        ('jemand tun?"', "jemand tun?", 11, "a quotation mark is not closed, here or on the line above"),
        ('"Ersetze mich: Was soll', '"Du sagst "Ja", was soll', 11, 'a " inside "…"; use „…“ inside'),
        ('"Ersetze mich: Warum?"', "„Achtung: Warum?“", 14, 'a colon needs straight quotes "…"'),
        ('"Ersetze mich: Warum?"', "UWG: § 5", 14, 'a colon needs straight quotes "…" around the text'),
        ('"Ersetze mich: Warum?"', "Achtung: Warum", 14, 'a colon needs straight quotes "…"'),
        ("  en: ", "   en: ", 12, "this line is not indented like the one above"),
        ("label: NO_PAYDAY_LOANS", "label:HOUSE_RULE", 3, "a blank is missing after the colon"),
        ("guideline: house", "guideline house", 16, "a colon is missing after the name of the field"),
        ('"Ersetze mich: Warum?"', "{company} fragt: Warum", 14, "a text that begins with {"),
        ("owner: compliance", "owner: @compliance", 18, "a text cannot begin with this sign"),
        ("\nmessage:", "\nmessage", 10, "a colon is missing after the name of the field"),
        ("  found:", "  found", 22, "a colon is missing after the name of the field"),
        ("[no_payday_loans]", "[no_payday_loans", 6, "a bracket [ or { that begins here is not closed"),
        ('replaced.", lang', 'replaced." lang', 24, "a comma is missing between the fields"),
        ("- {draft: \"These are words", '- draft: "These are words', 24, "the opening bracket { is missing"),
        ("    - {draft: \"These are words", '    {draft: "These are words', 24, "begins with a hyphen"),
    ],
)  # fmt: skip
def test_broken_yaml_is_told_by_what_stands_on_the_line(
    house: Path, old: str, new: str, line: int, sentence: str
) -> None:
    [said] = told(house, RULE, old, new)
    assert said.startswith(f"{RULE}:{line}: ")
    assert sentence in said


@pytest.mark.parametrize("entry", ["„words“", "“words, quite new”", 'words"'])
def test_quotes_that_are_part_of_the_text_are_told_once_a_line(house: Path, entry: str) -> None:
    said = told(house, LEXICON, '"words .. replace*"', entry)
    assert said == [
        f'{LEXICON}:6: these quotes are part of the text; straight quotes "…" around it are meant'
    ]


def test_a_star_without_quotes_is_told(house: Path) -> None:
    [said] = told(house, LEXICON, '"words .. replace*"', "*words")
    assert 'a text cannot begin with * (aliases are not used here); put straight quotes "…"' in said


def test_a_misspelt_lexicon_is_one_fault_on_its_own_line_with_the_name_meant(house: Path) -> None:
    [said] = told(
        house,
        RULE,
        "# none: [works_for_company]  ",
        "none_near: [works for company] #",
    )
    assert said == (
        f'{RULE}:7: none_near: there is no lexicon "works for company". Did you mean works_for_company?'
    )


def test_a_misspelt_field_is_one_fault_on_its_own_line_with_the_name_meant(house: Path) -> None:
    assert told(house, RULE, "message:", "massage:") == [
        f'{RULE}:10: "massage" is not a field; did you mean message?'
    ]


def test_a_name_that_is_like_none_of_the_fields_is_told_with_those_there_are(house: Path) -> None:
    told_of = told(house, RULE, '{draft: "These are other', '{text: "These are other')
    assert (
        f'{RULE}:27: examples.silent.1: "text" is not a field; allowed: draft, lang, platform' in told_of[0]
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('  en: "Replace me: why', 'en: "Why', 15, '"en" is not a field here: it belongs below message, why'),
        ("  silent:", "silent:", 25, '"silent" is not a field here: it belongs below examples, with two'),
        ('  en: "Replace me: why', '\u00a0\u00a0en: "Why', 15, "a protected blank stands in this line; use"),
    ],
)
def test_a_field_that_stands_too_far_left_is_sent_to_where_it_belongs(
    house: Path, old: str, new: str, line: int, said: str
) -> None:
    assert any(one.startswith(f"{RULE}:{line}: {said}") for one in told(house, RULE, old, new))


@pytest.mark.parametrize(("count", "found"), [("1.5", "1.5"), ('"3"', '"3"'), ("zwei", '"zwei"')])
def test_a_wrong_value_inside_a_condition_is_told_at_its_own_field(
    house: Path, count: str, found: str
) -> None:
    [said] = told(house, RULE, "all: [no_payday_loans]", f"all: [{{lexicon: hype, count: {count}}}]")
    assert said == f"{RULE}:6: all.0.count: found {found}; allowed: a whole number"


def test_a_rule_that_marks_words_and_asks_for_none_is_told_so(house: Path) -> None:
    assert told(house, RULE, "all: [no_payday_loans]", "all: []") == [
        f"{RULE}:9: mark: this rule asks for no list of words that could be underlined; name one under all"
    ]


def test_a_message_in_no_language_is_told_where_its_languages_go(house: Path) -> None:
    texts = '\n  de: "Ersetze mich: Was soll jemand tun?"\n  en: "Replace me: what should one do?"'
    assert told(house, RULE, f"message:{texts}", 'message: "Do this."') == [
        f'{RULE}:10: message: found "Do this."; '
        "allowed: a text in each language: de and en, each in a line of its own below it"
    ]


@pytest.mark.parametrize("behind", ['"Do this."', "Do this.", "{}", "[a, b]"])
def test_languages_below_a_message_that_is_there_already_are_told(house: Path, behind: str) -> None:
    assert told(house, RULE, "message:\n", f"message: {behind}\n\n") == [
        f'{RULE}:12: behind "message:" something stands already, so nothing can stand below it; '
        "take that away, or the blanks before this line"
    ]


def test_a_list_of_words_without_a_language_is_told_so(house: Path) -> None:
    entries = '\n  de: ["wörter .. (ersetzt|ersetzen)"]\n  en: ["words .. replace*"]'
    [said] = told(house, LEXICON, f"entries:{entries}", "entries: {}")
    assert said == f"{LEXICON}:4: entries: found {{}}; allowed: at least 1"


def test_a_blank_missing_inside_brackets_is_told(house: Path) -> None:
    said = told(house, RULE, 'replaced.", lang: en}', 'replaced.", lang:en}')
    assert f"{RULE}:24: examples.found.1: a blank is missing after the colon of lang:" in said


@pytest.mark.parametrize("dots", ["...", "…"])
def test_three_dots_in_an_entry_are_told(house: Path, dots: str) -> None:
    [said] = told(house, LEXICON, "words .. replace", f"words {dots} replace")
    assert f"{LEXICON}:6: entries.en.0: found {dots} in" in said
    assert "two dots, which mean 'words between'" in said


def test_a_word_where_a_list_is_wanted_is_told_as_it_should_be_written(house: Path) -> None:
    [said] = told(
        house,
        RULE,
        "# when: {surface: [comment, reply], target: [competitor]} ",
        "when: {surface: comments} #",
    )
    assert said == (
        f"{RULE}:5: when.surface: write [comments], in square brackets; allowed: post, comment, reply, repost"
    )


@pytest.mark.parametrize(
    "entries",
    ["\n    words\n    texts", "\n    -words\n    -texts", "\n    • words\n    • texts", "words and texts"],
)
def test_words_below_each_other_without_hyphens_are_told_how_a_list_is_written(
    house: Path, entries: str
) -> None:
    [said] = told(house, LEXICON, ' ["words .. replace*"]', f" {entries}")
    assert said.startswith(f"{LEXICON}:6: entries.en: write a list: ")
    assert said.endswith('each in a line of its own after "- ", or in square brackets: ["…", "…"]')


def test_words_in_each_language_are_told_where_a_mere_list_stands(house: Path) -> None:
    entries = '\n  de: ["wörter .. (ersetzt|ersetzen)"]\n  en: ["words .. replace*"]'
    [said] = told(house, LEXICON, f"entries:{entries}", 'entries: ["words"]')
    assert said == (
        f'{LEXICON}:4: entries: found ["words"]; '
        "allowed: words in each language: de, en or any, each in a line of its own below it"
    )


def test_a_semicolon_in_a_list_is_told(house: Path) -> None:
    [said] = told(house, LEXICON, '["words .. replace*"]', '["words"; "texts"]')
    assert said == f"{LEXICON}:6: between the parts of a list stands a comma, and no semicolon"


def test_the_lines_of_a_condition_are_told_one_by_one(house: Path) -> None:
    [said] = told(house, RULE, "all: [no_payday_loans]", "all: [[no_payday_loans, {lexikon: hype}]]")
    assert said == f'{RULE}:6: all.0.1: "lexikon" is not a field; did you mean lexicon?'


def test_test_ends_with_what_is_in_the_folder_and_what_is_not_read(house: Path) -> None:
    (house / "stray.yaml").write_text("id: x\n", "utf-8")
    result = run("test", house)
    assert result.exit_code == 0, "it may belong to something else"
    assert f"In {house}: 1 rule (no-payday-loans, 4 examples), 1 lexicon." in result.output
    assert f"{house / 'stray.yaml'} is not read: rules belong in packs/<name>/" in result.output


@pytest.mark.parametrize(
    "file", ["packs/house/a.yml", "lexicons/a.yaml.txt", "packs/a.yaml", "packs/house/a.yaml.rej"]
)
def test_a_file_among_the_rules_that_is_not_read_is_a_fault(house: Path, file: str) -> None:
    (house / file).write_text("id: x\n", "utf-8")
    result = run("test", house)
    assert result.exit_code == 1
    assert f"{file}:1: this file is not read: rules belong in packs/<name>/" in result.output


BACKUPS = ("{}~", "{}.~1~", ".{}.swp", ".#{}", "._{}", "#{}#", "{}.bak", "{}.orig", "{}.BAK")


def test_what_editors_leave_behind_is_not_read_and_not_told(house: Path) -> None:
    for path in (house / RULE, house / LEXICON):
        for name in BACKUPS:
            (path.parent / name.format(path.name)).write_text("id: x\n", "utf-8")
    (house / "packs/house/.#other.yaml").symlink_to("ina@her-computer:1")  # as Emacs locks a file
    result = run("test", house)
    assert result.exit_code == 0, result.output
    assert f"In {house}: 1 rule (no-payday-loans, 4 examples), 1 lexicon." in result.output
    assert "is not read" not in result.output


@pytest.mark.parametrize("file", ["lexicons/words", "packs/house/second.txt"])
def test_a_file_among_the_rules_without_the_ending_is_told(house: Path, file: str) -> None:
    (house / file).write_text("id: x\n", "utf-8")
    (house / "lexicons/README.md").write_text("Notes of ours\n", "utf-8")
    said = run("test", house).output
    assert f"{house / file} is not read: rules belong in packs/<name>/" in said
    assert "README" not in said


@pytest.mark.parametrize(
    "words",
    [
        ("test",),
        ("lint",),
        ("explain", "words", "--folder"),
        ("judge", "words.jsonl", "--folder"),
        ("publish", "--note", "x"),
    ],
)
def test_whoever_names_a_file_instead_of_the_folder_reads_which_is_meant(
    house: Path, words: tuple[str, ...]
) -> None:
    said = run(*words, house / RULE).output
    assert f"{house / RULE} is a file. Give the folder that holds packs and lexicons." in said
    assert f"Did you mean {house}?" in said


def test_a_file_that_lies_in_no_folder_of_rules_is_told_without_a_guess(tmp_path: Path) -> None:
    (path := tmp_path / "rule.yaml").write_text("id: x\n", "utf-8")
    said = run("test", path).output
    assert f"{path} is a file. Give the folder that holds packs and lexicons.\n" in said


@pytest.mark.parametrize("part", ["packs", "packs/house", "lexicons"])
def test_whoever_names_a_part_of_the_folder_reads_which_is_meant(house: Path, part: str) -> None:
    said = run("test", house / part).output
    assert f"{house / part} holds no packs/<pack>/<rule>.yaml" in said
    assert f"Did you mean {house}?" in said


@pytest.mark.parametrize(
    ("file", "stands", "said"),
    [
        (LEXICON, "packs/house/words.yaml", "this is a list of words; they belong in lexicons/"),
        (RULE, "lexicons/no-payday-loans.yaml", "this is a rule; rules belong in packs/<name>/"),
        (RULE, "organisation.yaml", "this is a rule; rules belong in packs/<name>/"),
        ("organisation.yaml", "packs/house/acme.yaml", "this is an organisation's profile; it is"),
    ],
)
def test_a_file_in_the_folder_of_another_kind_is_one_fault_that_says_where_it_belongs(
    house: Path, file: str, stands: str, said: str
) -> None:
    (house / "organisation.yaml").write_text("name: Acme\nproducts: [HomeBot]\n", "utf-8")
    (house / stands).write_text((house / file).read_text("utf-8"), "utf-8")
    [told] = run("test", house).output.removeprefix("Error: ").splitlines()
    assert told.startswith(f"{stands}:1: {said}")


def test_a_folder_whose_only_rule_is_misplaced_says_where_it_belongs(tmp_path: Path) -> None:
    (tmp_path / "rule.yml").write_text("id: x\n", "utf-8")
    said = run("test", tmp_path).output
    assert f"{tmp_path / 'rule.yml'} is not read: rules belong in packs/<name>/" in said

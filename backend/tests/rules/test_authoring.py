"""`plainspoken rules new`, `words`, `lint`, `explain`, `test FOLDER`, as Clara meets them."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backend.cli import cli
from backend.rules.language import source_files

RULE = Path("packs", "house", "no-payday-loans.yaml")
LEXICON = Path("lexicons", "no_payday_loans.yaml")
SHIPPED = source_files.SHIPPED / "lexicons" / "own_offer.yaml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["rules", *map(str, arguments)])


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder in which Clara has started a rule of the house."""
    assert run("new", "no-payday-loans", "--folder", tmp_path).exit_code == 0
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_new_rule_passes_its_examples_from_the_start(house: Path) -> None:
    result = run("test", house)
    assert result.exit_code == 0, result.output
    assert "0 faults" in result.output


def test_a_new_rule_takes_no_name_that_is_taken_and_loses_nothing(house: Path) -> None:
    change(house / RULE, "NO_PAYDAY_LOANS", "LOANS")
    again = run("new", "no-payday-loans", "--folder", house)
    assert again.exit_code == 1
    assert "take another name" in again.output
    assert "LOANS" in (house / RULE).read_text("utf-8")


def test_a_new_rule_takes_no_name_whose_lexicon_would_stand_in_the_place_of_a_shipped_one(
    tmp_path: Path,
) -> None:
    refused = run("new", "own-offer", "--folder", tmp_path)
    assert refused.exit_code == 1
    assert "A shipped lexicon is called own_offer; take another name." in refused.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("part", ["packs", "lexicons", "packs/house"])
def test_a_new_rule_begins_beside_packs_and_lexicons_and_not_within_them(house: Path, part: str) -> None:
    refused = run("new", "no-refunds", "--folder", house / part)
    assert refused.exit_code == 2
    assert f"give the folder around them. Did you mean {house}?" in refused.output
    assert run("test", house).exit_code == 0


def test_without_a_word_there_are_no_forms_of_it() -> None:
    refused = run("words", " ", "--lang", "en")
    assert (refused.exit_code, "Give a word" in refused.output) == (1, True)


def test_nor_the_name_of_a_shipped_rule(tmp_path: Path) -> None:
    refused = run("new", "undisclosed-competitor", "--folder", tmp_path)
    assert refused.exit_code == 1
    assert "A shipped rule is called undisclosed-competitor; take another name." in refused.output
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_a_shipped_one_is_told(house: Path) -> None:
    assert "stands in the place" not in run("test", house).output
    (house / "lexicons" / SHIPPED.name).write_text(SHIPPED.read_text("utf-8"), "utf-8")
    assert f"{SHIPPED.name} stands in the place of the shipped file of that name" in run("test", house).output


def test_an_organisation_with_faults_is_told_before_it_is_published(house: Path) -> None:
    (house / "organisation.yaml").write_text("name: Nordhaus\nproduct: [Kamino]\n", "utf-8")
    result = run("test", house)
    assert result.exit_code == 1
    assert 'organisation.yaml:2: "product" is not a field; did you mean products?' in result.output


@pytest.mark.parametrize("name", ["No Loans", "../loans", "x", "ümlaut"])
def test_a_name_that_no_rule_can_have_is_refused_with_what_is_allowed(tmp_path: Path, name: str) -> None:
    refused = run("new", "--folder", tmp_path, "--", name)
    assert refused.exit_code == 1
    assert "small letters, digits and hyphens" in refused.output
    assert list(tmp_path.iterdir()) == []


def test_an_example_that_is_not_found_is_named_by_file_and_line(house: Path) -> None:
    change(house / RULE, "These are words to be replaced.", "Take a loan until payday.")
    result = run("test", house)
    assert result.exit_code == 1
    assert f"{RULE}:24: examples.found.1: does not speak on 'Take a loan until payday.'" in result.output


def test_below_such_examples_stands_how_to_find_out_why(house: Path) -> None:
    change(house / RULE, "These are words to be replaced.", "Take a loan until payday.")
    assert run("test", house).output.count("rules explain") == 1


def test_a_word_added_to_the_lexicon_makes_the_example_found(house: Path) -> None:
    change(house / RULE, "These are words to be replaced.", "Take a loan until payday.")
    change(house / LEXICON, '"words .. replace*"', '"words .. replace*", "loan* .. payday"')
    assert run("test", house).exit_code == 0


def test_a_word_taken_from_a_shipped_lexicon_is_missed_by_the_rules_that_ask_it(tmp_path: Path) -> None:
    own = tmp_path / "lexicons" / "terms.yaml"
    own.parent.mkdir()
    words = ["id: terms", "about: nothing of the shipped one", 'entries: {any: ["zzyzx"]}']
    own.write_text("\n".join([*words, 'examples: {match: ["zzyzx"], miss: ["x"]}']))
    result = run("test", tmp_path)
    assert result.exit_code == 1
    assert "packs/core/giveaway-no-terms" in result.output
    assert "packs/core/health-claim" not in result.output


def test_a_faulty_file_says_line_field_and_what_is_allowed(house: Path) -> None:
    change(house / RULE, "severity: note ", "severity: loud ")
    result = run("test", house)
    assert result.exit_code == 1
    assert f'{RULE}:4: severity: found "loud"; allowed: note, warn, confirm' in result.output


def test_a_folder_without_rules_is_no_success(tmp_path: Path) -> None:
    for command in ("test", "lint"):
        result = run(command, tmp_path)
        assert result.exit_code == 1
        assert "holds no packs/<pack>/<rule>.yaml" in result.output


def test_explain_tells_of_a_rule_that_is_still_a_draft(house: Path) -> None:
    told = run("explain", "These are words to be replaced.", "--folder", house, "--rule", "no-payday-loans")
    assert "speaks  no-payday-loans" in told.output


def test_lint_tells_of_two_rules_that_contradict_each_other_on_an_example(house: Path) -> None:
    change(house / RULE, "label: NO_PAYDAY_LOANS", "label: UNDISCLOSED_PROMO")
    change(house / RULE, "status: draft", "status: active")
    change(house / RULE, "These are other words.", "You should all buy the great HomeBot.")
    told = run("lint", house).output
    assert re.search(
        f"{RULE}:27: examples.silent.1: undisclosed-promo.* speaks about this, with the same label", told
    )


def test_lint_tells_of_a_rule_that_shipped_ones_make_needless(house: Path) -> None:
    advice = "other rules find UNDISCLOSED_PROMO in each of these already"
    change(house / RULE, "Das sind Wörter, die ersetzt werden.", "Der HomeBot ist klasse. Probiert ihn aus!")
    assert advice not in run("lint", house).output, "on one of two it does not speak"
    change(house / RULE, "These are words to be replaced.", "FlowDesk is great, try it.")
    assert advice in run("lint", house).output


def with_another(house: Path, name: str, label: str) -> Path:
    """Her second rule, which has this label."""
    assert run("new", name, "--folder", house).exit_code == 0
    path = house / "packs" / "house" / f"{name}.yaml"
    change(path, f"label: {name.replace('-', '_').upper()} ", f"label: {label} ")
    return path


def test_lint_tells_of_each_rule_that_shares_the_label_all_rules_once_had(house: Path) -> None:
    change(house / RULE, "label: NO_PAYDAY_LOANS", "label: HOUSE_RULE")
    second = with_another(house, "loud", "HOUSE_RULE")
    said = run("lint", house).output
    assert f"{RULE}:3: label: shared with loud: of rules with one label only one speaks about a text" in said
    assert "a label of its own, such as NO_PAYDAY_LOANS" in said
    assert "packs/house/loud.yaml:3: label: shared with no-payday-loans" in said
    change(second, "status: draft", "status: retired")
    assert "label: shared" not in run("lint", house).output, "a rule that is retired speaks about no text"


def test_lint_tells_of_a_copied_rule_that_kept_the_label_and_not_of_the_one_it_was_copied_from(
    house: Path,
) -> None:
    with_another(house, "no-refunds", "NO_PAYDAY_LOANS")
    said = [line for line in run("lint", house).output.splitlines() if ": label: " in line]
    assert [line.split(":")[0] for line in said] == ["packs/house/no-refunds.yaml"]
    assert said[0].endswith("such as NO_REFUNDS")


@pytest.mark.parametrize(("name", "label"), [("no-payday-loans-answer", "NO_PAYDAY_LOANS"), ("a-b", "LOANS")])
def test_lint_keeps_silent_about_rules_that_share_a_label_on_purpose(
    house: Path, name: str, label: str
) -> None:
    change(house / RULE, "label: NO_PAYDAY_LOANS", f"label: {label}")
    with_another(house, name, label)
    assert "label: shared" not in run("lint", house).output


def test_lint_says_what_the_skeleton_left_to_do(house: Path) -> None:
    result = run("lint", house)
    assert result.exit_code == 1
    for advice in ("message.de: still says what the skeleton said", "1 in en; 3 show", "make it active"):
        assert advice in result.output


ENTRIES = {
    '"loan*", "loans"': "loan* finds 'loans' already",
    '"credit", "credit"': "'credit' stands here twice",
    '"a*"': "'a*' is found in very many words",
    '"(b*|lending)"': "'b*' is found in very many words",
    '"d* .. *es"': "'*es' is found in very many words",
    '"the"': "'the' stands in nearly every text",
    '"loans & more"': "'&' is passed over in a text, so nothing is found by it; leave it out",
    '"loan, credit"': "'loan, credit' is looked for as it stands, one after the other; make an entry of each",
    '"wörter .. (ersetzt|ersetzen)"': "stands also under de (line 5); put it under any, for all languages",
}


def test_lint_sees_entries_that_say_too_much_or_nothing(house: Path) -> None:
    change(house / LEXICON, '"words .. replace*"', ", ".join(['"words .. replace*"', *ENTRIES]))
    said = run("lint", house).output
    assert [advice for advice in ENTRIES.values() if advice not in said] == []


def test_lint_says_nothing_of_a_short_beginning_in_a_phrase_nor_of_what_is_shipped(house: Path) -> None:
    change(house / LEXICON, '"words .. replace*"', '"words .. replace*", "best .. (c*|f*)"')
    assert "very many words" not in run("lint", house).output
    assert (shipped := run("lint")).exit_code == 0, shipped.output


def test_lint_sees_a_text_that_a_hash_cut_off(house: Path) -> None:
    change(
        house / RULE, 'source: "Replace me', "source: Agreement #4 of May # a comment\n# x: #y\nowner: Ina\n#"
    )
    change(house / RULE, "owner: compliance@example.org\n", "")
    said = [line for line in run("lint", house).output.splitlines() if "is a comment" in line]
    assert said == [
        f"{RULE}:17: source: from #4 on this is a comment; if it is meant as text, put quotes around it"
    ]


def test_lint_names_a_lexicon_that_no_rule_asks(house: Path) -> None:
    change(house / RULE, "all: [no_payday_loans]", "all: [giveaway]")
    change(house / RULE, "mark: no_payday_loans", "mark: giveaway")
    assert f"{LEXICON}:2: id: no rule asks for this lexicon" in run("lint", house).output


def test_words_proposes_the_forms_and_an_entry_that_finds_them() -> None:
    result = run("words", "empfehlen", "--lang", "de")
    assert result.exit_code == 0, result.output
    assert "empfiehlst" in result.output
    assert "empfohlen" in result.output
    assert "empfiehl*" in result.output
    assert "also found by its *: " in result.output


@pytest.mark.parametrize(
    ("word", "entry"), [("sicher", "(sicher*|sichr*)"), ("liefern", "(geliefert*|liefer*|liefr*)")]
)
def test_words_proposes_no_beginning_that_finds_other_words_as_well(word: str, entry: str) -> None:
    assert f"entry:  {entry}\n" in run("words", word, "--lang", "de").output


def test_words_says_what_a_phrase_finds_besides() -> None:
    said = run("words", "wage round", "--lang", "en").output
    assert "also found by its *: wage round-table" in said


def test_words_says_of_an_unknown_word_only_itself() -> None:
    result = run("words", "homebotting", "--lang", "en")
    assert result.exit_code == 0
    assert "entry:  homebot*" in result.output


PRAISE = "Der HomeBot ist klasse. Probiert ihn aus."


def explained(*arguments: str | Path) -> list[str]:
    result = run("explain", *arguments)
    assert result.exit_code == 0, result.output
    return [" ".join(line.split()) for line in result.output.splitlines()]


def test_explain_names_the_lexicons_word_by_word() -> None:
    lines = explained("Ein Quokka, klasse!")
    assert [line for line in lines if re.match(r"klasse .*\bpraise\b", line)]
    assert "Quokka" in lines


def test_explain_names_the_lexicon_whose_not_took_back_what_it_found(house: Path) -> None:
    change(house / LEXICON, "not: []", 'not: ["gesperrte wörter"]')
    lines = explained("Gesperrte Wörter werden ersetzt", "--folder", house)
    assert "Wörter (no_payday_loans: taken back by its not)" in lines
    assert "Wörter no_payday_loans" in explained("Freie Wörter werden ersetzt", "--folder", house)


def test_explain_says_which_rule_speaks_and_about_which_words() -> None:
    assert "speaks undisclosed-competitor: HomeBot" in explained(PRAISE, "--target", "competitor")


@pytest.mark.parametrize(
    ("text", "options", "reason"),
    [
        (PRAISE, [], "undisclosed-competitor: only for comment or reply or repost"),
        (PRAISE, ["--target", "other"], "undisclosed-competitor: only where the target is competitor"),
        ("Unser HomeBot ist klasse.", [], "undisclosed-promo: silenced by we_of_company"),
        ("Der Herbst ist klasse.", [], "undisclosed-promo: not found: own_product"),
        ("Macht mit, es gibt Karten zu gewinnen!", [], "nothing ties the text to the own company"),
    ],
)
def test_explain_says_why_a_rule_keeps_silent(text: str, options: list[str], reason: str) -> None:
    silent = [line for line in explained(text, *options) if line.startswith("silent")]
    assert [line for line in silent if reason in line], silent


def test_explain_reads_a_file_and_rules_of_the_house(house: Path) -> None:
    draft = house / "draft.txt"
    draft.write_text("These are words to be replaced.", "utf-8")
    change(house / RULE, "status: draft ", "status: active ")
    assert explained(draft, "--folder", house, "--rule", "no-payday-loans")[-1] == (
        "speaks no-payday-loans: words to be replaced"
    )


def test_explain_knows_the_organisation_of_the_folder(house: Path) -> None:
    (house / "organisation.yaml").write_text("name: Wayne\nproducts: [Batmobile]\n", "utf-8")
    lines = explained("Das Batmobile ist da", "--folder", house)
    assert [line for line in lines if line.startswith("Batmobile ") and "own_product" in line]


def test_explain_of_no_such_rule_says_so() -> None:
    result = run("explain", "Hallo", "--rule", "no-such-rule")
    assert result.exit_code == 1
    assert "There is no rule no-such-rule in the shipped rules; yours: --folder FOLDER." in result.output


def test_explain_of_a_misspelt_rule_names_the_one_meant(house: Path) -> None:
    told = run("explain", "Hallo", "--rule", "no-payday-loan", "--folder", house).output
    assert f"in {house} and the shipped rules. Did you mean no-payday-loans?" in told


def test_explain_shows_the_whole_text_after_the_fix() -> None:
    lines = explained("Der HomeBot ist klasse. Probiert ihn aus.", "--target", "competitor", "--lang", "de")
    at = lines.index("speaks undisclosed-competitor: HomeBot")
    assert lines[at + 1].startswith("fixed (Ich arbeite bei Acme) Der HomeBot ist klasse.")


def test_explain_tells_what_speaks_before_what_is_silent() -> None:
    kinds = [line.split()[0] for line in explained(PRAISE, "--target", "competitor") if ": " in line]
    told = [kind for kind in kinds if kind in ("speaks", "silent")]
    assert told[0] == "speaks"
    assert told == sorted(told, reverse=True)


@pytest.mark.parametrize(
    ("asked", "text", "reason"),
    [
        (
            "[no_payday_loans]\nnone_near: [own_mention]",
            "These words, says Acme, are replaced.",
            "silenced by own_mention, found within 2 sentences of the rest",
        ),
        (
            "[no_payday_loans, own_mention]",
            "We praise the HomeBot. So. It is so. Such words are replaced.",
            "all is there, but not within 2 sentences",
        ),
    ],
)
def test_explain_tells_a_word_too_near_from_words_too_far_apart(
    house: Path, asked: str, text: str, reason: str
) -> None:
    change(house / RULE, "all: [no_payday_loans]", f"all: {asked}")
    told = explained(text, "--folder", house, "--rule", "no-payday-loans", "--lang", "en")
    assert f"silent no-payday-loans: {reason}" in told


@pytest.mark.parametrize(
    ("kind", "text", "advice"),
    [
        ("insert_start", "Note:", 'end it with a blank, "Note: "'),
        ("insert_end", "(advert)", 'begin it with a blank, " (advert)"'),
    ],
)
def test_lint_sees_a_fix_that_is_glued_to_the_text(house: Path, kind: str, text: str, advice: str) -> None:
    fix = f'fix: {{kind: {kind}, text: {{de: "{text}", en: "{text}"}}}}\nowner:'
    change(house / RULE, "owner:", fix)
    assert advice in run("lint", house).output


@pytest.mark.parametrize(
    ("word", "lang", "entry"),
    [("wage round", "en", "wage round*"), ("Tarifrunden-Insider", "de", "tarifrunden-insider*")],
)
def test_of_several_words_the_last_one_is_inflected(word: str, lang: str, entry: str) -> None:
    assert f"entry:  {entry}\n" in run("words", word, "--lang", lang).output

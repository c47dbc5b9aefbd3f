"""What an entry of a lexicon matches, asked through the judge."""

import pytest

from backend.rules.language.atoms import check
from backend.rules.language.phrase import PhraseError, parse
from backend.tests.rules.pieces import found


def test_a_word_alone_is_one_whole_word() -> None:
    assert found(["gewinn"], "Der Gewinn ist da") == "Gewinn"
    assert found(["gewinn"], "Das Gewinnspiel ist da") is None


def test_a_star_stands_for_the_rest_of_a_word() -> None:
    assert found(["gewinnspiel*"], "Unsere Gewinnspiele!") == "Gewinnspiele"
    assert found(["*verlosung"], "Zur Osterverlosung") == "Osterverlosung"
    assert found(["*los*"], "Die Osterverlosung") == "Osterverlosung"
    assert found(["gewinnspiel*"], "Ein Gewinn") is None


def test_alternatives_may_be_words_phrases_or_nothing() -> None:
    entry = ["(jetzt|gleich hier|) mitmachen"]
    assert found(entry, "Kommt und jetzt mitmachen") == "jetzt mitmachen"
    assert found(entry, "Kommt, gleich hier mitmachen") == "gleich hier mitmachen"
    assert found(entry, "Kommt mitmachen") == "mitmachen"


def test_two_dots_skip_up_to_four_words_and_with_a_number_so_many() -> None:
    assert found(["kommentiert .. gewinnt"], "Kommentiert a b c d gewinnt") is not None
    assert found(["kommentiert .. gewinnt"], "Kommentiert a b c d e gewinnt") is None
    assert found(["kommentiert ..7 gewinnt"], "Kommentiert a b c d e f g gewinnt") is not None


def test_no_phrase_reaches_across_the_end_of_a_sentence() -> None:
    assert found(["kommentiert .. gewinnt"], "Kommentiert. Wer gewinnt?") is None
    assert found(["kommentiert gewinnt"], "Kommentiert\ngewinnt") is None


def test_abbreviations_numbers_and_initials_do_not_end_a_sentence() -> None:
    assert found(["kostet .. euro"], "Kostet ca. 3.50 Euro") is not None
    assert found(["am .. mai"], "Am 3. Mai") is not None
    assert found(["von .. schmidt"], "Von A. Schmidt") is not None


def test_lists_of_the_profile_match_however_they_are_written() -> None:
    for text in ["Acme GmbH", "ACME", "Acmes Stand", "@acme", "#acme", "acme's", "A c m e"]:
        assert found(["{own}"], f"Hier: {text}!") is not None, text
    assert found(["{product}"], "Das Flow Desk ist da") == "Flow Desk"
    assert found(["{competitor}"], "Bei Globex") == "Globex"
    assert found(["{own}"], "Der Acmeist") is None


def test_a_list_may_be_part_of_a_word_or_tag() -> None:
    assert found(["#{own}team*"], "Los #AcmeTeams") == "#AcmeTeams"
    assert found(["{own}er"], "als Acmeer") == "Acmeer"


def test_only_a_company_is_named_without_its_legal_form() -> None:
    hotel = {"name": "Seehaus SpA", "products": ["Morgenbad Spa"], "competitors": []}
    assert found(["{own}"], "Das Seehaus hat offen", hotel) == "Seehaus"
    assert found(["{product}"], "Ein Morgenbad im See", hotel) is None


def test_a_tag_matches_tags_only_and_a_word_matches_both() -> None:
    assert found(["#werbung"], "#Werbung") == "#Werbung"
    assert found(["#werbung"], "Werbung") is None
    assert found(["werbung"], "#Werbung") == "#Werbung"


def test_a_camel_case_tag_is_read_whole_and_in_pieces() -> None:
    assert found(["golden ticket"], "#VexaGoldenTicket") == "GoldenTicket"
    assert found(["#vexagoldenticket"], "#VexaGoldenTicket") == "#VexaGoldenTicket"


def test_kinds_of_words_match_by_their_shape() -> None:
    cases = {
        "<url>": ("Hier https://acme.example/x?y=1 lesen", "https://acme.example/x?y=1"),
        "<email>": ("An amira@acme.example schreiben", "amira@acme.example"),
        "<phone>": ("Ruf +49 431 555 01 22 an", "+49 431 555 01 22"),
        "<money>": ("Nur 3,99 € heute", "3,99 €"),
        "<percent>": ("Bis 20 % sparen", "20 %"),
        "<date>": ("Bis zum 12.05.2030 da", "12.05.2030"),
        "<number>": ("Wir sind 12", "12"),
        "<emoji>": ("Los 🚀 jetzt", "🚀"),
        "<caps>": ("Bitte KAUFEN", "KAUFEN"),
        "<Cap>": ("das ist Kiel", "Kiel"),
        "<shout>": ("Los geht's!!", "!!"),
    }
    for kind, (text, expected) in cases.items():
        assert found([kind], text) == expected, kind


@pytest.mark.parametrize("name", ["homebot", "homebot-fans", "fans.homebot", "homebot+fans", "h.b-homebot_1"])
def test_an_address_is_read_whole_and_names_nothing(name: str) -> None:
    text = f"Frag {name}@shop.example danach"
    assert found(["<email>"], text) == f"{name}@shop.example"
    assert found(["homebot"], text) is None
    assert found(["homebot"], f"Frag HomeBot. {text}") == "HomeBot"


def test_emoji_and_punctuation_between_two_words_do_not_part_them() -> None:
    assert found(["kauft jetzt"], "Kauft 🔥 jetzt") == "Kauft 🔥 jetzt"
    assert found(["kauft jetzt"], "Kauft, jetzt") == "Kauft, jetzt"


def test_a_hyphenated_word_is_read_whole_and_in_pieces() -> None:
    assert found(["homebot"], "Das HomeBot-Team") == "HomeBot"
    assert found(["flowdesk"], "Flow-Desk") == "Flow-Desk"
    assert found(["must-have"], "ein Must-have") == "Must-have"


def test_not_drops_every_match_it_touches() -> None:
    assert found(["gewinn*"], "Gewinnmaximierung", drops=("gewinnmaximierung",)) is None
    assert found(["gewinnen"], "Wir gewinnen Kunden", drops=("wir gewinnen",)) is None
    assert found(["gewinnen"], "Ihr könnt gewinnen", drops=("wir gewinnen",)) == "gewinnen"


@pytest.mark.parametrize(
    "entry",
    ["", "..", ".. a", "a ..", "(a", "a)", "a | b", "{firm}", "<colour>", "a*b", "a ..99 b", "#", "(|)"],
)
def test_an_entry_outside_the_syntax_is_refused_with_what_is_allowed(entry: str) -> None:
    with pytest.raises(PhraseError) as caught:
        parse(entry)
    assert caught.value.allowed


MANY = "|".join(f"a{n} b" for n in range(20_000))
HYPHENS = "|".join(f"a{n}-b" for n in range(30))


@pytest.mark.parametrize(
    "entry",
    [
        " ".join(["(a b|c d|e f|g h)"] * 6),
        f"(a b|c d|e f) ({MANY})",
        " ".join([f"({HYPHENS})"] * 9),
        "(" * 5_000 + "a" + ")" * 5_000,
    ],
)
def test_an_entry_with_too_many_readings_is_refused_before_they_are_made(entry: str) -> None:
    with pytest.raises(PhraseError, match="split it"):
        check(entry)


def test_a_gap_of_thousands_of_digits_is_refused_like_any_other() -> None:
    with pytest.raises(PhraseError):
        parse("a .." + "9" * 5_000 + " b")

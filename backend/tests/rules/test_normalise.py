"""Folding and its map back: what the reader reads is found, and the span is that of the draft as typed."""

import json
import unicodedata

import pytest
from hypothesis import example, given, settings, strategies as st

from backend.rules.compiler import compiler, patterns
from backend.rules.judge.alphabet import alphabet
from backend.rules.judge.normalise import normalise
from backend.rules.language import fold
from backend.rules.language.fold import fold_table
from backend.tests.rules.pieces import found

ALPHABET = alphabet({"fold": fold_table(), "abbreviations": []})


@pytest.mark.parametrize(
    "typed",
    [
        "GEWINNSPIEL", "Gewinn\u00adspiel", "Ge\u200bwinn\u200dspiel",
        "Gеwіnnspіel", "Ｇｅｗｉｎｎｓｐｉｅｌ",
        "𝗚𝗲𝘄𝗶𝗻𝗻𝘀𝗽𝗶𝗲𝗹", "g e w i n n s p i e l", "G-e-w-i-n-n-s-p-i-e-l", "G🔥e🔥w🔥i🔥n🔥n🔥s🔥p🔥i🔥e🔥l",
        "Gewinn-\nspiel", "Gewinn-\r\nspiel", "#Gewinnspiel", "ᴳᵉʷⁱⁿⁿˢᵖⁱᵉˡ", "🅖🅔🅦🅘🅝🅝🅢🅟🅘🅔🅛", "Ğewińnspiẽl",
    ],
)  # fmt: skip
def test_a_disguised_word_is_read_as_the_reader_reads_it(typed: str) -> None:
    text = f"Heute: {typed} bei uns"
    assert found(["gewinnspiel"], text) == typed


@pytest.mark.parametrize("typed", ["Küste", "KUESTE", "Kueste", "Ku\u0308ste", "Kúeste"])
def test_umlauts_are_one_with_their_two_letters_in_every_spelling(typed: str) -> None:
    assert found(["küste"], f"an der {typed}.") == typed


def test_sharp_s_is_double_s() -> None:
    assert found(["strasse"], "Die Straße") == "Straße"


def test_a_span_counts_code_points_not_code_units() -> None:
    assert found(["werbung"], "👩‍💻👨‍👩‍👧 𝗪𝗲𝗿𝗯𝘂𝗻𝗴!") == "𝗪𝗲𝗿𝗯𝘂𝗻𝗴"


def test_a_trade_mark_sign_does_not_glue_itself_to_the_name() -> None:
    assert found(["{product}"], "Der HomeBot™ ist da") == "HomeBot"


def test_the_fold_table_is_small_enough_to_travel() -> None:
    assert len(compiler.release_bytes({"fold": fold_table()})) < 40_000


def test_every_letter_with_a_case_folds_to_the_same_in_both_cases() -> None:
    for code in range(0x41, 0x250):
        char = chr(code)
        if unicodedata.category(char) == "Lu" and len(char.lower()) == 1:
            assert patterns.fold(char) == patterns.fold(char.lower()), char


WILD = st.text(
    st.one_of(
        st.sampled_from(list("aäoüßAB1 .,!?-'&_#@\n\r\t%€🔥👩\u200d\u0308\u0301\u00ad\u200bо–…（ﬁ①")),
        st.characters(),
    ),
    max_size=60,
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(WILD)
@example("a-b@c")
def test_every_atom_points_back_to_its_own_place_in_the_draft(text: str) -> None:
    read = normalise(text, ALPHABET)
    end = 0
    for atom in read.atoms:
        assert end <= atom.start < atom.end <= len(text)
        end = atom.end - (1 if text[atom.end - 1 : atom.end] and _is_shared(text[atom.end - 1]) else 0)
        if atom.text and "emoji" not in atom.kinds:
            assert patterns.fold(text[atom.start : atom.end]) != "" or atom.text in "%€$£¥+★☆"
    assert [atom.sentence for atom in read.atoms] == sorted(atom.sentence for atom in read.atoms)


def _is_shared(char: str) -> bool:
    # one typed character may fold to several and so to several atoms ("½", "㈱")
    return len(ALPHABET.fold.get(char, (char, False))[0]) > 1


@pytest.mark.skipif(
    unicodedata.unidata_version != json.loads(fold.FILE.read_text())["unicode"],
    reason="this Python has another Unicode version than the one the table was made with",
)
def test_the_table_that_ships_is_the_one_the_code_makes() -> None:
    assert json.loads(fold.FILE.read_text("utf-8")) == fold.make()

"""Which names are everyday words: all of the dictionary, and nothing that only looks like it."""

import gzip

import pytest

from backend.rules.compiler.dictionary import FILE
from backend.rules.compiler.ordinary import is_ordinary

WORDS = gzip.decompress(FILE.read_bytes()).decode().split()


def ordinary(word: str) -> bool:
    return is_ordinary(word.capitalize(), {}, "own")


def test_every_word_of_the_dictionary_is_one() -> None:
    some = [*WORDS[:20], *WORDS[::997], *WORDS[-20:]]
    assert [word for word in some if not ordinary(word)] == []


def test_what_stands_beside_it_in_the_alphabet_is_none() -> None:
    known = set(WORDS)
    near = [word + sign for word in [WORDS[0], *WORDS[::997], WORDS[-1]] for sign in ("0", "zq")]
    assert [word for word in ("", "0", "~", *near) if word not in known and ordinary(word)] == []


def test_code_words_and_what_has_two_words_or_a_handle_are_none() -> None:
    assert not is_ordinary("Lantern", {}, "confidential")
    assert not is_ordinary("Blue Lantern", {}, "own")
    assert not is_ordinary("@lantern", {}, "own")


@pytest.mark.parametrize("name", ["Weiss", "Weiß", "Loewe", "Löwe", "Mann", "Fischer", "Vernunft", "Éclair"])
def test_it_does_not_matter_how_a_name_spells_its_umlauts_nor_that_families_bear_it(name: str) -> None:
    assert is_ordinary(name, {}, "own")

"""German is complete."""

import ast
import re

from backend import translations

PLACE = re.compile(r"%\(\w+\)s")


def test_every_phrase_of_the_pages_is_in_german_and_none_is_left_over() -> None:
    marked = {message.id for message in translations.words() if message.id}
    german = {message.id for message in translations.german() if message.id}
    assert german == marked, "run: python -m backend.translations, then fill in what is new"


def test_no_german_phrase_is_empty_or_only_guessed() -> None:
    unfinished = [m.id for m in translations.german() if m.id and (not m.string or m.fuzzy)]
    assert unfinished == []


def test_german_phrases_keep_the_places_of_names_and_numbers() -> None:
    for message in translations.german():
        if isinstance(message.id, str) and message.id:
            assert sorted(PLACE.findall(message.id)) == sorted(PLACE.findall(str(message.string))), message.id


def test_german_has_one_name_for_a_thing_the_one_the_extension_uses() -> None:
    other_names = re.compile("Verwaltung|Fassung")  # Admin, Ausgabe
    assert [str(m.string) for m in translations.german() if other_names.search(str(m.string))] == []


def test_no_refusal_is_put_together_before_its_words_are_looked_up() -> None:
    """With a name or number in it, it goes through gettext where it is raised."""
    glued = [
        f"{path.name}:{said.lineno}"
        for path, said in translations.refusals()
        if isinstance(said, ast.JoinedStr | ast.BinOp)
    ]
    assert glued == []

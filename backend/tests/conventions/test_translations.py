"""German is complete."""

import ast
import json
import re

from backend import translations
from backend.rules.compiler import formal as rule_texts
from backend.rules.language import reading
from backend.translations import BACKEND

PLACE = re.compile(r"%\(\w+\)s")
PLACES = re.compile(r"\$\d|\{\w+\}")
DU = re.compile(r"\b(du|dich|dir|dein\w*|euch|euer|eure\w*)\b", re.IGNORECASE)
OF_THE_BROWSER = ("name", "description")  # in its list of extensions, where we say nothing


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


def test_what_addresses_people_is_there_with_sie_too_and_only_what_is_otherwise() -> None:
    about_words = re.compile(r"^rules/lexicons/")  # which they quote
    german = {
        message.id: message.string
        for message in translations.german()
        if message.id and not all(about_words.search(file) for file, _line in message.locations)
    }
    formal = {message.id: message.string for message in translations.formal() if message.id}
    assert [said for phrase, said in german.items() if DU.search(str(said)) and phrase not in formal] == []
    assert [said for said in formal.values() if DU.search(str(said))] == []
    assert [phrase for phrase, said in formal.items() if german.get(phrase) == said] == []
    assert formal.keys() <= german.keys()
    for phrase, said in formal.items():
        assert sorted(PLACE.findall(str(said))) == sorted(PLACE.findall(str(german[phrase]))), phrase


def test_the_extension_and_its_rules_say_sie_wherever_they_say_du() -> None:
    extension = BACKEND.parent / "extension"
    messages = json.loads((extension / "_locales/de/messages.json").read_text())
    german = {key: entry["message"] for key, entry in messages.items() if key not in OF_THE_BROWSER}
    rules, _lexicons = reading.load()
    german |= {said["de"]: said["de"] for rule in rules for said in (rule.message, rule.why)}
    formal = json.loads((extension / "background/formal.json").read_text()) | rule_texts.table()
    assert [said for key, said in german.items() if DU.search(said) and key not in formal] == []
    assert [said for said in formal.values() if DU.search(said)] == []
    assert formal.keys() <= german.keys(), "of texts that are gone"
    for key, said in formal.items():
        assert said != german[key]
        assert sorted(PLACES.findall(said)) == sorted(PLACES.findall(german[key])), key


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

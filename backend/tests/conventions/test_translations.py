"""German is complete."""

import ast
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from backend import translations
from backend.rules.compiler import formal as rule_texts
from backend.rules.language import reading
from backend.translations import BACKEND

EXTENSION = BACKEND.parent / "extension"
Both = dict[Any, tuple[str, str | None]]  # a sentence with du, or to nobody; the same with Sie
WORD = re.compile(r"\w+")
PLACE = re.compile(r"%\(\w+\)s|\$\d|\{\w+\}")
# which only look like orders
NOUNS = {"gleiche", "letzter", "poste", "teil", "teile", "versuch"}
OF_THE_BROWSER = ("name", "description")  # in its list of extensions, where nobody is addressed


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


def pages() -> Both:
    """Without what lists of words are about, which quote them."""
    formal = {message.id: str(message.string) for message in translations.formal() if message.id}
    return {
        message.id: (str(message.string), formal.get(message.id))
        for message in translations.german()
        if message.id and not all(file.startswith("rules/lexicons/") for file, _line in message.locations)
    }


def extension() -> Both:
    messages = json.loads((EXTENSION / "_locales/de/messages.json").read_text())
    formal = json.loads((EXTENSION / "background/formal.json").read_text())
    return {
        key: (said["message"], formal.get(key)) for key, said in messages.items() if key not in OF_THE_BROWSER
    }


def rules() -> Both:
    texts = {said["de"] for rule in reading.load()[0] for said in (rule.message, rule.why)}
    return {text: (text, rule_texts.table().get(text)) for text in texts}


def test_whatever_addresses_people_is_there_with_sie_too() -> None:
    """Whatever has a word that always goes where Sie is said: pronouns, verbs, all orders we ever gave."""
    both = [*pages().values(), *extension().values(), *rules().values()]
    with_sie = [(set(WORD.findall(du.lower())), set(WORD.findall(sie.lower()))) for du, sie in both if sie]
    of_du = set().union(*(du - sie for du, sie in with_sie)) - set().union(*(sie for _du, sie in with_sie))
    assert {"du", "deine", "nimm", "sag", "arbeitest"} <= of_du
    assert [du for du, sie in both if not sie and (of_du - NOUNS) & set(WORD.findall(du.lower()))] == []


@pytest.mark.parametrize("both", [pages, extension, rules])
def test_with_sie_the_same_is_said_otherwise(both: Callable[[], Both]) -> None:
    for du, sie in both().values():
        if sie:
            assert du != sie
            assert sorted(PLACE.findall(du)) == sorted(PLACE.findall(sie)), sie


def test_nothing_is_said_with_sie_that_nobody_says_any_more() -> None:
    assert {message.id for message in translations.formal() if message.id} <= pages().keys()
    assert json.loads((EXTENSION / "background/formal.json").read_text()).keys() <= extension().keys()
    assert rule_texts.table().keys() <= rules().keys()


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

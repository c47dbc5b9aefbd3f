"""Help while one writes: the forms of a word."""

from html import unescape

import pytest

from backend.rules.models import Release
from backend.tests.cast import Visitor

PRAISE = "lexicons/praise.yaml"
RULE = "packs/acme/nosy-praise.yaml"
FORMS = "/admin/rules/workshop/forms"


@pytest.fixture(autouse=True)
def rules(release: Release) -> None:
    """Something is in force."""


def test_the_forms_of_a_word_come_with_an_entry_that_finds_them(ben: Visitor) -> None:
    page = unescape(ben.pages.get(f"{FORMS}?word=Abmahnung&language=de").text)
    assert "abmahnungen" in page and "<code>abmahnung*</code>" in page


def test_a_word_pasted_over_several_lines_breaks_nothing(ben: Visitor) -> None:
    assert "abmahnung*" in ben.pages.get(f"{FORMS}?word=die%0Ateure%0AAbmahnung&language=de").text


@pytest.mark.parametrize("asked", ["word=&language=de", f"word={'x' * 81}&language=de", "word=a&language=fr"])
def test_a_word_that_cannot_be_looked_up_is_told_at_its_field(ben: Visitor, asked: str) -> None:
    page = ben.pages.get(f"{FORMS}?{asked}")
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text

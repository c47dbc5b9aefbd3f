"""The admin writes, sees what differs, publishes, looks back; the employee reads and says so."""

from typing import Any

import pytest
from markupsafe import escape

from backend.rules.models import Release
from backend.tests.cast import Visitor
from backend.tests.forms import fields
from backend.tests.guidelines.texts import DE, EN, KINDER, published, rename
from backend.tests.where import ON_ONE_DATABASE

ADMIN, MINE = "/admin/guidelines/", "/me/guidelines/"
# what is written and read is the same on both databases: texts
pytestmark = ON_ONE_DATABASE


def write(clara: Visitor, en: str = EN, de: str = DE) -> Any:
    return clara.pages.submit(f"{ADMIN}edit", {"en": en, "de": de})


def opened(clara: Visitor) -> dict[str, str]:
    """The form on the page, filled in."""
    page = clara.pages.get(f"{ADMIN}publish").text
    read = page.split('name="read"')[1].split('value="')[1].split('"')[0]
    return {"read": read, "note_en": "New words.", "note_de": "Neue Worte.", "asks": "y"}


def publish(clara: Visitor, **more: str) -> Any:
    return clara.pages.submit(f"{ADMIN}publish", opened(clara) | more)


def test_from_the_text_to_begin_with_to_the_first_version(clara: Visitor, amira: Visitor) -> None:
    assert "No guidelines yet" in clara.pages.get(ADMIN).text
    assert "There are no guidelines yet" in amira.pages.get(MINE).text
    assert "## Say where you work {#disclosure}" in clara.pages.get(f"{ADMIN}edit").text
    assert write(clara).status_code == 302
    preview = clara.pages.get(f"{ADMIN}edit").text
    assert "Say that you work at <strong>Acme</strong>" in preview
    assert publish(clara).status_code == 302
    assert "Version 1 is in force" in clara.pages.get(ADMIN).text
    assert "Say that you work at <strong>Acme</strong>" in amira.pages.get(MINE).text


def test_before_the_first_version_the_text_is_there_to_read_and_no_word_of_it_is_marked_as_new(
    clara: Visitor,
) -> None:
    write(clara)
    page = clara.pages.get(f"{ADMIN}publish").text
    assert "Say that you work at <strong>Acme</strong>" in page and "<ins>" not in page
    assert "Ask everybody to read it" in page and "anew" not in page


def test_faults_are_told_with_their_line_and_nothing_typed_is_lost(clara: Visitor) -> None:
    write(clara, EN + "\n[bad](http://x.example)\n\n## No name\n", DE)
    page = clara.pages.get(f"{ADMIN}edit").text
    assert 'data-line="16"' in page and "not to http://x.example" in page
    assert "Give this paragraph a name" in page
    assert "## No name" in page
    page = clara.pages.get(f"{ADMIN}publish").text
    assert "not to http://x.example" in page and 'name="read"' not in page
    assert "Your draft is kept" in clara.pages.get(ADMIN).text


def test_what_another_admin_saved_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(
    clara: Visitor,
) -> None:
    opened = fields(clara.pages.get(f"{ADMIN}edit").text)
    write(clara, EN.replace(*KINDER))
    answer = clara.pages.submit(f"{ADMIN}edit", opened | {"en": EN + "\nLater words.\n"})
    assert answer.status_code == 409
    assert "Somebody else has changed this" in answer.text and "Later words." in answer.text
    assert "Later words." not in clara.pages.get(f"{ADMIN}edit").text


def test_both_languages_have_the_same_paragraphs(clara: Visitor) -> None:
    write(clara, EN, DE.replace("#respect #tone", "#respect"))
    assert "The paragraph {#tone} is missing here" in clara.pages.get(f"{ADMIN}edit").text


def test_a_paragraph_that_rules_name_must_be_there_by_this_or_another_name(
    clara: Visitor, release: Release, tx: Any
) -> None:
    write(clara, EN.replace("#respect", "#kindness"), DE.replace("#respect", "#kindness"))
    assert "One rule names the paragraph {#respect}" in clara.pages.get(f"{ADMIN}publish").text
    write(clara, EN.replace("#respect", "#kindness #respect"), DE.replace("#respect", "#kindness #respect"))
    form = opened(clara)
    tx(lambda session: rename(session, "house"))
    assert clara.pages.submit(f"{ADMIN}publish", form, page=f"{ADMIN}edit").status_code == 422
    tx(lambda session: rename(session, "kindness"))
    assert publish(clara).status_code == 302


def test_what_changes_is_shown_paragraph_by_paragraph_and_needs_no_colour(clara: Visitor, tx: Any) -> None:
    tx(published)
    write(clara, EN.replace(*KINDER))
    page = clara.pages.get(f"{ADMIN}publish").text
    assert '<del><span class="unseen">gone: </span>matter.</del>' in page
    assert '<ins><span class="unseen">new: </span>matter, and smile.</ins>' in page
    assert "No difference" in page  # in German


def test_what_changed_since_the_page_was_opened_is_read_first(clara: Visitor, tx: Any) -> None:
    tx(published)
    write(clara, EN.replace(*KINDER))
    answer = publish(clara, read="an older state")
    assert answer.status_code == 409
    assert "Read it again" in answer.text
    assert "Version 1 is in force" in clara.pages.get(ADMIN).text


def test_the_history_shows_each_version_and_gives_it_back_as_a_draft(clara: Visitor, tx: Any) -> None:
    tx(published)
    tx(lambda session: published(session, EN.replace(*KINDER), note="Smile."))
    assert "Smile." in clara.pages.get(f"{ADMIN}versions").text
    assert "and smile." in clara.pages.get(f"{ADMIN}versions/2").text
    assert "Be kind" in clara.pages.get(f"{ADMIN}versions/1").text
    assert clara.pages.get(f"{ADMIN}versions/3").status_code == 404
    clara.pages.submit(f"{ADMIN}versions/1/take", page=f"{ADMIN}versions/1")
    assert "and smile." not in clara.pages.get(f"{ADMIN}edit").text
    assert "Smile." in clara.pages.submit(f"{ADMIN}versions/export", page=f"{ADMIN}versions").text


def test_amira_reads_what_is_new_to_her_and_says_that_she_has_read_it(amira: Visitor, tx: Any) -> None:
    tx(published)
    page = amira.pages.get(MINE).text
    assert "What is new" not in page and 'id="disclosure"' in page and 'id="tone"' in page
    amira.pages.submit(MINE, {"version": "1"})
    assert "You have read it" in amira.pages.get(MINE).text
    tx(lambda session: published(session, EN.replace(*KINDER), note="Smile."))
    page = amira.pages.get(MINE).text
    assert "What is new" in page and "Smile." in page and "and smile." in page
    assert "Say that you work" not in page.split("What is new")[1].split("</section>")[0]
    for none in ("9", "-1", "9" * 30):
        assert amira.pages.submit(MINE, {"version": none}).status_code == 404


def test_she_reads_it_in_her_language(amira: Visitor, tx: Any) -> None:
    tx(published)
    amira.patch("/api/v1/me", json={"language": "de"})
    assert "Sag, dass du bei <strong>Acme</strong> arbeitest" in amira.pages.get(MINE).text


ODD = ["<script>window.__xss=1</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "</textarea><b>"]


@pytest.mark.parametrize("odd", ODD)
def test_nothing_that_is_written_becomes_markup(clara: Visitor, amira: Visitor, odd: str) -> None:
    write(clara, EN.replace("Argue", odd).replace("Be kind", odd).replace("at the beginning", odd))
    assert publish(clara, note_en=odd).status_code == 302
    for page in (
        clara.pages.get(ADMIN),
        clara.pages.get(f"{ADMIN}versions/1"),
        clara.pages.get(f"{ADMIN}edit"),
        amira.pages.get(MINE),
    ):
        assert str(escape(odd)) in page.text
        assert odd not in page.text or odd == escape(odd)


def test_an_admins_own_language_comes_first(clara: Visitor, tx: Any) -> None:
    tx(published)
    write(clara, f"{EN}\nMore.\n", f"{DE}\nMehr.\n")
    for language, first, second in (("en", "English", "German"), ("de", "Deutsch", "Englisch")):
        clara.pages.submit("/me/language", {"language": language}, page="/me")
        for page in ("", "edit", "publish"):
            shown = clara.pages.get(f"/admin/guidelines/{page}").text
            assert shown.index(first) < shown.index(second), (language, page)

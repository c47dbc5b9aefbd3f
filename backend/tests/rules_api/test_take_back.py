"""What waits is taken back: it stands again as in the release in force, and what no release has is gone."""

from html import unescape
from typing import Any

import pytest

from backend.rules import examples
from backend.rules.models import Release
from backend.rules.releases import changes, profiles, sources
from backend.tests import acme
from backend.tests.cast import Visitor
from backend.tests.rules_api.test_admin import EDIT, PUBLISH, SAID
from backend.tests.rules_api.test_new_rule import PAGE, RULE, TYPED, WORDS
from backend.tests.rules_api.test_publish import THIEVES

TAKE_BACK, ORGANISATION = f"{PUBLISH}/take-back", f"{PUBLISH}/take-back-organisation"


def take_back(visitor: Visitor, file: str) -> Any:
    """By the button on the page that they have just read."""
    return visitor.pages.submit(f"{TAKE_BACK}/{file}", page=PUBLISH)


def texts(tx: Any) -> dict[str, str]:
    return dict(tx(sources.texts))


def waiting(tx: Any) -> list[str]:
    return [change.file for change in tx(changes.pending)]


@pytest.fixture
def in_force(release: Release, tx: Any) -> dict[str, str]:
    """What was written when the release in force was made."""
    return texts(tx)


def test_an_edited_rule_speaks_as_before(ben: Visitor, in_force: dict[str, str], tx: Any) -> None:
    ben.pages.submit(EDIT, SAID)
    assert waiting(tx) == [THIEVES]
    page = unescape(ben.pages.get(PUBLISH).text)
    assert "Take back: thieves" in page
    assert take_back(ben, THIEVES).status_code == 302
    assert texts(tx) == in_force
    page = unescape(ben.pages.get(PUBLISH).text)
    assert "Taken back." in page and "Nothing to publish" in page


def test_a_new_rule_and_its_words_go_the_words_last(ben: Visitor, in_force: dict[str, str], tx: Any) -> None:
    assert ben.pages.submit(PAGE, TYPED).status_code == 302
    needed = take_back(ben, WORDS)
    assert needed.status_code == 422 and RULE in needed.text
    assert take_back(ben, RULE).status_code == 302
    assert take_back(ben, WORDS).status_code == 302
    assert texts(tx) == in_force


def test_the_organisation_is_described_as_before_and_only_by_who_describes_it(
    clara: Visitor, ben: Visitor, release: Release, tx: Any
) -> None:
    before = tx(profiles.get)
    clara.pages.submit("/admin/rules/organisation/", {"name": "Acme", "products": "HomeBot"})
    assert waiting(tx) == ["organisation.yaml"]
    assert "Take back" not in ben.pages.get(PUBLISH).text
    read = {"read": tx(changes.state)}
    assert ben.pages.submit(ORGANISATION, read, page="/admin/content/new").status_code == 403
    assert (
        ben.pages.submit(f"{TAKE_BACK}/organisation.yaml", read, page="/admin/content/new").status_code == 404
    )
    assert "Take back: The organisation" in clara.pages.get(PUBLISH).text
    assert clara.pages.submit(ORGANISATION, page=PUBLISH).status_code == 302
    assert tx(profiles.get) == before and waiting(tx) == []


def test_what_changed_since_the_page_was_read_is_read_again_first(
    ben: Visitor, clara: Visitor, release: Release, tx: Any
) -> None:
    ben.pages.submit(EDIT, SAID)
    read = tx(changes.state)
    clara.pages.submit(EDIT, SAID | {"message_en": "Something kinder yet."})
    answer = ben.pages.submit(f"{TAKE_BACK}/{THIEVES}", {"read": read}, page=PUBLISH)
    assert answer.status_code == 409 and "Read it again" in answer.text
    assert "Something kinder yet." in texts(tx)[THIEVES]


def test_what_an_update_brought_is_not_taken_back_for_it_would_come_again(
    ben: Visitor, release: Release, tx: Any
) -> None:
    def update(session: Any) -> None:
        found = sources.get(session, THIEVES)
        found.text = found.text.replace("severity: confirm", "severity: warn")

    tx(update)
    assert waiting(tx) == [THIEVES]
    assert "Take back" not in ben.pages.get(PUBLISH).text
    assert take_back(ben, THIEVES).status_code == 404


def test_a_file_that_is_not_there_is_told(ben: Visitor, release: Release) -> None:
    assert take_back(ben, "packs/acme/nothing.yaml").status_code == 404


def test_before_the_first_release_there_is_nothing_to_go_back_to(ben: Visitor, tx: Any) -> None:
    tx(lambda session: sources.seed(session, examples.organisation(), acme.RULES))
    assert "Take back" not in ben.pages.get(PUBLISH).text
    assert take_back(ben, THIEVES).status_code == 404

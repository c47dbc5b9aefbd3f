"""Amira erases herself: from the settings of the extension to a server that knows nobody by her name."""

from typing import Any

from playwright.sync_api import BrowserContext, expect
from sqlalchemy import String, cast, select

from backend.migrations import tables
from backend.tests.browser import faults_of
from e2e.backend import Backend
from e2e.employee import AMIRA, options_url, sync


def told_of(backend: Backend, words: tuple[str, ...]) -> list[str]:
    """The columns of the database in which one of the words stands."""

    def look(session: Any) -> list[str]:
        return [
            f"{table.name}.{column.name}"
            for table in tables.metadata.sorted_tables
            for column in table.columns
            for cell in session.scalars(select(cast(column, String)))
            if any(word in str(cell).lower() for word in words)
        ]

    return list(backend.run(look))


def test_from_the_settings_to_being_nobody(amira: BrowserContext, backend: Backend) -> None:
    settings = amira.new_page()
    settings.goto(options_url(amira))
    with amira.expect_page() as opened:
        settings.get_by_role("button", name="My page").click()
    mine = opened.value
    mine.get_by_role("link", name="Known about me").click()
    expect(mine.get_by_text(AMIRA)).to_be_visible()
    assert faults_of(mine) == []
    assert "person.email" in told_of(backend, (AMIRA,))
    mine.get_by_label("Your e-mail address, so that it is meant").fill(AMIRA)
    mine.get_by_role("button", name="Erase me").click()
    expect(mine.get_by_role("heading")).to_have_text("You are erased")
    assert told_of(backend, (AMIRA, "amira aziz")) == []
    sync(amira)
    settings.reload()
    expect(settings.get_by_role("button", name="Sign in")).to_be_visible()
    expect(settings.get_by_text("Signed in as")).to_have_count(0)
